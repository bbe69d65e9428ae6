"""A document as one self-contained HTML page: no script, nothing from elsewhere, readable by everybody.

WCAG 2.1 AA: language, one h1, landmarks, skip link, real lists, captions and scoped header cells, text cues beside
every change mark, figures with an alternative. All text is escaped in one place (:func:`_t`); nothing else makes markup
of content. A browser prints it decently; the paper of record is :mod:`verordening.papier.pdf`.

>>> from verordening.papier.document import Document, alinea
>>> "&lt;script&gt;" in html(Document("Proef", (alinea("<script>alert(1)</script>"),)))
True
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from verordening.papier import document as d
from verordening.papier.gang import Gang, Kopregel, los
from verordening.papier.keuring import eis

_TAG = {
    d.Wijziging.INGEVOEGD: ("ins", ""),
    d.Wijziging.VERVALLEN: ("del", ""),
    d.Wijziging.AANGEKOMEN: ("ins", ' class="verplaatst"'),
    d.Wijziging.VERTROKKEN: ("del", ' class="verplaatst"'),
}
_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def css() -> str:
    """The style sheet that is embedded in every page."""
    return files("verordening.papier").joinpath("papier.css").read_text(encoding="utf-8")


def html(document: d.Document) -> str:
    """The whole page as text (to be stored as UTF-8).

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    return "\n".join(_Pagina(document).regels()) + "\n"


def fragment(document: d.Document, voorvoegsel: str = "") -> str:
    """The content of a document for inside another page: no title, no style sheet and no ``style=``, so that it stands
    under a content policy that forbids both. Widths of columns are classes (``k5``, ``k10`` … ``k100``, in percents).

    Args:
        voorvoegsel: in front of every id that this module makes, so that two fragments fit on one page.

    Raises:
        Geweigerd: as :func:`html`.
    """
    eis(document)
    pagina = _Pagina(document, voorvoegsel, klassen=True)
    return "\n".join((*(r for blok in document.blokken for r in pagina.blok(blok)), *pagina.notenlijst())) + "\n"


def _t(tekst: str) -> str:
    """Text, escaped for content and for attributes in double quotes; line feeds become breaks in content only."""
    return escape(tekst, quote=True)


