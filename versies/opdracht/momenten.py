"""When each instruction holds: the parts that the provisions name, found in the decision, and exactly one moment for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from verordening.bevinding import Bevinding, Geweigerd
from verordening.dagen import lees_dag
from verordening.nummers import getal_uit_rangtelwoord
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Bronplek, Wijzigartikel
from versies.opdracht.beeld import beeld
from versies.opdracht.bepalingen import zonder_jaar
from versies.opdracht.indeling import Deel
from versies.opdracht.woorden import patroon
from versies.wijziging import Vervalt

_TIJD = (Bepalingsoort.INWERKINGTREDING, Bepalingsoort.TERUGWERKING)


def los_delen_op(besluit: Besluit, artikelen: Sequence[str]) -> tuple[Besluit, list[Geweigerd]]:
    """The decision with every part named by a provision on time made whole ("onder B" → artikel I, onderdeel B).

    Args:
        artikelen: numbers of the decision's own articles.

    Returns:
        the decision, and a refusal for each part that is not there or not certain and for each instruction with two moments.
    """
    fouten: list[Geweigerd] = []
    bepalingen: list[Bepaling] = []
    for b in besluit.bepalingen:
        if b.soort in _TIJD and besluit.opdrachten:
            delen, uitgezonderd = (_op(besluit, rij, artikelen, b, fouten) for rij in (b.delen, b.uitgezonderd))
            b = replace(b, delen=delen, uitgezonderd=uitgezonderd)
        bepalingen.append(b)
    dagen = _dagen(besluit, bepalingen)
    heffing = patroon("DAG_VAN_HEFFING")
    afgeleid = [b for b in bepalingen if not heffing.search(b.tijdstip) and _afgeleid(b, dagen) is not None]
    bepalingen = [replace(b, datum=dag, tijdstip="") if (dag := _afgeleid(b, dagen)) else b for b in bepalingen]
    fouten = list({(f.plaats, f.reden): f for f in fouten}.values())
    besluit = besluit.met(
        bepalingen=tuple(bepalingen),
        bevindingen=(
            *besluit.bevindingen,
            *_zonder_jaar(bepalingen),
            *_gemeld(afgeleid, dagen),
            *(
                Bevinding.van("dag-voorbehoud", str(b.bron), b.voorwaarde[:160], str(b.bron))
                for b in bepalingen
                if b.terugval
            ),
        ),
    )
    fouten += _onzeker(besluit)
    gehad: set[tuple[Bepaling, Bepaling]] = set()
    for opdracht, een, ander in besluit.dubbele_momenten():
        if (een, ander) not in gehad:
            gehad.add((een, ander))
            fouten.append(Geweigerd.om("twee-dagen", str(ander.bron), opdracht=opdracht.naam))
    return besluit, fouten


def _onzeker(besluit: Besluit) -> Iterator[Geweigerd]:
    """A moment that an instruction itself names, while other sentences have the same number: it would hold for those as well."""
    for b in besluit.bepalingen:
        onder = [o for o in besluit.opdrachten if b.soort in _TIJD and any(o.nummer[: len(d)] == d for d in b.delen)]
        if len({o.bron for o in onder}) > 1 and any(o.bron == b.bron for o in onder):
            yield Geweigerd.om("dag-onzeker", str(b.bron), woorden=b.tekst[:80])


@dataclass(frozen=True, slots=True)
class _Dagen:
    """The days that a decision names elsewhere: of the levy, of entry into force, of its signature; each only when there is one."""

    heffing: date | None
    bekend: date | None
    werking: date | None
    ondertekend: date | None


def is_amendement(besluit: Besluit) -> list[Bevinding]:
    """A finding when the title or an instruction says that what is amended is a draft."""
    zinnen = [
        besluit.opschrift,
        *(z for a in besluit.artikelen for z in (a.regeling, a.aanhef, *(o.zin for o in a.opdrachten))),
    ]
    raak = [z for z in zinnen if patroon("AMENDEMENT").search(z)] if besluit.opdrachten else []
    return [Bevinding.van("amendement", besluit.naam, z[:160], besluit.naam) for z in raak[:1]]


Kop = tuple[str, str, Sequence[Wijzigartikel]]
"""The words of a heading, its place, and the articles with instructions below it."""


def met_dag_uit_titel(besluit: Besluit) -> Besluit:
    """The decision with the moment that its title names as its entry into force, when nothing else in it says when that is."""
    t = patroon("INGANG_IN_TITEL").search(besluit.opschrift) if besluit.opdrachten else None
    if t is None or any(besluit.van_soort(Bepalingsoort.INWERKINGTREDING)):
        return besluit
    bron, dag = Bronplek(besluit.naam, 1), lees_dag(t["dag"])
    open_ = "" if dag else t.group()
    eigen = Bepaling(Bepalingsoort.INWERKINGTREDING, (), besluit.opschrift, datum=dag, tijdstip=open_, bron=bron)
    gemeld = Bevinding.van("dag-uit-kop", str(bron), besluit.opschrift[:160], str(bron), dag=t.group())
    return besluit.met(bepalingen=(*besluit.bepalingen, eigen), bevindingen=(*besluit.bevindingen, gemeld))


def koppen_bepalen(besluit: Besluit, koppen: Iterable[Kop]) -> Iterator[Geweigerd]:
    """A heading that names a day, a condition, or that something lapsed, where nothing else in the decision says so.

    Args:
        besluit: the decision, read.
        koppen: its title and each heading above instructions.
    """
    getekend = {lees_dag(t) for regel in besluit.slot for t in patroon("DATUM").findall(regel)}
    bekend = {b.datum for b in besluit.bepalingen} | getekend
    for plek, (kop, waar, artikelen) in enumerate(koppen):
        rest = patroon("MERK_VAN_ONTWERP").sub("", kop)
        voorstel = patroon("AMENDEMENT").search(rest) if not plek else None
        rest = rest[voorstel.end() :] if voorstel is not None else rest
        if voorstel is None and any(
            isinstance(w, Vervalt) for a in artikelen for o in a.opdrachten for w in o.wijzigingen
        ):
            rest = patroon("KOP_OVER_VERVAL").sub("", rest)
        for naam in filter(None, besluit.regelingen()):
            rest = rest.replace(naam, "")
        for vorm in ("INGANG", "DATUM"):
            for t in patroon(vorm).findall(rest):
                rest = rest.replace(t, "") if lees_dag(patroon("DATUM").findall(t)[0]) in bekend else rest
        for b in besluit.bepalingen:
            rest = rest.replace(b.tijdstip, "") if b.tekst == kop and b.tijdstip else rest
        rest = rest if plek else patroon("DAG_VAN_IETS").sub("", rest)
        zegt = patroon("GEEN_TITEL").search(rest) or beeld(rest).begint("OPMERKING")
        jaren = {str(b.datum.year) for b in besluit.bepalingen if b.datum} or {kop}
        if (kop not in jaren) if kop.isdecimal() else zegt:  # Een jaar staat boven de nieuwe tekst in een tabel.
            yield Geweigerd.om("kop-bepaalt", waar, zin=kop[:80])


def alleen_toegelicht(delen: Sequence[Deel], naam: str) -> Iterator[Geweigerd]:
    """A sentence of the explanatory note that says of a part of the decision that it failed, or on which day it works, when nothing else says so."""
    elders = " ".join(b.tekst for d in delen if d.soort != "toelichting" for b in d.regels)
    bekend = {lees_dag(t) for t in patroon("DATUM").findall(elders)}
    for blokje in (b for d in delen if d.soort == "toelichting" for b in d.regels):
        for zin in (b.regel for b in beeld(blokje.ruw).zinnen):
            t = patroon("DAG_VAN_DEEL").match(zin)
            dag = lees_dag(patroon("DATUM").findall(t["ingang"])[0]) if t is not None else None
            if patroon("OVER_DEEL").search(zin) or dag not in (None, *bekend):
                plek = str(Bronplek(naam, blokje.regel, blokje.kolom))
                yield Geweigerd.om("opdracht-buiten-artikel/besloten", plek, zin=zin[:80])


def _dagen(besluit: Besluit, bepalingen: Sequence[Bepaling]) -> _Dagen:
    bekend = {regel: lees_dag(t.group("dag")) for regel in besluit.slot if (t := patroon("BEKEND").search(regel))}
    anders = [regel for regel in besluit.slot if regel not in bekend]
    getekend = {lees_dag(t.group()) for regel in anders for t in patroon("DATUM").finditer(regel)}
    return _Dagen(
        _enige(b.datum for b in bepalingen if b.soort is Bepalingsoort.HEFFING),
        _enige((*bekend.values(), *(b.datum for b in bepalingen if b.soort is Bepalingsoort.BEKENDMAKING))),
        _enige(b.datum for b in bepalingen if b.soort is Bepalingsoort.INWERKINGTREDING and b.datum),
        _enige(getekend),
    )


def _enige(dagen: Iterable[date | None]) -> date | None:
    los = set(dagen)
    return los.pop() if len(los) == 1 else None


def _afgeleid(b: Bepaling, dagen: _Dagen) -> date | None:
    """The day that a moment in other words is: that of the levy, of another provision, or the first such day after signature."""
    later = patroon("NIET_EERDER").search(b.tijdstip)
    anders = b.tijdstip if later is None else b.tijdstip.replace(later.group(), "")
    if b.soort is not Bepalingsoort.INWERKINGTREDING or b.datum is not None or patroon("DATUM").search(anders):
        return None  # A day among those words would be lost.
    if patroon("DAG_VAN_HEFFING").search(b.tijdstip):
        return dagen.heffing
    if patroon("ZELFDE_DAG").search(b.tijdstip):
        return dagen.werking
    if patroon("VOLGENDE_MAAND").search(b.tijdstip) and dagen.bekend is not None and not b.voorwaarde:
        return (dagen.bekend.replace(day=1) + timedelta(days=31)).replace(day=1)
    t = patroon("NA_BEKENDMAKING").search(b.tijdstip)
    if t is not None and dagen.bekend is not None and not b.voorwaarde:
        dag_erna = dagen.bekend + timedelta(days=getal_uit_rangtelwoord(t.group("rang") or "eerste") or 1)
        grens = lees_dag(later.group("dag")) if later is not None else None
        return max(dag_erna, grens) if grens is not None else dag_erna
    t = patroon("AANSTAANDE").search(b.tijdstip)
    if t is None or dagen.ondertekend is None:
        return None
    jaren = (dagen.ondertekend.year, dagen.ondertekend.year + 1)
    mogelijk = [dag for jaar in jaren if (dag := lees_dag(f"{t.group('waarde')} {jaar}")) is not None]
    return next((dag for dag in mogelijk if dag > dagen.ondertekend), None)


def _gemeld(bepalingen: Sequence[Bepaling], dagen: _Dagen) -> list[Bevinding]:
    return [
        Bevinding.van(
            "dag-afgeleid", str(b.bron), b.tekst[:160], str(b.bron), tijdstip=b.tijdstip, deel_b=_afgeleid(b, dagen)
        )
        for b in bepalingen
    ]


def _op(
    besluit: Besluit, delen: Sequence[tuple[str, ...]], artikelen: Sequence[str], b: Bepaling, fouten: list[Geweigerd]
) -> tuple[tuple[str, ...], ...]:
    uit: list[tuple[str, ...]] = []
    for deel in delen:
        if deel == ("",):
            continue
        gevonden = list(
            dict.fromkeys(
                (o.nummer[0], *deel[1:]) if not deel[0] else deel
                for o in besluit.opdrachten
                if o.nummer[1 : len(deel)] == deel[1:] and deel[0] in ("", o.nummer[0])
            )
        )
        if len(gevonden) == 1:
            uit.append(gevonden[0])
        elif deel[0] == "" and any(o.nummer[: len(deel) - 1] == deel[1:] for o in besluit.opdrachten):
            uit.append(deel[1:])  # «onderdeel I, onder c»: een punt van het besluit.
        elif len(deel) == 1 and deel[0] in artikelen:
            uit.append(deel)  # Een artikel zonder opdrachten: een eigen bepaling.
        elif not gevonden and deel[0] in artikelen and deel[0] not in {a.nummer for a in besluit.artikelen}:
            uit.append(deel)
        else:
            uit.append(deel)  # Anders zou de bepaling voor het hele besluit gelden.
            naam = ", ".join(d for d in deel if d)
            waarom = "komt in meer artikelen van dit besluit voor" if gevonden else "staat niet in dit besluit"
            fouten.append(Geweigerd.om("deel-onbekend", str(b.bron), naam=naam, waarom=waarom))
    return tuple(uit)


def _zonder_jaar(bepalingen: Sequence[Bepaling]) -> list[Bevinding]:
    return [
        Bevinding.van("dag-zonder-jaar", str(b.bron), b.tekst[:160], str(b.bron), los=los)
        for b in bepalingen
        if b.soort in (*_TIJD, Bepalingsoort.HORIZON, Bepalingsoort.HEFFING)
        and (los := zonder_jaar(b.tekst))
        and not patroon("AANSTAANDE").search(b.tekst)
    ]
