"""From a piece to a sketch of the registration: what it says of which regulation, when, and under which condition."""

from __future__ import annotations

import re
from datetime import date

from verordening.bevinding import Bevinding, Ernst, Geweigerd, Verkeerd
from verordening.boom import Regeling
from verordening.dagen import dag as in_woorden
from versies.besluit import Bepalingsoort, Besluit, Bronplek, Opdracht, Regelsoort
from versies.opdracht.regelingnaam import REGELING_ONBEKEND
from versies.opdracht.woorden import patroon
from versies.registratie.andere import bericht, over_anderen, rectificatie
from versies.registratie.bijgevoegd import Bijgevoegd
from versies.registratie.gedeeld import bewaar, doelnaam, op_regeling, tegenspraak
from versies.registratie.ontwerp import Ontwerp, Schets
from versies.registratie.stukken import Stuk, Stuksoort, sleutels_van
from versies.registratie.tijdstip import dag_van, zonder_tijdstip
from versies.registratie.uitvoeren import zonder_datums
from versies.stop.tijd import lees_consolidatie
from versies.tijd.model import HEEL, Intrekking, Moment, Terugtrekking, Tijdstempel, Uitvoering, Versie, Vervuld, Wat
from versies.tijd.namen import slug
from versies.toepassen import hoort_bij
from versies.wijziging import VoegIn


def schets_van(ontwerp: Ontwerp, stuk: Stuk | None, tekst: Stuk | None) -> Schets:
    """What a piece (and a text that was delivered with it) says.

    Raises:
        Verkeerd: too little to go on. Geweigerd: not for this dossier, or contradicting what was asked.
    """
    if tekst is not None and tekst.soort is not Stuksoort.REGELING:
        raise Geweigerd.om("geen-regeling/regeling", tekst.naam, soort=tekst.soort)
    if stuk is None:
        return _los(ontwerp) if tekst is None else _tekst(ontwerp, tekst)
    if stuk.soort is Stuksoort.STOP:
        return _stop(ontwerp, stuk)
    if stuk.soort is Stuksoort.REGELING:
        if tekst is not None:
            raise Verkeerd("geef één tekst, en daarnaast het besluit dat haar maakt")
        if _bestaat(ontwerp, stuk) or not stuk.besluit.naam:
            return _tekst(ontwerp, stuk)
        return _nagekeken(ontwerp, stuk, _regeling(ontwerp, stuk))
    maak = {
        Stuksoort.WIJZIGING: _wijziging,
        Stuksoort.VASTSTELLING: _wijziging,
        Stuksoort.RECTIFICATIE: rectificatie,
        Stuksoort.BERICHT: bericht,
    }
    schets = maak[stuk.soort](ontwerp, stuk)
    o = ontwerp.opgave
    for optie, gevraagd, zegt in (("ondertekend", o.ondertekend, schets.ondertekend), ("titel", o.titel, schets.titel)):
        if gevraagd and zegt and gevraagd != zegt:
            raise tegenspraak(f"--{optie}", gevraagd, zegt)
    if o.bekend and schets.ondertekend and o.bekend < schets.ondertekend:
        raise tegenspraak("--bekend", o.bekend, f"vastgesteld op {in_woorden(schets.ondertekend)}")
    if tekst is not None and tekst.regeling is not None:
        _verwacht(ontwerp, schets, tekst)
    elif o.basis:
        raise Verkeerd("--op-basis-van hoort bij een tekst (--tekst); laat de optie weg")
    return _nagekeken(ontwerp, stuk, schets)


_EINDE = re.compile(r"\b(?:intrek|ingetrokken|verva|vervang|ophoud|houd\w* op|be[eë]indig|eindig|in de plaats)", re.I)
_GELEZEN = (Bepalingsoort.INTREKKING, Bepalingsoort.INWERKINGTREDING)
_ROND_DE_ARTIKELEN = (Regelsoort.KOP, Regelsoort.AANHEF, Regelsoort.ONDERTEKENING)
_NIET_VAN_BELANG = (Regelsoort.KOP, Regelsoort.OPDRACHT, Regelsoort.NIEUWE_TEKST, Regelsoort.TOELICHTING)


