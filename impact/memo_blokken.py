"""The tables and drawings of the memo; the letters use some of them too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from impact.memo_maatregel import adressen, organentekst
from impact.taal import (
    FASEN,
    beslissers,
    dag,
    dagtekst,
    hoofdletter,
    ingang_van,
    meervoud,
    met_lidwoord,
    opsomming,
)  # fmt: skip
from impact.uiterlijk import organen, uiterste_tekst
from verordening.papier import document as d
from verordening.papier import svg

if TYPE_CHECKING:
    from impact.model import Bepaling, LokaleRegeling
    from impact.stuk import Stukgegevens
    from verordening.gemeenten import Planningmoment
    from wetgeving.maatregelen import Maatregel

__all__ = [
    "adressen_per_regeling", "bevindingen", "bronnenlijst", "buiten_de_telling", "dekking", "geldtabel", "gevraagd_besluit", "kopgegevens", "korte_titel", "matrix",
    "open_punten", "overzicht", "per_fase", "per_orgaan", "planning", "planningtabel", "tegenstrijdigheden", "tijdlijn",
    "wetsfouten",
]  # fmt: skip

_MEESTE_BEVINDINGEN = 60
_PER_TEKENING = 14
"""More events than this do not fit on a page."""


def kopgegevens(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Addressee, sender, date and subject."""
    impact = gegevens.impact
    return (d.Gegevens((
        ("Aan", (f"Algemeen bestuur van {impact.gemeenten.samenwerking.naam}",)),
        ("Van", (impact.gemeenten.samenwerking.uitvoerder,)),
        ("Datum", (dag(gegevens.datum),)),
        ("Onderwerp", (f"Gevolgen van {impact.lijst.naam} (kamerdossier {impact.lijst.dossier})",)),
        ("Status", (hoofdletter(impact.status),)),
    )),)  # fmt: skip


