"""Amounts and percentages in legal text: finding them, and working out a new one exactly, printed as the old one was.

>>> [(t.begin, t.eind) for t in vind_bedragen(["Het tarief is € 1.250,50 of 3,5% daarvan."])]
[(14, 24), (28, 32)]
>>> tel_op("€ 462,62", "4,42"), tel_op("€ 950", "83"), tel_op("36,93%", "-0,29"), tel_op("€ 5,--", "1")
('€ 467,04', '€ 1033', '36,64%', '€ 6,--')
>>> tel_op("€ 51,00", "3,2%, afgerond op 0,05"), tel_op("€ 51", "3,2%, naar boven afgerond op 1"), tel_op("€ 40", "2,5%")
('€ 52,65', '€ 53', '€ 41,00')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

_BEDRAG = re.compile(
    r"€\s?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:\d+|--?|[–—=]))?(?![\d.,]*\d)"
    r"|(?<![\d.,])\d+(?:,\d+)?\s?(?:%|procent(?:punt(?:en)?)?\b)"
)
_PROCENT = re.compile(r"(?P<deel>-?[\d,]+)%(?:, (?:naar (?P<naar>boven|beneden) )?afgerond op (?P<stap>[\d,]+))?")
_GETAL = re.compile(r"(?P<heel>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<deel>\d+))?")


@dataclass(frozen=True, slots=True)
class Bedragplek:
    """Where an amount stands: which text field, from and to."""

    veld: int
    begin: int
    eind: int


def vind_bedragen(velden: Sequence[str]) -> list[Bedragplek]:
    """Every amount in euros and every percentage, in order."""
    return [Bedragplek(i, t.start(), t.end()) for i, tekst in enumerate(velden) for t in _BEDRAG.finditer(tekst)]


def tel_op(bedrag: str, verschil: str) -> str:
    """The amount with the difference added: as many decimals as the longest of the two, thousands as the amount had them.

    Args:
        bedrag: as it stands in the text ("€ 1.250,50").
        verschil: a Dutch decimal number, with a minus sign to subtract ("-0,29"); or a percentage with how it is rounded.

    Raises:
        ValueError: no number in it, or the result is below zero.
    """
    t = _GETAL.search(bedrag)
    if t is None:
        raise ValueError(f"geen getal in {bedrag!r}")
    oud = Decimal(t.group("heel").replace(".", "") + "." + (t.group("deel") or "0"))
    if (procent := _PROCENT.fullmatch(verschil)) is not None:
        stap = Decimal((procent["stap"] or "0,01").replace(",", "."))
        hoe = {"boven": ROUND_CEILING, "beneden": ROUND_FLOOR}.get(procent["naar"], ROUND_HALF_UP)
        precies = oud * (100 + Decimal(procent["deel"].replace(",", "."))) / 100
        nieuw = (precies / stap).quantize(Decimal(1), rounding=hoe) * stap
        if not procent["stap"] and nieuw != precies:
            raise ValueError(
                f"{bedrag} met {verschil} komt niet uit op hele centen, en het besluit noemt geen afronding"
            )
    else:
        stap = Decimal(verschil.replace(".", "").replace(",", "."))
        nieuw = oud + stap
    decimalen = max(len(t.group("deel") or ""), max(-int(stap.as_tuple().exponent), 0))
    if nieuw < 0:
        raise ValueError(f"{bedrag} met {verschil} komt onder nul")
    heel, _, deel = f"{nieuw:.{decimalen}f}".partition(".")
    if "." in t.group("heel"):
        heel = f"{int(heel):,}".replace(",", ".")
    return bedrag[: t.start()] + heel + (f",{deel}" if deel else "") + bedrag[t.end() :]
