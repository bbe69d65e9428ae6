"""A whole decision in STOP (``BesluitKlassiek``): its articles in order, an amending one with its mutation (``regels`` D.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from verordening.canoniek.namen import STOP
from verordening.nummers import romeins
from verordening.stop.schrijver import VERSIE, _el
from versies.stop.mutatie import ONBEKEND, als_bytes, mutatie

if TYPE_CHECKING:
    from versies.opstellen import Ontwerp, Verzamelontwerp


@dataclass(frozen=True)
class Besluitartikel:
    """One article of a decision.

    Args:
        nummer: as printed ("I"). regels: its lines; of an amending article only the first is used: what it does.
        mutatie: the change of a regulation; None: the lines are its text.
    """

    nummer: str
    regels: Sequence[str]
    mutatie: etree._Element | None = None


def klassiek(
    opschrift: str, aanhef: Sequence[str], artikelen: Sequence[Besluitartikel], slot: Sequence[str], wordt: str
) -> etree._Element:
    """``BesluitKlassiek`` with its parts.

    Args:
        wordt: AKN identification of the expression of the amending regulation; its authority and version name the parts.
    """
    code, slag = wordt.split("/")[4], wordt.rpartition("@")[2]
    besluit = etree.Element(f"{{{STOP}}}BesluitKlassiek", nsmap={None: STOP}, schemaversie=VERSIE)  # type: ignore[dict-item]
    regeling = _el(besluit, "RegelingKlassiek", schemaversie=VERSIE, componentnaam="besluit", wordt=wordt)

    def deel(ouder: etree._Element, naam: str, eid: str) -> etree._Element:
        return _el(ouder, naam, eId=eid, wId=f"{code}_{slag}__{eid}")

    _el(deel(regeling, "RegelingOpschrift", "longTitle"), "Al").text = opschrift
    if aanhef:
        _alineas(deel(regeling, "Aanhef", "formula_1"), aanhef)
    lichaam = _el(regeling, "Lichaam", eId="body", wId="body")
    teller = 0
    for artikel in artikelen:
        eigen = deel(lichaam, "Artikel" if artikel.mutatie is None else "WijzigArtikel", f"art_{artikel.nummer}")
        kop = _el(eigen, "Kop")
        _el(kop, "Label").text, _el(kop, "Nummer").text = "Artikel", artikel.nummer
        if artikel.mutatie is None:
            _alineas(_el(eigen, "Inhoud"), artikel.regels)
            continue
        teller += 1
        _el(eigen, "Wat").text = artikel.regels[0]
        artikel.mutatie.set("componentnaam", f"wijziging_{teller}")
        eigen.append(artikel.mutatie)
    if slot:
        sluiting = deel(regeling, "Sluiting", "formula_2")
        _alineas(_el(sluiting, "Slotformulering"), slot)
    return besluit


def _alineas(ouder: etree._Element, regels: Sequence[str]) -> None:
    for regel in regels:
        if regel:
            _el(ouder, "Al").text = regel


def besluit_stop(ontwerp: Ontwerp | Verzamelontwerp, *, overheid: str = "") -> bytes:
    """A drafted decision: an amending article with its mutation per regulation, and entry into force."""
    verschillen = [deel.verschil for deel in ontwerp.delen] if hasattr(ontwerp, "delen") else [ontwerp.verschil]
    mutaties = [mutatie(verschil, overheid=overheid) for verschil in verschillen]
    regels = list(ontwerp.tekst.regels)
    was, wordt = (mutaties[0][0].get(k) or "" for k in ("was", "wordt"))
    code = was.split("/")[4] if was.count("/") > 4 else ONBEKEND
    slag = (wordt.rpartition("@")[2] or "1").replace(";", "-")  # ook deel van wId, en dat is een NMTOKEN
    artikelen = [
        Besluitartikel(romeins(n), [regels[regels.index(f"## Artikel {romeins(n)}") + 1]], element)
        for n, (element, _) in enumerate(mutaties, 1)
    ]
    laatste = romeins(len(mutaties) + 1)
    slotbepaling = regels[regels.index(f"## Artikel {laatste}") + 1 : regels.index("## Slot")]
    besluit = klassiek(
        regels[0].lstrip("# "),
        regels[1 : next(i for i, r in enumerate(regels) if r.startswith("## "))],
        [*artikelen, Besluitartikel(laatste, slotbepaling)],
        [regels[regels.index("## Slot") + 1]],
        f"/akn/nl/act/{code}/{slag[:4]}/wijziging-{slag}/nld@{slag}",
    )
    return als_bytes(besluit, all(bekend for _, bekend in mutaties))
