"""Two decisions that meet: which words they both changed, what a person chose, and the one version that is recorded of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from verordening.bevinding import Geweigerd
from verordening.canoniek import lees, schrijf
from versies.archief.bundel import Opname
from versies.archief.logboek import naamdeel
from versies.archief.vragen import Tijdbron
from versies.tijd.lijnen import Lijnen
from versies.tijd.model import Moment, Uitwisseling, Versie
from versies.tijd.vervlechten import Keuze, Vervlechting, vervlecht
from versies.verschil import vergelijk_tekst

if TYPE_CHECKING:
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
        Geweigerd: a doel without a version, or two that have nothing in common.
    """
    lijnen = Lijnen(werk, uitwisselingen)
    een, ander = (lijnen.top(d) for d in doelen)
    basis = lijnen.basis(een, ander)
    was, wij, zij = (lees(tekst(lijnen.versies[m].versie)) for m in (basis, een, ander))
    return Samenkomst(werk, (een, ander), lijnen.versies[basis].versie, vervlecht(was, wij, zij, keuzes), lijnen)


def woorden(was: str, wordt: str) -> list[tuple[str, str]]:
    """A text on one line as stretches ("gelijk", "vervallen" or "ingevoegd"): so a conflict shows which words it is about.

    >>> woorden("Binnen vier weken.", "Binnen zes weken.")
    [('gelijk', 'Binnen '), ('vervallen', 'vier'), ('ingevoegd', 'zes'), ('gelijk', ' weken.')]
    """
    return [(s.soort.value, s.tekst) for s in vergelijk_tekst(*(" ".join(t.split()) for t in (was, wordt)))]


def leg_vast(bron: Tijdbron, samen: Samenkomst) -> str:
    """Store the combined version, with the choices: on both doelen when they take effect together, else on the last one.

    Returns:
        The name of the version.

    Raises:
        Geweigerd: no archive, these doelen do not meet, or a conflict has no choice.
    """
    if not bron.heeft_archief:
        raise Geweigerd(
            "dit dossier heeft nog geen archief",
            plaats=str(bron.map),
            code="geen-archief",
            advies="Begin met «verordening neem-op».",
        )
    lijn, namen = bron.lijn(samen.werk), {m.doel for m in samen.momenten}
    if not any(t.samenloop and namen & {*t.doelen, *t.samenloop} for t in lijn.stand.toestanden):
        raise Geweigerd(
            f"tussen {' en '.join(sorted(namen))} is geen samenloop; er is niets vastgelegd", code="geen-samenloop"
        )
    if samen.uitkomst.regeling is None:
        raise Geweigerd(f"{len(samen.uitkomst.open)} botsingen vragen nog een keuze", code="keuze-nodig")
    ander, een = sorted(samen.momenten, key=lambda m: tuple(d or date.max for d in lijn.datums(m.doel)))
    tegelijk = any({een.doel, ander.doel} <= set(t.doelen) for t in lijn.stand.toestanden)
    alle = bron.archief.uitwisselingen()
    op = max(u.gemaakt_op for u in alle) + timedelta(seconds=1)
    eerder = [u for u in lijn.uitwisselingen if any(namen & set(_doelen(m)) for m in u.mutaties)]
    bekend = max(u.bekend for u in eerder)  # wat uit twee besluiten volgt, was bekend toen het laatste dat was
    stam = f"{samen.werk}@{'-'.join(samen.lijnen.versies[m].versie.partition('@')[2] for m in samen.momenten)}"
    bezet = {m.versie for u in alle for m in u.mutaties if isinstance(m, Versie)}
    naam = next(n for k in range(1, 1000) if (n := stam if k == 1 else f"{stam}-{k}") not in bezet)
    versie = (
        Versie(samen.werk, (ander.doel, een.doel), naam, basis=samen.momenten)
        if tegelijk
        else Versie(samen.werk, (een.doel,), naam, basis=(een,), vervlochten=(ander,))
    )
    u = Uitwisseling(
        op, (versie,), bekend, date.today(), f"Vervlechting van {een.doel} met {ander.doel}", betreft="samenloop"
    )
    keuzes = [
        {
            "sleutel": b.sleutel,
            "adres": b.adres,
            "keuze": b.keuze.kant.value if b.keuze else None,
            "motivering": b.keuze.motivering if b.keuze else "",
        }
        for b in samen.uitkomst.botsingen
    ]
    plek = f"keuzes/{naamdeel(f'{een.doel}-{ander.doel}-{op:%Y%m%d%H%M%S}')}.json"
    bestanden = {plek: (json.dumps(keuzes, ensure_ascii=False, indent=1) + "\n").encode()} if keuzes else {}
    bron.archief.neem_op(Opname(u, {naam: schrijf(samen.uitkomst.regeling)}, bestanden))
    return naam


def _doelen(mutatie: object) -> tuple[str, ...]:
    return (*getattr(mutatie, "doelen", ()), *filter(None, (getattr(mutatie, "doel", ""),)))
