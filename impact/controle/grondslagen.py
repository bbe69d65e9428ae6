"""Legal bases: lapsed, changed, subjects that the law orders and nobody regulates, and rules without a basis."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap, Stand
from impact.controle.verwijzingen import andere_inhoud
from impact.dossier.plaatsen import Plaats, Ref
from impact.dossier.wetskant import doel_van
from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Soort
from wetgeving.maatregelen import Onderwerp

__all__ = ["CODES", "controleer"]

CODES = {
    "grondslag-vervallen": "de aanhef noemt een grondslag die is vervallen",
    "grondslag-bestaat-niet": "de aanhef noemt een grondslag die er niet is",
    "grondslag-nog-niet": "de aanhef noemt een grondslag die nog niet in werking is",
    "grondslag-andere-inhoud": "de grondslag in de aanhef heeft nu een andere inhoud",
    "zonder-grondslag": "de regeling noemt in de aanhef geen enkele wettelijke grondslag",
    "onderwerp-ontbreekt": "de wet verplicht een verordening over een onderwerp en geen verordening noemt de plaats",
    "onderwerp-uitgebreid": "de wettelijke opdracht is uitgebreid; ga na of de verordening dat volgt",
    "onderwerp-zonder-basis": "een verordening regelt een onderwerp waarvoor de wet geen verordening (meer) kent",
    "doel-verloren": "de bepaling rust alleen op een vervallen plaats in de wet",
}


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Bases in the aanhef, then the subjects of national law, then provisions that lost their purpose."""
    for tekst in g.lokaal.values():
        aanheffen = [p for p in tekst.plaatsen if p.soort == Soort.AANHEF]
        for plaats in aanheffen:
            for ref in plaats.refs:
                for doel in ref.doelen:
                    if doel.artikel:
                        yield from _aanhef(g, plaats, ref, doel)
        if aanheffen and not any(d.artikel for p in aanheffen for r in p.refs for d in r.doelen):
            yield g.meld(
                "zonder-grondslag",
                Ernst.FOUT,
                aanheffen[0],
                "",
                "De aanhef noemt geen wettelijke grondslag.",
                "Noem het wetsartikel waarop de regeling rust.",
            )
    for onderwerp in g.invoer.lijst.onderwerpen:
        yield from _onderwerp(g, onderwerp)
    yield from _doel_verloren(g)


def _aanhef(g: Gereedschap, plaats: Plaats, ref: Ref, doel: Adres) -> Iterator[Bevinding]:
    waar = f"{doel.tekst()} ({g.titel(doel.regeling)})"
    stand = g.stand(doel)
    if stand is Stand.VERVALLEN:
        yield g.meld(
            "grondslag-vervallen",
            Ernst.FOUT,
            plaats,
            ref.tekst,
            f"De grondslag {waar} is vervallen.",
            "Haal de grondslag uit de aanhef en ga na welke bepalingen erop rusten.",
            ref,
        )
    elif stand is Stand.NOOIT:
        yield g.meld(
            "grondslag-bestaat-niet",
            Ernst.FOUT,
            plaats,
            ref.tekst,
            f"De grondslag {waar} is er niet.",
            "Verbeter de aanhef.",
            ref,
        )
    elif stand is Stand.NOG_NIET:
        yield g.meld(
            "grondslag-nog-niet",
            Ernst.WAARSCHUWING,
            plaats,
            ref.tekst,
            f"De grondslag {waar} is nog niet in werking.",
            "Laat de regeling niet eerder in werking treden.",
            ref,
        )
    elif stand is Stand.BESTAAT and doel.regeling in g.wetten and (doel.lid or doel.onderdeel):
        was, wordt = g.teksten(doel)
        if was and wordt and andere_inhoud(was, wordt):
            yield g.meld(
                "grondslag-andere-inhoud",
                Ernst.WAARSCHUWING,
                plaats,
                ref.tekst,
                f"De grondslag {waar} zegt nu iets anders.",
                "Ga na of de bevoegdheid er nog staat.",
                ref,
            )


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
        yield Bevinding(
            "onderwerp-ontbreekt",
            Ernst.FOUT,
            "de verordeningen van het dossier",
            onderwerp.naam,
            f"De wet verplicht een verordening over dit onderwerp ({waar}); geen verordening noemt die plaats.",
            "Neem het onderwerp op of noem de grondslag.",
            onderwerp.id,
        )
    stand = max((s for s in onderwerp.standen if s.peildatum <= g.dag), key=lambda s: s.peildatum, default=None)
    if stand is not None and stand.wijziging == "uitgebreid" and stand.peildatum > g.invoer.op and raak:
        yield Bevinding(
            "onderwerp-uitgebreid",
            Ernst.WAARSCHUWING,
            f"{g.titel(raak[0].regeling)}, {raak[0].adres}",
            onderwerp.naam,
            f"De wettelijke opdracht ({waar}) is per {stand.peildatum.isoformat()} uitgebreid. {stand.noot or ''}".strip(),
            "Ga na of de verordening de uitbreiding volgt.",
            raak[0].sleutel,
        )
    if plicht == "geen":
        for p in {r.sleutel: r for r in raak if r.soort != Soort.AANHEF}.values():
            yield g.meld(
                "onderwerp-zonder-basis",
                Ernst.FOUT,
                p,
                onderwerp.naam,
                f"Voor dit onderwerp ({waar}) kent de wet geen verordening.",
                "Laat de bepaling vervallen.",
            )


def _doel_verloren(g: Gereedschap) -> Iterator[Bevinding]:
    """Provisions of which every place of national law that they name has lapsed."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            doelen = [d for r in plaats.refs for d in r.doelen if d.artikel and d.regeling in g.wetten]
            if plaats.soort != Soort.AANHEF and doelen and all(g.stand(d) is Stand.VERVALLEN for d in doelen):
                yield g.meld(
                    "doel-verloren",
                    Ernst.WAARSCHUWING,
                    plaats,
                    plaats.tekst[:160],
                    "Alles waar deze bepaling in de wet naar verwijst, is vervallen.",
                    "Laat de bepaling vervallen.",
                )
