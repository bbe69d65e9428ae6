"""From the change tree to numbered instructions in the order of the text: which units change, go, come, move or are
renumbered, and next to what.

As long as no artikel is renumbered or moved, the order is that of the text. Otherwise the order is: changes and
lapses under the old numbers, then the new numbers in one sentence, then what is inserted ("(nieuw)").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from verordening.adres import Adres, Stap
from verordening.boom import STRUCTUUR, Alinea, Eenheid, Soort, Status, is_bepaling, kaal, kinderen, wandel
from versies.opstellen.bewijs import los_bewezen
from versies.opstellen.eenheden import Opsteller, komt_te_luiden, kopzinnen
from versies.opstellen.kern import kern
from versies.opstellen.opmaak import blokregels
from versies.opstellen.vormen import schrijf
from versies.opstellen.zinnen import Zin, alle
from versies.vergelijken.paar import Paar, legaal, uitgeklapt
from versies.wijziging import Anker, Kant, Plek, Vernummer, Vervalt, VervangEenheid, VoegIn

_DRAGERS = STRUCTUUR | {Soort.ARTIKEL, Soort.BIJLAGE}
_TEKST = frozenset({Soort.LIJST, Soort.BEGRIPPENLIJST, Soort.DIVISIETEKST})
_DELEN = frozenset({Soort.LICHAAM, Soort.BIJLAGE})
"""What instructions change: not the title, preamble and closing; the explanatory note elsewhere."""


@dataclass
class Onderdeel:
    """One letter of the decision: what it is about and its sentences.

    Args:
        plek: the unit in which the sentences work.
        grover: units of the old version (by ``id``), from the inside out, that can be stated anew instead.
        soort: wijzigen, vervalt, invoegen, vernummeren, verplaatsen, samen or toelichting.
        kop: the heading of the block, when it is not about one unit.
        nieuw: addresses that say "(nieuw)".
    """

    plek: Adres
    zinnen: list[Zin]
    grover: tuple[int, ...] = ()
    soort: str = "wijzigen"
    nieuw: frozenset[Adres] = frozenset()
    kop: str = ""


_Boven = tuple[Eenheid, ...]
_Letters = list[Onderdeel] | None
"""What a part of the tree needs; None when it cannot be said: then the unit around it is stated anew."""


@dataclass
class Geheugen:
    """What was found about one unit, kept for the next round: a round is about another unit.

    Args:
        proeven: drafts that were tried, by ``id`` of the old unit.
        zelfde: whether two units say the same, by their ``id``.
    """

    proeven: dict[int, list[Zin] | None] = field(default_factory=dict)
    zelfde: dict[tuple[int, int], bool] = field(default_factory=dict)


class Ordening:
    """Walks the change tree of a regulation and makes the letters.

    Args:
        opnieuw: units (``id`` of the old side) that are stated anew.
        nieuw: addresses that have carried their number only since the moves in this decision.
        geheugen: of the rounds before this one.
    """

    def __init__(
        self,
        wortel: Paar,
        opnieuw: set[int],
        nieuw: frozenset[Adres] = frozenset(),
        geheugen: Geheugen | None = None,
    ) -> None:
        self.wortel, self.opnieuw, self.nieuw = wortel, opnieuw, nieuw
        self.geheugen = geheugen or Geheugen()
        self.nummers: list[tuple[Eenheid, Eenheid, Adres]] = []
        self.verhuisd = False
        assert isinstance(wortel.was, Eenheid) and isinstance(wortel.wordt, Eenheid)
        self.dubbel_was, self.dubbel_wordt = _dubbel(wortel.was), _dubbel(wortel.wordt)

    def onderdelen(self) -> list[Onderdeel] | None:
        """The letters, in order; None when they cannot be said, not even as the whole regulation."""
        letters = self._houder(self.wortel, (), ())
        if letters is None or not (self.nummers or self.verhuisd):
            return letters
        eerst, daarna = ([o for o in letters if (o.soort == "invoegen") is erbij] for erbij in (False, True))
        if self.nummers:
            zin = self._vernummering()
            if zin is None:
                return self._geheel(self.wortel, ())
            eerst.append(Onderdeel(Adres(), zin, self._keten(()), "vernummeren", nieuw=self.nieuw))
            self._merk_nieuwe_nummers(daarna)
        return [*eerst, *daarna]

    # --- walking ------------------------------------------------------------------------------------

    def _houder(self, paar: Paar, was: _Boven, wordt: _Boven) -> _Letters:
        """The units in a regulation, body or structure unit, with its heading. ``was``/``wordt``: the numbered units around,
        outermost first."""
        oud, nieuw = paar.was, paar.wordt
        assert isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid)
        stand = len(self.nummers), self.verhuisd
        letters = None
        if id(oud) not in self.opnieuw and (letters := self._kop(oud, nieuw, was)) is not None:
            dieper = oud.soort in STRUCTUUR
            binnen = self._binnen(paar, (*was, oud) if dieper else was, (*wordt, nieuw) if dieper else wordt)
            letters = _samen(letters, binnen)
        if letters is None:
            del self.nummers[stand[0] :]
            self.verhuisd = stand[1]
            letters = self._geheel(paar, was)
        return letters

    def _kop(self, oud: Eenheid, nieuw: Eenheid, was: _Boven) -> _Letters:
        if oud.soort not in STRUCTUUR:
            return []
        plek = self._adres(oud, was, self.dubbel_was)
        zinnen = kopzinnen(oud, nieuw, plek)
        return [] if zinnen == [] else self._zet("wijzigen", self._keten((oud, *reversed(was))), plek, zinnen)

    def _binnen(self, paar: Paar, was: _Boven, wordt: _Boven) -> _Letters:
        uit: _Letters = []
        rij: list[Eenheid] = []
        los: list[Paar] = []
        for kind in uitgeklapt(paar):
            deel = kind.deel
            if paar is self.wortel and not (isinstance(deel, Eenheid) and deel.soort in _DELEN):
                continue
            if not isinstance(deel, Eenheid) or deel.soort in _TEKST:
                if not kind.gelijk and not (isinstance(deel, Alinea) and not legaal(deel.inhoud)):
                    los.append(kind)
                continue
            oud, ander = _levend(kind.was), _levend(kind.wordt)
            if kind.aangekomen:
                self.verhuisd, oud = True, None
            if oud is None and ander is not None:
                rij.append(ander)
                continue
            uit = _samen(uit, self._voeg_in(rij, paar, was, wordt))
            rij = []
            if oud is not None:
                uit = _samen(uit, self._een(kind, oud, ander, was, wordt))
        uit = _samen(uit, self._voeg_in(rij, paar, was, wordt))
        return _samen(self._eigen_tekst(paar, was), uit) if los else uit

    def _eigen_tekst(self, paar: Paar, was: _Boven) -> _Letters:
        """The text of a paragraaf itself, above the paragrafen in it."""
        if not was or paar.was is not was[-1]:
            return None
        plek = self._adres(was[-1], was[:-1], self.dubbel_was)
        eigen = [k for k in paar.kinderen if not (isinstance(k.deel, Eenheid) and k.deel.soort in _DRAGERS)]
        zinnen = Opsteller().inhoud(eigen, plek, was[-1])
        return self._zet("wijzigen", self._keten(reversed(was)), plek, zinnen)

    # --- one unit -----------------------------------------------------------------------------------

    def _keten(self, eenheden: Iterable[Eenheid], *, bijlage: bool = False) -> tuple[int, ...]:
        """The units that can be stated anew instead, from the inside out; the body (not for annexes) and the regulation last."""
        assert isinstance(self.wortel.was, Eenheid)
        lichaam = [id(k) for k in kinderen(self.wortel.was) if k.soort is Soort.LICHAAM and not bijlage]
        return (*(id(e) for e in eenheden), *lichaam, id(self.wortel.was))

    def _zet(self, soort: str, keten: tuple[int, ...], plek: Adres, zinnen: list[Zin] | None) -> _Letters:
        """One letter, when its sentences can be said in one block."""
        if not zinnen or not blokregels(plek, zinnen, self.nieuw):
            return None
        return [Onderdeel(plek, zinnen, keten, soort, nieuw=self.nieuw)]

    def _een(self, paar: Paar, oud: Eenheid, nieuw: Eenheid | None, was: _Boven, wordt: _Boven) -> _Letters:
        """What happens to a living unit: it lapses, changes, or stays."""
        if oud.soort is Soort.LICHAAM and nieuw is not None:
            return self._houder(paar, was, wordt)
        plek = self._adres(oud, was, self.dubbel_was)
        keten = self._keten((oud, *reversed(was)), bijlage=oud.soort is Soort.BIJLAGE)
        if nieuw is None or paar.vertrokken:
            self.verhuisd |= paar.vertrokken
            return self._zet("vervalt", keten, plek, alle([schrijf(Vervalt(Plek(plek)))]))
        if paar.gelijk and self._zelfde(oud, nieuw):
            return []
        if kaal(oud.nummer) != kaal(nieuw.nummer):
            self.nummers.append((oud, nieuw, plek))
        if oud.soort in STRUCTUUR and not (_zonder_delen(oud) and _zonder_delen(nieuw)):
            return self._houder(paar, was, wordt)
        if not paar.gelijk and self._zelfde(oud, nieuw):
            return []
        if paar.gelijk or id(oud) in self.opnieuw:
            return self._zet("wijzigen", keten, plek, alle([komt_te_luiden(paar, plek)]))
        proeven = self.geheugen.proeven
        if id(oud) not in proeven:
            proeven[id(oud)] = self._proef(paar, oud, nieuw, plek)
        return self._zet("wijzigen", keten, plek, proeven[id(oud)])

    def _zelfde(self, oud: Eenheid, nieuw: Eenheid) -> bool:
        """The same words; the comparison looks at more and at less than the measure of the proof."""
        zelfde, sleutel = self.geheugen.zelfde, (id(oud), id(nieuw))
        if sleutel not in zelfde:
            zelfde[sleutel] = kern(oud.met(nummer="")) == kern(nieuw.met(nummer=""))
        return zelfde[sleutel]

    def _proef(self, paar: Paar, oud: Eenheid, nieuw: Eenheid, plek: Adres) -> list[Zin] | None:
        """The finest draft that, tried on this unit alone, gives the new text."""
        verwacht = kern(nieuw.met(nummer=oud.nummer))
        for woorden in (True, False):
            zinnen = Opsteller(woorden).wijzig(paar, plek)
            if zinnen is not None and (
                _heel(zinnen, plek) or len(plek.stappen) > 1 or los_bewezen(oud, zinnen, plek, verwacht)
            ):
                return zinnen
        return alle([komt_te_luiden(paar, plek)])

    def _geheel(self, paar: Paar, was: _Boven) -> _Letters:
        """A structure unit, the contents of the body, or the whole regulation anew."""
        oud, nieuw = paar.was, paar.wordt
        assert isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid)
        if oud.soort is Soort.REGELING:
            alles = tuple(
                e
                for deel in kinderen(nieuw)
                if deel.soort in (Soort.LICHAAM, Soort.BIJLAGE)
                for e in (kinderen(deel) if deel.soort is Soort.LICHAAM else (deel,))
                if e.status is not Status.VERVALLEN
            )
            return self._zet("wijzigen", (), Adres(), alle([schrijf(VervangEenheid(Plek(Adres()), alles))]))
        if oud.soort is Soort.LICHAAM:
            return self._hele_lichaam(oud, nieuw)
        plek = self._adres(oud, was, self.dubbel_was)
        return self._zet("wijzigen", self._keten(reversed(was)), plek, alle([komt_te_luiden(paar, plek)]))

    def _hele_lichaam(self, oud: Eenheid, nieuw: Eenheid) -> _Letters:
        a, b = ([k for k in kinderen(e) if k.status is not Status.VERVALLEN] for e in (oud, nieuw))
        los = [x for e in (oud, nieuw) for x in e.inhoud if isinstance(x, Alinea) and legaal(x.inhoud)]
        if los or len({e.soort for e in (*a, *b)}) != 1 or not a or not b:
            return None
        van, tot = (Plek(self._adres(e, (), self.dubbel_was)) for e in (a[0], a[-1]))
        keten = self._keten((), bijlage=True)
        return self._zet("wijzigen", keten, Adres(), alle([schrijf(VervangEenheid(van, tuple(b), tot))]))

    # --- new units ----------------------------------------------------------------------------------

    def _voeg_in(self, nieuw: list[Eenheid], houder: Paar, was: _Boven, wordt: _Boven) -> _Letters:
        uit: _Letters = []
        for soort, groep in groupby(nieuw, lambda e: e.soort):
            units = tuple(groep)
            anker = self._anker(units, houder, wordt)
            zin = schrijf(VoegIn(anker, units), soort=soort.value)
            keten = self._keten(reversed(was), bijlage=soort is Soort.BIJLAGE)
            uit = _samen(uit, self._zet("invoegen", keten, anker.plek.adres, alle([zin])))
        return uit

    def _anker(self, units: tuple[Eenheid, ...], houder: Paar, wordt: _Boven) -> Anker:
        """The place: after the unit before, before the unit behind, or at the end of the unit around."""
        assert isinstance(houder.wordt, Eenheid)
        rij = [k for k in kinderen(houder.wordt) if k is units[0] or k.status is not Status.VERVALLEN]
        i = next(n for n, e in enumerate(rij) if e is units[0])
        soort = units[0].soort
        if i and rij[i - 1].soort is soort:
            return Anker(Plek(self._adres(rij[i - 1], wordt, self.dubbel_wordt)), Kant.NA)
        achter = next((e for e in rij[i + len(units) :] if e.soort is soort), None)
        oude = {id(k.wordt) for k in houder.kinderen if k.was is not None and not k.aangekomen}
        if achter is not None and id(achter) in oude:
            return Anker(Plek(self._adres(achter, wordt, self.dubbel_wordt)), Kant.VOOR)
        houdt = self._adres(wordt[-1], wordt[:-1], self.dubbel_wordt) if wordt else Adres()
        return Anker(Plek(houdt), Kant.SLOT)

    def _merk_nieuwe_nummers(self, erbij: Sequence[Onderdeel]) -> None:
        """A unit that has just been renumbered is named by its new number with "(nieuw)" (F.1, rule 10)."""
        nieuw = {Stap(n.soort.value, kaal(n.nummer)) for _, n, _ in self.nummers}
        for onderdeel in erbij:
            onderdeel.zinnen = [
                replace(z, vorm=z.vorm.replace("{Na}", "{Na} (nieuw)").replace("{Voor}", "{Voor} (nieuw)"))
                if z.plek.stappen[-1:] and z.plek.stappen[-1] in nieuw
                else z
                for z in onderdeel.zinnen
            ]

    # --- numbers and addresses ----------------------------------------------------------------------

    def _vernummering(self) -> list[Zin] | None:
        per_houder: dict[tuple[Stap, ...], list[Vernummer]] = {}
        for oud, nieuw, plek in self.nummers:
            houder = per_houder.setdefault((*plek.stappen[:-1], Stap(oud.soort.value)), [])
            houder.append(Vernummer(Plek(plek), kaal(nieuw.nummer)))
        return alle(schrijf(*groep) for groep in per_houder.values())

    def _adres(self, e: Eenheid, boven: tuple[Eenheid, ...], dubbel: frozenset[tuple[str, str]]) -> Adres:
        """The shortest address that is unique: from the unit itself, or with the units around it."""
        eigen = Stap(e.soort.value, kaal(e.nummer))
        if (eigen.soort, eigen.nummer) not in dubbel:
            return Adres((eigen,))
        return Adres((*(Stap(b.soort.value, kaal(b.nummer)) for b in boven), eigen))


def _zonder_delen(e: Eenheid) -> bool:
    """Text under a heading, without smaller units with a heading in it: an artikel in all but name."""
    return is_bepaling(e) and not any(b.soort in _DRAGERS for b in e.delen)


def _samen(een: _Letters, ander: _Letters) -> _Letters:
    return None if een is None or ander is None else [*een, *ander]


def _levend(deel: object) -> Eenheid | None:
    return deel if isinstance(deel, Eenheid) and deel.status is not Status.VERVALLEN else None


def _heel(zinnen: Sequence[Zin], plek: Adres) -> bool:
    """The whole unit anew: its new text was proven when it was written."""
    w = zinnen[0].wijzigingen[0] if len(zinnen) == 1 and len(zinnen[0].wijzigingen) == 1 else None
    return isinstance(w, VervangEenheid) and w.plek.adres == plek


def _dubbel(wortel: Eenheid) -> frozenset[tuple[str, str]]:
    """Kinds and numbers that occur more than once among the living units with a heading."""
    lichamen = (deel for deel in wortel.delen if deel.soort is Soort.LICHAAM)
    levend = (e for b in lichamen for e in wandel(b) if e.soort in _DRAGERS and e.status is not Status.VERVALLEN)
    return frozenset(s for s, n in Counter((e.soort.value, kaal(e.nummer)) for e in levend).items() if n > 1)
