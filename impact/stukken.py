"""Writing a set of papers: every paper in every format, or nothing at all.

All files are made first, staged in a folder beside the target and then moved into place; when a move fails, what was
moved before is put back. The typesetter of PDF works outside Python's lock, so it gets a thread of its own beside the other
formats; a second process would cost its start and its memory for the same gain.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from impact.stuk import Stuk
from verordening.bevinding import Geweigerd
from verordening.papier import zet
from verordening.papier.document import Document

__all__ = ["FORMATEN", "maak_bestanden", "schrijf_set"]

FORMATEN = ("docx", "pdf", "html", "md")


def maak_bestanden(stukken: Iterable[Stuk], formaten: Iterable[str] = FORMATEN, *,
                   voortgang: Callable[[str], object] | None = None) -> dict[str, bytes]:  # fmt: skip
    """Render papers.

    Args:
        stukken: papers; two with the same document are rendered once.
        formaten: of :data:`FORMATEN`.
        voortgang: called with a line about what happens now.

    Returns:
        path (with ``/``) → bytes of the file.

    Raises:
        Geweigerd: a document breaks a rule.
    """
    lijst = list(stukken)
    namen = [s.naam for s in lijst]
    if len(set(namen)) != len(namen):
        raise ValueError(f"twee stukken met dezelfde naam: {sorted({n for n in namen if namen.count(n) > 1})}")
    formaten = tuple(formaten)
    zeg = voortgang or (lambda _: None)
    # Gelijke stukken (de bijlage van elke gemeente) één keer.
    uniek = list(dict.fromkeys(s.document for s in lijst))
    gezet: dict[tuple[Document, str], bytes] = {}
    with ThreadPoolExecutor(1) as draad:
        pdfs = {d: draad.submit(zet, d, "pdf") for d in uniek} if "pdf" in formaten else {}
        try:
            for formaat in formaten:
                if formaat != "pdf":
                    zeg(f"{len(uniek)} stukken zetten als {formaat}")
                    gezet |= {(d, formaat): zet(d, formaat) for d in uniek}
            for n, (d, uitkomst) in enumerate(pdfs.items(), 1):
                zeg(f"pdf {n} van {len(pdfs)} zetten")
                gezet[d, "pdf"] = uitkomst.result()
        finally:
            draad.shutdown(cancel_futures=True)
    return {f"{s.naam}.{f}": gezet[s.document, f] for s in lijst for f in formaten}


def schrijf_set(map_: Path, bestanden: Mapping[str, bytes]) -> list[Path]:
    """Write all files below a folder, or none.

    Args:
        map_: target folder; made when it is not there. Other files in it stay.
        bestanden: relative path with ``/`` → content.

    Raises:
        Geweigerd: the folder or a file cannot be written; what was there before is then untouched.
    """
    doelen = {_binnen(map_, naam): inhoud for naam, inhoud in bestanden.items()}
    if map_.exists() and not map_.is_dir():
        raise Geweigerd("het doel is geen map", plaats=str(map_), advies="Geef een map op.", code="doel-geen-map")
    for doel in doelen:
        if doel.is_dir():
            raise Geweigerd("op de plaats van een bestand staat een map", plaats=str(doel), advies="Kies een andere map.",
                            code="doel-is-map")  # fmt: skip
    bestond = map_.is_dir()
    tijdelijk: Path | None = None
    gedaan: list[tuple[Path, Path | None]] = []
    try:
        map_.parent.mkdir(parents=True, exist_ok=True)
        tijdelijk = Path(tempfile.mkdtemp(prefix=f".{map_.name[:40]}.", suffix=".tmp", dir=map_.parent))
        klaar = []
        for n, (doel, inhoud) in enumerate(doelen.items()):
            (tijdelijk / f"{n}.nieuw").write_bytes(inhoud)
            klaar.append((tijdelijk / f"{n}.nieuw", doel, tijdelijk / f"{n}.oud"))
        for nieuw, doel, oud in klaar:
            doel.parent.mkdir(parents=True, exist_ok=True)
            bewaard = None
            if doel.exists():
                doel.replace(oud)
                bewaard = oud
            gedaan.append((doel, bewaard))
            nieuw.replace(doel)
    except OSError as fout:
        _herstel(gedaan)
        if not bestond and map_.is_dir():
            shutil.rmtree(map_, ignore_errors=True)
        raise Geweigerd(f"de stukken zijn niet te schrijven ({fout.strerror or fout})", plaats=str(map_),
                        advies="Kijk of de map schrijfbaar is en of er ruimte is.", code="niet-schrijfbaar") from fout  # fmt: skip
    finally:
        if tijdelijk is not None:
            shutil.rmtree(tijdelijk, ignore_errors=True)
    return list(doelen)


def _herstel(gedaan: list[tuple[Path, Path | None]]) -> None:
    for doel, bewaard in reversed(gedaan):
        with contextlib.suppress(OSError):
            if bewaard is not None:
                bewaard.replace(doel)
            else:
                doel.unlink(missing_ok=True)


def _binnen(map_: Path, naam: str) -> Path:
    puur = PurePosixPath(naam)
    if puur.is_absolute() or ".." in puur.parts or not puur.name or "\\" in naam:
        raise ValueError(f"geen pad binnen de map: {naam!r}")
    return map_ / puur
