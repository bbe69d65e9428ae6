"""Whether the target of a reference exists: against the text of the target at a date.

Texts are given, never fetched: this module is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from verordening.boom import Eenheid, Regeling, Soort, Status, kaal, kinderen, regels, wandel
from wetgeving.verwijzingen.typen import Plek, Verwijzing

__all__ = ["Doelteksten", "Toestand", "Uitkomst", "los_op", "vul_reeksen"]


class Toestand(StrEnum):
    """What became of a target."""

    BESTAAT = "bestaat"
    VERVALLEN = "vervallen"
    NOG_NIET = "nog niet in werking"
    VERNUMMERD = "vernummerd"
    ARTIKEL_ONTBREEKT = "artikel ontbreekt"
    LID_ONTBREEKT = "lid ontbreekt"
    ONDERDEEL_ONTBREEKT = "onderdeel ontbreekt"
    DEEL_ONTBREEKT = "deel ontbreekt"
    REGELING_ONBEKEND = "regeling onbekend"
    TEKST_NIET_BESCHIKBAAR = "tekst niet beschikbaar"


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What was found for one reference.

    Args:
        verwijzing: the reference, with its evidence (words, position, rule).
        toestand: what became of the target.
        eId: the target in its text; empty when there is none.
        versie: the day from which the text holds that was looked at.
        nu: new number, when renumbered; the missing unit, when a unit is missing.
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


def _plat(nummer: str) -> str:
    return kaal(nummer).replace("_", " ").rstrip("°º").lower()


class _Tekst:
    """One version with its articles by number."""

    def __init__(self, regeling: Regeling) -> None:
        self.regeling = regeling
        gegevens = regeling.gegevens
        self.vanaf = gegevens.juridisch_werkend_vanaf or gegevens.geldig_vanaf or date.min

    @cached_property
    def artikelen(self) -> dict[str, Eenheid]:
        """Article number → article, in document order; of doubled numbers the first that is not lapsed."""
        uit: dict[str, Eenheid] = {}
        for eenheid in wandel(self.regeling.wortel):
            if eenheid.soort is Soort.ARTIKEL:
                nummer = _plat(eenheid.nummer)
                if nummer not in uit or uit[nummer].status is Status.VERVALLEN:
                    uit[nummer] = eenheid
        return uit

    @cached_property
    def per_identiteit(self) -> dict[str, Eenheid]:
        """Identity for life → article."""
        return {i: e for e in self.artikelen.values() if (i := _identiteit(e))}

    @cached_property
    def delen(self) -> dict[tuple[str, str], Eenheid]:
        """Larger units by kind and number."""
        return {
            (e.soort.value, _plat(e.nummer)): e
            for e in wandel(self.regeling.wortel)
            if e.soort not in (Soort.LID, Soort.ONDERDEEL, Soort.ARTIKEL, Soort.LIJST, Soort.BEGRIP)
        }


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
    if verwijzing.artikel is None:
        return _deel(verwijzing, tekst, versie, statisch)
    artikel = tekst.artikelen.get(_plat(verwijzing.artikel))
    if artikel is None:
        nu = _vernummerd(verwijzing.artikel, verwijzing.regeling, tekst, teksten, op)
        soort = Toestand.VERNUMMERD if nu else Toestand.ARTIKEL_ONTBREEKT
        return Uitkomst(verwijzing, soort, versie=versie, nu=nu, statisch=statisch)
    if artikel.status is Status.VERVALLEN:
        nu = _vernummerd(verwijzing.artikel, verwijzing.regeling, tekst, teksten, op)
        soort = Toestand.VERNUMMERD if nu else Toestand.VERVALLEN
        return Uitkomst(verwijzing, soort, artikel.eId, versie, nu, statisch)
    if artikel.status is Status.NOG_NIET:
        return Uitkomst(verwijzing, Toestand.NOG_NIET, artikel.eId, versie, statisch=statisch)
    eenheid, mist, wat = artikel, None, ""
    for plek in verwijzing.plekken:
        eenheid, mist, wat = _plek(artikel, plek)
        if mist is not None:
            return Uitkomst(verwijzing, mist, eenheid.eId, versie, wat, statisch)
    doel = eenheid if len(verwijzing.plekken) == 1 else artikel
    return Uitkomst(verwijzing, Toestand.BESTAAT, doel.eId, versie, statisch=statisch)


def _deel(verwijzing: Verwijzing, tekst: _Tekst, versie: date | None, statisch: bool) -> Uitkomst:
    """A larger unit, or the regulation as a whole."""
    for soort, nummer in verwijzing.delen:
        if not nummer or soort in ("tabel", "boek"):
            continue
        eenheid = tekst.delen.get((soort, _plat(nummer)))
        if eenheid is None:
            return Uitkomst(verwijzing, Toestand.DEEL_ONTBREEKT, "", versie, f"{soort} {nummer}", statisch)
        toestand = {Status.VERVALLEN: Toestand.VERVALLEN, Status.NOG_NIET: Toestand.NOG_NIET}.get(
            eenheid.status, Toestand.BESTAAT
        )
        return Uitkomst(verwijzing, toestand, eenheid.eId, versie, statisch=statisch)
    return Uitkomst(verwijzing, Toestand.BESTAAT, tekst.regeling.wortel.eId, versie, statisch=statisch)


def _plek(artikel: Eenheid, plek: Plek) -> tuple[Eenheid, Toestand | None, str]:
    """The unit at a place inside an article: (unit, None, "") or (last unit found, what is missing, its number)."""
    eenheid = artikel
    if plek.lid:
        leden = [k for k in kinderen(artikel) if k.soort is Soort.LID]
        gekozen = _lid(leden, plek.lid)
        if gekozen is None and not (plek.lid == "1" and not leden):
            return artikel, Toestand.LID_ONTBREEKT, plek.lid
        eenheid = gekozen or artikel
        if eenheid.status is Status.VERVALLEN or _leeg_vervallen(eenheid):
            return eenheid, Toestand.VERVALLEN, plek.lid
    for nummer in plek.onderdeel:
        if nummer == "aanhef" or nummer.startswith("streepje"):
            break
        kandidaten = [k for k in kinderen(eenheid) if k.soort in (Soort.ONDERDEEL, Soort.BEGRIP)]
        if not kandidaten and not plek.lid:
            kandidaten = [
                o for k in kinderen(eenheid) for o in kinderen(k) if o.soort in (Soort.ONDERDEEL, Soort.BEGRIP)
            ]
        gevonden = next((k for k in kandidaten if _plat(k.nummer) == _plat(nummer)), None)
        if gevonden is None:
            return eenheid, Toestand.ONDERDEEL_ONTBREEKT, nummer
        eenheid = gevonden
    return eenheid, None, ""


def _lid(leden: list[Eenheid], nummer: str) -> Eenheid | None:
    if nummer == "laatste" and leden:
        return leden[-1]
    return next((lid for lid in leden if _plat(lid.nummer) == _plat(nummer)), None)


def _leeg_vervallen(eenheid: Eenheid) -> bool:
    woorden = " ".join(tekst for _, tekst in regels(eenheid)).lower()
    return woorden.rstrip(" .]").endswith("vervallen") and len(woorden) < 30


def _vernummerd(nummer: str, werk: str, tekst: _Tekst, teksten: Doelteksten, op: date | None) -> str:
    """The number that the article of an earlier version bears now; empty when it does not live on under another."""
    for ouder in teksten.eerder(werk, op):
        artikel = ouder.artikelen.get(_plat(nummer))
        if artikel is None or artikel.status is not Status.GELDEND:
            continue
        nu = tekst.per_identiteit.get(_identiteit(artikel)) if _identiteit(artikel) else None
        if nu is not None and _plat(nu.nummer) != _plat(nummer) and nu.status is not Status.VERVALLEN:
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
                uit += _tussen(begin, v, tekst)
        begin = v if v.reeks == "begin" else None
        uit.append(v)
    return uit


def _tussen(begin: Verwijzing, eind: Verwijzing, tekst: _Tekst) -> list[Verwijzing]:
    if begin.artikel is None or eind.artikel is None:
        return []
    nummers = list(tekst.artikelen)
    try:
        van, tot = nummers.index(_plat(begin.artikel)), nummers.index(_plat(eind.artikel))
    except ValueError:
        return []
    return [
        begin._replace(eind=eind.eind, artikel=kaal(tekst.artikelen[n].nummer).replace("_", " "), reeks="tussen")
        for n in nummers[van + 1 : tot]
        if tekst.artikelen[n].status is not Status.VERVALLEN
    ]
