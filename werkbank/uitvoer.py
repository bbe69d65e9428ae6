"""One rule for every option ``-o``: never over an input, and never among what an archive recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from verordening.bevinding import Geweigerd, Verkeerd


def controleer_uitvoer(ctx: click.Context) -> None:
    """Look at where a command would write, before it reads anything.

    Raises:
        Geweigerd: the place is one of its inputs, the dossier itself, or a place that only a registration may change.
    """
    for doel in _paden(ctx, uitvoer=True):
        for bron in _paden(ctx, uitvoer=False):
            if doel.exists() and bron.exists() and doel.samefile(bron):
                raise Geweigerd.om("doel-is-dossier" if bron.is_dir() else "doel-is-invoer", str(doel))
        niet_in_archief(doel)


def _paden(ctx: click.Context, *, uitvoer: bool) -> Iterator[Path]:
    for p in ctx.command.params:
        waarde = ctx.params.get(p.name or "")
        if isinstance(p.type, click.Path) and ("-o" in p.opts) is uitvoer:
            yield from (Path(w) for w in (waarde if isinstance(waarde, tuple) else (waarde,)) if w is not None)


def niet_in_archief(doel: Path) -> None:
    """Refuse a place that only a registration may change, however it is spelled: some disks see no difference.

    Raises:
        Geweigerd: it is in such a folder of a dossier, or in its ``.git``.
    """
    from versies.archief.werkbestanden import is_vastgelegd

    echt = doel.resolve()
    for map_ in echt.parents:
        if not (map_ / ".git").exists():
            continue
        pad = echt.relative_to(map_).as_posix().casefold()
        if is_vastgelegd(pad) or f"{pad}/".startswith(".git/") or pad == "dossier.xml":
            raise Geweigerd.om("doel-in-archief", str(doel))
        return


_EINDEN = {
    "tekst": (".md", ".txt"),
    "samenvatting": (".md", ".txt"),
    "markdown": (".md", ".txt"),
    "svg": (".svg",),
    "json": (".json",),
    "html": (".html", ".htm"),
    "wti-html": (".html", ".htm"),
    "wti-csv": (".csv",),
    **dict.fromkeys(("canoniek", "stop", "akn", "cvdr"), (".xml",)),
    **{vorm: (f".{vorm}",) for vorm in ("docx", "odt", "pdf")},
}
"""Form → the endings of a file that say the same."""
_BEKEND = frozenset({einde for einden in _EINDEN.values() for einde in einden} | {".xlsx", ".doc", ".rtf"})


def past_bij(uitvoer: Path | None, vorm: str) -> None:
    """A file whose name promises another form than what would be written is wrong use; an ending that says nothing passes.

    Raises:
        Verkeerd: such a name.
    """
    mag = _EINDEN.get(vorm, ())
    if uitvoer is None or not mag or uitvoer.suffix.lower() in mag or uitvoer.suffix.lower() not in _BEKEND:
        return
    raise Verkeerd(
        f"{uitvoer.name} wordt {vorm}, en dat is geen {uitvoer.suffix}: kies een naam op {' of '.join(mag)}, of een andere vorm"
    )
