"""The proof: what is written is read back and executed, and must give exactly the new version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Gegevens, Regeling, Soort
from versies.besluit import Besluit
from versies.opdracht import lees_besluit
from versies.opstellen.kern import Kernregel, eerste_afwijking, kern, kern_van
from versies.opstellen.opmaak import blokregels
from versies.opstellen.zinnen import Onzegbaar, Zin
from versies.toepassen import Toepassing, pas_toe

_REGEL = re.compile(r"regel (\d+)")


@dataclass(frozen=True, slots=True)
class Bewijs:
    """Outcome of reading back and executing.

    Args:
        klopt: executing gives exactly the new version.
        besluit, toepassing: what was read, and what executing gave; None when that failed.
        regel: line of the decision at which it failed; 0 when unknown.
        plaats: where the texts differ, as steps; empty when it did not come to that.
        reden: what is the matter.
    """

    klopt: bool
    besluit: Besluit | None = None
    toepassing: Toepassing | None = None
    regel: int = 0
    plaats: tuple[tuple[str, str], ...] = ()
    reden: str = ""


def bewijs(was: Regeling, wordt: list[Kernregel], tekst: str) -> Bewijs:
    """Read the decision, execute it on ``was`` and compare with the lines of the new version."""
    try:
        besluit = lees_besluit(tekst, naam="besluit")
        uitkomst = pas_toe(was, besluit)
    except Geweigerd as fout:
        t = _REGEL.search(fout.plaats)
        return Bewijs(False, regel=int(t.group(1)) if t else 0, reden=fout.reden)
    verschil = eerste_afwijking(wordt, kern_van(uitkomst.wordt))
    if verschil is None:
        return Bewijs(True, besluit, uitkomst)
    verwacht, gekregen = verschil
    plaats = (verwacht or gekregen).stappen if verwacht or gekregen else ()  # type: ignore[union-attr]
    naam = (verwacht or gekregen).plaats() if verwacht or gekregen else ""  # type: ignore[union-attr]
    reden = (
        f"{naam}: verwacht «{verwacht.tekst[:80] if verwacht else 'niets'}», na uitvoering staat er "
        f"«{gekregen.tekst[:80] if gekregen else 'niets'}»"
    )
    return Bewijs(False, besluit, uitkomst, plaats=plaats, reden=reden)


def los_bewezen(oud: Eenheid, zinnen: Sequence[Zin], plek: Adres, verwacht: list[Kernregel]) -> bool:
    """True when the sentences, executed on this unit alone, give the expected lines."""
    if oud.soort is Soort.BIJLAGE:
        leeg = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="0")
        boom = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(leeg,)), oud))
    else:
        boom = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(oud,)),))
    try:
        regels = [
            "Besluit",
            "",
            "## Artikel I",
            "De verordening wordt als volgt gewijzigd:",
            "",
            "### A",
            *blokregels(plek, zinnen),
        ]
        uitkomst = pas_toe(Regeling(Gegevens("proef"), boom), lees_besluit("\n".join(regels)), gelijktijdig=False)
    except (Geweigerd, Onzegbaar):
        return False
    deel = uitkomst.wordt.wortel.inhoud[1 if oud.soort is Soort.BIJLAGE else 0]
    assert isinstance(deel, Eenheid)
    return (
        kern(deel)
        if oud.soort is Soort.BIJLAGE
        else [r for e in deel.inhoud if isinstance(e, Eenheid) for r in kern(e)]
    ) == verwacht
