"""What a hostile or broken source sends: refused, never followed, never kept as text."""

import gzip
import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from tests.wetgeving.bronserver import DHW, Bronserver, Storing, tekstpad
from verordening.bevinding import Geweigerd
from wetgeving.bron.klant import Klant
from wetgeving.bron.ophalen import Tijd
from wetgeving.bron.opslag import Opslag
from wetgeving.bron.vervoer import Verbroken, vraag

MANIFEST = f"/bwb/{DHW}/manifest.xml"
LABEL = "2013-01-01_1"
PAD = tekstpad(LABEL)
OP = date(2013, 1, 1)


@pytest.mark.parametrize("doel", ["http://voorbeeld.invalid/x", "file:///etc/passwd", "ftp://voorbeeld.invalid/x"])
def test_een_verwijzing_naar_buiten_wordt_niet_gevolgd(
    maak: Callable[..., Klant], server: Bronserver, doel: str
) -> None:
    server.storingen[MANIFEST] = [Storing(302, {"Location": doel})]
    with pytest.raises(Geweigerd, match=r"niet toegestaan|niet te volgen"):
        maak().tekst(DHW, OP)


def test_een_verwijzing_binnen_de_server_wordt_gevolgd(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    server.bestanden["/nieuw.xml"] = officieel[PAD]
    server.storingen[PAD] = [Storing(301, {"Location": "/nieuw.xml"})]
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]


@pytest.mark.parametrize(
    "adres", ["http://voorbeeld.nl", "file:///etc/passwd", "ftp://x.nl", "https://u:w@x.nl", "https://a b.nl", "geen"]
)
def test_een_onveilig_bronadres_wordt_geweigerd(adres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERORDENING_BRON", adres)
    with pytest.raises(Geweigerd, match="niet toegestaan"):
        Klant()


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"<html><body>Log in op het netwerk</body></html>", "geen versielijst"),
        (b'<!DOCTYPE work><work label="BWBR0002458"/>', "DOCTYPE"),
        (b'<work label="BWBR0000001"/>', "is van BWBR0000001"),
        (b'<work label="BWBR0002458"/>', "geen bruikbare tekst"),
        (b"", "leeg"),
    ],
)
def test_een_vreemde_versielijst_wordt_geweigerd(
    maak: Callable[..., Klant], server: Bronserver, inhoud: bytes, reden: str
) -> None:
    server.bestanden[MANIFEST] = inhoud
    with pytest.raises(Geweigerd, match=reden):
        maak().tekst(DHW, OP)


def test_een_andere_regeling_wordt_herkend_ook_als_de_hash_klopt(
    maak: Callable[..., Klant], server: Bronserver
) -> None:
    vreemd = b'<toestand bwb-id="BWBR0000001"/>'
    oud = maak().manifest(DHW).expressie(LABEL).bestand().sha512
    lijst = server.bestanden[MANIFEST].replace(oud.encode(), hashlib.sha512(vreemd).hexdigest().encode())
    server.bestanden |= {MANIFEST: lijst, PAD: vreemd}
    server.gewijzigd += timedelta(days=1)
    with pytest.raises(Geweigerd, match="BWBR0000001, gevraagd was"):
        maak().tekst(DHW, OP)


@pytest.mark.parametrize(
    "nummer", ["", "BWBR1", "../x", "BWBR0002458/..", "CVDR", "CVDR12/../3", "wet", "BWBR000245８", "CVDR１２３４"]
)
def test_een_nummer_dat_er_geen_is_gaat_het_net_niet_op(
    maak: Callable[..., Klant], server: Bronserver, nummer: str
) -> None:
    with pytest.raises(Geweigerd, match="geen nummer van een regeling"):
        maak().tekst(nummer)
    assert server.gevraagd == []


def test_een_ingepakt_antwoord_wordt_niet_als_tekst_bewaard(maak: Callable[..., Klant], server: Bronserver) -> None:
    server.storingen[PAD] = [Storing(koppen={"Content-Encoding": "gzip"})]
    with pytest.raises(Geweigerd, match="ingepakt"):
        maak().tekst(DHW, OP)


_KOP = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


