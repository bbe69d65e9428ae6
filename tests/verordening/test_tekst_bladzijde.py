"""Een regeling zoals de bladzijde van een website haar bewaart: bolletjes van de bladzijde, kleine inspringingen, gelding. Voorbeeldtekst."""

from __future__ import annotations

import pytest

from verordening.bevinding import Ernst
from verordening.boom import Regeling, Soort, kaal, tekst, wandel
from verordening.lezers import lees as lees_bron
from verordening.tekst.markdown import lees


def lees_tekst(inhoud: str) -> Regeling:
    return lees(inhoud.encode(), naam="proef.txt")


def deel(regeling: Regeling, soort: Soort) -> str:
    return next((tekst(e) for e in wandel(regeling.wortel) if e.soort is soort), "")


BEGRIPPEN = """Verordening pleinen

Artikel 1 Begrippen

 • 1. In deze verordening wordt verstaan onder:

  • a.

   bijdrage:

   • -

    de bijdrage voor bomen;

   • -

    de bijdrage voor bankjes;

  • b.

   plein: een plein.
"""


def test_streepjes_die_een_kolom_verder_staan_horen_bij_het_onderdeel_dat_ze_aankondigt() -> None:
    onderdelen = [e for e in wandel(lees_tekst(BEGRIPPEN).wortel) if e.soort is Soort.ONDERDEEL]
    assert [(kaal(e.nummer), " ".join(tekst(e).split())) for e in onderdelen] == [
        ("a", "a. bijdrage: – de bijdrage voor bomen; – de bijdrage voor bankjes;"),
        ("", "– de bijdrage voor bomen;"),
        ("", "– de bijdrage voor bankjes;"),
        ("b", "b. plein: een plein."),
    ]


def test_een_streepje_achter_een_bolletje_hoort_niet_bij_het_begrip() -> None:
    inhoud = "Verordening pleinen\n\nArtikel 1 Begrippen\n\nHierin wordt verstaan onder:\n\n • - plein: een plek;\n\n • - raad: de raad.\n"
    begrippen = [e for e in wandel(lees_tekst(inhoud).wortel) if e.soort is Soort.BEGRIP]
    assert ["".join(map(str, e.opschrift)) for e in begrippen] == ["plein", "raad"]


BLAD = """Regeling vervallen per 01-02-2031

Besluit van het college van de gemeente Proefdorp houdende regels omtrent pleinen (Nadere regels pleinen)

Geldend van 01-02-2030 t/m 31-01-2031 met terugwerkende kracht vanaf 01-01-2030

Intitulé

Besluit van het college van de gemeente Proefdorp houdende regels omtrent pleinen (Nadere regels pleinen)

Het college van Proefdorp;

gelet op artikel 3 van de Verordening pleinen;

Artikel 1 Pleinen

Een plein is open.
"""


def test_wat_de_website_over_de_gelding_zegt_is_geen_opschrift() -> None:
    gelezen = lees_tekst(BLAD)
    assert deel(gelezen, Soort.OPSCHRIFT).startswith("Besluit van het college van de gemeente Proefdorp")
    assert deel(gelezen, Soort.AANHEF).startswith("Het college van Proefdorp;")
    weg = [b.fragment for b in gelezen.bevindingen if b.code == "weggelaten"]
    assert "Regeling vervallen per 01-02-2031" in weg
    assert not [b for b in gelezen.bevindingen if b.ernst is not Ernst.INFO]


@pytest.mark.parametrize("regel", ["Proefdorp (3 mei 2030),", "Proefdorp, 3 mei 2030,", "Proefdorp, 3 mei 2030"])
def test_plaats_en_dag_beginnen_de_ondertekening(regel: str) -> None:
    gelezen = lees_tekst(f"Besluit pleinen\n\nArtikel 1\n\nEen plein is open.\n\n{regel}\n\nde griffier,\n")
    assert deel(gelezen, Soort.SLUITING).startswith("Proefdorp")
    assert "Proefdorp" not in deel(gelezen, Soort.ARTIKEL)


def test_een_bijlage_die_ergens_bij_hoort_staat_niet_in_de_ondertekening() -> None:
    inhoud = "Besluit pleinen\n\nArtikel 1\n\nEen plein is open.\n\nOndertekening\n\nde griffier,\n\nBijlage 1 behorende bij het Besluit pleinen\n\nHet Marktplein.\n"
    gelezen = lees_tekst(inhoud)
    assert deel(gelezen, Soort.BIJLAGE).endswith("Het Marktplein.")
    assert "Bijlage" not in deel(gelezen, Soort.SLUITING)


def test_een_kop_waar_nog_een_kop_in_staat_wordt_gezegd():
    bron = "Marktverordening Elzendorp\n\nHoofdstuk 1. Algemeen Artikel 1:1 Begrippen\n\nIn deze verordening wordt verstaan onder:\n\na. kraam: een tafel;\n\nb. markt: de weekmarkt.\n\nArtikel 1:2 Tijd\n\nDe markt is op donderdag.\n"
    gezegd = [b for b in lees_bron(bron.encode()).bevindingen if b.code == "lijkt-nummer"]
    assert [(b.adres, b.fragment) for b in gezegd] == [("hoofdstuk 1", "Artikel 1:1 Begrippen")]
