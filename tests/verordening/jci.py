"""A witness of reading: the official reference (JCI) of each unit of a national regulation, from the tree (``regels`` A.1).

Rules, taken from the ``meta-data/jcis`` of published BWB files and tested against all of them:

1. the steps are the numbered units from the outside in; a unit without a number of its own adds no step;
2. a unit without a number has no JCI; neither has a second unit that would get the same one (variants beside each other);
3. an onderdeel loses its degree sign (``1°`` is ``o=1``), all other numbers stay as printed without punctuation;
4. ``z`` is the day from which this version could be known, ``g`` the day from which it holds;
5. version 1.0 knows no ``z``, no leden and no onderdelen, names a unit without what stands above it, and escapes signs
   (``78ee*`` is ``artikel=78ee%2A``, ``A 1`` is ``artikel=A%201``);
6. units inside quoted or new text of another place, and lines of a specification, have no JCI.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from verordening.adres import Adres
from verordening.boom import STRUCTUUR, Eenheid, Regeling, Soort, kaal, kinderen
from verordening.notaties import als_jci

_NIET_IN_10 = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})
_GEEN = frozenset({Soort.DIVISIETEKST, Soort.TOELICHTING})
_STAP = STRUCTUUR | {Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP, Soort.BIJLAGE, Soort.DIVISIE}
_GEEN_ELEMENT = frozenset({"wijziging", "specificatie-item"})


def jcis(regeling: Regeling, versie: str = "1.3", *, data: bool = True) -> dict[str, str]:
    """JCI of each unit that has one.

    Args:
        regeling: a BWB regulation (``gegevens.werk`` is a BWB id) with eIds.
        versie: ``1.3`` or ``1.0``.
        data: with the dates of this version; without them the reference means "as it holds on the day of reading".

    Returns:
        eId → JCI in document order; the regulation as a whole has eId ``""``.

    Raises:
        AdresFout: the regulation has no BWB id.
    """
    gegevens = regeling.gegevens
    basis = Adres(
        regeling=gegevens.werk,
        geldig=gegevens.geldig_vanaf if data else None,
        zicht=gegevens.zicht_start if data and versie != "1.0" else None,
        jci_versie=versie,
    )
    uit = {regeling.wortel.eId: als_jci(basis)}
    gezien = set(uit.values())
    for eenheid, adres in _adressen(regeling.wortel, basis):
        jci = als_jci(adres)
        if jci not in gezien:
            gezien.add(jci)
            uit[eenheid.eId] = jci
    return uit


def _adressen(boven: Eenheid, adres: Adres) -> Iterator[tuple[Eenheid, Adres]]:
    oud = adres.jci_versie == "1.0"
    for eenheid in kinderen(boven):
        soort = eenheid.soort
        if soort in _GEEN or eenheid.kenmerk("element") in _GEEN_ELEMENT or (oud and soort in _NIET_IN_10):
            continue
        eigen = adres
        nummer = kaal(eenheid.nummer) if soort in _STAP else ""
        if nummer:
            if oud:
                gedrukt = nummer if "_" in eenheid.nummer else nummer.replace("_", " ")
                eigen, nummer = adres._replace(stappen=()), quote(gedrukt)
            naam = eenheid.kenmerk("element") if soort is Soort.DIVISIE else ""
            eigen = eigen.erbij(naam or soort.value, nummer)
            yield eenheid, eigen
        yield from _adressen(eenheid, eigen)
