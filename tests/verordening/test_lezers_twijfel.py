"""What went wrong before a text came here cannot be repaired, but it is seen: encoding, scans, glued notes, missing pieces."""

from __future__ import annotations

import pytest

from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Soort, kaal, wandel
from verordening.canoniek import schrijf
from verordening.lezers import lees

KOP = "# Regels proef\n\n"


def tekst(*artikelen: str) -> bytes:
    return (KOP + "\n\n".join(f"## Artikel {a}" for a in artikelen)).encode()


def sleutels(bron: bytes) -> dict[str, str]:
    """Code of each finding about doubt → what it is about."""
    zaken = ("leesfout", "zin-onaf", "nummer-sprong", "gelijkend-teken", "lijkt-tabel")
    return {b.code: b.fragment for b in lees(bron).bevindingen if b.code in zaken}


@pytest.mark.parametrize(
    ("zin", "fragment"),
    [
        ("De bijdrage is € 1.5003 per jaar.", "1.5003"),
        ("De boete is ten hoogste € 2.0002.500.", "2.0002.500"),
        ("Het tarief is € l2,50 per maand.", "l2,50"),
        ("Het tarief is € 8,O0 per maand.", "8,O0"),
        ("Dit heet een Vrijste11ing van de regels.", "Vrijste11ing"),
        ("De wijkbudgetten2 zijn voor bewoners.", "wijkbudgetten2"),
    ],
)
def test_een_bedrag_of_woord_dat_zo_niet_gedrukt_kan_zijn_is_een_bevinding(zin: str, fragment: str) -> None:
    assert fragment in sleutels(tekst(f"1 Zaak\n\n{zin}\n"))["leesfout"]


@pytest.mark.parametrize(
    "zin",
    [
        "De bijdrage is € 1.200,50 of € 10.000.",
        "Artikel 10f, artikel 65l en bijlage 2 gelden.",
        "De uitstoot van CO2 per m2 telt, zie https://voorbeeld.nl/pagina12.",
        "Het tarief is € 0,0025 per kWh, dus € 5,5 miljoen in 2026.",
        "Zie 2.1.13 en BWBR0015703.",
    ],
)
def test_gewone_getallen_en_namen_zijn_geen_bevinding(zin: str) -> None:
    assert sleutels(tekst(f"1 Zaak\n\n{zin}\n")) == {}


def test_een_tekst_in_een_verkeerde_codering_wordt_geweigerd_met_de_regel() -> None:
    bron = tekst("1 Zaak\n\nHet college beslist – na advies – zelf.\n").decode().encode().decode("cp1252").encode()
    with pytest.raises(Geweigerd, match="regel 5: de tekst is met een verkeerde codering"):
        lees(bron)


def test_een_zin_die_niet_afloopt_valt_op_tussen_zinnen_die_dat_wel_doen() -> None:
    vol = [f"{n} Zaak\n\nHet college beslist over zaak {n}.\n" for n in range(1, 6)]
    assert "zin-onaf" not in sleutels(tekst(*vol))
    assert sleutels(tekst(*vol, "6 Slot\n\nDe burgemeester hoort het lid voordat hij\n"))["zin-onaf"].endswith("hij")
    kort = [f"{n} Zaak\n\nzonder punten\n" for n in range(1, 6)]
    assert "zin-onaf" not in sleutels(tekst(*kort)), "in een tekst zonder punten zegt dat niets"


def test_wat_in_een_reeks_ontbreekt_wordt_gevraagd() -> None:
    assert sleutels(tekst("1 Een\n\nEen.\n", "2 Twee\n\nTwee.\n", "4 Vier\n\nVier.\n"))["nummer-sprong"] == "2 → 4"
    samen = KOP + "## Artikel 1\n\nEen.\n\n## Artikelen 2 tot en met 4 vervallen\n\n## Artikel 5\n\nVijf.\n"
    assert "nummer-sprong" not in sleutels(samen.encode())
    uit_de_zin = "1 Toezicht\n\nBelast zijn de ambtenaren, bedoeld in artikel\n12. Zij dragen een bewijs.\n"
    assert sleutels(tekst(uit_de_zin))["nummer-sprong"] == "12."


def test_een_tekst_met_twijfel_blijft_leesbaar_als_zij_is_opgeslagen() -> None:
    zin = "De kosten zijn € 1.5003 voor een ﬁets"
    bron = tekst(*(f"{n} Zaak\n\nHet is zo.\n" for n in range(1, 6)), f"9 Slot\n\n2. {zin}\n")
    gelezen = lees(bron)
    assert {"leesfout", "zin-onaf", "nummer-sprong", "gelijkend-teken"} <= {b.code for b in gelezen.bevindingen}
    assert lees(schrijf(gelezen)).wortel == gelezen.wortel


def test_kolommen_naast_elkaar_worden_gezien_ook_als_de_zinnen_doorlopen() -> None:
    bron = tekst(
        "1 Zaak\n\nBewoners kunnen per adres         Bezoekers parkeren met een\n"
        "twee vergunningen krijgen.        digitale kaart.\n"
    )
    assert "lijkt-tabel" in sleutels(bron)


def test_een_ligatuur_is_een_ander_teken_dan_zij_lijkt() -> None:
    assert "gelijkend-teken" in sleutels(tekst("1 Zaak\n\nEen ﬁets is een rijwiel.\n"))


def test_het_woord_en_het_nummer_van_een_kop_mogen_op_eigen_regels_staan() -> None:
    bron = b"Havenregels\n\nArtikel\n1\nReikwijdte\n\nDeze regels gelden in de haven.\n\nArtikel\n2\nPlaats\n\n1.\n\nEen.\n\n2.\n\nTwee.\n"
    artikelen = [e for e in wandel(lees(bron).wortel) if e.soort is Soort.ARTIKEL]
    assert [(a.nummer, a.opschrift) for a in artikelen] == [("1", ("Reikwijdte",)), ("2", ("Plaats",))]
    assert [kaal(k.nummer) for k in artikelen[1].inhoud if isinstance(k, Eenheid)] == ["1", "2"]


def test_lid_met_een_streepje_is_een_lid() -> None:
    bron = tekst("1 Zaak\n\nlid 1 - De raad helpt.\nlid 2 - Het college ook.\n")
    assert [e.soort for e in wandel(lees(bron).wortel) if e.nummer.startswith("lid")] == [Soort.LID, Soort.LID]
