"""What a hostile or broken source sends: refused, never followed, never kept as text."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.wetgeving.bronserver import DHW, Bronserver, Storing, tekstpad
from verordening.bevinding import Geweigerd
from wetgeving.bron.klant import Klant

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


def test_een_te_groot_bestand_wordt_afgebroken(maak: Callable[..., Klant], server: Bronserver) -> None:
    klant = maak()
    klant.ophaler.limiet = 100_000
    with pytest.raises(Geweigerd, match="groter dan de grens"):
        klant.tekst(DHW, OP)
    assert klant.ophaler.opslag.deel(server.url + PAD) is None
