"""Regular expressions made fast: an alternation of hundreds of words becomes a tree on their first letters.

Python's engine tries alternatives one by one; only a literal first character lets it skip one cheaply. These functions work on
the patterns of the grammar's terminals, so that the grammar can stay readable and still be the only source.
"""

from __future__ import annotations

import re

_EERSTE = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\[^\w\s]|\[(?:\\.|[^\]\\])+\]|[\w§,; -])(?![?*]|\{0)")
"""The first character of an alternative, or the class of what it may be, where there is always one."""
_KIJK = ("(?=", "(?!", "(?<=", "(?<!")


def _sluiting(patroon: str, open_: int) -> int:
    """Index of the parenthesis that closes the one at ``open_``."""
    diep, plek, in_klasse = 0, open_, False
    while plek < len(patroon):
        teken = patroon[plek]
        if teken == "\\":
            plek += 1
        elif in_klasse:
            in_klasse = teken != "]"
        elif teken == "[":
            in_klasse = True
        elif teken == "(":
            diep += 1
        elif teken == ")":
            diep -= 1
            if diep == 0:
                return plek
        plek += 1
    raise ValueError(f"haakje niet gesloten: {patroon}")


def _alternatieven(patroon: str) -> list[str]:
    """Top-level alternatives of a pattern."""
    uit, begin, plek = [], 0, 0
    while plek < len(patroon):
        teken = patroon[plek]
        if teken == "\\":
            plek += 1
        elif teken == "[":
            plek = patroon.index("]", plek + 2)
        elif teken == "(":
            plek = _sluiting(patroon, plek)
        elif teken == "|":
            uit.append(patroon[begin:plek])
            begin = plek + 1
        plek += 1
    return [*uit, patroon[begin:]]


def klein(patroon: str) -> str:
    """The pattern for lower-case text: letters lower, look-arounds that mind capitals left out (it may match more).

    >>> klein(r"(?i:Stb)(?! [A-Z])\\W")
    '(?:stb)\\\\W'
    """
    uit: list[str] = []
    plek = 0
    while plek < len(patroon):
        if patroon.startswith(_KIJK, plek):
            eind = _sluiting(patroon, plek)
            if re.search(r"(?<!\\)[A-Z]", patroon[plek:eind]):
                plek = eind + 1
                continue
        if patroon.startswith("(?i:", plek):
            uit.append("(?:")
            plek += 4
        elif patroon[plek] == "\\":
            uit.append(patroon[plek : plek + 2])
            plek += 2
        else:
            uit.append(patroon[plek].lower())
            plek += 1
    return "".join(uit)


def vertak(patroon: str) -> list[str]:
    """The same language as a list of alternatives that, where possible, start with a literal character.

    >>> vertak(r"(?:(?:sub)?onder|lid)(?!x)"), vertak("(?i:de|het)x")
    (['subonder(?!x)', 'onder(?!x)', 'lid(?!x)'], ['(?i:de)x', '(?i:het)x'])
    """
    uit: list[str] = []
    for tak in _alternatieven(patroon):
        los = tak.startswith("(?i:")
        if not los and not tak.startswith("(?:"):
            uit.append(tak)
            continue
        eind = _sluiting(tak, 0)
        binnen, rest = tak[3 + los : eind], tak[eind + 1 :]
        if rest.startswith(("*", "+", "{", "?") if los else ("*", "+", "{")):
            uit.append(tak)
            continue
        if los:
            uit += [f"(?i:{keuze}){rest}" for keuze in vertak(binnen)]
            continue
        keuzen = _alternatieven(binnen)
        if rest.startswith("?"):
            rest = rest[1:].removeprefix("?")
            keuzen.append("")
        for keuze in keuzen:
            uit += vertak(keuze + rest) if keuze + rest != tak else [tak]
    return uit


def _letter(tak: str) -> str:
    """The literal first character of an alternative, or nothing."""
    eerste = tak[:1]
    if not eerste or not (eerste.isalnum() or eerste in " ,;§-") or tak[1:2] in ("?", "*", "+", "{"):
        return ""
    return eerste


def samengevoegd(takken: list[str]) -> str:
    """One alternation, as a tree on literal first characters; longer literals are tried before shorter ones.

    >>> samengevoegd(["en", "en wel", "of", "[0-9]"])
    'e(?:n(?: wel|))|of|[0-9]'
    """
    groepen: dict[str, list[str]] = {}
    anders: list[str] = []
    for tak in dict.fromkeys(takken):
        letter = _letter(tak)
        if letter:
            groepen.setdefault(letter, []).append(tak[1:])
        else:
            anders.append(tak)
    delen = []
    for letter, resten in groepen.items():
        delen.append(letter + (resten[0] if len(resten) == 1 else f"(?:{samengevoegd(resten)})"))
    return "|".join(delen + anders)


def begint_met(tak: str, letter: str) -> bool:
    """Whether an alternative may begin with a character; in doubt it may.

    >>> [begint_met("(?i:en(?: wel)?)", c) for c in "eE1"]
    [True, True, False]
    """
    eerste = _EERSTE.match(tak, 4 * tak.startswith("(?i:"))
    return eerste is None or re.match(eerste[0], letter, re.I if eerste.start() else 0) is not None
