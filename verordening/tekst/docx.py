"""A Word file as paragraphs and tables, as they stand on paper: words, number, style, indent.

The only module that looks at the body of the file; what comes out are *effective* paragraphs. Nothing is loaded from
outside the file, and each element is entered in the ledger (:mod:`verordening.verantwoording`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Inline, Noot, Regeling, inlinetekst, smelt
from verordening.tekst.elementen import WORD
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.papierlezer import Eigenschappen, Stuk, alle_vet, heeft_inhoud, samen
from verordening.tekst.woordblok import Wordalinea, Wordblok, Wordcel, Worddocument, Wordrij, Wordtabel, losse_woorden
from verordening.tekst.woordloop import Loper
from verordening.tekst.woordnummer import Notentelling, Nummer, Nummering
from verordening.tekst.woordpakket import Woordpakket, open_pakket
from verordening.tekst.woordregels import lees_papier
from verordening.tekst.woordstijl import Stijlen, W, aan, geheel, w_waarde
from verordening.verantwoording import Klasse

kort = WORD.kort
_EIGEN_ANKER = re.compile(r"p\d+_(\w+)")
"""Bookmarks as :mod:`verordening.papier.docx` names them."""


def lees_docx(gegevens: bytes, *, naam: str = "document.docx", keuzes: Keuzes | None = None) -> Regeling:
    """Read the Word file in which a lawyer edited a regulation: clean, or with tracked changes.

    Three steps: effective paragraphs (:func:`lees_wordtekst`), lines that each are one thing, and the structure, which Word
    shares with every other text. The ledger runs through all three.

    Args:
        keuzes: what the user chose about tracked changes, words struck out by hand, and hidden words.

    Raises:
        Geweigerd: no .docx, outside parts, an unreasonable size, or no artikel in it.
    """
    return lees_papier(lees_wordtekst(gegevens, naam=naam, keuzes=keuzes), naam, "docx", keuzes)


def lees_wordtekst(gegevens: bytes, *, naam: str, keuzes: Keuzes | None = None) -> Worddocument:
    """Paragraphs and tables of a Word file.

    Raises:
        Geweigerd: no Word file, content outside the file, unreasonable size, or broken XML.
    """
    pakket = open_pakket(gegevens, naam)
    wortel = pakket.xml(pakket.hoofd)
    romp = wortel.find(f"{W}body") if wortel is not None else None
    if romp is None:
        raise Geweigerd.om("docx-leeg", naam)
    lezer = _Lezer(pakket, romp, keuzes or Keuzes())
    blokken = tuple(lezer.blokken(romp))
    loper = lezer.loper
    lezer.sluit()
    loper.meld_buiten_de_tekst()
    wortels = (romp.getroottree().getroot(), *lezer.delen)
    return loper.sluit(blokken, *wortels, hoe="--wijzigingen aanvaarden of verwerpen")


class _Lezer:
    """Reads the blocks of the body, of cells, notes and text boxes."""

    def __init__(self, pakket: Woordpakket, romp: _Element, keuzes: Keuzes) -> None:
        self.pakket = pakket
        self.stijlen = Stijlen(pakket.deel("styles"))
        self.nummering = Nummering(pakket.deel("numbering"), self.stijlen)
        self.loper = Loper(pakket, self.stijlen, keuzes, self._noot)
        self.loper.bevindingen += pakket.bevindingen
        self.noten: dict[str, dict[str, _Element]] = {}
        self.noottelling = Notentelling(pakket.deel("settings"), romp)
        self.alineas = 0
        self.rest: list[Stuk] = []
        self.van: _Element | None = None
        """paragraph of which ``rest`` still waits for the paragraph with which it runs on"""
        self.diep = 0
        self.delen: list[_Element] = []
        """what was read besides the body: notes and text boxes"""

    def sluit(self) -> None:
        """Refuse fields that do not end."""
        for veld in self.loper.velden.open:
            self.loper.weiger(
                "w:fldChar", "Een veld begint wel en eindigt niet; wat erachter staat, is niet gelezen.", veld.opdracht
            )

    # --- blocks ---

    def blokken(self, houder: _Element) -> list[Wordblok]:
        """Blocks of a container in order; words that run on do not leave it."""
        buiten = self.rest, self.van
        self.rest, self.van = [], None
        uit: list[Wordblok] = []
        self._blokken(houder, uit)
        self._los(uit)
        self.rest, self.van = buiten
        return uit

    def _blokken(self, houder: _Element, uit: list[Wordblok]) -> None:
        for kind in houder:
            naam = kort(kind.tag)
            if naam == "w:p":
                self._alinea(kind, uit)
            elif naam == "w:tbl":
                self._los(uit)
                self._tabel(kind, uit)
            elif naam == "w:sdt":
                self.loper.besturing(kind, lambda inhoud: self._blokken(inhoud, uit))
            elif naam in ("w:customXml", "w:sdtContent"):
                self._blokken(kind, uit)
            elif naam in ("w:ins", "w:moveTo", "w:del", "w:moveFrom"):
                if self.loper.telt(kind):
                    self._blokken(kind, uit)
            elif naam == "mc:AlternateContent":
                self.loper.tak(kind, lambda gekozen: self._blokken(gekozen, uit))
            elif naam == "w:sectPr":
                self.loper.boek.tel(Klasse.ONSCHADELIJK, naam)
            elif naam not in ("w:tcPr", "w:customXmlPr"):
                self.loper.volgens_tabel(kind)

    def _los(self, uit: list[Wordblok]) -> None:
        """What waited for a following paragraph stands by itself when there is none."""
        if self.van is not None:
            stukken, van = self.rest, self.van
            self.rest, self.van = [], None
            self._zet(van, stukken, uit)

    def _alinea(self, p: _Element, uit: list[Wordblok]) -> None:
        self.alineas += 1
        loper = self.loper
        loper.plaats = loper.dekking.plaatsen[p] = f"alinea {self.alineas}"
        loper.boek.tel(Klasse.STRUCTUUR, "w:p")
        ppr = p.find(f"{W}pPr")
        loper.eigenschappen(ppr)
        loper.stijl = self.stijlen.alineastijl(self._nu(ppr))
        toc = loper.in_inhoudsopgave
        stukken = loper.lopend(lambda: loper.inhoud(p))
        toc = toc or loper.in_inhoudsopgave
        merk = ppr.find(f"{W}rPr") if ppr is not None else None
        vakken = loper.tekstvakken()
        if self._loopt_door(merk, ppr, stukken):
            self.rest, self.van = [*self.rest, *stukken], p
        else:
            voor, self.rest, self.van = self.rest, [], None
            self._zet(p, [*voor, *stukken], uit, toc=toc)
        for vak in vakken:
            loper.meld("tekstvak")
            loper.apart("w:txbxContent", "".join(map(str, vak.itertext())), "Een tekstvak, gelezen als alinea's.")
            self.delen.append(vak)
            uit.extend(self.blokken(vak))
        if ppr is not None and ppr.find(f"{W}sectPr") is not None:
            self.noottelling.volgende_sectie()

    def _nu(self, ppr: Eigenschappen) -> Eigenschappen:
        """The properties of a paragraph as chosen: those before a tracked change when that is rejected."""
        spoor = ppr.find(f"{W}pPrChange") if ppr is not None else None
        oud = spoor.find(f"{W}pPr") if spoor is not None and not self.loper.neemt_over(spoor) else None
        return oud if oud is not None else ppr

    def _loopt_door(self, merk: Eigenschappen, ppr: Eigenschappen, stukken: list[Stuk]) -> bool:
        """Whether the words run on in the next paragraph: the end of this one is gone, hidden, or it is a drop cap."""
        kader = ppr.find(f"{W}framePr") if ppr is not None else None
        if kader is not None and kader.get(f"{W}dropCap") in ("drop", "margin") and stukken:
            return True
        if merk is None:
            return False
        self.loper.eigenschappen(merk)
        sporen = [k for k in merk if kort(k.tag) in ("w:ins", "w:del", "w:moveFrom", "w:moveTo")]
        self.loper.sporen += len(sporen)
        if any(map(self.loper.weg, sporen)):
            return True
        verborgen = self.stijlen.loopvorm(merk, self.loper.stijl)
        return verborgen.verborgen and not verborgen.samengevoegd and bool(stukken) and not self.loper.keuzes.verborgen

    def _zet(self, p: _Element, stukken: list[Stuk], uit: list[Wordblok], *, toc: bool = False) -> None:
        ppr = self._nu(p.find(f"{W}pPr"))
        stijl = self.stijlen.alineastijl(ppr)
        inhoud = samen(stukken)
        leeg = not heeft_inhoud(inhoud)
        if leeg and self._verdwenen(p):
            return
        plaats = self.nummering.plaats(ppr, stijl)
        nummer = self.nummering.volgende(plaats) if plaats else Nummer("")
        if nummer.fout and not leeg and nummer.merk:
            self.loper.weiger("w:numPr", nummer.fout, inlinetekst(inhoud))
        elif nummer.fout and not leeg:
            self.loper.meld("docx-lijst-ontbreekt", inlinetekst(inhoud), reden=nummer.fout)
            opsomming = any(naam.startswith("list bullet") for naam in self.stijlen.namen(stijl))
            nummer = Nummer("–" * opsomming, opsomming)
        if leeg and (not nummer.tekst or nummer.opsomteken):
            return
        if nummer.regel and nummer.tekst:
            self.loper.apart(
                nummer.regel,
                nummer.tekst.split()[-1],
                "Dit nummer volgt een regel van Word die niet elk programma kent.",
            )
        if ppr is not None and ppr.find(f"{W}framePr") is not None:
            self.loper.apart("w:framePr", inlinetekst(inhoud), "Een kader naast de tekst, gelezen op zijn plaats.")
        kop = self.stijlen.kopniveau(ppr, stijl)
        if leeg and not kop:
            self.loper.meld("docx-leeg-nummer", nummer=nummer.tekst)
        self.loper.boek.tel(Klasse.GEPLAATST, "nummer", bool(nummer.tekst))
        links = self._links(ppr, stijl, self.nummering.inspringing(plaats) if plaats else None)
        uit.append(
            Wordalinea(
                _bijgeknipt(inhoud),
                self.stijlen.naam(stijl),
                nummer.tekst,
                links,
                kop,
                nummer.los,
                nummer.merk,
                alle_vet(stukken),
                toc,
                self.loper.plaats,
                _anker(p) if kop else "",
            )
        )

    def _verdwenen(self, p: _Element) -> bool:
        """Whether nothing of a paragraph stands on paper, not even its number: all of it is hidden or gone."""
        merk = p.find(f"{W}pPr/{W}rPr")
        weg = merk is not None and any(map(self.loper.weg, merk))
        return weg or bool(merk is not None and aan(merk.find(f"{W}vanish")))

    def _links(self, ppr: Eigenschappen, stijl: str, uit_lijst: Eigenschappen) -> int:
        eigen = ppr.find(f"{W}ind") if ppr is not None else None
        for bron in (eigen, uit_lijst, self.stijlen.inspringing(stijl)):
            waarde = bron.get(f"{W}left") or bron.get(f"{W}start") if bron is not None else None
            if waarde is not None:
                return geheel(str(waarde))
        return 0

    # --- tables ---

    def _tabel(self, tabel: _Element, uit: list[Wordblok]) -> None:
        self.diep += 1
        if self.diep > 1:
            self.loper.weiger("w:tbl", "Een tabel in een tabel: de woorden zijn gelezen, de vorm niet.")
        boek = self.loper.boek
        boek.tel(Klasse.STRUCTUUR, "w:tbl")
        eigen = tabel.find(f"{W}tblPr")
        self.loper.eigenschappen(eigen)
        if eigen is not None and aan(eigen.find(f"{W}bidiVisual")):
            self.loper.weiger("w:bidiVisual", "De kolommen van deze tabel staan op papier van rechts naar links.")
        rijen: list[Wordrij] = []
        boven: dict[int, tuple[int, int]] = {}
        for tr in self._door(tabel, "w:tr"):
            if (rij := self._rij(tr, boven, rijen)) is not None:
                rijen.append(rij)
        if rijen:
            uit.append(Wordtabel(tuple(rijen)))
        self.diep -= 1

    def _door(self, houder: _Element, gezocht: str) -> Iterator[_Element]:
        """Rows or cells, looking through content controls and tracked changes around them."""
        for kind in houder:
            naam = kort(kind.tag)
            if naam == gezocht:
                yield kind
            elif naam in ("w:sdt", "w:customXml", "w:sdtContent"):
                self.loper.boek.tel(Klasse.STRUCTUUR, naam)
                yield from self._door(kind, gezocht)
            elif naam in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"):
                if self.loper.telt(kind):
                    yield from self._door(kind, gezocht)
            elif naam not in ("w:tblPr", "w:tblGrid", "w:trPr", "w:tblPrEx", "w:sdtPr", "w:sdtEndPr"):
                self.loper.volgens_tabel(kind)

    def _rij(self, tr: _Element, boven: dict[int, tuple[int, int]], rijen: list[Wordrij]) -> Wordrij | None:
        """A row. *boven*: column → (row, place in that row) of the cell that reaches down there; kept."""
        eigen = tr.find(f"{W}trPr")
        self.loper.eigenschappen(eigen)
        if eigen is not None:
            sporen = [k for k in eigen if kort(k.tag) in ("w:ins", "w:del")]
            self.loper.sporen += len(sporen)
            if any(map(self.loper.weg, sporen)):
                self.loper.neem_weg("w:tr", tr)
                return None
            if aan(eigen.find(f"{W}hidden")):
                self.loper.weiger(
                    "w:hidden", "Een verborgen tabelrij: staat zij er of niet?", "".join(map(str, tr.itertext()))
                )
        kolom = min(max(geheel(w_waarde(eigen, "gridBefore")), 0), 63)
        cellen: list[tuple[int, Wordcel]] = []
        for tc in self._door(tr, "w:tc"):
            tcpr = tc.find(f"{W}tcPr")
            self.loper.eigenschappen(tcpr)
            if self._cel_weg(tcpr):
                self.loper.neem_weg("w:tc", tc)
                continue
            breed = min(max(geheel(w_waarde(tcpr, "gridSpan"), 1), 1), 63)
            blokken = tuple(self.blokken(tc))
            naast = tcpr.find(f"{W}hMerge") if tcpr is not None else None
            if naast is not None and w_waarde(naast) != "restart" and cellen:
                vorig, cel = cellen[-1]
                cellen[-1] = vorig, Wordcel((*cel.blokken, *blokken), cel.kolommen + breed, cel.rijen)
            elif not self._hoort_bij_boven(tcpr, kolom, blokken, boven, rijen):
                boven.pop(kolom, None)
                if tcpr is not None and w_waarde(tcpr, "vMerge") == "restart":
                    boven[kolom] = len(rijen), len(cellen)
                cellen.append((kolom, Wordcel(blokken, breed)))
            kolom += breed
        kop = eigen is not None and bool(aan(eigen.find(f"{W}tblHeader")))
        return Wordrij(tuple(cellen), kop)

    def _hoort_bij_boven(
        self,
        tcpr: Eigenschappen,
        kolom: int,
        blokken: tuple[Wordblok, ...],
        boven: dict[int, tuple[int, int]],
        rijen: list[Wordrij],
    ) -> bool:
        """Whether a cell continues the one above it; that one then covers a row more."""
        samen_ = tcpr.find(f"{W}vMerge") if tcpr is not None else None
        if samen_ is None or w_waarde(samen_) == "restart" or kolom not in boven:
            return False
        if blokken:
            waarom = "Een samengevoegde cel bevat woorden die niet op papier staan."
            self.loper.weiger("w:vMerge", waarom, Wordcel(blokken).tekst)
        rij, plek = boven[kolom]
        oud = rijen[rij]
        van, cel = oud.cellen[plek]
        nieuw = Wordcel(cel.blokken, cel.kolommen, cel.rijen + 1)
        rijen[rij] = Wordrij((*oud.cellen[:plek], (van, nieuw), *oud.cellen[plek + 1 :]), oud.kop)
        return True

    def _cel_weg(self, tcpr: Eigenschappen) -> bool:
        """Whether a tracked change takes the cell away."""
        if tcpr is None:
            return False
        sporen = [k for k in tcpr if kort(k.tag) in ("w:cellIns", "w:cellDel")]
        self.loper.sporen += len(sporen)
        return any(map(self.loper.weg, sporen))

    # --- notes, and what stands outside the text ---

    def _noot(self, soort: str, nummer: str) -> Noot | None:
        """The note of a reference, read where it stands."""
        if soort not in self.noten:
            wortel = self.pakket.deel("endnotes" if soort == "eind" else "footnotes")
            alle = list(wortel) if wortel is not None else []
            self.noten[soort] = {str(n.get(f"{W}id")): n for n in alle}
        element = self.noten[soort].pop(nummer, None)
        if element is None:
            return None
        gedrukt, fout = self.noottelling.volgende(soort)
        if fout:
            self.loper.weiger("w:numFmt", fout, gedrukt)
        self.delen.append(element)
        buiten = self.loper.plaats, self.loper.stijl, self.diep
        alineas = []
        for blok in self.blokken(element):
            if isinstance(blok, Wordtabel):
                self.loper.weiger("w:tbl", "Een tabel in een noot wordt niet als tabel gelezen.")
                alineas.append(Alinea((" ".join(losse_woorden(blok)),)))
            else:
                alineas.append(Alinea(_plat(blok)))
        self.loper.plaats, self.loper.stijl, self.diep = buiten
        return Noot(gedrukt, tuple(alineas), soort)


def _anker(p: _Element) -> str:
    namen = (str(b.get(f"{W}name") or "") for b in p.iter(f"{W}bookmarkStart"))
    return next((raak.group(1) for n in namen if (raak := _EIGEN_ANKER.fullmatch(n))), "")


def _plat(blok: Wordalinea) -> tuple[Inline, ...]:
    voor = f"{blok.nummer} " if blok.nummer else ""
    return smelt((voor, *(" ".join(d.split(" ")).replace("\t", " ") if isinstance(d, str) else d for d in blok.inhoud)))


def _bijgeknipt(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without white space at the ends."""
    delen = list(inhoud)
    if delen and isinstance(delen[0], str):
        delen[0] = delen[0].lstrip(" \n")
    if delen and isinstance(delen[-1], str):
        delen[-1] = delen[-1].rstrip(" \n\t")
    return smelt(delen)
