"""A decision of the dossier, in whatever form it was put there: what it does, and its words as one plain text to set.

Markdown is set as it is. A Word file or an official publication in XML is first written out in the layout of that Markdown,
and that text is tried: read back it must give the same instructions, and no word of the file may be missing. A form that
has no sentences (a STOP mutation), or that does not pass, is not set: ``onzetbaar`` then says why, for the paper itself.

>>> vorm = lees_vorm(b"# Proef\\n\\n## Artikel I\\nIn artikel 1 van de Proefverordening vervalt \\"niet\\".\\n", "proef.md")
>>> vorm.besluit.opdrachten[0].naam, vorm.onzetbaar
('artikel I', '')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import TOELICHTING, Blok, Eenheid, Regeling, Soort, regels
from verordening.lezers import lees
from versies.besluit import Besluit
from versies.opdracht import lees_besluit, toets_besluit
from versies.opdracht.indeling import Deel, deel_in
from versies.opdracht.word import lees_word
from versies.opdracht.xml import publicatiedelen

_GROOTST = 20_000_000
_WOORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Besluitvorm:
    """A decision as it was read.

    Args:
        naam: file name.
        tekst: its words in the layout that :mod:`impact.dossier.besluittekst` sets; empty when it cannot be set.
        besluit: what it does, read from the file itself; None when it cannot be read (``fout`` says why).
        onzetbaar: why the words cannot be set, one Dutch sentence; empty when they can.
        fout: the refusal of the reader.
    """

    naam: str
    tekst: str
    besluit: Besluit | None = None
    onzetbaar: str = ""
    fout: Geweigerd | None = None

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """What the user must know about the form."""
        eigen = self.besluit.bevindingen if self.besluit is not None else ()
        if not self.onzetbaar:
            return eigen
        return (*eigen, Bevinding.van("besluit-onzetbaar", f"besluiten/{self.naam}", reden=self.onzetbaar))


def lees_vorm(gegevens: bytes, naam: str) -> Besluitvorm:
    """Read a decision.

    Args:
        gegevens: the file; its form is recognised by content.
        naam: file name, for messages.

    Raises:
        Geweigerd: too large, or text that is no UTF-8.
    """
    if len(gegevens) > _GROOTST:
        raise Geweigerd.om("besluit-te-groot", f"besluiten/{naam}")
    begin = gegevens[:256].removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        if begin.startswith(b"PK\x03\x04"):
            return _gezet(lees_besluit(gegevens, naam=naam), lees_word(gegevens, naam)[0], naam)
        if begin.startswith(b"<") and gegevens.rstrip().endswith(b">"):
            return _uit_xml(gegevens, naam)
        tekst = _tekst(gegevens, naam)
        besluit, fouten = toets_besluit(tekst, naam=naam)
        return Besluitvorm(naam, tekst, None if fouten else besluit, fout=fouten[0] if fouten else None)
    except Geweigerd as fout:
        if fout.code in ("geen-utf8", "xml-fout", "doctype"):
            raise
        return Besluitvorm(naam, "", None, f"Het bestand is niet als besluit te lezen: {fout}", fout)


def _tekst(gegevens: bytes, naam: str) -> str:
    try:
        return gegevens.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fout:
        raise Geweigerd.om("geen-utf8/besluit", f"besluiten/{naam}") from fout


def _gezet(besluit: Besluit, bron: Sequence[str], naam: str) -> Besluitvorm:
    """The words in the layout, if they prove to say the same."""
    tekst = _met_merken(besluit, bron)
    terug, fouten = toets_besluit(tekst, naam=naam)
    gelijk = not fouten and [o.wijzigingen for o in terug.opdrachten] == [o.wijzigingen for o in besluit.opdrachten]
    return _bewezen(Besluitvorm(naam, tekst, besluit), bron, gelijk)


def _bewezen(vorm: Besluitvorm, bron: Sequence[str], gelijk: bool) -> Besluitvorm:
    """The form, when no word of its source is missing in it and it reads the same; else without words, and why."""
    kwijt = Counter(_WOORD.findall(" ".join(bron))) - Counter(_WOORD.findall(vorm.tekst))
    if gelijk and not kwijt:
        return vorm
    waarom = "de opdrachten lezen daarna anders"
    if kwijt:
        waarom = f"de woorden «{' '.join(list(kwijt)[:5])}» gaan daarbij verloren"
    reden = f"Dit besluit ({vorm.naam}) is niet in de opmaak van een raadsbesluit te zetten: {waarom}."
    return Besluitvorm(vorm.naam, "", vorm.besluit, reden)


# --- Word -------------------------------------------------------------------------------------------------------------


def _met_merken(besluit: Besluit, bron: Sequence[str]) -> str:
    """Lines with the marks of the layout: ``#`` for the title, ``##`` articles, ``###`` letters, ``>`` new text."""
    if any(regel.startswith(">") for regel in bron):  # het bestand merkt zijn nieuwe tekst zelf
        lading = set()
    else:
        lading = {n for o in besluit.opdrachten for n in range(o.bron.regel + 1, o.bron.tot_regel + 1)}
    titel = _titelregel(bron)
    begin = {deel.regel: deel for deel in deel_in(bron)[1:]}
    letters = {
        b.regel: b
        for deel in begin.values()
        if deel.soort == "artikel"
        for b in deel.regels
        if b.letter and not b.lading
    }
    uit: list[str] = []
    in_deel = "kop"
    for nummer, ruw in enumerate(bron, 1):
        regel = ruw.strip()
        kaal = regel.lstrip("#").strip()
        if nummer in begin:
            in_deel = begin[nummer].soort
            uit += list(_deelkop(in_deel, kaal))
        elif not regel:
            uit.append("")
        elif nummer == titel:
            uit += [f"# {kaal}", ""]
        elif nummer in lading or regel.startswith(">"):
            uit.append(regel if regel.startswith(">") else f"> {kaal}")
        elif nummer in letters and in_deel == "artikel":
            uit += [
                "",
                f"### {letters[nummer].letter}",
                *([letters[nummer].tekst.strip()] if letters[nummer].tekst.strip() else []),
            ]
        elif in_deel == "toelichting" and regel.startswith("#"):
            uit += ["", f"{'####' if kaal.startswith('Artikel ') else '###'} {kaal}"]
        elif in_deel in ("kop", "slot", "toelichting"):
            uit += [kaal, ""]
        else:
            uit.append(kaal)
    return "\n".join(uit) + "\n"


