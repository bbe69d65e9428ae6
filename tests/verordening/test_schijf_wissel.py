"""Vergelijken en verwisselen: wie iets schrijft wat hij niet heeft gezien, schrijft niets."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from verordening.bevinding import Geweigerd
from verordening.schijf import dossierslot, wissel


def test_wie_de_laatste_stand_zag_schrijft(tmp_path: Path) -> None:
    pad = tmp_path / "keuzes.xml"
    assert wissel(pad, None, b"een")
    assert wissel(pad, b"een", b"twee")
    assert pad.read_bytes() == b"twee"


@pytest.mark.parametrize("verwacht", [None, b"iets anders"])
def test_wie_een_oude_stand_zag_schrijft_niets(tmp_path: Path, verwacht: bytes | None) -> None:
    pad = tmp_path / "keuzes.xml"
    pad.write_bytes(b"van een ander")
    assert not wissel(pad, verwacht, b"van mij")
    assert pad.read_bytes() == b"van een ander"


def _tel_op(pad: Path, keren: int) -> None:
    for _ in range(keren):
        while True:
            oud = pad.read_bytes()
            if wissel(pad, oud, str(int(oud) + 1).encode()):
                break


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
    with pytest.raises(Geweigerd, match="niet te vergrendelen"):
        wissel(tmp_path / "weg" / "keuzes.xml", None, b"x")
