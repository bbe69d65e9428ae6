"""A Word file as paragraphs and tables: text, style, number and indent, with tracked changes accepted or rejected.

Only what stands on paper counts: automatic numbers are computed as Word prints them. Nothing is loaded from outside the
file; a file with macros, outside parts or an unreasonable size is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.nummers import letter, romeins
from verordening.xmlveilig import lees_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Wordalinea", "Wordblok", "Worddocument", "Wordtabel", "lees_wordtekst"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GROOTST = 60_000_000
_DICHTST = 200
"""Largest ratio of unpacked to packed size that a text part has in practice, with room to spare."""
_BESTANDEN = 2_000


@dataclass(frozen=True, slots=True)
class Wordalinea:
    """A paragraph. ``nummer``: as Word prints it, empty when it has none; ``links``: left indent in twips (1/1440 inch)."""

    tekst: str
    stijl: str = ""
    nummer: str = ""
    links: int = 0
    opsomteken: bool = False


@dataclass(frozen=True, slots=True)
class Wordtabel:
    """Rows of cells; a cell that spans columns is followed by empty ones."""

    rijen: tuple[tuple[str, ...], ...]
    links: int = 0


Wordblok: TypeAlias = "Wordalinea | Wordtabel"


@dataclass(frozen=True, slots=True)
class Worddocument:
    """What stands on paper, and what a reader should know."""

    blokken: tuple[Wordblok, ...]
    bevindingen: tuple[Bevinding, ...] = ()
    bijgehouden: bool = False
    """there are tracked changes"""


def lees_wordtekst(gegevens: bytes, *, naam: str, afgewezen: bool = False) -> Worddocument:
    """Paragraphs and tables of a .docx.

    Args:
        afgewezen: read as if every tracked change were rejected; default: accepted.

    Raises:
        Geweigerd: no .docx, macros, outside parts, unreasonable size, or broken XML.
    """
    delen = _pak_uit(gegevens, naam)
    stijlen = _Stijlen(_xml(delen, "word/styles.xml", naam))
    nummering = _Nummering(_xml(delen, "word/numbering.xml", naam), stijlen)
    wortel = _xml(delen, "word/document.xml", naam)
    assert wortel is not None
    romp = wortel.find(f"{_W}body")
    if romp is None:
        raise Geweigerd(
            "het Word-bestand heeft geen tekst", plaats=naam, code="docx-leeg", advies="Sla het in Word opnieuw op."
        )
    lezer = _Lezer(stijlen, nummering, naam, afgewezen)
    blokken = tuple(lezer.blokken(romp))
    return Worddocument(blokken, tuple(lezer.bevindingen), lezer.bijgehouden)


# --- the package ------------------------------------------------------------------------------------------------------


def _pak_uit(gegevens: bytes, naam: str) -> dict[str, bytes]:
    try:
        pakket = zipfile.ZipFile(io.BytesIO(gegevens))
        delen = pakket.infolist()
    except (zipfile.BadZipFile, ValueError) as fout:
        raise Geweigerd(
            "het Word-bestand is beschadigd", plaats=naam, code="docx-kapot", advies="Sla het in Word opnieuw op."
        ) from fout
    with pakket:
        te_groot = sum(d.file_size for d in delen) > _GROOTST
        te_dicht = any(d.file_size > 1_000_000 and d.file_size > _DICHTST * max(d.compress_size, 1) for d in delen)
        if len(delen) > _BESTANDEN or te_groot or te_dicht:
            raise Geweigerd(
                "het bestand is uitgepakt onredelijk groot",
                plaats=naam,
                code="zipbom",
                advies="Kies een ander bestand.",
            )
        namen = [d.filename for d in delen]
        if len(set(namen)) != len(namen) or "word/document.xml" not in namen:
            raise Geweigerd(
                "dit zip-bestand is geen Word-document", plaats=naam, code="geen-docx", advies="Kies het .docx-bestand."
            )
        if any(d.flag_bits & 1 for d in delen):
            raise Geweigerd(
                "het Word-bestand is met een wachtwoord beveiligd",
                plaats=naam,
                code="docx-wachtwoord",
                advies="Verwijder het wachtwoord.",
            )
        if any("vbaproject" in n.lower() or (n.lower().endswith(".bin") and "macro" in n.lower()) for n in namen):
            raise Geweigerd(
                "het Word-bestand bevat macro’s",
                plaats=naam,
                code="docx-macro",
                advies="Sla het op als .docx zonder macro’s.",
            )
        try:
            uit = {n: pakket.read(n) for n in namen if n.endswith((".xml", ".rels"))}
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as fout:
            raise Geweigerd(
                "het Word-bestand is beschadigd", plaats=naam, code="docx-kapot", advies="Sla het in Word opnieuw op."
            ) from fout
    if b"macroEnabled" in uit.get("[Content_Types].xml", b""):
        raise Geweigerd(
            "het Word-bestand bevat macro’s",
            plaats=naam,
            code="docx-macro",
            advies="Sla het op als .docx zonder macro’s.",
        )
    _keur_relaties(uit, naam)
    return uit


def _keur_relaties(delen: dict[str, bytes], naam: str) -> None:
    """Only links that a reader clicks may point outside the file."""
    for pad in delen:
        if not pad.endswith(".rels"):
            continue
        for relatie in lees_xml(delen[pad], naam=f"{naam}, {posixpath.basename(pad)}"):
            soort = str(relatie.get("Type") or "").rpartition("/")[2]
            if relatie.get("TargetMode") == "External" and soort != "hyperlink":
                raise Geweigerd(
                    f"het Word-bestand haalt een onderdeel van buiten ({soort})",
                    plaats=naam,
                    code="docx-extern",
                    advies="Verbreek in Word de koppeling (Bestand, Info, Koppelingen bewerken) en sla het op.",
                )


def _xml(delen: dict[str, bytes], pad: str, naam: str) -> _Element | None:
    return lees_xml(delen[pad], naam=f"{naam}, {posixpath.basename(pad)}", limiet=_GROOTST) if pad in delen else None


def _waarde(element: _Element | None, pad: str) -> str:
    gevonden = element.find("/".join(_W + deel for deel in pad.split("/"))) if element is not None else None
    return str(gevonden.get(f"{_W}val") or "") if gevonden is not None else ""


# --- styles and numbers -----------------------------------------------------------------------------------------------


class _Stijlen:
    """Names, indents and numbering of paragraph styles, inherited along ``basedOn``."""

    def __init__(self, wortel: _Element | None) -> None:
        self.elementen = {
            str(s.get(f"{_W}styleId")): s for s in (wortel.iterfind(f"{_W}style") if wortel is not None else ())
        }

    def keten(self, stijl: str) -> Iterator[_Element]:
        gezien: set[str] = set()
        while stijl in self.elementen and stijl not in gezien:
            gezien.add(stijl)
            yield self.elementen[stijl]
            stijl = _waarde(self.elementen[stijl], "basedOn")

    def naam(self, stijl: str) -> str:
        return _waarde(self.elementen.get(stijl), "name") or stijl

    def eerste(self, stijl: str, pad: str) -> _Element | None:
        for element in self.keten(stijl):
            gevonden = element.find("/".join(_W + d for d in pad.split("/")))
            if gevonden is not None:
                return gevonden
        return None


@dataclass(slots=True)
class _Telling:
    standen: dict[int, int] = field(default_factory=dict)


class _Nummering:
    """Computes automatic numbers: one count per abstract list, restarted per level."""

    def __init__(self, wortel: _Element | None, stijlen: _Stijlen) -> None:
        self.stijlen = stijlen
        self.abstract: dict[str, _Element] = {}
        self.num: dict[str, tuple[str, dict[int, int]]] = {}
        self.tellingen: dict[str, _Telling] = {}
        if wortel is None:
            return
        self.abstract = {str(a.get(f"{_W}abstractNumId")): a for a in wortel.iterfind(f"{_W}abstractNum")}
        for n in wortel.iterfind(f"{_W}num"):
            begin = {
                int(str(o.get(f"{_W}ilvl") or 0)): int(_waarde(o, "startOverride"))
                for o in n.iterfind(f"{_W}lvlOverride")
                if _waarde(o, "startOverride").isdigit()
            }
            self.num[str(n.get(f"{_W}numId"))] = (_waarde(n, "abstractNumId"), begin)

    def niveau(self, num: str, diepte: int) -> _Element | None:
        abstract = self.abstract.get(self.num.get(num, ("", {}))[0])
        if abstract is None:
            return None
        return next((lv for lv in abstract.iterfind(f"{_W}lvl") if lv.get(f"{_W}ilvl") == str(diepte)), None)

    def volgende(self, num: str, diepte: int) -> tuple[str, bool] | None:
        """(printed number, is a bullet) of the next paragraph at this level; None when it prints none."""
        niveau = self.niveau(num, diepte)
        if niveau is None:
            return None
        abstract, begin = self.num[num]
        sleutel = f"{num}!" if begin else abstract
        standen = self.tellingen.setdefault(sleutel, _Telling()).standen
        start = begin.get(diepte, int(_waarde(niveau, "start") or 1))
        standen[diepte] = standen[diepte] + 1 if diepte in standen else start
        for dieper in [d for d in standen if d > diepte]:
            del standen[dieper]
        soort = _waarde(niveau, "numFmt") or "decimal"
        vorm = _waarde(niveau, "lvlText")
        if soort == "none" or not vorm:
            return None
        if soort == "bullet":
            return "–", True
        for d in range(9):
            if f"%{d + 1}" in vorm:
                eigen = self.niveau(num, d)
                stand = standen.setdefault(d, int(_waarde(eigen, "start") or 1) if eigen is not None else 1)
                vorm = vorm.replace(f"%{d + 1}", _getal(stand, _waarde(eigen, "numFmt") or "decimal"))
        return vorm.strip(), False


def _getal(n: int, soort: str) -> str:
    match soort:
        case "lowerLetter":
            return letter(n)
        case "upperLetter":
            return letter(n).upper()
        case "lowerRoman":
            return romeins(n).lower()
        case "upperRoman":
            return romeins(n)
        case "decimalZero":
            return f"{n:02d}"
        case _:
            return str(n)


# --- paragraphs -------------------------------------------------------------------------------------------------------


class _Lezer:
    def __init__(self, stijlen: _Stijlen, nummering: _Nummering, naam: str, afgewezen: bool) -> None:
        self.stijlen, self.nummering, self.naam = stijlen, nummering, naam
        self.weg = {f"{_W}ins", f"{_W}moveTo"} if afgewezen else {f"{_W}del", f"{_W}moveFrom"}
        self.afgewezen = afgewezen
        self.bevindingen: list[Bevinding] = []
        self.gemeld: set[str] = set()
        self.bijgehouden = False
        self.rest = ""

    def blokken(self, houder: _Element) -> Iterator[Wordblok]:
        """Blocks in order; content controls are looked through."""
        for kind in houder:
            if kind.tag == f"{_W}p":
                alinea = self._alinea(kind)
                if alinea is not None:
                    yield alinea
            elif kind.tag == f"{_W}tbl":
                yield self._tabel(kind)
            elif kind.tag in (f"{_W}sdt", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo", f"{_W}del", f"{_W}moveFrom"):
                if kind.tag in self.weg:
                    continue
                inhoud = kind.find(f"{_W}sdtContent")
                yield from self.blokken(inhoud if inhoud is not None else kind)

    def _alinea(self, p: _Element) -> Wordalinea | None:
        tekst = self.rest + self._tekst(p)
        self.rest = ""
        eigenschappen = self._eigenschappen(p)
        merk = p.find(f"{_W}pPr/{_W}rPr")
        if merk is not None and any(merk.find(w) is not None for w in self.weg):
            # Zonder dit alinea-einde loopt wat overblijft door in de volgende alinea.
            self.bijgehouden = True
            self.rest = tekst
            return None
        stijl = _waarde(eigenschappen, "pStyle")
        if not tekst.strip():
            return None
        num, diepte = self._lijst(eigenschappen, stijl)
        nummer = self.nummering.volgende(num, diepte) if num and num != "0" else None
        return Wordalinea(
            " ".join(tekst.split()) if nummer else tekst.strip("\n "),
            self.stijlen.naam(stijl),
            nummer[0] if nummer else "",
            self._links(eigenschappen, stijl, num, diepte),
            bool(nummer and nummer[1]),
        )

    def _eigenschappen(self, p: _Element) -> _Element | None:
        eigen = p.find(f"{_W}pPr")
        oud = eigen.find(f"{_W}pPrChange/{_W}pPr") if eigen is not None else None
        if oud is not None:
            self.bijgehouden = True
        return oud if oud is not None and self.afgewezen else eigen

    def _lijst(self, eigenschappen: _Element | None, stijl: str) -> tuple[str, int]:
        bron = eigenschappen.find(f"{_W}numPr") if eigenschappen is not None else None
        if bron is None:
            bron = self.stijlen.eerste(stijl, "pPr/numPr")
        diepte = _waarde(bron, "ilvl")
        return _waarde(bron, "numId"), int(diepte) if diepte.isdigit() else 0

    def _links(self, eigenschappen: _Element | None, stijl: str, num: str, diepte: int) -> int:
        niveau = self.nummering.niveau(num, diepte) if num else None
        for bron in (
            eigenschappen.find(f"{_W}ind") if eigenschappen is not None else None,
            niveau.find(f"{_W}pPr/{_W}ind") if niveau is not None else None,
            self.stijlen.eerste(stijl, "pPr/ind"),
        ):
            if bron is not None:
                waarde = str(bron.get(f"{_W}left") or bron.get(f"{_W}start") or "0").split(".")[0]
                return int(waarde) if waarde.lstrip("-").isdigit() else 0
        return 0

    def _tekst(self, element: _Element) -> str:
        uit: list[str] = []
        for kind in element:
            tag = kind.tag
            if tag in (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"):
                self.bijgehouden = True
                if tag not in self.weg:
                    uit.append(self._tekst(kind))
            elif tag in (f"{_W}t", f"{_W}delText"):
                uit.append(kind.text or "")
            elif tag == f"{_W}tab":
                uit.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                uit.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                uit.append("\u2011")
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                self._meld(
                    "docx-noot",
                    "Het Word-bestand heeft voet- of eindnoten; die worden niet gelezen.",
                    "Zet de noten in de lopende tekst.",
                    Ernst.FOUT,
                )
            elif tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
                self._meld(
                    "docx-beeld",
                    "Een afbeelding, formule of tekstvak wordt niet gelezen.",
                    "Zet de tekst ervan in een alinea.",
                    Ernst.FOUT,
                )
            elif tag.endswith(("}oMath", "}oMathPara")):
                self._meld(
                    "docx-formule", "Een formule wordt niet gelezen.", "Schrijf de formule als tekst.", Ernst.FOUT
                )
            elif tag in (f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delInstrText"):
                continue
            elif len(kind):
                uit.append(self._tekst(kind))
        return "".join(uit)

    def _tabel(self, tabel: _Element) -> Wordtabel:
        rijen: list[tuple[str, ...]] = []
        for rij in tabel.iter(f"{_W}tr"):
            merk = rij.find(f"{_W}trPr")
            if merk is not None and any(merk.find(w) is not None for w in self.weg):
                self.bijgehouden = True
                continue
            rijen.append(tuple(c for cel in rij.iterfind(f"{_W}tc") for c in self._cel(cel)))
        return Wordtabel(tuple(rijen))

    def _cel(self, cel: _Element) -> Iterator[str]:
        if cel.find(f"{_W}tbl") is not None:
            self._meld(
                "docx-tabel-in-tabel",
                "Een tabel in een tabel wordt niet gelezen.",
                "Zet de binnenste tabel eronder.",
                Ernst.FOUT,
            )
        yield " ".join(
            " ".join((b.nummer + " " + b.tekst).split()) for b in self.blokken(cel) if isinstance(b, Wordalinea)
        )
        if cel.find(f"{_W}tcPr/{_W}vMerge") is not None:
            self._meld(
                "docx-cel",
                "Samengevoegde cellen onder elkaar zijn als losse cellen gelezen.",
                "Controleer de tabel.",
                Ernst.WAARSCHUWING,
            )
        breed = _waarde(cel, "tcPr/gridSpan")
        for _ in range(int(breed) - 1 if breed.isdigit() and int(breed) < 100 else 0):
            self._meld(
                "docx-cel",
                "Samengevoegde cellen naast elkaar zijn als losse cellen gelezen.",
                "Controleer de tabel.",
                Ernst.WAARSCHUWING,
            )
            yield ""

    def _meld(self, code: str, uitleg: str, advies: str, ernst: Ernst) -> None:
        if code not in self.gemeld:
            self.gemeld.add(code)
            self.bevindingen.append(Bevinding(code, ernst, self.naam, "", uitleg, advies))