def _nagekeken(ontwerp: Ontwerp, stuk: Stuk, schets: Schets) -> Schets:
    """The sketch, with what there was to remark when the piece was read.

    And with what the decision seems to say of the end of another regulation and was not read as that.
    """
    bron = stuk.besluit if stuk.regeling is None else stuk.regeling
    gekozen = ontwerp.opgave.regeling and (ontwerp.beeld.vind(ontwerp.opgave.regeling) or "")
    schets.bevindingen += [
        Bevinding.van("regeling-volgens-u", b.adres, b.fragment, titel=ontwerp.beeld.titels.get(gekozen, gekozen))
        if gekozen and b.code == REGELING_ONBEKEND
        else b
        for b in bron.bevindingen
        if b.ernst is not Ernst.INFO
    ]
    schets.bevindingen += [
        Bevinding.van("invulplek/besluit", str(Bronplek(stuk.besluit.naam, r.regel)), r.tekst.strip()[:160])
        for r in stuk.besluit.regels
        if r.soort in _ROND_DE_ARTIKELEN and patroon("OPEN_PLEK").search(r.tekst)
    ]
    gelezen = {b.bron.regel for b in stuk.besluit.bepalingen if b.soort in _GELEZEN}
    for regel in stuk.besluit.regels:
        if regel.soort in _NIET_VAN_BELANG or regel.regel in gelezen or not _EINDE.search(regel.tekst):
            continue
        for werk, titel in ontwerp.beeld.titels.items():
            if werk not in schets.werken and titel.casefold() in regel.tekst.casefold():
                schets.bevindingen.append(Bevinding.van("einde-niet-gelezen", titel, regel.tekst.strip()))
    return schets


def _bestaat(ontwerp: Ontwerp, stuk: Stuk) -> bool:
    werk = ontwerp.beeld.vind(ontwerp.opgave.regeling or stuk.titel)
    return werk is not None and ontwerp.beeld.begonnen(werk)


def _verwacht(ontwerp: Ontwerp, schets: Schets, tekst: Stuk) -> None:
    """Note the delivered text; it is compared when the law is worked out."""
    assert tekst.regeling is not None
    paren = [(v.werk, v.doel) for v in schets.uitvoeringen]
    if not paren:
        raise Verkeerd("bij dit besluit hoort geen tekst; laat haar weg")
    werk, doel = paren[0]
    basis = None
    if ontwerp.opgave.basis and (lijn := ontwerp.beeld.lijn(werk)) is not None:
        versie = lijn.takken.versies[lijn.takken.top(ontwerp.opgave.basis)].versie
        basis = ontwerp.beeld.tekst(versie) if versie else None
    schets.verwacht = (werk, doel, tekst.regeling, basis)


# --- a decision that amends, or adopts regulations in its annexes ---------------------------------------------------------------------------------------------

_Groep = tuple["date | None", str, "date | None"]


def _wijziging(ontwerp: Ontwerp, stuk: Stuk) -> Schets:
    besluit = stuk.besluit
    werken = {a.regeling: _doelwit(ontwerp, a.regeling, besluit) for a in besluit.artikelen if a.opdrachten}
    if (novelle := next((n for n, w in werken.items() if w.startswith("besluit:")), "")) != "":
        from versies.registratie.andere import novelle as op_besluit

        return op_besluit(ontwerp, stuk, novelle, werken[novelle].removeprefix("besluit:"))
    nieuw = {_nieuw(ontwerp, b): b for b in stuk.bijgevoegd}
    op_regeling(ontwerp, {*werken.values(), *nieuw})
    if werken and (einde := next(iter(besluit.van_soort(Bepalingsoort.HORIZON)), None)):
        raise Geweigerd.om("wijziging-vervalt", str(einde.bron))
    soort = "nieuwe regeling, die ook wijzigt" if any(not b.nummer for b in nieuw.values()) else str(stuk.soort)
    schets = Schets(stuk.titel, soort, stuk.ondertekend, _betreft(besluit))
    bestand = bewaar(ontwerp, schets, stuk)
    groepen: dict[_Groep, dict[str, list[str]]] = {}
    sleutels = {id(o): s for s, o in sleutels_van(besluit).items()}
    for artikel in besluit.artikelen:
        for opdracht in artikel.opdrachten:
            groep = _moment(ontwerp, besluit, opdracht, schets)
            groepen.setdefault(groep, {}).setdefault(werken[artikel.regeling], []).append(sleutels[id(opdracht)])
    for werk, b in nieuw.items():
        eigen = b.besluit if any(b.besluit.van_soort(Bepalingsoort.INWERKINGTREDING)) else besluit
        groep = _moment(ontwerp, eigen, Opdracht((b.artikel,), "", ()), schets)
        groepen.setdefault(groep, {})[werk] = [*HEEL, str(b.nummer)] if b.nummer else [*HEEL]
    groepen = _met_opgave(ontwerp, groepen)
    basisnaam = doelnaam(ontwerp, stuk.titel)
    for n, ((dag, voorwaarde, geldig), per_werk) in enumerate(groepen.items(), 1):
        doel = basisnaam if n == 1 else f"{basisnaam}-deel-{n}"
        schets.dateer(doel, dag, voorwaarde, geldig if dag is not None else None)
        schets.uitvoeringen += [
            Uitvoering(doel, werk, bestand, tuple(delen), lezingen=stuk.lezingen) for werk, delen in per_werk.items()
        ]
        for werk in nieuw.keys() & per_werk.keys():
            _horizon(ontwerp, schets, nieuw[werk].besluit, werk, doel)
    _bijkomend(ontwerp, stuk, schets, basisnaam)
    return schets


