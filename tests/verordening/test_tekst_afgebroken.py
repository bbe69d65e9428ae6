"""Lines that break off in a sentence, and lines that are no sentence: read as what they are, or said."""

import pytest

from verordening.boom import Alinea, tekst, wandel
from verordening.lezers import lees

KOP = "Regeling hondenveld\n\n"
EEN_ZIN = {
    "korte regels": ("Het veld is open voor\nhonden, de eigenaar daaronder\nbegrepen. Ieder\nruimt op.", 1),
    "onder een nummer": ("1. Het veld\nis open.\n2. Het hek\nis dicht; en\nblijft dicht.", 2),
    "voegwoord aan het slot": ("Open zijn:\na. het veld\nbij de sluis; en\nb. het bos.", 3),
    "geen titel": ("De beheerder sluit het veld op last van\nde raad van de gemeente.\nHij meldt dat.", 2),
    "lange regel": ("Het veld is open op alle dagen waarop de beheerder\naanwezig is.", 1),
    "jaar": ("1. Het hek is dicht tot 31 december\n2026. Daarna\u2028is het open.\n2. De poort is open.", 2),
    "regeleinde van een ander": ("Het hek is dicht.\u2028De poort is open.", 2),
    "harde afbreking": ("Het veld is open.\\\nHet hek is dicht.", 2),
    "twee tekens zijn tekst": ("Het veld is open\\\\\n\nHet hek is dicht.", 2),
    "kolom van woorden": ("Open zijn:\nhet veld\nhet bos\nde wei.", 4),
    "zinnen onder elkaar": ("Het veld is open.\nHet hek is dicht.", 2),
    "witregel": ("Het veld is open\n\nhet hek is dicht.", 2),
}


@pytest.mark.parametrize("naam", EEN_ZIN)
def test_een_zin_over_meer_regels_is_een_alinea(naam):
    bron, aantal = EEN_ZIN[naam]
    regeling = lees(f"{KOP}Artikel 1 Veld\n{bron}\n".encode(), naam="veld.txt")
    artikel = next(e for e in wandel(regeling.wortel) if e.soort.value == "artikel")
    assert sum(isinstance(b, Alinea) for e in wandel(artikel) for b in e.inhoud) == aantal
    assert not tekst(regeling.wortel).replace("\\\\", "").endswith("\\")


MELDT = {
    "art. 2\nHet hek is dicht.": "lijkt-kop",
    "Toelichting op artikel 1\nHet veld is altijd open geweest.": "lijkt-kop",
    "Het hek sluit op de wijze van\nArtikel 5\nvan de wet.": "kop-in-zin",
    "Het hek is dicht.\n- 12 -\nDe poort ook.": "losse-regel",
    "Bladzijde 3 van 12\n\nHet hek is dicht.": "losse-regel",
    "Blz. 3/12\n\nHet hek is dicht.": "losse-regel",
    "Artikel 2\nMet inachtneming van\nde wet sluit de beheerder het hek voor alle honden.\nDat blijft zo.": "opschrift-uit-regel",
    "Het hek is\n\ndicht.": "zin-onaf",
    "1. Het hek is dicht.\n\nDe poort\n\n2. Zij is open.": "losse-regel",
    "Artikel 2 Hek\nZet in favorieten\nHet hek is dicht.\n\nArtikel 3 Poort\nZet in favorieten\nZij is open.": "losse-regel",
    "Artikel 2 Hek\nI. Het hek is dicht.\nII. De poort is open.": "lijst-zonder-aanhef",
    "Artikel 2 Hek\nHet hek is dicht.\nDe poort is open in afwijking van het eerste lid.": "lid-verloren",
    "Artikel 2 Hek\nHet hek sluit elke avond om zeven uur.\nHet hek sluit elke avond om zeven uur.": "zin-dubbel",
    "Artikel 2 Hek\nOpen zijn:\na. het hek, tenzij het sluit op grond van artikel 1, onder\na. is dat zo;\nb. de poort.": "zin-onaf",
    "Artikel 2 Hek\nEerste lid. Het hek is dicht.\nTweede lid. De poort is open.": "lijkt-nummer",
    "Artikel 2 Hek\nHet hek is dicht.\nToelichting: dat houdt de honden binnen.": "losse-regel",
    "Artikel 2 Hek\nHet hek kost € PM per jaar.": "leesfout",
    "Artikel 2 Hek\nHet hek is dicht. [Jo: ook overdag?]": "leesfout",
    "Artikel 2 Hek\nHet hek is dicht.\nMet opmerkingen [WJ1]: nakijken.": "leesfout",
    "Artikel 2 Hek\nHet hek is dicht zonder toezicht.\nDe poort is open zonder toe-zicht.": "leesfout",
    "Artikel 2 Hek\n1/ Het hek is dicht.\n2/ De poort is open.": "lijkt-nummer",
    "Artikel 2 Hek\n① Het hek is dicht.\n② De poort is open.": "lijkt-nummer",
    "Artikel 2 Hek\nHet hek is dicht.[1]\n\n[1] Zie de kaart.": "lijkt-nummer",
    "Artikel 2 Hek\nHet hek is dicht. Artikel 2a Poort. De poort is open.": "lijkt-nummer",
    "Artikel 2 Hek\nOud: Het hek is dicht.\nNieuw: Het hek is open.": "losse-regel",
    "Hoofdstuk 2 Hek\n\nArtikel 2 Hek\nHet hek is dicht.": "nummer-sprong",
    "Artikel 2 Hek\nHet hek gaat open op XX mei 2026.": "leesfout",
    "Artikel 2 Hek\nHet hek is dicht en ... Meer": "leesfout",
    "Artikel 2 Hek\nHet hek is:\n| groen |": "lijkt-tabel",
    "Het hek is dicht.\nMist u iets op deze bladzijde?": "losse-regel",
    "De poort is open.\nHet hek is dicht.\nDe sloot is diep.\nMeer over honden\nDe brug is smal.": "losse-regel",
    "Artikel 2 Tarief\nHet tarief is:\nHond\n€ 3,00\nDrie honden\n€ 8,00": "lijkt-tabel",
    "Vastgesteld op 3 mei 2024.\nDe voorzitter,\nAanwezig: 12 leden": "losse-regel",
    "1. Het hek:\na. is dicht.\n\nDe poort\n\n2. Zij is open.": "losse-regel",
}


