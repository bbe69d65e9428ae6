"""Which decision wrote these words: the versions of a unit one after another, word by word.

A word that comes back later is written by the later decision; a word that moved with its unit stays with its writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from verordening.adres import Adres
from verordening.boom import Eenheid, Regeling, Soort, kinderen, regels
from verordening.register import Register
from verordening.tekstregels import nootregels


@dataclass(frozen=True, slots=True)
class Bron:
    """A version with where it comes from, for the trace; ``sinds`` is the first day on which its text holds."""

    versie: str
    besluit: str
    sinds: date
    regeling: Regeling
    publicatie: str = ""


@dataclass(frozen=True, slots=True)
class Schrijver:
    """A stretch of words and the version that wrote them."""

    tekst: str
    versie: str
    besluit: str
    sinds: date


@dataclass(frozen=True, slots=True)
class Spoor:
    """One unit: its address in the last version, and its words by writer. ``vervallen``: what was struck, by whom."""

    adres: str
    eId: str
    woorden: tuple[Schrijver, ...]
    vervallen: tuple[Schrijver, ...] = ()

    @property
    def versies(self) -> tuple[str, ...]:
        """The versions that touched it, oldest first."""
        namen = {s.versie: s.sinds for s in (*self.woorden, *self.vervallen)}
        return tuple(sorted(namen, key=lambda n: (namen[n], n)))


def herkomst(bronnen: Sequence[Bron], adres: Adres) -> tuple[Spoor, ...]:
    """The trace of every lid, onderdeel or piece of text at an address.

    Args:
        bronnen: versions, oldest first. adres: in the last version.

    Returns:
        One trace per unit with words of its own; empty when the address does not exist in the last version.
    """
    if not bronnen:
        return ()
    registers = [Register.van(b.regeling) for b in bronnen]
    gevonden = registers[-1].alle(adres)
    eenheden = [e for boven in gevonden for e in _bladen(boven.eenheid)]
    return tuple(_spoor(e, bronnen, registers) for e in eenheden)


def _bladen(eenheid: Eenheid) -> Iterable[Eenheid]:
    """The unit and those below it, as far as they have words of their own."""
    if _tekst(eenheid):
        yield eenheid
    for kind in kinderen(eenheid):
        yield from _bladen(kind)


def _tekst(eenheid: Eenheid) -> str:
    """Words of the unit itself: heading and alineas, without the units below it."""
    noten = nootregels(eenheid)
    return "\n".join(
        f"[noot: {regel}]" if regel in noten else regel
        for e, regel in regels(eenheid)
        if e is eenheid or e.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST)
    )


def _spoor(eenheid: Eenheid, bronnen: Sequence[Bron], registers: Sequence[Register]) -> Spoor:
    woorden: list[tuple[str, Bron]] = []
    weg: list[Schrijver] = []
    for bron, register in zip(bronnen, registers, strict=True):
        toen = _vind(eenheid, registers[-1], register)
        nieuw = re.findall(r"\s+|\w+|[^\w\s]", _tekst(toen)) if toen is not None else []
        overgenomen: list[tuple[str, Bron]] = []
        for soort, i, j, k, m in SequenceMatcher(None, [w for w, _ in woorden], nieuw, autojunk=False).get_opcodes():
            if soort == "equal":
                overgenomen += woorden[i:j]
            else:
                overgenomen += [(w, bron) for w in nieuw[k:m]]
                if gone := "".join(w for w, _ in woorden[i:j]).strip():
                    weg.append(Schrijver(gone, bron.versie, bron.besluit, bron.sinds))
        woorden = overgenomen
    return Spoor(registers[-1].adres(eenheid).tekst(), eenheid.eId, _bundel(woorden), tuple(weg))


def _vind(eenheid: Eenheid, laatste: Register, register: Register) -> Eenheid | None:
    """The same unit in another version: by identity, else by address."""
    if eenheid.wId and eenheid.wId in register.op_wid:
        return register.op_wid[eenheid.wId]
    gevonden = [v.eenheid for v in register.alle(laatste.adres(eenheid)) if not eenheid.wId or not v.eenheid.wId]
    return gevonden[0] if len(gevonden) == 1 else None


def _bundel(woorden: list[tuple[str, Bron]]) -> tuple[Schrijver, ...]:
    """Neighbouring words of one writer together; white space goes with the word before it."""
    uit: list[tuple[str, Bron]] = []
    for woord, bron in woorden:
        if uit and (bron is uit[-1][1] or not woord.strip()):
            uit[-1] = (uit[-1][0] + woord, uit[-1][1])
        else:
            uit.append((woord, bron))
    return tuple(Schrijver(t, b.versie, b.besluit, b.sinds) for t, b in uit)
