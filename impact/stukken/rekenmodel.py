"""A small, open calculation: per measure and gemeente the order of size of what it could cost, as a range or as unknown.

Every formula is a product of declared inputs and stands with the measures (:class:`wetgeving.maatregelen.Formule`); each input is a figure of the dossier, an amount of the law, an assumption
of the user (``aannames.xml``) or a bound that holds by definition (a share lies between 0 and 1). An input that is not
there makes the outcome unknown, and the paper says which one is missing. A range that rests on bounds by definition
alone is an upper bound, not an estimate, and says so.

>>> van, tot = Bereik(529, 529) * Bereik(0, 1) * Bereik(0, 1200)
>>> (van, tot)
(0.0, 634800.0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from impact.oordeel.getallen import vindplaatsen
from impact.stukken.blok import tafel, vel
from impact.stukken.stuk import Stuk, Stukgegevens, document
from impact.stukken.taal import bedrag, dag, dagtekst, getal, hoofdletter, opsomming
from verordening.boom import Soort, kaal, tekst, wandel
from verordening.gemeenten import Gemeente
from verordening.groepen import groepeer
from verordening.papier import document as d
from verordening.papier.rekenblad import Blad
from wetgeving.maatregelen import Factor, Formule, Maatregel


class Bereik(NamedTuple):
    """A range, both ends included; never below zero."""

    laag: float
    hoog: float

    def __mul__(self, ander: object) -> Bereik:
        if not isinstance(ander, Bereik):
            return NotImplemented
        return Bereik(float(self.laag * ander.laag), float(self.hoog * ander.hoog))


@dataclass(frozen=True, slots=True)
class Gegeven:
    """A factor with its value: ``soort`` "dossier", "wet", "lokaal", "aanname", "per definitie", "vast" or "onbekend"."""

    factor: Factor
    bereik: Bereik | None
    soort: str
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The outcome for one gemeente; ``bereik`` None: unknown, and ``ontbreekt`` names the inputs."""

    formule: Formule
    gemeente: str
    gegevens: tuple[Gegeven, ...]
    bereik: Bereik | None

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """Inputs that are not there."""
        return tuple(g.factor.naam for g in self.gegevens if g.bereik is None)

    @property
    def bovengrens(self) -> bool:
        """True when a bound by definition was used: the high end is a ceiling and no estimate."""
        return any(g.soort == "per definitie" for g in self.gegevens)

    @property
    def tekst(self) -> str:
        """For a reader."""
        if self.bereik is None:
            return f"onbekend: {opsomming(self.ontbreekt)} {'ontbreekt' if len(self.ontbreekt) == 1 else 'ontbreken'}"
        if self.bovengrens and self.bereik.laag == 0:
            return f"niet meer dan {bedrag(round(self.bereik.hoog))} per jaar (bovengrens, geen raming)"
        aanname = " (met aannames)" if any(g.soort == "aanname" for g in self.gegevens) else ""
        if round(self.bereik.laag) == round(self.bereik.hoog):
            return f"{bedrag(round(self.bereik.hoog))} per jaar{aanname}"
        return f"{bedrag(round(self.bereik.laag))} tot {bedrag(round(self.bereik.hoog))} per jaar{aanname}"


def reken(gegevens: Stukgegevens, gemeente: Gemeente) -> tuple[Uitkomst, ...]:
    """All formulas for one gemeente. A measure without one has no figures from which a size follows: unknown."""
    bekend = {b.maatregel.id for b in gegevens.impact.geteld}
    uit = []
    for formule in gegevens.impact.lijst.formules:
        if formule.maatregel not in bekend:
            continue
        waarden = tuple(_gegeven(gegevens, gemeente, f, formule.maatregel) for f in formule.factoren)
        bereik: Bereik | None = Bereik(1, 1)
        for w in waarden:
            bereik = None if bereik is None or w.bereik is None else bereik * w.bereik
        uit.append(Uitkomst(formule, gemeente.naam, waarden, bereik))
    return tuple(uit)


