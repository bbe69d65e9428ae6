"""A neutral document: the one model from which every paper (.html, .pdf, .docx, .odt, .md) is rendered. All formats are
written from the same frozen values, so a memo in Word never says something else than the memo in PDF.

The title is the only heading of level 1. What a good document is stands in :mod:`verordening.papier.keuring`; every renderer
refuses one that is not. The small functions (:func:`alinea`, :func:`vet` …) save the brackets.

>>> d = Document("Memo", (kop(2, "Aanleiding"), alinea("De wet wijzigt per ", vet("1 januari"), ".")))
>>> platte_tekst(d.blokken[1].inhoud)
'De wet wijzigt per 1 januari.'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from verordening.onzichtbaar import toonbaar

_LANGE_CEL = 900  # letters; about a third of a landscape page in a column of a was-wordt table


class Wijziging(StrEnum):
    """Whether words, a paragraph or a table row are new, gone or moved; the value is the text cue for the reader.

    >>> [w.name for w in Wijziging if w.nieuw], [w.name for w in Wijziging if w.weg]
    (['INGEVOEGD', 'AANGEKOMEN'], ['VERVALLEN', 'VERTROKKEN'])
    """

    GEEN = ""
    INGEVOEGD = "ingevoegd"
    VERVALLEN = "vervallen"
    AANGEKOMEN = "verplaatst hierheen"
    """the same words stood elsewhere before"""
    VERTROKKEN = "verplaatst naar elders"
    """the same words stand elsewhere from now on"""

    @property
    def nieuw(self) -> bool:
        """Stands in the new version only, at this place."""
        return self in (Wijziging.INGEVOEGD, Wijziging.AANGEKOMEN)

    @property
    def weg(self) -> bool:
        """Stood in the old version only, at this place."""
        return self in (Wijziging.VERVALLEN, Wijziging.VERTROKKEN)


class Nummering(StrEnum):
    """How the points of a list are marked."""

    STREEP = "streep"
    """unordered"""
    CIJFER = "cijfer"
    """1. 2. 3., numbered by the renderer"""
    EIGEN = "eigen"
    """as given in :attr:`Punt.nummer` ("a.", "1°."): legal numbers are text and never computed"""


@dataclass(frozen=True, slots=True)
class Stuk:
    """A run of text with one look.

    Args:
        tekst: the words; a line feed is a line break.
        link: ``https:``, ``http:`` or ``mailto:`` address, ``#anchor`` in this document, or a relative path (shown as a
            link in HTML and Markdown only, because other files travel alone).
        wijziging: inserted or deleted words. auteur: who changed them, when that is another than the one of all changes.
    """

    tekst: str
    vet: bool = False
    cursief: bool = False
    hoog: bool = False
    laag: bool = False
    vast: bool = False
    """fixed-width: codes, identifiers, hashes"""
    link: str = ""
    wijziging: Wijziging = Wijziging.GEEN
    auteur: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tekst", toonbaar(self.tekst))  # op papier is elk teken te zien


@dataclass(frozen=True, slots=True)
class Noot:
    """A note at this place; numbered by the renderer in order of appearance, equal notes with one number. ``wijziging``: the note itself came or went."""

    inhoud: tuple[str | Stuk, ...]
    wijziging: Wijziging = Wijziging.GEEN


Inline: TypeAlias = str | Stuk | Noot
Inhoud: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading, level 2 to 6. ``anker`` is its id in the document; empty: derived from the order (``kop-3``)."""

    niveau: int
    inhoud: Inhoud
    anker: str = ""
    wijziging: Wijziging = Wijziging.GEEN


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph. ``soort``: "" (plain), "inleiding" (lead), "klein" (small print), "citaat" (quoted), "titel".

    ``wijziging``: the paragraph as such is new or gone (its end mark too). ``opmerking``: a comment in the margin of Word.
    """

    inhoud: Inhoud
    soort: str = ""
    wijziging: Wijziging = Wijziging.GEEN
    anker: str = ""
    opmerking: str = ""


@dataclass(frozen=True, slots=True)
class Punt:
    """One point of a list: blocks (a nested :class:`Lijst` too), with its own number when the list asks for that.

    ``nummer_was``: the number that it replaces when the point was renumbered; empty: the number itself is new.
    ``anker``: its id. ``verplaatsing``: see :class:`Bereik`, on the side of the first block; ``auteur``: who moved it.
    """

    blokken: tuple[Blok, ...]
    nummer: str = ""
    nummer_was: str | None = None
    anker: str = ""
    verplaatsing: str = ""
    auteur: str = ""

    @property
    def gesplitst(self) -> tuple[Alinea, tuple[Blok, ...]]:
        """The paragraph that its number leads (an empty one when it begins with another block), and what follows."""
        if self.blokken and isinstance(eerste := self.blokken[0], Alinea):
            return eerste, self.blokken[1:]
        return Alinea(()), self.blokken

    @property
    def aanduiding(self) -> Inhoud:
        """The number; of a renumbered point both numbers, each with its mark."""
        if self.nummer_was is None:
            return (Stuk(self.nummer),) if self.nummer else ()
        beide = ((self.nummer_was, Wijziging.VERVALLEN), (self.nummer, Wijziging.INGEVOEGD))
        return tuple(Stuk(tekst, wijziging=w, auteur=self.auteur) for tekst, w in beide if tekst)


@dataclass(frozen=True, slots=True)
class Lijst:
    """A real list."""

    punten: tuple[Punt, ...]
    nummering: Nummering = Nummering.STREEP


@dataclass(frozen=True, slots=True)
class Kolom:
    """Column: header content, relative width (any unit, only ratios count), numbers right-aligned or not.

    ``naam`` names a column whose header is empty, for who listens: nothing is printed then. ``wijziging``: of its header
    cell, as in :class:`Cel`.
    """

    kop: Inhoud
    breedte: float = 1.0
    rechts: bool = False
    naam: str = ""
    wijziging: Wijziging = Wijziging.GEEN


@dataclass(frozen=True, slots=True)
class Cel:
    """Table cell: blocks; spans only where the content demands it (tables of law).

    ``wijziging`` says that the cell as such is new or gone, in a row that stays: a column that came or went.
    """

    blokken: tuple[Blok, ...]
    kop: bool = False
    kolommen: int = 1
    rijen: int = 1
    wijziging: Wijziging = Wijziging.GEEN


@dataclass(frozen=True, slots=True)
class Rij:
    """Table row. ``verplaatsing``: see :class:`Bereik`."""

    cellen: tuple[Cel, ...]
    wijziging: Wijziging = Wijziging.GEEN
    anker: str = ""
    verplaatsing: str = ""

    @property
    def lang(self) -> bool:
        """So much text that the row may break over two pages; a shorter one stays together."""
        return any(
            sum(len(platte_tekst(inhoud)) for blok in wandel(c.blokken) for inhoud in delen(blok)[0]) > _LANGE_CEL
            for c in self.cellen
        )


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table of data: caption, column headers and rows; ``rijkop`` makes the first cell of each row its header.

    ``liggend`` sets it on a landscape page where the format has pages; ``wijziging`` says that the table as such is new
    or gone. ``naam`` names a table that has no caption of its own, for who listens: nothing is printed then. Without
    ``koprij`` the table has no row of headers: a table of law has only the words that were decided on.
    """

    bijschrift: Inhoud
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    rijkop: bool = True
    liggend: bool = False
    wijziging: Wijziging = Wijziging.GEEN
    naam: str = ""
    koprij: bool = True


