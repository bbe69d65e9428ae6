"""The command line ``verordening``: a thin door. Every command lives in its own module and is imported when it is called."""

from __future__ import annotations

import gc
import io
import os
import sys
from functools import partial
from importlib import import_module
from typing import Any

import click

from impact.woorden import woorden
from verordening.bevinding import Geweigerd, Verkeerd
from verordening.systeem import gezegd
from verordening.voltooid import begin, verslag
from werkbank import nederlands, zichtbaar
from werkbank.uitvoer import controleer_uitvoer

OPDRACHTEN: dict[str, str] = woorden("opdrachten", __file__)
"""Name → one line of help: enough for ``--help`` without importing any command."""


class _Groep(click.Group):
    """Commands imported on demand, so that the command line starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(OPDRACHTEN)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in OPDRACHTEN:
            return None
        opdracht: click.Command = import_module(f"werkbank.opdrachten.{cmd_name.replace('-', '_')}").opdracht
        opdracht.name, opdracht.options_metavar = cmd_name, "[OPTIES]"
        for deel in (*opdracht.commands.values(),) if isinstance(opdracht, click.Group) else (opdracht,):
            deel.invoke = partial(_roep_aan, deel)  # type: ignore[method-assign]
        return opdracht

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        naam = args[0] if args else ""
        if naam and not naam.startswith("-") and self.get_command(ctx, naam) is None:
            from difflib import get_close_matches

            lijkt = get_close_matches(naam, OPDRACHTEN, n=1)
            tip = f" Bedoelde u «{lijkt[0]}»?" if lijkt else " Zie `verordening --help`."
            raise click.UsageError(f"de opdracht «{naam}» bestaat niet.{tip}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Opdrachten"):
            formatter.write_dl([(naam, OPDRACHTEN[naam]) for naam in self.list_commands(ctx)])


def _roep_aan(opdracht: click.Command, ctx: click.Context) -> object:
    controleer_uitvoer(ctx)
    try:
        return click.Command.invoke(opdracht, ctx)
    except BrokenPipeError as fout:
        raise _Dicht from fout


class _Dicht(Exception):
    """Who reads the output has seen enough, as with «| head»."""


@click.group(
    cls=_Groep,
    options_metavar="[OPTIES]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="OPDRACHT [ARGUMENT]…",
    epilog="Uitleg per opdracht: verordening OPDRACHT --help. Uitgangscodes: 0 goed, 1 bevindingen van ernst fout, "
    "2 verkeerd gebruik, 3 invoer geweigerd.",
)
@click.version_option(package_name="verordening", message="%(prog)s %(version)s", help="Toon het versienummer.")
def groep() -> None:
    """Versiebeheer van lokale regelgeving, en wat een wetswijziging daarmee doet."""


def main(argumenten: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code of the contract (0, 1, 2 or 3)."""
    begin()
    sys.stdin = sys.stdin or io.StringIO()  # closed by who started us
    nederlands.aan()
    # Een opdracht bouwt vooral waarden zonder kringen op; ze steeds nalopen kost een zesde van de tijd en geeft niets vrij.
    gc.set_threshold(300_000, 20, 100)
    for stroom in (sys.stdout, sys.stderr):
        herstel: Any = getattr(stroom, "reconfigure", None)
        if herstel is not None:
            herstel(encoding="utf-8", errors="backslashreplace")
            zichtbaar.beveilig(stroom, voortgang=stroom is sys.stderr)
    try:
        uitkomst = groep.main(args=argumenten, prog_name="verordening", standalone_mode=False)
        code = uitkomst if isinstance(uitkomst, int) else 0
    except click.exceptions.Exit as einde:
        code = einde.exit_code
    except _Dicht:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer has nowhere to go
        code = 0
    except (Exception, KeyboardInterrupt) as fout:
        code, regel = _uitleg(fout)
        if code < 0:
            raise
        click.echo(zichtbaar.een_regel(regel), err=True)
    sys.exit(code)


def _uitleg(fout: BaseException) -> tuple[int, str]:
    """Exit code and message of what ended a command; -1: show it raw."""
    if isinstance(fout, click.Abort) or _afgebroken(fout):
        return 2, f"afgebroken: {verslag()}"
    if isinstance(fout, (click.ClickException, Verkeerd)):
        return 2, f"verkeerd gebruik: {fout.format_message() if isinstance(fout, click.ClickException) else fout}"
    if isinstance(fout, Geweigerd):
        return 3, f"geweigerd: {fout.regel()}"
    if isinstance(fout, OSError) and not os.environ.get("VERORDENING_SPOOR"):
        wat = ": ".join(str(d) for d in (fout.filename, gezegd(fout)) if d)
        return (
            3,
            f"geweigerd: deze computer staat iets niet toe ({wat}): {verslag()} Kijk naar schijfruimte en rechten.",
        )
    if os.environ.get("VERORDENING_SPOOR"):
        return -1, ""
    return 3, (
        f"geweigerd: onverwachte fout ({type(fout).__name__}: {' '.join(str(fout).split())[:200]}). Dit is een gebrek "
        f"in het programma: {verslag()} Zet VERORDENING_SPOOR=1 voor de plaats en meld het."
    )


def _afgebroken(fout: BaseException | None) -> bool:
    """Whether Ctrl-C is behind it: what is closed on the way out can raise something else (a zip that is half written)."""
    while fout is not None and not isinstance(fout, KeyboardInterrupt):
        fout = fout.__context__
    return fout is not None


if __name__ == "__main__":
    main()
