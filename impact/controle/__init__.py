"""Checks on a dossier: of the texts themselves, and of what they have to do with the law; each code in :data:`CODES`.

A finding can be suppressed per place with a reason, in ``controle.xml`` of the dossier (:mod:`impact.controle.onderdrukt`);
a suppressed finding is listed apart, and a suppression that no longer meets a finding is itself a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from impact.controle import teksten, wet
from impact.controle.gereedschap import Gereedschap
from impact.controle.onderdrukt import Onderdrukkingen, lees_onderdrukkingen
from impact.dossier.laden import Invoer
from impact.dossier.samen import Uitwerking
from impact.woorden import woorden
from verordening.bevinding import Bevinding
from verordening.groepen import groepeer

__all__ = ["CODES", "GROEPEN", "Uitslag", "als_regels", "controleer"]

GROEPEN: dict[str, Callable[[Gereedschap], Iterable[Bevinding]]] = {
    "verwijzingen": teksten.verwijzingen,
    "oordelen": wet.oordelen,
    "grondslagen": wet.grondslagen,
    "inhoud": teksten.inhoud,
    "opbouw": teksten.opbouw,
    "wet": wet.wet,
}
"""Group → its checks."""

CODES = woorden("controle")
"""Code → what it means, for the manual."""


@dataclass(frozen=True)
class Uitslag:
    """Findings that stand, and those that a person suppressed with the reason."""

    bevindingen: tuple[Bevinding, ...]
    onderdrukt: tuple[tuple[Bevinding, str], ...] = ()


def controleer(invoer: Invoer, uitwerking: Uitwerking, groepen: Iterable[str] = ()) -> Uitslag:
    """Run the checks.

    Args:
        groepen: keys of :data:`GROEPEN`; empty = all.
    """
    gereedschap = Gereedschap(invoer, uitwerking)
    gekozen = list(groepen) or list(GROEPEN)
    alle = [b for groep in gekozen for b in GROEPEN[groep](gereedschap)]
    uniek = list({(b.code, b.plek, b.adres, b.fragment, b.uitleg): b for b in alle}.values())
    return _zonder_onderdrukte(uniek, lees_onderdrukkingen(invoer.dossier.map), volledig=not list(groepen))


def _zonder_onderdrukte(alle: list[Bevinding], onderdrukkingen: Onderdrukkingen, *, volledig: bool) -> Uitslag:
    blijft: list[Bevinding] = []
    weg: list[tuple[Bevinding, str]] = []
    gebruikt: set[int] = set()
    for bevinding in alle:
        raak = [(i, o) for i, o in enumerate(onderdrukkingen.onderdrukkingen) if o.past_op(bevinding)]
        if raak:
            gebruikt.update(i for i, _ in raak)
            weg.append((bevinding, raak[0][1].reden))
        else:
            blijft.append(bevinding)
    for i, onderdrukking in enumerate(onderdrukkingen.onderdrukkingen):
        if volledig and i not in gebruikt:
            blijft.append(
                Bevinding.van(
                    "onderdrukking-zonder-bevinding",
                    f"controle.xml, {onderdrukking.plaats}",
                    onderdrukking.code,
                    onderdrukking.plaats,
                )
            )
    return Uitslag(tuple(blijft), tuple(weg))


def als_regels(bevindingen: Iterable[Bevinding]) -> list[str]:
    """Findings for a reader, grouped by cause: what is the matter once, then every place where it is; and what several places of the law
    say of the same words as one finding."""
    groepen = groepeer(((b.ernst, b.code, b.uitleg, b.advies), b) for b in bevindingen)
    losse: dict[tuple[str, ...], list[Bevinding]] = {}
    uit = []
    for rij in groepen.values():
        eerste = rij[0]
        if len(rij) == 1:
            losse.setdefault((eerste.ernst, eerste.code, eerste.plek, eerste.adres, eerste.fragment), []).append(eerste)
            continue
        uit.append(f"{eerste.ernst}: {len(rij)} keer: {eerste.uitleg} {eerste.advies} [{eerste.code}]")
        uit += [f"    {b.adres}" + (f" «{' '.join(b.fragment.split())[:120]}»" if b.fragment else "") for b in rij]
    for rij in losse.values():
        uit.append(rij[0].regel())
        uit += [f"    ook: {b.uitleg}" for b in rij[1:]]
    return uit
