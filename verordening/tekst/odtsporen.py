"""Tracked changes of OpenDocument (1.3 part 3, 5.5): which of them the user rejects.

As a file stands, all changes are accepted: new words stand between two marks in the text, and words that are gone stand
apart in the list of changes, with a mark where they were.
"""

from __future__ import annotations

from lxml.etree import _Element

from verordening.tekst.elementen import ODF
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.odtstijl import kort, waarde
from verordening.tekst.papierlezer import woorden_van


class Sporen:
    """The list of changes of one file.

    ``nieuw``: ids of insertions that are rejected; ``terug``: id → what was deleted, of deletions that are rejected;
    ``weg``: the words of deletions that count.
    """

    def __init__(self, romp: _Element, keuzes: Keuzes) -> None:
        self.aantal = 0
        self.nieuw: set[str] = set()
        self.terug: dict[str, list[_Element]] = {}
        self.weg: list[str] = []
        for gebied in romp.iter(ODF.lang("text:changed-region")):
            self.aantal += 1
            naam = waarde(gebied, "text:id") or waarde(gebied, "xml:id")
            wie = next((e.text or "" for e in gebied.iter(ODF.lang("dc:creator"))), "")
            geldt = not keuzes.wijzigingen or keuzes.neemt_over(wie)
            for soort in gebied:
                inhoud = [e for e in soort if kort(e.tag) != "office:change-info"]
                if kort(soort.tag) == "text:insertion" and not geldt:
                    self.nieuw.add(naam)
                elif kort(soort.tag) == "text:deletion" and geldt:
                    self.weg += map(woorden_van, inhoud)
                elif kort(soort.tag) == "text:deletion":
                    self.terug[naam] = inhoud
