"""The language of amendment instructions: reading a decision in Dutch (or XML) as typed changes.

>>> besluit = lees_besluit("Besluit\\n\\nArtikel I\\nDe Proefverordening wordt als volgt gewijzigd:\\nA\\nArtikel 17 vervalt.\\n")
>>> [(o.naam, o.wijzigingen[0].soort, o.wijzigingen[0].plek.adres.tekst()) for o in besluit.opdrachten]
[('artikel I, onderdeel A', 'vervalt', 'artikel 17')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.lezers.soort import weiger_binair
from verordening.onzichtbaar import keur_tekens, ontsnapt
from verordening.tekst.keuzes import Keuzes
from verordening.xmlveilig import lees_bytes
from versies.besluit import Besluit

__all__ = ["besluittekst", "bronregels", "lees_alineas", "lees_besluit", "toets_besluit"]

_HOEKEN = re.compile(r"<<\s?([^<>]+?)\s?>>")
_VEEL_WIT = re.compile(r"(?<=\S[^\S\n]{8})[^\S\n]+")
"""More blanks inside a line say no more, and make every expression slow."""
_ONTSNAPT = re.compile(r"\A([\s>]*\w{1,3})\\(?=[.)])")
"""«2\\. …»: Markdown for a number that is text."""
MAXIMUM, LANGST = 8_000_000, 15_000
"""Largest decision, and longest line of it, in characters; more is refused before anything is read."""
_ZELFDE = re.compile(r"(.{1,8}?)\1{999}|\d{1001}")
"""The same signs, or digits, a thousand times on end: no sentence, and slow for every expression."""


def lees_besluit(bron: str | Path | bytes, *, naam: str = "", keuzes: Keuzes | None = None) -> Besluit:
    """Read a decision.

    Args:
        bron: a file, its bytes, or the text itself. XML and .docx are recognised by content.
        naam: name for messages; default the file name.
        keuzes: how tracked changes, words struck out by hand and hidden words in a .docx are read; what is not chosen is
            refused.

    Raises:
        Geweigerd: the first sentence that cannot be read, with line, column and what was expected; or no decision at all.
    """
    besluit, fouten = toets_besluit(bron, naam=naam, keuzes=keuzes)
    if fouten:
        raise fouten[0]
    return besluit


def toets_besluit(
    bron: str | Path | bytes, *, naam: str = "", keuzes: Keuzes | None = None
) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision as far as possible: what was understood, and every refusal with its place.

    Raises:
        Geweigerd: the source cannot be read at all.
    """
    if isinstance(bron, Path):
        naam, bron = naam or bron.name, lees_bytes(bron, naam=naam or bron.name)
    naam = naam or "besluit"
    alineas: Sequence[str] = ()
    bevindingen: Sequence[Bevinding] = ()
    if isinstance(bron, str):
        alineas = _regels(bron)
    elif (gelezen := bronregels(bron, naam, keuzes)) is not None:
        alineas, bevindingen = gelezen
    elif keuzes is not None and keuzes.lezingen:
        raise Geweigerd.om("lezing-xml", naam)
    else:
        from versies.opdracht.xml import lees_xml_besluit

        return lees_xml_besluit(bron, naam)
    besluit, fouten = lees_alineas(alineas, naam=naam, keuzes=keuzes)
    return besluit.met(bevindingen=(*bevindingen, *besluit.bevindingen)), fouten


def bronregels(
    bron: bytes, naam: str, keuzes: Keuzes | None = None
) -> tuple[Sequence[str], Sequence[Bevinding]] | None:
    """The lines of a decision in text or Word, as they are counted in messages, with what there is to say of them; None for XML.

    Raises:
        Geweigerd: no text, or no UTF-8.
    """
    begin = bron[:256].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"<") and bron.rstrip().endswith(b">"):
        return None
    if begin.startswith(b"PK\x03\x04"):
        from versies.opdracht.word import lees_word

        return lees_word(bron, naam, keuzes=keuzes)
    weiger_binair(bron, naam)
    if b"\x00" in begin:
        raise Geweigerd.om("geen-tekst/tekst-word", naam)
    return _regels(besluittekst(bron, naam)), ()


def _regels(tekst: str) -> list[str]:
    return tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def besluittekst(gegevens: bytes, naam: str) -> str:
    """The text of a decision in plain text or Markdown.

    Raises:
        Geweigerd: no UTF-8, with the line.
    """
    try:
        return gegevens.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = gegevens[: fout.start].count(b"\n") + 1
        raise Geweigerd.om("geen-utf8", f"{naam}, regel {regel}") from fout


def lees_alineas(
    alineas: Sequence[str], *, naam: str = "besluit", keuzes: Keuzes | None = None
) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision from its paragraphs (a Word document, a web page): one string per paragraph.

    Args:
        keuzes: with what a person reads in lines that cannot be read (:mod:`versies.opdracht.lezingen`).

    Raises:
        Geweigerd: empty, far too large, or without any article.
    """
    from versies.opdracht.lezer import lees_regels
    from versies.opdracht.lezingen import met_lezingen
    from versies.opdracht.wastabel import met_strepen, volgens_legenda, zonder_doorhaling

    if sum(map(len, alineas)) > MAXIMUM:
        raise Geweigerd.om("te-groot/besluit-groter", naam)
    regels = [_HOEKEN.sub(r"«\1»", unicodedata.normalize("NFC", ontsnapt(a))) for a in alineas]
    if all(r.lstrip().startswith(">") for r in regels if r.strip()):
        regels = [r.lstrip()[1:].removeprefix(" ") for r in regels]  # Een hele mail die is doorgestuurd; geen merk.
    regels = met_strepen(regels)
    regels = [_VEEL_WIT.sub("", _ONTSNAPT.sub(r"\1", r)) for r in regels]
    if (vol := next((n for n, r in enumerate(regels, 1) if len(r) > LANGST or _ZELFDE.search(r)), 0)) != 0:
        raise Geweigerd.om("te-groot/besluit-regel", f"{naam}, regel {vol}", langst=LANGST)
    gekozen = keuzes.doorgehaald if keuzes is not None else ""
    met_merk = regels
    regels = zonder_doorhaling(regels, gekozen or volgens_legenda(regels), naam)
    if not any(r.strip() for r in regels):
        raise Geweigerd.om("leeg/besluit-leeg", naam)
    lezingen = keuzes.lezingen if keuzes is not None else ()
    besluit, fouten = met_lezingen(regels, lezingen, lambda r: lees_regels(r, naam), naam)
    tekens = keur_tekens((f"{naam}, regel {n}", r) for n, r in enumerate(regels, 1))
    weg = (
        Bevinding.van("doorgehaald-legenda", f"{naam}, regel {n}", oud.strip()[:120])
        for n, (oud, nieuw) in enumerate(zip(met_merk, regels, strict=True), 1)
        if oud != nieuw and not gekozen
    )
    besluit = besluit.met(bevindingen=(*besluit.bevindingen, *tekens, *weg))
    if (hoek := next((n for n, a in enumerate(alineas, 1) if _HOEKEN.search(a)), 0)) != 0:
        besluit = besluit.met(bevindingen=(*besluit.bevindingen, Bevinding.van("hoekhaken", f"{naam}, regel {hoek}")))
    if not besluit.artikelen and not besluit.bepalingen and not fouten:
        raise Geweigerd.om("geen-besluit", naam)
    return besluit, fouten
