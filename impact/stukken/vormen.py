"""Making a set of papers: every paper in every format, before any is written (:func:`verordening.schijf.schrijf_set`)."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from impact.stukken.stuk import Stuk
from verordening.papier import zet
from verordening.papier.document import Document
from verordening.voortgang import Voortgang, zwijg

FORMATEN = ("docx", "pdf", "html", "md")


class Pdfdraad:
    """Sets PDFs from the moment that their paper is there, while other papers are still being made: the typesetter works outside Python's lock,
    so it gets a thread of its own; a second process would cost its start and its memory for the same gain."""

    def __init__(self, formaten: Iterable[str] = FORMATEN) -> None:
        self._aan = "pdf" in formaten
        self._draad = ThreadPoolExecutor(1)
        self._pdfs: dict[Document, Future[bytes]] = {}

    def __enter__(self) -> Pdfdraad:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """What is not begun is left."""
        self._draad.shutdown(cancel_futures=True)

    def begin(self, stukken: Iterable[Stuk]) -> dict[Document, Future[bytes]]:
        """Begin what was not begun yet, when PDF is asked; all that was begun."""
        for s in stukken if self._aan else ():
            if s.document not in self._pdfs:
                self._pdfs[s.document] = self._draad.submit(zet, s.document, "pdf")
        return self._pdfs


def maak_bestanden(
    stukken: Iterable[Stuk],
    formaten: Iterable[str] = FORMATEN,
    *,
    draad: Pdfdraad | None = None,
    voortgang: Voortgang = zwijg,
) -> dict[str, bytes]:
    """Render papers.

    Args:
        stukken: papers; two with the same document are rendered once.
        formaten: of :data:`FORMATEN`. draad: where PDFs were begun already; it ends here.
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
    with draad or Pdfdraad(formaten) as pdfs:
        begonnen = pdfs.begin(lijst)
        for formaat in formaten:
            if formaat != "pdf":
                voortgang(f"{len(uniek)} stukken zetten als {formaat}")
                gezet |= {(d, formaat): zet(d, formaat) for d in uniek}
        for n, (d, uitkomst) in enumerate(begonnen.items(), 1):
            voortgang("pdf zetten", n, len(begonnen))
            gezet[d, "pdf"] = uitkomst.result()
    return {f"{s.naam}.{f}": gezet[s.document, f] for s in lijst for f in formaten}
