"""The checks: every code on a text that has the fault and on one that has not; the key; known faults in the law."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from impact.controle import CODES, controleer
from impact.dossier.laden import Invoer, laad
from impact.dossier.samen import Uitwerking, werk_uit
from verordening.bevinding import Bevinding, Geweigerd

Proef = Callable[..., Path]
BEGIN = "# Proefregels\n\nHet algemeen bestuur;\n\ngelet op artikel {grond} van de Participatiewet;\n\nbesluit:\n\n"
EIND = "\n#### Artikel 9 Inwerkingtreding\nDeze regels treden in werking op 1 januari 2024.\n"


@pytest.fixture(scope="module")
def uitslag(invoer: Invoer, uitwerking: Uitwerking) -> tuple[Bevinding, ...]:
    return controleer(invoer, uitwerking).bevindingen


def _codes(map_: Path, data: Path) -> set[str]:
    invoer = laad(map_, bron=[data / "regelrecht"])
    return {b.code for b in controleer(invoer, werk_uit(invoer)).bevindingen if not b.code.startswith("wet-")}


@pytest.mark.parametrize(
    ("grond", "tekst", "code"),
    [
        ("8", "Artikel 8, eerste lid, onderdeel x, van de Participatiewet geldt.", "verwijzing-bestaat-niet"),
        ("8", "Artikel 99 is van toepassing.", "verwijzing-bestaat-niet"),
        ("8", "Ondersteuning op grond van artikel 10f van de Participatiewet.", "verwijzing-vervallen"),
        ("8", "Ondersteuning op grond van artikel 10f van de Participatiewet.", "grondslag-vervallen"),
        ("8", "Zie artikel 34b van de Participatiewet.", "verwijzing-nog-niet"),
        (
            "8",
            "Giften als bedoeld in artikel 31, tweede lid, onderdeel m, van de Participatiewet.",
            "verwijzing-andere-inhoud",
        ),
        ("12", "Niets.", "grondslag-vervallen"),
        ("99z", "Niets.", "grondslag-bestaat-niet"),
        ("34b", "Niets.", "grondslag-nog-niet"),
        (
            "8",
            "Het voorschot is 90% als bedoeld in artikel 52, tweede lid, van de Participatiewet.",
            "bedrag-verouderd",
        ),
        ("8", "De regeling loopt tot en met 31 augustus 2024.", "uitgewerkt"),
        ("8", "De XYZW is bevoegd.", "begrip-niet-omschreven"),
    ],
)
def test_elke_fout_wordt_gevonden(data: Path, proefdossier: Proef, grond: str, tekst: str, code: str) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond=grond)}#### Artikel 1 Eerste\n{tekst}\n{EIND}")
    assert code in _codes(map_, data)
    assert code in CODES


def test_een_romeins_cijfer_is_geen_afkorting(data: Path, proefdossier: Proef) -> None:
    tekst = (
        f"{BEGIN.format(grond='8')}#### Artikel 1 Eerste\nDe onderdelen III, XIV en XXVII van de kaart gelden.\n{EIND}"
    )
    assert "begrip-niet-omschreven" not in _codes(proefdossier(tekst), data)


@pytest.mark.parametrize("plaats", ["artikel 9, eerste lid, onderdeel a", "artikel 6, eerste lid, onderdeel b"])
def test_een_gave_regeling_geeft_geen_bevinding(data: Path, proefdossier: Proef, plaats: str) -> None:
    """Also when it calls an artikel without leden its first lid."""
    tekst = f"{BEGIN.format(grond='8')}#### Artikel 1 Eerste\nHet bestuur past {plaats}, van de Participatiewet toe.\n{EIND}"
    assert _codes(proefdossier(tekst), data) == set()


def test_begrip_dat_niemand_gebruikt(data: Path, proefdossier: Proef) -> None:
    tekst = (
        f"{BEGIN.format(grond='8')}#### Artikel 1 Begrippen\nIn deze regels wordt verstaan onder:\n"
        f"- hek: een omheining;\n- kar: een wagen.\n\n#### Artikel 2 Rijden\nEen kar rijdt.\n{EIND}"
    )
    invoer = laad(proefdossier(tekst), bron=[data / "regelrecht"])
    gevonden = [b.fragment for b in controleer(invoer, werk_uit(invoer)).bevindingen if b.code == "begrip-ongebruikt"]
    assert gevonden == ["hek"]


def test_zonder_grondslag_en_zonder_inwerkingtreding(data: Path, proefdossier: Proef) -> None:
    tekst = "# Proefregels\n\nHet algemeen bestuur;\n\nbesluit:\n\n#### Artikel 1 Eerste\nHet bestuur beslist.\n"
    assert {"zonder-grondslag", "inwerkingtreding-ontbreekt"} <= _codes(proefdossier(tekst), data)


def test_een_verplicht_onderwerp_dat_ontbreekt(data: Path, proefdossier: Proef) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='8b')}#### Artikel 1 Eerste\nNiets.\n{EIND}", soort="verordening")
    invoer = laad(map_, bron=[data / "regelrecht"])
    mist = {b.plek for b in controleer(invoer, werk_uit(invoer)).bevindingen if b.code == "onderwerp-ontbreekt"}
    assert "VO13" in mist  # cliëntenparticipatie, artikel 47
    assert "VO11" not in mist  # misbruik, artikel 8b, staat in de aanhef


def test_de_voorbeeldverordening_regelt_alles_wat_moet(uitslag: tuple[Bevinding, ...]) -> None:
    assert not [b for b in uitslag if b.code in ("onderwerp-ontbreekt", "verwijzing-bestaat-niet", "dubbel-nummer")]


def test_de_controle_vindt_wat_de_sleutel_noemt(
    uitslag: tuple[Bevinding, ...], sleutel: Callable[[str], list[dict[str, str]]]
) -> None:
    """Hard rows of the key about lapsed law, old amounts and rules past their date, found at the lid or its artikel."""
    codes = {
        "AT2": {
            "verwijzing-vervallen",
            "verwijzing-andere-inhoud",
            "grondslag-vervallen",
            "wettekst-verouderd",
            "onderwerp-uitgebreid",
        },
        "INDEX": {"bedrag-verouderd"},
        "UITGEWERKT": {"uitgewerkt"},
    }
    mist: list[str] = []
    rijen = [r for r in sleutel("overig.tsv") if r["gewicht"] == "hard"]
    for rij in rijen:
        artikel = rij["eId"].split("__para")[0].split("__list")[0]
        plekken = [b.plek for b in uitslag if b.code in codes[rij["oorzaak"]]]
        if not any(p.startswith(f"{rij['regeling']}#{artikel}") for p in plekken):
            mist.append(f"{rij['oorzaak']} {rij['regeling']} {rij['eId']}: {rij['reden']}")
    print(f"{len(rijen) - len(mist)} van {len(rijen)}; niet gevonden: {mist}")
    assert len(mist) <= 3


@pytest.mark.parametrize(
    ("code", "plaats", "woorden"),
    [
        ("wet-dubbel-nummer", "Pw, artikel 18, lid 8*", "8*"),
        ("wet-verwijzing-mist", "Pw, artikel 18, lid 8*", "artikel 31, eerste lid, onderdeel m"),
        ("wet-verwijzing-mist", "Pw, artikel 9a, twaalfde lid", "artikel 8, eerste lid, onderdeel d"),
        ("wet-verwijzing-mist", "Pw, artikel 7a, vijfde lid", "tiende lid"),
        ("wet-verwijzing-achtergebleven", "Pw, artikel 34, tweede lid", "onderdelen l en m"),
    ],
)
def test_bekende_fouten_in_de_wet_zelf(uitslag: tuple[Bevinding, ...], code: str, plaats: str, woorden: str) -> None:
    assert [b for b in uitslag if b.code == code and b.adres == plaats and woorden in " ".join(b.fragment.split())]


def test_elke_wetsfout_van_de_lijst_is_getoetst(invoer: Invoer) -> None:
    """The list knows more faults than these: those of the IOAW need its text, which the data does not hold."""
    te_toetsen = [f for f in invoer.lijst.wetsfouten if f.wet == "Pw"]
    assert len(te_toetsen) == 5


def test_elke_bevinding_is_bruikbaar(uitslag: tuple[Bevinding, ...]) -> None:
    for b in uitslag:
        assert b.code in CODES and b.adres and b.uitleg.endswith(".") and b.advies.endswith(".")


# --- suppression ------------------------------------------------------------------------------------------------------

_XML = """<?xml version='1.0' encoding='UTF-8'?>
<controle>
  <onderdrukking code="{code}" plaats="{plaats}" wie="de jurist" wanneer="2026-02-01"><reden>{reden}</reden></onderdrukking>
