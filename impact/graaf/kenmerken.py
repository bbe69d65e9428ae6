"""What is known of one pair (measure, provision), as figures: the input of the probability (:mod:`impact.graaf.kansen`).

Every figure is something that a reader can check: a trace that was found, what the neighbours have, which words are shared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.dossier.wetskant import Wetskant
from impact.graaf.onderwerpen import Onderwerpzoeker
from impact.graaf.sporen import is_slot
from impact.graaf.termen import Gewichten, gelijkenis, termpatroon
from wetgeving.maatregelen import Maatregel

_SPOREN = tuple(
    """
    verwijzing_hoog verwijzing_middel grondslag_hoog grondslag_middel begrip_hoog begrip_middel begrip_laag
    keten_middel keten_laag bedrag_middel tekst_middel tekst_laag
    """.split()
)
KENMERKEN = (
    *_SPOREN,
    "aantal_sporen",
    "zwak",
    "buren",
    "een_buur",
    "deel_regeling",
    "trefwoord_tekst",
    "trefwoord_kop",
    "trefwoord_titel",
    "woorden_maatregel",
    "woorden_wet",
    "woorden_koppen",
    "woorden_maatregel_rang",
    "woorden_wet_rang",
    "woorden_maatregel_deel",
    "woorden_wet_deel",
    "onderwerp_tekst",
    "onderwerp_kop",
    "onderwerp_omschreven",
    "onderwerp_boven",
    "grond_regeling",
    "aanhef",
    "begrip",
    "slot",
    "kort",
)
"""Names of the figures, in the order of the model. Sporen: 1 when there is such a trace. ``buren``: part of the other leden of the artikel
with a trace; ``deel_regeling``: of the regulation. ``woorden_…``: cosine of the telling words with the measure, the law, or of the headings
with the measure; ``_rang``: 1/(1 + place among all provisions); ``_deel``: against the measure that fits this provision best.
``onderwerp_…``: the largest part of a subject of the thesaurus that is said, each with what goes before: the words, the heading, the
definitions of the regulation's own words, everything above. ``grond_regeling``: the aanhef names an artikel that the measure changes."""
_KORT = 60
_LAGEN = ("onderwerp_tekst", "onderwerp_kop", "onderwerp_omschreven", "onderwerp_boven")


@dataclass(frozen=True, slots=True)
class Paar:
    """A measure and a provision with their figures, in the order of :data:`KENMERKEN`."""

    maatregel: str
    plaats: Plaats
    waarden: tuple[float, ...]


