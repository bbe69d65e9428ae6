"""The college-informatiebrief (CIB): one letter per gemeente in the structure of K8, an attachment, and a report of what
differs between the letters.

The parts that are the same for everyone must be the same to the letter: that is proven with a hash per part, with the
name of the gemeente taken out. A part that the structure calls equal and that differs is a finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from impact.sjablonen.opmaak import Deel
from impact.stukken.bestuur import kiest, varianten_van
from impact.stukken.blok import kenmerken, opsom, tafel
from impact.stukken.brief_bijlage import bijlage
from impact.stukken.gemeentevelden import cijfervelden, gemeentevelden
from impact.stukken.memo import memovelden
from impact.stukken.memo_blokken import planningtabel
from impact.stukken.stuk import Stuk, Stukgegevens, document, maak_stuk
from impact.stukken.taal import beslissers, dag, geldt, ingang_van, kleine_letter, onbevestigd, opsomming, slug, titels
from impact.stukken.uiterlijk import haalbaarheid, keten_op, na_te_lopen, organen
from verordening.bevinding import Bevinding
from verordening.gemeenten import Gemeente
from verordening.groepen import groepeer
from verordening.papier import document as d
from wetgeving.maatregelen import Maatregel

_HAALBAAR = {
    "krap": ("Dit is krap", "Met kortere termijnen voor advies en behandeling kan het nog. Anders"),
    "verstreken": ("Dit is niet meer haalbaar", "Daarom"),
}


def brieven(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> tuple[tuple[Stuk, ...], tuple[Bevinding, ...]]:
    """Letters for these gemeenten, the attachment in the folder of each, and the report of differences over all.

    Returns:
        the papers, and findings: a part of the structure that is missing, or that differs while it should be equal.
    """
    intern, gegevens = gegevens, replace(gegevens, voor_de_raad=True)
    alle = {g.code: brief(gegevens, g) for g in gegevens.impact.gemeenten.gemeenten}
    bij = bijlage(gegevens)
    stukken = []
    for g in gemeenten:
        stukken += [alle[g.code], Stuk(f"{slug(g.naam)}/bijlage-uitwerking", bij.document, bij.delen)]
    rapport, bevindingen = verschillen(intern, alle)
    opbouw = gegevens.impact.kaders.briefopbouw
    gemist = [
        *controleer_opbouw(next(iter(alle.values())), [x.sleutel for x in opbouw.brief], "cib"),
        *controleer_opbouw(bij, [x.sleutel for x in opbouw.bijlage], "cib-bijlage"),
    ]
    let_op = [
        Bevinding.van("toezegging-let-op", f"{g.naam}, toezegging {t.nummer}", t.onderwerp, let_op=t.let_op)
        for g in gemeenten
        for t in g.toezeggingen
        if t.let_op
    ]
    return (*stukken, *([rapport] if len(alle) > 1 else [])), (*gemist, *bevindingen, *let_op)


def brief(gegevens: Stukgegevens, gemeente: Gemeente) -> Stuk:
    """The letter of one gemeente."""
    momenten = gegevens.impact.gemeenten.planning_van(gemeente.code)

    def planning() -> Sequence[d.Blok]:
        nu = gegevens.datum.isoformat()
        vorig_jaar = f"{gegevens.datum.year - 1}{nu[4:]}"
        vanaf = {m.naam: vorig_jaar if m.zekerheid == "gepland" else nu for m in momenten}
        komend = [m for m in momenten if m.datum >= vanaf[m.naam][: len(m.datum)]]
        if not komend:
            return (d.alinea("Een planning voor de komende tijd is onbekend."),)
        return (planningtabel(gegevens, komend, f"Planning voor {gemeente.naam}"),)

    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "kop": lambda: _kop(gegevens, gemeente),
        "planning": planning,
        "uiterste-data": lambda: uiterste_data(gegevens, gemeente),
        "toezeggingen": lambda: _toezeggingen(gegevens, gemeente),
        "cijfers": lambda: _cijfers(gegevens, gemeente),
        "verschil": lambda: _verschil_met_anderen(gegevens, gemeente),
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
    }
    geteld = {t.aantal for t in gegevens.impact.lijst.tellingen if t.aantal.isdecimal()}
    tellingen = sorted(geteld - {str(len(gegevens.impact.geteld))}, reverse=True)
    velden = {
        **memovelden(gegevens),
        "meer_gemeenten": len(gegevens.impact.gemeenten.gemeenten) > 1,
        "gemeente": gemeentevelden(gegevens, gemeente),
        "kaders": {"vragen": [{"naam": naam, "vraag": vraag} for naam, vraag in _vragen(gegevens)]},
        "niet_verordening": _niet_verordening(gegevens),
        "tellingen": opsomming(tellingen) if tellingen else "",
    }
    return maak_stuk(
        gegevens,
        "cib",
        f"{slug(gemeente.naam)}/cib-{slug(gemeente.naam)}",
        f"Informatiebrief over de {gegevens.impact.lijst.hoofdwet}: {gemeente.naam}",
        velden,
        blokken,
        ondertitel="Aan de gemeenteraad",
        auteur=f"College van burgemeester en wethouders van {gemeente.naam}",
        onderwerp=f"{gegevens.impact.lijst.naam}: gevolgen voor {gemeente.naam}",
    )


def _vragen(gegevens: Stukgegevens) -> Iterator[tuple[str, str]]:
    """What the raad is asked: the questions of the frames, and what the law leaves to it to choose, with the variants."""
    yield from ((k.naam, k.vraag or "") for k in gegevens.impact.kaders.van_soort("vraagstuk"))
    for b in gegevens.impact.geteld:
        a = b.maatregel.afweging
        if a and (b.geraakt or b.uitvoering) and "gemeenteraad" in kiest(gegevens, b.maatregel):
            yield b.maatregel.naam, " ".join((a.vraag, *varianten_van(a)))


def _niet_verordening(gegevens: Stukgegevens) -> dict[str, list[str]]:
    """Names of the measures that do not go through the verordening: by beleidsregel, by the law alone while beleidsregels say
    something else or will (those must follow), by the executor alone, or by whom is unknown."""
    groepen: dict[str, list[str]] = {"beleidsregel": [], "aanpassen": [], "uitvoering": [], "onbekend": []}
    for m in (b.maatregel for b in gegevens.impact.geteld if "gemeenteraad" not in organen(gegevens, b.maatregel)):
        wie = beslissers(m)
        if wie == ("onbekend",):
            groep = "onbekend"
        elif "ab" in organen(gegevens, m):
            groep = "aanpassen" if wie == ("wetgever",) else "beleidsregel"
        else:
            groep = "onbekend" if na_te_lopen(gegevens, m) else "uitvoering"
        groepen[groep].append(kleine_letter(m.naam))
    return groepen


# --- blocks -----------------------------------------------------------------------------------------------------------


def uiterste_data(gegevens: Stukgegevens, gemeente: Gemeente) -> Sequence[d.Blok]:
    """The last days of the raad: counted for what is still to come, and what to do about the rest of what it decides."""
    raad = [b.maatregel for b in gegevens.impact.geteld if "gemeenteraad" in organen(gegevens, b.maatregel)]
    per_dag = groepeer((i, m) for m in raad if (i := ingang_van(m)) and i > gegevens.datum)
    punten: list[d.Blok] = []
    for ingang in sorted(per_dag):
        punten += _laatste_dagen(gegevens, gemeente, ingang, per_dag[ingang])
    if al := [m for m in raad if geldt(m, gegevens.datum)]:
        wat = "Uw raad past de verordening zo snel mogelijk aan; tot dan gaat de wet voor."
        punten.append(d.alinea(f"Voor {titels(al)} geldt de wet al. {wat}"))
    if twijfel := [m for m in raad if onbevestigd(m, gegevens.datum)]:
        is_ = "is" if len(twijfel) == 1 else "zijn"
        punten.append(
            d.alinea(f"De verwachte dag van {titels(twijfel)} is voorbij. Of zij {is_} ingegaan, weten wij nog niet.")
        )
    if zonder := [m for m in raad if ingang_van(m) is None]:
        punten.append(
            d.alinea(f"Voor {titels(zonder)} is de dag van de wet onbekend; daarvoor is niets terug te tellen.")
        )
    return punten or (d.alinea("Voor een besluit van uw raad is geen dag terug te tellen."),)


def _laatste_dagen(
    gegevens: Stukgegevens, gemeente: Gemeente, ingang: date, maatregelen: Sequence[Maatregel]
) -> Iterator[d.Blok]:
    """The days that are known and not past, and one sentence each about what is past and what is unknown."""
    keten = keten_op(gegevens, ingang, "gemeenteraad", gemeente.code)
    bekend = "; ".join(
        f"{s.naam} uiterlijk {s.tekst}" for s in reversed(keten.stappen) if s.zeker and s.uiterlijk >= gegevens.datum
    )
    namen_ = dict.fromkeys(n for s in reversed(keten.stappen) for n in reversed(s.onbekend))
    missend = [n.replace("bekendmaking", "de bekendmaking na het besluit") for n in namen_]
    eerst = (
        ""
        if keten.stappen[0].uiterlijk == ingang - timedelta(days=1) or not gegevens.orgaan.regionaal
        else " Uw raad beslist vóór het bestuur van de regio, want de beleidsregels rusten op de verordening."
    )
    geteld = f" Teruggeteld vanaf die dag: {bekend}." if bekend else ""
    gaat = "gaat" if len(maatregelen) == 1 else "gaan"
    yield d.alinea(f"Op {dag(ingang)} {gaat} naar verwachting in: {titels(maatregelen)}.{geteld}{eerst}")
    rest = []
    # wat onbekend is, maakt een dag alleen vroeger: ook een grens kan dus voorbij zijn
    if te_laat := [s for s in keten.stappen if s.uiterlijk < gegevens.datum]:
        kop, dan = _HAALBAAR[haalbaarheid(keten, gegevens.datum)]
        rest.append(
            f"{kop}: de laatste dag is al voorbij voor "
            f"{opsomming(f'{s.naam} ({dag(s.uiterlijk)})' for s in reversed(te_laat))}. "
            f"{dan} gaat de wet voor en volgt de verordening later, "
            "zo nodig met terugwerkende kracht voor wat gunstig is voor inwoners."
        )
    if missend:
        rest.append(
            f"De laatste dag voor de andere stappen weten wij niet: wij weten niet hoeveel tijd uw raad nodig heeft voor {opsomming(missend)}. "
            f"Het besluit moet dus ruim vóór {dag(ingang)} vallen."
        )
    yield from [d.lijst(*rest)] if rest else []


def _toezeggingen(gegevens: Stukgegevens, gemeente: Gemeente) -> Sequence[d.Blok]:
    """The promises and how they are met; what the college must weigh itself is a finding, not a sentence to the raad."""
    punten = (
        d.alinea(d.vet(f"Toezegging {t.nummer}. "), f"{t.onderwerp}. {t.afdoening}", gegevens.bronnen.noot(t.bron))
        for t in gemeente.toezeggingen
    )
    open_ = d.alinea(d.vet("[in te vullen: toezeggingen aan uw raad; het dossier noemt er geen]"))
    return opsom(punten, "") if gemeente.toezeggingen else (open_,)


def _cijfers(gegevens: Stukgegevens, gemeente: Gemeente) -> Sequence[d.Blok]:
    """The figures that are known, and one sentence about the others; with none known the open place above says enough."""
    bekend = [c for c in gemeente.cijfers if c.waarde != "onbekend"]
    uit: list[d.Blok] = []
    if {c.sleutel for c in bekend} - {gegevens.impact.lijst.pakket.cijfer}:  # dat ene cijfer staat al in de zin erboven
        rijen = []
        for c in bekend:
            noten = [gegevens.bronnen.noot(c.bron, c.plaats or "")] if c.bron else []
            rijen.append(d.rij(c.naam, d.cel(cijfervelden(c)["tekst"], *noten), cijfervelden(c)["peildatum"]))
        uit += tafel(f"Cijfers van {gemeente.naam}", {"Cijfer": 3, "Waarde": 1.3, "Peildatum": 1.3}, rijen)
    if bekend and any(c.waarde == "onbekend" for c in gemeente.cijfers):
        uit.append(d.alinea(f"Andere cijfers over {gemeente.naam} hebben wij niet."))
    return uit


def _kop(gegevens: Stukgegevens, gemeente: Gemeente) -> Sequence[d.Blok]:
    """Addressee, sender, date and reference; the reference is the gemeente's own."""
    paren: dict[str, str | d.Inhoud] = {
        "Aan": f"de raad van de gemeente {gemeente.naam}",
        "Van": f"het college van burgemeester en wethouders van {gemeente.naam}",
        "Datum": dag(gegevens.datum),
        "Ons kenmerk": (d.vet("[in te vullen: kenmerk]"),),
        "Onderwerp": f"{gegevens.impact.lijst.naam}: gevolgen voor {gemeente.naam}",
    }
    return (kenmerken(paren),)


