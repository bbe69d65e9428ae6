"""A command from a function: its parameters say what it takes, their defaults what help says about them, its docstring the rest.

>>> @opdrachtregel()
... def opdracht(bestand: Path, op: date | None = optie("De dag."), alles: bool = optie("Ook de rest."), json_uit: bool = JSON) -> int:
...     '''Doe iets met BESTAND.'''
...     return 0
>>> [p.opts for p in opdracht.params]
[['bestand'], ['--op'], ['--alles'], ['--json']]

A parameter without a default, or with :func:`argument`, is an argument; the others are options. The type says the rest: ``Path`` a
file or folder, ``date`` a day as people write it, ``bool`` a flag, ``tuple[X, ...]`` more than one, ``X | None`` may be left out. A
``NamedTuple`` stands for its fields: options that belong together come as one value.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import click

from werkbank.gedeeld import DAG, bestand_in, leeskeuzes


@dataclass(frozen=True, slots=True)
class _Vorm:
    """What a parameter looks like on the command line."""

    optie: bool
    vlaggen: tuple[str, ...] = ()
    soort: click.ParamType[object] | None = None
    meer: tuple[tuple[str, Any], ...] = ()


def optie(
    hulp: str, *vlaggen: str, keus: Sequence[str] = (), soort: click.ParamType[object] | None = None, **meer: object
) -> Any:
    """An option.

    Args:
        hulp: what help says. vlaggen: as they are typed; default ``--`` and the name of the parameter.
        keus: the values that it may have. soort: another type than that of the parameter.
        meer: what :class:`click.Option` takes besides: ``metavar``, ``default``, ``show_default``, ``envvar``, ``callback``.
    """
    keuze = click.Choice(list(keus)) if keus else soort
    return _Vorm(True, vlaggen, keuze, (("help", hulp), *meer.items()))


def argument(naam: str = "", **meer: object) -> Any:
    """An argument under another name than that of its parameter."""
    return _Vorm(False, (), None, ((("metavar", naam),) if naam else ()) + tuple(meer.items()))


JSON = optie("Schrijf de uitkomst als JSON op stdout.", "--json")
"""Default of a parameter ``json_uit``."""
LEZING = optie(
    "Per regel van het besluit die niet te lezen is, hoe u haar leest («17: Artikel 5 vervalt.»).",
    "--lezing",
    metavar="BESTAND",
)
"""Default of a parameter ``lezing``: a file with what a person reads (:mod:`versies.opdracht.lezingen`)."""


def opdrachtregel(
    *, onder: click.Group | None = None, lezen: bool = False
) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a command of a function.

    Args:
        onder: the group that it belongs to. lezen: with the options of :func:`werkbank.gedeeld.leeskeuzes`.
    """

    def maak(f: Callable[..., int | None]) -> click.Command:
        opdracht = click.Command(f.__name__, callback=_roep(f), params=list(_params(f)), help=inspect.getdoc(f))
        opdracht.options_metavar = "[OPTIES]"
        if lezen:
            leeskeuzes(opdracht)
        if onder is not None:
            onder.add_command(opdracht)
        return opdracht

    return maak


def _roep(f: Callable[..., int | None]) -> Callable[..., int | None]:
    """Call a function with its records put together from their fields."""
    samen = {naam: soort for naam, soort in get_type_hints(f).items() if hasattr(soort, "_fields")}

    def roep(**waarden: object) -> int | None:
        delen = {naam: soort(**{v: waarden.pop(v) for v in soort._fields}) for naam, soort in samen.items()}
        return f(**delen, **waarden)

    return roep


def _params(f: Callable[..., object]) -> Iterator[click.Parameter]:
    soorten = get_type_hints(f)
    for naam, p in inspect.signature(f).parameters.items():
        soort = soorten[naam]
        if hasattr(soort, "_fields"):
            velden = get_type_hints(soort)
            yield from (_param(v, velden[v], soort._field_defaults.get(v)) for v in soort._fields)
        else:
            yield _param(naam, soort, p.default if isinstance(p.default, _Vorm) else None)


def _param(naam: str, soort: object, vorm: _Vorm | None) -> click.Parameter:
    """One parameter, by its type and what its default says of it."""
    vorm = vorm or _Vorm(False)
    kern, leeg, rij = _kern(soort)
    meer = dict(vorm.meer)
    type_ = vorm.soort or {Path: bestand_in, date: DAG, int: click.INT}.get(kern, click.STRING)
    if not vorm.optie:
        return click.Argument([naam], type=type_, nargs=-1 if rij else 1, **{"required": not leeg, **meer})
    vlaggen = vorm.vlaggen or (f"--{naam.replace('_', '-')}",)
    if kern is bool:
        return click.Option([*vlaggen, naam], is_flag=True, **{"default": None if leeg else False, **meer})
    if not rij and not leeg and kern is not str and "default" not in meer:
        meer["required"] = True
    # Een standaard None die er uitdrukkelijk staat, telt voor click als een gegeven waarde: dan wordt niets meer vereist.
    kaal = {"default": ""} if kern is str and not leeg and not rij and not meer.get("required") else {}
    if isinstance(type_, (click.types.StringParamType, click.types.IntParamType)) and not isinstance(
        type_, click.IntRange
    ):
        meer.setdefault("metavar", "TEKST" if kern is str else "GETAL")
    return click.Option([*vlaggen, naam], type=type_, multiple=rij, **kaal | meer)


def _kern(soort: Any) -> tuple[type, bool, bool]:
    """The type itself, whether it may be left out, and whether there may be more."""
    if get_origin(soort) is UnionType:
        return next(t for t in get_args(soort) if t is not type(None)), True, False
    if get_origin(soort) is tuple:
        return get_args(soort)[0], False, True
    return soort, False, False
