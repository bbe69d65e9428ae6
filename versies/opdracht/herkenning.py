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

from versies.opdracht.datum import DATUM
from versies.opdracht.lexer import Onbegrepen
from versies.opdracht.ontleden import boom_of_reden
from versies.opdracht.zinsdelen import plaatsen, van

OPDRACHTTAAL = re.compile(
    r"\b(?:vervangen door|te luiden|luidt(?: als volgt)?:|gelezen|ingevoegd|toegevoegd|vernummer\w*|verletter\w*|luidende"
    r"|als volgt (?:gewijzigd|te wijzigen)|wijzigingen aangebracht|geschrapt|doorgehaald|vervalt|vervallen"
    r"|(?:wordt|worden) (?:gewijzigd|aangepast)|(?:luidt|luiden) als volgt|verhoogd met|verlaagd met"
    r"|te (?:wijzigen|vervangen)|gewijzigd vast te stellen|aangepast|van €\s?[\d.,]+[^.;]{0,30}? (?:naar|tot) €\s?\d+)\b|\bgewijzigd in\b.{0,3}[„“”«‘\"']",
    re.IGNORECASE,
)
"""Words of an instruction: a provision that has them and is no known form, is refused instead of kept."""
DIT_BESLUIT = re.compile(
    r"(?:dit\s+(?:besluit|reglement)|deze\s+(?:verordening|regeling|wijziging\w*|beleidsregels?))\s+(?:treedt|treden)\s+in\s*werking\b",
    re.IGNORECASE,
)
"""The decision's own entry into force."""
TOELICHTING = re.compile(r"(?:Nota van |Artikelsgewijze |Algemene )?toelichting\b[^.:;]{0,60}\Z", re.IGNORECASE)
BIJLAGE = re.compile(r"Bijlage(?:n)?(?:\s+(?P<nr>[A-Z]|\d+|[IVX]+))?[.:]?(?:\s+(?P<rest>\S.*))?\Z")
_ONGEWIJZIGD = re.compile(
    r"[(\[]?(?:de\s+)?rest\s+(?:blijft\s+)?ongewijzigd[)\]]?\.?\Z|[(\[]?(?:(?:De|Het|Voor)\s+(?:rest|overige|overigen|artikel|lid|onderdeel)\b|Lid\b|Leden\b|(?:De\s+)?(?:leden|onderdelen|artikelen)\b|Onderdeel\b"
    r"|Artikel\b|Sub\b|(?:De|Het)\s+\S+\s+(?:lid|onderdeel|volzin|zin)\b)[^;:]{0,120}?\b(?:blijft|blijven)\b(?:\s+\w+){0,3}?\s+"
    r"(?:ongewijzigd|gehandhaafd|hetzelfde|gelijk)[)\]]?\.?\Z",
    re.IGNORECASE,
)
_VORM = re.compile(
    r"(?:\W*(?:\d{1,3}|[a-z]{1,2})[.)]\s+|[-–•]\s+)?(?:(?:In|Aan|Na|Voor)\s+)?(?:artikel|onderdeel|lid|(?:de|het)\s[\w\s]{1,20}\b(?:lid|aanhef|zin|volzin))\b"
    r"[^„“«‘\"]{0,200}[„“«‘\"'].{1,400}?[”»’\"'].{0,60}?\b(?:door|in|vervangen|gewijzigd|toegevoegd|ingevoegd|geschrapt|vervalt|vervallen)\b"
    r"|.*\bartikel\s+\d.*\b(?:te luiden|luidende|vervangen door|ingevoegd|toegevoegd)\b[^:]*:\Z|In\s[^„“«:;]{2,160}\s(?:wordt|worden)\s*:\Z",
    re.IGNORECASE | re.DOTALL,
)
"""The shape of an instruction, also of one that cannot be read: a place, quoted words, and what becomes of them."""
_WERKWOORD = re.compile(
    r"\b(?:wordt|worden|vervalt|vervallen|komt|komen|luidt|luiden|treedt|treden|is|zijn|was|kan|kunnen|heeft|hebben|moet|moeten|mag"
    r"|mogen|stelt|beslist|geldt|gelden|gaat|bedraagt|blijft|blijven)\b",
    re.IGNORECASE,
)
_FORMULE = re.compile(
    r"Slot\Z|Ondertekening\Z|Aldus\s|Lasten en bevelen|Gegeven te\s|Gedaan te\s|(?:Deze|Dit) \w+ zal met de "
    r"|(?:Vastgesteld|Besloten) (?:in|door|op|te)\b",
    re.IGNORECASE,
)
_PLAATS_DATUM = re.compile(
    rf"(?:te\s+)?(?-i:['’A-Z])[\w’'-]*(?:\s[\w’'-]+){{0,3}}?,?\s+(?:(?:d\.?d\.?|op|den|de)\s+)?{DATUM}\s*[.,]?\Z",
    re.IGNORECASE,
)
_ORGAAN = re.compile(
    r"(?:namens\s+)?(?:de\s+(?:gemeente)?raad|het\s+college|college|gedeputeerde\s+staten|provinciale\s+staten|burgemeester\s+en\s+wethouders"
    r"|het\s+(?:algemeen|dagelijks|bestuur)\w*|(?:de|onze)\s+(?:minister|staatssecretaris))\b(?:d\.d\.|[^.:;]){0,100}\Z",
    re.IGNORECASE,
)
_FUNCTIE = re.compile(
    r"\b(?:loco-?)?(?:voorzitter|griffier|(?:gemeente|provincie)?secretaris|burgemeester|wethouder|dijkgraaf|minister|staatssecretaris|directeur"
    r"|commissaris|secretaris-directeur)\b",
    re.IGNORECASE,
)
_NAAM = re.compile(
    r"(?:(?:de\s+heer|mevrouw|dhr|mevr|mw|mr|drs|ing|ir|dr|prof|w\.g)\.?,?\s+)*(?:[A-Z]\.\s?){1,6}(?:(?:van|de|der|den|het|ten|ter|te|’t|'t|in)\s)*[A-Z]",
)
_GEGEVEN = re.compile(r"[A-Z][\w ]{2,30}:\s+\S[^;]{0,80}\Z")
_EENHEID = re.compile(r"(?:artikel|hoofdstuk|paragraaf|afdeling|bijlage|titel|§)\s", re.IGNORECASE)
_AANDUIDING = re.compile(r"(?:\d{1,3}[a-z]?|[a-z]{1,2})[.)°]\s|[-–•|#>]")
_ZINSEINDE = re.compile(r"(?<=[.;])\s+(?=[A-Z„“«‘\"])")


