"""Kinds of new text that were refused when first seen in regulations outside the shared data; the texts are our own."""

import pytest

from verordening.boom import Opmaak, Soort, Status, inlinetekst
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.besluitpapier import besluit_docx
from versies.opstellen.bewijs import trekt_in
from versies.opstellen.kern import kern_van
from versies.toepassen import pas_toe
from versies.verschil import vergelijk

KOP = "# Proefverordening\n\n#### Artikel 1 Begin\n\nHet college beslist.\n\n"


def _stel(was: str, wordt: str) -> str:
    """The drafted decision, read back and executed here once more."""
    oud, nieuw = (lees((KOP + t).encode()) for t in (was, wordt))
    tekst = stel_op(oud, nieuw).tekst.tekst
    assert kern_van(pas_toe(oud, lees_besluit(tekst)).wordt) == kern_van(nieuw)
    return tekst


def test_hoge_en_lage_tekens_staan_als_teken_in_de_opdracht():
    tekst = _stel(
        "",
        "#### Artikel 2 Uitstoot\n\n1. Ten hoogste 200 mg/m<sup>3</sup> en 5 g CO<sub>2</sub>.\n\n2. De raad stelt regels.\n",
    )
    assert "200 mg/m³ en 5 g CO₂" in tekst


@pytest.mark.parametrize(
    ("woorden", "gelezen"),
    [("3", "³"), ("n", "ⁿ"), ("n-1", "ⁿ⁻¹"), ("1Een afschrift", "¹Een afschrift"), ("e", "e"), ("Noot", "Noot")],
)
def test_een_letter_is_alleen_verhoogd_als_er_geen_andere_letters_bij_staan(woorden, gelezen):
    assert inlinetekst((Opmaak("sup", (woorden,)),)) == gelezen


def test_een_tussenkop_na_de_leden_hoort_niet_bij_het_laatste_lid():
    leden = "#### Artikel 2 Aanvraag\n\n1. De aanvraag is schriftelijk.\n\n2. De aanvraag is volledig.\n\n"
    _stel("", leden + "##### Besluit op de aanvraag\n\n")


def test_een_streep_aan_het_begin_van_een_opschrift_blijft_staan():
    _stel("", "#### Artikel 2\n\n#### – Beheer en toezicht\n\nHet college houdt toezicht.\n")


def test_twee_tabellen_onder_elkaar_worden_er_geen_een():
    tabel = "| Soort | Bedrag |\n|---|---|\n| {0} | € 1 |\n| {1} | € 2 |\n\n"
    twee = tabel.format("hond", "kat") + tabel.format("paard", "geit")
    _stel("", "#### Artikel 2 Tarieven\n\nDe tarieven zijn:\n\n" + twee)


def test_een_slotteken_gaat_mee_met_wat_het_nodig_maakt_ook_als_de_woorden_veranderen():
    lijst = "#### Artikel 2 Intrekking\n\nHet college trekt de vergunning in als de houder:\n\na. daarom vraagt;\n\n"
    was = lijst + "b. gedurende drie maanden wegblijft zonder toestemming; of\n\nc. niet betaalt.\n"
    wordt = lijst + "b. gedurende zes weken wegblijft zonder toestemming;\n\nc. niet betaalt; of\n\nd. liegt.\n"
    tekst = _stel(was, wordt)
    assert "In onderdeel b wordt “drie maanden” vervangen door “zes weken”." in tekst
    assert (
        "Onder vervanging van “; of” aan het slot van onderdeel b door een puntkomma en van de punt aan het slot"
        in tekst
    )


def test_een_tarief_in_een_hoofdstuk_van_de_bijlage_wijzigt_zonder_de_bijlage_te_herhalen():
    tabel = "| Nummer | Dienst | Tarief |\n|---|---|---|\n" + "".join(
        f"| {n} | Dienst van soort {n} met een wat langere omschrijving | € {n},00 |\n" for n in range(10, 22)
    )
    bijlage = (
        f"## Bijlage Tarieventabel\n\n### Hoofdstuk 1 Burgerzaken\n\n{tabel}\n### Hoofdstuk 2 Vergunningen\n\n{tabel}"
    )
    tekst = _stel(bijlage, bijlage.replace("€ 12,00", "€ 12,50", 1))
    assert "In de tabel van hoofdstuk 1 van de bijlage wordt “€ 12,00” vervangen door “€ 12,50”." in tekst


