"""References in a whole regulation: every text of the tree, with the unit in which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, takewhile
from typing import NamedTuple

from verordening.adres import Adres, Stap
from verordening.bevinding import Bevinding
from verordening.boom import STRUCTUUR, Alinea, Eenheid, Regeling, Soort, Tabel, alineas, inlinetekst, kaal, wandel
from verordening.register import Register, ruim
from verordening.rust import zonder_opruimen
from wetgeving.namen import namen
from wetgeving.verwijzingen.aanhalingen import aanhaling
from wetgeving.verwijzingen.alinea import is_term
from wetgeving.verwijzingen.doelen import Doelteksten, vul_reeksen
from wetgeving.verwijzingen.opmaak import opmaak_in, vergelijk
from wetgeving.verwijzingen.toelichting import is_toelichting, plek_in_kop, waarover
from wetgeving.verwijzingen.typen import BINNEN, Verwijzing, Vindplaats
from wetgeving.verwijzingen.zoeker import Context, Zoeker

_BOEK = re.compile(r"(.+wetboek.*) boek \d", re.IGNORECASE)
_PLAATS = re.compile(r"\d[a-z]?, \w+(?: en \w+| tot en met \w+)? lid|[Aa]rtikel \d|^\d+(?:[a-z]|:\d+[a-z]?)$")
_EIGEN_REGELING = re.compile(r" (?:van|bij) (?:deze|dit|de|het) (?:rijkswet|wet|besluit|regeling|verordening)$")
_DELEN = frozenset(s.value for s in STRUCTUUR | {Soort.BIJLAGE})
_NAAR_ANDERE = re.compile(r"[ (](?:behorend|bij |als bedoeld|bedoeld|ex |van |ingevolge )")
""" "Reglement behorende bij de verordening": no verordening."""
_BOEKEN = ("1", "2", "3", "4", "5", "6", "7", "7a", "8", "10")


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What reading a regulation gives: its references, and what the reader must know about them."""

    verwijzingen: tuple[Verwijzing, ...]
    bevindingen: tuple[Bevinding, ...] = ()


class _Tekst(NamedTuple):
    """One alinea: its unit, where it stands in the text of that unit, and its words."""

    plaats: Vindplaats
    begin: int
    tekst: str
    alinea: Alinea
    bron: Eenheid
    kop: str = ""
    """What stands at the head of its column, when that can say of which regulation the artikelen in it are."""


_maak = tuple.__new__


def eigen_tekst(eenheid: Eenheid) -> str:
    """The text to which ``begin`` and ``eind`` refer: the alineas of the unit itself, one per line."""
    return "\n".join(inlinetekst(a.inhoud) for a in _eigen(eenheid))


def _eigen(eenheid: Eenheid) -> Iterator[Alinea]:
    """Heading, then the alineas of the unit (also those in tables and notes), not those of units below it."""
    if eenheid.opschrift:
        yield Alinea(eenheid.opschrift, "opschrift")
    for blok in eenheid.inhoud:
        if not isinstance(blok, Eenheid):
            yield from alineas(blok)


def teksten(regeling: Regeling) -> list[_Tekst]:
    """Every alinea of a regulation in document order."""
    uit: list[_Tekst] = []
    _wandel(regeling.wortel, Vindplaats(regeling=regeling.gegevens.werk), uit)
    return uit


def _wandel(eenheid: Eenheid, boven: Vindplaats, uit: list[_Tekst]) -> None:
    artikel, lid, onderdeel, eId, regeling = boven
    nummer = kaal(eenheid.nummer).replace("_", " ")
    if eenheid.soort is Soort.ARTIKEL:
        artikel, lid, onderdeel = nummer, "", ()
    elif eenheid.soort is Soort.LID:
        lid, onderdeel = nummer, ()
    elif eenheid.soort is Soort.ONDERDEEL and nummer:
        onderdeel = (*onderdeel, nummer)
    plaats = _maak(Vindplaats, (artikel, lid, onderdeel, eenheid.eId or eId, regeling))
    begin = 0
    if eenheid.opschrift:
        tekst = inlinetekst(eenheid.opschrift)
        uit.append(_Tekst(plaats, begin, tekst, Alinea(eenheid.opschrift, "opschrift"), eenheid))
        begin += len(tekst) + 1
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            _wandel(blok, plaats, uit)
            continue
        if isinstance(blok, Alinea) and len(blok.inhoud) == 1 and isinstance(enig := blok.inhoud[0], str):
            uit.append(_maak(_Tekst, (plaats, begin, enig, blok, eenheid, "")))  # verreweg het meeste
            begin += len(enig) + 1
            continue
        koppen = _koppen(blok) if isinstance(blok, Tabel) else {}
        for alinea in alineas(blok):
            tekst = inlinetekst(alinea.inhoud)
            uit.append(_Tekst(plaats, begin, tekst, alinea, eenheid, koppen.get(id(alinea), "")))
            begin += len(tekst) + 1


