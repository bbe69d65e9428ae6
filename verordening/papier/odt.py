"""A document as OpenDocument text (.odt, ODF 1.2): with changes as formatting, or as tracked changes.

Tracked changes (part 1, 5.5) are accepted and rejected one by one by LibreOffice. New text stands between
``text:change-start`` and ``text:change-end``; text that is gone stands in the list of changes at the head of the body, with a ``text:change`` where it was. A paragraph that is new or gone as such takes its end along:
the change reaches to the begin of the next paragraph. So that there always is one, points of lists are paragraphs with an
indent here, and a table has a paragraph before and after it.

ODF tracks neither moves nor rows of tables: what moved is gone and new, and of a row the words are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from verordening.papier import document as d
from verordening.papier.keuring import eis
from verordening.papier.odt_schrijver import Schrijver
from verordening.papier.odt_stijl import Element, e
from verordening.papier.spoor import Spoor

_STREEP = "–"


def odt(document: d.Document, spoor: Spoor | None = None) -> bytes:
    """The document as .odt.

    Args:
        document: what to render.
        spoor: make changes tracked changes, in this name and at this moment; ``None``: show them as formatting.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    if spoor is None:
        return Schrijver(document).schrijf()
    return SpoorSchrijver(document, spoor).schrijf()


class SpoorSchrijver(Schrijver):
    """Writes a document with tracked changes."""

    def __init__(self, document: d.Document, spoor: Spoor) -> None:
        super().__init__(document)
        self.spoor = spoor
        self.wijzigingen = e("text:tracked-changes", {"text:track-changes": "false"})
        self.dieptes: set[int] = set()
        self.heel = False
        """inside something that is new or gone as a whole: its words carry no mark of their own"""

    def vul_lijf(self, tekst: Element, blokken: tuple[d.Blok, ...]) -> None:
        """Put the blocks in the body: those that are gone in the list of changes, those that are new between marks."""
        tekst.insert(0, self.wijzigingen)
        weg: list[Element] = []
        open_ = ""
        regels = [regel for blok in blokken for regel in self.regels(blok, d.Wijziging.GEEN, 0)]
        for element, w in [*regels, (self.alinea((), "Tabeltekst"), d.Wijziging.GEEN)]:
            if w.weg:
                weg.append(element)
                continue
            merken: list[Element] = []
            if open_ and (weg or not w.nieuw):
                merken.append(e("text:change-end", {"text:change-id": open_}))
                open_ = ""
            if weg:
                naam = self.wijziging(e("text:deletion"), *weg, self.alinea((), "Standard"))
                merken.append(e("text:change", {"text:change-id": naam}))
                weg = []
            if w.nieuw and not open_:
                open_ = self.wijziging(e("text:insertion"))
                merken.append(e("text:change-start", {"text:change-id": open_}))
            _voorop(element, merken)
            tekst.append(element)

    def wijziging(self, soort: Element, *inhoud: Element) -> str:
        """Note a change in the list; its id."""
        naam = f"w{len(self.wijzigingen) + 1}"
        wie = e(
            "office:change-info", None, e("dc:creator", None, self.spoor.auteur), e("dc:date", None, self.spoor.tijd)
        )
        soort.extend([wie, *inhoud])
        self.wijzigingen.append(e("text:changed-region", {"text:id": naam}, soort))
        return naam

    def gemerkt(self, deel: Element, w: d.Wijziging) -> list[Element]:
        """Words or a note inside a paragraph, new or gone."""
        if self.heel:
            return [deel]
        if w.weg:
            naam = self.wijziging(e("text:deletion"), e("text:p", None, deel))
            return [e("text:change", {"text:change-id": naam})]
        if w.nieuw:
            naam = self.wijziging(e("text:insertion"))
            return [
                e("text:change-start", {"text:change-id": naam}),
                deel,
                e("text:change-end", {"text:change-id": naam}),
            ]
        return [deel]

    def loopstijl(self, s: d.Stuk, w: d.Wijziging) -> str:
        """The look of the words; the office program shows the change."""
        return super().loopstijl(s, d.Wijziging.GEEN)

    def noot(self, n: d.Noot, w: d.Wijziging) -> Element:
        """A note that is new or gone as a whole holds no changes of its own."""
        (noot,) = self.geheel(w, lambda: (super(SpoorSchrijver, self).noot(n, d.Wijziging.GEEN),))
        return noot

    def geheel(self, w: d.Wijziging, maak: Callable[[], Iterable[Element]]) -> list[Element]:
        """The elements of something; without marks inside when it is new or gone as a whole."""
        buiten, self.heel = self.heel, self.heel or bool(w)
        uit = list(maak())
        self.heel = buiten
        return uit

    # --- paragraphs one after the other, each with its mark as a whole ---

    def regels(self, blok: d.Blok, w: d.Wijziging, diep: int) -> Iterator[tuple[Element, d.Wijziging]]:
        """The paragraphs and tables of a block, flat."""
        match blok:
            case d.Kop() | d.Alinea():
                heel = blok.wijziging or w
                yield from ((element, heel) for element in self.geheel(heel, lambda: self.blok(blok)))
            case d.Lijst():
                for rang, punt in enumerate(blok.punten, 1):
                    yield from self.punt(punt, blok.nummering, rang, w, diep + 1)
            case d.Tabel():
                heel = blok.wijziging or w
                if not blok.bijschrift:
                    yield self.alinea((), "Tabeltekst"), heel
                tabel = self.geheel(heel, lambda: self.tabel(blok, d.Wijziging.GEEN, los=True))
                yield from ((element, heel) for element in tabel)
            case _:
                yield from ((element, w) for element in self.blok(blok, w))

    def punt(
        self, punt: d.Punt, soort: d.Nummering, rang: int, w: d.Wijziging, diep: int
    ) -> Iterator[tuple[Element, d.Wijziging]]:
        """A point of a list as paragraphs, each with its own mark of change."""
        eerste, rest = punt.gesplitst
        cijfer = _STREEP if soort is d.Nummering.STREEP else f"{rang}."
        nummer: d.Inhoud = punt.aanduiding if soort is d.Nummering.EIGEN else (cijfer,)
        inhoud: d.Inhoud = (*nummer, "\t", *eerste.inhoud)
        heel = eerste.wijziging or w
        stijl = self.onderdeelstijl(diep)
        for element in self.geheel(heel, lambda: [self.alinea(inhoud, stijl, anker=punt.anker)]):
            yield element, heel
        for blok in rest:
            yield from self.regels(blok, w, diep)

    def onderdeelstijl(self, diep: int) -> str:
        """The name of the style for a point at this depth; made once."""
        naam = f"Onderdeel{diep}"
        if diep not in self.dieptes:
            self.dieptes.add(diep)
            vorm: dict[str, object] = {"fo:margin-left": f"{0.9 * diep:.1f}cm", "fo:text-indent": "-0.9cm"}
            stop = e("style:tab-stops", None, e("style:tab-stop", {"style:position": "0cm"}))
            kop: dict[str, object] = {
                "style:name": naam,
                "style:family": "paragraph",
                "style:parent-style-name": "Onderdeel",
            }
            self.stijlen.append(e("style:style", kop, e("style:paragraph-properties", vorm, stop)))
        return naam


def _voorop(element: Element, merken: list[Element]) -> None:
    """Marks at the very begin of a paragraph."""
    if not merken:
        return
    merken[-1].tail, element.text = element.text, None
    for plek, merk in enumerate(merken):
        element.insert(plek, merk)
