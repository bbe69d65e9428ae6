"""A change under examination: what was read, what is wrong with it, and the proven decision that makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, Tabel, wandel
from verordening.register import Register
from werkbank.diensten.opstellen import Ontwerp, maak
from werkbank.diensten.plaatsen import Plaats, plaatsen

if TYPE_CHECKING:
    from versies.opstellen import Besluitgegevens
    from versies.verschil import Verschil

__all__ = ["Onderzoek", "Punt", "met_toelichting", "onderzoek"]

_GEBROKEN = ("vervallen", "artikel ontbreekt", "lid ontbreekt", "onderdeel ontbreekt", "deel ontbreekt")


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
    punten = (*_gelezen(verschil), *_keuring(was, wordt), *_verwijzingen(was, wordt), *_over_ontwerp(ontwerp))
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
        raise Geweigerd(
            "met deze toelichting leest het besluit anders terug",
            code="toelichting-verwart",
            advies="Schrijf in de toelichting geen koppen en geen opdrachten.",
        )
    return replace(ontwerp, tekst=gezet)


def _gelezen(verschil: Verschil) -> Iterator[Punt]:
    """What the reader accounts for, with the numbers."""
    wordt = verschil.wordt
    soorten = [e.soort for e in wandel(wordt.wortel)]
    tabellen = sum(isinstance(b, Tabel) for e in wandel(wordt.wortel) for b in e.inhoud)
    w = verschil.woorden
    telling = (
        f"{soorten.count(Soort.ARTIKEL)} artikelen, {soorten.count(Soort.BIJLAGE)} bijlagen, {tabellen} tabellen; "
        f"{w.gelijk} woorden gelijk, {w.ingevoegd} nieuw, {w.vervallen} vervallen."
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
    soort = {Ernst.FOUT: "fout", Ernst.WAARSCHUWING: "let"}.get(b.ernst, "info")
    woorden = f"«{b.fragment[:200]}» {b.advies}" if b.fragment else b.advies
    return Punt(soort, b.uitleg, woorden.strip(), b.adres, b.code)


def _keuring(was: Regeling, wordt: Regeling) -> Iterator[Punt]:
    """What the drafting rules find in the new text and not in the old one."""
    from verordening.keur import keur

    def sleutel(b: Bevinding) -> tuple[str, str]:
        return b.code, b.fragment

    oud = {sleutel(b) for b in keur(was)}
    nieuw = keur(wordt)
    vers = [b for b in nieuw if sleutel(b) not in oud]
    yield from (_punt(b) for b in vers)
    if not any(b.code == "nummer-dubbel" for b in vers):
        yield Punt("goed", "Geen nieuwe dubbele nummers.", "")
    if rest := len(nieuw) - len(vers):
        yield Punt("info", f"{rest} opmerkingen over de opbouw golden ook al voor de oude tekst.", "")


def _verwijzingen(was: Regeling, wordt: Regeling) -> Iterator[Punt]:
    """References inside the regulation to what is not there any more."""
    al = {(tekst, doel) for tekst, doel, _ in _gebroken(was)}
    nu = _gebroken(wordt)
    nieuw = [rij for rij in nu if rij[:2] not in al]
    for tekst, doel, plaats in nieuw:
        yield Punt("let", "Een verwijzing wijst naar iets dat er niet is.", f"«{tekst}»: {doel}.", plaats)
    if not nieuw:
        yield Punt("goed", "Geen nieuwe gebroken verwijzingen binnen de regeling.", "")
    if rest := [rij for rij in nu if rij[:2] in al]:
        waar = "; ".join(f"{plaats}: «{tekst}»" for tekst, _, plaats in rest[:5])
        yield Punt("info", f"{len(rest)} verwijzingen waren ook in de oude tekst al niet te volgen.", f"{waar}.")


def _gebroken(regeling: Regeling) -> list[tuple[str, str, str]]:
    from wetgeving.verwijzingen import Doelteksten, los_op, zoek_in

    teksten, register = Doelteksten([regeling]), Register.van(regeling)
    uit: list[tuple[str, str, str]] = []
    for v in zoek_in(regeling, zonder_opmaak=True, doelteksten=teksten).verwijzingen:
        uitkomst = los_op(v, teksten, None)
        if uitkomst.toestand.value in _GEBROKEN:
            eenheid = register.op_eid.get(v.vindplaats.eId)
            waar = register.adres(eenheid).tekst(kort=True) or eenheid.soort.value if eenheid else ""
            uit.append((" ".join(v.tekst.split()), uitkomst.toestand.value, waar))
    return uit


def _over_ontwerp(ontwerp: Ontwerp | None) -> Iterator[Punt]:
    yield from (_punt(b) for b in (ontwerp.bevindingen if ontwerp else ()))


def _letters(ontwerp: Ontwerp | None, gevonden: tuple[Plaats, ...]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Which letter of the decision makes which place: by the address in the old text, else by the heading in its payload."""
    if ontwerp is None:
        return
    registers = [Register.van(r) for r in (ontwerp.verschil.was, ontwerp.verschil.wordt)]
    for onderdeel, (van, tot) in zip(ontwerp.onderdelen, ontwerp.tekst.letters, strict=True):
        regels = ontwerp.tekst.regels[van - 1 : tot]
        letter = regels[0].lstrip("# ").strip()
        invoegen = onderdeel.soort in ("invoegen", "verplaatsen")
        stap = None if invoegen else next(iter(onderdeel.plek.stappen[:1]), None)
        eids = {e.eId for r in registers for e in r.op_eid.values() if stap and _is(r, e, stap)}
        passend = next((p.eId for p in gevonden if p.eId in eids), "") or next(
            (p.eId for p in gevonden if any(p.eId.startswith(f"{e}__") for e in eids if e)), ""
        )
        if not passend:
            lading = {r.lstrip("> #").strip() for r in regels if r.startswith(">")}
            passend = next((p.eId for p in gevonden if p.naam in lading), "")
        yield letter, tuple(regels[1:]), passend


def _is(register: Register, eenheid: Eenheid, stap: object) -> bool:
    stappen = register.adres(eenheid).stappen
    return bool(stappen) and stappen[-1] == stap
