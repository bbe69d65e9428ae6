"""One sentence to its parse tree, by the grammar; and a Dutch explanation when that fails.

>>> ontleed("Artikel 17 vervalt.").naam
'zin'
>>> uitleg("Artikel 17 vervlat.")
'vanaf kolom 12 («vervlat.») niet begrepen; verwacht: «wordt», «vervalt», «komt», «in …», «aan …», «na …» …'
"""

from __future__ import annotations

from functools import lru_cache

from versies.opdracht.lexer import VORMEN, Boom, Onbegrepen, Stand, Symbool, symbolen, termen
from versies.opdracht.woorden import een_van, patroon

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
    stand = Stand()
    try:
        symbolen(zin, stand)
    except Onbegrepen as fout:
        return fout
    heel = stand.einde()
    return Onbegrepen(len(zin)) if heel is None else next(heel.alle("zin"))


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
    [('DEZE_REGELING', 'Deze regeling'), ('AANGEHAALD_ALS', 'Regeling proef')]
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


@lru_cache(maxsize=1024)
def ontleed_bepaling(zin: str, vorm: str) -> Boom | None:
    """The parse tree of a provision of the decision itself as one form; None when it is not that form."""
    stand = Stand(vorm)
    for symbool in stukken(zin, vorm) if len(zin) <= LANGSTE_BEPALING else ():
        if symbool.soort not in stand:
            return None
        stand.neem(symbool)
    return stand.einde()


def bijna_bepaling(zin: str) -> str:
    """Which form of provision a sentence comes nearest to, and what was expected there; empty when none comes near.

    >>> bijna_bepaling("In gmb-2026-1 moet voor “a” worden gelezen.")
    'als rectificatie gelezen tot kolom 43; verwacht: woorden tussen aanhalingstekens'
    """
    if len(zin) > LANGSTE_BEPALING:
        return ""
    beste, uit = 1, ""
    for vorm in VORMEN:
        stand = Stand(vorm)
        plek, eigen = len(zin.rstrip().removesuffix(".")), 0
        for symbool in stukken(zin, vorm):
            if symbool.soort not in stand:
                plek = symbool.begin
                break
            stand.neem(symbool)
            eigen += symbool.soort != "WOORDEN"
        verwacht = stand.verwacht()
        if eigen > beste and verwacht and "$END" not in stand:
            beste = eigen
            uit = f"als {vorm.replace('_', ' ')} gelezen tot kolom {plek + 1}; verwacht: {', '.join(verwacht)}"
    return uit


def waarom_niet(zin: str, fout: Onbegrepen) -> str:
    """The reason why a sentence was not understood, with column and expectation."""
    rest = zin[fout.plek : fout.plek + 40].split("\n")[0]
    woorden = " ".join(rest.split()[:4]) or "het einde"
    waar = f"vanaf kolom {fout.plek + 1} («{woorden}») niet begrepen"
    if fout.reden:
        return f"{waar}: {fout.reden}"
    stand = Stand()
    try:
        symbolen(zin[: fout.plek], stand)
    except Onbegrepen:
        return waar
    verwacht = stand.verwacht()
    return f"{waar}; verwacht: {', '.join(verwacht[:6])}{' …' if len(verwacht) > 6 else ''}" if verwacht else waar


def uitleg(zin: str) -> str:
    """Why a sentence cannot be read; empty when it can."""
    reden = boom_of_reden(zin)
    return waarom_niet(zin, reden) if isinstance(reden, Onbegrepen) else ""
