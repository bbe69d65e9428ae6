"""De bladzijden voor de griffie: elke versie op een eigen adres, met wat een lezer moet weten en met bewijs."""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import html5lib
import pytest

from tests.getuigen.axe import eis_toegankelijk
from tests.getuigen.verapdf import eis_pdf
from tests.versies.test_tijd_varianten import artikel, regeling
from verordening.boom import Gegevens, Regeling
from verordening.canoniek import lees, schrijf
from verordening.papier.document import Gegevens as Paren
from verordening.wissel import vervang_map
from versies.publicatie.besluitblad import Besluittekst
from versies.publicatie.bladen import publicatie
from versies.publicatie.graf import graven, teruggetrokken
from versies.publicatie.reeks import CONTROLEGETALLEN, Regelingreeks, Tekst, Vorige
from versies.publicatie.samenvatting import als_bron
from versies.publicatie.versieblad import Vormgeving
from versies.tijd.model import Moment, SoortTijdstempel, Terugtrekking, Tijdstempel, Uitwisseling, Versie, Wat
from versies.tijd.tijdlijn import tijdlijnen
from versies.tijd.wti import besluitrijen
from versies.weergave.doorlopend import Geldigheid, doorlopende_tekst


def tekst(*leden: str) -> Tekst:
    kaal = regeling(artikel("1", list(leden)), artikel("2", ["Slot van de voorbeeldtekst."]))
    bestand = schrijf(Regeling(Gegevens("proef", citeertitel="Proefverordening", orgaan="gemeenteraad"), kaal.wortel))
    return Tekst(bestand, lambda: (lees(bestand), bestand))


def op(nummer: int) -> datetime:
    return datetime(2026, 1, nummer, tzinfo=UTC)


EERST = Uitwisseling(
    op(1), (Versie("proef", ("begin",), "v1"), Tijdstempel("begin", date(2026, 2, 1))), betreft="nieuwe regeling"
)
LATER = Uitwisseling(
    op(2),
    (Versie("proef", ("later",), "v2", (Moment("begin", op(1)),)), Tijdstempel("later", date(2027, 1, 1))),
    betreft="wijziging",
    publicatie="gmb-voorbeeld-2",
)
TEKSTEN = {"v1": tekst("Binnen acht weken."), "v2": tekst("Binnen zes weken.")}

BESLUITEN = {
    2: Besluittekst(
        "b2",
        lambda: [
            "# Wijzigingsverordening",
            "Artikel I",
            "> Binnen zes weken.",
            "## Toelichting",
            "Acht weken was te lang.",
        ],
    )
}


def reeks(*log: Uitwisseling, **anders: object) -> Regelingreeks:
    lijn = tijdlijnen(list(log))["proef"]
    return Regelingreeks("proef", "proef", lijn.stand, besluitrijen(lijn), **{"teksten": TEKSTEN, **anders})  # type: ignore[arg-type]


def maak(
    *reeksen: Regelingreeks, stand: date = date(2026, 5, 1), vormen: tuple[str, ...] = ("md",)
) -> dict[str, bytes]:
    return publicatie(
        ("Proefregelingen", "voorbeeldtekst"),
        [als_bron(r) for r in reeksen],
        stand,
        vorm=Vormgeving(vormen),
        besluiten=BESLUITEN,
    )[0]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.namen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [w or "" for n, w in attrs if tag == "a" and n == "href"]
        self.namen |= {w or "" for n, w in attrs if n == "id"}


def test_elke_link_in_de_set_komt_ergens_uit() -> None:
    bestanden = maak(reeks(EERST, LATER), vormen=("md", "docx"))
    bladen = {}
    for pad, inhoud in bestanden.items():
        if pad.endswith(".html"):
            bladen[pad] = _Links()
            bladen[pad].feed(inhoud.decode())
    assert len(bladen) == 13
    for pad, blad in bladen.items():
        for link in blad.links:
            doel, _, anker = link.partition("#")
            deel: list[str] = []
            for stap in (PurePosixPath(pad).parent / doel).parts if doel else PurePosixPath(pad).parts:
                deel = deel[:-1] if stap == ".." else [*deel, stap]
            if "://" in link:
                continue
            assert "/".join(deel) in bestanden, (pad, link)
            if anker:
                assert anker in bladen["/".join(deel)].namen, (pad, link)


