"""Merging two edits of one line of text, word by word.

What the comparison of words calls equal on both sides stays; what one side changed comes from that side. Changes of the same
words, or of words with nothing but a space between them, are asked: "binnen acht weken" is one thing to a reader, and two
people who each changed a part of it did not agree on the whole.

>>> def kies(basis, onze, hunne): raise AssertionError
>>> vlecht_woorden(("Het college beslist binnen acht weken.",), ("Het college beslist binnen zes weken.",),
...                ("De raad beslist binnen acht weken.",), kies)
('De raad beslist binnen zes weken.',)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias, TypeVar

from verordening.boom import Inline, Opmaak, Redactie, Verwijzing
from versies.verschil import vergelijk_tekst
from versies.wijziging import Spannesoort

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter inside its marks, from the outside in, with what hangs behind it: notes, pictures, line breaks."""

    teken: str
    om: tuple[Inline, ...] = ()
    hangt: tuple[Inline, ...] = ()


_Regel: TypeAlias = "list[_Letter]"
_Deel: TypeAlias = "tuple[_Regel, _Regel, _Regel]"


def drieweg(
    b: list[T], o: list[T], h: list[T], naar_o: Mapping[int, int], naar_h: Mapping[int, int]
) -> list[tuple[list[T], list[T], list[T]]]:
    """Three rows in corresponding pieces: what all three have, one by one, and what stands between.

    Args:
        naar_o, naar_h: place in the first row to place in the others, of what is the same there; in order.
    """
    delen: list[tuple[list[T], list[T], list[T]]] = []
    i = j = k = 0
    for n in (*(n for n in range(len(b)) if n in naar_o and n in naar_h), len(b)):
        m, p = naar_o.get(n, len(o)), naar_h.get(n, len(h))
        if n > i or m > j or p > k:
            delen.append((b[i:n], o[j:m], h[k:p]))
        if n < len(b):
            delen.append((b[n : n + 1], o[m : m + 1], h[p : p + 1]))
        i, j, k = n + 1, m + 1, p + 1
    return delen


def vlecht_woorden(
    basis: tuple[Inline, ...],
    onze: tuple[Inline, ...],
    hunne: tuple[Inline, ...],
    kies: Callable[[str, str, str], str],
) -> tuple[Inline, ...]:
    """The line with the changes of both.

    Args:
        kies: asked for each place where both changed the same words, with those words of base, ours and theirs and the words
            around them; answers "basis", "onze", "hunne" or "beide".
    """
    uit: _Regel = []
    delen = _delen(basis, onze, hunne)
    for rang, (db, do, dh) in enumerate(delen):
        if do == dh or dh == db:
            uit += do
        elif do == db:
            uit += dh
        else:
            voor, na = (delen[r][0] if 0 <= r < len(delen) else [] for r in (rang - 1, rang + 1))
            uit += _kant((db, do, dh), kies(*(_met_omgeving(voor, d, na) for d in (db, do, dh))))
    return _regel(uit)


def vlecht_stukken(
    basis: tuple[Inline, ...],
    onze: tuple[Inline, ...],
    hunne: tuple[Inline, ...],
    kies: Callable[[str, str, str], str],
) -> tuple[Inline, ...] | None:
    """The line piece by piece, and nothing goes together by itself; None when marks of both differ under the same words.

    Args:
        kies: asked for every piece, in order, with its words in base, ours and theirs, also where all three have the same;
            answers as for :func:`vlecht_woorden`.

    >>> stukken = []
    >>> def kies(*drie): stukken.append(drie); return "hunne"
    >>> vlecht_stukken(("Het college beslist in acht weken.",), ("Het college beslist in zes weken.",),
    ...                ("De raad beslist in acht weken.",), kies)
    ('De raad beslist in acht weken.',)
    >>> stukken[0], stukken[2]
    (('Het college', 'Het college', 'De raad'), ('acht', 'zes', 'acht'))
    """
    uit: _Regel = []
    for deel in _delen(basis, onze, hunne):
        b, o, h = ("".join(x.teken for x in r) for r in deel)
        if b == o == h and deel[1] != deel[2] and deel[0] not in deel[1:]:
            return None
        kant = kies(b, o, h)
        uit += _kant(deel, "hunne" if b == o == h and deel[1] == deel[0] else kant)
    return _regel(uit)


