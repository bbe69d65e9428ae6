"""``verordening verschil``: what changed between two versions, in the form that is asked for."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from werkbank.diensten.verschil import VORMEN, als_vorm
from werkbank.gedeeld import als_json, lees_regeling, meld, uitgang, zet_neer
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from versies.verschil import Verschil

_BINAIR = ("docx", "odt", "pdf")
_SPOOR = ("docx", "odt")
"""Forms in which the changes are tracked, in a name and at a moment."""
_LEESVERSIE = ("html", "pdf", "renvooi")
_NAAR_BESTAND = ("was-wordt", "renvooi")
"""Forms of which the ending of the file chooses the format."""


class _Moment(click.ParamType[datetime]):
    """A moment in UTC, JJJJ-MM-DDTHH:MM."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the moment; anything else is wrong use."""
        if isinstance(value, datetime):
            return value
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", value):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                pass
        self.fail(f"«{value}» is geen moment; schrijf het als 2026-01-31T09:30.", param, ctx)


class _Velden(NamedTuple):
    auteur: str | None = optie("Op wiens naam de wijzigingen in docx of odt staan.", metavar="NAAM")
    moment: datetime | None = optie(
        "Wanneer zij zijn gemaakt (UTC; anders: nu).", soort=_Moment(), metavar="JJJJ-MM-DDTHH:MM"
    )
    overheid: str | None = optie("Code van de overheid in STOP, bijvoorbeeld gm0505.", metavar="CODE")
    kolommen: str | None = optie("Zoveel kolommen in was-wordt (4: met toelichting).", keus=["2", "3", "4"])
    alleen_gewijzigd: bool = optie("Laat in html, pdf en renvooi weg wat niet is gewijzigd.")


@opdrachtregel(lezen=True)
def opdracht(
    was: Path,
    wordt: Path,
    keuzes: _Velden,
    vorm: str = optie(
        "In welke vorm. Bij was-wordt en renvooi kiest de naam van het bestand: .html, .docx, .odt, .pdf of .md.",
        "--als",
        keus=sorted(VORMEN),
        default="tekst",
        show_default=True,
    ),
    uitvoer: Path | None = optie("Waar de uitkomst komt (anders: het scherm).", "-o", metavar="BESTAND"),
    json_uit: bool = JSON,
) -> int:
    """Toon het verschil tussen twee versies van een regeling: wat is gewijzigd, waar, en niets anders.

    WAS en WORDT zijn leesbare bronnen van elk soort. Een andere opmaak met dezelfde woorden is geen verschil.

    docx en odt zijn de zuivere tekst met bijgehouden wijzigingen: alles aanvaarden geeft WORDT, alles verwerpen geeft WAS.
    html, pdf en renvooi zijn de leesversie, met een overzicht vooraf.
    """
    from versies.verschil import vergelijk

    vorm = "json" if json_uit else vorm
    past_bij(uitvoer, vorm)
    opties = _opties(vorm, uitvoer, keuzes._asdict())
    oud, nieuw = lees_regeling(was), lees_regeling(wordt)
    verschil = vergelijk(oud, nieuw)
    if vorm == "json":
        from versies.weergave.json import als_waarde, weergeef

        if uitvoer is None:
            als_json({**als_waarde(verschil), "bestanden": {"was": str(was), "wordt": str(wordt)}})
        else:
            zet_neer(weergeef(verschil), uitvoer)
        return 0
    inhoud: bytes = als_vorm(verschil, vorm, **opties)
    zet_neer(inhoud if uitvoer is not None else inhoud.decode(), uitvoer)
    eigen = _over_stop(verschil, opties) if vorm == "stop" else ()
    meld((*oud.bevindingen, *nieuw.bevindingen, *eigen))
    if uitvoer is not None:
        from versies.weergave.samenvatting import kanttekeningen

        for opmerking in kanttekeningen(verschil):
            click.echo(f"let op: {opmerking}", err=True)
    return uitgang(eigen)


def _over_stop(verschil: Verschil, opties: dict[str, Any]) -> tuple[Bevinding, ...]:
    """What a reader should know of the file in STOP: a placeholder in it is a fault (exit code 1)."""
    from versies.stop.mutatie import overheid_onbekend

    return overheid_onbekend([verschil], opties.get("overheid", ""))


def _opties(vorm: str, uitvoer: Path | None, keuzes: dict[str, Any]) -> dict[str, object]:
    """What goes to the rendering; an option that means nothing to it is wrong use, never ignored."""
    if vorm in _BINAIR and uitvoer is None:
        raise click.UsageError(f"een {vorm}-bestand past niet op het scherm; geef met -o een bestand op.")
    past = {
        "overheid": ("stop",),
        "auteur": _SPOOR,
        "moment": _SPOOR,
        "kolommen": ("was-wordt",),
        "alleen_gewijzigd": _LEESVERSIE,
    }
    opties = {naam: waarde for naam, waarde in keuzes.items() if waarde is not None and waarde is not False}
    for naam in opties:
        if vorm not in past[naam]:
            raise click.UsageError(
                f"--{naam.replace('_', '-')} hoort bij --als {' of '.join(past[naam])}, niet bij {vorm}."
            )
    if not opties.get("auteur", "x").strip():
        raise click.UsageError("--auteur is leeg; geef een naam.")
    if vorm in _SPOOR:
        opties.setdefault("moment", datetime.now(UTC))
    if "kolommen" in opties:
        opties["kolommen"] = int(opties["kolommen"])
    if vorm == "tekst":
        opties["kleur"] = uitvoer is None and sys.stdout.isatty()
    elif vorm in _NAAR_BESTAND and uitvoer is not None and uitvoer.suffix:
        from verordening.papier import FORMATEN

        opties["vorm"] = uitvoer.suffix[1:].lower()
        if opties["vorm"] not in FORMATEN:
            raise click.UsageError(
                f"{vorm} kan niet als {uitvoer.suffix}; kies uit {', '.join('.' + f for f in FORMATEN)}."
            )
    return opties
