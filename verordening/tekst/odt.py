"""The OpenDocument text in which a lawyer edited a regulation, read as a version.

The same three steps as for Word: effective paragraphs (here), lines, structure. Elements are of OpenDocument 1.3, part 3;
what is not in the table below is entered in the ledger as *onverklaard*.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from lxml.etree import _Element

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Afbeelding, Alinea, Noot, Regeling
from verordening.tekst.dekking import Dekking
from verordening.tekst.elementen import ODF
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.odtsporen import Sporen
from verordening.tekst.odtstijl import Lijsten, Odtstijlen, kort, waarde
from verordening.tekst.papierlezer import Papierlezer, Stuk, alle_vet, heeft_inhoud, samen, woorden_van
from verordening.tekst.woordblok import Wordalinea, Wordblok, Wordcel, Worddocument, Wordrij, Wordtabel
from verordening.tekst.woordregels import lees_papier
from verordening.tekst.woordstijl import geheel
from verordening.tekst.woordteken import naar_unicode
from verordening.verantwoording import Klasse
from verordening.xmlveilig import ZIP_KAPOT, lees_xml

_GROOTST = 60_000_000
_HERHAALD = 50
"""So often may a cell be repeated beside itself and still be part of a table of law."""
_GEEN_WOORDEN = frozenset({"text:note-citation", "text:number", "table:desc", "table:title", "svg:desc", "svg:title"})
"""Elements of which the text does not stand on paper, or stands there already in another way."""
_BLOKKEN_DOOR = frozenset(
    "text:section text:index-body text:index-title text:list-item office:text draw:text-box draw:a".split()
)
_VAST = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_SPOREN = frozenset({"text:change-start", "text:change-end", "text:change"})
_WORTELS = {ODF.lang("office:document-content"), ODF.lang("office:document-styles")}
_ONZICHTBAAR = re.compile("[\u00ad\u200b\u2060\ufeff]")


def lees_odt(gegevens: bytes, *, naam: str = "document.odt", keuzes: Keuzes | None = None) -> Regeling:
    """Read a regulation from OpenDocument.

    Args:
        keuzes: what the user chose about tracked changes, words struck out by hand, and hidden words.

    Raises:
        Geweigerd: everything of :func:`lees_odttekst`, or no artikel in it.
    """
    return lees_papier(lees_odttekst(gegevens, naam=naam, keuzes=keuzes), naam, "odt", keuzes)


def lees_odttekst(gegevens: bytes, *, naam: str, keuzes: Keuzes | None = None) -> Worddocument:
    """Paragraphs and tables of an OpenDocument text, as those of a Word file.

    Raises:
        Geweigerd: no readable .odt, a password, or an unreasonable size.
    """
    keuzes = keuzes or Keuzes()
    lezer = _Lezer(_pak_uit(gegevens, naam), keuzes, naam)
    blokken = tuple(lezer.lees())
    return lezer.sluit(blokken, lezer.romp, hoe="--wijzigingen aanvaarden of verwerpen")


def _pak_uit(gegevens: bytes, naam: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(gegevens)) as pakket:
            leden = {d.filename: d for d in pakket.infolist()}
            if len(leden) != len(pakket.infolist()):
                raise Geweigerd.om("odt-kapot", naam)
            nodig = [n for n in ("content.xml", "styles.xml", "META-INF/manifest.xml") if n in leden]
            if sum(leden[n].file_size for n in nodig) > _GROOTST or len(leden) > 2_000:
                raise Geweigerd.om("zipbom", naam)
            delen: dict[str, bytes] = {n: pakket.read(n) for n in nodig}
    except ZIP_KAPOT as fout:
        raise Geweigerd.om("odt-kapot", naam) from fout
    if b"encryption-data" in delen.get("META-INF/manifest.xml", b""):
        raise Geweigerd.om("odt-wachtwoord", naam)
    return delen


def _zonder() -> tuple[str, bool]:
    """No number."""
    return "", False


@dataclass(frozen=True, slots=True)
class _Plek:
    """Where words stand: their paragraph, how its number is counted, its list and level, in a table of contents or not."""

    p: _Element
    tel: Callable[[], tuple[str, bool]] = _zonder
    lijst: tuple[str, int] | None = None
    toc: bool = False


class _Lezer(Papierlezer):
    """Reads the body into effective paragraphs and tables."""

    def __init__(self, delen: dict[str, bytes], keuzes: Keuzes, naam: str) -> None:
        super().__init__(naam, keuzes, ODF, Dekking(kort, staarten=True, geen_woorden=_GEEN_WOORDEN))
        wortels = [
            lees_xml(delen[deel], naam=f"{naam}, {deel}", limiet=_GROOTST)
            for deel in ("content.xml", "styles.xml")
            if deel in delen
        ]
        if any(w.tag not in _WORTELS for w in wortels):
            raise Geweigerd.om("odt-kapot", naam)
        romp = (
            wortels[0].find(f"{ODF.lang('office:body')}/{ODF.lang('office:text')}") if "content.xml" in delen else None
        )
        if romp is None:
            raise Geweigerd.om("odt-leeg", naam)
        self.romp = romp
        self.stijlen = Odtstijlen(wortels)
        self.lijsten = Lijsten(wortels)
        self.alineas = 0
        self.noten = {"voet": 0, "eind": 0}
        self.gekleurd = self.verborgen = False
        """whether the paragraph that is being read stands on a colour; whether it is hidden as a whole"""
        self.wijzigingen = Sporen(romp, keuzes)
        self.sporen = self.wijzigingen.aantal
        self.buiten: set[str] = set()
        """insertions that are rejected and not yet closed: their words do not count"""
        self.rest: list[Stuk] = []
        """words of paragraphs whose end does not count: they run on in the next one"""
        self.van: _Plek | None = None
        """where those words stand"""
        self.breuken: list[tuple[int, int, list[_Element]]] = []
        """in the words of this paragraph: begin of what was put back, end of its first paragraph, blocks that follow"""

    def lees(self) -> list[Wordblok]:
        """All blocks."""
        for lijst in self.romp.iter(ODF.lang("text:tracked-changes")):
            self.dekking.heel(lijst)
        self.plaats = "de lijst van wijzigingen"
        for woorden in self.wijzigingen.weg:
            self.vervallen("text:deletion", woorden)
        uit = list(self.blokken(self.romp))
        if self.opmerkingen:
            self.bevindingen.append(Bevinding.van("opmerking", self.naam, opmerkingen=self.opmerkingen, van=""))
        return uit

    # --- blocks ---

    def blokken(self, houder: Iterable[_Element], *, toc: bool = False) -> Iterator[Wordblok]:
        """Blocks of a container, in order."""
        for kind in houder:
            naam = kort(kind.tag)
            if naam in ("text:p", "text:h"):
                yield from self._alinea(kind, toc=toc)
            elif naam == "text:list":
                yield from self._lijst(kind, self.lijsten.open(kind, None), 0, toc)
            elif naam in _EIGEN_BLOKKEN:
                yield from _EIGEN_BLOKKEN[naam](self, kind, toc)
            elif self.buiten:
                self.vervallen("text:insertion", woorden_van(kind))
                self.dekking.heel(kind)
            elif naam == "table:table":
                yield self._tabel(kind)
            elif naam == "text:change" and (terug := self.wijzigingen.terug.get(waarde(kind, "text:change-id"))):
                yield from self.blokken(terug)
            elif naam == "text:section" and waarde(kind, "text:display") == "none":
                self._verborgen_deel(kind)
            elif naam in _BLOKKEN_DOOR:
                self.boek.tel(Klasse.STRUCTUUR, naam)
                yield from self.blokken(kind, toc=toc)
            elif naam.startswith("text:") and naam.endswith(("-index", "table-of-content", "bibliography")):
                self.boek.tel(Klasse.STRUCTUUR, naam)
                for bron in (e for e in kind if kort(e.tag) == f"{naam}-source"):
                    self.dekking.heel(bron)  # hoe de lijst wordt gemaakt
                yield from self.blokken((e for e in kind if kort(e.tag) != f"{naam}-source"), toc=True)
            else:
                self.volgens_tabel(kind)

    def _kaderblok(self, kader: _Element, _toc: bool) -> Iterator[Wordblok]:
        self._kader(kader)
        yield from self._vakken()

    def _verborgen_deel(self, deel: _Element) -> None:
        woorden = woorden_van(deel)
        self.dekking.heel(deel)
        if self.keuzes.verborgen != "weg":
            self.boek.meld(
                Klasse.KEUZE, "text:section", self.plaats, woorden, "Een verborgen deel: telt het mee (--verborgen)?"
            )

    def _lijst(self, lijst: _Element, telling: str, diepte: int, toc: bool) -> Iterator[Wordblok]:
        self.boek.tel(Klasse.STRUCTUUR, "text:list")
        for item in lijst:
            naam = kort(item.tag)
            if naam not in ("text:list-item", "text:list-header"):
                self.volgens_tabel(item)
                continue
            begin, eigen = waarde(item, "text:start-value"), waarde(item, "text:style-override")
            tel = partial(self.lijsten.nummer, telling, diepte, begin, eigen) if naam == "text:list-item" else _zonder
            for kind in item:
                soort = kort(kind.tag)
                if soort in ("text:p", "text:h"):
                    yield from self._alinea(kind, tel, (telling, diepte), toc=toc)
                    tel = _zonder
                elif soort == "text:list":
                    yield from self._lijst(kind, self.lijsten.open(kind, telling), diepte + 1, toc)
                elif soort == "table:table":
                    yield self._tabel(kind)
                else:
                    self.volgens_tabel(kind)

    def _genummerd(self, houder: _Element, toc: bool) -> Iterator[Wordblok]:
        """A paragraph with a number of its own, outside a list."""
        plek = self.lijsten.los(houder)
        self.boek.tel(Klasse.STRUCTUUR, "text:numbered-paragraph")
        tel = partial(self.lijsten.nummer, *plek, waarde(houder, "text:start-value"))
        for kind in houder:
            if kort(kind.tag) in ("text:p", "text:h"):
                yield from self._alinea(kind, tel, plek, toc=toc)
            else:
                self.volgens_tabel(kind)

    def _alinea(
        self,
        p: _Element,
        tel: Callable[[], tuple[str, bool]] | None = None,
        lijst: tuple[str, int] | None = None,
        *,
        toc: bool = False,
    ) -> Iterator[Wordblok]:
        """A paragraph. *tel* counts its number when it stands on paper; its words may run on from the ones before."""
        self.alineas += 1
        self.plaats = self.dekking.plaatsen[p] = f"alinea {self.alineas}"
        self.boek.tel(Klasse.STRUCTUUR, kort(p.tag))
        self.gekleurd = self.stijlen.op_kleur(p)
        verbergers = p.iter(ODF.lang("text:hidden-paragraph"))
        self.verborgen = any(waarde(e, "text:is-hidden") == "true" for e in verbergers)
        buiten, self.breuken = self.breuken, []
        stukken = self.lopend(lambda: self._inhoud(p, waarde(p, "text:style-name"), ""))
        breuken, self.breuken = self.breuken, buiten
        plek = _Plek(p, tel or _zonder, lijst, toc)
        stukken, self.rest = [*self.rest, *stukken], []
        if self.buiten:
            self.rest = stukken
            self.van = self.van or (plek if any(s.tekst.strip() for s in stukken) else None)
        else:
            plek, self.van = self.van or plek, None
            yield from self._zet_alineas(plek, stukken, breuken)
        yield from self._vakken()

    def _zet_alineas(
        self, plek: _Plek, stukken: list[Stuk], breuken: list[tuple[int, int, list[_Element]]]
    ) -> Iterator[Wordblok]:
        """The paragraph, with the deleted ones that were put back in it: they are paragraphs before its last words."""
        vorig = 0
        for begin, eind, blokken in breuken:
            if any(s.tekst.strip() for s in stukken[vorig:begin]):
                yield from self._zet_alinea(plek, stukken[vorig:eind])
                plek = replace(plek, tel=_zonder, lijst=None)
            vorig = eind
            for blok in blokken:
                if kort(blok.tag) == "text:list":
                    self.weiger("text:list", "Een teruggezet onderdeel van een lijst: zijn nummer is niet zeker.")
            yield from self.blokken(blokken)
        yield from self._zet_alinea(plek, stukken[vorig:])

    def _zet_alinea(self, plek: _Plek, stukken: list[Stuk]) -> Iterator[Wordblok]:
        p, lijst, stijl = plek.p, plek.lijst, waarde(plek.p, "text:style-name")
        nummer = plek.tel()
        for fout in self.lijsten.fouten:
            self.weiger("text:list", fout, "".join(s.tekst for s in stukken))
        self.lijsten.fouten.clear()
        kop = geheel(waarde(p, "text:outline-level"), 0) if kort(p.tag) == "text:h" else 0
        if kop and not nummer[0] and lijst is None and waarde(p, "text:is-list-header") != "true":
            nummer = self.lijsten.kopnummer(p), False
        inhoud = samen(stukken)
        if heeft_inhoud(inhoud) or (nummer[0] and not nummer[1]):
            yield Wordalinea(
                inhoud,
                self.stijlen.naam(stijl),
                nummer[0],
                self.stijlen.links(stijl) or (self.lijsten.links(*lijst) if lijst else 0),
                min(kop, 6),
                merk=f"{lijst[0]}/{lijst[1]}" if lijst else "",
                vet=alle_vet(stukken),
                inhoudsopgave=plek.toc,
                plaats=self.plaats,
                anker=self._anker(p) if kop else "",
            )

    def _vakken(self) -> Iterator[Wordblok]:
        vakken, self.vakken = self.vakken, []
        for vak in vakken:
            self.meld("tekstvak")
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
            if (teken := _VAST.get(naam)) is not None:
                self._zet(teken * geheel(waarde(kind, "text:c"), 1), stijl, span, vast=True)
            elif naam in _SPOREN:
                self._spoor(kind, naam)
            elif (oordeel := ODF.oordeel(naam)) is not None and oordeel.klasse is Klasse.STRUCTUUR:
                self.boek.tel(Klasse.STRUCTUUR, naam)
                self._inhoud(kind, stijl, (naam == "text:span" and waarde(kind, "text:style-name")) or span)
            elif self.buiten:
                self.dekking.heel(kind)
            elif naam in ("text:date", "text:time"):
                vast = waarde(kind, "text:date-value") or waarde(kind, "text:time-value")
                if waarde(kind, "text:fixed") != "true" or not vast:
                    self.weiger(naam, "Een datum of tijd die bij het openen verandert.", kind.text or "")
                self.dekking.tekst(kind)
                self._zet(kind.text or "", stijl, span)
            elif naam:
                _ANDERS.get(naam, _Lezer.volgens_tabel)(self, kind)
            self._zet(kind.tail or "", stijl, span)

    def _spoor(self, merk: _Element, soort: str) -> None:
        """A mark of a tracked change; where words were deleted they come back when the user rejects that."""
        naam = waarde(merk, "text:change-id")
        self.boek.tel(Klasse.ONSCHADELIJK, soort)
        if soort == "text:change-start" and naam in self.wijzigingen.nieuw:
            self.buiten.add(naam)
        elif soort == "text:change-end":
            self.buiten.discard(naam)
        elif soort == "text:change" and (inhoud := self.wijzigingen.terug.get(naam)):
            begin, eerste, laatste = len(self._stukken), inhoud[0], inhoud[-1]
            is_alinea = [kort(e.tag) in ("text:p", "text:h") for e in inhoud]
            met_eerste = is_alinea[0] and (len(inhoud) == 1 or bool(self._stukken))
            if met_eerste:
                self._inhoud(eerste, waarde(eerste, "text:style-name"), "")
            if len(inhoud) > 1:
                midden = inhoud[met_eerste : -1 if is_alinea[-1] else None]
                self.breuken.append((begin, len(self._stukken), midden))
                if is_alinea[-1]:
                    self._inhoud(laatste, waarde(laatste, "text:style-name"), "")

    def _zet(self, tekst: str, stijl: str, span: str, *, vast: bool = False) -> None:
        vorm = self.stijlen.vorm(stijl, span)
        vorm = replace(vorm, verborgen=True) if self.verborgen else vorm
        if not vast:
            tekst = " ".join(tekst.replace("\n", " ").replace("\t", " ").split(" ")) if tekst.strip() else tekst and " "
            tekst = _ONZICHTBAAR.sub("", tekst).replace("\u2011", "-")  # op papier een koppelteken, zoals bij Word
            tekst, onbekend = naar_unicode(tekst, vorm.letter)
            if onbekend:
                self.weiger("text:span", f"Het teken van de letter {vorm.letter} is niet bekend.", tekst)
        if self.buiten:
            self.boek.tel(Klasse.ONSCHADELIJK, "verworpen ingevoegde tekst", len(tekst))
            self.vervallen("text:insertion", tekst)
        elif tekst:
            self.zet(tekst, replace(vorm, onleesbaar="") if vorm.onleesbaar == "wit" and self.gekleurd else vorm)

    def _opmerking(self, opmerking: _Element) -> None:
        self.dekking.heel(opmerking)
        self.opmerkingen += 1
        self.boek.tel(Klasse.ONSCHADELIJK, "office:annotation")

    def _noot(self, noot: _Element) -> None:
        soort = "eind" if waarde(noot, "text:note-class") == "endnote" else "voet"
        nummer, plaats, alineas = self._nootnummer(noot, soort), self.plaats, []
        for deel in noot:
            if kort(deel.tag) != "text:note-body":
                continue
            for blok in self.blokken(deel):
                if isinstance(blok, Wordalinea):
                    alineas.append(Alinea((f"{blok.nummer} ", *blok.inhoud) if blok.nummer else blok.inhoud))
                else:
                    self.weiger("table:table", "Een tabel in een noot wordt niet gelezen.")
        self.plaats = plaats
        self.zet_knoop(Noot(nummer, tuple(alineas), soort))

    def _nootnummer(self, noot: _Element, soort: str) -> str:
        """What is printed at a note: counted per kind, or a label of its own."""
        eigen = next((waarde(e, "text:label") for e in noot if kort(e.tag) == "text:note-citation"), "")
        if eigen:
            return eigen
        self.noten[soort] += 1
        nummer, fout = self.stijlen.nootnummer(waarde(noot, "text:note-class") or "footnote", self.noten[soort])
        if fout:
            self.weiger("text:note", fout, nummer)
        return nummer

    def _kader(self, kader: _Element) -> None:
        for kind in kader:
            naam = kort(kind.tag)
            if naam == "draw:text-box":
                self.vakken.append(kind)
            elif naam == "draw:image":
                bron = waarde(kind, "xlink:href").rpartition("/")[2]
                self.meld("afbeelding/tekst-bevat-afbeelding", bron)
                self.zet_knoop(Afbeelding(bron))
            else:
                self.volgens_tabel(kind)

    # --- tables ---

    def _tabel(self, tabel: _Element) -> Wordtabel:
        self.boek.tel(Klasse.STRUCTUUR, "table:table")
        rijen: list[Wordrij] = []
        for rij, kop in self._rijen(tabel, False):
            cellen: list[tuple[int, Wordcel]] = []
            kolom = gedekt = 0
            for cel in rij:
                naam = kort(cel.tag)
                keer = geheel(waarde(cel, "table:number-columns-repeated"), 1)
                if naam == "table:table-cell":
                    kolom = max(kolom, gedekt)  # een bedekte cel die het bestand weglaat
                    blokken = tuple(self.blokken(cel))
                    if any(isinstance(b, Wordtabel) for b in blokken):
                        self.weiger("table:table", "Een tabel in een tabel: de woorden zijn gelezen, de vorm niet.")
                    breed, hoog = (geheel(waarde(cel, f"table:number-{w}-spanned"), 1) for w in ("columns", "rows"))
                    if keer > _HERHAALD and not blokken:
                        continue  # lege cellen tot de rand van het blad
                    for n in range(min(keer, _HERHAALD)):
                        cellen.append((kolom + n, Wordcel(blokken, min(max(breed, 1), 99), max(hoog, 1))))
                    gedekt = kolom + breed
                elif naam != "table:covered-table-cell":
                    self.volgens_tabel(cel)
                kolom += keer
            herhaald = geheel(waarde(rij, "table:number-rows-repeated"), 1)
            rijen += [Wordrij(tuple(cellen), kop)] * min(max(herhaald, 1), _HERHAALD)
        return Wordtabel(tuple(rijen))

    def _rijen(self, houder: _Element, kop: bool) -> Iterator[tuple[_Element, bool]]:
        for kind in houder:
            naam = kort(kind.tag)
            if naam == "table:table-row":
                yield kind, kop
            elif naam in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
                yield from self._rijen(kind, naam == "table:table-header-rows")
            else:
                self.volgens_tabel(kind)


_EIGEN_BLOKKEN = {"text:numbered-paragraph": _Lezer._genummerd, "draw:frame": _Lezer._kaderblok}
_ANDERS = {"text:note": _Lezer._noot, "office:annotation": _Lezer._opmerking, "draw:frame": _Lezer._kader}
"""What stands among the words and is read in a way of its own."""
