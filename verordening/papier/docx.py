"""A document as Word file: real styles, headings, lists, header rows, notes, alternatives; the same bytes every time.

Changes are shown in one of two ways. Without *spoor* they are formatting (underlined, struck out), as a was-wordt table
needs. With *spoor* they are tracked changes that Word and LibreOffice accept and reject one by one (ECMA-376 part 1,
17.13.5): ``w:ins``, ``w:del``, ``w:moveTo`` and ``w:moveFrom`` around runs, marks on whole paragraphs and on table rows.
What moved as a whole stands between range marks that share a name at both places. A row has no mark for moving: there
the row as such is new or gone and its paragraphs moved.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import count
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, RGBColor
from lxml import etree

from verordening.papier import beeld
from verordening.papier.document import (
    Alinea,
    Bereik,
    Blok,
    Cel,
    Colofon,
    Document,
    Figuur,
    Gegevens,
    Inhoud,
    Inhoudsopgave,
    Kader,
    Kop,
    Lijst,
    Noot,
    Nummering,
    Paginaeinde,
    Punt,
    Stuk,
    Tabel,
    Wijziging,
    koppen,
    plaatsen,
    stukken,
)  # fmt: skip
from verordening.papier.docx_stijl import BREEDTE, LIGGEND, draai, element, rand, sjabloon, tabelvorm, veldbegin
from verordening.papier.keuring import eis
from verordening.papier.pakket import vast
from verordening.papier.spoor import Spoor

__all__ = ["Spoor", "docx"]

_KLEUR = {
    Wijziging.INGEVOEGD: RGBColor(0x0B, 0x53, 0x24),
    Wijziging.VERVALLEN: RGBColor(0x8C, 0x1D, 0x18),
    Wijziging.AANGEKOMEN: RGBColor(0x0B, 0x4F, 0x8A),
    Wijziging.VERTROKKEN: RGBColor(0x5A, 0x32, 0x77),
}
_SPOORTAG = {
    Wijziging.INGEVOEGD: "w:ins",
    Wijziging.VERVALLEN: "w:del",
    Wijziging.AANGEKOMEN: "w:moveTo",
    Wijziging.VERTROKKEN: "w:moveFrom",
}


def docx(document: Document, spoor: Spoor | None = None) -> bytes:
    """The document as .docx.

    Args:
        document: what to render.
        spoor: make changes tracked changes, in this name and at this moment; ``None``: show them as formatting.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    return _Schrijver(document, spoor).schrijf()


