"""The complete decision around the instructions: title, preamble, article I with letters, entry into force, closing.

The layout is that of municipal practice (``standaarden`` F.5); per municipality only :class:`Besluitgegevens` differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verordening.boom import Regeling
from verordening.nummers import letter

from ..opdracht import toets_besluit
from ..opdracht.datum import MAANDEN
from ..toepassen import hoort_bij
from .opmaak import blokregels
from .volgorde import Onderdeel

__all__ = ["Besluitgegevens", "Besluittekst", "dag_voluit", "naam_in_zin", "schrijf_besluit"]


@dataclass(frozen=True, slots=True)
class Besluitgegevens:
    """What differs per municipality and per decision; what is empty becomes a visible blank between square brackets.

    Args:
        gemeente: name of the municipality.
        orgaan: who decides, with article ("de raad", "het algemeen bestuur").
        vorm: what the decision is called ("Verordening" or "Raadsbesluit").
        voorstel: number and date of the proposal, as words.
        grondslagen: legal bases as words, each without "artikel … van" left out.
        inwerking: day of entry into force; None = the day that the new version carries, else the day after publication.
        terugwerkend: day to which it works back.
        vergadering: day of the meeting.
        voorbeeld: the decision says on its face that it is an example.
    """

    gemeente: str = ""
    orgaan: str = "de raad"
    vorm: str = "Verordening"
    voorstel: str = ""
    grondslagen: tuple[str, ...] = ()
    inwerking: date | None = None
    terugwerkend: date | None = None
    vergadering: date | None = None
    voorbeeld: bool = False


@dataclass(frozen=True, slots=True)
class Besluittekst:
    """The decision as lines; ``letters`` says which lines belong to which letter."""

    regels: tuple[str, ...]
    letters: tuple[tuple[int, int], ...]

    @property
    def tekst(self) -> str:
        """As one text, with a line break at the end."""
        return "\n".join(self.regels) + "\n"

    def letter_op(self, regel: int) -> int | None:
        """Index of the letter in which a line (from 1) stands."""
        return next((i for i, (a, b) in enumerate(self.letters) if a <= regel <= b), None)


def dag_voluit(dag: date) -> str:
    """ "1 januari 2026"."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def naam_in_zin(regeling: Regeling) -> str:
    """The regulation with its article, as a sentence names it and the reader recognises it.

    >>> from verordening.boom import Eenheid, Gegevens, Soort
    >>> naam_in_zin(Regeling(Gegevens("x", citeertitel="Afvalbesluit"), Eenheid(Soort.REGELING)))
    'het Afvalbesluit'
    """
    for naam in (regeling.gegevens.citeertitel, regeling.gegevens.opschrift):
        schoon = " ".join(naam.split()).removesuffix(".")
        if not schoon or len(schoon) > 150 or not hoort_bij(regeling, schoon):
            continue
        kop = schoon.split()[0].lower()
        zin = f"{'het' if kop.endswith(('besluit', 'reglement', 'statuut', 'wetboek')) else 'de'} {schoon}"
        if _leest_als(zin, schoon):
            return zin
    return "de regeling"


def _leest_als(zin: str, naam: str) -> bool:
    """True when the reader takes the whole name for the name of the regulation."""
    besluit, fouten = toets_besluit(f"Besluit\n\nArtikel I\n{zin[:1].upper()}{zin[1:]} wordt als volgt gewijzigd:\nA\nArtikel 1 vervalt.\n")
    return not fouten and [a.regeling for a in besluit.artikelen] == [naam]


def schrijf_besluit(was: Regeling, wordt: Regeling, onderdelen: Sequence[Onderdeel], gegevens: Besluitgegevens) -> Besluittekst:
    """The whole decision."""
    naam = naam_in_zin(was)
    dag = gegevens.inwerking or wordt.gegevens.juridisch_werkend_vanaf
    regels = _kop(naam, dag, gegevens)
    regels += ["## Artikel I", f"{naam[:1].upper()}{naam[1:]} wordt als volgt gewijzigd:", ""]
    letters: list[tuple[int, int]] = []
    for i, onderdeel in enumerate(onderdelen, 1):
        begin = len(regels) + 1
        regels += [f"### {letter(i).upper()}", *blokregels(onderdeel.plek, onderdeel.zinnen, onderdeel.nieuw, onderdeel.kop)]
        letters.append((begin, len(regels)))
        regels.append("")
    regels += ["## Artikel II", _inwerking(dag, wordt, gegevens), ""]
    regels += _slot(gegevens)
    return Besluittekst(tuple(regels), tuple(letters))


def _kop(naam: str, dag: date | None, g: Besluitgegevens) -> list[str]:
    per = f" per {dag_voluit(dag)}" if dag else ""
    titel = f"{g.vorm} tot wijziging van {naam}{per}" + (" (voorbeeldtekst)" if g.voorbeeld else "")
    gemeente = g.gemeente or "[gemeente]"
    grond = "; ".join(g.grondslagen) or "[grondslagen]"
    return [
        f"# {titel}", "",
        f"{g.orgaan[:1].upper()}{g.orgaan[1:]} van de gemeente {gemeente};", "",
        f"gelezen het voorstel van het college van burgemeester en wethouders{', ' + g.voorstel if g.voorstel else ''};", "",
        f"gelet op {grond};", "",
        f"besluit vast te stellen {'de volgende verordening' if g.vorm == 'Verordening' else 'het volgende besluit'}:", "",
    ]  # fmt: skip


def _inwerking(dag: date | None, wordt: Regeling, g: Besluitgegevens) -> str:
    wat = "Deze verordening" if g.vorm == "Verordening" else "Dit besluit"
    terug = g.terugwerkend
    if terug is None and dag is not None and (geldig := wordt.gegevens.geldig_vanaf) is not None and geldig < dag:
        terug = geldig
    staart = f" en werkt terug tot en met {dag_voluit(terug)}" if terug else ""
    if dag is not None:
        return f"{wat} treedt in werking met ingang van {dag_voluit(dag)}{staart}."
    return f"{wat} treedt in werking op de dag na bekendmaking{staart}."


def _slot(g: Besluitgegevens) -> list[str]:
    dag = dag_voluit(g.vergadering) if g.vergadering else "[datum]"
    return ["## Slot", f"Aldus vastgesteld in de openbare vergadering van {dag}.", "", "De voorzitter,", "", "De griffier,"]
