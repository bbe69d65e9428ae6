"""Small drawings as SVG, each with the same information as a table.

Every function returns a :class:`~verordening.papier.document.Figuur`: a drawing cannot be had without its text
alternative. Sizes are in SVG user units (1/96 inch); colour never carries meaning alone.

>>> f = staven("Wijzigingen per soort", [("ingevoegd", 3), ("vervallen", 1)], eenheid="artikelen")
>>> f.alt
'Staafdiagram: Wijzigingen per soort. ingevoegd 3 artikelen; vervallen 1 artikelen.'
>>> f.svg[:4]
b'<svg'
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from verordening.papier.document import Figuur, Kolom, cel, rij, tabel

_BREED = 640
_INKT, _GRIJS, _LIJN, _BLAUW, _LICHT = "#1d2126", "#45505c", "#c5ced9", "#2b5c94", "#e8eef5"
_MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """A date on a timeline; ``soort`` is a word shown with it ("besluit", "inwerkingtreding").

    ``wanneer``: what is printed instead of the day, when the day is not known ("juli 2026"); ``datum`` only gives it a place.
    """

    datum: date
    tekst: str
    soort: str = ""
    wanneer: str = ""

    @property
    def dag(self) -> str:
        """When, as printed."""
        return self.wanneer or f"{self.datum.day} {_MAANDEN[self.datum.month - 1]} {self.datum.year}"


def _svg(breed: float, hoog: float, titel: str, beschrijving: str, delen: Sequence[str]) -> bytes:
    kop = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{breed:g}" height="{hoog:g}" '
        f'viewBox="0 0 {breed:g} {hoog:g}" role="img" aria-labelledby="t d" '
        f'font-family="Liberation Sans, Arial, DejaVu Sans, sans-serif" font-size="12">'
    )
    return "\n".join(
        [
            kop,
            f'<title id="t">{escape(titel)}</title>',
            f'<desc id="d">{escape(beschrijving)}</desc>',
            *delen,
            "</svg>",
            "",
        ]
    ).encode("utf-8")


def _tekst(
    x: float, y: float, tekst: str, *, anker: str = "start", kleur: str = _INKT, vet: bool = False, **meer: str
) -> str:
    gewicht = ' font-weight="bold"' if vet else ""
    rest = "".join(f" {naam.replace('_', '-')}={quoteattr(waarde)}" for naam, waarde in meer.items())
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anker}" fill="{kleur}"{gewicht}{rest}>{escape(tekst)}</text>'


def _lijn(x1: float, y1: float, x2: float, y2: float, kleur: str = _LIJN, dik: float = 1) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{kleur}" stroke-width="{dik:g}"/>'


def _vak(x: float, y: float, b: float, h: float, vulling: str, rand: str = "none") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{b:g}" height="{h:g}" fill="{vulling}" stroke="{rand}"/>'


def _breek(tekst: str, tekens: int) -> list[str]:
    """Words over lines of at most *tekens* characters; a longer word stands alone."""
    plat = " ".join(tekst.split())
    return textwrap.wrap(plat, tekens, break_long_words=False, break_on_hyphens=False) or [""]


def getal(waarde: float) -> str:
    """A number as Dutch readers write it: ``1.234,5``."""
    return f"{waarde:,.10g}".replace(",", "·").replace(".", ",").replace("·", ".")


def staven(
    titel: str, waarden: Sequence[tuple[str, float]], *, eenheid: str = "", naamkop: str = "Onderdeel"
) -> Figuur:
    """Horizontal bars, one per name, the figure written beside each bar.

    Args:
        titel: what is shown; becomes the caption.
        waarden: name and value (zero or more).
        eenheid: word behind the figures ("artikelen", "euro").
        naamkop: header of the column with names in the table.

    Raises:
        ValueError: a value below zero, or no values.
    """
    if not waarden or any(w < 0 for _, w in waarden):
        raise ValueError("staven: ten minste één waarde, en geen onder nul")
    staart = f" {eenheid}" if eenheid else ""
    alt = f"Staafdiagram: {titel}. " + "; ".join(f"{n} {getal(w)}{staart}" for n, w in waarden) + "."
    links, hoogste = 210, max(w for _, w in waarden) or 1
    ruimte = _BREED - links - 60
    delen: list[str] = []
    y = 8.0
    for naam, waarde in waarden:
        regels = _breek(naam, 32)
        hoog = max(24, 15 * len(regels) + 6)
        for i, regel in enumerate(regels):
            delen.append(_tekst(links - 10, y + hoog / 2 + 4 + 15 * (i - (len(regels) - 1) / 2), regel, anker="end"))
        lengte = ruimte * waarde / hoogste
        delen.append(_vak(links, y + hoog / 2 - 8, lengte, 16, _BLAUW))
        delen.append(_tekst(links + lengte + 6, y + hoog / 2 + 4, getal(waarde), vet=True))
        y += hoog + 4
    delen.append(_lijn(links, 4, links, y, _GRIJS))
    tabelvorm = tabel(
        f"{titel} (als tabel)",
        [Kolom((naamkop,), 3), Kolom((eenheid.capitalize() or "Waarde",), 1, rechts=True)],
        [rij(n, getal(w)) for n, w in waarden],
    )
    return Figuur(_svg(_BREED, y + 6, titel, alt, delen), alt, (titel,), (tabelvorm,))


def tijdlijn(titel: str, gebeurtenissen: Sequence[Gebeurtenis]) -> Figuur:
    """Dates from top to bottom, the distance between them following the time (at least one line of text).

    Raises:
        ValueError: nothing to draw.
    """
    rijen = sorted(gebeurtenissen, key=lambda g: (g.datum, g.tekst))
    if not rijen:
        raise ValueError("tijdlijn: geen gebeurtenissen")
    alt = f"Tijdlijn: {titel}, van {rijen[0].dag} tot en met {rijen[-1].dag}."
    as_x, y = 130, 22.0
    delen: list[str] = []
    vorige = rijen[0].datum
    for g in rijen:
        y += min(36.0, (g.datum - vorige).days / 5)
        vorige = g.datum
        regels = _breek(g.tekst, 68)
        delen.append(_tekst(as_x - 18, y + 4, g.dag, anker="end", vet=True))
        delen.append(f'<circle cx="{as_x}" cy="{y:g}" r="5" fill="{_BLAUW}" stroke="#ffffff" stroke-width="2"/>')
        if g.soort:
            delen.append(_tekst(as_x + 18, y + 4, g.soort, kleur=_GRIJS, font_style="italic"))
            y += 16
        for regel in regels:
            delen.append(_tekst(as_x + 18, y + 4, regel))
            y += 16
        y += 10
    lijn = _lijn(as_x, 8, as_x, y - 8, _GRIJS, 2)
    tabelvorm = tabel(
        f"{titel} (als tabel)",
        [Kolom(("Datum",), 1), Kolom(("Soort",), 1.2), Kolom(("Wat",), 4)],
        [rij(g.dag, g.soort or "–", g.tekst) for g in rijen],
    )
    return Figuur(_svg(_BREED, y, titel, alt, [lijn, *delen]), alt, (titel,), (tabelvorm,))


def matrix(
    titel: str,
    rijen: Sequence[str],
    kolommen: Sequence[str],
    vakken: dict[tuple[int, int], str],
    *,
    rijkop: str = "Rij",
    legenda: Sequence[tuple[str, str]] = (),
) -> Figuur:
    """A grid that shows at a glance which row touches which column.

    Args:
        titel: what is shown; becomes the caption.
        rijen: names of rows, shown at the left.
        kolommen: names of columns, shown at a slant above.
        vakken: (row, column) → mark of one to three characters; absent: empty box.
        rijkop: what a row is, for the table ("Maatregel").
        legenda: mark → meaning, shown under the grid.

    Raises:
        ValueError: no rows, no columns, or a mark outside the grid.
    """
    if not rijen or not kolommen or any(not (0 <= r < len(rijen) and 0 <= k < len(kolommen)) for r, k in vakken):
        raise ValueError("matrix: geen rijen of kolommen, of een vak daarbuiten")
    links = 12 + 5.4 * min(44, max(len(r) for r in rijen))
    zij = max(14.0, min(34.0, (_BREED - links - 40) / len(kolommen)))
    kop = 20 + 4.6 * min(44, max(len(k) for k in kolommen))
    breed = links + zij * len(kolommen) + 0.72 * kop
    delen: list[str] = []
    for k, naam in enumerate(kolommen):
        x, y = links + zij * (k + 0.5) + 3, kop - 6
        delen.append(_tekst(x, y, _kort(naam, 44), transform=f"rotate(-48 {x:g} {y:g})", font_size="11"))
    for r, naam in enumerate(rijen):
        y = kop + 22 * r
        if r % 2 == 0:
            delen.append(_vak(0, y, links + zij * len(kolommen), 22, "#f6f8fb"))
        regels = textwrap.wrap(naam, 44)[:2]
        for n, regel in enumerate(regels):
            hoog = y + (15 if len(regels) == 1 else 10 + 10 * n)
            delen.append(_tekst(links - 8, hoog, regel, anker="end", font_size="11" if len(regels) == 1 else "9.5"))
        for k in range(len(kolommen)):
            merk = vakken.get((r, k), "")
            x = links + zij * k
            delen.append(_vak(x + 1, y + 1, zij - 2, 20, _BLAUW if merk else "none", "none" if merk else _LIJN))
            if merk:
                delen.append(
                    _tekst(x + zij / 2, y + 15, merk, anker="middle", kleur="#ffffff", vet=True, font_size="11")
                )
    onder = kop + 22 * len(rijen) + 8
    for merk, uitleg in legenda:
        delen += [
            _vak(4, onder, 26, 18, _BLAUW),
            _tekst(17, onder + 13, merk, anker="middle", kleur="#ffffff", vet=True),
        ]
        delen.append(_tekst(38, onder + 13, uitleg))
        onder += 22
    alt = f"Matrix: {titel}; {len(rijen)} rijen, {len(kolommen)} kolommen, {len(vakken)} gevulde vakken."
    uitleg_van = dict(legenda)

    def raakt(r: int) -> str:
        raak = [
            f"{naam} ({uitleg_van.get(vakken[r, k], vakken[r, k])})"
            for k, naam in enumerate(kolommen)
            if (r, k) in vakken
        ]
        return "; ".join(raak) or "geen"

    tabelvorm = tabel(
        f"{titel} (als tabel)",
        [Kolom((rijkop,), 1), Kolom(("Raakt aan",), 2.4)],
        [rij(cel(naam), cel(raakt(r))) for r, naam in enumerate(rijen)],
    )
    return Figuur(_svg(breed, onder + 4, titel, alt, delen), alt, (titel,), (tabelvorm,))


def _kort(tekst: str, tekens: int) -> str:
    return tekst if len(tekst) <= tekens else tekst[: tekens - 1].rstrip() + "…"
