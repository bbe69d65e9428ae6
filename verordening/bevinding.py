"""Findings and refusals: the two ways in which the toolkit says that something is not as it should be.

A :class:`Bevinding` is a value: it travels beside a result and never stops the work.
:class:`Geweigerd` stops it: the input cannot be handled without guessing, or the target cannot be written.

What they say stands in one file that a jurist can read and correct, ``meldingen.json``: per key the severity (or
``weigering``), what is the matter, and what to do. A key is a code, and behind a stroke which of its sentences it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from verordening.dagen import dag
from verordening.tellen import vul

_REGELEINDE = "⟦U+000A⟧"
"""In a message, which is one line: the end of a line in the name of a file."""


class Ernst(StrEnum):
    """Severity of a finding. Only ``FOUT`` makes a command end with exit code 1."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    INFO = "info"
    VRAAG = "vraag"
    """Only a person can say whether something is the matter."""


@cache
def meldingen() -> dict[str, tuple[str, str, str]]:
    """All sentences: key → (severity or "weigering", what is the matter, what to do)."""
    bron = Path(__file__).with_name("meldingen.json").read_text(encoding="utf-8")
    return {
        sleutel: (soort, wat, advies[0] if advies else "")
        for sleutel, (soort, wat, *advies) in json.loads(bron).items()
    }


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding about one place.

    Args:
        code: short stable key in Dutch, lower case with hyphens, e.g. ``"cvdr-kop-gesplitst"``.
        ernst: severity.
        adres: place as a reader says it ("artikel 8, eerste lid"), or a file name.
        fragment: the words it is about, verbatim.
        uitleg: one sentence: what is the matter.
        advies: one sentence: what the user can do.
        plek: machine-readable place (eId, or ``file:line``); empty when unknown.

    >>> Bevinding("dubbel-nummer", Ernst.FOUT, "artikel 3", "3.", "Nummer komt twee keer voor.", "Hernummer.").regel()
    'fout: artikel 3: Nummer komt twee keer voor. «3.» Hernummer. [dubbel-nummer]'
    """

    code: str
    ernst: Ernst
    adres: str
    fragment: str
    uitleg: str
    advies: str = ""
    plek: str = ""

    @classmethod
    def van(cls, sleutel: str, adres: str = "", fragment: str = "", plek: str = "", /, **delen: object) -> Bevinding:
        """The finding of a key of :func:`meldingen`.

        Args:
            delen: what stands between braces in its sentences; a day is said in words.

        >>> Bevinding.van("nummer-volgorde", "artikel 3", nummer="a.", nummer2="b.").uitleg
        '«a.» staat na «b.».'
        """
        ernst, uitleg, advies = meldingen()[sleutel]
        code = sleutel.partition("/")[0]
        delen = {naam: dag(deel) if isinstance(deel, date) else deel for naam, deel in delen.items()}
        return cls(code, Ernst(ernst), adres, fragment, vul(uitleg, **delen), vul(advies, **delen), plek)

    def als_json(self) -> dict[str, object]:
        """The finding as the contract of the command line prints it."""
        return asdict(self)

    def regel(self) -> str:
        """The finding as one line for a terminal."""
        delen = [f"{self.ernst}: {self.adres}: {self.uitleg}" if self.adres else f"{self.ernst}: {self.uitleg}"]
        if self.fragment:
            delen.append("«" + " ".join(self.fragment.split())[:120] + "»")
        if self.advies:
            delen.append(self.advies)
        delen.append(f"[{self.code}]")
        return " ".join(delen).replace("\n", _REGELEINDE)


def heeft_fout(bevindingen: Iterable[Bevinding]) -> bool:
    """True when at least one finding is of severity *fout* (exit code 1)."""
    return any(b.ernst is Ernst.FOUT for b in bevindingen)


class Geweigerd(Exception):
    """Input refused, or output not writable: nothing was changed (exit code 3).

    Args:
        reden: what is the matter, Dutch, no trailing line break.
        plaats: file, with line where known ("besluit.md, regel 12").
        advies: what the user can do.
        code: short stable key.

    >>> str(Geweigerd("het bestand is leeg", plaats="a.xml", advies="Kies een ander bestand."))
    'a.xml: het bestand is leeg. Kies een ander bestand.'
    """

    def __init__(self, reden: str, *, plaats: str = "", advies: str = "", code: str = "geweigerd") -> None:
        self.reden = " ".join(reden.split()).rstrip(".")
        self.plaats = plaats
        self.advies = " ".join(advies.split())
        self.code = code
        super().__init__(self.regel())

    @classmethod
    def om(cls, sleutel: str, plaats: str = "", /, **delen: object) -> Geweigerd:
        """The refusal of a key of :func:`meldingen`.

        >>> str(Geweigerd.om("is-map", "regels"))
        'regels: dit is een map, geen bestand. Geef het bestand zelf op.'
        """
        _, reden, advies = meldingen()[sleutel]
        code = sleutel.partition("/")[0]
        return cls(vul(reden, **delen), plaats=plaats, advies=vul(advies, **delen), code=code)

    def regel(self) -> str:
        """The refusal as one line."""
        kop = f"{self.plaats}: " if self.plaats else ""
        staart = f" {self.advies}" if self.advies else ""
        return f"{kop}{self.reden}.{staart}".replace("\n", _REGELEINDE)

    def als_bevinding(self) -> Bevinding:
        """The refusal in the shape of a finding, for ``--json``."""
        return Bevinding(self.code, Ernst.FOUT, self.plaats, "", self.reden + ".", self.advies)


class Verkeerd(Exception):
    """Wrong use of a command: options that do not go together, a value that cannot be read (exit code 2)."""
