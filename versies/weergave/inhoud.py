"""Words with their marks *and* their look: the spans of a comparison laid over the mixed content of both sides.

The spans say which words are equal, new or gone; the mixed content says which of them are bold, a link, or carry a note.
Equal and new words take their look from the new side, lapsed words from the old one. Notes stand where they stood, with
their own words compared. Editor's text (``Redactie``) is shown on request, always as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from verordening.boom import (
    Afbeelding,
    Alinea,
    Eenheid,
    Figuur,
    Inline,
    Noot,
    Opmaak,
    Redactie,
    Regeleinde,
    Tabel,
    Verwijzing,
    inlinetekst,
)
from verordening.papier import document as d
from verordening.papier.document import Stuk, Wijziging
from versies.vergelijken.paar import Deel, Paar, beelden, eigen_inhoud, eigen_tekst, nootalineas, uitgeklapt
from versies.wijziging import Spanne, Spannesoort

_SOORT = {
    Spannesoort.GELIJK: Wijziging.GEEN,
    Spannesoort.INGEVOEGD: Wijziging.INGEVOEGD,
    Spannesoort.VERVALLEN: Wijziging.VERVALLEN,
}
_OPMAAK = {
    "vet": "vet",
    "strong": "vet",
    "b": "vet",
    "cursief": "cursief",
    "i": "cursief",
    "em": "cursief",
    "sup": "hoog",
    "inf": "laag",
    "sub": "laag",
}
"""Kinds of mark-up that paper shows; what is underlined in the source is not, because that would look like new text."""
_Los = Noot | Redactie | Afbeelding


def als_inhoud(spannen: Iterable[Spanne], kant: Spannesoort | None = None) -> tuple[d.Inline, ...]:
    """Words as runs with their marks and nothing else.

    Args:
        kant: leave out the words of this kind (``INGEVOEGD`` gives the old side, ``VERVALLEN`` the new one).
    """
    return tuple(Stuk(s.tekst, wijziging=_SOORT[s.soort]) for s in spannen if s.tekst and s.soort is not kant)


def als_redactie(tekst: str) -> Stuk:
    """Editor's text as the reader sees it: in brackets, said to be the editor's, in italics."""
    kern = " ".join(tekst.split()).removeprefix("[").removesuffix("]")
    if kern.lower().startswith("red:"):
        kern = kern[4:].lstrip()
    return Stuk(f"[Redactie: {kern}]", cursief=True)


def zet_woorden(
    paar: Paar, *, weg: Spannesoort | None = None, redactie: bool = False, los: bool = False
) -> tuple[d.Inline, ...]:
    """The own words of a paar (:func:`versies.vergelijken.paar.eigen_tekst`) with marks, look, notes and editor's text.

    Args:
        weg: leave out the words (and notes) of this kind: ``INGEVOEGD`` gives the old side, ``VERVALLEN`` the new one.
        redactie: with editor's text and pictures inside the line, and with links.
        los: the words of one side without any mark, because the block around them carries it.
    """
    spannen: tuple[Spanne, ...] = paar.spannen
    if not spannen:
        tekst = eigen_tekst(paar.deel)
        soort = Spannesoort.GELIJK if los or (paar.was and paar.wordt) else None
        soort = soort or (Spannesoort.INGEVOEGD if paar.was is None else Spannesoort.VERVALLEN)
        spannen = (Spanne(soort, tekst),) if tekst else ()
    zetter = _Woordzetter(paar, weg, redactie)
    gezet = tuple(zetter.zet(aaneen(spannen)))
    return tuple(_zonder_merk(s) for s in gezet) if los else gezet


_EILAND = 25
"""letters; fewer equal ones between two changes of a rewritten sentence are no rest for the eye"""


def aaneen(spannen: tuple[Spanne, ...]) -> tuple[Spanne, ...]:
    """The spans with the islands taken up: where much of a text changes in many places, a reader sees one change.

    >>> g, v, i = Spannesoort.GELIJK, Spannesoort.VERVALLEN, Spannesoort.INGEVOEGD
    >>> los = (Spanne(v, "Als"), Spanne(i, "Neemt"), Spanne(g, " hij "), Spanne(v, "iets"), Spanne(i, "wat"), Spanne(g, " "), Spanne(i, "mee"))
    >>> [(s.soort.value, s.tekst) for s in aaneen(los)]
    [('vervallen', 'Als hij iets '), ('ingevoegd', 'Neemt hij wat mee')]
    """
    gelijk = sum(len(s.tekst) for s in spannen if s.soort is Spannesoort.GELIJK)
    anders = sum(len(s.tekst) for s in spannen) - gelijk
    plekken = sum(
        a.soort is not Spannesoort.GELIJK and b.soort is Spannesoort.GELIJK for a, b in pairwise((*spannen, _EIND))
    )
    if plekken < 3 or 2 * anders < gelijk:
        return spannen
    uit: list[list[Spanne]] = [[]]
    for n, s in enumerate(spannen):
        vrij = s.soort is Spannesoort.GELIJK and (len(s.tekst) >= _EILAND or n in (0, len(spannen) - 1))
        if vrij:
            uit += [[s], []]
        else:
            uit[-1].append(s)
    return tuple(s for groep in uit for s in _een(groep))


_EIND = Spanne(Spannesoort.GELIJK, "")


def _een(groep: list[Spanne]) -> list[Spanne]:
    """What is gone and what is new, each once."""
    if len(groep) < 2:
        return groep
    kanten = ((Spannesoort.VERVALLEN, Spannesoort.INGEVOEGD), (Spannesoort.INGEVOEGD, Spannesoort.VERVALLEN))
    paar = [Spanne(kant, "".join(s.tekst for s in groep if s.soort is not ander)) for kant, ander in kanten]
    return [s for s in paar if s.tekst]


def nieuw_voor_oud(inhoud: tuple[d.Inline, ...]) -> tuple[d.Inline, ...]:
    """At the end of a paragraph new words before those that are gone, for tracked changes.

    New words at the very end run on into a new paragraph behind them, and an office program that rejects both takes the end
    of this paragraph along.
    """
    rij = list(d.stukken(inhoud))
    nieuw = weg = len(rij)
    while nieuw and rij[nieuw - 1].wijziging is Wijziging.INGEVOEGD:
        nieuw -= 1
    weg = nieuw
    while weg and rij[weg - 1].wijziging is Wijziging.VERVALLEN:
        weg -= 1
    return (*rij[:weg], *rij[nieuw:], *rij[weg:nieuw]) if weg < nieuw < len(rij) else inhoud


def _zonder_merk(s: d.Inline) -> d.Inline:
    return s if isinstance(s, str) else replace(s, wijziging=Wijziging.GEEN)


@dataclass(slots=True)
class _Rol:
    """One side as a roll of letters: runs with their look, and what hangs between them, read from front to back."""

    lopen: list[Stuk]
    hangend: list[tuple[int, _Los]]
    plek: int = 0

    def neem(self, aantal: int) -> Iterator[Stuk | _Los]:
        """The next *aantal* letters; what hangs before or inside them comes along."""
        eind = self.plek + aantal
        while self.plek < eind:
            yield from self.hang(self.plek)
            loop = self.lopen[0]
            tot = min(len(loop.tekst), eind - self.plek, *(o - self.plek for o, _ in self.hangend[:1]))
            yield replace(loop, tekst=loop.tekst[:tot])
            self.plek += tot
            if tot == len(loop.tekst):
                self.lopen.pop(0)
            else:
                self.lopen[0] = replace(loop, tekst=loop.tekst[tot:])

    def hang(self, tot: int) -> Iterator[_Los]:
        """What hangs up to and at this place."""
        while self.hangend and self.hangend[0][0] <= tot:
            yield self.hangend.pop(0)[1]


def _rol(deel: Deel | None, koppelingen: bool) -> _Rol:
    """Unroll the content of one side: the same letters as :func:`versies.vergelijken.paar.eigen_tekst`, with look and hangers."""
    lopen: list[tuple[Stuk, list[str]]] = []
    hangend: list[tuple[int, _Los]] = []
    lengte = 0
    spatie = False

    def schrijf(tekst: str, stijl: Stuk) -> None:
        nonlocal lengte
        if not lopen or lopen[-1][0] != stijl:
            lopen.append((stijl, []))
        lopen[-1][1].append(tekst)
        lengte += len(tekst)

    def woord(tekst: str, stijl: Stuk) -> None:
        nonlocal spatie
        if spatie and lopen:
            # A space between words of different look has no look itself: no underlined gap beside a link.
            schrijf(" ", stijl if lopen[-1][0] == stijl else Stuk(""))
        schrijf(tekst, stijl)
        spatie = False

    def loop(inhoud: Iterable[Inline], stijl: Stuk) -> None:
        nonlocal spatie
        for stuk in inhoud:
            if isinstance(stuk, str):
                woorden = stuk.split()
                spatie |= stuk[:1].isspace()
                for rang, tekst in enumerate(woorden):
                    spatie |= rang > 0
                    woord(tekst, stijl)
                spatie |= bool(stuk) and stuk[-1].isspace()
            elif isinstance(stuk, Opmaak):
                soort = _OPMAAK.get(stuk.soort.lower(), "")
                loop(stuk.inhoud, replace(stijl, **{soort: True}) if soort else stijl)  # type: ignore[arg-type]
            elif isinstance(stuk, Verwijzing):
                doel = stuk.doel if koppelingen and stuk.doel.startswith(("https://", "http://")) else ""
                loop(stuk.inhoud, replace(stijl, link="".join(doel.split())) if doel else stijl)
            elif isinstance(stuk, Regeleinde):
                spatie = True
            else:
                hangend.append((lengte, stuk))

    loop(_eigen_regel(deel), Stuk(""))
    return _Rol([replace(stijl, tekst="".join(teksten)) for stijl, teksten in lopen], hangend)


def _eigen_regel(deel: Deel | None) -> tuple[Inline, ...]:
    """The mixed content to which the own text belongs, on one line."""
    return tuple(i for inhoud in eigen_inhoud(deel) for i in (" ", *inhoud))


class _Woordzetter:
    def __init__(self, paar: Paar, weg: Spannesoort | None, redactie: bool) -> None:
        self.weg = weg
        self.redactie = redactie
        self.oud, self.nieuw = _rol(paar.was, redactie), _rol(paar.wordt, redactie)
        self.paar = paar
        # De alinea's van noten staan als kinderen onder de alinea of de eenheid.
        self.nootparen = {}
        eigen = {id(n) for kant in (paar.was, paar.wordt) for n in nootalineas(kant)}
        if eigen and isinstance(paar.deel, (Alinea, Eenheid)):
            for kind in uitgeklapt(paar):
                for kant in (kind.was, kind.wordt):
                    if id(kant) in eigen:
                        self.nootparen[id(kant)] = kind
        self.beelden = tuple(set(beelden(_eigen_regel(kant))) for kant in (paar.was, paar.wordt))

    def zet(self, spannen: Iterable[Spanne]) -> Iterator[d.Inline]:
        for spanne in spannen:
            if spanne.soort is not Spannesoort.INGEVOEGD and self.paar.was is not None:
                uit = list(self.oud.neem(len(spanne.tekst)))
                if spanne.soort is Spannesoort.VERVALLEN or self.paar.wordt is None:
                    yield from self._stukken(uit, Wijziging.VERVALLEN, spanne.soort, oud=True)
                    continue
                if spanne.soort is Spannesoort.GELIJK:
                    yield from self._gelijk(uit, len(spanne.tekst))
                    continue
            wijziging = _SOORT[spanne.soort]
            yield from self._stukken(self.nieuw.neem(len(spanne.tekst)), wijziging, spanne.soort, oud=False)
        yield from self._stukken(self.oud.hang(self.oud.plek), Wijziging.GEEN, None, oud=True)
        yield from self._stukken(self.nieuw.hang(self.nieuw.plek), Wijziging.GEEN, None, oud=False)

    def _gelijk(self, oud: Iterable[Stuk | _Los], lengte: int) -> Iterator[d.Inline]:
        """Equal words from the new side; what hung between them on the old side stays at its letter."""
        losse: list[tuple[int, _Los]] = []
        plek = 0
        for s in oud:
            if isinstance(s, Stuk):
                plek += len(s.tekst)
            else:
                losse.append((plek, s))
        plek = 0
        for s in self.nieuw.neem(lengte):
            tekst = s.tekst if isinstance(s, Stuk) else ""
            while losse and losse[0][0] < plek + max(1, len(tekst)):
                op, los = losse.pop(0)
                if op > plek and isinstance(s, Stuk):
                    yield from self._stukken(
                        [replace(s, tekst=tekst[: op - plek])], Wijziging.GEEN, Spannesoort.GELIJK, oud=False
                    )
                yield from self._stukken([los], Wijziging.GEEN, None, oud=True)
                tekst, plek = tekst[op - plek :], op
            deel = replace(s, tekst=tekst) if isinstance(s, Stuk) else s
            yield from self._stukken([deel], Wijziging.GEEN, Spannesoort.GELIJK, oud=False)
            plek += len(tekst)
        yield from self._stukken([los for _, los in losse], Wijziging.GEEN, None, oud=True)

    def _stukken(
        self, stukken: Iterable[Stuk | _Los], w: Wijziging, soort: Spannesoort | None, *, oud: bool
    ) -> Iterator[d.Inline]:
        for stuk in stukken:
            if isinstance(stuk, Stuk):
                if soort is not self.weg or soort is None:
                    yield replace(stuk, wijziging=w if soort is not Spannesoort.GELIJK else Wijziging.GEEN)
            elif isinstance(stuk, Noot):
                yield from self._noot(stuk, oud)
            elif self.redactie and isinstance(stuk, Afbeelding):
                yield from self._beeld(stuk, oud)
            elif self.redactie and isinstance(stuk, Redactie):
                tekst = "" if oud and self.paar.wordt is not None else inlinetekst(stuk.inhoud, redactie=True).strip()
                if tekst:
                    yield als_redactie(tekst)

    def _beeld(self, beeld: Afbeelding, oud: bool) -> Iterator[d.Inline]:
        """A picture by its name; one that is on one side only is marked."""
        beide = self.paar.was is not None and self.paar.wordt is not None
        anders = beide and beeld.bron not in self.beelden[1 if oud else 0]
        if not oud or anders or self.paar.wordt is None:
            merk = (Wijziging.VERVALLEN if oud else Wijziging.INGEVOEGD) if anders else Wijziging.GEEN
            yield Stuk(f"[Afbeelding: {beeld.alt or beeld.bron}]", cursief=True, wijziging=merk)

    def _noot(self, noot: Noot, oud: bool) -> Iterator[d.Inline]:
        """A note with its own words compared; on the old side only what is gone."""
        paren = [self.nootparen[id(a)] for a in noot.inhoud if id(a) in self.nootparen]
        if oud:
            paren = [p for p in paren if p.wordt is None]
        if not paren:
            if isinstance(self.paar.deel, (Tabel, Figuur)) and (not oud or self.paar.wordt is None):
                yield d.Noot(tuple(inlinetekst(a.inhoud) for a in noot.inhoud))
            return
        inhoud: list[d.Inline] = []
        for paar in paren:
            deel = zet_woorden(paar, weg=self.weg, redactie=self.redactie)
            inhoud += [*([" "] if inhoud and deel else []), *deel]
        if not any(isinstance(s, str) or not isinstance(s, Stuk) or s.tekst for s in inhoud):
            return
        plat = tuple(_plat(inhoud))
        soorten = {(p.was is None, p.wordt is None) for p in paren}
        if soorten == {(True, False)}:
            yield d.Noot(plat, Wijziging.INGEVOEGD) if self.paar.was is not None else d.Noot(plat)
        elif soorten == {(False, True)}:
            yield d.Noot(plat, Wijziging.VERVALLEN) if self.paar.wordt is not None else d.Noot(plat)
        else:
            yield d.Noot(plat)


def _plat(inhoud: Iterable[d.Inline]) -> Iterator[str | Stuk]:
    """A note inside a note stands between brackets: paper has no deeper notes."""
    for stuk in inhoud:
        if isinstance(stuk, d.Noot):
            yield Stuk(" (noot: ", wijziging=stuk.wijziging)
            yield from stuk.inhoud
            yield Stuk(")", wijziging=stuk.wijziging)
        else:
            yield stuk
