"""Letters that say the same of several articles become one letter.

* The same words in two or more articles: "In de artikelen 3, 5, tweede lid, en 9 wordt «x» telkens vervangen door «y»." This is
  exactly right, because each of the sentences that are joined covers every occurrence in its own place.
* Neighbours that lapse: "De artikelen 18 tot en met 20 vervallen."

The joined letter comes where the first of them stood (the order of the text). The proof decides: when the joined
decision does not give the new version, the letters stay apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from verordening.adres import Adres
from versies.opstellen.volgorde import Onderdeel
from versies.opstellen.vormen import schrijf, telkens, zonder_plek
from versies.opstellen.zinnen import Zin
from versies.wijziging import Plek, Vervalt, VervangTekst, VoegTekstIn

_VEEL = 3
"""In so many articles the same words are a change of their own, also where an artikel has another one besides."""
_DELEN = frozenset({"artikel", "lid", "onderdeel"})


def voeg_samen(onderdelen: Sequence[Onderdeel]) -> list[Onderdeel]:
    """The letters, joined where they say the same."""
    return _vervallen(_woorden(onderdelen))


def _woorden(onderdelen: Sequence[Onderdeel]) -> list[Onderdeel]:
    groepen: dict[VervangTekst | VoegTekstIn, list[tuple[int, Zin]]] = {}
    for i, onderdeel in enumerate(onderdelen):
        for zin in onderdeel.zinnen if onderdeel.soort == "wijzigen" else ():
            w = _woordwijziging(zin)
            if (
                w is not None
                and _in_artikel(zin.plek)
                and not any(zin.plek.stappen[: len(a.stappen)] == a.stappen for a in onderdeel.nieuw | zin.nieuw)
            ):
                groepen.setdefault(zonder_plek(w), []).append((i, zin))
    uit = {i: list(o.zinnen) for i, o in enumerate(onderdelen)}
    erbij: dict[int, list[Onderdeel]] = {}
    for w, alle in groepen.items():
        per = Counter(i for i, _ in alle)
        groep = alle
        if len(per) < _VEEL:  # een artikel waarin meer verandert, houdt zijn eigen letter (Ar 6.15, derde lid)
            groep = [(i, zin) for i, zin in alle if per[i] == len(onderdelen[i].zinnen)]
        if len({z.plek.stappen[0] for _, z in groep}) < 2:
            continue
        samen = schrijf(*(telkens(w, z.plek) for _, z in groep))
        if samen is None:
            continue
        for i, zin in groep:
            uit[i].remove(zin)
        erbij.setdefault(groep[0][0], []).append(Onderdeel(Adres(), [samen], soort="samen"))
    rij: list[Onderdeel] = []
    for i, onderdeel in enumerate(onderdelen):
        rij += erbij.get(i, [])
        if uit[i]:
            rij.append(replace(onderdeel, zinnen=uit[i]))
    return rij


def _in_artikel(plek: Adres) -> bool:
    genummerd = all(s.soort in _DELEN and s.nummer for s in plek.stappen)
    return genummerd and [s.soort for s in plek.stappen[:1]] == ["artikel"]


def _woordwijziging(zin: Zin) -> VervangTekst | VoegTekstIn | None:
    """The one change of words that a sentence says; None when it says something else, or brings new sentences."""
    w = zin.wijzigingen[0] if len(zin.wijzigingen) == 1 else None
    if isinstance(w, VervangTekst):
        return w if w.veld == "tekst" else None
    return w if isinstance(w, VoegTekstIn) and w.bij else None


# --- neighbours that lapse --------------------------------------------------------------------------------------------


def _vervallen(onderdelen: Sequence[Onderdeel]) -> list[Onderdeel]:
    uit: list[Onderdeel] = []
    for _, groep in groupby(
        onderdelen,
        lambda o: (o.grover[1:], o.plek.stappen[:-1], o.plek.stappen[-1].soort) if o.soort == "vervalt" else id(o),
    ):
        stuk = list(groep)
        samen = schrijf(*(Vervalt(Plek(o.plek)) for o in stuk)) if len(stuk) > 1 else None
        uit += stuk if samen is None else [Onderdeel(Adres(), [samen], stuk[0].grover, "samen")]
    return uit
