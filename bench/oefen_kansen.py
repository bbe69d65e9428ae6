"""Makes ``impact/graaf/kansen.json``, the model for the probability of a link.

    pip install 'verordening[oefenen]'
    python -m bench.oefen_kansen [--meet] [--bron MAP] [--echt MAP]

Sets: the example dossier and those in ``tests/impact/sleutel`` but for ``zandmeer``, which stays unread and never takes part. The words of the
thesaurus were chosen with some of these sets at hand; so the model is also trained on each regulation alone, with 30 % of the expressions
taken away. More evidence for a link never lowers its probability, and more against it never raises it.
The words that are usual for a measure are learned from the other sets and from loose sentences, never from the set whose figures they make.
``--meet`` trains without each set in turn and measures on it, and on Zandmeer and the real regulations in ``--echt``. How far the sum of the
probabilities was off on those left out becomes the ``spreiding`` of the stop line; without ``--meet`` the one that stands is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import DATA, WORTEL
from impact.dossier.laden import Invoer, laad
from impact.dossier.plaatsen import Plaats, lees_plaatsen
from impact.dossier.wetskant import lees_wetskant
from impact.graaf.kansen import JA, controlegetal, geijkt, ijk, rest, vloer
from impact.graaf.kenmerken import KENMERKEN, Paar, geleerd
from impact.graaf.koppelen import vind
from impact.graaf.termen import stammen
from tests.impact.maat_koppelen import Rij, _samen, keur_echt, laad_set, lees_set
from wetgeving.maatregelen import ingebouwde_maatregelen
from wetgeving.maatregelen.thesaurus import Thesaurus

SLEUTELS = WORTEL / "tests" / "impact" / "sleutel"
DOEL = WORTEL / "impact" / "graaf" / "kansen.json"
OEFEN = (
    "voorbeeld",
    "oudervoort",
    "voorbeeldstreek",
    "waterrijk",
    "heuvelmark",
    "vlietrijk",
    "wierhaven",
    "lindevoort",
    "schelderand",
    "oeverwaard",
    "zandervoort",
    "wolderhage",
    "haverstroom",
)
MATEN = ("zandmeer",)
BESLIST = 20
"""Decisions after which the calibration is measured again."""
WOORDEN, ZELDZAAM, TELLEND = 60, 2, 0.7
"""Learned words per measure, in how many texts at least, and how telling (logarithm of the odds)."""
TEGEN = ("onderwerp_ander", "elders_boven", "noemt_ernaast", "slot")
BEIDE = ("aanhef", "aantal_sporen", "deel_regeling", "grond_regeling")
_GELEERD = slice(KENMERKEN.index("geleerd_tekst"), KENMERKEN.index("geleerd_dicht") + 1)

Tekst = tuple[frozenset[str], frozenset[str]]
"""The stems of a text and the measures it is about."""


@dataclass(frozen=True)
class Stel:
    """The pairs of one set (or of a copy with a thinner thesaurus), each with the rows of the key that it belongs to."""

    naam: str
    paren: tuple[Paar, ...]
    rijen: tuple[tuple[Rij, ...], ...]

    @property
    def geraakt(self) -> list[bool]:
        """Per pair whether the key has it."""
        return [bool(r) for r in self.rijen]

    @cached_property
    def plaatsen(self) -> list[Plaats]:
        """The provisions, each once, in the order of the pairs of one measure."""
        return list({p.plaats.sleutel: p.plaats for p in self.paren}.values())

    def teksten(self) -> list[Tekst]:
        """Every provision with the measures that touch it."""
        over: dict[str, set[str]] = {}
        for paar, rij in zip(self.paren, self.rijen, strict=True):
            over.setdefault(paar.plaats.sleutel, set()).update({paar.maatregel} if rij else ())
        return [(frozenset(stammen(f"{p.artikelkop} {p.tekst}")), frozenset(over[p.sleutel])) for p in self.plaatsen]

    def met(self, woorden: Mapping[str, Mapping[str, float]]) -> list[list[float]]:
        """The figures of every pair with these learned words."""
        namen = list(dict.fromkeys(p.maatregel for p in self.paren))
        leer = geleerd(self.plaatsen, woorden, namen)
        uit = []
        for nummer, paar in enumerate(self.paren):
            rij = list(paar.waarden)
            rij[_GELEERD] = leer[paar.maatregel][nummer % len(self.plaatsen)]
            uit.append(rij)
        return uit


def dun_uit(thesaurus: Thesaurus, deel: float, zaad: int) -> Thesaurus:
    """The thesaurus without a part of its expressions."""
    kans = random.Random(zaad)
    begrippen = []
    for begrip in thesaurus.begrippen:
        over = [u for u in begrip.uitdrukkingen if kans.random() > deel] or [kans.choice(begrip.uitdrukkingen)]
        begrippen.append(begrip.model_copy(update={"woorden": " | ".join(over)}))
    return thesaurus.model_copy(update={"begrippen": tuple(begrippen)})


def lees_stellen(bron: Sequence[Path], echt: Path | None) -> dict[str, list[Stel]]:
    """Per set: as it is, and (not for the measures) each regulation alone with a thinner thesaurus."""
    uit: dict[str, list[Stel]] = {}
    with tempfile.TemporaryDirectory() as werk:
        for naam in (*OEFEN, *MATEN):
            if naam == "voorbeeld":
                invoer, sleutel = laad(WORTEL / "verordening" / "voorbeeld", bron=bron), SLEUTELS / "maatregelen.tsv"
            else:
                invoer, sleutel = laad_set(SLEUTELS / naam, Path(werk), bron), SLEUTELS / naam / "sleutel.tsv"
            uit[naam] = _stellen(naam, invoer, sleutel, dun=naam in OEFEN)
        for nummer in sorted(p.parent.name for p in SLEUTELS.glob("echt/*/sleutel.tsv")) if echt else ():
            assert echt is not None
            keur_echt(echt / nummer / "regelingen", SLEUTELS / "echt" / "README.md")
            invoer = laad_set(echt / nummer, Path(werk), bron)
            uit[f"echt-{nummer}"] = _stellen(
                f"echt-{nummer}", invoer, SLEUTELS / "echt" / nummer / "sleutel.tsv", dun=False
            )
    return uit


def _stellen(naam: str, invoer: Invoer, sleutel: Path, *, dun: bool) -> list[Stel]:
    kant, teksten = lees_wetskant(invoer.lijst, invoer.wetten), lees_plaatsen(invoer.regelingen)
    rijen = lees_set(sleutel, invoer)
    geteld = {m.id for m in invoer.lijst.geteld}
    vormen = [(invoer.thesaurus, teksten)]
    if dun and invoer.thesaurus is not None:
        vormen += [(dun_uit(invoer.thesaurus, 0.3, 1), (tekst,)) for tekst in teksten]
    uit = []
    for thesaurus, groep in vormen:
        paren = tuple(p for p in vind(invoer.lijst, kant, groep, thesaurus).paren({}) if p.maatregel in geteld)
        bij = tuple(
            tuple(
                r
                for r in rijen
                if (r.maatregel, r.regeling) == (p.maatregel, p.plaats.regeling) and _samen(r.eId, p.plaats.eId)
            )
            for p in paren
        )
        uit.append(Stel(naam, paren, bij))
    return uit


def losse_zinnen() -> list[Tekst]:
    """The own sentences of ``zinnen*.tsv``, each with its measure."""
    uit: list[Tekst] = []
    for pad in sorted(SLEUTELS.glob("zinnen*.tsv")):
        with pad.open(encoding="utf-8") as stroom:
            for r in csv.DictReader(stroom, delimiter="\t", quoting=csv.QUOTE_NONE):
                uit.append((frozenset(stammen(f"{r['opschrift']} {r['zin']}")), frozenset({r["maatregel"]} - {"-"})))
    return uit


def leer_woorden(teksten: Sequence[Tekst], maatregelen: Iterable[str]) -> dict[str, dict[str, float]]:
    """Per measure the stems that its texts have sooner than others: the logarithm of the odds, the most telling first."""
    overal = Counter(s for stam, _ in teksten for s in stam)
    uit: dict[str, dict[str, float]] = {}
    for m in maatregelen:
        eigen = [stam for stam, over in teksten if m in over]
        hier = Counter(s for stam in eigen for s in stam)
        gewicht = {
            s: math.log((n + 0.5) / (len(eigen) + 1))
            - math.log((overal[s] - n + 0.5) / (len(teksten) - len(eigen) + 1))
            for s, n in hier.items()
            if n >= ZELDZAAM
        }
        beste = sorted((s for s, g in gewicht.items() if g > TELLEND), key=lambda s: (-gewicht[s], s))[:WOORDEN]
        uit[m] = {s: round(gewicht[s], 3) for s in beste}
    return uit


def _richting(kenmerk: str) -> int:
    """Whether a figure can only speak for a link (1), only against it (-1), or both."""
    if kenmerk in TEGEN:
        return -1
    return 0 if kenmerk in BEIDE else 1


class Les:
    """What a group of sets teaches: the questions, and the words for a set outside it."""

    def __init__(self, stellen: Mapping[str, list[Stel]], namen: Sequence[str], zinnen: Sequence[Tekst]) -> None:
        from sklearn.ensemble import HistGradientBoostingClassifier

        teksten = {n: stellen[n][0].teksten() for n in namen}
        maatregelen = sorted({p.maatregel for p in stellen[namen[0]][0].paren})
        self.woorden = leer_woorden([*(t for n in namen for t in teksten[n]), *zinnen], maatregelen)
        x: list[list[float]] = []
        y: list[int] = []
        for naam in namen:
            elders = leer_woorden([*(t for n in namen if n != naam for t in teksten[n]), *zinnen], maatregelen)
            for stel in stellen[naam]:
                x += stel.met(elders)
                y += [int(g) for g in stel.geraakt]
        self.model = HistGradientBoostingClassifier(
            max_depth=2,
            max_iter=120,
            learning_rate=0.09,
            min_samples_leaf=50,
            l2_regularization=5.0,
            monotonic_cst=[_richting(k) for k in KENMERKEN],
            random_state=0,
        ).fit(x, y)

    def kansen(self, stel: Stel) -> list[float]:
        """The probability of every pair of a set."""
        kaal = self.model.predict_proba(stel.met(self.woorden))[:, 1]
        return [max(float(k), vloer(p.sporen)) for k, p in zip(kaal, stel.paren, strict=True)]


def als_gegevens(les: Les, namen: Sequence[str], spreiding: float) -> dict[str, Any]:
    """The model as the product reads it."""

    def boom(knopen: Any, nummer: int = 0) -> list[Any]:
        k = knopen[nummer]
        if k["is_leaf"]:
            return ["b", round(float(k["value"]), 5)]
        takken = [boom(knopen, int(k[kant])) for kant in ("left", "right")]
        return ["n", int(k["feature_idx"]), round(float(k["num_threshold"]), 6), *takken]

    return {
        "gemaakt_met": "python -m bench.oefen_kansen --meet",
        "stellen": sorted(namen),
        "dossier": ingebouwde_maatregelen().dossier,
        "kenmerken": list(KENMERKEN),
        "spreiding": round(spreiding, 3),
        "begin": round(float(les.model._baseline_prediction.ravel()[0]), 5),
        "bomen": [boom(ronde[0].nodes) for ronde in les.model._predictors],
        "woorden": les.woorden,
    }


def maat(stel: Stel, kansen: Sequence[float], spreiding: float) -> str:
    """Recall and precision of the product's own list and of one of 1.8 times what is touched, and how well the figure is calibrated."""
    orde = sorted(range(len(kansen)), key=lambda n: -kansen[n])
    hard = {r for rij in stel.rijen for r in rij if r.hard and not r.boven}
    geraakt, ja = sum(stel.geraakt), sum(k >= JA for k in kansen)

    def recall(k: int) -> str:
        raak = hard.intersection(r for n in orde[:k] for r in stel.rijen[n])
        return f"{len(raak)} van {len(hard)} = {len(raak) / max(1, len(hard)):.3f}"

    goed = sum(stel.geraakt[n] for n in orde[:ja])
    verwacht, echt = rest((kansen[n] for n in orde[ja:]), spreiding), geraakt - goed
    streep = "binnen" if verwacht.van <= echt <= verwacht.tot else "BUITEN"
    na, geijkte = _na_beslissingen(stel, kansen, spreiding)
    return (
        f"{stel.naam:16} eigen lijst: recall {recall(ja)}, precisie {goed} van {ja} = {goed / max(1, ja):.3f}; "
        f"1,8 × geraakt ({geraakt}): recall {recall(int(1.8 * geraakt))}; ECE {ece(kansen, stel.geraakt):.4f}, "
        f"boven 3 %: {ece(*_boven(kansen, stel.geraakt)):.3f}; onder de streep {echt}, verwacht {verwacht.n} "
        f"({verwacht.van} tot {verwacht.tot}): {streep}; na {BESLIST} beslissingen boven 3 %: {geijkte:.3f}, {na}"
    )


