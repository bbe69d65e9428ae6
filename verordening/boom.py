"""The one tree: every regulation, national or local, as frozen values.

A :class:`Regeling` holds metadata (:class:`Gegevens`) and one root :class:`Eenheid`. An eenheid is a structural unit
(hoofdstuk … artikel, lid, onderdeel, begrip, bijlage); between units stand blocks of text (:class:`Alinea`,
:class:`Tabel`, :class:`Figuur`) in document order. Text is mixed content: a tuple of plain strings and inline nodes.

Pure: values in, values out. Nothing here reads a file or a clock.

Text convention: white space that is only XML layout (runs of space, tab, CR, LF) is one space inside an alinea and none
at its ends; every other character is kept as it is in the source (NFC).

>>> zin = Alinea(("Het college beslist binnen ", Opmaak("vet", ("acht",)), " weken."))
>>> lid = Eenheid(Soort.LID, nummer="1.", inhoud=(zin,))
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="5", opschrift=("Termijn",), inhoud=(lid,))
>>> tekst(artikel)
'Artikel 5 Termijn\\n1. Het college beslist binnen acht weken.'
>>> [e.soort.value for e in wandel(artikel)]
['artikel', 'lid']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from .bevinding import Bevinding

__all__ = [
    "STRUCTUUR", "Afbeelding", "Alinea", "Blok", "Cel", "Eenheid", "Figuur", "Gegevens", "Grondslag", "Herkomst",
    "Inline", "Kolom", "Noot", "Opmaak", "Publicatie", "Redactie", "Regeleinde", "Regeling", "Rij", "Soort", "Status",
    "Tabel", "Tabelgroep", "Verwijzing", "WtiRegel", "alineas", "cellen", "eigen_alineas", "inlinetekst", "kaal",
    "kinderen", "koptekst", "regels", "smelt", "tekst", "wandel",
]  # fmt: skip


class Soort(StrEnum):
    """Kinds of unit; the value is the word used everywhere (messages, JSON, documents)."""

    REGELING = "regeling"
    OPSCHRIFT = "opschrift"
    AANHEF = "aanhef"
    LICHAAM = "lichaam"
    BOEK = "boek"
    DEEL = "deel"
    HOOFDSTUK = "hoofdstuk"
    TITEL = "titel"
    AFDELING = "afdeling"
    PARAGRAAF = "paragraaf"
    SUBPARAGRAAF = "subparagraaf"
    SUBSUBPARAGRAAF = "subsubparagraaf"
    ARTIKEL = "artikel"
    LID = "lid"
    LIJST = "lijst"
    ONDERDEEL = "onderdeel"
    BEGRIPPENLIJST = "begrippenlijst"
    BEGRIP = "begrip"
    SLUITING = "sluiting"
    BIJLAGE = "bijlage"
    TOELICHTING = "toelichting"
    ALGEMENE_TOELICHTING = "algemene toelichting"
    ARTIKELGEWIJZE_TOELICHTING = "artikelgewijze toelichting"
    DIVISIE = "divisie"
    DIVISIETEKST = "divisietekst"


STRUCTUUR = frozenset(
    {
        Soort.BOEK, Soort.DEEL, Soort.HOOFDSTUK, Soort.TITEL, Soort.AFDELING, Soort.PARAGRAAF, Soort.SUBPARAGRAAF,
        Soort.SUBSUBPARAGRAAF,
    }
)  # fmt: skip
"""Units that only group articles."""


class Status(StrEnum):
    """Legal status of a unit in this version."""

    GELDEND = "geldend"
    VERVALLEN = "vervallen"
    NOG_NIET = "nog niet in werking"
    GERESERVEERD = "gereserveerd"


# --- inline -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opmaak:
    """Marked text. ``soort``: vet, cursief, onderstreept, sup, inf, of de naam die de bron gebruikt."""

    soort: str
    inhoud: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A reference as the source marks it up.

    Args:
        doel: JCI, eId, CVDR id or URL exactly as the source gives it (unescaped).
        soort: "intern" (same regulation) or "extern".
        inhoud: the words of the link.
        kenmerken: other source attributes that must survive, e.g. ``(("label-id", "5407664"),)``.
    """

    doel: str
    soort: str
    inhoud: tuple[Inline, ...]
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Noot:
    """A note; its text is law, but not part of the running sentence."""

    nummer: str
    inhoud: tuple[Alinea, ...]
    soort: str = "voet"


