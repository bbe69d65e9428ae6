"""The public interface for Python: what ``import verordening`` gives is listed in ``__all__``; everything else is private.

Names are imported when they are first used, so that reading one file does not load the whole toolkit. How to work with them
stands in ``docs/python.md``, which runs as a test.

>>> import verordening
>>> regeling = verordening.lees(b"# Proef\\n\\n## Artikel 1\\n\\nDe dienst beslist binnen acht weken.\\n")
>>> [v.tekst for v in verordening.vind_verwijzingen("artikel 31, tweede lid, van de Participatiewet")]
['artikel 31, tweede lid, van de Participatiewet']
"""

from importlib import import_module

_WAAR = {
    "Adres": "verordening.adres",
    "Bepaling": "impact.dossier.model",
    "Besluit": "versies.besluit",
    "Bevinding": "verordening.bevinding",
    "Ernst": "verordening.bevinding",
    "Geldend": "werkbank.diensten.geldend",
    "Geweigerd": "verordening.bevinding",
    "Ingang": "versies.toepassen",
    "Ontwerp": "versies.opstellen",
    "Opdracht": "versies.besluit",
    "Regeling": "verordening.boom",
    "Toepassing": "versies.toepassen",
    "Verschil": "versies.verschil",
    "Verwijzing": "wetgeving.verwijzingen",
    "Wijziging": "versies.wijziging",
    "geldend": "werkbank.diensten.vanuit_python",
    "koppel": "werkbank.diensten.vanuit_python",
    "lees": "verordening.lezers",
    "lees_besluit": "versies.opdracht",
    "pas_toe": "versies.toepassen",
    "schrijf": "werkbank.diensten.vanuit_python",
    "stel_op": "versies.opstellen",
    "vergelijk": "versies.verschil",
    "vind_verwijzingen": "wetgeving.verwijzingen",
}
"""Public name → the module that holds it. A door from outside, not an arrow between rooms: nothing inside uses it."""

__all__ = list(_WAAR)


def __getattr__(naam: str) -> object:
    """The public name, imported now."""
    if naam not in _WAAR:
        raise AttributeError(f"module 'verordening' heeft geen «{naam}»; openbaar zijn: {', '.join(__all__)}")
    return getattr(import_module(_WAAR[naam]), naam)


def __dir__() -> list[str]:
    """Only what is public."""
    return sorted(__all__)
