"""The commands about time on a dossier of our own: first a folder with files, then with an archive."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.dom import minidom

import pytest

from tests.versies.test_tijd_varianten import artikel, regeling
from verordening.bevinding import Geweigerd
from verordening.boom import Gegevens, Regeling
from verordening.canoniek import schrijf
from verordening.gemeenten import BESTAND as GEMEENTEN
from versies.archief.archief import Archief
from versies.archief.herbouw import Bewijsvoering, herbouw
from versies.archief.poort import lees_dossier
from versies.archief.uitdossier import begin
from werkbank.__main__ import main

BLAD = """<?xml version='1.0' encoding='UTF-8'?>
<dossier status="voorbeeldtekst, niet vastgesteld" uitvoerder="Proef">
  <naam>Proef</naam>
  <regelingen>
    <regeling slug="proef" citeertitel="Proefverordening" soort="verordening" orgaan="gemeenteraad" status="geldend" map="regelingen/proef"/>
  </regelingen>
  <besluiten>
    <besluit slug="b1" bestand="b1.md" doel="wijziging-1" juridisch-werkend-vanaf="2026-01-01" status="geldend">
      <citeertitel>Eerste wijziging</citeertitel><wijzigt regeling="proef"/>
    </besluit>
    <besluit slug="b2" bestand="b2.md" doel="wijziging-2" juridisch-werkend-vanaf="2027-01-01" status="ontwerp">
      <citeertitel>Ontwerp van de tweede wijziging</citeertitel><wijzigt regeling="proef"/>
    </besluit>
  </besluiten>
