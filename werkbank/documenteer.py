"""Writes ``docs/opdrachten.md`` from the commands themselves, and ``docs/handleiding`` from the help pages of the workbench:
``python -m werkbank.documenteer``.

A test compares the files with :func:`opdrachten_md` and :func:`handleiding`, so that nothing goes undocumented.
"""

from __future__ import annotations

from pathlib import Path

import click

from werkbank import nederlands
from werkbank.__main__ import OPDRACHTEN, groep

DOEL = Path(__file__).resolve().parent.parent / "docs" / "opdrachten.md"


def opdrachten_md() -> str:
    """The command reference as Markdown: per command its use, explanation and options."""
    nederlands.aan()
    with click.Context(groep, info_name="verordening", max_content_width=100, terminal_width=100) as boven:
        namen = groep.list_commands(boven)
        delen = [
            "# Opdrachten\n",
            "Gemaakt uit de opdrachten zelf met `make docs`; een toets slaat alarm als deze bladzijde verouderd is.\n",
            "Overal waar REGELING staat, mag elke leesbare bron staan: canonieke XML, BWB-, CVDR-, STOP- of AKN-XML, "
            "Markdown of Word. Het soort bestand wordt aan de inhoud herkend.\n",
            "Uitgangscodes: 0 goed · 1 bevindingen van ernst fout · 2 verkeerd gebruik · 3 invoer geweigerd.\n",
            "\n".join(f"- [`{naam}`](#{naam}) — {OPDRACHTEN[naam]}" for naam in namen) + "\n",
        ]
        for naam in namen:
            opdracht = groep.get_command(boven, naam)
            assert opdracht is not None
            with click.Context(
                opdracht, info_name=naam, parent=boven, max_content_width=100, terminal_width=100
            ) as ctx:
                delen.append(f"## {naam}\n\n```\n{opdracht.get_help(ctx)}\n```\n")
                delen += _onder(opdracht, naam, ctx)
    return "\n".join(delen)


def handleiding() -> dict[str, str]:
    """The manual: file name → Markdown. The same pages that the workbench shows under Hulp, with pictures."""
    map_ = Path(__file__).parent / "web" / "hulp"
    bladen = {p.name: p.read_text(encoding="utf-8") for p in sorted(map_.glob("*.md"))}
    regels = (f"- [{tekst.splitlines()[0].lstrip('# ')}]({naam})" for naam, tekst in bladen.items())
    begin = "Eén blad per persoon; dezelfde bladen staan in de werkbank onder Hulp. De plaatjes maakt een toets."
    return {"README.md": "\n".join(["# Handleiding", "", begin, "", *regels, ""]), **bladen}


def _onder(opdracht: click.Command, naam: str, boven: click.Context) -> list[str]:
    """The commands below a command that is a group."""
    if not isinstance(opdracht, click.Group):
        return []
    uit = []
    for onder in opdracht.list_commands(boven):
        kind = opdracht.commands[onder]
        with click.Context(kind, info_name=onder, parent=boven, max_content_width=100, terminal_width=100) as ctx:
            uit.append(f"### {naam} {onder}\n\n```\n{kind.get_help(ctx)}\n```\n")
    return uit


if __name__ == "__main__":
    DOEL.write_text(opdrachten_md(), encoding="utf-8")
    for naam, tekst in handleiding().items():
        (DOEL.parent / "handleiding" / naam).write_text(tekst, encoding="utf-8")
