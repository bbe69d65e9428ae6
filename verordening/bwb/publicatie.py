"""Reader of official publications: staatsblad, gemeenteblad, blad gemeenschappelijke regeling … (``regels`` C.5).

The text model is that of the BWB. New text inside amending articles stands in units with attribute ``element`` =
``artikeltekst`` or ``wijziging``: it is text of another regulation, kept in its place.
"""

from __future__ import annotations

import re

from verordening.boom import Alinea, Blok, Eenheid, Gegevens, Regeling, Soort, inlinetekst
from verordening.bwb.omlijsting import Omlijstlezer, lees_aanhef, lees_opschrift, lees_sluiting
from verordening.bwb.tekstmodel import Tekstlezer
from verordening.eid import met_eids
from verordening.lezers.bronlezer import Element, attributen, plat
from verordening.soorten import BWB

_BLADEN = {
    "staatsblad": "stb",
    "staatscourant": "stcrt",
    "tractatenblad": "trb",
    "gemeenteblad": "gmb",
    "provinciaalblad": "prb",
    "waterschapsblad": "wsb",
    "bladgemeenschappelijkeregeling": "bgr",
}
_OMSLAG = frozenset({"wet-besluit", "regeling", "zakelijke-mededeling", "zakelijke-mededeling-tekst"})
_LICHAAM = frozenset({"wettekst", "regeling-tekst"})
_SLUITING = frozenset({"wetsluiting", "regeling-sluiting"})
_NUMMER = re.compile(r"/((?:stb|stcrt|trb|gmb|prb|wsb|bgr)-\d{4}-\d+)\b")


def lees_publicatie(wortel: Element, *, naam: str) -> Regeling:
    """Read a publication; ``gegevens.werk`` is its number ("stb-2018-84").

    Args:
        wortel: root element.
        naam: how the source is called in messages.

    Raises:
        Geweigerd: an unknown element, loose text between elements, or no text.
    """
    lezer = Omlijstlezer(naam)
    publicatie = _Publicatie(lezer)
    if wortel.tag == "fragment":
        publicatie.fragment(wortel)
    else:
        publicatie.geheel(wortel)
    if not publicatie.blokken:
        raise lezer.weiger(wortel, "geen-tekst/publicatie-bevat")
    wortel_eenheid = Eenheid(Soort.REGELING, inhoud=tuple(publicatie.blokken))
    gegevens = Gegevens(
        werk=publicatie.nummer,
        soort=publicatie.soort,
        opschrift=publicatie.opschrift,
        citeertitel_officieel=False,
        grondslagen=tuple(lezer.grondslagen),
        formaat="officiele-publicatie",
        bron=publicatie.bron,
        kenmerken=tuple(publicatie.kenmerken),
    )
    return met_eids(Regeling(gegevens, wortel_eenheid, tuple(lezer.bevindingen)))


class _Publicatie:
    """What is found while one publication is read."""

    def __init__(self, lezer: Tekstlezer) -> None:
        self.lezer = lezer
        self.nummer = ""
        self.soort = ""
        self.opschrift = ""
        self.bron = ""
        self.blokken: list[Blok] = []
        self.kenmerken: list[tuple[str, str]] = []

    def geheel(self, wortel: Element) -> None:
        """``officiele-publicatie``: metadata, name of the paper, the paper itself."""
        self.lezer.geen_losse_tekst(wortel)
        for kind in wortel:
            if kind.tag == "metadata":
                self._metadata(kind)
            elif kind.tag == "kop":  # "Staatsblad | van het Koninkrijk der Nederlanden": the paper, not the regulation
                self.kenmerken.extend(plat(kind, "blad."))
            elif kind.tag in _BLADEN:
                self.soort = str(kind.tag)
                self.kenmerken.extend((f"{kind.tag}.{n}", w) for n, w in attributen(kind))
                self._delen(kind)
            else:
                raise self.lezer.onbekend(kind)

    def fragment(self, wortel: Element) -> None:
        """Loose structure units of a publication, as somebody cut them out."""
        self.nummer = self.bron = wortel.get("bron") or ""
        self.soort = next((blad for blad, kort in _BLADEN.items() if self.nummer.startswith(f"{kort}-")), "")
        self.kenmerken.extend(attributen(wortel))
        self.lezer.meld(wortel, "fragment")
        if inhoud := self.lezer.blokken(wortel):
            self.blokken.append(Eenheid(Soort.LICHAAM, inhoud=tuple(inhoud)))

    def _metadata(self, element: Element) -> None:
        for meta in element:
            self.kenmerken.append((meta.get("name") or "meta", meta.get("content") or ""))
            if raak := _NUMMER.search(meta.get("content") or ""):
                self.nummer, self.bron = raak[1], meta.get("content") or ""

    def _delen(self, element: Element) -> None:
        lezer = self.lezer
        lezer.geen_losse_tekst(element)
        los: list[Blok] = []
        for kind in element:
            tag = str(kind.tag)
            if tag == "intitule":
                self._opschrift(lees_opschrift(lezer, kind))
            elif tag == "kop":
                self._opschrift(self._kop(kind))
            elif tag in _OMSLAG:
                self.kenmerken.extend((f"{tag}.{n}", w) for n, w in attributen(kind))
                self._delen(kind)
            elif tag == "aanhef":
                self.blokken.append(lees_aanhef(lezer, kind))
            elif tag in _LICHAAM:
                if len(kind):
                    self.blokken.append(lezer.eenheid(kind, Soort.LICHAAM))
            elif tag in _SLUITING:
                self.blokken.append(lees_sluiting(lezer, kind))
            elif tag in BWB:
                self.blokken.append(lezer.eenheid(kind))
            else:
                lezer.blok(kind, los)
        if los:
            self.blokken.append(Eenheid(Soort.LICHAAM, inhoud=tuple(los)))

    def _kop(self, element: Element) -> Eenheid:
        """A heading above the whole text is its title; the arms of a municipality may stand in it."""
        beelden: list[Blok] = []
        for logo in element.findall("plaatje"):
            self.lezer.blok(logo, beelden)
            element.remove(logo)
        regel = Alinea(self.lezer.kop_als_regel(element), "opschrift")
        return Eenheid(Soort.OPSCHRIFT, inhoud=(*beelden, regel), kenmerken=(("element", "kop"),))

    def _opschrift(self, eenheid: Eenheid) -> None:
        self.blokken.append(eenheid)
        woorden = " ".join(inlinetekst(b.inhoud) for b in eenheid.inhoud if isinstance(b, Alinea))
        self.opschrift = self.opschrift or woorden
