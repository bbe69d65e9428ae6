"""Finding words in legal text and changing them without touching anything else.

>>> vind(["Het college beslist binnen acht weken."], "acht weken")
Vondst(treffers=(Treffer(veld=0, begin=27, eind=37),), niveau='letterlijk')
>>> from verordening.boom import inlinetekst, Opmaak
>>> inlinetekst(vervang(("binnen ", Opmaak("vet", ("acht",)), " weken"), 7, 17, "zes weken"))
'binnen zes weken'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from verordening.boom import Inline, Opmaak, Redactie, Regeleinde, Verwijzing, inlinetekst, smelt
from verordening.keur.taal import SLOT, verbinding


@dataclass(frozen=True, slots=True)
class Treffer:
    """A hit: which text field, and from where to where."""

    veld: int
    begin: int
    eind: int


@dataclass(frozen=True, slots=True)
class Vondst:
    """All hits on the first level that has any: letterlijk, genormaliseerd, or (as part of a longer word) deel."""

    treffers: tuple[Treffer, ...]
    niveau: str


# --- matching ---------------------------------------------------------------------------------------------------------

_GELIJK = dict.fromkeys("„“”‟«»″‶", '"') | dict.fromkeys("‘’‚‛´`′", "'") | dict.fromkeys("‐‑‒–—―−", "-")
_GELIJK |= dict.fromkeys("\xa0\u2007\u202f\u2009\u200a\u2002\u2003\t\n\r", " ")
_LEEG = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_LIGATUUR = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ĳ": "ij", "Ĳ": "IJ", "…": "..."}


def genormaliseerd(tekst: str) -> tuple[str, list[int]]:
    """The text for matching only, and per character its place in the original (one more entry for the end).

    >>> genormaliseerd("“a”\\u00a0 –b")[0]
    '"a" -b'
    """
    uit: list[str] = []
    plek: list[int] = []
    for i, teken in enumerate(tekst):
        if teken in _LEEG:
            continue
        nieuw = _LIGATUUR.get(teken) or _GELIJK.get(teken, teken)
        if nieuw == " " and uit and uit[-1] == " ":
            continue
        for letter in nieuw:
            uit.append(letter)
            plek.append(i)
    plek.append(len(tekst))
    return "".join(uit), plek


def _heel(tekst: str, begin: int, eind: int) -> bool:
    """True when the stretch is no part of a longer word or number."""
    if begin > 0 and _kleeft(tekst[begin - 1], tekst[begin]):
        return False
    if eind < len(tekst) and _kleeft(tekst[eind - 1], tekst[eind]):
        return False
    # «€ 13» is geen heel getal in «€ 13,50», en «2» niet in «1.2».
    if eind + 1 < len(tekst) and tekst[eind - 1].isdecimal() and tekst[eind] in ".,:" and tekst[eind + 1].isdecimal():
        return False
    return not (begin > 1 and tekst[begin].isdecimal() and tekst[begin - 1] in ".,:" and tekst[begin - 2].isdecimal())


def _kleeft(links: str, rechts: str) -> bool:
    return (links.isalnum() or links in "_°") and (rechts.isalnum() or rechts in "_°")


def _zoek(tekst: str, oud: str) -> list[tuple[int, int]]:
    uit, plek = [], tekst.find(oud)
    while plek >= 0:
        uit.append((plek, plek + len(oud)))
        plek = tekst.find(oud, plek + len(oud))
    return uit


def vind(velden: Sequence[str], oud: str) -> Vondst:
    """Hits of the words: literal first; then with quotes, spaces and dashes treated as one class; then inside words.

    Whole words go before parts of words: «artikel 7» is not found in «artikel 7a».
    """
    letterlijk = [Treffer(i, a, b) for i, t in enumerate(velden) for a, b in _zoek(t, oud)]
    heel = tuple(t for t in letterlijk if _heel(velden[t.veld], t.begin, t.eind))
    if heel:
        return Vondst(heel, "letterlijk")
    zoek, _ = genormaliseerd(oud)
    gelijk: list[Treffer] = []
    if zoek.strip():
        for i, t in enumerate(velden):
            norm, plek = genormaliseerd(t)
            gelijk.extend(Treffer(i, plek[a], _eind(plek, b)) for a, b in _zoek(norm, zoek))
    heel = tuple(t for t in gelijk if _heel(velden[t.veld], t.begin, t.eind))
    if heel and not letterlijk:
        return Vondst(heel, "genormaliseerd")
    return Vondst(tuple(t for t in letterlijk if not _middenin(velden[t.veld], t)), "deel")


def _middenin(tekst: str, t: Treffer) -> bool:
    """True for words that begin or end inside a number, or stand in the middle of a word.

    >>> _middenin("€ 2,50", Treffer(0, 0, 3)), _middenin("worden", Treffer(0, 3, 5)), _middenin("vergunninghouder", Treffer(0, 0, 10))
    (True, True, False)
    """
    links, rechts = tekst[: t.begin][-1:], tekst[t.eind :][:1]
    getal = (re.search(r"\d[.,:]?\Z", tekst[:p]) and re.match(r"[.,:]?\d", tekst[p:]) for p in (t.begin, t.eind))
    return any(getal) or (links.isalpha() and rechts.isalpha())


def _eind(plek: list[int], b: int) -> int:
    return plek[b - 1] + 1 if b else plek[0]


def lijkt_op(velden: Sequence[str], oud: str) -> str:
    """The stretch that looks most like the words; empty when nothing does."""
    from rapidfuzz import fuzz

    beste, uit = 75.0, ""
    for tekst in velden:
        if not tekst:
            continue
        gelijk = fuzz.partial_ratio_alignment(oud, tekst)
        if gelijk is not None and gelijk.score > beste:
            beste, uit = gelijk.score, _hele_woorden(tekst, gelijk.dest_start, gelijk.dest_end)
    return uit


def _hele_woorden(tekst: str, begin: int, eind: int) -> str:
    while begin > 0 and tekst[begin - 1].isalnum() and tekst[begin].isalnum():
        begin -= 1
    while 0 < eind < len(tekst) and tekst[eind].isalnum() and tekst[eind - 1].isalnum():
        eind += 1
    return tekst[begin:eind].strip()


# --- sentences --------------------------------------------------------------------------------------------------------

_AFKORTING = re.compile(
    r"(?:\b(?:art|artt|nr|nrs|Stb|Stcrt|Trb|Pb|PbEU|PbEG|jo|bijv|bv|mr|dr|drs|ing|ir|prof|o\.a|m\.u\.v|d\.w\.z|i\.v\.m|t\.a\.v|m\.b\.t|blz|p|afd|hfst"
    r"|par|ca|resp|evt|incl|excl|max|min|zgn|vgl|e\.d|e\.v|st|[A-Z])|\b\d{1,3}|^[a-z])\.$",
)
_KORT = re.compile(r"\b(?:mevr|\w(?:\.\w)+|[^\W\d_aeiouy]{2,5})\.$", re.IGNORECASE)
"""A word before a full stop that can be cut short: "dhr.", "c.q."."""
_BEDRAG = re.compile(r"(?:€ ?[\d.]*|\d,)\d+\.\Z")
"""«€ 5.», «1,60.»: een bedrag is geen afkorting of rangnummer."""
_ZINSEINDE = re.compile(r"[.!?][”»\"’')\]]*(?=\s+[„“«‘\"'(\[]?[A-Z0-9À-Þ€’])")

_OPENT = tuple("„“«‘")
_CITAATTEKEN = re.compile(r"[„“«]|‘(?![stn]\b)|[”»’]")


def zinnen(tekst: str, *, ruim: bool = False) -> list[tuple[int, int]]:
    """(begin, end) of each sentence; the space between them belongs to none.

    Behind "nr. 5." or "dhr.", and inside a quotation, a sentence can end or not: ``ruim`` says that it does. Where it matters,
    nobody can say which is meant.

    >>> tekst = "Het college beslist (art. 4 lid 2). ’s Rijks kas betaalt. Einde."
    >>> [tekst[a:b] for a, b in zinnen(tekst)]
    ['Het college beslist (art. 4 lid 2).', '’s Rijks kas betaalt.', 'Einde.']
    """
    grenzen = [0]
    for t in _ZINSEINDE.finditer(tekst):
        punt = t.start() + 1
        voor, na = tekst[grenzen[-1] : punt].lstrip(), tekst[t.end() :].lstrip()[:1]
        kort = tekst[t.start()] == "." and (_AFKORTING.search(voor) or _KORT.search(voor)) and not _BEDRAG.search(voor)
        is_nummer = not grenzen[-1] and len(voor) <= 4 and voor[:-1].isalnum()  # «a.», «10.» vooraan
        if kort and (not ruim or na.isdecimal() or is_nummer):
            continue
        if not ruim and "".join(_CITAATTEKEN.findall(tekst, grenzen[-1], t.end())).replace("„“", "")[-1:] in _OPENT:
            continue
        grenzen.append(t.end())
    grenzen.append(len(tekst))
    uit = []
    for a, b in pairwise(grenzen):
        kern = tekst[a:b]
        links, rechts = len(kern) - len(kern.lstrip()), len(kern.rstrip())
        if rechts > links:
            uit.append((a + links, a + rechts))
    return uit


def loopt_af(tekst: str) -> bool:
    """Whether words end on a sign behind which a sentence can be over.

    >>> loopt_af("Hij zegt: «ja.»"), loopt_af("De commissie bestaat uit")
    (True, False)
    """
    return tekst.rstrip("”»\"’')] ").endswith((".", "!", "?", ":", ";"))


def aan_het_slot(tekst: str, nieuw: str = "") -> tuple[int, int] | None:
    """Where new words come at the end of a text (begin, end): in front of its final sign, or in place of it when they bring it along.

    A word that ties an item to the next one («of») comes behind that sign. None when the text ends on another sign.

    >>> aan_het_slot("acht weken; en"), aan_het_slot("acht weken."), aan_het_slot("acht weken;", "of")
    ((10, 10), (10, 10), (11, 11))
    >>> aan_het_slot("acht weken;", "; of"), aan_het_slot("acht weken.", "of"), aan_het_slot("acht weken; of", "en")
    ((10, 11), None, None)
    """
    t, eigen = SLOT.search(tekst), SLOT.search(nieuw)
    begin, eind = t.span() if t is not None else (len(tekst), len(tekst))
    if eigen is None and verbinding(nieuw):
        return (eind, eind) if t is None or t["los"] in tuple(";,") else None
    if eigen is None or t is None:
        return begin, begin
    return (begin, eind) if (t["teken"] or t["los"]) == (eigen["teken"] or eigen["los"]) else None


# --- changing ---------------------------------------------------------------------------------------------------------


def naad(links: str, nieuw: str, rechts: str, *, invoegen: bool) -> tuple[int, str, int]:
    """How new words join their neighbours: (spaces to drop on the left, the words with their spaces, idem right).

    Spaces at the seam are lay-out, not law: where words lapse no double space stays, before a comma none, and words that
    are inserted are separated by one. Where a whole sentence lapses, the mark that ends it goes too.

    >>> naad("dient ", "", " aanvraag", invoegen=False)
    (1, '', 0)
    >>> naad("Er is een zitting. ", "", ". Die is openbaar.", invoegen=False)
    (1, '', 1)
    >>> naad("inkomen", "en vermogen", " wordt", invoegen=True)
    (0, ' en vermogen', 0)
    """
    if not nieuw:
        if rechts[:1] in tuple(".!?") and rechts[1:2] in ("", " ") and links.rstrip()[-1:] in ("", *".!?"):
            return len(links) - len(links.rstrip()), "", 1 if links.strip() else 2
        if links.endswith(" ") and (not rechts or rechts[0] in " ,.;:)!?"):
            return 1, "", 0
        if rechts.startswith(" ") and (not links or links[-1] in " ("):
            return 0, "", 1
        return 0, "", 0
    weg = 1 if nieuw[0] in ",.;:" and links.endswith(" ") else 0
    if not invoegen:
        return weg, nieuw, 0
    if (
        links
        and not links[-1].isspace()
        and not weg
        and (nieuw[0].isalnum() or nieuw[0] in "„“«‘(€[")
        and links[-1] not in "(„“«‘["
    ):
        nieuw = " " + nieuw
    if (
        rechts
        and not rechts[0].isspace()
        and (rechts[0].isalnum() or rechts[0] in "„“«‘(€[’")
        and not nieuw[-1].isspace()
        and nieuw[-1] not in "(„“«‘["
    ):
        nieuw = nieuw + " "
    return weg, nieuw, 0


def vervang(inhoud: Sequence[Inline], begin: int, eind: int, nieuw: str) -> tuple[Inline, ...]:
    """Mixed content with the characters ``begin`` … ``eind`` of its legal text replaced.

    Markup around other words stays. A link whose own words change loses its markup: its target may no longer be right.
    """
    uit, _ = _vervang(inhoud, begin, eind, [nieuw], 0, len(inlinetekst(inhoud)))
    return smelt(uit)


def _vervang(
    inhoud: Sequence[Inline], begin: int, eind: int, nieuw: list[str], plek: int, totaal: int
) -> tuple[list[Inline], int]:
    uit: list[Inline] = []
    for deel in inhoud:
        lengte = len(inlinetekst((deel,)))
        van, tot = plek, plek + lengte
        plek = tot
        raakt = (
            (van < eind and tot > begin)
            or (begin == eind and van < begin <= tot)
            or (begin == eind == van == 0 and lengte > 0)
        )
        if isinstance(deel, Redactie) or not lengte or not raakt or (not nieuw and tot <= begin):
            if begin == eind and nieuw and van >= begin and lengte:
                uit.append(nieuw.pop())
            uit.append(deel)
            continue
        if isinstance(deel, str):
            a, b = max(begin - van, 0), min(max(eind - van, 0), lengte)
            uit.append(deel[:a] + (nieuw.pop() if nieuw else "") + deel[b:])
        elif isinstance(deel, Regeleinde):
            uit.append(nieuw.pop() if nieuw else "")
        elif isinstance(deel, (Opmaak, Verwijzing)):
            if begin == eind and begin == tot:
                # Ingevoegd achter opgemaakte woorden: zonder die opmaak.
                uit.extend([deel, nieuw.pop()] if nieuw else [deel])
                continue
            heel = begin <= van and eind >= tot
            if heel:
                uit.append(nieuw.pop() if nieuw else "")
                continue
            binnen, _ = _vervang(deel.inhoud, begin, eind, nieuw, van, totaal)
            if isinstance(deel, Opmaak):
                uit.append(Opmaak(deel.soort, smelt(binnen)))
            else:
                uit.extend(binnen)
        else:
            uit.append(deel)
    if nieuw and plek == totaal:
        uit.append(nieuw.pop())
    return uit, plek