def _koppen(tabel: Tabel) -> dict[int, str]:
    """Per alinea (by its ``id``) the head of its column; not of a column in which nothing is written as a place is."""
    uit: dict[int, str] = {}
    for groep in tabel.groepen:
        koppen = groep.kop[-1].cellen if groep.kop else ()
        for nr, kop in enumerate(koppen):
            cellen = [rij.cellen[nr] for rij in groep.romp if len(rij.cellen) == len(koppen)]
            onder = [a for cel in cellen for blok in cel.inhoud for a in alineas(blok)]
            if any(_PLAATS.search(inlinetekst(a.inhoud)) for a in onder):
                woorden = " ".join(inlinetekst(a.inhoud) for blok in kop.inhoud for a in alineas(blok))
                uit |= dict.fromkeys(map(id, onder), woorden.strip())
    return uit


@zonder_opruimen()
def zoek_in(
    regeling: Regeling,
    *,
    zonder_opmaak: bool = False,
    op: date | None = None,
    doelteksten: Doelteksten | None = None,
    eigen_namen: Mapping[str, str] | None = None,
) -> Gevonden:
    """All references in a regulation.

    Args:
        regeling: the regulation to read.
        zonder_opmaak: ignore the markup of the source; else use it, and report where it disagrees with its own words.
        op: day at which names are read; None = the day on which this version holds.
        doelteksten: texts of other regulations, to fill in ranges; the own text is always known.
        eigen_namen: names of regulations besides the table (name → id), such as the others of the same dossier; the citation
            title of the regulation itself is always known.

    Returns:
        References in document order; offsets count in :func:`eigen_tekst` of the unit with ``vindplaats.eId``.
    """
    gegevens = regeling.gegevens
    dag = op or gegevens.juridisch_werkend_vanaf or gegevens.geldig_vanaf
    register = Register.van(regeling)
    zoeker = Zoeker(
        Context(
            gegevens.werk,
            dag,
            Vindplaats(regeling=gegevens.werk),
            eigen_namen=_eigen_namen(regeling, eigen_namen or {}),
            koppen=False,
            artikelen=register.artikelnummers or _genummerd(regeling.wortel),
        )
    )
    rij = teksten(regeling)
    _leer(zoeker, rij)
    uit: list[Verwijzing] = []
    bevindingen: list[Bevinding] = []
    artikel: str | None = None
    kop: Verwijzing | None = None
    in_kolom = ""
    over = waarover(regeling.wortel)
    for stuk in rij:
        plaats = stuk.plaats
        if over and (eid := stuk.bron.eId) in over:
            over[eid] = plek_in_kop(stuk.tekst, over[eid], heel=True) or over[eid]
            plaats = over[eid]._replace(eId=plaats.eId) if over[eid].artikel else plaats
        if plaats.artikel != artikel:
            zoeker.nieuw_artikel(plaats.artikel)
            artikel = plaats.artikel
        alleen_woorden = zonder_opmaak or (stuk.alinea.inhoud and stuk.alinea.inhoud[0] is stuk.tekst)
        opmaak = () if alleen_woorden else tuple(opmaak_in(stuk.alinea))
        if stuk.alinea.rol or artikel:
            kop = None
        zoeker.kopwet = kop if stuk.bron.soort is Soort.ONDERDEEL else None
        if stuk.kop or in_kolom:
            zoeker.onder_kop(in_kolom := stuk.kop)
        if not opmaak:
            gevonden = zoeker.vind(stuk.tekst, plaats, stuk.begin)
            if stuk.alinea.rol and not artikel and len(gevonden) == 1 and gevonden[0].tekst == stuk.tekst.strip(" :."):
                kop = gevonden[0] if gevonden[0].soort == "extern" and gevonden[0].regeling else None
            uit += gevonden if plaats is stuk.plaats else [v._replace(vindplaats=stuk.plaats) for v in gevonden]
            continue
        gevonden, nieuw = vergelijk(stuk.tekst, zoeker.vind(stuk.tekst, plaats), opmaak, stuk.plaats)
        gevonden = [v._replace(vindplaats=stuk.plaats) for v in gevonden]
        bevindingen += nieuw
        uit += [v._replace(begin=v.begin + stuk.begin, eind=v.eind + stuk.begin) for v in gevonden]
    dubbel = _dubbele_delen(regeling.wortel)
    uit = [_in_eigen_deel(v, register) if v.relatief or v.plaatsen[0].stappen[:1] in dubbel else v for v in uit]
    if bijlagen := _bijlagen(regeling.wortel):
        alle = frozenset(bijlagen.values())
        uit = [_in_bijlage(v, bijlagen.get(v.vindplaats.eId), alle) for v in uit]
    bekend = (doelteksten or Doelteksten(())).met(regeling)
    return Gevonden(tuple(vul_reeksen(uit, bekend, dag)), tuple(bevindingen))


