"""One address: where a unit is, and how a Dutch reader says it. Reading and printing are each other's inverse.

Dutch is read by :mod:`verordening.taal`; how standards write a place stands in :mod:`verordening.notaties`.

>>> plaats_in("", "8a", "2", ("b", "1°")).tekst()
'artikel 8a, tweede lid, onderdeel b, onder 1°'

Source: the language of instructions (``regels`` F.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from verordening.nummers import rangtelwoord

ONDOORZICHTIG = frozenset({"lijst", "begrippenlijst", "lichaam", "regeling"})
"""Steps that a reader does not say."""


class AdresFout(ValueError):
    """The text is not an address in the expected notation; the message is Dutch and says at which place it stopped."""


class Stap(NamedTuple):
    """One step down: kind and number.

    ``soort`` is a value of :class:`verordening.boom.Soort`, or one of zin, aanhef, opschrift, streepje, tabel,
    begrip (``nummer`` = the term), or a name that a standard uses and that we keep verbatim.
    ``nummer`` has no punctuation (``8a``, ``b``, ``1°``); empty for a unit that has none.
    """

    soort: str
    nummer: str = ""

    @property
    def geteld(self) -> bool:
        """It is counted ("#2", "#-2", "laatste", "alle 2"), whatever its own number is."""
        return self.nummer.startswith(("#", "laatste", "alle"))

    @property
    def meervoud(self) -> bool:
        """It means more than one unit: "beide leden"."""
        return self.nummer.startswith("alle")


class Adres(NamedTuple):
    """A place in a regulation, from the outside in.

    Args:
        stappen: steps, outermost first; empty = the regulation as a whole.
        regeling: BWB id, CVDR id (``CVDR123456_2``) or other work; empty = the regulation at hand.
        geldig, zicht: the day on which it must be in force, and as known on which day (JCI ``g``, ``z``).
        begin, eind: validity window (JCI ``s``, ``e``).
        jci_soort: ``c`` one version, ``v`` a collection of versions.
        jci_versie: version of the notation that was read (``1.0`` … ``1.31``).
    """

    stappen: tuple[Stap, ...] = ()
    regeling: str = ""
    geldig: date | None = None
    zicht: date | None = None
    begin: date | None = None
    eind: date | None = None
    jci_soort: str = "c"
    jci_versie: str = "1.3"

    def erbij(self, soort: str, nummer: str = "") -> Adres:
        """One step further down."""
        return self._replace(stappen=(*self.stappen, Stap(soort, nummer)))

    def nummers(self, soort: str) -> tuple[str, ...]:
        """Numbers of all steps of one kind, e.g. the nested onderdelen."""
        return tuple(s.nummer for s in self.stappen if s.soort == soort)

    @property
    def artikel(self) -> str:
        """Number of the artikel, or empty."""
        return next(iter(self.nummers("artikel")), "")

    @property
    def lid(self) -> str:
        """Number of the lid, or empty."""
        return next(iter(self.nummers("lid")), "")

    @property
    def onderdeel(self) -> tuple[str, ...]:
        """Numbers of the onderdelen, outermost first."""
        return self.nummers("onderdeel")

    @property
    def in_artikel(self) -> tuple[str, str]:
        """(regulation, artikel): the same for every place in one artikel."""
        return self.regeling, self.artikel

    @property
    def in_lid(self) -> tuple[str, str, str]:
        """(regulation, artikel, lid): the same for every place in one lid."""
        return self.regeling, self.artikel, self.lid

    def binnen(self, ander: Adres) -> bool:
        """Whether this place is the other one, or lies in it, in the same artikel."""
        if self.in_artikel != ander.in_artikel:
            return False
        eigen, die = (a.stappen[_plek_artikel(a.stappen) :] for a in (self, ander))
        return eigen[: len(die)] == die

    def tekst(self, *, kort: bool = False) -> str:
        """The place as a Dutch reader writes it (``regels`` F.2); ``kort``: without what stands above the artikel, but for an annex."""
        stappen = binnenste([s for s in self.stappen if s.soort not in ONDOORZICHTIG])
        if kort:
            stappen = [s for i, s in enumerate(stappen) if s.soort == "bijlage" or i >= _plek_artikel(stappen)]
        delen = [
            f"onder {stap.nummer}".rstrip()
            if stap.soort == boven.soort == "onderdeel" and not stap.geteld
            else _woorden(stap)
            for boven, stap in pairwise((Stap(""), *stappen))
        ]
        if stappen and stappen[-1].soort in ("aanhef", "opschrift"):
            kop = f"{'de' if stappen[-1].soort == 'aanhef' else 'het'} {delen.pop()}"
            return f"{kop} van {', '.join(delen)}" if delen else kop
        return _BIJ_ARTIKEL.sub(r"toelichting op artikel \1", ", ".join(delen)) if kort else ", ".join(delen)

    def in_wet(self, naam: str) -> str:
        """The place with the short name of its act; a comma only after a lid or onderdeel.

        >>> plaats_in("BWBR0015703", "31", "2", ("m",)).in_wet("Pw"), plaats_in("BWBR0015703", "47b").in_wet("Pw")
        ('artikel 31, tweede lid, onderdeel m, Pw', 'artikel 47b Pw')
        """
        plaats = self.tekst().replace("*", " (nieuw)")  # een tweede lid met dat nummer, dat de bron met een ster toont
        return f"{plaats}{', ' if ', ' in plaats else ' '}{naam}" if plaats else naam

    def __str__(self) -> str:
        return self.tekst()


def binnenste(stappen: Iterable[Stap]) -> list[Stap]:
    """The steps without a paragraaf around one of which the number goes on from its own: "2.1" says that it lies in "2"."""
    paren = pairwise((*stappen, Stap("")))
    return [a for a, b in paren if not (a.soort == b.soort == "paragraaf" and b.nummer.startswith(f"{a.nummer}."))]


def plaats_in(regeling: str, artikel: str, lid: str = "", onderdeel: tuple[str, ...] = ()) -> Adres:
    """The place with these numbers; empty numbers are left out.

    >>> plaats_in("BWBR0015703", "31", "2", ("m",)).tekst()
    'artikel 31, tweede lid, onderdeel m'
    """
    stappen = [Stap(soort, nummer) for soort, nummer in (("artikel", artikel), ("lid", lid)) if nummer]
    return Adres((*stappen, *(Stap("onderdeel", o) for o in onderdeel)), regeling)


def _plek_artikel(stappen: Sequence[Stap]) -> int:
    return next((i for i, s in enumerate(stappen) if s.soort == "artikel"), 0)


_BIJ_ARTIKEL = re.compile(r"(?:toelichting, )?artikelgewijze toelichting, divisie ([^,]+)(?:, divisietekst)?")
_GETELD = {"lid": "lid", "zin": "zin", "streepje": "gedachtestreepje", "alinea": "alinea"}
_MEERVOUD = {"lid": "leden", "zin": "zinnen", "artikel": "artikelen", "onderdeel": "onderdelen", "rij": "rijen"}
_MEERVOUD |= {"kolom": "kolommen", "streepje": "streepjes", "alinea": "alinea’s"}


def _woorden(stap: Stap) -> str:
    naam = _GETELD.get(stap.soort, stap.soort)
    if stap.nummer == "alle 1":
        return f"enige {naam}"
    if stap.meervoud:
        hoeveel = {"alle": "alle", "alle 2": "beide"}.get(stap.nummer, stap.nummer)
        return f"{hoeveel} {_MEERVOUD.get(stap.soort, naam)}"
    if stap.nummer[:1] == "#":
        n = int(stap.nummer[1:])
        van_achteren = {-1: "laatste", -2: "voorlaatste"}.get(n, f"op {-n - 1} na laatste")
        return f"{rangtelwoord(n) if n > 0 else van_achteren} {naam}"
    if stap.nummer == "laatste" and stap.soort in _MEERVOUD:
        return f"laatste {naam}"
    if stap.soort in _GETELD:
        rang = stap.nummer.isdecimal() and 1 <= int(stap.nummer) <= 100
        return f"{rangtelwoord(int(stap.nummer))} {naam}" if rang else f"{naam} {stap.nummer}"
    if stap.soort == "begrip":
        return f"de begripsomschrijving van “{stap.nummer}”"
    if stap.soort in ("rij", "kolom"):
        return f"{stap.soort} {stap.nummer}" if stap.nummer.isdecimal() else f"{stap.soort} “{stap.nummer}”"
    return f"{stap.soort} {stap.nummer.replace('_', ' ')}".rstrip()