def _verschil_met_anderen(gegevens: Stukgegevens, gemeente: Gemeente) -> Sequence[d.Blok]:
    """What is particular about this gemeente next to the others, from the data."""
    anderen = [g for g in gegevens.impact.gemeenten.gemeenten if g.code != gemeente.code]
    punten = []
    eigen = [c for c in gemeente.cijfers if c.waarde != "onbekend"]
    for c in eigen:
        ook = [g.naam for g in anderen if any(x.sleutel == c.sleutel and x.waarde != "onbekend" for x in g.cijfers)]
        elders = f"ook bekend bij {opsomming(ook)}" if ook else "bij de andere gemeenten onbekend"
        punten.append(f"{c.naam}: {cijfervelden(c)['tekst']}; {elders}.")
    if gemeente.toezeggingen:
        punten.append(
            f"{'De toezeggingen' if len(gemeente.toezeggingen) > 1 else 'Toezegging'} {opsomming(t.nummer for t in gemeente.toezeggingen)} "
            f"{'gelden' if len(gemeente.toezeggingen) > 1 else 'geldt'} alleen voor {gemeente.naam}."
        )
    momenten = [
        m
        for m in gegevens.impact.gemeenten.planning_van(gemeente.code)
        if m.geldt_voor != "alle" and m.datum >= gegevens.datum.isoformat()[: len(m.datum)]
    ]
    punten.append(
        f"In de planning hieronder {'is één moment' if len(momenten) == 1 else f'zijn {len(momenten)} momenten'} van {gemeente.naam} zelf; "
        "de andere gelden voor alle gemeenten."
        if momenten
        else "Voor de komende tijd kennen wij geen eigen planning van uw raad."
    )
    punten.append("De tekst over de wet en over de aanpak is in alle brieven gelijk.")
    return (d.lijst(*punten),)


