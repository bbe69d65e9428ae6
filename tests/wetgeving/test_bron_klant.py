"""The client against a real server on this computer that serves official files in the layout of the repository."""

import hashlib
import json
import re
import socket
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.wetgeving.bronserver import DHW, Bronserver, Nepklok, Storing, tekstpad
from verordening.bevinding import Geweigerd
from wetgeving.bron.klant import Klant
from wetgeving.bron.ophalen import Tijd
from wetgeving.bron.opslag import Opslag

MANIFEST = f"/bwb/{DHW}/manifest.xml"
LABEL = "2013-01-01_1"
PAD = tekstpad(LABEL)
OP = date(2013, 1, 1)


# --- the right text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("bekend", "revisie"), [("2014-02-14", 0), ("2014-02-15", 1), (None, 1)])
def test_de_kennisdatum_kiest_de_revisie(
    maak: Callable[..., Klant], officieel: dict[str, bytes], bekend: str | None, revisie: int
) -> None:
    resultaat = maak().tekst(DHW, OP, date.fromisoformat(bekend) if bekend else None)
    assert resultaat.herkomst.versie == f"2013-01-01_{revisie}"
    assert resultaat.inhoud == officieel[tekstpad(f"2013-01-01_{revisie}")]
    assert resultaat.herkomst.bekend == (bekend or "2026-11-21")


def test_elke_versie_komt_bytegelijk_en_bewezen_over(maak: Callable[..., Klant], officieel: dict[str, bytes]) -> None:
    klant = maak()
    versies = klant.manifest(DHW).expressies
    assert len(versies) == 16
    for versie in versies:
        resultaat = klant.tekst(DHW, versie.inwerking, versie.zicht_van)
        assert resultaat.inhoud == officieel[tekstpad(versie.label)]
        assert resultaat.herkomst.sha512 == resultaat.herkomst.sha512_bron == versie.bestand().sha512
        assert resultaat.herkomst.sha512 == hashlib.sha512(resultaat.inhoud).hexdigest()


def test_zonder_datum_de_tekst_van_vandaag(maak: Callable[..., Klant]) -> None:
    herkomst = maak().tekst(DHW).herkomst
    assert (herkomst.versie, herkomst.op, herkomst.einde, herkomst.precies) == ("2015-01-01_0", "2026-11-21", "", True)


def test_een_dag_waarop_niets_gold_wordt_geweigerd(maak: Callable[..., Klant], server: Bronserver) -> None:
    with pytest.raises(Geweigerd, match="geen enkele versie gold op 1990-01-01") as fout:
        maak().tekst(DHW, date(1990, 1, 1))
    assert fout.value.code == "gold-niet"
    with pytest.raises(Geweigerd, match="bekend was"):
        maak().tekst(DHW, date(2013, 6, 1), date(2012, 6, 1))
    assert server.paden() == [MANIFEST, MANIFEST]


def test_een_ingetrokken_regeling_komt_met_een_waarschuwing(maak: Callable[..., Klant], server: Bronserver) -> None:
    manifest = server.bestanden[MANIFEST]
    server.bestanden[MANIFEST] = manifest.replace(b"<einddatum>9999-12-31", b"<einddatum>2020-12-31")
    resultaat = maak().tekst(DHW)
    assert (resultaat.herkomst.versie, resultaat.herkomst.precies) == ("2015-01-01_0", False)
    assert [b.code for b in resultaat.bevindingen] == ["versie-niet-precies"]


# --- the record ---------------------------------------------------------------------------------------------------


