"""The witness beside the reader: the text that LibreOffice prints of a Word or OpenDocument file, with its numbers.

It shares no code with the readers. Words of both are laid side by side, with every sign in them; a difference that the
ledger does not explain is a finding of severity *fout*.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar, cast

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Noot, Regeling, tekst
from verordening.verantwoording import Klasse, letters_en_cijfers

_T = TypeVar("_T")
_TIJD = 120
"""Seconds after which the witness is given up."""
_TEGELIJK = 200
"""Files for one start of LibreOffice; from about 250 on it passes over the rest."""


def druk(bestanden: Sequence[Path]) -> dict[Path, str]:
    """What LibreOffice prints of each file, as text with numbers; few starts of the program for many files.

    Raises:
        Geweigerd: LibreOffice is not there or does not answer.
    """
    programma = shutil.which("soffice") or shutil.which("libreoffice")
    if programma is None:
        raise Geweigerd.om("geen-getuige")
    uit: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        namen = {map_ / "in" / f"{n}{p.suffix.lower()}": p for n, p in enumerate(bestanden)}
        (map_ / "in").mkdir()
        for kopie, bron in namen.items():
            kopie.write_bytes(bron.read_bytes())
        kopieen = list(namen)
        for begin in range(0, len(kopieen), _TEGELIJK):
            _zet_om(programma, map_, kopieen[begin : begin + _TEGELIJK])
        for kopie, bron in namen.items():
            gedrukt = map_ / "uit" / f"{kopie.stem}.txt"
            if gedrukt.is_file():
                uit[bron] = gedrukt.read_text("utf-8-sig")
    return uit


def _zet_om(programma: str, map_: Path, bestanden: list[Path]) -> None:
    profiel = f"-env:UserInstallation=file://{map_ / 'profiel'}"
    regel = [programma, profiel, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(map_ / "uit")]
    try:
        subprocess.run([*regel, *map(str, bestanden)], capture_output=True, timeout=_TIJD, check=False)
    except subprocess.TimeoutExpired as fout:
        raise Geweigerd.om("geen-getuige/libreoffice-antwoordt") from fout


def vergelijk_met_papier(bron: Path, regeling: Regeling) -> tuple[Bevinding, ...]:
    """Findings about words that LibreOffice prints and the reader does not have, or the reverse.

    Raises:
        Geweigerd: LibreOffice is not there, does not answer, or cannot read the file.
    """
    papier = druk([bron]).get(bron)
    if papier is None:
        raise Geweigerd.om("geen-getuige/libreoffice-bestand", bron.name)
    bevindingen = [Bevinding.van("getuige-verschil", bron.name, fragment) for fragment in verschillen(papier, regeling)]
    return tuple(bevindingen[:20])


def verschillen(papier: str, regeling: Regeling) -> Iterator[str]:
    """The differences between paper and reading that the ledger does not explain, as words of both sides.

    The print has no notes, only their number behind a word.
    """
    posten = [p.fragment for p in regeling.verantwoording.posten if p.klasse is not Klasse.GEPLAATST]
    verklaard = [letters_en_cijfers(p) for p in posten]
    gelezen = tekst(_zonder_noten(regeling.wortel)).replace("º", "o")  # dat is op papier een o boven de regel
    papier = papier.replace("º", "o")
    for links, rechts in _blokken(_woorden(papier), _woorden(gelezen)):
        weg, erbij = letters_en_cijfers(links), letters_en_cijfers(rechts)
        if weg == erbij:
            goed = re.fullmatch(_patroon(links), _tekens(rechts)) or any(_tekens(links + rechts) in p for p in posten)
        else:
            goed = _verklaart(verklaard, weg, erbij)
        if not goed:
            yield f"papier: {links or '(niets)'} / gelezen: {rechts or '(niets)'}"


def _zonder_noten(waarde: _T) -> _T:
    """A unit, or any value in it, with the number of each note in its place."""
    if isinstance(waarde, Noot):
        return cast(_T, waarde.nummer)
    if isinstance(waarde, tuple):
        return cast(_T, tuple(map(_zonder_noten, waarde)))
    if not is_dataclass(waarde) or isinstance(waarde, type):
        return waarde
    delen = {veld.name: _zonder_noten(getattr(waarde, veld.name)) for veld in fields(waarde)}
    return type(waarde)(**delen)


def _verklaart(verklaard: list[str], weg: str, erbij: str) -> bool:
    """Whether entries of the ledger are about the words that only one side has; few signs must be a whole entry.

    Of lines of a table of contents the page numbers may differ.
    """
    anders = erbij or weg
    if any(anders == v or (len(anders) > 3 and anders in v) for v in verklaard):
        return True
    if (
        weg
        and erbij
        and any(v and (weg.replace(v, "", 1) == erbij or erbij.replace(v, "", 1) == weg) for v in verklaard)
    ):
        return True
    rest = anders
    for v in sorted(verklaard, key=len, reverse=True):
        rest = rest.replace(v.rstrip("0123456789"), "") if len(v) > 4 else rest
    return rest != anders and (not rest or rest.isdecimal())


_GELIJK = str.maketrans({"\u2011": "-", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "\ufffc": None})
"""Signs that look the same on paper, or like nothing."""
_BOLLEN = frozenset("•◦▪●○■□–—-·*➢✓")
"""What stands before a point of a list; which sign it is says nothing."""


def _woorden(tekst_: str) -> list[str]:
    regels = [regel.split() for regel in tekst_.translate(_GELIJK).split("\n")]
    woorden = [w for regel in regels for w in (regel[1:] if regel and _is_bol(regel[0]) else regel)]
    return [w for w in woorden if letters_en_cijfers(w) or not set(w) <= _BOLLEN]


def _is_bol(woord: str) -> bool:
    """Whether the first word of a line is one drawn sign: no letter, figure, money or bracket."""
    return len(woord) == 1 and unicodedata.category(woord) in ("So", "Sm", "Pd", "Pc", "Co")


def _tekens(woorden: str) -> str:
    """Letters, digits and signs, without white space; raised figures as the figures that they are."""
    return "".join(letters_en_cijfers(t) or t for t in woorden if not t.isspace() and t not in _BOLLEN)


def _patroon(papier: str) -> str:
    """What a reading of these words looks like: for a code of a symbol font, which LibreOffice prints as it is, any one sign."""
    return "".join(".?" if "\ue000" <= t <= "\uf8ff" else re.escape(t) for t in _tekens(papier))


def _blokken(a: list[str], b: list[str]) -> Iterable[tuple[str, str]]:
    kaal_a, kaal_b = [_tekens(w) for w in a], [_tekens(w) for w in b]
    for soort, i1, i2, j1, j2 in SequenceMatcher(None, kaal_a, kaal_b, autojunk=False).get_opcodes():
        if soort != "equal":
            yield " ".join(a[i1:i2]), " ".join(b[j1:j2])
