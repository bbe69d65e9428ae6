"""A workbook from somebody else: read or refused, soon, whatever is in it; never a fault of the program."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from verordening.bevinding import Geweigerd
from verordening.papier.rekenblad import Blad, xlsx
from werkbank.diensten.overnemen import lees_blad

_KOP, _DEEL = ("a", "b"), "xl/worksheets/sheet1.xml"


@cache
def _goed() -> bytes:
    return xlsx([Blad("Koppelingen", _KOP, [("x", "y")])])


def _met(deel: str, doe: Callable[[bytes], bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_goed())) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        assert deel in bron.namelist()
        for naam in bron.namelist():
            doel.writestr(naam, doe(bron.read(naam)) if naam == deel else bron.read(naam))
    return uit.getvalue()


def _erbij(rijen: bytes, einde: bytes = b"") -> bytes:
    return _met(_DEEL, lambda d: d.replace(b"</sheetData>", rijen + b"</sheetData>" + einde))


_ENTITEIT = b'<!DOCTYPE x [<!ENTITY a0 "x">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(9)
)
VIJANDIG: dict[str, Callable[[], bytes]] = {
    "een cel heel ver weg": lambda: _erbij(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "een lege rij heel ver weg": lambda: _erbij(b'<row r="1048576"/>'),
    "alles samengevoegd": lambda: _erbij(b"", b'<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
    "vaak samengevoegd": lambda: _erbij(b"", b"<mergeCells>" + b'<mergeCell ref="A3:Z300"/>' * 3000 + b"</mergeCells>"),
    "alles gekoppeld": lambda: _erbij(b"", b'<hyperlinks><hyperlink ref="A3:XFD1048576" location="x"/></hyperlinks>'),
    "steeds dezelfde cel": lambda: _erbij(b'<row r="3">' + b'<c r="A3"><v>1</v></c>' * 500_000 + b"</row>"),
    "entiteiten": lambda: _met(_DEEL, lambda d: d.replace(b"<worksheet", _ENTITEIT + b"]><worksheet", 1)),
    "diep": lambda: _erbij(b"", b"<x>" * 100_000),
    "geen XML": lambda: _met(_DEEL, lambda _: b"x"),
    "leeg": lambda: _met("xl/workbook.xml", lambda _: b""),
    "tekst die er niet is": lambda: _erbij(b'<row r="3"><c r="A3" t="s"><v>999999</v></c></row>'),
    "opmaak die er niet is": lambda: _erbij(b'<row r="3"><c r="A3" s="999"><v>1</v></c></row>'),
    "een ander kenmerk": lambda: _met("xl/workbook.xml", lambda d: d.replace(b"<sheet ", b'<sheet x="1" ')),
    "uitgepakt heel groot": lambda: _met(_DEEL, lambda d: d + b" " * 300_000_000),
}


@pytest.mark.parametrize("naam", VIJANDIG)
def test_een_vijandig_rekenblad_wordt_geweigerd(naam: str) -> None:
    inhoud = VIJANDIG[naam]()
    with pytest.raises(Geweigerd):
        lees_blad(inhoud, "blad.xlsx", _KOP)


def test_een_beschadigd_rekenblad_zegt_hetzelfde_of_wordt_geweigerd() -> None:
    """Bits of the file, and bits of a part that is packed again, so that its own checksum is in order."""
    kans, goed, geweigerd = random.Random(16), lees_blad(_goed(), "blad.xlsx", _KOP), 0
    assert goed == {2: {"a": "x", "b": "y"}}

    def kantel(inhoud: bytes) -> bytes:
        stuk = bytearray(inhoud)
        stuk[kans.randrange(len(stuk))] ^= 1 << kans.randrange(8)
        return bytes(stuk)

    delen = zipfile.ZipFile(io.BytesIO(_goed())).namelist()
    for keer in range(150):
        inhoud = kantel(_goed()) if keer % 2 else _met(kans.choice(delen), kantel)
        try:
            gelezen = lees_blad(inhoud, "blad.xlsx", _KOP)
        except Geweigerd:
            geweigerd += 1
        else:
            assert keer % 2 == 0 or gelezen == goed
    assert geweigerd > 50
