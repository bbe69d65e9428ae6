"""Making a set of papers: every paper in every format, before any is written (:func:`verordening.schijf.schrijf_set`).

The typesetter of PDF works outside Python's lock, so it gets a thread of its own beside the other
formats; a second process would cost its start and its memory for the same gain.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from impact.stukken.stuk import Stuk
from verordening.papier import zet
from verordening.papier.document import Document
from verordening.voortgang import Voortgang, zwijg

FORMATEN = ("docx", "pdf", "html", "md")


def maak_bestanden(
    stukken: Iterable[Stuk], formaten: Iterable[str] = FORMATEN, *, voortgang: Voortgang = zwijg
) -> dict[str, bytes]:
    """Render papers.

    Args:
        stukken: papers; two with the same document are rendered once.
        formaten: of :data:`FORMATEN`.
        voortgang: told what happens now, and how many of how many.

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
    # Gelijke stukken (de bijlage van elke gemeente) één keer.
    uniek = list(dict.fromkeys(s.document for s in lijst))
    gezet: dict[tuple[Document, str], bytes] = {}
    with ThreadPoolExecutor(1) as draad:
        pdfs = {d: draad.submit(zet, d, "pdf") for d in uniek} if "pdf" in formaten else {}
        try:
            for formaat in formaten:
                if formaat != "pdf":
                    voortgang(f"{len(uniek)} stukken zetten als {formaat}")
                    gezet |= {(d, formaat): zet(d, formaat) for d in uniek}
            for n, (d, uitkomst) in enumerate(pdfs.items(), 1):
                voortgang("pdf zetten", n, len(pdfs))
                gezet[d, "pdf"] = uitkomst.result()
        finally:
            draad.shutdown(cancel_futures=True)
    return {f"{s.naam}.{f}": gezet[s.document, f] for s in lijst for f in formaten}
