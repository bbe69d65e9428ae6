"""Which stretches of text of an XML part a reader took: what nobody took is found here, whatever element it stands in.

>>> from lxml import etree
>>> deel = etree.fromstring("<r><p>een<b>twee</b></p><x>drie</x></r>")
>>> dekking = Dekking()
>>> dekking.tekst(deel[0])
>>> [woorden for _, woorden in dekking.rest(deel)]
['twee', 'drie']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element


@dataclass(slots=True)
class Dekking:
    """What was taken of one file; holds the elements themselves, so that each keeps its identity.

    Args:
        naam: name of an element with its prefix, as the reader calls it.
        staarten: the reader takes with an element also the words between its children (OpenDocument, not Word).
        geen_woorden: names of elements of which the text is no text of the document.
    """

    naam: Callable[[object], str] = str
    staarten: bool = False
    geen_woorden: frozenset[str] = frozenset()
    plaatsen: dict[_Element, str] = field(default_factory=dict)
    """element → place that a person can find, for those in which words stand"""
    _teksten: set[_Element] = field(default_factory=set)
    _heel: set[_Element] = field(default_factory=set)

    def tekst(self, element: _Element) -> None:
        """The words directly in this element were taken."""
        self._teksten.add(element)

    def heel(self, element: _Element) -> None:
        """All below this element was dealt with: entered in the ledger with its words, or taken by another root."""
        self._heel.add(element)

    def rest(self, wortel: _Element) -> Iterator[tuple[str, str]]:
        """(place, words) of what nobody took, in the order of the source."""
        plaats = ""
        stapel: list[_Element | str] = [wortel]
        while stapel:
            top = stapel.pop()
            if isinstance(top, str):
                yield plaats, top.strip()
                continue
            if top in self._heel or not isinstance(top.tag, str) or self.naam(top.tag) in self.geen_woorden:
                continue
            plaats = self.plaatsen.get(top, plaats)
            gedekt = top in self._teksten
            if not gedekt and top.text and top.text.strip():
                yield plaats, top.text.strip()
            for kind in reversed(top):
                if kind.tail and kind.tail.strip() and not (gedekt and self.staarten):
                    stapel.append(kind.tail)
                stapel.append(kind)
