"""What the verdicts say of every local provision, as findings: one mechanism, so a check and a paper never contradict."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Plaats
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.uitlijning import Stand
from verordening.bevinding import Bevinding, Ernst

_LOT = {
    Stand.NOOIT: "bestaat-niet",
    Stand.VERVALLEN: "vervallen",
    Stand.NOG_NIET: "nog-niet",
    Stand.ANDERE_INHOUD: "andere-inhoud",
    Stand.GEWIJZIGD: "andere-inhoud",
}
_ERNST = {
    "bestaat-niet": Ernst.FOUT,
    "vervallen": Ernst.FOUT,
    "nog-niet": Ernst.INFO,
    "andere-inhoud": Ernst.WAARSCHUWING,
}
# Op echte teksten klopten «oude wettekst», «strijd», «bedrag» en een bepaling die op een vervallen plaats zou rusten in minder dan 8 van 10
# gevallen (docs/metingen.md): die vragen.
_INHOUD = {
    Oordeelsoort.BEDRAG: ("bedrag-verouderd", Ernst.VRAAG),
    Oordeelsoort.OUDE_TEKST: ("wettekst-verouderd", Ernst.VRAAG),
    Oordeelsoort.STRIJD: ("strijd-met-de-wet", Ernst.VRAAG),
    Oordeelsoort.VOERT_UIT: ("voert-al-uit", Ernst.INFO),
}


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """A finding for every verdict from the texts about every provision."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for oordeel in g.uitwerking.beoordelaar.oordelen(plaats.sleutel):
                for code, ernst in _codes(plaats, oordeel):
                    yield g.meld_op(code, ernst, plaats, oordeel)


def _codes(plaats: Plaats, oordeel: Oordeel) -> Iterator[tuple[str, Ernst]]:
    """A reference is reported as reference, or as basis when it stands in the aanhef; a provision whose whole artikel is gone
    lost its basis too; a definition rests on nothing."""
    if oordeel.soort is Oordeelsoort.VOERT_UIT and not oordeel.lot:
        return  # zij zegt wat de wet zegt: niets te melden
    if oordeel.soort in _INHOUD:
        yield _INHOUD[oordeel.soort]
    elif oordeel.soort is Oordeelsoort.GRONDSLAG and not oordeel.lot:
        yield "grondslag-vervallen", Ernst.FOUT
    elif oordeel.lot:
        lot = _LOT[Stand(oordeel.lot)]
        yield f"{'grondslag' if plaats.soort == 'aanhef' else 'verwijzing'}-{lot}", _ERNST[lot]
        if plaats.soort not in ("aanhef", "begrip") and oordeel.soort is Oordeelsoort.GRONDSLAG and lot == "vervallen":
            yield "grondslag-vervallen", Ernst.VRAAG