def _nieuw(ontwerp: Ontwerp, b: Bijgevoegd) -> str:
    """The identity of a regulation that an annex begins."""
    titel = b.regeling.gegevens.citeertitel
    werk = ontwerp.beeld.vind(titel) or slug(titel)
    if ontwerp.beeld.begonnen(werk):
        raise Geweigerd.om("regeling-bestaat", b.besluit.naam, titel=titel)
    return werk


def _doelwit(ontwerp: Ontwerp, naam: str, besluit: Besluit) -> str:
    """The regulation (or "besluit:…") that an article of a decision amends.

    Raises:
        Geweigerd: not in the dossier; nothing is stored then, not even for the other regulations.
    """
    algemeen = re.sub(r"\W+", " ", naam).strip().casefold() in ("", "verordening", "deze verordening", "regeling")
    if algemeen:
        if ontwerp.opgave.regeling and (werk := ontwerp.beeld.vind(ontwerp.opgave.regeling)):
            return werk
        raise Geweigerd.om("regeling-onbekend/besluit-noemt", besluit.naam)
    if (werk := ontwerp.beeld.vind(naam)) is not None:
        return werk
    if (gevonden := ontwerp.beeld.vind_besluit(naam)) is not None:
        return f"besluit:{gevonden[0]}"
    titels = ", ".join(ontwerp.beeld.titels.values()) or "geen"
    raise Geweigerd.om("regeling-onbekend/besluit-wijzigt", besluit.naam, naam=naam, titels=titels)


def _moment(ontwerp: Ontwerp, besluit: Besluit, opdracht: Opdracht, schets: Schets) -> _Groep:
    dag, tijdstip, voorwaarde = besluit.moment(opdracht)
    geldig = besluit.geldig_vanaf(opdracht)
    if dag is None and tijdstip:
        dag = dag_van(tijdstip, ontwerp.bekend)
        voorwaarde = "" if dag else voorwaarde or tijdstip
    if dag is None and not voorwaarde and not ontwerp.opgave.werkend and not ontwerp.opgave.voorwaarde:
        dag = zonder_tijdstip(ontwerp.bekend)
        geen = Bevinding.van("geen-tijdstip/besluit-noemt", besluit.naam, str(dag))
        schets.bevindingen += [geen] if geen not in schets.bevindingen else []
    return dag, voorwaarde, geldig if geldig != dag else None


def _met_opgave(ontwerp: Ontwerp, groepen: dict[_Groep, dict[str, list[str]]]) -> dict[_Groep, dict[str, list[str]]]:
    """The groups with what the user adds; what contradicts the decision is refused."""
    o = ontwerp.opgave
    if not (o.werkend or o.geldig or o.voorwaarde):
        return groepen
    if len(groepen) > 1 and o.werkend not in {dag for dag, _, _ in groepen}:
        raise tegenspraak("--werkend", o.werkend, "verschillende dagen voor verschillende onderdelen")
    if len(groepen) > 1:
        return groepen
    (dag, voorwaarde, geldig), inhoud = next(iter(groepen.items()))
    if o.werkend and dag is not None and o.werkend != dag:
        raise tegenspraak("--werkend", o.werkend, dag)
    if o.geldig and geldig is not None and o.geldig != geldig:
        raise tegenspraak("--geldig", o.geldig, geldig)
    if o.geldig and geldig is None and dag is not None and not voorwaarde:
        raise tegenspraak("--geldig", o.geldig, "geen terugwerkende kracht")
    if o.voorwaarde and dag is not None:
        raise tegenspraak("--voorwaarde", o.voorwaarde, dag)
    nieuw = (o.werkend or dag, "" if o.werkend else o.voorwaarde or voorwaarde, o.geldig or geldig)
    return {nieuw: inhoud}