@dataclass(frozen=True, slots=True)
class Figuur:
    """A drawing as SVG, a short text alternative, and the same information as blocks (usually a table)."""

    svg: bytes
    alt: str
    bijschrift: Inhoud = ()
    uitleg: tuple[Blok, ...] = ()
    liggend: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "alt", toonbaar(self.alt))
        object.__setattr__(self, "svg", toonbaar(self.svg.decode("utf-8")).encode())


@dataclass(frozen=True, slots=True)
class Kader:
    """A framed passage: a decision asked for, a warning. ``soort``: "" or "let-op"."""

    titel: Inhoud
    blokken: tuple[Blok, ...]
    soort: str = ""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Pairs of name and value, such as addressee, date and reference on a memo."""

    paren: tuple[tuple[str, Inhoud], ...]


@dataclass(frozen=True, slots=True)
class Colofon:
    """The last section: what this paper was made from (versions, dates, hashes). Renders with a heading of level 2."""

    paren: tuple[tuple[str, Inhoud], ...]
    titel: str = "Colofon"


@dataclass(frozen=True, slots=True)
class Paginaeinde:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Inhoudsopgave:
    """Table of contents of the headings down to level ``tot``. Renders with a heading of level 2."""

    tot: int = 3
    titel: str = "Inhoud"


@dataclass(frozen=True, slots=True)
class Bereik:
    """Where something that moved as a whole begins or ends; the two places share a ``naam``.

    Only formats that track moves write it (Word); everywhere else it is nothing.
    """

    naam: str
    wijziging: Wijziging
    begin: bool
    auteur: str = ""


Blok: TypeAlias = (
    Kop | Alinea | Lijst | Tabel | Figuur | Kader | Gegevens | Colofon | Paginaeinde | Inhoudsopgave | Bereik
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.

    Args:
        titel: the heading of level 1 and the title in the metadata.
        blokken: the content in reading order.
        status: shown under the title and on every page ("Voorbeeldtekst, niet vastgesteld"); empty: nothing.
        ondertitel: second line of the title.
        auteur: organisation in whose name the paper is.
        onderwerp: one sentence for the metadata.
        datum: date of the paper; every format takes its dates from here and never from a clock.
        taal: BCP 47 tag.
        liggend: every page is landscape, for a paper that is one wide table.
        titelblad: print title, subtitle and status above the content; without it Word and OpenDocument have them only in
            their metadata and at the edge of every page, so that the text holds no word but that of ``blokken``.
        vaste_links: on a page in a browser, a visible link to itself beside every heading and point with an ``anker``.
    """

    titel: str
    blokken: tuple[Blok, ...]
    status: str = ""
    ondertitel: str = ""
    auteur: str = ""
    onderwerp: str = ""
    datum: date | None = None
    taal: str = "nl"
    liggend: bool = False
    titelblad: bool = True
    vaste_links: bool = False

    def __post_init__(self) -> None:
        for naam in ("titel", "status", "ondertitel", "auteur", "onderwerp"):
            object.__setattr__(self, naam, toonbaar(getattr(self, naam)))

    @property
    def korte_titel(self) -> str:
        """The title as it fits at the edge of a page."""
        return self.titel if len(self.titel) < 80 else self.titel[:78].rstrip() + "…"

    @property
    def landtaal(self) -> str:
        """Language with its country, as office programs want it."""
        return "nl-NL" if self.taal == "nl" else self.taal


