"""Verplaatsen met behoud van identiteit, en samenvoegen van opdrachten die hetzelfde zeggen."""

import pytest

from tests.versies.test_opstellen import opdrachten, recht
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort, Status, kaal, wandel
from verordening.eid import met_eids, met_wids
from verordening.taal import uit_tekst
from verordening.tekst.markdown import lees
from versies.opdracht import lees_besluit
from versies.opstellen import stel_op
from versies.opstellen.kern import kern_van
from versies.opstellen.zinnen import artikelenfrase
from versies.toepassen import pas_toe

AFVAL = "Lid drie over de kosten van het ruimen van afval.\n"
A1 = "#### Artikel 1 A\n1. Een artikel over het aanvragen van een vergunning.\n2. Het tweede lid over de termijnen van besluiten.\n"
A2 = (
    "#### Artikel 2 B\n1. Lid een over het toezicht door de marktmeester.\n2. Lid twee over de handhaving in de openbare ruimte.\n"
    f"3. {AFVAL}"
)
A3 = "#### Artikel 3 C\n1. Het derde artikel over de boeten en sancties.\n2. Nog een lid in dit artikel.\n"
A4 = "#### Artikel 4 D\nSlotbepaling van deze regeling.\n"
H1, H2 = "## Hoofdstuk 1 Een\n", "## Hoofdstuk 2 Twee\n"
WAS = H1 + A1 + A2 + H2 + A3 + A4

VERHUIZINGEN = {
    "naar achteren": (
        H1 + A1 + H2 + A3 + A4 + A2.replace("Artikel 2", "Artikel 5"),
        ["Artikel 2 wordt geplaatst na artikel 4 en vernummerd tot artikel 5."],
    ),
    "eerst verplaatst, dan gewijzigd": (
        H1 + A1 + H2 + A3 + A4 + A2.replace("Artikel 2", "Artikel 5").replace("marktmeester", "toezichthouder"),
        [
            "Artikel 2 wordt geplaatst na artikel 4 en vernummerd tot artikel 5.",
            "In artikel 5 (nieuw), eerste lid, wordt “marktmeester” vervangen door “toezichthouder”.",
        ],
    ),
    "met hetzelfde nummer": (H1 + A1 + H2 + A2 + A3 + A4, ["Artikel 2 wordt geplaatst voor artikel 3."]),
    "de nummers in een kring": (
        H1
        + A1
        + H2
        + (A3 + A4).replace("Artikel 3", "Artikel 2").replace("Artikel 4", "Artikel 3")
        + A2.replace("Artikel 2", "Artikel 4"),
        [
            "Artikel 2 wordt geplaatst na artikel 4, onder vernummering van artikel 2 tot artikel 4 en van de artikelen 3 en 4 tot de artikelen 2 en 3."
        ],
    ),
    "twee tegelijk": (
        H1 + H2 + A3 + A4 + A1.replace("Artikel 1", "Artikel 5") + A2.replace("Artikel 2", "Artikel 6"),
        ["De artikelen 1 en 2 worden geplaatst na artikel 4 en vernummerd tot de artikelen 5 en 6."],
    ),
    "naar een nieuw hoofdstuk": (
        WAS.replace(A3, "") + "## Hoofdstuk 3 Drie\n" + A3.replace("Artikel 3", "Artikel 5"),
        [
            "Na hoofdstuk 2 wordt een hoofdstuk ingevoegd, luidende:",
            "Artikel 3 wordt verplaatst naar hoofdstuk 3 (nieuw) en vernummerd tot artikel 5.",
        ],
    ),
    "een hoofdstuk ertussen": (
        H1 + A1 + "## Hoofdstuk 2 Tussen\n" + A2 + "## Hoofdstuk 3 Twee\n" + A3 + A4,
        [
            "Hoofdstuk 2 wordt vernummerd tot hoofdstuk 3.",
            "Na hoofdstuk 1 wordt een hoofdstuk ingevoegd, luidende:",
            "Artikel 2 wordt verplaatst naar hoofdstuk 2 (nieuw).",
        ],
    ),
    "het hoofdstuk vervalt": (
        H1 + A1 + A2 + A3 + A4,
        ["De artikelen 3 en 4 worden geplaatst na artikel 2.", "Hoofdstuk 2 vervalt."],
    ),
    "omgewisseld": (
        H1 + A2.replace("Artikel 2", "Artikel 1") + A1.replace("Artikel 1", "Artikel 2") + H2 + A3 + A4,
        [
            "Artikel 1 wordt geplaatst na artikel 2, onder vernummering van artikel 1 tot artikel 2 en van artikel 2 tot artikel 1."
        ],
    ),
    "een lid": (
        WAS.replace("3. " + AFVAL, "").replace("2. Nog", f"2. {AFVAL}3. Nog"),
        [
            "Artikel 3, tweede lid, wordt vernummerd tot derde lid.",
            "Artikel 2, derde lid, wordt geplaatst na artikel 3, eerste lid, en vernummerd tot tweede lid.",
        ],
    ),
    "een lid met andere woorden": (
        WAS.replace("3. " + AFVAL, "").replace("2. Nog", f"2. {AFVAL.replace('afval', 'zwerfafval')}3. Nog"),
        [
            "Artikel 3, tweede lid, wordt vernummerd tot derde lid.",
            "Artikel 2, derde lid, wordt geplaatst na artikel 3, eerste lid, en vernummerd tot tweede lid.",
            "In artikel 3, tweede lid (nieuw), wordt “afval” vervangen door “zwerfafval”.",
        ],
    ),
    "een lid binnen zijn artikel": (
        WAS.replace(f"3. {AFVAL}", "")
        .replace("1. Lid een", f"1. {AFVAL}2. Lid een")
        .replace("2. Lid twee", "3. Lid twee"),
        [
            "Artikel 2, derde lid, wordt geplaatst voor artikel 2, eerste lid, onder vernummering van het derde lid tot eerste lid en van het eerste en tweede "
            "lid tot tweede en derde lid."
        ],
    ),
    "een lid uit het midden": (
        WAS.replace("2. Lid twee over de handhaving in de openbare ruimte.\n3. Lid", "2. Lid").replace(
            "dit artikel.\n", "dit artikel.\n3. Lid twee over de handhaving in de openbare ruimte.\n"
        ),
        [
            "Artikel 2, tweede lid, wordt geplaatst na artikel 3, tweede lid, en vernummerd tot derde lid.",
            "Artikel 2, derde lid, wordt vernummerd tot tweede lid.",
        ],
    ),
}


