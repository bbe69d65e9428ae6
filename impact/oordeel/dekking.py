"""Coverage both ways between measures and law: is every official change explained, and is every claim true.

Official: the articles whose publications carry the number of the parliamentary file (``dossier``) in the newest text.
Claimed: the places of law that the measures name. Both are compared with the texts before and after, lid by lid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from impact.dossier.model import Dekking, Dekkingsregel, Wetswijziging, Wettekst
from impact.dossier.wetskant import doel_van, woorden
from impact.oordeel.uitlijning import Wetsuitlijning
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding
from verordening.boom import Eenheid, Regeling, Soort, Status, inlinetekst, kaal, kinderen, wandel
from verordening.dagen import dag as dagwoord
from versies.vergelijken.paar import legaal
from versies.vergelijken.woorden import vergelijk_tekst
from wetgeving.maatregelen import Maatregel, Maatregelenlijst, Wetsplaats

_VERANDERING = frozenset({"nieuw", "gewijzigd", "vervallen", "niet-in-werking"})


Kanten = Mapping[str, Wetsuitlijning]
"""Per act (BWB id) its two texts, laid over each other."""


def kanten_van(wetten: Sequence[Wettekst]) -> Kanten:
    """Both texts of every act, aligned: make it once, use it for every measure."""
    return {w.bwb: Wetsuitlijning(w) for w in wetten}


def wetswijzigingen(maatregel: Maatregel, kanten: Kanten) -> tuple[Wetswijziging, ...]:
    """What the two texts show at every place that a measure names, and whether that agrees with the measure."""
    return tuple(w for plaats in maatregel.wetsplaatsen if (w := _wijziging(plaats, kanten)) is not None)


def _wijziging(plaats: Wetsplaats, kanten: Kanten) -> Wetswijziging | None:
    doel = doel_van(plaats.jci)
    if doel is None:
        return None
    kern = (plaats.jci, doel.in_wet(plaats.wet), plaats.aard, plaats.zekerheid)
    wet = kanten.get(doel.regeling)
    if wet is None or wet.was is None or wet.wordt is None:
        uitleg = "De wettekst van vóór of na de wijziging ontbreekt; de plaats is niet getoetst."
        oud, nieuw = wet.teksten(doel) if wet is not None else ("", "")
        return Wetswijziging(*kern, "geen tekst", "niet te toetsen", oud, nieuw, (), plaats.vanaf, uitleg)
    beeld = _beeld(wet, doel)
    oordeel, uitleg = _oordeel(plaats, beeld.stand, wet, doel)
    spannen = vergelijk_tekst(beeld.was, beeld.wordt) if beeld.was or beeld.wordt else ()
    samen = " ".join(u for u in (uitleg, beeld.uitleg) if u)
    return Wetswijziging(*kern, beeld.stand, oordeel, beeld.was, beeld.wordt, spannen, plaats.vanaf, samen)


@dataclass(frozen=True, slots=True)
class _Beeld:
    """What the aligned texts show at one place; ``uitleg`` says where its words came from or went."""

    stand: str
    was: str = ""
    wordt: str = ""
    uitleg: str = ""


def _beeld(wet: Wetsuitlijning, doel: Adres) -> _Beeld:
    """A number is no provision: what stands at the place now is compared with what it was itself, wherever that stood."""
    assert wet.was is not None and wet.wordt is not None
    nu = wet.wordt.vind(doel)
    hier = nu.eenheid if nu.mist is None and nu.status is not Status.VERVALLEN else None
    toen = wet.was.levend(doel)
    naar = wet.naar(doel)
    weg = f"Wat hier stond, staat nu in {naar.tekst()}." if naar is not None and not _zelfde(naar, doel) else ""
    if hier is None:
        if toen is None:
            return _Beeld("vervallen" if nu.mist is None else "niet gevonden")
        na = wet.teksten(naar)[1] if naar is not None else ""
        return _Beeld("vernummerd" if weg else "vervallen", _tekst(toen), legaal((na,)), weg)
    voor, vandaan = wet.voor(hier)
    oud, tekst = _tekst(voor), _tekst(hier)
    if nu.status is Status.NOG_NIET:
        return _Beeld("niet in werking", oud, tekst, weg)
    if voor is None:
        return _Beeld("nieuw", "", tekst, weg)
    gelijk = _kaal(oud) == _kaal(tekst)
    if vandaan is not None and not _zelfde(vandaan, doel):
        return _Beeld("vernummerd" if gelijk else "gewijzigd", oud, tekst, f"Dit stond eerst in {vandaan.tekst()}.")
    return _Beeld("gelijk" if gelijk else "gewijzigd", oud, tekst)


def _tekst(eenheid: Eenheid | None) -> str:
    return legaal((woorden(eenheid),))


def _zelfde(een: Adres, ander: Adres) -> bool:
    """The same place; a star behind a number ("8*") is of the editor."""
    return een.tekst().replace("*", "") == ander.tekst().replace("*", "")


def _oordeel(plaats: Wetsplaats, stand: str, wet: Wetsuitlijning, doel: Adres) -> tuple[str, str]:
    """(judgement, explanation): does the claim of the measure agree with the texts."""
    dag = wet.wet.datum_wordt
    if plaats.aard == "vindplaats":
        niet = "De plaats bestaat in deze tekst (nog) niet." if stand == "niet gevonden" else ""
        return "vindplaats", niet or "De nieuwe tekst is nog niet gezien; de plaats van nu staat hier als vindplaats."
    if plaats.vanaf and dag and plaats.vanaf > dag and stand != "niet in werking":
        return "niet te toetsen", (
            f"De wijziging staat pas in de tekst per {dagwoord(plaats.vanaf)}; deze tekst is van {dagwoord(dag)}."
        )
    verwacht = {
        "nieuw": ("nieuw", "niet in werking"),
        "gewijzigd": ("gewijzigd", "nieuw", "vernummerd"),  # op deze plaats staat iets anders dan er stond
        "vervallen": ("vervallen",),
        "niet-in-werking": ("niet in werking",),
        "ongewijzigd": ("gelijk",),
    }[plaats.aard]
    if stand in verwacht:
        return "klopt", ""
    if plaats.aard == "ongewijzigd" and stand == "gewijzigd" and not _door_dossier(wet, doel):
        return "klopt", "De tekst is gewijzigd, maar volgens de officiële bron niet door dit dossier."
    return "tegenspraak", f"Volgens de maatregel is deze plaats {plaats.aard}; de wetteksten laten zien: {stand}."


def _door_dossier(wet: Wetsuitlijning, doel: Adres) -> bool:
    artikel = wet.wordt.vind(plaats_in(doel.regeling, doel.artikel)).eenheid if wet.wordt is not None else None
    return artikel is not None and any(p.dossiers for p in (artikel.herkomst.publicaties if artikel.herkomst else ()))


# --- coverage ---------------------------------------------------------------------------------------------------------


def meet_dekking(
    lijst: Maatregelenlijst,
    wetten: Sequence[Wettekst],
    kanten: Kanten,
    wijzigingen: Mapping[str, Sequence[Wetswijziging]],
) -> Dekking:
    """Coverage both ways for the parliamentary file of the list.

    A measure explains an article only when it claims a change there; a ``vindplaats`` (present text seen, new text not)
    and an unchanged place explain nothing.
    """
    regels: list[Dekkingsregel] = []
    bevindingen: list[Bevinding] = []
    for wet in wetten:
        if wet.wordt is not None:
            regels += _regels(lijst, wet, wet.wordt)
    bevindingen += [
        Bevinding.van(
            "dekking-onverklaard",
            f"artikel {r.artikel}",
            r.opschrift,
            r.jci,
            dossier=lijst.dossier,
            publicatie=r.publicatie,
        )
        for r in regels
        if not r.verklaard
    ]
    for maatregel in lijst.maatregelen:
        bevindingen += _tegenspraken(maatregel, wijzigingen[maatregel.id])
    for wet in wetten:
        if wet.was is not None and wet.wordt is not None:
            bevindingen += _leden_zonder_maatregel(lijst, kanten[wet.bwb], [r.artikel for r in regels])
    return Dekking(lijst.dossier, tuple(regels), tuple(bevindingen))


def _regels(lijst: Maatregelenlijst, wet: Wettekst, wordt: Regeling) -> Iterator[Dekkingsregel]:
    geclaimd: dict[str, list[str]] = {}
    for maatregel in lijst.maatregelen:
        for plaats in maatregel.wetsplaatsen:
            doel = doel_van(plaats.jci)
            if doel is not None and doel.regeling == wet.bwb and plaats.aard in _VERANDERING:
                geclaimd.setdefault(doel.artikel, []).append(maatregel.id)
    for artikel in _toegeschreven(wordt, lijst.dossier):
        nummer = kaal(artikel.nummer)
        assert artikel.herkomst is not None
        bron = next(p for p in artikel.herkomst.publicaties if lijst.dossier in p.dossiers)
        yield Dekkingsregel(
            f"jci1.3:c:{wet.bwb}&artikel={nummer}",
            nummer,
            inlinetekst(artikel.opschrift).strip(),
            f"{bron.soort} {bron.jaar}, {bron.nummer}",
            tuple(dict.fromkeys(geclaimd.get(nummer, ()))),
        )


def _toegeschreven(regeling: Regeling, dossier: str) -> Iterator[Eenheid]:
    for eenheid in wandel(regeling.wortel):
        publicaties = eenheid.herkomst.publicaties if eenheid.soort is Soort.ARTIKEL and eenheid.herkomst else ()
        if any(dossier in p.dossiers for p in publicaties):
            yield eenheid


def _tegenspraken(maatregel: Maatregel, wijzigingen: Iterable[Wetswijziging]) -> Iterator[Bevinding]:
    for wijziging in wijzigingen:
        if wijziging.oordeel == "tegenspraak":
            yield Bevinding.van(
                "dekking-tegenspraak",
                wijziging.adres,
                wijziging.wordt[:200],
                wijziging.jci,
                kenmerk=maatregel.id,
                uitleg=wijziging.uitleg,
            )


def _leden_zonder_maatregel(
    lijst: Maatregelenlijst, wet: Wetsuitlijning, artikelen: Iterable[str]
) -> Iterator[Bevinding]:
    """Leden of attributed articles that changed and that no measure names: perhaps another act, perhaps forgotten."""
    bwb, afkorting = wet.wet.bwb, wet.wet.afkorting
    genoemd = [d for m in lijst.maatregelen for p in m.wetsplaatsen if (d := doel_van(p.jci)) is not None]
    for nummer in artikelen:
        for lid, tekst in _andere_leden(wet, plaats_in(bwb, nummer)).items():
            hier = plaats_in(bwb, nummer, lid)
            if not any(d.binnen(hier) or hier.binnen(d) for d in genoemd):
                yield Bevinding.van(
                    "dekking-lid-zonder-maatregel",
                    f"artikel {nummer}, lid {lid}, {afkorting}",
                    tekst[:200],
                    f"jci1.3:c:{bwb}&artikel={nummer}&lid={lid}",
                )


def _andere_leden(wet: Wetsuitlijning, artikel: Adres) -> dict[str, str]:
    """Number → words of every lid that is new, changed or gone; a lid that only got another number is none of these."""
    assert wet.was is not None and wet.wordt is not None
    oud, nieuw = wet.was.levend(artikel), wet.wordt.levend(artikel)
    if oud is None or nieuw is None:
        return {}
    uit: dict[str, str] = {}
    for lid in (k for k in kinderen(nieuw) if k.soort is Soort.LID):
        voor, _ = wet.voor(lid)
        if voor is None or _kaal(_tekst(voor)) != _kaal(_tekst(lid)):
            uit[kaal(lid.nummer)] = woorden(lid)
    for lid in (k for k in kinderen(oud) if k.soort is Soort.LID):
        if wet.naar(plaats_in(artikel.regeling, artikel.artikel, kaal(lid.nummer))) is None:
            uit.setdefault(kaal(lid.nummer), "")
    return uit


def _kaal(tekst: str) -> str:
    """Words of a lid without its number."""
    return re.sub(r"^\s*\d+[a-z]*[*.]*\s*", "", legaal((tekst,)))
