"""The memo about one measure: law, local provisions with a proposal, consequences, money, frameworks, risks, coupling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from impact.dossier.model import (
    Bepaling,
    LokaleRegeling,
    Maatregelbeeld,
    Verwerking,
    Wetswijziging,
)
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.stukken.blok import kenmerken
from impact.stukken.taal import (
    ZEKERHEID,
    bedrag,
    beslissers,
    dag,
    getal,
    hoofdletter,
    ingang_van,
    kleine_letter,
    meervoud,
    opsomming,
)
from impact.stukken.uiterlijk import na_te_lopen, organen, uiterste_tekst
from impact.woorden import woorden
from verordening.papier import document as d
from versies.wijziging import Spanne, Spannesoort

if TYPE_CHECKING:
    from impact.stukken.stuk import Stukgegevens
    from wetgeving.maatregelen import Gedoogd, Maatregel

STAND = woorden("stand")
_RICHTING = woorden("richting")
_TEGENHANGER = woorden("tegenhanger")
_GOED = hoofdletter(Oordeelsoort.IN_ORDE.value)
_LANGST = 1500
_GELIJK = 300
_OMGEVING = 110
"""In characters: longest new text, longest unchanged text, and what is shown of unchanged words beside a change."""


def instrumenttekst(maatregel: Maatregel) -> str:
    """The local instruments, alternatives and remarks included."""
    delen: list[str] = []
    for i in maatregel.instrumenten:
        naam = ("ICT" if i.soort == "ict" else i.soort) + (f" ({i.noot})" if i.noot else "")
        if i.alternatief == "ja" and delen:
            delen[-1] += f" of {naam}"
        else:
            delen.append(naam)
    staart = " (onze uitleg)" if any(i.duiding == "ja" for i in maatregel.instrumenten) else ""
    return ("; ".join(delen) or "geen") + staart


def organentekst(gegevens: Stukgegevens, maatregel: Maatregel) -> str:
    """Who decides, in words."""
    bestuur = f"het bestuur van {gegevens.orgaan.van}" if gegevens.orgaan.regionaal else f"het {gegevens.orgaan.kort}"
    namen = {
        "gemeenteraad": "elk van de gemeenteraden"
        if len(gegevens.impact.gemeenten.gemeenten) > 1
        else "de gemeenteraad",
        "gr": bestuur,
        "college": "het college",
        "wetgever": "de wetgever; er is geen lokale keuze",
        "onbekend": "onbekend",
    }
    wie, nodig = beslissers(maatregel), organen(gegevens, maatregel)
    zelf = [namen[w] for w in wie if w != "wetgever" or not nodig]
    if "gemeenteraad" in nodig and "gemeenteraad" not in wie:  # onze verordening zegt iets anders dan de wet
        zelf.append(namen["gemeenteraad"])
    tekst = opsomming(dict.fromkeys(zelf)) if zelf else "de wetgever"
    if "ab" in nodig and not {"gr", "college"} & set(wie):
        tekst += f"; {bestuur} past {'alleen ' if not zelf else ''}de beleidsregels aan"
    if not nodig and wie != ("onbekend",) and na_te_lopen(gegevens, maatregel):
        tekst += "; in onze regels is nog iets na te lopen"
    return tekst


def korte_titel(gegevens: Stukgegevens, regeling: LokaleRegeling) -> str:
    """Title of a local regulation for a narrow column: without what all share, and the only verordening by its kind."""
    if regeling.soort == "verordening" and sum(r.soort == "verordening" for r in gegevens.impact.regelingen) == 1:
        return "Verordening"
    titel = regeling.citeertitel.removesuffix(f" {gegevens.impact.gemeenten.samenwerking.naam}")
    return hoofdletter(titel.removeprefix("Beleidsregels ").removeprefix("Beleidsregel "))


def maatregel_blokken(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    """The sheet about one measure, heading of level 3 first; the proof per provision stands in the appendix."""
    m = beeld.maatregel
    yield d.Kop(3, (f"{m.id} {m.naam}",), f"maatregel-{m.id}")
    yield from wet_blokken(gegevens, beeld)
    yield d.kop(4, "Wat raakt het in onze eigen regels?")
    yield from bepaling_blokken(gegevens, beeld)
    yield from gevolg_blokken(gegevens, beeld)


def wet_blokken(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    """The key facts and what changes in the law."""
    m = beeld.maatregel
    yield _kerngegevens(gegevens, beeld)
    yield d.kop(4, "Wat verandert er in de wet?")
    yield d.alinea(d.vet("Nu: "), m.was, d.vet(" Straks: " if not _geldt_al(gegevens, m) else " Nieuw: "), m.wordt)
    if beeld.wijzigingen:
        yield wetstabel(beeld)


def gevolg_blokken(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    """The consequence in one sentence, and the money, frames and risks."""
    m = beeld.maatregel
    yield d.alinea(d.vet("Gevolg: "), m.gevolg)
    yield d.kop(4, "Gevolgen, geld, kaders en risico’s")
    yield d.lijst(
        *_gevolgen(gegevens, m), *_kaders(gegevens, beeld), *_risicos(gegevens, beeld), *_samenhang(gegevens, m)
    )


def _geldt_al(gegevens: Stukgegevens, m: Maatregel) -> bool:
    ingang = ingang_van(m)
    return ingang is not None and ingang <= gegevens.datum


def _kerngegevens(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> d.Gegevens:
    m = beeld.maatregel
    dagen = uiterste_tekst(gegevens, m)
    if not organen(gegevens, m) and beeld.geraakt:
        dagen = "geen eigen datum; de geraakte bepalingen gaan mee met de eerstvolgende wijziging van hun regeling"
    zeker = ZEKERHEID[m.zekerheid] + (f"; {m.zekerheidsnoot}" if m.zekerheidsnoot else "")
    verwijs = gegevens.bronnen.verwijzing
    paren: dict[str, str | d.Inhoud] = {"Fase en ingang": hoofdletter(ingangstekst(m, gegevens.impact.lijst.fasen))}
    if m.gedoogd:
        paren["Vooruitlopen"] = vooruitlopen(gegevens, m.gedoogd, verwijs(m.gedoogd.bronnen.split()))
    return kenmerken(
        {
            **paren,
            "Wie beslist": f"{hoofdletter(organentekst(gegevens, m))}. Uiterste datum: {dagen}",
            "Instrument": hoofdletter(instrumenttekst(m)),
            "Voor wie": hoofdletter(m.doelgroep),
            "Zekerheid": (f"{hoofdletter(zeker.rstrip('.'))}. Bronnen: ", *verwijs(m.bronsleutels)),
        }
    )


def vooruitlopen(gegevens: Stukgegevens, g: Gedoogd, bron: d.Inhoud) -> d.Inhoud:
    """Whether a tolerated measure may be applied ahead of the law on the day of the paper: yes under what, or not (any more).

    Args:
        bron: how the paper points to the source.
    """
    if g.van <= gegevens.datum <= g.tot:
        return (f"Ja, tot en met {dag(g.tot)}. {g.noot} Bron: ", *bron)
    wanneer = f"niet meer: het gedogen liep tot en met {dag(g.tot)}"
    if gegevens.datum < g.van:
        wanneer = f"nog niet: het gedogen begint op {dag(g.van)}"
    return (f"{hoofdletter(wanneer)}. Bron: ", *bron)


def ingangstekst(m: Maatregel, fasen: Mapping[str, str]) -> str:
    """Phase and day of entry into force, each said once."""
    ingang = ingang_van(m)
    tekst = fasen[m.fase.nummer] + (" (onzeker)" if m.fase.onzeker == "ja" else "")
    if ingang is None:
        tekst = f"{tekst.partition(':')[0]}; dag van ingang onbekend"
    elif dag(ingang) not in tekst:
        tekst += f"; gaat in op {dag(ingang)}"
    terug = [i for i in m.ingang if i.terugwerkend]
    if terug and (laatste := terug[-1]).juridisch_werkend_vanaf and laatste.geldig_vanaf:
        tekst += f"; een deel werd wet op {dag(laatste.juridisch_werkend_vanaf)} en werkt terug tot {dag(laatste.geldig_vanaf)}"
    if m.gedoogd:
        tekst += f"; vooruitlopen gedoogd van {dag(m.gedoogd.van)} tot en met {dag(m.gedoogd.tot)}"
    for noot in (i.noot for i in m.ingang if i.noot):
        tekst += f" ({noot[:1].lower()}{noot[1:].rstrip('.')})"
    return tekst


def wetstabel(beeld: Maatregelbeeld) -> d.Tabel:
    """Was and wordt in one text for every place of the law that the measure names, with what the texts show."""
    kolommen = d.kolommen({"Bepaling": 1.3, "Tekst (doorgehaald: vervalt; onderstreept: ingevoegd)": 5})
    rijen = []
    for w in beeld.wijzigingen:
        oordeel = STAND.get(w.stand, w.stand)
        if w.oordeel in ("tegenspraak", "niet te toetsen"):
            oordeel += f"; {w.oordeel}"
        elif w.oordeel == "vindplaats" and w.stand == "gelijk":
            oordeel = "huidige tekst; de nieuwe is niet gezien"
        eerste = (d.alinea(d.vet(w.adres)), d.alinea(oordeel, soort="klein"))
        uitleg = w.uitleg if w.oordeel != "vindplaats" or w.stand != "gelijk" else ""
        tweede = (d.Alinea(_renvooi(w)), *((d.alinea(uitleg, soort="klein"),) if uitleg else ()))
        rijen.append(d.rij(eerste, tweede))
    return d.Tabel((), kolommen, tuple(rijen), naam=f"{beeld.maatregel.id}: wettekst, was en wordt")


def _renvooi(w: Wetswijziging) -> d.Inhoud:
    """Both texts in one: equal words once, lapsed and new words marked."""
    from versies.weergave.renvooi import als_inhoud

    if not (w.was or w.wordt):
        return (d.cursief("tekst niet gezien" if w.stand != "gelijk" else "ongewijzigd"),)
    if w.was == w.wordt:
        return (_kort(w.wordt, _GELIJK),)
    if not w.was:
        return (_kort(w.wordt),)  # de hele tekst is nieuw; dat staat ernaast
    if w.spannen:
        return als_inhoud(_bondig(w.spannen))
    return (_kort(w.wordt),) if w.wordt else (d.Stuk(_kort(w.was), wijziging=d.Wijziging.VERVALLEN),)


def _bondig(spannen: Sequence[Spanne]) -> list[Spanne]:
    """Words that stay the same shortened around what changes, visibly."""
    uit = []
    for s in spannen:
        tekst = s.tekst
        if s.soort is Spannesoort.GELIJK and len(tekst) > 2 * _OMGEVING + 40:
            tekst = f"{tekst[:_OMGEVING].rsplit(' ', 1)[0]} […] {tekst[-_OMGEVING:].split(' ', 1)[-1]}"
        uit.append(Spanne(s.soort, tekst))
    return uit


def _kort(tekst: str, langst: int = _LANGST) -> str:
    """Long words of law cut off, visibly."""
    tekst = " ".join(tekst.split())
    return (
        tekst
        if len(tekst) <= langst
        else tekst[:langst].rsplit(" ", 1)[0] + " […] (ingekort; de hele tekst staat in de wet)"
    )


# --- local provisions -------------------------------------------------------------------------------------------------


def bepaling_blokken(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    """One row per regulation and proposal; the proof of each provision stands in the appendix."""
    if not beeld.bepalingen:
        yield d.alinea(
            f"Geen bepaling. {hoofdletter(beeld.geen_reden)}" if beeld.geen_reden else "Geen bepaling gevonden."
        )
        return
    per: dict[str, dict[str, list[str]]] = {}
    fouten = {(z.regeling, z.eId): z.fouten for z in gegevens.impact.zaken if z.open}
    for b in sorted(beeld.bepalingen, key=lambda b: b.oordeel.soort.gewicht if b.oordeel else len(Oordeelsoort)):
        status = _status(b)
        mens = f" ({status}{f': {b.waarom}' if b.waarom else ''})" if status else ""
        kort = _kort_oordeel(b, fouten.get((b.regeling, b.eId), ())).rstrip(".")
        per.setdefault(b.regeling, {}).setdefault(f"{kort}{mens}", []).append(b.adres)
    volgorde = [r.slug for r in gegevens.impact.regelingen]
    yield d.lijst(
        *(
            d.alinea(
                d.vet(f"{korte_titel(gegevens, gegevens.impact.regeling(slug))}. "),
                " ".join(
                    f"{oordeel}: {meervoud(len(lijst), 'bepaling', 'bepalingen') if oordeel == _GOED else adressen(lijst)}."
                    for oordeel, lijst in oordelen.items()
                ),
            )
            for slug, oordelen in sorted(per.items(), key=lambda p: volgorde.index(p[0]))
        )
    )


def adressen(lijst: Sequence[str]) -> str:
    """Addresses with the leden of one artikel together.

    >>> adressen(["artikel 4, eerste lid", "artikel 4, tweede lid", "artikel 5", "bijlage 2"])
    'artikel 4, eerste en tweede lid; artikel 5; bijlage 2'
    """
    per_artikel: dict[str, list[str]] = {}
    for adres in dict.fromkeys(lijst):
        artikel, komma, rest = adres.partition(", ")
        if komma and rest.endswith(" lid") and "," not in rest:
            per_artikel.setdefault(artikel, []).append(rest.removesuffix(" lid"))
        else:
            per_artikel.setdefault(adres, [])
    return "; ".join(
        f"{artikel}, {opsomming(leden)} lid" if leden else artikel for artikel, leden in per_artikel.items()
    )


def _status(b: Bepaling) -> str:
    """What a person decided; empty while nobody has."""
    if b.status == "voorstel":
        return ""
    wanneer = f" op {dag(b.wanneer)}" if b.wanneer else ""
    return f"{b.status} door {b.wie or 'onbekend'}{wanneer}"


def _kort_oordeel(b: Bepaling, fouten: Sequence[Oordeel]) -> str:
    """What is the matter in a few words; appendix 1 says the rest. What is wrong with the provision besides (``fouten``) is said too,
    with the measure when it is another: a sheet never calls in order what is wrong."""
    if b.status == "verworpen" or b.oordeel is None or any(v.dient for v in b.verwerkt):
        return voorstel(b)
    o = b.oordeel
    ook = dict.fromkeys(
        f.soort.value + (f" ({f.maatregel})" if f.maatregel not in ("", b.maatregel) else "")
        for f in fouten
        if f.soort is not o.soort
    )
    rest = f"; {'ook' if o.soort.fout else 'los daarvan'} {opsomming(ook)}" if ook else ""
    return " ".join((f"{_met_dag(o)}{rest}.", *(_verwerking(v, b.adres) for v in b.verwerkt)))


def _met_dag(o: Oordeel) -> str:
    """The kind of a verdict; what is right until a day, with that day."""
    wanneer = f" {dag(o.sinds) if o.sinds else 'een onbekende dag'}" if o.soort is Oordeelsoort.KLOPT_NU else ""
    return f"{hoofdletter(o.soort.value)}{wanneer}"


def voorstel(b: Bepaling) -> str:
    """What to do with the provision: what the dossier already does with it, else what its verdict asks."""
    if b.status == "verworpen":
        return "Geen: de koppeling is beoordeeld en verworpen."
    zinnen = [_verwerking(v, b.adres) for v in b.verwerkt]
    if not any(v.dient for v in b.verwerkt) and b.oordeel is not None:
        o = b.oordeel
        zinnen.insert(0, " ".join(x for x in (f"{_met_dag(o)}. {hoofdletter(o.uitleg)}", o.hoort) if x))
    return " ".join(zinnen) or "Beoordelen of aanpassing nodig is."


def _verwerking(v: Verwerking, adres: str) -> str:
    """One later version, with the purpose when it is another, and the place when it is no longer that of the provision."""
    wat = {
        "vervallen": "Vervalt",
        "vernummerd": f"Wordt {v.naar}{',' if ',' in v.naar else ''}",
        "aangevuld": "Blijft staan, met een aanvulling",
    }.get(v.soort, "Aangepast")
    waar = "in het ontwerp" if v.status == "ontwerp" else "in de versie"
    doel = "" if v.dient or v.soort == "vernummerd" else " (voor een ander doel dan deze maatregel)"
    naar = f", dan {v.naar}" if v.naar not in ("", adres) and v.soort == "gewijzigd" and not v.dient else ""
    return f"{wat} {waar} per {dag(v.vanaf)}{naar}{doel}."


# --- consequences -----------------------------------------------------------------------------------------------------


def _gevolgen(gegevens: Stukgegevens, m: Maatregel) -> Iterator[d.Blok]:
    profielen = gegevens.impact.kaders.van_soort("klantprofiel")
    namen = [
        f"{re.split('[;:]', kleine_letter(k.naam))[0]} ({k.sleutel})"
        for k in profielen
        if k.sleutel in m.klantprofielen.lijst
    ]
    wie = "alle drie" if len(namen) == len(profielen) == 3 else opsomming(namen) if namen else "niet af te leiden"
    duiding = " Dat is onze uitleg." if m.klantprofielen.duiding == "ja" else ""
    yield d.alinea(d.vet("Klantprofielen: "), f"{wie}. {m.klantprofielen.grond}{duiding}")
    soorten = {i.soort for i in m.instrumenten}
    uitvoering = []
    if "werkinstructie" in soorten:
        uitvoering.append("werkinstructie aanpassen")
    if "ict" in soorten:
        uitvoering.append("systeem aanpassen")
    yield d.alinea(
        d.vet("Uitvoering en ICT: "),
        f"{opsomming(uitvoering) if uitvoering else 'geen aparte aanpassing genoemd'}. ",
        d.vet("Geld: "),
        f"de uitgaven worden naar verwachting {_RICHTING[m.uitgaven.richting]}: {m.uitgaven.noot}. "
        f"Het bedrag voor deze maatregel is {m.uitgaven.bedrag}.",
    )
    bedragen = [b for b in gegevens.impact.lijst.bedragen if m.id in b.maatregelen.split()]
    if bedragen:
        delen = []
        for b in bedragen:
            waarde, was = (
                bedrag(float(w)) if b.eenheid == "euro" else f"{getal(float(w))}%"
                for w in (b.waarde, b.was or b.waarde)
            )
            per = f" per {b.per}" if b.per != "geen" and b.eenheid == "euro" else ""
            delen.append(f"{kleine_letter(b.naam)}: {waarde}{per}" + (f" (was {was})" if b.was else ""))
        yield d.alinea(d.vet("Bedragen in de wet: "), "; ".join(delen), f" (stand {dag(bedragen[0].peildatum)}).")


def _kaders(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    kaders = gegevens.impact.kaders
    raakvlakken = kaders.raakvlakken_van(beeld.maatregel.id)
    if not raakvlakken:
        yield d.alinea(d.vet("Kaders: "), "geen kader geraakt volgens de gegevens.")
        return
    profielen = {k.sleutel for k in kaders.van_soort("klantprofiel")}  # die staan er al
    for r in raakvlakken:
        namen = opsomming(
            f"{s} {kaders[s].naam[:1].lower() + kaders[s].naam[1:]}" for s in r.lijst if s not in profielen
        )
        yield d.alinea(d.vet("Kaders: "), f"{namen}. {r.grond}{' Dat is onze uitleg.' if r.duiding == 'ja' else ''}")


def _risicos(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> Iterator[d.Blok]:
    m = beeld.maatregel
    for noot in m.let_op:
        yield d.alinea(d.vet("Let op: "), noot)
    for t in gegevens.impact.lijst.tegenstrijdigheden:
        if m.id in t.maatregelen.split():
            yield d.alinea(
                d.vet("Bronnen spreken elkaar tegen: "),
                f"{kleine_letter(t.punt)}. {t.oordeel} Zie {t.id} in bijlage 5.",
            )
    for nummer, leemte in enumerate(gegevens.impact.lijst.leemten, 1):
        if m.id in leemte.maatregelen.split():
            yield d.alinea(
                d.vet("Onbekend: "), f"{leemte.tekst[:1].lower()}{leemte.tekst[1:].rstrip('.')} (open punt {nummer})."
            )
    for w in beeld.wijzigingen:
        if w.oordeel == "tegenspraak":
            yield d.alinea(d.vet("Tegenspraak met de wettekst: "), f"{w.adres}. {w.uitleg}")
    if m.fase.noot and m.fase.onzeker == "ja":
        yield d.alinea(d.vet("Onzekere fase: "), m.fase.noot)


def _samenhang(gegevens: Stukgegevens, m: Maatregel) -> Iterator[d.Blok]:
    for k in m.koppelingen:
        yield d.alinea(d.vet("Samenhang: "), f"{k.noot} ({k.soort}; zekerheid: {ZEKERHEID[k.zekerheid]})")
    delen = []
    for t in m.tegenhangers:
        tekst = f"{t.wet}: {_TEGENHANGER[t.stand]}"
        if t.stand == "gezien" and t.jci:
            tekst += f" {_adres(t.jci)}"
        delen.append(tekst + (f" ({t.noot.rstrip('.')})" if t.noot else ""))
    if delen:
        yield d.alinea(d.vet("Andere regelingen: "), "; ".join(delen), ".")
    if m.plek.lijst:
        yield d.alinea(d.vet("Plek in de verordening: "), f"{m.plek.noot.rstrip('.')}. Dat is onze uitleg.")


def _adres(jci: str) -> str:
    from verordening.notaties import uit_jci

    try:
        return uit_jci(jci).tekst(kort=True)
    except ValueError:
        return jci
