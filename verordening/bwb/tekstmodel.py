"""The text model that BWB and official publications share: units and blocks (``regels`` B.1, C.5).

:class:`Tekstlezer` turns elements into units and blocks. Two tables say what each element becomes: ``soorten.tsv`` for
units, ``_BLOKKEN`` for everything that stands between units. What is in neither table is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from verordening.boom import (
    Alinea,
    Blok,
    Eenheid,
    Figuur,
    Grondslag,
    Herkomst,
    Inline,
    Opmaak,
    Redactie,
    Soort,
    Status,
    inlinetekst,
    smelt,
)
from verordening.bwb.brondata import lees_herkomst
from verordening.bwb.inline import INLINE
from verordening.lezers.bronlezer import Bronlezer, Element, kenmerken, schoon
from verordening.lezers.inline import afbeelding
from verordening.lezers.tabel import lees_tabel
from verordening.soorten import BWB, BWB_GEWOON

_NUMMER = frozenset({"lidnr", "li.nr", "nr"})
_LABEL_MET_NUMMER = re.compile(
    r"(Artikel|Hoofdstuk|Afdeling|Paragraaf|Titel|Boek|Deel|Bijlage|§)\s+(\d\S*|[IVXLC]+\w*)"
)
_STATUS = {"": Status.GELDEND, "goed": Status.GELDEND, "vervallen": Status.VERVALLEN, "nogniet": Status.NOG_NIET}
_VERVALLEN = re.compile(r"\W*vervallen\W*", re.IGNORECASE)
_NOG_NIET = re.compile(r"\bnog niet in werking\b", re.IGNORECASE)


class _Vulling:
    """What is found while the children of one unit are read."""

    __slots__ = ("blokken", "kenmerken", "label", "meta", "nummer", "opschrift", "subtitel")

    def __init__(self) -> None:
        self.label = ""
        self.nummer = ""
        self.opschrift: tuple[Inline, ...] = ()
        self.subtitel: tuple[Inline, ...] = ()
        self.blokken: list[Blok] = []
        self.kenmerken: list[tuple[str, str]] = []
        self.meta: Element | None = None


class Tekstlezer(Bronlezer):
    """Reader of units and blocks of one source.

    Args:
        naam: how the source is called in messages.
        werk: identification that starts each wId ("BWBR0015703"); empty: units get no wId.
    """

    def __init__(self, naam: str, werk: str = "") -> None:
        super().__init__(naam, INLINE)
        self.werk = werk
        self.grondslagen: list[Grondslag] = []
        self._wids: dict[str, Element] = {}
        self._na_alinea: list[Blok] = []

    # --- units --------------------------------------------------------------------------------------------------------

    def eenheid(self, element: Element, soort: Soort | None = None) -> Eenheid:
        """One unit element with everything below it.

        Raises:
            Geweigerd: an unknown element or loose text inside; an identity that occurs twice.
        """
        tag = str(element.tag)
        soort = soort or BWB[tag]
        vulling = _Vulling()
        self._vul(element, vulling)
        herkomst, over = lees_herkomst(self, element, vulling.meta)
        label = next((w for n, w in over if n == "label"), "")
        if label:
            over = [(n, w) for n, w in over if n != "label" or schoon(w) != f"{vulling.label} {vulling.nummer}".strip()]
        if tag not in BWB_GEWOON:
            over.insert(0, ("element", tag))
        if vulling.meta is not None:
            vulling.blokken.extend(self._terugwerkend(vulling.meta))
        return Eenheid(
            soort,
            vulling.label,
            vulling.nummer,
            vulling.opschrift,
            vulling.subtitel,
            tuple(vulling.blokken),
            self._status(element, vulling, herkomst),
            "",
            self._wid(element, soort, herkomst),
            herkomst,
            kenmerken((*over, *vulling.kenmerken)) if over or vulling.kenmerken else (),
        )

    def _vul(self, element: Element, vulling: _Vulling) -> None:
        self.geen_losse_tekst(element)
        for kind in element:
            tag = kind.tag
            if tag == "meta-data":
                vulling.meta = kind
            elif tag == "kop" or tag == "artikelkop":
                self._kop(kind, vulling)
            elif tag in _NUMMER:
                self._nummer(kind, vulling)
            elif tag == "term":
                vulling.opschrift = smelt((*vulling.opschrift, *self.gemengd(kind)))
            else:
                self.blok(kind, vulling.blokken)

    def kop_als_regel(self, element: Element) -> tuple[Inline, ...]:
        """A ``kop`` of an element that is no unit, as the words of one line."""
        vulling = _Vulling()
        self._kop(element, vulling)
        begin: list[tuple[Inline, ...]] = [(vulling.label,), (vulling.nummer,)]
        if ("kopvolgorde", "nr label") in vulling.kenmerken:
            begin.reverse()
        delen = [d for d in (*begin, vulling.opschrift, vulling.subtitel) if any(d)]
        return smelt([i for n, deel in enumerate(delen) for i in ((" ",) if n else ()) + deel])

    def _kop(self, element: Element, vulling: _Vulling) -> None:
        self.geen_losse_tekst(element)
        self.kwijt(element)
        volgorde = [str(kind.tag) for kind in element]
        if vulling.label or vulling.nummer:
            raise self.weiger(element, "dubbele-kop")
        for kind in element:
            if kind.tag == "label":
                if len(kind):
                    raise self.onbekend(kind[0])
                if vulling.label:  # "Eerste | Afdeling | Titel": a second label is part of the heading
                    vulling.opschrift = (f"{schoon(kind.text)} ",)
                else:
                    vulling.label = schoon(kind.text)
                self.kwijt(kind)
            elif kind.tag == "nr":
                self._nummer(kind, vulling)
            elif kind.tag == "titel":
                vulling.opschrift = smelt((*vulling.opschrift, *self._titel(kind)))
            elif kind.tag == "subtitel":
                vulling.subtitel = self._titel(kind)
            else:
                raise self.onbekend(kind)
        if volgorde[:2] == ["nr", "label"]:
            vulling.kenmerken.append(("kopvolgorde", "nr label"))
        if vulling.label and not vulling.nummer:
            self._splits_label(element, vulling)

    def _titel(self, element: Element) -> tuple[Inline, ...]:
        """A heading; one that the editors made is marked as theirs."""
        self.kwijt(element, "status", "id")
        inhoud = self.gemengd(element)
        return (Redactie("titel", inhoud),) if element.get("status") == "redactioneel" else inhoud

    def _splits_label(self, element: Element, vulling: _Vulling) -> None:
        if raak := _LABEL_MET_NUMMER.fullmatch(vulling.label):
            self.meld(element, "kop-gesplitst", fragment=vulling.label, adres=vulling.label)
            vulling.label, vulling.nummer = raak[1], raak[2]
            vulling.kenmerken.append(("kop", "label"))

    def _nummer(self, element: Element, vulling: _Vulling) -> None:
        self.kwijt(element, "status", "id")
        if element.get("status") == "redactioneel":
            vulling.kenmerken.append(("nummer-status", "redactioneel"))
        if not len(element):
            vulling.nummer = schoon(element.text)
            return
        inhoud = self.gemengd(element)
        vulling.nummer = inlinetekst(inhoud).strip()
        vulling.opschrift = (*[i for i in inhoud if not isinstance(i, (str, Opmaak))], *vulling.opschrift)

    def _wid(self, element: Element, soort: Soort, herkomst: Herkomst | None) -> str:
        """Identity for life from the label-id; that of leden and items depends on their number, so they get none."""
        if herkomst is None or not herkomst.label_id or not self.werk or soort in (Soort.LID, Soort.ONDERDEEL):
            return ""
        wid = f"{self.werk}_{herkomst.label_id}"
        if (eerder := self._wids.get(wid)) is not None:
            raise self.weiger(element, "dubbel-id", label_id=herkomst.label_id, regel=eerder.sourceline)
        self._wids[wid] = element
        return wid

    def _status(self, element: Element, vulling: _Vulling, herkomst: Herkomst | None) -> Status:
        """The status that the source gives; without one, what editor's text in place of the whole unit says."""
        bron = element.get("status")
        if bron is not None:
            if bron in _STATUS:
                return _STATUS[bron]
            self.meld(element, "status-onbekend", fragment=bron)
            return Status.GELDEND
        if len(vulling.blokken) == 1 and isinstance(alinea := vulling.blokken[0], Alinea) and len(alinea.inhoud) == 1:
            knoop = alinea.inhoud[0]
            if isinstance(knoop, Redactie):
                woorden = inlinetekst(knoop.inhoud, redactie=True)
                if _VERVALLEN.fullmatch(woorden):
                    return Status.VERVALLEN
                if _NOG_NIET.search(woorden):
                    return Status.NOG_NIET
        return Status.GELDEND

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blok(self, element: Element, uit: list[Blok]) -> None:
        """Append what one element becomes: a block, a unit, or several."""
        ouder = element.getparent()
        if element.tag == "lid" and ouder is not None and ouder.tag in ("lijst", "li"):
            raise self.onbekend(element)  # de boom heeft geen lid in een opsomming
        if element.tag in BWB:
            uit.append(self.eenheid(element))
            return
        lezer = _BLOKKEN.get(str(element.tag))
        if lezer is None:
            raise self.onbekend(element)
        lezer(self, element, uit)

    def alinea(self, element: Element, uit: list[Blok], rol: str = "") -> None:
        """Append an alinea; a white line (no content at all) is layout and is left out."""
        if element.attrib:
            self.kwijt(element, "id", "bevat", "type", "isodatum")
        inhoud = self.gemengd(element)
        if inhoud:
            uit.append(Alinea(inhoud, rol))
        if self._na_alinea:
            uit.extend(self._na_alinea)
            self._na_alinea.clear()

    def _plaatje(self, element: Element, uit: list[Blok]) -> None:
        """Pictures; title and caption belong to the last one."""
        self.geen_losse_tekst(element)
        bijschrift: tuple[Inline, ...] = ()
        na: list[Blok] = []
        beelden = []
        for kind in element:
            if kind.tag == "illustratie":
                beelden.append(afbeelding(kind))
            elif kind.tag == "bijschrift":
                self.kwijt(kind)
                bijschrift = self.gemengd(kind)
            elif kind.tag == "bron":
                self.blok(kind, na)
            else:
                raise self.onbekend(kind)
        if not beelden:
            raise self.weiger(element, "figuur", tag=element.tag)
        uit.extend(Figuur(beeld) for beeld in beelden[:-1])
        uit.append(Figuur(beelden[-1], bijschrift=bijschrift))
        uit.extend(na)

    def _inhoudsregel(self, element: Element, uit: list[Blok]) -> None:
        """A line of a table of contents."""
        self.geen_losse_tekst(element)
        delen: list[Inline] = []
        for kind in element:
            if kind.tag not in ("nr", "titel", "subtitel", "paginanr"):
                raise self.onbekend(kind)
            delen += (" ", *self.gemengd(kind)) if delen else self.gemengd(kind)
        uit.append(Alinea(smelt(delen), "inhoudsopgave"))

    def _met_rol(self, element: Element, uit: list[Blok], rol: str) -> None:
        """Content of a wrapper whose alineas get a role (citaat, afkondiging, slotformulering …)."""
        self.kwijt(element, "id")
        for blok in self.blokken(element):
            uit.append(Alinea(blok.inhoud, rol) if isinstance(blok, Alinea) and not blok.rol else blok)

    def blok_in_noot(self, element: Element) -> None:
        """A note holds only text: other blocks follow the alinea in which the note stands; a unit of law is never in one."""
        al = len(self._na_alinea)
        self.blok(element, self._na_alinea)
        if element.tag != "lijst" and any(isinstance(b, Eenheid) for b in self._na_alinea[al:]):
            raise self.onbekend(element)
        self.meld(element, "noot-met-blok/lijst" if element.tag == "lijst" else "noot-met-blok")

    def _terugwerkend(self, meta: Element) -> list[Blok]:
        """Editor's remarks on retroactive change, shown at the unit and never law (``meta-data``)."""
        uit: list[Blok] = []
        for opmerkingen in meta.iterfind(
            "terugwerkende-kracht-data/terugwerkende-kracht/terugwerkende-kracht-opmerkingen"
        ):
            for blok in opmerkingen.iter("gegenereerde-tekst", "al"):
                nummers = [
                    nr
                    for ouder in blok.iterancestors("lid", "li")
                    if (nr := schoon(ouder.findtext("lidnr") or ouder.findtext("li.nr"))) and ouder.find("al") is blok
                ]
                voor = tuple(f"{nr} " for nr in reversed(nummers))
                uit.append(Alinea((Redactie("terugwerkende kracht", smelt((*voor, *self.gemengd(blok)))),)))
        return uit


