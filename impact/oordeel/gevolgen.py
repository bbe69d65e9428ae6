"""What if: the local consequences of a future law text or a draft, and the difference with an earlier run.

A law text that the user gives takes the place of *wordt*; what changes between *was* and that text becomes a temporary
item "ONTWERP" beside the measures, so that the same linker says which provisions it touches. Nothing is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from impact.dossier.laden import Invoer
from impact.dossier.model import Bepaling, Wettekst
from impact.dossier.plaatsen import lees_plaatsen
from impact.dossier.wetskant import Raakpunt, Wetskant, woorden
from impact.graaf.sporen import refsporen
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, Status, kaal, kinderen, wandel
from versies.vergelijken.paar import legaal

__all__ = ["Gevolg", "Wijziging", "gevolgen_van", "lees_run", "verschil_met", "wijzigingen"]

_GROOTSTE_RUN = 50_000_000


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One place of the law that differs: ``aard`` "nieuw", "gewijzigd" or "vervallen"."""

    doel: Adres
    aard: str
    was: str
    wordt: str

    @property
    def adres(self) -> str:
        """For a reader."""
        return self.doel.tekst()


@dataclass(frozen=True, slots=True)
class Gevolg:
    """A local provision that a change touches, with the proof."""

    wijziging: Wijziging
    regeling: str
    eId: str
    adres: str
    bewijs: str
    zekerheid: str


def wijzigingen(was: Regeling, wordt: Regeling) -> tuple[Wijziging, ...]:
    """What differs, per lid (or onderdeel when the rest of a lid is equal, or artikel without leden), in order of *wordt*."""
    bwb = wordt.gegevens.werk or was.gegevens.werk
    oud, nieuw = _artikelen(was), _artikelen(wordt)
    uit: list[Wijziging] = []
    for nummer in dict.fromkeys((*nieuw, *oud)):
        uit += _eenheid(plaats_in(bwb, nummer), oud.get(nummer), nieuw.get(nummer))
    return tuple(uit)


def _artikelen(regeling: Regeling) -> dict[str, Eenheid]:
    uit: dict[str, Eenheid] = {}
    for eenheid in wandel(regeling.wortel):
        if eenheid.soort is Soort.ARTIKEL and eenheid.status is not Status.VERVALLEN:
            uit.setdefault(kaal(eenheid.nummer), eenheid)
    return uit


def _eenheid(doel: Adres, was: Eenheid | None, wordt: Eenheid | None) -> Iterator[Wijziging]:
    voor, na = legaal((woorden(was),)), legaal((woorden(wordt),))
    if voor == na:
        return
    if was is None or wordt is None:
        yield Wijziging(doel, "nieuw" if was is None else "vervallen", voor, na)
        return
    onder_was, onder_nu = _onder(was), _onder(wordt)
    kaal_was, kaal_nu = (_eigen(e) for e in (was, wordt))
    if not onder_was or not onder_nu or kaal_was != kaal_nu:
        yield Wijziging(doel, "gewijzigd", voor, na)
        return
    for sleutel in dict.fromkeys((*onder_nu, *onder_was)):
        soort, nummer = sleutel
        yield from _eenheid(doel.erbij(soort.value, nummer), onder_was.get(sleutel), onder_nu.get(sleutel))


def _onder(eenheid: Eenheid) -> dict[tuple[Soort, str], Eenheid]:
    soorten = (Soort.LID, Soort.ONDERDEEL)
    return {
        (k.soort, kaal(k.nummer)): k
        for k in kinderen(eenheid)
        if k.soort in soorten and k.status is not Status.VERVALLEN
    }


def _eigen(eenheid: Eenheid) -> str:
    """Words of the unit without those of its leden and onderdelen."""
    alles = woorden(eenheid)
    for kind in kinderen(eenheid):
        if kind.soort in (Soort.LID, Soort.ONDERDEEL):
            alles = alles.replace(woorden(kind), "", 1)
    return legaal((alles,))


