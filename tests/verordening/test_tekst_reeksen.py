"""Wat in geplakte tekst alleen aan zijn reeks te zien is: leden van een paragraaf, begrippen zonder nummer. Voorbeeldtekst."""

from __future__ import annotations

import pytest

from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Regeling
from verordening.canoniek.schrijver import schrijf
from verordening.cvdr.schrijver import schrijf_cvdr
from verordening.lezers import lees
from verordening.tekst.schrijver import schrijf_markdown
from verordening.tekstregels import tekstregels


def lees_tekst(inhoud: str) -> Regeling:
    return lees(inhoud.encode(), naam="proef.txt")


def plaatsen(regeling: Regeling) -> list[str]:
    return [adres for _, adres, _ in tekstregels(regeling) if adres != "het opschrift"]


def codes(regeling: Regeling) -> set[str]:
    return {b.code for b in regeling.bevindingen if b.ernst is not Ernst.INFO}


PARAGRAFEN = "Reglement hulp\n\n{een} Begin\n{lid_}1{p} De raad helpt:\na. mensen;\nb. dieren.\n{lid_}2{p} De raad rust.\n\n{twee} Slot\nDe raad stopt.\n"


@pytest.mark.parametrize(
    ("een", "twee", "lid_", "p", "lid"),
    [
        ("§ 1", "§ 2", "", ".", "eerste lid"),
        ("1.", "2.", "1.", "", "lid 1.1"),
        ("Paragraaf 1", "Paragraaf 2", "", ".", "eerste lid"),
    ],
)
def test_een_paragraaf_van_een_tekst_zonder_artikelen_heeft_leden(
    een: str, twee: str, lid_: str, p: str, lid: str
) -> None:
    gelezen = lees_tekst(PARAGRAFEN.format(een=een, twee=twee, lid_=lid_, p=p))
    assert plaatsen(gelezen)[:3] == ["paragraaf 1", f"paragraaf 1, {lid}", f"paragraaf 1, {lid}, onderdeel a"]
    assert {b.code for b in gelezen.bevindingen} == {"opschrift-uit-eerste-regel", "paragrafen"}
    uit = (schrijf_markdown(gelezen), schrijf_cvdr(gelezen))
    for terug in (schrijf(gelezen), *(export.inhoud for export in uit)):
        assert plaatsen(lees(terug)) == plaatsen(gelezen)


def test_een_aangekondigde_lijst_in_een_paragraaf_heeft_geen_leden() -> None:
    inhoud = (
        "Reglement hulp\n\n§ 1 Begin\nDe raad helpt bij:\n1. het lopen;\n2. het staan.\n\n§ 2 Slot\nDe raad stopt.\n"
    )
    assert plaatsen(lees_tekst(inhoud))[1] == "paragraaf 1, onderdeel 1"


def test_een_paragraaf_die_ontbreekt_of_dubbel_is_wordt_gezegd() -> None:
    for nummers, code in (((1, 2, 4), "nummer-sprong"), ((1, 2, 2), "dubbel-nummer")):
        inhoud = "Reglement hulp\n\n" + "\n\n".join(f"§ {n} Deel\nDe raad helpt." for n in nummers)
        assert code in codes(lees_tekst(inhoud))


BEGRIPPEN = "Verordening hulp\n\nArtikel 1 Begrippen\n{lid}In deze verordening wordt verstaan onder:\n{regels}\n\nArtikel 2\nDe raad.\n"


@pytest.mark.parametrize("lid", ["", "1. "])
@pytest.mark.parametrize(
    "regels", ["Boom: een gewas.\nLijst: de lijst.", "**Boom:** een gewas;\n\n**Lijst**: de lijst."]
)
def test_begrippen_zonder_nummer_zijn_begrippen(lid: str, regels: str) -> None:
    gelezen = lees_tekst(BEGRIPPEN.format(lid=lid, regels=regels))
    assert [p.rpartition(" ")[2] for p in plaatsen(gelezen)[-3:]] == ["“Boom”", "“Lijst”", "2"] and not codes(gelezen)


