"""Makes ``impact/graaf/kansen.json``, the model for the probability of a link.

    pip install 'verordening[oefenen]'
    python -m bench.oefen_kansen [--meet] [--bron MAP]

Sets: the example dossier and those in ``tests/impact/sleutel`` but for ``zandmeer`` (which stays unread) and ``vlietrijk``: these are measures. The words of the
thesaurus were chosen with these sets at hand; so the model is trained on copies from which 30 to 60 % of the expressions was taken, as if the
regulations were in a style of their own. ``--meet`` trains without each set in turn and measures on it, and on these two.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impact.dossier.laden import Invoer, laad
from impact.dossier.plaatsen import Regelingtekst, lees_plaatsen
from impact.dossier.wetskant import Wetskant, lees_wetskant
from impact.graaf.kansen import rest
from impact.graaf.kenmerken import KENMERKEN, Paar
from impact.graaf.koppelen import koppel
from tests.impact.maat_koppelen import Rij, _samen, laad_set, lees_set
from wetgeving.maatregelen.thesaurus import Thesaurus

WORTEL = Path(__file__).resolve().parent.parent
SLEUTELS = WORTEL / "tests" / "impact" / "sleutel"
DOEL = WORTEL / "impact" / "graaf" / "kansen.json"
OEFEN, MATEN = ("voorbeeld", "oudervoort", "voorbeeldstreek", "waterrijk", "heuvelmark"), ("zandmeer", "vlietrijk")
UITGEDUND = ((1, 0.45), (2, 0.6), (3, 0.3), (4, 0.45), (5, 0.6), (6, 0.3))


@dataclass(frozen=True)
class Stel:
    """The pairs of one set (or of a copy with a thinner thesaurus), each with the rows of the key that it belongs to."""

    naam: str
    paren: tuple[Paar, ...]
    rijen: tuple[tuple[Rij, ...], ...]
    ja: int

    @property
    def geraakt(self) -> list[bool]:
        """Per measure whether any provision was found."""
        return [bool(r) for r in self.rijen]


def dun_uit(thesaurus: Thesaurus, deel: float, zaad: int) -> Thesaurus:
    """The thesaurus without a part of its expressions, and without some of what excludes."""
    kans = random.Random(zaad)
    begrippen = []
    for begrip in thesaurus.begrippen:
        over = [u for u in begrip.uitdrukkingen if kans.random() > deel] or [kans.choice(begrip.uitdrukkingen)]
        begrippen.append(begrip.model_copy(update={"woorden": " | ".join(over)}))
    onderwerpen = [o if kans.random() > deel else o.model_copy(update={"niet": None}) for o in thesaurus.onderwerpen]
    return thesaurus.model_copy(update={"begrippen": tuple(begrippen), "onderwerpen": tuple(onderwerpen)})


@dataclass(frozen=True)
class _Set:
    """A set as it was read; only the links are computed again for another thesaurus."""

    naam: str
    invoer: Invoer
    rijen: tuple[Rij, ...]
    teksten: tuple[Regelingtekst, ...]
    kant: Wetskant

    def stel(self, naam: str, thesaurus: Thesaurus | None, *, los: bool = False) -> Stel:
        """The pairs with this thesaurus; ``los``: of each regulation as if it were alone."""
        geteld = {m.id for m in self.invoer.lijst.geteld}
        groepen = [(t,) for t in self.teksten] if los else [self.teksten]
        paren, ja = [], 0
        for groep in groepen:
            gekoppeld = koppel(self.invoer.lijst, self.kant, groep, thesaurus=thesaurus)
            paren += [p for p in gekoppeld.paren if p.maatregel in geteld]
            ja += sum(len(gekoppeld.bepalingen[m]) for m in geteld)
        bij = (
            tuple(
                r
                for r in self.rijen
                if (r.maatregel, r.regeling) == (p.maatregel, p.plaats.regeling) and _samen(r.eId, p.plaats.eId)
            )
            for p in paren
        )
        return Stel(naam, tuple(paren), tuple(bij), ja)


def lees_stellen(bron: Sequence[Path]) -> dict[str, list[Stel]]:
    """Per set: as it is, and (not for the measures) its thinned copies, the last one with each regulation alone."""
    uit: dict[str, list[Stel]] = {}
    with tempfile.TemporaryDirectory() as werk:
        for naam in (*OEFEN, *MATEN):
            een = _lees(naam, Path(werk), bron)
            thesaurus = een.invoer.thesaurus
            uit[naam] = [een.stel(naam, thesaurus)]
            if naam in OEFEN and thesaurus is not None:
                uit[naam] += [een.stel(f"{naam}~{z}", dun_uit(thesaurus, deel, z)) for z, deel in UITGEDUND]
                uit[naam].append(een.stel(f"{naam}~los", dun_uit(thesaurus, 0.3, 7), los=True))
    return uit


def _lees(naam: str, werk: Path, bron: Sequence[Path]) -> _Set:
    if naam == "voorbeeld":
        invoer, sleutel = laad(WORTEL / "verordening" / "voorbeeld", bron=bron), SLEUTELS / "maatregelen.tsv"
    else:
        invoer, sleutel = laad_set(SLEUTELS / naam, werk, bron), SLEUTELS / naam / "sleutel.tsv"
    kant = lees_wetskant(invoer.lijst, invoer.wetten)
    return _Set(naam, invoer, lees_set(sleutel, invoer), lees_plaatsen(invoer.regelingen), kant)


def oefen(stellen: Sequence[Stel]) -> Any:
    """A boosted model of a hundred trees of two steps."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_depth=2, max_iter=100, learning_rate=0.1, min_samples_leaf=60, l2_regularization=5.0, random_state=0
    )
    x = [list(p.waarden) for s in stellen for p in s.paren]
    return model.fit(x, [int(g) for s in stellen for g in s.geraakt])


