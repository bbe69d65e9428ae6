"""A document as Word file: real styles, headings, lists, header rows, notes, alternatives; the same bytes every time.

Changes are shown in one of two ways. Without *spoor* they are formatting (underlined, struck out), as a was-wordt table
needs. With *spoor* they are tracked changes that Word and LibreOffice accept and reject one by one (ECMA-376 part 1,
17.13.5): ``w:ins``, ``w:del``, ``w:moveTo`` and ``w:moveFrom`` around runs, marks on whole paragraphs and on table rows.
What moved as a whole stands between range marks that share a name at both places. A row has no mark for moving: there
the row as such is new or gone and its paragraphs moved.
"""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from itertools import count

from verordening.bevinding import Geweigerd
from verordening.papier import beeld, document as d
from verordening.papier.docx_pakket import Pakket
from verordening.papier.docx_xml import Alineavak, eigenschap, loop, rauwe_loop, sectie, tekening, twips, veldbegin
from verordening.papier.gang import Gang
from verordening.papier.keuring import GEEN_XML, eis
from verordening.papier.spoor import Spoor, van_blokken, van_woorden

_EMU = 360_000
"""drawing units in a centimetre; a twip has 635"""
_BREEDTE, _LIGGEND = 16.3, 25.7
"""width of the text on a standing and on a landscape page, in centimetres"""

_VORM: dict[d.Wijziging, dict[str, str]] = {
    d.Wijziging.INGEVOEGD: {"color": "0B5324", "u": "single"},
    d.Wijziging.VERVALLEN: {"color": "8C1D18", "strike": ""},
    d.Wijziging.AANGEKOMEN: {"color": "0B4F8A", "u": "double"},
    d.Wijziging.VERTROKKEN: {"color": "5A3277", "dstrike": ""},
}
_SPOORTAG = {
    d.Wijziging.INGEVOEGD: "ins",
    d.Wijziging.VERVALLEN: "del",
    d.Wijziging.AANGEKOMEN: "moveTo",
    d.Wijziging.VERTROKKEN: "moveFrom",
}
_KADER = {"let-op": ("8A5A00", "FFFAF0"), "gewoon": ("17375E", "F3F6FA")}
"""kind of frame → colour of its bar, colour of its ground"""
_STIJLEN = {"inleiding": "Inleiding", "klein": "Klein", "citaat": "Quote", "titel": "Title"}


