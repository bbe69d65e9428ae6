"""What a line of a decision that was not read may mean: sentences that are read, and that can be executed on the text.

A proposal takes from the line only what can be laid beside the regulation: one place, words between quotation marks, words that
stand in that place. A line that says more (two places, a day, a second sentence) gets none: who took that over, would lose the
rest in silence. A proposal is shown with its effect and never executed by itself: a person takes it over as his own
reading of the line (:mod:`versies.opdracht.lezingen`), and it is then calculated and proven as any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling, regels
from verordening.register import Register
from versies.opdracht import lees_besluit
from versies.opdracht.adressen import AANHALING, lees_plek
from versies.opdracht.beeld import beeld
from versies.opdracht.woorden import patroon
from versies.toepassen import pas_toe

MEEST = 3
"""No more proposals than this beside one line."""
_LANG = 600
"""A longer line is not searched for words."""
_WOORD = re.compile(r"\S+")
_CIJFER = re.compile(r"\d")
_RANG = ("artikel", "lid", "onderdeel", "zin")
"""Places from large to small: what a line names beside a larger one, stands in it."""


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A sentence that is read, and the regulation as it is after that sentence alone."""

    zin: str
    wordt: Regeling


def voorstellen(regel: str, was: Regeling) -> tuple[Voorstel, ...]:
    """At most three readings of a line, the most likely first; none when it names no place, or says more than one thing.

    Args:
        regel: the line as it stands in the decision.
        was: the text that the decision amends.

    >>> from verordening.lezers import lees
    >>> was = lees(b"# Verordening inspraak\\n\\n### Artikel 1 Tijd\\n1. De zitting is openbaar.\\n2. Een spreker heeft vijf minuten.\\n", naam="v.md")
    >>> [v.zin for v in voorstellen("De spreektijd in art. 1 lid 2 gaat van vijf minuten naar drie minuten.", was)]
    ['In artikel 1, tweede lid, wordt “vijf” vervangen door “drie”.']
    """
    uit: dict[str, Voorstel] = {}
    for zin in _zinnen(regel.strip()[:_LANG], Register.van(was)):
        if zin not in uit and (na := _uitgevoerd(zin, was)) is not None:
            uit[zin] = Voorstel(zin, na)
        if len(uit) == MEEST:
            break
    return tuple(uit.values())


def _uitgevoerd(zin: str, was: Regeling) -> Regeling | None:
    """The text after this sentence; None when it is not read, not executed, or changes nothing."""
    try:
        uitkomst = pas_toe(was, lees_besluit(f"Artikel I\n\n{zin}\n"))
    except Geweigerd:
        return None
    return uitkomst.wordt if uitkomst.uitgevoerd and uitkomst.wordt != was else None


def _zinnen(regel: str, register: Register) -> Iterator[str]:
    citaten, kaal = _citaten(beeld(regel).kern if beeld(regel).streep else regel)
    kop, _, achter = ("", "", "") if citaten else kaal.rpartition(": ")
    plaatsen, rest = _plaatsen(kop or kaal, register)
    if len(plaatsen) != 1 or _zegt_meer(rest) or patroon("DATUM").search(kaal):
        return
    (adres,) = plaatsen
    plek = adres.tekst() + ("," if ", " in adres.tekst() else "")
    vondst = register.vind(adres)
    tekst = citaten[0] if len(citaten) == 1 else achter if kop else ""
    volzin = tekst if tekst[:1].isupper() else ""
    erbij = patroon("KOMT_ERBIJ").search(rest)
    if vondst.mist is None:
        inhoud = "\n".join(t for _, t in regels(vondst.eenheid))
        for oud, nieuw in _paren(citaten, rest if citaten or not kop else f"{rest} {achter}", inhoud):
            yield f"In {plek} wordt “{oud}” vervangen door “{nieuw}”."
        if patroon("KAN_WEG").search(rest) and len(citaten) < 2:
            yield f"In {plek} vervalt “{citaten[0]}”." if citaten else f"{_hoofd(adres.tekst())} vervalt."
        if volzin and erbij:
            yield f"Aan {plek} wordt een zin toegevoegd, luidende: {tekst}"
        elif volzin and tekst not in inhoud:
            yield f"{_hoofd(plek)} komt te luiden: {tekst}"
    elif tekst and erbij and (stap := adres.stappen[-1]).soort in ("lid", "onderdeel"):
        boven = Adres(adres.stappen[:-1]).tekst()
        label = "" if re.match(rf"{re.escape(stap.nummer)}[.)]", tekst) else f"{stap.nummer}. "
        komma = "," if ", " in boven else ""
        yield f"Aan {boven}{komma} wordt een {stap.soort} toegevoegd, luidende: {label}{tekst}"


