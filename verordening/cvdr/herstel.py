"""Repairs of the tree that a CVDR file gives (``regels`` C.3): each a finding with the original fragment.

Leden that were typed as a list or as plain paragraphs become leden, items that stand beside their own sub-items get their
nesting back, tables that only serve layout become text, and a unit that says «Vervallen» gets that status. The words
stay, in order; only the mark «[Vervallen]» itself is the editor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Inline,
    Opmaak,
    Redactie,
    Rij,
    Soort,
    Status,
    Tabel,
    inlinetekst,
    kaal,
    koptekst,
    tekst,
)
from verordening.lezers.bronlezer import Bronlezer
from verordening.nummers import uit_romeins
from verordening.tekst.opbouw import NUMMER_VOORAAN, Punt, bouw, stijl

_MERK = "[Vervallen]"
"""How the publisher marks a unit that lapsed; the writer writes it so."""
_VERVALLEN = re.compile(r"[\[(]?\s*(?:artikel\s+)?vervallen\.?(?:\s+per\s+[^\])]*)?\s*[\])]?\.?", re.IGNORECASE)
_DIEP = 99  # dieper dan elk open niveau: het blok hoort bij het laatste punt
_LOPEND = frozenset({Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL, Soort.DIVISIETEKST})


def herstel(lezer: Bronlezer, boom: Eenheid) -> Eenheid:
    """The tree with its hierarchy rebuilt; findings go to the reader."""
    return _Herstel(lezer).eenheid(boom, "")


class _Herstel:
    def __init__(self, lezer: Bronlezer) -> None:
        self.lezer = lezer

    def meld(self, adres: str, sleutel: str, fragment: str) -> None:
        self.lezer.meld(None, sleutel, fragment=fragment[:160], adres=adres)

    def eenheid(self, eenheid: Eenheid, boven: str) -> Eenheid:
        """One unit, from the inside out."""
        adres = koptekst(eenheid) if eenheid.soort in STRUCTUUR | {Soort.ARTIKEL, Soort.BIJLAGE} else boven
        adres = adres or boven or eenheid.soort.value
        blokken: list[Blok] = []
        for blok in eenheid.inhoud:
            if isinstance(blok, Tabel):
                blokken.extend(self._tabel(blok, adres))
            elif isinstance(blok, Eenheid):
                blokken.append(self.eenheid(blok, adres))
            else:
                blokken.append(blok)
        if eenheid.soort in _LOPEND:
            blokken = self._hierarchie(eenheid.soort, blokken, adres)
        return self._vervallen(replace(eenheid, inhoud=tuple(blokken)), adres)

    # lists and leden

    def _hierarchie(self, soort: Soort, blokken: list[Blok], adres: str) -> list[Blok]:
        heeft_leden = any(isinstance(b, Eenheid) and b.soort is Soort.LID for b in blokken)
        if soort is Soort.ARTIKEL and not heeft_leden and (nieuw := self._leden(blokken, adres)):
            return nieuw
        uit: list[Blok] = []
        reeks: list[Alinea] = []

        def sluit() -> None:
            uit.extend(self._reeks(reeks, adres))
            reeks.clear()

        for blok in blokken:
            if isinstance(blok, Alinea) and _splits(blok) is not None:
                reeks.append(blok)
                continue
            sluit()
            if isinstance(blok, Eenheid) and blok.soort is Soort.LIJST and _gemengd(blok):
                nieuw = bouw(_punten((blok,)), leden=False)
                if len(list(_nummers(nieuw))) == len(list(_nummers((blok,)))):
                    self.meld(adres, "cvdr-lijst-genest", " ".join(_nummers((blok,))))
                    uit.extend(nieuw)
                    continue
            uit.append(blok)
        sluit()
        return uit

    def _leden(self, blokken: Sequence[Blok], adres: str) -> list[Blok]:
        """The content of an artikel as leden, when its first words are "1." and a "2." follows; else nothing."""
        punten = list(_punten(blokken))
        cijfers = [
            p.nummer for p in punten if p.nummer and stijl(p.nummer)[0] == "cijfer" and kaal(p.nummer).isdecimal()
        ]
        if (
            not punten
            or not punten[0].nummer
            or [kaal(n) for n in cijfers[:2]] != ["1", "2"]
            or cijfers[0] != punten[0].nummer
        ):
            return []
        nieuw = bouw(punten)
        if not any(isinstance(b, Eenheid) and b.soort is Soort.LID for b in nieuw):
            return []
        sleutel = "cvdr-leden-uit-lijst" if isinstance(blokken[0], Eenheid) else "cvdr-leden-uit-alinea"
        self.meld(adres, sleutel, " ".join(p.nummer for p in punten if p.nummer))
        return nieuw

    def _reeks(self, reeks: Sequence[Alinea], adres: str) -> list[Blok]:
        """Successive numbered paragraphs as a list, when the numbers start at the beginning and go on."""
        punten = list(_punten(reeks))
        if (
            len(punten) < 2
            or not _begin(punten[0].nummer)
            or stijl(punten[0].nummer)[0] not in {s for p in punten[1:] for s in stijl(p.nummer)}
        ):
            return list(reeks)
        self.meld(adres, "cvdr-lijst-uit-alinea", " ".join(p.nummer for p in punten))
        return bouw(punten, leden=False)

    # tables

    def _tabel(self, tabel: Tabel, adres: str) -> list[Blok]:
        """A table of one column, or of numbers beside texts, is layout (C.3); any other table stays."""
        if tabel.titel or any(g.kop for g in tabel.groepen) or not tabel.groepen:
            return [tabel]
        rijen = [rij for groep in tabel.groepen for rij in groep.romp]
        if any(c.meer_rijen or c.van for r in rijen for c in r.cellen):
            return [tabel]
        if rijen and all(len(rij.cellen) == 1 for rij in rijen):
            blokken = [b for rij in rijen for b in rij.cellen[0].inhoud]
        elif len(rijen) > 1 and all(len(rij.cellen) == 2 and _nummercel(rij) for rij in rijen):
            blokken = bouw(list(_rijpunten(rijen)), leden=False)
        else:
            return [tabel]
        self.meld(
            adres,
            "cvdr-opmaaktabel",
            " | ".join(tekst(Eenheid(Soort.DIVISIETEKST, inhoud=c.inhoud)) for r in rijen[:3] for c in r.cellen),
        )
        return blokken

    # status

    def _vervallen(self, eenheid: Eenheid, adres: str) -> Eenheid:
        if eenheid.status is not Status.GELDEND or eenheid.soort in (Soort.REGELING, Soort.LICHAAM):
            return eenheid
        delen = eenheid.inhoud
        if delen and all(isinstance(b, Eenheid) and b.status is Status.VERVALLEN for b in delen):
            return replace(eenheid, status=Status.VERVALLEN)
        if (
            len(delen) == 1
            and isinstance(enige := delen[0], Alinea)
            and _VERVALLEN.fullmatch(inlinetekst(enige.inhoud).strip())
        ):
            self.meld(adres, "cvdr-vervallen", inlinetekst(enige.inhoud))
            return replace(
                eenheid, status=Status.VERVALLEN, inhoud=(replace(enige, inhoud=_grafschrift(enige.inhoud)),)
            )
        kop = inlinetekst(eenheid.opschrift).strip()
        if not delen and kop and _VERVALLEN.fullmatch(kop):
            self.meld(adres, "cvdr-vervallen/opschrift-zegt", kop)
            return replace(eenheid, status=Status.VERVALLEN, opschrift=_grafschrift(eenheid.opschrift))
        return eenheid


def _grafschrift(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What says that a unit lapsed: the editor's mark when it is "[Vervallen]" to the letter, else words of the text, which stay."""
    return (Redactie("vervallen", inhoud),) if inlinetekst(inhoud).strip() == _MERK else inhoud


