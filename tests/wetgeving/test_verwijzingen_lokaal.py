"""Hoe een gemeente verwijst: naar haar eigen verordeningen zonder nummer, in kleine letters, en in een besluit dat er een wijzigt."""

from __future__ import annotations

from pathlib import Path

import pytest

from verordening.lezers import lees
from wetgeving.verwijzingen import Context, Vindplaats, Zoeker, vind_verwijzingen, zoek_in

PW, WMO = "BWBR0015703", "BWBR0035362"


def plaatsen(tekst: str) -> list[tuple[str, str]]:
    """(regulation by id or name, place) of every place that is named."""
    gevonden = vind_verwijzingen(tekst, Context(regeling="CVDR1", koppen=False))
    return [(v.regeling or v.naam, p.tekst()) for v in gevonden for p in v.plaatsen]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        (
            "Gelet op de verordening torenvervoer Gemeente Hoogstad 2022 artikel 6 lid 8;",
            [
                ("verordening torenvervoer Gemeente Hoogstad 2022", ""),
                ("verordening torenvervoer Gemeente Hoogstad 2022", "artikel 6, achtste lid"),
            ],
        ),
        (
            "Zie artikel 4 van de verordening torens gemeente Hoogstad.",
            [("verordening torens gemeente Hoogstad", "artikel 4")],
        ),
        ("De verordening treedt in werking op 1 januari 2022.", []),
        ("De verordening van de gemeente Hoogstad vervalt.", []),
        (
            "De Torenverordening waterschap Laagland en artikel 3 van de Bouwverordening gemeente Hoogstad.",
            [("Torenverordening waterschap Laagland", ""), ("Bouwverordening gemeente Hoogstad", "artikel 3")],
        ),
        ("c. besluit: Besluit torens gemeente Hoogstad;", [("Besluit torens gemeente Hoogstad", "")]),
        (
            "De Wet maatschappelijke ondersteuning 2015 (hierna Wmo) en de Jeugdwet; artikel 2.1.3 van de Wmo.",
            [(WMO, ""), (WMO, ""), ("BWBR0034925", ""), (WMO, "artikel 2.1.3")],
        ),
        (
            "WVO: Wet veiligheidsonderzoeken;\n\nArtikel 8 van de WVO.",
            [("BWBR0008277", ""), ("BWBR0008277", ""), ("BWBR0008277", "artikel 8")],
        ),
        ("Het RVV 1990 en artikel 3 van het Bbl.", [("BWBR0004825", ""), ("BWBR0041297", "artikel 3")]),
        ("Artikel 3 van het Reglement van orde.", [("Reglement van orde", "artikel 3")]),
        (
            "torenwet: de Algemene hoge torenwet (Stb. 1986, 540);\n\nArtikel D4 van de torenwet.",
            [("Algemene hoge torenwet", ""), ("stb-1986-540", ""), ("Algemene hoge torenwet", "artikel D4")],
        ),
        (
            "Een kaart als bedoeld in artikel 11 van de oude verordening blijft geldig.",
            [("oude verordening", "artikel 11")],
        ),
        (
            "Het tarief, genoemd in hoofdstuk 1 of hoofdstuk 2 van de torentabel, of in onderdeel 1.3 van de torentabel.",
            [("CVDR1", "tabel, hoofdstuk 1"), ("CVDR1", "tabel, hoofdstuk 2"), ("CVDR1", "tabel, onderdeel 1.3")],
        ),
        ("Op grond van het eerste lid van de klim uitgesloten.", [("CVDR1", "eerste lid")]),
        (
            "VTH: Verordening torens Hoogstad 2022;\n\nIn afwijking van artikel 6, tweede lid, VTH klimt hij.",
            [
                ("Verordening torens Hoogstad 2022", ""),
                ("Verordening torens Hoogstad 2022", ""),
                ("Verordening torens Hoogstad 2022", "artikel 6, tweede lid"),
            ],
        ),
        (
            "Artikel 10:6 van de Algemene wet bestuursrecht geldt, en het tweede lid van die bepaling ook.",
            [("BWBR0005537", "artikel 10:6"), ("BWBR0005537", "artikel 10:6, tweede lid")],
        ),
        (
            "Hoofdstuk 6 van de Awb en artikel 3 van het Bbl gelden; afdeling 7.2 van die wet niet, artikel 4 van dat besluit wel.",
            [
                ("BWBR0005537", "hoofdstuk 6"),
                ("BWBR0041297", "artikel 3"),
                ("BWBR0005537", "afdeling 7.2"),
                ("BWBR0041297", "artikel 4"),
            ],
        ),
        (
            "De Archiefwet 1995, hoofdstuk VI daarvan, en artikel 7, mits het tweede lid daarvan geldt.",
            [
                ("BWBR0007376", ""),
                ("BWBR0007376", "hoofdstuk VI"),
                ("CVDR1", "artikel 7"),
                ("CVDR1", "artikel 7, tweede lid"),
            ],
        ),
        ("Het loon is een deel daarvan en geldt ervan af.", []),
        (
            "Artikel 8 van de Participatiewet, met uitzondering van het eerste lid, onder b, geldt.",
            [(PW, "artikel 8"), (PW, "artikel 8, eerste lid, onderdeel b")],
        ),
        (
            "Artikel 125 Gemeentewet, juncto 5:32 Awb, en de artikelen 18 en 19 dier wet.",
            [
                ("BWBR0005416", "artikel 125"),
                ("BWBR0005537", "artikel 5:32"),
                ("BWBR0005537", "artikel 18"),
                ("BWBR0005537", "artikel 19"),
            ],
        ),
        ("Paragraaf 4.1.3.3 van de Algemene wet bestuursrecht geldt.", [("BWBR0005537", "paragraaf 4.1.3.3")]),
        (
            "De tarieven van onderdeel 5.3.2 van de bij dit besluit behorende tabel.",
            [("CVDR1", "tabel, onderdeel 5.3.2")],
        ),
        (
            "Zie punt 1, onder b; de rest van dat punt niet. Op dat punt is het stil.",
            [
                ("CVDR1", "onderdeel 1, onder b"),
                ("CVDR1", "onderdeel 1"),
            ],
        ),
        ("In andere artikelen staat meer; die artikelen gelden.", []),
        (
            "Vth: Verordening torens Hoogstad 2022;\n\nDe Vth is van toepassing, met uitzondering van de artikelen 8 en 9.",
            [("Verordening torens Hoogstad 2022", p) for p in ("", "", "", "artikel 8", "artikel 9")],
        ),
        (
            "de wet: de Jeugdwet;\n\nDe artikelen 33 van de wet en 4:8 van de Awb.",
            [("BWBR0034925", ""), ("BWBR0034925", ""), ("BWBR0034925", "artikel 33"), ("BWBR0005537", "artikel 4:8")],
        ),
        ("De bedragen in de tabel genoemd onder A; onder C.", [("CVDR1", "onderdeel C")]),
        (
            "Het bedrag, bedoeld in artikel 4 van het Besluit hoge torens bedraagt € 5.",
            [("Besluit hoge torens", "artikel 4")],
        ),
    ],
)
def test_hoe_een_gemeente_verwijst(tekst: str, verwacht: list[tuple[str, str]]) -> None:
    assert plaatsen(tekst) == verwacht


