"""Makes ``impact/oordeel/getalweging.json``, the model that says whether a number of a provision differs from that of the law.

    pip install 'verordening[oefenen]'
    python -m bench.oefen_getallen [--meet] [--bron MAP]

Taught by the sets with verdicts in ``tests/impact/sleutel`` (of ``veenkade`` only the numbers have a key). The probabilities of the links are those of the packaged
link model, which learned from these sets too. A key says of a provision that a number differs, not which: the pair that the model finds likeliest is taken, and
the model is made again, a few times. ``--meet`` leaves each set out in turn; the cut is the highest with the best F1 over those with a whole key.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import DATA, WORTEL
from bench.oefen_kansen import bewaar, een_draad
from bench.oefen_oordelen import DAG, SETS, SLEUTELS, open_sets
from impact.dossier.laden import Invoer
from impact.dossier.plaatsen import lees_plaatsen
from impact.dossier.wetskant import lees_wetskant
from impact.graaf.kansen import ingebouwd_model, met_vloer
from impact.graaf.koppelen import vind
from impact.oordeel.getalweging import KENMERKEN, Gelegd, Getalmodel, Getalweger
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.soorten import Oordeelsoort
from tests.impact.maat_oordeel import Vondst, als_vondst, lees_sleutel, lees_tsv

DOEL = WORTEL / "impact" / "oordeel" / "getalweging.json"
GETALSETS = (*SETS, "veenkade")
_VOORBEELD = ("voorbeeld.tsv", "voorbeeld-getallen.tsv")
"""The key of the example; of the regulations in the second only the numbers."""
_RONDES = 4
_VOOR = {"lid", "deel_zin", "deel_rond", "opvallend", "tussen", "zelfde_tijd", "kans", "op_plek", "nieuw"}
_TEGEN = {"andere_tijd", "aantal", "elders_gelijk", "verhouding"}
_RUIM = 0.01
"""The highest cut is taken whose F1 is this close to the best: a number that wrongly is said to differ costs more than one that is passed over."""
_ZWAARDER = {Oordeelsoort.STRIJD, Oordeelsoort.OUDE_TEKST, Oordeelsoort.GRONDSLAG}
"""What a key may say of a provision with another number instead; those teach nothing about numbers."""


@dataclass(frozen=True)
class Geval:
    """A provision of a set: its numbers beside those of the law, and whether the key says that one differs (None: it says something heavier)."""

    set: str
    plek: tuple[str, str]
    tekst: str
    getallen: tuple[tuple[Gelegd, ...], ...]
    wijkt_af: bool | None


def sleutel_van(naam: str) -> Vondst:
    """The kinds per provision of the key of a set."""
    if naam != "voorbeeld":
        return lees_sleutel(SLEUTELS / naam)
    return als_vondst(r for b in _VOORBEELD for r in lees_tsv(SLEUTELS / "oordeel" / b))


def gevallen(naam: str, invoer: Invoer) -> Iterator[Geval]:
    """The provisions of a set that have a number."""
    kant, teksten = lees_wetskant(invoer.lijst, invoer.wetten), lees_plaatsen(invoer.regelingen, invoer.wetten)
    kennis = Wetskennis(invoer.lijst, kant, invoer.wetten, DAG, invoer.thesaurus)
    assert invoer.thesaurus is not None
    model, geteld = ingebouwd_model(), {m.id for m in invoer.lijst.geteld}
    paren = vind(invoer.lijst, kant, teksten, invoer.thesaurus).paren(model.woorden_voor(invoer.lijst.dossier))
    gewogen = zip(paren, met_vloer(paren, model.weeg(paren, geteld)[1]), strict=True)
    weger = Getalweger(kennis, {(p.maatregel, p.plaats.sleutel): k for p, k in gewogen})
    sleutel = sleutel_van(naam)
    for tekst in teksten:
        later = {w for w in kennis.uitlijningen if kennis.na_de_wijziging(tekst, w)}
        for plaats in tekst.plaatsen if tekst.regeling.slug in {r for r, _ in sleutel} else ():
            plek = (plaats.regeling, plaats.adres)
            soorten = sleutel.get(plek, set())
            wijkt_af = None if soorten & _ZWAARDER else False
            rij = tuple(map(tuple, weger.leg(plaats, later))) if plaats.soort != "aanhef" else ()
            if rij or Oordeelsoort.BEDRAG in soorten:
                yield Geval(naam, plek, plaats.tekst, rij, True if Oordeelsoort.BEDRAG in soorten else wijkt_af)


def oefen(rijen: Sequence[Geval], grens: float) -> Getalmodel:
    """The model that these provisions teach."""
    eerst = {"deel_rond": 1.0, "opvallend": 3.0, "kans": 0.3, "elders_gelijk": -1.0}
    model = Getalmodel([0.0, *(eerst.get(k, 0.0) for k in KENMERKEN)], grens)
    for _ in range(_RONDES):
        x, y = [], []
        for g in (g for g in rijen if g.wijkt_af is not None and g.getallen):
            beste = [max(rij, key=lambda r: model.kans(r.waarden)) for rij in g.getallen]
            for r in [max(beste, key=lambda r: model.kans(r.waarden))] if g.wijkt_af else beste:
                x.append(r.waarden)
                y.append(bool(g.wijkt_af))
        model = Getalmodel(_gewichten(x, y), grens)
    return model


def _gewichten(x: Sequence[Sequence[float]], y: Sequence[bool]) -> list[float]:
    """Logistic regression in which no weight says the opposite of what its figure means: few examples would teach that by chance."""
    import numpy as np
    from scipy.optimize import minimize

    waarden, teken = np.array(x, float), 2.0 * np.array(y, float) - 1
    schaal = np.where(waarden.std(0) > 0, waarden.std(0), 1)
    z = np.c_[np.ones(len(y)), (waarden - waarden.mean(0)) / schaal]

    def verlies(w: Any) -> tuple[float, Any]:
        uitkomst, vast = teken * (z @ w), np.r_[0, w[1:]]
        return np.logaddexp(0, -uitkomst).sum() + vast @ vast / 2, vast - z.T @ (teken / (1 + np.exp(uitkomst)))

    grenzen = [(None, None), *((0 if k in _VOOR else None, 0 if k in _TEGEN else None) for k in KENMERKEN)]
    gevonden = minimize(verlies, np.zeros(z.shape[1]), jac=True, bounds=grenzen, method="L-BFGS-B").x
    gewichten = gevonden[1:] / schaal
    return [round(float(g), 3) for g in (gevonden[0] - gewichten @ waarden.mean(0), *gewichten)]


def hoogste(model: Getalmodel, geval: Geval) -> float:
    """How likely it is that one of the numbers differs."""
    return max((model.kans(r.waarden) for rij in geval.getallen for r in rij), default=0.0)


def maat(rijen: Sequence[tuple[Geval, float]], grens: float) -> tuple[int, int, int, float]:
    """Right, given, and what the key has, and F1; what the key calls something heavier does not count."""
    gegeven = [g for g, k in rijen if k >= grens and g.wijkt_af is not None]
    goed, hoort = sum(bool(g.wijkt_af) for g in gegeven), sum(bool(g.wijkt_af) for g, _ in rijen)
    return goed, len(gegeven), hoort, 2 * goed / max(1, len(gegeven) + hoort)


def main() -> None:
    """Run from the command line."""
    een_draad()
    lezer = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lezer.add_argument("--meet", action="store_true", help="meet op elke set die niet meedeed, en kies de grens")
    lezer.add_argument("--bron", type=Path, action="append")
    keuze = lezer.parse_args()
    bron = keuze.bron or [DATA / "regelrecht"]
    rijen: list[Geval] = []
    for naam, invoer in open_sets(GETALSETS, bron):
        rijen += gevallen(naam, invoer)
    schrijf(rijen, meten=keuze.meet)


def schrijf(rijen: Sequence[Geval], *, meten: bool) -> None:
    """Make the file, and print what was measured."""
    grens = json.loads(DOEL.read_text("utf-8"))["grens"] if DOEL.exists() else 0.5
    if meten:
        modellen = {n: oefen([g for g in rijen if g.set != n], grens) for n in GETALSETS}
        voorspeld = [(g, hoogste(modellen[g.set], g)) for g in rijen]
        heel = [r for r in voorspeld if r[0].set != "veenkade"]
        f1 = {n / 100: maat(heel, n / 100)[3] for n in range(20, 80)}
        grens = max(s for s, f in f1.items() if f >= max(f1.values()) - _RUIM)
        for naam in (*GETALSETS, ""):
            goed, gegeven, hoort, gemiddeld = maat([r for r in voorspeld if naam in ("", r[0].set)], grens)
            print(f"{naam or 'samen':14} goed {goed} van {gegeven}, van {hoort}: F1 {gemiddeld:.2f}")
    model = oefen(rijen, grens)
    bewaar(als_gegevens(model, GETALSETS), DOEL)
    print(
        f"{DOEL.relative_to(WORTEL)} geschreven; grens {grens}; {dict(zip(KENMERKEN, model.gewichten[1:], strict=True))}"
    )


def als_gegevens(model: Getalmodel, namen: Sequence[str]) -> dict[str, Any]:
    """The model as the product reads it."""
    return {
        "gemaakt_met": "python -m bench.oefen_getallen --meet",
        "stellen": sorted(namen),
        "kenmerken": list(KENMERKEN),
        "gewichten": model.gewichten,
        "grens": model.grens,
    }


if __name__ == "__main__":
    main()
