"""Words of the law and of plain language for the same thing, as data that a jurist can read and add to.

``thesaurus.xml`` holds *begrippen* (one thing, with every way in which a local text may say it) and *onderwerpen* (which
begrippen together are the subject of a measure). A provision that says "geld of spullen die u van iemand krijgt" speaks of a
gift without using the word.

How a way of saying is written (alternatives are separated by ``|``):

- ``gift``: the word in its inflections and as a part of a compound (giften, giftenvrijlating, weggift);
- ``geld familie``: these words close together, in any order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator
from pydantic_xml import attr, element

from verordening.bevinding import Geweigerd
from verordening.xmlmodel import Gegevens, Tekst, dubbele, lees_gegevens

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
    """A subject that a measure touches: at least one begrip of every ``noemt``; what ``niet`` names speaks against it.

    ``bereik`` says whether the subject is all that the measure is about: one word of it weighs more (``artikel``, ``regeling``).
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
        """Keys that speak against the subject."""
        return tuple((self.niet or "").split())


class Thesaurus(Gegevens, tag="thesaurus"):
    """Everything in ``thesaurus.xml``. ``elders``: begrippen that show that a chapter or artikel is about other law."""

    dossier: str = attr()
    elders: str = attr(default="")
    uitleg: Tekst | None = element(default=None)
    begrippen: tuple[Begrip, ...] = element(default=())
    onderwerpen: tuple[Onderwerp, ...] = element(default=())

    @model_validator(mode="after")
    def _geen_dubbele(self) -> Thesaurus:
        if dubbel := dubbele([b.id for b in self.begrippen]):
            raise ValueError(f"het begrip {dubbel[0]} komt twee keer voor")
        return self

    def onbekend(self) -> tuple[str, ...]:
        """Keys that are named and do not exist, in alphabetical order."""
        genoemd = {s for o in self.onderwerpen for g in (*o.groepen, o.uitgesloten) for s in g} | set(
            self.elders.split()
        )
        return tuple(sorted(genoemd - {b.id for b in self.begrippen}))

    def aangevuld(self, extra: Thesaurus) -> Thesaurus:
        """This thesaurus with more words for its begrippen, more begrippen and more onderwerpen.

        >>> meer = Thesaurus(dossier="36582", begrippen=(Begrip(id="buffer", naam="buffer", woorden="spaarpot"),))
        >>> samen = ingebouwde_thesaurus().aangevuld(meer)
        >>> {b.id: b for b in samen.begrippen}["buffer"].uitdrukkingen[-1]
        'spaarpot'
        """
        begrippen = {b.id: b for b in self.begrippen}
        for b in extra.begrippen:
            eerder = begrippen.get(b.id)
            begrippen[b.id] = eerder.model_copy(update={"woorden": f"{eerder.woorden} | {b.woorden}"}) if eerder else b
        return self.model_copy(
            update={
                "elders": " ".join(dict.fromkeys((*self.elders.split(), *extra.elders.split()))),
                "begrippen": tuple(begrippen.values()),
                "onderwerpen": (*self.onderwerpen, *extra.onderwerpen),
            }
        )


def lees_thesaurus(bron: Path | bytes, *, basis: Thesaurus | None = None, naam: str | None = None) -> Thesaurus:
    """Read a thesaurus.

    Args:
        bron: path or bytes.
        basis: the thesaurus that this one adds to; None = it stands alone.
        naam: how the source is called in messages; default the file name.

    Raises:
        Geweigerd: unsafe XML, does not fit the schema, unknown or double key, or made for other measures than ``basis``.
    """
    gelezen = lees_gegevens(bron, Thesaurus, SCHEMA, naam=naam)
    waar = naam or (bron.name if isinstance(bron, Path) else "thesaurus")
    if basis is not None:
        if gelezen.dossier != basis.dossier:
            raise Geweigerd.om("thesaurus-dossier", waar, dossier=gelezen.dossier, dossier2=basis.dossier)
        gelezen = basis.aangevuld(gelezen)
    if onbekend := gelezen.onbekend():
        raise Geweigerd.om("thesaurus-begrip", waar, onbekend=onbekend[0])
    return gelezen


@cache
def ingebouwde_thesaurus() -> Thesaurus:
    """The thesaurus that ships with the project (read once per process)."""
    return lees_thesaurus(BESTAND)
