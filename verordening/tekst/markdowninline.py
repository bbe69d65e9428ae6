"""Markdown inside a line: links, bold, italic, pictures, escapes."""

from __future__ import annotations

import re

from verordening.boom import Afbeelding, Inline, Opmaak, Verwijzing, smelt

__all__ = ["OPMAAK_HTML", "lees_inline"]

OPMAAK_HTML = {"sup": "sup", "inf": "sub"}
"""Marks that are content (10³ is not 103), and the HTML element that Markdown has for them."""

_INLINE = re.compile(
    r"\\(?P<esc>[\\`*_{}\[\]()#+.!|<>°º–—•●◦▪-])"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<beeld>[^)\s]*)\)"
    r"|\[(?P<link>[^\[\]]*)\]\((?P<doel>[^)\s]*)(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<hoog>sup|sub)>(?P<macht>[^<>]*)</(?P=hoog)>"
    r"|\*\*(?P<vet>[^*]+)\*\*|\*(?P<cur>[^*\s][^*]*)\*|(?<!\w)_(?P<cur2>[^_\s][^_]*)_(?!\w)"
)


_WIT = re.compile(r"[ \t\r\n]+")


def lees_inline(tekst: str) -> tuple[Inline, ...]:
    """Markdown inside a line: links, bold, italic, escapes. White space is layout: runs become one space.

    >>> lees_inline("Zie *de wet* en [artikel 8](BWBR0015703).")
    ('Zie ', Opmaak(soort='cursief', inhoud=('de wet',)), ' en ', Verwijzing(doel='BWBR0015703', soort='extern', \
inhoud=('artikel 8',), kenmerken=()), '.')
    """
    tekst = tekst.strip(" ")
    if "  " in tekst or "\t" in tekst or "\r" in tekst or "\n" in tekst:
        tekst = _WIT.sub(" ", tekst).strip(" ")
    return _inline(tekst)


def _inline(tekst: str) -> tuple[Inline, ...]:
    """The same inside a mark, where a space at an end counts: «de[ Toeslagenwet](…)»."""
    if "\\" not in tekst and "[" not in tekst and "*" not in tekst and "_" not in tekst and "<" not in tekst:
        return (tekst,) if tekst else ()
    uit: list[Inline] = []
    plek = 0
    for treffer in _INLINE.finditer(tekst):
        uit.append(tekst[plek : treffer.start()])
        plek = treffer.end()
        if treffer.group("esc"):
            uit.append(treffer.group("esc"))
        elif treffer.group("link") is not None:
            doel = treffer.group("doel")
            nummer = re.search(r"BWB[RVW]\d{7}|CVDR\d+", doel) if doel.endswith(".md") else None
            uit.append(Verwijzing(nummer.group() if nummer else doel, "extern", _inline(treffer.group("link"))))
        elif treffer.group("hoog"):
            soort = next(s for s, tag in OPMAAK_HTML.items() if tag == treffer.group("hoog"))
            uit.append(Opmaak(soort, _inline(treffer.group("macht"))))
        elif treffer.group("vet"):
            uit.append(Opmaak("vet", _inline(treffer.group("vet"))))
        elif treffer.group("cur") or treffer.group("cur2"):
            uit.append(Opmaak("cursief", _inline(treffer.group("cur") or treffer.group("cur2"))))
        else:
            uit.append(Afbeelding(treffer.group("beeld"), treffer.group("alt")))
    uit.append(tekst[plek:])
    return smelt(uit)
