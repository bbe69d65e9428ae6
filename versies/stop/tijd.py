"""STOP ``ConsolidatieInformatie`` (``regels`` D.6) in and out: what a publication says about versions and dates.

The in-memory form is :class:`~versies.tijd.model.Uitwisseling`. Reading accepts STOP 1.3 and 2.0; what STOP does not
know (conditions, columns of the public table) is kept in the wrapper that the archive writes around it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import lees_xml
from versies.tijd.model import (
    Intrekking,
    Moment,
    Mutatie,
    SoortTijdstempel,
    Terugtrekking,
    Tijdstempel,
    Uitgewerkt,
    Uitwisseling,
    Versie,
    Wat,
)

NS = "https://standaarden.overheid.nl/stop/imop/data/"

_TERUG = {
    "TerugtrekkingRegeling": Wat.VERSIE,
    "TerugtrekkingInformatieobject": Wat.VERSIE,
    "TerugtrekkingIntrekking": Wat.INTREKKING,
    "TerugtrekkingTijdstempel": Wat.TIJDSTEMPEL,
    "TerugtrekkingMaterieelUitgewerkt": Wat.UITGEWERKT,
}


_EENMAAL = frozenset({"bekendOp", "instrumentVersie", "instrument", "eId", "datum", "soortTijdstempel", "gemaaktOp"})
_VERSIE = frozenset({"bekendOp", "doelen", "instrumentVersie", "instrument", "eId", "gemaaktOpBasisVan"})
_TERUG_VERSIE = frozenset({"bekendOp", "doel", "instrument", "eId", "gemaaktOpBasisVan"})
_MAG: dict[str, frozenset[str]] = {
    "BeoogdeRegeling": _VERSIE,
    "BeoogdInformatieobject": _VERSIE,
    "Intrekking": _TERUG_VERSIE,
    "TerugtrekkingRegeling": _TERUG_VERSIE,
    "TerugtrekkingInformatieobject": _TERUG_VERSIE,
    "TerugtrekkingIntrekking": _TERUG_VERSIE,
    "TerugtrekkingTijdstempel": frozenset({"bekendOp", "doel", "soortTijdstempel", "eId"}),
    "TerugtrekkingMaterieelUitgewerkt": frozenset({"bekendOp", "instrument", "eId"}),
    "Tijdstempel": frozenset({"doel", "soortTijdstempel", "datum", "eId"}),
    "MaterieelUitgewerkt": frozenset({"instrument", "datum"}),
    "doelen": frozenset({"doel"}),
    "gemaaktOpBasisVan": frozenset({"Basisversie", "VervlochtenVersie", "OntvlochtenVersie"}),
    "Basisversie": frozenset({"doel", "gemaaktOp"}),
    "VervlochtenVersie": frozenset({"doel", "gemaaktOp"}),
    "OntvlochtenVersie": frozenset({"doel", "gemaaktOp"}),
}
"""What this reader reads of each element of the module; anything else is refused, so that nothing is passed over."""
_GROEPEN = frozenset(
    {"ConsolidatieInformatie", "BeoogdeRegelgeving", "Intrekkingen", "Tijdstempels", "Terugtrekkingen"}
)


def werk_van(versie: str) -> str:
    """Work of an expression identifier (AKN or JOIN): everything before the language and date.

    >>> werk_van("/akn/nl/act/gm9999/2022/REG_A/nld@2022;v1"), werk_van("/join/id/regdata/2022/IO_A@2022;v1")
    ('/akn/nl/act/gm9999/2022/REG_A', '/join/id/regdata/2022/IO_A')
    """
    return re.sub(r"/(?:nld|fry|pap|eng|mul|und)$", "", versie.split("@", 1)[0])


def lees_consolidatie(bron: Path | bytes, *, naam: str = "") -> Uitwisseling:
    """Read one ``ConsolidatieInformatie``.

    Raises:
        Geweigerd: no such module, an unknown element, or a date that cannot be read; one line with file and line.
    """
    naam = naam or (bron.name if isinstance(bron, Path) else "consolidatie-informatie")
    return uit_element(lees_xml(bron, naam=naam), naam)


def uit_element(wortel: etree._Element, naam: str) -> Uitwisseling:
    """The delivery that an element ``ConsolidatieInformatie`` describes."""
    if wortel.tag != f"{{{NS}}}ConsolidatieInformatie":
        raise Geweigerd(
            "dit is geen ConsolidatieInformatie",
            plaats=naam,
            code="geen-consolidatie",
            advies="Geef de STOP-module met versies en tijdstempels.",
        )
    lezer = _Lezer(naam)
    lezer.keur(wortel)
    return Uitwisseling(
        lezer.moment(wortel, "gemaaktOp"),
        tuple(lezer.mutaties(wortel)),
        bekend_op=lezer.bekend(wortel),
        ontvangen_op=lezer.datum(wortel, "ontvangenOp") if lezer.tekst(wortel, "ontvangenOp") else None,
    )


class _Lezer:
    def __init__(self, naam: str) -> None:
        self.naam = naam

    def weiger(self, element: etree._Element, reden: str) -> Geweigerd:
        return Geweigerd(
            reden,
            plaats=f"{self.naam}, regel {element.sourceline}",
            code="consolidatie",
            advies="Vergelijk met STOP, module ConsolidatieInformatie.",
        )

    def keur(self, wortel: etree._Element) -> None:
        """Refuse an element that would be passed over, and a value that stands twice where one is read."""
        for element in wortel.iter("*"):
            naam = str(element.tag).rpartition("}")[2]
            kinderen = [str(kind.tag).rpartition("}")[2] for kind in element.iterchildren("*")]
            mag = _MAG.get(naam)
            vreemd = [k for k in kinderen if k not in mag] if mag is not None else []
            if vreemd or (kinderen and mag is None and naam not in _GROEPEN):
                wat = (vreemd or kinderen)[0]
                raise self.weiger(element, f"het element {wat} in {naam} is onbekend")
            dubbel = [
                k for k in kinderen if kinderen.count(k) > 1 and (k in _EENMAAL or (k == "doel" and naam != "doelen"))
            ]
            if dubbel:
                raise self.weiger(element, f"{dubbel[0]} staat meer dan eens in {naam}")

    def tekst(self, element: etree._Element, naam: str) -> str:
        return (element.findtext(f"{{{NS}}}{naam}") or "").strip()

    def moment(self, element: etree._Element, naam: str) -> datetime:
        tekst = self.tekst(element, naam)
        try:
            waarde = datetime.fromisoformat(tekst)
        except ValueError as fout:
            raise self.weiger(element, f"{naam} is geen tijdstip («{tekst}»)") from fout
        if waarde.tzinfo is None:
            raise self.weiger(element, f"{naam} heeft geen tijdzone («{tekst}»)")
        return waarde

    def datum(self, element: etree._Element, naam: str) -> date:
        tekst = self.tekst(element, naam)
        try:
            return date.fromisoformat(tekst)
        except ValueError as fout:
            raise self.weiger(element, f"{naam} is geen datum («{tekst}»)") from fout

    def mutaties(self, wortel: etree._Element) -> list[Mutatie]:
        uit: list[Mutatie] = []
        for groep in wortel:
            naam = etree.QName(groep).localname
            if naam in ("gemaaktOp", "ontvangenOp", "bekendOp"):
                continue
            if naam == "MaterieelUitgewerkt":
                uit.append(self.mutatie(groep))
            elif naam in ("BeoogdeRegelgeving", "Intrekkingen", "Tijdstempels", "Terugtrekkingen"):
                uit.extend(self.mutatie(element) for element in groep)
            else:
                raise self.weiger(groep, f"het element {naam} is onbekend")
        return uit

    def mutatie(self, element: etree._Element) -> Mutatie:
        naam = etree.QName(element).localname
        if naam in ("BeoogdeRegeling", "BeoogdInformatieobject"):
            return self.versie(element)
        if naam == "Intrekking":
            basis, vervlochten, ontvlochten = self.momenten(element)
            werk, doel = self.verplicht(element, "instrument"), self.verplicht(element, "doel")
            bekend, eId = self.bekend(element), self.tekst(element, "eId")
            return Intrekking(werk, doel, basis, vervlochten, ontvlochten, bekend, eId)
        if naam == "Tijdstempel":
            return Tijdstempel(
                self.verplicht(element, "doel"),
                self.datum(element, "datum"),
                self.soort(element),
                self.tekst(element, "eId"),
            )
        if naam == "MaterieelUitgewerkt":
            return Uitgewerkt(self.verplicht(element, "instrument"), self.datum(element, "datum"))
        if naam in _TERUG:
            wat = _TERUG[naam]
            soort = self.soort(element) if wat is Wat.TIJDSTEMPEL else SoortTijdstempel.JURIDISCH_WERKEND
            return Terugtrekking(
                wat,
                self.tekst(element, "doel"),
                self.tekst(element, "instrument"),
                soort,
                self.bekend(element),
                self.tekst(element, "eId"),
                self.momenten(element)[0],
            )
        raise self.weiger(element, f"het element {naam} is onbekend")

    def versie(self, element: etree._Element) -> Versie:
        versie = self.tekst(element, "instrumentVersie")
        doelen = tuple((d.text or "").strip() for d in element.iterfind(f"{{{NS}}}doelen/{{{NS}}}doel"))
        if not doelen or not all(doelen):
            raise self.weiger(element, "een versie zonder doel")
        basis, vervlochten, ontvlochten = self.momenten(element)
        werk = werk_van(versie) if versie else self.verplicht(element, "instrument")
        bekend, eId = self.bekend(element), self.tekst(element, "eId")
        return Versie(werk, doelen, versie, basis, vervlochten, ontvlochten, bekend, eId)

    def verplicht(self, element: etree._Element, naam: str) -> str:
        waarde = self.tekst(element, naam)
        if not waarde:
            raise self.weiger(element, f"{etree.QName(element).localname} zonder {naam}")
        return waarde

    def bekend(self, element: etree._Element) -> date | None:
        return self.datum(element, "bekendOp") if self.tekst(element, "bekendOp") else None

    def soort(self, element: etree._Element) -> SoortTijdstempel:
        tekst = self.tekst(element, "soortTijdstempel")
        try:
            return SoortTijdstempel(tekst)
        except ValueError as fout:
            raise self.weiger(element, f"soortTijdstempel «{tekst}» is onbekend") from fout

    def momenten(self, element: etree._Element) -> tuple[tuple[Moment, ...], tuple[Moment, ...], tuple[Moment, ...]]:
        delen = []
        for naam in ("Basisversie", "VervlochtenVersie", "OntvlochtenVersie"):
            delen.append(
                tuple(
                    Moment(self.verplicht(m, "doel"), self.moment(m, "gemaaktOp"))
                    for m in element.iterfind(f"{{{NS}}}gemaaktOpBasisVan/{{{NS}}}{naam}")
                )
            )
        return delen[0], delen[1], delen[2]


# --- writing ----------------------------------------------------------------------------------------------------------


def naar_element(uitwisseling: Uitwisseling) -> etree._Element:
    """``ConsolidatieInformatie`` of a delivery; conditions and fulfilments are left out, STOP does not know them.

    Raises:
        Geweigerd: a version whose name does not start with its work (``werk@…``): it could not be read back.
    """
    wortel = etree.Element(f"{{{NS}}}ConsolidatieInformatie", nsmap={None: NS})  # type: ignore[dict-item]
    _zet(wortel, "gemaaktOp", uitwisseling.gemaakt_op.isoformat())
    groepen: dict[str, etree._Element] = {}
    for mutatie in uitwisseling.mutaties:
        if isinstance(mutatie, Tijdstempel) and not isinstance(mutatie.datum, date):
            continue
        if isinstance(mutatie, Versie):
            _versie(_groep(wortel, groepen, "BeoogdeRegelgeving"), mutatie)
        elif isinstance(mutatie, Intrekking):
            el = _sub(_groep(wortel, groepen, "Intrekkingen"), "Intrekking")
            _velden(el, bekendOp=mutatie.bekend_op, doel=mutatie.doel, instrument=mutatie.werk, eId=mutatie.eId)
            _basis(el, mutatie)
        elif isinstance(mutatie, Tijdstempel):
            el = _sub(_groep(wortel, groepen, "Tijdstempels"), "Tijdstempel")
            _velden(el, doel=mutatie.doel, soortTijdstempel=mutatie.soort, datum=mutatie.datum, eId=mutatie.eId)
        elif isinstance(mutatie, Uitgewerkt):
            el = _sub(_groep(wortel, groepen, "Tijdstempels"), "MaterieelUitgewerkt")
            _velden(el, instrument=mutatie.werk, datum=mutatie.datum)
        elif isinstance(mutatie, Terugtrekking):
            el = _sub(_groep(wortel, groepen, "Terugtrekkingen"), _NAAM_TERUG[mutatie.wat])
            soort = mutatie.soort if mutatie.wat is Wat.TIJDSTEMPEL else ""
            _velden(el, bekendOp=mutatie.bekend_op, doel=mutatie.doel, instrument=mutatie.werk, soortTijdstempel=soort)
            _velden(el, eId=mutatie.eId)
            _basis(el, mutatie)
    return wortel


_NAAM_TERUG = {
    Wat.VERSIE: "TerugtrekkingRegeling",
    Wat.INTREKKING: "TerugtrekkingIntrekking",
    Wat.TIJDSTEMPEL: "TerugtrekkingTijdstempel",
    Wat.UITGEWERKT: "TerugtrekkingMaterieelUitgewerkt",
}


def _versie(groep: etree._Element, versie: Versie) -> None:
    if versie.versie and werk_van(versie.versie) != versie.werk:
        raise Geweigerd(
            f"de naam van de versie begint niet met die van de regeling («{versie.werk}@…»)",
            plaats=versie.versie,
            code="versienaam",
        )
    el = _sub(groep, "BeoogdeRegeling")
    _velden(el, bekendOp=versie.bekend_op)
    doelen = _sub(el, "doelen")
    for doel in versie.doelen:
        _zet(doelen, "doel", doel)
    if versie.versie:
        _zet(el, "instrumentVersie", versie.versie)
    else:
        _zet(el, "instrument", versie.werk)
    _velden(el, eId=versie.eId)
    _basis(el, versie)


def _basis(el: etree._Element, mutatie: Versie | Intrekking | Terugtrekking) -> None:
    vervlochten, ontvlochten = getattr(mutatie, "vervlochten", ()), getattr(mutatie, "ontvlochten", ())
    if not (mutatie.basis or vervlochten or ontvlochten):
        return
    basis = _sub(el, "gemaaktOpBasisVan")
    for naam, momenten in (
        ("Basisversie", mutatie.basis),
        ("VervlochtenVersie", vervlochten),
        ("OntvlochtenVersie", ontvlochten),
    ):
        for moment in momenten:
            _velden(_sub(basis, naam), doel=moment.doel, gemaaktOp=moment.gemaakt_op.isoformat())


def _groep(wortel: etree._Element, groepen: dict[str, etree._Element], naam: str) -> etree._Element:
    if naam not in groepen:
        groepen[naam] = _sub(wortel, naam)
    return groepen[naam]


def _sub(ouder: etree._Element, naam: str) -> etree._Element:
    return etree.SubElement(ouder, f"{{{NS}}}{naam}")


def _zet(ouder: etree._Element, naam: str, waarde: str) -> None:
    try:
        _sub(ouder, naam).text = waarde
    except ValueError as fout:
        raise Geweigerd("een naam bevat een teken dat niet in XML mag", plaats=naam, code="xml-teken") from fout


def _velden(ouder: etree._Element, **velden: object) -> None:
    for naam, waarde in velden.items():
        if waarde:
            _zet(ouder, naam, str(waarde))
