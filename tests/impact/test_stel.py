"""The whole set in one run: every paper, the index that leads to every file, and what happens when something is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from lxml import html

from impact.stukken.index import index
from impact.stukken.stel import DELEN, maak_stel
from impact.stukken.uitvoer import maak_set
from impact.stukken.vormen import maak_bestanden
from tests.impact.stukhulp import dossier, klein, lokaal, met_impact
from verordening.bevinding import Ernst, Geweigerd
from verordening.papier import zet

GEMEENTEN = [g.naam.lower() for g in klein().impact.gemeenten.gemeenten]


def test_het_stel_heeft_alle_stukken_van_alle_gemeenten():
    namen = [s.naam for s in maak_stel(klein()).stukken]
    samen = {
        "impactmemo",
        "verschillen-tussen-de-brieven",
        "ab-besluit",
        "maatregelkaarten",
        "besluitenkalender",
        "keuzemonitor",
        "rekenmodel",
    }
    per = {
        f"{g}/{stuk}"
        for g in GEMEENTEN
        for stuk in (f"cib-{g}", "bijlage-uitwerking", f"raadsvoorstel-{g}", f"raadsbesluit-{g}", "bijlage-was-wordt")
    }
    assert set(namen) == samen | per and len(namen) == len(set(namen)) == 7 + 5 * 7


def test_een_deel_apart_is_hetzelfde_als_dat_deel_uit_het_geheel():
    alles = {s.naam: s.document for s in maak_stel(klein()).stukken}
    apart = {s.naam: s.document for deel in DELEN for s in maak_stel(klein(), [deel]).stukken}
    assert apart == alles


def test_delen_en_gemeenten_zijn_te_kiezen():
    gekozen = klein().impact.gemeenten.gemeenten[:1]
    stel = maak_stel(klein(), ["brieven"], gekozen)
    assert {s.naam.partition("/")[0] for s in stel.stukken} == {GEMEENTEN[0], "verschillen-tussen-de-brieven"}
    assert set(stel.los) == {"gebruikte-bestanden.sha512"}


def test_een_ontwerp_zonder_tekst_houdt_memo_en_brieven_niet_tegen_maar_blijft_niet_stil():
    zonder = replace(klein(), besluiten={})
    with pytest.raises(Geweigerd, match="ontwerpbesluit ontbreekt"):
        maak_stel(zonder)
    stel = maak_stel(zonder, ontbreken_mag=True)
    assert not any("raads" in s.naam for s in stel.stukken) and any(s.naam == "impactmemo" for s in stel.stukken)
    gemeld = [b for b in stel.bevindingen if b.code == "besluit-ontbreekt"]
    assert [b.ernst for b in gemeld] == [Ernst.FOUT] and "geen raadsstukken" in gemeld[0].uitleg
    pagina = zet(index(zonder.impact, ["impactmemo.md"], None, stel.bevindingen), "html").decode()
    assert "ontwerpbesluit ontbreekt" in pagina


def test_de_index_leidt_naar_elk_bestand_en_begint_bij_het_memo():
    gegevens = klein()
    bestanden = maak_set(gegevens, stel := maak_stel(gegevens), {}, {"nieuw": []}, maak_bestanden(stel.stukken, ["md"]))
    links = [unquote(a.get("href")).partition("#")[0] for a in html.fromstring(bestanden["index.html"]).iter("a")]
    genoemd = [x for x in links if x]
    assert set(genoemd) == set(bestanden) - {"index.html"}
    heel = [a.get("href") for a in html.fromstring(bestanden["index.html"]).iter("a")]
    genoemd = [unquote(x) for x in heel if x and "#" not in x]  # het bord verwijst naar een plaats in een stuk
    assert genoemd[0] == "impactmemo.md"
    eerste = [
        next(i for i, x in enumerate(genoemd) if x.startswith(begin))
        for begin in ("impactmemo", "alblasserdam/", "ab-besluit", "koppelingen")
    ]
    assert eerste == sorted(eerste)


def test_twee_ontwerpen_staan_elk_met_hun_naam_in_de_rij_van_een_gemeente():
    namen = [f"dordrecht/raadsvoorstel-dordrecht-{n}.md" for n in ("een", "twee")]
    tekst = html.fromstring(zet(index(klein().impact, namen, None), "html")).text_content()
    assert re.search(r"een: Markdown\s*twee: Markdown", tekst)


def test_een_stuk_dat_overal_gelijk_is_wordt_een_keer_gezet(monkeypatch):
    from impact.stukken import vormen as stukken

    gezet = []
    monkeypatch.setattr(stukken, "zet", lambda document, vorm: gezet.append(document) or zet(document, vorm))
    uit = maak_bestanden(maak_stel(klein(), ["brieven"]).stukken, ["md"])
    assert len(gezet) == 7 + 1 + 1 and len(uit) == 7 + 7 + 1


@pytest.mark.traag
def test_dezelfde_invoer_geeft_dezelfde_bytes_in_elk_proces(tmp_path, data):
    """Every process orders sets of words in its own way; nothing of that may reach a file."""
    bron = dossier(tmp_path)
    mappen = []
    for zaad in ("1", "2"):
        mappen.append(tmp_path / zaad)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "werkbank",
                "impact",
                bron,
                "--bron",
                data / "regelrecht",
                "-o",
                mappen[-1],
                "--datum",
                "2026-03-02",
                "--vorm",
                "docx",
                "--vorm",
                "md",
            ],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": zaad},
        )
    een, twee = ({p.relative_to(m).as_posix(): p.read_bytes() for p in m.rglob("*") if p.is_file()} for m in mappen)
    assert een.keys() == twee.keys() and [n for n in een if een[n] != twee[n]] == []


def test_een_dossier_dat_geen_maatregel_raakt_krijgt_geen_keuzes_en_geen_brieven():
    beelden = tuple(replace(b, bepalingen=()) for b in klein().impact.maatregelen)
    gegevens = met_impact(maatregelen=beelden, zaken=())
    stel = maak_stel(gegevens)
    assert {s.naam.partition("/")[2].partition("-")[0] or s.naam for s in stel.stukken} == {
        "impactmemo",
        "raadsbesluit",
        "bijlage",
    }
    assert next(b.code for b in stel.bevindingen) == "niets-geraakt"
    tekst = zet(next(s for s in stel.stukken if s.naam == "impactmemo").document, "md").decode()
    assert "over de regels valt nu niets te besluiten" in tekst and "Wanneer laten wij" not in tekst
    assert "te vragen werkinstructies" not in tekst


def test_elk_bestuur_dat_het_dossier_noemt_krijgt_zijn_eigen_besluit():
    impact = klein().impact
    ander = lokaal("meer", "Beleidsregels meer", "beleidsregel", "db", "Giften tellen mee.", date(2024, 1, 1))
    zaak = next(z for z in impact.zaken if z.regeling == "beleid")
    gegevens = met_impact(
        regelingen=(*impact.regelingen, ander), zaken=(*impact.zaken, replace(zaak, regeling="meer", adres="artikel 9"))
    )
    ab, db = maak_stel(gegevens, ["ab-besluit"]).stukken
    assert (ab.naam, db.naam) == ("ab-besluit", "db-besluit")
    teksten = [zet(s.document, "md").decode() for s in (ab, db)]
    assert ["Beleidsregels meer" in t.split("Wie beslist")[0] for t in teksten] == [False, True]
    assert ["de gemeenteraden te vragen" in t for t in teksten] == [True, False], "één bestuur vraagt het"
    assert all("algemeen of dagelijks" not in t for t in teksten)
