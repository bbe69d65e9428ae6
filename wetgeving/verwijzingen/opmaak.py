"""The source's own links, and where they disagree with their own words.

Official links carry a JCI that goes down to the article (``regels`` B.6-6); the lid and onderdeel stand in the words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from verordening import boom
from verordening.adres import Adres, Stap
from verordening.bevinding import Bevinding
from verordening.onzichtbaar import ontsnapt
from wetgeving.verwijzingen.typen import Verwijzing, Vindplaats

_ID = re.compile(r"BWB[RVW]\d{7}|CVDR\d+")
_STAP = re.compile(r"&([a-z-]+)=([^&]*)")


class Opmaak(NamedTuple):
    """One link of the source: its place in the text of the alinea, and its target."""

    begin: int
    eind: int
    doel: str
    soort: str
    regeling: str | None
    artikel: str | None
    plaats: tuple[Stap, ...]


def opmaak_in(alinea: boom.Alinea) -> list[Opmaak]:
    """The links of an alinea; offsets count in its legal text."""
    uit: list[Opmaak] = []
    _loop(alinea.inhoud, 0, uit)
    return uit


def _loop(inhoud: Iterable[boom.Inline], plek: int, uit: list[Opmaak]) -> int:
    """Collect the links in inline content that begins at *plek*; the place where it ends."""
    for deel in inhoud:
        if isinstance(deel, boom.Verwijzing):
            begin = plek
            plek = _loop(deel.inhoud, plek, uit)
            uit.append(_lees(begin, plek, deel.doel, deel.soort))
        elif isinstance(deel, boom.Opmaak):
            plek = _loop(deel.inhoud, plek, uit)
        else:
            plek += len(boom.inlinetekst((deel,)))
    return plek


def _lees(begin: int, eind: int, doel: str, soort: str) -> Opmaak:
    schoon = ontsnapt(ontsnapt(doel))
    raak = _ID.search(schoon)
    stappen = [Stap("titel" if s == "titeldeel" else s, n) for s, n in _STAP.findall(schoon) if s in _STAPPEN]
    artikel = next((s for s in stappen if s.soort == "artikel"), None)
    nummer = artikel.nummer.replace("_", " ") if artikel else None
    plaats = (artikel,) if artikel else tuple(stappen)
    return Opmaak(begin, eind, doel, soort, raak.group() if raak else None, nummer, plaats)


_STAPPEN = ("hoofdstuk", "paragraaf", "afdeling", "titeldeel", "bijlage", "artikel")


def vergelijk(
    tekst: str, gevonden: list[Verwijzing], opmaak: Sequence[Opmaak], plaats: Vindplaats
) -> tuple[list[Verwijzing], list[Bevinding]]:
    """What the words say beside what the links say.

    A link fills in an id that the words alone do not give; a link over words in which nothing was found becomes a reference of
    its own (rule ``opmaak``). Where both name an article and differ, the words stay and a finding tells it.
    """
    uit = list(gevonden)
    bevindingen: list[Bevinding] = []
    for link in opmaak:
        raken = [n for n, v in enumerate(uit) if v.begin < link.eind and v.eind > link.begin and not _binnen(v, link)]
        woorden = tekst[link.begin : link.eind]
        if not raken:
            if link.regeling and woorden.strip():
                uit.append(_uit_link(link, woorden, plaats))
            continue
        genoemd = [uit[n] for n in raken if uit[n].artikel and not uit[n].relatief]
        if link.artikel and genoemd and not any(_zelfde(v.artikel, link.artikel) for v in genoemd):
            bevindingen.append(
                _anders(link, woorden, plaats, f"artikel {link.artikel}", f"artikel {genoemd[0].artikel}")
            )
            continue
        for n in raken:
            v = uit[n]
            past = v.artikel is None if link.artikel is None else _zelfde(v.artikel, link.artikel)
            if not past or not link.regeling or v.regeling == link.regeling:
                continue
            if v.regeling is None:
                uit[n] = v._replace(regeling=link.regeling, soort=link.soort or v.soort, kandidaten=())
            elif not v.relatief:
                bevindingen.append(_anders(link, woorden, plaats, link.regeling, v.naam or v.regeling))
                break
    uit.sort(key=lambda v: (v.begin, v.eind))
    return uit, bevindingen


def _binnen(v: Verwijzing, link: Opmaak) -> bool:
    """A name inside the long title of an act is no target of the link over that title."""
    return v.artikel is None and not v.delen and v.eind - v.begin < (link.eind - link.begin) // 3


def _zelfde(een: str | None, ander: str) -> bool:
    return een is not None and een.replace(" ", "").lower() == ander.replace(" ", "").lower()


def _uit_link(link: Opmaak, woorden: str, plaats: Vindplaats) -> Verwijzing:
    return Verwijzing(
        link.begin,
        link.eind,
        woorden,
        "opmaak",
        link.regeling,
        (Adres(link.plaats, link.regeling or ""),),
        soort=link.soort or "extern",
        vindplaats=plaats,
    )


def _anders(link: Opmaak, woorden: str, plaats: Vindplaats, koppeling: str, tekst: str) -> Bevinding:
    delen = [f"artikel {plaats.artikel}" if plaats.artikel else "", f"lid {plaats.lid}" if plaats.lid else ""]
    return Bevinding.van(
        "koppeling-wijkt-af",
        ", ".join(d for d in delen if d) or "regeling",
        woorden,
        plaats.eId,
        koppeling=koppeling,
        tekst=tekst,
    )
