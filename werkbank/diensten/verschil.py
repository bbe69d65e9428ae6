"""The difference between two versions, in every form that it can be read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from versies.verschil import Verschil

VORMEN = {
    "tekst": "versies.weergave.terminal",
    "json": "versies.weergave.json",
    "html": "versies.weergave.html",
    "was-wordt": "versies.weergave.waswordt",
    "docx": "versies.weergave.docx",
    "odt": "versies.weergave.odt",
    "pdf": "versies.weergave.pdf",
    "renvooi": "versies.weergave.renvooi",
    "stop": "versies.stop.mutatie",
    "samenvatting": "versies.weergave.samenvatting",
}
"""Form → module, imported when it is asked for."""


def als_vorm(verschil: Verschil, vorm: str, /, **opties: Any) -> bytes:
    """The difference in one of :data:`VORMEN`; ``opties`` are those of its ``weergeef``."""
    inhoud: bytes = import_module(VORMEN[vorm]).weergeef(verschil, **opties)
    return inhoud
