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
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Eenheid, Regeling, Soort, Status, inlinetekst, kaal, kinderen, wandel
from verordening.register import Register
from versies.vergelijken.paar import legaal
from versies.vergelijken.woorden import vergelijk_tekst
from wetgeving.maatregelen import Maatregel, Maatregelenlijst, Wetsplaats

__all__ = ["kanten_van", "meet_dekking", "wetswijzigingen"]

_VERANDERING = frozenset({"nieuw", "gewijzigd", "vervallen", "niet-in-werking"})


@dataclass(frozen=True)
class _Kant:
    """One text of an act, with its index."""

    wet: Wettekst
    register: Register | None

    def eenheid(self, doel: Adres) -> Eenheid | None:
        gevonden = self.register.vind(doel) if self.register is not None else None
        return gevonden.eenheid if gevonden is not None and gevonden.mist is None else None

    def status(self, eenheid: Eenheid | None) -> Status | None:
        """Status of a unit, or that of the unit around it that is not in force yet."""
        if eenheid is None or self.register is None:
            return None
        boven = [eenheid, *self.register.voorouders(eenheid)]
        return next((e.status for e in boven if e.status is not Status.GELDEND), Status.GELDEND)

    def tekst(self, eenheid: Eenheid | None) -> str:
        return "" if self.status(eenheid) in (None, Status.VERVALLEN) else legaal((woorden(eenheid),))


Kanten = Mapping[str, tuple[_Kant, _Kant]]


def kanten_van(wetten: Sequence[Wettekst]) -> Kanten:
    """Both texts of every act with their index: make it once, use it for every measure."""

    def een(wet: Wettekst, tekst: Regeling | None) -> _Kant:
        return _Kant(wet, Register.van(tekst) if tekst is not None else None)

    return {w.bwb: (een(w, w.was), een(w, w.wordt)) for w in wetten}


def wetswijzigingen(maatregel: Maatregel, kanten: Kanten) -> tuple[Wetswijziging, ...]:
    """What the two texts show at every place that a measure names, and whether that agrees with the measure."""
    return tuple(w for plaats in maatregel.wetsplaatsen if (w := _wijziging(plaats, kanten)) is not None)


def _wijziging(plaats: Wetsplaats, kanten: Kanten) -> Wetswijziging | None:
    doel = doel_van(plaats.jci)
    if doel is None:
        return None
    adres = f"{doel.tekst()}, {plaats.wet}"
    kern = (plaats.jci, adres, plaats.aard, plaats.zekerheid)
    was, wordt = kanten.get(doel.regeling, (None, None))
    if was is None or wordt is None or was.register is None or wordt.register is None:
        uitleg = "De wettekst van vóór of na de wijziging ontbreekt; de plaats is niet getoetst."
        oud = was.tekst(was.eenheid(doel)) if was else ""
        nieuw = wordt.tekst(wordt.eenheid(doel)) if wordt else ""
        return Wetswijziging(*kern, "geen tekst", "niet te toetsen", oud, nieuw, (), plaats.vanaf, uitleg)
    oud, nieuw = was.tekst(was.eenheid(doel)), wordt.tekst(wordt.eenheid(doel))
    stand = _stand(oud, nieuw, wordt.status(wordt.eenheid(doel)))
    oordeel, uitleg = _oordeel(plaats, stand, wordt, doel)
    return Wetswijziging(
        *kern, stand, oordeel, oud, nieuw, vergelijk_tekst(oud, nieuw) if oud or nieuw else (), plaats.vanaf, uitleg
    )


def _stand(oud: str, nieuw: str, status: Status | None) -> str:
    if status is Status.NOG_NIET:
        return "niet in werking"
    if not oud and not nieuw:
        return "vervallen" if status is Status.VERVALLEN else "niet gevonden"
    if not oud:
        return "nieuw"
    if not nieuw:
        return "vervallen"
    return "gelijk" if oud == nieuw else "gewijzigd"


def _oordeel(plaats: Wetsplaats, stand: str, wordt: _Kant, doel: Adres) -> tuple[str, str]:
    """(judgement, explanation): does the claim of the measure agree with the texts."""
    dag = wordt.wet.datum_wordt
    if plaats.aard == "vindplaats":
        niet = "De plaats bestaat in deze tekst (nog) niet." if stand == "niet gevonden" else ""
        return "vindplaats", niet or "De nieuwe tekst is nog niet gezien; de plaats van nu staat hier als vindplaats."
    if plaats.vanaf and dag and plaats.vanaf > dag and stand != "niet in werking":
        return "niet te toetsen", (
            f"De wijziging staat pas in de tekst per {plaats.vanaf.isoformat()}; deze tekst is van {dag.isoformat()}."
        )
    verwacht = {
        "nieuw": ("nieuw", "niet in werking"),
        "gewijzigd": ("gewijzigd",),
        "vervallen": ("vervallen",),
        "niet-in-werking": ("niet in werking",),
        "ongewijzigd": ("gelijk",),
    }[plaats.aard]
    if stand in verwacht:
        return "klopt", ""
    if plaats.aard == "ongewijzigd" and stand == "gewijzigd" and not _door_dossier(wordt, doel):
        return "klopt", "De tekst is gewijzigd, maar volgens de officiële bron niet door dit dossier."
    return "tegenspraak", f"Volgens de maatregel is deze plaats {plaats.aard}; de wetteksten laten zien: {stand}."


