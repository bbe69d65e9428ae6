"""Reading and executing on real input: the shared data, the example dossier, both styles, Word and XML."""

import difflib
import io
import json
import re
from collections import defaultdict
from dataclasses import replace

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Soort, Status, Tabel, inlinetekst, tekst, wandel
from verordening.lezers import lees
from verordening.nummers import rangtelwoord
from verordening.register import Register
from verordening.taal import uit_tekst
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.markdown import lees as lees_markdown
from verordening.verantwoording import letters_en_cijfers
from versies.opdracht import lees_alineas, lees_besluit, toets_besluit
from versies.toepassen import pas_toe
from versies.wijziging import TELKENS, VervangTekst, VoegIn

# --- the shared data --------------------------------------------------------------------------------------------------


def test_alle_opdrachtzinnen_van_het_staatsblad_worden_gelezen(data):
    besluit, fouten = toets_besluit(data / "staatsblad" / "stb-2026-187_wijzigartikelen.xml")
    assert fouten == ()
    zinnen = [o.zin for o in besluit.opdrachten] + [a.aanhef for a in besluit.artikelen if a.aanhef]
    blokken = 4  # «Artikel 11.a1 wordt als volgt gewijzigd:» en dergelijke openen een blok en zijn zelf geen opdracht
    assert len(zinnen) + blokken == 33
    assert [a.regeling for a in besluit.artikelen][:3] == [
        "Telecommunicatiewet",
        "Wet bevordering digitale weerbaarheid bedrijven",
        "Wet open overheid",
    ]
    assert besluit.artikelen[-1].voorwaarde.startswith("Indien artikel I, onderdelen E")


def test_oude_stijl_zonder_merktekens_uit_een_wijzigingsregeling(data):
    besluit, fouten = toets_besluit(data / "laws-markdown" / "wijzigingsregeling" / "2013-01-01.md")
    assert fouten == ()
    (artikel,) = besluit.artikelen
    assert artikel.nummer == "III" and artikel.regeling == "Uitvoeringsregeling loonbelasting 2001"
    vervangingen = [w for o in artikel.opdrachten for w in o.wijzigingen if isinstance(w, VervangTekst)]
    assert len(vervangingen) == 17
    assert [w.keer for w in vervangingen].count(TELKENS) == 1
    assert {w.plek.adres.tekst() for w in vervangingen if w.plek.adres.artikel == "34"} == {
        f"artikel 34, eerste lid, onderdeel {letter}" for letter in "abcde"
    }


def _zin(g: dict) -> list[str]:
    plaats = re.sub(r"lid (\d+)", lambda m: rangtelwoord(int(m[1])) + " lid", g.get("plaats", ""))
    adres = f"artikel {g['artikel']}" + (f", {plaats}," if plaats else "")
    groot = adres[0].upper() + adres[1:]
    match g["soort"]:
        case "vervang-tekst":
            telkens = " telkens" if g.get("telkens") else ""
            return [f"In {adres} wordt “{g['oud']}”{telkens} vervangen door “{g['nieuw']}”."]
        case "vervalt-tekst":
            return [f"In {adres} vervalt “{g['oud']}”."]
        case "voeg-tekst-in":
            return [f"In {adres} wordt na “{g['oud']}” ingevoegd “{g['nieuw'].removeprefix(g['oud']).strip()}”."]
        case "voeg-zinsdeel-toe":
            oud = g["oud"].rstrip(";")
            return [f"Aan {adres} wordt toegevoegd “{g['nieuw'].removeprefix(oud).rstrip(';').strip()}”."]
        case "vervang-lid":
            return [f"{groot} komt te luiden:", f"> {g['nieuw']}"]
        case "vervalt-lid":
            return [f"{groot} vervalt."]
        case "voeg-lid-toe":
            return [f"Aan artikel {g['artikel']} wordt een lid toegevoegd, luidende:", f"> {g['nieuw']}"]
    raise AssertionError(g["soort"])


def _kern(eenheid) -> str:
    # De redactie schrijft bij geïndexeerde bedragen de dag erbij; dat is geen wettekst.
    return re.sub(r"\s+", " ", re.sub(r"per 1 januari \d{4}:", "", tekst(eenheid)))


