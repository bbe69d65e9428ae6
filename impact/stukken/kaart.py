"""The card of a measure: one A4 that answers what it does to our rules, who decides and by when; one page per measure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from impact.dossier.bronnen import zonder_sleutels
from impact.dossier.model import Maatregelbeeld
from impact.stukken.bestuur import strijdzaken, varianten_van
from impact.stukken.blok import kenmerken
from impact.stukken.bord import OORDELEN, Bordrij, rijen
from impact.stukken.memo_maatregel import (
    adressen,
    bepaling_blokken,
    ingangstekst,
    korte_titel,
    organentekst,
    vooruitlopen,
)
from impact.stukken.stuk import Stuk, Stukgegevens, document
from impact.stukken.taal import ZEKERHEID, hoofdletter, kleine_letter, meervoud
from verordening.groepen import groepeer
from verordening.papier import document as d

LANGST = 3
"""Advices and warnings that a card shows; the memo has them all."""


def kaarten(gegevens: Stukgegevens) -> Stuk:
    """All cards in one paper, in the order of the measures, each on its own page."""
    bord = {r.maatregel: r for r in rijen(gegevens)}
    blokken = [b for beeld in gegevens.impact.geteld for b in kaart(gegevens, beeld, bord[beeld.maatregel.id])]
    onder = "Eén bladzijde per maatregel: wat zij met onze regels doet, wie beslist en vóór wanneer"
    auteur = gegevens.impact.gemeenten.samenwerking.naam or gegevens.impact.uitvoerder
    return Stuk("maatregelkaarten", document(gegevens, "Maatregelkaarten", blokken, ondertitel=onder, auteur=auteur))


def kaart(gegevens: Stukgegevens, beeld: Maatregelbeeld, rij: Bordrij) -> Iterator[d.Blok]:
    """One card; the page break follows it."""
    m = beeld.maatregel
    raakt = f"; raakt {meervoud(rij.bepalingen, 'bepaling', 'bepalingen')}" if rij.bepalingen else ""
    yield d.Kop(2, (f"{m.id} {m.naam}",), m.id.lower())
    bron = (gegevens.bronnen.noot(m.gedoogd.bronnen),) if m.gedoogd else ()
    yield kenmerken(
        {
            "Wie beslist": hoofdletter(organentekst(gegevens, m)),
            "Uiterlijk": hoofdletter(rij.dagtekst),
            "Zwaarste oordeel": f"{hoofdletter(OORDELEN[rij.oordeel])}{raakt}",
            "In de wet": "; ".join(w.adres for w in beeld.wijzigingen[:LANGST]) or "plaats niet bekend",
            "Fase en ingang": hoofdletter(ingangstekst(m, gegevens.impact.lijst.fasen)),
            **({"Vooruitlopen": vooruitlopen(gegevens, m.gedoogd, bron)} if m.gedoogd else {}),
            "Voor wie": hoofdletter(m.doelgroep),
            "Zekerheid": hoofdletter(ZEKERHEID[m.zekerheid]),
        }
    )
    yield d.alinea(d.vet("Was: "), m.was)
    yield d.alinea(d.vet("Wordt: "), m.wordt)
    yield d.kop(3, "Wat raakt het in onze regels?")
    yield from bepaling_blokken(gegevens, beeld)
    yield d.kop(3, "Wat is er nodig?")
    doen = list(_te_doen(gegevens, beeld))
    meer = [f"Nog {meervoud(n, 'punt', 'punten')}: bijlage 1 bij het memo."] if (n := len(doen) - LANGST) > 0 else []
    yield d.lijst(m.gevolg, *doen[:LANGST], *meer)
    if m.afweging and (beeld.geraakt or beeld.uitvoering):
        yield d.alinea(d.vet(f"{m.afweging.vraag} "), " ".join(varianten_van(m.afweging)))
    if m.let_op:
        yield d.kop(3, "Let op")
        codes = [f" ({t.id})" for t in gegevens.impact.lijst.tegenstrijdigheden]
        noten = (reduce(lambda noot, code: noot.replace(code, ""), codes, noot) for noot in m.let_op[:LANGST])
        yield d.lijst(*(zonder_sleutels(noot)[0] for noot in noten))
    yield d.Paginaeinde()


def _te_doen(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[str]:
    """What is wrong because of the measure must become, heaviest first, each with its places."""
    eigen = {(b.regeling, b.eId): b.oordeel.uitleg for b in beeld.geraakt if b.oordeel}
    per = groepeer(
        ((z.regeling, o.hoort), z.adres)
        for z in strijdzaken(gegevens)
        if (z.regeling, z.eId) in eigen
        for o in z.fouten
        if o.maatregel == beeld.maatregel.id or o.uitleg == eigen[z.regeling, z.eId]
    )
    for (slug, hoort), plaatsen in per.items():
        yield f"{korte_titel(gegevens, gegevens.impact.regeling(slug))}, {adressen(plaatsen)}: {kleine_letter(hoort)}"
