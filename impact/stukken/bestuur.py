"""The first pages of the memo: what a board needs to decide. Every number and place comes from the picture.

The same points make the decision paper (:mod:`impact.stukken.abbesluit`), so that the two ask for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from impact.dossier.model import Impact, LokaleRegeling, Maatregelbeeld, Zaak
from impact.dossier.plaatsen import lees_plaatsen
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.stukken.blok import kenmerken, tafel
from impact.stukken.memo_maatregel import adressen, korte_titel
from impact.stukken.orgaan import BESTUREN
from impact.stukken.taal import (
    dag,
    geldt,
    hoofdletter,
    ingang_van,
    kleine_letter,
    meervoud,
    onbevestigd,
    opsomming,
    titels,
)
from impact.stukken.uiterlijk import beslissend, gevraagd, organen
from verordening.groepen import groepeer
from verordening.papier import document as d

if TYPE_CHECKING:
    from impact.stukken.stuk import Stukgegevens
    from wetgeving.maatregelen import Afweging, Maatregel

OUD = 180
"""Days after which the facts of a paper are called old on its first page."""
NIET_TOEPASSEN = (Oordeelsoort.STRIJD, Oordeelsoort.BEDRAG, Oordeelsoort.OUDE_TEKST)
"""Kinds in which the provision itself says something else than the law, also beside a dead reference; that alone is mended, not left aside."""


@dataclass(frozen=True)
class Besluitpunten:
    """What the board is asked.

    Args:
        nieuw: drafts that can be adopted; ``wacht``: drafts that cannot yet, with the reason.
        wijzigen: regulations with a text to adopt; ``opdracht``: those of which only a draft of the program is there.
        strijd: provisions of beleidsregels that must be left aside.
        raad: measures about which the raden decide; ``uitvoering``: measures that need instructions or systems.
    """

    nieuw: tuple[LokaleRegeling, ...]
    wacht: tuple[tuple[LokaleRegeling, str], ...]
    wijzigen: tuple[LokaleRegeling, ...]
    opdracht: tuple[LokaleRegeling, ...]
    strijd: tuple[Zaak, ...]
    raad: tuple[Maatregelbeeld, ...]
    uitvoering: tuple[str, ...]

    @property
    def over_beleidsregels(self) -> bool:
        """Whether there is anything to decide about beleidsregels."""
        return any((self.nieuw, self.wacht, self.wijzigen, self.opdracht, self.strijd))


def besluitpunten(gegevens: Stukgegevens) -> Besluitpunten:
    """What the memo asks and the decision does: one computation for both."""
    impact = gegevens.impact
    eigen = {r.slug for r in impact.regelingen if not gegevens.bestuur or r.orgaan == gegevens.bestuur}
    beleid = [r for r in impact.regelingen if r.soort == "beleidsregel" and r.slug in eigen]
    open_ = {z.regeling for z in impact.zaken if z.open and z.oordeel.soort is not Oordeelsoort.NALOPEN}
    ontwerpen = [r for r in beleid if r.status == "ontwerp"]
    wacht = [(r, reden) for r in ontwerpen if (reden := _wacht_op(gegevens, r))]
    wachtend = {r.slug for r, _ in wacht}
    geldend = [r for r in beleid if r.status != "ontwerp" and (r.slug in open_ or r.slug in gegevens.later)]
    geteld = [b.maatregel for b in impact.geteld]
    return Besluitpunten(
        tuple(r for r in ontwerpen if r.slug not in wachtend),
        tuple(wacht),
        tuple(r for r in geldend if gegevens.later.get(r.slug)),
        tuple(r for r in geldend if not gegevens.later.get(r.slug)),
        tuple(
            z
            for z in strijdzaken(gegevens)
            if z.regeling in {r.slug for r in beleid} and any(o.soort in NIET_TOEPASSEN for o in z.fouten)
        ),
        tuple(b for b in impact.geteld if "gemeenteraad" in organen(gegevens, b.maatregel)),
        tuple(m.id for m in geteld if {"werkinstructie", "ict"} & {i.soort for i in m.instrumenten}),
    )


def _wacht_op(gegevens: Stukgegevens, regeling: LokaleRegeling) -> str:
    """Why a draft cannot be adopted yet: a law text on which it rests is missing, or is not in force."""
    if regeling.vanaf > gegevens.datum:
        return (
            f"de wet die de grondslag is, geldt naar verwachting pas per {dag(regeling.vanaf)}; leg haar opnieuw voor zodra die dag "
            "vaststaat, en voordat de wet ingaat"
        )
    onzeker = [
        b.maatregel
        for b in gegevens.impact.geteld
        if onbevestigd(b.maatregel, gegevens.datum) and any(x.regeling == regeling.slug for x in b.uitvoering)
    ]
    if onzeker:
        return f"dat {titels(onzeker)} {'is' if len(onzeker) == 1 else 'zijn'} ingegaan, blijkt niet uit de wettekst in dit dossier"
    mist = {w.bwb: w.afkorting for w in gegevens.impact.ontbrekende_teksten}
    plaatsen = lees_plaatsen((regeling,))[0].plaatsen
    op = sorted(
        {mist[x.regeling] for p in plaatsen for r in p.refs for x in r.doelen if x.artikel and x.regeling in mist}
    )
    return f"de tekst van de {opsomming(op)} ontbreekt, dus wat daarop rust is niet getoetst" if op else ""


def strijdzaken(gegevens: Stukgegevens) -> list[Zaak]:
    """Open cases that say something the law does not say any more, heaviest first, in the order of the regulations."""
    fout = [z for z in gegevens.impact.zaken if z.open and z.fouten]
    return sorted(fout, key=lambda z: z.oordeel.soort.gewicht)


def vooruit(gegevens: Stukgegevens) -> str:
    """The first day on which provisions say something that the law does not say any more, when the papers are of before that day."""
    dagen = [o.sinds for z in strijdzaken(gegevens) for o in z.fouten if o.sinds]
    return dag(min(dagen)) if dagen and min(dagen) > gegevens.datum else ""


# --- blocks -----------------------------------------------------------------------------------------------------------


def ouderdom(impact: Impact, op: date) -> int:
    """Days between a day and the oldest of the law texts and the facts on which papers of that day rest."""
    oudste = min((w.datum_wordt for w in impact.wetten if w.datum_wordt), default=impact.lijst.peildatum)
    return (op - min(oudste, impact.lijst.peildatum)).days


def kennis(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What the paper rests on and how old that is, with a warning when it is old."""
    impact = gegevens.impact
    wetten = "; ".join(
        f"{w.afkorting} van {dag(w.datum_wordt)}" if w.datum_wordt else f"{w.afkorting}: ontbreekt"
        for w in impact.wetten
    )
    dagen = ouderdom(impact, gegevens.datum)
    paren = {
        "Wettekst": wetten or "geen",
        "Lokale tekst": gegevens.lokale_tekst,
        "Feiten over de maatregelen": dag(impact.lijst.peildatum),
    }
    inhoud: list[d.Blok] = [kenmerken(paren)]
    if dagen > OUD:
        oud = f"de oudste van deze gegevens is {meervoud(dagen, 'dag', 'dagen')} ouder dan dit stuk. Ga na of er daarna iets is veranderd."
        inhoud.append(d.alinea(d.vet("Let op: "), oud))
    twijfel = [b.maatregel for b in impact.geteld if onbevestigd(b.maatregel, gegevens.datum)]
    if twijfel:
        namen = titels(twijfel)
        inhoud.append(
            d.alinea(
                d.vet("Niet bevestigd: "),
                f"de verwachte dag is voorbij, maar uit de wettekst hierboven blijkt niet of het is ingegaan: {namen}.",
            )
        )
    return (d.Kader(("Stand van kennis",), tuple(inhoud)),)


