"""What verdicts know of the law: every act aligned, since when a place reads so, and what is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from impact.dossier.model import Wettekst
from impact.dossier.plaatsen import Regelingtekst
from impact.dossier.wetskant import Wetskant, doel_van
from impact.oordeel.uitlijning import Wetsstuk, Wetsuitlijning
from impact.oordeel.woorden import TELLEND, reeksen
from impact.oordeel.wortels import gedeeld, wortels
from verordening.adres import Adres
from wetgeving.maatregelen import Maatregel, Maatregelenlijst
from wetgeving.maatregelen.thesaurus import Thesaurus

KEUZE = frozenset({"kan", "oordeelsruimte"})
"""Kinds of measure that leave the choice to the body that decides; the rule of before may then stay as main rule."""


@dataclass(frozen=True)
class Wetskennis:
    """The national side for verdicts.

    Args:
        lijst, kant: the measures and what they touch.
        wetten: the acts of the dossier.
        dag: the day of the verdict; what takes effect later is still to come.
        thesaurus: the norms of the measures and their words; None = there are none.
    """

    lijst: Maatregelenlijst
    kant: Wetskant
    wetten: Sequence[Wettekst]
    dag: date
    thesaurus: Thesaurus | None

    @cached_property
    def maatregelen(self) -> Mapping[str, Maatregel]:
        """Every measure by its id."""
        return {m.id: m for m in self.lijst.maatregelen}

    @cached_property
    def uitlijningen(self) -> Mapping[str, Wetsuitlijning]:
        """Every act of which a text is there, aligned."""
        return {
            w.bwb: Wetsuitlijning(w, self.kant.teksten.get(w.bwb, ()), self._partners(w))
            for w in self.wetten
            if w.was is not None or w.wordt is not None
        }

    def _partners(self, wet: Wettekst) -> dict[Adres, tuple[tuple[Adres, bool], ...]]:
        """Place that a measure changes or ends → the other places it makes new or changes, and whether their text was seen."""
        uit: dict[Adres, list[tuple[Adres, bool]]] = {}
        for m in self.lijst.maatregelen:
            hier = [(d, p) for p in m.wetsplaatsen if (d := doel_van(p.jci)) is not None and d.regeling == wet.bwb]
            gezien = {d: not (p.vanaf and wet.datum_wordt and p.vanaf > wet.datum_wordt) for d, p in hier}
            for doel, plaats in hier:
                if plaats.aard in ("gewijzigd", "vervallen"):
                    nieuw = [d for d, p in hier if d != doel and p.aard in ("nieuw", "gewijzigd")]
                    uit.setdefault(doel, []).extend((d, gezien[d]) for d in nieuw)
        return {k: tuple(v) for k, v in uit.items()}

    @cached_property
    def _gedateerd(self) -> Mapping[tuple[str, str], tuple[tuple[Adres, date], ...]]:
        """(act, artikel) → places that a measure dates: what works back, from the day to which it does."""
        uit: dict[tuple[str, str], list[tuple[Adres, date]]] = {}
        for m in self.lijst.maatregelen:
            terug = {i.juridisch_werkend_vanaf: i.geldig_vanaf for i in m.ingang if i.terugwerkend}
            for w in m.wetsplaatsen:
                if w.vanaf and (d := doel_van(w.jci)) is not None:
                    uit.setdefault(d.in_artikel, []).append((d, terug.get(w.vanaf) or w.vanaf))
        return {k: tuple(v) for k, v in uit.items()}

    @cached_property
    def ongezien(self) -> Mapping[str, tuple[Wetsstuk, ...]]:
        """Per measure: changes of which the text that is there is too old, in the words of the measure."""
        uit: dict[str, list[Wetsstuk]] = {}
        for m in self.lijst.maatregelen:
            for w in m.wetsplaatsen:
                doel = doel_van(w.jci)
                wet = self.uitlijningen[doel.regeling].wet if doel and doel.regeling in self.uitlijningen else None
                if doel and wet and w.vanaf and wet.datum_wordt and wet.datum_wordt < w.vanaf <= self.dag:
                    uit.setdefault(m.id, []).append(Wetsstuk(doel, m.was, m.wordt, gezien=False, kop=m.naam))
        return {k: tuple(v) for k, v in uit.items()}

    @cached_property
    def _oud(self) -> Mapping[str, tuple[Wetsstuk, ...]]:
        """Row of words that a changed piece of law had and has no more → those pieces."""
        uit: dict[str, list[Wetsstuk]] = {}
        for uitlijning in self.uitlijningen.values():
            nu = {r for p in uitlijning.plaatsen for r in reeksen(p.tekst)}
            for stuk in (*uitlijning.stukken, *uitlijning.vervallen):
                telt = uitlijning.wortelgewichten.tellend
                for oud in (r for r in reeksen(stuk.was) if len(telt(wortels(r))) >= TELLEND):
                    if oud not in nu:
                        uit.setdefault(oud, []).append(stuk)
        return {k: tuple(v) for k, v in uit.items()}

    def die_zei(self, oud: str, tekst: str) -> Wetsstuk | None:
        """The changed piece of law that had a row of words; of more pieces the one that shares most with a text."""
        eigen = wortels(tekst)
        return max(self._oud.get(oud, ()), key=lambda s: len(gedeeld(eigen, s.wortels_was)), default=None)

    def sinds(self, doel: Adres) -> date | None:
        """Since when the law reads so: as a measure says, else the day of the newest text."""
        rij = self._gedateerd.get(doel.in_artikel, ())
        dagen = [dag for d, dag in rij if d.binnen(doel) or doel.binnen(d)]
        uitlijning = self.uitlijningen.get(doel.regeling)
        return min(dagen) if dagen else (uitlijning.wet.datum_wordt if uitlijning is not None else None)

    def ingang(self, doel: Adres) -> date | None:
        """When a place that is not in force is expected to be; None when no measure says so."""
        dagen = [
            i.juridisch_werkend_vanaf
            for m in self.lijst.maatregelen
            if any((d := doel_van(w.jci)) is not None and (d.binnen(doel) or doel.binnen(d)) for w in m.wetsplaatsen)
            for i in m.ingang
            if i.juridisch_werkend_vanaf
        ]
        return min(dagen, default=None)

    def nog_te_komen(self, m: Maatregel) -> bool:
        """Whether a measure does not bind on the day: nothing of it is in a text in force that was seen."""
        aarden = {w.aard for w in m.wetsplaatsen} - {"ongewijzigd"}
        dagen = [i.juridisch_werkend_vanaf for i in m.ingang if i.juridisch_werkend_vanaf]
        return bool(aarden) and (aarden <= {"vindplaats", "niet-in-werking"} or not any(d <= self.dag for d in dagen))

    def laat_keuze(self, maatregel: str) -> bool:
        """Whether a measure leaves (a part of) it to the body that decides."""
        return bool(KEUZE & set(self.maatregelen[maatregel].aard.codes.split()))

    def na_de_wijziging(self, tekst: Regelingtekst, regeling: str) -> bool:
        """Whether a local text was written after an act changed: it meets the new text only."""
        uitlijning = self.uitlijningen.get(regeling)
        wordt = uitlijning.wet.datum_wordt if uitlijning is not None else None
        return wordt is not None and tekst.regeling.vanaf >= wordt

    def kop(self, doel: Adres) -> str:
        """Heading of the artikel at a place; empty when there is none."""
        uitlijning = self.uitlijningen.get(doel.regeling)
        return uitlijning.koppen.get(doel.artikel, "") if uitlijning is not None else ""

    def afkorting(self, doel: Adres) -> str:
        """Short name of the act of a place."""
        uitlijning = self.uitlijningen.get(doel.regeling)
        return uitlijning.wet.afkorting if uitlijning is not None else doel.regeling

    def adres(self, doel: Adres) -> str:
        """A place for a reader, with its act."""
        return doel.in_wet(self.afkorting(doel))
