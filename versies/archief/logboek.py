"""One delivery as a file: STOP's ``ConsolidatieInformatie`` in a root of our own for what STOP lacks.

STOP lacks: the day of knowledge and receipt of the delivery as a whole, dates that depend on a condition, the columns
of the public table, and which file holds the text of a version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha1

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.schrijvers import el, velden
from verordening.stop.modules import DATA
from verordening.tekst.keuzes import Lezing
from verordening.xmlveilig import lees_xml
from versies.archief.opslag import is_veilig
from versies.stop.tijd import naar_element, uit_element
from versies.tijd.model import Mutatie, SoortTijdstempel, Tijdstempel, Uitvoering, Uitwisseling, Vervuld, Voorwaarde

NS = "urn:verordening:archief:1"
MAP = "consolidatie"
"""Folder of the deliveries in the archive."""

_MANTEL = ("besluit", "publicatie", "betreft", "kenmerk", "reden", "stuk")
_DATUMS = ("bekend_op", "ontvangen_op", "ondertekend_op")


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """A delivery and where its texts are: name of the version to path in the archive."""

    uitwisseling: Uitwisseling
    teksten: tuple[tuple[str, str], ...] = ()


def schrijf(bladzijde: Bladzijde) -> bytes:
    """Same delivery, same bytes.

    Raises:
        Geweigerd: a name with characters that XML does not know, or a version that is not named after its regulation.
    """
    u = bladzijde.uitwisseling
    datums = {naam: str(waarde) for naam in _DATUMS if (waarde := getattr(u, naam))}
    wortel = velden(el(NS, None, "uitwisseling", **datums), ((naam, getattr(u, naam)) for naam in _MANTEL))
    for mutatie in u.mutaties:
        if isinstance(mutatie, Tijdstempel) and isinstance(mutatie.datum, Voorwaarde):
            wat = {"doel": mutatie.doel, "soort": mutatie.soort, "naam": mutatie.datum.naam, "eId": mutatie.eId}
            el(NS, wortel, "voorwaarde", mutatie.datum.omschrijving, **wat)
        elif isinstance(mutatie, Vervuld):
            el(NS, wortel, "vervuld", naam=mutatie.voorwaarde, datum=str(mutatie.datum))
    for v in u.uitvoeringen:
        wat = {"doel": v.doel, "werk": v.werk, "bestand": v.bestand, "delen": " ".join(v.delen)}
        blok = el(NS, wortel, "uitvoering", **wat, rectificatie="ja" if v.rectificatie else "")
        for lezing in v.lezingen:
            el(NS, blok, "lezing", lezing.zin, regel=str(lezing.regel), toch="ja" if lezing.toch else "")
    if u.herstelt:
        el(NS, wortel, "herstelt", nummer=str(u.herstelt))
    for versie, pad in bladzijde.teksten:
        el(NS, wortel, "tekst", versie=versie, bestand=pad)
    wortel.append(naar_element(u))
    etree.indent(wortel, space="  ")
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8") + b"\n"


@lru_cache(maxsize=20_000)
def lees(inhoud: bytes, naam: str) -> Bladzijde:
    """The inverse of :func:`schrijf`; order among dates with and without a condition is not kept.

    The last ones are remembered: who checks an archive needs each of them three times.

    Raises:
        Geweigerd: not a delivery, or a value that cannot be read; with file and line.
    """
    wortel = lees_xml(inhoud, naam=naam)
    if wortel.tag != f"{{{NS}}}uitwisseling":
        raise Geweigerd.om("logboek", naam)
    stop = wortel.find(f"{{{DATA}}}ConsolidatieInformatie")
    if stop is None:
        raise Geweigerd.om("logboek/consolidatieinformatie-ontbreekt", naam)
    u = uit_element(stop, naam)
    try:
        datums = {n: date.fromisoformat(v) for n in _DATUMS if (v := wortel.get(n))}
        eigen: list[Mutatie] = []
        for kind in wortel:
            if kind.tag == f"{{{NS}}}voorwaarde":
                voorwaarde = Voorwaarde(kind.get("naam", ""), kind.text or "")
                soort = SoortTijdstempel(kind.get("soort", ""))
                eigen.append(Tijdstempel(kind.get("doel", ""), voorwaarde, soort, kind.get("eId", "")))
            elif kind.tag == f"{{{NS}}}vervuld":
                eigen.append(Vervuld(kind.get("naam", ""), date.fromisoformat(kind.get("datum", ""))))
        herstel = wortel.find(f"{{{NS}}}herstelt")
        herstelt = int(herstel.get("nummer", "")) if herstel is not None else 0
        uitvoeringen = tuple(_uitvoering(kind) for kind in wortel.iterfind(f"{{{NS}}}uitvoering"))
    except ValueError as fout:
        raise Geweigerd.om("logboek/datum-soort", naam) from fout
    mantel = {n: (wortel.findtext(f"{{{NS}}}{n}") or "") for n in _MANTEL}
    teksten = tuple((kind.get("versie", ""), kind.get("bestand", "")) for kind in wortel.iterfind(f"{{{NS}}}tekst"))
    rest: dict[str, object] = {**datums, **mantel, "uitvoeringen": uitvoeringen, "herstelt": herstelt}
    return Bladzijde(replace(u, mutaties=(*u.mutaties, *eigen), **rest), teksten)  # type: ignore[arg-type]


def _uitvoering(kind: etree._Element) -> Uitvoering:
    lezingen = (
        Lezing(int(r.get("regel", "")), r.text or "", r.get("toch") == "ja") for r in kind.iterfind(f"{{{NS}}}lezing")
    )
    return Uitvoering(
        kind.get("doel", ""),
        kind.get("werk", ""),
        kind.get("bestand", ""),
        tuple(kind.get("delen", "").split()),
        kind.get("rectificatie") == "ja",
        tuple(lezingen),
    )


# --- names of files and branches --------------------------------------------------------------------------------------


def naamdeel(naam: str) -> str:
    """Part of a path or branch for any name: unchanged when harmless, else made harmless and told apart by a hash.

    >>> naamdeel("werk-en-inkomen"), naamdeel("2026-01-01")
    ('werk-en-inkomen', '2026-01-01')
    >>> naamdeel("../../etc/passwd"), naamdeel("-rf")
    ('etc-passwd-936d7c04', 'rf-836830ee')
    """
    if re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", naam) and len(naam) <= 80 and is_veilig(naam):
        return naam
    plat = re.sub(r"[^a-z0-9]+", "-", naam.lower()).strip("-")[-60:].strip("-")
    kort = sha1(naam.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
    return f"{plat}-{kort}" if plat else kort


def bladnaam(nummer: int, vorm: int) -> str:
    """Name of a delivery in its folder. From form 3 on every hundred has a folder: git writes a list anew with every commit.

    >>> bladnaam(1234, 2), bladnaam(1234, 3)
    ('1234', '0012/1234')
    """
    return f"{nummer:04}" if vorm < 3 else f"{nummer // 100:04}/{nummer:04}"


def bladen_van(boom: Iterable[str]) -> list[str]:
    """Paths of the deliveries among the files of an archive, in order.

    >>> bladen_van(["format", "consolidatie/0000/0002.xml", "consolidatie/0001.xml"])
    ['consolidatie/0001.xml', 'consolidatie/0000/0002.xml']
    """
    bladen = (p for p in boom if p.startswith(f"{MAP}/"))
    return sorted(bladen, key=lambda p: (len(naam := p.rpartition("/")[2]), naam))


def pad_van(versie: str, werk: str) -> str:
    """Where the text of a version is kept.

    >>> pad_van("vwi@2026-01-01", "vwi")
    'regelingen/vwi/2026-01-01.xml'
    """
    return f"regelingen/{naamdeel(werk)}/{naamdeel(versie.partition('@')[2] or versie)}.xml"


def slug_van(werk: str) -> str:
    """The name by which ``dossier.xml`` knows a regulation.

    >>> slug_van("/akn/nl/act/gm0999/2024/vwi")
    'akn-nl-act-gm0999-2024-vwi-724d895d'
    """
    return re.sub(r"[^a-z0-9]+", "-", naamdeel(werk)).strip("-")


def tak_van(doel: str) -> str:
    """Branch of a doel.

    >>> tak_van("wijziging-2026")
    'doel/wijziging-2026'
    """
    return f"doel/{naamdeel(doel)}"
