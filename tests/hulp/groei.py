"""Hostile input that grows, per format: what a reader does with it must grow in proportion, or be refused."""

from __future__ import annotations

import copy
import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from lxml import etree

from bench.bench_fuzz import zaden
from verordening.bevinding import Geweigerd

Maker = Callable[[int], bytes]
Stapper = Callable[[Callable[[bytes], object], bytes], int]
KOP = """Besluit

De raad;

besluit:

Artikel I

De Verordening sportpark wordt als volgt gewijzigd:

"""
SLOT = "\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
GEWOON = f"{KOP}Artikel 5 vervalt.{SLOT}\n\n"
WERKT = "Artikel I, onderdeel A, treedt in werking op 1 januari 2027."
STEEDS = {
    "dezelfde opdracht": (KOP, "Artikel 4 vervalt.\n\n"),
    "kop van een blok": (KOP, "Artikel 4 wordt als volgt gewijzigd:\n\n"),
    "kop van een artikel": (KOP, "Artikel I\n\n"),
    "letters": (KOP, "A\n\n"),
    "was en wordt": (KOP, "Artikel 5 was: a\n\nArtikel 5 wordt: b\n\n"),
    "was": (KOP, "Artikel 5 was: a\n\n"),
    "rijen": (f"{KOP}| Artikel | Huidige tekst | Nieuwe tekst |\n|---|---|---|\n", "| 4 | a | b |\n"),
    "nieuwe tekst": (f"{KOP}Artikel 4 komt te luiden:\n\n", "1. Een lid is een lid.\n\n"),
    "woorden": (f"{KOP}In artikel 4 wordt “", "woord "),
    "aanhalingen": (f"{KOP}In artikel 4 wordt ", "“a” "),
    "open aanhalingen": (f"{KOP}In artikel 4 wordt ", "“a "),
    "haken": (KOP, "[a]("),
    "hekjes": (KOP, "#"),
    "haakjes": (f"{KOP}In artikel 4", "("),
    "spaties": (f"{KOP}In artikel 4", " "),
    "spaties in de aanhef": ("De", " "),
    "voor zover": (f"{KOP}In artikel 4", ", voor zover het betreft lid 1"),
    "artikelen": (f"{KOP}De artikelen ", "4, "),
    "lege regels": (KOP, "\n"),
    "ondertekenaars": (f"{GEWOON}Aldus vastgesteld op 1 december 2026.\n\n", "De voorzitter,\n\n"),
    "zinnen over werking": (f"{KOP}Artikel 5 vervalt.\n\nArtikel II\n\n", f"{WERKT} "),
    "regels over werking": (f"{KOP}Artikel 5 vervalt.\n\nArtikel II\n\n", f"{WERKT}\n\n"),
    "bijlage": (f"{GEWOON}Bijlage A\n\n", "Regel tekst.\n\n"),
    "toelichting": (f"{GEWOON}Toelichting\n\n", "Artikel 5 vervalt omdat het kan.\n\n"),
}
NIEUW = f"{KOP}A\nArtikel 9 komt te luiden:\n"
STEEDS |= {
    f"nieuwe tekst: {regel[:25]}": (NIEUW, f"{regel}\n")
    for regel in (
        "De burgemeester kan:",
        "Artikel 3",
        "wordt " * 100,
        "<<x>> " * 60,
        "besluiten te wijzigen",
        "De bedragen in artikel 3",
    )
}
"""Lines that could be the next instruction, in new text."""
STEEDS |= {
    f"een alinea van {deel}": (NIEUW, deel)
    for deel in (
        "wordt ",
        "“a” wordt ",
        "het bedrag ",
        "de begripsbepalingen ",
        "indien eerder ",
        "treedt ",
    )
}
MERKEN = [
    "[a](",
    "![",
    "[",
    "*a ",
    "_a ",
    "](",
    "<b>",
    "**a* ",
    "`",
    "|a",
    "&amp;",
    "<!--",
    "\\",
    " ",
    ". ",
    "\t",
    "_ ",
    "1 ",
]
MERKEN += ["a.", "Lid 1 ", "- "]
ONLEESBAAR = {
    "plaatsen": ("In ", "artikel 3, "),
    "open aanhalingen": ("", "“"),
    "citaten": ("In artikel 3 wordt ", "“a” "),
    "voegwoorden": ("Indien ", "en "),
}
"""Sentences that nobody can read."""


def vijandig_besluit() -> Iterator[tuple[str, Maker]]:
    """Per kind of line or sign: many of it in one decision."""
    for soort, (begin, stuk) in STEEDS.items():
        yield soort, lambda keer, begin=begin, stuk=stuk: (begin + stuk * keer + SLOT).encode()
    yield "cijfers in een kop", lambda keer: f"Wijziging van de Vero{'9' * keer}\n\n{GEWOON}".encode()
    yield (
        "onderdelen met hun nummer",
        lambda keer: (KOP + "".join(f"{n}. Artikel {n} vervalt.\n\n" for n in range(1, keer + 1)) + SLOT).encode(),
    )


