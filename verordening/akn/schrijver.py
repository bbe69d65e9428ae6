"""Writing a regulation as Akoma Ntoso 3.0: an ``act`` that is valid under the strict schema (``regels`` E.1-E.3).

eIds are those of STOP, so that both exports share them. What AKN cannot hold (provenance, columns of tables) goes to the
side-car.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial

from lxml import etree

from verordening import soorten
from verordening.bevinding import Geweigerd
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Gegevens,
    Inline,
    Noot,
    Redactie,
    Regeleinde,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    inlinetekst,
    koptekst,
    wandel,
)
from verordening.eid import met_eids
from verordening.schrijvers import Export, Melder, bestand, el, voeg_tekst, zijspan
from verordening.stop.modules import overheidscode, werk_en_versie

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
HIERARCHIE = soorten.AKN
"""Units that are hierarchy in AKN; ``hcontainer`` and a deeper ``subsection`` say their kind in ``name`` or ``class``."""
MARKERING = {"vet": "b", "cursief": "i", "onderstreept": "u", "sup": "sup", "inf": "sub"}
_LOPEND = frozenset(
    """
    p num heading subheading docTitle caption listIntroduction listWrapUp crossHeading block
    """.split()
)
_BUITEN = (Soort.OPSCHRIFT, Soort.AANHEF, Soort.LICHAAM, Soort.SLUITING)


def schrijf_akn(regeling: Regeling, *, overheid: str = "") -> Export:
    """The regulation as an AKN ``act``.

    Args:
        overheid: code of the authority for the identification (``gm0505``), when the metadata do not say it.

    Raises:
        Geweigerd: no date or no authority, which the identification demands; a unit outside any part.
    """
    if any(not e.eId for e in wandel(regeling.wortel) if e.soort is not Soort.REGELING):
        regeling = met_eids(regeling)
    delen = regeling.wortel.delen
    for soort in (Soort.OPSCHRIFT, Soort.LICHAAM, Soort.AANHEF):
        if sum(deel.soort is soort for deel in delen) > 1:
            raise Geweigerd.om("akn-plaats/akoma-ntoso", regeling.gegevens.werk, soort=soort.value)
    if kop := next((k for deel in delen if deel.soort is Soort.LICHAAM and (k := koptekst(deel))), ""):
        raise Geweigerd.om("akn-plaats", regeling.gegevens.werk, kop=kop[:60])
    code = overheidscode(regeling, overheid)
    werk, expressie = werk_en_versie(regeling, code)
    dag = regeling.gegevens.juridisch_werkend_vanaf or regeling.gegevens.geldig_vanaf
    if not werk or dag is None:
        wat = "de code van de overheid" if not werk else "de datum van inwerkingtreding"
        raise Geweigerd.om("akn-identificatie", regeling.gegevens.werk, wat=wat)
    wortel = _Schrijver().regeling(regeling, werk, expressie, dag)
    inhoud = bestand(wortel, _LOPEND)
    melder = Melder()
    if any(e.herkomst for e in wandel(regeling.wortel)):
        melder.meld("akn-herkomst")
    if any(isinstance(b, Tabel) for e in wandel(regeling.wortel) for b in e.inhoud):
        melder.meld("akn-tabel")
    return Export(inhoud, melder.bevindingen(), {"zijspan.json": zijspan(regeling)})


_el = partial(el, NS)


class _Schrijver:
    def __init__(self) -> None:
        self.termen: dict[str, str] = {}
        self.telling: dict[str, int] = {}
        self.hier = ""

    def volg(self, wat: str) -> str:
        """An eId below the current unit for an element that AKN wants to have one."""
        sleutel = f"{self.hier}__{wat}" if self.hier else wat
        self.telling[sleutel] = self.telling.get(sleutel, 0) + 1
        return f"{sleutel}_{self.telling[sleutel]}"

    def regeling(self, regeling: Regeling, werk: str, expressie: str, dag: date) -> etree._Element:
        """The whole document."""
        wortel = _el(None, "akomaNtoso")
        act = _el(wortel, "act", name=regeling.gegevens.soort or "verordening")
        meta = _el(act, "meta")
        delen: dict[Soort, list[Eenheid]] = {}
        for blok in regeling.wortel.inhoud:
            if not isinstance(blok, Eenheid):
                raise Geweigerd.om("akn-plaats/tekst-buiten")
            eigen = blok.soort in _BUITEN and blok.soort not in delen
            delen.setdefault(blok.soort if eigen else Soort.BIJLAGE, []).append(blok)
        for opschrift in delen.get(Soort.OPSCHRIFT, []):
            titel = _el(_el(act, "preface"), "longTitle", eId=opschrift.eId, wId=opschrift.wId)
            self.hier = opschrift.eId
            for alinea in opschrift.inhoud:
                if isinstance(alinea, Alinea):
                    self.inline(alinea.inhoud, _el(_el(titel, "p", class_=alinea.rol), "docTitle"))
        for aanhef in delen.get(Soort.AANHEF, []):
            self.hier = aanhef.eId
            self.blokken(
                aanhef.inhoud, _el(_el(act, "preamble"), "formula", name="aanhef", eId=aanhef.eId, wId=aanhef.wId)
            )
        lichaam = next(iter(delen.get(Soort.LICHAAM, [])), Eenheid(Soort.LICHAAM, eId="body"))
        body = _el(act, "body", eId=lichaam.eId, wId=lichaam.wId)
        self._los(lichaam.inhoud, body)
        for deel in delen.get(Soort.BIJLAGE, []):
            self.eenheid(deel, body)
        for sluiting in delen.get(Soort.SLUITING, []):
            self.hier = sluiting.eId
            self.blokken(sluiting.inhoud, _el(act, "conclusions", eId=sluiting.eId, wId=sluiting.wId))
        _meta(meta, regeling.gegevens, werk, expressie, dag, self.termen)
        return wortel

    def _los(self, blokken: Iterable[Blok], ouder: etree._Element) -> None:
        """Hierarchy with blocks in between, each such block in a container ``tekst``."""
        for blok in blokken:
            if isinstance(blok, Eenheid) and blok.soort in HIERARCHIE:
                self.eenheid(blok, ouder)
            else:
                tekst = _el(ouder, "hcontainer", name="tekst", eId=self.volg("tekst"))
                self.blokken((blok,), _el(tekst, "content", eId=self.volg("content")))

    def eenheid(self, eenheid: Eenheid, ouder: etree._Element) -> None:
        """A unit of the hierarchy."""
        naam = HIERARCHIE[eenheid.soort]
        soort = eenheid.soort.value.replace(" ", "-")
        klasse = [soort] if eenheid.soort in (Soort.SUBPARAGRAAF, Soort.SUBSUBPARAGRAAF) else []
        klasse += (
            [eenheid.status.value.replace(" ", "-")] if eenheid.status in (Status.NOG_NIET, Status.GERESERVEERD) else []
        )
        element = _el(
            ouder,
            naam,
            name=soort if naam == "hcontainer" else "",
            class_=" ".join(klasse),
            eId=eenheid.eId,
            wId=eenheid.wId,
            status="removed" if eenheid.status is Status.VERVALLEN else "",
        )
        self.hier = eenheid.eId
        self.kop(eenheid, element)
        eerste = next((i for i, b in enumerate(eenheid.inhoud) if isinstance(b, Eenheid) and b.soort in HIERARCHIE), -1)
        if eerste < 0:
            inhoud = _el(element, "content", eId=self.volg("content"))
            self.blokken(eenheid.inhoud, inhoud)
            return
        if eerste:
            self.blokken(eenheid.inhoud[:eerste], _el(element, "intro", eId=self.volg("intro")))
        self._los(eenheid.inhoud[eerste:], element)

    def kop(self, eenheid: Eenheid, element: etree._Element) -> None:
        """Label and number as ``num``, heading, second line."""
        if eenheid.label or eenheid.nummer:
            num = _el(element, "num")
            voorop = bool(eenheid.nummer) and eenheid.kenmerk("kopvolgorde") == "nr label"
            if eenheid.label:
                num.text = f"{eenheid.nummer} " if voorop else None  # "Eerste Boek", "Enig artikel"
                _el(num, "inline", name="label").text = eenheid.label
                voeg_tekst(num, f" {eenheid.nummer}" if eenheid.nummer and not voorop else "")
            else:
                num.text = eenheid.nummer
        if eenheid.opschrift:
            self.inline(eenheid.opschrift, _el(element, "heading"))
        if eenheid.subtitel:
            self.inline(eenheid.subtitel, _el(element, "subheading"))

    # blocks

    def blokken(self, blokken: Iterable[Blok], ouder: etree._Element) -> None:
        """Blocks in order."""
        for blok in blokken:
            if isinstance(blok, Alinea):
                self.inline(blok.inhoud, _el(ouder, "p", class_=blok.rol))
            elif isinstance(blok, Tabel):
                self._tabel(blok, ouder)
            elif isinstance(blok, Figuur):
                self._figuur(blok, ouder)
            elif blok.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
                self._lijst(blok, ouder)
            else:
                raise Geweigerd.om("akn-plaats/plaats-staan", blok.eId, soort=blok.soort.value)
        if not len(ouder):
            _el(ouder, "p")

    def _lijst(self, lijst: Eenheid, ouder: etree._Element) -> None:
        soort = "begrippenlijst" if lijst.soort is Soort.BEGRIPPENLIJST else ""
        element = _el(ouder, "blockList", eId=lijst.eId, wId=lijst.wId, class_=soort)
        vorige = self.hier
        for blok in lijst.inhoud:
            if isinstance(blok, Alinea):
                naam = "listWrapUp" if blok.rol == "lijstsluiting" else "listIntroduction"
                self.inline(blok.inhoud, _el(element, naam))
                continue
            if not isinstance(blok, Eenheid):
                raise Geweigerd.om("akn-plaats/lijst-bevat", lijst.eId)
            klasse = "begrip" if blok.soort is Soort.BEGRIP else ""
            status = "removed" if blok.status is Status.VERVALLEN else ""
            item = _el(element, "item", eId=blok.eId, wId=blok.wId, class_=klasse, status=status)
            self.hier = blok.eId
            if blok.nummer:
                _el(item, "num").text = blok.nummer
            if blok.soort is Soort.BEGRIP:
                self.inline(blok.opschrift, _el(_el(item, "heading"), "def", refersTo=f"#{self._term(blok)}"))
            self.blokken(blok.inhoud, item)
        self.hier = vorige

    def _term(self, begrip: Eenheid) -> str:
        woorden = inlinetekst(begrip.opschrift).strip()
        sleutel = "term-" + (re.sub(r"[^a-z0-9]+", "-", woorden.lower()).strip("-") or "leeg")
        self.termen.setdefault(sleutel, woorden)
        return sleutel

    def _tabel(self, tabel: Tabel, ouder: etree._Element) -> None:
        element = _el(ouder, "table", eId=tabel.eId, wId=tabel.wId)
        if tabel.titel:
            self.inline(tabel.titel, _el(element, "caption"))
        for groep in tabel.groepen:
            namen = [k.naam for k in groep.kolommen]
            for rijen, naam in ((groep.kop, "th"), (groep.romp, "td")):
                for rij in rijen:
                    self._rij(rij, naam, namen, _el(element, "tr"))

    def _rij(self, rij: Rij, naam: str, kolommen: list[str], tr: etree._Element) -> None:
        for cel in rij.cellen:
            breed, hoog = _span(cel, kolommen)
            self.blokken(cel.inhoud, _el(tr, naam, colspan=breed, rowspan=hoog))

    def _figuur(self, figuur: Figuur, ouder: etree._Element) -> None:
        if figuur.titel:
            self.inline(figuur.titel, _el(ouder, "p", class_="figuurtitel"))
        src = figuur.afbeelding.bron or "#"
        _el(_el(ouder, "p", class_="figuur", eId=figuur.eId, wId=figuur.wId), "img", src=src, alt=figuur.afbeelding.alt)
        if figuur.bijschrift:
            self.inline(figuur.bijschrift, _el(ouder, "p", class_="bijschrift"))

    # inline

    def inline(self, inhoud: Iterable[Inline], element: etree._Element) -> None:
        """Mixed content."""
        for deel in inhoud:
            if isinstance(deel, str):
                voeg_tekst(element, deel)
            elif isinstance(deel, Regeleinde):
                _el(element, "br")
            elif isinstance(deel, Afbeelding):
                _el(element, "img", src=deel.bron or "#", alt=deel.alt)
            elif isinstance(deel, Redactie):
                self.inline(
                    deel.inhoud, _el(element, "remark", status="editorial", class_=deel.soort.replace(" ", "-"))
                )
            elif isinstance(deel, Noot):
                noot = _el(element, "authorialNote", placement="bottom", marker=deel.nummer, eId=self.volg("note"))
                self.blokken(deel.inhoud, noot)
            elif isinstance(deel, Verwijzing):
                doel = f"#{deel.doel}" if deel.soort == "intern" and re.fullmatch(r"[\w.\-]+", deel.doel) else deel.doel
                self.inline(deel.inhoud, _el(element, "ref", href=doel or "#", eId=self.volg("ref"), class_=deel.soort))
            else:
                naam = MARKERING.get(deel.soort)
                self.inline(
                    deel.inhoud,
                    _el(element, naam) if naam else _el(element, "inline", name=deel.soort.replace(" ", "-")),
                )


def _span(cel: Cel, kolommen: list[str]) -> tuple[str, str]:
    breed = kolommen.index(cel.tot) - kolommen.index(cel.van) + 1 if cel.van in kolommen and cel.tot in kolommen else 1
    return (str(breed) if breed > 1 else "", str(cel.meer_rijen + 1) if cel.meer_rijen else "")


def identificeer(meta: etree._Element, werk: str, expressie: str, dag: str) -> None:
    """The three FRBR levels of one document: work, expression in Dutch, and this manifestation."""
    identificatie = _el(meta, "identification", source="#bron")
    for naam, adres in (("FRBRWork", werk), ("FRBRExpression", expressie), ("FRBRManifestation", f"{expressie}.akn")):
        deel = _el(identificatie, naam)
        _el(deel, "FRBRthis", value=f"{adres}/!main")
        _el(deel, "FRBRuri", value=adres)
        _el(deel, "FRBRdate", date=dag, name="inwerkingtreding")
        _el(deel, "FRBRauthor", href="#bron")
        if naam == "FRBRWork":
            _el(deel, "FRBRcountry", value="nl")
        elif naam == "FRBRExpression":
            _el(deel, "FRBRlanguage", language="nld")


def _meta(
    meta: etree._Element, gegevens: Gegevens, werk: str, expressie: str, dag: date, termen: dict[str, str]
) -> None:
    """Identification, life cycle, temporal data and references, in the order of the schema (E.1)."""
    dagtekst = dag.isoformat()
    identificeer(meta, werk, expressie, dagtekst)
    leven = _el(meta, "lifecycle", source="#bron")
    _el(leven, "eventRef", eId="e1", date=dagtekst, source="#ro1", type="generation")
    tijd = _el(_el(meta, "temporalData", source="#bron"), "temporalGroup", eId="tg1")
    einde = gegevens.juridisch_uitgewerkt_op
    if einde is not None:
        _el(leven, "eventRef", eId="e2", date=einde.isoformat(), source="#ro1", type="repeal")
    _el(tijd, "timeInterval", start="#e1", end="#e2" if einde else "", refersTo="#inForce")
    naam = gegevens.orgaan or gegevens.gemeente or gegevens.overheid or "onbekend"
    bronnen = verwijzingen(meta, expressie, gegevens.citeertitel or gegevens.opschrift or gegevens.werk, naam)
    _el(bronnen, "TLCConcept", eId="inForce", href="/ontology/concept/nl/inwerking", showAs="in werking")
    noem_termen(bronnen, termen.items())


def verwijzingen(meta: etree._Element, expressie: str, titel: str, overheid: str) -> etree._Element:
    """What the document refers to, beginning with itself and who made it."""
    bronnen = _el(meta, "references", source="#bron")
    _el(bronnen, "original", eId="ro1", href=expressie, showAs=titel)
    _el(bronnen, "TLCOrganization", eId="bron", href="/ontology/organization/nl/overheid", showAs=overheid)
    return bronnen


def noem_termen(bronnen: etree._Element, termen: Iterable[tuple[str, str]]) -> None:
    """The terms that are defined, by key and words."""
    for sleutel, woorden in termen:
        _el(bronnen, "TLCTerm", eId=sleutel, href=f"/ontology/term/nl/{sleutel[5:]}", showAs=woorden or "-")
