"""What persons recorded: links that survive renumbering, and the state of the choices."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from impact.dossier.keuzes import Keuze, Keuzes, Keuzestand, controleer_keuzes
from impact.dossier.koppelingen import (
    Citaat,
    Koppeling,
    Koppelingen,
    schrijf_erbij,
)
from impact.kaders import ingebouwde_kaders
from verordening.bevinding import Geweigerd
from verordening.gemeenten import BESTAND as GEMEENTEN, Gemeenten
from verordening.xmlveilig import lees_xml
from versies.dossier import Dossierblad
from wetgeving.maatregelen import ingebouwde_maatregelen

MAP = GEMEENTEN.parent
KOPPELINGEN = Koppelingen.lees(MAP / "koppelingen.xml")
KEUZES = Keuzes.lees(MAP / "keuzes.xml")


def _koppeling(**anders: object) -> Koppeling:
    velden: dict[str, object] = {
        "maatregel": "M05",
        "regeling": "regels",
        "eId": "art_3__para_1",
        "status": "bevestigd",
        "wie": "de jurist",
        "wanneer": date(2026, 2, 1),
        "citaat": Citaat(tekst="vier weken", voor="niet eerder dan "),
        "waarom": "Termijn wijzigt.",
    }
    return Koppeling(**{**velden, **anders})


def test_het_voorbeeld_is_herkenbaar_en_wijst_naar_wat_bestaat() -> None:
    slugs = {r.slug for r in Dossierblad.lees(MAP / "dossier.xml").regelingen}
    maatregelen = {m.id for m in ingebouwde_maatregelen().maatregelen}
    assert "voorbeeld" in KOPPELINGEN.status
    assert {k.wie for k in KOPPELINGEN.koppelingen} == {"voorbeeld"}
    assert {k.regeling for k in KOPPELINGEN.koppelingen} <= slugs
    assert {k.maatregel for k in KOPPELINGEN.koppelingen} <= maatregelen
    assert {k.status for k in KOPPELINGEN.koppelingen} == {"voorstel", "bevestigd", "verworpen"}
    assert {v.regeling for v in KEUZES.vindplaatsen} <= slugs


def test_een_koppeling_vindt_haar_plaats_terug_na_vernummeren() -> None:
    koppeling = _koppeling()
    oud = {"art_3": "Termijn\nniet eerder dan vier weken", "art_3__para_1": "niet eerder dan vier weken"}
    nieuw = {
        "art_3": "Iets anders",
        "art_4": "Termijn niet eerder dan vier weken",
        "art_4__para_1": "niet eerder  dan vier weken",
    }
    assert koppeling.plaats(oud) == "art_3__para_1"
    assert koppeling.plaats(nieuw) == "art_4__para_1"


def test_het_lichaam_van_de_regeling_is_geen_tweede_plaats() -> None:
    koppeling = _koppeling()
    nieuw = {
        "body": "Termijn niet eerder dan vier weken",
        "art_4": "Termijn niet eerder dan vier weken",
        "art_4__para_1": "niet eerder dan vier weken",
    }
    assert koppeling.plaats(nieuw) == "art_4__para_1"
    assert (
        koppeling.plaats({**nieuw, "cmp_1": "niet eerder dan vier weken"}) is None
    )  # een bijlage staat naast het lichaam
    assert koppeling.plaats({"body": "niet eerder dan vier weken"}) == "body"


def test_een_koppeling_raadt_niet() -> None:
    koppeling = _koppeling()
    assert koppeling.plaats({"art_3__para_1": "andere woorden"}) is None
    assert koppeling.plaats({"art_4": "niet eerder dan vier weken", "art_5": "niet eerder dan vier weken"}) is None


def test_een_nieuwe_beslissing_vervangt_de_oude() -> None:
    lijst = Koppelingen(status="toets").met(_koppeling()).met(_koppeling(maatregel="M01"))
    moment = datetime(2026, 11, 30, 14, 3, 5, 17)
    later = _koppeling(status="verworpen", waarom="Toch niet.", moment=moment, kans=0.91, wet="De wet zegt nu dit.")
    daarna = lijst.met(later)
    assert [(k.status, k.vervangen) for k in daarna.koppelingen] == [
        ("bevestigd", moment),
        ("bevestigd", None),
        ("verworpen", None),
    ]
    assert daarna.van("M05") == (later,) and Koppelingen.lees(daarna.als_xml()) == daarna
    terug = daarna.met(_koppeling(status="herroepen", waarom="Ongedaan gemaakt.", moment=moment.replace(minute=4)))
    assert schrijf_erbij(lijst.als_xml(), [later, terug.koppelingen[-1]]) == terug.als_xml()
    erbij = [_koppeling(maatregel=m, moment=moment, wet="a < b") for m in ("M07", "M08")]
    gegroeid = schrijf_erbij(lijst.als_xml(), erbij, vervangt=False)
    assert gegroeid == lijst.met(erbij[0]).met(erbij[1]).als_xml()
    assert terug.van("M05") == () and len(terug.koppelingen) == 4, "niets wordt gewist"


def test_een_beslissing_vervalt_als_de_wet_anders_zegt() -> None:
    beslist = _koppeling(wet="ten hoogste 10 dagen")
    assert beslist.wet_staat_er(["De termijn is ten  hoogste 10 dagen."])
    assert not beslist.wet_staat_er(["De termijn is ten hoogste 12 dagen.", ""])
    assert beslist.wet_staat_er([""]) and _koppeling().wet_staat_er(["iets anders"]), "niet bekend is niet gewijzigd"


def test_twee_beslissingen_over_een_koppeling_worden_geweigerd() -> None:
    tekst = Koppelingen(status="toets").met(_koppeling()).als_xml().decode()
    begin, eind = tekst.index("  <koppeling "), tekst.index("</koppelingen>")
    dubbel = tekst[:eind] + tekst[begin:eind].replace("bevestigd", "verworpen") + tekst[eind:]
    with pytest.raises(Geweigerd, match="twee beslissingen"):
        Koppelingen.lees(dubbel.encode(), naam="koppelingen.xml")


@pytest.mark.parametrize("tekst", ["=1+1", "<b>vet</b> & meer", "{{ 7*7 }}", "é ” — €"])
def test_tekst_van_een_gebruiker_komt_ongewijzigd_terug(tekst: str) -> None:
    lijst = Koppelingen(status="toets").met(_koppeling(waarom=tekst, wie=tekst))
    assert Koppelingen.lees(lijst.als_xml()) == lijst


def test_koppelingen_en_keuzes_zijn_na_schrijven_en_lezen_gelijk() -> None:
    assert KOPPELINGEN.als_xml() == (MAP / "koppelingen.xml").read_bytes()
    assert KEUZES.als_xml() == (MAP / "keuzes.xml").read_bytes()


def test_een_stuurteken_kan_niet_in_het_bestand() -> None:
    with pytest.raises(Geweigerd, match="teken"):
        Koppelingen(status="toets").met(_koppeling(waarom="a\x01b")).als_xml()


def test_van_elke_gemeente_staan_alle_negentien_keuzes_op_onbekend() -> None:
    namen = [(g.code, g.naam) for g in Gemeenten.lees(GEMEENTEN).gemeenten]
    assert [(g.code, g.naam) for g in KEUZES.gemeenten] == namen
    for gemeente in KEUZES.gemeenten:
        assert len(gemeente.keuzes) == 19 and {k.stand for k in gemeente.keuzes} == {"onbekend"}
    assert controleer_keuzes(KEUZES, ingebouwde_kaders()) == ()


def test_een_keuze_buiten_de_opties_wordt_gemeld_en_wat_ontbreekt_is_onbekend() -> None:
    stand = Keuzestand(
        code="gm0610",
        naam="Sliedrecht",
        keuzes=(
            Keuze(sleutel="SK18", stand="gekozen", optie="uitbesteden"),
            Keuze(sleutel="SK19", stand="gekozen", optie="x"),
            Keuze(sleutel="SK77", stand="open"),
        ),
    )
    keuzes = Keuzes(status="toets", peildatum=date(2026, 1, 1), gemeenten=(stand,))
    gemeld = controleer_keuzes(keuzes, ingebouwde_kaders())
    assert [b.code for b in gemeld] == ["keuze-optie", "keuze-onbekend", "keuze-ontbreekt"]
    assert stand.stand("SK01").stand == "onbekend"


def test_een_keuze_zonder_optie_wordt_geweigerd() -> None:
    tekst = (MAP / "keuzes.xml").read_text(encoding="utf-8").replace('stand="onbekend"', 'stand="gekozen"', 1)
    with pytest.raises(Geweigerd, match="SK01"):
        Keuzes.lees(tekst.encode(), naam="keuzes.xml")


def test_elke_koppeling_van_het_voorbeeld_staat_op_haar_plaats() -> None:
    for koppeling in KOPPELINGEN.koppelingen:
        oudste = min((MAP / "regelingen" / koppeling.regeling).glob("*.xml"))
        teksten = {
            e.get("eId"): "".join(e.itertext()) for e in lees_xml(oudste, naam=oudste.name).iter() if e.get("eId")
        }
        assert koppeling.plaats(teksten) == koppeling.eId, (koppeling.maatregel, koppeling.regeling)


def test_elke_vindplaats_van_een_keuze_bestaat() -> None:
    for vindplaats in KEUZES.vindplaatsen:
        oudste = min((MAP / "regelingen" / vindplaats.regeling).glob("*.xml"))
        eids = {e.get("eId") for e in lees_xml(oudste, naam=oudste.name).iter()}
        assert vindplaats.eId in eids, (vindplaats.sleutel, vindplaats.eId)


def test_wat_een_beetje_is_gewijzigd_houdt_zijn_plaats() -> None:
    """A small edit is not the same words, but its place is known; what differs too much, or fits twice, is not guessed."""
    regel = "Een gift van ten hoogste € 600 per kalenderjaar telt niet mee als middel."
    koppeling = _koppeling(citaat=Citaat(tekst=regel))
    nieuw = {
        "art_4__para_2": f"2. {regel.replace('600', '750')}",
        "art_9": "De cliëntenraad vergadert viermaal per jaar.",
    }
    assert koppeling.plaats(nieuw) is None and koppeling.bijna(nieuw) == "art_4__para_2"
    assert koppeling.bijna({**nieuw, "art_5": regel.replace("600", "900")}) is None
    assert koppeling.bijna({"art_9": nieuw["art_9"]}) is None
    assert _koppeling().bijna({"art_3": "vijf weken"}) is None  # te kort om het te weten


def test_oefenstof_draagt_geen_persoon() -> None:
    lijst = Koppelingen(status="toets").met(_koppeling(wie="Jansen", waarom="Gesproken met Pietersen."))
    lijst = lijst.met(_koppeling(maatregel="M06", status="verworpen")).met(
        _koppeling(maatregel="M07", status="herroepen")
    )
    stof = lijst.als_oefenstof()
    assert [(s["maatregel"], s["raak"]) for s in stof] == [("M05", True), ("M06", False)]
    assert "Jansen" not in str(stof) and "Pietersen" not in str(stof)
