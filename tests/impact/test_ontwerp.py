"""A decision is set with its own words, proven against the versions, and its conditional parts stand apart."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from impact.dossier.besluittekst import besluittekst
from impact.dossier.besluitvorm import lees_vorm
from impact.dossier.ontwerp import ontwerpen
from impact.stukken.abbesluit import ab_besluit
from impact.stukken.concept import wijzigingstekst
from impact.stukken.kalender import regels
from impact.stukken.raadsstukken import raadsstukken
from impact.stukken.stuk import Stukgegevens
from impact.stukken.uiterlijk import uiterlijk
from tests.impact.stukhulp import BESLUIT, VOORBEELD, klein, lokaal
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from verordening.papier import zet
from verordening.papier.keuring import controleer
from versies.opdracht import lees_besluit
from versies.opstellen import Besluitgegevens, stel_op
from versies.opstellen.besluitpapier import besluit_docx
from versies.opstellen.kern import kern_van
from versies.toepassen import pas_toe

ALLE = klein().impact.gemeenten.gemeenten
VWI = VOORBEELD / "regelingen" / "verordening-werk-en-inkomen"
VOORWAARDELIJK = (
    BESLUIT.replace(
        "## Artikel II\nDeze verordening treedt",
        """## Artikel II
Indien het voorstel van wet proef tot wet is of wordt verheven en die wet in werking treedt, wordt de Proefverordening op het tijdstip
van inwerkingtreding van die wet als volgt gewijzigd:

### A
In artikel 1 wordt “zes weken” vervangen door “vier weken”.

## Artikel III
Deze verordening treedt""".replace("tijdstip\nvan", "tijdstip van"),
    ).replace("met ingang van 1 januari 2027.", "met ingang van 1 januari 2027, met uitzondering van artikel II.")
    + """
