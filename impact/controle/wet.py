"""What the texts have to do with the law: their bases, what the verdicts say of them, and faults in the law that they inherit."""

from __future__ import annotations

from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Plaats, Ref
from impact.dossier.wetskant import Wetskant, doel_van
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.uitlijning import Stand
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Soort
from wetgeving.maatregelen import Onderwerp


def wet(g: Gereedschap) -> Iterator[Bevinding]:
    """Faults in the law itself, per act of which the text after the change is there: references that miss, double numbers,
    references left behind. One is *left behind* when the place it names got another content and the referring words did not change.
    """
    kant: Wetskant = g.uitwerking.kant
    for bwb, plaatsen in kant.teksten.items():
        wet = g.invoer.wet(bwb)
        if wet is None or wet.wordt is None:
            continue
        for plaats in plaatsen:
            if plaats.lid.endswith("*"):
                yield g.meld(
                    "wet-dubbel-nummer", plaats, plaats.lid, artikel=plaats.artikel, lid=plaats.lid.rstrip("*")
                )
            for ref in plaats.refs:
                for doel in () if ref.relatief else ref.doelen:
                    if doel.artikel and doel.regeling == bwb:
                        yield from _een(g, plaats, ref, doel)


def _een(g: Gereedschap, plaats: Plaats, ref: Ref, doel: Adres) -> Iterator[Bevinding]:
    waar = doel.tekst()
    stand = g.stand(doel)
    if stand in (Stand.NOOIT, Stand.VERVALLEN) and not _over_vroeger(ref):
        wat = "en dat is er niet" if stand is Stand.NOOIT else "en dat is vervallen"
        yield g.meld("wet-verwijzing-mist", plaats, ref.tekst, ref, waar=waar, wat=wat)
    elif stand is Stand.GELIJK and (doel.lid or doel.onderdeel):
        was, wordt = g.wetten[doel.regeling].eenheden(doel)
        geraakt = {p.doel for punten in g.uitwerking.kant.raakpunten.values() for p in punten if p.aard == "gewijzigd"}
        if was is None or wordt is None or doel not in geraakt:
            return
        hier = plaats_in(doel.regeling, plaats.artikel, plaats.lid)
        oud, _ = g.wetten[doel.regeling].teksten(hier)
        if ref.tekst in " ".join(oud.split()) and _verliest_onderwerp(g, doel, ref):
            yield g.meld("wet-verwijzing-achtergebleven", plaats, ref.tekst, ref, waar=waar)


def _verliest_onderwerp(g: Gereedschap, doel: Adres, ref: Ref) -> bool:
    """Whether words of the referring sentence stood at the place before, and do not now."""
    from impact.graaf.termen import stammen

    was, wordt = g.wetten[doel.regeling].teksten(doel)
    weg = set(stammen(was)) - set(stammen(wordt))
    return len(weg & set(stammen(ref.zin))) >= 2


def _over_vroeger(ref: Ref) -> bool:
    """A reference to law as it was ("zoals dat luidde op") is meant to miss."""
    return "luidde" in ref.zin or "vervallen" in ref.zin


def grondslagen(g: Gereedschap) -> Iterator[Bevinding]:
    """Regulations without a basis, then the subjects that the law orders and nobody regulates, or that it extended."""
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
    doelen = [d for w in onderwerp.wetsplaatsen if (d := doel_van(w.jci)) is not None and g.invoer.wet(d.regeling)]
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
            yield g.meld("onderwerp-uitgebreid", p, onderwerp.naam, waar=waar, dag=stand.peildatum, noot=noot)
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


_LOT = {
    Stand.NOOIT: "bestaat-niet",
    Stand.VERVALLEN: "vervallen",
    Stand.NOG_NIET: "nog-niet",
    Stand.ANDERE_INHOUD: "andere-inhoud",
    Stand.GEWIJZIGD: "andere-inhoud",
}
_ERNST = {
    "bestaat-niet": Ernst.FOUT,
    "vervallen": Ernst.FOUT,
    "nog-niet": Ernst.INFO,
    "andere-inhoud": Ernst.WAARSCHUWING,
}
# Op echte teksten klopten «oude wettekst», «strijd», «bedrag» en een bepaling die op een vervallen plaats zou rusten in minder dan 8 van 10
# gevallen (docs/metingen.md): die vragen.
_INHOUD = {
    Oordeelsoort.BEDRAG: ("bedrag-verouderd", Ernst.VRAAG),
    Oordeelsoort.OUDE_TEKST: ("wettekst-verouderd", Ernst.VRAAG),
    Oordeelsoort.STRIJD: ("strijd-met-de-wet", Ernst.VRAAG),
    Oordeelsoort.VOERT_UIT: ("voert-al-uit", Ernst.INFO),
}


def oordelen(g: Gereedschap) -> Iterator[Bevinding]:
    """A finding for every verdict from the texts about every provision: one mechanism, so a check and a paper never contradict."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for oordeel in g.uitwerking.beoordelaar.oordelen(plaats.sleutel):
                for code, ernst in _codes(plaats, oordeel):
                    yield g.meld_op(code, ernst, plaats, oordeel)


def _codes(plaats: Plaats, oordeel: Oordeel) -> Iterator[tuple[str, Ernst]]:
    """A reference is reported as reference, or as basis when it stands in the aanhef; a provision whose whole artikel is gone
    lost its basis too; a definition rests on nothing."""
    if oordeel.soort is Oordeelsoort.VOERT_UIT and not oordeel.lot:
        return  # zij zegt wat de wet zegt: niets te melden
    if oordeel.soort in _INHOUD:
        yield _INHOUD[oordeel.soort]
    elif oordeel.soort is Oordeelsoort.GRONDSLAG and not oordeel.lot:
        yield "grondslag-vervallen", Ernst.FOUT
    elif oordeel.lot:
        lot = _LOT[Stand(oordeel.lot)]
        yield f"{'grondslag' if plaats.soort == 'aanhef' else 'verwijzing'}-{lot}", _ERNST[lot]
        if plaats.soort not in ("aanhef", "begrip") and oordeel.soort is Oordeelsoort.GRONDSLAG and lot == "vervallen":
            yield "grondslag-vervallen", Ernst.VRAAG
