"""Decisions in XML: amending articles of official publications, STOP mutations, Akoma Ntoso modifications.

Publications and Akoma Ntoso hold sentences: those are read by the same grammar as prose, with the new text beside them.
A STOP mutation is no prose but a list of actions on identities (wId): it becomes changes without a sentence in between.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verordening.adres import Adres
from verordening.akn.lezer import lees_akn_blokken
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Soort, inlinetekst, kaal, koptekst, tekst
from verordening.dagen import lees_iso
from verordening.lezers.bronlezer import zonder_naamruimte
from verordening.onzichtbaar import keur_tekens
from verordening.verantwoording import Boekhouder
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Bronplek, Opdracht, Wijzigartikel
from versies.opdracht.indeling import Blokje, Deel
from versies.opdracht.xmlboek import lokaal, plat, tel_woorden, verantwoord_akn, verantwoord_stop
from versies.wijziging import Anker, Kant, Plek, Vernummer, VervangEenheid, VervangKop, VoegIn, Wijziging

if TYPE_CHECKING:
    from lxml.etree import _Element

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
    besluit, fouten = _lees(wortel, gegevens, naam)
    tekens = keur_tekens((naam, str(woorden)) for woorden in wortel.itertext())
    return besluit.met(bevindingen=(*besluit.bevindingen, *tekens)), fouten


def _lees(wortel: _Element, gegevens: bytes, naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    if next(wortel.iter(f"{{{_STOP}}}RegelingMutatie"), None) is not None:
        return _stop(wortel, naam), ()
    if str(wortel.tag).startswith(f"{{{_AKN}"):
        return _akn(wortel, naam)
    from versies.opdracht.lezer import lees_delen

    delen = publicatiedelen(gegevens, naam)
    if not any(d.soort == "artikel" for d in delen):
        raise Geweigerd.om("geen-besluit/wijzigingsopdracht-bestand", naam)
    return lees_delen(delen, naam, [b.ruw for d in delen for b in (*d.koppen, *d.regels)])


# --- official publications --------------------------------------------------------------------------------------------


def publicatiedelen(gegevens: bytes, naam: str) -> list[Deel]:
    """The parts of a decision in an official publication: title, preamble, articles, annexes, explanation, closing; all of its text."""
    from verordening.lezers import lees

    regeling = lees(gegevens, naam=naam)
    lezer = _Publicatie(regeling.gegevens.opschrift or naam)
    lezer.eenheid(regeling.wortel)
    return lezer.delen


_DELEN = {
    Soort.SLUITING: "slot",
    Soort.BIJLAGE: "bijlage",
    **dict.fromkeys((Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING), "toelichting"),
}


class _Publicatie:
    """Every paragraph of the tree in exactly one part; lines are counted through the whole publication."""

    def __init__(self, opschrift: str) -> None:
        self.aantal = 1
        self.delen = [Deel("kop", regels=[Blokje(opschrift, 1, ruw=opschrift)])]

    def eenheid(self, eenheid: Eenheid) -> None:
        """A unit that is no article: its own paragraphs belong to the part around it."""
        if eenheid.soort is Soort.ARTIKEL:
            return self._artikel(eenheid)
        if (soort := _DELEN.get(eenheid.soort, "")) != "":
            self.delen.append(Deel(soort, kaal(eenheid.nummer), inlinetekst(eenheid.opschrift), self.aantal))
        for blok in eenheid.inhoud:
            if isinstance(blok, Eenheid) and blok.soort is not Soort.OPSCHRIFT:
                self.eenheid(blok)
            elif not isinstance(blok, Eenheid) and (woorden := _woorden(blok)):
                if self.delen[-1].soort == "artikel":
                    self.delen.append(Deel("slot", regel=self.aantal))
                self._regel(self.delen[-1], woorden)
        return None

    def _artikel(self, eenheid: Eenheid) -> None:
        self.aantal += 1
        kop = koptekst(eenheid)
        deel = Deel("artikel", kaal(eenheid.nummer), inlinetekst(eenheid.opschrift), self.aantal)
        deel.koppen.append(Blokje(kop, self.aantal, ruw=kop))
        self.delen.append(deel)
        self._regels(eenheid, deel, eenheid.kenmerk("element") == "wijzig-artikel")

    def _regel(self, deel: Deel, woorden: str, letter: str = "", blok: Blok | None = None) -> None:
        self.aantal += 1
        if blok is None:
            deel.regels.append(Blokje(woorden, self.aantal, letter=letter, ruw=f"{letter} {woorden}".strip()))
        else:
            deel.regels.append(Blokje("", self.aantal, lading=True, blokken=(blok,), ruw=woorden))

    def _regels(self, eenheid: Eenheid, deel: Deel, wijzigend: bool, voor: str = "", letter: str = "") -> None:
        """Paragraphs of one article: instruction sentences with number or letter in front, and new text as ready blocks."""
        for blok in eenheid.inhoud:
            if isinstance(blok, Eenheid) and blok.kenmerk("element") in ("wijzig-lid", "wijziging") and _opdracht(blok):
                nr = kaal(blok.nummer)
                is_letter = nr.isalpha() and nr.isupper()
                self._regels(blok, deel, wijzigend, "" if is_letter or not nr else f"{nr}. ", nr if is_letter else "")
            elif isinstance(blok, Eenheid) and not wijzigend:
                nr = kaal(blok.nummer)
                self._regels(blok, deel, wijzigend, f"{nr}. " if nr else "")
            elif wijzigend and not (isinstance(blok, Alinea) and blok.rol == "wat"):
                self._regel(deel, _woorden(blok), blok=blok)
            else:
                self._regel(deel, voor + _woorden(blok), letter)
                voor = letter = ""


def _woorden(blok: Blok) -> str:
    """The words of a block on one line."""
    if isinstance(blok, Alinea):
        return inlinetekst(blok.inhoud).strip()
    return " ".join(tekst(blok if isinstance(blok, Eenheid) else Eenheid(Soort.LID, inhoud=(blok,))).split())


def _opdracht(eenheid: Eenheid) -> bool:
    """True when the unit holds an instruction; else it is only the new text of the one before."""
    return any(isinstance(b, Alinea) and b.rol == "wat" for b in eenheid.inhoud)


# --- Akoma Ntoso ------------------------------------------------------------------------------------------------------


def _akn(wortel: _Element, naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Sentences of ``mod`` elements with their quotes; new structures stay trees and hang on the line that stands for them."""
    from versies.opdracht.indeling import deel_in
    from versies.opdracht.lezer import lees_delen

    papier = _Papier(naam)
    titel = next((e for e in wortel.iter() if lokaal(e) in ("docTitle", "longTitle")), None)
    papier.regels += [plat(titel) if titel is not None else "Besluit", ""]
    artikelen = [e for e in wortel.iter() if lokaal(e) == "article" and not _binnen(e, "quotedStructure")]
    gelezen: list[tuple[_Element, list[str]]] = []
    for artikel in artikelen:
        nummer = next((plat(k) for k in artikel if lokaal(k) == "num"), "Artikel")
        papier.regels.append("## " + (nummer if nummer.lower().startswith("artikel") else f"Artikel {nummer}"))
        begin = len(papier.regels)
        papier.element(artikel)
        gelezen.append((artikel, papier.regels[begin:]))
    if not artikelen:
        raise Geweigerd.om("geen-besluit/artikel-akoma", naam)
    delen = deel_in([unicodedata.normalize("NFC", r) for r in papier.regels])
    for deel in delen:
        deel.regels = [replace(b, blokken=papier.bomen.get(b.regel, ())) if b.lading else b for b in deel.regels]
    besluit, fouten = lees_delen(delen, naam)
    boek = Boekhouder()
    verantwoord_akn(gelezen, wortel, boek)
    nieuw = (replace(b, adres=f"{naam}, {b.adres}") for b in boek.sluit().bevindingen())
    return besluit.met(bevindingen=(*besluit.bevindingen, *nieuw)), fouten


