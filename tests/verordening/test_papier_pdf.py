"""The PDF: every word, in its order, on the page, with its place in the structure; and what is refused."""

import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from tests.getuigen import bladzijde
from tests.getuigen.pdftekst import voorgelezen
from tests.getuigen.verapdf import eis_pdf
from tests.verordening.proefdocument import CODE, VIJANDIG, proef
from verordening.bevinding import Geweigerd
from verordening.onzichtbaar import toonbaar
from verordening.papier import pdf as pdfmodule
from verordening.papier.document import (
    Alinea,
    Blok,
    Cel,
    Colofon,
    Document,
    Figuur,
    Gegevens,
    Inhoud,
    Inhoudsopgave,
    Kader,
    Kolom,
    Kop,
    Lijst,
    Noot,
    Nummering,
    Punt,
    Rij,
    Stuk,
    Tabel,
    Wijziging,
    alinea,
    cel,
    kop,
    lijst,
    link,
    noot,
    rij,
    stukken,
    tabel,
    vervallen,
)
from verordening.papier.pdf import pdf
from verordening.papier.zetsel import zetsel

pytestmark = pytest.mark.traag

_TEKST = st.text(
    st.characters(max_codepoint=0x17F, exclude_categories=["Cc"], include_characters="ŵĳﬁ—„”€≥→✓"),
    min_size=1,
    max_size=90,
)
_CUES = re.compile(r"\[(einde)?(ingevoegd|vervallen|verplaatsthierheen|verplaatstnaarelders):?\]")


def _kaal(tekst: str) -> str:
    """Without white space, hyphens of the typesetter and words that mark changes; ligatures as letters."""
    return _CUES.sub("", re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", tekst)))


def _schrijf(document: Document, map_: Path, naam: str = "proef") -> Path:
    pad = map_ / f"{naam}.pdf"
    pad.write_bytes(pdf(document))
    return pad


def _inhoud(inhoud: Inhoud) -> list[str]:
    uit = []
    for s in stukken(inhoud):
        uit += _inhoud(s.inhoud) if isinstance(s, Noot) else [s.tekst]
    return uit


def _lees(blokken: tuple[Blok, ...]) -> list[str]:
    """Every text in the order in which it is to be read, straight from the model."""
    uit: list[str] = []
    for b in blokken:
        match b:
            case Kop() | Alinea():
                uit += _inhoud(b.inhoud)
            case Lijst():
                for p in b.punten:
                    uit += [*_inhoud(p.aanduiding), *_lees(p.blokken)]
            case Tabel():
                uit += [*_inhoud(b.bijschrift), *(t for k in b.kolommen for t in _inhoud(k.kop))]
                uit += [t for r in b.rijen for c in r.cellen for t in _lees(c.blokken)]
            case Figuur():
                uit += [*_inhoud(b.bijschrift), *_lees(b.uitleg)]
            case Kader():
                uit += [*_inhoud(b.titel), *_lees(b.blokken)]
            case Gegevens() | Colofon():
                uit += [b.titel] if isinstance(b, Colofon) else []
                uit += [t for naam, waarde in b.paren for t in (naam, *_inhoud(waarde))]
    return uit


def _eis_volgorde(document: Document, pad: Path) -> None:
    gezet, plek = _kaal(voorgelezen(pad)), 0
    for tekst in [document.status, document.titel, document.ondertitel, *_lees(document.blokken)]:
        gevonden = gezet.find(_kaal(tekst), plek)
        assert gevonden >= 0, (
            f"{tekst!r} niet na {gezet[max(0, plek - 60) : plek]!r} maar voor {gezet[plek : plek + 60]!r}"
        )
        plek = gevonden + len(_kaal(tekst))


def _eis_op_papier(pad: Path) -> None:
    """No word outside the margins of its page."""
    uit = subprocess.run(["pdftotext", "-bbox", str(pad), "-"], check=True, capture_output=True).stdout.decode()
    for blad in re.findall(r"<page.*?</page>", uit, re.S):
        breed, hoog = map(float, re.match(r'<page width="([\d.]+)" height="([\d.]+)"', blad).groups())
        for x, y, x2, y2, woord in re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', blad
        ):
            assert float(x) > 40 and float(x2) < breed - 40, (pad.name, woord, x, x2, breed)
            assert float(y) > 30 and float(y2) < hoog - 25, (pad.name, woord, y, y2, hoog)


