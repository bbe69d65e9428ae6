"""The way of a writer through a document: its headings in order, and what needs no element of its own."""

from __future__ import annotations

from dataclasses import dataclass

from verordening.papier.document import Alinea, Blok, Colofon, Document, Inhoudsopgave, Kop, platte_tekst


@dataclass(frozen=True, slots=True)
class Kopregel:
    """A heading as a contents list needs it."""

    niveau: int
    anker: str
    tekst: str


def koppen(document: Document) -> tuple[Kopregel, ...]:
    """Level, anchor and text of every top-level heading, those of contents and colophon included, in reading order."""
    regels: list[Kopregel] = []
    for blok in document.blokken:
        if isinstance(blok, Kop):
            regels.append(Kopregel(blok.niveau, blok.anker or f"kop-{len(regels) + 1}", platte_tekst(blok.inhoud)))
        elif isinstance(blok, (Inhoudsopgave, Colofon)):
            regels.append(Kopregel(2, f"kop-{len(regels) + 1}", blok.titel))
    return tuple(regels)


class Gang:
    """What every writer keeps on its way through a document: the headings, and which comes next."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.koppen = koppen(document)
        self.kop = iter(self.koppen)

    def overzicht(self, blok: Inhoudsopgave) -> tuple[Kopregel, list[Kopregel]]:
        """The heading of a table of contents, which comes next, and the headings in it."""
        eigen = next(self.kop)
        return eigen, [k for k in self.koppen if k.niveau <= blok.tot and k is not eigen]


def los(blokken: tuple[Blok, ...]) -> tuple[Alinea | None, tuple[Blok, ...]]:
    """What stands in a point or a cell: a first plain paragraph, which needs no element of its own there, and the rest."""
    if blokken and isinstance(eerste := blokken[0], Alinea) and not eerste.soort and not eerste.anker:
        return eerste, blokken[1:]
    return None, blokken
