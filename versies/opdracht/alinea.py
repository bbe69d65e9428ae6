"""A paragraph of a decision before it is read: dashes off, several instructions apart, a heading apart from what stands behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from verordening.adres import Adres
from versies.opdracht.herkenning import DIT_BESLUIT, OPDRACHTTAAL, lijkt_opdracht
from versies.opdracht.indeling import Blokje
from versies.opdracht.lexer import Boom
from versies.opdracht.ontleden import leesbaar, ontleed
from versies.opdracht.verband import zonder_nummer
from versies.opdracht.zinsdelen import blok_van, inline_lading, plaatsen

NUMMER = re.compile(r"\s*(?P<nr>\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|\d{1,2}°)[.)]\s+(?P<rest>\S.*)\Z", re.DOTALL)
"""A numbered paragraph."""


def zonder_streep(blokje: Blokje) -> Blokje:
    """A dash in front of an instruction is only lay-out."""
    t = re.match(r"\s*[-–•]\s+(?=[A-Za-z])", blokje.tekst)
    if t is None or blokje.lading or not leesbaar(blokje.tekst[t.end() :].strip()):
        return blokje
    return replace(blokje, tekst=blokje.tekst[t.end() :], kolom=blokje.kolom + t.end())


_VOLGENDE_ZIN = re.compile(r"(?<=[.;])\s+(?=(?:\d{1,2}|[a-z])[.)]\s|[A-Z]|(?:in|aan|na|artikel|onderdeel|de|het)\s)")


def verdeeld(blokje: Blokje) -> list[Blokje]:
    """One paragraph with several instructions ("Het eerste lid vervalt. In het tweede lid …"), when each can be read by itself."""
    kern = zonder_nummer(blokje.tekst)
    delen = _VOLGENDE_ZIN.split(kern)
    if len(delen) == 1 or leesbaar(kern) or not all(leesbaar(zonder_nummer(d)) or DIT_BESLUIT.match(d) for d in delen):
        return [blokje]
    uit: list[Blokje] = []
    tekst, ruw = blokje.tekst, blokje.ruw
    for deel in reversed(delen[1:]):
        plek, ruwplek = tekst.rfind(deel), ruw.rfind(deel)
        uit.insert(0, Blokje(deel, blokje.regel, blokje.kolom + plek, ruw=ruw[ruwplek:]))
        tekst, ruw = tekst[:plek].rstrip(), ruw[:ruwplek]
    return [replace(blokje, tekst=tekst, ruw=ruw), *uit]


def over_artikel(zin: str) -> bool:
    """True for an instruction that names an artikel itself."""
    return lijkt_opdracht(zin) and any(a.artikel for p in plaatsen(ontleed(zin)) for a in p.adressen)


def gesplitst(boom: Boom, zin: str) -> tuple[str, str]:
    """The heading of a block and what stands behind its colon in the same paragraph; that is empty when nothing does."""
    rest = inline_lading(boom) if blok_van(boom) else ""
    return (zin[: len(zin) - len(rest)].rstrip(), rest) if rest and zin.endswith(rest) else (zin, "")


def is_volle_zin(tekst: str, adres: Adres) -> bool:
    """New text of a lid or onderdeel behind "wordt als volgt gewijzigd:": a whole sentence in which nothing is instructed."""
    return (
        adres.stappen[-1].soort in ("lid", "onderdeel", "zin")
        and re.fullmatch(r"[A-Z][^„“«‘\"”»]{12,}\.", tekst.strip()) is not None
        and OPDRACHTTAAL.search(tekst) is None
    )
