"""The ledger of a decision: every line is claimed once, whatever is done to the decision; cases in gevallen/besluiten."""

import re
from datetime import date
from itertools import product

import pytest
from click.testing import CliRunner

from tests.versies.gevallen import MAP
from verordening.bevinding import Geweigerd
from verordening.boom import tekst as tekst_van
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.markdown import lees as lees_regeling
from verordening.verantwoording import letters_en_cijfers
from versies.besluit import Besluit, Regelsoort
from versies.opdracht import lees_alineas, lees_besluit, toets_besluit
from versies.opdracht.uitleg import bepaling_in_woorden, in_woorden
from versies.toepassen import Ingang, pas_toe
from werkbank.opdrachten import toepassen, toets

GEVALLEN = sorted((MAP / "besluiten").glob("*.md"))
R = Regelsoort
VAST = (R.OPDRACHT, R.SLOTBEPALING, R.ONDERTEKENING)
PARK = b"""# Verordening sportpark

## Artikel 2 Opening

Het park gaat open om acht uur.

## Artikel 4 Kaarten

1. Een kaart kost 5 euro per dag en per dag een bad.

2. Een jaarkaart kost 40 euro.

## Artikel 5 Honden

Honden zijn welkom.
"""


def besluit_van(pad) -> tuple[list[str], list[str]]:
    """(lines of the decision, expected reading) of a case."""
    tekst, _, verwacht = pad.read_text(encoding="utf-8").partition("\n=== gelezen als ===\n")
    return tekst.split("\n")[2:], verwacht.strip().split("\n")


def gelezen_als(besluit: Besluit, fouten: tuple[Geweigerd, ...]) -> list[str]:
    return [
        *(f"{o.naam} | {in_woorden(w)}" for o in besluit.opdrachten for w in o.wijzigingen),
        *(f"bepaling | {bepaling_in_woorden(b)}" for b in besluit.bepalingen),
        *(f"geweigerd | {f.code}" for f in fouten),
        *(f"gemeld | {b.code}" for b in besluit.bevindingen),
        *(
            f"regel {r.regel} | {r.soort.value}"
            for r in besluit.regels
            if r.soort in (R.NIEUWE_TEKST, R.ONDERTEKENING, R.TOELICHTING, R.WEGGELATEN, R.ONGELEZEN)
        ),
    ]


@pytest.mark.parametrize("pad", GEVALLEN, ids=lambda p: p.stem)
def test_het_geval_wordt_zo_gelezen(pad):
    regels, verwacht = besluit_van(pad)
    assert gelezen_als(*toets_besluit("\n".join(regels))) == verwacht


@pytest.mark.parametrize("pad", GEVALLEN, ids=lambda p: p.stem)
def test_de_claims_samen_zijn_de_bron(pad):
    regels, _ = besluit_van(pad)
    besluit, _fouten = toets_besluit("\n".join(regels))
    assert letters_en_cijfers("".join(r.tekst for r in besluit.regels)) == letters_en_cijfers("".join(regels))


def _bewerkingen(regels: list[str]):
    """Each line left out, doubled, swapped with the one before it, and glued to the one behind it."""
    gevuld = [i for i, r in enumerate(regels) if r.strip()]
    for plek, i in enumerate(gevuld):
        yield "weg", [*regels[:i], *regels[i + 1 :]]
        yield "dubbel", [*regels[:i], regels[i], "", *regels[i:]]
        if plek:
            j = gevuld[plek - 1]
            gewisseld = list(regels)
            gewisseld[i], gewisseld[j] = regels[j], regels[i]
            yield "gewisseld", gewisseld
        if plek + 1 < len(gevuld):
            j = gevuld[plek + 1]
            yield "geplakt", [*regels[:i], f"{regels[i].rstrip()} {regels[j].strip()}", *regels[j + 1 :]]


@pytest.mark.parametrize("pad", GEVALLEN, ids=lambda p: p.stem)
def test_een_bewerkte_regel_verspringt_nooit_stil_van_soort(pad):
    """An instruction, provision or signature never becomes new text, explanation or preamble without a word."""
    regels, _ = besluit_van(pad)
    goed, fouten = toets_besluit("\n".join(regels))
    if fouten:
        return
    soort = {r.tekst: r.soort for r in goed.regels}
    for wat, nieuw in _bewerkingen(regels):
        try:
            besluit, geweigerd = lees_alineas(nieuw)
        except Geweigerd:
            continue
        assert letters_en_cijfers("".join(r.tekst for r in besluit.regels)) == letters_en_cijfers("".join(nieuw)), wat
        if geweigerd or besluit.bevindingen != goed.bevindingen:
            continue
        for r in besluit.regels:
            was = soort.get(r.tekst)
            blok_in_aanhef = r.soort is R.AANHEF and re.search(
                r"als volgt (?:gewijzigd|te wijzigen)|gewijzigd als volgt", r.tekst
            )
            assert was not in VAST or r.soort is was or blok_in_aanhef, (wat, r)


GESPLITST = """Besluit

Artikel I

De Verordening sportpark wordt als volgt gewijzigd:

A

In artikel 2 wordt “acht uur” vervangen door “negen uur”.

B

Artikel 5 vervalt.

Artikel II

{wanneer}
"""