</controle>
"""


def _met_onderdrukking(map_: Path, data: Path, **velden: str) -> tuple[list[str], list[str]]:
    (map_ / "controle.xml").write_text(_XML.format(**velden), "utf-8")
    invoer = laad(map_, bron=[data / "regelrecht"])
    gedaan = controleer(invoer, werk_uit(invoer))
    return [b.code for b in gedaan.bevindingen], [reden for _, reden in gedaan.onderdrukt]


def test_een_bevinding_kan_met_reden_worden_onderdrukt(data: Path, proefdossier: Proef) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='12')}#### Artikel 1 Eerste\nNiets.\n{EIND}")
    codes, redenen = _met_onderdrukking(
        map_, data, code="grondslag-vervallen", plaats="proef#formula_1", reden="Overgangsrecht."
    )
    assert "grondslag-vervallen" not in codes and redenen == ["Overgangsrecht."]


def test_een_onderdrukking_die_niets_onderdrukt_wordt_gemeld(data: Path, proefdossier: Proef) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='8')}#### Artikel 1 Eerste\nNiets.\n{EIND}")
    codes, _ = _met_onderdrukking(map_, data, code="grondslag-vervallen", plaats="proef#formula_1", reden="Ooit.")
    assert "onderdrukking-zonder-bevinding" in codes


def test_een_onderdrukking_zonder_reden_wordt_geweigerd(data: Path, proefdossier: Proef) -> None:
    map_ = proefdossier(f"{BEGIN.format(grond='8')}#### Artikel 1 Eerste\nNiets.\n{EIND}")
    with pytest.raises(Geweigerd, match=r"controle\.xml"):
        _met_onderdrukking(map_, data, code="grondslag-vervallen", plaats="proef#formula_1", reden="")
