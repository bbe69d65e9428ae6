"""Decisions in XML: amending articles of official publications, STOP mutations, Akoma Ntoso modifications.

Publications and Akoma Ntoso hold sentences: those are read by the same grammar as prose, with the new text beside them.
A STOP mutation is no prose but a list of actions on identities (wId): it becomes changes without a sentence in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Alinea, Eenheid, Soort, inlinetekst, kaal
from verordening.tekst.opbouw import NUMMER_VOORAAN
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Bronplek, Opdracht, Wijzigartikel
from versies.opdracht.datum import lees_iso
from versies.opdracht.indeling import Blokje, Deel
from versies.wijziging import Anker, Kant, Plek, Vernummer, VervangEenheid, VervangKop, VoegIn, Wijziging

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["lees_xml_besluit", "publicatiedelen"]

_STOP = "https://standaarden.overheid.nl/stop/imop/tekst/"
_DATA = "https://standaarden.overheid.nl/stop/imop/data/"
_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/"


def lees_xml_besluit(gegevens: bytes, naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision in XML.

    Raises:
        Geweigerd: unsafe or broken XML, or no decision that amends anything.
    """
    from verordening.xmlveilig import lees_xml

    wortel = lees_xml(gegevens, naam=naam)
    if next(wortel.iter(f"{{{_STOP}}}RegelingMutatie"), None) is not None:
        return _stop(wortel, naam), ()
    if str(wortel.tag).startswith(f"{{{_AKN}"):
        return _akn(wortel, naam)
    from versies.opdracht.lezer import lees_delen

    delen = publicatiedelen(gegevens, naam)
    if not any(d.soort == "artikel" for d in delen):
        raise Geweigerd(
            "er staat geen wijzigingsopdracht in dit XML-bestand",
            plaats=naam,
            code="geen-besluit",
            advies="Kies het bestand van het besluit.",
        )
    return lees_delen(delen, naam)


# --- official publications --------------------------------------------------------------------------------------------


def publicatiedelen(gegevens: bytes, naam: str) -> list[Deel]:
    """The parts of a decision in an official publication: title, articles with their paragraphs, closing."""
    from verordening.lezers import lees

    regeling = lees(gegevens, naam=naam)
    delen = [Deel("kop", regels=[Blokje(regeling.gegevens.opschrift or naam, 1)])]
    for blok in regeling.wortel.inhoud:
        if isinstance(blok, Eenheid):
            delen.extend(_artikelen(blok))
    return delen


def _artikelen(eenheid: Eenheid) -> Iterator[Deel]:
    if eenheid.soort is Soort.ARTIKEL:
        deel = Deel("artikel", kaal(eenheid.nummer), inlinetekst(eenheid.opschrift))
        _regels(eenheid, deel, eenheid.kenmerk("element") == "wijzig-artikel")
        yield deel
        return
    if eenheid.soort is Soort.SLUITING:
        yield Deel("slot", regels=[Blokje(inlinetekst(b.inhoud), 0) for b in eenheid.inhoud if isinstance(b, Alinea)])
        return
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            yield from _artikelen(blok)


def _regels(eenheid: Eenheid, deel: Deel, wijzigend: bool, voor: str = "", letter: str = "") -> None:
    """Paragraphs of one article: instruction sentences with number or letter in front, and new text as ready blocks."""
    eerste = True
    for blok in eenheid.inhoud:
        if isinstance(blok, Alinea) and (not wijzigend or blok.rol == "wat"):
            deel.regels.append(
                Blokje(
                    voor + inlinetekst(blok.inhoud).strip() if eerste else inlinetekst(blok.inhoud).strip(),
                    len(deel.regels) + 1,
                    letter=letter if eerste else "",
                )
            )
            eerste = False
        elif isinstance(blok, Eenheid) and blok.kenmerk("element") in ("wijzig-lid", "wijziging") and _opdracht(blok):
            nr = kaal(blok.nummer)
            is_letter = nr.isalpha() and nr.isupper()
            _regels(blok, deel, wijzigend, "" if is_letter or not nr else f"{nr}. ", nr if is_letter else "")
        elif isinstance(blok, Eenheid) and not wijzigend and blok.soort in (Soort.LID, Soort.ONDERDEEL, Soort.LIJST):
            nr = kaal(blok.nummer)
            _regels(blok, deel, wijzigend, f"{nr}. " if nr else "")
        elif wijzigend:
            deel.regels.append(Blokje("", len(deel.regels) + 1, lading=True, blokken=(blok,)))