@pytest.mark.parametrize("bron", MELDT)
def test_wat_niet_zeker_is_wordt_gemeld(bron):
    regeling = lees(f"{KOP}Artikel 1 Veld\nHet veld is open.\n\n{bron}\n".encode(), naam="veld.txt")
    assert MELDT[bron] in {b.code for b in regeling.bevindingen if b.ernst.value in ("waarschuwing", "vraag")}


@pytest.mark.parametrize(
    "bron",
    [
        "Artikel 2 Hek\nHet hek is dicht.",
        "Artikel 2 Hek\n1. Het hek is dicht.\n2. De poort is open in afwijking van het eerste lid.",
        "Artikel 2 Hek\nHet hek is dicht in afwijking van artikel 1, ook op de dag, bedoeld in het eerste lid.",
        "Artikel 2 Hek\na. hek: de poort;\nb. poort: het hek.",
        "Artikel 2 Hek\nHet hek kost € 2,00.\n\n| Soort | Bedrag |\n| Hek | € 2,00 |",
        "Artikel 2 Hek\nGereserveerd\n\nArtikel 3 Poort\nGereserveerd",
        "Vastgesteld in de vergadering\nvan de raad op 3 mei 2024.\nDe voorzitter a.i.,\nJ. van der Wal-Bos",
        "Artikel 2\nHek\nHet hek is dicht.\nHet blijft dicht.",
        "1. Het hek is dicht.\n\n2. De poort is open.",
        "Het hek is dicht van 3 tot 5.",
        "- het hek;\n- 12 honden.",
    ],
)
def test_wat_zeker_is_wordt_niet_gemeld(bron):
    regeling = lees(f"{KOP}Artikel 1 Veld\nHet veld is open.\n\n{bron}\n".encode(), naam="veld.txt")
    assert [b.code for b in regeling.bevindingen if b.ernst.value == "waarschuwing"] == []


def test_een_afgebroken_woord_dat_elders_heel_staat_wordt_heel_en_dat_wordt_gezegd():
    bron = "De vergunninghouder opent het hek, en op alle dagen van de week sluit de vergunning-\nhouder de poort."
    regeling = lees(f"{KOP}Artikel 1 Veld\n{bron}\n".encode(), naam="veld.txt")
    assert "sluit de vergunninghouder de poort" in tekst(regeling.wortel)
    (gezegd,) = [b for b in regeling.bevindingen if b.code == "weggelaten"]
    assert "vergunning- houder" in gezegd.fragment and "brak een woord af" in gezegd.uitleg


def test_van_een_zin_die_afbreekt_wordt_dat_een_keer_gezegd():
    bron = "1. Het hek is dicht.\n2. De poort is open op grond van artikel\n3. De sloot is diep.\n4. Zij is oud.\n5. De brug ook."
    regeling = lees(f"{KOP}Artikel 1 Veld\n{bron}\n".encode(), naam="veld.txt")
    assert [b.code for b in regeling.bevindingen].count("zin-onaf") == 1
