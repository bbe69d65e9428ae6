"""Letters that say the same of several articles become one letter.

* The same words in two or more articles: "In de artikelen 3, 5, tweede lid, en 9 wordt «x» telkens vervangen door «y»." This is
  exactly right, because each of the sentences that are joined covers every occurrence in its own place.
* Neighbours that lapse: "De artikelen 18 tot en met 20 vervallen."

The joined letter comes where the first of them stood (Ar 6.15: the order of the text). The proof decides: when the joined
decision does not give the new version, the letters stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from verordening.adres import Adres
from versies.opdracht.adressen import lees_plek, tussen
from versies.opstellen.volgorde import Onderdeel
from versies.opstellen.vormen import schrijf, telkens, zonder_plek
from versies.opstellen.zinnen import Onzegbaar, Zin, lijstfrase, nummerfrase
from versies.wijziging import VervangTekst, VoegTekstIn

_DELEN = frozenset({"artikel", "lid", "onderdeel"})


def voeg_samen(onderdelen: Sequence[Onderdeel]) -> list[Onderdeel]:
    """The letters, joined where they say the same."""
    return _vervallen(_woorden(onderdelen))


def _woorden(onderdelen: Sequence[Onderdeel]) -> list[Onderdeel]:
    groepen: dict[VervangTekst | VoegTekstIn, list[tuple[int, Zin]]] = {}
    for i, onderdeel in enumerate(onderdelen):
        for zin in onderdeel.zinnen if onderdeel.soort == "wijzigen" else ():
            w = _woordwijziging(zin)
            if w is not None and _in_artikel(zin.plek) and not _onder(zin.plek, onderdeel.nieuw | zin.nieuw):
                groepen.setdefault(zonder_plek(w), []).append((i, zin))
    uit = {i: list(o.zinnen) for i, o in enumerate(onderdelen)}
    erbij: dict[int, list[Onderdeel]] = {}
    for w, groep in groepen.items():
        if len({z.plek.stappen[0] for _, z in groep}) < 2:
            continue
        try:
            frase = artikelenfrase([z.plek for _, z in groep])
        except Onzegbaar:
            continue
        for i, zin in groep:
            uit[i].remove(zin)
        erbij.setdefault(groep[0][0], []).append(
            Onderdeel(
                Adres(), [Zin(Adres(), schrijf(telkens(w, Adres())).vorm.replace("{In}", f"In {frase}"))], soort="samen"
            )
        )
    rij: list[Onderdeel] = []
    for i, onderdeel in enumerate(onderdelen):
        rij += erbij.get(i, [])
        if uit[i]:
            rij.append(replace(onderdeel, zinnen=uit[i]))
    return rij


def _in_artikel(plek: Adres) -> bool:
    return (
        bool(plek.stappen)
        and plek.stappen[0].soort == "artikel"
        and all(s.soort in _DELEN and s.nummer for s in plek.stappen)
    )


def _onder(plek: Adres, nieuw: frozenset[Adres]) -> bool:
    return any(plek.stappen[: len(a.stappen)] == a.stappen for a in nieuw)


def _woordwijziging(zin: Zin) -> VervangTekst | VoegTekstIn | None:
    """The one change of words that a sentence says; None when it says something else, or brings new sentences."""
    w = zin.wijzigingen[0] if len(zin.wijzigingen) == 1 else None
    if isinstance(w, VervangTekst):
        return w if w.veld == "tekst" else None
    return w if isinstance(w, VoegTekstIn) and w.bij else None


def artikelenfrase(plekken: Sequence[Adres]) -> str:
    """Places in several articles as one phrase, read back before it is given.

    >>> from verordening.taal import uit_tekst as a
    >>> artikelenfrase([a("artikel 3"), a("artikel 5, tweede lid"), a("artikel 9")])
    'de artikelen 3, 5, tweede lid, en 9'
    >>> artikelenfrase([a("artikel 3"), a("artikel 4"), a("artikel 5, tweede lid"), a("artikel 5, derde lid")])
    'de artikelen 3 en 4 en in artikel 5, tweede en derde lid,'

    Raises:
        Onzegbaar: no phrase reads back as exactly these places.
    """
    per = [(nr, list(groep)) for nr, groep in groupby(plekken, lambda p: p.stappen[0].nummer)]
    for frase in (_achter_elkaar(per), _in_stukken(per)):
        if frase and _leest_als(frase, plekken):
            return frase
    raise Onzegbaar("de artikelen")


def _achter_elkaar(per: Sequence[tuple[str, list[Adres]]]) -> str:
    """ "de artikelen 3, 5, tweede lid, en 9"."""
    if all(len(p[0].stappen) == 1 for _, p in per):
        return nummerfrase("artikel", [nr for nr, _ in per], meervoud_met_lidwoord=True)
    delen = [" ".join(_artikel(nr, p).split()[1:]) for nr, p in per]
    if "," in delen[-1] and "," not in delen[-2]:
        return ""  # «de artikelen 3 en 5, tweede lid»: een lezer kan het lid op beide betrekken
    return f"de artikelen {', '.join(delen[:-1])}{',' if ',' in delen[-2] else ''} en {delen[-1]}{',' if ',' in delen[-1] else ''}"


def _in_stukken(per: Sequence[tuple[str, list[Adres]]]) -> str:
    """ "de artikelen 3 en 4 en in artikel 5, tweede lid, en in artikel 9"."""
    delen: list[str] = []
    for heel, groep in groupby(per, lambda x: len(x[1][0].stappen) == 1):
        if heel:
            delen.append(nummerfrase("artikel", [nr for nr, _ in groep], meervoud_met_lidwoord=True))
        else:
            delen += [_artikel(nr, p) + "," for nr, p in groep]
    return " en in ".join(delen)


def _artikel(nr: str, plekken: Sequence[Adres]) -> str:
    try:
        return lijstfrase(plekken)
    except (Onzegbaar, IndexError):
        raise Onzegbaar(f"artikel {nr}") from None


def _leest_als(frase: str, plekken: Sequence[Adres]) -> bool:
    gelezen = lees_plek(f"{frase.rstrip(',')}{',' if frase.endswith(',') else ''} wordt", 0)
    if gelezen is None or gelezen.einde != len(frase.rstrip(",")):
        return False
    plat = [
        Adres((*a.stappen[:-1], a.stappen[-1]._replace(nummer=n)))
        for a, b in gelezen.reeksen
        for n in (tussen(a.stappen[-1].nummer, b.stappen[-1].nummer) if a != b else [a.stappen[-1].nummer])
    ]
    return [p.stappen for p in plat] == [p.stappen for p in plekken]


# --- neighbours that lapse --------------------------------------------------------------------------------------------


def _vervallen(onderdelen: Sequence[Onderdeel]) -> list[Onderdeel]:
    uit: list[Onderdeel] = []
    for _, groep in groupby(
        onderdelen,
        lambda o: (o.grover[1:], o.plek.stappen[:-1], o.plek.stappen[-1].soort) if o.soort == "vervalt" else id(o),
    ):
        stuk = list(groep)
        if len(stuk) == 1:
            uit += stuk
            continue
        try:
            frase = lijstfrase([o.plek for o in stuk])
        except Onzegbaar:
            uit += stuk
            continue
        uit.append(
            Onderdeel(Adres(), [Zin(Adres(), f"{frase[:1].upper()}{frase[1:]} vervallen.")], stuk[0].grover, "samen")
        )
    return uit
