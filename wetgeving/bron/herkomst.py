"""Where a fetched file comes from: the record that stands beside it, and writing the two together."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.wissel import schrijf_samen
from wetgeving.bron.manifest import OPEN, Keuze
from wetgeving.bron.ophalen import Opgehaald


@dataclass(frozen=True, slots=True)
class Herkomst:
    """The provenance of one file. Dates and moments are ISO 8601; moments in UTC; empty when unknown.

    Args:
        regeling: ``BWBR0015703`` or ``CVDR123456``.
        soort: ``tekst`` or ``wti``.
        versie: label of the version, "" for technical information.
        url: address of the file.
        opgehaald_op: when the bytes came in.
        gecontroleerd_op: when the source last confirmed them.
        uit: ``net``, ``ongewijzigd`` or ``opslag``.
        sha512: hash of the file.
        sha512_bron: what the version list says the hash is; "" when it does not say.
        bytes: size.
        koppen: the headers of the answer that matter.
        op, bekend: the dates asked.
        precies: True when the version answers those dates; False for the newest version taken for want of one; None
            when a version was asked by its number.
        inwerking, einde, zicht_van, zicht_tot: periods of the version; last days inclusive; "" for no end.
        versielijst: address, hash, moments of the version list.
        programma: name and version of this program.
    """

    regeling: str
    soort: str
    versie: str
    url: str
    opgehaald_op: str
    gecontroleerd_op: str
    uit: str
    sha512: str
    sha512_bron: str
    bytes: int
    koppen: dict[str, str]
    op: str
    bekend: str
    precies: bool | None
    inwerking: str
    einde: str
    zicht_van: str
    zicht_tot: str
    versielijst: dict[str, str]
    programma: str


@dataclass(frozen=True, slots=True)
class Resultaat:
    """A file that was fetched, its provenance, and what the user must know about it."""

    inhoud: bytes
    herkomst: Herkomst
    bevindingen: tuple[Bevinding, ...] = ()

    def als_json(self) -> dict[str, object]:
        """Record and findings, as stored beside the file and printed with ``--json``."""
        return {**asdict(self.herkomst), "bevindingen": [b.als_json() for b in self.bevindingen]}

    def bewaar(self, doel: Path) -> Path:
        """Write the file, and the record beside it as ``<name>.herkomst.json``; returns the path of the record.

        Raises:
            Geweigerd: not writable.
        """
        record = herkomstpad(doel)
        keur_doel(doel)
        keur_doel(record)
        over = json.dumps(self.als_json(), ensure_ascii=False, indent=2) + "\n"
        schrijf_samen({record: over.encode(), doel: self.inhoud})
        return record


def herkomstpad(doel: Path) -> Path:
    """The path of the record that belongs to a file."""
    return doel.with_name(doel.name + ".herkomst.json")


def keur_doel(doel: Path) -> None:
    """Refuse a target that cannot be written before anything is fetched.

    Raises:
        Geweigerd: a folder, or in a folder that does not exist or cannot be written.
    """
    import os

    if doel.is_dir():
        raise Geweigerd.om("doel-is-map", str(doel))
    if not doel.parent.is_dir():
        raise Geweigerd.om("niet-schrijfbaar/doel-bestaat", str(doel))
    if not os.access(doel.parent, os.W_OK):
        raise Geweigerd.om("niet-schrijfbaar/schrijven-doel", str(doel))


@dataclass(frozen=True, slots=True)
class Vraag:
    """Which text was asked for; see the fields of the same name in :class:`Herkomst`."""

    op: date | None = None
    bekend: date | None = None
    precies: bool | None = None


NIETS = Vraag()


def leg_vast(
    regeling: str,
    bestand: Opgehaald,
    lijst: Opgehaald,
    programma: str,
    keuze: Keuze | None = None,
    vraag: Vraag = NIETS,
) -> Resultaat:
    """Read the content from the cache, prove it once more, and put its record together.

    Args:
        keuze: the version that was chosen from the list; None for technical information.

    Raises:
        Geweigerd: the file in the cache changed in the meantime.
    """
    inhoud = bestand.inhoud()
    bewaard, van_lijst = bestand.bewaard, lijst.bewaard
    if hashlib.sha512(inhoud).hexdigest() != bewaard.sha512:
        raise Geweigerd.om("opslag-veranderd", str(bestand.pad))
    expressie = keuze.expressie if keuze else None
    herkomst = Herkomst(
        regeling=regeling,
        soort="tekst" if keuze else "wti",
        versie=expressie.label if expressie else "",
        url=bewaard.url,
        opgehaald_op=bewaard.opgehaald_op,
        gecontroleerd_op=bewaard.gecontroleerd_op,
        uit=bestand.herkomst,
        sha512=bewaard.sha512,
        sha512_bron=(keuze.bestand.sha512 or "") if keuze else "",
        bytes=bewaard.grootte,
        koppen=bewaard.koppen,
        op=_iso(vraag.op),
        bekend=_iso(vraag.bekend),
        precies=vraag.precies,
        inwerking=_iso(expressie.inwerking) if expressie else "",
        einde=_iso(expressie.einde) if expressie else "",
        zicht_van=_iso(expressie.zicht_van) if expressie else "",
        zicht_tot=_iso(expressie.zicht_tot) if expressie else "",
        versielijst={
            "url": van_lijst.url,
            "sha512": van_lijst.sha512,
            "opgehaald_op": van_lijst.opgehaald_op,
            "gecontroleerd_op": van_lijst.gecontroleerd_op,
            "uit": lijst.herkomst,
        },
        programma=programma,
    )
    return Resultaat(
        inhoud, herkomst, (*lijst.bevindingen, *bestand.bevindingen, *(keuze.bevindingen if keuze else ()))
    )


def _iso(dag: date | None) -> str:
    return "" if dag is None or dag == OPEN else dag.isoformat()
