"""Drafting rules: what a careful jurist checks in a text before it goes out. Each rule is one small function.

A rule gets the regulation with its register and yields findings; :data:`REGELS` is the list. A rule never changes text.

>>> from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
>>> leden = tuple(Eenheid(Soort.LID, nummer=f"{n}.", inhoud=(Alinea((f"Zin {n}.",)),)) for n in (1, 3))
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", opschrift=("Proef",), inhoud=leden)
>>> regeling = Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(artikel,)))
>>> [b.regel() for b in keur(regeling) if b.code == "nummer-sprong"]
['waarschuwing: artikel 1, derde lid: Na «1.» komt «3.»: er ontbreekt een nummer. «3.» Hernummer, of neem het \
vervallen nummer als vervallen eenheid op. [nummer-sprong]']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verordening.bevinding import Bevinding
from verordening.boom import Regeling
from verordening.keur import opbouw, slot, taal
from verordening.register import Register

__all__ = ["REGELS", "keur", "tekens"]

Regel = Callable[[Regeling, Register], Iterator[Bevinding]]

TEKENS: tuple[Regel, ...] = (
    taal.opsommingstekens,
    taal.aanhalingstekens,
    taal.dubbele_spatie,
    taal.dubbele_tekens,
    taal.kleine_letter,
    taal.onaf,
)
REGELS: tuple[Regel, ...] = (
    opbouw.dubbele_nummers,
    opbouw.nummervolgorde,
    opbouw.lege_eenheden,
    opbouw.ontbrekende_opschriften,
    opbouw.enkel_lid,
    opbouw.enkel_onderdeel,
    opbouw.tabel_zonder_kop,
    opbouw.wid_dubbel,
    *TEKENS,
    taal.begrippen_alfabetisch,
    taal.begrip_dubbel,
    taal.begrip_ongebruikt,
    taal.onveranderlijk_opschrift,
    slot.inwerkingtreding,
    slot.citeertitel,
    slot.geacht_in_werking,
)


def keur(regeling: Regeling) -> list[Bevinding]:
    """All findings of all rules, in document order per rule."""
    return _volgens(REGELS, regeling)


def tekens(regeling: Regeling) -> list[Bevinding]:
    """Only what the rules on punctuation find."""
    return _volgens(TEKENS, regeling)


def _volgens(regels: tuple[Regel, ...], regeling: Regeling) -> list[Bevinding]:
    register = Register.van(regeling)
    return [bevinding for regel in regels for bevinding in regel(regeling, register)]