</dossier>
"""


def tekst(*leden: str) -> bytes:
    kaal = regeling(artikel("5", list(leden)), artikel("6", ["Slot."]))
    return schrijf(Regeling(Gegevens("proef", citeertitel="Proefverordening"), kaal.wortel))


def besluit(van: str, naar: str) -> str:
    return f"Besluit\n\nArtikel I\nIn artikel 5, eerste lid, van de Proefverordening wordt “{van}” vervangen door “{naar}”.\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    map_ = tmp_path / "d"
    (map_ / "regelingen/proef").mkdir(parents=True)
    (map_ / "besluiten").mkdir()
    (map_ / "dossier.xml").write_text(BLAD)
    for dag, woord in (("2024-01-01", "acht"), ("2026-01-01", "zes"), ("2027-01-01", "vier")):
        (map_ / f"regelingen/proef/{dag}.xml").write_bytes(tekst(f"Binnen {woord} weken.", "Tweede."))
    (map_ / "besluiten/b1.md").write_text(besluit("acht", "zes"))
    (map_ / "besluiten/b2.md").write_text(besluit("zes", "vier"))
    return map_


class Uitvoer:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *woorden: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as einde:
            main([str(w) for w in woorden])
        uit, fout = self.capsys.readouterr()
        return int(einde.value.code or 0), uit, fout

    def json(self, *woorden: object) -> dict:  # type: ignore[type-arg]
        return json.loads(self(*woorden, "--json")[1])


@pytest.fixture
def doe(capsys: pytest.CaptureFixture[str]) -> Uitvoer:
    return Uitvoer(capsys)


def neem_op(doe: Uitvoer, dossier: Path, tmp_path: Path, doel: str, leden: tuple[str, ...], *rest: object) -> int:
    bron = tmp_path / f"{doel}.xml"
    bron.write_bytes(tekst(*leden))
    return doe("neem-op", dossier, bron, "--regeling", "proef", "--doel", doel, *rest)[0]


def test_geldend_zonder_archief(dossier: Path, doe: Uitvoer) -> None:
    code, uit, _ = doe("geldend", dossier, "proef", "--op", "2025-06-01")
    assert code == 0 and "artikel 5, eerste lid\tBinnen acht weken." in uit.replace("1. ", "")
    antwoord = doe.json("geldend", dossier, "proef", "--op", "2026-06-01")
    assert {
        "regeling",
        "op",
        "bekend",
        "versie",
        "juridisch_werkend_vanaf",
        "geldig_vanaf",
        "doelen",
        "samenloop",
        "tekst",
    } <= antwoord.keys()
    assert (antwoord["versie"], antwoord["doelen"]) == ("proef@2026-01-01", ["wijziging-1"])
    assert doe.json("geldend", dossier, "proef", "--op", "2027-06-01")["versie"] == "proef@2026-01-01", (
        "ontwerp telt niet"
    )
    assert doe.json("geldend", dossier, "proef", "--op", "2027-06-01", "--ontwerp")["versie"] == "proef@2027-01-01"
    leeg = doe.json("geldend", dossier, "proef", "--op", "2020-01-01")
    assert leeg["versie"] is None and leeg["tekst"] is None and leeg["bevindingen"][0]["code"] == "niets-geldend"


def test_onbekende_regeling_of_map_wordt_geweigerd(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    code, _, fout = doe("geldend", dossier, "anders", "--op", "2026-01-01")
    assert code == 3 and "Kies uit: proef (Proefverordening)." in fout
    assert doe("geldend", tmp_path / "nergens", "proef")[0] == 3
    for bestand in (dossier / "regelingen/proef").iterdir():
        bestand.unlink()
    for opdracht in ("geldend", "tijdlijn"):
        code, _, fout = doe(opdracht, dossier, "proef")
        assert code == 3 and "nog geen versie" in fout and "Kies uit" not in fout
    assert doe("geldend", dossier, "proef", "--op", "gisteren")[0] == 2
    assert doe("herbouw", dossier)[0] == 3
    neem_op(doe, dossier, tmp_path, "w", ("Binnen zes weken.",), "--op-basis-van", "wijziging-1")
    assert doe("geldend", dossier, "anders", "--op", "2026-01-01")[0] == 3


def test_van_map_naar_archief_met_samenloop_en_vervlechting(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    assert (
        neem_op(
            doe,
            dossier,
            tmp_path,
            "spoed",
            ("Binnen zes weken.", "Spoed."),
            "--op-basis-van",
            "wijziging-1",
            "--werkend",
            "2026-07-01",
            "--geldig",
            "2026-06-01",
            "--bekend",
            "2026-06-20",
            "--publicatie",
            "gmb-2026-9",
            "--betreft",
            "art. 5",
        )
        == 0
    )
    assert doe.json("geldend", dossier, "proef", "--op", "2025-06-01")["versie"] == "proef@2024-01-01"
    terug = doe.json("geldend", dossier, "proef", "--op", "2026-06-15")
    assert (terug["versie"], terug["juridisch_werkend_vanaf"], terug["geldig_vanaf"]) == (
        "proef@2026-07-01",
        "2026-07-01",
        "2026-06-01",
    )
    assert (
        doe.json("geldend", dossier, "proef", "--op", "2026-06-15", "--bekend", "2026-06-30")["versie"]
        == "proef@2026-01-01"
    )
    assert (
        neem_op(
            doe,
            dossier,
            tmp_path,
            "ander",
            ("Binnen drie weken.", "Tweede."),
            "--op-basis-van",
            "wijziging-1",
            "--werkend",
            "2026-09-01",
            "--bekend",
            "2026-07-01",
        )
        == 0
    )
    code, uit, _ = doe("samenloop", dossier)
    assert code == 1 and "ander raakt spoed" in uit
    code, _, fout = doe("geldend", dossier, "proef", "--op", "2026-10-01")
    assert code == 1 and "niet bekend: spoed" in fout
    assert doe("vlecht", dossier, "proef", "ander", "spoed", "--neem-op")[0] == 0
    assert doe("samenloop", dossier)[0] == 0
    tekst_ = doe.json("geldend", dossier, "proef", "--op", "2026-10-01")["tekst"]
    assert "Binnen drie weken." in tekst_ and "Spoed." in tekst_
    code, uit, fout = doe("herbouw", dossier)
    assert code == 0 and uit.startswith("5 vastleggingen en 5 versies"), fout


def test_vlecht_vraagt_een_keuze_en_bewaart_haar(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    for doel, woord, bekend in (("een", "vijf", "2026-02-01"), ("twee", "zeven", "2026-02-02")):
        neem_op(
            doe,
            dossier,
            tmp_path,
            doel,
            (f"Binnen {woord} weken.", "Tweede."),
            "--op-basis-van",
            "wijziging-1",
            "--werkend",
            "2026-05-01",
            "--bekend",
            bekend,
        )
    code, uit, fout = doe("vlecht", dossier, "proef", "een", "twee")
    assert code == 1 and "basis  Binnen zes weken." in uit and "1 botsingen vragen een keuze" in fout
    [botsing] = doe.json("vlecht", dossier, "proef", "een", "twee")["botsingen"]
    assert doe("vlecht", dossier, "proef", "een", "twee", "--keuze", "onzin")[0] == 2
    assert doe("vlecht", dossier, "proef", "een", "twee", "--keuze", f"{botsing['sleutel']}=hunne", "--neem-op")[0] == 0
    antwoord = doe.json("geldend", dossier, "proef", "--op", "2026-05-01")
    assert antwoord["doelen"] == ["een", "twee"] and "Binnen zeven weken." in antwoord["tekst"]
    [keuzes] = list((dossier / "keuzes").iterdir())
    assert json.loads(keuzes.read_text())[0]["keuze"] == "hunne"


def test_neem_op_en_vlecht_kiezen_per_woord_en_weigeren_een_keuze_die_nergens_over_gaat(
    dossier: Path, doe: Uitvoer, tmp_path: Path
) -> None:
    zin = "Binnen zes weken na ontvangst."
    tijd = ("--op-basis-van", "wijziging-1", "--werkend", "2026-05-01", "--bekend", "2026-02-01")
    assert neem_op(doe, dossier, tmp_path, "een", (zin.replace("zes", "vijf"), "Tweede."), *tijd) == 0
    anders = ("Binnen zeven weken na de melding.", "Tweede.")
    gevraagd = ("neem-op", dossier, "--regeling", "proef", "--doel", "twee", "--titel", "Tweede", *tijd, "--ja")
    (tmp_path / "twee.xml").write_bytes(tekst(*anders))
    stuk = ("--tekst", tmp_path / "twee.xml")
    uit = doe.json(*gevraagd, *stuk, "--proef")
    [botsing] = uit["botsingen"]
    assert [w["sleutel"] for w in botsing["woorden"]] == [f"{botsing['sleutel']} {n}" for n in (1, 2)], botsing
    assert doe(*gevraagd, *stuk, "--keuze", "artikel 99#inhoud=onze")[0] == 3
    code, uit_, _ = doe(*gevraagd, *stuk, "--proef")
    assert f"[{botsing['sleutel']} 2]" in uit_ and code in (0, 1)
    een, twee = (w["sleutel"] for w in botsing["woorden"])
    kant = "onze" if botsing["onze"].startswith("Binnen vijf") else "hunne"
    ander = "hunne" if kant == "onze" else "onze"
    code, _, fout = doe(*gevraagd, *stuk, "--keuze", f"{een}={kant}", "--keuze", f"{twee}={ander}")
    assert "nog open" not in fout, fout
    antwoord = doe.json("geldend", dossier, "proef", "--op", "2026-05-01")
    assert "Binnen vijf weken na de melding." in antwoord["tekst"] and not antwoord["samenloop"]
    [keuzes] = list((dossier / "keuzes").iterdir())
    assert [k["keuze"] for k in json.loads(keuzes.read_text())] == [kant, ander]


def test_tijdlijn_in_alle_vormen(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    code, uit, _ = doe("tijdlijn", dossier, "proef")
    assert code == 0 and "Vanaf 01-01-2024 tot 01-01-2026: tekst door «Proefverordening»" in uit
    assert "nog zonder datum, wacht op vaststelling wijziging-2." in uit
    assert len(doe.json("tijdlijn", dossier, "proef")["toestanden"]) == 2
    assert doe("tijdlijn", dossier, "proef", "--als", "svg", "-o", tmp_path / "t.svg")[0] == 0
    beeld = minidom.parse(str(tmp_path / "t.svg"))
    assert beeld.getElementsByTagName("desc")[0].firstChild.data.startswith("Vanaf 01-01-2024")  # type: ignore[union-attr]
    assert doe("tijdlijn", dossier, "proef", "--als", "wti-csv")[1].startswith("Datum inwerkingtreding,")
    assert "<caption>" in doe("tijdlijn", dossier, "proef", "--als", "wti-html")[1]


def test_herkomst_noemt_het_besluit(dossier: Path, doe: Uitvoer) -> None:
    code, uit, _ = doe("herkomst", dossier, "proef", "artikel 5, eerste lid")
    assert code == 0 and re.search(r"2026-01-01  Eerste wijziging\tzes\n", uit)
    assert "vervallen: acht" in uit
    assert doe("herkomst", dossier, "proef", "artikel 99")[0] == 3
    assert doe("herkomst", dossier, "proef", "ergens")[0] in (2, 3)


def test_datum_voorwaarde_intrekking_en_afstel(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    neem_op(
        doe,
        dossier,
        tmp_path,
        "later",
        ("Binnen een week.",),
        "--op-basis-van",
        "wijziging-1",
        "--voorwaarde",
        "kb",
        "--bekend",
        "2026-02-01",
    )
    assert doe.json("geldend", dossier, "proef", "--op", "2026-12-01")["doelen"] == ["wijziging-1"]
    assert doe("neem-op", dossier, "--vervuld", "kb", "--werkend", "2026-08-01", "--bekend", "2026-07-01")[0] == 0
    assert doe.json("geldend", dossier, "proef", "--op", "2026-12-01")["doelen"] == ["later"]
    assert doe("neem-op", dossier, "--doel", "later", "--terugtrekken", "--bekend", "2026-07-02")[0] == 0
    assert doe.json("geldend", dossier, "proef", "--op", "2026-12-01")["doelen"] == ["wijziging-1"]
    assert (
        doe(
            "neem-op",
            dossier,
            "--regeling",
            "proef",
            "--doel",
            "einde",
            "--op-basis-van",
            "wijziging-1",
            "--intrekking",
            "--werkend",
            "2028-01-01",
            "--bekend",
            "2026-07-03",
        )[0]
        == 0
    )
    assert doe.json("geldend", dossier, "proef", "--op", "2028-01-01")["versie"] is None
    for onzin in ("0001-01-01", "9999-12-31"):
        assert doe("neem-op", dossier, "--doel", "x", "--werkend", "2028-01-01", "--bekend", onzin)[0] == 2
        assert doe("neem-op", dossier, "--doel", "x", "--werkend", onzin)[0] == 3
        assert doe("neem-op", dossier, "--doel", "later", "--werkend", onzin)[0] == 1
    assert doe("neem-op", dossier)[0] == 2
    assert doe("neem-op", dossier, "--vervuld", "kb")[0] == 2


def test_stop_module_kan_worden_opgenomen(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    neem_op(
        doe,
        dossier,
        tmp_path,
        "w",
        ("x.",),
        "--op-basis-van",
        "wijziging-1",
        "--voorwaarde",
        "kb",
        "--bekend",
        "2026-02-01",
    )
    stop = tmp_path / "c.xml"
    stop.write_text(
        '<ConsolidatieInformatie xmlns="https://standaarden.overheid.nl/stop/imop/data/">'
        "<gemaaktOp>2026-12-30T07:00:00Z</gemaaktOp><Tijdstempels><Tijdstempel><doel>w</doel>"
        "<soortTijdstempel>juridischWerkendVanaf</soortTijdstempel><datum>2027-02-01</datum></Tijdstempel>"
        "</Tijdstempels></ConsolidatieInformatie>"
    )
    assert doe("neem-op", dossier, stop, "--bekend", "2026-12-30")[0] == 0
    assert doe.json("geldend", dossier, "proef", "--op", "2027-02-01")["doelen"] == ["w"]


def test_tekst_van_een_gemeente(dossier: Path, doe: Uitvoer) -> None:
    gedeeld = regeling(artikel("1", ["De raad van [gemeente]."]), artikel("2", ["Zes weken."]))
    (dossier / "regelingen/proef/2026-01-01.xml").write_bytes(schrijf(gedeeld))
    (dossier / "varianten/proef/sliedrecht").mkdir(parents=True)
    eigen = Regeling(Gegevens("proef", gemeente="Sliedrecht"), regeling(artikel("2", ["Acht weken."])).wortel)
    (dossier / "varianten/proef/sliedrecht/2026-03-01.xml").write_bytes(schrijf(eigen))
    vraag = ("geldend", dossier, "proef", "--op", "2026-06-01")
    code, _, fout = doe(*vraag, "--gemeente", "Sliedrecht")
    assert code == 3 and "Dit dossier noemt geen gemeenten" in fout, "die van het voorbeeld vullen geen gat"
    shutil.copy(GEMEENTEN, dossier / "gemeenten.xml")
    assert "De raad van Sliedrecht.\n" in (uit := doe.json(*vraag, "--gemeente", "Sliedrecht")["tekst"]) + "\n"
    assert "Acht weken." in uit and "Zes weken." in doe.json(*vraag, "--gemeente", "Dordrecht")["tekst"]
    code, _, fout = doe(*vraag, "--gemeente", "../Elders")
    assert code == 3 and "Kies uit:" in fout
    code, uit, _ = doe(*vraag, "--gelijkheid")
    assert (
        code == 0 and uit.splitlines()[-1].startswith("artikel 2: ") and uit.splitlines()[-1].endswith(" | Sliedrecht")
    )
    eerder = doe.json("geldend", dossier, "proef", "--op", "2026-02-01", "--gemeente", "Sliedrecht")["tekst"]
    assert "Zes weken." in eerder, "de eigen bepaling bestond nog niet"


def test_relatieve_map(dossier: Path, doe: Uitvoer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dossier.parent)
    assert (
        neem_op(
            doe,
            Path("d"),
            tmp_path,
            "w",
            ("x.",),
            "--op-basis-van",
            "wijziging-1",
            "--werkend",
            "2026-05-01",
            "--bekend",
            "2026-02-01",
        )
        == 0
    )
    doe("geldend", "d", "proef", "--op", "2026-06-01")
    gestart: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda opdracht, *_, **__: gestart.append(opdracht))
    assert doe("geldend", "d", "proef", "--op", "2026-06-01")[0] == 0
    assert gestart == [], "wat al is uitgerekend, vraagt geen git"


def test_met_de_hand_veranderd_bestand_geeft_niet_het_antwoord(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    neem_op(doe, dossier, tmp_path, "w", ("x.",), "--op-basis-van", "wijziging-1", "--bekend", "2026-02-01")
    plek = dossier / "regelingen/proef/2024-01-01.xml"
    plek.write_bytes(tekst("Binnen honderd weken.", "Tweede."))
    assert "acht weken" in doe.json("geldend", dossier, "proef", "--op", "2025-01-01")["tekst"]
    code, _, fout = doe("herbouw", dossier)
    assert code == 1 and "buiten het archief om veranderd" in fout


def test_herbouw_past_besluiten_toe_en_ziet_een_verschil(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    neem_op(doe, dossier, tmp_path, "w", ("x.",), "--op-basis-van", "wijziging-1", "--bekend", "2026-02-01")

    uitkomst = doe.json("herbouw", dossier)
    assert (uitkomst["besluiten_toegepast"], uitkomst["zonder_besluit"]) == (1, 1)
    assert [b["code"] for b in uitkomst["bevindingen"] if b["ernst"] != "info"] == []
    with Archief.open(dossier) as archief:
        fout = herbouw(archief, Bewijsvoering(lambda was, *_: was, lambda was, *_: was))
        assert [b.code for b in fout.bevindingen if b.ernst == "fout"] == ["herbouw-tekst-anders"]


TWEE_DAGEN = """Besluit