Bloklezer = Callable[[Tekstlezer, Element, list[Blok]], None]


def _alinea_met(rol: str) -> Bloklezer:
    return lambda lezer, element, uit: lezer.alinea(element, uit, rol)


def _inhoud_met(rol: str) -> Bloklezer:
    return lambda lezer, element, uit: lezer._met_rol(element, uit, rol)


def _tabel(lezer: Tekstlezer, element: Element, uit: list[Blok]) -> None:
    uit.extend(lees_tabel(lezer, element))


def _losse_noot(lezer: Tekstlezer, element: Element, uit: list[Blok]) -> None:
    """A note between the blocks, to which a reference elsewhere points: an alinea with nothing but the note."""
    inhoud: list[Inline] = []
    INLINE["noot"](lezer, element, inhoud, [True])
    uit.append(Alinea(tuple(inhoud)))


def _door(lezer: Tekstlezer, element: Element, uit: list[Blok]) -> None:
    """A wrapper without meaning of its own."""
    lezer.kwijt(element, "id")
    uit.extend(lezer.blokken(element))


_BLOKKEN: dict[str, Bloklezer] = {
    "al": _alinea_met(""),
    "noot.al": _alinea_met(""),
    "tussenkop": _alinea_met("tussenkop"),
    "waarde": _alinea_met("waarde"),
    "wat": _alinea_met("wat"),
    "adresregel": _alinea_met("adresregel"),
    "noot": _losse_noot,
    "table": _tabel,
    "plaatje": Tekstlezer._plaatje,
    "formule": Tekstlezer._plaatje,
    "definitie": _door,
    "specificatie": _door,
    "al-groep": _door,
    "tekst": _door,
    "inhoud": Tekstlezer._inhoudsregel,
    "inhoud-groep": _door,
    "bron": _inhoud_met("bron"),
    "citaat": _inhoud_met("citaat"),
}
