"""Commit messages: a subject, and trailers with the seven columns of the public table (``regels`` C.1)."""

from __future__ import annotations

import re

KOLOMMEN = (
    "Inwerkingtreding",
    "Terugwerkend-tot-en-met",
    "Uitwerkingtreding",
    "Betreft",
    "Ondertekening",
    "Bron-bekendmaking",
    "Kenmerk-voorstel",
)

_REGEL = re.compile(r"([A-Z][A-Za-z-]*): (.*)")


def bericht(onderwerp: str, kenmerken: list[tuple[str, str]]) -> str:
    """A message; control characters and line breaks cannot get in, an absent value is a hyphen.

    >>> bericht("Wijziging 2026", [("Betreft", "art. 5"), ("Ondertekening", "")])
    'Wijziging 2026\\n\\nBetreft: art. 5\\nOndertekening: -\\n'
    """
    regels = "".join(f"{naam}: {_plat(waarde) or '-'}\n" for naam, waarde in kenmerken)
    return f"{_plat(onderwerp)[:100] or 'zonder titel'}\n\n{regels}"


def lees_kenmerken(tekst: str) -> tuple[tuple[str, str], ...]:
    """The trailers of a message: the inverse of :func:`bericht`.

    >>> lees_kenmerken(bericht("x", [("Doel", "a"), ("Betreft", "")]))
    (('Doel', 'a'), ('Betreft', ''))
    """
    staart = tekst.rstrip("\n").rpartition("\n\n")[2].split("\n")
    raak = [_REGEL.fullmatch(regel) for regel in staart]
    if not all(raak):
        return ()
    return tuple((m[1], "" if m[2] == "-" else m[2]) for m in raak if m)


def _plat(waarde: str) -> str:
    return " ".join("".join(t if t.isprintable() else " " for t in waarde).split())