def _betreft(besluit: Besluit) -> str:
    """The articles that a decision touches: "art. 5, 7, 7a"."""
    namen: dict[str, None] = {}
    for o in besluit.opdrachten:
        for w in o.wijzigingen:
            plek = (w.wordt or w.anker.plek) if isinstance(w, VoegIn) else w.plek
            nieuw = [getattr(b, "nummer", "") for b in w.nieuw] if isinstance(w, VoegIn) and not plek.adres.lid else []
            for naam in [n.strip(". ") for n in nieuw if n and n.strip(". ")[:1].isdecimal()] or [plek.adres.artikel]:
                if naam:
                    namen.setdefault(naam)
    return f"art. {', '.join(namen)}" if namen else "" if besluit.opdrachten else "nieuwe regeling"


def _bijkomend(ontwerp: Ontwerp, stuk: Stuk, schets: Schets, doel: str) -> None:
    """What a decision says of other regulations and decisions, beside its amendments or its own text."""
    dagen = [m.datum for m in schets.mutaties if isinstance(m, Tijdstempel) and isinstance(m.datum, date)]
    over_anderen(ontwerp, schets, stuk.besluit, doel, dagen[0] if dagen else None)


# --- a new regulation -------------------------------------------------------------------------------------------------


def _regeling(ontwerp: Ontwerp, stuk: Stuk) -> Schets:
    o = ontwerp.opgave
    assert stuk.regeling is not None
    if o.basis:
        raise Geweigerd.om("andere-regeling/dossier-basis", stuk.naam, titel=stuk.titel)
    werk = ontwerp.beeld.vind(o.regeling or stuk.titel) or o.regeling or slug(stuk.titel)
    schets = Schets(stuk.titel, "nieuwe regeling", stuk.ondertekend, "nieuwe regeling")
    dag, voorwaarde, geldig = _inwerking(ontwerp, stuk.besluit)
    bestand = bewaar(ontwerp, schets, stuk)
    doel = doelnaam(ontwerp, stuk.titel)
    schets.dateer(doel, dag, voorwaarde, geldig)
    schets.uitvoeringen.append(Uitvoering(doel, werk, bestand, HEEL))
    _horizon(ontwerp, schets, stuk.besluit, werk, doel)
    _bijkomend(ontwerp, stuk, schets, doel)
    return schets


def _horizon(ontwerp: Ontwerp, schets: Schets, besluit: Besluit, werk: str, doel: str) -> None:
    """The day on which a new regulation says itself that it ends."""
    for b in besluit.van_soort(Bepalingsoort.HORIZON):
        if b.datum is not None:
            einde = f"{doel}-einde" if len(schets.werken) == 1 else f"{doel}-einde-{werk}"
            schets.mutaties += [Intrekking(werk, einde, (Moment(doel, ontwerp.moment),)), Tijdstempel(einde, b.datum)]


def _inwerking(ontwerp: Ontwerp, besluit: Besluit) -> tuple[date | None, str, date | None]:
    """When a new regulation takes effect: as it says itself, or as was asked when it does not say."""
    o = ontwerp.opgave
    eigen = [b for b in besluit.van_soort(Bepalingsoort.INWERKINGTREDING) if not b.delen]
    dagen = {d for b in eigen if (d := b.datum or dag_van(b.tijdstip, ontwerp.bekend))}
    voorwaarde = next((b.voorwaarde or b.tijdstip for b in eigen if b.voorwaarde or b.tijdstip), "")
    geldig = next((b.datum for b in besluit.van_soort(Bepalingsoort.TERUGWERKING)), None)
    dag = next(iter(dagen)) if len(dagen) == 1 else None
    if o.werkend and dag and o.werkend != dag:
        raise tegenspraak("--werkend", o.werkend, dag)
    if o.geldig and geldig and o.geldig != geldig:
        raise tegenspraak("--geldig", o.geldig, geldig)
    dag = o.werkend or dag
    if dag is None and not (o.voorwaarde or voorwaarde):
        dag = zonder_tijdstip(ontwerp.bekend)
    return dag, "" if dag else o.voorwaarde or voorwaarde, o.geldig or geldig