def test_een_opsomming_in_een_begrip_breekt_de_reeks_niet() -> None:
    gelezen = lees_tekst(
        BEGRIPPEN.format(lid="", regels="Boom: een gewas met:\n1°. een stam;\n2°. een kroon.\nLijst: de lijst.")
    )
    assert plaatsen(gelezen)[1:5] == [
        "artikel 1, de begripsomschrijving van “Boom”",
        "artikel 1, de begripsomschrijving van “Boom”, onderdeel 1°",
        "artikel 1, de begripsomschrijving van “Boom”, onderdeel 2°",
        "artikel 1, de begripsomschrijving van “Lijst”",
    ]


def test_een_regel_zonder_begrip_tussen_de_begrippen_wordt_gezegd() -> None:
    gelezen = lees_tekst(
        BEGRIPPEN.format(lid="", regels="Boom: een gewas.\nOok een struik is een boom.\nLijst: de lijst.")
    )
    assert "lijkt-begrip" in codes(gelezen)


LIJST = "Regels hulp\n\nArtikel 1 Plan\n1. Het plan bevat:\n{een}een kaart;\n{een}een lijst met:\n{twee}de naam;\n{twee}het nummer;\n{een}een route.\n2. Het plan is af.\n"


@pytest.mark.parametrize("een", ["•\t", "- ", "\uf0b7\t"])
@pytest.mark.parametrize("twee", ["o\t", "o ", "§\t", "▪ ", "\uf0a7\t", "→ "])
def test_regels_met_hetzelfde_teken_zijn_een_opsomming_op_een_eigen_niveau(een: str, twee: str) -> None:
    gelezen = lees_tekst(LIJST.format(een=een, twee=twee))
    onder = "artikel 1, eerste lid, onderdeel"
    assert plaatsen(gelezen)[2:-1] == [onder, onder, f"{onder}, onder", f"{onder}, onder", onder]
    assert not codes(gelezen)


def test_een_teken_dat_iets_betekent_of_niet_terugkomt_blijft_staan() -> None:
    for regel in ("± vijf kaarten;", "o de naam;"):
        gelezen = lees_tekst(f"Regels hulp\n\nArtikel 1 Plan\nHet plan bevat:\n{regel}\n- een kaart.\n")
        assert (
            regel
            in dict(
                zip(plaatsen(gelezen), (t for _, a, t in tekstregels(gelezen) if a != "het opschrift"), strict=True)
            )["artikel 1"]
        )
        assert codes(gelezen)


def test_een_ander_teken_onder_een_punt_dat_niets_aankondigt_wordt_gezegd() -> None:
    gelezen = lees_tekst("Regels hulp\n\nArtikel 1 Plan\nHet plan bevat:\n• een kaart;\n- een lijst;\n• een route.\n")
    assert "inspringing" in codes(gelezen)


def artikelen(*koppen: str) -> str:
    return "Regels hulp\n\n" + "\n\n".join(koppen) + "\n"


@pytest.mark.parametrize(
    ("inhoud", "nummers"),
    [
        (
            artikelen(
                "Art. 1 De raad helpt.", "Art. 2\nDe raad rust.", "Art. 2a De raad kijkt.", "Art. 3 De raad stopt."
            ),
            "1 2 2a 3",
        ),
        (artikelen("Artikel 1, Hulp\nDe raad helpt.", "Artikel 2 Slot\nDe raad stopt."), "1 2"),
        (
            artikelen("Artikel 1 Hulp\nDe raad helpt.\nArtikel 2 Gemeentewet geldt.", "Artikel 2 Slot\nDe raad stopt."),
            "1 2",
        ),
    ],
)
def test_een_kop_met_tekst_of_een_komma_is_een_kop_als_de_reeks_zonder_hem_een_gat_heeft(
    inhoud: str, nummers: str
) -> None:
    gelezen = lees_tekst(inhoud)
    assert [p.removeprefix("artikel ") for p in plaatsen(gelezen)] == nummers.split()


