"""A decision in Word as lines of text: numbers as Word prints them, tables with bars."""

from __future__ import annotations

from verordening.bevinding import Ernst, Geweigerd
from verordening.lezers.wordtekst import Wordtabel, lees_wordtekst

__all__ = ["lees_word"]


def lees_word(gegevens: bytes, naam: str) -> list[str]:
    """The paragraphs of a decision in .docx; automatic numbers are computed.

    Raises:
        Geweigerd: no safe .docx; something that cannot be read as text (a footnote, a text box); or tracked changes: which
            text was decided is then not for a program to say.
    """
    document = lees_wordtekst(gegevens, naam=naam)
    if document.bijgehouden:
        raise Geweigerd(
            "het besluit heeft bijgehouden wijzigingen waarover nog niet is beslist", plaats=naam, code="docx-bijgehouden",
            advies="Aanvaard of verwerp ze in Word en sla het bestand opnieuw op.",
        )  # fmt: skip
    for bevinding in document.bevindingen:
        if bevinding.ernst is Ernst.FOUT:
            raise Geweigerd(bevinding.uitleg, plaats=naam, code=bevinding.code, advies=bevinding.advies)
    uit: list[str] = []
    for blok in document.blokken:
        if isinstance(blok, Wordtabel):
            for plek, rij in enumerate(blok.rijen):
                uit.append("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in rij) + " |")
                if plek == 0:
                    uit.append("|" + "---|" * len(rij))
            continue
        kop = "### " if blok.stijl.lower().startswith(("heading", "kop")) and blok.tekst.strip() else ""
        uit.append(kop + " ".join(d for d in (blok.nummer, blok.tekst) if d))
    return uit
