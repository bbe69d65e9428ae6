"""The reader against anything: its own vocabulary shuffled, nonsense, sheer size; and its grammar without loose names."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from tests.hulp.groei import ONLEESBAAR, stappen, stapt_te_hard
from tests.versies.gevallen import besluit_van, gevallen, proef
from verordening.bevinding import Geweigerd
from verordening.dagen import MAANDEN
from versies.opdracht import lees_besluit, toets_besluit, woorden
from versies.opdracht.adressen import lees_plek, tussen
from versies.opdracht.lexer import Onbegrepen, citaat, symbolen
from versies.opdracht.ontleden import VORMEN, bladeren, ontleed, uitleg
from versies.opdracht.vakken import _ramen, _vakvormen, daadwoorden, soorten, symbolen_in
from versies.opdracht.woorden import eindsymbolen, namen
from versies.toepassen import pas_toe

WOORDEN = st.sampled_from(
    [
        "In",
        "Aan",
        "Na",
        "Voor",
        "Onder",
        "artikel 3",
        "artikel 3, tweede lid,",
        "het tweede lid",
        "de artikelen 2 en 9",
        "onderdeel b",
        "hoofdstuk 2",
        "de eerste zin van",
        "de aanhef van",
        "het opschrift van",
        "de begripsomschrijving van “college”",
        "de tabel",
        "de rij “gehuwden”",
        "bijlage 1",
        "(nieuw)",
        "wordt",
        "worden",
        "vervalt",
        "vervallen",
        "komt",
        "te luiden:",
        "als volgt gewijzigd:",
        "“acht weken”",
        "“kan”",
        "«x»",
        "vervangen door",
        "vervangen door:",
        "telkens",
        "de tweede keer",
        "ingevoegd",
        "toegevoegd",
        ", luidende:",
        "een lid",
        "twee artikelen",
        "een zin",
        "een begripsomschrijving",
        "vernummering van",
        "verlettering van",
        "tot",
        "tot en met",
        "vernummerd tot",
        "geletterd",
        "vervanging van",
        "de punt",
        "een puntkomma",
        "aan het slot van",
        "door",
        "en",
        ",",
        ".",
        "in de alfabetische volgorde",
        "voor de tekst",
        "de aanduiding “1.”",
        "geplaatst",
        "verplaatst naar",
        "indien de wet in werking treedt,",
        "onderscheidenlijk",
        "te vervangen door",
        "in te trekken",
        "het bedrag",
        "verhoogd met",
        "€ 5",
        "«a» «b»",
        "‘x'",
        "t/m",
        "artikelen 3-5",
        "de volgende bepaling",
        "aanhef en onder a",
        "definitie college",
        "aandachtsstreepje",
        "Voorts",
        "het artikel",
        "wordt wordt",
        "De Proefverordening 2024",
        "1.",
        "a.",
        "“",
        "”",
        "zes weken",
        "\u00a0",
    ]
)
ZINNEN = st.lists(WOORDEN, min_size=1, max_size=14).map(" ".join)


BEPALINGEN = st.lists(
    st.sampled_from(
        [
            "Deze verordening",
            "Dit besluit",
            "Artikel I, onderdelen A en C,",
            "treedt",
            "in werking",
            "met ingang van",
            "op",
            "1 januari 2027",
            "31 februari 2027",
            "en werkt terug tot en met",
            "met terugwerkende kracht",
            "met uitzondering van",
            "artikel II",
            "Indien",
            "eerder",
            "vervalt",
            "wordt",
            "ingetrokken",
            "aangehaald als:",
            "berust",
            "op artikel 3",
            "blijft",
            "van toepassing",
            "de dag na bekendmaking",
            "In gmb-2026-1",
            "moet",
            "“x”",
            "worden gelezen",
            "in te trekken",
            "in werking te laten treden",
            "geldt als",
            "De toelichting",
            "gewijzigd",
            ".",
            ",",
            ";",
        ]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(BEPALINGEN)
@settings(max_examples=300)
def test_elke_woordenreeks_is_een_bepaling_of_een_weigering(zin):
    from versies.opdracht.bepalingen import lees_bepaling

    try:
        gelezen = lees_bepaling(zin, ("I",))
    except Geweigerd as fout:
        assert fout.reden and "\n" not in fout.reden
    else:
        assert gelezen and all(b.tekst == zin for b in gelezen)


@given(ZINNEN)
@settings(max_examples=400)
def test_elke_woordenreeks_is_een_opdracht_of_een_weigering_die_zegt_vanaf_waar(zin):
    try:
        boom = ontleed(zin)
    except Onbegrepen as fout:
        assert 0 <= fout.plek <= len(zin)
        # De kolom staat bij de plaats van de bevinding; de reden noemt de woorden, of het einde.
        waar = " ".join(zin[fout.plek :].split()[:4])[:80]
        assert uitleg(zin).startswith(f"vanaf «{waar}»" if waar else "aan het einde ontbreekt iets")
    else:
        # Niets gaat verloren: elk symbool van de zin staat in de boom.
        assert len([b for b in bladeren(boom) if b.soort != "PUNT"]) == len(
            [s for s in symbolen(zin) if s.soort != "PUNT"]
        )


@given(
    st.lists(ZINNEN, min_size=1, max_size=5),
    st.lists(st.sampled_from(["> 2. Nieuw.", "> a. iets;", "> - x: y;", "2. Nieuw.", ""]), max_size=4),
)
@settings(max_examples=150)
def test_een_besluit_van_losse_woorden_verandert_alles_precies_of_niets(zinnen, lading):
    regels = [z for paar in zip(zinnen, [*lading, *[""] * 5], strict=False) for z in paar if z]
    voor = proef()
    try:
        besluit, fouten = toets_besluit(besluit_van(regels or [""]))
        if fouten:
            raise fouten[0]
        uitkomst = pas_toe(voor, besluit)
    except Geweigerd as fout:
        assert fout.reden and "\n" not in str(fout)
    else:
        assert uitkomst.wordt.wortel is not None
    assert proef() == voor


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_onzin_geeft_een_weigering_of_een_leeg_besluit(tekst):
    try:
        besluit, _ = toets_besluit(tekst)
    except Geweigerd:
        return
    assert besluit.opdrachten == ()


@pytest.mark.parametrize("wijziging", range(6))
def test_een_teken_anders_wordt_nooit_stil_iets_anders(wijziging):
    """One character of an instruction lost or doubled: refused, or the same change as before."""
    for nummer, _, opdracht, _verwacht in gevallen()[wijziging::40]:
        zin = opdracht[0]
        goed = lees_besluit(besluit_van(opdracht)).opdrachten
        for plek in range(0, len(zin), 7):
            for kapot in (zin[:plek] + zin[plek + 1 :], zin[:plek] + zin[plek] + zin[plek:]):
                if "“" not in zin[:plek] or "”" in zin[:plek].split("“")[-1]:
                    besluit, fouten = toets_besluit(besluit_van([kapot, *opdracht[1:]]))
                    assert fouten or besluit.opdrachten or besluit.bevindingen or besluit.bepalingen, nummer
        assert lees_besluit(besluit_van(opdracht)).opdrachten == goed


@pytest.mark.parametrize("bron", ["In artikel 3 wordt «x» vervangen door «y». " * 250_000, b"\x00\xff" * 5_000_000])
def test_tien_megabyte_onzin_wordt_geweigerd_voor_zij_wordt_gelezen(bron):
    with pytest.raises(Geweigerd, match=r"groter dan|geen tekst"):
        lees_besluit(bron)
    assert stappen(lees_besluit, bron) < 1000


@pytest.mark.parametrize(("begin", "stuk"), ONLEESBAAR.values(), ids=ONLEESBAAR)
def test_lange_zinnen_kosten_evenredig_veel_stappen(begin, stuk):
    assert not stapt_te_hard(uitleg, lambda keer: begin + stuk * keer, 200)


def test_een_opdracht_over_vierhonderd_artikelen_geldt_voor_elk():
    rij = ", ".join(map(str, range(1, 400))) + " en 400"
    kop = "Besluit\n\nArtikel I\nDe Proefverordening 2024 wordt als volgt gewijzigd:\nA\n"
    besluit = lees_besluit(
        f"{kop}In de artikelen {rij} wordt “a” vervangen door “b”.\nB\nDe artikelen {rij} vervallen.\n"
    )
    assert [len(o.wijzigingen) for o in besluit.opdrachten] == [400, 400]


def test_elk_woord_van_de_grammatica_staat_er_een_keer():
    """Een tweede met dezelfde naam nam stil de plaats van de eerste in."""
    namen = [
        t["naam"] for naam in ("grammatica", "regels") for t in woorden._EINDSYMBOOL.finditer(woorden._bestand(naam))
    ]
    assert len(namen) > 200 and [n for n in set(namen) if namen.count(n) > 1] == []


def test_de_datum_in_de_grammatica_is_die_van_de_datumlezer():
    assert eindsymbolen()["INGANG"].patroon.endswith(eindsymbolen()["DATUM"].patroon)
    assert "|".join(MAANDEN) in eindsymbolen()["DATUM"].patroon


def _symbolen() -> set[str]:
    return {*soorten(), *(s for vorm in VORMEN for s in symbolen_in(vorm))}


def test_elk_verwacht_symbool_heeft_een_naam_in_gewone_taal():
    assert set(namen()) - {"PUNT"} <= _symbolen()


def test_elk_symbool_van_de_regels_heeft_woorden_of_wordt_door_de_lezer_gelezen():
    gelezen = {s for n in eindsymbolen() for s in (n, *n.rstrip("0123456789").split("__"))}
    assert _symbolen() - gelezen == {"NUMMERS", "WOORDEN", "KOMMA"}


def test_elke_daad_noemt_alleen_vakken_en_werkwoorden_die_er_zijn():
    genoemd = {n for raam in _ramen() for n in (*raam.moet, *raam.mag)}
    assert genoemd <= set(_vakvormen()) and daadwoorden() <= soorten()


@pytest.mark.parametrize(
    ("tekst", "adressen", "rest"),
    [
        ("de artikelen 3, eerste lid, en 9, wordt", ["artikel 3, eerste lid", "artikel 9"], ", wordt"),
        (
            "artikel 8a, tweede lid, aanhef en onderdeel b, onder 1°, wordt",
            ["artikel 8a, tweede lid, onderdeel b, onder 1°"],
            ", wordt",
        ),
        (
            "het eerste, tweede en vierde lid van artikel 2.10 wordt",
            [f"artikel 2.10, {r} lid" for r in ("eerste", "tweede", "vierde")],
            " wordt",
        ),
        ("artikel 1:93, eerste lid, wordt", ["artikel 1:93, eerste lid"], ", wordt"),
        ("§ 2.1 vervalt", ["paragraaf 2.1"], " vervalt"),
        ("artikel 5, lid 2, sub c wordt", ["artikel 5, tweede lid, onderdeel c"], " wordt"),
        ("het tweede gedachtestreepje van artikel 4 vervalt", ["artikel 4, tweede gedachtestreepje"], " vervalt"),
        (
            "artikel 3, eerste lid, en artikel 5, tweede lid, wordt",
            ["artikel 3, eerste lid", "artikel 5, tweede lid"],
            ", wordt",
        ),
    ],
)
def test_adressen_zoals_opdrachten_ze_noemen(tekst, adressen, rest):
    plaats = lees_plek(tekst, 0)
    assert plaats is not None
    assert [a.tekst() for a in plaats.adressen] == adressen
    assert tekst[plaats.einde :] == rest


@pytest.mark.parametrize(
    ("van", "tot", "uit"),
    [("y", "bb", ["y", "z", "aa", "bb"]), ("2.8", "2.10", ["2.8", "2.9", "2.10"]), ("a", "3", [])],
)
def test_reeksen_uittellen(van, tot, uit):
    assert tussen(van, tot) == uit


@pytest.mark.parametrize(
    ("zin", "woorden"),
    [
        ("„a”", "a"),
        ("»a»", None),
        ("“a «b» c”", "a «b» c"),
        ("‘foto’s’", "foto’s"),
        ('"a"', "a"),
        ("“’s Rijks kas”", "’s Rijks kas"),
    ],
)
def test_aanhalingstekens_in_paren_met_binnenaanhaling(zin, woorden):
    gelezen = citaat(zin + " x", 0) if zin[0] != "»" else None
    assert (gelezen and gelezen[0]) == woorden


def test_een_plaats_waar_geen_opdracht_onder_staat_wordt_geweigerd():
    kop = "### Artikel 6 Honden\n\nDe Proefverordening wordt als volgt gewijzigd:\n\n"
    bron = (
        "Besluit tot wijziging van de Proefverordening\n\nArtikel I\n\nHet tweede lid vervalt.\n\nArtikel 4 Kaarten\n\n"
        f"Na het tweede lid wordt ingevoegd:\n\n> 3. Een jaarkaart kost € 50,00.\n\n{kop}Artikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    )
    assert [f.code for f in toets_besluit(bron)[1]] == ["tussenkop-leeg"]
    assert not toets_besluit(bron.replace(kop, ""))[1]


def test_een_losse_letter_in_de_aanhef_wordt_geweigerd():
    bron = (
        "Besluit tot wijziging van de Proefverordening\n\nDe raad;\n\nbesluit:\n\n{}Artikel I\n\nArtikel 3 vervalt.\n"
    )
    assert not toets_besluit(bron.format(""))[1]
    assert toets_besluit(bron.format("A\n\n"))[1]


def test_een_en_teken_midden_in_een_naam_is_geen_ander_teken():
    zin = "In artikel 4 wordt “parkeren&reguleren” vervangen door “P&notities, B&amp;W en &notities;”."
    besluit, fouten = toets_besluit(
        f"Besluit\n\nArtikel I\n\nDe Proefverordening wordt als volgt gewijzigd:\n\n{zin}\n"
    )
    assert not fouten
    assert zin.replace("&amp;", "&") in [r.tekst for r in besluit.regels]
