"""A document as PDF that is both PDF/A-2a (for the archive) and PDF/UA-1 (for every reader).

Typst sets the source of :mod:`verordening.papier.zetsel` as a tagged PDF that declares both standards, with our fonts
embedded. What it cannot say about tables yet (which cells are the header of their row, and the name of a table without a
caption) is added to the structure afterwards. Nothing is read but fonts and nothing is fetched; no clock is asked. The
same document gives the same bytes. Independent judgement: veraPDF, in the tests.
"""

from __future__ import annotations

import functools
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verordening.bevinding import Geweigerd
from verordening.papier import document as d
from verordening.papier.zetsel import is_rijkop, zetsel

if TYPE_CHECKING:
    import pikepdf
    import typst

_LETTERS = {
    "Liberation Sans": "fonts-liberation",
    "Liberation Mono": "fonts-liberation",
    "DejaVu Sans": "fonts-dejavu-core",
}
"""family → the Debian package that has it"""
_TEKENS = re.compile(r"(the text `?\"(.+?)\"`? could not be displayed|disallowed codepoint `?\"(.+?)\"`?)", re.S)
"""what Typst says of a character without letter, and of one that no archive may hold"""
_DAGEN = re.compile(rb"\s*<(xmp:ModifyDate|xmp:CreateDate|xmpMM:History)>.*?</\1>", re.S)


def pdf(document: d.Document) -> bytes:
    """The document as a PDF file.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`; a font is not installed
            (``lettertype-ontbreekt``); no font has a character (``teken-zonder-letter``), or an archive may not hold it
            (``teken-ongeldig``); a drawing cannot be read (``figuur-onleesbaar``).
    """
    return _voltooi(_zet(zetsel(document), document), document)


@functools.cache
def _zetter() -> typst.Compiler:
    """The typesetter with our fonts and no other, so that every machine gives the same page."""
    import typst

    gevonden = [f for f in typst.Fonts(include_embedded_fonts=False).fonts() if f.family in _LETTERS and f.path]
    mist = [naam for naam in _LETTERS if naam not in {f.family for f in gevonden}]
    if mist:
        pakketten = " en ".join(dict.fromkeys(_LETTERS[naam] for naam in mist))
        raise Geweigerd.om("lettertype-ontbreekt", mist=" en ".join(mist), pakketten=pakketten)
    mappen = sorted({str(Path(f.path).parent) for f in gevonden if f.path})
    letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=mappen)
    return typst.Compiler(font_paths=letters, ignore_system_fonts=True)


def _zet(bron: str, document: d.Document) -> bytes:
    """Typeset a source; its root is an empty folder, so that there is nothing it could read."""
    zetter = _zetter()
    import typst

    with tempfile.TemporaryDirectory(prefix="zetsel-") as leeg:
        try:
            uit = zetter.compile(
                bron.encode("utf-8"), format="pdf", root=leeg, pdf_standards=["a-2a", "ua-1"], timestamp=0
            )
        except typst.TypstError as fout:
            raise _weiger(fout.message, document) from fout
    assert isinstance(uit, bytes)
    return uit


def _weiger(melding: str, document: d.Document) -> Exception:
    """What Typst refuses, as something that a reader can act on; anything else is a mistake of ours."""
    if gevonden := _TEKENS.search(melding):
        tekens = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: chr(int(m[1], 16)), gevonden[2] or gevonden[3])
        namen = ", ".join(f"{t if t.isprintable() else ''} (U+{ord(t):04X})".strip() for t in dict.fromkeys(tekens))
        sleutel = "teken-zonder-letter" if gevonden[2] else "teken-ongeldig/pdf"
        return Geweigerd.om(sleutel, _waar(tekens, document), tekens=namen)
    if "svg" in melding.lower():
        return Geweigerd.om("figuur-onleesbaar/figuur-tekenen", melding=melding)
    return AssertionError(f"Typst refuses our own source: {melding}")


