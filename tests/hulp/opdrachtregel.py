"""The command line inside this process: exit code and what was said, of which every command and option that it names must exist."""

from __future__ import annotations

import contextlib
import io
import re
from functools import cache
from typing import NamedTuple

import click

from werkbank.__main__ import OPDRACHTEN, groep, main

__all__ = ["Uitkomst", "loop"]


class Uitkomst(NamedTuple):
    """What a command did."""

    code: int
    uit: str
    fout: str


def loop(*argumenten: object) -> Uitkomst:
    """Run one command."""
    uit, fout = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code = 0
    with contextlib.redirect_stdout(uit), contextlib.redirect_stderr(fout):
        try:
            main([str(a) for a in argumenten])
        except SystemExit as einde:
            code = int(einde.code or 0)
    uitkomst = Uitkomst(code, _tekst(uit), _tekst(fout))
    if "--help" not in argumenten:
        assert not (mist := _bestaat_niet([str(a) for a in argumenten], uitkomst.fout)), (
            f"geen optie of opdracht: {mist}"
        )
    return uitkomst


def _tekst(stroom: io.TextIOWrapper) -> str:
    stroom.seek(0)
    return stroom.read()


@cache
def _opties(naam: str) -> frozenset[str]:
    opdracht = groep.get_command(click.Context(groep), naam)
    delen = (*opdracht.commands.values(), opdracht) if isinstance(opdracht, click.Group) else (opdracht,)
    return frozenset(
        vlag for deel in delen if deel for p in deel.params for vlag in p.opts if isinstance(p, click.Option)
    )


def _bestaat_niet(argumenten: list[str], gezegd: str) -> list[str]:
    """Advice that nobody can follow: an option that neither the command that ran has, nor one that its sentence names."""
    gedraaid = next((a for a in argumenten if a in OPDRACHTEN), "")
    mist = [m for m in re.findall(r"[«`]verordening ([\w-]+)", gezegd) if m not in OPDRACHTEN]
    for zin in re.split(
        r"(?<=[.?!])\s+|\n",
        re.sub("[«“][^«»“”]*[»”]", lambda m: m[0] if "verordening" in m[0] or m[0][1] == "-" else "", gezegd),
    ):
        genoemd = {w for w in re.findall(r"[\w-]+", zin) if w in OPDRACHTEN} | {gedraaid}
        mag = {"--help", "--version"}.union(*(_opties(naam) for naam in genoemd if naam))
        mist += [
            vlag for vlag in re.findall(r"(?<![\w-])--[a-z][a-z-]*", zin) if vlag not in mag and vlag not in argumenten
        ]
    return mist
