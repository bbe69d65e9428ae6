"""Bewijs voor een derde: wat is veranderd, weg of erbij, of door een ander ondertekend, valt op."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from verordening.bevinding import Geweigerd
from versies.levering.bewijs import HANDTEKENING, ondertekend, verifieer_map
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


def teken(site: Path, *sleutels: Path) -> None:
    for naam, inhoud in ondertekend((site / CONTROLEGETALLEN).read_bytes(), sleutels[0], site, *sleutels[1:]).items():
        (site / naam).write_bytes(inhoud)


def codes(site: Path, vertrouwd: str = "") -> list[str]:
    return [b.code for b in verifieer_map(site, vertrouwd)[1]]


def test_goed_ondertekend_en_daarna_alles_wat_mis_kan_gaan(site: Path, tmp_path: Path) -> None:
    een, twee, drie = (sleutel(tmp_path, n) for n in ("een", "twee", "drie"))
    assert codes(site) == ["niet-ondertekend"]
    teken(site, een)
    assert codes(site) == []
    with pytest.raises(Geweigerd, match="eerder met een andere sleutel"):
        teken(site, twee)
    teken(site, twee, een)
    assert codes(site, Path(f"{een}.pub").read_text()) == []
    assert codes(site, Path(f"{drie}.pub").read_text()) == ["vreemde-sleutel"]
    (site / "sleutels-2.sig").write_bytes((site / HANDTEKENING).read_bytes())
    assert codes(site) == ["sleutelketen"]
    (site / HANDTEKENING).write_bytes(b"")
    (site / "index.html").write_text("anders")
    (site / "extra.html").write_text("erbij")
    assert set(codes(site)) == {"sleutelketen", "handtekening", "bestand-anders", "bestand-erbij"}


def test_een_sleutel_die_niet_kan_tekenen_wordt_geweigerd(site: Path, tmp_path: Path) -> None:
    for slecht in (sleutel(tmp_path, "dicht", "geheim12"), site / "index.html"):
        with pytest.raises(Geweigerd):
            teken(site, slecht)
    assert not (site / HANDTEKENING).exists()
