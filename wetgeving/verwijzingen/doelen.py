"""Whether the target of a reference exists: against the text of the target at a date. Texts are given, never fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from verordening.adres import Adres, Stap
from verordening.boom import Eenheid, Regeling, Soort, Status, kaal, wandel
from verordening.register import FIJN, Register, Vondst
from wetgeving.verwijzingen.typen import BINNEN, Verwijzing


class Toestand(StrEnum):
    """What became of a target."""

    BESTAAT = "bestaat"
    VERVALLEN = "vervallen"
    NOG_NIET = "nog niet in werking"
    VERNUMMERD = "vernummerd"
    VERSCHOVEN = "verschoven"
    """The number is there, but what the words meant when they were written stands elsewhere now."""
    ARTIKEL_ONTBREEKT = "artikel ontbreekt"
    LID_ONTBREEKT = "lid ontbreekt"
    ONDERDEEL_ONTBREEKT = "onderdeel ontbreekt"
    DEEL_ONTBREEKT = "deel ontbreekt"
    REGELING_ONBEKEND = "regeling onbekend"
    TEKST_NIET_BESCHIKBAAR = "tekst niet beschikbaar"


_STAND = {Status.VERVALLEN: Toestand.VERVALLEN, Status.NOG_NIET: Toestand.NOG_NIET}
_MIST = {
    "artikel": Toestand.ARTIKEL_ONTBREEKT,
    "lid": Toestand.LID_ONTBREEKT,
    "onderdeel": Toestand.ONDERDEEL_ONTBREEKT,
}
_NIET_TE_ZIEN = frozenset({"tabel", "boek", "streepje"})
"""Steps that a text can have without a unit for it: not found says nothing."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What was found for one reference.

    Args:
        verwijzing: the reference, with its evidence (words, position, rule).
        toestand: what became of the target.
        eId: the target in its text; empty when there is none.
        versie: the day from which the text holds that was looked at.
        nu: new number, when renumbered; where it stands now, when it moved; the missing unit, when a unit is missing.
        statisch: the words fix a moment; the text of that moment was not judged.
    """

    verwijzing: Verwijzing
    toestand: Toestand
    eId: str = ""
    versie: date | None = None
    nu: str = ""
    statisch: bool = False


class Doelteksten:
    """Versions of regulations, looked up by id and date."""

    def __init__(self, regelingen: Iterable[Regeling]) -> None:
        self._alle = tuple(regelingen)

    def met(self, regeling: Regeling) -> Doelteksten:
        """The same texts and one more."""
        return Doelteksten((*self._alle, regeling))

    @cached_property
    def _per_werk(self) -> dict[str, list[_Tekst]]:
        uit: dict[str, list[_Tekst]] = {}
        for regeling in self._alle:
            if regeling.gegevens.werk:
                uit.setdefault(regeling.gegevens.werk.split("_")[0], []).append(_Tekst(regeling))
        for versies in uit.values():
            versies.sort(key=lambda t: t.vanaf)
        return uit

    def tekst(self, werk: str, op: date | None) -> _Tekst | None:
        """The version that held on a day; the newest without a day; None when there is none."""
        versies = self._per_werk.get(werk.split("_")[0], [])
        if op is not None:
            versies = [v for v in versies if v.vanaf <= op]
        return versies[-1] if versies else None

    def eerder(self, werk: str, op: date | None) -> Sequence[_Tekst]:
        """Versions before the one of :meth:`tekst`, newest first."""
        hier = self.tekst(werk, op)
        versies = self._per_werk.get(werk.split("_")[0], [])
        return [v for v in reversed(versies) if hier is not None and v.vanaf < hier.vanaf]


class _Tekst:
    """One version."""

    def __init__(self, regeling: Regeling) -> None:
        self.register = Register.van(regeling)
        gegevens = regeling.gegevens
        self.vanaf = gegevens.juridisch_werkend_vanaf or gegevens.geldig_vanaf or date.min

    @cached_property
    def per_identiteit(self) -> dict[str, Eenheid]:
        """Identity for life → article."""
        return {i: e for e in wandel(self.register.wortel) if e.soort is Soort.ARTIKEL and (i := _identiteit(e))}


def _identiteit(eenheid: Eenheid) -> str:
    return eenheid.wId or (eenheid.herkomst.label_id if eenheid.herkomst else "")


def los_op(verwijzing: Verwijzing, teksten: Doelteksten, op: date | None) -> Uitkomst:
    """What became of the target of one reference at a date.

    Args:
        verwijzing: the reference.
        teksten: the texts that are known.
        op: the day; None = the newest text.
    """
    statisch = bool(verwijzing.moment)
    if verwijzing.regeling is None:
        return Uitkomst(verwijzing, Toestand.REGELING_ONBEKEND, statisch=statisch)
    tekst = teksten.tekst(verwijzing.regeling, op)
    if tekst is None:
        return Uitkomst(verwijzing, Toestand.TEKST_NIET_BESCHIKBAAR, statisch=statisch)
    versie = tekst.vanaf if tekst.vanaf != date.min else None
    vondsten = [tekst.register.vind(a) for a in _plaatsen(verwijzing)]
    gevonden = next((v for v in vondsten if v.mist or v.status in _STAND), vondsten[0])
    toestand, nu = _toestand(gevonden)
    if gevonden.mist is not None and _deelbaar(vondsten, gevonden):
        toestand, nu = Toestand.BESTAAT, ""
    if verwijzing.artikel and toestand in (Toestand.ARTIKEL_ONTBREEKT, Toestand.VERVALLEN):
        nieuw = _vernummerd(verwijzing.artikel, verwijzing.regeling, tekst, teksten, op)
        toestand, nu = (Toestand.VERNUMMERD, nieuw) if nieuw else (toestand, "" if gevonden.mist else nu)
    if toestand is Toestand.BESTAAT and len(vondsten) > 1:
        gevonden = tekst.register.vind(Adres((Stap("artikel", verwijzing.artikel or ""),)))
    eid = "" if toestand in (Toestand.ARTIKEL_ONTBREEKT, Toestand.DEEL_ONTBREEKT) else gevonden.eenheid.eId
    return Uitkomst(verwijzing, toestand, eid, versie, nu, statisch)


def _plaatsen(verwijzing: Verwijzing) -> list[Adres]:
    """The places that the words name, as far as the finder can tell them apart in a text."""
    uit = []
    for plaats in verwijzing.plaatsen:
        stappen = [s for s in plaats.stappen if s.nummer and s.soort not in _NIET_TE_ZIEN and s.soort not in FIJN]
        artikel = next((n for n, s in enumerate(stappen) if s.soort == "artikel"), -1)
        if artikel >= 0:  # het nummer van een artikel is uniek, behalve in een bijlage
            uit.append(Adres((*(s for s in stappen[:artikel] if s.soort == "bijlage"), *stappen[artikel:])))
        else:
            uit.append(Adres(tuple(stappen)))
    return uit


def _toestand(gevonden: Vondst) -> tuple[Toestand, str]:
    mist = gevonden.mist
    if mist is None:
        return _STAND.get(gevonden.status, Toestand.BESTAAT), ""
    if mist.soort in _MIST:
        return _MIST[mist.soort], mist.nummer
    return Toestand.DEEL_ONTBREEKT, f"{mist.soort} {mist.nummer}"


def _deelbaar(vondsten: list[Vondst], gevonden: Vondst) -> bool:
    """ "tweede en derde lid, onderdeel a": the onderdeel may belong to the last lid only."""
    return gevonden.mist.soort == "onderdeel" and vondsten[-1].mist is None and gevonden is not vondsten[-1]  # type: ignore[union-attr]


def _vernummerd(nummer: str, werk: str, tekst: _Tekst, teksten: Doelteksten, op: date | None) -> str:
    """The number that the article of an earlier version bears now; empty when it does not live on under another."""
    adres = Adres((Stap("artikel", nummer),))
    for ouder in teksten.eerder(werk, op):
        toen = ouder.register.levend(adres)
        if toen is None or toen.status is not Status.GELDEND:
            continue
        nu = tekst.per_identiteit.get(_identiteit(toen)) if _identiteit(toen) else None
        if nu is not None and kaal(nu.nummer) != kaal(toen.nummer) and nu.status is not Status.VERVALLEN:
            return kaal(nu.nummer)
        return ""
    return ""


def vul_reeksen(verwijzingen: Iterable[Verwijzing], teksten: Doelteksten, op: date | None) -> list[Verwijzing]:
    """The same references, with the articles between the two ends of every range whose target text is known."""
    uit: list[Verwijzing] = []
    begin: Verwijzing | None = None
    for v in verwijzingen:
        if v.reeks == "eind" and begin is not None and begin.regeling == v.regeling and v.regeling:
            tekst = teksten.tekst(v.regeling, op) or teksten.tekst(v.regeling, None)
            if tekst is not None:
                uit += _tussen(begin, v, tekst.register)
        begin = v if v.reeks == "begin" else None
        uit.append(v)
    return uit


def _tussen(begin: Verwijzing, eind: Verwijzing, register: Register) -> list[Verwijzing]:
    """The artikelen, or larger units of one kind, between the two ends of a range."""
    einden = [tuple(s for s in v.plaatsen[0].stappen if s.soort not in BINNEN) for v in (begin, eind)]
    if begin.artikel:  # het nummer van een artikel is uniek, behalve in een bijlage
        einden = [tuple(s for s in stappen if s.soort in ("bijlage", "artikel")) for stappen in einden]
    if not all(einden) or einden[0][-1].soort != einden[1][-1].soort:
        return []
    van, tot = (register.vind(Adres(stappen)) for stappen in einden)
    if van.mist is not None or tot.mist is not None:
        return []
    boven, soort = einden[0][:-1], einden[0][-1].soort
    return [
        begin._replace(
            eind=eind.eind,
            plaatsen=(Adres((*boven, Stap(soort, kaal(e.nummer))), begin.regeling or ""),),
            reeks="tussen",
        )
        for e in register.tussen(van.eenheid, tot.eenheid)
        if e.status is not Status.VERVALLEN
    ]
