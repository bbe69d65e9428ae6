"""``verordening voorbeeld``: the example dossier, ready to use, with its git archive."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from verordening.bevinding import Geweigerd
from werkbank.gedeeld import als_json, bestand_in, json_optie, voortgang

__all__ = ["opdracht"]


@click.command()
@click.argument("doel", metavar="MAP", type=bestand_in)
@json_optie
def opdracht(doel: Path, json_uit: bool) -> int:
    """Schrijf het voorbeelddossier naar een nieuwe of lege MAP, met archief.

    Alle regelingen en besluiten erin zijn voorbeeldteksten, geschreven voor dit project; geen orgaan heeft ze
    vastgesteld.
    """
    from versies.archief.uitdossier import begin
    from versies.dossier import lees_dossier

    _keur_doel(doel)
    with voortgang("voorbeelddossier schrijven"), _naast(doel) as klad:
        _vul(klad)
        dossier = lees_dossier(klad)
        vastleggingen, bevindingen = begin(dossier)
        _zet_neer(klad, doel)
    if json_uit:
        als_json(
            {
                "map": str(doel),
                "regelingen": [r.slug for r in dossier.blad.regelingen],
                "versies": len(dossier.versies),
                "vastleggingen": len(vastleggingen),
                "bevindingen": [b.als_json() for b in bevindingen],
            }
        )
    else:
        click.echo(f"{len(dossier.blad.regelingen)} regelingen in {len(dossier.versies)} versies → {doel}")
        click.echo(
            f"Status: {dossier.blad.status}. Ga verder met: verordening impact {doel} -o uit --bron MAP-MET-WETTEN"
        )
    return 0


def _keur_doel(doel: Path) -> None:
    if doel.exists() and not doel.is_dir():
        raise Geweigerd(
            "het doel is een bestand", plaats=str(doel), advies="Geef een nieuwe of lege map.", code="doel-is-bestand"
        )
    if doel.is_dir() and any(doel.iterdir()):
        raise Geweigerd(
            "deze map is niet leeg", plaats=str(doel), advies="Geef een nieuwe of lege map.", code="map-niet-leeg"
        )


@contextlib.contextmanager
def _naast(doel: Path) -> Iterator[Path]:
    """A folder beside the target, gone afterwards; nothing half-written stays when something fails."""
    try:
        doel.parent.mkdir(parents=True, exist_ok=True)
        klad = Path(tempfile.mkdtemp(prefix=f".{doel.name[:40]}.", dir=doel.parent))
    except OSError as fout:
        raise Geweigerd(
            f"kan hier niet schrijven ({fout.strerror or fout})",
            plaats=str(doel),
            advies="Kies een map waarin u mag schrijven.",
            code="niet-schrijfbaar",
        ) from fout
    try:
        yield klad
    finally:
        shutil.rmtree(klad, ignore_errors=True)


def _vul(klad: Path) -> None:
    """Every file of the example, from the rooms that own them."""
    import impact.kaders
    import verordening.voorbeeld
    import wetgeving.maatregelen

    bron = Path(verordening.voorbeeld.__file__).parent
    for pad in sorted(bron.rglob("*")):
        if pad.is_file() and pad.suffix in (".xml", ".md") and "__pycache__" not in pad.parts:
            naar = klad / pad.relative_to(bron)
            naar.parent.mkdir(parents=True, exist_ok=True)
            naar.write_bytes(pad.read_bytes())
    (klad / "maatregelen.xml").write_bytes(wetgeving.maatregelen.BESTAND.read_bytes())
    (klad / "kaders.xml").write_bytes(impact.kaders.BESTAND.read_bytes())


def _zet_neer(klad: Path, doel: Path) -> None:
    """The finished folder in its place: an empty target gives way."""
    try:
        if doel.is_dir():
            doel.rmdir()
        klad.chmod(0o755)
        klad.rename(doel)
    except OSError as fout:
        raise Geweigerd(
            f"kan de map niet neerzetten ({fout.strerror or fout})",
            plaats=str(doel),
            advies="Kies een andere map.",
            code="niet-schrijfbaar",
        ) from fout
