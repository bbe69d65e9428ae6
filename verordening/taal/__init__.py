"""Places and numbers in Dutch: one grammar (``grammatica.peg``, with its words inside), its reader, and the writer that is its inverse.

>>> a = uit_tekst("artikel 8a, tweede lid, onderdeel b, onder 1°")
>>> a.tekst()
'artikel 8a, tweede lid, onderdeel b, onder 1°'
>>> uit_tekst("art. 8a lid 2 onder b sub 1°") == a, uit_tekst("het tweede lid van artikel 8a").tekst()
(True, 'artikel 8a, tweede lid')
"""

from __future__ import annotations

import re

from verordening.adres import Adres, AdresFout
from verordening.taal.vormen import vorm

__all__ = ["uit_tekst"]

_LIDWOORD = re.compile(r"(?:de|het|een) ", re.IGNORECASE)


def uit_tekst(tekst: str) -> Adres:
    """Read one address as people write it; lists and ranges are for :func:`verordening.taal.vormen.vorm`.

    Accepts "artikel 8a, tweede lid, onderdeel b, onder 1°", "art. 8a lid 2 onder b sub 1", "tweede lid van artikel 8a",
    "hoofdstuk 2, paragraaf 2.1", "bijlage 2", "de aanhef van artikel 10, eerste lid", "artikel 5, derde lid, tweede zin".

    Raises:
        AdresFout: with the column at which reading stopped, or more than one place.
    """
    schoon = " ".join(tekst.replace("\u00a0", " ").split())
    if not schoon:
        raise AdresFout("een leeg adres")
    voor = _LIDWOORD.match(schoon)
    begin = voor.end() if voor else 0
    gelezen = vorm(schoon[begin:], "plaatsen")
    eind = begin + (gelezen.plek_eind if gelezen is not None else 0)
    if gelezen is None or eind < len(schoon):
        rest = schoon[eind : eind + 20]
        raise AdresFout(f"«{tekst}» is geen adres: vanaf kolom {eind + 1} («{rest}») niet begrepen")
    plaatsen = [p for d in gelezen.doelen for p in d.plaatsen]
    if len(plaatsen) != 1 or gelezen.doelen[0].ankerpunt in ("dit", "dat"):
        raise AdresFout(f"«{tekst}» noemt geen of meer dan één plaats")
    return Adres(plaatsen[0])