def _door_dossier(wordt: _Kant, doel: Adres) -> bool:
    artikel = wordt.eenheid(plaats_in(doel.regeling, doel.artikel))
    return artikel is not None and any(p.dossiers for p in (artikel.herkomst.publicaties if artikel.herkomst else ()))


# --- coverage ---------------------------------------------------------------------------------------------------------


def meet_dekking(lijst: Maatregelenlijst, wetten: Sequence[Wettekst], kanten: Kanten | None = None) -> Dekking:
    """Coverage both ways for the parliamentary file of the list.

    A measure explains an article only when it claims a change there; a ``vindplaats`` (present text seen, new text not)
    and an unchanged place explain nothing.
    """
    kanten = kanten_van(wetten) if kanten is None else kanten
    regels: list[Dekkingsregel] = []
    bevindingen: list[Bevinding] = []
    for wet in wetten:
        if wet.wordt is not None:
            regels += _regels(lijst, wet, wet.wordt)
    bevindingen += [
        Bevinding(
            "dekking-onverklaard",
            Ernst.FOUT,
            f"artikel {r.artikel}",
            r.opschrift,
            f"De officiële bron schrijft dit artikel toe aan dossier {lijst.dossier} ({r.publicatie}); geen maatregel verklaart het.",
            "Voeg de plaats toe aan een maatregel of aan een technisch punt (X).",
            r.jci,
        )
        for r in regels
        if not r.verklaard
    ]
    for maatregel in lijst.maatregelen:
        bevindingen += _tegenspraken(maatregel, kanten)
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


def _tegenspraken(maatregel: Maatregel, kanten: Kanten) -> Iterator[Bevinding]:
    for wijziging in wetswijzigingen(maatregel, kanten):
        if wijziging.oordeel == "tegenspraak":
            yield Bevinding(
                "dekking-tegenspraak",
                Ernst.WAARSCHUWING,
                wijziging.adres,
                wijziging.wordt[:200],
                f"{maatregel.id}: {wijziging.uitleg}",
                "Ga na of het feit niet klopt, of dat de teksten verder uit elkaar liggen dan de maatregel.",
                wijziging.jci,
            )


def _leden_zonder_maatregel(
    lijst: Maatregelenlijst, kanten: tuple[_Kant, _Kant], artikelen: Iterable[str]
) -> Iterator[Bevinding]:
    """Leden of attributed articles that changed and that no measure names: perhaps another act, perhaps forgotten."""
    wet = kanten[0].wet
    genoemd = [d for m in lijst.maatregelen for p in m.wetsplaatsen if (d := doel_van(p.jci)) is not None]
    for nummer in artikelen:
        doel = plaats_in(wet.bwb, nummer)
        oud, nieuw = (k.eenheid(doel) for k in kanten)
        if oud is None or nieuw is None or nieuw.status is Status.VERVALLEN:
            continue
        leden = _leden(oud, nieuw)
        oude_teksten = {_kaal(voor) for voor, _ in leden.values()}  # een vernummerd lid is geen gewijzigd lid
        for lid, (_, na) in leden.items():
            hier = plaats_in(wet.bwb, nummer, lid)
            if _kaal(na) not in oude_teksten and not any(d.binnen(hier) or hier.binnen(d) for d in genoemd):
                yield Bevinding(
                    "dekking-lid-zonder-maatregel",
                    Ernst.INFO,
                    f"artikel {nummer}, lid {lid}, {wet.afkorting}",
                    na[:200],
                    "Dit lid verschilt tussen de twee teksten en geen maatregel noemt het.",
                    "Ga na of een andere wet of indexering het wijzigde.",
                    f"jci1.3:c:{wet.bwb}&artikel={nummer}&lid={lid}",
                )


def _leden(oud: Eenheid, nieuw: Eenheid) -> dict[str, tuple[str, str]]:
    def per_nummer(artikel: Eenheid) -> dict[str, str]:
        return {kaal(k.nummer): woorden(k) for k in kinderen(artikel) if k.soort is Soort.LID}

    voor, na = per_nummer(oud), per_nummer(nieuw)
    return {n: (voor.get(n, ""), na.get(n, "")) for n in dict.fromkeys((*voor, *na))}


def _kaal(tekst: str) -> str:
    """Words of a lid without its number."""
    return re.sub(r"^\s*\d+[a-z]*[*.]*\s*", "", legaal((tekst,)))
