"""Who changed what, when the new version came about in steps of several people.

A step is a comparison of two successive versions and the name of who made the second. From the steps follows for every
letter of the first and the last version who took it away or put it there, and for every unit who changed its number, place or
status. The redline compares first and last; its marks get their names here, and its words never change.

>>> from verordening.boom import alineas
>>> from verordening.tekst.markdown import lees
>>> from versies.verschil import vergelijk, wandel_paren
>>> from versies.weergave.inhoud import als_inhoud
>>> a, b, c = (lees(f"# P\\n\\n#### Artikel 1\\n{t}\\n".encode()) for t in ("Oud is goed.", "Nieuw is goed.", "Nieuw is best."))
>>> wie = Toeschrijving((("Anna", vergelijk(a, b)), ("Bert", vergelijk(b, c))))
>>> woorden = [p for _, p in wandel_paren((vergelijk(a, c).paren,)) if p.spannen and not p.gelijk]
>>> [(s.tekst, s.auteur) for s in wie.onderteken(woorden[0], als_inhoud(woorden[0].spannen))]
[('Oud', 'Anna'), ('Nieuw', 'Anna'), (' is ', ''), ('goed', 'Bert'), ('best', 'Bert'), ('.', '')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from verordening.papier import document as d
from verordening.papier.document import Stuk, Wijziging
from versies.vergelijken.paar import Deel, Paar, eigen_tekst, wandel_paren
from versies.verschil import Verschil
from versies.wijziging import Ledenvorm, Spannesoort, Vernummer, Verplaats, Vervalt, VervangKop, WijzigStatus

_EIGEN = (Ledenvorm, Vernummer, Verplaats, Vervalt, VervangKop, WijzigStatus)
"""What happens to a unit itself, apart from its words."""
_Namen = list[str]


class Toeschrijving:
    """Answers who changed words and units.

    Args:
        stappen: (who, comparison with the version before), in order; each starts from the very tree with which the one
            before it ended.
    """

    def __init__(self, stappen: Sequence[tuple[str, Verschil]]) -> None:
        self.stappen = [(wie, *_op_kant(verschil)) for wie, verschil in stappen]
        self.verschillen = [verschil for _, verschil in stappen]
        self.laatste = stappen[-1][0] if stappen else ""

    def onderteken(
        self, paar: Paar, inhoud: tuple[d.Inline, ...], geheel: Wijziging = Wijziging.GEEN
    ) -> tuple[d.Inline, ...]:
        """The same words with the name of who changed them on every run that is new or gone.

        Args:
            paar: of the comparison of the first with the last version; ``inhoud`` are its own words
                (:func:`versies.weergave.inhoud.zet_woorden`).
            geheel: mark of runs that have none of their own.
        """
        weg = self._namen(paar.was, 0, Spannesoort.VERVALLEN) if paar.was is not None else []
        tot = len(self.stappen)
        nieuw = self._namen(paar.wordt, tot, Spannesoort.INGEVOEGD) if paar.wordt is not None else []
        uit: list[d.Inline] = []
        for s in inhoud:
            if isinstance(s, d.Noot):
                uit.append(s)
                continue
            stuk = Stuk(s) if isinstance(s, str) else s
            merk, lengte = stuk.wijziging or geheel, len(stuk.tekst)
            namen = (weg if merk.weg else nieuw)[:lengte] if merk else [""] * lengte
            del weg[: lengte * (not merk.nieuw)], nieuw[: lengte * (not merk.weg)]
            namen += [""] * (lengte - len(namen))
            namen = [naam or self.laatste if merk else "" for naam in namen]
            uit.extend(_verdeeld(stuk, namen))
        return tuple(uit)

    def van(self, paar: Paar) -> str:
        """Who last changed the number, the place, the status or the heading of a unit, or made it come or go."""
        deel: Deel | None = paar.wordt or paar.was
        for wie, op_oud, _ in self.stappen if paar.wordt is None else ():
            stap = op_oud.get(id(deel))
            if stap is None or stap.wordt is None:
                return wie
            deel = stap.wordt
        if paar.wordt is None:
            return self.laatste
        for (wie, _, op_nieuw), verschil in zip(reversed(self.stappen), reversed(self.verschillen), strict=True):
            stap = op_nieuw.get(id(deel))
            if stap is None or stap.was is None or any(isinstance(w, _EIGEN) for w in verschil.van(stap)):
                return wie
            deel = stap.was
        return self.laatste

    def _namen(self, deel: Deel, plek: int, kant: Spannesoort) -> _Namen:
        """Per letter of the own text of a part who put it there before ``plek`` steps were made, or who takes it away after
        them; empty: it was there from the start, or is there at the end."""
        nieuw = kant is Spannesoort.INGEVOEGD
        hier = plek - 1 if nieuw else plek
        if not 0 <= hier < len(self.stappen):
            return [""] * len(eigen_tekst(deel))
        wie, *kanten = self.stappen[hier]
        stap = kanten[nieuw].get(id(deel))
        ander = None if stap is None else stap.was if nieuw else stap.wordt
        if stap is None or ander is None:
            return [wie] * len(eigen_tekst(deel))
        return _gelezen(stap, self._namen(ander, hier + (not nieuw), kant), wie, kant)


def _op_kant(verschil: Verschil) -> tuple[dict[int, Paar], dict[int, Paar]]:
    """The pairs of a comparison by their old and by their new part; what moved is found with both."""
    oud: dict[int, Paar] = {}
    nieuw: dict[int, Paar] = {}
    for _, paar in wandel_paren((verschil.paren,), alles=True):
        if paar.was is not None and (paar.wordt is not None or id(paar.was) not in oud):
            oud[id(paar.was)] = paar
        if paar.wordt is not None:
            nieuw[id(paar.wordt)] = paar
    return oud, nieuw


def _gelezen(stap: Paar, ander: _Namen, wie: str, eigen: Spannesoort) -> _Namen:
    """The names along one side of a step: those of the other side where the words are the same, else who made the step."""
    spannen = stap.spannen
    if not spannen:
        return ander
    uit: _Namen = []
    plek = 0
    for spanne in spannen:
        lengte = len(spanne.tekst)
        if spanne.soort is eigen:
            uit += [wie] * lengte
            continue
        if spanne.soort is Spannesoort.GELIJK:
            uit += ander[plek : plek + lengte]
        plek += lengte
    return uit


def _verdeeld(stuk: Stuk, namen: _Namen) -> Iterator[Stuk]:
    plek = 0
    for naam, letters in groupby(namen):
        lengte = len(list(letters))
        yield replace(stuk, tekst=stuk.tekst[plek : plek + lengte], auteur=naam)
        plek += lengte
