"""Finding places in a tree while it changes, and putting something else there.

A pad is the row of positions in ``inhoud`` from the root to a unit (lists count as units).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from verordening.adres import Adres, Stap
from verordening.boom import (
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Inline,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    alineas,
    inlinetekst,
    kaal,
)
from verordening.register import past

__all__ = [
    "LIJSTEN",
    "Pad",
    "Plekking",
    "celtekst",
    "eenheid_op",
    "herschrijf",
    "is_rij",
    "is_tabel",
    "kinderpaden",
    "pad_van",
    "sorteer_term",
    "tabellen",
    "term",
    "vind_paden",
    "zet",
]

Pad = tuple[int, ...]
LIJSTEN = frozenset({Soort.LIJST, Soort.BEGRIPPENLIJST})
_GEEN_WET = frozenset(
    {Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING, Soort.OPSCHRIFT, Soort.AANHEF}
)
_FIJN = frozenset({"zin", "aanhef", "opschrift", "tabel", "rij", "kolom", "alinea"})


@dataclass(frozen=True, slots=True)
class Plekking:
    """A resolved place: the unit, and the finer steps inside it (zin, aanhef, tabel, rij, kolom, alinea)."""

    pad: Pad
    fijn: tuple[Stap, ...] = ()

    def stap(self, soort: str) -> str | None:
        """Number of one finer step; None when it is not there."""
        return next((s.nummer for s in self.fijn if s.soort == soort), None)


def eenheid_op(wortel: Eenheid, pad: Pad) -> Eenheid:
    """The unit at a pad."""
    for i in pad:
        kind = wortel.inhoud[i]
        assert isinstance(kind, Eenheid)
        wortel = kind
    return wortel


def pad_van(wortel: Eenheid, wid: str, vermoed: Pad = ()) -> Pad | None:
    """The pad of the unit with this identity; ``vermoed`` is tried first. None when it is gone."""
    kind: Blok = wortel
    for i in vermoed:
        if not isinstance(kind, Eenheid) or i >= len(kind.inhoud):
            break
        kind = kind.inhoud[i]
    else:
        if isinstance(kind, Eenheid) and kind.wId == wid:
            return vermoed
    return _zoek_wid(wortel, wid)


def _zoek_wid(eenheid: Eenheid, wid: str) -> Pad | None:
    if eenheid.wId == wid:
        return ()
    for i, blok in enumerate(eenheid.inhoud):
        if isinstance(blok, Eenheid) and (rest := _zoek_wid(blok, wid)) is not None:
            return (i, *rest)
    return None


def zet(wortel: Eenheid, pad: Pad, nieuw: tuple[Blok, ...]) -> Eenheid:
    """The tree with the block at a pad replaced by others (none = removed); only the way to it is rebuilt."""
    if not pad:
        (enige,) = nieuw
        assert isinstance(enige, Eenheid)
        return enige
    i, *rest = pad
    if rest:
        kind = wortel.inhoud[i]
        assert isinstance(kind, Eenheid)
        nieuw = (zet(kind, tuple(rest), nieuw),)
    return replace(wortel, inhoud=(*wortel.inhoud[:i], *nieuw, *wortel.inhoud[i + 1 :]))


def kinderpaden(wortel: Eenheid, pad: Pad) -> Iterator[tuple[Pad, Eenheid]]:
    """Units directly below, looking through lists, with their pads."""
    for i, blok in enumerate(eenheid_op(wortel, pad).inhoud):
        if isinstance(blok, Eenheid):
            if blok.soort in LIJSTEN:
                yield from kinderpaden(wortel, (*pad, i))
            else:
                yield (*pad, i), blok


def term(eenheid: Eenheid) -> str:
    """The term of a definition: the heading of a begrip, or what stands before the colon in an onderdeel."""
    if eenheid.soort is Soort.BEGRIP:
        kop = inlinetekst(eenheid.opschrift)
    else:
        eerste = next((b for b in eenheid.inhoud if isinstance(b, Alinea)), None)
        tekst = inlinetekst(eerste.inhoud) if eerste is not None else ""
        if ":" not in tekst[:160]:
            return ""
        kop = tekst.split(":", 1)[0]
    return kop.strip().rstrip(":").strip(" “”„\"«»‘’'")


def sorteer_term(woord: str) -> str:
    """Key for the alphabet: case and accents do not count."""
    plat = unicodedata.normalize("NFD", woord.casefold())
    return "".join(c for c in plat if c.isalnum() or c == " ")


def vind_paden(wortel: Eenheid, adres: Adres) -> list[Plekking]:
    """All places at an address. Living units go before lapsed ones, the body before annexes."""
    grof = [s for s in adres.stappen if s.soort not in _FIJN]
    eerste_fijn = next((i for i, s in enumerate(adres.stappen) if s.soort in _FIJN), len(adres.stappen))
    fijn = tuple(s for s in adres.stappen[eerste_fijn:] if s.soort in _FIJN)
    if len(grof) + len(fijn) != len(adres.stappen):
        return []
    paden: list[Pad] = [()]
    for stap in grof:
        paden = [p for pad in paden for p in _kies(wortel, pad, stap)]
    if len(paden) > 1:
        levend = [p for p in paden if eenheid_op(wortel, p).status is not Status.VERVALLEN]
        paden = levend or paden
    if len(paden) > 1 and grof[0].soort != "bijlage":
        in_lichaam = [p for p in paden if not _in_bijlage(wortel, p)]
        paden = in_lichaam or paden
    return [Plekking(p, fijn) for p in paden]


def _in_bijlage(wortel: Eenheid, pad: Pad) -> bool:
    return any(eenheid_op(wortel, pad[:n]).soort is Soort.BIJLAGE for n in range(1, len(pad)))


def _kies(wortel: Eenheid, pad: Pad, stap: Stap) -> list[Pad]:
    gevonden = list(_zoek(wortel, pad, stap))
    if stap.soort in ("lid", "onderdeel") and stap.nummer == "laatste":
        soort = Soort(stap.soort)
        alle = [p for p, e in kinderpaden(wortel, pad) if e.soort is soort]
        return alle[-1:]
    if stap.soort == "streepje":
        alle = [
            p for p, e in kinderpaden(wortel, pad) if e.soort in (Soort.ONDERDEEL, Soort.BEGRIP) and not kaal(e.nummer)
        ]
        i = len(alle) if stap.nummer == "laatste" else int(stap.nummer) if stap.nummer.isdigit() else 0
        return alle[i - 1 : i] if i else []
    if stap.soort == "begrip" and len(gevonden) > 1:
        exact = [p for p in gevonden if term(eenheid_op(wortel, p)) == stap.nummer]
        return exact or gevonden
    return gevonden


def _zoek(wortel: Eenheid, pad: Pad, stap: Stap) -> Iterator[Pad]:
    for onder, kind in kinderpaden(wortel, pad):
        if kind.soort in _GEEN_WET:
            continue
        if _past(kind, stap):
            yield onder
        elif not (kind.soort is Soort.ARTIKEL and stap.soort == "artikel"):
            yield from _zoek(wortel, onder, stap)


def _past(kind: Eenheid, stap: Stap) -> bool:
    if stap.soort == "begrip" and kind.soort in (Soort.BEGRIP, Soort.ONDERDEEL):
        return sorteer_term(term(kind)) == sorteer_term(stap.nummer) != ""
    if stap.soort == "bijlage" and not stap.nummer:
        return kind.soort is Soort.BIJLAGE
    # Snel nee zeggen: een wet heeft duizenden eenheden en elk adres loopt er langs.
    if kind.soort.value != stap.soort and kind.soort is not Soort.BEGRIP:
        return False
    return past(kind, stap)


# --- tables -----------------------------------------------------------------------------------------------------------


def tabellen(eenheid: Eenheid, pad: Pad = ()) -> Iterator[tuple[Pad, Tabel]]:
    """Tables in and below a unit, with their pads from that unit."""
    for i, blok in enumerate(eenheid.inhoud):
        if isinstance(blok, Tabel):
            yield (*pad, i), blok
        elif isinstance(blok, Eenheid):
            yield from tabellen(blok, (*pad, i))


def is_tabel(tabel: Tabel, nummer: str) -> bool:
    """True when the title of the table carries the number ("Tabel 3 Hoogte …"), or no number is asked."""
    return not nummer or re.match(rf"Tabel\s+{re.escape(nummer)}(?!\w)", inlinetekst(tabel.titel).strip()) is not None


def celtekst(cel: Cel) -> str:
    """The words of a cell."""
    return " ".join(inlinetekst(a.inhoud).strip() for b in cel.inhoud for a in alineas(b))


def is_rij(rij: Rij, naam: str) -> bool:
    """True when the first cell (or, failing that, no other test) says the name."""
    return bool(rij.cellen) and " ".join(celtekst(rij.cellen[0]).split()) == " ".join(naam.split())


# --- text fields ------------------------------------------------------------------------------------------------------

Veldfunctie = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def herschrijf(blok: Blok, doe: Veldfunctie, *, fijn: tuple[Stap, ...] = ()) -> Blok:
    """The same block with every text field passed through ``doe``, in document order.

    Args:
        fijn: only the lead-in (aanhef), or only one table, row or column.
    """
    keuze = {s.soort: s.nummer for s in fijn}
    if "tabel" in keuze or "rij" in keuze or "kolom" in keuze:
        return _in_tabellen(blok, doe, keuze)
    if "aanhef" in keuze:
        assert isinstance(blok, Eenheid)
        return _in_aanhef(blok, doe)
    return _overal(blok, doe)


def _overal(blok: Blok, doe: Veldfunctie) -> Blok:
    if isinstance(blok, Alinea):
        nieuw = doe(blok.inhoud)
        return blok if nieuw is blok.inhoud else replace(blok, inhoud=nieuw)
    if isinstance(blok, Tabel):
        return _tabel(blok, doe, {})
    if not isinstance(blok, Eenheid):
        return blok
    if blok.soort in _GEEN_WET or blok.status is Status.VERVALLEN:
        return blok
    opschrift = doe(blok.opschrift) if blok.soort is Soort.BEGRIP and blok.opschrift else blok.opschrift
    inhoud = tuple(_overal(b, doe) for b in blok.inhoud)
    if opschrift is blok.opschrift and all(a is b for a, b in zip(inhoud, blok.inhoud, strict=True)):
        return blok
    return replace(blok, opschrift=opschrift, inhoud=inhoud)


def _in_aanhef(eenheid: Eenheid, doe: Veldfunctie) -> Eenheid:
    uit: list[Blok] = []
    voor = True
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            if voor and blok.soort in LIJSTEN:
                # STOP zet de aanhef van een lijst in de lijst zelf.
                blok = replace(
                    blok,
                    inhoud=tuple(
                        _overal(b, doe) if isinstance(b, Alinea) and b.rol == "lijstaanhef" else b for b in blok.inhoud
                    ),
                )
            voor = False
        uit.append(_overal(blok, doe) if voor else blok)
    return replace(eenheid, inhoud=tuple(uit))


def _in_tabellen(blok: Blok, doe: Veldfunctie, keuze: dict[str, str]) -> Blok:
    if isinstance(blok, Tabel):
        return _tabel(blok, doe, keuze) if is_tabel(blok, keuze.get("tabel", "")) else blok
    if isinstance(blok, Eenheid):
        return replace(blok, inhoud=tuple(_in_tabellen(b, doe, keuze) for b in blok.inhoud))
    return blok


def _tabel(tabel: Tabel, doe: Veldfunctie, keuze: dict[str, str]) -> Tabel:
    titel = doe(tabel.titel) if tabel.titel and not ({"rij", "kolom"} & keuze.keys()) else tabel.titel
    return replace(tabel, titel=titel, groepen=tuple(_groep(g, doe, keuze) for g in tabel.groepen))


def _groep(groep: Tabelgroep, doe: Veldfunctie, keuze: dict[str, str]) -> Tabelgroep:
    kolom = None
    if "kolom" in keuze:
        kolom = next((i for r in groep.kop for i, c in enumerate(r.cellen) if celtekst(c) == keuze["kolom"]), -1)

    def rij(r: Rij, *, kop: bool) -> Rij:
        if "rij" in keuze and (kop or not is_rij(r, keuze["rij"])):
            return r
        if kop and kolom is not None:
            return r
        return replace(r, cellen=tuple(cel(c) if kolom in (None, i) else c for i, c in enumerate(r.cellen)))

    def cel(c: Cel) -> Cel:
        return replace(c, inhoud=tuple(_overal(b, doe) for b in c.inhoud))

    return replace(
        groep, kop=tuple(rij(r, kop=True) for r in groep.kop), romp=tuple(rij(r, kop=False) for r in groep.romp)
    )
