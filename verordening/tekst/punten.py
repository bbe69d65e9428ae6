"""A line of text as a numbered paragraph: its number, the term that it defines, or no number after all."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from verordening.boom import Inline, inlinetekst, kaal
from verordening.nummers import uit_romeins, volgende
from verordening.tekst.eenheden import Open
from verordening.tekst.opbouw import Punt
from verordening.tekst.regels import Regel

_DEFINITIE = re.compile(r"(?P<term>[^:;]{1,120}?):\s+(?P<rest>\S.*)\Z")
_MERK_OM_DUBBEL = re.compile(r"\A(\*{1,2}|_{1,2})([^*_:]{1,120}):\1(?= )")
"""A term with its colon in bold or italics."""
_LABEL = re.compile(
    r"(?:\(?\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}[a-z]?[:–-]|\d{1,3}(?:[a-z]{1,2}|bis|ter|quater))\s+(?=[A-Z])"
    r"|(?:[Ll]id|[Oo]nderdeel) \w{1,3}[.:]?(?:\s+(?=[A-Z])|\s*\Z)|(?:\d{1,2}e|[A-Z]\w+de|Eerste|Achtste) lid\s*(?:[:.–-]|\Z)"
    r"|\d{1,3}\s+(?=[A-Z][a-z]+ [a-z])|\d{1,3}(?:\s?[.)])?\s*\Z|\d{1,3} [.)]\s|[a-zø]\s+(?:[-–:]\s+)?(?=[a-z]\w* )|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s"
)


def is_label(woorden: str) -> bool:
    """Whether text starts with something that could be meant as the number of a lid or onderdeel.

    >>> [is_label(w) for w in ("1.1 Het college", "Lid 2", "1e lid: de raad", "2 Het college beslist", "3", "2 mei 2026")]
    [True, True, True, True, True, False]
    """
    return _LABEL.match(woorden) is not None


_VREEMD_BEGIN = re.compile(r"\d(?!\S*[.,]?\d*\Z)|\[\d|[\u2460-\u24ff\u2776-\u2793]|[^\w\s(\[€§“„«\"‘’'*…]")


def begint_vreemd(woorden: str) -> bool:
    """Whether a paragraph begins with a figure or a sign, as no sentence does.

    >>> [begint_vreemd(w) for w in ("1/ De raad", "[1] Zie daar", "① De raad", "De raad", "€ 3 per dag", "(vervallen)")]
    [True, True, True, False, False, False]
    """
    return _VREEMD_BEGIN.match(woorden) is not None


def maak_punt(regel: Regel, doel: Open, inline: Callable[[str], tuple[Inline, ...]]) -> Punt:
    """The paragraph of a line.

    Args:
        doel: the unit in which it stands; what came before decides whether "nr." is a number.
        inline: reads mixed content.
    """
    nummer = regel.nummer
    if ":*" in regel.tekst or ":_" in regel.tekst:
        regel = regel._replace(tekst=_MERK_OM_DUBBEL.sub(r"\1\2\1:", regel.tekst))
    if not nummer or not _is_nummer(kaal(nummer), doel):
        return Punt("", inline(regel.heel), rand=regel.rand if regel.rand > 1 else 0, regel=regel.regel)
    if not kaal(nummer):
        definitie = _DEFINITIE.match(regel.tekst.strip())
        if definitie is not None and _leidt_begrippen_in(doel):
            return Punt(
                nummer, inline(definitie["rest"]), inline(definitie["term"]), rand=regel.rand, lijst=regel.lijst
            )
    return Punt(nummer, inline(regel.tekst), rand=regel.rand, wit=regel.wit, lijst=regel.lijst)


def met_begrippen(punten: list[Punt], opschrift: str, twijfel: list[Punt]) -> list[Punt]:
    """The paragraphs, with as definitions the run without numbers that is announced, each of which begins with a term.

    Args:
        opschrift: title of their unit.
        twijfel: takes the first paragraph of a run in which a later one has no term.

    >>> aanhef = Punt("1.", ("Hierin wordt verstaan onder:",))
    >>> [p.term for p in met_begrippen([aanhef, Punt("", ("Boom: een gewas.",)), Punt("", ("Lijst: de lijst.",))], "", [])]
    [(), ('Boom',), ('Lijst',)]
    """
    uit = list(punten)
    for plek, punt in enumerate(punten):
        if not _kondigt_begrippen_aan(punt, opschrift):
            continue
        rij = _tot(volgende(kaal(punt.nummer)) if punt.nummer else "", punten[plek + 1 :])
        nieuw = [p if p.nummer or p.blok else _begrip(p) for p in rij]
        if not nieuw or nieuw[0] is None or nieuw[0] is rij[0]:
            continue
        if None in nieuw:
            twijfel.append(rij[0])
        else:
            uit[plek + 1 : plek + 1 + len(rij)] = [p for p in nieuw if p]
    return uit


def _tot(verder: str, punten: list[Punt]) -> list[Punt]:
    """The paragraphs before the one with this number."""
    return list(takewhile(lambda p: not (p.nummer and kaal(p.nummer) == verder), punten))


def _kondigt_begrippen_aan(punt: Punt, opschrift: str) -> bool:
    woorden = inlinetekst(punt.inhoud).rstrip() if punt.blok is None else ""
    if "versta" in woorden:
        return woorden[-1] not in ".;,"
    return woorden[-1:] == ":" and "begrip" in opschrift.lower()


def _begrip(punt: Punt) -> Punt | None:
    """The definition that a paragraph without number is: a term, marked or not, a colon and words."""
    eerste, *rest = punt.inhoud
    if isinstance(eerste, str):
        raak = _DEFINITIE.match(eerste)
        return punt._replace(nummer="–", term=(raak["term"],), inhoud=(raak["rest"], *rest)) if raak else None
    if not rest or not isinstance(na := rest[0], str) or na[:2] != ": ":
        return None
    return punt._replace(nummer="–", term=(eerste,), inhoud=(na[2:], *rest[1:]))


def _is_nummer(kern: str, doel: Open) -> bool:
    """A run of different letters that is no Roman figure is a number only after one it follows ("a", "ab")."""
    if len(kern) < 2 or not kern.isalpha() or len(set(kern)) == 1 or uit_romeins(kern.lower()) is not None:
        return True
    eerder = [kaal(p.nummer) for p in doel.punten if p.nummer]
    if not eerder:
        return len(kern) == 2 and kern[1] in "abcde"  # een los tussengevoegd onderdeel: «ba.»
    return len(kern) == 2 and any(n[:1] == kern[0] for n in eerder[-12:])


def _leidt_begrippen_in(doel: Open) -> bool:
    opschrift = inlinetekst(doel.opschrift).lower()
    if "begrip" in opschrift or "definitie" in opschrift:
        return True
    zin = next((inlinetekst(p.inhoud) for p in reversed(doel.punten) if not p.term), "")
    return "verstaan onder" in zin or "wordt verstaan" in zin