def test_de_xml_in_de_set_is_letterlijk_wat_is_bewaard_en_de_controlegetallen_kloppen() -> None:
    bestanden = maak(reeks(EERST, LATER))
    assert bestanden["proef/2026-02-01/tekst.xml"] == TEKSTEN["v1"].bestand
    regels = dict(reversed(r.split("  ")) for r in bestanden[CONTROLEGETALLEN].decode().splitlines())
    assert regels.keys() == bestanden.keys() - {CONTROLEGETALLEN}
    assert all(hashlib.sha512(bestanden[pad]).hexdigest() == som for pad, som in regels.items())
    gegevens = json.loads(bestanden["proef/2027-01-01/metagegevens.json"])
    assert gegevens["sha512_xml"] == regels["proef/2027-01-01/tekst.xml"]
    assert gegevens["bron_bekendmaking"] == "gmb-voorbeeld-2"
    assert gegevens["juridisch_werkend_vanaf"] == "2027-01-01"


def test_dezelfde_set_geeft_dezelfde_bytes() -> None:
    assert maak(reeks(EERST, LATER), vormen=("docx",)) == maak(reeks(EERST, LATER), vormen=("docx",))


def test_de_bladzijde_van_een_versie_hangt_niet_af_van_de_dag_waarop_zij_is_gemaakt() -> None:
    een, ander = (
        maak(reeks(EERST, LATER), stand=d, vormen=("md", "docx")) for d in (date(2026, 5, 1), date(2026, 5, 2))
    )
    assert een == ander
    wisselt = maak(reeks(EERST, LATER), stand=date(2027, 1, 1), vormen=("md", "docx"))
    assert not any("/20" in pad for pad in een if een[pad] != wisselt[pad])
    assert "Stand van 1 februari 2026 tot en met 31 december 2026" in een["index.html"].decode()
    tekst_ = een["proef/2026-02-01/tekst.md"].decode()
    assert "In werking van 1 februari 2026 tot en met 31 december 2026" in tekst_ and "gezien op" not in tekst_


@pytest.mark.parametrize(
    ("stand", "zin"),
    [
        (date(2026, 1, 15), "Proefverordening: nog niet in werking."),
        (date(2026, 5, 1), "Binnen acht weken."),
        (date(2027, 1, 1), "Binnen zes weken."),
    ],
)
def test_het_vaste_adres_heeft_de_tekst_die_geldt(stand: date, zin: str) -> None:
    assert zin in maak(reeks(EERST, LATER), stand=stand)["proef/geldend/index.html"].decode()


def test_wat_vernietigd_is_krijgt_een_grafsteen_op_hetzelfde_adres() -> None:
    weg = Uitwisseling(
        op(5),
        (Terugtrekking(Wat.VERSIE, "later", "proef"), Terugtrekking(Wat.TIJDSTEMPEL, "later")),
        besluit="Vernietiging door de rechter",
        publicatie="uitspraak 5",
    )
    log = [EERST, LATER, weg]
    lijn = tijdlijnen(log)["proef"]
    eigen = reeks(*log, graven=graven(lijn, None, {"2026-02-01"}), weg=teruggetrokken(lijn))
    bestanden = maak(eigen)
    steen = bestanden["proef/2027-01-01/index.html"].decode()
    assert "vernietigd bij «Vernietiging door de rechter» (uitspraak 5)" in steen and "heeft nooit gegolden" in steen
    assert (
        "proef/2027-01-01/tekst.xml" not in bestanden
        and "nog zonder datum" not in bestanden["proef/index.html"].decode()
    )


