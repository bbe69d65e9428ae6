"""Tekst zoals mensen haar plakken: de opbouw die er staat, of een melding met de plaats. Voorbeeldtekst."""

from __future__ import annotations

import pytest

from tests.hulp.groei import Maker, stapt_te_hard, vijandig_markdown
from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Regeling, Soort, Status, inlinetekst, kaal, tekst, wandel
from verordening.lezers import lees as lees_bron
from verordening.tekst.markdown import lees

SOORTEN = dict(vijandig_markdown())


def lees_tekst(inhoud: str) -> Regeling:
    return lees(inhoud.encode(), naam="proef.md")


def eids(inhoud: str) -> list[str]:
    return [e.eId for e in wandel(lees_tekst(inhoud).wortel) if e.eId and e.soort is not Soort.LIJST][1:]


def codes(inhoud: str) -> set[str]:
    return {b.code for b in lees_tekst(inhoud).bevindingen}


KOP = "# Proef\n\n## Artikel 1 Zaak\n\n"


@pytest.mark.parametrize(
    "inhoud",
    [
        "In deze regels wordt verstaan onder:\na. boot: een vaartuig;\nb. fiets: een rijwiel.\n",
        "In deze regels wordt verstaan onder:\n    a. boot: een vaartuig;\n    b. fiets: een rijwiel.\n",
        "In deze regels wordt verstaan onder:\n\na.\nboot: een vaartuig;\nb.\nfiets: een rijwiel.\n",
        "In deze regels wordt verstaan onder:\n\n• a.\n\n  boot: een vaartuig;\n\n• b.\n\n  fiets: een rijwiel.\n",
        "In deze regels wordt verstaan onder:\n-\na. boot: een vaartuig;\n- b.\nfiets: een rijwiel.\n",
        "In deze regels wordt verstaan onder:\n* a. boot: een vaartuig;\n* b. fiets: een rijwiel.\n",
    ],
)
def test_nummer_en_woorden_horen_bij_elkaar_hoe_de_tekst_ook_is_geplakt(inhoud: str) -> None:
    regeling = lees_tekst(KOP + inhoud)
    punten = {kaal(e.nummer): tekst(e) for e in wandel(regeling.wortel) if e.soort is Soort.ONDERDEEL}
    assert punten == {"a": "a. boot: een vaartuig;", "b": "b. fiets: een rijwiel."}
    assert all(
        e.eId.startswith("art_1__list_o_1__item_") for e in wandel(regeling.wortel) if e.soort is Soort.ONDERDEEL
    )


def test_leden_met_onderdelen_onder_bolletjes() -> None:
    bron = (
        KOP
        + "  • 1.\n\n    Er zijn:\n\n    • a.\n\n      boten;\n\n    • b.\n\n      fietsen.\n\n  • 2.\n\n    Slot.\n"
    )
    assert [e for e in eids(bron) if "para" in e] == [
        "art_1__para_1",
        "art_1__para_1__list_o_1__item_a",
        "art_1__para_1__list_o_1__item_b",
        "art_1__para_2",
    ]


@pytest.mark.parametrize("teken", ["-", "–", "—", ":", "."])
def test_een_teken_tussen_nummer_en_titel(teken: str) -> None:
    bron = f"Proef\n\nHOOFDSTUK 1 {teken} ALGEMEEN\n\nArtikel 1 {teken} Zaak\n\nEen.\n\nHOOFDSTUK 2 {teken} SLOT\n\nArtikel 2 {teken} Einde\n\nTwee.\n"
    assert eids(bron) == ["body", "chp_1", "chp_1__art_1", "chp_2", "chp_2__art_2"]


@pytest.mark.parametrize("hek", ["", "## ", "**"])
def test_hoofdstuk_boven_titel_blijkt_uit_de_nummers(hek: str) -> None:
    slot = "**" if hek == "**" else ""
    koppen = [
        "Hoofdstuk 1 Een",
        "Titel 1.1 Twee",
        "Artikel 1:1 A",
        "Titel 1.2 Drie",
        "Artikel 1:2 B",
        "Hoofdstuk 2 Vier",
        "Artikel 2:1 C",
    ]
    bron = "# Proef\n\n" + "\n\n".join(f"{hek}{k}{slot}" + ("\n\nTekst." if k[0] == "A" else "") for k in koppen) + "\n"
    assert eids(bron) == [
        "body",
        "chp_1",
        "chp_1__title_1.1",
        "chp_1__title_1.1__art_1.1",
        "chp_1__title_1.2",
        "chp_1__title_1.2__art_1.2",
        "chp_2",
        "chp_2__art_2.1",
    ]


