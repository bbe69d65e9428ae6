"""Killed at every point of a write: who opens the folder afterwards finds the old state or the new one, never of both a part.

The process is killed just before the n-th call to the operating system that changes something (Python tells them all to an audit
hook), for every n up to the last. What is still half before it is opened again, must say so itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from tests.versies.test_archief_vijand import OPDRACHTEN
from verordening import aanvullen, wissel
from verordening.aanvullen import dossierslot, voltooi
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from versies.registratie.concept import concepten, leg_neer, rij_van, trek_in
from werkbank.diensten.eigendossier import Keuze, bereid_voor, nieuw, voeg_toe

OUD = {"a.txt": b"oud a", "sub/b.txt": b"oud b", "blijft.txt": b"van een ander"}
NIEUW = {"a.txt": b"nieuw a", "sub/b.txt": b"nieuw b", "nog/diep/c.txt": b"nieuw c"}
_WIJZIGT = ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "shutil.", "tempfile.mkdtemp")


def _gedood_bij(n: int, doe: Callable[[], object], soort: str = "") -> bool:
    """Do it in a process of its own that dies just before its n-th change (of a kind); False: it was done before that."""
    if not (kind := os.fork()):
        geteld = 0

        def hoor(gebeurt: str, wat: tuple[object, ...]) -> None:
            nonlocal geteld
            schrijft = gebeurt == "open" and isinstance(wat[2], int) and wat[2] & (os.O_WRONLY | os.O_RDWR)
            if gebeurt == soort or (not soort and (schrijft or gebeurt.startswith(_WIJZIGT))):
                if geteld == n:
                    os.kill(os.getpid(), signal.SIGKILL)
                geteld += 1

        sys.addaudithook(hoor)
        try:
            doe()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) == -signal.SIGKILL


def _staat(map_: Path) -> dict[str, bytes]:
    """What a person calls the files: without what is hidden, and what stands in a folder that is called temporary."""
    paden = (p for p in map_.rglob("*") if p.is_file())
    namen = {p.relative_to(map_).as_posix(): p for p in paden}
    return {
        n: p.read_bytes() for n, p in namen.items() if not any(d[:1] == "." or d[-4:] == ".tmp" for d in n.split("/"))
    }


def _gewoon(map_: Path) -> Path:
    return map_


def _koppeling(map_: Path) -> Path:
    (map_.parent / "koppeling").symlink_to(map_)
    return map_.parent / "koppeling"


def _dossier(map_: Path) -> Path:
    (map_ / ".git").mkdir()
    return map_


def _met_koppeling_erin(map_: Path) -> Path:
    (map_ / "elders").symlink_to(map_.parent)
    return map_


def _werkmap(map_: Path) -> Path:
    os.chdir(map_)
    return Path()


def _zeer_groot(map_: Path) -> Path:
    wissel._MEESTE = 1
    return map_


PLAATSEN = {f.__name__[1:]: f for f in (_gewoon, _koppeling, _dossier, _met_koppeling_erin, _werkmap, _zeer_groot)}
IN_EEN_STAP = {"gewoon", "koppeling"}


@pytest.fixture(autouse=True)
def _zoals_het_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(wissel, "_MEESTE", wissel._MEESTE)
    monkeypatch.setattr(aanvullen, "_GEDULD", 0.1)
    monkeypatch.chdir(Path.cwd())
    yield


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plek")


def _begin(map_: Path) -> None:
    for naam, inhoud in OUD.items():
        (map_ / naam).parent.mkdir(parents=True, exist_ok=True)
        (map_ / naam).write_bytes(inhoud)


@pytest.mark.parametrize("plaats", PLAATSEN)
@pytest.mark.parametrize("vooraf", ["lezen", "schrijven", "kopie"])
def test_op_elk_punt_gedood_staat_er_de_oude_of_de_nieuwe_stand(tmp_path: Path, plaats: str, vooraf: str) -> None:
    gezien: list[bool] = []
    for n in range(200):
        thuis = tmp_path / str(n) / "map"
        _begin(thuis)
        map_ = PLAATSEN[plaats](thuis)
        gedood = _gedood_bij(n, lambda map_=map_: wissel.schrijf_set(map_, NIEUW))
        staat = _staat(thuis)
        if staat not in (OUD, OUD | NIEUW):
            assert plaats not in IN_EEN_STAP
            assert len([*thuis.glob("NIET-AF.*.tmp")]) == 1
        if vooraf == "kopie":
            thuis = map_ = shutil.copytree(thuis, tmp_path / str(n) / "kopie", symlinks=True)
        if vooraf == "schrijven":
            wissel.schrijf_set(map_, {"erbij.txt": b"erbij"})
            (thuis / "erbij.txt").unlink()
        else:
            voltooi(map_)
        assert _staat(thuis) in (OUD, OUD | NIEUW), n
        assert not [*thuis.glob("NIET-AF.*")]
        gezien.append(_staat(thuis) == OUD)
        if not gedood:
            break
    assert not gedood and len(gezien) > 15 and set(gezien) == {True, False}


def test_op_elk_punt_van_het_afmaken_gedood(tmp_path: Path) -> None:
    """Who finishes what another left may be killed as well."""
    half = tmp_path / "half"
    _begin(half)
    _dossier(half)
    _maak_half(half, NIEUW)
    for m in range(99):
        map_ = shutil.copytree(half, tmp_path / str(m))
        gedood = _gedood_bij(m, lambda map_=map_: voltooi(map_))
        voltooi(map_)
        assert _staat(map_) == OUD | NIEUW, m
        if not gedood:
            break
    assert not gedood and m > 3


def _maak_half(map_: Path, bestanden: dict[str, bytes]) -> None:
    """One file moved, and then killed: after the folder that says so, and the first file, comes the third change of a name."""
    assert _gedood_bij(2, lambda: wissel.schrijf_set(map_, bestanden), "os.rename")
    assert len([n for n, w in bestanden.items() if (map_ / n).is_file() and (map_ / n).read_bytes() == w]) == 1


def test_wat_een_ander_daarna_schreef_blijft(tmp_path: Path) -> None:
    _begin(tmp_path)
    _dossier(tmp_path)
    _maak_half(tmp_path, NIEUW)
    (tmp_path / "sub/b.txt").write_bytes(b"van een ander")
    voltooi(tmp_path)
    assert _staat(tmp_path) == OUD | NIEUW | {"sub/b.txt": b"van een ander"}


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_elke_opdracht_die_een_dossier_opent_maakt_het_eerst_af(tmp_path: Path, plek: Path, opdracht: str) -> None:
    dossier, uit = proefdossier(tmp_path / "d", plek), tmp_path / "uit"
    proefdossier(uit / "goed", plek)
    (uit / "b.md").write_text("# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n")
    erbij = {"een.txt": b"een", "twee.txt": b"twee", "drie.txt": b"drie"}
    _maak_half(dossier, erbij)
    woorden = [str(dossier) if w == "DOSSIER" else w.replace("UIT", str(uit)) for w in OPDRACHTEN[opdracht]]
    loop(opdracht, *(() if str(dossier) in woorden else (dossier,)), *woorden)
    assert {n: (dossier / n).read_bytes() for n in erbij} == erbij
    assert not [*dossier.glob("NIET-AF.*")]


def test_wie_alleen_mag_lezen_krijgt_geen_half_dossier(
    tmp_path: Path, plek: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = proefdossier(tmp_path / "d", plek)
    _maak_half(dossier, NIEUW)
    echt = os.open

    def alleen_lezen(pad: os.PathLike[str], vlaggen: int, *rest: int, **meer: int) -> int:
        if vlaggen & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return echt(pad, vlaggen, *rest, **meer)

    monkeypatch.setattr(os, "open", alleen_lezen)
    uit = loop("geldend", dossier, REGELING)
    assert uit.code == 3 and "één opdracht op die map" in uit.fout


def test_wie_nog_schrijft_wordt_niet_ingehaald(tmp_path: Path) -> None:
    _begin(tmp_path)
    _dossier(tmp_path)
    bezig, vertel = os.pipe()
    if not (kind := os.fork()):

        def wacht(*_: object) -> None:
            os.write(vertel, b"x")
            signal.pause()

        aanvullen._verplaats = wacht
        wissel.schrijf_set(tmp_path, NIEUW)
    os.read(bezig, 1)
    for doe in (lambda: voltooi(tmp_path), lambda: wissel.schrijf_set(tmp_path, {"d": b"d"})):
        with pytest.raises(Geweigerd, match="in gebruik"):
            doe()
    with pytest.raises(Geweigerd, match="in gebruik"), dossierslot(tmp_path):
        pass
    os.kill(kind, signal.SIGKILL)
    os.waitpid(kind, 0)
    voltooi(tmp_path)
    assert _staat(tmp_path) == OUD | NIEUW


@pytest.mark.parametrize(
    "naam", ["../buiten.txt", ".git/config", ".GIT/config", "sub/../../buiten.txt", "/buiten.txt", "elders/buiten.txt"]
)
@pytest.mark.parametrize("hoe", ["bestand", "koppeling", "pijp", "rij is een koppeling", "geen rij", "geen slot"])
def test_een_ontvangen_map_die_zegt_niet_af_te_zijn_schrijft_nergens_anders(
    tmp_path: Path, naam: str, hoe: str
) -> None:
    map_ = tmp_path / "dossier"
    _begin(map_)
    _dossier(map_)
    (map_ / "elders").symlink_to(tmp_path)
    klad = map_ / "NIET-AF.x.tmp"
    klad.mkdir()
    kwaad, rij = klad / "0.nieuw", klad / "rij.json"
    if hoe != "geen slot":
        (klad / "slot").touch()
    if hoe != "geen rij":
        rij.write_text(f'{{"{naam}": ["", "5 x"]}}')
    if hoe == "rij is een koppeling":
        rij.rename(map_ / "rij")
        rij.symlink_to(map_ / "rij")
    {"koppeling": lambda: kwaad.symlink_to("/etc/hostname"), "pijp": lambda: os.mkfifo(kwaad)}.get(
        hoe, lambda: kwaad.write_bytes(b"kwaad")
    )()
    with pytest.raises(Geweigerd, match="niet af te maken"):
        voltooi(map_)
    assert _staat(map_) == OUD | ({"rij": rij.read_bytes()} if hoe == "rij is een koppeling" else {})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dossier"] and not [*(map_ / ".git").iterdir()]


def test_een_bestand_en_zijn_herkomst_zijn_van_een_keer(tmp_path: Path) -> None:
    """Two files in a folder of the user: the next command that reads one of them finds both."""
    oud, nieuw = b"# Regels oud\n", b"# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n"
    for n in range(99):
        map_ = tmp_path / str(n)
        map_.mkdir()
        (map_ / "een.json").write_bytes(oud)
        (map_ / "wet.md").write_bytes(oud)
        doelen = {map_ / "een.json": nieuw, map_ / "wet.md": nieuw}
        gedood = _gedood_bij(n, lambda doelen=doelen: wissel.schrijf_samen(doelen))
        loop("lees", map_ / "wet.md", "--verantwoording")
        assert len({d.read_bytes() for d in doelen}) == 1, n
        if not gedood:
            break
    assert not gedood and n > 10


def test_de_map_waar_iemand_in_staat_wordt_niet_onder_hem_weggehaald(tmp_path: Path) -> None:
    _begin(tmp_path)
    os.chdir(tmp_path / "sub")
    with pytest.raises(Geweigerd, match="map hoger"):
        wissel.vervang_map(tmp_path, NIEUW)
    wissel.schrijf_set(tmp_path, NIEUW)
    assert _staat(tmp_path) == OUD | NIEUW and Path.cwd() == tmp_path / "sub"


def _met_ontwerp(map_: Path, *, archief: bool) -> str:
    """A dossier in which a draft lies; the key of the draft."""
    was, dag = lees(b"# Regels proef\n\n## Artikel 1 Begrippen\n\nEen bank.\n", naam="was.md"), date(2027, 1, 1)
    nieuw(map_, "Proef", "Gemeente Proefstad", gemeenten={"gm0999": "Proefstad"})
    keuze = Keuze("Regels proef", date(2024, 1, 1), "verordening", "gemeenteraad")
    voeg_toe(map_, [bereid_voor(was, keuze, "was.md")])
    if archief:
        bron = map_.parent / "ander.md"
        bron.write_text("# Regels luifels\n\n## Artikel 1 Luifels\n\nEen luifel.\n")
        vast = (
            "--regeling",
            "luifels",
            "--doel",
            "luifels",
            "--werkend",
            "1-1-2026",
            "--bekend",
            "1-12-2025",
            "--titel",
            "Luifels",
            "--ja",
        )
        assert loop("neem-op", map_, bron, *vast).code == 0
    rij = rij_van("regels-proef", dag, "Wijziging")
    wordt = lees(b"# Regels proef\n\n## Artikel 1 Begrippen\n\nTwee banken.\n", naam="wordt.md")
    leg_neer(map_, rij, b"Besluit", was, wordt, "")
    return rij.slug


@pytest.mark.parametrize("archief", [False, True])
def test_een_ontwerp_dat_wordt_ingetrokken_ligt_er_helemaal_of_niet(tmp_path: Path, archief: bool) -> None:
    basis, gezien = tmp_path / "basis", set()
    naam = _met_ontwerp(basis, archief=archief)
    eigen = {f"besluiten/{naam}.md", "regelingen/regels-proef/2027-01-01.xml"}
    for n in range(200):
        map_ = shutil.copytree(basis, tmp_path / str(n), symlinks=True)
        gedood = _gedood_bij(n, lambda map_=map_: trek_in(map_, naam))
        uit = loop("tijdlijn", map_, "regels-proef")
        over = eigen & set(_staat(map_))
        assert over == (eigen if naam in concepten(map_) else set()), n
        assert uit.code == 0, uit
        gezien.add(bool(over))
        if not gedood:
            break
        if over:
            trek_in(map_, naam)
        assert not eigen & set(_staat(map_)), n
    assert not gedood and gezien == {True, False}
