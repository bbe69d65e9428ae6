"""The address of an official publication.

>>> adres_van("gmb-2021-12345")
'https://zoek.officielebekendmakingen.nl/gmb-2021-12345.html'
>>> adres_van("uitspraak 5")
''
"""

from __future__ import annotations

import re


def adres_van(bron: str) -> str:
    """Where a publication stands, when its name is an official number; else empty."""
    if not re.fullmatch(r"(?:gmb|bgr|prb|wsb|stcrt|stb)-\d{4}-\d+(?:-n\d+)?", bron):
        return ""
    return f"https://zoek.officielebekendmakingen.nl/{bron}.html"