class _Papier:
    """The decision as lines, with per line of new text (counted from 1) its tree."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.regels: list[str] = []
        self.bomen: dict[int, tuple[Blok, ...]] = {}

    def element(self, element: _Element) -> None:
        """The sentences below an element, with their numbers."""
        nummer = ""
        for kind in element:
            soort = lokaal(kind)
            if soort == "num":
                nummer = "" if lokaal(element) == "article" else plat(kind).rstrip(".")
                if nummer.isupper():
                    self.regels.append(f"### {nummer}")
                    nummer = ""
            elif soort == "p":
                self._alinea(kind, nummer)
                nummer = ""
            elif soort not in ("heading", "subheading"):
                # Het nummer hoort voor de eerste zin, die een niveau dieper kan staan.
                begin = len(self.regels)
                self.element(kind)
                if nummer and len(self.regels) > begin and not self.regels[begin].startswith((">", "#")):
                    self.regels[begin] = f"{nummer}. {self.regels[begin]}"
                nummer = ""

    def _alinea(self, element: _Element, nummer: str) -> None:
        nieuw: list[_Element] = []
        zin = " ".join(_akn_zin(element, nieuw).split())
        if zin:
            self.regels.append(f"{nummer}. {zin}" if nummer else zin)
        for deel in nieuw:
            self.regels.append(f"> {plat(deel)}")
            self.bomen[len(self.regels)] = lees_akn_blokken(deel, naam=self.naam)


def _akn_zin(element: _Element, nieuw: list[_Element]) -> str:
    delen = [element.text or ""]
    for kind in element:
        soort = lokaal(kind)
        if soort == "quotedText":
            delen.append(f"{kind.get('startQuote') or '“'}{plat(kind)}{kind.get('endQuote') or '”'}")
        elif soort == "quotedStructure":
            nieuw.extend(kind)
        else:
            delen.append(_akn_zin(kind, nieuw))
        delen.append(kind.tail or "")
    return "".join(delen)


def _regel(element: _Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0


def _binnen(element: _Element, naam: str) -> bool:
    return any(lokaal(e) == naam for e in element.iterancestors())


# --- STOP -------------------------------------------------------------------------------------------------------------


def _stop(wortel: _Element, naam: str) -> Besluit:
    werk = zonder_naamruimte(wortel, _STOP)
    artikelen: list[Wijzigartikel] = []
    bevindingen: list[Bevinding] = []
    boek = Boekhouder()
    verantwoord_stop((werk,), boek)
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
        for actie, gelezen in lezer.gelezen:
            tel_woorden(actie, gelezen, boek)
        bevindingen += (b for b in lezer.lezer.bevindingen if b.code != "stop-renvooi")  # merken horen er hier
    for artikel in werk.iterfind(".//Lichaam/Artikel"):
        if not _binnen(artikel, "RegelingMutatie"):
            plek = f"{naam}, regel {artikel.sourceline}"
            bevindingen.append(Bevinding.van("stop-eigen-artikel", plek, plat(artikel)[:120]))
    bevindingen += (replace(b, adres=f"{naam}, {b.adres}") for b in boek.sluit().bevindingen())
    titel = next((plat(e) for e in werk.iter("RegelingOpschrift")), "")
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
    return plat(wat) if wat is not None else ""


def _regeling(mutatie: _Element, wijzig: list[_Element]) -> str:
    """The work that is amended: the expression that it starts from, without its version."""
    return (mutatie.get("was") or "").split("/nld@")[0].split("@")[0]


def _tijdstempels(wortel: _Element) -> Iterator[Bepaling]:
    soorten = {"juridischWerkendVanaf": Bepalingsoort.INWERKINGTREDING, "geldigVanaf": Bepalingsoort.TERUGWERKING}
    for stempel in wortel.iter(f"{{{_DATA}}}Tijdstempel"):
        velden = {lokaal(k): (k.text or "").strip() for k in stempel}
        soort = soorten.get(velden.get("soortTijdstempel", ""))
        dag = lees_iso(velden.get("datum", ""))
        if soort is not None and dag is not None:
            yield Bepaling(soort, (velden.get("eId", "").removeprefix("art_"),), "", datum=dag)


class _Mutatie:
    """The actions of one RegelingMutatie as instructions."""

    def __init__(self, naam: str, mutatie: _Element) -> None:
        from verordening.stop.lezer import Stoplezer

        self.naam, self.mutatie = naam, mutatie
        self.lezer = Stoplezer(naam)
        self.gelezen: list[tuple[_Element, list[Blok]]] = []
        """per action the new text that was read from it"""

    def opdrachten(self, artikel: str) -> Iterator[Opdracht]:
        for volg, actie in enumerate((k for k in self.mutatie if isinstance(k.tag, str)), 1):
            letter = (actie.findtext("Nummer") or str(volg)).strip().rstrip(".")
            wat = actie.find("Wat")
            self.gelezen.append((actie, []))
            yield Opdracht(
                (artikel, letter),
                plat(wat) if wat is not None else str(actie.tag),
                tuple(self.wijzigingen(actie)),
                bron=Bronplek(self.naam, _regel(actie)),
            )

    def wijzigingen(self, actie: _Element) -> Iterator[Wijziging]:
        soort = str(actie.tag)
        if soort == "VoegToe":
            if not (nieuw := tuple(self.eenheden(actie))):
                raise self.weiger(actie, "VoegToe bevat geen nieuwe tekst")
            yield VoegIn(self.anker(actie), nieuw)
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
            nieuwe = Eenheid(Soort.ARTIKEL).met(**self.lezer.kop(kop))
            self.gelezen[-1][1].append(nieuwe)
            plek = self.plek(actie, "wat")
            if nieuwe.nummer:
                yield Vernummer(plek, nieuwe.nummer)
            yield VervangKop(plek, nieuwe.opschrift, label=nieuwe.label or None)
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
                eenheid = self.lezer.eenheid(kind)
                self.gelezen[-1][1].append(eenheid)
                yield eenheid

    def weiger(self, actie: _Element, reden: str) -> Geweigerd:
        return Geweigerd(
            reden, plaats=f"{self.naam}, regel {actie.sourceline}", code="mutatie", advies="Herstel de mutatie."
        )
