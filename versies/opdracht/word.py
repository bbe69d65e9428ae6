"""A decision in Word as lines of text: numbers as Word prints them, tables with bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Afbeelding, Noot
from verordening.lezers.soort import soort_zip
from verordening.tekst.docx import lees_wordtekst
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.odt import lees_odttekst
from verordening.tekst.woordblok import Wordblok, Worddocument, Wordtabel

_CITAAT = frozenset({"quote", "citaat"})
"""Paragraph styles of quoted new text."""
_KONDIGT_AAN = ("luidende:", "te luiden:", "vervangen door:")


def lees_word(gegevens: bytes, naam: str, *, keuzes: Keuzes | None = None) -> tuple[list[str], tuple[Bevinding, ...]]:
    """The paragraphs of a decision in .docx, automatic numbers computed; and what a reader should know.

    Args:
        keuzes: how tracked changes, words struck out by hand and hidden words are read; what is not chosen is refused.

    Raises:
        Geweigerd: no safe .docx; something that cannot be read as text (a footnote, a picture); or tracked changes, struck or
            hidden words without a choice: which text was decided is not for a program to say.
    """
    keuzes = keuzes or Keuzes()
    lees = lees_odttekst if soort_zip(gegevens, naam) == "odt" else lees_wordtekst
    document = lees(gegevens, naam=naam, keuzes=keuzes)
    _eis(document, keuzes, naam)
    uit: list[str] = []
    gemerkt = _stijl_merkt(document.blokken)
    for blok in document.blokken:
        if isinstance(blok, Wordtabel):
            merk = "> " if gemerkt and uit and (uit[-1].startswith(">") or uit[-1].endswith(":")) else ""
            for plek, rij in enumerate(blok.rijen):
                uit.append(merk + "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in rij) + " |")
                if plek == 0 and len(blok.rijen) > 1:  # een losse rij is geen kop: zij hoort in een tabel die er al is
                    uit.append(merk + "|" + "---|" * len(rij))
            continue
        kop = "### " if blok.stijl.lower().startswith(("heading", "kop")) and blok.tekst.strip() else ""
        regel = kop + " ".join(d for d in (blok.nummer, blok.tekst) if d)
        if gemerkt and _is_citaat(blok) and not regel.startswith(">"):
            # Nieuwe tekst staat in een eigen stijl; een niveau inspringen is een em-spatie.
            diep = len(regel) - len(regel.lstrip("\u2003"))
            regel = "> " + "   " * diep + regel.lstrip("\u2003")
        uit.append(regel)
    if not document.bijgehouden:
        return uit, ()
    wijze = "verworpen" if keuzes.verworpen else "aanvaard"
    return uit, (Bevinding.van("bijgehouden/besluit-bijgehouden-wijzigingen", naam, wijze=wijze),)


def _eis(document: Worddocument, keuzes: Keuzes, naam: str) -> None:
    """Refuse a decision of which some sign is not accounted for."""
    if document.bijgehouden and not keuzes.wijzigingen:
        raise Geweigerd.om("bijgehouden/besluit-bijgehouden", naam)
    for bevinding in (*document.boek.sluit().bevindingen(), *document.bevindingen):
        if bevinding.ernst is Ernst.FOUT:
            uitleg = f"{bevinding.uitleg} «{bevinding.fragment}»" if bevinding.fragment else bevinding.uitleg
            raise Geweigerd(uitleg, plaats=f"{naam}, {bevinding.adres}", code=bevinding.code, advies=bevinding.advies)
    for blok in document.blokken:
        if not isinstance(blok, Wordtabel) and any(isinstance(d, (Noot, Afbeelding)) for d in blok.inhoud):
            raise Geweigerd.om("docx-noot", f"{naam}, {blok.plaats}")


def _is_citaat(blok: Wordblok) -> bool:
    return not isinstance(blok, Wordtabel) and blok.stijl.lower() in _CITAAT


def _stijl_merkt(blokken: Sequence[Wordblok]) -> bool:
    """True when the style of quotations says what is new text: it stands below every sentence that announces some."""
    erna = [
        b
        for a, b in pairwise(blokken)
        if not isinstance(a, Wordtabel) and not _is_citaat(a) and a.tekst.rstrip().endswith(_KONDIGT_AAN)
    ]
    return any(map(_is_citaat, blokken)) and all(isinstance(b, Wordtabel) or _is_citaat(b) for b in erna)
