"""Plans: what a piece would make of the law, worked out in full and not stored.

The command line and the browser show the same plan and store the same plan (:mod:`versies.registratie.vastleggen`), so
that what was seen is what is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd, heeft_fout
from verordening.boom import Regeling
from verordening.canoniek import schrijf
from versies.archief import logboek
from versies.archief.bundel import Opname
from versies.registratie.beeld import beeld_van
from versies.registratie.nakijken import al_zo_vastgelegd, ander_einde, einde_klopt, klok, lees_terug
from versies.registratie.ontwerp import Ontwerp, Schets
from versies.registratie.opgave import Opgave
from versies.registratie.schetsen import schets_van
from versies.registratie.stukken import lees_stuk
from versies.registratie.uitvoeren import voer_uit, zonder_datums
from versies.tijd.controle import controleer, controleer_lijn
from versies.tijd.model import Uitwisseling
from versies.tijd.tijdlijn import Tijdlijn, sleutels
from versies.tijd.toestand import Toestand


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What a plan does to one regulation.

    Args:
        werk, titel: which. nu: its states as they will be known. veranderd: (first day, text before, text after) of
            every state that is new or different; None where there was or will be no known text.
    """

    werk: str
    titel: str
    lijn: Tijdlijn | None
    veranderd: tuple[tuple[date, Regeling | None, Regeling | None], ...]

    @property
    def stappen(self) -> Iterator[tuple[date, Regeling | None, Regeling | None]]:
        """What is new on each day: what a decision changes in parts is told once, on the day of that part."""
        vorige: tuple[Regeling | None, Regeling | None] = (None, None)
        for dag, was, wordt in self.veranderd:
            yield dag, vorige[1] if was is not None and was == vorige[0] else was, wordt
            vorige = was, wordt


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be stored, and what would then hold.

    Args:
        titel: of the decision. soort: what the piece is, in words. hoofd: state of the archive it was made on.
        opnamen: what would be stored. gevolgen: per regulation. bevindingen: a *fout* stands in the way of storing.
        begint: the dossier has no archive yet.
    """

    titel: str
    soort: str
    hoofd: str | None
    opnamen: tuple[Opname, ...]
    gevolgen: tuple[Gevolg, ...]
    bevindingen: tuple[Bevinding, ...]
    begint: bool = False

    @property
    def kenmerk(self) -> str:
        """One value for everything that would be stored: who says yes to a plan, says yes to this."""
        som = hashlib.sha256((self.hoofd or "").encode())
        for o in self.opnamen:
            som.update(logboek.schrijf(logboek.Bladzijde(o.uitwisseling)))
            for naam, inhoud in sorted([*o.teksten.items(), *o.bestanden.items()]):
                som.update(naam.encode() + b"\0" + inhoud + b"\0")
        return som.hexdigest()

    @property
    def kan(self) -> bool:
        """Whether it may be stored."""
        return bool(self.opnamen) and not heeft_fout(self.bevindingen)


def plan(dossier: Path, opgave: Opgave) -> Plan:
    """What a registration would make of the law.

    Args:
        dossier: the folder; it need not exist yet. opgave: what is asked.

    Raises:
        Verkeerd: options that exclude each other, or too little to go on.
        Geweigerd: a piece that cannot be read, is not for this dossier, or contradicts what was asked.
    """
    opgave.controleer()
    stuk = lees_stuk(opgave.stuk, opgave.lezingen) if opgave.stuk else None
    tekst = lees_stuk(opgave.tekst) if opgave.tekst else None
    with beeld_van(dossier) as beeld:
        ontwerp = Ontwerp(beeld, opgave)
        return voltooi(ontwerp, schets_van(ontwerp, stuk, tekst))


def voltooi(ontwerp: Ontwerp, schets: Schets, werken: Sequence[str] = ()) -> Plan:
    """Work out the law that follows from a sketch.

    Args:
        werken: the regulations to work out; default those that the sketch touches.

    Raises:
        Geweigerd: a decision that does not fit on the law as it is, or a delivered text that it does not make.
    """
    u = ontwerp.uitwisseling(schets)
    _geen_herhaling(ontwerp, u)
    reeks, teksten = [u], dict(schets.teksten)
    bevindingen = [*ontwerp.beeld.bevindingen, *schets.bevindingen]
    werken = list(werken) or _geraakt(ontwerp, u, schets.werken)
    for werk in werken:
        geschikt = ontwerp.recht(werk, schets).schik(reeks[0], teksten, reeks[-1].gemaakt_op)
        for botsing in geschikt.botsingen:
            if botsing.nieuw:
                reden = f"het besluit past niet op de tekst van {botsing.toestand.geldig_vanaf}: {botsing.fout.reden}"
                raise Geweigerd(reden, plaats=botsing.fout.plaats, code=botsing.fout.code, advies=botsing.fout.advies)
            t = botsing.toestand
            waar = f"{werk}, vanaf {t.geldig_vanaf}"
            bevindingen.append(Bevinding.van("samenloop", waar, ", ".join(t.doelen), regel=botsing.fout.regel()))
        reeks = [geschikt.reeks[0], *reeks[1:], *geschikt.reeks[1:]]
        teksten |= geschikt.teksten
        bevindingen += geschikt.bevindingen
    if schets.verwacht is not None:
        reeks[0], teksten = _vergelijk(ontwerp, schets, reeks[0], teksten)
    gevolgen = tuple(_gevolg(ontwerp, werk, reeks, teksten) for werk in werken)
    if einde := [m for g in gevolgen if g.lijn is not None for m in ander_einde(g.lijn, g.veranderd)]:
        reeks[0] = replace(reeks[0], mutaties=(*reeks[0].mutaties, *einde))
        gevolgen = tuple(_gevolg(ontwerp, werk, reeks, teksten) for werk in werken)
    bevindingen += _nieuwe_bevindingen(ontwerp, werken, reeks)
    for g in gevolgen:
        bevindingen += einde_klopt(g.titel, g.lijn.stand.juridisch_uitgewerkt_op if g.lijn else None, g.veranderd)
    bestanden = schets.bestanden | _blad(ontwerp, gevolgen)
    opnamen = tuple(_opname(ontwerp, x, teksten, bestanden if n == 0 else {}) for n, x in enumerate(reeks))
    lees_terug(opnamen)
    if schets.teksten:
        bevindingen += al_zo_vastgelegd(u.besluit, [v for g in gevolgen for v in g.veranderd])
    laatste = ontwerp.register.laatste()
    bevindingen += klok(laatste.ontvangen_op if laatste else None, u.ontvangen_op or date.today())
    return Plan(
        u.besluit,
        schets.soort,
        ontwerp.beeld.hoofd,
        opnamen,
        gevolgen,
        tuple(dict.fromkeys(bevindingen)),
        ontwerp.beeld.begint,
    )


def _geen_herhaling(ontwerp: Ontwerp, u: Uitwisseling) -> None:
    """A loose event (a date, a repeal, a withdrawal) has no file by which it is known again: it is the same when it says the same.

    Raises:
        Geweigerd: the last one of this name that counts says this already.
    """
    if u.stuk or u.versies or u.herstelt or not u.mutaties:
        return
    zo = [n for n, titel, _ in ontwerp.register.besluiten() if titel == u.besluit and ontwerp.register.telt(n)]
    eerder = ontwerp.register.blad(max(zo)) if zo else None
    if eerder is not None and eerder.bekend == u.bekend and set(u.mutaties) <= set(eerder.mutaties):
        raise Geweigerd.om("al-vastgelegd", u.besluit, nummer=max(zo), besluit=eerder.besluit or "zonder titel")


def _geraakt(ontwerp: Ontwerp, u: Uitwisseling, genoemd: list[str]) -> list[str]:
    """The regulations that are named, and those of which a date or condition moves a doel."""
    losse = {s for s in sleutels(u) if not s.startswith("werk ")}
    beloofd = {f"doel {v.doel}" for v in u.uitvoeringen}
    bekend = {f"doel {d}" for d in ontwerp.register.doelen()}
    if not any(s in bekend or not s.startswith("doel ") for s in losse - beloofd):  # a new doel moves nothing
        return genoemd
    anders = [
        werk
        for werk in ontwerp.beeld.titels
        if werk not in genoemd
        and (lijn := ontwerp.beeld.lijn(werk))
        and any(losse & sleutels(x) for x in lijn.uitwisselingen)
    ]
    return [*genoemd, *anders]


def _blad(ontwerp: Ontwerp, gevolgen: Sequence[Gevolg]) -> dict[str, bytes]:
    """``dossier.xml`` with every regulation that begins."""
    eerste = {
        g.werk: t for g in gevolgen if g.werk not in ontwerp.beeld.titels for _, _, t in g.veranderd if t is not None
    }
    oud = ontwerp.beeld.dossierblad()
    if not eerste or (ontwerp.beeld.titels and oud is None):
        return {}
    from versies.registratie.blad import dossierblad  # rarely needed, and slow to load

    nieuw = dossierblad(oud, eerste)
    return {"dossier.xml": nieuw} if nieuw is not None else {}


def _opname(
    ontwerp: Ontwerp, u: Uitwisseling, teksten: Mapping[str, Regeling], bestanden: Mapping[str, bytes]
) -> Opname:
    eigen = {m.versie: schrijf(zonder_datums(teksten[m.versie], m.werk)) for m in u.versies if m.versie in teksten}
    return Opname(u, eigen, dict(bestanden))


def _vergelijk(
    ontwerp: Ontwerp, schets: Schets, u: Uitwisseling, teksten: dict[str, Regeling]
) -> tuple[Uitwisseling, dict[str, Regeling]]:
    """A text that somebody delivered must be what the decision makes: of the law, or of the text it was made on."""
    assert schets.verwacht is not None
    werk, doel, geleverd, basis = schets.verwacht
    namen = [m.versie for m in u.versies if doel in m.doelen and m.werk == werk]
    gemaakt = [teksten[n] for n in namen if n in teksten]
    if basis is not None:
        tekst: Regeling = basis
        for v in (v for v in schets.uitvoeringen if v.werk == werk):
            tekst, _ = voer_uit(tekst, v, ontwerp.lees_bestand(schets, v.bestand), None)
        gemaakt.append(tekst)
    verschillen = [_eerste_verschil(t, geleverd) for t in gemaakt]
    if not gemaakt or "" in verschillen:
        return u, teksten
    if not ontwerp.opgave.reden:
        raise Geweigerd.om("tekst-anders", str(ontwerp.opgave.tekst or ""), verschillen=verschillen[0])
    blijft = tuple(v for v in u.uitvoeringen if v.werk != werk)
    return replace(u, uitvoeringen=blijft), {**teksten, **dict.fromkeys(namen, geleverd)}


def _eerste_verschil(een: Regeling, ander: Regeling) -> str:
    """The first place where two texts differ, in words; empty when they say the same."""
    from verordening.tekstregels import tekstregels

    links, rechts = ([(adres, tekst) for _, adres, tekst in tekstregels(r)] for r in (een, ander))
    for was, wordt in zip_longest(links, rechts):
        if was is None or wordt is None:
            return f"{(was or wordt)[0]} staat maar in een van beide"
        if was[1] != wordt[1]:
            return f"{was[0]}: «{was[1][:120]}» tegenover «{wordt[1][:120]}»"
    return ""


def _gevolg(ontwerp: Ontwerp, werk: str, reeks: Sequence[Uitwisseling], teksten: Mapping[str, Regeling]) -> Gevolg:
    voor = ontwerp.beeld.lijn_met_alles(werk)
    na = ontwerp.recht(werk).lijn(reeks)

    def tekst(t: Toestand | None) -> Regeling | None:
        if t is None or not t.versie:
            return None
        return teksten[t.versie] if t.versie in teksten else ontwerp.beeld.tekst(t.versie)

    veranderd = []
    dagen = {t.geldig_vanaf for lijn in (voor, na) if lijn for t in lijn.stand.reeks}
    for dag in sorted(dagen):
        was, wordt = (lijn.geldend(dag) if lijn else None for lijn in (voor, na))
        if (was.versie if was else None) != (wordt.versie if wordt else None):
            veranderd.append((dag, tekst(was), tekst(wordt)))
    titel = next((t.gegevens.citeertitel for _, _, t in reversed(veranderd) if t is not None), "")
    return Gevolg(werk, titel or ontwerp.beeld.titels.get(werk, werk), na, tuple(veranderd))


_LATER = {"samenloop", "tekst-onbekend", "doel-zonder-datum"}
"""What is so by law and can be resolved later; everything else that is a *fout* stands in the way."""


def _nieuwe_bevindingen(ontwerp: Ontwerp, werken: Sequence[str], reeks: Sequence[Uitwisseling]) -> list[Bevinding]:
    uit: list[Bevinding] = []
    for werk in werken:
        voor, na = ontwerp.beeld.lijn_met_alles(werk), ontwerp.recht(werk).lijn(reeks)
        oud = {(b.code, b.adres, b.fragment) for b in controleer_lijn(voor)} if voor else set()
        nieuw = controleer_lijn(na) if na else []
        uit += [b for b in nieuw if (b.code, b.adres, b.fragment) not in oud]
    if not werken:
        uit += [b for b in controleer(reeks) if b.code != "basis-onbekend"]
    mag = ontwerp.beeld.zonder  # a mistake may always be corrected; what then no longer fits is said
    uit = [
        replace(b, ernst=Ernst.WAARSCHUWING) if b.ernst is Ernst.FOUT and (mag or b.code in _LATER) else b for b in uit
    ]
    if ontwerp.bekend > date.today():
        uit.append(Bevinding.van("bekendmaking-later", reeks[0].besluit, str(ontwerp.bekend)))
    return uit
