"""The closing of a regulation: with which line it begins, and which lines can stand in it.

>>> [is_naam(w) for w in ("J. van der Berg", "De griffier,", "3 mei 2024", "Stemuitslag: 17 voor", "Deel deze pagina")]
[True, True, True, False, False]
"""

from __future__ import annotations

import re

from verordening.dagen import MAANDEN

SLOT = re.compile(
    r"Lasten\s+en\s+bevelen|Gegeven\s+te\b|(?:Aldus\s+)?(?:vastgesteld|besloten|gedaan)\s+(?:in|door|te|bij|op(?!\s+grond))\b|Aldus\s+(?:vastgesteld|besloten|gedaan|getekend|overeengekomen)\b"
    r"|Dit\s+besluit\s+zal\s+met|Deze\s+regeling\s+zal\s+met|'s-Gravenhage\b|Slot\Z|Ondertekening\Z"
    rf"|[A-Z][\w' -]{{2,30}}(?:,| \() ?(?:de )?\d{{1,2}} (?:{'|'.join(MAANDEN)}) \d{{4}}\)?[.,]?\Z"
    r"|(?:De|de) (?:plaatsvervangend |waarnemend )?(?:raads)?(?:griffier|voorzitter|burgemeester|secretaris)\s*,?\Z",
    re.IGNORECASE,
)
"""How the first line of a closing begins."""
_WOORD = re.compile(r"[^\W\d_][\w'’-]*")
_DATUM = re.compile(rf"\b(?:{'|'.join(MAANDEN)})\b|\d{{1,2}}-\d{{1,2}}-\d{{4}}", re.IGNORECASE)
_GEWOON = frozenset(
    "de het der den van von ten ter te op in en a.i a i wnd plv drs ir ing mr dr namens mevrouw mw dhr heer loco "
    "waarnemend plaatsvervangend griffier raadsgriffier voorzitter burgemeester secretaris gemeentesecretaris provinciesecretaris wethouder "
    "dijkgraaf commissaris directeur raad college gemeente gemeenteraad wethouders bestuur dagelijks algemeen staten".split()
)


def is_naam(woorden: str) -> bool:
    """Whether a line is a date, or a name or function: words with a capital, and small ones that go with these."""
    if _DATUM.search(woorden):
        return True
    klein = [w for w in _WOORD.findall(woorden) if w[0].islower()]
    return all(t.isalpha() or t in " .,-–'’()\t" for t in woorden) and _GEWOON.issuperset(klein)