def _knopen(knoop, soort=None):
    kinderen = knoop.get("/K", [])
    for kind in kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            if soort is None or soort == kind.S:
                yield kind
            yield from _knopen(kind, soort)


def _kenmerken(knoop) -> dict:
    a = knoop.get("/A", pikepdf.Array())
    return {k: v for d in (a if isinstance(a, (pikepdf.Array, list)) else [a]) for k, v in d.items()}


# --- text ---


@given(_TEKST)
@example(VIJANDIG)
@example(CODE[0])
@example(CODE[1])
@example(CODE[2])
@example(CODE[3])
@example(CODE[4])
@example("x" * 90)
@example("\xad")
@example("van €\xa01.200,00 tot \xa0 5\xa0")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_elke_tekst_komt_terug_en_wordt_nooit_uitgevoerd(tmp_path, tekst):
    """In every place where a text can stand."""
    eigen = Lijst((Punt((alinea(tekst),), tekst[:6].strip() or "a"),), Nummering.EIGEN)
    document = Document(
        tekst if tekst.strip() else "T",
        (
            Gegevens(((tekst, (tekst,)),)),
            Kop(2, (tekst + "k",)),
            Kader((tekst,), (alinea(tekst, noot("in de noot ", tekst)),)),
            eigen,
            Tabel((tekst + "b",), (Kolom((tekst + "k",)), Kolom(("K",), 3)), (rij(tekst, vervallen(tekst)),)),
        ),
        status=tekst,
        ondertitel=tekst,
        auteur=tekst,
        onderwerp=tekst,
    )
    pad = _schrijf(document, tmp_path)
    _eis_volgorde(document, pad)
    _eis_op_papier(pad)
    with pikepdf.open(pad) as p:
        assert str(p.docinfo.Title) == toonbaar(document.titel)
        assert str(p.docinfo.get("/Author", "")) == toonbaar(tekst), "wat niemand ziet, staat er als code"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=8)
)
@example("漢")
@example("\ue000")
@example("\ufeff")
@settings(max_examples=60)
def test_een_teken_staat_er_of_wordt_geweigerd(tekst):
    try:
        assert pdf(Document("T", (alinea(tekst),))).startswith(b"%PDF-")
    except Geweigerd as fout:
        assert fout.code in ("teken-zonder-letter", "teken-ongeldig") and "U+" in str(fout)


def test_een_teken_zonder_letter_wordt_met_zijn_plaats_geweigerd():
    with pytest.raises(Geweigerd, match=r"“noot met 漢 erin”: geen lettertype heeft het teken 漢 \(U\+6F22\)"):
        pdf(Document("T", (alinea("tekst", noot("noot met 漢 erin")),)))


def test_een_teken_dat_niet_te_zien_is_staat_als_code_op_papier():
    assert Stuk("a\ufeffb").tekst == "a⟦U+FEFF⟧b"
    assert pdf(Document("T", (alinea("a\ufeffb"),))).startswith(b"%PDF-")


def test_een_tekening_met_een_teken_zonder_letter_wordt_geweigerd():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15" font-family="Liberation Sans">漢</text></svg>'
    with pytest.raises(Geweigerd):
        pdf(Document("T", (Figuur(svg.encode(), "alt"),)))


def test_een_kapotte_tekening_wordt_geweigerd():
    with pytest.raises(Geweigerd) as fout:
        pdf(Document("T", (Figuur(b"<svg><g>", "alt"),)))
    assert fout.value.code == "figuur-onleesbaar"


def test_zonder_onze_lettertypen_wordt_er_niets_gezet(monkeypatch):
    import typst

    class Geen:
        def __init__(self, **_):
            pass

        def fonts(self):
            return []

    monkeypatch.setattr(typst, "Fonts", Geen)
    pdfmodule._zetter.cache_clear()
    try:
        with pytest.raises(
            Geweigerd, match=r"Liberation Sans.*Installeer fonts-liberation en fonts-dejavu-core"
        ) as fout:
            pdf(Document("T", ()))
    finally:
        pdfmodule._zetter.cache_clear()
    assert fout.value.code == "lettertype-ontbreekt"


