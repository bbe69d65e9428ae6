"""The archive: a state that somebody signed can be checked, and is missed when it is gone."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from tests.getuigen import ontbreekt
from tests.versies.archiefstukken import BEGIN, git, instelling, wijziging
from verordening.bevinding import Geweigerd
from versies.archief.archief import Archief
from versies.archief.git import GitOpslag
from versies.archief.standlabel import controleer_labels, onderteken_stand
from versies.tijd.model import Moment


def test_ondertekende_stand_is_te_controleren(tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        ontbreekt("ssh-keygen is er niet (pakket openssh-client)")
    for naam in ("goed", "vreemd"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / naam)], check=True)
    (tmp_path / "lijst").write_text("dossier@localhost " + (tmp_path / "goed.pub").read_text())
    dossier, sleutel = tmp_path / "d", (tmp_path / "goed.pub").read_text()
    with Archief.open(dossier, maken=True) as archief:
        archief.neem_op(instelling())
        opslag = archief.opslag
        assert isinstance(opslag, GitOpslag)
        assert controleer_labels(opslag, sleutel)[1][0].code == "niet-ondertekend"
        namen = [onderteken_stand(dossier, tmp_path / n) for n in ("goed", "vreemd")]
        assert namen == ["ondertekend/0001", "ondertekend/0002"]
        lijst = f"gpg.ssh.allowedSignersFile={tmp_path / 'lijst'}"
        git(dossier, "-c", lijst, "verify-tag", "ondertekend/0001")  # zonder dit programma na te gaan
        assert controleer_labels(opslag) == (2, [])
        assert [b.code for b in controleer_labels(opslag, sleutel)[1]] == ["label-vreemd"]
        archief.neem_op(wijziging(1))
        assert not archief.controleer() and controleer_labels(opslag) == (2, [])
        vals = opslag.lees_label("ondertekend/0001").replace(b"Ondertekende", b"Andere")
        opslag.schrijf_label("ondertekend/0003", vals)
        assert [(b.code, b.adres) for b in controleer_labels(opslag)[1]] == [("label-vals", "ondertekend/0003")]
        with pytest.raises(Geweigerd):
            onderteken_stand(dossier, tmp_path / "zoek")


def test_een_ondertekende_stand_die_weg_is_wordt_gemist(tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        ontbreekt("ssh-keygen is er niet (pakket openssh-client)")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "goed")], check=True)
    dossier, sleutel = tmp_path / "d", (tmp_path / "goed.pub").read_text()
    with Archief.open(dossier, maken=True) as archief:
        for stap in (
            instelling(),
            wijziging(1),
            wijziging(2, basis=(Moment("wijziging-1", BEGIN + timedelta(days=30)),)),
        ):
            archief.neem_op(stap)
            onderteken_stand(dossier, tmp_path / "goed")
        opslag = archief.opslag
        assert isinstance(opslag, GitOpslag)
        assert controleer_labels(opslag, sleutel) == (3, [])
        git(dossier, "update-ref", "-d", "refs/tags/ondertekend/0003")  # de laatste: alleen de stand zelf zegt het nog
        assert [b.code for b in controleer_labels(opslag, sleutel)[1]] == ["na-ondertekend"]
        git(dossier, "update-ref", "-d", "refs/tags/ondertekend/0001")
        assert ("label-weg", "ondertekend/0001") in [(b.code, b.adres) for b in controleer_labels(opslag)[1]]
        assert onderteken_stand(dossier, tmp_path / "goed") == "ondertekend/0003"  # nooit op de plaats van een andere
        git(dossier, "tag", "ondertekend/0004", "main")
        assert ("label-vals", "ondertekend/0004") in [(b.code, b.adres) for b in controleer_labels(opslag)[1]]
