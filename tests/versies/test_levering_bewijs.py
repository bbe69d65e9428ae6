"""Bewijs voor een derde: wat is veranderd, weg of erbij, of door een ander ondertekend, valt op."""

import hashlib
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.getuigen import ontbreekt
from verordening.bevinding import Ernst, Geweigerd
from versies.levering import tijdstempel
from versies.levering.bewijs import HANDTEKENING, Sleutelbos, bijlagen, verifieer_map
from versies.publicatie.reeks import CONTROLEGETALLEN

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen ontbreekt")


def sleutel(map_: Path, naam: str, wachtwoord: str = "") -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", wachtwoord, "-f", str(map_ / naam)], check=True)
    return map_ / naam


@pytest.fixture
def site(tmp_path: Path) -> Path:
    map_ = tmp_path / "site"
    map_.mkdir()
    (map_ / "index.html").write_text("voorbeeldtekst")
    som = hashlib.sha512(b"voorbeeldtekst").hexdigest()
    (map_ / CONTROLEGETALLEN).write_text(f"{som}  index.html\n")
    return map_


def teken(site: Path, bos: Sleutelbos | None, waar: str = "") -> None:
    for naam, inhoud in bijlagen((site / CONTROLEGETALLEN).read_bytes(), site, bos, waar).items():
        (site / naam).write_bytes(inhoud)


def codes(site: Path, vertrouwd: str = "") -> list[str]:
    return [b.code for b in verifieer_map(site, vertrouwd)[1]]


def test_goed_ondertekend_en_daarna_alles_wat_mis_kan_gaan(site: Path, tmp_path: Path) -> None:
    een, twee, drie = (sleutel(tmp_path, n) for n in ("een", "twee", "drie"))
    assert codes(site) == ["niet-ondertekend"]
    teken(site, Sleutelbos(een))
    assert codes(site) == []
    with pytest.raises(Geweigerd, match="eerder met andere sleutels"):
        teken(site, Sleutelbos(twee))
    teken(site, Sleutelbos(twee, vorige=een))
    assert codes(site, Path(f"{een}.pub").read_text()) == []
    assert codes(site, Path(f"{drie}.pub").read_text()) == ["vreemde-sleutel"]
    (site / "sleutels-0002.txt.sig").write_bytes((site / HANDTEKENING).read_bytes())
    assert codes(site) == ["sleutelketen"]
    (site / HANDTEKENING).write_bytes(b"")
    (site / "index.html").write_text("anders")
    (site / "extra.html").write_text("erbij")
    assert set(codes(site)) == {"sleutelketen", "handtekening", "bestand-anders", "bestand-erbij"}


@pytest.mark.parametrize("regel", [b"\xff\xfe  index.html\n", b"geen regel\n", b"0\r\n", b"a  b\0c\n"])
def test_een_lijst_van_een_ander_die_geen_lijst_is_wordt_gezegd(site: Path, regel: bytes) -> None:
    with (site / CONTROLEGETALLEN).open("ab") as lijst:
        lijst.write(regel)
    assert {"lijst", "bestand-weg"} & set(codes(site))
    assert [b.ernst for b in verifieer_map(site)[1]].count(Ernst.FOUT)


@pytest.mark.parametrize(
    "naam", ["index.html", CONTROLEGETALLEN, "sleutels-0001.txt", HANDTEKENING, tijdstempel.BESTAND]
)
def test_een_bestand_van_20_GB_in_een_publicatie_houdt_niemand_op(site: Path, tmp_path: Path, naam: str) -> None:
    teken(site, Sleutelbos(sleutel(tmp_path, "een")))
    with (site / naam).open("ab") as bestand:
        bestand.truncate(20_000_000_000)
    assert any(b.ernst is Ernst.FOUT for b in verifieer_map(site)[1])


def test_de_sleutel_voor_beheer_vervangt_die_voor_publicatie_en_zichzelf(site: Path, tmp_path: Path) -> None:
    kluis, kluis2, dag, dag2 = (sleutel(tmp_path, n) for n in ("kluis", "kluis2", "dag", "dag2"))
    teken(site, Sleutelbos(dag, kluis))
    assert (site / "sleutels-0001.txt").read_text().splitlines()[1:] == [
        f"{rol} {' '.join(Path(f'{s}.pub').read_text().split()[:2])}"
        for rol, s in (("beheer", kluis), ("publicatie", dag))
    ]
    with pytest.raises(Geweigerd, match="andere sleutels"):
        teken(site, Sleutelbos(dag2, vorige=dag))  # wie alleen publiceert, wijst geen opvolger aan
    teken(site, Sleutelbos(dag2, kluis))
    teken(site, Sleutelbos(dag2, kluis2, kluis))
    teken(site, Sleutelbos(dag2))
    assert codes(site) == [] and not (site / "sleutels-0004.txt").exists()
    blad = site / "sleutels-0002.txt"
    blad.write_text(blad.read_text().replace("beheer", "Beheer"))
    assert set(codes(site)) == {"handtekening", "bestand-erbij"}  # de keten breekt af bij het blad dat niet te lezen is


