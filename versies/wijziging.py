"""The vocabulary of change, on one screen.

The differ produces these values, the drafter writes them as Dutch, the reader reads them from Dutch, the applier executes
them, and every document is rendered from them: a redline, a table and a decision cannot contradict each other.

A change names its place in the version on which it works (``plek``) and, where the result is known, in the result
(``wordt``). Text is never guessed: ``oud`` must be found exactly as often as ``keer`` says (``regels`` F.3, F.4).

>>> from verordening.taal import uit_tekst
>>> VervangTekst(Plek(uit_tekst("artikel 12, eerste lid")), "acht weken", "zes weken").soort
'vervang tekst'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, TypeAlias

from verordening.adres import Adres
from verordening.boom import STRUCTUUR, Blok, Inline, Soort, Status

EENMAAL = 0
"""The words must occur exactly once in the place; any other count stops the work."""
TELKENS = -1
"""Every occurrence; at least two. A positive number n means the n-th occurrence only."""

GRAF = STRUCTUUR | {Soort.ARTIKEL, Soort.BIJLAGE}
"""Units that leave a tombstone when they lapse."""


@dataclass(frozen=True, slots=True)
class Plek:
    """A place in one version. The address rules; eId and wId are there when the tree is known.

    ``pad``: of a value that comes from a comparison the positions from the root down, counted among what carries legal text
    (:func:`versies.vergelijken.paar.draagt`).
    """

    adres: Adres
    eId: str = ""
    wId: str = ""
    pad: tuple[int, ...] | None = field(default=None, compare=False)


class Spannesoort(StrEnum):
    """What happened to a stretch of words."""

    GELIJK = "gelijk"
    INGEVOEGD = "ingevoegd"
    VERVALLEN = "vervallen"


@dataclass(frozen=True, slots=True)
class Spanne:
    """A stretch of words in a comparison; the equal and lapsed ones together are *was*, equal and new ones *wordt*."""

    soort: Spannesoort
    tekst: str


class Kant(StrEnum):
    """On which side of the anchor something comes."""

    NA = "na"
    VOOR = "voor"
    SLOT = "slot"
    """At the end of the anchor itself: "toevoegen" (Ar 2012, 238); for text: before the final full stop."""
    ALFABETISCH = "alfabetisch"
    """In alphabetical order among the definitions of the anchor."""


@dataclass(frozen=True, slots=True)
class Anker:
    """Next to, or in, which unit; ``tot``: the unit that must follow it ("tussen artikel 4 en artikel 5")."""

    plek: Plek
    kant: Kant
    tot: Plek | None = None


_VELDEN = frozenset({"tekst", "opschrift", "slot"})


def _eis(klopt: bool, reden: str) -> None:
    """A change that says nothing, or two things, is never made: that is a mistake of the program, not of its user."""
    if not klopt:
        raise ValueError(f"onmogelijke wijziging: {reden}")


@dataclass(frozen=True, slots=True)
class VervangTekst:
    """Words by words; ``nieuw`` empty = the words lapse. ``veld``: "tekst", "opschrift", or "slot" (the mark at the end).
    ``naast``: what must stand beside the old words, in their row or item; ``niet_in``: where the old words may not stand too."""

    soort: ClassVar[str] = "vervang tekst"
    plek: Plek
    oud: str
    nieuw: str
    keer: int = EENMAAL
    veld: str = "tekst"
    wordt: Plek | None = None
    naast: str = ""
    niet_in: Plek | None = None
    spannen: tuple[Spanne, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        _eis(bool(self.oud), "de oude woorden ontbreken")
        _eis(self.keer >= TELKENS, "keer is het hoeveelste, eenmaal of telkens")
        _eis(self.veld in _VELDEN, f"«{self.veld}» is geen veld")


@dataclass(frozen=True, slots=True)
class VervangBedrag:
    """An amount or percentage by another, where the decision does not say what stands there now.

    Exactly one of ``nieuw`` (as it will be printed) and ``verschil`` (a Dutch number, "-0,29" to subtract). ``welke``: 0 = the
    only one in the place, -1 = each of them, n = the n-th; ``van``: how many the place must then have (0 = any number).
    ``eenheid``: "€" or "%": what must stand there. ``naast``: what must stand in the place too."""

    soort: ClassVar[str] = "vervang bedrag"
    plek: Plek
    nieuw: str = ""
    verschil: str = ""
    welke: int = 0
    van: int = 0
    eenheid: str = "€"
    naast: str = ""
    wordt: Plek | None = None

    def __post_init__(self) -> None:
        _eis(bool(self.nieuw) != bool(self.verschil), "een bedrag is of nieuw, of een verschil")
        _eis(self.welke >= -1 and self.van >= 0, "welk bedrag van hoeveel is onbegrijpelijk")


@dataclass(frozen=True, slots=True)
class VoegTekstIn:
    """Words after or before ``bij`` (commas belong to ``nieuw``; one space at the seam comes by itself).

    ``bij`` empty: kant SLOT = before the final punctuation, NA = a sentence after the last one (or after the sentence that the
    address names), VOOR = before the first.
    """

    soort: ClassVar[str] = "voeg tekst in"
    plek: Plek
    nieuw: str
    bij: str = ""
    kant: Kant = Kant.NA
    keer: int = EENMAAL
    veld: str = "tekst"
    wordt: Plek | None = None

    def __post_init__(self) -> None:
        _eis(bool(self.nieuw), "de nieuwe woorden ontbreken")
        _eis(self.veld in _VELDEN, f"«{self.veld}» is geen veld")
        _eis(bool(self.bij) or self.kant in (Kant.SLOT, Kant.NA, Kant.VOOR), "woorden staan niet op alfabet")


@dataclass(frozen=True, slots=True)
class VervangEenheid:
    """A whole unit (``kop_blijft``: but for its heading; ``luidt``: the text it has now), or a range up to ``tot``, by new ones."""

    soort: ClassVar[str] = "vervang eenheid"
    plek: Plek
    nieuw: tuple[Blok, ...]
    tot: Plek | None = None
    wordt: Plek | None = None
    kop_blijft: bool = False
    luidt: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class VoegIn:
    """New units next to or at the end of an existing one."""

    soort: ClassVar[str] = "voeg in"
    anker: Anker
    nieuw: tuple[Blok, ...]
    wordt: Plek | None = None

    def __post_init__(self) -> None:
        _eis(bool(self.nieuw), "de nieuwe tekst ontbreekt")

    @property
    def plek(self) -> Plek:
        """Where it works: at its anchor."""
        return self.anker.plek


@dataclass(frozen=True, slots=True)
class Vervalt:
    """A unit (or a range of neighbours) lapses. An artikel or chapter leaves a tombstone; a lid or onderdeel goes.

    ``rest``: what two versions show to be left: nothing, or the tombstone as it is printed; None when only a decision says so.
    ``luidt``: the whole text that lapses, when the decision quotes it.
    """

    soort: ClassVar[str] = "vervalt"
    plek: Plek
    tot: Plek | None = None
    rest: tuple[Blok, ...] | None = None
    luidt: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Vernummer:
    """A unit keeps its words and identity and gets another number (printed form, e.g. "4." or "5a")."""

    soort: ClassVar[str] = "vernummer"
    plek: Plek
    nummer: str
    wordt: Plek | None = None


@dataclass(frozen=True, slots=True)
class Verplaats:
    """A unit keeps its words and identity and stands elsewhere."""

    soort: ClassVar[str] = "verplaats"
    plek: Plek
    anker: Anker
    wordt: Plek | None = None


@dataclass(frozen=True, slots=True)
class VervangKop:
    """Another heading; empty = the heading lapses. ``label`` ("§") and ``subtitel``: None when they stay as they are."""

    soort: ClassVar[str] = "kop"
    plek: Plek
    opschrift: tuple[Inline, ...]
    wordt: Plek | None = None
    label: str | None = None
    subtitel: tuple[Inline, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ledenvorm:
    """The text of an artikel becomes its first lid (``aan``), or its only lid becomes plain text again."""

    soort: ClassVar[str] = "ledenvorm"
    plek: Plek
    aan: bool
    nummer: str = "1."


@dataclass(frozen=True, slots=True)
class WijzigStatus:
    """A unit enters into force, lapses or is reserved without other words."""

    soort: ClassVar[str] = "status"
    plek: Plek
    status: Status
    wordt: Plek | None = None


Wijziging: TypeAlias = (
    VervangTekst
    | VervangBedrag
    | VoegTekstIn
    | VervangEenheid
    | VoegIn
    | Vervalt
    | Vernummer
    | Verplaats
    | VervangKop
    | Ledenvorm
    | WijzigStatus
)
