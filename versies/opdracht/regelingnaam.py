"""Which regulation a decision amends: the name in its own sentence, or else the one name that its title and preamble agree on.

A decision that names none, or two, is never taken to be about whatever regulation it is laid beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verordening.bevinding import Bevinding
from versies.besluit import Bronplek, Wijzigartikel
from versies.opdracht.beeld import beeld
from versies.opdracht.indeling import Blokje
from versies.opdracht.leesstand import noemt_geen
from versies.opdracht.woorden import patroon

REGELING_ONBEKEND = "regeling-onbekend"
"""Code of the finding that a decision does not say which regulation it amends: executed only when the user says which."""


_EN_NOG_EEN = r"(?:,| en)(?: van)? (?:de|het) (?=\S*(?:verordening|regeling|besluit|reglement|regels)\b)"
"""Between the names of two regulations in one heading."""


@dataclass(frozen=True, slots=True)
class Genoemd:
    """What the head of a decision says about the regulation: its name, the sentence in the dictum that gives it, the line; and, when
    title and preamble name different ones, which."""

    naam: str = ""
    zin: str = ""
    regel: int = 0
    verschillend: tuple[str, ...] = ()


def genoemd_in_kop(kop: Sequence[Blokje]) -> Genoemd:
    """The regulation that the head of a decision says it amends.

    >>> regels = ["Verordening tot derde wijziging van de Marktverordening 2020", "besluit:"]
    >>> genoemd_in_kop([Blokje(r, i) for i, r in enumerate(regels, 1)]).naam
    'Marktverordening 2020'
    """
    for blokje in kop:
        t = patroon("IN_DICTUM").search(blokje.tekst.strip())
        naam = beeld(blokje.tekst).aankondiging or ((t.group("een") or t.group("twee")) if t is not None else "")
        if naam:
            kaal = re.sub(r"^(?:de|het)\s+", "", naam.strip(" ,"), flags=re.IGNORECASE)
            return Genoemd(kaal, blokje.tekst.strip(), blokje.regel)
    namen: dict[str, str] = {}
    for tekst in _zinnen(kop):
        gewijzigd = patroon("NAAM_GEWIJZIGD").search(tekst)
        if naam := genoemd_in(tekst) or (_kort(gewijzigd["naam"]) if gewijzigd is not None else ""):
            namen.setdefault(_gelijk(naam), naam)
    if twee := next((n for n in namen.values() if re.search(_EN_NOG_EEN, n)), ""):
        return Genoemd(verschillend=tuple(re.split(_EN_NOG_EEN, twee)))
    langste = max(namen, key=len, default="")
    if any(n not in langste for n in namen):
        return Genoemd(verschillend=tuple(namen.values()))
    return Genoemd(namen[langste]) if namen else Genoemd(_als_titel(kop))


def _als_titel(kop: Sequence[Blokje]) -> str:
    """The name of the regulation by itself as the first line («Regeling fietsen», «Regeling fietsen - aanpassingen»), or as the second
    with what is done to it («Regeling fietsen aangepast»); else empty."""
    titels = [patroon("NAAM_ALS_TITEL").match(" ".join(b.tekst.split())) for b in kop[:2]]
    return next((_kort(t["naam"]) for i, t in enumerate(titels) if t is not None and (t["daad"] or not i)), "")


def genoemd_in(tekst: str) -> str:
    """The regulation in a heading ("Wijziging van de Marktverordening 2020"); empty when it names none.

    >>> genoemd_in("Wijziging Marktverordening 2020"), genoemd_in("Wijziging artikel 5"), genoemd_in("Wijziging verordening")
    ('Marktverordening 2020', '', '')
    """
    t = patroon("WIJZIGING_VAN").search(tekst)
    return _kort(t.group("naam")) if t is not None else ""


def ongenoemd(artikelen: Sequence[Wijzigartikel], genoemd: Genoemd, naam: str) -> list[Bevinding]:
    """A finding for each article with instructions about a regulation that the decision nowhere names.

    Args:
        artikelen: the amending articles of the decision.
        genoemd: what its head says.
        naam: name of the source, for the place.
    """
    namen = ", ".join(f"«{n}»" for n in genoemd.verschillend)
    meer = f"De kop van het besluit noemt meer dan één regeling ({namen})"
    waarom = meer if namen else "Het besluit zegt niet welke regeling het wijzigt"
    los = [(str(Bronplek(naam, a.bron.regel)), a.aanhef) for a in artikelen if a.opdrachten and noemt_geen(a.regeling)]
    return [Bevinding.van("regeling-onbekend/opdrachten-horen", p, zin[:160], p, waarom=waarom) for p, zin in los]


def anders_genoemd(artikelen: Sequence[Wijzigartikel], kop: str, plek: str) -> list[Bevinding]:
    """A finding when a heading says which regulation is amended, and the instructions below it amend only others."""
    naam, namen = genoemd_in(kop), {a.regeling: _gelijk(a.regeling) for a in artikelen if a.opdrachten}
    los = (
        not naam[:1].isupper()
        or naam.isupper()
        or not namen
        or any(not n or n in _gelijk(naam) or _gelijk(naam) in n for n in namen.values())
    )
    wat = ", ".join(f"«{n}»" for n in namen)
    return [] if los else [Bevinding.van("andere-regeling/kop", plek, kop[:160], plek, naam=naam, namen=wat)]


def _zinnen(kop: Sequence[Blokje]) -> list[str]:
    """The lines of the head; a line that breaks off ("de vierde wijziging van de") with the next one behind it."""
    uit: list[str] = []
    for tekst in (" ".join(b.tekst.split()) for b in kop):
        if uit and re.search(r"\b(?:van|op|in|de|het|wijziging)\Z", uit[-1], re.IGNORECASE):
            uit[-1] = f"{uit[-1]} {tekst}"
        else:
            uit.append(tekst)
    return uit


def _kort(tekst: str) -> str:
    """The name without what the sentence says behind it; empty when it is no name of a regulation."""
    tekst = patroon("ZINSEINDE").split(tekst)[0]
    einde = next((i for i in range(4, len(tekst) + 1) if patroon("NA_DE_NAAM").match(tekst, i)), len(tekst))
    naam = tekst[:einde].strip(" ,.;:-–")
    return naam if patroon("REGELINGNAAM").match(naam) and not noemt_geen(naam) else ""


def _gelijk(naam: str) -> str:
    """A name for comparing: words only, without the authority's own."""
    woorden = re.sub(r"\W+", " ", naam.casefold()).split()
    return " ".join(w for w in woorden if w not in ("de", "het", "van", "gemeente", "en", "der"))
