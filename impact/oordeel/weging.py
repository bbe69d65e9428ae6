"""How likely it is that a provision contradicts what a measure made law, repeats what was law, or follows it.

One small transparent model (multinomial logistic regression) over figures of a pair of a provision and a measure: how likely the link is, what
the sentences do with its norms (:mod:`impact.oordeel.norm`), which closed classes of words they use (denial, restriction, absoluteness, …), on
which side their words are, and the words that were usual in sentences with each outcome. It is data (``weging.json``), made by ``python -m
bench.oefen_oordelen``; nothing is trained at run time. What it says is a proposal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from impact.dossier.plaatsen import Plaats
from impact.graaf.kansen import lees_model
from impact.graaf.termen import stam
from impact.oordeel.getallen import getallen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.norm import Bevonden, Uitkomst
from impact.oordeel.strekking import beperkt, heeft_grens, heeft_uitzondering, laat_toe, ontkent, overgangsregel, zinnen
from impact.oordeel.wortels import Wortelgewichten, gedeeld, wortels
from wetgeving.maatregelen.thesaurus import Norm

AFLOOP = ("strijd", "oud", "ruimte", "volgt", "komt", "anders")
"""What a provision does with a measure: contradict, say what was, settle by a fixed rule what is now left open, follow, change once the measure is in
force (never proposed: it is what a link to a measure that is still to come means), or none of these."""
BLIJFT = "blijft"
"""The name of the cut from which a measure that is still to come changes nothing here."""
VANAF = 0.1
"""Probability of a link from which a pair is weighed: below it, words alike say nothing of this measure."""
_ABSOLUUT = re.compile(
    r"\b(?:altijd|steeds|nooit|elke?|iedere?|geheel|volledig|helemaal|onverkort|ongeacht|zonder meer|alles?|vanaf de eerste)\b"
    r"|in (?:geen|alle|elk) geval",
    re.I,
)
_LATER = re.compile(r"\b(?:pas|eerst|niet eerder|nadat|wacht\w*|opnieuw|nieuwe)\b", re.I)
_OOK = re.compile(
    r"\b(?:ook (?:niet )?(?:als|al|wanneer|indien|voor|bij|wie)|zelfs|toch|ongeacht|(?:hoe|wat|welke?) [^.;]{2,60} ook)\b",
    re.I,
)
_NEGATIE = re.compile(r"\b(?:niet|geen|nooit|niets|evenmin)\b", re.I)
_SPIEGEL = re.compile(r"\b(?:idem|zie|(?:van )?overeenkomstig\w*)\b", re.I)
_KORT = 12
_WOORD = re.compile(r"[a-zà-ÿ]+|[<>≤≥%€]|\d+")
_LEEG = frozenset(
    "de het een en of van op in aan met die dat te bij zijn is wordt worden voor om er u uw wij college bestuur".split()
)
_STUUR = {
    woord: soort
    for soort, woorden in {
        "niet": "niet geen nooit niets niemand evenmin nimmer noch zonder",
        "alleen": "alleen uitsluitend slechts enkel pas",
        "ook": "ook zelfs ongeacht al toch",
        "tenzij": "tenzij behalve mits uitgezonderd",
        "grens": "hoogstens minstens maximaal hoogste minste",
    }.items()
    for woord in woorden.split()
}
_DEEL = re.compile(r"[,;:()]| maar | waarna ")
_REIKT = 4
"""Words after a word that steers (other than a denial, which is about its whole clause) that it is about."""
KRACHT = 5.0
"""Length of the words of a pair beside its figures."""
KENMERKEN = (
    *("kans", "rang", "was", "wordt", "plek", "andere_plek", "euro", "getal", "getal_nu", "getal_was"),
    *(
        "ontkent",
        "beperkt",
        "absoluut",
        "later",
        "ook",
        "kan",
        "uitzondering",
        "grens",
        "negatie",
        "lengte",
        "overgang",
    ),
    *("begrip", "keuze", "keuze_open", *(f"norm_{u.value}" for u in Uitkomst)),
)
"""Names of the figures, in the order of the model. ``rang``: the link beside the likeliest one of the provision; ``was``, ``wordt``: weight of the words
that only the old or only the new rule has; ``plek``: it names an artikel of the measure, ``andere_plek``: of another act or place;
``keuze``: a norm of the measure leaves a choice, ``keuze_open``: and the provision leaves room too."""


def zinswoorden(tekst: str) -> frozenset[str]:
    """The words of a text by their stem, as they are and as the words that steer let them count: in a clause with an odd number of denials each word
    is there as denied too, and a word a little after *alleen*, *ook*, *tenzij*, … as that. What steers is seen before anything is stemmed.

    >>> sorted(zinswoorden("Telt niet, ook later."))
    ['+niet', '+ook', 'later', 'niet tel', 'ook later', 'tel']
    """
    uit: set[str] = set()
    for deel in (d for zin in zinnen(tekst) for d in _DEEL.split(zin)):
        rij = [(r, _STUUR.get(r, "")) for r in _WOORD.findall(deel.lower())]
        ontkend = sum(soort == "niet" for _, soort in rij) % 2 == 1
        for n, (ruw, soort) in enumerate(rij):
            if soort:
                uit.add(f"+{soort}")
            elif ruw not in _LEEG:
                woord = stam(ruw) if len(ruw) > 3 else ruw
                uit |= {woord, *(f"{s} {woord}" for _, s in rij[max(0, n - _REIKT) : n] if s and s != "niet")}
                uit |= {f"niet {woord}"} if ontkend else set()
    return frozenset(uit)


class Gewogen(NamedTuple):
    """A measure beside a provision: the outcome to propose (empty: none), and the probability of each (:data:`AFLOOP`)."""

    maatregel: str
    voorstel: str
    kansen: Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """The model as data.

    Args:
        gemiddeld, schaal: per figure what is taken off and what it is divided by; ``gewichten``: per outcome the weights, the first for 1.
        grenzen: per outcome the probability from which it is proposed.
        woorden: per outcome the weight of words in sentences about all measures (empty key) and, on top, about each; those only for the list of
            measures (``dossier``) that they were learned for.
    """

    gemiddeld: Sequence[float]
    schaal: Sequence[float]
    gewichten: Mapping[str, Sequence[float]]
    grenzen: Mapping[str, float]
    woorden: Mapping[str, Mapping[str, Mapping[str, float]]]
    dossier: str

    def kansen(
        self, waarden: Sequence[float], woorden: frozenset[str], maatregel: str, *, later: bool = False
    ) -> dict[str, float]:
        """The probability of every outcome for the figures and words of one pair. ``later``: the measure is still to come; else nothing is."""
        x = [1.0, *((w - g) / s for w, g, s in zip(waarden, self.gemiddeld, self.schaal, strict=True))]
        lang = KRACHT / math.sqrt(2 * max(1, len(woorden)))
        macht = {}
        for a, rij in self.gewichten.items():
            alle, eigen = (self.woorden[a].get(m, {}) for m in ("", maatregel or "-"))
            zegt = sum(alle.get(w, 0.0) + eigen.get(w, 0.0) for w in sorted(woorden))
            macht[a] = (later or a != "komt") * math.exp(sum(g * w for g, w in zip(rij, x, strict=True)) + lang * zegt)
        return {a: m / sum(macht.values()) for a, m in macht.items()}

    def voorstel(self, kansen: Mapping[str, float]) -> str:
        """The heaviest outcome that is likely enough to propose; empty when none is."""
        return next((a for a in AFLOOP if a in self.grenzen and kansen[a] >= self.grenzen[a]), "")


@lru_cache(maxsize=1)
def ingebouwd_model() -> Model:
    """The packaged model."""
    ruw = lees_model(str(__package__), "weging.json", KENMERKEN)
    return Model(*(ruw[n] for n in ("gemiddeld", "schaal", "gewichten", "grenzen", "woorden", "dossier")))


@dataclass(frozen=True)
class Kant:
    """What a measure in force changed, as words and numbers."""

    artikelen: frozenset[tuple[str, str]]
    was: frozenset[str]
    wordt: frozenset[str]
    getallen_was: frozenset[str]
    getallen_nu: frozenset[str]
    keuze: bool


@dataclass(frozen=True)
class Weger:
    """Makes the figures of pairs.

    Args:
        kansen: probability of each link, by measure and key of the provision.
        normen: per measure what the law now says.
    """

    kennis: Wetskennis
    kansen: Mapping[tuple[str, str], float]
    normen: Mapping[str, Sequence[Norm]]

    @cached_property
    def _kanten(self) -> dict[str, Kant]:
        return {m: self._kant(m) for m in self.normen}

    def _kant(self, m: str) -> Kant:
        maatregel = self.kennis.maatregelen[m]
        plekken = [p for p in self.kennis.kant.van(m) if p.bron == "wetsplaats"]
        was, wordt = wortels(maatregel.was), wortels(" ".join((maatregel.wordt, *(n.zegt for n in self.normen[m]))))
        oud = frozenset(g for p in plekken for g in getallen(p.was))
        nu = frozenset(g for p in plekken for g in getallen(p.wordt))
        artikelen = frozenset(p.doel.in_artikel for p in plekken)
        keuze = any(n.aard == "kan" for n in self.normen[m])
        return Kant(artikelen, was - wordt, wordt - was, oud - nu, nu - oud, keuze)

    @cached_property
    def _gewichten(self) -> Wortelgewichten:
        return Wortelgewichten(p.tekst for uitlijning in self.kennis.uitlijningen.values() for p in uitlijning.plaatsen)

    def waarden(self, plaats: Plaats, maatregel: str, bevonden: Iterable[Bevonden]) -> list[float]:
        """The figures of a pair. ``bevonden``: what the sentences do with the norms of the measure."""
        kant, tekst, eigen = self._kanten[maatregel], plaats.tekst, wortels(f"{plaats.artikelkop} {plaats.tekst}")
        kans = self.kansen.get((maatregel, plaats.sleutel), 0.0)
        hoogste = max((self.kansen.get((m, plaats.sleutel), 0.0) for m in self.normen), default=0.0)
        som, alle = self._gewichten.som, max(1.0, self._gewichten.som(eigen))
        doelen = {d.in_artikel for r in plaats.refs for d in r.doelen if d.artikel and d.regeling != plaats.regeling}
        bedragen, zinnen_ = {*getallen(tekst)}, zinnen(tekst)
        zeker = min(max(kans, 0.001), 0.999)
        uitkomsten = {b.uitkomst for b in bevonden}
        uit: list[float] = [
            math.log(zeker / (1 - zeker)),
            kans / hoogste if hoogste else 0.0,
            som(gedeeld(eigen, kant.was)) / alle,
            som(gedeeld(eigen, kant.wordt)) / alle,
            not doelen.isdisjoint(kant.artikelen),
            bool(doelen - kant.artikelen),
            any("€" in g for g in bedragen),
            bool(bedragen),
            not bedragen.isdisjoint(kant.getallen_nu),
            not bedragen.isdisjoint(kant.getallen_was),
            any(map(ontkent, zinnen_)),
            any(map(beperkt, zinnen_)),
            bool(_ABSOLUUT.search(tekst)),
            bool(_LATER.search(tekst)),
            bool(_OOK.search(tekst)),
            laat_toe(tekst),
            heeft_uitzondering(tekst),
            heeft_grens(tekst),
            len(_NEGATIE.findall(tekst)),
            math.log1p(len(zinswoorden(tekst))),
            overgangsregel(tekst, plaats.artikelkop),
            plaats.soort in ("begrip", "bijlage", "aanhef"),
            kant.keuze,
            kant.keuze and (laat_toe(tekst) or heeft_uitzondering(tekst)),
            *(u in uitkomsten for u in Uitkomst),
        ]
        return [float(w) for w in uit]

    def weeg(
        self, plaats: Plaats, maatregelen: Iterable[str], bevonden: Sequence[Bevonden], model: Model
    ) -> Iterator[Gewogen]:
        """The outcome for every measure whose link is likely enough."""
        eigen = zinswoorden(plaats.artikelkop) | zinswoorden(plaats.tekst)
        for m in maatregelen:
            hier = [b for b in bevonden if b.norm.maatregel == m]
            if self.kansen.get((m, plaats.sleutel), 0.0) >= VANAF:
                waarvan = m if model.dossier == self.kennis.lijst.dossier else ""
                kansen = model.kansen(self.waarden(plaats, m, hier), eigen, waarvan, later=not self.normen[m])
                yield Gewogen(m, model.voorstel(kansen), kansen)


def gespiegeld(plaats: Plaats, artikel: Sequence[Plaats]) -> Plaats:
    """The provision that a short one only points at ("IOAW: idem", "zie lid 1"); itself when it says something of its own.

    >>> een = Plaats("r", "a1", "artikel 1, eerste lid", "lid", "1. Giften tellen mee.", "1", "1")
    >>> gespiegeld(Plaats("r", "a2", "artikel 1, tweede lid", "lid", "2. IOAW: idem.", "1", "2"), [een]) is een
    True
    """
    if not (_SPIEGEL.search(plaats.tekst) and len(plaats.tekst.split()) <= _KORT):
        return plaats
    eigen = {
        d.lid for r in plaats.refs for d in r.doelen if d.regeling == plaats.regeling and d.artikel == plaats.artikel
    }
    if eigen:
        return next((p for p in artikel if p.lid in eigen and p is not plaats), plaats)
    eerder = artikel[: artikel.index(plaats)] if plaats in artikel else artikel
    return next((p for p in reversed(eerder) if p.lid), plaats)