def test_in_een_wijziging_van_een_verordening_blijft_elk_artikel_van_haar_en_de_regeling_kan_zichzelf_zijn() -> None:
    tekst = """# Verordening tot wijziging

### Artikel I

De Torenverordening Hoogstad 2019 wordt gewijzigd als volgt:

A.

Artikel 2:28 wordt als volgt gewijzigd:

1. In het eerste lid vervalt "rond".

B.

Artikel 4:6 vervalt.

### Artikel II

a. de regeling: deze gemeenschappelijke regeling;

Artikel 9, tweede lid, van de regeling geldt.
"""
    gevonden = zoek_in(lees(tekst.encode(), naam="w.md")).verwijzingen
    assert [(v.naam, v.plaatsen[0].tekst()) for v in gevonden if v.plaatsen[0].stappen] == [
        ("Torenverordening Hoogstad 2019", "artikel 2:28"),
        ("Torenverordening Hoogstad 2019", "artikel 2:28, eerste lid"),
        ("Torenverordening Hoogstad 2019", "artikel 4:6"),
        ("", "artikel 9, tweede lid"),
    ]


TOELICHTING = """# Verordening torens Hoogstad

## Hoofdstuk 1 Een

### Afdeling 1 Een

### Artikel 1 Toren

1. Een toren is hoog.
2. Zij is:
a. rond;
b. vierkant, behoudens afdeling 2 en artikel 2:9, al zegt artikel 3 van de Jeugdwet het anders.

### Afdeling 2 Twee

### Artikel 2:2 Klok

De klok slaat.

## Hoofdstuk 2 Twee

### Afdeling 2 Drie

### Artikel 3 Slot

Deze verordening geldt morgen.

## Toelichting

### Artikel 1, tweede lid

Onderdeel a is nieuw, dit lid ook; het eerste lid niet. Deze artikelen blijven.

**Artikel 2:2**

Dit artikel spreekt voor zich.

### Toelichting op artikel 3

Dit artikel bevat het slot.
"""


