"""The sheet on which a decision is executed: the tree so far, places in it, findings, and what was renumbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Soort,
    Status,
    inlinetekst,
    is_bepaling,
    kaal,
    kinderen,
    wandel,
)
from verordening.groepen import groepeer
from verordening.register import Pad, Vondst, adres_langs, keten, kinderpaden, term
from versies.toepassen.zoeken import eenheid_op, zet, zoek_nu
from versies.wijziging import Plek

RANG = {s: i for i, s in enumerate(s for s in Soort if s in STRUCTUUR | {Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL})}
"""How deep a kind of unit stands."""
_BINNEN_ARTIKEL = frozenset({"lid", "onderdeel", "streepje", "alinea", "zin"})


@dataclass(frozen=True, slots=True)
class Omnummering:
    """A unit that got another address, or lapsed (``nieuw`` is None): references to it need a look."""

    oud: Adres
    nieuw: Adres | None
    opdracht: str


@dataclass
class Werkblad:
    """The state of the work: the tree so far, findings, and which units were renumbered.

    Args:
        wortel, was: the tree with a unique, temporary wId on every unit, now and before the decision.
        merk, wids: gives a fresh temporary wId; the real one behind each.
        datum, bron: for the tombstones.
        zoek: how an address becomes places; default: in the tree of this moment.
    """

    wortel: Eenheid
    merk: Callable[[], str]
    wids: dict[str, str] = field(default_factory=dict)
    datum: date | None = None
    bron: str = ""
    zoek: Callable[[Eenheid, Adres], list[Vondst]] = zoek_nu
    velden_was: Callable[[str, Vondst, str, bool], int | None] | None = None
    bevindingen: list[Bevinding] = field(default_factory=list)
    omnummeringen: list[Omnummering] = field(default_factory=list)
    geraakt: dict[str, Pad] = field(default_factory=dict)
    opdracht: str = ""
    telkens: Counter[str] = field(default_factory=Counter)
    was: Eenheid = field(init=False)

    def __post_init__(self) -> None:
        self.was = self.wortel

    @cached_property
    def al_dubbel(self) -> frozenset[Dubbel]:
        """What the text before the decision already has more than once."""
        return frozenset([*(d for e in wandel(self.was) for d in dubbel_in(e)), *dubbele_artikelen(self.was)])

    # --- places ------------------------------------------------------------------------------------------

    def meld(self, sleutel: str, adres: str, fragment: str = "", /, **delen: object) -> None:
        """Add a finding, with the instruction in front that gave it."""
        melding = Bevinding.van(sleutel, adres, fragment, **delen)
        voor = f"{self.opdracht}: " if self.opdracht else ""
        self.bevindingen.append(replace(melding, uitleg=f"{voor}{melding.uitleg}"))

    def vind(self, plek: Plek, *, dood: bool = False) -> Vondst:
        """The one place at an address; refuses none, more than one, and what lapsed (but for ``dood``)."""
        adres = plek.adres
        op_wid = bool(plek.wId and not adres.stappen)
        plekken = self.zoek_wid(plek.wId) if op_wid else self.zoek(self.wortel, adres)
        naam = f"de eenheid met wId {plek.wId}" if op_wid else adres.tekst() or "de regeling"
        if not plekken:
            raise Geweigerd.om("plek-ontbreekt/bestaat-versie", naam=naam, wel=self._wel(adres))
        if len(plekken) > 1:
            waar = "; ".join(self.adres_op(p.pad).tekst() for p in plekken[:5])
            raise Geweigerd.om("plek-meermalen/komt-keer", naam=naam, plekken=len(plekken), waar=waar)
        (plekking,) = plekken
        soort, nummer = adres.stappen[0] if adres.stappen else ("", "")
        waarin = self._artikel_boven(plekking.pad, nummer) if soort in _BINNEN_ARTIKEL else ""
        if waarin and not f"{nummer}.".startswith(f"{waarin.removeprefix('artikel ')}."):  # «6.2»: artikel 6, lid 2
            raise Geweigerd.om("plek-onvolledig", naam=naam, waarin=waarin)
        # Een STOP-mutatie noemt elementen, ook die van een vervallen eenheid.
        if not (dood or op_wid) and any(e.status is Status.VERVALLEN for e in keten(self.wortel, plekking.pad)):
            raise Geweigerd.om("plek-vervallen/vervallen", naam=naam)
        return plekking

    def _artikel_boven(self, pad: Pad, nummer: str) -> str:
        """The artikel or paragraaf that a place stands in; empty when there is one at most, or when it has this number itself."""
        rond = [*keten(self.wortel, pad)]
        boven = next((n for n, e in enumerate(rond[:-1], 1) if is_bepaling(e)), 0)
        zelf = {e.soort for e in rond if kaal(e.nummer) == nummer} - {Soort.LID, Soort.ONDERDEEL}
        artikel = any(e.soort is Soort.ARTIKEL for e in rond)
        enig = sum(map(is_bepaling, wandel(self.wortel))) == 1
        return "" if not boven or enig or (zelf and not artikel) else self.naam_op(pad[:boven])

    def _wel(self, adres: Adres) -> str:
        """What is there: the nearest existing outer unit and the numbers in it."""
        for n in range(len(adres.stappen) - 1, -1, -1):
            plekken = self.zoek(self.wortel, Adres(adres.stappen[:n])) if n else [Vondst(self.wortel)]
            if len(plekken) != 1:
                continue
            soort = adres.stappen[n].soort
            zelfde = [
                kaal(e.nummer) or term(e)
                for _, e in kinderpaden((), eenheid_op(self.wortel, plekken[0].pad))
                if e.soort.value == soort or (soort == "begrip" and term(e))
            ]
            buiten = Adres(adres.stappen[:n]).tekst()
            if zelfde:
                rij = ", ".join(zelfde[:12]) + (" …" if len(zelfde) > 12 else "")
                return f"; {buiten or 'de regeling'} heeft {soort} {rij}"
            if soort == "lid" and n:
                return f"; {buiten} heeft geen leden"
            return f"; {buiten} wel" if n else ""
        return ""

    def adres_op(self, pad: Pad) -> Adres:
        """The address of the unit at a pad, from the outside in."""
        return adres_langs(e for e in keten(self.wortel, pad) if e.soort is not Soort.DIVISIETEKST)

    def naam_op(self, pad: Pad) -> str:
        """The name of a place as a reader knows it."""
        return self.adres_op(pad).tekst(kort=True) or "de regeling"

    def raak(self, pad: Pad) -> None:
        """Remember a unit whose children changed: it is checked when the instruction is done."""
        self.geraakt[eenheid_op(self.wortel, pad).wId] = pad

    def zoek_wid(self, wid: str) -> list[Vondst]:
        """Units with this identity (STOP mutations name identities, not addresses)."""
        return [Vondst(e, pad=p) for p, e in alle_paden(self.wortel) if self.wids.get(e.wId) == wid]

    def merken(self, blokken: Sequence[Blok]) -> tuple[Blok, ...]:
        """New units with temporary identities."""

        def een(nieuw: Eenheid) -> Eenheid:
            merk = self.merk()
            if nieuw.wId:
                self.wids[merk] = nieuw.wId
            return nieuw.met(wId=merk, eId="")

        return tuple(b.elk(een) if isinstance(b, Eenheid) else b for b in blokken)

    def zet(self, pad: Pad, nieuw: tuple[Blok, ...]) -> None:
        """Put other blocks at a pad."""
        self.wortel = zet(self.wortel, pad, nieuw)

    def zet_reeks(self, ouder: Pad, van: int, tot: int, nieuw: Sequence[Blok]) -> None:
        """Put blocks in a unit in the place of its blocks ``van`` … ``tot`` (that one not), and remember the unit."""
        houder = eenheid_op(self.wortel, ouder)
        self.zet(ouder, (replace(houder, inhoud=(*houder.inhoud[:van], *nieuw, *houder.inhoud[tot:])),))
        self.raak(ouder)


def alle_paden(eenheid: Eenheid, pad: Pad = ()) -> Iterator[tuple[Pad, Eenheid]]:
    """The unit and all units below it with their places, in document order."""
    yield pad, eenheid
    for i, b in enumerate(eenheid.inhoud):
        if isinstance(b, Eenheid):
            yield from alle_paden(b, (*pad, i))


Dubbel = tuple[Soort, str, Soort, str]
"""Kind and number of a unit, kind and number that two of its parts have."""


def leeft(e: Eenheid) -> bool:
    """True when a unit has a number and has not lapsed."""
    return kaal(e.nummer) != "" and e.status is not Status.VERVALLEN


def dubbel_in(houder: Eenheid) -> list[Dubbel]:
    """Numbers that more than one living part of a unit has; annexes with the same number are told apart by their headings."""
    telling = Counter(
        (k.soort, kaal(k.nummer), inlinetekst(k.opschrift) if k.soort is Soort.BIJLAGE else "")
        for k in kinderen(houder)
        if leeft(k)
    )
    return [(houder.soort, kaal(houder.nummer), soort, nr) for (soort, nr, _), keer in telling.items() if keer > 1]


def dubbele_artikelen(wortel: Eenheid) -> list[Dubbel]:
    """Numbers that more than one living artikel of the body has."""
    lichaam = next((b for b in kinderen(wortel) if b.soort is Soort.LICHAAM), wortel)
    telling = Counter(kaal(e.nummer) for e in wandel(lichaam) if e.soort is Soort.ARTIKEL and leeft(e))
    return [(Soort.LICHAAM, "", Soort.ARTIKEL, nr) for nr, keer in telling.items() if keer > 1]


def zoals(voorbeeld: str, nummer: str) -> str:
    """A number printed in the style of a sibling: "4" like "3." → "4."."""
    kern, eigen = kaal(voorbeeld), kaal(nummer)
    if not kern or not eigen or kern not in voorbeeld:
        return nummer
    if kern[-1] in "°º":
        return voorbeeld.replace(kern, eigen.rstrip("°º") + kern[-1], 1)
    return nummer if eigen[-1] in "°º" else voorbeeld.replace(kern, eigen, 1)


def in_vorm(blok: Eenheid, lijst: Eenheid) -> Eenheid:
    """A new item in the form of the list that it joins: a dash item, or a definition; without a letter it is no lettered one."""
    broer = next(iter(lijst.delen), None)
    if broer is None or kaal(blok.nummer) or broer.soort is blok.soort:
        return blok
    if broer.soort is Soort.ONDERDEEL and blok.soort is Soort.BEGRIP:
        if kaal(broer.nummer):
            raise Geweigerd.om("alfabet-letters")
        eerste, *rest = blok.inhoud
        assert isinstance(eerste, Alinea)
        inhoud = (Alinea((*blok.opschrift, ": ", *eerste.inhoud)), *rest)
        return replace(blok, soort=Soort.ONDERDEEL, nummer=broer.nummer, opschrift=(), inhoud=inhoud)
    if broer.soort is Soort.BEGRIP and blok.soort is Soort.ONDERDEEL:
        return _als_begrip(blok)
    return blok


def _als_begrip(blok: Eenheid) -> Eenheid:
    """A dash item "term: words" as a definition; the same when it is none."""
    eerste = blok.inhoud[0] if blok.inhoud else None
    begin = eerste.inhoud[0] if isinstance(eerste, Alinea) and eerste.inhoud else None
    if not isinstance(eerste, Alinea) or not isinstance(begin, str) or not begin.partition(":")[2].strip():
        return blok
    kop, _, rest = begin.partition(":")
    tekst = replace(eerste, inhoud=(rest.lstrip(), *eerste.inhoud[1:]))
    return replace(blok, soort=Soort.BEGRIP, nummer="", opschrift=(kop.strip(),), inhoud=(tekst, *blok.inhoud[1:]))


def met_identiteit(oud: Eenheid, nieuw: Eenheid) -> Eenheid:
    """The new unit with the identity of the old one, and so for its parts with the same kind and number."""
    vorige = groepeer(((e.soort, kaal(e.nummer) or term(e)), e) for e in oud.delen)

    def deel(b: Blok) -> Blok:
        rij = vorige.get((b.soort, kaal(b.nummer) or term(b))) if isinstance(b, Eenheid) else None
        return met_identiteit(rij.pop(0), b) if rij and isinstance(b, Eenheid) else b

    return replace(nieuw, wId=oud.wId, inhoud=tuple(map(deel, nieuw.inhoud)))