def kop(niveau: int, *inhoud: Inline, anker: str = "") -> Kop:
    """Heading."""
    return Kop(niveau, inhoud, anker)


def alinea(*inhoud: Inline, soort: str = "", wijziging: Wijziging = Wijziging.GEEN) -> Alinea:
    """Paragraph."""
    return Alinea(inhoud, soort, wijziging)


def vet(tekst: str) -> Stuk:
    """Bold words."""
    return Stuk(tekst, vet=True)


def cursief(tekst: str) -> Stuk:
    """Italic words."""
    return Stuk(tekst, cursief=True)


def link(tekst: str, doel: str) -> Stuk:
    """Link with a text that tells where it leads."""
    return Stuk(tekst, link=doel)


def links(*paren: tuple[str, str], tussen: str = "; ") -> Inhoud:
    """Links in a row, of pairs (words, where they lead).

    >>> platte_tekst(links(("Zoeken", "zoeken.html"), ("alles", "index.html")))
    'Zoeken; alles'
    """
    return tuple(deel for tekst, doel in paren for deel in (tussen, link(tekst, doel)))[1:]


def gevuld(*paren: tuple[str, Inline]) -> list[tuple[str, Inhoud]]:
    """Pairs for :class:`Gegevens`, without those that have no value."""
    return [(naam, (waarde,)) for naam, waarde in paren if waarde]


def ingevoegd(tekst: str) -> Stuk:
    """Inserted words."""
    return Stuk(tekst, wijziging=Wijziging.INGEVOEGD)


def vervallen(tekst: str) -> Stuk:
    """Deleted words."""
    return Stuk(tekst, wijziging=Wijziging.VERVALLEN)


def noot(*inhoud: str | Stuk) -> Noot:
    """Note at this place."""
    return Noot(inhoud)


def _als_blokken(waarde: Blok | Inline | tuple[Blok, ...]) -> tuple[Blok, ...]:
    if isinstance(waarde, (str, Stuk, Noot)):
        return (Alinea((waarde,)),)
    return waarde if isinstance(waarde, tuple) else (waarde,)


