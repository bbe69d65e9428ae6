"""The metadata modules that go with a STOP regulation (``regels`` D.4, D.6; IMOP data 1.3.0)."""

from __future__ import annotations

import re

from lxml import etree

from verordening.boom import Regeling, wandel
from verordening.canoniek.namen import STOP
from verordening.schrijvers import Melder, Veld, el, velden

DATA = STOP.replace("/tekst/", "/data/")
WERKJAAR = "werk.jaar"
"""Name of the characteristic with the year in which a regulation began: its identification keeps that year for ever."""

_CODE = re.compile(r"gm\d{4}|pv\d{2}|ws\d{4}|mn\d{3}|mnre\d{4}")
_BESTUUR = {"gm": "gemeente", "pv": "provincie", "ws": "waterschap", "mn": "ministerie"}


def overheidscode(regeling: Regeling, overheid: str = "") -> str:
    """Code of the authority: as given, from the metadata, or from the wIds; empty when none has the form of D.4.

    >>> from verordening.boom import Eenheid, Gegevens, Regeling, Soort
    >>> overheidscode(Regeling(Gegevens("x"), Eenheid(Soort.REGELING, wId="gm0505_1__body")))
    'gm0505'
    """
    for kandidaat in (overheid, regeling.gegevens.overheid):
        if _CODE.fullmatch(kandidaat):
            return kandidaat
    if overheid:
        return ""
    codes = {e.wId.partition("_")[0] for e in wandel(regeling.wortel) if e.wId}
    return next((c for c in sorted(codes) if _CODE.fullmatch(c)), "")


def overheid_van(was: Regeling, wordt: Regeling, overheid: str = "") -> str:
    """Code of the authority of a change: as given, else what one of the versions says; empty when that is a placeholder."""
    code = overheidscode(was, overheid) or overheidscode(wordt, overheid)
    return "" if code.endswith("0000") else code


def werk_en_versie(regeling: Regeling, code: str) -> tuple[str, str]:
    """AKN identification of work and expression (D.4); empty strings when the authority is unknown."""
    gegevens = regeling.gegevens
    if gegevens.werk.startswith("/akn/"):
        dag = gegevens.geldig_vanaf or gegevens.juridisch_werkend_vanaf
        expressie = gegevens.bron if gegevens.bron.startswith(gegevens.werk + "/") else ""
        return gegevens.werk, expressie or f"{gegevens.werk}/nld@{dag or gegevens.versienummer or 1}"
    if not code:
        return "", ""
    dag = gegevens.juridisch_werkend_vanaf or gegevens.geldig_vanaf
    jaar = dict(gegevens.kenmerken).get(WERKJAAR) or (str(dag.year) if dag else "onbekend")
    slug = re.sub(r"[^A-Za-z0-9_-]+", "-", gegevens.werk).strip("-") or "regeling"
    werk = f"/akn/nl/act/{code}/{jaar}/{slug}"
    versie = f";{gegevens.versienummer}" if gegevens.versienummer else ""
    return werk, f"{werk}/nld@{dag.isoformat() if dag else '1'}{versie}"


def module(naam: str, *rij: Veld) -> etree._Element:
    """A module with its fields (:func:`verordening.schrijvers.velden`)."""
    return velden(el(DATA, None, naam, schemaversie="1.3.0"), rij)


def tooi(code: str) -> str:
    """How STOP names an authority; empty without a code."""
    return f"/tooi/id/{_BESTUUR[code[:2]]}/{code}" if code else ""


def modules(regeling: Regeling, code: str, melder: Melder) -> dict[str, bytes]:
    """The three modules (:func:`regelingmodules`) as files, by name."""
    uit = {}
    for deel in regelingmodules(regeling, code, melder):
        etree.indent(deel)
        uit[f"{etree.QName(deel).localname}.xml"] = etree.tostring(deel, encoding="UTF-8", xml_declaration=True) + b"\n"
    return uit


def regelingmodules(regeling: Regeling, code: str, melder: Melder) -> tuple[etree._Element, ...]:
    """The three modules; what they miss is reported."""
    werk, expressie = werk_en_versie(regeling, code)
    if not werk:
        melder.meld("stop-overheid")
    gegevens, kenmerken = regeling.gegevens, dict(regeling.gegevens.kenmerken)
    wie = tooi(code)
    soort = f"/join/id/stop/{gegevens.soort}" if gegevens.soort.startswith("regelingtype_") else ""
    onderwerpen = [("onderwerp", o) for o in gegevens.onderwerpen if o.startswith("/tooi/")]
    for naam, waarde in (("soortRegeling", soort), ("onderwerpen", onderwerpen), ("eindverantwoordelijke", wie)):
        if not waarde:
            melder.meld(f"stop-zonder-{naam.lower()}", naam=naam)
    titel = gegevens.citeertitel
    citeer = [
        (
            "CiteertitelInformatie",
            [("citeertitel", titel), ("isOfficieel", "true" if gegevens.citeertitel_officieel else "false")],
        )
    ]
    rechtsgebied = kenmerken.get("RegelingMetadata.rechtsgebieden.rechtsgebied", "")
    grondslagen = [
        ("grondslag", [("TekstReferentie", [("uri", g.uri), ("label", g.label), ("soortRef", notatie(g.uri))])])
        for g in gegevens.grondslagen
        if notatie(g.uri)
    ]
    if len(grondslagen) < len(gegevens.grondslagen):
        melder.meld("stop-grondslag", fragment=next(g.label for g in gegevens.grondslagen if not notatie(g.uri)))
    return (
        module(
            "ExpressionIdentificatie",
            ("FRBRWork", werk),
            ("FRBRExpression", expressie),
            ("soortWork", "/join/id/stop/work_019"),
        ),
        module("RegelingVersieMetadata", ("versienummer", gegevens.versienummer or "1")),
        module(
            "RegelingMetadata",
            ("heeftCiteertitelInformatie", citeer if titel else []),
            ("eindverantwoordelijke", wie),
            ("grondslagen", grondslagen),
            ("maker", kenmerken.get("RegelingMetadata.maker") or wie),
            ("officieleTitel", gegevens.opschrift or titel or gegevens.werk),
            ("onderwerpen", onderwerpen),
            ("rechtsgebieden", [("rechtsgebied", rechtsgebied)] if rechtsgebied else []),
            ("soortRegeling", soort),
            ("soortBestuursorgaan", gegevens.orgaan if gegevens.orgaan.startswith("/tooi/") else ""),
        ),
    )


def notatie(uri: str) -> str:
    """Kind of reference in STOP; empty when STOP has none for it."""
    for begin, soort in (("jci1", "JCI"), ("http", "URL"), ("/akn/", "AKN"), ("/join/", "JOIN")):
        if uri.startswith(begin):
            return soort
    return ""
