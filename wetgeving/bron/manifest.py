"""The version list of a regulation in the official repository, and the choice of a version by two dates.

Source of the format: BWB ``manifest.xml`` (``work`` / ``expression`` / ``manifestation`` / ``item``); the repository
of local regulations (CVDR) uses the same shape with version numbers as labels and without dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from verordening.bevinding import Bevinding, Geweigerd
from verordening.xmlveilig import lees_xml

OPEN = date.max
"""The date that means "no end": 9999-12-31 in the files."""

_BESTANDSNAAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_SHA512 = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Bestand:
    """One file of one version.

    Args:
        naam: file name as listed, e.g. ``BWBR0002458_2013-01-01_0.xml``.
        vorm: kind of file: ``xml``, ``html`` …
        verwijderd: withdrawn from the repository; never to be used.
        sha512: 128 hexadecimal digits, or None when the list gives no hash (CVDR).
        grootte: size in bytes, None when not given.
    """

    naam: str
    vorm: str
    verwijderd: bool = False
    sha512: str | None = None
    grootte: int | None = None


@dataclass(frozen=True, slots=True)
class Expressie:
    """One version: what held in a period, as known in another period. All end dates are inclusive.

    Args:
        label: name of the version: ``2013-01-01_1`` (BWB) or ``2`` (CVDR).
        inwerking: first day of validity, None when not given (CVDR).
        einde: last day of validity; :data:`OPEN` when there is none.
        zicht_van: first day on which this was the known text.
        zicht_tot: last day on which this was the known text; :data:`OPEN` when it still is.
        toegevoegd: moment of addition to the repository, verbatim.
        gewijzigd: moment of last change in the repository, verbatim.
        bestanden: the files of this version.
    """

    label: str
    inwerking: date | None
    einde: date
    zicht_van: date | None
    zicht_tot: date
    toegevoegd: str
    gewijzigd: str
    bestanden: tuple[Bestand, ...]

    def bestand(self) -> Bestand | None:
        """The XML file that has not been withdrawn, or None."""
        return next((b for b in self.bestanden if b.vorm == "xml" and not b.verwijderd), None)

    def geldt(self, geldig: date, zicht: date) -> bool:
        """True when this version held on *geldig* according to what was known on *zicht*."""
        if self.inwerking is None or not self.inwerking <= geldig <= self.einde:
            return False
        return (self.zicht_van or date.min) <= zicht <= self.zicht_tot


@dataclass(frozen=True, slots=True)
class Manifest:
    """The version list of one regulation.

    Args:
        id: ``BWBR0002458`` or ``CVDR123456``.
        gegenereerd: moment on which the list was made, verbatim.
        laatste_item: path of the latest file according to the list, verbatim ("" when not given).
        inwerking: first entry into force of the regulation.
        wti: file name of the technical information, "" when there is none.
        expressies: the versions in the order of the file.
    """

    id: str
    gegenereerd: str
    laatste_item: str
    inwerking: date | None
    wti: str
    expressies: tuple[Expressie, ...]

    def expressie(self, label: str) -> Expressie | None:
        """The version with this label, or None."""
        return next((e for e in self.expressies if e.label == label), None)


@dataclass(frozen=True, slots=True)
class Keuze:
    """The version chosen, and whether it answers the question.

    Args:
        expressie: the version.
        bestand: its file.
        precies: False when no version held on the dates asked and the newest was taken instead.
        bevindingen: what the user must know about the choice.
    """

    expressie: Expressie
    bestand: Bestand
    precies: bool
    bevindingen: tuple[Bevinding, ...] = ()


def lees_manifest(inhoud: bytes, plaats: str = "manifest.xml") -> Manifest:
    """Read a version list.

    Args:
        inhoud: the file.
        plaats: name to use in a refusal.

    Raises:
        Geweigerd: not well-formed, not a version list, or with names, dates or hashes that cannot be right.
    """
    wortel = lees_xml(inhoud, naam=plaats)
    work = wortel if wortel.tag == "work" else wortel.find("work")
    if work is None:
        raise Geweigerd.om("manifest-onbekend", plaats, tag=wortel.tag)
    gegevens = work.find("metadata")
    wti = _tekst(gegevens, "wti_locatie")
    expressies = tuple(_expressie(e, plaats) for e in work.findall("expression"))
    labels = [e.label for e in expressies]
    if len(set(labels)) != len(labels):
        dubbel = sorted({label for label in labels if labels.count(label) > 1})
        raise Geweigerd.om("manifest-dubbel", plaats, dubbel=dubbel[0])
    return Manifest(
        id=work.get("label", ""),
        gegenereerd=work.get("gegenereerd", ""),
        laatste_item=work.get("_latestItem", ""),
        inwerking=_datum(gegevens, "datum_inwerkingtreding", plaats),
        wti=_veilig(wti, _BESTANDSNAAM, plaats) if wti else "",
        expressies=expressies,
    )


def kies(manifest: Manifest, geldig: date, zicht: date) -> Keuze:
    """The version that held on *geldig* as known on *zicht*; when there is none the newest, and the choice says so.

    Args:
        manifest: the version list, with dates (BWB).
        geldig: the day on which the text must hold.
        zicht: the day whose knowledge counts.

    Returns:
        The choice. ``precies`` is False when no version matched: the caller decides whether that may be used.

    Raises:
        Geweigerd: the list holds no usable file at all.

    Source: BWB manifest; ``inwerking ≤ geldig ≤ einde`` and ``zicht_van ≤ zicht ≤ zicht_tot``, otherwise the newest
    by (inwerking, zicht_van). Withdrawn files do not count.
    """
    bruikbaar = [e for e in manifest.expressies if e.inwerking is not None and e.bestand() is not None]
    if not bruikbaar:
        raise Geweigerd.om("manifest-leeg", manifest.id, kenmerk=manifest.id)
    passend = [e for e in bruikbaar if e.geldt(geldig, zicht)]
    gekozen = max(passend or bruikbaar, key=_nieuwheid)
    bevindingen: list[Bevinding] = []
    if not passend:
        tot = "zonder einddatum" if gekozen.einde == OPEN else f"tot en met {gekozen.einde}"
        periode = f"vanaf {gekozen.inwerking} {tot}"
        sleutel = "versie-niet-precies/enkele-versie"
        bevindingen.append(
            Bevinding.van(sleutel, manifest.id, gekozen.label, geldig=geldig, zicht=zicht, gekozen=periode)
        )
    elif len(passend) > 1:
        labels = ", ".join(e.label for e in passend)
        bevindingen.append(
            Bevinding.van("versie-overlap", manifest.id, labels, geldig=geldig, zicht=zicht, label=gekozen.label)
        )
    bestand = gekozen.bestand()
    assert bestand is not None
    return Keuze(gekozen, bestand, bool(passend), tuple(bevindingen))


def laatste(manifest: Manifest) -> Keuze:
    """The latest version according to the list itself, otherwise the one with the highest number (CVDR).

    "Latest" is not "in force": a version may begin later or have ended. The caller checks the dates in the text.

    Raises:
        Geweigerd: the list holds no usable file.
    """
    bruikbaar = [(e, b) for e in manifest.expressies if (b := e.bestand()) is not None]
    if not bruikbaar:
        raise Geweigerd.om("manifest-leeg/versielijst-bevat", manifest.id, kenmerk=manifest.id)
    genoemd = manifest.laatste_item.rsplit("/", 1)[-1]
    for expressie, bestand in bruikbaar:
        if genoemd and bestand.naam == genoemd:
            return Keuze(expressie, bestand, True)
    expressie, bestand = max(bruikbaar, key=lambda paar: _nieuwheid(paar[0]))
    return Keuze(expressie, bestand, True)


def _nieuwheid(expressie: Expressie) -> tuple[date, date, tuple[int, ...]]:
    getallen = tuple(int(g) for g in re.findall(r"\d+", expressie.label))
    return (expressie.inwerking or date.min, expressie.zicht_van or date.min, getallen)


def _expressie(element: etree._Element, plaats: str) -> Expressie:
    gegevens = element.find("metadata")
    return Expressie(
        label=_veilig(element.get("label", ""), _LABEL, plaats),
        inwerking=_datum(gegevens, "datum_inwerkingtreding", plaats),
        einde=_datum(gegevens, "einddatum", plaats) or OPEN,
        zicht_van=_datum(gegevens, "zichtdatum_start", plaats),
        zicht_tot=_datum(gegevens, "zichtdatum_eind", plaats) or OPEN,
        toegevoegd=_tekst(gegevens, "tijdstip_toegevoegd"),
        gewijzigd=_tekst(gegevens, "tijdstip_laatste_wijziging"),
        bestanden=tuple(_bestand(m, i, plaats) for m in element.findall("manifestation") for i in m.findall("item")),
    )


def _bestand(manifestatie: etree._Element, item: etree._Element, plaats: str) -> Bestand:
    gegevens = manifestatie.find("metadata")
    sha512 = _tekst(gegevens, "hashcode").lower() or None
    if sha512 is not None and not _SHA512.fullmatch(sha512):
        raise Geweigerd.om("manifest-hash", plaats)
    grootte = _tekst(gegevens, "size")
    # One hash per manifestation: with several items it cannot be said of which file it is the hash.
    enig = len(manifestatie.findall("item")) == 1
    return Bestand(
        naam=_veilig(item.get("label", ""), _BESTANDSNAAM, plaats),
        vorm=manifestatie.get("label", ""),
        verwijderd=item.get("_deleted", "false").strip().lower() in ("true", "1"),
        sha512=sha512 if enig else None,
        grootte=int(grootte) if enig and re.fullmatch(r"[0-9]{1,12}", grootte) else None,
    )


def _veilig(naam: str, patroon: re.Pattern[str], plaats: str) -> str:
    """Names become parts of addresses and paths: anything else than plain letters and digits is refused."""
    if not patroon.fullmatch(naam):
        raise Geweigerd.om("manifest-naam", plaats, naam=naam[:60])
    return naam


def _tekst(ouder: etree._Element | None, naam: str) -> str:
    return (ouder.findtext(naam) or "").strip() if ouder is not None else ""


def _datum(ouder: etree._Element | None, naam: str, plaats: str) -> date | None:
    tekst = _tekst(ouder, naam)
    if not tekst:
        return None
    try:
        return date.fromisoformat(tekst[:10])
    except ValueError:
        raise Geweigerd.om("manifest-datum", plaats, naam=naam, tekst=tekst[:40]) from None
