"""Which lines of a text are headings of units, once the whole text has been seen: titles, table of contents, ranks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from verordening.boom import Soort, kaal
from verordening.nummers import volgende
from verordening.tekst.koppen import Kop, lees_kop, misschien_artikel, rangorde
from verordening.tekst.paragrafen import in_reeks, kandidaten as paragrafen
from verordening.tekst.regels import Aard, Regel

HOOFDDEEL = frozenset({"slot", "sluiting", "ondertekening", "bijlagen", "algemeen", "artikelsgewijs", "aanhef"})
"""Headings without ``Artikel`` or ``Hoofdstuk`` that name a main part."""
_LINK = re.compile(r"\[([^\[\]]+)\]\(#[^()\s]*\)\Z")
_AANLOOP = re.compile(r"\t|\.\.|\s\s|…")
"""What leads the eye from a title to its page."""


@dataclass(frozen=True, slots=True)
class Indeling:
    """What the headings of a text are.

    Args:
        koppen: heading per index in the list of lines.
        inhoudsopgave: indices of the lines of a table of contents.
        rang: rank per kind of unit, 0 = outermost.
        tegenstrijdig: pairs of kinds of which the text says both that the one contains the other and the reverse.
    """

    koppen: dict[int, Kop]
    inhoudsopgave: frozenset[int]
    rang: dict[Soort, int]
    tegenstrijdig: Sequence[tuple[Soort, Soort]]


def deel_in(regels: Sequence[Regel], naam: str) -> Indeling:
    """Find the headings among the lines; ``naam``: of the source.

    Raises:
        Geweigerd: a text without artikelen of which the numbered headings are in doubt.
    """
    kandidaten = {i: kop for i, regel in enumerate(regels) if (kop := _kandidaat(regel)) is not None}
    kandidaten |= _in_artikelreeks(regels, kandidaten)
    kandidaten |= _zonder_soort(regels, kandidaten)
    genummerd = paragrafen(regels, kandidaten)
    kandidaten |= genummerd
    koppen, vol = _zonder_opschriften(regels, kandidaten)
    opgave = _inhoudsopgave(regels, koppen, vol)
    echt = {i: kop for i, kop in koppen.items() if i not in opgave and (regels[i].nummer == "" or i in genummerd)}
    if genummerd:
        echt = in_reeks(echt, vol, {i: kop for i, kop in genummerd.items() if i in echt}, naam)
    in_romp = [i for i in sorted(echt) if echt[i].soort is not Soort.BIJLAGE]
    rang, tegen = rangorde([echt[i] for i in in_romp], [vol[i] for i in in_romp])
    return Indeling(echt, opgave, rang, tegen)


def _kandidaat(regel: Regel) -> Kop | None:
    if regel.aard is Aard.KOP:
        return lees_kop(regel.tekst, hek=regel.hek)
    if regel.aard is not Aard.TEKST or regel.rand > 0:
        return None
    if not regel.nummer:
        return lees_kop(regel.tekst, hek=0)
    is_link = regel.tekst[:1] == "[" and not any(t.isalnum() for t in regel.nummer)
    raak = _LINK.match(regel.tekst) if is_link else None
    return lees_kop(raak.group(1), hek=0) if raak else None  # regel van een inhoudsopgave met koppelingen


def _in_artikelreeks(regels: Sequence[Regel], kandidaten: dict[int, Kop]) -> dict[int, Kop]:
    """Lines that can be headings of artikelen, when with all of these the numbers run from 1 without a gap, and not without."""
    einde = next((i for i, kop in kandidaten.items() if kop.soort is Soort.BIJLAGE), len(regels))
    zeker = {i: kop for i, kop in kandidaten.items() if kop.soort is Soort.ARTIKEL and i < einde}
    al = {kaal(kop.nummer) for kop in zeker.values()}
    uit: dict[int, Kop] = {}
    for i, regel in enumerate(regels[:einde] if not any(kop.hek for kop in zeker.values()) else ()):
        mogelijk = regel.aard is Aard.TEKST and not (regel.nummer or regel.rand) and regel.tekst[:3].lower() == "art"
        if mogelijk and i not in kandidaten and (kop := misschien_artikel(regel.tekst)) and kaal(kop.nummer) not in al:
            uit[i] = kop
    nummers = [kaal(kop.nummer) for _, kop in sorted((zeker | uit).items())] if uit else []
    door = nummers[:1] == ["1"] and all(_direct_na(a, b) for a, b in pairwise(nummers))
    return uit if door and len(nummers) > 1 else {}


def _direct_na(een: str, twee: str) -> bool:
    """Whether a number comes right after another: 4 after 3 or 3a, 3a after 3."""
    stam = een.rstrip("abcdefghijklmnopqrstuvwxyz")
    return twee == volgende(een) or twee == f"{een}a" or (stam.isdecimal() and twee == volgende(stam))


def _zonder_soort(regels: Sequence[Regel], kandidaten: dict[int, Kop]) -> dict[int, Kop]:
    """Headings without a word for their kind that stand a level above the artikelen, with a unit right below: a chapter.

    The first heading of a text is its title, and one right below a unit is the title of that unit.
    """
    artikel = Counter(k.hek for k in kandidaten.values() if k.soort is Soort.ARTIKEL and k.hek)
    niveau = artikel.most_common(1)[0][0] if artikel else 0
    soort = Soort.PARAGRAAF if any(k.soort is Soort.HOOFDSTUK for k in kandidaten.values()) else Soort.HOOFDSTUK
    vol = [i for i, regel in enumerate(regels) if regel.aard is not Aard.LEEG]
    uit: dict[int, Kop] = {}
    for voor, i, na in zip(vol, vol[1:], vol[2:], strict=False):
        onder = kandidaten.get(na)
        boven = kandidaten.get(voor)
        if regels[i].aard is not Aard.KOP or i in kandidaten or onder is None or not regels[i].hek < niveau:
            continue
        if boven is None or boven.rest:
            is_deel = regels[i].tekst.strip(" .:").lower() in HOOFDDEEL or "toelichting" in regels[i].tekst.lower()
            if onder.hek > regels[i].hek and not is_deel:
                uit[i] = Kop(soort, "", "", regels[i].tekst, regels[i].hek)
    return uit


def _zonder_opschriften(regels: Sequence[Regel], kandidaten: dict[int, Kop]) -> tuple[dict[int, Kop], dict[int, bool]]:
    """Headings without those that are the title of the heading above them; and which have text below them.

    A heading right below that of an artikel, a level deeper, is its title whatever it says («Artikel 2», «Titel 4.2 van
    de wet»); below another unit it is a title when its kind stands on another level in the rest of the text.
    """
    gewoon: defaultdict[Soort, Counter[int]] = defaultdict(Counter)
    for kandidaat in kandidaten.values():
        gewoon[kandidaat.soort][kandidaat.hek] += 1
    koppen: dict[int, Kop] = {}
    vol: dict[int, bool] = {}
    vorige = -1
    for i, regel in enumerate(regels):
        kop = kandidaten.get(i)
        wacht = koppen.get(vorige)
        dieper = (
            kop is not None and wacht is not None and not wacht.rest and 0 < wacht.hek < kop.hek and not vol[vorige]
        )
        if (
            dieper
            and kop
            and wacht
            and (wacht.soort is Soort.ARTIKEL or gewoon[kop.soort].most_common(1)[0][0] != kop.hek)
        ):
            kop = None
        if kop is not None:
            koppen[i], vol[i], vorige = kop, kop.is_tekst, i
        elif regel.aard is not Aard.LEEG and vorige >= 0 and regel.aard is not Aard.KOP:
            vol[vorige] = True
    return koppen, vol


def _inhoudsopgave(regels: Sequence[Regel], koppen: dict[int, Kop], vol: dict[int, bool]) -> frozenset[int]:
    """Lines of a table of contents: headings without text that all come back further on, at least two of them of artikelen
    or numbered paragrafen."""
    laatste = {_sleutel(kop): i for i, kop in sorted(koppen.items())}
    weg = {i for i, kop in koppen.items() if regels[i].nummer and not kop.genummerd}
    reeks: list[int] = []
    for i in sorted(koppen):
        reeks.append(i)
        if vol[i]:
            weg.update(_terug(reeks, koppen, laatste))
            reeks = []
    return frozenset(weg)


def _terug(reeks: list[int], koppen: dict[int, Kop], laatste: dict[tuple[Soort, str, str], int]) -> list[int]:
    """The start of a run of headings that comes back as a whole: after the run, or within it where the text begins."""
    sleutels = [_sleutel(koppen[i]) for i in reeks]
    lang = len(reeks) if len(reeks) > 2 else 0
    if lang and any(laatste[s] <= reeks[-1] for s in sleutels):
        lang = next((n for n in range(1, len(reeks)) if sleutels[n] == sleutels[0]), 0)
        lang = lang if lang and all(laatste[s] >= reeks[lang] for s in sleutels[:lang]) else 0
    artikelen = sum(koppen[i].soort is Soort.ARTIKEL or koppen[i].genummerd for i in reeks[:lang])
    return reeks[:lang] if artikelen > 1 else []


def _sleutel(kop: Kop) -> tuple[Soort, str, str]:
    return kop.soort, kaal(kop.nummer).lower(), " ".join(_zonder_bladzijde(kop.rest).lower().split()).rstrip(".")


def _zonder_bladzijde(woorden: str) -> str:
    """A title without the page behind it in a table of contents; in one pass, however long the leader is.

    >>> _zonder_bladzijde("Hulp ....... 3"), _zonder_bladzijde("Regels 2026")
    ('Hulp', 'Regels 2026')
    """
    voor = woorden.rstrip("0123456789")
    titel = voor.rstrip(" \t\n\u00a0.…·_")
    is_bladzijde = 0 < len(woorden) - len(voor) <= 4 and _AANLOOP.search(voor, len(titel)) is not None
    return titel if is_bladzijde else woorden
