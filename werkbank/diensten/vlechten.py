"""Two decisions that meet: which words they both changed, what a person chose, and the one version that is recorded of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from verordening.bevinding import Geweigerd, Verkeerd
from verordening.canoniek import lees
from versies.archief.logboek import naamdeel
from versies.archief.vragen import Tijdbron
from versies.tijd.botsing import Botsing, Kant, Keuze
from versies.tijd.lijnen import Lijnen
from versies.tijd.model import Moment, Uitwisseling, Versie
from versies.tijd.vervlechten import Vervlechting, vervlecht
from versies.verschil import vergelijk_tekst

if TYPE_CHECKING:
    from versies.registratie.plan import Gevolg, Plan
    from versies.tijd.tijdlijn import Tijdlijn


@dataclass(frozen=True, slots=True)
class Samenkomst:
    """Two doelen of one regulation, woven together as far as choices allow.

    Args:
        werk: the regulation. momenten: the last version on each doel ("onze", "hunne"). basis: name of the version both were
            made from. uitkomst: the text, or the conflicts that need a choice.
    """

    werk: str
    momenten: tuple[Moment, Moment]
    basis: str
    uitkomst: Vervlechting
    lijnen: Lijnen

    @property
    def kenmerk(self) -> str:
        """One value for what is shown: who chooses, chooses about this."""
        zien = [self.werk, self.basis, *(f"{m.doel} {m.gemaakt_op}" for m in self.momenten)]
        zien += [f"{b.sleutel}\0{b.basis}\0{b.onze}\0{b.hunne}" for b in self.uitkomst.botsingen]
        return hashlib.sha256("\0".join(zien).encode()).hexdigest()[:16]


def ontmoetingen(lijn: Tijdlijn) -> list[tuple[str, str, date]]:
    """Pairs of doelen of which the common text is not known, with the first day on which that matters."""
    uit: dict[tuple[str, str], date] = {}
    for t in lijn.stand.toestanden:
        for onze in t.doelen:
            for hunne in t.samenloop:
                if (hunne, onze) not in uit and onze != hunne:
                    uit.setdefault((onze, hunne), t.geldig_vanaf)
    return [(*paar, dag) for paar, dag in uit.items()]


def vlecht(
    werk: str,
    uitwisselingen: Iterable[Uitwisseling],
    tekst: Callable[[str], bytes],
    doelen: tuple[str, str],
    keuzes: Sequence[Keuze] = (),
) -> Samenkomst:
    """Weave two doelen of a regulation together.

    Args:
        uitwisselingen: all deliveries, also one that is only proposed. tekst: canonical XML of a version by its name.
        doelen: "onze" and "hunne".

    Raises:
        Geweigerd: a doel without a version, two that have nothing in common, or a choice for a conflict that is not there.
    """
    lijnen = Lijnen(werk, uitwisselingen)
    een, ander = (lijnen.top(d) for d in doelen)
    basis = lijnen.basis(een, ander)
    was, wij, zij = (lees(tekst(lijnen.versies[m].versie)) for m in (basis, een, ander))
    uitkomst = vervlecht(was, wij, zij, keuzes)
    samen = Samenkomst(werk, (een, ander), lijnen.versies[basis].versie, uitkomst, lijnen)
    weiger_onbekende(keuzes, [samen])
    return samen


def weiger_onbekende(keuzes: Sequence[Keuze], samen: Sequence[Samenkomst]) -> None:
    """A choice for what is not at stake is a mistake, never passed over.

    Raises:
        Geweigerd: such a choice.
    """
    bekend = {naam for s in samen for b in s.uitkomst.botsingen for naam in b.sleutels}
    if anders := next((k.sleutel for k in keuzes if k.sleutel not in bekend), ""):
        raise Geweigerd.om("keuze-onbekend/botsing-sleutel", anders)


def lees_keuze(tekst: str) -> Keuze:
    """A choice as people write it: the key of a conflict, or of words in it, and whose text.

    >>> lees_keuze("artikel 5, eerste lid#inhoud 2=hunne")
    Keuze(sleutel='artikel 5, eerste lid#inhoud 2', kant=<Kant.HUNNE: 'hunne'>, motivering='')

    Raises:
        Verkeerd: anything else.
    """
    sleutel, _, kant = tekst.rpartition("=")
    if not sleutel or kant not in {k.value for k in Kant}:
        raise Verkeerd(f"een keuze schrijft u als SLEUTEL=onze, =hunne, =beide of =basis, niet «{tekst}»")
    return Keuze(sleutel, Kant(kant))


def gemaakte_keuzes(botsingen: Iterable[Botsing]) -> list[dict[str, object]]:
    """What was chosen of each conflict: once for the whole, or for each of its words."""
    delen = ((b.adres, x) for b in botsingen for x in (b.stukken if b.stukken and b.keuze is None else (b,)))
    return [
        {
            **velden(x, "sleutel", adres=adres, keuze=x.keuze.kant if x.keuze else None),
            "motivering": x.keuze.motivering if x.keuze else "",
        }
        for adres, x in delen
        if x.sleutel
    ]


def samenloop_van(dossier: Path, plan: Plan) -> Iterator[tuple[Gevolg, Samenkomst]]:
    """Where a decision that is only proposed would meet another one, with the words that both change."""
    eigen = {naam: inhoud for o in plan.opnamen for naam, inhoud in o.teksten.items()}
    for g in plan.gevolgen if plan.kan else ():
        if g.lijn is None:
            continue
        lijnen = g.lijn.takken
        met_tekst = {m.doel for m in lijnen.versies}  # a decision after a repeal has none
        paren = (p[:2] for p in ontmoetingen(g.lijn) if met_tekst.issuperset(p[:2]))
        paar = next((p for p in paren if lijnen.samen(*(lijnen.top(d) for d in p))), None)
        if paar is not None:
            with Tijdbron(dossier) as bron:
                yield g, vlecht(g.werk, g.lijn.uitwisselingen, partial(_tekst, eigen, bron), paar)


def _tekst(eigen: Mapping[str, bytes], bron: Tijdbron, versie: str) -> bytes:
    return eigen[versie] if versie in eigen else bron.tekst(versie)


def leg_gekozen_vast(dossier: Path, werk: str, doelen: tuple[str, str], kenmerk: str, keuzes: Sequence[Keuze]) -> str:
    """Record the common text as it was chosen with a proposal that is stored by now; else why not.

    Args:
        kenmerk: of the :class:`Samenkomst` that was seen.
    """
    with Tijdbron(dossier) as bron:
        try:
            if vlecht(werk, bron.uitwisselingen, bron.tekst, doelen).kenmerk != kenmerk:
                return "de samenloop is anders dan u zag"
            leg_vast(bron, vlecht(werk, bron.uitwisselingen, bron.tekst, doelen, keuzes))
        except Geweigerd as fout:
            return fout.reden
    return ""


def woorden(was: str, wordt: str) -> list[tuple[str, str]]:
    """A text on one line as stretches ("gelijk", "vervallen" or "ingevoegd"): so a conflict shows which words it is about.

    >>> woorden("Binnen vier weken.", "Binnen zes weken.")
    [('gelijk', 'Binnen '), ('vervallen', 'vier'), ('ingevoegd', 'zes'), ('gelijk', ' weken.')]
    """
    return [(s.soort.value, s.tekst) for s in vergelijk_tekst(*(" ".join(t.split()) for t in (was, wordt)))]


def leg_vast(bron: Tijdbron, samen: Samenkomst) -> str:
    """Store the combined version, with the choices: on both doelen when they take effect together, else on the last one.

    What takes effect later is worked out anew on it, as with every registration.

    Returns:
        The name of the version.

    Raises:
        Geweigerd: no archive, these doelen do not meet, or a conflict has no choice.
    """
    from versies.registratie.beeld import beeld_van
    from versies.registratie.ontwerp import Ontwerp, Schets
    from versies.registratie.opgave import Opgave
    from versies.registratie.plan import voltooi
    from versies.registratie.vastleggen import leg_vast as leg_plan_vast

    if not bron.heeft_archief:
        raise Geweigerd.om("geen-archief/dossier-archief-2", str(bron.map))
    lijn, namen = bron.lijn(samen.werk), {m.doel for m in samen.momenten}
    if not any(t.samenloop and namen & {*t.doelen, *t.samenloop} for t in lijn.stand.toestanden):
        raise Geweigerd.om("geen-samenloop", namen=" en ".join(sorted(namen)))
    if samen.uitkomst.regeling is None:
        raise Geweigerd.om("keuze-nodig", aantal=len(samen.uitkomst.open))
    ander, een = sorted(samen.momenten, key=lambda m: tuple(d or date.max for d in lijn.datums(m.doel)))
    tegelijk = any({een.doel, ander.doel} <= set(t.doelen) for t in lijn.stand.toestanden)
    eerder = [u for u in lijn.uitwisselingen if any(namen & set(_doelen(m)) for m in u.mutaties)]
    bekend = max(u.bekend for u in eerder)  # wat uit twee besluiten volgt, was bekend toen het laatste dat was
    with beeld_van(bron.map) as beeld:
        ontwerp = Ontwerp(beeld, Opgave(bekend=bekend, ontvangen=date.today()))
        naam = ontwerp.recht(samen.werk).vrije_naam(lijn.datums(een.doel)[0] or bekend)
        schets = Schets(f"Vervlechting van {een.doel} met {ander.doel}", "samenloop", betreft="samenloop")
        schets.teksten[naam] = samen.uitkomst.regeling
        schets.mutaties.append(
            Versie(samen.werk, (ander.doel, een.doel), naam, basis=samen.momenten)
            if tegelijk
            else Versie(samen.werk, (een.doel,), naam, basis=(een,), vervlochten=(ander,))
        )
        if keuzes := gemaakte_keuzes(samen.uitkomst.botsingen):
            plek = f"keuzes/{naamdeel(f'{een.doel}-{ander.doel}-{ontwerp.moment:%Y%m%d%H%M%S}')}.json"
            schets.bestanden[plek] = (json.dumps(keuzes, ensure_ascii=False, indent=1) + "\n").encode()
        plan = voltooi(ontwerp, schets)
    leg_plan_vast(bron.map, plan, plan.kenmerk)
    return naam


def _doelen(mutatie: object) -> tuple[str, ...]:
    return (*getattr(mutatie, "doelen", ()), *filter(None, (getattr(mutatie, "doel", ""),)))
