"""Cases that a reader can follow, each a file: what was done to a dossier or a file, which command, and what must be said."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hulp.opdrachtregel import Uitkomst, loop
from tests.hulp.proefdossier import proefdossier
from versies.archief.git import GitOpslag

_MAP = Path(__file__).parent / "gevallen" / "hard"
_RAUW = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\xad\u200b-\u200f\u202a-\u202e]")
_BLOK = re.compile(r"^```(\S+)\n(.*?)^```$", re.M | re.S)


def _git(map_: str, *woorden: str) -> str:
    kaal = ("git", "-C", map_, "-c", "user.name=x", "-c", "user.email=x@localhost")
    return subprocess.run([*kaal, *woorden], check=True, capture_output=True, text=True).stdout.strip()


def _vervang(pad: str, *rest: str) -> None:
    was, _, wordt = " ".join(rest).partition(" → ")
    inhoud = Path(pad).read_text("utf-8")
    assert was in inhoud
    Path(pad).write_text(inhoud.replace(was, wordt), "utf-8")


def _bij(pad: str, *rest: str) -> None:
    with Path(pad).open("a", encoding="utf-8") as bestand:
        bestand.write("\n" + " ".join(rest) + "\n")


def _sql(pad: str, *rest: str) -> None:
    with sqlite3.connect(pad) as db:
        assert db.execute(" ".join(rest)).rowcount


def _kantel(bron: str, doel: str) -> None:
    inhoud = bytearray(Path(bron).read_bytes())
    for plek in range(60, len(inhoud) - 60, 97):
        inhoud[plek] ^= 0x10
    Path(doel).write_bytes(inhoud)


def _herhaal(pad: str, wat: str, _maal: str, aantal: str) -> None:
    Path(pad).write_text(f"# Regels\n\n## Artikel 1 Proef\n\n{wat * int(aantal)}\n", "utf-8")


def _sleutel(pad: str, wachtwoord: str = "") -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", wachtwoord, "-C", "proef", "-f", pad], check=True)


def _onzichtbaar(pad: str, *zonder: str) -> None:
    """With a code for the terminal and marks of direction, or without them."""
    tekst = "# Regels on\u200bzichtbaar\n\n## Artikel 1 Pr\u202eoef\n\nHet be\u00addrag is \u202e001\u202c eu\u200bro.\x1b[2J\n"
    for soort in zonder:
        tekst = re.sub({"stuurcode": "\x1b.2J", "richting": "[\u202c\u202e]"}[soort], "", tekst)
    Path(pad).write_text(tekst, "utf-8")


def _nergens_rauw(pad: str) -> None:
    """In nothing that is shown: pages, feeds, Word and OpenDocument, their properties included."""
    plek, gezien = Path(pad), 0
    for bestand in sorted(plek.rglob("*")) if plek.is_dir() else [plek]:
        inhoud = [bestand.read_bytes()] if bestand.suffix in (".html", ".atom") else []
        if bestand.suffix in (".docx", ".odt"):
            with zipfile.ZipFile(bestand) as pakket:
                inhoud = [pakket.read(naam) for naam in pakket.namelist() if naam.endswith(".xml")]
        for deel in inhoud:
            assert not _RAUW.search(deel.decode("utf-8")), bestand
            gezien += 1
    assert gezien


def _word(doel: str, bron: str) -> None:
    """A Word file with an article, what stands in the source, and a last line."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rest = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    romp = [f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in ("Regels proef", "Artikel 1 Proef", "Het is 100 euro.")]
    lijf = "".join([*romp, Path(bron).read_text("utf-8"), "<w:p><w:r><w:t>Slotzin.</w:t></w:r></w:p>"])
    with zipfile.ZipFile(doel, "w") as pakket:
        soorten = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        pakket.writestr("[Content_Types].xml", soorten)
        pakket.writestr("word/document.xml", f'<w:document xmlns:w="{w}" {rest}><w:body>{lijf}</w:body></w:document>')


