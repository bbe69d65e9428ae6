"""A law changes: which provisions in a corpus refer to a place that changes, and how that place changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from versies.verschil import Verschil
from wetgeving.corpus.opslag import Opslag
from wetgeving.corpus.uittreksel import NUMMER
from wetgeving.corpus.vragen import Doel, Raak, raakt
from wetgeving.namen import namen


@dataclass(frozen=True, slots=True)
class Gevolg:
    """One change of the law and one provision that refers to the place of it.

    Args:
        soort: the kind of change, in the shared vocabulary.
        was, wordt: the place in Dutch, before and after; empty when there is none.
        raak: the provision with its words.
    """

    soort: str
    was: str
    wordt: str
    raak: Raak


def gevolgen_in(opslag: Opslag, verschil: Verschil, op: date | None = None) -> tuple[Gevolg, ...]:
    """Every provision of the store that refers to a place that changed.

    Args:
        opslag: the corpus.
        verschil: the comparison of the two versions of the law; its own text is not counted.
        op: as in :func:`wetgeving.corpus.vragen.raakt`.

    Raises:
        Geweigerd: when neither the law nor its title says which regulation it is.
    """
    return tuple(_gevolgen(opslag, verschil, op))


def _gevolgen(opslag: Opslag, verschil: Verschil, op: date | None) -> Iterator[Gevolg]:
    wet = _nummer(verschil.was)
    gezien: set[tuple[str, str]] = set()
    for wijziging in verschil.wijzigingen:
        plek = getattr(wijziging, "plek", None)
        if plek is None or not plek.adres.artikel:
            continue
        doel = doel_van(wet, plek.adres)
        nieuw = getattr(wijziging, "wordt", None)
        was = plek.adres.tekst(kort=True)
        for raak in raakt(opslag, doel, op):
            sleutel = (was + wijziging.soort, raak.bepaling.bron + raak.bepaling.adres)
            if raak.bepaling.werk.split("_")[0] != wet and sleutel not in gezien:
                gezien.add(sleutel)
                yield Gevolg(wijziging.soort, was, nieuw.adres.tekst(kort=True) if nieuw else "", raak)


def _nummer(wet: Regeling) -> str:
    """The number by which others refer to a law: its own, that in its path, or that of its title."""
    werk, titel = wet.gegevens.werk.split("_")[0], wet.gegevens.citeertitel
    if NUMMER.fullmatch(werk):
        return werk
    ids = namen().zoek(titel)
    if len(ids) != 1:
        raise Geweigerd.om("corpus/corpus-nummer", titel or werk)
    return ids[0]


def doel_van(wet: str, adres: Adres) -> Doel:
    """The place of a unit as a question to the corpus: its article, and the lid and onderdelen below it."""
    return Doel(wet, adres.artikel, tuple(s.nummer for s in adres.stappen if s.soort in ("lid", "onderdeel")))
