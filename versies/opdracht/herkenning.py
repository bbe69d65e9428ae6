"""What a line of a decision looks like, whatever it was taken for: an instruction, its own entry into force, its signature.

The reader decides by position; these shapes only guard that decision, and find where the signature begins.

>>> lijkt_opdracht("Het derde lid vervalt."), lijkt_opdracht("Het college beslist binnen zes weken.")
(True, False)
>>> [slotvorm(r) for r in ("Waterdam, 3 maart 2027", "De raad voornoemd,", "mevrouw drs. J. Smit, voorzitter")]
['plaats en datum', 'orgaan', 'functie']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from versies.opdracht.lexer import Onbegrepen
from versies.opdracht.ontleden import boom_of_reden
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import plaatsen, van


def lijkt_opdracht(zin: str) -> bool:
    """True when the grammar reads a sentence as a change of some place: an instruction, wherever it stands."""
    boom = boom_of_reden(zin.strip())
    if isinstance(boom, Onbegrepen):
        return False
    zonder_plaats = bool(van(boom, "VOLGENDE")) or any(boom.alle("vervalt_lading"))
    in_regeling = zonder_plaats or bool(van(boom, "REGELING") and van(boom, "CITAAT"))
    return in_regeling or any(p.adressen[0].stappen for p in plaatsen(boom))


def heeft_opdrachtvorm(zin: str) -> bool:
    """True for what has the shape of an instruction, whether or not it can be read.

    >>> heeft_opdrachtvorm("In artikel 4, eerste lid, ‘€ 10’ gewijzigd in: € 11;"), heeft_opdrachtvorm("gelet op artikel 4;")
    (True, False)
    """
    return patroon("VORM").match(zin.strip()[:1500]) is not None


def lijkt_redactioneel(zin: str) -> str:
    """What a line of new text says about the text or the decision instead of being law; empty when it does not.

    >>> lijkt_redactioneel("Het artikel over katten wordt verwijderd."), lijkt_redactioneel("Deze wijziging gaat in op 1 mei 2027.")
    ('een opdracht', 'een inwerkingtreding')
    >>> lijkt_redactioneel("De kaart is een jaar geldig.")
    ''
    """
    if patroon("OVER_DE_TEKST").match(zin):
        return "een opdracht"
    if patroon("GELDT_VANAF").search(zin):
        return "een inwerkingtreding"
    return (
        "een opmerking dat iets gelijk blijft"
        if re.search(r"\bongewijzigd\b[)\].]*\Z", zin) and 2 < len(zin.split()) < 18
        else ""
    )


def zinnen(tekst: str) -> Iterator[str]:
    """The sentences of a paragraph, roughly: enough to see an instruction behind another sentence."""
    yield from (z.strip() for z in patroon("ZINSEINDE").split(tekst))


def tweede_opdracht(tekst: str) -> str:
    """The instruction that stands behind the first sentence of a new text, or behind its closing quote; empty when there is none.

    >>> tweede_opdracht("Het tarief is € 3. Het tweede lid vervalt.")
    'Het tweede lid vervalt.'
    >>> tweede_opdracht("“Het tarief is € 3.” en het tweede lid vervalt.")
    'het tweede lid vervalt.'
    """
    achter = re.match(r"\s*[„“«].*?[”»“]\s*[.;]?\s*(?:,|en|alsmede)\s+(?P<rest>.+)\Z", tekst, re.DOTALL)
    kandidaten = [achter.group("rest").strip()] if achter else []
    return next((z for z in (*kandidaten, *[*zinnen(tekst)][1:]) if lijkt_opdracht(z)), "")


def is_ongewijzigd(tekst: str) -> bool:
    """True for an editorial remark that something stays as it is: no law, nothing to do.

    >>> is_ongewijzigd("De rest van het artikel blijft ongewijzigd.")
    True
    """
    return patroon("ONGEWIJZIGD").match(tekst.strip()) is not None


def slotvorm(tekst: str) -> str:
    """How a line can belong to a signature: formule, plaats en datum, orgaan, functie, naam, gegeven or kort; empty when it cannot."""
    tekst = tekst.strip().strip("*_ ")
    if patroon("FORMULE").match(tekst):
        return "formule"
    if (
        patroon("PLAATS_DATUM").match(tekst)
        and not patroon("EENHEID").match(tekst)
        and not patroon("WERKWOORD").search(tekst)
    ):
        return "plaats en datum"
    if (
        len(tekst) > 140
        or tekst.endswith((":", ";"))
        or patroon("EENHEID").match(tekst)
        or patroon("WERKWOORD").search(tekst)
    ):
        return ""
    if patroon("BEGINT_MET_LABEL").match(tekst) and not patroon("NAAM").match(tekst):
        return ""
    if tekst.endswith(".") and len(tekst.split()) > 4:
        return ""  # Een volzin, al noemt zij de burgemeester.
    if patroon("ORGAAN").match(tekst):
        return "orgaan"
    if patroon("FUNCTIE").search(tekst):
        return "functie"
    if patroon("NAAM").match(tekst):
        return "naam"
    if patroon("GEGEVEN").match(tekst):
        return "gegeven"
    return "kort" if len(tekst) <= 60 and not tekst.endswith(".") else ""


def is_slot_begin(tekst: str) -> bool:
    """True for a line with which a signature can begin."""
    return slotvorm(tekst) in ("formule", "plaats en datum", "orgaan", "functie")
