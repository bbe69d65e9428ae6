"""What a template can say about a gemeente and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from impact.dossier.velden import velden
from impact.stukken.stuk import Stukgegevens
from impact.stukken.taal import dagtekst, getal
from impact.woorden import woorden
from verordening.gemeenten import Cijfer, Gemeente

_EENHEID = woorden("eenheid")


def gemeentevelden(gegevens: Stukgegevens, gemeente: Gemeente) -> dict[str, object]:
    """What a template can say about a gemeente; what is not known is ``bekend: False``."""
    sleutel = gegevens.impact.lijst.pakket.cijfer
    brieven_ = [
        {
            **velden(b, "naam kenmerk bron", datum=dagtekst(b.datum)),
            "datum_bekend": b.datum != "onbekend",
            "kenmerk_bekend": b.kenmerk != "onbekend",
        }
        for b in gemeente.eerdere_brieven
    ]
    return {
        **velden(gemeente, "naam code", noot=gemeente.noot or ""),
        "cijfers": {c.sleutel.replace("-", "_"): cijfervelden(c) for c in gemeente.cijfers},
        "regio": {c.sleutel.replace("-", "_"): cijfervelden(c) for c in gegevens.impact.gemeenten.samenwerking.cijfers},
        "telling": {
            "hier": _met_sleutel(gemeente.cijfers, sleutel),
            "trend": _met_sleutel(gemeente.cijfers, f"{sleutel}-trend"),
            "regio": _met_sleutel(gegevens.impact.gemeenten.samenwerking.cijfers, f"{sleutel}-regio"),
        },
        "brieven": brieven_,
        "toezeggingen": [t.nummer for t in gemeente.toezeggingen],
        "feiten": list(gegevens.impact.gemeenten.samenwerking.feiten),
    }


def _met_sleutel(cijfers: Sequence[Cijfer], sleutel: str) -> dict[str, object]:
    """The figure with that key, or that it is unknown."""
    return next((cijfervelden(c) for c in cijfers if c.sleutel == sleutel), {"bekend": False})


def cijfervelden(c: Cijfer) -> dict[str, Any]:
    """A figure for a template: what is not known is ``bekend: False``."""
    bekend = c.waarde != "onbekend"
    waarde = getal(c.getal) if c.getal is not None else c.waarde
    circa = "ongeveer " if c.circa == "ja" and bekend else ""
    return {
        "bekend": bekend,
        "naam": c.naam,
        "peildatum": dagtekst(c.peildatum),
        "peildatum_bekend": c.peildatum != "onbekend",
        "tekst": f"{circa}{waarde}{_EENHEID.get(c.eenheid, '') if bekend else ''}",
        "bron": c.bron or "",
        "plaats": c.plaats or "",
    }
