"""Which instructions of a decision are for this regulation, on this day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import Levenshtein

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Regeling, titelwoorden
from verordening.stop.modules import werk_en_versie
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Opdracht, Wijzigartikel
from versies.opdracht.leesstand import noemt_geen
from versies.opdracht.regelingnaam import KLEIN, laat_niets_weg, woorden_van, zegt_minder


def _kern(naam: str) -> str:
    """A title for comparing."""
    return " ".join(woorden_van(naam)).casefold()


def hoort_bij(regeling: Regeling, naam: str) -> bool:
    """True when a name in a decision names this regulation: its citeertitel, title, abbreviation or number.

    A name may leave out the municipality, or add it; a year must be equal.
    """
    g = regeling.gegevens
    if naam.startswith("/akn/"):
        return naam == g.werk or naam == werk_en_versie(regeling, naam.split("/")[4] if naam.count("/") > 3 else "")[0]
    gezocht = _kern(naam)
    for titel in (g.citeertitel, g.opschrift, titelwoorden(regeling.wortel), g.werk, *g.afkortingen):
        eigen = _kern(titel)
        if eigen and (eigen == gezocht or _overheid_erbij(titel, naam) or _overheid_erbij(naam, titel)):
            return True
    return False


def _overheid_erbij(kort: str, lang: str) -> bool:
    """True when the longer title is the shorter one with the name of an authority behind it, which has capitals and no number."""
    kern, heel = woorden_van(kort), woorden_van(lang)
    if len(kern) < 2 or [w.casefold() for w in heel[: len(kern)]] != [w.casefold() for w in kern]:
        return False
    rest = heel[len(kern) :]
    while rest and rest[0].casefold() in ("van", "de", "der"):
        rest = rest[1:]
    if not rest or any(w.isdecimal() or _REGELING.search(w) for w in rest):
        return False
    genoemd = rest[0].casefold() in ("gemeente", "provincie", "waterschap")
    return genoemd or all(w[0].isupper() or w.casefold() in KLEIN for w in rest)


def kort_genoemd(regeling: Regeling, naam: str) -> bool:
    """True when a name says less than the title, and nothing else: every word of it is in the title, whole or as part of a compound.

    A year that the title does not have, is only let through when the title has none.

    >>> from verordening.tekst.markdown import lees
    >>> volkstuin = lees("# Regeling gemeentelijke volkstuinen Aalweide\\n\\n#### Artikel 1\\nEen tuin.\\n".encode())
    >>> [kort_genoemd(volkstuin, n) for n in ("volkstuinenregeling", "Regeling volkstuinen 2025", "moestuinregeling", "de regeling")]
    [True, True, False, False]
    """
    titels = (regeling.gegevens.citeertitel, regeling.gegevens.opschrift, titelwoorden(regeling.wortel))
    return any(zegt_minder(naam, titel) and laat_niets_weg(naam, titel) for titel in titels)


def lijkt_genoemd(regeling: Regeling, naam: str) -> bool:
    """True when a name is nearly a title of this regulation: a slip, another year, or the beginning of it."""
    g = regeling.gegevens
    titels = filter(None, (g.citeertitel, g.opschrift, titelwoorden(regeling.wortel)))
    return kort_genoemd(regeling, naam) or any(Levenshtein.distance(_kern(naam), _kern(t)) <= _SLIP for t in titels)


_SLIP = 3
"""Letters and digits that a name can be wrong in; another year is one."""
_REGELING = re.compile(r"(?:verordening|regeling|besluit|reglement|regels?|statuut)\Z", re.IGNORECASE)


def _elders(regeling: Regeling, besluit: Besluit, raak: list[Wijzigartikel]) -> list[Bevinding]:
    """What is for another regulation, said aloud.

    Raises:
        Geweigerd: its name is nearly that of this one, and may well mean it.
    """
    elders = [a for a in besluit.artikelen if a.opdrachten and a not in raak]
    for artikel in elders:
        if lijkt_genoemd(regeling, artikel.regeling):
            eigen = regeling.gegevens.citeertitel or regeling.gegevens.opschrift
            raise Geweigerd.om("andere-regeling/bijna", str(artikel.bron), naam=artikel.regeling, eigen=eigen)
    wat = ", ".join(f"{o.naam} («{a.regeling}»)" for a in elders for o in a.opdrachten)
    return [Bevinding.van("andere-regeling/uitgevoerd-want", besluit.naam, wat=wat[:400])] if elders else []


@dataclass(frozen=True, slots=True)
class Ingang:
    """The day on which a decision itself enters into force, known from elsewhere: what has no day in its words has that day.

    Args:
        na: only what takes effect after this day; the rest of the decision was executed on this version before.
    """

    dag: date | None
    na: date | None = None


def kies(
    regeling: Regeling, besluit: Besluit, datum: date | None, ook: Collection[str], ingang: Ingang | None
) -> tuple[list[Opdracht], list[Opdracht], list[Bevinding]]:
    """(to execute, not now, findings) for one decision.

    Raises:
        Geweigerd: the decision is about another regulation, is over on this day, or nothing of it is left after it.
    """
    na = ingang.na if ingang else None
    raak, bevindingen = _raak(regeling, besluit)
    if not raak:
        namen = ", ".join(f"«{n}»" for n in besluit.regelingen()) or "geen regeling"
        eigen = regeling.gegevens.citeertitel or regeling.gegevens.opschrift or regeling.gegevens.werk
        raise Geweigerd.om("andere-regeling/besluit-wijzigt", besluit.naam, namen=namen, eigen=eigen)
    _eis_van_kracht(besluit, datum)
    doen: list[Opdracht] = []
    niet: list[Opdracht] = []
    bevindingen += besluit.bevindingen
    bevindingen += _elders(regeling, besluit, raak)
    dagen: dict[date, None] = {}
    for artikel in raak:
        for opdracht in artikel.opdrachten:
            dag, _tijdstip, voorwaarde = besluit.moment(opdracht)
            if na is not None and (dag is None or dag <= na):
                continue
            te_vroeg = datum is not None and (dag > datum if dag is not None else ingang is None)
            if (voorwaarde and artikel.nummer not in ook) or te_vroeg:
                niet.append(opdracht)
                continue
            if dag is not None:
                dagen[dag] = None
            doen.append(opdracht)
    if na is not None and not doen:
        raise Geweigerd.om("niets-na-deze-dag", besluit.naam, na=na)
    bevindingen += _uitgesteld(besluit, niet)
    for samenloop in besluit.van_soort(Bepalingsoort.SAMENLOOP):
        treft = [o for o in doen if any(o.nummer[: len(deel)] == deel for deel in samenloop.delen)]
        vervuld = samenloop.naam == "vervalt" and samenloop.nummer[0] in ook
        if treft and vervuld:
            doen, niet = [o for o in doen if o not in treft], [*niet, *treft]
        if treft:
            bevindingen.append(_samenloop(samenloop, treft, vervuld))
    if datum is None and len(dagen) > 1:
        bevindingen.append(Bevinding.van("meer-dagen", besluit.naam, ", ".join(d.isoformat() for d in dagen)))
    return doen, niet, bevindingen


def _eis_van_kracht(besluit: Besluit, datum: date | None) -> None:
    einde = min((b.datum for b in besluit.van_soort(Bepalingsoort.HORIZON) if b.datum is not None), default=date.max)
    if datum is not None and datum >= einde:
        raise Geweigerd.om("niets-na-deze-dag/vervallen", besluit.naam, einde=einde)


def _raak(regeling: Regeling, besluit: Besluit) -> tuple[list[Wijzigartikel], list[Bevinding]]:
    """The articles that amend this regulation; also, with a finding, when the decision names only one and names it shorter."""
    raak = [a for a in besluit.artikelen if hoort_bij(regeling, a.regeling) or noemt_geen(a.regeling)]
    if raak or len(besluit.regelingen()) != 1:
        return raak, []
    kort = [a for a in besluit.artikelen if a.opdrachten and kort_genoemd(regeling, a.regeling)]
    return kort, [Bevinding.van("regeling-kort", besluit.naam, naam=a.regeling) for a in kort[:1]]


def _uitgesteld(besluit: Besluit, niet: list[Opdracht]) -> list[Bevinding]:
    """What was left, and why the first of it was."""
    if not niet:
        return []
    dag, tijdstip, voorwaarde = besluit.moment(niet[0])
    if voorwaarde:
        reden = f"de voorwaarde is open: {voorwaarde}"
    elif dag:
        reden = f"de dag is nog niet gekomen: {dag}"
    else:
        reden = f"de dag is niet bekend{f' ({tijdstip})' if tijdstip else ''}"
    artikelen = ", ".join(dict.fromkeys(f"artikel {o.nummer[0]}" for o in niet))
    uitleg = f"{len(niet)} opdracht{'en zijn' if len(niet) > 1 else ' is'} niet uitgevoerd; {reden}."
    ernst = Ernst.INFO if dag or voorwaarde else Ernst.WAARSCHUWING
    return [Bevinding("niet-uitgevoerd", ernst, artikelen, "", uitleg)]


def _samenloop(samenloop: Bepaling, treft: list[Opdracht], vervuld: bool) -> Bevinding:
    """A provision on concurrence that touches this decision: executed as far as its condition was said to be fulfilled."""
    plek = f"artikel {', '.join(samenloop.nummer)}"
    if vervuld:
        return Bevinding.van(
            "samenloop/voorwaarde-vervuld", plek, samenloop.tekst[:160], o=", ".join(o.naam for o in treft)
        )
    advies = "Ga na of de voorwaarde is vervuld"
    advies += f"; zo ja: --ook {samenloop.nummer[0]}." if samenloop.naam else " en pas het besluit daarop aan."
    wat = "Deze samenloopbepaling is niet verwerkt."
    return Bevinding("samenloop", Ernst.WAARSCHUWING, plek, samenloop.tekst[:160], wat, advies)
