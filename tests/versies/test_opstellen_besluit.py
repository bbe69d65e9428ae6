"""Het besluit als geheel: wat er niet in mag, de toelichting, het orgaan, meer regelingen, en het stuk in Word."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from click.testing import CliRunner

from verordening.bevinding import Ernst, Geweigerd
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.opstellen import Besluitgegevens, stel_op, stel_samen
from versies.opstellen.besluitpapier import besluit_docx
from versies.opstellen.kern import kern_van
from versies.opstellen.toelichting import kern_toelichting
from versies.toepassen import pas_toe

TEKST = """# Proefverordening

De raad van de gemeente Voorbeeldstad;

gelet op artikel 149 van de Gemeentewet;

#### Artikel 1 Termijn
Het college beslist binnen acht weken.

#### Artikel 2 Citeertitel
Deze verordening wordt aangehaald als: Proefverordening.

## Slot
Aldus vastgesteld.

## Toelichting

### Algemeen
Dit is de algemene toelichting.

Zij heeft een tweede alinea.

### Artikelsgewijs

#### Artikel 1
Toelichting op artikel 1, met een opsomming:
a. een;
b. twee.
"""
WORDT = TEKST.replace("acht", "zes")


def r(tekst: str):
    return lees(tekst.encode(), naam="proef")


def regels(ontwerp) -> list[str]:
    return [x for a, b in ontwerp.tekst.letters for x in ontwerp.tekst.regels[a - 1 : b]]


# --- niets verschilt stil ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("oud", "nieuw", "plaats"),
    [
        ("# Proefverordening", "# Testverordening", "het opschrift"),
        ("gemeente Voorbeeldstad", "gemeente Anderstad", "de aanhef"),
        ("Aldus vastgesteld.", "Aldus opnieuw vastgesteld.", "de sluiting"),
    ],
)
def test_wat_niet_wordt_gewijzigd_is_een_fout_en_nooit_stil(oud, nieuw, plaats):
    bevindingen = [
        b for b in stel_op(r(TEKST), r(WORDT.replace(oud, nieuw, 1))).bevindingen if b.code == "niet-gewijzigd"
    ]
    assert [(b.adres, b.ernst) for b in bevindingen] == [(plaats, Ernst.FOUT)]
    assert "Ar 2012, 226" in bevindingen[0].uitleg


def test_de_citeertitel_wordt_gewijzigd_waar_hij_staat():
    ontwerp = stel_op(r(TEKST), r(TEKST.replace("als: Proefverordening", "als: Proefverordening 2027")))
    assert regels(ontwerp)[1:] == ["In artikel 2 wordt na “Proefverordening” ingevoegd “2027”."]
    assert not ontwerp.bevindingen


def test_een_citeertitel_die_alleen_in_de_gegevens_verandert_is_een_fout():
    wordt = r(WORDT)
    wordt = replace(wordt, gegevens=replace(wordt.gegevens, citeertitel="Heel andere verordening"))
    assert "citeertitel-niet-gewijzigd" in {b.code for b in stel_op(r(TEKST), wordt).bevindingen}


# --- toelichting ------------------------------------------------------------------------------------------------------

TOELICHTINGEN = {
    "op een artikel": (WORDT.replace("b. twee.", "b. drie."), ["De toelichting op artikel 1 komt te luiden:"]),
    "algemeen": (WORDT.replace("een tweede alinea", "een andere alinea"), ["De algemene toelichting komt te luiden:"]),
    "erbij en gewijzigd": (
        WORDT.replace("een tweede alinea", "een andere alinea") + "\n#### Artikel 2 Citeertitel\nNieuw stuk.\n",
        [
            "De toelichting wordt als volgt gewijzigd:",
            "1. De algemene toelichting komt te luiden:",
            "2. Na de toelichting op artikel 1 wordt de toelichting op artikel 2 ingevoegd, luidende:",
        ],
    ),
}


@pytest.mark.parametrize("naam", TOELICHTINGEN)
def test_de_toelichting_wordt_gewijzigd_en_uitgevoerd(naam):
    wordt, zinnen = TOELICHTINGEN[naam]
    was, nieuw = r(TEKST), r(wordt)
    ontwerp = stel_op(was, nieuw)
    letter_b = regels(ontwerp)[regels(ontwerp).index("### B") + 1 :]
    assert [x for x in letter_b if not x.startswith(">")] == zinnen
    for besluit in (lees_besluit(ontwerp.tekst.tekst), lees_besluit(besluit_docx(ontwerp), naam="b.docx")):
        uit = pas_toe(was, besluit)
        assert kern_toelichting(uit.wordt) == kern_toelichting(nieuw)
        assert kern_van(uit.wordt) == kern_van(nieuw)
        assert not uit.bevindingen


def test_alleen_een_andere_toelichting_is_ook_een_besluit():
    ontwerp = stel_op(r(TEKST), r(TEKST.replace("b. twee.", "b. drie.")))
    assert kern_toelichting(ontwerp.toepassing.wordt) == kern_toelichting(r(TEKST.replace("b. twee.", "b. drie.")))


def test_een_versie_zonder_toelichting_laat_de_oude_staan_en_zegt_dat():
    ontwerp = stel_op(r(TEKST), r(WORDT[: WORDT.index("## Toelichting")]))
    assert [b.code for b in ontwerp.bevindingen] == ["toelichting-ontbreekt"]


def test_een_andere_vorm_van_toelichting_wijzigen_wordt_gemeld():
    besluit = "Besluit\n\n## Artikel I\nDe Proefverordening wordt als volgt gewijzigd:\n\n### A\nIn artikel 1 wordt “acht” vervangen door “zes”.\n\n### B\nDe toelichting op artikel 7 wordt aangevuld met: meer.\n"
    uit = pas_toe(r(TEKST), lees_besluit(besluit))
    assert [b.code for b in uit.bevindingen] == ["toelichting-niet-verwerkt"]


# --- orgaan, aanhef en slot -------------------------------------------------------------------------------------------

BELEID = """# Beleidsregels proef

