"""Reader of CVDR XML: one version of one local consolidated regulation (``regels`` C.1-C.4).

CVDR spells the text model of BWB in its own way and its quality varies. The element tree is first respelled as BWB (each
repair a finding), then read by :class:`~verordening.bwb.tekstmodel.Tekstlezer`, then repaired as a tree
(:mod:`~verordening.cvdr.herstel`). No repair adds or drops a word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lxml import etree

from verordening.adres import AdresFout
from verordening.boom import (
    Alinea,
    Blok,
    Eenheid,
    Gegevens,
    Grondslag,
    Regeling,
    Soort,
    WtiRegel,
    inlinetekst,
)
from verordening.bwb.omlijsting import Omlijstlezer, lees_aanhef, lees_opschrift, lees_sluiting
from verordening.cvdr.herstel import herstel
from verordening.eid import met_eids
from verordening.lezers.bronlezer import Element, kenmerken, plat, schoon, zonder_naamruimte
from verordening.lezers.inline import opmaak
from verordening.notaties import uit_cvdr
from verordening.soorten import BWB

NS = "http://standaarden.overheid.nl/cvdr/terms/"
_OPMAAK = {"vet": "vet", "cursief": "cursief", "onderstreept": "onderstreept"}
_LABELS = "Artikel|Hoofdstuk|Afdeling|Paragraaf|Subparagraaf|Titel|Boek|Deel|Bijlage|§"
_NR = r"\d[\w.:]*|[IVXLC]+[a-z]?|[A-Z]{1,2}"
_KOP_MET_LABEL = re.compile(rf"(?P<label>{_LABELS})\s+(?P<nr>(?:{_NR})[.:]?)(?:\s+(?P<titel>.+))?", re.IGNORECASE)
_KOP_MET_NUMMER = re.compile(r"(?P<nr>\d+(?:\.\d+)*[a-z]?[.:)]?)\s*(?P<titel>[^\W\d].*)")
_EIGEN_VERSIE = re.compile(r"\w_\d+$")
_LABEL_ALLEEN = re.compile(rf"(?:{_LABELS}|Toelichting|Nota van toelichting)", re.IGNORECASE)


def lees_cvdr(wortel: Element, *, naam: str) -> Regeling:
    """Read a CVDR file.

    Args:
        wortel: root element, as :func:`verordening.xmlveilig.lees_xml` gives it; it is not changed.
        naam: how the source is called in messages.

    Raises:
        Geweigerd: no metadata or text, an unknown element in the text, loose text between elements.
    """
    kopie = zonder_naamruimte(wortel, NS)
    lezer = _Lezer(naam)
    meta, romp = kopie.find("meta"), kopie.find("body")
    if meta is None or romp is None or romp.find("regeling") is None:
        raise lezer.weiger(wortel, "geen-tekst/cvdr-gegevens")
    for kind in kopie:
        if kind is not meta and kind is not romp:
            raise lezer.onbekend(kind)
    gegevens = _Gegevens(lezer, meta).lees()
    _herspel(lezer, romp)
    boom = herstel(lezer, lezer.romp(romp))
    return met_eids(Regeling(gegevens, boom, tuple(lezer.bevindingen)))


# --- text -------------------------------------------------------------------------------------------------------------


class _Lezer(Omlijstlezer):
    """The text model of BWB with the words of CVDR."""

    def __init__(self, naam: str) -> None:
        super().__init__(naam)
        self.inline = {**self.inline, **{tag: opmaak(soort) for tag, soort in _OPMAAK.items()}}

    def blok(self, element: Element, uit: list[Blok]) -> None:
        """As in BWB; ``titel`` between units is a unit (inside a heading it is read as heading)."""
        if element.tag in ("titel", "subparagraaf", "algemene-toelichting"):
            soort = {"titel": Soort.TITEL, "subparagraaf": Soort.SUBPARAGRAAF}.get(str(element.tag))
            uit.append(self.eenheid(element, soort or Soort.ALGEMENE_TOELICHTING))
        else:
            super().blok(element, uit)

    def romp(self, element: Element) -> Eenheid:
        """The body: title, preamble, text, closing, annexes, explanatory notes."""
        self.geen_losse_tekst(element)
        uit: list[Eenheid] = []
        for kind in element:
            if kind.tag == "intitule":
                opschrift = lees_opschrift(self, kind)
                uit += (
                    [opschrift] if any(inlinetekst(b.inhoud) for b in opschrift.inhoud if isinstance(b, Alinea)) else []
                )
            elif kind.tag == "regeling":
                self.kwijt(kind)
                self.geen_losse_tekst(kind)
                uit += map(self._deel, kind)
            else:
                uit.append(self._deel(kind))
        if not any(b.soort is Soort.LICHAAM for b in uit):
            raise self.weiger(element, "geen-tekst/regeling-tekst")
        leeg = (Soort.AANHEF, Soort.SLUITING)
        delen = (b for b in uit if b.soort not in leeg or b.inhoud or len(b.kenmerken) > 1)
        return Eenheid(Soort.REGELING, inhoud=tuple(delen))

    def _deel(self, element: Element) -> Eenheid:
        tag = str(element.tag)
        if tag == "aanhef":
            return lees_aanhef(self, element)
        if tag == "regeling-tekst":
            return self.eenheid(element, Soort.LICHAAM)
        if tag == "regeling-sluiting":
            return lees_sluiting(self, element)
        if tag in BWB:
            return self.eenheid(element)
        raise self.onbekend(element)


def _herspel(lezer: _Lezer, romp: Element) -> None:
    """Respell the body as BWB: numbers of items as elements, headings split, addresses unescaped."""
    witregels: list[Element] = []
    for element in list(romp.iter(etree.Element)):
        if element.tag == "li":
            _linummer(element)
        elif element.tag == "kop":
            _kop(lezer, element)
        elif element.tag == "al" and not len(element) and not schoon(element.text):
            witregels.append(element)
        if (doel := element.get("doc")) is not None:
            element.set("doc", _ontsnapt(lezer, element, doel))
        if element.tag == "structuurtekst":
            lezer.meld(element, "cvdr-structuurtekst", fragment=_alles(element)[:80])
    if witregels:
        regels = ", ".join(str(r) for r in dict.fromkeys(e.sourceline for e in witregels))
        lezer.meld(witregels[0], "cvdr-witregel", fragment="<al/>", aantal=len(witregels), regels=regels)


def _linummer(li: Element) -> None:
    if nummer := li.attrib.pop("nr", ""):
        kind = etree.Element("li.nr")
        kind.text = str(nummer)
        li.insert(0, kind)


def _kop(lezer: _Lezer, kop: Element) -> None:
    """Headings of which the parts stand in the wrong place, or nowhere (C.3)."""
    delen = {str(kind.tag): kind for kind in kop}
    for deel in (delen.get("label"), delen.get("nr")):
        if deel is not None and len(deel):
            for kind in deel.iterdescendants():
                if kind.tag not in lezer.inline:
                    raise lezer.onbekend(kind)
            lezer.meld(deel, "cvdr-kop-opmaak", fragment=_letterlijk(deel))
            etree.strip_tags(deel, "*")
    label, nr = (schoon(delen[n].text) if n in delen else "" for n in ("label", "nr"))
    titel = _alles(delen["titel"]) if "titel" in delen else ""
    heel = label or titel
    if nr or (label and titel):
        if not label and nr:
            lezer.meld(kop, "cvdr-label-leeg", fragment=f"{nr} {titel}".strip())
        return
    if not heel:
        lezer.meld(kop, "cvdr-kop-leeg", fragment=_letterlijk(kop))
        return
    gemengd = not label and len(delen["titel"])
    raak = None if gemengd else _KOP_MET_LABEL.fullmatch(heel) or (_KOP_MET_NUMMER.fullmatch(heel) if label else None)
    if raak is None:
        if label and not _LABEL_ALLEEN.fullmatch(label):
            _zet(lezer, kop, "", "", label)
            lezer.meld(kop, "cvdr-kop-gesplitst/opschrift-stond", fragment=label, adres=label)
        return
    gevonden = raak.groupdict()
    _zet(lezer, kop, gevonden.get("label") or "", gevonden["nr"], gevonden["titel"] or "")
    waar = "label" if label else "opschrift"
    lezer.meld(kop, "cvdr-kop-gesplitst", fragment=heel, adres=heel, waar=waar)


def _alles(element: Element) -> str:
    """All text of an element, layout space collapsed."""
    return schoon("".join(map(str, element.itertext())))


def _letterlijk(element: Element) -> str:
    """The element as the source writes it, without the declarations of namespaces."""
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", etree.tostring(element, encoding="unicode", with_tail=False))


def _zet(lezer: _Lezer, kop: Element, label: str, nr: str, titel: str) -> None:
    for kind in [k for k in kop if k.tag in ("label", "nr", "titel")]:
        lezer.kwijt(kind)
        kop.remove(kind)
    for plek, (naam, tekst) in enumerate((("label", label), ("nr", nr), ("titel", titel))):
        kind = etree.Element(naam)
        kind.text = tekst
        kop.insert(plek, kind)


def _ontsnapt(lezer: _Lezer, element: Element, doel: str) -> str:
    """An address without the escaping that was done twice (A.1); at most two layers more."""
    nieuw = doel
    for _ in range(2):
        nieuw = nieuw.replace("&amp;", "&")
    if nieuw != doel:
        lezer.meld(element, "cvdr-dubbel-ontsnapt", fragment=doel)
    return nieuw


# --- metadata ---------------------------------------------------------------------------------------------------------


_GELEZEN = frozenset(
    """
    identifier title language type creator alternative source isRatifiedBy subject
    issued inwerkingtredingDatum uitwerkingtredingDatum betreft kenmerk isFormatOf
    """.split()
)
"""Fields that have a place of their own."""


class _Gegevens:
    """Metadata (C.1): every field has its place; what has none is kept as attribute."""

    def __init__(self, lezer: _Lezer, meta: Element) -> None:
        self.lezer = lezer
        self.meta = meta
        self.over: list[tuple[str, str]] = []
        self.velden: dict[str, list[Element]] = {}
        for blok in meta:
            for kind in blok:
                self.velden.setdefault(etree.QName(kind).localname, []).append(kind)

    def tekst(self, naam: str) -> str:
        elementen = self.velden.get(naam, [])
        for extra in elementen[1:]:
            self.over.append((naam, _alles(extra)))
        return _alles(elementen[0]) if elementen else ""

    def dag(self, naam: str) -> date | None:
        waarde = self.tekst(naam)
        dag, rest = self.lezer.datum(self.velden[naam][0] if waarde else self.meta, naam, waarde)
        self.over.extend(rest)
        return dag

    def lees(self) -> Gegevens:
        """All fields."""
        werk, versie, ruw = self._identiteit()
        terugwerkend = next((n for n in self.velden if "terugwerk" in n.lower()), "")
        inwerking, uitwerking = self.dag("inwerkingtredingDatum"), self.dag("uitwerkingtredingDatum")
        terug = self.dag(terugwerkend) if terugwerkend else None
        ondertekend = self.dag("issued")
        bron = self.tekst("isFormatOf")
        wti = WtiRegel(inwerking, terug, uitwerking, self.tekst("betreft"), ondertekend, bron, self.tekst("kenmerk"))
        if uitwerking is not None:
            fragment = uitwerking.isoformat()
            self.lezer.meld(self.velden["uitwerkingtredingDatum"][0], "cvdr-uitwerking-dubbelzinnig", fragment=fragment)
        if inwerking is None:
            self.lezer.meld(self.meta, "cvdr-geen-inwerking")
        maker = (self.velden.get("creator") or [self.meta])[0].get("scheme") or ""
        gegevens = Gegevens(
            werk,
            self.tekst("type"),
            self.tekst("title"),
            self.tekst("alternative"),
            True,
            (),
            maker.rpartition(":")[2].lower(),
            self.tekst("isRatifiedBy"),
            self.tekst("creator") if maker.endswith("Gemeente") else "",
            inwerking,
            terug or inwerking,
            uitwerking,
            versienummer=versie,
            taal=self.tekst("language") or "nl",
            grondslagen=self._grondslagen(),
            onderwerpen=self._reeks("subject"),
            wti=(wti,),
            formaat="cvdr",
            bron=ruw,
        )
        self._rest()
        return replace(gegevens, kenmerken=kenmerken(self.over))

    def _identiteit(self) -> tuple[str, str, str]:
        ruw = self.tekst("identifier")
        try:
            cvdr = uit_cvdr(ruw)
        except AdresFout as fout:
            if not ruw:
                raise self.lezer.weiger(self.meta, "geen-nummer") from fout
            self.lezer.meld(self.meta, "cvdr-zonder-nummer", fragment=ruw)
            werk, _, versie = ruw.rpartition("_") if _EIGEN_VERSIE.search(ruw) else (ruw, "", "")
            return werk, versie, ruw
        if str(cvdr) != ruw:
            self.lezer.meld(self.velden["identifier"][0], "cvdr-oud-nummer", fragment=ruw, cvdr=cvdr)
        return cvdr.werk, str(cvdr.versie or ""), ruw

    def _reeks(self, naam: str) -> tuple[str, ...]:
        return tuple(t for e in self.velden.get(naam, []) if (t := _alles(e)))

    def _grondslagen(self) -> tuple[Grondslag, ...]:
        uit = []
        for bron in self.velden.get("source", []):
            label = _alles(bron)
            uri = _ontsnapt(self.lezer, bron, (bron.get("resourceIdentifier") or "").strip())
            if not uri and not label:
                continue
            if not uri:
                self.lezer.meld(bron, "cvdr-grondslag-zonder-nummer", fragment=label)
            uit.append(Grondslag(label, uri, "vermeld"))
        return tuple(uit)

    def _rest(self) -> None:
        """What has no field of its own: publication address, schemes, remarks of the editors, delegated rules."""
        for naam, elementen in self.velden.items():
            for element in elementen:
                if naam in ("redactioneleToevoeging", "gedelegeerdeRegelgeving"):
                    self.over.extend((naam, _opmerking(self.lezer, al)) for al in element)
                    continue
                for sleutel, waarde in plat(element):
                    eigen = naam in _GELEZEN or "terugwerk" in naam.lower()
                    if ("." in sleutel and naam != "source") or ("." not in sleutel and not eigen):
                        self.over.append((sleutel, waarde))


def _opmerking(lezer: _Lezer, al: Element) -> str:
    """A remark with the addresses of its references."""
    for element in (al, *al.iter("extref", "intref")):
        lezer.kwijt(element, "doc")
    doelen = [f"[{doel}]" for ref in al.iter("extref", "intref") if (doel := ref.get("doc"))]
    return " ".join((_alles(al), *doelen))