# --- parts ------------------------------------------------------------------------------------------------------------


def _splits(alinea: Alinea) -> tuple[str, tuple[Inline, ...]] | None:
    """(number, rest) of a paragraph that starts with a number, also when that number is marked as a whole."""
    if alinea.rol or not alinea.inhoud:
        return None
    eerste, rest = alinea.inhoud[0], alinea.inhoud[1:]
    if isinstance(eerste, Opmaak) and rest and NUMMER_VOORAAN.fullmatch(inlinetekst((eerste,)) + " "):
        volgende = rest[0].lstrip(" ") if isinstance(rest[0], str) else rest[0]
        return inlinetekst((eerste,)).strip(), tuple(d for d in (volgende, *rest[1:]) if d != "")
    if not isinstance(eerste, str):
        return None
    raak = NUMMER_VOORAAN.match(eerste)
    if raak is None or (not raak["wit"] and len(eerste) == raak.end()):
        return None
    over = eerste[raak.end() :]
    return raak["nr"], (over, *rest) if over else rest


def _punten(blokken: Sequence[Blok]) -> Iterator[Punt]:
    for blok in blokken:
        if isinstance(blok, Alinea) and (delen := _splits(blok)) is not None:
            yield Punt(delen[0], delen[1])
        elif isinstance(blok, Eenheid) and blok.soort is Soort.LIJST and not blok.wId:
            for li in blok.inhoud:
                yield from _punt(li)
        elif isinstance(blok, Alinea):
            yield Punt("", blok.inhoud, blok=blok if blok.rol else None)
        else:
            yield Punt("", blok=blok, diepte=1)


