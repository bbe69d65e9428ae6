"""De jurist: de nieuwe tekst erin, het verslag, de toelichting, het bewezen besluit eruit. Door de voordeur, zonder browser."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest

from tests.werkbank.web.conftest import Dienst
from verordening.lezers import lees
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe
from versies.verschil import vergelijk
from werkbank.diensten.verschil import als_vorm

REGELING = "verordening-werk-en-inkomen"


Bestanden = dict[str, tuple[str, bytes]] | list[tuple[str, tuple[str, bytes]]]


def formulier(velden: dict[str, str], bestanden: Bestanden) -> tuple[bytes, str]:
    """Een formulier met bestanden, zoals een browser het stuurt; als rij ook meer onder één naam."""
    uit = b"".join(
        b'--grens\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (n.encode(), w.encode())
        for n, w in velden.items()
    )
    for naam, (bestandsnaam, inhoud) in bestanden.items() if isinstance(bestanden, dict) else bestanden:
        kop = f'--grens\r\nContent-Disposition: form-data; name="{naam}"; filename="{bestandsnaam}"\r\n\r\n'
        uit += kop.encode() + inhoud + b"\r\n"
    return uit + b"--grens--\r\n", "multipart/form-data; boundary=grens"


def stuur(dienst: Dienst, pad: str, velden: dict[str, str], bestanden: Bestanden | None = None) -> tuple[int, str, str]:
    lijf, soort = formulier(velden, bestanden or {})
    code, koppen, inhoud = dienst.vraag("POST", pad, lijf, content_type=soort)
    return code, koppen.get("location", ""), inhoud.decode()


def wacht(dienst: Dienst, pad: str) -> str:
    for _ in range(300):
        _, _, inhoud = dienst.vraag("GET", pad)
        if b"data-taak" not in inhoud:
            return inhoud.decode()
        time.sleep(0.1)
    raise AssertionError(inhoud.decode())


@pytest.fixture(scope="session")
def wordt(voorbeeld: Path) -> tuple[bytes, object]:
    """De tekst van 2027 als Word-bestand met bijgehouden wijzigingen, en de regeling zelf."""
    map_ = voorbeeld / "regelingen" / REGELING
    was, nieuw = lees(map_ / "2026-01-01.xml"), lees(map_ / "2027-01-01.xml")
    return als_vorm(vergelijk(was, nieuw), "docx"), nieuw


@pytest.fixture(scope="session")
def gemaakt(dienst: Dienst, wordt: tuple[bytes, object]) -> str:
    code, adres, inhoud = stuur(
        dienst,
        "/wijziging",
        {"was": REGELING, "keer": "een-eerste-keer", "wijzigingen": "aanvaarden"},
        {"wordt": ("concept 3.docx", wordt[0])},
    )
    assert code == 303, inhoud
    wacht(dienst, adres)
    return adres


def test_het_verslag_zegt_wat_is_gelezen_en_dat_het_besluit_bewezen_is(dienst: Dienst, gemaakt: str) -> None:
    blad = wacht(dienst, gemaakt)
    assert "Bewezen." in blad and "concept 3.docx" in blad
    assert "Een gewijzigd bedrag zonder reden" in blad and "Artikel 60" in blad


def test_het_besluit_in_word_geeft_precies_de_nieuwe_tekst(
    dienst: Dienst, gemaakt: str, voorbeeld: Path, wordt: tuple[bytes, object]
) -> None:
    code, koppen, inhoud = dienst.vraag("GET", f"{gemaakt}/bestand/docx")
    assert code == 200 and koppen["content-disposition"] == f'attachment; filename="besluit-{REGELING}.docx"'
    was = lees(voorbeeld / "regelingen" / REGELING / "2026-01-01.xml")
    na = pas_toe(was, lees_besluit(inhoud, naam="besluit.docx")).wordt
    assert vergelijk(na, wordt[1]).gelijk  # type: ignore[arg-type]


@pytest.mark.parametrize("vorm", ["pdf", "odt", "stop", "akn", "verschil", "was-wordt", "wordt"])
def test_elke_andere_vorm_is_er(dienst: Dienst, gemaakt: str, vorm: str) -> None:
    code, koppen, inhoud = dienst.vraag("GET", f"{gemaakt}/bestand/{vorm}")
    assert code == 200 and len(inhoud) > 1000 and koppen["content-disposition"].startswith("attachment;")


def test_een_toelichting_staat_in_het_besluit_en_bij_de_plaats(dienst: Dienst, gemaakt: str) -> None:
    blad = dienst.vraag("GET", f"{gemaakt}?plek=3")[2].decode()
    velden = dict(re.findall(r'name="(eid|zag)" value="([^"]*)"', blad))
    zin = "De leeftijdsgrens vervalt, omdat de wet de premie ook voor jongeren toelaat."
    code, adres, _ = stuur(dienst, f"{gemaakt}/plek", {**velden, "gezien": "ja", "toelichting": zin})
    assert code == 303
    assert zin in dienst.vraag("GET", adres.split("#")[0])[2].decode()
    besluit = dienst.vraag("GET", f"{gemaakt}/bestand/tekst")[2].decode()
    assert "## Toelichting" in besluit and zin in besluit
    # Wie de oude stand zag, overschrijft niets en ziet beide.
    code, _, botsing = stuur(dienst, f"{gemaakt}/plek", {**velden, "gezien": "", "toelichting": "Iets anders."})
    assert code == 409 and zin in botsing and "Iets anders." in botsing
    assert zin in dienst.vraag("GET", f"{gemaakt}?plek=3")[2].decode()


def test_twee_keer_verzenden_doet_het_werk_een_keer(dienst: Dienst, gemaakt: str, wordt: tuple[bytes, object]) -> None:
    code, adres, _ = stuur(
        dienst, "/wijziging", {"was": REGELING, "keer": "een-eerste-keer"}, {"wordt": ("x.docx", wordt[0])}
    )
    assert (code, adres) == (303, gemaakt)


def test_zonder_keuze_over_bijgehouden_wijzigingen_is_er_geen_besluit_maar_een_vraag(
    dienst: Dienst, wordt: tuple[bytes, object]
) -> None:
    _, adres, _ = stuur(dienst, "/wijziging", {"was": REGELING, "keer": ""}, {"wordt": ("concept.docx", wordt[0])})
    blad = wacht(dienst, adres)
    assert "vraagt een keuze" in blad, re.sub(r"<[^>]+>", " ", blad)
    assert "Nog niet bewezen." in blad
    assert dienst.vraag("GET", f"{adres}/bestand/docx")[0] == 404
    assert stuur(dienst, f"{adres}/keuzes", {"wijzigingen": "aanvaarden"})[0] == 303
    blad = wacht(dienst, adres)
    assert "vraagt een keuze" not in blad and "Bewezen." in blad


def test_zonder_bestand_zegt_het_formulier_wat_ontbreekt_en_bewaart_de_keuze(dienst: Dienst) -> None:
    code, _, blad = stuur(dienst, "/wijziging", {"was": "beleidsregels-giften", "keer": ""})
    assert code == 400 and 'href="#wordt"' in blad and '<option value="beleidsregels-giften" selected>' in blad


def _bom() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"<a>" + b" " * 80_000_000 + b"</a>")
    return uit.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud", "zegt"),
    [
        ("scan.pdf", b"%PDF-1.7 x", "PDF"),
        ("oud.doc", b"\xd0\xcf\x11\xe0 x", ".doc"),
        ("leeg.docx", b"", "leeg"),
        ("kapot.docx", b"PK\x03\x04 kapot", "beschadigd"),
        ("bom.docx", _bom(), "te groot"),
        ("foto.docx", b"\x89PNG....", "afbeelding"),
        ("<script>alert(1)</script>.md", b"%PDF-1.7", "PDF"),
    ],
)
def test_een_verkeerd_bestand_krijgt_een_duidelijke_bladzijde(
    dienst: Dienst, naam: str, inhoud: bytes, zegt: str
) -> None:
    code, adres, blad = stuur(dienst, "/wijziging", {"was": REGELING, "keer": ""}, {"wordt": (naam, inhoud)})
    if code == 303:
        blad = wacht(dienst, adres)
    else:
        assert code in (409, 413), code
    assert zegt in blad and "<script>alert" not in blad and "Traceback" not in blad
    assert re.search(r"niet gelukt|kan nu niet", blad, re.IGNORECASE)


def test_een_bestand_van_26_MB_en_twintig_bestanden_worden_geweigerd(dienst: Dienst) -> None:
    code, _, blad = stuur(dienst, "/wijziging", {"was": REGELING}, {"wordt": ("groot.md", b"x" * (26 * 1024 * 1024))})
    assert code == 413 and "25 MB" in blad
    lijf, soort = formulier({"was": REGELING}, {})
    deel = b'--grens\r\nContent-Disposition: form-data; name="wordt"; filename="a.md"\r\n\r\nx\r\n'
    code, _, inhoud = dienst.vraag("POST", "/wijziging", deel * 21 + lijf, content_type=soort)
    assert code == 409 and "20 bestanden" in inhoud.decode()
    code, _, inhoud = dienst.vraag("POST", "/wijziging", deel * 3 + lijf, content_type=soort)
    assert code == 409 and "één bestand" in inhoud.decode()


def test_een_besluit_wordt_zin_voor_zin_gelezen_en_op_proef_uitgevoerd(dienst: Dienst, gemaakt: str) -> None:
    besluit = dienst.vraag("GET", f"{gemaakt}/bestand/docx")[2]
    code, adres, blad = stuur(
        dienst, "/wijziging/besluit", {"wijzigingen": "", "keer": ""}, {"besluit": ("besluit.docx", besluit)}
    )
    assert code == 303, blad
    blad = wacht(dienst, adres)
    assert "19 opdrachten gelezen, 0 zinnen niet" in blad and "op proef uitgevoerd" in blad and "Artikel 72b" in blad


def test_een_zin_die_niet_te_lezen_is_staat_er_zo_en_er_wordt_niets_uitgevoerd(dienst: Dienst) -> None:
    tekst = "# Besluit (voorbeeldtekst)\n\n## Artikel I\nDe Verordening werk en inkomen wordt als volgt gewijzigd:\n\n### A\nArtikel 9 dient anders te worden opgeschreven.\n\n## Artikel II\nDit besluit treedt in werking op 1 januari 2027.\n"
    _, adres, blad = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.md", tekst.encode())})
    blad = wacht(dienst, adres)
    assert "<h3>Niet gelezen " in blad and "dient anders te worden opgeschreven" in blad and "niets uitgevoerd" in blad


def test_wie_zelf_leest_wat_niet_te_lezen_is_ziet_beide_en_de_uitkomst(dienst: Dienst) -> None:
    tekst = "Besluit\n\nArtikel I\n\nDe Verordening werk en inkomen wordt als volgt gewijzigd:\n\nA\n\nArtikel 1 dient anders te worden opgeschreven.\n"
    _, adres, _ = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.md", tekst.encode())})
    assert 'name="lezing-9"' in wacht(dienst, adres)
    stuur(
        dienst, f"{adres}/keuzes", {"lezing-9": "In artikel 1, eerste lid, wordt “college” vervangen door “bestuur”."}
    )
    blad = wacht(dienst, adres)
    assert (
        "«In artikel 1, eerste lid, wordt “college” vervangen door “bestuur”.»" in blad
        and "«Artikel 1 dient anders te worden opgeschreven.»" in blad
        and "op proef uitgevoerd" in blad
    )
    assert "zoals u haar las" in blad and blad.count("zoals iemand haar opschreef") == 1
    stuur(dienst, f"{adres}/keuzes", {"lezing-9": ""})
    assert "Er is niets uitgevoerd" in wacht(dienst, adres)


def test_een_regel_die_niet_te_lezen_is_krijgt_een_voorstel_dat_een_mens_overneemt(dienst: Dienst) -> None:
    """Het voorstel staat er met zijn gevolg; pas de knop maakt er een lezing van. Een regel die meer zegt, krijgt er geen."""
    zin = "Wij zouden in artikel 60 lid 1 liever “een jaar” lezen dan “twaalf maanden”."
    tekst = f"Besluit\n\nArtikel I\n\nDe Verordening werk en inkomen wordt als volgt gewijzigd:\n\nA\n\n{zin}\n"
    _, adres, _ = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.md", tekst.encode())})
    blad = wacht(dienst, adres)
    voorstel = "In artikel 60, eerste lid, wordt “twaalf maanden” vervangen door “een jaar”."
    assert f'name="kies-9" value="{voorstel}"' in blad and "een jaar<" in blad and "niets uitgevoerd" in blad
    stuur(dienst, f"{adres}/keuzes", {"lezing-9": "", "kies-9": voorstel})
    blad = wacht(dienst, adres)
    assert "op proef uitgevoerd" in blad and "zoals u haar las" in blad
    meer = tekst.replace("maanden”.", "maanden” en artikel 61 kan weg.")
    _, adres, _ = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.md", meer.encode())})
    blad = wacht(dienst, adres)
    assert "Bedoelt u" not in blad and 'name="kies-9" value="-"' in blad
    stuur(dienst, f"{adres}/keuzes", {"lezing-9": "", "kies-9": "-"})
    assert "zei iemand dat zij niets wijzigt" in wacht(dienst, adres)


def test_weggooien_gooit_alles_van_deze_wijziging_weg(dienst: Dienst) -> None:
    tekst = b"# Proef\n\n#### Artikel 1 Een\nZin.\n"
    _, adres, _ = stuur(
        dienst, "/wijziging", {"was": REGELING, "keer": "weg-ermee-12345"}, {"wordt": ("proef.md", tekst)}
    )
    wacht(dienst, adres)
    assert stuur(dienst, f"{adres}/weg", {})[0] == 303
    assert dienst.vraag("GET", adres)[0] == 404
    assert not list(dienst.werkmap.rglob("weg-ermee-12345"))


def test_het_voortgangsadres_geeft_getallen(dienst: Dienst, gemaakt: str) -> None:
    stand = json.loads(dienst.vraag("GET", f"/api/taak/{gemaakt.split('/')[-1]}")[2])
    assert stand["stand"] == "klaar"


@pytest.mark.traag
def test_de_dag_van_inwerkingtreding_komt_in_het_besluit_vooraf_of_achteraf(dienst: Dienst, voorbeeld: Path) -> None:
    nieuw = (voorbeeld / "regelingen" / REGELING / "2027-01-01.xml").read_bytes()
    velden = {"was": REGELING, "keer": "met-een-dag-erbij-1", "inwerking": "overmorgen"}
    code, _, blad = stuur(dienst, "/wijziging", velden, {"wordt": ("n.xml", nieuw)})
    assert code == 400 and 'href="#inwerking"' in blad
    _, adres, _ = stuur(dienst, "/wijziging", {**velden, "inwerking": ""}, {"wordt": ("n.xml", nieuw)})
    wacht(dienst, adres)
    stuur(dienst, f"{adres}/keuzes", {"inwerking": "2027-03-15", "gemeente": "Proefstad"})
    assert "In werking op 15 maart 2027" in wacht(dienst, adres)
    besluit = dienst.vraag("GET", f"{adres}/bestand/tekst")[2].decode()
    assert "15 maart 2027" in besluit and "Proefstad" in besluit


BESLUIT = """# **Besluit tot wijziging (voorbeeldtekst)**

