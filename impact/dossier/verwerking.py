"""What a later version in the dossier does with a provision: from the one comparison, and only for the measure it serves.

A provision is followed from version to version by content (:func:`versies.verschil.vergelijk`), never by its number: a lid
that got another number did not lapse, and an artikel that got a second lid still says what it said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from impact.dossier.model import Bepaling, LokaleRegeling, Verwerking
from impact.oordeel.strekking import zinnen
from impact.oordeel.woorden import TELLEND
from impact.oordeel.wortels import gedeeld, wortels
from verordening.boom import Eenheid, regels
from verordening.register import Register
from versies.dossier import Besluit
from versies.verschil import legaal, vergelijk, wandel_paren
from versies.wijziging import Vernummer, Verplaats, Vervalt, Wijziging, WijzigStatus
from wetgeving.maatregelen import Maatregel

_Stap: TypeAlias = "tuple[Eenheid | None, tuple[Wijziging, ...]]"
"""What a unit became in the next version (None: gone), and what happened to it."""


@dataclass(frozen=True)
class Volger:
    """The versions of one regulation, oldest first, with the decisions that made them."""

    versies: Sequence[LokaleRegeling]
    besluiten: Sequence[Besluit] = ()
    _registers: dict[int, Register] = field(default_factory=dict, compare=False)

    @cached_property
    def _stappen(self) -> tuple[Mapping[int, _Stap], ...]:
        """Per later version, by id of the unit before. A unit that moved is found where it arrived."""
        uit = []
        for was, wordt in zip(self.versies, self.versies[1:], strict=False):
            verschil = vergelijk(was.regeling, wordt.regeling)
            alle = (p for _, p in wandel_paren((verschil.paren,), alles=True))
            paren = (p for p in alle if isinstance(p.was, Eenheid) and not p.vertrokken)
            uit.append({id(p.was): (p.wordt if isinstance(p.wordt, Eenheid) else None, verschil.van(p)) for p in paren})
        return tuple(uit)

    def verwerkt(self, bepaling: Bepaling, eenheid: Eenheid | None, maatregel: Maatregel) -> Iterator[Verwerking]:
        """Later versions that change the words of a provision, oldest first, and whether the measure explains that."""
        return self._volg(eenheid, lambda was, wordt, _: _dient(bepaling, maatregel, was, wordt))

    def verholpen(
        self, eenheid: Eenheid | None, fragment: str, herschreven: Collection[date] = ()
    ) -> Iterator[Verwerking]:
        """Later versions that change a provision; they mend what is the matter when the words of it are no longer there.

        Args:
            herschreven: days of versions that rewrite the provision for the measure: words that stand there in another
                sentence than before are then the words of the new law (a reference to a place that now says something else).
        """
        woorden = legaal((fragment,))

        def weg(was: str, wordt: str, vanaf: date) -> bool:
            oud = [z for z in zinnen(was) if woorden in z]
            return woorden not in wordt or (vanaf in herschreven and bool(oud) and not any(z in wordt for z in oud))

        return self._volg(eenheid, lambda was, wordt, vanaf: not woorden or weg(was, wordt, vanaf))

    def _volg(self, eenheid: Eenheid | None, dient: Callable[[str, str, date], bool]) -> Iterator[Verwerking]:
        for stap, versie in zip(self._stappen, self.versies[1:], strict=False):
            if eenheid is None or id(eenheid) not in stap:
                return
            was = _woorden(eenheid)
            eenheid, wijzigingen = stap[id(eenheid)]
            soort = _soort(eenheid, wijzigingen, was, _woorden(eenheid))
            if soort:
                naar = self._adres(versie, eenheid) if soort in ("vernummerd", "gewijzigd") else ""
                doel = dient(was, _woorden(eenheid), versie.vanaf)
                yield Verwerking(versie.vanaf, soort, self._besluit(versie), versie.status, doel, naar)

    def _adres(self, versie: LokaleRegeling, eenheid: Eenheid | None) -> str:
        if eenheid is None:
            return ""
        register = self._registers.setdefault(id(versie), Register.van(versie.regeling))
        return register.adres(eenheid).tekst(kort=True)

    def _besluit(self, versie: LokaleRegeling) -> str:
        return next(
            (
                b.slug
                for b in self.besluiten
                if b.juridisch_werkend_vanaf == versie.vanaf and versie.slug in {w.regeling for w in b.wijzigt}
            ),
            "",
        )


def _woorden(eenheid: Eenheid | None) -> str:
    """Words of a unit without its number and heading."""
    if eenheid is None:
        return ""
    eigen = [tekst for _, tekst in regels(eenheid)]
    plat = legaal((" ".join(eigen),))
    nummer = (eenheid.nummer or "").rstrip(".")
    return plat.removeprefix(f"Artikel {nummer} ").removeprefix(f"{nummer}. ").removeprefix(f"{nummer} ")


def _soort(nu: Eenheid | None, wijzigingen: Sequence[Wijziging], was: str, wordt: str) -> str:
    if nu is None or any(isinstance(w, (Vervalt, WijzigStatus)) for w in wijzigingen):
        return "vervallen"
    if was == wordt:
        return "vernummerd" if any(isinstance(w, (Vernummer, Verplaats)) for w in wijzigingen) else ""
    return "aangevuld" if was in wordt.replace(" 1. ", " ").removeprefix("1. ") else "gewijzigd"


def _dient(bepaling: Bepaling, maatregel: Maatregel, was: str, wordt: str) -> bool:
    """Whether the change is explained by the measure: the words that came or went speak of it, or are the linked words. Where only words
    like "kan" came or went, the sentence in which they stand speaks."""
    anders = wortels(was) ^ wortels(wordt)
    if not wordt:
        return True
    over = f"{maatregel.naam} {maatregel.was} {maatregel.wordt} {' '.join(maatregel.trefwoorden)}"
    if not anders:
        zin = " ".join(z for z in zinnen(wordt) if z not in was)
        return len(gedeeld(wortels(zin), wortels(over))) >= TELLEND
    bewijs = " ".join(h.landelijk for h in bepaling.herkomst if h.soort in ("verwijzing", "grondslag"))
    return bool(gedeeld(anders, wortels(over)) or gedeeld(anders, wortels(bewijs) - wortels(was)))
