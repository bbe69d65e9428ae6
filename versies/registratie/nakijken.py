"""What is looked at once more before a plan is shown: can it be read back, was it recorded before, is the clock right."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Alinea, Regeling, inlinetekst, wandel
from verordening.canoniek import lees, schrijf
from versies.archief.bundel import Opname
from versies.besluit import Bronplek
from versies.opdracht.bepalingen import lees_bepaling
from versies.registratie.stukken import eindigt
from versies.tijd.model import Intrekking, Mutatie, Terugtrekking, Tijdstempel, Wat
from versies.tijd.tijdlijn import Tijdlijn

_LANG = timedelta(days=5 * 366)
"""Nothing recorded for so long: more likely a clock that is wrong than a dossier that slept."""

Veranderd = tuple[date, Regeling | None, Regeling | None]


def lees_terug(opnamen: Iterable[Opname]) -> None:
    """Every text that would be stored is read as it will be read later, and gives the same bytes again.

    Raises:
        Geweigerd: it would be stored and then refused.
    """
    for opname in opnamen:
        for versie, inhoud in opname.teksten.items():
            try:
                zelfde = schrijf(lees(inhoud)) == inhoud
            except Geweigerd as fout:
                raise _onleesbaar(versie, fout.reden) from fout
            if not zelfde:
                raise _onleesbaar(versie, "teruggelezen is hij niet dezelfde")


def _onleesbaar(versie: str, reden: str) -> Geweigerd:
    return Geweigerd.om("niet-terug-te-lezen", versie, reden=reden)


def al_zo_vastgelegd(titel: str, veranderd: Sequence[Veranderd]) -> Iterator[Bevinding]:
    """A *fout* when a registration would change no word of any regulation on any day: it was done before.

    Args:
        titel: of the decision. veranderd: (day, text before, text after) of every state with another version.
    """
    zelfde = [was is not None and wordt is not None and was.wortel == wordt.wortel for _, was, wordt in veranderd]
    if zelfde and all(zelfde):
        yield Bevinding.van("al-vastgelegd/tekst-geldt", titel)


def klok(vorige: date | None, nu: date) -> Iterator[Bevinding]:
    """A warning when the day of a registration is far from that of the one before: most likely a wrong clock.

    >>> [b.code for b in klok(date(2026, 3, 1), date(2019, 1, 1))]
    ['klok']
    """
    if vorige is not None and (nu < vorige - timedelta(days=1) or nu > vorige + _LANG):
        yield Bevinding.van("klok", f"{nu:%d-%m-%Y}", f"{vorige:%d-%m-%Y}")


def vervaldag(regeling: Regeling | None) -> date | None:
    """The day on which a regulation says of itself that it lapses; None when it does not say so."""
    titel = regeling.gegevens.citeertitel if regeling is not None else ""
    for eenheid in wandel(regeling.wortel) if regeling is not None else ():
        for zin in (inlinetekst(blok.inhoud) for blok in eenheid.inhoud if isinstance(blok, Alinea)):
            if "verval" in zin:  # most sentences are not worth reading as a provision
                with contextlib.suppress(Geweigerd):
                    bepalingen = lees_bepaling(zin, ("",), Bronplek(""))
                    dagen = [b.datum for b in bepalingen if b.datum and eindigt(b, titel)]
                    if dagen:
                        return dagen[0]
    return None


def ander_einde(lijn: Tijdlijn, veranderd: Sequence[Veranderd]) -> Iterator[Mutatie]:
    """The end of a regulation, when a decision changes the words of its last text that say when it lapses.

    Args:
        veranderd: (day, text before, text after), oldest first.
    """
    vanaf, was, wordt = veranderd[-1] if veranderd else (date.max, None, None)
    zei, zegt = vervaldag(was), vervaldag(wordt)
    if was is None or wordt is None or zegt == zei or (zegt is not None and zegt <= vanaf):
        return
    einden = [m.doel for u in lijn.uitwisselingen for m in u.intrekkingen if m.werk == lijn.werk]
    doel = next((d for d in reversed(einden) if lijn.datums(d)[0] == zei), "")
    if doel and zei is not None:
        yield Tijdstempel(doel, zegt) if zegt is not None else Terugtrekking(Wat.TIJDSTEMPEL, doel)
    elif zegt is not None and lijn.stand.juridisch_uitgewerkt_op is None:
        doelen = lijn.stand.toestanden[-1].doelen
        einde = f"{doelen[-1]}-einde"
        yield Intrekking(lijn.werk, einde, tuple(map(lijn.takken.top, doelen)))
        yield Tijdstempel(einde, zegt)


def einde_klopt(titel: str, einde: date | None, veranderd: Sequence[Veranderd]) -> Iterator[Bevinding]:
    """A warning when the last text says that it lapses on another day than the timeline, or does not say so any more.

    Args:
        einde: of the timeline. veranderd: (day, text before, text after), oldest first.
    """
    if not veranderd or veranderd[-1][2] is None:
        return
    _, was, wordt = veranderd[-1]
    zegt, zei = vervaldag(wordt), vervaldag(was)
    if zegt is not None and zegt != einde:
        yield Bevinding.van("vervaldag", titel, str(zegt), dag=zegt)
    elif zegt is None and zei is not None and zei == einde:
        yield Bevinding.van("vervaldag/zegt-niet-meer", titel, str(zei), dag=zei)
