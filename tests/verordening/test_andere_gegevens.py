"""Vormen die echte bestanden van elders hebben en de meegeleverde niet; alle teksten hier zijn verzonnen."""

from __future__ import annotations

import io
import zipfile

import pytest

from verordening.akn.schrijver import schrijf_akn
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Figuur, Gegevens, Noot, Regeling, Soort, alineas, tekst, wandel
from verordening.canoniek import lees as lees_canoniek, schrijf
from verordening.cvdr.schrijver import schrijf_cvdr
from verordening.lezers import lees
from verordening.notaties import uit_jci
from verordening.tekstregels import tekstregels


def _toestand(romp: str) -> Regeling:
    return lees(
        f'<toestand bwb-id="BWBR0999999" inwerkingtreding="2024-01-01"><wetgeving soort="wet">{romp}</wetgeving></toestand>'.encode()
    )


def _wet(artikelen: str, na: str = "") -> Regeling:
    return _toestand(f"<intitule>Proefwet</intitule><wet-besluit><wettekst>{artikelen}</wettekst></wet-besluit>{na}")


def _artikel(inhoud: str, kop: str = "<label>Artikel</label><nr>1</nr>") -> str:
    return f"<artikel><kop>{kop}</kop>{inhoud}</artikel>"


def _soort(regeling: Regeling, soort: Soort) -> Eenheid:
    return next(e for e in wandel(regeling.wortel) if e.soort is soort)


def test_een_noot_in_een_opschrift_staat_in_de_tekst() -> None:
    kop = "<label>Artikel</label><nr>1</nr><titel>Reikwijdte<noot><noot.nr>1</noot.nr><noot.al>Zie ook bijlage 2.</noot.al></noot></titel>"
    regeling = _wet(_artikel("<al>Deze wet geldt.</al>", kop))
    assert tekst(_soort(regeling, Soort.ARTIKEL)).split("\n") == [
        "Artikel 1 Reikwijdte",
        "Zie ook bijlage 2.",
        "Deze wet geldt.",
    ]
    assert "Artikel 1 Reikwijdte [noot: Zie ook bijlage 2.] Deze wet geldt." in [t for _, _, t in tekstregels(regeling)]


def test_een_noot_in_een_tabeltitel_staat_in_de_tekst() -> None:
    tabel = (
        "<table><title>Bedragen<noot><noot.nr>1</noot.nr><noot.al>In euro.</noot.al></noot></title><tgroup cols='1'>"
        "<tbody><row><entry><al>12</al></entry></row></tbody></tgroup></table>"
    )
    artikel = _soort(_wet(_artikel(tabel)), Soort.ARTIKEL)
    assert tekst(artikel).split("\n") == ["Artikel 1", "Bedragen", "In euro.", "12"]
    assert [a.rol for a in alineas(artikel)] == ["tabeltitel", "", ""]


def test_de_nummers_van_een_lijst_in_een_cel_staan_eenmaal_in_de_tekst() -> None:
    lijst = "<lijst><li><li.nr>1.</li.nr><al>fruit;</al></li><li><li.nr>2.</li.nr><al>groente.</al></li></lijst>"
    tabel = f"<table><tgroup cols='1'><tbody><row><entry><al>Waren:</al>{lijst}</entry></row></tbody></tgroup></table>"
    regeling = _wet(_artikel(tabel))
    assert tekst(_soort(regeling, Soort.ARTIKEL)).split("\n") == ["Artikel 1", "Waren:", "1. fruit;", "2. groente."]
    assert [t for _, _, t in tekstregels(regeling) if "fruit" in t] == ["Artikel 1 Waren: 1. fruit; 2. groente."]


def test_een_rangwoord_voor_het_label_blijft_ervoor() -> None:
    regeling = _wet(
        f"<hoofdstuk><kop><nr>Eerste</nr><label>hoofdstuk</label><titel>Begin</titel></kop>{_artikel('<al>Een.</al>')}</hoofdstuk>"
    )
    assert tekst(_soort(regeling, Soort.HOOFDSTUK)).split("\n")[0] == "Eerste hoofdstuk Begin"


def test_een_noot_direct_achter_een_spatie_laat_geen_leeg_stuk_tekst_na() -> None:
    regeling = _wet(
        _artikel(
            "<al>Het lid der <extref doc='x'>Raad</extref> <noot><noot.nr>*</noot.nr><noot.al>Noot.</noot.al></noot> spreekt.</al>"
        )
    )
    (alinea,) = [a for a in alineas(_soort(regeling, Soort.ARTIKEL)) if len(a.inhoud) > 1]
    assert "" not in alinea.inhoud
    assert lees_canoniek(schrijf(regeling)) == regeling