def test_hoofdstuk_binnen_titel_blijft_de_gewone_volgorde() -> None:
    koppen = [
        "Titel 1 Een",
        "Hoofdstuk 1 Twee",
        "Artikel 1 A",
        "Hoofdstuk 2 Drie",
        "Artikel 2 B",
        "Titel 2 Vier",
        "Hoofdstuk 1 Vijf",
        "Artikel 3 C",
    ]
    bron = "# Proef\n\n" + "\n\n".join(f"### {k}" + ("\n\nTekst." if k[0] == "A" else "") for k in koppen) + "\n"
    assert eids(bron)[-2:] == ["title_2__chp_1", "title_2__chp_1__art_3"]


def test_een_kop_onder_een_artikel_is_het_opschrift_wat_er_ook_staat() -> None:
    bron = "### Hoofdstuk 1\n\n#### Algemeen\n\n### Artikel 1\n\n#### Titel 4.2 van de wet\n\nTekst.\n\n### Hoofdstuk 2\n\n#### Slot\n\n### Artikel 2\n\n#### Einde\n\nTekst.\n"
    assert eids(bron) == ["chp_1", "chp_1__art_1", "chp_2", "chp_2__art_2"]
    artikel = next(e for e in wandel(lees_tekst(bron).wortel) if e.soort is Soort.ARTIKEL)
    assert inlinetekst(artikel.opschrift) == "Titel 4.2 van de wet"


def test_artikelen_in_een_bijlage_blijven_daar() -> None:
    bron = (
        KOP
        + "Tekst.\n\n## Bijlage 1 Reglement\n\n### Hoofdstuk 1 Leden\n\n### Artikel 1 Aantal\n\nVijf.\n\n## Bijlage 2\n\n### Artikel 1 Kaart\n\nZes.\n"
    )
    assert eids(bron)[1:] == ["art_1", "cmp_1", "cmp_1__chp_1", "cmp_1__chp_1__art_1", "cmp_2", "cmp_2__art_1"]
    assert "na-bijlage" in codes(KOP + "Een.\n\n## Bijlage 1\n\nKaart.\n\n## Artikel 2 Verder\n\nTwee.\n")


def test_het_adres_van_een_artikel_in_een_bijlage_noemt_de_bijlage() -> None:
    from verordening.tekstregels import tekstregels

    bron = KOP + "Tekst.\n\n## Bijlage 1 Reglement\n\n### Artikel 1 Aantal\n\n1. Vijf.\n"
    adressen = [adres for _, adres, _ in tekstregels(lees_tekst(bron))]
    assert adressen == [
        "het opschrift",
        "artikel 1",
        "bijlage 1",
        "bijlage 1, artikel 1",
        "bijlage 1, artikel 1, eerste lid",
    ]


