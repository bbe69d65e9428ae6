"""The tables and drawings of the memo; the letters use some of them too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from impact.stukken.bestuur import openstaand, punten
from impact.stukken.blok import kenmerken, opsom, tafel
from impact.stukken.memo_maatregel import adressen, korte_titel
from impact.stukken.taal import (
    dag,
    dagtekst,
    grenzen,
    hoofdletter,
    meervoud,
    opsomming,
    planstand,
)
from impact.woorden import woorden
from verordening.bevinding import Bevinding, Ernst
from verordening.groepen import groepeer
from verordening.notaties import uit_jci
from verordening.papier import document as d, svg

if TYPE_CHECKING:
    from impact.dossier.model import Bepaling
    from impact.stukken.stuk import Stukgegevens
    from verordening.gemeenten import Planningmoment


def kopgegevens(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Addressee, sender, date and subject."""
    impact = gegevens.impact
    paren = {
        "Aan": hoofdletter(gegevens.orgaan.vol.removeprefix("het ")),
        "Van": impact.gemeenten.samenwerking.uitvoerder,
        "Datum": dag(gegevens.datum),
        "Onderwerp": f"Gevolgen voor de lokale regels ({impact.lijst.herkomst})",
    }
    return (kenmerken(paren),)


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
            dag_[0],
            g.naam + zelfde.pop(g.datum, ""),
            "wet, onzeker" if g.zekerheid == "onzeker" else "wet",
            _zonder_dag(g.datum),
        )
        for g in impact.lijst.tijdlijn
        if (dag_ := grenzen(g.datum)) and g.datum >= nu[: len(g.datum)]
    ]
    for m in eigen:
        dag_ = grenzen(m.datum)
        if dag_ and m.datum >= nu[: len(m.datum)]:
            voor = "" if m.geldt_voor == "alle" else f" ({gegevens.voor(m)})"
            wanneer = "" if len(m.datum) == 10 or m.wanneer == dagtekst(m.datum) else f" ({m.wanneer})"
            punten.append(svg.Gebeurtenis(dag_[0], f"{m.naam}{wanneer}{voor}", m.zekerheid, _zonder_dag(m.datum)))
    return sorted(punten, key=lambda g: (g.datum, g.tekst))


