"""The light marks of a template, read as blocks of paper.

Values of others arrive made harmless (:func:`onschadelijk`): each character that could be a mark is moved to the
private use area of Unicode and moved back when the text is set, so a value can never become a heading, a list, bold or
a mark of our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from verordening.bevinding import Geweigerd
from verordening.papier import document as d

_MARKEN = "#*[]-.>\n0123456789{}%"
_PRIVE = 0xE100
_HEEN = {ord(c): chr(_PRIVE + i) for i, c in enumerate(_MARKEN)} | {ord("\n"): " "}
_TERUG = {_PRIVE + i: c for i, c in enumerate(_MARKEN)}
_OPEN, _DICHT = "\ue000", "\ue001"
_PRIVEGEBIED = re.compile("[\ue000-\uf8ff]")
_INLINE = re.compile(rf"{_OPEN}([a-z]+):([^{_DICHT}]*){_DICHT}|\*\*(.+?)\*\*|\[\[(.+?)\]\]")
_NAAM = r"[a-z]+(?:-[a-z]+)*"


class Merk(str):
    """A mark of our own (a block or a footnote) in the text of a template; never made from input."""

    __slots__ = ()


def zet_merk(soort: str, waarde: str) -> Merk:
    """A mark that :func:`als_blokken` hands to ``blok`` or ``noot``."""
    return Merk(f"{_OPEN}{soort}:{onschadelijk(waarde)}{_DICHT}")


def onschadelijk(tekst: str) -> str:
    """Text of others in which nothing is a mark.

    Raises:
        Geweigerd: it holds characters of the private use area, which have no meaning in a text.
    """
    if fout := _PRIVEGEBIED.search(tekst):
        raise Geweigerd.om("teken-prive", leesbaar(tekst)[:60], teken=f"{ord(fout.group()):04X}")
    return tekst.translate(_HEEN)


def leesbaar(tekst: str) -> str:
    """The text with the moved characters back in place."""
    return tekst.translate(_TERUG)


@dataclass(frozen=True, slots=True)
class Deel:
    """A named part of a paper: its name in the template, and its blocks."""

    naam: str
    blokken: tuple[d.Blok, ...]


def als_blokken(
    tekst: str,
    blok: Callable[[str], Sequence[d.Blok]] | None = None,
    noot: Callable[[str], d.Noot] | None = None,
) -> tuple[d.Blok, ...]:
    """The blocks of a filled template.

    Args:
        blok: gives the blocks of a mark ``{{ blok("naam") }}`` that stands alone on its line.
        noot: gives the footnote of a mark ``{{ bron("sleutel") }}``.

    Raises:
        Geweigerd: a block in the middle of a line.
    """
    return tuple(b for deel in delen(tekst, blok, noot) for b in deel.blokken)


def delen(
    tekst: str,
    blok: Callable[[str], Sequence[d.Blok]] | None = None,
    noot: Callable[[str], d.Noot] | None = None,
) -> tuple[Deel, ...]:
    """The same, as named parts; what stands before the first name is the part without name."""
    lezer = _Lezer(blok or _geen_blok, noot or _geen_noot)
    uit: list[tuple[str, list[d.Blok]]] = [("", [])]
    for naam, gezet in lezer.lees(tekst):
        if naam is not None:
            uit.append((naam, []))
        uit[-1][1].extend(gezet)
    return tuple(Deel(naam, tuple(blokken)) for naam, blokken in uit if naam or blokken)


def _geen_blok(naam: str) -> Sequence[d.Blok]:
    raise Geweigerd.om("blok-onbekend", naam=naam)


def _geen_noot(naam: str) -> d.Noot:
    raise Geweigerd.om("bron-onbekend/bron-bestaat", naam=naam)


@dataclass(frozen=True, slots=True)
class _Lezer:
    blok: Callable[[str], Sequence[d.Blok]]
    noot: Callable[[str], d.Noot]

    def lees(self, tekst: str) -> Iterator[tuple[str | None, list[d.Blok]]]:
        for stapel in re.split(r"\n[ \t]*\n", tekst.replace("\r\n", "\n")):
            yield from self._stapel([r.strip() for r in stapel.split("\n") if r.strip()])

    def _stapel(self, regels: list[str]) -> Iterator[tuple[str | None, list[d.Blok]]]:
        """Lines without an empty line between them: headings and blocks alone, list points together, the rest one text."""
        lopend: list[str] = []

        def leeg() -> Iterator[tuple[str | None, list[d.Blok]]]:
            if lopend:
                yield None, self._tekst(lopend)
                lopend.clear()

        for regel in regels:
            if m := re.fullmatch(rf"(#{{2,5}}) (?:\[({_NAAM})\] )?(.+)", regel):
                yield from leeg()
                yield m.group(2), [d.Kop(len(m.group(1)), self._inline(m.group(3)), m.group(2) or "")]
            elif m := re.fullmatch(rf"\[({_NAAM})\]", regel):
                yield from leeg()
                yield m.group(1), []
            elif m := re.fullmatch(rf"{_OPEN}blok:([^{_DICHT}]*){_DICHT}", regel):
                yield from leeg()
                yield None, list(self.blok(leesbaar(m.group(1))))
            else:
                lopend.append(regel)
        yield from leeg()

    def _tekst(self, regels: list[str]) -> list[d.Blok]:
        uit: list[d.Blok] = []
        for soort, groep in _groepen(regels):
            if soort == "tekst":
                uit.append(d.Alinea(self._inline(" ".join(groep))))
            else:
                punten = tuple(d.Punt((d.Alinea(self._inline(r)),)) for r in groep)
                uit.append(d.Lijst(punten, d.Nummering.STREEP if soort == "streep" else d.Nummering.CIJFER))
        return uit

    def _inline(self, tekst: str) -> d.Inhoud:
        uit: list[d.Inline] = []
        plek = 0
        for m in _INLINE.finditer(tekst):
            if m.start() > plek:
                uit.append(leesbaar(tekst[plek : m.start()]))
            soort, waarde, vet, open_ = m.groups()
            if soort == "blok":
                raise Geweigerd.om("blok-plaats", waarde=leesbaar(waarde))
            if soort:
                uit.append(self.noot(leesbaar(waarde)))
            elif vet:
                uit.append(d.vet(leesbaar(vet)))
            else:
                uit.append(d.vet(f"[in te vullen: {leesbaar(open_)}]"))
            plek = m.end()
        if plek < len(tekst):
            uit.append(leesbaar(tekst[plek:]))
        return tuple(uit)


def _groepen(regels: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Neighbouring lines of one kind; a line without mark after a point goes on with that point."""
    groep: list[str] = []
    soort = ""
    for regel in regels:
        nieuw, rest = "tekst", regel
        if regel.startswith("- "):
            nieuw, rest = "streep", regel[2:]
        elif m := re.match(r"\d{1,2}\. ", regel):
            nieuw, rest = "cijfer", regel[m.end() :]
        if nieuw == "tekst" and soort in ("streep", "cijfer"):
            groep[-1] += " " + rest
        elif nieuw == soort:
            groep.append(rest)
        else:
            if groep:
                yield soort, groep
            soort, groep = nieuw, [rest]
    if groep:
        yield soort, groep
