"""Which letter or number may follow in a decision.

>>> volgende_letters("B"), volgende_letters("Z"), volgende_letters("FA")
(['C', 'BA'], ['AA', 'ZA'], ['G', 'FB', 'FAA'])
>>> volgende_nummers(["1"]), volgende_nummers([])
(['2', '1a'], ['1', 'a', '1°'])
"""

from __future__ import annotations

from verordening.nummers import letter, volgende

__all__ = ["volgende_letters", "volgende_nummers"]


def volgende_letters(vorige: str) -> list[str]:
    """Letters that may follow: the next one, and inserted ones (FA after F) as the official practice has them."""
    if not vorige:
        return ["A"]
    if len(set(vorige)) > 1:
        # Na een tussengevoegd FA komt FB of gewoon G.
        return [_letter_na(vorige[0]), vorige[:-1] + _letter_na(vorige[-1]), vorige + "A"]
    return [_letter_na(vorige), vorige + "A"]


def _letter_na(letters: str) -> str:
    """A … Z, AA, BB … AAA (Aanwijzing 6.15); no Roman numerals here."""
    return letter(26 * (len(letters) - 1) + ord(letters[0]) - 64 + 1).upper()


def volgende_nummers(gehad: list[str]) -> list[str]:
    if not gehad:
        return ["1", "a", "1°"]
    vorige = gehad[-1]
    return [volgende(vorige), vorige + "a" if vorige[-1:].isdigit() else vorige + "1"]
