"""Content: definitions, and rules past their date (what the law changed is judged in :mod:`impact.controle.oordelen`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.graaf.sporen import begrippen_van, is_regelingnaam
from verordening.bevinding import Bevinding
from verordening.boom import Soort, inlinetekst, wandel
from verordening.dagen import MAANDEN
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


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """All content checks, per regulation."""
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
