"""Rules of STOP that its XML schema does not check, for a whole regulation (``regels`` D.3, D.5; IMOP 1.3.0).

The number in a code is that of the official rule (STOP0005 …), so that a finding can be compared with the report of the
publication service.

>>> wortel = etree.fromstring('<Al xmlns="https://standaarden.overheid.nl/stop/imop/tekst/"/>')
>>> [b.code for b in toets(wortel)]
['stop0005-lege-alinea']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from verordening import soorten
from verordening.bevinding import Bevinding
from verordening.canoniek.namen import STOP

_T = f"{{{STOP}}}"
AKN_NAAM: dict[str, str] = {
    **{soorten.STOP[soort]: naam for soort, naam in soorten.EID.items()},
    "WijzigArtikel": "art",
    "WijzigLid": "para",
    "WijzigBijlage": "cmp",
    "InleidendeTekst": "intro",
    "Kadertekst": "recital",
    "Inhoudsopgave": "toc",
    "Motivering": "acc",
    "table": "table",
    "Figuur": "img",
    "Formule": "math",
    "Citaat": "cit",
    "ExtIoRef": "ref",
    "IntIoRef": "ref",
}
"""The reference of each element in an eId or wId (table of D.3)."""
_STRUCTUUR = tuple(
    """
    Boek Deel Hoofdstuk Titel Afdeling Paragraaf Subparagraaf Subsubparagraaf Bijlage Divisie
    """.split()
)
_NOTATIE = {"AKN": "/akn/", "JCI": "jci1", "URL": "http", "JOIN": "/join/"}

Regel = Callable[[etree._Element], Iterator[Bevinding]]


def toets(wortel: etree._Element) -> tuple[Bevinding, ...]:
    """All findings about one regulation or larger STOP tree, in the order of the rules."""
    return tuple(bevinding for regel in REGELS for bevinding in regel(wortel))


def _naam(element: etree._Element) -> str:
    return etree.QName(element).localname


def _tekst(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _plek(element: etree._Element) -> str:
    for boven in (element, *element.iterancestors()):
        if boven.get("eId"):
            return str(boven.get("eId"))
    return ""


def _fout(sleutel: str, element: etree._Element, fragment: str = "", /, **delen: object) -> Bevinding:
    plek = _plek(element)
    return Bevinding.van(sleutel, plek, fragment or _tekst(element)[:80], plek, **delen)


def _met_id(wortel: etree._Element) -> Iterator[etree._Element]:
    return (e for e in wortel.iter(f"{_T}*") if e.get("eId") is not None)


def _lijsten(wortel: etree._Element) -> Iterator[Bevinding]:
    for lijst in wortel.iter(f"{_T}Lijst"):
        items = lijst.findall(f"{_T}Li")
        genummerd = sum(li.find(f"{_T}LiNummer") is not None for li in items)
        if lijst.get("type") == "ongemarkeerd" and genummerd:
            yield _fout("stop0001-lijst-met-nummers", lijst)
        if lijst.get("type") == "expliciet" and genummerd != len(items):
            yield _fout("stop0002-lijst-zonder-nummers", lijst)


def _leeg(wortel: etree._Element) -> Iterator[Bevinding]:
    for al in wortel.iter(f"{_T}Al"):
        beeld = al.find(f"{_T}InlineTekstAfbeelding") is not None or al.find(f"{_T}Nootref") is not None
        if not _tekst(al) and not beeld:
            yield _fout("stop0005-lege-alinea", al, "<Al/>")
    for kop in wortel.iter(f"{_T}Kop"):
        if not _tekst(kop):
            yield _fout("stop0006-lege-kop", kop, "<Kop/>")
    for element in wortel.iter(*(f"{_T}{n}" for n in _STRUCTUUR)):
        if (_naam(element) != "Titel" or element.get("eId")) and all(kind.tag == f"{_T}Kop" for kind in element):
            yield _fout("stop0058-lege-eenheid", element)
    for element in wortel.iter(f"{_T}Divisietekst"):
        if all(kind.tag == f"{_T}Kop" for kind in element):
            yield _fout("stop0060-lege-divisietekst", element, "<Divisietekst/>")


def _artikelen(wortel: etree._Element) -> Iterator[Bevinding]:
    soorten = {f"{_T}{n}" for n in ("Inhoud", "Lid", "Vervallen", "Gereserveerd")}
    for artikel in wortel.iter(f"{_T}Artikel"):
        gevonden = {_naam(kind) for kind in artikel if kind.tag in soorten}
        if len(gevonden) > 1:
            yield _fout("stop0070-artikel-gemengd", artikel, delen=" en ".join(sorted(gevonden)))


def _vervallen(wortel: etree._Element) -> Iterator[Bevinding]:
    for element in wortel.iter(f"{_T}Vervallen"):
        ouder = element.getparent()
        if ouder is None or _naam(ouder) in ("Artikel", "Divisietekst"):
            continue
        for kind in element.itersiblings():
            if kind.find(f"{_T}Vervallen") is None:
                yield _fout("stop0062-niet-alles-vervallen", kind)


def _namen(wortel: etree._Element) -> Iterator[Bevinding]:
    for element in _met_id(wortel):
        verwacht = AKN_NAAM.get(_naam(element))
        for soort, code in (("eId", "stop0022-eid-naam"), ("wId", "stop0023-wid-naam")):
            waarde = element.get(soort) or ""
            laatste = waarde.rpartition("__")[2]
            if verwacht and not laatste.startswith(verwacht):
                yield _fout(code, element, waarde, soort=soort, element=_naam(element), verwacht=verwacht)
            if waarde.endswith(".") or ".__" in waarde:
                yield _fout("stop0013-id-punt", element, waarde, soort=soort)


def _uniek(wortel: etree._Element) -> Iterator[Bevinding]:
    for soort, code in (("eId", "stop0020-eid-dubbel"), ("wId", "stop0021-wid-dubbel")):
        tel = Counter((_component(e), e.get(soort)) for e in _met_id(wortel))
        for (_, waarde), keer in tel.items():
            if waarde and keer > 1:
                element = next(e for e in _met_id(wortel) if e.get(soort) == waarde)
                yield _fout(code, element, waarde, soort=soort, keer=keer)


def _component(element: etree._Element) -> str:
    """Name of the component in which identities are unique (D.3)."""
    for boven in (element, *element.iterancestors()):
        if boven.get("componentnaam"):
            return str(boven.get("componentnaam"))
    return ""


def _verwijzingen(wortel: etree._Element) -> Iterator[Bevinding]:
    eids = {e.get("eId") for e in _met_id(wortel)}
    ios = {e.get("wId") for e in wortel.iter(f"{_T}ExtIoRef")}
    for ref in wortel.iter(f"{_T}IntRef"):
        doel = (ref.get("ref") or "").rpartition("#")[2]
        if doel not in eids:
            yield _fout("stop0010-doel-ontbreekt", ref, doel)
    for ref in wortel.iter(f"{_T}IntIoRef"):
        if ref.get("ref") not in ios:
            yield _fout("stop0011-informatieobject", ref, ref.get("ref") or "")
    for ref in wortel.iter(f"{_T}ExtRef"):
        begin = _NOTATIE.get(ref.get("soort") or "", "")
        if not (ref.get("ref") or "").startswith(begin):
            yield _fout("stop0050-notatie", ref, ref.get("ref") or "", soort=ref.get("soort"), begin=begin)
    for ref in wortel.iter(f"{_T}ExtIoRef"):
        if _tekst(ref) != ref.get("ref"):
            yield _fout("stop0012-join", ref)


def _tabellen(wortel: etree._Element) -> Iterator[Bevinding]:
    for groep in wortel.iter(f"{_T}tgroup"):
        kolommen = [k.get("colname") or "" for k in groep.iter(f"{_T}colspec")]
        if groep.get("cols") != str(len(kolommen)):
            yield _fout("stop0037-kolommen", groep, cols=groep.get("cols"), aantal=len(kolommen))
        for cel in groep.iter(f"{_T}entry"):
            for naam in ("colname", "namest", "nameend"):
                if cel.get(naam) and cel.get(naam) not in kolommen:
                    yield _fout("stop0036-kolomnaam", cel, str(cel.get(naam)))
            if cel.get("namest") and cel.get("colname") and cel.get("namest") != cel.get("colname"):
                yield _fout("stop0033-overspanning", cel)
        for deel in (*groep.findall(f"{_T}thead"), *groep.findall(f"{_T}tbody")):
            rijen = deel.findall(f"{_T}row")
            cellen = sum(_breedte(c, kolommen) * (1 + int(c.get("morerows") or 0)) for r in rijen for c in r)
            if cellen != len(rijen) * len(kolommen):
                yield _fout("stop0038-cellen", deel, cellen=cellen, aantal=len(rijen), aantal2=len(kolommen))


def _breedte(cel: etree._Element, kolommen: list[str]) -> int:
    van, tot = cel.get("namest") or "", cel.get("nameend") or ""
    return kolommen.index(tot) - kolommen.index(van) + 1 if van in kolommen and tot in kolommen else 1


def _noten(wortel: etree._Element) -> Iterator[Bevinding]:
    for waarde, keer in Counter(n.get("id") for n in wortel.iter(f"{_T}Noot")).items():
        if keer > 1:
            noot = next(n for n in wortel.iter(f"{_T}Noot") if n.get("id") == waarde)
            yield _fout("stop0068-noot-dubbel", noot, waarde or "", keer=keer)


REGELS: tuple[Regel, ...] = (_lijsten, _leeg, _artikelen, _vervallen, _namen, _uniek, _verwijzingen, _tabellen, _noten)
"""Every rule; each takes a STOP tree and gives its findings."""
