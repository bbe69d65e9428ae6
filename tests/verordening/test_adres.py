"""Adres: parsen en drukken zijn elkaars omgekeerde, in elke notatie."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from verordening.adres import Adres, AdresFout, Stap
from verordening.notaties import als_jci, uit_cvdr, uit_eid, uit_jci
from verordening.nummers import getal_uit_rangtelwoord, rangtelwoord, sorteersleutel, volgende
from verordening.soorten import EID
from verordening.taal import uit_tekst
from verordening.taal.vormen import vorm

ARTIKELNUMMERS = st.sampled_from(
    ["1", "8a", "2.10", "8:36c", "420bis", "3A:85", "N 11", "A1", "a1", "78ff", "10b"]
).map(lambda n: n.replace(" ", "_"))
LIDNUMMERS = st.one_of(st.integers(1, 100).map(str), st.sampled_from(["1a", "8*", "2bis"]))
ONDERDELEN = st.sampled_from(["a", "b", "aa", "z", "1°", "12°", "iv", "3"])


@st.composite
def adressen(draw, *, met_structuur=True):
    stappen = []
    if met_structuur and draw(st.booleans()):
        stappen.append(Stap("hoofdstuk", draw(st.sampled_from(["1", "2A", "IV", "7b"]))))
        if draw(st.booleans()):
            stappen.append(Stap("paragraaf", draw(st.sampled_from(["1.2", "3a", "8"]))))
    elif met_structuur and draw(st.booleans()):
        stappen.append(Stap("bijlage", draw(st.sampled_from(["1", "A", "II", "2b"]))))
    stappen.append(Stap("artikel", draw(ARTIKELNUMMERS)))
    if draw(st.booleans()):
        stappen.append(Stap("lid", draw(LIDNUMMERS)))
    stappen += [Stap("onderdeel", n) for n in draw(st.lists(ONDERDELEN, max_size=3))]
    return Adres(tuple(stappen))


FIJN = st.sampled_from(
    [
        *((Stap(soort, n),) for soort in ("zin", "alinea", "streepje") for n in ("1", "12", "laatste")),
        (Stap("aanhef"),),
        (Stap("opschrift"),),
        (Stap("tabel", "2"),),
        (Stap("tabel"), Stap("rij", "gehuwden")),
        (Stap("tabel", "2"), Stap("kolom", "bedrag per 1 juli")),
        (Stap("begrip", "bijstand"),),
        (Stap("lid", "laatste"),),
    ]
)


@given(adressen())
def test_nederlands_heen_en_terug(adres):
    assert uit_tekst(adres.tekst()).stappen == adres.stappen


@given(adressen(), FIJN)
def test_nederlands_heen_en_terug_tot_in_een_zin_of_een_rij(adres, fijn):
    if fijn[0].soort in ("begrip", "lid", "tabel"):
        adres = Adres(tuple(s for s in adres.stappen if s.soort not in ("lid", "onderdeel")))
    heel = Adres((*adres.stappen, *fijn))
    assert uit_tekst(heel.tekst()).stappen == heel.stappen


@given(adressen(met_structuur=False))
def test_wie_een_verwijzing_leest_en_wie_een_opdracht_leest_leest_hetzelfde(adres):
    lopend, opdracht = vorm(adres.tekst()), vorm(adres.tekst(), "plaatsen")
    if "*" not in adres.tekst():
        assert lopend is not None and lopend.doelen[0].plaatsen == opdracht.doelen[0].plaatsen == (adres.stappen,)


@given(adressen(), st.dates(), st.dates())
def test_jci_heen_en_terug(adres, geldig, zicht):
    vol = adres._replace(regeling="BWBR0015703", geldig=geldig, zicht=zicht)
    terug = uit_jci(als_jci(vol))
    assert als_jci(terug) == als_jci(vol)
    assert (terug.geldig, terug.zicht, terug.artikel) == (geldig, zicht, vol.artikel)


@pytest.mark.parametrize(
    "eid",
    [
        "body",
        "longTitle",
        "formula_2",
        "chp_1__art_2__para_3__list_o_1__item_a",
        "cmp_II__content_o_1",
        "art_2.6_inst2",
        "formula_2_inst2",
    ],
)
def test_eid_heen_en_terug(eid):
    naar = {soort.value: ref for soort, ref in EID.items()} | {"tabel": "table", "figuur": "img"}
    delen = ((naar[s.soort], s.nummer.rstrip("°º")) for s in uit_eid(eid).stappen)
    assert "__".join(f"{ref}_{nummer}" if nummer else ref for ref, nummer in delen) == eid


@pytest.mark.parametrize(
    ("zoals_geschreven", "zoals_gedrukt"),
    [
        ("art. 8a lid 2 onder b sub 1°", "artikel 8a, tweede lid, onderdeel b, onder 1°"),
        ("Artikel 8a,\u00a0tweede lid", "artikel 8a, tweede lid"),
        ("het opschrift van artikel 5", "het opschrift van artikel 5"),
        ("de aanhef van artikel 10, eerste lid", "de aanhef van artikel 10, eerste lid"),
        ("tweede lid van artikel H 3", "artikel H 3, tweede lid"),
        ("artikel 5, 3e lid, tweede volzin", "artikel 5, derde lid, tweede zin"),
        ("hoofdstuk 2, paragraaf 2.1", "hoofdstuk 2, paragraaf 2.1"),
        ("bijlage", "bijlage"),
        ("bijlage 2, eerste gedachtestreepje", "bijlage 2, eerste gedachtestreepje"),
        ("artikel 1, aanhef en onder b", None),
        ("artikel 1, de begripsomschrijving van “werkdag”", "artikel 1, de begripsomschrijving van “werkdag”"),
    ],
)
def test_nederlands_zoals_mensen_het_schrijven(zoals_geschreven, zoals_gedrukt):
    adres = uit_tekst(zoals_geschreven)
    if zoals_gedrukt is not None:
        assert adres.tekst() == zoals_gedrukt
        assert uit_tekst(adres.tekst()) == adres


@pytest.mark.parametrize("onzin", ["", "artikel 8, hallo", "8 artikel", "het college", "jci1.3:c:BWBR0015703"])
def test_wat_geen_adres_is_wordt_geweigerd(onzin):
    with pytest.raises(AdresFout):
        uit_tekst(onzin)


@given(st.text(max_size=60))
def test_willekeurige_tekst_geeft_een_adres_of_een_nette_weigering(tekst):
    for lees in (uit_tekst, uit_jci, uit_eid, uit_cvdr):
        try:
            lees(tekst)
        except AdresFout as fout:
            assert "\n" not in str(fout).replace(tekst, "")


def test_jci_uit_lokale_data_is_dubbel_ontsnapt():
    assert uit_jci("jci1.3:c:BWBR0005416&amp;amp;artikel=149").artikel == "149"


def test_jci_met_een_onmogelijke_dag_wordt_geweigerd():
    with pytest.raises(AdresFout, match="geen datum"):
        uit_jci("jci1.3:c:BWBR0015703&g=2026-02-30")


def test_periode_en_dagen():
    adres = uit_jci("jci1.31:v:BWBR0015703&artikel=8&s=2023-01-01&e=2026-12-31")
    assert (adres.begin, adres.eind, adres.jci_soort) == (date(2023, 1, 1), date(2026, 12, 31), "v")


@given(st.integers(1, 100))
def test_rangtelwoord_heen_en_terug(getal):
    assert getal_uit_rangtelwoord(rangtelwoord(getal)) == getal
    assert getal_uit_rangtelwoord(rangtelwoord(getal).replace("ë", "e")) == getal


def test_sorteersleutel_zoals_een_jurist_telt():
    volgorde = ["a1", "1", "1a", "2.9", "2.10", "5", "5a", "5aa", "5b", "5bis", "5ter", "6", "10"]
    assert sorted(volgorde, key=sorteersleutel) == volgorde


@given(st.integers(1, 60))
def test_volgende_nummer_komt_erna(getal):
    assert sorteersleutel(volgende(f"{getal}.")) > sorteersleutel(f"{getal}.")