Het algemeen bestuur van de GR Voorbeeld;

gelet op artikel 4:81 van de Algemene wet bestuursrecht;

#### Artikel 1 Bedrag
Het bedrag is € 100.

#### Artikel 2 Citeertitel
Deze beleidsregels worden aangehaald als: Beleidsregels proef.
"""


def test_beleidsregels_van_een_algemeen_bestuur():
    tekst = stel_op(r(BELEID), r(BELEID.replace("100", "120"))).tekst.tekst
    for regel in (
        "# Besluit tot wijziging van de Beleidsregels proef",
        "Het algemeen bestuur van de GR Voorbeeld;",
        "gelezen het voorstel van het dagelijks bestuur van [datum];",
        "gelet op artikel 4:81 van de Algemene wet bestuursrecht;",
        "besluit vast te stellen het volgende besluit:",
        "De Beleidsregels proef worden als volgt gewijzigd:",
        "Dit besluit treedt in werking met ingang van [dag van inwerkingtreding].",
        "De secretaris,",
    ):
        assert regel in tekst.splitlines(), regel
    assert "griffier" not in tekst


def test_colleges_die_samen_besluiten_blijven_met_zijn_allen():
    wie = (
        "De colleges van burgemeester en wethouders van de gemeenten "
        + ", ".join(["Maasveen aan Zee"] * 8)
        + ", ieder voor zover bevoegd;"
    )
    was = TEKST.replace("De raad van de gemeente Voorbeeldstad;", wie)
    tekst = stel_op(r(was), r(was.replace("acht", "zes"))).tekst.tekst
    assert f"\n{wie}\n" in tekst and "besluiten vast te stellen" in tekst and "De burgemeesters," in tekst


def test_de_dag_na_bekendmaking_staat_er_alleen_als_iemand_die_koos():
    gekozen = stel_op(r(BELEID), r(BELEID.replace("100", "120")), gegevens=Besluitgegevens(na_bekendmaking=True))
    assert "Dit besluit treedt in werking op de dag na bekendmaking." in gekozen.tekst.tekst


def test_zonder_gegevens_blijven_er_zichtbare_gaten():
    kaal = "# Proefverordening\n\n#### Artikel 1 A\nAcht weken.\n"
    tekst = stel_op(r(kaal), r(kaal.replace("Acht", "Zes"))).tekst.tekst
    assert "De raad van de gemeente [gemeente];" in tekst
    assert "gelet op [grondslagen];" in tekst
    assert "vergadering van [datum]." in tekst


# --- meer regelingen --------------------------------------------------------------------------------------------------

ANDERE = BELEID.replace("proef", "giften").replace("€ 100", "€ 500")


def test_twee_regelingen_in_een_besluit_met_elk_een_dag():
    a, b = r(BELEID.replace("100", "120")), r(ANDERE.replace("500", "600"))
    b = replace(b, gegevens=replace(b.gegevens, juridisch_werkend_vanaf=date(2027, 7, 1)))
    ontwerp = stel_samen([(r(BELEID), a), (r(ANDERE), b)])
    tekst = ontwerp.tekst.tekst
    assert "# Besluit tot wijziging van de Beleidsregels proef en de Beleidsregels giften" in tekst
    assert (
        "## Artikel III\n1. Artikel I treedt in werking met ingang van [dag van inwerkingtreding].\n2. Artikel II treedt in werking met ingang van 1 juli 2027."
        in tekst
    )
    for was, wordt in ((r(BELEID), a), (r(ANDERE), b)):
        for besluit in (lees_besluit(tekst), lees_besluit(besluit_docx(ontwerp), naam="b.docx")):
            assert kern_van(pas_toe(was, besluit).wordt) == kern_van(wordt)


def test_regelingen_van_verschillende_organen_horen_niet_in_een_besluit():
    with pytest.raises(Geweigerd, match="niet van hetzelfde orgaan"):
        stel_samen([(r(BELEID), r(BELEID.replace("100", "120"))), (r(TEKST), r(WORDT))])


# --- Word -------------------------------------------------------------------------------------------------------------


def test_het_stuk_in_word_heeft_geen_merktekens_en_geen_kop_slot():
    lang = TEKST + "\n#### Artikel 9\nx\n"
    wordt = lang.replace("acht", "zes").replace(
        "## Slot",
        "#### Artikel 3 Nieuw\n1. Het college weegt:\na. de duur; en\nb. de ernst.\n2. Klaar is het.\n\n## Slot",
    )
    document = docx.Document(io.BytesIO(besluit_docx(stel_op(r(lang), r(wordt)))))
    alineas = [p.text for p in document.paragraphs]
    assert not [t for t in alineas if t.lstrip().startswith((">", "#"))]
    assert "Slot" not in alineas
    assert [p.style.name for p in document.paragraphs if p.text == "Artikel 3 Nieuw"] == ["Quote"]
    assert "Aldus vastgesteld in de openbare vergadering van [datum]." in alineas


# --- opdrachtregel ----------------------------------------------------------------------------------------------------


@pytest.fixture
def opdracht(tmp_path):
    from werkbank.opdrachten.opstellen import opdracht as commando

    for naam, tekst in (("was", TEKST), ("wordt", WORDT), ("titel", WORDT.replace("# Proef", "# Test"))):
        (tmp_path / f"{naam}.md").write_text(tekst, encoding="utf-8")

    def draai(*argumenten: str):
        return CliRunner().invoke(
            commando, [str(tmp_path / a) if a.endswith(".md") else a for a in argumenten], standalone_mode=False
        )

    return draai


@pytest.mark.parametrize("vorm", ["stop", "akn"])
def test_een_onbekende_overheid_is_een_fout_op_de_opdrachtregel_en_zichtbaar_in_het_bestand(opdracht, vorm):
    uit = opdracht("was.md", "wordt.md", "--als", vorm)
    assert uit.return_value == 1
    assert "gm0000 is een invulplek" in uit.stdout
    uit = opdracht("was.md", "wordt.md", "--als", vorm, "--overheid", "gm0001")
    assert uit.return_value == 0
    assert "invulplek" not in uit.stdout
    assert "gm0001" in uit.stdout


def test_een_ander_opschrift_geeft_uitgangscode_een(opdracht):
    assert opdracht("was.md", "titel.md").return_value == 1


def test_een_oneven_aantal_versies_is_verkeerd_gebruik(opdracht):
    assert "ook een WORDT" in str(opdracht("was.md", "wordt.md", "was.md").exception)


def test_gegevens_van_de_aanroep_gaan_voor():
    tekst = stel_op(
        r(TEKST), r(WORDT), gegevens=Besluitgegevens("Elders", "het college", "Besluit", grondslagen=("artikel 1",))
    ).tekst.tekst
    assert "Het college van burgemeester en wethouders van de gemeente Elders;" in tekst
    assert "gelet op artikel 1;" in tekst
    assert "gelezen het voorstel" not in tekst


def test_een_nieuwe_tabel_is_in_word_een_tabel():
    was = "# Proefverordening\n\n#### Artikel 1 Tarieven\nDe tarieven zijn:\n\n| Wat | Prijs |\n|---|---|\n| huis | € 10 |\n| tuin | € 20 |\n"
    wordt = was.replace(
        "| Wat | Prijs |\n|---|---|\n| huis | € 10 |\n| tuin | € 20 |",
        "| Soort | Prijs | Per |\n|---|---|---|\n| woning | € 11 | jaar |\n| erf | € 22 | maand |",
    )
    wordt += "\n#### Artikel 2 Nieuw\nOok hier een tabel:\n\n| A | B |\n|---|---|\n| een | twee |\n"
    besluit = besluit_docx(stel_op(r(was), r(wordt)))
    assert [[c.text for c in rij.cells] for t in docx.Document(io.BytesIO(besluit)).tables for rij in t.rows][:2] == [
        ["Soort", "Prijs", "Per"],
        ["woning", "€ 11", "jaar"],
    ]
    assert kern_van(pas_toe(r(was), lees_besluit(besluit, naam="b.docx")).wordt) == kern_van(r(wordt))


def test_een_citaatstijl_die_niet_overal_nieuwe_tekst_is_merkt_niets():
    """Een Word-besluit van een ander, waarin maar één van de nieuwe teksten in de stijl staat."""
    document = docx.Document()
    for tekst, stijl in (
        ("Besluit", None),
        ("Artikel I", None),
        ("De Proefverordening wordt als volgt gewijzigd:", None),
        ("A", None),
        ("Artikel 1 komt te luiden:", None),
        ("Artikel 1 Termijn", None),
        ("Het college beslist snel.", None),
        ("B", None),
        ("Na artikel 2 wordt een artikel ingevoegd, luidende:", None),
        ("Artikel 3 Nieuw", "Quote"),
        ("Nieuwe tekst.", "Quote"),
    ):
        document.add_paragraph(tekst, style=stijl)
    uit = io.BytesIO()
    document.save(uit)
    besluit = lees_besluit(uit.getvalue(), naam="b.docx")
    assert [o.zin for o in besluit.opdrachten] == [
        "Artikel 1 komt te luiden:",
        "Na artikel 2 wordt een artikel ingevoegd, luidende:",
    ]
    assert "Nieuwe tekst." in pas_toe(r(TEKST), besluit).wordt.wortel.inhoud[2].inhoud[2].inhoud[0].inhoud