def test_wat_geen_eenheid_kan_worden_wordt_gemeld() -> None:
    gevallen = {
        "Tekst.\n\n\u200bArtikel 2 Hulp\n\nHulp.\n": "lijkt-kop",
        "Tekst.\n\nArtikel 2 Het college beslist.\n": "lijkt-kop",
        "Tekst.\n\n   Artikel 2 Hulp\n": "lijkt-kop",
        "Tekst.\n\nALGEMENE BEPALINGEN\n\nMeer.\n": "lijkt-kop",
        "Tekst.\n\n## Algemene bepalingen\n\nMeer.\n": "kop-zonder-eenheid",
        "Lid 2. De raad beslist.\n": "lijkt-nummer",
        "1.1 De raad beslist.\n": "lijkt-nummer",
        "2 Het college beslist dan.\n3 De raad beslist niet.\n": "lijkt-nummer",
        "a. een;\n   b. twee;\nc. drie.\n": "inspringing",
        "Tekst.\n\nAldus vastgesteld op 1 mei 2026.\n\n## Artikel 2\n\nTekst.\n": "na-ondertekening",
        "Tekst ~~weg~~.\n": "lezen-keuze-nodig",
        "Zie [de wet](adres zonder einde\n": "lezen-onverklaard",
        "> Is dit recht?\n": "citaat-als-redactie",
        "Ziet u een fout in deze regeling?\n": "weggelaten",
        "Tekst.<!-- of niet -->\n": "weggelaten",
        "Het plan van de bewoners-\nraad geldt.\n": "lezen-keuze-nodig",
        "Blad 1 van 2\n\nDe raad helpt.\n\nBlad 2 van 2\n\nHet college ook.\n": "losse-regel",
        "Nr.\tSoort\tTarief\n1.1\tBoot\n1.2\tFiets\t€ 2\n": "lijkt-tabel",
        "Nr.\tSoort\tTarief\n1.1\tBoot\t€ 5\n1.2\tFiets\t€ 2\n": "tabel-uit-tabs",
        "Bladzijde 1 van 3\n\nDe raad helpt.\n\nBladzijde 3 van 3\n": "bladzijde-ontbreekt",
        "Tekst.\n\nII. Vergunningen\n\n## Artikel 2\n\nTekst.\n": "lijkt-kop",
        "Tekst.\n\n## Artikel 1 Zaak\n\nTekst.\n": "dubbel-nummer",
        "Zie Fout! Bladwijzer niet gedefinieerd.\n": "kapotte-verwijzing",
        "Tekst.\n\nAldus vastgesteld op 1 mei 2026.\n\nde griffier,\n\nA. de Wit\n\n"
        "Bekendgemaakt op 3 mei 2026 in het blad van de gemeente.\n": "na-ondertekening",
    }
    for inhoud, code in gevallen.items():
        assert code in codes(KOP + inhoud), inhoud
    gewoon = "1. De raad helpt, en   het college ook.\n2. Lid 1 geldt vanaf 2024\n3. Lid 1 geldt vanaf 2025\n"
    assert codes(KOP + gewoon) == set()


def test_reeksen_en_tussengevoegde_nummers() -> None:
    bron = "# Proef\n\n## Art. 12 Hulp\n\n1. Een.\n1bis. Tussen.\n2. Twee.\n\n## Artikelen 13 tot en met 15 vervallen\n\n## Artikel 16-a Slot\n\nKlaar.\n"
    eenheden = [e for e in wandel(lees_tekst(bron).wortel) if e.nummer]
    assert [kaal(e.nummer) for e in eenheden] == ["12", "1", "1bis", "2", "13_tot_en_met_15", "16-a"]
    assert eenheden[4].status is Status.VERVALLEN


def test_een_afkorting_is_geen_nummer() -> None:
    bron = KOP + "art. 31 van de wet gaat voor.\n\nnr. 5 van de lijst.\n\njo. artikel 5.\n"
    assert not [e for e in wandel(lees_tekst(bron).wortel) if e.soort is Soort.ONDERDEEL]


def test_een_inhoudsopgave_is_geen_tweede_rij_artikelen() -> None:
    regels = ["Hoofdstuk 1 Algemeen", "Artikel 1 Zaak", "Artikel 2 Hulp"]
    for opgave in (
        "\n".join(f"{r} ....... {n}" for n, r in enumerate(regels)),
        "\n".join(f"- [{r}](#{n})" for n, r in enumerate(regels)),
    ):
        bron = f"Proef\n\nInhoudsopgave\n\n{opgave}\n\n" + "\n\n".join(
            r + ("\n\nTekst." if r[0] == "A" else "") for r in regels
        )
        assert eids(bron) == ["body", "chp_1", "chp_1__art_1", "chp_1__art_2"], opgave
        assert "weggelaten" in codes(bron)


def test_een_kop_zonder_soort_boven_artikelen_is_een_eenheid_en_wordt_gemeld() -> None:
    bron = "# Proef\n\n## Algemeen deel\n\n### Artikel 1\n\nEen.\n\n## Slotdeel\n\n### Artikel 2\n\nTwee.\n"
    assert eids(bron) == ["body", "chp_o_1", "chp_o_1__art_1", "chp_o_2", "chp_o_2__art_2"]
    assert "kop-zonder-soort" in codes(bron)


