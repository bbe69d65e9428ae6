"""The decision as a paper: Word and the other formats, from the same lines as the text.

New text stands in a style of its own (Quote), without marks: that is how a lawyer expects it, and how it reads back. When it
does not read back so, the marks of the text form (``>``, ``####``) stand in the paper too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from verordening.papier import document as d
from verordening.papier.markdown import cellen, tabel_van_regels
from versies.besluit import Bepalingsoort

if TYPE_CHECKING:
    from versies.besluit import Besluit
    from versies.opstellen import Ontwerp, Verzamelontwerp

INSPRING = "\u2003"
"""One level of indent in new text: an em space."""
_KOP = re.compile(r"(?P<hek>#{1,4}) (?P<tekst>.+)\Z")
_NIEUW = re.compile(r"> ?(?P<wit> *)(?:#{1,4} )?(?P<tekst>.*)\Z")
_OPEN = re.compile(r"(\[[^\[\]]+\])")


@dataclass(frozen=True, slots=True)
class Aankleding:
    """How a municipality wants its paper.

    Args:
        sjabloon: a Word template and its name; None: our own styles.
        status: what stands on every page ("concept"); empty: the state of the new version.
        opmerkingen: comments in the margin, by the line of the decision (from 1) at which each stands.
    """

    sjabloon: tuple[bytes, str] | None = None
    status: str = ""
    opmerkingen: Mapping[int, str] = field(default_factory=dict)


def besluit_papier(
    ontwerp: Ontwerp | Verzamelontwerp, *, gemerkt: bool = False, aankleding: Aankleding = Aankleding()
) -> d.Document:
    """The decision as a neutral document.

    Args:
        gemerkt: with the marks of the text form in front of new text.
    """
    regels = list(ontwerp.tekst.regels)
    blokken = tuple(_blokken(regels, gemerkt, aankleding.opmerkingen))
    return d.Document(regels[0].lstrip("# "), blokken, status=aankleding.status or ontwerp.status)


def besluit_docx(ontwerp: Ontwerp | Verzamelontwerp, aankleding: Aankleding = Aankleding()) -> bytes:
    """The decision in Word; read back and compared before it is given.

    Raises:
        Geweigerd: the Word file does not read back as the same decision, or the template cannot be used.
    """
    from verordening.bevinding import Geweigerd
    from verordening.papier.docx import docx
    from verordening.papier.huisstijl import in_huisstijl
    from versies.opdracht import lees_besluit

    for gemerkt in (False, True):
        inhoud = docx(besluit_papier(ontwerp, gemerkt=gemerkt, aankleding=aankleding))
        if aankleding.sjabloon is not None:
            inhoud = in_huisstijl(inhoud, *aankleding.sjabloon)
        try:
            terug = lees_besluit(inhoud, naam="besluit.docx")
        except Geweigerd:
            continue
        if _zegt(terug) == _zegt(ontwerp.besluit):
            return inhoud
    raise Geweigerd.om("opstellen-docx")


def _zegt(besluit: Besluit) -> tuple[object, ...]:
    """What a decision does: the changes, and the new words of the explanatory note (only its parts, whose headings speak for themselves)."""
    noten = [b for b in besluit.bepalingen if b.lading]
    heel = any(b.tekst.lower().startswith(("de toelichting komt", "aan de ")) for b in noten)
    return (
        [o.wijzigingen for o in besluit.opdrachten],
        [b.onderwerp for b in besluit.van_soort(Bepalingsoort.INTREKKING)],
        [(b.tekst, tuple(r if heel else r.lstrip("# ") for r in b.lading)) for b in noten],
    )


def _blokken(regels: Sequence[str], gemerkt: bool, opmerkingen: Mapping[int, str]) -> Iterator[d.Blok]:
    rij = iter(enumerate(regels))
    next(rij)  # de titel
    for i, regel in rij:
        if not regel or regel == "## Slot":
            continue
        if not gemerkt and (tabel := list(takewhile(lambda x: x.startswith("> |"), regels[i:]))) and _is_tabel(tabel):
            yield tabel_van_regels([r.removeprefix("> ") for r in tabel], "nieuwe tabel")
            for _ in tabel[1:]:
                next(rij)
            continue
        if (t := _KOP.match(regel)) is not None:
            yield d.kop(len(t.group("hek")), t.group("tekst"))
        elif regel.startswith(">"):
            t = _NIEUW.match(regel)
            assert t is not None
            tekst = regel if gemerkt else INSPRING * (len(t.group("wit")) // 3) + t.group("tekst")
            yield d.alinea(d.vet(tekst) if "#" in regel[:5] and not gemerkt else tekst, soort="citaat")
        else:
            alinea = d.alinea(*(d.vet(x) if _OPEN.fullmatch(x) else x for x in _OPEN.split(regel) if x))
            yield replace(alinea, opmerking=opmerkingen.get(i + 1, ""))


def _is_tabel(regels: Sequence[str]) -> bool:
    """A whole table: a header, the line below it, and rows of the same width; loose rows stay lines."""
    breed = {len(cellen(r.removeprefix("> "))) for r in regels}
    return len(regels) > 2 and set(regels[1]) <= set("> |-") and len(breed) == 1
