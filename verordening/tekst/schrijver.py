"""Writing a regulation as Markdown in the plain shape that people read, type and mail.

The export is proven: it is read back and must give the same words of law in the same order. When marks of layout prevent
that, they are left out; when even then it does not, that is a finding of severity *fout*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from verordening.bevinding import Geweigerd
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Inline,
    Noot,
    Opmaak,
    Redactie,
    Regeleinde,
    Regeling,
    Soort,
    Status,
    Tabel,
    alineas,
    inlinetekst,
    is_genummerd,
    koptekst,
    noten,
    tekst,
)
from verordening.schrijvers import Export, Melder, redacties, zijspan
from verordening.tekst.markdown import lees
from verordening.tekst.markdowninline import OPMAAK_HTML
from verordening.tekst.opbouw import NUMMER_VOORAAN

TEKENS = str.maketrans({teken: f"\\{teken}" for teken in "\\`*_[]<>"})
"""Signs that mark something, escaped."""
KOPACHTIG = re.compile(
    r"(?:Boek|Deel|Titel|Hoofdstuk|Afdeling|(?:Sub-?)?paragraaf|Artikel|Aanwijzing|Enig artikel|Bijlage)\b|§", re.I
)
"""How a line begins that a reader may take for the heading of a unit."""
_MERK = {"vet": "**", "cursief": "*"}
_KOP = {Soort.ARTIKEL: "###", Soort.DIVISIE: "###"}


def schrijf_markdown(regeling: Regeling) -> Export:
    """The regulation as Markdown.

    >>> from verordening.boom import Eenheid, Gegevens
    >>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=(Alinea(("2. is geen lid.",)),))
    >>> boom = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),))
    >>> print(schrijf_markdown(Regeling(Gegevens("x"), boom)).inhoud.decode().strip())
    ### Artikel 1
    <BLANKLINE>
    2\\. is geen lid.
    """
    melder = Melder()
    verwacht = tekst(regeling.wortel).split()
    inhoud = b""
    for opmaak in (True, False):
        schrijver = _Schrijver(opmaak, melder if opmaak else Melder())
        inhoud = ("\n\n".join(schrijver.regeling(regeling.wortel)) + "\n").encode()
        try:
            terug = tekst(lees(inhoud, naam="export").wortel).split()
        except Geweigerd:
            terug = []
        if terug == verwacht:
            break
    else:
        plek = next(
            (i for i, (a, b) in enumerate(zip(verwacht, terug, strict=False)) if a != b), min(len(verwacht), len(terug))
        )
        melder.meld("markdown-niet-gelijk", fragment=" ".join(verwacht[max(0, plek - 3) : plek + 6]))
    if not schrijver.opmaak:
        melder.meld("markdown-zonder-opmaak")
    return Export(inhoud, melder.bevindingen(), {"zijspan.json": zijspan(regeling)})


def veilig(regel: str) -> str:
    """A paragraph that looks like a number, heading, quote or table, so that it is not read as one.

    >>> veilig("2. is geen lid"), veilig("Artikel 5 is van toepassing")
    ('2\\\\. is geen lid', ' Artikel 5 is van toepassing')
    """
    if NUMMER_VOORAAN.match(regel):
        regel = re.sub(r"([.)°º–—•●◦▪-])", r"\\\1", regel, count=1)
    if regel[:1] in "#|>":
        regel = "\\" + regel
    return f" {regel}" if KOPACHTIG.match(regel) else regel


def tabelregels(tabel: Tabel, cel: Callable[[Cel], str]) -> Iterator[str]:
    """A table with pipes; the first row is the head. ``cel``: a cell on one line."""
    for groep in tabel.groepen:
        rijen = [[cel(c) for c in rij.cellen] for rij in (*groep.kop, *groep.romp)]
        breed = max(map(len, rijen), default=0)
        for plek, rij in enumerate(rijen if breed else ()):
            yield f"| {' | '.join(rij + [''] * (breed - len(rij)))} |"
            if not plek:
                yield "|" + "---|" * breed


class _Schrijver:
    def __init__(self, opmaak: bool, melder: Melder) -> None:
        self.opmaak = opmaak
        self.melder = melder
        self.begrippen = False

    def regeling(self, boom: Eenheid) -> Iterator[str]:
        """Paragraphs of the whole."""
        for deel in boom.inhoud:
            if isinstance(deel, Eenheid) and deel.soort is Soort.OPSCHRIFT:
                yield "# " + " ".join(self.inline(b.inhoud) for b in deel.inhoud if isinstance(b, Alinea))
            elif isinstance(deel, Eenheid):
                yield from self.eenheid(deel)
            else:
                yield from self.blok(deel, "")

    def eenheid(self, eenheid: Eenheid) -> Iterator[str]:
        """Heading and content of a unit with a heading."""
        kop = koptekst(eenheid)
        if kop:
            yield f"{_KOP.get(eenheid.soort, '##')} {' '.join(kop.translate(TEKENS).split())}"
        elif eenheid.soort is Soort.SLUITING:
            yield "## Slot"
        for redactie in redacties(eenheid.opschrift):
            yield "> " + self.plat((redactie,))
        yield from self.noten((*eenheid.opschrift, *eenheid.subtitel))
        if eenheid.soort is Soort.ARTIKEL:
            self.begrippen = bool(re.search("begrip|definitie", inlinetekst(eenheid.opschrift), re.IGNORECASE))
        in_plaats = eenheid.soort is Soort.ARTIKEL or is_genummerd(eenheid)
        if in_plaats and eenheid.status is Status.VERVALLEN and not eenheid.inhoud:
            yield "> Vervallen."
        yield from self.blokken(eenheid.inhoud)

    def blokken(self, blokken: Iterable[Blok]) -> Iterator[str]:
        """Blocks and units in order."""
        for blok in blokken:
            if not isinstance(blok, Eenheid):
                yield from self.blok(blok, "")
            elif blok.soort in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP):
                yield from self.genummerd(blok)
            else:
                yield from self.eenheid(blok)

    def genummerd(self, eenheid: Eenheid) -> Iterator[str]:
        """A lid, item or definition: its number leads its first paragraph."""
        voor = f"{eenheid.nummer} " if eenheid.nummer else ""
        if voor and not NUMMER_VOORAAN.match(voor + "x"):
            voor = " " + voor.translate(TEKENS)  # een nummer dat de lezer niet kent is daar gewone tekst
        if eenheid.soort is Soort.BEGRIP:
            term = self.inline(eenheid.opschrift).strip()
            voor += f"{term} " if term.endswith(":") else f"{term}: "
            if self.begrippen and not eenheid.nummer and eenheid.inhoud and isinstance(eenheid.inhoud[0], Alinea):
                voor = f"- {voor}"
        inhoud = list(eenheid.inhoud)
        eerste = (
            inhoud.pop(0)
            if inhoud and isinstance(inhoud[0], Alinea) and inlinetekst(inhoud[0].inhoud).strip()
            else None
        )
        if eerste is not None:
            yield from self.blok(eerste, voor)
        elif voor.strip():
            yield voor.rstrip()
        yield from self.noten((*eenheid.opschrift, *eenheid.subtitel))
        yield from self.blokken(inhoud)

    def blok(self, blok: Blok, voor: str) -> Iterator[str]:
        """One block, with a number before its first line."""
        if isinstance(blok, Alinea):
            yield from self.alinea(blok, voor)
        elif isinstance(blok, Tabel):
            if blok.titel:
                yield from self.alinea(Alinea(blok.titel), "")
            yield from self.tabel(blok)
        elif isinstance(blok, Figuur):
            for inhoud in (blok.titel, (blok.afbeelding,), blok.bijschrift):
                if inhoud:
                    yield from self.alinea(Alinea(inhoud), "")
        else:
            yield from self.eenheid(blok)

    def alinea(self, alinea: Alinea, voor: str) -> Iterator[str]:
        """A paragraph, then the text of its notes."""
        if inlinetekst(alinea.inhoud).strip() or any(isinstance(d, Afbeelding) for d in alinea.inhoud):
            yield self.regel(alinea.inhoud, voor)
            if any(True for _ in redacties(alinea.inhoud)):
                self.melder.meld("markdown-redactie", fragment=inlinetekst(alinea.inhoud, redactie=True))
        elif woorden := self.plat(alinea.inhoud):
            yield f"> {woorden}"
        yield from self.noten(alinea.inhoud)

    def noten(self, inhoud: Iterable[Inline]) -> Iterator[str]:
        """The text of notes, each alinea a paragraph of its own."""
        for noot in noten(inhoud):
            for deel in noot.inhoud:
                yield from self.alinea(deel, "")

    def regel(self, inhoud: tuple[Inline, ...], voor: str) -> str:
        """A line that the reader takes for text."""
        regel = self.inline(inhoud).strip()
        return voor + regel if voor else veilig(regel)

    def tabel(self, tabel: Tabel) -> Iterator[str]:
        """A paragraph per group of rows."""
        for groep in tabel.groepen:
            if regels := "\n".join(tabelregels(replace(tabel, groepen=(groep,)), self.cel)):
                yield regels

    def cel(self, cel: Cel) -> str:
        """A cell on one line."""
        delen: list[str] = []
        for blok in cel.inhoud:
            if isinstance(blok, Alinea):
                delen += (self.inline(a.inhoud) for a in alineas(blok))
            else:
                delen.append(" ".join(self.blok(blok, "")).replace("\n", " "))
        return " ".join(d for d in delen if d).strip().replace("|", "\\|")

    # inline

    def plat(self, inhoud: Iterable[Inline]) -> str:
        """All words, editor's text included, without marks."""
        return " ".join(inlinetekst(inhoud, redactie=True).translate(TEKENS).split())

    def _tekens(self, deel: Inline) -> str:
        return re.sub(r"[ \t\r\n]+", " ", inlinetekst((deel,))).translate(TEKENS)

    def inline(self, inhoud: Iterable[Inline], merk: bool = False) -> str:
        """Mixed content; marks inside marks are left out, because the plain shape has none."""
        uit: list[str] = []
        for deel in inhoud:
            if isinstance(deel, str):
                uit.append(re.sub(r"[ \t\r\n]+", " ", deel).translate(TEKENS))
            elif isinstance(deel, Regeleinde):
                uit.append(" ")
            elif isinstance(deel, Afbeelding):
                alt = re.sub(r"[\[\]]", "", deel.alt)
                uit.append("" if merk or re.search(r"[)\s]", deel.bron) else f"![{alt}]({deel.bron})")
            elif isinstance(deel, (Redactie, Noot)):
                continue
            elif isinstance(deel, Opmaak) and deel.soort in OPMAAK_HTML:
                tag, woorden = OPMAAK_HTML[deel.soort], self.inline(deel.inhoud, True)
                zuiver = self.opmaak and not merk and not re.search(r"[<>\\]", woorden)
                uit.append(f"<{tag}>{woorden}</{tag}>" if zuiver else self._tekens(deel))
            elif isinstance(deel, Opmaak):
                teken = _MERK.get(deel.soort, "") if self.opmaak and not merk else ""
                woorden = self.inline(deel.inhoud, merk or bool(teken))
                kan = teken and woorden.strip() == woorden != "" and "*" not in woorden
                uit.append(f"{teken}{woorden}{teken}" if kan else woorden)
            else:
                woorden = self.inline(deel.inhoud, True)
                kan = (
                    self.opmaak
                    and not merk
                    and not re.search(r"[\[\]]", woorden)
                    and deel.doel
                    and not re.search(r"[)\s]", deel.doel)
                )
                uit.append(f"[{woorden}]({deel.doel})" if kan else woorden)
        return "".join(uit)