## **Artikel I**
De Verordening werk en inkomen wordt als volgt gewijzigd:

**A.** Artikel 1 dient anders te worden opgeschreven.

**B.** In artikel 60, eerste lid, wordt “college” vervangen door “bestuur”.
"""


def test_een_geplakt_besluit_staat_er_zonder_tekens_van_de_opmaak_en_met_een_weg_naar_elke_regel(
    dienst: Dienst,
) -> None:
    velden = {"keer": "", "besluit-plak": BESLUIT.replace("\n", "\r\n")}
    code, adres, blad = stuur(dienst, "/wijziging/besluit", velden)
    assert code == 303, blad
    blad = wacht(dienst, adres)
    zichtbaar = re.sub(r"<[^>]+>", "", blad)
    assert "**" not in zichtbaar and "##" not in zichtbaar and "<strong>Artikel I</strong>" in blad
    assert (
        '<a href="#lezing-6">Regel 6</a>: A. Artikel 1 dient anders te worden opgeschreven.' in blad
        and 'href="/hulp/zinnen"' in blad
    )
    assert "opdrachtregel" not in zichtbaar and "docs/" not in zichtbaar
    code, koppen, _ = dienst.vraag("GET", f"{adres}/bestand/lezing")
    assert code == 200 and koppen["content-disposition"].endswith('.docx"')
    assert dienst.vraag("GET", f"{adres}/bestand/nieuw?proef=0")[0] == 404


def test_een_geplakt_besluit_en_een_bestand_tegelijk_is_een_weigering(dienst: Dienst) -> None:
    code, _, blad = stuur(
        dienst, "/wijziging/besluit", {"besluit-plak": BESLUIT}, {"besluit": ("b.md", BESLUIT.encode())}
    )
    assert code == 409 and "waar er één kan" in blad


def test_een_geplakte_tekst_van_2_MB_wordt_heel_gelezen(dienst: Dienst) -> None:
    velden = {"besluit-plak": BESLUIT + "\n## Toelichting\n\n" + "Een zin van de toelichting.\n" * 80_000}
    code, adres, blad = stuur(dienst, "/wijziging/besluit", velden)
    assert code == 303, blad
    blad = wacht(dienst, adres)
    assert "Regel 6" in blad and len(blad) < 150_000


def test_wat_een_besluit_maakt_gaat_mee_in_word(dienst: Dienst, gemaakt: str, wordt: tuple[bytes, object]) -> None:
    besluit = dienst.vraag("GET", f"{gemaakt}/bestand/docx")[2]
    _, adres, _ = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.docx", besluit)})
    blad = wacht(dienst, adres)
    assert "<h1>Verordening tot wijziging" in blad  # de titel, niet de status die erboven staat
    code, _, inhoud = dienst.vraag("GET", f"{adres}/bestand/nieuw?proef=0")
    assert code == 200 and vergelijk(lees(inhoud, naam="nieuw.docx"), wordt[1]).gelijk  # type: ignore[arg-type]
    for vorm in ("verschil", "was-wordt"):
        assert dienst.vraag("GET", f"{adres}/bestand/{vorm}?proef=0")[0] == 200
    assert dienst.vraag("GET", f"{adres}/bestand/docx?proef=0")[0] == 404
    assert dienst.vraag("GET", f"{adres}/bestand/nieuw?proef=7")[0] == 404


def test_een_besluit_met_bijgehouden_wijzigingen_vraagt_de_keuze_waar_het_niet_lukt(
    dienst: Dienst, gemaakt: str
) -> None:
    bron = io.BytesIO(dienst.vraag("GET", f"{gemaakt}/bestand/docx")[2])
    uit = io.BytesIO()
    with zipfile.ZipFile(bron) as oud, zipfile.ZipFile(uit, "w") as nieuw:
        for naam in oud.namelist():
            inhoud = oud.read(naam)
            if naam == "word/document.xml":
                run = b'<w:ins w:id="901" w:author="Collega" w:date="2026-11-01T10:00:00Z"><w:r><w:t>andere premies</w:t></w:r></w:ins>'
                inhoud = inhoud.replace(
                    "door “andere premies”.</w:t></w:r>".encode(),
                    "door “</w:t></w:r>".encode() + run + "<w:r><w:t>”.</w:t></w:r>".encode(),
                )
                assert run in inhoud
            nieuw.writestr(naam, inhoud)
    _, adres, _ = stuur(dienst, "/wijziging/besluit", {"keer": ""}, {"besluit": ("besluit.docx", uit.getvalue())})
    blad = wacht(dienst, adres)
    assert "Niet gelukt" in blad and 'name="wijzigingen"' in blad and "/wijziging/besluit" in blad
    stuur(dienst, f"{adres}/keuzes", {"wijzigingen": "aanvaarden"})
    blad = wacht(dienst, adres)
    assert "19 opdrachten gelezen, 0 zinnen niet" in blad and "Leg dit besluit vast" not in blad
    eerste = dienst.vraag("GET", f"{adres}/bestand/verschil?proef=0")[2]
    stuur(dienst, f"{adres}/keuzes", {"wijzigingen": "verwerpen"})
    assert "op proef uitgevoerd" in wacht(dienst, adres)
    assert (
        dienst.vraag("GET", f"{adres}/bestand/verschil?proef=0")[2] != eerste
    )  # niet het bestand van de vorige lezing
