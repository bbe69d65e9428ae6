"""Names of regulations and the ids that they stand for, at a date.

The table is a small packaged file (``namen.tsv.gz``); :mod:`bench.maak_namen` builds it from a list of titles and
from ``aanvullingen.tsv`` (abbreviations, historical names with their period, corrections). Reading it costs no network.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from verordening.groepen import groepeer

__all__ = ["Kandidaat", "Namentabel", "namen", "sleutel"]


class Kandidaat(NamedTuple):
    """One regulation that a name can mean.

    Args:
        doel: BWB id, or ``CELEX:…`` for an EU act; empty: an older act that the list does not know.
        van, tot: period in which the name belonged to it, ISO dates, both ends included; empty = open.
    """

    doel: str
    van: str = ""
    tot: str = ""

    def op(self, dag: str) -> bool:
        """Whether the name meant this on a day (ISO)."""
        return (not self.van or self.van <= dag) and (not self.tot or dag <= self.tot)


def sleutel(naam: str) -> str:
    """A name as it is compared: lower case, one space between words, one kind of quote and dash.

    >>> sleutel("Drank-  en Horecawet ")
    'drank- en horecawet'
    """
    plat = " ".join(naam.replace("’", "'").replace("–", "-").split())
    return plat.lower()


@dataclass(frozen=True, slots=True)
class Namentabel:
    """All names; ``kort`` are abbreviations, for which capitals count."""

    namen: Mapping[str, tuple[Kandidaat, ...]]
    kort: Mapping[str, tuple[Kandidaat, ...]] = field(default_factory=dict)

    def zoek(self, naam: str, op: date | None = None) -> tuple[str, ...]:
        """Ids that a name stands for: none = unknown, one = decided, more = ambiguous.

        Args:
            naam: name as written.
            op: day at which the name was used; without a day a name that was ever in use counts, and of several periods
                the last one wins only when the same id remains.

        >>> namen().zoek("Wet werk en bijstand")
        ('BWBR0015703',)
        >>> namen().zoek("Wmo", date(2013, 5, 1)), namen().zoek("Wmo", date(2020, 1, 1))
        (('BWBR0020031',), ('BWBR0035362',))
        """
        kandidaten = self.kort.get(naam) or self.namen.get(sleutel(naam), ())
        return beslis(kandidaten, op)

    def __len__(self) -> int:
        return len(self.namen) + len(self.kort)


def beslis(kandidaten: Iterable[Kandidaat], op: date | None) -> tuple[str, ...]:
    """The ids that remain at a date; a name used outside its period still means what it last meant."""
    alle = tuple(kandidaten)
    if op is not None and len(alle) > 1:
        geldig = tuple(k for k in alle if k.op(op.isoformat()))
        alle = geldig or alle
    return tuple(dict.fromkeys(k.doel for k in alle if k.doel))


def lees_tabel(regels: Iterable[str]) -> Namentabel:
    """Build the table from lines ``naam TAB doel TAB van TAB tot TAB kort`` (kort: 1 when capitals count)."""
    lang: dict[str, tuple[Kandidaat, ...]] = {}
    kort: dict[str, tuple[Kandidaat, ...]] = {}
    for regel in regels:
        naam, doel, van, tot, is_kort = regel.rstrip("\n").split("\t")
        tabel = kort if is_kort else lang
        tabel[naam] = (*tabel.get(naam, ()), Kandidaat(doel, van, tot))
    return Namentabel(lang, kort)


@lru_cache(maxsize=1)
def _per_doel() -> dict[str, str]:
    paren = ((k.doel, naam) for naam, kandidaten in namen().namen.items() for k in kandidaten)
    return {doel: " ".join(rij) for doel, rij in groepeer(paren).items()}


def heet(doel: str) -> str:
    """Every name of a regulation in one text: what kind "Awb" is, its own letters do not say.

    >>> "algemene wet bestuursrecht" in heet("BWBR0005537")
    True
    """
    return _per_doel().get(doel, "")


@lru_cache(maxsize=1)
def namen() -> Namentabel:
    """The packaged table, read once."""
    ruw = resources.files(__package__).joinpath("namen.tsv.gz").read_bytes()
    return lees_tabel(io.StringIO(gzip.decompress(ruw).decode("utf-8")))