def _titelregel(bron: Sequence[str]) -> int:
    """Line of the title: the first that speaks of a change and is no recital, else the first with words."""
    kop = [(n, r.strip().lstrip("# ")) for n, r in enumerate(bron[:40], 1) if r.strip()]
    raak = [n for n, r in kop if "wijzig" in r.lower() and not r.endswith((";", ",", ":")) and len(r) < 300]
    return raak[0] if raak else kop[0][0]


def _deelkop(soort: str, kaal: str) -> Iterator[str]:
    yield ""
    if soort == "artikel":
        yield f"## {kaal}"
    elif soort == "toelichting":
        yield from ("## Toelichting", "", *([] if kaal.lower() == "toelichting" else [f"### {kaal}"]))
    elif soort == "slot":
        yield from ("## Slot", "", *([] if kaal.lower() == "slot" else [kaal, ""]))
    else:
        yield f"## {kaal}"


# --- XML --------------------------------------------------------------------------------------------------------------


def _uit_xml(gegevens: bytes, naam: str) -> Besluitvorm:
    """What XML says is executed; its words are set when they are sentences of a publication."""
    besluit = lees_besluit(gegevens, naam=naam)
    if not besluit.opdrachten or not any(o.zin for o in besluit.opdrachten):
        soort = "een lijst van acties en geen zinnen" if besluit.opdrachten else "geen opdrachten"
        reden = f"Dit besluit ({naam}) bevat {soort}; er is geen besluittekst om over te nemen."
        return Besluitvorm(naam, "", besluit, reden)
    try:
        boom = lees(gegevens, naam=naam)
    except Geweigerd as fout:
        reden = f"De woorden van dit besluit ({naam}) zijn niet over te nemen ({fout.reden}); wat het wijzigt is wel uitgevoerd en staat in de was-wordttabel."
        return Besluitvorm(naam, "", besluit, reden)
    tekst = "\n".join(_uit_boom(boom, publicatiedelen(gegevens, naam))) + "\n"
    terug, fouten = toets_besluit(tekst, naam=naam)
    gelijk = not fouten and [o.zin for o in terug.opdrachten] == [o.zin for o in besluit.opdrachten]
    return _bewezen(Besluitvorm(naam, tekst, besluit), [r for _, r in regels(boom.wortel)], gelijk)


def _uit_boom(boom: Regeling, delen: Sequence[Deel]) -> Iterator[str]:
    yield f"# {boom.gegevens.opschrift or boom.gegevens.citeertitel}"
    for deel in boom.wortel.inhoud:
        if isinstance(deel, Eenheid) and deel.soort is Soort.AANHEF:
            yield from ("", *(r for _, regel in regels(deel) for r in (regel, "")))
    for deel_ in (d for d in delen[1:] if d.soort != "toelichting"):
        if deel_.soort in ("artikel", "bijlage"):
            yield from ("", f"## {deel_.soort.capitalize()} {deel_.nummer} {deel_.opschrift}".rstrip())
        elif deel_.soort == "slot":
            yield from ("", "## Slot", "")
        for blokje in deel_.regels:
            if blokje.letter:
                yield from ("", f"### {blokje.letter}")
            if blokje.tekst:
                yield from ((blokje.tekst, "") if deel_.soort == "slot" else (blokje.tekst,))
            for blok in blokje.blokken:
                yield from (f"> {regel}" for regel in _blokregels(blok))
    for deel in boom.wortel.inhoud:
        if isinstance(deel, Eenheid) and deel.soort in TOELICHTING:
            yield from ("", "## Toelichting", "", *(r for _, regel in regels(deel) for r in (regel, "")))


def _blokregels(blok: Blok) -> Iterator[str]:
    for _, regel in regels(Eenheid(Soort.LICHAAM, inhoud=(blok,))):
        yield from regel.split("\n")
