"""What a found reference is: frozen values, one per target."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Plek", "Verwijzing", "Vindplaats"]


class Vindplaats(NamedTuple):
    """Where in a regulation the text stands in which a reference was found."""

    artikel: str = ""
    lid: str = ""
    onderdeel: tuple[str, ...] = ()
    eId: str = ""
    regeling: str = ""


class Plek(NamedTuple):
    """One exact place inside an article: lid, path of onderdelen, zin; what is not named is empty."""

    lid: str = ""
    onderdeel: tuple[str, ...] = ()
    zin: str = ""


class Verwijzing(NamedTuple):
    """One reference to one target.

    Args:
        begin, eind: place in the original text (Python characters, end exclusive).
        tekst: the words themselves, as in the original.
        regel: name of the rule of the grammar that found it (see ``docs/verwijzingen.md``).
        regeling: BWB or CVDR id, or None when it is not known.
        artikel: number of the article, or None when the reference is to the regulation or to a larger unit.
        lid, onderdeel, zin: numbers that the words name, in their order; a range of leden or letters written out.
        plekken: the same, exact: one :class:`Plek` per place, so that "tweede lid, onderdeel d, en derde lid" keeps its pairs.
        delen: larger units named, e.g. ``(("hoofdstuk", "2"),)``, outermost last as in the words.
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
    artikel: str | None
    lid: tuple[str, ...] = ()
    onderdeel: tuple[str, ...] = ()
    zin: tuple[str, ...] = ()
    plekken: tuple[Plek, ...] = ()
    delen: tuple[tuple[str, str], ...] = ()
    soort: str = "intern"
    naam: str = ""
    kandidaten: tuple[str, ...] = ()
    reeks: str = ""
    relatief: bool = False
    moment: str = ""
    vindplaats: Vindplaats = Vindplaats()

    @property
    def jci(self) -> str | None:
        """The target as JCI, as deep as the words go to one single place; None when it is not in the BWB."""
        if not self.regeling or not self.regeling.startswith("BWB"):
            return None
        delen = [f"jci1.3:c:{self.regeling}"]
        delen += [f"&{_JCI.get(soort, soort)}={nummer}" for soort, nummer in reversed(self.delen) if nummer]
        if self.artikel:
            delen.append(f"&artikel={self.artikel.replace(' ', '_')}")
            if len(self.plekken) == 1:
                plek = self.plekken[0]
                if plek.lid.isalnum() and plek.lid[0].isdigit():
                    delen.append(f"&lid={plek.lid}")
                if plek.lid or not self.lid:
                    delen += [f"&o={o.rstrip('°º')}" for o in plek.onderdeel if o != "aanhef"]
        return "".join(delen)

    def als_json(self) -> dict[str, Any]:
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
            "plekken": [
                {"lid": p.lid or None, "onderdeel": list(p.onderdeel), "zin": p.zin or None} for p in self.plekken
            ],
            "delen": [{"soort": s, "nummer": n} for s, n in self.delen],
            "jci": self.jci,
            "soort": self.soort,
            "reeks": self.reeks or None,
            "relatief": self.relatief,
            "moment": self.moment or None,
        }


_JCI = {"titel": "titeldeel", "subparagraaf": "sub-paragraaf"}
