"""Makes ``impact/oordeel/weging.json``, the model that weighs what a provision does with a measure in force.

    pip install 'verordening[oefenen]'
    python -m bench.oefen_oordelen [--meet] [--bron MAP]

Taught by the sets with verdicts in ``tests/impact/sleutel`` and by loose sentences of our own (``oordeelzinnen.tsv``), figures and words at once. The
probabilities of the links are those of a link model that did not learn from the set itself; and what the norms say is read with a thesaurus of which a part
of the expressions is taken away, because its words were chosen with these sets at hand. ``--meet`` leaves each set out in turn and gives the figures per
outcome; the cuts are the lowest with enough precision over those.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench import DATA, WORTEL
from bench.oefen_kansen import OEFEN, Les, Stel, bewaar, een_draad, lees_stellen, losse_zinnen
from impact.dossier.laden import Invoer, laad
from impact.dossier.plaatsen import Plaats, lees_plaatsen
from impact.dossier.wetskant import lees_wetskant
from impact.graaf.koppelen import vind
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.norm import Bevonden, Normlezer
from impact.oordeel.weging import AFLOOP, BLIJFT, KENMERKEN, KRACHT, VANAF, Model, Weger, gespiegeld, zinswoorden
from tests.impact.maat_koppelen import laad_set
from wetgeving.maatregelen.thesaurus import Thesaurus

SLEUTELS = WORTEL / "tests" / "impact" / "sleutel"
DOEL = WORTEL / "impact" / "oordeel" / "weging.json"
DAG = date(2026, 11, 30)
SETS = (
    *("voorbeeld", "vlietrijk", "waterrijk", "zandmeer", "lindewoud", "lindevoort", "schelderand"),
    *("oeverwaard", "zandervoort", "wolderhage", "haverstroom", "duinrade", "rietbroek", "brinkhoek"),
    *("lindehaven", "molenwijk"),
)
DUN = ((0.35, 1), (0.5, 4))
"""Part of the expressions that is taken away, and the seed, for learning; the first stands for an unseen set in ``--meet``."""
_MEET = (0.5, 3)
_STRAF, _ZWAK = 0.4, 0.05
_PRECISIE = {"anders": 0.97, "ruimte": 0.7, "volgt": 0.7, BLIJFT: 0.85}
"""How much of what is proposed must be right (else 0.8): that nothing is wrong, most of all; where nothing need change, less."""
_DICHT = 0.3
"""How long the figures of a pair count beside its words."""
_SOORTEN = {"in strijd": "strijd", "herhaalt": "oud", "beleidsruimte": "ruimte", "voert": "volgt", "klopt": "komt"}
_EERST = ("grondslag", "verwijzing")
"""What a key says of a place that is gone: then the place is what is the matter, and no contradiction is proposed."""

Voorbeeld = tuple[str, str, frozenset[str]]
"""Measure, outcome, words."""


@dataclass(frozen=True)
class Geval:
    """A pair of a set: its figures per reading of the norms, its words, what the key says, and which outcomes the program may give of it."""

    set: str
    plek: tuple[str, str]
    maatregel: str
    waarden: tuple[list[float], ...]
    woorden: frozenset[str]
    afloop: str
    mag: frozenset[str] = frozenset(AFLOOP)

    @property
    def link(self) -> bool:
        """Whether the provision is linked to the measure."""
        return self.waarden[0][KENMERKEN.index("kans")] >= 0


def _tsv(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8") as stroom:
        return list(csv.DictReader(stroom, delimiter="\t", quoting=csv.QUOTE_NONE))


def lees_sleutel(naam: str) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """Place → (outcome, measure, what the key says) of the rows of a set."""
    eigen = SLEUTELS / naam / "sleutel.tsv"
    rijen = _tsv(eigen) if eigen.exists() else []
    if not (rijen and "oordeel" in rijen[0]):
        bron = "voorbeeld" if naam == "voorbeeld" else "blind"
        rijen = [r for r in _tsv(SLEUTELS / "oordeel" / f"{bron}.tsv") if r.get("set", naam) == naam]
    uit = defaultdict(list)
    for r in rijen:
        soort = r.get("oordeel") or r["soort"]
        afloop = next((a for begin, a in _SOORTEN.items() if soort.startswith(begin)), "anders")
        uit[r["regeling"], r.get("plaats") or r["adres"]].append((afloop, r.get("maatregel", ""), soort))
    return uit


def dun_uit(thesaurus: Thesaurus, deel: float, zaad: int) -> Thesaurus:
    """The thesaurus without a part of its expressions."""
    kans = random.Random(zaad)
    begrippen = []
    for begrip in thesaurus.begrippen:
        over = [u for u in begrip.uitdrukkingen if kans.random() > deel] or [kans.choice(begrip.uitdrukkingen)]
        begrippen.append(begrip.model_copy(update={"woorden": " | ".join(over)}))
    return thesaurus.model_copy(update={"begrippen": tuple(begrippen)})


def gevallen_van(naam: str, invoer: Invoer, les: Les) -> list[Geval]:
    """The pairs of a set, with the probabilities of a link model that does not know it."""
    assert invoer.thesaurus is not None
    kant, teksten = lees_wetskant(invoer.lijst, invoer.wetten), lees_plaatsen(invoer.regelingen, invoer.wetten)
    paren = vind(invoer.lijst, kant, teksten, invoer.thesaurus).paren(les.woorden)
    geteld = {m.id for m in invoer.lijst.geteld}
    stel = Stel(naam, tuple(p for p in paren if p.maatregel in geteld), ())
    kansen = {(p.maatregel, p.plaats.sleutel): k for p, k in zip(stel.paren, les.kansen(stel), strict=True)}
    plaatsen = [p for t in teksten for p in t.plaatsen]
    lezers = []
    for deel, zaad in ((0.0, 0), _MEET, *DUN):
        thesaurus = dun_uit(invoer.thesaurus, deel, zaad) if deel else invoer.thesaurus
        kennis = Wetskennis(invoer.lijst, kant, invoer.wetten, DAG, thesaurus)
        lezer = Normlezer(thesaurus, plaatsen, kennis.kop)
        lezers.append((lezer, Weger(kennis, kansen, lezer.geldend(kennis))))
    sleutel = lees_sleutel(naam)
    uit = []
    for tekst in teksten:
        if tekst.regeling.slug not in {r for r, _ in sleutel}:
            continue
        for plaats in tekst.plaatsen:
            artikel = tekst.op_artikel(plaats.artikel) if plaats.artikel else (plaats,)
            bron = gespiegeld(plaats, artikel)
            bevonden = [[b for b in lezer.lees(artikel, weger.normen) if b.plaats is bron] for lezer, weger in lezers]
            mee = [m for m in lezers[0][1].normen if _telt(kansen, m, bron, bevonden[0])]
            rijen = sleutel.get((plaats.regeling, plaats.adres), [])
            for m in mee:
                waarden = tuple(
                    w.waarden(bron, m, [b for b in rij if b.norm.maatregel == m])
                    for (_, w), rij in zip(lezers, bevonden, strict=True)
                )
                geldt = bool(lezers[0][1].normen[m])
                afloop = _afloop(rijen, m, max(mee, key=lambda x: kansen.get((x, bron.sleutel), 0.0)))
                afloop = "anders" if afloop == "komt" and geldt else afloop
                woorden = zinswoorden(bron.artikelkop) | zinswoorden(bron.tekst)
                uit.append(Geval(naam, (plaats.regeling, plaats.adres), m, waarden, woorden, afloop, mag(rijen, geldt)))
    return uit


def _telt(kansen: Mapping[tuple[str, str], float], m: str, plaats: Plaats, bevonden: Iterable[Bevonden]) -> bool:
    return kansen.get((m, plaats.sleutel), 0.0) >= VANAF or any(b.eigen and b.norm.maatregel == m for b in bevonden)


def mag(rijen: Sequence[tuple[str, str, str]], geldt: bool) -> frozenset[str]:
    """The outcomes that the program may give: of a measure that is still to come only that the provision runs ahead of it, or changes with it."""
    eerst = any(soort.startswith(_EERST) for _, _, soort in rijen)
    ook = {a for a in AFLOOP if a != "komt"} if geldt else {"volgt", "komt"}
    return frozenset(ook - ({"strijd"} if eerst else set()))


def _afloop(rijen: Sequence[tuple[str, str, str]], maatregel: str, beste: str) -> str:
    """What the key says of a pair; a row without a measure is about the likeliest one."""
    eigen = [a for a, m, _ in rijen if m == maatregel or (not m and maatregel == beste)]
    return min(eigen, key=AFLOOP.index, default="anders")


def oefen(gevallen: Sequence[Geval], zinnen: Sequence[Voorbeeld], grenzen: Mapping[str, float], dossier: str) -> Model:
    """The model that these pairs and sentences teach. A loose sentence has words only: its figures are those of the mean."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    paren = [(g.maatregel, g.afloop, g.woorden, g.waarden[2 + n]) for g in gevallen for n in range(len(DUN))]
    schaal = StandardScaler().fit([p[3] for p in paren])
    dicht = np.vstack([schaal.transform([p[3] for p in paren]) * _DICHT, np.zeros((len(zinnen), len(KENMERKEN)))])
    voorbeelden = [*(p[:3] for p in paren), *zinnen]
    vertaler = DictVectorizer()
    los = vertaler.fit_transform([_los(m, woorden) for m, _, woorden in voorbeelden])
    model = LogisticRegression(C=_STRAF, max_iter=5000)
    model.fit(hstack([csr_matrix(dicht), los]).tocsr(), [afloop for _, afloop, _ in voorbeelden])
    gewichten: dict[str, list[float]] = {}
    woorden: dict[str, dict[str, dict[str, float]]] = {}
    for a, b, rij in zip(map(str, model.classes_), model.intercept_, model.coef_, strict=True):
        gewichten[a] = [round(float(b), 4), *(round(float(c) * _DICHT, 4) for c in rij[: len(KENMERKEN)])]
        woorden[a] = {"": {}}
        for naam, gewicht in zip(vertaler.get_feature_names_out(), rij[len(KENMERKEN) :], strict=True):
            m, _, woord = naam.partition("\t")
            if abs(gewicht) >= _ZWAK:
                woorden[a].setdefault(m, {})[woord] = round(float(gewicht), 2)
    rond = [[round(float(v), 4) for v in rij] for rij in (schaal.mean_, schaal.scale_)]
    return Model(rond[0], rond[1], gewichten, grenzen, woorden, dossier)