@pytest.mark.parametrize("pad", [MANIFEST, PAD], ids=["versielijst", "tekst"])
@pytest.mark.parametrize(
    ("eerst", "steeds"),
    [
        (b"HTTP/1.1 200 O", b"K"),
        (_KOP, b"X-Nog: een\r\n"),
        (_KOP + b"X-Lang: ", b"x"),
        (_KOP + b"Content-Length: 100000\r\n\r\n", b"<"),
        (_KOP + b"\r\n", b"<"),
        (_KOP + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["eerste regel", "koppen", "lange kop", "romp", "romp zonder lengte", "brokken", "ga door"],
)
def test_een_server_die_blijft_druppelen_wordt_niet_eindeloos_gevolgd(
    server: Bronserver, tmp_path: Path, pad: str, eerst: bytes, steeds: bytes
) -> None:
    server.storingen[pad] = [Storing(zonder_eind=(eerst, steeds, 0.01)) for _ in range(9)]
    klant = Klant(server.url, opslag=Opslag(tmp_path / "opslag"), tijd=Tijd(slaap=lambda _: None))
    klant.ophaler.max_duur = 0.4
    with pytest.raises(Geweigerd) as fout:
        klant.tekst(DHW, OP)
    assert fout.value.code in ("ophalen-mislukt", "geen-netwerk")
    assert "\n" not in str(fout.value)


def test_een_antwoord_zonder_eind_stopt_bij_de_grens(maak: Callable[..., Klant], server: Bronserver) -> None:
    server.storingen[PAD] = [Storing(zonder_eind=(_KOP + b"\r\n", b"<" * 50_000, 0))]
    klant = maak()
    klant.ophaler.limiet = 1_000_000
    with pytest.raises(Geweigerd, match="groter dan de grens"):
        klant.tekst(DHW, OP)


def test_wat_te_groot_wordt_aangekondigd_wordt_niet_opgehaald(maak: Callable[..., Klant], server: Bronserver) -> None:
    veel = _KOP + b"Content-Length: 900000000000\r\n\r\n"
    server.storingen[PAD] = [Storing(zonder_eind=(veel, b"<", 0.01))]
    with pytest.raises(Geweigerd, match="groter dan de grens"):
        maak().tekst(DHW, OP)


@pytest.mark.parametrize("lang", [False, True], ids=["kring", "steeds verder"])
def test_een_eindeloze_doorverwijzing_wordt_niet_gevolgd(
    maak: Callable[..., Klant], server: Bronserver, lang: bool
) -> None:
    for n in range(99):
        server.storingen[f"/{n}"] = [Storing(302, {"Location": f"/{(n + 1) if lang else 0}"}) for _ in range(99)]
    server.storingen[MANIFEST] = [Storing(302, {"Location": "/0"})]
    with pytest.raises(Geweigerd, match="niet te volgen"):
        maak().tekst(DHW, OP)
    assert len(server.gevraagd) < 20


def test_een_ingepakte_bom_wordt_nergens_uitgepakt(maak: Callable[..., Klant], server: Bronserver) -> None:
    bom = gzip.compress(b"<work>" + b" " * 100_000_000)
    for kop in ({"Content-Encoding": "gzip"}, {}):
        server.storingen[MANIFEST] = [Storing(inhoud=bom, koppen=kop)]
        with pytest.raises(Geweigerd):
            maak().tekst(DHW, OP)
    server.bestanden["/sru/Search"] = bom
    server.storingen["/sru/Search"] = [Storing(koppen={"Content-Encoding": "gzip"})]
    with pytest.raises(Geweigerd, match="ingepakt"):
        maak().ophaler.vraag(f"{server.url}/sru/Search")


def test_haal_zegt_op_een_regel_dat_de_bron_niet_op_tijd_antwoordt(
    server: Bronserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.storingen[PAD] = [Storing(zonder_eind=(_KOP + b"\r\n", b"<", 0.01)) for _ in range(9)]
    monkeypatch.setenv("VERORDENING_BRON", server.url)
    monkeypatch.setattr("wetgeving.bron.ophalen._MAX_DUUR", 0.5)
    uit = loop("haal", DHW, "--op", "2013-01-01", "--opslag", tmp_path / "opslag", "-o", tmp_path / "wet.xml")
    assert uit.code == 3
    assert "de server antwoordt niet op tijd" in uit.fout
    assert uit.fout.strip().count("\n") <= 1  # de melding en haar advies
    assert not (tmp_path / "wet.xml").exists()


@pytest.mark.parametrize("duur", [0, -0.2])
def test_wie_geen_tijd_meer_heeft_vraagt_niets_meer(server: Bronserver, duur: float) -> None:
    with pytest.raises(Verbroken), vraag(server.url + PAD, {}, duur):
        pass


def test_een_te_groot_bestand_wordt_afgebroken(maak: Callable[..., Klant], server: Bronserver) -> None:
    klant = maak()
    klant.ophaler.limiet = 100_000
    with pytest.raises(Geweigerd, match="groter dan de grens"):
        klant.tekst(DHW, OP)
    assert klant.ophaler.opslag.deel(server.url + PAD) is None