def test_een_bron_kan_niets_lezen_of_ophalen():
    for regel in ('#read("/etc/passwd")', '#image("/etc/passwd")', '#import "@preview/x:0.1.0"'):
        with pytest.raises(AssertionError, match="Typst refuses"):
            pdfmodule._zet(regel, proef())


# --- order and place ---


def test_de_leesvolgorde_is_die_van_het_document_en_alles_staat_op_papier(tmp_path):
    pad = _schrijf(proef(), tmp_path)
    _eis_volgorde(proef(), pad)
    _eis_op_papier(pad)


def _lange_tabellen() -> Document:
    zin = "Het college verstrekt op aanvraag bijzondere bijstand voor noodzakelijke kosten. "
    return Document(
        "Lang",
        (
            tabel("Eén rij van bladzijden", ["A", "B"], [rij("a", zin * 150 + "slot")]),
            tabel(
                "Smalle kolom",
                [Kolom(("A",), 0.05), "B"],
                [rij("1", zin * 10), rij("2", "gemeenschappelijkeregelingsbestuursvergadering " * 20)],
            ),
            tabel("Veel alinea's", ["A", "B"], [rij("a", tuple(alinea(f"alinea {n}") for n in range(150)))]),
            Tabel(
                ("Een cel over negentig rijen",),
                (Kolom(("A",)), Kolom(("B",))),
                (Rij((Cel((alinea("over alles"),), rijen=90), cel("rij 0"))), *(rij(f"rij {n}") for n in range(1, 90))),
            ),
            Kader(("Groot kader",), tuple(alinea(f"{n}. {zin * 3}") for n in range(40))),
            Tabel(
                ("Liggend",),
                tuple(Kolom((f"Kolom {n}",)) for n in range(12)),
                (rij(*("BWBR0015703/2026-01-01/0/Hoofdstuk5/Artikel35" for _ in range(12))),),
                liggend=True,
            ),
            alinea(Stuk("0123456789abcdef" * 16, vast=True)),
        ),
    )


def test_wat_niet_op_een_bladzijde_past_gaat_verder_op_de_volgende(tmp_path):
    pad = _schrijf(_lange_tabellen(), tmp_path)
    _eis_op_papier(pad)
    _eis_volgorde(_lange_tabellen(), pad)
    # What stands outside the page is not found there.
    tekst = _kaal(bladzijde.tekst(pad))
    for woord in ("slot", "alinea149", "rij89", "39.Hetcollege"):
        assert woord in tekst, woord


