"""The local texts themselves: definitions, rules past their date, structure over time, references to what is not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from impact.graaf.sporen import begrippen_van, is_regelingnaam
from impact.oordeel.uitlijning import Stand
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding
from verordening.boom import TOELICHTING, Soort, inlinetekst, kaal, kinderen, regels, wandel
from verordening.dagen import MAANDEN
from verordening.keur.slot import INWERKING
from verordening.nummers import romeins
from wetgeving.namen import namen

_EINDDATUM = re.compile(
    r"tot en met (\d{1,2}) (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) (\d{4})"
)
_TERUG = re.compile(r"\bwerk(?:t|en)\b[^.;]{0,60}\bterug\b[^.;]*|\bterug ?werk\w*[^.;]*")
"""Retroaction: its date is a beginning, whatever "tot en met" says."""
_AFKORTING = re.compile(r"\b[A-Z]{2,}[a-z]?[A-Z]*\b")
_BEKEND = frozenset(
    ["EUR", "USD", "GBP", "UWV", "SVB", "CAK", "DUO", "BSN", "BRP", "GBA", "GGD", "KvK", "VNG", "WOZ", "AWBZ"]
)
"""Currencies and bodies that every reader of local regulations knows, as every act is known by its abbreviation."""
_TELWOORD = frozenset(romeins(n) for n in range(1, 90))
"""Roman numerals without C, D and M: what numbers a chapter, a part or an artikel is no abbreviation."""


def inhoud(g: Gereedschap) -> Iterator[Bevinding]:
    """Definitions and rules past their date (what the law changed is judged in :func:`impact.controle.wet.oordelen`)."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            yield from _uitgewerkt(g, plaats)
        yield from _begrippen(g, tekst)


def _uitgewerkt(g: Gereedschap, plaats: Plaats) -> Iterator[Bevinding]:
    for dag, maand, jaar in _EINDDATUM.findall(_TERUG.sub("", plaats.tekst)):
        try:
            eind = date(int(jaar), MAANDEN.index(maand) + 1, int(dag))
        except ValueError:
            continue
        if eind < g.invoer.op:
            yield g.meld("uitgewerkt", plaats, f"{dag} {maand} {jaar}")


def _begrippen(g: Gereedschap, tekst: Regelingtekst) -> Iterator[Bevinding]:
    begrippen = [p for p in tekst.plaatsen if p.soort == "begrip"]
    alles = "\n".join(f"{' '.join(p.koppen)}\n{p.tekst}" for p in tekst.plaatsen)
    wettelijk = _wettelijke_begrippen(g)
    for begrip in begrippen_van(tekst):
        if not (begrip.in_tekst or begrip.in_kop or begrip.in_hoofdstuk):
            yield g.meld("begrip-ongebruikt/dossier", begrip.plaats, begrip.plaats.term)
        anders = wettelijk.get(begrip.plaats.term.lower())
        if anders is not None and not any(d.artikel for r in begrip.plaats.refs for d in r.doelen):
            yield g.meld("begrip-wijkt-af", begrip.plaats, begrip.plaats.term, anders=anders)
    bekend = {p.term for p in begrippen} | {w.afkorting for w in g.invoer.wetten}
    for naam in (
        n for n in begrippen if is_regelingnaam(n) and len(re.findall(rf"\b{re.escape(n.term)}\b", alles)) < 2
    ):
        yield g.meld("begrip-ongebruikt/vraag", naam, naam.term)
    bekend |= _BEKEND | _TELWOORD
    for plaats in tekst.plaatsen:
        for afkorting in dict.fromkeys(_AFKORTING.findall(plaats.tekst)):
            if len(afkorting) > 2 and afkorting not in bekend:
                bekend.add(afkorting)
                if not _uitgelegd(afkorting, f"{tekst.regeling.citeertitel}\n{alles}") and not any(
                    map(namen().zoek, (afkorting, afkorting.capitalize()))
                ):
                    yield g.meld("begrip-niet-omschreven", plaats, afkorting)


def _uitgelegd(afkorting: str, tekst: str) -> bool:
    """Whether the text says on the spot what an abbreviation means, gives the words it was made of, names an organisation with it, or has
    it as a word that is only written in capitals here.

    >>> _uitgelegd("IIT", "een toeslag (IIT)"), _uitgelegd("WWB", "de Wet werk en bijstand"), _uitgelegd("ISD", "het bestuur van de ISD Noord")
    (True, True, True)
    >>> _uitgelegd("DUUR", "DUUR VAN DE MAATREGEL. De duur is een maand.")
    True
    """
    if re.search(rf"\b{re.escape(afkorting.lower())}(?:e|en|s)?\b", tekst) is not None:
        return True
    woord = re.escape(afkorting)
    voluit = r"\s+(?:(?:de|en|het|van|voor|in)\s+)*".join(rf"{letter}[\w-]*" for letter in afkorting)
    uitleg = rf"\([^()]*\b{woord}\)|\b{woord}\s*\(|\b{woord}\s+[A-Z][a-z]"
    return re.search(uitleg, tekst) is not None or re.search(rf"\b{voluit}\b", tekst, re.IGNORECASE) is not None


def _wettelijke_begrippen(g: Gereedschap) -> dict[str, str]:
    """Terms that the law defines itself ("tegenprestatie: …" in an onderdeel of an artikel with definitions), with their place."""
    uit: dict[str, str] = {}
    for wet in g.invoer.wetten:
        regeling = wet.wordt or wet.was
        for eenheid in wandel(regeling.wortel) if regeling is not None else ():
            if eenheid.soort is Soort.BEGRIP and eenheid.opschrift:
                uit.setdefault(inlinetekst(eenheid.opschrift).strip(" :").lower(), wet.afkorting)
    return uit


