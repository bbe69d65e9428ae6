"""The OpenDocument text in which a lawyer edited a regulation, read as a version.

The same three steps as for Word: effective paragraphs (here), lines, structure. Elements are of OpenDocument 1.3, part 3;
what is not in the table below is entered in the ledger as *onverklaard*.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Afbeelding, Alinea, Noot, Regeling
from verordening.tekst.dekking import Dekking
from verordening.tekst.eigenpapier import alleen_de_regeling
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.odtstijl import Lijsten, Odtstijlen, kort, waarde
from verordening.tekst.woordblok import Wordalinea, Wordblok, Wordcel, Worddocument, Wordrij, Wordtabel
from verordening.tekst.woordloop import Stuk, samen
from verordening.tekst.woordregels import Woordlezer
from verordening.tekst.woordstijl import geheel
from verordening.verantwoording import Boekhouder, Klasse
from verordening.xmlveilig import ZIP_KAPOT, lees_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_GROOTST = 60_000_000
_HERHAALD = 50
"""So often may a cell be repeated beside itself and still be part of a table of law."""
_DOORKIJK = frozenset(
    """
    text:span text:a text:meta text:bookmark-ref text:reference-ref text:note-ref text:sequence-ref text:sequence
    text:user-defined text:user-field-get text:variable-get text:variable-set text:title text:subject
    text:text-input text:expression text:description text:database-display text:chapter text:creator
    text:author-name text:initial-creator text:keywords text:editing-cycles text:drop-down text:creation-date
    text:modification-date text:placeholder text:conditional-text text:file-name text:template-name
    text:script-field loext:content-control text:index-entry-span text:sheet-name
    """.split()
)
_ONSCHADELIJK = frozenset(
    """
    text:bookmark text:bookmark-start text:bookmark-end text:reference-mark text:reference-mark-start
    text:reference-mark-end text:soft-page-break text:sequence-decls text:variable-decls text:user-field-decls
    text:dde-connection-decls text:alphabetical-index-auto-mark-file text:toc-mark text:toc-mark-start
    text:toc-mark-end text:alphabetical-index-mark text:alphabetical-index-mark-start
    text:alphabetical-index-mark-end text:user-index-mark office:annotation-end table:table-column
    table:table-columns table:table-column-group table:table-header-columns office:forms text:change
    text:change-start text:change-end text:tracked-changes text:list-header text:number table:desc table:title
    svg:desc svg:title text:page-variable-set text:hidden-paragraph table:table-source office:event-listeners
    dc:creator dc:date table:shapes text:section-source office:dde-source
    """.split()
)
_GEWEIGERD = {
    "text:hidden-text": "Een veld met verborgen tekst wordt niet gelezen.",
    "text:page-number": "Een bladzijdenummer in de tekst hangt van het afdrukken af.",
    "text:page-count": "Een aantal bladzijden in de tekst hangt van het afdrukken af.",
    "text:ruby": "Woorden boven de regel worden niet gelezen.",
    "draw:object": "Een ingesloten object of formule wordt niet gelezen.",
    "draw:object-ole": "Een ingesloten object wordt niet gelezen.",
    "draw:custom-shape": "Een tekening met tekst wordt niet gelezen.",
    "table:sub-table": "Een tabel in een tabel wordt niet gelezen.",
}
_GEEN_WOORDEN = frozenset({"text:note-citation", "text:number", "table:desc", "table:title", "svg:desc", "svg:title"})
"""Elements of which the text does not stand on paper, or stands there already in another way."""
_BLOKKEN_DOOR = frozenset(
    [
        "text:section",
        "text:index-body",
        "text:index-title",
        "text:list-item",
        "text:numbered-paragraph",
        "office:text",
        "draw:text-box",
    ]
)


def lees_odt(gegevens: bytes, *, naam: str = "document.odt", keuzes: Keuzes | None = None) -> Regeling:
    """Read a regulation from OpenDocument.

    Args:
        keuzes: what the user chose about tracked changes, words struck out by hand, and hidden words.

    Raises:
        Geweigerd: everything of :func:`lees_odttekst`, or no artikel in it.
    """
    document = lees_odttekst(gegevens, naam=naam, keuzes=keuzes)
    bouwer = Woordlezer(naam, document.boek)
    bouwer.formaat = "odt"
    regeling = bouwer.lees_woord(alleen_de_regeling(document.blokken, document.boek))
    return replace(regeling, bevindingen=(*document.bevindingen, *regeling.bevindingen))


def lees_odttekst(gegevens: bytes, *, naam: str, keuzes: Keuzes | None = None) -> Worddocument:
    """Paragraphs and tables of an OpenDocument text, as those of a Word file.

    Raises:
        Geweigerd: no readable .odt, a password, an unreasonable size, or a choice that this format does not have (tracked
            changes as rejected).
    """
    keuzes = keuzes or Keuzes()
    lezer = _Lezer(_pak_uit(gegevens, naam), keuzes, naam)
    blokken = tuple(lezer.lees())
    if lezer.sporen and keuzes.verworpen:
        raise Geweigerd.om("odt-verwerpen", naam)
    if lezer.sporen and not keuzes.wijzigingen:
        vraag = "Over bijgehouden wijzigingen is niet beslist; gelezen als aanvaard (--wijzigingen aanvaarden)."
        lezer.boek.meld(Klasse.KEUZE, "bijgehouden wijzigingen", naam, f"{lezer.sporen} wijzigingen", vraag)
    return Worddocument(blokken, tuple(lezer.bevindingen), lezer.sporen, lezer.boek)


def _pak_uit(gegevens: bytes, naam: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(gegevens)) as pakket:
            leden = {d.filename: d for d in pakket.infolist()}
            nodig = [n for n in ("content.xml", "styles.xml", "META-INF/manifest.xml") if n in leden]
            if sum(leden[n].file_size for n in nodig) > _GROOTST or len(leden) > 2_000:
                raise Geweigerd.om("zipbom", naam)
            delen: dict[str, bytes] = {n: pakket.read(n) for n in nodig}
    except ZIP_KAPOT as fout:
        raise Geweigerd.om("odt-kapot", naam) from fout
    if b"encryption-data" in delen.get("META-INF/manifest.xml", b""):
        raise Geweigerd.om("odt-wachtwoord", naam)
    return delen


class _Lezer:
    """Reads the body into effective paragraphs and tables."""

    def __init__(self, delen: dict[str, bytes], keuzes: Keuzes, naam: str) -> None:
        inhoud = lees_xml(delen.get("content.xml", b""), naam=f"{naam}, content.xml", limiet=_GROOTST)
        stijlen = delen.get("styles.xml")
        self.naam = naam
        self.keuzes = keuzes
        lichaam = next((e for e in inhoud if kort(e.tag) == "office:body"), inhoud)
        self.romp = next((e for e in lichaam if kort(e.tag) == "office:text"), None)
        wortels = [inhoud]
        if stijlen:
            wortels.append(lees_xml(stijlen, naam=f"{naam}, styles.xml", limiet=_GROOTST))
        self.stijlen = Odtstijlen(wortels)
        self.lijsten = Lijsten(wortels)
        self.boek = Boekhouder()
        self.dekking = Dekking(kort, staarten=True, geen_woorden=_GEEN_WOORDEN)
        self.bevindingen: list[Bevinding] = []
        self.sporen = 0
        self.alineas = 0
        self.noten = 0
        self.opmerkingen = 0
        self.plaats = ""
        self.stukken: list[Stuk] = []
        self.vakken: list[_Element] = []
        self.gekozen: dict[str, list[str]] = {}

    def lees(self) -> list[Wordblok]:
        """All blocks."""
        if self.romp is None:
            raise Geweigerd.om("odt-leeg", self.naam)
        uit = list(self.blokken(self.romp))
        for plaats, woorden in self.dekking.rest(self.romp):
            waarom = "Deze woorden staan waar geen woorden horen; zij zijn niet gelezen."
            self.boek.meld(Klasse.ONVERKLAARD, "woorden", plaats, woorden, waarom)
        if self.opmerkingen:
            self.bevindingen.append(Bevinding.van("odt-opmerking", self.naam, opmerkingen=self.opmerkingen))
        return uit

    def weiger(self, wat: str, waarom: str, fragment: str = "") -> None:
        self.boek.meld(Klasse.GEWEIGERD, wat, self.plaats, fragment, waarom)

    # --- blocks ---

    def blokken(self, houder: _Element, *, toc: bool = False) -> Iterator[Wordblok]:
        """Blocks of a container, in order."""
        for kind in houder:
            naam = kort(kind.tag)
            if naam in ("text:p", "text:h"):
                yield from self._alinea(kind, toc=toc)
            elif naam == "text:list":
                yield from self._lijst(kind, self.lijsten.open(kind, None), 0, toc)
            elif naam == "table:table":
                yield self._tabel(kind)
            elif naam == "text:section" and waarde(kind, "text:display") == "none":
                self._verborgen_deel(kind)
            elif naam in _BLOKKEN_DOOR:
                self.boek.tel(Klasse.STRUCTUUR, naam)
                yield from self.blokken(kind, toc=toc)
            elif naam.startswith("text:") and naam.endswith(("-index", "table-of-content", "bibliography")):
                self.boek.tel(Klasse.STRUCTUUR, naam)
                for binnen in kind:
                    if kort(binnen.tag) == "text:index-body":
                        yield from self.blokken(binnen, toc=True)
                    else:
                        self.dekking.heel(binnen)  # hoe de lijst wordt gemaakt
            elif naam == "text:tracked-changes":
                self.dekking.heel(kind)
                self.sporen += sum(kort(e.tag) == "text:changed-region" for e in kind)
                self.boek.tel(Klasse.STRUCTUUR, naam)
            elif naam == "draw:frame":
                self._kader(kind)
                yield from self._vakken()
            else:
                self._volgens_tabel(kind)

    def _verborgen_deel(self, deel: _Element) -> None:
        woorden = "".join(map(str, deel.itertext()))
        self.dekking.heel(deel)
        if self.keuzes.verborgen != "weg":
            self.boek.meld(
                Klasse.KEUZE, "text:section", self.plaats, woorden, "Een verborgen deel: telt het mee (--verborgen)?"
            )

    def _volgens_tabel(self, element: _Element) -> None:
        naam = kort(element.tag)
        if naam in _ONSCHADELIJK:
            self.boek.tel(Klasse.ONSCHADELIJK, naam)
        elif naam:
            self.dekking.heel(element)
            klasse = Klasse.GEWEIGERD if naam in _GEWEIGERD else Klasse.ONVERKLAARD
            waarom = _GEWEIGERD.get(naam, "Dit onderdeel kent de lezer hier niet.")
            self.boek.meld(klasse, naam, self.plaats, "".join(map(str, element.itertext())), waarom)

    def _lijst(self, lijst: _Element, telling: str, diepte: int, toc: bool) -> Iterator[Wordblok]:
        self.boek.tel(Klasse.STRUCTUUR, "text:list")
        for item in lijst:
            naam = kort(item.tag)
            if naam not in ("text:list-item", "text:list-header"):
                self._volgens_tabel(item)
                continue
            eerste = naam == "text:list-item"
            begin, eigen = waarde(item, "text:start-value"), waarde(item, "text:style-override")
            for kind in item:
                soort = kort(kind.tag)
                if soort in ("text:p", "text:h"):
                    nummer = self.lijsten.nummer(telling, diepte, begin, eigen) if eerste else ("", False)
                    eerste = False
                    yield from self._alinea(kind, nummer=nummer, lijst=(telling, diepte), toc=toc)
                elif soort == "text:list":
                    yield from self._lijst(kind, self.lijsten.open(kind, telling), diepte + 1, toc)
                elif soort == "table:table":
                    yield self._tabel(kind)
                else:
                    self._volgens_tabel(kind)

    def _alinea(
        self,
        p: _Element,
        *,
        nummer: tuple[str, bool] = ("", False),
        lijst: tuple[str, int] | None = None,
        toc: bool = False,
    ) -> Iterator[Wordblok]:
        self.alineas += 1
        self.plaats = self.dekking.plaatsen[p] = f"alinea {self.alineas}"
        self.boek.tel(Klasse.STRUCTUUR, kort(p.tag))
        stijl = waarde(p, "text:style-name")
        buiten, self.stukken, self.gekozen = self.stukken, [], {}
        self._inhoud(p, stijl, "")
        stukken, self.stukken = self.stukken, buiten
        for wat, vraag in _VRAGEN.items():
            if fragment := "".join(self.gekozen.get(wat, ())):
                self.boek.meld(Klasse.KEUZE, wat, self.plaats, fragment, vraag)
        for fout in self.lijsten.fouten:
            self.weiger("text:list", fout, "".join(s.tekst for s in stukken))
        self.lijsten.fouten.clear()
        kop = geheel(waarde(p, "text:outline-level"), 0) if kort(p.tag) == "text:h" else 0
        if kop and not nummer[0] and lijst is None and waarde(p, "text:is-list-header") != "true":
            nummer = self.lijsten.kopnummer(kop), False
        inhoud = samen(stukken)
        woorden = [s for s in stukken if s.tekst.strip()]
        vol = any(not isinstance(d, str) or d.strip() for d in inhoud)
        if vol or (nummer[0] and not nummer[1]):
            yield Wordalinea(
                inhoud,
                self.stijlen.naam(stijl),
                nummer[0],
                self.stijlen.links(stijl) or (self.lijsten.links(*lijst) if lijst else 0),
                nummer[1],
                min(kop, 6),
                merk=f"{lijst[0]}/{lijst[1]}" if lijst else "",
                vet=bool(woorden) and all(s.vet for s in woorden),
                inhoudsopgave=toc,
                plaats=self.plaats,
                anker=self._anker(p) if kop else "",
            )
        yield from self._vakken()

    def _vakken(self) -> Iterator[Wordblok]:
        vakken, self.vakken = self.vakken, []
        for vak in vakken:
            plaats = f"{self.naam}, {self.plaats}"
            self.bevindingen.append(Bevinding.van("odt-tekstvak", plaats))
            yield from self.blokken(vak)

    @staticmethod
    def _anker(p: _Element) -> str:
        namen = (waarde(e, "text:name") for e in p.iter() if kort(e.tag) in ("text:bookmark", "text:bookmark-start"))
        return next((re.sub(r"\Ap\d+_", "", naam) for naam in namen), "")

    # --- words ---

    def _inhoud(self, houder: _Element, stijl: str, span: str) -> None:
        self.dekking.tekst(houder)
        self._zet(houder.text or "", stijl, span)
        for kind in houder:
            naam = kort(kind.tag)
            if naam in ("text:span",):
                self._inhoud(kind, stijl, waarde(kind, "text:style-name") or span)
            elif naam in _DOORKIJK:
                self.boek.tel(Klasse.STRUCTUUR, naam)
                self._inhoud(kind, stijl, span)
            elif naam == "text:s":
                self._zet(" " * geheel(waarde(kind, "text:c"), 1), stijl, span, vast=True)
            elif naam in ("text:tab", "text:line-break"):
                self._zet("\t" if naam == "text:tab" else "\n", stijl, span, vast=True)
            elif naam == "text:note":
                self._noot(kind)
            elif naam == "office:annotation":
                self.dekking.heel(kind)
                self.opmerkingen += 1
                self.boek.tel(Klasse.ONSCHADELIJK, naam)
            elif naam == "draw:frame":
                self._kader(kind)
            elif naam in ("text:date", "text:time"):
                if waarde(kind, "text:fixed") != "true":
                    self.weiger(naam, "Een datum of tijd die bij het openen verandert.", kind.text or "")
                self.dekking.tekst(kind)
                self._zet(kind.text or "", stijl, span)
            elif naam:
                self._volgens_tabel(kind)
            self._zet(kind.tail or "", stijl, span)

    def _zet(self, tekst: str, stijl: str, span: str, *, vast: bool = False) -> None:
        if not vast:
            tekst = " ".join(tekst.replace("\n", " ").replace("\t", " ").split(" ")) if tekst.strip() else tekst and " "
            tekst = tekst.replace("\u00ad", "").replace("\u200b", "").replace("\u2060", "").replace("\ufeff", "")
            tekst = tekst.replace("\u2011", "-")  # op papier een koppelteken, zoals bij Word
        if not tekst:
            return
        vorm = self.stijlen.vorm(stijl, span)
        for wat, aan, keuze in (
            ("text:display", vorm.verborgen, self.keuzes.verborgen or "weg"),
            ("style:text-line-through", vorm.doorgehaald, self.keuzes.doorgehaald or "blijft"),
        ):
            gekozen = self.keuzes.verborgen if wat == "text:display" else self.keuzes.doorgehaald
            if aan and not gekozen and tekst.strip():
                self.gekozen.setdefault(wat, []).append(tekst)
            if aan and keuze == "weg":
                self.boek.tel(Klasse.ONSCHADELIJK, f"{wat}: weg gekozen", len(tekst))
                return
        self.boek.tel(Klasse.GEPLAATST, "teken", len(tekst))
        self.stukken.append(Stuk(tekst, vorm.hoogte, vorm.vet))

    def _noot(self, noot: _Element) -> None:
        soort = "eind" if waarde(noot, "text:note-class") == "endnote" else "voet"
        self.noten += 1
        nummer, plaats, gekozen = str(self.noten), self.plaats, self.gekozen
        buiten, self.stukken = self.stukken, []
        alineas = []
        for deel in noot:
            if kort(deel.tag) != "text:note-body":
                continue
            for blok in self.blokken(deel):
                if isinstance(blok, Wordalinea):
                    alineas.append(Alinea((f"{blok.nummer} ", *blok.inhoud) if blok.nummer else blok.inhoud))
                else:
                    self.weiger("table:table", "Een tabel in een noot wordt niet gelezen.")
        self.stukken, self.plaats, self.gekozen = buiten, plaats, gekozen
        self.stukken.append(Stuk("", knoop=Noot(nummer, tuple(alineas), soort)))

    def _kader(self, kader: _Element) -> None:
        for kind in kader:
            naam = kort(kind.tag)
            if naam == "draw:text-box":
                self.vakken.append(kind)
            elif naam == "draw:image":
                bron = waarde(kind, "xlink:href").rpartition("/")[2]
                plaats = f"{self.naam}, {self.plaats}"
                self.bevindingen.append(Bevinding.van("afbeelding/tekst-bevat", plaats, bron))
                self.stukken.append(Stuk("", knoop=Afbeelding(bron)))
            else:
                self._volgens_tabel(kind)

    # --- tables ---

    def _tabel(self, tabel: _Element) -> Wordtabel:
        self.boek.tel(Klasse.STRUCTUUR, "table:table")
        rijen: list[Wordrij] = []
        for rij, kop in self._rijen(tabel, False):
            cellen: list[tuple[int, Wordcel]] = []
            kolom = 0
            for cel in rij:
                naam = kort(cel.tag)
                keer = geheel(waarde(cel, "table:number-columns-repeated"), 1)
                if naam == "table:table-cell":
                    blokken = tuple(self.blokken(cel))
                    if any(isinstance(b, Wordtabel) for b in blokken):
                        self.weiger("table:table", "Een tabel in een tabel: de woorden zijn gelezen, de vorm niet.")
                    breed, hoog = (geheel(waarde(cel, f"table:number-{w}-spanned"), 1) for w in ("columns", "rows"))
                    if keer > _HERHAALD and not blokken:
                        continue  # lege cellen tot de rand van het blad
                    for n in range(min(keer, _HERHAALD)):
                        cellen.append((kolom + n, Wordcel(blokken, min(max(breed, 1), 99), max(hoog, 1))))
                elif naam != "table:covered-table-cell":
                    self._volgens_tabel(cel)
                kolom += keer
            rijen.append(Wordrij(tuple(cellen), kop))
        return Wordtabel(tuple(rijen))

    def _rijen(self, houder: _Element, kop: bool) -> Iterator[tuple[_Element, bool]]:
        for kind in houder:
            naam = kort(kind.tag)
            if naam == "table:table-row":
                yield kind, kop
            elif naam in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
                yield from self._rijen(kind, naam == "table:table-header-rows")
            else:
                self._volgens_tabel(kind)


_VRAGEN = {
    "style:text-line-through": "Met de hand doorgehaalde woorden: blijven zij staan of vallen zij weg (--doorgehaald)?",
    "text:display": "Verborgen woorden, die niet op papier staan: tellen zij mee (--verborgen)?",
}
