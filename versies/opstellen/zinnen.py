"""Dutch for one change: addresses as phrases, counts, quotations. Every phrase is read back before it is used; what has no
phrase that reads back gives an empty one, and a sentence with an empty part is no sentence: a larger unit has to be named.

>>> from verordening.taal import uit_tekst
>>> plaats = uit_tekst("artikel 7, tweede lid, onderdeel a")
>>> Zin(plaats, "{In} wordt “acht” vervangen door “zes”.").schrijf()
'In artikel 7, tweede lid, onderdeel a, wordt “acht” vervangen door “zes”.'
>>> Zin(plaats, "{In} wordt “acht” vervangen door “zes”.").schrijf(uit_tekst("artikel 7, tweede lid"))
'In onderdeel a wordt “acht” vervangen door “zes”.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from verordening.adres import Adres, Stap
from verordening.boom import STRUCTUUR
from verordening.nummers import TELWOORDEN, rangtelwoord
from versies.opdracht.adressen import lees_nummers, lees_plek, tussen
from versies.opdracht.lexer import Onbegrepen, citaat as lees_citaat
from versies.opdracht.ontleden import ontleed
from versies.wijziging import Plek, Wijziging

_NAAST = re.compile(r"\{(In|Aan|Na|Voor)\}")
_LIJST = re.compile(r"\{Rij:(?P<soort>\w+):(?P<nrs>[^}]*)\}")


@dataclass(frozen=True, slots=True)
class Zin:
    """One instruction sentence, not yet placed in a block.

    Args:
        plek: the place that the sentence is about.
        vorm: the sentence; ``{In}``, ``{Aan}``, ``{Na}``, ``{Voor}`` and ``{Plek}`` stand for the place as it is said in the block around it;
            ``{Rij:lid:2|3}`` for parts of it.
        lading: lines of new text below it.
        wijzigingen: what the sentence says, when :func:`versies.opstellen.vormen.schrijf` wrote it.
        nieuw: places that carry their number only since a sentence before this one: they are called "(nieuw)".
    """

    plek: Adres
    vorm: str
    lading: tuple[str, ...] = ()
    wijzigingen: tuple[Wijziging, ...] = field(default=(), compare=False)
    nieuw: frozenset[Adres] = frozenset()

    def schrijf(self, bereik: Adres = Adres(), nieuw: frozenset[Adres] = frozenset()) -> str:
        """The sentence inside a block about ``bereik``, empty when the place has no phrase; ``nieuw``: units that carry their
        number only since this decision."""
        nieuw = nieuw | self.nieuw
        if (t := _LIJST.search(self.vorm)) is not None:
            adressen = [self.plek.erbij(t.group("soort"), n) for n in t.group("nrs").split("|")]
            if not (rij := lijstfrase(adressen, bereik, nieuw)):
                return ""
            genoemd = self.plek.stappen and self.plek.stappen != bereik.stappen[: len(self.plek.stappen)]
            rij += "," if genoemd and "," in rij else ""
            return self.vorm.replace(t.group(), rij[:1].upper() + rij[1:])
        if not self.plek.stappen or "{" not in self.vorm:
            return self.vorm
        if self.plek == bereik and bereik.stappen and (zonder := _zonder_plaats(self.vorm)):
            return zonder
        if not (frase := adresfrase(self.plek, bereik, nieuw)):
            return ""
        met = frase + "," if "," in frase else frase
        zin = self.vorm.replace("{Plek}", met[:1].upper() + met[1:])
        return _NAAST.sub(lambda t: f"{t[1]} {met}", zin)

    @property
    def lengte(self) -> int:
        """What the choice between forms weighs: see :func:`gewicht`."""
        return gewicht(self.vorm, self.lading)


def alle(zinnen: Iterable[Zin | None]) -> list[Zin] | None:
    """The sentences; None when one of them cannot be said."""
    rij = list(zinnen)
    uit = [z for z in rij if z is not None]
    return uit if len(uit) == len(rij) else None


_ZONDER = (
    (
        r"\{In\} (wordt|worden) ((?:na|voor) (?:de begripsomschrijving van|het \w+ gedachtestreepje|de rij) .+?) (\w+ (?:begripsomschrijving|onderde|rij).+)\Z",
        r"\2 \1 \3",
    ),
    (r"\{In\} (wordt|worden) (na|voor) («?.+?) (telkens )?ingevoegd (.+)\Z", r"\2 \3 \1 \4ingevoegd \5"),
    (r"\{In\} (wordt) (.+) (telkens vervangen|vervangen) door (.+)\Z", r"\2 \1 \3 door \4"),
    (r"\{In\} (vervalt) (.+)\.\Z", r"\2 \1."),
    (r"\{In\} (wordt|worden) (in de alfabetische volgorde) (.+)\Z", r"\2 \1 \3"),
    (r"\{In\} (wordt) (voor de tekst) (.+)\Z", r"\2 \1 \3"),
    (
        r"\{(?:In|Aan)\} (wordt|worden) (onder .+?) ((?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+) (?:lid|leden|onderdeel|onderdelen) (?:in|toe)gevoegd.+)\Z",
        r"\2 \1 \3",
    ),
    (r"\{Aan\} (wordt|worden) (.+)\Z", r"er \1 \2"),
)


@lru_cache(maxsize=4096)
def _zonder_plaats(vorm: str) -> str:
    """The sentence in a block that is about exactly this place; empty when it cannot do without naming it."""
    for patroon, nieuw in _ZONDER:
        zin, raak = re.subn(patroon, nieuw, vorm)
        if raak and "{" not in zin:
            zin = zin[:1].upper() + zin[1:]
            try:
                ontleed(zin)
            except Onbegrepen:
                return ""
            return zin
    return ""


# --- addresses --------------------------------------------------------------------------------------------------------

MEERVOUD = {
    "lid": "leden",
    "onderdeel": "onderdelen",
    "artikel": "artikelen",
    "hoofdstuk": "hoofdstukken",
    "paragraaf": "paragrafen",
    "afdeling": "afdelingen",
    "titel": "titels",
    "boek": "boeken",
    "deel": "delen",
    "bijlage": "bijlagen",
    "subparagraaf": "subparagrafen",
    "begrip": "begripsomschrijvingen",
    "rij": "rijen",
    "zin": "zinnen",
}
_TELWOORDEN = {n: w for w, n in TELWOORDEN.items() if w != "één"}


def aantal(n: int, soort: str) -> str:
    """ "een lid", "twee leden", "drie begripsomschrijvingen"."""
    enkel = "begripsomschrijving" if soort == "begrip" else soort
    return f"{_TELWOORDEN.get(n, str(n))} {enkel if n == 1 else MEERVOUD.get(soort, soort)}"


@lru_cache(maxsize=4096)
def adresfrase(adres: Adres, bereik: Adres = Adres(), nieuw: frozenset[Adres] = frozenset()) -> str:
    """The place in words, without what the block around it already says; behind a unit in ``nieuw`` stands "(nieuw)". Empty when
    no phrase reads back as this place.

    >>> from verordening.taal import uit_tekst
    >>> adresfrase(uit_tekst("de aanhef van artikel 3, eerste lid"), uit_tekst("artikel 3"))
    'de aanhef van het eerste lid'
    """
    stappen, doel = adres.stappen, adres
    vers = frozenset(a.stappen for a in nieuw)
    boven: tuple[Stap, ...] = ()
    n = len(bereik.stappen)
    if n and stappen[:n] == bereik.stappen and len(stappen) > n:
        boven, stappen = stappen[:n], stappen[n:]
        doel = Adres(stappen)
    frase = _van(stappen, boven, vers) if stappen else ""
    return frase if frase and _leest_als(frase, [doel], reeks=False) else ""


_INDELING = frozenset(s.value for s in STRUCTUUR)
_VOOROP = {"aanhef": "van", "opschrift": "van", "begrip": "in", "tabel": "van", "rij": "van"}
"""Kinds that are named before what they are part of, and the word between."""


def _van(stappen: Sequence[Stap], boven: tuple[Stap, ...], vers: frozenset[tuple[Stap, ...]]) -> str:
    if stappen[-1].soort not in _VOOROP:
        return _rij(stappen, boven, vers)
    laatste = _stapwoorden(stappen[-1], eerste=True, diep=False)
    return f"{laatste} {_VOOROP[stappen[-1].soort]} {_van(stappen[:-1], boven, vers)}" if len(stappen) > 1 else laatste


def _rij(stappen: Sequence[Stap], boven: tuple[Stap, ...], vers: frozenset[tuple[Stap, ...]]) -> str:
    if len(stappen) == 2 and stappen[0].soort == "bijlage" and stappen[1].soort in _INDELING:
        return f"{_rij(stappen[1:], (*boven, stappen[0]), vers)} van {_rij(stappen[:1], boven, vers)}"
    delen: list[str] = []
    for i, stap in enumerate(stappen):
        diep = i > 0 and stap.soort == "onderdeel" and stappen[i - 1].soort in ("onderdeel", "begrip")
        nieuw = " (nieuw)" if (*boven, *stappen[: i + 1]) in vers else ""
        delen.append(_stapwoorden(stap, eerste=i == 0, diep=diep) + nieuw)
    return ", ".join(delen)


def _stapwoorden(stap: Stap, *, eerste: bool, diep: bool) -> str:
    soort, nummer = stap.soort, stap.nummer
    if soort in ("lid", "zin", "streepje"):
        naam = "gedachtestreepje" if soort == "streepje" else soort
        if nummer.isdecimal() and 1 <= int(nummer) <= 100:
            lidwoord = ("de " if soort == "zin" else "het ") if eerste else ""
            return f"{lidwoord}{rangtelwoord(int(nummer))} {naam}"
        return f"{naam} {nummer}"
    if soort == "begrip":
        return f"de begripsomschrijving van {citeer(nummer)}"
    if soort == "rij":
        return f"de rij {citeer(nummer)}" if eerste else f"rij {citeer(nummer)}"
    if soort == "aanhef":
        return "de aanhef"
    if soort == "opschrift":
        return "het opschrift"
    if soort == "tabel":
        return f"tabel {nummer}" if nummer else "de tabel"
    if soort == "bijlage" and not nummer and eerste:
        return "de bijlage"
    return f"{'onder' if diep else soort} {nummer.replace('_', ' ')}".rstrip()


def lijstfrase(adressen: Sequence[Adres], bereik: Adres = Adres(), nieuw: frozenset[Adres] = frozenset()) -> str:
    """Several places of one kind in one unit: "artikel 9, eerste en derde lid", "de onderdelen a tot en met c"; empty when the
    phrase does not read back as these places."""
    if len(adressen) == 1:
        return adresfrase(adressen[0], bereik, nieuw)
    boven = Adres(adressen[0].stappen[:-1])
    soort = adressen[0].stappen[-1].soort
    nummers = [a.stappen[-1].nummer for a in adressen]
    onder = nummerfrase(soort, nummers, meervoud_met_lidwoord=True)
    n = len(bereik.stappen)
    if boven.stappen and boven.stappen != bereik.stappen[:n]:
        frase = f"{adresfrase(boven, bereik, nieuw)}, {onder.removeprefix('het ').removeprefix('de ')}"
    else:
        frase = onder
    af = n if boven.stappen[:n] == bereik.stappen else 0
    return frase if _leest_als(frase, [Adres(a.stappen[af:]) for a in adressen]) else ""


def artikelenfrase(plekken: Sequence[Adres]) -> str:
    """Places in several articles as one phrase; empty when none reads back as exactly these places.

    >>> from verordening.taal import uit_tekst as a
    >>> artikelenfrase([a("artikel 3"), a("artikel 5, tweede lid"), a("artikel 9")])
    'de artikelen 3, 5, tweede lid, en 9'
    >>> artikelenfrase([a("artikel 3"), a("artikel 4"), a("artikel 5, tweede lid"), a("artikel 5, derde lid")])
    'de artikelen 3 en 4 en in artikel 5, tweede en derde lid,'
    """
    per = [(nr, list(groep)) for nr, groep in groupby(plekken, lambda p: p.stappen[0].nummer)]
    if not all(lijstfrase(groep) for _, groep in per):
        return ""
    return next((f for f in (_achter_elkaar(per), _in_stukken(per)) if f and _leest_als(f, plekken)), "")


def _achter_elkaar(per: Sequence[tuple[str, list[Adres]]]) -> str:
    """ "de artikelen 3, 5, tweede lid, en 9"."""
    if all(len(p[0].stappen) == 1 for _, p in per):
        return nummerfrase("artikel", [nr for nr, _ in per], meervoud_met_lidwoord=True)
    delen = [" ".join(lijstfrase(p).split()[1:]) for _, p in per]
    if "," in delen[-1] and "," not in delen[-2]:
        return ""  # «de artikelen 3 en 5, tweede lid»: een lezer kan het lid op beide betrekken
    return f"de artikelen {', '.join(delen[:-1])}{',' if ',' in delen[-2] else ''} en {delen[-1]}{',' if ',' in delen[-1] else ''}"


def _in_stukken(per: Sequence[tuple[str, list[Adres]]]) -> str:
    """ "de artikelen 3 en 4 en in artikel 5, tweede lid, en in artikel 9"."""
    delen: list[str] = []
    for heel, groep in groupby(per, lambda x: len(x[1][0].stappen) == 1):
        if heel:
            delen.append(nummerfrase("artikel", [nr for nr, _ in groep], meervoud_met_lidwoord=True))
        else:
            delen += [lijstfrase(p) + "," for _, p in groep]
    return " en in ".join(delen)


def _leest_als(frase: str, plekken: Sequence[Adres], *, reeks: bool = True) -> bool:
    """True when the reader takes a phrase for exactly these places; without ``reeks``: each of them named by itself."""
    gelezen = lees_plek(f"{frase} wordt", 0)
    if gelezen is None or gelezen.einde != len(frase.rstrip(",")):
        return False
    if not reeks:
        return gelezen.reeksen == tuple((p, p) for p in plekken)
    plat = [a.stappen for van, tot in gelezen.reeksen for a in plekken_tussen(Plek(van), Plek(tot))]
    return plat == [p.stappen for p in plekken]


def plekken_tussen(van: Plek, tot: Plek | None) -> list[Adres]:
    """The units of a range of neighbours, one by one."""
    if tot is None or tot.adres == van.adres:
        return [van.adres]
    stap = van.adres.stappen[-1]
    nummers = tussen(stap.nummer, tot.adres.stappen[-1].nummer)
    return [Adres((*van.adres.stappen[:-1], stap._replace(nummer=n))) for n in nummers]


def reeksfrase(van: Adres, tot: Adres) -> str:
    """From one unit to another of its kind: "de artikelen 3 tot en met 9", "de paragrafen 1 tot en met 4"; empty when they are
    not of one kind, or stand in another unit."""
    if van == tot:
        return adresfrase(van)
    a, b = van.stappen[-1], tot.stappen[-1]
    frase = f"de {MEERVOUD.get(a.soort, a.soort)} {a.nummer} tot en met {b.nummer}"
    gelezen = lees_plek(f"{frase} worden", 0)
    return frase if gelezen is not None and gelezen.einde == len(frase) and gelezen.reeksen == ((van, tot),) else ""


def nummerfrase(soort: str, nummers: Sequence[str], *, meervoud_met_lidwoord: bool = False) -> str:
    """Numbers of one kind as a phrase; three or more in a row become a range.

    >>> nummerfrase("lid", ["3", "4", "5"]), nummerfrase("onderdeel", ["d"])
    ('het derde tot en met vijfde lid', 'onderdeel d')
    """
    reeksen: list[tuple[str, str]] = []
    for stuk in _aaneen(nummers):
        reeksen.extend([(stuk[0], stuk[-1])] if len(stuk) > 2 else [(n, n) for n in stuk])
    rang = soort in ("lid", "zin", "streepje") and all(n.isdecimal() and 1 <= int(n) <= 100 for n in nummers)

    def woord(n: str) -> str:
        return rangtelwoord(int(n)) if rang else n.replace("_", " ")

    lijst = opsomming([woord(a) if a == b else f"{woord(a)} tot en met {woord(b)}" for a, b in reeksen])
    if rang:
        naam = "gedachtestreepje" if soort == "streepje" else soort
        return f"{'de' if soort == 'zin' else 'het'} {lijst} {naam}"
    if len(nummers) == 1:
        return f"{soort} {lijst}"
    return f"{'de ' if meervoud_met_lidwoord else ''}{MEERVOUD.get(soort, soort)} {lijst}"


def _aaneen(nummers: Sequence[str]) -> list[list[str]]:
    """Runs that count up without a gap."""
    uit: list[list[str]] = []
    for n in nummers:
        if uit and tussen(uit[-1][-1], n) == [uit[-1][-1], n]:
            uit[-1].append(n)
        else:
            uit.append([n])
    return uit


def tot_nummers(soort: str, nummers: Sequence[str]) -> str:
    """New numbers after "tot"; empty when they do not read back."""
    frase = nummerfrase(soort, nummers, meervoud_met_lidwoord=True).removeprefix("het ")
    gelezen = lees_nummers(frase + " wordt", 0)
    plat = [n for a, b in (gelezen[0] if gelezen else ()) for n in (tussen(a, b) if a != b else [a])]
    return frase if plat == list(nummers) else ""


def opsomming(delen: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"


_CITATEN = re.compile(r"“([^“”]*)”|«([^«»]*)»|\"([^\"]*)\"")
_PER_ZIN = 20


def gewicht(vorm: str, lading: Sequence[str]) -> int:
    """How much a reader has to take in, in characters: the words quoted, the new text, and a fixed sum per sentence.

    Addresses and set phrases weigh nothing: they are read at a glance.

    >>> gewicht("{In} wordt “acht” vervangen door “zes”.", ()), gewicht("{Plek} komt te luiden:", ("1. Een lid.",))
    (27, 31)
    """
    return _PER_ZIN + sum(len("".join(t)) for t in _CITATEN.findall(vorm)) + sum(map(len, lading))


# --- quotations -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def citeer(tekst: str) -> str:
    """The words between quotes that the reader opens and closes at the same places; empty when no pair of quotes works.

    >>> citeer("acht weken"), citeer("het woord ” hier")
    ('“acht weken”', '«het woord ” hier»')
    """
    for links, rechts in ("“”", "«»", '""', "‘’"):
        geheel = f"{links}{tekst}{rechts}"
        try:
            if lees_citaat(geheel + " vervangen", 0) == (tekst, len(geheel)):
                return geheel
        except Onbegrepen:
            continue
    return ""
