"""Makes ``impact/graaf/kansen.json``, the model for the probability of a link.

    pip install 'verordening[oefenen]'
    python -m bench.oefen_kansen [--meet] [--bron MAP] [--echt MAP]

Sets: the example dossier and those in ``tests/impact/sleutel`` but for ``zandmeer``, which stays unread and never takes part. More evidence for a link never lowers its probability, and more against it never raises it.
What words say of a measure is learned from the other sets and from loose sentences, never from the set whose figures they make: a ridge regression
over rarity-weighted stems, of which the figure of a set is the one without it. There are two steps: the second also sees what the first gave the neighbours.
``--meet`` trains without each set in turn and measures on it, and on Zandmeer and the real regulations in ``--echt``. How far the sum of the
probabilities was off on those left out becomes the ``spreiding`` of the stop line; without ``--meet`` the one that stands is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
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
from impact.graaf.buren import met_buren
from impact.graaf.kansen import JA, controlegetal, geijkt, ijk, met_vloer, rest
from impact.graaf.kenmerken import BUREN, IN_KOP, KENMERKEN, Paar, Taal, taal, taalkolommen, taalstammen
from impact.graaf.koppelen import vind
from tests.impact.maat_koppelen import Rij, _samen, keur_echt, laad_set, lees_set
from wetgeving.maatregelen import ingebouwde_maatregelen

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
    "duinrade",
    "rietbroek",
    "brinkhoek",
    "lindehaven",
    "molenwijk",
)
MATEN = ("zandmeer",)
BESLIST = 20
"""Decisions after which the calibration is measured again."""
STRAF, KOP, KLEIN = 1.0, 0.5, 0.2
"""Penalty of the regression, weight of a stem in the heading, and what a stem must add to be kept."""
TEGEN = ("onderwerp_ander", "elders_boven", "noemt_ernaast", "slot")
BEIDE = (
    *("taal_buren", "aanhef", "aantal_sporen", "deel_regeling", "grond_regeling"),
    *("lengte", "noemt_wet", "rang_onderwerp"),
    *BUREN[1:],
)
EERSTE = {"max_iter": 120, "learning_rate": 0.06}
TWEEDE = {"max_iter": 250, "learning_rate": 0.04, "max_features": 0.3}
"""The size of the two steps; a question of the second sees three in ten of the figures, which are much alike."""
VOUWEN = 4
"""Parts in which the sets are left out of a first step for the second to learn from."""
_TAAL = slice(KENMERKEN.index("taal"), KENMERKEN.index("taal_buren") + 1)

Tekst = tuple[frozenset[str], frozenset[str]]
"""The stems of a text and the measures it is about."""


@dataclass(frozen=True)
class Stel:
    """The pairs of one set, each with the rows of the key that it belongs to."""

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
        return [(taalstammen(p.artikelkop, p.tekst), frozenset(over[p.sleutel])) for p in self.plaatsen]

    def met(self, zegt: Taal) -> list[list[float]]:
        """The figures of every pair when this is what the words say."""
        leer = taalkolommen(self.plaatsen, zegt, list(dict.fromkeys(p.maatregel for p in self.paren)))
        uit = []
        for nummer, paar in enumerate(self.paren):
            rij = list(paar.waarden)
            rij[_TAAL] = leer[paar.maatregel][nummer % len(self.plaatsen)]
            uit.append(rij)
        return uit

    def naast(self, waarden: Sequence[Sequence[float]], kansen: Sequence[float]) -> dict[int, list[float]]:
        """The figures of the second step by number of the pair, for those that the first did not rule out."""
        paren = met_buren(self.paren, [float(k) for k in kansen], {p.maatregel for p in self.paren})
        return {n: [*p.buren, *waarden[n]] for n, p in enumerate(paren) if p.buren}


def lees_stellen(bron: Sequence[Path], echt: Path | None) -> dict[str, Stel]:
    """The sets by name."""
    uit: dict[str, Stel] = {}
    with tempfile.TemporaryDirectory() as werk:
        for naam in (*OEFEN, *MATEN):
            if naam == "voorbeeld":
                invoer, sleutel = laad(WORTEL / "verordening" / "voorbeeld", bron=bron), SLEUTELS / "maatregelen.tsv"
            else:
                invoer, sleutel = laad_set(SLEUTELS / naam, Path(werk), bron), SLEUTELS / naam / "sleutel.tsv"
            uit[naam] = _stel(naam, invoer, sleutel)
        for nummer in sorted(p.parent.name for p in SLEUTELS.glob("echt/*/sleutel.tsv")) if echt else ():
            assert echt is not None
            keur_echt(echt / nummer / "regelingen", SLEUTELS / "echt" / "README.md")
            invoer = laad_set(echt / nummer, Path(werk), bron)
            sleutel = SLEUTELS / "echt" / nummer / "sleutel.tsv"
            uit[f"echt-{nummer}"] = _stel(f"echt-{nummer}", invoer, sleutel)
    return uit


def _stel(naam: str, invoer: Invoer, sleutel: Path) -> Stel:
    kant, teksten = lees_wetskant(invoer.lijst, invoer.wetten), lees_plaatsen(invoer.regelingen, invoer.wetten)
    rijen = lees_set(sleutel, invoer)
    geteld = {m.id for m in invoer.lijst.geteld}
    paren = tuple(p for p in vind(invoer.lijst, kant, teksten, invoer.thesaurus).paren({}) if p.maatregel in geteld)
    bij = tuple(
        tuple(
            r
            for r in rijen
            if (r.maatregel, r.regeling) == (p.maatregel, p.plaats.regeling) and _samen(r.eId, p.plaats.eId)
        )
        for p in paren
    )
    return Stel(naam, paren, bij)


def losse_zinnen() -> list[Tekst]:
    """The own sentences, each with its measure; of those about verdicts the ones that do something with it."""
    uit: list[Tekst] = []
    for pad in (*sorted(SLEUTELS.glob("zinnen*.tsv")), SLEUTELS / "oordeelzinnen.tsv"):
        with pad.open(encoding="utf-8") as stroom:
            for r in csv.DictReader(stroom, delimiter="\t", quoting=csv.QUOTE_NONE):
                if r.get("oordeel") != "anders":
                    uit.append((taalstammen(r["opschrift"], r["zin"]), frozenset({r["maatregel"]} - {"-"})))
    return uit


class Taalles:
    """What the texts of some sets and loose sentences teach about words: for a set outside them, and for each of them without itself."""

    def __init__(self, stellen: Mapping[str, Stel], namen: Sequence[str], zinnen: Sequence[Tekst]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        groepen = {n: stellen[n].teksten() for n in namen}
        teksten = [*(t for n in namen for t in groepen[n]), *zinnen]
        maatregelen = list(dict.fromkeys(p.maatregel for p in stellen[namen[0]].paren))
        vaak = Counter(s for stam, _ in teksten for s in stam)
        zwaar = {
            s: round(math.log(len(teksten) / n) * (KOP if s.startswith(IN_KOP) else 1), 2)
            for s, n in sorted(vaak.items())
            if n > 1
        }
        nummer = {s: n for n, s in enumerate(zwaar)}
        cellen = [(n, s) for n, (stam, _) in enumerate(teksten) for s in sorted(stam & zwaar.keys())]
        lengte = np.zeros(len(teksten))
        for n, s in cellen:
            lengte[n] += zwaar[s] ** 2
        lengte = np.sqrt(np.where(lengte, lengte, 1.0))
        waarden = [zwaar[s] / lengte[n] for n, s in cellen]
        plekken = ([n for n, _ in cellen], [nummer[s] for _, s in cellen])
        x = csr_matrix((waarden, plekken), shape=(len(teksten), len(zwaar)))
        y = np.array([[float(m in over) for m in maatregelen] for _, over in teksten])
        begin = y.mean(0)
        self._om = np.linalg.inv((x @ x.T).toarray() + STRAF * np.eye(len(teksten)))
        self._y, self._fout = y, self._om @ (y - begin)
        self._blok: dict[str, Any] = {}
        self._wie: dict[str, list[tuple[str, str]]] = {}
        vanaf = 0
        for naam in namen:
            self._blok[naam] = np.arange(vanaf, vanaf + len(groepen[naam]))
            self._wie[naam] = [(m, p.sleutel) for p in stellen[naam].plaatsen for m in maatregelen]
            vanaf += len(groepen[naam])
        erbij = (x.T @ self._fout).T
        self.woorden: dict[str, dict[str, float]] = {"": zwaar}
        for m, start, rij in zip(maatregelen, begin, erbij, strict=True):
            telt = ((s, round(float(g * zwaar[s]), 2)) for s, g in zip(zwaar, rij, strict=True))
            self.woorden[m] = {"": round(float(start), 4), **{s: g for s, g in telt if abs(g) >= KLEIN}}

    def zonder(self, naam: str, ook: Sequence[str] = ()) -> Taal:
        """What the words say of the provisions of one of the sets, had it and these others not taken part."""
        import numpy as np

        weg = np.concatenate([self._blok[n] for n in (naam, *(o for o in ook if o != naam))])
        hier = self._y[weg] - np.linalg.solve(self._om[np.ix_(weg, weg)], self._fout[weg])
        return dict(zip(self._wie[naam], map(float, hier[: len(self._blok[naam])].ravel()), strict=True))


def _richting(kenmerk: str) -> int:
    """Whether a figure can only speak for a link (1), only against it (-1), or both."""
    if kenmerk in TEGEN:
        return -1
    return 0 if kenmerk in BEIDE else 1


def _bomen(x: Any, y: Any, richting: Iterable[int], **anders: Any) -> Any:
    """Boosted questions of at most three steps."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    vast = {"max_depth": 3, "min_samples_leaf": 50, "l2_regularization": 5.0, "random_state": 0}
    return HistGradientBoostingClassifier(**vast, **anders, monotonic_cst=list(richting)).fit(x, y)


