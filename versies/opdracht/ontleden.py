"""One sentence to its parse tree, by the grammar; and a Dutch explanation when that fails.

>>> ontleed("Artikel 17 vervalt.").naam
'zin'
>>> uitleg("Artikel 17 vervlat.")
'vanaf «vervlat.» niet begrepen; verwacht: een plaats, een werkwoord, woorden tussen aanhalingstekens of nieuwe tekst'
"""

from __future__ import annotations

import re
from functools import lru_cache

from versies.opdracht.lexer import Boom, Onbegrepen, Symbool, symbolen
from versies.opdracht.vakken import Daad, bepalingvormen, ontbreekt, patroon_van, regel_van, rij, symbolen_in, verdeel
from versies.opdracht.woorden import een_van, eindsymbolen, namen, patroon

VORMEN = bepalingvormen()
"""The forms of a provision of the decision itself, in the order in which they are tried."""

LANGSTE_ZIN = 20_000
"""Characters of the longest sentence that is read, new text in the same paragraph included; more is refused."""
LANGSTE_BEPALING = 6_000
"""Characters of the longest provision that is recognised; a longer one is only kept."""


def ontleed(zin: str) -> Boom:
    """The parse tree of a sentence; its leaves are :class:`~versies.opdracht.lexer.Symbool` values.

    Raises:
        Onbegrepen: with the place where reading stopped.
    """
    uit = boom_of_reden(zin)
    if isinstance(uit, Onbegrepen):
        raise uit
    return uit


@lru_cache(maxsize=8192)
def boom_of_reden(zin: str) -> Boom | Onbegrepen:
    """The parse tree of a sentence, or why there is none; a sentence of new text is asked about more than once."""
    if len(zin) > LANGSTE_ZIN:
        return Onbegrepen(0, reden=f"een zin van meer dan {LANGSTE_ZIN} tekens wordt niet gelezen")
    try:
        alle = symbolen(zin)
    except Onbegrepen as fout:
        return fout
    kern = alle[:-1] if alle and alle[-1].soort == "PUNT" else alle
    daden = verdeel(tuple(s.soort for s in kern))
    if isinstance(daden, int):
        # Wat tot zijn laatste woord past, kan nog niet af zijn; de regel eronder kan het afmaken.
        plek = kern[daden].begin if 0 <= daden < len(kern) - 1 else len(zin)
        return Onbegrepen(plek, reden=_geen_verdeling(kern, daden))
    return Boom("zin", (*(_daad(d, kern) for d in daden), *alle[len(kern) :]))


def _daad(daad: Daad, symbolen: list[Symbool]) -> Boom:
    return Boom(daad.naam, tuple(Boom(v.naam, tuple(symbolen[v.begin : v.eind])) for v in daad.vakken))


def _geen_verdeling(symbolen: list[Symbool], plek: int) -> str:
    if plek < 0:
        return "deze zin kan op meer dan één manier worden gelezen"
    genoemd = ", ".join(dict.fromkeys(n for s in symbolen if (n := namen().get(s.soort)) is not None))
    verwacht = [_naam(vak) for vak in ontbreekt(tuple(s.soort for s in symbolen))]
    wat = f"; verwacht: {' en '.join(verwacht)}" if verwacht else ""
    return f"wat er staat ({genoemd}) is samen geen opdracht{wat}"


def _naam(vak: str) -> str:
    """A slot as a reader knows it."""
    if vak == "werkwoord":
        return "een werkwoord («vervalt», «wordt vervangen door», «komt te luiden»)"
    return next((n for s, n in namen().items() if s in symbolen_in(vak) - {"EN", "IN"}), vak)


def leesbaar(zin: str) -> bool:
    """True when a sentence is an instruction of the grammar."""
    return not isinstance(boom_of_reden(zin), Onbegrepen)


def bladeren(boom: Boom) -> list[Symbool]:
    """The symbols of a tree, in the order of the sentence."""
    uit: list[Symbool] = []
    for deel in boom.delen:
        if isinstance(deel, Boom):
            uit += bladeren(deel)
        else:
            uit.append(deel)
    return uit


