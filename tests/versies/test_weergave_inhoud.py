"""Opmaak, noten, redactie en status in de weergaven; ankers; tabellen van twee versies; kanttekeningen; de opdracht."""

import io
import re
import zipfile

import pytest
from click.testing import CliRunner
from lxml import etree

from tests.versies.test_weergave import VWI, tekst_van, woorden
from tests.versies.test_weergave_verplaatst import artikel, bedragen, hoofdstuk, lid, regeling, was_en_wordt
from verordening.boom import (
    Afbeelding,
    Alinea,
    Cel,
    Eenheid,
    Figuur,
    Gegevens,
    Kolom,
    Noot,
    Opmaak,
    Redactie,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    Verwijzing,
    wandel,
)
from verordening.papier import document as d, zet
from verordening.papier.gang import koppen
from verordening.papier.keuring import eis
from versies.vergelijken.paar import Paar
from versies.verschil import vergelijk
from versies.weergave.bijgehouden import docx, odt
from versies.weergave.inhoud import zet_woorden
from versies.weergave.renvooi import renvooi, zuivere_tekst
from versies.weergave.samenvatting import kanttekeningen, plaatsen
from versies.weergave.waswordt import rijen, waswordt

TERMIJN = (
    "Het ",
    Opmaak("vet", ("college",)),
    " beslist binnen acht weken",
    Noot("1", (Alinea(("Te rekenen vanaf ontvangst.",)),)),
    " na ",
    Verwijzing("https://voorbeeld.nl/wet", "extern", ("de aanvraag",)),
    ", in m",
    Opmaak("sup", ("2",)),
    ".",
    Redactie("extra", (" [Red: zie ook de beleidsregels]",)),
)
NIEUW = tuple(t.replace("acht", "zes") if isinstance(t, str) else t for t in TERMIJN)


def alinea_van(was: tuple, wordt: tuple):
    verschil = vergelijk(*(regeling(hoofdstuk("1", "A", artikel("1", "Termijn", Alinea(i)))) for i in (was, wordt)))
    return verschil, next(
        b
        for b in d.wandel(renvooi(verschil).blokken)
        if isinstance(b, d.Alinea) and "Het " in d.platte_tekst(b.inhoud) and "beslist" in d.platte_tekst(b.inhoud)
    )


def test_opmaak_links_en_noten_blijven_ook_in_een_gewijzigde_zin():
    _, alinea = alinea_van(TERMIJN, NIEUW)
    stukken = list(d.stukken(alinea.inhoud))
    gevonden = {s.tekst: s for s in stukken if isinstance(s, d.Stuk)}
    assert gevonden["college"].vet and not gevonden["college"].wijziging
    assert gevonden["acht"].wijziging is d.Wijziging.VERVALLEN
    assert gevonden["zes"].wijziging is d.Wijziging.INGEVOEGD
    assert gevonden["de aanvraag"].link == "https://voorbeeld.nl/wet"
    assert gevonden["2"].hoog
    noten = [s for s in stukken if isinstance(s, d.Noot)]
    assert [d.platte_tekst(n.inhoud) for n in noten] == ["Te rekenen vanaf ontvangst."] and not noten[0].wijziging


def test_gewijzigde_woorden_in_een_noot_zijn_gemerkt_en_een_nieuwe_noot_is_nieuw():
    anders = tuple(
        Noot("1", (Alinea(("Te rekenen vanaf verzending.",)),)) if isinstance(t, Noot) else t for t in TERMIJN
    )
    _, alinea = alinea_van(TERMIJN, anders)
    noot = next(s for s in alinea.inhoud if isinstance(s, d.Noot))
    merken = {s.tekst: s.wijziging for s in d.stukken(noot.inhoud)}
    assert merken["ontvangst"] is d.Wijziging.VERVALLEN and merken["verzending"] is d.Wijziging.INGEVOEGD
    zonder = tuple(t for t in TERMIJN if not isinstance(t, Noot))
    assert [s.wijziging for s in alinea_van(zonder, TERMIJN)[1].inhoud if isinstance(s, d.Noot)] == [
        d.Wijziging.INGEVOEGD
    ]
    assert [s.wijziging for s in alinea_van(TERMIJN, zonder)[1].inhoud if isinstance(s, d.Noot)] == [
        d.Wijziging.VERVALLEN
    ]