def vijandig_markdown() -> Iterator[tuple[str, Maker]]:
    """Per sign that means something: many of it on a line, below each other, behind a heading, in a heading, between words."""
    vormen: dict[str, Callable[[str, int], str]] = {
        "regel": lambda stuk, keer: stuk * keer,
        "regels": lambda stuk, keer: f"{stuk}\n" * keer,
        "kop": lambda stuk, keer: "#" * keer + f" {stuk}",
        "in een kop": lambda stuk, keer: f"## Artikel 2 Hulp{stuk * keer}3",
        "tussen woorden": lambda stuk, keer: f"1. De hulp{stuk * keer}stopt 3",
    }
    for stuk in MERKEN:
        for vorm, maak in vormen.items():
            yield (
                f"{vorm} {stuk!r}",
                lambda keer, maak=maak, stuk=stuk: f"# Proef\n\n## Artikel 1 Zaak\n\n{maak(stuk, keer)}\n".encode(),
            )


def vijandig_xml(formaat: str) -> Iterator[tuple[str, Maker]]:
    """Per kind of element: many beside each other, in each other, with long text, many attributes, many comments in it."""
    zaad = next(iter(zaden(formaat).values()))
    namen = dict.fromkeys(str(e.tag) for e in etree.fromstring(zaad).iter(etree.Element))

    def maak(naam: str, doe: Callable[[etree._Element, int], None]) -> Maker:
        def met(keer: int) -> bytes:
            wortel = etree.fromstring(zaad)
            doe(next(wortel.iter(naam)), keer)
            return etree.tostring(wortel)

        return met

    for naam in list(namen)[1:]:
        for wat, doe in (
            ("naast elkaar", _naast),
            ("in elkaar", _diep),
            ("lange tekst", _tekst),
            ("kenmerken", _kenmerken),
            ("commentaar", _commentaar),
        ):
            yield f"{wat} {naam.rpartition('}')[2]}", maak(naam, doe)


def _naast(element: etree._Element, keer: int) -> None:
    for _ in range(keer):
        element.addnext(copy.deepcopy(element))


def _diep(element: etree._Element, keer: int) -> None:
    for _ in range(min(keer, 2000)):
        kind = etree.SubElement(element, element.tag)
        element = kind


def _tekst(element: etree._Element, keer: int) -> None:
    element.text = "a. 1° “(artikel 1, eerste lid) " * keer


def _kenmerken(element: etree._Element, keer: int) -> None:
    for n in range(keer):
        element.set(f"k{n}", "x")


def _commentaar(element: etree._Element, keer: int) -> None:
    for _ in range(keer):
        element.append(etree.Comment("x"))
        element[-1].tail = "a "


def stappen(lees: Callable[[bytes], object], inhoud: bytes) -> int:
    """Calls made while reading, of Python and of C; the same every time. What is refused counts as well."""
    aantal = 0

    def tel(_kader: object, gebeurtenis: str, _wat: object) -> None:
        nonlocal aantal
        aantal += gebeurtenis in ("call", "c_call")

    vorige = sys.getprofile()
    sys.setprofile(tel)
    try:
        with suppress(Geweigerd):
            lees(inhoud)
    finally:
        sys.setprofile(vorige)
    return aantal


def regels(lees: Callable[[bytes], object], inhoud: bytes) -> int:
    """Lines of Python run while reading, every turn of a loop again; what is already known when it starts does not count."""
    aantal = 0

    def tel(_kader: object, _gebeurtenis: str, _wat: object) -> object:
        nonlocal aantal
        aantal += 1
        return tel

    vorige = sys.gettrace()
    sys.settrace(tel)  # type: ignore[arg-type]
    try:
        lees(inhoud)
    finally:
        sys.settrace(vorige)
    return aantal


def duur(lees: Callable[[bytes], object], inhoud: bytes) -> float:
    """Seconds of this process; what is refused counts as well."""
    gc.collect()
    begin = time.process_time()
    with suppress(Geweigerd):
        lees(inhoud)
    return time.process_time() - begin


def stapt_te_hard(lees: Callable[[bytes], object], maak: Maker, klein: int, stap: Stapper = stappen) -> float:
    """How many times as many steps four times as much takes; 0 when that is not more than in proportion."""
    kort, lang = stap(lees, maak(klein)), stap(lees, maak(4 * klein))
    return lang / kort if lang > kort * 4 * 1.2 else 0.0


def groeit_te_hard(lees: Callable[[bytes], object], maak: Maker, klein: int) -> float:
    """How many times as long four times as much takes; 0 when that is not more than in proportion, measured again in doubt."""
    for _ in range(3):
        kort, lang = min(duur(lees, maak(klein)) for _ in range(2)), duur(lees, maak(4 * klein))
        if lang < max(kort, 0.02) * 4 * 1.6:
            return 0.0
    return lang / kort