def test_opnieuw_publiceren_laat_een_handtekening_niet_stil_verdwijnen(site: Path, tmp_path: Path) -> None:
    teken(site, Sleutelbos(sleutel(tmp_path, "een")))
    lijst = (site / CONTROLEGETALLEN).read_bytes()
    assert set(bijlagen(lijst, site, None)) == {HANDTEKENING, "sleutels-0001.txt", "sleutels-0001.txt.sig"}
    with pytest.raises(Geweigerd, match="waren ondertekend en zijn nu anders"):
        bijlagen(lijst + b"meer", site, None)


def test_een_sleutel_die_niet_kan_tekenen_wordt_geweigerd(site: Path, tmp_path: Path) -> None:
    for slecht in (sleutel(tmp_path, "dicht", "geheim12"), site / "index.html"):
        with pytest.raises(Geweigerd):
            teken(site, Sleutelbos(slecht))
    assert not (site / HANDTEKENING).exists()


# --- tijdstempels: een eigen dienst, zonder netwerk -------------------------------------------------------------------

_DIENST = """[req]
distinguished_name = d
prompt = no
[d]
CN = Proefdienst
[u]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = c
[c]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
"""


class Dienst:
    """A time-stamp service of our own, that answers questions as one does on the internet."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        map_.mkdir()
        (map_ / "c").write_text(_DIENST)
        (map_ / "serial").write_text("01\n")
        nieuw = "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out ca.pem -days 30 -config c -extensions u"
        self._openssl(*nieuw.split())

    @property
    def ca(self) -> Path:
        return self.map / "ca.pem"

    def antwoord(self, vraag: bytes) -> bytes:
        (self.map / "q").write_bytes(vraag)
        self._openssl(*"ts -reply -queryfile q -signer ca.pem -inkey k.pem -config c -out r".split())
        return (self.map / "r").read_bytes()

    def _openssl(self, *opdracht: str) -> None:
        subprocess.run(["openssl", *opdracht], cwd=self.map, check=True, capture_output=True)


@pytest.fixture
def dienst(tmp_path: Path) -> Dienst:
    if shutil.which("openssl") is None:
        ontbreekt("openssl is er niet (pakket openssl)")
    return Dienst(tmp_path / "dienst")


@pytest.fixture
def adres(dienst: Dienst) -> Iterator[str]:
    class Deur(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            uit = dienst.antwoord(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(uit)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Deur)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def stempels(site: Path, ca: Path | None = None) -> list[tuple[Ernst, str]]:
    return [(b.ernst, b.uitleg) for b in verifieer_map(site, "", ca)[1] if b.code == "tijdstempel"]


def test_een_tijdstempel_van_een_dienst_wordt_teruggelezen_bewaard_en_gecontroleerd(
    site: Path, dienst: Dienst, adres: str, tmp_path: Path
) -> None:
    assert stempels(site) == [] and stempels(site, dienst.ca)[0][0] is Ernst.FOUT
    teken(site, None, adres)
    [(ernst, zin)] = stempels(site, dienst.ca)
    assert ernst is Ernst.INFO and "volgens de dienst die u vertrouwt" in zin and "GMT" in zin
    assert "niet gecontroleerd" in stempels(site)[0][1]
    assert stempels(site, Dienst(tmp_path / "ander").ca)[0][0] is Ernst.FOUT
    lijst = (site / CONTROLEGETALLEN).read_bytes()
    assert tijdstempel.BESTAND in bijlagen(lijst, site, None) and tijdstempel.BESTAND not in bijlagen(
        lijst + b"x", site, None
    )
    (site / CONTROLEGETALLEN).write_bytes(lijst + lijst.replace(b"index", b"ander"))
    assert stempels(site, dienst.ca)[0] == (
        Ernst.FOUT,
        "Het tijdstempel is niet te lezen, of hoort niet bij deze lijst.",
    )


def test_een_tijdstempel_uit_een_bestand_moet_bij_deze_lijst_horen(site: Path, dienst: Dienst, tmp_path: Path) -> None:
    lijst = (site / CONTROLEGETALLEN).read_bytes()
    for naam, inhoud in (("goed", lijst), ("vreemd", b"iets anders")):
        (tmp_path / naam).write_bytes(dienst.antwoord(tijdstempel.vraag(inhoud)))
    teken(site, None, str(tmp_path / "goed"))
    assert stempels(site, dienst.ca)[0][0] is Ernst.INFO
    (tmp_path / "stuk").write_bytes(b"geen token")
    for slecht in ("vreemd", "stuk", "weg", "http://127.0.0.1:1/"):
        with pytest.raises(Geweigerd, match="er kwam geen tijdstempel"):
            teken(site, None, slecht if ":" in slecht else str(tmp_path / slecht))


def test_een_map_die_zonder_sleutelbladen_is_ondertekend_krijgt_niet_stil_een_nieuwe_keten(
    site: Path, tmp_path: Path
) -> None:
    een = sleutel(tmp_path, "een")
    teken(site, Sleutelbos(een))
    for blad in site.glob("sleutels-*"):
        blad.unlink()
    voor = {p.name: p.read_bytes() for p in site.iterdir()}
    with pytest.raises(Geweigerd, match="zonder sleutelbladen"):
        teken(site, Sleutelbos(een))
    assert {p.name: p.read_bytes() for p in site.iterdir()} == voor
