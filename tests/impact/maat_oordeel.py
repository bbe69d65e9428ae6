"""Measuring verdicts against a key made by hand: per kind how many were given, how many of those are right, and how many there are.

A key is ``sleutel.tsv`` of a set with a column ``oordeel``, or the rows of a set in ``sleutel/oordeel``. A provision may have more than one
verdict; a kind counts once per provision, and only provisions of the regulations of the key count.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from impact.dossier.laden import Invoer
from impact.dossier.samen import Uitwerking
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.soorten import Oordeelsoort

DAG = date(2026, 11, 30)
Vondst = dict[tuple[str, str], set[Oordeelsoort]]


class Maat(NamedTuple):
    """Right, given, and what the key has, of one kind."""

    goed: int
    gegeven: int
    hoort: int

    @property
    def precisie(self) -> float:
        """Right of given."""
        return self.goed / max(1, self.gegeven)

    @property
    def volledig(self) -> float:
        """Right of what the key has."""
        return self.goed / max(1, self.hoort)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.goed / max(1, self.gegeven + self.hoort)


def lees_sleutel(map_: Path) -> Vondst:
    """The kinds per provision of the key of a set; of a set whose own key has no verdicts, those in ``oordeel/blind.tsv``."""
    eigen = [r for r in lees_tsv(map_ / "sleutel.tsv") if "oordeel" in r]
    return als_vondst(eigen or [r for r in lees_tsv(map_.parent / "oordeel" / "blind.tsv") if r["set"] == map_.name])


def als_vondst(rijen: Iterable[Mapping[str, str]]) -> Vondst:
    """The rows of a key as kinds per provision; keys differ in how much of the name of a kind they write."""
    uit: Vondst = defaultdict(set)
    for rij in rijen:
        begin = (rij.get("oordeel") or rij["soort"]).split(":")[0].split(",")[0]
        soort = next(s for s in Oordeelsoort if s.value.startswith(begin))
        uit[rij["regeling"], rij.get("plaats") or rij["adres"]].add(soort)
    return uit


def lees_tsv(pad: Path) -> list[dict[str, str]]:
    """The rows of a key; none when there is no such file."""
    if not pad.exists():
        return []
    with pad.open(encoding="utf-8") as stroom:
        return list(csv.DictReader(stroom, delimiter="\t", quoting=csv.QUOTE_NONE))


def gevonden(invoer: Invoer, uitwerking: Uitwerking) -> Vondst:
    """The kinds per provision that the program gives, without what persons decided."""
    kennis = Wetskennis(invoer.lijst, uitwerking.kant, invoer.wetten, DAG, invoer.thesaurus)
    vers: Mapping[str, object] = {"_bekend": {}, "_artikelen": {}, "_stukken_in": {}}
    beoordelaar = replace(uitwerking.beoordelaar, kennis=kennis, vastgelegd=None, **vers)
    uit: Vondst = defaultdict(set)
    namen = {(p.regeling, p.eId): p.adres for t in uitwerking.teksten for p in t.plaatsen}
    for tekst in uitwerking.teksten:
        for p in tekst.plaatsen:
            uit[p.regeling, p.adres] |= {o.soort for o in beoordelaar.oordelen(p.sleutel)}
    for rij in uitwerking.gekoppeld.bepalingen.values():
        for b in rij:
            uit[b.regeling, namen[b.regeling, b.eId]].add(beoordelaar.voor(b).soort)
    return uit


def maten(sleutel: Vondst, gezegd: Vondst) -> dict[Oordeelsoort, Maat]:
    """Per kind the measure."""
    regelingen = {r for r, _ in sleutel}
    plekken = [k for k in {*sleutel, *gezegd} if k[0] in regelingen]
    return {s: _maat(s, ((sleutel.get(k, set()), gezegd.get(k, set())) for k in plekken)) for s in Oordeelsoort}


def _maat(soort: Oordeelsoort, paren: Iterable[tuple[set[Oordeelsoort], set[Oordeelsoort]]]) -> Maat:
    rij = [(soort in hoort, soort in gezegd) for hoort, gezegd in paren]
    return Maat(sum(h and g for h, g in rij), sum(g for _, g in rij), sum(h for h, _ in rij))
