"""From matched nodes to the change tree: the merged document order, and the words of every pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verordening.boom import Alinea, Eenheid, Rij
from versies.vergelijken.knopen import Knoop
from versies.vergelijken.paar import Paar, delen_van, eenzijdig, nootplekken
from versies.vergelijken.wijzigingen import ander_nummer, andere_kop
from versies.vergelijken.woorden import vergelijk_woorden
from versies.wijziging import Spanne, Spannesoort


@dataclass(frozen=True, slots=True)
class Uitlijning:
    """The change tree, what must be said about it, and how much of the text is the same (0 … 1, by characters)."""

    paar: Paar
    opmerkingen: tuple[str, ...]
    gemeen: float


def bouw(was: Knoop, wordt: Knoop, opmerkingen: list[str]) -> Uitlijning:
    """The change tree of two matched roots."""
    bouwer = _Bouwer(opmerkingen)
    paar = bouwer.paar(was, wordt)
    geheel = max(was.vinger.grootte, wordt.vinger.grootte)
    return Uitlijning(paar, tuple(opmerkingen), bouwer.gelijk / geheel if geheel else 1.0)


class _Bouwer:
    def __init__(self, opmerkingen: list[str]) -> None:
        self.opmerkingen = opmerkingen
        self.gelijk = 0

    def paar(self, a: Knoop, b: Knoop) -> Paar:
        """Two matched nodes."""
        kinderen: tuple[Paar, ...] = ()
        zelfde = a.vinger.vol == b.vinger.vol and not a.verstoord and not b.verstoord
        if zelfde:
            self.gelijk += b.vinger.grootte
        else:
            kinderen = tuple(_verzet(a, b) or self._kinderen(a, b))
            if all(k.gelijk for k in kinderen):
                kinderen = ()
        anders = not zelfde and (bool(kinderen) or _zelf_anders(a, b))
        return Paar(
            a.deel,
            b.deel,
            gelijk=b.blijft and not (anders or a.verdeeld or b.verdeeld),
            kinderen=kinderen,
            spannen=self._woorden(a, b, zelfde),
            elders=None if b.blijft else a.eenheid,
            knopen=(a, b),
            verplaatst=not b.blijft,
            gesplitst=a.verdeeld,
            samengevoegd=b.verdeeld,
        )

    def _woorden(self, a: Knoop, b: Knoop, zelfde: bool) -> tuple[Spanne, ...]:
        nieuw = b.tekst
        oud = nieuw if zelfde else a.tekst
        if oud == nieuw:
            if oud and not zelfde:
                self.gelijk += len(oud)
            return (Spanne(Spannesoort.GELIJK, oud),) if oud else ()
        uitkomst = vergelijk_woorden(oud, nieuw)
        self.gelijk += sum(len(s.tekst) for s in uitkomst.spannen if s.soort is Spannesoort.GELIJK)
        if not uitkomst.minimaal:
            self.opmerkingen.append(
                f"De tekst van {b.eenheid.adres.tekst(kort=True) or 'de regeling'} is zo lang dat niet bewezen is dat het "
                "aantal gewijzigde woorden het kleinst mogelijke is; de uitkomst zelf klopt."
            )
        return uitkomst.spannen

    def _kinderen(self, a: Knoop, b: Knoop) -> Iterator[Paar]:
        """Children in merged order: at every place first what lapsed or left, then what is new or arrived."""
        oud, plek = a.kinderen, 0
        for knoop in _met_lege(b):
            if isinstance(knoop, Paar):
                yield knoop
                continue
            while plek < len(oud) and not oud[plek].blijft:
                yield self._weg(oud[plek])
                plek += 1
            if knoop.partner is None:
                yield self._nieuw(knoop)
                continue
            yield self.paar(knoop.partner, knoop)
            plek += knoop.blijft
        for weg in oud[plek:]:
            yield self._weg(weg)

    def _weg(self, knoop: Knoop) -> Paar:
        """A node of the old version that is not here any more."""
        if knoop.partner is not None:
            return Paar(knoop.deel, None, elders=knoop.partner.eenheid, knopen=(knoop, None), verplaatst=True)
        kinderen = tuple(self._weg(k) for k in knoop.kinderen) if knoop.verstoord else ()
        return _gedeeld(replace(eenzijdig(knoop.deel, weg=True), kinderen=kinderen, knopen=(knoop, None)), knoop)

    def _nieuw(self, knoop: Knoop) -> Paar:
        """A node of the new version that was nowhere."""
        kinderen: tuple[Paar, ...] = ()
        if knoop.verstoord:
            kinderen = tuple(
                self.paar(k.partner, k) if k.partner is not None else self._nieuw(k) for k in knoop.kinderen
            )
        return _gedeeld(replace(eenzijdig(knoop.deel, weg=False), kinderen=kinderen, knopen=(None, knoop)), knoop)


def _gedeeld(paar: Paar, knoop: Knoop) -> Paar:
    """The paar with what is known of a unit that shares its words by a split or a merge."""
    if knoop.gedeeld is None:
        return paar
    weg = paar.wordt is None
    return replace(paar, gesplitst=not weg, samengevoegd=weg, elders=knoop.gedeeld.eenheid)


def _verzet(a: Knoop, b: Knoop) -> list[Paar]:
    """The notes of one line in which they stand behind other words than before: gone there, new here."""
    oud, nieuw = a.deel, b.deel
    if not isinstance(oud, Alinea) or not isinstance(nieuw, Alinea) or a.tekst != b.tekst:
        return []
    if nootplekken(oud.inhoud) == nootplekken(nieuw.inhoud):
        return []
    return [
        *(replace(eenzijdig(k.deel, weg=True), knopen=(k, None)) for k in a.kinderen),
        *(replace(eenzijdig(k.deel, weg=False), knopen=(None, k)) for k in b.kinderen),
    ]


def _zelf_anders(a: Knoop, b: Knoop) -> bool:
    """Whether something changed at the part itself."""
    oud, nieuw = a.deel, b.deel
    if not isinstance(oud, Eenheid) or not isinstance(nieuw, Eenheid):
        return a.vinger.vol != b.vinger.vol and not isinstance(nieuw, Rij)
    return ander_nummer(oud, nieuw) or andere_kop(oud, nieuw) or oud.status is not nieuw.status


def _met_lege(knoop: Knoop) -> Iterator[Knoop | Paar]:
    """The nodes below, with the alineas between them that hold only editor's text (no law, but shown to a reader)."""
    knopen = knoop.kinderen
    delen = delen_van(knoop.deel)
    if len(knopen) == len(delen) or knoop.eigen_kinderen:
        yield from knopen
        return
    plek = 0
    for deel in delen:
        if plek < len(knopen) and knopen[plek].deel is deel:
            yield knopen[plek]
            plek += 1
        elif isinstance(deel, Alinea):
            yield Paar(None, deel, gelijk=True)
    yield from knopen[plek:]