def _na_beslissingen(stel: Stel, kansen: Sequence[float], spreiding: float) -> tuple[str, float]:
    """What is expected once somebody decided about the most doubtful pairs, beside what is there, and how well it is calibrated then."""
    twijfel = sorted(range(len(kansen)), key=lambda n: abs(kansen[n] - JA))
    gezien, over = [(kansen[n], stel.geraakt[n]) for n in twijfel[:BESLIST]], twijfel[BESLIST:]
    erbij, _ = ijk(gezien)
    nieuw = {n: geijkt(kansen[n], erbij) for n in over}
    onder = [n for n in over if nieuw[n] < JA]
    verwacht, echt = rest((kansen[n] for n in onder), spreiding, gezien), sum(stel.geraakt[n] for n in onder)
    streep = "binnen" if verwacht.van <= echt <= verwacht.tot else "BUITEN"
    fout = ece(*_boven([nieuw[n] for n in over], [stel.geraakt[n] for n in over]))
    return f"onder de streep {echt}, verwacht {verwacht.n} ({verwacht.van} tot {verwacht.tot}): {streep}", fout


def _boven(kansen: Sequence[float], geraakt: Sequence[bool]) -> tuple[list[float], list[bool]]:
    rij = [(k, g) for k, g in zip(kansen, geraakt, strict=True) if k > 0.03]
    return [k for k, _ in rij], [g for _, g in rij]