def test_een_losse_noot_tussen_divisies_blijft_een_noot() -> None:
    bijlage = (
        "<bijlage><kop><label>Bijlage</label><nr>1</nr></kop><al>Leden: 70%<nootref refid='n1'/></al>"
        "<noot id='n1'><noot.nr>1</noot.nr><noot.al>Peildatum 1 mei.</noot.al></noot></bijlage>"
    )
    regeling = _wet(_artikel("<al>Een.</al>"), bijlage)
    *_, los = _soort(regeling, Soort.BIJLAGE).inhoud
    assert los == Alinea((Noot("1", (Alinea(("Peildatum 1 mei.",)),)),))
    assert tekst(_soort(regeling, Soort.BIJLAGE)).endswith("\nPeildatum 1 mei.")
    assert lees_canoniek(schrijf(regeling)) == regeling


def test_de_ondertekening_van_een_bijlage_gaat_mee() -> None:
    sluiting = "<bijlage-sluiting><ondertekening>De <functie>voorzitter</functie></ondertekening></bijlage-sluiting>"
    regeling = _wet(
        _artikel("<al>Een.</al>"), f"<bijlage><kop><label>Bijlage</label></kop><al>Tekst.</al>{sluiting}</bijlage>"
    )
    assert tekst(_soort(regeling, Soort.BIJLAGE)).split("\n") == ["Bijlage", "Tekst.", "De voorzitter"]


def _verdrag(taal: str, titel: str, artikel: str) -> str:
    kop = f"<kop><titel>{titel}</titel></kop>"
    return (
        f'<verdrag xml:lang="{taal}"><verdragtekst>{kop}<wettekst><artikel><kop><label>Artikel</label><nr>1</nr></kop>'
        f"<al>{artikel}</al></artikel></wettekst></verdragtekst></verdrag>"
    )


def test_een_verdrag_heeft_een_titel_boven_elke_tekst() -> None:
    regeling = _toestand(
        "<intitule>Verdrag over proeven</intitule>" + _verdrag("nl", "Verdrag inzake proeven", "De partijen proeven.")
    )
    assert tekst(regeling.wortel).split("\n") == [
        "Verdrag over proeven",
        "Verdrag inzake proeven",
        "Artikel 1",
        "De partijen proeven.",
    ]
    assert lees_canoniek(schrijf(regeling)) == regeling


def test_van_een_verdrag_in_twee_talen_wordt_de_nederlandse_tekst_gelezen_en_de_andere_genoemd() -> None:
    regeling = _toestand(
        _verdrag("en", "Treaty", "The parties test.") + _verdrag("nl", "Verdrag", "De partijen proeven.")
    )
    assert tekst(regeling.wortel).split("\n") == ["Verdrag", "Artikel 1", "De partijen proeven."]
    assert regeling.gegevens.taal == "nl"
    (bevinding,) = [b for b in regeling.bevindingen if b.code == "andere-taal"]
    assert (bevinding.fragment, bevinding.ernst.value) == ("en", "waarschuwing")


def test_het_wapen_boven_een_bekendmaking_blijft_erbij() -> None:
    regeling = lees(
        b"<officiele-publicatie><metadata/><gemeenteblad><kop><plaatje><illustratie naam='wapen.png' alt='Wapen'/></plaatje>"
        b"<titel>Proefverordening</titel></kop><regeling><regeling-tekst><artikel><kop><label>Artikel</label><nr>1</nr></kop>"
        b"<al>Een.</al></artikel></regeling-tekst></regeling></gemeenteblad></officiele-publicatie>"
    )
    figuur, regel = _soort(regeling, Soort.OPSCHRIFT).inhoud
    assert isinstance(figuur, Figuur)
    assert figuur.afbeelding.bron == "wapen.png"
    assert (regeling.gegevens.opschrift, tekst(_soort(regeling, Soort.OPSCHRIFT))) == (
        "Proefverordening",
        "Proefverordening",
    )
    assert isinstance(regel, Alinea)


STOP = (
    '<RegelingCompact xmlns="https://standaarden.overheid.nl/stop/imop/tekst/" xmlns:e="urn:eigen">{}</RegelingCompact>'
)