def test_een_toelichting_gaat_over_het_artikel_in_haar_kop_en_een_plaats_over_wat_eromheen_staat() -> None:
    gevonden = [
        (v.tekst, v.regeling or v.naam, v.plaatsen[0].tekst(), v.vindplaats.artikel)
        for v in zoek_in(lees(TOELICHTING.encode(), naam="t.md")).verwijzingen
    ]
    werk = "verordening-torens-hoogstad"
    assert [g for g in gevonden if g[1] != werk] == [("artikel 3 van de Jeugdwet", "BWBR0034925", "artikel 3", "1")]
    assert [g[::2] for g in gevonden if g[1] == werk and g[3]] == [
        ("afdeling 2", "hoofdstuk 1, afdeling 2"),
        ("artikel 2:9", "artikel 2:9"),
        ("Deze verordening", ""),
    ]
    assert [g[::2] for g in gevonden if g[1] == werk and not g[3]][1:] == [
        ("tweede lid", "artikel 1, tweede lid"),
        ("Onderdeel a", "artikel 1, tweede lid, onderdeel a"),
        ("dit lid", "artikel 1, tweede lid"),
        ("eerste lid", "artikel 1, eerste lid"),
        ("Dit artikel", "artikel 2:2"),
        ("artikel 3", "artikel 3"),
        ("Dit artikel", "artikel 3"),
    ]


@pytest.mark.parametrize(
    ("grondslag", "wet"),
    [
        (["gelet op artikel 149 van de Gemeentewet en artikel 8 van de Participatiewet;"], PW),
        (["gelet op artikel 149 van de Gemeentewet;", "gelet op artikel 8 van de Participatiewet;"], PW),
        (["Gelet op artikel 8 van de Participatiewet;", "Gelet op artikel 2 van de Jeugdwet;"], None),
    ],
)
def test_de_wet_is_de_enige_waarop_de_regeling_berust(grondslag: list[str], wet: str | None) -> None:
    zoeker = Zoeker(Context(regeling="CVDR1", koppen=False))
    for regel in grondslag:
        zoeker.leer_grondslag(regel)
    (gevonden,) = zoeker.vind("Zie artikel 7 van de wet.", Vindplaats(artikel="1"))
    assert gevonden.regeling == wet


def _lees(map_: Path, tekst: str) -> list[tuple[str, str, str]]:
    pad = map_ / "regeling.md"
    pad.write_text(tekst, encoding="utf-8")
    gevonden = zoek_in(lees(pad), zonder_opmaak=True).verwijzingen
    return [(v.vindplaats.artikel, v.naam, p.tekst()) for v in gevonden if v.vindplaats.artikel for p in v.plaatsen]


