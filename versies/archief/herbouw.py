"""Proof of the archive: replay everything from the first delivery and compare with what is stored.

Two proofs. The deliveries, texts and files give the same chain of commits again, identifier for identifier. And every
decision that can be read, applied to the version it was made on, gives the version that is stored, byte for byte.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Regeling, tekst
from verordening.canoniek import lees, schrijf
from verordening.groepen import groepeer
from versies.archief import logboek
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.geheugen import GeheugenOpslag
from versies.archief.opslag import Opslag
from versies.archief.register import Blad
from versies.tijd.model import (
    Moment,
    SoortTijdstempel,
    Uitvoering,
    Uitwisseling,
    Versie,
    tellend,
    uitvoeringen,
)

_WERKEND = SoortTijdstempel.JURIDISCH_WERKEND

Uitvoeren = Callable[[Regeling | None, Uitvoering, bytes, date | None], Regeling]
"""(version or None, what to execute, contents of its file, day of entry into force) → version after it."""

Toepassen = Callable[[Regeling, str, bytes, date | None, date | None], Regeling]
"""(version, name of the decision file, its contents, day of entry into force, day until which it was executed) → version
after it. The last day is None unless an earlier part of the same decision made the version.

Raises ``Geweigerd`` when it cannot be executed exactly.
"""

_VEEL = 500
"""More proofs than this are worth the time that other processes need to begin."""


@dataclass(frozen=True, slots=True)
class Herbouw:
    """The outcome: counts, and a finding for everything that is not as it was stored."""

    uitwisselingen: int
    versies: int
    besluiten: int
    zonder_besluit: int
    bevindingen: tuple[Bevinding, ...]


@dataclass(frozen=True, slots=True)
class _Stap:
    """One decision to execute: what of it (None: the whole, as archives of form 1 have it), and its contents by identifier."""

    bestand: str
    inhoud: str
    deel: Uitvoering | None
    na: date | None = None


@dataclass(frozen=True, slots=True)
class _Proef:
    """One version to prove, with what stands in the archive by identifier.

    Args:
        versie, werk: which. was: the version that it was made on; empty: none. staat: what is stored. stappen: how it was made.
        dag: of entry into force. vervolg: a later part of a decision that made another version first.
    """

    versie: str
    werk: str
    was: str
    staat: str
    stappen: tuple[_Stap, ...]
    dag: date | None
    vervolg: bool = False


@dataclass(frozen=True, slots=True)
class Bewijsvoering:
    """How decisions are executed, and by how many processes at once.

    Args:
        toepassen: executes a whole decision. uitvoeren: executes what a delivery says that made its text.
        map: folder of the archive, for other processes; None: everything in this one. werkers: how many.
    """

    toepassen: Toepassen
    uitvoeren: Uitvoeren
    map: Path | None = None
    werkers: int = 1


def herbouw(archief: Archief, bewijs: Bewijsvoering | None = None) -> Herbouw:
    """Replay an archive.

    Args:
        archief: the archive. bewijs: how decisions are executed; None leaves out the second proof.
    """
    bevindingen = archief.controleer()
    historie = archief.opslag.historie()
    verzamelaar = _Verzamelaar()
    teksten, opnamen = 0, 0

    def opgetekend() -> Iterator[Opname]:
        nonlocal teksten, opnamen
        for opname, idents in opnamen_van(archief.opslag):
            verzamelaar.neem(opname, idents)
            teksten, opnamen = teksten + len(opname.teksten), opnamen + 1
            yield opname

    ids: list[str] = []
    with Archief(GeheugenOpslag()) as nieuw:
        try:
            ids = nieuw.neem_reeks_op(opgetekend(), naspelen=True)
        except Geweigerd as fout:
            bevindingen.append(fout.als_bevinding())
    for vast, ident in zip(historie[1:], ids, strict=False):
        if vast.id != ident:
            bevindingen.append(Bevinding.van("herbouw-anders", vast.bericht.split("\n")[0], vast.id))
            break
    uitkomsten = _bewijs(archief.opslag, verzamelaar.proeven, bewijs) if bewijs else []
    bevindingen += [x for x in uitkomsten if isinstance(x, Bevinding)]
    zonder = verzamelaar.zonder + uitkomsten.count(None) if bewijs else 0
    besluiten = len(uitkomsten) - uitkomsten.count(None)
    return Herbouw(opnamen, teksten, besluiten, zonder, tuple(bevindingen))


def opnamen_van(opslag: Opslag) -> Iterator[tuple[Opname, dict[str, str]]]:
    """The deliveries as they once came in, from what each commit added; with the identifiers of their texts and files."""
    boom: dict[str, str] = {}
    nummer = 0
    for vast, erbij in zip(opslag.historie(), opslag.erbij(), strict=True):
        boom |= erbij
        if not (bladen := logboek.bladen_van(erbij)):
            continue
        nummer += 1
        ident = erbij[bladen[0]]
        blad = Blad(nummer, ident, opslag.lees(ident)).bladzijde
        teksten = {versie: opslag.lees(boom[pad]) for versie, pad in blad.teksten}
        eigen = {pad for _, pad in blad.teksten} | set(bladen)
        rest = {p: opslag.lees(i) for p, i in erbij.items() if p not in eigen and not p.startswith("bevindingen/")}
        idents = {versie: boom[pad] for versie, pad in blad.teksten} | {p: erbij[p] for p in rest}
        yield Opname(blad.uitwisseling, teksten, rest, vast.door), idents


class _Verzamelaar:
    """Takes the deliveries in order and says how each version was made.

    A decision of which the parts take effect on different days makes more versions, one on the other. In those after the
    first only the part is executed that takes effect after the day of the version below; its file came with the first.
    """

    def __init__(self) -> None:
        self.proeven: list[_Proef] = []
        self.zonder = 0
        """versions on another one that no decision made that could be read"""
        self.log: list[Uitwisseling] = []
        self.telt_niet: set[int] = set()
        self.van: dict[str, list[int]] = {}
        """regulation → numbers of the deliveries that execute or say something of it"""
        self.idents: dict[str, str] = {}
        """text of a version, or file of a decision → identifier of its contents"""
        self.versie_op: dict[tuple[str, Moment], str] = {}
        self.dagen: dict[str, date] = {}
        """doel → day of entry into force, as far as delivered"""
        self.besluiten: dict[str, dict[str, str]] = {}
        """version → the decisions that made it"""
        self.titels: dict[str, str] = {}
        self.doelen: dict[str, str] = {}

    def neem(self, opname: Opname, idents: dict[str, str]) -> None:
        """One delivery, with the identifiers of its texts and files."""
        eigen = {p: idents[p] for p in sorted(opname.bestanden) if p.startswith("besluiten/")}
        self.idents |= eigen | {naam: idents[naam] for naam in opname.teksten}
        for m in opname.uitwisseling.stempels:
            if isinstance(m.datum, date) and m.soort is _WERKEND:
                self.dagen[m.doel] = m.datum
        self._onthoud(opname.uitwisseling)
        versies = {m.versie: m for m in opname.uitwisseling.versies}
        for naam, versie in versies.items():
            was = self.versie_op.get((versie.werk, versie.basis[0]), "") if versie.basis else ""
            if (rij := self._rij(opname.uitwisseling, versie)) is not None:
                if naam in opname.teksten:
                    stappen = [_Stap(v.bestand, self.idents.get(v.bestand, ""), v) for v in rij]
                    self._proef(versie, was, stappen)
            else:
                self._heel(opname, versie, was, eigen)

    def _heel(self, opname: Opname, versie: Versie, was: str, eigen: dict[str, str]) -> None:
        """A version of an archive of form 1: the decisions that came with it made it."""
        naam, titel = versie.versie, opname.uitwisseling.besluit
        vervolg = bool(not eigen and titel and titel == self.titels.get(was))
        besluiten = self.besluiten.get(was, {}) if vervolg else eigen
        self.besluiten[naam], self.titels[naam], self.doelen[naam] = besluiten, titel, versie.doelen[0]
        if not versie.basis or naam not in opname.teksten:
            return
        if not besluiten or versie.vervlochten:
            self.zonder += 1
            return
        eerder, dag_was = self.besluiten.get(was, {}), self.dagen.get(self.doelen.get(was, ""))
        stappen = [_Stap(p, i, None, dag_was if eerder.get(p) == i else None) for p, i in besluiten.items()]
        self._proef(versie, was, stappen, vervolg=vervolg)

    def _proef(self, versie: Versie, was: str, stappen: Sequence[_Stap], *, vervolg: bool = False) -> None:
        idents = self.idents.get(was, ""), self.idents[versie.versie]
        dag = self.dagen.get(versie.doelen[0])
        self.proeven.append(_Proef(versie.versie, versie.werk, *idents, tuple(stappen), dag, vervolg))

    def _onthoud(self, u: Uitwisseling) -> None:
        self.log.append(u)
        if u.herstelt:
            self.telt_niet = set(range(1, len(self.log) + 1)) - {n for n, _ in tellend(self.log)}
        for werk in {v.werk for v in u.uitvoeringen} | {getattr(m, "werk", "") for m in u.mutaties}:
            self.van.setdefault(werk, []).append(len(self.log))
        self.versie_op |= {(m.werk, Moment(d, u.gemaakt_op)): m.versie for m in u.versies for d in m.doelen}

    def _rij(self, u: Uitwisseling, versie: Versie) -> list[Uitvoering] | None:
        """What made a version, in order; None when it was not made by executing (a person wove it of two)."""
        op = {self.versie_op.get((versie.werk, m)) for m in versie.basis}  # one text may be that of more doelen
        gevlochten = versie.vervlochten and not {v.doel for v in u.uitvoeringen} & set(versie.doelen)
        if not versie.versie or gevlochten or len(op) > 1:
            return None
        nummers = [n for n in self.van[versie.werk] if n not in self.telt_niet]
        per_doel = uitvoeringen((x for n in nummers if (x := self.log[n - 1]).bekend <= u.bekend), versie.werk)
        if any(not per_doel.get(d) for d in versie.doelen):
            return None
        return [v for d in versie.doelen for v in per_doel[d]]


Uitkomst = Bevinding | bool | None
"""Of one proof: True when it fits, else a finding; None when there was nothing to prove."""


def _bewijs(opslag: Opslag, proeven: Sequence[_Proef], hoe: Bewijsvoering) -> list[Uitkomst]:
    """Prove each version, regulation by regulation, so that a text is read once and not again as the base of the next."""
    per_werk = groepeer((proef.werk, proef) for proef in proeven)
    groepen = list(per_werk.values())
    if hoe.map is None or hoe.werkers < 2 or len(proeven) < _VEEL:
        return [x for groep in groepen for x in _bewijs_groep(opslag, groep, hoe)]
    wereld = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(hoe.werkers, wereld, initializer=_begin, initargs=(hoe,)) as pool:
        return [x for rij in pool.map(_in_werker, groepen, chunksize=8) for x in rij]


_WERKER: list[tuple[Opslag, Bewijsvoering]] = []
"""In a process of its own: the archive, opened once."""


def _begin(hoe: Bewijsvoering) -> None:
    assert hoe.map is not None
    _WERKER.append((Archief.open(hoe.map).opslag, hoe))


def _in_werker(groep: list[_Proef]) -> list[Uitkomst]:
    return _bewijs_groep(_WERKER[0][0], groep, _WERKER[0][1])


def _bewijs_groep(opslag: Opslag, groep: Sequence[_Proef], hoe: Bewijsvoering) -> list[Uitkomst]:
    @lru_cache(maxsize=4)
    def tekst_van(ident: str) -> Regeling:
        return lees(opslag.lees(ident))

    return [_een(opslag, proef, hoe, tekst_van) for proef in groep]


def _een(opslag: Opslag, proef: _Proef, hoe: Bewijsvoering, tekst_van: Callable[[str], Regeling]) -> Uitkomst:
    eerste = proef.stappen[0]
    wordt = tekst_van(proef.was) if proef.was else None
    try:
        for stap in proef.stappen:
            if not stap.inhoud:
                raise Geweigerd.om("bestand-weg", stap.bestand)
            inhoud = opslag.lees(stap.inhoud)
            if stap.deel is not None:
                wordt = hoe.uitvoeren(wordt, stap.deel, inhoud, proef.dag)
            elif wordt is not None:
                wordt = hoe.toepassen(wordt, stap.bestand, inhoud, proef.dag, stap.na)
    except Geweigerd as fout:
        if proef.vervolg and fout.code == "niets-na-deze-dag":
            return None  # a version under the same title that the decision itself does not make
        return Bevinding.van("besluit-niet-toegepast", proef.versie, eerste.bestand, reden=fout.regel())
    assert wordt is not None  # a first version is the text of its own decision
    return _vergelijk(proef.versie, eerste.bestand, wordt, tekst_van(proef.staat))


def _vergelijk(naam: str, besluit: str, wordt: Regeling, staat: Regeling) -> Bevinding | bool:
    """Word for word and mark for mark; the metadata of a version are not the work of its decision."""
    if wordt.wortel == staat.wortel:
        return True
    if schrijf(Regeling(staat.gegevens, wordt.wortel)) == schrijf(Regeling(staat.gegevens, staat.wortel)):
        return True
    if tekst(wordt.wortel) == tekst(staat.wortel):
        return Bevinding.van("herbouw-kenmerken-anders", naam, besluit)
    return Bevinding.van("herbouw-tekst-anders", naam, besluit)
