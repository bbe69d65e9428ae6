"""The card of a measure: one A4 that answers what it does to our rules, who decides and by when; one page per measure."""

from __future__ import annotations

from collections.abc import Iterator

from impact.dossier.model import Maatregelbeeld
from impact.stukken.bestuur import varianten_van
from impact.stukken.blok import kenmerken
from impact.stukken.bord import OORDELEN, Bordrij, rijen
from impact.stukken.memo_maatregel import bepaling_blokken, ingangstekst, organentekst, vooruitlopen
from impact.stukken.stuk import Stuk, Stukgegevens, document
from impact.stukken.taal import ZEKERHEID, hoofdletter, meervoud
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
    doen = dict.fromkeys(
        b.oordeel.hoort for b in beeld.geraakt if b.oordeel and b.oordeel.soort.fout and b.oordeel.hoort
    )
    yield d.lijst(m.gevolg, *list(doen)[:LANGST])
    if m.afweging and (beeld.geraakt or beeld.uitvoering):
        yield d.alinea(d.vet(f"{m.afweging.vraag} "), " ".join(varianten_van(m.afweging)))
    if m.let_op:
        yield d.kop(3, "Let op")
        yield d.lijst(*m.let_op[:LANGST])
    yield d.Paginaeinde()
