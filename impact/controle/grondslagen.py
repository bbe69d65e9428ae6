"""Legal bases: regulations without one, subjects that the law orders and nobody regulates, or that it extended."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import doel_van
from verordening.adres import Adres
from verordening.bevinding import Bevinding
from verordening.boom import Soort
from wetgeving.maatregelen import Onderwerp


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Regulations without a basis, then the subjects of national law."""
    for tekst in g.lokaal.values():
        aanheffen = [p for p in tekst.plaatsen if p.soort == Soort.AANHEF]
        eigen = tekst.regeling.slug
        gronden = (d for p in aanheffen for r in p.refs for d in r.doelen if d.artikel or d.regeling != eigen)
        if aanheffen and not any(gronden):
            yield g.meld("zonder-grondslag", aanheffen[0])
    for onderwerp in g.invoer.lijst.onderwerpen:
        yield from _onderwerp(g, onderwerp)


def _onderwerp(g: Gereedschap, onderwerp: Onderwerp) -> Iterator[Bevinding]:
    plicht = onderwerp.plicht(g.dag)
    doelen = [d for w in onderwerp.wetsplaatsen if (d := doel_van(w.jci)) is not None and d.regeling in g.wetten]
    verordeningen = [t for t in g.lokaal.values() if t.regeling.soort == "verordening"]
    if not doelen or not verordeningen:
        return
    raak = [
        p
        for t in verordeningen
        for p in t.plaatsen
        for r in p.refs
        for d in r.doelen
        if d.artikel and any(d.binnen(o) or o.binnen(d) for o in doelen)
    ]
    plaats_wet = doelen[0]
    waar = f"{plaats_wet.tekst()} ({g.titel(plaats_wet.regeling)})"
    if plicht == "moet" and not raak:
        yield Bevinding.van(
            "onderwerp-ontbreekt", "de verordeningen van het dossier", f"{onderwerp.naam}: {waar}", onderwerp.id
        )
    stand = max((s for s in onderwerp.standen if s.peildatum <= g.dag), key=lambda s: s.peildatum, default=None)
    if stand is not None and stand.wijziging == "uitgebreid":
        volgt_niet = [p for p in raak if _volgt_niet(g, p, doelen)]
        bepalingen = [p for p in volgt_niet if p.soort != Soort.AANHEF] or volgt_niet[:1]
        for p in {r.sleutel: r for r in bepalingen}.values():
            noot = f" {stand.noot}".rstrip() if stand.noot else ""
            yield g.meld(
                "onderwerp-uitgebreid", p, onderwerp.naam, waar=waar, dag=stand.peildatum.isoformat(), noot=noot
            )
    if plicht == "geen":
        for p in {r.sleutel: r for r in raak if r.soort != Soort.AANHEF}.values():
            yield g.meld("onderwerp-zonder-basis", p, onderwerp.naam, waar=waar)


def _volgt_niet(g: Gereedschap, plaats: Plaats, doelen: list[Adres]) -> bool:
    """Whether the regulation of a provision does not follow an extension: the law now names an artikel with the subject that
    it did not name before, and no provision of the regulation names that artikel."""
    bij = {d.in_artikel for doel in doelen for d in g.erbij_genoemd(doel)}
    tekst = g.lokaal[plaats.regeling]
    eigen = {d.in_artikel for p in tekst.plaatsen for r in p.refs for d in r.doelen}
    wordt = [w.datum_wordt for w in g.invoer.wetten if w.bwb in {d.regeling for d in doelen} and w.datum_wordt]
    return not bij <= eigen if bij else bool(wordt) and tekst.regeling.vanaf < min(wordt)
