"""Reading canonical XML. The schema is checked first, so that nothing can be dropped without a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from lxml import etree

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Gegevens,
    Grondslag,
    Herkomst,
    Inline,
    Kolom,
    Noot,
    Opmaak,
    Publicatie,
    Redactie,
    Regeleinde,
    Regeling,
    Rij,
    Status,
    Tabel,
    Tabelgroep,
    Verwijzing,
    WtiRegel,
)
from verordening.canoniek.namen import EIGEN, KENMERK, OPMAAK_TERUG, ROL_TERUG, SOORT, STOP
from verordening.xmlveilig import lees_xml

_S = f"{{{STOP}}}"
_V = f"{{{EIGEN}}}"
_K = f"{{{KENMERK}}}"
_DATUMS = {
    v.name for klasse in (Gegevens, Herkomst, Publicatie, WtiRegel) for v in fields(klasse) if "date" in str(v.type)
}


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(files(__package__).joinpath("regeling.rng").read_bytes()))


def lees(bron: Path | bytes, *, naam: str = "", limiet: int = 50_000_000) -> Regeling:
    """Read one version of a regulation.

    Args:
        bron: file or bytes.
        naam: name for messages; default the file name.
        limiet: largest accepted size in bytes.

    Raises:
        Geweigerd: not canonical XML, or something in it that the schema does not know; with line and reason.
    """
    naam = naam or (bron.name if isinstance(bron, Path) else "invoer")
    wortel = lees_xml(bron, naam=naam, limiet=limiet)
    return uit_element(wortel, naam=naam)


def uit_element(wortel: etree._Element, *, naam: str) -> Regeling:
    """The same from an element that has been parsed already."""
    schema = _schema()
    if not schema.validate(wortel):
        fout = schema.error_log[0]
        raise Geweigerd.om("schema/voldoet-schema", f"{naam}, regel {fout.line}", message=fout.message)
    try:
        return _regeling(wortel, naam)
    except Geweigerd as fout:
        plaats = fout.plaats if fout.plaats.startswith(naam) else f"{naam}, {fout.plaats}"
        raise Geweigerd(fout.reden, plaats=plaats, advies=fout.advies, code=fout.code) from None


def _regeling(wortel: etree._Element, naam: str) -> Regeling:
    gegevens = _gegevens(wortel[0])
    bevindingen = tuple(_bevinding(e) for e in wortel.findall(f"{_V}Bevindingen/{_V}Bevinding"))
    regeling = Regeling(gegevens, _eenheid(wortel[-1]), bevindingen)
    _geen_dubbele(wortel[-1], naam)
    return regeling


def _geen_dubbele(wortel: etree._Element, naam: str) -> None:
    for soort in ("eId", "wId"):
        gezien: set[str] = set()
        for element in wortel.iter(etree.Element):
            waarde = element.get(soort)
            if not waarde:
                continue
            if waarde in gezien:
                raise Geweigerd.om(
                    "dubbel-id/komt-twee", f"{naam}, regel {element.sourceline}", soort=soort, waarde=waarde
                )
            gezien.add(waarde)


def _lokaal(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _waarde(element: etree._Element, naam: str, tekst: str) -> date | str:
    """The value of a field; a date that cannot be read is refused with its line."""
    try:
        return date.fromisoformat(tekst) if naam in _DATUMS else tekst
    except ValueError:
        raise _kapot(element, f"«{tekst}» bij {naam} is geen datum (verwacht JJJJ-MM-DD)") from None


_T = TypeVar("_T")


def _maak(klasse: type[_T], /, **velden: object) -> _T:
    """A value with these fields; the schema has said that they are there, and of their type."""
    return klasse(**velden)


def _velden(element: etree._Element, soort: type[Herkomst | Publicatie | WtiRegel]) -> dict[str, object]:
    """Attributes as fields of a frozen type; an unknown name is refused with its line."""
    bekend = {v.name for v in fields(soort)}
    uit: dict[str, object] = {}
    for naam, waarde in ((str(n), str(w)) for n, w in element.attrib.items()):
        if naam not in bekend:
            raise _kapot(element, f"het kenmerk «{naam}» hoort niet bij {_lokaal(element)}")
        uit[naam] = _waarde(element, naam, waarde)
    return uit


def _kapot(element: etree._Element, reden: str) -> Geweigerd:
    return Geweigerd.om("schema", f"regel {element.sourceline}", reden=reden)


def _gegevens(element: etree._Element) -> Gegevens:
    velden: dict[str, object] = {}
    reeksen: dict[str, list[object]] = {}
    meervoud = {v.name for v in fields(Gegevens) if str(v.type).startswith("tuple")}
    for kind in element:
        naam, tekst = _lokaal(kind), kind.text or ""
        if naam == "grondslag":
            reeksen.setdefault("grondslagen", []).append(Grondslag(tekst, kind.get("uri", ""), kind.get("soort", "")))
        elif naam == "wti":
            reeksen.setdefault("wti", []).append(_maak(WtiRegel, **_velden(kind, WtiRegel)))
        elif naam == "kenmerk":
            reeksen.setdefault("kenmerken", []).append((kind.get("naam", ""), tekst))
        elif naam in meervoud:
            reeksen.setdefault(naam, []).append(tekst)
        elif naam == "citeertitel_officieel":
            velden[naam] = tekst == "true"
        else:
            velden[naam] = _waarde(kind, naam, tekst)
    velden.update({naam: tuple(waarden) for naam, waarden in reeksen.items()})
    return _maak(Gegevens, **velden)


def _bevinding(e: etree._Element) -> Bevinding:
    return Bevinding(
        e.get("code", ""),
        Ernst(e.get("ernst", "info")),
        e.get("adres", ""),
        e.get("fragment", ""),
        e.text or "",
        e.get("advies", ""),
        e.get("plek", ""),
    )


def _herkomst(element: etree._Element) -> Herkomst:
    return _maak(Herkomst, **_velden(element, Herkomst), publicaties=tuple(_publicatie(p) for p in element))


def _publicatie(element: etree._Element) -> Publicatie:
    velden = _velden(element, Publicatie)
    velden["dossiers"] = tuple(str(velden.get("dossiers", "")).split())
    velden["juncto"] = velden.get("juncto") == "true"
    for verplicht in ("rol", "soort", "jaar", "nummer"):
        velden.setdefault(verplicht, "")
    return _maak(Publicatie, **velden)


def _kenmerken(element: etree._Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(n)[len(_K) :], str(w)) for n, w in element.attrib.items() if str(n).startswith(_K))


# --- units ------------------------------------------------------------------------------------------------------------


def _eenheid(element: etree._Element) -> Eenheid:
    velden: dict[str, object] = {}
    inhoud: list[Blok] = []
    for kind in element:
        naam = _lokaal(kind)
        if naam == "Herkomst":
            velden["herkomst"] = _herkomst(kind)
        elif naam == "Kop":
            velden.update(_kop(kind))
        elif naam in ("LidNummer", "LiNummer"):
            velden["nummer"] = kind.text or ""
        elif naam in ("Term", "Opschrift"):
            velden["opschrift"] = _inline(kind)
        elif naam in ("Inhoud", "Definitie"):
            inhoud.extend(_blok(b) for b in kind)
        else:
            inhoud.append(_blok(kind))
    return _maak(
        Eenheid,
        soort=SOORT[_lokaal(element)],
        inhoud=tuple(inhoud),
        status=Status(element.get(f"{_V}status", Status.GELDEND.value)),
        eId=element.get("eId", ""),
        wId=element.get("wId", ""),
        kenmerken=_kenmerken(element),
        **velden,
    )


def _kop(element: etree._Element) -> dict[str, object]:
    velden: dict[str, object] = {}
    for kind in element:
        naam = _lokaal(kind).lower()
        velden[naam] = (kind.text or "") if naam in ("label", "nummer") else _inline(kind)
    return velden


def _blok(element: etree._Element) -> Blok:
    naam = _lokaal(element)
    if naam == "Al":
        return Alinea(_inline(element), element.get(f"{_V}rol", ""))
    if naam in ROL_TERUG:
        return Alinea(_inline(element), ROL_TERUG[naam])
    if naam == "table":
        return _tabel(element)
    if naam == "Figuur":
        return _figuur(element)
    return _eenheid(element)


def _figuur(element: etree._Element) -> Figuur:
    delen = {_lokaal(kind): kind for kind in element}
    return Figuur(
        _afbeelding(delen["Illustratie"]),
        _inline(delen["Titel"]) if "Titel" in delen else (),
        _inline(delen["Bijschrift"]) if "Bijschrift" in delen else (),
        element.get("eId", ""),
        element.get("wId", ""),
    )


def _tabel(element: etree._Element) -> Tabel:
    titel: tuple[Inline, ...] = ()
    groepen = []
    for kind in element:
        if _lokaal(kind) == "title":
            titel = _inline(kind)
        else:
            groepen.append(_tabelgroep(kind))
    return Tabel(tuple(groepen), titel, element.get("eId", ""), element.get("wId", ""), _kenmerken(element))


def _tabelgroep(element: etree._Element) -> Tabelgroep:
    kolommen = tuple(
        Kolom(k.get("colname", ""), k.get("colwidth", ""), _kenmerken(k)) for k in element.iterchildren(f"{_S}colspec")
    )
    if int(element.get("cols", "0")) != len(kolommen):
        raise _kapot(element, f"cols={element.get('cols')} is niet het aantal kolommen ({len(kolommen)})")
    kop = element.find(f"{_S}thead")
    romp = element.find(f"{_S}tbody")
    return Tabelgroep(
        kolommen,
        _rijen(kop) if kop is not None else (),
        _rijen(romp) if romp is not None else (),
        _kenmerken(element),
    )


def _rijen(element: Iterable[etree._Element]) -> tuple[Rij, ...]:
    return tuple(Rij(tuple(_cel(c) for c in rij), _kenmerken(rij)) for rij in element)


def _cel(element: etree._Element) -> Cel:
    return Cel(
        tuple(_blok(b) for b in element),
        element.get("colname", ""),
        element.get("namest", ""),
        element.get("nameend", ""),
        int(element.get("morerows", "0")),
        _kenmerken(element),
    )


# --- inline -----------------------------------------------------------------------------------------------------------


def _afbeelding(element: etree._Element) -> Afbeelding:
    return Afbeelding(element.get("naam", ""), element.get("alt", ""), _kenmerken(element))


def _inline(element: etree._Element) -> tuple[Inline, ...]:
    uit: list[Inline] = []
    if element.text:
        uit.append(element.text)
    for kind in element:
        uit.append(_inlinedeel(kind))
        if kind.tail:
            uit.append(kind.tail)
    return tuple(uit)


def _inlinedeel(element: etree._Element) -> Inline:
    naam = _lokaal(element)
    if naam in OPMAAK_TERUG:
        return Opmaak(OPMAAK_TERUG[naam], _inline(element))
    if naam == "Opmaak":
        return Opmaak(element.get("soort", ""), _inline(element))
    if naam in ("IntRef", "ExtRef"):
        soort = "intern" if naam == "IntRef" else "extern"
        return Verwijzing(element.get("ref", ""), soort, _inline(element), _kenmerken(element))
    if naam == "Redactie":
        return Redactie(element.get("soort", ""), _inline(element))
    if naam == "InlineTekstAfbeelding":
        return _afbeelding(element)
    if naam == "br":
        return Regeleinde()
    nummer = element.find(f"{_S}NootNummer")
    alineas = tuple(Alinea(_inline(a), a.get(f"{_V}rol", "")) for a in element.iterchildren(f"{_S}Al"))
    return Noot((nummer.text or "") if nummer is not None else "", alineas, element.get("type", ""))