def test_een_persoonsvorm_staat_er_nooit_alleen():
    lid = "#### Artikel 2 Toeslag\n\nDe toeslag {0} aangevraagd bij het college, dat binnen acht weken beslist op de aanvraag.\n"
    assert "“wordt aangevraagd” vervangen door “kan worden aangevraagd”" in _stel(
        lid.format("wordt"), lid.format("kan worden")
    )


def test_een_bijlage_midden_in_de_rij_komt_op_haar_plaats():
    een, twee, drie = (f"## Bijlage {n} Kaart {n}\n\nDe kaart van wijk {n}.\n\n" for n in (1, 2, 3))
    assert "Na bijlage 1 wordt een bijlage ingevoegd, luidende:" in _stel(een + drie, een + twee + drie)


def test_bijlagen_met_hetzelfde_nummer_kosten_in_het_uiterste_de_hele_regeling():
    bijlagen = "## Bijlage 1 Lijst\n\nDe lijst van {0}.\n\n## Bijlage 1 Kaart\n\nDe kaart van {1}.\n\n"
    tekst = _stel(bijlagen.format("wegen", "wijken"), bijlagen.format("wegen en paden", "buurten"))
    assert "De Proefverordening komt te luiden:" in tekst


def test_puntjes_op_een_invulplek_zijn_tekst():
    _stel("", "## Bijlage 1 Model\n\nDe partijen zijn:\n\n1. ...\n\n2. ...\n")


def test_een_regel_in_een_bijlage_die_op_een_kop_lijkt_blijft_tekst():
    _stel("", "## Bijlage 1 Model\n\n Artikel 1\n\nDe partijen kennen elkaar.\n\n Hoofdstuk 2\n\nEinde.\n")


def test_wat_verhuist_en_een_andere_bouw_krijgt():
    """A row that moved to another table and got another number of cells: first seen, it stopped the program."""
    artikel = "#### Artikel {0} Tarieven {0}\n\n{1}\n\n"
    tabel = "| Soort | Bedrag |\n|---|---|\n{0}"
    rijen = "".join(f"| bijzondere vergunning nummer {n} voor het houden van een markt | € {n} |\n" for n in range(4))
    was = lees((KOP + artikel.format(2, tabel.format(rijen)) + artikel.format(3, "Geen tabel.")).encode())
    wordt = lees(
        (
            KOP
            + artikel.format(2, "Geen tabel.")
            + artikel.format(3, tabel.format(rijen.replace("| €", "| per stuk | €")))
        ).encode()
    )
    assert kern_van(pas_toe(was, vergelijk(was, wordt).wijzigingen).wordt) == kern_van(wordt)


def test_een_streep_of_dubbele_punt_tussen_nummer_en_opschrift_is_geen_wijziging():
    tekst = "#### Artikel 2{0} Beheer\n\nHet college houdt {1} toezicht.\n"
    oud, nieuw = (lees((KOP + tekst.format(*t)).encode()) for t in (("", "streng"), (" –", "streng")))
    assert kern_van(oud) == kern_van(nieuw)
    _stel(tekst.format("", "streng"), "#### Artikel 2\n\n#### : Beheer\n\nHet college houdt mild toezicht.\n")


def test_een_nieuwe_versie_zonder_levend_artikel_is_een_intrekking():
    was, wordt = (lees((KOP + t).encode()) for t in ("#### Artikel 2\n\nTekst.\n", ""))
    weg = wordt.wortel.met(
        inhoud=tuple(
            d.met(inhoud=tuple(a.met(status=Status.VERVALLEN, inhoud=()) for a in d.inhoud))
            if d.soort is Soort.LICHAAM
            else d
            for d in wordt.wortel.inhoud
        )
    )
    ontwerp = stel_op(was, wordt.met(wortel=weg))
    assert (
        "Proefverordening wordt ingetrokken." in ontwerp.tekst.tekst and "tot intrekking van" in ontwerp.tekst.regels[0]
    )
    assert [b.code for b in ontwerp.bevindingen] == ["ingetrokken"] and trekt_in(ontwerp.besluit, was)
    assert ontwerp.trekt_in and trekt_in(lees_besluit(besluit_docx(ontwerp), naam="besluit.docx"), was)
