"""The ledger of a reader: what became of every element, attribute, number and stretch of text of the source.

Reading is closed. A reader enters each sign of its source in exactly one class (:class:`Klasse`); what was entered
nowhere is found by counting (:meth:`Boekhouder.sluit`) or by the last ``else`` of the reader, which enters it as
*onverklaard*. Such an entry is a finding of severity *fout*: nothing is lost without a word.

>>> boek = Boekhouder()
>>> boek.tel(Klasse.GEPLAATST, "w:t", 12)
>>> boek.meld(Klasse.KEUZE, "w:strike", "alinea 3", "zes", "Met de hand doorgehaalde tekst: weg of blijft zij staan?")
>>> verantwoording = boek.sluit()
>>> verantwoording.aantallen()
{<Klasse.GEPLAATST: 'geplaatst'>: 12, <Klasse.KEUZE: 'keuze nodig'>: 1}
>>> [b.code for b in verantwoording.bevindingen()]
['lezen-keuze-nodig']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .bevinding import Bevinding, Ernst

_LEESTEKENS = bytes(t for t in range(128) if not chr(t).isalnum())
_BOLLETJE, _STREEP = "•".encode(), "–".encode()
_VERHEVEN = re.compile("[⁰¹²³⁴-⁹ⁿ₀-₉]")
_WOORD = re.compile(r"[^\W_]+")
_HOOG_LAAG = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789n0123456789")


class Klasse(StrEnum):
    """What became of a sign of the source; each sign has exactly one."""

    GEPLAATST = "geplaatst"
    """It stands in the tree."""
    STRUCTUUR = "structuur"
    """It was used to build the tree: a tag, a style, a level."""
    ONSCHADELIJK = "onschadelijk"
    """It carries no law and is left out by name; the reader's own table says why."""
    KEUZE = "keuze nodig"
    """What it means is for the user to say: hand-struck words, hidden text, open tracked changes."""
    GEWEIGERD = "geweigerd"
    """The reader knows it and cannot keep it."""
    ONVERKLAARD = "onverklaard"
    """The reader does not know it, or it got lost between source and tree."""


_ERNST = {
    Klasse.KEUZE: ("lezen-keuze-nodig", "Maak de keuze in de bron, of geef haar als optie mee."),
    Klasse.GEWEIGERD: ("lezen-geweigerd", "Neem dit in de bron weg of zet het om, en lees opnieuw."),
    Klasse.ONVERKLAARD: ("lezen-onverklaard", "Vergelijk deze plaats met de bron voordat u de tekst gebruikt."),
}


@dataclass(frozen=True, slots=True)
class Post:
    """One entry that a person must be able to look up.

    Args:
        klasse: what became of it.
        wat: name of the sign in the source: an element, an attribute, "tekst", "nummer".
        plaats: where it stands in the source, as precise as the format allows ("regel 12", "alinea 3").
        fragment: its words, verbatim.
        waarom: one Dutch sentence.
    """

    klasse: Klasse
    wat: str
    plaats: str
    fragment: str
    waarom: str

    def als_bevinding(self) -> Bevinding:
        """The entry as a finding; only for classes that ask something of the user."""
        code, advies = _ERNST[self.klasse]
        return Bevinding(code, Ernst.FOUT, self.plaats, self.fragment, self.waarom, advies)


