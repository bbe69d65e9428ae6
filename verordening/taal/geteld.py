"""Units that are counted, whatever their numbers are: "beide leden", "de laatste twee onderdelen", "de eerste en laatste rij"."""

from __future__ import annotations

import re

from verordening.adres import Stap
from verordening.nummers import getal_uit_rangtelwoord, getal_uit_telwoord
from verordening.taal.lexer import Teken

_GETELD = {"ARTIKEL": "artikel", "LID": "lid", "ONDERDEEL": "onderdeel", "STREEP": "streepje"}


def geteld(reeks: list[Teken]) -> list[Stap]:
    """The steps that counting words in front of a noun name."""
    *rangen, noem = reeks
    woord = noem.tekst.lower()
    soort = _GETELD.get(noem.soort) or next((s for s in ("alinea", "kolom") if woord.startswith(s)), "")
    soort = soort or ("zin" if noem.soort == "ZIN" else "rij")
    uit: list[str] = []
    for teken in rangen:
        if teken.soort != "TELT":
            continue
        eerste, *aantal = re.sub(r"^(?:de|het) ", "", teken.tekst.lower()).split()
        n = getal_uit_telwoord(aantal[-1]) if aantal else 0
        if eerste in ("beide", "alle"):
            uit.append("alle" if eerste == "alle" and not n else f"alle {n or 2}")
        elif n:
            uit += [f"#{i}" for i in (range(1, n + 1) if eerste == "eerste" else range(-n, 0))]
        else:
            uit.append({"laatste": "laatste", "voorlaatste": "#-2"}.get(eerste) or f"#{getal_uit_rangtelwoord(eerste)}")
    return [Stap(soort, n[1:] if n[:1] == "#" and n[1] != "-" and soort in ("lid", "zin") else n) for n in uit]
