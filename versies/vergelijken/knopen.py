"""Nodes over a tree, made only where something differs, with fingerprints that decide exact equality in one comparison.

A fingerprint is a number given out per distinct content (hash-consing): two parts have the same number exactly when their
legal text, numbers, headings and statuses are the same all the way down. No hash can collide here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from verordening.adres import Adres, Stap
from verordening.boom import TOELICHTING, Alinea, Cel, Eenheid, Figuur, Rij, Soort, Status, Tabel, kaal
from verordening.register import adres_langs
from versies.vergelijken.paar import Deel, beelden, delen_van, eigen_tekst, legaal, nootalineas, nootplekken
from versies.wijziging import Plek

_ENKEL = TOELICHTING | {Soort.REGELING, Soort.OPSCHRIFT, Soort.AANHEF, Soort.LICHAAM, Soort.SLUITING}
_KLASSE = {Tabel: "tabel", Figuur: "figuur", Rij: "rij", Cel: "cel"}
_TEKST = frozenset({"alinea", *_KLASSE.values()})
_MAX_WOORDEN = 3000
_ZWAAR = 60
"""Characters below which units are equal by chance."""


class Vinger(NamedTuple):
    """Fingerprints of a part.

    ``vol``: everything; ``kern``: without its own number and label (0 for an empty part); ``grootte``: characters of text.
    """

    vol: int
    kern: int
    grootte: int


class Vingers:
    """Gives out fingerprints; one for both sides of a comparison."""

    def __init__(self) -> None:
        self._nummers: dict[object, int] = {"": 0}
        self._bekend: dict[int, Vinger] = {}
        self._losse: dict[str, tuple[int, int]] = {}
        self.tekst: dict[int, str] = {}
        """Fingerprint of an alinea → its words."""
        self.grof: list[Knoop] = []
        """Where so much changed that not every pair was compared."""
        self._was: int = 0
        self._in_wordt: set[int] = set()

    def naar_wordt(self) -> None:
        """From here on fingerprints are of the new version: all of the old one have been given out."""
        self._was = len(self._nummers)
        self._in_wordt.clear()

    def beide(self, kern: int) -> bool:
        """Whether exactly this content stands somewhere in both versions."""
        return kern < self._was and kern in self._in_wordt

    def van(self, deel: Deel) -> Vinger:
        """The fingerprints of a part. Parts must stay alive as long as this object."""
        vinger = self._bekend.get(id(deel))
        if vinger is None:
            if isinstance(deel, Alinea):
                vol, maat = self._woorden(deel)
                vinger = Vinger(vol, vol, maat)
            else:
                vinger = self._eenheid(deel) if isinstance(deel, Eenheid) else self._ander(deel)
            self._bekend[id(deel)] = vinger
        return vinger

    def _woorden(self, alinea: Alinea) -> tuple[int, int]:
        """Fingerprint and length of an alinea."""
        inhoud = alinea.inhoud
        if len(inhoud) == 1 and isinstance(enig := inhoud[0], str):
            if (eerder := self._losse.get(enig)) is None:
                tekst = legaal(inhoud)
                vol = self._nummers.setdefault(tekst, len(self._nummers))
                self.tekst[vol] = tekst
                eerder = self._losse[enig] = vol, len(tekst)
            return eerder
        tekst = legaal(inhoud)
        sleutel: object = tekst
        if inhoud:
            noten = tuple([v for v in [self.van(n)[0] for n in delen_van(alinea)] if v])
            plaatjes = beelden(alinea.inhoud)
            if noten or plaatjes:
                sleutel = tekst, noten, plaatjes, nootplekken(alinea.inhoud)
        vol = self._nummers.setdefault(sleutel, len(self._nummers))
        self.tekst[vol] = tekst
        return vol, len(tekst)

    def _eenheid(self, eenheid: Eenheid) -> Vinger:
        nummers = self._nummers
        kop = eigen_tekst(eenheid) if eenheid.opschrift or eenheid.subtitel else ""
        grootte = len(kop)
        sleutel: list[object] = [eenheid.soort, kop, eenheid.status]
        for blok in delen_van(eenheid):
            if isinstance(blok, Alinea):
                vol, maat = self._woorden(blok)
            else:
                vol, _, maat = self.van(blok)
            if vol:
                sleutel.append(vol)
                grootte += maat
        kern = nummers.setdefault(tuple(sleutel), len(nummers))
        self._in_wordt.add(kern)
        vol = kern
        if eenheid.nummer or eenheid.label:
            vol = nummers.setdefault((kern, kaal(eenheid.nummer), eenheid.label.lower()), len(nummers))
        return Vinger(vol, kern, grootte)

    def _ander(self, deel: Tabel | Figuur | Rij | Cel) -> Vinger:
        onder = [self.van(d) for d in delen_van(deel)]
        extra: object = deel.afbeelding.bron if isinstance(deel, Figuur) else ""
        if isinstance(deel, (Tabel, Figuur)) and (noten := tuple(self.van(n).vol for n in nootalineas(deel))):
            extra = extra, noten
        tekst = eigen_tekst(deel)
        # Lege cellen houden hun plaats in de rij; elders telt wat leeg is niet mee.
        vols = tuple(v.vol for v in onder if v.vol or isinstance(deel, Rij))
        vol = self._nummers.setdefault((_KLASSE[type(deel)], tekst, extra, *vols), len(self._nummers))
        if isinstance(deel, Cel) and not vols:
            vol = 0
        return Vinger(vol, vol, len(tekst) + sum(v.grootte for v in onder))


class Knoop:
    """A part at its place in one version: parent, partner in the other version, and what it looks like."""

    __slots__ = tuple(
        """
        _kinderen _plek _woorden blijft deel eigen_kinderen gedeeld klasse nummer ouder partner rang verdeeld verstoord
        vinger vingers
        """.split()
    )

    def __init__(self, deel: Deel, ouder: Knoop | None, vingers: Vingers) -> None:
        self.deel = deel
        self.ouder = ouder
        self.vingers = vingers
        self.vinger = vingers.van(deel)
        self.partner: Knoop | None = None
        self.blijft = False
        """Matched, and in the same order among its brothers and sisters as its partner."""
        self.verstoord = False
        """Something below was matched with a unit elsewhere: equal or not, it must be opened."""
        self.gedeeld: Knoop | None = None
        """The unit of the other version with which words are shared by a split or a merge."""
        self.verdeeld = False
        """Its words stand in several units of the other version."""
        self.eigen_kinderen = False
        """The children are not those of the tree (leden around plain text)."""
        self.rang = 0
        """Place among its brothers and sisters."""
        self._kinderen: list[Knoop] | None = None
        self._plek: Plek | None = None
        self._woorden: list[str] | None = None
        if isinstance(deel, Eenheid):
            self.klasse = deel.soort.value
            self.nummer = _nummersleutel(deel)
        elif isinstance(deel, Alinea):
            self.klasse, self.nummer = "alinea", ""
        else:
            self.klasse = _KLASSE[type(deel)]
            self.nummer = _tabelsleutel(deel)

    @property
    def kinderen(self) -> list[Knoop]:
        """Nodes of what stands directly below, made at first use; parts without any legal text are left out."""
        if self._kinderen is None:
            leeg_mag = isinstance(self.deel, Rij)
            knopen = (Knoop(d, self, self.vingers) for d in delen_van(self.deel))
            self.zet_kinderen([k for k in knopen if leeg_mag or k.vinger.vol], eigen=False)
        assert self._kinderen is not None
        return self._kinderen

    def zet_kinderen(self, kinderen: list[Knoop], *, eigen: bool = True) -> None:
        """The nodes below; ``eigen``: other ones than the tree gives (leden around plain text)."""
        self._kinderen, self.eigen_kinderen = kinderen, eigen
        for rang, knoop in enumerate(kinderen):
            knoop.rang = rang

    @property
    def plek(self) -> Plek:
        """Where the part stands in its own version; worked out when it is asked for."""
        if self._plek is None:
            self._plek = self._zoek_plek()
        return self._plek

    def _zoek_plek(self) -> Plek:
        deel, ouder = self.deel, self.ouder
        if ouder is None:
            return Plek(Adres(), pad=())
        boven = ouder.plek
        pad = (*(boven.pad or ()), self.rang)
        if self.los_lid:
            pad = pad[:-1]  # de tekst staat zelf in het artikel
        elif ouder.los_lid and ouder.ouder is not None:
            pad = (*pad[:-1], self.rang + ouder.rang)
        eigen = deel if isinstance(deel, (Eenheid, Tabel, Figuur)) else None
        adres = Adres((*boven.adres.stappen, *self._stappen(ouder)))
        return Plek(adres, (eigen.eId if eigen else "") or boven.eId, eigen.wId if eigen else "", pad)

    def _stappen(self, ouder: Knoop) -> tuple[Stap, ...]:
        """The step to this part in an address; none for what an address does not name."""
        if isinstance(self.deel, Eenheid):
            # Tekst zonder naam: haar plaats is die van wat eromheen staat.
            naamloos = self.los_lid or (self.deel.soort is Soort.DIVISIETEKST and not kaal(self.deel.nummer))
            return () if naamloos else adres_langs((self.deel,)).stappen
        return (Stap(self.klasse, str(sum(k.klasse == self.klasse for k in ouder.kinderen[: self.rang + 1]))),)

    @property
    def eenheid(self) -> Plek:
        """The place, called after the unit at or around the part."""
        stappen = self.plek.adres.stappen
        while stappen and stappen[-1].soort in _TEKST:
            stappen = stappen[:-1]
        return replace(self.plek, adres=Adres(stappen))

    @property
    def woorden(self) -> list[str]:
        """The words of the whole part; of a very long part its beginning and end."""
        if self._woorden is None:
            eigen = self.tekst
            woorden = eigen.split()
            if self.klasse != "alinea" or self.kinderen:
                # Kopie, want de woorden van een kind blijven van dat kind.
                woorden = [*woorden, *chain.from_iterable([k.woorden for k in self.kinderen])]
                if len(woorden) > _MAX_WOORDEN:
                    woorden = woorden[: _MAX_WOORDEN // 2] + woorden[-_MAX_WOORDEN // 2 :]
            self._woorden = woorden
        return self._woorden

    @property
    def tekst(self) -> str:
        """The text of the part itself: of an alinea, a heading, a title."""
        return self.vingers.tekst[self.vinger.vol] if self.klasse == "alinea" else eigen_tekst(self.deel)

    @property
    def elders_gelijk(self) -> bool:
        """Exactly this unit stands in both versions: its partner, if it is not here, may be there."""
        vinger = self.vinger
        return vinger.grootte >= _ZWAAR and isinstance(self.deel, Eenheid) and self.vingers.beide(vinger.kern)

    @property
    def los_lid(self) -> bool:
        """Plain text of an artikel, compared as a lid: it is no part of the tree."""
        return self.ouder is not None and self.ouder.eigen_kinderen and self.ouder.kinderen[-1] is self

    def wid(self) -> str:
        """Identity for life, empty when the source gives none."""
        return self.deel.wId if isinstance(self.deel, (Eenheid, Tabel)) else ""

    @property
    def grafsteen(self) -> bool:
        """A unit that lapsed or is reserved: its words, if any, say nothing about who it is."""
        return isinstance(self.deel, Eenheid) and self.deel.status in (Status.VERVALLEN, Status.GERESERVEERD)


def _nummersleutel(eenheid: Eenheid) -> str:
    if eenheid.soort in _ENKEL:
        return eenheid.soort.value
    nummer = kaal(eenheid.nummer)
    if eenheid.soort is Soort.BEGRIP and not nummer:
        return legaal(eenheid.opschrift).rstrip(":").strip().lower()
    return nummer


def _tabelsleutel(deel: Tabel | Figuur | Rij | Cel) -> str:
    if isinstance(deel, Tabel):
        return legaal(deel.titel)
    if isinstance(deel, Rij) and deel.cellen:
        return " ".join(t for b in deel.cellen[0].inhoud for t in _teksten(b))
    return ""


def _teksten(deel: Deel) -> Iterator[str]:
    eigen = eigen_tekst(deel)
    if eigen:
        yield eigen
    for onder in delen_van(deel):
        yield from _teksten(onder)