def _regeling(tekst: str, *, wids: bool = False) -> Regeling:
    """Was heeft identiteiten, wordt komt uit een tekst zonder."""
    gelezen = met_eids(lees(("# Proefverordening\n\n" + tekst).encode(), naam="proef"))
    return met_wids(gelezen, "gm0001", "1") if wids else gelezen


def _dragers(regeling: Regeling) -> dict[str, str]:
    """wId per woordenreeks: wie heeft welke identiteit."""
    return {
        " ".join(str(b.inhoud) for b in e.inhoud if not isinstance(b, Eenheid)): e.wId
        for e in wandel(regeling.wortel)
        if e.soort is Soort.LID and e.status is not Status.VERVALLEN
    }


@pytest.mark.parametrize("naam", VERHUIZINGEN)
def test_wat_verhuist_houdt_zijn_identiteit(naam):
    wordt, zinnen = VERHUIZINGEN[naam]
    was, nieuw = _regeling(WAS, wids=True), _regeling(wordt)
    ontwerp = stel_op(was, nieuw)
    assert [o.zin for o in ontwerp.besluit.opdrachten] == zinnen
    uit = pas_toe(was, lees_besluit(ontwerp.tekst.tekst)).wordt
    assert recht(uit) == recht(nieuw)
    assert not [
        b
        for b in (*ontwerp.bevindingen, *ontwerp.toepassing.bevindingen)
        if b.code in ("niet-verplaatst", "volgorde-afhankelijk")
    ]
    oud, na = _dragers(was), _dragers(uit)
    assert all(na[w] == oud[w] for w in oud.keys() & na.keys())
    assert set(oud.values()) == set(na.values())  # geen lid raakt zijn identiteit kwijt, ook niet met andere woorden


