"""Known edits on a real law: insert, delete, replace words, replace, renumber, move, split, merge, heading."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from verordening.boom import Alinea, Blok, Eenheid, Regeling, Soort, Status, inlinetekst, kaal, kinderen
from verordening.eid import met_eids
from verordening.nummers import letter

__all__ = ["Gebeurtenis", "Geval", "maak_geval"]

Gebeurtenis = tuple[str, str | None, str | None]


@dataclass(eq=False)
class Knoop:
    """A unit that can be changed; ``oud`` is the unit of the old version that it is, if any."""

    eenheid: Eenheid
    inhoud: list[Knoop | Blok]
    oud: str | None
    eigen: bool = False
    """Own words were changed."""
    uit: list[str] = field(default_factory=list)
    """eIds of units whose words stand here: merged into it (they are gone) …"""
    van: str | None = None
    """… or of the unit from which this new one was split."""
    gesplitst: bool = False
    verplaatst: bool = False
    vast: bool = False
    """A unit below was replaced under its own number: the row may not shift any more, or nobody could know."""


@dataclass(frozen=True)
class Geval:
    """Two versions and what happened between them."""

    naam: str
    was: Regeling
    wordt: Regeling
    gebeurtenissen: tuple[Gebeurtenis, ...]


def maak_geval(naam: str, regeling: Regeling, vreemd: list[str], zaad: int, aantal: int) -> Geval:
    """A case from a law.

    Args:
        vreemd: sentences of other laws, used for what is new.
        zaad: seed. aantal: number of edits.
    """
    was = met_eids(replace(regeling, wortel=_zonder_wids(regeling.wortel)))
    dobbel = random.Random(f"{naam}-{zaad}-{aantal}")
    werk = _Werk(_knoop(was.wortel), vreemd, dobbel)
    bewerkingen = list(_BEWERKINGEN)
    gewichten = [w for _, w in bewerkingen]
    gedaan = pogingen = 0
    while gedaan < aantal and pogingen < aantal * 20:
        pogingen += 1
        bewerking = dobbel.choices(bewerkingen, gewichten)[0][0]
        gedaan += bewerking(werk)
    paren: list[tuple[Knoop, Eenheid]] = []
    wortel = _bevries(werk.wortel)
    wordt = met_eids(replace(was, wortel=wortel))
    _loop_samen(werk.wortel, wordt.wortel, paren)
    waarheid = _vervangen(was, paren, list(_waarheid(was, paren)))
    return Geval(f"{naam}-{zaad}-{aantal}", was, wordt, tuple(waarheid))


def _zonder_wids(eenheid: Eenheid) -> Eenheid:
    inhoud = tuple(_zonder_wids(b) if isinstance(b, Eenheid) else b for b in eenheid.inhoud)
    return replace(eenheid, wId="", herkomst=None, inhoud=inhoud)


def _knoop(eenheid: Eenheid) -> Knoop:
    return Knoop(eenheid, [_knoop(b) if isinstance(b, Eenheid) else b for b in eenheid.inhoud], eenheid.eId)


def _bevries(knoop: Knoop) -> Eenheid:
    return replace(knoop.eenheid, inhoud=tuple(_bevries(b) if isinstance(b, Knoop) else b for b in knoop.inhoud))


def _loop_samen(knoop: Knoop, eenheid: Eenheid, uit: list[tuple[Knoop, Eenheid]]) -> None:
    uit.append((knoop, eenheid))
    for k, e in zip(knoop.inhoud, eenheid.inhoud, strict=True):
        if isinstance(k, Knoop) and isinstance(e, Eenheid):
            _loop_samen(k, e, uit)


def _waarheid(was: Regeling, paren: list[tuple[Knoop, Eenheid]]) -> Iterator[Gebeurtenis]:
    nummers = {e.eId: kaal(e.nummer) for e in _alle(was.wortel)}
    ouders = {kind.eId: e.eId for e in _alle(was.wortel) for kind in e.inhoud if isinstance(kind, Eenheid)}
    over = {k.oud for k, _ in paren if k.oud is not None}
    nieuw_oud = {e.eId: k.oud for k, e in paren}
    ouder_nieuw = {kind.eId: e.eId for _, e in paren for kind in e.inhoud if isinstance(kind, Eenheid)}
    samen = {bron for k, _ in paren for bron in k.uit}
    for knoop, eenheid in paren:
        if eenheid.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
            continue
        if knoop.oud is not None:
            yield from ((soort, w, eenheid.eId) for soort, w in _gebeurd(knoop, nummers, kaal(eenheid.nummer)))
        elif knoop.van is not None:
            yield "gesplitst", knoop.van, eenheid.eId
        elif nieuw_oud.get(ouder_nieuw.get(eenheid.eId, ""), "x") is not None:
            yield "nieuw", None, eenheid.eId
    for eenheid in _alle(was.wortel):
        if eenheid.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST) or eenheid.eId in over or eenheid.eId in samen:
            continue
        if ouders.get(eenheid.eId, "") in over or not _weg_boven(eenheid.eId, ouders, over):
            yield "vervallen", eenheid.eId, None


def _gebeurd(knoop: Knoop, nummers: dict[str, str], nummer: str) -> Iterator[tuple[str, str | None]]:
    """What happened to a unit that was there: kind, and from which old one."""
    if knoop.gesplitst or knoop.uit:
        yield "gesplitst" if knoop.gesplitst else "samengevoegd", knoop.oud
        yield from (("samengevoegd", bron) for bron in knoop.uit)
        return
    if knoop.eigen:
        yield "gewijzigd", knoop.oud
    if knoop.oud is not None and nummers[knoop.oud] != nummer:
        yield "vernummerd", knoop.oud
    if knoop.verplaatst:
        yield "verplaatst", knoop.oud


def _vervangen(was: Regeling, paren: list[tuple[Knoop, Eenheid]], waarheid: list[Gebeurtenis]) -> list[Gebeurtenis]:
    """What lapsed and what came at the same spot, under the same number, is one unit that was replaced."""
    oude = {e.eId: e for e in _alle(was.wortel)}
    weg = {w for s, w, _ in waarheid if s == "vervallen"}
    nieuw = {n for s, _, n in waarheid if s == "nieuw"}
    over = {k.oud: e.eId for k, e in paren if k.oud is not None and not k.verplaatst}
    samen: list[tuple[str, str]] = []
    for knoop, eenheid in paren:
        if knoop.oud is None:
            continue
        oud = [k for k in oude[knoop.oud].inhoud if isinstance(k, Eenheid)]
        rij = [k for k in eenheid.inhoud if isinstance(k, Eenheid)]
        blijft = {k.eId for k in rij} & {over[k.eId] for k in oud if k.eId in over}
        links = _vakken([(k, over.get(k.eId) in blijft) for k in oud], weg)
        rechts = _vakken([(k, k.eId in blijft) for k in rij], nieuw)
        samen += [(links[sleutel], rechts[sleutel]) for sleutel in links.keys() & rechts.keys()]
    dood = {("vervallen", w, None) for w, _ in samen} | {("nieuw", None, n) for _, n in samen}
    nieuwe = {e.eId: k for k, e in paren}
    uit = [g for g in waarheid if g not in dood] + [("gewijzigd", w, n) for w, n in sorted(samen)]
    for w, n in samen:
        # Wat eronder stond, verviel met de oude woorden, tenzij het elders verder leeft; wat eronder komt, is nieuw.
        leeft = {k.oud for k, _ in paren}
        uit += [("vervallen", k.eId, None) for k in kinderen(oude[w]) if k.eId not in leeft]
        uit += [("nieuw", None, k.eId) for k, _ in _onder(nieuwe[n], paren) if k]
    return uit


def _onder(knoop: Knoop, paren: list[tuple[Knoop, Eenheid]]) -> list[tuple[Eenheid, Knoop]]:
    """New units directly below a new unit, lists looked through."""
    eenheid = next(e for k, e in paren if k is knoop)
    per_eid = {e.eId: k for k, e in paren}
    return [(kind, per_eid[kind.eId]) for kind in kinderen(eenheid) if per_eid[kind.eId].oud is None]


def _vakken(rij: list[tuple[Eenheid, bool]], wie: set[str | None]) -> dict[tuple[int, Soort, str], str]:
    """(how many that stay stand before it, kind, number) → eId."""
    uit: dict[tuple[int, Soort, str], str] = {}
    voor = 0
    for eenheid, blijft in rij:
        voor += blijft
        if eenheid.eId in wie and kaal(eenheid.nummer):
            uit[voor, eenheid.soort, kaal(eenheid.nummer)] = eenheid.eId
    return uit


def _weg_boven(eid: str, ouders: dict[str, str], over: set[str]) -> bool:
    boven = ouders.get(eid)
    while boven:
        if boven not in over:
            return True
        boven = ouders.get(boven)
    return False


def _alle(eenheid: Eenheid) -> Iterator[Eenheid]:
    yield eenheid
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            yield from _alle(blok)


# --- edits ------------------------------------------------------------------------------------------------------------


class _Werk:
    def __init__(self, wortel: Knoop, vreemd: list[str], dobbel: random.Random) -> None:
        self.wortel = wortel
        self.vreemd = vreemd
        self.dobbel = dobbel
        self.woorden = sorted({w for zin in vreemd for w in re.findall(r"[a-z]{4,}", zin)})

    def alle(self, *soorten: Soort) -> list[tuple[Knoop, Knoop]]:
        """(parent, unit) of these kinds, in order; nothing that was already changed beyond recognition."""
        uit: list[tuple[Knoop, Knoop]] = []

        def loop(knoop: Knoop) -> None:
            for kind in knoop.inhoud:
                if isinstance(kind, Knoop):
                    if kind.eenheid.soort in soorten:
                        uit.append((knoop, kind))
                    loop(kind)

        loop(self.wortel)
        return uit

    def kies(self, *soorten: Soort) -> tuple[Knoop, Knoop] | None:
        rij = [(o, k) for o, k in self.alle(*soorten) if k.eenheid.status is Status.GELDEND]
        return self.dobbel.choice(rij) if rij else None

    def zin(self) -> str:
        return self.dobbel.choice(self.vreemd)

    def nummer(self, ouder: Knoop) -> None:
        """Number the children again, as a drafter would, in the style that they have."""
        rij = [k for k in ouder.inhoud if isinstance(k, Knoop) and k.eenheid.soort in (Soort.LID, Soort.ONDERDEEL)]
        if not rij or not all(kaal(k.eenheid.nummer) for k in rij):
            return
        eerste = rij[0].eenheid.nummer
        for rang, knoop in enumerate(rij, 1):
            kern = f"{rang}°." if "°" in eerste else f"{rang}." if kaal(eerste)[0].isdigit() else f"{letter(rang)}."
            knoop.eenheid = replace(knoop.eenheid, nummer=kern)


def _tekst(knoop: Knoop) -> str:
    eerste = knoop.inhoud[0] if knoop.inhoud else None
    return inlinetekst(eerste.inhoud) if isinstance(eerste, Alinea) else ""


def _omvang(knoop: Knoop) -> int:
    return sum(
        _omvang(b) if isinstance(b, Knoop) else len(inlinetekst(b.inhoud).split()) if isinstance(b, Alinea) else 0
        for b in knoop.inhoud
    )


def _woorden(werk: _Werk) -> bool:
    """Replace, add or drop some words in one unit."""
    gekozen = werk.kies(Soort.LID, Soort.ONDERDEEL, Soort.ARTIKEL)
    if gekozen is None or gekozen[1].oud is None or gekozen[1].eigen:
        return False
    knoop = gekozen[1]
    woorden = _tekst(knoop).split()
    if len(woorden) < 6:
        return False
    for _ in range(max(1, int(len(woorden) * werk.dobbel.uniform(0.02, 0.25)))):
        plek = werk.dobbel.randrange(len(woorden))
        wat = werk.dobbel.random()
        if wat < 0.5:
            woorden[plek] = werk.dobbel.choice(werk.woorden)
        elif wat < 0.75:
            woorden.insert(plek, werk.dobbel.choice(werk.woorden))
        elif len(woorden) > 4:
            del woorden[plek]
    nieuw = " ".join(woorden)
    if nieuw == _tekst(knoop):
        return False
    knoop.inhoud[0] = Alinea((nieuw,))
    knoop.eigen = True
    return True


def _luiden(werk: _Werk) -> bool:
    """A lid or onderdeel gets entirely other words under its own number."""
    gekozen = werk.kies(Soort.LID, Soort.ONDERDEEL)
    if gekozen is None or gekozen[1].oud is None or gekozen[1].verplaatst or len(gekozen[1].inhoud) != 1:
        return False
    ouder, knoop = gekozen
    rij = [k for k in ouder.inhoud if isinstance(k, Knoop)]
    # Alleen waar de buren niet ook veranderden: anders weet ook een mens niet wat vervangen en wat nieuw is.
    if (
        any(k.oud is None or k.eigen or k.verplaatst for k in rij)
        or _omvang(knoop) < 6
        or not kaal(knoop.eenheid.nummer)
        or len(rij) < 2
    ):
        return False
    if kaal(knoop.eenheid.nummer) != _oud_nummer(knoop) or len(rij) != _oud_aantal(rij):
        return False
    knoop.inhoud[0] = Alinea((werk.zin(),))
    knoop.eigen = ouder.vast = True
    return True


def _oud_nummer(knoop: Knoop) -> str:
    return (knoop.oud or "").rsplit("_", 1)[-1]


def _oud_aantal(rij: list[Knoop]) -> int:
    """Number of units that the row had: the last number, when nothing came or went."""
    laatste = [k for k in rij if k.eenheid.soort is rij[-1].eenheid.soort]
    return len(laatste) if all(kaal(k.eenheid.nummer).rstrip("°") == _oud_nummer(k) for k in laatste) else -1


def _kop(werk: _Werk) -> bool:
    gekozen = werk.kies(Soort.ARTIKEL)
    if gekozen is None or not gekozen[1].eenheid.opschrift or gekozen[1].oud is None:
        return False
    knoop = gekozen[1]
    knoop.eenheid = replace(knoop.eenheid, opschrift=(" ".join(werk.dobbel.choices(werk.woorden, k=3)).capitalize(),))
    knoop.eigen = True
    return True


def _nieuw_lid(werk: _Werk) -> bool:
    gekozen = werk.kies(Soort.LID, Soort.ONDERDEEL)
    if gekozen is None or not kaal(gekozen[1].eenheid.nummer):
        return False
    ouder, buur = gekozen
    if ouder.vast:
        return False
    plek = ouder.inhoud.index(buur) + werk.dobbel.randrange(2)
    nieuw = Eenheid(buur.eenheid.soort, nummer=buur.eenheid.nummer)
    ouder.inhoud.insert(plek, Knoop(nieuw, [Alinea((werk.zin(),))], None))
    werk.nummer(ouder)
    return True


def _nieuw_artikel(werk: _Werk) -> bool:
    gekozen = werk.kies(Soort.ARTIKEL)
    if gekozen is None:
        return False
    ouder, buur = gekozen
    kern = kaal(buur.eenheid.nummer)
    nummer = kern + "z" if kern[-1:].isdigit() else kern + "a"
    bestaat = {kaal(k.eenheid.nummer) for _, k in werk.alle(Soort.ARTIKEL)}
    if nummer in bestaat:
        return False
    leden: list[Knoop | Blok] = []
    for rang in range(1, werk.dobbel.randint(1, 4) + 1):
        leden.append(Knoop(Eenheid(Soort.LID, nummer=f"{rang}."), [Alinea((werk.zin(),))], None))
    eenheid = Eenheid(
        Soort.ARTIKEL, label=buur.eenheid.label, nummer=nummer, opschrift=(werk.dobbel.choice(werk.woorden),)
    )
    ouder.inhoud.insert(ouder.inhoud.index(buur) + 1, Knoop(eenheid, leden, None))
    return True


def _vervalt(werk: _Werk) -> bool:
    gekozen = werk.kies(Soort.LID, Soort.ONDERDEEL, Soort.LID, Soort.ARTIKEL)
    if gekozen is None:
        return False
    ouder, knoop = gekozen
    if (
        knoop.uit
        or knoop.van
        or knoop.gesplitst
        or ouder.vast
        or sum(isinstance(k, Knoop) for k in ouder.inhoud) < 2
        or _bevat_vreemd(knoop)
    ):
        return False
    ouder.inhoud.remove(knoop)
    werk.nummer(ouder)
    return True


def _bevat_vreemd(knoop: Knoop) -> bool:
    """Whether units that moved, split or merged are in it: those must not vanish with it."""
    return any(
        isinstance(k, Knoop) and (k.verplaatst or k.van or k.uit or k.gesplitst or _bevat_vreemd(k))
        for k in knoop.inhoud
    )


def _verplaats(werk: _Werk) -> bool:
    """Within the parent, or to another one; articles also to another chapter."""
    artikel = werk.dobbel.random() < 0.4
    soort = Soort.ARTIKEL if artikel else werk.dobbel.choice([Soort.LID, Soort.ONDERDEEL])
    gekozen = werk.kies(soort)
    if gekozen is None:
        return False
    ouder, knoop = gekozen
    if knoop.oud is None or knoop.verplaatst or knoop.gesplitst or knoop.uit or _omvang(knoop) < 12:
        return False
    if sum(isinstance(k, Knoop) for k in ouder.inhoud) < 2:
        return False
    doel = werk.kies(soort)
    if doel is None or doel[1] is knoop or (doel[0] is ouder and len(ouder.inhoud) < 4) or _is_onder(doel[0], knoop):
        return False
    if ouder.vast or doel[0].vast or (artikel and doel[0] is ouder):
        return False
    if doel[0] is ouder:
        i, j = ouder.inhoud.index(knoop), ouder.inhoud.index(doel[1])
        if abs(i - j) < 2:
            return False
    ouder.inhoud.remove(knoop)
    doel[0].inhoud.insert(doel[0].inhoud.index(doel[1]) + 1, knoop)
    knoop.verplaatst = True
    if not artikel:
        werk.nummer(ouder)
        werk.nummer(doel[0])
    return True


def _is_onder(knoop: Knoop, boven: Knoop) -> bool:
    return knoop is boven or any(isinstance(k, Knoop) and _is_onder(knoop, k) for k in boven.inhoud)


def _splits(werk: _Werk) -> bool:
    gekozen = werk.kies(Soort.LID)
    if gekozen is None:
        return False
    ouder, knoop = gekozen
    if knoop.oud is None or knoop.eigen or knoop.verplaatst or knoop.uit or len(knoop.inhoud) != 1 or ouder.vast:
        return False
    zinnen = re.split(r"(?<=\.) (?=[A-Z])", _tekst(knoop))
    if len(zinnen) < 2 or min(len(z.split()) for z in zinnen) < 8:
        return False
    eerste, rest = zinnen[0], " ".join(zinnen[1:])
    plek = ouder.inhoud.index(knoop)
    groot, klein = (eerste, rest) if len(eerste.split()) >= len(rest.split()) else (rest, eerste)
    nieuw = Knoop(Eenheid(Soort.LID, nummer=knoop.eenheid.nummer), [Alinea((klein,))], None, van=knoop.oud)
    knoop.inhoud[0] = Alinea((groot,))
    knoop.eigen = knoop.gesplitst = True
    ouder.inhoud.insert(plek + 1 if groot is eerste else plek, nieuw)
    werk.nummer(ouder)
    return True


def _voeg_samen(werk: _Werk) -> bool:
    gekozen = werk.kies(Soort.LID)
    if gekozen is None:
        return False
    ouder, knoop = gekozen
    plek = ouder.inhoud.index(knoop)
    buur = ouder.inhoud[plek + 1] if plek + 1 < len(ouder.inhoud) else None
    if not isinstance(buur, Knoop) or buur.eenheid.soort is not Soort.LID:
        return False
    for k in (knoop, buur):
        if (
            ouder.vast
            or k.oud is None
            or k.eigen
            or k.verplaatst
            or k.uit
            or k.van
            or len(k.inhoud) != 1
            or _omvang(k) < 8
        ):
            return False
    groot, klein = (knoop, buur) if _omvang(knoop) >= _omvang(buur) else (buur, knoop)
    groot.inhoud[0] = Alinea((f"{_tekst(knoop)} {_tekst(buur)}",))
    groot.eigen = True
    assert klein.oud is not None
    groot.uit.append(klein.oud)
    ouder.inhoud.remove(klein)
    werk.nummer(ouder)
    return True


def _hernummer_artikelen(werk: _Werk) -> bool:
    """All articles after one place shift by one, as local regulations do."""
    rij = [k for _, k in werk.alle(Soort.ARTIKEL)]
    cijfers = [k for k in rij if kaal(k.eenheid.nummer).isdigit()]
    if len(cijfers) < 3:
        return False
    vanaf = werk.dobbel.randrange(len(cijfers))
    for knoop in cijfers[vanaf : vanaf + 12]:
        knoop.eenheid = replace(knoop.eenheid, nummer=str(int(kaal(knoop.eenheid.nummer)) + 1))
    return True


_BEWERKINGEN: tuple[tuple[Callable[[_Werk], bool], float], ...] = (
    (_woorden, 5),
    (_luiden, 1),
    (_kop, 1),
    (_nieuw_lid, 3),
    (_nieuw_artikel, 1),
    (_vervalt, 3),
    (_verplaats, 2),
    (_splits, 1),
    (_voeg_samen, 1),
    (_hernummer_artikelen, 0.3),
)
