"""Dutch for what the command-line library itself says."""

from __future__ import annotations

from impact.woorden import woorden

_WOORDEN = woorden("click", __file__)

_MEERVOUD = woorden("click_meervoud", __file__)


def _enkel(tekst: str) -> str:
    return str(_WOORDEN.get(tekst, _MEERVOUD.get(tekst, tekst)))


def _meer(enkelvoud: str, meervoud: str, aantal: int) -> str:
    return _enkel(enkelvoud if aantal == 1 else meervoud)


def aan() -> None:
    """Let the library speak Dutch: it looks its words up in ``_`` and ``ngettext`` of each of its modules."""
    import click.core
    import click.decorators
    import click.exceptions
    import click.formatting
    import click.parser
    import click.types

    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        if hasattr(module, "_"):
            module.__dict__["_"] = _enkel
        if hasattr(module, "ngettext"):
            module.__dict__["ngettext"] = _meer