class _Schrijver:
    """Writes one document; holds the counters and the place where the next block goes."""

    def __init__(self, document: Document, spoor: Spoor | None) -> None:
        self.document = document
        self.spoor = spoor
        self.d = sjabloon(document)
        self.koppen = koppen(document)
        self.kop = iter(self.koppen)
        self.noten: list[tuple[Noot, Wijziging]] = []
        self.ids = count(1)
        self.plekken: dict[str, str] = {}
        """anchor → bookmark name: Word wants letters, digits and underscores, at most 40"""
        self.kader = ""
        self.bereiken: dict[tuple[str, Wijziging], int] = {}
        """name and side of a moved range → its id"""
        self.stijlid = {s.name: s.style_id for s in self.d.styles}
        """name → id; python-docx looks through all styles at every paragraph, which takes half the time of a long table"""

    def schrijf(self) -> bytes:
        doc, d = self.document, self.d
        if doc.status:
            d.add_paragraph(doc.status, "Status")
        d.add_paragraph(doc.titel, "Heading 1")
        if doc.ondertitel:
            d.add_paragraph(doc.ondertitel, "Subtitle")
        for blok in doc.blokken:
            self.blok(d, blok, Wijziging.GEEN)
        self.notendeel()
        uit = io.BytesIO()
        d.save(uit)
        return vast(uit.getvalue())

    # --- inline ---

    def merk(self, w: Wijziging, *inhoud: Any) -> Any:
        """``w:ins``, ``w:del``, ``w:moveTo`` or ``w:moveFrom`` with id, author and date."""
        return element(_SPOORTAG[w], *inhoud, **self.wie(next(self.ids)))

    def rijmerk(self, w: Wijziging) -> Any:
        """The mark of a table row: new or gone, because rows cannot be marked as moved (CT_TrPr)."""
        return self.merk(Wijziging.INGEVOEGD if w.nieuw else Wijziging.VERVALLEN)

    def wie(self, nummer: int) -> dict[str, object]:
        """Attributes of a tracked change."""
        assert self.spoor is not None
        return {"w:id": nummer, "w:author": self.spoor.auteur, "w:date": f"{self.spoor.tijd}Z"}

    def bereik(self, b: Bereik) -> Any:
        """A mark at the begin or the end of what moved."""
        soort = "w:moveTo" if b.wijziging.nieuw else "w:moveFrom"
        if b.begin:
            nummer = self.bereiken[b.naam, b.wijziging] = next(self.ids)
            return element(f"{soort}RangeStart", **self.wie(nummer), **{"w:name": b.naam})
        return element(f"{soort}RangeEnd", **{"w:id": self.bereiken.pop((b.naam, b.wijziging))})

    def grens(self, waar: Any, b: Bereik) -> None:
        """Put such a mark between the blocks; in a cell the last thing must be a paragraph, so there it goes inside."""
        if not self.spoor:
            return
        if waar is self.d:
            self.d.element.body[-1].addprevious(self.bereik(b))  # the last child is w:sectPr
        elif b.begin:
            waar._tc.append(self.bereik(b))
        else:
            waar.paragraphs[-1]._p.append(self.bereik(b))

    def inhoud(self, alinea: Any, inhoud: Inhoud, w: Wijziging) -> None:
        """Add inline content to a paragraph; *w* holds for runs that have no change of their own."""
        for s in stukken(inhoud):
            eigen = s.wijziging or w
            loop = self.noot(alinea, s, eigen) if isinstance(s, Noot) else self.stuk(alinea, s, eigen)
            doel = loop
            if eigen and self.spoor:
                doel = self.merk(eigen)
                loop.addprevious(doel)
                doel.append(loop)
                if eigen is Wijziging.VERVALLEN:
                    for t in loop.findall(qn("w:t")):
                        t.tag = qn("w:delText")
                        t.set(qn("xml:space"), "preserve")
            if isinstance(s, Stuk) and s.link:
                self.koppel(alinea, doel, s.link)

    def stuk(self, alinea: Any, s: Stuk, w: Wijziging) -> Any:
        loop = alinea.add_run(s.tekst)
        loop.bold, loop.italic = s.vet or None, s.cursief or None
        if s.hoog:
            loop.font.superscript = True
        if s.laag:
            loop.font.subscript = True
        if s.vast:
            loop._r.style = self.stijlid["Code"]
        if s.link and (":" in s.link or s.link.startswith("#")):
            loop._r.style = self.stijlid["Hyperlink"]
        if w and not self.spoor:
            loop.font.color.rgb = _KLEUR[w]
            if w.nieuw:
                loop.font.underline = True if w is Wijziging.INGEVOEGD else WD_UNDERLINE.DOUBLE
            loop.font.strike = w is Wijziging.VERVALLEN or None
            loop.font.double_strike = w is Wijziging.VERTROKKEN or None
        if s.taal:
            loop._r.get_or_add_rPr().append(element("w:lang", **{"w:val": s.taal}))
        return loop._r

    def koppel(self, alinea: Any, loop: Any, doel: str) -> None:
        if doel.startswith("#"):
            h = element("w:hyperlink", **{"w:anchor": self.plek(doel[1:]), "w:history": 1})
        elif ":" in doel:
            h = element("w:hyperlink", **{"r:id": alinea.part.relate_to(doel, RT.HYPERLINK, is_external=True)})
        else:
            return
        loop.addprevious(h)
        h.append(loop)

    def noot(self, alinea: Any, n: Noot, w: Wijziging) -> Any:
        self.noten.append((n, w))
        loop = alinea.add_run()
        loop._r.style = self.stijlid["footnote reference"]
        loop._r.append(element("w:footnoteReference", **{"w:id": len(self.noten)}))
        return loop._r

    def plek(self, anker: str) -> str:
        kaal = re.sub(r"\W", "_", anker)[:30]
        return self.plekken.setdefault(anker, f"p{len(self.plekken) + 1}_{kaal}")

    def boekmerk(self, alinea: Any, anker: str) -> None:
        nummer = next(self.ids)
        begin = element("w:bookmarkStart", **{"w:id": nummer, "w:name": self.plek(anker)})
        einde = element("w:bookmarkEnd", **{"w:id": nummer})
        eerste = next((k for k in alinea._p if k.tag != qn("w:pPr")), None)
        if eerste is None:
            alinea._p.append(begin)
        else:
            eerste.addprevious(begin)
        alinea._p.append(einde)

    # --- paragraphs ---

    def alinea(self, waar: Any, inhoud: Inhoud, stijl: str, w: Wijziging, anker: str = "") -> Any:
        """A paragraph at *waar*."""
        p = waar.add_paragraph()
        p._p.style = self.stijlid[stijl]
        if self.kader:
            rand(p, self.kader)
        self.inhoud(p, inhoud, w)
        if w and self.spoor:
            eigenschappen = p._p.get_or_add_pPr()
            loopmerk = element("w:rPr", self.merk(w))
            volgende = eigenschappen.find(qn("w:sectPr"))
            if volgende is None:
                eigenschappen.append(loopmerk)
            else:
                volgende.addprevious(loopmerk)
        if anker:
            self.boekmerk(p, anker)
        return p

    # --- blocks ---

    def blok(self, waar: Any, blok: Blok, w: Wijziging, tekststijl: str = "Normal", diep: int = 0) -> None:
        match blok:
            case Kop():
                self.alinea(waar, blok.inhoud, f"Heading {blok.niveau}", blok.wijziging or w, next(self.kop).anker)
            case Alinea():
                stijlen = {"inleiding": "Inleiding", "klein": "Klein", "citaat": "Quote"}
                stijl = stijlen.get(blok.soort, tekststijl)
                p = self.alinea(waar, blok.inhoud, stijl, blok.wijziging or w, blok.anker)
                if diep and not blok.soort:
                    p.paragraph_format.left_indent = Cm(0.63 * diep)
            case Lijst():
                self.lijst(waar, blok, w, tekststijl, diep)
            case Tabel():
                self.tabel(waar, blok, w)
            case Figuur():
                self.figuur(waar, blok, w)
            case Kader():
                self.kader = "let-op" if blok.soort == "let-op" else "gewoon"
                if blok.titel:
                    self.alinea(waar, blok.titel, "Kadertitel", w).paragraph_format.keep_with_next = True
                for kind in blok.blokken:
                    self.blok(waar, kind, w)
                self.kader = ""
            case Gegevens():
                self.paren(waar, blok.paren)
            case Colofon():
                self.alinea(waar, (blok.titel,), "Heading 2", w, next(self.kop).anker)
                self.paren(waar, blok.paren)
            case Paginaeinde():
                waar.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Inhoudsopgave():
                self.inhoudsopgave(waar, blok)
            case Bereik():
                self.grens(waar, blok)

    def paren(self, waar: Any, paren: tuple[tuple[str, Inhoud], ...]) -> None:
        for naam, waarde in paren:
            self.alinea(waar, (Stuk(naam, vet=True), "\t", *waarde), "Gegeven", Wijziging.GEEN)

    def lijst(self, waar: Any, lijst: Lijst, w: Wijziging, tekststijl: str, diep: int) -> None:
        niveau = min(diep + 1, 3)
        achter = "" if niveau == 1 else f" {niveau}"
        nummer = self.nummering(f"List Number{achter}") if lijst.nummering is Nummering.CIJFER else None
        for punt in lijst.punten:
            self.punt(waar, punt, lijst.nummering, achter, nummer, w, diep)

    def punt(
        self, waar: Any, punt: Punt, soort: Nummering, achter: str, nummer: int | None, w: Wijziging, diep: int
    ) -> None:
        eerste, rest = (punt.blokken[0], punt.blokken[1:]) if punt.blokken else (Alinea(()), ())
        if not isinstance(eerste, Alinea):
            eerste, rest = Alinea(()), punt.blokken
        wijziging = eerste.wijziging or w
        if punt.verplaatsing:
            self.grens(waar, Bereik(punt.verplaatsing, wijziging, True))
        anker = punt.anker or eerste.anker
        if soort is Nummering.EIGEN:
            p = self.alinea(waar, (*punt.aanduiding, "\t", *eerste.inhoud), "Onderdeel", wijziging, anker)
            p.paragraph_format.left_indent = Cm(0.9 * (diep + 1))
            p.paragraph_format.first_line_indent = Cm(-0.9)
            p.paragraph_format.tab_stops.add_tab_stop(Cm(0.9 * (diep + 1)))
        else:
            stijl = ("List Number" if soort is Nummering.CIJFER else "List Bullet") + achter
            p = self.alinea(waar, eerste.inhoud, stijl, wijziging, anker)
            if nummer is not None:
                p._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = nummer
                p._p.pPr.numPr.get_or_add_ilvl().val = 0
        for blok in rest:
            self.blok(waar, blok, w, diep=diep + 1)
        if punt.verplaatsing:
            self.grens(waar, Bereik(punt.verplaatsing, wijziging, False))

    def nummering(self, stijl: str) -> int:
        """A fresh count for one list in the style's numbering; Word would otherwise go on from the list before."""
        deel = self.d.part.numbering_part.element
        basis = self.d.styles[stijl].element.pPr.numPr.numId.val
        abstract = next(n for n in deel.num_lst if n.numId == basis).abstractNumId.val
        nieuw = deel.add_num(abstract)
        nieuw.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(nieuw.numId)

    def figuur(self, waar: Any, figuur: Figuur, w: Wijziging) -> None:
        if figuur.bijschrift:
            self.alinea(waar, figuur.bijschrift, "Caption", w)
        png, breed = beeld.png(figuur.svg)
        loop = waar.add_paragraph().add_run()
        beeldvorm = loop.add_picture(io.BytesIO(png), width=min(Emu(round(breed * 9525)), BREEDTE))
        eigenschappen = beeldvorm._inline.docPr
        eigenschappen.set("descr", figuur.alt)
        eigenschappen.set("name", f"Figuur {eigenschappen.get('id')}")
        for blok in figuur.uitleg:
            self.blok(waar, blok, w)

    def inhoudsopgave(self, waar: Any, blok: Inhoudsopgave) -> None:
        eigen = next(self.kop)
        self.alinea(waar, (blok.titel,), "Heading 2", Wijziging.GEEN, eigen.anker)
        regels = [k for k in self.koppen if k.niveau <= blok.tot and k is not eigen]
        for i, regel in enumerate(regels):
            p = self.alinea(waar, (Stuk(regel.tekst, link=f"#{regel.anker}"),), f"toc {regel.niveau}", Wijziging.GEEN)
            if i == 0:
                for deel in reversed(veldbegin(f'TOC \\o "2-{blok.tot}" \\h \\z \\u')):
                    p._p.pPr.addnext(deel)
            if i == len(regels) - 1:
                p._p.append(element("w:r", element("w:fldChar", **{"w:fldCharType": "end"})))

    # --- tables ---

    def tabel(self, waar: Any, tabel: Tabel, w: Wijziging) -> None:
        los, w = waar is self.d, tabel.wijziging or w
        draai_blad = tabel.liggend and los and not self.document.liggend
        if draai_blad:
            draai(self.d.add_section(WD_SECTION.NEW_PAGE), True)
        if tabel.bijschrift:
            self.alinea(waar, tabel.bijschrift, "Caption", w)
        ruimte = (LIGGEND if draai_blad or self.document.liggend else BREEDTE) if los else getattr(waar, "width", None) or Cm(6)
        rijen, kolommen = len(tabel.rijen) + 1, len(tabel.kolommen)
        t = waar.add_table(rijen, kolommen)
        t.autofit = False
        tabelvorm(t, tabel)
        breedtes = [int(ruimte * k.breedte / sum(x.breedte for x in tabel.kolommen)) for k in tabel.kolommen]
        # One pass over the grid: python-docx computes it anew at every look.
        rooster = [list(r.cells) for r in t.rows]
        for i, k in enumerate(tabel.kolommen):
            t.columns[i].width = Emu(breedtes[i])
            self.cel(rooster[0][i], Cel((Alinea(k.kop),), kop=True), w, k.rechts, "E8EEF5")
        t.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        if tabel.wijziging and self.spoor:
            t.rows[0]._tr.trPr.append(self.rijmerk(tabel.wijziging))
        for nummer, (rij, cellen) in enumerate(plaatsen(tabel), 1):
            tr = t.rows[nummer]._tr
            if not rij.lang:
                tr.get_or_add_trPr().append(element("w:cantSplit"))
            wijziging = rij.wijziging or w
            for kolom, c in cellen:
                doel = rooster[nummer][kolom]
                if c.kolommen > 1 or c.rijen > 1:
                    doel = doel.merge(rooster[nummer + c.rijen - 1][kolom + c.kolommen - 1])
                kop = c.kop or (tabel.rijkop and kolom == 0)
                kleur = "F3F6FA" if c.kop and c.kolommen > 1 else ""
                self.cel(doel, c, wijziging, tabel.kolommen[kolom].rechts, kleur, vet=kop)
            if (heel := rij.wijziging or tabel.wijziging) and self.spoor:
                tr.get_or_add_trPr().append(self.rijmerk(heel))
                if rij.verplaatsing:
                    tr.addprevious(self.bereik(Bereik(rij.verplaatsing, heel, True)))
                    tr.addnext(self.bereik(Bereik(rij.verplaatsing, heel, False)))
            if rij.anker:
                self.boekmerk(rooster[nummer][0].paragraphs[0], rij.anker)
        for rij_ in rooster:
            for i, c_ in enumerate(rij_):
                if c_._tc.grid_span == 1:
                    c_.width = Emu(breedtes[i])
        if draai_blad:
            draai(self.d.add_section(WD_SECTION.NEW_PAGE), False)
        else:
            na = waar.add_paragraph(style="Tabeltekst")
            na.paragraph_format.space_after = 0

    def cel(self, doel: Any, c: Cel, w: Wijziging, rechts: bool, kleur: str, *, vet: bool = False) -> None:
        leeg = doel.paragraphs[0]
        for blok in c.blokken:
            self.blok(doel, blok, w, "Tabeltekst")
        if len(doel.paragraphs) > 1:
            leeg._p.getparent().remove(leeg._p)
        for p in doel.paragraphs:
            if p._p.style in (None, self.stijlid["Normal"]):
                p._p.style = self.stijlid["Tabeltekst"]
            if rechts:
                p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if c.kop or vet:
                for loop in p._p.iter(qn("w:r")):
                    eigenschappen = loop.get_or_add_rPr()
                    eigenschappen.get_or_add_b().val = True
        if kleur:
            doel._tc.get_or_add_tcPr().append(element("w:shd", **{"w:val": "clear", "w:fill": kleur}))

    # --- notes ---

    def notendeel(self) -> None:
        """The part with the footnotes (ECMA-376 part 1, 17.11); python-docx has none."""
        if not self.noten:
            return
        streep = ("separator", "continuationSeparator")
        wortel = etree.fromstring(f"<w:footnotes {nsdecls('w', 'r')}/>".encode())
        for i, soort in enumerate(streep):
            p = element("w:p", element("w:r", element(f"w:{soort}")))
            wortel.append(element("w:footnote", p, **{"w:type": soort, "w:id": i - 1}))
        deel = Part(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            b"",
            self.d.part.package,
        )
        for nummer, (n, w) in enumerate(self.noten, 1):
            p = self.d.add_paragraph(style="footnote text")
            p.add_run(style="footnote reference")._r.append(element("w:footnoteRef"))
            p.add_run(" ")
            for s in n.inhoud:
                stuk = Stuk(s) if isinstance(s, str) else s
                erbij = f" ({stuk.link})" if re.match(r"https?://", stuk.link) and stuk.link not in stuk.tekst else ""
                # Links in notes would need relations of their own: the address stands in the text.
                self.inhoud(p, (replace(stuk, tekst=stuk.tekst + erbij, link=""),), w)
            p._p.getparent().remove(p._p)
            wortel.append(element("w:footnote", p._p, **{"w:id": nummer}))
        deel._blob = etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.d.part.relate_to(deel, RT.FOOTNOTES)
