"""Reader of Akoma Ntoso 3.0: ``act`` and ``bill`` in the subset for a by-law (``regels`` E.1).

The words of the source stay as they are; eIds and wIds are kept and checked as for STOP. An amending ``bill`` (with
``mod``) is not a regulation and is refused.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from verordening.akn.schrijver import HIERARCHIE, MARKERING
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Gegevens,
    Inline,
    Kolom,
    Noot,
    Opmaak,
    Redactie,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    Verwijzing,
    inlinetekst,
    titelwoorden,
)
from verordening.dagen import lees_iso
from verordening.lezers.bronlezer import (
    Bronlezer,
    Element,
    Inlinelezer,
    attributen,
    kenmerken,
    schoon,
    voeg_toe,
    zonder_naamruimte,
)
from verordening.lezers.eids import Idlezer, getoetste_eids
from verordening.lezers.inline import regeleinde

_EENHEDEN = {element: soort for soort, element in reversed(HIERARCHIE.items()) if element != "hcontainer"}
_PUNTEN = ("item", "point", "indent")
_HCONTAINER = {s.value.replace(" ", "-"): s for s, element in HIERARCHIE.items() if element == "hcontainer"}
_NA_LICHAAM = frozenset(
    {Soort.BIJLAGE, Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING, Soort.SLUITING}
)
_MARKERING = {element: soort for soort, element in MARKERING.items()}
_OMSLAG = ("content", "intro", "wrapUp", "blockContainer", "formula", "container", "recitals", "recital", "tblock")
_TALEN = {"nld": "nl"}
_NUM = re.compile(r"(?P<label>[^\W\d][^\d]*?)\s+(?P<nr>\S*\d\S*|[IVXLC]+[a-z]?)")


def lees_akn(wortel: Element, *, naam: str) -> Regeling:
    """Read an ``act`` or ``bill``.

    Args:
        wortel: root element, as :func:`verordening.xmlveilig.lees_xml` gives it; it is not changed.
        naam: how the source is called in messages.

    Raises:
        Geweigerd: another kind of document, an amending act, an element outside the subset.
    """
    kopie = zonder_naamruimte(wortel, etree.QName(wortel).namespace)
    lezer = _Lezer(naam)
    document = next((kind for kind in kopie if kind.tag in ("act", "bill")), None)
    if document is None:
        raise lezer.weiger(kopie, "geen-tekst")
    if (mod := next(document.iter("mod", "quotedStructure"), None)) is not None:
        raise lezer.weiger(mod, "mutatie")
    boom = getoetste_eids(lezer, lezer.document(document))
    return Regeling(_gegevens(lezer, document, boom), boom, tuple(lezer.bevindingen))


def lees_akn_blokken(element: Element, *, naam: str) -> tuple[Blok, ...]:
    """New text quoted in a modification (a child of ``quotedStructure``), as a tree.

    Raises:
        Geweigerd: an element outside the subset.
    """
    kopie = deepcopy(element)
    kopie.tail = None
    for deel in kopie.iter(etree.Element):
        deel.tag = etree.QName(deel).localname
    if kopie.tag in _PUNTEN:
        lijst = etree.Element("blockList")
        kopie.tag = "item"
        lijst.append(kopie)
        kopie = lijst
    uit: list[Blok] = []
    _Lezer(naam).blok(kopie, uit)
    return tuple(uit)


class _Lezer(Idlezer):
    def __init__(self, naam: str) -> None:
        super().__init__(naam, _INLINE)

    def document(self, element: Element) -> Eenheid:
        """The root unit: title, preamble, body, annexes, conclusions."""
        uit: list[Eenheid] = []
        for kind in element:
            if kind.tag == "preface":
                uit.append(self._buiten(kind, Soort.OPSCHRIFT))
            elif kind.tag == "preamble":
                uit.append(self._buiten(kind, Soort.AANHEF))
            elif kind.tag == "body":
                blokken = self.blokken(kind)
                na = [b for b in blokken if isinstance(b, Eenheid) and b.soort in _NA_LICHAAM]
                tekst = tuple(b for b in blokken if not any(b is n for n in na))
                uit.append(Eenheid(Soort.LICHAAM, inhoud=tekst, eId=kind.get("eId") or "", wId=self.wid(kind)))
                uit.extend(na)
            elif kind.tag == "conclusions":
                na_lichaam = next((n + 1 for n, e in enumerate(uit) if e.soort is Soort.LICHAAM), len(uit))
                uit.insert(na_lichaam, self._buiten(kind, Soort.SLUITING))
            elif kind.tag != "meta":
                raise self.onbekend(kind)
        if not any(e.soort is Soort.LICHAAM for e in uit):
            raise self.weiger(element, "geen-tekst/document-body")
        return Eenheid(Soort.REGELING, inhoud=tuple(uit))

    def _buiten(self, element: Element, soort: Soort) -> Eenheid:
        """Title, preamble or conclusions; the identity stands on the element itself or on the one child that holds all."""
        drager = element[0] if len(element) == 1 and element[0].tag in ("longTitle", "formula") else element
        return Eenheid(soort, inhoud=tuple(self.blokken(drager)), eId=drager.get("eId") or "", wId=self.wid(drager))

    def blok(self, element: Element, uit: list[Blok]) -> None:
        """A unit, a list, a table, a paragraph, or what stands in a wrapper."""
        tag = str(element.tag)
        soort = _HCONTAINER.get(element.get("name") or "") if tag == "hcontainer" else _EENHEDEN.get(tag)
        if soort is not None:
            uit.append(self._eenheid(element, soort))
        elif tag in ("p", "block", "longTitle", "crossHeading"):
            self._alinea(element, uit)
        elif tag == "blockList":
            uit.append(self._lijst(element))
        elif tag == "table":
            uit.append(self._tabel(element))
        elif tag in _OMSLAG or (tag == "hcontainer" and element.get("name") == "tekst"):
            uit.extend(self.blokken(element))
        else:
            raise self.onbekend(element)

    def _alinea(self, element: Element, uit: list[Blok]) -> None:
        klasse = element.get("class") or ""
        beeld = element.find("img")
        if klasse == "figuur" and beeld is not None:
            uit.append(Figuur(_beeld(beeld), eId=element.get("eId") or "", wId=self.wid(element)))
            return
        if element.tag == "longTitle":
            uit.extend(self.blokken(element))
            return
        inhoud = self.gemengd(element)
        if klasse == "bijschrift" and uit and isinstance(vorige := uit[-1], Figuur):
            uit[-1] = Figuur(vorige.afbeelding, vorige.titel, inhoud, vorige.eId, vorige.wId)
        elif inhoud:
            uit.append(Alinea(inhoud, "tussenkop" if element.tag == "crossHeading" else klasse))

    def _eenheid(self, element: Element, soort: Soort) -> Eenheid:
        label = nummer = ""
        voorop = False
        opschrift: tuple[Inline, ...] = ()
        subtitel: tuple[Inline, ...] = ()
        uit: list[Blok] = []
        self.geen_losse_tekst(element)
        for kind in element:
            if kind.tag == "num":
                label, nummer, voorop = self._num(kind, soort)
            elif kind.tag == "heading":
                opschrift = self.gemengd(kind)
            elif kind.tag == "subheading":
                subtitel = self.gemengd(kind)
            else:
                self.blok(kind, uit)
        klassen = (element.get("class") or "").split()
        diep = {"subparagraaf": Soort.SUBPARAGRAAF, "subsubparagraaf": Soort.SUBSUBPARAGRAAF}
        over = attributen(element, "eId", "wId", "name", "class", "status", "period")
        if voorop:
            over = [*over, ("kopvolgorde", "nr label")]
        return Eenheid(
            next((diep[k] for k in klassen if k in diep), soort),
            label,
            nummer,
            opschrift,
            subtitel,
            tuple(uit),
            self._status(element, klassen),
            element.get("eId") or "",
            self.wid(element),
            None,
            kenmerken(over),
        )

    def _num(self, element: Element, soort: Soort) -> tuple[str, str, bool]:
        """Label, number, and whether the number comes first ("Eerste Boek"); without marks, the words before it are the label."""
        merk = element.find("inline[@name='label']")
        if merk is not None:
            voorop = not schoon(merk.tail) and bool(schoon(element.text))
            return schoon(merk.text), schoon(element.text if voorop else merk.tail), voorop
        inhoud = self.gemengd(element)
        woorden = inlinetekst(inhoud).strip()
        if inhoud and inhoud != (woorden,):
            self.meld(element, "akn-nummer-opmaak", fragment=woorden)
        raak = None if soort in (Soort.LID, Soort.ONDERDEEL) else _NUM.fullmatch(woorden)
        return (raak["label"], raak["nr"], False) if raak else ("", woorden, False)

    def _status(self, element: Element, klassen: list[str]) -> Status:
        if element.get("status") == "removed":
            return Status.VERVALLEN
        standen = {"nog-niet-in-werking": Status.NOG_NIET, "gereserveerd": Status.GERESERVEERD}
        return next((stand for klasse, stand in standen.items() if klasse in klassen), Status.GELDEND)

    def _lijst(self, element: Element) -> Eenheid:
        self.geen_losse_tekst(element)
        uit: list[Blok] = []
        for kind in element:
            if kind.tag in ("listIntroduction", "listWrapUp"):
                rol = "lijstaanhef" if kind.tag == "listIntroduction" else "lijstsluiting"
                uit.append(Alinea(self.gemengd(kind), rol))
            elif kind.tag == "item":
                begrip = kind.get("class") == "begrip" or kind.find("heading/def") is not None
                uit.append(self._eenheid(kind, Soort.BEGRIP if begrip else Soort.ONDERDEEL))
            else:
                raise self.onbekend(kind)
        begrippen = all(isinstance(b, Eenheid) and b.soort is Soort.BEGRIP for b in uit)
        genummerd = any(isinstance(b, Eenheid) and b.nummer for b in uit)
        return Eenheid(
            Soort.BEGRIPPENLIJST if begrippen else Soort.LIJST,
            inhoud=tuple(uit),
            eId=element.get("eId") or "",
            wId=self.wid(element),
            kenmerken=() if begrippen else (("type", "expliciet" if genummerd else "ongemarkeerd"),),
        )

    def _tabel(self, element: Element) -> Tabel:
        """An AKN table as CALS: columns are counted, spans become names of columns."""
        self.geen_losse_tekst(element)
        titel: tuple[Inline, ...] = ()
        rijen: list[tuple[bool, Rij]] = []
        breed = max((sum(int(c.get("colspan") or 1) for c in tr) for tr in element.findall("tr")), default=1)
        bezet: dict[int, int] = {}
        for kind in element:
            if kind.tag == "caption":
                titel = self.gemengd(kind)
            elif kind.tag == "tr":
                rijen.append((all(c.tag == "th" for c in kind), self._rij(kind, bezet)))
            else:
                raise self.onbekend(kind)
        kop = 0
        while kop < len(rijen) and rijen[kop][0]:
            kop += 1
        kolommen = tuple(Kolom(f"col{n}") for n in range(1, breed + 1))
        delen = [rij for _, rij in rijen]
        groep = Tabelgroep(kolommen, tuple(delen[:kop]), tuple(delen[kop:]))
        return Tabel((groep,), titel, element.get("eId") or "", self.wid(element))

    def _rij(self, element: Element, bezet: dict[int, int]) -> Rij:
        """A row; ``bezet`` says how many more rows each column is taken by a cell from above."""
        uit: list[Cel] = []
        plek = 1
        boven = {k: n for k, n in bezet.items() if n > 0}
        for k in boven:
            bezet[k] -= 1
        for cel in element:
            if cel.tag not in ("td", "th"):
                raise self.onbekend(cel)
            while boven.get(plek):
                plek += 1
            breed, hoog = int(cel.get("colspan") or 1), int(cel.get("rowspan") or 1)
            van, tot = (f"col{plek}", f"col{plek + breed - 1}") if breed > 1 else ("", "")
            uit.append(Cel(tuple(self.blokken(cel)), f"col{plek}", van, tot, hoog - 1))
            for k in range(plek, plek + breed):
                bezet[k] = hoog - 1
            plek += breed
        return Rij(tuple(uit))


# --- inline -----------------------------------------------------------------------------------------------------------


def _opmaak(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    if inhoud := lezer.inhoud(element, spatie):
        uit.append(Opmaak(_MARKERING.get(str(element.tag), element.get("name") or str(element.tag)), tuple(inhoud)))


def _door(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    voeg_toe(uit, lezer.inhoud(element, spatie))


def _ref(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    doel = element.get("href") or ""
    intern = doel.startswith("#") or element.get("class") == "intern"
    uit.append(Verwijzing(doel.lstrip("#"), "intern" if intern else "extern", tuple(lezer.inhoud(element, spatie))))


def _noot(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    alineas = []
    for kind in element:
        if kind.tag != "p":
            raise lezer.onbekend(kind)
        alineas.append(Alinea(lezer.gemengd(kind), kind.get("class") or ""))
    uit.append(Noot(element.get("marker") or "", tuple(alineas)))


def _remark(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    uit.append(Redactie(element.get("class") or "redactie", tuple(lezer.inhoud(element, [False]))))


def _beeld(element: Element) -> Afbeelding:
    return Afbeelding((element.get("src") or "").lstrip("#"), element.get("alt") or "")


def _img(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    uit.append(_beeld(element))


_INLINE: dict[str, Inlinelezer] = {
    **dict.fromkeys((*_MARKERING, "inline", "ins", "abbr"), _opmaak),
    **dict.fromkeys(
        ("docTitle", "docNumber", "docDate", "docType", "def", "term", "span", "date", "organization", "role"), _door
    ),
    **dict.fromkeys(("ref", "rref", "mref", "a"), _ref),
    "authorialNote": _noot,
    "remark": _remark,
    "img": _img,
    "br": regeleinde,
}


# --- metadata ---------------------------------------------------------------------------------------------------------


def _gegevens(lezer: Bronlezer, document: Element, boom: Eenheid) -> Gegevens:
    """Identification, name of the authority, and dates from the life cycle."""

    def waarde(pad: str, kenmerk: str = "value") -> str:
        element = document.find(f"meta/{pad}")
        return (element.get(kenmerk) or "") if element is not None else ""

    opschrift = titelwoorden(boom)
    dagen = {e.get("eId"): e.get("date") for e in document.iterfind("meta/lifecycle/eventRef")}
    perioden = document.iterfind("meta/temporalData/temporalGroup/timeInterval")
    periode = next((p for p in perioden if (p.get("refersTo") or "#inForce") == "#inForce"), None)
    start, einde = ((periode.get(n) or "").lstrip("#") for n in ("start", "end")) if periode is not None else ("", "")
    werk = waarde("identification/FRBRWork/FRBRuri")
    overheid = werk.split("/")[4] if werk.startswith("/akn/nl/") and werk.count("/") > 4 else ""
    if not werk:
        lezer.meld(document, "akn-geen-identificatie", fragment=opschrift)
    werkend = lees_iso(dagen.get(start)) or lees_iso(waarde("identification/FRBRExpression/FRBRdate", "date"))
    _keur_meta(lezer, document.find("meta"), dagen.get(start))
    return Gegevens(
        werk=werk or re.sub(r"[^a-z0-9]+", "-", opschrift.lower()).strip("-") or "regeling",
        soort=document.get("name") or "",
        opschrift=opschrift,
        citeertitel=waarde("references/original", "showAs") or opschrift,
        overheid=overheid,
        orgaan=waarde("references/TLCOrganization[@eId='bron']", "showAs"),
        juridisch_werkend_vanaf=werkend,
        geldig_vanaf=werkend,
        juridisch_uitgewerkt_op=lees_iso(dagen.get(einde)),
        taal=_TALEN.get(taal := waarde("identification/FRBRExpression/FRBRlanguage", "language"), taal) or "nl",
        formaat="akn",
        bron=waarde("identification/FRBRExpression/FRBRuri"),
    )


def _keur_meta(lezer: Bronlezer, meta: Element | None, begin: str | None) -> None:
    """Say what the metadata hold that is no metadata, and when a day is taken from a date with another meaning."""
    for element in meta.iterdescendants() if meta is not None else ():
        if schoon(element.text) or element.tag in {*_EENHEDEN, *_PUNTEN, *_OMSLAG, "p"}:
            lezer.meld(element, "akn-tekst-in-meta", fragment=schoon(element.text))
    datum = meta.find("identification/FRBRExpression/FRBRdate") if meta is not None else None
    if datum is not None and not begin:
        fragment = f"{datum.get('name') or ''} {datum.get('date') or ''}".strip()
        lezer.meld(datum, "akn-datum-van-uitgave", fragment=fragment)
    elif datum is not None and datum.get("date") != begin:
        lezer.meld(datum, "akn-datums-verschillen", fragment=datum.get("date") or "", begin=begin)