def lijst(*punten: Blok | Inline | tuple[Blok, ...], nummering: Nummering = Nummering.STREEP) -> Lijst:
    """List; each point is a text, a block or a tuple of blocks. For own numbers build :class:`Punt` yourself."""
    return Lijst(tuple(Punt(_als_blokken(p)) for p in punten), nummering)


def cel(*inhoud: Inline, kop: bool = False) -> Cel:
    """Cell with one paragraph."""
    return Cel((Alinea(inhoud),), kop)


def rij(*cellen: Cel | Blok | Inline | tuple[Blok, ...]) -> Rij:
    """Row; each cell is a :class:`Cel`, a text, a block or a tuple of blocks."""
    return Rij(tuple(c if isinstance(c, Cel) else Cel(_als_blokken(c)) for c in cellen))


def kolommen(breedten: Mapping[str, float]) -> tuple[Kolom, ...]:
    """Columns: header → relative width."""
    return tuple(Kolom((kop,), breedte) for kop, breedte in breedten.items())


def tabel(bijschrift: str, koppen: Iterable[str | Kolom], rijen: Iterable[Rij]) -> Tabel:
    """Table with plain column headers; the first column holds the row headers."""
    kop_ = tuple(k if isinstance(k, Kolom) else Kolom((k,)) for k in koppen)
    return Tabel((bijschrift,), kop_, tuple(rijen))


def stukken(inhoud: Inhoud) -> Iterator[Stuk | Noot]:
    """The content with plain strings made into :class:`Stuk`; empty ones left out."""
    for deel in inhoud:
        if isinstance(deel, Noot):
            yield deel
        elif isinstance(deel, Stuk):
            if deel.tekst:
                yield deel
        elif deel:
            yield Stuk(deel)


def platte_tekst(inhoud: Inhoud) -> str:
    """The words alone, without notes."""
    return "".join(s.tekst for s in stukken(inhoud) if isinstance(s, Stuk))


def delen(blok: Blok) -> tuple[tuple[Inhoud, ...], tuple[Blok, ...]]:
    """Inline contents and nested blocks of *blok*, in reading order (inline first)."""
    match blok:
        case Kop() | Alinea():
            return (blok.inhoud,), ()
        case Lijst():
            return (), tuple(b for p in blok.punten for b in p.blokken)
        case Tabel():
            return (blok.bijschrift, *(k.kop for k in blok.kolommen)), tuple(
                b for r in blok.rijen for c in r.cellen for b in c.blokken
            )
        case Figuur():
            return (blok.bijschrift,), blok.uitleg
        case Kader():
            return (blok.titel,), blok.blokken
        case Gegevens() | Colofon():
            return tuple(waarde for _, waarde in blok.paren), ()
        case _:
            return (), ()


def wandel(blokken: Iterable[Blok]) -> Iterator[Blok]:
    """All blocks, nested ones too, in reading order."""
    for blok in blokken:
        yield blok
        yield from wandel(delen(blok)[1])


def noten(document: Document) -> tuple[Noot, ...]:
    """The notes in order of appearance, an equal one once; the position plus one is the number."""
    inhouden = (inhoud for blok in wandel(document.blokken) for inhoud in delen(blok)[0])
    return tuple(dict.fromkeys(deel for inhoud in inhouden for deel in inhoud if isinstance(deel, Noot)))


def plaatsen(tabel: Tabel) -> Iterator[tuple[Rij, tuple[tuple[int, Cel], ...]]]:
    """Per row its cells with the index of the column where each begins, cells from above that reach down accounted for.

    An index may lie beyond the last column when a row is too long; :mod:`verordening.papier.keuring` refuses that.
    """
    bezet: dict[int, int] = {}
    """column → how many further rows a cell from above covers it"""
    for regel in tabel.rijen:
        geplaatst: list[tuple[int, Cel]] = []
        nieuw = {k: n - 1 for k, n in bezet.items() if n > 1}
        kolom = 0
        for c in regel.cellen:
            while bezet.get(kolom):
                kolom += 1
            geplaatst.append((kolom, c))
            nieuw |= {k: c.rijen - 1 for k in range(kolom, kolom + c.kolommen) if c.rijen > 1}
            kolom += c.kolommen
        bezet = nieuw
        yield regel, tuple(geplaatst)
