"""Wat een lezer niet ziet: gemeld bij het lezen, zichtbaar in elke uitvoer, nooit rauw. Voorbeeldtekst."""

from __future__ import annotations

import errno
import io
import json
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.hulp.opdrachtregel import loop
from verordening.bevinding import Ernst, Geweigerd
from verordening.lezers import lees
from verordening.papier.document import Stuk
from verordening.papier.rekenblad import Blad, csv, xlsx
from verordening.schijf import schrijf_atomair
from versies.registratie.opgave import Opgave
from werkbank.zichtbaar import beveilig, json_veilig

SOORTEN = {
    "\u202e": Ernst.FOUT,
    "\u2067": Ernst.FOUT,
    "\x1b": Ernst.FOUT,
    "\u200b": Ernst.WAARSCHUWING,
    "\u00ad": Ernst.WAARSCHUWING,
    "\ufeff": Ernst.WAARSCHUWING,
}


def bron(midden: str) -> bytes:
    return f"# Proef\n\n## Artikel 1 Zaak\n\nHet bedrag is 1{midden}0 euro.\n".encode()


@pytest.mark.parametrize("teken", SOORTEN)
def test_een_onzichtbaar_teken_is_een_bevinding_met_zijn_plaats(teken: str) -> None:
    (bevinding,) = [b for b in lees(bron(teken), naam="a.md").bevindingen if b.code == "onzichtbaar-teken"]
    assert (bevinding.adres, bevinding.ernst) == ("artikel 1", SOORTEN[teken])
    assert f"⟦U+{ord(teken):04X}⟧" in bevinding.fragment


def test_een_letter_van_een_ander_alfabet_is_een_bevinding_en_een_harde_spatie_niet() -> None:
    assert [b.code for b in lees(bron("\u0430"), naam="a.md").bevindingen] == ["gelijkend-teken"]
    assert not lees(bron("\u00a0"), naam="a.md").bevindingen


def test_canonieke_xml_houdt_het_teken_en_de_bevinding_komt_niet_dubbel() -> None:
    from verordening.canoniek import schrijf

    eerst = lees(bron("\u200b"), naam="a.md")
    weer = lees(schrijf(eerst), naam="a.xml")
    assert [b.code for b in weer.bevindingen] == ["onzichtbaar-teken"]
    assert weer.wortel == eerst.wortel


@pytest.mark.parametrize("teken", SOORTEN)
def test_op_papier_en_in_een_pijp_gaat_het_teken_nooit_rauw(teken: str) -> None:
    assert Stuk(f"a{teken}b").tekst == f"a⟦U+{ord(teken):04X}⟧b"
    blad = Blad(f"n{teken}", (f"k{teken}",), ((f"a{teken}b",),))
    assert teken not in csv(blad).decode("utf-8-sig")
    cel = load_workbook(io.BytesIO(xlsx([blad]))).worksheets[0]["A2"]
    assert cel.value == f"a⟦U+{ord(teken):04X}⟧b"
    stroom = io.StringIO()
    beveilig(stroom)
    stroom.write(f"a{teken}b\tc\n")
    assert stroom.getvalue() == f"a⟦U+{ord(teken):04X}⟧b\tc\n"
    veilig = json_veilig(json.dumps({"tekst": f"a{teken}b"}, ensure_ascii=False))
    assert teken not in veilig
    assert json.loads(veilig) == {"tekst": f"a{teken}b"}


@pytest.mark.parametrize("teken", SOORTEN)
def test_wat_iemand_opgeeft_wordt_met_een_onzichtbaar_teken_niet_vastgelegd(teken: str) -> None:
    with pytest.raises(Geweigerd, match="niet te zien"):
        Opgave(titel=f"Besluit {teken} een").ingevuld()


@pytest.mark.parametrize("naam", ["a\nfout: b.md", "a\r\nb.md", "a\x1b[2K\x1b[1Ab.md", "a\u202eb.md"])
def test_een_melding_over_een_bestand_is_een_regel_wat_er_ook_in_zijn_naam_staat(
    naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for inhoud in (None, b"", b"# Regels\n\n## Artikel 1 Zaak\n\nEen bank.\n"):
        if inhoud is not None:
            Path(naam).write_bytes(inhoud)
        for opdracht in (("tekst", naam), ("keur", naam), ("lees", naam, "-o", f"weg/{naam}"), ("geldend", naam, "x")):
            fout = loop(*opdracht).fout
            assert not set(fout.rstrip("\n")) & {"\x1b", "\r", "\u202e"}
            begin = ("geweigerd: ", "verkeerd gebruik: ", "fout: regeling", "waarschuwing: ", "info: ", "2 bevindingen")
            assert all(r.startswith(begin) for r in fout.rstrip("\n").split("\n") if r), fout


class _Scherm(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_op_een_scherm_gaan_kleuren_door_en_wat_regels_uitwist_niet() -> None:
    stroom = _Scherm()
    beveilig(stroom)
    stroom.write("\x1b[31mrood\x1b[0m\x1b[2K\x1b[1Aa\rb\r\n")
    assert stroom.getvalue() == "\x1b[31mrood\x1b[0m⟦U+001B⟧[2K⟦U+001B⟧[1Aa⟦U+000D⟧b\r\n"


def test_wat_het_systeem_zegt_is_nederlands() -> None:
    for nummer in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO):
        melding = str(Geweigerd.om("niet-schrijfbaar", "a.xml", fout=OSError(nummer, os.strerror(nummer))))
        assert os.strerror(nummer) not in melding


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="geen apparaten")
def test_een_apparaat_of_een_pijp_wordt_geen_bestand(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    for doel in (tmp_path / "pijp", Path("/dev/null"), Path("/dev/bestaat-niet.xml")):
        with pytest.raises(Geweigerd, match="geen gewoon bestand"):
            schrijf_atomair(doel, b"tekst")
    assert (tmp_path / "pijp").is_fifo() and Path("/dev/null").is_char_device()
