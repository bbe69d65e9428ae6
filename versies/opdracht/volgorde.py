"""Which letter or number may follow in a decision.

>>> volgende_letters("B"), volgende_letters("Z"), volgende_letters("FA")
(['C', 'BA', 'Ba'], ['AA', 'ZA', 'Za'], ['G', 'FB', 'FAA'])
>>> volgende_letters(""), volgende_letters("0A"), volgende_letters("Aa")
(['A', '0A', 'aA'], ['A', '0B'], ['B', 'Ab'])
>>> volgende_nummers(["1"]), volgende_nummers([]), volgende_nummers(["i"])
(['2', '1a'], ['1', 'a', '1°', 'i'], ['j', 'i1', 'ii'])
"""

from __future__ import annotations

import re

from verordening.nummers import letter, romeins, sorteersleutel, uit_romeins, volgende

__all__ = ["tussen", "volgende_letters", "volgende_nummers"]


def volgende_letters(vorige: str) -> list[str]:
    """Letters that may follow: the next one, and inserted ones (FA after F) as the official practice has them."""
    if not vorige:
        return ["A", "0A", "aA"]
    if vorige.startswith("0"):
        # Wat later voor A is gezet: 0A, 0B, dan A.
        return ["A", "0" + _letter_na(vorige[1:])]
    if vorige[0].islower():
        return [vorige[1:]]
    kern = vorige.rstrip("abcdefghijklmnopqrstuvwxyz")
    if kern != vorige:
        # Wat later is tussengevoegd: Aa, Ab, dan B.
        return [_letter_na(kern), kern + volgende(vorige[len(kern) :])]
    if len(set(vorige)) > 1:
        # Na een tussengevoegd FA komt FB of gewoon G.
        return [_letter_na(vorige[0]), vorige[:-1] + _letter_na(vorige[-1]), vorige + "A"]
    return [_letter_na(vorige), vorige + "A", vorige + "a"]


def _letter_na(letters: str) -> str:
    """A … Z, AA, BB … AAA (Aanwijzing 6.15); no Roman numerals here."""
    return letter(26 * (len(letters) - 1) + ord(letters[0]) - 64 + 1).upper()


def volgende_nummers(gehad: list[str]) -> list[str]:
    """Numbers that may follow in a block; a list of i, ii, iii counts as Roman when it begins with i."""
    if not gehad:
        return ["1", "a", "1°", "i"]
    vorige = gehad[-1]
    uit = [volgende(vorige), vorige + "a" if vorige[-1:].isdigit() else vorige + "1"]
    waarde = uit_romeins(vorige) if gehad[0] == "i" else None
    return [*uit, romeins(waarde + 1).lower()] if waarde is not None else uit


def tussen(van: str, tot: str) -> list[str]:
    """All numbers of a range, both ends included; empty when the range cannot be counted.

    >>> tussen("3", "6"), tussen("c", "f"), tussen("ii", "iv"), tussen("1°", "3°"), tussen("8", "5")
    (['3', '4', '5', '6'], ['c', 'd', 'e', 'f'], ['ii', 'iii', 'iv'], ['1°', '2°', '3°'], [])
    """
    graad = "°" if van.endswith(("°", "º")) else ""
    a, b = van.rstrip("°º"), tot.rstrip("°º")
    if a == b:
        return [van]
    if a.isdigit() and b.isdigit():
        return [f"{n}{graad}" for n in range(int(a), min(int(b), int(a) + 2000) + 1)]
    if len(a) == len(b) == 1 and a.isalpha() and b.isalpha() and a.islower() == b.islower():
        return [chr(n) for n in range(ord(a), ord(b) + 1)]
    ra, rb = uit_romeins(a), uit_romeins(b)
    if ra is not None and rb is not None:
        reeks = [romeins(n) for n in range(ra, rb + 1)]
        return [n.lower() for n in reeks] if a.islower() else reeks
    if a.isalpha() and b.isalpha() and len(set(a)) == 1 and len(set(b)) == 1 and sorteersleutel(a) != sorteersleutel(b):

        def rang(s: str) -> int:
            return 26 * (len(s) - 1) + ord(s[0]) - 96

        return [letter(n) for n in range(rang(a), rang(b) + 1)] if a.islower() else []
    if (
        (m := re.fullmatch(r"(.*[.:])(\d+)", a))
        and (n := re.fullmatch(r"(.*[.:])(\d+)", b))
        and m.group(1) == n.group(1)
    ):
        return [f"{m.group(1)}{k}" for k in range(int(m.group(2)), int(n.group(2)) + 1)]
    return []
