"""Signs that a reader cannot see, or sees as another sign: found on reading, shown as a code wherever text goes out.

Direction marks, zero-width signs, soft hyphens and control codes change what a text says to a machine, or what a screen
shows of it; letters of another alphabet look like ours. A hard space is none of these: it is ordinary layout of numbers.

>>> toonbaar("in\\u200bspecteur \\x1b[31m")
'in⟦U+200B⟧specteur ⟦U+001B⟧[31m'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import html5

from verordening.bevinding import Bevinding, Geweigerd

_STUUR = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_RICHTING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREEDTE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
_HOOG = "\U000e0000-\U000e0fff"
ONZICHTBAAR = re.compile(f"[{_STUUR}{_RICHTING}{_BREEDTE}{_HOOG}]")
"""Every sign that cannot be seen; tabs and line ends are layout."""
_GELIJKEND = re.compile(
    "[\u0335-\u0338\u0370-\u0390\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf\u03c1\u0400-\u052f\uff01-\uff5e\ufb00-\ufb06]"
)
GEWOON = bytes(t for t in range(128) if ONZICHTBAAR.match(chr(t)) is None)
"""The signs of ASCII that can be seen."""
_ALLE = re.compile(f"{ONZICHTBAAR.pattern[:-1]}{_GELIJKEND.pattern[1:]}")


def is_zichtbaar(tekst: str) -> bool:
    """Whether every sign of the text can be seen and is what it looks like."""
    return _ALLE.search(tekst) is None


def toonbaar(tekst: str) -> str:
    """The text with a visible code in the place of each sign that cannot be seen."""
    if tekst.isascii() and tekst.isprintable():
        return tekst
    return ONZICHTBAAR.sub(lambda raak: f"⟦U+{ord(raak.group()):04X}⟧", tekst)


def eis_zichtbaar(woorden: str) -> None:
    """Refuse words that somebody gives, such as a title, with a sign that cannot be seen in them.

    Raises:
        Geweigerd: with the sign.
    """
    if raak := ONZICHTBAAR.search(woorden):
        raise Geweigerd.om("onzichtbaar-teken/opgegeven", toonbaar(woorden), teken=f"{ord(raak.group()):04X}")


def zonder(tekst: str) -> str:
    """The text without the signs that cannot be seen; only to judge what a line looks like."""
    return ONZICHTBAAR.sub("", tekst)


def keur_tekens(regels: Iterable[tuple[str, str]]) -> Iterator[Bevinding]:
    """Findings about invisible and look-alike signs: one per sign, with its first place and how often it stands.

    Args:
        regels: (address, text) in the order of the source.

    >>> [b.regel() for b in keur_tekens([("artikel 1", "col\\u00adlege")])]
    ['waarschuwing: artikel 1: Onzichtbaar teken U+00AD in de tekst. «col⟦U+00AD⟧lege» Haal het in de bron weg. [onzichtbaar-teken]']
    """
    eerste: dict[str, tuple[str, str]] = {}
    keer: dict[str, int] = {}
    for adres, tekst in regels:
        if tekst.isascii() and tekst.isprintable():
            continue
        for raak in _ALLE.finditer(tekst):
            teken = raak.group()
            keer[teken] = keer.get(teken, 0) + 1
            eerste.setdefault(teken, (adres, toonbaar(tekst[max(0, raak.start() - 20) : raak.end() + 20])))
    for teken, (adres, fragment) in eerste.items():
        vaak = f" ({keer[teken]} keer)" if keer[teken] > 1 else ""
        if ONZICHTBAAR.match(teken):
            erg = re.match(f"[{_STUUR}{_RICHTING}{_HOOG}]", teken)
            sleutel = "onzichtbaar-teken/erg" if erg else "onzichtbaar-teken"
            yield Bevinding.van(sleutel, adres, fragment, teken=f"{ord(teken):04X}", vaak=vaak)
        else:
            yield Bevinding.van("gelijkend-teken", adres, fragment, teken=f"{ord(teken):04X}", vaak=vaak)


_TEKENCODE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(\w+));")


def ontsnapt(tekst: str) -> str:
    """Text with the signs that its character references stand for; what has no ";", or no sign, stays as it is.

    >>> ontsnapt("caf&eacute; &#8364; &#123456789; P&notities &notities;")
    'café € &#123456789; P&notities &notities;'
    """
    return _TEKENCODE.sub(lambda code: code[0] if code[1] and f"{code[1]};" not in html5 else unescape(code[0]), tekst)
