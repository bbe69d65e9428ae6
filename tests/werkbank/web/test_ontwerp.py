"""Van een gemaakte wijziging naar een ontwerp in een eigen dossier, naar de stukken voor de raad, naar vaststellen; en terug naar een formulier."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.verordening.word_vormen.bouw import art, docx, p
from tests.werkbank.web.conftest import Dienst
from tests.werkbank.web.test_besluiten import leg_vast, wacht
from tests.werkbank.web.test_wijziging import formulier, stuur
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from versies.archief.poort import lees_dossier
from versies.registratie.concept import concepten, leg_neer, merk, rij_van, sleutel, trek_in
from werkbank.diensten.eigendossier import Keuze, bereid_voor, nieuw, voeg_toe
from werkbank.diensten.naspelen import speel_af

pytestmark = pytest.mark.traag
TITEL = "Verordening tegenprestatie Proefstad 2024"
SLUG = "verordening-tegenprestatie-proefstad-2024"
DAG = date(2027, 1, 1)


def word(bedrag: str = "€ 1.000", zin: str = "") -> bytes:
    romp = (
        p(TITEL, stijl="Title")
        + p("De raad van de gemeente Proefstad;")
        + p("gelet op artikel 8a van de Participatiewet;")
        + p("besluit vast te stellen:")
        + art(1, "Tegenprestatie")
        + p("Het college kan een tegenprestatie opdragen als bedoeld in artikel 9 van de Participatiewet.")
        + art(2, "Giften")
        + p(f"Giften blijven vrij tot een bedrag van {bedrag}.{zin}")
        + art(3, "Citeertitel")
        + p(f"Deze verordening wordt aangehaald als: {TITEL}.")
    )
    return bytes(docx(romp))


@pytest.fixture(scope="module")
def leeg_van_ontwerp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("eigen") / "dossier"
    nieuw(map_, "Bijstand Proefstad", "Gemeente Proefstad", gemeenten={"gm0999": "Proefstad"})
    voeg_toe(map_, [bereid_voor(lees(word(), naam="v.docx"), Keuze("", date(2024, 1, 1)), "v.docx")])
    return map_


@pytest.fixture
def dossier(leeg_van_ontwerp: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(leeg_van_ontwerp, tmp_path / "dossier"))


@pytest.fixture
def dienst(dossier: Path, tmp_path: Path) -> Iterator[Dienst]:
    werkbank = Dienst(dossier, tmp_path / "w").begin().open()
    yield werkbank
    werkbank.eind()


def wijzig(dienst: Dienst, keer: str, tekst: bytes, dag: str = "2027-01-01") -> str:
    """Een wijziging, gemaakt en bewezen; haar adres."""
    velden = {"keer": keer, "was": SLUG, "inwerking": dag, "gemeente": "Proefstad"}
    code, adres, blad = stuur(dienst, "/wijziging", velden, {"wordt": ("nieuw.docx", tekst)})
    assert code == 303, blad
    assert "klaar en bewezen" in wacht(dienst, adres)
    return adres


def leg_ontwerp(dienst: Dienst, adres: str, blad: str = "") -> str:
    """De knop «Leg vast als ontwerp» op een bladzijde; de bladzijde daarna."""
    formulier = (blad or wacht(dienst, adres)).split(f'action="{adres}/ontwerp"')[1].split("</form>")[0]
    velden = dict(re.findall(r'name="(keer|gezien)" value="([^"]*)"', formulier))
    code, taak, inhoud = stuur(dienst, f"{adres}/ontwerp", velden)
    assert code == 303, inhoud
    for _ in range(600):
        code, koppen, lijf = dienst.vraag("GET", taak)
        if code == 303:
            return dienst.vraag("GET", koppen["location"].split("#")[0])[2].decode()
        if b"data-taak" not in lijf:
            return lijf.decode()
        time.sleep(0.1)
    raise AssertionError(taak)


def woorden(blad: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", blad).split())


def klaar(dienst: Dienst, adres: str) -> str:
    for _ in range(1200):
        code, koppen, lijf = dienst.vraag("GET", adres)
        if code == 303:
            adres = koppen["location"]
        elif b"data-taak" not in lijf:
            return lijf.decode()
        time.sleep(0.1)
    raise AssertionError(adres)


def test_van_wijziging_naar_ontwerp_naar_raadsvoorstel_naar_vastgesteld(dienst: Dienst) -> None:
    blad = leg_ontwerp(dienst, wijzig(dienst, "eerste-wijziging", word("€ 1.200")))
    assert 'id="ontwerpen"' in blad and "in te gaan op 1 januari 2027" in blad
    assert "1 januari 2027</a> (ontwerp)" in wacht(dienst, "/regeling")
    assert "€ 1.000" in woorden(wacht(dienst, f"/regeling/{SLUG}/op/2026-12-31"))
    _, taak, _ = stuur(dienst, "/stukken", {"keer": "stukken-met-ontwerp"})
    stel = klaar(dienst, taak)
    assert "geen raadsvoorstel gemaakt" not in stel
    besluit = next(a for a in re.findall(r'href="([^"]+\.md)"', stel) if "raadsbesluit" in a)
    assert "wordt “€ 1.000” vervangen door “€ 1.200”" in dienst.vraag("GET", besluit)[2].decode()
    naar_vast = re.search(r'href="(/besluit/nieuw\?ontwerp=[^"]+)"', wacht(dienst, "/besluit"))
    assert naar_vast
    assert "is vastgesteld" in wacht(dienst, naar_vast[1])
    velden = {"keer": "vaststellen-een", "ontwerp": sleutel(SLUG, DAG), "bekend": "2026-11-25"}
    code, plek, fout = stuur(dienst, "/besluit/nieuw", velden)
    assert code == 303, fout
    voorstel = wacht(dienst, plek)
    assert "dit lijkt een concept" in voorstel, "het ontwerp heeft nog open plekken, en dat wordt gezegd"
    assert "Vastgelegd.</b>" in leg_vast(dienst, plek, voorstel)
    assert concepten(dienst.dossier) == {} and 'id="ontwerpen"' not in wacht(dienst, "/besluit")
    assert "€ 1.200" in woorden(wacht(dienst, f"/regeling/{SLUG}/op/2027-01-01"))
    assert "(ontwerp)" not in wacht(dienst, "/regeling") and "wacht" not in woorden(wacht(dienst, "/regeling"))
    assert not [b for b in speel_af(dienst.dossier)[2] if b.ernst.value != "info"]


def test_een_geamendeerd_besluit_wordt_vastgelegd_zoals_het_is_vastgesteld_en_het_ontwerp_gaat_weg(
    dienst: Dienst,
) -> None:
    adres = wijzig(dienst, "te-amenderen-tekst", word("€ 1.200"))
    leg_ontwerp(dienst, adres)
    tekst = dienst.vraag("GET", f"{adres}/bestand/tekst")[2].decode().replace("1.200", "1.300")
    velden = {"keer": "vaststellen-twee", "ontwerp": sleutel(SLUG, DAG), "bekend": "2026-11-25"}
    echt = {"besluit": ("raadsbesluit.md", tekst.replace("[datum]", "19 november 2026").encode())}
    _, plek, _ = stuur(dienst, "/besluit/nieuw", velden, echt)
    voorstel = wacht(dienst, plek)
    assert "dit lijkt een concept" not in voorstel
    assert "Vastgelegd.</b>" in leg_vast(dienst, plek, voorstel)
    assert "€ 1.300" in woorden(wacht(dienst, f"/regeling/{SLUG}/op/2027-01-01"))
    assert concepten(dienst.dossier) == {}


def test_een_tweede_tabblad_vervangt_een_ontwerp_niet_dat_het_niet_zag(dienst: Dienst) -> None:
    een, twee = (wijzig(dienst, f"tabblad-nummer-{n}", word(b)) for n, b in ((1, "€ 1.200"), (2, "€ 1.500")))
    oud = wacht(dienst, twee)
    assert "komt ervoor in de plaats" not in oud
    leg_ontwerp(dienst, een)
    voor = concepten(dienst.dossier)
    geweigerd = leg_ontwerp(dienst, twee, oud)
    assert "intussen een ander ontwerp" in geweigerd and f'href="{twee}"' in geweigerd
    assert concepten(dienst.dossier) == voor
    assert "komt ervoor in de plaats" in wacht(dienst, twee)
    leg_ontwerp(dienst, twee)
    assert len(concepten(dienst.dossier)) == 1 and concepten(dienst.dossier) != voor
    assert "€ 1.500" in woorden(wacht(dienst, f"/regeling/{SLUG}/op/2027-01-01"))


def test_zonder_dag_of_met_een_eigen_oude_tekst_is_er_geen_ontwerp(dienst: Dienst) -> None:
    zonder = wijzig(dienst, "zonder-dag-gekozen", word("€ 1.200"), "")
    blad = wacht(dienst, zonder)
    assert "is de dag van inwerkingtreding nodig" in blad and "/ontwerp" not in blad
    assert stuur(dienst, f"{zonder}/ontwerp", {"keer": "x", "gezien": ""})[0] == 404
    velden = {"keer": "eigen-oude-tekst", "was": "", "inwerking": "2027-01-01"}
    bestanden = {"wordt": ("nieuw.docx", word("€ 1.200")), "was_bestand": ("oud.docx", word())}
    _, adres, _ = stuur(dienst, "/wijziging", velden, bestanden)
    assert "Verder met dit besluit" not in wacht(dienst, adres)
    assert stuur(dienst, f"{adres}/ontwerp", {"keer": "x", "gezien": ""})[0] == 404
    assert concepten(dienst.dossier) == {}


def test_een_ingetrokken_ontwerp_laat_niets_achter(dienst: Dienst) -> None:
    voor = {q.relative_to(dienst.dossier) for q in dienst.dossier.rglob("*.*")}
    leg_ontwerp(dienst, wijzig(dienst, "in-te-trekken-1", word("€ 1.200")))
    assert stuur(dienst, f"/besluit/ontwerp/{sleutel(SLUG, DAG)}/weg", {})[0] == 303
    assert {q.relative_to(dienst.dossier) for q in dienst.dossier.rglob("*.*")} - voor <= {Path(".slot")}
    code, _, blad = stuur(dienst, f"/besluit/ontwerp/{sleutel(SLUG, DAG)}/weg", {})
    assert code == 404 and "dit ontwerp is er niet" in blad.lower()


def test_een_ontwerp_begint_bij_de_tekst_die_op_zijn_dag_geldt(dossier: Path) -> None:
    was, wordt = lees(word(), naam="v.docx"), lees(word("€ 1.200"), naam="n.docx")
    ander = lees(word("€ 1.050"), naam="a.docx")
    voeg_toe(dossier, [bereid_voor(ander, Keuze("", date(2026, 7, 1)), "a.docx")])
    with pytest.raises(Geweigerd) as fout:
        leg_neer(dossier, rij_van(SLUG, DAG, "Wijziging"), b"x", was, wordt, "")
    assert fout.value.code == "ontwerp-andere-was"
    with pytest.raises(Geweigerd) as fout:
        leg_neer(dossier, rij_van(SLUG, date(2026, 7, 1), "Wijziging"), b"x", was, wordt, "")
    assert fout.value.code == "ontwerp-dag-bezet"
    with pytest.raises(Geweigerd) as fout:
        leg_neer(dossier, rij_van(SLUG, date(2023, 7, 1), "Wijziging"), b"x", was, wordt, "")
    assert fout.value.code == "ontwerp-zonder-was"
    assert concepten(dossier) == {}
    leg_neer(dossier, rij_van(SLUG, DAG, "Wijziging"), b"x", ander, wordt, "")
    assert list(concepten(dossier)) == [sleutel(SLUG, DAG)]


def test_een_ontwerp_naast_een_archief_en_een_ander_besluit_op_die_dag(dienst: Dienst) -> None:
    """Het ontwerp ligt in de map; wat wordt vastgelegd krijgt een andere naam, en het ontwerp zegt dat het niet meer telt."""
    adres = wijzig(dienst, "eerst-vastgelegd", word("€ 1.200"), "2026-06-01")
    tekst = dienst.vraag("GET", f"{adres}/bestand/tekst")[2].replace(b"[datum]", b"20 mei 2026")
    velden = {"keer": "vaststellen-vier", "bekend": "2026-05-25"}
    _, plek, _ = stuur(dienst, "/besluit/nieuw", velden, {"besluit": ("eerst.md", tekst)})
    leg_vast(dienst, plek, wacht(dienst, plek))
    leg_ontwerp(dienst, wijzig(dienst, "ontwerp-ernaast", word("€ 1.200", " Dit geldt per jaar.")))
    assert merk(dienst.dossier, rij_van(SLUG, DAG, "x")) == concepten(dienst.dossier)[sleutel(SLUG, DAG)]
    ander = tekst.replace(b"1 juni 2026", b"1 januari 2027").replace(b"20 mei 2026", b"19 november 2026")
    ander = ander.replace("€ 1.000".encode(), "€ 1.200".encode(), 1).replace(
        "door “€ 1.200".encode(), "door “€ 1.400".encode()
    )
    velden = {"keer": "vaststellen-vijf", "bekend": "2026-11-25"}
    _, plek, _ = stuur(dienst, "/besluit/nieuw", velden, {"besluit": ("ander.md", ander)})
    assert "Vastgelegd.</b>" in leg_vast(dienst, plek, wacht(dienst, plek))
    assert "€ 1.400" in woorden(wacht(dienst, f"/regeling/{SLUG}/op/2027-01-01"))
    assert "telt daarom niet meer mee" in wacht(dienst, "/besluit"), "niets verdwijnt vanzelf"
    trek_in(dienst.dossier, sleutel(SLUG, DAG))
    assert concepten(dienst.dossier) == {} and lees_dossier(dienst.dossier).versies_van(SLUG)[-1].status == "geldend"
    assert not [b for b in speel_af(dienst.dossier)[2] if b.ernst.value == "fout"]


GEWEIGERD = (
    ("/wijziging", "wordt", {"was": SLUG, "inwerking": "2027-02-01", "gemeente": "Ons dorp"}, "taak"),
    ("/wijziging/besluit", "besluit", {"wijzigingen": "verwerpen"}, "taak"),
    ("/besluit/nieuw", "besluit", {"bekend": "2026-11-20", "publicatie": "gmb-2026-77"}, "taak"),
)


@pytest.mark.parametrize(("waar", "veld", "velden", "_"), GEWEIGERD)
def test_wie_na_een_weigering_terugkeert_vindt_wat_hij_invulde_en_zijn_bestand(
    dienst: Dienst, waar: str, veld: str, velden: dict[str, str], _: str
) -> None:
    invoer = {"keer": "geweigerd-bestand", **velden}
    code, plek, _blad = stuur(dienst, waar, invoer, {veld: ("mijn scan.docx", b"%PDF-1.7 niets")})
    assert code == 303
    geweigerd = klaar(dienst, plek)
    terug = re.search(rf'href="({waar}\?terug=[\w-]+)"', geweigerd)
    assert terug, geweigerd
    formulier = wacht(dienst, terug[1])
    assert "<b>mijn scan.docx</b> van daarnet is er nog" in formulier and "fout-vlak" in formulier
    for waarde in velden.values():
        assert re.search(rf'value="{waarde}"( selected)?>', formulier) or f">{waarde}<" in formulier, waarde
    opnieuw = {**invoer, "keer": "opnieuw-gegeven-1", "terug": terug[1].partition("=")[2]}
    code, plek, fout = stuur(dienst, waar, opnieuw)
    assert code == 303, fout
    assert "PDF" in klaar(dienst, plek), "zonder nieuw bestand is het dat van daarnet"
    assert dienst.vraag("GET", f"/taak/{opnieuw['terug']}")[0] == 404, "de geweigerde is vervangen"


def test_geplakte_tekst_die_niet_te_lezen_is_staat_er_nog(dienst: Dienst) -> None:
    zin = "Het was een dag als alle andere."
    for waar, veld in (("/wijziging/besluit", "besluit"), ("/besluit/nieuw", "besluit")):
        _, plek, _ = stuur(dienst, waar, {"keer": f"geplakt-{waar[-5:]}-een", f"{veld}-plak": zin})
        terug = re.search(rf'href="({waar}\?terug=[\w-]+)"', klaar(dienst, plek))
        if terug:
            assert zin in wacht(dienst, terug[1])
    assert terug


def test_een_bestand_dat_buiten_de_werkbank_om_is_veranderd_wordt_in_de_browser_teruggezet(dienst: Dienst) -> None:
    adres = wijzig(dienst, "eerst-vastgelegd", word("€ 1.200"), "2026-06-01")
    tekst = dienst.vraag("GET", f"{adres}/bestand/tekst")[2].replace(b"[datum]", b"20 mei 2026")
    assert "nog niets vastgelegd" in wacht(dienst, "/terugzetten")
    _, plek, _ = stuur(
        dienst, "/besluit/nieuw", {"keer": "vaststellen-zes", "bekend": "2026-05-25"}, {"besluit": ("eerst.md", tekst)}
    )
    leg_vast(dienst, plek, wacht(dienst, plek))
    pad = dienst.dossier / "regelingen" / SLUG / "2026-06-01.xml"
    goed = pad.read_bytes()
    pad.write_bytes(goed.replace(b"1.200", b"9.999"))
    code, _, lijf = dienst.vraag("GET", "/regeling")
    blad = lijf.decode()
    assert code == 409 and "buiten het archief om veranderd" in blad
    assert "verordening zet-terug" not in blad and 'href="/terugzetten"' in blad
    assert "Zet terug" in wacht(dienst, "/terugzetten")
    code, _, blad = stuur(dienst, "/terugzetten", {})
    assert code == 200 and "Teruggezet" in blad and "is bewaard in" in blad
    assert pad.read_bytes() == goed and dienst.vraag("GET", "/regeling")[0] == 200
    assert list(dienst.dossier.parent.glob("dossier-bewaard-*/**/2026-06-01.xml"))
    assert "er is niets veranderd" in stuur(dienst, "/terugzetten", {})[2]


def test_wie_een_verlopen_bladzijde_verstuurt_houdt_wat_hij_schreef_en_de_weg_terug(dienst: Dienst) -> None:
    adres = wijzig(dienst, "straks-weggegooid", word("€ 1.200"))
    assert stuur(dienst, f"{adres}/weg", {})[0] == 303
    lijf, soort = formulier({"eid": "art_2", "toelichting": "Het bedrag volgt de <prijzen> van dit jaar."}, {})
    koppen = {"content_type": soort, "referer": f"{dienst.adres}/wijziging?was={SLUG}"}
    code, _, blad = dienst.vraag("POST", f"{adres}/plek", lijf, **koppen)
    gezien = blad.decode()
    assert code == 404 and "Het bedrag volgt de &lt;prijzen&gt; van dit jaar." in gezien
    assert f'href="/wijziging?was={SLUG}">Terug naar het formulier' in gezien
    koppen["referer"] = "https://elders.example/formulier"
    assert b"Terug naar het formulier" not in dienst.vraag("POST", f"{adres}/plek", lijf, **koppen)[2]
    groot = {"wordt": ("te groot.docx", b"x" * (26 * 1024 * 1024))}
    code, _, gezien = stuur(dienst, "/wijziging", {"was": SLUG, "gemeente": "Proefstad aan Zee"}, groot)
    assert code == 413 and "Proefstad aan Zee" in gezien


def test_van_een_besluit_dat_geen_regeling_noemt_zegt_een_mens_welke_het_wijzigt(dienst: Dienst) -> None:
    """Op de bladzijde zin voor zin en bij het vastleggen; wat daar is gekozen, gaat mee. Geen melding noemt een optie van de opdrachtregel."""
    tekst = "De raad van de gemeente Proefstad;\n\nbesluit:\n\nArtikel I\n\nIn artikel 2 wordt “€ 1.000” vervangen door “€ 1.200”.\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    _, adres, _ = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.txt", tekst.encode())})
    blad = wacht(dienst, adres)
    assert "Dat kan alleen u zeggen" in blad and f'<option value="{SLUG}">' in blad and "€ 1.200</ins>" not in blad
    stuur(dienst, f"{adres}/keuzes", {"regeling": SLUG})
    blad = wacht(dienst, adres)
    assert "1 opdracht uitgevoerd" in woorden(blad) and "Dat kan alleen u zeggen" not in blad
    assert f'<option value="{SLUG}" selected>' in wacht(dienst, f"/besluit/nieuw?van={adres.split('/')[-1]}")
    velden = {"keer": "zonder-naam-van-regeling", "bekend": "2026-11-25"}
    code, zonder, _ = stuur(dienst, "/besluit/nieuw", velden, {"besluit": ("besluit.txt", tekst.encode())})
    blad = wacht(dienst, zonder)
    assert code == 303 and "het veld «Welke regeling wijzigt het?»" in blad and "--" not in woorden(blad)
    velden |= {"keer": "met-naam-van-regeling-1", "regeling": SLUG}
    code, met, _ = stuur(dienst, "/besluit/nieuw", velden, {"besluit": ("besluit.txt", tekst.encode())})
    assert code == 303 and "Klopt dit?" in wacht(dienst, met)
