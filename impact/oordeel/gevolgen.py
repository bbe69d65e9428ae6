"""What if: the local consequences of a future law text or a draft, and the difference with an earlier run.

A law text that the user gives takes the place of *wordt*; what changes between *was* and that text becomes a temporary
item "ONTWERP" beside the measures, so that the same linker says which provisions it touches. Nothing is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from impact.dossier.laden import Invoer
from impact.dossier.model import Bepaling, Wettekst
from impact.dossier.plaatsen import lees_plaatsen
from impact.dossier.wetskant import Raakpunt, Wetskant, woorden
from impact.graaf.sporen import refsporen
from impact.oordeel.uitlijning import doel_op
from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, Status, kaal
from verordening.register import LIJSTEN, Register
from versies.verschil import Deel, Paar, Verschil, vergelijk
from versies.wijziging import Vervalt, VervangKop, WijzigStatus

_GROOTSTE_RUN = 50_000_000
_BENOEMD = frozenset({Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})
_EIGEN = (VervangKop, WijzigStatus)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One place of the law that differs: ``aard`` "nieuw", "gewijzigd", "vervallen" or "vernummerd".

    ``doel``: the place as it was called before; of something new: as it is called now. ``naar``: its new name, of what was
    renumbered or moved.
    """

    doel: Adres
    aard: str
    was: str
    wordt: str
    naar: Adres | None = None

    @property
    def adres(self) -> str:
        """For a reader."""
        return self.doel.tekst()

    @property
    def zin(self) -> str:
        """What happened, for a reader."""
        return f"{self.aard}; nu {self.naar.tekst()}" if self.naar is not None else self.aard


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
    """What the one comparison says (:func:`versies.verschil.vergelijk`), per artikel, lid or onderdeel, in order of *wordt*.

    A unit that only got another number is renumbered, neither new nor lapsed; a change of words in a unit without a name of
    its own (a dash, the lead-in of a list) belongs to the unit around it.
    """
    bwb = wordt.gegevens.werk or was.gegevens.werk
    verschil = vergelijk(was, wordt)
    return tuple(dict.fromkeys(_Loper(bwb, verschil).loop(verschil.paren)))