def _dubbele_delen(wortel: Eenheid) -> frozenset[tuple[Stap, ...]]:
    """The larger units of which there are more with the same number, each in a unit of its own."""
    telling = Counter(
        (Stap(e.soort.value, kaal(e.nummer)),) for e in wandel(wortel) if e.soort in STRUCTUUR and e.nummer
    )
    return frozenset(stappen for stappen, aantal in telling.items() if aantal > 1)


def _genummerd(wortel: Eenheid) -> frozenset[str]:
    """What "artikel 4" can mean in a text without artikelen: the numbers of its paragrafen; an empty one: nothing."""
    return frozenset(ruim(kaal(e.nummer)) for e in wandel(wortel) if e.soort in STRUCTUUR) | {""}


def _in_eigen_deel(v: Verwijzing, register: Register) -> Verwijzing:
    """ "onder b" in paragraaf 2.1 that has no artikelen is that of paragraaf 2.1, "deze paragraaf" is the one around the text, and
    "afdeling 2" where every hoofdstuk has one is that of the hoofdstuk around the text."""
    eerste = v.plaatsen[0].stappen[:1]
    if v.soort != "intern" or not eerste:
        return v
    if v.relatief and "." in v.tekst and (stappen := _tariefregels(v, register)):
        return v._replace(plaatsen=tuple(Adres(s, p.regeling) for s, p in zip(stappen, v.plaatsen, strict=True)))
    if eerste[0].soort == "artikel":
        return v
    hier = register.op_eid.get(v.vindplaats.eId)
    om = tuple(s for s in register.adres(hier).stappen if s.soort in _DELEN and s.nummer) if hier is not None else ()
    if not eerste[0].nummer:
        om = om[: next((n for n, s in enumerate(om, 1) if s.soort == eerste[0].soort), 0)]
        return v._replace(plaatsen=tuple(Adres((*om, *p.stappen[1:]), p.regeling) for p in v.plaatsen)) if om else v
    if not v.relatief:
        om = tuple(takewhile(lambda s: s.soort != eerste[0].soort, om))
    plaatsen = tuple(Adres((*om, *p.stappen), p.regeling) for p in v.plaatsen)
    er = om and (not v.relatief or eerste[0].soort in BINNEN)
    return v._replace(plaatsen=plaatsen) if er and _heeft(register, [p.stappen for p in plaatsen]) else v


def _tariefregels(v: Verwijzing, register: Register) -> list[tuple[Stap, ...]]:
    """ "onderdeel 1.3.2" that the place around it does not have is a line of the schedule of fees in an annex; without one there, it is of
    no artikel. Nothing: the words name no such line, or the place has it."""
    regels = [tuple(dropwhile(lambda s: s.soort != "onderdeel", p.stappen)) for p in v.plaatsen]
    if not all(r and "." in r[0].nummer for r in regels) or _heeft(register, [p.stappen for p in v.plaatsen]):
        return []
    bijlagen = (Stap("bijlage", kaal(e.nummer)) for e in wandel(register.wortel) if e.soort is Soort.BIJLAGE)
    in_bijlage = ([(bijlage, *r) for r in regels] for bijlage in bijlagen)
    return next((stappen for stappen in in_bijlage if _heeft(register, stappen)), regels)


def _heeft(register: Register, plaatsen: Iterable[tuple[Stap, ...]]) -> bool:
    return all(register.vind(Adres(stappen)).mist is None for stappen in plaatsen)


class _Bijlage(NamedTuple):
    """An annex that has artikelen of its own (a reglement, a model): what its heading calls it, the numbers of those artikelen, its larger units."""

    stap: Stap
    kop: str
    artikelen: frozenset[str]
    delen: frozenset[Stap]

    def heeft(self, stap: Stap) -> bool:
        """Whether a place that begins with this step lies in it."""
        return ruim(stap.nummer) in self.artikelen if stap.soort == "artikel" else stap in self.delen