def test_de_herkomst_staat_naast_het_bestand(maak: Callable[..., Klant], server: Bronserver, tmp_path: Path) -> None:
    resultaat = maak().tekst(DHW, OP)
    doel = tmp_path / "dhw.xml"
    resultaat.bewaar(doel)
    record = json.loads((tmp_path / "dhw.xml.herkomst.json").read_text("utf-8"))
    assert record["url"] == server.url + PAD
    assert record["opgehaald_op"] == record["gecontroleerd_op"] == "2026-11-21T12:00:00+00:00"
    assert record["sha512"] == record["sha512_bron"] == hashlib.sha512(doel.read_bytes()).hexdigest()
    assert record["versie"] == LABEL
    assert (record["inwerking"], record["einde"]) == ("2013-01-01", "2013-12-31")
    assert (record["zicht_van"], record["zicht_tot"]) == ("2014-02-15", "")
    assert record["koppen"]["last-modified"] == "Wed, 01 Jan 2020 00:00:00 GMT"
    assert record["versielijst"]["url"] == server.url + MANIFEST
    assert record["versielijst"]["sha512"] == hashlib.sha512(server.bestanden[MANIFEST]).hexdigest()
    assert record["uit"] == "net"
    assert re.fullmatch(r"verordening/\d.*", record["programma"])


@pytest.mark.parametrize("soort", ["map", "geen map", "bestand als map"])
def test_een_onbruikbaar_doel_laat_niets_achter(maak: Callable[..., Klant], tmp_path: Path, soort: str) -> None:
    uit = tmp_path / "uit"
    uit.mkdir()
    (uit / "gewoon").write_text("blijft")
    doel = {"map": uit, "geen map": uit / "nee" / "a.xml", "bestand als map": uit / "gewoon" / "a.xml"}[soort]
    with pytest.raises(Geweigerd) as fout:
        maak().tekst(DHW, OP).bewaar(doel)
    assert "\n" not in str(fout.value)
    assert str(doel) in str(fout.value)
    assert [p.name for p in uit.iterdir()] == ["gewoon"]
    assert (uit / "gewoon").read_text() == "blijft"


# --- polite -------------------------------------------------------------------------------------------------------


def test_hoogstens_twee_verzoeken_per_seconde(maak: Callable[..., Klant], server: Bronserver, klok: Nepklok) -> None:
    klant = maak()
    for versie in klant.manifest(DHW).expressies[:4]:
        klant.tekst(DHW, versie.inwerking, versie.zicht_van)
    assert len(server.gevraagd) == 9
    assert klok.seconden == pytest.approx(8 * 0.5)


def test_het_programma_noemt_zich_en_vraagt_onverpakt(maak: Callable[..., Klant], server: Bronserver) -> None:
    maak().manifest(DHW)
    koppen = server.gevraagd[0][1]
    assert re.match(r"verordening/\d", koppen["user-agent"])
    assert koppen["accept-encoding"] == "identity"


@pytest.mark.parametrize("met_etag", [True, False])
def test_een_ongewijzigde_lijst_wordt_niet_opnieuw_verstuurd(
    maak: Callable[..., Klant], server: Bronserver, klok: Nepklok, met_etag: bool
) -> None:
    server.met_etag = met_etag
    maak().tekst(DHW, OP)
    verzonden = server.verzonden
    klok.vandaag += timedelta(days=1)
    resultaat = maak().tekst(DHW, OP)
    assert server.verzonden == verzonden
    assert server.paden() == [MANIFEST, PAD, MANIFEST]
    laatste = server.gevraagd[-1][1]
    assert ("if-none-match" in laatste, "if-modified-since" in laatste) == (met_etag, True)
    assert resultaat.herkomst.uit == "opslag"
    lijst = resultaat.herkomst.versielijst
    assert lijst["uit"] == "ongewijzigd"
    assert (lijst["opgehaald_op"][:10], lijst["gecontroleerd_op"][:10]) == ("2026-11-21", "2026-11-22")


def test_een_gewijzigde_lijst_wordt_wel_gebruikt(maak: Callable[..., Klant], server: Bronserver) -> None:
    assert maak().tekst(DHW).herkomst.versie == "2015-01-01_0"
    lijst = server.bestanden[MANIFEST].replace(b'_deleted="false"', b'_deleted="true"')
    deel = lijst.partition(b'<expression label="2014-02-15_0">')
    server.bestanden[MANIFEST] = deel[0] + deel[1] + deel[2].replace(b'_deleted="true"', b'_deleted="false"', 1)
    server.gewijzigd += timedelta(days=1)
    assert maak().tekst(DHW, date(2014, 12, 31)).herkomst.versie == "2014-02-15_0"
    with pytest.raises(Geweigerd, match="geen enkele versie gold"):
        maak().tekst(DHW, OP)