def test_goud_geeft_per_artikel_de_latere_wettekst(data):
    per_artikel = defaultdict(list)
    for regel in (data / "wijzigingsopdrachten" / "goud.jsonl").read_text(encoding="utf-8").splitlines():
        g = json.loads(regel)
        per_artikel[g["voor"], g["na"], g["artikel"]].append(g)
    gelijk = anders = 0
    for (voor, na, artikel), opdrachten in per_artikel.items():
        regels = ["Besluit", "", "## Artikel I", "De wet wordt als volgt gewijzigd:"]
        for i, g in enumerate(opdrachten):
            regels += [f"### {chr(65 + i)}", *_zin(g)]
        wordt = pas_toe(lees_markdown(data / voor), lees_besluit("\n".join(regels)).opdrachten).wordt
        eigen = Register.van(wordt).vind(uit_tekst(f"artikel {artikel}")).eenheid
        officieel = Register.van(lees_markdown(data / na)).vind(uit_tekst(f"artikel {artikel}")).eenheid
        if _kern(eigen) == _kern(officieel):
            gelijk += len(opdrachten)
        else:
            anders += len(opdrachten)
            assert not all(g["artikel_strikt_gelijk_na_toepassing"] for g in opdrachten), (voor, artikel)
    assert (gelijk, anders) == (18, 3)


@pytest.mark.parametrize(("van", "mutatie", "naar"), [("0", "2", "2"), ("2", "3a", "3a")])
def test_stop_mutatie_geeft_de_gepubliceerde_consolidatie(data, van, mutatie, naar):
    map_ = data / "gemeentestad"
    was, officieel = lees(map_ / f"consolidaties_{van}.xml"), lees(map_ / f"consolidaties_{naar}.xml")
    besluit = lees_besluit(map_ / f"mutatie_{mutatie}.xml")
    assert [b.soort.value for b in besluit.bepalingen] == ["inwerkingtreding"] and besluit.bepalingen[
        0
    ].datum is not None
    # De uitlevering zet een toevoeging achter het werk-id; daarom de losse opdrachten.
    wordt = pas_toe(was, besluit.opdrachten).wordt
    assert list(difflib.unified_diff(tekst(officieel.wortel).split("\n"), tekst(wordt.wortel).split("\n"))) == []
    assert [e.wId for e in wandel(wordt.wortel)] == [e.wId for e in wandel(officieel.wortel)]


# --- the example dossier ----------------------------------------------------------------------------------------------


def _wettekst(regeling) -> list:
    """Body and annexes, without the identities of units, which the dossier gives and a loose decision does not."""

    def kaal(e):
        return replace(
            e,
            wId="",
            eId="",
            herkomst=None,
            inhoud=tuple(kaal(b) if isinstance(b, Eenheid) else _blok(b) for b in e.inhoud),
        )

    def _blok(b):
        return replace(b, wId="", eId="") if isinstance(b, Tabel) else b

    return [
        kaal(e) for e in regeling.wortel.inhoud if isinstance(e, Eenheid) and e.soort in (Soort.LICHAAM, Soort.BIJLAGE)
    ]


@pytest.mark.parametrize(
    ("was", "besluit", "wordt"),
    [("2024-01-01", "besluit-2026.md", "2026-01-01"), ("2026-01-01", "besluit-2027-ontwerp.md", "2027-01-01")],
)
def test_de_voorbeeldbesluiten_geven_de_voorbeeldversies(wortel, was, besluit, wordt):
    map_ = wortel / "verordening" / "voorbeeld"
    versies = map_ / "regelingen" / "verordening-werk-en-inkomen"
    uitkomst = pas_toe(lees(versies / f"{was}.xml"), lees_besluit(map_ / "besluiten" / besluit))
    goed = lees(versies / f"{wordt}.xml")
    assert _wettekst(uitkomst.wordt) == _wettekst(goed)
    assert [b for b in uitkomst.bevindingen if b.code not in ("niet-uitgevoerd",)] == []


def test_het_voorwaardelijke_artikel_van_het_voorbeeld_werkt_pas_als_de_voorwaarde_is_vervuld(wortel):
    map_ = wortel / "verordening" / "voorbeeld"
    was = lees(map_ / "regelingen" / "verordening-werk-en-inkomen" / "2026-01-01.xml")
    besluit = lees_besluit(map_ / "besluiten" / "besluit-2027-ontwerp.md")
    zonder, met = pas_toe(was, besluit), pas_toe(was, besluit, ook=["II"])
    assert [o.nummer[0] for o in zonder.overgeslagen] == ["II"] * 5
    assert [e.nummer for e in wandel(met.wordt.wortel) if e.status is Status.VERVALLEN] == ["4.2", "47", "48", "49"]
    verschil = [
        r
        for r in difflib.ndiff(tekst(zonder.wordt.wortel).split("\n"), tekst(met.wordt.wortel).split("\n"))
        if r[0] in "-+"
    ]
    assert sum(r.startswith("-") for r in verschil) > sum(r.startswith("+") for r in verschil) > 4


# --- prose ------------------------------------------------------------------------------------------------------------