@dataclass(frozen=True, slots=True)
class Redactie:
    """Editor's text: shown to a reader, never law. ``soort``: vervanging, extra, …"""

    soort: str
    inhoud: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Afbeelding:
    """A picture inside a line or a :class:`Figuur`; ``bron`` is the name or address of the file."""

    bron: str
    alt: str = ""
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Regeleinde:
    """A forced line break inside an alinea; counts as one space in the legal text."""


Inline: TypeAlias = "str | Opmaak | Verwijzing | Noot | Redactie | Afbeelding | Regeleinde"


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph of mixed content.

    ``rol`` is empty for ordinary text, else what the paragraph is: tussenkop, wij, considerans, afkondiging,
    slotformulering, dagtekening, functie, naam, tabeltitel, lijstaanhef, lijstsluiting, term, citaat …
    """

    inhoud: tuple[Inline, ...]
    rol: str = ""


@dataclass(frozen=True, slots=True)
class Figuur:
    """An illustration with an optional title and caption."""

    afbeelding: Afbeelding
    titel: tuple[Inline, ...] = ()
    bijschrift: tuple[Inline, ...] = ()
    eId: str = ""
    wId: str = ""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a CALS table; attributes as in the source."""

    naam: str = ""
    breedte: str = ""
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cel:
    """A cell. ``van``/``tot``: CALS namest/nameend; ``meer_rijen``: CALS morerows."""

    inhoud: tuple[Blok, ...] = ()
    kolom: str = ""
    van: str = ""
    tot: str = ""
    meer_rijen: int = 0
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of cells."""

    cellen: tuple[Cel, ...]
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tabelgroep:
    """A CALS tgroup: columns, header rows, body rows."""

    kolommen: tuple[Kolom, ...]
    kop: tuple[Rij, ...]
    romp: tuple[Rij, ...]
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tabel:
    """A CALS table; has a place (eId) and an identity (wId) like a unit."""

    groepen: tuple[Tabelgroep, ...]
    titel: tuple[Inline, ...] = ()
    eId: str = ""
    wId: str = ""
    kenmerken: tuple[tuple[str, str], ...] = ()


# --- units ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Publicatie:
    """A publication that wrote or commenced a unit (BWB ``publicatie``/``juncto``).

    ``rol``: oorspronkelijk | inwerkingtreding; ``dossiers``: parliamentary file numbers, e.g. ``("36582",)``.
    """

    rol: str
    soort: str
    jaar: str
    nummer: str
    uitgifte: date | None = None
    ondertekening: date | None = None
    effect: str = ""
    dossiers: tuple[str, ...] = ()
    kenmerk: str = ""
    juncto: bool = False


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where this unit comes from, as the official source says (``standaarden`` B.2)."""

    label_id: str = ""
    stam_id: str = ""
    versie_id: str = ""
    revisie_id: str = ""
    bwb_pad: str = ""
    inwerking: date | None = None
    bron: str = ""
    effect: str = ""
    status: str = ""
    ondertekend: date | None = None
    gepubliceerd: date | None = None
    publicatie_iwt: date | None = None
    terugwerkend: date | None = None
    terugwerkend_bereik: str = ""
    publicaties: tuple[Publicatie, ...] = ()
    opmerking: str = ""


@dataclass(frozen=True, slots=True)
class Eenheid:
    """A unit of a regulation.

    Args:
        soort: kind of unit.
        label: the word before the number as printed ("Artikel", "Hoofdstuk", "§").
        nummer: the number as printed, punctuation included ("8a", "1.", "a.", "1°.").
        opschrift: the heading, mixed content; for a begrip: the term.
        subtitel: second line of a heading.
        inhoud: blocks and units in document order.
        status: legal status in this version.
        eId: position in this version (STOP, ``standaarden`` D.3); filled by :func:`verordening.eid.met_eids`.
        wId: identity for life; empty when the source gives none.
        herkomst: provenance of this unit, when the source has it.
        kenmerken: other attributes that must survive, e.g. ``(("type", "expliciet"),)`` on a lijst.
    """

    soort: Soort
    label: str = ""
    nummer: str = ""
    opschrift: tuple[Inline, ...] = ()
    subtitel: tuple[Inline, ...] = ()
    inhoud: tuple[Blok, ...] = ()
    status: Status = Status.GELDEND
    eId: str = ""
    wId: str = ""
    herkomst: Herkomst | None = None
    kenmerken: tuple[tuple[str, str], ...] = ()

    def met(self, **velden: object) -> Eenheid:
        """A copy with other values for the named fields."""
        return replace(self, **velden)  # type: ignore[arg-type]

    def kenmerk(self, naam: str, anders: str = "") -> str:
        """Value of one source attribute."""
        for sleutel, waarde in self.kenmerken:
            if sleutel == naam:
                return waarde
        return anders


