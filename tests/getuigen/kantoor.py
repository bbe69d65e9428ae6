"""LibreOffice as a witness: does an office program read the file, and what does it read?"""

import atexit
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.getuigen import ontbreekt


@functools.cache
def _profiel() -> str:
    """A profile of our own, so that a user's running LibreOffice is neither disturbed nor in the way."""
    map_ = tempfile.mkdtemp(prefix="kantoor-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    return Path(map_).as_uri()


def zet_om(paden: Iterable[Path], naar: str, map_: Path, *, tijd: int = 180) -> list[Path]:
    """Convert office files with LibreOffice, all in one run.

    Args:
        paden: .docx, .odt, .xlsx …
        naar: LibreOffice's target: ``"pdf"``, ``"odt"``, ``"docx"``, ``"txt:Text (encoded):UTF8"`` …
        map_: where the results go.
        tijd: seconds for the whole run.

    Returns:
        the converted files, in the order of *paden*; fails when one was not made.
    """
    programma = shutil.which("soffice") or shutil.which("libreoffice")
    if not programma:
        ontbreekt("LibreOffice ontbreekt; installeer libreoffice-writer-nogui")
    lijst = list(paden)
    map_.mkdir(parents=True, exist_ok=True)
    opdracht = [programma, f"-env:UserInstallation={_profiel()}", "--headless", "--norestore", "--nolockcheck"]
    opdracht += ["--convert-to", naar, "--outdir", str(map_), *map(str, lijst)]
    loop = subprocess.run(opdracht, capture_output=True, text=True, timeout=tijd)
    resultaten = [map_ / f"{pad.stem}.{naar.split(':')[0]}" for pad in lijst]
    if mist := [r.name for r in resultaten if not r.exists() or not r.stat().st_size]:
        raise AssertionError(f"LibreOffice maakte {', '.join(mist)} niet: {loop.stdout[-800:]} {loop.stderr[-800:]}")
    return resultaten


def lees(paden: Iterable[Path], map_: Path) -> list[str]:
    """The text that LibreOffice reads in each file."""
    return [p.read_text(encoding="utf-8-sig") for p in zet_om(paden, "txt:Text (encoded):UTF8", map_)]
