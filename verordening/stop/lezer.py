"""Reader of a STOP regulation: Klassiek, Compact, Tijdelijkdeel or Vrijetekst (``regels`` D.2, D.3).

The regulation may stand alone, inside a decision that adopts it (``AanleveringBesluit``, ``OfficielePublicatie``) or
inside a delivery of consolidated text (``Consolidaties``). Its eIds and wIds are kept and checked against the rules of
D.3. Marks of change inside a text are read as the new text, each with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
    Eenheid,
    Figuur,
    Inline,
    Noot,
    Redactie,
    Regeling,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    inlinetekst,
    smelt,
)
from verordening.canoniek.namen import OPMAAK_TERUG, ROL_TERUG, SOORT, STOP
from verordening.lezers.bronlezer import (
    Bronlezer,
    Element,
    Inlinelezer,
    Kenmerken,
    attributen,
    kenmerken,
    schoon,
    voeg_toe,
    zonder_naamruimte,
)
from verordening.lezers.eids import Idlezer, getoetste_eids
from verordening.lezers.inline import afbeelding, nootref, opmaak, regeleinde
from verordening.lezers.tabel import lees_tabel
from verordening.stop.gegevens import lees_gegevens

REGELINGEN = ("RegelingKlassiek", "RegelingCompact", "RegelingTijdelijkdeel", "RegelingVrijetekst")
"""Models of a regulation; the root unit keeps the name of any but the first as attribute ``element``."""

_EXTRA = {
    "WijzigArtikel": Soort.ARTIKEL,
    "WijzigLid": Soort.LID,
    "InleidendeTekst": Soort.DIVISIETEKST,
    "Kadertekst": Soort.DIVISIETEKST,
    "Inhoudsopgave": Soort.DIVISIE,
    "Motivering": Soort.DIVISIE,
}
_EENHEDEN: dict[str, Soort] = {**{n: s for n, s in SOORT.items() if s is not Soort.REGELING}, **_EXTRA}
_OMSLAG = {
    "Inhoud": "",
    "Groep": "",
    "Definitie": "",
    "Conditie": "",
    "Considerans": "considerans",
    "Afkondiging": "afkondiging",
    "Slotformulering": "slotformulering",
    "Dagtekening": "dagtekening",
    "Ondertekening": "ondertekening",
    "Citaat": "citaat",
    "WijzigInstructies": "",
}
_ALINEA = {"Al": "", "Wat": "wat", "OpmerkingVersie": "opmerking", "Bron": "bron", **ROL_TERUG}
_WEG = ("verwijder", "verwijderContainer")


def lees_stop(wortel: Element, *, naam: str) -> Regeling:
    """Read the one regulation in a STOP file.

    Args:
        wortel: root element, as :func:`verordening.xmlveilig.lees_xml` gives it; it is not changed.
        naam: how the source is called in messages.

    Raises:
        Geweigerd: no regulation (an amendment is not one) or more than one; an unknown element; a wId that occurs twice.
    """
    gevonden = list(wortel.iter(*(f"{{{STOP}}}{n}" for n in REGELINGEN)))
    if len(gevonden) != 1:
        raise _geen_regeling(wortel, naam, gevonden)
    bron = gevonden[0]
    lezer = Stoplezer(naam)
    boom = lezer.regeling(zonder_naamruimte(bron, STOP))
    boom = getoetste_eids(lezer, boom)
    _meld_omgeving(lezer, wortel, bron)
    gegevens = lees_gegevens(lezer, wortel, bron, boom)
    return Regeling(gegevens, boom, tuple(lezer.bevindingen))


def _geen_regeling(wortel: Element, naam: str, gevonden: list[Element]) -> Geweigerd:
    regel = f"{naam}, regel {wortel.sourceline}"
    if gevonden:
        welke = ", ".join(f"regel {e.sourceline} «{_titel(e)}»" for e in gevonden)
        return Geweigerd.om("meer-regelingen", regel, aantal=len(gevonden), welke=welke)
    if next(wortel.iter(f"{{{STOP}}}RegelingMutatie"), None) is not None:
        return Geweigerd.om("mutatie", regel)
    return Geweigerd.om("geen-tekst/regeling-stop", regel)


def _titel(element: Element) -> str:
    opschrift = element.find(f"{{{STOP}}}RegelingOpschrift")
    woorden = schoon("".join(map(str, opschrift.itertext()))) if opschrift is not None else ""
    return woorden[:80] or element.get("wordt") or etree.QName(element).localname


def _meld_omgeving(lezer: Bronlezer, wortel: Element, bron: Element) -> None:
    """A decision around the regulation has text of its own: not part of the regulation, and said so."""
    for besluit in bron.iterancestors(f"{{{STOP}}}BesluitCompact", f"{{{STOP}}}BesluitKlassiek"):
        opschrift = besluit.find(f"{{{STOP}}}RegelingOpschrift")
        fragment = schoon("".join(map(str, opschrift.itertext()))) if opschrift is not None else ""
        lezer.meld(besluit, "stop-besluit", fragment=fragment)
    for mutatie in wortel.iter(f"{{{STOP}}}RegelingMutatie"):
        lezer.meld(mutatie, "stop-mutatie", fragment=mutatie.get("was") or "")


# --- units and blocks -------------------------------------------------------------------------------------------------


_VAN_DE_REGELING = ("schemaversie", "was", "wordt", "componentnaam", "schemaLocation")
"""Attributes of a whole regulation that are read, or say only which file this is."""


class Stoplezer(Idlezer):
    """Reader of STOP text, its namespace already taken off the names."""

    def __init__(self, naam: str) -> None:
        super().__init__(naam, INLINE)

    def regeling(self, element: Element) -> Eenheid:
        """The root unit."""
        if not re.fullmatch(r"1\.[0-4](\.\d+)?|2\.0(\.\d+)?", uitgave := element.get("schemaversie", "1.0")):
            self.meld(element, "stop-schemaversie", fragment=uitgave)
        self.kwijt(element, *_VAN_DE_REGELING)
        over: Kenmerken = (("element", str(element.tag)),) if element.tag != REGELINGEN[0] else ()
        return Eenheid(Soort.REGELING, inhoud=tuple(self.blokken(element)), kenmerken=over)

    def eenheid(self, element: Element) -> Eenheid:
        """One unit with everything below it."""
        tag = str(element.tag)
        if tag not in _EENHEDEN:
            raise self.onbekend(element)
        velden: dict[str, object] = {}
        uit: list[Blok] = []
        status = Status.GELDEND
        self.geen_losse_tekst(element)
        for kind in element:
            if kind.tag == "Kop":
                velden.update(self.kop(kind))
            elif kind.tag in ("LidNummer", "LiNummer"):
                velden["nummer"] = self.nummer(kind)
            elif kind.tag == "Term":
                velden["opschrift"] = self.gemengd(kind)
            elif kind.tag in ("Vervallen", "Gereserveerd"):
                status = Status.VERVALLEN if kind.tag == "Vervallen" else Status.GERESERVEERD
                self.kwijt(kind, "wijzigactie")
            else:
                self.blok(kind, uit)
        extra = velden.pop("kenmerken", ())
        over = attributen(element, "eId", "wId", "wijzigactie")
        over += [("element", tag)] if tag in _EXTRA else []
        return Eenheid(
            _EENHEDEN[tag],
            inhoud=tuple(uit),
            status=status,
            eId=element.get("eId") or "",
            wId=self.wid(element),
            kenmerken=kenmerken((*over, *extra)),  # type: ignore[misc]
            **velden,  # type: ignore[arg-type]
        )

    def kop(self, element: Element) -> Mapping[str, object]:
        """Label, number, heading and second line; a reversed order is kept as attribute."""
        self.geen_losse_tekst(element)
        velden: dict[str, object] = {}
        for kind in element:
            if kind.tag in ("Label", "Nummer"):
                velden[str(kind.tag).lower()] = self.nummer(kind)
            elif kind.tag in ("Opschrift", "Subtitel"):
                velden[str(kind.tag).lower()] = self.gemengd(kind)
            else:
                raise self.onbekend(kind)
        if [str(k.tag) for k in element][:2] == ["Nummer", "Label"]:
            velden["kenmerken"] = (("kopvolgorde", "nr label"),)
        return velden

    def nummer(self, element: Element) -> str:
        """A number or label as printed; marks inside it are layout and reported."""
        inhoud = self.gemengd(element)
        waarde = inlinetekst(inhoud).strip()
        if inhoud and inhoud != (waarde,):
            self.meld(element, "stop-nummer-opmaak", fragment=waarde)
        return waarde

    def blok(self, element: Element, uit: list[Blok]) -> None:
        """Append what one element becomes."""
        tag = str(element.tag)
        if self._vervalt(element):
            return
        if tag in _EENHEDEN:
            uit.append(self.eenheid(element))
        elif tag in _ALINEA:
            self._alinea(element, uit, _ALINEA[tag])
        elif tag in _OMSLAG:
            rol = _OMSLAG[tag]
            self.kwijt(element, "wijzigactie")
            for blok in self.blokken(element):
                uit.append(replace(blok, rol=rol) if rol and isinstance(blok, Alinea) and not blok.rol else blok)
        elif tag == "table":
            uit.extend(self._tabel(element))
        elif tag in ("Figuur", "Formule"):
            self._figuur(element, uit)
        elif tag == "Redactioneel":
            for blok in self.blokken(element):
                uit.append(
                    replace(blok, inhoud=(Redactie("redactioneel", blok.inhoud),)) if isinstance(blok, Alinea) else blok
                )
        elif tag == "RegelingMutatie":
            raise self.weiger(element, "mutatie/regeling-wijziging")
        else:
            raise self.onbekend(element)

    def _vervalt(self, element: Element) -> bool:
        """Whether a mark of change takes this block out of the new text; every mark is reported."""
        actie = element.get("wijzigactie")
        if not actie:
            return False
        weg = actie in _WEG
        self.meld(
            element,
            "stop-renvooi/wijzigingsmarkering-gelezen",
            fragment=schoon("".join(map(str, element.itertext())))[:120],
            actie=actie,
            deel="vervalt" if weg else "blijft",
        )
        return weg

    def _alinea(self, element: Element, uit: list[Blok], rol: str) -> None:
        self.kwijt(element, "wijzigactie")
        if inhoud := self.gemengd(element):
            uit.append(Alinea(inhoud, rol))
        else:
            self.meld(element, "stop-lege-alinea", fragment=f"<{element.tag}/>")

    def _tabel(self, element: Element) -> list[Blok]:
        eid, wid = element.attrib.pop("eId", ""), self.wid(element)
        element.attrib.pop("wId", "")
        element.attrib.pop("wijzigactie", "")
        na: list[Blok] = []
        for bron in element.findall("Bron"):
            self._alinea(bron, na, "bron")
            element.remove(bron)
        for rij in list(element.iter("row")):
            if self._vervalt(rij) and (ouder := rij.getparent()) is not None:
                ouder.remove(rij)
            rij.attrib.pop("wijzigactie", "")
        tabel, *rest = lees_tabel(self, element)
        assert isinstance(tabel, Tabel)
        groepen = tuple(
            replace(g, kenmerken=tuple((n, w) for n, w in g.kenmerken if n != "cols")) for g in tabel.groepen
        )
        for groep, bron in zip(groepen, element.iter("tgroup"), strict=True):
            if bron.get("cols") != str(len(groep.kolommen)):
                self.meld(bron, "stop-kolommen", fragment=f"cols={bron.get('cols')}")
        return [replace(tabel, eId=str(eid), wId=wid, groepen=groepen), *rest, *na]

    def _figuur(self, element: Element, uit: list[Blok]) -> None:
        self.geen_losse_tekst(element)
        titel: tuple[Inline, ...] = ()
        bijschrift: tuple[Inline, ...] = ()
        beeld: Afbeelding | None = None
        na: list[Blok] = []
        for kind in element:
            if kind.tag == "Titel":
                titel = self.gemengd(kind)
            elif kind.tag == "Illustratie":
                beeld = afbeelding(kind)
            elif kind.tag == "Bijschrift":
                bijschrift = self.gemengd(kind)
                self.kwijt(kind, "locatie", "wijzigactie")
            elif kind.tag == "Bron":
                self._alinea(kind, na, "bron")
            else:
                raise self.onbekend(kind)
        if beeld is None:
            raise self.weiger(element, "figuur/figuur-zonder")
        uit.append(Figuur(beeld, titel, bijschrift, element.get("eId") or "", self.wid(element)))
        uit.extend(na)


# --- inline -----------------------------------------------------------------------------------------------------------


def _verwijzing(soort: str) -> Inlinelezer:
    def lees(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
        over = attributen(element, "ref")
        over += [("element", str(element.tag))] if str(element.tag).endswith("IoRef") else []
        uit.append(Verwijzing(element.get("ref") or "", soort, tuple(lezer.inhoud(element, spatie)), tuple(over)))

    return lees


def _contact(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    over = (("element", "Contact"), ("soort", element.get("soort") or ""))
    uit.append(Verwijzing(element.get("adres") or "", "extern", tuple(lezer.inhoud(element, spatie)), over))


def _noot(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    nummer = ""
    alineas: list[Alinea] = []
    lezer.kwijt(element, "type", "id")
    lezer.geen_losse_tekst(element)
    for kind in element:
        if kind.tag == "NootNummer":
            nummer = schoon(kind.text)
        elif kind.tag == "Al":
            alineas.append(Alinea(lezer.gemengd(kind)))
        elif kind.tag == "Lijst":
            for li in kind.iter("Li"):
                voor = schoon(li.findtext("LiNummer"))
                for al in li.findall("Al"):
                    alineas.append(Alinea(smelt((f"{voor} " if voor else "", *lezer.gemengd(al))), "lijst"))
                    voor = ""
        else:
            raise lezer.onbekend(kind)
    uit.append(Noot(nummer, tuple(alineas), element.get("type") or "voet"))


def _nieuw(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """New text in a marked-up version: part of the text to be."""
    inhoud = lezer.inhoud(element, spatie)
    lezer.meld(element, "stop-renvooi", fragment=inlinetekst(inhoud))
    voeg_toe(uit, inhoud)


def _verwijderd(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    lezer.meld(element, "stop-renvooi/tekst-bevat", fragment=schoon("".join(map(str, element.itertext()))))


def _plaatje(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    uit.append(afbeelding(element))


INLINE: dict[str, Inlinelezer] = {
    **{tag: opmaak(soort) for tag, soort in OPMAAK_TERUG.items()},
    "strong": opmaak("strong"),
    "abbr": opmaak("abbr"),
    "IntRef": _verwijzing("intern"),
    "IntIoRef": _verwijzing("intern"),
    "ExtRef": _verwijzing("extern"),
    "ExtIoRef": _verwijzing("extern"),
    "Contact": _contact,
    "Nootref": nootref,
    "Noot": _noot,
    "NieuweTekst": _nieuw,
    "VerwijderdeTekst": _verwijderd,
    "InlineTekstAfbeelding": _plaatje,
    "br": regeleinde,
}
