"""LibreOffice as a witness: does an office program read the file, and what does it read?"""

import atexit
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlparse

from tests.getuigen import ontbreekt


@functools.cache
def _profiel() -> str:
    """A profile of our own, so that a user's running LibreOffice is neither disturbed nor in the way."""
    map_ = tempfile.mkdtemp(prefix="kantoor-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    return Path(map_).as_uri()


@functools.cache
def _basis() -> list[str]:
    """The program and the switches of every run."""
    programma = shutil.which("soffice") or shutil.which("libreoffice")
    if not programma:
        ontbreekt("LibreOffice ontbreekt; installeer libreoffice-writer-nogui")
    return [programma, f"-env:UserInstallation={_profiel()}", "--headless", "--norestore", "--nolockcheck"]


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
    lijst = list(paden)
    map_.mkdir(parents=True, exist_ok=True)
    opdracht = [*_basis(), "--convert-to", naar, "--outdir", str(map_), *map(str, lijst)]
    loop = subprocess.run(opdracht, capture_output=True, text=True, timeout=tijd)
    resultaten = [map_ / f"{pad.stem}.{naar.split(':')[0]}" for pad in lijst]
    if mist := [r.name for r in resultaten if not r.exists() or not r.stat().st_size]:
        raise AssertionError(f"LibreOffice maakte {', '.join(mist)} niet: {loop.stdout[-800:]} {loop.stderr[-800:]}")
    return resultaten


def lees(paden: Iterable[Path], map_: Path) -> list[str]:
    """The text that LibreOffice reads in each file."""
    return [p.read_text(encoding="utf-8-sig") for p in zet_om(paden, "txt:Text (encoded):UTF8", map_)]


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Getuige" script:language="StarBasic">
Sub Verwerk(bron As String, opdracht As String, doel As String)
  Dim verborgen(0) As New com.sun.star.beans.PropertyValue
  verborgen(0).Name = "Hidden"
  verborgen(0).Value = True
  doc = StarDesktop.loadComponentFromURL(bron, "_blank", 0, verborgen())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(doc.CurrentController.Frame, opdracht, "", 0, Array())
  Dim vorm(1) As New com.sun.star.beans.PropertyValue
  vorm(0).Name = "FilterName"
  vorm(0).Value = "Text (encoded)"
  vorm(1).Name = "FilterOptions"
  vorm(1).Value = "UTF8,LF"
  doc.storeToURL(doel, vorm())
  doc.close(True)
End Sub
Sub VerwerkAlles(lijst As String)
  For Each regel In Split(lijst, "|")
    deel = Split(regel, ";")
    Verwerk(deel(0), deel(1), deel(2))
  Next
End Sub
</script:module>
"""
_BIBLIOTHEEK = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Getuige"/></library:library>
"""


@functools.cache
def _met_macro() -> None:
    """Put our one macro in the profile; LibreOffice has no switch for accepting changes."""
    # A profile that LibreOffice did not make itself is not read: let it make one first.
    subprocess.run([*_basis(), "--terminate_after_init"], capture_output=True, timeout=120)
    map_ = Path(unquote(urlparse(_profiel()).path)) / "user/basic/Standard"
    (map_ / "Getuige.xba").write_text(_MACRO, encoding="utf-8")
    (map_ / "script.xlb").write_text(_BIBLIOTHEEK, encoding="utf-8")


def _verwerk(pad: Path, opdracht: str, map_: Path, tijd: int) -> str:
    return verwerk([(pad, opdracht)], map_, tijd=tijd)[0]


def verwerk(werk: Sequence[tuple[Path, str]], map_: Path, *, tijd: int = 1_800) -> list[str]:
    """The text of each file after a command of LibreOffice, all in one run.

    Args:
        werk: file, and :data:`AANVAARD`, :data:`VERWERP` or another command without arguments.
    """
    map_.mkdir(parents=True, exist_ok=True)
    doelen = [map_ / f"{pad.name}.{opdracht}.txt" for pad, opdracht in werk]
    regels = [
        f"{pad.resolve().as_uri()};.uno:{opdracht};{doel.resolve().as_uri()}"
        for (pad, opdracht), doel in zip(werk, doelen, strict=True)
    ]
    _met_macro()
    macro = f'macro:///Standard.Getuige.VerwerkAlles("{"|".join(regels)}")'
    loop = subprocess.run([*_basis(), macro], capture_output=True, text=True, timeout=tijd)
    if mist := [d.name for d in doelen if not d.exists()]:
        raise AssertionError(f"LibreOffice verwerkte {mist[0]} niet: {loop.stdout[-500:]} {loop.stderr[-500:]}")
    return [d.read_text(encoding="utf-8-sig") for d in doelen]


AANVAARD, VERWERP = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"


def aanvaard(pad: Path, map_: Path, *, tijd: int = 120) -> str:
    """The text after LibreOffice accepted every tracked change in the file."""
    return _verwerk(pad, AANVAARD, map_, tijd)


def verwerp(pad: Path, map_: Path, *, tijd: int = 120) -> str:
    """The text after LibreOffice rejected every tracked change in the file."""
    return _verwerk(pad, VERWERP, map_, tijd)


def beide_kanten(pad: Path, map_: Path, *, tijd: int = 240) -> list[str]:
    """The text after LibreOffice accepted every tracked change, and after it rejected every one: the file is opened twice, the program once."""
    return verwerk([(pad, AANVAARD), (pad, VERWERP)], map_, tijd=tijd)
