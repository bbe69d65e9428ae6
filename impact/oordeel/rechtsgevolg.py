"""What a sentence makes happen: does something count, does someone get it, or the opposite.

Two sentences about the same subject contradict each other when their legal effect is of one kind and of opposite sign
("wordt in mindering gebracht" against "blijft buiten beschouwing"), whatever other words they use. An exception
("tenzij …") has the sign of its rule turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from impact.oordeel.strekking import hoofdzin, ontkent, zinnen


class Werking(StrEnum):
    """Kind of legal effect."""

    TELT = "telt"
    KRIJGT = "krijgt"


_IETS = r"\b[^.;]{0,90}\b"
_WERKINGEN = {
    Werking.TELT: (
        (
            r"in aanmerking (?:te )?(?:ge)?n[eo]m\w*",
            rf"ne(?:em|m)\w*{_IETS}in aanmerking",
            r"tel(?:t|len|den)",
            r"mee(?:ge)?tel\w*",
            r"(?:ge)?reken(?:d|t|en)",
            r"(?:ge)?rekend",
            r"aan(?:ge)?merk\w*",
            r"beschouwd",
            r"in mindering|afgestemd",
            r"(?:ge)?kort(?:en|t)?",
            r"verlag(?:en|ing)|verlaagt?",
            r"lager vast(?: te stellen|gesteld)|afgetrokken",
            rf"trek\w*{_IETS}af",
            r"van toepassing",
            r"aangenomen|aanwezig geacht",
            r"voer(?:t|en)",
            rf"leid(?:t|en){_IETS}tot",
        ),
        (
            r"buiten (?:beschouwing|aanmerking)",
            r"(?:laten|laat|blijft|blijven|is|zijn|geheel|wordt|worden)(?: \w+){0,4} vrij",
            r"(?<!een )(?<!de )(?<!het )vrijgelaten|vrij(?:stell\w*|gesteld)",
            r"ongemoeid",
            r"geen gevolgen",
        ),
    ),
    Werking.KRIJGT: (
        (
            r"verle(?:en|n)\w*",
            r"toe(?:ge)?ken(?:d|t|nen)",
            r"kent{0}toe".replace("{0}", _IETS),
            r"verstrekt|verstrekken",
            r"in behandeling",
            r"(?:in)?gediend|(?:in)?dienen|indient",
            r"aan(?:ge)?vra(?:agt|gen|agd)",
            r"gaat(?: \w+){0,3} in",
            r"recht op",
            r"ontvang(?:t|en)",
            r"krijg(?:t|en)",
        ),
        (rf"geweigerd|weiger(?:t|en)|afgewezen|wijst{_IETS}af", r"stopgezet|stilgelegd|beëindigd"),
    ),
}
_PATRONEN = {
    naam: tuple(re.compile(rf"\b(?:{'|'.join(rij)})\b", re.I) for rij in beide) for naam, beide in _WERKINGEN.items()
}
_DAN = re.compile(r"^(?:[A-Z][^,.;]{8,160}, dan |(?:Wie|Degene die|Wat|Voor wie) [^,.;]{4,160}, )")
_NEVENZIN = re.compile(r" (?:en|maar|of) (?=\w+t\b|\w+en\b)")
_VOORWAARDE = re.compile(r"\b(?:voor ?zover|zolang|indien|tenzij|mits|wanneer|omdat|waarvan|waarvoor|welke)\b", re.I)
_VERDER = re.compile(r", (?:die|dat|waarna|waardoor|waarbij) ([^,.;]*)[.;]?$")
_UITZONDERING = re.compile(r",? (?:tenzij|behalve (?:als|indien|wanneer)|met uitzondering van)\b")
_AFGESCHAFT = re.compile(r"\b(?:is|zijn) (?:weg|vervallen|afgeschaft)\b|\bverval(?:t|len)\b|\bverdwijn(?:t|en)\b")
_DAARBUITEN = re.compile(r"^(?:In alle (?:andere )?gevallen|Wie|Waar|Indien|Voor zover)\b[^,.;]*\bniet\b[^,.;]*,")
"""What holds for those to whom a rule does not apply says nothing about those to whom it does."""
_REST = re.compile(
    r"\b(?:het meerdere\b|het overige\b|daarboven\b|(?:boven|(?:hoger|meer) dan) (?:(?:de|het|dit|dat|deze|die)\b|€))",
    re.I,
)


class Gevolg(NamedTuple):
    """A kind of effect, and whether it happens (``wel``) or is denied."""

    werking: Werking
    wel: bool

    def tegen(self, ander: Gevolg | None) -> bool:
        """Whether the other says the opposite about the same kind."""
        return ander is not None and ander.werking is self.werking and ander.wel is not self.wel


def kern(zin: str) -> str:
    """The main clause without its conditions.

    >>> kern("Betaalt een ander de huur, dan wordt dat als inkomen aangemerkt voor zover het € 50 overstijgt.").strip()
    'wordt dat als inkomen aangemerkt'
    """
    hoofd = hoofdzin(_DAN.sub("", zin))
    return _VOORWAARDE.split(hoofd)[0] or hoofd


def gevolg(zin: str) -> Gevolg | None:
    """The legal effect of a sentence; None when it has none that is known.

    >>> gevolg("Giften blijven buiten beschouwing."), gevolg("Giften tellen niet mee.")
    (Gevolg(werking=<Werking.TELT: 'telt'>, wel=False), Gevolg(werking=<Werking.TELT: 'telt'>, wel=False))
    """
    return next(_gevolgen(kern(zin)), None)


def gevolgen(zin: str) -> list[Gevolg]:
    """The effect of the main clause and of the clause that goes on about it.

    >>> [g.wel for g in gevolgen("Het college kent een waarde toe, die in mindering komt op de bijstand.")]
    [True, True]
    """
    hoofd = kern(zin)
    verder = _VERDER.search(zin)
    return [*_gevolgen(hoofd), *(_gevolgen(verder[1]) if verder else ())]


def _gevolgen(hoofd: str) -> Iterator[Gevolg]:
    for naam, (wel, niet) in _PATRONEN.items():
        for deel in (*_NEVENZIN.split(hoofd), hoofd):
            draait = bool(niet.search(deel))
            if draait or wel.search(deel):
                yield Gevolg(naam, ontkent(deel) is draait)
                break


class Bewering(NamedTuple):
    """A part of a text of the law with the effect that it has for what it speaks of."""

    tekst: str
    gevolg: Gevolg | None


def beweringen(wettekst: str) -> Iterator[Bewering]:
    """The rules and the exceptions in words of the law, each with its own sign.

    >>> [(b.tekst, b.gevolg.wel) for b in beweringen("Als gehuwd wordt aangemerkt de partner, tenzij er zorg nodig is.")]
    [('Als gehuwd wordt aangemerkt de partner', True), ('tenzij er zorg nodig is.', False)]
    """
    for zin in zinnen(wettekst):
        eerst, *rest = _UITZONDERING.split(zin, maxsplit=1)
        hoe = None if _DAARBUITEN.search(eerst) else gevolg(eerst)
        yield Bewering(eerst, hoe)
        if rest:
            woord = zin[len(eerst) : len(zin) - len(rest[0])].lstrip(", ")
            yield Bewering(woord + rest[0], Gevolg(hoe.werking, not hoe.wel) if hoe is not None else None)


def afgeschaft(wettekst: str) -> list[str]:
    """Sentences that say that something is no more.

    >>> afgeschaft("De grens geldt steeds; de aftrek van eerder benutte ruimte is weg.")
    ['de aftrek van eerder benutte ruimte is weg.']
    """
    return [z for z in zinnen(wettekst) if _AFGESCHAFT.search(z)]


def heeft_uitzondering(zin: str) -> bool:
    """Whether a sentence leaves room beside its rule."""
    return bool(_UITZONDERING.search(zin))


def over_de_rest(zin: str) -> bool:
    """Whether a sentence speaks of what is left above a limit, not of what is under it."""
    return bool(_REST.search(kern(zin)))
