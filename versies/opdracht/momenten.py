"""When each instruction holds: the parts that the provisions name, found in the decision, and exactly one moment for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from versies.besluit import Bepaling, Bepalingsoort, Besluit
from versies.opdracht.bepalingen import zonder_jaar

_OP_DE_HEFFING = re.compile(
    r"\b(?:datum|dag|tijdstip)\s+van\s+(?:de\s+)?ingang\s+van\s+(?:de\s+)?heffing\b", re.IGNORECASE
)
"""A moment that is the day from which a tax is levied, which another provision of the decision names."""
_TIJD = (Bepalingsoort.INWERKINGTREDING, Bepalingsoort.TERUGWERKING)


def los_delen_op(besluit: Besluit, artikelen: Sequence[str]) -> tuple[Besluit, list[Geweigerd]]:
    """The decision with every part named by a provision on time made whole ("onder B" → artikel I, onderdeel B).

    Args:
        artikelen: numbers of the decision's own articles.

    Returns:
        the decision, and a refusal for each part that is not there or not certain and for each instruction with two moments.
    """
    fouten: list[Geweigerd] = []
    bepalingen: list[Bepaling] = []
    for b in besluit.bepalingen:
        if b.soort in _TIJD and besluit.opdrachten:
            delen, uitgezonderd = (_op(besluit, rij, artikelen, b, fouten) for rij in (b.delen, b.uitgezonderd))
            b = replace(b, delen=delen, uitgezonderd=uitgezonderd)
        bepalingen.append(b)
    heffing = {b.datum for b in besluit.van_soort(Bepalingsoort.HEFFING)}
    if len(heffing) == 1:
        (dag,) = heffing
        bepalingen = [
            replace(b, datum=dag, tijdstip="") if b.soort is _TIJD[0] and _OP_DE_HEFFING.search(b.tijdstip) else b
            for b in bepalingen
        ]
    fouten = list({(f.plaats, f.reden): f for f in fouten}.values())
    besluit = besluit.met(bepalingen=tuple(bepalingen), bevindingen=(*besluit.bevindingen, *_zonder_jaar(bepalingen)))
    gehad: set[tuple[Bepaling, Bepaling]] = set()
    for opdracht, een, ander in besluit.dubbele_momenten():
        if (een, ander) not in gehad:
            gehad.add((een, ander))
            fouten.append(
                Geweigerd(
                    f"{opdracht.naam} krijgt twee tijdstippen van inwerkingtreding",
                    plaats=str(ander.bron),
                    code="twee-dagen",
                    advies="Zeg voor elk onderdeel één keer wanneer het in werking treedt.",
                )
            )
    return besluit, fouten


def _op(
    besluit: Besluit, delen: Sequence[tuple[str, ...]], artikelen: Sequence[str], b: Bepaling, fouten: list[Geweigerd]
) -> tuple[tuple[str, ...], ...]:
    uit: list[tuple[str, ...]] = []
    for deel in delen:
        if deel == ("",):
            continue
        gevonden = list(
            dict.fromkeys(
                (o.nummer[0], *deel[1:]) if not deel[0] else deel
                for o in besluit.opdrachten
                if o.nummer[1 : len(deel)] == deel[1:] and deel[0] in ("", o.nummer[0])
            )
        )
        if len(gevonden) == 1:
            uit.append(gevonden[0])
        elif len(deel) == 1 and deel[0] in artikelen:
            uit.append(deel)  # Een artikel zonder opdrachten: een eigen bepaling.
        elif not gevonden and deel[0] in artikelen and deel[0] not in {a.nummer for a in besluit.artikelen}:
            uit.append(deel)
        else:
            uit.append(deel)  # Anders zou de bepaling voor het hele besluit gelden.
            naam = ", ".join(d for d in deel if d)
            waarom = "komt in meer artikelen van dit besluit voor" if gevonden else "staat niet in dit besluit"
            fouten.append(
                Geweigerd(
                    f"deze bepaling noemt onderdeel {naam}, en dat {waarom}",
                    plaats=str(b.bron),
                    code="deel-onbekend",
                    advies="Noem het artikel en het onderdeel van het besluit.",
                )
            )
    return tuple(uit)


def _zonder_jaar(bepalingen: Sequence[Bepaling]) -> list[Bevinding]:
    return [
        Bevinding(
            "dag-zonder-jaar",
            Ernst.WAARSCHUWING,
            str(b.bron),
            b.tekst[:160],
            f"«{los}» heeft geen jaar; welke dag dat is, staat er niet.",
            "Noem de hele datum.",
            str(b.bron),
        )
        for b in bepalingen
        if b.soort in (*_TIJD, Bepalingsoort.HORIZON, Bepalingsoort.HEFFING) and (los := zonder_jaar(b.tekst))
    ]
