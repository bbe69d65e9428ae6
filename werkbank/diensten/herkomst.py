"""Which decision wrote the words of a place, as it held on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from versies.tijd.herkomst import Bron, Spoor, herkomst
from versies.tijd.wti import besluit_van

if TYPE_CHECKING:
    from verordening.adres import Adres
    from versies.archief.vragen import Tijdbron


def sporen(bron: Tijdbron, werk: str, plaats: Adres, op: date | None = None) -> tuple[Spoor, ...]:
    """The trace of every unit at a place; empty when it is not there.

    Args:
        op: the text as it held on this day; None: the last one.

    Raises:
        Geweigerd: the regulation is not in the dossier.
    """
    from verordening.canoniek import lees

    lijn = bron.lijn(werk)
    besluiten = besluit_van(lijn)
    toestanden = [t for t in lijn.stand.toestanden if t.versie and t.geldig_vanaf <= (op or date.max)]
    bronnen = [
        Bron(
            t.versie,
            "; ".join(dict.fromkeys(besluiten[d].besluit for d in t.doelen if d in besluiten)) or t.versie,
            t.geldig_vanaf,
            lees(bron.tekst(t.versie)),
            "; ".join(dict.fromkeys(besluiten[d].publicatie for d in t.doelen if d in besluiten)),
        )
        for t in toestanden
    ]
    return herkomst(bronnen, plaats)
