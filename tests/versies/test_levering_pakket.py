"""Het pakket voor de bekendmaking: wat er is en wat niet, staat op de lijst, en de lijst klopt met de bestanden."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.hulp.geschiedenis import REGELING
from tests.versies.test_registratie import WIJZIGING, doe, dossier, stuk
from verordening.bevinding import Geweigerd
from verordening.boom import tekst
from versies.archief.vragen import Tijdbron
from versies.levering.gegevens import lees_leveringsgegevens
from versies.levering.pakket import AANWEZIG, ONBEKEND, ONTBREEKT, pakket
from versies.levering.stop import toets
from versies.registratie.stukken import herken

__all__ = ["dossier"]


def test_wat_aanwezig_heet_is_er_en_de_rest_wordt_gezegd(dossier: Path, tmp_path: Path) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING), publicatie="gmb-2021-1")
    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, "Besluit tot wijziging", "gm9999")
        gelezen = bron.regeling("proefverordening-voorbeeldstad", "proefverordening-voorbeeldstad@2021-04-01")
    assert gelezen.gegevens.juridisch_werkend_vanaf == date(2021, 4, 1) and gelezen.gegevens.versienummer == "2"
    genoemd = [p.toelichting.partition(";")[0] for p in posten if p.staat == AANWEZIG]
    assert {n for n in genoemd if n.endswith((".md", ".docx", ".xml"))} <= bestanden.keys()
    assert any(p.staat == ONBEKEND for p in posten)
    assert not any(n.startswith("stop/") for n in bestanden)  # zonder levering.toml is de envelop niet te maken
    assert bestanden["besluit/besluit.md"].decode() == WIJZIGING


GEGEVENS = """
overheid = "gm9999"
orgaan = "/tooi/def/thes/kern/c_voorbeeld"
onderwerpen = ["/tooi/def/concept/c_voorbeeld"]
soort_regeling = "/join/id/stop/regelingtype_voorbeeld"
soort_procedure = "/join/id/stop/proceduretype_voorbeeld"
oin_bevoegd_gezag = "00000001999999999999"
oin_aanleveraar = "00000001999999999999"

[cvdr]
creator = "Voorbeeldstad"
isRatifiedBy = "gemeenteraad"
subject = ["voorbeeldonderwerp"]
[[cvdr.source]]
label = "Gemeentewet, art. 149"
jci = "jci1.3:c:BWBR0005416&artikel=149"