class _Pagina(Gang):
    """Renders one document; holds the counters for headings, notes and tables."""

    def __init__(self, document: d.Document, voorvoegsel: str = "", *, klassen: bool = False) -> None:
        super().__init__(document)
        self.voor = voorvoegsel
        self.klassen = klassen
        self.noten: tuple[d.Noot, ...] = d.noten(document)
        self.genoot: set[d.Noot] = set()
        self.tabelteller = 0

    def regels(self) -> Iterator[str]:
        doc = self.document
        yield "<!DOCTYPE html>"
        yield f'<html lang="{_t(doc.taal)}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_t(_CSP)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{_t(doc.titel)}</title>"
        yield from self.metagegevens()
        yield f"<style>\n{css()}</style>"
        yield "</head>"
        yield '<body class="ligt">' if doc.liggend else "<body>"
        yield '<a class="overslaan" href="#inhoud">Naar de inhoud</a>'
        if doc.status:
            yield f'<header><p class="status">{_t(doc.status)}</p></header>'
        yield '<main id="inhoud">'
        yield f'<h1 id="titel">{_t(doc.titel)}</h1>'
        if doc.ondertitel:
            yield f'<p class="ondertitel">{_t(doc.ondertitel)}</p>'
        for blok in doc.blokken:
            yield from self.blok(blok)
        yield from self.notenlijst()
        yield "</main>"
        yield "</body>"
        yield "</html>"

    def metagegevens(self) -> Iterator[str]:
        doc = self.document
        paren = [("author", doc.auteur), ("description", doc.onderwerp), ("generator", "verordening")]
        if doc.datum:
            paren += [("dcterms.created", doc.datum.isoformat()), ("dcterms.modified", doc.datum.isoformat())]
        for naam, waarde in paren:
            if waarde:
                yield f'<meta name="{naam}" content="{_t(waarde)}">'

    # --- inline ---

    def inhoud(self, inhoud: d.Inhoud, wijziging: d.Wijziging = d.Wijziging.GEEN) -> str:
        """Inline content; *wijziging* is that of the block around it and holds for every run without its own."""
        uit: list[str] = []

        for w, groep in groupby(d.stukken(inhoud), key=lambda s: s.wijziging or wijziging):
            tekst = "".join(self.stuk(s) for s in groep)
            if w:
                (tag, klasse), hulp = _TAG[w], f'<span class="hulp">[{w.value}:] </span>'
                tekst = f'<{tag}{klasse}>{hulp}{tekst}<span class="hulp"> [einde {w.value}]</span></{tag}>'
            uit.append(tekst)
        return "".join(uit)

    def stuk(self, s: d.Stuk | d.Noot) -> str:
        if isinstance(s, d.Noot):
            n = self.noten.index(s) + 1
            eigen = "" if s in self.genoot else f' id="{self.voor}nootverwijzing-{n}"'
            self.genoot.add(s)
            hulp = '<span class="hulp">noot </span>'
            return f'<sup class="nootcijfer"><a{eigen} href="#{self.voor}noot-{n}">{hulp}{n}</a></sup>'
        tekst = _t(s.tekst).replace("\n", "<br>")
        if s.link:
            tekst = f'<a href="{_t(s.link)}">{tekst}</a>'
        for aan, tag in ((s.vast, "code"), (s.hoog, "sup"), (s.laag, "sub"), (s.cursief, "em"), (s.vet, "strong")):
            if aan:
                tekst = f"<{tag}>{tekst}</{tag}>"
        return tekst

    # --- blocks ---

    def blok(self, blok: d.Blok, w: d.Wijziging = d.Wijziging.GEEN) -> Iterator[str]:
        match blok:
            case d.Kop():
                regel = next(self.kop)
                tekst = self.inhoud(blok.inhoud, blok.wijziging or w)
                yield f'<h{blok.niveau} id="{_t(regel.anker)}">{tekst}{self.vaste_link(blok.anker)}</h{blok.niveau}>'
            case d.Alinea():
                anker = f' id="{_t(blok.anker)}"' if blok.anker else ""
                klasse = f' class="{_t(blok.soort)}"' if blok.soort else ""
                tekst = self.inhoud(blok.inhoud, blok.wijziging or w)
                citaat = blok.soort == "citaat"
                yield f"<blockquote{anker}><p>{tekst}</p></blockquote>" if citaat else f"<p{anker}{klasse}>{tekst}</p>"
            case d.Lijst():
                yield from self.lijst(blok, w)
            case d.Tabel():
                yield from self.tabel(blok, w)
            case d.Figuur():
                yield from self.figuur(blok)
            case d.Kader():
                yield f'<div class="kader {_t(blok.soort)}" role="group">'
                if blok.titel:
                    yield f'<p class="kadertitel">{self.inhoud(blok.titel)}</p>'
                for kind in blok.blokken:
                    yield from self.blok(kind, w)
                yield "</div>"
            case d.Gegevens() | d.Colofon():
                yield from self.paren(blok)
            case d.Paginaeinde():
                yield '<div class="paginaeinde"></div>'
            case d.Inhoudsopgave():
                yield from self.inhoudsopgave(blok)

    def paren(self, blok: d.Gegevens | d.Colofon) -> Iterator[str]:
        if isinstance(blok, d.Colofon):
            anker = _t(next(self.kop).anker)
            yield f'<section class="colofon" aria-labelledby="{anker}">'
            yield f'<h2 id="{anker}">{_t(blok.titel)}</h2>'
        yield f'<dl class="{"colofonregels" if isinstance(blok, d.Colofon) else "gegevens"}">'
        for naam, waarde in blok.paren:
            yield f"<div><dt>{_t(naam)}</dt><dd>{self.inhoud(waarde)}</dd></div>"
        yield "</dl>"
        if isinstance(blok, d.Colofon):
            yield "</section>"

    def vaste_link(self, anker: str) -> str:
        """A visible link to the place itself, to be copied; empty when the page has none."""
        if not anker or not self.document.vaste_links:
            return ""
        return f' <a class="vast" href="#{_t(anker)}"><span class="hulp">vaste link naar deze plaats </span>#</a> '

    def lijst(self, lijst: d.Lijst, w: d.Wijziging) -> Iterator[str]:
        tag = "ul" if lijst.nummering is d.Nummering.STREEP else "ol"
        klasse = ' class="eigen"' if lijst.nummering is d.Nummering.EIGEN else ""
        yield f"<{tag}{klasse}>"
        for punt in lijst.punten:
            anker = f' id="{_t(punt.anker)}"' if punt.anker else ""
            yield f"<li{anker}>{self.vaste_link(punt.anker)}{self.punt(punt, lijst.nummering, w)}</li>"
        yield f"</{tag}>"

    def punt(self, punt: d.Punt, nummering: d.Nummering, w: d.Wijziging) -> str:
        nummer = ""
        if nummering is d.Nummering.EIGEN and punt.aanduiding:
            # The number of a new point is new too.
            nummer = f'<span class="nummer">{self.inhoud(punt.aanduiding, punt.gesplitst[0].wijziging or w)}</span> '
        return nummer + self.los(punt.blokken, w)

    def los(self, blokken: tuple[d.Blok, ...], w: d.Wijziging) -> str:
        """Blocks inside a point or a cell (:func:`verordening.papier.gang.los`)."""
        eerste, rest = los(blokken)
        uit = [self.inhoud(eerste.inhoud, eerste.wijziging or w)] if eerste else []
        return "\n".join([*uit, *(regel for blok in rest for regel in self.blok(blok, w))])

    def tabel(self, tabel: d.Tabel, w: d.Wijziging) -> Iterator[str]:
        self.tabelteller += 1
        w = tabel.wijziging or w
        naam = f"{self.voor}tabel-{self.tabelteller}"
        klasse = "tabel" + (" liggend" if tabel.liggend else "") + (" kort" if len(tabel.rijen) <= 8 else "")
        heet = f'aria-labelledby="{naam}"' if tabel.bijschrift else f'aria-label="{_t(tabel.naam)}"'
        yield f'<div class="{klasse}" role="region" {heet} tabindex="0">'
        yield "<table>" if tabel.bijschrift else f"<table {heet}>"
        if tabel.bijschrift:
            yield f'<caption id="{naam}">{self.inhoud(tabel.bijschrift, w)}</caption>'
        totaal = sum(k.breedte for k in tabel.kolommen)
        yield f"<colgroup>{''.join(self.kolom(100 * k.breedte / totaal) for k in tabel.kolommen)}</colgroup>"
        if tabel.koprij:
            yield f"<thead><tr>{''.join(self.kolomkop(k, w) for k in tabel.kolommen)}</tr></thead>"
        yield "<tbody>"
        for rij, cellen in d.plaatsen(tabel):
            anker = f' id="{_t(rij.anker)}"' if rij.anker else ""
            gezet = "".join(self.cel(c, tabel, kolom, rij.wijziging or w) for kolom, c in cellen)
            lang = ' class="lang"' if rij.lang else ""
            yield f"<tr{anker}{lang}>{gezet}</tr>"
        yield "</tbody>"
        yield "</table>"
        yield "</div>"

    def kolom(self, procent: float) -> str:
        breed = f'class="k{max(5, 5 * round(procent / 5))}"' if self.klassen else f'style="width:{procent:.2f}%"'
        return f"<col {breed}>"

    def kolomkop(self, kolom: d.Kolom, w: d.Wijziging) -> str:
        rechts = ' class="rechts"' if kolom.rechts else ""
        heet = "" if d.platte_tekst(kolom.kop).strip() else f' aria-label="{_t(kolom.naam)}"'
        return f'<th scope="col"{rechts}{heet}>{self.inhoud(kolom.kop, w)}</th>'

    def cel(self, cel: d.Cel, tabel: d.Tabel, kolom: int, w: d.Wijziging) -> str:
        over = f' colspan="{cel.kolommen}"' if cel.kolommen > 1 else ""
        over += f' rowspan="{cel.rijen}"' if cel.rijen > 1 else ""
        if cel.kop or (tabel.rijkop and kolom == 0):
            scope = "rowgroup" if cel.rijen > 1 else "row"
            return f'<th scope="{scope}"{over}>{self.los(cel.blokken, w)}</th>'
        rechts = ' class="rechts"' if tabel.kolommen[kolom].rechts else ""
        return f"<td{over}{rechts}>{self.los(cel.blokken, w)}</td>"

    def figuur(self, figuur: d.Figuur) -> Iterator[str]:
        # As an image and not inline: a drawing in an <img> can neither run script nor fetch anything, nor clash in ids.
        gegevens = base64.b64encode(figuur.svg).decode("ascii")
        yield f'<figure class="{"liggend" if figuur.liggend else "staand"}">'
        if figuur.bijschrift:
            yield f"<figcaption>{self.inhoud(figuur.bijschrift)}</figcaption>"
        yield f'<img src="data:image/svg+xml;base64,{gegevens}" alt="{_t(figuur.alt)}">'
        yield "</figure>"
        for blok in figuur.uitleg:
            yield from self.blok(blok)

    def inhoudsopgave(self, blok: d.Inhoudsopgave) -> Iterator[str]:
        eigen, regels = self.overzicht(blok)
        yield f'<nav class="inhoudsopgave" aria-labelledby="{_t(eigen.anker)}">'
        yield f'<h2 id="{_t(eigen.anker)}">{_t(blok.titel)}</h2>'
        yield "".join(self.inhoudslijst(regels))
        yield "</nav>"

    def inhoudslijst(self, regels: list[Kopregel]) -> Iterator[str]:
        if not regels:
            return
        niveau = regels[0].niveau
        yield "<ul>"
        i = 0
        while i < len(regels):
            j = i + 1
            while j < len(regels) and regels[j].niveau > niveau:
                j += 1
            yield f'<li><a href="#{_t(regels[i].anker)}">{_t(regels[i].tekst)}</a>'
            yield from self.inhoudslijst(regels[i + 1 : j])
            yield "</li>"
            i = j
        yield "</ul>"

    def notenlijst(self) -> Iterator[str]:
        if not self.noten:
            return
        yield f'<section class="noten" aria-labelledby="{self.voor}noten">'
        yield f'<h2 id="{self.voor}noten">Noten</h2>'
        yield "<ol>"
        for n, noot in enumerate(self.noten, 1):
            terug = f'<a class="terug" href="#{self.voor}nootverwijzing-{n}">terug naar de tekst bij noot {n}</a>'
            yield f'<li id="{self.voor}noot-{n}">{self.inhoud(noot.inhoud, noot.wijziging)} {terug}</li>'
        yield "</ol>"
        yield "</section>"
