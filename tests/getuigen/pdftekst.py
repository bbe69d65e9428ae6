"""The text of a tagged PDF in the order of its structure, read from the file itself.

``pdfinfo -struct-text`` stops listening where marked content stands within marked content (a span with ActualText), so
the words are fetched here by their marks: every glyph through the ToUnicode map of its font, ActualText above glyphs.
"""

import re
from pathlib import Path
from typing import Any

import pikepdf


def voorgelezen(pad: Path) -> str:
    """What a screen reader says, in that order; alternatives of figures left out, artifacts never heard."""
    with pikepdf.open(pad) as p:
        bladen = {blad.objgen: _gemerkt(blad) for blad in p.pages}
        return "".join(_hoor(p.Root.StructTreeRoot, None, bladen))


def _hoor(knoop: Any, blad: Any, bladen: dict) -> list[str]:
    uit: list[str] = []
    blad = knoop.get("/Pg", blad)
    kinderen = knoop.get("/K", [])
    for kind in kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]:
        if isinstance(kind, int):
            uit.append(bladen[blad.objgen].get(int(kind), ""))
        elif kind.get("/Type") == "/MCR":
            uit.append(bladen[kind.get("/Pg", blad).objgen].get(int(kind.MCID), ""))
        elif "/S" in kind:
            uit += _hoor(kind, blad, bladen)
    return uit


def _gemerkt(blad: pikepdf.Page) -> dict[int, str]:
    """Marked-content identifier → text."""
    letters = {naam: _tounicode(font) for naam, font in blad.Resources.get("/Font", {}).items()}
    uit: dict[int, str] = {}
    stapel: list[tuple[int | None, str | None]] = []
    letter: dict[int, str] = {}

    def zeg(tekst: str) -> None:
        if any(actueel is not None for _, actueel in stapel):
            return
        for mcid, _ in reversed(stapel):
            if mcid is not None:
                uit[mcid] = uit.get(mcid, "") + tekst
                return

    for stap in pikepdf.parse_content_stream(blad):
        naam, waarden = str(stap.operator), list(stap.operands)
        if naam in ("BDC", "BMC"):
            eigen = waarden[1] if naam == "BDC" and isinstance(waarden[1], pikepdf.Dictionary) else {}
            actueel = str(eigen["/ActualText"]) if "/ActualText" in eigen else None
            if actueel is not None:
                zeg(actueel)
            stapel.append((int(eigen["/MCID"]) if "/MCID" in eigen else None, actueel))
        elif naam == "EMC":
            stapel.pop()
        elif naam == "Tf":
            letter = letters[str(waarden[0])]
        elif naam in ("Tj", "TJ"):
            for deel in waarden[0] if naam == "TJ" else waarden:
                if isinstance(deel, pikepdf.String):
                    codes = bytes(deel)
                    zeg(
                        "".join(letter.get(int.from_bytes(codes[i : i + 2]), "\ufffd") for i in range(0, len(codes), 2))
                    )
    return uit


def _tounicode(font: Any) -> dict[int, str]:
    kaart: dict[int, str] = {}
    tekst = font.ToUnicode.read_bytes().decode("ascii", "replace")
    for blok in re.findall(r"beginbfchar(.*?)endbfchar", tekst, re.S):
        for code, waarde in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", blok):
            kaart[int(code, 16)] = bytes.fromhex(waarde).decode("utf-16-be")
    for blok in re.findall(r"beginbfrange(.*?)endbfrange", tekst, re.S):
        for begin, eind, waarde in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", blok):
            for n in range(int(begin, 16), int(eind, 16) + 1):
                eerste = bytes.fromhex(waarde).decode("utf-16-be")
                kaart[n] = eerste[:-1] + chr(ord(eerste[-1]) + n - int(begin, 16))
    return kaart