def _gegeven(gegevens: Stukgegevens, gemeente: Gemeente, factor: Factor, maatregel: str) -> Gegeven:
    soort, _, sleutel = factor.sleutel.partition(":")
    if soort == "vast":
        return Gegeven(factor, Bereik(float(sleutel), float(sleutel)), "vast")
    if soort == "cijfer":
        cijfer = next((c for c in gemeente.cijfers if c.sleutel == sleutel), None)
        if cijfer is not None and cijfer.getal is not None and cijfer.getal >= 0:
            bron = gegevens.bronnen.kort(cijfer.bron.split()[0], cijfer.plaats or "") if cijfer.bron else "dossier"
            return Gegeven(
                factor, Bereik(cijfer.getal, cijfer.getal), "dossier", f"{bron}, peildatum {dagtekst(cijfer.peildatum)}"
            )
        return _invoer(gegevens, gemeente, factor, f"{sleutel}-aantal")
    if soort == "bedrag":
        rij = next((b for b in gegevens.impact.lijst.bedragen if b.id == sleutel), None)
        if rij is None:
            return Gegeven(factor, None, "onbekend")
        waarde = float(rij.waarde) / (100 if rij.eenheid == "procent" else 1)
        return Gegeven(
            factor,
            Bereik(0 if factor.tot_en_met == "ja" else waarde, waarde),
            "wet",
            f"{rij.naam}, stand {dag(rij.peildatum)}",
        )
    if soort == "lokaal":
        return _lokaal(gegevens, maatregel, factor, sleutel)
    return _invoer(gegevens, gemeente, factor, sleutel)


def _lokaal(gegevens: Stukgegevens, maatregel: str, factor: Factor, woord: str) -> Gegeven:
    """The amounts in the newest text of the articles of a verordening that the measure touches and that are about this word."""
    gevonden: dict[str, set[float]] = {}
    for b in gegevens.impact.beeld(maatregel).geraakt:
        nu = gegevens.impact.regeling(b.regeling)
        if nu.soort != "verordening":
            continue
        versie = (nu, *gegevens.later.get(b.regeling, ()))[-1]
        for e in wandel(versie.regeling.wortel):
            woorden = tekst(e) if e.soort is Soort.ARTIKEL and f"{b.eId}__".startswith(f"{e.eId}__") else ""
            bedragen = {g.waarde for g in vindplaatsen(woorden) if g.soort == "€"} if woord in woorden else set()
            if bedragen:
                waar = f"{versie.citeertitel}, artikel {kaal(e.nummer)}, versie van {dag(versie.vanaf)}"
                gevonden[waar + (" (ontwerp)" if versie.status == "ontwerp" else "")] = bedragen
    alle = [w for bedragen in gevonden.values() for w in bedragen]
    return Gegeven(
        factor, Bereik(min(alle), max(alle)) if alle else None, "lokaal" if alle else "onbekend", "; ".join(gevonden)
    )


def _invoer(gegevens: Stukgegevens, gemeente: Gemeente, factor: Factor, sleutel: str) -> Gegeven:
    aanname = gegevens.aannames.getal(sleutel, gemeente.code)
    if aanname is not None:
        return Gegeven(factor, Bereik(aanname.laag, aanname.hoog), "aanname", aanname.grond)
    if factor.grens is not None:
        return Gegeven(factor, Bereik(*factor.grens), "per definitie")
    return Gegeven(factor, None, "onbekend")


# --- paper ------------------------------------------------------------------------------------------------------------


def rekenmodel(gegevens: Stukgegevens) -> Stuk:
    """The calculation as a paper: formulas, inputs and outcomes per gemeente."""
    impact = gegevens.impact
    alles = {g.naam: reken(gegevens, g) for g in impact.gemeenten.gemeenten}
    per_maatregel = {f.maatregel for f in impact.lijst.formules}
    blokken: list[d.Blok] = [
        d.alinea(
            "Dit model rekent met wat het dossier weet, en met niets anders. Elke uitkomst is een bereik of «onbekend». Een bovengrens "
            "is een bedrag waar de uitkomst nooit boven kan komen; het is geen raming."
        ),
        d.kop(2, "Formules"),
        *_formuletabel(gegevens),
        d.kop(2, "Uitkomsten per gemeente"),
        *_uitkomsten(gegevens, alles),
        d.kop(2, "Invoer die bekend is"),
        *_invoertabellen(gegevens, alles),
        d.kop(2, "Maatregelen zonder formule"),
        d.alinea(
            "Voor deze maatregelen is er geen cijfer waaruit een omvang volgt. Bekend is alleen de richting van de uitgaven, niet het bedrag; dat is onze uitleg."
        ),
        d.lijst(
            *(
                d.alinea(d.vet(f"{b.maatregel.id} {b.maatregel.naam}: "), _richting(b.maatregel))
                for b in impact.geteld
                if b.maatregel.id not in per_maatregel
            )
        ),
    ]
    titel = "Rekenmodel: orde van grootte per maatregel"
    return Stuk("rekenmodel", document(gegevens, titel, blokken, ondertitel=impact.lijst.naam))


