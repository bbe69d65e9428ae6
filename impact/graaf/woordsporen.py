"""Traces of single words: an amount that the law had, a word that says whether the use of a term is about the change, and
the subject words of a measure (only on request).

What a provision is about, in whatever words, is for :mod:`impact.graaf.onderwerpen`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.dossier.wetskant import Raakpunt, Wetskant
from impact.graaf.sporen import Spoor
from impact.graaf.termen import Gewichten, stammen, termpatroon
from wetgeving.maatregelen import Maatregel, Maatregelenlijst

GEWOON = 2.0
"""Weight below which a word says nothing: it stands in more than one of every seven provisions."""

_BEDRAG = re.compile(r"€\s?([\d.]*\d(?:,\d\d)?)")
_AFKORTING = re.compile(r"\b[A-Z]{2,}\w*\b")


class Woordzoeker:
    """Compares provisions with the amounts and words of each measure."""

    def __init__(self, lijst: Maatregelenlijst, kant: Wetskant, teksten: Sequence[Regelingtekst]) -> None:
        plaatsen = [p for t in teksten for p in t.plaatsen]
        self.gewichten = Gewichten(
            [_woorden(p) for p in (*(w for rij in kant.teksten.values() for w in rij), *plaatsen)]
        )
        self.bedragen = {m.id: frozenset(_wetsbedragen(kant.van(m.id))) for m in lijst.geteld}
        self.bedragen_in = [
            (p, gevonden)
            for p in plaatsen
            if p.soort not in ("aanhef", "begrip") and not p.slot
            if (gevonden := frozenset(_bedragen(p.tekst)))
        ]

    def zoek(self, maatregel: Maatregel) -> Iterator[Spoor]:
        """Provisions that hold an amount that stood at the changed place."""
        for plaats, gevonden in self.bedragen_in:
            for bedrag in sorted(self.bedragen.get(maatregel.id, frozenset()) & gevonden):
                bewijs = f"De bepaling noemt {bedrag}, het bedrag dat in de wet stond."
                yield Spoor(
                    maatregel.id,
                    plaats.sleutel,
                    Herkomst("bedrag", bewijs, plaats.tekst[:300], bedrag, "", (), "middel", plaats.eId),
                )

    def past_bij_de_wijziging(self, maatregel: Maatregel, plaats: Plaats, term: str) -> bool:
        """Whether a provision shares a telling word, apart from the term itself, with what the measure says of the change."""
        woorden = re.findall(r"\w+", f"{maatregel.was} {maatregel.wordt}")
        wijziging = {s for w in woorden if not term.lower().endswith(w.lower()) for s in stammen(w)} - set(
            stammen(term)
        )
        eigen = set(stammen(f"{plaats.artikelkop} {plaats.tekst}"))
        return any(self.gewichten.gewicht(s) >= GEWOON for s in wijziging & eigen)


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
                    yield Spoor(
                        maatregel.id,
                        plaats.sleutel,
                        Herkomst("onderwerpwoord", bewijs, raak.group(), woord, "", (), "laag", plaats.eId),
                    )