def gevolgen_van(
    invoer: Invoer, ontwerp: Regeling, bestand: str
) -> tuple[tuple[Wijziging, ...], tuple[Gevolg, ...], tuple[Bevinding, ...]]:
    """Local consequences of a law text that may come.

    Args:
        invoer: the dossier.
        ontwerp: the future text of an act of the dossier; compared with the newest text that is there.
        bestand: name of the file, for messages.

    Raises:
        Geweigerd: the text is of an act that the dossier does not name, or there is nothing to compare it with.
    """
    wet = invoer.wet(ontwerp.gegevens.werk)
    if wet is None:
        namen = ", ".join(f"{w.afkorting} ({w.bwb})" for w in invoer.wetten)
        raise Geweigerd(
            f"de tekst is van «{ontwerp.gegevens.werk or 'een onbekende wet'}», en die wet staat niet in het dossier",
            plaats=bestand,
            advies=f"Kies een tekst van: {namen}.",
            code="wet-niet-in-dossier",
        )
    nu = wet.wordt or wet.was
    if nu is None:
        raise Geweigerd(
            f"er is geen tekst van de {wet.citeertitel} om mee te vergelijken",
            plaats=bestand,
            advies="Geef de huidige wettekst op met --bron.",
            code="geen-vergelijking",
        )
    lijst = wijzigingen(nu, ontwerp)
    punten = tuple(
        Raakpunt(
            "ONTWERP", w.doel, f"jci1.3:c:{wet.bwb}&artikel={w.doel.artikel}", w.aard, "wetsplaats", w.was, w.wordt
        )
        for w in lijst
    )
    kant = Wetskant({"ONTWERP": punten}, {"ONTWERP": ()})
    gevonden: list[Gevolg] = []
    for tekst in lees_plaatsen(invoer.regelingen):
        for plaats in tekst.plaatsen:
            for wijziging, punt in zip(lijst, punten, strict=True):
                een = Wetskant({"ONTWERP": (punt,)}, kant.ketens)
                gevonden += [
                    Gevolg(
                        wijziging, plaats.regeling, plaats.eId, plaats.adres, s.herkomst.bewijs, s.herkomst.zekerheid
                    )
                    for s in list(refsporen(plaats, een))[:1]
                ]
    bevindingen = (
        ()
        if lijst
        else (
            Bevinding(
                "geen-verschil",
                Ernst.INFO,
                wet.afkorting,
                bestand,
                "Deze tekst verschilt niet van de tekst die er al was.",
                "Controleer of het de juiste tekst is.",
            ),
        )
    )
    return lijst, tuple(gevonden), bevindingen


def met_ontwerp(invoer: Invoer, ontwerp: Regeling) -> Invoer:
    """The same dossier with this text as *wordt* of its act."""

    def een(wet: Wettekst) -> Wettekst:
        if wet.bwb != ontwerp.gegevens.werk:
            return wet
        return replace(wet, wordt=ontwerp, datum_wordt=ontwerp.gegevens.geldig_vanaf or wet.datum_wordt)

    return replace(invoer, wetten=tuple(een(w) for w in invoer.wetten))


# --- difference with an earlier run ------------------------------------------------------------------------------------


def lees_run(pad: Path) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The links of an earlier run, from its ``koppelingen.json``.

    Raises:
        Geweigerd: not there, too large, or not the JSON of ``koppeling`` or ``impact``.
    """
    if pad.is_dir():
        pad = pad / "koppelingen.json"
    try:
        if pad.stat().st_size > _GROOTSTE_RUN:
            raise ValueError("te groot")
        gelezen = json.loads(pad.read_text("utf-8"))
        return {(m["id"], b["regeling"], b["eId"]): b for m in gelezen["maatregelen"] for b in m["bepalingen"]}
    except (OSError, ValueError, KeyError, TypeError) as fout:
        raise Geweigerd(
            "dit is geen uitkomst van een eerdere keer",
            plaats=str(pad),
            advies="Geef de map die «verordening impact» maakte, of het bestand koppelingen.json erin.",
            code="geen-eerdere-run",
        ) from fout


def verschil_met(
    eerder: Mapping[tuple[str, str, str], Mapping[str, Any]], nu: Mapping[str, tuple[Bepaling, ...]]
) -> dict[str, list[dict[str, Any]]]:
    """New links, links that are gone, and links with another status or certainty, since an earlier run."""
    huidig = {(m, b.regeling, b.eId): b for m, rij in nu.items() for b in rij}

    def toon(sleutel: tuple[str, str, str], adres: str) -> dict[str, Any]:
        return {"maatregel": sleutel[0], "regeling": sleutel[1], "eId": sleutel[2], "adres": adres}

    nieuw = [toon(s, b.adres) for s, b in huidig.items() if s not in eerder]
    weg = [toon(s, str(b.get("adres", ""))) for s, b in eerder.items() if s not in huidig]
    anders = [
        {
            **toon(s, b.adres),
            "was": f"{eerder[s].get('status')}, {eerder[s].get('zekerheid')}",
            "wordt": f"{b.status}, {b.zekerheid}",
        }
        for s, b in huidig.items()
        if s in eerder and (eerder[s].get("status"), eerder[s].get("zekerheid")) != (b.status, b.zekerheid)
    ]
    return {"nieuw": nieuw, "vervallen": weg, "anders": anders}
