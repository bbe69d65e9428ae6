"""What every command shares: reading input, printing findings and JSON, progress, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from verordening.aanvullen import voltooi
from verordening.bevinding import Bevinding, heeft_fout
from verordening.boom import Regeling
from verordening.dagen import lees_dag
from verordening.tekst.keuzes import Keuzes
from verordening.voortgang import Voortgang, zwijg
from werkbank.zichtbaar import een_regel, json_veilig

_LEESKEUZES = (
    (
        "wijzigingen",
        {"aanvaard": "aanvaarden", "aanvaarden": "aanvaarden", "verwerp": "verwerpen", "verwerpen": "verwerpen"},
        "Lees bijgehouden wijzigingen in Word of OpenDocument als aanvaard of als verworpen.",
    ),
    (
        "doorgehaald",
        {"weg": "weg", "blijft": "blijft"},
        "Met de hand doorgehaalde woorden vallen weg of blijven staan.",
    ),
    ("verborgen", {"weg": "weg", "blijft": "blijft"}, "Verborgen woorden vallen weg of blijven staan."),
)
"""Option, values and what they are to the readers, help. Without a choice such a place is a *fout*."""
TOESTAND = "geldig_vanaf juridisch_werkend_vanaf versie? doelen samenloop"
"""What JSON says of a state of a regulation."""


class _Bestand(click.Path):
    """A file or folder; what was broken off while files were moved there, is finished before a command looks at it."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        pad = Path(os.fsdecode(super().convert(value, param, ctx)))
        voltooi(pad if pad.is_dir() else pad.parent)
        return pad


bestand_in = _Bestand(path_type=Path)


class Dag(click.ParamType[date]):
    """A day as people write it: 1 januari 2027, 2027-01-01, 1-1-2027."""

    name = "dag"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; anything else is wrong use."""
        gelezen = value if isinstance(value, date) else lees_dag(str(value))
        if gelezen is None:
            self.fail(f"«{value}» is geen dag; schrijf hem als 2026-01-31, 31-1-2026 of 31 januari 2026.", param, ctx)
        return gelezen


DAG = Dag()


def lees_regeling(pad: Path) -> Regeling:
    """Read any readable source; what the reader has to remark stays in ``bevindingen``."""
    from verordening.lezers import lees

    return lees(pad, keuzes=gekozen())


def leeskeuzes(opdracht: click.Command) -> None:
    """Give a command the options for what a reader may not decide itself; :func:`gekozen` gives the answers to who reads."""
    for naam, waarden, hulp in _LEESKEUZES:
        optie = click.Option(
            [f"--{naam}"],
            type=click.Choice(list(waarden)),
            metavar="|".join(dict.fromkeys(waarden.values())),
            expose_value=False,
            callback=_bewaar(naam, waarden),
            help=hulp,
        )
        opdracht.params.append(optie)


def _bewaar(naam: str, waarden: dict[str, str]) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def bewaar(ctx: click.Context, _: click.Parameter, keuze: str | None) -> None:
        if keuze:
            ctx.meta[f"werkbank.{naam}"] = waarden[keuze]

    return bewaar


def gekozen(lezing: Path | None = None) -> Keuzes:
    """What the user of the running command chose with the options of :func:`leeskeuzes`, and a file with readings."""
    ctx = click.get_current_context(silent=True)
    keuzes = Keuzes(*((ctx.meta.get(f"werkbank.{naam}", "") if ctx else "") for naam, _, _ in _LEESKEUZES))
    if lezing is None:
        return keuzes
    from verordening.xmlveilig import lees_bytes
    from versies.opdracht import besluittekst
    from versies.opdracht.lezingen import lees_lezingen

    tekst = besluittekst(lees_bytes(lezing, naam=lezing.name), lezing.name)
    return replace(keuzes, lezingen=lees_lezingen(tekst, lezing.name))


def als_json(waarde: object) -> None:
    """Print a value as JSON on stdout, Dutch characters as they are."""
    from impact.dossier.velden import als_tekst

    click.echo(json_veilig(als_tekst(waarde, 2)))


def meld(bevindingen: Iterable[Bevinding]) -> None:
    """Print findings on stderr, one per line."""
    for bevinding in bevindingen:
        click.echo(een_regel(bevinding.regel()), err=True)


def uitgang(bevindingen: Sequence[Bevinding]) -> int:
    """Exit code of the contract for a list of findings: 1 when one of them is a *fout*, else 0."""
    return 1 if heeft_fout(bevindingen) else 0


def toon(
    json_uit: bool, waarde: object, regels: Iterable[str], bevindingen: Sequence[Bevinding] = (), slot: str = ""
) -> int:
    """What came out, as JSON or as lines with the findings behind them and ``slot`` last on stderr; the exit code."""
    if json_uit:
        als_json(waarde)
    else:
        for regel in regels:
            click.echo(regel)
        meld(bevindingen)
        if slot:
            click.echo(slot, err=True)
    return uitgang(bevindingen)


def zet_neer(inhoud: str | bytes, uitvoer: Path | None) -> None:
    """A result in the file that was named, or on the screen as it is."""
    if uitvoer is None:
        click.echo(inhoud, nl=False)
        return
    from verordening.schijf import schrijf_atomair

    schrijf_atomair(uitvoer, inhoud)


@contextmanager
def voortgang(wat: str) -> Iterator[Voortgang]:
    """Progress on stderr, only on a terminal: call the value with what happens now (:class:`~verordening.voortgang.Voortgang`)."""
    if not sys.stderr.isatty():
        yield zwijg
        return
    from rich.console import Console

    with Console(stderr=True).status(wat) as status:
        yield lambda wat, gedaan=0, totaal=0: status.update(f"{wat}: {gedaan} van {totaal}" if totaal else wat)
