"""Writes a document as OpenDocument text (.odt, ODF 1.2), the open format that government must be able to give.

Written without an office program: headings with outline levels, real lists, header rows, notes, bookmarks,
alternatives. Changes are shown as formatting, or as tracked changes (:mod:`verordening.papier.odt`). The same
document gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from verordening.papier import beeld, document as d
from verordening.papier.gang import Gang
from verordening.papier.odt_stijl import NS, Element, blad, e
from verordening.papier.pakket import pak

_MIME = "application/vnd.oasis.opendocument.text"
_WIJZIGING: dict[d.Wijziging, dict[str, object]] = {
    d.Wijziging.INGEVOEGD: {"fo:color": "#0b5324", "style:text-underline-style": "solid"},
    d.Wijziging.VERVALLEN: {"fo:color": "#8c1d18", "style:text-line-through-style": "solid"},
    d.Wijziging.AANGEKOMEN: {
        "fo:color": "#0b4f8a",
        "style:text-underline-style": "solid",
        "style:text-underline-type": "double",
    },
    d.Wijziging.VERTROKKEN: {
        "fo:color": "#5a3277",
        "style:text-line-through-style": "solid",
        "style:text-line-through-type": "double",
    },
}
_ALINEASTIJLEN = {"inleiding": "Inleiding", "klein": "Klein", "citaat": "Quotations", "titel": "Title"}


class Schrijver(Gang):
    """Writes one document; holds the counters and the styles made on the way."""

    def __init__(self, document: d.Document) -> None:
        super().__init__(document)
        self.inhoud = blad("inhoud")
        self.stijlen = next(self.inhoud.iterfind("office:automatic-styles", NS))
        self.loopstijlen: dict[tuple[object, ...], str] = {}
        self.plaatjes: list[bytes] = []
        self.noten: list[d.Noot] = []
        self.tabellen = 0

    def schrijf(self) -> bytes:
        """The whole file as bytes."""
        doc = self.document
        tekst = next(self.inhoud.iterfind("office:body/office:text", NS))
        if doc.titelblad:
            self._titelblad(tekst)
        self.vul_lijf(tekst, doc.blokken)
        taal, _, land = doc.landtaal.partition("-")
        stijlen = blad("stijlen", taal=taal, land=land or "none", status=doc.status, titel=doc.korte_titel)
        return self._pak({"content.xml": self.inhoud, "styles.xml": stijlen, "meta.xml": self._meta()})

    def _titelblad(self, tekst: Element) -> None:
        doc = self.document
        if doc.status:
            tekst.append(self.alinea((doc.status,), "Status_20_liggend" if doc.liggend else "Status"))
        kopstijl = "Titel_20_liggend" if doc.liggend and not doc.status else "Heading_20_1"
        tekst.append(e("text:h", {"text:style-name": kopstijl, "text:outline-level": 1}, doc.titel))
        if doc.ondertitel:
            tekst.append(self.alinea((doc.ondertitel,), "Subtitle"))

    def vul_lijf(self, tekst: Element, blokken: tuple[d.Blok, ...]) -> None:
        """Put the blocks in the body."""
        for blok in blokken:
            tekst.extend(self.blok(blok))

    def _pak(self, delen: dict[str, Element]) -> bytes:
        lijst = e("manifest:manifest", {"manifest:version": "1.2"})
        soorten = {"/": _MIME} | dict.fromkeys(delen, "text/xml")
        soorten |= {f"Pictures/{n}.png": "image/png" for n in range(1, len(self.plaatjes) + 1)}
        for pad, soort in soorten.items():
            lijst.append(e("manifest:file-entry", {"manifest:full-path": pad, "manifest:media-type": soort}))
        xml = {
            naam: etree.tostring(wortel, xml_declaration=True, encoding="UTF-8")
            for naam, wortel in (delen | {"META-INF/manifest.xml": lijst}).items()
        }
        beelden = {f"Pictures/{n}.png": plaatje for n, plaatje in enumerate(self.plaatjes, 1)}
        return pak({"mimetype": _MIME.encode(), **xml, **beelden})

    def _meta(self) -> Element:
        doc = self.document
        m = e("office:meta", None, e("meta:generator", None, "verordening"), e("dc:title", None, doc.titel))
        m.append(e("dc:language", None, doc.landtaal))
        for naam, waarde in (("dc:subject", doc.onderwerp), ("dc:creator", doc.auteur), ("dc:description", doc.status)):
            if waarde:
                m.append(e(naam, None, waarde))
        if doc.datum:
            m.append(e("dc:date", None, f"{doc.datum.isoformat()}T12:00:00"))
        return e("office:document-meta", {"office:version": "1.2"}, m)

    # --- inline ---

    def alinea(self, inhoud: d.Inhoud, stijl: str, w: d.Wijziging = d.Wijziging.GEEN, anker: str = "") -> Element:
        """A paragraph in one style."""
        p = e("text:p", {"text:style-name": stijl})
        return self.vul(p, inhoud, w, anker)

    def vul(self, p: Element, inhoud: d.Inhoud, w: d.Wijziging, anker: str = "") -> Element:
        """Put content (and a bookmark) into an element; gives the element back."""
        if anker:
            p.append(e("text:bookmark", {"text:name": anker}))
        for s in d.stukken(inhoud):
            eigen = s.wijziging or w
            p.extend(self.gemerkt(self.noot(s, eigen) if isinstance(s, d.Noot) else self.stuk(s, eigen), eigen))
        return p

    def gemerkt(self, deel: Element, w: d.Wijziging) -> list[Element]:
        """Words or a note with the marks of change around them; here the words carry their look themselves."""
        return [deel]

    def stuk(self, s: d.Stuk, w: d.Wijziging) -> Element:
        """A run of text, inside a link where it has one."""
        loop = e("text:span", {"text:style-name": self.loopstijl(s, w)}, *_tekst(s.tekst))
        if s.link.startswith("#") or ":" in s.link:
            return e(
                "text:a", {"xlink:type": "simple", "xlink:href": s.link, "text:style-name": "Internet_20_link"}, loop
            )
        return loop

    def loopstijl(self, s: d.Stuk, w: d.Wijziging) -> str:
        """The name of the automatic style for the look of a run; made once."""
        sleutel = (s.vet, s.cursief, s.hoog, s.laag, s.vast, w)
        if sleutel not in self.loopstijlen:
            naam = self.loopstijlen[sleutel] = f"T{len(self.loopstijlen) + 1}"
            vorm: dict[str, object] = dict(_WIJZIGING.get(w, {}))
            if s.vet:
                vorm["fo:font-weight"] = "bold"
            if s.cursief:
                vorm["fo:font-style"] = "italic"
            if s.hoog or s.laag:
                vorm["style:text-position"] = "super 58%" if s.hoog else "sub 58%"
            if s.vast:
                vorm |= {"style:font-name": "Liberation Mono"}
            stijl = e("style:style", {"style:name": naam, "style:family": "text"}, e("style:text-properties", vorm))
            self.stijlen.append(stijl)
        return self.loopstijlen[sleutel]

    def noot(self, n: d.Noot, w: d.Wijziging) -> Element:
        """A footnote at this place, or the number of an equal one before."""
        if n in self.noten:
            nummer = self.noten.index(n) + 1
            naar: dict[str, object] = {"text:note-class": "footnote", "text:reference-format": "text"}
            naar["text:ref-name"] = f"noot{nummer}"
            return e("text:note-ref", naar, str(nummer))
        self.noten.append(n)
        nummer = len(self.noten)
        return e(
            "text:note",
            {"text:id": f"noot{nummer}", "text:note-class": "footnote"},
            e("text:note-citation", None, str(nummer)),
            e("text:note-body", None, self.alinea(n.inhoud, "Footnote", w)),
        )

    # --- blocks ---

    def blok(self, blok: d.Blok, w: d.Wijziging = d.Wijziging.GEEN, stijl: str = "Standard") -> Iterator[Element]:
        """The elements of one block."""
        match blok:
            case d.Kop():
                regel = next(self.kop)
                h = {"text:style-name": f"Heading_20_{blok.niveau}", "text:outline-level": blok.niveau}
                yield self.vul(e("text:h", dict(h)), blok.inhoud, blok.wijziging or w, regel.anker)
            case d.Alinea():
                eigen = _ALINEASTIJLEN.get(blok.soort, stijl)
                yield self.alinea(blok.inhoud, eigen, blok.wijziging or w, blok.anker)
            case d.Lijst():
                yield self.lijst(blok, w, stijl)
            case d.Tabel():
                yield from self.tabel(blok, w, los=stijl == "Standard")
            case d.Figuur():
                yield from self.figuur(blok, w)
            case d.Kader():
                achter = "_20_let_20_op" if blok.soort == "let-op" else ""
                if blok.titel:
                    yield self.alinea(blok.titel, f"Kadertitel{achter}", w)
                for kind in blok.blokken:
                    yield from self.blok(kind, w, f"Kader{achter}")
                yield self.alinea((), "Standard")
            case d.Gegevens() | d.Colofon():
                yield from self.paren(blok)
            case d.Paginaeinde():
                yield e("text:p", {"text:style-name": "einde"})
            case d.Inhoudsopgave():
                yield from self.inhoudsopgave(blok)

    def kopregel(self, titel: str, anker: str) -> Element:
        """A heading of level 2 that a block brings itself (contents, colophon)."""
        h = e("text:h", {"text:style-name": "Heading_20_2", "text:outline-level": 2})
        return self.vul(h, (titel,), d.Wijziging.GEEN, anker)

    def paren(self, blok: d.Gegevens | d.Colofon) -> Iterator[Element]:
        """Name and value per line."""
        if isinstance(blok, d.Colofon):
            yield self.kopregel(blok.titel, next(self.kop).anker)
        for naam, waarde in blok.paren:
            yield self.alinea((d.Stuk(naam, vet=True), "\t", *waarde), "Gegeven")

    def lijst(self, lijst: d.Lijst, w: d.Wijziging, stijl: str) -> Element:
        """A real list, its points and the lists in them."""
        uit = e("text:list", {"text:style-name": lijst.nummering.value})
        for punt in lijst.punten:
            blokken = punt.blokken or (d.Alinea(()),)
            if lijst.nummering is d.Nummering.EIGEN:
                eerste, rest = punt.gesplitst
                begin = d.Alinea(
                    (*punt.aanduiding, "\t", *eerste.inhoud), "", eerste.wijziging, punt.anker or eerste.anker
                )
                blokken = (begin, *rest)
            item = e("text:list-item")
            for kind in blokken:
                item.extend(self.blok(kind, w, "Onderdeel" if stijl == "Standard" else stijl))
            uit.append(item)
        return uit

    def figuur(self, figuur: d.Figuur, w: d.Wijziging) -> Iterator[Element]:
        """Caption, picture and the same information as blocks."""
        if figuur.bijschrift:
            yield self.alinea(figuur.bijschrift, "Bijschrift", w)
        png, breed = beeld.png(figuur.svg)
        self.plaatjes.append(png)
        hoogte = int.from_bytes(png[20:24]) / int.from_bytes(png[16:20])
        cm = min(16.3, breed / 96 * 2.54)
        maten = {"svg:width": f"{cm:.2f}cm", "svg:height": f"{cm * hoogte:.2f}cm", "text:anchor-type": "as-char"}
        n = len(self.plaatjes)
        beeldverwijzing = {"xlink:href": f"Pictures/{n}.png", "xlink:type": "simple", "xlink:show": "embed"}
        lijst = e("draw:frame", {"draw:name": f"Figuur {n}", **maten}, e("draw:image", dict(beeldverwijzing)))
        lijst.append(e("svg:title", None, d.platte_tekst(figuur.bijschrift) or figuur.alt))
        lijst.append(e("svg:desc", None, figuur.alt))
        yield e("text:p", {"text:style-name": "Standard"}, lijst)
        for blok in figuur.uitleg:
            yield from self.blok(blok, w)

    def inhoudsopgave(self, blok: d.Inhoudsopgave) -> Iterator[Element]:
        """The table of contents, already filled."""
        eigen, regels = self.overzicht(blok)
        yield self.kopregel(blok.titel, eigen.anker)
        bron = e("text:table-of-content-source", {"text:outline-level": blok.tot})
        lijf = e("text:index-body")
        for k in regels:
            lijf.append(self.alinea((d.Stuk(k.tekst, link=f"#{k.anker}"),), f"Inhoud_20_{k.niveau}"))
        yield e("text:table-of-content", {"text:name": "inhoud", "text:protected": "true"}, bron, lijf)

    # --- tables ---

    def tabel(self, tabel: d.Tabel, w: d.Wijziging, *, los: bool) -> Iterator[Element]:
        """Caption and table; on a landscape page of its own where it asks for that."""
        self.tabellen += 1
        w = tabel.wijziging or w
        liggend = tabel.liggend and los and not self.document.liggend
        if tabel.bijschrift:
            yield self.alinea(tabel.bijschrift, "Bijschrift_20_liggend" if liggend else "Bijschrift", w)
        t = e("table:table", {"table:name": f"tabel{self.tabellen}"})
        totaal = sum(k.breedte for k in tabel.kolommen)
        for n, k in enumerate(tabel.kolommen, 1):
            naam = f"k{self.tabellen}.{n}"
            vorm = e(
                "style:table-column-properties", {"style:rel-column-width": f"{round(10000 * k.breedte / totaal)}*"}
            )
            self.stijlen.append(e("style:style", {"style:name": naam, "style:family": "table-column"}, vorm))
            t.append(e("table:table-column", {"table:style-name": naam}))
        if tabel.koprij:
            koppen_ = [self.cel(d.Cel((d.Alinea(k.kop),), kop=True), w, k.rechts, "celkop") for k in tabel.kolommen]
            t.append(e("table:table-header-rows", None, e("table:table-row", {"table:style-name": "rij"}, *koppen_)))
        for rij, cellen in d.plaatsen(tabel):
            tr = e("table:table-row", {} if rij.lang else {"table:style-name": "rij"})
            begin = dict(cellen)
            for kolom in range(len(tabel.kolommen)):
                if kolom not in begin:
                    tr.append(e("table:covered-table-cell"))
                    continue
                c = begin[kolom]
                vet = c.kop or (tabel.rijkop and kolom == 0)
                soort = "celtussen" if c.kop and c.kolommen > 1 else "cel"
                anker = rij.anker if kolom == cellen[0][0] else ""
                tr.append(self.cel(c, rij.wijziging or w, tabel.kolommen[kolom].rechts, soort, vet=vet, anker=anker))
            t.append(tr)
        yield t
        yield e("text:p", {"text:style-name": "Weer_20_staand" if liggend else "Tabeltekst"})

    def cel(self, c: d.Cel, w: d.Wijziging, rechts: bool, soort: str, *, vet: bool = False, anker: str = "") -> Element:
        """One cell with its spans."""
        over: dict[str, object] = {"table:style-name": soort, "office:value-type": "string"}
        if c.kolommen > 1:
            over["table:number-columns-spanned"] = c.kolommen
        if c.rijen > 1:
            over["table:number-rows-spanned"] = c.rijen
        stijl = ("Tabelkop" if vet or c.kop else "Tabeltekst") + ("_20_rechts" if rechts else "")
        cel = e("table:table-cell", over)
        for blok in c.blokken or (d.Alinea(()),):
            cel.extend(self.blok(blok, w, stijl))
        if anker:
            eerste = cel.find(f"{{{NS['text']}}}p")
            if eerste is not None:
                merk = e("text:bookmark", {"text:name": anker})
                merk.tail, eerste.text = eerste.text, None
                eerste.insert(0, merk)
        return cel


def _tekst(tekst: str) -> Iterator[Element | str]:
    """Text with what ODF wants as elements: line breaks, tabs, and spaces that would fold."""
    for deel in re.split(r"(\n|\t| {2,}|^ | $)", tekst):
        if deel == "\n":
            yield e("text:line-break")
        elif deel == "\t":
            yield e("text:tab")
        elif deel and not deel.strip(" "):
            yield e("text:s", {"text:c": len(deel)})
        elif deel:
            yield deel
