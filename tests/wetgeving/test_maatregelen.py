"""The national measures: complete, consistent, true to the official text, and refused when damaged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.notaties import als_jci, uit_jci
from wetgeving.maatregelen import BESTAND, Maatregelenlijst, ingebouwde_maatregelen

JCI = re.compile(
    r"^(?:jci)?(?P<v>1\.\d{1,2}):(?P<t>[a-z]):(?P<id>BWB[RVW]\d{7})(?P<loc>(?:&(?!(?:[gzse])=)[a-z-]+(?:=[^&]*)?)*)"
    r"(?P<dat>(?:&[gzse]=\d{4}-\d{2}-\d{2})*)$"
)
LIJST = ingebouwde_maatregelen()


def _alle_jci() -> list[str]:
    wortel = etree.parse(str(BESTAND)).getroot()
    return [e.get(k) for e in wortel.iter() for k in ("jci", "doel", "bedoeld") if e.get(k)]


def test_vierentwintig_maatregelen_en_acht_items_daarbuiten() -> None:
    assert [m.id for m in LIJST.geteld] == [f"M{n:02}" for n in range(1, 25)]
    assert [m.id for m in LIJST.buiten_de_telling] == [f"X{n}" for n in range(1, 9)]
    assert {t.aantal for t in LIJST.tellingen} == {"20", "21", "23", "24", "meer dan 20"}


def test_elke_maatregel_heeft_elk_veld() -> None:
    for m in LIJST.maatregelen:
        assert m.naam and m.was and m.wordt and m.gevolg and m.doelgroep and m.aard.codes and m.wie_beslist, m.id
        assert m.organen and m.ingang and m.trefwoorden and m.bronsleutels and m.plek.noot and m.uitgaven.noot, m.id
        assert [t.wet for t in m.tegenhangers] == ["IOAW", "IOAZ", "Bbz"], m.id
        assert m.wetsplaatsen or m.id == "X6"
    for m in LIJST.geteld:
        assert m.instrumenten, m.id
        assert all(i.duiding == "ja" for i in m.instrumenten)


def test_duiding_en_onbekend_staan_erbij() -> None:
    assert all(m.uitgaven.bedrag == "onbekend" and m.uitgaven.duiding == "ja" for m in LIJST.maatregelen)
    assert LIJST["M19"].ingang[0].juridisch_werkend_vanaf is None
    assert LIJST["M22"].wie_beslist == "onbekend"
    assert {m.id for m in LIJST.maatregelen if any(i.terugwerkend for i in m.ingang)} == {"M03", "M08"}
    assert {m.id for m in LIJST.maatregelen if m.gedoogd} == {"M17", "M20", "M21", "M22"}


def test_elke_jci_is_te_ontleden() -> None:
    alle = _alle_jci()
    assert len(alle) > 150
    assert [j for j in alle if not JCI.match(j)] == []
    assert [j for j in alle if als_jci(uit_jci(j)) != j] == []
    assert uit_jci(LIJST["M08"].wetsplaatsen[0].jci).tekst() == "artikel 31, tweede lid, onderdeel m"


def test_bronnen_bestaan_en_hebben_een_vindplaats() -> None:
    for bron in LIJST.bronnen:
        assert bron.urls or bron.bestand, bron.id
        assert all(u.startswith("https://") for u in bron.urls)
    assert [f"S-{n:02}" for n in range(1, 24)] == [b.id for b in LIJST.bronnen][:23]


def test_tegenstrijdigheden_wetsfouten_tijdlijn_geld_en_onderwerpen() -> None:
    assert len(LIJST.tegenstrijdigheden) == 10
    assert [t.id for t in LIJST.tegenstrijdigheden if "M17" in t.maatregelen.split()] == ["T06"]
    assert len(LIJST.wetsfouten) == 7 and len(LIJST.bronfouten) == 8
    assert len(LIJST.onderwerpen) == 18 and len(LIJST.tijdlijn) == 22 and len(LIJST.geld) == 6
    misbruik = next(o for o in LIJST.onderwerpen if "misbruik" in o.naam)
    assert [misbruik.plicht(s.peildatum) for s in misbruik.standen] == ["moet", "moet", "onbekend"]
    assert {b.waarde for b in LIJST.bedragen if "M10" in b.maatregelen.split()} == {"8000.00", "16000.00", "67500.00"}


def test_een_lijst_is_na_schrijven_en_lezen_gelijk() -> None:
    geschreven = LIJST.als_xml()
    assert Maatregelenlijst.lees(geschreven) == LIJST
    assert geschreven == BESTAND.read_bytes()


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        ('id="M02"', 'id="M01"', "M01"),
        ('bronnen="S-01 S-02 S-05"', 'bronnen="S-01 S-99"', "S-99"),
        ("jci1.3:c:BWBR0015703&amp;artikel=44&amp;lid=5", "artikel 44 lid 5", "jci"),
        ('zekerheid="A" terugwerkend="nee"', 'zekerheid="zeker" terugwerkend="nee"', "maatregel"),
        ("<wie-beslist>", "<vreemd/><wie-beslist>", "vreemd"),
        ('peildatum="2026-02-04"', 'peildatum="2026-02-31"', "2026-02-31"),
        ('maatregelen="M17"', 'maatregelen="M77"', "M77"),
    ],
)
def test_een_beschadigde_lijst_wordt_geweigerd(oud: str, nieuw: str, woord: str) -> None:
    tekst = BESTAND.read_text(encoding="utf-8")
    assert oud in tekst
    with pytest.raises(Geweigerd) as gevangen:
        Maatregelenlijst.lees(tekst.replace(oud, nieuw, 1).encode(), naam="maatregelen.xml")
    assert gevangen.value.plaats.startswith("maatregelen.xml")
    assert woord in gevangen.value.reden and "\n" not in str(gevangen.value)


def _leden(pad: Path) -> dict[str, dict[str, str]]:
    """Text per lid, straight from the official XML (independent of the readers of the project)."""
    wet: dict[str, dict[str, str]] = {}
    for artikel in etree.parse(str(pad)).getroot().iter("artikel"):
        for meta in list(artikel.iter("meta-data")):
            meta.getparent().remove(meta)
        leden = {(lid.findtext("lidnr") or "").strip(" ."): "".join(lid.itertext()) for lid in artikel.iter("lid")}
        wet[artikel.get("label").removeprefix("Artikel ")] = leden or {"": "".join(artikel.itertext())}
    return wet


def _deel(jci: str, naam: str) -> str:
    gevonden = re.search(rf"&{naam}=([^&]+)", jci)
    return gevonden[1] if gevonden else ""


def test_wat_zeker_heet_staat_in_de_officiele_tekst(data: Path) -> None:
    wet = _leden(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml")
    for m in LIJST.maatregelen:
        for plaats in m.wetsplaatsen:
            if plaats.wet != "Pw" or plaats.zekerheid != "A" or plaats.aard == "vervallen":
                continue
            leden = wet[_deel(plaats.jci, "artikel")]
            assert _deel(plaats.jci, "lid") in leden or not _deel(plaats.jci, "lid"), (m.id, plaats.jci)


def _eenheden(pad: Path) -> dict[str, str]:
    """Text per artikel, lid and onderdeel of the first level; keys as ``31/2/m``."""
    teksten: dict[str, str] = {}
    for artikel in etree.parse(str(pad)).getroot().iter("artikel"):
        for meta in list(artikel.iter("meta-data")):
            meta.getparent().remove(meta)
        nummer = artikel.get("label").removeprefix("Artikel ")
        teksten[f"{nummer}//"] = " ".join("".join(artikel.itertext()).split())
        for lid in list(artikel.iter("lid")) or [artikel]:
            lidnr = (lid.findtext("lidnr") or "").strip(" .")
            teksten[f"{nummer}/{lidnr}/"] = " ".join("".join(lid.itertext()).split())
            for punt in lid.findall("lijst/li"):
                sleutel = (punt.findtext("li.nr") or "").strip(" .")
                teksten[f"{nummer}/{lidnr}/{sleutel}"] = " ".join("".join(punt.itertext()).split())
    return teksten


def test_wat_zeker_gewijzigd_heet_is_gewijzigd(data: Path) -> None:
    was = _eenheden(data / "regelrecht" / "BWBR0015703_2024-01-01_0.xml")
    wordt = _eenheden(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml")
    anders = []
    for m in LIJST.maatregelen:
        for plaats in m.wetsplaatsen:
            if plaats.wet != "Pw" or plaats.zekerheid != "A" or plaats.aard == "ongewijzigd":
                continue
            sleutel = "/".join(_deel(plaats.jci, naam) for naam in ("artikel", "lid", "o"))
            oud, nieuw = was.get(sleutel), wordt.get(sleutel)
            klopt = {
                "nieuw": oud is None and nieuw is not None,
                "niet-in-werking": oud is None and nieuw is not None,
                "gewijzigd": oud is not None and nieuw is not None and oud != nieuw,
                "vervallen": oud is not None and (nieuw is None or "vervallen" in nieuw.lower()),
            }[plaats.aard]
            if not klopt:
                anders.append((m.id, sleutel))
    # M03 and M08: the text came with the version of 2026-02-04. X8: equal in these two versions, and noted as such.
    assert anders == [("M03", "17/3/"), ("M08", "31/2/s"), ("X8", "31/2/q"), ("X8", "31/2/t")]


def test_elk_artikel_van_dossier_36582_hoort_bij_een_maatregel_of_item(data: Path) -> None:
    wortel = etree.parse(str(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml")).getroot()
    officieel = {
        a.get("label").removeprefix("Artikel ")
        for a in wortel.iter("artikel")
        if any(e.get("dossier") == LIJST.dossier for e in a.iter("dossierref"))
    }
    assert len(officieel) == 30
    genoemd = {
        _deel(p.jci, "artikel")
        for m in LIJST.maatregelen
        for p in m.wetsplaatsen
        if p.wet == "Pw" and p.zekerheid == "A" and p.aard != "ongewijzigd"
    }
    assert officieel - genoemd == set()
    assert genoemd - officieel == {"17"}, "artikel 17 kwam pas met de toestand van 4-2-2026"


def test_bedragen_staan_in_de_officiele_tekst(data: Path) -> None:
    wet = _leden(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml")
    for bedrag in LIJST.bedragen:
        leden = wet[_deel(bedrag.jci, "artikel")]
        tekst = " ".join(leden.get(_deel(bedrag.jci, "lid"), "").split())
        euro, cent = ([*bedrag.waarde.split("."), ""])[:2]
        if bedrag.eenheid == "euro":
            vormen = [f"{int(euro):,}".replace(",", ".") + f",{cent}", f"{int(euro):,}".replace(",", ".")]
        else:
            vormen = [f"{bedrag.waarde.replace('.', ',')} procent", f"{bedrag.waarde.replace('.', ',')}%"]
        assert any(v in tekst for v in vormen), (bedrag.id, vormen, tekst[:200])


def test_de_overzichtstabel_van_het_feitenblad_komt_overeen(data: Path) -> None:
    feiten = data.parent / "feiten" / "maatregelen.md"
    if not feiten.exists():
        pytest.skip("het feitenblad is hier niet aanwezig")
    rijen = re.findall(r"^\| (M\d\d) \|(.*)\|$", feiten.read_text(encoding="utf-8").split("Buiten de telling")[0], re.M)
    assert len(rijen) == 24
    for sleutel, rest in rijen:
        _, artikelen, zeker, fase, _, _, wie = [cel.strip(" *") for cel in rest.split("|")]
        m = LIJST[sleutel]
        assert m.zekerheid == zeker[0], sleutel
        assert m.fase.nummer == fase[0], sleutel
        assert m.wie_beslist == wie, sleutel
        nummers = {_deel(p.jci, "artikel") for p in m.wetsplaatsen}
        for deel in artikelen.removeprefix("vindplaats:").split(";"):
            nummer = re.match(r"\s*(\d+[a-z]*)", deel)
            assert nummer is None or nummer[1] in nummers, (sleutel, deel)
