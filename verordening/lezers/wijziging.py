"""A decision that amends a regulation is no regulation: seen from the first artikel that was read, whatever the format."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from verordening.bevinding import Bevinding
from verordening.boom import Alinea, Eenheid, Regeling, Soort, inlinetekst, kaal, wandel

_OPDRACHT = re.compile(
    r"(?:als volgt (?:gewijzigd|te wijzigen)|gewijzigd als volgt|wijzigingen (?:aangebracht|doorgevoerd))\b[^:]{0,80}:\s*\Z"
    r"|\A(?:\w{1,3}[.)]\s+)?(?:In|Aan|Na|Voor|Artikel|Bijlage|Onderdeel|Het|De)\b[^“„«‘\"]{0,200}"
    r"(?:\b(?:komt|komen) (?:als volgt )?te luiden\b|\b(?:wordt|worden)\b.*\b(?:vervangen door|vernummerd tot|gewijzigd in (?=[„“«\"]))\b"
    r"|\b(?:wordt|worden)\b.*\b(?:ingevoegd|toegevoegd),? (?:die |dat )?luid)",
    re.DOTALL,
)
_NAAM = re.compile(
    r"\b(?:(?:tot|houdende) (?:\w+ )?(?:wijziging|aanpassing)|wijzigings(?:besluit|verordening|regeling)|(?:\w+de|\d+e) wijziging)\b"
    r"|\Awijziging\b",
    re.IGNORECASE,
)
_BESLOTEN = re.compile(
    r"(?!overwegende|gelet|gezien|gelezen|dat\b)(?=.*\b(?:te wijzigen|aan te passen|in te trekken)\b).*[:,]\s*\Z"
    r"|(?:De|Het)\s[^:;]{3,200}\b(?:wordt|worden)\b[^:;]{0,40}\bingetrokken\b[^:;]{0,80}\Z",
    re.DOTALL | re.IGNORECASE,
)
"""What only a decision says before its first artikel, or as its first artikel."""
_VER = 6
"""Paragraphs of the first artikel in which the first instruction stands."""


def _instructie(artikelen: list[Eenheid]) -> str:
    """The instruction with which the first artikel begins, or any when they are numbered I, II or A, B; empty for a regulation."""
    if not artikelen or kaal(artikelen[0].nummer) not in ("I", "A"):
        del artikelen[1:]
    alineas = (inlinetekst(b.inhoud).strip() for e in artikelen for b in islice(_alineas(e), _VER))
    return next((a for a in alineas if _OPDRACHT.search(a)), "")


def _besloten(boven: list[Eenheid], artikelen: list[Eenheid]) -> str:
    """The sentence in the preamble, or the whole first artikel, that amends or repeals a regulation; empty when there is none."""
    alineas = [a for e in boven for a in _alineas(e)] + [a for e in artikelen[:1] for a in _alineas(e)[:1]]
    return next((z for a in alineas if _BESLOTEN.match(z := inlinetekst(a.inhoud).strip())), "")


def _alineas(eenheid: Eenheid) -> list[Alinea]:
    uit: list[Alinea] = []
    for blok in eenheid.inhoud:
        uit += [blok] if isinstance(blok, Alinea) else _alineas(blok) if isinstance(blok, Eenheid) else []
    return uit


def gemeld(regeling: Regeling, naam: str) -> Regeling:
    """The regulation, with a fault when it amends another one, and a question when only its name says so."""
    opschrift = regeling.gegevens.opschrift
    alle = [b for b in wandel(regeling.wortel) if b.soort in (Soort.AANHEF, Soort.ARTIKEL)]
    artikelen = [b for b in alle if b.soort is Soort.ARTIKEL]
    if zin := _instructie(artikelen[:]):
        melding = Bevinding.van("besluit-als-regeling", naam, zin[:160])
    elif _NAAM.search(opschrift):
        melding = Bevinding.van("besluit-als-regeling/naam", naam, opschrift[:160])
    elif zin := _besloten([b for b in alle if b.soort is Soort.AANHEF], artikelen):
        melding = Bevinding.van("besluit-als-regeling/zin", naam, zin[:160])
    else:
        return regeling
    return replace(regeling, bevindingen=(*regeling.bevindingen, melding))
