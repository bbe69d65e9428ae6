"""When words are replaced and when a unit is stated anew ("komt te luiden"): the rule, in numbers.

The rule (explained for lawyers in ``docs/opstellen.md``): words are named one by one as long as a reader can follow them,
that is at most :data:`PLEKKEN` places in one paragraph, and as long as that is clearly shorter than the new text itself
(:data:`AANDEEL`). Otherwise the smallest unit that holds the change is stated anew (Ar 2012, 233).

Every edit is tried out here on the text as it will be at that moment, so that the words quoted occur exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verordening.boom import Alinea
from versies.opstellen.leeseenheden import Bewerking, in_een, rek, woorden_aan_slot
from versies.opstellen.vormen import schrijf
from versies.opstellen.zinnen import Zin, alle
from versies.toepassen.woorden import naad, vind, zinnen
from versies.wijziging import (
    TELKENS,
    Kant,
    Plek,
    Spanne,
    Spannesoort,
    Vervalt,
    VervangEenheid,
    VervangTekst,
    VoegTekstIn,
    Wijziging,
)

PLEKKEN = 3
"""Most edits in one paragraph; with more, the reader loses the thread."""
AANDEEL = 0.8
"""Detailed instructions must be at most this part of the length of stating the unit anew."""
_WOORDEN = 6
"""So many words are replaced one by one in any case."""
_WEINIG = 3
"""So many words at one place are never a reason to state the unit anew."""
_ZINSEINDE = re.compile(r"[.!?](?:\s|\Z)")
_OVER_ZINNEN = re.compile(r"[.!?]\s+[A-Z’‘]")
_KORT = 14
"""Equal words between two edits that are shorter than this (characters) are quoted along."""
DEEL_VAN_DE_ZIN = {1: 0.6, 2: 0.4, 3: 0.34}
"""Number of edits in a paragraph → largest part of its words that may be replaced one by one; above it: stated anew."""
_CONTEXT = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (3, 3), (5, 3), (3, 5), (6, 6))
"""Words quoted along on the left and on the right until the quotation is unique."""


def licht(fijn: Sequence[Zin], heel: Zin) -> bool:
    """True when a few words at one place change and most of the unit stays: nobody restates a lid for another number of weeks."""
    w = fijn[0].wijzigingen[0] if len(fijn) == 1 and len(fijn[0].wijzigingen) == 1 else None
    if not isinstance(w, VervangTekst) or w.keer == TELKENS or not w.nieuw:
        return False
    meeste = max(len(w.oud.split()), len(w.nieuw.split()))
    return meeste <= _WEINIG and 2 * meeste <= sum(len(r.split()) for r in heel.lading)


def loont(fijn: int, heel: int) -> bool:
    """True when detailed instructions of ``fijn`` characters are clear enough beside ``heel`` for the whole unit."""
    return fijn <= AANDEEL * heel


def bewerkingen(spannen: Sequence[Spanne]) -> list[Bewerking]:
    """The edits in a compared paragraph; neighbours with few equal words between them become one.

    >>> g, v, i = Spannesoort.GELIJK, Spannesoort.VERVALLEN, Spannesoort.INGEVOEGD
    >>> [(b.oud, b.nieuw) for b in bewerkingen([Spanne(g, "Binnen "), Spanne(v, "acht"), Spanne(i, "zes"), Spanne(g, " weken.")])]
    [('acht', 'zes')]
    """
    rij: list[list[str]] = []
    gelijk = [""]
    for s in spannen:
        if s.soort is Spannesoort.GELIJK:
            if len(rij) == len(gelijk):
                gelijk.append("")
            gelijk[-1] += s.tekst
            continue
        if len(rij) < len(gelijk):
            rij.append(["", ""])
        rij[-1][0 if s.soort is Spannesoort.VERVALLEN else 1] += s.tekst
    if len(gelijk) == len(rij):
        gelijk.append("")
    i = 1
    while i < len(rij):
        tussen = gelijk[i]
        if (len(tussen.strip()) < _KORT and not _ZINSEINDE.search(tussen)) or _verknocht(rij, gelijk, i):
            rij[i - 1 : i + 1] = [[rij[i - 1][0] + tussen + rij[i][0], rij[i - 1][1] + tussen + rij[i][1]]]
            del gelijk[i]
        else:
            i += 1
    return [Bewerking(gelijk[n], oud, nieuw, gelijk[n + 1]) for n, (oud, nieuw) in enumerate(rij)]


def _verknocht(rij: Sequence[Sequence[str]], gelijk: Sequence[str], i: int) -> bool:
    """True when edit i and the one before it stand in one reading unit, in the old or in the new text."""
    for kant in (0, 1):
        voor = "".join(g + r[kant] for g, r in zip(gelijk, rij[: i - 1], strict=False)) + gelijk[i - 1]
        een = len(voor), len(voor) + len(rij[i - 1][kant])
        twee = een[1] + len(gelijk[i]), een[1] + len(gelijk[i]) + len(rij[i][kant])
        tekst = (
            voor
            + rij[i - 1][kant]
            + "".join(g + r[kant] for g, r in zip(gelijk[i:], rij[i:], strict=False))
            + gelijk[-1]
        )
        if een[0] < een[1] and twee[0] < twee[1] and in_een(tekst, een, twee):
            return True
    return False


class Woordwerk:
    """Finds the sentences for the edits in one text field of a unit.

    Args:
        velden: all text fields in which the applier will look, as they are now.
        veld: which of them changes.
        plek: where they stand.
        los: the field is the only paragraph of the unit, so that sentences can be counted.
    """

    def __init__(self, velden: Sequence[str], veld: int, plek: Plek, *, los: bool) -> None:
        self.velden, self.veld, self.plek, self.los = list(velden), veld, plek, los

    def zinnen(self, spannen: Sequence[Spanne]) -> list[Zin] | None:
        """Sentences for all edits, in order; None when an edit cannot be named, or there are too many."""
        begin = list(self.velden)
        woorden = self._per_bewerking(spannen)
        zinnen_ = self._per_zin(begin, spannen)
        if woorden is None or zinnen_ is None:
            return woorden or zinnen_
        return woorden if loont(sum(w.lengte for w in woorden), sum(z.lengte for z in zinnen_)) else zinnen_

    def _per_zin(self, velden: Sequence[str], spannen: Sequence[Spanne]) -> list[Zin] | None:
        """Whole sentences anew, when their number stays the same and not all of them change."""
        if not self.los:
            return None
        was = velden[self.veld]
        wordt = "".join(s.tekst for s in spannen if s.soort is not Spannesoort.VERVALLEN)
        a, b = ([t[x:y] for x, y in zinnen(t)] for t in (was, wordt))
        anders = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if _plat(x) != _plat(y)]
        if len(a) != len(b) or len(a) < 2 or len(anders) > len(a) / 2:
            return None
        return alle(schrijf(VervangEenheid(self._zin_plek(i), (Alinea((b[i],)),))) for i in anders)

    def _per_bewerking(self, spannen: Sequence[Spanne]) -> list[Zin] | None:
        ruw = bewerkingen(spannen)
        if not ruw or len(ruw) > PLEKKEN or _te_veel(ruw):
            return None
        rij = _gerekt(ruw)
        if (samen := self._telkens(rij)) is not None:
            return [samen]
        klaar = ""
        uit: list[Zin] = []
        for i, b in enumerate(rij):
            klaar += b.links
            rest = b.rechts + "".join(v.oud + v.rechts for v in rij[i + 1 :])
            wordt = klaar + b.nieuw + rest
            gevonden = self._een(b, klaar, rest, wordt)
            if gevonden is None:
                return None
            uit.append(gevonden)
            self.velden[self.veld] = wordt
            klaar += b.nieuw
        return uit

    def _telkens(self, rij: Sequence[Bewerking]) -> Zin | None:
        """The same words at every place: one sentence with "telkens"."""
        if (
            len(rij) < 2
            or len({(b.oud.strip(), b.nieuw.strip()) for b in rij}) > 1
            or not rij[0].oud.strip()
            or not rij[0].nieuw.strip()
        ):
            return None
        oud, nieuw = rij[0].oud.strip(), rij[0].nieuw.strip()
        if len(vind(self.velden, oud).treffers) != len(rij) or vind(self.velden, oud).niveau != "letterlijk":
            return None
        return schrijf(VervangTekst(self.plek, oud, nieuw, TELKENS))

    def _een(self, b: Bewerking, voor: str, na: str, wordt: str) -> Zin | None:
        for wijziging, uitkomst in (*self._hele_zinnen(b, voor, na), *self._woorden(b)):
            goed = uitkomst is not None and _plat(uitkomst) == _plat(wordt)
            if goed and (zin := schrijf(wijziging)) is not None:
                return zin
        return None

    def _zin_plek(self, rang: int) -> Plek:
        return Plek(self.plek.adres.erbij("zin", str(rang + 1)))

    # --- sentences

    def _hele_zinnen(self, b: Bewerking, voor: str, na: str) -> Iterator[tuple[Wijziging, str | None]]:
        if not self.los:
            return
        nu = self.velden[self.veld]
        nieuw = b.nieuw.strip()
        if (
            not b.oud.strip()
            and not na.strip()
            and voor.rstrip().endswith((".", "!", "?"))
            and nieuw.endswith((".", "!", "?"))
            and nieuw[:1].isupper()
        ):
            yield VoegTekstIn(self.plek, nieuw), f"{nu} {nieuw}"
        grenzen = zinnen(nu)
        begin, eind = len(voor), len(voor) + len(b.oud)
        if len(grenzen) < 2 or not b.oud.strip():
            return
        raak = [i for i, (a, z) in enumerate(grenzen) if a >= begin - 1 and z <= eind + 1 and nu[a:z].strip() in b.oud]
        if len(raak) != 1:
            return
        a, z = grenzen[raak[0]]
        if nieuw:
            if _plat(b.oud) == _plat(nu[a:z]):
                yield VervangEenheid(self._zin_plek(raak[0]), (Alinea((nieuw,)),)), nu[:a] + nieuw + nu[z:]
        else:
            yield Vervalt(self._zin_plek(raak[0])), nu[:a].rstrip() + " " + nu[z:].lstrip()

    # --- words

    def _woorden(self, b: Bewerking) -> Iterator[tuple[Wijziging, str | None]]:
        oud, nieuw = b.oud.strip(), b.nieuw.strip()
        if _OVER_ZINNEN.search(oud) or _OVER_ZINNEN.search(nieuw):
            return  # een citaat loopt niet van de ene zin in de andere
        if nieuw and not oud:
            yield from self._invoegingen(b, nieuw)
        elif oud and not nieuw:
            yield from self._vervallingen(b)
        for links, rechts in _CONTEXT:
            if not oud and not links and not rechts:
                continue
            voor, na = _laatste(b.links, links), _eerste(b.rechts, rechts)
            if (links and not voor) or (rechts and not na):
                continue
            ouder, nieuwer = (voor + b.oud + na).strip(), (voor + b.nieuw + na).strip()
            if nieuwer[:1] in ",.;:)" and ouder[:1] not in ",.;:)" and b.links.strip():
                continue  # een citaat begint met een woord
            if len(ouder) < 3 and links + rechts == 0 and (b.links.strip() or b.rechts.strip()):
                continue  # een los teken of cijfer: neem het woord ernaast mee
            if not ouder or not nieuwer:
                continue
            yield VervangTekst(self.plek, ouder, nieuwer), self._vervang(ouder, nieuwer)

    def _invoegingen(self, b: Bewerking, nieuw: str) -> Iterator[tuple[Wijziging, str | None]]:
        vast = _tot_aanduiding(b.links) if _AANDUIDING.search(_laatste(b.links, 2)) else woorden_aan_slot(b.links)
        for n in (vast, 1, 2, 3, 4, 6) if vast else (1, 2, 3, 4, 6):
            if (anker := _laatste(b.links, n).strip()) and len(anker) > 2:
                yield VoegTekstIn(self.plek, nieuw, anker, Kant.NA), self._voeg_in(anker, nieuw, na=True)
        for n in (1, 2, 3, 4, 6):
            if (anker := _eerste(b.rechts, n).strip()) and len(anker) > 2:
                yield VoegTekstIn(self.plek, nieuw, anker, Kant.VOOR), self._voeg_in(anker, nieuw, na=False)

    def _vervallingen(self, b: Bewerking) -> Iterator[tuple[Wijziging, str | None]]:
        for kern in dict.fromkeys((b.oud.strip(), b.oud.strip(" "))):
            if len(kern) > 2:
                yield VervangTekst(self.plek, kern, ""), self._vervang(kern, "")

    def _treffer(self, oud: str) -> tuple[int, int] | None:
        vondst = vind(self.velden, oud)
        if len(vondst.treffers) != 1 or vondst.niveau != "letterlijk" or vondst.treffers[0].veld != self.veld:
            return None
        return vondst.treffers[0].begin, vondst.treffers[0].eind

    def _vervang(self, oud: str, nieuw: str) -> str | None:
        if (t := self._treffer(oud)) is None:
            return None
        nu = self.velden[self.veld]
        links, woorden, rechts = naad(nu[: t[0]], nieuw, nu[t[1] :], invoegen=False)
        return nu[: t[0] - links] + woorden + nu[t[1] + rechts :]

    def _voeg_in(self, anker: str, nieuw: str, *, na: bool) -> str | None:
        if (t := self._treffer(anker)) is None:
            return None
        nu = self.velden[self.veld]
        plek = t[1] if na else t[0]
        links, woorden, rechts = naad(nu[:plek], nieuw, nu[plek:], invoegen=True)
        return nu[: plek - links] + woorden + nu[plek + rechts :]


def _gerekt(rij: Sequence[Bewerking]) -> list[Bewerking]:
    """The edits stretched over reading units; each takes from the equal words around it what the one before left."""
    uit: list[Bewerking] = []
    for b in rij:
        links = uit[-1].rechts if uit else b.links
        b = rek(replace(b, links=links))
        if uit:
            uit[-1] = replace(uit[-1], rechts=b.links)
        uit.append(b)
    return uit


def _te_veel(rij: Sequence[Bewerking]) -> bool:
    """True when so much of a paragraph is replaced that its reader is better off with the new text (Ar 2012, 233)."""
    if len(rij) == 1 and not (rij[0].oud.strip() and rij[0].nieuw.strip()):
        return False
    gelijk = sum(len(b.links.split()) for b in rij) + len(rij[-1].rechts.split())
    een = len(rij) == 1  # wat blijft, ziet de lezer dan vanzelf: alleen wat weggaat telt
    anders = sum(max(len(b.oud.split()), 0 if een else len(b.nieuw.split())) for b in rij)
    return anders > _WOORDEN and anders > DEEL_VAN_DE_ZIN[len(rij)] * (gelijk + anders)


_AANDUIDING = re.compile(
    r"\b(?:artikel(?:en)?|lid|leden|onderde(?:el|len)|hoofdstuk(?:ken)?|paragra(?:af|fen)|bijlagen?)\b", re.IGNORECASE
)


def _tot_aanduiding(links: str) -> int:
    """How many words back a reference begins ("artikel 7, eerste lid, …"), at most eight; 0 when none does."""
    woorden = re.findall(r"\S+\s*", links)[-8:]
    for begin, woord in enumerate(woorden):
        if re.match(r"(?:artikel(?:en)?|onderdelen|onderdeel|leden|hoofdstuk|paragraaf)\b", woord, re.IGNORECASE):
            return len(woorden) - begin
    return 0


def _plat(tekst: str) -> str:
    return " ".join(tekst.split())


def _laatste(tekst: str, n: int) -> str:
    """The last n words with the space behind them."""
    return "".join(re.findall(r"\S+\s*", tekst)[-n:]) if n else ""


def _eerste(tekst: str, n: int) -> str:
    """The first n words with the space before them."""
    return "".join(re.findall(r"\s*\S+", tekst)[:n]) if n else ""


# --- the mark at the end of an item -----------------------------------------------------------------------------------

_TEKEN = re.compile(r"(?:[;,]\s+(?:en|of|dan wel)|[.;,])\Z")


def slotwissel(was: str, wordt: str, *, ook_anders: bool = False) -> tuple[str, str] | None:
    """The old and the new mark, when a text changes in its final mark only; else None.

    Args:
        ook_anders: other words may change as well.

    >>> slotwissel("de duur; en", "de duur;"), slotwissel("de duur.", "de duur;"), slotwissel("a.", "b.")
    (('; en', ';'), ('.', ';'), None)
    """
    a, b = _TEKEN.search(was), _TEKEN.search(wordt)
    if a is None or b is None or was == wordt or (was[: a.start()] != wordt[: b.start()]) != ook_anders:
        return None
    if a.group() == b.group():
        return None
    return a.group(), b.group()