def _los(maatregel: str, woorden: frozenset[str]) -> dict[str, float]:
    """The words of a pair, for all measures and for its own, as :meth:`Model.kansen` counts them."""
    lang = KRACHT / math.sqrt(2 * max(1, len(woorden)))
    return {f"{m}\t{w}": lang for m in ("", maatregel) for w in sorted(woorden)}


Voorspeld = list[tuple[Geval, dict[str, float]]]


def meet(gevallen: Sequence[Geval], zinnen: Sequence[Voorbeeld]) -> list[Voorspeld]:
    """What a model without each set says of it, per reading of the norms: with all words, half of them, and a third less."""
    uit: list[Voorspeld] = [[], [], []]
    for naam in dict.fromkeys(g.set for g in gevallen):
        model = oefen([g for g in gevallen if g.set != naam], zinnen, {}, "")
        for g in (g for g in gevallen if g.set == naam):
            for rij, waarden in zip(uit, g.waarden, strict=False):
                rij.append((g, model.kansen(waarden, g.woorden, g.maatregel, later="komt" in g.mag)))
    return uit


def grenzen_van(voorspeld: Voorspeld) -> dict[str, float]:
    """Per outcome, the heaviest first, the lowest probability from which enough is right of what no heavier one is proposed of."""
    uit: dict[str, float] = {}
    for afloop in (a for a in AFLOOP if a != "komt"):
        over = [
            (k[afloop], g.afloop == afloop)
            for g, k in voorspeld
            if afloop in g.mag and not any(k[a] >= uit[a] for a in uit if a in g.mag)
        ]
        uit[afloop] = _grens(over, _PRECISIE.get(afloop, 0.8))
    later = [
        (k["anders"], g.afloop != "komt")
        for g, k in voorspeld
        if "komt" in g.mag and k["volgt"] < uit["volgt"] and g.link
    ]
    return uit | {BLIJFT: _grens(later, _PRECISIE[BLIJFT])}


