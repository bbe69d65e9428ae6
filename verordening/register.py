"""The one finder: from an address to the unit, the finer steps inside it, and its status; and from a unit to its address.

How numbers are compared, which unit is nearest, and what a finer step is stands in ``docs/plaatsen.md``.

>>> from verordening.taal import uit_tekst
>>> from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
>>> lid = Eenheid(Soort.LID, nummer="2.", inhoud=(Alinea(("Het college beslist.",)),))
>>> hfst = Eenheid(Soort.HOOFDSTUK, nummer="II", inhoud=(Eenheid(Soort.ARTIKEL, nummer="5", inhoud=(lid,)),))
>>> register = Register.van(Eenheid(Soort.REGELING, inhoud=(hfst,)))
>>> gevonden = register.vind(uit_tekst("hoofdstuk 2, artikel 5, tweede lid, eerste zin"))
>>> register.adres(gevonden.eenheid).tekst(), gevonden.fijn, gevonden.status.value
('hoofdstuk II, artikel 5, tweede lid', (Stap(soort='zin', nummer='1'),), 'geldend')
>>> register.vind(uit_tekst("artikel 5, derde lid")).mist
Stap(soort='lid', nummer='3')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from verordening.adres import Adres, Stap, binnenste
from verordening.boom import (
    LIJSTEN as LIJSTEN,
    STRUCTUUR,
    TOELICHTING,
    Alinea,
    Blok,
    Eenheid,
    Pad as Pad,
    Regeling,
    Soort,
    Status,
    Tabel,
    blokregels,
    direct_onder,
    inlinetekst,
    kaal,
    kinderpaden as kinderpaden,
    regels,
    wandel,
)
from verordening.citeertitel import citeertitel_in
from verordening.groepen import groepeer
from verordening.nummers import uit_romeins

T = TypeVar("T")
FIJN = frozenset({"zin", "aanhef", "opschrift", "tabel", "rij", "kolom", "cel", "alinea", "slot", "citeertitel"})
"""Steps that no unit answers to: they end the search and say where inside the unit found."""
_ONZICHTBAAR = LIJSTEN | {Soort.REGELING, Soort.LICHAAM}
GEEN_WET = TOELICHTING | {Soort.OPSCHRIFT, Soort.AANHEF}
"""Units around the provisions themselves."""
_ITEM = frozenset({Soort.ONDERDEEL, Soort.BEGRIP})
_GENUMMERD = STRUCTUUR | {Soort.DIVISIE, Soort.DIVISIETEKST}
_OOK = {"lid": "onderdeel", "onderdeel": "genummerd"} | dict.fromkeys((s.value for s in STRUCTUUR), "genummerd")
"""What a step is called too in a text without artikelen: «hoofdstuk 2» or «punt 2.1», a numbered paragraaf; an item, a lid."""
_Plek = tuple[Pad, Eenheid]


@dataclass(frozen=True, slots=True)
class Vondst:
    """What an address leads to."""

    eenheid: Eenheid
    """The unit; when a step has no answer: the deepest unit that is there."""
    fijn: tuple[Stap, ...] = ()
    """Finer steps inside it, outermost first. A first lid of an artikel that has no leden is such a step."""
    status: Status = Status.GELDEND
    """Status of the unit, or of a unit around it that is lapsed or not yet in force."""
    pad: Pad = ()
    mist: Stap | None = None
    """The first step that nothing answers to; None when the unit was found."""

    def stap(self, soort: str) -> str | None:
        """Number of one finer step; None when it is not there."""
        return next((s.nummer for s in self.fijn if s.soort == soort), None)


@dataclass(frozen=True)
class Register:
    """Everything that can be looked up in one tree. It does not change; each index is made when it is first asked for."""

    wortel: Eenheid

    @classmethod
    def van(cls, wortel: Eenheid | Regeling) -> Register:
        """The register of a tree or a regulation."""
        return cls(wortel.wortel if isinstance(wortel, Regeling) else wortel)

    @cached_property
    def op_eid(self) -> dict[str, Eenheid]:
        """Units by eId."""
        return {e.eId: e for e in wandel(self.wortel) if e.eId}

    @cached_property
    def op_wid(self) -> dict[str, Eenheid]:
        """Units by wId."""
        return {e.wId: e for e in wandel(self.wortel) if e.wId}

    @cached_property
    def _ouder(self) -> dict[int, Eenheid]:
        return {id(kind): boven for boven in wandel(self.wortel) for kind in direct_onder(boven)}

    def ouder(self, eenheid: Eenheid) -> Eenheid | None:
        """The unit directly above (lists included); None for the root."""
        return self._ouder.get(id(eenheid))

    def voorouders(self, eenheid: Eenheid) -> Iterator[Eenheid]:
        """Units above, innermost first."""
        boven = self.ouder(eenheid)
        while boven is not None:
            yield boven
            boven = self.ouder(boven)

    def artikel(self, eenheid: Eenheid) -> Eenheid | None:
        """The artikel that the unit is or stands in."""
        return next((e for e in (eenheid, *self.voorouders(eenheid)) if e.soort is Soort.ARTIKEL), None)

    def adres(self, eenheid: Eenheid) -> Adres:
        """The address of a unit, from the outside in, lists left out."""
        return adres_langs(reversed([eenheid, *self.voorouders(eenheid)]))

    @property
    def artikelnummers(self) -> frozenset[str]:
        """Numbers of all artikelen, as :func:`ruim` compares them."""
        return frozenset(self._artikelen_ruim)

    # --- from an address to units

    def vind(self, adres: Adres) -> Vondst:
        """The unit that an address means best: what is in force before what lapsed, the body before annexes, then the first."""
        gevonden, mist = self._zoek(adres)
        return replace(gevonden[0], mist=mist) if mist is not None else gevonden[0]

    def alle(self, adres: Adres) -> list[Vondst]:
        """All units that an address can mean equally well; more than one: it is not unique in this text; empty: not there."""
        gevonden, mist = self._zoek(adres)
        return gevonden if mist is None else []

    def levend(self, adres: Adres) -> Eenheid | None:
        """The unit at an address; None when it is not there or has lapsed."""
        gevonden = self.vind(adres)
        return None if gevonden.mist is not None or gevonden.status is Status.VERVALLEN else gevonden.eenheid

    def tussen(self, van: Eenheid, tot: Eenheid) -> list[Eenheid]:
        """Units of the kind of ``van`` between two units, in document order; artikelen also across headings."""
        rij = self._per_soort.get(van.soort, [])
        if van.soort is not Soort.ARTIKEL:
            boven = self.ouder(van)
            rij = [e for e in rij if self.ouder(e) is boven]
        einden = [n for n, e in enumerate(rij) if e is van or e is tot]
        return rij[einden[0] + 1 : einden[1]] if len(einden) == 2 and rij[einden[0]] is van else []

    @cached_property
    def _per_soort(self) -> dict[Soort, list[Eenheid]]:
        return groepeer((eenheid.soort, eenheid) for eenheid in wandel(self.wortel))

    def _zoek(self, adres: Adres) -> tuple[list[Vondst], Stap | None]:
        """All best units, or with the step that nothing answers to the units that were reached before it."""
        grof = [s for s in adres.stappen if s.soort != "lijst"]
        begin = next((n for n, s in enumerate(grof) if s.soort in FIJN), len(grof))
        grof, fijn = grof[:begin], tuple(grof[begin:])
        plekken: list[_Plek] = self._van_de_regeling(fijn[0].soort) if fijn and not grof else [((), self.wortel)]
        if any(s.soort == "tabel" for s in fijn):  # Wat in een tabel een onderdeel of een begrip heet, is een rij.
            fijn = tuple(Stap("rij", s.nummer) if s.soort in ("onderdeel", "begrip") else s for s in fijn)
        mist = next((s for s in fijn if s.soort not in FIJN), None)
        for stap in grof:
            verder = self._kies(plekken, stap)
            if not verder and stap == _EERSTE and (heel := [p for p in plekken if _zonder_leden(p[1])]):
                verder, fijn = heel, (stap, *fijn)
            if not verder and stap.soort == "onderdeel" and plekken[0][1].soort in ("artikel", "paragraaf"):
                # «Artikel 1, onder 3» in een lijst van begrippen met cijfers, die als leden is gelezen.
                verder = self._kies(plekken, Stap("lid", stap.nummer)) if stap.nummer.isdecimal() else []
            if not verder and (alineas := self._met_alinea(plekken, stap)):
                verder, fijn = [p for p, _ in alineas], (Stap("alinea", alineas[0][1]), *fijn)
            if not verder and stap.soort == "onderdeel" and (rijen := self._met_rij(plekken, stap.nummer)):
                verder, fijn = rijen, (Stap("rij", stap.nummer), *fijn)  # De regel van een tarieventabel.
            if not verder:
                mist = stap
                break
            plekken = verder
        vondsten = [Vondst(e, fijn, self._status(p), p) for p, e in plekken]
        vondsten = _liefst(vondsten, lambda v: v.status is not Status.VERVALLEN)
        if not any(s.soort == "bijlage" for s in grof):
            vondsten = _liefst(vondsten, lambda v: not self._in_bijlage(v.pad))
        return vondsten, mist

    def _van_de_regeling(self, wat: str) -> list[_Plek]:
        """Where a part of the regulation itself stands: its title, its preamble, the provision that gives its citeertitel."""
        if wat == "citeertitel":
            return [p for p in alle_wetsplekken((), self.wortel) if _noemt_titel(p[1])][-1:]
        soort = {"opschrift": Soort.OPSCHRIFT, "aanhef": Soort.AANHEF}.get(wat)
        eigen = [((i,), b) for i, b in enumerate(self.wortel.inhoud) if isinstance(b, Eenheid) and b.soort is soort]
        return [eigen[0]] if soort and eigen else [((), self.wortel)]

    def _kies(self, plekken: list[_Plek], stap: Stap) -> list[_Plek]:
        if stap.geteld or stap.soort == "streepje":
            return [p for pad, e in plekken for p in _geteld(pad, e, stap)]
        ook = _OOK.get(stap.soort, "") if stap.nummer[:1].isdecimal() and not self._artikelen else ""
        anders = stap._replace(soort=ook)
        if ook and stap.soort == "onderdeel" and not plekken[0][0]:
            stap, anders = anders, stap  # een onderdeel van een lijst heeft zonder paragraaf geen plaats
        return self._kies_een(plekken, stap) or (self._kies_een(plekken, anders) if ook else [])

    def _kies_een(self, plekken: list[_Plek], stap: Stap) -> list[_Plek]:
        if stap.soort == "artikel" and plekken[0][0] == ():
            return self._artikelen.get(stap.nummer) or self._artikelen_ruim.get(ruim(stap.nummer), [])
        for past in _passers(stap):
            gevonden = [p for pad, e in plekken for p in _onder(pad, e, stap, past)]
            if gevonden:
                return gevonden
        return []

    def _met_rij(self, plekken: Iterable[_Plek], nummer: str) -> list[_Plek]:
        """The nearest units in an annex with a table in which a row has this number in its first cell."""
        uit: list[_Plek] = []
        for plek in plekken:
            if self._in_bijlage(plek[0]):
                uit += [plek] if _heeft_rij(plek[1], nummer) else self._met_rij(kinderpaden(*plek), nummer)
        return uit

    def _met_alinea(self, plekken: Iterable[_Plek], stap: Stap) -> list[tuple[_Plek, str]]:
        """The unit in which a plain paragraph is what a step names, with the place of that paragraph among its paragraphs.

        A begrip "term: words", or the line of a schedule of fees "3.2 words" in an annex; only when there is just one.
        """
        if stap.soort != "begrip" and not (stap.soort == "onderdeel" and "." in stap.nummer):
            return []
        gezocht, begin = sorteer_term(stap.nummer), (f"{stap.nummer} ", f"{stap.nummer}. ")
        uit: list[tuple[_Plek, str]] = []
        for pad, eenheid in (p for plek in plekken for p in (plek, *alle_wetsplekken(*plek))):
            alineas = [b for b in eenheid.inhoud if isinstance(b, Alinea)]
            for i, blok in enumerate(alineas, 1):
                if stap.soort == "begrip":
                    raak = sorteer_term(alineaterm(blok)) == gezocht
                else:
                    raak = self._in_bijlage(pad) and inlinetekst(blok.inhoud).startswith(begin)
                if raak:
                    uit.append(((pad, eenheid), str(i)))
        return uit if len(uit) == 1 else []

    @cached_property
    def _artikelen(self) -> dict[str, list[_Plek]]:
        artikelen = _onder((), self.wortel, Stap("artikel"), lambda e: e.soort is Soort.ARTIKEL)
        return groepeer((kaal(plek[1].nummer), plek) for plek in artikelen)

    @cached_property
    def _artikelen_ruim(self) -> dict[str, list[_Plek]]:
        return groepeer((ruim(nummer), plek) for nummer, plekken in self._artikelen.items() for plek in plekken)

    def _status(self, pad: Pad) -> Status:
        standen = {_eigen_status(e) for e in keten(self.wortel, pad)}
        volgorde = (Status.VERVALLEN, Status.NOG_NIET, Status.GERESERVEERD)
        return next((s for s in volgorde if s in standen), Status.GELDEND)

    def _in_bijlage(self, pad: Pad) -> bool:
        return any(e.soort is Soort.BIJLAGE for e in keten(self.wortel, pad))


def keten(wortel: Eenheid, pad: Pad) -> Iterator[Eenheid]:
    """The units on the way to a place, from the outside in, that of the place last."""
    for i in pad:
        kind = wortel.inhoud[i]
        assert isinstance(kind, Eenheid)
        wortel = kind
        yield wortel


_EERSTE = Stap("lid", "1")
_Past = Callable[[Eenheid], bool]


def _liefst(vondsten: list[Vondst], wens: Callable[[Vondst], bool]) -> list[Vondst]:
    """Those that answer to a wish, when there is a choice and some do."""
    return [v for v in vondsten if wens(v)] or vondsten if len(vondsten) > 1 else vondsten


def _zonder_leden(eenheid: Eenheid) -> bool:
    return eenheid.soort is Soort.ARTIKEL and not any(k.soort is Soort.LID for _, k in kinderpaden((), eenheid))


def _eigen_status(eenheid: Eenheid) -> Status:
    """A lid or onderdeel of which only the word "vervallen" is left has lapsed."""
    mogelijk = eenheid.status is Status.GELDEND and eenheid.soort in (Soort.LID, Soort.ONDERDEEL)
    if not mogelijk or len(eenheid.inhoud) != 1 or not isinstance(eenheid.inhoud[0], Alinea):
        return eenheid.status
    woorden = " ".join(tekst for _, tekst in regels(eenheid)).lower()
    leeg = len(woorden) < 30 and woorden.rstrip(" .])").endswith("vervallen")
    return Status.VERVALLEN if leeg else eenheid.status


def _onder(pad: Pad, boven: Eenheid, stap: Stap, past: _Past) -> Iterator[_Plek]:
    """Nearest descendants that answer to a step: below a hit no further search."""
    for onder, kind in kinderpaden(pad, boven):
        if past(kind):
            yield onder, kind
        elif kind.soort not in GEEN_WET and not (kind.soort is Soort.ARTIKEL and stap.soort == "artikel"):
            yield from _onder(onder, kind, stap, past)


def _heeft_rij(eenheid: Eenheid, nummer: str) -> bool:
    tabellen = (blok for blok in eenheid.inhoud if isinstance(blok, Tabel))
    eerste = (rij.cellen[0] for t in tabellen for groep in t.groepen for rij in groep.romp if rij.cellen)
    return any(" ".join(" ".join(r for b in cel.inhoud for r in blokregels(b)).split()) == nummer for cel in eerste)


def _geteld(pad: Pad, eenheid: Eenheid, stap: Stap) -> list[_Plek]:
    """ "laatste lid", "tweede streepje": a unit that is counted, not named."""
    soorten = _ITEM if stap.soort in ("streepje", "onderdeel") else {s for s in Soort if s.value == stap.soort}
    if stap.soort == "streepje":
        alle = [p for p in kinderpaden(pad, eenheid) if p[1].soort in soorten and not kaal(p[1].nummer)]
    else:
        onder = _onder(pad, eenheid, stap, lambda e: e.soort in soorten)
        alle = [p for p in onder if _eigen_status(p[1]) is not Status.VERVALLEN]
    return geteld(alle, stap.nummer)


def geteld(rij: Sequence[T], nummer: str) -> list[T]:
    """What a counting word means in a row: "2" and "#2" the second, "laatste", "#-2" the last but one, "alle 2" both of two.

    >>> geteld("abc", "#2"), geteld("abc", "#-2"), geteld("abc", "laatste"), geteld("abc", "alle 2"), geteld("abc", "9")
    (['b'], ['b'], ['c'], [], [])
    """
    if nummer.startswith("alle"):
        return list(rij) if nummer in ("alle", f"alle {len(rij)}") else []
    kern = "-1" if nummer == "laatste" else nummer.removeprefix("#")
    n = int(kern) if kern.lstrip("-").isdecimal() else 0
    return [rij[n - 1 if n > 0 else n]] if n and abs(n) <= len(rij) else []


def alle_wetsplekken(pad: Pad, eenheid: Eenheid) -> Iterator[_Plek]:
    """Every unit that is law, in document order."""
    for onder, kind in kinderpaden(pad, eenheid):
        if kind.soort not in GEEN_WET:
            yield onder, kind
            yield from alle_wetsplekken(onder, kind)


def _noemt_titel(eenheid: Eenheid) -> bool:
    return any(isinstance(b, Alinea) and citeertitel_in(inlinetekst(b.inhoud)) for b in eenheid.inhoud)


def _passers(stap: Stap) -> Iterator[_Past]:
    """Tests for a step, the strictest first; the next is tried when nothing answers to the one before."""
    soort, nummer = stap.soort, stap.nummer
    if soort == "begrip":
        gezocht = sorteer_term(nummer)
        yield lambda e: e.soort in _ITEM and term(e) == nummer
        yield lambda e: e.soort in _ITEM and sorteer_term(term(e)) == gezocht != ""
        return
    soorten = frozenset(s for s in Soort if s.value == soort) | (_ITEM if soort == "onderdeel" else frozenset())
    soorten |= _GENUMMERD if soort == "genummerd" else frozenset()
    if not nummer:
        yield lambda e: e.soort in soorten and (soort == "bijlage" or not kaal(e.nummer))
        return
    vlak = _zonder_tekens(nummer)
    yield lambda e: e.soort in soorten and kaal(e.nummer) == nummer
    yield lambda e: e.soort in soorten and _zonder_tekens(kaal(e.nummer)) == vlak
    yield lambda e: e.soort in soorten and kaal(e.nummer) != "" and ruim(kaal(e.nummer)) == ruim(nummer)


def _zonder_tekens(nummer: str) -> str:
    return nummer.rstrip("°º").replace("_", "").replace(" ", "")


_ROMEINS = re.compile(r"([IVXLCDM]+)([A-Za-z]?)")


@lru_cache(8192)
def ruim(nummer: str) -> str:
    """A number as it is compared when the exact one is not there: Roman as Arabic, case, spaces and degree signs do not count.

    >>> [ruim(n) for n in ("II", "2", "XIIa", "N_11", "1°", "8A")]
    ['2', '2', '12a', 'n11', '1', '8a']
    """
    vlak = _zonder_tekens(nummer)
    if (t := _ROMEINS.fullmatch(vlak)) is not None and (waarde := uit_romeins(t.group(1))) is not None:
        return f"{waarde}{t.group(2).lower()}"
    return vlak.lower()


def term(eenheid: Eenheid) -> str:
    """The term of a definition: the heading of a begrip, or what stands before the colon in an onderdeel."""
    if eenheid.soort is Soort.BEGRIP:
        return _kale_term(inlinetekst(eenheid.opschrift))
    return alineaterm(next((b for b in eenheid.inhoud if isinstance(b, Alinea)), None))


def alineaterm(blok: Blok | None) -> str:
    """The term that a paragraph defines: what stands before its colon; empty when it defines none."""
    tekst = inlinetekst(blok.inhoud) if isinstance(blok, Alinea) else ""
    kop, dubbel, rest = tekst[:160].partition(":")
    return _kale_term(kop) if dubbel and rest.strip() else ""


def _kale_term(kop: str) -> str:
    return kop.strip().rstrip(":").strip(" “”„\"«»‘’'")


def sorteer_term(woord: str) -> str:
    """Key for the alphabet: case and accents do not count."""
    plat = unicodedata.normalize("NFD", woord.casefold())
    return "".join(c for c in plat if c.isalnum() or c == " ")


def adres_langs(keten: Iterable[Eenheid]) -> Adres:
    """The address that units around each other make, from the outside in; lists, the body and what a number repeats are left out."""
    return Adres(tuple(binnenste(_stap(e) for e in keten if e.soort not in _ONZICHTBAAR)))


def _stap(eenheid: Eenheid) -> Stap:
    if eenheid.soort is Soort.BEGRIP:
        nummer = kaal(eenheid.nummer)
        return Stap("onderdeel", nummer) if nummer else Stap("begrip", term(eenheid))
    return Stap(eenheid.soort.value, kaal(eenheid.nummer))
