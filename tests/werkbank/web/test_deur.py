"""De deur: elk van de negen regels met kale verzoeken, zoals een vreemde bladzijde of een vreemd programma ze stuurt."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.werkbank.web.conftest import Dienst
from werkbank.web.app import _EenVoorEen
from werkbank.web.deur import KOPPEN, MEEST_PER_VERZOEK, Sleutels

# 1 alleen deze computer


def test_alleen_deze_computer_bereikt_de_werkbank(dienst: Dienst) -> None:
    adressen = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for adres in adressen:
        with socket.socket() as s:
            s.settimeout(2)
            assert s.connect_ex((adres, dienst.poort)) != 0
    tabel = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
    luistert = re.findall(rf" ([0-9A-F]{{8}}):{dienst.poort:04X} 00000000:0000 0A", tabel)
    assert luistert in ([], ["0100007F"])


def test_koppen_van_een_tussenpersoon_tellen_niet(dienst: Dienst) -> None:
    assert dienst.vraag("GET", "/bord", host=("evil.test",), x_forwarded_host=f"127.0.0.1:{dienst.poort}")[0] == 421


# 2 precies één Host, met poort, voor elke methode


@pytest.mark.parametrize("methode", ["GET", "HEAD", "POST", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("pad", ["/bord", "/open?sleutel=x", "/vast/werkbank.css"])
def test_een_vreemde_naam_krijgt_niets(dienst: Dienst, methode: str, pad: str) -> None:
    poort = dienst.poort
    for namen in (
        ("evil.test",),
        (f"evil.test:{poort}",),
        ("127.0.0.1",),
        ("127.0.0.1:1",),
        (f"127.0.0.1:{poort}.evil.test",),
    ):
        assert dienst.vraag(methode, pad, host=namen)[0] == 421


def test_een_verzoek_met_twee_namen_of_geen_naam_krijgt_niets(dienst: Dienst) -> None:
    eigen = f"127.0.0.1:{dienst.poort}"
    for namen in ((eigen, "evil.test"), ("evil.test", eigen), ()):
        assert dienst.vraag("GET", "/bord", host=namen)[0] in (400, 421)


def test_localhost_met_de_poort_is_ook_deze_werkbank(dienst: Dienst) -> None:
    assert dienst.vraag("GET", "/bord", host=(f"localhost:{dienst.poort}",))[0] == 200


# 3 sleutel en koekje


def test_zonder_koekje_is_er_geen_bladzijde(dienst: Dienst) -> None:
    code, _, inhoud = dienst.vraag("GET", "/bord", koekje=False)
    assert code == 403 and "Verordening" not in inhoud.decode()


def test_een_sleutel_werkt_een_keer(dienst: Dienst) -> None:
    sleutel = Sleutels(next(dienst.werkmap.rglob("sleutels"))).maak()
    code, koppen, _ = dienst.vraag("GET", f"/open?sleutel={sleutel}", koekje=False)
    assert code == 200
    koekje = koppen["set-cookie"].lower()
    assert f"werkbank_{dienst.poort}=" in koekje and "httponly" in koekje and "samesite=strict" in koekje
    assert "expires" not in koekje and "max-age" not in koekje
    assert dienst.vraag("GET", f"/open?sleutel={sleutel}", koekje=False)[0] == 403


@pytest.mark.parametrize("sleutel", ["", "x", "../slot", "%00", "a" * 5000])
def test_een_verzonnen_sleutel_opent_niets(dienst: Dienst, sleutel: str) -> None:
    code, koppen, _ = dienst.vraag("GET", f"/open?sleutel={sleutel}", koekje=False)
    assert code == 403 and "set-cookie" not in koppen


def test_een_oude_sleutel_opent_niets(tmp_path: Path) -> None:
    sleutels = Sleutels(tmp_path / "s")
    sleutel = sleutels.maak()
    bestand = next((tmp_path / "s").iterdir())
    assert sleutel not in bestand.name and bestand.stat().st_mode & 0o077 == 0
    os.utime(bestand, (bestand.stat().st_mtime - 61,) * 2)
    assert not sleutels.neem(sleutel)


def test_de_sleutel_staat_niet_in_de_lijst_van_processen(dienst: Dienst) -> None:
    assert dienst.proces is not None
    assert dienst.sleutel.encode() not in Path(f"/proc/{dienst.proces.pid}/cmdline").read_bytes()


def test_een_verzonnen_of_dubbel_koekje_opent_niets(dienst: Dienst) -> None:
    for koekje in (f"werkbank_{dienst.poort}=x", f"{dienst.koekje}; {dienst.koekje}", f"werkbank_{dienst.poort}="):
        assert dienst.vraag("GET", "/bord", koekje=False, cookie=koekje)[0] == 403


# 4 schrijven alleen vanaf de eigen bladzijde


@pytest.mark.parametrize(
    "koppen",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "http://evil.test"},
        {"origin": "http://127.0.0.1:1"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "none"},
        {"origin": "https://127.0.0.1"},
    ],
)
def test_schrijven_van_elders_wordt_geweigerd(dienst: Dienst, koppen: dict[str, str]) -> None:
    code, _, inhoud = dienst.vraag("POST", "/stop", b"", **koppen)
    assert code == 403 and "niet van de werkbank zelf" in inhoud.decode()
    assert dienst.vraag("GET", "/bord")[0] == 200


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "PATCH"])
def test_andere_methoden_schrijven_niets(dienst: Dienst, methode: str) -> None:
    assert dienst.vraag(methode, "/stop")[0] == 403


# 5 lezen niet door een andere bladzijde


@pytest.mark.parametrize("plaats", ["cross-site", "same-site"])
def test_een_andere_bladzijde_leest_niets(dienst: Dienst, plaats: str) -> None:
    for pad in ("/bord", "/vast/werkbank.js"):
        assert dienst.vraag("GET", pad, sec_fetch_site=plaats, sec_fetch_mode="no-cors")[0] == 403
    assert dienst.vraag("GET", "/bord", sec_fetch_site=plaats, sec_fetch_mode="navigate")[0] == 200


# 6 beleid op elk antwoord


@pytest.mark.parametrize(
    "pad", ["/bord", "/niets", "/open", "/vast/werkbank.css", "/vast/niets", "/api/taak/niets", "/maatregel/M08"]
)
def test_elk_antwoord_draagt_het_beleid(dienst: Dienst, pad: str) -> None:
    _, koppen, inhoud = dienst.vraag("GET", pad)
    assert {n: koppen[n] for n in KOPPEN} == KOPPEN
    assert "unsafe" not in koppen["content-security-policy"] and "server" not in koppen
    if koppen["content-type"].startswith("text/html"):
        assert not re.search(rb"<style|\sstyle=|\son\w+=|<script(?! src)", inhoud)


# 7 wat binnenkomt is begrensd


def test_te_veel_wordt_geweigerd_voordat_het_gelezen_is(dienst: Dienst) -> None:
    code, _, inhoud = dienst.vraag("POST", "/stop", None, content_length=str(200 * 1024 * 1024))
    assert code == 413 and "25 MB" in inhoud.decode()


def test_wie_liegt_over_de_grootte_wordt_onderweg_geteld(dienst: Dienst) -> None:
    with socket.create_connection(("127.0.0.1", dienst.poort), timeout=30) as s:
        s.sendall(
            f"POST /wijziging HTTP/1.1\r\nHost: 127.0.0.1:{dienst.poort}\r\nCookie: {dienst.koekje}\r\n"
            f"Origin: {dienst.adres}\r\nSec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n"
            "Content-Type: multipart/form-data; boundary=g\r\n\r\n".encode()
        )
        brok = b"%x\r\n" % (1 << 20) + b"x" * (1 << 20) + b"\r\n"
        kop = b'--g\r\nContent-Disposition: form-data; name="wordt"; filename="a.docx"\r\n\r\n'
        s.sendall(b"%x\r\n%s\r\n" % (len(kop), kop))
        antwoord = b""
        try:
            for _ in range(MEEST_PER_VERZOEK // (1 << 20) + 3):
                s.sendall(brok)
            antwoord = s.recv(4096)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert b" 200 " not in antwoord.split(b"\r\n")[0]
    assert dienst.vraag("GET", "/bord")[0] == 200


# 8 geen pad van buiten


@pytest.mark.parametrize(
    "pad", ["/vast/../app.py", "/vast/%2e%2e/app.py", "/vast/..%2fapp.py", "/taak/..%2f..", "/maatregel/..%2fkop"]
)
def test_een_pad_in_een_adres_leidt_nergens_heen(dienst: Dienst, pad: str) -> None:
    assert dienst.vraag("GET", pad)[0] == 404


# 9 een stil verslag


def test_het_verslag_noemt_geen_sleutel_geen_adres_en_geen_inhoud(voorbeeld: Path, beeld: Path, tmp_path: Path) -> None:
    eigen = Dienst(voorbeeld, tmp_path / "w", beeld=beeld).begin().open()
    eigen.vraag("GET", "/zoek?q=geheimwoord")
    eigen.vraag("POST", "/niets", b"veld=geheimwoord", content_type="application/x-www-form-urlencoded")
    assert eigen.vraag("POST", "/stop", b"")[0] == 200
    assert eigen.proces is not None and eigen.proces.stdout is not None
    rest = eigen.proces.stdout.read()
    eigen.proces.wait(20)
    assert eigen.sleutel not in rest and "geheimwoord" not in rest and eigen.koekje.split("=")[1] not in rest


def test_stoppen_is_geen_gewoon_verzoek(dienst: Dienst) -> None:
    assert dienst.vraag("GET", "/stop")[0] == 405


def _met_een_stuk(tmp_path: Path) -> tuple[Dienst, Path]:
    """A running workbench (it answers, so it listens to signals as well) in whose folder for uploads a document stands."""
    (tmp_path / "dossier").mkdir(exist_ok=True)
    dienst = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    (spoel,) = (tmp_path / "w").rglob("spoel")
    (spoel / "ontwerpbesluit.docx").write_bytes(b"nog niet openbaar")
    return dienst, spoel


def _einde(dienst: Dienst, sein: signal.Signals) -> None:
    assert dienst.proces is not None and dienst.proces.stdout is not None
    dienst.proces.send_signal(sein)
    dienst.proces.wait(20)
    dienst.proces.stdout.close()


@pytest.mark.parametrize("sein", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_wie_het_venster_sluit_of_de_werkbank_beeindigt_laat_geen_geupload_stuk_achter(
    sein: signal.Signals, tmp_path: Path
) -> None:
    dienst, spoel = _met_een_stuk(tmp_path)
    _einde(dienst, sein)
    assert not spoel.exists()


def test_wat_een_stroomstoring_liet_staan_is_weg_zodra_de_werkbank_weer_begint(tmp_path: Path) -> None:
    dienst, spoel = _met_een_stuk(tmp_path)
    _einde(dienst, signal.SIGKILL)
    assert (spoel / "ontwerpbesluit.docx").exists()
    opnieuw = Dienst(tmp_path / "dossier", tmp_path / "w").begin().open()
    assert spoel.is_dir() and list(spoel.iterdir()) == []
    _einde(opnieuw, signal.SIGTERM)


def test_tot_alles_geladen_is_gaat_er_een_bladzijde_tegelijk_en_daarna_meer() -> None:
    """Draden die tegelijk laden, krijgen een halve module; de vormgeving van de eerste bladzijde wacht niet."""
    bezig: list[str] = []
    meest: list[int] = []

    async def app(scope: dict[str, str], receive: object, send: object) -> None:
        bezig.append(scope["path"])
        meest.append(len(bezig))
        await asyncio.sleep(0.01)
        bezig.remove(scope["path"])

    async def vraag(*paden: str) -> int:
        meest.clear()
        await asyncio.gather(*(deur({"path": p}, None, None) for p in paden))  # type: ignore[arg-type]
        return max(meest)

    async def proef() -> None:
        assert await vraag("/bord", "/wet", "/besluit") == 1
        assert await vraag("/bord", "/vast/werkbank.css") == 2
        werkbank.na_eerste = None
        assert await vraag("/bord", "/wet") == 1, "deze wacht nog op die ervoor"
        assert await vraag("/bord", "/wet") == 2

    werkbank = SimpleNamespace(na_eerste=print)
    deur = _EenVoorEen(app, werkbank)  # type: ignore[arg-type]
    asyncio.run(proef())
