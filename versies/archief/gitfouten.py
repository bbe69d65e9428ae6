"""What goes wrong with the store of an archive, in words for who uses the dossier: refusals, and findings of a check."""

from __future__ import annotations

import contextlib

from verordening.bevinding import Bevinding, Ernst, Geweigerd

_RESERVE = "Zet het archief terug uit een reservekopie."
_FOUTEN = {
    "archief-beschadigd": ("het archief is beschadigd ({})", _RESERVE),
    "inhoud-weg": ("deze inhoud staat niet (meer) in het archief ({})", _RESERVE),
    "niet-vastgelegd": (
        "vastleggen is niet gelukt ({})",
        "Er is niets veranderd. Controleer schijfruimte en rechten.",
    ),
    "niet-schrijfbaar": ("kan niet schrijven ({})", "Controleer of de map schrijfbaar is en of er ruimte is."),
    "koppeling": ("dit is een koppeling, geen bestand", "Verwijder de koppeling."),
    "handwerk": (
        "dit bestand is buiten het archief om veranderd",
        "Bewaar uw wijziging onder een andere naam en zet het bestand terug.",
    ),
}
_TERUG = "Zet het terug met «verordening zet-terug»; leg een wijziging vast als besluit."
_BEVINDINGEN = {
    "archief-beschadigd": (Ernst.FOUT, "De git-opslag is beschadigd.", _RESERVE),
    "vastleggen-afgebroken": (
        Ernst.WAARSCHUWING,
        "Een vastlegging is afgebroken of nog bezig.",
        "De eerstvolgende vastlegging maakt haar af.",
    ),
    "verwijzing-over": (
        Ernst.FOUT,
        "Dit doel of label hoort bij een vastlegging die niet meer op de hoofdlijn staat.",
        f"Is de hoofdlijn teruggezet? {_RESERVE}",
    ),
    "verwijzing-verzet": (
        Ernst.FOUT,
        "Dit doel of label wijst niet naar de versie die is vastgelegd.",
        "Zet het terug met «verordening zet-terug».",
    ),
    "bestand-weg": (Ernst.FOUT, "Het bestand staat niet meer in de map.", _TERUG),
    "handwerk": (Ernst.FOUT, "Het bestand is buiten het archief om veranderd.", _TERUG),
    "label-vals": (
        Ernst.FOUT,
        "De handtekening van deze ondertekende stand is leeg, of hoort niet bij wat zij ondertekent.",
        "Vertrouw dit archief niet zonder het aan de griffie te vragen.",
    ),
    "label-los": (
        Ernst.FOUT,
        "Deze ondertekende stand hoort niet bij de geschiedenis: de hoofdlijn is teruggezet of vervangen.",
        _RESERVE,
    ),
    "label-vreemd": (
        Ernst.FOUT,
        "Deze stand is niet ondertekend met de sleutel die u vertrouwt.",
        "Vraag de griffie naar haar sleutel.",
    ),
    "niet-ondertekend": (
        Ernst.FOUT,
        "Geen enkele stand van dit archief is ondertekend.",
        "Vraag de griffie om een ondertekende stand.",
    ),
}


def kort(fout: object) -> str:
    """The message of an error on one line."""
    with contextlib.suppress(Exception):
        reden = getattr(fout, "stderr", "") or getattr(fout, "strerror", "") or fout
        return " ".join(str(reden).split())[:200]
    return type(fout).__name__


def gitfout(code: str, plaats: object, reden: object = "") -> Geweigerd:
    """The refusal with this code.

    Args:
        plaats: folder or file. reden: an error, or words.
    """
    zin, advies = _FOUTEN[code]
    return Geweigerd(zin.format(kort(reden)), plaats=str(plaats), code=code, advies=advies)


def bevinding(code: str, plaats: object, fragment: str = "") -> Bevinding:
    """The finding with this code."""
    ernst, uitleg, advies = _BEVINDINGEN[code]
    return Bevinding(code, ernst, str(plaats), fragment, uitleg, advies)
