"""Links by subject: a provision that speaks of what a measure changes, in the words of the law or in plain language.

The thesaurus (:mod:`wetgeving.maatregelen.thesaurus`) says how a thing may be said and which things together are the subject of a
measure. A provision is heard in layers: its own words, what the words mean that its regulation defines itself, the heading of its artikel,
and everything above. Nothing here forbids a link: what speaks against it (other law, a subject that takes this one away) is a figure that
the probability weighs (:mod:`impact.graaf.kenmerken`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import BESTUURSRECHT, Plaats, Regelingtekst
from impact.dossier.wetskant import Wetskant
from impact.graaf.eigenwoorden import zonder_namen
from impact.graaf.sporen import Spoor, is_regelingnaam
from impact.graaf.termen import stammen
from impact.graaf.woordindex import Woordindex
from verordening.adres import Adres
from verordening.boom import Soort
from verordening.groepen import groepeer
from wetgeving.maatregelen import Maatregel
from wetgeving.maatregelen.thesaurus import Onderwerp, Thesaurus

_TITELWOORDEN = re.compile(
    r"\b(?:participatiewet|pw|ioaw|ioaz|bbz(?: 2004)?|wet werk en bijstand|werk en inkomen|burgemeester en wethouders|gemeente\b.*)",
    re.I,
)
LAGEN = ("tekst", "omschreven", "kop", "boven")
_EIGEN = frozenset({"tekst", "omschreven"})
"""Where a provision speaks itself: in its own words, or in a word that its regulation defines."""


class _Gehoord(NamedTuple):
    """What a provision says about one subject: per group the words and the layer; empty words where a group is not said."""

    woorden: tuple[str, ...]
    waar: tuple[str, ...]

    @property
    def eigen(self) -> int:
        """How many groups the provision says itself."""
        return sum(w in _EIGEN for w in self.waar)

    def __str__(self) -> str:
        return ", ".join(f"«{w}»" for w in dict.fromkeys(filter(None, self.woorden)))


_NIETS = _Gehoord(("",), ("",))


class Onderwerpzoeker:
    """Looks in every provision for the subjects of the measures.

    Args:
        thesaurus: the words; None = no subjects.
        kant: what the measures change.
        teksten: the local regulations.
        omschreven: per provision the definitions of its regulation's own words (:func:`impact.graaf.eigenwoorden.eigen_woorden`).
    """

    def __init__(
        self,
        thesaurus: Thesaurus | None,
        kant: Wetskant,
        teksten: Sequence[Regelingtekst],
        omschreven: Mapping[str, tuple[Plaats, ...]],
    ) -> None:
        self.kant, self.omschreven = kant, omschreven
        self.onderwerpen = groepeer((o.maatregel, o) for o in (thesaurus.onderwerpen if thesaurus else ()))
        self._elders = tuple(thesaurus.elders.split()) if thesaurus else ()
        self._lagen = {p.sleutel: self._lees(t, p) for t in teksten for p in t.plaatsen}
        over = [t for t in teksten if not rust_op_ander_recht(t, kant)]
        self._plaatsen = [p for t in over for p in t.plaatsen if p.soort != Soort.AANHEF and not p.slot]
        alles = list(
            dict.fromkeys(tekst for lagen in self._lagen.values() for laag in lagen for tekst in laag if tekst)
        )
        index = Woordindex(map(zonder_namen, alles))
        self._gezegd: dict[str, dict[str, str]] = {}
        self._samen: dict[tuple[str, ...], dict[str, str]] = {}
        self._gehoord: dict[tuple[str, str], _Gehoord] = {}
        for begrip in thesaurus.van_onderwerpen if thesaurus else ():
            gevonden: dict[str, str] = {}
            for uitdrukking in begrip.uitdrukkingen:
                gevonden |= {alles[n]: w for n, w in index.vind(uitdrukking).items() if alles[n] not in gevonden}
            self._gezegd[begrip.id] = gevonden
        self._alle_lagen = {s: frozenset(t for laag in lagen for t in laag) for s, lagen in self._lagen.items()}
        self._ergens = {
            o.naam: frozenset(t for groep in o.groepen for b in groep for t in self._gezegd[b])
            for rij in self.onderwerpen.values()
            for o in rij
        }

    def _lees(self, tekst: Regelingtekst, plaats: Plaats) -> tuple[tuple[str, ...], ...]:
        titel = _TITELWOORDEN.sub("", tekst.regeling.citeertitel)
        eigen = (plaats.tekst, plaats.term) if plaats.soort == "begrip" else (plaats.tekst,)
        koppen = plaats.koppen if plaats.artikel else ("", *plaats.koppen)
        return (
            eigen,
            tuple(b.tekst for b in self.omschreven.get(plaats.sleutel, ())),
            koppen[:1],
            (*koppen[1:], titel),
        )

    def zoek(self, maatregel: Maatregel) -> Iterator[Spoor]:
        """Provisions that say a subject of the measure, at least half of it themselves."""
        for plaats in self._plaatsen:
            for onderwerp in self.onderwerpen.get(maatregel.id, ()):
                gehoord = self._hoor(onderwerp, plaats)
                if (
                    all(gehoord.woorden)
                    and 2 * gehoord.eigen >= len(gehoord.waar)
                    and not self._niet(onderwerp, plaats)
                    and not is_regelingnaam(plaats)
                    and not alleen_andere_wet(plaats, maatregel)
                ):
                    yield from self._sporen(onderwerp, plaats, gehoord)

    def stand(self, maatregel: str, plaats: Plaats) -> tuple[float, ...]:
        """Per layer of :data:`LAGEN` the largest part of a subject of the measure that is said up to there."""
        beste = [0.0] * len(LAGEN)
        for onderwerp in self.onderwerpen.get(maatregel, ()):
            gehoord = self._hoor(onderwerp, plaats)
            for nummer in range(len(LAGEN)) if gehoord is not _NIETS else ():
                gezegd = sum(w in LAGEN[: nummer + 1] for w in gehoord.waar)
                beste[nummer] = max(beste[nummer], gezegd / len(gehoord.waar))
        return tuple(beste)

    def elders(self, plaats: Plaats) -> bool:
        """Whether what stands above the provision speaks of other law."""
        _, _, kop, boven = self._lagen[plaats.sleutel]
        return bool(self._zegt(self._elders, *kop, *boven))

    def past(self, maatregel: str, term: str, plaats: Plaats) -> bool:
        """Whether the use of a touched term is about what the measure changes of it.

        When the measure touches one side of a thing (the aanvraag of a toeslag, not its hoogte), using its name is not enough.
        """
        if plaats.soort == "begrip":
            return True
        hierover = [o for o in self.onderwerpen.get(maatregel, ()) if self._zegt(o.groepen[0], term)]
        if not hierover or any(len(o.groepen) == 1 for o in hierover):
            return True
        return any(all(self._zegt(g, plaats.tekst, plaats.artikelkop) for g in o.groepen[1:]) for o in hierover)

    def _hoor(self, onderwerp: Onderwerp, plaats: Plaats) -> _Gehoord:
        """Each group in the first layer that says it; one unsaid group when nothing of the subject is said."""
        sleutel = (onderwerp.naam, plaats.sleutel)
        if self._alle_lagen[plaats.sleutel].isdisjoint(self._ergens[onderwerp.naam]):
            return _NIETS
        if sleutel not in self._gehoord:
            eigen, _, *boven = self._lagen[plaats.sleutel]
            woorden = tuple(b.tekst for b in self._zelf_over(onderwerp, plaats))
            lagen = list(zip(LAGEN, (eigen, woorden, *boven), strict=True))
            gezegd = [
                next(((w, naam) for naam, laag in lagen if (w := self._zegt(groep, *laag))), ("", ""))
                for groep in onderwerp.groepen
            ]
            self._gehoord[sleutel] = _Gehoord(tuple(w for w, _ in gezegd), tuple(naam for _, naam in gezegd))
        return self._gehoord[sleutel]

    def _zelf_over(self, onderwerp: Onderwerp, plaats: Plaats) -> list[Plaats]:
        """The definitions of words that the provision uses, as far as they say the subject by themselves: a definition that only has a
        common word of it (*draagkracht: deel van het vermogen*) does not make every use of its term a use of that word."""
        return [
            b for b in self.omschreven.get(plaats.sleutel, ()) if all(self._zegt(g, b.tekst) for g in onderwerp.groepen)
        ]

    def _niet(self, onderwerp: Onderwerp, plaats: Plaats) -> bool:
        eigen, _, kop, _ = self._lagen[plaats.sleutel]
        return bool(self._zegt(onderwerp.uitgesloten, *eigen, *kop))

    def _sporen(self, onderwerp: Onderwerp, plaats: Plaats, gehoord: _Gehoord) -> Iterator[Spoor]:
        """The provision, and the definitions that complete it: neither says the subject alone."""
        begrippen = self._zelf_over(onderwerp, plaats) if "omschreven" in gehoord.waar else []
        zeker = "middel" if gehoord.eigen == len(gehoord.waar) > 1 or onderwerp.bereik != "bepaling" else "laag"
        woord = next(filter(None, gehoord.woorden))
        if not begrippen:
            soort = "begrip" if plaats.soort == "begrip" and self._zegt(onderwerp.groepen[0], plaats.term) else "tekst"
            bewijs = f"Gaat over {onderwerp.naam}: {gehoord}."
            yield Spoor(
                onderwerp.maatregel,
                plaats.sleutel,
                Herkomst(soort, bewijs, plaats.tekst[:300], woord, "", (), zeker, plaats.eId),
            )
            return
        termen = ", ".join(f"«{b.term}»" for b in begrippen)
        via = tuple(b.sleutel for b in begrippen)
        for plek in (plaats, *begrippen):
            bewijs = (
                f"Gaat over {onderwerp.naam}, met wat {termen} hier betekent: {gehoord}."
                if plek is plaats
                else f"De omschrijving van «{plek.term}» gaat met {plaats.adres} over {onderwerp.naam}."
            )
            yield Spoor(
                onderwerp.maatregel,
                plek.sleutel,
                Herkomst("begrip", bewijs, plek.tekst[:300], woord, "", via, "laag", plek.eId),
            )

    def _zegt(self, begrippen: tuple[str, ...], *teksten: str) -> str:
        """The words with which one of the begrippen is said in one of the texts; empty when none is."""
        if begrippen not in self._samen:
            self._samen[begrippen] = {t: w for b in reversed(begrippen) for t, w in self._gezegd[b].items()}
        gezegd = self._samen[begrippen]
        return next((gezegd[t] for t in teksten if t in gezegd), "")


# --- what speaks against a subject ------------------------------------------------------------------------------------


def rust_op_ander_recht(tekst: Regelingtekst, kant: Wetskant) -> bool:
    """Whether the aanhef names acts of its own, and none in which a measure changes something or may have a counterpart."""
    gronden = {
        d.regeling
        for p in tekst.plaatsen
        if p.soort == Soort.AANHEF
        for r in p.refs
        for d in r.doelen
        if d.regeling.startswith("BWB")
    } - BESTUURSRECHT
    return bool(gronden and kant.wetten) and gronden.isdisjoint(kant.wetten)


class Ernaast:
    """Provisions that name other law than a measure changes.

    Args:
        plaatsen: the local provisions; ``kant``: what the measures change.
    """

    def __init__(self, plaatsen: Iterable[Plaats], kant: Wetskant) -> None:
        self._kant = kant
        self._landelijk = {p.sleutel: doelen for p in plaatsen if (doelen := _landelijk(p, kant))}
        self._punten: dict[str, dict[tuple[str, str], list[Adres]]] = {}

    def noemt_ernaast(self, plaats: Plaats, maatregel: str) -> bool:
        """Whether it names places of national law, and none is touched, part of it, or the whole around it.

        A place that shares no telling word with the provision is a letter that the law has given to something else since.
        """
        doelen = self._landelijk.get(plaats.sleutel, ())
        if not doelen:
            return False
        if maatregel not in self._punten:
            ketens = self._kant.ketens.get(maatregel, ())
            punten = [p.doel for p in self._kant.van(maatregel)] + [k.doel for k in ketens]
            self._punten[maatregel] = groepeer((doel.in_artikel, doel) for doel in punten)
        op_artikel = self._punten[maatregel]
        return not any(d.binnen(p) or p.binnen(d) for d in doelen for p in op_artikel.get(d.in_artikel, ()))


def _landelijk(plaats: Plaats, kant: Wetskant) -> list[Adres]:
    doelen = [d for r in plaats.refs for d in r.doelen if d.artikel and d.regeling.startswith("BWB")]
    if not doelen:
        return []
    eigen = set(stammen(f"{plaats.artikelkop} {plaats.tekst}"))
    return [d for d in doelen if not _verletterd(d, eigen, kant)]


def _verletterd(doel: Adres, eigen: set[str], kant: Wetskant) -> bool:
    return bool(doel.onderdeel) and bool(tekst := kant.tekst_van(doel)) and eigen.isdisjoint(stammen(tekst))


_ANDERE_WET = re.compile(r"\b(IOAW|IOAZ|Bbz)\b")
_EIGEN_WET = re.compile(r"\b(?:Participatiewet|Pw|bijstand\w*)\b", re.IGNORECASE)


def alleen_andere_wet(plaats: Plaats, maatregel: Maatregel) -> bool:
    """Whether a provision is only about an act in which the measure has no counterpart."""
    genoemd = _alleen_over(f"{plaats.artikelkop} {plaats.tekst}")
    if not genoemd:
        return False
    mee: Mapping[str, str] = {t.wet: t.stand for t in maatregel.tegenhangers}
    return not any(mee.get(w) in ("gezien", "onbekend", "telt-mee") for w in genoemd)


@lru_cache(maxsize=1 << 14)
def _alleen_over(tekst: str) -> frozenset[str]:
    """The other acts that a text names, when it says nothing of the Participatiewet or bijstand."""
    return frozenset() if _EIGEN_WET.search(tekst) else frozenset(_ANDERE_WET.findall(tekst))
