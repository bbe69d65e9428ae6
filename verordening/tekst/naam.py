"""How a pasted text is called: its first line, the sentence that decides it and its own citation, weighed against each other.

A first line that names no kind of regulation is the title only when nothing says otherwise: not a day or a meeting, and
not another name further on. Names that contradict each other are told, whichever was taken.

>>> besluitnaam("vast te stellen de Verordening op de dorpsraden Elzendorp:"), besluitnaam("besluit vast te stellen de volgende regels:")
('Verordening op de dorpsraden Elzendorp', '')
>>> is_titel("Raadsvergadering 18 september 2025", []), is_titel("Wegsleepkader Elzendorp", [])
(False, True)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, islice, takewhile
from typing import NamedTuple

from verordening.boom import Alinea, Blok, Eenheid, Soort, inlinetekst
from verordening.citeertitel import eigen_titel, naamkern
from verordening.dagen import MAANDEN
from verordening.tekst.koppen import AANHEF

_SOORT = r"(?:verordening|regeling|reglement|beleidsregels?|nadere regels|regels|statuut|besluit|gemeente|provincie)"
NOEMT = re.compile(
    r"(?!.*\b[Dd]eze\b)(?=[A-Z])[^|>/]*?\b\w*(?i:verordening|regeling|reglement|beleidsregels?|nadere regels|statuut)\b[^|>/]*"
)
"""A line that names a kind of regulation, as its title does."""
_STELT_VAST = re.compile(
    r"vast\s+te\s+stellen\b:?\s+(?:de|het)\s+[“„«\"‘']?(?P<naam>[A-Z][^:;“”„«»\"]{5,300}?)[”»\"’']?\s*[:;.,]?\Z"
    r"|\bbesluit\w*\b[:;,]?\s+(?:de|het)\s+[“„«\"‘']?(?P<voor>[A-Z][^:;“”„«»\"]{5,300}?)[”»\"’']?\s+vast\s+te\s+stellen\b",
)
_DAG = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(MAANDEN)})\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b|vergadering\b", re.IGNORECASE
)
_LABEL = re.compile(r"[^:]{2,40}:\s")
"""A line that gives the value of something, as a form or a mail does."""
_JAAR = re.compile(r"\b(?:19|20)\d\d\b")
_KERN = re.compile(rf"{_SOORT}\b|\b(?:19|20)\d\d\b")
_OPSCHRIFT = re.compile(r"[^\W\d_].{2,400}[^.;:,]")
_BESLUIT = re.compile(r"(?:Besluit|[A-Z]\w+besluit)\s(?!.*\bte \w+en\b)")


class Naam(NamedTuple):
    """A name that a text gives itself, and which sentence gives it."""

    woorden: str
    waar: str


def namen_van(aanhef: Sequence[Blok], delen: Sequence[Eenheid]) -> tuple[Naam, Naam]:
    """The names that a text gives itself, empty when it gives none: in the sentence that decides it, and where it says how
    it is cited.

    Args:
        aanhef: the preamble. delen: the units of the body.
    """
    zinnen = [inlinetekst(a.inhoud) for a in aanhef if isinstance(a, Alinea)]
    besluit = next(filter(None, map(besluitnaam, zinnen)), "")
    na = dropwhile(lambda z: "vast te stellen" not in z, zinnen)
    besluit = besluit or next((z for z in islice(na, 1, None) if noemt(z)), "")
    citeertitel = eigen_titel(Eenheid(Soort.LICHAAM, inhoud=tuple(delen)))
    return Naam(besluit, "de besluitzin"), Naam(citeertitel, "de citeertitel")


def besluitnaam(zin: str) -> str:
    """The name in the sentence by which a regulation is decided; empty when it gives none."""
    raak = _STELT_VAST.search(" ".join(zin.split())) if "vast" in zin else None
    return (raak["naam"] or raak["voor"]) if raak else ""


def begint_aanhef(woorden: str, onder: Sequence[str]) -> bool:
    """Whether a line belongs to a preamble; «Besluit deelplafonds» above one is a title.

    >>> begint_aanhef("Besluit deelplafonds 2030", ["Het college;"]), begint_aanhef("Besluit deelplafonds", ["a."])
    (False, True)
    """
    titel = _BESLUIT.match(woorden) and _OPSCHRIFT.fullmatch(woorden)
    return AANHEF.match(woorden) is not None and not (titel and (not any(onder) or any(map(AANHEF.match, onder))))


def noemt(woorden: str) -> bool:
    """Whether a line is nothing but the name of a regulation."""
    return NOEMT.fullmatch(woorden) is not None and not AANHEF.match(woorden)


def is_titel(woorden: str, anders: Sequence[Naam], regels: Sequence[str] = ()) -> bool:
    """Whether a first line is the title, beside the other names and the ``regels`` below it, up to the preamble."""
    if not _OPSCHRIFT.fullmatch(woorden) or noemt(woorden):
        return _OPSCHRIFT.fullmatch(woorden) is not None
    onder = any(noemt(w) for w in takewhile(lambda w: not AANHEF.match(w), regels) if w != woorden)
    los = _DAG.search(woorden) or _LABEL.match(woorden) or any(botst(woorden, n) for n in anders)
    return not onder and (_BESLUIT.match(woorden) is not None or not los)


def botst(woorden: str, naam: Naam) -> bool:
    """Whether a name has no word in common with another, or another year.

    >>> [botst("Verordening op de weekmarkt 2024", Naam(n, "")) for n in ("Marktverordening", "Havenverordening", "Marktverordening 2025")]
    [False, True, True]
    """
    if _DAG.search(woorden):
        return False  # «Besluit van 3 mei 2030 houdende …» zegt wat het is, niet hoe het heet
    jaren, andere = (set(_JAAR.findall(w)) for w in (woorden, naam.woorden))
    eigen, ander = naamkern(woorden), naamkern(naam.woorden)
    een, twee = ([w for w in _KERN.sub(" ", k).split() if len(w) > 3] for k in (eigen, ander))
    los = een and twee and not any(w in ander for w in een) and not any(w in eigen for w in twee)
    return bool((jaren and andere and jaren.isdisjoint(andere)) or (los and jaren.isdisjoint(andere)))
