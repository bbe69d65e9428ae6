"""STOP ``ConsolidatieInformatie`` (``regels`` D.6) in and out: what a publication says about versions and dates.

The in-memory form is :class:`~versies.tijd.model.Uitwisseling`. Reading accepts STOP 1.3 and 2.0; what STOP does not
know (conditions, columns of the public table) is kept in the wrapper that the archive writes around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.schrijvers import Veld, el, velden
from verordening.stop.modules import DATA
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
    Vervuld,
    Wat,
)

_BASIS = {"basis": "Basisversie", "vervlochten": "VervlochtenVersie", "ontvlochten": "OntvlochtenVersie"}
"""Field of a mutation → its element below ``gemaaktOpBasisVan``."""


@dataclass(frozen=True, slots=True)
class _Vorm:
    """How one kind of mutation stands in STOP: its element, the group around it, and its parts in the order of the schema."""

    naam: str
    groep: str
    soort: type[Versie | Intrekking | Tijdstempel | Uitgewerkt | Terugtrekking]
    delen: tuple[str, ...]
    wat: Wat | None = None


_VAN_VERSIE = ("bekendOp", "doelen", "instrumentVersie", "instrument", "eId", "gemaaktOpBasisVan")
_VAN_WERK = ("bekendOp", "doel", "instrument", "eId", "gemaaktOpBasisVan")
_VORMEN = (
    _Vorm("BeoogdeRegeling", "BeoogdeRegelgeving", Versie, _VAN_VERSIE),
    _Vorm("BeoogdInformatieobject", "BeoogdeRegelgeving", Versie, _VAN_VERSIE),
    _Vorm("Intrekking", "Intrekkingen", Intrekking, _VAN_WERK),
    _Vorm("Tijdstempel", "Tijdstempels", Tijdstempel, ("doel", "soortTijdstempel", "datum", "eId")),
    _Vorm("MaterieelUitgewerkt", "Tijdstempels", Uitgewerkt, ("instrument", "datum")),
    _Vorm("TerugtrekkingRegeling", "Terugtrekkingen", Terugtrekking, _VAN_WERK, Wat.VERSIE),
    _Vorm("TerugtrekkingInformatieobject", "Terugtrekkingen", Terugtrekking, _VAN_WERK, Wat.VERSIE),
    _Vorm("TerugtrekkingIntrekking", "Terugtrekkingen", Terugtrekking, _VAN_WERK, Wat.INTREKKING),
    _Vorm(
        "TerugtrekkingTijdstempel",
        "Terugtrekkingen",
        Terugtrekking,
        ("bekendOp", "doel", "soortTijdstempel", "eId"),
        Wat.TIJDSTEMPEL,
    ),
    _Vorm(
        "TerugtrekkingMaterieelUitgewerkt",
        "Terugtrekkingen",
        Terugtrekking,
        ("bekendOp", "instrument", "eId"),
        Wat.UITGEWERKT,
    ),
)
"""Everything that is read and written of the module; of two forms for one value the first is written."""
_VORM = {vorm.naam: vorm for vorm in _VORMEN}
_GROEPEN = frozenset({"ConsolidatieInformatie"}.union(vorm.groep for vorm in _VORMEN))
_EENMAAL = frozenset({"bekendOp", "instrumentVersie", "instrument", "eId", "datum", "soortTijdstempel", "gemaaktOp"})
_MAG: dict[str, frozenset[str]] = {
    **{vorm.naam: frozenset(vorm.delen) for vorm in _VORMEN},
    "doelen": frozenset({"doel"}),
    "gemaaktOpBasisVan": frozenset(_BASIS.values()),
    **dict.fromkeys(_BASIS.values(), frozenset({"doel", "gemaaktOp"})),
}
"""What may stand in an element; anything else is refused, so that nothing is passed over."""


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
    if wortel.tag != f"{{{DATA}}}ConsolidatieInformatie":
        raise Geweigerd.om("geen-consolidatie", naam)
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
        return (element.findtext(f"{{{DATA}}}{naam}") or "").strip()

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
            elif naam in _GROEPEN:
                uit.extend(self.mutatie(element) for element in groep)
            else:
                raise self.weiger(groep, f"het element {naam} is onbekend")
        return uit

    def mutatie(self, element: etree._Element) -> Mutatie:
        naam = etree.QName(element).localname
        vorm = _VORM.get(naam)
        if vorm is None:
            raise self.weiger(element, f"het element {naam} is onbekend")
        velden: dict[str, object] = {} if vorm.wat is None else {"wat": vorm.wat}
        for deel in vorm.delen:
            velden |= self.deel(element, deel, vorm.soort)
        return vorm.soort(**velden)  # type: ignore[arg-type]

    def deel(self, element: etree._Element, deel: str, soort: type) -> dict[str, object]:
        """One part of a mutation as fields of its value."""
        tekst = self.tekst if soort is Terugtrekking else self.verplicht
        match deel:
            case "bekendOp":
                return {"bekend_op": self.bekend(element)}
            case "doelen":
                return {"doelen": self.doelen(element)}
            case "doel":
                return {"doel": tekst(element, deel)}
            case "instrumentVersie":
                versie = self.tekst(element, deel)
                return {"versie": versie, "werk": werk_van(versie) if versie else tekst(element, "instrument")}
            case "instrument":
                return {} if soort is Versie else {"werk": tekst(element, deel)}
            case "soortTijdstempel":
                return {"soort": self.soort(element)}
            case "datum":
                return {"datum": self.datum(element, deel)}
            case "gemaaktOpBasisVan":
                bekend = {v.name for v in fields(soort)}
                return {veld: self.momenten(element, naam) for veld, naam in _BASIS.items() if veld in bekend}
            case _:
                return {deel: self.tekst(element, deel)}

    def doelen(self, element: etree._Element) -> tuple[str, ...]:
        doelen = tuple((d.text or "").strip() for d in element.iterfind(f"{{{DATA}}}doelen/{{{DATA}}}doel"))
        if not doelen or not all(doelen):
            raise self.weiger(element, "een versie zonder doel")
        return doelen

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

    def momenten(self, element: etree._Element, naam: str) -> tuple[Moment, ...]:
        gevonden = element.iterfind(f"{{{DATA}}}gemaaktOpBasisVan/{{{DATA}}}{naam}")
        return tuple(Moment(self.verplicht(m, "doel"), self.moment(m, "gemaaktOp")) for m in gevonden)


# --- writing ----------------------------------------------------------------------------------------------------------


def naar_element(uitwisseling: Uitwisseling) -> etree._Element:
    """``ConsolidatieInformatie`` of a delivery; conditions and fulfilments are left out, STOP does not know them.

    Raises:
        Geweigerd: a version whose name does not start with its work (``werk@…``): it could not be read back.
    """
    groepen: dict[str, list[Veld]] = {}
    for mutatie in uitwisseling.mutaties:
        if isinstance(mutatie, Vervuld) or (isinstance(mutatie, Tijdstempel) and not isinstance(mutatie.datum, date)):
            continue
        vorm = next(v for v in _VORMEN if v.soort is type(mutatie) and v.wat is getattr(mutatie, "wat", None))
        rij = [(deel, _waarde(deel, mutatie)) for deel in vorm.delen]
        groepen.setdefault(vorm.groep, []).append((vorm.naam, rij))
    return velden(
        el(DATA, None, "ConsolidatieInformatie"),
        [("gemaaktOp", uitwisseling.gemaakt_op.isoformat()), *groepen.items()],
    )


def _waarde(deel: str, mutatie: Mutatie) -> object:
    """One part of a mutation as words or fields; empty when it has none."""
    match deel:
        case "doelen":
            return [("doel", doel) for doel in getattr(mutatie, "doelen", ())]
        case "gemaaktOpBasisVan":
            momenten = [(naam, m) for veld, naam in _BASIS.items() for m in getattr(mutatie, veld, ())]
            return [(naam, [("doel", m.doel), ("gemaaktOp", m.gemaakt_op.isoformat())]) for naam, m in momenten]
        case "instrumentVersie" if isinstance(mutatie, Versie) and mutatie.versie:
            if werk_van(mutatie.versie) != mutatie.werk:
                raise Geweigerd.om("versienaam/naam-versie", mutatie.versie, werk=mutatie.werk)
            return mutatie.versie
        case "instrument" if isinstance(mutatie, Versie) and mutatie.versie:
            return ""
        case _:
            veld = {"bekendOp": "bekend_op", "instrument": "werk", "soortTijdstempel": "soort"}.get(deel, deel)
            return str(getattr(mutatie, veld, "") or "")