class Les:
    """What a group of sets teaches: the questions of both steps, and the words for a set outside it. The second step learns from
    what a first step gave that had not seen the set."""

    def __init__(self, stellen: Mapping[str, Stel], namen: Sequence[str], zinnen: Sequence[Tekst]) -> None:
        import numpy as np

        geleerd = Taalles(stellen, namen, zinnen)
        self.woorden = geleerd.woorden
        y = {n: np.array(stellen[n].geraakt) for n in namen}

        def eerste(weg: Sequence[str]) -> Any:
            mee = [n for n in namen if n not in weg]
            x = np.vstack([stellen[n].met(geleerd.zonder(n, weg)) for n in mee])
            return _bomen(x, np.concatenate([y[n] for n in mee]), map(_richting, KENMERKEN), **EERSTE)

        self.eerste = eerste(())
        rijen, geraakt = [], []
        for weg in (namen[n::VOUWEN] for n in range(VOUWEN)):
            buiten = eerste(weg)
            for n in weg:
                waarden = stellen[n].met(geleerd.zonder(n, weg))
                for nummer, rij in stellen[n].naast(waarden, buiten.predict_proba(waarden)[:, 1]).items():
                    rijen.append(rij)
                    geraakt.append(y[n][nummer])
        self.tweede = _bomen(rijen, geraakt, map(_richting, (*BUREN, *KENMERKEN)), **TWEEDE)

    def kansen(self, stel: Stel) -> list[float]:
        """The probability of every pair of a set."""
        waarden = stel.met(taal(stel.plaatsen, self.woorden))
        kansen = self.eerste.predict_proba(waarden)[:, 1]
        buren = stel.naast(waarden, kansen)
        kansen[list(buren)] = self.tweede.predict_proba(list(buren.values()))[:, 1]
        return list(met_vloer(stel.paren, kansen))


