"""The question of a jurist: what touches this place, and what does it touch, through which chain, on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from impact.dossier.samen import Uitwerking
from impact.dossier.wetskant import doel_van
from impact.graaf.graaf import Graaf, Rand
from impact.stukken.taal import dag, meervoud
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Geweigerd
from wetgeving.verwijzingen import Context, Zoeker


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What was asked, and per node its chain: ``inwerking`` (what touches it) and ``geraakt`` (what it touches)."""

    plaats: str
    op: date | None
    graaf: Graaf
    inwerking: dict[str, tuple[Rand, ...]]
    geraakt: dict[str, tuple[Rand, ...]]


def beantwoord(uitwerking: Uitwerking, graaf: Graaf, vraag: str, op: date | None = None) -> Antwoord:
    """Answer for a place of a law or a local regulation, or for a measure, decision or publication by its key.

    Args:
        vraag: «artikel 31, tweede lid, Pw», «artikel 4 van de Beleidsregels giften», «Pw», «M08», «Stb. 2025, 312», a JCI, or
            ``slug#eId`` as in the JSON of ``koppeling``.
        op: only what holds on this day.

    Raises:
        Geweigerd: the words name nothing, more than one place, or a place that nothing in the graph names.
    """
    naam, binnen, geheel = _knopen(uitwerking, graaf, " ".join(vraag.split()))
    # Wat het geheel raakt waarvan de plaats deel is, raakt ook de plaats; wat aan het geheel hangt, hangt niet aan elk deel.
    inwerking = graaf.ketens((*binnen, *geheel), op, vooruit=False)
    return Antwoord(naam, op, graaf, inwerking, graaf.ketens(binnen, op))


def _knopen(u: Uitwerking, graaf: Graaf, vraag: str) -> tuple[str, list[str], list[str]]:
    """(name, nodes of the place and all in it, nodes of the whole around it)."""
    for soort in (
        "bepaling",
        "maatregel",
        "besluit",
        "regeling",
        "publicatie",
        "dossier",
        "onderwerp",
        "orgaan",
        "kader",
    ):
        knoop = f"{soort}:{vraag}"
        if knoop in graaf.knopen:
            return graaf.naam(knoop), [knoop], []
    doel = doel_van(vraag) if vraag.startswith("jci") else _doel(u, vraag)
    if doel is None:
        raise Geweigerd.om("plaats-onbekend", vraag=vraag)
    tekst = next((t for t in u.teksten if t.regeling.slug == doel.regeling), None)
    if tekst is not None:
        plaatsen = tekst.op_artikel(doel.artikel, doel.lid) if doel.artikel else tekst.plaatsen
        binnen = [f"bepaling:{p.sleutel}" for p in plaatsen]
        geheel = [f"regeling:{doel.regeling}"]
        naam = f"{doel.tekst()}, {tekst.regeling.citeertitel}" if doel.artikel else tekst.regeling.citeertitel
    else:
        binnen, geheel = _in_de_wet(graaf, doel)
        naam = _wetsnaam(u, doel)
    if not binnen:
        raise Geweigerd.om("plaats-ongenoemd", vraag, naam=naam)
    return naam, binnen, geheel


def _in_de_wet(graaf: Graaf, doel: Adres) -> tuple[list[str], list[str]]:
    binnen, geheel = [], []
    for knoop, hier in graaf.doelen.items():
        if hier.regeling != doel.regeling or knoop not in graaf.knopen:
            continue
        if not doel.artikel or hier.binnen(doel):
            binnen.append(knoop)
        elif doel.binnen(hier):
            geheel.append(knoop)
    return binnen, geheel