def test_een_hersteld_besluit_houdt_op_zijn_adres_een_bladzijde_die_dat_zegt() -> None:
    hersteld = {7: Besluittekst("hersteld", tuple, date(2026, 1, 9))}
    bestanden, _ = publicatie(
        ("Proef", ""), [als_bron(reeks(EERST, LATER))], date(2026, 3, 1), besluiten=BESLUITEN | hersteld
    )
    blad = bestanden["besluiten/0007/index.html"]
    assert isinstance(blad, bytes) and b"hersteld op 9 januari 2026" in blad
    assert b"<title>Besluit 7 bestaat niet" in blad and "besluiten/0007/index.html" in bestanden["sitemap.xml"].decode()


def test_elke_bladzijde_heeft_een_eigen_titel() -> None:
    paginas = [i.decode() for p, i in maak(reeks(EERST, LATER)).items() if p.endswith(".html")]
    titels = [t for p in paginas for t in re.findall(r"<title>([^<]*)", p)]
    assert len(titels) == len(set(titels)) and "Proefverordening, tekst vanaf 1 februari 2026" in titels


def _keur_ld(waarde: object, woorden: dict[str, str], pagina: str, set_: Collection[str]) -> int:
    """Count the nodes of JSON-LD after checking them: known words, values of their type, addresses that exist."""
    if not isinstance(waarde, dict):
        assert isinstance(waarde, str), waarde
        return 0
    if "@value" in waarde:
        assert set(waarde) in ({"@value", "@language"}, {"@value", "@type"})
        assert waarde.get("@type") != "xsd:date" or date.fromisoformat(waarde["@value"])
        return 0
    for naam in (*(n for n in waarde if not n.startswith("@")), *filter(None, [waarde.get("@type")])):
        assert naam.partition(":")[0] in woorden, naam
    if "://" not in (adres := waarde["@id"]):
        waar = urljoin(urljoin(f"http://s/{pagina}", woorden["@base"]), adres)
        assert waar.removeprefix("http://s/") in set_, (pagina, waar)
    rest = (w for n, w in waarde.items() if not n.startswith("@"))
    return 1 + sum(_keur_ld(w, woorden, pagina, set_) for w in rest)


def test_json_ld_en_het_vaste_adres_kloppen_vanaf_de_bladzijde_waar_zij_staan() -> None:
    bestanden, geteld = maak(reeks(EERST, LATER)), 0
    for pad, inhoud in bestanden.items():
        if pad.endswith(".html"):
            for adres in re.findall(r'rel="canonical" href="([^"]*)"', inhoud.decode()):
                assert urljoin(f"http://s/{pad}", adres).removeprefix("http://s/") in bestanden
            for blok in re.findall(r'<script type="application/ld\+json">(.*?)</script>', inhoud.decode()):
                gelezen = json.loads(blok)
                geteld += _keur_ld(gelezen, gelezen.pop("@context"), pad, bestanden)
    assert geteld > 4


def test_onveranderde_versies_komen_uit_de_vorige_set(tmp_path: Path) -> None:
    vervang_map(tmp_path / "s", maak(reeks(EERST, LATER)))
    opnieuw, _ = publicatie(
        ("Proefregelingen", "voorbeeldtekst"),
        [als_bron(reeks(EERST, LATER))],
        date(2026, 5, 1),
        vorm=Vormgeving(("md",), vorige=Vorige(tmp_path / "s")),
        besluiten=BESLUITEN,
    )
    assert isinstance(opnieuw["proef/2026-02-01/tekst.md"], Path)
    voor = {p: p.read_bytes() for p in (tmp_path / "s").rglob("*") if p.is_file()}
    vervang_map(tmp_path / "s", opnieuw)
    assert {p: p.read_bytes() for p in (tmp_path / "s").rglob("*") if p.is_file()} == voor
    (tmp_path / "s/proef/2026-02-01/metagegevens.json").write_text("{}")
    assert not Vorige(tmp_path / "s").onveranderd("proef/2026-02-01", "x")


