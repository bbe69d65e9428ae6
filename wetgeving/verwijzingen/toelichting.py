"""A toelichting per artikel: "dit artikel" and "het tweede lid" in it are those of the artikel that its heading names."""

from __future__ import annotations

import re

from verordening.boom import TOELICHTING, Eenheid, Soort, inlinetekst, kaal, wandel
from verordening.taal.vormen import vorm
from wetgeving.verwijzingen.typen import Vindplaats

_KOP = re.compile(
    r"(?:(?:toelichting|ad|bij|op|over)\s+)*(?=artikel\s)|(?=\w+ lid\b|(?:lid|onderdeel) \w)", re.IGNORECASE
)
NIETS = Vindplaats()


def is_toelichting(eenheid: Eenheid) -> bool:
    """Whether a unit explains a regulation; also an annex that says so."""
    annex = eenheid.soort is Soort.BIJLAGE and "oelichting" in inlinetekst(eenheid.opschrift)
    return annex or eenheid.soort in TOELICHTING


def waarover(wortel: Eenheid) -> dict[str, Vindplaats]:
    """For every unit of a toelichting what it is about; :data:`NIETS` when its headings name no artikel."""
    uit: dict[str, Vindplaats] = {}
    for boven in (e for e in wortel.delen if is_toelichting(e)):
        for deel in wandel(boven):
            hier = uit.get(deel.eId, NIETS)
            kop = f"{deel.label} {kaal(deel.nummer)} {inlinetekst(deel.opschrift)}".replace(" ,", ",").strip()
            uit |= dict.fromkeys((e.eId for e in wandel(deel)), plek_in_kop(kop, hier) or hier)
    return uit


def plek_in_kop(kop: str, boven: Vindplaats, *, heel: bool = False) -> Vindplaats | None:
    """The artikel, lid and onderdeel that a heading names, below one about ``boven``; ``heel``: it may say nothing else.

    >>> plek_in_kop("Artikel 5, eerste lid", NIETS)[:2], plek_in_kop("Artikelen 2 en 3", NIETS)
    (('5', '1'), None)
    """
    raak = _KOP.match(kop) if len(kop) < 250 else None
    woorden = kop[raak.end() :].rstrip(" .:") if raak else ""
    gelezen = vorm(woorden) if woorden else None
    if gelezen is None or len(gelezen.doelen) != 1 or gelezen.bron or (heel and gelezen.eind < len(woorden)):
        return None
    (doel,) = gelezen.doelen
    artikel = doel.artikel or boven.artikel
    if len(doel.plaatsen) > 1 or doel.ankerpunt not in ("", "eigen") or not artikel:
        return None
    nummers = [[s.nummer for s in doel.plaatsen[0] if s.soort == soort] for soort in ("lid", "onderdeel")]
    lid = nummers[0][0] if nummers[0] else "" if doel.artikel else boven.lid
    return Vindplaats(artikel, lid, tuple(nummers[1]), "", boven.regeling)
