"""Words of the law and of plain language for the same thing, as data that a jurist can read and add to.

``thesaurus.xml`` holds *begrippen* (one thing, with every way in which a local text may say it), *onderwerpen* (which
begrippen together are the subject of a measure) and *normen* (what the law now says about a case). A provision that says "geld of spullen die u van iemand krijgt" speaks of a
gift without using the word.

How a way of saying is written (alternatives are separated by ``|``):

- ``gift``: the word in its inflections and as a part of a compound (giften, giftenvrijlating, weggift);
- ``geld familie``: these words close together, in any order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_xml import attr, element

from verordening.bevinding import Geweigerd
from verordening.xmlmodel import Gegevens, Gegevensbestand, Jci, Tekst, dubbele

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


class Norm(Gegevens, tag="norm"):
    """What the law now says about a case, so that a local sentence can be laid beside it. Every child names keys of begrippen.

    Args:
        jci: the place of the law that says it.
        zegt: what the law says, in one sentence.
        aard: ``moet``; ``kan``: the law leaves it to the body, so only a flat denial contradicts; ``altijd``: without any limit.
        gevallen: the case: one of each is needed.
        wel, niet: the effects that the law has happen in that case, and those that it does not let happen.
        erbij: who or what the law now takes in as well; ``oud``: what it named before, or said before.
        weg: what the law abolished: a rule about it contradicts.
        beslist: what the law now lets decide: who sets that aside contradicts.
        tenzij: words with which a sentence is about another case.
    """

    maatregel: str = attr()
    jci: Jci = attr()
    zegt: Tekst = attr()
    aard: Literal["moet", "kan", "altijd"] = attr(default="moet")
    gevallen: tuple[Tekst, ...] = element(tag="geval")
    wel: Tekst = element(default="")
    niet: Tekst = element(default="")
    erbij: Tekst = element(default="")
    oud: Tekst = element(default="")
    weg: Tekst = element(default="")
    beslist: Tekst = element(default="")
    tenzij: Tekst = element(default="")

    @property
    def sleutels(self) -> tuple[str, ...]:
        """Every key that it names."""
        delen = (*self.gevallen, self.wel, self.niet, self.erbij, self.oud, self.weg, self.beslist, self.tenzij)
        return tuple(dict.fromkeys(" ".join(delen).split()))


class Thesaurus(Gegevensbestand, tag="thesaurus"):
    """Everything in ``thesaurus.xml``. ``elders``: begrippen that show that a chapter or artikel is about other law."""

    SCHEMA: ClassVar = Path(__file__).with_name("thesaurus.rng")

    dossier: str = attr()
    elders: str = attr(default="")
    uitleg: Tekst | None = element(default=None)
    begrippen: tuple[Begrip, ...] = element(default=())
    onderwerpen: tuple[Onderwerp, ...] = element(default=())
    normen: tuple[Norm, ...] = element(default=())

    @model_validator(mode="after")
    def _geen_dubbele(self) -> Thesaurus:
        if dubbel := dubbele([b.id for b in self.begrippen]):
            raise ValueError(f"het begrip {dubbel[0]} komt twee keer voor")
        return self

    @property
    def _in_onderwerpen(self) -> set[str]:
        return {s for o in self.onderwerpen for g in (*o.groepen, o.uitgesloten) for s in g} | {*self.elders.split()}

    @property
    def van_onderwerpen(self) -> tuple[Begrip, ...]:
        """The begrippen of which subjects are made."""
        return tuple(b for b in self.begrippen if b.id in self._in_onderwerpen)

    def onbekend(self) -> tuple[str, ...]:
        """Keys that are named and do not exist, in alphabetical order."""
        genoemd = self._in_onderwerpen.union(*(n.sleutels for n in self.normen))
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
                "normen": (*self.normen, *extra.normen),
            }
        )


def lees_thesaurus(bron: Path | bytes, *, basis: Thesaurus | None = None) -> Thesaurus:
    """Read a thesaurus.

    Args:
        bron: path or bytes.
        basis: the thesaurus that this one adds to; None = it stands alone.

    Raises:
        Geweigerd: unsafe XML, does not fit the schema, unknown or double key, or made for other measures than ``basis``.
    """
    gelezen = Thesaurus.lees(bron)
    waar = bron.name if isinstance(bron, Path) else "thesaurus"
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
