"""The difference as JSON: the contract of the command line (extra keys: addresses as eId, spans, remarks)."""

from __future__ import annotations

import json

from verordening.boom import Eenheid, Regeling, tekst
from versies.vergelijken.paar import Deel, delen_van, eigen_tekst
from versies.verschil import Verschil
from versies.wijziging import Vernummer, Verplaats, Vervalt, VervangKop, VervangTekst, VoegIn, Wijziging, WijzigStatus


def weergeef(verschil: Verschil) -> bytes:
    """The difference as UTF-8 JSON, one value, ending in a line feed."""
    return (json.dumps(als_waarde(verschil), ensure_ascii=False, indent=2) + "\n").encode()


def als_waarde(verschil: Verschil) -> dict[str, object]:
    """The difference as plain values."""
    artikelen, woorden = verschil.artikelen, verschil.woorden
    return {
        "was": _versie(verschil.was),
        "wordt": _versie(verschil.wordt),
        "gelijk": verschil.gelijk,
        "afgebroken": verschil.afgebroken,
        "opmerkingen": list(verschil.opmerkingen),
        "artikelen": {
            "nieuw": list(artikelen.nieuw),
            "vervallen": list(artikelen.vervallen),
            "gewijzigd": list(artikelen.gewijzigd),
            "vernummerd": [list(p) for p in artikelen.vernummerd],
            "verplaatst": [list(p) for p in artikelen.verplaatst],
        },
        "wijzigingen": [_wijziging(w, p.was, p.wordt) for w, p in verschil.met_paar],
        "woorden": {"ingevoegd": woorden.ingevoegd, "vervallen": woorden.vervallen, "gelijk": woorden.gelijk},
    }


def _versie(regeling: Regeling) -> str:
    """Which version: identification and the day from which it holds."""
    gegevens = regeling.gegevens
    dag = gegevens.geldig_vanaf or gegevens.juridisch_werkend_vanaf
    return f"{gegevens.werk} {dag.isoformat()}" if dag else gegevens.werk


def _wijziging(wijziging: Wijziging, was: Deel | None, wordt: Deel | None) -> dict[str, object]:
    oud = None if isinstance(wijziging, VoegIn) else wijziging.plek
    nieuw = None if isinstance(wijziging, Vervalt) else getattr(wijziging, "wordt", None) or oud
    tekst_was, tekst_wordt = _teksten(wijziging, was, wordt)
    uit: dict[str, object] = {
        "soort": wijziging.soort,
        "was": oud.adres.tekst(kort=True) if oud else None,
        "wordt": nieuw.adres.tekst(kort=True) if nieuw else None,
        "tekst_was": tekst_was,
        "tekst_wordt": tekst_wordt,
        "eId_was": oud.eId if oud else None,
        "eId_wordt": nieuw.eId if nieuw else None,
    }
    if isinstance(wijziging, VervangTekst):
        uit["spannen"] = [{"soort": s.soort.value, "tekst": s.tekst} for s in wijziging.spannen]
    return uit


def _teksten(wijziging: Wijziging, was: Deel | None, wordt: Deel | None) -> tuple[str | None, str | None]:
    if isinstance(wijziging, VervangTekst):
        return wijziging.oud, wijziging.nieuw
    if isinstance(wijziging, Vernummer) and isinstance(was, Eenheid):
        return was.nummer, wijziging.nummer
    if isinstance(wijziging, VervangKop) and was is not None and wordt is not None:
        return eigen_tekst(was), eigen_tekst(wordt)
    if isinstance(wijziging, WijzigStatus) and isinstance(was, Eenheid):
        return was.status.value, wijziging.status.value
    if isinstance(wijziging, Vervalt):
        return alle_tekst(was), None
    if isinstance(wijziging, Verplaats):
        return alle_tekst(was), alle_tekst(wordt)
    return (alle_tekst(was) if was is not None else None), alle_tekst(wordt)


def alle_tekst(deel: Deel | None) -> str | None:
    """All legal text of a part, a line per heading or alinea."""
    if deel is None:
        return None
    if isinstance(deel, Eenheid):
        return tekst(deel)
    regels = [eigen_tekst(deel), *(alle_tekst(onder) or "" for onder in delen_van(deel))]
    return "\n".join(r for r in regels if r)
