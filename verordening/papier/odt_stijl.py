"""Styles and pages of every .odt: the same look as the Word file, in ODF 1.2 terms."""

from __future__ import annotations

from typing import Any

from lxml import etree

from verordening.papier.document import Document

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NS = {
    "office": f"{_ODF}office:1.0",
    "style": f"{_ODF}style:1.0",
    "text": f"{_ODF}text:1.0",
    "table": f"{_ODF}table:1.0",
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "svg": f"{_ODF}svg-compatible:1.0",
    "meta": f"{_ODF}meta:1.0",
    "manifest": f"{_ODF}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}

_BLAUW, _GRIJS, _OKER = "#17375e", "#45505c", "#6b4500"


def e(naam: str, attributen: dict[str, object] | None = None, *kinderen: Any) -> Any:
    """An ODF element: ``e("text:p", {"text:style-name": "Standard"}, "words", child)``."""
    voor, kort = naam.split(":")
    element = etree.Element(f"{{{NS[voor]}}}{kort}", nsmap=NS)
    for sleutel, waarde in (attributen or {}).items():
        voor, kort = sleutel.split(":")
        element.set(f"{{{NS[voor]}}}{kort}", str(waarde))
    for kind in kinderen:
        if not isinstance(kind, str):
            element.append(kind)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + kind
        else:
            element.text = (element.text or "") + kind
    return element


def _alinea(
    naam: str, letters: dict[str, object] | None = None, vorm: dict[str, object] | None = None, **meer: str
) -> Any:
    kop = {"style:name": naam, "style:family": "paragraph", "style:class": "text"}
    if naam != "Standard":
        kop["style:parent-style-name"] = meer.get("basis", "Standard")
    if "niveau" in meer:
        kop["style:default-outline-level"] = meer["niveau"]
    if "blad" in meer:
        kop["style:master-page-name"] = meer["blad"]
    stijl = e("style:style", dict(kop))
    if vorm:
        stijl.append(e("style:paragraph-properties", vorm))
    if letters:
        stijl.append(e("style:text-properties", letters))
    return stijl


def _letter(grootte: float, kleur: str = "", *, vet: bool = False, cursief: bool = False) -> dict[str, object]:
    uit: dict[str, object] = {"fo:font-size": f"{grootte}pt"}
    if kleur:
        uit["fo:color"] = kleur
    if vet:
        uit["fo:font-weight"] = "bold"
    if cursief:
        uit["fo:font-style"] = "italic"
    return uit


def _wit(voor: float, na: float, **meer: object) -> dict[str, object]:
    uit: dict[str, object] = {"fo:margin-top": f"{voor}pt", "fo:margin-bottom": f"{na}pt"}
    return uit | {sleutel.replace("__", ":").replace("_", "-"): waarde for sleutel, waarde in meer.items()}


def letters() -> Any:
    """The declaration of fonts that every part of the package needs for itself."""
    namen = ("Liberation Sans", "Liberation Mono")
    delen = (e("style:font-face", {"style:name": n, "svg:font-family": f"'{n}'"}) for n in namen)
    return e("office:font-face-decls", None, *delen)


def stijlblad(document: Document) -> Any:
    """``styles.xml`` of one document."""
    taal, _, land = ("nl-NL" if document.taal == "nl" else document.taal).partition("-")
    basis = {
        "style:font-name": "Liberation Sans",
        "fo:font-size": "10pt",
        "fo:language": taal,
        "fo:country": land or "none",
    }
    standaard = e("style:default-style", {"style:family": "paragraph"}, e("style:text-properties", dict(basis)))
    stijlen = e("office:styles", None, standaard, *_alineastijlen(), *_lijsten(), *_overig())
    bladen = e("office:automatic-styles", None, _blad("staand", "21cm", "29.7cm"), _blad("ligt", "29.7cm", "21cm"))
    meesters = e(
        "office:master-styles", None, _meester(document, "Standard", "staand"), _meester(document, "Liggend", "ligt")
    )
    return e("office:document-styles", {"office:version": "1.2"}, letters(), stijlen, bladen, meesters)


def _alineastijlen() -> list[Any]:
    koppen = {1: (19, 8), 2: (13.5, 18), 3: (11.5, 12), 4: (10, 10), 5: (10, 8), 6: (10, 8)}
    blijf: dict[str, object] = {"fo__keep_with_next": "always"}
    kader: dict[str, object] = {
        "fo__border_left": "2.5pt solid #17375e",
        "fo__padding_left": "0.3cm",
        "fo__background_color": "#f3f6fa",
    }
    letop = kader | {"fo__border_left": "2.5pt solid #8a5a00", "fo__background_color": "#fffaf0"}
    hang: dict[str, object] = {"fo__margin_left": "4cm", "fo__text_indent": "-4cm"}
    return [
        _alinea("Standard", None, _wit(0, 6, fo__line_height="125%", fo__orphans=2, fo__widows=2)),
        *(
            _alinea(
                f"Heading_20_{n}",
                _letter(grootte, _BLAUW, vet=n < 6, cursief=n > 5),
                _wit(voor, 4, **blijf),
                niveau=str(n),
            )
            for n, (grootte, voor) in koppen.items()
        ),
        _alinea("Titel_20_liggend", None, None, basis="Heading_20_1", niveau="1", blad="Liggend"),
        _alinea("Status_20_liggend", basis="Status", blad="Liggend"),
        _alinea("Subtitle", _letter(12, _GRIJS), _wit(0, 10)),
        _alinea("Status", _letter(9, _OKER, vet=True), _wit(0, 2)),
        _alinea("Inleiding", _letter(11)),
        _alinea("Klein", _letter(8.5, _GRIJS)),
        _alinea("Quotations", _letter(10, cursief=True), _wit(0, 6, fo__margin_left="0.8cm")),
        _alinea("Bijschrift", _letter(9, _BLAUW, vet=True), _wit(8, 3, **blijf)),
        _alinea("Bijschrift_20_liggend", basis="Bijschrift", blad="Liggend"),
        _alinea("Weer_20_staand", _letter(2), _wit(0, 0), blad="Standard"),
        _alinea("Kader", None, _wit(0, 0, **kader)),
        _alinea("Kader_20_let_20_op", None, _wit(0, 0, **letop)),
        _alinea("Kadertitel", _letter(10, _BLAUW, vet=True), basis="Kader"),
        _alinea("Kadertitel_20_let_20_op", _letter(10, _OKER, vet=True), basis="Kader_20_let_20_op"),
        _alinea("Tabeltekst", _letter(9), _wit(0, 1, fo__line_height="115%")),
        _alinea("Tabelkop", _letter(9, vet=True), basis="Tabeltekst"),
        _alinea("Tabeltekst_20_rechts", None, {"fo:text-align": "end"}, basis="Tabeltekst"),
        _alinea("Tabelkop_20_rechts", None, {"fo:text-align": "end"}, basis="Tabelkop"),
        _alinea("Onderdeel", None, _wit(0, 3)),
        _alinea("Gegeven", None, _wit(0, 2, **hang)),
        _alinea("Footnote", _letter(8.5), _wit(0, 2)),
        _alinea("Header", _letter(8, _OKER), {"fo:text-align": "end"}),
        _alinea("Footer", _letter(8, _GRIJS)),
        *(_alinea(f"Inhoud_20_{n}", None, _wit(0, 2, fo__margin_left=f"{0.6 * (n - 2)}cm")) for n in range(2, 7)),
    ]


def _lijsten() -> list[Any]:
    """Bullets, figures, and lists whose number is text of our own (no label at all)."""

    def inspringing(n: int) -> Any:
        plaats = {"text:list-level-position-and-space-mode": "label-alignment"}
        label = e(
            "style:list-level-label-alignment",
            {
                "text:label-followed-by": "listtab",
                "text:list-tab-stop-position": f"{0.7 * n:.2f}cm",
                "fo:text-indent": "-0.7cm",
                "fo:margin-left": f"{0.7 * n:.2f}cm",
            },
        )
        return e("style:list-level-properties", dict(plaats), label)

    strepen = [
        e("text:list-level-style-bullet", {"text:level": n, "text:bullet-char": "•–"[n % 2 - 1]}, inspringing(n))
        for n in range(1, 10)
    ]
    cijfers = [
        e(
            "text:list-level-style-number",
            {"text:level": n, "style:num-format": "1", "style:num-suffix": ". ", "text:start-value": 1},
            inspringing(n),
        )
        for n in range(1, 10)
    ]
    return [
        e("text:list-style", {"style:name": "streep"}, *strepen),
        e("text:list-style", {"style:name": "cijfer"}, *cijfers),
    ]


def _overig() -> list[Any]:
    return [
        e(
            "style:style",
            {"style:name": "Internet_20_link", "style:family": "text"},
            e("style:text-properties", {"fo:color": "#0b4f8a", "style:text-underline-style": "solid"}),
        ),
        e(
            "text:notes-configuration",
            {"text:note-class": "footnote", "style:num-format": "1", "style:num-suffix": " "},
        ),
    ]


def _blad(naam: str, breed: str, hoog: str) -> Any:
    maten: dict[str, object] = {
        "fo:page-width": breed,
        "fo:page-height": hoog,
        "fo:margin-top": "1.6cm",
        "fo:margin-bottom": "1.6cm",
        "style:print-orientation": "portrait" if naam == "staand" else "landscape",
        "fo:margin-left": "2.5cm",
        "fo:margin-right": "2.2cm",
    }
    rand = e("style:header-footer-properties", {"fo:min-height": "0.8cm", "fo:margin-bottom": "0.3cm"})
    voet = e("style:header-footer-properties", {"fo:min-height": "0.8cm", "fo:margin-top": "0.3cm"})
    return e(
        "style:page-layout",
        {"style:name": naam},
        e("style:page-layout-properties", maten),
        e("style:header-style", None, rand),
        e("style:footer-style", None, voet),
    )


def _meester(document: Document, naam: str, blad: str) -> Any:
    kop = e("style:header", None, e("text:p", {"text:style-name": "Header"}, document.status))
    titel = document.titel if len(document.titel) < 80 else document.titel[:78].rstrip() + "…"
    voet = e(
        "text:p",
        {"text:style-name": "Footer"},
        f"{titel} · pagina ",
        e("text:page-number", {"text:select-page": "current"}, "1"),
        " van ",
        e("text:page-count", None, "1"),
    )
    return e(
        "style:master-page", {"style:name": naam, "style:page-layout-name": blad}, kop, e("style:footer", None, voet)
    )
