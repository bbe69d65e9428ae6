"""What sketches of every kind need: names for doelen, files, bases, repeals, and contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from verordening.bevinding import Bevinding, Geweigerd
from verordening.dagen import dag as in_woorden
from versies.besluit import Bepaling
from versies.registratie.ontwerp import Ontwerp, Schets
from versies.registratie.stukken import Stuk, woorden
from versies.registratie.tijdstip import dag_van
from versies.tijd.model import (
    Intrekking,
    Mutatie,
    Terugtrekking,
    Tijdstempel,
    Uitvoering,
    Uitwisseling,
    Voorwaarde,
    Wat,
    uitvoeringen,
)
from versies.tijd.namen import slug


def tegenspraak(optie: str, gevraagd: object, besluit: object) -> Geweigerd:
    """An option that says otherwise than the decision."""
    gevraagd, besluit = (in_woorden(d) if isinstance(d, date) else d for d in (gevraagd, besluit))
    return Geweigerd.om("tegenspraak", optie=optie, gevraagd=gevraagd, besluit=besluit)


def op_regeling(ontwerp: Ontwerp, werken: set[str]) -> None:
    """Refuse a --regeling that the decision is not about.

    Raises:
        Geweigerd: as said.
    """
    o = ontwerp.opgave
    if o.regeling and ontwerp.beeld.vind(o.regeling) not in werken:
        genoemd = ", ".join(ontwerp.beeld.titels.get(w, w) for w in sorted(werken))
        raise tegenspraak("--regeling", o.regeling, f"het gaat over {genoemd}")


def doelnaam(ontwerp: Ontwerp, titel: str) -> str:
    """The name of the doel of a decision: as asked, or short for its title; never one that is taken."""
    bezet = ontwerp.register.doelen()
    if ontwerp.opgave.doel:
        return ontwerp.opgave.doel
    kort = re.sub(r"^(?:verordening|besluit)\s+(?:tot|houdende)\s+", "", titel, flags=re.IGNORECASE)
    naam = slug(kort)[:60].strip("-")
    return next(n for k in range(1, 10_000) if (n := naam if k == 1 else f"{naam}-{k}") not in bezet)


def bewaar(ontwerp: Ontwerp, schets: Schets, stuk: Stuk, *, afgeleid: bool = False) -> str:
    """Keep the decision with the registration; the path in the dossier.

    Args:
        afgeleid: it is not what somebody brings in, but what a decision became.

    Raises:
        Geweigerd: the same decision was registered already.
    """
    al = ontwerp.beeld.al_opgenomen(stuk.inhoud) or _zelfde_woorden(ontwerp, stuk)
    for nummer, titel, pad in ontwerp.register.besluiten() if al and not afgeleid else ():
        if pad == al and ontwerp.register.telt(nummer):
            raise Geweigerd.om("al-vastgelegd", stuk.naam, nummer=nummer, besluit=titel)
    if al:
        schets.stuk = al
        return al
    stam, _, staart = stuk.naam.rpartition(".")
    veilig = re.sub(r"[^A-Za-z0-9_-]+", "-", stam or staart).strip("-_")[:60] or "besluit"
    ext = re.sub(r"[^A-Za-z0-9]+", "", staart)[:8] if stam else "txt"
    for n in range(1, 10_000):
        pad = f"besluiten/{ontwerp.bekend.year}/{veilig}{'' if n == 1 else f'-{n}'}.{ext}"
        if pad not in ontwerp.register.boom() and pad not in schets.bestanden:
            schets.bestanden[pad] = stuk.inhoud
            schets.stuk = schets.stuk or pad
            return pad
    raise Geweigerd.om("naam-bezet/veel-besluiten", stuk.naam)


def _zelfde_woorden(ontwerp: Ontwerp, stuk: Stuk) -> str | None:
    """The file of a registered decision with this title that says the same, whatever its form or layout."""
    eigen = woorden(stuk.inhoud, stuk.naam)
    for _, titel, bestand in ontwerp.register.besluiten():
        zelfde = bestand and eigen and titel.casefold() == stuk.titel.casefold()
        if zelfde and woorden(ontwerp.beeld.bestand(bestand), bestand) == eigen:
            return bestand
    return None


def voert_uit(ontwerp: Ontwerp, bestand: str) -> list[Uitvoering]:
    """What is now executed of a registered decision, or of what it became when it was itself changed: per doel and regulation."""
    werken = {
        v.werk
        for nummer, _, pad in ontwerp.register.besluiten()
        if pad == bestand and (u := ontwerp.register.blad(nummer)) is not None
        for v in u.uitvoeringen
        if v.bestand == bestand
    }
    uit: list[Uitvoering] = []
    for werk in sorted(werken):
        lijn = ontwerp.beeld.lijn(werk)
        namen = {bestand}
        for u in lijn.uitwisselingen if lijn else ():
            if any(v.bestand in namen and not v.delen and not v.rectificatie for v in u.uitvoeringen):
                namen |= {v.bestand for v in u.uitvoeringen if v.delen}
        for rij in uitvoeringen(lijn.uitwisselingen, werk).values() if lijn else ():
            uit += [v for v in rij if v.bestand in namen]
    return uit


def intrekkingen_van(ontwerp: Ontwerp, bestand: str) -> list[Intrekking]:
    """The regulations that a registered decision repeals."""
    return [m for u in _eigen(ontwerp, bestand) for m in u.intrekkingen]


def _eigen(ontwerp: Ontwerp, bestand: str) -> list[Uitwisseling]:
    """The deliveries of a decision itself, as far as they count."""
    nummers = [n for n, _, pad in ontwerp.register.besluiten() if pad == bestand and ontwerp.register.telt(n)]
    return [u for n in nummers if (u := ontwerp.register.blad(n)) is not None]


def weiger_werkend(
    ontwerp: Ontwerp, rij: Iterable[Uitvoering | Intrekking], reden: str, plaats: str, titel: str
) -> None:
    """Refuse what can only be done to a decision, or to parts of it, that did not take effect yet.

    Raises:
        Geweigerd: one of them holds already on the day of publication.
    """
    for v in rij:
        lijn = ontwerp.beeld.lijn(v.werk)
        werkend = lijn.datums(v.doel)[0] if lijn else None
        if werkend is not None and werkend <= ontwerp.bekend:
            raise Geweigerd.om(reden, plaats, titel=titel, werkend=werkend)


def trek_terug(schets: Schets, rij: Sequence[Uitvoering]) -> None:
    """Take back what a decision, or some parts of it, did: its texts and its dates."""
    for v in rij:
        schets.mutaties.append(Terugtrekking(Wat.VERSIE, v.doel, v.werk))
    schets.mutaties += [Terugtrekking(Wat.TIJDSTEMPEL, doel) for doel in dict.fromkeys(v.doel for v in rij)]


def neem_terug(ontwerp: Ontwerp, schets: Schets, bestand: str) -> None:
    """Take back all that a decision did: also a repeal, and a date of another decision, which is again what it was."""
    rij = voert_uit(ontwerp, bestand)
    trek_terug(schets, rij)
    weg = {m.doel for m in intrekkingen_van(ontwerp, bestand)}
    eigen = {v.doel for v in rij}
    schets.mutaties += [Terugtrekking(Wat.TIJDSTEMPEL, doel) for doel in sorted(weg - eigen)]
    eigen |= weg
    for u in _eigen(ontwerp, bestand):
        stempels = [m for m in u.stempels if m.doel not in eigen]
        schets.mutaties += [_zonder(ontwerp, u, m) for m in stempels]


def _zonder(ontwerp: Ontwerp, weg: Uitwisseling, stempel: Tijdstempel) -> Mutatie:
    """What a doel is left with when one delivery did not date it."""
    uit: Mutatie = Terugtrekking(Wat.TIJDSTEMPEL, stempel.doel, soort=stempel.soort)
    lijnen = [lijn for w in ontwerp.beeld.titels if (lijn := ontwerp.beeld.lijn(w)) and lijn.heeft(stempel.doel)]
    for u in lijnen[0].uitwisselingen if lijnen else ():
        for m in u.mutaties if u.gemaakt_op != weg.gemaakt_op else ():
            if isinstance(m, Tijdstempel) and (m.doel, m.soort) == (stempel.doel, stempel.soort):
                uit = m
    return uit


def intrekking(ontwerp: Ontwerp, schets: Schets, b: Bepaling, doel: str, standaard: date | None) -> None:
    """A provision that repeals one or more regulations, or withdraws a decision that has not taken effect.

    Raises:
        Geweigerd: the decision is only about what is not in the dossier, or names almost what is; there is no day; or the
            decision has taken effect already.
    """
    for naam in _genoemd(ontwerp, b):
        _trek_in(ontwerp, schets, replace(b, onderwerp=naam), doel, standaard)


_EN = re.compile(r"(?:\s*,\s*|\s+)(?:(?:en|alsmede)\s+)?(?:de|het)\s+|\s*,\s*|\s+en\s+", re.IGNORECASE)


_LIJKT = 0.85
"""From here two titles are more likely one regulation (a slip, another year) than two."""
_BIJSTELLING = re.compile(r",\s*(?:vastgesteld|zoals|laatstelijk)\b[^,]*(,|$)", re.IGNORECASE)


def _genoemd(ontwerp: Ontwerp, b: Bepaling) -> list[str]:
    """The names in what is repealed. A title may hold "en" itself: it is cut only around what the dossier knows by name."""
    namen: list[str] = []
    rest = _BIJSTELLING.sub(r"\1", re.sub(r"\A(?:de|het)\s+", "", b.onderwerp, flags=re.IGNORECASE))
    alle = (*ontwerp.beeld.titels.values(), *(t for _, t, _ in ontwerp.register.besluiten()))
    titels = tuple({t.casefold() for t in alle if t})
    while rest or not namen:
        einden = [*(m.span() for m in _EN.finditer(rest)), (len(rest), len(rest))]
        bekend = [(van, tot) for van, tot in reversed(einden) if rest[:van].strip().casefold() in titels]
        ervoor = [(van, tot) for van, tot in einden if rest[tot:].casefold().startswith(titels)]
        van, tot = (bekend or ervoor or einden[-1:])[0]
        namen.append(rest[:van].strip())
        rest = rest[tot:]
    return namen


def _buiten(ontwerp: Ontwerp, schets: Schets, b: Bepaling) -> None:
    """The repeal of what the dossier does not hold changes none of its texts; it is told, unless another name was meant.

    Raises:
        Geweigerd: the dossier holds something with almost this name, or the decision does nothing else.
    """
    titels = {t.casefold(): t for t in ontwerp.beeld.titels.values()}
    naam = b.onderwerp.casefold()
    delen = [naam, *_EN.split(naam)]
    lijkt = {t for deel in delen for t in get_close_matches(deel, titels, cutoff=_LIJKT)} | {
        t for t in titels if t in naam
    }
    if lijkt or not schets.uitvoeringen:
        values = ", ".join(titels[t] for t in sorted(lijkt or titels)) or "niets"
        raise Geweigerd.om("regeling-onbekend/dossier-niets-vastgelegd", str(b.bron), naam=b.onderwerp, values=values)
    schets.bevindingen.append(Bevinding.van("intrekking-buiten-dossier", str(b.bron), b.onderwerp))


def _trek_in(ontwerp: Ontwerp, schets: Schets, b: Bepaling, doel: str, standaard: date | None) -> None:
    naam = b.onderwerp
    exact = ontwerp.beeld.vind_besluit(naam)
    werk = ontwerp.beeld.vind(naam)
    if werk is not None:
        dag = b.datum or dag_van(b.tijdstip, ontwerp.bekend) or standaard or ontwerp.opgave.werkend
        eigen = {m.datum for m in schets.mutaties if isinstance(m, Tijdstempel) and m.doel == doel}
        wacht = [m for m in eigen if isinstance(m, Voorwaarde)] if not b.tijdstip else []
        wanneer = dag or next(iter(wacht), None)  # with the decision itself, when that waits
        if wanneer is None:
            raise Geweigerd.om("geen-tijdstip/wanneer-ingetrokken", str(b.bron), naam=naam)
        if ontwerp.opgave.werkend and not standaard and ontwerp.opgave.werkend != dag:
            raise tegenspraak("--werkend", ontwerp.opgave.werkend, dag)
        lijn = ontwerp.beeld.lijn(werk)
        assert lijn is not None
        weg = doel if not eigen or eigen == {wanneer} else f"{doel}-intrekking"
        geldend = (lijn.geldend(dag) if dag else None) or lijn.stand.toestanden[-1]
        schets.mutaties.append(Intrekking(werk, weg, tuple(map(lijn.takken.top, geldend.doelen))))
        if Tijdstempel(weg, wanneer) not in schets.mutaties:
            schets.mutaties.append(Tijdstempel(weg, wanneer))
        return
    if exact is None:
        _buiten(ontwerp, schets, b)
        return
    rij: list[Uitvoering | Intrekking] = list(intrekkingen_van(ontwerp, exact[1]))
    rij += voert_uit(ontwerp, exact[1])
    weiger_werkend(ontwerp, rij, "al-in-werking/werkt-sinds-intrekken", str(b.bron), exact[0])
    neem_terug(ontwerp, schets, exact[1])