class _Loper:
    """Walks through the change tree and names what it meets."""

    def __init__(self, bwb: str, verschil: Verschil) -> None:
        self.bwb, self.verschil = bwb, verschil
        self.was, self.wordt = Register.van(verschil.was), Register.van(verschil.wordt)

    def loop(self, paar: Paar) -> Iterator[Wijziging]:
        """The changes at and below a paar."""
        if paar.gelijk or paar.vertrokken:
            return
        oud, nieuw = self._doel(self.was, paar.was), self._doel(self.wordt, paar.wordt)
        eigen = self.verschil.van(paar)
        if paar.wordt is None or (oud is not None and any(isinstance(w, Vervalt) for w in eigen)):
            yield from self._heel(self.was, paar.was, "vervallen")
            return
        if paar.was is None:
            yield from self._heel(self.wordt, paar.wordt, "nieuw")
        elif (hier := oud or nieuw) is not None:
            voor, na = (woorden(e) if isinstance(e, Eenheid) else "" for e in (paar.was, paar.wordt))
            if oud is not None and nieuw is not None and oud != nieuw:
                yield Wijziging(oud, "vernummerd", voor, na, nieuw)
            if any(isinstance(w, _EIGEN) for w in eigen) or any(self._naamloos_anders(k) for k in paar.kinderen):
                yield Wijziging(hier, "gewijzigd", voor, na)
        for kind in paar.kinderen:
            if paar.was is not None or kind.aangekomen or kind.kinderen:
                yield from self.loop(kind)

    def _heel(self, register: Register, deel: Deel | None, aard: str) -> Iterator[Wijziging]:
        """A part that came or went as a whole: itself, or the named units in it."""
        if not isinstance(deel, Eenheid):
            return
        doel = self._doel(register, deel)
        if doel is None:
            for onder in deel.inhoud:
                yield from self._heel(register, onder, aard)
        elif deel.status is not Status.VERVALLEN:
            tekst = woorden(deel)
            yield Wijziging(doel, aard, *(("", tekst) if aard == "nieuw" else (tekst, "")))

    def _naamloos_anders(self, paar: Paar) -> bool:
        """Whether words changed that belong to the unit around them."""
        if paar.gelijk or self._doel(self.was, paar.was) or self._doel(self.wordt, paar.wordt):
            return False
        if not isinstance(paar.deel, Eenheid):
            return True
        if paar.deel.soort not in LIJSTEN and (paar.was is None or paar.wordt is None):
            return True
        return any(self._naamloos_anders(k) for k in paar.kinderen)

    def _doel(self, register: Register, deel: Deel | None) -> Adres | None:
        """The name of a unit; None for what has no name of its own."""
        if not isinstance(deel, Eenheid) or deel.soort not in _BENOEMD or not kaal(deel.nummer):
            return None
        return doel_op(self.bwb, register.adres(deel))


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
        raise Geweigerd.om(
            "wet-niet-in-dossier", bestand, werk=ontwerp.gegevens.werk or "een onbekende wet", namen=namen
        )
    nu = wet.wordt or wet.was
    if nu is None:
        raise Geweigerd.om("geen-vergelijking", bestand, citeertitel=wet.citeertitel)
    lijst = wijzigingen(nu, ontwerp)
    punten = tuple(
        Raakpunt(
            "ONTWERP", w.doel, f"jci1.3:c:{wet.bwb}&artikel={w.doel.artikel}", w.aard, "wetsplaats", w.was, w.wordt
        )
        for w in lijst
    )
    kant = Wetskant({"ONTWERP": punten}, {"ONTWERP": ()})
    # Wat hier plaatselijk naar een nummer verwijst dat nu iets nieuws draagt, bedoelt wat dat nummer eerst droeg.
    om = {w.doel for w in lijst if w.aard == "vernummerd"}
    gevonden: list[Gevolg] = []
    for tekst in lees_plaatsen(invoer.regelingen, invoer.wetten):
        for plaats in tekst.plaatsen:
            for wijziging, punt in zip(lijst, punten, strict=True):
                if wijziging.aard == "nieuw" and wijziging.doel in om:
                    continue
                een = Wetskant({"ONTWERP": (punt,)}, kant.ketens)
                gevonden += [
                    Gevolg(
                        wijziging, plaats.regeling, plaats.eId, plaats.adres, s.herkomst.bewijs, s.herkomst.zekerheid
                    )
                    for s in list(refsporen(plaats, een))[:1]
                ]
    bevindingen = () if lijst else (Bevinding.van("geen-verschil", wet.afkorting, bestand),)
    return lijst, tuple(gevonden), bevindingen


def met_ontwerp(invoer: Invoer, ontwerp: Regeling) -> Invoer:
    """The same dossier with this text as *wordt* of its act."""

    def een(wet: Wettekst) -> Wettekst:
        if wet.bwb != ontwerp.gegevens.werk:
            return wet
        return replace(wet, wordt=ontwerp, datum_wordt=ontwerp.gegevens.geldig_vanaf or wet.datum_wordt)

    return replace(invoer, wetten=tuple(een(w) for w in invoer.wetten))


# --- difference with an earlier run ------------------------------------------------------------------------------------


def lees_run(pad: Path) -> dict[tuple[str, str, str], dict[str, object]]:
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
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fout:
        raise Geweigerd.om("geen-eerdere-run", str(pad)) from fout


def verschil_met(
    eerder: Mapping[tuple[str, str, str], Mapping[str, object]], nu: Mapping[str, tuple[Bepaling, ...]]
) -> dict[str, list[dict[str, object]]]:
    """New links, links that are gone, and links with another status or certainty, since an earlier run."""
    huidig = {(m, b.regeling, b.eId): b for m, rij in nu.items() for b in rij}

    def toon(sleutel: tuple[str, str, str], adres: str) -> dict[str, object]:
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
