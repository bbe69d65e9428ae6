"""De voordeur: elke opdracht is beschreven, fouten zijn één Nederlandse regel, de uitgangscodes kloppen."""

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from werkbank.__main__ import OPDRACHTEN, main
from werkbank.documenteer import DOEL

WORTEL = Path(__file__).resolve().parents[2]
PROEF = """# Verordening proef

#### Artikel 1 Termijn
1. Het college beslist binnen acht weken.
2. Het college kan deze termijn verlengen.

#### Artikel 2 Inwerkingtreding
Deze verordening treedt in werking op 1 januari 2026.

#### Artikel 3 Citeertitel
Deze verordening wordt aangehaald als: Verordening proef.
"""


def roep(*argumenten: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as einde:
        main(list(argumenten))
    uit = capsys.readouterr()
    return int(einde.value.code or 0), uit.out, uit.err


def test_docs_opdrachten_is_niet_verouderd():
    # In een vers proces: de bibliotheek onthoudt per opdracht hoe zij het eerst werd aangeroepen.
    code = "from werkbank.documenteer import opdrachten_md; print(opdrachten_md(), end='')"
    vers = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=WORTEL)
    assert DOEL.read_text(encoding="utf-8") == vers.stdout, "verouderd: draai `make docs`"


def test_elke_opdracht_staat_in_de_lijst_en_heeft_een_module():
    modules = {p.stem.replace("_", "-") for p in (WORTEL / "werkbank" / "opdrachten").glob("[a-z]*.py")}
    assert modules == set(OPDRACHTEN)


def test_de_voordeur_laadt_niets_zwaars():
    code = (
        "import sys; from werkbank.__main__ import groep; "
        "zwaar = {'lxml', 'pydantic', 'typst', 'pikepdf', 'docx', 'networkx', 'git', 'rich', 'jinja2'}; "
        "print(sorted(zwaar & set(sys.modules)))"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=WORTEL)
    assert ast.literal_eval(uit.stdout) == []


def _aanroepen():
    for naam in OPDRACHTEN:
        opdracht = importlib.import_module(f"werkbank.opdrachten.{naam.replace('-', '_')}").opdracht
        yield from ([naam, deel] for deel in opdracht.commands) if isinstance(opdracht, click.Group) else ([naam],)


@pytest.mark.parametrize("woorden", _aanroepen(), ids=" ".join)
def test_elke_opdracht_en_elk_deel_ervan_doet_iets(woorden, capsys):
    code, uit, fout = roep(*woorden, "--bestaat-niet", capsys=capsys)
    assert (code, uit) == (2, "") and "--bestaat-niet" in fout
    code, uit, _ = roep(*woorden, "--help", capsys=capsys)
    assert code == 0 and f"verordening {' '.join(woorden)}" in uit


def _verplicht():
    for woorden in _aanroepen():
        opdracht = importlib.import_module(f"werkbank.opdrachten.{woorden[0].replace('-', '_')}").opdracht
        deel = opdracht.commands[woorden[1]] if woorden[1:] else opdracht
        plaatsen = ["1" for p in deel.params if isinstance(p, click.Argument)]
        yield from ([*woorden, *plaatsen, p.opts[0]] for p in deel.params if isinstance(p, click.Option) and p.required)


@pytest.mark.parametrize("woorden", _verplicht(), ids=" ".join)
def test_wat_verplicht_is_en_ontbreekt_wordt_gevraagd(woorden, capsys):
    code, uit, fout = roep(*woorden[:-1], capsys=capsys)
    assert (code, uit) == (2, "") and f"er ontbreekt een optie: '{woorden[-1]}'" in fout


@pytest.mark.parametrize("argumenten", [["onzin"], ["tekst"], ["tekst", "a", "b"], ["--onbekend"], ["lees", "x"]])
def test_verkeerd_gebruik_is_een_nederlandse_regel_en_code_2(argumenten, capsys):
    code, uit, fout = roep(*argumenten, capsys=capsys)
    assert (code, uit) == (2, "")
    assert fout.startswith("verkeerd gebruik: ") and fout.count("\n") == 1
    assert not any(engels in fout for engels in ("Missing", "No such", "Error", "Got unexpected"))


def test_tekst_van_een_regeling(tmp_path, capsys):
    pad = tmp_path / "proef.md"
    pad.write_text(PROEF, encoding="utf-8")
    code, uit, _ = roep("tekst", str(pad), capsys=capsys)
    assert code == 0
    assert "artikel 1, tweede lid\tHet college kan deze termijn verlengen." in uit.splitlines()


def test_lees_schrijft_canonieke_xml_en_tekst_leest_die_weer(tmp_path, capsys):
    bron, doel = tmp_path / "proef.md", tmp_path / "proef.xml"
    bron.write_text(PROEF, encoding="utf-8")
    code, _, _ = roep("lees", str(bron), "-o", str(doel), capsys=capsys)
    assert code == 0
    _, uit_xml, _ = roep("tekst", str(doel), capsys=capsys)
    _, uit_md, _ = roep("tekst", str(bron), capsys=capsys)
    assert uit_xml == uit_md


def test_keur_geeft_bevindingen_en_code_1(tmp_path, capsys):
    pad = tmp_path / "fout.md"
    pad.write_text(PROEF.replace("Artikel 3", "Artikel 1"), encoding="utf-8")
    code, uit, _ = roep("keur", str(pad), "--json", capsys=capsys)
    assert code == 1
    assert {b["code"] for b in json.loads(uit)} == {"dubbel-nummer", "nummer-volgorde"}


@pytest.mark.parametrize("inhoud", [b"", b"\xff\xfe\x00", b"<?xml version='1.0'?><onbekend/>", b"gewone tekst"])
def test_geweigerde_invoer_is_een_regel_en_code_3_en_er_komt_geen_bestand(tmp_path, capsys, inhoud):
    bron, doel = tmp_path / "invoer.bin", tmp_path / "uit.xml"
    bron.write_bytes(inhoud)
    code, uit, fout = roep("lees", str(bron), "-o", str(doel), capsys=capsys)
    assert (code, uit) == (3, "")
    assert fout.startswith("geweigerd: invoer.bin") and fout.count("\n") == 1
    assert not doel.exists()


def test_map_in_plaats_van_bestand_en_onschrijfbaar_doel(tmp_path, capsys):
    code, _, fout = roep("tekst", str(tmp_path), capsys=capsys)
    assert code == 3 and fout.count("\n") == 1
    bron = tmp_path / "proef.md"
    bron.write_text(PROEF, encoding="utf-8")
    code, _, fout = roep("lees", str(bron), "-o", str(tmp_path / "bestaat-niet" / "uit.xml"), capsys=capsys)
    assert code == 3 and "kan niet schrijven" in fout
