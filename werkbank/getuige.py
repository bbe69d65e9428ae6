"""The witness beside the reader: the text that LibreOffice prints of a Word or OpenDocument file, with its numbers.

It shares no code with the readers. Letters and digits of both are laid side by side; a difference that the ledger does
not explain is a finding of severity *fout*.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Regeling, tekst
from verordening.verantwoording import Klasse, letters_en_cijfers

__all__ = ["druk", "vergelijk_met_papier", "verschillen"]

_TIJD = 120
"""Seconds after which the witness is given up."""


def druk(bestanden: Sequence[Path]) -> dict[Path, str]:
    """What LibreOffice prints of each file, as text with numbers; one start of the program for all.

    Raises:
        Geweigerd: LibreOffice is not there or does not answer.
    """
    programma = shutil.which("soffice") or shutil.which("libreoffice")
    if programma is None:
        raise Geweigerd(
            "LibreOffice is niet gevonden", code="geen-getuige", advies="Installeer LibreOffice, of laat --getuige weg."
        )
    uit: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        namen = {map_ / "in" / f"{n}{p.suffix.lower()}": p for n, p in enumerate(bestanden)}
        (map_ / "in").mkdir()
        for kopie, bron in namen.items():
            kopie.write_bytes(bron.read_bytes())
        regel = [
            programma,
            f"-env:UserInstallation=file://{map_ / 'profiel'}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(map_ / "uit"),
            *map(str, namen),
        ]
        try:
            subprocess.run(regel, capture_output=True, timeout=_TIJD, check=False)
        except subprocess.TimeoutExpired as fout:
            raise Geweigerd("LibreOffice antwoordt niet", code="geen-getuige", advies="Probeer het opnieuw.") from fout
        for kopie, bron in namen.items():
            gedrukt = map_ / "uit" / f"{kopie.stem}.txt"
            if gedrukt.is_file():
                uit[bron] = gedrukt.read_text("utf-8-sig")
    return uit


def vergelijk_met_papier(bron: Path, regeling: Regeling) -> tuple[Bevinding, ...]:
    """Findings about words that LibreOffice prints and the reader does not have, or the reverse.

    Raises:
        Geweigerd: LibreOffice is not there, does not answer, or cannot read the file.
    """
    papier = druk([bron]).get(bron)
    if papier is None:
        raise Geweigerd("LibreOffice kan dit bestand niet drukken", plaats=bron.name, code="geen-getuige")
    bevindingen = [
        Bevinding(
            "getuige-verschil",
            Ernst.FOUT,
            bron.name,
            fragment,
            "Wat op papier staat en wat is gelezen verschillen hier.",
            "Vergelijk deze plaats met het bestand in Word.",
        )
        for fragment in verschillen(papier, regeling)
    ]
    return tuple(bevindingen[:20])


def verschillen(papier: str, regeling: Regeling) -> Iterable[str]:
    """The differences between paper and reading that no entry of the ledger explains, as words of both sides."""
    verklaard = [
        letters_en_cijfers(p.fragment) for p in regeling.verantwoording.posten if p.klasse is not Klasse.GEPLAATST
    ]
    links, rechts = letters_en_cijfers(papier), letters_en_cijfers(tekst(regeling.wortel))
    for links_deel, rechts_deel in (
        _blokken(_woorden(papier), _woorden(tekst(regeling.wortel))) if links != rechts else ()
    ):
        weg, erbij = letters_en_cijfers(links_deel), letters_en_cijfers(rechts_deel)
        if weg == erbij or any(
            v and weg + erbij and (weg in v or v in weg) and (not erbij or erbij in v) for v in verklaard
        ):
            continue
        yield f"papier: {links_deel or '(niets)'} / gelezen: {rechts_deel or '(niets)'}"


def _woorden(tekst_: str) -> list[str]:
    return [w for w in tekst_.split() if letters_en_cijfers(w)]


def _blokken(a: list[str], b: list[str]) -> Iterable[tuple[str, str]]:
    kaal_a, kaal_b = [letters_en_cijfers(w) for w in a], [letters_en_cijfers(w) for w in b]
    for soort, i1, i2, j1, j2 in SequenceMatcher(None, kaal_a, kaal_b, autojunk=False).get_opcodes():
        if soort != "equal":
            yield " ".join(a[i1:i2]), " ".join(b[j1:j2])
