"""The one door through which XML comes in: every input is hostile until read here.

Settings follow ``regels`` H.1: no entities, no network, no DTD, no huge trees, and a DOCTYPE is refused outright.
Comments and processing instructions are dropped while parsing: they are not legal text and would cut a sentence in two.
"""

from __future__ import annotations

import json
import lzma
import re
import stat
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import cast

from lxml import etree

from verordening.bevinding import Geweigerd

ZIP_KAPOT = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What a damaged or encrypted zip can raise while it is unpacked."""

LIMIET = 50_000_000
"""Largest accepted input in bytes, unless the caller sets another limit."""

# What may stand before a DOCTYPE: declaration, instructions, comments and white space.
_TE_DIEP = etree.XPath(f"boolean({'/*' * 129})")
"""More than 128 elements in each other: law has a few dozen, and a reader goes as deep as its source."""
_CIJFERS = bytes(57 if 48 <= n <= 57 else n for n in range(256))
_LANG_GETAL = b"9" * 1001
"""Every digit as a nine, and a row of them that is no number of anything; Python itself refuses to count with 4,300."""
_PROLOOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.S)


@cache
def _fouten(van: str) -> list[tuple[str, str]]:
    """Messages of libxml2 and what they are in Dutch: the first pattern that occurs is the one that a reader gets.

    Args:
        van: "schema" (does not fit), "vorm" (not well formed) or "ontleder" (pattern → key of a refusal).
    """
    bron = json.loads(Path(__file__).with_name("xmlfouten.json").read_text(encoding="utf-8"))
    return [(patroon, nederlands) for patroon, nederlands in bron[van]]


def lees_bytes(bron: Path | bytes, *, naam: str, limiet: int = LIMIET) -> bytes:
    """Read a whole input, with a limit on its size.

    Args:
        bron: path of an ordinary file, or the bytes themselves.
        naam: how the source is called in messages (usually the file name).
        limiet: largest number of bytes that is accepted.

    Raises:
        Geweigerd: missing, unreadable, a folder or device, empty, or too large; a thousand digits on end.
    """
    if isinstance(bron, bytes):
        gegevens = bron[: limiet + 1]
    else:
        try:
            soort = bron.stat().st_mode
            if stat.S_ISDIR(soort):
                raise Geweigerd.om("is-map", naam)
            if not stat.S_ISREG(soort):
                raise Geweigerd.om("geen-bestand", naam)
            with bron.open("rb") as bestand:
                gegevens = bestand.read(limiet + 1)
        except FileNotFoundError as fout:
            raise Geweigerd.om("niet-gevonden", naam) from fout
        except (OSError, ValueError) as fout:
            raise Geweigerd.om("onleesbaar", naam, reden=fout) from fout
    if len(gegevens) > limiet:
        raise Geweigerd.om("te-groot/grens", naam, grens=f"{limiet:,}".replace(",", "."))
    if gegevens[:2] != b"PK" and _LANG_GETAL in gegevens.translate(_CIJFERS, b"\0"):  # of a zip, its parts come by here
        raise Geweigerd.om("te-groot/getal", naam)
    if not gegevens.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise Geweigerd.om("leeg/bestand-leeg", naam)
    return gegevens


def lees_xml(bron: Path | bytes, *, naam: str, limiet: int = LIMIET) -> etree._Element:
    """Parse XML safely and return the root element; each element keeps its ``sourceline``.

    Args:
        bron: path or bytes.
        naam: how the source is called in messages.
        limiet: largest number of bytes that is accepted.

    Raises:
        Geweigerd: everything of :func:`lees_bytes`; a DOCTYPE or entity; text that does not fit its encoding;
            XML that is cut off or malformed. One Dutch line with file, line and reason.

    >>> lees_xml(b"<a><b>tekst</b></a>", naam="a.xml").findtext("b")
    'tekst'
    >>> lees_xml(b"<!DOCTYPE a><a/>", naam="a.xml")
    Traceback (most recent call last):
    ...
    verordening.bevinding.Geweigerd: a.xml, regel 1: het bestand bevat een DOCTYPE. Verwijder de DOCTYPE-regel.
    """
    gegevens = lees_bytes(bron, naam=naam, limiet=limiet)
    _weiger_doctype(gegevens, naam)
    ontleder = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
        collect_ids=False,
    )
    try:
        wortel = etree.fromstring(gegevens, ontleder)
    except (etree.XMLSyntaxError, LookupError, ValueError) as fout:
        raise _als_weigering(fout, naam) from fout
    if wortel.getroottree().docinfo.internalDTD is not None:  # an encoding in which the look ahead saw nothing
        raise _doctype(naam, 1)
    if _TE_DIEP(wortel):
        raise Geweigerd.om("te-diep/bestand-dieper", naam)
    return wortel


def valideer(wortel: etree._Element, schema: Path, *, naam: str) -> None:
    """Check a tree against a RELAX NG schema of the project.

    Args:
        wortel: root element as :func:`lees_xml` gave it.
        schema: path of a ``.rng`` file that ships with the project.
        naam: how the source is called in messages.

    Raises:
        Geweigerd: the tree does not fit; says the line and the most telling reason.
    """
    rng = _schema(schema)
    if rng.validate(wortel):
        return
    meldingen: list[tuple[int, str]] = [(fout.line, fout.message) for fout in rng.error_log]
    for patroon, nederlands in _fouten("schema"):
        for regel, melding in meldingen:
            if raak := re.search(patroon, melding):
                reden = nederlands.format(*raak.groups())
                if "kenmerk" in reden:
                    reden += _kenmerken(wortel, regel, raak.groups())
                raise _schemaweigering(naam, regel, reden)
    regel, melding = meldingen[0] if meldingen else (1, "onbekend")
    raise _schemaweigering(naam, regel, f"het bestand past niet op zijn schema ({melding})")


def _kenmerken(wortel: etree._Element, regel: int, namen: tuple[str, ...]) -> str:
    """The attributes of the element on a line, so that a reader sees which one is meant."""
    for element in wortel.iter(*[n for n in namen if n.isidentifier() or "-" in n]):
        if cast(int, element.sourceline) == regel:
            return f" (er staat: {' '.join(f'{k!s}={w!r}' for k, w in element.attrib.items())[:150] or 'niets'})"
    return ""


def _schemaweigering(naam: str, regel: int, reden: str) -> Geweigerd:
    return Geweigerd.om("schema/vergelijk", f"{naam}, regel {regel}", reden=reden)


@cache
def _schema(pad: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(pad)))


def _weiger_doctype(gegevens: bytes, naam: str) -> None:
    """Look ahead in the prolog, so that a DOCTYPE is refused before anything in it is read."""
    codering = "utf-16" if gegevens[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    kop = gegevens[:1_000_000].decode(codering, errors="replace")
    proloog = _PROLOOG.match(kop)
    einde = proloog.end() if proloog else 0
    if kop[einde : einde + 9].upper() == "<!DOCTYPE":
        raise _doctype(naam, kop.count("\n", 0, einde) + 1)


def _doctype(naam: str, regel: int) -> Geweigerd:
    return Geweigerd.om("doctype", f"{naam}, regel {regel}")


def _als_weigering(fout: Exception, naam: str) -> Geweigerd:
    """Say in Dutch what the parser said in English."""
    regel = getattr(fout, "lineno", None)
    plaats = f"{naam}, regel {regel}" if regel else naam
    melding = str(getattr(fout, "msg", None) or fout)
    melding = re.sub(r", line \d+, column \d+.*$", "", melding).strip()
    for patroon, sleutel in _fouten("ontleder"):
        if re.search(patroon, melding, re.IGNORECASE) or (sleutel == "codering" and isinstance(fout, LookupError)):
            return Geweigerd.om(sleutel, plaats)
    reden = next(nl.format(*raak.groups()) for patroon, nl in _fouten("vorm") if (raak := re.search(patroon, melding)))
    return Geweigerd.om("xml-fout", plaats, reden=reden)
