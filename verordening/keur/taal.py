"""Rules on the text itself: punctuation of enumerations, quotes, spaces, definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verordening.bevinding import Bevinding
from verordening.boom import Alinea, Eenheid, Regeling, Soort, Status, alineas, inlinetekst, tekst, wandel
from verordening.keur.opbouw import _lichaam, bevinding
from verordening.register import Register


def _laatste_tekst(eenheid: Eenheid) -> str:
    stukken = [t for a in alineas(eenheid) if (t := inlinetekst(a.inhoud).strip())]
    return stukken[-1] if stukken else ""


_VERBINDT = "en/of|en|of|dan wel|danwel|alsmede|alsook|onderscheidenlijk"
SLOT = re.compile(rf"\s*(?P<teken>[;,])\s+(?P<woord>{_VERBINDT})\s*\Z|(?P<los>[.;:,!?])\s*\Z")
"""How an item ends: on a sign, or on a sign and the word that ties it to the next one."""


def verbinding(tekst: str) -> str:
    """That word at the end of an item, or by itself; empty when there is none.

    >>> verbinding("een kraam te plaatsen; of"), verbinding("of"), verbinding("een hond of")
    ('of', 'of', '')
    """
    t = SLOT.search(tekst)
    return tekst if re.fullmatch(_VERBINDT, tekst) else (t["woord"] or "") if t is not None else ""


def opsommingstekens(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Items of an enumeration that ends the sentence: semicolon after each, full stop after the last."""
    for lijst in _lichaam(regeling):
        if lijst.soort is not Soort.LIJST:
            continue
        delen = [b for b in lijst.delen if b.status is Status.GELDEND]
        einden = [_laatste_tekst(d) for d in delen]
        if len(delen) < 2 or not all(einden) or not any(e.rstrip().endswith((";", "; en", "; of")) for e in einden):
            continue
        boven = register.ouder(lijst)
        if boven is None:
            continue
        verder = boven.inhoud[boven.inhoud.index(lijst) + 1 :]
        for deel, einde in zip(delen[:-1], einden[:-1], strict=True):
            if not einde.endswith((";", ",", ":")) and not verbinding(einde):
                yield bevinding(register, deel, "opsomming-leesteken", einde[-40:])
        if verder:
            loopt_door = isinstance(verder[0], Alinea) and inlinetekst(verder[0].inhoud)[:1].islower()
            if loopt_door and einden[-1].endswith("."):
                yield bevinding(register, delen[-1], "opsomming-leesteken/zin", einden[-1][-40:])
        elif boven.soort is not Soort.ONDERDEEL and not einden[-1].endswith((".", ":", "!")):
            yield bevinding(register, delen[-1], "opsomming-slot", einden[-1][-40:])