def tijdlijn(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What comes, as a table; the overview draws it."""
    punten = gebeurtenissen(gegevens)
    lopend = [g for g in punten if g.wanneer and g.datum <= gegevens.datum]
    rijen = (
        d.rij(f"Loopt in {g.wanneer}" if g in lopend else hoofdletter(g.wanneer or dag(g.datum)), g.tekst, g.soort)
        for g in punten
    )
    bijschrift = f"{'Wat nu loopt en wat' if lopend else 'Wat'} er komt"
    anders = "Er zijn geen komende gebeurtenissen bekend."
    return tafel(bijschrift, {"Wanneer": 1.2, "Wat": 5, "Zekerheid": 1}, rijen, anders)


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
    kolommen = {"Wanneer": 1.3, "Wat": 5, "Bron": 1.2}
    return tafel("De loop van het wetsvoorstel", kolommen, rijen, "Er zijn geen gebeurtenissen bekend.")


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
        wat = (m.naam,) if sleutels or samen else (m.naam, noten[n])
        cellen: list[d.Cel | str] = [
            hoofdletter(m.wanneer),
            d.cel(*wat),
            gegevens.wie(m.orgaan),
            *((gegevens.voor(m),) if voor_wie else ()),
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
    rijen = []
    for beeld in gegevens.impact.buiten_de_telling:
        m = beeld.maatregel
        let_op = tuple(d.alinea(f"Let op: {t}", soort="klein") for t in m.let_op)
        geraakt = adressen_per_regeling(gegevens, beeld.geraakt) or "geen"
        bronnen = d.Alinea(gegevens.bronnen.verwijzing(m.bronsleutels))
        rijen.append(d.rij(f"{m.id} {m.naam}", (d.alinea(f"{m.wordt} {m.gevolg}"), *let_op), geraakt, bronnen))
    kolommen = {"Onderdeel": 1.5, "Wat verandert en wat volgt": 3.6, "Geraakte bepalingen": 2.4, "Bronnen": 0.9}
    return tafel("Buiten de telling", kolommen, rijen, "Er zijn geen onderdelen buiten de telling.")


def adressen_per_regeling(gegevens: Stukgegevens, bepalingen: Sequence[Bepaling]) -> str:
    """All places in one phrase, per regulation."""
    per = groepeer((b.regeling, b.adres) for b in bepalingen)
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
    kolommen = {"Punt": 1.7, "Enerzijds": 2.2, "Anderzijds": 2.4, "Oordeel": 2.4}
    rijen = (
        d.Rij(tuple(d.cel(x) for x in (f"{t.id} {t.punt}", t.bron_a, t.bron_b, t.oordeel)), anker=f"tegenspraak-{t.id}")
        for t in gegevens.impact.lijst.tegenstrijdigheden
    )
    anders = "Er zijn geen tegenstrijdigheden vastgelegd."
    return tafel("Bronnen die elkaar tegenspreken", kolommen, rijen, anders)


def wetsfouten(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Known faults in the law itself."""
    punten = (
        d.alinea(d.vet(f"{hoofdletter(uit_jci(f.jci).tekst())}, {f.wet}. "), f.uitleg)
        for f in gegevens.impact.lijst.wetsfouten
    )
    return opsom(punten, "Er zijn geen fouten in de wet zelf vastgelegd.")


def open_punten(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What is not known (:func:`impact.stukken.bestuur.openstaand`), numbered."""
    punten_ = openstaand(gegevens)
    if not punten_:
        return (d.alinea("Er zijn geen open punten vastgelegd."),)
    return (d.Lijst(tuple(d.Punt((p,), anker=f"open-{n}") for n, p in enumerate(punten_, 1)), d.Nummering.CIJFER),)


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
    oud = (
        f" Zij gaan over de tekst van {dag(gegevens.impact.op)}; ook wat een latere versie al aanpast, staat erbij."
        if any(v.status == "geldend" for rij in gegevens.later.values() for v in rij)
        else ""
    )
    groepen = groepeer(((x.code, x.ernst.value), x) for x in alles if x.ernst.value != "info")
    uit: list[d.Blok] = [
        d.alinea(
            zin
            + oud
            + " Hieronder staan zij per soort; bij één bepaling kan er meer dan een zijn. «verordening controle» geeft per plaats "
            "de uitleg en het advies."
        )
    ]
    rijen = []
    for (code, ernst), lijst in sorted(groepen.items(), key=lambda g: (g[0][1] != "fout", -len(g[1]))):
        wat = f"{hoofdletter(_betekenis(code, lijst))}."
        rijen.append(d.rij(wat, f"{len(lijst)} ({ernst})", _plaatsen(gegevens, lijst)))
    if rijen:
        uit += tafel("Bevindingen per soort", {"Wat": 2, "Aantal": 1.4, "Waar": 4}, rijen)
    return uit


def _betekenis(code: str, lijst: Sequence[Bevinding]) -> str:
    """What a code means; of a code without a meaning of its own what the first finding says."""
    namen = woorden("controle") | woorden("bevindingen")
    return str(namen.get(code) or lijst[0].uitleg).rstrip(".")


def _plaatsen(gegevens: Stukgegevens, lijst: Sequence[Bevinding]) -> str:
    """Places with the provisions of one regulation together."""
    kort = {r.citeertitel: korte_titel(gegevens, r) for r in gegevens.impact.regelingen}
    per: dict[str, list[str]] = {}
    for b in lijst:
        adres = b.adres or "dossier"
        titel = max(
            (t for t in kort if f"{adres}, ".startswith(f"{t}, ")), key=len, default=""
        )  # een titel kan een komma hebben
        plek = adres.removeprefix(titel).removeprefix(", ") if titel else ""
        per.setdefault(kort.get(titel, adres), []).extend([plek] if plek else [])
    return "; ".join(
        f"{regeling}: {adressen(list(dict.fromkeys(plekken)))}" if plekken else regeling
        for regeling, plekken in per.items()
    )


def toetsvragen(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The question of every framework that a measure touches, once, with the measures that it is asked of."""
    kaders = gegevens.impact.kaders
    per = groepeer(
        (sleutel, beeld.maatregel.id)
        for beeld in gegevens.impact.geteld
        for raakvlak in kaders.raakvlakken_van(beeld.maatregel.id)
        for sleutel in raakvlak.lijst
        if kaders[sleutel].vraag
    )
    punten = (
        d.alinea(d.vet(f"{s} {kaders[s].naam}. "), f"{kaders[s].vraag} ", d.Stuk(f"({', '.join(dict.fromkeys(ids))})"))
        for s, ids in sorted(per.items())
    )
    return opsom(punten, "Geen maatregel raakt een kader met een toetsvraag.")


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
        bron = (_sleutelcel(gegevens, g.bronnen),) if sleutels else ()
        rijen.append(d.rij(naam, tekst, g.jaar or "niet genoemd", g.noot or "–", *bron))
    kolommen = {"Waarvoor": 2.6, "Bedrag (landelijk)": 1.8, "Jaar": 1.1, "Opmerking": 3}
    return tafel("Landelijk geld", kolommen | ({"Bron": 1.0} if sleutels else {}), rijen, "Over geld is niets bekend.")
