"""The package of a Word file: its parts, found by their relations; nothing outside the file is ever loaded.

Strict and transitional files become one kind here: the addresses of the strict namespaces are replaced by those of the
transitional ones before anything is read (ECMA-376 part 1 and part 4 have the same words).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.etree import _Element

from verordening.bevinding import Bevinding, Geweigerd
from verordening.xmlveilig import ZIP_KAPOT, lees_xml

_GROOTST = 60_000_000
_DICHTST = 200
"""Largest ratio of unpacked to packed size that a text part has in practice, with room to spare."""
_BESTANDEN = 2_000
_PURL = b"http://purl.oclc.org/ooxml"
_OPEN = b"http://schemas.openxmlformats.org"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRIKT = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/diagram", b"drawingml/2006/diagram"),
    (b"officeDocument/customXml", b"officeDocument/2006/customXml"),
)
_BUITEN_MAG = frozenset(
    {"hyperlink", "attachedTemplate", "image", "mailMergeSource", "mailMergeHeaderSource", "transform"}
)
"""Kinds of relation that may point outside the file: none of them is followed."""


@dataclass(frozen=True, slots=True)
class Woordpakket:
    """The parts of one file.

    Args:
        naam: how the file is called in messages.
        delen: name of a part → its bytes (XML only).
        hoofd: name of the main part.
        bevindingen: what a reader should know of the package.
    """

    naam: str
    delen: dict[str, bytes]
    hoofd: str
    bevindingen: tuple[Bevinding, ...] = ()
    _relaties: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict, repr=False)

    def xml(self, pad: str) -> _Element | None:
        """Root of a part; None when the file does not have it."""
        if pad not in self.delen:
            return None
        return lees_xml(self.delen[pad], naam=f"{self.naam}, {posixpath.basename(pad)}", limiet=_GROOTST)

    def deel(self, soort: str) -> _Element | None:
        """Root of the part to which the main part has a relation of this kind ("styles"), and which is of that kind itself."""
        for gevonden, doel in self.relaties(self.hoofd).values():
            if gevonden == soort:
                wortel = self.xml(doel)
                if wortel is not None and wortel.tag != _W + soort:
                    raise _kapot(self.naam)
                return wortel
        return None

    def relaties(self, pad: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id → (kind, target)."""
        if pad not in self._relaties:
            self._relaties[pad] = _lees_relaties(self.delen, pad, self.naam)
        return self._relaties[pad]


def open_pakket(gegevens: bytes, naam: str) -> Woordpakket:
    """Unpack a .docx, .docm, .dotx or .dotm.

    Raises:
        Geweigerd: no Word file, an unreasonable size, a password, broken, or content that stands outside the file.
    """
    namen, delen = _pak_uit(gegevens, naam)
    hoofd = next((doel for soort, doel in _lees_relaties(delen, "", naam).values() if soort == "officeDocument"), "")
    hoofd = hoofd if hoofd in delen else "word/document.xml"
    if hoofd not in delen:
        raise Geweigerd.om("geen-docx", naam)
    _keur_relaties(delen, naam)
    bevindingen = []
    if any("vbaproject" in n.lower() for n in namen):
        bevindingen.append(Bevinding.van("docx-macro", naam))
    return Woordpakket(naam, delen, hoofd, tuple(bevindingen))


def _pak_uit(gegevens: bytes, naam: str) -> tuple[list[str], dict[str, bytes]]:
    try:
        pakket = zipfile.ZipFile(io.BytesIO(gegevens))
        leden = pakket.infolist()
    except ZIP_KAPOT as fout:
        raise _kapot(naam) from fout
    with pakket:
        te_groot = sum(d.file_size for d in leden) > _GROOTST
        te_dicht = any(d.file_size > 1_000_000 and d.file_size > _DICHTST * max(d.compress_size, 1) for d in leden)
        if len(leden) > _BESTANDEN or te_groot or te_dicht:
            raise Geweigerd.om("zipbom", naam)
        namen = [d.filename for d in leden]
        if len(set(namen)) != len(namen):
            raise _kapot(naam)
        if any(d.flag_bits & 1 for d in leden):
            raise Geweigerd.om("docx-wachtwoord", naam)
        try:
            delen = {n.replace("\\", "/"): _gewoon(pakket.read(n)) for n in namen if n.endswith((".xml", ".rels"))}
            return namen, delen
        except ZIP_KAPOT as fout:
            raise _kapot(naam) from fout


def _kapot(naam: str) -> Geweigerd:
    return Geweigerd.om("docx-kapot", naam)


def _gewoon(inhoud: bytes) -> bytes:
    """A part with the addresses of the transitional namespaces."""
    if _PURL in inhoud:
        for strikt, gewoon in _STRIKT:
            inhoud = inhoud.replace(_PURL + b"/" + strikt, _OPEN + b"/" + gewoon)
    return inhoud


def _lees_relaties(delen: dict[str, bytes], pad: str, naam: str) -> dict[str, tuple[str, str]]:
    map_, bestand = posixpath.split(pad)
    bron = posixpath.join(map_, "_rels", f"{bestand}.rels")
    if bron not in delen:
        return {}
    uit = {}
    for relatie in lees_xml(delen[bron], naam=f"{naam}, {posixpath.basename(bron)}"):
        doel = unquote(str(relatie.get("Target") or ""))
        if relatie.get("TargetMode") != "External":
            doel = posixpath.normpath(posixpath.join("/" if doel.startswith("/") else "/" + map_, doel)).lstrip("/")
        uit[str(relatie.get("Id"))] = (str(relatie.get("Type") or "").rpartition("/")[2], doel)
    return uit


def _keur_relaties(delen: dict[str, bytes], naam: str) -> None:
    """Text of the document must stand in the file itself."""
    for pad in delen:
        if not pad.endswith(".rels"):
            continue
        for relatie in lees_xml(delen[pad], naam=f"{naam}, {posixpath.basename(pad)}"):
            soort = str(relatie.get("Type") or "").rpartition("/")[2]
            if relatie.get("TargetMode") == "External" and soort not in _BUITEN_MAG:
                raise Geweigerd.om("docx-extern", naam, soort=soort)