def _zegt_meer(rest: str) -> bool:
    """A second sentence or clause beside the place, or a number that may be a place and is not read as one."""
    woorden = rest.split()
    zin = any(
        (w[-1] in ".;" and "." not in w[:-1]) or (w[-1] == "…" and na[0].isupper()) for w, na in pairwise(woorden)
    )
    return zin or bool(patroon("NOG_IETS").search(rest)) or bool(woorden and patroon("GEPUNT_NUMMER").match(woorden[0]))


def _citaten(regel: str) -> tuple[list[str], str]:
    """What stands between quotation marks, and the line with those words put out of sight."""
    uit: list[str] = []
    kaal, i = "", 0
    while i < len(regel):
        sluit = AANHALING.get(regel[i], "")
        eind = next((j for j in range(i + 1, len(regel)) if regel[j] in sluit and _los(regel, i, j)), 0)
        if eind:
            uit.append(regel[i + 1 : eind])
            kaal, i = kaal + "…", eind + 1
        else:
            kaal, i = kaal + regel[i], i + 1
    return [c for c in uit if c.strip()], kaal


def _los(regel: str, begin: int, eind: int) -> bool:
    """Marks around words, no apostrophe in one."""
    return not (regel[begin - 1 : begin].isalnum() or regel[eind + 1 : eind + 2].isalnum())


def _plaatsen(kaal: str, register: Register) -> tuple[list[Adres], str]:
    """The places that a line names, each in the larger one before it; and the words beside them."""
    uit: list[Adres] = []
    rest, tot = "", 0
    for woord in _WOORD.finditer(kaal):
        if woord.start() < tot:
            continue
        begin = woord.start() + len(woord[0]) - len(woord[0].lstrip("-–—•*(["))
        plek = lees_plek(kaal, begin) if begin < woord.end() else None
        nummer = woord[0].strip("-–—•*()[]:,;")
        if plek is not None and all(a.stappen for a in plek.adressen):
            tot = plek.einde
            for adres in plek.adressen:
                uit.append(_binnen(uit[-1], adres) if uit else adres)
        elif not uit and nummer in register.artikelnummers:
            uit.append(Adres((Stap("artikel", nummer),)))
        else:
            rest += f" {woord[0]}"
    diepste = [a for a in uit if not any(b != a and b.stappen[: len(a.stappen)] == a.stappen for b in uit)]
    return list(dict.fromkeys(diepste)), rest


def _binnen(vorige: Adres, adres: Adres) -> Adres:
    """The place in the place before it, as far as that is larger."""
    soort = adres.stappen[0].soort
    rang = _RANG.index(soort) if soort in _RANG else 0
    boven = [s for s in vorige.stappen if s.soort in _RANG and _RANG.index(s.soort) < rang]
    return Adres((*boven, *adres.stappen)) if boven else adres


def _paren(citaten: list[str], rest: str, inhoud: str) -> Iterator[tuple[str, str]]:
    """Old and new words: between quotation marks, or on both sides of «naar», «door» or «wordt»."""
    if len(citaten) == 2:
        yield from ((a, b) for a, b in (citaten, citaten[::-1]) if a in inhoud and (b not in inhoud or b in a))
    if citaten:
        return
    for tussen in patroon("TUSSEN_OUD_EN_NIEUW").finditer(rest):
        oud, nieuw = rest[: tussen.start()], rest[tussen.end() :]
        if tussen["omgekeerd"]:
            oud, nieuw = nieuw, oud
        delen = nieuw.strip().rstrip(".;,").split()
        staat = _staat_er(oud.strip().rstrip(".;,").split(), delen, inhoud)
        if staat and not any(d.endswith((",", ";")) for d in delen):
            yield _kort(staat, delen)


def _staat_er(woorden: list[str], nieuw: list[str], inhoud: str) -> list[str]:
    """The words that stand once in the text, as many as the new ones: the last of the phrase, or like them (same end, same amount)."""
    lang = len(nieuw)
    rijen = [woorden[n - lang : n] for n in range(len(woorden), lang - 1, -1) if lang]
    bedrag = _vorm(nieuw) if any(map(_CIJFER.search, nieuw)) else None
    passend = [r for n, r in enumerate(rijen) if n == 0 or (lang > 1 and r[-1] == nieuw[-1]) or _vorm(r) == bedrag]
    eens = (r for r in passend if len(re.findall(rf"(?<!\w){re.escape(' '.join(r))}(?!\w)", inhoud)) == 1)
    return next(eens, [])


def _vorm(woorden: list[str]) -> list[str]:
    """Words with every number as one sign."""
    return ["#" if _CIJFER.search(w) else w for w in woorden]


def _kort(oud: list[str], nieuw: list[str]) -> tuple[str, str]:
    """Old and new words without what both end with."""
    gelijk = next((n for n in range(len(oud) - 1) if oud[-1 - n] != nieuw[-1 - n]), len(oud) - 1)
    return " ".join(oud[: len(oud) - gelijk]), " ".join(nieuw[: len(nieuw) - gelijk])


def _hoofd(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
