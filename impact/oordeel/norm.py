"""A local sentence beside what the law now says about the same case (:class:`wetgeving.maatregelen.thesaurus.Norm`).

The sentence is about the case when it says so, or when its heading or a sentence before it in the artikel does. It contradicts
when its main clause has happen what the law does not let happen there (or denies what the law has happen), when it shuts out
whom the law takes in, when it rules on what the law abolished, and when it sets aside what the law lets decide. Words come from
the thesaurus, so that a dossier can add its own; only words of grammar are known here by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from impact.dossier.plaatsen import Plaats
from impact.graaf.woordindex import Woordindex
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.strekking import (
    ZINSPEELT,
    beperkt,
    delen,
    heeft_grens,
    heeft_uitzondering,
    kern,
    laat_toe,
    ontkent,
    over_de_rest,
    overgangsregel,
    toegevingen,
    uitgezonderd,
    zinnen,
)
from impact.oordeel.wortels import gedeeld, wortels
from verordening.adres import Adres
from wetgeving.maatregelen.thesaurus import Norm, Thesaurus

_ANDEREN = re.compile(r"\bandere?n?\b", re.I)
_KOPDEEL = re.compile(r",| en | of ")


class Uitkomst(StrEnum):
    """What a sentence does with a norm."""

    TEGEN = "tegen"
    OUD = "oud"
    ZELFDE = "zelfde"
    GEVAL = "geval"
    """It is about the case, without an effect that is known."""
    BUITEN = "buiten"
    """It is about another case, or stays within what the law itself has happen."""


@dataclass(frozen=True)
class Bevonden:
    """A sentence, a norm, and what the sentence does with it; ``eigen``: the sentence names the case itself."""

    plaats: Plaats
    zin: str
    norm: Norm
    uitkomst: Uitkomst
    eigen: bool


@dataclass(frozen=True)
class _Zin:
    """A sentence as it stands, and with references in the words of the heading that they lead to."""

    plaats: Plaats
    tekst: str
    verwoord: str


class Normlezer:
    """Reads provisions beside norms.

    Args:
        thesaurus: the norms and their words; None = no norms.
        plaatsen: every provision that will be asked about.
        kop: heading of the artikel of the law at a place.
    """

    def __init__(
        self, thesaurus: Thesaurus | None, plaatsen: Iterable[Plaats], kop: Callable[[Adres], str] = lambda _: ""
    ) -> None:
        self._van: dict[str, list[Norm]] = {}
        for norm in thesaurus.normen if thesaurus else ():
            self._van.setdefault(norm.maatregel, []).append(norm)
        nodig = {s for rij in self._van.values() for n in rij for s in n.sleutels}
        self._begrippen = {b.id: b.uitdrukkingen for b in (thesaurus.begrippen if thesaurus else ()) if b.id in nodig}
        self._teksten: dict[str, int] = {}
        self._zinnen: dict[str, tuple[_Zin, ...]] = {}
        for p in plaatsen if nodig else ():
            self._zinnen[p.sleutel] = tuple(_zinnen(p, kop))
            eigen = [z.verwoord for z in self._zinnen[p.sleutel]]
            for tekst in (
                *_KOPDEEL.split(p.artikelkop),
                *(t for z in eigen for t in (z, *delen(z), *toegevingen(z), uitgezonderd(z))),
            ):
                self._teksten.setdefault(tekst, len(self._teksten))

    @cached_property
    def _gezegd(self) -> Mapping[str, Mapping[int, str]]:
        """Begrip → number of a text → the words with which it is said there."""
        index = Woordindex(self._teksten)
        uit: dict[str, dict[int, str]] = {}
        for sleutel, uitdrukkingen in self._begrippen.items():
            uit[sleutel] = {}
            for u in uitdrukkingen:
                uit[sleutel] = index.vind(u) | uit[sleutel]
        return uit

    def geldend(self, kennis: Wetskennis) -> dict[str, tuple[Norm, ...]]:
        """The norms of every measure in force; of one that is still to come there are none."""
        komt = {m.id: () for m in kennis.lijst.geteld if kennis.nog_te_komen(m)}
        return {m: tuple(n) for m, n in sorted(self._van.items()) if m not in komt} | komt

    def heeft(self, maatregel: str) -> bool:
        """Whether there is a norm of a measure."""
        return maatregel in self._van

    def lees(self, artikel: Sequence[Plaats], maatregelen: Iterable[str]) -> Iterator[Bevonden]:
        """What the sentences of an artikel do with the norms of some measures.

        A sentence that leaves the case to what stands before it is passed over when that contradicts the norm already.
        """
        alle = [z for p in artikel for z in self._zinnen.get(p.sleutel, ())]
        for norm in (n for m in maatregelen for n in self._van.get(m, ())):
            gehoord: list[str] = []
            al_tegen = False
            for z in alle:
                b = self._lees(z, (*gehoord, z.verwoord) if ZINSPEELT.search(z.tekst) else (z.verwoord,), norm)
                gehoord.append(z.verwoord)
                if b is not None and (self._zegt(" ".join(norm.gevallen), z.verwoord) or norm.erbij or not al_tegen):
                    yield b
                    al_tegen |= b.uitkomst is Uitkomst.TEGEN

    def _lees(self, z: _Zin, gehoord: Sequence[str], norm: Norm) -> Bevonden | None:
        kop = list(_kop_van(z))
        rond = (*gehoord, *kop)
        if overgangsregel(z.tekst, z.plaats.artikelkop) or not all(self._zegt(g, *rond) for g in norm.gevallen):
            return None
        eigen = all(self._zegt(g, z.verwoord) for g in norm.gevallen)
        anders = bool(self._zegt(norm.tenzij, z.verwoord, *kop))
        return Bevonden(z.plaats, z.tekst, norm, Uitkomst.BUITEN if anders else self._uitkomst(z.verwoord, norm), eigen)

    def _uitkomst(self, zin: str, norm: Norm) -> Uitkomst:
        teken = self._teken(zin, norm)
        buiten = uitgezonderd(zin)
        if buiten and any(self._zegt(g, buiten) for g in norm.gevallen):
            return Uitkomst.ZELFDE if teken is False else Uitkomst.GEVAL
        if norm.aard == "kan":
            return self._naast_keuze(zin, norm, teken)
        if over_de_rest(zin):
            return Uitkomst.GEVAL
        erbij = bool(self._zegt(norm.erbij, zin))
        anders = self._sluit_uit(zin, norm, teken) if norm.erbij else teken is False
        if anders or self._zegt(norm.weg, zin):
            return Uitkomst.TEGEN
        if self._zegt(norm.oud, zin) and not erbij:
            return Uitkomst.OUD
        if not (teken or (erbij and not (norm.wel or norm.niet))):
            return Uitkomst.GEVAL
        return Uitkomst.TEGEN if norm.aard == "altijd" and heeft_grens(zin) else Uitkomst.ZELFDE

    def _naast_keuze(self, zin: str, norm: Norm, teken: bool | None) -> Uitkomst:
        """Beside a choice of the body: only who rules it out contradicts; who says the main rule of before has to choose."""
        uitzondering = heeft_uitzondering(zin)
        weg = teken is False or any(self._zegt(norm.beslist, t) for t in toegevingen(zin))
        if weg and not uitzondering:
            return Uitkomst.TEGEN
        hoofdregel = self._zegt(norm.oud, zin) or (not norm.wel and over_de_rest(zin))
        if teken and laat_toe(zin) and not hoofdregel:
            return Uitkomst.ZELFDE
        return Uitkomst.OUD if weg or hoofdregel else Uitkomst.GEVAL

    def _sluit_uit(self, zin: str, norm: Norm, teken: bool | None) -> bool:
        """Whether a sentence keeps out whom the law takes in: it names them and denies, or it closes the circle of before."""
        if self._zegt(norm.erbij, zin):
            return teken is False if teken is not None else ontkent(zin)
        anderen = bool(_ANDEREN.search(zin)) and ontkent(zin)
        return anderen or (bool(self._zegt(norm.oud, zin)) and beperkt(zin))

    def _teken(self, zin: str, norm: Norm) -> bool | None:
        """Whether the sentence has happen what the law has happen; None when it says no effect that the norm knows. Of more
        effects in one clause the last one is the predicate; a clause beside the main clause shares its denial."""
        hoofd = kern(zin)
        for deel in delen(zin):
            plekken = [
                (deel.rfind(w), kant)
                for kant, keys in ((True, norm.wel), (False, norm.niet))
                if (w := self._zegt(keys, deel))
            ]
            if plekken:
                return max(plekken)[1] is not (ontkent(deel) or (deel not in hoofd and ontkent(hoofd)))
        return None

    def _zegt(self, sleutels: str, *teksten: str) -> str:
        """The words with which one of the begrippen is said in one of the texts; empty when none is."""
        nummers = [self._teksten[t] for t in teksten if t in self._teksten]
        return next((self._gezegd[s][n] for s in sleutels.split() for n in nummers if n in self._gezegd[s]), "")


def _zinnen(plaats: Plaats, kop: Callable[[Adres], str]) -> Iterator[_Zin]:
    for zin in zinnen(plaats.tekst):
        verwoord = zin
        for r in plaats.refs:
            koppen = {k for d in r.doelen if (k := kop(d))}
            if r.tekst in zin and len(koppen) == 1:
                patroon = rf",? (?:als )?(?:bedoeld|genoemd) in (?:de )?{re.escape(r.tekst)},?"
                verwoord = re.sub(patroon, f" ({koppen.pop()})", verwoord)
        yield _Zin(plaats, zin, verwoord)


def _kop_van(z: _Zin) -> Iterator[str]:
    """The parts of the heading that the sentence is under: of a heading that names more things, the one that it speaks of."""
    delen_ = _KOPDEEL.split(z.plaats.artikelkop)
    eigen = wortels(z.tekst)
    van = [d for d in delen_ if gedeeld(eigen, wortels(d))]
    yield from van or delen_
