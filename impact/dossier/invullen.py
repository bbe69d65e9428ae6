"""What a person fills in about a dossier, as rows of fields: figures, lead times, promises and choices.

The same rows are a form in the browser, a sheet to take away and a sheet that comes back, so that each is checked in one way.
A field that is empty is *onbekend*; nothing is guessed.

>>> from verordening.gemeenten import onbekende_gemeenten
>>> regio = onbekende_gemeenten("Proefdienst", {"gm0999": "Proefstad"})
>>> stand = Invulling(regio, Keuzes(status="proef", peildatum=date(2026, 1, 1)), {})
>>> rij = stand.rij("cijfers", ("gm0999", "inwoners"))
>>> rij.lees({"waarde": "12.400", "peildatum": "januari 2026", "circa": "nee"})[1]
{}
>>> rij.lees({"waarde": "veel", "circa": "nee"})[1]
{'waarde': 'Waarde: «veel» is geen getal; schrijf bijvoorbeeld 1200, 3,5 of 1/3.'}
>>> stand.met(rij, {"waarde": "12400", "peildatum": "1-2026", "circa": "nee"}).gemeenten["Proefstad"].cijfer("inwoners").getal
12400
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from impact.dossier.keuzes import Keuze, Keuzes, Keuzestand
from impact.kaders import Kader
from impact.woorden import woorden
from verordening.bevinding import Geweigerd
from verordening.dagen import MAANDEN, lees_dag
from verordening.gemeenten import (
    Cijfer,
    Gemeente,
    Gemeenten,
    Raadscyclus,
    Regiobron,
    Samenwerking,
    Toezegging,
)

Waarden = Mapping[str, str]
Sleutel = tuple[str, str]
_Houder = Gemeente | Samenwerking
_ONBEKEND = "onbekend"
_REGIO = "regio"


@dataclass(frozen=True, slots=True)
class Veld:
    """One thing to fill in.

    Args:
        naam: of the record. kop: for a reader. soort: "tekst", "getal", "waarde", "dag", "datum" (a whole day) or "keuze".
        hulp: what a reader should know. verplicht: may not be empty.
    """

    naam: str
    kop: str
    soort: str = "tekst"
    hulp: str = ""
    verplicht: bool = False


@dataclass(frozen=True, slots=True)
class Blad:
    """A kind of row: its title, the file of the dossier it stands in, what to fill in, and whether rows may be added."""

    kop: str
    bestand: str
    velden: tuple[Veld, ...]
    erbij: bool = False


_DAG = "Bijvoorbeeld 31-8-2025, 8-2025 of 2025."
BLADEN: Mapping[str, Blad] = {
    naam: Blad(**{**blad, "velden": tuple(Veld(**v) for v in blad["velden"])})
    for naam, blad in woorden("invulblad").items()
}
"""Name (also the address of its page) → the kind of row."""


@dataclass(frozen=True, slots=True)
class Rij:
    """A record as fields. ``waar``: which gemeente or body; ``wat``: about what; ``opties``: per field what can be chosen."""

    blad: str
    sleutel: Sleutel
    waar: str
    wat: str
    waarden: Waarden
    opties: Mapping[str, tuple[str, ...]]

    def lees(self, ingevuld: Waarden) -> tuple[dict[str, str], dict[str, str]]:
        """What was typed, each field in its one form; and per field that cannot be meant, why."""
        waarden: dict[str, str] = {}
        fouten: dict[str, str] = {}
        for veld in BLADEN[self.blad].velden:
            tekst = " ".join(ingevuld.get(veld.naam, "").split())
            gelezen = _lees(veld, tekst, self.opties.get(veld.naam, ())) if tekst else ""
            waarden[veld.naam] = tekst if gelezen is None else gelezen
            if gelezen is None:
                fouten[veld.naam] = f"{veld.kop}: «{tekst[:40]}» {_UITLEG[veld.soort]}"
            elif not tekst and veld.verplicht:
                fouten[veld.naam] = f"{veld.kop.rstrip('?')}: vul dit in."
        if self.blad == "keuzes" and not fouten and (waarden["stand"] == "gekozen") != bool(waarden["optie"]):
            fouten["optie"] = "Gekozen: hoort alleen bij de stand «gekozen», en dan altijd."
        return waarden, fouten


_UITLEG = {
    "getal": "is geen heel getal.",
    "waarde": "is geen getal; schrijf bijvoorbeeld 1200, 3,5 of 1/3.",
    "dag": f"is geen dag. {_DAG}",
    "datum": "is geen dag; schrijf hem als 31-1-2026.",
    "keuze": "staat niet in de lijst.",
}
_DUIZEND = re.compile(r"\d{1,3}(?:\.\d{3})+")
_WAARDE = re.compile(r"-?\d+(?:[.,]\d+)?|\d+/\d+")
_DEEL = re.compile(r"(?:(\d{1,2})-)?(\d{4})|(\d{4})-(\d\d)|([a-z]+) (\d{4})")


def _lees(veld: Veld, tekst: str, opties: Sequence[str]) -> str | None:
    """A field in its one form; None when it cannot be meant."""
    match veld.soort:
        case "getal":
            return str(int(tekst)) if tekst.isascii() and tekst.isdecimal() and int(tekst) <= 400 else None
        case "waarde":
            kaal = tekst.replace(".", "") if _DUIZEND.fullmatch(tekst) else tekst
            return kaal.replace(",", ".").replace(".", ",") if _WAARDE.fullmatch(kaal) else None
        case "dag" | "datum":
            dag = lees_dag(tekst)
            return (
                f"{dag.day}-{dag.month}-{dag.year}"
                if dag
                else _lees_deel(tekst.lower())
                if veld.soort == "dag"
                else None
            )
        case "keuze":
            return tekst if tekst in opties else None
        case _:
            return tekst


def _lees_deel(tekst: str) -> str | None:
    m = _DEEL.fullmatch(tekst)
    if m is None or (m[5] and m[5] not in MAANDEN):
        return None
    maand = MAANDEN.index(m[5]) + 1 if m[5] else int(m[1] or m[4] or 0)
    jaar = m[2] or m[3] or m[6]
    return None if maand > 12 else f"{maand}-{jaar}" if maand else jaar


def _uit_iso(waarde: str) -> str:
    """A day of a data file for a reader.

    >>> [_uit_iso(t) for t in ("2025-08-31", "2025-08", "2025", "onbekend")]
    ['31-8-2025', '8-2025', '2025', '']
    """
    return "" if waarde == _ONBEKEND else "-".join(d.lstrip("0") for d in reversed(waarde.split("-")))


def _als_iso(tekst: str) -> str:
    """The inverse of :func:`_uit_iso`."""
    return "-".join(d.zfill(2) for d in reversed(tekst.split("-"))) if tekst else _ONBEKEND


def _velden(record: object, blad: str) -> dict[str, str]:
    """The fields of a record as a person writes them; what is unknown is empty, unless it can be chosen."""
    uit = {}
    for v in BLADEN[blad].velden:
        tekst = str(getattr(record, v.naam) or "")
        if v.soort in ("dag", "datum"):
            tekst = _uit_iso(tekst)
        elif v.soort != "keuze":
            tekst = "" if tekst == _ONBEKEND else tekst
        uit[v.naam] = tekst.replace(".", ",") if v.soort == "waarde" else tekst
    return uit


@dataclass(frozen=True, slots=True)
class Invulling:
    """What is filled in now. ``kaders``: per key of a choice its name and options."""

    gemeenten: Gemeenten
    keuzes: Keuzes
    kaders: Mapping[str, Kader]

    def rijen(self, blad: str) -> list[Rij]:
        """All rows of a kind, in the order of the dossier."""
        return list(_RIJEN[blad](self))

    def rij(self, blad: str, sleutel: Sleutel) -> Rij:
        """One row; of a kind that may grow also one that is not there yet.

        Raises:
            Geweigerd: it is not of this dossier.
        """
        for r in self.rijen(blad):
            if r.sleutel == sleutel:
                return r
        if BLADEN[blad].erbij and sleutel[1] and any(g.code == sleutel[0] for g in self.gemeenten.gemeenten):
            return Rij(blad, sleutel, self.gemeenten[sleutel[0]].naam, f"toezegging {sleutel[1]}", {}, {})
        raise Geweigerd.om("rij-onbekend", BLADEN[blad].kop, sleutel_=" / ".join(sleutel))

    def met(self, rij: Rij, waarden: Waarden) -> Invulling:
        """The same with one row filled in.

        Args:
            waarden: as :meth:`Rij.lees` gives them, without a fault. All empty: a row that was added goes.
        """
        if rij.blad == "keuzes":
            return replace(self, keuzes=_met_keuze(self, rij, waarden))
        regio = self.gemeenten
        if rij.blad in ("cijfers", "toezeggingen"):
            bronnen, ids = _met_bron(regio.bronnen, waarden.get("bron", ""))
            regio, waarden = regio.model_copy(update={"bronnen": bronnen}), {**waarden, "bron": ids}
        maak = {"cijfers": _met_cijfer, "termijnen": _met_termijn, "toezeggingen": _met_toezegging}[rij.blad]
        if rij.sleutel[0] in (_REGIO, "ab"):
            return replace(
                self, gemeenten=regio.model_copy(update={"samenwerking": maak(regio.samenwerking, rij, waarden)})
            )
        alle = tuple(maak(g, rij, waarden) if g.code == rij.sleutel[0] else g for g in regio.gemeenten)
        return replace(self, gemeenten=regio.model_copy(update={"gemeenten": alle}))

    def bestand(self, blad: str) -> bytes:
        """The data file of a kind of row."""
        return (self.keuzes if blad == "keuzes" else self.gemeenten).als_xml()


# --- van het dossier naar rijen, en terug -----------------------------------------------------------------------------


def _cijfers(i: Invulling) -> Iterator[Rij]:
    namen = {b.id: b.naam for b in i.gemeenten.bronnen}
    houders = [(g.code, g.naam, g.cijfers) for g in i.gemeenten.gemeenten]
    for code, waar, cijfers in (*houders, (_REGIO, i.gemeenten.samenwerking.naam, i.gemeenten.samenwerking.cijfers)):
        for c in cijfers:
            waarden = _velden(c, "cijfers") | {"bron": "; ".join(namen[b] for b in (c.bron or "").split())}
            yield Rij("cijfers", (code, c.sleutel), waar, _met_eenheid(c), waarden, {"circa": ("ja", "nee")})


def _met_eenheid(c: Cijfer) -> str:
    return c.naam if c.eenheid.casefold() in c.naam.casefold() else f"{c.naam} ({c.eenheid})"


def _termijnen(i: Invulling) -> Iterator[Rij]:
    cycli = [(g.code, g.naam, "gemeenteraad", g.raadscyclus) for g in i.gemeenten.gemeenten]
    samen, wie = i.gemeenten.samenwerking, "college" if i.gemeenten.alleen else "algemeen bestuur"
    for code, waar, wat, cyclus in (*cycli, ("ab", samen.naam, wie, samen.cyclus)):
        yield Rij("termijnen", (code, "cyclus"), waar, wat, _velden(cyclus, "termijnen"), {})


def _toezeggingen(i: Invulling) -> Iterator[Rij]:
    namen = {b.id: b.naam for b in i.gemeenten.bronnen}
    for g in i.gemeenten.gemeenten:
        for t in g.toezeggingen:
            waarden = _velden(t, "toezeggingen") | {"bron": "; ".join(namen[b] for b in t.bron.split())}
            yield Rij("toezeggingen", (g.code, t.nummer), g.naam, f"toezegging {t.nummer}", waarden, {})


def _keuzes(i: Invulling) -> Iterator[Rij]:
    standen = {g.code: g for g in i.keuzes.gemeenten}
    for g in i.gemeenten.gemeenten:
        stand = standen.get(g.code, Keuzestand(code=g.code, naam=g.naam))
        for sleutel, kader in i.kaders.items():
            waarden = _velden(stand.stand(sleutel), "keuzes")
            opties = {"stand": ("gekozen", "open", _ONBEKEND), "optie": kader.opties}
            yield Rij("keuzes", (g.code, sleutel), g.naam, f"{sleutel} {kader.naam}", waarden, opties)


_RIJEN: Mapping[str, Callable[[Invulling], Iterator[Rij]]] = {
    "cijfers": _cijfers,
    "termijnen": _termijnen,
    "toezeggingen": _toezeggingen,
    "keuzes": _keuzes,
}


def _met_bron(bronnen: tuple[Regiobron, ...], tekst: str) -> tuple[tuple[Regiobron, ...], str]:
    """The sources with those that are named, and their ids: known by name or id, else added as a document."""
    uit, ids = list(bronnen), []
    for naam in filter(None, (" ".join(d.split()) for d in tekst.split(";"))):
        bron = next((b for b in uit if naam in (b.naam, b.id)), None)
        if bron is None:
            nummer = next(n for n in range(1, len(uit) + 2) if all(b.id != f"eigen-{n}" for b in uit))
            bron = Regiobron(id=f"eigen-{nummer}", naam=naam)
            uit.append(bron)
        ids.append(bron.id)
    return tuple(uit), " ".join(ids)


def _met_cijfer(houder: _Houder, rij: Rij, w: Waarden) -> _Houder:
    def anders(c: Cijfer) -> Cijfer:
        return c.model_copy(
            update={
                "waarde": w["waarde"].replace(",", ".") or _ONBEKEND,
                "peildatum": _als_iso(w.get("peildatum", "")),
                "circa": w["circa"] or "nee",
                "bron": w.get("bron") or None,
                "plaats": w.get("plaats") or None,
            }
        )

    cijfers = tuple(anders(c) if c.sleutel == rij.sleutel[1] else c for c in houder.cijfers)
    return houder.model_copy(update={"cijfers": cijfers})


def _met_termijn(houder: _Houder, rij: Rij, w: Waarden) -> _Houder:
    veld = "cyclus" if rij.sleutel[0] == "ab" else "raadscyclus"
    oud: Raadscyclus = getattr(houder, veld)
    nieuw = {
        **{k: t or _ONBEKEND for k, t in w.items()},
        **{k: _als_iso(w[k]) for k in ("zomerreces_van", "zomerreces_tot")},
        "noot": w["noot"] or None,
    }
    if not w["advies_weken"] and oud.advies_weken is None:
        nieuw["advies_weken"] = None
    return houder.model_copy(update={veld: oud.model_copy(update=nieuw)})


def _met_toezegging(houder: _Houder, rij: Rij, w: Waarden) -> _Houder:
    assert isinstance(houder, Gemeente)
    anders = [t for t in houder.toezeggingen if t.nummer != rij.sleutel[1]]
    plek = next((n for n, t in enumerate(houder.toezeggingen) if t.nummer == rij.sleutel[1]), len(anders))
    if any(w.values()):
        nieuw = Toezegging(nummer=rij.sleutel[1], **{k: w[k] for k in ("bron", "onderwerp", "afdoening")})
        anders.insert(plek, nieuw.model_copy(update={"let_op": w["let_op"] or None}))
    return houder.model_copy(update={"toezeggingen": tuple(anders)})


def _met_keuze(i: Invulling, rij: Rij, w: Waarden) -> Keuzes:
    code, sleutel = rij.sleutel
    stand = next((g for g in i.keuzes.gemeenten if g.code == code), Keuzestand(code=code, naam=rij.waar))
    ingevuld = {k: t for k, t in w.items() if t and k != "datum"}
    datum = date.fromisoformat(_als_iso(w["datum"])) if w["datum"] else None
    nieuw = Keuze.model_validate({"stand": _ONBEKEND, **ingevuld, "sleutel": sleutel, "datum": datum})
    eigen = {k.sleutel: k for k in stand.keuzes} | {sleutel: nieuw}
    vol = stand.model_copy(update={"keuzes": tuple(eigen.values())})
    alle = {g.code: g for g in i.keuzes.gemeenten} | {code: vol}
    return i.keuzes.model_copy(update={"gemeenten": tuple(alle.values())})