def _punt(li: Blok) -> Iterator[Punt]:
    """An item as a point, its further content as blocks of that point."""
    if not isinstance(li, Eenheid) or li.kenmerken or li.herkomst or not li.nummer:
        yield Punt("", blok=li, diepte=_DIEP)
        return
    inhoud = li.inhoud
    if inhoud and isinstance(eerste := inhoud[0], Alinea) and not eerste.rol:
        yield Punt(li.nummer, eerste.inhoud)
        inhoud = inhoud[1:]
    else:
        yield Punt(li.nummer)
    for blok in inhoud:
        yield Punt("", blok=blok, diepte=_DIEP)


def _gemengd(lijst: Eenheid) -> bool:
    """Whether items of one list have numbers of different styles."""
    nummers = [b.nummer for b in lijst.delen if b.nummer]
    if not nummers:
        return False
    eerste = set(stijl(nummers[0]))
    return any(not eerste & set(stijl(n)) for n in nummers)


def _begin(nummer: str) -> bool:
    kern = kaal(nummer).rstrip("°º").lower()
    return kern in ("", "1", "a") or uit_romeins(kern) == 1


def _nummers(blokken: Sequence[Blok]) -> Iterator[str]:
    for blok in blokken:
        if isinstance(blok, Eenheid):
            if blok.nummer:
                yield blok.nummer
            yield from _nummers(blok.inhoud)


def _celtekst(rij: Rij, plek: int) -> str:
    return tekst(Eenheid(Soort.DIVISIETEKST, inhoud=rij.cellen[plek].inhoud)).strip()


def _nummercel(rij: Rij) -> bool:
    nummer = _celtekst(rij, 0)
    return bool(nummer) and NUMMER_VOORAAN.fullmatch(nummer + " ") is not None


def _rijpunten(rijen: Sequence[Rij]) -> Iterator[Punt]:
    for rij in rijen:
        inhoud = rij.cellen[1].inhoud
        eerste = inhoud[0].inhoud if inhoud and isinstance(inhoud[0], Alinea) else ()
        yield Punt(_celtekst(rij, 0), eerste)
        for blok in inhoud[1 if eerste else 0 :]:
            yield Punt("", blok=blok, diepte=_DIEP)