def gevraagd_besluit(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The decision that is asked of the AB, made from what the measures need."""
    impact = gegevens.impact
    geteld = [b.maatregel for b in impact.geteld]
    geraakt = {b.regeling for beeld in impact.geteld for b in beeld.geraakt}
    te_wijzigen = [r.citeertitel for r in impact.regelingen if r.soort == "beleidsregel" and r.slug in geraakt and r.status == "geldend"]
    nieuw = [r.citeertitel for r in impact.regelingen if r.soort == "beleidsregel" and r.status == "ontwerp"]
    verordeningen = [r.citeertitel for r in impact.regelingen if r.soort == "verordening"]
    raad = [m.id for m in geteld if "gemeenteraad" in organen(m)]
    uitvoering = [m.id for m in geteld if {"werkinstructie", "ict"} & {i.soort for i in m.instrumenten}]
    punten = [f"Kennis te nemen van de gevolgen van {len(geteld)} maatregelen voor de lokale regels."]
    if te_wijzigen:
        punten.append(f"De beleidsregels die geraakt worden te laten aanpassen: {opsomming(te_wijzigen)}.")
    if nieuw:
        punten.append(f"De nieuwe beleidsregels in procedure te brengen: {opsomming(nieuw)}.")
    if raad and verordeningen:
        punten.append(f"De gemeenteraden te vragen de {opsomming(verordeningen)} te wijzigen ({opsomming(raad)}).")
    if uitvoering:
        punten.append(f"{hoofdletter(met_lidwoord(impact.gemeenten.samenwerking.uitvoerder))} te vragen werkinstructies en systemen aan te passen "
                      f"({meervoud(len(uitvoering), 'maatregel', 'maatregelen')}).")  # fmt: skip
    punten.append("De open punten te laten uitzoeken voordat een besluit daarop rust.")
    return (d.Kader(("Gevraagd besluit",), (d.lijst(*punten, nummering=d.Nummering.CIJFER),)),)


def per_fase(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Measures by phase."""
    rijen = []
    for nummer, naam in FASEN.items():
        groep = [b.maatregel for b in gegevens.impact.geteld if b.maatregel.fase.nummer == nummer]
        if groep:
            rijen.append(d.rij(hoofdletter(naam), str(len(groep)), "; ".join(_met_vlag(m) for m in groep)))
    kolommen = (d.Kolom(("Fase",), 2), d.Kolom(("Aantal",), 0.8, rechts=True), d.Kolom(("Maatregelen",), 5))
    return (d.Tabel(("Maatregelen per fase",), kolommen, tuple(rijen)),)


def _met_vlag(m: Maatregel) -> str:
    return f"{m.id} {m.naam[:1].lower() + m.naam[1:]}" + (" (fase onzeker)" if m.fase.onzeker == "ja" else "")


def per_orgaan(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Measures by who decides; a measure with two deciding bodies stands in both rows."""
    impact = gegevens.impact
    namen = {
        "gemeenteraad": f"De {len(impact.gemeenten.gemeenten)} gemeenteraden",
        "gr": f"Het bestuur van {impact.gemeenten.samenwerking.naam}", "college": "De colleges",
        "wetgever": "De wetgever: geen lokale keuze", "onbekend": "Onbekend",
    }  # fmt: skip
    rijen = []
    for wie, naam in namen.items():
        groep = [b.maatregel for b in impact.geteld if wie in beslissers(b.maatregel)]
        if groep:
            rijen.append(d.rij(naam, str(len(groep)), "; ".join(f"{m.id} {m.naam[:1].lower() + m.naam[1:]}" for m in groep)))
    kolommen = (d.Kolom(("Wie beslist",), 2), d.Kolom(("Aantal",), 0.8, rechts=True), d.Kolom(("Maatregelen",), 5))
    tabel = d.Tabel(("Maatregelen naar wie lokaal beslist",), kolommen, tuple(rijen))
    return (tabel, d.alinea("Wie beslist is voor het bestuur van de regeling deels duiding: de verdeling tussen algemeen en dagelijks "
                            "bestuur is niet nagezien.", soort="klein"))  # fmt: skip


def overzicht(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """All measures in one table, with the latest date and the number of provisions."""
    kolommen = (
        d.Kolom(("Maatregel",), 2.6), d.Kolom(("Fase",), 0.6), d.Kolom(("Instrument",), 1.8), d.Kolom(("Wie beslist",), 1.8),
        d.Kolom(("Uiterste datum besluit",), 2.6), d.Kolom(("Bepalingen",), 1.1, rechts=True), d.Kolom(("Zekerheid",), 1),
    )  # fmt: skip
    rijen = []
    for beeld in gegevens.impact.geteld:
        m = beeld.maatregel
        naam = d.Cel((d.alinea(d.link(f"{m.id} {m.naam}", f"#maatregel-{m.id}")),))
        vlag = "?" if m.fase.onzeker == "ja" else ""
        rijen.append(d.rij(
            naam, f"{m.fase.nummer}{vlag}", m.instrument.replace("ict", "ICT"), organentekst(gegevens, m),
            uiterste_tekst(gegevens, m, kort=True), str(len(beeld.geraakt)), m.zekerheid,
        ))  # fmt: skip
    return (
        d.Tabel(("Alle maatregelen",), kolommen, tuple(rijen), liggend=True),
        d.alinea("Zekerheid: A gezien in de officiële wettekst; B twee of meer openbare bronnen; C één bron of afgeleid. Een "
                 "vraagteken achter de fase betekent: onzeker. Instrument en bepalingen zijn voorstellen tot iemand ze bevestigt.",
                 soort="klein"),
    )  # fmt: skip


def korte_titel(gegevens: Stukgegevens, regeling: LokaleRegeling) -> str:
    """Title of a local regulation for a narrow column."""
    titel = regeling.citeertitel.removesuffix(f" {gegevens.impact.gemeenten.samenwerking.naam}")
    return hoofdletter(titel.removeprefix("Beleidsregels ").removeprefix("Beleidsregel "))


def matrix(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Drawing: which measure touches which regulation, and in how many provisions."""
    impact = gegevens.impact
    vakken: dict[tuple[int, int], str] = {}
    for r, beeld in enumerate(impact.geteld):
        telling = Counter(b.regeling for b in beeld.geraakt)
        for k, regeling in enumerate(impact.regelingen):
            if telling[regeling.slug]:
                vakken[r, k] = str(telling[regeling.slug])
    if not impact.geteld or not impact.regelingen:
        return (d.alinea("Er is niets om te tekenen: het dossier heeft geen maatregelen of geen regelingen."),)
    return (svg.matrix(
        "Welke maatregel raakt welke regeling", [f"{b.maatregel.id} {b.maatregel.naam}" for b in impact.geteld],
        [korte_titel(gegevens, r) for r in impact.regelingen], vakken, rijkop="Maatregel",
        legenda=[("n", "aantal geraakte bepalingen; leeg: geen koppeling")],
    ),)  # fmt: skip


def tijdlijn(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Drawings: the law since its adoption, and the planning; apart, so that each fits on a page."""
    impact = gegevens.impact
    wet = [svg.Gebeurtenis(dag_, _ongeveer(g.datum, g.naam) + (" (onzeker)" if g.zekerheid == "onzeker" else ""))
           for g in impact.lijst.tijdlijn if (dag_ := _eerste_dag(g.datum)) and dag_ >= date(2025, 4, 1)]  # fmt: skip
    plan = []
    for m in impact.gemeenten.planning:
        dag_ = _eerste_dag(m.datum)
        if dag_ and m.datum >= gegevens.datum.isoformat()[: len(m.datum)]:
            voor = "" if m.geldt_voor == "alle" else f" ({opsomming(impact.gemeenten[c].naam for c in m.geldt_voor.split())})"
            wanneer = "" if len(m.datum) == 10 else f" ({m.wanneer})"
            plan.append(svg.Gebeurtenis(dag_, f"{m.naam}{wanneer}{voor}", m.zekerheid))
    uit: list[d.Blok] = []
    for titel, punten in (("De wet", wet), ("Planning", plan)):
        punten.sort(key=lambda g: (g.datum, g.tekst))
        tekeningen = -(-len(punten) // _PER_TEKENING)
        per = -(-len(punten) // tekeningen) if tekeningen else 1
        for n in range(tekeningen):
            naam = f"{titel}, deel {n + 1}" if tekeningen > 1 else titel
            uit.append(svg.tijdlijn(naam, punten[n * per : (n + 1) * per]))
    return uit or (d.alinea("Er zijn geen gebeurtenissen bekend."),)


def _eerste_dag(waarde: str) -> date | None:
    delen = [int(x) for x in waarde.split("-")] if waarde[:1].isdigit() else []
    return date(delen[0], delen[1] if len(delen) > 1 else 1, delen[2] if len(delen) > 2 else 1) if delen else None


def _ongeveer(waarde: str, naam: str) -> str:
    return naam if len(waarde) == 10 else f"{naam} (in {dagtekst(waarde)}; dag onbekend)"


def planningtabel(gegevens: Stukgegevens, momenten: Sequence[Planningmoment], bijschrift: str) -> d.Tabel:
    """Moments of the planning as the sources word them, each with its source."""
    rijen = []
    for m in momenten:
        voor = "alle gemeenten" if m.geldt_voor == "alle" else opsomming(gegevens.impact.gemeenten[c].naam for c in m.geldt_voor.split())
        rijen.append(d.rij(hoofdletter(m.wanneer), d.cel(m.naam, gegevens.bronnen.noot(m.bron, m.plaats or "")),
                           _orgaan(gegevens, m.orgaan), voor, m.zekerheid))  # fmt: skip
    kolommen = (d.Kolom(("Wanneer",), 1.8), d.Kolom(("Wat",), 3.4), d.Kolom(("Wie",), 1.6), d.Kolom(("Voor",), 1.4),
                d.Kolom(("Zekerheid",), 1.2))  # fmt: skip
    return d.Tabel((bijschrift,), kolommen, tuple(rijen))


def _orgaan(gegevens: Stukgegevens, sleutel: str) -> str:
    samen = gegevens.impact.gemeenten.samenwerking
    return {"gr": samen.naam, "ab": "algemeen bestuur", "db": "dagelijks bestuur", "uitvoerder": samen.uitvoerder,
            "gemeenteraad": "gemeenteraad", "college": "college", "wetgever": "wetgever"}.get(sleutel, sleutel)  # fmt: skip


def planning(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The planning that sources give."""
    momenten = gegevens.impact.gemeenten.planning
    if not momenten:
        return (d.alinea("Het dossier heeft geen planning: onbekend."),)
    return (planningtabel(gegevens, momenten, "Planning volgens de bronnen"),)


def buiten_de_telling(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Items that are tracked but not counted: what changes, what follows, and how many provisions they touch."""
    beelden = gegevens.impact.buiten_de_telling
    if not beelden:
        return (d.alinea("Er zijn geen onderdelen buiten de telling."),)
    rijen = []
    for beeld in beelden:
        m = beeld.maatregel
        let_op = tuple(d.alinea(f"Let op: {t}", soort="klein") for t in m.let_op)
        geraakt = adressen_per_regeling(gegevens, beeld.geraakt) or hoofdletter(beeld.geen_reden) or "geen"
        rijen.append(d.Rij((d.cel(f"{m.id} {m.naam}"), d.Cel((d.alinea(f"{m.wordt} {m.gevolg}"), *let_op)), d.cel(geraakt),
                            d.Cel((d.Alinea(gegevens.bronnen.verwijzing(m.bronsleutels)),)))))  # fmt: skip
    kolommen = (d.Kolom(("Onderdeel",), 1.5), d.Kolom(("Wat verandert en wat volgt",), 3.6), d.Kolom(("Geraakte bepalingen",), 2.4),
                d.Kolom(("Bronnen",), 0.9))  # fmt: skip
    return (d.Tabel(("Buiten de telling",), kolommen, tuple(rijen)),)


def adressen_per_regeling(gegevens: Stukgegevens, bepalingen: Sequence[Bepaling]) -> str:
    """All places in one phrase, per regulation."""
    per: dict[str, list[str]] = {}
    for b in bepalingen:
        per.setdefault(b.regeling, []).append(b.adres)
    return "; ".join(f"{gegevens.impact.regeling(slug).citeertitel}: {adressen(lijst)}" for slug, lijst in per.items())


def dekking(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Coverage: every article that the official text attributes to the bill, and what explains it."""
    regels = gegevens.impact.dekking.regels
    if not regels:
        return (d.alinea("De dekking is niet te toetsen: de nieuwe wettekst met brongegevens ontbreekt."),)
    open_ = gegevens.impact.dekking.onverklaard
    zin = (f"De officiële tekst schrijft {meervoud(len(regels), 'artikel', 'artikelen')} toe aan kamerdossier "
           f"{gegevens.impact.dekking.dossier}. Daarvan zijn er {len(regels) - len(open_)} verklaard door een maatregel of een "
           f"ander onderdeel")  # fmt: skip
    zin += "." if not open_ else f"; niet verklaard: {opsomming(f'artikel {r.artikel}' for r in open_)}."
    kolommen = (d.Kolom(("Artikel",), 1), d.Kolom(("Opschrift",), 3), d.Kolom(("Publicatie",), 1.6), d.Kolom(("Verklaard door",), 1.6))
    rijen = tuple(d.rij(f"artikel {r.artikel}", r.opschrift or "–", r.publicatie or "–", ", ".join(r.maatregelen) or "niet verklaard")
                  for r in regels)  # fmt: skip
    return (d.alinea(zin), d.Tabel(("Artikelen van de wet en wat ze verklaart",), kolommen, rijen))


def tegenstrijdigheden(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Where sources contradict each other."""
    lijst = gegevens.impact.lijst.tegenstrijdigheden
    if not lijst:
        return (d.alinea("Er zijn geen tegenstrijdigheden vastgelegd."),)
    kolommen = (d.Kolom(("Punt",), 1.7), d.Kolom(("Enerzijds",), 2.2), d.Kolom(("Anderzijds",), 2.4), d.Kolom(("Oordeel",), 2.4))
    rijen = tuple(d.rij(f"{t.id} {t.punt}", t.bron_a, t.bron_b, t.oordeel) for t in lijst)
    return (d.Tabel(("Bronnen die elkaar tegenspreken",), kolommen, rijen),)


def wetsfouten(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Known faults in the law itself."""
    fouten = gegevens.impact.lijst.wetsfouten
    if not fouten:
        return (d.alinea("Er zijn geen fouten in de wet zelf vastgelegd."),)
    return (d.lijst(*(d.alinea(d.vet(f"{f.wet}: "), f.uitleg) for f in fouten)),)


def open_punten(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What is not known, and what was asked and not found."""
    impact = gegevens.impact
    punten: list[d.Blok] = [
        d.alinea(d.vet("Wettekst ontbreekt: "), f"{w.citeertitel}, {' en '.join(w.ontbreekt)}. Wat daarop rust is niet getoetst.")
        for w in impact.ontbrekende_teksten
    ]
    punten += [d.alinea(d.vet("Onbekend: "), leemte.tekst + _over(leemte.maatregelen)) for leemte in impact.lijst.leemten]
    punten += [d.alinea(d.vet(f"{v.punt}: "), v.bevinding) for v in impact.gemeenten.vragen]
    punten += [d.alinea(d.vet("Onzeker: "), o.tekst) for o in impact.gemeenten.onzekerheden]
    for beeld in impact.geteld:
        if ingang_van(beeld.maatregel) is None:
            punten.append(d.alinea(d.vet("Datum onbekend: "), f"{beeld.maatregel.id} {beeld.maatregel.naam}."))
    return (d.lijst(*punten),) if punten else (d.alinea("Er zijn geen open punten vastgelegd."),)


def _over(maatregelen: str) -> str:
    return f" (betreft {opsomming(maatregelen.split())})" if maatregelen.strip() else ""


def bevindingen(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Results of the checks: counted per severity, the faults and warnings listed."""
    alles = (*gegevens.impact.bevindingen, *gegevens.impact.dekking.bevindingen)
    if not alles:
        return (d.alinea("De controles gaven geen bevindingen."),)
    telling = Counter(b.ernst.value for b in alles)
    zin = "De controles gaven " + opsomming(meervoud(n, f"bevinding van ernst {e}", f"bevindingen van ernst {e}")
                                            for e, n in telling.items()) + "."  # fmt: skip
    ernstig = [b for b in alles if b.ernst.value != "info"]
    kolommen = (d.Kolom(("Plaats",), 2), d.Kolom(("Bevinding",), 3.6), d.Kolom(("Advies",), 2.6), d.Kolom(("Ernst",), 1.1))
    rijen = tuple(d.rij(b.adres or "dossier", b.uitleg, b.advies or "–", b.ernst.value) for b in ernstig[:_MEESTE_BEVINDINGEN])
    uit: list[d.Blok] = [d.alinea(zin)]
    if rijen:
        uit.append(d.Tabel(("Fouten en waarschuwingen",), kolommen, rijen))
    if len(ernstig) > _MEESTE_BEVINDINGEN:
        uit.append(d.alinea(f"En {len(ernstig) - _MEESTE_BEVINDINGEN} andere; zie de opdracht «controle».", soort="klein"))
    return uit


def bronnenlijst(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The appendix with sources."""
    return (gegevens.bronnen.bijlage(),)


def geldtabel(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """National money: what is known, each with its source, and that the division is not."""
    rijen = []
    for g in gegevens.impact.lijst.geld:
        tot = f" tot {g.miljoen_tot.replace('.', ',')}" if g.miljoen_tot else ""
        tekst = f"{'ongeveer ' if g.circa == 'ja' else ''}€ {g.miljoen.replace('.', ',')}{tot} miljoen"
        rijen.append(d.rij(d.cel(g.naam, gegevens.bronnen.noot(g.bronnen)), tekst, g.jaar or "niet genoemd", g.noot or "–"))
    kolommen = (d.Kolom(("Waarvoor",), 2.6), d.Kolom(("Bedrag (landelijk)",), 1.8), d.Kolom(("Jaar",), 1.1), d.Kolom(("Opmerking",), 3))
    if not rijen:
        return (d.alinea("Over geld is niets bekend."),)
    return (d.Tabel(("Landelijk geld",), kolommen, tuple(rijen)),)