@given(st.lists(st.lists(st.integers(0, 2500), min_size=2, max_size=2), min_size=1, max_size=6), st.floats(0.1, 9))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_geen_cel_verdwijnt_onder_aan_een_bladzijde(tmp_path, maten, breedte):
    rijen = [rij(*("woord " * (n // 6) + "klaar" for n in r)) for r in maten]
    document = Document("T", (alinea("x " * 900), tabel("T", [Kolom(("A",), breedte), "B"], rijen)))
    pad = _schrijf(document, tmp_path)
    _eis_op_papier(pad)
    assert len(re.findall("klaar", bladzijde.tekst(pad).replace("\u00ad\n", ""))) == 2 * len(maten)


# --- structure ---


def test_verplaatst_en_noot_in_elkaar_blijven_pdfa_2a_en_pdfua_1(tmp_path):
    wijzigingen = [w for w in Wijziging if w]
    runs = [
        Stuk("woord", vet=vet, vast=vast, hoog=vet and vast, link=doel, wijziging=w)
        for w in (Wijziging.GEEN, *wijzigingen)
        for doel in ("", "#a", "https://example.org/")
        for vet, vast in ((False, False), (True, False), (True, True))
    ]
    nummer = count(1)

    def nieuw() -> Noot:  # elke noot een andere: gelijke noten staan er een keer
        return Noot((f"nieuw {next(nummer)} ", link("met een adres", "https://example.org/")), Wijziging.INGEVOEGD)

    alles = Document(
        "T",
        (
            Kop(2, ("Kop ", link("met koppeling", "#a"), nieuw()), "a", Wijziging.VERVALLEN),
            Inhoudsopgave(),
            Alinea(
                ("weg met ", noot("de noot ", link("en haar adres", "https://example.org/"), vervallen("oud"))),
                "",
                Wijziging.VERVALLEN,
            ),
            *(
                Alinea((*runs, nieuw()), soort, w)
                for soort in ("", "klein", "citaat", "inleiding")
                for w in wijzigingen[:2]
            ),
            Lijst((Punt((Alinea((*runs, nieuw())),), "1.", "2."), Punt((), "3.", "")), Nummering.EIGEN),
            Kader(
                (nieuw(),),
                (
                    Tabel(
                        ("Erin", nieuw()),
                        (Kolom((nieuw(), "K")),),
                        (rij((Alinea((*runs,)), lijst("p"))),),
                        liggend=True,
                    ),
                ),
            ),
        ),
        taal="nl-NL",
        liggend=True,
    )
    eis_pdf([_schrijf(alles, tmp_path, "alles"), _schrijf(_lange_tabellen(), tmp_path, "lang")])
    _eis_volgorde(replace(alles, blokken=(alles.blokken[0], *alles.blokken[2:])), tmp_path / "alles.pdf")


@pytest.fixture(scope="module")
def gezet(tmp_path_factory):
    with pikepdf.open(_schrijf(proef(), tmp_path_factory.mktemp("pdf"))) as p:
        yield p


def test_rijen_en_kolommen_hebben_koppen(gezet):
    tabellen = list(_knopen(gezet.Root.StructTreeRoot, "/Table"))
    assert len(tabellen) == 5
    for t in tabellen:
        assert next(k.S for k in _knopen(t)) == "/Caption"
        kop_, lijf = (next(_knopen(t, s)) for s in ("/THead", "/TBody"))
        assert {(str(c.S), str(_kenmerken(c).get("/Scope"))) for c in _knopen(kop_) if c.S != "/TR"} == {
            ("/TH", "/Column")
        }
        for tr in _knopen(lijf, "/TR"):
            eerste, *rest = list(tr.K)
            assert eerste.S == "/TH" and _kenmerken(eerste)["/Scope"] == "/Row"
            assert all(c.S == "/TD" for c in rest)
        assert not any("/Headers" in _kenmerken(c) for c in _knopen(lijf))
    spans = [_kenmerken(c) for c in _knopen(tabellen[0])]
    assert [k["/RowSpan"] for k in spans if "/RowSpan" in k] == [2]
    assert [k["/ColSpan"] for k in spans if "/ColSpan" in k] == [3]


def test_een_tabel_zonder_bijschrift_heeft_een_naam(tmp_path):
    zonder = Tabel((), (Kolom(("A",)),), (rij("1"),), naam="Tarieven per jaar")
    with pikepdf.open(_schrijf(Document("T", (zonder,)), tmp_path)) as p:
        (t,) = _knopen(p.Root.StructTreeRoot, "/Table")
        assert _kenmerken(t)["/Summary"] == "Tarieven per jaar"


def test_figuren_noten_lijsten_en_koppelingen_zijn_wat_zij_zijn(gezet):
    boom = gezet.Root.StructTreeRoot
    assert [str(f.Alt)[:8] for f in _knopen(boom, "/Figure")] == ["Staafdia", "Tijdlijn", "Matrix: "]
    assert len(list(_knopen(boom, "/Note"))) == 2
    for punt in _knopen(boom, "/LI"):
        assert next(k.S for k in _knopen(punt)) == "/Lbl" and any(k.S == "/LBody" for k in _knopen(punt))
    assert {str(k.S) for k in _knopen(boom)} >= {
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/L",
        "/TOC",
        "/TOCI",
        "/Link",
        "/BlockQuote",
    }
    doelen = [a for blad in gezet.pages for a in blad.get("/Annots", []) if a.Subtype == "/Link"]
    assert {str(a.A.URI) for a in doelen if "/A" in a and "/URI" in a.A} == {
        "https://example.org/wet?a=1&b=2",
        "https://example.org/",
    }
    assert all("/StructParent" in a for a in doelen) and len(list(_knopen(boom, "/Link"))) >= len(doelen) - 1


def test_het_papier_zegt_in_welke_taal_het_is(gezet):
    assert str(gezet.Root.Lang) == "nl"


def test_een_wijziging_heeft_woorden_en_een_streep(tmp_path):
    soorten = [w for w in Wijziging if w]
    document = Document("T", tuple(alinea("het ", Stuk("bestuur", wijziging=w), "!") for w in soorten))
    pad = _schrijf(document, tmp_path)
    gehoord = " ".join(voorgelezen(pad).split())
    for w in soorten:
        assert f"het [{w.value}:] bestuur [einde {w.value}]!" in gehoord
    with pikepdf.open(pad) as p:
        strepen = [str(_kenmerken(k).get("/TextDecorationType")) for k in _knopen(p.Root.StructTreeRoot, "/Span")]
    assert strepen == ["/Underline", "/LineThrough", "/Underline", "/LineThrough"]


def test_een_noot_staat_onder_aan_haar_bladzijde(tmp_path):
    document = Document(
        "T",
        (
            alinea("eerste", noot("noot een")),
            *(alinea("vulling " * 60) for _ in range(12)),
            alinea("laatste", noot("noot twee")),
        ),
    )
    uit = subprocess.run(
        ["pdftotext", str(_schrijf(document, tmp_path)), "-"], check=True, capture_output=True
    ).stdout.decode()
    eerste, tweede = uit.split("\f")[:2]
    assert "noot een" in eerste and "noot twee" in tweede and "Noten" not in uit


def test_een_kop_staat_nooit_alleen_onder_aan_een_bladzijde(tmp_path):
    for regels in range(30, 56, 2):
        document = Document(
            "T",
            (*(alinea(f"regel {n}") for n in range(regels)), kop(2, "Kop"), tabel("Bijschrift", ["A"], [rij("cel")])),
        )
        bladen = bladzijde.tekst(_schrijf(document, tmp_path)).split("\f")
        (met_kop,) = (b for b in bladen if "Kop" in b.split("\n"))
        assert "cel" in met_kop and "Bijschrift" in met_kop, regels


# --- the file ---


def test_datum_en_bytes_hangen_niet_af_van_de_klok(tmp_path):
    with pikepdf.open(_schrijf(proef(), tmp_path)) as p:
        assert str(p.docinfo.CreationDate).startswith("D:20260301")
        assert b"2026-03-01" in p.Root.Metadata.read_bytes()
    zonder = Document("T", (alinea("x"),))
    with pikepdf.open(_schrijf(zonder, tmp_path)) as p:
        assert "/CreationDate" not in p.docinfo and "/ModDate" not in p.docinfo
        assert b"1970" not in p.Root.Metadata.read_bytes()
    assert pdf(zonder) == pdf(zonder)
    assert pdf(Document("T", (alinea("x"),), datum=date(2026, 1, 1))) != pdf(zonder)


def test_de_bron_is_dezelfde_voor_hetzelfde_document():
    assert zetsel(proef()) == zetsel(proef())


def test_interne_koppelingen_leiden_naar_hun_plaats(tmp_path):
    document = Document(
        "T",
        (
            alinea(
                link("naar de kop", "#k"),
                link("naar de alinea", "#a"),
                link("naar het punt", "#p"),
                link("naar de rij", "#r"),
            ),
            Kop(2, ("Kop",), "k"),
            *(alinea("x " * 900) for _ in range(2)),
            Alinea(("doel",), anker="a"),
            Lijst((Punt((alinea("doel"),), "a.", anker="p"),), Nummering.EIGEN),
            Tabel(("T",), (Kolom(("A",)),), (Rij((cel("doel"),), anker="r"),)),
            lijst("los", nummering=Nummering.CIJFER),
        ),
    )
    with pikepdf.open(_schrijf(document, tmp_path)) as p:
        namen = [a.get("/A", a).get("/Dest", a.get("/A", a).get("/D")) for a in p.pages[0].Annots]
        assert len(namen) == 4 and all(n is not None for n in namen)
