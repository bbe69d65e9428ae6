"""The decision of the body that makes beleidsregels (AB, DB or college): new ones with their text, others with the text that amends them.

Where the dossier holds a decision of the AB, its words stand here, proven. Where it holds only the new version, the drafter
writes the amending text and proves it: read back and executed it gives that version. Where it holds neither, nothing can be
decided: the place stays open, and stands in a list of what is still to be written, by whom and before which day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from impact.dossier.besluittekst import instructies
from impact.dossier.model import LokaleRegeling, Zaak
from impact.dossier.ontwerp import Ontwerp, ontwerpen
from impact.oordeel.soorten import Oordeelsoort
from impact.stukken.bestuur import (
    NIET_TOEPASSEN,
    besluitpunten,
    citaat,
    naast_elkaar,
    sinds,
    varianten_van,
    verzoeken,
    vooruit,
)
from impact.stukken.blok import tafel
from impact.stukken.concept import Concept, Keuzestof, maak_concept, varianten, wijzigingstekst
from impact.stukken.memo import memovelden
from impact.stukken.memo_maatregel import adressen
from impact.stukken.orgaan import besturen
from impact.stukken.stuk import Stuk, Stukgegevens, maak_stuk
from impact.stukken.taal import dag, hoofdletter, kleine_letter, meervoud, opsomming
from impact.stukken.uiterlijk import keten_op
from impact.woorden import woorden
from verordening.bevinding import Geweigerd
from verordening.boom import tekst, wandel
from verordening.dagen import lees_dag
from verordening.papier import document as d
from versies.verschil import vergelijk
from versies.weergave.waswordt import waswordt_tabel
from wetgeving.maatregelen import Afweging


def ab_besluit(gegevens: Stukgegevens) -> Stuk:
    """The paper: it does what the memo asks of the board (:func:`impact.stukken.bestuur.besluitpunten`), and no more.

    Raises:
        Geweigerd: a decision of the AB in the dossier does not give the version in the dossier.
    """
    impact = gegevens.impact
    p = besluitpunten(gegevens)
    eerst = gegevens.bestuur in ("", *besturen(impact)[:1])  # wat aan anderen wordt gevraagd, vraagt één bestuur
    eigen = [o for orgaan in ("ab", "db", "college") for o in ontwerpen(gegevens, orgaan)]
    zaken = {r.slug: [z for z in impact.zaken if z.regeling == r.slug and z.open] for r in p.opdracht}
    afwegingen = {b.maatregel.id: b.maatregel.afweging for b in impact.geteld if b.maatregel.afweging}
    concepten = {
        r.slug: maak_concept(r, zaken[r.slug], Keuzestof(gegevens.concepten.van(r.slug), afwegingen))
        for r in p.opdracht
    }
    velden = {
        **memovelden(gegevens),
        "nieuw": [r.citeertitel for r in p.nieuw],
        "wacht": [f"{r.citeertitel} ({reden})" for r, reden in p.wacht],
        "wijzigen": [r.citeertitel for r in p.wijzigen],
        "opdracht": [r.citeertitel for r in p.opdracht],
        "buiten_toepassing": bool(p.strijd),
        "verzoeken": [kleine_letter(v.removesuffix(".")) for v in verzoeken(gegevens, p)] if eerst else [],
    }
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "buiten-toepassing": lambda: _buiten_toepassing(gegevens, p.strijd) if p.strijd else (),
        "open-punten": lambda: _open(gegevens, p.opdracht, concepten, zaken) if p.opdracht else (),
        "wijzigingen": lambda: (
            tuple(b for r in (*p.wijzigen, *p.opdracht) for b in _wijziging(gegevens, r, eigen, concepten))
            or (d.alinea("Er is niets te wijzigen."),)
        ),
        "nieuwe-teksten": lambda: (
            tuple(b for r, waarom in (*((r, "") for r in p.nieuw), *p.wacht) for b in _nieuw(gegevens, r, waarom))
            or (d.alinea("Er zijn geen nieuwe beleidsregels."),)
        ),
    }
    return maak_stuk(
        gegevens,
        "ab-besluit",
        f"{gegevens.bestuur or 'ab'}-besluit" if gegevens.orgaan.regionaal else "collegebesluit",
        f"Besluit over beleidsregels bij de {impact.lijst.hoofdwet}",
        velden,
        blokken,
        ondertitel=hoofdletter(gegevens.orgaan.vol.removeprefix("het ")),
        auteur=impact.gemeenten.samenwerking.naam,
    )


def _buiten_toepassing(gegevens: Stukgegevens, strijd: Sequence[Zaak]) -> Sequence[d.Blok]:
    """The provisions that are left aside, per regulation in the order of the text, and since when."""
    rijen = []
    for r in gegevens.impact.regelingen:
        eigen = [z for z in gegevens.impact.zaken if z.regeling == r.slug and z in strijd]
        if eigen:
            rijen.append(
                d.rij(r.citeertitel, hoofdletter(adressen([z.adres for z in eigen])), sinds(eigen, NIET_TOEPASSEN))
            )
    kop = "Vanaf" if vooruit(gegevens) else "Sinds"
    return tafel("Niet meer toe te passen", {"Beleidsregel": 2.4, "Bepalingen": 3.4, kop: 1.7}, rijen)


def _open(
    gegevens: Stukgegevens,
    opdracht: Sequence[LokaleRegeling],
    concepten: Mapping[str, Concept],
    zaken_van: Mapping[str, Sequence[Zaak]],
) -> Sequence[d.Blok]:
    """What is still to be written: how much the program drafted, how much a person must choose, and before which day."""
    kolommen = {"Beleidsregel": 2.2, "Wat ligt er": 2.2, "Uiterlijk": 2.6}
    rijen = []
    for r in opdracht:
        zaken, concept = zaken_van[r.slug], concepten[r.slug]
        te_doen = sum(z.oordeel.soort is not Oordeelsoort.KLOPT_NU for z in concept.rest)
        klaar = meervoud(concept.plaatsen, "plaats", "plaatsen") if concept.plaatsen else ""
        deel = f"{'concept' if te_doen else 'volledig concept'} voor {klaar}" if klaar else ""
        over = f"{meervoud(te_doen, 'bepaling', 'bepalingen')} nog te schrijven" if te_doen else ""
        keuzes = len(_keuzerijen(gegevens, concept))
        kies = f"met {meervoud(keuzes, 'keuze', 'keuzes')}" if keuzes else ""
        wat = "; ".join(x for x in (" ".join(x for x in (deel, kies) if x), over) if x) or "niets te wijzigen gevonden"
        rijen.append(d.rij(r.citeertitel, wat, hoofdletter(_uiterlijk(gegevens, zaken))))
    return tafel("Wat er ligt en wat er nog moet gebeuren", kolommen, rijen)


def _uiterlijk(gegevens: Stukgegevens, zaken: Sequence[Zaak]) -> str:
    """When the regulation must be right: what is wrong now is late; what is still to come follows the chain of its day."""
    fout = [o.sinds for z in zaken for o in z.fouten]
    if fout:
        sinds = min((x for x in fout if x), default=None)
        if sinds and sinds > gegevens.datum:
            return f"vóór {dag(sinds)}: dan zegt de wet dit"
        return f"verstreken{f': de wet zegt dit sinds {dag(sinds)}' if sinds else ''}; zo snel mogelijk"
    dagen = sorted({z.oordeel.sinds for z in zaken if z.oordeel.soort is Oordeelsoort.KLOPT_NU and z.oordeel.sinds})
    if not dagen:
        return "geen vaste dag: de wet laat een keuze"
    keten = keten_op(gegevens, dagen[0], "ab")
    return f"verwacht per {dag(dagen[0])}; besluit {keten.besluit.tekst}"


def _wijziging(
    gegevens: Stukgegevens,
    regeling: LokaleRegeling,
    ontwerpen_: Sequence[Ontwerp],
    concepten: Mapping[str, Concept],
) -> Iterator[d.Blok]:
    nieuw = gegevens.later.get(regeling.slug, ())
    yield d.kop(3, regeling.citeertitel)
    was = regeling
    for versie in nieuw:
        eigen = next((o for o in ontwerpen_ if o.was.slug == regeling.slug and o.wordt.vanaf == versie.vanaf), None)
        yield from _tekst(was, versie, eigen)
        yield from _was_wordt(was, versie, f"was en wordt per {dag(versie.vanaf)}")
        was = versie
    if not nieuw:
        yield from _concept(gegevens, regeling, concepten[regeling.slug])


def _was_wordt(was: LokaleRegeling, wordt: LokaleRegeling, wat: str) -> Iterator[d.Blok]:
    tabel = waswordt_tabel(vergelijk(was.regeling, wordt.regeling), kolommen=3, bijschrift=f"{was.citeertitel}: {wat}")
    if tabel is not None:
        yield replace(tabel, liggend=False)  # een liggende bladzijde tussen staande laat twee keer een halve leeg


def _concept(gegevens: Stukgegevens, regeling: LokaleRegeling, concept: Concept) -> Iterator[d.Blok]:
    """What the verdicts give: the amending text as far as it follows from the law, and what is left to choose or to write."""
    wetten = {w.bwb: w.citeertitel for w in gegevens.impact.wetten}
    if concept.tekst:
        yield from instructies(concept.tekst, 4)
        yield from _was_wordt(regeling, concept.wordt, "was en wordt volgens het concept")
    elif concept.reden:
        yield d.alinea(f"Er zijn vervangingen, maar geen opdracht die ze bewijsbaar geeft: {concept.reden}")
    if keuzes := _keuzerijen(gegevens, concept):
        yield from tafel(f"{regeling.citeertitel}: keuzes in dit concept", _KEUZEKOLOMMEN, keuzes)
    yield from _vervangen_zinnen(concept)
    if concept.grondslagen:
        plaatsen = opsomming(g.in_wet(wetten.get(g.regeling, g.regeling)) for g in concept.grondslagen)
        yield d.alinea(
            d.vet("Grondslag: "),
            f"noem in de aanhef van het wijzigingsbesluit {plaatsen}. De aanhef van de beleidsregels zelf wordt niet gewijzigd.",
        )
    yield from _let_op(concept)
    groepen: dict[tuple[str, str], list[Zaak]] = {}
    for z in concept.rest:
        if z.oordeel.soort is not Oordeelsoort.KLOPT_NU:
            los = z.eId if len(z.fouten) > 1 else z.oordeel.uitleg
            los = z.eId if z.oordeel.soort is Oordeelsoort.STRIJD else los
            groepen.setdefault((los, z.oordeel.hoort), []).append(z)
    rijen = [_restrij(groep) for groep in groepen.values()]
    if rijen:
        kolommen = {"Bepaling": 1.6, "Wat is er aan de hand": 3, "Keuze of opdracht": 3}
        yield from tafel(f"{regeling.citeertitel}: nog te schrijven", kolommen, rijen)
    yield from _later(concept)
    if not concept.tekst and not concept.rest and not concept.ruimte:
        yield d.alinea("Er is niets te wijzigen gevonden.")


def _let_op(concept: Concept) -> Iterator[d.Blok]:
    """What must be looked up before the draft is adopted: new words of the law that were not seen, and places that were derived."""
    eigen = {k.plaats for k in concept.keuzes if k.gekozen.doe != "blijft"}
    gezet = [(z.adres, o) for z, o, *_ in concept.gedaan]
    gezet += [(z.adres, o) for z in concept.zaken if z.adres in eigen for o in z.oordelen if o.soort.fout]
    volgorde = [z.adres for z in concept.zaken]
    gezet.sort(key=lambda g: volgorde.index(g[0]))
    ongezien = dict.fromkeys(adres for adres, o in gezet if o.verteld or "die tekst nog niet" in o.hoort)
    afgeleid = dict.fromkeys(adres for adres, o in gezet if o.hoort.startswith("Ga na") and adres not in ongezien)
    for plaatsen, wat in (
        (
            ongezien,
            "de wettekst in dit dossier heeft de nieuwe tekst waarop het concept rust nog niet. Vergelijk daar vóór de vaststelling mee",
        ),
        (
            afgeleid,
            "de nieuwe plaats in de wet is afgeleid uit het onderwerp. Ga na of de bepaling daar nu op hoort te rusten, en of zij nog "
            "nodig is, bij",
        ),
    ):
        if plaatsen:
            yield d.alinea(d.vet("Let op: "), f"{wat}: {adressen(list(plaatsen))}.")


def _later(concept: Concept) -> Iterator[d.Blok]:
    """What is right now and will change; nothing is amended for it yet."""
    per: dict[str, list[str]] = {}
    for z in (z for z in concept.rest if z.oordeel.soort is Oordeelsoort.KLOPT_NU):
        wanneer = f"per {dag(z.oordeel.sinds)}" if z.oordeel.sinds else "op een onbekende dag"
        per.setdefault(f"{z.oordeel.hoort} (verwacht {wanneer})", []).append(z.adres)
    if per:
        yield d.alinea(d.vet("Klopt nu, wijzigt later:"))
        yield d.lijst(*(f"{hoofdletter(adressen(lijst))}. {tekst}" for tekst, lijst in per.items()))


def _vervangen_zinnen(concept: Concept) -> Iterator[d.Blok]:
    """The sentences that gave way to the law, why, and what else can be done; and the amounts that still name an old day."""
    weg = [(z, o, nieuw) for z, o, _, nieuw in concept.gedaan if (not nieuw or nieuw.endswith(".")) and concept.tekst]
    if weg:
        yield d.alinea(
            d.vet("Zinnen die plaatsmaken voor de wet:"),
        )
        yield d.lijst(
            *(
                f"{hoofdletter(z.adres)}{'' if nieuw else ' (vervalt: het artikel verwijst al naar de wet)'}. "
                f"{hoofdletter(o.soort.value)}. {hoofdletter(o.uitleg)}"
                for z, o, nieuw in weg
            )
        )
    dubbel = dict.fromkeys(o.plaats for _, o, _ in weg if o.plaats and o.plaats.lid.endswith("*"))
    for plaats in dubbel:
        yield d.alinea(
            d.vet("Let op: "),
            f"de wet heeft in artikel {plaats.artikel} twee leden met nummer {plaats.lid.rstrip('*')}; bedoeld is het nieuwe, dat de "
            f"officiële tekst toont als lid {plaats.lid}.",
        )
    nieuw = {e.eId: tekst(e) for e in wandel(concept.wordt.regeling.wortel)}
    bedragen = {
        z.adres: (nieuw.get(z.eId, ""), o.sinds)
        for z, o, *_ in concept.gedaan
        if o.soort is Oordeelsoort.BEDRAG and o.sinds
    }
    oude_dag = [adres for adres, (nu, sinds_) in bedragen.items() if any(x < sinds_ for x in _dagen(nu))]
    if oude_dag and concept.tekst:
        yield d.alinea(
            d.vet("Let op: "),
            f"de tekst noemt bij de bedragen nog de dag van de oude stand. Pas ook die dag aan in: {adressen(oude_dag)}.",
        )


def _dagen(woorden_: str) -> list[date]:
    """The days that a text names in words."""
    w = woorden_.replace(",", " ").split()
    return [x for drie in zip(w, w[1:], w[2:], strict=False) if (x := lees_dag(" ".join(drie)))]


_KEUZEKOLOMMEN = {"Bepaling": 1.4, "In het concept": 2.6, "Ook mogelijk": 4}


def _keuzerijen(gegevens: Stukgegevens, concept: Concept) -> list[d.Rij]:
    """What was chosen where there is something to choose, each with the other variants in words."""
    afwegingen = {b.maatregel.id: b.maatregel.afweging for b in gegevens.impact.geteld}
    rijen = []
    for keuze in concept.keuzes:
        if rest := keuze.varianten[1:]:
            ook = d.lijst(*(f"{v.naam}{citaat(v.noot)}." for v in rest))
            rijen.append(d.rij(hoofdletter(keuze.plaats), f"{keuze.gekozen.naam}.", (ook,)))
    per: dict[tuple[str, bool], list[str]] = {}
    for z, o, _, nieuw in concept.gedaan:
        if nieuw and nieuw == _voorgesteld(afwegingen.get(o.maatregel)):
            per.setdefault((o.maatregel, True), []).append(z.adres)
    for z in concept.ruimte:
        per.setdefault((z.oordeel.maatregel, False), []).append(z.adres)
    for (maatregel, gezet), plaatsen in per.items():
        a = afwegingen.get(maatregel)
        vraag = (d.alinea(d.vet(a.vraag)),) if a else ()
        nu = f"{a.aanbevolen}." if a and gezet else "De regel van nu blijft staan."
        zonder = a.aanbevolen if a and gezet else ""
        anders = varianten_van(a, zonder or "", woordelijk=True) if a else list(woorden("variant")["RUIMTE"][1:])
        rijen.append(d.rij(hoofdletter(adressen(plaatsen)), (*vraag, d.alinea(nu)), (d.lijst(*anders),)))
    return rijen


def _voorgesteld(afweging: Afweging | None) -> str:
    """The rule of the variant that is proposed; empty when it has no words."""
    return next((v.tekst or "" for v in afweging.varianten if v.naam == afweging.aanbevolen), "") if afweging else ""


def _restrij(groep: Sequence[Zaak]) -> d.Rij:
    o = groep[0].oordeel
    wat: list[d.Blok] = [d.alinea(d.vet(f"{hoofdletter(o.soort.value)}. "), hoofdletter(o.uitleg))]
    if o.soort is Oordeelsoort.STRIJD:
        wat += naast_elkaar(o)
    keuze: list[d.Blok] = [d.alinea(o.hoort)]
    for ook in groep[0].fouten[1:]:
        wat.append(d.alinea(d.vet(f"Ook: {ook.soort.value}. "), hoofdletter(ook.uitleg)))
        keuze += [d.alinea(ook.hoort)] if ook.hoort != o.hoort else []
    if rest := varianten(o):
        keuze.append(d.lijst(*(f"{letter}. {tekst}" for letter, tekst in zip("ABCDEF", rest, strict=False))))
    return d.rij(hoofdletter(adressen([z.adres for z in groep])), tuple(wat), tuple(keuze))


def _tekst(was: LokaleRegeling, wordt: LokaleRegeling, eigen: Ontwerp | None) -> Iterator[d.Blok]:
    """The amending text: the words of the decision in the dossier, else what the drafter wrote and proved."""
    if eigen is not None:
        if eigen.vorm.onzetbaar:
            yield d.Kader(("Let op: de besluittekst staat hier niet",), (d.alinea(eigen.vorm.onzetbaar),), "let-op")
            return
        yield from instructies(eigen.tekst, 4)
        return
    try:
        tekst = wijzigingstekst(was, wordt)
    except Geweigerd as fout:
        yield d.Kader(
            ("Let op: er is geen wijzigingstekst",),
            (
                d.alinea(
                    f"De nieuwe versie staat in het dossier, maar er is geen opdracht gevonden die haar bewijsbaar geeft: {fout}"
                ),
                d.Alinea((d.vet("[in te vullen: tekst van de wijziging]"),)),
            ),
            "let-op",
        )
        return
    yield d.alinea(
        "Opgesteld uit de twee versies; teruggelezen en uitgevoerd geeft de tekst precies de nieuwe versie.",
        soort="klein",
    )
    yield from instructies(tekst, 4)


def _nieuw(gegevens: Stukgegevens, regeling: LokaleRegeling, waarom: str) -> Iterator[d.Blok]:
    """The whole text of a draft; above it, that it is not adopted now (``waarom``), and that its day must be another."""
    from versies.vergelijken.paar import Paar
    from versies.weergave.renvooi import Zetter

    wortel = regeling.regeling.wortel
    yield d.Kop(3, (regeling.citeertitel,))
    let_op = [f"Dit besluit stelt deze tekst niet vast: {waarom}."] if waarom else []
    if regeling.vanaf <= gegevens.datum:
        let_op.append(
            f"De dag van ingang in de tekst, {dag(regeling.vanaf)}, is voorbij: kies bij de vaststelling een dag na de bekendmaking."
        )
    if let_op:
        yield d.Kader(("Aangehouden" if waarom else "Let op",), tuple(d.alinea(zin) for zin in let_op), "let-op")
    for blok in Zetter(opmerkingen=False).paren((Paar(wortel, wortel, gelijk=True),), 4):
        yield d.Kop(min(blok.niveau, 6), blok.inhoud) if isinstance(blok, d.Kop) else blok
