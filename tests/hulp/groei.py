"""Hostile input that grows, per format: what a reader does with it must grow in proportion, or be refused."""

from __future__ import annotations

import copy
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from lxml import etree

from bench.bench_fuzz import zaden
from verordening.bevinding import Geweigerd

Maker = Callable[[int], bytes]


def vijandig_xml(formaat: str) -> Iterator[tuple[str, Maker]]:
    """Per kind of element: many beside each other, in each other, with long text, many attributes, many comments in it."""
    zaad = next(iter(zaden(formaat).values()))
    namen = dict.fromkeys(str(e.tag) for e in etree.fromstring(zaad).iter(etree.Element))

    def maak(naam: str, doe: Callable[[etree._Element, int], None]) -> Maker:
        def met(keer: int) -> bytes:
            wortel = etree.fromstring(zaad)
            doe(next(wortel.iter(naam)), keer)
            return etree.tostring(wortel)

        return met

    for naam in list(namen)[1:]:
        for wat, doe in (
            ("naast elkaar", _naast),
            ("in elkaar", _diep),
            ("lange tekst", _tekst),
            ("kenmerken", _kenmerken),
            ("commentaar", _commentaar),
        ):
            yield f"{wat} {naam.rpartition('}')[2]}", maak(naam, doe)


def _naast(element: etree._Element, keer: int) -> None:
    for _ in range(keer):
        element.addnext(copy.deepcopy(element))


def _diep(element: etree._Element, keer: int) -> None:
    for _ in range(min(keer, 2000)):
        kind = etree.SubElement(element, element.tag)
        element = kind


def _tekst(element: etree._Element, keer: int) -> None:
    element.text = "a. 1° “(artikel 1, eerste lid) " * keer


def _kenmerken(element: etree._Element, keer: int) -> None:
    for n in range(keer):
        element.set(f"k{n}", "x")


def _commentaar(element: etree._Element, keer: int) -> None:
    for _ in range(keer):
        element.append(etree.Comment("x"))
        element[-1].tail = "a "


def duur(lees: Callable[[bytes], object], inhoud: bytes) -> float:
    """Seconds of this process; what is refused counts as well."""
    gc.collect()
    begin = time.process_time()
    with suppress(Geweigerd):
        lees(inhoud)
    return time.process_time() - begin


def groeit_te_hard(lees: Callable[[bytes], object], maak: Maker, klein: int) -> float:
    """How many times as long four times as much takes; 0 when that is not more than in proportion, measured again in doubt."""
    for _ in range(3):
        kort, lang = min(duur(lees, maak(klein)) for _ in range(2)), duur(lees, maak(4 * klein))
        if lang < max(kort, 0.02) * 4 * 1.6:
            return 0.0
    return lang / kort