@dataclass(frozen=True, slots=True)
class Verantwoording:
    """The closed ledger of one reading.

    Args:
        tellingen: (class, name of the sign, how many), sorted.
        posten: the entries with a place, in the order of the source.
    """

    tellingen: tuple[tuple[Klasse, str, int], ...] = ()
    posten: tuple[Post, ...] = ()

    def aantallen(self) -> dict[Klasse, int]:
        """How many signs each class holds, in the order of :class:`Klasse`; classes without signs are absent."""
        som = Counter(dict.fromkeys(Klasse, 0))
        for klasse, _, aantal in self.tellingen:
            som[klasse] += aantal
        return {klasse: som[klasse] for klasse in Klasse if som[klasse]}

    def bevindingen(self) -> tuple[Bevinding, ...]:
        """A finding of severity *fout* for each entry that asks a choice, was refused, or is not explained."""
        return tuple(post.als_bevinding() for post in self.posten if post.klasse in _ERNST)

    @property
    def sluitend(self) -> bool:
        """Whether every sign is placed, used as structure, or harmless: the condition for «bewezen»."""
        return not any(klasse in _ERNST for klasse, _, _ in self.tellingen)


@dataclass(slots=True)
class Boekhouder:
    """Takes the entries while a reader works. One per reading; not shared."""

    _tellingen: Counter[tuple[Klasse, str]] = field(default_factory=Counter)
    _posten: list[Post] = field(default_factory=list)

    def tel(self, klasse: Klasse, wat: str, aantal: int = 1) -> None:
        """Enter signs whose place nobody will look up."""
        self._tellingen[klasse, wat] += aantal

    def meld(self, klasse: Klasse, wat: str, plaats: str, fragment: str, waarom: str) -> None:
        """Enter one sign with its place and the reason of its class."""
        self._tellingen[klasse, wat] += 1
        self._posten.append(Post(klasse, wat, plaats, fragment, waarom))

    def vergelijk(self, bron: str, gelezen: str) -> None:
        """Enter the first place where the letters and digits of two texts part."""
        if (kort := _zonder_leestekens(bron)) == (ander := _zonder_leestekens(gelezen)):
            return
        for plaats, fragment in _verschil(_kern(kort), _kern(ander)):
            self.meld(Klasse.ONVERKLAARD, "tekst", plaats, fragment, "Bron en gelezen tekst verschillen hier.")

    def sluit(self, bron: str | None = None, boom: str | None = None) -> Verantwoording:
        """Close the ledger, with a count over letters and digits when both texts are given.

        Args:
            bron: all text of the source that must stand in the tree, from a collector that shares no code with the
                reader.
            boom: all text of the tree.
        """
        if bron is not None and boom is not None:
            self.vergelijk(bron, boom)
        tellingen = tuple(sorted((klasse, wat, aantal) for (klasse, wat), aantal in self._tellingen.items()))
        return Verantwoording(tellingen, tuple(self._posten))


def letters_en_cijfers(tekst: str) -> str:
    """Only the letters and digits of a text: what must be the same on both sides of a reading.

    A raised figure is the same sign in both of its forms (an element of the source, or the sign of Unicode).

    >>> letters_en_cijfers("1.  De raad – a, b, 10³")
    '1Deraadab103'
    """
    return _kern(_zonder_leestekens(tekst))


def _zonder_leestekens(tekst: str) -> bytes:
    """Without the marks and blanks of ASCII, and the bullet and dash: what lines of a source differ in from those of a tree."""
    return (
        tekst.encode("utf-8", "surrogatepass")
        .translate(None, _LEESTEKENS)
        .replace(_BOLLETJE, b"")
        .replace(_STREEP, b"")
    )


def _kern(kort: bytes) -> str:
    kern = "".join(_WOORD.findall(kort.decode("utf-8", "surrogatepass")))
    return _VERHEVEN.sub(lambda raak: raak[0].translate(_HOOG_LAAG), kern)


def _verschil(bron: str, boom: str) -> Iterable[tuple[str, str]]:
    """The first place where the two texts part, with some words of both sides; nothing when they are equal."""
    if bron == boom:
        return
    begin = next((i for i, (a, b) in enumerate(zip(bron, boom, strict=False)) if a != b), min(len(bron), len(boom)))
    over = f"{bron[begin : begin + 40] or '(einde)'} ≠ {boom[begin : begin + 40] or '(einde)'}"
    yield f"teken {begin} van {len(bron)}", over
