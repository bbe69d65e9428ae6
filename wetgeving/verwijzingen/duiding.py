"""Deciding what words mean once they are read: own places, chains, books of the BW, unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from verordening.adres import Adres, Stap
from verordening.taal.lexer import RANGORDE
from verordening.taal.vormen import Doel, Stappen
from wetgeving.namen import heet, namen
from wetgeving.verwijzingen.typen import Verwijzing, Vindplaats

_MAAND = "januari|februari|maart|april|mei|juni|juli|augustus|september|o[ck]tober|november|december"
_WOORD = (
    r"(?:wet|wetboek|besluit|regeling|verordening|reglement|richtlijn|statuut|verdrag|protocol|overeenkomst|beleidsregels?|"
    r"code|convenant|akkoord|cao|handvest|voorschriften|regels|circulaire|aanwijzing|beschikking|instructie|keur)"
)
WET_VAN = re.compile(
    rf"(?:(?:rijks)?wet|koninklijk besluit) van (?:den? )?\d{{1,2}}(?:e|den?|sten?)? (?i:{_MAAND}) \d{{4}}"
)
_HOOFDWOORD = re.compile(
    r"[Dd]e (?=verordening (?!van )(?:[\w-]+ ){1,8}?(?:(?:19|20)\d\d|gemeente [A-Z]\w+)(?!\w))|(?:(?:[Dd]e|[Hh]et) |(?<=gekomen )|(?<=gesloten )|(?<=ondertekende )|(?<=gedane ))(?=[A-Z])(?="
    rf"(?!(?i:verdrag|overeenkomst|protocol|akkoord) )(?:Algemene (?:[A-Za-z][a-z]+e [a-z]*)?)?(?i:{_WOORD}) (?!(?:in|bij) )|(?i:verdrag|overeenkomst|protocol|akkoord|conventie) "
    r"(?:[A-Z]|(?:inzake|betreffende|nopens|over|tot|ter|tussen|van|voor|op) ))"
)
"""How a name starts that is one even when no table knows it."""
EIGENNAAM = re.compile(r"[A-Z][\w'&/.-]*[\w](?: [\w'&/-]+){0,14}|[\w-]{0,40}" + _WOORD + r"(?!\w)(?: [\w'&/-]+){0,14}")
_VERDRAG = re.compile(
    r"(?:Verdrag|Overeenkomst|Protocol|Conventie) (?:(?!artikel|bijlage|zoals|gewijzigd|goedgekeurd|laatstelijk|[a-z ](?:Verdrag|Protocol|Overeenkomst)|"
    r"[A-Z][a-z]*wet\b)[^.;:()\d]){5,300}?(?= \(Trb\.)"
)
"""A treaty, up to where it was published."""
_STOP = re.compile(
    r"(?<= (?:18|19|20)\d\d) (?=[a-z])| in werking| bij (?:de|het) | (?:is|zijn|was|waren|wordt|worden|werd|werden|kan|kunnen|kon|heeft|hebben|had|geldt|gelden|gold|blijft|blijven|niet|"
    r"indien|die|dat|dit|deze|zoals|voor zover|bedoelde?|genoemde?|gestelde?|opgenomen|vastgestelde?|moet|moeten|mag|mogen|"
    r"zal|zullen|(?:en|of) (?:\d[\w.:]*|de|het|artikel|artikelen|in|van|op|met)|dan wel|alsmede|met|uiterlijk|binnen|tot|onderdeel|"
    r"artikel|artikelen|komt|komen|vervalt|vervallen|geen|luidt|luidde|doet|doen|stelt|stellen|bepaalt|bedraagt|ten|treedt|treden|als|waar\w*|er|zich|"
    r"hij|zij|ook|nog|juist|reeds|wel|onverminderd|ziet|vindt|berust|bevat|regelt|door|overeenkomstig|toepas\w+|aan|naar|of|"
    r"onder|te(?= [a-z])|teneinde|sprake|vanaf|sinds|vóór|ontvangt|verstaan|verleende?|gegeven|aangewezen|respectievelijk|onderscheidenlijk)(?![\w-])|"
    r"(?<!van)(?<!voor)(?<!op)(?<!in)(?<!aan)(?<!over)(?<!bij)(?<!uit)(?<!wege)(?<!buiten)(?<!tot)(?<!inzake) een(?!\w)"
)
_TOT = re.compile(r"[A-Z][a-z]+ (?:tot|ter|tussen [^,;:]{3,60}? en (?:de|het))")
"""How the name of a treaty or an act may begin with a word that ends other names: "Verdrag tot bescherming …"."""
_LAGE_STOP = re.compile(r" (?:van|op|in|voor|inzake|betreffende|over|en|der|het|de|den|des|tegen|om|bij|uit|per)$")
_LAAG = re.compile(r" (?=[a-z])")
_IS_REGEL = re.compile(rf"(?i:{_WOORD})(?![a-z])")
_JAARTAL = re.compile(r" (?:19|20)\d\d(?!\d)")
_VAN = re.compile(
    r",?[ \n]{0,3}(?:van|bij|uit|der)(?:[ \n]{1,3}(?:de|het))?[ \n]{1,3}(?:[\"“„«](?=[A-Z]))?(?=[\w-])(?!Onze )"
)
_ZONDER_VAN = re.compile(
    r"[ ,] ?(?=(?:[A-Z][\w-]*)?(?:[Ww]et|[Ww]etboek|[Bb]esluit|[Rr]egeling|[Vv]erordening|[Rr]eglement|[Ss]tatuut|[Mm]aatregel|[Bb]eleidsregels?)"
    r"(?![\w-]))(?=[A-Z])| (?=(?![IVXLC]+(?!\w))[A-Z][A-Za-z]{0,6}[A-Z](?:-[A-Z]{2,6})?(?![\w-]))"
)


class Bron(NamedTuple):
    """A regulation as named: its id when decided, its name, the ids that remain when not."""

    regeling: str | None
    naam: str
    kandidaten: tuple[str, ...] = ()
    eigen: bool = False


def bron_van(v: Verwijzing) -> Bron:
    """The regulation of a reference."""
    return Bron(v.regeling, v.naam, v.kandidaten, v.soort == "intern")


def is_van_soort(bron: Bron, soort: str) -> bool:
    """Whether a regulation can be "die wet", "dat besluit": its name says so, or that of what an abbreviation stands for.

    >>> is_van_soort(Bron("BWBR0005537", "Awb"), "wet"), is_van_soort(Bron("BWBR0005537", "Awb"), "besluit")
    (True, False)
    """
    naam = bron.naam.lower()
    return soort in naam or (bron.regeling is not None and " " not in naam and soort in heet(bron.regeling))


@lru_cache(maxsize=16384)
def eigen_plaats(doel: Doel, artikel: str, lid: str, onderdeel: tuple[str, ...]) -> tuple[Stappen, ...]:
    """Own article and places for "het eerste lid", "onderdeel b", "dit artikel", "dit hoofdstuk"."""
    if doel.ankerpunt == "dit" and doel.dat not in _IN_ARTIKEL:
        return tuple((Stap(doel.dat), *p) for p in doel.plaatsen)
    boven: Stappen = (Stap("artikel", artikel.replace(" ", "_")),) if artikel else ()
    hier: Stappen = (Stap("lid", lid),) if lid else ()
    onder = tuple(Stap("onderdeel", o) for o in onderdeel)
    if doel.ankerpunt == "dit":
        if doel.dat == "artikel":
            return tuple((*boven, *p) for p in doel.plaatsen)
        hier += onder if doel.dat == "onderdeel" else ()
        return tuple((*boven, *hier, *p) for p in doel.plaatsen)
    diepte = next((n for n, o in enumerate(onderdeel) if o[0].isdecimal()), len(onderdeel))
    uit = []
    for plaats in doel.plaatsen:
        if plaats[:1] and plaats[0].soort == "lid":
            uit.append((*boven, *plaats))
        elif plaats[:1] and plaats[0].soort == "onderdeel" and plaats[0].nummer[:1].isdecimal():
            uit.append((*boven, *hier, *onder[:diepte], *plaats))
        else:
            uit.append((*boven, *hier, *plaats))
    return tuple(uit)


def voorgaand(doel: Doel, hier: Vindplaats, artikel: str, leden: Sequence[str]) -> tuple[Stappen, ...]:
    """Places for "het vorige lid", "de voorgaande leden", "het voorgaande artikel"; the unit around it when it is not known.

    Args:
        doel: what the words say.
        hier: where they stand.
        artikel: the artikel before that one.
        leden: the leden of that one up to there, its own included.
    """
    if doel.dat == "artikel" and artikel:
        return tuple((Stap("artikel", artikel.replace(" ", "_")), *p) for p in doel.plaatsen)
    if doel.dat.startswith("artikel"):
        return ((),)
    boven: Stappen = (Stap("artikel", hier.artikel.replace(" ", "_")),) if hier.artikel else ()
    if doel.dat == "zin":
        lid = (Stap("lid", hier.lid),) if hier.lid else ()
        return ((*boven, *lid, *(Stap("onderdeel", o) for o in hier.onderdeel)),)
    eerder = leden[:-1] if doel.dat == "leden" else leden[-2:-1]
    return tuple((*boven, Stap("lid", nummer), *p) for nummer in eerder for p in doel.plaatsen) or (boven,)


def volgend(doel: Doel, hier: Vindplaats, artikelen: frozenset[str]) -> tuple[Stappen, ...]:
    """Places for "het volgende lid", "het volgende artikel"; the unit around it when it is not known.

    Args:
        doel: what the words say.
        hier: where they stand.
        artikelen: numbers of the artikelen of the regulation.
    """
    if doel.dat in ("artikel", "artikelen"):
        raak = _NUMMER.fullmatch(hier.artikel)
        cijfers, letter = raak.groups() if raak else ("0", "z")
        erna = f"{cijfers}{chr(ord(letter or '`') + 1)}", str(int(cijfers) + 1)
        nummer = next((n for n in erna if n in artikelen), "") if doel.dat == "artikel" else ""
        return tuple((Stap("artikel", nummer), *p) for p in doel.plaatsen) if nummer else ((),)
    boven: Stappen = (Stap("artikel", hier.artikel.replace(" ", "_")),) if hier.artikel else ()
    if doel.dat != "lid" or not hier.lid.isdecimal():
        return (boven,)
    return tuple((*boven, Stap("lid", str(int(hier.lid) + 1)), *p) for p in doel.plaatsen)


_NUMMER = re.compile(r"(\d{1,5})([a-y]?)")
ENKELVOUD = {"artikelen": "artikel", "leden": "lid", "onderdelen": "onderdeel", "punt": "onderdeel"}
_IN_ARTIKEL = ("artikel", "lid", "onderdeel", "zin")
_TERUG = 40
"""How many references back in one paragraph "dat lid" can point: no text makes reading it slow."""


def dieper(doel: Doel, vorige: Adres) -> tuple[Stappen, ...]:
    """Places inside "dat artikel", "dat lid", "dat hoofdstuk": those of the place named before, and what the words add."""
    stappen = vorige.stappen
    artikel = next((n + 1 for n, s in enumerate(stappen) if s.soort == "artikel"), 0)
    soort = ENKELVOUD.get(doel.dat, doel.dat)
    anders = artikel if soort in ("artikel", "lid") else len(stappen)
    einden = [n + 1 for n, s in enumerate(stappen) if s.soort == soort] or [anders]
    houdt = stappen[: einden[0 if doel.dat == "punt" else -1]]
    return tuple((*(stappen[:artikel] if p[:1] and p[0].soort == "lid" else houdt), *p) for p in doel.plaatsen)


_BINNEN = {soort: 30 + n for n, soort in enumerate(("lid", "onderdeel", "streepje", "zin"))}


def _maat(stappen: Stappen) -> int:
    """How small the last step of a place is: a regulation, a larger unit, an artikel, a lid, an onderdeel."""
    return (RANGORDE | _BINNEN).get(stappen[-1].soort, 40) if stappen else -1


def ruimer(plaats: Stappen, uit: Sequence[Verwijzing]) -> Verwijzing | None:
    """What "daarvan" means behind a place: the last that was named and holds it, a lid that of an artikel; else the regulation of
    something beside it."""
    grens = _maat(plaats[:1])
    for v in islice(reversed(uit), _TERUG):
        maat = _maat(v.plaatsen[-1].stappen)
        if grens >= 30 and RANGORDE["artikel"] <= maat < grens:
            return v
        if grens < 30 and (maat <= grens or v.soort == "extern"):
            return v
    return None


def erin(doel: Doel, vorige: Adres) -> tuple[Stappen, ...]:
    """Places inside a place named before: what of that one is larger than what the words name; an artikel is found by its number."""
    eerste = doel.plaatsen[0][:1]
    houdt = tuple(takewhile(lambda s: _maat((s,)) < _maat(eerste), vorige.stappen))
    if eerste[0].soort == "artikel":
        houdt = tuple(s for s in houdt if s.soort == "bijlage")
    return tuple((*houdt, *p) for p in doel.plaatsen)


def genoemd(wat: str, teksten: Iterable[Sequence[Verwijzing]]) -> list[Verwijzing]:
    """What "deze artikelen", "dat lid" or "die leden" means: the last list, the last place with a lid, in the first text that says it.

    Args:
        wat: the words that point at it.
        teksten: what was found in this text, and in those of the same artikel before it, the last one first.
    """
    if wat in ("artikel", "onderdeel", "zin"):
        return []
    soort = ENKELVOUD.get(wat, wat)
    for uit in teksten:
        rij: list[Verwijzing] = []
        enkel: list[Verwijzing] = []
        for v in islice(reversed(uit), _TERUG):
            if rij and (wat != "artikelen" or rij[0].begin - v.eind > 20 or v.regeling != rij[0].regeling):
                if len(rij) > 1 or wat != "artikelen":
                    break
                enkel, rij = enkel or rij, []  # «die artikelen» zijn er meer dan een, als er zo'n rij is
            if (v.artikel and not v.relatief) if wat == "artikelen" else v.plaatsen[-1].nummers(soort):
                rij.insert(0, v)
        if rij or enkel:
            return rij if len(rij) > 1 or not enkel else enkel
    return []


_DEELWOORD = re.compile(r"(?:bedoelde?|genoemde?|vermelde?)(?!\w)", re.IGNORECASE)
_WIJST = re.compile(
    r"(?:^|[^\w ] ?|\b(?:[dD]e|[hH]et|van|in|bij|uit|op|aan|met|tot|en|of|dan wel|voor|na|volgens|krachtens|ingevolge|overeenkomstig|eerder|reeds"
    r"|hier(?:voor|boven)|boven|door|onder|dit|deze|wordt|worden|is|zijn|waar\w+) )$"
)
"""What stands before "genoemd artikel" when that means the one named before, not one that "in de tabel" says."""


def is_deelwoord(tekst: str, start: int, vorige: int) -> bool:
    """ "de in de tabel genoemde artikelen": the words before say which; "genoemd artikel" points at one named before.

    Args:
        tekst: the paragraph.
        start: where the words begin.
        vorige: where the reference before them ended; ``-1``: there is none.
    """
    deelwoord = _DEELWOORD.match(tekst, start)
    if deelwoord is None or 0 < start - vorige <= 2:
        return deelwoord is not None
    return deelwoord[0][-1] == "e" and _WIJST.search(tekst, max(0, start - 20), start) is None


def deelt(doel: Doel, laatste: Doel) -> bool:
    """Whether the regulation at the end of a chain also holds for an earlier link.

    "artikel 4.7, artikel 4.18 of artikel 5.2 van de wet": yes. "de artikelen 17 en 36b, en artikel 30c van de wet": no, for a
    drafter who meant one regulation would have put all numbers behind one "artikelen".
    """
    if doel.schakel == laatste.schakel or not doel.artikel or not laatste.artikel:
        return True
    return doel.enkel and laatste.enkel


_BOEK = re.compile(r"(\d{1,2}[aA]?):(\d\S*)")


def boek_van_bw(bron: Bron, plaatsen: tuple[Adres, ...]) -> tuple[Bron, tuple[Adres, ...]]:
    """The book of the Burgerlijk Wetboek, each a regulation of its own: "artikel 7:658 BW", "artikel 3 van Boek 7 BW"."""
    boek = next(iter(plaatsen[0].nummers("boek")), "")
    artikel = plaatsen[0].artikel
    if raak := _BOEK.fullmatch(artikel):
        boek, artikel = raak.groups()
    ids = namen().zoek(f"Boek {boek} van het Burgerlijk Wetboek") if boek else ()
    if len(ids) != 1 or ids[0] not in bron.kandidaten:
        return bron, plaatsen
    nieuw = (
        Adres(
            tuple(Stap("artikel", artikel) if s.soort == "artikel" else s for s in p.stappen if s.soort != "boek"),
            ids[0],
        )
        for p in plaatsen
    )
    return Bron(ids[0], bron.naam), tuple(nieuw)


def onbekende_naam(tekst: str, plek: int) -> tuple[int, int] | None:
    """Where the name of a regulation stands that no table knows, right behind the place of an article.

    >>> onbekende_naam("artikel 3 van de Wet op de proef", 9), onbekende_naam("artikel 3 Pluimveewet geldt", 9)
    ((17, 32), (10, 21))
    """
    raak = _VAN.match(tekst, plek)
    if raak is None:
        raak = _ZONDER_VAN.match(tekst, plek)
        if raak is None:
            return None
        kort = naam_vanaf(tekst, raak.end())
        return (raak.end(), raak.end() + len(kort)) if kort else None
    na = raak.end()
    if wet_van := WET_VAN.match(tekst, na):
        return na, wet_van.end()
    eind = na + len(naam_vanaf(tekst, na))
    if eind == na:
        return None
    # «artikel 14 van de Dagloonregelen» is never the own artikel 14; behind a comma or "bij" it may be an organ.
    los = tekst[plek] != "," and tekst[na].isupper() and " van " in f"{raak[0]} ".replace("\n", " ")
    if los or _IS_REGEL.search(tekst, na, eind) or _JAARTAL.search(tekst, na, eind) or _is_afkorting(tekst[na:eind]):
        return na, eind
    return None


def onbekende_regeling(tekst: str, plek: int) -> tuple[int, int] | None:
    """Where a regulation stands that no table knows and no place goes before, from its date or its capital on.

    >>> onbekende_regeling("De Wet op de proef vervalt", 0), onbekende_regeling("wet van 3 mei 1990", 0)
    ((3, 18), (0, 18))
    """
    if wet_van := WET_VAN.match(tekst, plek):
        return plek, wet_van.end()
    raak = _HOOFDWOORD.match(tekst, plek)
    naam = naam_vanaf(tekst, raak.end()) if raak else ""
    return (raak.end(), raak.end() + len(naam)) if raak and " " in naam else None


def _is_afkorting(woorden: str) -> bool:
    eerste = woorden.split(" ", 1)[0]
    return 2 <= len(eerste) <= 8 and sum(t.isupper() for t in eerste) >= 2


def naam_vanaf(tekst: str, plek: int) -> str:
    """The name that starts at a place and that no table knows; that of a treaty goes on to where it was published.

    >>> naam_vanaf("Verdrag inzake vis, vlees en de rest (Trb. 1996, 293)", 0)
    'Verdrag inzake vis, vlees en de rest'
    """
    if verdrag := _VERDRAG.match(tekst, plek):
        return verdrag.group()
    woorden = EIGENNAAM.match(tekst, plek, plek + 200)
    return naam_in(woorden.group()) if woorden else ""


def naam_in(woorden: str) -> str:
    """The words that can belong to an unknown name: up to a verb or a word that starts something else."""
    if _is_afkorting(woorden):
        woorden = _LAAG.split(woorden, 1)[0]
    tot = _TOT.match(woorden)
    if stop := _STOP.search(woorden, tot.end() if tot else 0):
        woorden = woorden[: stop.start()]
    while stop := _LAGE_STOP.search(woorden):
        woorden = woorden[: stop.start()]
    return woorden.rstrip(" .-&/'")