# --- structure and differences ----------------------------------------------------------------------------------------


def controleer_opbouw(stuk: Stuk, sleutels: Sequence[str], sjabloon: str) -> Iterator[Bevinding]:
    """Report parts of K8 that a template does not have, or that are empty."""
    gevonden = {deel.naam: deel for deel in stuk.delen}
    for sleutel in sleutels:
        if sleutel not in gevonden or not gevonden[sleutel].blokken:
            yield Bevinding.van("brief-deel-ontbreekt", f"sjablonen/{sjabloon}.md.j2", sleutel, sleutel_=sleutel)


def verschillen(gegevens: Stukgegevens, per_code: dict[str, Stuk]) -> tuple[Stuk, tuple[Bevinding, ...]]:
    """Compare the letters part by part, without the name of the gemeente."""
    regio = gegevens.impact.gemeenten
    lokaal = {x.sleutel: x for x in gegevens.impact.kaders.briefopbouw.brief}
    sommen: dict[str, dict[str, str]] = {}
    for code, stuk in per_code.items():
        for deel in stuk.delen:
            sommen.setdefault(deel.naam or "begin", {})[code] = _som(deel, regio[code].naam)
    rijen, bevindingen = [], []
    for naam, per in sommen.items():
        groepen = groepeer((per.get(code, "ontbreekt"), regio[code].naam) for code in per_code)
        mag = naam not in lokaal or lokaal[naam].lokaal == "ja"
        kop = lokaal[naam].naam.split(":")[0] if naam in lokaal else naam
        if len(groepen) == 1:
            tekst = f"gelijk in alle {len(per_code)} brieven"
        else:
            grootste = max(groepen.values(), key=len)
            anders = [n for g in groepen.values() if g is not grootste for n in g]
            tekst = f"anders in {opsomming(anders)}" if len(grootste) > 1 else "in elke brief anders"
        rijen.append(d.rij(kop, "ja" if mag else "nee", tekst))
        if len(groepen) > 1 and not mag:
            bevindingen.append(Bevinding.van("brief-deel-verschilt", f"informatiebrief, deel {naam}", kop, tekst=tekst))
    titel = "Verschillen tussen de informatiebrieven"
    zin = "Per deel van de informatiebrief staat hier of de tekst in alle gemeenten gelijk is, de naam van de gemeente daargelaten."
    blokken = (d.alinea(zin), *tafel(titel, {"Deel": 3, "Mag verschillen": 1, "Uitkomst": 3}, rijen))
    return Stuk("verschillen-tussen-de-brieven", document(gegevens, titel, blokken)), tuple(bevindingen)


def _som(deel: Deel, naam: str) -> str:
    woorden = []
    for blok in d.wandel(deel.blokken):
        for inhoud in d.delen(blok)[0]:
            woorden.append(d.platte_tekst(inhoud))
            woorden += [d.platte_tekst(n.inhoud) for n in inhoud if isinstance(n, d.Noot)]
    tekst = " ".join(" ".join(woorden).split()).replace(naam, "⟨gemeente⟩")
    return hashlib.sha512(tekst.encode()).hexdigest()
