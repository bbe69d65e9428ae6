"""Moves: what stands elsewhere in the new version keeps its identity. Moved first, changed afterwards (``regels`` F.3, 52).

The moves are executed on the old version; the drafter then compares what that gives with the new version, so that nothing
else has to know of them. A move that has no sentence, or that cannot be executed, is left out: it becomes a lapse and an
insertion, as a finding says.

* An artikel or chapter: "Artikel 12 wordt geplaatst na artikel 17 en vernummerd tot artikel 18."; when others take the
  numbers in a circle, all numbers in the same sentence.
* A chapter that is new and holds moved articles comes first, with its heading only.
* A lid or onderdeel that lapses in one artikel while the same words come in another: it is moved when at least
  :data:`GELIJKENIS` of its words are the same and no other candidate is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from verordening.adres import Adres, Stap
from verordening.boom import STRUCTUUR, Eenheid, Regeling, Soort, Status, kaal, wandel
from versies.opstellen.bewijs import voer_uit
from versies.opstellen.kern import kern
from versies.opstellen.vormen import schrijf
from versies.opstellen.zinnen import Zin, alle
from versies.vergelijken.paar import Paar, uitgeklapt
from versies.verschil import Verschil
from versies.wijziging import Anker, Kant, Plek, Vernummer, Verplaats, VoegIn

GELIJKENIS = 0.8
"""Share of equal words from which a lid or onderdeel in another artikel is the same one."""
_WOORDEN = 6
"""Shorter texts look alike too easily."""
_DRAGEND = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.ARTIKEL})
"""Units after which a part in them is named; a lid without a number is none."""


@dataclass(frozen=True, slots=True)
class Verhuizing:
    """The moves of one difference.

    Args:
        tussen: the old version after the moves.
        zinnen: the sentences, each a letter of its own, with the old unit that it is about.
        nieuw: addresses that have carried this number only since these moves.
    """

    tussen: Regeling
    zinnen: tuple[Zin, ...]
    nieuw: frozenset[Adres] = frozenset()


def verhuis(was: Regeling, verschil: Verschil, zonder: frozenset[Adres] = frozenset()) -> Verhuizing | None:
    """The moves that can be said and executed; None when there are none.

    Args:
        zonder: units inside which nothing is moved, because they are stated anew.
    """
    plan = _Plan(verschil.paren)
    nu = was
    zinnen: list[Zin] = []
    gezien: frozenset[Adres] = frozenset()
    vers: frozenset[Adres] = frozenset()
    for groep in plan.groepen():
        dan: Regeling | None = nu
        erbij, gezien = frozenset(plan.vers) - gezien, frozenset(plan.vers)
        if any(isinstance(w, Verplaats) and _onder(w.plek.adres, zonder) for zin in groep for w in zin.wijzigingen):
            continue
        for zin in groep:
            dan = dan and voer_uit(dan, zin.plek, [zin])
        if dan is None:
            continue
        nu = dan
        zinnen.extend(groep)
        vers |= erbij
    return Verhuizing(nu, tuple(zinnen), vers) if zinnen else None


def _onder(adres: Adres, zonder: frozenset[Adres]) -> bool:
    return any(len(adres.stappen) > len(a.stappen) and adres.stappen[: len(a.stappen)] == a.stappen for a in zonder)


@dataclass
class _Plan:
    """What moves, in the order of the new version."""

    wortel: Paar
    oud_van: dict[int, Eenheid] = field(default_factory=dict)
    nieuw_van: dict[int, Eenheid] = field(default_factory=dict)
    ouder: dict[int, Eenheid] = field(default_factory=dict)
    nummers: dict[str, Eenheid] = field(default_factory=dict)
    nu: dict[int, str] = field(default_factory=dict)
    gezet: set[int] = field(default_factory=set)
    weg: list[Eenheid] = field(default_factory=list)
    erbij: list[Eenheid] = field(default_factory=list)
    verhuisd: list[Paar] = field(default_factory=list)
    leden: list[tuple[Eenheid, Eenheid]] = field(default_factory=list)
    vers: set[Adres] = field(default_factory=set)

    def __post_init__(self) -> None:
        was, wordt = self.wortel.was, self.wortel.wordt
        assert isinstance(was, Eenheid) and isinstance(wordt, Eenheid)
        self.ouder = {id(e): boven for kant in (was, wordt) for boven in wandel(kant) for e in boven.delen}
        levend = (e for e in wandel(was) if e.soort is Soort.ARTIKEL and e.status is not Status.VERVALLEN)
        self.nummers = {kaal(e.nummer): e for e in levend}
        self._lees(self.wortel)

    def _lees(self, paar: Paar) -> None:
        for k in uitgeklapt(paar) if not paar.gelijk else ():
            if isinstance(k.was, Eenheid) and isinstance(k.wordt, Eenheid):
                self.oud_van[id(k.wordt)], self.nieuw_van[id(k.was)] = k.was, k.wordt
                if not k.aangekomen:
                    self.gezet.add(id(k.wordt))
                elif Status.VERVALLEN in (k.was.status, k.wordt.status):
                    pass
                elif k.wordt.soort in STRUCTUUR | {Soort.ARTIKEL}:
                    self.verhuisd.append(k)
                elif k.wordt.soort is k.was.soort and k.wordt.soort in (Soort.LID, Soort.ONDERDEEL):
                    self.leden.append((k.was, k.wordt))
            elif isinstance(k.deel, Eenheid) and k.deel.soort in (Soort.LID, Soort.ONDERDEEL) and not k.vertrokken:
                (self.weg if k.wordt is None else self.erbij).append(k.deel)
            if isinstance(k.deel, Eenheid) and (k.kinderen or (k.was is None and k.deel.soort in STRUCTUUR)):
                self._lees(k)

    # --- places -------------------------------------------------------------------------------------

    def nummer(self, e: Eenheid) -> str:
        """The number that a unit carries by now."""
        return self.nu.get(id(e), kaal(e.nummer))

    def adres(self, e: Eenheid) -> Adres:
        """The address of a unit, of the old version or the new one, at this moment; onder een artikel volledig, erboven kort."""
        stap = Stap(e.soort.value, self.nummer(self.oud_van.get(id(e), e)))
        boven = next(
            (b for b in self._om(e) if b.soort in _DRAGEND and (b.soort is not Soort.LID or kaal(b.nummer))), None
        )
        if e.soort in (Soort.LID, Soort.ONDERDEEL) and boven is not None:
            return Adres((*self.adres(boven).stappen, stap))
        return Adres((stap,))

    def anker(self, nieuw: Eenheid) -> Anker | None:
        """Next to which unit that stands there already, or in which; None when no neighbour stays."""
        houder = self.ouder[id(nieuw)]
        rij = [b for b in houder.delen if b.soort is nieuw.soort and (b is nieuw or b.status is not Status.VERVALLEN)]
        i = next(n for n, e in enumerate(rij) if e is nieuw)
        for kant, buren in ((Kant.NA, reversed(rij[:i])), (Kant.VOOR, iter(rij[i + 1 :]))):
            if (buur := next((e for e in buren if id(e) in self.gezet), None)) is not None:
                return Anker(Plek(self.adres(buur)), kant)
        vast = houder.soort in STRUCTUUR and id(houder) in self.gezet
        return Anker(Plek(self.adres(houder)), Kant.SLOT) if vast else None

    # --- sentences ----------------------------------------------------------------------------------

    def groepen(self) -> Iterator[list[Zin]]:
        """Per move its sentences, in order; ``vers`` holds the addresses that are new by them."""
        rij = list(self.verhuisd)
        while rij:
            for i, k in enumerate(rij):
                stuk = self._reeks(rij[i:])
                stand = dict(self.nummers), dict(self.nu), set(self.gezet), set(self.vers)
                houders = self._nieuwe_houders(k)
                uit = None if houders is None else self._verplaats(stuk)
                if houders is None or uit is None:
                    self.nummers, self.nu, self.gezet, self.vers = stand
                    continue
                yield [*houders, uit]
                del rij[i : i + len(stuk)]
                break
            else:
                break
        yield from self._leden()

    def _reeks(self, rij: list[Paar]) -> list[Paar]:
        """The first move with those that come right behind it, from one place to another."""
        stuk = rij[:1]
        for k in rij[1:]:
            vorige = stuk[-1]
            zelfde = self.ouder[id(k.wordt)] is self.ouder[id(vorige.wordt)] and k.wordt.soort is vorige.wordt.soort  # type: ignore[union-attr]
            buren = [b for b in self.ouder[id(k.wordt)].delen if (b is k.wordt or b.status is not Status.VERVALLEN)]
            na = next(n for n, e in enumerate(buren) if e is k.wordt)
            anders = [kaal(x.was.nummer) == kaal(x.wordt.nummer) for x in (k, vorige)]  # type: ignore[union-attr]
            if not zelfde or not na or buren[na - 1] is not vorige.wordt or anders[0] != anders[1]:
                break
            stuk.append(k)
        return stuk

    def _nieuwe_houders(self, k: Paar) -> list[Zin] | None:
        """A new chapter into which something moves: its heading first; None when it has no place yet."""
        houder = self.ouder[id(k.wordt)]
        if id(houder) in self.gezet or houder.soort not in STRUCTUUR:
            return []
        buiten = self.ouder[id(houder)]
        if buiten.soort in STRUCTUUR and id(buiten) not in self.gezet:
            return None
        ruimte = self._maak_plaats(houder)
        anker = self.anker(houder)
        if ruimte is None or anker is None:
            return None
        kop = schrijf(VoegIn(anker, (houder.met(inhoud=()),)))
        self.gezet.add(id(houder))
        self.vers.add(self.adres(houder))
        return alle([*ruimte, kop])

    def _maak_plaats(self, nieuw: Eenheid) -> list[Zin | None] | None:
        """The numbers of units beside a new one that have to go up first, as one sentence."""
        om = self._keten(kaal(nieuw.nummer), self._buren(nieuw), "")
        if not om:
            return None if om is None else []
        zin = schrijf(*self._nummers(om))
        self._tel_om(om)
        return [zin]

    def _buren(self, nieuw: Eenheid) -> dict[str, Eenheid]:
        """By their number by now the units of its kind beside a new one, that stand there already."""
        rij = [b for b in self.ouder[id(nieuw)].delen if b.soort is nieuw.soort]
        staan = (self.oud_van.get(id(b)) for b in rij if id(b) in self.gezet)
        return {self.nummer(o): o for o in staan if o is not None}

    def _nummers(self, om: Sequence[tuple[Eenheid, str]]) -> list[Vernummer]:
        return [Vernummer(Plek(self.adres(oud)), nummer) for oud, nummer in om]

    def _keten(self, nummer: str, bezet: dict[str, Eenheid], eigen: str) -> list[tuple[Eenheid, str]] | None:
        """The units that have to make way for a number, each with its own new number; ``eigen`` comes free. None when one that
        stands there stays."""
        om: list[tuple[Eenheid, str]] = []
        while nummer in bezet and nummer != eigen:
            oud = bezet[nummer]
            nieuw = self.nieuw_van.get(id(oud))
            if (
                nieuw is None
                or id(nieuw) not in self.gezet
                or kaal(nieuw.nummer) == nummer
                or any(o is oud for o, _ in om)
            ):
                return None
            nummer = kaal(nieuw.nummer)
            om.append((oud, nummer))
        return sorted(om, key=lambda x: list(bezet.values()).index(x[0]))

    def _tel_om(self, om: Sequence[tuple[Eenheid, str]]) -> None:
        for oud, _ in om:
            if oud.soort is Soort.ARTIKEL:
                self.nummers.pop(self.nummer(oud), None)
        for oud, nummer in om:
            self.nu[id(oud)] = nummer
            if oud.soort is Soort.ARTIKEL:
                self.nummers[nummer] = oud
            self.vers.add(self.adres(oud))

    def _verplaats(self, stuk: list[Paar]) -> Zin | None:
        oud, nieuw = ([e for k in stuk if isinstance(e := getattr(k, kant), Eenheid)] for kant in ("was", "wordt"))
        if (waar := self.anker(nieuw[0])) is None:
            return None
        om = [(a, kaal(b.nummer)) for a, b in zip(oud, nieuw, strict=True) if self.nummer(a) != kaal(b.nummer)]
        mee: list[tuple[Eenheid, str]] = []
        if nieuw[0].soort is Soort.ARTIKEL:
            for a, n in om:
                if (keten := self._keten(n, self.nummers, self.nummer(a))) is None:
                    return None
                mee.extend(x for x in keten if x not in mee and x[0] not in oud)
        plaats = [Verplaats(Plek(self.adres(e)), waar) for e in oud]
        zin = schrijf(*plaats, *self._nummers([*om, *mee]), vers=frozenset(self.vers))
        self._tel_om([*om, *mee])
        self.gezet.update(id(e) for e in nieuw)
        return zin

    # --- leden and onderdelen -----------------------------------------------------------------------

    def _leden(self) -> Iterator[list[Zin]]:
        for oud, nieuw in [*((a, b) for a, b in self.leden if _lijkt(a, b)), *self._zelfde_leden()]:
            self.oud_van[id(nieuw)], self.nieuw_van[id(oud)] = oud, nieuw
            stand = dict(self.nu), set(self.gezet), set(self.vers)
            if (zinnen := self._verplaats_lid(oud, nieuw)) is not None:
                yield zinnen
            else:
                self.nu, self.gezet, self.vers = stand

    def _zelfde_leden(self) -> list[tuple[Eenheid, Eenheid]]:
        uit = []
        for nieuw in self.erbij:
            gelijk = [
                oud
                for oud in self.weg
                if oud.soort is nieuw.soort
                and self._artikel(oud) is not None
                and self._artikel(nieuw) is not None
                and self.nieuw_van.get(id(self._artikel(oud))) is not self._artikel(nieuw)
                and _lijkt(oud, nieuw)
            ]
            if len(gelijk) == 1 and sum(_lijkt(gelijk[0], n) for n in self.erbij) == 1:
                uit.append((gelijk[0], nieuw))
        return uit

    def _om(self, e: Eenheid) -> Iterator[Eenheid]:
        """The units around, innermost first."""
        boven = self.ouder.get(id(e))
        while boven is not None:
            yield boven
            boven = self.ouder.get(id(boven))

    def _artikel(self, e: Eenheid) -> Eenheid | None:
        return next((b for b in self._om(e) if b.soort is Soort.ARTIKEL), None)

    def _verplaats_lid(self, oud: Eenheid, nieuw: Eenheid) -> list[Zin] | None:
        artikel = self._artikel(nieuw)
        if artikel is None or id(artikel) not in self.gezet or not kaal(nieuw.nummer) or not kaal(oud.nummer):
            return None
        zelfde = self.nieuw_van.get(id(self.ouder[id(oud)])) is self.ouder[id(nieuw)]
        om = self._keten(kaal(nieuw.nummer), self._buren(nieuw), self.nummer(oud) if zelfde else "")
        if om is None:
            return None
        eigen = [(oud, kaal(nieuw.nummer))] if kaal(nieuw.nummer) != self.nummer(oud) else []
        uit: list[Zin | None] = []
        plek = self.adres(oud)
        if om and not zelfde:
            uit.append(schrijf(*self._nummers(om)))
            self._tel_om(om)
            om = []
        if (anker := self.anker(nieuw)) is None:
            return None
        plaats = Verplaats(Plek(plek), anker)
        nummers = [Vernummer(Plek(plek), n) for _, n in eigen] + self._nummers(om)
        uit.append(schrijf(plaats, *nummers, vers=frozenset(self.vers)))
        self._tel_om(om)
        self.nu[id(oud)] = kaal(nieuw.nummer)
        self.gezet.add(id(nieuw))
        self.vers.add(self.adres(nieuw))
        return alle(uit)


def _lijkt(een: Eenheid, ander: Eenheid) -> bool:
    a, b = ([w for r in kern(e.met(nummer="")) for w in r.tekst.split()] for e in (een, ander))
    if min(len(a), len(b)) < _WOORDEN:
        return False
    m = SequenceMatcher(None, a, b, autojunk=False)
    return m.real_quick_ratio() >= GELIJKENIS and m.quick_ratio() >= GELIJKENIS and m.ratio() >= GELIJKENIS
