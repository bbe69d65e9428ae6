"""Templates: what a jurist may write works, everything else is refused with its line, and values never become marks."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from impact.sjablonen import Sjabloon, als_blokken, lees_sjablonen, toets, vul
from impact.sjablonen.opmaak import delen, zet_merk
from verordening.bevinding import Geweigerd
from verordening.onzichtbaar import toonbaar
from verordening.papier import document as d, zet


def blokken(tekst: str, **velden):
    return als_blokken(vul(Sjabloon("proef", tekst), velden))


def test_opmaak_wordt_kop_alinea_lijst_vet_en_invulplek():
    kop, tekst, lijst, cijfers = blokken(
        "## [deel] Kop\n\nEen **vet** woord en [[de datum]].\n\n- een\n- twee\n\n1. eerst\n2. dan\n"
    )
    assert (kop.niveau, kop.anker, d.platte_tekst(kop.inhoud)) == (2, "deel", "Kop")
    assert d.platte_tekst(tekst.inhoud) == "Een vet woord en [in te vullen: de datum]."
    assert [s.tekst for s in tekst.inhoud if isinstance(s, d.Stuk)] == ["vet", "[in te vullen: de datum]"]
    assert len(lijst.punten) == 2 and cijfers.nummering is d.Nummering.CIJFER


def test_regel_met_alleen_een_opdracht_laat_geen_lege_regel_na():
    (lijst,) = blokken("{% for x in namen %}\n- {{ x }}\n{% endfor %}\n", namen=["a", "b", "c"])
    assert [d.platte_tekst(p.blokken[0].inhoud) for p in lijst.punten] == ["a", "b", "c"]


def test_delen_dragen_hun_naam_ook_zonder_kop():
    gevonden = delen(vul(Sjabloon("p", "[aanhef]\n\nGeachte raad,\n\n## [slot] Slot\n\nDag.\n"), {}))
    assert [(x.naam, len(x.blokken)) for x in gevonden] == [("aanhef", 1), ("slot", 2)]


@pytest.mark.parametrize(
    "waarde",
    [
        "## kop",
        "- punt",
        "1. punt",
        "**vet**",
        "[[open]]",
        "[deel]",
        "<b>x</b>",
        "{{ x }}",
        "{% if %}",
        "a\n\n## b",
        "=1+1",
        "@SOM(A1)",
        "[x](javascript:alert(1))",
        "INCLUDETEXT",
    ],
)
def test_een_waarde_wordt_nooit_opmaak(waarde):
    (blok,) = blokken("{{ naam }}", naam=waarde)
    assert isinstance(blok, d.Alinea) and d.platte_tekst(blok.inhoud).split() == waarde.split()
    assert all(isinstance(s, str) for s in blok.inhoud), "geen vet, geen link, geen noot"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Co", "Cc")), min_size=1))
def test_elke_tekst_komt_er_heel_uit(waarde):
    gezet = blokken("x{{ naam }}y", naam=waarde)
    assert len(gezet) == 1
    heen = "".join(d.platte_tekst(b.inhoud) for b in gezet)
    assert "".join(heen.split()) == "".join(toonbaar(f"x{waarde}y").split())


def test_prive_tekens_in_gegevens_worden_geweigerd():
    with pytest.raises(Geweigerd, match="U\\+E000"):
        blokken("{{ naam }}", naam="\ue000blok:x\ue001")


@pytest.mark.parametrize(
    ("tekst", "regel", "woord"),
    [
        ("goed\n{% if x %}\nnooit dicht\n", 3, "klopt niet"),
        ("een\n{{ x.__class__ }}", 2, "__class__"),
        ("{{ ''.__class__.__mro__ }}", 1, "__mro__"),
        ("{{ x|attr('__class__') }}", 1, "attr"),
        ("{{ x.items() }}", 1, "aanroep"),
        ("{{ range(1000000000) }}", 1, "range"),
        ("{% set a = 'x' %}", 1, "Assign"),
        ("{{ 'a' * 1000000000 }}", 1, "Mul"),
        ("{{ a ~ a }}", 1, "Concat"),
        ("{{ 2 ** 99999 }}", 1, "Pow"),
        ("{% include '/etc/passwd' %}", 1, "Include"),
        ("{% import 'os' as os %}", 1, "Import"),
        ("{% extends 'x' %}", 1, "Extends"),
        ("{% macro m() %}{% endmacro %}", 1, "Macro"),
        ("{{ self }}", 1, "self"),
        ("{{ _geheim }}", 1, "_geheim"),
        ("{{ x|join(x|join(x)) }}", 1, "join"),
        (
            "{% for a in x %}{% for b in x %}{% for c in x %}{% for d in x %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
            1,
            "lussen",
        ),
        ("{% for a in x recursive %}{% endfor %}", 1, "lus"),
        ("{{ blok(*x) }}", 1, "blok"),
        ("{% raw %}{% endraw %}{{ x[0:1] }}", 1, "Slice"),
        ("{{ x is callable }}", 1, "callable"),
        ("{% call x() %}{% endcall %}", 1, "CallBlock"),
        ("{% filter upper %}x{% endfilter %}", 1, "FilterBlock"),
        ("{{ namespace(a=1) }}", 1, "namespace"),
    ],
)
def test_wat_niet_mag_wordt_met_de_regel_geweigerd_voordat_er_iets_loopt(tekst, regel, woord):
    with pytest.raises(Geweigerd) as fout:
        toets(Sjabloon("cib", tekst, "dossier"))
    assert f"sjablonen/cib.md.j2, regel {regel}" in str(fout.value) and woord in str(fout.value)


@pytest.mark.parametrize(
    "tekst",
    ["{{ bestaat_niet }}", "{{ groep.bestaat_niet }}", "{{ lijst[9] }}", "{{ groep.keys }}", "{{ tekst.upper }}"],
)
def test_een_veld_dat_er_niet_is_wordt_geweigerd_met_zijn_plaats(tekst):
    with pytest.raises(Geweigerd) as fout:
        vul(Sjabloon("cib", f"een\n{tekst}\n", "dossier"), {"groep": {"a": 1}, "lijst": [1], "tekst": "x"})
    assert "cib.md.j2, regel 2" in str(fout.value) and "«" in str(fout.value)


@pytest.mark.parametrize("waarde", [["a"], {"a": 1}, None, True, object()])
def test_alleen_tekst_en_getallen_kunnen_worden_gezet(waarde):
    with pytest.raises(Geweigerd):
        vul(Sjabloon("cib", "{{ x }}"), {"x": waarde})


def test_te_veel_uitvoer_wordt_afgebroken():
    veel = ["x" * 1000] * 1000
    with pytest.raises(Geweigerd, match="te veel tekst"):
        vul(Sjabloon("cib", "{% for a in x %}{{ a }}{% endfor %}"), {"x": veel})


def test_een_blok_midden_in_een_regel_wordt_geweigerd():
    tekst = vul(Sjabloon("cib", "tekst {{ blok('x') }}"), {}, {"blok": lambda naam: zet_merk("blok", naam)})
    with pytest.raises(Geweigerd, match="midden in een regel"):
        als_blokken(tekst, lambda _: (), None)


def test_eigen_sjabloon_gaat_voor_en_een_onbekende_naam_wordt_geweigerd(tmp_path):
    eigen = tmp_path / "cib.md.j2"
    eigen.write_text("## [aanhef] Hallo\r\n\r\nDag.\r\n", encoding="utf-8")
    assert lees_sjablonen((eigen,))["cib"].herkomst == "dossier"
    assert lees_sjablonen((eigen,))["memo"].herkomst == "meegeleverd"
    fout = tmp_path / "cbi.md.j2"
    fout.write_text("x", encoding="utf-8")
    with pytest.raises(Geweigerd, match="geen bekend sjabloon"):
        lees_sjablonen((fout,))
    eigen.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Geweigerd, match="UTF-8"):
        lees_sjablonen((eigen,))


def test_waarden_zijn_in_elke_vorm_gewoon_tekst():
    document = d.Document("T", blokken("Naam: {{ n }}", n="<script>x</script> **b** =HYPERLINK(1)"))
    assert "<script>x" not in zet(document, "html").decode()
    assert "\\*\\*b\\*\\*" in zet(document, "md").decode()
