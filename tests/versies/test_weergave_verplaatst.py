"""Verplaatste tekst in Word en LibreOffice: alles aanvaarden is wordt, alles verwerpen is was, ook als er iets verhuist."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.getuigen import axe, kantoor, ooxml, revisies, verapdf
from tests.versies.test_weergave import wettekst, woorden
from verordening.boom import Alinea, Cel, Eenheid, Gegevens, Kolom, Regeling, Rij, Soort, Tabel, Tabelgroep
from verordening.eid import met_eids
from verordening.papier import document as d, zet
from versies.verschil import vergelijk
from versies.weergave.bijgehouden import docx, odt
from versies.weergave.doorlopend import doorlopende_tekst
from versies.weergave.renvooi import renvooi, zuivere_tekst
from versies.weergave.zetter import bewegingen

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def lid(nummer: int, *tekst: object) -> Eenheid:
    return Eenheid(
        Soort.LID, nummer=f"{nummer}.", inhoud=tuple(t if not isinstance(t, str) else Alinea((t,)) for t in tekst)
    )


def artikel(nummer: str, opschrift: str, *inhoud: object) -> Eenheid:
    return Eenheid(Soort.ARTIKEL, "Artikel", nummer, (opschrift,), inhoud=inhoud, wId=f"gm0000_1__art_{opschrift[:6]}")


def hoofdstuk(nummer: str, opschrift: str, *artikelen: Eenheid) -> Eenheid:
    return Eenheid(Soort.HOOFDSTUK, "Hoofdstuk", nummer, (opschrift,), inhoud=artikelen)


def regeling(*hoofdstukken: Eenheid) -> Regeling:
    boom = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=hoofdstukken),))
    return met_eids(Regeling(Gegevens("proef", citeertitel="Verordening proef"), boom))


def bedragen(titel: str, *rijen: tuple[str, str]) -> Tabel:
    def rij(cellen: tuple[str, str]) -> Rij:
        return Rij(tuple(Cel((Alinea((c,)),)) for c in cellen))

    groep = Tabelgroep(
        (Kolom("c1"), Kolom("c2")), (rij(("Soort huishouden", "Bedrag per maand")),), tuple(map(rij, rijen))
    )
    return Tabel((groep,), (titel,))


AANVRAAG = "De aanvraag wordt schriftelijk ingediend bij het college met een formulier dat het college vaststelt."
BESLUIT = "Het college beslist binnen {} weken na de ontvangst van een volledige aanvraag over de inkomenstoeslag."
TERUG = "De toeslag wordt teruggevorderd als de inwoner onjuiste inlichtingen over zijn inkomen heeft verstrekt."
HARDHEID = "Het college kan in bijzondere gevallen ten gunste van de inwoner van deze verordening afwijken."
BEGRIP = "Deze verordening verstaat onder inwoner degene die zijn woonplaats in de gemeente heeft."
TABEL = bedragen(
    "Hoogte van de toeslag", ("alleenstaande ouder met kinderen", "€ 410"), ("gehuwden zonder kinderen", "€ 520")
)


def was_en_wordt() -> tuple[Regeling, Regeling]:
    """Een artikel naar een ander hoofdstuk (met een gewijzigd woord), een lid naar een ander artikel, een tabel."""
    besluiten = artikel("3", "Besluit", lid(1, BESLUIT.format("acht")), lid(2, TERUG))
    was = regeling(
        hoofdstuk(
            "1",
            "Algemeen",
            artikel("1", "Begrippen", Alinea((BEGRIP,))),
            artikel("2", "Aanvraag", lid(1, AANVRAAG), lid(2, HARDHEID), lid(3, "De aanvraag is kosteloos.")),
            besluiten,
        ),
        hoofdstuk(
            "2",
            "Hoogte",
            artikel("4", "Bedragen", Alinea(("De toeslag is het bedrag in de tabel.",)), TABEL),
            artikel(
                "5",
                "Slot",
                lid(1, "Deze verordening treedt in werking na bekendmaking."),
                lid(2, "Deze verordening heet: Verordening proef."),
            ),
        ),
    )
    wordt = regeling(
        hoofdstuk(
            "1",
            "Algemeen",
            artikel("1", "Begrippen", Alinea((BEGRIP,)), TABEL),
            artikel("2", "Aanvraag", lid(1, AANVRAAG), lid(2, "De aanvraag is kosteloos.")),
        ),
        hoofdstuk(
            "2",
            "Hoogte",
            artikel("4", "Bedragen", Alinea(("De toeslag is het bedrag in de tabel.",))),
            artikel("3", "Besluit", lid(1, BESLUIT.format("zes")), lid(2, TERUG)),
            artikel(
                "5",
                "Slot",
                lid(1, "Deze verordening treedt in werking na bekendmaking."),
                lid(2, HARDHEID),
                lid(3, "Deze verordening heet: Verordening proef."),
            ),
        ),
    )
    return was, wordt


@pytest.fixture(scope="module")
def verhuizing():
    return vergelijk(*was_en_wordt())


def test_artikel_lid_en_tabel_worden_als_verhuizing_herkend(verhuizing):
    soorten = {type(b.paar.deel).__name__: b.paar.deel for b in bewegingen(verhuizing.paren).values()}
    assert {"Eenheid", "Tabel"} <= set(soorten)
    assert len(bewegingen(verhuizing.paren)) == 3


@pytest.mark.traag
@pytest.mark.parametrize("weergave", [docx, odt])
def test_aanvaarden_is_wordt_en_verwerpen_is_was(verhuizing, weergave, tmp_path):
    pad = tmp_path / f"verhuizing.{weergave.__name__.rsplit('.', 1)[-1]}"
    pad.write_bytes(weergave(verhuizing, auteur="Proef", moment=MOMENT))
    was, wordt = was_en_wordt()
    aanvaard, verworpen = kantoor.beide_kanten(pad, tmp_path)
    assert woorden(aanvaard) == wettekst(wordt.wortel)
    assert woorden(verworpen) == wettekst(was.wortel)


def test_een_tabel_met_alleen_een_andere_titel_houdt_haar_rijen():
    def versie(titel: str) -> Regeling:
        return regeling(hoofdstuk("1", "Hoogte", artikel("1", "Bedragen", replace(TABEL, titel=(titel,)))))

    verschil = vergelijk(versie("Hoogte van de toeslag"), versie("Bedragen van de toeslag"))
    (tabel,) = (b for b in zuivere_tekst(verschil).blokken if isinstance(b, d.Tabel))
    assert len(tabel.rijen) == 2 and not any(r.wijziging for r in tabel.rijen)
    assert "gehuwden" in zet(renvooi(verschil), "html").decode()


def kale_tabel(*rijen: tuple[str, ...], koprij: tuple[str, ...] = ()) -> Tabel:
    def rij(cellen: tuple[str, ...]) -> Rij:
        return Rij(tuple(Cel((Alinea((c,)),) if c else ()) for c in cellen))

    breed = tuple(Kolom(f"c{n}") for n in range(1, 1 + len(rijen[0])))
    return Tabel((Tabelgroep(breed, (rij(koprij),) if koprij else (), tuple(map(rij, rijen))),))


@pytest.fixture(scope="module")
def zonder_koppen():
    """Tabellen zonder koprij en met een lege kop, in een regeling zonder citeertitel maar met een opschrift."""

    def versie(bedrag: str) -> Regeling:
        tabellen = (
            kale_tabel(("alleenstaande", bedrag), ("gehuwden", "€ 30")),
            kale_tabel(("alleenstaande", bedrag), koprij=("", "Bedrag per maand")),
        )
        boom = Eenheid(
            Soort.REGELING,
            inhoud=(
                Eenheid(Soort.OPSCHRIFT, inhoud=(Alinea(("Besluit proef toeslag",)),)),
                Eenheid(Soort.LICHAAM, inhoud=(artikel("1", "Hoogte", *tabellen),)),
            ),
        )
        return met_eids(
            Regeling(Gegevens("proef", opschrift="Besluit proef toeslag", versiestatus="Voorbeeldtekst"), boom)
        )

    return versie("€ 10"), versie("€ 20")


def test_de_tekst_kent_geen_verzonnen_koppen_en_geen_tweede_titel(zonder_koppen):
    papier = zuivere_tekst(vergelijk(*zonder_koppen))
    tabellen = [b for b in papier.blokken if isinstance(b, d.Tabel)]
    assert [t.koprij for t in tabellen] == [False, True]
    tekst = ooxml.deel(docx(vergelijk(*zonder_koppen), auteur="Proef", moment=MOMENT), "word/document.xml")
    gelezen = " ".join(tekst.itertext())
    assert "Kolom" not in gelezen and "Voorbeeldtekst" not in gelezen and gelezen.count("Besluit proef toeslag") == 1
    doorlopend = zet(doorlopende_tekst(zonder_koppen[1]), "html").decode()
    assert "€ 20" in doorlopend and ">Kolom" not in doorlopend


@pytest.mark.traag
@pytest.mark.parametrize("weergave", [docx, odt])
def test_ook_zonder_koppen_is_aanvaarden_wordt_en_verwerpen_was(zonder_koppen, weergave, tmp_path):
    was, wordt = zonder_koppen
    pad = tmp_path / f"kaal.{weergave.__name__.rsplit('.', 1)[-1]}"
    pad.write_bytes(weergave(vergelijk(was, wordt), auteur="Proef", moment=MOMENT))
    aanvaard, verworpen = kantoor.beide_kanten(pad, tmp_path)
    assert woorden(aanvaard) == wettekst(wordt.wortel)
    assert woorden(verworpen) == wettekst(was.wortel)


@pytest.mark.traag
def test_tabellen_zonder_koprij_zijn_toegankelijk(zonder_koppen, tmp_path):
    papieren = {"renvooi": renvooi(vergelijk(*zonder_koppen)), "doorlopend": doorlopende_tekst(zonder_koppen[1])}
    for naam, papier in papieren.items():
        for vorm in ("html", "pdf"):
            (tmp_path / f"{naam}.{vorm}").write_bytes(zet(papier, vorm))
    axe.eis_toegankelijk(tmp_path / f"{naam}.html" for naam in papieren)
    verapdf.eis_pdf(tmp_path / f"{naam}.pdf" for naam in papieren)


def test_word_heeft_bij_elke_verhuizing_twee_plaatsen_met_een_naam(verhuizing, tmp_path):
    inhoud = docx(verhuizing, auteur="Proef", moment=MOMENT)
    assert ooxml.gebreken(inhoud) == []
    lijf = ooxml.deel(inhoud, "word/document.xml")
    namen = [e.get(f"{ooxml.W}name") for e in lijf.iter(f"{ooxml.W}moveFromRangeStart")]
    assert len(namen) == 3
    pad = tmp_path / "v.docx"
    pad.write_bytes(inhoud)
    # Wat binnen de verhuizing verandert, staat daar als gewone wijziging in.
    assert {(r.soort, r.tekst.strip()) for r in revisies.revisies(pad)} >= {("vervallen", "acht"), ("ingevoegd", "zes")}


def test_verhuizing_in_een_verhuizing_is_vervallen_en_nieuw():
    """Het lid dat het verhuisde artikel verlaat, kan niet tegelijk in twee bereiken staan."""
    was, _ = was_en_wordt()
    h1, h2 = was.wortel.inhoud[0].inhoud
    besluit = h1.inhoud[2]
    wordt = regeling(
        replace(h1, inhoud=h1.inhoud[:2]),
        replace(
            h2,
            inhoud=(
                h2.inhoud[0],
                replace(besluit, inhoud=besluit.inhoud[:1]),
                replace(h2.inhoud[1], inhoud=(*h2.inhoud[1].inhoud, lid(3, TERUG))),
            ),
        ),
    )
    verschil = vergelijk(was, wordt)
    inhoud = docx(verschil, auteur="Proef", moment=MOMENT)
    assert ooxml.gebreken(inhoud) == []


def test_de_lezer_leest_waarheen_en_waarvandaan(verhuizing):
    zinnen = [d.platte_tekst(b.inhoud) for b in d.wandel(renvooi(verhuizing).blokken) if isinstance(b, d.Alinea)]
    assert any(z.startswith("Verplaatst naar") and "artikel 3" in z for z in zinnen)
    assert any(z.startswith("Verplaatst van") and z.endswith("met gewijzigde tekst.") for z in zinnen)
    assert any(z.startswith("Verplaatst van artikel 2, tweede lid") for z in zinnen)
    assert not any(
        z.startswith("Verplaatst")
        for b in d.wandel(zuivere_tekst(verhuizing).blokken)
        if isinstance(b, d.Alinea)
        for z in [d.platte_tekst(b.inhoud)]
    )