# --- trouble ------------------------------------------------------------------------------------------------------


def test_een_verkeerde_hash_wordt_geweigerd_en_niet_bewaard(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    server.bestanden[PAD] = officieel[PAD].replace(b"alcohol", b"alcopop", 1)
    assert server.bestanden[PAD] != officieel[PAD]
    with pytest.raises(Geweigerd, match="SHA-512") as fout:
        maak().tekst(DHW, OP)
    assert fout.value.code == "hash-onjuist"
    server.bestanden[PAD] = officieel[PAD]
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]


def test_wat_niet_bestaat_wordt_in_een_regel_gezegd(maak: Callable[..., Klant], server: Bronserver) -> None:
    with pytest.raises(Geweigerd, match="bestaat niet in de bron") as fout:
        maak().tekst("BWBR9999999")
    assert fout.value.code == "niet-gevonden"
    assert "\n" not in str(fout.value)
    del server.bestanden[PAD]
    with pytest.raises(Geweigerd, match="bestaat niet in de bron"):
        maak().tekst(DHW, OP)
    assert server.paden() == ["/bwb/BWBR9999999/manifest.xml", MANIFEST, PAD]


@pytest.mark.parametrize("status", [503, 429])
def test_wie_vraagt_te_wachten_krijgt_dat(
    maak: Callable[..., Klant], server: Bronserver, klok: Nepklok, officieel: dict[str, bytes], status: int
) -> None:
    over_negen = format_datetime(datetime(2026, 11, 21, 12, 0, 9, tzinfo=UTC), usegmt=True)
    server.storingen[PAD] = [
        Storing(status, {"Retry-After": "7"}),
        Storing(status, {"Retry-After": over_negen}),
        Storing(status),
    ]
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]
    assert [s for s in klok.geslapen if s > 0.5] == [7.0, 9.0, 4.0]
    assert server.paden().count(PAD) == 4


def test_het_geduld_is_begrensd(maak: Callable[..., Klant], server: Bronserver, klok: Nepklok) -> None:
    server.storingen[MANIFEST] = [Storing(503, {"Retry-After": "1"}) for _ in range(50)]
    with pytest.raises(Geweigerd, match="na 5 pogingen niet gelukt: de bron is bezet"):
        maak().tekst(DHW, OP)
    assert len(server.gevraagd) == 5
    assert klok.seconden < 10


def test_een_te_lange_wachttijd_wordt_niet_uitgezeten(
    maak: Callable[..., Klant], server: Bronserver, klok: Nepklok
) -> None:
    server.storingen[MANIFEST] = [Storing(503, {"Retry-After": "3600"})]
    with pytest.raises(Geweigerd, match="vraagt 3600 seconden te wachten"):
        maak().tekst(DHW, OP)
    assert klok.geslapen == []


def test_een_weigering_wordt_niet_herhaald(maak: Callable[..., Klant], server: Bronserver) -> None:
    server.storingen[MANIFEST] = [Storing(403)]
    with pytest.raises(Geweigerd, match="HTTP 403"):
        maak().tekst(DHW, OP)
    assert len(server.gevraagd) == 1


def test_een_verbroken_verbinding_wordt_hervat_waar_zij_brak(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    server.storingen[PAD] = [Storing(breek=100_000), Storing(breek=50_000)]
    maak().manifest(DHW)
    verzonden = server.verzonden
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]
    verzoeken = [koppen for pad, koppen in server.gevraagd if pad == PAD]
    assert [k.get("range") for k in verzoeken] == [None, "bytes=100000-", "bytes=150000-"]
    assert all(k["if-range"].startswith('"') for k in verzoeken[1:])
    assert server.verzonden - verzonden == len(officieel[PAD])