def _grens(rij: Sequence[tuple[float, bool]], precisie: float) -> float:
    """The lowest probability from which enough is right."""
    goed, grens = 0, 2.0
    for n, (kans, raak) in enumerate(sorted(rij, reverse=True), 1):
        goed += raak
        grens = kans if n >= 5 and goed / n >= precisie else grens
    return round(grens, 3)


def maat(voorspeld: Voorspeld, grenzen: Mapping[str, float]) -> str:
    """Per outcome: proposed and right of proposed, of all provisions that the key has so."""
    uit, model = [], Model((), (), {}, grenzen, {}, "")
    for afloop in (a for a in AFLOOP[:-1] if a != "komt"):
        hoort = {(g.set, g.plek) for g, _ in voorspeld if g.afloop == afloop}
        gezegd = {(g.set, g.plek) for g, k in voorspeld if afloop in g.mag and model.voorstel(k) == afloop}
        uit.append(f"{afloop} {len(hoort & gezegd)}/{len(gezegd)} van {len(hoort)}")
    return "; ".join(uit)


def open_sets(namen: Sequence[str], bron: Sequence[Path]) -> Iterator[tuple[str, Invoer]]:
    """Each set with what is read of it; the example is the packaged one."""
    with tempfile.TemporaryDirectory() as werk:
        for naam in namen:
            eigen = WORTEL / "verordening" / "voorbeeld"
            yield naam, laad(eigen, bron=bron) if naam == "voorbeeld" else laad_set(SLEUTELS / naam, Path(werk), bron)


