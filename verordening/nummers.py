"""Numbers of legal units: order, ordinals, letters.

>>> sorted(["6", "5b", "2.10", "5aa", "1", "2.9", "5a", "5", "a1", "5bis"], key=sorteersleutel)
['a1', '1', '2.9', '2.10', '5', '5a', '5aa', '5b', '5bis', '6']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verordening.boom import kaal

_BROK = re.compile(r"(\d+)|([^\W\d_]+)|([°º*])")
_LATIJN = "bis ter quater quinquies sexies septies octies novies decies undecies duodecies"
_ACHTERVOEGSELS = {naam: rang for rang, naam in enumerate(_LATIJN.split())}

Sleutel = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=4096)
def sorteersleutel(nummer: str) -> Sleutel:
    """Sort key for the number of a legal unit: typed parts, so 2.9 < 2.10 and 5 < 5a < 5aa < 5b < 5bis < 6.

    A number that starts with a letter and goes on with a digit stands before the plain number (a1 < 1); latin suffixes
    (bis, ter, quater …) come after letters, in their own order.
    """
    sleutel: list[tuple[int, int, str]] = []
    for cijfers, letters, teken in _BROK.findall(kaal(nummer).lower()):
        if cijfers:
            sleutel.append((2, int(cijfers), ""))
        elif letters in _ACHTERVOEGSELS and sleutel:
            sleutel.append((1, 1 + _ACHTERVOEGSELS[letters], ""))
        elif letters:
            sleutel.append((1, 0, letters))
        else:
            sleutel.append((3, 0, teken))
    return tuple(sleutel)


_EENHEDEN = [
    "",
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
]
_HOOFD = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TIENTALLEN = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _maak_rangtelwoord(getal: int) -> str:
    if getal < 20:
        return _EENHEDEN[getal]
    if getal == 100:
        return "honderdste"
    tien, een = divmod(getal, 10)
    if een == 0:
        return _TIENTALLEN[tien] + "ste"
    verbinding = "ën" if _HOOFD[een].endswith("e") else "en"
    return f"{_HOOFD[een]}{verbinding}{_TIENTALLEN[tien]}ste"


_RANG = {_maak_rangtelwoord(n): n for n in range(1, 101)}
_RANG_CIJFERS = re.compile(r"(\d{1,3})(?:e|de|ste)\Z")


def rangtelwoord(getal: int) -> str:
    """The Dutch ordinal, in full from 1 to 100 (Aanwijzingen 3.27: lid in letters), else with a suffix.

    >>> [rangtelwoord(n) for n in (1, 8, 19, 22, 43, 100, 101)]
    ['eerste', 'achtste', 'negentiende', 'tweeëntwintigste', 'drieënveertigste', 'honderdste', '101e']
    """
    return _maak_rangtelwoord(getal) if 1 <= getal <= 100 else f"{getal}e"


def getal_uit_rangtelwoord(woord: str) -> int | None:
    """The number of a Dutch ordinal, in words ("tweeëntwintigste") or digits ("2de", "22e"); None when it is none.

    >>> [getal_uit_rangtelwoord(w) for w in ("eerste", "Tweeentwintigste", "2de", "21e", "lid")]
    [1, 22, 2, 21, None]
    """
    klein = woord.lower()
    if klein in _RANG:
        return _RANG[klein]
    if (treffer := _RANG_CIJFERS.match(klein)) is not None:
        return int(treffer.group(1))
    return _RANG_ZONDER_TREMA.get(klein.replace("ë", "e"))


def _hoofdtelwoord(getal: int) -> str:
    if getal < 13:
        return (*_HOOFD, "tien", "elf", "twaalf")[getal]
    # «dertiende» zonder «de»; daarboven het rangtelwoord zonder «ste».
    return _maak_rangtelwoord(getal).removesuffix("de" if getal < 20 else "ste")


TELWOORDEN = {_hoofdtelwoord(n): n for n in range(1, 26)} | {"één": 1}
"""Dutch words that count, one to twenty-five."""


def getal_uit_telwoord(woord: str) -> int | None:
    """The number that a Dutch word counts, one to twenty-five; None when it is none.

    >>> getal_uit_telwoord("zeven"), getal_uit_telwoord("Achttien"), getal_uit_telwoord("lid")
    (7, 18, None)
    """
    return TELWOORDEN.get(woord.lower())


_RANG_ZONDER_TREMA = {woord.replace("ë", "e"): n for woord, n in _RANG.items()}

_ROMEINS = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)


def romeins(getal: int) -> str:
    """Roman numeral of 1 … 3999.

    >>> romeins(14)
    'XIV'
    """
    uit = []
    for waarde, teken in _ROMEINS:
        keer, getal = divmod(getal, waarde)
        uit.append(teken * keer)
    return "".join(uit)


def uit_romeins(tekst: str) -> int | None:
    """Value of a Roman numeral in normal form, upper or lower case; None when it is none.

    >>> [uit_romeins(t) for t in ("XIV", "iv", "IIII", "A")]
    [14, 4, None, None]
    """
    groot = tekst.upper()
    rest, som = groot, 0
    for waarde, teken in _ROMEINS:
        while rest.startswith(teken):
            som, rest = som + waarde, rest[len(teken) :]
    return som if groot and not rest and som < 4000 and romeins(som) == groot else None


def letter(rang: int) -> str:
    """Letter of the n-th onderdeel: a … z, aa, bb … zz, aaa (Aanwijzing 6.15).

    >>> [letter(n) for n in (1, 26, 27, 28, 53)]
    ['a', 'z', 'aa', 'bb', 'aaa']
    """
    keer, plaats = divmod(rang - 1, 26)
    return chr(ord("a") + plaats) * (keer + 1)


@lru_cache(maxsize=4096)
def volgende(nummer: str) -> str:
    """The number after this one in the same style; empty when the style has no obvious next.

    >>> [volgende(n) for n in ("3", "3.", "b.", "z", "2°.", "5a", "2.9", "iv.", "C")]
    ['4', '4.', 'c.', 'aa', '3°.', '5b', '2.10', 'v.', 'D']
    """
    kern = kaal(nummer)
    plek = nummer.find(kern) if kern else -1
    if plek < 0:
        return ""
    graad = kern[-1] if kern[-1] in "°º" else ""
    basis = kern[: len(kern) - len(graad)]
    nieuw = _volgende(basis)
    return nummer[:plek] + nieuw + graad + nummer[plek + len(kern) :] if nieuw else ""


def _volgende(basis: str) -> str:
    if basis.isdecimal():
        return str(int(basis) + 1)
    if (treffer := re.fullmatch(r"(.*?)(\d+)", basis)) is not None:
        return f"{treffer.group(1)}{int(treffer.group(2)) + 1}"
    if len(basis) > 1 and (waarde := uit_romeins(basis)) is not None:
        nieuw = romeins(waarde + 1)
        return nieuw.lower() if basis.islower() else nieuw
    if (treffer := re.fullmatch(r"(.*\d)([a-z])", basis)) is not None and treffer.group(2) != "z":
        return treffer.group(1) + chr(ord(treffer.group(2)) + 1)
    if basis.isalpha() and len(set(basis.lower())) == 1:
        rang = 26 * (len(basis) - 1) + ord(basis[0].lower()) - 96 + 1
        return letter(rang) if basis.islower() else letter(rang).upper()
    return ""


def tussen(van: str, tot: str) -> list[str]:
    """All numbers of a range, both ends included; empty when the range cannot be counted.

    >>> tussen("3", "6"), tussen("c", "f"), tussen("ii", "iv"), tussen("1°", "3°"), tussen("8", "5")
    (['3', '4', '5', '6'], ['c', 'd', 'e', 'f'], ['ii', 'iii', 'iv'], ['1°', '2°', '3°'], [])
    """
    graad = "°" if van.endswith(("°", "º")) else ""
    a, b = van.rstrip("°º"), tot.rstrip("°º")
    if a == b:
        return [van]
    if a.isdecimal() and b.isdecimal():
        return [f"{n}{graad}" for n in range(int(a), min(int(b), int(a) + 2000) + 1)]
    if len(a) == len(b) == 1 and a.isalpha() and b.isalpha() and a.islower() == b.islower():
        return [chr(n) for n in range(ord(a), ord(b) + 1)]
    ra, rb = uit_romeins(a), uit_romeins(b)
    if ra is not None and rb is not None:
        reeks = [romeins(n) for n in range(ra, rb + 1)]
        return [n.lower() for n in reeks] if a.islower() else reeks
    if a.isalpha() and b.isalpha() and len(set(a)) == 1 and len(set(b)) == 1 and sorteersleutel(a) != sorteersleutel(b):

        def rang(s: str) -> int:
            return 26 * (len(s) - 1) + ord(s[0]) - 96

        return [letter(n) for n in range(rang(a), rang(b) + 1)] if a.islower() else []
    if (
        (m := re.fullmatch(r"(.*[.:])(\d+)", a))
        and (n := re.fullmatch(r"(.*[.:])(\d+)", b))
        and m.group(1) == n.group(1)
    ):
        return [f"{m.group(1)}{k}" for k in range(int(m.group(2)), int(n.group(2)) + 1)]
    return []


_MET_TOEVOEGSEL = re.compile(r"([IVXLCDM]+|[ivxlcdm]+)([a-z]*)")


def romeins_genummerd(nummers: Iterable[str]) -> bool:
    """Whether siblings are counted I, II, III …: each is a Roman numeral (IIa too), and one has more than a letter.

    >>> romeins_genummerd(["I", "II", "IIa", "III"]), romeins_genummerd(["a", "b", "c"]), romeins_genummerd(["C", "D"])
    (True, False, False)
    """
    kernen = [kaal(n) for n in nummers if kaal(n)]
    delen = [_romeins_met_letter(k) for k in kernen]
    return all(delen) and any(d is not None and len(k) > 1 for d, k in zip(delen, kernen, strict=True))


def _romeins_met_letter(kern: str) -> tuple[int, str] | None:
    """Value and suffix of a Roman number; the longest numeral counts."""
    if (waarde := uit_romeins(kern)) is not None:
        return waarde, ""
    t = _MET_TOEVOEGSEL.fullmatch(kern)
    waarde = uit_romeins(t[1]) if t is not None else None
    return (waarde, t[2]) if t is not None and waarde is not None else None


def nummersleutel(nummer: str, *, romeins: bool = False) -> tuple[object, ...]:
    """Order among siblings: like the numbers of articles, but letters count a … z, aa, bb …

    Args:
        romeins: the siblings have Roman numerals (:func:`romeins_genummerd`); by itself "i" is a letter.

    >>> sorted(["IX", "X", "V", "IIa", "II", "IV"], key=lambda n: nummersleutel(n, romeins=True))
    ['II', 'IIa', 'IV', 'V', 'IX', 'X']
    """
    if romeins and (deel := _romeins_met_letter(kaal(nummer))) is not None:
        return tuple(sorteersleutel(f"{deel[0]}{deel[1]}"))
    kern = kaal(nummer).rstrip("°º")
    if kern.isalpha() and kern.islower() and len(kern) > 1 and len(set(kern)) == 1:
        return ((1, len(kern), kern),)
    if kern.isalpha() and len(kern) == 1:
        return ((1, 1, kern),)
    return tuple(sorteersleutel(nummer))