[stijlen]
"Heading 2" = "Artikelkop"
"""
TEKST = "{https://standaarden.overheid.nl/stop/imop/tekst/}"
DATA = "{https://standaarden.overheid.nl/stop/imop/data/}"


@pytest.fixture
def levering(dossier: Path, tmp_path: Path) -> dict[str, bytes]:
    doe(dossier, stuk(tmp_path, WIJZIGING), publicatie="gmb-2021-1", kenmerk="2021-17")
    (dossier / "levering.toml").write_text(GEGEVENS)
    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, "Besluit tot wijziging")
    assert [p.wat for p in posten if p.staat == ONTBREEKT] == ["toelichting bij het besluit"]
    return bestanden


def test_de_envelop_heeft_alle_modules_en_verwijst_alleen_naar_wat_er_is(levering: dict[str, bytes]) -> None:
    wortel = etree.fromstring(levering["stop/besluit.xml"])
    assert toets(wortel) == []
    doelen = [e.text or "" for e in wortel.iter(f"{DATA}doel")]
    assert all(d.startswith("/join/id/proces/gm9999/") for d in doelen)
    assert {d.split("/")[5] for d in doelen} == {"2019", "2021"}  # een doel houdt het jaar van zijn eigen besluit
    assert [e.text for e in wortel.iter(f"{DATA}eId")] == ["art_I", "art_II"]
    tekst = " ".join("".join(wortel.itertext()).split())
    assert "met ingang van 1 april 2021" in tekst and "Aldus vastgesteld" in tekst and "midden2" in tekst
    namen = {e.text for e in etree.fromstring(levering["stop/manifest.xml"]).iter("{*}bestandsnaam")}
    assert namen == {n.removeprefix("stop/") for n in levering if n.startswith("stop/")}


@pytest.mark.parametrize(("weg", "fout"), [("soortProcedure", "mist soortProcedure"), ("doelen", "mist doelen")])
def test_de_eigen_toets_ziet_wat_ontbreekt(levering: dict[str, bytes], weg: str, fout: str) -> None:
    wortel = etree.fromstring(levering["stop/besluit.xml"])
    deel = next(wortel.iter(f"{DATA}{weg}"))
    deel.getparent().remove(deel)  # type: ignore[union-attr]
    assert any(fout in f for f in toets(wortel))


def test_word_heeft_de_stijlnamen_uit_het_ene_bestand_en_cvdr_de_owms_velden(levering: dict[str, bytes]) -> None:
    word = docx.Document(io.BytesIO(levering["besluit/besluit.docx"]))
    koppen = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Artikelkop"]
    assert koppen == ["Artikel I", "Artikel II"]
    cvdr = levering["proefverordening-voorbeeldstad/cvdr.xml"].decode()
    for deel in (">Voorbeeldstad<", ">gemeenteraad<", "voorbeeldonderwerp", "jci1.3:c:BWBR0005416", "/gmb-2021-1.html"):
        assert deel in cvdr


@pytest.mark.parametrize("fout", ['onderwerp = "x"', 'overheid = "Voorbeeldstad"', "[stijlen]\nKop = 1", "a ="])
def test_een_bestand_dat_niet_klopt_wordt_geweigerd(dossier: Path, tmp_path: Path, fout: str) -> None:
    doe(dossier, stuk(tmp_path, WIJZIGING))
    (dossier / "levering.toml").write_text(fout)
    with Tijdbron(dossier) as bron, pytest.raises(Geweigerd, match="niet te lezen"):
        pakket(bron, "Besluit tot wijziging")


GEVALLEN = Path(__file__).parent / "gevallen" / "griffie" / "levering"


def _dossier(map_: Path, *stukken: str) -> Path:
    for naam in stukken:
        doe(map_, GEVALLEN / naam, bekend=date(2023 if naam in ("markt.md", "haven.md") else 2024, 12, 20))
    return map_


def _envelop(dossier: Path, besluit: str) -> etree._Element:
    (dossier / "levering.toml").write_text(GEGEVENS)
    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, besluit)
    assert "stop/besluit.xml" in bestanden, [p for p in posten if p.staat == ONTBREEKT]
    wortel = etree.fromstring(bestanden["stop/besluit.xml"])
    assert toets(wortel) == []
    return wortel


def test_een_nieuwe_regeling_is_in_stop_besluit_en_tekst_ineen(tmp_path: Path) -> None:
    wortel = _envelop(_dossier(tmp_path / "d", "markt.md"), "1")
    [regeling] = wortel.iter("{*}RegelingKlassiek")
    [expressie] = [e.text for e in wortel.iter(f"{DATA}instrumentVersie")]
    assert regeling.get("wordt") == expressie and expressie.startswith("/akn/nl/act/gm9999/2023/")
    assert [e.text for e in wortel.iter(f"{DATA}datum")] == ["2024-01-01"]
    assert {e.text for e in wortel.iter(f"{DATA}eId")} == {"!regeling#art_3"}
    assert "binnen acht weken" in " ".join("".join(regeling.itertext()).split())


def test_terugwerkende_kracht_past_niet_in_een_envelop_en_dat_staat_op_de_lijst(dossier: Path, tmp_path: Path) -> None:
    terug = WIJZIGING.replace("van 1 april 2021.", "van 1 april 2021 en werkt terug tot en met 1 januari 2021.")
    doe(dossier, stuk(tmp_path, terug))
    (dossier / "levering.toml").write_text(GEGEVENS)
    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, "2")
    assert "stop/besluit.xml" not in bestanden and any("STOP1029" in p.toelichting for p in posten)


def test_zonder_dag_van_ondertekening_is_er_geen_envelop(dossier: Path) -> None:
    (dossier / "levering.toml").write_text(GEGEVENS)
    with Tijdbron(dossier) as bron:
        bestanden, posten = pakket(bron, "1")
    assert "stop/besluit.xml" not in bestanden and any("--ondertekend" in p.toelichting for p in posten)


def test_een_intrekking_noemt_in_stop_het_instrument_en_haar_artikel(dossier: Path, tmp_path: Path) -> None:
    doe(
        dossier,
        stuk(
            tmp_path,
            f"# Intrekkingsbesluit\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nDe {REGELING} wordt ingetrokken met ingang van 1 mei 2021.\n\nAldus vastgesteld in de vergadering van de raad van 11 maart 2021.\n",
            "weg.md",
        ),
    )
    wortel = _envelop(dossier, "Intrekkingsbesluit")
    [intrekking] = wortel.iter(f"{DATA}Intrekking")
    assert intrekking.findtext(f"{DATA}instrument") == "/akn/nl/act/gm9999/2019/proefverordening-voorbeeldstad"
    assert intrekking.findtext(f"{DATA}eId") == "art_I" and not list(wortel.iter(f"{DATA}BeoogdeRegeling"))


def test_twee_nieuwe_regelingen_in_een_besluit_staan_elk_in_een_bijlage(tmp_path: Path) -> None:
    wortel = _envelop(_dossier(tmp_path / "d", "twee.md"), "1")
    [besluit] = wortel.iter(f"{TEKST}BesluitCompact")
    bijlagen = list(besluit.iterfind(f"{TEKST}WijzigBijlage/{TEKST}RegelingCompact"))
    gemaakt = [b.get("wordt") for b in bijlagen]
    assert gemaakt == [e.text for e in wortel.iter(f"{DATA}instrumentVersie")] and len(set(gemaakt)) == 2
    assert [e.text for e in wortel.iter(f"{DATA}eId")] == ["art_I", "art_II", "art_III"]
    assert [e.get("ref") for e in besluit.iter(f"{TEKST}IntRef")] == ["cmp_1", "cmp_2"]
    woorden = [" ".join("".join(b.itertext()).split()) for b in bijlagen]
    assert "acht weken" in woorden[0] and "zes weken" in woorden[1] and not list(besluit.iterfind(f"{TEKST}Bijlage"))


def test_het_word_document_van_een_besluit_verliest_geen_kop_en_leest_terug_als_hetzelfde_besluit(
    tmp_path: Path,
) -> None:
    with Tijdbron(_dossier(tmp_path / "d", "twee.md")) as bron:
        word = pakket(bron, "1")[0]["besluit/besluit.docx"]
    koppen = [p.text for p in docx.Document(io.BytesIO(word)).paragraphs if p.text.startswith("Bijlage")]
    assert koppen == ["Bijlage 1 Marktverordening Voorbeeldstad 2025", "Bijlage 2 Havenverordening Voorbeeldstad 2025"]
    gelezen = [
        herken(inhoud, naam) for inhoud, naam in ((word, "b.docx"), ((GEVALLEN / "twee.md").read_bytes(), "b.md"))
    ]
    teksten = [[tekst(b.regeling.wortel) for b in stuk_.bijgevoegd] for stuk_ in gelezen]
    assert teksten[0] == teksten[1] and len(teksten[0]) == 2


def test_een_nieuwe_regeling_die_ook_wijzigt_verliest_geen_van_beide(tmp_path: Path) -> None:
    wortel = _envelop(_dossier(tmp_path / "d", "markt.md", "kermis.md"), "2")
    [regeling] = wortel.iter(f"{TEKST}RegelingKlassiek")
    [wijziging] = regeling.iterfind(f".//{TEKST}WijzigArtikel/{TEKST}RegelingMutatie")
    gemaakt = {regeling.get("wordt"), wijziging.get("wordt")}
    assert {e.text for e in wortel.iter(f"{DATA}instrumentVersie")} == gemaakt and len(gemaakt) == 2
    assert len(list(regeling.iterfind(f"{TEKST}Lichaam/*"))) == 4


def test_wat_een_bijlage_vaststelt_is_geen_regeling_van_het_besluit_en_wordt_niet_twee_keer_vastgesteld(
    tmp_path: Path,
) -> None:
    map_ = _dossier(tmp_path / "d", "twee.md")
    with Tijdbron(map_) as bron:
        assert sorted(bron.archief.register().werken()) == [
            "havenverordening-voorbeeldstad-2025",
            "marktverordening-voorbeeldstad-2025",
        ]
    nog_eens = stuk(tmp_path, (GEVALLEN / "twee.md").read_text().replace("haven", "kade").replace("Haven", "Kade"))
    with pytest.raises(Geweigerd, match="staat al in het dossier"):
        doe(map_, nog_eens, bekend=date(2025, 2, 1))


def test_inwerkingtreding_in_delen_geeft_per_dag_een_doel_een_bijlage_en_een_tijdstempel(tmp_path: Path) -> None:
    wortel = _envelop(_dossier(tmp_path / "d", "markt.md", "haven.md", "delen.md"), "3")
    [besluit] = wortel.iter(f"{TEKST}BesluitCompact")
    mutaties = list(besluit.iterfind(f"{TEKST}WijzigBijlage/{TEKST}RegelingMutatie"))
    eerst, later = (m for m in mutaties if "markt" in str(m.get("wordt")))
    assert later.get("was") == eerst.get("wordt") and len(mutaties) == 3
    koppen = [e.text for e in besluit.iterfind(f"{TEKST}WijzigBijlage/{TEKST}Kop/{TEKST}Opschrift")]
    assert sorted(koppen, key=str) == ["bij artikel I, onderdeel A", "bij artikel I, onderdeel B", "bij artikel II"]
    stempels = {t.findtext(f"{DATA}doel"): t.findtext(f"{DATA}datum") for t in wortel.iter(f"{DATA}Tijdstempel")}
    assert sorted(map(str, stempels.values())) == ["2025-01-01", "2025-07-01"]
    assert set(stempels) == {d.text for d in wortel.iterfind(f".//{DATA}doelen/{DATA}doel")}


def test_een_bijlage_bij_het_besluit_gaat_mee(dossier: Path, tmp_path: Path) -> None:
    bijlage = "\n## Bijlage 1 Rekenvoorbeeld\n\nTwee weken en drie weken zijn vijf weken.\n"
    doe(dossier, stuk(tmp_path, WIJZIGING + bijlage))
    wortel = _envelop(dossier, "Besluit tot wijziging")
    [deel] = wortel.iter(f"{TEKST}Bijlage")
    assert (
        "vijf weken" in "".join(deel.itertext()) and deel.get("eId") and deel.getparent().tag.endswith("BesluitCompact")
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "inhoud",
    [
        "a." * 40_000 + "b = 1",
        "x = " + "[" * 1_900,
        "[cvdr]\nsubject = 5",
        "[cvdr]\nsource = 5",
        "[[cvdr.source]]\nlabel = 1\njci = 2",
        "x = 1\n" * 30_000,
        "\ufeff" + "x",
    ],
    ids=["lange naam", "diep", "getal", "getal als bron", "bron van getallen", "te groot", "onzin"],
)
def test_vijandige_leveringsgegevens_worden_geweigerd(inhoud: str, tmp_path: Path) -> None:
    (tmp_path / "levering.toml").write_text(inhoud, "utf-8")
    with pytest.raises(Geweigerd):
        lees_leveringsgegevens(tmp_path)
