"""Changes of the explanatory note (``regels`` F.3, 56): no law, so never a reason to refuse, but never left out silently.

Executed are whole parts: the note, its general part, the note on one artikel; what is written otherwise becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import TOELICHTING, Blok, Eenheid, Soort, Status, kaal
from versies.besluit import Bepaling
from versies.toepassen.werkblad import met_identiteit

_HEKJES = {Soort.DIVISIE: "####", Soort.ALGEMENE_TOELICHTING: "###"}
_OP = r"de toelichting op artikel (?P<artikel>[\w.:]+?)"
_DEEL = rf"(?:{_OP}|(?P<algemeen>de algemene toelichting)|de toelichting)"
_KOP = re.compile(r"De (?:\w+ )?toelichting wordt als volgt gewijzigd:", re.IGNORECASE)
_LUIDT = re.compile(rf"{_DEEL} komt te luiden:", re.IGNORECASE)
_VERVALT = re.compile(rf"{_DEEL} vervalt\.?", re.IGNORECASE)
_NAAST = re.compile(
    rf"(?P<kant>na|voor) {_OP} wordt de toelichting op artikel (?P<nieuw>[\w.:]+?) ingevoegd, luidende:", re.IGNORECASE
)
_NIEUW = re.compile(r"aan de \w+ wordt een toelichting toegevoegd, luidende:", re.IGNORECASE)


def verwerk_toelichting(wortel: Eenheid, bepalingen: Sequence[Bepaling]) -> tuple[Eenheid, list[Bevinding]]:
    """The tree with the explanatory note changed, and a finding for every change that was not executed."""
    bevindingen: list[Bevinding] = []
    for bepaling in bepalingen:
        if _KOP.fullmatch(bepaling.tekst) and not bepaling.lading:
            continue
        try:
            nieuw = _een(wortel, bepaling)
            reden = "deze vorm wordt niet uitgevoerd"
        except Geweigerd as fout:
            nieuw, reden = None, fout.reden
        if nieuw is None:
            waar = f"artikel {', '.join(bepaling.nummer)}"
            bevindingen.append(Bevinding.van("toelichting-niet-verwerkt", waar, bepaling.tekst[:160], reden=reden))
        else:
            wortel = nieuw
    return wortel, bevindingen


def _een(wortel: Eenheid, b: Bepaling) -> Eenheid | None:
    if (t := _LUIDT.fullmatch(b.tekst)) is not None:
        oud = _vind(wortel, t)
        return _zet(wortel, oud, (met_identiteit(oud, _lading(b, oud.soort, t.group("artikel"))),))
    if (t := _VERVALT.fullmatch(b.tekst)) is not None:
        return _zet(wortel, _vind(wortel, t), ())
    if (t := _NAAST.fullmatch(b.tekst)) is not None:
        anker, nieuw = _vind(wortel, t), _lading(b, Soort.DIVISIE, t.group("nieuw"))
        return _zet(wortel, anker, (anker, nieuw) if t.group("kant").lower() == "na" else (nieuw, anker))
    if _NIEUW.fullmatch(b.tekst) and not any(e.soort in TOELICHTING for e in wortel.delen):
        return replace(wortel, inhoud=(*wortel.inhoud, _lading(b, Soort.TOELICHTING, None)))
    return None


def _vind(wortel: Eenheid, t: re.Match[str]) -> Eenheid:
    velden = t.groupdict()
    deel = "algemeen" if velden.get("algemeen") else velden.get("artikel") or ""
    if (gevonden := deel_van(wortel, deel)) is None:
        raise Geweigerd.om(
            "geweigerd/precies-keer",
            deel="de toelichting op artikel " + deel if deel and deel != "algemeen" else "dit deel van de toelichting",
        )
    return gevonden


def deel_van(wortel: Eenheid, deel: str) -> Eenheid | None:
    """The one part of the note: "" the whole, "algemeen", or the number of an artikel; None when it is not there once."""

    def past(e: Eenheid) -> bool:
        if deel == "algemeen":
            return e.soort is Soort.ALGEMENE_TOELICHTING
        if deel:
            return e.soort is Soort.DIVISIE and kaal(e.nummer) == deel and e.label.strip().lower() == "artikel"
        return e.soort is Soort.TOELICHTING

    gevonden = [e for e in _delen(wortel) if past(e) and e.status is not Status.VERVALLEN]
    return gevonden[0] if len(gevonden) == 1 else None


def _delen(boven: Eenheid) -> Iterator[Eenheid]:
    """The parts of the note, and the divisions in them, in order."""
    for b in boven.inhoud:
        if isinstance(b, Eenheid) and (b.soort in TOELICHTING or b.soort is Soort.DIVISIE):
            yield b
            yield from _delen(b)


def _zet(e: Eenheid, oud: Eenheid, nieuw: tuple[Blok, ...]) -> Eenheid:
    """The tree with one unit (by identity of the object) replaced."""
    inhoud: list[Blok] = []
    for b in e.inhoud:
        if b is oud:
            inhoud.extend(nieuw)
        else:
            inhoud.append(
                _zet(b, oud, nieuw)
                if isinstance(b, Eenheid) and (b.soort in TOELICHTING or b.soort is Soort.DIVISIE)
                else b
            )
    return replace(e, inhoud=tuple(inhoud))


def _lading(b: Bepaling, soort: Soort, nummer: str | None) -> Eenheid:
    regels = list(b.lading)
    if regels and not regels[0].startswith("#") and soort in _HEKJES:
        regels[0] = f"{_HEKJES[soort]} {regels[0]}"  # uit Word: de kop zonder hekjes
    gelezen = lees_toelichting(regels)
    if gelezen.soort is not soort or (nummer and kaal(gelezen.nummer) != nummer):
        raise Geweigerd.om("geweigerd/nieuwe-tekst")
    return gelezen


def lees_toelichting(regels: Sequence[str]) -> Eenheid:
    """The part of an explanatory note that these lines of new text are.

    Raises:
        Geweigerd: no such part, or more than one.
    """
    from verordening.tekst.markdown import lees

    heel = bool(regels) and regels[0].lstrip("# ").lower().startswith("toelichting")
    boven = (
        []
        if heel
        else ["## Toelichting", ""] + (["### Artikelsgewijs", ""] if regels and regels[0].startswith("####") else [])
    )
    # Een lege regel na een kop: zo blijft wat eronder staat een alinea.
    gelezen = lees(
        "\n".join(["# x", "", "#### Artikel 1 x", "x.", "", *boven, *(f"{r}\n" for r in regels), ""]).encode(),
        naam="toelichting",
    )
    delen = list(_delen(gelezen.wortel))
    kern = delen[0] if heel and delen else delen[len(boven) // 2] if len(delen) > len(boven) // 2 else None
    if kern is None or (not heel and len(delen) != len(boven) // 2 + 1 and kern.soort is Soort.DIVISIE):
        raise Geweigerd.om("geweigerd/nieuwe-tekst-deel")
    return kern
