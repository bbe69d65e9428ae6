"""A page as picture, for looking at what was made: ``pdftoppm``."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.getuigen import ontbreekt


def plaatjes(pad: Path, map_: Path, *, punten: int = 70) -> list[Path]:
    """Every page of a PDF as .png in *map_*, *punten* dots per inch."""
    if not shutil.which("pdftoppm"):
        ontbreekt("pdftoppm ontbreekt; installeer poppler-utils")
    subprocess.run(["pdftoppm", "-r", str(punten), "-png", str(pad), str(map_ / pad.stem)], check=True, timeout=120)
    return sorted(map_.glob(f"{pad.stem}-*.png"))


def structuur(pad: Path) -> str:
    """The text of a tagged PDF in the order of its structure, as a screen reader says it."""
    if not shutil.which("pdfinfo"):
        ontbreekt("pdfinfo ontbreekt; installeer poppler-utils")
    loop = subprocess.run(["pdfinfo", "-struct-text", str(pad)], check=True, capture_output=True, timeout=120)
    return " ".join(re.findall(r'^\s*"(.*)"$', loop.stdout.decode("utf-8"), re.M))


def tekst(pad: Path) -> str:
    """The text of a PDF as it stands on the page."""
    if not shutil.which("pdftotext"):
        ontbreekt("pdftotext ontbreekt; installeer poppler-utils")
    loop = subprocess.run(["pdftotext", str(pad), "-"], check=True, capture_output=True, timeout=120)
    return loop.stdout.decode("utf-8")
