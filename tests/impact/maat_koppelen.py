"""Measuring the link finder against a key made by hand: which rows are found, which links are right.

A set is a folder with ``regelingen/*.md``, ``sleutel.tsv`` and perhaps ``lokazen.tsv`` (places that look related and that no
measure touches). The regulations become a dossier of their own; nothing that a person recorded takes part.

- A link and a row belong together when regulation and measure are equal and one place contains the other.
- *Recall*: the part of the hard rows with at least one link; rows on the aanhef or the opschrift are counted apart.
- *Precision*: the part of the links that belong to at least one row, hard or soft.
- A hit is *coarser* when no proof of the link stands as deep as the row: the row names an onderdeel, the link only the lid.

Columns of a key: ``regeling``, ``plaats`` (the address that ``verordening tekst`` writes; or ``eId``), ``maatregel``,
``hardheid`` (``hard`` or ``zacht``; or ``gewicht``), ``reden``.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from impact.dossier.koppelingen import Koppelingen
from impact.dossier.laden import Invoer, laad
from impact.dossier.model import Bepaling
from impact.dossier.samen import werk_uit
from verordening.boom import Soort, inlinetekst, wandel
from verordening.canoniek import schrijf
from verordening.lezers import lees
from verordening.tekstregels import tekstregels
from versies.dossier import Dossierblad, Regeling, Wet

__all__ = ["Maat", "Rij", "lees_set", "maak_dossier", "meet"]

_WETTEN = (
    ("BWBR0015703", "Pw", "Participatiewet"),
    ("BWBR0004044", "IOAW", "Wet inkomensvoorziening oudere en gedeeltelijk arbeidsongeschikte werkloze werknemers"),
    ("BWBR0004163", "IOAZ", "Wet inkomensvoorziening oudere en gedeeltelijk arbeidsongeschikte gewezen zelfstandigen"),
)
_KOP = ("formula_", "longTitle")


@dataclass(frozen=True)
class Rij:
    """A row of a key: ``plaats`` as written there, ``eId`` where it stands."""

    maatregel: str
    regeling: str
    plaats: str
    eId: str
    hard: bool
    reden: str

    @property
    def boven(self) -> bool:
        """Whether the row is on the aanhef or the opschrift."""
        return self.eId.startswith(_KOP)


@dataclass(frozen=True)
class Maat:
    """What was found. ``goed``/``fout``: links with and without a row; ``lokazen``: links on a decoy."""

    rijen: tuple[Rij, ...]
    geraakt: frozenset[Rij]
    grover: frozenset[Rij]
    goed: tuple[Bepaling, ...]
    fout: tuple[Bepaling, ...]
    lokazen: tuple[tuple[Bepaling, str], ...] = ()

    @property
    def hard(self) -> tuple[Rij, ...]:
        """Hard rows that count for recall."""
        return tuple(r for r in self.rijen if r.hard and not r.boven)

    @property
    def gemist(self) -> tuple[Rij, ...]:
        """Hard rows without a link."""
        return tuple(r for r in self.hard if r not in self.geraakt)

    @property
    def recall(self) -> float:
        """Part of the hard rows that is found, 0 to 1."""
        return 1 - len(self.gemist) / len(self.hard) if self.hard else 1.0

    @property
    def precisie(self) -> float:
        """Part of the links that is in the key, 0 to 1."""
        return len(self.goed) / (len(self.goed) + len(self.fout)) if self.goed or self.fout else 1.0


def maak_dossier(regelingen: Path, naar: Path) -> Path:
    """A dossier of the texts in a folder, under their file names.

    Args:
        regelingen: folder with ``*.md``.
        naar: folder that does not exist yet.
    """
    rijen = []
    for pad in sorted(regelingen.glob("*.md")):
        regeling = lees(pad)
        titel = next(
            (
                inlinetekst(e.opschrift) or " ".join(t for u, _, t in tekstregels(regeling) if u is e)
                for e in wandel(regeling.wortel)
                if e.soort is Soort.OPSCHRIFT
            ),
            pad.stem,
        )
        verordening = "verordening" in pad.stem
        rijen.append(
            Regeling(
                slug=pad.stem,
                citeertitel=titel.strip(),
                soort="verordening" if verordening else "beleidsregel",
                orgaan="gemeenteraad" if verordening else "college",
                status="geldend",
                map=f"regelingen/{pad.stem}",
            )
        )
        (naar / "regelingen" / pad.stem).mkdir(parents=True)
        (naar / "regelingen" / pad.stem / "2024-01-01.xml").write_bytes(schrijf(regeling))
    wetten = tuple(Wet(bwb=b, afkorting=a, citeertitel=n, was="2024-01-01", wordt="2026-01-01") for b, a, n in _WETTEN)
    blad = Dossierblad(
        status="voorbeeldtekst, niet vastgesteld",
        uitvoerder="Proef",
        naam=regelingen.parent.name,
        regelingen=tuple(rijen),
        wetten=wetten,
    )
    (naar / "dossier.xml").write_bytes(blad.als_xml())
    return naar


def lees_set(pad: Path, invoer: Invoer) -> tuple[Rij, ...]:
    """Rows of a key, each with its place in the texts.

    Raises:
        ValueError: a row names a regulation or a place that is not in the texts.
    """
    adressen = {(r.slug, adres): e.eId for r in invoer.regelingen for e, adres, _ in tekstregels(r.regeling)}
    return tuple(_rij(ruw, adressen) for ruw in _tsv(pad))


def _rij(ruw: dict[str, str], adressen: dict[tuple[str, str], str]) -> Rij:
    plaats = ruw.get("plaats") or ruw["eId"]
    eid = ruw.get("eId") or adressen.get((ruw["regeling"], plaats))
    if not eid:
        raise ValueError(f"{ruw['regeling']}, {plaats}: deze plaats uit de sleutel staat niet in de tekst")
    return Rij(
        ruw.get("maatregel", ""),
        ruw["regeling"],
        plaats,
        eid,
        (ruw.get("hardheid") or ruw.get("gewicht")) == "hard",
        ruw.get("reden") or ruw.get("waarom niet geraakt", ""),
    )


def _tsv(pad: Path) -> Iterator[dict[str, str]]:
    with pad.open(encoding="utf-8") as bestand:
        yield from csv.DictReader(bestand, delimiter="\t", quoting=csv.QUOTE_NONE)


def meet(invoer: Invoer, sleutel: Path, lokazen: Path | None = None, *, onderwerpwoorden: bool = False) -> Maat:
    """Find the links of a dossier without what persons recorded, and lay them beside the key."""
    kaal = replace(invoer, koppelingen=Koppelingen(status="geen"))
    model = werk_uit(kaal, onderwerpwoorden=onderwerpwoorden).model
    links = [b for beeld in model.geteld for b in beeld.bepalingen]
    return vergelijk(
        lees_set(sleutel, invoer), links, lees_set(lokazen, invoer) if lokazen and lokazen.exists() else ()
    )


def vergelijk(rijen: Sequence[Rij], links: Sequence[Bepaling], lokazen: Sequence[Rij] = ()) -> Maat:
    """Lay links beside the rows of a key."""
    geraakt: set[Rij] = set()
    fijn: set[Rij] = set()
    goed, fout, gehapt = [], [], []
    for link in links:
        bij = [
            r
            for r in rijen
            if r.maatregel == link.maatregel and r.regeling == link.regeling and _samen(r.eId, link.eId)
        ]
        geraakt.update(bij)
        fijn.update(r for r in bij if _in(link.eId, r.eId) or any(_in(h.eId, r.eId) for h in link.herkomst))
        (goed if bij else fout).append(link)
        gehapt += [
            (link, r.reden) for r in lokazen if not bij and r.regeling == link.regeling and _samen(r.eId, link.eId)
        ]
    return Maat(tuple(rijen), frozenset(geraakt), frozenset(geraakt - fijn), tuple(goed), tuple(fout), tuple(gehapt))


def _in(klein: str, groot: str) -> bool:
    return klein == groot or klein.startswith(f"{groot}__")


def _samen(een: str, ander: str) -> bool:
    return _in(een, ander) or _in(ander, een)


def keur_echt(map_: Path, lijst: Path) -> None:
    """Whether the texts in a folder are those for which a key was made: their SHA-256 stands in the list.

    Raises:
        ValueError: another text.
    """
    bekend = set(re.findall(r"\b[0-9a-f]{64}\b", lijst.read_text("utf-8")))
    for pad in sorted(map_.glob("*.md")):
        if hashlib.sha256(pad.read_bytes()).hexdigest() not in bekend:
            raise ValueError(f"{pad}: dit is niet de tekst waarbij de sleutel is gemaakt")


def laad_set(map_: Path, werkmap: Path, bron: Sequence[Path]) -> Invoer:
    """Read the set in a folder as a dossier made in ``werkmap``."""
    return laad(maak_dossier(map_ / "regelingen", werkmap / map_.name), bron=bron)