def lijkt_opdracht(zin: str) -> bool:
    """True when the grammar reads a sentence as a change of some place: an instruction, wherever it stands."""
    boom = boom_of_reden(zin.strip())
    if isinstance(boom, Onbegrepen):
        return False
    in_regeling = bool(van(boom, "VOLGENDE") or (van(boom, "REGELING") and van(boom, "CITAAT")))
    return in_regeling or any(p.adressen[0].stappen for p in plaatsen(boom))


def heeft_opdrachtvorm(zin: str) -> bool:
    """True for what has the shape of an instruction, whether or not it can be read.

    >>> heeft_opdrachtvorm("In artikel 4, eerste lid, ‘€ 10’ gewijzigd in: € 11;"), heeft_opdrachtvorm("gelet op artikel 4;")
    (True, False)
    """
    return _VORM.match(zin.strip()[:1500]) is not None


def lijkt_redactioneel(zin: str) -> str:
    """What a line of new text says about the text or the decision instead of being law; empty when it does not.

    >>> lijkt_redactioneel("Het artikel over katten wordt verwijderd."), lijkt_redactioneel("Deze wijziging gaat in op 1 mei 2027.")
    ('een opdracht', 'een inwerkingtreding')
    >>> lijkt_redactioneel("De kaart is een jaar geldig.")
    ''
    """
    if _OVER_DE_TEKST.match(zin):
        return "een opdracht"
    if _GELDT_VANAF.search(zin):
        return "een inwerkingtreding"
    return (
        "een opmerking dat iets gelijk blijft"
        if re.search(r"\bongewijzigd\b[)\].]*\Z", zin) and 2 < len(zin.split()) < 18
        else ""
    )


_OVER_DE_TEKST = re.compile(
    r"(?:(?:In|Aan|Na)\s+)?(?:(?:het|de|dit|deze)\s+(?:\w+\s+)?)?(?:artikel(?:en)?|lid|leden|onderde(?:el|len)|(?:vol)?zin(?:nen)?|bijlagen?|hoofdstuk|paragraaf|tabel|tekst)\b"
    r"[^.;]{0,120}\b(?:vervalt|vervallen|(?:wordt|worden)\b[^.;]{0,60}\b(?:verwijderd|geschrapt|doorgehaald|vernummerd|verletterd|ingevoegd|toegevoegd|gewijzigd|aangepast|vervangen))"
    r"\s*[.;]?\Z",
    re.IGNORECASE,
)
"""A whole sentence about what becomes of a part of a text."""
_GELDT_VANAF = re.compile(
    rf"^(?:(?:dit|deze|het|de)\s+(?:\w+\s+)?(?:besluit|wijziging\w*|verordening|regeling|beleidsregels?)\b[^.;]{{0,60}}\b(?:gaat|gaan|treedt|treden|wordt|worden|geldt|gelden)\b|inwerkingtreding|ingangsdatum)"
    rf"[^;]{{0,80}}{DATUM}",
    re.IGNORECASE,
)


def zinnen(tekst: str) -> Iterator[str]:
    """The sentences of a paragraph, roughly: enough to see an instruction behind another sentence."""
    yield from (z.strip() for z in _ZINSEINDE.split(tekst))


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
    return _ONGEWIJZIGD.match(tekst.strip()) is not None


def slotvorm(tekst: str) -> str:
    """How a line can belong to a signature: formule, plaats en datum, orgaan, functie, naam, gegeven or kort; empty when it cannot."""
    tekst = tekst.strip().strip("*_ ")
    if _FORMULE.match(tekst):
        return "formule"
    if _PLAATS_DATUM.match(tekst) and not _EENHEID.match(tekst) and not _WERKWOORD.search(tekst):
        return "plaats en datum"
    if len(tekst) > 140 or tekst.endswith((":", ";")) or _EENHEID.match(tekst) or _WERKWOORD.search(tekst):
        return ""
    if _AANDUIDING.match(tekst) and not _NAAM.match(tekst):
        return ""
    if tekst.endswith(".") and len(tekst.split()) > 4:
        return ""  # Een volzin, al noemt zij de burgemeester.
    if _ORGAAN.match(tekst):
        return "orgaan"
    if _FUNCTIE.search(tekst):
        return "functie"
    if _NAAM.match(tekst):
        return "naam"
    if _GEGEVEN.match(tekst):
        return "gegeven"
    return "kort" if len(tekst) <= 60 and not tekst.endswith(".") else ""


def is_slot_begin(tekst: str) -> bool:
    """True for a line with which a signature can begin."""
    return slotvorm(tekst) in ("formule", "plaats en datum", "orgaan", "functie")
