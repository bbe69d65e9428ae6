"""Markdown inside a line: links with any address, bold, italic, super- and subscript, pictures, escapes, notes.

One pass over the line, with a stack of what is open; the time is linear in the line, whatever stands in it. What was seen
and cannot be kept (struck words, a link whose address does not end) is entered in the ledger that the reader hands in.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from verordening.boom import Afbeelding, Alinea, Inline, Noot, Opmaak, Regeleinde, Verwijzing, inlinetekst, smelt
from verordening.onzichtbaar import ontsnapt
from verordening.verantwoording import Klasse

OPMAAK_HTML = {"sup": "sup", "inf": "sub"}
"""Marks that are content (10³ is not 103), and the HTML element that Markdown has for them."""


def _niets(klasse: Klasse, wat: str, fragment: str, waarom: str) -> None:
    """Where entries go when nobody keeps a ledger."""


@dataclass(frozen=True, slots=True)
class Regelboek:
    """What a line needs from its document.

    Args:
        meld: takes an entry of the ledger: (class, name of the sign, words, reason).
        doelen: addresses of links by reference (``[woorden][naam]``), by name.
        noten: texts of footnotes (``[^1]``), by name. gebruikt: takes the names of those that the text calls.
    """

    meld: Callable[[Klasse, str, str, str], None] = _niets
    doelen: Mapping[str, str] = field(default_factory=dict)
    noten: Mapping[str, str] = field(default_factory=dict)
    gebruikt: set[str] = field(default_factory=set)


_TEKEN = re.compile(
    r"\\[\\`*_{}\[\]()#+.!|<>°º–—•●◦▪~&-]|!\[|\[|\]\(?|\*\**|__*|~~|</[A-Za-z]\w*\s*>|<[A-Za-z]\w*(?:\s[^<>]{0,400}|/)?>|<https?://[^<>\s]{1,2000}>"
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});"
)
"""Every branch begins with a sign of its own, so that Python looks for those signs only: ten times as fast."""
_MERKTEKEN = re.compile(r"[\\\[\]*_~<&]")
_WIT = re.compile(r"[ \t\r\n]+")
_MERK = {"*": "cursief", "_": "cursief", "**": "vet", "__": "vet", "***": "vetcursief", "~~": "doorgehaald"}
_HTML = {"sup": "sup", "sub": "inf", "u": "onderstreept", "ins": "ingevoegd"}
_HTML |= dict.fromkeys(("b", "strong"), "vet") | dict.fromkeys(("i", "em"), "cursief")
_HTML |= dict.fromkeys(("s", "del", "strike"), "doorgehaald")
_KALE_TAG = frozenset(
    """
    a abbr big blockquote body center dd div dl dt font h1 h2 h3 h4 h5 h6 head html li mark meta ol p q section
    small span ul
    """.split()
)
"""HTML tags without a meaning of their own in a regulation: the words between them stay."""
_GEWEIGERDE_TAG = {
    **dict.fromkeys(("script", "style", "iframe", "object", "img"), "Een programma of ingevoegd deel is geen tekst."),
    **dict.fromkeys(("table", "tbody", "td", "th", "thead", "tr"), "Een tabel in HTML wordt niet als tabel gelezen."),
}
_KENMERKEN = "Kenmerken van een webpagina bij de opmaak."
_KEUZE = {
    "doorgehaald": "Met de hand doorgehaalde woorden: gelden zij of niet?",
    "ingevoegd": "Als ingevoegd gemerkte woorden: gelden zij of niet?",
}
_DIEPST = 32
"""So many marks may be open inside each other; what was opened before that is plain text."""


def lees_inline(tekst: str, boek: Callable[[], Regelboek] = Regelboek) -> tuple[Inline, ...]:
    """Mixed content of one line. White space is layout: runs become one space.

    Args:
        tekst: the line.
        boek: gives what a line with marks is read with.

    >>> lees_inline("Zie *de wet* en [artikel 8](BWBR0015703).")
    ('Zie ', Opmaak(soort='cursief', inhoud=('de wet',)), ' en ', Verwijzing(doel='BWBR0015703', soort='extern', \
inhoud=('artikel 8',), kenmerken=()), '.')
    >>> lees_inline("10<sup>3</sup> en [de wet](enz./(een/README.md), slot")
    ('10', Opmaak(soort='sup', inhoud=('3',)), ' en ', Verwijzing(doel='enz./(een/README.md', soort='extern', \
inhoud=('de wet',), kenmerken=()), ', slot')
    """
    tekst = tekst.strip(" ")
    if "  " in tekst or "\t" in tekst or "\r" in tekst or "\n" in tekst:
        tekst = _WIT.sub(" ", tekst).strip(" ")
    if not tekst:
        return ()
    if _MERKTEKEN.search(tekst) is None:
        return (tekst,)
    return _Regel(tekst, boek()).lees()


@dataclass(slots=True)
class _Open:
    """A mark that waits for its end: its kind, where its own signs stand in the output, and those signs."""

    soort: str
    plek: int
    letterlijk: str


class _Regel:
    def __init__(self, tekst: str, boek: Regelboek) -> None:
        self.tekst = tekst
        self.boek = boek
        self.uit: list[Inline] = []
        self.open: deque[_Open] = deque(maxlen=_DIEPST)
        self.adressen = _adressen(tekst) if "](" in tekst else {}

    def lees(self) -> tuple[Inline, ...]:
        """All of the line, from left to right."""
        plek = 0
        while (treffer := _TEKEN.search(self.tekst, plek)) is not None:
            if treffer.start() > plek:
                self.uit.append(self.tekst[plek : treffer.start()])
            plek = self._teken(treffer.group(), treffer.start(), treffer.end())
        self.uit.append(self.tekst[plek:])
        return smelt(self.uit)

    def _teken(self, teken: str, van: int, tot: int) -> int:
        """Take one sign; where to go on reading."""
        if teken[0] == "\\":
            self.uit.append(teken[1:])
        elif teken[0] == "&":
            self.uit.append(ontsnapt(teken))
        elif teken[0] == "<":
            self._tag(teken)
        elif teken in ("[", "!["):
            self._begin(teken, teken)
        elif teken[0] == "]":
            return self._haak(teken, van, tot)
        else:
            self._merk(teken, van, tot)
        return tot

    def _begin(self, soort: str, letterlijk: str) -> None:
        self.open.append(_Open(soort, len(self.uit), letterlijk))
        self.uit.append(letterlijk)

    def _neem(self, *soorten: str, tot_haak: bool) -> tuple[str, list[Inline]] | None:
        """Close the nearest open mark of these kinds; what opened inside it and did not end is plain text."""
        for diepte in range(len(self.open) - 1, -1, -1):
            knoop = self.open[diepte]
            if knoop.soort in soorten:
                while len(self.open) > diepte:
                    self.open.pop()
                inhoud = self.uit[knoop.plek + 1 :]
                if knoop.letterlijk[1:2].isalpha() and " " in knoop.letterlijk:
                    self.boek.meld(Klasse.ONSCHADELIJK, "html", knoop.letterlijk, _KENMERKEN)
                del self.uit[knoop.plek :]
                return knoop.soort, inhoud
            if tot_haak and knoop.soort in ("[", "!["):
                return None
        return None

    # links, pictures, notes

    def _haak(self, teken: str, van: int, tot: int) -> int:
        open_ = next((k for k in reversed(self.open) if k.soort in ("[", "![")), None)
        if open_ is None:
            if teken == "](":
                self._koppeling_kapot(van)
            self.uit.append(teken)
            return tot
        if teken == "](":
            adres = self.adressen.get(van)
            if adres is None:
                self._koppeling_kapot(van)
                self.open.remove(open_)
                self.uit.append(teken)
                return tot
            soort, inhoud = self._genomen()
            self.uit.append(_verwijzing(adres[0], inhoud) if soort == "[" else Afbeelding(adres[0], _plat(inhoud)))
            return adres[1]
        return self._op_naam(tot, open_)

    def _op_naam(self, tot: int, open_: _Open) -> int:
        """``[^1]``, ``[woorden][naam]``, or words that only stand between brackets."""
        woorden = _plat(self.uit[open_.plek + 1 :]) if len(self.uit) - open_.plek < 4 else ""
        if woorden[:1] == "^" and woorden[1:] in self.boek.noten:
            self._genomen()
            self.boek.gebruikt.add(woorden[1:])
            self.uit.append(Noot(woorden[1:], (Alinea(lees_inline(self.boek.noten[woorden[1:]])),)))
            return tot
        if woorden[:1] == "^":
            self.boek.meld(
                Klasse.ONVERKLAARD, "noot", f"[{woorden}]", "Bij dit teken van een noot staat nergens een tekst."
            )
        naam = re.compile(r"\[([^\[\]]{0,80})\]").match(self.tekst, tot) if self.boek.doelen else None
        doel = self.boek.doelen.get((naam.group(1) or woorden).lower()) if naam else None
        if naam and doel is not None:
            _, inhoud = self._genomen()
            self.uit.append(_verwijzing(doel, inhoud))
            return naam.end()
        self.open.remove(open_)
        self.uit.append("]")
        return tot

    def _genomen(self) -> tuple[str, list[Inline]]:
        gevonden = self._neem("[", "![", tot_haak=False)
        assert gevonden is not None
        return gevonden

    def _koppeling_kapot(self, van: int) -> None:
        fragment = self.tekst[max(0, van - 40) : van + 80]
        self.boek.meld(
            Klasse.ONVERKLAARD,
            "koppeling",
            fragment,
            "Het adres van deze koppeling eindigt niet; het staat in de tekst.",
        )

    # marks

    def _merk(self, teken: str, van: int, tot: int) -> None:
        soort = _MERK.get(teken)
        voor, na = self.tekst[van - 1 : van] if van else " ", self.tekst[tot : tot + 1] or " "
        begin = not na.isspace() and (na.isalnum() or na in "[<(“‘\\" or not voor.isalnum())
        dicht = not voor.isspace() and (not na.isalnum() or teken[0] != "_")
        if teken[0] == "_":
            begin = begin and not voor.isalnum()
        if soort is None:
            self.uit.append(teken)
            return
        gevonden = self._neem(teken, tot_haak=True) if dicht else None
        if gevonden is not None and any(not isinstance(d, str) or d for d in gevonden[1]):
            self._plaats(soort, gevonden[1])
        elif begin:
            self._begin(teken, teken)
        else:
            self.uit.append(teken)

    def _plaats(self, soort: str, inhoud: list[Inline]) -> None:
        delen = smelt(inhoud)
        if soort in _KEUZE:
            self.boek.meld(Klasse.KEUZE, soort, inlinetekst(delen), _KEUZE[soort])
        if soort == "vetcursief":
            soort, delen = "vet", (Opmaak("cursief", delen),)
        self.uit.append(Opmaak(soort, delen))

    def _tag(self, teken: str) -> None:
        if teken.startswith("<http"):
            self.uit.append(Verwijzing(teken[1:-1], "extern", (teken[1:-1],)))
            return
        naam, _, kenmerken = teken.strip("</>").partition(" ")
        naam = naam.lower()
        soort = _HTML.get(naam)
        if naam == "br":
            if kenmerken.strip("/ "):
                self.boek.meld(Klasse.ONSCHADELIJK, "html", teken, _KENMERKEN)
            self.uit.append(Regeleinde())
        elif soort is not None and teken[1] != "/":
            self._begin(f"<{soort}", teken)
        elif soort is not None and (gevonden := self._neem(f"<{soort}", tot_haak=False)) is not None:
            self._plaats(soort, gevonden[1])
        elif naam in _KALE_TAG:
            self.boek.meld(Klasse.ONSCHADELIJK, "html", teken, "Opmaak van een webpagina zonder eigen betekenis.")
        else:
            if naam in _GEWEIGERDE_TAG:
                self.boek.meld(Klasse.GEWEIGERD, "html", teken, _GEWEIGERDE_TAG[naam])
            self.uit.append(teken)


def _plat(inhoud: list[Inline]) -> str:
    return inlinetekst(smelt(inhoud))


def _verwijzing(doel: str, inhoud: list[Inline]) -> Verwijzing:
    nummer = re.search(r"BWB[RVW]\d{7}|CVDR\d+", doel) if doel.endswith(".md") else None
    return Verwijzing(nummer.group() if nummer else doel, "extern", smelt(inhoud))


def _adressen(tekst: str) -> dict[int, tuple[str, int]]:
    """Per ``](`` the address that follows and where it ends; each part of the line is looked at once."""
    uit: dict[int, tuple[str, int]] = {}
    begin = tekst.find("](")
    while begin >= 0:
        volgende = tekst.find("](", begin + 2)
        stuk = tekst[begin + 2 : volgende if volgende >= 0 else len(tekst)]
        einde = _einde(stuk)
        if einde is not None:
            adres = re.sub(r"""\s+["'(][^"']*["')]\s*\Z""", "", stuk[:einde]) if " " in stuk[:einde] else stuk[:einde]
            uit[begin] = (adres.strip().strip("<>"), begin + 2 + einde + 1)
        begin = volgende
    return uit


_GEWOON_ADRES = re.compile(r"[^\s()]*\)")


def _einde(stuk: str) -> int | None:
    """Where the address at the start of a piece closes: brackets in pairs, else the last bracket before a space.

    >>> [_einde(s) for s in ("a(b)c) x", "a(b.md), x", "a", "https://a b) x", "zie artikel 5) x", "u 'titel') x")]
    [5, 6, None, 11, None, 9]
    """
    if (gewoon := _GEWOON_ADRES.match(stuk)) is not None:
        return gewoon.end() - 1
    diepte, laatste = 0, None
    for plek, teken in enumerate(stuk):
        if teken == "(":
            diepte += 1
        elif teken == ")":
            if diepte == 0:
                return plek
            diepte, laatste = diepte - 1, plek
        elif teken.isspace():
            return laatste if laatste is not None else _met_spaties(stuk)
    return laatste


def _met_spaties(stuk: str) -> int | None:
    """The end of an address with spaces or a title in it; ordinary words between brackets are no address."""
    einde = stuk.find(")")
    adres = stuk[: max(einde, 0)]
    is_adres = re.match(r"(?:<|\S*(?:[/#]|\.(?:md|html?|pdf|xml)\b)|\S+\s+[\"'])", adres)
    return einde if is_adres else None