def docx(document: d.Document, spoor: Spoor | None = None) -> bytes:
    """The document as .docx.

    Args:
        document: what to render.
        spoor: make changes tracked changes, in this name and at this moment; ``None``: show them as formatting.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    return _Schrijver(document, spoor).schrijf()


class _Schrijver(Gang):
    """Writes one document; holds the counters and the place where the next block goes."""

    def __init__(self, document: d.Document, spoor: Spoor | None) -> None:
        super().__init__(document)
        self.spoor = spoor
        self.pakket = Pakket(document)
        self.uit: list[Alineavak | str] = []
        """what stands in the body, or in the cell that is being written"""
        self.noten: list[tuple[d.Noot, d.Wijziging]] = []
        self.ids = count(1)
        self.figuren = count(1)
        self.plekken: dict[str, str] = {}
        """anchor → bookmark name: Word wants letters, digits and underscores, at most 40"""
        self.kader = ""
        self.celbreedte = 0.0
        """of the cell that is being written, in centimetres; 0: in no cell"""
        self.vet = False
        self.bereiken: dict[tuple[str, d.Wijziging], int] = {}
        """name and side of a moved range → its id"""
        self.liggend = document.liggend
        self.randverwijzing = self.pakket.randverwijzing
        """references to header and footer, until the first section has them"""

    def schrijf(self) -> bytes:
        doc = self.document
        for woorden, stijl in ((doc.status, "Status"), (doc.titel, "Heading 1"), (doc.ondertitel, "Subtitle")):
            if woorden and doc.titelblad:
                self.uit.append(Alineavak(_stijl(stijl), inhoud=[loop(woorden)]))
        for blok in doc.blokken:
            self.blok(blok, d.Wijziging.GEEN)
        lijf = "".join(map(str, self.uit)) + sectie(self.liggend, self.randverwijzing)
        noten = self.notendeel()
        if fout := GEEN_XML.search(lijf) or GEEN_XML.search(noten):
            raise Geweigerd.om("teken-ongeldig", f"document “{doc.titel}”", teken=f"{ord(fout.group()):04X}")
        return self.pakket.schrijf(lijf, noten, twips(_LIGGEND if doc.liggend else _BREEDTE))

    # --- changes ---

    def merk(self, w: d.Wijziging, inhoud: str = "", auteur: str = "") -> str:
        """``w:ins``, ``w:del``, ``w:moveTo`` or ``w:moveFrom`` with id, author and date."""
        return eigenschap(_SPOORTAG[w], inhoud, **self.wie(next(self.ids), auteur))

    def rijmerk(self, w: d.Wijziging, auteur: str) -> str:
        """The mark of a table row: new or gone, because rows cannot be marked as moved (CT_TrPr)."""
        return self.merk(d.Wijziging.INGEVOEGD if w.nieuw else d.Wijziging.VERVALLEN, auteur=auteur)

    def celmerk(self, c: d.Cel) -> str:
        """The mark of a cell in a row that stays (CT_TcPr): a column that is new or gone."""
        if not c.wijziging or not self.spoor:
            return ""
        wie = self.wie(next(self.ids), van_blokken(c.blokken))
        return eigenschap("cellIns" if c.wijziging.nieuw else "cellDel", "", **wie)

    def wie(self, nummer: int, auteur: str) -> dict[str, object]:
        """Attributes of a tracked change; without an author of its own it is of the one of all changes."""
        assert self.spoor is not None
        return {"id": nummer, "author": auteur or self.spoor.auteur, "date": f"{self.spoor.tijd}Z"}

    def bereik(self, b: d.Bereik) -> str:
        """A mark at the begin or the end of what moved."""
        soort = "moveTo" if b.wijziging.nieuw else "moveFrom"
        if b.begin:
            nummer = self.bereiken[b.naam, b.wijziging] = next(self.ids)
            return eigenschap(f"{soort}RangeStart", "", **self.wie(nummer, b.auteur), name=b.naam)
        return eigenschap(f"{soort}RangeEnd", id=self.bereiken.pop((b.naam, b.wijziging)))

    def grens(self, b: d.Bereik) -> None:
        """Put such a mark between the blocks; in a cell the last thing must be a paragraph, so there it goes inside."""
        if not self.spoor:
            return
        laatste = self.uit[-1] if self.uit else None
        if self.celbreedte and not b.begin and isinstance(laatste, Alineavak):
            laatste.inhoud.append(self.bereik(b))
        else:
            self.uit.append(self.bereik(b))

    # --- inline ---

    def inhoud(self, inhoud: d.Inhoud, w: d.Wijziging) -> list[str]:
        """Inline content; *w* holds for runs that have no change of their own."""
        uit = []
        eerste = van_woorden(inhoud)
        for s in d.stukken(inhoud):
            eigen = s.wijziging or w
            deel, wie = (self.noot(s, eigen), "") if isinstance(s, d.Noot) else (self.stuk(s, eigen), s.auteur)
            if eigen and self.spoor:
                deel = self.merk(eigen, deel, wie or eerste)
            uit.append(self.koppel(deel, s.link) if isinstance(s, d.Stuk) and s.link else deel)
        return uit

    def stuk(self, s: d.Stuk, w: d.Wijziging) -> str:
        vorm = dict(_VORM[w]) if w and not self.spoor else {}
        if s.cursief:
            vorm["i"] = ""
        if s.hoog or s.laag:
            vorm["vertAlign"] = "subscript" if s.laag else "superscript"
        stijl = "Hyperlink" if ":" in s.link or s.link.startswith("#") else "Code" if s.vast else ""
        vervallen = bool(self.spoor) and w is d.Wijziging.VERVALLEN
        return loop(s.tekst, stijl=_stijl(stijl) if stijl else "", vet=s.vet or self.vet, vervallen=vervallen, **vorm)

    def koppel(self, deel: str, doel: str) -> str:
        if doel.startswith("#"):
            return eigenschap("hyperlink", deel, anchor=self.plek(doel[1:]), history=1)
        if ":" in doel:
            return eigenschap("hyperlink", deel, **{"r:id": self.pakket.relatie("hyperlink", doel)})
        return deel

    def noot(self, n: d.Noot, w: d.Wijziging) -> str:
        if (n, w) in self.noten:  # een noot staat er één keer; verderop staat haar nummer
            nummer = self.noten.index((n, w)) + 1
            cijfer = loop(str(nummer), stijl=_stijl("footnote reference"), vet=self.vet)
            einde = rauwe_loop(eigenschap("fldChar", fldCharType="end"))
            return veldbegin(rf"NOTEREF _RefNoot{nummer} \f \h") + cijfer + einde
        self.noten.append((n, w))
        nummer, merk = len(self.noten), next(self.ids)
        verwijzing = rauwe_loop(
            eigenschap("footnoteReference", id=nummer), stijl=_stijl("footnote reference"), vet=self.vet
        )
        begin = eigenschap("bookmarkStart", id=merk, name=f"_RefNoot{nummer}")
        return begin + verwijzing + eigenschap("bookmarkEnd", id=merk)

    def plek(self, anker: str) -> str:
        kaal = re.sub(r"\W", "_", anker)[:30]
        return self.plekken.setdefault(anker, f"p{len(self.plekken) + 1}_{kaal}")

    def boekmerk(self, p: Alineavak, anker: str) -> None:
        nummer = next(self.ids)
        p.inhoud.insert(0, eigenschap("bookmarkStart", id=nummer, name=self.plek(anker)))
        p.inhoud.append(eigenschap("bookmarkEnd", id=nummer))

    # --- paragraphs ---

    def alinea(self, inhoud: d.Inhoud, stijl: str, w: d.Wijziging, anker: str = "") -> Alineavak:
        """A paragraph at this place."""
        p = Alineavak(_stijl(stijl))
        if self.kader:
            # A bar at the left and a light ground: a frame of paragraphs, no table for layout.
            streep, grond = _KADER[self.kader]
            p.eigen["pBdr"] = eigenschap("pBdr", eigenschap("left", val="single", sz=24, space=8, color=streep))
            p.eigen["shd"] = eigenschap("shd", val="clear", fill=grond)
        p.inhoud = self.inhoud(inhoud, w)
        if w and self.spoor:
            p.eigen["rPr"] = eigenschap("rPr", self.merk(w, auteur=van_woorden(inhoud)))
        if anker:
            self.boekmerk(p, anker)
        self.uit.append(p)
        return p

    # --- blocks ---

    def blok(self, blok: d.Blok, w: d.Wijziging, tekststijl: str = "Normal", diep: int = 0) -> None:
        match blok:
            case d.Kop():
                self.alinea(blok.inhoud, f"Heading {blok.niveau}", blok.wijziging or w, next(self.kop).anker)
            case d.Alinea():
                p = self.alinea(blok.inhoud, _STIJLEN.get(blok.soort, tekststijl), blok.wijziging or w, blok.anker)
                p.inhoud = self.pakket.opmerking(p.inhoud, blok.opmerking)
                if diep and not blok.soort:
                    p.eigen["ind"] = eigenschap("ind", left=twips(0.63 * diep))
            case d.Lijst():
                self.lijst(blok, w, diep)
            case d.Tabel():
                self.tabel(blok, w)
            case d.Figuur():
                self.figuur(blok, w)
            case d.Kader():
                self.kaderblok(blok, w)
            case d.Gegevens() | d.Colofon():
                self.paren(blok, w)
            case d.Paginaeinde():
                self.uit.append(Alineavak(inhoud=[rauwe_loop(eigenschap("br", type="page"))]))
            case d.Inhoudsopgave():
                self.inhoudsopgave(blok)
            case d.Bereik():
                self.grens(blok)

    def kaderblok(self, blok: d.Kader, w: d.Wijziging) -> None:
        buiten, self.kader = self.kader, "let-op" if blok.soort == "let-op" else "gewoon"
        if blok.titel:
            self.alinea(blok.titel, "Kadertitel", w).eigen["keepNext"] = eigenschap("keepNext")
        for kind in blok.blokken:
            self.blok(kind, w)
        self.kader = buiten

    def paren(self, blok: d.Gegevens | d.Colofon, w: d.Wijziging) -> None:
        if isinstance(blok, d.Colofon):
            self.alinea((blok.titel,), "Heading 2", w, next(self.kop).anker)
        for naam, waarde in blok.paren:
            self.alinea((d.Stuk(naam, vet=True), "\t", *waarde), "Gegeven", d.Wijziging.GEEN)

    def lijst(self, lijst: d.Lijst, w: d.Wijziging, diep: int) -> None:
        niveau = min(diep + 1, 3)
        achter = "" if niveau == 1 else f" {niveau}"
        nummer = self.pakket.telling(f"List Number{achter}") if lijst.nummering is d.Nummering.CIJFER else None
        for punt in lijst.punten:
            self.punt(punt, lijst.nummering, achter, nummer, w, diep)

    def punt(
        self, punt: d.Punt, soort: d.Nummering, achter: str, nummer: int | None, w: d.Wijziging, diep: int
    ) -> None:
        eerste, rest = punt.gesplitst
        wijziging = eerste.wijziging or w
        if punt.verplaatsing:
            self.grens(d.Bereik(punt.verplaatsing, wijziging, True, punt.auteur))
        anker = punt.anker or eerste.anker
        if soort is d.Nummering.EIGEN:
            p = self.alinea((*punt.aanduiding, "\t", *eerste.inhoud), "Onderdeel", wijziging, anker)
            inspringing = twips(0.9 * (diep + 1))
            p.eigen["tabs"] = eigenschap("tabs", eigenschap("tab", val="left", pos=inspringing))
            p.eigen["ind"] = eigenschap("ind", left=inspringing, hanging=twips(0.9))
        else:
            p = self.alinea(
                eerste.inhoud, ("List Number" if nummer is not None else "List Bullet") + achter, wijziging, anker
            )
            if nummer is not None:
                p.eigen["numPr"] = eigenschap("numPr", eigenschap("ilvl", val=0) + eigenschap("numId", val=nummer))
        for blok in rest:
            self.blok(blok, w, diep=diep + 1)
        if punt.verplaatsing:
            self.grens(d.Bereik(punt.verplaatsing, wijziging, False))

    def figuur(self, figuur: d.Figuur, w: d.Wijziging) -> None:
        if figuur.bijschrift:
            self.alinea(figuur.bijschrift, "Caption", w)
        png, breed = beeld.png(figuur.svg)
        punten = struct.unpack(">II", png[16:24])  # width and height in the header of a PNG
        maat = min(round(breed * 9525), int(_BREEDTE * _EMU))
        verwijzing, naam = self.pakket.beeld(png)
        beeldvak = tekening(next(self.figuren), figuur.alt, naam, verwijzing, maat, round(maat * punten[1] / punten[0]))
        self.uit.append(Alineavak(inhoud=[rauwe_loop(beeldvak)]))
        for blok in figuur.uitleg:
            self.blok(blok, w)

    def inhoudsopgave(self, blok: d.Inhoudsopgave) -> None:
        eigen, regels = self.overzicht(blok)
        self.alinea((blok.titel,), "Heading 2", d.Wijziging.GEEN, eigen.anker)
        alineas = [
            self.alinea((d.Stuk(r.tekst, link=f"#{r.anker}"),), f"toc {r.niveau}", d.Wijziging.GEEN) for r in regels
        ]
        if alineas:
            alineas[0].inhoud.insert(0, veldbegin(f'TOC \\o "2-{blok.tot}" \\h \\z \\u'))
            alineas[-1].inhoud.append(rauwe_loop(eigenschap("fldChar", fldCharType="end")))

    # --- tables ---

    def wissel(self, liggend: bool) -> None:
        """End the section here; what follows stands on a page of its own, landscape or not."""
        self.uit.append(Alineavak(eigen={"sectPr": sectie(self.liggend, self.randverwijzing)}))
        self.liggend, self.randverwijzing = liggend, ""

    def tabel(self, tabel: d.Tabel, w: d.Wijziging) -> None:
        w = tabel.wijziging or w
        draai = tabel.liggend and not self.celbreedte and not self.liggend
        if draai:
            self.wissel(True)
        if tabel.bijschrift:
            self.alinea(tabel.bijschrift, "Caption", w)
        ruimte = self.celbreedte or (_LIGGEND if self.liggend else _BREEDTE)
        totaal = sum(k.breedte for k in tabel.kolommen)
        breedtes = [ruimte * k.breedte / totaal for k in tabel.kolommen]
        raster = "".join(eigenschap("gridCol", w=twips(b)) for b in breedtes)
        rijen = [self.koprij(tabel, breedtes, w)] if tabel.koprij else []
        onder: dict[int, tuple[int, int]] = {}
        for rij, cellen in d.plaatsen(tabel):
            rijen.append(self.rij(tabel, rij, cellen, breedtes, onder, w))
        self.uit.append(eigenschap("tbl", _tabelvorm(tabel) + eigenschap("tblGrid", raster) + "".join(rijen)))
        if draai:
            self.wissel(False)
        else:
            self.uit.append(Alineavak(_stijl("Tabeltekst"), {"spacing": eigenschap("spacing", after=0)}))

    def koprij(self, tabel: d.Tabel, breedtes: list[float], w: d.Wijziging) -> str:
        cellen = []
        for k, breedte in zip(tabel.kolommen, breedtes, strict=True):
            c = d.Cel((d.Alinea(k.kop),), kop=True, wijziging=k.wijziging)
            cellen.append(_vak(breedte, self.celinhoud(c, breedte, w, k.rechts), 1, _grond("E8EEF5") + self.celmerk(c)))
        wie = van_woorden(*(k.kop for k in tabel.kolommen))
        merk = self.rijmerk(tabel.wijziging, wie) if tabel.wijziging and self.spoor else ""
        return eigenschap("tr", eigenschap("trPr", eigenschap("tblHeader") + merk) + "".join(cellen))

    def rij(
        self,
        tabel: d.Tabel,
        rij: d.Rij,
        cellen: tuple[tuple[int, d.Cel], ...],
        breedtes: list[float],
        onder: dict[int, tuple[int, int]],
        w: d.Wijziging,
    ) -> str:
        """A row with the marks around it. *onder*: column → columns and further rows of a cell that reaches down; kept."""
        gezet = {}
        for kolom in list(onder):
            kolommen, rest = onder.pop(kolom)
            gezet[kolom] = _vak(sum(breedtes[kolom : kolom + kolommen]), "<w:p/>", kolommen, "<w:vMerge/>")
            if rest > 1:
                onder[kolom] = kolommen, rest - 1
        for kolom, c in cellen:
            vet = c.kop or (tabel.rijkop and kolom == 0)
            anker = rij.anker if kolom == 0 else ""
            breedte = sum(breedtes[kolom : kolom + c.kolommen])
            inhoud = self.celinhoud(c, breedte, rij.wijziging or w, tabel.kolommen[kolom].rechts, vet=vet, anker=anker)
            meer = '<w:vMerge w:val="restart"/>' if c.rijen > 1 else ""
            meer += _grond("F3F6FA") if c.kop and c.kolommen > 1 else ""
            gezet[kolom] = _vak(breedte, inhoud, c.kolommen, meer + self.celmerk(c))
            if c.rijen > 1:
                onder[kolom] = c.kolommen, c.rijen - 1
        eigen = "" if rij.lang else eigenschap("cantSplit")
        heel = rij.wijziging or tabel.wijziging
        if heel and self.spoor:
            eigen += self.rijmerk(heel, van_blokken(tuple(b for c in rij.cellen for b in c.blokken)))
        uit = eigenschap("tr", (eigenschap("trPr", eigen) if eigen else "") + "".join(gezet[k] for k in sorted(gezet)))
        if heel and self.spoor and rij.verplaatsing:
            begin, eind = (self.bereik(d.Bereik(rij.verplaatsing, heel, b)) for b in (True, False))
            return begin + uit + eind
        return uit

    def celinhoud(
        self, c: d.Cel, breedte: float, w: d.Wijziging, rechts: bool, *, vet: bool = False, anker: str = ""
    ) -> str:
        buiten = self.uit, self.celbreedte, self.vet
        self.uit, self.celbreedte, self.vet = [], breedte, c.kop or vet
        for blok in c.blokken:
            self.blok(blok, w, "Tabeltekst")
        alineas = [p for p in self.uit if isinstance(p, Alineavak)]
        if not alineas:
            alineas = [Alineavak()]
            self.uit += alineas
        for p in alineas:
            if p.stijl in ("", _stijl("Normal")):
                p.stijl = _stijl("Tabeltekst")
            if rechts:
                p.eigen["jc"] = eigenschap("jc", val="right")
        if anker:
            self.boekmerk(alineas[0], anker)
        inhoud = "".join(map(str, self.uit))
        self.uit, self.celbreedte, self.vet = buiten
        return inhoud

    # --- notes ---

    def notendeel(self) -> str:
        """The footnotes (ECMA-376 part 1, 17.11), after the two lines that Word draws above them; empty without notes."""
        if not self.noten:
            return ""
        delen = [
            eigenschap("footnote", str(Alineavak(inhoud=[rauwe_loop(eigenschap(soort))])), type=soort, id=i - 1)
            for i, soort in enumerate(("separator", "continuationSeparator"))
        ]
        merk = rauwe_loop(eigenschap("footnoteRef"), stijl=_stijl("footnote reference")) + loop(" ")
        for nummer, (n, w) in enumerate(self.noten, 1):
            p = Alineavak(_stijl("footnote text"), inhoud=[merk])
            for s in n.inhoud:
                stuk = d.Stuk(s) if isinstance(s, str) else s
                erbij = f" ({stuk.link})" if re.match(r"https?://", stuk.link) and stuk.link not in stuk.tekst else ""
                # Links in notes would need relations of their own: the address stands in the text.
                p.inhoud += self.inhoud((replace(stuk, tekst=stuk.tekst + erbij, link=""),), w)
            delen.append(eigenschap("footnote", str(p), id=nummer))
        return "".join(delen)


def _stijl(naam: str) -> str:
    """The id of a style in ``docx_stijlen.xml``."""
    return naam.replace(" ", "")


def _grond(kleur: str) -> str:
    return eigenschap("shd", val="clear", fill=kleur)


def _vak(breedte: float, inhoud: str, kolommen: int, meer: str) -> str:
    """A cell with its properties (CT_TcPr) in order."""
    over = eigenschap("gridSpan", val=kolommen) if kolommen > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{twips(breedte)}"/>{over}{meer}</w:tcPr>{inhoud}</w:tc>'


def _tabelvorm(tabel: d.Tabel) -> str:
    """Thin lines between rows, header row and first column named as such, caption as accessible title."""
    eerste = int(tabel.rijkop)
    lijnen = "".join(eigenschap(k, val="single", sz=4, space=0, color="C5CED9") for k in ("top", "bottom", "insideH"))
    marges = "".join(
        eigenschap(k, w=v, type="dxa") for k, v in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    return eigenschap(
        "tblPr",
        eigenschap("tblW", type="auto", w=0)
        + eigenschap("tblBorders", lijnen)
        + eigenschap("tblLayout", type="fixed")
        + eigenschap("tblCellMar", marges)
        + eigenschap("tblLook", val="04A0" if eerste else "0420", firstRow=1, firstColumn=eerste, noVBand=1)
        + eigenschap("tblCaption", val=(d.platte_tekst(tabel.bijschrift) or tabel.naam)[:250]),
    )
