"""Queries to and answers from the search service of the government (SRU 1.2/2.0, collections BWB and cvdr). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import lees_xml

VERZAMELINGEN = {"bwb": ("BWB", "1.2", 50), "cvdr": ("cvdr", "2.0", 100)}
"""Our name of a collection to the value of ``x-connection``, the version of the protocol and the records per page."""

_VAN = ("geldigheidsperiode_startdatum", "inwerkingtredingDatum")
_TOT = ("geldigheidsperiode_einddatum", "uitwerkingtredingDatum")
_MAKER = ("authority", "creator")


@dataclass(frozen=True, slots=True)
class Treffer:
    """One record of a search result. Dates are verbatim: the service does not always give ISO dates.

    Args:
        id: ``BWBR0015703`` or ``CVDR123456_2``.
        titel: title.
        soort: kind of regulation.
        maker: ministry, municipality …
        gewijzigd: last change of the record.
        geldig_van: first day of validity.
        geldig_tot: last day (BWB) or day of lapse (CVDR), "" when not given.
        locaties: addresses of files, by the element that gives them (``locatie_toestand``, ``publicatieurl_xml`` …).
        velden: every element with text of the record, in order, as (local name, text).
    """

    id: str
    titel: str
    soort: str
    maker: str
    gewijzigd: str
    geldig_van: str
    geldig_tot: str
    locaties: dict[str, str]
    velden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Zoekblad:
    """One page of results: number of records in all, those of this page, and where the next page starts (or None)."""

    aantal: int
    treffers: tuple[Treffer, ...]
    volgende: int | None


def cql_tekst(tekst: str) -> str:
    r"""A text as a quoted CQL string, so that it cannot change the query.

    >>> cql_tekst('wet "x"')
    '"wet \\"x\\""'
    """
    return '"' + tekst.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cql_lokaal(woorden: str, organisatie: str) -> str:
    """The query for local regulations with these words in their title, of one municipality or regional body.

    >>> cql_lokaal("participatiewet", "Voorbeeldstad")
    'dcterms.title all "participatiewet" and dcterms.creator="Voorbeeldstad"'
    """
    delen = [f"dcterms.title all {cql_tekst(woorden)}"] if woorden else []
    delen += [f"dcterms.creator={cql_tekst(organisatie)}"] if organisatie else []
    return " and ".join(delen)


def zoekadres(basis: str, verzameling: str, cql: str, vanaf: int = 1, aantal: int | None = None) -> str:
    """The address of one page of results.

    Args:
        basis: address of the service.
        verzameling: ``bwb`` or ``cvdr``.
        cql: the query; put user text in with :func:`cql_tekst`.
        vanaf: first record, counted from 1.
        aantal: records on this page; None = as many as the service gives.

    Raises:
        Geweigerd: unknown collection.
    """
    if verzameling not in VERZAMELINGEN:
        raise Geweigerd.om("zoek-verzameling", verzameling=verzameling)
    verbinding, versie, per_blad = VERZAMELINGEN[verzameling]
    vragen = {
        "operation": "searchRetrieve",
        "version": versie,
        "x-connection": verbinding,
        "query": cql,
        "startRecord": str(vanaf),
        "maximumRecords": str(min(aantal or per_blad, per_blad)),
    }
    return f"{basis}?{urlencode(vragen)}"


def lees_zoekblad(inhoud: bytes) -> Zoekblad:
    """Read one page of results; namespaces differ between versions of the service, so local names decide.

    Raises:
        Geweigerd: not a result, or the service refuses the query.
    """
    plaats = "zoekdienst"
    wortel = lees_xml(inhoud, naam=plaats)
    if _naam(wortel) != "searchRetrieveResponse":
        raise Geweigerd.om("zoek-onbekend", plaats, wortel=_naam(wortel))
    aantal = next((_tekst(k) for k in wortel if _naam(k) == "numberOfRecords"), "")
    if melding := next((_tekst(e) for e in wortel.iter() if _naam(e) == "diagnostic"), ""):
        raise Geweigerd.om("zoek-geweigerd", plaats, melding=melding[:200])
    if not aantal.isdecimal():
        raise Geweigerd.om("zoek-onbekend/zoekresultaat-zegt", plaats)
    volgende = next((_tekst(k) for k in wortel if _naam(k) == "nextRecordPosition"), "")
    records = [e for k in wortel if _naam(k) == "records" for e in k if _naam(e) == "record"]
    return Zoekblad(int(aantal), tuple(_treffer(r) for r in records), int(volgende) if volgende.isdecimal() else None)


def _treffer(record: etree._Element) -> Treffer:
    velden = tuple(_velden(record))

    def eerste(*namen: str) -> str:
        return next((waarde for naam, waarde in velden if naam in namen), "")

    return Treffer(
        id=eerste("identifier"),
        titel=eerste("title"),
        soort=eerste("type"),
        maker=eerste(*_MAKER),
        gewijzigd=eerste("modified"),
        geldig_van=eerste(*_VAN),
        geldig_tot=eerste(*_TOT),
        locaties={naam: waarde for naam, waarde in velden if naam.startswith("locatie_") or "url" in naam},
        velden=velden,
    )


def _velden(record: etree._Element) -> Iterator[tuple[str, str]]:
    gegevens = [e for e in record.iter() if _naam(e) == "recordData"] or [record]
    for element in gegevens[0].iter():
        if len(element) == 0 and (waarde := _tekst(element)):
            yield _naam(element), waarde


def _naam(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _tekst(element: etree._Element) -> str:
    return " ".join("".join(str(deel) for deel in element.itertext()).split())