class Kenmerkmaker:
    """Makes the figures of every pair of a dossier.

    Args:
        teksten: the local regulations; ``kant``: what the measures change; ``onderwerpen``: the subjects.
    """

    def __init__(self, teksten: Sequence[Regelingtekst], kant: Wetskant, onderwerpen: Onderwerpzoeker) -> None:
        self._kant, self._onderwerpen = kant, onderwerpen
        self._titel = {t.regeling.slug: t.regeling.citeertitel for t in teksten}
        self.plaatsen = [p for t in teksten for p in t.plaatsen]
        wet = [p.tekst for rij in kant.teksten.values() for p in rij]
        self._gewichten = Gewichten([*(f"{p.artikelkop} {p.tekst}" for p in self.plaatsen), *wet])
        self._woorden = [self._gewichten.profiel(self._gelezen(p)) for p in self.plaatsen]
        self._gronden = {
            t.regeling.slug: frozenset(
                d.in_artikel for p in t.plaatsen if p.soort == "aanhef" for r in p.refs for d in r.doelen if d.artikel
            )
            for t in teksten
        }
        self._koppen = [" ".join((*p.koppen, self._titel[p.regeling])) for p in self.plaatsen]
        self._kopwoorden = [self._gewichten.profiel(k) for k in self._koppen]
        self._vast: list[dict[str, float]] = [
            {
                "aanhef": plaats.soort == "aanhef",
                "begrip": plaats.soort == "begrip",
                "slot": is_slot(plaats),
                "kort": len(plaats.tekst) < _KORT,
            }
            for plaats in self.plaatsen
        ]
        self._artikel: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._regeling: dict[str, list[int]] = defaultdict(list)
        for nummer, plaats in enumerate(self.plaatsen):
            self._regeling[plaats.regeling].append(nummer)
            if plaats.artikel:
                self._artikel[plaats.regeling, plaats.artikel].append(nummer)

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
        rijen = {m.id: self._maatregel(m, gevonden.get(m.id, {}), zwak.get(m.id, {})) for m in maatregelen}
        for naam in ("woorden_maatregel", "woorden_wet"):
            beste = [max((r[n][naam] for r in rijen.values()), default=0.0) for n in range(len(self.plaatsen))]
            for rij in rijen.values():
                for nummer, f in enumerate(rij):
                    f[f"{naam}_deel"] = f[naam] / beste[nummer] if beste[nummer] else 0.0
        for maatregel, rij in rijen.items():
            for plaats, f in zip(self.plaatsen, rij, strict=True):
                yield Paar(maatregel, plaats, tuple(float(f.get(naam, 0.0)) for naam in KENMERKEN))

    def _maatregel(
        self, m: Maatregel, gevonden: Mapping[str, Sequence[Herkomst]], zwak: Mapping[str, Sequence[Herkomst]]
    ) -> list[dict[str, float]]:
        eigen = self._gewichten.profiel(" ".join((m.naam, m.was, m.wordt, m.gevolg, m.doelgroep, *m.trefwoorden)))
        wet = [self._gewichten.profiel(p.wordt or p.was) for p in self._kant.van(m.id) if p.wordt or p.was]
        tref = [termpatroon(t) for t in m.trefwoorden]
        raak = [p.sleutel in gevonden for p in self.plaatsen]
        per_regeling = {slug: sum([raak[n] for n in rij]) for slug, rij in self._regeling.items()}
        gronden = {p.doel.in_artikel for p in self._kant.van(m.id) if p.aard != "ongewijzigd"}
        rij = []
        for nummer, plaats in enumerate(self.plaatsen):
            f = self._sporen(gevonden.get(plaats.sleutel, ()))
            f |= self._omgeving(nummer, raak, per_regeling)
            f["zwak"] = plaats.sleutel in zwak
            f["trefwoord_tekst"] = math.log1p(sum(t.search(plaats.tekst) is not None for t in tref))
            f["trefwoord_kop"] = any(t.search(" ".join(plaats.koppen)) for t in tref)
            f["trefwoord_titel"] = any(t.search(self._titel[plaats.regeling]) for t in tref)
            f["woorden_maatregel"] = gelijkenis(self._woorden[nummer], eigen)
            f["woorden_wet"] = max((gelijkenis(self._woorden[nummer], w) for w in wet), default=0.0)
            f["woorden_koppen"] = gelijkenis(self._kopwoorden[nummer], eigen)
            delen = self._onderwerpen.deel_gezegd(m.id, plaats, self._titel[plaats.regeling])
            f |= zip(_LAGEN, delen, strict=True)
            f["grond_regeling"] = not gronden.isdisjoint(self._gronden[plaats.regeling])
            f |= self._vast[nummer]
            rij.append(f)
        for naam in ("woorden_maatregel", "woorden_wet"):
            rang = {w: n for n, w in reversed(list(enumerate(sorted((f[naam] for f in rij), reverse=True))))}
            for f in rij:
                f[f"{naam}_rang"] = 1 / (1 + rang[f[naam]])
        return rij

    @staticmethod
    def _sporen(herkomst: Sequence[Herkomst]) -> dict[str, float]:
        f: dict[str, float] = {f"{h.soort}_{h.zekerheid}": 1.0 for h in herkomst}
        f["aantal_sporen"] = math.log1p(len(herkomst))
        return f

    def _omgeving(self, nummer: int, raak: Sequence[bool], per_regeling: Mapping[str, int]) -> dict[str, float]:
        plaats = self.plaatsen[nummer]
        buren = [n for n in self._artikel.get((plaats.regeling, plaats.artikel), ()) if n != nummer]
        geraakt = sum([raak[n] for n in buren])
        rest = len(self._regeling[plaats.regeling]) - 1
        return {
            "buren": geraakt / len(buren) if buren else 0.0,
            "een_buur": float(geraakt > 0),
            "deel_regeling": (per_regeling[plaats.regeling] - raak[nummer]) / max(1, rest),
        }