# --- a text by itself, and loose events -------------------------------------------------------------------------------


def _tekst(ontwerp: Ontwerp, stuk: Stuk) -> Schets:
    """A consolidated text without the decision that made it: only checked against the regulation that it should be."""
    o = ontwerp.opgave
    assert stuk.regeling is not None
    gevonden = ontwerp.beeld.vind(o.regeling) if o.regeling else ontwerp.beeld.vind(stuk.titel)
    werk = gevonden or o.regeling or slug(stuk.titel)
    _zelfde_regeling(ontwerp, werk, stuk.regeling, stuk.naam)
    doel = o.doel
    if not doel:
        raise Verkeerd(
            f"«{stuk.titel}» staat al in het dossier; geef het besluit dat haar wijzigt, of noem het doel met --doel"
            if gevonden
            else "noem bij een tekst zonder besluit het doel met --doel"
        )
    lijn = ontwerp.beeld.lijn(werk)
    basis: tuple[Moment, ...] = ()
    if lijn is not None and (o.basis or lijn.heeft(doel)):
        basis = (lijn.takken.top(o.basis or doel),)
    elif lijn is not None:
        raise Verkeerd("deze regeling heeft al versies; noem met --op-basis-van het doel waarop u voortbouwt")
    elif o.basis:
        raise Geweigerd.om("regeling-onbekend/regeling-dossier-2", werk=werk)
    naam = ontwerp.recht(werk).vrije_naam(o.werkend or ontwerp.bekend)
    schets = Schets(o.titel, "tekst zonder besluit")
    schets.mutaties.append(Versie(werk, (doel,), naam, basis))
    schets.teksten[naam] = zonder_datums(stuk.regeling, werk)
    schets.dateer(doel, o.werkend, o.voorwaarde, o.geldig)
    return schets


def _zelfde_regeling(ontwerp: Ontwerp, werk: str, regeling: Regeling, naam: str) -> None:
    titel = ontwerp.beeld.titels.get(werk)
    if titel is None or ontwerp.opgave.reden or hoort_bij(regeling, titel):
        return
    g = regeling.gegevens
    raise Geweigerd.om("andere-regeling", naam, citeertitel=g.citeertitel or g.opschrift, titel=titel)


def _los(ontwerp: Ontwerp) -> Schets:
    """Dates, conditions and repeals without a piece."""
    o = ontwerp.opgave
    schets = Schets(o.titel, "losse vastlegging")
    if o.vervuld:
        assert o.werkend is not None  # Opgave.controleer
        schets.mutaties.append(Vervuld(o.vervuld, o.werkend))
        return schets
    if not o.doel:
        raise Verkeerd("geef een BESLUIT, of een datum, voorwaarde, intrekking of terugtrekking bij een --doel")
    if o.intrekking:
        if not o.regeling:
            raise Verkeerd("noem de regeling met --regeling")
        werk = ontwerp.beeld.vind(o.regeling)
        lijn = ontwerp.beeld.lijn(werk) if werk else None
        if werk is None or lijn is None:
            raise Geweigerd.om("regeling-onbekend/regeling-dossier", regeling=o.regeling)
        basis = lijn.takken.top(o.basis or lijn.stand.toestanden[-1].doelen[0])
        schets.mutaties.append(Intrekking(werk, o.doel, (basis,)))
    elif o.doel not in ontwerp.register.doelen():
        raise Geweigerd.om(
            "doel-onbekend/doel-dossier", doel=o.doel, doelen=", ".join(sorted(ontwerp.register.doelen())) or "geen"
        )
    if o.terugtrekken:
        schets.mutaties.append(Terugtrekking(Wat.TIJDSTEMPEL, o.doel))
    schets.dateer(o.doel, o.werkend, o.voorwaarde, o.geldig)
    if not schets.mutaties:
        raise Verkeerd("geef een BESLUIT, of een datum, voorwaarde, intrekking of terugtrekking bij een --doel")
    return schets


def _stop(ontwerp: Ontwerp, stuk: Stuk) -> Schets:
    """A STOP module: taken as it is."""
    u = lees_consolidatie(stuk.inhoud, naam=stuk.naam)
    ontwerp.moment = u.gemaakt_op
    return Schets(ontwerp.opgave.titel, "STOP-module", mutaties=list(u.mutaties))