@pytest.mark.parametrize(
    ("wanneer", "op", "verwacht"),
    [
        (
            "Dit besluit treedt in werking op 1 januari 2027, met uitzondering van artikel I, onderdeel B, dat in werking treedt op 1 juli 2027.",
            date(2027, 2, 1),
            ["artikel I, onderdeel A"],
        ),
        (
            "De wijziging onder B treedt in werking op 1 juli 2027; de overige onderdelen treden in werking op 1 januari 2027.",
            date(2027, 2, 1),
            ["artikel I, onderdeel A"],
        ),
        (
            "Artikel I, onderdeel A, treedt in werking op 1 januari 2027. Artikel I, onderdeel B, treedt in werking op de dag na bekendmaking.",
            date(2027, 2, 1),
            ["artikel I, onderdeel A"],
        ),
        ("Dit besluit treedt in werking op de dag na bekendmaking.", date(2027, 2, 1), []),
    ],
)
def test_wat_op_een_dag_geldt_en_wat_geen_dag_heeft_wordt_aangehouden(wanneer, op, verwacht):
    besluit = lees_besluit(GESPLITST.format(wanneer=wanneer))
    uitkomst = pas_toe(lees_regeling(PARK), besluit, datum=op)
    assert [o.naam for o in uitkomst.uitgevoerd] == verwacht
    assert len(uitkomst.uitgevoerd) + len(uitkomst.overgeslagen) == 2
    assert any(b.code == "niet-uitgevoerd" for b in uitkomst.bevindingen)


def test_een_dag_die_van_elders_bekend_is_geldt_voor_wat_er_geen_heeft():
    besluit = lees_besluit(GESPLITST.format(wanneer="Dit besluit treedt in werking op de dag na bekendmaking."))
    uitkomst = pas_toe(lees_regeling(PARK), besluit, ingang=Ingang(date(2027, 2, 1)))
    assert len(uitkomst.uitgevoerd) == 2


@pytest.mark.parametrize(
    "wanneer",
    [
        "Dit besluit treedt in werking op 1 januari 2027 en voor zoveel nodig op 1 juli 2027.",
        "Artikel I treedt in werking op 29 februari 2027.",
    ],
)
def test_een_dag_die_nergens_terechtkomt_wordt_geweigerd(wanneer):
    _, fouten = toets_besluit(GESPLITST.format(wanneer=wanneer))
    assert [f.code for f in fouten] in (["dag-verloren"], ["dag-bestaat-niet"])


def _toepassen(map_, besluit: str, *opties: str):
    (map_ / "was.md").write_bytes(PARK)
    (map_ / "b.txt").write_text(besluit, encoding="utf-8")
    wordt = map_ / "wordt.xml"
    argumenten = [str(map_ / "was.md"), str(map_ / "b.txt"), "-o", str(wordt), *opties]
    return CliRunner().invoke(toepassen.opdracht, argumenten, standalone_mode=False), wordt


def test_niets_uitgevoerd_is_nooit_goed_en_schrijft_niets(tmp_path):
    besluit = GESPLITST.format(wanneer="Dit besluit treedt in werking op 1 januari 2027.")
    uit, wordt = _toepassen(tmp_path, besluit, "--op", "2026-12-01")
    assert isinstance(uit.exception, Geweigerd) and not wordt.exists()


@pytest.mark.parametrize("toch", [False, True])
def test_een_slip_in_de_eigen_nummers_wordt_alleen_met_een_keuze_uitgevoerd(tmp_path, toch):
    besluit = GESPLITST.format(wanneer="Dit besluit treedt in werking op 1 januari 2027.").replace(
        "Artikel II", "Artikel III"
    )
    uit, wordt = _toepassen(tmp_path, besluit, *(["--nummering-verspringt"] if toch else []))
    assert wordt.exists() is toch
    assert "telt niet op" in (uit.output if toch else str(uit.exception))


def test_met_de_keuze_blijft_al_het_andere_een_weigering(tmp_path):
    besluit = GESPLITST.format(wanneer="Dit besluit treedt in werking op 31 juni 2027.")
    uit, wordt = _toepassen(tmp_path, besluit, "--nummering-verspringt")
    assert isinstance(uit.exception, Geweigerd) and not wordt.exists()


@pytest.mark.parametrize(("aantal", "goed"), [("tweemaal", True), ("drie keer", False)])
def test_zo_vaak_moeten_de_woorden_er_staan(aantal, goed):
    besluit = lees_besluit(
        f"Besluit\n\nArtikel I\nIn artikel 4 van de Verordening sportpark vervalt {aantal} “per dag”.\n"
    )
    if not goed:
        with pytest.raises(Geweigerd):
            pas_toe(lees_regeling(PARK), besluit)
        return
    assert "per dag" not in str(pas_toe(lees_regeling(PARK), besluit).wordt)


