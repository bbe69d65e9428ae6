"""Files of colleagues who each changed one base, put together word by word, with who changed what.

Each file is first laid on the base: its changes (:mod:`versies.vergelijken`) are executed on it, so that what nobody touched
is the base itself and every unit has one identity in all files. Then the files are woven in one by one, in the order given
(:mod:`versies.tijd.vervlechten`). What two people changed differently is a :class:`Geschil`; until each has a choice there is
no result. Every step of the weaving is a comparison in one name: from these the redline gets its authors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, tekst, wandel
from verordening.eid import met_eids, met_wids
from versies.opstellen.controle import weiger_andere
from versies.tijd.botsing import Botsing, Kant, Keuze
from versies.tijd.vervlechten import Vervlechting, vervlecht
from versies.toepassen.exact import voer_exact_uit
from versies.vergelijken.paar import Paar, wandel_paren
from versies.verschil import Verschil, vergelijk

__all__ = ["Bijdrage", "Geschil", "Samenvoeging", "voeg_samen"]

KEUZES = {"eerste": Kant.ONZE, "tweede": Kant.HUNNE, "beide": Kant.BEIDE, "basis": Kant.BASIS}
"""What can be chosen for a :class:`Geschil`, as people say it."""
_NIEUW = "nieuw-"


@dataclass(frozen=True, slots=True)
class Bijdrage:
    """What one colleague made of the base.

    Args:
        naam: of the file, for messages.
        versies: (author, text so far), the last one is the whole file. More than one when several people tracked their
            changes in the file: first the text with the changes of the first of them, then with those of the second too.
        oorspronkelijk: the text without the tracked changes, when the file has them; it has to be the base.
    """

    naam: str
    versies: tuple[tuple[str, Regeling], ...]
    oorspronkelijk: Regeling | None = None

    @property
    def auteurs(self) -> str:
        """Who worked in it, as a reader says it."""
        return " en ".join(dict.fromkeys(wie for wie, _ in self.versies))


@dataclass(frozen=True, slots=True)
class Geschil:
    """A place that two colleagues changed differently.

    Args:
        sleutel: names it in a choice; it holds what is at stake, so a choice never lands on something else.
        adres: where. ``wat``: woorden, inhoud, kop, plaats or vervallen.
        basis: the words as they were. ``eerste``, ``tweede``: what each made of them. Words around them are shown with them.
        van_eerste, van_tweede: whose they are.
        keuze: of :data:`KEUZES`; empty: still to be chosen.
    """

    sleutel: str
    adres: str
    wat: str
    basis: str
    eerste: str
    tweede: str
    van_eerste: str
    van_tweede: str
    kan_beide: bool
    keuze: str = ""


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """The outcome.

    Args:
        verschil: base against all files together; None as long as a conflict has no choice.
        geschillen: the conflicts, also those with a choice.
        stappen: (author, what that author added), in order; for :class:`versies.weergave.auteurs.Toeschrijving`.
        bevindingen: what a reader should look at in the result.
    """

    verschil: Verschil | None
    geschillen: tuple[Geschil, ...]
    stappen: tuple[tuple[str, Verschil], ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def open(self) -> tuple[Geschil, ...]:
        """The conflicts that still need a choice."""
        return tuple(g for g in self.geschillen if not g.keuze)

    @property
    def regeling(self) -> Regeling | None:
        """The combined text; None as long as a conflict has no choice."""
        if self.verschil is None:
            return None
        return replace(self.verschil.wordt, wortel=self.verschil.wordt.wortel.elk(_zonder_nieuwe_wid))


def voeg_samen(
    basis: Regeling, bijdragen: Sequence[Bijdrage], keuzes: Mapping[str, str] | None = None, *, overig: str = ""
) -> Samenvoeging:
    """Put the files together.

    Args:
        basis: the text from which every file was made.
        bijdragen: two or more, in the order in which they are woven in.
        keuzes: key of a :class:`Geschil` to one of :data:`KEUZES`. overig: the choice for every other conflict; empty: none.

    Raises:
        Geweigerd: a file that was made from another base; a choice for a conflict that is not there, or that cannot be.
    """
    keuzes = dict(keuzes or {})
    stam = _met_identiteit(basis)
    stand, geschillen, stappen, bevindingen = stam, [], [], []
    vorigen: list[str] = []
    for rang, bijdrage in enumerate(bijdragen, 1):
        _weiger_andere_basis(basis, bijdrage)
        takken = [(wie, _opgelegd(stam, r, bijdrage.naam)) for wie, r in bijdrage.versies]
        weefsel = _Weefsel(stam, stand, f"{rang}-", keuzes, overig)
        uit = weefsel.geheel(takken[-1][1])
        namen = (" en ".join(dict.fromkeys(vorigen)), bijdrage.auteurs)
        geschillen += [weefsel.geschil(b, namen) for b in uit.botsingen]
        bevindingen = list(uit.bevindingen)
        tussen = [weefsel.voorlopig(tak) for _, tak in takken[:-1]]
        for (wie, _), na in zip(takken, [*tussen, weefsel.voorlopig(takken[-1][1])], strict=True):
            stappen.append((wie, vergelijk(stand, na)))
            stand = na
        vorigen.append(bijdrage.auteurs)
    if over := sorted(keuzes.keys() - {g.sleutel for g in geschillen}):
        raise Geweigerd.om("keuze-onbekend/geschil", over=over[0])
    klaar = all(g.keuze for g in geschillen)
    return Samenvoeging(
        vergelijk(stam, stand) if klaar else None, tuple(geschillen), tuple(stappen), tuple(bevindingen)
    )


@dataclass(frozen=True, slots=True)
class _Weefsel:
    """One file woven into what the files before it gave."""

    stam: Regeling
    stand: Regeling
    voor: str
    keuzes: Mapping[str, str]
    overig: str

    def geheel(self, tak: Regeling, anders: str = "") -> Vervlechting:
        """With the choices that were made, and ``anders`` where none was; a choice can bring another conflict to light."""
        gemaakt: dict[str, Keuze] = {}
        while True:
            uit = vervlecht(self.stam, self.stand, tak, gemaakt.values(), per_woord=True)
            nieuw = {b.sleutel: Keuze(b.sleutel, KEUZES[k]) for b in uit.open if (k := self.keuze(b) or anders)}
            if not nieuw:
                return uit
            gemaakt |= nieuw

    def voorlopig(self, tak: Regeling) -> Regeling:
        """With ours where nothing was chosen yet."""
        regeling = self.geheel(tak, "eerste").regeling
        assert regeling is not None  # elke botsing heeft zo een keuze
        return regeling

    def sleutel(self, b: Botsing) -> str:
        inzet = "\0".join((b.adres, b.wat, b.basis, b.onze, b.hunne))
        return self.voor + sha256(inzet.encode()).hexdigest()[:6]

    def keuze(self, b: Botsing) -> str:
        """What was chosen for this conflict; for all others together only where it can be."""
        eigen = self.keuzes.get(self.sleutel(b), "")
        return eigen or ("" if self.overig == "beide" and not b.kan_beide else self.overig)

    def geschil(self, b: Botsing, namen: tuple[str, str]) -> Geschil:
        wat = b.wat.partition(" ")[0]
        return Geschil(
            self.sleutel(b), b.adres, wat, b.basis, b.onze, b.hunne, *namen, kan_beide=b.kan_beide, keuze=self.keuze(b)
        )


def _weiger_andere_basis(basis: Regeling, bijdrage: Bijdrage) -> None:
    """Stop when a file is not an edit of the base."""
    weiger_andere(vergelijk(basis, bijdrage.versies[-1][1]), ("de basis", bijdrage.naam))
    if bijdrage.oorspronkelijk is None:
        return
    verschil = vergelijk(basis, bijdrage.oorspronkelijk)
    eerste = next((p for _, p in wandel_paren((verschil.paren,)) if _anders(p)), None)
    if eerste is not None:
        waar = eerste.adres_was or eerste.adres_wordt
        raise Geweigerd.om("andere-basis", f"{bijdrage.naam}, {waar.tekst() if waar else 'de regeling'}")


def _anders(paar: Paar) -> bool:
    return not paar.gelijk and not paar.kinderen


def _opgelegd(stam: Regeling, versie: Regeling, naam: str) -> Regeling:
    """The base with the changes of a file executed on it: the words of the file, the identities of the base."""
    verschil = vergelijk(stam, versie)
    wortel = voer_exact_uit(stam.wortel, verschil.wijzigingen)
    uit = met_eids(replace(stam, wortel=_met_nieuwe_wids(wortel)))
    if not vergelijk(uit, versie).gelijk:
        raise Geweigerd.om("niet-op-te-leggen", naam)
    return uit


def _met_identiteit(basis: Regeling) -> Regeling:
    ids = [e.wId for e in wandel(basis.wortel) if e.soort in (Soort.ARTIKEL, Soort.LID)]
    heeft = all(ids) and len(set(ids)) == len(ids)
    kaal = basis if heeft else replace(basis, wortel=basis.wortel.elk(lambda e: e.met(wId="")))
    return met_wids(met_eids(kaal), "basis", "1")


def _met_nieuwe_wids(wortel: Eenheid) -> Eenheid:
    """New units named by their words: what two people both put there, word for word, is one unit."""
    geteld: dict[str, int] = {}

    def een(e: Eenheid) -> Eenheid:
        if e.wId:
            return e
        vinger = sha256(f"{e.soort}\0{tekst(e)}".encode()).hexdigest()[:12]
        geteld[vinger] = geteld.get(vinger, 0) + 1
        return e.met(wId=f"{_NIEUW}{vinger}-{geteld[vinger]}")

    return wortel.elk(een)


def _zonder_nieuwe_wid(eenheid: Eenheid) -> Eenheid:
    return eenheid.met(wId="") if eenheid.wId.startswith((_NIEUW, "basis_1__")) else eenheid