def test_bijlage_na_de_toelichting_in_platte_tekst() -> None:
    bron = "Proef\n\nArtikel 1 Zaak\n\nEen.\n\nToelichting\n\nAlgemeen\n\nWaarom.\n\nBijlage 1 bij artikel 1\n\nArtikel 1 Maat\n\nTwee.\n"
    assert eids(bron)[-3:] == ["recital__genrecital", "cmp_1", "cmp_1__art_1"]


def test_een_tabel_met_streepjes_voor_lege_cellen() -> None:
    regeling = lees_tekst(KOP + "| --- | --- |\n|:---|:---|\n| a | --- |\n")
    assert tekst(regeling.wortel).endswith("Artikel 1 Zaak\na")
    assert regeling.verantwoording.sluitend


def test_een_afgebroken_regel_gaat_verder_en_een_kolom_woorden_niet() -> None:
    lang = (
        KOP
        + "Onder de naam belasting wordt een heffing geheven ter zake\nvan het hebben van voorwerpen boven gemeentegrond, als bedoeld in\nartikel 2 van de wet.\n"
    )
    assert tekst(lees_tekst(lang).wortel).split("\n")[2:] == [
        "Onder de naam belasting wordt een heffing geheven ter zake van het hebben van voorwerpen boven gemeentegrond, als "
        "bedoeld in artikel 2 van de wet."
    ]
    hangend = KOP + "a. rek: een voorwerp waaraan\n   een fiets kan staan;\nb. fiets.\n"
    assert "a. rek: een voorwerp waaraan een fiets kan staan;" in tekst(lees_tekst(hangend).wortel).split("\n")
    kolom = KOP + "Er zijn:\nbanken\nbomen\nstruiken\n"
    assert tekst(lees_tekst(kolom).wortel).split("\n")[2:] == ["Er zijn:", "banken", "bomen", "struiken"]


@pytest.mark.parametrize(
    "regel",
    ["Vastgesteld op 3 mei 2026", "Waterdam, 3 mei 2026", "De griffier,", "Besloten in de vergadering van 3 mei."],
)
def test_een_ondertekening_hoort_niet_bij_het_laatste_artikel(regel: str) -> None:
    soorten = [e.soort for e in wandel(lees_tekst(KOP + f"Een zin.\n\n{regel}\n").wortel)]
    assert Soort.SLUITING in soorten


def test_macht_en_index_gaan_heen_en_weer() -> None:
    from verordening.tekst.schrijver import schrijf_markdown

    bron = KOP + "Ten hoogste 10<sup>3</sup> g CO<sub>2</sub>.\n"
    eerst = lees_tekst(bron)
    assert tekst(eerst.wortel).endswith("10³ g CO₂.")
    assert tekst(lees(schrijf_markdown(eerst).inhoud, naam="a").wortel) == tekst(eerst.wortel)


@pytest.mark.parametrize(
    "adres", ["a.md", "a(b).md", "enz./(een/README.md", "https://x.nl/a?b=(c)", "x.md 'titel'", "https://x.nl/a b"]
)
def test_van_een_koppeling_blijven_alleen_de_woorden(adres: str) -> None:
    regeling = lees_tekst(KOP + f"Zie [de wet]({adres}), en meer.\n")
    assert tekst(regeling.wortel).endswith("Zie de wet, en meer.")
    assert regeling.verantwoording.sluitend


@pytest.mark.parametrize("maak", SOORTEN.values(), ids=SOORTEN)
def test_lezen_is_lineair_in_de_invoer(maak: Maker) -> None:
    assert not stapt_te_hard(lambda bron: lees_bron(bron, naam="groei.md"), maak, 500)


def test_te_diepe_nesting_wordt_geweigerd() -> None:
    with pytest.raises(Geweigerd, match="diep genest"):
        lees_tekst(KOP + "\n".join(" " * (3 * i) + "a. x" for i in range(1500)) + "\n")


