"""Every input is hostile: what must be refused, and that the refusal is one Dutch line with file and reason."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from verordening.xmlveilig import lees_bytes, lees_xml, valideer

BOM = "<?xml version='1.0' encoding='utf-16'?>\n<!DOCTYPE a><a/>".encode("utf-16")
SLECHT = [
    ("leeg", b"", None),
    ("leeg", b"\xef\xbb\xbf  \n", None),
    ("afgebroken", b"<a>\n<b>tekst", 2),
    ("afgebroken", b"<a", 1),
    ("doctype", b"<!DOCTYPE a><a/>", 1),
    ("doctype", b"<?xml version='1.0'?>\n<!-- uitleg -->\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", 3),
    ("doctype", b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 1),
    ("doctype", BOM, 2),
    ("entiteit", b"<a>&onbekend;</a>", 1),
    ("codering", b"<a>\nca\xe9</a>", 2),
    ("codering", b"<?xml version='1.0' encoding='bestaatniet'?><a/>", 1),
    ("geen-xml", b"Artikel 1", 1),
    ("geen-xml", b"%PDF-1.7", 1),
    ("xml-fout", b"<a><b></a></b>", 1),
    ("xml-fout", b"<a b='1' b='2'/>", 1),
    ("xml-fout", b"<a/><b/>", 1),
    ("xml-fout", b"<a>\0</a>", 1),
    ("te-diep", b"<a>" * 5000 + b"</a>" * 5000, 1),
    ("te-groot", b"<a>" + b"x" * 2000 + b"</a>", None),
]


@pytest.mark.parametrize(("code", "inhoud", "regel"), SLECHT)
def test_slechte_invoer_wordt_geweigerd_met_een_regel(code: str, inhoud: bytes, regel: int | None) -> None:
    limiet = 1000 if code == "te-groot" else 1_000_000
    with pytest.raises(Geweigerd) as gevangen:
        lees_xml(inhoud, naam="vreemd.xml", limiet=limiet)
    fout = gevangen.value
    assert fout.code == code
    assert fout.plaats == ("vreemd.xml" if regel is None else f"vreemd.xml, regel {regel}")
    assert "\n" not in str(fout) and str(fout).startswith("vreemd.xml") and fout.advies


def test_goede_xml_behoudt_tekst_en_regelnummer() -> None:
    wortel = lees_xml(b"<?xml version='1.0'?>\n<a>een<!-- weg -->twee\n<b>drie</b><?pi weg?>vier</a>", naam="a.xml")
    assert "".join(wortel.itertext()) == "eentwee\ndrievier"
    assert wortel[0].sourceline == 3


@pytest.mark.parametrize("codering", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_andere_coderingen_mogen_als_ze_kloppen(codering: str) -> None:
    kop = "" if codering.startswith("utf") else f"<?xml version='1.0' encoding='{codering}'?>"
    assert lees_xml(f"{kop}<a>café</a>".encode(codering), naam="a.xml").text == "café"


def test_een_entiteit_in_een_doctype_leest_geen_bestand(tmp_path: Path) -> None:
    geheim = tmp_path / "geheim.txt"
    geheim.write_text("geheim")
    with pytest.raises(Geweigerd) as gevangen:
        lees_xml(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{geheim.as_uri()}">]><a>&x;</a>'.encode(), naam="a.xml")
    assert "geheim" not in gevangen.value.reden


def test_map_ontbrekend_apparaat_en_vreemde_naam(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    for pad, code in [
        (tmp_path, "is-map"),
        (tmp_path / "weg.xml", "niet-gevonden"),
        (Path("/dev/zero"), "geen-bestand"),
        (tmp_path / "pijp", "geen-bestand"),
        (Path("a\0b"), "onleesbaar"),
    ]:
        with pytest.raises(Geweigerd) as gevangen:
            lees_bytes(pad, naam="x")
        assert gevangen.value.code == code


def test_limiet_geldt_voor_bestand_en_is_instelbaar(tmp_path: Path) -> None:
    pad = tmp_path / "a.xml"
    pad.write_bytes(b"<a>" + b" " * 100 + b"</a>")
    assert lees_xml(pad, naam="a.xml", limiet=107).tag == "a"
    with pytest.raises(Geweigerd, match="106 bytes"):
        lees_xml(pad, naam="a.xml", limiet=106)


@given(st.binary(max_size=300))
def test_willekeurige_bytes_geven_een_boom_of_een_weigering(inhoud: bytes) -> None:
    try:
        wortel = lees_xml(inhoud, naam="x")
    except Geweigerd as fout:
        assert "\n" not in str(fout)
    else:
        assert isinstance(wortel.tag, str)


SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><element name="a">
  <attribute name="dag"><data type="date"/></attribute><zeroOrMore><element name="b"><text/></element></zeroOrMore>
  </element></start></grammar>"""


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"<a dag='2026-01-01'>\n<b/><c/></a>", "c"),
        (b"<a/>", "a"),
        (b"<a dag='2026-02-30'/>", "2026-02-30"),
        (b"<a dag='2026-01-01' x='1'/>", "x"),
        (b"<z/>", "z"),
    ],
)
def test_schema_weigert_in_het_nederlands(tmp_path: Path, inhoud: bytes, woord: str) -> None:
    schema = tmp_path / "s.rng"
    schema.write_text(SCHEMA)
    valideer(lees_xml(b"<a dag='2026-01-01'><b>t</b></a>", naam="f.xml"), schema, naam="f.xml")
    with pytest.raises(Geweigerd) as gevangen:
        valideer(lees_xml(inhoud, naam="f.xml"), schema, naam="f.xml")
    assert gevangen.value.plaats.startswith("f.xml, regel ")
    assert woord in gevangen.value.reden and "Element" not in gevangen.value.reden


def test_wat_dieper_in_elkaar_staat_dan_een_wet_ooit_doet_wordt_geweigerd() -> None:
    assert lees_xml(b"<a>" * 128 + b"</a>" * 128, naam="x.xml").tag == "a"
    with pytest.raises(Geweigerd, match="dieper genest"):
        lees_xml(b"<a>" * 129 + b"</a>" * 129, naam="x.xml")


def test_een_zip_met_een_naamloos_lid_en_een_te_lange_tekencode_vallen_niet_om() -> None:
    bak = io.BytesIO()
    with zipfile.ZipFile(bak, "w") as pakket:
        pakket.writestr(zipfile.ZipInfo("x"), b"")
        pakket.infolist()[0].filename = ""
    with pytest.raises(Geweigerd):
        lees(bak.getvalue(), naam="x.zip")
    assert lees(b"# R\n\n## Artikel 1\n\nWit &#" + b"9" * 900 + b"; tot slot.\n").wortel.inhoud


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_een_getal_van_duizenden_cijfers_is_geen_tekst(code: str) -> None:
    with pytest.raises(Geweigerd, match="duizend cijfers"):
        lees_bytes(f"Hoofdstuk {'12345' * 201}".encode(code), naam="a.md")
    assert lees_bytes(f"Artikel {'12345' * 200}".encode(code), naam="a.md")
    assert lees_bytes(b"PK\x03\x04" + b"5" * 2000, naam="a.docx")  # a picture that is stored without packing
