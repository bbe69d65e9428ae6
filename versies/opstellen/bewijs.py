"""The proof: what is written is read back and executed, and must give exactly the new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Gegevens, Regeling, Soort
from versies.besluit import Bepalingsoort, Besluit, regelnummer
from versies.opdracht import lees_besluit
from versies.opstellen.kern import Kernregel, eerste_afwijking, kern, kern_van
from versies.opstellen.opmaak import blokregels
from versies.opstellen.zinnen import Zin
from versies.toepassen import Toepassing, hoort_bij, pas_toe


@dataclass(frozen=True, slots=True)
class Bewijs:
    """Outcome of reading back and executing: ``klopt`` when that gives exactly the new version, else ``reden`` and where:
    ``regel`` of the decision (0: unknown), or ``plaats`` in the text."""

    klopt: bool
    besluit: Besluit | None = None
    toepassing: Toepassing | None = None
    regel: int = 0
    plaats: Adres = field(default_factory=Adres)
    reden: str = ""


def trekt_in(besluit: Besluit, regeling: Regeling) -> bool:
    """True when a decision does nothing but repeal this regulation, as a whole."""
    heel = [b for b in besluit.van_soort(Bepalingsoort.INTREKKING) if not (b.delen or b.uitgezonderd or b.voorwaarde)]
    return not besluit.opdrachten and len(heel) == 1 and hoort_bij(regeling, heel[0].onderwerp)


def bewijs(was: Regeling, wordt: list[Kernregel], tekst: str) -> Bewijs:
    """Read the decision, execute it on ``was`` and compare with the lines of the new version."""
    try:
        besluit = lees_besluit(tekst, naam="besluit")
        uitkomst = pas_toe(was, besluit)
    except Geweigerd as fout:
        return Bewijs(False, regel=regelnummer(fout.plaats), reden=fout.reden)
    verschil = eerste_afwijking(wordt, kern_van(uitkomst.wordt))
    if verschil is None:
        return Bewijs(True, besluit, uitkomst)
    verwacht, gekregen = verschil
    waar = verwacht or gekregen
    assert waar is not None  # a line that differs stands on one side at least
    reden = (
        f"{waar.plaats()}: verwacht «{verwacht.tekst[:80] if verwacht else 'niets'}», na uitvoering staat er "
        f"«{gekregen.tekst[:80] if gekregen else 'niets'}»"
    )
    return Bewijs(False, besluit, uitkomst, plaats=waar.adres, reden=reden)


def voer_uit(was: Regeling, plek: Adres, zinnen: Sequence[Zin]) -> Regeling | None:
    """What these sentences alone, read back, make of a regulation; None when they cannot be said, read or executed."""
    regels = blokregels(plek, zinnen)
    kop = ["Besluit", "", "## Artikel I", "De verordening wordt als volgt gewijzigd:", "", "### A"]
    if not regels:
        return None
    try:
        opdrachten = lees_besluit("\n".join([*kop, *regels])).opdrachten
        return pas_toe(was, opdrachten, nazien=False).wordt
    except Geweigerd:
        return None  # dan is het niet bewezen


def los_bewezen(oud: Eenheid, zinnen: Sequence[Zin], plek: Adres, verwacht: list[Kernregel]) -> bool:
    """True when the sentences, executed on this unit alone, give the expected lines."""
    bijlage = oud.soort is Soort.BIJLAGE
    lichaam = Eenheid(Soort.LICHAAM, inhoud=(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="0") if bijlage else oud,))
    boom = Eenheid(Soort.REGELING, inhoud=(lichaam, oud) if bijlage else (lichaam,))
    uitkomst = voer_uit(Regeling(Gegevens("proef"), boom), plek, zinnen)
    if uitkomst is None:
        return False
    deel = uitkomst.wortel.inhoud[-1]
    assert isinstance(deel, Eenheid)
    return kern(deel) == verwacht
