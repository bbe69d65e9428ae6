"""The probability of a link: calibrated doubt, a line that says what is expected below it, and nothing recomputed for a decision."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from impact.dossier.koppelingen import Koppelingen
from impact.dossier.laden import laad
from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import Plaats
from impact.dossier.samen import Uitwerking, werk_uit
from impact.graaf import kansen
from impact.graaf.bureau import Bureau, bureau
from impact.graaf.buren import met_buren
from impact.graaf.kansen import Model, ingebouwd_model, rest, vloer, zekerheid_van
from impact.graaf.kenmerken import BUREN, KENMERKEN, Paar
from tests.impact.maat_koppelen import _samen, laad_set, lees_set
from verordening.bevinding import Geweigerd

SLEUTELS = Path(__file__).parent / "sleutel"


@pytest.fixture(scope="module")
def ongezien(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Uitwerking, Bureau, list[bool]]:
    """The set on which nothing was trained, with for each pair whether the key has it."""
    invoer = laad_set(SLEUTELS / "zandmeer", tmp_path_factory.mktemp("kansen"), [data / "regelrecht"])
    uitwerking = werk_uit(replace(invoer, koppelingen=Koppelingen(status="geen")))
    geteld = {m.id for m in invoer.lijst.geteld}
    tafel = bureau(uitwerking.gekoppeld, uitwerking.model, uitwerking.kant, geteld)
    rijen = lees_set(SLEUTELS / "zandmeer" / "sleutel.tsv", invoer)
    return (
        uitwerking,
        tafel,
        [
            any(
                r.maatregel == k.maatregel and r.regeling == k.plaats.regeling and _samen(r.eId, k.plaats.eId)
                for r in rijen
            )
            for k in tafel.rij
        ],
    )


def test_elk_paar_heeft_een_kans_en_elk_voorstel_draagt_haar(ongezien: tuple[Uitwerking, Bureau, list[bool]]) -> None:
    uitwerking, _, _ = ongezien
    gekoppeld = uitwerking.gekoppeld
    assert len(gekoppeld.kansen) == len(gekoppeld.paren) and all(0 < k < 1 for k in gekoppeld.kansen)
    for beeld in uitwerking.model.maatregelen:
        for b in beeld.bepalingen:
            assert 0 < b.kans < 1 and b.zekerheid == zekerheid_van(b.kans)


def test_de_kans_is_geijkt_op_teksten_die_niet_meededen(ongezien: tuple[Uitwerking, Bureau, list[bool]]) -> None:
    _, tafel, raak = ongezien
    fout = 0.0
    for vak in range(10):
        hier = [n for n, k in enumerate(tafel.rij) if vak <= k.kans * 10 < vak + 1]
        fout += abs(sum(tafel.rij[n].kans for n in hier) - sum(raak[n] for n in hier))
    assert fout / len(tafel.rij) <= 0.1


def test_onder_de_streep_ligt_wat_verwacht_werd(ongezien: tuple[Uitwerking, Bureau, list[bool]]) -> None:
    _, tafel, raak = ongezien
    for aantal in (40, 80, 120, 200):
        verwacht = tafel.gemist_na(aantal)
        assert verwacht.van <= sum(raak[aantal:]) <= verwacht.tot


def test_de_rij_loopt_af_en_elke_kandidaat_zegt_waarom(ongezien: tuple[Uitwerking, Bureau, list[bool]]) -> None:
    _, tafel, _ = ongezien
    assert [k.kans for k in tafel.rij] == sorted((k.kans for k in tafel.rij), reverse=True)
    waarschijnlijk = [k for k in tafel.rij if k.kans > 0.2]
    assert waarschijnlijk and all(k.redenen for k in waarschijnlijk)
    verder = tafel.streep(0.05)
    assert tafel.rij[verder - 1].kans >= 0.05 > tafel.rij[verder].kans
    assert tafel.gemist_na(verder).n < tafel.gemist_na(20).n


def test_een_beslissing_haalt_een_paar_uit_de_rij_zonder_iets_opnieuw_te_rekenen() -> None:
    uitwerking = werk_uit(laad(Path("verordening/voorbeeld")))
    geteld = {m.maatregel.id for m in uitwerking.model.geteld}
    beslist = {
        (b.maatregel, f"{b.regeling}#{b.eId}")
        for m in uitwerking.model.maatregelen
        for b in m.bepalingen
        if b.status != "voorstel"
    }
    tafel = bureau(uitwerking.gekoppeld, uitwerking.model, uitwerking.kant, geteld)
    assert beslist and beslist.isdisjoint((k.maatregel, k.plaats.sleutel) for k in tafel.rij)


def test_het_model_zegt_meer_als_er_meer_is_gevonden() -> None:
    model = ingebouwd_model()
    niets = dict.fromkeys(KENMERKEN, 0.0)
    alles = {k: 1.0 for k in KENMERKEN if k.startswith(("onderwerp_", "woorden_", "buren"))}
    alles |= {"taal": 0.9, "taal_meer": 0.8, "taal_buren": 0.8, "aantal_sporen": 0.7}
    alles["onderwerp_ander"] = 0.0
    half = niets | {"buren": 1.0, "aantal_sporen": 0.7, "onderwerp_kop": 1.0}
    laag, midden, hoog = (model.kans(tuple(w.values())) for w in (niets, half, niets | alles))
    assert laag < 0.05 and laag < midden < hoog and hoog > 0.5
    assert rest([]).n == 0


def test_wat_de_tekst_zelf_bewijst_hoeft_niet_te_worden_geschat() -> None:
    verwijzing = Herkomst("verwijzing", "Verwijst.", "", "", "jci1.3:c:BWBR0015703&artikel=44", (), "hoog")
    woorden = Herkomst("tekst", "Gaat over giften.", "", "", "", (), "middel")
    assert vloer([verwijzing]) == kansen.HOOG and vloer([woorden]) == 0.0


def test_wie_een_begrip_gebruikt_is_niet_zekerder_geraakt_dan_het_begrip() -> None:
    """A word that is touched proves its uses, as far as it is likely that the word is; an aanhef that names the law around a change is for the model."""
    omschrijving = Plaats("r", "a1", "artikel 1, onderdeel a", "begrip", "a. draagkracht: het inkomen;", "1")
    gebruik = Plaats("r", "a2", "artikel 2", "artikel", "De draagkracht telt.", "2")
    aanhef = Plaats("r", "a0", "de aanhef", "aanhef", "Gelet op artikel 8;")
    door = Herkomst("begrip", "Gebruikt het begrip.", "", "", "", (omschrijving.sleutel,), "hoog")
    rond = Herkomst("grondslag", "Langs de wet.", "", "", "jci1.3:c:BWBR0015703&artikel=36", (), "middel")
    keten = replace(rond, soort="keten")

    def paar(plaats: Plaats, *sporen: Herkomst) -> Paar:
        return Paar("M1", plaats, (), tuple(sporen))

    rij = [paar(omschrijving, keten), paar(gebruik, door), paar(aanhef, rond)]
    assert kansen.met_vloer(rij, [0.1, 0.2, 0.3]) == (kansen.MIDDEL, kansen.MIDDEL, 0.3)
    assert kansen.met_vloer([paar(omschrijving), rij[1]], [0.1, 0.2]) == (0.1, 0.2)


def test_de_streep_weet_dat_het_model_zich_kan_vergissen() -> None:
    """The interval grows with what was seen on sets that took no part, and chance alone is the least of it."""
    rij = [0.4] * 20 + [0.01] * 1000
    smal, breed = rest(rij, 0.0), rest(rij)
    assert breed.van < smal.van <= breed.n <= smal.tot < breed.tot


def test_geleerde_woorden_horen_bij_hun_eigen_lijst_van_maatregelen() -> None:
    model = ingebouwd_model()
    assert model.woorden_voor("36582") and not model.woorden_voor("99999")
    zeldzaam = {"", *model.woorden[""]}
    assert all(w.keys() <= zeldzaam for w in model.woorden.values())


def test_een_model_van_een_andere_versie_wordt_geweigerd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "kansen.json").write_text(json.dumps({"kenmerken": ["iets"], "begin": 0, "bomen": []}))
    monkeypatch.setattr(kansen.resources, "files", lambda _pakket: tmp_path)
    ingebouwd_model.cache_clear()
    with pytest.raises(Geweigerd, match="andere versie"):
        ingebouwd_model()
    ingebouwd_model.cache_clear()


@pytest.mark.parametrize("schade", ["half", "leeg", "lijst", "een cijfer anders", "zonder controlegetal", "weg"])
def test_een_beschadigd_model_wordt_geweigerd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, schade: str) -> None:
    heel = Path(kansen.__file__).with_name("kansen.json").read_text("utf-8")
    zonder = {k: v for k, v in json.loads(heel).items() if k != "controlegetal"}
    anders = json.loads(heel)
    anders["begin"] += 0.001
    inhoud = {
        "half": heel[: len(heel) // 2],
        "leeg": "",
        "lijst": "[1, 2]",
        "een cijfer anders": json.dumps(anders),
        "zonder controlegetal": json.dumps(zonder),
    }
    if schade in inhoud:
        (tmp_path / "kansen.json").write_text(inhoud[schade], encoding="utf-8")
    monkeypatch.setattr(kansen.resources, "files", lambda _pakket: tmp_path)
    ingebouwd_model.cache_clear()
    with pytest.raises(Geweigerd, match="beschadigd") as fout:
        ingebouwd_model()
    assert len(str(fout.value).splitlines()) == 1
    ingebouwd_model.cache_clear()


def _paar(maatregel: str, artikel: str, lid: str) -> Paar:
    return Paar(maatregel, Plaats("r", f"art_{artikel}__para_{lid}", "", "lid", "Tekst.", artikel, lid), ())


def test_de_buren_van_een_paar_zijn_wat_eromheen_staat() -> None:
    """Two leden and another artikel, two measures that count and one that does not; what is ruled out has no neighbours."""
    plekken = (("1", "1"), ("1", "2"), ("2", "1"))
    paren = [_paar(m, *plek) for m in ("M01", "M02", "X1") for plek in plekken]
    kansen = [0.5, 0.8, 0.1, 0.2, 0.005, 0.3, 0.9, 0.9, 0.9]
    samen = list(met_buren(paren, kansen, {"M01", "M02"}))
    assert [bool(p.buren) for p in samen] == [True, True, True, True, False, True, False, False, False]
    eerste, tweede = (dict(zip(BUREN, p.buren, strict=True)) for p in samen[:2])
    assert (eerste["eigen"], eerste["ander"], eerste["artikel_hoogste"], eerste["rang"]) == (0.0, 0.2, 0.8, 1.0)
    assert (tweede["ander"], tweede["artikel"], tweede["rang"]) == (0.005, 0.5, 0.0)
    assert eerste["regeling"] == pytest.approx(0.45) and eerste["deel_maatregel"] == pytest.approx(1.4 / 1.905)
    zin = "een andere bepaling van dit artikel 80 %, dit hoofdstuk gemiddeld 45 %, deze regeling gemiddeld 45 %"
    assert samen[0].buurzin() == (f"Buren: {zin}, een andere maatregel hier 20 %.",) and not samen[4].buurzin()


def test_wat_de_buren_zeggen_staat_bij_de_koppeling(ongezien: tuple[Uitwerking, Bureau, list[bool]]) -> None:
    uitwerking, tafel, _ = ongezien
    zinnen = [h.bewijs for m in uitwerking.model.geteld for b in m.bepalingen for h in b.herkomst if h.soort == "buren"]
    assert zinnen and all(z.startswith("Buren: ") for z in zinnen)
    assert all(k.redenen[-1].startswith("Buren: ") for k in tafel.rij if k.kans > 0.2)


def test_een_boom_vraagt_en_antwoordt() -> None:
    model = Model(0.0, ([0, 0.5, -2.0, 2.0],), ("x",))
    assert model.kans((0.0,)) < 0.2 and model.kans((1.0,)) > 0.8


def test_wat_een_mens_beslist_verschuift_de_verwachting_onder_de_streep() -> None:
    onder = [0.3] * 40
    eerst, meer, minder = (rest(onder, gezien=[(0.5, raak)] * n) for raak, n in ((True, 0), (True, 12), (False, 12)))
    assert minder.n < eerst.n < meer.n
    assert minder.tot - minder.van < eerst.tot - eerst.van