def test_een_ontwerp_heet_op_elke_bladzijde_ontwerp_en_geldt_nooit() -> None:
    eigen = reeks(EERST, LATER, ontwerpen=frozenset({"v2"}))
    assert eigen.geldend(date(2030, 1, 1)) is None  # de eerste versie eindigt waar het ontwerp zou beginnen
    bestanden = maak(eigen)
    assert "Ontwerp: niet vastgesteld en niet in werking" in bestanden["proef/2027-01-01/index.html"].decode()
    assert "ontwerp, per 1 januari 2027" in bestanden["index.html"].decode()


def test_zonder_gezamenlijke_versie_geen_bladzijde_en_een_bevinding() -> None:
    botsing = Uitwisseling(
        op(3), (Versie("proef", ("ook",), "v3", (Moment("begin", op(1)),)), Tijdstempel("ook", date(2027, 7, 1)))
    )
    eigen = reeks(EERST, LATER, botsing, teksten={**TEKSTEN, "v3": tekst("Binnen vier weken.")})
    bestanden, bevindingen = publicatie(("Proef", ""), [als_bron(eigen)], date(2026, 5, 1))
    assert [b.code for b in bevindingen] == ["tekst-onbekend"]
    assert not any(pad.startswith("proef/2027-07-01") for pad in bestanden)
    assert "De tekst is niet bekend: samenloop met" in bestanden["proef/index.html"].decode()


def test_een_latere_versie_die_terugwerkt_staat_als_waarschuwing_bij_de_eerdere() -> None:
    terug = Uitwisseling(
        op(4),
        (
            Versie("proef", ("terug",), "v2", (Moment("begin", op(1)),)),
            Tijdstempel("terug", date(2026, 9, 1)),
            Tijdstempel("terug", date(2026, 7, 1), SoortTijdstempel.GELDIG),
        ),
    )
    bestanden = maak(reeks(EERST, terug), stand=date(2026, 10, 1))
    eerste, tweede = (bestanden[f"proef/{dag}/tekst.md"].decode() for dag in ("2026-02-01", "2026-07-01"))
    assert "werkt terug tot en met 1 juli 2026" in eerste and "geldt achteraf die tekst en niet deze" in eerste
    assert "In werking vanaf 1 september 2026 en werkt terug tot en met 1 juli 2026" in tweede


def test_onbekende_geldigheid_heet_onbekend() -> None:
    paren = doorlopende_tekst(TEKSTEN["v1"].regeling).blokken[0]
    assert isinstance(paren, Paren) and "Onbekend" in str(paren.paren[0])


def test_alle_woorden_van_de_regeling_staan_op_de_bladzijde() -> None:
    pagina = re.sub(r"<[^>]+>", " ", maak(reeks(EERST))["proef/2026-02-01/index.html"].decode())
    for woord in ("Artikel 1", "Binnen acht weken.", "Slot van de voorbeeldtekst."):
        assert woord in " ".join(pagina.split())
    assert Geldigheid(date(2026, 5, 1), date(2026, 2, 1), date(2026, 2, 1)).geldt


def test_elke_bladzijde_is_geldige_html() -> None:
    ontleder = html5lib.HTMLParser(strict=True)
    for inhoud in maak(reeks(EERST, LATER)).values():
        if inhoud.startswith(b"<!DOCTYPE html>"):
            ontleder.parse(inhoud)
    with pytest.raises(html5lib.html5parser.ParseError):
        ontleder.parse("<!DOCTYPE html><title>x</title><p><div></p>")