def opbouw(g: Gereedschap) -> Iterator[Bevinding]:
    """Double numbers, no entry into force, a title that changed."""
    for tekst in g.lokaal.values():
        yield from _dubbel(g, tekst)
        titel = tekst.regeling.citeertitel
        if not any(INWERKING.search(t) for _, t in regels(tekst.regeling.regeling.wortel)):
            yield Bevinding.van("inwerkingtreding-ontbreekt/bepaling-regelt", titel, "", tekst.regeling.slug)
        vorige = tekst.regeling.regeling.gegevens
        for later in g.invoer.later.get(tekst.regeling.slug, ()):
            nu = later.regeling.gegevens
            for veld in ("opschrift", "citeertitel"):
                if getattr(vorige, veld) != getattr(nu, veld):
                    yield Bevinding.van(
                        "opschrift-gewijzigd",
                        f"{titel} per {later.vanaf.isoformat()}",
                        getattr(nu, veld),
                        tekst.regeling.slug,
                        veld=veld,
                        vorige=getattr(vorige, veld),
                    )
            vorige = nu


def _dubbel(g: Gereedschap, tekst: Regelingtekst) -> Iterator[Bevinding]:
    lichaam = [e for e in wandel(tekst.regeling.regeling.wortel) if e.soort is Soort.LICHAAM]
    artikelen = [e for deel in lichaam for e in wandel(deel) if e.soort is Soort.ARTIKEL]
    groepen = [("artikel", artikelen)]
    for eenheid in (e for artikel in artikelen for e in wandel(artikel) if e.soort not in TOELICHTING):
        onder = [k for k in kinderen(eenheid) if k.soort in (Soort.LID, Soort.ONDERDEEL)]
        groepen.append((tekst.register.adres(eenheid).tekst(kort=True), onder))
    for waar, eenheden in groepen:
        telling = Counter((e.soort, kaal(e.nummer)) for e in eenheden if kaal(e.nummer))
        dubbel = [(soort, nummer) for (soort, nummer), aantal in telling.items() if aantal > 1]
        if dubbel:
            eerste = next(e for e in eenheden if (e.soort, kaal(e.nummer)) == dubbel[0])
            yield Bevinding.van(
                "dubbel-nummer/opsomming",  # op echte teksten was het in 29 van 32 gevallen een tweede opsomming of een kop die niet als kop is gelezen
                f"{tekst.regeling.citeertitel}, {waar}",
                ", ".join(nummer for _, nummer in dubbel),
                f"{tekst.regeling.slug}#{eerste.eId}",
                nummer=dubbel[0][1],
                soort=dubbel[0][0].value,
                aantal=telling[dubbel[0]],
            )


def verwijzingen(g: Gereedschap) -> Iterator[Bevinding]:
    """Every reference from one local provision to another, once: what is not there of what its words name.

    It asks and does not say that it is wrong: on texts that nobody had looked at, another text was meant in twelve of fifteen cases.
    """
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            for ref in plaats.refs:
                weg = [d for d in ref.doelen if _mist(g, tekst, plaats, ref, d)]
                if weg:
                    waar = f"{weg[0].tekst()} ({g.titel(weg[0].regeling)})"
                    yield g.meld("verwijzing-bestaat-niet", plaats, ref.tekst, ref, waar=waar)


def _mist(g: Gereedschap, tekst: Regelingtekst, plaats: Plaats, ref: Ref, doel: Adres) -> bool:
    weg = doel.stappen and doel.regeling in g.lokaal and g.stand(doel) is Stand.NOOIT
    if not doel.artikel:
        return bool(weg)
    return bool(weg) and not _bij_een_ander_lid(g, doel, ref) and not _staat_in_de_wet(g, tekst, plaats, ref, doel)


def _staat_in_de_wet(g: Gereedschap, tekst: Regelingtekst, plaats: Plaats, ref: Ref, doel: Adres) -> bool:
    """Whether the place is there in an act that the same artikel or the aanhef names: "past onderdeel r toe", after "artikel 31 van de wet"."""
    hier = _landelijk(tekst.op_artikel(plaats.artikel))
    if any((d.artikel, d.lid) == (doel.artikel, doel.lid) for d in hier):
        return True
    wetten = [*hier, *_landelijk(p for p in tekst.plaatsen if p.soort == Soort.AANHEF)]
    if "artikel" in ref.tekst.lower():
        mogelijk = [plaats_in(d.regeling, doel.artikel, doel.lid, doel.onderdeel) for d in wetten]
    else:
        mogelijk = [plaats_in(d.regeling, d.artikel, d.lid, doel.onderdeel) for d in wetten if d.artikel]
    return any(g.stand(m) not in (Stand.NOOIT, Stand.GEEN_TEKST) for m in mogelijk)


def _landelijk(plaatsen: Iterable[Plaats]) -> list[Adres]:
    return [d for p in plaatsen for r in p.refs for d in r.doelen if d.regeling.startswith("BWB")]


def _bij_een_ander_lid(g: Gereedschap, doel: Adres, ref: Ref) -> bool:
    """ "tweede en derde lid, onderdelen a en b": an onderdeel may belong to the last lid only; both leden must be there."""
    lid = plaats_in(doel.regeling, doel.artikel, doel.lid)
    return (
        bool(doel.onderdeel)
        and g.stand(lid) is not Stand.NOOIT
        and any(
            d.in_artikel == doel.in_artikel
            and d.lid != doel.lid
            and d.onderdeel == doel.onderdeel
            and g.stand(d) is not Stand.NOOIT
            for d in ref.doelen
        )
    )
