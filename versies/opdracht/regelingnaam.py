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
    if any(n not in langste and not zegt_minder(namen[n], namen[langste]) for n in namen):
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


# --- a name that says less than the title


def woorden_van(naam: str) -> list[str]:
    """The words of a title: no article, no example mark, nothing about when it was established."""
    naam = re.sub(
        r"\(voorbeeldtekst[^)]*\)|,?\s+(?:zoals (?:deze|dat|die|dit|zij|vastgesteld|laatstelijk)|vastgesteld (?:bij|op|door)|laatstelijk gewijzigd) .*$",
        "",
        naam,
        flags=re.IGNORECASE,
    )
    naam = re.sub(r"^(?:de|het|deze|dit)\s+", "", naam.strip(" “”„\"«»‘’'."), flags=re.IGNORECASE)
    return re.sub(r"[^\w]+", " ", naam).split()


def zegt_minder(naam: str, titel: str) -> bool:
    """Whether every word of a name is in a title, whole or as part of a compound; a year that the title has not, only when it has none."""
    (genoemd, soorten), (eigen, eigen_soorten) = _delen(woorden_van(naam)), _delen(woorden_van(titel))
    over = {w for w in genoemd if w.isdecimal()} if not any(w.isdecimal() for w in eigen) else set()
    return bool(genoemd - over) and genoemd - over <= eigen and soorten <= eigen_soorten


def laat_niets_weg(naam: str, titel: str) -> bool:
    """True when what a name leaves out of a title is no other subject: the kind, whose it is, its year, its name, what it is for.

    A name in small letters is no title («beleidsregel straatnaamgeving»): it can leave out a second subject.
    """
    woorden, (genoemd, _) = woorden_van(titel), _delen(woorden_van(naam))
    laatste = max((i for i, w in enumerate(woorden) if _gesplitst(w)[0] in genoemd), default=-1)
    midden = [w for w in woorden[:laatste] if (stam := _gesplitst(w)[0]) and stam not in genoemd]
    rest = woorden[laatste + 1 :]
    over = [w for w in rest if w not in KLEIN]
    eigennaam = all(w[0].isupper() or w.isdecimal() for w in over[not over[:1] or over[0].islower() :])
    achter = bool(rest) and rest[0] in ("voor", "van", "over", "inzake")
    samen = bool(rest) and rest[0] in ("en", "of") and naam[:1].isupper()
    return (
        not samen and (achter or eigennaam) and all(w in _VERBINDT or _VAN_WIE.fullmatch(w.casefold()) for w in midden)
    )


def _delen(woorden: Sequence[str]) -> tuple[set[str], set[str]]:
    """What a title is about, word for word without their ending, and which kinds of regulation it says it is."""
    delen = [_gesplitst(w) for w in woorden if w.casefold() not in _VERBINDT]
    return {stam for stam, _ in delen if stam}, {soort for _, soort in delen if soort}


def _gesplitst(woord: str) -> tuple[str, str]:
    t = _SAMENGESTELD.fullmatch(woord.casefold())
    stam, soort = (t["stam"], t["soort"]) if t is not None else (woord.casefold(), "")
    return re.sub(r"(?<=\w{3})(?:en|s|e)\Z", "", stam), soort


_SAMENGESTELD = re.compile(
    r"(?P<stam>.*?)s?(?P<soort>verordening|beleidsregel|regeling|besluit|reglement|regel|statuut|beleid)s?"
)
_VAN_WIE = re.compile(r"gemeentelijke?|plaatselijke?|algemeen|algemene|lokale?")
_VERBINDT = frozenset({"van", "de", "der", "den", "het", "en", "voor", "over", "inzake", "op", "in", "tot"})
KLEIN = frozenset(
    """
    van de der den het en aan op in bij gemeente provincie waterschap hoogheemraadschap
    """.split()
)