def main() -> None:
    """Run from the command line."""
    een_draad()
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("--meet", action="store_true", help="meet op elke set die niet meedeed, en kies de grenzen")
    lezer.add_argument("--bron", type=Path, action="append")
    keuze = lezer.parse_args()
    bron = keuze.bron or [DATA / "regelrecht"]
    stellen, los = lees_stellen(bron, None), losse_zinnen()
    gevallen: list[Geval] = []
    for naam, invoer in open_sets(SETS, bron):
        les = Les(stellen, [o for o in OEFEN if o != naam], los)
        gevallen += gevallen_van(naam, invoer, les)
    schrijf(gevallen, losse_oordelen(), meten=keuze.meet, dossier=invoer.lijst.dossier)


def losse_oordelen() -> list[Voorbeeld]:
    """The loose sentences of our own."""
    rijen = _tsv(SLEUTELS / "oordeelzinnen.tsv")
    return [(r["maatregel"], r["oordeel"], zinswoorden(r["opschrift"]) | zinswoorden(r["zin"])) for r in rijen]


def schrijf(gevallen: Sequence[Geval], zinnen: Sequence[Voorbeeld], *, meten: bool, dossier: str) -> None:
    """Make the file, and print what was measured."""
    grenzen = json.loads(DOEL.read_text("utf-8"))["grenzen"] if DOEL.exists() else {}
    if meten:
        alle, helft, derde = meet(gevallen, zinnen)
        grenzen = grenzen_van([*alle, *derde])
        wat = {"half de woorden": helft, "een derde minder woorden": derde, "alle woorden (niet ongezien)": alle}
        for naam, voorspeld in wat.items():
            print(naam, maat(voorspeld, grenzen), sep=": ", flush=True)
            for s in SETS:
                print("   ", s, maat([v for v in voorspeld if v[0].set == s], grenzen))
    bewaar(als_gegevens(oefen(gevallen, zinnen, grenzen, dossier), SETS), DOEL)
    print(f"{DOEL.relative_to(WORTEL)} geschreven; grenzen {grenzen}.")


def als_gegevens(m: Model, namen: Sequence[str]) -> dict[str, Any]:
    """The model as the product reads it."""
    return {
        "gemaakt_met": "python -m bench.oefen_oordelen --meet",
        "stellen": sorted(namen),
        "kenmerken": list(KENMERKEN),
        "gemiddeld": m.gemiddeld,
        "schaal": m.schaal,
        "gewichten": m.gewichten,
        "grenzen": m.grenzen,
        "woorden": m.woorden,
        "dossier": m.dossier,
    }


if __name__ == "__main__":
    main()