PROZA = """Verordening tot wijziging van de Proefverordening 2024

De raad van de gemeente [gemeente];
besluit:

ARTIKEL I

De Proefverordening 2024 wordt als volgt gewijzigd:

A.
Artikel 3 wordt als volgt gewijzigd:
1. Onder vernummering van het derde en vierde lid tot vierde en vijfde lid wordt een lid ingevoegd, luidende:
3. Het college let op:
a. de kosten;
b. de tijd.
2. In het vierde lid (nieuw) wordt ‘kan’ vervangen door: zal.

B.
Artikel 9 komt te luiden:
Artikel 9. Afwijken
1. Het college wijkt zo nodig af.
2. Het college motiveert dat.

C. In artikel 8 vervalt “, tenzij dat
onredelijk is”.

ARTIKEL II
De Besluitregeling proef wordt als volgt gewijzigd:
A.
Artikel 1 vervalt.

ARTIKEL III
Deze verordening treedt in werking op de dag na bekendmaking.

Aldus vastgesteld in de openbare raadsvergadering van [datum].
De voorzitter,
"""


def test_nieuwe_tekst_zonder_merktekens_loopt_tot_de_volgende_opdracht():
    besluit = lees_besluit(PROZA)
    assert [o.naam for o in besluit.opdrachten] == [
        "artikel I, onderdeel A, onder 1",
        "artikel I, onderdeel A, onder 2",
        "artikel I, onderdeel B",
        "artikel I, onderdeel C",
        "artikel II, onderdeel A",
    ]
    assert besluit.opdrachten[0].lading == ("3. Het college let op:", "a. de kosten;", "b. de tijd.")
    assert besluit.opdrachten[2].lading[0] == "Artikel 9. Afwijken"
    assert besluit.regelingen() == ("Proefverordening 2024", "Besluitregeling proef")
    assert besluit.opdrachten[0].bron.regel == 12
    assert besluit.slot[0].startswith("Aldus vastgesteld")
    assert besluit.aanhef == ("De raad van de gemeente [gemeente];", "besluit:")


def test_een_onleesbare_opdracht_verdwijnt_niet_in_de_nieuwe_tekst_ervoor():
    kapot = PROZA.replace(
        "2. In het vierde lid (nieuw) wordt ‘kan’ vervangen door: zal.",
        "2. In het vierde lid wordt ‘kan’ vervangem door ‘zal’.",
    )
    besluit, fouten = toets_besluit(kapot)
    assert len(fouten) == 1 and "regel 16" in str(fouten[0]) and "vervangem" in str(fouten[0])
    assert besluit.opdrachten[0].naam == "artikel I, onderdeel A, onder 1"


@pytest.mark.parametrize(
    ("oud", "nieuw", "code"),
    [
        ("B.\nArtikel 9", "D.\nArtikel 9", "nummering"),
        ("2. In het vierde", "4. In het vierde", None),
        ("ARTIKEL III", "ARTIKEL V", None),
        ("A.\nArtikel 3", "A.\nA.\nArtikel 3", "nummering"),
    ],
)
def test_nummers_die_niet_optellen_worden_geweigerd(oud, nieuw, code):
    _, fouten = toets_besluit(PROZA.replace(oud, nieuw))
    assert fouten
    assert code is None or fouten[0].code == code
    assert all("regel" in f.plaats for f in fouten)


def test_letters_gaan_na_z_door_met_aa():
    regels = ["Besluit", "", "Artikel I", "De Proefverordening 2024 wordt als volgt gewijzigd:"]
    letters = [chr(65 + i) for i in range(26)] + [chr(65 + i) * 2 for i in range(26)] + ["AAA"]
    for letter in letters:
        regels += [letter, "In artikel 9 wordt “kan” vervangen door “kan”."]
    besluit = lees_besluit("\n".join(regels))
    assert [o.nummer[1] for o in besluit.opdrachten] == letters


def test_word_alineas_en_tabellen_worden_gelezen():
    from docx import Document

    document = Document()
    for regel in (
        "Besluit",
        "Artikel I",
        "De Proefverordening 2024 wordt als volgt gewijzigd:",
        "A",
        "In artikel 7 wordt Tabel 1 vervangen door:",
    ):
        document.add_paragraph(regel)
    tabel = document.add_table(rows=2, cols=2)
    for (r, k), waarde in {(0, 0): "Leefvorm", (0, 1): "Bedrag", (1, 0): "iedereen", (1, 1): "€ 500"}.items():
        tabel.cell(r, k).text = waarde
    document.add_paragraph("B")
    document.add_paragraph("Artikel 9 vervalt.")
    uit = io.BytesIO()
    document.save(uit)
    besluit = lees_besluit(uit.getvalue(), naam="besluit.docx")
    assert [o.naam for o in besluit.opdrachten] == ["artikel I, onderdeel A", "artikel I, onderdeel B"]


