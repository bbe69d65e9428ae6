"""Which letter or number may follow in a decision, and which of two instructions comes first.

>>> volgende_letters("B"), volgende_letters("Z"), volgende_letters("FA")
(['C', 'BA', 'Ba'], ['AA', 'ZA', 'Za'], ['G', 'FB', 'FAA'])
>>> volgende_letters(""), volgende_letters("0A"), volgende_letters("Aa")
(['A', '0A', 'aA', 'I'], ['A', '0B'], ['B', 'Ab'])
>>> volgende_nummers(["1"]), volgende_nummers([]), volgende_nummers(["i"])
(['2', '1a'], ['1', 'a', '1°', 'i'], ['j', 'i1', 'ii'])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verordening.adres import Adres
from verordening.boom import Eenheid, kaal
from verordening.nummers import letter, romeins, uit_romeins, volgende
from versies.besluit import Opdracht
from versies.wijziging import Plek, Vernummer, VoegIn

_MEESTE_ROMEINS = 50


def volgende_letters(vorige: str) -> list[str]:
    """Letters that may follow: the next one, and inserted ones (FA after F) as the official practice has them."""
    if not vorige:
        return ["A", "0A", "aA", "I"]
    if (waarde := uit_romeins(vorige)) is not None and waarde < _MEESTE_ROMEINS:
        # «I.», «II.», «III.»: ook een reeks; na H blijft I een letter.
        return [*_na_letter(vorige), romeins(waarde + 1)]
    return _na_letter(vorige)


def _na_letter(vorige: str) -> list[str]:
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
    uit = [volgende(vorige), vorige + "a" if vorige[-1:].isdecimal() else vorige + "1"]
    waarde = uit_romeins(vorige) if gehad[0] == "i" else None
    return [*uit, romeins(waarde + 1).lower()] if waarde is not None else uit


def nummers_eerst(gehad: Sequence[Opdracht], opdracht: Opdracht) -> tuple[list[Opdracht], bool]:
    """The instructions with one more, and whether that one comes in front of the last.

    "Na lid 2 komt een nieuw lid 3: … Het oude lid 3 wordt lid 4.": the unit that has the number already, gives it up first.
    """
    rij = [*gehad, opdracht]
    vorige = gehad[-1].wijzigingen[-1:] if gehad else ()
    nummers = [w for w in opdracht.wijzigingen if isinstance(w, Vernummer)]
    if not vorige or not isinstance(vorige[0], VoegIn) or not nummers or len(nummers) < len(opdracht.wijzigingen):
        return rij, False
    nieuw, anker = vorige[0].nieuw, vorige[0].anker
    namen = {(b.soort.value, kaal(b.nummer)) for b in nieuw if isinstance(b, Eenheid)}
    weg = {
        w.plek.adres: Adres((*w.plek.adres.stappen[:-1], w.plek.adres.stappen[-1]._replace(nummer=w.nummer)))
        for w in nummers
    }
    houder = next(iter(weg)).stappen[:-1]
    botst = {(a.stappen[-1].soort, a.stappen[-1].nummer) for a in weg} & namen
    if not botst or any(a.stappen[:-1] != houder for a in weg) or anker.plek.adres.stappen[: len(houder)] != houder:
        return rij, False
    plek, tot = (p and Plek(weg.get(p.adres, p.adres)) for p in (anker.plek, anker.tot))
    erbij = replace(vorige[0], anker=replace(anker, plek=plek or anker.plek, tot=tot))
    invoeging = replace(gehad[-1], wijzigingen=(*gehad[-1].wijzigingen[:-1], erbij))
    return [*gehad[:-1], opdracht, invoeging], True
