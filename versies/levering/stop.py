"""The delivery in STOP: ``AanleveringBesluit`` with its modules, the order to publish it, and the list of files.

The words of the decision are its own; an amending article has in STOP not its instructions but the change of the regulation
with every word marked. Form: STOP 1.3.0 and the delivery schema 1.2.0 (:func:`toets` checks what can be checked without them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Gegevens, Regeling, Soort
from verordening.canoniek.namen import STOP
from verordening.schrijvers import Melder
from verordening.stop.modules import DATA, modules, werk_en_versie
from verordening.stop.schrijver import VERSIE, schrijf_stop
from versies.archief.logboek import naamdeel
from versies.besluit import Bepalingsoort, Besluit, Regelsoort
from versies.levering.gegevens import Leveringsgegevens
from versies.stop.besluit import Besluitartikel, klassiek
from versies.stop.mutatie import als_bytes, mutatie
from versies.tijd.model import Intrekking, Moment, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie
from versies.verschil import Verschil

NODIG = ("overheid", "onderwerpen", "soort_regeling", "soort_procedure", "oin_bevoegd_gezag", "oin_aanleveraar")
"""Values of ``levering.toml`` without which there is no valid delivery."""
_LVBBA = "https://standaarden.overheid.nl/lvbb/stop/aanlevering/"
_LVBB = "http://www.overheid.nl/2017/lvbb"
_BESTUUR = {"gm": "gemeente", "pv": "provincie", "ws": "waterschap", "mn": "ministerie"}


@dataclass(frozen=True)
class Levering:
    """What is delivered.

    Args:
        nummer: of the registration. uitwisseling: what it says. besluit: the decision as it was read.
        verschillen: per regulation (werk) the difference that the decision makes; its article is found by its number.
        artikelen: per regulation the number of the amending article.
        nieuw: per regulation that begins here its text; the decision and that text are one.
        vervalt: per regulation that is repealed its last text.
        jaar: the year in which a doel was first heard of. regeling: the text of a version, as it leaves the archive.
    """

    nummer: int
    uitwisseling: Uitwisseling
    besluit: Besluit
    verschillen: Mapping[str, Verschil]
    artikelen: Mapping[str, str]
    jaar: Callable[[str], int]
    regeling: Callable[[str, str], Regeling]
    nieuw: Mapping[str, Regeling] = field(default_factory=dict)
    vervalt: Mapping[str, Regeling] = field(default_factory=dict)


def stopbestanden(levering: Levering, gegevens: Leveringsgegevens) -> dict[str, bytes]:
    """The three files, by name.

    Raises:
        Geweigerd: the decision cannot be given in STOP (says why), or a check of :func:`toets` fails.
    """
    u, code = levering.uitwisseling, gegevens.overheid
    dag = u.ondertekend_op or u.bekend
    slug = f"{naamdeel(u.besluit)[:60].strip('-')}-{levering.nummer}"
    bill, act = (f"/akn/nl/{soort}/{code}/{dag.year}/{slug}" for soort in ("bill", "act"))
    wortel = etree.Element(f"{{{_LVBBA}}}AanleveringBesluit", nsmap={None: _LVBBA}, schemaversie="1.2.0")  # type: ignore[dict-item]
    versie = etree.SubElement(wortel, f"{{{_LVBBA}}}BesluitVersie")
    wie = f"/tooi/id/{_BESTUUR[re.sub('[^a-z]', '', code)[:2]]}/{code}"
    _module(
        versie,
        "ExpressionIdentificatie",
        ("FRBRWork", bill),
        ("FRBRExpression", f"{bill}/nld@{dag}"),
        ("soortWork", "/join/id/stop/work_003"),
    )
    _module(
        versie,
        "BesluitMetadata",
        ("eindverantwoordelijke", wie),
        ("maker", wie),
        ("officieleTitel", levering.besluit.opschrift or u.besluit),
        ("onderwerpen", [("onderwerp", o) for o in gegevens.onderwerpen]),
        ("soortProcedure", gegevens.soort_procedure),
        ("soortBestuursorgaan", gegevens.orgaan),
    )
    if u.ondertekend_op:
        stap = [("soortStap", "/join/id/stop/procedure/stap_002"), ("voltooidOp", str(u.ondertekend_op))]
        _module(
            versie, "Procedureverloop", ("bekendOp", str(u.bekend)), ("procedurestappen", [("Procedurestap", stap)])
        )
    tekst = _nieuwe_regeling(levering, code) if levering.nieuw else _besluit(levering, code, f"{act}/nld@{dag}")
    versie.append(_consolidatie(levering, code, [str(e.get("eId")) for e in tekst.iter(etree.Element) if e.get("eId")]))
    versie.append(tekst)
    for wordt in (*(v.wordt for v in levering.verschillen.values()), *levering.nieuw.values()):
        informatie = etree.SubElement(wortel, f"{{{_LVBBA}}}RegelingVersieInformatie")
        for deel in _regelingmodules(wordt, gegevens):
            informatie.append(deel)
    if fouten := toets(wortel):
        raise Geweigerd.om("stop-vorm", u.besluit, fouten=fouten[0])
    return {
        "besluit.xml": als_bytes(wortel),
        "opdracht.xml": _opdracht(levering, gegevens),
        "manifest.xml": _manifest(("besluit.xml", "opdracht.xml")),
    }


_Waarde = object  # a string, or a list of (name, value)


def _module(ouder: etree._Element, naam: str, *velden: tuple[str, _Waarde]) -> None:
    element = etree.SubElement(ouder, f"{{{DATA}}}{naam}", nsmap={None: DATA}, schemaversie="1.3.0")  # type: ignore[dict-item]
    for veld, waarde in velden:
        _veld(element, veld, waarde)


def _veld(ouder: etree._Element, naam: str, waarde: _Waarde) -> None:
    if not waarde:
        return
    element = etree.SubElement(ouder, f"{{{DATA}}}{naam}")
    if isinstance(waarde, str):
        element.text = waarde
        return
    assert isinstance(waarde, list)
    for kind, binnen in waarde:
        _veld(element, kind, binnen)


def _regelingmodules(wordt: Regeling, gegevens: Leveringsgegevens) -> list[etree._Element]:
    soort = gegevens.soort_regeling.rpartition("/")[2]
    eigen = replace(
        wordt.gegevens,
        soort=soort,
        onderwerpen=gegevens.onderwerpen,
        grondslagen=tuple(g for g in wordt.gegevens.grondslagen if g.uri),
        orgaan=gegevens.orgaan,
    )
    bestanden = modules(replace(wordt, gegevens=eigen), gegevens.overheid, Melder())
    namen = ("ExpressionIdentificatie", "RegelingVersieMetadata", "RegelingMetadata")
    return [etree.fromstring(bestanden[f"{naam}.xml"]) for naam in namen]


def _consolidatie(levering: Levering, code: str, eids: Sequence[str]) -> etree._Element:
    """``ConsolidatieInformatie`` as a delivery has it: doelen as JOIN identifiers, and for each fact the article that says it.

    Args:
        eids: of the decision as it is delivered.
    """
    u = levering.uitwisseling
    datumartikel = _datumartikel(levering.besluit, eids)
    beoogd: list[tuple[str, _Waarde]] = []
    intrekkingen: list[tuple[str, _Waarde]] = []
    stempels: list[tuple[str, _Waarde]] = []
    velden: list[tuple[str, _Waarde]]

    def doel(naam: str) -> str:
        return f"/join/id/proces/{code}/{levering.jaar(naam)}/{naamdeel(naam)}"

    def basis(soort: str, momenten: Sequence[Moment]) -> list[tuple[str, _Waarde]]:
        return [
            (soort, [("doel", doel(m.doel)), ("gemaaktOp", f"{m.gemaakt_op.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")])
            for m in momenten
        ]

    for m in u.mutaties:
        if isinstance(m, Versie) and m.versie:
            _, expressie = werk_en_versie(levering.regeling(m.werk, m.versie), code)
            velden = [
                ("doelen", [("doel", doel(d)) for d in m.doelen]),
                ("instrumentVersie", expressie),
                ("eId", f"art_{levering.artikelen[m.werk]}" if m.werk in levering.artikelen else ""),
                (
                    "gemaaktOpBasisVan",
                    [*basis("Basisversie", m.basis), *basis("VervlochtenVersie", m.vervlochten)],
                ),
            ]
            beoogd.append(("BeoogdeRegeling", velden))
        elif isinstance(m, Intrekking):
            werk, _ = werk_en_versie(levering.vervalt[m.werk], code)
            waar = _artikel(levering.besluit, Bepalingsoort.INTREKKING, eids) or datumartikel
            doelen: _Waarde = [("doel", doel(m.doel))]
            velden = [("doelen", doelen), ("instrument", werk), ("eId", waar)]
            intrekkingen.append(("Intrekking", velden))
        elif isinstance(m, Tijdstempel):
            if not isinstance(m.datum, date):
                raise Geweigerd.om("stop-datum/besluit-datum")
            soort = "geldigVanaf" if m.soort is SoortTijdstempel.GELDIG else "juridischWerkendVanaf"
            velden = [
                ("doel", doel(m.doel)),
                ("soortTijdstempel", soort),
                ("datum", str(m.datum)),
                ("eId", datumartikel),
            ]
            stempels.append(("Tijdstempel", velden))
    element = etree.Element(f"{{{DATA}}}ConsolidatieInformatie", nsmap={None: DATA}, schemaversie="1.3.0")  # type: ignore[dict-item]
    for groep, rij in (("BeoogdeRegelgeving", beoogd), ("Intrekkingen", intrekkingen), ("Tijdstempels", stempels)):
        _veld(element, groep, rij)
    return element


def _artikel(besluit: Besluit, soort: Bepalingsoort, eids: Sequence[str]) -> str:
    """eId of the article with a provision of a kind; empty when there is none."""
    for b in besluit.van_soort(soort):
        eigen = f"art_{b.nummer[0]}" if b.nummer else ""
        if eigen and (raak := [e for e in eids if e == eigen or e.endswith(f"__{eigen}")]):
            return raak[0]
    return ""


def _datumartikel(besluit: Besluit, eids: Sequence[str]) -> str:
    """eId of the article that says when the decision takes effect, or what it repeals and from when."""
    for soort in (Bepalingsoort.INWERKINGTREDING, Bepalingsoort.INTREKKING):
        if eid := _artikel(besluit, soort, eids):
            return eid
    raise Geweigerd.om("stop-datum")


def _nieuwe_regeling(levering: Levering, code: str) -> etree._Element:
    """``BesluitKlassiek`` of a regulation that begins: its text is the decision."""
    if len(levering.nieuw) != 1 or levering.verschillen:
        raise Geweigerd.om("stop-artikel")
    [regeling] = levering.nieuw.values()
    tekst = etree.fromstring(schrijf_stop(regeling, overheid=code).inhoud)
    tekst.set("componentnaam", "regeling")
    tekst.set("wordt", werk_en_versie(regeling, code)[1])
    besluit = etree.Element(f"{{{STOP}}}BesluitKlassiek", nsmap={None: STOP}, schemaversie=VERSIE)  # type: ignore[dict-item]
    besluit.append(tekst)
    return besluit


def _bijlagen(besluit: Besluit, code: str) -> list[etree._Element]:
    """The annexes of the decision itself."""
    if not besluit.bijlagen:
        return []
    los = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM), *besluit.bijlagen))
    export = schrijf_stop(Regeling(Gegevens("besluit", versienummer="bijlage"), los), overheid=code)
    return [e for e in etree.fromstring(export.inhoud) if e.tag == f"{{{STOP}}}Bijlage"]


def _besluit(levering: Levering, code: str, wordt: str) -> etree._Element:
    """The decision in its own words; an amending article with the change that it makes."""
    besluit = levering.besluit
    per_artikel = {levering.artikelen[w]: v for w, v in levering.verschillen.items()}
    wat = {a.nummer: a.aanhef or a.opdrachten[0].zin for a in besluit.artikelen}
    regels: dict[str, list[str]] = {}
    for r in besluit.regels:
        if r.hoort_bij.startswith("artikel "):
            eigen = regels.setdefault(r.hoort_bij.removeprefix("artikel "), [])
            if r.soort is not Regelsoort.KOP:
                eigen.append(r.tekst.strip())
    artikelen = []
    for nummer, tekst in regels.items():
        if nummer in per_artikel:
            element, _ = mutatie(per_artikel[nummer], overheid=code)
            artikelen.append(Besluitartikel(nummer, [wat[nummer]], element))
        elif nummer in wat:
            raise Geweigerd.om("stop-tekst", nummer=nummer)
        else:
            artikelen.append(Besluitartikel(nummer, tekst))
    if len(per_artikel) != len(levering.verschillen):
        raise Geweigerd.om("stop-artikel/artikel-wijzigt")
    slot = [s for s in besluit.slot if s.strip()]
    uit = klassiek(besluit.opschrift or levering.uitwisseling.besluit, besluit.aanhef, artikelen, slot, wordt)
    uit[0].extend(_bijlagen(besluit, code))
    return uit


def _opdracht(levering: Levering, gegevens: Leveringsgegevens) -> bytes:
    wortel = etree.Element(f"{{{_LVBB}}}publicatieOpdracht", nsmap={None: _LVBB})  # type: ignore[dict-item]
    u = levering.uitwisseling
    for naam, waarde in (
        ("idLevering", f"{gegevens.overheid}-{u.bekend:%Y%m%d}-{levering.nummer}"),
        ("idBevoegdGezag", gegevens.oin_bevoegd_gezag),
        ("idAanleveraar", gegevens.oin_aanleveraar),
        ("publicatie", "besluit.xml"),
        ("datumBekendmaking", str(u.bekend)),
    ):
        etree.SubElement(wortel, f"{{{_LVBB}}}{naam}").text = waarde
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _manifest(namen: Sequence[str]) -> bytes:
    wortel = etree.Element(f"{{{_LVBB}}}manifest", nsmap={None: _LVBB})  # type: ignore[dict-item]
    for naam in ("manifest.xml", *namen):
        bestand = etree.SubElement(wortel, f"{{{_LVBB}}}bestand")
        etree.SubElement(bestand, f"{{{_LVBB}}}bestandsnaam").text = naam
        etree.SubElement(bestand, f"{{{_LVBB}}}contentType").text = "application/xml"
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", pretty_print=True)


_VERPLICHT = {
    "AanleveringBesluit": ("BesluitVersie",),
    "BesluitVersie": ("ExpressionIdentificatie", "BesluitMetadata", "ConsolidatieInformatie", "BesluitKlassiek"),
    "RegelingVersieInformatie": ("ExpressionIdentificatie", "RegelingVersieMetadata", "RegelingMetadata"),
    "BesluitMetadata": ("eindverantwoordelijke", "maker", "officieleTitel", "onderwerpen", "soortProcedure"),
    "RegelingMetadata": ("eindverantwoordelijke", "officieleTitel", "onderwerpen", "soortRegeling"),
    "BeoogdeRegeling": ("doelen", "instrumentVersie"),
    "Intrekking": ("doelen", "instrument", "eId"),
    "Tijdstempel": ("doel", "soortTijdstempel", "datum", "eId"),
}


def toets(wortel: etree._Element) -> list[str]:
    """What is wrong with a delivery, in words: missing parts, identifiers of another form, places that do not exist."""
    uit: list[str] = []
    eids = {e.get("eId") for e in wortel.iter(etree.Element) if e.get("eId")}
    for e in wortel.iter(etree.Element):
        naam, kinderen = etree.QName(e).localname, [etree.QName(k).localname for k in e]
        uit += [f"{naam} mist {n}" for n in _VERPLICHT.get(naam, ()) if n not in kinderen]
        tekst = (e.text or "").strip()
        if naam == "doel" and not re.fullmatch(r"/join/id/proces/[a-z]+\d+/\d{4}/[A-Za-z0-9_-]+", tekst):
            uit.append(f"«{tekst}» is geen doel")
        if naam in ("FRBRWork", "FRBRExpression", "instrument", "instrumentVersie") and not re.fullmatch(
            r"/akn/nl/(?:act|bill)/[a-z]+\d+/\d{4}/[A-Za-z0-9_-]+(?:/nld@\d{4}(?:-\d\d-\d\d)?(?:;[A-Za-z0-9_-]+)?)?",
            tekst,
        ):
            uit.append(f"«{tekst}» is geen identificatie")
        if naam == "eId" and tekst not in eids:
            uit.append(f"het besluit heeft geen {tekst}")
        if (wid := e.get("wId")) and not re.fullmatch(r"[\w.-]+", wid):
            uit.append(f"«{wid}» is geen wId")
    delen = {e.text for e in wortel.iter(f"{{{DATA}}}instrumentVersie")}
    gemaakt = {e.get("wordt") for e in wortel.iter(f"{{{STOP}}}RegelingMutatie", f"{{{STOP}}}RegelingKlassiek")}
    uit += [f"de versie {n} staat niet in het besluit" for n in sorted(x or "" for x in delen - gemaakt)]
    return uit