# --- what the decision says of itself ---------------------------------------------------------------------------------


def stukken(zin: str, vorm: str) -> list[Symbool]:
    """A provision as the terminals of one form, with WOORDEN between them.

    >>> [(s.soort, s.waarde) for s in stukken("Deze regeling wordt aangehaald als: Regeling proef.", "citeertitel")]
    [('DEZE_REGELING', 'Deze regeling'), ('AANGEHAALD_ALS', 'wordt aangehaald als: Regeling proef')]
    """
    einde = len(zin.rstrip().removesuffix("."))
    uit: list[Symbool] = []
    vorige = 0
    for t in [*een_van(termen(vorm), ergens=True).finditer(zin, 0, einde), None]:
        tot = einde if t is None else t.start()
        if zin[vorige:tot].strip(" ,:\u00a0"):
            uit.append(Symbool("WOORDEN", zin[vorige:tot], vorige, zin[vorige:tot].strip()))
        if t is not None and t.lastgroup is not None:
            eigen = patroon(t.lastgroup).match(zin, tot, einde)
            waarde = eigen.groupdict().get("waarde") if eigen is not None else None
            uit.append(Symbool(t.lastgroup, t.group(), tot, (waarde or t.group()).strip()))
            vorige = t.end()
    return uit


@lru_cache(maxsize=32)
def termen(vorm: str) -> tuple[str, ...]:
    """The terminals of a form, in the order of the file."""
    gebruikt = symbolen_in(vorm)
    return tuple(n for n in eindsymbolen() if n in gebruikt)


@lru_cache(maxsize=1024)
def ontleed_bepaling(zin: str, vorm: str) -> Boom | None:
    """A provision of the decision itself as one form; None when it is not that form."""
    if len(zin) > LANGSTE_BEPALING:
        return None
    delen = stukken(zin, vorm)
    past = patroon_van(vorm).fullmatch(rij([s.soort for s in delen]))
    return Boom(vorm, tuple(delen)) if past is not None else None


def bijna_bepaling(zin: str) -> str:
    """Which form of provision a sentence comes nearest to, and what it lacks; empty when none comes near.

    >>> bijna_bepaling("In gmb-2026-1 moet voor “a” worden gelezen.")
    'gelezen als rectificatie; daarvoor ontbreekt: woorden tussen aanhalingstekens'
    """
    if len(zin) > LANGSTE_BEPALING:
        return ""
    beste, uit = 1, ""
    for vorm in VORMEN:
        eigen = [s.soort for s in stukken(zin, vorm) if s.soort != "WOORDEN"]
        ontbreekt = list(re.findall(r"\b[A-Z_]+\b", regel_van(vorm)))
        for soort in eigen:
            if soort in ontbreekt:
                ontbreekt.remove(soort)
        genoemd = [namen()[s] for s in ontbreekt if s in namen()]
        if len(eigen) > beste and len(genoemd) == 1:
            beste = len(eigen)
            uit = f"gelezen als {vorm.replace('_', ' ')}; daarvoor ontbreekt: {', '.join(genoemd)}"
    return uit


def waarom_niet(zin: str, fout: Onbegrepen) -> str:
    """The reason why a sentence was not understood, with the words and the expectation; the column stands with the place."""
    woorden = " ".join(zin[fout.plek :].partition("\n")[0].split()[:4])[:80]
    waar = f"vanaf «{woorden}» niet begrepen" if woorden else "aan het einde ontbreekt iets"
    if fout.reden:
        return f"{waar}: {fout.reden}"
    return f"{waar}; verwacht: een plaats, een werkwoord, woorden tussen aanhalingstekens of nieuwe tekst"


def uitleg(zin: str) -> str:
    """Why a sentence cannot be read; empty when it can."""
    reden = boom_of_reden(zin)
    return waarom_niet(zin, reden) if isinstance(reden, Onbegrepen) else ""
