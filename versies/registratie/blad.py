"""A regulation that begins with a registered decision has its line in ``dossier.xml``, so that every command works on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from verordening.boom import Regeling, tekst
from versies import dossier as blad
from versies.archief import logboek
from versies.tijd.namen import vaststeller

_Orgaan = Literal["gemeenteraad", "ab", "db", "college"]
_ORGANEN: dict[str, _Orgaan] = {
    "algemeen bestuur": "ab",
    "dagelijks bestuur": "db",
    "college van burgemeester en wethouders": "college",
}


def dossierblad(oud: bytes | None, regelingen: Mapping[str, Regeling]) -> bytes | None:
    """The sheet with new regulations added.

    Args:
        oud: the sheet that is there. regelingen: identity → its first text, for regulations that are new.

    Returns:
        The new bytes; None when nothing changes.
    """
    huidig = blad.Dossierblad.lees(oud, naam="dossier.xml") if oud else None
    al = {r.slug for r in huidig.regelingen} if huidig else set()
    nieuw = tuple(r for werk, tekst_ in regelingen.items() if (r := _regeling(werk, tekst_)).slug not in al)
    if not nieuw:
        return None
    if huidig is not None:
        return huidig.model_copy(update={"regelingen": (*huidig.regelingen, *nieuw)}).als_xml()
    kop = next(
        (g for r in regelingen.values() if (g := r.gegevens.gemeente or vaststeller(tekst(r.wortel)[:2000])[1])), ""
    )
    wie = f"gemeente {kop}" if kop else "onbekend"
    naam = f"Regelingen van de {wie}" if kop else "Regelingen"
    return blad.Dossierblad(
        status="dossier", uitvoerder=wie, naam=naam, regelingen=nieuw, besluiten=(), wetten=()
    ).als_xml()


def _regeling(werk: str, regeling: Regeling) -> blad.Regeling:
    orgaan = _ORGANEN.get(regeling.gegevens.orgaan or vaststeller(tekst(regeling.wortel)[:2000])[0], "gemeenteraad")
    titel = regeling.gegevens.citeertitel or regeling.gegevens.opschrift or werk
    return blad.Regeling(
        slug=logboek.slug_van(werk),
        citeertitel=titel,
        soort="beleidsregel" if "beleidsregel" in titel.casefold() else "verordening",
        orgaan=orgaan,
        status="geldend",
        map=f"regelingen/{logboek.naamdeel(werk)}",
    )