def _doel(u: Uitwerking, vraag: str) -> Adres | None:
    """The one place that the words name; a title or an abbreviation of the dossier counts as a name."""
    namen = {t.regeling.citeertitel: t.regeling.slug for t in u.teksten}
    namen |= {w.citeertitel: w.bwb for w in u.model.wetten}
    kort = {w.afkorting: w.bwb for w in u.model.wetten} | {t.regeling.slug: t.regeling.slug for t in u.teksten}
    for naam, sleutel in {**namen, **kort}.items():
        if vraag.lower() == naam.lower():
            return Adres(regeling=sleutel)
    gevonden = [v for v in Zoeker(Context(eigen_namen=namen, koppen=False)).vind(vraag) if v.regeling and v.artikel]
    if not gevonden:
        return None
    plaatsen = [p for v in gevonden for p in v.plaatsen]
    if len(plaatsen) > 1:
        raise Geweigerd.om("plaats-meervoudig", vraag=vraag)
    return plaats_in(plaatsen[0].regeling, plaatsen[0].artikel, plaatsen[0].lid, plaatsen[0].onderdeel)


def _wetsnaam(u: Uitwerking, doel: Adres) -> str:
    wet = next((w.afkorting for w in u.model.wetten if w.bwb == doel.regeling), doel.regeling)
    return doel.in_wet(wet)


# --- output -----------------------------------------------------------------------------------------------------------


def als_json(antwoord: Antwoord) -> dict[str, object]:
    """The answer as JSON: every chain with both ends, kind, proof, period and source of each edge."""

    def keten(randen: Sequence[Rand]) -> list[dict[str, object]]:
        g = antwoord.graaf
        return [
            {
                "van": r.van,
                "van_naam": g.naam(r.van),
                "naar": r.naar,
                "naar_naam": g.naam(r.naar),
                "soort": r.soort,
                "bewijs": r.bewijs,
                "vanaf": r.vanaf,
                "tot": r.tot,
                "bron": r.bron,
            }
            for r in randen
        ]

    def lijst(ketens: dict[str, tuple[Rand, ...]]) -> list[dict[str, object]]:
        return [
            {"knoop": k, "naam": antwoord.graaf.naam(k), "soort": k.partition(":")[0], "keten": keten(r)}
            for k, r in ketens.items()
        ]

    return {
        "plaats": antwoord.plaats,
        "op": antwoord.op,
        "inwerking": lijst(antwoord.inwerking),
        "geraakt": lijst(antwoord.geraakt),
    }


_KOPPEN = (
    ("maatregel", "Maatregelen"),
    ("besluit", "Besluiten"),
    ("bepaling", "Lokale bepalingen"),
    ("regeling", "Lokale regelingen"),
    ("wet", "Plaatsen in wetten en besluiten"),
    ("tekst", "Nieuwe wetteksten"),
    ("publicatie", "Publicaties"),
    ("dossier", "Kamerdossiers"),
    ("orgaan", "Wie regels mag stellen"),
    ("onderwerp", "Onderwerpen van een verordening"),
    ("kader", "Kaders"),
)


def als_regels(antwoord: Antwoord) -> Iterator[str]:
    """The answer for the screen: per kind what was found, with its chain below it."""
    wanneer = f" op {dag(antwoord.op)}" if antwoord.op else ""
    yield f"{antwoord.plaats[:1].upper()}{antwoord.plaats[1:]}{wanneer}"
    for kop, ketens in (("WERKT HIEROP IN", antwoord.inwerking), ("WORDT HIERDOOR GERAAKT", antwoord.geraakt)):
        yield ""
        yield f"{kop}: {meervoud(len(ketens), 'plaats of stuk', 'plaatsen en stukken') if ketens else 'niets gevonden'}"
        for soort, titel in _KOPPEN:
            groep = {k: r for k, r in ketens.items() if k.startswith(f"{soort}:")}
            if groep:
                yield f"{titel} ({len(groep)})"
            for knoop, randen in groep.items():
                yield f"  {antwoord.graaf.naam(knoop)}"
                for r in randen:
                    yield f"     {antwoord.graaf.naam(r.van)} —{r.soort}→ {antwoord.graaf.naam(r.naar)}: «{r.bewijs}»{_periode(r)}"


def _periode(r: Rand) -> str:
    delen = [f"vanaf {r.vanaf.isoformat()}"] if r.vanaf else []
    delen += [f"tot {r.tot.isoformat()}"] if r.tot else []
    delen += [r.bron] if r.bron else []
    return f" [{'; '.join(delen)}]" if delen else ""
