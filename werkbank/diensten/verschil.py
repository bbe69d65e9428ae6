"""The difference between two versions, in every form that it can be read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from versies.verschil import Verschil

VORMEN = {
    "tekst": "versies.weergave.terminal:weergeef",
    "json": "versies.weergave.json:weergeef",
    "html": "versies.weergave.renvooi:weergeef",
    "was-wordt": "versies.weergave.waswordt:weergeef",
    "docx": "versies.weergave.bijgehouden:docx",
    "odt": "versies.weergave.bijgehouden:odt",
    "pdf": "versies.weergave.renvooi:weergeef",
    "renvooi": "versies.weergave.renvooi:weergeef",
    "stop": "versies.stop.mutatie:weergeef",
    "samenvatting": "versies.weergave.samenvatting:weergeef",
}
"""Form → module and function, imported when it is asked for."""


def als_vorm(verschil: Verschil, vorm: str, /, **opties: object) -> bytes:
    """The difference in one of :data:`VORMEN`; ``opties`` are those of its function."""
    module, _, functie = VORMEN[vorm].partition(":")
    vast = {"vorm": vorm} if vorm in ("html", "pdf") else {}
    inhoud: bytes = getattr(import_module(module), functie)(verschil, **vast, **opties)
    return inhoud
