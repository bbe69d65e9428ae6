"""New text below an instruction, in the shape in which the reader takes it back: proven for every unit.

A unit is written plainly first; only when that does not read back are marks escaped. What no shape brings back has no lines:
then a larger unit has to be tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from verordening.bevinding import Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Inline,
    Opmaak,
    Regeleinde,
    Rij,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    blokregels,
    inlinetekst,
    is_genummerd,
    kaal,
)
from verordening.tekst.opbouw import NUMMER_VOORAAN
from verordening.tekst.schrijver import KOPACHTIG, TEKENS, tabelregels, veilig
from versies.opdracht.lading import lees_lading, lees_regeling
from versies.opstellen.kern import kern
from versies.vergelijken.paar import legaal

_HEKJES = {Soort.ARTIKEL: "####", Soort.BIJLAGE: "##"}
_INSPRING = "   "
REGELEINDE = "<br>"
"""Between the lines of one cell, as Markdown has it."""


def lading_van(eenheden: tuple[Eenheid, ...], soort: str) -> tuple[str, ...]:
    """Lines of new text for one or more neighbouring units of one kind; none when no way of writing them reads back exactly.

    Args:
        soort: what the instruction announces: a value of ``Soort``.
    """
    return _bewezen(eenheden, lambda regels: lees_lading(regels, soort))


def regelinglading(eenheden: tuple[Eenheid, ...]) -> tuple[str, ...]:
    """Lines of the whole text of a regulation, annexes included; none when it does not read back exactly."""
    return _bewezen(eenheden, lambda regels: lees_regeling(regels)[0])


def _bewezen(eenheden: tuple[Eenheid, ...], lees: Callable[[list[str]], Sequence[Blok]]) -> tuple[str, ...]:
    verwacht = [r for e in eenheden for r in kern(e)]
    for schrijver in _WIJZEN:
        regels = [r for e in eenheden for r in schrijver.eenheid(e)]
        try:
            terug = lees(regels)
        except Geweigerd:
            continue  # zo opgeschreven leest het niet; de volgende wijze zegt meer
        if [r for e in terug if isinstance(e, Eenheid) for r in kern(e)] == verwacht:
            return tuple(regels)
    return ()


@dataclass(frozen=True, slots=True)
class _Schrijver:
    """How new text is written.

    Args:
        ontsnap: marks of the text form are escaped.
        ruim: a blank line between blocks, so that none runs on into the next.
        rand: indent of numbered parts, so that what stands without indent is of the artikel around them.
        los: a heading on a line of its own below the number, so that its first word is not taken for that number.
    """

    ontsnap: bool = False
    ruim: bool = False
    rand: int = 0
    los: bool = False

    def eenheid(self, e: Eenheid, diepte: int = 0) -> Iterator[str]:
        """A unit with everything below it; numbered parts stand indented below the part around them."""
        if e.status is Status.VERVALLEN:
            return
        if e.soort in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP) and (e.soort is not Soort.LID or kaal(e.nummer)):
            yield from self._genummerd(e, diepte)
            return
        if e.soort in STRUCTUUR or e.soort in _HEKJES:
            aanduiding = (e.label or ("" if is_genummerd(e) else e.soort.value.capitalize()), e.nummer)
            titel = (self._tekst(legaal(e.opschrift)), self._tekst(legaal(e.subtitel)))
            hekjes = _HEKJES.get(e.soort, "##")
            if self.los and any(titel):
                yield f"{hekjes} {' '.join(filter(None, aanduiding))}"
                yield f"{hekjes}# {' '.join(filter(None, titel))}"
            else:
                yield f"{hekjes} {' '.join(filter(None, (*aanduiding, *titel)))}"
        yield from self._blokken(e.inhoud, diepte, self.rand if e.soort in _HEKJES else 0)

    def _genummerd(self, e: Eenheid, diepte: int) -> Iterator[str]:
        nummer = e.nummer.strip()
        if not kaal(nummer):
            nummer = "-"
        elif not NUMMER_VOORAAN.match(nummer + " x"):
            nummer = kaal(nummer) + "."
        voor = _INSPRING * diepte + nummer + " "
        inhoud = list(e.inhoud)
        if e.soort is Soort.BEGRIP and (term := self._tekst(legaal(e.opschrift))):
            voor += term if term.endswith(":") else term + ":"
            voor += " "
        eerste = inhoud[0] if inhoud else None
        if isinstance(eerste, Alinea) and legaal(eerste.inhoud):
            yield (voor + self._regel(eerste.inhoud)).rstrip()
            del inhoud[0]
        else:
            yield voor.rstrip()
        yield from self._blokken(tuple(inhoud), diepte + 1)

    def _blokken(self, blokken: tuple[Blok, ...], diepte: int, rand: int = 0) -> Iterator[str]:
        vorige: Blok | None = None
        for blok in blokken:
            if self.ruim or (isinstance(blok, Tabel) and isinstance(vorige, Tabel)):
                yield ""  # anders lopen twee tabellen in elkaar over
            vorige = blok
            if isinstance(blok, Eenheid):
                yield from self.eenheid(blok, diepte + rand)
            elif isinstance(blok, Alinea):
                if regel := self._regel(blok.inhoud):
                    kop = blok.rol == "tussenkop" and not KOPACHTIG.match(regel)
                    yield f"##### {regel}" if kop else _INSPRING * diepte + veilig(regel)
            elif isinstance(blok, Tabel):
                yield from (_INSPRING * diepte + r for r in self._tabel(blok))
            elif isinstance(blok, Figuur):
                for inhoud in (blok.titel, (blok.afbeelding,), blok.bijschrift):
                    if regel := self._regel(inhoud):
                        yield _INSPRING * diepte + veilig(regel)

    def _tabel(self, tabel: Tabel) -> Iterator[str]:
        if titel := self._tekst(legaal(tabel.titel)):
            yield titel
        yield from tabelregels(tabel, self._cel)

    def _cel(self, cel: Cel) -> str:
        regels = (" ".join(regel.split()) for b in cel.inhoud for regel in blokregels(b))
        return REGELEINDE.join(self._tekst(r).replace("|", "\\|") for r in regels)

    def _regel(self, inhoud: Iterable[Inline]) -> str:
        """Words and pictures on one line."""
        return " ".join("".join(self._delen(inhoud)).split())

    def _delen(self, inhoud: Iterable[Inline]) -> Iterator[str]:
        for deel in inhoud:
            if isinstance(deel, str):
                yield self._tekst(deel)
            elif isinstance(deel, Regeleinde):
                yield " "
            elif isinstance(deel, Afbeelding):
                yield f"![{re.sub('[][]', '', deel.alt)}]({deel.bron})"
            elif isinstance(deel, Opmaak) and deel.soort in ("sup", "inf"):
                yield self._tekst(inlinetekst((deel,)))  # 10³ is iets anders dan 103
            elif isinstance(deel, (Opmaak, Verwijzing)):
                yield from self._delen(deel.inhoud)

    def _tekst(self, tekst: str) -> str:
        # «…» en «...» op een invulplek zijn tekst, geen weggelaten tekst.
        return tekst.translate(TEKENS).replace("...", "\\.\\.\\.") if self.ontsnap else tekst


_WIJZEN = (
    _Schrijver(),
    _Schrijver(ontsnap=True),
    _Schrijver(True, ruim=True),
    _Schrijver(True, ruim=True, rand=1),
    _Schrijver(True, ruim=True, los=True),
    _Schrijver(True, ruim=True, rand=1, los=True),
)
"""From what reads best to what says most."""


def bloklading(blok: Blok, *, ontsnap: bool = False) -> tuple[str, ...]:
    """One block as lines, without any proof."""
    return tuple(_Schrijver(ontsnap)._blokken((blok,), 0))


def tabellading(tabel: Tabel) -> tuple[str, ...]:
    """A table as lines, its title first."""
    return tuple(_Schrijver(False)._tabel(tabel))


def rijregel(rij: Rij) -> str:
    """One row as a line."""
    return "| " + " | ".join(_Schrijver(False)._cel(c) for c in rij.cellen) + " |"
