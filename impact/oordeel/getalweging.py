"""Does a number of a provision differ from the one that the law has for the same thing.

Every number of the provision is laid beside every number of its kind in the artikelen of the law that bear on it, changed or not. How likely it is that
the one should have been the other follows from one small transparent model (logistic regression): how much of what stands around the two is the
same, whether the law had that very telling amount before, whether both are for the same time, how likely the link is, whether another number of the law is the same.
It is data (``getalweging.json``), made by ``python -m bench.oefen_getallen``; nothing is trained at run time. What it says is a proposal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from impact.dossier.plaatsen import Plaats
from impact.graaf.kansen import lees_model
from impact.oordeel.getallen import Getal, opvallend, per, vindplaatsen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.strekking import zinnen
from impact.oordeel.uitlijning import Stand, Wetsstuk
from impact.oordeel.wortels import Wortelgewichten, gedeeld, wortels
from verordening.adres import Adres

VANAF = 0.1
"""Probability of a link from which the numbers of a measure are laid beside those of the provision."""
STIL = 0.2
"""Probability of another number below which none of a provision is likely to differ."""
_VOOR, _NA = 12, 9
"""Words before and after a number that say what it is for."""
_VER = 1.5
_SOORTEN = ("€", "%", "termijn")
KENMERKEN = (
    *("lid", "deel_zin", "deel_rond", "opvallend", "tussen", "zelfde_tijd", "andere_tijd", "wet_zonder_tijd"),
    *("kans", "op_plek", "euro", "termijn", "nieuw", "aantal", "elders_gelijk", "verhouding", "begrip"),
)
"""Names of the figures, in the order of the model. ``lid``: weight of what the whole provision shares with the law; ``deel_zin``, ``deel_rond``: what its
sentence and the words around the number share, as a part of their own weight; ``opvallend``: the law had this very telling amount here; ``tussen``: it lies
between the old and the new; ``op_plek``: the probability of a measure that changes this very piece; ``aantal``: how many numbers of its kind the piece has;
``elders_gelijk``: how much better the piece fits that has the very number."""


class Wetsgetal(NamedTuple):
    """A number in a piece of law: whether it is new there, the one before it, what stands around it, for which time it is, and all of its kind there."""

    stuk: Wetsstuk
    getal: Getal
    nieuw: bool
    oud: Getal | None
    rond: frozenset[str]
    tijd: frozenset[str]
    nu: tuple[Getal, ...]
    toen: tuple[Getal, ...]

    def was(self, eigen: Getal) -> bool:
        """Whether the law had a number here, and has it no more."""
        return any(eigen.is_gelijk(g) for g in self.toen)

    def tussen(self, eigen: Getal) -> bool:
        """Whether a number lies between the old and the new: of a year in which it had been raised already."""
        return self.oud is not None and eigen.soort == "€" and self.oud.waarde < eigen.waarde < self.getal.waarde


class Gelegd(NamedTuple):
    """A number of a provision beside one of the law, with its figures."""

    eigen: Getal
    zin: str
    wet: Wetsgetal
    waarden: list[float]


@dataclass(frozen=True)
class _Eigen:
    """A number of a provision, with the roots of the sentence, of what stands around it and of the whole provision, and for which time it is."""

    plaats: Plaats
    zin: str
    getal: Getal

    @cached_property
    def heel(self) -> frozenset[str]:
        return wortels(f"{self.plaats.artikelkop} {self.zin}")

    @cached_property
    def rond(self) -> frozenset[str]:
        return _rond(self.zin, self.getal)

    @cached_property
    def lid(self) -> frozenset[str]:
        return wortels(f"{self.plaats.artikelkop} {self.plaats.tekst}")

    @cached_property
    def tijd(self) -> frozenset[str]:
        return per(" ".join(_buren(self.zin, self.getal))) or per(self.zin)


@dataclass(frozen=True)
class Getalmodel:
    """The model as data: a weight per figure, the first for 1, and the probability from which a difference is proposed."""

    gewichten: Sequence[float]
    grens: float

    def kans(self, waarden: Sequence[float]) -> float:
        """The probability that the number of the law belongs there."""
        return 1 / (1 + math.exp(-sum(g * w for g, w in zip(self.gewichten, (1.0, *waarden), strict=True))))


@lru_cache(maxsize=1)
def ingebouwd_getalmodel() -> Getalmodel:
    """The packaged model."""
    ruw = lees_model(str(__package__), "getalweging.json", KENMERKEN, "grens")
    return Getalmodel(ruw["gewichten"], ruw["grens"])


@dataclass(frozen=True)
class Getalweger:
    """Lays numbers beside numbers.

    Args:
        kansen: probability of each link, by measure and key of the provision.
    """

    kennis: Wetskennis
    kansen: Mapping[tuple[str, str], float]

    @cached_property
    def _per_artikel(self) -> Mapping[tuple[str, str], Sequence[Wetsgetal]]:
        uit: dict[tuple[str, str], list[Wetsgetal]] = {}
        for uitlijning in self.kennis.uitlijningen.values():
            had: dict[tuple[str, str], list[Getal]] = {}
            for stuk in uitlijning.alineas:
                had.setdefault(stuk.doel.in_artikel, []).extend(vindplaatsen(stuk.was))
            for stuk in uitlijning.alineas:
                if any(True for _ in vindplaatsen(stuk.wordt)) and uitlijning.geldt(stuk.doel) is Stand.GELIJK:
                    artikel = stuk.doel.in_artikel
                    uit.setdefault(artikel, []).extend(_wetsgetallen(stuk, had.get(artikel, ())))
        return uit

    @cached_property
    def _opvallend(self) -> Mapping[str, Set[tuple[str, str]]]:
        """A telling amount that the law had and has no more → its artikelen."""
        uit: dict[str, set[tuple[str, str]]] = {}
        for artikel, rij in self._per_artikel.items():
            for w in rij:
                for g in w.toen:
                    if opvallend(g.vorm):
                        uit.setdefault(g.vorm, set()).add(artikel)
        return uit

    def _kansen(self, plaats: Plaats) -> dict[tuple[str, str], list[tuple[float, str, Adres]]]:
        """Artikel of the law → probability, measure and place of what links the provision to it."""
        uit: dict[tuple[str, str], list[tuple[float, str, Adres]]] = {}
        for m in self.kennis.maatregelen:
            kans = self.kansen.get((m, plaats.sleutel), 0.0)
            for p in self.kennis.kant.van(m) if kans >= VANAF else ():
                if p.bron == "wetsplaats":
                    uit.setdefault(p.doel.in_artikel, []).append((kans, m, p.doel))
        return uit

    def maatregel(self, plaats: Plaats, stuk: Wetsstuk) -> str:
        """The likeliest measure that links a provision to the artikel of a piece of law; empty when there is none."""
        return max(self._kansen(plaats).get(stuk.doel.in_artikel, ()), key=lambda r: r[:2], default=(0.0, "", None))[1]

    def leg(self, plaats: Plaats, buiten: Set[str] = frozenset()) -> Iterator[list[Gelegd]]:
        """Each number of a provision beside those of the law that it may be about, as far as the law has another there; a telling amount that the law has is right.

        Args:
            buiten: acts that do not count.
        """
        kansen = self._kansen(plaats)
        genoemd = {d.in_artikel for r in plaats.refs for d in r.doelen if d.artikel and d.regeling != plaats.regeling}
        for zin in zinnen(plaats.tekst):
            for eigen in (g for g in vindplaatsen(zin) if g.soort in _SOORTEN):
                bron = _Eigen(plaats, zin, eigen)
                artikelen = sorted({*kansen, *genoemd, *self._opvallend.get(eigen.vorm, ())})
                wettelijk = [
                    w
                    for a in artikelen
                    if a[0] not in buiten
                    for w in self._per_artikel.get(a, ())
                    if w.getal.soort == eigen.soort
                ]
                gelijk = [w for w in wettelijk if w.getal.is_gelijk(eigen)]
                anders = [w for w in wettelijk if not any(eigen.is_gelijk(g) for g in w.nu)]
                elders = max((sum(self._deelt(bron, w)[:2]) for w in gelijk), default=None)
                rij = [
                    Gelegd(eigen, zin, w, figuren)
                    for w in anders
                    if (figuren := self._figuren(bron, w, kansen.get(w.stuk.doel.in_artikel, ()), elders))
                ]
                if rij and not (gelijk and opvallend(eigen.vorm)):
                    yield rij

    def _deelt(self, bron: _Eigen, wet: Wetsgetal) -> tuple[float, float, float]:
        """Weight of what the sentence, the words around the number, and the provision share with the law."""
        som = self._gewichten(wet.stuk.doel.regeling).som
        return (
            som(gedeeld(bron.heel, wet.stuk.wortels)),
            som(gedeeld(bron.rond, wet.rond)),
            som(gedeeld(bron.lid, wet.stuk.wortels)),
        )

    def _figuren(
        self,
        bron: _Eigen,
        wet: Wetsgetal,
        kansen: Sequence[tuple[float, str, Adres]],
        elders: float | None,
    ) -> list[float]:
        """The figures of a pair; none when nothing ties the two."""
        eigen, som = bron.getal, self._gewichten(wet.stuk.doel.regeling).som
        zin, rond, lid = self._deelt(bron, wet)
        was = wet.was(eigen)
        if not (lid or was or wet.tussen(eigen)):
            return []
        zeker = min(max((k for k, _, _ in kansen), default=0.0), 0.98) or 0.02
        plek = (k for k, _, d in kansen if d.binnen(wet.stuk.doel) or wet.stuk.doel.binnen(d))
        figuren: list[float] = [
            *(lid / 10, zin / max(1.0, som(bron.heel)), rond / max(1.0, som(bron.rond))),
            *(was and opvallend(eigen.vorm), wet.tussen(eigen)),
            *(bool(bron.tijd & wet.tijd), bool(bron.tijd and wet.tijd and not bron.tijd & wet.tijd), not wet.tijd),
            *(math.log(zeker / (1 - zeker)), max(plek, default=0.0)),
            *(eigen.soort == "€", eigen.soort == "termijn", wet.nieuw, math.log(len(wet.nu))),
            -_VER if elders is None else (elders - zin - rond) / 10,
            abs(math.log(max(eigen.waarde, 0.01) / max(wet.getal.waarde, 0.01))),
            bron.plaats.soort == "begrip",
        ]
        return [float(f) for f in figuren]

    def _gewichten(self, regeling: str) -> Wortelgewichten:
        return self.kennis.uitlijningen[regeling].wortelgewichten

    def hoogste(self, plaats: Plaats, model: Getalmodel) -> float:
        """How likely it is that a number of a provision differs."""
        return max((model.kans(g.waarden) for rij in self.leg(plaats) for g in rij), default=0.0)

    def afwijkend(self, plaats: Plaats, model: Getalmodel, buiten: Set[str] = frozenset()) -> Iterator[Gelegd]:
        """Each number of a provision that likely differs, once, beside the number of the law that it should most likely have been; a telling
        amount that the law had says itself where it comes from."""
        gedaan: set[str] = set()
        for rij in self.leg(plaats, buiten):
            was = [g for g in rij if opvallend(g.eigen.vorm) and g.wet.was(g.eigen)]
            beste = max(was or rij, key=lambda g: model.kans(g.waarden))
            if (was or model.kans(beste.waarden) >= model.grens) and beste.eigen.vorm not in gedaan:
                gedaan.add(beste.eigen.vorm)
                yield beste


def alleen_getal(stuk: Wetsstuk) -> bool:
    """Whether a piece of law has the same words as before, apart from its numbers.

    >>> from verordening.adres import plaats_in
    >>> [alleen_getal(Wetsstuk(plaats_in("W", "52"), "Zij is 90%.", w)) for w in ("Zij is 95%.", "Zij is altijd 95%.")]
    [True, False]
    """
    return bool(stuk.was) and _zonder_getallen(stuk.was) == _zonder_getallen(stuk.wordt)


def _zonder_getallen(tekst: str) -> str:
    for g in list(vindplaatsen(tekst)):
        tekst = tekst.replace(g.woorden, "", 1)
    return " ".join(tekst.split())


def _buren(tekst: str, getal: Getal) -> tuple[str, str]:
    """The words before and after a number."""
    voor, na = tekst[: getal.begin].split(), tekst[getal.begin + len(getal.woorden) :].split()
    return " ".join(voor[-_VOOR:]), " ".join(na[:_NA])


def _rond(tekst: str, getal: Getal) -> frozenset[str]:
    return wortels(" ".join(_buren(tekst, getal)))


def _wetsgetallen(stuk: Wetsstuk, had: Sequence[Getal]) -> Iterator[Wetsgetal]:
    """The numbers of a piece of law; a new piece that mentions one that its artikel had already (``had``) sets no new number."""
    nu, was = list(vindplaatsen(stuk.wordt)), list(vindplaatsen(stuk.was))
    weg = [g for g in was if not any(g.is_gelijk(n) for n in nu)]
    bij = [g for g in nu if not any(g.is_gelijk(o) for o in (was or had))]
    for getal in nu:
        eerst, daarna = ([g for g in rij if g.soort == getal.soort] for rij in (weg, bij))
        past = getal in daarna and len(eerst) == len(daarna)
        yield Wetsgetal(
            stuk,
            getal,
            getal in bij,
            eerst[daarna.index(getal)] if past else None,
            _rond(stuk.wordt, getal),
            per(_buren(stuk.wordt, getal)[1]),
            tuple(g for g in nu if g.soort == getal.soort),
            tuple(eerst),
        )
