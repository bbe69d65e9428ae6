"""The text that held on a day, as known on another day, with what a reader should know about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Ernst
from versies.tijd.controle import zonder_datum
from werkbank.gemeentetekst import variant_van

if TYPE_CHECKING:
    from verordening.boom import Regeling
    from versies.archief.register import Antwoord
    from versies.archief.vragen import Tijdbron
    from versies.tijd.toestand import Stand
    from versies.weergave.doorlopend import Geldigheid


@dataclass(frozen=True, slots=True)
class Geldend:
    """What held: the answer, the text (None: nothing held, or it is not known), when it holds, and findings."""

    antwoord: Antwoord | None
    regeling: Regeling | None
    geldigheid: Geldigheid | None
    bevindingen: tuple[Bevinding, ...]


def geldend(bron: Tijdbron, werk: str, op: date, bekend: date | None = None, *, gemeente: str = "") -> Geldend:
    """What held of a regulation on a day.

    Args:
        bekend: as known on this day; None: all that the dossier knows.
        gemeente: the text of this municipality, with its own values.

    Raises:
        Geweigerd: the regulation is not in the dossier, or its text cannot be read.
    """
    antwoord = bron.geldend(werk, op, bekend or date.max)
    gelezen = _lees(bron, antwoord.versie, werk, gemeente, op) if antwoord and antwoord.versie else None
    bevindingen = [b for b in bron.bevindingen if b.ernst is not Ernst.INFO]
    bevindingen += gelezen.bevindingen if gelezen is not None and gemeente else ()
    if antwoord is None:
        bevindingen.append(Bevinding.van("niets-geldend", werk, str(op)))
    elif gelezen is None:
        samenloop = ", ".join(antwoord.samenloop) or "niet geleverd"
        bevindingen.append(Bevinding.van("samenloop/tekst-bekend", werk, str(op), samenloop=samenloop))
    stand = bron.lijn(werk).stand_op(bekend or date.max) if antwoord and gelezen is not None else None
    bevindingen += zonder_datum(werk, stand) if stand is not None else ()
    geldigheid = _geldigheid(stand, antwoord.versie, op, bekend) if antwoord and stand is not None else None
    return Geldend(antwoord, gelezen, geldigheid, tuple(bevindingen))


def als_stuk(gelezen: Regeling, vorm: str, geldigheid: Geldigheid | None) -> bytes:
    """The consolidated text as a file: html, pdf, docx, odt, md, or xml (canonical)."""
    from verordening.canoniek import schrijf

    bestand = schrijf(gelezen)
    if vorm == "xml":
        return bestand
    from verordening.papier import zet
    from versies.weergave.doorlopend import doorlopende_tekst

    return zet(doorlopende_tekst(gelezen, geldigheid, bestand=bestand), vorm)


def _lees(bron: Tijdbron, versie: str, werk: str, gemeente: str, op: date) -> Regeling:
    """The stored text; with a municipality its own text, with the parameters that are still open as findings."""
    gelezen = bron.regeling(werk, versie)
    if not gemeente:
        return gelezen
    from versies.tijd.varianten import vul_in

    return vul_in(replace(gelezen, bevindingen=()), variant_van(bron.map, werk, gemeente, op))


def _geldigheid(stand: Stand, versie: str, op: date, bekend: date | None) -> Geldigheid | None:
    """When the text holds, as it was known on the day asked for; seen from no day where it holds by working back."""
    from versies.weergave.doorlopend import Geldigheid

    for periode in stand.periodes():
        t = periode.toestand
        if t.versie == versie:
            werkend, vandaar = t.juridisch_werkend_vanaf, op if t.juridisch_werkend_vanaf <= op else None
            return Geldigheid(vandaar, t.geldig_vanaf, werkend, periode.tot, bekend=bekend, wijkt=periode.wijkt)
    return None