def _waar(teken: str, document: d.Document) -> str:
    """The words around the first place where the character stands; empty when it stands in a title or a drawing."""
    for blok in d.wandel(document.blokken):
        for inhoud in d.delen(blok)[0]:
            for tekst in (d.platte_tekst(inhoud), *(d.platte_tekst(n.inhoud) for n in inhoud if isinstance(n, d.Noot))):
                if (plek := tekst.find(teken)) >= 0:
                    return f"“{tekst[max(0, plek - 25) : plek + 25].strip()}”"
    return ""


# --- what Typst cannot say of tables yet ---


def _voltooi(gegevens: bytes, document: d.Document) -> bytes:
    """Header cells of rows (PDF/UA-1, 7.5: TH with Scope) and names of tables without caption, in the structure."""
    import pikepdf

    with pikepdf.open(io.BytesIO(gegevens)) as bestand:
        gezet = list(_soort(bestand.Root.StructTreeRoot, "/Table"))
        tabellen = [b for b in d.wandel(document.blokken) if isinstance(b, d.Tabel)]
        if len(gezet) != len(tabellen):
            raise AssertionError(f"{len(tabellen)} tables in the document, {len(gezet)} in the structure")
        for knoop, tabel in zip(gezet, tabellen, strict=True):
            _rijkoppen(knoop, tabel)
            if not d.platte_tekst(tabel.bijschrift):
                eigenschap = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String(tabel.naam))
                knoop.A = bestand.make_indirect(pikepdf.Array([*_lijst(knoop.get("/A")), eigenschap]))
        if document.datum is None:
            _zonder_datum(bestand)
        uit = io.BytesIO()
        # qpdf keeps the first half of the file identifier and derives the second from the content.
        bestand.save(uit, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return uit.getvalue()


def _zonder_datum(bestand: pikepdf.Pdf) -> None:
    """Take out the date that Typst asks for: a document without date gets none, and PDF/A (6.6.3) asks for none."""
    import pikepdf

    for sleutel in ("/CreationDate", "/ModDate"):
        del bestand.docinfo[sleutel]
    kaal = _DAGEN.sub(b"", bestand.Root.Metadata.read_bytes())
    bestand.Root.Metadata = bestand.make_stream(kaal, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def _rijkoppen(knoop: pikepdf.Object, tabel: d.Tabel) -> None:
    """Make the header cells of rows TH; Headers go, because where they stand Scope no longer counts (ISO 32000-1, 14.8.4.3.4)."""
    import pikepdf

    groepen = [_kinderen(deel) if deel.S in ("/TBody", "/THead") else [deel] for deel in _kinderen(knoop)]
    rijen = [rij for groep in groepen for rij in groep if rij.S == "/TR"][1 if tabel.koprij else 0 :]
    for rij, (_, cellen) in zip(rijen, d.plaatsen(tabel), strict=True):
        for cel, (kolom, eigen) in zip(_kinderen(rij), cellen, strict=True):
            kenmerken = [k for k in _lijst(cel.get("/A")) if k.get("/O") == "/Table"]
            for kenmerk in kenmerken:
                if "/Headers" in kenmerk:
                    del kenmerk["/Headers"]
            if is_rijkop(eigen, tabel, kolom):
                cel.S = pikepdf.Name.TH
                if not kenmerken:
                    kenmerken = [pikepdf.Dictionary(O=pikepdf.Name.Table)]
                    cel.A = pikepdf.Array([*_lijst(cel.get("/A")), *kenmerken])
                kenmerken[0].Scope = pikepdf.Name.Row


def _soort(knoop: pikepdf.Object, soort: str) -> Iterator[pikepdf.Object]:
    """The structure elements of one kind, in reading order, nested ones too."""
    for kind in _kinderen(knoop):
        if soort == kind.S:
            yield kind
        yield from _soort(kind, soort)


def _kinderen(knoop: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements right under one; marked content and objects left out."""
    import pikepdf

    return [k for k in _lijst(knoop.get("/K")) if isinstance(k, pikepdf.Dictionary) and "/S" in k]


def _lijst(waarde: pikepdf.Object | None) -> list[pikepdf.Object]:
    import pikepdf

    if isinstance(waarde, pikepdf.Array):
        return list(waarde)
    return [] if waarde is None else [waarde]