def test_een_verhuizing_zonder_opdracht_wordt_gemeld():
    """Twee hoofdstukken zonder nummer: waarheen is niet te zeggen."""
    was = H1.replace("1 ", "") + A1 + A2 + H2.replace("2 ", "") + A3 + A4
    wordt = H1.replace("1 ", "") + A1 + H2.replace("2 ", "") + A2.replace("Artikel 2", "Artikel 2a") + A3 + A4
    try:
        ontwerp = stel_op(_regeling(was), _regeling(wordt))
    except Exception as fout:  # een weigering mag ook; stil anders niet
        assert type(fout).__name__ == "Geweigerd"
        return
    verplaatst = any("geplaatst" in o.zin for o in ontwerp.besluit.opdrachten)
    assert verplaatst or "niet-verplaatst" in {b.code for b in ontwerp.bevindingen}


# --- samenvoegen ------------------------------------------------------------------------------------------------------

RAAD = "#### Artikel {n} X{n}\n1. De raad stelt elk jaar een verslag vast.\n2. Het college informeert de inwoners.\n"


def test_dezelfde_woorden_in_meer_artikelen_worden_een_opdracht():
    was = "".join(RAAD.replace("{n}", n) for n in "1234")
    assert [z for z, _ in opdrachten(was, was.replace("raad", "commissie"))] == [
        "In de artikelen 1, eerste lid, 2, eerste lid, 3, eerste lid, en 4, eerste lid, wordt “raad” telkens vervangen door “commissie”."
    ]


def test_een_artikel_waar_de_woorden_blijven_staan_doet_niet_mee():
    was = "".join(RAAD.replace("{n}", n) for n in "123")
    wordt = was.replace("raad", "commissie").replace(
        "#### Artikel 2 X2\n1. De commissie", "#### Artikel 2 X2\n1. De raad"
    )
    assert [z for z, _ in opdrachten(was, wordt)] == [
        "In de artikelen 1, eerste lid, en 3, eerste lid, wordt “raad” telkens vervangen door “commissie”."
    ]


def test_andere_wijzigingen_in_dezelfde_artikelen_blijven_apart():
    def versies(nummers):
        was = "".join(RAAD.replace("{n}", n) for n in nummers)
        return was, was.replace("raad", "commissie").replace(
            "X1\n1. De commissie stelt elk jaar een verslag vast.\n2. Het college informeert de inwoners",
            "X1\n1. De commissie stelt elk jaar een verslag vast.\n2. Het college informeert de bewoners",
        )

    assert [z for z, _ in opdrachten(*versies("123"))] == [
        "In de artikelen 1, eerste lid, 2, eerste lid, en 3, eerste lid, wordt “raad” telkens vervangen door “commissie”.",
        "In artikel 1, tweede lid, wordt “inwoners” vervangen door “bewoners”.",
    ]
    assert [z for z, _ in opdrachten(*versies("12"))] == [
        "In het eerste lid wordt “raad” vervangen door “commissie”.",
        "In het tweede lid wordt “inwoners” vervangen door “bewoners”.",
        "In artikel 2, eerste lid, wordt “raad” vervangen door “commissie”.",
    ]


def test_buren_die_vervallen_worden_een_opdracht():
    was = "".join(RAAD.replace("{n}", n).replace("verslag", f"verslag{n}") for n in "123456")
    wordt = was[: was.index("#### Artikel 2")] + was[was.index("#### Artikel 5") :]
    assert [z for z, _ in opdrachten(was, wordt)] == ["De artikelen 2 tot en met 4 vervallen."]


def test_een_artikel_dat_tussen_vervallen_artikelen_blijft_vervalt_niet_mee():
    nummers = ("1", "2", "2a", "3", "4", "5")
    was = "".join(RAAD.replace("{n}", n).replace("verslag", f"verslag{n}") for n in nummers)
    wordt = "".join(RAAD.replace("{n}", n).replace("verslag", f"verslag{n}") for n in ("1", "2a", "5"))
    from tests.versies.test_opstellen import regeling

    ontwerp = stel_op(regeling(was), regeling(wordt))
    levend = [
        kaal(e.nummer)
        for e in wandel(ontwerp.toepassing.wordt.wortel)
        if e.soort is Soort.ARTIKEL and e.status is not Status.VERVALLEN
    ]
    assert levend == ["1", "2a", "5"]