Artikel I
In artikel 5, eerste lid, van de Proefverordening wordt “zes” vervangen door “vijf”.

Artikel II
In artikel 5, eerste lid, van de Proefverordening wordt “vijf” vervangen door “drie”.

Artikel III
1. Artikel I treedt in werking op 1 februari 2026.
2. Artikel II treedt in werking op 1 juli 2026.
"""


def test_een_besluit_met_twee_dagen_wordt_in_een_keer_vastgelegd(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    bestand = tmp_path / "tweedagen.md"
    bestand.write_text(TWEE_DAGEN)
    assert doe("neem-op", dossier, bestand, "--bekend", "20 januari 2026", "--ja")[0] == 0
    teksten = [
        doe.json("geldend", dossier, "Proefverordening", "--op", d)["tekst"] for d in ("2026-02-01", "2026-07-01")
    ]
    assert "Binnen vijf weken." in teksten[0] and "Binnen drie weken." in teksten[1]
    uitkomst = doe.json("herbouw", dossier)
    assert [b for b in uitkomst["bevindingen"] if b["ernst"] == "fout"] == []
    assert (uitkomst["besluiten_toegepast"], uitkomst["zonder_besluit"]) == (3, 0)
    code, _, fout = doe("neem-op", dossier, bestand, "--bekend", "2026-01-20", "--ja")
    assert code == 3 and "al vastgelegd als nummer 3" in fout
    # Een tekst die het besluit niet maakt, komt er niet in.
    assert doe("herstel", dossier, "3", "--reden", "verkeerd bestand")[0] == 0
    anders = ("--op-basis-van", "wijziging-1", "--bekend", "2026-01-20", "--besluit", bestand)
    assert neem_op(doe, dossier, tmp_path, "b", ("Binnen twee weken.", "Tweede."), *anders) == 3


def test_herbouw_ziet_een_vervangen_geschiedenis(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    """Somebody rewrote the last commit with git itself: everything is consistent, but not what was once recorded."""
    from tests.versies.archiefstukken import git

    neem_op(doe, dossier, tmp_path, "w", ("x.",), "--op-basis-van", "wijziging-1", "--bekend", "2026-02-01")
    git(dossier, "commit", "-q", "--amend", "--no-edit", "--date=2020-01-01T00:00:00Z")
    code, _, fout = doe("herbouw", dossier)
    assert code == 1 and "herbouw-anders" in fout


def test_voorbeelddossier_krijgt_een_archief_dat_zichzelf_bewijst(wortel: Path, tmp_path: Path, doe: Uitvoer) -> None:
    """Every version of the example is what its decisions make of the version before it, byte for byte."""
    map_ = tmp_path / "voorbeeld"
    shutil.copytree(
        wortel / "verordening" / "voorbeeld", map_, ignore=shutil.ignore_patterns("*.py", "*.rng", "__pycache__")
    )
    dossier = lees_dossier(map_)
    ids, bevindingen = begin(dossier)
    assert ids and {b.code for b in bevindingen} == {"bekendmaking-onbekend"}
    uitkomst = doe.json("herbouw", map_)
    vast = [
        b for b in dossier.blad.besluiten if b.status != "ontwerp"
    ]  # een ontwerp staat in de map, niet in het archief
    assert uitkomst["versies"] == len(dossier.versies) - (len(dossier.blad.besluiten) - len(vast))
    assert (
        uitkomst["besluiten_toegepast"] == len(vast) < len(dossier.blad.besluiten) and uitkomst["zonder_besluit"] == 0
    )
    assert {b["code"] for b in uitkomst["bevindingen"]} <= {"doel-zonder-datum"}
    with pytest.raises(Geweigerd):
        begin(dossier)


def test_geldend_schrijft_de_doorlopende_tekst_als_stuk(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    code, uit, _ = doe("geldend", dossier, "proef", "--op", "2026-02-01", "-o", tmp_path / "t.md")
    assert code == 0 and uit.strip() == str(tmp_path / "t.md")
    assert (
        "Geldt sinds 1 januari 2026" in (tmp_path / "t.md").read_text()
        and "Binnen zes weken" in (tmp_path / "t.md").read_text()
    )
    doe("geldend", dossier, "proef", "--op", "2026-02-01", "-o", tmp_path / "t.xml")
    assert (tmp_path / "t.xml").read_bytes() == (dossier / "regelingen/proef/2026-01-01.xml").read_bytes()
    assert doe("geldend", dossier, "proef", "-o", tmp_path / "t.exe")[0] == 2
    code, _, fout = doe("geldend", dossier, "proef", "--op", "1999-01-01", "-o", tmp_path / "niets.html")
    assert "er is niets geschreven" in fout and not (tmp_path / "niets.html").exists()


def test_publiceer_schrijft_elke_vastgestelde_versie_en_ontwerpen_alleen_op_verzoek(
    dossier: Path, doe: Uitvoer, tmp_path: Path
) -> None:
    uit = doe.json("publiceer", dossier, "-o", tmp_path / "p", "--vorm", "md", "--op", "2026-05-01")
    assert {"proef/2024-01-01/tekst.md", "proef/2026-01-01/tekst.xml", "index.html"} <= set(uit["bestanden"])
    assert not any("2027" in pad for pad in uit["bestanden"])
    met = doe.json("publiceer", dossier, "-o", tmp_path / "q", "--vorm", "md", "--op", "2026-05-01", "--ontwerp")
    assert "proef/2027-01-01/tekst.md" in met["bestanden"]
    assert "Ontwerp: niet vastgesteld" in (tmp_path / "q/proef/2027-01-01/tekst.md").read_text()
    assert doe("publiceer", dossier, "-o", tmp_path / "r", "--regeling", "onbekend")[0] == 3


def test_publiceer_uit_het_archief_noemt_het_archief(dossier: Path, doe: Uitvoer, tmp_path: Path) -> None:
    begin(lees_dossier(dossier))
    code, _, _ = doe("publiceer", dossier, "-o", tmp_path / "p", "--vorm", "md", "--op", "2026-05-01")
    assert code == 0 and "vastgelegd tot en met" in (tmp_path / "p/index.html").read_text()