#### Artikel II
De andere wet kort de termijn verder in.
"""
)


def met_besluit(inhoud: bytes, bestand: str = "ontwerp.md") -> Stukgegevens:
    gegevens = klein()
    besluit = gegevens.impact.besluiten[0].model_copy(update={"bestand": bestand})
    return replace(gegevens, impact=replace(gegevens.impact, besluiten=(besluit,)), besluiten={"ontwerp": inhoud})


def als_word(tekst: str) -> bytes:
    """The decision as a jurist types it in Word: no marks, headings in a heading style, tables as tables."""
    docx = pytest.importorskip("docx")
    document, tabel = docx.Document(), None
    for ruw in tekst.split("\n"):
        nieuw, regel = ruw.startswith(">"), ruw.strip().removeprefix(">").strip()
        if regel.startswith("|"):
            cellen = [c.strip() for c in regel.strip("|").split("|")]
            if set(regel) <= set("|- "):
                continue
            tabel = document.add_table(rows=0, cols=len(cellen)) if tabel is None else tabel
            for cel, woord in zip(tabel.add_row().cells, cellen, strict=True):
                cel.text = woord
            continue
        tabel = None
        niveau = len(regel) - len(regel.lstrip("#"))
        if niveau and not nieuw:
            document.add_heading(regel.lstrip("# "), level=niveau)
        elif regel:
            document.add_paragraph(regel.lstrip("# "))
    bak = io.BytesIO()
    document.save(bak)
    return bak.getvalue()


def woorden(stuk) -> str:
    return zet(stuk.document, "md").decode()


def test_een_besluit_in_word_wordt_gezet_met_de_woorden_van_het_bestand():
    gewoon = BESLUIT.replace("> Voorbeeldtekst, niet vastgesteld.\n", "")
    uit_md, _ = raadsstukken(met_besluit(gewoon.encode()), ALLE[:1])
    uit_word, gemeld = raadsstukken(met_besluit(als_word(gewoon), "ontwerp.docx"), ALLE[:1])
    assert not gemeld
    besluit_md, besluit_word = woorden(uit_md[1]), woorden(uit_word[1])
    for zin in (
        "De raad van de gemeente Alblasserdam;",
        "In artikel 1 wordt “acht weken” vervangen door “zes weken”.",
        "De termijn wordt korter.",
    ):
        assert zin in besluit_md and zin in besluit_word
    assert "De termijn wordt korter." in woorden(uit_word[2])


@pytest.mark.parametrize("gemerkt", [True, False])
def test_een_lang_besluit_in_word_verliest_geen_woord_en_geen_opdracht(gemerkt):
    docx = pytest.importorskip("docx")
    ontwerp = stel_op(
        lees(VWI / "2026-01-01.xml"), lees(VWI / "2027-01-01.xml"), gegevens=Besluitgegevens(gemeente="Dorp")
    )
    inhoud = besluit_docx(ontwerp)
    if not gemerkt:
        document = docx.Document(io.BytesIO(inhoud))
        for alinea in document.paragraphs:
            if alinea.text.startswith("> "):
                alinea.runs[0].text = alinea.text[2:]
                for rest in alinea.runs[1:]:
                    rest.text = ""
        bak = io.BytesIO()
        document.save(bak)
        inhoud = bak.getvalue()
    vorm = lees_vorm(inhoud, "besluit.docx")
    assert not vorm.onzetbaar and vorm.besluit is not None
    assert [o.wijzigingen for o in lees_besluit(vorm.tekst).opdrachten] == [
        o.wijzigingen for o in ontwerp.besluit.opdrachten
    ]
    assert vorm.tekst.count("\n### ") == len(ontwerp.onderdelen) and "# Verordening tot wijziging" in vorm.tekst


def test_het_voorbeeldbesluit_in_word_geeft_dezelfde_versie_en_hetzelfde_besluit():
    tekst = (VOORBEELD / "besluiten" / "besluit-2027-ontwerp.md").read_text(encoding="utf-8")
    vorm, echt = lees_vorm(als_word(tekst), "besluit.docx"), lees_besluit(tekst)
    assert not vorm.onzetbaar and vorm.besluit is not None
    assert [(o.nummer, o.zin) for o in vorm.besluit.opdrachten] == [(o.nummer, o.zin) for o in echt.opdrachten]
    was, wordt = lees(VWI / "2026-01-01.xml"), lees(VWI / "2027-01-01.xml")
    assert kern_van(pas_toe(was, vorm.besluit).wordt) == kern_van(wordt)
    uit_word, uit_md = besluittekst(vorm.tekst, "Dorp"), besluittekst(tekst, "Dorp")
    assert (
        uit_word.opschrift == uit_md.opschrift
        and uit_word.toelichting == uit_md.toelichting
        and uit_word.slot == uit_md.slot
    )


PUBLICATIE = """<officiele-publicatie><gemeenteblad><intitule>Verordening tot wijziging van de Proefverordening</intitule><regeling>
<aanhef><wij>De raad van de gemeente [gemeente];</wij><afkondiging><al>besluit vast te stellen de volgende verordening:</al></afkondiging></aanhef>
<regeling-tekst><wijzig-artikel><kop><label>Artikel</label><nr>I</nr></kop><wat>De Proefverordening wordt als volgt gewijzigd:</wat>
<wijzig-lid><lidnr>A</lidnr><wat>In artikel 1 wordt “acht weken” vervangen door “zes weken”.</wat></wijzig-lid></wijzig-artikel>
<artikel><kop><label>Artikel</label><nr>II</nr></kop><al>Deze verordening treedt in werking met ingang van 1 januari 2027.</al></artikel>
</regeling-tekst></regeling></gemeenteblad></officiele-publicatie>"""


def test_een_besluit_als_publicatie_in_xml_wordt_gezet_met_zijn_eigen_woorden():
    stukken, gemeld = raadsstukken(met_besluit(PUBLICATIE.encode(), "ontwerp.xml"), ALLE[:1])
    besluit = woorden(stukken[1])
    assert not gemeld and "De raad van de gemeente Alblasserdam;" in besluit and "staat hier niet" not in besluit
    assert (
        besluit.index("besluit vast te stellen")
        < besluit.index("## Artikel I")
        < besluit.index("“zes weken”")
        < besluit.index("## Artikel II")
    )


STOP = """<RegelingMutatie xmlns="https://standaarden.overheid.nl/stop/imop/tekst/" componentnaam="x" wordt="/akn/nl/act/gm9999/2026/x/nld@2"
 was="/akn/nl/act/gm9999/2026/x/nld@1"><Verwijder wat="art_1"><Artikel wId="art_1" eId="art_1"><Kop><Label>Artikel</Label><Nummer>1</Nummer>
 </Kop><Inhoud><Al>x</Al></Inhoud></Artikel></Verwijder></RegelingMutatie>"""


def test_een_vorm_zonder_zinnen_zegt_dat_in_het_stuk_en_als_bevinding():
    vorm = lees_vorm(STOP.encode(), "ontwerp.xml")
    assert vorm.tekst == "" and "ontwerp.xml" in vorm.onzetbaar
    assert [b.code for b in vorm.bevindingen if b.code == "besluit-onzetbaar"] == ["besluit-onzetbaar"]
    gegevens = met_besluit(BESLUIT.encode())
    (ontwerp,) = ontwerpen(gegevens, "gemeenteraad")
    kaal = replace(ontwerp, vorm=replace(ontwerp.vorm, tekst="", onzetbaar="Er is geen besluittekst om over te nemen."))
    from impact.stukken.raadsstukken import _besluit, _voorstel, _waswordt

    besluit, tabel = _besluit(gegevens, kaal, ALLE[0], "x"), _waswordt(gegevens, kaal)
    assert controleer(besluit.document) == () and controleer(tabel) == ()
    assert "de besluittekst staat hier niet" in woorden(
        besluit
    ) and "in te vullen: de artikelen uit besluiten/ontwerp.md" in woorden(besluit)
    assert "Er is geen besluittekst om over te nemen." in woorden(_voorstel(gegevens, kaal, ALLE[0], "y"))


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (
            BESLUIT.replace("zes weken", "vijf weken"),
            r"ontwerp\.md, artikel 1: het besluit geeft een andere tekst .*vijf weken.*zes weken",
        ),
        (BESLUIT.replace("wordt “acht weken” vervangen door “zes weken”", "gaat alles anders"), "niet te lezen"),
        (BESLUIT.replace("“acht weken”", "“negen weken”"), "negen weken"),
        (BESLUIT.replace("Proefverordening", "Afvalverordening"), "Afvalverordening"),
        ("", "ontbreekt"),
    ],
)
def test_een_besluit_dat_niet_precies_de_versie_geeft_wordt_geweigerd_met_plaats(inhoud, reden):
    with pytest.raises(Geweigerd, match=reden) as fout:
        raadsstukken(met_besluit(inhoud.encode()), ALLE[:1])
    assert fout.value.plaats


def test_een_voorwaardelijk_artikel_staat_apart_in_de_was_wordttabel():
    gegevens = met_besluit(VOORWAARDELIJK.encode())
    (ontwerp,) = ontwerpen(gegevens, "gemeenteraad")
    (deel,) = ontwerp.later
    assert deel.nummer == "II" and deel.verschil is not None and "voorstel van wet proef" in deel.wanneer
    stukken, _ = raadsstukken(gegevens, ALLE[:1])
    tabel = woorden(stukken[2])
    eerste, _, tweede = tabel.partition("Artikel II: geldt alleen onder een voorwaarde")
    assert "vier" not in eerste and "vier" in tweede and "De andere wet kort de termijn verder in." in tweede
    assert controleer(stukken[2].document) == ()


@pytest.mark.parametrize(
    ("zin", "uitvoerbaar"),
    [
        (
            "Indien de Wet proef eerder in werking treedt dan artikel I, wordt in artikel 1 van de Proefverordening “zes weken” vervangen door “vier weken”.",
            True,
        ),
        ("Indien de Wet proef eerder in werking treedt dan deze verordening, vervalt artikel I, onderdeel A.", False),
    ],
)
def test_een_voorwaarde_in_de_zin_zelf_is_ook_een_voorwaarde(zin, uitvoerbaar):
    tekst = BESLUIT.replace("## Artikel II\n", f"## Artikel II\n{zin}\n\n## Artikel III\n")
    gegevens = met_besluit(tekst.encode())
    (ontwerp,) = ontwerpen(gegevens, "gemeenteraad")
    (deel,) = ontwerp.later
    assert (
        deel.nummer == "II"
        and deel.wanneer.startswith("Indien de Wet proef")
        and (deel.verschil is not None) is uitvoerbaar
    )
    tabel = woorden(raadsstukken(gegevens, ALLE[:1])[0][2])
    assert "Artikel II: geldt alleen onder een voorwaarde" in tabel


def test_een_voorwaarde_bij_een_onderdeel_geldt_alleen_voor_dat_onderdeel():
    tekst = BESLUIT.replace(
        "## Artikel II\n",
        """### B
