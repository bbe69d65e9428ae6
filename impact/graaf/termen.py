"""Words as the linker compares them: terms in all their inflections, and stems with a weight for how telling they are.

Normalisation is for matching only; the evidence of a link always shows the words as they stand in the texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache

import Stemmer

_LEEG = frozenset(
    """
    aan aangemerkt aanmerking aanwezig afwijking algemene alle alleen alsmede als ander andere artikel artikelen
    bedoeld bedraagt bedrag belanghebbende bepaald bepalingen besluit bestuur betreft bijstand bij binnen blijft
    blijven buiten college daarvan daarvoor daarbij daartoe daarmee dan dat derde deze dient dienen dient die dit
    door doen een eerste eigen elfde elke en enige geen geheel geldt gelden genoemd geval gevallen geven gezien
    grond gronden haar had hebben heeft het hiertoe hiervan hij hoger hoogste hoogte hun iedere ieder indien
    individuele jaar jaren jonger kan kosten krachtens kunnen lid leden maand maanden maar mag meer men met mogelijk
    mogen moet moeten minder minste naar negende neemt niet nodig noodzakelijk onder onderdeel onderdelen ook
    oordeel ouder over overeenkomstig overeenkomstige periode persoon personen recht redelijkerwijs sprake slechts
    steeds tegen telkens ten tenzij ter tevens tiende tijdens toe toepassing tot tweede twee twaalf twaalfde uit
    uitkering van vanaf vast veel verband verleend verlenen verleent verricht vervolgens verstand vierde vijfde
    voldaan volgende voor voorwaarden voorzover vraagt waarbij waarin waarop waarvan waarvoor wanneer waren was wat
    wegens weken wel welke werd wet wettelijke wie wijze worden wordt zal zelf zesde zevende zich zijn zodra zoals
    zonder zou zover zullen achtste aantal algemeen beide houdt krijgt stelt telt tellen dag dagen drie gaat neemt
    """.split()
)
_WOORD = re.compile(r"[a-zà-ÿ]{4,}|\d+(?:,\d+)?\s?(?:%|procent)|€\s?[\d.,]*\d", re.IGNORECASE)
_DUBBEL = re.compile(r"(a|e|o|u)\1(?=[^aeiou]+$)")
_MINSTENS = 4
_SNOWBALL = Stemmer.Stemmer("dutch")


@lru_cache(maxsize=1 << 16)
def stam(woord: str) -> str:
    """The stem in which the forms of a word meet: verbs, participles, plurals and nouns in *-ing*.

    >>> [stam(w) for w in ("verlaging", "verlaagd", "verlagen")], stam("gift") == stam("giften"), stam("opgeschort") == stam("opschorten")
    (['verlag', 'verlag', 'verlag'], True, True)
    """
    kort = woord.lower()
    for _ in range(2):  # wat er na de eerste keer staat, kan zelf weer een verbogen vorm zijn
        kort = _SNOWBALL.stemWord(kort)
        kort = kort[:-1] if len(kort) >= _MINSTENS and kort[-1] in "dt" else kort
        kort = _DUBBEL.sub(r"\1", kort)
    return kort


def stammen(tekst: str) -> Iterator[str]:
    """The telling words of a text, as stems.

    >>> list(stammen("Kostenbesparende bijdragen van voedselbanken tellen niet mee."))
    ['kostenbespar', 'bijdrag', 'voedselbank']
    """
    for woord in _WOORD.findall(tekst.lower()):
        if woord not in _LEEG:
            yield stam(woord) if woord[0].isalpha() else woord.replace(" ", "").replace("procent", "%")


class Zeldzaamheid:
    """How telling a word is: the rarer among the texts, the heavier.

    Args:
        rijen: the words of each text, each word once.
    """

    def __init__(self, rijen: Iterable[Collection[str]]) -> None:
        alle = list(rijen)
        self._aantal = max(1, len(alle))
        self._komt_voor = Counter(w for rij in alle for w in rij)

    def gewicht(self, woord: str) -> float:
        """Natural logarithm of (texts / texts with this word); 0 for a word of every text."""
        met = 1 + self._komt_voor[woord]
        return math.log(self._aantal / met) if self._aantal > met else 0.0


class Gewichten(Zeldzaamheid):
    """How telling a stem is among the provisions of law and local texts together."""

    def __init__(self, teksten: Iterable[str]) -> None:
        super().__init__(frozenset(stammen(t)) for t in teksten)

    def profiel(self, tekst: str) -> Profiel:
        """Stems of a text with their weight, in order of appearance: the same text gives the same order every time."""
        return Profiel((s, self.gewicht(s)) for s in dict.fromkeys(stammen(tekst)))


class Profiel(dict[str, float]):
    """Stems with their weight; its length as a vector is computed once."""

    @cached_property
    def kwadraat(self) -> float:
        """The length, squared."""
        return sum(g * g for g in self.values())


def gelijkenis(een: Profiel, ander: Profiel) -> float:
    """Cosine of two profiles, 0 (nothing in common) to 1.

    >>> gelijkenis(Profiel(gift=2.0), Profiel(gift=2.0))
    1.0
    """
    samen = sum([g * ander[s] for s, g in een.items() if s in ander])
    return samen / math.sqrt(een.kwadraat * ander.kwadraat) if samen else 0.0


class Profielen:
    """Many profiles that are compared with one at once.

    >>> Profielen([Profiel(gift=2.0), Profiel(boete=1.0)]).gelijkenis(Profiel(gift=2.0))
    [1.0, 0.0]
    """

    def __init__(self, profielen: Iterable[Profiel]) -> None:
        self._op_stam: dict[str, list[tuple[int, float]]] = {}
        self._lengte: list[float] = []
        for nummer, profiel in enumerate(profielen):
            self._lengte.append(profiel.kwadraat)
            for woord, gewicht in profiel.items():
                self._op_stam.setdefault(woord, []).append((nummer, gewicht))

    def gelijkenis(self, ander: Profiel) -> list[float]:
        """As :func:`gelijkenis`, of each."""
        samen = [0.0] * len(self._lengte)
        for woord, gewicht in ander.items():
            for nummer, eigen in self._op_stam.get(woord, ()):
                samen[nummer] += gewicht * eigen
        return [s and s / math.sqrt(k * ander.kwadraat) for s, k in zip(samen, self._lengte, strict=True)]


class Term:
    """A defined term, found in all its inflections but not inside a longer defined term.

    >>> zoek = Term("vrijlating", ("algemene vrijlating",)).staat_in
    >>> zoek("De vrijlatingen gaan vóór"), zoek("de algemene vrijlating")
    (True, False)
    """

    def __init__(self, term: str, andere: Iterable[str] = ()) -> None:
        self.term = term
        self._patroon = termpatroon(term)
        eigen = term.lower()
        self._langer = [termpatroon(a) for a in andere if a.lower() != eigen and eigen in a.lower()]

    def staat_in(self, tekst: str) -> bool:
        """Whether the text uses the term."""
        for langer in self._langer:
            tekst = langer.sub(" ", tekst)
        return self._patroon.search(tekst) is not None


@lru_cache(maxsize=4096)
def termpatroon(term: str) -> re.Pattern[str]:
    """A pattern for a term and its inflections: gift/giften, grens/grenzen, kostenbesparende bijdrage(n).

    >>> bool(termpatroon("vermogensgrens").search("de vermogensgrenzen")), bool(termpatroon("gift").search("giftig"))
    (True, False)
    """
    woorden = term.lower().split()
    delen = [re.escape(w) for w in woorden]
    delen = [re.sub(r"e$", "e?", d) for d in delen[:-1]] + delen[-1:]
    if delen and len(woorden[-1]) > 3:
        delen[-1] = re.sub(r"s$", "[sz]", re.sub(r"f$", "[fv]", delen[-1]))
    return re.compile(r"(?<![\w-])" + r"\s+".join(delen) + r"(?:e|en|s|n|'s|’s|ën|[a-z]en)?(?![\w-])", re.IGNORECASE)
