"""A whole decision in STOP (``BesluitCompact``): its articles in order, and in annexes the changes that they make (``regels`` D.5).

Not ``BesluitKlassiek``: that is a regulation itself, which an amending decision of a municipality is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from verordening.nummers import letter, romeins
from verordening.schrijvers import velden
from verordening.stop.schrijver import VERSIE, _el
from versies.stop.mutatie import ONBEKEND, als_bytes, mutatie

if TYPE_CHECKING:
    from versies.opstellen import Ontwerp, Verzamelontwerp


@dataclass(frozen=True)
class Besluitartikel:
    """One article of a decision.

    Args:
        nummer: as printed ("I"). regels: its lines; of an amending article only the first is used: what it does.
        bijlagen: numbers of the annexes that have the change.
    """

    nummer: str
    regels: Sequence[str]
    bijlagen: Sequence[str] = ()


@dataclass(frozen=True)
class Wijzigbijlage:
    """An annex with the change of a regulation, or with a new one: its number, its heading, and the element."""

    nummer: str
    opschrift: str
    inhoud: etree._Element


def besluit_in_stop(
    opschrift: str,
    aanhef: Sequence[str],
    artikelen: Sequence[Besluitartikel],
    slot: Sequence[str],
    bijlagen: Sequence[Wijzigbijlage],
    herkomst: str,
) -> etree._Element:
    """A decision with its parts.

    Args:
        herkomst: authority and version ("gm0505_2026-01-01"), with which the names of the parts begin.
    """
    om = _el(None, "BesluitCompact", schemaversie=VERSIE)

    def deel(ouder: etree._Element, naam: str, eid: str) -> etree._Element:
        return _el(ouder, naam, eId=eid, wId=f"{herkomst}__{eid}")

    _el(deel(om, "RegelingOpschrift", "longTitle"), "Al", opschrift)
    if aanhef:
        _alineas(deel(om, "Aanhef", "formula_1"), aanhef)
    lichaam = _el(om, "Lichaam", eId="body", wId="body")
    for artikel in artikelen:
        eigen = deel(lichaam, "WijzigArtikel" if artikel.bijlagen else "Artikel", f"art_{artikel.nummer}")
        velden(_el(eigen, "Kop"), [("Label", "Artikel"), ("Nummer", artikel.nummer)])
        if not artikel.bijlagen:
            _alineas(_el(eigen, "Inhoud"), artikel.regels)
            continue
        _verwijs(_el(eigen, "Wat", artikel.regels[0]), artikel.bijlagen)
    if slot:
        _alineas(_el(deel(om, "Sluiting", "formula_2"), "Slotformulering"), slot)
    for n, bijlage in enumerate(bijlagen, 1):
        eigen = deel(om, "WijzigBijlage", f"cmp_{bijlage.nummer}")
        kop = [("Label", "Bijlage"), ("Nummer", bijlage.nummer), ("Opschrift", bijlage.opschrift)]
        velden(_el(eigen, "Kop"), kop)
        bijlage.inhoud.set("componentnaam", f"regeling_{n}")
        eigen.append(bijlage.inhoud)
    return om


def _verwijs(wat: etree._Element, bijlagen: Sequence[str]) -> None:
    """Behind the words of an amending article the annexes that show what it does."""
    wat.text = f"{(wat.text or '').rstrip(':. ')} (zie "
    for n, nummer in enumerate(bijlagen):
        verwijzing = _el(wat, "IntRef", f"bijlage {nummer}", ref=f"cmp_{nummer}")
        verwijzing.tail = ")." if n == len(bijlagen) - 1 else " en " if n == len(bijlagen) - 2 else ", "


def _alineas(ouder: etree._Element, regels: Sequence[str]) -> None:
    for regel in regels:
        if regel:
            _el(ouder, "Al", regel)


def besluit_stop(ontwerp: Ontwerp | Verzamelontwerp, *, overheid: str = "") -> bytes:
    """A drafted decision: an amending article per regulation, entry into force, and the changes in annexes."""
    verschillen = [deel.verschil for deel in ontwerp.delen] if hasattr(ontwerp, "delen") else [ontwerp.verschil]
    mutaties = [mutatie(verschil, overheid=overheid) for verschil in verschillen]
    regels = list(ontwerp.tekst.regels)
    was, wordt = (mutaties[0][0].get(k) or "" for k in ("was", "wordt"))
    code = was.split("/")[4] if was.count("/") > 4 else ONBEKEND
    slag = (wordt.rpartition("@")[2] or "1").replace(";", "-")  # ook deel van wId, en dat is een NMTOKEN
    bijlagen = [
        Wijzigbijlage(letter(n).upper(), f"bij artikel {romeins(n)}", element)
        for n, (element, _) in enumerate(mutaties, 1)
    ]
    artikelen = [
        Besluitartikel(romeins(n), [regels[regels.index(f"## Artikel {romeins(n)}") + 1]], [bijlage.nummer])
        for n, bijlage in enumerate(bijlagen, 1)
    ]
    laatste = romeins(len(mutaties) + 1)
    slotbepaling = regels[regels.index(f"## Artikel {laatste}") + 1 : regels.index("## Slot")]
    besluit = besluit_in_stop(
        regels[0].lstrip("# "),
        regels[1 : next(i for i, r in enumerate(regels) if r.startswith("## "))],
        [*artikelen, Besluitartikel(laatste, slotbepaling)],
        [regels[regels.index("## Slot") + 1]],
        bijlagen,
        f"{code}_{slag}",
    )
    return als_bytes(besluit, all(bekend for _, bekend in mutaties))
