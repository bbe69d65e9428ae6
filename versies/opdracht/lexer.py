"""From a sentence to the symbols of the grammar: whole addresses, quotations, counts of units, and key phrases.

>>> [s.soort for s in symbolen("In artikel 2, eerste lid, wordt “a” telkens vervangen door “b”.")]
['IN', 'ADRES', 'WORDT', 'CITAAT', 'TELKENS', 'VERVANGEN_DOOR', 'CITAAT', 'PUNT']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from verordening.adres import Adres, Stap
from verordening.nummers import TELWOORDEN, getal_uit_rangtelwoord
from versies.opdracht.adressen import AANHALING, Plaats, lees_nummers, lees_plek, soort_van


@dataclass(frozen=True, slots=True)
class Symbool:
    """A terminal of the grammar with its meaning and place (offset from 0 in the sentence)."""

    soort: str
    tekst: str
    begin: int
    waarde: Any = None
    opmerking: str = ""
    """How it was read, when the source is not written as it should be: for the reader of the decision."""


@dataclass(frozen=True, slots=True)
class Nieuw:
    """ "twee leden": how many units of which kind; ``nummer`` when it is named ("een nieuw artikel 7a"), 0 = any number."""

    aantal: int
    soort: str
    nummer: str = ""


class Afgekapt(str):
    """New text without quotation marks that is followed by another instruction in the same sentence."""


class Onbegrepen(Exception):
    """Reading stopped at ``plek`` (offset in the sentence)."""

    def __init__(self, plek: int, verwacht: tuple[str, ...] = (), reden: str = "") -> None:
        self.plek, self.verwacht, self.reden = plek, verwacht, reden
        super().__init__(f"{plek}: {reden or verwacht}")


_EENHEDEN = {
    "begripsomschrijving": "begrip",
    "begripsomschrijvingen": "begrip",
    "begripsbepaling": "begrip",
    "begripsbepalingen": "begrip",
    "definitie": "begrip",
    "definities": "begrip",
    "begrip": "begrip",
    "begrippen": "begrip",
    "opschrift": "opschrift",
    "rij": "rij",
    "rijen": "rij",
    "regel": "rij",
    "regels": "rij",
    "tabel": "tabel",
    "zinsnede": "tekst",
    "zinsdeel": "tekst",
    "passage": "tekst",
    "woorden": "tekst",
    "woord": "tekst",
    "tekst": "tekst",
    "bepaling": "bepaling",
    "bepalingen": "bepaling",
}
_NIEUW = re.compile(
    r"(?P<n>"
    + "|".join(sorted(TELWOORDEN, key=len, reverse=True))
    + r"|\d{1,3}|(?:de|het)\s+(?:na)?volgende)\s+(?:nieuwe?\s+)?"
    r"(?:(?P<rang>[a-zë]+(?:de|ste)|\d{1,2}e)\s+(?=lid\b|zin\b|volzin\b))?(?P<wat>[\w’'-]+)(?!\w)"
    r"(?:\s+en\s+(?:hun|de\s+daarbij\s+behorende)\s+(?:begrips)?omschrijvingen)?"
    r"(?:\s+(?P<nr>\d+[0-9a-z.:]*|[a-z])(?=,?\s+(?:ingevoegd|toegevoegd|luid)|\s*:))?",
    re.IGNORECASE,
)
_TEKENS = {"punt": ".", "puntkomma": ";", "komma": ",", "dubbele punt": ":", "dubbelepunt": ":"}
_TEKEN = re.compile(
    r"(?:de|het|een)\s+(?P<teken>puntkomma|dubbele\s?punt|punt|komma)(?P<erbij>\s+gevolgd door (?:het woord )?)?(?![\w-])",
    re.IGNORECASE,
)
_WERKWOORD = r"(?:wordt|worden|vervalt|vervallen|komt|komen|luidt|luiden)\b"
_LUIDT = re.compile(
    r"(?:(?:wordt|worden)\s+(?:gewijzigd|aangepast)\s+en\s+)?(?:luidt|luiden|gaat\s+luiden|gaan\s+luiden)\b(?=\s*(?:als\s+volgt\s*)?:)",
    re.IGNORECASE,
)
_VERDER_OP = re.compile(
    rf"(?:in|aan)\s+(?:(?:de|het)\s+\w|artikel|onderdeel|hoofdstuk|paragraaf|bijlage)[^„“«:;,]*(?:,[^„“«:;,]{{1,40}}){{0,3}}?,?\s+{_WERKWOORD}|(?:de|het|artikel|onderdeel)\s[^„“«:;]{{1,120}}?\s{_WERKWOORD}",
    re.IGNORECASE,
)
"""After a comma: another place with its own verb."""
_TEKST_VAN = re.compile(
    r"de\s+(?:gehele\s+)?tekst\s+van\s+(?=(?:artikel|het|de|lid|onderdeel|bijlage|paragraaf)\s[^„“«:;]{1,200}?\s(?:komt|komen|wordt\s+(?:als\s+volgt\s+)?(?:gelezen|vervangen)|luidt)\b)",
    re.IGNORECASE,
)
"""«De tekst van artikel 5 komt te luiden:» is «artikel 5 komt te luiden:»."""
_NOG_EEN = re.compile(
    r"(?:,\s+(?:en\s+)?|\s+en\s+|\.\s+(?=(?:voorts|tevens|daarnaast|verder)\s))(?=(?:(?:voorts|tevens|daarnaast|verder)\s+)?(?:wordt|worden)\s+(?:(?:in|onder)\s[^„“«‘:;]{1,60}?\s+)?(?:(?:na|voor)\s+)?(?:(?:de|het)\s+[a-z]+\s+)?:?\s*[“„«‘][^“„«‘]+[”“»’]\s+(?:telkens\s+)?(?:vervangen\s+door|gewijzigd\s+in|ingevoegd|geschrapt)"
    r"|(?:vervalt|vervallen)\s+(?:(?:de|het)\s+[a-z]+\s+)?[“„«‘])",
    re.IGNORECASE,
)
"""Where new text without quotation marks ends because the sentence goes on with another instruction."""
_DAARNA = re.compile(
    r"\s*(?:[.;]?\s*\Z|,|(?:en|telkens|vervangen|wordt|door|respectievelijk|onderscheidenlijk|gewijzigd|ingevoegd|toegevoegd|geschrapt|vervallen|vervalt)\b)",
    re.IGNORECASE,
)
"""What can follow a quotation that is itself the whole new (or old) text."""
_ZINNEN: tuple[tuple[str, str], ...] = (
    (
        "LADING",
        r",?\s*(?:die\s+|dat\s+|(?:en\s+)?welke?\s+|en\s+(?=luid))?(?:als\s+volgt\s*)?(?:luidende?|luidt|luiden|(?<=die\s)(?:als\s+volgt\s+)?(?:komt|komen)\s+te\s+luiden|(?<=volgt\s)(?:komt|komen)\s+te\s+luiden|(?<=dat\s)(?:komt|komen)\s+te\s+luiden)?(?:\s+als\s+volgt|\s*aldus)?\s*:\s*(?P<rest>.*)\Z",
    ),
    ("WIJZIGT", r"(?:wijzigt|wijzigen)\s+als\s+volgt\b"),
    ("BEHOREND", r"en\s+(?:het|de)\s+(?:daar)?(?:bij)?\s*(?:be)?horende\s+opschrift(?:en)?\b"),
    (
        "VERDER",
        rf"(?:,\s*|,?\s+)?(?:en|alsmede)\s+(?:er\s+)?(?={_WERKWOORD})|\.\s+(?:voorts|tevens|daarnaast|verder)\s+(?={_WERKWOORD})",
    ),
    (
        "VERDER_MET",
        rf"(?:,\s*|,?\s+)?(?:en\s+)(?=(?:in\s+|aan\s+)?(?:(?:de|het)\s+\w|artikel\b|onderdeel\b|hoofdstuk\b|paragraaf\b)[^„“«:;]*?\b{_WERKWOORD})",
    ),
    ("EN_VAN", r",?\s*en\s+van\s+(?:(?=de (?:punt|komma|dubbele))|(?=[„“”«‘\"'])|(?=(?:het|de)?\s*\w))"),
    ("EN_IN", r"en\s+in\b"),
    (
        "ONDER_VERNUMMERING",
        r"(?:en\s+)?(?:,\s*)?(?:onder|met)\s+(?:gelijktijdige\s+)?(?:vernummering|verlettering|hernummering|omnummering)(?:\s+en\s+ver(?:nummering|lettering))?\s+van",
    ),
    ("ONDER_VERVANGING", r"(?:en\s+)?(?:,\s*)?(?:onder|na)\s+(?:gelijktijdige\s+)?vervanging\s+(?:van|door)"),
    ("ONDER_TOEVOEGING", r"(?:en\s+)?(?:,\s*)?onder\s+(?:gelijktijdige\s+)?toevoeging\s+van"),
    ("VERVALT", r"(?:komt|komen)\s+te\s+vervallen\b|vervalt\b|vervallen\b"),
    ("TE_VERVALLEN", r"te\s+vervallen\b"),
    ("TE_LUIDEN", r"(?:als\s+volgt\s+)?te\s+luiden\b"),
    (
        "BIJGEVOEGD",
        r"(?:(?:als|zoals)\s+(?:is\s+)?(?:aangegeven|opgenomen|vermeld)\s+in\s+)?(?P<rest>(?:de\s+)?bijlage(?:\s+[A-Z0-9]+)?)\s+(?:bij|van)\s+(?:dit|deze)\s+(?:besluit|verordening|regeling)|de\s+bij\s+(?:dit|deze)\s+(?:besluit|verordening|regeling)\s+(?:gevoegde|behorende)\s+(?P<bijlage2>bijlage(?:\s+\w+)?)",
    ),
    (
        "KOMT",
        r"(?:wordt|worden)\s+(?:als\s+volgt\s+|geheel\s+|in\s+zijn\s+geheel\s+)?(?:gewijzigd|aangepast|herzien)\s+en\s+(?:komt|komen)\b|(?:komt|komen)\b(?:\s+als\s+volgt(?=\s+te\s+luiden))?",
    ),
    (
        "WORDT",
        r"(?:wordt|worden)\s+(?:gewijzigd|aangepast)\s+en\s+(?:wordt|worden)\b|(?:wordt|worden|word)\b(?:\s+(?:wordt|worden)\b)?",
    ),
    (
        "ALS_VOLGT_GEWIJZIGD",
        r"(?:als\s+volgt|nader)\s+gewijzigd\b|gewijzigd\s+als\s+volgt\b|gewijzigd(?=\s*:\s*\Z)|gewijzigd\s+(?:zoals|als|overeenkomstig)\s+(?:is\s+)?(?:(?:aangegeven|weergegeven|opgenomen)\s+)?in\s+(?:de\s+)?(?:onderstaande|volgende)\s+(?:was-wordt[- ]?)?tabel\b|de\s+volgende\s+wijzig(?:ing(?:en)?|en)\s+(?:aangebracht|doorgevoerd)\b",
    ),
    ("GELEZEN", r"als\s+volgt\s+(?:gelezen|vastgesteld|opnieuw\s+vastgesteld)\b|gelezen\s+als\s+volgt(?=\s*:)"),
    ("GESCHRAPT", r"(?:geschrapt|doorgehaald|verwijderd)\b"),
    ("TELKENS", r"(?:telkens|telkenmale|steeds|overal|iedere keer|elke keer)\b"),
    ("MAAL", r"(?P<rest>[a-zé]+|\d{1,2})\s?(?:keer|maal)\b"),
    ("KEER", r"(?:de\s+)?(?P<rest>\w+)\s+(?:keer|maal|vermelding van)\b(?:\s+dat)?|bij de (?P<rang2>\w+) vermelding\b"),
    ("VERHOOGD_MET", r"(?:verhoogd|verlaagd|vermeerderd|verminderd)\s+met\b"),
    ("VASTGESTELD_OP", r"(?:vastgesteld|gesteld)\s+op\b|(?:verhoogd|verlaagd)\s+(?:tot|naar)\b"),
    ("VERVANGEN_DOOR", r"(?:vervangen\s+)?vervangen\s+door\b(?:\s+door\b)?|gewijzigd\s+in(?=\s*:|\s+[„“”«‘\"'€])"),
    ("INGETROKKEN", r"ingetrokken\b"),
    ("TUSSEN", r"tussen(?=\s+[„“”«‘\"'])"),
    ("INGEVOEGD", r"ingevoegd\b"),
    ("TOEGEVOEGD", r"toegevoegd\b"),
    (
        "VERNUMMERD",
        r"(?:vernummer[dt]|verletter[dt]|hernummerd|omgenummerd)\s+(?:tot|naar|in)\b|(?:geletterd|genummerd|aangeduid als)\b(?:\s+tot\b)?",
    ),
    ("VERPLAATST_NAAR", r"(?:verplaatst|overgebracht|overgeheveld)\s+naar\b"),
    ("VERPLAATST", r"(?:verplaatst|geplaatst|overgebracht)(?=\s+(?:na|voor)\b)"),
    ("GEPLAATST", r"geplaatst\b|gezet\b"),
    ("ALSMEDE", r"(?:alsmede|en)\s+(?=de aanduiding\b)"),
    ("AANDUIDING", r"de\s+aanduiding\b"),
    (
        "IN_ALFABET",
        r"(?:(?:in|op)\s+(?:de\s+)?)?alfabetische\s+(?:volgorde|rangschikking|plaats)\b|(?:op\s+)?alfabetisch\b",
    ),
    ("VOOR_DE_TEKST", r"voor\s+de\s+tekst\b(?:\s+van)?"),
    ("AAN_HET_SLOT_VAN", r"aan\s+het\s+(?:slot|einde?)\s+van\b"),
    ("AAN_HET_SLOT", r"aan\s+het\s+(?:slot|einde?)\b"),
    (
        "TIJDSTIP",
        r"(?:(?:op|met\s+ingang\s+van)\s+(?:het\s+tijdstip|de\s+datum|de\s+dag)\s+(?:van|waarop)\s+.+?|op\s+dat\s+tijdstip|met\s+ingang\s+van\s+(?:\d{1,2}\s+\w+\s+\d{4}|dat tijdstip))(?=,?\s+(?:komt|komen|wordt|worden|vervalt|vervallen|als volgt|ingevoegd|vervangen|toegevoegd|te\s+luiden|gewijzigd|vernummerd|ingetrokken|geschrapt|te\s+wijzigen)|,?\s+in\s+(?:artikel|het\s|de\s)|,?\s+artikel|,?\s+[“„«‘\"'’]|,?\s+(?:na|aan|voor)\s|,?\s+(?:een|twee|drie|vier|vijf)\s)",
    ),
    ("RESPECTIEVELIJK", r"(?:en\s+)?(?:respectievelijk|onderscheidenlijk)\b"),
    ("TOT", r"tot(?!\s+en\s+met)\b"),
    ("DOOR", r"door\b"),
    ("IN", r"in\b"),
    ("AAN", r"aan\b"),
    ("NA", r"(?:na|achter)\b"),
    ("VOOR", r"v(?:oo|óó|o)r\b"),
    ("ER", r"er\b"),
    ("EN", r"(?:en|alsmede)\b"),
    ("PUNT", r"[.;]\s*\Z"),
)
_PATROON = re.compile(
    "|".join(f"(?P<{naam}>{patroon})".replace("(?P<rest>", f"(?P<rest_{naam}>") for naam, patroon in _ZINNEN),
    re.IGNORECASE,
)
_WIT = re.compile(r"(?:[\s\u00a0]|,)*")
_TIKFOUTEN = {
    "WORDT": re.compile(r"word|.*\s.*\b(?:wordt|worden)", re.IGNORECASE),
    "VERNUMMERD": re.compile(r".*(?:nummert|lettert)\b.*", re.IGNORECASE),
    "ALS_VOLGT_GEWIJZIGD": re.compile(r".*\bwijzigen\s.*", re.IGNORECASE),
    "VERVANGEN_DOOR": re.compile(r".*\bdoor\s+door|vervangen\s+vervangen.*", re.IGNORECASE),
}
"""How a symbol is written when the source has a slip: read, and told."""
_INFINITIEF: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(patroon, re.IGNORECASE), soorten)
    for patroon, soorten in (
        (r"te\s+vervangen\s+door\b", ("WORDT", "VERVANGEN_DOOR")),
        (r"in\s+te\s+trekken\b", ("INGETROKKEN", "WORDT")),
        (r"toe\s+te\s+voegen\b", ("WORDT", "TOEGEVOEGD")),
        (r"in\s+te\s+voegen\b", ("WORDT", "INGEVOEGD")),
        (r"te\s+laten\s+vervallen\b|te\s+schrappen\b", ("WORDT", "GESCHRAPT")),
        (r"(?:als\s+volgt\s+te\s+wijzigen|te\s+wijzigen\s+als\s+volgt)\b", ("WORDT", "ALS_VOLGT_GEWIJZIGD")),
        (
            r"te\s+wijzigen\s+(?:waardoor|zodat|zodanig\s+dat)\s+(?:de\s+tekst|deze|zij|hij)\s+(?:(?:komt|als\s+volgt)\s+(?:als\s+volgt\s+)?te\s+luiden|(?:als\s+volgt\s+)?luidt)(?:\s+als\s+volgt(?=\s*:))?",
            ("KOMT", "TE_LUIDEN"),
        ),
        (r"te\s+vernummeren\s+(?:tot|in)\b", ("WORDT", "VERNUMMERD")),
    )
)
"""What "besluit" governs stands in the infinitive: "te vervangen door" is read as "wordt vervangen door"."""
_VULLING = re.compile(
    r"(?:de|het)\s+(?:woord(?:en)?|zins(?:nede|nedes|deel|neden)|passage|bedrag|bedragen|getal|nummer|tekst|term|naam|begrip|aanduiding|datum|percentage|verwijzing|uitdrukking|functie|zin)s?\s*:?\s+(?=[„“”«‘\"'’])",
    re.IGNORECASE,
)
_VOORWAARDE = re.compile(
    r"(?:indien|als|wanneer|voor het geval(?: dat)?|zodra)\s+.{3,1500}?,?\s+(?=(?:wordt|worden|komt|komen|vervalt|vervallen)\s+(?:in\s+)?(?:(?:de|het)\s+\w|artikel|hoofdstuk|onderdeel|paragraaf|aan|deze|dit|bijlage))(?P<laatste>)",
    re.IGNORECASE,
)
_TIJDSTIP_VOOROP = re.compile(
    r"(?:op|met\s+ingang\s+van)\s+(?:het\s+tijdstip|de\s+datum|de\s+dag|\d{1,2}\s+\w+\s+\d{4})\b[^„“«:;]{0,300}?,?\s+"
    r"(?=(?:wordt|worden|komt|komen|vervalt|vervallen)\s+(?:in\s+|aan\s+|na\s+)?(?:(?:de|het)\s+\w|artikel|hoofdstuk|onderdeel|paragraaf|bijlage)|(?:de|het)\s.{5,300}\ste\s+wijzigen\b)",
    re.IGNORECASE,
)
"""A moment in front of the whole sentence."""
_GELD = re.compile(
    r"(?:€\s?\d(?:[\d.]*\d)?(?:,(?:\d+|--?|[–—]))?|\d(?:[\d.]*\d)?(?:,\d+)?\s?(?:%|procent(?:punt(?:en)?)?)?)(?=[.;,]?\s*(?:\Z|en\b|vervangen\b|voorts\b|tevens\b|daarnaast\b))",
    re.IGNORECASE,
)
_WAARDE = r"(?:bedrag(?:en)?|tarie(?:f|ven)|percentages?)"
_BEDRAG = re.compile(
    rf"(?P<vooraf>(?:de|het)\s+(?=in\s+[^„“«]{{3,120}}?\s(?:als\s+\w+\s+)?(?:genoemde|vermelde|bedoelde)\s+{_WAARDE}\b))"
    rf"|(?:(?:de|het)\s+)?(?:als\s+(?P<rang>\w+)\s+)?(?:(?:genoemde|vermelde|bedoelde)\s+)?(?P<wat>{_WAARDE})\b(?:,?\s+(?:genoemd|vermeld|bedoeld|opgenomen)\b)?"
    r"(?!\s*:?\s*[„“”«‘\"'’])",
    re.IGNORECASE,
)
"""An amount that the decision names without saying how much it is; «het in artikel 3 genoemde bedrag» loses its article first."""
_BEDRAG_VAN = re.compile(
    rf"(?:de|het)\s+{_WAARDE}\s+(?:van\s+)?(?P<geld>(?:€\s?)\d[\d.]*(?:,(?:\d+|--?|[–—]))?|\d[\d.,]*\s?(?:%|procent\b))(?=\s+(?:telkens\s+)?(?:wordt\s+)?(?:telkens\s+)?(?:vervangen\s+door|gewijzigd\s+in)\b)",
    re.IGNORECASE,
)
"""An amount that the sentence names with its figure: those are the words that are replaced."""
_BEGROTING = re.compile(
    r"(?:(?:de|het)\s+)?(?:(?!\w*(?:verordening|regeling|regels?|besluit|wet|reglement)\b)\w*begroting\w*\b|(?:verplichtingen|uitgaven|ontvangsten)bedrag\b)",
    re.IGNORECASE,
)
"""A budget: no regulation."""
_VAN_NAAR = re.compile(
    r"(?:verhoogd|verlaagd|gewijzigd|bijgesteld)\s+van\s+(?P<oud>€\s?\d[\d.]*(?:,(?:\d+|--?|[–—]))?|\d[\d.,]*\s?%)\s+(?:naar|tot|in)\s+"
    r"(?P<nieuw>€\s?\d[\d.]*(?:,(?:\d+|--?|[–—]))?|\d[\d.,]*\s?%)(?=[.;]?\s*\Z)",
    re.IGNORECASE,
)
"""«verhoogd van € 5 naar € 6»: the figure that is there now, and the new one."""
_GENOEMD = r"(?:genoemde|vermelde|bedoelde|opgenomen)\s+(?:termijn|datum|periode|leeftijd|getal|aantal|woord(?:en)?|zinsnede|tekst)\s+(?:van\s+)?(?=[„“”«‘\"'])"
_VOORAF = re.compile(rf"(?:de|het)\s+(?=in\s+[^„“«:;]{{3,120}}?\s{_GENOEMD})", re.IGNORECASE)
"""«De in artikel 5 genoemde termijn van “vier weken” wordt …»: the article of the noun comes first."""
_GENOEMDE = re.compile(_GENOEMD, re.IGNORECASE)
_BIJ = re.compile(r"bij\s+(?:het\s+begrip\s+)?(?P<term>(?-i:[\w][\w -]{1,60}?))(?=,?\s+[“„«‘\"])", re.IGNORECASE)
_REGELING = re.compile(
    r"(?:de|het|deze|dit)\s+(?P<naam>(?:\([^()„“”«»]{1,200}\)|[^„“”«»:;(]){3,500}?)(?P<stand>,?\s+zoals\s+(?:deze|dat|dit|die|zij)\s[^,:]{1,60}?luid\w+)?(?=,?\s+(?:wordt|worden|komt|vervalt|vervallen|wijzigt|te\s+wijzigen|als\s+volgt\s+(?:gewijzigd|te\s+wijzigen)|op\s+het\s+tijdstip|met\s+ingang\s+van)\b)",
    re.IGNORECASE,
)
_REGELING_CITAAT = re.compile(
    r"(?:de|het)\s+(?:[„“«‘\"']|\()(?P<naam>[^„“”«»\"()]{5,300}?)(?:[”“»’\"']|\))(?P<stand>,?\s+(?:zoals|vastgesteld|laatstelijk)\b[^:“„«]{1,160}?)?"
    r"(?=,?\s+(?:(?:wordt|worden)\s+(?:hierbij\s+)?(?:als\s+volgt\s+gewijzigd|gewijzigd\s+als|ingetrokken)|(?:als\s+volgt\s+)?te\s+wijzigen))",
    re.IGNORECASE,
)
"""A regulation whose title stands between quotation marks or brackets, where those words cannot be old words."""
_GEHEEL = re.compile(
    r"(?:de|deze|het|dit)\s+(?:gehele?|hele|volledige|ganse)\s+(?:tekst\s+van\s+(?:de|het)\s+)?(?:verordening|regeling|besluit|beleidsregels?|reglement)\b",
    re.IGNORECASE,
)
"""The whole of the regulation that is being amended."""
REGELINGNAAM = re.compile(
    r"(?!(?:(?!\S*(?:verordening|besluit|wet|regeling|regels?|reglement|beschikking|statuut|protocol)\b)\S+\s){0,3}(?:sub)?(?:artikel|lid|onderdeel|hoofdstuk|paragraaf|zin|volzin|aanhef|opschrift|begrips?\w*|definities?|onderdelen|leden|artikelen)\b)"
    r"(?:.*\b)?(?:\w*verordening|\w*besluit|\w*wet|\w*regeling|\w*regels?|\w*wetboek|\w*reglement|\w*beschikking|\w*statuut|\w*statuten|\w*protocol|\w*circulaire|\w*register|\w*plan|\w*beleid|\w*instructie|\w*overeenkomst|\w*richtlijn(?:en)?|\w*leidraad|\w*programma|\w*mandaat|(?-i:[A-Z])\w*)\b",
    re.IGNORECASE,
)
"""What can be the name of a regulation; a name that begins with a unit ("het tweede subonderdeel") is none."""


def citaat(zin: str, plek: int) -> tuple[str, int] | None:
    """The quotation that opens at ``plek``: (its words, position after the closing quote). Inner quotes are kept.

    >>> citaat("“de «wet»” vervalt", 0)
    ('de «wet»', 10)
    """
    opent = zin[plek]
    sluit = AANHALING.get(opent)
    if sluit is None:
        return None
    diep = 0
    for i in range(plek + 1, len(zin)):
        teken = zin[i]
        if teken in sluit:
            na = zin[i + 1 : i + 2]
            # Een apostrof in een woord ("foto’s", "’s-Gravenhage") sluit niet.
            if teken in "’'" and (na.isalpha() or (na == "" and i == plek + 1)):
                continue
            if diep and teken != opent:
                diep -= 1
                continue
            if i > plek + 1 or na != "":
                return zin[plek + 1 : i], i + 1
        elif teken == opent and opent not in sluit:
            diep += 1
    gemengd = _gemengd(zin, plek)
    if gemengd is not None:
        return gemengd
    raise Onbegrepen(plek, reden="het aanhalingsteken wordt niet (of met een ander teken) gesloten")


class Gemengd(str):
    """Words between quotation marks that are no pair."""


_FAMILIE = {teken: rij for rij in ('„“”"«»', "‘’'‚") for teken in rij}


def _gemengd(zin: str, plek: int) -> tuple[str, int] | None:
    """A quotation that another mark of the same kind closes (‘x'), when only one place can be its end."""
    familie = _FAMILIE.get(zin[plek], "")
    einden = [
        i
        for i in range(plek + 2, len(zin))
        if zin[i] in familie and not zin[i + 1 : i + 2].isalnum() and not zin[i - 1].isspace()
    ]
    # Een teken dat zelf weer opent, staat na wit; dan is het einde niet zeker.
    opent = [i for i in range(plek + 1, len(zin)) if zin[i] in familie and zin[i - 1].isspace()]
    eerste = next((i for i in einden if not any(plek < o < i for o in opent)), None)
    if (
        eerste is None
        or _DAARNA.match(zin, eerste + 1) is None
        or (len(einden) > 1 and not any(eerste < o < einden[1] for o in opent))
    ):
        return None
    return Gemengd(zin[plek + 1 : eerste]), eerste + 1


def symbolen(zin: str) -> list[Symbool]:
    """The symbols of one sentence.

    Raises:
        Onbegrepen: at the first place where no symbol can be read.
    """
    uit: list[Symbool] = []
    plek = 0
    while True:
        plek = _WIT.match(zin, plek).end()  # type: ignore[union-attr]
        if plek >= len(zin):
            return uit
        if (twee := _infinitief(zin, plek)) is not None:
            uit.extend(twee[0])
            plek = twee[1]
            continue
        symbool, plek = _volgend(zin, plek, uit)
        if symbool is not None:
            uit.append(symbool)


_TOE_IN = re.compile(r"\s+(?:toegevoegd|ingevoegd)\b", re.IGNORECASE)
_MISSCHIEN = re.compile(r"te\s|in\s+te\s|toe\s+te\s|als\s+volgt\s+te\s", re.IGNORECASE)


def _infinitief(zin: str, plek: int) -> tuple[list[Symbool], int] | None:
    if _MISSCHIEN.match(zin, plek) is None:
        return None
    for patroon, soorten in _INFINITIEF:
        if (t := patroon.match(zin, plek)) is not None:
            return [Symbool(soort, t.group(), plek) for soort in soorten], t.end()
    return None


def _volgend(zin: str, plek: int, gehad: list[Symbool]) -> tuple[Symbool | None, int]:
    vorig = gehad[-1].soort if gehad else ""
    bedrag = any(s.soort == "BEDRAG" for s in gehad)
    if zin[plek] == ":" and bedrag and vorig == "VERVANGEN_DOOR" and _GELD.match(zin, _WIT.match(zin, plek + 1).end()):  # type: ignore[union-attr]
        return None, plek + 1
    if (
        bedrag
        and vorig in ("VERHOOGD_MET", "VASTGESTELD_OP", "VERVANGEN_DOOR")
        and (t := _GELD.match(zin, plek)) is not None
    ):
        return Symbool("GELD", t.group(), plek, t.group().strip()), t.end()
    if (
        t := (_VOORAF.match(zin, plek) if not gehad else _GENOEMDE.match(zin, plek) if vorig == "ADRES" else None)
    ) is not None:
        return None, t.end()
    if vorig in ("WORDT", "BEDRAG", "ADRES") and (t := _VAN_NAAR.match(zin, plek)) is not None:
        return Symbool("VAN_NAAR", t.group(), plek, (t.group("oud"), t.group("nieuw"))), t.end()
    if (t := _BEDRAG_VAN.match(zin, plek)) is not None:
        return Symbool("CITAAT", t.group(), plek, t.group("geld")), t.end()
    if (t := _BEDRAG.match(zin, plek)) is not None:
        return (None if t.group("vooraf") else Symbool("BEDRAG", t.group(), plek, _welke(t))), t.end()
    if not gehad and (t := _TEKST_VAN.match(zin, plek)) is not None:
        return None, t.end()
    if not gehad and (t := _TIJDSTIP_VOOROP.match(zin, plek)) is not None:
        return Symbool("TIJDSTIP", t.group().strip(" ,"), plek), t.end()
    if not gehad and (t := _VOORWAARDE.match(zin, plek)) is not None:
        return Symbool("VOORWAARDE", t.group().strip(" ,"), plek), t.end()
    if zin[plek] in AANHALING:
        gelezen = citaat(zin, plek)
        if gelezen is not None:
            scheef = isinstance(gelezen[0], Gemengd)
            opmerking = (
                f"de aanhalingstekens in {zin[plek : gelezen[1]]} vormen geen paar; gelezen is «{gelezen[0]}»"
                if scheef
                else ""
            )
            return Symbool("CITAAT", zin[plek : gelezen[1]], plek, str(gelezen[0]), opmerking), gelezen[1]
    if zin[plek] == ":" and _citaat_na(zin, plek, gehad):
        return None, plek + 1
    if (t := _LUIDT.match(zin, plek)) is not None and not any(s.soort in _HANDELT for s in gehad):
        return Symbool("LUIDT", t.group(), plek), t.end()
    if (t := _VULLING.match(zin, plek)) is not None and not zin[plek:].lower().startswith(
        ("de aanduiding", "het begrip")
    ):
        return None, t.end()
    if vorig == "TOT" or (vorig == "VERNUMMERD"):
        nummers = lees_nummers(zin, plek)
        if nummers is not None:
            return Symbool("NUMMERS", zin[plek : nummers[1]], plek, nummers[0]), nummers[1]
    if (t := _TEKEN.match(zin, plek)) is not None:
        return _teken(zin, plek, t)
    if vorig in ("VERVALT", "WORDT") and (t := _BIJ.match(zin, plek)) is not None:
        begrip = Adres((Stap("begrip", t.group("term")),))
        uitleg = f"«bij {t.group('term')}» is gelezen als de begripsomschrijving van «{t.group('term')}»"
        return Symbool("ADRES", t.group(), plek, Plaats(((begrip, begrip),), einde=t.end()), uitleg), t.end()
    if vorig in (
        "",
        "WORDT",
        "NA",
        "VERDER",
        "DOOR",
        "VERVANGEN_DOOR",
        "IN_ALFABET",
        "ADRES",
        "NUMMERS",
        "TEKEN",
        "CITAAT",
        "AAN_HET_SLOT",
        "REGELING",
        "TIJDSTIP",
    ):
        nieuw = _nieuw(zin, plek)
        if nieuw is not None:
            return nieuw
    woord = _woord(zin, plek)
    if woord is not None and woord[0].soort == "BIJGEVOEGD" and vorig not in ("VERVANGEN_DOOR", "TE_LUIDEN"):
        woord = None
    if woord is not None and (
        (woord[0].soort == "ER" and vorig == "WORDT") or (woord[0].soort == "BEHOREND" and vorig == "ADRES")
    ):
        # «worden er twee leden toegevoegd»; «artikel 3 en het daarbij behorende opschrift»: het opschrift hoort bij het artikel.
        return None, woord[1]
    if woord is not None and woord[0].soort == "LADING":
        woord = _kap_af(zin, woord, gehad)
    if (
        woord is not None
        and woord[0].soort == "WORDT"
        and vorig == "NIEUW"
        and any(s.soort == "WORDT" for s in gehad)
        and _TOE_IN.match(zin, woord[1])
    ):
        # «wordt een lid wordt toegevoegd»: het tweede werkwoord zegt niets nieuws.
        gehad[-1] = replace(gehad[-1], opmerking=f"«{woord[0].tekst}» staat er twee keer; gelezen is het één keer")
        return None, woord[1]
    werkwoord = woord is not None and woord[0].soort in ("WORDT", "VERVALT")
    if (
        werkwoord
        and vorig == "CITAAT"
        and zin[:plek].rstrip().endswith(",")
        and any(s.soort in ("WORDT", "VERVALT") for s in gehad)
    ):
        # «wordt “a” vervangen door “b”, wordt “c” …»: de komma staat voor «en».
        gehad.append(Symbool("VERDER", ",", plek))
    elif _tweede_plaats(zin, plek, gehad):
        gehad.append(Symbool("VERDER_MET", ",", plek))
    if woord is not None and woord[0].soort in ("IN_ALFABET", "KEER", "TE_LUIDEN"):
        return woord
    gevonden = lees_plek(zin, plek, "zin")
    if gevonden is not None and (woord is None or gevonden.einde > woord[1]):
        return Symbool("ADRES", zin[plek : gevonden.einde], plek, gevonden), gevonden.einde
    if woord is not None:
        return woord
    if vorig in ("", "IN", "WORDT") and (t := _GEHEEL.match(zin, plek)) is not None:
        return Symbool("REGELING", t.group(), plek, ""), t.end()
    if (
        vorig in ("", "IN", "AAN", "WORDT", "VOORWAARDE", "TIJDSTIP")
        and (t := _REGELING_CITAAT.match(zin, plek)) is not None
        and REGELINGNAAM.match(t.group("naam"))
    ):
        return Symbool("REGELING", t.group(), plek, t.group("naam").strip()), t.end()
    if (
        vorig in ("", "IN", "AAN", "WORDT", "VOORWAARDE", "TIJDSTIP")
        and (t := _REGELING.match(zin, plek)) is not None
        and REGELINGNAAM.match(t.group("naam"))
        and not _BEGROTING.match(t.group("naam"))
    ):
        return Symbool("REGELING", t.group(), plek, t.group("naam")), t.end()
    if (
        vorig == "VERVANGEN_DOOR"
        and any(s.soort == "CITAAT" for s in gehad)
        and (t := _REST.match(zin, plek)) is not None
    ):
        rest = t.group("rest")
        return Symbool(
            "LADING", rest, plek, rest + ".", f"zonder dubbele punt of aanhalingstekens; gelezen is «{rest}»"
        ), len(zin)
    if _BEGROTING.match(zin, plek) is not None:
        raise Onbegrepen(
            plek, reden="een begroting is geen regeling met artikelen; haar bedragen worden hier niet gewijzigd"
        )
    raise Onbegrepen(plek)


_REST = re.compile(r"(?P<rest>(?!(?:de|het|een|twee|drie)\b)[\w€][\w €%.,-]{0,60}?)\.?\s*\Z")
"""New words without a colon and without quotation marks, up to the end of the sentence."""


def _welke(t: re.Match[str]) -> int:
    """0 = the only amount, -1 = each, n = the n-th."""
    if t.group("rang"):
        return getal_uit_rangtelwoord(t.group("rang")) or 0
    return -1 if t.group("wat").lower() in ("bedragen", "tarieven", "percentages") else 0


_HANDELT = frozenset({"WORDT", "VERVALT", "KOMT", "LUIDT", "WIJZIGT"})


def _citaat_na(zin: str, plek: int, gehad: list[Symbool]) -> bool:
    """True when a colon only introduces a quotation ("vervangen door: “x” en …"), which is then the whole text."""
    vorig = gehad[-1].soort if gehad else ""
    woorden = vorig in ("INGEVOEGD", "TOEGEVOEGD") and not any(s.soort == "NIEUW" for s in gehad)
    if vorig not in ("WORDT", "VERVALT", "VERVANGEN_DOOR") and not woorden:
        return False
    begin = _WIT.match(zin, plek + 1).end()  # type: ignore[union-attr]
    if begin >= len(zin) or zin[begin] not in AANHALING:
        return False
    try:
        gelezen = citaat(zin, begin)
    except Onbegrepen:
        return False
    return gelezen is not None and _DAARNA.match(zin, gelezen[1]) is not None


def _kap_af(zin: str, woord: tuple[Symbool, int], gehad: list[Symbool]) -> tuple[Symbool, int]:
    """ "“a” vervangen door: b en wordt “c” vervangen door: d": the new words end where the sentence goes on.

    Only for words: the new text of a unit may itself quote an instruction.
    """
    symbool, eind = woord
    woorden = any(s.soort == "CITAAT" for s in gehad) and not any(s.soort == "NIEUW" for s in gehad)
    nog = (
        _NOG_EEN.search(symbool.waarde)
        if woorden and gehad[-1].soort in ("VERVANGEN_DOOR", "INGEVOEGD", "TOEGEVOEGD")
        else None
    )
    if nog is None or not nog.start():
        return woord
    stop = eind - len(symbool.waarde) + nog.start()
    return Symbool(
        "LADING", zin[symbool.begin : stop].strip(" ,"), symbool.begin, Afgekapt(symbool.waarde[: nog.start()])
    ), stop


def _tweede_plaats(zin: str, plek: int, gehad: list[Symbool]) -> bool:
    """ "In artikel 3 wordt … vervangen door “b”, in artikel 5 wordt …": the comma stands for «en»."""
    if not gehad or not zin[:plek].rstrip().endswith(",") or gehad[-1].soort not in ("CITAAT", "TEKEN", "VERVALT"):
        return False
    klaar = gehad[-1].soort == "VERVALT" or any(
        s.soort in ("VERVANGEN_DOOR", "INGEVOEGD", "TOEGEVOEGD", "VERVALT") for s in gehad
    )
    return klaar and _VERDER_OP.match(zin, plek) is not None


def _woord(zin: str, plek: int) -> tuple[Symbool, int] | None:
    t = _PATROON.match(zin, plek)
    if t is None:
        return None
    soort = t.lastgroup or ""
    if soort.startswith("rest_") or soort in ("rang2", "bijlage2"):
        soort = next(n for n, _ in _ZINNEN if t.group(n) is not None)
    waarde: Any = None
    if soort == "MAAL":
        getal = t.group("rest_MAAL").lower()
        waarde = int(getal) if getal.isdigit() else TELWOORDEN.get(getal)
        if waarde is None:
            soort = "KEER"
    if soort == "KEER":
        rang = getal_uit_rangtelwoord(t.group("rest_KEER") or t.group("rest_MAAL") or t.group("rang2") or "")
        if rang is None:
            return None
        waarde = rang
    elif soort in ("LADING", "BIJGEVOEGD"):
        waarde = t.group(f"rest_{soort}")
        if soort == "BIJGEVOEGD":
            waarde = waarde or t.group("bijlage2")
    tikfout = soort in _TIKFOUTEN and _TIKFOUTEN[soort].fullmatch(" ".join(t.group().split()))
    opmerking = (
        f"«{t.group().strip(' ,')}» is gelezen als «{_GOED[soort]}»"
        + ("; wat er verder wordt gewijzigd, staat er niet" if "gewijzigd" in t.group() else "")
        if tikfout
        else ""
    )
    return Symbool(soort, t.group().strip(" ,"), plek, waarde, opmerking), t.end()


_GOED = {
    "ALS_VOLGT_GEWIJZIGD": "de volgende wijzigingen aangebracht",
    "WORDT": "wordt",
    "VERNUMMERD": "vernummerd tot",
    "VERVANGEN_DOOR": "vervangen door",
}


def _teken(zin: str, plek: int, t: re.Match[str]) -> tuple[Symbool, int]:
    waarde = _TEKENS[" ".join(t.group("teken").lower().split())]
    eind = t.end()
    if t.group("erbij"):
        gelezen = citaat(zin, eind) if eind < len(zin) else None
        if gelezen is None:
            raise Onbegrepen(eind, reden="na «gevolgd door» hoort een woord tussen aanhalingstekens")
        waarde, eind = f"{waarde} {gelezen[0]}", gelezen[1]
    return Symbool("TEKEN", zin[plek:eind], plek, waarde), eind


def _nieuw(zin: str, plek: int) -> tuple[Symbool, int] | None:
    t = _NIEUW.match(zin, plek)
    if t is None:
        return None
    soort = _EENHEDEN.get(t.group("wat").lower()) or soort_van(t.group("wat"))
    if not soort:
        return None
    telwoord = t.group("n").lower()
    aantal = 0 if "volgende" in telwoord else int(telwoord) if telwoord.isdigit() else TELWOORDEN[telwoord]
    rang = getal_uit_rangtelwoord(t.group("rang")) if t.group("rang") else None
    if t.group("rang") and rang is None:
        return None
    return Symbool(
        "NIEUW", t.group(), plek, Nieuw(aantal, soort, t.group("nr") or (str(rang) if rang else ""))
    ), t.end()
