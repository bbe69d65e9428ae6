"""Proof of the archive: replay everything from the first delivery and compare with what is stored.

Two proofs. The deliveries, texts and files give the same chain of commits again, identifier for identifier. And every
decision that can be read, applied to the version it was made on, gives the version that is stored, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Regeling, tekst
from verordening.canoniek import lees, schrijf
from versies.archief import logboek
from versies.archief.archief import Archief, Opname
from versies.archief.geheugen import GeheugenOpslag
from versies.archief.opslag import Vastlegging
from versies.tijd.model import (
    HEEL,
    Moment,
    SoortTijdstempel,
    Tijdstempel,
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


@dataclass(frozen=True, slots=True)
class Herbouw:
    """The outcome: counts, and a finding for everything that is not as it was stored."""

    uitwisselingen: int
    versies: int
    besluiten: int
    zonder_besluit: int
    bevindingen: tuple[Bevinding, ...]


def herbouw(archief: Archief, toepassen: Toepassen | None = None, uitvoeren: Uitvoeren | None = None) -> Herbouw:
    """Replay an archive.

    Args:
        archief: the archive. toepassen: applies a decision; None leaves out the second proof.
        uitvoeren: executes what a delivery says that made its texts; None: those are not proven.
    """
    bevindingen = archief.controleer()
    historie = archief.opslag.historie()
    opnamen = list(_opnamen(archief, historie))
    nieuw = Archief(GeheugenOpslag())
    try:
        ids = nieuw.neem_reeks_op(opnamen, naspelen=True)
    except Geweigerd as fout:
        bevindingen.append(fout.als_bevinding())
        ids = []
    finally:
        nieuw.sluit()
    for vast, ident in zip(historie[1:], ids, strict=False):
        if vast.id != ident:
            bevindingen.append(
                Bevinding(
                    "herbouw-anders",
                    Ernst.FOUT,
                    vast.bericht.split("\n")[0],
                    vast.id,
                    "Opnieuw vastleggen geeft iets anders dan wat is opgeslagen.",
                    "Iemand heeft het archief buiten dit programma om veranderd.",
                )
            )
            break
    besluiten, zonder = 0, 0
    bewijzer = _Bewijzer(archief, toepassen, uitvoeren) if toepassen is not None else None
    for uitkomst in (x for o in opnamen for x in bewijzer.neem(o)) if bewijzer is not None else ():
        besluiten += uitkomst is not None
        zonder += uitkomst is None
        if isinstance(uitkomst, Bevinding):
            bevindingen.append(uitkomst)
    return Herbouw(len(opnamen), sum(len(o.teksten) for o in opnamen), besluiten, zonder, tuple(bevindingen))


def _opnamen(archief: Archief, historie: list[Vastlegging]) -> Iterator[Opname]:
    """The deliveries as they once came in, from what each commit added."""
    vorige: dict[str, str] = {}
    for vast in historie:
        boom = archief.opslag.boom(vast.id)
        erbij = {pad: inhoud for pad, inhoud in boom.items() if vorige.get(pad) != inhoud}
        vorige = boom
        bladen = [p for p in erbij if p.startswith("consolidatie/")]
        if not bladen:
            continue
        blad = logboek.lees(archief.opslag.lees(erbij[bladen[0]]), bladen[0])
        teksten = {versie: archief.opslag.lees(boom[pad]) for versie, pad in blad.teksten}
        eigen = {pad for _, pad in blad.teksten} | set(bladen)
        rest = {
            p: archief.opslag.lees(i) for p, i in erbij.items() if p not in eigen and not p.startswith("bevindingen/")
        }
        yield Opname(blad.uitwisseling, teksten, rest, vast.door)


class _Bewijzer:
    """Takes the deliveries in order and proves each version by its decision.

    A decision of which the parts take effect on different days makes more versions, one on the other. In those after the
    first only the part is executed that takes effect after the day of the version below; its file came with the first.
    """

    def __init__(self, archief: Archief, toepassen: Toepassen, uitvoeren: Uitvoeren | None) -> None:
        self.archief = archief
        self.toepassen = toepassen
        self.uitvoeren = uitvoeren
        self.log: list[Uitwisseling] = []
        self.bestanden: dict[str, bytes] = {}
        self.versie_op: dict[tuple[str, Moment], str] = {}
        self.dagen: dict[str, date] = {}
        """doel → day of entry into force, as far as delivered"""
        self.besluiten: dict[str, dict[str, bytes]] = {}
        """version → the decisions that made it"""
        self.titels: dict[str, str] = {}
        self.doelen: dict[str, str] = {}

    def neem(self, opname: Opname) -> Iterator[Bevinding | bool | None]:
        """Per version with a base: None without a decision file, True when it fits, else a finding."""
        eigen = {p: opname.bestanden[p] for p in sorted(opname.bestanden) if p.startswith("besluiten/")}
        for m in opname.uitwisseling.mutaties:
            if isinstance(m, Tijdstempel) and isinstance(m.datum, date) and m.soort is _WERKEND:
                self.dagen[m.doel] = m.datum
        self._onthoud(opname)
        versies = {m.versie: m for m in opname.uitwisseling.mutaties if isinstance(m, Versie)}
        for naam, versie in versies.items():
            was = self.versie_op.get((versie.werk, versie.basis[0]), "") if versie.basis else ""
            if (rij := self._rij(opname.uitwisseling, versie)) is not None:
                yield self._bewijs(opname, versie, was, rij)
                continue
            vervolg = not eigen and opname.uitwisseling.besluit and opname.uitwisseling.besluit == self.titels.get(was)
            besluiten = self.besluiten.get(was, {}) if vervolg else eigen
            self.besluiten[naam], self.titels[naam] = besluiten, opname.uitwisseling.besluit
            self.doelen[naam] = versie.doelen[0]
            if not versie.basis or naam not in opname.teksten:
                continue
            if not besluiten or versie.vervlochten:
                yield None
                continue
            try:
                wordt = self._voer_uit(was, naam, besluiten)
            except Geweigerd as fout:
                if vervolg and fout.code == "niets-na-deze-dag":
                    yield None  # a version under the same title that the decision itself does not make
                    continue
                yield _niet_toegepast(naam, next(iter(besluiten)), fout.regel())
                continue
            yield _vergelijk(naam, next(iter(besluiten)), wordt, opname.teksten[naam])

    def _onthoud(self, opname: Opname) -> None:
        u = opname.uitwisseling
        self.log.append(u)
        self.bestanden |= {p: i for p, i in opname.bestanden.items() if p.startswith("besluiten/")}
        for m in u.mutaties:
            if isinstance(m, Versie):
                self.versie_op.update({(m.werk, Moment(d, u.gemaakt_op)): m.versie for d in m.doelen})

    def _rij(self, u: Uitwisseling, versie: Versie) -> list[Uitvoering] | None:
        """What made a version, in order; None when it was not made by executing."""
        if self.uitvoeren is None or not versie.versie:
            return None
        log = [x for _, x in tellend(self.log) if x.bekend <= u.bekend]
        per_doel = uitvoeringen(log, versie.werk)
        if any(not per_doel.get(d) for d in versie.doelen):
            return None
        return [v for d in versie.doelen for v in per_doel[d]]

    def _bewijs(self, opname: Opname, versie: Versie, was: str, rij: list[Uitvoering]) -> Bevinding | bool | None:
        assert self.uitvoeren is not None
        if versie.versie not in opname.teksten:
            return None
        tekst = lees(self.archief.tekst(was)) if was else None
        try:
            for v in rij:
                tekst = self.uitvoeren(tekst, v, self.bestanden[v.bestand], self.dagen.get(versie.doelen[0]))
        except (Geweigerd, KeyError) as fout:
            reden = fout.regel() if isinstance(fout, Geweigerd) else f"{fout} staat niet in het archief"
            return _niet_toegepast(versie.versie, rij[0].bestand, reden)
        assert tekst is not None
        uitkomst = _vergelijk(versie.versie, rij[0].bestand, tekst, opname.teksten[versie.versie])
        return None if uitkomst is True and rij[0].delen == HEEL and len(rij) == 1 else uitkomst

    def _voer_uit(self, was: str, naam: str, besluiten: dict[str, bytes]) -> Regeling:
        wordt = lees(self.archief.tekst(was))
        eerder, dag_was = self.besluiten.get(was, {}), self.dagen.get(self.doelen.get(was, ""))
        for pad, inhoud in besluiten.items():
            na = dag_was if eerder.get(pad) == inhoud else None
            wordt = self.toepassen(wordt, pad, inhoud, self.dagen.get(self.doelen[naam]), na)
        return wordt


def _vergelijk(naam: str, besluit: str, wordt: Regeling, bewaard: bytes) -> Bevinding | bool:
    """Byte for byte; the metadata of a version are not the work of its decision."""
    staat = lees(bewaard)
    if schrijf(Regeling(staat.gegevens, wordt.wortel)) == schrijf(Regeling(staat.gegevens, staat.wortel)):
        return True
    if tekst(wordt.wortel) == tekst(staat.wortel):
        return Bevinding(
            "herbouw-kenmerken-anders",
            Ernst.WAARSCHUWING,
            naam,
            besluit,
            "Het besluit geeft dezelfde woorden, met andere kenmerken of opmaak dan is opgeslagen.",
            "Controleer de identiteit van nieuwe eenheden.",
        )
    return Bevinding(
        "herbouw-tekst-anders",
        Ernst.FOUT,
        naam,
        besluit,
        "Het besluit toegepast op de vorige versie geeft een andere tekst dan is opgeslagen.",
        "Vergelijk met «verordening verschil».",
    )


def _niet_toegepast(versie: str, bestand: str, reden: str) -> Bevinding:
    return Bevinding(
        "besluit-niet-toegepast",
        Ernst.FOUT,
        versie,
        bestand,
        reden,
        "Lees het besluit na; was het een vergissing: «verordening herstel».",
    )
