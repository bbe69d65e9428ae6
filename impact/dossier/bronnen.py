"""Every source that the data name, under one key: for footnotes and for the appendix with sources.

The measures, the frameworks and the gemeenten each list their sources; a key means the same source in all three.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verordening.bevinding import Geweigerd
from verordening.papier import document as d

if TYPE_CHECKING:
    from impact.dossier.model import Impact


@dataclass(frozen=True, slots=True)
class Bronregel:
    """One source: name, where to find it (a web address or a file name), kind and remark."""

    sleutel: str
    naam: str
    vindplaats: str = ""
    soort: str = ""
    noot: str = ""


_SLEUTEL = r"(?:S|D|Pw|AT)-\w+|stuk-\d+"
_TUSSEN_HAAKJES = re.compile(rf"\s*\(([^()]*\b(?:{_SLEUTEL})\b[^()]*)\)")


def zonder_sleutels(tekst: str) -> tuple[str, str, str]:
    """A sentence without the keys of sources between brackets; the keys; and what else stood between those brackets.

    >>> zonder_sleutels("Tegelijk met de andere wet (S-11, op één plek)")
    ('Tegelijk met de andere wet', 'S-11', 'op één plek')
    """
    haakjes = _TUSSEN_HAAKJES.findall(tekst)
    sleutels = [s for h in haakjes for s in re.findall(_SLEUTEL, h)]
    rest = [r for h in haakjes if (r := re.sub(rf"(?:{_SLEUTEL})", "", h).strip(" ,;"))]
    return _TUSSEN_HAAKJES.sub("", tekst), " ".join(dict.fromkeys(sleutels)), "; ".join(rest)


class Bronnen:
    """Sources by key.

    >>> bronnen = Bronnen([Bronregel("S-01", "Participatiewet", "https://wetten.overheid.nl/BWBR0015703")])
    >>> bronnen.kort("S-01", "artikel 8")
    'S-01: Participatiewet, artikel 8'
    """

    def __init__(self, regels: Iterable[Bronregel], *, regelnummers: bool = True) -> None:
        self._regels: dict[str, Bronregel] = {}
        self._regelnummers = regelnummers
        for regel in regels:
            self._regels.setdefault(regel.sleutel, regel)

    @classmethod
    def van(cls, impact: Impact, *, regelnummers: bool = True) -> Bronnen:
        """All sources of a picture; without ``regelnummers`` a note leaves out the lines of a text file that readers do not have."""
        regels = [
            Bronregel(b.id, b.naam, b.urls[0] if b.urls else b.bestand or "", b.soort, b.noot or "")
            for b in impact.lijst.bronnen
        ]
        regels += [Bronregel(b.id, b.naam, b.url or b.bestand or "") for b in impact.gemeenten.bronnen]
        regels += [Bronregel(b.id, b.naam, b.bestand) for b in impact.kaders.bronnen if impact.kaders.blokken]
        return cls(regels, regelnummers=regelnummers)

    def __iter__(self) -> Iterator[Bronregel]:
        return iter(self._regels.values())

    def __contains__(self, sleutel: str) -> bool:
        return sleutel in self._regels

    def __getitem__(self, sleutel: str) -> Bronregel:
        """Source by key.

        Raises:
            Geweigerd: no such source.
        """
        try:
            return self._regels[sleutel]
        except KeyError:
            raise Geweigerd.om("bron-onbekend", sleutel_=sleutel, regels=", ".join(self._regels)) from None

    def kort(self, sleutel: str, plaats: str = "") -> str:
        """Key, name and place as one phrase."""
        regel = self[sleutel]
        return f"{sleutel}: {regel.naam}" + (f", {plaats}" if plaats else "")

    def noot(self, sleutels: str, plaats: str = "") -> d.Noot:
        """A footnote that names one or more sources (keys separated by spaces)."""
        inhoud: list[str | d.Stuk] = []
        for nummer, sleutel in enumerate(sleutels.split()):
            regel = self[sleutel]
            inhoud.append(("; " if nummer else "Bron: ") + regel.naam)
            if regel.vindplaats.startswith("https://"):
                inhoud += [", ", d.link(regel.vindplaats, regel.vindplaats)]
        if plaats and (self._regelnummers or not re.fullmatch(r"r\. [\d, -]+", plaats)):
            inhoud.append(f", {plaats}")
        return d.Noot((*inhoud, "."))

    def verwijzing(self, sleutels: Iterable[str]) -> d.Inhoud:
        """Keys as links to the appendix (:meth:`bijlage`)."""
        uit: list[d.Inline] = []
        for sleutel in sleutels:
            if uit:
                uit.append(", ")
            uit.append(d.link(sleutel, f"#bron-{self[sleutel].sleutel}"))
        return tuple(uit) or ("geen",)

    def bijlage(self, alleen: Collection[str] | None = None) -> d.Lijst:
        """The appendix: every source with its place; each can be linked to.

        Args:
            alleen: keys of the sources to list; None = all.
        """
        punten = []
        for regel in (r for r in self._regels.values() if alleen is None or r.sleutel in alleen):
            inhoud: list[d.Inline] = [
                d.vet(f"{regel.sleutel} "),
                regel.naam + (f" ({regel.soort})" if regel.soort else ""),
            ]
            if regel.vindplaats.startswith("https://"):
                inhoud += [", ", d.link(regel.vindplaats, regel.vindplaats)]
            inhoud.append(f". {regel.noot}" if regel.noot else ".")
            punten.append(d.Punt((d.Alinea(tuple(inhoud), "klein"),), anker=f"bron-{regel.sleutel}"))
        return d.Lijst(tuple(punten))
