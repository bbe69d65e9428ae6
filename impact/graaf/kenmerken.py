"""What is known of one pair (measure, provision), as figures: the input of the probability (:mod:`impact.graaf.kansen`).

Every figure is something that a reader can check: a trace that was found, what the neighbours have, which words are shared, what speaks
against it. None of them decides alone.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.dossier.wetskant import Wetskant
from impact.graaf.onderwerpen import LAGEN, Ernaast, Onderwerpzoeker
from impact.graaf.termen import Gewichten, Profielen, stammen
from wetgeving.maatregelen import Maatregel

_TAAL = ("taal", "taal_meer", "taal_buren")
KENMERKEN = (
    "verwijzing_hoog",
    "aantal_sporen",
    "zwak",
    "buren",
    "deel_regeling",
    "woorden_wet",
    "woorden_wet_deel",
    *(f"onderwerp_{laag}" for laag in LAGEN),
    "onderwerp_ander",
    *_TAAL,
    "elders_boven",
    "noemt_ernaast",
    "grond_regeling",
    "aanhef",
    "slot",
    "lengte",
    "noemt_wet",
    "rang_onderwerp",
)
"""Names of the figures, in the order of the model. ``verwijzing_hoog``: 1 when there is an exact reference. ``buren``: part of the other leden of the artikel
with a trace; ``deel_regeling``: of the regulation. ``woorden_wet``: cosine of the telling words with the changed law; ``_deel``: against the
measure that fits this provision best.
``onderwerp_…``: the largest part of a subject of the thesaurus that is said, each layer with the ones before it; ``_ander``: the largest
part of a subject of another measure.
``taal``: what the words of text and heading say together (:func:`taal`); ``_meer``: beyond what they say of another measure; ``_buren``: what those of the
other leden of the artikel say. ``elders_boven``, ``noemt_ernaast``: what stands
above it speaks of other law, or it names it. ``lengte``: of its text, ``noemt_wet``: it names an artikel outside its regulation; ``rang_onderwerp``: how many
provisions of its regulation say more of the subject. What no question of the model used is not made. ``grond_regeling``: the aanhef names an artikel that the measure changes."""

BUREN = (
    *("eigen", "ander", "andere_samen", "artikel_hoogste", "artikel", "hoofdstuk", "regeling"),
    *("regeling_geraakt", "rang", "deel_maatregel", "artikel_geraakt"),
)
"""Names of the figures of the neighbours (:mod:`impact.graaf.buren`), all from the probabilities of the first step. ``eigen``: its own, as log-odds; ``ander``,
``andere_samen``: of other measures here, the highest and the sum; ``artikel_hoogste``: the highest of this measure in the other provisions of the artikel;
``artikel``, ``hoofdstuk``, ``regeling``: their mean; ``…_geraakt``: by any measure; ``rang``: how many provisions of the regulation are likelier;
``deel_maatregel``: the share of this measure in all that is expected."""

_ZIN = {
    "buren": (0, "Een ander lid van dit artikel is geraakt."),
    "onderwerp_tekst": (0.4, "Zij zegt een deel van het onderwerp."),
    "onderwerp_omschreven": (0.4, "Zij zegt met wat haar eigen woorden betekenen een deel van het onderwerp."),
    "onderwerp_kop": (0.4, "Het opschrift zegt een deel van het onderwerp."),
    "taal": (0.1, "Zij gebruikt woorden die in bepalingen over deze maatregel gewoon zijn."),
    "taal_buren": (0.2, "De andere leden van dit artikel gebruiken woorden die bij deze maatregel gewoon zijn."),
    "zwak": (0, "Zij verwijst naar een ongewijzigde plaats in een gewijzigd artikel."),
    "grond_regeling": (0, "De regeling rust op een artikel dat wijzigt."),
    "deel_regeling": (0.1, "Andere bepalingen van deze regeling zijn geraakt."),
    "woorden_wet": (0.15, "Zij deelt woorden met de gewijzigde wettekst."),
}
_BUUR = {
    "artikel_hoogste": "een andere bepaling van dit artikel",
    "hoofdstuk": "dit hoofdstuk gemiddeld",
    "regeling": "deze regeling gemiddeld",
    "ander": "een andere maatregel hier",
}
IN_KOP = "#"
"""What is set before a stem of the heading."""


@dataclass(frozen=True, slots=True)
class Paar:
    """A measure and a provision with their figures, in the order of :data:`KENMERKEN`, the traces that were found, and the figures of the
    neighbours (:data:`BUREN`), none for a pair that is ruled out without them."""

    maatregel: str
    plaats: Plaats
    waarden: tuple[float, ...]
    sporen: tuple[Herkomst, ...] = ()
    buren: tuple[float, ...] = ()

    def buurzin(self) -> tuple[str, ...]:
        """What the neighbours say, as one Dutch sentence; none without neighbours."""
        zegt = dict(zip(BUREN, self.buren, strict=False))
        delen = (f"{wat} {zegt[naam] * 100:.0f} %" for naam, wat in _BUUR.items() if zegt)
        return (f"Buren: {', '.join(delen)}.",) if zegt else ()

    def redenen(self) -> tuple[str, ...]:
        """Why it may be touched, in Dutch sentences: the traces, or what the figures say."""
        if self.sporen:
            return tuple(h.bewijs for h in self.sporen)
        uit, gezegd = [], 0.0
        for naam, (genoeg, zin) in _ZIN.items():
            waarde, laag = self.waarden[KENMERKEN.index(naam)], naam.startswith("onderwerp_")
            if waarde > max(genoeg, gezegd if laag else 0):
                uit.append(zin)
                gezegd = (
                    waarde if laag else gezegd
                )  # elke laag telt de vorige mee: zij is pas een reden als zij meer zegt
        return tuple(uit)


Woordgewichten = Mapping[str, Mapping[str, float]]
"""Per measure what each stem adds, and under the empty stem where it starts; under the empty measure how rare each stem is."""
Taal = Mapping[tuple[str, str], float]
"""Measure and key of a provision → what its words say of it; not there = 0."""


def taalstammen(kop: str, tekst: str) -> frozenset[str]:
    """The stems of a provision with its heading, those of the heading also as such.

    >>> sorted(taalstammen("Giften", "Bijdragen van voedselbanken"))
    ['#gif', 'bijdrag', 'gif', 'voedselbank']
    """
    boven = frozenset(stammen(kop))
    return boven.union(stammen(tekst), (IN_KOP + s for s in boven))


def taal(plaatsen: Sequence[Plaats], woorden: Woordgewichten) -> dict[tuple[str, str], float]:
    """How much the words of each provision are those of provisions about each measure: about 1 when they are, about 0 when they are not."""
    zeldzaam, uit = woorden.get("", {}), {}
    for plaats in plaatsen:
        hier = sorted(taalstammen(plaats.artikelkop, plaats.tekst) & zeldzaam.keys())
        lengte = math.sqrt(sum([zeldzaam[s] ** 2 for s in hier])) or 1.0
        for m, gewicht in woorden.items():
            uit[m, plaats.sleutel] = gewicht.get("", 0.0) + sum([gewicht.get(s, 0.0) for s in hier]) / lengte
    return uit


def taalkolommen(
    plaatsen: Sequence[Plaats], zegt: Taal, maatregelen: Sequence[str]
) -> dict[str, list[tuple[float, float, float]]]:
    """What the words say as figures: per measure, for each provision the values of the ``taal…`` columns."""
    uit: dict[str, list[tuple[float, float, float]]] = {m: [] for m in maatregelen}
    artikelen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for p in plaatsen:
        artikelen[p.regeling, p.artikel or p.eId].append(p.sleutel)
    for p in plaatsen:
        beste = sorted([zegt.get((m, p.sleutel), 0.0) for m in maatregelen], reverse=True)[:2]
        buren = [s for s in artikelen[p.regeling, p.artikel or p.eId] if s != p.sleutel]
        for m, rij in uit.items():
            eigen = zegt.get((m, p.sleutel), 0.0)
            ander = max(beste[len(beste) > 1 and beste[0] == eigen], 0.0)
            rij.append((eigen, eigen - ander, max([zegt.get((m, s), 0.0) for s in buren], default=0.0)))
    return uit


def van_anderen(waarden: Sequence[float], groepen: Iterable[Sequence[int]]) -> list[float]:
    """The mean over the others of a group; 0 for who is alone."""
    uit = [0.0] * len(waarden)
    for groep in groepen:
        samen = sum([waarden[n] for n in groep])
        for n in groep if len(groep) > 1 else ():
            uit[n] = (samen - waarden[n]) / (len(groep) - 1)
    return uit


def rang(waarden: Sequence[float], groepen: Iterable[Sequence[int]]) -> list[float]:
    """How many of the same group have a larger figure."""
    uit = [0.0] * len(waarden)
    for groep in groepen:
        hier = sorted(waarden[n] for n in groep)
        for n in groep:
            uit[n] = float(len(hier) - bisect_right(hier, waarden[n]))
    return uit


class Kenmerkmaker:
    """Makes the figures of every pair of a dossier.

    Args:
        teksten: the local regulations; ``kant``: what the measures change; ``onderwerpen``: the subjects; ``woorden``: what was learned.
    """

    def __init__(
        self, teksten: Sequence[Regelingtekst], kant: Wetskant, onderwerpen: Onderwerpzoeker, woorden: Woordgewichten
    ) -> None:
        self._kant, self._onderwerpen, self._geleerd = kant, onderwerpen, woorden
        self.plaatsen = [p for t in teksten for p in t.plaatsen]
        self._ernaast = Ernaast(self.plaatsen, kant)
        wet = [p.tekst for rij in kant.teksten.values() for p in rij]
        self._gewichten = Gewichten([*(f"{p.artikelkop} {p.tekst}" for p in self.plaatsen), *wet])
        self._woorden = Profielen(self._gewichten.profiel(self._gelezen(p)) for p in self.plaatsen)
        self._gronden = {
            t.regeling.slug: frozenset(
                d.in_artikel for p in t.plaatsen if p.soort == "aanhef" for r in p.refs for d in r.doelen if d.artikel
            )
            for t in teksten
        }
        self._vast = self._vaste_kolommen()
        self._artikel: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._regeling: dict[str, list[int]] = defaultdict(list)
        for nummer, plaats in enumerate(self.plaatsen):
            self._regeling[plaats.regeling].append(nummer)
            if plaats.artikel:
                self._artikel[plaats.regeling, plaats.artikel].append(nummer)

    def _vaste_kolommen(self) -> dict[str, list[float]]:
        """What is the same for every measure."""
        return {
            "elders_boven": [float(self._onderwerpen.elders(p)) for p in self.plaatsen],
            "aanhef": [float(p.soort == "aanhef") for p in self.plaatsen],
            "slot": [float(p.slot) for p in self.plaatsen],
            "lengte": [math.log1p(len(p.tekst.split())) for p in self.plaatsen],
            "noemt_wet": [
                float(any(d.artikel and d.regeling != p.regeling for r in p.refs for d in r.doelen))
                for p in self.plaatsen
            ],
        }

    def _gelezen(self, plaats: Plaats) -> str:
        """The words of a provision with its heading and what its regulation's own words mean."""
        eigen = self._onderwerpen.omschreven.get(plaats.sleutel, ())
        return " ".join((plaats.artikelkop, plaats.tekst, *(b.tekst for b in eigen)))

    def paren(
        self,
        maatregelen: Sequence[Maatregel],
        gevonden: Mapping[str, Mapping[str, Sequence[Herkomst]]],
        zwak: Mapping[str, Mapping[str, Sequence[Herkomst]]],
    ) -> Iterator[Paar]:
        """Every pair of a measure and a provision.

        Args:
            gevonden, zwak: per measure the traces of each provision (key ``slug#eId``).
        """
        per = {m.id: self._maatregel(m, gevonden.get(m.id, {}), zwak.get(m.id, {})) for m in maatregelen}
        beste = [max(rij) for rij in zip(*(k["woorden_wet"] for k in per.values()), strict=True)]
        for k in per.values():
            k["woorden_wet_deel"] = [w / b if b else 0.0 for w, b in zip(k["woorden_wet"], beste, strict=True)]
        hoogste = [
            sorted(rij, reverse=True)[:2] for rij in zip(*(k["onderwerp_kop"] for k in per.values()), strict=True)
        ]
        leer = taalkolommen(self.plaatsen, taal(self.plaatsen, self._geleerd), list(per))
        for maatregel, kolommen in per.items():
            kolommen["onderwerp_ander"] = [
                h[h[0] == eigen] if len(h) > 1 else 0.0
                for h, eigen in zip(hoogste, kolommen["onderwerp_kop"], strict=True)
            ]
            kolommen |= {naam: [rij[n] for rij in leer[maatregel]] for n, naam in enumerate(_TAAL)}
            sporen = gevonden.get(maatregel, {})
            for plaats, *waarden in zip(self.plaatsen, *(kolommen[naam] for naam in KENMERKEN), strict=True):
                yield Paar(maatregel, plaats, tuple(waarden), tuple(sporen.get(plaats.sleutel, ())))

    def _maatregel(
        self, m: Maatregel, gevonden: Mapping[str, Sequence[Herkomst]], zwak: Mapping[str, Sequence[Herkomst]]
    ) -> dict[str, list[float]]:
        """The columns of one measure, but for those that compare measures."""
        punten = self._kant.van(m.id)
        wet = [self._gewichten.profiel(p.wordt or p.was) for p in punten if p.wordt or p.was]
        gronden = {p.doel.in_artikel for p in punten if p.aard != "ongewijzigd"}
        op_grond = {slug: float(not gronden.isdisjoint(g)) for slug, g in self._gronden.items()}
        standen = [self._onderwerpen.stand(m.id, p) for p in self.plaatsen]
        leeg = [0.0] * len(self.plaatsen)
        raak = [float(p.sleutel in gevonden) for p in self.plaatsen]
        uit = {
            **self._vast,
            **self._spoorkolommen(gevonden),
            "buren": van_anderen(raak, self._artikel.values()),
            "deel_regeling": van_anderen(raak, self._regeling.values()),
            "zwak": [float(p.sleutel in zwak) for p in self.plaatsen],
            "woorden_wet": [max(rij) for rij in zip(leeg, *map(self._woorden.gelijkenis, wet), strict=True)],
            "noemt_ernaast": [float(self._ernaast.noemt_ernaast(p, m.id)) for p in self.plaatsen],
            "grond_regeling": [op_grond[p.regeling] for p in self.plaatsen],
        }
        uit |= {f"onderwerp_{laag}": [s[n] for s in standen] for n, laag in enumerate(LAGEN)}
        return uit | {"rang_onderwerp": rang(uit["onderwerp_boven"], self._regeling.values())}

    def _spoorkolommen(self, gevonden: Mapping[str, Sequence[Herkomst]]) -> dict[str, list[float]]:
        sporen = [gevonden.get(p.sleutel, ()) for p in self.plaatsen]
        exact = [any((h.soort, h.zekerheid) == ("verwijzing", "hoog") for h in rij) for rij in sporen]
        return {"aantal_sporen": [math.log1p(len(rij)) for rij in sporen], "verwijzing_hoog": [float(e) for e in exact]}
