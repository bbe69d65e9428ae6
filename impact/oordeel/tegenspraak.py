"""A local sentence laid over a changed piece of law: for whom, in which case, with what effect, and what makes no difference.

Both are norms: a main clause that says what happens, and the case in which it does. They contradict each other when the
sentence is about the case that the law now sets apart and its main clause denies what that of the law affirms about the same
object; when it says that something makes no difference that the law now lets decide (and the other way round); and when it
keeps to some places of the law a rule that the law now extends to others. Only words of grammar are known here by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from impact.oordeel.rechtsgevolg import beweringen, heeft_uitzondering, kern
from impact.oordeel.strekking import begrenst, beperkt, geeft_ruimte, hoeft_niet, ontkent, toegevingen
from impact.oordeel.uitlijning import Wetsstuk
from impact.oordeel.woorden import GEWOON, TELLEND
from impact.oordeel.wortels import Wortelgewichten, gedeeld, wortels
from verordening.adres import Adres

_BIJZIN = re.compile(r"(?<!van )(?<!op )\b(?:die|dat)\b")
_DEEL = re.compile(
    r"\b(aan|af|bij|in|mee|op|over|terug|toe|uit|vast|weg)(?= (?:tot|voor|op|van|over|zolang)\b|[ ,]*[.;]?$)"
)
_DIT = re.compile(r"\bdit artikel\b", re.I)


@dataclass(frozen=True)
class Tegenspraak:
    """One sentence beside one piece.

    Args:
        zin: the local sentence, and ``kop`` the heading of its artikel.
        stuk: the piece of law.
        gewichten: how telling a root is in that act.
    """

    zin: str
    kop: str
    stuk: Wetsstuk
    gewichten: Wortelgewichten

    def _tellend(self, roots: Iterable[str]) -> set[str]:
        return {w for w in roots if self.gewichten.gewicht(w) >= GEWOON}

    @cached_property
    def _uitzondering(self) -> bool:
        """Whether what is new stands in an exception: the law denies there what its main clause says."""
        delen = list(beweringen(self.stuk.volledig))
        nieuw = wortels(self._nieuw)
        beste = max(delen, key=lambda b: self.gewichten.som(gedeeld(nieuw, wortels(b.tekst))), default=None)
        return (
            beste is not None
            and heeft_uitzondering(self.stuk.volledig)
            and beste.tekst.startswith(("tenzij", "behalve"))
        )

    @cached_property
    def _wet(self) -> str:
        return kern(self.stuk.volledig.replace(":", ""))

    @property
    def _wet_ontkend(self) -> bool:
        return ontkent(self._wet)

    @property
    def _ontkend(self) -> bool:
        return ontkent(kern(self.zin))

    @cached_property
    def _hoofd(self) -> frozenset[str]:
        """Roots of what the law makes happen; an artikel that speaks of itself is called by its heading."""
        wet = _BIJZIN.split(self._wet)[0]
        return wortels(f"{wet} {self.stuk.kop if _DIT.search(wet) else ''}")

    @cached_property
    def _kern(self) -> frozenset[str]:
        """Roots of what the sentence makes happen; a verb in two parts counts as one word."""
        los = kern(self.zin)
        deel = _DEEL.search(los)
        return wortels(f"{los} {' '.join(deel[1] + w for w in re.findall('[a-z]+', los))}" if deel else los)

    @cached_property
    def _nieuw(self) -> str:
        return self.stuk.wordt if self.stuk.nieuw else self.stuk.bij

    @property
    def raakt_geval(self) -> bool:
        """Whether the sentence speaks of the case that the law now sets apart, not only of the rule around it."""
        samen = gedeeld(wortels(f"{self.kop} {self.zin}"), wortels(self._nieuw) - self._hoofd)
        return len(samen) >= TELLEND and bool(self._tellend(samen))

    @property
    def noemt_geval(self) -> bool:
        """The same, where one rare word of the case is enough."""
        samen = gedeeld(wortels(f"{self.kop} {self.zin}"), wortels(self._nieuw))
        return self.raakt_geval or any(self.gewichten.gewicht(w) >= 2 * GEWOON for w in samen)

    @property
    def zet_opzij(self) -> bool:
        """Whether the sentence says of what the law now lets decide that it makes no difference to the same.

        >>> gewichten = Wortelgewichten(["de omstandigheden van het gezin", *"abcdefghijklmnopqrstuvwxyz"])
        >>> wet = Wetsstuk(None, "", "Het college neemt de aanvraag eerder in behandeling indien de omstandigheden dat vragen.")
        >>> Tegenspraak("De aanvraag blijft liggen, wat de omstandigheden ook zijn.", "", wet, gewichten).zet_opzij
        True
        """
        opzij = gedeeld(wortels(" ".join(toegevingen(self.zin))), wortels(self._nieuw))
        opzij -= wortels(" ".join(toegevingen(self.stuk.wordt)))
        return bool(self._tellend(opzij)) and bool(gedeeld(self._kern, self._hoofd))

    @property
    def verengt(self) -> bool:
        """Whether the sentence keeps a rule to some, while the law now says that it makes no difference who."""
        return beperkt(self.zin) and bool(toegevingen(self.stuk.bij))

    @property
    def zelfde_zaak(self) -> bool:
        """Whether the main clauses are about the same object."""
        return bool(self._tellend(gedeeld(self._kern, self._hoofd)))

    @property
    def ander_teken(self) -> bool:
        """Whether the main clauses are about the same object and one denies what the other affirms, in the case of the law."""
        anders = self._ontkend != (self._wet_ontkend is not self._uitzondering)
        return self.zelfde_zaak and anders and self.raakt_geval and not heeft_uitzondering(self.zin)

    @property
    def overal(self) -> bool:
        """Whether the sentence holds always what the law now lets hold within a limit."""
        begrensd = not self.stuk.nieuw and self.stuk.meer_dan_getallen and begrenst(self.stuk.wordt)
        zelfde = self._ontkend == self._wet_ontkend and not self._uitzondering
        return bool(toegevingen(self.zin)) and begrensd and zelfde and self.zelfde_zaak

    @property
    def weigert(self) -> bool:
        """Whether the sentence denies what the law now leaves to the body that decides."""
        nieuw = self.stuk.nieuw and geeft_ruimte(self.stuk.wordt)
        samen = gedeeld(self._kern, self._hoofd)
        return nieuw and self._ontkend and not hoeft_niet(self.zin) and len(samen) >= TELLEND


def houdt_kring_klein(zin: str, genoemd: Iterable[Adres], stuk: Wetsstuk, wettelijk: Iterable[Adres]) -> bool:
    """Whether a sentence keeps something to the places that it names, while a piece of law that names one of them now names
    another artikel beside it.

    Args:
        genoemd: the places that the sentence names.
        wettelijk: the places that the piece names now.
    """
    doelen, nu = set(genoemd), set(wettelijk)
    toen = {d for d in nu if re.search(rf"\b{re.escape(d.artikel)}\b", stuk.was)}
    raakt = any(d.binnen(t) or t.binnen(d) for d in doelen for t in toen)
    return beperkt(zin) and bool(nu - toen) and raakt and not doelen & (nu - toen)