def test_redactie_staat_alleen_in_de_leesversie_en_heet_daar_zo():
    verschil, alinea = alinea_van(TERMIJN, NIEUW)
    assert "[Redactie: zie ook de beleidsregels]" in d.platte_tekst(alinea.inhoud)
    assert "beleidsregels" not in " ".join(tekst_van(zuivere_tekst(verschil), d.Wijziging.GEEN))
    with zipfile.ZipFile(io.BytesIO(docx(verschil))) as z:
        assert b"beleidsregels" not in z.read("word/document.xml")


def test_noten_in_word_houden_hun_wijzigingen_bij():
    anders = tuple(Noot("1", (Alinea(("Vanaf verzending.",)),)) if isinstance(t, Noot) else t for t in TERMIJN)
    verschil, _ = alinea_van(TERMIJN, anders)
    with zipfile.ZipFile(io.BytesIO(docx(verschil))) as z:
        noten = etree.fromstring(z.read("word/footnotes.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    weg = "".join(t.text or "" for t in noten.iter(f"{w}delText"))
    assert "ontvangst" in weg and noten.find(f".//{w}ins//{w}t") is not None


@pytest.mark.parametrize("weg", list(d.Wijziging)[1:3])
def test_woorden_van_een_kant_zijn_precies_die_kant(weg):
    verschil, _ = alinea_van(TERMIJN, NIEUW)
    tekst = tekst_van(zuivere_tekst(verschil), weg)
    assert ("acht" in tekst, "zes" in tekst) == ((True, False) if weg is d.Wijziging.INGEVOEGD else (False, True))


def test_letters_van_twee_kanten_passen_op_de_spannen():
    paar = Paar(Alinea(("a  b",)), Alinea((Opmaak("vet", ("a",)), "\n b ")), gelijk=True)
    assert d.platte_tekst(zet_woorden(paar)) == "a b"


def test_nog_niet_in_werking_staat_er_in_woorden():
    eerste = artikel("1", "Termijn", Alinea(("Binnen acht weken.",)))
    later = eerste.met(status=Status.NOG_NIET)
    verschil = vergelijk(regeling(hoofdstuk("1", "A", later)), regeling(hoofdstuk("1", "A", eerste)))
    alle = [b for b in d.wandel(renvooi(verschil).blokken) if isinstance(b, d.Alinea)]
    gevonden = [b for b in alle if d.platte_tekst(b.inhoud) == "[Nog niet in werking]"]
    assert [b.wijziging for b in gevonden] == [d.Wijziging.VERVALLEN]
    assert "[Nog niet in werking]" in " ".join(d.platte_tekst(b.inhoud) for r in rijen(verschil) for b in r.was)


def test_een_figuur_heet_naar_zijn_beeld_en_toont_een_ander_beeld_als_wijziging():
    def met(bron: str):
        return regeling(hoofdstuk("1", "A", artikel("1", "Kaart", Figuur(Afbeelding(bron), bijschrift=("Gebied",)))))

    merken = {
        s.tekst: s.wijziging
        for b in zuivere_tekst(vergelijk(met("oud.png"), met("nieuw.png"))).blokken
        for s in d.stukken(getattr(b, "inhoud", ()))
        if isinstance(s, d.Stuk)
    }
    assert merken["[Afbeelding: oud.png]"] is d.Wijziging.VERVALLEN
    assert merken["[Afbeelding: nieuw.png]"] is d.Wijziging.INGEVOEGD


def test_elke_eenheid_heeft_haar_eid_als_anker_en_het_overzicht_verwijst_ernaar():
    verschil = vergelijk(*was_en_wordt())
    pagina = etree.HTML(zet(renvooi(verschil), "html"))
    ids = pagina.xpath("//@id")
    assert len(ids) == len(set(ids))
    met_anker = {e.eId for e in wandel(verschil.wordt.wortel) if e.soort.value in ("hoofdstuk", "artikel", "lid")}
    assert met_anker <= set(ids)
    doelen = {h[1:] for h in pagina.xpath("//table//a/@href") if h.startswith("#")}
    assert doelen <= set(ids) and len(doelen) == len(list(plaatsen(verschil)))
    assert pagina.xpath("//a[starts-with(., 'Volgende wijziging: ')]") and pagina.xpath("//a[. = 'Naar het overzicht']")
    assert not pagina.xpath("//script")


def test_het_nummer_van_een_nieuw_lid_is_ook_nieuw():
    eerste = lid(1, "Het college beslist.")
    was, wordt = (
        regeling(hoofdstuk("1", "A", artikel("1", "X", *leden)))
        for leden in ((eerste,), (eerste, lid(2, "De raad stelt regels vast over iets heel anders.")))
    )
    pagina = etree.HTML(zet(renvooi(vergelijk(was, wordt)), "html"))
    nummers = pagina.xpath("//span[@class='nummer']/ins")
    assert [re.sub(r"\[.*?\]", "", "".join(n.itertext())).strip() for n in nummers] == ["2."]


def test_alleen_gewijzigd_laat_weg_en_zegt_wat():
    oud, nieuw = (
        regeling(
            hoofdstuk(
                "1",
                "A",
                artikel("1", "Begin", Alinea(("Blijft staan.",))),
                artikel("2", "Termijn", Alinea((f"Het college beslist binnen {n} weken.",))),
            )
        )
        for n in ("acht", "zes")
    )
    heel, kort = ([k.tekst for k in koppen(renvooi(vergelijk(oud, nieuw), alleen_gewijzigd=a))] for a in (False, True))
    assert "Artikel 1 Begin" in heel and "Artikel 1 Begin" not in kort and "Artikel 2 Termijn" in kort
    zelfde = renvooi(vergelijk(was_en_wordt()[0], was_en_wordt()[0]), alleen_gewijzigd=True)
    zinnen = [d.platte_tekst(b.inhoud) for b in zelfde.blokken if isinstance(b, d.Alinea)]
    assert any(z.startswith("Ongewijzigd en hier weggelaten: ") for z in zinnen)


def tabel(*rijen_: tuple[Cel, ...]) -> Tabel:
    return Tabel((Tabelgroep((Kolom("c1"), Kolom("c2")), (), tuple(map(Rij, rijen_))),))


def test_een_cel_over_meer_rijen_past_ook_als_er_een_rij_bijkomt():
    def cel(tekst: str, meer: int = 0) -> Cel:
        return Cel((Alinea((tekst,)),), meer_rijen=meer)

    oud = tabel((cel("gezin", 1), cel("€ 10 per maand")), (cel("€ 20 per maand"),))
    nieuw = tabel((cel("gezin", 2), cel("€ 10 per maand")), (cel("€ 15 per half jaar"),), (cel("€ 20 per maand"),))
    was, wordt = (regeling(hoofdstuk("1", "A", artikel("1", "X", t))) for t in (oud, nieuw))
    papier = zuivere_tekst(vergelijk(was, wordt))
    eis(papier)
    assert "15" in tekst_van(papier, d.Wijziging.VERVALLEN) and "15" not in tekst_van(papier, d.Wijziging.INGEVOEGD)


def test_was_wordt_noemt_bij_een_tabelrij_de_kolommen():
    oud, nieuw = (bedragen("Hoogte", ("alleenstaande ouder", "€ 410"), ("gehuwden", b)) for b in ("€ 520", "€ 540"))
    was, wordt = (regeling(hoofdstuk("1", "A", artikel("1", "X", t))) for t in (oud, nieuw))
    (rij,) = rijen(vergelijk(was, wordt))
    assert any("Soort huishouden: gehuwden; Bedrag per maand: € 540" in d.platte_tekst(b.inhoud) for b in rij.wordt)


def test_was_wordt_zegt_in_woorden_waarheen_iets_ging():
    uitleg = [r.uitleg for r in rijen(vergelijk(*was_en_wordt()))]
    assert any(u.startswith("Verplaatst naar") for u in uitleg) and any(u.startswith("Verplaatst van") for u in uitleg)
    for kolommen in (2, 3, 4):
        papier = waswordt(vergelijk(*was_en_wordt()), kolommen=kolommen)
        assert "Verplaatst van" in zet(papier, "md").decode()


def test_kanttekening_staat_bovenaan_waar_vergelijken_weinig_zegt():
    leeg, vol = regeling(), was_en_wordt()[1]
    ander = regeling(
        hoofdstuk("9", "Honden", artikel("1", "Hond", Alinea(("De eigenaar houdt zijn hond aan de lijn.",))))
    )
    andere = ander.met(gegevens=Gegevens("CVDR123456_1")), vol.met(gegevens=Gegevens("CVDR654321_1"))
    for paar, zin in (
        ((leeg, vol), "alles is nieuw"),
        ((vol, leeg), "alles is vervallen"),
        (andere, "verschillende regelingen"),
    ):
        verschil = vergelijk(*paar)
        assert any(zin in k for k in kanttekeningen(verschil))
        for papier in (renvooi(verschil), waswordt(verschil)):
            assert isinstance(papier.blokken[0], d.Kader)
            assert zin in " ".join(
                d.platte_tekst(b.inhoud) for b in papier.blokken[0].blokken if isinstance(b, d.Alinea)
            )


OUD, NU = str(VWI / "2024-01-01.xml"), str(VWI / "2026-01-01.xml")


@pytest.mark.parametrize(
    "opties",
    [
        ["--als", "html", "--auteur", "x"],
        ["--als", "docx", "--kolommen", "3"],
        ["--als", "docx"],
        ["--kolommen", "3"],
        ["--json", "--alleen-gewijzigd"],
        ["--als", "docx", "-o", "a.docx", "--moment", "gisteren"],
        ["--als", "docx", "-o", "a.docx", "--moment", "2026-13-01T10:00"],
        ["--als", "docx", "-o", "a.docx", "--auteur", " "],
        ["--als", "was-wordt", "-o", "a.txt"],
        ["--als", "was-wordt", "--kolommen", "5"],
    ],
)
def test_een_optie_die_niet_past_is_verkeerd_gebruik(opties, tmp_path, monkeypatch):
    from werkbank.opdrachten.verschil import opdracht

    uitkomst = CliRunner().invoke(opdracht, [OUD, NU, *opties])
    assert uitkomst.exit_code == 2 and not (tmp_path / "a.docx").exists()


def test_auteur_en_moment_staan_bij_de_wijzigingen(tmp_path):
    from werkbank.opdrachten.verschil import opdracht

    for vorm, deel, naam in (
        ("docx", "word/document.xml", b'w:author="Griffie"'),
        ("odt", "content.xml", b">Griffie<"),
    ):
        pad = tmp_path / f"a.{vorm}"
        keuze = ["--als", vorm, "-o", str(pad), "--auteur", "Griffie", "--moment", "2026-01-31T09:30"]
        assert CliRunner().invoke(opdracht, [OUD, NU, *keuze], standalone_mode=False).exit_code == 0
        with zipfile.ZipFile(pad) as z:
            inhoud = z.read(deel)
        assert naam in inhoud and b"2026-01-31T09:30:00" in inhoud


def test_odt_met_bijgehouden_wijzigingen_is_herhaalbaar_en_heeft_alle_woorden():
    verschil = vergelijk(*was_en_wordt())
    assert odt(verschil) == odt(verschil)
    with zipfile.ZipFile(io.BytesIO(odt(verschil))) as z:
        boom = etree.fromstring(z.read("content.xml"))
    ns = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    gemeld = set(boom.xpath("//text:changed-region/@text:id", namespaces=ns))
    gebruikt = boom.xpath("//text:change/@text:change-id | //text:change-start/@text:change-id", namespaces=ns)
    eind = boom.xpath("//text:change-end/@text:change-id", namespaces=ns)
    assert sorted(gebruikt) == sorted(gemeld) and set(eind) == set(
        boom.xpath("//text:change-start/@text:change-id", namespaces=ns)
    )
    assert woorden("woonplaats")[0] in "".join(boom.itertext())


def test_een_eenheid_die_zelf_zegt_dat_zij_is_vervallen_zegt_het_niet_twee_keer():
    def versie(*inhoud, status=Status.GELDEND):
        return regeling(
            hoofdstuk("1", "A", Eenheid(Soort.ARTIKEL, "Artikel", "1", ("Termijn",), status=status, inhoud=inhoud))
        )

    was = versie(Alinea(("Het college beslist binnen acht weken.",)))
    for inhoud, woord in (((Alinea(("Vervallen.",)),), ["Vervallen"]), ((), ["Vervallen"])):
        wordt = versie(*inhoud, status=Status.VERVALLEN)
        tekst = tekst_van(zuivere_tekst(vergelijk(was, wordt)), d.Wijziging.VERVALLEN)
        assert [w for w in tekst if w.lower() == "vervallen"] == woord