def als_gegevens(les: Les, namen: Sequence[str], spreiding: float) -> dict[str, Any]:
    """The model as the product reads it."""

    def stap(model: Any) -> dict[str, Any]:
        begin = round(float(model._baseline_prediction.ravel()[0]), 5)
        return {"begin": begin, "bomen": [_boom(ronde[0].nodes) for ronde in model._predictors]}

    return {
        "gemaakt_met": "python -m bench.oefen_kansen --meet",
        "stellen": sorted(namen),
        "dossier": ingebouwde_maatregelen().dossier,
        "kenmerken": [*BUREN, *KENMERKEN],
        "spreiding": round(spreiding, 3),
        **stap(les.eerste),
        "tweede": stap(les.tweede),
        "woorden": les.woorden,
    }


def bewaar(gegevens: dict[str, Any], doel: Path) -> None:
    """Write a model as the product reads it, with the figure by which it is checked."""
    tekst = json.dumps(gegevens | {"controlegetal": controlegetal(gegevens)}, ensure_ascii=False, separators=(",", ":"))
    doel.write_text(tekst + "\n", encoding="utf-8")


def _boom(knopen: Any, nummer: int = 0) -> Any:
    k = knopen[nummer]
    if k["is_leaf"]:
        return round(float(k["value"]), 5)
    takken = [_boom(knopen, int(k[kant])) for kant in ("left", "right")]
    return [int(k["feature_idx"]), round(float(k["num_threshold"]), 6), *takken]


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


def een_draad() -> None:
    """One thread for all sums, before any of them: with more the last digit depends on who comes first, and a threshold of a tree on that digit."""
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")


def main() -> None:
    """Run from the command line."""
    een_draad()
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
        buiten = {n: Les(stellen, [o for o in OEFEN if o != n], zinnen).kansen(stellen[n]) for n in OEFEN}
        fouten = {n: afwijking(k, stellen[n].geraakt) for n, k in buiten.items()}
        spreiding = _spreiding(fouten.values())
        for naam, stel in stellen.items():
            andere = _spreiding(f for n, f in fouten.items() if n != naam)
            print(maat(stel, buiten.get(naam) or alle.kansen(stel), andere), flush=True)
    gegevens = als_gegevens(alle, OEFEN, spreiding)
    bewaar(gegevens, DOEL)
    print(f"{DOEL.relative_to(WORTEL)} geschreven; spreiding {spreiding:.3f}.")


def _spreiding(fouten: Iterable[float]) -> float:
    rij = list(fouten)
    return math.sqrt(sum(rij) / len(rij))


if __name__ == "__main__":
    main()
