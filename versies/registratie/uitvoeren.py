"""Executing what a file in the dossier says, on a text: a decision, some instructions of it, or a rectification."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Regeling
from verordening.citeertitel import eigen_titel
from verordening.tekst.keuzes import Keuzes, Lezing
from versies.besluit import Besluit
from versies.opdracht import lees_besluit
from versies.registratie.bijgevoegd import bijlage_van
from versies.registratie.stukken import deel_van, lees_rectificatie
from versies.tijd.model import Uitvoering
from versies.toepassen import Ingang, pas_toe


@lru_cache(maxsize=64)
def gelezen(inhoud: bytes, naam: str, lezingen: tuple[Lezing, ...] = ()) -> Besluit:
    """A decision as it is read, with what a person said of lines in it; the last ones are remembered."""
    return lees_besluit(inhoud, naam=naam, keuzes=Keuzes(lezingen=lezingen))


def voer_uit(
    was: Regeling | None, uitvoering: Uitvoering, inhoud: bytes, dag: date | None, *, narekenen: bool = False
) -> tuple[Regeling, tuple[Bevinding, ...]]:
    """The text after what one file says of it.

    Args:
        was: the text before; None for a regulation that begins here. uitvoering: which file and which of its instructions. inhoud: its bytes.
        dag: day of entry into force. narekenen: only the text counts: what a reader should know of other readings is not looked for.

    Raises:
        Geweigerd: an instruction that cannot be executed exactly on this text.
    """
    naam = uitvoering.bestand.rpartition("/")[2]
    if uitvoering.heel and uitvoering.bijlage:
        return zonder_datums(bijlage_van(inhoud, naam, uitvoering.bijlage), uitvoering.werk), ()
    if uitvoering.heel:
        from verordening.lezers import lees

        return zonder_datums(lees(inhoud, naam=naam), uitvoering.werk), ()
    if was is None:
        raise Geweigerd.om("geen-basis", naam)
    if uitvoering.rectificatie and (opdrachten := lees_rectificatie(inhoud, naam)):
        uitkomst = pas_toe(was, opdrachten, datum=dag, nazien=not narekenen)
    else:
        deel = deel_van(gelezen(inhoud, naam, uitvoering.lezingen), uitvoering.delen)
        uitkomst = pas_toe(was, deel, ingang=Ingang(dag), nazien=not narekenen)
        if not uitkomst.uitgevoerd:
            raise Geweigerd.om("geen-opdracht/besluit-regeling", naam)
    return zonder_datums(met_titel(was, uitkomst.wordt), uitvoering.werk), uitkomst.bevindingen


def zonder_datums(regeling: Regeling, werk: str) -> Regeling:
    """A text as the archive keeps it: its dates are not its own, they follow from the decisions.

    What the archive adds when the text leaves it is :func:`versies.archief.vragen.Tijdbron.regeling`.
    """
    g = replace(
        regeling.gegevens,
        werk=werk,
        juridisch_werkend_vanaf=None,
        geldig_vanaf=None,
        juridisch_uitgewerkt_op=None,
        versienummer="",
    )
    return replace(regeling, gegevens=g, bevindingen=())


def met_titel(was: Regeling, wordt: Regeling) -> Regeling:
    """The new text with the title that it gives itself, when the decision changed that."""
    oud, nieuw = eigen_titel(was.wortel), eigen_titel(wordt.wortel)
    if not nieuw or nieuw == oud:
        return wordt
    return replace(wordt, gegevens=replace(wordt.gegevens, citeertitel=nieuw))
