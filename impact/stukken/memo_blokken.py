"""The tables and drawings of the memo; the letters use some of them too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from impact.stukken.bestuur import punten
from impact.stukken.memo_maatregel import adressen, korte_titel
from impact.stukken.taal import (
    dag,
    dagtekst,
    hoofdletter,
    ingang_van,
    meervoud,
    opsomming,
    planstand,
)
from verordening.bevinding import Bevinding, Ernst
from verordening.papier import document as d
from verordening.papier import svg

if TYPE_CHECKING:
    from impact.dossier.model import Bepaling
    from impact.stukken.stuk import Stukgegevens
    from verordening.gemeenten import Planningmoment


def kopgegevens(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Addressee, sender, date and subject."""
    impact = gegevens.impact
    return (
        d.Gegevens(
            (
                ("Aan", (hoofdletter(gegevens.orgaan.vol.removeprefix("het ")),)),
                ("Van", (impact.gemeenten.samenwerking.uitvoerder,)),
                ("Datum", (dag(gegevens.datum),)),
                ("Onderwerp", (f"Gevolgen voor de lokale regels ({impact.lijst.herkomst})",)),
            )
        ),
    )


def gevraagd_besluit(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The decision that is asked, numbered: the same points that the decision paper carries out."""
    return (d.Kader(("Gevraagd besluit",), (d.lijst(*punten(gegevens), nummering=d.Nummering.CIJFER),)),)


def gebeurtenissen(gegevens: Stukgegevens) -> list[svg.Gebeurtenis]:
    """What comes from the day of the paper on, of the law and of the planning, in order. What the planning says of the wetgever on
    the day of an event of the law is that event in other words."""
    impact = gegevens.impact
    nu = gegevens.datum.isoformat()
    wetsdagen = {g.datum for g in impact.lijst.tijdlijn}
    eigen: list[Planningmoment] = []
    zelfde: dict[str, str] = {}
    for m in impact.gemeenten.planning:
        if m.orgaan == "wetgever" and m.geldt_voor == "alle" and m.datum in wetsdagen:
            zelfde[m.datum] = zelfde.get(m.datum, "") + f" (in de planning: «{m.naam}»)"
        else:
            eigen.append(m)
    punten = [
        svg.Gebeurtenis(
            dag_,
            g.naam + zelfde.pop(g.datum, ""),
            "wet, onzeker" if g.zekerheid == "onzeker" else "wet",
            _zonder_dag(g.datum),
        )
        for g in impact.lijst.tijdlijn
        if (dag_ := _eerste_dag(g.datum)) and g.datum >= nu[: len(g.datum)]
    ]
    for m in eigen:
        dag_ = _eerste_dag(m.datum)
        if dag_ and m.datum >= nu[: len(m.datum)]:
            voor = (
                ""
                if m.geldt_voor == "alle"
                else f" ({opsomming(impact.gemeenten[c].naam for c in m.geldt_voor.split())})"
            )
            wanneer = "" if len(m.datum) == 10 or m.wanneer == dagtekst(m.datum) else f" ({m.wanneer})"
            punten.append(svg.Gebeurtenis(dag_, f"{m.naam}{wanneer}{voor}", m.zekerheid, _zonder_dag(m.datum)))
    return sorted(punten, key=lambda g: (g.datum, g.tekst))


def tijdlijn(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What comes, as a table; the overview draws it."""
    punten = gebeurtenissen(gegevens)
    if not punten:
        return (d.alinea("Er zijn geen komende gebeurtenissen bekend."),)
    kolommen = d.kolommen({"Wanneer": 1.2, "Wat": 5, "Zekerheid": 1})
    lopend = [g for g in punten if g.wanneer and g.datum <= gegevens.datum]
    rijen = tuple(
        d.rij(f"Loopt in {g.wanneer}" if g in lopend else hoofdletter(g.wanneer or dag(g.datum)), g.tekst, g.soort)
        for g in punten
    )
    return (d.Tabel((f"{'Wat nu loopt en wat' if lopend else 'Wat'} er komt",), kolommen, rijen),)


def wetstijdlijn(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What happened with the law, and what is announced, as a table."""
    rijen = [
        d.rij(
            hoofdletter(dagtekst(g.datum)),
            g.naam + (" (onzeker)" if g.zekerheid == "onzeker" else ""),
            _sleutelcel(gegevens, g.bronnen),
        )
        for g in sorted(gegevens.impact.lijst.tijdlijn, key=lambda g: g.datum)
    ]
    if not rijen:
        return (d.alinea("Er zijn geen gebeurtenissen bekend."),)
    return (
        d.Tabel(
            ("De loop van het wetsvoorstel",),
            d.kolommen({"Wanneer": 1.3, "Wat": 5, "Bron": 1.2}),
            tuple(rijen),
        ),
    )


def _eerste_dag(waarde: str) -> date | None:
    delen = [int(x) for x in waarde.split("-")] if waarde[:1].isdecimal() else []
    return date(delen[0], delen[1] if len(delen) > 1 else 1, delen[2] if len(delen) > 2 else 1) if delen else None


def _zonder_dag(waarde: str) -> str:
    """A month or a year in words; empty when the day is known."""
    return "" if len(waarde) == 10 else dagtekst(waarde)


def planningtabel(
    gegevens: Stukgegevens, momenten: Sequence[Planningmoment], bijschrift: str, *, sleutels: bool = False
) -> d.Tabel:
    """Moments of the planning as the sources word them, each with its source in a note, or (``sleutels``) as a key in a column.

    One source for all of them is said once, at the caption; for whom they are only when that differs.
    """
    voor_wie = sleutels or any(m.geldt_voor != "alle" for m in momenten)
    noten = [] if sleutels else [gegevens.bronnen.noot(m.bron, m.plaats or "") for m in momenten]
    samen = len(noten) > 1 and all(n == noten[0] for n in noten)
    rijen = []
    for n, m in enumerate(momenten):
        voor = (
            "alle gemeenten"
            if m.geldt_voor == "alle"
            else opsomming(gegevens.impact.gemeenten[c].naam for c in m.geldt_voor.split())
        )
        wat = (m.naam,) if sleutels or samen else (m.naam, noten[n])
        cellen: list[d.Cel | str] = [
            hoofdletter(m.wanneer),
            d.cel(*wat),
            gegevens.wie(m.orgaan),
            *((voor,) if voor_wie else ()),
            planstand(m.zekerheid, m.datum, gegevens.datum),
        ]
        rijen.append(d.rij(*cellen, *((_sleutelcel(gegevens, m.bron, m.plaats or ""),) if sleutels else ())))
    bron = {"Bron": 1.4} if sleutels else {}
    wie = {"Voor": 1.3} if voor_wie else {}
    kolommen = d.kolommen({"Wanneer": 1.7, "Wat": 3.1, "Wie": 1.5, **wie, "Zekerheid": 1.8, **bron})
    return d.Tabel((bijschrift, *noten[:1]) if samen else (bijschrift,), kolommen, tuple(rijen))


def _sleutelcel(gegevens: Stukgegevens, sleutels: str, plaats: str = "") -> d.Cel:
    """Keys of sources as links to the appendix, with the place in the source."""
    return d.cel(*gegevens.bronnen.verwijzing(sleutels.split()), *((f", {plaats}",) if plaats else ()))


def planning(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The planning that sources give."""
    momenten = gegevens.impact.gemeenten.planning
    if not momenten:
        return (d.alinea("Het dossier heeft geen planning: onbekend."),)
    return (planningtabel(gegevens, momenten, "Planning volgens de bronnen", sleutels=True),)


def buiten_de_telling(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Items that are tracked but not counted: what changes, what follows, and how many provisions they touch."""
    beelden = gegevens.impact.buiten_de_telling
    if not beelden:
        return (d.alinea("Er zijn geen onderdelen buiten de telling."),)
    rijen = []
    for beeld in beelden:
        m = beeld.maatregel
        let_op = tuple(d.alinea(f"Let op: {t}", soort="klein") for t in m.let_op)
        geraakt = adressen_per_regeling(gegevens, beeld.geraakt) or "geen"
        rijen.append(
            d.Rij(
                (
                    d.cel(f"{m.id} {m.naam}"),
                    d.Cel((d.alinea(f"{m.wordt} {m.gevolg}"), *let_op)),
                    d.cel(geraakt),
                    d.Cel((d.Alinea(gegevens.bronnen.verwijzing(m.bronsleutels)),)),
                )
            )
        )
    kolommen = d.kolommen(
        {"Onderdeel": 1.5, "Wat verandert en wat volgt": 3.6, "Geraakte bepalingen": 2.4, "Bronnen": 0.9}
    )
    return (d.Tabel(("Buiten de telling",), kolommen, tuple(rijen)),)


def adressen_per_regeling(gegevens: Stukgegevens, bepalingen: Sequence[Bepaling]) -> str:
    """All places in one phrase, per regulation."""
    per: dict[str, list[str]] = {}
    for b in bepalingen:
        per.setdefault(b.regeling, []).append(b.adres)
    return "; ".join(
        f"{korte_titel(gegevens, gegevens.impact.regeling(slug))}: {adressen(lijst)}" for slug, lijst in per.items()
    )


def dekking(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Coverage: every article that the official text attributes to the bill, and what explains it."""
    regels = gegevens.impact.dekking.regels
    if not regels:
        return (d.alinea("De dekking is niet te toetsen: de nieuwe wettekst met brongegevens ontbreekt."),)
    open_ = gegevens.impact.dekking.onverklaard
    zin = (
        f"De officiële tekst schrijft {meervoud(len(regels), 'artikel', 'artikelen')} toe aan kamerdossier "
        f"{gegevens.impact.dekking.dossier}. Daarvan zijn er {len(regels) - len(open_)} verklaard door een maatregel of een "
        f"ander onderdeel"
    )
    zin += "." if not open_ else f"; niet verklaard: {opsomming(f'artikel {r.artikel}' for r in open_)}."
    per: dict[str, list[str]] = {}
    for r in regels:
        door = ", ".join(r.maatregelen) or "niet verklaard"
        per.setdefault(r.publicatie or "publicatie onbekend", []).append(
            f"artikel {r.artikel}{f' ({r.opschrift})' if r.opschrift else ''}: {door}"
        )
    return (
        d.alinea(zin),
        d.lijst(*(d.alinea(d.vet(f"{publicatie}. "), "; ".join(lijst), ".") for publicatie, lijst in per.items())),
    )


def tegenstrijdigheden(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Where sources contradict each other."""
    lijst = gegevens.impact.lijst.tegenstrijdigheden
    if not lijst:
        return (d.alinea("Er zijn geen tegenstrijdigheden vastgelegd."),)
    kolommen = d.kolommen({"Punt": 1.7, "Enerzijds": 2.2, "Anderzijds": 2.4, "Oordeel": 2.4})
    rijen = tuple(
        d.Rij(tuple(d.cel(x) for x in (f"{t.id} {t.punt}", t.bron_a, t.bron_b, t.oordeel)), anker=f"tegenspraak-{t.id}")
        for t in lijst
    )
    return (d.Tabel(("Bronnen die elkaar tegenspreken",), kolommen, rijen),)


def wetsfouten(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Known faults in the law itself."""
    fouten = gegevens.impact.lijst.wetsfouten
    if not fouten:
        return (d.alinea("Er zijn geen fouten in de wet zelf vastgelegd."),)
    return (d.lijst(*(d.alinea(d.vet(f"{f.wet}: "), f.uitleg) for f in fouten)),)


def open_punten(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What is not known, and what was asked and not found; the gaps of the measures first, so that sheets can name a number."""
    impact = gegevens.impact
    punten: list[d.Alinea] = [d.alinea(leemte.tekst + _over(leemte.maatregelen)) for leemte in impact.lijst.leemten]
    punten += [
        d.alinea(
            d.vet("Wettekst ontbreekt: "),
            f"{w.citeertitel}, {' en '.join(w.ontbreekt)}. Wat daarop rust is niet getoetst.",
        )
        for w in impact.ontbrekende_teksten
    ]
    punten += [d.alinea(d.vet(f"{v.punt}: "), v.bevinding) for v in impact.gemeenten.vragen]
    punten += [d.alinea(o.tekst) for o in impact.gemeenten.onzekerheden]
    zonder = [b.maatregel for b in impact.geteld if ingang_van(b.maatregel) is None]
    if zonder:
        punten.append(d.alinea(d.vet("Dag van ingang onbekend: "), opsomming(f"{m.id} {m.naam}" for m in zonder), "."))
    if not punten:
        return (d.alinea("Er zijn geen open punten vastgelegd."),)
    return (d.Lijst(tuple(d.Punt((p,), anker=f"open-{n}") for n, p in enumerate(punten, 1)), d.Nummering.CIJFER),)


def _over(maatregelen: str) -> str:
    return f" (betreft {opsomming(maatregelen.split())})" if maatregelen.strip() else ""


def bevindingen(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Results of the checks: counted per severity, the faults and warnings listed."""
    alles = (*gegevens.impact.bevindingen, *gegevens.impact.dekking.bevindingen)
    if not alles:
        return (d.alinea("De controles gaven geen bevindingen."),)
    telling = Counter(b.ernst for b in alles)
    namen = (
        (Ernst.FOUT, "fout", "fouten"),
        (Ernst.WAARSCHUWING, "waarschuwing", "waarschuwingen"),
        (Ernst.VRAAG, "vraag", "vragen"),
    )
    zin = f"De controles gaven {opsomming(meervoud(telling[e], een, meer) for e, een, meer in namen)}."
    groepen: dict[tuple[str, str], list[Bevinding]] = {}
    for x in alles:
        if x.ernst.value != "info":
            groepen.setdefault((x.code, x.ernst.value), []).append(x)
    uit: list[d.Blok] = [
        d.alinea(
            zin + " Hieronder staan de fouten en waarschuwingen per soort; «verordening controle» geeft per plaats de "
            "uitleg en het advies."
        )
    ]
    rijen = []
    for (code, ernst), lijst in sorted(groepen.items(), key=lambda g: (g[0][1] != "fout", -len(g[1]))):
        wat = (d.alinea(hoofdletter(_betekenis(code, lijst)), "."), d.alinea(code, soort="klein"))
        rijen.append(d.Rij((d.Cel(wat), d.cel(f"{len(lijst)} ({ernst})"), d.cel(_plaatsen(gegevens, lijst)))))
    if rijen:
        kolommen = d.kolommen({"Wat": 2, "Aantal": 1.4, "Waar": 4})
        uit.append(d.Tabel(("Fouten en waarschuwingen",), kolommen, tuple(rijen)))
    return uit


_CODES = {
    "wettekst-ontbreekt": "de tekst van een wet op een van de twee dagen ontbreekt",
    "dekking-onverklaard": "een gewijzigd artikel van de wet is door geen maatregel verklaard",
    "dekking-tegenspraak": "wat een maatregel over de wet zegt, klopt niet met de wetteksten",
    "koppeling-kwijt": "een vastgelegde koppeling past op geen enkele plaats meer",
}
"""Code → what it means, of findings that are no check on the local text."""


def _betekenis(code: str, lijst: Sequence[Bevinding]) -> str:
    """What a code means; of a code without a meaning of its own what the first finding says."""
    from impact.controle import CODES

    return (CODES.get(code) or _CODES.get(code) or lijst[0].uitleg).rstrip(".")


def _plaatsen(gegevens: Stukgegevens, lijst: Sequence[Bevinding]) -> str:
    """Places with the provisions of one regulation together."""
    kort = {r.citeertitel: korte_titel(gegevens, r) for r in gegevens.impact.regelingen}
    per: dict[str, list[str]] = {}
    for b in lijst:
        regeling, komma, plek = (b.adres or "dossier").partition(", ")
        regeling = kort.get(regeling, regeling)
        per.setdefault(regeling, []).extend([plek] if komma else [])
    return "; ".join(
        f"{regeling}: {adressen(list(dict.fromkeys(plekken)))}" if plekken else regeling
        for regeling, plekken in per.items()
    )


def toetsvragen(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The question of every framework that a measure touches, once, with the measures that it is asked of."""
    kaders = gegevens.impact.kaders
    per: dict[str, list[str]] = {}
    for beeld in gegevens.impact.geteld:
        for raakvlak in kaders.raakvlakken_van(beeld.maatregel.id):
            for sleutel in raakvlak.lijst:
                if kaders[sleutel].vraag:
                    per.setdefault(sleutel, []).append(beeld.maatregel.id)
    if not per:
        return (d.alinea("Geen maatregel raakt een kader met een toetsvraag."),)
    return (
        d.lijst(
            *(
                d.alinea(
                    d.vet(f"{s} {kaders[s].naam}. "),
                    f"{kaders[s].vraag} ",
                    d.Stuk(f"({', '.join(dict.fromkeys(ids))})"),
                )
                for s, ids in sorted(per.items())
            )
        ),
    )


def bronnenlijst(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The appendix with sources."""
    return (gegevens.bronnen.bijlage(),)


def geldtabel(gegevens: Stukgegevens, *, sleutels: bool = False) -> Sequence[d.Blok]:
    """National money: what is known, each with its source (in a note, or as a key in a column), and that the division is not."""
    rijen = []
    for g in gegevens.impact.lijst.geld:
        tot = f" tot {g.miljoen_tot.replace('.', ',')}" if g.miljoen_tot else ""
        tekst = f"{'ongeveer ' if g.circa == 'ja' else ''}€ {g.miljoen.replace('.', ',')}{tot} miljoen"
        naam = d.cel(g.naam) if sleutels else d.cel(g.naam, gegevens.bronnen.noot(g.bronnen))
        rijen.append(
            d.rij(
                naam,
                tekst,
                g.jaar or "niet genoemd",
                g.noot or "–",
                *((_sleutelcel(gegevens, g.bronnen),) if sleutels else ()),
            )
        )
    bron = {"Bron": 1.0} if sleutels else {}
    kolommen = d.kolommen({"Waarvoor": 2.6, "Bedrag (landelijk)": 1.8, "Jaar": 1.1, "Opmerking": 3, **bron})
    if not rijen:
        return (d.alinea("Over geld is niets bekend."),)
    return (d.Tabel(("Landelijk geld",), kolommen, tuple(rijen)),)