def ece(kansen: Sequence[float], geraakt: Sequence[bool], vakken: int = 10) -> float:
    """Expected calibration error over ten bins of equal width."""
    som = 0.0
    for vak in range(vakken):
        hier = [n for n, k in enumerate(kansen) if vak <= k * vakken < vak + 1 or (k == 1 and vak == vakken - 1)]
        if hier:
            som += abs(sum(kansen[n] for n in hier) - sum(geraakt[n] for n in hier))
    return som / max(1, len(kansen))


def afwijking(kansen: Sequence[float], geraakt: Sequence[bool]) -> float:
    """How far the sum below the line was off, squared (logarithm of true over expected), beyond what chance in each pair explains."""
    onder = [n for n, k in enumerate(kansen) if k < JA]
    som, echt = sum(kansen[n] for n in onder) + 1, sum(geraakt[n] for n in onder) + 1
    return max(0.0, math.log(echt / som) ** 2 - sum(kansen[n] * (1 - kansen[n]) for n in onder) / som**2)


def main() -> None:
    """Run from the command line."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("--meet", action="store_true", help="meet ook op elke set die niet meedeed")
    lezer.add_argument("--bron", type=Path, action="append")
    lezer.add_argument("--echt", type=Path, metavar="MAP", help="map met de teksten van sleutel/echt (1, 2 enzovoort)")
    keuze = lezer.parse_args()
    bron = DATA / "regelrecht"
    stellen, zinnen = lees_stellen(keuze.bron or [bron], keuze.echt), losse_zinnen()
    spreiding = json.loads(DOEL.read_text("utf-8")).get("spreiding", 0.5)
    alle = Les(stellen, OEFEN, zinnen)
    if keuze.meet:
        buiten = {n: Les(stellen, [o for o in OEFEN if o != n], zinnen).kansen(stellen[n][0]) for n in OEFEN}
        fouten = {n: afwijking(k, stellen[n][0].geraakt) for n, k in buiten.items()}
        spreiding = _spreiding(fouten.values())
        for naam, rij in stellen.items():
            andere = _spreiding(f for n, f in fouten.items() if n != naam)
            print(maat(rij[0], buiten.get(naam) or alle.kansen(rij[0]), andere), flush=True)
    gegevens = als_gegevens(alle, OEFEN, spreiding)
    gegevens["controlegetal"] = controlegetal(gegevens)
    tekst = json.dumps(gegevens, ensure_ascii=False, separators=(",", ":"))
    DOEL.write_text(tekst + "\n", encoding="utf-8")
    print(f"{DOEL.relative_to(WORTEL)} geschreven; spreiding {spreiding:.3f}.")


def _spreiding(fouten: Iterable[float]) -> float:
    rij = list(fouten)
    return math.sqrt(sum(rij) / len(rij))


if __name__ == "__main__":
    main()
