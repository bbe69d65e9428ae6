"""A policy rule without artikelen through every step: read, written, compared, drafted, executed, on paper, in a dossier."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from tests.versies.gevallen import MAP
from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling, Soort, is_genummerd, koptekst, wandel
from verordening.canoniek import schrijf as schrijf_canoniek
from verordening.lezers import lees
from verordening.papier import zet
from verordening.register import Register
from verordening.schrijvers import schrijf
from verordening.taal import uit_tekst
from verordening.tekstregels import tekstregels
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.kern import kern_van
from versies.samenvoegen import Bijdrage, voeg_samen
from versies.tijd.varianten import gelijkheid
from versies.toepassen import pas_toe
from versies.verschil import vergelijk
from versies.weergave.doorlopend import doorlopende_tekst

BRON = (MAP / "paragrafen-regeling.md").read_text("utf-8")
WIJZIGINGEN = {
    "bedrag": [("€ 1.200", "€ 1.500")],
    "termijn": [("vier weken", "zes weken")],
    "onderdeel erbij": [("voedselbank.", "voedselbank;\nd. giften van een kerk.")],
    "onderdeel weg": [("b. giften voor scholing;\n", ""), ("c. giften", "b. giften")],
    "inleidende tekst": [("zolang zij verantwoord is", "als zij verantwoord is")],
    "opschrift": [("3. Kleine bijdragen", "3. Bijdragen")],
    "cel": [("| € 100 |", "| € 110 |")],
    "paragraaf erbij": [("## 3. Kleine", "### 2.4 Vervoer\n\nVervoer telt niet mee.\n\n## 3. Kleine")],
    "paragraaf in een paragraaf": [("### 2.2 M", "#### 2.1.1 Grens\n\nDe grens geldt per huishouden.\n\n### 2.2 M")],
    "paragraaf met paragrafen": [("## 4. O", "## 3a. Sport\n\n### 3a.1 Doel\n\nSport is gezond.\n\n## 4. O")],
    "paragraaf vooraan": [("### 2.1 H", "### 2.0 Begrip\n\nEen gift is wat iemand krijgt.\n\n### 2.1 H")],
    "paragraaf vervalt": [
        ("### 2.3 Giften in natura\n\nOp giften in natura is paragraaf 2.1 van toepassing.", "### 2.3\n\n> Vervallen.")
    ],
    "vernummerd": [("## 5. Slot", "## 5. Evaluatie\n\nHet college evalueert.\n\n## 6. Slot")],
    "alles tegelijk": [
        ("€ 1.200", "€ 1.500"),
        ("3. Kleine", "3. Grote"),
        ("| € 100 |", "| € 110 |"),
        ("zolang", "als"),
    ],
}


@lru_cache(maxsize=1)
def was() -> Regeling:
    return lees(BRON.encode(), naam="beleidsregel.md")


def regels(regeling: Regeling) -> list[tuple[str, str]]:
    return [(adres, tekst) for _, adres, tekst in tekstregels(regeling)]


def wordt(naam: str) -> Regeling:
    tekst = BRON
    for oud, nieuw in WIJZIGINGEN[naam]:
        assert tekst.count(oud) == 1, oud
        tekst = tekst.replace(oud, nieuw)
    return lees(tekst.encode(), naam="beleidsregel.md")


def test_de_boom_bestaat_uit_genummerde_paragrafen_en_niet_uit_artikelen():
    soorten = [e.soort for e in wandel(was().wortel)]
    assert Soort.ARTIKEL not in soorten and soorten.count(Soort.PARAGRAAF) == 10
    assert [b.code for b in was().bevindingen] == ["paragrafen"]
    assert was().verantwoording.sluitend


@pytest.mark.parametrize(
    ("woorden", "adres"),
    [
        ("paragraaf 2.1", "paragraaf 2.1"),
        ("§ 2.1", "paragraaf 2.1"),
        ("hoofdstuk 2", "paragraaf 2"),
        ("onderdeel 3.2", "paragraaf 3.2"),
        ("punt 4", "paragraaf 4"),
        ("paragraaf 2.1, onderdeel b", "paragraaf 2.1, onderdeel b"),
    ],
)
def test_een_plaats_heet_zoals_mensen_haar_noemen(woorden, adres):
    register = Register.van(was())
    gevonden = register.vind(uit_tekst(woorden))
    assert gevonden.mist is None and register.adres(gevonden.eenheid).tekst() == adres


def test_het_adres_noemt_alleen_de_binnenste_paragraaf():
    keten = (Stap("paragraaf", "2"), Stap("paragraaf", "2.1"), Stap("onderdeel", "a"))
    assert Adres(keten).tekst() == "paragraaf 2.1, onderdeel a"


@pytest.mark.parametrize("aanhef", [b"", b"Het college doet het volgende:\n"])
def test_een_lid_heet_ook_onderdeel_en_een_lijst_met_cijfers_ook_lid(aanhef):
    tekst = b"# Beleidsregels x\n\n## 1. Een\n\n%s1. Het college helpt.\n2. Het college rust.\n\n## 2. Twee\n\nKlaar.\n"
    register = Register.van(lees(tekst % aanhef))
    verwacht = "paragraaf 1, onderdeel 2" if aanhef else "paragraaf 1, tweede lid"
    for vraag in ("paragraaf 1, tweede lid", "paragraaf 1, onderdeel 2"):
        vondst = register.vind(uit_tekst(vraag))
        assert vondst.mist is None and register.adres(vondst.eenheid).tekst() == verwacht


@pytest.mark.parametrize("formaat", ["canoniek", "markdown", "cvdr", "akn", "docx", "odt"])
def test_elk_formaat_leest_terug_als_dezelfde_regeling(formaat):
    gegevens = was().gegevens
    regeling = was().met(
        gegevens=gegevens.__class__(
            gegevens.werk, opschrift=gegevens.opschrift, juridisch_werkend_vanaf=date(2026, 1, 1)
        )
    )
    if formaat == "canoniek":
        inhoud = schrijf_canoniek(regeling)
    elif formaat in ("docx", "odt"):
        inhoud = zet(doorlopende_tekst(regeling), formaat)
    else:
        inhoud = schrijf(regeling, formaat, overheid="gm9999" if formaat == "akn" else "").inhoud
    terug = lees(inhoud, naam=f"x.{formaat}")
    assert regels(terug) == regels(regeling)
    assert [e.nummer for e in wandel(terug.wortel) if is_genummerd(e)] == [
        e.nummer for e in wandel(regeling.wortel) if is_genummerd(e)
    ]


def test_platte_tekst_zonder_hekjes_is_dezelfde_regeling():
    plat = "\n".join(r.lstrip("# ") if r.startswith("#") else r for r in BRON.split("\n"))
    assert lees(plat.encode()).wortel == was().wortel


def test_stop_weigert_en_zegt_waarom():
    with pytest.raises(Geweigerd, match="STOP kent geen tekst"):
        schrijf(was(), "stop", overheid="gm9999")


@pytest.mark.parametrize("naam", WIJZIGINGEN)
def test_verschil_en_besluit_zijn_elkaars_bewijs(naam):
    nieuw = wordt(naam)
    verschil = vergelijk(was(), nieuw)
    assert regels(pas_toe(was(), verschil.wijzigingen).wordt) == regels(nieuw)
    ontwerp = stel_op(was(), nieuw)
    assert kern_van(pas_toe(was(), ontwerp.besluit).wordt) == kern_van(nieuw)
    assert "artikel 2" not in ontwerp.tekst.tekst.lower()


def uitkomst(besluit: Path) -> tuple[Regeling, Regeling, list[str]]:
    """The regulation before and after a decision, and the lines that went and came."""
    bron = next(MAP.glob(f"genummerd/{besluit.stem.partition('-')[0]}.*"))
    oud = lees(bron)
    nieuw = pas_toe(oud, lees_besluit(besluit.read_text("utf-8"))).wordt
    weg, erbij = [r for r in regels(oud) if r not in regels(nieuw)], [r for r in regels(nieuw) if r not in regels(oud)]
    return oud, nieuw, [*(f"- {a} | {t}" for a, t in weg), *(f"= {a} | {t}" for a, t in erbij)]


@pytest.mark.parametrize("besluit", sorted(MAP.glob("genummerd/*.besluit")), ids=lambda b: b.stem)
def test_een_besluit_zoals_een_gemeente_het_schrijft(besluit: Path):
    """Executed as it says; and what it made can be drafted, and proven, from the two texts."""
    oud, nieuw, gewijzigd = uitkomst(besluit)
    assert gewijzigd == besluit.with_suffix(".verwacht").read_text("utf-8").splitlines()
    assert kern_van(pas_toe(oud, stel_op(oud, nieuw).besluit).wordt) == kern_van(nieuw)


def test_een_ongewijzigde_paragraaf_staat_niet_in_het_besluit():
    tekst = stel_op(was(), wordt("bedrag")).tekst.tekst
    assert "In de aanhef van paragraaf 2.1 wordt “€ 1.200” vervangen door “€ 1.500”." in tekst


def _besluit(artikel: str) -> str:
    return f"Besluit\n\nArtikel I\n\n{artikel}\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"


def test_een_hele_regeling_kan_opnieuw_luiden():
    nieuw = "1. Doel\n\nDeze regels gaan over giften.\n\n2. Bedrag\n\n2.1 Hoogte\n\nDe vrijstelling is € 900."
    zin = f"De {was().gegevens.opschrift} komen te luiden:\n\n{nieuw}"
    adressen = [a for a, _ in regels(pas_toe(was(), lees_besluit(_besluit(zin))).wordt)]
    assert [a for a in adressen if a.startswith("paragraaf")] == ["paragraaf 1", "paragraaf 2", "paragraaf 2.1"]


@pytest.mark.parametrize(
    "zin",
    [
        "Na hoofdstuk 2 wordt een paragraaf ingevoegd, luidende:\n\n3. Toezicht\n\nDe beheerder ziet toe.",
        "Aan hoofdstuk 2 wordt een paragraaf toegevoegd, luidende:\n\n1. Toezicht\n\nDe beheerder ziet toe.",
        "Aan artikel 3 wordt een onderdeel toegevoegd, luidende:\n\n3.1 Toezicht\n\nDe beheerder ziet toe.",
    ],
)
def test_naast_artikelen_komt_geen_genummerde_paragraaf(zin):
    regeling = lees(MAP / "plaatsen-regeling.md")
    with pytest.raises(Geweigerd):
        pas_toe(
            regeling,
            lees_besluit(_besluit(f"De {regeling.gegevens.opschrift} wordt als volgt gewijzigd:\n\nA\n\n{zin}")),
        )


def test_een_artikel_met_alleen_zijn_nummer_in_het_besluit_blijft_een_artikel():
    artikelen = lees(
        b"# Reglement bijstand\n\n### Artikel 2.1. Verzoek\n\nEen raadslid vraagt.\n\n### Artikel 2.2. Register\n\nEr is een lijst.\n"
    )
    kop = "Wijziging van het Reglement bijstand\n\n"
    zinnen = "2.2 komt te luiden:\n\n2.2 Lijst\nEr is geen lijst.\n\nNa 2.2 komt een nieuw artikel:\n\n2.3 Slot\nHet is klaar.\n"
    wordt = pas_toe(artikelen, lees_besluit(kop + zinnen)).wordt
    assert [(e.soort, koptekst(e)) for e in wandel(wordt.wortel) if e.nummer] == [
        (Soort.ARTIKEL, "Artikel 2.1. Verzoek"),
        (Soort.ARTIKEL, "Artikel 2.2. Lijst"),
        (Soort.ARTIKEL, "Artikel 2.3. Slot"),
    ]
    met_leden = "2.2 komt te luiden:\n\n2.2 Lijst\n1. Er is geen lijst.\n2. Nooit.\n"
    with pytest.raises(Geweigerd, match="begint niet met de aanduiding"):
        pas_toe(artikelen, lees_besluit(kop + met_leden))


def test_wat_gemeenten_gelijk_hebben_wordt_per_paragraaf_gezegd():
    per_adres = {g.adres: g for g in gelijkheid({"een": was(), "twee": wordt("termijn")})}
    anders = [adres for adres, g in per_adres.items() if len(g.groepen) > 1]
    assert "paragraaf 1" in per_adres and anders == ["paragraaf 2"]  # met de paragrafen erin


def test_twee_collega_s_in_verschillende_paragrafen_botsen_niet():
    bijdragen = [Bijdrage(naam, ((naam, wordt(naam)),)) for naam in ("bedrag", "termijn", "paragraaf erbij")]
    samen = voeg_samen(was(), bijdragen)
    nieuw = {r for naam in ("bedrag", "termijn", "paragraaf erbij") for r in regels(wordt(naam))} - set(regels(was()))
    assert not samen.geschillen and set(regels(samen.regeling)) - set(regels(was())) == nieuw


LIJST = "\n1. die hier wonen;\n2. die hier werken.\n"


@pytest.mark.parametrize(
    ("zin", "lijst", "goed"),
    [
        ("Onderdeel 2 vervalt.", "", True),
        ("Paragraaf 2 vervalt.", LIJST, True),
        ("In paragraaf 1 vervalt onderdeel 2.", LIJST, True),
        ("Onderdeel 2 vervalt.", LIJST, False),
        ("Punt 2 vervalt.", LIJST, False),
        ("Onderdelen 2 en 3 vervallen.", LIJST, False),
    ],
)
def test_een_nummer_dat_ook_een_punt_kan_zijn_vervalt_niet(zin, lijst, goed):
    """A paragraaf 2 and an item 2: "onderdeel 2" is either, so nothing lapses."""
    was = f"# Regels\n\n## 1. Wie\n\nVoor wie:\n{lijst}\n## 2. Leeftijd\n\nAchttien jaar.\n\n## 3. Slot\n\nEinde.\n"
    besluit = lees_besluit(f"Wijziging van de Regels\n\nArtikel I\n\nDe Regels worden als volgt gewijzigd:\n\n{zin}\n")
    if goed:
        assert pas_toe(lees(was.encode(), naam="was.md"), besluit).uitgevoerd
        return
    with pytest.raises(Geweigerd) as fout:
        pas_toe(lees(was.encode(), naam="was.md"), besluit)
    assert fout.value.code == "plek-meermalen"
