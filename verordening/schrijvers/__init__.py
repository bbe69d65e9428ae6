"""Writing the tree in the formats of others: STOP, Akoma Ntoso, CVDR, Markdown.

Each writer gives an :class:`Export`: the bytes, and what the format cannot hold as findings. What is lost goes into a
side-car (:func:`zijspan`), keyed by eId, so that nothing of the canonical form disappears (``regels`` E.4).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import TypeAlias

from lxml import etree

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import (
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Inline,
    Redactie,
    Regeling,
    Status,
    Tabel,
    cellen,
    inlinetekst,
    losse,
    wandel,
)

__all__ = ["FORMATEN", "Export", "Melder", "deel_in", "el", "redacties", "schrijf", "velden", "zijspan"]


@dataclass(frozen=True)
class Export:
    """What a writer made.

    Args:
        inhoud: the main file.
        bevindingen: what the format cannot hold, or what is not valid in it.
        bijlagen: other files that belong to it, by the end of their name (``RegelingMetadata.xml``, ``zijspan.json``).
    """

    inhoud: bytes
    bevindingen: tuple[Bevinding, ...] = ()
    bijlagen: dict[str, bytes] = field(default_factory=dict)


class Melder:
    """Collects findings of a writer; the same remark about several places is one finding that counts them."""

    def __init__(self) -> None:
        self._alle: dict[tuple[str, str], tuple[Bevinding, int]] = {}

    def meld(self, sleutel: str, /, *, adres: str = "", fragment: str = "", plek: str = "", **delen: object) -> None:
        """Add a finding."""
        nieuw = Bevinding.van(sleutel, adres, fragment, plek, **delen)
        bevinding, keer = self._alle.get((nieuw.code, nieuw.uitleg), (nieuw, 0))
        self._alle[nieuw.code, nieuw.uitleg] = (bevinding, keer + 1)

    def bevindingen(self) -> tuple[Bevinding, ...]:
        """The findings, each once."""
        return tuple(
            b if keer == 1 else replace(b, uitleg=f"{b.uitleg} ({keer} keer)") for b, keer in self._alle.values()
        )


def el(ns: str, ouder: etree._Element | None, naam: str, tekst: str = "", /, **kenmerken: str) -> etree._Element:
    """An element of a namespace, below another one or as the root of its own file.

    Args:
        kenmerken: attributes; empty ones are left out, and a name that is a word of Python gets an underscore behind it.

    Raises:
        Geweigerd: characters that XML does not know.
    """
    waarden = {n.rstrip("_"): w for n, w in kenmerken.items() if w}
    try:
        if ouder is None:
            element = etree.Element(f"{{{ns}}}{naam}", waarden, nsmap={None: ns})  # type: ignore[dict-item]
        else:
            element = etree.SubElement(ouder, f"{{{ns}}}{naam}", waarden)
        element.text = tekst or None
    except ValueError as fout:
        raise Geweigerd.om("xml-teken", naam) from fout
    return element


Veld: TypeAlias = tuple[str, object]
"""A name with words, or with a list of fields of its own."""


def velden(ouder: etree._Element, rij: Iterable[Veld]) -> etree._Element:
    """Fields below an element, in its namespace; what is empty is left out."""
    ns = str(etree.QName(ouder).namespace)
    for naam, waarde in rij:
        if isinstance(waarde, str) and waarde:
            el(ns, ouder, naam, waarde)
        elif isinstance(waarde, list) and waarde:
            velden(el(ns, ouder, naam), waarde)
    return ouder


def deel_in(element: etree._Element, lopend: frozenset[str], diepte: int = 0) -> None:
    """Put each element on its own line, except inside elements with running text, where every space counts.

    Args:
        lopend: local names of elements with mixed content.
    """
    if etree.QName(element).localname in lopend or not len(element):
        return
    if (element.text or "").strip() or any((kind.tail or "").strip() for kind in element):
        return  # words between the elements: running text, whatever its name
    element.text = "\n" + "  " * (diepte + 1)
    for kind in element:
        deel_in(kind, lopend, diepte + 1)
        kind.tail = "\n" + "  " * (diepte + 1)
    element[-1].tail = "\n" + "  " * diepte


def bestand(wortel: etree._Element, lopend: frozenset[str]) -> bytes:
    """The bytes of a file with this root, each element on its own line (:func:`deel_in`)."""
    deel_in(wortel, lopend)
    return etree.tostring(wortel, encoding="UTF-8", xml_declaration=True) + b"\n"


def voeg_tekst(element: etree._Element, tekst: str) -> None:
    """Words at the end of an element, behind its children."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + tekst
    else:
        element.text = (element.text or "") + tekst