GR = b"""# Regeling dienst

## Artikel 3 Bestuur

1. Het bestuur bestaat uit zes leden.

2. Ieder college wijst twee leden aan.
"""
LID_1 = "1. Het bestuur bestaat uit ~~zes~~ <ins>negen</ins> leden."
ALLEBEI = ("bestaat uit negen leden.", "wijst drie leden aan.")
GEMERKT = {
    f"Artikel 3\n\n{LID_1}\n\n2. Ieder college wijst ~~twee~~ **drie** leden aan.": ALLEBEI,
    f"Artikel 3 wordt als volgt gewijzigd:\n\n{LID_1}\n\n2. Ieder college wijst twee leden aan.": ALLEBEI[:1],
    f"Artikel 3, eerste lid, komt te luiden:\n\n{LID_1}": ALLEBEI[:1],
    f"Artikel 3 komt te luiden:\n\nArtikel 3 Bestuur\n\n{LID_1}\n\n2. Ieder college wijst drie leden aan.": ALLEBEI,
    "| Artikel | Huidige tekst | Nieuwe tekst |\n|---|---|---|\n"
    "| 3, eerste lid | Het bestuur bestaat uit ~~zes~~ leden. | Het bestuur bestaat uit <u>negen</u> leden. |": ALLEBEI[
        :1
    ],
    f"Artikel 3\n\n{LID_1.replace('zes', 'vier')}": (),
    f"Artikel 3\n\n{LID_1}\n\n2. Ieder college wijst drie leden aan.": (),
    f"Artikel 3\n\n{LID_1.replace('<ins>', '').replace('</ins>', '')}": (),
}


@pytest.mark.parametrize(("tekst", "staat"), GEMERKT.items())
def test_doorgehaalde_woorden_gelden_alleen_met_een_keuze_en_de_oude_moeten_er_staan(tekst, staat):
    heel = f"Wijziging van de Regeling dienst\n\n{tekst}\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    with pytest.raises(Geweigerd, match="doorgehaald"):
        lees_besluit(heel)
    besluit = lees_besluit(heel, keuzes=Keuzes(doorgehaald="weg"))
    if not staat:
        with pytest.raises(Geweigerd):
            pas_toe(lees_regeling(GR), besluit)
        return
    wordt = tekst_van(pas_toe(lees_regeling(GR), besluit).wordt.wortel)
    assert all(woorden in wordt for woorden in staat)
    assert not any(oud in wordt for oud in ("zes", "~", "<", "*"))


@pytest.mark.parametrize(
    ("uitleg", "goed"),
    [
        ("vervallen tekst is doorgehaald, nieuwe tekst is vetgedrukt", True),
        ("wat is doorgehaald, vervalt niet; vet is nieuw", False),
        ("doorgehaalde tekst was een voorstel, nieuwe tekst is vetgedrukt", False),
    ],
)
def test_een_legenda_in_het_besluit_zegt_wat_doorgehaald_is(uitleg, goed):
    tekst = f"De raad besluit:\n\nde Regeling dienst als volgt te wijzigen ({uitleg}):\n\nArtikel 3\n\n{LID_1}\n"
    if not goed:
        with pytest.raises(Geweigerd, match="doorgehaald"):
            lees_besluit(tekst)
        return
    wordt = tekst_van(pas_toe(lees_regeling(GR), lees_besluit(tekst)).wordt.wortel)
    assert "bestaat uit negen leden." in wordt and "zes" not in wordt


NAMEN = ("mevrouw drs. J. Proef, voorzitter", "A.B. van de Proef", "mr. C. Proef MSc", "de griffier,", "dijkgraaf")
BEGIN = (
    "Aldus vastgesteld in de vergadering van 3 december 2026.",
    "De raad voornoemd,",
    "Gedeputeerde Staten voornoemd,",
    "Burgemeester en wethouders van Voorbeeldstad,",
    "Voorbeeldstad, 3 december 2026",
    "Namens het college van Voorbeeldstad,",
    "De griffier, De voorzitter,",
)


@pytest.mark.parametrize(("begin", "naam"), product(BEGIN, NAMEN))
def test_een_ondertekening_volgt_uit_haar_plaats(begin, naam):
    tekst = (
        GESPLITST.format(wanneer="Dit besluit treedt in werking op 1 januari 2027.")
        + f"\n{begin}\n\n{naam}\n\nKenmerk: 2026-1\n"
    )
    besluit, fouten = toets_besluit(tekst)
    assert fouten == () and besluit.slot == (begin, naam, "Kenmerk: 2026-1")


def test_toets_toont_elke_regel_en_geeft_een_leeg_besluit_nooit_een_nul(tmp_path):
    pad = tmp_path / "b.txt"
    pad.write_text(GESPLITST.format(wanneer="Dit besluit treedt in werking op 1 januari 2027."), encoding="utf-8")
    uit = CliRunner().invoke(toets.opdracht, [str(pad)], standalone_mode=False)
    assert uit.return_value == 0 and "Kop boven opdrachten" in uit.output and "Kop (regel 1)" in uit.output
    pad.write_text("Besluit\n\nArtikel I\n\nDit besluit treedt in werking op 1 januari 2027.\n", encoding="utf-8")
    assert CliRunner().invoke(toets.opdracht, [str(pad)], standalone_mode=False).return_value == 1