def test_wat_een_besluit_wijzigt_heeft_de_artikelen(tmp_path: Path) -> None:
    toren = "Torenverordening gemeente Hoogstad"
    gelezen = _lees(
        tmp_path,
        f"""## Wijziging van torens

### Artikel I

De {toren} wordt als volgt gewijzigd:

A. In artikel 1.1 wordt “hoog” vervangen door: laag.

B. In artikel 2.2 vervalt in het vierde lid “laag”; artikel 3 van de Gemeentewet blijft.

C. Bijlage 3 vervalt.

### Artikel II

Artikel I werkt terug.
""",
    )
    assert gelezen == [
        ("I", toren, ""),
        ("I", toren, "artikel 1.1"),
        ("I", toren, "artikel 2.2"),
        ("I", toren, "artikel 2.2, vierde lid"),
        ("I", "Gemeentewet", "artikel 3"),
        ("I", toren, "bijlage 3"),
        ("II", "", "artikel I"),
    ]


def test_de_artikelen_in_een_tabel_zijn_van_wat_de_zin_ervoor_noemt(tmp_path: Path) -> None:
    gelezen = _lees(
        tmp_path,
        """## Torenbedragen

### Artikel 5

Het bedrag, bedoeld in de in de eerste kolom genoemde artikelen van de Participatiewet, is het bedrag in de tweede kolom:

| Artikel | Bedrag |
| --- | --- |
| 31, tweede lid (hoog) | 5 |
| 32, eerste lid, en 33 | 6 |

### Artikel 6

De onderdelen, bedoeld in bijlage 3a, komen voor die van deze bijlage.
""",
    )
    assert gelezen == [
        ("5", "Participatiewet", ""),
        ("5", "Participatiewet", "artikel 31, tweede lid"),
        ("5", "Participatiewet", "artikel 32, eerste lid"),
        ("5", "Participatiewet", "artikel 33"),
        ("6", "", "bijlage 3a"),
        ("6", "", "bijlage 3a"),
    ]


def test_een_reglement_in_een_bijlage_heeft_eigen_artikelen(tmp_path: Path) -> None:
    gelezen = _lees(
        tmp_path,
        """## Regeling torens

### Artikel 1

Het reglement in bijlage 2 geldt.

### Artikel 8

Zie artikel 1.

### Bijlage 2

### Artikel 1

Wat in artikel 8, eerste lid, van dit reglement staat.

### Artikel 8

1. Het eerste lid geldt; artikel 1 van deze regeling en artikel 3 van de Gemeentewet ook; de artikelen 1 tot en met 8 vervallen.

2. Niets.
""",
    )
    assert gelezen == [
        ("1", "", "bijlage 2"),
        ("8", "", "artikel 1"),
        ("1", "", "bijlage 2, artikel 8, eerste lid"),
        ("8", "", "bijlage 2, artikel 8, eerste lid"),
        ("8", "", "artikel 1"),
        ("8", "Gemeentewet", "artikel 3"),
        ("8", "", "bijlage 2, artikel 1"),
        ("8", "", "bijlage 2, artikel 8"),
    ]


def test_een_plaats_in_een_paragraaf_zonder_artikelen_is_die_van_die_paragraaf():
    tekst = """# Beleidsregels torens Hoogstad

## Hoofdstuk 1. Klimmen

### 1.1 Wie

U mag klimmen als:

   a. u een kaart hebt;
   b. u ouder bent dan twaalf jaar.

Wat onder b staat geldt niet op zondag. Deze paragraaf geldt niet voor trappen. Zie punt 3.

### 1.2 Wanneer

Elke dag.
"""
    gevonden = zoek_in(lees(tekst.encode())).verwijzingen
    assert [(v.tekst, v.plaatsen[0].tekst()) for v in gevonden[1:]] == [
        ("onder b", "hoofdstuk 1, paragraaf 1.1, onderdeel b"),
        ("Deze paragraaf", "hoofdstuk 1, paragraaf 1.1"),
        ("punt 3", "onderdeel 3"),
    ]
