"""A toelichting per artikel: "dit artikel" and "het tweede lid" in it are those of the artikel that its heading names."""

from __future__ import annotations

import re

from verordening.boom import TOELICHTING, Eenheid, Soort, inlinetekst, kaal, wandel
from verordening.taal.vormen import Stappen, vorm
from wetgeving.verwijzingen.typen import Vindplaats

_KOP = re.compile(
    r"(?:(?:toelichting|ad|bij|op|over)\s+)*(?=artikel\s)|(?=\w+ lid\b|(?:lid|onderdeel) \w)", re.IGNORECASE
)
NIETS = Vindplaats()


def is_toelichting(eenheid: Eenheid) -> bool:
    """Whether a unit explains a regulation; also an annex that says so."""
    annex = eenheid.soort is Soort.BIJLAGE and "oelichting" in inlinetekst(eenheid.opschrift or ())
    return annex or eenheid.soort in TOELICHTING


def waarover(wortel: Eenheid) -> dict[str, Vindplaats]:
    """For every unit of a toelichting what it is about; :data:`NIETS` when its headings name no artikel."""
    uit: dict[str, Vindplaats] = {}
    for boven in (e for e in wortel.delen if is_toelichting(e)):
        for deel in wandel(boven):
            hier = uit.get(deel.eId, NIETS)
            kop = f"{deel.label} {kaal(deel.nummer)}{_los(inlinetekst(deel.opschrift or ()))}".strip()
            hier = plek_in_kop(kop, hier) or hier
            uit |= dict.fromkeys((e.eId for e in wandel(deel)), hier)
    return uit


def _los(opschrift: str) -> str:
    return opschrift if opschrift.startswith(",") else f" {opschrift}"


def plek_in_kop(kop: str, boven: Vindplaats, *, heel: bool = False) -> Vindplaats | None:
    """The artikel, lid and onderdeel that a heading names; None: it names none.

    Args:
        kop: its words: "Artikel 5, eerste lid", "Toelichting op artikel 3", "Tweede lid".
        boven: what the text above it is about.
        heel: whether the words may say nothing else, as a line of text that is a heading.

    >>> plek_in_kop("Artikel 5, eerste lid", NIETS)[:2], plek_in_kop("Artikelen 2 en 3", NIETS)
    (('5', '1'), None)
    """
    if len(kop) > 250 or not (raak := _KOP.match(kop)):
        return None
    woorden = kop[raak.end() :].rstrip(" .:")
    gelezen = vorm(woorden)
    if gelezen is None or len(gelezen.doelen) != 1 or gelezen.bron or (heel and gelezen.eind < len(woorden)):
        return None
    doel = gelezen.doelen[0]
    stappen: Stappen = doel.plaatsen[0]
    artikel = next((s.nummer for s in stappen if s.soort == "artikel"), boven.artikel)
    if len(doel.plaatsen) > 1 or doel.ankerpunt not in ("", "eigen") or not artikel:
        return None
    lid = next((s.nummer for s in stappen if s.soort == "lid"), "" if doel.artikel else boven.lid)
    return Vindplaats(artikel, lid, tuple(s.nummer for s in stappen if s.soort == "onderdeel"), "", boven.regeling)
