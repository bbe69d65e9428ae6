"""What is open while an article of a decision is read: blocks, an instruction that waits for its new text, the regulation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verordening.adres import Adres, Stap
from verordening.boom import Blok
from versies.besluit import Bronplek, Opdracht
from versies.opdracht.beeld import beeld
from versies.opdracht.grens import Telling
from versies.opdracht.lexer import Boom
from versies.opdracht.zinsdelen import plaatsen


def zelfde_regeling(een: str, ander: str) -> bool:
    """True when two names are the same regulation, or one of them names none ("deze verordening")."""
    return _kort(een) == _kort(ander) or noemt_geen(een) or noemt_geen(ander)


def noemt_geen(naam: str) -> bool:
    """True for words that name no regulation by themselves: "deze verordening", or nothing.

    >>> noemt_geen("deze verordening"), noemt_geen("Verordening sport")
    (True, False)
    """
    return _kort(naam) in _DEZE


def _kort(naam: str) -> str:
    kaal = re.sub(
        r"^(?:de|het|deze|dit)\s+(?:(?:ontwerp|concept)[- ]?)?|^(?:ontwerp|concept)[- ]?|,? (?:zoals|vastgesteld) .*$",
        "",
        naam.strip(),
        flags=re.IGNORECASE,
    )
    return re.sub(r"\W+", " ", kaal).casefold().strip()


_DEZE = frozenset({"", "verordening", "regeling", "besluit", "wet", "beleidsregel", "beleidsregels", "reglement"})


@dataclass(slots=True)
class Niveau:
    """An open block: its scopes and the numbers of the instructions below it."""

    bereiken: tuple[Adres, ...]
    nummers: list[str] = field(default_factory=list)
    nieuw: bool = False
    """Its heading says "(nieuw)"."""
    tussenkop: bool = False
    """Its heading is a line with only a place."""
    verloren: bool = False
    """Its heading was refused: where the instructions below it work is not known."""
    van_letter: bool = False
    """Its heading is a sentence of a letter of the decision, so it ends where the next letter begins."""


@dataclass(slots=True)
class Wachtend:
    """An instruction whose new text is being collected."""

    boom: Boom | None
    """None when the sentence was refused; its new text is only passed over."""
    zin: str
    nummer: tuple[str, ...]
    bereiken: tuple[Adres, ...]
    bron: Bronplek
    lading: list[str] = field(default_factory=list)
    gereed: list[Blok] = field(default_factory=list)
    wacht: bool = False
    heel: bool = False
    """A whole unit, without a sentence that announces it: it ends where the next unit begins."""
    afgeleid: bool = False
    """The whole unit is meant, though no sentence says so."""
    telling: Telling = field(default_factory=Telling)
    laatste_regel: int = 0
    nieuw: bool = False
    """The block around it says "(nieuw)"."""
    luidt: str = ""
    """The old text of the whole unit, which must be there."""


@dataclass(slots=True)
class Stuk:
    """What an article does to one regulation."""

    regeling: str = ""
    voorwaarde: str = ""
    aanhef: str = ""
    wortel: Adres = field(default_factory=Adres)
    opdrachten: list[Opdracht] = field(default_factory=list)
    koppen: list[tuple[str, Bronplek]] = field(default_factory=list)


def kan_eindigen(w: Wachtend) -> bool:
    """True when a line with only a place can be the end of the new text: that text has no such lines itself."""
    opschrift = w.boom is not None and any(
        a.stappen[-1:] == (Stap("opschrift"),) for p in plaatsen(w.boom) for a in p.adressen
    )
    return opschrift or beeld(next((r.strip() for r in w.lading if r.strip()), "").lstrip("#“„ ")).plaats is None