def redacties(inhoud: tuple[Inline, ...]) -> Iterator[Redactie]:
    """Editor's text in mixed content."""
    return (deel for deel in losse(inhoud) if isinstance(deel, Redactie))


def zijspan(regeling: Regeling) -> bytes:
    """What other formats lose, as JSON: metadata, and per eId identity, provenance, status, attributes, editor's text."""
    eenheden: dict[str, object] = {}
    for eenheid in wandel(regeling.wortel):
        gegevens: dict[str, object] = {
            "wId": eenheid.wId,
            "status": "" if eenheid.status is Status.GELDEND else eenheid.status.value,
            "herkomst": _plat(asdict(eenheid.herkomst)) if eenheid.herkomst else {},
            "kenmerken": dict(eenheid.kenmerken),
            "redactie": [
                {"soort": r.soort, "tekst": inlinetekst(r.inhoud, redactie=True)}
                for a in _eigen(eenheid)
                for r in redacties(a)
            ],
            "rollen": [b.rol for b in eenheid.inhoud if isinstance(b, Alinea) and b.rol],
            "tabellen": [
                {"eId": b.eId, "wId": b.wId, "kenmerken": dict(b.kenmerken)}
                for b in eenheid.inhoud
                if isinstance(b, Tabel)
            ],
        }
        eenheden[eenheid.eId] = {naam: waarde for naam, waarde in gegevens.items() if waarde}
    inhoud = {"gegevens": _plat(asdict(regeling.gegevens)), "eenheden": {k: v for k, v in eenheden.items() if v}}
    return (json.dumps(inhoud, ensure_ascii=False, indent=1, default=_datum) + "\n").encode()


def _eigen(eenheid: Eenheid) -> Iterator[tuple[Inline, ...]]:
    yield eenheid.opschrift
    yield eenheid.subtitel

    def blok(b: Blok | Cel) -> Iterator[tuple[Inline, ...]]:
        if isinstance(b, Alinea):
            yield b.inhoud
        elif isinstance(b, Figuur):
            yield from (b.titel, b.bijschrift)
        elif isinstance(b, Tabel):
            yield b.titel
            for cel in cellen(b):
                for binnen in cel.inhoud:
                    yield from blok(binnen)

    for b in eenheid.inhoud:
        yield from blok(b)


def _plat(waarden: dict[str, object]) -> dict[str, object]:
    return {naam: waarde for naam, waarde in waarden.items() if waarde not in ("", None, (), [])}


def _datum(waarde: object) -> str:
    if isinstance(waarde, date):
        return waarde.isoformat()
    raise TypeError(type(waarde).__name__)


FORMATEN = {
    "stop": "verordening.stop.schrijver:schrijf_stop",
    "akn": "verordening.akn.schrijver:schrijf_akn",
    "cvdr": "verordening.cvdr.schrijver:schrijf_cvdr",
    "markdown": "verordening.tekst.schrijver:schrijf_markdown",
}
"""Formats besides the canonical one: module and function, imported only when they are used."""


def schrijf(regeling: Regeling, formaat: str, *, overheid: str = "") -> Export:
    """The regulation in one of :data:`FORMATEN`.

    Args:
        overheid: code of the authority (``gm0505``) for formats that identify; the others do without.
    """
    module, _, functie = FORMATEN[formaat].partition(":")
    schrijver = getattr(import_module(module), functie)
    uitkomst: Export = schrijver(regeling, overheid=overheid) if formaat in ("stop", "akn") else schrijver(regeling)
    return uitkomst
