"""``verordening opstellen``: from two versions to the decision that makes the one into the other, proven."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..gedeeld import DAG, als_json, bestand_in, json_optie, lees_regeling, meld, uitgang

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from verordening.boom import Regeling
    from versies.opstellen import Ontwerp

__all__ = ["opdracht"]


@click.command()
@click.argument("was", metavar="WAS", type=bestand_in)
@click.argument("wordt", metavar="WORDT", type=bestand_in)
@click.option("--als", "vorm", type=click.Choice(["tekst", "docx", "stop", "akn"]), default="tekst", show_default=True, help="In welke vorm.")
@click.option("-o", "uitvoer", metavar="BESTAND", type=bestand_in, help="Waar het besluit komt (anders: het scherm).")
@click.option("--gemeente", metavar="NAAM", default="", help="Naam van de gemeente in aanhef en slot.")
@click.option("--orgaan", default="de raad", show_default=True, help="Wie het besluit neemt.")
@click.option("--vorm-besluit", "soort", type=click.Choice(["Verordening", "Raadsbesluit", "Besluit"]), default="Verordening", show_default=True,
              help="Hoe het besluit heet.")  # fmt: skip
@click.option("--gelet-op", "grondslagen", metavar="TEKST", multiple=True, help="Grondslag in de aanhef; mag vaker.")
@click.option("--inwerking", metavar="DAG", type=DAG, help="Dag van inwerkingtreding (anders: die van WORDT).")
@click.option("--terugwerkend", metavar="DAG", type=DAG, help="Dag tot en met welke het besluit terugwerkt.")
@click.option("--afgewezen", is_flag=True, help="Lees uit Word de tekst zonder de bijgehouden wijzigingen in WAS.")
@json_optie
def opdracht(
    was: Path, wordt: Path, vorm: str, uitvoer: Path | None, gemeente: str, orgaan: str, soort: str, grondslagen: tuple[str, ...],
    inwerking: date | None, terugwerkend: date | None, afgewezen: bool, json_uit: bool,
) -> int:  # fmt: skip
    """Stel het besluit op dat van WAS precies WORDT maakt.

    Het besluit wordt teruggelezen en uitgevoerd voordat u het ziet; geeft dat niet letterlijk WORDT, dan krijgt u geen besluit maar
    de plaats waar het niet lukt. WORDT mag het Word-bestand zijn waarin u de wijzigingen hebt aangebracht.
    """
    from versies.opstellen import Besluitgegevens, stel_op

    if vorm == "docx" and uitvoer is None:
        raise click.UsageError("een docx-bestand past niet op het scherm; geef met -o een bestand op.")
    gegevens = Besluitgegevens(gemeente, orgaan, soort, grondslagen=grondslagen, inwerking=inwerking, terugwerkend=terugwerkend)
    oud = _lees(was, afgewezen=afgewezen)
    nieuw = _lees(wordt, afgewezen=False)
    ontwerp = stel_op(oud, nieuw, gegevens=gegevens)
    inhoud = _vorm(ontwerp, vorm)
    if uitvoer is not None:
        from verordening.schijf import schrijf_atomair

        schrijf_atomair(uitvoer, inhoud)
    bevindingen = (*oud.bevindingen, *nieuw.bevindingen, *ontwerp.bevindingen, *ontwerp.toepassing.bevindingen)
    if json_uit:
        als_json(_als_waarde(ontwerp, uitvoer, bevindingen))
        return uitgang(bevindingen)
    if uitvoer is None:
        click.echo(inhoud.decode(), nl=False)
    meld(bevindingen)
    click.echo(f"{len(ontwerp.besluit.opdrachten)} opdrachten; bewezen: uitvoering geeft letterlijk de nieuwe versie.", err=True)
    return uitgang(bevindingen)


def _lees(pad: Path, *, afgewezen: bool) -> Regeling:
    """Any readable source; of a Word file with tracked changes on request the text without them."""
    if afgewezen and pad.suffix.lower() == ".docx" and pad.is_file():
        from verordening.lezers.docx import lees_docx

        return lees_docx(pad.read_bytes(), naam=pad.name, afgewezen=True)
    return lees_regeling(pad)


def _vorm(ontwerp: Ontwerp, vorm: str) -> bytes:
    if vorm == "docx":
        from versies.opstellen.besluitpapier import besluit_docx

        return besluit_docx(ontwerp)
    if vorm == "stop":
        from versies.weergave.stop import besluit_stop

        return besluit_stop(ontwerp)
    if vorm == "akn":
        from versies.opstellen.akn import besluit_akn

        return besluit_akn(ontwerp)
    return ontwerp.tekst.tekst.encode()


def _als_waarde(ontwerp: Ontwerp, uitvoer: Path | None, bevindingen: tuple[Bevinding, ...]) -> dict[str, Any]:
    return {
        "uitvoer": str(uitvoer) if uitvoer else None,
        "bewezen": True,
        "opdrachten": [{"plaats": o.naam, "zin": o.zin, "lading": list(o.lading), "vormen": list(o.vormen)} for o in ontwerp.besluit.opdrachten],
        "tekst": ontwerp.tekst.tekst,
        "bevindingen": [b.als_json() for b in bevindingen],
    }
