"""What a provision is about: against keys of other regulations, sentence by sentence, and rule by rule."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from impact.dossier.laden import laad
from impact.dossier.samen import werk_uit
from impact.graaf.kansen import JA
from impact.graaf.woordindex import Woordindex
from tests.impact.maat_koppelen import laad_set, maak_dossier, meet
from verordening.bevinding import Geweigerd
from wetgeving.maatregelen import ingebouwde_maatregelen
from wetgeving.maatregelen.thesaurus import BESTAND, ingebouwde_thesaurus, lees_thesaurus

SLEUTEL = Path(__file__).parent / "sleutel"


@pytest.mark.parametrize(
    ("naam", "recall", "precisie"),
    [("waterrijk", 0.9, 0.8), ("voorbeeldstreek", 0.85, 0.85), ("oudervoort", 0.85, 0.8), ("zandmeer", 0.88, 0.72)],
)
def test_andere_regelingen_met_een_eigen_sleutel(
    data: Path, tmp_path: Path, naam: str, recall: float, precisie: float
) -> None:
    """Floors under what was measured (docs/metingen.md); Zandmeer took no part in anything, the others were learned from."""
    map_ = SLEUTEL / naam
    maat = meet(laad_set(map_, tmp_path, [data / "regelrecht"]), map_ / "sleutel.tsv", map_ / "lokazen.tsv")
    assert maat.recall >= recall, [(r.maatregel, r.regeling, r.plaats) for r in maat.gemist]
    assert maat.precisie >= precisie, [(b.maatregel, b.regeling, b.adres) for b in maat.fout]


def _zinnen(bestand: str) -> list[dict[str, str]]:
    with (SLEUTEL / bestand).open(encoding="utf-8") as stroom:
        return list(csv.DictReader(stroom, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("bestand", "eerste", "stil"), [("zinnen.tsv", 0.9, 0.75), ("zinnen-vers.tsv", 0.9, 0.75)])
def test_een_losse_zin_hoort_bij_haar_eigen_maatregel(tmp_path: Path, bestand: str, eerste: float, stil: float) -> None:
    """Own sentences, each an artikel of its own without reference, chapter or neighbours, in terse, plain and old-fashioned Dutch.

    The likeliest measure is the one that the sentence was written for; a sentence about no measure ("-") is seldom linked.
    """
    zinnen = _zinnen(bestand)
    kansen = _kansen(zinnen, tmp_path)
    raak = [
        max(k, key=lambda m: k[m]) == rij["maatregel"]
        for rij, k in zip(zinnen, kansen, strict=True)
        if rij["maatregel"] != "-"
    ]
    geen = [max(k.values()) < JA for rij, k in zip(zinnen, kansen, strict=True) if rij["maatregel"] == "-"]
    print(f"{bestand}: {sum(raak)} van {len(raak)}; over niets: {sum(geen)} van {len(geen)} niet gekoppeld")
    assert sum(raak) >= eerste * len(raak) and sum(geen) >= stil * len(geen)


def _kansen(zinnen: list[dict[str, str]], tmp_path: Path) -> list[dict[str, float]]:
    """Per sentence, as an artikel of its own in one regulation, the probability for each measure that counts."""
    regels = ["# Beleidsregels bijstand en werk", "", "*voorbeeldtekst, niet vastgesteld*", ""]
    for nummer, rij in enumerate(zinnen, 1):
        regels += [f"### Artikel {nummer} {rij['opschrift']}", "", rij["zin"], ""]
    (tmp_path / "teksten").mkdir()
    (tmp_path / "teksten" / "beleidsregels-zinnen.md").write_text("\n".join(regels), "utf-8")
    invoer = laad(maak_dossier(tmp_path / "teksten", tmp_path / "dossier"))
    gekoppeld, geteld = werk_uit(invoer).gekoppeld, {m.id for m in invoer.lijst.geteld}
    uit: dict[str, dict[str, float]] = {}
    for paar, kans in zip(gekoppeld.paren, gekoppeld.kansen, strict=True):
        if paar.maatregel in geteld:
            uit.setdefault(paar.plaats.adres, {})[paar.maatregel] = kans
    return [uit[f"artikel {nummer}"] for nummer in range(1, len(zinnen) + 1)]


def _kans(maak: Callable[..., Path], tekst: str, maatregel: str) -> dict[str, float]:
    """The probability of each provision for a measure."""
    gekoppeld = werk_uit(laad(maak(f"# Beleidsregels van alles en nog wat\n\n{tekst}"))).gekoppeld
    rij = zip(gekoppeld.paren, gekoppeld.kansen, strict=True)
    return {p.plaats.adres: k for p, k in rij if p.maatregel == maatregel}


def _links(maak: Callable[..., Path], tekst: str, maatregel: str) -> dict[str, str]:
    model = werk_uit(laad(maak(f"# Beleidsregels van alles en nog wat\n\n{tekst}"))).model
    return {b.adres: b.herkomst[0].bewijs for b in model.beeld(maatregel).bepalingen}


def test_het_bewijs_noemt_de_woorden_van_de_bepaling(proefdossier: Callable[..., Path]) -> None:
    tekst = "#### Artikel 1 Giften\nU meldt het als u geld van familie krijgt.\n"
    assert (
        "Gaat over giften en schadevergoedingen: «geld van familie»." in _links(proefdossier, tekst, "M08")["artikel 1"]
    )


@pytest.mark.parametrize("kop", ["Hulp bij schulden", "Wmo", "Leerlingenvervoer"])
def test_een_hoofdstuk_over_ander_recht_maakt_een_koppeling_nooit_waarschijnlijker(
    proefdossier: Callable[..., Path], kop: str
) -> None:
    tekst = "## Hoofdstuk 1 {}\n\n#### Artikel 1 Melden\nEen gift wordt gemeld.\n"
    elders = _kans(proefdossier, tekst.format(kop), "M08")
    assert elders["artikel 1"] <= _kans(proefdossier, tekst.format("Algemeen"), "M08")["artikel 1"]


def test_wie_alleen_een_andere_wet_uitvoert_telt_minder(proefdossier: Callable[..., Path]) -> None:
    """M13 has no counterpart in the IOAW, M12 has."""
    zin = "#### Artikel 1 {0}\nDe uitkering op grond van de {0} van wie tijdelijk elders mantelzorg verleent, blijft gelijk.\n"
    ander = _kans(proefdossier, zin.format("IOAW"), "M13")["artikel 1"]
    assert ander < _kans(proefdossier, zin.format("Participatiewet"), "M13")["artikel 1"]
    zin = "#### Artikel 1 IOAW\nVoor de IOAW geldt samenwonen wegens zorgbehoefte niet als gezamenlijke huishouding.\n"
    assert set(_links(proefdossier, zin, "M12")) == {"artikel 1"}


def test_begrippen_met_een_letter_zijn_begrippen(proefdossier: Callable[..., Path]) -> None:
    tekst = (
        "#### Artikel 1 Begrippen\nIn deze regels wordt verstaan onder:\n\na. zakgeld: een gift van een ouder aan een kind;\n\n"
        "b. tegemoetkoming: de bijstand, bedoeld in artikel 12 van de Participatiewet.\n\n"
        "#### Artikel 2 Bedrag\nDe tegemoetkoming is € 10.\n"
    )
    links = _links(proefdossier, tekst, "M07")
    assert set(links) == {"artikel 1, onderdeel b", "artikel 2"}


def test_de_wet_is_de_enige_wet_uit_de_aanhef(proefdossier: Callable[..., Path]) -> None:
    aanhef = "gelet op artikel 34 van de {} en artikel 4:81 van de Algemene wet bestuursrecht;\n\nbesluit:\n\n"
    zin = "#### Artikel 1 Oud\nDit rust op artikel 12 van de wet.\n"
    assert "artikel 1" in _links(proefdossier, aanhef.format("Participatiewet") + zin, "M07")
    twee = aanhef.format("Participatiewet, artikel 2 van de Wet gemeentelijke schuldhulpverlening")
    assert _links(proefdossier, twee + zin, "M07") == {}


def test_een_lid_dat_terugwijst_hangt_aan_het_lid_ervoor(proefdossier: Callable[..., Path]) -> None:
    tekst = "#### Artikel 1 Vrij\n1. Een gift blijft vrij tot € 600.\n2. Het meerdere gaat van de bijstand af.\n3. Een brief gaat uit van de bijstand.\n"
    kans = _kans(proefdossier, tekst, "M08")
    eerste, tweede, derde = (kans[f"artikel 1, {n} lid"] for n in ("eerste", "tweede", "derde"))
    assert eerste >= tweede > derde


def test_een_regeling_die_op_ander_recht_rust_telt_nooit_meer(proefdossier: Callable[..., Path]) -> None:
    tekst = "gelet op {};\n\nbesluit:\n\n#### Artikel 1 Verblijf\nDe mantelzorger die tijdelijk elders verblijft, krijgt hulp.\n"
    wmo = _kans(proefdossier, tekst.format("de Wet maatschappelijke ondersteuning"), "M13")["artikel 1"]
    assert wmo <= _kans(proefdossier, tekst.format("de Participatiewet"), "M13")["artikel 1"]


def test_wat_de_bepaling_letterlijk_noemt_is_een_koppeling_in_welke_woorden_ook(
    data: Path, proefdossier: Callable[..., Path]
) -> None:
    tekst = "# Proefregels\n\n#### Artikel 1 Iets\nZie artikel 44, vijfde lid, van de Participatiewet.\n\n#### Artikel 2 Anders\nNiets.\n"
    model = werk_uit(laad(proefdossier(tekst), bron=[data / "regelrecht"])).model
    assert [(b.adres, b.zekerheid) for b in model.beeld("M01").bepalingen] == [("artikel 1", "hoog")]


def test_de_thesaurus_hoort_bij_de_lijst_en_kent_elke_maatregel() -> None:
    thesaurus, lijst = ingebouwde_thesaurus(), ingebouwde_maatregelen()
    assert thesaurus.dossier == lijst.dossier
    assert {o.maatregel for o in thesaurus.onderwerpen} == {m.id for m in lijst.geteld}
    genoemd = {s for o in thesaurus.onderwerpen for g in (*o.groepen, o.uitgesloten) for s in g}
    genoemd |= {s for n in thesaurus.normen for s in n.sleutels}
    assert genoemd | set(thesaurus.elders.split()) == {b.id for b in thesaurus.begrippen}
    plaatsen = {(m.id, w.jci) for m in lijst.maatregelen for w in m.wetsplaatsen}
    assert {(n.maatregel, n.jci) for n in thesaurus.normen} <= plaatsen


def test_een_onbekend_begrip_wordt_geweigerd() -> None:
    with pytest.raises(Geweigerd):
        lees_thesaurus(BESTAND.read_bytes().replace(b"<noemt>buffer</noemt>", b"<noemt>bufer</noemt>"))


@pytest.mark.parametrize(
    ("uitdrukking", "tekst", "raak"),
    [
        ("gift", "twee giften", True),
        ("gift", "de giftenvrijlating", True),
        ("verlaging", "wordt verlaagd", True),
        ("geld", "als u het krijgt, dat geld", True),
        ("geld krijgt", "als u het krijgt, dat geld", True),
        ("geld krijgt", "geld dat u binnen zes volle maanden daarna van hem of haar krijgt", False),
        ("familie betaalt", "betaalt een familielid", True),
        ("100%", "met 100 % verlaagd", True),
        ("18 20", "wie 18, 19 of 20 jaar is", True),
        ("recht", "recht en rechten", True),
        ("werk", "een werkgever", False),
    ],
)
def test_hoe_een_uitdrukking_wordt_gelezen(uitdrukking: str, tekst: str, raak: bool) -> None:
    assert bool(Woordindex([tekst]).vind(uitdrukking)) == raak


EIGEN = """<thesaurus dossier="{dossier}"><begrip id="buffer" naam="buffer">appeltje dorst</begrip>
<onderwerp maatregel="M06" naam="snel geld"><noemt>{begrip}</noemt></onderwerp></thesaurus>"""


def _met_eigen_woorden(map_: Path, dossier: str = "36582", begrip: str = "buffer") -> dict[str, tuple[float, str]]:
    """Per measure the probability of artikel 1 and its reasons."""
    (map_ / "thesaurus.xml").write_text(EIGEN.format(dossier=dossier, begrip=begrip), "utf-8")
    gekoppeld = werk_uit(laad(map_)).gekoppeld
    rij = zip(gekoppeld.paren, gekoppeld.kansen, strict=True)
    return {p.maatregel: (k, " ".join(p.redenen())) for p, k in rij if p.plaats.adres == "artikel 1"}


def test_een_dossier_vult_de_thesaurus_aan(proefdossier: Callable[..., Path]) -> None:
    tekst = "# Proefregels\n\n#### Artikel 1 Potje\nU houdt een {} voor de dorst.\n"
    met = _met_eigen_woorden(proefdossier(tekst.format("appeltje")))
    zonder = _met_eigen_woorden(proefdossier(tekst.format("peertje")))
    assert met["M06"][0] > zonder["M06"][0] and "Gaat over snel geld: «appeltje voor de dorst»." in met["M06"][1]
    assert "Gaat over bufferbudget" in met["M23"][1] and met["M23"][0] > met["M01"][0]


@pytest.mark.parametrize(
    ("anders", "code"), [({"dossier": "1"}, "thesaurus-dossier"), ({"begrip": "weg"}, "thesaurus-begrip")]
)
def test_een_thesaurus_die_niet_past_wordt_geweigerd(
    proefdossier: Callable[..., Path], anders: dict[str, str], code: str
) -> None:
    with pytest.raises(Geweigerd) as fout:
        _met_eigen_woorden(proefdossier("# Proefregels\n\n#### Artikel 1 Leeg\nNiets.\n"), **anders)
    assert fout.value.code == code


def test_maatregelen_zonder_thesaurus_worden_gemeld(proefdossier: Callable[..., Path]) -> None:
    from wetgeving.maatregelen import BESTAND as LIJST

    map_ = proefdossier("# Proefregels\n\n#### Artikel 1 Gift\nEen gift wordt gemeld.\n")
    (map_ / "maatregelen.xml").write_bytes(LIJST.read_bytes().replace(b'dossier="36582"', b'dossier="99999"', 1))
    model = werk_uit(laad(map_)).model
    assert "thesaurus-ontbreekt" in {b.code for b in model.bevindingen}
    assert not model.beeld("M08").bepalingen


def test_een_eigen_woord_telt_met_wat_de_regeling_zegt_dat_het_betekent(proefdossier: Callable[..., Path]) -> None:
    """The definition says the subject; the provisions only use the word, and one says with it what the measure changes."""
    uitwerking = werk_uit(
        laad(
            proefdossier(
                "# Proefregels\n\n### Artikel 1 Begrippen\n\nIn deze regels wordt verstaan onder:\n\n"
                "a. rekenhulp: het voordeel dat een ander de premie of de stroom voor iemand betaalt;\n\n"
                "b. zoekmaand: de zoektermijn van vier weken voor wie jonger is dan 27 jaar;\n\n"
                "### Artikel 2 Rekenhulp\n\nTot € 900 per jaar heeft rekenhulp geen gevolg.\n\n"
                "### Artikel 3 Begin\n\nDe aanvraag wordt pas na de zoekmaand in behandeling genomen.\n\n"
                "### Artikel 4 Betalen\n\nDe zoekmaand wordt schriftelijk bevestigd.\n"
            )
        )
    )
    rij = list(zip(uitwerking.gekoppeld.paren, uitwerking.gekoppeld.kansen, strict=True))
    kans = {(p.maatregel, p.plaats.adres): k for p, k in rij}
    assert kans["M09", "artikel 2"] == max(k for (_, adres), k in kans.items() if adres == "artikel 2") > 0.3
    assert kans["M05", "artikel 3"] > kans["M05", "artikel 4"]
    bewijs = [r for p, _ in rij if p.maatregel == "M09" for r in p.redenen()]
    assert any("«rekenhulp» hier betekent" in b for b in bewijs)


def test_de_naam_van_een_regeling_is_geen_onderwerp(proefdossier: Callable[..., Path]) -> None:
    tekst = "# Proefregels\n\n### Artikel 1 Rente\n\nDe rente volgens de Beschikking geldelijke steun kermissen 1979 telt mee.\n"
    uitwerking = werk_uit(laad(proefdossier(tekst)))
    assert not any(b.bepalingen for b in uitwerking.model.geteld)