def als_gegevens(model: Any, stellen: Sequence[Stel]) -> dict[str, Any]:
    """The model as the product reads it."""

    def boom(knopen: Any, nummer: int = 0) -> list[Any]:
        k = knopen[nummer]
        if k["is_leaf"]:
            return ["b", round(float(k["value"]), 5)]
        drempel = float(k["num_threshold"])
        return [
            "n",
            int(k["feature_idx"]),
            round(drempel, 6),
            boom(knopen, int(k["left"])),
            boom(knopen, int(k["right"])),
        ]

    return {
        "gemaakt_met": "python -m bench.oefen_kansen",
        "stellen": sorted({s.naam.partition("~")[0] for s in stellen}),
        "kenmerken": list(KENMERKEN),
        "begin": round(float(model._baseline_prediction.ravel()[0]), 5),
        "bomen": [boom(ronde[0].nodes) for ronde in model._predictors],
    }


def maat(stel: Stel, kansen: Sequence[float]) -> str:
    """Recall and precision of the list in order of probability, and how well the figure is calibrated."""
    orde = sorted(range(len(kansen)), key=lambda n: -kansen[n])
    hard = {r for rij in stel.rijen for r in rij if r.hard and not r.boven}
    geraakt = sum(stel.geraakt)

    def recall(k: int) -> float:
        return len(hard.intersection(*[{r for n in orde[:k] for r in stel.rijen[n]}])) / len(hard)

    precisie = sum(stel.geraakt[n] for n in orde[: stel.ja]) / max(1, stel.ja)
    onder = orde[stel.ja :]
    verwacht, echt = rest(kansen[n] for n in onder), sum(stel.geraakt[n] for n in onder)
    streep = "binnen" if verwacht.van <= echt <= verwacht.tot else "BUITEN"
    return (
        f"{stel.naam:18} lijst {stel.ja:3}: recall {recall(stel.ja):.3f} precisie {precisie:.3f}; "
        f"lijst 1,8 × geraakt ({geraakt}): recall {recall(int(1.8 * geraakt)):.3f}; ECE {ece(kansen, stel.geraakt):.4f}, "
        f"boven 3 %: {ece(*_boven(kansen, stel.geraakt)):.3f}; onder de streep {echt}, verwacht {verwacht.n} ({verwacht.van} tot {verwacht.tot}): {streep}"
    )


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


def main() -> None:
    """Run from the command line."""
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("--meet", action="store_true", help="meet ook op elke set die niet meedeed")
    lezer.add_argument("--bron", type=Path, action="append")
    keuze = lezer.parse_args()
    gegevens = Path(os.environ.get("VERORDENING_DATA", WORTEL.parent / "shared" / "data")) / "regelrecht"
    stellen = lees_stellen(keuze.bron or [gegevens])
    if keuze.meet:
        for buiten in (*OEFEN, *MATEN):
            model = oefen([s for naam in OEFEN if naam != buiten for s in stellen[naam][1:]])
            for stel in stellen[buiten][1:] if buiten in OEFEN else stellen[buiten]:
                print(maat(stel, [float(k) for k in model.predict_proba([list(p.waarden) for p in stel.paren])[:, 1]]))
    alle = [s for naam in OEFEN for s in stellen[naam][1:]]
    DOEL.write_text(
        json.dumps(als_gegevens(oefen(alle), alle), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{DOEL.relative_to(WORTEL)} geschreven.")


if __name__ == "__main__":
    main()
