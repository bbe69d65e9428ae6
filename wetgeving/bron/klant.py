"""The client: from an identifier and two dates to a proven text with a record of its provenance.

Addresses of the official repository: ``/bwb/<id>/manifest.xml``, ``/bwb/<id>/<label>/xml/<file>`` and the same under
``/cvdr``. The environment variable ``VERORDENING_BRON`` replaces the repository, and with ``/sru/Search`` behind it
also the search service, for instance by a mirror within the organisation.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from verordening.bevinding import Bevinding, Geweigerd, Verkeerd
from verordening.xmlveilig import lees_xml
from wetgeving.bron.herkomst import NIETS, Herkomst, Resultaat, Vraag, leg_vast
from wetgeving.bron.manifest import OPEN, Bestand, Expressie, Keuze, Manifest, kies, laatste, lees_manifest
from wetgeving.bron.ophalen import LIMIET, Opgehaald, Ophaler, Tijd, Voortgang
from wetgeving.bron.opslag import Opslag
from wetgeving.bron.sru import Treffer, lees_zoekblad, zoekadres
from wetgeving.bron.vervoer import keur_adres

__all__ = ["BRON", "ZOEKDIENST", "Herkomst", "Klant", "Regeling", "Resultaat", "lees_regeling"]

BRON = "https://repository.officiele-overheidspublicaties.nl"
ZOEKDIENST = "https://zoekservice.overheid.nl/sru/Search"


@dataclass(frozen=True, slots=True)
class Regeling:
    """A regulation in one of the two collections: ``bwb`` or ``cvdr``; for cvdr possibly one version."""

    verzameling: str
    id: str
    versie: str = ""


def lees_regeling(tekst: str) -> Regeling:
    """Read an identifier.

    >>> lees_regeling("bwbr0015703")
    Regeling(verzameling='bwb', id='BWBR0015703', versie='')
    >>> lees_regeling("CVDR680781_1")
    Regeling(verzameling='cvdr', id='CVDR680781', versie='1')

    Raises:
        Geweigerd: neither a BWB id nor a CVDR id.
    """
    kaal = tekst.strip().upper() if tekst.isascii() else ""
    if re.fullmatch(r"BWB[A-Z]\d{7}", kaal):
        return Regeling("bwb", kaal)
    if "CVDR" in kaal:
        from verordening.adres import AdresFout
        from verordening.notaties import uit_cvdr

        try:
            gelezen = uit_cvdr(tekst)
            return Regeling("cvdr", gelezen.werk, str(gelezen.versie) if gelezen.versie else "")
        except AdresFout:
            pass
    raise Geweigerd.om("nummer-onjuist", tekst=tekst[:60])


class Klant:
    """Client of the official repository and its search service.

    Args:
        bron: address of the repository; default ``VERORDENING_BRON``, then the official one.
        opslag: cache; default the folder of the user.
        tijd: clock; default the real one.
        alleen_opslag: use only what was fetched before.
        voortgang: called while fetching and waiting.
        pogingen: highest number of attempts per file.

    Raises:
        Geweigerd: an address that is not https (or http on this computer).
    """

    def __init__(
        self,
        bron: str | None = None,
        *,
        opslag: Opslag | None = None,
        tijd: Tijd | None = None,
        alleen_opslag: bool = False,
        voortgang: Voortgang | None = None,
        pogingen: int = 5,
    ) -> None:
        eigen = bron or os.environ.get("VERORDENING_BRON") or ""
        self.bron = keur_adres((eigen or BRON).rstrip("/"))
        self.zoekdienst = keur_adres(f"{self.bron}/sru/Search" if eigen else ZOEKDIENST)
        self.tijd = tijd or Tijd()
        self.programma = f"verordening/{_versie()}"
        self.ophaler = Ophaler(
            opslag or Opslag(),
            f"{self.programma} (versiebeheer van lokale regelgeving)",
            tijd=self.tijd,
            alleen_opslag=alleen_opslag,
            voortgang=voortgang,
            pogingen=pogingen,
        )

    def manifest(self, nummer: str) -> Manifest:
        """The version list of a regulation.

        Raises:
            Geweigerd: unknown regulation, no connection, or a list that cannot be right.
        """
        return self._lijst(lees_regeling(nummer))[0]

    def tekst(self, nummer: str, op: date | None = None, bekend: date | None = None) -> Resultaat:
        """The text that held on a day, as known on a day.

        Args:
            nummer: BWB id, CVDR id, or CVDR id with version.
            op: the day on which the text must hold. Default today; when nothing holds today the newest text is
                returned with a finding. When given, a text that did not hold on that day is never returned.
            bekend: the day whose knowledge counts (BWB only). Default the later of today and *op*.

        Returns:
            The text; its SHA-512 equals the one in the version list (BWB; for CVDR a finding says that there is none).

        Raises:
            Geweigerd: nothing held then; not found; wrong hash; no connection.
            Verkeerd: for a local regulation: a version together with a date, or a day of knowledge.
        """
        regeling = lees_regeling(nummer)
        lijst, bestand = self._lijst(regeling)
        vandaag = self.tijd.nu().astimezone().date()
        if regeling.verzameling == "cvdr":
            if bekend is not None:
                raise Verkeerd(
                    f"{regeling.id}: van lokale regelingen is niet vastgelegd wat op welke dag bekend was. "
                    "Laat de kennisdatum weg."
                )
            return self._lokale_tekst(regeling, lijst, bestand, op, vandaag)
        geldig = op or vandaag
        zicht = bekend or max(vandaag, geldig)
        keuze = kies(lijst, geldig, zicht)
        if not keuze.precies and (op or bekend):
            raise _gold_niet(lijst, geldig, zicht)
        return self._haal_tekst(regeling, bestand, keuze, Vraag(geldig, zicht, keuze.precies))

    def lokale_versies(self, nummer: str) -> tuple[Resultaat, ...]:
        """Every version of a local regulation, oldest first, or the one that the number names; each with the dates it gives about itself.

        Raises:
            Geweigerd: no local regulation; not found; no connection.
        """
        regeling = lees_regeling(nummer)
        if regeling.verzameling != "cvdr":
            raise Geweigerd.om("geen-lokale-regeling", regeling.id)
        lijst, bron = self._lijst(regeling)
        labels = sorted((e.label for e in lijst.expressies if e.bestand() and e.label.isdecimal()), key=int)
        gevraagd = [regeling.versie] if regeling.versie else labels
        return tuple([self._haal_tekst(regeling, bron, _versie_van(lijst, label)) for label in gevraagd])

    def wti(self, nummer: str) -> Resultaat:
        """The technical information of an act (BWB only); the version list gives no hash for it.

        Raises:
            Geweigerd: as :meth:`tekst`, or when there is none.
        """
        regeling = lees_regeling(nummer)
        if regeling.verzameling != "bwb":
            raise Geweigerd.om("geen-wti", regeling.id)
        lijst, bestand = self._lijst(regeling)
        if not lijst.wti:
            raise Geweigerd.om("geen-wti/versielijst-noemt", regeling.id)
        opgehaald = self.ophaler.haal(f"{self._basis(regeling)}/{lijst.wti}")
        _keur_nummer(opgehaald, regeling.id, "wetstechnische-informatie")
        return leg_vast(regeling.id, opgehaald, bestand, self.programma)

    def zoek(self, verzameling: str, cql: str, hoogstens: int = 200) -> tuple[int, tuple[Treffer, ...]]:
        """Search a collection.

        Args:
            verzameling: ``bwb`` or ``cvdr``.
            cql: the query; put user text in with :func:`wetgeving.bron.sru.cql_tekst`.
            hoogstens: stop after this many records.

        Returns:
            The number of records in all, and the records fetched.

        Raises:
            Geweigerd: the service refuses the query; no connection.
        """
        treffers: list[Treffer] = []
        vanaf: int | None = 1
        aantal = 0
        while vanaf is not None and len(treffers) < hoogstens:
            adres = zoekadres(self.zoekdienst, verzameling, cql, vanaf, hoogstens - len(treffers))
            # Users report 406 with a correct result from this service; the reader decides whether it is one.
            blad = lees_zoekblad(self.ophaler.vraag(adres, goed=(200, 406)))
            aantal = blad.aantal
            treffers += blad.treffers
            verder = blad.volgende is not None and blad.volgende > vanaf and bool(blad.treffers)
            vanaf = blad.volgende if verder else None
        return aantal, tuple(treffers[:hoogstens])

    def _basis(self, regeling: Regeling) -> str:
        return f"{self.bron}/{regeling.verzameling}/{regeling.id}"

    def _lijst(self, regeling: Regeling) -> tuple[Manifest, Opgehaald]:
        bestand = self.ophaler.haal(f"{self._basis(regeling)}/manifest.xml")
        lijst = lees_manifest(bestand.inhoud(), bestand.bewaard.url)
        if not lijst.id and regeling.verzameling == "cvdr":
            lijst = replace(lijst, id=regeling.id)
        if lijst.id.upper() != regeling.id:
            kenmerk = lijst.id or "een onbekende regeling"
            raise Geweigerd.om("manifest-anders", bestand.bewaard.url, kenmerk=kenmerk, kenmerk2=regeling.id)
        return lijst, bestand

    def _bestand(self, regeling: Regeling, expressie: Expressie, bestand: Bestand) -> Opgehaald:
        url = f"{self._basis(regeling)}/{expressie.label}/{bestand.vorm}/{bestand.naam}"
        opgehaald = self.ophaler.haal(url, bestand.sha512)
        _keur_nummer(opgehaald, regeling.id, "toestand" if regeling.verzameling == "bwb" else "cvdr")
        return opgehaald

    def _haal_tekst(self, regeling: Regeling, lijst: Opgehaald, keuze: Keuze, vraag: Vraag = NIETS) -> Resultaat:
        """The text that was chosen from a version list; a local one tells its dates itself."""
        opgehaald = self._bestand(regeling, keuze.expressie, keuze.bestand)
        if regeling.verzameling == "cvdr":
            keuze = replace(keuze, expressie=_met_data(keuze.expressie, opgehaald))
        if not keuze.bestand.sha512:
            zonder = Bevinding.van("zonder-hash", regeling.id, keuze.bestand.naam)
            keuze = replace(keuze, bevindingen=(*keuze.bevindingen, zonder))
        return leg_vast(regeling.id, opgehaald, lijst, self.programma, keuze, vraag)

    def _lokale_tekst(
        self, regeling: Regeling, lijst: Manifest, bestand: Opgehaald, op: date | None, vandaag: date
    ) -> Resultaat:
        """CVDR: the version list has no dates, so the dates in the texts decide."""
        if regeling.versie:
            keuze = _versie_van(lijst, regeling.versie)
            if op is not None:
                raise Verkeerd(
                    f"{regeling.id}_{regeling.versie}: een versienummer en een datum gaan niet samen. "
                    "Laat een van de twee weg."
                )
            geldig, precies = None, None
        else:
            geldig = op or vandaag
            keuze = self._geldende_versie(regeling, lijst, geldig)
            precies = keuze.precies
            if not precies and op is not None:
                raise _gold_niet(lijst, geldig, None)
        return self._haal_tekst(regeling, bestand, keuze, Vraag(geldig, precies=precies))

    def _geldende_versie(self, regeling: Regeling, lijst: Manifest, geldig: date) -> Keuze:
        versies = list(self._gedateerd(regeling, lijst))
        geldend = [e for e in versies if e.geldt(geldig, geldig)]
        if geldend:
            # A version that begins ends the one before it, also when that one names the same day as its last.
            gekozen = max(geldend, key=_begin)
            bestand = gekozen.bestand()
            assert bestand is not None
            later = [e for e in versies if e.inwerking and _begin(gekozen) < _begin(e) and e.inwerking <= geldig]
            return Keuze(gekozen, bestand, True, tuple(_twijfels(regeling.id, gekozen, later, geldig)))
        nieuwste = laatste(lijst)
        melding = Bevinding.van("versie-niet-precies", lijst.id, nieuwste.expressie.label, geldig=geldig)
        return replace(nieuwste, precies=False, bevindingen=(melding,))

    def _gedateerd(self, regeling: Regeling, lijst: Manifest) -> Iterator[Expressie]:
        for expressie in lijst.expressies:
            bestand = expressie.bestand()
            if bestand is not None and expressie.label.isdecimal():
                yield _met_data(expressie, self._bestand(regeling, expressie, bestand))


def _versie_van(lijst: Manifest, versie: str) -> Keuze:
    expressie = lijst.expressie(versie)
    bestand = expressie.bestand() if expressie else None
    if expressie is None or bestand is None:
        labels = ", ".join(e.label for e in lijst.expressies if e.bestand())
        reden = f"versie {versie} staat niet in de versielijst"
        raise Geweigerd(reden, plaats=lijst.id, advies=f"Er zijn: {labels}." if labels else "", code="versie-onbekend")
    return Keuze(expressie, bestand, True)


def _met_data(expressie: Expressie, opgehaald: Opgehaald) -> Expressie:
    """The version with the dates that a local text gives about itself."""
    wortel = lees_xml(opgehaald.pad, naam=opgehaald.bewaard.url, limiet=LIMIET)
    meta = "{http://standaarden.overheid.nl/cvdr/meta/}"
    data = []
    for naam in ("inwerkingtredingDatum", "uitwerkingtredingDatum"):
        tekst = (wortel.findtext(f".//{meta}{naam}") or "").strip()
        try:
            data.append(date.fromisoformat(tekst[:10]) if tekst else None)
        except ValueError:
            raise Geweigerd.om("geweigerd/datum", opgehaald.bewaard.url, naam=naam, tekst=tekst[:40]) from None
    return replace(expressie, inwerking=data[0], einde=data[1] or OPEN)


def _keur_nummer(opgehaald: Opgehaald, nummer: str, element: str) -> None:
    """The file must be what was asked for: right kind, right regulation."""
    url = opgehaald.bewaard.url
    wortel = lees_xml(opgehaald.pad, naam=url, limiet=LIMIET)
    soort = str(wortel.tag).rpartition("}")[2]
    gevonden = wortel.get("bwb-id", "")
    if element == "cvdr":
        identifier = (wortel.findtext(".//{http://purl.org/dc/terms/}identifier") or "").strip().upper()
        gevonden = "CVDR" + identifier.removeprefix("CVDR").partition("_")[0]
    if soort != element or gevonden != nummer:
        raise Geweigerd.om(
            "ander-bestand",
            url,
            soort=soort,
            gevonden=gevonden or "een onbekende regeling",
            element=element,
            nummer=nummer,
        )


def _gold_niet(lijst: Manifest, geldig: date, zicht: date | None) -> Geweigerd:
    kennis = f" volgens wat op {zicht} bekend was" if zicht else ""
    data = sorted(e.inwerking for e in lijst.expressies if e.inwerking and e.bestand())
    bereik = (
        f"De versies in de bron beginnen tussen {data[0]} en {data[-1]}." if data else "Vraag een versie bij nummer."
    )
    return Geweigerd(f"geen enkele versie gold op {geldig}{kennis}", plaats=lijst.id, advies=bereik, code="gold-niet")


def _begin(expressie: Expressie) -> tuple[date, int]:
    return (expressie.inwerking or date.min, int(expressie.label))


def _twijfels(nummer: str, gekozen: Expressie, later: list[Expressie], geldig: date) -> Iterator[Bevinding]:
    """What the dates of local texts leave open about the choice."""
    naam = f"{nummer}_{gekozen.label}"
    if gekozen.einde == geldig:
        yield Bevinding.van("cvdr-laatste-dag", nummer, naam, geldig=geldig)
    if later:
        labels = ", ".join(f"{nummer}_{e.label}" for e in later)
        yield Bevinding.van("cvdr-volgorde/versie-begon", nummer, naam, labels=labels, geldig=geldig)


def _versie() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("verordening")
    except PackageNotFoundError:
        return "onbekend"
