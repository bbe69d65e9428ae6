"""The rules of STOP for a mutation, as lints (``regels`` D.5; the Schematron of IMOP 1.3.0 checks the same)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from verordening.bevinding import Bevinding, Ernst
from verordening.canoniek.namen import STOP

_ACTIES = frozenset({"Vervang", "VoegToe", "Verwijder", "VervangKop", "VervangRegeling"})
_MARKEN = frozenset({"NieuweTekst", "VerwijderdeTekst"})
_WAARDEN = frozenset({"voegtoe", "verwijder", "nieuweContainer", "verwijderContainer"})


def toets_mutatie(mutatie: etree._Element) -> tuple[Bevinding, ...]:
    """Findings on one ``RegelingMutatie``; none when it keeps all rules."""
    return tuple(b for regel in (_werken, _acties, _contexten, _renvooi, _eids, _leeg) for b in regel(mutatie))


def _naam(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _fout(code: str, element: etree._Element, uitleg: str) -> Bevinding:
    plek = element.get("wat") or element.get("context") or element.get("eId") or _naam(element)
    return Bevinding(
        code,
        Ernst.FOUT,
        plek,
        " ".join("".join(map(str, element.itertext())).split())[:120],
        uitleg,
        "Herstel de mutatie.",
        plek,
    )


def _inhoud(actie: etree._Element) -> list[etree._Element]:
    return [k for k in actie if _naam(k) not in ("Nummer", "Wat", "")]


def _werken(mutatie: etree._Element) -> Iterator[Bevinding]:
    was, wordt = (str(mutatie.get(n) or "") for n in ("was", "wordt"))
    if was.partition("/nld@")[0] != wordt.partition("/nld@")[0]:
        yield _fout("mutatie-werk", mutatie, "was en wordt zijn expressies van verschillende werken.")
    elif was and was == wordt:
        yield _fout("mutatie-versie", mutatie, "was en wordt zijn dezelfde expressie.")


def _acties(mutatie: etree._Element) -> Iterator[Bevinding]:
    for actie in mutatie:
        soort, inhoud = _naam(actie), _inhoud(actie)
        if soort and soort not in _ACTIES:
            yield _fout("mutatie-actie", actie, f"{soort} is geen actie van een mutatie.")
        if soort in ("Vervang", "Verwijder") and (len(inhoud) != 1 or inhoud[0].get("wId") != actie.get("wat")):
            yield _fout("mutatie-wat", actie, f"{soort} noemt een andere eenheid dan er in staat.")
        if soort == "VervangKop" and (not actie.get("wat") or [_naam(k) for k in inhoud] != ["Kop"]):
            yield _fout("mutatie-kop", actie, "VervangKop bevat niet precies één Kop.")
        if soort == "VoegToe" and not (actie.get("context") and actie.get("positie") in ("volgtOp", "komtVoor")):
            yield _fout("mutatie-plek", actie, "VoegToe zegt niet naast welke eenheid.")
        if soort == "Vervang" and bool(actie.get("context")) != bool(actie.get("positie")):
            yield _fout("mutatie-plek", actie, "positie en context horen bij elkaar.")
        wat = next((k for k in actie if _naam(k) == "Wat"), None)
        if wat is not None and any(_naam(e) in _MARKEN for e in wat.iter()):
            yield _fout("mutatie-wat-renvooi", actie, "In de zin van de opdracht (Wat) staat renvooi.")


def _contexten(mutatie: etree._Element) -> Iterator[Bevinding]:
    gezien: set[tuple[str, str]] = set()
    weg = {a.get("wat") for a in mutatie if _naam(a) == "Verwijder"}
    for actie in mutatie:
        context = actie.get("context")
        if not context:
            continue
        paar = (context, str(actie.get("positie") or ""))
        if paar in gezien:
            yield _fout("mutatie-context-dubbel", actie, "Twee acties hebben dezelfde context en positie.")
        gezien.add(paar)
        if context in weg:
            yield _fout("mutatie-context-weg", actie, "De context wordt in dezelfde mutatie verwijderd.")


def _renvooi(mutatie: etree._Element) -> Iterator[Bevinding]:
    for actie in mutatie:
        soort = _naam(actie)
        marken = [e for e in actie.iter() if _naam(e) in _MARKEN]
        acties = [e for e in actie.iter() if e.get("wijzigactie")]
        yield from (
            _fout("renvooi-genest", e, "Renvooi staat in renvooi.")
            for e in marken
            if any(_naam(b) in _MARKEN for b in e.iterancestors())
        )
        yield from (
            _fout("renvooi-waarde", e, f"«{e.get('wijzigactie')}» is geen wijzigactie.")
            for e in acties
            if e.get("wijzigactie") not in _WAARDEN
        )
        yield from (
            _fout("renvooi-leeg", e, "Er staat renvooi zonder tekst.")
            for e in marken
            if not len(e) and not (e.text or "")
        )
        revisie, verplaatst = actie.get("revisie") == "1", bool(actie.get("context"))
        if soort in ("Vervang", "VervangKop") and not (marken or acties or revisie or verplaatst):
            yield _fout("renvooi-ontbreekt", actie, f"{soort} toont geen wijziging.")
        if revisie and (marken or acties):
            yield _fout("renvooi-revisie", actie, "Een revisie bevat geen renvooi.")
        if soort in ("VoegToe", "Verwijder") and (marken or acties):
            yield _fout("renvooi-overbodig", actie, f"{soort} bevat renvooi; de hele eenheid is al nieuw of weg.")


def _eids(mutatie: etree._Element) -> Iterator[Bevinding]:
    for soort, acties in (
        ("blijft", [a for a in mutatie if _naam(a) != "Verwijder"]),
        ("weg", [a for a in mutatie if _naam(a) == "Verwijder"]),
    ):
        for naam in ("eId", "wId"):
            gezien: set[str] = set()
            for element in (e for a in acties for e in a.iter() if isinstance(e.tag, str)):
                waarde = element.get(naam)
                if waarde and waarde in gezien:
                    yield _fout(
                        f"mutatie-{naam.lower()}-dubbel", element, f"{naam} «{waarde}» komt twee keer voor ({soort})."
                    )
                gezien.add(waarde or "")


def _leeg(mutatie: etree._Element) -> Iterator[Bevinding]:
    for al in mutatie.iter(f"{{{STOP}}}Al"):
        if not "".join(map(str, al.itertext())).strip() and not len(al):
            yield replace(
                _fout("mutatie-lege-alinea", al, "Er staat een lege alinea in de mutatie."), ernst=Ernst.WAARSCHUWING
            )
