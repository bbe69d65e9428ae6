"""Technical information about an act (WTI): its title, and who refers to it, rests on it or has a power from it.

Source of the format: BWB-WTI (``wetstechnische-informatie``, schema wti_2016-1). Read block by block, so that the
memory needed follows the result and not the size of the file.

Dates: ``geldig-tot`` and ``zichtbaar-tot`` are **exclusive** here (the next period starts on that same day), other than
``einddatum`` in the version list, which is inclusive.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.xmlveilig import lees_bytes, lees_xml

GRONDSLAG_VOOR = "grondslag-voor"
BEVOEGDHEID_VOOR = "wettelijke-bevoegdheid-voor"
VERWIJZING_DOOR = "verwijzing-door"


@dataclass(frozen=True, slots=True)
class Periode:
    """When something held, and when that was what was known. Start inclusive, end exclusive."""

    geldig_van: date
    geldig_tot: date
    zichtbaar_van: date
    zichtbaar_tot: date


@dataclass(frozen=True, slots=True)
class Relatie:
    """Another regulation, or a unit of it, that stands in some relation to this act or to one of its units.

    Args:
        soort: name of the relation as in the file: ``grondslag-voor``, ``wettelijke-bevoegdheid-voor``,
            ``verwijzing-door``, ``wetsfamilie`` …
        bwb_id: the other regulation.
        jci: address as given.
        tekst: text of the link: the title of a regulation, or the number of a unit.
        regeling: title of the other regulation when the link is to a unit, else "".
        periode: when the relation held.
    """

    soort: str
    bwb_id: str
    jci: str
    tekst: str
    regeling: str
    periode: Periode | None


@dataclass(frozen=True, slots=True)
class Element:
    """What is known of one unit of the act."""

    label: str
    relaties: tuple[Relatie, ...] = ()


@dataclass(frozen=True, slots=True)
class Wti:
    """The technical information of one act.

    ``citeertitel``: the last that the file gives, else "". ``elementen`` maps label-id (the identity that the text files
    use as well) to unit, in the order of the file; ``relaties`` concern the act as a whole. ``bevindingen`` names what this
    reader does not know among them.
    """

    bwb_id: str
    gegenereerd: str
    citeertitel: str
    relaties: tuple[Relatie, ...]
    elementen: dict[str, Element]
    bevindingen: tuple[Bevinding, ...]


def lees_wti(bron: bytes | Path, plaats: str = "", limiet: int = 250_000_000) -> Wti:
    """Read technical information.

    Args:
        bron: the file or its content.
        plaats: name for refusals; the path when *bron* is a path.
        limiet: largest number of bytes that is accepted.

    Raises:
        Geweigerd: too large, not well-formed, with a DOCTYPE, or not technical information.
    """
    plaats = plaats or (str(bron) if isinstance(bron, Path) else "WTI")
    gegevens = lees_bytes(bron, naam=plaats, limiet=limiet)
    lezer = _Lezer(plaats)
    for blok in _blokken(gegevens, lezer):
        lezer.neem(blok)
    return lezer.uitkomst()


def _blokken(gegevens: bytes, lezer: _Lezer) -> Iterator[etree._Element]:
    """The blocks of the file one by one, each freed after use. A block is complete when it is yielded."""
    lopend = etree.iterparse(
        io.BytesIO(gegevens),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    diepte = 0
    try:
        for gebeurtenis, element in lopend:
            if gebeurtenis == "start":
                diepte += 1
                if diepte == 1:
                    _keur_wortel(element, gegevens, lezer)
                continue
            diepte -= 1
            ouder = element.getparent()
            # Blocks: each regelingelement, and whatever else stands directly below a main part of the file.
            if (diepte == 2 and element.tag != "regelingelementen") or element.tag == "regelingelement":
                yield element
                element.clear()
                if ouder is not None and ouder.tag == "regelingelementen":
                    ouder.remove(element)
    except etree.XMLSyntaxError as fout:
        lees_xml(gegevens, naam=lezer.plaats, limiet=len(gegevens))  # says in Dutch, with the line, what is wrong
        raise Geweigerd.om("xml-fout/geldige", lezer.plaats, msg=fout.msg) from fout


def _keur_wortel(wortel: etree._Element, gegevens: bytes, lezer: _Lezer) -> None:
    if wortel.getroottree().docinfo.internalDTD is not None:
        lees_xml(gegevens, naam=lezer.plaats, limiet=len(gegevens))  # refuses the DOCTYPE with its line
        raise Geweigerd.om("doctype/bestand-bevat", lezer.plaats)
    if wortel.tag != "wetstechnische-informatie":
        raise Geweigerd.om("wti-onbekend", lezer.plaats, tag=wortel.tag)
    lezer.bwb_id = wortel.get("bwb-id", "")


class _Lezer:
    """Collects the blocks. What it meets among the relations and does not know becomes a finding."""

    def __init__(self, plaats: str) -> None:
        self.plaats = plaats
        self.bwb_id = ""
        self.gegenereerd = ""
        self.titel = ""
        self.titels: list[str] = []
        self.relaties: list[Relatie] = []
        self.elementen: dict[str, Element] = {}
        self.bevindingen: list[Bevinding] = []

    def neem(self, blok: etree._Element) -> None:
        """Take in one block."""
        hoofd = blok.getparent()
        if hoofd is not None and hoofd.tag == "regelingelementen":
            hoofd = hoofd.getparent()
        deel = str(hoofd.tag) if hoofd is not None else ""
        if deel == "algemene-informatie":
            self.gegenereerd = self.gegenereerd or (hoofd.get("gegenereerd", "") if hoofd is not None else "")
            if blok.tag == "citeertitel":
                self.titel = _tekst(blok)
            elif blok.tag == "citeertitels":
                self.titels += map(_tekst, blok)
        elif deel == "gerelateerde-regelgeving" and blok.tag == "regeling":
            self.relaties += self._relaties(blok)
        elif deel in ("gerelateerde-regelgeving", "wijzigingen") and blok.tag == "regelingelement":
            self._element(blok, self._relaties(blok) if deel != "wijzigingen" else [])

    def _element(self, blok: etree._Element, relaties: list[Relatie]) -> None:
        """A unit; among the changes its label stands with their days."""
        oud = self.elementen.get(label_id := blok.get("label-id", "")) or Element("")
        labels = (oud.label, blok.get("label", ""), *(dag.get("label", "") for dag in reversed(blok)))
        self.elementen[label_id] = Element(next(filter(None, labels), ""), (*oud.relaties, *relaties))

    def _relaties(self, blok: etree._Element) -> list[Relatie]:
        gevonden = []
        for groep in blok:
            for lid in groep:
                if lid.tag in ("gerelateerde-regeling", "gerelateerd-regelingelement"):
                    gevonden.append(self._relatie(str(groep.tag), lid))
                else:
                    uitleg = "Dit onderdeel is niet bekend en niet gelezen."
                    self._meld("wti-onbekend-element", lid, str(lid.tag), uitleg)
        return gevonden

    def _relatie(self, soort: str, lid: etree._Element) -> Relatie:
        verwijzing = lid.find("extref")
        jci, regeling = (verwijzing.get(n, "") if verwijzing is not None else "" for n in ("doc", "label"))
        return Relatie(
            soort=soort,
            bwb_id=lid.get("bwb-id", ""),
            jci=jci,
            tekst=_tekst(verwijzing),
            regeling=regeling,
            periode=self._periode(lid),
        )

    def _periode(self, element: etree._Element) -> Periode | None:
        namen = ("geldig-van", "geldig-tot", "zichtbaar-van", "zichtbaar-tot")
        if not any(element.get(naam) for naam in namen):
            return None
        van, tot, zicht_van, zicht_tot = (self._datum(element.get(naam), element) for naam in namen)
        return Periode(van or date.min, tot or date.max, zicht_van or date.min, zicht_tot or date.max)

    def _datum(self, tekst: str | None, element: etree._Element) -> date | None:
        if not tekst or not tekst.strip():
            return None
        try:
            return date.fromisoformat(tekst.strip()[:10])
        except ValueError:
            self._meld("wti-datum", element, tekst, "Dit is geen datum; de datum is weggelaten.")
            return None

    def _meld(self, code: str, element: etree._Element, fragment: str, uitleg: str) -> None:
        plek = f"{self.plaats}:{element.sourceline or 0}"
        self.bevindingen.append(
            Bevinding(code, Ernst.WAARSCHUWING, self.plaats, fragment, uitleg, "Meld dit met het bestand erbij.", plek)
        )

    def uitkomst(self) -> Wti:
        """Everything collected, as a value."""
        return Wti(
            self.bwb_id,
            self.gegenereerd,
            (self.titels or [self.titel])[-1],
            tuple(self.relaties),
            self.elementen,
            tuple(self.bevindingen),
        )


def _tekst(element: etree._Element | None) -> str:
    """All text of an element with runs of white space as one space."""
    return " ".join("".join(str(deel) for deel in element.itertext()).split()) if element is not None else ""
