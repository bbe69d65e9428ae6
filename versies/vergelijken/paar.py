"""The tree of pairs: two versions laid over each other, in one merged document order.

A :class:`Paar` puts what was beside what becomes, for every unit, alinea, table, row and cell, unchanged context included. It
says who is who; what happened is said in one vocabulary only, that of :mod:`versies.wijziging`
(:meth:`versies.verschil.Verschil.van` gives the changes of one paar).

Reading one side back: take, in order, every paar whose ``was`` is there and that has not *arrived* from elsewhere
(:attr:`Paar.aangekomen`): that is the old version. The same with ``wordt``, skipping what *left*
(:attr:`Paar.vertrokken`), gives the new one.

Text is compared as legal text (:func:`legaal`): runs of white space, hard spaces included, are one space. Mark-up, links,
editor's text and the punctuation around a number are layout: other layout with the same words is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from verordening.adres import Adres
from verordening.boom import (
    Afbeelding,
    Alinea,
    Deel as Deel,
    Eenheid,
    Figuur,
    Inline,
    Noot,
    Rij,
    Tabel,
    eigen_inhoud as eigen_inhoud,
    inlinetekst,
    losse,
    nootalineas as nootalineas,
)
from versies.wijziging import Plek, Spanne, Spannesoort

if TYPE_CHECKING:
    from versies.vergelijken.knopen import Knoop

_NOOT = "\uffff"


@dataclass(frozen=True, slots=True, eq=False)
class Paar:
    """Two sides of one place in the merged document.

    Args:
        was, wordt: what stood there (``None``: new), and what will stand there (``None``: it lapsed or left).
        gelijk: same words, same number, same place, all the way down.
        kinderen: the paren of :func:`delen_van`, in merged document order; empty for a paar that is wholly equal, new or
            lapsed, of which the side that is there says it all (:func:`uitgeklapt` opens it).
        spannen: the words of :func:`eigen_tekst`.
        elders: where it went or came from when it is ``verplaatst``; with whom the words were shared when ``gesplitst`` or
            ``samengevoegd``, as both the whole and each part of it are.
        knopen: the nodes of both sides, that know where they stand; none for a paar that no comparison made.
    """

    was: Deel | None
    wordt: Deel | None
    gelijk: bool = False
    kinderen: tuple[Paar, ...] = ()
    spannen: tuple[Spanne, ...] = ()
    elders: Plek | None = None
    knopen: tuple[Knoop | None, Knoop | None] = (None, None)
    verplaatst: bool = False
    gesplitst: bool = False
    samengevoegd: bool = False

    @property
    def adres_was(self) -> Adres | None:
        """Address in the old version; of an alinea, row or cell: that of the unit around it."""
        return None if self.knopen[0] is None else self.knopen[0].eenheid.adres

    @property
    def adres_wordt(self) -> Adres | None:
        """Address in the new version; of an alinea, row or cell: that of the unit around it."""
        return None if self.knopen[1] is None else self.knopen[1].eenheid.adres

    @property
    def deel(self) -> Deel:
        """The side to show: the new one where it exists."""
        deel = self.wordt if self.wordt is not None else self.was
        assert deel is not None
        return deel

    @property
    def vertrokken(self) -> bool:
        """The empty place of a unit that moved: its words are shown where it arrived, not here."""
        return self.wordt is None and self.verplaatst

    @property
    def aangekomen(self) -> bool:
        """A unit that moved to here: its ``was`` side stood elsewhere."""
        return self.wordt is not None and self.verplaatst


def legaal(inhoud: tuple[Inline, ...]) -> str:
    """The words of mixed content as they are compared: every run of white space is one space, none at the ends.

    >>> legaal((" Het\\u00a0 college ", "beslist."))
    'Het college beslist.'
    """
    tekst = inhoud[0] if len(inhoud) == 1 and isinstance(inhoud[0], str) else inlinetekst(inhoud)
    # Meestal is de tekst al zo: alleen spaties (ander wit is niet afdrukbaar), nooit twee, geen aan de einden.
    if tekst.isprintable() and "  " not in tekst and tekst[:1] != " " and tekst[-1:] != " ":
        return tekst
    return " ".join(tekst.split())


def delen_van(deel: Deel) -> tuple[Deel, ...]:
    """What stands directly below: blocks (after the notes of the heading), rows (of all groups, header rows first), cells,
    or the alineas of notes."""
    if isinstance(deel, Eenheid):
        noten = nootalineas(deel) if deel.opschrift or deel.subtitel else ()
        return (*noten, *deel.inhoud) if noten else deel.inhoud
    if isinstance(deel, Alinea):
        return nootalineas(deel)
    if isinstance(deel, Tabel):
        return tuple(rij for groep in deel.groepen for rij in (*groep.kop, *groep.romp))
    return () if isinstance(deel, Figuur) else deel.cellen if isinstance(deel, Rij) else deel.inhoud


def nootplekken(inhoud: tuple[Inline, ...]) -> tuple[int, ...]:
    """Per note how many letters stand before it: a note behind another word says something else."""
    met_noten = "".join(
        d.replace(_NOOT, " ") if isinstance(d, str) else _NOOT for d in losse(inhoud) if isinstance(d, (str, Noot))
    )
    *voor, _ = "".join(met_noten.split()).split(_NOOT)
    return tuple(accumulate(map(len, voor)))


def zonder_kopnoten(paar: Paar, kinderen: tuple[Paar, ...]) -> tuple[Paar, ...]:
    """The children of a unit without the notes of its heading: those are shown in the heading."""
    noten = {id(n) for kant in (paar.was, paar.wordt) if isinstance(kant, Eenheid) for n in nootalineas(kant)}
    return tuple(k for k in kinderen if id(k.was) not in noten and id(k.wordt) not in noten) if noten else kinderen


def beelden(inhoud: Iterable[Inline]) -> tuple[str, ...]:
    """Files of the pictures inside a line, in order: no words, but another picture is another text."""
    return tuple([deel.bron for deel in losse(inhoud) if isinstance(deel, Afbeelding)])


def eigen_tekst(deel: Deel) -> str:
    """The text that belongs to ``spannen`` of this part: alinea, heading, table title, title and caption of a figure."""
    return " ".join([t for inhoud in eigen_inhoud(deel) if inhoud and (t := legaal(inhoud))])


def uitgeklapt(paar: Paar) -> tuple[Paar, ...]:
    """The children of a paar; for one that is wholly equal, new or lapsed they are made here, with their words."""
    if paar.kinderen:
        return paar.kinderen
    if paar.was is not None and paar.wordt is not None:
        return tuple(_gelijke(paar.was, paar.wordt))  # anders had het paar kinderen
    if paar.vertrokken:
        return ()
    return tuple(eenzijdig(deel, weg=paar.wordt is None) for deel in delen_van(paar.deel))


def eenzijdig(deel: Deel, *, weg: bool) -> Paar:
    """A part that is wholly gone, or wholly new."""
    spannen = _spanne(deel, Spannesoort.VERVALLEN if weg else Spannesoort.INGEVOEGD)
    return Paar(deel if weg else None, None if weg else deel, spannen=spannen)


def _gelijke(was: Deel, wordt: Deel) -> Iterator[Paar]:
    """Pairs of the parts of two equal parts; what holds no legal text (editor's remarks) is shown as the new side has it."""
    oud = iter([d for d in delen_van(was) if draagt(d)])
    for deel in delen_van(wordt):
        yield Paar(next(oud) if draagt(deel) else None, deel, True, spannen=_spanne(deel, Spannesoort.GELIJK))


def draagt(deel: Deel) -> bool:
    """Whether the part has a say in the comparison: a unit, table or figure always, text only when there are words (or a
    picture, or a note). A cell keeps its place in the row, empty or not."""
    if isinstance(deel, Alinea):
        return bool(eigen_tekst(deel) or beelden(deel.inhoud)) or any(draagt(d) for d in delen_van(deel))
    return True


def _spanne(deel: Deel, soort: Spannesoort) -> tuple[Spanne, ...]:
    tekst = eigen_tekst(deel)
    return (Spanne(soort, tekst),) if tekst else ()


def wandel_paren(paren: tuple[Paar, ...], *, alles: bool = False) -> Iterator[tuple[int, Paar]]:
    """(depth, paar) for a forest of paren, in merged document order; ``alles``: also what is wholly equal, new or lapsed is opened."""
    stapel = [(0, paar) for paar in reversed(paren)]
    while stapel:
        diepte, paar = stapel.pop()
        yield diepte, paar
        onder = uitgeklapt(paar) if alles else paar.kinderen
        stapel.extend((diepte + 1, kind) for kind in reversed(onder))
