"""What a piece says, before the law that follows from it is worked out, and what is needed to say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from verordening.bevinding import Bevinding, Verkeerd
from verordening.boom import Regeling
from versies.registratie.beeld import Beeld
from versies.registratie.opgave import Opgave
from versies.registratie.recht import Recht
from versies.registratie.uitvoeren import voer_uit
from versies.tijd.controle import LAATSTE, VROEGSTE
from versies.tijd.model import Mutatie, SoortTijdstempel, Tijdstempel, Uitvoering, Uitwisseling, Voorwaarde


@dataclass(slots=True)
class Schets:
    """What a piece says, before the law that follows from it is worked out.

    Args:
        titel, soort: as for :class:`Plan`. mutaties, uitvoeringen: what it says of time. bestanden: files to keep.
        teksten: texts that came with it, by name of the version. ondertekend, betreft: what it says itself.
        verwacht: text that somebody delivered as the outcome for a doel: (regulation, doel, text, text it was made on).
    """

    titel: str
    soort: str
    ondertekend: date | None = None
    betreft: str = ""
    mutaties: list[Mutatie] = field(default_factory=list)
    uitvoeringen: list[Uitvoering] = field(default_factory=list)
    bestanden: dict[str, bytes] = field(default_factory=dict)
    teksten: dict[str, Regeling] = field(default_factory=dict)
    bevindingen: list[Bevinding] = field(default_factory=list)
    verwacht: tuple[str, str, Regeling, Regeling | None] | None = None
    herstelt: int = 0
    stuk: str = ""
    """Where the piece itself is kept."""

    def dateer(self, doel: str, dag: date | None, voorwaarde: str, geldig: date | None) -> None:
        """From when a doel is law (a day, or else what it waits for), and from when its text counts where that differs."""
        if dag is not None or voorwaarde:
            self.mutaties.append(Tijdstempel(doel, dag if dag is not None else Voorwaarde(voorwaarde)))
        if geldig is not None:
            self.mutaties.append(Tijdstempel(doel, geldig, SoortTijdstempel.GELDIG))

    @property
    def werken(self) -> list[str]:
        """The regulations that it touches directly."""
        namen = [getattr(m, "werk", "") for m in self.mutaties] + [v.werk for v in self.uitvoeringen]
        return list(dict.fromkeys(n for n in namen if n))


class Ontwerp:
    """Everything that making a sketch needs: the dossier, what was asked, and the day of publication."""

    def __init__(self, beeld: Beeld, opgave: Opgave) -> None:
        self.beeld, self.register = beeld, beeld.register
        self.opgave = opgave
        self.bekend = opgave.bekend or date.today()
        if not VROEGSTE <= self.bekend < LAATSTE:
            raise Verkeerd(f"{self.bekend} kan geen dag van bekendmaking zijn")
        na = beeld.na()
        moment = datetime.combine(min(self.bekend, date.today()), time(), UTC)
        self.moment = max(moment, na + timedelta(seconds=1)) if beeld.register.laatste() else moment

    def lees_bestand(self, schets: Schets | None, pad: str) -> bytes:
        """A file of the dossier, or one that comes with this registration."""
        eigen = schets.bestanden.get(pad) if schets else None
        return eigen if eigen is not None else self.beeld.bestand(pad)

    def recht(self, werk: str, schets: Schets | None = None) -> Recht:
        """The law of one regulation, to work out."""

        def doe(was: Regeling | None, v: Uitvoering, dag: date | None) -> tuple[Regeling, tuple[Bevinding, ...]]:
            return voer_uit(was, v, self.lees_bestand(schets, v.bestand), dag)

        lijn = self.beeld.lijn(werk)
        return Recht(werk, lijn.genummerd if lijn else (), self.beeld.tekst, doe, self.beeld.versienamen(werk))

    def uitwisseling(self, schets: Schets) -> Uitwisseling:
        """The delivery of a sketch."""
        o = self.opgave
        return Uitwisseling(
            self.moment,
            tuple(schets.mutaties),
            self.bekend,
            o.ontvangen or date.today(),
            o.titel or schets.titel,
            o.publicatie,
            o.betreft or schets.betreft,
            o.kenmerk,
            o.ondertekend or schets.ondertekend,
            tuple(dict.fromkeys(schets.uitvoeringen)),
            schets.herstelt,
            o.reden,
            schets.stuk,
        )
