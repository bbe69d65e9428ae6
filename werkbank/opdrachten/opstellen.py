"""``verordening opstellen``: from two versions to the decision that makes the one into the other, proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.dossier.velden import velden
from verordening.bevinding import Ernst, Geweigerd
from verordening.tellen import meervoud
from werkbank.gedeeld import gekozen, meld, toon
from werkbank.opdrachtregel import JSON, argument, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from verordening.boom import Regeling
    from versies.opstellen import Ontwerp, Verzamelontwerp


@opdrachtregel(lezen=True)
def opdracht(
    paren: tuple[Path, ...] = argument("WAS WORDT [WAS WORDT]…"),
    vorm: str = optie(
        "In welke vorm.", "--als", keus=["tekst", "docx", "stop", "akn"], default="tekst", show_default=True
    ),
    uitvoer: Path | None = optie("Waar het besluit komt (anders: het scherm).", "-o", metavar="BESTAND"),
    gemeente: str = optie("Naam van de gemeente (of gemeenschappelijke regeling) in de aanhef.", metavar="NAAM"),
    orgaan: str = optie("Wie het besluit neemt (anders: wie WAS heeft vastgesteld)."),
    soort: str | None = optie(
        "Hoe het besluit heet (anders: naar de soort van WAS).",
        "--vorm-besluit",
        keus=["Verordening", "Raadsbesluit", "Besluit"],
    ),
    grondslagen: tuple[str, ...] = optie(
        "Grondslag in de aanhef; mag vaker (anders: die van WAS).", "--gelet-op", metavar="TEKST"
    ),
    inwerking: date | None = optie("Dag van inwerkingtreding (anders: die van WORDT).", metavar="DAG"),
    na_bekendmaking: bool = optie("Treedt in werking op de dag na bekendmaking, als er geen dag is."),
    terugwerkend: date | None = optie("Dag tot en met welke het besluit terugwerkt.", metavar="DAG"),
    overheid: str = optie("Code van de overheid in STOP en AKN, bijvoorbeeld gm0505.", metavar="CODE"),
    afgewezen: bool = optie("Lees WAS zonder de bijgehouden wijzigingen van het Word-bestand, en WORDT met."),
    dossier: Path | None = optie(
        "Zoek ook in de andere regelingen van dit dossier naar verwijzingen die door de wijziging niet meer kloppen.",
        metavar="MAP",
    ),
    bijwerken: bool = optie("Werk verwijzingen bij naar wat verplaatst of vernummerd is.", "--werk-bij"),
    toelichting: bool = optie("Zet achter het besluit een concept van de toelichting, per onderdeel."),
    opmerkingen: bool = optie("Zet in Word bij elke wijziging een opmerking in de kantlijn: wat verandert en waarom."),
    sjabloon: Path | None = optie(
        "Zet het besluit in dit Word-sjabloon, met zijn stijlen, kop- en voettekst; op de alinea «[besluit]», of op een leeg blad.",
        "--huisstijl",
        metavar="SJABLOON",
    ),
    concept: bool = optie("Zet «concept» boven het besluit en op elke bladzijde."),
    citeertitel: str = optie("Hoe het besluit zelf wordt aangehaald (anders: niet).", metavar="NAAM"),
    toch: bool = optie("Lever het besluit ook als er bij het lezen een fout is gevonden."),
    json_uit: bool = JSON,
) -> int:
    """Stel het besluit op dat van WAS precies WORDT maakt; met meer paren wordt het één besluit met artikel I, II, III.

    Het besluit wordt teruggelezen en uitgevoerd voordat u het ziet; geeft dat niet letterlijk WORDT, dan krijgt u geen besluit maar
    de plaats waar het niet lukt. WORDT mag het Word-bestand zijn waarin u de wijzigingen hebt aangebracht. Wat verschilt maar niet
    in een besluit hoort (opschrift, aanhef, slot), staat als fout op het scherm.
    """
    from versies.opstellen import Besluitgegevens, Verzamelontwerp
    from werkbank.diensten.opstellen import Aankleding, als_vorm, maak

    if len(paren) % 2:
        raise click.UsageError("geef bij elke WAS ook een WORDT.")
    if vorm == "docx" and uitvoer is None:
        raise click.UsageError("een docx-bestand past niet op het scherm; geef met -o een bestand op.")
    if vorm != "docx" and (sjabloon is not None or opmerkingen):
        raise click.UsageError("--huisstijl en --opmerkingen horen bij --als docx.")
    past_bij(uitvoer, vorm)
    gegevens = Besluitgegevens(
        gemeente,
        orgaan,
        soort or "",
        grondslagen=grondslagen,
        inwerking=inwerking,
        terugwerkend=terugwerkend,
        citeertitel=citeertitel,
        na_bekendmaking=na_bekendmaking,
    )
    gelezen = [
        (_lees(was, "verwerpen" if afgewezen else ""), _lees(wordt, "aanvaarden" if afgewezen else ""))
        for was, wordt in zip(paren[::2], paren[1::2], strict=True)
    ]
    fouten = [b for paar in gelezen for r in paar for b in r.bevindingen if b.ernst is Ernst.FOUT]
    if fouten and not toch:
        meld(fouten)
        raise Geweigerd.om("lezen-fout", aantal=len(fouten))
    naast = [r for r in _naast(dossier) if r.gegevens.werk not in {was.gegevens.werk for was, _ in gelezen}]
    ontwerp = maak(gelezen, gegevens, naast=naast, bijwerken=bijwerken)
    waarom, per_opdracht = _redenen(ontwerp, dossier, vorm) if toelichting or opmerkingen else ({}, {})
    if toelichting:
        ontwerp = _toegelicht(ontwerp, waarom)
    status = f"Niet bewezen: bij het lezen bleven fouten staan ({len(fouten)})." if fouten else ""
    status = status or ("concept" if concept else "")
    aankleding = Aankleding(_sjabloon(sjabloon), status, per_opdracht if opmerkingen else {})
    inhoud, over_vorm = als_vorm(ontwerp, vorm, overheid, aankleding)
    if uitvoer is not None:
        from verordening.schijf import schrijf_atomair

        schrijf_atomair(uitvoer, inhoud)
    bevindingen = (*(b for paar in gelezen for r in paar for b in r.bevindingen), *ontwerp.bevindingen, *over_vorm)
    if uitvoer is None and not json_uit:
        click.echo(inhoud.decode(), nl=False)
    weg = not isinstance(ontwerp, Verzamelontwerp) and ontwerp.trekt_in
    gedaan = f"{meervoud(len(ontwerp.besluit.opdrachten), 'opdracht', 'opdrachten')}; {_bewijs(len(fouten))}"
    slot = "teruggelezen: het besluit trekt de regeling in." if weg else gedaan
    return toon(json_uit, _als_waarde(ontwerp, uitvoer, bevindingen), (), bevindingen, slot)


def _redenen(
    ontwerp: Ontwerp | Verzamelontwerp, dossier: Path | None, vorm: str
) -> tuple[dict[str, str], dict[int, str]]:
    """What every letter, and every instruction, does and why; the measures come from the dossier."""
    from versies.opstellen import Ontwerp
    from werkbank.diensten.waarom import aanleidingen, per_regel, redenen

    if not isinstance(ontwerp, Ontwerp) or vorm in ("stop", "akn"):
        raise click.UsageError("--toelichting en --opmerkingen kunnen bij één regeling, als tekst of docx.")
    waarom = aanleidingen(dossier, ontwerp.verschil.was) if dossier is not None else ()
    return redenen(ontwerp, waarom), per_regel(ontwerp, waarom)


def _toegelicht(ontwerp: Ontwerp | Verzamelontwerp, waarom: dict[str, str]) -> Ontwerp:
    from versies.opstellen import Ontwerp
    from werkbank.diensten.wijziging import met_toelichting

    assert isinstance(ontwerp, Ontwerp)
    return met_toelichting(ontwerp, waarom)


def _sjabloon(pad: Path | None) -> tuple[bytes, str] | None:
    from verordening.xmlveilig import lees_bytes

    return (lees_bytes(pad, naam=pad.name, limiet=50_000_000), pad.name) if pad is not None else None


def _naast(dossier: Path | None) -> list[Regeling]:
    """The newest text of every regulation of a dossier."""
    if dossier is None:
        return []
    from verordening.lezers import lees
    from versies.archief.poort import lees_dossier

    lees_dossier(dossier)
    mappen = sorted(p for p in (dossier / "regelingen").iterdir() if p.is_dir())
    return [lees(max(versies)) for m in mappen if (versies := list(m.glob("*.xml")))]


def _bewijs(fouten: int) -> str:
    """What was proven: executing gives the new version; that this is the text of the file only when reading is clean."""
    if not fouten:
        return "bewezen: uitvoering geeft letterlijk de nieuwe versie."
    return f"niet bewezen: uitvoering geeft de tekst die is gelezen, maar bij het lezen bleven fouten staan ({fouten})."


def _lees(pad: Path, wijzigingen: str) -> Regeling:
    """Any readable source; ``wijzigingen`` goes before what was chosen for all files."""
    from verordening.lezers import lees

    keuzes = gekozen()
    return lees(pad, keuzes=replace(keuzes, wijzigingen=wijzigingen or keuzes.wijzigingen))


def _als_waarde(
    ontwerp: Ontwerp | Verzamelontwerp, uitvoer: Path | None, bevindingen: tuple[Bevinding, ...]
) -> dict[str, object]:
    return {
        "uitvoer": uitvoer,
        "bewezen": True,
        "opdrachten": [velden(o, "zin lading vormen", plaats=o.naam) for o in ontwerp.besluit.opdrachten],
        "tekst": ontwerp.tekst.tekst,
        "bevindingen": bevindingen,
    }
