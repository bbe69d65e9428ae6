"""Technical information about an act (WTI): titles, legal bases, reverse references, history per unit.

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
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.xmlveilig import lees_bytes, lees_xml

if TYPE_CHECKING:
    from lxml import etree

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

    def geldt(self, geldig: date, zicht: date) -> bool:
        """True when it held on *geldig* according to what was known on *zicht*."""
        return self.geldig_van <= geldig < self.geldig_tot and self.zichtbaar_van <= zicht < self.zichtbaar_tot


@dataclass(frozen=True, slots=True)
class Citeertitel:
    """A citation title and the period in which it was the title (None: no period given)."""

    tekst: str
    status: str
    periode: Periode | None


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
        groep: kind of unit ("artikel", "bijlage" …), "" for a whole regulation.
        label_id: identity of the unit, "" for a whole regulation.
        periode: when the relation held.
    """

    soort: str
    bwb_id: str
    jci: str
    tekst: str
    regeling: str
    groep: str
    label_id: str
    periode: Periode | None


@dataclass(frozen=True, slots=True)
class Bekendmaking:
    """The decision that changed something, or brought it into force.

    Args:
        soort: ``oorspronkelijk`` or ``juncto``.
        ondertekening: date of signing.
        blad: ``Stb``, ``Stcrt`` …; "" while a bill is pending.
        id: ``stb-2021-499``.
        datum: date of publication.
        jaar, nummer, kenmerk, dossier: as in the file.
    """

    soort: str
    ondertekening: date | None
    blad: str
    id: str
    datum: date | None
    jaar: str
    nummer: str
    kenmerk: str
    dossier: str


