"""Laying two trees over each other: which unit became which, and the change tree that follows from it.

First the articles of the whole regulation are matched at once, across chapters; chapters follow their articles. Then
every matched pair is opened, only where it differs, down to alineas and cells. What is left over on both sides is compared
across parents: that is how a lid that moved to another artikel is recognised. Equal parts are never opened.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

from verordening.boom import TOELICHTING, Eenheid, Soort, Tabel
from versies.vergelijken.boompje import Uitlijning, bouw
from versies.vergelijken.knopen import Knoop, Vingers
from versies.vergelijken.koppelen import (
    eenmalig,
    koppel,
    koppel_op,
    koppel_rest,
    koppel_zelfde_nummer,
    meest_gelijk,
    orden,
    verbind,
)
from versies.vergelijken.paar import nootalineas
from versies.vergelijken.splitsen import zoek_gedeeld
from versies.vergelijken.woorden import lijkt

_ENKEL = frozenset(s.value for s in TOELICHTING | {Soort.OPSCHRIFT, Soort.AANHEF, Soort.LICHAAM, Soort.SLUITING})
"""What a parent has once needs no comparison."""
_ZONDER_ARTIKELEN = TOELICHTING | {Soort.LID, Soort.LIJST, Soort.BEGRIPPENLIJST, Soort.ONDERDEEL}
_VERHUIZERS = frozenset({"lid", "onderdeel", "begrip", "tabel", "artikel"})
_ZWAAR = 60
"""Characters below which a unit is not looked for under another parent: short phrases are equal by chance."""
_VERHUISD = 0.72
_VERHUISD_KORT = 0.85
_VEEL = 12
"""Words from which less likeness is enough to recognise a unit under another parent."""
_MAX_PAREN = 250_000


def lijn_uit(was: Eenheid, wordt: Eenheid) -> Uitlijning:
    """Lay the trees of two versions over each other."""
    vingers = Vingers()
    wortel = Knoop(was, None, vingers)
    vingers.naar_wordt()
    uitlijner = _Uitlijner(wortel, Knoop(wordt, None, vingers))
    uitlijner.werk()
    return bouw(uitlijner.was, uitlijner.wordt, list(dict.fromkeys(map(_grof, vingers.grof))))


class _Uitlijner:
    def __init__(self, was: Knoop, wordt: Knoop) -> None:
        self.was = was
        self.wordt = wordt
        self.open: list[tuple[Knoop, Knoop]] = []
        """Pairs that were opened because they differ."""
        self._geopend: set[int] = set()

    def werk(self) -> None:
        """Set partners on all nodes that belong together."""
        verbind(self.was, self.wordt)
        self.was.blijft = self.wordt.blijft = True
        if self.was.vinger.vol == self.wordt.vinger.vol:
            return
        artikelen = self._artikelen()
        self._daal(self.was, self.wordt)
        for knoop in artikelen:
            if knoop.partner is not None:
                self._daal(knoop, knoop.partner)
        self._verhuizingen()
        for a, b in self.open:  # groeit onder het lopen: wat hier gekoppeld wordt, gaat zelf ook open
            if not all(any(k.partner is None for k in kant.kinderen) for kant in (a, b)):
                continue
            orden(a.kinderen, b.kinderen)
            for knoop in koppel_rest(a.kinderen, b.kinderen):
                assert knoop.partner is not None
                self._daal(knoop, knoop.partner)
        for a, b in self.open:
            orden(a.kinderen, b.kinderen)

    # the whole regulation at once

    def _artikelen(self) -> list[Knoop]:
        was, wordt = _verzamel(self.was), _verzamel(self.wordt)
        koppel(was, wordt)
        orden(was, wordt)
        koppel_rest(was, wordt)
        koppel_zelfde_nummer(was, wordt)
        _koppel_bakken(was)
        for knoop in (*was, *wordt):
            knoop.blijft = False
            # Hoofdstukken waartussen een artikel verhuisde, moeten open, hoe gelijk zij ook lijken.
            if knoop.partner is not None and knoop.ouder is not None and knoop.ouder.partner is not knoop.partner.ouder:
                _verstoor(knoop)
        return was

    # pair by pair

    def _daal(self, a: Knoop, b: Knoop) -> None:
        """Open a pair that differs, and match what stands below."""
        if a.vinger.vol == b.vinger.vol and not a.verstoord and not b.verstoord:
            return
        if id(a) in self._geopend:
            return
        self._geopend.add(id(a))
        self.open.append((a, b))
        if a.klasse == "artikel":
            _ledenvorm(a, b)
        onder_a, onder_b = a.kinderen, b.kinderen
        if a.klasse == "rij" and len(onder_a) == len(onder_b):  # even breed: elke cel hoort bij die op haar plaats
            for x, y in zip(onder_a, onder_b, strict=True):
                verbind(x, y)
        koppel_op(onder_a, onder_b, lambda k: k.klasse if k.klasse in _ENKEL else None)
        koppel(onder_a, onder_b, ver=a.klasse != "rij")
        zoek_gedeeld(onder_a, onder_b)
        zoek_gedeeld(onder_b, onder_a)
        for knoop in onder_a:
            if knoop.partner is not None and knoop.partner.ouder is b:
                self._daal(knoop, knoop.partner)

    # under another parent

    def _verhuizingen(self) -> None:
        """Units that are left on both sides: the same words under another parent have moved; the largest go first."""
        was = _losse([a for a, _ in self.open])
        wordt = _losse([b for _, b in self.open])
        per_kern, per_aanhef = eenmalig(was, wordt, lambda k: k.vinger.kern), eenmalig(was, wordt, _aanhef)
        for knoop in was:
            ander = per_kern.get(knoop.vinger.kern) or per_aanhef.get(_aanhef(knoop))
            if ander is not None:
                self._verhuis(knoop, ander)
        for knoop, ander in meest_gelijk(was, wordt, _lijken, _MAX_PAREN):
            self._verhuis(knoop, ander)

    def _verhuis(self, a: Knoop, b: Knoop) -> None:
        if a.partner is None and b.partner is None and a.klasse == b.klasse:
            verbind(a, b)
            for knoop in (a, b):
                _verstoor(knoop)
            self._daal(a, b)


def _lijken(a: Knoop, b: Knoop) -> float:
    lang, kort = sorted((len(a.woorden), len(b.woorden)), reverse=True)
    grens = _VERHUISD if kort >= _VEEL else _VERHUISD_KORT
    gelijkenis = lijkt(a.woorden, b.woorden, grens) if 2 * kort >= grens * (lang + kort) else 0.0
    return gelijkenis if gelijkenis >= grens else 0.0


def _grof(knoop: Knoop) -> str:
    plaats = (knoop.ouder or knoop).eenheid.adres.tekst(kort=True) or "de regeling"
    return (
        f"Bij {plaats} veranderden zoveel onderdelen tegelijk dat niet alle paren met elkaar zijn vergeleken; "
        "de uitkomst klopt, maar kan meer als vervallen en nieuw tonen dan nodig."
    )


def _verzamel(wortel: Knoop) -> list[Knoop]:
    """The articles in document order, outside the explanatory notes."""
    uit: list[Knoop] = []
    stapel = [wortel]
    while stapel:
        knoop = stapel.pop()
        if knoop.klasse == "artikel":
            uit.append(knoop)
        elif isinstance(knoop.deel, Eenheid) and knoop.deel.soort not in _ZONDER_ARTIKELEN:
            stapel.extend(reversed(knoop.kinderen))
    return uit


def _koppel_bakken(artikelen: list[Knoop]) -> None:
    """Chapters and the like follow their articles: most of them in common, then the same number."""
    stemmen: Counter[tuple[Knoop, Knoop]] = Counter()
    omvang: Counter[Knoop] = Counter()
    for knoop in artikelen:
        boven_a, boven_b = _boven(knoop), _boven(knoop.partner)
        omvang.update((*boven_a, *boven_b))
        stemmen.update((x, y) for x in boven_a for y in boven_b if x.klasse == y.klasse)
    volgorde = {knoop: n for n, knoop in enumerate(omvang)}
    kandidaten = []
    for (x, y), aantal in stemmen.items():
        anders, deel = x.nummer != y.nummer, aantal / max(omvang[x], omvang[y])
        if deel >= 0.5 or not anders:
            kandidaten.append((-deel, anders, volgorde[x], volgorde[y], x, y))
    for *_, x, y in sorted(kandidaten, key=itemgetter(0, 1, 2, 3)):
        if x.partner is None and y.partner is None:
            verbind(x, y)


def _boven(knoop: Knoop | None) -> list[Knoop]:
    uit = []
    while knoop is not None and (knoop := knoop.ouder) is not None:
        if knoop.ouder is not None and knoop.klasse not in _ENKEL:
            uit.append(knoop)
    return uit


def _verstoor(knoop: Knoop) -> None:
    while (boven := knoop.ouder) is not None and not boven.verstoord:
        boven.verstoord = True
        knoop = boven


def _ledenvorm(a: Knoop, b: Knoop) -> None:
    """Plain text of an artikel that has leden on the other side is compared as a lid without a number."""
    met_a = any(k.klasse == "lid" for k in a.kinderen)
    met_b = any(k.klasse == "lid" for k in b.kinderen)
    if met_a == met_b:
        return
    zonder = b if met_a else a
    if zonder.kinderen:
        bij = {id(n) for n in nootalineas(zonder.deel)}
        noten = [k for k in zonder.kinderen if id(k.deel) in bij]
        tekst = Eenheid(Soort.LID, inhoud=tuple(k.deel for k in zonder.kinderen[len(noten) :]))  # type: ignore[misc]
        if tekst.inhoud:
            zonder.zet_kinderen([*noten, Knoop(tekst, zonder, zonder.vingers)])


def _aanhef(knoop: Knoop) -> int | None:
    """The first words of a unit with units below it (None when they say little): they tell who it is."""
    kinderen = knoop.kinderen
    if len(kinderen) < 2 or kinderen[0].klasse != "alinea" or kinderen[0].vinger.grootte < _ZWAAR // 2:
        return None
    return kinderen[0].vinger.vol


def _losse(geopend: list[Knoop]) -> list[Knoop]:
    """Units without a partner below opened pairs, the largest first."""
    uit: list[Knoop] = []
    stapel = [k for knoop in geopend for k in knoop.kinderen if k.partner is None]
    while stapel:
        knoop = stapel.pop()
        if knoop.partner is not None or knoop.gedeeld is not None or not isinstance(knoop.deel, (Eenheid, Tabel)):
            continue
        if knoop.vinger.grootte < _ZWAAR:
            continue
        if knoop.klasse in _VERHUIZERS and not knoop.grafsteen and not knoop.los_lid:
            uit.append(knoop)
        stapel.extend(knoop.kinderen)
    return sorted(uit, key=lambda k: -k.vinger.grootte)
