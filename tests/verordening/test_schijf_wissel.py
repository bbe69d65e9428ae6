"""Samen schrijven in één map: het slot van een dossier, en de wissel van een hele map."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from verordening import wissel as wisselen
from verordening.aanvullen import dossierslot
from verordening.bevinding import Geweigerd
from verordening.schijf import schrijf_atomair


def _tel_op(pad: Path, keren: int) -> None:
    for _ in range(keren):
        with dossierslot(pad.parent):
            schrijf_atomair(pad, str(int(pad.read_bytes()) + 1).encode())


def test_twee_schrijvers_verliezen_geen_enkele_wijziging(tmp_path: Path) -> None:
    pad = tmp_path / "teller"
    pad.write_bytes(b"0")
    bezig = [multiprocessing.get_context("fork").Process(target=_tel_op, args=(pad, 40)) for _ in range(2)]
    for proces in bezig:
        proces.start()
    for proces in bezig:
        proces.join(60)
    assert pad.read_bytes() == b"80"


def test_een_bezet_dossier_wordt_gemeld_en_niet_beschreven(tmp_path: Path) -> None:
    with dossierslot(tmp_path), pytest.raises(Geweigerd, match="in gebruik"), dossierslot(tmp_path, wacht=0.05):
        pass
    with dossierslot(tmp_path, wacht=0.05):
        pass


def test_een_verdwenen_dossier_wordt_gemeld(tmp_path: Path) -> None:
    with pytest.raises(Geweigerd, match="niet te vergrendelen"), dossierslot(tmp_path / "weg"):
        pass


@pytest.mark.parametrize("systeem", ["linux", "zonder ruil in één stap"])
@pytest.mark.parametrize(
    ("bij", "staat"),
    [
        ({"erbij.txt": "van een ander"}, {"erbij.txt": "van een ander"}),
        ({"map/diep/erbij.txt": "van een ander"}, {"map/diep/erbij.txt": "van een ander"}),
        ({"blijft.txt": "veranderd"}, {"blijft.txt": "veranderd"}),
        ({"nieuw.txt": "tegelijk"}, {}),
        ({"nieuw2.txt/erbij.txt": "op de plaats van een bestand"}, None),
    ],
    ids=["erbij", "erbij in een map", "vervangen", "dezelfde naam: de laatste schrijver", "kan niet samen"],
)
def test_wat_een_ander_tijdens_de_wissel_in_de_map_zet_gaat_niet_verloren(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, systeem: str, bij: dict[str, str], staat: dict[str, str] | None
) -> None:
    map_ = tmp_path / "uit"
    (map_ / "map").mkdir(parents=True)
    (map_ / "blijft.txt").write_text("oud")
    (map_ / "blijft2.txt").write_text("oud")
    was = {"blijft.txt": "oud", "blijft2.txt": "oud"}
    ruil, keer = wisselen._ruil, iter(range(9))

    def een_ander_eerst(nieuw: Path, doel: Path, oud: Path) -> Path:
        for naam, inhoud in bij.items() if not next(keer) else ():
            (doel / naam).parent.mkdir(parents=True, exist_ok=True)
            (doel / "klad").write_text(inhoud)
            (doel / "klad").replace(doel / naam)
        return ruil(nieuw, doel, oud)

    monkeypatch.setattr(wisselen, "_ruil", een_ander_eerst)
    monkeypatch.setattr("sys.platform", systeem)
    nieuw = {"nieuw.txt": "ons", "nieuw2.txt": "ons"}
    if staat is None:
        with pytest.raises(Geweigerd):
            wisselen.schrijf_set(map_, {n: w.encode() for n, w in nieuw.items()})
    else:
        wisselen.schrijf_set(map_, {n: w.encode() for n, w in nieuw.items()})
    er = {p.relative_to(map_).as_posix(): p.read_text() for p in map_.rglob("*") if p.is_file()}
    assert er == (was | bij if staat is None else was | nieuw | staat)
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


@pytest.mark.parametrize("systeem", ["linux", "zonder ruil in één stap"])
@pytest.mark.parametrize("waar", ["tussen twee namen", "na de wissel"])
def test_wie_in_de_wissel_wordt_gedood_verliest_niets_de_volgende_maakt_het_af(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, systeem: str, waar: str
) -> None:
    map_ = tmp_path / "uit"
    (map_ / "sub").mkdir(parents=True)
    (map_ / "blijft.txt").write_text("oud")
    (map_ / "weg.txt").write_text("oud")
    ruil, hernoem = wisselen._ruil, Path.rename

    def een_ander_eerst(nieuw: Path, doel: Path, oud: Path) -> Path:
        (doel / "sub" / "erbij.txt").write_text("van een ander")
        (doel / "klad").write_text("van een ander")
        (doel / "klad").replace(doel / "blijft.txt")
        return ruil(nieuw, doel, oud)

    def dood(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("sys.platform", systeem)
    if not (kind := os.fork()):
        wisselen._ruil = een_ander_eerst
        if waar == "na de wissel":
            wisselen._neem_mee = dood
        else:
            Path.rename = lambda zelf, doel: dood() if doel == map_ else hernoem(zelf, doel)
        wisselen.schrijf_set(map_, {"nieuw.txt": b"ons"})
        os._exit(0)
    gedood = os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) == -signal.SIGKILL
    assert gedood or (systeem, waar) == ("linux", "tussen twee namen")  # daar is er geen tussen
    if waar == "na de wissel":
        (map_ / "nieuw.txt").write_text("daarna verbeterd")
    assert map_.exists() is not (systeem != "linux" and waar == "tussen twee namen")
    wisselen.schrijf_set(map_, {"tweede.txt": b"ons"})
    er = {p.relative_to(map_).as_posix(): p.read_text() for p in map_.rglob("*") if p.is_file()}
    van_ons = {} if not gedood or waar != "na de wissel" else {"nieuw.txt": "daarna verbeterd"}
    van_ons |= {"nieuw.txt": "ons"} if not gedood else {}
    ander = {"blijft.txt": "van een ander", "sub/erbij.txt": "van een ander", "weg.txt": "oud", "tweede.txt": "ons"}
    assert er == ander | van_ons
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


@pytest.mark.parametrize("na", range(5))
def test_een_map_die_op_haar_plaats_blijft_maakt_de_volgende_af(tmp_path: Path, na: int) -> None:
    """Killed after so many files; what somebody else changed since then stays."""
    map_ = tmp_path / "dossier"
    (map_ / ".git").mkdir(parents=True)
    oud = {naam: f"oud {naam}" for naam in ("a.txt", "b.txt", "c.txt")}
    for naam, inhoud in oud.items():
        (map_ / naam).write_text(inhoud)
    nieuw = {naam: f"nieuw {naam}" for naam in (*oud, "sub/d.txt")}
    vervang, geteld = Path.replace, 0

    def soms_dood(zelf: Path, doel: Path) -> Path:
        nonlocal geteld
        if zelf.name.endswith(".nieuw"):
            if geteld == na:
                os.kill(os.getpid(), signal.SIGKILL)
            geteld += 1
        return vervang(zelf, doel)

    if not (kind := os.fork()):
        Path.replace = soms_dood
        wisselen.schrijf_set(map_, {naam: inhoud.encode() for naam, inhoud in nieuw.items()})
        os._exit(0)
    assert (os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) == -signal.SIGKILL) is (na < 4)
    (map_ / "c.txt").write_text("van een ander")
    wisselen.schrijf_set(map_, {"e.txt": b"daarna"})
    er = {p.relative_to(map_).as_posix(): p.read_text() for p in map_.rglob("*") if p.is_file()}
    assert er == {**nieuw, "c.txt": "van een ander", "e.txt": "daarna"}
    assert [p.name for p in tmp_path.iterdir()] == ["dossier"]


def test_een_werkmap_van_een_map_met_een_naam_die_zo_begint_blijft_van_die_map(tmp_path: Path) -> None:
    (tmp_path / "uit.oud").mkdir()
    if not (kind := os.fork()):
        wisselen._neem_mee = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        wisselen.schrijf_set(tmp_path / "uit.oud", {"een.txt": b"een"})
    os.waitpid(kind, 0)
    wisselen.schrijf_set(tmp_path / "uit", {"twee.txt": b"twee"})
    assert [p.name for p in (tmp_path / "uit").iterdir()] == ["twee.txt"]
    assert len([*tmp_path.glob(".uit.oud.*.tmp")]) == 1
    wisselen.schrijf_set(tmp_path / "uit.oud", {"drie.txt": b"drie"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["uit", "uit.oud"]
