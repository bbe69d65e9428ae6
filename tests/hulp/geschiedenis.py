"""Made-up histories of one regulation, registered decision by decision, and a simple model that answers by itself.

The model knows nothing of doelen, states or versions: it keeps the decisions in a list and, for a question, executes in
legal order those that were known and that worked. It shares no code with what it checks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from verordening.boom import Eenheid, tekst
from verordening.canoniek import lees
from verordening.dagen import dag
from versies.archief.archief import Archief
from versies.archief.geheugen import GeheugenOpslag
from versies.registratie.beeld import Beeld
from versies.registratie.ontwerp import Ontwerp
from versies.registratie.opgave import Opgave
from versies.registratie.plan import voltooi
from versies.registratie.schetsen import schets_van
from versies.registratie.stukken import herken

ARTIKELEN = 5
BEGIN = date(2020, 1, 1)
REGELING = "Proefverordening Voorbeeldstad"
ANDER, NIEUW = "Regels voor water en groen Anderstad", "Proefverordening Nieuwstad"
"""With a merger of municipalities: the regulation of the other one, and the one that repeals both."""


@dataclass
class Besluit:
    """What the model remembers of a decision: what it writes, and what became known about it on which day."""

    titel: str
    bekend: date
    schrijft: dict[int, str]
    data: list[tuple[date, date, date]]  # (known on, werkend, geldig)
    weg: date | None = None
    weg_delen: dict[int, date] = field(default_factory=dict)
    beter: list[tuple[date, int, str]] = field(default_factory=list)  # (known on, article, word)


@dataclass
class Geschiedenis:
    """One history: the pieces in order of registration, and the model."""

    besluiten: list[Besluit]
    stukken: list[tuple[str, str, date]]  # (name, text, known on)
    einde: tuple[date, date] | None = None  # (known on, day of repeal)
    fusie: bool = False  # the repeal is by the regulation of the new municipality
    nadien: tuple[date, date] | None = None  # (known on, werkend) of an amendment of that one

    def antwoord_van(self, titel: str, op: date, bekend: date) -> tuple[str, ...] | None:
        """As :meth:`antwoord`, for one of the three regulations of a merger."""
        if titel == REGELING:
            return self.antwoord(op, bekend)
        weg = bool(self.einde and self.einde[0] <= bekend and self.einde[1] <= op)
        if titel == ANDER:
            begonnen = op >= BEGIN and bekend >= BEGIN - timedelta(days=20)
            return _woorden("ander") if begonnen and not weg else None
        gewijzigd = self.nadien and self.nadien[0] <= bekend and self.nadien[1] <= op
        return (("nafusie", *_woorden("nieuw")[1:]) if gewijzigd else _woorden("nieuw")) if weg else None

    def antwoord(self, op: date, bekend: date) -> tuple[str, ...] | None:
        """The word of every article on a day, as known on a day; None when nothing holds."""
        if op < BEGIN or bekend < BEGIN - timedelta(days=20):
            return None
        if self.einde and self.einde[0] <= bekend and self.einde[1] <= op:
            return None
        rij = []
        for n, b in enumerate(self.besluiten):
            if b.bekend > bekend or (b.weg and b.weg <= bekend):
                continue
            _, werkend, geldig = max((d for d in b.data if d[0] <= bekend), key=lambda d: b.data.index(d))
            if self.einde and self.einde[0] <= bekend and werkend >= self.einde[1]:
                continue  # what would take effect after the repeal has nothing left to amend, also not for the past
            if geldig <= op and werkend <= max(op, bekend):
                rij.append((werkend, geldig, n, b))
        woorden = [f"begin{a}" for a in range(1, ARTIKELEN + 1)]
        for _, _, _, b in sorted(rij, key=lambda r: r[:3]):
            for artikel, woord in b.schrijft.items():
                if b.weg_delen.get(artikel, date.max) > bekend:
                    woorden[artikel - 1] = woord
            for wanneer, artikel, woord in b.beter:
                if wanneer <= bekend:
                    woorden[artikel - 1] = woord
        return tuple(woorden)


def verzin(zaad: int, aantal: int = 8) -> Geschiedenis:
    """A history with amendments, retroactivity, equal days, rectification, postponement, annulment, and perhaps repeal."""
    toeval = random.Random(zaad)
    uit = Geschiedenis([], [("begin.md", _regeling(), BEGIN - timedelta(days=20))])
    bekend = BEGIN + timedelta(days=10)
    for n in range(1, aantal + 1):
        laat = toeval.random() < 0.15  # registered later than something that became known after it
        bekend += timedelta(days=toeval.randint(3, 25))
        wanneer = bekend - timedelta(days=toeval.randint(1, 12)) if laat else bekend
        soort = toeval.choices(("wijzig", "rectificeer", "stel uit", "vernietig", "vernietig deel"), (12, 3, 3, 2, 2))[
            0
        ]
        doelwit = [b for b in uit.besluiten if not b.weg and not b.beter and b.bekend <= wanneer]
        if soort == "wijzig" or not doelwit:
            _wijzig(toeval, uit, n, wanneer)
        else:
            _doe(toeval, uit, n, soort, toeval.choice(doelwit), max(wanneer, max(b.bekend for b in uit.besluiten)))
            bekend = max(bekend, max(d for _, _, d in uit.stukken))
    if toeval.random() < 0.3:
        bekend += timedelta(days=5)
        eind = bekend + timedelta(days=toeval.randint(5, 60))
        uit.einde, uit.fusie = (bekend, eind), toeval.random() < 0.5
        if uit.fusie:
            _fuseer(uit, bekend, eind)
        else:
            zin = f"De {REGELING} wordt ingetrokken met ingang van {dag(eind)}."
            besluit = f"# Intrekkingsbesluit\n\nDe raad;\n\nbesluit:\n\n## Artikel I\n{zin}\n"
            uit.stukken.append(("einde.md", besluit, bekend))
    return uit


def _fuseer(uit: Geschiedenis, bekend: date, eind: date) -> None:
    uit.stukken.insert(1, ("ander.md", _regeling(ANDER, "ander", BEGIN), BEGIN - timedelta(days=20)))
    zin = f"De {REGELING} en de {ANDER} worden ingetrokken."
    nieuw = f"{_regeling(NIEUW, 'nieuw', eind)}\n### Artikel {ARTIKELEN + 3} Intrekking\n{zin}\n"
    uit.stukken.append(("fusie.md", nieuw, bekend))
    uit.nadien = (bekend + timedelta(days=4), eind + timedelta(days=9))
    wijziging = (
        f"# Eerste wijziging\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nIn artikel 1 van de {NIEUW} wordt “nieuw1” vervangen door “nafusie”.\n\n"
        f"## Artikel II\nDit besluit treedt in werking met ingang van {dag(uit.nadien[1])}.\n"
    )
    uit.stukken.append(("nadien.md", wijziging, uit.nadien[0]))


def _woorden(begin: str) -> tuple[str, ...]:
    return tuple(f"{begin}{a}" for a in range(1, ARTIKELEN + 1))


def _regeling(naam: str = REGELING, begin: str = "begin", vanaf: date = BEGIN) -> str:
    leden = "\n\n".join(f"### Artikel {a} Kop {a}\nHier staat {w}." for a, w in enumerate(_woorden(begin), 1))
    slot = (
        f"### Artikel {ARTIKELEN + 1} Inwerkingtreding\nDeze verordening treedt in werking met ingang van {dag(vanaf)}."
    )
    titel = f"### Artikel {ARTIKELEN + 2} Citeertitel\nDeze verordening wordt aangehaald als: {naam}."
    return f"# {naam}\n\n{leden}\n\n{slot}\n\n{titel}\n"


def _wijzig(toeval: random.Random, uit: Geschiedenis, n: int, bekend: date) -> None:
    artikelen = sorted(toeval.sample(range(1, ARTIKELEN + 1), toeval.randint(1, 3)))
    werkend = bekend + timedelta(days=toeval.choice((1, 5, 5, 14, 14, 40, 90)))
    werkend = (
        toeval.choice([b.data[-1][1] for b in uit.besluiten if b.data[-1][1] > bekend] or [werkend])
        if toeval.random() < 0.2
        else werkend
    )
    geldig = (
        max(BEGIN + timedelta(days=1), werkend - timedelta(days=toeval.randint(5, 60)))
        if toeval.random() < 0.3
        else werkend
    )
    woorden = {a: f"woord{n}x{a}" for a in artikelen}
    titel = f"Besluit nummer {'abcdefghijklmnopqrstuvwxyz'[n]} over de proef"
    delen = "\n\n".join(
        f"### {'ABCDEFG'[i]}\nArtikel {a} komt te luiden:\n> #### Artikel {a} Kop {a}\n> Hier staat {w}."
        for i, (a, w) in enumerate(woorden.items())
    )
    terug = f" en werkt terug tot en met {dag(geldig)}" if geldig < werkend else ""
    tekst_ = (
        f"# {titel}\n\nDe raad;\n\nbesluit:\n\n## Artikel I\nDe {REGELING} wordt als volgt gewijzigd:\n\n{delen}\n\n"
        f"## Artikel II\nDit besluit treedt in werking met ingang van {dag(werkend)}{terug}.\n"
    )
    uit.besluiten.append(Besluit(titel, bekend, woorden, [(bekend, werkend, geldig)]))
    uit.stukken.append((f"b{n}.md", tekst_, bekend))


def _doe(toeval: random.Random, uit: Geschiedenis, n: int, soort: str, b: Besluit, bekend: date) -> None:
    artikelen = [a for a in b.schrijft if a not in b.weg_delen]
    if soort == "rectificeer" and artikelen:
        artikel = toeval.choice(artikelen)
        nieuw = f"{b.schrijft[artikel]}goed{n}"
        zin = f"In het besluit is in artikel {artikel} abusievelijk “{b.schrijft[artikel]}” opgenomen. Dit moet zijn: “{nieuw}”."
        uit.stukken.append((f"r{n}.md", f"# Rectificatie van het {b.titel}\n\n{zin}\n", bekend))
        b.beter.append((bekend, artikel, nieuw))
    elif soort == "stel uit" and b.data[-1][1] > bekend and b.data[-1][1] == b.data[-1][2]:
        werkend = b.data[-1][1] + timedelta(days=toeval.randint(3, 60))
        zin = f"Het {b.titel} treedt in werking met ingang van {dag(werkend)}."
        uit.stukken.append(
            (f"u{n}.md", f"# Uitstelbesluit {n}\n\nDe raad;\n\nbesluit:\n\n## Artikel I\n{zin}\n", bekend)
        )
        b.data.append((bekend, werkend, werkend))
    elif soort == "vernietig":
        uit.stukken.append((f"v{n}.md", f"# Uitspraak {n}\n\nDe rechtbank vernietigt het {b.titel}.\n", bekend))
        b.weg = bekend
    elif soort == "vernietig deel" and len(artikelen) > 1 and len(artikelen) == len(b.schrijft):
        artikel = toeval.choice(artikelen)
        letter = "ABCDEFG"[sorted(b.schrijft).index(artikel)]
        zin = f"De rechtbank vernietigt artikel I, onderdeel {letter}, van het {b.titel}."
        uit.stukken.append((f"d{n}.md", f"# Uitspraak {n}\n\n{zin}\n", bekend))
        b.weg_delen[artikel] = bekend


def vastgelegd(geschiedenis: Geschiedenis) -> Archief:
    """The archive after registering every piece, in memory."""
    archief = Archief(GeheugenOpslag())
    for naam, inhoud, bekend in geschiedenis.stukken:
        ontwerp = Ontwerp(Beeld(archief), Opgave(bekend=bekend, ontvangen=bekend))
        plan = voltooi(ontwerp, schets_van(ontwerp, herken(inhoud.encode(), naam), None))
        assert plan.kan, (naam, [b.regel() for b in plan.bevindingen])
        archief.neem_reeks_op(plan.opnamen)
    return archief


def woorden(archief: Archief, versie: str) -> tuple[str, ...]:
    """The word of every article in a stored text."""
    wortel: Eenheid = lees(archief.tekst(versie)).wortel
    return tuple(r.rpartition("Hier staat ")[2].rstrip(".") for r in tekst(wortel).splitlines() if "Hier staat" in r)


def vergelijk(zaad: int, *, stap: int = 7) -> tuple[int, list[str]]:
    """(number of questions, what was answered wrong or not) for one history."""
    geschiedenis = verzin(zaad)
    fout: list[str] = []
    gelezen: dict[str, tuple[str, ...]] = {}
    vragen = 0
    with vastgelegd(geschiedenis) as archief:
        dagen = [BEGIN + timedelta(days=n) for n in range(-25, 420, stap)]
        kennis = sorted(
            {d for _, _, b in geschiedenis.stukken for d in (b - timedelta(days=1), b)} | {date(2022, 1, 1)}
        )
        for werk, titel in archief.register().werken().items():
            lijn = archief.register().lijn(werk)
            assert lijn is not None
            for bekend, op in product(kennis, dagen):
                vragen += 1
                t = lijn.geldend(op, bekend)
                if t is not None and t.versie and t.versie not in gelezen:
                    gelezen[t.versie] = woorden(archief, t.versie)
                staat = None if t is None else gelezen.get(t.versie, ("onbekend",))
                hoort = geschiedenis.antwoord_van(titel, op, bekend)
                if staat != hoort:
                    fout.append(f"zaad {zaad}, {titel}, op {op}, bekend {bekend}: {staat} hoort {hoort}")
    return vragen, fout
