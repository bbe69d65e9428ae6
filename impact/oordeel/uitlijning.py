"""The law before and after laid over each other by content: what became of a place, and where it went.

Units are aligned by the one comparison (:func:`versies.verschil.vergelijk`), never by number: a lid that got another number
is the same lid. Where a place lapsed or lost its subject, two more witnesses may name its successor: the measure that changes
both places, and new text about the same subject. Transitional law is looked up with it: a unit that keeps the old place alive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from impact.dossier.model import Wettekst
from impact.dossier.plaatsen import Plaats, Ref
from impact.dossier.wetskant import woorden, zonder_ster
from impact.graaf.termen import Gewichten, gelijkenis
from impact.oordeel.wortels import Wortelgewichten, wortels
from verordening.adres import Adres, plaats_in
from verordening.boom import Alinea, Eenheid, Soort, Status, inlinetekst, kaal, kinderen, wandel
from verordening.register import Register
from versies.vergelijken.woorden import vergelijk_tekst
from versies.verschil import Verschil, legaal, vergelijk, wandel_paren
from versies.wijziging import Spannesoort

ANDERS = 0.35
"""Likeness of the words before and after (0 to 1) below which a place counts as having another content."""
OPVOLGER = 0.3
"""Likeness that new text needs with a lapsed place to count as what took over its subject."""

_BLIJFT = re.compile(r"zoals (?:dat|die|dit|deze|het|zij) luidde|bl(?:ijft|ijven) van (?:overeenkomstige )?toepassing")
_GETAL = re.compile(r"€?\s?\d[\d.,]*")
_SOORTEN = (Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL)


class Stand(StrEnum):
    """What became of a place between the two texts."""

    GELIJK = "gelijk"
    GEWIJZIGD = "gewijzigd"
    ANDERE_INHOUD = "andere inhoud"
    """The number is still there, the subject is not: it moved, lapsed, or was replaced."""
    VERVALLEN = "vervallen"
    NOG_NIET = "nog niet in werking"
    NOOIT = "bestaat niet"
    GEEN_TEKST = "geen tekst"


@dataclass(frozen=True, slots=True)
class Opvolger:
    """A place that took over, and the witness: "uitlijning", "maatregel" or "inhoud"; ``bewijs`` in Dutch."""

    doel: Adres
    getuige: str
    bewijs: str


@dataclass(frozen=True, slots=True)
class Lot:
    """What became of a place of the law.

    Args:
        doel: as it was named.
        was, wordt: the words at that number before and after (``wordt``: of what stands there *now*).
        opvolgers: where its subject is now; empty when it stayed, or when nothing was found.
        overgang: places of transitional law that keep the old place alive.
    """

    doel: Adres
    stand: Stand
    was: str = ""
    wordt: str = ""
    opvolgers: tuple[Opvolger, ...] = ()
    overgang: tuple[Adres, ...] = ()


@dataclass(frozen=True)
class Wetsstuk:
    """One piece of law (an alinea) that changed or is new: its place, the words before and after, the words it hangs under
    (the opening words of the lid around an onderdeel), and the heading of its artikel.

    ``gezien``: False when the words are those of the measure, because the new text of the law was not seen."""

    doel: Adres
    was: str
    wordt: str
    boven: str = ""
    gezien: bool = True
    kop: str = ""

    @cached_property
    def wortels(self) -> frozenset[str]:
        """Roots of what it says now, with the words above it."""
        return wortels(f"{self.kop} {self.volledig}")

    @property
    def volledig(self) -> str:
        """What it says now, with the words above it, as one sentence."""
        return f"{self.boven} {self.wordt}".strip()

    @cached_property
    def wortels_was(self) -> frozenset[str]:
        """Roots of what it said, with the words above it."""
        return wortels(f"{self.kop} {self.boven} {self.was}")

    @cached_property
    def bij(self) -> str:
        """The words that came."""
        return " ".join(s.tekst for s in vergelijk_tekst(self.was, self.wordt) if s.soort is Spannesoort.INGEVOEGD)

    @property
    def nieuw(self) -> bool:
        """Whether it was not there before."""
        return not self.was

    @property
    def anders(self) -> bool:
        """Whether it says something else than before."""
        return _woordelijk(self.was) != _woordelijk(self.wordt)


@dataclass(frozen=True)
class Wetsuitlijning:
    """One act, both texts aligned.

    Args:
        plaatsen: the provisions of the newest text.
        partners: per place that a measure changes or ends: the other places that it makes new or changes, with False when
            the new text of that place was not seen.
    """

    wet: Wettekst
    plaatsen: tuple[Plaats, ...] = ()
    partners: Mapping[Adres, tuple[tuple[Adres, bool], ...]] = field(default_factory=dict)
    _loten: dict[Adres, Lot] = field(default_factory=dict, compare=False)

    @cached_property
    def was(self) -> Register | None:
        """Index of the text before."""
        return Register.van(self.wet.was) if self.wet.was is not None else None

    @cached_property
    def wordt(self) -> Register | None:
        """Index of the text after."""
        return Register.van(self.wet.wordt) if self.wet.wordt is not None else None

    @cached_property
    def _verschil(self) -> Verschil | None:
        both = self.wet.was is not None and self.wet.wordt is not None
        return vergelijk(self.wet.was, self.wet.wordt) if both else None  # type: ignore[arg-type]

    @cached_property
    def stukken(self) -> tuple[Wetsstuk, ...]:
        """Every alinea of the new text that is new or says something else than before, at its new place."""
        return tuple(s for s in self.alineas if s.anders)

    @cached_property
    def alineas(self) -> tuple[Wetsstuk, ...]:
        """Every alinea of the new text beside the words before, at its new place."""
        return tuple(self._alineas())

    def stukken_in(self, artikelen: Iterable[str]) -> Iterator[Wetsstuk]:
        """The changed pieces of some artikelen."""
        for artikel in artikelen:
            yield from self._per_artikel.get(artikel, ())

    @cached_property
    def _per_artikel(self) -> dict[str, list[Wetsstuk]]:
        uit: dict[str, list[Wetsstuk]] = {}
        for stuk in self.stukken:
            uit.setdefault(stuk.doel.artikel, []).append(stuk)
        return uit

    def _alineas(self) -> Iterator[Wetsstuk]:
        if self._verschil is None or self.wordt is None:
            return
        toen = {id(b): a for a, b in self._alineaparen()}
        for eenheid in wandel(self.wordt.wortel):
            if eenheid.soort not in _SOORTEN or eenheid.status is Status.VERVALLEN:
                continue
            for blok in eenheid.inhoud:
                if not isinstance(blok, Alinea):
                    continue
                oud = toen.get(id(blok))
                was, wordt = (inlinetekst(a.inhoud) if a is not None else "" for a in (oud, blok))
                doel = self._doel(eenheid)
                if doel is not None:
                    yield Wetsstuk(doel, was, wordt, self._boven(eenheid), kop=self._kop(eenheid))

    @cached_property
    def vervallen(self) -> tuple[Wetsstuk, ...]:
        """Every alinea of the old text that has no counterpart in the new one, at its old place."""
        if self._verschil is None or self.was is None:
            return ()
        blijft = {id(a) for a, _ in self._alineaparen()}
        return tuple(
            Wetsstuk(doel, inlinetekst(blok.inhoud), "")
            for eenheid in wandel(self.was.wortel)
            if eenheid.soort in _SOORTEN and eenheid.status is not Status.VERVALLEN
            for blok in eenheid.inhoud
            if isinstance(blok, Alinea) and id(blok) not in blijft
            if (doel := doel_op(self.wet.bwb, self.was.adres(eenheid))) is not None
        )

    def _alineaparen(self) -> Iterator[tuple[Alinea | None, Alinea]]:
        assert self._verschil is not None
        for _, paar in wandel_paren((self._verschil.paren,), alles=True):
            if isinstance(paar.wordt, Alinea):
                yield (paar.was if isinstance(paar.was, Alinea) else None), paar.wordt

    def _boven(self, eenheid: Eenheid) -> str:
        """The opening words of the units around a unit, outermost first."""
        assert self.wordt is not None
        delen: list[str] = []
        for e in self.wordt.voorouders(eenheid):
            if e.soort not in (*_SOORTEN, Soort.LIJST):
                break
            delen.insert(0, " ".join(inlinetekst(a.inhoud) for a in e.inhoud if isinstance(a, Alinea)))
        return " ".join(d for d in delen if d)

    def _kop(self, eenheid: Eenheid) -> str:
        """The heading of the artikel around a unit."""
        assert self.wordt is not None
        rond = (eenheid, *self.wordt.voorouders(eenheid))
        return next((inlinetekst(e.opschrift) for e in rond if e.soort is Soort.ARTIKEL), "")

    @cached_property
    def koppen(self) -> Mapping[str, str]:
        """Artikel → its heading in the text after."""
        wortel = self.wordt.wortel if self.wordt is not None else None
        artikelen = (e for e in wandel(wortel) if e.soort is Soort.ARTIKEL) if wortel is not None else ()
        return {kaal(e.nummer): inlinetekst(e.opschrift).strip() for e in artikelen}

    @cached_property
    def _lotgenoten(self) -> dict[int, Eenheid | None]:
        """id(unit before) → the same unit after; None when it lapsed. A unit that moved is found where it arrived."""
        uit: dict[int, Eenheid | None] = {}
        if self._verschil is not None:
            for _, paar in wandel_paren((self._verschil.paren,), alles=True):
                oud, nieuw = paar.was, paar.wordt
                if isinstance(oud, Eenheid) and not paar.vertrokken:
                    uit[id(oud)] = nieuw if isinstance(nieuw, Eenheid) else None
        return uit

    @cached_property
    def _voorgangers(self) -> dict[int, Eenheid]:
        """id(unit after) → the same unit before."""
        toen: dict[int, Eenheid] = {}
        if self._verschil is not None:
            for _, paar in wandel_paren((self._verschil.paren,), alles=True):
                if isinstance(paar.was, Eenheid) and isinstance(paar.wordt, Eenheid):
                    toen[id(paar.wordt)] = paar.was
        return toen

    def voor(self, eenheid: Eenheid) -> tuple[Eenheid | None, Adres | None]:
        """A unit of the new text as it was before, and where; nothing when it is new (or lapsed before)."""
        oud = self._voorgangers.get(id(eenheid))
        if oud is None or self.was is None or oud.status is Status.VERVALLEN:
            return None, None
        return oud, doel_op(self.wet.bwb, self.was.adres(oud))

    @cached_property
    def nieuw(self) -> tuple[Adres, ...]:
        """Places of the new text without a counterpart before (innermost units)."""
        bekend = {id(e) for e in self._lotgenoten.values() if e is not None}
        wortel = self.wordt.wortel if self.wordt is not None and self.was is not None else None
        eenheden = wandel(wortel) if wortel is not None else ()
        return tuple(
            d for e in eenheden if e.soort in _SOORTEN and id(e) not in bekend and (d := self._doel(e)) is not None
        )

    @cached_property
    def genoemd(self) -> Mapping[tuple[str, str], tuple[Adres, ...]]:
        """(artikel, lid) → the places that it names."""
        uit: dict[tuple[str, str], tuple[Adres, ...]] = {}
        for p in self.plaatsen:
            uit[(p.artikel, p.lid)] = (*uit.get((p.artikel, p.lid), ()), *(d for r in p.refs for d in r.doelen))
        return uit

    @cached_property
    def wortelgewichten(self) -> Wortelgewichten:
        """How telling a root is in this act."""
        return Wortelgewichten(p.tekst for p in self.plaatsen)

    @cached_property
    def gewichten(self) -> Gewichten:
        """How telling a word is in this act."""
        return Gewichten(p.tekst for p in self.plaatsen)

    def eenheden(self, doel: Adres) -> tuple[Eenheid | None, Eenheid | None]:
        """The unit at a number before and after; one that lapsed counts as absent."""
        was, wordt = (r.levend(doel) if r is not None else None for r in (self.was, self.wordt))
        return was, wordt

    def teksten(self, doel: Adres) -> tuple[str, str]:
        """The words at a number before and after; a lapsed unit has none."""
        was, wordt = self.eenheden(doel)
        return woorden(was), woorden(wordt)

    def naar(self, doel: Adres) -> Adres | None:
        """Where the unit that stood at a place before stands now; None when it lapsed or was not there."""
        oud = _vind(self.was, doel)
        nieuw = self._lotgenoten.get(id(oud)) if oud is not None else None
        return None if nieuw is None or nieuw.status is Status.VERVALLEN else self._doel(nieuw)

    def lot(self, doel: Adres) -> Lot:
        """What became of a place, with successors and transitional law."""
        if doel not in self._loten:
            self._loten[doel] = self._lot(doel)
        return self._loten[doel]

    def _lot(self, doel: Adres) -> Lot:
        if self.wordt is None:
            return Lot(doel, Stand.GEEN_TEKST, *self.teksten(doel))
        was, wordt = self.teksten(doel)
        stand = self._stand(doel, was, wordt)
        if stand not in (Stand.VERVALLEN, Stand.ANDERE_INHOUD):
            return Lot(doel, stand, was, wordt)
        return Lot(doel, stand, was, wordt, tuple(self._opvolgers(doel, was)), tuple(self._overgang(doel)))

    def geldt(self, doel: Adres) -> Stand:
        """How a place stands in the newest text alone: for words written after the change."""
        if self.wordt is None:
            return Stand.GEEN_TEKST
        nu = self.wordt.vind(doel)
        if nu.mist is not None:
            return Stand.VERVALLEN if _vind(self.was, doel) is not None else Stand.NOOIT
        return {Status.NOG_NIET: Stand.NOG_NIET, Status.VERVALLEN: Stand.VERVALLEN}.get(nu.status, Stand.GELIJK)

    def _stand(self, doel: Adres, was: str, wordt: str) -> Stand:
        nu = self.geldt(doel)
        if nu is not Stand.GELIJK or not was:
            return nu
        if self.was is None or _kaal(was) == _kaal(wordt):
            return Stand.GELIJK
        if _zonder_getallen(was) == _zonder_getallen(wordt):
            return Stand.GEWIJZIGD
        naar = self.naar(doel)
        verhuisd = (
            naar is not None
            and zonder_ster(naar) != zonder_ster(doel)
            and _vind(self.wordt, naar) is not _vind(self.wordt, doel)  # «6, eerste lid, onder b» is «6, onder b»
        )
        return Stand.ANDERE_INHOUD if verhuisd or self._anders(was, wordt) else Stand.GEWIJZIGD

    def _anders(self, was: str, wordt: str) -> bool:
        eerst, nu = (self.gewichten.profiel(_GETAL.sub(" ", t)) for t in (was, wordt))
        return bool(eerst) and bool(nu) and gelijkenis(eerst, nu) < ANDERS

    # --- successors ---

    def _opvolgers(self, doel: Adres, was: str) -> Iterator[Opvolger]:
        """Every successor once, strongest witness first; the alignment alone decides when it knows."""
        hier = self.naar(doel)
        if hier is not None and hier != doel and not self._anders(was, self.teksten(hier)[1]):
            yield Opvolger(hier, "uitlijning", "dezelfde tekst staat nu hier")
            return
        gezien: set[Adres] = {doel}
        for opvolger in (*self._volgens_maatregel(doel, was), *self._volgens_inhoud(was)):
            if opvolger.doel not in gezien and not any(opvolger.doel.binnen(g) for g in gezien):
                gezien.add(opvolger.doel)
                yield opvolger

    def _volgens_maatregel(self, doel: Adres, was: str) -> Iterator[Opvolger]:
        """Places of the same measure: what is about the same, or what was not seen yet (that must then be looked at)."""
        oud = self.gewichten.profiel(was)
        for plaats, rij in self.partners.items():
            if doel.binnen(plaats) or plaats.binnen(doel):
                for nieuw, gezien in rij:
                    lijkt = gelijkenis(oud, self.gewichten.profiel(self.teksten(nieuw)[1])) >= OPVOLGER
                    if lijkt or not gezien:
                        staart = "" if gezien else "; de wettekst in dit dossier heeft die tekst nog niet"
                        yield Opvolger(nieuw, "maatregel", f"volgens dezelfde maatregel{staart}")

    def _volgens_inhoud(self, was: str) -> Iterator[Opvolger]:
        oud = self.gewichten.profiel(was)
        kandidaten = [(gelijkenis(oud, self.gewichten.profiel(self.teksten(d)[1])), d) for d in self._nieuwe_teksten]
        beste = sorted((k for k in kandidaten if k[0] >= OPVOLGER), key=lambda k: -k[0])
        for _, doel in beste[:1]:
            yield Opvolger(doel, "inhoud", "nieuwe tekst over hetzelfde onderwerp")

    @cached_property
    def _nieuwe_teksten(self) -> tuple[Adres, ...]:
        """New leden, or new artikelen without leden."""
        return tuple(d for d in self.nieuw if (d.lid or not self._heeft_leden(d)) and not d.onderdeel)

    def _heeft_leden(self, doel: Adres) -> bool:
        eenheid = _vind(self.wordt, doel)
        return eenheid is not None and any(k.soort is Soort.LID for k in kinderen(eenheid))

    def _overgang(self, doel: Adres) -> Iterator[Adres]:
        for plaats in self.plaatsen:
            if is_overgang(plaats.tekst) and any(
                d.binnen(doel) or doel.binnen(d) for r in plaats.refs for d in r.doelen if _vroeger(r)
            ):
                yield plaats_in(self.wet.bwb, plaats.artikel, plaats.lid)

    def _doel(self, eenheid: Eenheid) -> Adres | None:
        assert self.wordt is not None
        return doel_op(self.wet.bwb, self.wordt.adres(eenheid))


def is_overgang(wettekst: str) -> bool:
    """Whether words of the law keep earlier law alive."""
    return bool(_BLIJFT.search(wettekst))


def doel_op(regeling: str, adres: Adres) -> Adres | None:
    """An address inside an act as the place that a reference names; None outside an artikel.

    >>> doel_op("BWBR0015703", plaats_in("", "31", "2", ("1°",))).tekst()
    'artikel 31, tweede lid, onderdeel 1'
    """
    if not adres.artikel:
        return None
    return plaats_in(regeling, adres.artikel, adres.lid, tuple(o.rstrip("°º") for o in adres.onderdeel))


def _vroeger(ref: Ref) -> bool:
    return "luidde" in ref.zin or "blijf" in ref.zin or "blijven" in ref.zin


def _vind(register: Register | None, doel: Adres) -> Eenheid | None:
    """The unit at a place, lapsed ones included."""
    gevonden = register.vind(doel) if register is not None else None
    return gevonden.eenheid if gevonden is not None and gevonden.mist is None else None


def _woordelijk(tekst: str) -> str:
    """The words without the mark at the end: an onderdeel that is no longer the last one did not change."""
    return legaal((tekst,)).rstrip(" .;")


def _zonder_getallen(tekst: str) -> str:
    return _GETAL.sub("#", _kaal(tekst))


def _kaal(tekst: str) -> str:
    """Words of a unit without its own number."""
    return re.sub(r"^\s*[\da-z]{1,4}[*.]*\s+", "", " ".join(tekst.split()))
