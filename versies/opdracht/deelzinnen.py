"""A sentence about entry into force as the sentences that it holds: each with one subject and one moment.

>>> for d in deelzinnen("Dit besluit treedt in werking op 1 januari 2027, met uitzondering van artikel I, onderdeel B, dat in werking treedt op 1 juli 2027."):
...     print(d)
Dit besluit treedt in werking op 1 januari 2027, met uitzondering van artikel I, onderdeel B.
artikel I, onderdeel B, treedt in werking op 1 juli 2027.
>>> deelzinnen("De wijziging onder B treedt in werking op 1 juli 2027; de overige onderdelen treden in werking op 1 januari 2027.")
['De wijziging onder B treedt in werking op 1 juli 2027.', 'de overige onderdelen treden in werking op 1 januari 2027.']
"""

from __future__ import annotations

import re

_WERKING = re.compile(r"\bin\s*werking\b", re.IGNORECASE)
_UITGEZONDERD = re.compile(
    r",?\s+(?P<hoe>met uitzondering van|behalve|behoudens)\s+(?P<wat>[^;]{3,200}?),?\s+(?:dat|die|welke?)\s+(?:(?P<voor>[^;,]{3,120}?)\s+)?"
    r"in\s*werking\s+(?:treedt|treden)(?:\s+(?P<na>[^;]+?))?\s*\.?\Z",
    re.IGNORECASE,
)
"""What is excepted, with its own moment."""
_TERUGWERKEND = re.compile(
    r",?\s+(?:met uitzondering van|behalve|behoudens)\s+(?P<wat>[^;]{3,200}?),?\s+(?:dat|die|welke?)\s+(?:terugwerk(?:t|en)|werk(?:t|en)\s+terug)\s+(?P<tot>[^;]+?)\s*\.?\Z",
    re.IGNORECASE,
)
"""What is excepted because it works back: it enters into force with the rest."""
_DIEN = re.compile(r",?\s+(?:met\s+dien\s+verstande\s+dat|waarbij|terwijl)\s+(?P<rest>.+)\Z", re.IGNORECASE)
_IN_BIJZIN = re.compile(
    r"(?P<wat>.+?),?\s+(?:(?P<voor>(?:eerst\s+)?(?:op|met\s+ingang\s+van|per|vanaf)\s[^;]{3,120}?)\s+)?in\s*werking\s+(?:treedt|treden)(?:\s+(?P<na>[^;]+?))?\s*\.?\Z",
    re.IGNORECASE,
)
_BEPALEN = re.compile(r"(?:(?:te\s+)?(?:bepalen|besluiten|bepaalt|besluit)\s+)?dat\s+(?P<rest>.+)\Z", re.IGNORECASE)
"""«Te bepalen dat dit besluit in werking treedt op …»."""
_NAAST = re.compile(
    r"\s*(?:;(?:\s*en)?|,(?:\s+en)?|\ben|(?<=\w)\.)\s+(?=(?:voor\s+het\s+overige|(?:de|het)\s+overige)\b)|\s*;\s*(?:en\s+)?(?=[^;]*\bin\s*werking\b)"
    r"|\s*(?:,(?:\s+en)?|\ben)\s+(?=(?:de\s+)?(?:artikel|artikelen|onderdeel|onderdelen|wijziging|wijzigingen)\s[^;.]{1,80}?\s"
    r"(?:(?:treedt|treden)\s[^;]*?in\s*werking|werk(?:t|en)\s+terug)\b)"
    r"|\s*,?\s+en\s+(?=(?:wordt|kan\s+worden)\s+aangehaald\b)|(?<=[a-z0-9)])\.\s+(?=[A-Z])",
    re.IGNORECASE,
)
_AANGEHAALD = re.compile(r"(?:wordt|kan\s+worden)\s+aangehaald\b", re.IGNORECASE)


def deelzinnen(zin: str) -> list[str]:
    """The sentences in a paragraph about entry into force; one sentence when there is nothing to split."""
    if _WERKING.search(zin) is None:
        return [zin]
    if (t := _BEPALEN.match(zin)) is not None and (b := _IN_BIJZIN.match(t.group("rest"))) is not None:
        zin = f"{b.group('wat').rstrip(' ,')} treedt in werking {b.group('voor') or b.group('na') or ''}"
        zin = f"{zin[:1].upper()}{zin[1:].rstrip(' .')}."
    onderwerp = re.match(r"(?:dit|deze)\s+\w+", zin, re.IGNORECASE)
    uit: list[str] = []
    for stuk in _stukken(zin):
        if _AANGEHAALD.match(stuk):
            stuk = f"{onderwerp.group() if onderwerp else 'Dit besluit'} {stuk}"
        uit.extend(_uitzondering(stuk))
    uit = [f"{d.strip().rstrip('.;,')}." for d in uit if d.strip(" .;,")]
    return uit if len(uit) > 1 else [zin]


def _stukken(zin: str) -> list[str]:
    """The clauses beside each other; a comma or «en» splits only behind a clause that is whole by itself."""
    uit, begin = [], 0
    for t in _NAAST.finditer(zin):
        if t.group().strip()[:1] in (".", ";") or _WERKING.search(zin[begin : t.start()]):
            uit.append(zin[begin : t.start()])
            begin = t.end()
    return [*uit, zin[begin:]]


def _uitzondering(zin: str) -> list[str]:
    t = _TERUGWERKEND.search(zin)
    if t is not None:
        return [zin[: t.start()], f"{t.group('wat').rstrip(' ,')}, werkt terug {t.group('tot')}"]
    t = _UITGEZONDERD.search(zin)
    if t is not None:
        moment = t.group("voor") or t.group("na") or ""
        hoofd = f"{zin[: t.start()]}, {t.group('hoe')} {t.group('wat')}"
        return [hoofd, f"{t.group('wat').rstrip(' ,')}, treedt in werking {moment}"]
    t = _DIEN.search(zin)
    if t is None or _WERKING.search(zin[: t.start()]) is None or re.search(r"terug", t.group("rest")):
        return [zin]
    bijzin = _IN_BIJZIN.match(t.group("rest"))
    if bijzin is None:
        return [zin[: t.start()], t.group("rest")]
    moment = bijzin.group("voor") or bijzin.group("na") or ""
    return [zin[: t.start()], f"{bijzin.group('wat').rstrip(' ,')}, treedt in werking {moment}"]