def strijd(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Per regulation what is wrong now: the kinds with their places, since when, and who decides."""
    zaken = strijdzaken(gegevens)
    mist = [w.afkorting for w in gegevens.impact.ontbrekende_teksten]
    ongezien = f"de tekst van {opsomming(mist)} van vóór of na de wijziging ontbreekt. Wat daardoor niet klopt, staat hier niet."
    kop = (d.alinea(d.vet("Niet vergeleken: "), ongezien),) if mist else ()
    if not zaken:
        return kop or (d.alinea("Geen bepaling zegt iets anders dan de wet."),)
    rijen = []
    for regeling in gegevens.impact.regelingen:
        eigen = [z for z in gegevens.impact.zaken if z.regeling == regeling.slug and z in zaken]
        if not eigen:
            continue
        elk = dict.fromkeys((o.soort, z.adres) for z in eigen for o in z.fouten)
        soorten = groepeer(sorted(elk, key=lambda p: p[0].gewicht))
        wat = tuple(d.alinea(d.vet(f"{hoofdletter(s.value)}: "), adressen(lijst)) for s, lijst in soorten.items())
        vanaf = sinds(eigen)
        rijen.append(d.rij(korte_titel(gegevens, regeling), wat, vanaf, _orgaan(gegevens, regeling)))
    straks = vooruit(gegevens)
    kolommen = {"Regeling": 1.5, "Wat klopt niet meer": 4, "Vanaf" if straks else "Sinds": 1.5, "Wie beslist": 1.2}
    return (*kop, *tafel(f"Wat {f'vanaf {straks}' if straks else 'nu'} niet klopt met de wet", kolommen, rijen))


def sinds(zaken: Sequence[Zaak], soorten: Sequence[Oordeelsoort] = tuple(Oordeelsoort)) -> str:
    """Since when provisions are wrong in one of these ways: the first day, and by name those for which it is a later one."""
    eerste = ((min((o.sinds for o in z.fouten if o.sinds and o.soort in soorten), default=None), z) for z in zaken)
    per = groepeer((dag_, z.adres) for dag_, z in eerste if dag_)
    dagen = sorted(per)
    rest = "".join(f"; {adressen(per[x])}: {dag(x)}" for x in dagen[1:])
    return f"{dag(dagen[0])}{rest}" if dagen else "onbekend"


def _orgaan(gegevens: Stukgegevens, regeling: LokaleRegeling) -> str:
    if regeling.soort == "verordening":
        return "gemeenteraden" if len(gegevens.impact.gemeenten.gemeenten) > 1 else "gemeenteraad"
    return BESTUREN.get(regeling.orgaan, "college" if not gegevens.orgaan.regionaal else "onbekend: AB of DB")


def keuzes(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The choices that the law leaves, to whom, with variants, arguments and what is proposed; only about what the dossier
    has a provision for, because of the rest it is not known whether there is anything to choose."""
    rijen, elders = [], []
    for b in gegevens.impact.geteld:
        if (a := b.maatregel.afweging) is None:
            continue
        if not b.geraakt and not b.uitvoering:
            elders.append(b.maatregel)
            continue
        varianten = tuple(
            d.alinea(d.vet(f"{letter}. {v.naam}. "), f"Voor: {v.voor} Tegen: {v.tegen}")
            for letter, v in zip("ABCDEF", a.varianten, strict=False)
        )
        ingang = ingang_van(b.maatregel)
        wanneer = (
            "geldt nu"
            if geldt(b.maatregel, gegevens.datum)
            else f"verwacht {dag(ingang)}"
            if ingang
            else "dag onbekend"
        )
        if onbevestigd(b.maatregel, gegevens.datum):
            wanneer += "; niet bevestigd"
        if g := b.maatregel.gedoogd:
            wanneer += f"; het gedogen {'liep' if g.tot < gegevens.datum else 'loopt'} tot en met {dag(g.tot)}"
        namen = beslissend(gegevens, b)
        wie = opsomming(namen[o] for o in kiest(gegevens, b.maatregel))
        vraag = (d.alinea(d.vet(a.vraag)), d.alinea(f"{hoofdletter(wie)}; {wanneer}", soort="klein"))
        rijen.append(d.rij(vraag, varianten, a.aanbevolen or "–"))
    kolommen = {"Vraag": 1.7, "Varianten": 4.3, "Voorstel": 1.2}
    anders = "Geen bepaling in dit dossier gaat over een maatregel die een keuze laat."
    tabel = tafel("Keuzes die de wet laat", kolommen, rijen, anders)
    ook = f"Ook {titels(elders)} {'laat' if len(elders) == 1 else 'laten'} een keuze; geen bepaling in dit dossier gaat daarover."
    return (*tabel, d.alinea(ook, soort="klein")) if rijen and elders else tabel


def kiest(gegevens: Stukgegevens, maatregel: Maatregel) -> tuple[str, ...]:
    """Bodies ("gemeenteraad", "ab") to which a choice of the law belongs: those that the measure names, else those that decide."""
    return gevraagd(maatregel) or organen(gegevens, maatregel)


def risicos(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """What happens when nothing is decided, or late; from the verdicts and the days that passed."""
    zaken = strijdzaken(gegevens)
    telling = Counter(soort for z in zaken for soort in {o.soort for o in z.oordelen})
    punten = []
    if n := telling[Oordeelsoort.STRIJD]:
        punten.append(
            f"Wie {meervoud(n, 'bepaling blijft toepassen die het tegendeel van de wet zegt', 'bepalingen blijft toepassen die het tegendeel van de wet zeggen')}, neemt besluiten die in bezwaar "
            f"geen stand houden. De wet gaat voor: medewerkers kunnen die {'bepaling' if n == 1 else 'bepalingen'} "
            f"{f'vanaf {straks}' if (straks := vooruit(gegevens)) else 'nu al'} buiten toepassing laten."
        )
    if n := telling[Oordeelsoort.GRONDSLAG]:
        punten.append(
            f"{hoofdletter(meervoud(n, 'bepaling rust', 'bepalingen rusten'))} op een plaats in de wet die weg of verhuisd is. Een besluit daarop is kwetsbaar."
        )
    if n := telling[Oordeelsoort.BEDRAG]:
        punten.append(
            f"{hoofdletter(meervoud(n, 'bepaling noemt', 'bepalingen noemen'))} een bedrag of termijn van vóór de wijziging. Inwoners krijgen dan te weinig of verkeerde informatie."
        )
    punten.append(
        "Een besluit dat terugwerkt mag de positie van inwoners niet verslechteren. Waar de wet gunstiger is, geldt zij al vanaf haar eigen dag."
    )
    return (d.lijst(*punten),)


def oordeeltabel(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The appendix: every case, per regulation, with both sides where they contradict."""
    uit: list[d.Blok] = []
    for regeling in gegevens.impact.regelingen:
        eigen = [z for z in gegevens.impact.zaken if z.regeling == regeling.slug]
        uit += zaaktabel(gegevens, regeling, sorted(eigen, key=lambda z: z.oordeel.soort.gewicht))
    return uit or [d.alinea("Over geen bepaling is een oordeel nodig.")]


def zaaktabel(gegevens: Stukgegevens, regeling: LokaleRegeling, zaken: Sequence[Zaak]) -> Iterator[d.Blok]:
    """The cases of one regulation; those with the same verdict and advice in one row."""
    groepen: dict[tuple[str, str, str], list[Zaak]] = {}
    later: dict[str, list[str]] = {}
    for z in zaken:
        o = z.oordeel
        if o.soort is Oordeelsoort.KLOPT_NU:
            wanneer = f" Verwacht per {dag(o.sinds)}." if o.sinds else " De dag is onbekend."
            later.setdefault(f"{hoofdletter(o.uitleg)}{wanneer}", []).append(z.adres)
            continue
        los = z.eId if o.soort is Oordeelsoort.STRIJD or len(z.fouten) > 1 else ""
        groepen.setdefault((o.soort.value, o.uitleg + los, o.hoort), []).append(z)
    afwegingen = {b.maatregel.id: b.maatregel.afweging for b in gegevens.impact.geteld}
    rijen = []
    for (soort, _, hoort), groep in groepen.items():
        o = groep[0].oordeel
        vanaf = f" ({'vanaf' if o.sinds > gegevens.datum else 'sinds'} {dag(o.sinds)})" if o.sinds else ""
        wat: list[d.Blok] = [d.alinea(d.vet(f"{hoofdletter(soort)}{vanaf}. "), hoofdletter(o.uitleg))]
        if o.soort is Oordeelsoort.STRIJD:
            wat += naast_elkaar(o)
        klaar = [v for z in groep for v in z.verwerkt if v.dient]
        doe = (
            hoort
            if not klaar
            else f"{hoort} In het dossier verwerkt per {opsomming(dict.fromkeys(dag(v.vanaf) + (' (ontwerp)' if v.status == 'ontwerp' else '') for v in klaar))}."
        )
        hoort_: list[d.Blok] = [d.alinea(doe or "–")]
        for ook in groep[0].fouten[1:]:
            wat.append(d.alinea(d.vet(f"Ook: {ook.soort.value}. "), hoofdletter(ook.uitleg)))
            hoort_ += [d.alinea(ook.hoort)] if ook.hoort != hoort else []
        if o.soort is Oordeelsoort.RUIMTE and (a := afwegingen.get(o.maatregel)):
            hoort_ += [d.alinea(d.vet(a.vraag)), d.lijst(*varianten_van(a))]
        rijen.append(d.rij(adressen([z.adres for z in groep]), tuple(wat), tuple(hoort_)))
    naam = korte_titel(gegevens, regeling)
    if rijen:
        yield from tafel(naam, {"Bepaling": 1.5, "Oordeel": 3.6, "Wat hoort er": 2.7}, rijen, rijkop=False)
    if later:
        yield d.alinea(d.vet(f"{naam}: klopt nu, wijzigt naar verwachting"))
        yield d.lijst(*(f"{hoofdletter(adressen(lijst))}. {tekst}" for tekst, lijst in later.items()))


def varianten_van(afweging: Afweging, zonder: str = "", *, woordelijk: bool = False) -> list[str]:
    """The variants of a choice in words for a list: the letter and name as the memo has them, and which one is proposed.

    Args:
        zonder: name of a variant that is left out, because it stands elsewhere. woordelijk: with the rule each would give.
    """
    return [
        f"{letter}. {v.naam}{' (voorstel)' if v.naam == afweging.aanbevolen else ''}{citaat(v.tekst) if woordelijk else ''}."
        for letter, v in zip("ABCDEF", afweging.varianten, strict=False)
        if v.naam != zonder
    ]


def citaat(woorden: str | None) -> str:
    """The words of a rule after its name; nothing when there are none."""
    return f": «{woorden.rstrip('.')}»" if woorden else ""


def naast_elkaar(oordeel: Oordeel) -> list[d.Blok]:
    """The words of the provision and those of the law, or of the measure as long as the law does not say it in so many words."""
    wie = "De maatregel, in onze woorden" if oordeel.verteld else "Wet"
    paren = (("Bepaling", oordeel.lokaal), (wie, oordeel.landelijk))
    return [d.alinea(f"{naam}: «{woorden}»", soort="klein") for naam, woorden in paren]


def punten(gegevens: Stukgegevens) -> list[str]:
    """The numbered points of the memo, each decidable."""
    p = besluitpunten(gegevens)
    uit = []
    if p.strijd:
        uit.append(
            f"{hoofdletter(gegevens.uitvoerder)} op te dragen {meervoud(len(p.strijd), 'bepaling', 'bepalingen')} van beleidsregels "
            f"{f'vanaf {straks} ' if (straks := vooruit(gegevens)) else ''}niet meer toe te passen voor zover de wet "
            f"{'dan' if straks else 'nu'} anders zegt (zie «Wat klopt er {'straks' if straks else 'nu'} niet?»)."
        )
    if p.nieuw:
        uit.append(f"Vast te stellen: {opsomming(r.citeertitel for r in p.nieuw)}.")
    if p.wijzigen:
        uit.append(f"Te wijzigen, volgens de teksten bij het besluit: {opsomming(r.citeertitel for r in p.wijzigen)}.")
    if p.opdracht:
        uit.append(
            f"Van {meervoud(len(p.opdracht), 'beleidsregel', 'beleidsregels')} het concept bij het besluit, met de keuzes die daarin staan, te "
            f"laten nalopen en als wijziging te laten voorleggen: {opsomming(f'«{kleine_letter(korte_titel(gegevens, r))}»' for r in p.opdracht)}."
        )
    uit += [f"{r.citeertitel} aan te houden: {reden}." for r, reden in p.wacht]
    return [*uit, *verzoeken(gegevens, p)]


def verzoeken(gegevens: Stukgegevens, p: Besluitpunten) -> list[str]:
    """What the board asks of others; the memo and the decision have these points in the same words."""
    uitvoerder = hoofdletter(gegevens.uitvoerder)
    uit = [*_aan_de_raad(gegevens, p.raad)]
    if not gegevens.impact.raakt_iets:
        uit.append(
            "Na te gaan of elke regeling over dit onderwerp in het dossier staat: geen bepaling erin gaat over een van de maatregelen, "
            "dus over de regels valt nu niets te besluiten."
        )
    elif p.uitvoering:
        aantal = meervoud(len(p.uitvoering), "maatregel", "maatregelen")
        uit.append(f"{uitvoerder} te vragen werkinstructies en systemen aan te passen ({aantal}).")
    return [
        *uit,
        *(["De open punten te laten uitzoeken voordat een besluit daarop rust."] if openstaand(gegevens) else []),
    ]


def openstaand(gegevens: Stukgegevens) -> list[d.Alinea]:
    """What is not known, and what was asked and not found; the gaps of the measures first, so that sheets can name a number."""
    impact = gegevens.impact
    over = ((x, opsomming(x.maatregelen.split()) if x.maatregelen.strip() else "") for x in impact.lijst.leemten)
    lijst = [d.alinea(leemte.tekst + (f" (betreft {wat})" if wat else "")) for leemte, wat in over]
    lijst += [
        d.alinea(
            d.vet("Wettekst ontbreekt: "),
            f"{w.citeertitel}, {' en '.join(w.ontbreekt)}. Wat daarop rust is niet getoetst.",
        )
        for w in impact.ontbrekende_teksten
    ]
    lijst += [d.alinea(d.vet(f"{v.punt}: "), v.bevinding) for v in impact.gemeenten.vragen]
    lijst += [d.alinea(o.tekst) for o in impact.gemeenten.onzekerheden]
    if zonder := [b.maatregel for b in impact.geteld if ingang_van(b.maatregel) is None]:
        lijst.append(d.alinea(d.vet("Dag van ingang onbekend: "), opsomming(f"{m.id} {m.naam}" for m in zonder), "."))
    return lijst


def in_verordening(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> set[str]:
    """Verordeningen that a measure surely touches: a link on words alone is too little to have a raad amend something."""
    zeker = {p.regeling for p in beeld.geraakt if p.zekerheid != "laag" or p.status == "bevestigd"}
    return zeker & {r.slug for r in gegevens.impact.regelingen if r.soort == "verordening"}


def _aan_de_raad(gegevens: Stukgegevens, beelden: Sequence[Maatregelbeeld]) -> Iterator[str]:
    """What the raad is asked: to change what is touched, and to see whether what touches nothing needs a rule."""
    meer = len(gegevens.impact.gemeenten.gemeenten) > 1
    raad = "De gemeenteraden" if meer else "De gemeenteraad"
    verordeningen = {r.slug: r for r in gegevens.impact.regelingen if r.soort == "verordening"}
    raakt = {b.maatregel.id: in_verordening(gegevens, b) for b in beelden}
    namen = {g.naam for g in gegevens.impact.gemeenten.gemeenten}
    per_raad: dict[str, list[LokaleRegeling]] = {}
    for r in (r for s, r in verordeningen.items() if any(s in x for x in raakt.values())):
        per_raad.setdefault(f"De raad van {r.gemeente}" if meer and r.gemeente in namen else raad, []).append(r)
    for wie, geraakt in per_raad.items():
        slugs = {r.slug for r in geraakt}
        eigen = [b.maatregel for b in beelden if raakt[b.maatregel.id] & slugs]
        los = [m for m in eigen if ingang_van(m) is None]
        voor = titels(m for m in eigen if m not in los)
        voor += (", en " if voor else "") + f"zodra de dag van de wet bekend is ook voor {titels(los)}" if los else ""
        strijdig = strijdzaken(gegevens)
        fout = adressen([z.adres for z in gegevens.impact.zaken if z.regeling in slugs and z in strijdig])
        ook = f", en daarbij in lijn te brengen met de wet van nu: {fout}" if fout else ""
        yield f"{wie} te vragen de {opsomming(r.citeertitel for r in geraakt)} te wijzigen, voor {voor}{ook}."
    rest = [b.maatregel for b in beelden if not raakt[b.maatregel.id]]
    if rest:
        yield f"Na te gaan of {raad.lower()} een regel {'moeten' if raad.endswith('en') else 'moet'} stellen over {titels(rest)}: geen bepaling van een verordening in dit dossier gaat daar zeker over."