@pytest.mark.parametrize(
    "koppen",
    [
        ("Art. 1 De raad helpt.", "Art. 3 De raad rust."),
        ("Artikel 1 Hulp 1. De raad helpt. 2. De raad rust.", "Artikel 2 De raad stopt."),
    ],
)
def test_een_gat_of_een_reeks_binnen_de_regel_blijft_geweigerd(koppen: tuple[str, ...]) -> None:
    with pytest.raises(Geweigerd):
        lees_tekst(artikelen(*koppen))


PAGINA = "Gemeente X   Regels\n\nRegels hulp\n\nArtikel 1 Hulp\nDe raad helpt.\n\nGemeente X   Regels\n{een}\n\nArtikel 2 Slot\nDe raad stopt.\n\n{twee}\n"


@pytest.mark.parametrize(
    ("een", "twee"), [("- 2 -", "- 3 -"), ("Hulp – blz. 1", "Hulp – blz. 2"), ("1 | pagina 1", "1 | pagina 2")]
)
def test_regels_die_de_bladzijden_tellen_zijn_weggelaten_en_gezegd(een: str, twee: str) -> None:
    gelezen = lees_tekst(PAGINA.format(een=een, twee=twee))
    assert plaatsen(gelezen) == ["artikel 1", "artikel 2"] and not codes(gelezen)
    assert {b.fragment for b in gelezen.bevindingen} >= {een, twee, "Gemeente X   Regels"}


@pytest.mark.parametrize(("een", "twee"), [("- 2 -", "- 4 -"), ("- 4 -", "- 5 -")])
def test_bladzijden_die_niet_alle_er_zijn_worden_gezegd(een: str, twee: str) -> None:
    assert "losse-regel" in codes(lees_tekst(PAGINA.format(een=een, twee=twee)))


def test_een_zin_naast_een_bladnummer_blijft_staan() -> None:
    gelezen = lees_tekst(
        "Regels hulp\n\nArtikel 1 Hulp\nDe raad.\n- 1 -\nDe raad.\nArtikel 2 Slot\nDe raad stopt.\n- 2 -\nDe raad.\n"
    )
    assert "".join(t for _, _, t in tekstregels(gelezen)).count("De raad.") == 3


def test_de_titel_van_een_hoofdstuk_staat_op_de_regel_eronder() -> None:
    gelezen = lees_tekst("Regels hulp\n\nHOOFDSTUK I\nALGEMEEN\n\nARTIKEL 1\nHULP\n\nDE RAAD HELPT.\n")
    assert [t for _, a, t in tekstregels(gelezen) if a.startswith("hoofdstuk")] == ["HOOFDSTUK I ALGEMEEN"]


@pytest.mark.parametrize("slot", ["besluiten:", "BESLUITEN:"])
def test_een_artikel_dat_een_grondslag_is_opent_geen_artikel(slot: str) -> None:
    gelezen = lees_tekst(
        f"Regels hulp\n\nHet college;\nGelet op\n- 1.\nde wet\n- 2.\nArtikel 156 Gemeentewet\n{slot}\n\nArtikel 1 Hulp\nDe raad.\n"
    )
    assert plaatsen(gelezen) == ["de aanhef", "artikel 1"]


@pytest.mark.parametrize(
    ("aanhef", "een", "soort"),
    [("Vrij zijn:\n", "zaken van de raad;", "onderdeel 1"), ("", "Zaken zijn vrij.", "eerste lid")],
)
def test_cijfers_achter_een_aankondiging_zijn_onderdelen_als_zij_geen_zin_beginnen(
    aanhef: str, een: str, soort: str
) -> None:
    gelezen = lees_tekst(
        f"Regels hulp\n\nArtikel 1 Vrij\n{aanhef}1. {een}\n2. {een}\n\nArtikel 2 Slot\nDe raad stopt.\n"
    )
    assert plaatsen(gelezen)[1] == f"artikel 1, {soort}" and not codes(gelezen)
