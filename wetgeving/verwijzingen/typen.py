"""What a found reference is: frozen values, one per target."""

from __future__ import annotations

from typing import NamedTuple

from verordening.adres import Adres, Stap
from verordening.notaties import als_jci


class Vindplaats(NamedTuple):
    """Where in a regulation the text stands in which a reference was found."""

    artikel: str = ""
    lid: str = ""
    onderdeel: tuple[str, ...] = ()
    eId: str = ""
    regeling: str = ""


class Verwijzing(NamedTuple):
    """One reference to one target.

    Args:
        begin, eind: place in the original text (Python characters, end exclusive).
        tekst: the words themselves, as in the original.
        regel: name of the rule of the grammar that found it (see ``docs/verwijzingen.md``).
        regeling: BWB or CVDR id, or None when it is not known.
        plaatsen: the exact places that the words name, in their order, all in one artikel or larger unit; ranges of leden and
            letters counted out. ``Adres()`` is the regulation as a whole.
        soort: ``intern`` (the regulation in which the text stands) or ``extern``.
        naam: the regulation as the words call it; empty when they do not. Kept also when the id is unknown.
        kandidaten: ids between which the name does not decide.
        reeks: ``begin`` or ``eind`` of a range of articles, ``tussen`` for one that was filled in from the target text.
        relatief: the article is not named but follows from the place ("het eerste lid", "dat artikel").
        moment: words that fix a moment ("zoals dat luidde op 31 december 2013"); empty = dynamic.
        vindplaats: where the text stands.
    """

    begin: int
    eind: int
    tekst: str
    regel: str
    regeling: str | None
    plaatsen: tuple[Adres, ...] = (Adres(),)
    soort: str = "intern"
    naam: str = ""
    kandidaten: tuple[str, ...] = ()
    reeks: str = ""
    relatief: bool = False
    moment: str = ""
    vindplaats: Vindplaats = Vindplaats()

    @property
    def artikel(self) -> str | None:
        """Number of the artikel as printed, or None when the reference is to the regulation or to a larger unit."""
        return self.plaatsen[0].artikel.replace("_", " ") or None

    @property
    def delen(self) -> tuple[tuple[str, str], ...]:
        """Larger units named, as (kind, number), innermost first."""
        stappen = self.plaatsen[0].stappen
        return tuple((s.soort, s.nummer) for s in reversed(stappen) if s.soort not in _IN_ARTIKEL)

    @property
    def plekken(self) -> tuple[Adres, ...]:
        """The places that lie inside an artikel or larger unit; empty when the words mean the whole of it."""
        return tuple(p for p in self.plaatsen if p.stappen and p.stappen[-1].soort in BINNEN)

    def _alle(self, *soorten: str) -> tuple[str, ...]:
        nummers = (s for p in self.plaatsen for s in p.stappen if s.soort in soorten)
        return tuple(dict.fromkeys(f"streepje {s.nummer}" if s.soort == "streepje" else s.nummer for s in nummers))

    @property
    def lid(self) -> tuple[str, ...]:
        """Numbers of the leden that the words name."""
        return self._alle("lid")

    @property
    def onderdeel(self) -> tuple[str, ...]:
        """Numbers of the onderdelen and streepjes that the words name."""
        return self._alle("onderdeel", "streepje")

    @property
    def zin(self) -> tuple[str, ...]:
        """Numbers of the sentences that the words name."""
        return self._alle("zin")

    @property
    def jci(self) -> str | None:
        """The target as JCI, as deep as the words go to one single place; None when it is not in the BWB."""
        if not self.regeling or not self.regeling.startswith("BWB"):
            return None
        stappen = [s for s in self.plaatsen[0].stappen if s.nummer and (self.artikel or s.soort not in BINNEN)]
        diep = next((n for n, s in enumerate(stappen) if s.soort == "artikel"), len(stappen)) + 1
        if len(self.plaatsen) == 1:
            diep += next((n for n, s in enumerate(stappen[diep:]) if not _in_jci(s)), len(stappen[diep:]))
        return als_jci(Adres(tuple(stappen[:diep]), self.regeling))

    @property
    def jcis(self) -> tuple[str, ...]:
        """Every place as JCI when each can be written to its end («onderdeel n of r»: two); otherwise :attr:`jci` alone."""
        heel = self.jci
        binnen = (s for p in self.plaatsen for s in p.stappen if s.soort in BINNEN)
        if (
            heel is None
            or len(self.plaatsen) == 1
            or not self.artikel
            or not all(s.nummer and _in_jci(s) for s in binnen)
        ):
            return (heel,) if heel else ()
        adressen = (Adres(tuple(s for s in p.stappen if s.nummer), self.regeling or "") for p in self.plaatsen)
        return tuple(dict.fromkeys(map(als_jci, adressen)))

    def als_json(self) -> dict[str, object]:
        """The reference as the command line prints it."""
        plaats = self.vindplaats
        return {
            "in": {
                "artikel": plaats.artikel or None,
                "lid": plaats.lid or None,
                "onderdeel": list(plaats.onderdeel),
                "eId": plaats.eId or None,
            },
            "begin": self.begin,
            "eind": self.eind,
            "tekst": self.tekst,
            "regel": self.regel,
            "regeling": self.regeling,
            "naam": self.naam or None,
            "kandidaten": list(self.kandidaten),
            "artikel": self.artikel,
            "lid": list(self.lid),
            "onderdeel": list(self.onderdeel),
            "zin": list(self.zin),
            "plekken": [_plek(p) for p in self.plekken],
            "delen": [{"soort": s, "nummer": n} for s, n in self.delen],
            "jci": self.jci,
            "jcis": list(self.jcis),
            "soort": self.soort,
            "reeks": self.reeks or None,
            "relatief": self.relatief,
            "moment": self.moment or None,
        }


BINNEN = frozenset({"lid", "onderdeel", "streepje", "zin", "alinea", "aanhef", "opschrift", "begrip", "rij", "kolom"})
_IN_ARTIKEL = BINNEN | {"artikel"}


def _in_jci(stap: Stap) -> bool:
    return stap.soort == "onderdeel" or (stap.soort == "lid" and stap.nummer[0].isdecimal())


def _plek(adres: Adres) -> dict[str, object]:
    zin = next(iter(adres.nummers("zin")), None)
    onder = [f"streepje {s.nummer}" if s.soort == "streepje" else s.nummer for s in adres.stappen if s.soort in _ONDER]
    return {"lid": adres.lid or None, "onderdeel": onder, "zin": zin}


_ONDER = ("onderdeel", "streepje")
