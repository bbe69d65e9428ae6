"""The package around the words of a Word file: header, footer, metadata, notes, pictures, relations (ECMA-376 part 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from verordening.papier.document import Document
from verordening.papier.docx_xml import Alineavak, eigenschap, loop, plat, rauwe_loop, tekst, veld
from verordening.papier.pakket import pak

_KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MS = "http://schemas.openxmlformats.org"
_OD = f"{_MS}/officeDocument/2006/relationships"
_RUIMTEN = (
    f'xmlns:w="{_MS}/wordprocessingml/2006/main" xmlns:r="{_OD}" xmlns:wp="{_MS}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_MS}/drawingml/2006/main" xmlns:pic="{_MS}/drawingml/2006/picture"'
)
_EIGEN = {"styles": "stijlen", "settings": "instellingen", "numbering": "nummering"}
"""kind of part → our own file of it, ``docx_….xml``, with values to fill in"""
_LIJSTEN = {"List Number": 4, "List Number 2": 5, "List Number 3": 6}
"""style of a numbered list → its list in ``docx_nummering.xml``, which has six"""


@dataclass
class Pakket:
    """One Word file in the making: what its words refer to gets a number here."""

    document: Document
    relaties: dict[tuple[str, str], str] = field(default_factory=dict)
    """kind and target → id"""
    beelden: dict[bytes, str] = field(default_factory=dict)
    """picture → file name"""
    lijsten: list[int] = field(default_factory=list)
    """abstract list of every fresh count"""
    opmerkingen: list[str] = field(default_factory=list)
    """elements of the comments in the margin"""

    def __post_init__(self) -> None:
        for soort in (*_EIGEN, "header", "footer"):
            self.relatie(soort, f"{soort}.xml")

    def relatie(self, soort: str, doel: str) -> str:
        """Id of the relation to a part or an address; the same every time."""
        return self.relaties.setdefault((soort, doel), f"rId{len(self.relaties) + 1}")

    def beeld(self, png: bytes) -> tuple[str, str]:
        """Id of the relation to a picture, and its name."""
        naam = self.beelden.setdefault(png, f"image{len(self.beelden) + 1}.png")
        return self.relatie("image", f"media/{naam}"), naam

    def telling(self, stijl: str) -> int:
        """A fresh count in the numbering of a list style; Word would otherwise go on from the list before."""
        self.lijsten.append(_LIJSTEN[stijl])
        return max(_LIJSTEN.values()) + len(self.lijsten)

    def opmerking(self, inhoud: list[str], woorden: str) -> list[str]:
        """The content of a paragraph with a comment on all of it (17.13.4); no words, no comment."""
        if not woorden:
            return inhoud
        nummer, wie = len(self.opmerkingen), self.document.auteur or "verordening"
        alineas = "".join(str(Alineavak(inhoud=[loop(regel)])) for regel in woorden.split("\n"))
        self.opmerkingen.append(eigenschap("comment", alineas, id=nummer, author=wie, initials=wie[:2]))
        begin, eind = (eigenschap(f"commentRange{kant}", id=nummer) for kant in ("Start", "End"))
        return [begin, *inhoud, eind, rauwe_loop(eigenschap("commentReference", id=nummer))]

    @property
    def randverwijzing(self) -> str:
        """References to header and footer, for the first section."""
        kop, voet = (self.relatie(s, f"{s}.xml") for s in ("header", "footer"))
        return eigenschap("headerReference", **{"type": "default", "r:id": kop}) + eigenschap(
            "footerReference", **{"type": "default", "r:id": voet}
        )

    def schrijf(self, lijf: str, noten: str, tabplaats: int) -> bytes:
        """The file.

        Args:
            lijf: content of ``w:body``.
            noten: the ``w:footnote`` elements; empty: the file has none.
            tabplaats: right edge of the text, in twips, for the page number.
        """
        los = {"footnotes": noten, "comments": "".join(self.opmerkingen)}
        los = {soort: inhoud for soort, inhoud in los.items() if inhoud}
        for soort in los:
            self.relatie(soort, f"{soort}.xml")
        tellingen = "".join(
            eigenschap(
                "num",
                eigenschap("abstractNumId", val=a)
                + eigenschap("lvlOverride", eigenschap("startOverride", val=1), ilvl=0),
                numId=n,
            )
            for n, a in enumerate(self.lijsten, max(_LIJSTEN.values()) + 1)
        )
        doc = self.document
        nummer = rauwe_loop(tekst("\tpagina ")) + veld("PAGE", "1") + loop(" van ") + veld("NUMPAGES", "1")
        waarden = {
            "taal": plat(doc.landtaal),
            "tellingen": tellingen,
            "ruimten": _RUIMTEN,
            "status": loop(doc.status) if doc.status else "",
            "tabplaats": str(tabplaats),
            "titel": loop(doc.korte_titel),
            "bladzijde": nummer,
        }
        leden = {
            "[Content_Types].xml": _eigen("soorten").format(los="".join(map(_soort, los))),
            "_rels/.rels": _eigen("begin"),
            "docProps/core.xml": _eigen("kern").format(velden=self._kern()),
            "word/document.xml": f"<w:document {_RUIMTEN}><w:body>{lijf}</w:body></w:document>",
            "word/_rels/document.xml.rels": self._verwijzingen(),
            "word/header.xml": _eigen("kop").format_map(waarden),
            "word/footer.xml": _eigen("voet").format_map(waarden),
        }
        leden |= {f"word/{s}.xml": f"<w:{s} {_RUIMTEN}>{inhoud}</w:{s}>" for s, inhoud in los.items()}
        delen = {naam: _KOP + inhoud for naam, inhoud in leden.items()}
        delen |= {f"word/{soort}.xml": _eigen(naam).format_map(waarden) for soort, naam in _EIGEN.items()}
        beelden = {f"word/media/{naam}": png for png, naam in self.beelden.items()}
        return pak({**{naam: inhoud.encode("utf-8") for naam, inhoud in delen.items()}, **beelden})

    def _verwijzingen(self) -> str:
        """The relations of the words: only addresses lead outside the file."""
        inhoud = ""
        for (soort, doel), nummer in self.relaties.items():
            waar = ' TargetMode="External"' if soort == "hyperlink" else ""
            inhoud += f'<Relationship Id="{nummer}" Type="{_OD}/{soort}" Target="{plat(doel)}"{waar}/>'
        return f'<Relationships xmlns="{_MS}/package/2006/relationships">{inhoud}</Relationships>'

    def _kern(self) -> str:
        """What is said about the document; at most 255 characters each."""
        d = self.document
        velden = [
            ("dc:title", d.titel),
            ("dc:subject", d.onderwerp),
            ("dc:creator", d.auteur),
            ("dc:description", d.status),
            ("cp:lastModifiedBy", d.auteur),
            ("cp:revision", "1"),
            ("dc:language", d.landtaal),
        ]
        inhoud = "".join(f"<{naam}>{plat(waarde[:255])}</{naam}>" for naam, waarde in velden)
        if d.datum:
            for naam in ("created", "modified"):
                inhoud += f'<dcterms:{naam} xsi:type="dcterms:W3CDTF">{d.datum.isoformat()}T12:00:00Z</dcterms:{naam}>'
        return inhoud


@cache
def _eigen(naam: str) -> str:
    """One of our own files, without the words about it."""
    bron = files("verordening.papier").joinpath(f"docx_{naam}.xml").read_text(encoding="utf-8")
    return re.sub(r"<!--.*?-->\s*", "", bron)


def _soort(naam: str) -> str:
    """What a part is that only some files have."""
    soort = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{naam}+xml"
    return f'<Override PartName="/word/{naam}.xml" ContentType="{soort}"/>'
