"""What is published of one regulation: its states, their texts, and the set as it was published before."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from verordening.boom import Regeling, WtiRegel
from verordening.dagen import dag
from versies.publicatie.graf import Graf
from versies.tijd.model import Uitwisseling
from versies.tijd.toestand import Periode, Stand
from versies.tijd.wti import Besluitrij
from versies.weergave.doorlopend import Geldigheid

CONTROLEGETALLEN = "controlegetallen.sha512"
GEGEVENS = "metagegevens.json"
"""In every folder that is made as one: what it is, and ``gemaakt_van``: one value for all that it was made from."""
VORMEN = ("pdf", "docx", "odt", "md")
"""Forms beside the page itself and the canonical XML."""
PROGRAMMA = version("verordening")
"""Another program may make other pages of the same text."""


def kern(delen: object, *teksten: bytes) -> str:
    """One value for everything from which files are made."""
    som = hashlib.sha256(repr((PROGRAMMA, delen)).encode())
    for deel in teksten:
        som.update(hashlib.sha256(deel).digest())
    return som.hexdigest()


Bestanden = dict[str, bytes | Path]
"""path in the set → content, or the file that has it"""


def inhoud_van(bestand: bytes | Path) -> bytes:
    """The content of a file of the set."""
    return bestand if isinstance(bestand, bytes) else bestand.read_bytes()


@dataclass(frozen=True)
class Tekst:
    """The text of one version, read only when it is needed.

    Args:
        kern: the bytes from which it follows, with what the archive says of it; equal bytes give equal pages.
        maak: the text as it is published (a municipality filled in, if asked), and that as canonical XML.
    """

    kern: bytes
    maak: Callable[[], tuple[Regeling, bytes]]

    @cached_property
    def _gemaakt(self) -> tuple[Regeling, bytes]:
        return self.maak()

    @property
    def regeling(self) -> Regeling:
        """The text."""
        return self._gemaakt[0]

    @property
    def bestand(self) -> bytes:
        """The text as canonical XML."""
        return self._gemaakt[1]


@dataclass(frozen=True)
class Vorige:
    """The set as it was published before: what did not change is taken from it."""

    map: Path

    @cached_property
    def sommen(self) -> dict[str, str]:
        """path → SHA-512; empty when there is no earlier set."""
        pad = self.map / CONTROLEGETALLEN
        if not pad.is_file():
            return {}
        paren = (r.partition("  ") for r in pad.read_text("utf-8", "surrogateescape").splitlines())
        return {naam: som for som, _, naam in paren if naam}

    @cached_property
    def _onder(self) -> dict[str, list[str]]:
        uit: dict[str, list[str]] = {}
        for naam in self.sommen:
            map_ = naam
            while map_ := map_.rpartition("/")[0]:
                uit.setdefault(map_, []).append(naam)
        return uit

    def onveranderd(self, map_: str, kenmerk: str) -> dict[str, Path]:
        """The files of a folder, when they were made from the same and nobody touched them since; else none."""
        pad = f"{map_}/{GEGEVENS}"
        return self.onder(map_) if self.waarde(pad).get("gemaakt_van") == kenmerk else {}

    def waarde(self, pad: str) -> dict[str, object]:
        """What a file of the set holds for programs; nothing when it is not what was published."""
        try:
            inhoud = (self.map / pad).read_bytes() if pad in self.sommen else b""
            gelezen = json.loads(inhoud) if inhoud and hashlib.sha512(inhoud).hexdigest() == self.sommen[pad] else {}
        except (OSError, ValueError, RecursionError):
            return {}
        return gelezen if isinstance(gelezen, dict) else {}

    def onder(self, map_: str) -> dict[str, Path]:
        """The files of a folder; none when one was written after the list of hashes, which is to say touched."""
        namen = self._onder.get(map_, ())
        try:
            heel = all(self._onaangeroerd(os.lstat(f"{self.map}/{n}")) for n in namen)
        except OSError:
            return {}
        return {n: Path(f"{self.map}/{n}") for n in namen} if heel else {}

    @cached_property
    def _gemaakt(self) -> int:
        return (self.map / CONTROLEGETALLEN).stat().st_mtime_ns

    def _onaangeroerd(self, gezien: os.stat_result) -> bool:
        return stat.S_ISREG(gezien.st_mode) and gezien.st_mtime_ns <= self._gemaakt


@dataclass(frozen=True)
class Regelingreeks:
    """One regulation in time.

    Args:
        werk: its identity. map: name of its folder, safe as a path.
        stand: its states as they are known.
        rijen: what was published about it, oldest first (:func:`versies.tijd.wti.besluitrijen`).
        teksten: by name of the version; states without a known text are not in it.
        ontwerpen: names of versions that are not adopted.
        naam: its title. graven: addresses of versions that are gone. weg: doelen that were withdrawn, and by what.
    """

    werk: str
    map: str
    stand: Stand
    rijen: Sequence[Besluitrij]
    teksten: Mapping[str, Tekst]
    ontwerpen: frozenset[str] = frozenset()
    naam: str = ""
    graven: Sequence[Graf] = ()
    weg: Mapping[str, Uitwisseling] = field(default_factory=dict)

    @cached_property
    def kern(self) -> str:
        """One value for everything that its pages are made from."""
        delen = (
            self.periodes,
            self.stand,
            [(r.nummer, r.doelen, r.soort, r.regel, r.uitwisseling.besluit, r.uitwisseling.bekend) for r in self.rijen],
            sorted(self.ontwerpen),
            list(self.graven),
            sorted(self.weg),
        )
        return kern((self.werk, delen), *(self.tekst(plek).kern for plek in self.mappen))

    @cached_property
    def periodes(self) -> tuple[Periode, ...]:
        """The states with their end, oldest first."""
        return tuple(self.stand.periodes())

    @cached_property
    def mappen(self) -> dict[int, str]:
        """Folder of each state that has a text, by place in :attr:`periodes`: its first day; a number when days are equal."""
        uit: dict[int, str] = {}
        for plek, p in enumerate(self.periodes):
            if p.toestand.versie in self.teksten:
                dagnaam = p.toestand.geldig_vanaf.isoformat()
                keer = sum(naam.startswith(dagnaam) for naam in uit.values())
                uit[plek] = f"{dagnaam}-{keer + 1}" if keer else dagnaam
        return uit

    @property
    def titel(self) -> str:
        """How a reader knows it, after its newest text."""
        if self.naam:
            return self.naam
        for plek in reversed(self.mappen):
            g = self.teksten[self.periodes[plek].toestand.versie].regeling.gegevens
            return g.citeertitel or g.opschrift or self.werk
        return self.werk

    def dagnaam(self, plek: int) -> str:
        """The first day of a state, as a reader says it; with a number when it shares that day with another."""
        _, _, keer = self.mappen[plek][10:].partition("-")
        return dag(self.periodes[plek].toestand.geldig_vanaf) + (f" ({keer})" if keer else "")

    def tekst(self, plek: int) -> Tekst:
        """The text of a state."""
        return self.teksten[self.periodes[plek].toestand.versie]

    def rij(self, plek: int) -> Besluitrij | None:
        """The decision that brought a state; the last one when there were more (a rectification)."""
        return self._per_plek.get(plek)

    @cached_property
    def _per_plek(self) -> dict[int, Besluitrij]:
        per_doel = {d: r for r in self.rijen if r.soort == "tekst" for d in r.doelen}
        volgorde = {id(r): n for n, r in enumerate(self.rijen)}
        uit = {}
        for plek, p in enumerate(self.periodes):
            rijen = [per_doel[d] for d in p.toestand.doelen if d in per_doel]
            if rijen:
                uit[plek] = max(rijen, key=lambda r: volgorde[id(r)])
        return uit

    def regel(self, plek: int) -> WtiRegel:
        """The row of the public table for that decision."""
        rij = self.rij(plek)
        return rij.regel if rij else WtiRegel()

    @property
    def wisseldagen(self) -> set[date]:
        """The days on which something that this regulation says of "now" changes."""
        einde = self.stand.juridisch_uitgewerkt_op
        dagen = {einde} if einde else set()
        for p in self.periodes:
            dagen |= {p.toestand.geldig_vanaf, p.toestand.juridisch_werkend_vanaf} | ({p.tot} if p.tot else set())
        return dagen

    def geldigheid(self, plek: int, stand: date | None) -> Geldigheid:
        """When the text of a state holds, seen from a day, or from none."""
        p = self.periodes[plek]
        t = p.toestand
        return Geldigheid(
            stand, t.geldig_vanaf, t.juridisch_werkend_vanaf, p.tot, t.versie in self.ontwerpen, wijkt=p.wijkt
        )

    def geldend(self, stand: date) -> int | None:
        """Place of the state that holds on a day."""
        return next((plek for plek in self.mappen if self.geldigheid(plek, stand).geldt), None)

    def komend(self, stand: date) -> list[int]:
        """Places of the states with a text that are not law yet on a day, drafts included."""
        return [
            plek
            for plek in self.mappen
            if self.periodes[plek].toestand.juridisch_werkend_vanaf > stand
            or self.periodes[plek].toestand.versie in self.ontwerpen
        ]

    def staat(self, stand: date) -> str:
        """One of four: it holds, its text is not known, it was repealed, or it is not in force yet."""
        einde = self.stand.juridisch_uitgewerkt_op
        if einde is not None and einde <= stand:
            bij = next((r for r in self.rijen if r.soort == "intrekking"), None)
            door = f" bij «{bij.uitwisseling.besluit}»" if bij and bij.uitwisseling.besluit else ""
            bron = f" ({bij.regel.bron_bekendmaking})" if bij and bij.regel.bron_bekendmaking else ""
            return f"ingetrokken per {dag(einde)}{door}{bron}"
        if self.geldend(stand) is not None:
            return "geldt"
        nu = [p for p in self.periodes if p.toestand.juridisch_werkend_vanaf <= stand and (not p.tot or p.tot > stand)]
        if any(p.toestand.versie not in self.ontwerpen for p in nu):
            return "geldt, maar de tekst staat niet vast"
        return "nog niet in werking"

    def waarom(self, p: Periode) -> str:
        """Why the text of a state is not known, in words."""
        met = dict.fromkeys(self.besluitnamen.get(d, d) for d in p.toestand.samenloop)
        return f"samenloop met {', '.join(f'«{n}»' for n in met)}" if met else "de tekst is niet bekend"

    @property
    def besluitnamen(self) -> dict[str, str]:
        """Per doel the title of the decision that brought it."""
        return {d: r.uitwisseling.besluit for r in reversed(self.rijen) if r.uitwisseling.besluit for d in r.doelen}
