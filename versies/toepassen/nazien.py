"""Looking over what was executed, as a careful reader does: does nothing undo anything else, and is the punctuation right?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from verordening.adres import Stap
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Blok, Eenheid, Regeling, Soort, Status, kaal, tekst, wandel
from verordening.groepen import groepeer
from verordening.keur import tekens
from verordening.keur.opbouw import bevinding
from verordening.keur.taal import verbinding as verbinding_van
from verordening.register import Register
from versies.besluit import Opdracht
from versies.wijziging import Vervalt, VervangTekst


def niet_vergeefs(
    wortel: Eenheid,
    opdrachten: Sequence[Opdracht],
    moment: Callable[[Opdracht], tuple[date | None, str, str]],
    voer_uit: Callable[[Sequence[Opdracht]], Eenheid],
) -> None:
    """Of each instruction something must be left: when another of the same day undoes it, nobody said which of the two holds.

    Only instructions on one artikel (or annex, or chapter) can undo each other, so each is left out among those alone.

    Raises:
        Geweigerd: an instruction that does something by itself, and of which nothing is left beside the others.
    """
    for opdracht in opdrachten:
        weg = {w.plek for w in opdracht.wijzigingen if isinstance(w, Vervalt)}
        zelf = (w for w in opdracht.wijzigingen if isinstance(w, VervangTekst) and w.plek in weg)
        if (w := next(zelf, None)) is not None:
            raise Geweigerd.om("overschreven/zelf", str(opdracht.bron), adres=w.plek.adres.tekst())
    groepen = groepeer(((_waar(o), moment(o)), o) for o in opdrachten if o.wijzigingen)
    for groep in (g for g in groepen.values() if len(g) > 1):
        try:
            uitkomst = voer_uit(groep)
        except Geweigerd:
            continue  # Deze opdrachten kunnen niet zonder die elders; dan is van die elders iets over.
        for i, een in enumerate(groep):
            try:
                vergeefs = gelijk(voer_uit([*groep[:i], *groep[i + 1 :]]), uitkomst) and not gelijk(
                    voer_uit([een]), wortel
                )
            except Geweigerd:
                continue  # Zonder deze opdracht kan een andere niet: dan bleef er iets van over.
            if vergeefs or gelijk(uitkomst, wortel):
                ander = groep[i + 1] if een is not groep[-1] else groep[0]
                plaats = ", ".join(d for d in (str(ander.bron), ander.naam) if d)
                raise Geweigerd.om("overschreven", plaats, eerder=een.naam or str(een.bron))


def _waar(opdracht: Opdracht) -> tuple[Stap, ...]:
    """The artikel that an instruction changes, or else the first step of its place."""
    adres = opdracht.wijzigingen[0].plek.adres
    return tuple(s for s in adres.stappen if s.soort in ("bijlage", "artikel")) or adres.stappen[:1]


def leestekens(wordt: Regeling, was: Regeling) -> list[Bevinding]:
    """What there is to say of punctuation in the new text, and was not in the old one (F.3, 42)."""
    stond = {(b.code, bij) for b in tekens(was) for bij in (b.adres, b.fragment)}
    return [b for b in tekens(wordt) if stond.isdisjoint({(b.code, b.adres), (b.code, b.fragment)})]


def verbinding(was: Eenheid, werk: Eenheid, wordt: Regeling) -> list[Bevinding]:
    """A list with «en» or «of» in front of its last item, that has it there no longer: whether each must hold or one, is lost.

    Args:
        was: the old text, in which every unit has its mark.
        werk: the new text with the same marks.
        wordt: the new text without them.
    """
    had = {e.wId: woord for e in wandel(was) if (woord := _verbinding(e))}
    zonder = [
        (e, had[merk])
        for merk, e in _gemerkt(werk, wordt)
        if merk in had and len(_geldend(e)) > 1 and not _verbinding(e)
    ]
    register = Register.van(wordt)
    return [bevinding(register, e, "verbinding-weg", woord=woord) for e, woord in zonder]


def zonder_eerste(was: Eenheid, werk: Eenheid, wordt: Regeling) -> list[Bevinding]:
    """An artikel that got leden, of which the first is not lid 1: «de tekst wordt genummerd als tweede lid», and no first one came."""
    zonder = {e.wId for e in wandel(was) if e.soort is Soort.ARTIKEL and not _leden(e)}
    eersten = [(e, _leden(e)[0].nummer) for merk, e in _gemerkt(werk, wordt) if merk in zonder and _leden(e)]
    los = [(e, nummer) for e, nummer in eersten if kaal(nummer) not in ("0", "1")]
    register = Register.van(wordt)
    return [bevinding(register, e, "nummer-sprong/eerste", nummer=nummer) for e, nummer in los]


def _gemerkt(werk: Eenheid, wordt: Regeling) -> Iterator[tuple[str, Eenheid]]:
    """The units of the new text, each with the mark that it has in ``werk``."""
    return ((m.wId, e) for m, e in zip(wandel(werk), wandel(wordt.wortel), strict=True))


def _leden(eenheid: Eenheid) -> list[Eenheid]:
    return [d for d in eenheid.delen if d.soort is Soort.LID]


def _geldend(lijst: Eenheid) -> list[Eenheid]:
    return [d for d in lijst.delen if d.status is Status.GELDEND] if lijst.soort is Soort.LIJST else []


def _verbinding(lijst: Eenheid) -> str:
    """The word between the last two items of a list; empty when there is none."""
    delen = _geldend(lijst)
    return verbinding_van(tekst(delen[-2]).rstrip()) if len(delen) > 1 else ""


def gelijk(een: Blok, ander: Blok) -> bool:
    """The same text and, for what was there before, the same identities. What neither reading touched is one and the same."""
    if een is ander or not (isinstance(een, Eenheid) and isinstance(ander, Eenheid)):
        return een is ander or een == ander
    nieuw = een.wId.startswith("~n") and ander.wId.startswith("~n")
    a, b = (replace(e, inhoud=(), eId="", wId="" if nieuw else e.wId) for e in (een, ander))
    return a == b and len(een.inhoud) == len(ander.inhoud) and all(map(gelijk, een.inhoud, ander.inhoud))
