"""From the change tree to numbered instructions in the order of the text: which units change, go, come, move or are
renumbered, and next to what.

As long as no artikel is renumbered or moved, the order is that of the text. Otherwise the order is: changes and
lapses under the old numbers, then the new numbers in one sentence, then what is inserted ("(nieuw)").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import STRUCTUUR, Alinea, Eenheid, Soort, Status, kaal, wandel
from versies.opstellen.bewijs import los_bewezen
from versies.opstellen.eenheden import HEEL, Opsteller, kopzinnen
from versies.opstellen.kern import kern
from versies.opstellen.opmaak import blokregels
from versies.opstellen.vormen import schrijf
from versies.opstellen.zinnen import Onzegbaar, Zin
from versies.vergelijken.paar import Paar, legaal, uitgeklapt
from versies.wijziging import Anker, Kant, Plek, Vernummer, Vervalt, VervangEenheid, VoegIn

_DRAGERS = STRUCTUUR | {Soort.ARTIKEL, Soort.BIJLAGE}


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
    rang: int = 0
    nieuw: frozenset[Adres] = frozenset()
    kop: str = ""


@dataclass
class _Werk:
    """What has been found so far."""

    wijzigen: list[Onderdeel] = field(default_factory=list)
    invoegen: list[Onderdeel] = field(default_factory=list)
    nummers: list[tuple[Eenheid, Eenheid, Adres]] = field(default_factory=list)
    verhuisd: bool = False


class Ordening:
    """Walks the change tree of a body (or annexes) and makes the letters.

    Args:
        niveaus: per unit (``id`` of the old side) how fine; default words.
        nieuw: addresses that have carried their number only since the moves in this decision.
        proeven: drafts that were tried on one unit, kept for the next round: a round is about another unit.
    """

    def __init__(
        self,
        wortel: Paar,
        niveaus: dict[int, int],
        nieuw: frozenset[Adres] = frozenset(),
        proeven: dict[tuple[int, int], list[Zin]] | None = None,
    ) -> None:
        self.wortel, self.niveaus, self.nieuw = wortel, niveaus, nieuw
        self.proeven = {} if proeven is None else proeven
        self.werk = _Werk()
        assert isinstance(wortel.was, Eenheid) and isinstance(wortel.wordt, Eenheid)
        self.dubbel_was, self.dubbel_wordt = _dubbel(wortel.was), _dubbel(wortel.wordt)
        self.buiten = tuple(
            id(k.was) for k in uitgeklapt(wortel) if isinstance(k.was, Eenheid) and k.was.soort is Soort.LICHAAM
        )

    def onderdelen(self) -> list[Onderdeel]:
        """The letters, in order.

        Raises:
            Geweigerd: a change that has no form, with its place.
        """
        for kind in uitgeklapt(self.wortel):
            deel = kind.deel
            if isinstance(deel, Eenheid) and deel.soort is Soort.LICHAAM:
                self._houder(kind, (), ())
        self._houder_bijlagen()
        if self.werk.nummers:
            self.werk.wijzigen.append(self._vernummering())
            self._merk_nieuwe_nummers()
        if self.werk.nummers or self.werk.verhuisd:
            return [*self.werk.wijzigen, *self.werk.invoegen]
        return self._gemengd()

    def _gemengd(self) -> list[Onderdeel]:
        """Both rows merged in the order in which they were found."""
        return sorted([*self.werk.wijzigen, *self.werk.invoegen], key=lambda o: o.rang)

    # --- walking ------------------------------------------------------------------------------------

    def _houder(self, paar: Paar, was: tuple[Eenheid, ...], wordt: tuple[Eenheid, ...]) -> None:
        """The units in a body or structure unit. ``was``/``wordt``: the units around, outermost first."""
        assert isinstance(paar.was, Eenheid) and isinstance(paar.wordt, Eenheid)
        if paar.was.soort is not Soort.LICHAAM:
            was, wordt = (*was, paar.was), (*wordt, paar.wordt)
        if self.niveaus.get(id(paar.was), 0) >= HEEL:
            return self._geheel(paar, was, wordt)
        nieuw: list[tuple[Paar, Eenheid]] = []
        for kind in uitgeklapt(paar):
            deel = kind.deel
            if isinstance(deel, Alinea) or not isinstance(deel, Eenheid):
                if not kind.gelijk and not (isinstance(deel, Alinea) and not legaal(deel.inhoud)):
                    raise Grover((id(paar.was),))
                continue
            oud, ander = _levend(kind.was), _levend(kind.wordt)
            if kind.aangekomen:
                self.werk.verhuisd = True
                oud = None
            if oud is None and ander is not None:
                nieuw.append((kind, ander))
                continue
            if nieuw:
                self._voeg_in(nieuw, paar, was, wordt)
                nieuw = []
            if oud is None:
                continue
            if ander is None or kind.vertrokken:
                self.werk.verhuisd |= kind.vertrokken
                self._vervalt(kind, oud, was)
            elif not kind.gelijk or _stil_anders(oud, ander):
                self._wijzig(kind, oud, ander, was, wordt)
        if nieuw:
            self._voeg_in(nieuw, paar, was, wordt)

    def _houder_bijlagen(self) -> None:
        nieuw: list[tuple[Paar, Eenheid]] = []
        for kind in uitgeklapt(self.wortel):
            deel = kind.deel
            if not isinstance(deel, Eenheid) or deel.soort is not Soort.BIJLAGE:
                continue
            oud, ander = _levend(kind.was), _levend(kind.wordt)
            if oud is None and ander is not None:
                nieuw.append((kind, ander))
            elif oud is not None and ander is None:
                self._vervalt(kind, oud, ())
            elif oud is not None and ander is not None and (not kind.gelijk or _stil_anders(oud, ander)):
                self._wijzig(kind, oud, ander, (), ())
        if nieuw:
            self._bijlage_erbij(nieuw)

    def _bijlage_erbij(self, nieuw: list[tuple[Paar, Eenheid]]) -> None:
        units = tuple(e for _, e in nieuw)
        self._zet(
            "invoegen",
            (),
            Adres(),
            [schrijf(VoegIn(Anker(Plek(Adres()), Kant.SLOT), units))],
        )

    # --- one unit -----------------------------------------------------------------------------------

    def _zet(self, soort: str, grover: Sequence[Eenheid], plek: Adres, zinnen: list[Zin]) -> None:
        rij = self.werk.invoegen if soort == "invoegen" else self.werk.wijzigen
        rang = len(self.werk.wijzigen) + len(self.werk.invoegen)
        keten = (*(id(e) for e in grover), *self.buiten)
        try:
            blokregels(plek, zinnen, self.nieuw)
        except Onzegbaar:
            raise Grover(keten) from None
        rij.append(Onderdeel(plek, zinnen, keten, soort, rang, self.nieuw))

    def _vervalt(self, paar: Paar, oud: Eenheid, was: tuple[Eenheid, ...]) -> None:
        plek = self._adres(oud, was, self.dubbel_was)
        self._zet("vervalt", (oud, *reversed(was)), plek, [schrijf(Vervalt(Plek(plek)))])

    def _wijzig(
        self, paar: Paar, oud: Eenheid, nieuw: Eenheid, was: tuple[Eenheid, ...], wordt: tuple[Eenheid, ...]
    ) -> None:
        plek = self._adres(oud, was, self.dubbel_was)
        if kaal(oud.nummer) != kaal(nieuw.nummer):
            self.werk.nummers.append((oud, nieuw, plek))
        if oud.soort in STRUCTUUR:
            niveau = self.niveaus.get(id(oud), 0)
            if niveau < HEEL:
                if oud.label.strip() != nieuw.label.strip() or legaal(oud.subtitel) != legaal(nieuw.subtitel):
                    raise Grover((id(paar.was),))
                if legaal(oud.opschrift) != legaal(nieuw.opschrift):
                    self._zet("wijzigen", (oud, *reversed(was)), plek, kopzinnen(oud, nieuw, plek))
            if paar.kinderen or paar.gelijk or niveau >= HEEL:
                self._houder(paar, was, wordt)
            return
        if _zelfde(oud, nieuw):
            return
        sleutel = id(oud), self.niveaus.get(id(oud), 0)
        if sleutel not in self.proeven:
            self.proeven[sleutel] = self._proef(paar, oud, nieuw, plek)
        self._zet("wijzigen", (oud, *reversed(was)), plek, list(self.proeven[sleutel]))

    def _proef(self, paar: Paar, oud: Eenheid, nieuw: Eenheid, plek: Adres) -> list[Zin]:
        """The finest draft that, tried on this unit alone, gives the new text."""
        verwacht = kern(nieuw.met(nummer=oud.nummer))
        for niveau in range(HEEL if paar.gelijk else self.niveaus.get(id(oud), 0), HEEL):
            try:
                zinnen = Opsteller(niveau).wijzig(paar, plek)
            except (Geweigerd, Onzegbaar):
                continue
            if len(plek.stappen) > 1 or los_bewezen(oud, zinnen, plek, verwacht):
                return zinnen
        try:
            return Opsteller(HEEL).wijzig(paar, plek)
        except Onzegbaar:
            raise Grover((id(oud), *self.buiten)) from None

    def _geheel(self, paar: Paar, was: tuple[Eenheid, ...], wordt: tuple[Eenheid, ...]) -> None:
        """A structure unit, or the contents of the body, anew."""
        oud, nieuw = paar.was, paar.wordt
        assert isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid)
        if oud.soort is Soort.LICHAAM:
            return self._hele_lichaam(paar, oud, nieuw)
        plek = self._adres(oud, was[:-1], self.dubbel_was)
        zin = Opsteller(HEEL).komt_te_luiden(paar, plek)
        self._zet("wijzigen", tuple(reversed(was)), plek, [zin])

    def _hele_lichaam(self, paar: Paar, oud: Eenheid, nieuw: Eenheid) -> None:
        a, b = (
            [k for k in e.inhoud if isinstance(k, Eenheid) and k.status is not Status.VERVALLEN] for e in (oud, nieuw)
        )
        los = [x for e in (oud, nieuw) for x in e.inhoud if isinstance(x, Alinea) and legaal(x.inhoud)]
        soorten = {e.soort for e in (*a, *b)}
        if los or len(soorten) != 1 or not a or not b:
            raise Geweigerd(
                "de hoofdindeling van de regeling verandert zo, dat er geen opdracht voor is",
                code="opstellen-indeling",
                plaats="de regeling als geheel",
                advies="Stel een nieuwe regeling vast en trek deze in (Ar 6.2).",
            )
        van, tot = (Plek(self._adres(e, (), self.dubbel_was)) for e in (a[0], a[-1]))
        self._zet("wijzigen", (), Adres(), [schrijf(VervangEenheid(van, tuple(b), tot))])

    # --- new units ----------------------------------------------------------------------------------

    def _voeg_in(
        self, nieuw: list[tuple[Paar, Eenheid]], houder: Paar, was: tuple[Eenheid, ...], wordt: tuple[Eenheid, ...]
    ) -> None:
        stukken: list[list[tuple[Paar, Eenheid]]] = []
        for paar, e in nieuw:
            if stukken and stukken[-1][-1][1].soort is e.soort:
                stukken[-1].append((paar, e))
            else:
                stukken.append([(paar, e)])
        for stuk in stukken:
            units = tuple(e for _, e in stuk)
            anker = self._anker(units, houder, wordt)
            zin = schrijf(VoegIn(anker, units), soort=units[0].soort.value)
            self._zet("invoegen", tuple(reversed(was)), anker.plek.adres, [zin])

    def _anker(self, units: tuple[Eenheid, ...], houder: Paar, wordt: tuple[Eenheid, ...]) -> Anker:
        """The place: after the unit before, before the unit behind, or at the end of the unit around."""
        assert isinstance(houder.wordt, Eenheid)
        rij = [
            b
            for b in houder.wordt.inhoud
            if isinstance(b, Eenheid) and (b is units[0] or b.status is not Status.VERVALLEN)
        ]
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

    def _merk_nieuwe_nummers(self) -> None:
        """A unit that has just been renumbered is named by its new number with "(nieuw)" (F.1, rule 10)."""
        nieuw = {Stap(n.soort.value, kaal(n.nummer)) for _, n, _ in self.werk.nummers}
        for onderdeel in self.werk.invoegen:
            onderdeel.zinnen = [
                replace(z, vorm=z.vorm.replace("{Na}", "{Na} (nieuw)").replace("{Voor}", "{Voor} (nieuw)"))
                if z.plek.stappen[-1:] and z.plek.stappen[-1] in nieuw
                else z
                for z in onderdeel.zinnen
            ]

    # --- numbers and addresses ----------------------------------------------------------------------

    def _vernummering(self) -> Onderdeel:
        zinnen: list[Zin] = []
        per_houder: dict[tuple[Stap, ...], list[tuple[Eenheid, Eenheid, Adres]]] = {}
        for oud, nieuw, plek in self.werk.nummers:
            per_houder.setdefault((*plek.stappen[:-1], Stap(oud.soort.value)), []).append((oud, nieuw, plek))
        for groep in per_houder.values():
            zinnen.append(schrijf(*(Vernummer(Plek(plek), kaal(nieuw.nummer)) for _, nieuw, plek in groep)))
        return Onderdeel(Adres(), zinnen, self.buiten, "vernummeren", nieuw=self.nieuw)

    def _adres(self, e: Eenheid, boven: tuple[Eenheid, ...], dubbel: frozenset[tuple[str, str]]) -> Adres:
        """The shortest address that is unique: from the unit itself, or with the units around it."""
        eigen = Stap(e.soort.value, kaal(e.nummer))
        if (eigen.soort, eigen.nummer) not in dubbel:
            return Adres((eigen,))
        return Adres((*(Stap(b.soort.value, kaal(b.nummer)) for b in boven), eigen))


class Grover(Exception):
    """This change has no detailed form: state the first of these units (by ``id``) that is not stated anew yet."""

    def __init__(self, keten: tuple[int, ...]) -> None:
        self.keten = keten
        super().__init__()


def _levend(deel: object) -> Eenheid | None:
    return deel if isinstance(deel, Eenheid) and deel.status is not Status.VERVALLEN else None


def _stil_anders(oud: Eenheid, nieuw: Eenheid) -> bool:
    """A difference that a comparison of words does not show: another picture, a number without words."""
    return not _zelfde(oud, nieuw)


def _zelfde(oud: Eenheid, nieuw: Eenheid) -> bool:
    return kern(oud.met(nummer="")) == kern(nieuw.met(nummer=""))


def _dubbel(wortel: Eenheid) -> frozenset[tuple[str, str]]:
    """Kinds and numbers that occur more than once among the living units with a heading."""
    tel: dict[tuple[str, str], int] = {}
    for e in _in_wet(wortel):
        if e.soort in _DRAGERS and e.status is not Status.VERVALLEN:
            sleutel = (e.soort.value, kaal(e.nummer))
            tel[sleutel] = tel.get(sleutel, 0) + 1
    return frozenset(s for s, n in tel.items() if n > 1)


def _in_wet(wortel: Eenheid) -> Sequence[Eenheid]:
    return [
        e for deel in wortel.inhoud if isinstance(deel, Eenheid) and deel.soort is Soort.LICHAAM for e in wandel(deel)
    ]
