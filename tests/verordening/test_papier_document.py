"""The document model and its rules."""

import pytest

from tests.verordening.proefdocument import proef
from verordening.bevinding import Geweigerd
from verordening.papier.document import (
    Alinea,
    Cel,
    Document,
    Figuur,
    Kader,
    Kolom,
    Kop,
    Lijst,
    Nummering,
    Punt,
    Rij,
    Stuk,
    Tabel,
    alinea,
    cel,
    kop,
    link,
    noten,
    plaatsen,
    platte_tekst,
    rij,
    tabel,
)
from verordening.papier.keuring import controleer, eis

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def _codes(*blokken, titel="Memo"):
    return {b.code for b in controleer(Document(titel, blokken))}


def test_het_proefdocument_is_in_orde():
    assert controleer(proef()) == ()


@pytest.mark.parametrize(
    ("blok", "code"),
    [
        (kop(1, "Nog een titel"), "kop-niveau"),
        (kop(3, "Te diep"), "kop-overgeslagen"),
        (kop(2, "  "), "kop-leeg"),
        (Kader(("Kader",), (kop(2, "Erin"),)), "kop-genest"),
        (Figuur(_SVG, " "), "figuur-zonder-alt"),
        (Figuur(b"<html/>", "Alt"), "figuur-onleesbaar"),
        (Figuur(b"<!DOCTYPE svg>" + _SVG, "Alt"), "figuur-onleesbaar"),
        (Figuur(b'<svg><image href="file:///etc/passwd"/></svg>', "Alt"), "figuur-onleesbaar"),
        (Figuur(b'<svg><use href="http://example.org/x.svg#a"/></svg>', "Alt"), "figuur-onleesbaar"),
        (Figuur(b'<svg><rect fill="url(http://example.org/x)"/></svg>', "Alt"), "figuur-onleesbaar"),
        (Figuur(b'<svg onload="x()"/>', "Alt"), "figuur-onleesbaar"),
        (Tabel((), (Kolom(("A",)),), ()), "tabel-zonder-bijschrift"),
        (Tabel(("T",), (Kolom(("A",)), Kolom((" ",))), ()), "tabel-zonder-kop"),
        (Tabel(("T",), (), ()), "tabel-zonder-kop"),
        (tabel("T", ["A", "B"], [rij("1")]), "tabel-rij"),
        (tabel("T", ["A"], [rij("1", "2")]), "tabel-rij"),
        (Tabel(("T",), (Kolom(("A",)),), (Rij((Cel((), rijen=2),)),)), "tabel-rij"),
        (Lijst(()), "lijst-leeg"),
        (Lijst((Punt((alinea("x"),)),), Nummering.EIGEN), "lijst-nummer"),
        (alinea(link("x", "javascript:alert(1)")), "link-onveilig"),
        (alinea(link("x", "JaVaScRiPt:alert(1)")), "link-onveilig"),
        (alinea(link("x", "//elders.example")), "link-onveilig"),
        (alinea(link("x", "file:///etc/passwd")), "link-onveilig"),
        (alinea(link("x", "#nergens")), "link-zonder-doel"),
        (alinea("geen teken \ufffe"), "teken-ongeldig"),
        (Kop(2, ("Kop",), anker="met spatie"), "anker-ongeldig"),
    ],
)
def test_elke_fout_wordt_gezien_en_geweigerd(blok, code):
    assert _codes(blok) == {code}
    with pytest.raises(Geweigerd) as fout:
        eis(Document("Memo", (blok,)))
    assert fout.value.code == code
    assert "\n" not in str(fout.value)


def test_titel_is_nodig_en_ankers_zijn_uniek():
    assert _codes(titel=" ") == {"titel-leeg"}
    assert _codes(Alinea(("x",), anker="a"), Alinea(("y",), anker="a")) == {"anker-dubbel"}


def test_gewone_koppelingen_mogen():
    assert not _codes(
        Alinea(("hier",), anker="plek"), alinea(*(link("x", doel) for doel in ("#plek", "memo.pdf", "../a/b.html#c")))
    )
    assert not _codes(alinea(link("x", "https://example.org/?a=b#c"), link("x", "mailto:griffie@example.org")))


def test_niveau_mag_terugspringen():
    assert not _codes(kop(2, "A"), kop(3, "B"), kop(4, "C"), kop(2, "D"), kop(3, "E"))


def test_cellen_die_omlaag_reiken_schuiven_de_volgende_op():
    t = tabel(
        "T", ["A", "B", "C"], [Rij((cel("a"), Cel((alinea("b"),), rijen=2), cel("c"))), Rij((cel("d"), cel("e")))]
    )
    assert [[kolom for kolom, _ in cellen] for _, cellen in plaatsen(t)] == [[0, 1, 2], [0, 2]]
    assert not _codes(t)


def test_noten_staan_op_volgorde_van_verschijnen():
    teksten = [platte_tekst(n.inhoud) for n in noten(proef())]
    assert teksten == ["Bron: eigen voorbeeld.", "Tweede noot, met een adres."]


def test_platte_tekst_is_alle_tekst():
    assert platte_tekst(("a", Stuk("b", vet=True), "", "c")) == "abc"
