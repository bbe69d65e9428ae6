"""The lines of the amending article: letters, blocks ("wordt als volgt gewijzigd"), numbers, new text behind ``>``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from verordening.adres import Adres
from verordening.nummers import letter
from versies.opstellen.zinnen import Zin, adresfrase


def blokregels(plek: Adres, zinnen: Sequence[Zin], nieuw: frozenset[Adres] = frozenset(), kop: str = "") -> list[str]:
    """Lines of one letter: one sentence, or a numbered block; several sentences in one lid become a block of their own. No lines when
    one of its places has no phrase.

    ``nieuw``: addresses behind which "(nieuw)" has to stand; ``kop``: the heading of a block that is not about one unit.
    """
    regels = _regels(plek, zinnen, nieuw, kop)
    return regels if all(regels) else []


def _regels(plek: Adres, zinnen: Sequence[Zin], nieuw: frozenset[Adres], kop: str) -> list[str]:
    if len(zinnen) == 1 or not plek.stappen:
        los = len(zinnen) == 1 and not kop
        return [kop] * bool(kop) + [
            r for i, z in enumerate(zinnen, 1) for r in _zin(z, Adres(), "" if los else f"{i}. ", nieuw)
        ]
    groepen = list(_groepen(plek, zinnen))
    if len(groepen) == 1:
        # Alles in één lid: dan gaat het blok over dat lid.
        plek, groepen = groepen[0][0], [(groepen[0][0], [z]) for z in groepen[0][1]]
    uit = [_kop(plek, Adres(), nieuw.union(*(z.nieuw for _, rij in groepen for z in rij if plek in z.nieuw)))]
    for i, (bereik, groep) in enumerate(groepen, 1):
        if bereik == plek:
            uit.extend(_zin(groep[0], plek, f"{i}. ", nieuw))
            continue
        onder = _kop(bereik, plek, nieuw.union(*(z.nieuw for z in groep)))
        uit.append(f"{i}. {onder}" if onder else "")
        for j, zin in enumerate(groep, 1):
            uit.extend(_zin(zin, bereik, f"{letter(j)}. ", nieuw))
    return uit


def _groepen(plek: Adres, zinnen: Sequence[Zin]) -> Iterator[tuple[Adres, list[Zin]]]:
    """Neighbouring sentences in the same lid or table together; others one by one."""
    diep = len(plek.stappen) + 1

    def binnen(z: Zin) -> Adres:
        stappen = z.plek.stappen[:diep]
        return Adres(stappen) if len(stappen) == diep and stappen[-1].soort in ("lid", "tabel") else plek

    for (bereik, _), groep in groupby(zinnen, lambda z: (binnen(z), z.nieuw)):
        rij = list(groep)
        bereik = _in_tabel(rij) or bereik
        # Een zin over het hele lid («komt te luiden») heeft zelf dat lid als plek en hoort niet in een blok erover.
        if bereik != plek and len(rij) > 1 and all(z.plek != bereik or "{Plek}" not in z.vorm for z in rij):
            yield bereik, rij
        else:
            yield from ((plek, [z]) for z in rij)


def _in_tabel(zinnen: Sequence[Zin]) -> Adres | None:
    """The one table in which all these sentences work."""
    tabellen = {
        Adres(z.plek.stappen[:i]) for z in zinnen for i, s in enumerate(z.plek.stappen, 1) if s.soort == "tabel"
    }
    binnen = sum(any(s.soort == "tabel" for s in z.plek.stappen) for z in zinnen)
    return tabellen.pop() if len(tabellen) == 1 and binnen == len(zinnen) > 1 else None


def _kop(plek: Adres, bereik: Adres, nieuw: frozenset[Adres]) -> str:
    """The heading of a block; empty when its place has no phrase."""
    frase = adresfrase(plek, bereik, nieuw)
    return frase and f"{frase[:1].upper()}{frase[1:]}{',' if ',' in frase else ''} wordt als volgt gewijzigd:"


def _zin(zin: Zin, bereik: Adres, nummer: str, nieuw: frozenset[Adres]) -> Iterator[str]:
    woorden = zin.schrijf(bereik, nieuw)
    yield woorden and nummer + woorden
    for regel in zin.lading:
        yield f"> {regel}"
