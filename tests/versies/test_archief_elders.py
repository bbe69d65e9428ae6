"""A dossier that points elsewhere: nothing outside it is read, changed or waited for, whatever command is given.

Every attack puts something in a received dossier that is no ordinary file, or that names a place outside it. The commands may
answer or refuse; what stands beside the dossier stays as it was, its words come in no answer, and no command hangs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from tests.versies.test_archief_vijand import OPDRACHTEN

Aanval = Callable[[Path, Path], None]
_GEHEIM = "woorden van een ander"
_TEKST = f"regelingen/{REGELING}/2026-01-01.xml"


def _weg(dossier: Path, naam: str) -> Path:
    pad = dossier / naam
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.unlink(missing_ok=True)
    return pad


def _koppeling(naam: str) -> Aanval:
    def doe(dossier: Path, buiten: Path) -> None:
        elders = buiten / "elders"
        if (dossier / naam).exists():
            shutil.move(dossier / naam, elders)
        _weg(dossier, naam).symlink_to(elders)

    return doe


def _pijp(naam: str) -> Aanval:
    return lambda dossier, _: os.mkfifo(_weg(dossier, naam))


def _apparaat(naam: str) -> Aanval:
    return lambda dossier, _: _weg(dossier, naam).symlink_to("/dev/zero")


def _reus(naam: str) -> Aanval:
    return lambda dossier, _: os.truncate(os.open(_weg(dossier, naam), os.O_CREAT | os.O_RDWR), 20_000_000_000)


def _bestand(naam: str, inhoud: str) -> Aanval:
    return lambda dossier, buiten: _schrijf(_weg(dossier, naam), inhoud.replace("BUITEN", str(buiten)))


def _schrijf(pad: Path, inhoud: str) -> None:
    pad.write_text(inhoud, "utf-8")


def _git(dossier: Path, *woorden: str) -> str:
    kaal = ("git", "-C", str(dossier), "-c", "user.name=x", "-c", "user.email=x@localhost")
    return subprocess.run([*kaal, *woorden], check=True, capture_output=True, text=True).stdout.strip()


def _los(dossier: Path, soort: str, inhoud: bytes) -> str:
    """An object that git itself would not make."""
    geheel = f"{soort} {len(inhoud)}\0".encode() + inhoud
    naam = hashlib.sha1(geheel).hexdigest()
    pad = dossier / ".git/objects" / naam[:2] / naam[2:]
    pad.parent.mkdir(exist_ok=True)
    if not pad.exists():
        pad.write_bytes(zlib.compress(geheel))
    return naam


def _boom(*rij: tuple[str, str, str]) -> bytes:
    return b"".join(f"{stand} {naam}".encode() + b"\0" + bytes.fromhex(ident) for stand, naam, ident in rij)


def _in_de_boom(naam: str, stand: str = "100644", *mappen: str) -> Aanval:
    """A recorded file with another name or kind than this program ever writes, as the last commit."""

    def doe(dossier: Path, buiten: Path) -> None:
        ident = _los(dossier, "blob", str(buiten).encode())
        hier = (stand, naam, ident)
        for map_ in mappen:
            hier = ("40000", map_, _los(dossier, "tree", _boom(hier)))
        ruw = subprocess.run(
            ["git", "-C", str(dossier), "cat-file", "tree", "main^{tree}"], check=True, capture_output=True
        )
        boom = _los(dossier, "tree", ruw.stdout + _boom(hier))
        bericht = _git(dossier, "log", "-1", "--format=%B", "main")
        _git(dossier, "update-ref", "refs/heads/main", _git(dossier, "commit-tree", boom, "-p", "main", "-m", bericht))
        (dossier / ".git/verordening/register.sqlite").unlink()
        (dossier / ".git/verordening/bezig.json").write_text('{"bestanden": ["../buiten/geheim.txt", ".git/config"]}')

    return doe


def _ontvouwt(onderop: bytes, *, overal: bool) -> Aanval:
    """A thousand million names from ten objects; in the last commit, or only in the one before it."""

    def doe(dossier: Path, _: Path) -> None:
        ident, stand = _los(dossier, "tree" if not onderop else "blob", onderop), "40000" if not onderop else "100644"
        for _n in range(9):
            ident, stand = _los(dossier, "tree", _boom(*((stand, f"x{n}", ident) for n in range(10)))), "40000"
        was = _git(dossier, "rev-parse", "main^{tree}")
        _herschrijf(dossier, "z", stand, ident)
        if not overal:
            vorige = _vastlegging(dossier, "main^{tree}", "main~1")
            _git(dossier, "update-ref", "refs/heads/main", _vastlegging(dossier, was, eerste=vorige))

    return doe


def _reus_in_git(naam: str) -> Aanval:
    return lambda dossier, _: _herschrijf(dossier, naam, "100644", _los(dossier, "blob", b" " * 60_000_000))


def _vastlegging(dossier: Path, boom: str, plek: str = "main", eerste: str = "") -> str:
    """A commit with the words and the parents of another (but for the first, when asked), and another tree."""
    ouders = _git(dossier, "log", "-1", "--format=%P", plek).split()
    ouders[:1] = [eerste] if eerste else ouders[:1]
    bericht = _git(dossier, "log", "-1", "--format=%B", plek)
    return _git(dossier, "commit-tree", boom, *(w for o in ouders for w in ("-p", o)), "-m", bericht)


def _herschrijf(dossier: Path, naam: str, stand: str, ident: str) -> None:
    """The last commit with something else in a place; the index, that would tell nothing of it, is gone."""
    *mappen, laatste = naam.split("/")
    bomen = [_git(dossier, "rev-parse", "main:" + "/".join(mappen[:n])) for n in range(len(mappen) + 1)]
    for boom, hier in zip(reversed(bomen), (laatste, *reversed(mappen)), strict=True):
        regels = [r for r in _git(dossier, "ls-tree", boom).splitlines() if r.partition("\t")[2] != hier]
        rijen = [
            (kop.split()[0].lstrip("0"), pad, kop.split()[2]) for kop, _, pad in (r.partition("\t") for r in regels)
        ]
        rijen.append((stand, hier, ident))
        volgorde = sorted(rijen, key=lambda rij: rij[1] + "/" * (rij[0] == "40000"))
        stand, ident = "40000", _los(dossier, "tree", _boom(*volgorde))
    _git(dossier, "update-ref", "refs/heads/main", _vastlegging(dossier, ident))
    (dossier / ".git/verordening/register.sqlite").unlink(missing_ok=True)


def _git_elders(dossier: Path, buiten: Path) -> None:
    shutil.move(dossier / ".git", buiten / "echt")
    (dossier / ".git").write_text(f"gitdir: {buiten / 'echt'}\n")


def _vervangen(dossier: Path, _: Path) -> None:
    _git(
        dossier,
        "update-ref",
        f"refs/replace/{_git(dossier, 'rev-parse', 'main')}",
        _git(dossier, "commit-tree", "-m", "x", "main~1^{tree}"),
    )


_KOPPELBAAR = (
    ".git/refs/heads",
    ".git/refs/tags",
    ".git/refs/heads/main",
    ".git/logs",
    ".git/index",
    ".git/packed-refs",
    ".git/objects/pack",
    ".git/verordening/bezig.json",
    ".git/verordening/slot",
    ".slot",
    "regelingen",
    "consolidatie",
    "consolidatie/0000",
    "dossier.xml",
    "koppelingen.xml",
)
_LEESBAAR = (
    ".git/HEAD",
    ".git/config",
    ".git/packed-refs",
    ".git/refs/heads/main",
    ".git/verordening/slot",
    ".git/verordening/bezig.json",
    ".git/verordening/register.sqlite",
    ".slot",
    "format",
    "dossier.xml",
    "koppelingen.xml",
    "gemeenten.xml",
    "wetten/wet.xml",
    "sjablonen/memo.md",
    _TEKST,
)
AANVALLEN: dict[str, Aanval] = {
    **{f"koppeling: {naam}": _koppeling(naam) for naam in _KOPPELBAAR},
    **{f"pijp: {naam}": _pijp(naam) for naam in _LEESBAAR},
    **{
        f"apparaat: {naam}": _apparaat(naam)
        for naam in ("dossier.xml", "keuzes.xml", "wetten/wet.xml", "format", _TEKST)
    },
    **{f"20 GB: {naam}": _reus(naam) for naam in (".git/packed-refs", "dossier.xml", "keuzes.xml", "format", _TEKST)},
    "geleende voorwerpen": _bestand(".git/objects/info/alternates", "BUITEN\n"),
    "andere ouders": _bestand(".git/info/grafts", "0" * 40 + "\n"),
    "gedeelde opslag": _bestand(".git/commondir", "BUITEN\n"),
    "git is een bestand": _git_elders,
    "vervangen voorwerp": _vervangen,
    "hoofd elders": _bestand(".git/HEAD", "ref: ../../buiten/geheim.txt\n"),
    "klad in de map": _bestand(f"regelingen/p/.{'2027-01-01.xml'}.tmp", "x"),
    "naam boven de map": _in_de_boom("geheim.txt", "100644", "buiten", ".."),
    "naam met een streep": _in_de_boom("../buiten/geheim.txt"),
    "naam in .git": _in_de_boom("config", "100644", ".git"),
    "koppeling in de boom": _in_de_boom("zwerk", "120000"),
    "ondermodule in de boom": _in_de_boom("zmod", "160000"),
    "miljard namen in git": _ontvouwt(b"x", overal=True),
    "miljard lege mappen in git": _ontvouwt(b"", overal=True),
    "miljard namen in een eerdere vastlegging van git": _ontvouwt(b"x", overal=False),
    "inhoud van 60 MB in git: format": _reus_in_git("format"),
    "inhoud van 60 MB in git: tekst": _reus_in_git(_TEKST),
    "inhoud van 60 MB in git: levering": _reus_in_git("consolidatie/0000/0001.xml"),
    "entiteit": _bestand(
        "keuzes.xml", '<!DOCTYPE keuzes [<!ENTITY k SYSTEM "file://BUITEN/geheim.txt">]><keuzes>&k;</keuzes>'
    ),
    "miljard": _bestand(
        "gemeenten.xml",
        "<!DOCTYPE x ["
        + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
        + '<!ENTITY a0 "x">]><x>&a9;</x>',
    ),
    "diep": _bestand("maatregelen.xml", "<x>" * 200_000),
}


@contextmanager
def _binnen(seconden: int) -> Iterator[None]:
    def te_lang(*_: object) -> None:
        raise TimeoutError(f"langer dan {seconden} s")

    eerder = signal.signal(signal.SIGALRM, te_lang)
    signal.alarm(seconden)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, eerder)


def _beeld(map_: Path) -> dict[str, bytes]:
    return {p.relative_to(map_).as_posix(): p.read_bytes() if p.is_file() else b"" for p in sorted(map_.rglob("*"))}


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elders")


@pytest.mark.parametrize("naam", AANVALLEN)
def test_een_dossier_reikt_niet_buiten_zichzelf(naam: str, plek: Path, tmp_path: Path) -> None:
    dossier, buiten, uit = proefdossier(tmp_path / "dossier", plek), tmp_path / "buiten", tmp_path / "uit"
    buiten.mkdir()
    uit.mkdir()
    proefdossier(uit / "goed", plek)
    (uit / "b.md").write_text("# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n", "utf-8")
    (buiten / "geheim.txt").write_text(_GEHEIM)
    AANVALLEN[naam](dossier, buiten)
    was = _beeld(buiten)
    for opdracht, rest in (*OPDRACHTEN.items(), ("verenig", ("UIT/goed", "DOSSIER", "--ja"))):
        woorden = [w.replace("UIT", str(uit)).replace("DOSSIER", str(dossier)) for w in rest]
        with _binnen(60):
            gedaan = loop(opdracht, *(() if str(dossier) in woorden else (dossier,)), *woorden)
        assert "gebrek in het programma" not in gedaan.fout, (opdracht, gedaan.fout)
        assert _GEHEIM not in gedaan.uit + gedaan.fout, opdracht
    assert _beeld(buiten) == was
    assert not [p for p in uit.rglob("*") if p.is_file() and _GEHEIM.encode() in p.read_bytes()]
