"""The Word file in which a lawyer edited a regulation, read as a version: clean, or with tracked changes.

Headings and numbers say the structure, as in plain text; how far a paragraph is indented says how deep it stands. So a
clean text that the toolkit made comes back as it was, and so does one that was typed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Regeling
from verordening.tekst.markdown import lees
from verordening.tekst.opbouw import NUMMER_VOORAAN
from verordening.tekst.wordtekst import Wordalinea, Wordblok, Wordtabel, lees_wordtekst

__all__ = ["lees_docx"]

_TEKENS = str.maketrans({teken: f"\\{teken}" for teken in "\\`*_[]<>"})
_KOP = re.compile(r"(?:heading|kop)\s*(\d)\Z", re.IGNORECASE)
_OVERSLAAN = re.compile(r"(?:status|klein|toc\b|inhopg|header|footer|koptekst|voettekst)", re.IGNORECASE)
_OPSOMMING = re.compile(r"(?:list bullet|lijstopsom)", re.IGNORECASE)
_GETYPT = re.compile(r"\s*(?P<nr>[^\s\t]{1,8})\t+(?P<tekst>.*)\Z", re.DOTALL)
_EENHEID = re.compile(
    r"(?:Boek|Deel|Titel|Hoofdstuk|Afdeling|(?:Sub-?)?paragraaf|§|Artikel|Aanwijzing|Enig artikel|Bijlage)\b",
    re.IGNORECASE,
)
_SPELING = 90
"""Twips (1/1440 inch) by which two indents may differ and still be the same level."""


def lees_docx(gegevens: bytes, *, naam: str = "document.docx", afgewezen: bool = False) -> Regeling:
    """Read a regulation from Word.

    Args:
        afgewezen: read as if every tracked change were rejected (the old version); default: accepted (the new one).

    Raises:
        Geweigerd: no .docx, macros, outside parts, an unreasonable size, or no artikel in it.
    """
    document = lees_wordtekst(gegevens, naam=naam, afgewezen=afgewezen)
    regels = list(_regels(document.blokken))
    regeling = lees(("\n\n".join(regels) + "\n").encode(), naam=naam)
    eigen: list[Bevinding] = list(document.bevindingen)
    if document.bijgehouden:
        wijze = "afgewezen" if afgewezen else "aanvaard"
        eigen.append(
            Bevinding(
                "docx-bijgehouden",
                Ernst.INFO,
                naam,
                "",
                f"Het bestand heeft bijgehouden wijzigingen; zij zijn gelezen als {wijze}.",
            )
        )
    return replace(
        regeling, bevindingen=(*eigen, *regeling.bevindingen), gegevens=replace(regeling.gegevens, formaat="docx")
    )


def _regels(blokken: Iterable[Wordblok]) -> Iterator[str]:
    """Lines of Markdown; per artikel the indents become levels."""
    groep: list[Wordblok] = []
    for blok in blokken:
        kop = _kop(blok) if isinstance(blok, Wordalinea) else ""
        if not kop:
            groep.append(blok)
            continue
        yield from _groep(groep)
        groep = []
        yield kop
    yield from _groep(groep)


def _kop(alinea: Wordalinea) -> str:
    """The line for a heading; empty when the paragraph is none."""
    tekst = " ".join(f"{alinea.nummer} {alinea.tekst}".split())
    treffer = _KOP.match(alinea.stijl)
    if treffer is None and alinea.stijl.lower() in ("title", "titel"):
        return f"# {tekst.translate(_TEKENS)}"
    if treffer is None:
        return ""
    hekjes = "#" * min(int(treffer.group(1)), 6)
    return f"{hekjes} {tekst.translate(_TEKENS)}"


def _groep(groep: list[Wordblok]) -> Iterator[str]:
    alineas = [_met_nummer(b) if isinstance(b, Wordalinea) else b for b in groep]
    randen = _randen(b.links for b in alineas if isinstance(b, Wordalinea) and b.nummer)
    vorige = 0
    for blok in alineas:
        if isinstance(blok, Wordtabel):
            yield "\n".join("   " * vorige + r for r in _tabel(blok))
            continue
        if _OVERSLAAN.match(blok.stijl):
            continue
        if blok.nummer:
            diepte = next((i for i, rand in enumerate(randen) if abs(rand - blok.links) <= _SPELING), 0)
            yield "   " * diepte + f"{blok.nummer} {_tekst(blok.tekst)}"
            vorige = diepte + 1 if re.match(r"\d", blok.nummer) else vorige
            continue
        diepte = sum(rand <= blok.links + _SPELING for rand in randen) if blok.links > _SPELING else 0
        yield "   " * diepte + _veilig(_tekst(blok.tekst))
        vorige = diepte


def _met_nummer(alinea: Wordalinea) -> Wordalinea:
    """A typed number ("a.<tab>tekst") is a number; a bullet is a dash."""
    if alinea.opsomteken or (not alinea.nummer and _OPSOMMING.match(alinea.stijl)):
        return replace(alinea, nummer="-")
    if alinea.nummer:
        vast = alinea.nummer if NUMMER_VOORAAN.match(alinea.nummer + " x") else f"{alinea.nummer}."
        return replace(alinea, nummer=vast)
    treffer = _GETYPT.match(alinea.tekst) or re.match(
        rf"{NUMMER_VOORAAN.pattern}(?<=[\s\t])(?P<tekst>\S.*)\Z", alinea.tekst, re.DOTALL
    )
    if treffer is not None and NUMMER_VOORAAN.match(treffer.group("nr") + " x"):
        nummer = "-" if treffer.group("nr") in "–—-" else treffer.group("nr")
        return replace(alinea, nummer=nummer, tekst=treffer.group("tekst"))
    return alinea


def _randen(links: Iterable[int]) -> list[int]:
    """Different indents, from left to right."""
    uit: list[int] = []
    for waarde in sorted(links):
        if not uit or waarde - uit[-1] > _SPELING:
            uit.append(waarde)
    return uit


def _tekst(tekst: str) -> str:
    return " ".join(tekst.split(" ")).replace("\n", " ").replace("\t", " ").strip().translate(_TEKENS)


def _veilig(regel: str) -> str:
    if regel[:1] in "#|":
        return "\\" + regel
    return regel


def _tabel(tabel: Wordtabel) -> Iterator[str]:
    breed = max((len(r) for r in tabel.rijen), default=0)
    for i, rij in enumerate(tabel.rijen):
        cellen = [c.translate(_TEKENS).replace("|", "\\|") for c in rij] + [""] * (breed - len(rij))
        yield "| " + " | ".join(cellen) + " |"
        if i == 0:
            yield "|" + "---|" * breed
