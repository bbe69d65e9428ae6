"""``verordening lees``: any readable source to canonical XML, or to a format of others; the ledger; the witness."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.dossier.velden import velden
from verordening.bevinding import heeft_fout
from werkbank.gedeeld import lees_regeling, toon
from werkbank.opdrachtregel import JSON, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from verordening.boom import Regeling
    from verordening.verantwoording import Verantwoording


@opdrachtregel(lezen=True)
def opdracht(
    bron: Path,
    uitvoer: Path | None = optie("Waar de uitkomst komt.", "-o", metavar="REGELING.xml"),
    formaat: str = optie(
        "Formaat van de uitkomst.",
        "--als",
        keus=["canoniek", "stop", "akn", "cvdr", "markdown"],
        default="canoniek",
        show_default=True,
    ),
    overheid: str = optie("Code van de overheid voor STOP en AKN, bijvoorbeeld gm0505.", metavar="CODE"),
    boek: bool = optie("Toon wat er met elk teken van de bron is gebeurd.", "--verantwoording"),
    getuige: bool = optie("Leg wat LibreOffice van het Word- of ODF-bestand drukt ernaast."),
    toch: bool = optie("Schrijf ook als er bij het lezen een fout is gevonden."),
    json_uit: bool = JSON,
) -> int:
    """Lees een bron (BWB-, CVDR-, STOP-, AKN- of publicatie-XML, Markdown, Word, OpenDocument) in naar canonieke XML.

    Het soort bestand wordt aan de inhoud herkend. Elke herstelling staat als bevinding op stderr en in het bestand. Met --als
    komt de regeling in een ander formaat; wat dat formaat niet kan bevatten staat in zijspan.json naast de uitkomst. Is er een
    fout gevonden, dan wordt niets geschreven, tenzij met --toch.
    """
    if uitvoer is None and not (boek or getuige):
        raise click.UsageError("geef met -o een bestand op, of kies --verantwoording of --getuige.")
    past_bij(uitvoer, formaat)
    regeling = lees_regeling(bron)
    bevindingen = regeling.bevindingen
    if getuige:
        from werkbank.getuige import vergelijk_met_papier

        bevindingen += vergelijk_met_papier(bron, regeling)
    bestanden: dict[Path, bytes] = {}
    if uitvoer is not None:
        bestanden, over_vorm = _bestanden(regeling, uitvoer, formaat, overheid)
        if heeft_fout(bevindingen) and not toch:
            bestanden = {}
        bevindingen += over_vorm
    if bestanden:
        from verordening.wissel import schrijf_samen

        schrijf_samen(bestanden)
    waarde = _als_waarde(regeling, bevindingen, uitvoer, formaat, list(bestanden))
    regels = _boekregels(regeling.verantwoording) if boek else ()
    niets = uitvoer is not None and not bestanden
    slot = "Er is niets geschreven: los de fouten op, of kies --toch." if niets else ""
    return toon(json_uit, waarde, regels, bevindingen, slot)


def _bestanden(
    regeling: Regeling, uitvoer: Path, formaat: str, overheid: str
) -> tuple[dict[Path, bytes], tuple[Bevinding, ...]]:
    if formaat == "canoniek":
        from verordening.canoniek import schrijf as schrijf_canoniek

        return {uitvoer: schrijf_canoniek(regeling)}, ()
    from verordening.schrijvers import schrijf

    export = schrijf(regeling, formaat, overheid=overheid)
    bestanden = {uitvoer.with_name(f"{uitvoer.stem}.{naam}"): inhoud for naam, inhoud in export.bijlagen.items()}
    return {**bestanden, uitvoer: export.inhoud}, tuple(export.bevindingen)


def _boekregels(boek: Verantwoording) -> Iterator[str]:
    """The ledger: counts per class and sign, then what was left out."""
    if not boek.tellingen:
        yield "Deze lezer houdt geen verantwoording bij."
    for klasse, aantal in boek.aantallen().items():
        yield f"{klasse}: {aantal}"
        for k, wat, n in boek.tellingen:
            if k is klasse:
                yield f"  {n:>8}  {wat}"
    if boek.posten:
        yield "Niet overgenomen, of te kiezen:"
    for post in boek.posten:
        woorden = f" «{' '.join(post.fragment.split())[:120]}»" if post.fragment.strip() else ""
        yield f"  {post.klasse}: {post.plaats}: {post.wat}:{woorden} {post.waarom}"


def _als_waarde(
    regeling: Regeling, bevindingen: tuple[Bevinding, ...], uitvoer: Path | None, formaat: str, bestanden: list[Path]
) -> dict[str, object]:
    boek = regeling.verantwoording
    return {
        **velden(regeling.gegevens, "werk formaat", uitvoer=uitvoer, als=formaat, bestanden=bestanden),
        "verantwoording": {
            "klassen": boek.aantallen(),
            "tellingen": [{"klasse": k, "wat": wat, "aantal": n} for k, wat, n in boek.tellingen],
            **velden(boek, "posten sluitend"),
        },
        "bevindingen": bevindingen,
    }
