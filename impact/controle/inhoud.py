"""Content: amounts that the law changed, words of the law that went stale, definitions, and rules past their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.graaf.sporen import begrippen_van, is_regelingnaam
from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Soort, inlinetekst, wandel
from verordening.dagen import MAANDEN
from verordening.nummers import romeins

__all__ = ["CODES", "controleer"]

CODES = {
    "bedrag-verouderd": "de bepaling noemt een bedrag of percentage dat de wet heeft gewijzigd",
    "wettekst-verouderd": "de bepaling herhaalt woorden van de wet die zijn gewijzigd",
    "begrip-ongebruikt": "het begrip is omschreven maar wordt niet gebruikt",
    "begrip-wijkt-af": "het begrip is anders omschreven dan in de wet, zonder ernaar te verwijzen",
    "begrip-niet-omschreven": "een afkorting wordt gebruikt maar is niet omschreven",
    "uitgewerkt": "de bepaling noemt een einddatum die voorbij is",
}

REEKS = 9
"""Words in a row that make a quotation of the law."""

_GETAL = re.compile(r"€\s?[\d.]*\d(?:,\d\d)?|\d+(?:,\d+)?\s?(?:%|procent)")
_EINDDATUM = re.compile(
    r"tot en met (\d{1,2}) (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) (\d{4})"
)
_AFKORTING = re.compile(r"\b[A-Z]{2,}[a-z]?[A-Z]*\b")
_TELWOORD = frozenset(romeins(n) for n in range(1, 90))
"""Roman numerals without C, D and M: what numbers a chapter, a part or an artikel is no abbreviation."""


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """All content checks, per regulation."""
    for tekst in g.lokaal.values():
        for plaats in tekst.plaatsen:
            yield from _bedragen(g, tekst, plaats)
            yield from _herhaling(g, plaats)
            yield from _uitgewerkt(g, plaats)
        yield from _begrippen(g, tekst)


def _bedragen(g: Gereedschap, tekst: Regelingtekst, plaats: Plaats) -> Iterator[Bevinding]:
    """Amounts that stood at a place of law named in the same artikel, and stand there no longer."""
    if plaats.soort == Soort.AANHEF:
        return
    genoot = tekst.op_artikel(plaats.artikel) if plaats.artikel else (plaats,)
    doelen = {d for p in genoot for r in p.refs for d in r.doelen if d.artikel and d.regeling in g.wetten}
    eigen = set(map(_plat, _GETAL.findall(plaats.tekst)))
    for doel in sorted(d for d in doelen if not any(ander != d and ander.binnen(d) for ander in doelen)):
        was, wordt = g.teksten(doel)
        oud, nieuw = (list(dict.fromkeys(map(_plat, _GETAL.findall(t)))) for t in (was, wordt))
        weg, bij = [x for x in oud if x not in nieuw], [x for x in nieuw if x not in oud]
        for getal in sorted(eigen.intersection(weg)):
            nu = f"nu noemt de wet {' en '.join(bij)}" if bij else "nu noemt de wet geen bedrag meer"
            yield g.meld(
                "bedrag-verouderd",
                Ernst.FOUT,
                plaats,
                getal,
                f"Dit stond in {doel.tekst()} ({g.titel(doel.regeling)}); {nu}.",
                "Pas het bedrag aan of verwijs naar de wet.",
            )


def _plat(getal: str) -> str:
    """One form per amount.

    >>> _plat("€ 1.200,00"), _plat("€ 1.200"), _plat("90 procent")
    ('€ 1.200', '€ 1.200', '90%')
    """
    kaal = re.sub(r"\s", "", getal).replace("procent", "%").removesuffix(",00")
    return kaal.replace("€", "€ ")


def _herhaling(g: Gereedschap, plaats: Plaats) -> Iterator[Bevinding]:
    woorden = _woorden(plaats.tekst)
    if len(woorden) < REEKS or plaats.soort == Soort.AANHEF:
        return
    reeksen = {" ".join(woorden[i : i + REEKS]) for i in range(len(woorden) - REEKS + 1)}
    for doel in _doelen(g, plaats):
        was, wordt = (" ".join(_woorden(t)) for t in g.teksten(doel))
        raak = sorted((r for r in reeksen if r in was and r not in wordt), key=was.find)
        if raak and wordt:
            yield g.meld(
                "wettekst-verouderd",
                Ernst.WAARSCHUWING,
                plaats,
                raak[0],
                f"Herhaalt de oude tekst van {doel.tekst()} ({g.titel(doel.regeling)}), en die is gewijzigd.",
                "Verwijs naar de wet of neem de nieuwe woorden over.",
            )


def _doelen(g: Gereedschap, plaats: Plaats) -> list[Adres]:
    return sorted({d for r in plaats.refs for d in r.doelen if d.artikel and d.regeling in g.wetten})


def _woorden(tekst: str) -> list[str]:
    return re.findall(r"[\w%€]+", tekst.lower())


def _uitgewerkt(g: Gereedschap, plaats: Plaats) -> Iterator[Bevinding]:
    for dag, maand, jaar in _EINDDATUM.findall(plaats.tekst):
        try:
            eind = date(int(jaar), MAANDEN.index(maand) + 1, int(dag))
        except ValueError:
            continue
        if eind < g.invoer.op:
            yield g.meld(
                "uitgewerkt",
                Ernst.INFO,
                plaats,
                f"{dag} {maand} {jaar}",
                "Deze einddatum is voorbij.",
                "Ga na of de bepaling kan vervallen.",
            )


def _begrippen(g: Gereedschap, tekst: Regelingtekst) -> Iterator[Bevinding]:
    namen = [p for p in tekst.plaatsen if p.soort == "begrip"]
    alles = "\n".join(f"{' '.join(p.koppen)}\n{p.tekst}" for p in tekst.plaatsen)
    wettelijk = _wettelijke_begrippen(g)
    for begrip in begrippen_van(tekst):
        if not (begrip.in_tekst or begrip.in_kop or begrip.in_hoofdstuk):
            yield g.meld(
                "begrip-ongebruikt",
                Ernst.WAARSCHUWING,
                begrip.plaats,
                begrip.plaats.term,
                "Dit begrip wordt in de regeling niet gebruikt.",
                "Laat de omschrijving vervallen.",
            )
        anders = wettelijk.get(begrip.plaats.term.lower())
        if anders is not None and not any(d.artikel for r in begrip.plaats.refs for d in r.doelen):
            yield g.meld(
                "begrip-wijkt-af",
                Ernst.WAARSCHUWING,
                begrip.plaats,
                begrip.plaats.term,
                f"De wet omschrijft dit begrip zelf ({anders}); deze omschrijving verwijst daar niet naar.",
                "Verwijs naar de wet of kies een ander woord.",
            )
    bekend = {p.term for p in namen} | {w.afkorting for w in g.invoer.wetten}
    for naam in (n for n in namen if is_regelingnaam(n) and len(re.findall(rf"\b{re.escape(n.term)}\b", alles)) < 2):
        yield g.meld(
            "begrip-ongebruikt",
            Ernst.WAARSCHUWING,
            naam,
            naam.term,
            "Deze naam wordt in de regeling niet gebruikt.",
            "Laat de omschrijving vervallen.",
        )
    for plaats in tekst.plaatsen:
        for afkorting in dict.fromkeys(_AFKORTING.findall(plaats.tekst)):
            if (
                len(afkorting) > 2
                and afkorting not in bekend | _TELWOORD
                and afkorting not in tekst.regeling.citeertitel
            ):
                bekend.add(afkorting)
                yield g.meld(
                    "begrip-niet-omschreven",
                    Ernst.INFO,
                    plaats,
                    afkorting,
                    "Deze afkorting is in de regeling niet omschreven.",
                    "Omschrijf haar of schrijf haar voluit.",
                )


def _wettelijke_begrippen(g: Gereedschap) -> dict[str, str]:
    """Terms that the law defines itself ("tegenprestatie: …" in an onderdeel of an artikel with definitions), with their place."""
    uit: dict[str, str] = {}
    for wet in g.invoer.wetten:
        regeling = wet.wordt or wet.was
        for eenheid in wandel(regeling.wortel) if regeling is not None else ():
            if eenheid.soort is Soort.BEGRIP and eenheid.opschrift:
                uit.setdefault(inlinetekst(eenheid.opschrift).strip(" :").lower(), wet.afkorting)
    return uit
