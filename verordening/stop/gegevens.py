"""Metadata modules of STOP around a regulation (``regels`` D.4, D.6): identification, titles, dates, legal bases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from verordening.boom import Eenheid, Gegevens, Grondslag, titelwoorden
from verordening.dagen import lees_iso
from verordening.lezers.bronlezer import Bronlezer, Element, kenmerken, plat, schoon

_MODULES = ("ExpressionIdentificatie", "RegelingMetadata", "RegelingVersieMetadata", "ConsolidatieIdentificatie")
_EIGEN_VELD = tuple(
    """
    officieleTitel citeertitel isOfficieel afkorting eindverantwoordelijke soortBestuursorgaan onderwerp
    versienummer FRBRWork FRBRExpression soortRegeling uri label soortRef soortWork
    """.split()
)


def lees_gegevens(lezer: Bronlezer, wortel: Element, regeling: Element, boom: Eenheid) -> Gegevens:
    """Metadata of the regulation; what has no field of its own is kept as attribute.

    Args:
        lezer: takes the findings.
        wortel: the whole file.
        regeling: the regulation in it.
        boom: the tree read from it; gives the title when no module does.
    """
    modules = _Modules(wortel, regeling)
    opschrift = modules.een("officieleTitel") or titelwoorden(boom)
    expressie = modules.een("FRBRExpression") or regeling.get("wordt") or ""
    werk = modules.een("FRBRWork") or expressie.partition("/nld@")[0]
    if not werk:
        lezer.meld(regeling, "stop-geen-identificatie", fragment=opschrift)
        werk = "-".join("".join(c if c.isalnum() else " " for c in opschrift.lower()).split())[:80] or "regeling"
    dagen = _Dagen(wortel, expressie)
    return Gegevens(
        werk=werk,
        soort=modules.een("soortRegeling").rpartition("/")[2],
        opschrift=opschrift,
        citeertitel=modules.een("citeertitel"),
        citeertitel_officieel=modules.een("isOfficieel") != "false",
        afkortingen=tuple(modules.alle("afkorting")),
        overheid=modules.een("eindverantwoordelijke").rpartition("/")[2],
        orgaan=modules.een("soortBestuursorgaan"),
        juridisch_werkend_vanaf=dagen.werkend,
        geldig_vanaf=dagen.geldig or dagen.werkend,
        juridisch_uitgewerkt_op=dagen.uitgewerkt,
        zicht_start=dagen.bekend,
        versienummer=modules.een("versienummer"),
        grondslagen=tuple(modules.grondslagen()),
        onderwerpen=tuple(modules.alle("onderwerp")),
        formaat="stop",
        bron=expressie,
        kenmerken=kenmerken((*modules.rest(), *dagen.rest)),
    )


def _lokaal(element: Element) -> str:
    return etree.QName(element).localname


class _Modules:
    """The modules that belong to the regulation, wherever the envelope puts them."""

    def __init__(self, wortel: Element, regeling: Element) -> None:
        self.modules = [e for e in wortel.iter(*(f"{{*}}{n}" for n in _MODULES)) if not _van_besluit(e)]
        wordt = regeling.get("wordt")
        if wordt:  # several identifications: the one of this version
            ander = [
                e
                for e in self.modules
                if _lokaal(e) == "ExpressionIdentificatie" and _onder(e, "FRBRExpression") != wordt
            ]
            self.modules = [e for e in self.modules if e not in ander]

    def alle(self, naam: str) -> Iterator[str]:
        for module in self.modules:
            if _lokaal(module) == "ConsolidatieIdentificatie":
                continue
            for element in module.iter(f"{{*}}{naam}"):
                if waarde := schoon(element.text):
                    yield waarde

    def een(self, naam: str) -> str:
        return next(self.alle(naam), "")

    def grondslagen(self) -> Iterator[Grondslag]:
        for module in self.modules:
            for element in module.iter("{*}grondslag", "{*}TekstReferentie", "{*}Grondslag"):
                if element.find("{*}label") is not None or element.find("{*}uri") is not None:
                    yield Grondslag(
                        _onder(element, "label"), _onder(element, "uri"), _onder(element, "soortRef") or "vermeld"
                    )

    def rest(self) -> Iterator[tuple[str, str]]:
        """(path, value) of what has no field."""
        for module in self.modules:
            naam = _lokaal(module)
            for pad, waarde in plat(module):
                laatste = pad.rpartition(".")[2]
                if naam == "ConsolidatieIdentificatie" or laatste not in _EIGEN_VELD:
                    yield pad, waarde


def _onder(element: Element, naam: str) -> str:
    return schoon(element.findtext(f"{{*}}{naam}"))


def _van_besluit(element: Element) -> bool:
    return _onder(element, "FRBRWork").startswith("/akn/nl/bill/") or any(
        _lokaal(o) == "BesluitVersie" for o in element.iterancestors()
    )


class _Dagen:
    """Dates of one version: from the states of a consolidation, else from the time stamps of the decision (D.6)."""

    def __init__(self, wortel: Element, expressie: str) -> None:
        self.werkend: date | None = None
        self.geldig: date | None = None
        self.uitgewerkt: date | None = None
        self.bekend = lees_iso(next((e.text for e in wortel.iter("{*}bekendOp")), None))
        self.rest: list[tuple[str, str]] = []
        toestanden = [
            t for t in wortel.iter("{*}BekendeToestand") if expressie and _onder(t, "instrumentVersie") == expressie
        ]
        if toestanden:
            self._toestand(toestanden[-1])
        else:
            self._tijdstempels(wortel, expressie)

    def _toestand(self, toestand: Element) -> None:
        perioden = [
            (_periode(p, "juridischWerkendOp"), _periode(p, "geldigOp")) for p in toestand.iter("{*}Geldigheidsperiode")
        ]
        self.werkend = min((j[0] for j, _ in perioden if j[0]), default=None)
        self.geldig = min((g[0] for _, g in perioden if g[0]), default=None)
        # De tekst is uitgewerkt als geen enkele periode naar beide klokken open is: de dag waarop de open gelding eindigt.
        open_ = [j[1] for j, g in perioden if g[1] is None]
        if open_ and None not in open_:
            self.uitgewerkt = max(d for d in open_ if d is not None)
        elif not open_:
            self.uitgewerkt = max((g[1] for _, g in perioden if g[1]), default=None)
        self.rest.extend(("doel", schoon(d.text)) for d in toestand.iter("{*}doel"))
        self.rest.append(("toestand", _onder(toestand, "FRBRExpression")))

    def _tijdstempels(self, wortel: Element, expressie: str) -> None:
        doelen = {
            schoon(d.text)
            for r in wortel.iter("{*}BeoogdeRegeling")
            if _onder(r, "instrumentVersie") == expressie
            for d in r.iter("{*}doel")
        }
        self.rest.extend(("doel", d) for d in sorted(doelen))
        for stempel in wortel.iter("{*}Tijdstempel"):
            if schoon(stempel.findtext("{*}doel")) not in doelen:
                continue
            dag = lees_iso(stempel.findtext("{*}datum"))
            if _onder(stempel, "soortTijdstempel") == "juridischWerkendVanaf":
                self.werkend = dag
            elif _onder(stempel, "soortTijdstempel") == "geldigVanaf":
                self.geldig = dag


def _periode(element: Element, naam: str) -> tuple[date | None, date | None]:
    deel = element.find(f"{{*}}{naam}/{{*}}Periode")
    return (None, None) if deel is None else (lees_iso(deel.findtext("{*}vanaf")), lees_iso(deel.findtext("{*}tot")))