def _word_met(merk: str) -> bytes:
    """A decision in Word of which one instruction is a tracked insertion ("ins") or deletion ("del")."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    document.add_paragraph("Artikel I")
    document.add_paragraph("De Proefverordening 2024 wordt als volgt gewijzigd:")
    document.add_paragraph("1. Artikel 9 vervalt.")
    alinea = document.add_paragraph("2. In artikel 3 wordt “acht” vervangen door “zes”.")
    loop = alinea.runs[0]._r
    for stuk in loop.findall(qn("w:t")) if merk == "del" else ():
        stuk.tag = qn("w:delText")
    om = OxmlElement(f"w:{merk}")
    om.set(qn("w:id"), "1")
    om.set(qn("w:author"), "Proef")
    loop.addprevious(om)
    om.append(loop)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize("merk", ["ins", "del"])
def test_word_met_bijgehouden_wijzigingen_wordt_geweigerd(merk):
    """What is inserted or deleted there would otherwise be read, or left out, without a word."""
    with pytest.raises(Geweigerd, match="bijgehouden wijzigingen") as fout:
        lees_besluit(_word_met(merk), naam="besluit.docx")
    assert "--wijzigingen" in fout.value.advies


@pytest.mark.parametrize(
    ("merk", "keuze", "opdrachten"),
    [("ins", "aanvaarden", 2), ("ins", "verwerpen", 1), ("del", "aanvaarden", 1), ("del", "verwerpen", 2)],
)
def test_over_bijgehouden_wijzigingen_kan_worden_gekozen(merk, keuze, opdrachten):
    besluit = lees_besluit(_word_met(merk), naam="besluit.docx", keuzes=Keuzes(keuze))
    assert len(besluit.opdrachten) == opdrachten
    assert [b.code for b in besluit.bevindingen] == ["bijgehouden"]


def test_een_andere_keuze_over_bijgehouden_wijzigingen_bestaat_niet():
    with pytest.raises(ValueError, match="aanvaarden of verwerpen"):
        lees_besluit(_word_met("ins"), naam="besluit.docx", keuzes=Keuzes("aanvaard"))


def test_akoma_ntoso_met_mod_wordt_gelezen():
    akn = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>
      <article eId="art_I"><num>Artikel I</num>
       <paragraph eId="art_I__para_0"><content><p>De Proefverordening 2024 wordt als volgt gewijzigd:</p></content></paragraph>
       <paragraph eId="art_I__para_A"><num>A</num><content><p><mod>In <ref href="#x">artikel 3, tweede lid,</ref> wordt
        <quotedText startQuote="“" endQuote="”">acht weken</quotedText> vervangen door
        <quotedText startQuote="“" endQuote="”">zes weken</quotedText>.</mod></p></content></paragraph>
       <paragraph eId="art_I__para_B"><num>B</num><content><p><mod>Aan artikel 3 wordt een lid toegevoegd, luidende:
        <quotedStructure><paragraph><num>5.</num><content><p>Nieuw.</p></content></paragraph></quotedStructure></mod></p></content></paragraph>
      </article></body></act></akomaNtoso>"""
    besluit = lees_besluit(akn.encode())
    assert [o.zin for o in besluit.opdrachten] == [
        "In artikel 3, tweede lid, wordt “acht weken” vervangen door “zes weken”.",
        "Aan artikel 3 wordt een lid toegevoegd, luidende:",
    ]
    (erbij,) = besluit.opdrachten[1].wijzigingen
    assert isinstance(erbij, VoegIn)
    assert [(b.soort, b.nummer, b.inhoud) for b in erbij.nieuw] == [(Soort.LID, "5.", (Alinea(("Nieuw.",)),))]


def test_alineas_zonder_bestand():
    besluit, fouten = lees_alineas(["Besluit", "Artikel I", "In artikel 9 van de Proefverordening 2024 vervalt “kan”."])
    assert fouten == () and besluit.artikelen[0].regeling == "Proefverordening 2024"


@pytest.mark.parametrize("bestand", ["staatsblad/stb-2026-187_wijzigartikelen.xml", "wetsuite/stb-2018-84.xml"])
def test_elke_letter_van_een_publicatie_is_geclaimd(data, bestand):
    """Title, preamble, headings, instructions, new text and closing: all of it stands in the ledger, once."""
    gegevens = (data / bestand).read_bytes()
    besluit, _ = toets_besluit(gegevens, naam="stb.xml")
    wortel = lees(gegevens, naam="stb.xml").wortel
    geclaimd = letters_en_cijfers("".join(r.tekst for r in besluit.regels))
    for blok in (b for e in wandel(wortel) for b in e.inhoud if isinstance(b, Alinea)):
        assert letters_en_cijfers(inlinetekst(blok.inhoud)) in geclaimd
    assert [r.regel for r in besluit.regels] == sorted({r.regel for r in besluit.regels})
