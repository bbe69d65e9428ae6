"""A heading named beside a number ("Artikel 7, Indieningstermijn, wordt …"): read, and checked against the text when executed.

>>> lees_bijstelling("Artikel 7 Termijn komt te luiden:", 9)
('Termijn', 17)
>>> lees_bijstelling("In artikel 7, Termijn, wordt", 12), lees_bijstelling("In artikel 7 (Termijn) wordt", 12)
(('Termijn', 21), ('Termijn', 22))
>>> lees_bijstelling("In artikel 7 wordt", 12) is None
True
"""

from __future__ import annotations

import re

_WERKWOORD = r"(?:wordt|worden|word|komt|komen|vervalt|vervallen|luidt|luiden|wijzigt)\b"
_VERDER = (
    rf"(?=,?\s+{_WERKWOORD}|,\s+(?:(?:de\s+|het\s+)?(?:aanhef\b|[a-z]+(?:de|ste)\s+(?:lid|zin|volzin)\b|\d+e\s+lid\b)|onderde(?:el|len)\s|onder\s|sub\s|letter\s|lid\s)"
    r"|\s+(?:lid\s+\d|(?:onder|sub|letter|onderdeel)\s+[a-z0-9]{1,2}\b))"
)
_LOS = re.compile(
    rf",?\s+(?P<kop>(?-i:[A-Z])(?:(?!\b(?:artikel|paragraaf|hoofdstuk|bijlage)\s+\d|\b{_WERKWOORD})[^„“”«»‘:;()]){{2,160}}?){_VERDER}",
    re.IGNORECASE,
)
_HAAKJES = re.compile(
    rf",?\s+\((?P<kop>(?!nieuw|oud|vervallen|(?:de\s+)?artikel)(?-i:[A-Z])[^()„“”«»:;]{{2,160}})\)(?:{_VERDER}|(?=\s+van\s+(?:de|het)\s))",
    re.IGNORECASE,
)
_CITAAT = re.compile(
    r",?\s+[„“«‘\"'](?P<kop>[^„“”«»‘’\"]{2,160})[”“»’\"'](?=,?\s+(?:(?:wordt|worden)\s+(?:als\s+volgt\s+gewijzigd|gewijzigd)|komt\s+(?:als\s+volgt\s+)?te\s+luiden|vervalt\s*\.)|\s+van\s+(?:de|het)\s)",
    re.IGNORECASE,
)
"""Quoted: only where the words cannot be the old words of a replacement."""
_ACHTER = re.compile(r",?\s+(?P<kop>(?-i:[A-Z])[^„“”«»:;]{2,200}?)[\s.:]*\Z")
"""The whole of a line that is a heading."""


def lees_bijstelling(zin: str, plek: int, *, kop: bool = False) -> tuple[str, int] | None:
    """The heading that stands behind a designation, and the position after it; None when there is none.

    Args:
        kop: the line is itself only a heading ("Artikel 7 Termijn"): everything up to its end is the heading.
    """
    for patroon in (_ACHTER,) if kop else (_LOS, _HAAKJES, _CITAAT):
        if (t := patroon.match(zin, plek)) is not None:
            return t.group("kop").strip(" ,"), t.end()
    return None


def kaal_opschrift(tekst: str) -> str:
    """A heading for comparing: case, white space, quotation marks and the final stop do not count.

    >>> kaal_opschrift(" De  Termijn. ") == kaal_opschrift("de termijn")
    True
    """
    return " ".join(re.sub(r"[„“”«»‘’\"']", "", tekst).split()).strip(" .:,").casefold()