@pytest.mark.parametrize(
    ("plekken", "frase"),
    [
        (["artikel 3", "artikel 9", "artikel 21"], "de artikelen 3, 9 en 21"),
        (["artikel 3", "artikel 4", "artikel 5"], "de artikelen 3 tot en met 5"),
        (
            ["artikel 1, eerste lid", "artikel 2", "artikel 3, tweede lid"],
            "artikel 1, eerste lid, en in artikel 2 en in artikel 3, tweede lid,",
        ),
        (["artikel 1, eerste lid", "artikel 1, tweede lid", "artikel 2"], "de artikelen 1, eerste en tweede lid, en 2"),
    ],
)
def test_meer_plaatsen_in_woorden(plekken, frase):
    assert artikelenfrase([uit_tekst(p) for p in plekken]) == frase


TABEL = "#### Artikel 1 Tarieven\nDe tarieven zijn:\n\n| Wat | Prijs |\n|---|---|\n| huis | € 10 |\n| tuin | € 20 |\n| schuur | € 30 |\n"
TABELLEN = {
    "cellen die elk eenmaal voorkomen": (
        TABEL.replace("€ 10", "€ 11").replace("€ 30", "€ 33"),
        ["In de tabel van artikel 1 wordt “€ 10” vervangen door “€ 11” en “€ 30” vervangen door “€ 33”."],
    ),
    "een cel die het oude bedrag van een andere krijgt": (
        TABEL.replace("€ 20", "€ 25").replace("€ 10", "€ 20"),
        [
            "In de rij “huis” wordt “€ 10” vervangen door “€ 20”.",
            "In de rij “tuin” wordt “€ 20” vervangen door “€ 25”.",
        ],
    ),
    "rijen erbij": (
        TABEL.replace("| tuin", "| erf | € 12 |\n| stal | € 13 |\n| tuin"),
        ["In de tabel van artikel 1 worden na de rij “huis” twee rijen ingevoegd, luidende:"],
    ),
}


@pytest.mark.parametrize("naam", TABELLEN)
def test_een_tabel_in_zo_min_mogelijk_opdrachten(naam):
    wordt, zinnen = TABELLEN[naam]
    gevonden = [z for z, _ in opdrachten(TABEL, wordt)]
    assert gevonden == zinnen or gevonden == ["De tabel van artikel 1 wordt vervangen door:"]


def test_een_vervallen_hoofdstuk_dat_een_verhuisd_artikel_krijgt_geeft_een_besluit_of_een_weigering():
    """Een vervallen hoofdstuk telt niet mee als buur, maar wie er een plaats naast zoekt, moet het wel vinden."""

    def artikel(nummer):
        tekst = f"Het college stelt voor geval {nummer} nadere regels over de aanvraag en de behandeling daarvan."
        return Eenheid(Soort.ARTIKEL, "Artikel", nummer, (f"Geval {nummer}",), inhoud=(Alinea((tekst,)),))

    def versie(*hoofdstukken):
        return met_eids(
            Regeling(
                Gegevens("proef", citeertitel="Verordening proef"),
                Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=hoofdstukken),)),
            )
        )

    def hoofdstuk(nummer, *artikelen, status=Status.GELDEND):
        return Eenheid(Soort.HOOFDSTUK, "Hoofdstuk", nummer, (f"Deel {nummer}",), status=status, inhoud=artikelen)

    was = versie(hoofdstuk("1", *map(artikel, "123")), hoofdstuk("2", artikel("4")))
    wordt = versie(
        hoofdstuk("1", *map(artikel, "12")),
        hoofdstuk("2", artikel("4")),
        hoofdstuk("3", artikel("3"), status=Status.VERVALLEN),
    )
    try:
        ontwerp = stel_op(was, wordt)
    except Geweigerd:
        return
    assert kern_van(pas_toe(was, lees_besluit(ontwerp.tekst.tekst).opdrachten).wordt) == kern_van(wordt)
