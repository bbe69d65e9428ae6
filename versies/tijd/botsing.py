"""What two versions changed differently: the places, their words, and what a person chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from verordening.bevinding import Geweigerd
from verordening.boom import Inline
from versies.tijd.vlechtwoorden import vlecht_stukken

_Regel: TypeAlias = "tuple[Inline, ...]"


class Kant(StrEnum):
    """Whose text a choice takes."""

    BASIS = "basis"
    ONZE = "onze"
    HUNNE = "hunne"
    BEIDE = "beide"
    """first ours, then theirs; only of words and of blocks"""


@dataclass(frozen=True, slots=True)
class Keuze:
    """A choice for one conflict, as it is recorded with the merged version."""

    sleutel: str
    kant: Kant
    motivering: str = ""


@dataclass(frozen=True, slots=True)
class Stuk:
    """Words of a line in base, ours and theirs. With a ``sleutel`` they can be chosen by themselves; without one nobody or both
    changed them alike. Of what both put where nothing stood, "both" can be chosen too."""

    basis: str
    onze: str
    hunne: str
    sleutel: str = ""
    keuze: Keuze | None = None

    @property
    def kanten(self) -> tuple[Kant, ...]:
        """Whose words can be chosen."""
        nieuw = not self.basis.strip() and bool(self.onze.strip() and self.hunne.strip())
        oud = self.basis not in (self.onze, self.hunne)
        return (Kant.ONZE, Kant.HUNNE, *([Kant.BEIDE] if nieuw else []), *([Kant.BASIS] if oud else []))


@dataclass(frozen=True, slots=True)
class Botsing:
    """Two changes of one unit that do not go together.

    ``sleutel`` names it in a :class:`Keuze`: identity of the unit and what is at stake (kop, inhoud, vervallen, plaats, and
    woorden with their rank). ``stukken``: the lines word by word, where each may be chosen instead of the whole.
    """

    sleutel: str
    adres: str
    wat: str
    basis: str
    onze: str
    hunne: str
    keuze: Keuze | None = None
    stukken: tuple[Stuk, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it still needs a choice: of the whole, or of every piece."""
        return self.keuze is None and not (self.stukken and all(s.keuze for s in self.stukken if s.sleutel))

    @property
    def sleutels(self) -> frozenset[str]:
        """What a choice can name: the whole, or words of it."""
        return frozenset({self.sleutel, *(s.sleutel for s in self.stukken if s.sleutel)})

    @property
    def kan_beide(self) -> bool:
        """Whether both can stand one after the other."""
        return self.wat == "inhoud" or self.wat.startswith("woorden")


def kies_stukken(
    naam: str, keuzes: Mapping[str, Keuze], regels: Sequence[tuple[_Regel, _Regel, _Regel]]
) -> tuple[list[_Regel], tuple[Stuk, ...]]:
    """Lines as they were chosen piece by piece (none when they were not, or not all of them), and their pieces.

    Args:
        naam: key of the conflict; a piece has this with its number behind it. regels: the lines of base, ours and theirs.

    Raises:
        Geweigerd: a piece was chosen beside the whole, or both of words that replace each other.
    """
    stukken: list[Stuk] = []

    def kies(b: str, o: str, h: str) -> Kant:
        eigen = "" if o == h else f"{naam} {sum(bool(s.sleutel) for s in stukken) + 1}"
        keuze = keuzes.get(eigen)
        if keuze is not None and naam in keuzes:
            raise Geweigerd.om("keuze-beide/geheel-en-woorden", eigen)
        if keuze is not None and keuze.kant is Kant.BEIDE and b.strip():
            raise Geweigerd.om("keuze-beide/woorden", eigen)
        stukken.append(Stuk(b, o, h, eigen, keuze))
        return keuze.kant if keuze else Kant.ONZE

    uit: list[_Regel] = []
    for drie in regels:
        regel = vlecht_stukken(*drie, kies)
        if regel is None:
            return [], ()
        uit.append(regel)
        stukken.append(Stuk("\n", "\n", "\n"))
    te_kiezen = [s for s in stukken if s.sleutel]
    if not te_kiezen:
        return [], ()
    return (uit if all(s.keuze for s in te_kiezen) else []), tuple(stukken)
