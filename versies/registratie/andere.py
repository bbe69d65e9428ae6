"""Pieces about other decisions: rectifications, commencement, postponement, withdrawal, annulment, and novelles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from verordening.bevinding import Bevinding, Geweigerd
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Wijzigartikel
from versies.opdracht import besluittekst, lees_besluit
from versies.registratie.gedeeld import (
    bewaar,
    doelnaam,
    intrekking,
    intrekkingen_van,
    neem_terug,
    tegenspraak,
    trek_terug,
    voert_uit,
    weiger_werkend,
)
from versies.registratie.ontwerp import Ontwerp, Schets
from versies.registratie.stukken import Stuk, genoemde_delen, lees_rectificatie, sleutels_van
from versies.registratie.tijdstip import dag_van
from versies.registratie.uitvoeren import voer_uit
from versies.tijd.model import SoortTijdstempel, Tijdstempel, Uitvoering, Versie, Voorwaarde
from versies.toepassen.novelle import pas_toe_op_besluit, raakt_besluit
from versies.wijziging import Vervalt


def _besluit(ontwerp: Ontwerp, zin: str, plaats: str) -> tuple[str, str]:
    """(title, file) of the registered decision that a sentence names.

    Raises:
        Geweigerd: it names none.
    """
    gevonden = ontwerp.beeld.vind_besluit(zin)
    if gevonden is None:
        titels = "; ".join(dict.fromkeys(t for _, t, b in ontwerp.register.besluiten() if b)) or "geen"
        raise Geweigerd.om("besluit-onbekend", plaats, titels=titels)
    return gevonden


# --- rectification ----------------------------------------------------------------------------------------------------


def rectificatie(ontwerp: Ontwerp, stuk: Stuk) -> Schets:
    """Corrected words: executed after the decision that they correct, for the same doel."""
    schets = Schets(stuk.titel, "rectificatie", stuk.ondertekend, "rectificatie")
    gevonden = ontwerp.beeld.vind_besluit(stuk.titel)
    if gevonden and (woorden := _in_het_besluit(stuk, gevonden[0])) is not None:
        _vervang_besluit(ontwerp, schets, stuk, gevonden[1], woorden)
        return schets
    rij = voert_uit(ontwerp, gevonden[1]) if gevonden else []
    if ontwerp.opgave.doel:
        rij = [v for v in rij if v.doel == ontwerp.opgave.doel]
    if not rij:
        return _op_losse_tekst(ontwerp, stuk, schets)
    bestand = bewaar(ontwerp, schets, stuk)
    fout: Geweigerd | None = None
    for v in rij:
        nieuw = Uitvoering(v.doel, v.werk, bestand, (), rectificatie=True)
        try:
            voer_uit(ontwerp.beeld.tekst(_versie(ontwerp, v.werk, v.doel)), nieuw, stuk.inhoud, None)
        except Geweigerd as reden:
            fout = reden
            continue
        schets.uitvoeringen.append(nieuw)
    if not schets.uitvoeringen:
        raise fout or Geweigerd.om("geen-tekst/tekst-rectificeren", stuk.naam)
    return schets


def _in_het_besluit(stuk: Stuk, titel: str) -> Besluit | None:
    """What a rectification corrects when it names places in the decision itself, as a decision on that decision."""
    opdrachten = lees_rectificatie(stuk.inhoud, stuk.naam)
    besluit = Besluit(stuk.titel, artikelen=(Wijzigartikel("", titel, opdrachten),), naam=stuk.naam)
    return besluit if raakt_besluit(besluit) else None


def _versie(ontwerp: Ontwerp, werk: str, doel: str) -> str:
    lijn = ontwerp.beeld.lijn(werk)
    namen = [v.versie for m, v in lijn.takken.versies.items() if m.doel == doel and v.versie] if lijn else []
    if not namen:
        raise Geweigerd.om("geen-tekst/doel-tekst", werk, doel=doel)
    return namen[-1]


def _op_losse_tekst(ontwerp: Ontwerp, stuk: Stuk, schets: Schets) -> Schets:
    """A doel whose text was delivered without a decision: the corrected text is its next version."""
    o = ontwerp.opgave
    werk = ontwerp.beeld.vind(o.regeling) if o.regeling else None
    lijn = ontwerp.beeld.lijn(werk) if werk else None
    if werk is None or lijn is None or not o.doel:
        _besluit(ontwerp, stuk.titel, stuk.naam)
        raise Geweigerd.om("geen-tekst/besluit-tekst", stuk.naam)
    bestand = bewaar(ontwerp, schets, stuk)
    was = ontwerp.beeld.tekst(_versie(ontwerp, werk, o.doel))
    tekst, bevindingen = voer_uit(was, Uitvoering(o.doel, werk, bestand, (), rectificatie=True), stuk.inhoud, None)
    dag = lijn.datums(o.doel)[0] or ontwerp.bekend
    naam = ontwerp.recht(werk).vrije_naam(dag)
    schets.teksten[naam] = tekst
    schets.bevindingen += bevindingen
    schets.mutaties.append(Versie(werk, (o.doel,), naam, (lijn.takken.top(o.doel),)))
    return schets


# --- messages about decisions -----------------------------------------------------------------------------------------


def bericht(ontwerp: Ontwerp, stuk: Stuk) -> Schets:
    """Repeal of a regulation; commencement, postponement, withdrawal or annulment of a decision."""
    schets = Schets(stuk.titel, str(stuk.soort), stuk.ondertekend)
    doel = doelnaam(ontwerp, stuk.titel)
    zelf = [
        b.datum or dag_van(b.tijdstip, ontwerp.bekend)
        for b in stuk.besluit.van_soort(Bepalingsoort.INWERKINGTREDING)
        if not _over(ontwerp, b)
    ]
    over_anderen(ontwerp, schets, stuk.besluit, doel, next((d for d in zelf if d), None))
    for zin in stuk.vernietigt:
        schets.betreft = schets.betreft or "vernietiging"
        _vernietig(ontwerp, schets, zin, stuk.naam)
    if not schets.mutaties and not schets.uitvoeringen:
        raise Geweigerd.om("geen-opdracht", stuk.naam)
    bewaar(ontwerp, schets, stuk)
    return schets


def over_anderen(ontwerp: Ontwerp, schets: Schets, besluit: Besluit, doel: str, standaard: date | None) -> None:
    """What a decision says of other regulations and decisions: repeal, withdrawal, entry into force.

    Args:
        doel: of the decision itself. standaard: the day on which it takes effect, for what names no day.
    """
    for b in besluit.bepalingen:
        over = _over(ontwerp, b) if b.soort is Bepalingsoort.INWERKINGTREDING else ""
        if b.soort is Bepalingsoort.INTREKKING or (over and b.tijdstip.startswith("niet")):
            schets.betreft = schets.betreft or "intrekking"
            intrekking(ontwerp, schets, b, doel, standaard)
        elif over:
            schets.betreft = schets.betreft or "inwerkingtreding"
            _inwerking(ontwerp, schets, b, over, standaard)


def _over(ontwerp: Ontwerp, b: Bepaling) -> str:
    """The title of the registered decision that an entry into force is about; empty when it is about itself."""
    if b.onderwerp[:4].casefold() in ("deze", "dit "):
        return ""
    gevonden = ontwerp.beeld.vind_besluit(b.onderwerp) if len(b.onderwerp.split()) > 2 else None
    return gevonden[0] if gevonden else ""


def _inwerking(ontwerp: Ontwerp, schets: Schets, b: Bepaling, titel: str, standaard: date | None) -> None:
    vast = b.datum or dag_van(b.tijdstip, ontwerp.bekend) or (None if b.tijdstip else standaard)
    gevraagd = ontwerp.opgave.werkend
    if gevraagd and vast and gevraagd != vast:
        raise tegenspraak("--werkend", gevraagd, vast)
    dag = vast or gevraagd or (Voorwaarde(b.voorwaarde or b.tijdstip) if b.tijdstip else None)
    if dag is None:
        raise Geweigerd.om("geen-tijdstip", str(b.bron))
    _, bestand = _besluit(ontwerp, titel, str(b.bron))
    delen = genoemde_delen(b.onderwerp, titel)
    verdeeld: dict[str, str] = {}
    for v in voert_uit(ontwerp, bestand):
        raak = [d for d in v.delen if not delen or _onder(d, delen)]
        if not raak:
            continue
        weiger_werkend(ontwerp, [v], "al-in-werking", str(b.bron), titel)
        if len(raak) == len(v.delen):
            schets.mutaties.append(Tijdstempel(v.doel, dag))
            continue
        nieuw = verdeeld.setdefault(v.doel, _vrij(ontwerp, schets, v.doel))
        schets.mutaties.append(Tijdstempel(nieuw, dag))
        schets.uitvoeringen += [
            replace(v, doel=nieuw, delen=tuple(raak)),
            replace(v, delen=tuple(d for d in v.delen if d not in raak)),
        ]
    for m in () if delen else intrekkingen_van(ontwerp, bestand):
        weiger_werkend(ontwerp, [m], "al-in-werking", str(b.bron), titel)
        schets.mutaties.append(Tijdstempel(m.doel, dag))
    schets.mutaties = list(dict.fromkeys(schets.mutaties))
    if not schets.mutaties:
        raise Geweigerd.om("deel-onbekend/deel-besluit", str(b.bron))


def _onder(deel: str, delen: tuple[tuple[str, ...], ...]) -> bool:
    eigen = tuple(deel.partition("#")[0].split("."))
    return any(eigen[: len(d)] == d for d in delen)


def _vrij(ontwerp: Ontwerp, schets: Schets, doel: str) -> str:
    bezet = ontwerp.register.doelen() | {v.doel for v in schets.uitvoeringen}
    return next(n for k in range(2, 10_000) if (n := f"{doel}-deel-{k}") not in bezet)


def _vernietig(ontwerp: Ontwerp, schets: Schets, zin: str, plaats: str) -> None:
    """Annulment: the decision, or a part of it, never was; what came after it is executed without it."""
    titel, bestand = _besluit(ontwerp, zin, plaats)
    delen = genoemde_delen(zin, titel)
    if not delen:
        neem_terug(ontwerp, schets, bestand)
    elif not _zonder_delen(schets, voert_uit(ontwerp, bestand), delen):
        namen = ", ".join(" ".join(d) for d in delen)
        raise Geweigerd.om("deel-onbekend/besluit-onderdeel", plaats, namen=namen)


def _zonder_delen(schets: Schets, rij: list[Uitvoering], delen: tuple[tuple[str, ...], ...]) -> bool:
    """Take parts of a decision out of what is executed; False when it has none of them."""
    geraakt = [v for v in rij if any(_onder(d, delen) for d in v.delen)]
    for v in geraakt:
        blijft = tuple(d for d in v.delen if not _onder(d, delen))
        if blijft:
            schets.uitvoeringen.append(replace(v, delen=blijft))
        else:
            trek_terug(schets, [v])
    return bool(geraakt)


# --- a decision that amends a decision --------------------------------------------------------------------------------


def novelle(ontwerp: Ontwerp, stuk: Stuk, naam: str, titel: str) -> Schets:
    """A decision on a decision that is not in force yet: the amended decision takes its place."""
    if any(a.regeling != naam for a in stuk.besluit.artikelen if a.opdrachten):
        raise Geweigerd.om("novelle-en-meer", stuk.naam)
    schets = Schets(stuk.titel, "wijziging van een besluit", stuk.ondertekend, f"wijziging van {titel}")
    _, bestand = _besluit(ontwerp, titel, stuk.naam)
    rij, weg = voert_uit(ontwerp, bestand), _vervallen(stuk.besluit, titel)
    geraakt = [v for v in rij if not weg or any(_onder(d, weg) for d in v.delen)]
    weiger_werkend(ontwerp, geraakt, "al-in-werking/werkt-sinds", stuk.naam, titel)
    if weg and _zonder_delen(schets, rij, weg):
        bewaar(ontwerp, schets, stuk)
        return schets
    artikelen = tuple(replace(a, regeling=titel) for a in stuk.besluit.artikelen)
    _vervang_besluit(ontwerp, schets, stuk, bestand, stuk.besluit.met(artikelen=artikelen))
    return schets


def _vervallen(besluit: Besluit, titel: str) -> tuple[tuple[str, ...], ...]:
    """The parts of another decision that a decision takes out, when that is all it does; none when it does more."""
    zinnen = [o.zin for o in besluit.opdrachten if all(isinstance(w, Vervalt) for w in o.wijzigingen)]
    delen = [genoemde_delen(z, titel) for z in zinnen]
    return tuple(d for rij in delen for d in rij) if len(zinnen) == len(besluit.opdrachten) and all(delen) else ()


def _vervang_besluit(ontwerp: Ontwerp, schets: Schets, stuk: Stuk, bestand: str, door: Besluit) -> None:
    """A decision as another one makes it read takes its place.

    Raises:
        Geweigerd: it is not kept as text, or cannot be changed so.
    """
    rij = voert_uit(ontwerp, bestand)
    huidig = next((v.bestand for v in rij), bestand)
    oude = ontwerp.beeld.bestand(huidig)
    if oude.startswith(b"PK") or oude.lstrip()[:1] == b"<":
        raise Geweigerd.om("novelle-vorm", huidig)
    if any(v.lezingen for v in rij):
        raise Geweigerd.om("novelle-vorm/lezing", huidig)
    wordt = pas_toe_op_besluit(besluittekst(oude, huidig), door).wordt
    bewaar(ontwerp, schets, stuk)
    nieuw = bewaar(ontwerp, schets, replace(stuk, naam=_na(bestand), inhoud=wordt.encode()), afgeleid=True)
    _zet_over(ontwerp, schets, rij, oude, wordt, nieuw)


def _na(bestand: str) -> str:
    stam, _, staart = bestand.rpartition("/")[2].rpartition(".")
    return f"{stam}-gewijzigd.{staart}"


def _zet_over(ontwerp: Ontwerp, schets: Schets, rij: list[Uitvoering], oude: bytes, wordt: str, bestand: str) -> None:
    """Instructions of the decision as it now reads, on the doelen that it had; and the dates that it changed itself.

    A date that it leaves as it was may since be another, by a postponement: that one stays.
    """
    was, nu = lees_besluit(oude, naam="was"), lees_besluit(wordt, naam="wordt")
    sleutels_was, sleutels_nu = sleutels_van(was), sleutels_van(nu)
    if len(was.doelen()) != len(nu.doelen()) and len(nu.doelen()) != 1:
        raise Geweigerd.om("novelle-delen")
    for v in rij:
        delen = tuple(d for d in sleutels_nu if d in v.delen or d not in sleutels_was)
        schets.uitvoeringen += [replace(v, delen=()), replace(v, bestand=bestand, delen=delen)]
        eerste = sleutels_nu[delen[0]] if delen else None
        if eerste is None:
            trek_terug(schets, [v])
            continue
        oud = next((sleutels_was[d] for d in v.delen if d in sleutels_was), eerste)
        dag, tijdstip, voorwaarde = nu.moment(eerste)
        if was.moment(oud) != (dag, tijdstip, voorwaarde):
            if schets.soort == "rectificatie" and _elders_bepaald(ontwerp, v):
                schets.bevindingen.append(Bevinding.van("dag-elders-bepaald", v.doel, str(dag or tijdstip)))
                continue
            wanneer = dag or dag_van(tijdstip, ontwerp.bekend) or Voorwaarde(voorwaarde or tijdstip)
            schets.mutaties.append(Tijdstempel(v.doel, wanneer))
        if (geldig := nu.geldig_vanaf(eerste)) is not None and geldig != was.geldig_vanaf(oud):
            schets.mutaties.append(Tijdstempel(v.doel, geldig, SoortTijdstempel.GELDIG))
    schets.mutaties = list(dict.fromkeys(schets.mutaties))


def _elders_bepaald(ontwerp: Ontwerp, v: Uitvoering) -> bool:
    """Whether another decision dated a doel after the decision that it is of: what that one says, no rectification changes."""
    lijn, elders = ontwerp.beeld.lijn(v.werk), False
    for u in lijn.uitwisselingen if lijn else ():
        if any(isinstance(m, Tijdstempel) and m.doel == v.doel for m in u.mutaties):
            elders = all(w.doel != v.doel for w in u.uitvoeringen)
    return elders
