"""One rule for every option ``-o``: never over an input, and never among what an archive recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from verordening.bevinding import Geweigerd


def controleer_uitvoer(ctx: click.Context) -> None:
    """Look at where a command would write, before it reads anything.

    Raises:
        Geweigerd: the place is one of its inputs, the dossier itself, or a place that only a registration may change.
    """
    for doel in _paden(ctx, uitvoer=True):
        for bron in _paden(ctx, uitvoer=False):
            if doel.exists() and bron.exists() and doel.samefile(bron):
                wat, code = ("het dossier", "doel-is-dossier") if bron.is_dir() else ("de invoer", "doel-is-invoer")
                raise Geweigerd(
                    f"het doel is {wat} zelf", plaats=str(doel), code=code, advies="Kies een andere plaats voor -o."
                )
        _niet_in_archief(doel)


def _paden(ctx: click.Context, *, uitvoer: bool) -> Iterator[Path]:
    for p in ctx.command.params:
        waarde = ctx.params.get(p.name or "")
        if isinstance(p.type, click.Path) and ("-o" in p.opts) is uitvoer:
            yield from (Path(w) for w in (waarde if isinstance(waarde, tuple) else (waarde,)) if w is not None)


def _niet_in_archief(doel: Path) -> None:
    from versies.archief.werkbestanden import is_vastgelegd

    echt = doel.resolve()
    for map_ in echt.parents:
        if not (map_ / ".git").exists():
            continue
        pad = echt.relative_to(map_).as_posix()
        if is_vastgelegd(pad) or f"{pad}/".startswith(".git/"):
            raise Geweigerd.om("doel-in-archief", str(doel))
        return