def mutaties(regels: list[str]) -> list[list[str]]:
    uit = []
    for i, regel in enumerate(regels):
        anders = [[], [regel, regel], [regel.replace("[", "(", 1) or "x"], [regel[: len(regel) // 2]], ["   " + regel]]
        uit += [[*regels[:i], *nieuw, *regels[i + 1 :]] for nieuw in anders]
    return uit


RIJK = KOP + (
    "1. Zie [de wet](a/(b.md) en **vet** *cursief* 10<sup>3</sup>.\n2. Er zijn:\na. een;\n1°. diep;\nb. twee.\n\n| a | b |\n|---|---|\n"
    "| 1 | [x](y) |\n\n> Vervallen.\n\n## Hoofdstuk 2 – Slot\n\n**Artikel 2 Einde**\n\n• 1.\n\n  Zin[^1].\n\n[^1]: noot\n\nAldus vastgesteld.\n\n"
    "## Bijlage 1\n\nArtikel 1 Kaart\n\nTekst.\n\n# Toelichting\n\n## Algemeen\n\nWaarom.\n\n## Artikel 1\n\nDaarom.\n"
)


def test_na_elke_verandering_van_een_regel_is_de_tekst_gelijk_gemeld_of_geweigerd() -> None:
    from tests.getuigen.platmarkdown import letters

    for regels in mutaties(RIJK.split("\n")):
        bron = "\n".join(regels)
        try:
            regeling = lees(bron.encode(), naam="mutatie.md")
        except Geweigerd:
            continue
        weg = {b.fragment for b in regeling.bevindingen if b.code == "weggelaten"}
        stil = not any(b.code in ("lezen-onverklaard", "weggelaten") for b in regeling.bevindingen) and not weg
        assert not stil or letters(tekst(regeling.wortel, redactie=True)) == letters(bron, markdown=True), bron


@pytest.mark.parametrize(
    "inhoud",
    [
        "Lid 1\nHet college helpt.\nLid 2\nDe raad helpt.\n",
        "Lid 1. Het college helpt.\nLid 2. De raad helpt.\n",
        "1 . Het college helpt.\n2 . De raad helpt.\n",
        "1\\. Het college helpt.\n\n2\\. De raad helpt.\n",
        "1: Het college helpt.\n2: De raad helpt.\n",
        "Toon relaties in LiDO Maak een permanente link ...\n1 Het college helpt.\n2 De raad helpt.\n",
    ],
)
def test_de_reeks_zegt_wat_een_nummer_is_hoe_het_ook_is_geschreven(inhoud: str) -> None:
    leden = [e for e in wandel(lees_tekst(KOP + inhoud).wortel) if e.soort is Soort.LID]
    assert [kaal(e.nummer) for e in leden] == ["1", "2"]
    assert [tekst(e).partition("Het")[2] or tekst(e)[-14:] for e in leden] == [" college helpt.", "De raad helpt."]


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        ("Het college helpt iedere inwoner die dat schriftelijk vraagt in-\ngezetene en gast.\n", "lezen-keuze-nodig"),
        ("1. Een.\n1. Twee.\n", "dubbel-nummer"),
        ("Een.\n\n3\n\nTwee.\n", "lijkt-nummer"),
        ("Een.[^1]\n\n[^1]: Zie de kaart.\n    En de lijst.\n", "lezen-onverklaard"),
        ("Een.\n\n## Artikel 2 Duur {#duur}\n\nTwee.\n", "lezen-keuze-nodig"),
    ],
)
def test_wat_twee_dingen_kan_zijn_wordt_gemeld(inhoud: str, code: str) -> None:
    assert code in codes(KOP + inhoud)


def test_een_tabel_zonder_buitenste_strepen_is_een_tabel() -> None:
    regeling = lees_tekst(KOP + "De tarieven zijn:\n\nsoort | bedrag\n--- | ---\nwip | 10\n")
    assert "wip\n10" in tekst(regeling.wortel)
    assert "|" not in tekst(regeling.wortel)


def test_een_bolletje_uit_een_tekstverwerker_is_geen_letter_o() -> None:
    regeling = lees_tekst(KOP + "Er is:\no\teen wip;\no\teen bank.\n")
    punten = [e for e in wandel(regeling.wortel) if e.soort is Soort.ONDERDEEL]
    assert [(e.nummer, tekst(e).lstrip("◦ ")) for e in punten] == [("◦", "een wip;"), ("◦", "een bank.")]
    assert not [b for b in regeling.bevindingen if b.ernst is not Ernst.INFO]


def test_een_en_teken_midden_in_een_naam_wordt_gelezen_zoals_het_er_staat() -> None:
    gelezen = lees(b"# R&D\n\n## Artikel 1 Parkeren&reguleren\n\nP&notities en &notities; en B&amp;W.\n", naam="a.md")
    assert tekst(gelezen.wortel) == "R&D\nArtikel 1 Parkeren&reguleren\nP&notities en &notities; en B&W."
    assert not gelezen.bevindingen


GELEZEN = {
    "mail": (
        "Dag allen,\n\n> Regels sloot\n>\n> Artikel 1 Sloot\n> De sloot is open op elke dag waarop de sluis\n> bemand is.\n\nMet groet\n",
        ["De sloot is open op elke dag waarop de sluis bemand is."],
    ),
    "bladen": (
        "Gemeente Aa   Regels sloot\n\nRegels sloot Aa\n\nArtikel 1 Sloot\n1. De sloot is open.\n\nBlz. 1 van 2\n\n"
        "Gemeente Aa   Regels sloot\n\n2. De brug is dicht.\n\nBlz. 2 van 2\n",
        ["1. De sloot is open.", "2. De brug is dicht."],
    ),
    "vet": (
        "**Regels sloot**\n\n**Artikel 1** **Sloot**\n\n1\\. De sloot is open.\n\n2\\. De brug is dicht.\n",
        ["1. De sloot is open.", "2. De brug is dicht."],
    ),
    "los nummer": (
        "Regels sloot\n\nArtikel 1 Sloot\n\n1\nDe sloot is open.\n2\nDe brug is dicht.\n",
        ["1 De sloot is open.", "2 De brug is dicht."],
    ),
    "tabs": (
        "Regels sloot\n\nArtikel 1 Tarief\nHet tarief is:\nNr.\tSoort\tTarief\n1\tBoot\t€ 5\n2\tVlot\t\n",
        ["Het tarief is:", "Nr.", "Soort", "Tarief", "1", "Boot", "€ 5", "2", "Vlot"],
    ),
    "woord": (
        "Regels sloot\n\nArtikel 1 Sloot\nDe sluiswachter opent. Wie er op de dag zelf door wil, vraagt het de sluis-\nwachter.\n",
        ["De sluiswachter opent. Wie er op de dag zelf door wil, vraagt het de sluiswachter."],
    ),
    "datum": (
        "Regels sloot\n\nArtikel 1 Slot\nDeze regels treden voor alle sloten in werking met ingang van\n1 mei 2026.\n",
        ["Deze regels treden voor alle sloten in werking met ingang van 1 mei 2026."],
    ),
    "kort slotwoord": (
        "Regels sloot\n\nArtikel 1 Slot\n1. De sloot is open op elke dag waarop de sluis bemand\nis.\n2. De brug is dicht.\n",
        ["1. De sloot is open op elke dag waarop de sluis bemand is.", "2. De brug is dicht."],
    ),
    "bladzijde van een site": (
        "Start > Zoeken\nDeel\n\nRegeling sloot Aa\n\nArtikel 1 Sloot\nDe sloot is open.\n",
        ["De sloot is open."],
    ),
}


@pytest.mark.parametrize("naam", GELEZEN)
def test_wat_een_tekst_meebracht_is_weg_en_de_rest_is_gelezen(naam: str) -> None:
    bron, verwacht = GELEZEN[naam]
    gelezen = lees_bron(bron.encode())
    assert tekst(gelezen.wortel).splitlines()[-len(verwacht) :] == verwacht
    assert gelezen.gegevens.opschrift.startswith("Reg") and not [
        b for b in gelezen.bevindingen if b.ernst is not Ernst.INFO
    ]


def test_wat_tussen_aangehaalde_regels_staat_wordt_niet_weggelaten() -> None:
    with pytest.raises(Geweigerd):
        lees(b"Dag,\n\n> Artikel 1 Sloot\n> De sloot is\nopen.\n> De brug is dicht.\n")
