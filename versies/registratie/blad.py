"""``dossier.xml`` of a dossier that began with a registered decision: made from the archive, so that every command works on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from verordening.boom import Regeling, tekst
from versies import dossier as blad
from versies.archief import logboek
from versies.tijd.namen import vaststeller

MERK = "Gemaakt uit het archief; wordt bijgewerkt zolang deze zin hier staat."
"""The explanation by which a sheet is known as made by the program: a sheet of the user is never touched."""

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
        The new bytes; None when nothing changes, or when the sheet is the user's own.
    """
    huidig = blad.lees_dossierblad(oud, naam="dossier.xml") if oud else None
    if huidig is not None and huidig.toelichting != MERK:
        return None
    bestaand = huidig.regelingen if huidig else ()
    al = {r.slug for r in bestaand}
    nieuw = tuple(_regeling(werk, r) for werk, r in regelingen.items() if logboek.naamdeel(werk) not in al)
    if not nieuw:
        return None
    kop = next((g for r in regelingen.values() if (g := vaststeller(tekst(r.wortel)[:2000])[1])), "")
    wie = huidig.uitvoerder if huidig else f"gemeente {kop}" if kop else "onbekend"
    return blad.schrijf_dossierblad(
        blad.Dossierblad(
            status=huidig.status if huidig else "dossier",
            uitvoerder=wie,
            naam=huidig.naam if huidig else f"Regelingen van de {wie}" if kop else "Regelingen",
            toelichting=MERK,
            regelingen=(*bestaand, *nieuw),
            besluiten=(),
            wetten=huidig.wetten if huidig else (),
        )
    )


def _regeling(werk: str, regeling: Regeling) -> blad.Regeling:
    orgaan = _ORGANEN.get(vaststeller(tekst(regeling.wortel)[:2000])[0], "gemeenteraad")
    titel = regeling.gegevens.citeertitel or regeling.gegevens.opschrift or werk
    return blad.Regeling(
        slug=re.sub(r"[^a-z0-9]+", "-", logboek.naamdeel(werk)).strip("-"),
        citeertitel=titel,
        soort="beleidsregel" if "beleidsregel" in titel.casefold() else "verordening",
        orgaan=orgaan,
        status="geldend",
        map=f"regelingen/{logboek.naamdeel(werk)}",
    )
