"""The types of the tree: all frozen, all values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from verordening.bevinding import Bevinding
from verordening.gegevens import Gegevens, Herkomst
from verordening.verantwoording import Verantwoording


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


STRUCTUUR = frozenset(map(Soort, "boek deel hoofdstuk titel afdeling paragraaf subparagraaf subsubparagraaf".split()))
"""Units that only group articles."""

LIJSTEN = frozenset({Soort.LIJST, Soort.BEGRIPPENLIJST})
"""Units that a reader does not see: what is in them stands in the unit around them."""

TOELICHTING = frozenset({Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING})
"""Units that hold explanatory notes."""


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
    """A reference as the source marks it up; ``doel``: JCI, eId, CVDR id or URL; ``soort``: "intern" or "extern"."""

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
    """A paragraph of mixed content; ``rol`` is empty for ordinary text, else what it is: tussenkop, considerans, lijstaanhef …"""

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

    def elk(self, doe: Callable[[Blok], Blok]) -> Tabel:
        """The same table with every block in a cell passed through ``doe``, in reading order."""

        def cel(c: Cel) -> Cel:
            return replace(c, inhoud=tuple(map(doe, c.inhoud)))

        def rijen(rij: tuple[Rij, ...]) -> tuple[Rij, ...]:
            return tuple([replace(r, cellen=tuple(map(cel, r.cellen))) for r in rij])

        return replace(self, groepen=tuple([replace(g, kop=rijen(g.kop), romp=rijen(g.romp)) for g in self.groepen]))


# --- units ------------------------------------------------------------------------------------------------------------


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
        eId: position in this version (STOP, ``regels`` D.3); filled by :func:`verordening.eid.met_eids`.
        wId: identity for life; empty when the source gives none.
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

    def elk(self, doe: Callable[[Eenheid], Eenheid]) -> Eenheid:
        """The same tree with every unit passed through ``doe``, from the outside in."""
        nieuw = doe(self)
        return nieuw.met(inhoud=tuple(b.elk(doe) if isinstance(b, Eenheid) else b for b in nieuw.inhoud))

    @property
    def delen(self) -> tuple[Eenheid, ...]:
        """The units directly in it, lists included, in document order."""
        return tuple([b for b in self.inhoud if isinstance(b, Eenheid)])

    def kenmerk(self, naam: str, anders: str = "") -> str:
        """Value of one source attribute."""
        return next((waarde for sleutel, waarde in self.kenmerken if sleutel == naam), anders)


Blok: TypeAlias = "Alinea | Tabel | Figuur | Eenheid"
Deel: TypeAlias = "Eenheid | Alinea | Tabel | Figuur | Rij | Cel"
"""What can stand on one side of a comparison."""
Pad: TypeAlias = tuple[int, ...]
"""Positions in ``inhoud`` from the root to a unit; lists count as units."""


# --- regulation -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Regeling:
    """One version of one regulation: metadata, the tree, and what the reader had to remark."""

    gegevens: Gegevens
    wortel: Eenheid
    bevindingen: tuple[Bevinding, ...] = ()
    verantwoording: Verantwoording = field(default_factory=Verantwoording, compare=False, repr=False)
    """The ledger of the reader that made this value; not part of what the version says."""

    def met(self, **velden: object) -> Regeling:
        """A copy with other values for the named fields."""
        return replace(self, **velden)  # type: ignore[arg-type]
