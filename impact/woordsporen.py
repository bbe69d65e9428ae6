"""Links by words: an artikel that is touched repeats in another lid what the law says or said, or holds an amount that it had.

Words are weighed by how rare they are among all provisions of the law and the local regulations together. Likeness counts
only in an artikel of which something else is touched: outside it, shared words proved to say little (``docs/metingen.md``).
What a provision is about, in whatever words, is for :mod:`impact.onderwerpen`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wetgeving.maatregelen import Maatregel, Maatregelenlijst

from .model import Herkomst
from .plaatsen import Plaats, Regelingtekst
from .sporen import Spoor, is_slot
from .termen import Gewichten, gelijkenis, stammen, termpatroon
from .wetskant import Raakpunt, Wetskant

__all__ = ["GELIJKENIS", "Woordzoeker", "onderwerpwoorden"]

GELIJKENIS = 0.15
"""Likeness (cosine, 0 to 1) of a provision in a touched artikel to a measure that counts."""

ZELDZAAM = 5.0
"""Weight of a word that counts alone: it stands in fewer than one of every 150 provisions."""

GEWOON = 2.0
"""Weight below which a word says nothing: it stands in more than one of every seven provisions."""

_BEDRAG = re.compile(r"€\s?([\d.]*\d(?:,\d\d)?)")
_AFKORTING = re.compile(r"\b[A-Z]{2,}\w*\b")


class Woordzoeker:
    """Compares provisions with the words and amounts of each measure."""

    def __init__(self, lijst: Maatregelenlijst, kant: Wetskant, teksten: Sequence[Regelingtekst]) -> None:
        self.kant = kant
        self.plaatsen = {p.sleutel: p for t in teksten for p in t.plaatsen}
        self.te_wegen = {s: p for s, p in self.plaatsen.items() if p.soort not in ("aanhef", "begrip") and not is_slot(p)}
        wet = [p for rij in kant.teksten.values() for p in rij]
        self.gewichten = gewichten = Gewichten([_woorden(p) for p in (*wet, *self.plaatsen.values())])
        self.profielen = {s: gewichten.profiel(_woorden(p)) for s, p in self.te_wegen.items()}
        self.maatregelen = {m.id: gewichten.profiel(self._van(m)) for m in lijst.maatregelen}
        self.bedragen = {m.id: set(_wetsbedragen(kant.van(m.id))) for m in lijst.maatregelen}
        self.bedragen_van = {s: frozenset(_bedragen(p.tekst)) for s, p in self.te_wegen.items()}

    def _van(self, maatregel: Maatregel) -> str:
        punten = [p for p in self.kant.van(maatregel.id) if p.bron == "wetsplaats" and p.aard != "ongewijzigd"]
        delen = (maatregel.naam, maatregel.was, maatregel.wordt, *(f"{p.was} {p.wordt}" for p in punten))
        return _AFKORTING.sub(" ", " ".join(delen))

    def zoek(self, maatregel: Maatregel, gevonden: Mapping[str, Sequence[Herkomst]]) -> Iterator[Spoor]:
        """Provisions with the words of a measure in an artikel that it touches, and provisions with its amounts."""
        if maatregel.soort != "maatregel":
            return
        geraakt = [self.plaatsen[s] for s in gevonden]
        artikelen = {(p.regeling, p.artikel) for p in geraakt if p.artikel and p.soort != "begrip"}
        for sleutel, plaats in self.te_wegen.items():
            if (plaats.regeling, plaats.artikel) in artikelen:
                score = gelijkenis(self.profielen[sleutel], self.maatregelen[maatregel.id])
                if score >= GELIJKENIS and self._meer_dan_een_woord(maatregel.id, sleutel):
                    bewijs = f"Zelfde woorden als de wet of de maatregel: {self._samen(maatregel.id, plaats)}."
                    yield Spoor(maatregel.id, sleutel,
                                Herkomst("tekst", bewijs, plaats.tekst[:300], "", "", (), "laag", plaats.eId))  # fmt: skip
            for bedrag in sorted(self.bedragen[maatregel.id] & self.bedragen_van[sleutel]):
                bewijs = f"De bepaling noemt {bedrag}, het bedrag dat in de wet stond."
                yield Spoor(maatregel.id, sleutel, Herkomst("bedrag", bewijs, plaats.tekst[:300], bedrag, "", (), "middel", plaats.eId))

    def _meer_dan_een_woord(self, maatregel: str, sleutel: str) -> bool:
        samen = [g for s, g in self.profielen[sleutel].items() if s in self.maatregelen[maatregel]]
        return len(samen) > 1 or any(g >= ZELDZAAM for g in samen)

    def past_bij_de_wijziging(self, maatregel: Maatregel, plaats: Plaats, term: str) -> bool:
        """Whether a provision shares a telling word, apart from the term itself, with what the measure says of the change."""
        woorden = re.findall(r"\w+", f"{maatregel.was} {maatregel.wordt}")
        wijziging = {s for w in woorden if not term.lower().endswith(w.lower()) for s in stammen(w)} - set(stammen(term))
        eigen = set(stammen(f"{plaats.artikelkop} {plaats.tekst}"))
        return any(self.gewichten.gewicht(s) >= GEWOON for s in wijziging & eigen)

    def _samen(self, maatregel: str, plaats: Plaats) -> str:
        """The shared words as they stand in the provision, most telling first."""
        eigen, ander = self.profielen[plaats.sleutel], self.maatregelen[maatregel]
        samen = sorted((s for s in eigen if s in ander), key=lambda s: -eigen[s])[:6]
        woorden = re.findall(r"[\w%€.,-]+", f"{plaats.tekst} {plaats.artikelkop}")
        return ", ".join(dict.fromkeys(w.strip(".,;").lower() for s in samen for w in woorden if s in stammen(w)))


def _woorden(plaats: Plaats) -> str:
    """The text without references and abbreviations: the name of an act says nothing about the subject."""
    tekst = plaats.tekst
    for ref in plaats.refs:
        tekst = tekst.replace(ref.tekst, " ")
    return _AFKORTING.sub(" ", tekst)


def _bedragen(tekst: str) -> Iterator[str]:
    for bedrag in _BEDRAG.findall(tekst):
        kaal = bedrag.replace(".", "").removesuffix(",00")
        if len(kaal) >= 3:
            yield f"€ {kaal}"


def _wetsbedragen(punten: Iterable[Raakpunt]) -> Iterator[str]:
    for punt in punten:
        if punt.bron == "wetsplaats" and punt.aard != "ongewijzigd":
            yield from _bedragen(punt.was)


def onderwerpwoorden(lijst: Maatregelenlijst, plaatsen: Iterable[Plaats]) -> Iterator[Spoor]:
    """Provisions that use a subject word of a measure; the weakest trace, only on request."""
    rijen = list(plaatsen)
    for maatregel in lijst.maatregelen:
        for woord in maatregel.trefwoorden:
            patroon = termpatroon(woord)
            for plaats in rijen:
                if (raak := patroon.search(f"{plaats.artikelkop}\n{plaats.tekst}")) is not None:
                    bewijs = f"Onderwerpwoord van de maatregel: «{raak.group()}»."
                    yield Spoor(maatregel.id, plaats.sleutel,
                                Herkomst("onderwerpwoord", bewijs, raak.group(), woord, "", (), "laag", plaats.eId))  # fmt: skip
