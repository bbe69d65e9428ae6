"""Every element that can stand in the text of a Word or OpenDocument file, and what the reader does with it: reading is closed.

The tables are ``elementen_word.json`` (ECMA-376 part 1, transitional and strict, clause 17, and Microsoft's published
extensions) and ``elementen_odf.json`` (OpenDocument 1.3, part 3): per class of the ledger, per reason, the names. What is
in neither is entered in the ledger as *onverklaard*, a finding of severity *fout*.

>>> WORD.oordeel("w:strike").klasse, WORD.oordeel("w:keepNext").klasse, WORD.oordeel("w:ietsNieuws")
(<Klasse.KEUZE: 'keuze nodig'>, <Klasse.ONSCHADELIJK: 'onschadelijk'>, None)
>>> ODF.kort("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p")
'text:p'
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from verordening.verantwoording import Klasse


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What becomes of an element: its class in the ledger, and one Dutch sentence for what is not read."""

    klasse: Klasse
    waarom: str = ""


class Elementen:
    """The table of one format; ``ruimten``: namespace → the prefix by which it is called here."""

    def __init__(self, formaat: str) -> None:
        bron = json.loads(Path(__file__).with_name(f"elementen_{formaat}.json").read_text(encoding="utf-8"))
        voor = bron.pop("voorvoegsel")
        self._ruimte: dict[str, str] = bron.pop("ruimten")
        self.ruimten = {ruimte: kort for kort, ruimte in self._ruimte.items()}
        self._tabel = {
            naam if ":" in naam else f"{voor}:{naam}": Oordeel(Klasse(klasse), waarom)
            for klasse, groepen in bron.items()
            for waarom, namen in groepen.items()
            for naam in namen.split()
        }
        self._namen: dict[str, str] = {}

    def kort(self, tag: object) -> str:
        """Name of an element with its prefix; a name of an unknown namespace keeps its address."""
        if not isinstance(tag, str):
            return ""  # opmerking of verwerkingsopdracht van XML zelf
        naam = self._namen.get(tag)
        if naam is None:
            ruimte, _, kern = tag[1:].partition("}")
            naam = self._namen[tag] = f"{self.ruimten[ruimte]}:{kern}" if ruimte in self.ruimten else tag
        return naam

    def lang(self, naam: str) -> str:
        """The name with its namespace, from one with a prefix."""
        voor, _, kern = naam.partition(":")
        return f"{{{self._ruimte[voor]}}}{kern}"

    def oordeel(self, naam: str) -> Oordeel | None:
        """What the reader does with an element; None when it is not known."""
        return self._tabel.get(naam)


WORD = Elementen("word")
ODF = Elementen("odf")