_PAREN = (("“„", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def aanhalingstekens(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Double quotes and brackets come in pairs. Single quotes are left alone: ’ is also an apostrophe."""
    for eenheid in _lichaam(regeling):
        for blok in eenheid.inhoud:
            if not isinstance(blok, Alinea):
                continue
            zin = inlinetekst(blok.inhoud)
            for links, rechts in _PAREN:
                if sum(zin.count(teken) for teken in links) != zin.count(rechts):
                    yield bevinding(register, eenheid, "paren", zin[:60], links=links[0], rechts=rechts)


def dubbele_spatie(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """No space before punctuation; no double spaces (also across marks)."""
    for eenheid in _lichaam(regeling):
        for blok in eenheid.inhoud:
            if isinstance(blok, Alinea):
                zin = inlinetekst(blok.inhoud)
                if (treffer := re.search(r"\S*  \S*|\w+ [;,](?!\w)", zin)) is not None:
                    yield bevinding(register, eenheid, "spatie", treffer.group())


_DUBBEL = re.compile(r"[,;:] ?[.,;:]|(?<!\.)\.\.(?!\.)")


def dubbele_tekens(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """No two marks in a row, as a replacement that brings its own mark leaves behind."""
    for eenheid in _lichaam(regeling):
        for blok in eenheid.inhoud:
            zin = inlinetekst(blok.inhoud) if isinstance(blok, Alinea) else ""
            if (raak := _DUBBEL.search(zin)) is not None:
                yield bevinding(register, eenheid, "teken-dubbel", zin[max(0, raak.start() - 20) : raak.end()])


def kleine_letter(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """An artikel or lid begins with a capital."""
    for eenheid in _lichaam(regeling):
        eerste = eenheid.inhoud[0] if eenheid.soort in (Soort.ARTIKEL, Soort.LID) and eenheid.inhoud else None
        zin = inlinetekst(eerste.inhoud).strip() if isinstance(eerste, Alinea) else ""
        if zin[:1].islower():
            yield bevinding(register, eenheid, "kleine-letter", zin[:40])


_EINDE = ".!?)]”’»\"'…"
"""Signs that end a sentence."""
SLUIT_AF = f"{_EINDE}:;,"
"""Signs that end a sentence, or a part of one before a list."""
STAND = re.compile(r"[\[(]?(?:vervallen|gereserveerd|treedt in werking|nog niet in werking)\b", re.IGNORECASE)
"""How a line begins that says whether a unit holds; it needs no end."""
_GENOEG, _DEEL = 4, 0.5
"""How many sentences must end with a sign, and which part of all, before one without is strange."""


def onaf(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Artikelen and leden of which the last sentence has no end, in a text in which sentences have one."""
    zinnen = [
        (e, inlinetekst(e.inhoud[-1].inhoud).rstrip())
        for deel in regeling.wortel.delen
        for e in (wandel(deel) if deel.soort is Soort.LICHAAM else ())
        if e.soort in (Soort.ARTIKEL, Soort.LID) and e.inhoud and isinstance(e.inhoud[-1], Alinea)
    ]
    zonder = [(e, zin) for e, zin in zinnen if zin and zin[-1] not in _EINDE and not STAND.match(zin)]
    af = len(zinnen) - len(zonder)
    if af >= _GENOEG and af >= _DEEL * len(zinnen):
        for eenheid, zin in zonder:
            yield bevinding(register, eenheid, "zin-onaf", zin[-60:])


def begrippen(regeling: Regeling) -> Iterator[tuple[Eenheid, str]]:
    """(unit, term) for every definition of the regulation."""
    for eenheid in _lichaam(regeling):
        if eenheid.soort is Soort.BEGRIP:
            term = inlinetekst(eenheid.opschrift).strip().rstrip(":").strip()
            if term:
                yield eenheid, term


def begrippen_alfabetisch(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Definitions without numbers stand in alphabetical order (Aanwijzing 3.4 in custom; capitals do not count)."""
    vorig: dict[int, str] = {}
    for eenheid, term in begrippen(regeling):
        if eenheid.nummer:
            continue
        lijst = id(register.ouder(eenheid))
        sleutel = term.lower().lstrip("’'‘")
        if sleutel < vorig.get(lijst, ""):
            yield bevinding(register, eenheid, "begrip-volgorde", term)
        vorig[lijst] = max(sleutel, vorig.get(lijst, ""))


def begrip_dubbel(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """A term is defined once."""
    gezien: set[str] = set()
    for eenheid, term in begrippen(regeling):
        if term.lower() in gezien:
            yield bevinding(register, eenheid, "begrip-dubbel", term)
        gezien.add(term.lower())


def begrip_ongebruikt(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """A defined term is used somewhere outside its own definition."""
    alle = [(e, t) for e, t in begrippen(regeling)]
    if not alle:
        return
    delen = [d for d in regeling.wortel.delen if d.soort is not Soort.TOELICHTING]
    heel = "\n".join(tekst(d) for d in delen)
    for eenheid, term in alle:
        vorm = re.compile(rf"(?<!\w){re.escape(term)}(?:s|en|e|n|’s)?(?!\w)", re.IGNORECASE)
        eigen = sum(1 for _ in vorm.finditer(tekst(eenheid)))
        if sum(1 for _ in vorm.finditer(heel)) <= eigen:
            yield bevinding(register, eenheid, "begrip-ongebruikt", term)


def onveranderlijk_opschrift(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """A regulation has a title (opschrift)."""
    if not any(e.soort is Soort.OPSCHRIFT and tekst(e).strip() for e in wandel(regeling.wortel)):
        yield bevinding(register, regeling.wortel, "geen-opschrift")
