"""Words of the law and of plain language for the same thing, as data that a jurist can read and add to.

``thesaurus.xml`` holds *begrippen* (one thing, with every way in which a local text may say it) and *onderwerpen* (which
begrippen together are the subject of a measure). A provision that says "geld of spullen die u van iemand krijgt" speaks of a
gift without using the word.

How a way of saying is written (alternatives are separated by ``|``):

- ``gift``: the word with its plain inflections (gift, giften);
- ``gift*``, ``*gift``: anything may follow, or stand before;
- ``met terugwerkende kracht``: words in a row;
- ``geld … krijg*``: in this order, at most six words between;
- ``geld + krijg*``: close together, in any order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator
from pydantic_xml import attr, element

from verordening.xmlmodel import Gegevens, Tekst, dubbele, lees_gegevens

__all__ = ["Begrip", "Onderwerp", "Thesaurus", "ingebouwde_thesaurus", "lees_thesaurus"]

SCHEMA = Path(__file__).with_name("thesaurus.rng")
BESTAND = Path(__file__).with_name("thesaurus.xml")


class Begrip(Gegevens, tag="begrip"):
    """One thing and the ways to say it."""

    id: str = attr()
    naam: Tekst = attr()
    woorden: Tekst

    @property
    def uitdrukkingen(self) -> tuple[str, ...]:
        """The ways to say it, as written."""
        return tuple(u for w in self.woorden.split("|") if (u := w.strip()))


class Onderwerp(Gegevens, tag="onderwerp"):
    """A subject that a measure touches: at least one begrip of every ``noemt``, and none of ``niet``.

    ``bereik`` says how far a heading carries: only the words of the provision count (``bepaling``), a heading with the subject
    makes the whole artikel count (``artikel``), or the title of a regulation the whole regulation (``regeling``).
    """

    maatregel: str = attr()
    naam: Tekst = attr()
    bereik: Literal["bepaling", "artikel", "regeling"] = attr(default="bepaling")
    noemt: tuple[Tekst, ...] = element()
    niet: Tekst | None = element(default=None)

    @property
    def groepen(self) -> tuple[tuple[str, ...], ...]:
        """Keys per ``noemt``: one of each is needed."""
        return tuple(tuple(n.split()) for n in self.noemt)

    @property
    def uitgesloten(self) -> tuple[str, ...]:
        """Keys that must not be there."""
        return tuple((self.niet or "").split())


class Thesaurus(Gegevens, tag="thesaurus"):
    """Everything in ``thesaurus.xml``. ``elders``: begrippen that show that a chapter or artikel is about other law."""

    dossier: str = attr()
    elders: str = attr()
    uitleg: Tekst = element()
    begrippen: tuple[Begrip, ...] = element()
    onderwerpen: tuple[Onderwerp, ...] = element()

    @model_validator(mode="after")
    def _sleutels_kloppen(self) -> Thesaurus:
        bekend = [b.id for b in self.begrippen]
        if dubbel := dubbele(bekend):
            raise ValueError(f"het begrip {dubbel[0]} komt twee keer voor")
        genoemd = {s for o in self.onderwerpen for g in (*o.groepen, o.uitgesloten) for s in g} | set(self.elders.split())
        if onbekend := sorted(genoemd - set(bekend)):
            raise ValueError(f"het begrip {onbekend[0]} is niet bekend in deze thesaurus")
        return self


def lees_thesaurus(bron: Path | bytes, *, naam: str | None = None) -> Thesaurus:
    """Read a thesaurus (raises Geweigerd: unsafe XML, does not fit the schema, unknown or double key)."""
    return lees_gegevens(bron, Thesaurus, SCHEMA, naam=naam)


@cache
def ingebouwde_thesaurus() -> Thesaurus:
    """The thesaurus that ships with the project (read once per process)."""
    return lees_thesaurus(BESTAND)