def test_een_volgende_keer_gaat_verder_waar_de_vorige_ophield(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    server.storingen[PAD] = [Storing(breek=123_456)]
    with pytest.raises(Geweigerd, match="de verbinding is verbroken"):
        maak(pogingen=1).tekst(DHW, OP)
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]
    assert server.gevraagd[-1][1]["range"] == "bytes=123456-"


def test_is_het_bestand_intussen_veranderd_dan_begint_het_opnieuw(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    server.storingen[PAD] = [Storing(inhoud=b"x" * 200_000, breek=100_000)]
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]
    assert [k.get("range") for p, k in server.gevraagd if p == PAD] == [None, "bytes=100000-"]


def test_een_aangevuld_bestand_dat_niet_klopt_wordt_een_keer_heel_gehaald(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    server.storingen[PAD] = [Storing(inhoud=b"x" * 200_000, breek=100_000), Storing(negeer_if_range=True)]
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]
    assert [k.get("range") for p, k in server.gevraagd if p == PAD] == [None, "bytes=100000-", None]


def test_meer_bewaard_dan_het_bestand_lang_is(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    lang = len(officieel[PAD]) + 5000
    server.storingen[PAD] = [Storing(inhoud=b"x" * (lang + 1), breek=lang), Storing(negeer_if_range=True)]
    assert maak().tekst(DHW, OP).inhoud == officieel[PAD]
    assert [k.get("range") for p, k in server.gevraagd if p == PAD] == [None, f"bytes={lang}-", None]


def test_een_afgebroken_lijst_wordt_nooit_als_hele_lijst_gelezen(
    maak: Callable[..., Klant], server: Bronserver
) -> None:
    server.storingen[MANIFEST] = [Storing(breek=5000)]
    assert len(maak().manifest(DHW).expressies) == 16


def test_een_beschadigde_opslag_wordt_gemeld_en_hersteld(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes], tmp_path: Path
) -> None:
    sha512 = maak().tekst(DHW, OP).herkomst.sha512
    bewaard = Opslag(tmp_path / "opslag").inhoud(sha512)
    bewaard.write_bytes(bewaard.read_bytes()[:-1] + b" ")
    resultaat = maak().tekst(DHW, OP)
    assert [b.code for b in resultaat.bevindingen] == ["opslag-beschadigd"]
    assert resultaat.inhoud == officieel[PAD]
    assert resultaat.herkomst.uit == "net"
    assert maak().tekst(DHW, OP).bevindingen == ()


@pytest.mark.parametrize("rommel", [b"", b"{", b"[]", b"null", b'{"url": 1}', b"\xff\xfe"])
def test_een_beschadigd_opslagregister_stoort_niet(
    maak: Callable[..., Klant], tmp_path: Path, officieel: dict[str, bytes], rommel: bytes
) -> None:
    maak().tekst(DHW, OP)
    for pad in (tmp_path / "opslag" / "adressen").iterdir():
        pad.write_bytes(rommel)
    resultaat = maak().tekst(DHW, OP)
    assert resultaat.inhoud == officieel[PAD]
    assert [b.code for b in resultaat.bevindingen] == ["opslag-beschadigd"] * 2


