"""What a user says beside the pieces themselves, and what excludes each other in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from verordening.bevinding import Verkeerd
from verordening.onzichtbaar import eis_zichtbaar
from verordening.tekst.keuzes import Lezing


@dataclass(frozen=True, slots=True)
class Opgave:
    """A registration as it is asked for. Whatever the decision says itself need not be said, and may not be contradicted.

    Args:
        stuk: the decision or the text. tekst: a consolidated text that was delivered with it (or by itself).
        regeling, doel, basis: names, when they cannot be read or must be chosen.
        werkend, geldig, voorwaarde, vervuld: dates and conditions. intrekking, terugtrekken: loose events.
        bekend: day of publication; default today. ontvangen: day of registration; default today.
        titel, publicatie, betreft, kenmerk, ondertekend: columns of the public table.
        lezingen: what lines of the decision mean, in words that are read.
        reden: why a text is stored that is not what the decision makes.
    """

    stuk: Path | None = None
    tekst: Path | None = None
    regeling: str = ""
    doel: str = ""
    basis: str = ""
    werkend: date | None = None
    geldig: date | None = None
    voorwaarde: str = ""
    vervuld: str = ""
    intrekking: bool = False
    terugtrekken: bool = False
    bekend: date | None = None
    ontvangen: date | None = None
    titel: str = ""
    publicatie: str = ""
    betreft: str = ""
    kenmerk: str = ""
    ondertekend: date | None = None
    lezingen: tuple[Lezing, ...] = ()
    reden: str = ""

    def controleer(self) -> None:
        """Refuse what excludes each other; nothing that was asked is ever left out silently.

        Raises:
            Verkeerd: two options that cannot both be meant, with what to do.
        """
        stukken = bool(self.stuk or self.tekst)
        regels = (
            (self.terugtrekken and self.werkend, "--terugtrekken en --werkend", "geef voor uitstel alleen --werkend"),
            (self.terugtrekken and self.geldig, "--terugtrekken en --geldig", "kies één van beide"),
            (self.terugtrekken and self.voorwaarde, "--terugtrekken en --voorwaarde", "geef alleen --voorwaarde"),
            (self.terugtrekken and self.intrekking, "--terugtrekken en --intrekking", "kies één van beide"),
            (self.terugtrekken and stukken, "--terugtrekken en een stuk", "leg ze apart vast"),
            (self.vervuld and stukken, "--vervuld en een stuk", "leg ze apart vast"),
            (self.vervuld and self.regeling, "--vervuld en --regeling", "een voorwaarde geldt voor elke regeling"),
            (self.vervuld and self.doel, "--vervuld en --doel", "een voorwaarde geldt voor elk doel dat erop wacht"),
            (self.vervuld and self.basis, "--vervuld en --op-basis-van", "laat --op-basis-van weg"),
            (self.vervuld and self.voorwaarde, "--vervuld en --voorwaarde", "kies één van beide"),
            (self.vervuld and self.geldig, "--vervuld en --geldig", "leg ze apart vast"),
            (self.vervuld and self.intrekking, "--vervuld en --intrekking", "leg ze apart vast"),
            (self.vervuld and self.terugtrekken, "--vervuld en --terugtrekken", "leg ze apart vast"),
            (self.voorwaarde and self.werkend, "--voorwaarde en --werkend", "kies één van beide"),
            (self.voorwaarde and self.geldig, "--voorwaarde en --geldig", "kies één van beide"),
            (self.intrekking and stukken, "--intrekking en een stuk", "leg ze apart vast"),
            (self.lezingen and not self.stuk, "--lezing en geen besluit", "geef het besluit erbij"),
        )
        for botst, wat, advies in regels:
            if botst:
                raise Verkeerd(f"{wat} sluiten elkaar uit; {advies}")
        if self.vervuld and not self.werkend:
            raise Verkeerd("bij --vervuld hoort de datum: --werkend")
        if self.geldig and self.werkend and self.geldig > self.werkend:
            raise Verkeerd("--geldig ligt na --werkend; terugwerken kan alleen naar een eerdere dag")

    def ingevuld(self) -> Opgave:
        """This, as somebody filled it in just now.

        Raises:
            Geweigerd: words with a sign that nobody sees: what is recorded stays.
        """
        for woorden in (w for w in (getattr(self, f.name) for f in fields(self)) if isinstance(w, str)):
            eis_zichtbaar(woorden)
        return self