Indien de Wet proef in werking treedt, wordt in artikel 1 “zes weken” vervangen door “vier weken”.

### C
In artikel 1 wordt “Het college” vervangen door “Het bestuur”.

## Artikel II
""",
    )
    besluit = lees_besluit(tekst)
    assert [(o.nummer, besluit.moment(o)[2]) for o in besluit.opdrachten] == [
        (("I", "A"), ""),
        (("I", "B"), "Indien de Wet proef in werking treedt"),
        (("I", "C"), ""),
    ]


def test_een_voorwaardelijk_artikel_dat_niet_past_zegt_dat_luid():
    (ontwerp,) = ontwerpen(
        met_besluit(
            VOORWAARDELIJK.replace("“zes weken” vervangen door “vier", "“tien weken” vervangen door “vier").encode()
        ),
        "gemeenteraad",
    )
    (deel,) = ontwerp.later
    assert deel.verschil is None and "Niet uit te voeren" in deel.reden


def test_het_voorbeeldbesluit_is_bewezen_en_zijn_voorwaardelijke_deel_staat_apart(invoer):
    from impact.dossier.samen import werk_uit
    from impact.stukken.stuk import verzamel

    gegevens = verzamel(invoer.dossier, werk_uit(invoer).model, date(2026, 3, 2), invoer.later)
    (ontwerp,) = ontwerpen(gegevens, "gemeenteraad")
    assert {d.nummer for d in ontwerp.later} == {"II"} and all(d.verschil is not None for d in ontwerp.later)


# --- AB ---------------------------------------------------------------------------------------------------------------


def test_het_ab_besluit_schrijft_de_wijziging_uit_de_nieuwe_versie_en_bewijst_haar():
    oud = klein().impact.regeling("beleid")
    nieuw = lokaal(
        "beleid", oud.citeertitel, "beleidsregel", "ab", "Giften tot € 1.200 tellen niet mee.", date(2026, 7, 1)
    )
    gegevens = replace(klein(), later={**klein().later, "beleid": (nieuw,)})
    tekst = woorden(ab_besluit(gegevens))
    assert "De Beleidsregels proef GR Sociaal worden als volgt gewijzigd:" in wijzigingstekst(oud, nieuw)
    assert (
        "€ 1.200" in tekst
        and "vervangen door" in tekst
        and "te wijzigen, zoals opgenomen in bijlage 1: Beleidsregels proef" in tekst
    )
    assert "Wat er ligt" not in tekst and "in te vullen: tekst van de wijziging" not in tekst


def test_wat_nog_geen_tekst_heeft_staat_met_eigenaar_en_laatste_dag_bij_de_open_punten():
    gegevens = klein()
    tekst = woorden(ab_besluit(gegevens))
    assert "Wat er ligt" in tekst and "te wijzigen, zoals" not in tekst
    rij = next(r for r in tekst.splitlines() if r.startswith("| Beleidsregels proef") and "te schrijven" in r)
    assert "1 bepaling nog te schrijven" in rij and "erstreken: de wet zegt dit sinds 1 januari 2026" in rij
    assert f"{gegevens.impact.gemeenten.samenwerking.uitvoerder} op te dragen het concept in bijlage 1" in tekst
    assert "Giften tot € 800 tellen niet mee." in tekst and "Giften tot € 1.200 tellen niet mee." in tekst


# --- order of decisions -----------------------------------------------------------------------------------------------


def test_memo_kalender_en_agenda_zetten_de_raad_voor_het_algemeen_bestuur():
    gegevens = klein()
    raad, ab = uiterlijk(gegevens, gegevens.impact.beeld("M24").maatregel)
    besluiten = [
        r for r in regels(gegevens) if r.soort == "teruggeteld" and "datum besluit" in r.wat and "M24" in r.wat
    ]
    per = {r.wie: r for r in besluiten}
    assert set(per) == {"gemeenteraad", "algemeen bestuur"}
    assert raad.keten is not None and ab.keten is not None
    assert (
        per["gemeenteraad"].datum
        == raad.keten.besluit.uiterlijk
        < ab.keten.besluit.uiterlijk
        == per["algemeen bestuur"].datum
    )
    bekend = next(
        r for r in regels(gegevens) if "datum bekendmaking" in r.wat and "M24" in r.wat and r.wie == "gemeenteraad"
    )
    assert bekend.datum is not None and bekend.datum < ab.keten.besluit.uiterlijk
