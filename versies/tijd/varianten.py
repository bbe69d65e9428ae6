"""One regulation for several municipalities: the shared text once, parameters and deviations apart.

A *variant* is the shared text with its parameters filled in and some units replaced. Two texts are the same when the hash
of their normalised words is the same; what may differ (name, dates, amounts) is a parameter, and anything else is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Inline,
    Opmaak,
    Redactie,
    Regeling,
    Soort,
    Verwijzing,
    is_bepaling,
    tekst,
    wandel,
)
from verordening.eid import met_eids
from verordening.register import Register

_DRAGERS = STRUCTUUR | {Soort.REGELING, Soort.LICHAAM}
_GAT = re.compile(r"\[([a-z][a-z0-9_-]*)\]")


@dataclass(frozen=True, slots=True)
class Afwijking:
    """A unit that a municipality has otherwise, by identity (wId); ``eenheid`` None: it is not there."""

    wId: str
    eenheid: Eenheid | None
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """What one municipality has of its own: values for the parameters, and deviating units."""

    gemeente: str
    waarden: Mapping[str, str] = field(default_factory=dict)
    afwijkingen: tuple[Afwijking, ...] = ()


@dataclass(frozen=True, slots=True)
class Gelijkheid:
    """Municipalities with the same text of one unit; more than one group means a difference."""

    adres: str
    groepen: tuple[tuple[str, ...], ...]

    @property
    def gelijk(self) -> bool:
        """All the same."""
        return len(self.groepen) == 1


def normaal(woorden: str) -> str:
    """Words for comparing: NFC, one kind of space, quote and dash, no space at the ends (``regels`` F.4).

    >>> normaal("“acht\\u00a0 weken” –  ja")
    '"acht weken" - ja'
    """
    plat = unicodedata.normalize("NFC", woorden)
    plat = re.sub("[\u2018\u2019\u201a\u2032`´]", "'", re.sub("[\u201c\u201d\u201e\u2033«»]", '"', plat))
    return " ".join(re.sub("[\u2010-\u2015\u2212]", "-", plat).split())


def vingerafdruk(eenheid: Eenheid) -> str:
    """Hash of the normalised words of a unit with everything below it."""
    return sha256(normaal(tekst(eenheid)).encode()).hexdigest()


def variant_uit(eigen: Regeling) -> Variant:
    """A variant from its file: a regulation with only the deviating units, and the parameters as ``kenmerken``.

    Every unit with an identity that stands directly in the body replaces the shared unit with that identity.
    """
    eenheden = [b for b in _toppen(eigen.wortel) if b.wId and b.soort is not Soort.OPSCHRIFT]
    waarden = {"gemeente": eigen.gegevens.gemeente, **dict(eigen.gegevens.kenmerken)}
    return Variant(eigen.gegevens.gemeente, waarden, tuple(Afwijking(e.wId, e) for e in eenheden))


def vul_in(gedeeld: Regeling, variant: Variant) -> Regeling:
    """The text of one municipality: parameters ``[naam]`` filled in, deviating units put in place.

    A parameter without a value stays as it is, visibly, and is a finding of the result.

    Raises:
        Geweigerd: a value that the text does not ask for, or a deviation from a unit that is not there.
    """
    bekend = {e.wId for e in wandel(gedeeld.wortel) if e.wId}
    for afwijking in variant.afwijkingen:
        if afwijking.wId not in bekend:
            raise Geweigerd.om("afwijking-zonder-plaats", variant.gemeente, wid=afwijking.wId)
    vuller = _Vuller(variant)
    wortel = vuller.eenheid(gedeeld.wortel, {a.wId: a for a in variant.afwijkingen})
    assert wortel is not None
    if over := sorted(variant.waarden.keys() - vuller.gebruikt - {"gemeente"}):
        raise Geweigerd.om("waarde-ongebruikt", variant.gemeente, over=over[0])
    open_ = [
        Bevinding.van("parameter-open", variant.gemeente, f"[{naam}]")
        for naam in sorted(set(_GAT.findall(tekst(wortel))))
    ]
    gegevens = replace(gedeeld.gegevens, gemeente=variant.gemeente)
    return met_eids(Regeling(gegevens, wortel, (*gedeeld.bevindingen, *open_)))


class _Vuller:
    def __init__(self, variant: Variant) -> None:
        self.waarden = variant.waarden
        self.gebruikt: set[str] = set()

    def eenheid(self, e: Eenheid, anders: Mapping[str, Afwijking]) -> Eenheid | None:
        if e.wId in anders:
            eigen = anders[e.wId].eenheid
            if eigen is None:
                return None
            e = eigen.met(wId=e.wId)
        inhoud: list[Blok] = []
        for blok in e.inhoud:
            if isinstance(blok, Eenheid):
                kind = self.eenheid(blok, anders)
                inhoud += [kind] if kind is not None else []
            else:
                inhoud.append(Alinea(self.inline(blok.inhoud), blok.rol) if isinstance(blok, Alinea) else blok)
        return e.met(inhoud=tuple(inhoud), opschrift=self.inline(e.opschrift), subtitel=self.inline(e.subtitel))

    def inline(self, delen: tuple[Inline, ...]) -> tuple[Inline, ...]:
        uit: list[Inline] = []
        for deel in delen:
            if isinstance(deel, str):
                uit.append(_GAT.sub(self._waarde, deel))
            elif isinstance(deel, (Opmaak, Verwijzing, Redactie)):
                uit.append(replace(deel, inhoud=self.inline(deel.inhoud)))
            else:
                uit.append(deel)
        return tuple(uit)

    def _waarde(self, gat: re.Match[str]) -> str:
        if gat[1] not in self.waarden:
            return gat[0]
        self.gebruikt.add(gat[1])
        return self.waarden[gat[1]]


def gelijkheid(teksten: Mapping[str, Regeling]) -> tuple[Gelijkheid, ...]:
    """Per artikel (and other top unit) which municipalities have the same words, normalised.

    Args:
        teksten: municipality to its text.
    """
    per_adres: dict[str, dict[str, list[str]]] = {}
    for gemeente, regeling in teksten.items():
        register = Register.van(regeling)
        for e in _toppen(regeling.wortel):
            adres = register.adres(e).tekst() or e.soort.value
            per_adres.setdefault(adres, {}).setdefault(vingerafdruk(e), []).append(gemeente)
    uit = []
    for adres, groepen in per_adres.items():
        over = [g for g in teksten if not any(g in leden for leden in groepen.values())]
        delen = [tuple(leden) for leden in groepen.values()] + ([tuple(over)] if over else [])
        uit.append(Gelijkheid(adres, tuple(sorted(delen, key=lambda d: (-len(d), d)))))
    return tuple(uit)


def _toppen(wortel: Eenheid) -> Iterable[Eenheid]:
    for blok in wortel.delen:
        los = is_bepaling(blok) and not any(e.soort is Soort.ARTIKEL for e in wandel(blok))
        if blok.soort in _DRAGERS and not los:  # een paragraaf met tekst, zonder artikelen, is er zelf een
            yield from _toppen(blok)
        else:
            yield blok