Blok: TypeAlias = "Alinea | Tabel | Figuur | Eenheid"


# --- regulation -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grondslag:
    """A legal basis: ``uri`` is a JCI, CVDR id or URL (may be empty), ``label`` the words of the source."""

    label: str
    uri: str = ""
    soort: str = ""


@dataclass(frozen=True, slots=True)
class WtiRegel:
    """One row of the public table of versions (``standaarden`` C.1), in the official order of columns."""

    inwerkingtreding: date | None = None
    terugwerkend_tot_en_met: date | None = None
    uitwerkingtreding: date | None = None
    betreft: str = ""
    ondertekening: date | None = None
    bron_bekendmaking: str = ""
    kenmerk_voorstel: str = ""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Metadata of one version of one regulation.

    Dates are legal dates. ``werk`` identifies the regulation over all versions (BWBR…, CVDR…, AKN work or a slug).
    """

    werk: str
    soort: str = ""
    opschrift: str = ""
    citeertitel: str = ""
    citeertitel_officieel: bool = True
    afkortingen: tuple[str, ...] = ()
    overheid: str = ""
    orgaan: str = ""
    gemeente: str = ""
    juridisch_werkend_vanaf: date | None = None
    geldig_vanaf: date | None = None
    juridisch_uitgewerkt_op: date | None = None
    zicht_start: date | None = None
    zicht_eind: date | None = None
    versienummer: str = ""
    versiestatus: str = ""
    taal: str = "nl"
    grondslagen: tuple[Grondslag, ...] = ()
    onderwerpen: tuple[str, ...] = ()
    wti: tuple[WtiRegel, ...] = ()
    formaat: str = ""
    bron: str = ""
    bron_sha512: str = ""
    kenmerken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Regeling:
    """One version of one regulation: metadata, the tree, and what the reader had to remark."""

    gegevens: Gegevens
    wortel: Eenheid
    bevindingen: tuple[Bevinding, ...] = ()

    def met(self, **velden: object) -> Regeling:
        """A copy with other values for the named fields."""
        return replace(self, **velden)  # type: ignore[arg-type]


# --- walking and text -------------------------------------------------------------------------------------------------


@lru_cache(8192)
def kaal(nummer: str) -> str:
    """A printed number without its punctuation; ``°`` and ``*`` stay, spaces inside become ``_`` (JCI, A.1).

    >>> [kaal(n) for n in ("1.", "a.", "1°.", "8*", " N 11 ", "(b)", "–")]
    ['1', 'a', '1°', '8*', 'N_11', 'b', '']
    """
    delen = nummer.split()
    if len(delen) == 1 and delen[0].isalnum():
        return delen[0]
    heel = "_".join(delen)
    begin, eind = 0, len(heel)
    while begin < eind and not (heel[begin].isalnum()):
        begin += 1
    while eind > begin and not (heel[eind - 1].isalnum() or heel[eind - 1] in "°*º"):
        eind -= 1
    return heel[begin:eind]


def wandel(eenheid: Eenheid) -> Iterator[Eenheid]:
    """The unit itself and every unit below it, in document order (also those inside table cells)."""
    yield eenheid
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            yield from wandel(blok)
        elif isinstance(blok, Tabel):
            for cel in cellen(blok):
                for binnen in cel.inhoud:
                    if isinstance(binnen, Eenheid):
                        yield from wandel(binnen)


def kinderen(eenheid: Eenheid) -> Iterator[Eenheid]:
    """Units directly below, looking through lists: the onderdelen of a lid, the leden of an artikel."""
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            if blok.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
                yield from kinderen(blok)
            else:
                yield blok


def smelt(inhoud: Iterable[Inline]) -> tuple[Inline, ...]:
    """Mixed content in its one normal form: neighbouring strings joined, empty strings dropped.

    >>> smelt(("Het ", "", "college", Regeleinde(), "beslist"))
    ('Het college', Regeleinde(), 'beslist')
    """
    uit: list[Inline] = []
    for deel in inhoud:
        if isinstance(deel, str):
            if not deel:
                continue
            if uit and isinstance(uit[-1], str):
                uit[-1] += deel
                continue
        uit.append(deel)
    return tuple(uit)


def cellen(tabel: Tabel) -> Iterator[Cel]:
    for groep in tabel.groepen:
        for rij in (*groep.kop, *groep.romp):
            yield from rij.cellen


def inlinetekst(inhoud: Iterable[Inline], *, redactie: bool = False) -> str:
    """Legal text of mixed content: without notes and pictures, and without editor's text unless asked.

    >>> inlinetekst(("Het ", Opmaak("vet", ("college",)), Redactie("extra", (" [ingevoegd]",)), "."))
    'Het college.'
    """
    delen: list[str] = []
    for deel in inhoud:
        if isinstance(deel, str):
            delen.append(deel)
        elif isinstance(deel, (Opmaak, Verwijzing)):
            delen.append(inlinetekst(deel.inhoud, redactie=redactie))
        elif isinstance(deel, Redactie):
            if redactie:
                delen.append(inlinetekst(deel.inhoud, redactie=True))
        elif isinstance(deel, Regeleinde):
            delen.append(" ")
    return "".join(delen)


def _noten(inhoud: Iterable[Inline]) -> Iterator[Noot]:
    for deel in inhoud:
        if isinstance(deel, Noot):
            yield deel
        elif isinstance(deel, (Opmaak, Verwijzing)):
            yield from _noten(deel.inhoud)


def alineas(blok: Blok) -> Iterator[Alinea]:
    """Every alinea in and below a block, in document order: headings excluded, table titles and notes included."""
    if isinstance(blok, Alinea):
        yield blok
        for noot in _noten(blok.inhoud):
            yield from noot.inhoud
    elif isinstance(blok, Tabel):
        if blok.titel:
            yield Alinea(blok.titel, "tabeltitel")
        for cel in cellen(blok):
            for binnen in cel.inhoud:
                yield from alineas(binnen)
    elif isinstance(blok, Figuur):
        if blok.titel:
            yield Alinea(blok.titel, "figuurtitel")
        if blok.bijschrift:
            yield Alinea(blok.bijschrift, "bijschrift")
    else:
        for binnen in blok.inhoud:
            yield from alineas(binnen)


def eigen_alineas(eenheid: Eenheid) -> Iterator[Alinea]:
    """The alineas of the unit itself: those of its blocks, not those of units below it (lists included as units)."""
    for blok in eenheid.inhoud:
        if not isinstance(blok, Eenheid):
            yield from alineas(blok)


def koptekst(eenheid: Eenheid, *, redactie: bool = False) -> str:
    """Label, number and heading on one line.

    >>> koptekst(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="8a", opschrift=("Reikwijdte",)))
    'Artikel 8a Reikwijdte'
    >>> koptekst(Eenheid(Soort.BEGRIP, opschrift=("college",)))
    'college:'
    """
    opschrift = inlinetekst(eenheid.opschrift, redactie=redactie)
    if eenheid.soort is Soort.BEGRIP and opschrift and not opschrift.rstrip().endswith(":"):
        opschrift += ":"
    delen = (
        eenheid.label,
        eenheid.nummer,
        opschrift.strip() if eenheid.soort is Soort.BEGRIP else opschrift,
        inlinetekst(eenheid.subtitel, redactie=redactie),
    )
    return " ".join(d for d in delen if d)


def regels(eenheid: Eenheid, *, redactie: bool = False) -> Iterator[tuple[Eenheid, str]]:
    """(unit, line) for every heading and alinea with legal text, in document order; a number leads its first line.

    A number without any text of its own still gives a line: nothing of the law is lost.
    """
    kop = koptekst(eenheid, redactie=redactie)
    if kop and eenheid.soort not in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP):
        yield eenheid, kop
        kop = ""
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            if kop:
                yield eenheid, kop
                kop = ""
            yield from regels(blok, redactie=redactie)
            continue
        for alinea in alineas(blok):
            regel = inlinetekst(alinea.inhoud, redactie=redactie).strip()
            if regel:
                yield eenheid, f"{kop} {regel}" if kop else regel
                kop = ""
    if kop:
        yield eenheid, kop


def tekst(eenheid: Eenheid, *, redactie: bool = False) -> str:
    """The legal text of a unit with everything below it, one line per heading or alinea."""
    return "\n".join(regel for _, regel in regels(eenheid, redactie=redactie))
