"""Reading units: what a reader takes in at once, and what a replacement therefore replaces as a whole.

Aanwijzing 231 of 2012: "Bij wijziging van een bepaling wordt ten minste een gehele lees- of
begripseenheid vervangen". Which units that are stands in :data:`EENHEDEN`, with an example; the table in ``docs/opstellen.md``
gives the source of each.

>>> rek(Bewerking("op grond van artikel 44, ", "derde", "vierde", " lid, van")).oud
'artikel 44, derde lid'
>>> rek(Bewerking("beslist binnen ", "acht", "zes", " weken na")).nieuw
'zes weken'
>>> rek(Bewerking("een ", "erkende", "gecertificeerde", " deskundige.")).oud
'erkende deskundige'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from verordening.dagen import MAANDEN
from verordening.nummers import TELWOORDEN


@dataclass(frozen=True, slots=True)
class Bewerking:
    """One edit: equal words on the left, old words, new words, equal words on the right (up to the next edit)."""

    links: str
    oud: str
    nieuw: str
    rechts: str


_NR = r"(?:\d+[a-z]{0,2}(?:[.:]\d+[a-z]{0,2})*|[IVX]+)"
_RANG = r"(?:eerste|tweede|derde|[a-zë]+(?:de|ste))"
_LETTER = r"(?:[a-z]{1,2}|\d+°?|i{1,3}|iv|v)\b"


def _rij(wat: str) -> str:
    return rf"{wat}(?:(?:, | en | of | tot en met | onderscheidenlijk ){wat})*"


_DEEL = rf"(?:{_rij(_RANG)} (?:lid|zin|volzin)|(?:onderde(?:el|len)|onder) {_rij(_LETTER)}|(?:het )?lid {_rij(_NR)})"
_TEL = "|".join(sorted((re.escape(w) for w in TELWOORDEN if w not in ("een", "geen")), key=len, reverse=True))
_HOEVEEL = rf"(?:\d+(?:\.\d{{3}})*(?:,\d+)?|(?:{_TEL})\b)"
_MAAND = "|".join(MAANDEN)
_ALLEEN = re.compile(
    r"(?:aan|achter|als|bij|binnen|buiten|dan|dat|de|deze|die|dit|door|een|en|er|geen|het|in|indien|mits|met|na|naar|naast|of|om"
    r"|onder|op|over|per|sinds|te|tegen|ten|tenzij|ter|tot|tussen|uit|van|vanaf|voor|zonder"
    r"|is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|kan|kunnen|mag|mogen|moet|moeten|zal|zullen|blijft|blijven)\Z"
)
"""Words that mean nothing alone."""
_KLEIN = (
    r"(?:aan|achter|af|al|alle|alleen|als|andere?|anders|beide|bij|binnen|buiten|daar(?:aan)?|dan|dat|de|deze|die|dit|door|een"
    r"|echter|eigen|elke?|en|enige|enkele|er|geen|gedurende|gehele|haar|heeft|hem|het|[dh]etzelfde|dezelfde|hij|hun|iedere?|in"
    r"|indien|is|kan|kunnen|langs|mag|mede|meer|met|mits|moet(?:en)?|mogen|na|naar|naast|niet|nog|of|om|omdat|onder|op|over|per"
    r"|reeds|rond|sinds|sommige|te|tegen|ten|tenzij|ter|terwijl|toe|tot|tussen|uit|van(?:af)?|verschillende|voor(?:ts)?|waar|waarin"
    r"|waarop|was|wanneer|welke|werd|wie|wij|wordt|worden|zal|ze|zich|zij|zijn|zo|zoals|zodat|zonder|zowel|zulke|zullen)\b"
)
_NAAMWOORD_OP_E = (
    r"(?:gemeente|ruimte|hoogte|lengte|breedte|grootte|diepte|waarde|orde|einde|mate|wijze|rente|route|schade|zijde|reserve|behoefte"
    r"|gedeelte|bijlage|collega|bode|name|\w*(?:hebbende|gerechtigde|zoekende|jarige|plichtige|deskundige|behoevende|staande)"
    r"|jongere|oudere|betrokkene|gehandicapte|verdachte|zieke|werkloze)\b"
)
_BIJVOEGLIJK = rf"(?!{_KLEIN}|{_NAAMWOORD_OP_E})(?:[a-zë]{{3,}}(?<!i)(?<!od)e|[a-zë]{{2,}}(?:baar|lijk|ig|isch|loos|zaam|eel|aal))\b"
_WOORD = rf"(?!{_KLEIN}|(?:{_TEL})\b)[A-Za-zë’-]{{3,}}\b"
_MAAT = (
    rf"(?!{_KLEIN}|bedragen\b)(?:[A-Za-zë’-]+(?:en|s|’s)|uur|euro|procent|jaar|dag|week|maand|kwartaal|meter|kilo|liter|gram|keer|maal"
    r"|punt|graad|persoon|promille)\b"
)
"""What follows a number and is counted by it: a plural, or one of the words that stay singular."""

EENHEDEN: dict[str, str] = {
    "verwijzing": rf"(?:[Aa]rtikel(?:en)?|[Hh]oofdstuk(?:ken)?|[Pp]aragra(?:af|fen)|[Bb]ijlagen?) {_rij(_NR)}\b(?:, {_DEEL})*|\b{_DEEL}(?:, {_DEEL})*",
    "dag": rf"\d{{1,2}} (?:{_MAAND})(?: \d{{4}})?\b",
    "tijdstip": r"\b\d{1,2}[.:]\d{2} uur\b",
    "bedrag": rf"€ ?{_HOEVEEL}(?:,-)?|\b{_HOEVEEL} ?%",
    "hoeveelheid": rf"(?<!€ )(?<!€)\b{_HOEVEEL}(?: {_BIJVOEGLIJK})* {_MAAT}",
    "begrip met bijvoeglijk naamwoord": rf"\b{_BIJVOEGLIJK}(?:(?:,| en| of)? {_BIJVOEGLIJK})* {_WOORD}",
}
"""Name of a reading unit → how it looks. "artikel 44, derde lid" · "1 juli 2027" · "9.00 uur" · "€ 150" · "acht weken" · "erkende deskundige"."""
_HOUVAST = re.compile(rf"\s*(?:{_KLEIN}\s+)*[\w’-]+")
_VORMEN = tuple(re.compile(p) for p in EENHEDEN.values())


@lru_cache(maxsize=512)
def _spannen(tekst: str) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for vorm in _VORMEN for m in vorm.finditer(tekst))


def _geraakt(tekst: str, begin: int, eind: int) -> Iterator[tuple[int, int]]:
    """Units that the stretch from ``begin`` to ``eind`` cuts through or lies in."""
    ruw = tekst[begin:eind]
    van, tot = begin + len(ruw) - len(ruw.lstrip()), eind - len(ruw) + len(ruw.rstrip())
    if van >= tot:
        yield from ((a, z) for a, z in _spannen(tekst) if a < begin and eind < z)
        return
    yield from ((a, z) for a, z in _spannen(tekst) if a < tot and van < z and not (van <= a and z <= tot))


def rek(b: Bewerking) -> Bewerking:
    """The edit stretched over the reading units that it touches, on either side of the change."""
    gerekt = False
    while True:
        links = rechts = 0
        for kant in (b.oud, b.nieuw):
            tekst, begin, eind = b.links + kant + b.rechts, len(b.links), len(b.links) + len(kant)
            for a, z in _geraakt(tekst, begin, eind):
                links, rechts = max(links, begin - a), max(rechts, z - eind)
        if not links and not rechts:
            return b if gerekt else _met_houvast(b)
        gerekt = True
        voor, na = b.links[len(b.links) - links :] if links else "", b.rechts[:rechts]
        b = Bewerking(b.links[: len(b.links) - links], voor + b.oud + na, voor + b.nieuw + na, b.rechts[rechts:])


def _met_houvast(b: Bewerking) -> Bewerking:
    """Words that mean nothing alone ("op", "en") with the word behind them; "en" and "of" also with the one before."""
    if _hangt_aan_lidwoord(b) and (raak := re.search(r"\S+\s*\Z", b.links)):
        voor = raak.group()
        return Bewerking(b.links[: len(b.links) - len(voor)], voor + b.oud, voor + b.nieuw, b.rechts)
    woorden = [w.strip(",;").lower() for w in b.oud.split()]
    if not woorden or not b.nieuw.strip() or not all(map(_ALLEEN.match, woorden)):
        return b
    achter = _HOUVAST.match(b.rechts)
    na = achter.group() if achter else ""
    voor = ""
    if {"en", "of"} & set(woorden) and (raak := re.search(r"\S+\s*\Z", b.links)):
        voor = raak.group()
    return Bewerking(b.links[: len(b.links) - len(voor)], voor + b.oud + na, voor + b.nieuw + na, b.rechts[len(na) :])


def _hangt_aan_lidwoord(b: Bewerking) -> bool:
    """True when the new words, behind the article that stays, begin with a word that means nothing there alone: "de" + "door het
    college aangewezen dienst"."""
    oud, nieuw = b.oud.split(), b.nieuw.split()
    if not oud or not nieuw or _ALLEEN.match(oud[0].lower()) or not _ALLEEN.match(nieuw[0].lower()):
        return False
    return (
        re.search(r"\b(?:de|het|een|geen|elke?|iedere?|deze|die|dit|dat|zijn|haar|hun)\s*\Z", b.links, re.IGNORECASE)
        is not None
    )


def woorden_aan_slot(tekst: str) -> int:
    """How many words the reading unit at the end of a text has; 0 when none ends there.

    >>> woorden_aan_slot("eindigt om 23.00 uur"), woorden_aan_slot("eindigt daar")
    (2, 0)
    """
    kaal = tekst.rstrip()
    return max((len(kaal[a:].split()) for a, z in _spannen(kaal) if z == len(kaal)), default=0)


def in_een(tekst: str, eerste: tuple[int, int], tweede: tuple[int, int]) -> bool:
    """True when two stretches of a text lie in one reading unit."""
    return any(a < eerste[1] and eerste[0] < z and a < tweede[1] and tweede[0] < z for a, z in _spannen(tekst))
