"""The delivery in STOP: ``AanleveringBesluit`` with its modules, the order to publish it, and the list of files.

The words of the decision are its own; what an article changes stands in STOP in an annex, as the regulation with every word
marked. Form: STOP 1.3.0 and the delivery schema 1.2.0 (:func:`toets` checks what can be checked without them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Gegevens, Regeling, Soort, tekst
from verordening.canoniek.namen import STOP
from verordening.nummers import letter
from verordening.schrijvers import Melder, Veld, el, velden
from verordening.stop.modules import DATA, module, regelingmodules, tooi, werk_en_versie
from verordening.stop.schrijver import VERSIE, schrijf_stop
from versies.archief.logboek import naamdeel
from versies.besluit import Bepalingsoort, Besluit, Regelsoort
from versies.levering.gegevens import Leveringsgegevens
from versies.stop.besluit import Besluitartikel, Wijzigbijlage, besluit_in_stop
from versies.stop.mutatie import als_bytes, mutatie
from versies.tijd.model import Intrekking, Moment, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie
from versies.verschil import Verschil

NODIG = (
    "overheid",
    "orgaan",
    "onderwerpen",
    "soort_regeling",
    "soort_procedure",
    "oin_bevoegd_gezag",
    "oin_aanleveraar",
)
"""Values of ``levering.toml`` without which there is no valid delivery."""
_LVBBA = "https://standaarden.overheid.nl/lvbb/stop/aanlevering/"
_LVBB = "http://www.overheid.nl/2017/lvbb"


@dataclass(frozen=True)
class Deel:
    """What the decision does to one regulation from one day.

    Args:
        werk: the regulation. gevolg: the difference that it makes, or the text that begins.
        nummers: its instructions ("I.A"); none when the decision itself is the text. bijlage: the annex that is the text, from 1.
    """

    werk: str
    gevolg: Verschil | Regeling
    nummers: tuple[str, ...] = ()
    bijlage: int = 0

    @property
    def artikelen(self) -> tuple[str, ...]:
        """The articles of the decision that do it."""
        return tuple(dict.fromkeys(n.partition(".")[0] for n in self.nummers))

    @property
    def wordt(self) -> Regeling:
        """The text after it."""
        return self.gevolg if isinstance(self.gevolg, Regeling) else self.gevolg.wordt


@dataclass(frozen=True)
class Levering:
    """What is delivered.

    Args:
        nummer: of the registration. uitwisseling: what it says. besluit: the decision as it was read.
        delen: what it does, in the order in which it takes effect.
        jaar: the year in which a doel was first heard of. regeling: the text of a version, as it leaves the archive.
        vervalt: per regulation (werk) that is repealed its last text.
    """

    nummer: int
    uitwisseling: Uitwisseling
    besluit: Besluit
    delen: Sequence[Deel]
    jaar: Callable[[str], int]
    regeling: Callable[[str, str], Regeling]
    vervalt: Mapping[str, Regeling]


def stopbestanden(levering: Levering, gegevens: Leveringsgegevens) -> dict[str, bytes]:
    """The three files, by name.

    Raises:
        Geweigerd: the decision cannot be given in STOP (says why), or a check of :func:`toets` fails.
    """
    u, code = levering.uitwisseling, gegevens.overheid
    if u.ondertekend_op is None:
        raise Geweigerd.om("stop-datum/ondertekend")
    dag = u.ondertekend_op
    slug = f"{naamdeel(u.besluit)[:60].strip('-')}-{levering.nummer}"
    bill = f"/akn/nl/bill/{code}/{dag.year}/{slug}"
    wortel = el(_LVBBA, None, "AanleveringBesluit", schemaversie="1.2.0")
    versie = el(_LVBBA, wortel, "BesluitVersie")
    wie = tooi(code)
    identificatie = module(
        "ExpressionIdentificatie",
        ("FRBRWork", bill),
        ("FRBRExpression", f"{bill}/nld@{dag}"),
        ("soortWork", "/join/id/stop/work_003"),
    )
    metadata = module(
        "BesluitMetadata",
        ("eindverantwoordelijke", wie),
        ("maker", wie),
        ("officieleTitel", levering.besluit.opschrift or u.besluit),
        ("onderwerpen", [("onderwerp", o) for o in gegevens.onderwerpen]),
        ("soortProcedure", gegevens.soort_procedure),
        ("soortBestuursorgaan", gegevens.orgaan),
    )
    stap = [("soortStap", "/join/id/stop/procedure/stap_003"), ("voltooidOp", str(dag))]
    verloop = module("Procedureverloop", ("bekendOp", str(u.bekend)), ("procedurestappen", [("Procedurestap", stap)]))
    zelf = any(isinstance(d.gevolg, Regeling) and not d.bijlage for d in levering.delen)
    tekst = _nieuwe_regeling(levering, code) if zelf else _besluit(levering, code, dag)
    versie.extend([identificatie, metadata, verloop, _consolidatie(levering, code, tekst), tekst])
    for deel in levering.delen:
        el(_LVBBA, wortel, "RegelingVersieInformatie").extend(_regelingmodules(deel.wordt, gegevens))
    if fouten := toets(wortel):
        raise Geweigerd.om("stop-vorm", u.besluit, fouten=fouten[0])
    return {
        "besluit.xml": als_bytes(wortel),
        "opdracht.xml": _opdracht(levering, gegevens),
        "manifest.xml": _manifest(("besluit.xml", "opdracht.xml")),
    }


def _regelingmodules(wordt: Regeling, gegevens: Leveringsgegevens) -> tuple[etree._Element, ...]:
    soort = gegevens.soort_regeling.rpartition("/")[2]
    eigen = replace(
        wordt.gegevens,
        soort=soort,
        onderwerpen=gegevens.onderwerpen,
        grondslagen=tuple(g for g in wordt.gegevens.grondslagen if g.uri),
        orgaan=gegevens.orgaan,
    )
    return regelingmodules(replace(wordt, gegevens=eigen), gegevens.overheid, Melder())


def _consolidatie(levering: Levering, code: str, tekst: etree._Element) -> etree._Element:
    """``ConsolidatieInformatie`` as a delivery has it: doelen as JOIN identifiers, and for each fact the article that says it.

    Args:
        tekst: the decision as it is delivered.
    """
    u = levering.uitwisseling
    artikel = _Artikelen(levering.besluit, tekst)
    beoogd: list[Veld] = []
    intrekkingen: list[Veld] = []
    stempels: list[Veld] = []
    per_versie = {werk_en_versie(d.wordt, code)[1]: d for d in levering.delen}

    def doel(naam: str) -> str:
        return f"/join/id/proces/{code}/{levering.jaar(naam)}/{naamdeel(naam)}"

    def basis(soort: str, momenten: Sequence[Moment]) -> list[Veld]:
        return [
            (soort, [("doel", doel(m.doel)), ("gemaaktOp", f"{m.gemaakt_op.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")])
            for m in momenten
        ]

    for m in u.mutaties:
        if isinstance(m, Versie) and m.versie:
            _, expressie = werk_en_versie(levering.regeling(m.werk, m.versie), code)
            rij: list[Veld] = [
                ("doelen", [("doel", doel(d)) for d in m.doelen]),
                ("instrumentVersie", expressie),
                ("eId", artikel.met_nummer(per_versie[expressie].artikelen if expressie in per_versie else ())),
                (
                    "gemaaktOpBasisVan",
                    [*basis("Basisversie", m.basis), *basis("VervlochtenVersie", m.vervlochten)],
                ),
            ]
            beoogd.append(("BeoogdeRegeling", rij))
        elif isinstance(m, Intrekking):
            werk, _ = werk_en_versie(levering.vervalt[m.werk], code)
            waar = artikel.van(Bepalingsoort.INTREKKING)
            doelen: object = [("doel", doel(m.doel))]
            rij = [("doelen", doelen), ("instrument", werk), ("eId", waar)]
            intrekkingen.append(("Intrekking", rij))
        elif isinstance(m, Tijdstempel):
            if not isinstance(m.datum, date):
                raise Geweigerd.om("stop-datum/besluit-datum")
            if m.soort is SoortTijdstempel.GELDIG:
                raise Geweigerd.om("stop-datum/terugwerkend")
            rij = [
                ("doel", doel(m.doel)),
                ("soortTijdstempel", "juridischWerkendVanaf"),
                ("datum", str(m.datum)),
                ("eId", artikel.van(Bepalingsoort.INWERKINGTREDING, m.datum)),
            ]
            stempels.append(("Tijdstempel", rij))
    groepen = ("BeoogdeRegelgeving", beoogd), ("Intrekkingen", intrekkingen), ("Tijdstempels", stempels)
    return module("ConsolidatieInformatie", *groepen)


class _Artikelen:
    """Where the decision, as it is delivered, says what: eIds of its articles, with the component that they stand in."""

    def __init__(self, besluit: Besluit, tekst: etree._Element) -> None:
        self.besluit = besluit
        self.eids = {plek.rpartition("#")[2]: plek for plek in _eigen_plekken(tekst)}

    def met_nummer(self, nummers: Sequence[str]) -> str:
        """The first of these articles that is there, or else the one that says when: a regulation begins as a whole."""
        return self._eerste(nummers) or self.van(Bepalingsoort.INWERKINGTREDING)

    def _eerste(self, nummers: Sequence[str]) -> str:
        raak = (e for n in nummers for e in self.eids if e == f"art_{n}" or e.endswith(f"__art_{n}"))
        return next((self.eids[e] for e in raak), "")

    def van(self, soort: Bepalingsoort, dag: date | None = None) -> str:
        """The article with a provision of a kind: the one that names the day, or else one that says when, or what ends.

        Raises:
            Geweigerd: no article says when.
        """
        rij = [*self.besluit.van_soort(soort), *self.besluit.van_soort(Bepalingsoort.INWERKINGTREDING)]
        rij += self.besluit.van_soort(Bepalingsoort.INTREKKING)
        rij.sort(key=lambda b: dag is not None and b.datum != dag)
        gevonden = next((e for b in rij if (e := self._eerste(b.nummer[:1]))), "")
        if not gevonden:
            raise Geweigerd.om("stop-datum")
        return gevonden


def _in_regeling(element: etree._Element) -> bool:
    """Whether an article belongs to a regulation in an annex or to a mutation, and not to the decision itself."""
    om = {f"{{{STOP}}}WijzigBijlage", f"{{{STOP}}}RegelingMutatie"}
    return any(e.tag in om for e in element.iterancestors())


def _nieuwe_regeling(levering: Levering, code: str) -> etree._Element:
    """``BesluitKlassiek`` of a regulation that begins: its text is the decision, with the changes that its articles make."""
    [zelf] = [d for d in levering.delen if isinstance(d.gevolg, Regeling) and not d.bijlage]
    tekst = _regeling_in_stop(zelf.wordt, code)
    tekst.set("componentnaam", "regeling")
    for n, deel in enumerate((d for d in levering.delen if d is not zelf), 1):
        artikelen = [
            e for e in tekst.iter(f"{{{STOP}}}Artikel") if e.get("eId", "").endswith(f"art_{deel.artikelen[0]}")
        ]
        if len(deel.artikelen) != 1 or len(artikelen) != 1:
            raise Geweigerd.om("stop-artikel")
        element = _element(deel, code)
        element.set("componentnaam", f"wijziging_{n}")
        _wijzigend(artikelen[0], element)
    besluit = el(STOP, None, "BesluitKlassiek", schemaversie=VERSIE)
    besluit.append(tekst)
    return besluit


def _wijzigend(artikel: etree._Element, element: etree._Element) -> None:
    """An article of a regulation as one that amends another: its words, and the change itself."""
    kop, *rest = artikel
    wat = el(STOP, None, "Wat", " ".join(" ".join(str(w) for e in rest for w in e.itertext()).split()))
    artikel.tag = f"{{{STOP}}}WijzigArtikel"
    artikel[:] = [kop, wat, element]


def _regeling_in_stop(regeling: Regeling, code: str) -> etree._Element:
    tekst = etree.fromstring(schrijf_stop(regeling, overheid=code).inhoud)
    tekst.set("wordt", werk_en_versie(regeling, code)[1])
    return tekst


def _bijlagen(besluit: Besluit, regelingen: Collection[int], code: str) -> list[etree._Element]:
    """The annexes of the decision itself, without those that are a regulation."""
    eigen = [b for n, b in enumerate(besluit.bijlagen, 1) if n not in regelingen]
    if not eigen:
        return []
    los = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM), *eigen))
    export = schrijf_stop(Regeling(Gegevens("besluit", versienummer="bijlage"), los), overheid=code)
    return [e for e in etree.fromstring(export.inhoud) if e.tag == f"{{{STOP}}}Bijlage"]


def _besluit(levering: Levering, code: str, dag: date) -> etree._Element:
    """The decision in its own words, and in annexes the changes that it makes and the texts that begin."""
    besluit, delen = levering.besluit, levering.delen
    nummers = _bijlagenummers(besluit, delen)
    artikelen = []
    for nummer, regels in _artikelregels(besluit).items():
        hier = [nummers[id(d)] for d in delen if nummer in d.artikelen]
        if not hier and any(a.nummer == nummer for a in besluit.artikelen):
            raise Geweigerd.om("stop-tekst", nummer=nummer)
        artikelen.append(Besluitartikel(nummer, regels, bijlagen=hier))
    slot = [s for s in besluit.slot if s.strip()]
    bijlagen = [Wijzigbijlage(nummers[id(d)], _bijlagekop(d, delen), _element(d, code)) for d in delen]
    titel = besluit.opschrift or levering.uitwisseling.besluit
    uit = besluit_in_stop(titel, besluit.aanhef, artikelen, slot, bijlagen, f"{code}_{dag}")
    uit.extend(_bijlagen(besluit, {d.bijlage for d in delen}, code))
    return uit


def _artikelregels(besluit: Besluit) -> dict[str, list[str]]:
    """Per article of the decision its lines; of one with instructions only what it does."""
    wat = {a.nummer: a.aanhef or a.opdrachten[0].zin for a in besluit.artikelen}
    uit: dict[str, list[str]] = {}
    for r in besluit.regels:
        if r.hoort_bij.startswith("artikel "):
            eigen = uit.setdefault(r.hoort_bij.removeprefix("artikel ").partition(",")[0], [])
            if r.soort is not Regelsoort.KOP:
                eigen.append(r.tekst.strip())
    return {nummer: [wat[nummer]] if nummer in wat else regels for nummer, regels in uit.items()}


def _element(deel: Deel, code: str) -> etree._Element:
    """The change of a regulation, or the text of one in an annex."""
    if not isinstance(deel.gevolg, Regeling):
        return mutatie(deel.gevolg, overheid=code)[0]
    wortel = deel.gevolg.wortel
    if aanhef := next((e for e in wortel.delen if e.soort is Soort.AANHEF), None):
        raise Geweigerd.om("stop-plaats", waar="in de aanhef van een bijlage", woorden=tekst(aanhef)[:80])
    kenmerken = (("element", "RegelingCompact"),)
    return _regeling_in_stop(replace(deel.gevolg, wortel=wortel.met(kenmerken=kenmerken)), code)


def _bijlagenummers(besluit: Besluit, delen: Sequence[Deel]) -> dict[int, str]:
    """The number of the annex for each part: its own, or a letter that no annex has."""
    eigen = [b.nummer.strip(". ") for b in besluit.bijlagen]
    letters = (naam for n in range(1, 1000) if (naam := letter(n).upper()) not in eigen)
    return {id(d): (eigen[d.bijlage - 1] or next(letters)) if d.bijlage else next(letters) for d in delen}


def _bijlagekop(deel: Deel, delen: Sequence[Deel]) -> str:
    """What an annex is: the title of the regulation, or which part of the decision it shows."""
    if deel.bijlage:
        return deel.wordt.gegevens.citeertitel
    uit = []
    for artikel in deel.artikelen:
        eigen = [n.split(".") for n in deel.nummers if n.partition(".")[0] == artikel]
        letters = list(dict.fromkeys(n[1] for n in eigen if len(n) > 1))
        gedeeld = any(d is not deel and artikel in d.artikelen for d in delen)
        onder = f", onderde{'len' if len(letters) > 1 else 'el'} {', '.join(letters)}" if gedeeld and letters else ""
        uit.append(f"artikel {artikel}{onder}")
    return f"bij {' en '.join(uit)}"


def _opdracht(levering: Levering, gegevens: Leveringsgegevens) -> bytes:
    u = levering.uitwisseling
    return _omslag(
        "publicatieOpdracht",
        ("idLevering", f"{gegevens.overheid}-{u.bekend:%Y%m%d}-{levering.nummer}"),
        ("idBevoegdGezag", gegevens.oin_bevoegd_gezag),
        ("idAanleveraar", gegevens.oin_aanleveraar),
        ("publicatie", "besluit.xml"),
        ("datumBekendmaking", str(u.bekend)),
    )


def _manifest(namen: Sequence[str]) -> bytes:
    bestanden = [[("bestandsnaam", naam), ("contentType", "application/xml")] for naam in ("manifest.xml", *namen)]
    return _omslag("manifest", *(("bestand", bestand) for bestand in bestanden))


def _omslag(naam: str, *rij: Veld) -> bytes:
    """A file of what goes along with a decision."""
    wortel = velden(el(_LVBB, None, naam), rij)
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", pretty_print=True)


_VERPLICHT = {
    "AanleveringBesluit": ("BesluitVersie",),
    "BesluitVersie": ("ExpressionIdentificatie", "BesluitMetadata", "Procedureverloop", "ConsolidatieInformatie"),
    "RegelingVersieInformatie": ("ExpressionIdentificatie", "RegelingVersieMetadata", "RegelingMetadata"),
    "BesluitMetadata": (
        "eindverantwoordelijke",
        "maker",
        "officieleTitel",
        "onderwerpen",
        "soortProcedure",
        "soortBestuursorgaan",
    ),
    "RegelingMetadata": (
        "eindverantwoordelijke",
        "officieleTitel",
        "onderwerpen",
        "soortRegeling",
        "soortBestuursorgaan",
    ),
    "BeoogdeRegeling": ("doelen", "instrumentVersie"),
    "Intrekking": ("doelen", "instrument", "eId"),
    "Tijdstempel": ("doel", "soortTijdstempel", "datum", "eId"),
}


def _eigen_plekken(wortel: etree._Element) -> set[str]:
    """How the articles of the decision itself are named: with their component when they stand in one."""
    uit = set()
    for e in wortel.iter(f"{{{STOP}}}Artikel", f"{{{STOP}}}WijzigArtikel"):
        if not _in_regeling(e):
            om = next((o.get("componentnaam") for o in e.iterancestors() if o.get("componentnaam")), "")
            uit.add(f"!{om}#{e.get('eId')}" if om else str(e.get("eId")))
    return uit


def toets(wortel: etree._Element) -> list[str]:
    """What is wrong with a delivery, in words: missing parts, identifiers of another form, places that do not exist."""
    uit: list[str] = []
    eids = {e.get("eId") for e in wortel.iter(etree.Element) if e.get("eId")}
    componenten = [e.get("componentnaam") for e in wortel.iter(etree.Element) if e.get("componentnaam")]
    uit += [f"twee delen heten {n}" for n in sorted({str(n) for n in componenten if componenten.count(n) > 1})]
    plekken = _eigen_plekken(wortel)
    if next(wortel.iter(f"{{{STOP}}}BesluitKlassiek", f"{{{STOP}}}BesluitCompact"), None) is None:
        uit.append("BesluitVersie mist de tekst van het besluit")
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
        if naam == "eId" and tekst not in plekken:
            uit.append(f"het besluit heeft geen {tekst}")
        if naam == "IntRef" and e.get("ref") not in eids:
            uit.append(f"het besluit heeft geen {e.get('ref')}")
        if (wid := e.get("wId")) and not re.fullmatch(r"[\w.-]+", wid):
            uit.append(f"«{wid}» is geen wId")
    delen = {e.text for e in wortel.iter(f"{{{DATA}}}instrumentVersie")}
    soorten = ("RegelingMutatie", "RegelingKlassiek", "RegelingCompact")
    gemaakt = {e.get("wordt") for e in wortel.iter(*(f"{{{STOP}}}{n}" for n in soorten))}
    uit += [f"de versie {n} staat niet in het besluit" for n in sorted(x or "" for x in delen - gemaakt)]
    return uit
