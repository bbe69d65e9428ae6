"""The text of a decision as the dossier holds it, set as paper: parts, instructions and the text that they bring in.

Only layout: what a decision *does* is read by :mod:`versies.opdracht`. Square brackets that the drafter left open are
shown as something to fill in; ``[gemeente]`` is filled with the name.

>>> tekst = besluittekst("# Proef\\n\\nDe raad van de gemeente [gemeente];\\n\\n## Artikel I\\nArtikel 3 vervalt.\\n", "Dorp")
>>> tekst.opschrift, [d.platte_tekst(b.inhoud) for b in tekst.aanhef]
('Proef', ['De raad van de gemeente Dorp;'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from verordening.papier import document as d
from verordening.papier.markdown import tabel_van_regels

_OPEN = re.compile(r"\[([^\[\]\n]{1,80})\]")
_PUNT = re.compile(r"(\d{1,3}[.°]|[a-z]{1,2}\.|\d{1,2}°\.)\s+(.*)")


@dataclass(frozen=True, slots=True)
class Besluittekst:
    """The parts of a decision; ``redactie``: what the drafter says above it, not part of the decision."""

    opschrift: str
    redactie: tuple[d.Blok, ...]
    aanhef: tuple[d.Blok, ...]
    artikelen: tuple[d.Blok, ...]
    slot: tuple[d.Blok, ...]
    toelichting: tuple[d.Blok, ...]


def besluittekst(tekst: str, gemeente: str = "") -> Besluittekst:
    """Read the layout of a decision in Markdown.

    Args:
        gemeente: name for ``[gemeente]``; empty: stays open.
    """
    tekst = tekst.replace("\r\n", "\n")
    if gemeente:
        tekst = tekst.replace("[gemeente]", gemeente)
    opschrift = ""
    bakken: dict[str, list[str]] = {"aanhef": [], "artikelen": [], "slot": [], "toelichting": []}
    nu = "aanhef"
    for regel in tekst.split("\n"):
        if regel.startswith("# "):
            opschrift = regel[2:].strip()
            continue
        if m := re.match(r"## (.*)", regel):
            kop = m.group(1).strip().lower()
            if kop in ("slot", "toelichting"):
                nu = kop
                continue
            nu = nu if nu in ("slot", "toelichting") else "artikelen"
        bakken[nu].append(regel)
    # Een opmerking over de tekens van het bestand zelf zegt een lezer van papier niets.
    redactie = [r[1:].strip() for r in bakken["aanhef"] if r.startswith(">") and not r.startswith("> Regels die met >")]
    aanhef = [r for r in bakken["aanhef"] if not r.startswith(">")]
    return Besluittekst(
        opschrift,
        tuple(d.alinea(*_inhoud(r)) for r in redactie if r),
        tuple(_blokken(aanhef, 2)),
        tuple(_blokken(bakken["artikelen"], 2)),
        tuple(_blokken(bakken["slot"], 2)),
        tuple(_blokken(bakken["toelichting"], 3)),
    )


def instructies(tekst: str, hoogste: int) -> tuple[d.Blok, ...]:
    """The articles of a decision without their own headings («Artikel I»), for in another paper; headings from ``hoogste``."""
    regels = tekst.partition("\n## ")[2].partition("\n## Slot")[0].partition("\n## Toelichting")[0].split("\n")
    return tuple(_blokken([r for r in regels[1:] if not r.startswith("## ")], hoogste))


def _inhoud(tekst: str) -> d.Inhoud:
    """Words with open places made visible."""
    uit: list[d.Inline] = []
    plek = 0
    for m in _OPEN.finditer(tekst):
        uit += [tekst[plek : m.start()], d.vet(f"[in te vullen: {m.group(1)}]")]
        plek = m.end()
    return tuple(x for x in (*uit, tekst[plek:]) if x) or ("",)


def _blokken(regels: Sequence[str], hoogste: int) -> Iterator[d.Blok]:
    """Blocks of one part; headings start at level ``hoogste``."""
    punten: list[d.Punt] = []
    vorig = hoogste - 1
    for soort, groep in groupby((r.strip() for r in regels), key=_regelsoort):
        rij = list(groep)
        if punten and soort in ("kop", "tekst"):
            yield d.Lijst(tuple(punten), d.Nummering.EIGEN)
            punten = []
        if soort == "kop":
            for hekjes, _, woorden in (r.partition(" ") for r in rij):
                vorig = max(hoogste, min(len(hekjes), vorig + 1, 6))
                yield d.Kop(vorig, _inhoud(woorden))
        elif soort == "tekst":
            yield d.Alinea(_inhoud(" ".join(rij)))
        elif soort == "punt":
            punten += [d.Punt((d.Alinea(_inhoud(m[2])),), m[1]) for m in map(_PUNT.match, rij) if m]
        elif soort == "nieuw" and punten:  # new text belongs to the instruction above it
            punten[-1] = d.Punt((*punten[-1].blokken, *_aangehaald(rij)), punten[-1].nummer)
        elif soort == "nieuw":
            yield from _aangehaald(rij)
    if punten:
        yield d.Lijst(tuple(punten), d.Nummering.EIGEN)


def _regelsoort(kaal: str) -> str:
    """What a line of a decision is."""
    if kaal.startswith(">"):
        return "nieuw"
    if re.match(r"#{2,6} .", kaal):
        return "kop"
    return "punt" if _PUNT.match(kaal) else "tekst" if kaal else ""


def _aangehaald(regels: Sequence[str]) -> Iterator[d.Blok]:
    """Text that an instruction brings in: quoted paragraphs, headings in bold, tables and loose rows in cells."""
    for rij, groep in groupby((r[1:].strip() for r in regels), key=lambda r: r.startswith("|")):
        if rij:
            yield tabel_van_regels(list(groep), "Nieuwe tekst")
            continue
        for kaal in filter(None, groep):
            kop = re.match(r"#{1,6} (.+)", kaal)
            yield d.Alinea((d.vet(kop[1]),) if kop else _inhoud(kaal.removeprefix("- ")), "citaat")