def test_een_onschrijfbare_opslag_wordt_geweigerd(server: Bronserver, klok: Nepklok, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    klant = Klant(server.url, opslag=Opslag(tmp_path / "bestand" / "opslag"), tijd=klok.tijd())
    with pytest.raises(Geweigerd, match="de opslag is niet schrijfbaar"):
        klant.tekst(DHW, OP)


def test_twee_programma_s_schrijven_niet_door_elkaar(maak: Callable[..., Klant], server: Bronserver) -> None:
    klant = maak()
    with (
        klant.ophaler.opslag.schrijf_deel(server.url + PAD, {}, 0),
        pytest.raises(Geweigerd, match="al opgehaald door een ander"),
    ):
        klant.tekst(DHW, OP)


def test_zonder_netwerk_een_duidelijke_regel(klok: Nepklok, tmp_path: Path) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    klant = Klant(f"http://127.0.0.1:{poort}", opslag=Opslag(tmp_path), tijd=klok.tijd())
    with pytest.raises(Geweigerd, match=r"geen verbinding met 127\.0\.0\.1: de verbinding wordt geweigerd") as fout:
        klant.tekst(DHW, OP)
    assert fout.value.code == "geen-netwerk"
    assert "\n" not in str(fout.value)
    assert klok.geslapen == []


def test_wat_eerder_is_opgehaald_werkt_zonder_netwerk(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    maak().tekst(DHW, OP)
    aantal = len(server.gevraagd)
    assert maak(alleen_opslag=True).tekst(DHW, OP).inhoud == officieel[PAD]
    with pytest.raises(Geweigerd, match="niet in de opslag"):
        maak(alleen_opslag=True).tekst(DHW, date(2014, 2, 15))
    with pytest.raises(Geweigerd, match="zonder netwerk"):
        maak(alleen_opslag=True).zoek("bwb", "x")
    assert len(server.gevraagd) == aantal


# --- technical information, progress, the twin --------------------------------------------------------------------


def test_de_wti_komt_met_haar_herkomst(maak: Callable[..., Klant], server: Bronserver, data: Path) -> None:
    woo = "BWBR0045754"
    server.bestanden[f"/bwb/{woo}/manifest.xml"] = (data / "wetsuite" / f"{woo}.manifest.xml").read_bytes()
    server.bestanden[f"/bwb/{woo}/{woo}.WTI"] = (data / "wetsuite" / f"{woo}.WTI.xml").read_bytes()
    resultaat = maak().wti(woo)
    assert resultaat.inhoud == server.bestanden[f"/bwb/{woo}/{woo}.WTI"]
    assert (resultaat.herkomst.soort, resultaat.herkomst.sha512_bron) == ("wti", "")
    server.bestanden[f"/bwb/{DHW}/{DHW}.WTI"] = server.bestanden[f"/bwb/{woo}/{woo}.WTI"]
    with pytest.raises(Geweigerd, match=f"{woo}, gevraagd was"):
        maak().wti(DHW)
    with pytest.raises(Geweigerd, match="alleen van landelijke"):
        maak().wti("CVDR680781")


def test_de_voortgang_telt_tot_het_einde(maak: Callable[..., Klant], officieel: dict[str, bytes]) -> None:
    gezien: list[tuple[str, int, int | None]] = []
    maak(voortgang=lambda *stap: gezien.append(stap)).tekst(DHW, OP)
    assert gezien[-1] == (PAD.rsplit("/", 1)[-1], len(officieel[PAD]), len(officieel[PAD]))


def test_de_echte_klok_houdt_het_tempo_ook(server: Bronserver, tmp_path: Path) -> None:
    import time

    klant = Klant(server.url, opslag=Opslag(tmp_path), tijd=Tijd())
    begin = time.monotonic()
    klant.tekst(DHW, OP)
    assert time.monotonic() - begin >= 0.5


def test_de_oude_tekst_dient_nooit_voor_een_nieuwe_hash(
    maak: Callable[..., Klant], server: Bronserver, officieel: dict[str, bytes]
) -> None:
    """The list announces other content while the server says that the file has not changed: refuse, do not reuse."""
    oud = maak().tekst(DHW, OP).herkomst.sha512
    server.bestanden[MANIFEST] = officieel[MANIFEST].replace(oud.encode(), b"0" * 128)
    server.gewijzigd -= timedelta(days=1)
    with pytest.raises(Geweigerd, match="SHA-512"):
        maak().tekst(DHW, OP)


def test_een_dag_in_de_toekomst_gaat_uit_van_de_kennis_van_dan(maak: Callable[..., Klant], klok: Nepklok) -> None:
    klok.vandaag = datetime(2014, 1, 10, 12, tzinfo=UTC)
    herkomst = maak().tekst(DHW, date(2014, 3, 1)).herkomst
    assert (herkomst.versie, herkomst.bekend) == ("2014-02-15_0", "2014-03-01")
    with pytest.raises(Geweigerd, match="volgens wat op 2014-01-10 bekend was"):
        maak().tekst(DHW, date(2014, 3, 1), date(2014, 1, 10))