def _richting(m: Maatregel) -> str:
    return f"{m.uitgaven.noot}{'' if m.uitgaven.bedrag == 'onbekend' else f'; bedrag {m.uitgaven.bedrag}'}."


def _formuletabel(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    namen = {b.maatregel.id: b.maatregel for b in gegevens.impact.geteld}
    rijen = (
        d.rij(
            f"{f.maatregel} {namen[f.maatregel].naam}",
            hoofdletter(f.uitkomst),
            hoofdletter(f.tekst),
            hoofdletter(namen[f.maatregel].uitgaven.noot),
        )
        for f in gegevens.impact.lijst.formules
        if f.maatregel in namen
    )
    kolommen = {"Maatregel": 1.6, "Wat wordt berekend": 1.8, "Formule": 3, "Richting (onze uitleg)": 1.8}
    return tafel("Formules", kolommen, rijen)


def _uitkomsten(gegevens: Stukgegevens, alles: dict[str, tuple[Uitkomst, ...]]) -> Sequence[d.Blok]:
    """Gemeenten with the same outcome in one row."""
    rijen: list[d.Rij] = []
    iets = any(u.bereik is not None for lijst in alles.values() for u in lijst)
    for n in range(len(next(iter(alles.values()))) if iets else 0):
        groepen = groepeer((lijst[n].tekst, naam) for naam, lijst in alles.items())
        formule = next(iter(alles.values()))[n].formule
        for wat, namen in groepen.items():
            wie = gegevens.iedereen if len(namen) == len(alles) else opsomming(namen)
            rijen.append(d.rij(formule.maatregel, wie, hoofdletter(wat)))
    anders = "Er is nog geen uitkomst: van elke formule ontbreekt invoer. Vul haar in keuzes.xlsx in en neem dat over."
    return tafel("Uitkomsten", {"Maatregel": 1, "Gemeente": 2.6, "Uitkomst": 4}, rijen, anders)


def _invoertabellen(gegevens: Stukgegevens, alles: dict[str, tuple[Uitkomst, ...]]) -> Iterator[d.Blok]:
    gezien: dict[tuple[str, str, str, str], list[str]] = {}
    for naam, lijst in alles.items():
        for u in lijst:
            for g in u.gegevens:
                if g.bereik is not None and g.soort != "vast":
                    tekst = (
                        getal(g.bereik.hoog)
                        if g.bereik.laag == g.bereik.hoog
                        else f"{getal(g.bereik.laag)} tot {getal(g.bereik.hoog)}"
                    )
                    gezien.setdefault((f"{u.formule.maatregel}: {g.factor.naam}", tekst, g.soort, g.bron), []).append(
                        naam
                    )
    rijen = (
        d.rij(wat, tekst, soort, bron or "–", gegevens.iedereen if len(namen) == len(alles) else opsomming(namen))
        for (wat, tekst, soort, bron), namen in gezien.items()
    )
    kolommen = {"Invoer": 2.4, "Waarde": 1.2, "Soort": 1, "Bron of grond": 2.6, "Voor": 1.6}
    yield from tafel("Invoer", kolommen, rijen)
    yield d.alinea(
        "Invoer aanvullen kan met aannames.xml in het dossier; een aanname heet dan aanname, met haar grond.",
        soort="klein",
    )


def blad(gegevens: Stukgegevens) -> Blad:
    """The outcomes as a sheet: figures as figures, so that a reader can go on calculating."""
    kolommen: dict[str, Callable[[Uitkomst], object]] = {
        "Gemeente": lambda u: u.gemeente,
        "Maatregel": lambda u: u.formule.maatregel,
        "Formule": lambda u: u.formule.tekst,
        "Laag (euro)": lambda u: u.bereik.laag if u.bereik else None,
        "Hoog (euro)": lambda u: u.bereik.hoog if u.bereik else None,
        "Uitkomst": lambda u: u.tekst,
        "Soort invoer": lambda u: ", ".join(dict.fromkeys(g.soort for g in u.gegevens)),
    }
    alle = (u for g in gegevens.impact.gemeenten.gemeenten for u in reken(gegevens, g))
    return vel("Rekenmodel", kolommen, alle)