def _stop(inhoud: str) -> Regeling:
    return lees(
        STOP.format(f"<RegelingOpschrift><Al>Proefplan</Al></RegelingOpschrift><Lichaam>{inhoud}</Lichaam>").encode(),
        naam="plan.xml",
    )


def test_een_kenmerk_uit_een_vreemde_naamruimte_overleeft_de_canonieke_vorm() -> None:
    regeling = _stop(
        '<Artikel e:type="z" e:soort="y" soort="x"><Kop><Label>Artikel</Label><Nummer>1</Nummer></Kop>'
        "<Inhoud><Al>Een.</Al></Inhoud></Artikel>"
    )
    assert set(_soort(regeling, Soort.ARTIKEL).kenmerken) == {("type", "z"), ("soort", "y"), ("soort.2", "x")}
    assert lees_canoniek(schrijf(regeling)) == regeling


def test_een_kenmerk_zonder_naam_die_in_xml_kan_wordt_geweigerd() -> None:
    regeling = Regeling(Gegevens("x"), Eenheid(Soort.REGELING, kenmerken=(("{urn:x}naam", "1"),)))
    with pytest.raises(Geweigerd, match="geen naam die in XML kan"):
        schrijf(regeling)


def test_veel_afwijkende_eids_zijn_enkele_bevindingen() -> None:
    artikelen = "".join(
        f'<Artikel eId="art_x{n}" wId="w{n}"><Kop><Label>Artikel</Label><Nummer>{n}</Nummer></Kop>'
        f'<Lid eId="art_x{n}__para_1" wId="w{n}l"><LidNummer>1.</LidNummer><Inhoud><Al>Een.</Al></Inhoud></Lid></Artikel>'
        for n in range(1, 21)
    )
    regeling = _stop(artikelen)
    gemeld = [b for b in regeling.bevindingen if b.code == "eid-afwijkend"]
    assert [b.fragment for b in gemeld] == ["art_x1", "art_x2", "art_x3", "art_x4", "art_x5", ""]
    assert "Nog 15 " in gemeld[-1].uitleg
    assert "art_x20__para_1" in [e.eId for e in wandel(regeling.wortel)]


def test_een_regeling_zonder_cvdr_nummer_gaat_als_cvdr_heen_en_terug() -> None:
    kop = "<nr>Eerste</nr><label>hoofdstuk</label><titel>Begin</titel>"
    sluiting = "<bijlage-sluiting><ondertekening>De <functie>griffier</functie></ondertekening></bijlage-sluiting>"
    regeling = _wet(
        f"<hoofdstuk><kop>{kop}</kop>{_artikel('<al>Een.</al>')}</hoofdstuk>",
        f"<bijlage><kop><label>Bijlage</label><nr>1</nr></kop><al>Tekst.</al>{sluiting}</bijlage>",
    )
    terug = lees(schrijf_cvdr(regeling).inhoud)
    assert tekst(terug.wortel) == tekst(regeling.wortel)
    assert terug.gegevens.werk == "BWBR0999999"
    assert "cvdr-zonder-nummer" in [b.code for b in terug.bevindingen]


DATA = "https://standaarden.overheid.nl/stop/imop/data/"


