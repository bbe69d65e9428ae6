"""The national side of a link: what each measure changes, in exact places and in words, and what in the law hangs on it.

Everything comes from the measures (their places of law and counterparts) and from the two law texts; nothing is known
about a particular measure here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from impact.dossier.model import LokaleRegeling, Wettekst
from impact.dossier.plaatsen import Plaats, lees_plaatsen
from verordening.adres import Adres, AdresFout, plaats_in
from verordening.boom import Eenheid, Soort, regels, wandel
from verordening.groepen import groepeer
from verordening.notaties import uit_jci
from verordening.register import Register
from wetgeving.maatregelen import Maatregel, Maatregelenlijst
from wetgeving.namen import namen

_WIJKT_AF = re.compile(
    r"(?:in afwijking van|niet van toepassing|onverminderd|in aanvulling op|met uitzondering van)", re.I
)
_DELEGEERT = re.compile(r"\bverordening\b", re.I)
_GEMEENSCHAPPELIJK = re.compile(r"\bgemeenschappelijke regelingen?\b", re.I)
_DIT_ARTIKEL = re.compile(r"\bdit artikel is niet van toepassing\b", re.I)
_VERANDERT = frozenset({"nieuw", "gewijzigd", "vervallen", "niet-in-werking", "vindplaats"})
_NIEUWE_TEKST = frozenset({"nieuw", "gewijzigd", "niet-in-werking"})


class Raakpunt(NamedTuple):
    """A place of the law that a measure changes. ``bron``: "wetsplaats" or "tegenhanger"; ``was``/``wordt``: its words."""

    maatregel: str
    doel: Adres
    jci: str
    aard: str
    bron: str
    was: str = ""
    wordt: str = ""


class Wetsketen(NamedTuple):
    """A place of the law that does not change itself but hangs on one that does.

    ``soort``: "verwijst" (it refers to the changed place) or "opzij gezet" (the changed place derogates from it).
    """

    maatregel: str
    doel: Adres
    soort: str
    raakpunt: Raakpunt
    zin: str


@dataclass(frozen=True)
class Wetskant:
    """What the measures touch.

    Args:
        teksten: per BWB id the provisions of the newest text that is there.
        omvang: number of leden and onderdelen per artikel and lid.
        bij: per measure the artikelen of other acts that the changed leden name (the list of identity documents).
        wie_beslist: artikelen that say which body decides in a gemeenschappelijke regeling: any regulation may rest on them.
        wetten: acts in which a measure changes something or may have a counterpart.
    """

    raakpunten: Mapping[str, tuple[Raakpunt, ...]]
    ketens: Mapping[str, tuple[Wetsketen, ...]]
    teksten: Mapping[str, tuple[Plaats, ...]] = field(default_factory=dict)
    omvang: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    bij: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    wie_beslist: frozenset[tuple[str, str]] = frozenset()
    wetten: frozenset[str] = frozenset()

    @cached_property
    def _op_artikel(self) -> Mapping[tuple[str, str], Sequence[Raakpunt]]:
        return _per_artikel(p for rij in self.raakpunten.values() for p in rij)

    @cached_property
    def _ketens_op_artikel(self) -> Mapping[tuple[str, str], Sequence[Wetsketen]]:
        return _per_artikel(k for rij in self.ketens.values() for k in rij)

    @cached_property
    def _teksten_op_lid(self) -> Mapping[tuple[str, str, str], Sequence[Plaats]]:
        return groepeer(
            ((bwb, plaats.artikel, plaats.lid), plaats) for bwb, plaatsen in self.teksten.items() for plaats in plaatsen
        )

    def punten_in(self, doel: Adres) -> Sequence[Raakpunt]:
        """What any measure changes in the artikel of a place."""
        return self._op_artikel.get(doel.in_artikel, ())

    def ketens_in(self, doel: Adres) -> Sequence[Wetsketen]:
        """What hangs on a change in the artikel of a place."""
        return self._ketens_op_artikel.get(doel.in_artikel, ())

    def tekst_van(self, doel: Adres) -> str:
        """Words of the newest text at a place; empty when there is no text or no such place."""
        for plaats in self._teksten_op_lid.get(doel.in_lid, ()):
            if plaats.eenheid is not None:
                gevonden = Register(plaats.eenheid).vind(plaats_in("", "", "", doel.onderdeel))
                return woorden(gevonden.eenheid) if gevonden.mist is None else ""
        return ""

    def deel(self, geheel: Adres, maatregel: str) -> float:
        """Which part of a lid or artikel the measure touches: touched places over all leden and onderdelen in it."""
        omvang = self.omvang.get(geheel.in_lid, 0)
        punten = [p for p in self.van(maatregel) if p.doel.binnen(geheel)]
        return len(punten) / omvang if omvang else 1.0

    def van(self, maatregel: str) -> tuple[Raakpunt, ...]:
        """Places of one measure."""
        return self.raakpunten.get(maatregel, ())


_T = TypeVar("_T", Raakpunt, Wetsketen)


def _per_artikel(rij: Iterable[_T]) -> dict[tuple[str, str], list[_T]]:
    return groepeer((een.doel.in_artikel, een) for een in rij)


def doel_van(jci: str) -> Adres | None:
    """The place that a JCI names; None when it names no artikel or cannot be read.

    >>> doel_van("jci1.3:c:BWBR0015703&artikel=31&lid=2&o=m").tekst()
    'artikel 31, tweede lid, onderdeel m'
    """
    try:
        adres = uit_jci(jci)
    except AdresFout:
        return None
    if not adres.artikel:
        return None
    return plaats_in(adres.regeling, adres.artikel, adres.lid, adres.onderdeel)


def zonder_ster(doel: Adres) -> Adres:
    """The place under the number that the law itself gives it: the official text marks the second of two with a star ("8*")."""
    return plaats_in(doel.regeling, doel.artikel, doel.lid.rstrip("*"), doel.onderdeel)


def woorden(eenheid: Eenheid | None) -> str:
    """Legal text of a unit, one line per alinea; empty for None."""
    return "\n".join(regel for _, regel in regels(eenheid)) if eenheid is not None else ""


def lees_wetskant(lijst: Maatregelenlijst, wetten: Sequence[Wettekst]) -> Wetskant:
    """Work out what the measures touch, as far as the law texts are there (places need no text)."""
    registers = {w.bwb: tuple(Register.van(t) if t else None for t in (w.was, w.wordt)) for w in wetten}
    teksten = {w.bwb: _plaatsen(w) for w in wetten if w.wordt or w.was}
    raakpunten = {m.id: tuple(_raakpunten(m, registers)) for m in lijst.maatregelen}
    ketens = {m: tuple(_ketens(punten, teksten)) for m, punten in raakpunten.items()}
    bij = {m: frozenset(_ernaast_genoemd(punten, teksten)) for m, punten in raakpunten.items()}
    return Wetskant(
        raakpunten,
        ketens,
        teksten,
        _omvang(teksten),
        bij,
        _wie_beslist(raakpunten, teksten),
        _wetten(lijst, raakpunten),
    )


def _wetten(lijst: Maatregelenlijst, raakpunten: Mapping[str, Sequence[Raakpunt]]) -> frozenset[str]:
    mee = {t.wet for m in lijst.maatregelen for t in m.tegenhangers if t.stand not in ("niet-aanwezig", "uitgezonderd")}
    zelf = {p.doel.regeling for rij in raakpunten.values() for p in rij}
    return frozenset(zelf.union(*(namen().zoek(w) for w in mee)))


def _ernaast_genoemd(punten: Iterable[Raakpunt], teksten: Mapping[str, Sequence[Plaats]]) -> Iterable[tuple[str, str]]:
    leden = {p.doel.in_lid for p in punten if p.doel.lid and not p.doel.onderdeel and p.aard != "ongewijzigd"}
    for bwb, plaatsen in teksten.items():
        for plaats in plaatsen:
            if (bwb, plaats.artikel, plaats.lid) in leden:
                yield from (d.in_artikel for r in plaats.refs for d in r.doelen if d.artikel and d.regeling != bwb)


def _wie_beslist(
    raakpunten: Mapping[str, Sequence[Raakpunt]], teksten: Mapping[str, Sequence[Plaats]]
) -> frozenset[tuple[str, str]]:
    geraakt = {p.doel.in_artikel for rij in raakpunten.values() for p in rij}
    return (
        frozenset(
            (bwb, p.artikel)
            for bwb, plaatsen in teksten.items()
            for p in plaatsen
            if p.artikel and _GEMEENSCHAPPELIJK.search(p.tekst)
        )
        - geraakt
    )


def _omvang(teksten: Mapping[str, Sequence[Plaats]]) -> dict[tuple[str, str, str], int]:
    """Number of leden and onderdelen in every artikel and lid."""
    telling: Counter[tuple[str, str, str]] = Counter()
    for bwb, plaatsen in teksten.items():
        for p in plaatsen:
            if p.artikel and p.eenheid is not None:
                aantal = 1 + sum(1 for e in wandel(p.eenheid) if e.soort is Soort.ONDERDEEL)
                telling[(bwb, p.artikel, "")] += aantal
                if p.lid:
                    telling[(bwb, p.artikel, p.lid)] += aantal
    return dict(telling)


def _plaatsen(wet: Wettekst) -> tuple[Plaats, ...]:
    regeling = wet.wordt or wet.was
    dag = wet.datum_wordt or wet.datum_was
    bestand = wet.bestand_wordt or wet.bestand_was
    assert regeling is not None and dag is not None and bestand is not None
    als_regeling = LokaleRegeling(wet.bwb, wet.citeertitel, "wet", "wetgever", "geldend", dag, regeling, bestand)
    return lees_plaatsen((als_regeling,))[0].plaatsen


def _raakpunten(maatregel: Maatregel, registers: Mapping[str, tuple[Register | None, ...]]) -> Iterable[Raakpunt]:
    plekken = [(w.jci, w.aard, "wetsplaats") for w in maatregel.wetsplaatsen]
    plekken += [(t.jci, "vindplaats", "tegenhanger") for t in maatregel.tegenhangers if t.jci and t.stand == "gezien"]
    for jci, aard, bron in plekken:
        doel = doel_van(jci)
        if doel is None:
            continue
        was, wordt = (r.levend(doel) if r else None for r in registers.get(doel.regeling, (None, None)))
        yield Raakpunt(maatregel.id, doel, jci, aard, bron, woorden(was), woorden(wordt))


def _ketens(punten: Sequence[Raakpunt], teksten: Mapping[str, Sequence[Plaats]]) -> Iterable[Wetsketen]:
    eigen = [p for p in punten if p.aard in _VERANDERT]
    for bwb, plaatsen in teksten.items():
        hier = [p for p in eigen if p.doel.regeling == bwb]
        if not hier:
            continue
        dubbel, geraakt = _dubbele(bwb, plaatsen), {p.doel.in_artikel for p in hier}
        for plaats in plaatsen:
            if plaats.artikel and any(d.in_artikel in geraakt for r in plaats.refs for d in r.doelen):
                yield from _verwijst(plaats, hier, bwb, dubbel)
        for punt in hier:
            if punt.aard in _NIEUWE_TEKST:
                yield from _zet_opzij(punt, plaatsen)


def _dubbele(bwb: str, plaatsen: Sequence[Plaats]) -> frozenset[Adres]:
    """Numbers that the law gives to two leden (the official text shows one with a star): a reference to one is unclear."""
    return frozenset(plaats_in(bwb, p.artikel, p.lid.rstrip("*")) for p in plaatsen if p.lid.endswith("*"))


def _verwijst(plaats: Plaats, punten: Sequence[Raakpunt], bwb: str, dubbel: frozenset[Adres]) -> Iterable[Wetsketen]:
    """The provision refers to a changed place: it hangs on it (the onderdeel in which the words stand, not the whole lid).

    A reference to an artikel as a whole says little, unless the provision delegates ("bij verordening").
    """
    geraakt = {p.doel.in_artikel for p in punten}
    for ref in plaats.refs:
        if any(d.in_artikel not in geraakt for d in ref.doelen):
            continue
        bron = _doel_in(plaats, ref.eId, bwb)
        if not all(any(d.binnen(p.doel) for p in punten) for d in ref.doelen):
            continue  # het wijst ook naar iets anders: wat hier staat, blijft betekenis houden
        for doel in ref.doelen:
            for punt in punten:
                if not doel.artikel or not doel.binnen(punt.doel) or bron.binnen(punt.doel) or doel in dubbel:
                    continue
                if doel.lid or doel.onderdeel or _DELEGEERT.search(plaats.tekst):
                    yield Wetsketen(punt.maatregel, bron, "verwijst", punt, ref.tekst)


def _zet_opzij(punt: Raakpunt, plaatsen: Sequence[Plaats]) -> Iterable[Wetsketen]:
    """A new or changed lid that derogates from another lid of its artikel changes what that other lid comes to."""
    if not _WIJKT_AF.search(punt.wordt):
        return
    artikel = [p for p in plaatsen if p.artikel == punt.doel.artikel]
    if _DIT_ARTIKEL.search(punt.wordt):
        for p in artikel:
            if p.lid and p.lid != punt.doel.lid:
                yield Wetsketen(
                    punt.maatregel,
                    plaats_in(punt.doel.regeling, p.artikel, p.lid),
                    "opzij gezet",
                    punt,
                    "dit artikel is niet van toepassing",
                )
        return
    for plaats in artikel:
        if plaats.lid != punt.doel.lid:
            continue
        for ref in plaats.refs:
            begin = plaats.tekst.find(ref.tekst)
            voor = plaats.tekst[max(0, begin - 40) : begin]
            for doel in ref.doelen:
                anders = (
                    doel.in_artikel == punt.doel.in_artikel
                    and doel.lid
                    and doel.lid != punt.doel.lid
                    and not doel.onderdeel
                )
                if anders and (_WIJKT_AF.search(voor) or _WIJKT_AF.search(ref.tekst)):
                    yield Wetsketen(punt.maatregel, doel, "opzij gezet", punt, ref.tekst)


def _doel_in(plaats: Plaats, eid: str, bwb: str) -> Adres:
    """The exact place of a unit inside a provision, read from its eId."""
    rest = eid.removeprefix(plaats.eId)
    onderdelen = tuple(
        d.removeprefix("item_") for d in rest.split("__") if d.startswith("item_") and not d.startswith("item_o_")
    )
    if plaats.soort == "begrip":
        onderdelen = (plaats.eId.rsplit("_", 1)[-1], *onderdelen)
    return plaats_in(bwb, plaats.artikel, plaats.lid, onderdelen)