def test_een_ander_besluit_laat_de_bladzijden_van_andere_versies_staan(tmp_path: Path) -> None:
    vervang_map(tmp_path / "s", maak(reeks(EERST), replace(reeks(EERST), map="ander", werk="ander")))
    vorm = Vormgeving(("md",), vorige=Vorige(tmp_path / "s"))
    log = [reeks(EERST, LATER), replace(reeks(EERST), map="ander", werk="ander")]
    nu, _ = publicatie(("Proefregelingen", "voorbeeldtekst"), [als_bron(r) for r in log], date(2026, 5, 1), vorm=vorm)
    assert all(isinstance(nu[p], Path) for p in nu if p.startswith("ander/"))
    assert isinstance(nu["proef/index.html"], bytes)


@pytest.mark.parametrize(("aantal", "paren"), [(3, 3), (8, 28), (11, 28 + 3 * 2)])
def test_elk_paar_van_de_eerste_acht_versies_is_te_vergelijken_en_later_de_buren_en_de_eerste(
    aantal: int, paren: int
) -> None:
    log = [EERST]
    for n in range(2, aantal + 1):
        versie = Versie("proef", (f"d{n}",), f"w{n}", (Moment(f"d{n - 1}" if n > 2 else "begin", op(n - 1)),))
        log.append(Uitwisseling(op(n), (versie, Tijdstempel(f"d{n}", date(2026 + n, 1, 1)))))
    teksten = {"v1": tekst("Binnen 1 week."), **{f"w{n}": tekst(f"Binnen {n} weken.") for n in range(2, aantal + 1)}}
    bestanden = maak(reeks(*log, teksten=teksten), vormen=())
    bladen = [p for p in bestanden if p.endswith("wijzigingen.html") or "/vergelijk-" in p]
    lijst = bestanden["proef/vergelijk.html"].decode()
    assert len(bladen) == paren == sum(p.removeprefix("proef/") in lijst for p in bladen)
    eerste_laatste = re.sub(
        r"<[^>]+>", " ", bestanden[f"proef/{2026 + aantal}-01-01/vergelijk-2026-02-01.html"].decode()
    )
    assert "week" in eerste_laatste and f"{aantal} weken" in eerste_laatste
    assert ("een ander paar vergelijkt u met" in lijst) == (aantal > 8)


def test_de_geschiedenis_noemt_per_artikel_het_besluit_en_het_besluit_heeft_zijn_woorden() -> None:
    bestanden = maak(reeks(EERST, replace(LATER, besluit="Wijzigingsverordening proef")))
    geschiedenis = bestanden["proef/geschiedenis.html"].decode()
    assert "Artikel 1" in geschiedenis and "Artikel 2<" not in geschiedenis
    assert '<a href="../besluiten/0002/index.html">Wijzigingsverordening proef</a>' in geschiedenis
    besluit, noot = (bestanden[f"besluiten/0002/{n}.html"].decode() for n in ("index", "toelichting"))
    assert "Binnen zes weken." in besluit and "te lang" not in besluit and "Acht weken was te lang." in noot
    assert "staat de tekst niet in het archief" in bestanden["besluiten/0001/index.html"].decode()


def test_elk_lid_heeft_een_zichtbare_link_naar_zichzelf() -> None:
    bladen = maak(reeks(EERST))
    for pad in ("proef/2026-02-01/index.html", "proef/geldend/index.html"):
        blad = _Links()
        blad.feed(bladen[pad].decode())
        eenheden = json.loads(bladen["proef/2026-02-01/versie.json"])["eenheden"]
        assert {f"#{e['eId']}" for e in eenheden if e["eId"]} <= set(blad.links)


@pytest.mark.traag
def test_de_bladzijden_zijn_toegankelijk_en_de_pdf_is_archiefwaardig(tmp_path: Path) -> None:
    for pad, inhoud in maak(reeks(EERST, LATER), vormen=("pdf",)).items():
        (tmp_path / pad).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / pad).write_bytes(inhoud)
    eis_toegankelijk(sorted(tmp_path.rglob("*.html")))
    eis_pdf(sorted(tmp_path.rglob("*.pdf")))
