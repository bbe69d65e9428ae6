"""A change under examination: what was read, what is wrong with it, and the proven decision that makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Regeling, Soort, Tabel, wandel
from verordening.register import Register
from verordening.tellen import meervoud
from versies.opstellen.controle import gevolgen
from werkbank.diensten.opstellen import Ontwerp, maak
from werkbank.diensten.plaatsen import Plaats, aantal_bepalingen, plaatsen

if TYPE_CHECKING:
    from versies.opstellen import Besluitgegevens
    from versies.verschil import Verschil


@dataclass(frozen=True, slots=True)
class Punt:
    """One line of the report: "goed", "info", "let" or "fout", what is the matter, where, what to do, and its key."""

    soort: str
    kop: str
    tekst: str
    plaats: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Onderzoek:
    """What came out.

    Args:
        ontwerp: the proven decision; None when there is none, and ``weigering`` says why.
        letters: (letter, lines of the decision, eId of the place it changes, empty when it is about no single place).
    """

    verschil: Verschil
    punten: tuple[Punt, ...]
    plaatsen: tuple[Plaats, ...]
    ontwerp: Ontwerp | None
    weigering: Geweigerd | None
    letters: tuple[tuple[str, tuple[str, ...], str], ...]


def onderzoek(was: Regeling, wordt: Regeling, gegevens: Besluitgegevens | None = None) -> Onderzoek:
    """Read, check, compare and draft. A decision that cannot be proven is not given; the comparison always is."""
    from versies.verschil import vergelijk

    verschil = vergelijk(was, wordt)
    gevonden = tuple(plaatsen(verschil))
    ontwerp, weigering = None, None
    try:
        gemaakt = maak([(was, wordt)], gegevens, verschil=verschil)
        assert isinstance(gemaakt, Ontwerp)
        ontwerp = gemaakt
    except Geweigerd as fout:
        weigering = fout
    bevindingen = ontwerp.bevindingen if ontwerp is not None else gevolgen(verschil)
    punten = (*_gelezen(verschil), *_gekeurd(bevindingen), *(_punt(b) for b in bevindingen))
    return Onderzoek(verschil, punten, gevonden, ontwerp, weigering, tuple(_letters(ontwerp, gevonden)))


def met_toelichting(ontwerp: Ontwerp, toelichting: Mapping[str, str]) -> Ontwerp:
    """The same decision with an explanatory note per letter behind it, for the forms that are text.

    Raises:
        Geweigerd: with the note behind it the decision does not read back as the same.
    """
    from versies.opdracht import lees_besluit

    regels: list[str] = []
    for letter, tekst in toelichting.items():
        alineas = [" ".join(r.split()).lstrip("#> ") for r in tekst.splitlines()]
        alineas = [a for a in alineas if a]
        if alineas:
            regels += ["", f"Onderdeel {letter}", *(x for a in alineas for x in ("", a))]
    if not regels:
        return ontwerp
    gezet = replace(ontwerp.tekst, regels=(*ontwerp.tekst.regels, "", "## Toelichting", *regels))
    terug = lees_besluit(gezet.tekst.encode(), naam="besluit.md")
    if [o.wijzigingen for o in terug.opdrachten] != [o.wijzigingen for o in ontwerp.besluit.opdrachten]:
        raise Geweigerd.om("toelichting-verwart")
    return replace(ontwerp, tekst=gezet)


def _gelezen(verschil: Verschil) -> Iterator[Punt]:
    """What the reader accounts for, with the numbers."""
    wordt = verschil.wordt
    soorten = [e.soort for e in wandel(wordt.wortel)]
    tabellen = sum(isinstance(b, Tabel) for e in wandel(wordt.wortel) for b in e.inhoud)
    w = verschil.woorden
    telling = (
        f"{aantal_bepalingen(wordt.wortel)}, {meervoud(soorten.count(Soort.BIJLAGE), 'bijlage', 'bijlagen')}, {meervoud(tabellen, 'tabel', 'tabellen')}; "
        f"{meervoud(w.gelijk, 'woord', 'woorden')} gelijk, {w.ingevoegd} nieuw, {w.vervallen} vervallen."
    )
    boek = wordt.verantwoording
    if boek.tellingen and boek.sluitend:
        yield Punt("goed", "Elk teken van het bestand is verklaard.", telling)
    elif boek.tellingen:
        yield Punt("fout", "Niet elk teken van het bestand is verklaard.", telling)
    else:
        yield Punt(
            "let", "Gelezen, maar zonder boekhouding per teken.", f"{telling} Vergelijk de tekst met uw bestand."
        )
    yield from (_punt(b) for b in wordt.bevindingen)


def _punt(b: Bevinding) -> Punt:
    soort = {Ernst.FOUT: "fout", Ernst.WAARSCHUWING: "let", Ernst.VRAAG: "let"}.get(b.ernst, "info")
    woorden = f"«{b.fragment[:200]}» {b.advies}" if b.fragment else b.advies
    return Punt(soort, b.uitleg, woorden.strip(), b.adres, b.code)


def _gekeurd(bevindingen: Sequence[Bevinding]) -> Iterator[Punt]:
    """What was looked at and found in order."""
    codes = {b.code for b in bevindingen}
    if "dubbel-nummer" not in codes:
        yield Punt("goed", "Geen nieuwe dubbele nummers.", "")
    if not codes & {"verwijzing-verweesd", "verwijzing-zonder-doel"}:
        yield Punt("goed", "Geen nieuwe gebroken verwijzingen binnen de regeling.", "")


def _letters(ontwerp: Ontwerp | None, gevonden: tuple[Plaats, ...]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Which letter of the decision makes which place: by the address in the old text, else by the heading in its payload."""
    if ontwerp is None:
        return
    bij_stap: dict[object, set[str]] = {}
    for register in (Register.van(r) for r in (ontwerp.verschil.was, ontwerp.verschil.wordt)):
        for e in register.op_eid.values():
            bij_stap.setdefault(next(reversed(register.adres(e).stappen), None), set()).add(e.eId)
    for onderdeel, (van, tot) in zip(ontwerp.onderdelen, ontwerp.tekst.letters, strict=True):
        regels = ontwerp.tekst.regels[van - 1 : tot]
        letter = regels[0].lstrip("# ").strip()
        invoegen = onderdeel.soort in ("invoegen", "verplaatsen")
        stap = None if invoegen else next(iter(onderdeel.plek.stappen[:1]), None)
        eids = bij_stap.get(stap, set()) if stap else set()
        passend = next((p.eId for p in gevonden if p.eId in eids), "") or next(
            (p.eId for p in gevonden if any(p.eId.startswith(f"{e}__") for e in eids if e)), ""
        )
        if not passend:
            lading = {r.lstrip("> #").strip() for r in regels if r.startswith(">")}
            passend = next((p.eId for p in gevonden if p.naam in lading), "")
        yield letter, tuple(regels[1:]), passend