def _pakket(**delen: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        for pad, inhoud in delen.items():
            pakket.writestr(pad.replace("__", "/") + ".xml", inhoud)
    return uit.getvalue()


def test_een_stop_pakket_wordt_met_zijn_gegevens_gelezen() -> None:
    tekstdeel = STOP.format(
        "<RegelingOpschrift><Al>Proefplan</Al></RegelingOpschrift><Lichaam><Artikel><Kop><Label>Artikel</Label>"
        "<Nummer>1</Nummer></Kop><Inhoud><Al>Een.</Al></Inhoud></Artikel></Lichaam>"
    )
    identiteit = (
        f'<ExpressionIdentificatie xmlns="{DATA}"><FRBRWork>{{0}}</FRBRWork>'
        "<FRBRExpression>{0}/nld@2024-05-01;1</FRBRExpression></ExpressionIdentificatie>"
    )
    titel = (
        f'<RegelingMetadata xmlns="{DATA}"><officieleTitel>Proefplan gemeente Proef</officieleTitel></RegelingMetadata>'
    )
    regeling = lees(
        _pakket(
            Regeling__Tekst=tekstdeel,
            Regeling__Identificatie=identiteit.format("/akn/nl/act/gm0999/2024/plan"),
            Regeling__Metadata=titel,
            IO1__Identificatie=identiteit.format("/join/id/regdata/gm0999/2024/kaart"),
            pakbon="<Pakbon/>",
        ),
        naam="plan.zip",
    )
    assert (regeling.gegevens.werk, regeling.gegevens.opschrift) == (
        "/akn/nl/act/gm0999/2024/plan",
        "Proefplan gemeente Proef",
    )
    assert tekst(_soort(regeling, Soort.ARTIKEL)) == "Artikel 1\nEen."


@pytest.mark.parametrize(
    ("delen", "reden"),
    [
        ({"a": "<Pakbon/>"}, "geen Word-document en geen STOP-regeling"),
        ({"a": STOP.format(""), "b": STOP.format("")}, "staan 2 teksten"),
        ({"a": '<!DOCTYPE x><RegelingCompact xmlns="https://standaarden.overheid.nl/stop/imop/tekst/"/>'}, "DOCTYPE"),
    ],
)
def test_een_ander_zip_bestand_wordt_met_reden_geweigerd(delen: dict[str, str], reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden):
        lees(_pakket(**delen), naam="plan.zip")


def test_een_beschadigd_of_te_groot_pakket_wordt_geweigerd() -> None:
    with pytest.raises(Geweigerd, match="beschadigd"):
        lees(_pakket(a=STOP.format(""))[:-40], naam="plan.zip")
    with pytest.raises(Geweigerd, match="groter dan de grens"):
        lees(_pakket(a=STOP.format("<!--" + "x" * 5000 + "-->")), naam="plan.zip", limiet=4000)


def test_van_meer_regelingen_in_een_bestand_wordt_gezegd_welke() -> None:
    een = STOP.format("<RegelingOpschrift><Al>Plan {}</Al></RegelingOpschrift><Lichaam/>")
    with pytest.raises(Geweigerd, match=r"2 regelingen in dit bestand .*«Plan A», .*«Plan B»"):
        lees(
            f'<Levering xmlns="https://standaarden.overheid.nl/lvbb/stop/">{een.format("A")}{een.format("B")}</Levering>'.encode()
        )


def test_een_ondertitel_met_een_verwijzing_gaat_heel_naar_cvdr() -> None:
    kop = "<label>Bijlage</label><nr>1</nr><titel>Lijst</titel><subtitel>Deze hoort bij <intref doc='x'>artikel 1</intref>, van de wet</subtitel>"
    regeling = _wet(_artikel("<al>Een.</al>"), f"<bijlage><kop>{kop}</kop><al>Tekst.</al></bijlage>")
    assert tekst(lees(schrijf_cvdr(regeling).inhoud).wortel) == tekst(regeling.wortel)


def test_een_kop_boven_de_hele_tekst_raakt_niet_stil_kwijt() -> None:
    regeling = _toestand(
        "<circulaire><circulaire-tekst><kop><titel>Inleiding</titel></kop><tekst><al>Een.</al></tekst></circulaire-tekst></circulaire>"
    )
    terug = lees(schrijf_cvdr(regeling).inhoud)
    assert tekst(terug.wortel).split("\n") == tekst(regeling.wortel).split("\n") == ["Inleiding", "Een."]
    with pytest.raises(Geweigerd, match="boven de hele tekst"):
        schrijf_akn(regeling, overheid="gm0999")


def test_een_verdrag_met_twee_teksten_wordt_niet_half_geschreven() -> None:
    verdrag = (
        _verdrag("nl", "Verdrag", "Een.").replace("</verdrag>", "")
        + _verdrag("nl", "Protocol", "Twee.").partition(">")[2]
    )
    regeling = _toestand(verdrag)
    assert tekst(regeling.wortel).split("\n") == ["Verdrag", "Artikel 1", "Een.", "Protocol", "Artikel 1", "Twee."]
    assert len({e.eId for e in wandel(regeling.wortel) if e.eId}) == sum(bool(e.eId) for e in wandel(regeling.wortel))
    with pytest.raises(Geweigerd, match="meer dan één lichaam"):
        schrijf_akn(regeling, overheid="gm0999")
    assert "cvdr-volgorde" in [b.code for b in schrijf_cvdr(regeling).bevindingen if b.ernst == "fout"]


def test_een_jci_zoals_in_een_webadres() -> None:
    adres = uit_jci("jci1.0:v:BWBR0999999&artikel=8%3A75")
    assert (adres.artikel, uit_jci("1.0:v:BWBR0999999&artikel=X+6").artikel) == ("8:75", "X_6")