def _ctrl_c_na_het_vastleggen(hoe: str = "onderbreking") -> None:
    """At the next decision, once: it is in the archive, and the folder is not yet brought up to date.

    As an interruption that nothing holds back, or (``sein``) as the signal itself. That is given to this very thread: to the process,
    another thread may get it, and this one hears it when it is too late.
    """
    echt = GitOpslag._zet_in_map

    def eenmaal(opslag: GitOpslag, bestanden: dict[str, bytes]) -> None:
        GitOpslag._zet_in_map = echt  # type: ignore[method-assign]
        if hoe == "onderbreking":
            raise KeyboardInterrupt
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        echt(opslag, bestanden)

    GitOpslag._zet_in_map = eenmaal  # type: ignore[assignment,method-assign]


def _ook_voor_anderen(pad: str) -> None:
    masker = os.umask(0)
    os.umask(masker)
    assert Path(pad).stat().st_mode & 0o666 == 0o666 & ~masker


def _ontbreekt(pad: str) -> None:
    assert not Path(pad).exists()


def _staat_niet_in(pad: str, *rest: str) -> None:
    assert " ".join(rest) not in Path(pad).read_text("utf-8")


INGREPEN: dict[str, Callable[..., object]] = {
    "bij": _bij,
    "ctrl-c-na-het-vastleggen": _ctrl_c_na_het_vastleggen,
    "geen": _ontbreekt,
    "git": _git,
    "herhaal": _herhaal,
    "kantel": _kantel,
    "kap": lambda bron, doel, n: Path(doel).write_bytes(Path(bron).read_bytes()[: -int(n)]),
    "kopie": lambda bron, doel: shutil.copytree(bron, doel, symlinks=True),
    "leeg": lambda pad: Path(pad).write_bytes(b""),
    "nergens-rauw": _nergens_rauw,
    "ook-voor-anderen": _ook_voor_anderen,
    "onzichtbaar": _onzichtbaar,
    "plaats": shutil.copy,
    "plat": lambda map_: _git(map_, "update-ref", "refs/heads/main", _git(map_, "commit-tree", "-mx", "main^{tree}")),
    "sleutel": _sleutel,
    "sql": _sql,
    "staat-niet-in": _staat_niet_in,
    "verplaats": shutil.move,
    "vervang": _vervang,
    "word": _word,
}
"""What happens to a file, by the word that a case uses for it."""


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hard")


@pytest.mark.parametrize("naam", sorted(p.stem for p in _MAP.glob("*.md")))
def test_een_geval(naam: str, plek: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proefdossier(tmp_path / "D", plek)
    monkeypatch.chdir(tmp_path)
    geval = (_MAP / f"{naam}.md").read_text("utf-8")
    for bestand, inhoud in _BLOK.findall(geval):
        Path(bestand).write_text(inhoud, "utf-8")
    gedaan, duur = Uitkomst(0, "", ""), 0.0
    for regel in _BLOK.sub("", geval).splitlines():
        if regel.startswith("> verordening "):
            begin = sum(os.times()[:4])
            gedaan, duur = loop(*regel.split(" ")[2:]), sum(os.times()[:4]) - begin
            assert "gebrek in het programma" not in gedaan.fout, (regel, gedaan)
        elif regel.startswith("> "):
            wat, *rest = regel.split(" ")[1:]
            INGREPEN[wat](*rest)
        else:
            _toets(regel, gedaan, duur)


def _toets(regel: str, gedaan: Uitkomst, duur: float) -> None:
    gezegd = gedaan.uit + gedaan.fout
    soort, _, rest = regel.partition(" ")
    if soort == "uitgang":
        assert gedaan.code == int(rest), gedaan
    elif soort == "wel:":
        assert rest in gezegd, gedaan
    elif soort == "niet:":
        assert rest not in gezegd, gedaan
    elif soort == "binnen":
        assert duur < float(rest.split(" ")[0]), duur
    elif soort == "zonder-stuurtekens":
        assert not _RAUW.search(gezegd), gedaan