def _bijlagen(wortel: Eenheid) -> dict[str, _Bijlage]:
    """For every unit of an annex that has artikelen of its own: that annex."""
    uit: dict[str, _Bijlage] = {}
    for bijlage in (e for e in wandel(wortel) if e.soort is Soort.BIJLAGE):
        if is_toelichting(bijlage):
            continue  # die gaat over de artikelen van de regeling
        delen = list(wandel(bijlage))
        nummers = frozenset(ruim(kaal(e.nummer)) for e in delen if e.soort is Soort.ARTIKEL)
        groot = frozenset(Stap(e.soort.value, kaal(e.nummer)) for e in delen if e.soort in STRUCTUUR and e.nummer)
        kop = _NAAR_ANDERE.split(f" {inlinetekst(bijlage.opschrift).lower()}", maxsplit=1)[0]
        deze = _Bijlage(Stap("bijlage", kaal(bijlage.nummer)), kop, nummers, groot)
        uit |= dict.fromkeys((e.eId for e in delen if nummers), deze)
    return uit


def _in_bijlage(v: Verwijzing, hier: _Bijlage | None, bijlagen: Iterable[_Bijlage]) -> Verwijzing:
    """ "artikel 8" in a reglement that is an annex is that of the reglement, when it has one; outside it "artikel 8 van het reglement" is,
    when there is just one."""
    eerste = v.plaatsen[0].stappen[:1]
    if v.soort == "extern":
        lidwoord, _, woord = v.naam.partition(" ")
        over = (
            [b for b in bijlagen if woord in b.kop]
            if lidwoord in ("het", "de") and v.regeling is None and woord
            else []
        )
        hier = over[0] if len(over) == 1 and eerste else None
    elif not eerste:
        woord = v.tekst.split()[-1].lower()
        hier = hier if hier is not None and v.regel == "verwijswoord-deze" and woord in hier.kop else None
    elif _EIGEN_REGELING.search(v.tekst):
        hier = None
    if hier is None or not (not eerste or hier.heeft(eerste[0])):
        return v
    eigen = v.vindplaats.regeling
    return v._replace(
        regeling=eigen or None,
        soort="intern",
        naam="",
        plaatsen=tuple(Adres((hier.stap, *p.stappen), eigen) for p in v.plaatsen),
    )


def _eigen_namen(regeling: Regeling, gegeven: Mapping[str, str]) -> dict[str, str]:
    """The names that the caller gave, and the own citation title unless the table has it or it is no more than a common word."""
    titel, werk = regeling.gegevens.citeertitel.strip(), regeling.gegevens.werk
    eerste, _, rest = titel.partition(" ")
    # «Wet van 2 mei 2014 tot wijziging van …» is een opschrift en geen naam.
    heet = (is_term(eerste.lower()) or not rest.startswith("van ")) and aanhaling(titel, 0) is None
    eigen = {titel: werk} if werk and rest and heet and not namen().zoek(titel) else {}
    if boek := _BOEK.match(titel):  # de boeken van één wetboek noemen elkaar zonder het wetboek
        andere = ((f"Boek {nr}", namen().zoek(f"Boek {nr} van het {boek[1]}")) for nr in _BOEKEN)
        eigen |= {naam: ids[0] for naam, ids in andere if len(ids) == 1}
    return eigen | {naam: doel for naam, doel in gegeven.items() if naam.strip()}


def _leer(zoeker: Zoeker, rij: list[_Tekst]) -> None:
    """What a regulation defines holds for all of it, also before the definition. A term may stand in a text of its own."""
    term, van = "", None
    for stuk in rij:
        if not stuk.plaats.artikel and stuk.tekst.startswith(("Gelet op ", "gelet op ")):
            zoeker.leer_grondslag(stuk.tekst)
        if stuk.bron.soort is Soort.BEGRIP and stuk.alinea.rol == "opschrift":
            term, van = stuk.tekst.strip().rstrip(":").rstrip(), stuk.bron
        elif len(stuk.tekst) < 400:
            zoeker.leer_begrippen(f"{term}: {stuk.tekst}" if van is stuk.bron else stuk.tekst)
            van = None


def verwijzingen(
    regeling: Regeling,
    *,
    zonder_opmaak: bool = False,
    op: date | None = None,
    eigen_namen: Mapping[str, str] | None = None,
) -> list[Verwijzing]:
    """The references of a regulation (see :func:`zoek_in`, which also gives the findings)."""
    return list(zoek_in(regeling, zonder_opmaak=zonder_opmaak, op=op, eigen_namen=eigen_namen).verwijzingen)
