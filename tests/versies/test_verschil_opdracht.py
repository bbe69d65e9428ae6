"""De opdracht ``verschil`` van buiten: scherm, JSON, bestand, en wat niet kan."""

import json

import pytest

from werkbank.__main__ import main

WAS = "# Voorbeeldtekst, niet vastgesteld\n\n### Artikel 1 Termijn\n\nHet college beslist binnen acht weken.\n"


@pytest.fixture
def paar(tmp_path):
    was, wordt = tmp_path / "was.md", tmp_path / "wordt.md"
    was.write_text(WAS, "utf-8")
    wordt.write_text(WAS.replace("acht", "zes"), "utf-8")
    return str(was), str(wordt)


def _draai(*argumenten):
    with pytest.raises(SystemExit) as einde:
        main(["verschil", *argumenten])
    return einde.value.code


def test_op_het_scherm(paar, capsys):
    assert _draai(*paar) == 0
    assert "    Het college beslist binnen [-acht-]{+zes+} weken." in capsys.readouterr().out


def test_als_json_en_naar_een_bestand(paar, capsys, tmp_path):
    assert _draai(*paar, "--json") == 0
    waarde = json.loads(capsys.readouterr().out)
    assert waarde["artikelen"]["gewijzigd"] == ["1"]
    doel = tmp_path / "uit.json"
    assert _draai(*paar, "--als", "json", "-o", str(doel)) == 0
    assert json.loads(doel.read_text("utf-8"))["wijzigingen"] == waarde["wijzigingen"]


def test_een_word_bestand_past_niet_op_het_scherm(paar, capsys):
    assert _draai(*paar, "--als", "docx") == 2
    assert "-o" in capsys.readouterr().err


def test_een_bestand_dat_er_niet_is_wordt_geweigerd(paar, capsys, tmp_path):
    assert _draai(paar[0], str(tmp_path / "weg.md")) == 3
    assert "weg.md" in capsys.readouterr().err
