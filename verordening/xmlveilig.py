"""The one door through which XML comes in: every input is hostile until read here.

Settings follow ``regels`` H.1: no entities, no network, no DTD, no huge trees, and a DOCTYPE is refused outright.
Comments and processing instructions are dropped while parsing: they are not legal text and would cut a sentence in two.
"""

from __future__ import annotations

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
_PROLOOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.S)

# Messages of libxml2, from informative to vague: the first that occurs in the log is the one a reader gets.
_SCHEMAFOUTEN = (
    (r"Did not expect element (\S+) there", "het element {0} hoort hier niet"),
    (
        r"Invalid attribute (\S+) for element (\S+)",
        "het kenmerk {0} hoort niet bij element {1}, of heeft een waarde die niet mag",
    ),
    (r"Type date doesn't allow value '(.*)'", "«{0}» is geen geldige datum (JJJJ-MM-DD)"),
    (r"Type \S+ doesn't allow value '(.*)'", "de waarde «{0}» mag hier niet"),
    (r"Expecting an? (?:element )?(\S+), got nothing", "er ontbreekt iets: verwacht was {0}"),
    (r"Expecting element (\S+), got (\S+)", "verwacht was het element {0}, er staat {1}"),
    (r"Extra element (\S+) in interleave", "het element {0} hoort hier niet, of komt te vaak voor"),
    (r"Did not expect text in element (\S+) content", "in element {0} hoort geen losse tekst"),
    (r"Element (\S+) has extra content: (\S+)", "in element {0} staat te veel: {1}"),
    (
        r"Element (\S+) failed to validate attributes",
        "de kenmerken van element {0} kloppen niet: er ontbreekt er een, of een waarde mag niet",
    ),
    (r"Element (\S+) failed to validate content", "de inhoud van element {0} klopt niet"),
)

# The same for XML that is not well formed.
_XMLFOUTEN = (
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        "het element {0} van regel {1} wordt gesloten als {2}",
    ),
    (r"Attribute (\S+) redefined", "het kenmerk {0} staat er twee keer"),
    (r"Invalid character|invalid xmlChar", "er staat een teken in dat niet in XML mag"),
    (r"Extra content", "na het einde van het document staat nog iets"),
    (r"Namespace prefix (\S+)", "het voorvoegsel {0} is niet verklaard"),
    (r"", "de XML is niet welgevormd"),
)


def lees_bytes(bron: Path | bytes, *, naam: str, limiet: int = LIMIET) -> bytes:
    """Read a whole input, with a limit on its size.

    Args:
        bron: path of an ordinary file, or the bytes themselves.
        naam: how the source is called in messages (usually the file name).
        limiet: largest number of bytes that is accepted.

    Raises:
        Geweigerd: missing, unreadable, a folder or device, empty, or too large.
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
            reden = getattr(fout, "strerror", None) or str(fout)
            raise Geweigerd.om("onleesbaar", naam, reden=reden) from fout
    if len(gegevens) > limiet:
        raise Geweigerd.om("te-groot/grens", naam, grens=f"{limiet:,}".replace(",", "."))
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
    for patroon, nederlands in _SCHEMAFOUTEN:
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
    klein = melding.lower()
    if (
        "encoding" in klein
        or "utf-8" in klein
        or isinstance(fout, LookupError)
        or "not proper" in klein
        or "invalid bytes" in klein
    ):
        return Geweigerd.om("codering", plaats)
    if "premature end" in klein or "eof" in klein or "couldn't find end" in klein or "end of data" in klein:
        return Geweigerd.om("afgebroken", plaats)
    if "entity" in klein or "amplification" in klein:
        return Geweigerd.om("entiteit", plaats)
    if "depth" in klein or "huge" in klein or "too long" in klein or "too big" in klein:
        return Geweigerd.om("te-diep/bestand-dieper", plaats)
    if "start tag expected" in klein or "document is empty" in klein:
        return Geweigerd.om("geen-xml", plaats)
    reden = next(nl.format(*raak.groups()) for patroon, nl in _XMLFOUTEN if (raak := re.search(patroon, melding)))
    return Geweigerd.om("xml-fout", plaats, reden=reden)