def _opdracht(eenheid: Eenheid) -> bool:
    """True when the unit holds an instruction; else it is only the new text of the one before."""
    return any(isinstance(b, Alinea) and b.rol == "wat" for b in eenheid.inhoud)


# --- Akoma Ntoso ------------------------------------------------------------------------------------------------------


def _akn(wortel: _Element, naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Sentences of ``mod`` elements with their quotes; new structures follow as marked lines."""
    from versies.opdracht import lees_alineas

    regels: list[str] = []
    titel = next((e for e in wortel.iter() if _lokaal(e) in ("docTitle", "longTitle")), None)
    regels += [" ".join("".join(map(str, titel.itertext())).split()) if titel is not None else "Besluit", ""]
    artikelen = [e for e in wortel.iter() if _lokaal(e) == "article" and not _binnen(e, "quotedStructure")]
    for artikel in artikelen:
        nummer = next((_plat(k) for k in artikel if _lokaal(k) == "num"), "Artikel")
        regels.append("## " + (nummer if nummer.lower().startswith("artikel") else f"Artikel {nummer}"))
        _akn_regels(artikel, regels)
    if not artikelen:
        raise Geweigerd("er staat geen artikel in dit Akoma Ntoso-bestand", plaats=naam, code="geen-besluit")
    return lees_alineas(regels, naam=naam)


def _akn_regels(element: _Element, regels: list[str]) -> None:
    nummer = ""
    for kind in element:
        soort = _lokaal(kind)
        if soort == "num":
            nummer = "" if _lokaal(element) == "article" else _plat(kind).rstrip(".")
            if nummer.isupper():
                regels.append(f"### {nummer}")
                nummer = ""
        elif soort == "p":
            lading: list[str] = []
            zin = " ".join(_akn_zin(kind, lading).split())
            if zin:
                regels.append(f"{nummer}. {zin}" if nummer else zin)
                nummer = ""
            regels.extend(f"> {r}" for r in lading)
        elif soort not in ("heading", "subheading"):
            if nummer:
                # Het nummer hoort voor de eerste zin, die een niveau dieper kan staan.
                begin = len(regels)
                _akn_regels(kind, regels)
                if len(regels) > begin and not regels[begin].startswith((">", "#")):
                    regels[begin] = f"{nummer}. {regels[begin]}"
                nummer = ""
            else:
                _akn_regels(kind, regels)


def _akn_zin(element: _Element, lading: list[str]) -> str:
    delen = [element.text or ""]
    for kind in element:
        soort = _lokaal(kind)
        if soort == "quotedText":
            delen.append(f"{kind.get('startQuote') or '“'}{_plat(kind)}{kind.get('endQuote') or '”'}")
        elif soort == "quotedStructure":
            for deel in kind:
                _akn_lading(deel, lading)
        else:
            delen.append(_akn_zin(kind, lading))
        delen.append(kind.tail or "")
    return "".join(delen)


_AKN_KOP = {
    "article": "Artikel",
    "chapter": "Hoofdstuk",
    "section": "Paragraaf",
    "subsection": "Paragraaf",
    "title": "Titel",
    "part": "Deel",
    "subchapter": "Afdeling",
    "book": "Boek",
    "hcontainer": "",
}
_AKN_PUNT = frozenset({"paragraph", "item", "point", "indent", "subparagraph"})
_AKN_TEKST = frozenset({"p", "listIntroduction", "listWrapUp", "crossHeading"})
_INSPRING = "   "


def _akn_lading(element: _Element, regels: list[str], diepte: int = 0) -> None:
    """New text as lines; what stands in a numbered part is indented below its number."""
    soort = _lokaal(element)
    nummer = next((_plat(k) for k in element if _lokaal(k) == "num"), "")
    titel = next((_plat(k) for k in element if _lokaal(k) == "heading"), "")
    kinderen = [k for k in element if _lokaal(k) not in ("num", "heading", "subheading", "")]
    if soort in _AKN_TEKST:
        regel = _plat_met_beeld(element)
        if any(
            _lokaal(e) in ("content", "intro", "wrapUp", "item") for e in element.iterancestors()
        ) and NUMMER_VOORAAN.match(regel):
            # Binnen een eenheid staat een nummer in «num»; wat er in de tekst op lijkt, is tekst.
            regel = re.sub(r"([.)°º–—•●◦▪-])", r"\\\1", regel, count=1)
        regels.append(_INSPRING * diepte + regel)
    elif soort == "table":
        _akn_tabel(element, regels, diepte)
    elif soort in _AKN_KOP and (nummer or titel):
        kop = (
            nummer
            if (" " in nummer and (nummer.split(" ")[0].isalpha() or nummer.startswith("§"))) or not _AKN_KOP[soort]
            else f"{_AKN_KOP[soort]} {nummer}"
        )
        regels.append(f"{'##' if kop.startswith('Bijlage') else '####'} {kop} {titel}".rstrip())
        for kind in kinderen:
            _akn_lading(kind, regels)
    elif soort in _AKN_PUNT:
        _akn_punt(element, kinderen, nummer, titel, regels, diepte)
    else:
        for kind in kinderen:
            _akn_lading(kind, regels, diepte)


def _akn_punt(
    element: _Element, kinderen: list[_Element], nummer: str, titel: str, regels: list[str], diepte: int
) -> None:
    nummer = nummer or ("-" if _lokaal(element) != "paragraph" else "")
    if titel:
        titel = titel if titel.endswith(":") else titel + ":"
    begin = len(regels)
    for kind in kinderen:
        _akn_lading(kind, regels, diepte + 1 if nummer else diepte)
    eerste = next(
        (e for e in element.iter() if e is not element and _lokaal(e) in _AKN_TEKST | _AKN_PUNT | {"table"}), None
    )
    voor = " ".join(d for d in (nummer, titel) if d)
    if eerste is not None and _lokaal(eerste) in _AKN_TEKST and begin < len(regels):
        regels[begin] = f"{_INSPRING * diepte}{voor} {regels[begin].strip()}".rstrip() if voor else regels[begin]
    elif voor:
        regels.insert(begin, _INSPRING * diepte + voor)


def _akn_tabel(tabel: _Element, regels: list[str], diepte: int) -> None:
    for onderschrift in tabel:
        if _lokaal(onderschrift) == "caption":
            regels.append(_INSPRING * diepte + _plat(onderschrift))
    for i, rij in enumerate(r for r in tabel if _lokaal(r) == "tr"):
        cellen = [_plat(c).replace("|", "\\|") for c in rij]
        regels.append(_INSPRING * diepte + "| " + " | ".join(cellen) + " |")
        if i == 0:
            regels.append(_INSPRING * diepte + "|" + "---|" * len(cellen))


def _plat_met_beeld(element: _Element) -> str:
    delen = [element.text or ""]
    for kind in element:
        delen.append(
            f"![{kind.get('alt') or ''}]({kind.get('src')})" if _lokaal(kind) == "img" else _plat_met_beeld(kind)
        )
        delen.append(kind.tail or "")
    return " ".join("".join(delen).split())


def _lokaal(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _regel(element: _Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _plat(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _binnen(element: _Element, naam: str) -> bool:
    return any(_lokaal(e) == naam for e in element.iterancestors())


# --- STOP -------------------------------------------------------------------------------------------------------------


def _stop(wortel: _Element, naam: str) -> Besluit:
    werk = deepcopy(wortel)
    from lxml import etree

    for deel in werk.iter(etree.Element):
        if etree.QName(deel).namespace == _STOP:
            deel.tag = etree.QName(deel).localname
    artikelen: list[Wijzigartikel] = []
    bevindingen: list[Bevinding] = []
    wijzig = list(werk.iter("WijzigArtikel"))
    for volg, mutatie in enumerate(werk.iter("RegelingMutatie"), 1):
        lezer = _Mutatie(naam, mutatie)
        nummer = _nummer_van(mutatie, wijzig, volg)
        artikelen.append(
            Wijzigartikel(
                nummer,
                _regeling(mutatie, wijzig),
                tuple(lezer.opdrachten(nummer)),
                aanhef=_wat(mutatie, wijzig),
                bron=Bronplek(naam, _regel(mutatie)),
            )
        )
        bevindingen.extend(lezer.bevindingen)
    titel = next((_plat(e) for e in werk.iter("RegelingOpschrift")), "")
    return Besluit(
        titel,
        artikelen=tuple(artikelen),
        bepalingen=tuple(_tijdstempels(wortel)),
        bevindingen=tuple(bevindingen),
        naam=naam,
    )


def _nummer_van(mutatie: _Element, wijzig: list[_Element], volg: int) -> str:
    for artikel in [*mutatie.iterancestors("WijzigArtikel"), *wijzig[volg - 1 : volg]]:
        nummer = artikel.findtext("Kop/Nummer")
        if nummer:
            return kaal(nummer)
    return str(volg)


def _wat(mutatie: _Element, wijzig: list[_Element]) -> str:
    artikel = next(mutatie.iterancestors("WijzigArtikel"), wijzig[0] if wijzig else None)
    wat = artikel.find("Wat") if artikel is not None else None
    return _plat(wat) if wat is not None else ""


def _regeling(mutatie: _Element, wijzig: list[_Element]) -> str:
    """The work that is amended: the expression that it starts from, without its version."""
    return (mutatie.get("was") or "").split("/nld@")[0].split("@")[0]


def _tijdstempels(wortel: _Element) -> Iterator[Bepaling]:
    soorten = {"juridischWerkendVanaf": Bepalingsoort.INWERKINGTREDING, "geldigVanaf": Bepalingsoort.TERUGWERKING}
    for stempel in wortel.iter(f"{{{_DATA}}}Tijdstempel"):
        velden = {_lokaal(k): (k.text or "").strip() for k in stempel}
        soort = soorten.get(velden.get("soortTijdstempel", ""))
        dag = lees_iso(velden.get("datum", ""))
        if soort is not None and dag is not None:
            yield Bepaling(
                soort,
                (velden.get("eId", "").removeprefix("art_"),),
                "",
                datum=dag,
                vormen=(59 if soort is Bepalingsoort.INWERKINGTREDING else 60,),
            )


class _Mutatie:
    """The actions of one RegelingMutatie as instructions."""

    def __init__(self, naam: str, mutatie: _Element) -> None:
        from verordening.stop.lezer import Stoplezer

        self.naam, self.mutatie = naam, mutatie
        self.lezer = Stoplezer(naam)
        self.bevindingen: list[Bevinding] = []

    def opdrachten(self, artikel: str) -> Iterator[Opdracht]:
        for volg, actie in enumerate((k for k in self.mutatie if isinstance(k.tag, str)), 1):
            letter = (actie.findtext("Nummer") or str(volg)).strip().rstrip(".")
            wat = actie.find("Wat")
            yield Opdracht(
                (artikel, letter),
                _plat(wat) if wat is not None else str(actie.tag),
                tuple(self.wijzigingen(actie)),
                bron=Bronplek(self.naam, _regel(actie)),
            )

    def wijzigingen(self, actie: _Element) -> Iterator[Wijziging]:
        soort = str(actie.tag)
        if soort == "VoegToe":
            yield VoegIn(self.anker(actie), tuple(self.eenheden(actie)))
        elif soort == "Verwijder":
            yield VervangEenheid(self.plek(actie, "wat"), ())
        elif soort == "Vervang":
            nieuw = tuple(self.eenheden(actie))
            if len(nieuw) != 1:
                raise self.weiger(actie, f"Vervang heeft {len(nieuw)} eenheden in plaats van één")
            if nieuw[0].wId != actie.get("wat"):
                raise self.weiger(actie, f"Vervang noemt «{actie.get('wat')}» maar bevat «{nieuw[0].wId}»")
            if actie.get("positie"):
                yield VervangEenheid(self.plek(actie, "wat"), ())
                yield VoegIn(self.anker(actie), nieuw)
            else:
                yield VervangEenheid(self.plek(actie, "wat"), nieuw)
        elif soort == "VervangKop":
            kop = actie.find("Kop")
            if kop is None:
                raise self.weiger(actie, "VervangKop heeft geen Kop")
            velden: Any = self.lezer.kop(kop)
            plek = self.plek(actie, "wat")
            if velden.get("nummer"):
                yield Vernummer(plek, velden["nummer"])
            yield VervangKop(plek, velden.get("opschrift", ()), label=velden.get("label") or None)
        else:
            raise self.weiger(actie, f"{soort} wordt niet uitgevoerd")

    def plek(self, actie: _Element, naam: str) -> Plek:
        wid = actie.get(naam)
        if not wid:
            raise self.weiger(actie, f"{actie.tag} heeft geen {naam}")
        return Plek(Adres(), wId=wid)

    def anker(self, actie: _Element) -> Anker:
        kant = {"volgtOp": Kant.NA, "komtVoor": Kant.VOOR}.get(actie.get("positie") or "")
        if kant is None:
            raise self.weiger(actie, f"{actie.tag} heeft geen positie volgtOp of komtVoor")
        return Anker(self.plek(actie, "context"), kant)

    def eenheden(self, actie: _Element) -> Iterator[Eenheid]:
        for kind in actie:
            if isinstance(kind.tag, str) and kind.tag not in ("Nummer", "Wat"):
                yield self.lezer.eenheid(kind)

    def weiger(self, actie: _Element, reden: str) -> Geweigerd:
        return Geweigerd(
            reden, plaats=f"{self.naam}, regel {actie.sourceline}", code="mutatie", advies="Herstel de mutatie."
        )