def _delen(*regels: tuple[Inline, ...]) -> list[_Deel]:
    b, o, h = (list(_letters(r)) for r in regels)
    return _verbonden(drieweg(b, o, h, _gelijken(b, o), _gelijken(b, h)))


def _kant(deel: _Deel, kant: str) -> _Regel:
    """The side of a piece that was chosen; of both, with a space between them where there is none."""
    db, do, dh = deel
    tussen = [_Letter(" ")] if do and dh and do[-1].teken != " " and dh[0].teken != " " else []
    return {"basis": db, "onze": do, "hunne": dh, "beide": [*do, *tussen, *dh]}[kant]


def _letters(inhoud: Iterable[Inline], om: tuple[Inline, ...] = ()) -> Iterator[_Letter]:
    """The line as letters, a run of white space as one; what hangs before the first hangs on a letter of no width."""
    rij: _Regel = []
    for deel in inhoud:
        if isinstance(deel, str):
            rij += [_Letter(teken, om) for teken in re.sub(r"\s+", " ", deel)]
        elif isinstance(deel, (Opmaak, Verwijzing, Redactie)):
            rij += _letters(deel.inhoud, (*om, replace(deel, inhoud=())))
        else:
            laatste = rij.pop() if rij else _Letter("", om)
            rij.append(replace(laatste, hangt=(*laatste.hangt, deel)))
    for vorige, letter in zip([None, *rij], rij, strict=False):
        if not (letter.teken == " " and vorige is not None and vorige.teken == " " and not letter.hangt):
            yield letter


def _regel(letters: Iterable[_Letter], diep: int = 0) -> tuple[Inline, ...]:
    """Letters as a line again."""
    uit: list[Inline] = []
    for mark, groep in groupby(letters, key=lambda x: x.om[diep] if len(x.om) > diep else None):
        if mark is not None:
            assert isinstance(mark, (Opmaak, Verwijzing, Redactie))
            uit.append(replace(mark, inhoud=_regel(groep, diep + 1)))
            continue
        for letter in groep:
            if letter.teken and uit and isinstance(uit[-1], str):
                uit[-1] += letter.teken
            elif letter.teken:
                uit.append(letter.teken)
            uit += letter.hangt
    return tuple(uit)


def _gelijken(a: _Regel, b: _Regel) -> dict[int, int]:
    """Letter to letter, as the comparison of words has them equal."""
    uit: dict[int, int] = {}
    i = j = 0
    for spanne in vergelijk_tekst(*("".join(x.teken or "\u200b" for x in r) for r in (a, b))):
        lengte = len(spanne.tekst)
        if spanne.soort is Spannesoort.GELIJK:
            uit |= {i + n: j + n for n in range(lengte)}
        i += lengte * (spanne.soort is not Spannesoort.INGEVOEGD)
        j += lengte * (spanne.soort is not Spannesoort.VERVALLEN)
    return uit


def _verbonden(delen: list[_Deel]) -> list[_Deel]:
    """The pieces joined: untouched letters to one, and what only a space (or nothing) keeps apart when both are at work there."""
    uit: list[_Deel] = []
    for aard, groep in groupby(delen, key=_aard):
        deel = _samen(groep)
        if uit and aard and _aard(uit[-1]) and _aard(uit[-1]) != aard:
            uit[-1] = _samen((uit[-1], deel))
        elif len(uit) > 1 and aard and not _woorden(uit[-1][0]) and (_aard(uit[-2]) or aard) != aard:
            uit[-2:] = [_samen((*uit[-2:], deel))]
        else:
            uit.append(deel)
    return uit


def _aard(deel: _Deel) -> str:
    """Who changed this piece: nobody (""), one of them, or both."""
    b, o, h = deel
    return ("o" if o != b else "") + ("h" if h != b else "")


def _samen(delen: Iterable[_Deel]) -> _Deel:
    rijen = list(delen)
    b, o, h = ([x for d in rijen for x in d[kant]] for kant in range(3))
    return b, o, h


def _woorden(regel: _Regel) -> str:
    return "".join(x.teken for x in regel).strip()


_OMGEVING = 3
"""words on each side that a reader sees beside words that conflict"""


def _met_omgeving(voor: _Regel, deel: _Regel, na: _Regel) -> str:
    links, midden, rechts = ("".join(x.teken for x in r) for r in (voor, deel, na))
    links, rechts = " ".join(links.split(" ")[-_OMGEVING - 1 :]), " ".join(rechts.split(" ")[: _OMGEVING + 1])
    return f"{links}{midden}{rechts}".strip()