@dataclass(frozen=True, slots=True)
class Terugwerking:
    """Retroactive effect: since when, ``tot`` or ``tot-en-met``, and for which units (labels; empty: not stated)."""

    datum: date | None
    bereik: str
    artikelen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One change of the act or of one of its units.

    Args:
        datum: first day of effect; None: not (yet) in force, or it never will be (see ``opmerkingen``).
        label: "Artikel 2.2"; "" for the act as a whole.
        versie_id: identity of the content after the change, "" when not given.
        betreft: ``wijziging``, ``nieuw``, ``vervallen``, ``nieuwe-regeling``, ``Aanhangig`` …
        voorafgaand: True for a change that preceded another on the same day; None when not stated.
        bronnen: decisions that made the change.
        inwerkingtreding: decisions that set the date.
        terugwerkend: retroactive effects.
        opmerkingen: pairs of (type, text); type ``Alg`` or ``Inwtr``.
    """

    datum: date | None
    label: str
    versie_id: str
    betreft: str
    voorafgaand: bool | None
    bronnen: tuple[Bekendmaking, ...]
    inwerkingtreding: tuple[Bekendmaking, ...]
    terugwerkend: tuple[Terugwerking, ...]
    opmerkingen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """What is known of one unit of the act; ``label_id`` is the identity that the text files use as well."""

    label_id: str
    groep: str
    label: str
    relaties: tuple[Relatie, ...] = ()
    wijzigingen: tuple[Wijziging, ...] = ()


@dataclass(frozen=True, slots=True)
class Wti:
    """The technical information of one act.

    ``elementen`` maps label-id to unit, in the order of the file; ``relaties`` and ``wijzigingen`` concern the act as a
    whole. ``bevindingen`` names every part of the file that this reader does not know.
    """

    bwb_id: str
    gegenereerd: str
    soort: str
    verantwoordelijke: str
    afkortingen: tuple[str, ...]
    citeertitels: tuple[Citeertitel, ...]
    rechtsgebieden: tuple[tuple[str, ...], ...]
    domeinen: tuple[str, ...]
    relaties: tuple[Relatie, ...]
    elementen: dict[str, Element]
    wijzigingen: tuple[Wijziging, ...]
    bevindingen: tuple[Bevinding, ...]

    def citeertitel(self, geldig: date, zicht: date) -> str | None:
        """The citation title on a day as known on a day; None when the file gives none for those dates."""
        for titel in self.citeertitels:
            if titel.periode is not None and titel.periode.geldt(geldig, zicht):
                return titel.tekst
        return None


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
    from lxml import etree

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
    """Collects the blocks. Everything that it meets and does not know becomes a finding."""

    def __init__(self, plaats: str) -> None:
        self.plaats = plaats
        self.bwb_id = ""
        self.enkel: dict[str, str] = {}
        self.lijsten: dict[str, list[str]] = {"afkortingen": [], "overheidsdomeinen": []}
        self.gegenereerd = ""
        self.citeertitels: list[Citeertitel] = []
        self.rechtsgebieden: list[tuple[str, ...]] = []
        self.relaties: list[Relatie] = []
        self.wijzigingen: list[Wijziging] = []
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
            self._algemeen(blok)
        elif deel == "gerelateerde-regelgeving" and blok.tag == "regeling":
            self.relaties += self._relaties(blok)
        elif deel == "wijzigingen" and blok.tag == "regeling":
            self.wijzigingen += self._wijzigingen(blok)
        elif deel in ("gerelateerde-regelgeving", "wijzigingen") and blok.tag == "regelingelement":
            self._element(blok, self._relaties(blok) if deel != "wijzigingen" else [], deel)
        elif not deel.endswith("}meta"):  # OWMS metadata repeat what was read above
            self._onbekend(blok)

    def _algemeen(self, blok: etree._Element) -> None:
        naam = str(blok.tag)
        if naam in ("eerstverantwoordelijke", "soort-regeling", "identificatienummer", "citeertitel"):
            self.enkel[naam] = _tekst(blok)
        elif naam in self.lijsten:
            self.lijsten[naam] += [_tekst(kind) for kind in blok]
        elif naam == "citeertitels":
            self.citeertitels += [Citeertitel(_tekst(k), k.get("status", ""), self._periode(k)) for k in blok]
        elif naam == "rechtsgebieden":
            self.rechtsgebieden += [tuple(_tekst(deel) for deel in kind) for kind in blok]
        else:
            self._onbekend(blok)

    def _element(self, blok: etree._Element, relaties: list[Relatie], deel: str) -> None:
        label_id = blok.get("label-id", "")
        if not label_id:
            self._meld("wti-zonder-label-id", blok, blok.get("label", ""), "Dit element heeft geen label-id.")
        oud = self.elementen.get(label_id) or Element(label_id, "", "")
        wijzigingen = self._wijzigingen(blok) if deel == "wijzigingen" else []
        laatste_label = next((w.label for w in reversed(wijzigingen) if w.label), "")
        self.elementen[label_id] = Element(
            label_id,
            oud.groep or blok.get("groep", ""),
            oud.label or blok.get("label", "") or laatste_label,
            oud.relaties + tuple(relaties),
            oud.wijzigingen + tuple(wijzigingen),
        )

    def _relaties(self, blok: etree._Element) -> list[Relatie]:
        gevonden = []
        for groep in blok:
            for lid in groep:
                if lid.tag not in ("gerelateerde-regeling", "gerelateerd-regelingelement"):
                    self._onbekend(lid)
                    continue
                gevonden.append(self._relatie(str(groep.tag), lid))
        return gevonden

    def _relatie(self, soort: str, lid: etree._Element) -> Relatie:
        verwijzing = lid.find("extref")
        return Relatie(
            soort=soort,
            bwb_id=lid.get("bwb-id", ""),
            jci=_kenmerk(verwijzing, "doc"),
            tekst=_tekst(verwijzing),
            regeling=_kenmerk(verwijzing, "label"),
            groep=_kenmerk(verwijzing, "groep"),
            label_id=_kenmerk(verwijzing, "label-id"),
            periode=self._periode(lid),
        )

    def _wijzigingen(self, blok: etree._Element) -> list[Wijziging]:
        gevonden = []
        for dag in blok:
            if dag.tag != "datum":
                self._onbekend(dag)
                continue
            for details in dag:
                if details.tag == "details":
                    gevonden.append(self._wijziging(dag, details))
                else:
                    self._onbekend(details)
        return gevonden

    def _wijziging(self, dag: etree._Element, details: etree._Element) -> Wijziging:
        for kind in details:
            if kind.tag not in ("betreft", "ontstaansbron", "inwerkingtreding", "terugwerkende-kracht", "opmerkingen"):
                self._onbekend(kind)
        voorafgaand = details.get("isvoorafgaand")
        return Wijziging(
            datum=self._datum(dag.get("waarde"), dag),
            label=dag.get("label", ""),
            versie_id=dag.get("versie-id", ""),
            betreft=_tekst(details.find("betreft")),
            voorafgaand=None if voorafgaand is None else voorafgaand == "true",
            bronnen=tuple(self._bekendmaking(b) for b in details.findall("ontstaansbron/bron")),
            inwerkingtreding=tuple(self._bekendmaking(b) for b in details.findall("inwerkingtreding/bron")),
            terugwerkend=tuple(
                Terugwerking(
                    self._datum(t.get("waarde"), t),
                    t.get("datum-scope", ""),
                    tuple(_tekst(label) for label in t.findall("artikelen/label")),
                )
                for t in details.findall("terugwerkende-kracht/terugwerkende-kracht-datum")
            ),
            opmerkingen=tuple((o.get("type", ""), _tekst(o)) for o in details.findall("opmerkingen/opmerking")),
        )

    def _bekendmaking(self, bron: etree._Element) -> Bekendmaking:
        blad = bron.find("bekendmaking")
        return Bekendmaking(
            soort=bron.get("type", ""),
            ondertekening=self._datum(bron.findtext("ondertekening"), bron),
            blad=blad.get("soort", "") if blad is not None else "",
            id=blad.get("urlidentifier", "") if blad is not None else "",
            datum=self._datum(bron.findtext("bekendmaking/publicatiedatum"), bron),
            jaar=_tekst(bron.find("bekendmaking/publicatiejaar")),
            nummer=_tekst(bron.find("bekendmaking/publicatienummer")),
            kenmerk=_tekst(bron.find("bekendmaking/kenmerk")),
            dossier=_tekst(bron.find("dossiernummer")),
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

    def _onbekend(self, element: etree._Element) -> None:
        self._meld("wti-onbekend-element", element, str(element.tag), "Dit onderdeel is niet bekend en niet gelezen.")

    def _meld(self, code: str, element: etree._Element, fragment: str, uitleg: str) -> None:
        plek = f"{self.plaats}:{element.sourceline or 0}"
        self.bevindingen.append(
            Bevinding(code, Ernst.WAARSCHUWING, self.plaats, fragment, uitleg, "Meld dit met het bestand erbij.", plek)
        )

    def uitkomst(self) -> Wti:
        """Everything collected, as a value."""
        return Wti(
            bwb_id=self.bwb_id,
            gegenereerd=self.gegenereerd,
            soort=self.enkel.get("soort-regeling", ""),
            verantwoordelijke=self.enkel.get("eerstverantwoordelijke", ""),
            afkortingen=tuple(self.lijsten["afkortingen"]),
            citeertitels=tuple(self.citeertitels) or self._titel_zonder_periode(),
            rechtsgebieden=tuple(self.rechtsgebieden),
            domeinen=tuple(self.lijsten["overheidsdomeinen"]),
            relaties=tuple(self.relaties),
            elementen=self.elementen,
            wijzigingen=tuple(self.wijzigingen),
            bevindingen=tuple(self.bevindingen),
        )

    def _titel_zonder_periode(self) -> tuple[Citeertitel, ...]:
        titel = self.enkel.get("citeertitel", "")
        return (Citeertitel(titel, "", None),) if titel else ()


def _kenmerk(element: etree._Element | None, naam: str) -> str:
    return element.get(naam, "") if element is not None else ""


def _tekst(element: etree._Element | None) -> str:
    """All text of an element with runs of white space as one space."""
    return " ".join("".join(str(deel) for deel in element.itertext()).split()) if element is not None else ""
