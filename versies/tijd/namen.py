"""Finding a regulation by what people call it: its identity, the name of its folder, or the title by which it is cited.

>>> titels = {"markt": "Marktverordening Rietveen 2020", "honden": "Hondenverordening Rietveen"}
>>> vind_werk("marktverordening Rietveen 2020", titels), vind_werk("honden", titels), vind_werk("Hondenverordening", titels)
('markt', 'honden', 'honden')
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from verordening.bevinding import Geweigerd
from verordening.citeertitel import naamkern


def vind_werk(naam: str, titels: Mapping[str, str], wat: str = "de regeling") -> str:
    """The regulation with a name.

    Args:
        naam: identity, slug or title; of a title the beginning is enough when no other title begins so.
        titels: regulation → title. wat: what they are, in a message.

    Raises:
        Geweigerd: none has the name, or more than one; names those that can be meant.
    """
    if naam in titels:
        return naam
    gezocht = _plat(naam)
    gelijk = [w for w, t in titels.items() if gezocht and gezocht in (_plat(t), _plat(w))]
    raak = gelijk or [w for w, t in titels.items() if gezocht and _plat(t).startswith(f"{gezocht} ")]
    if len(raak) == 1:
        return raak[0]
    if not titels:
        raise Geweigerd.om("leeg-dossier/dossier-versie", naam)
    waarom = "kan er meer dan één zijn" if raak else "staat niet in het dossier"
    keuzes = ", ".join(w if t in ("", w) else f"{w} ({t})" for w, t in titels.items() if not raak or w in raak)
    raise Geweigerd.om("regeling-onbekend/regeling", wat=wat, naam=naam, waarom=waarom, keuzes=keuzes)


def slug(titel: str) -> str:
    """A short name for a title.

    >>> slug("Marktverordening Rietveen 2020")
    'marktverordening-rietveen-2020'
    """
    return re.sub(r"[^a-z0-9]+", "-", _plat(titel)).strip("-")[:70].strip("-") or "regeling"


def _plat(naam: str) -> str:
    """A name for comparing: no quotes around it, no article, no signs, no capitals."""
    return naamkern(naam.strip(" .“”„\"«»‘’'"))


_ORGANEN = (
    ("algemeen bestuur", "algemeen bestuur"),
    ("dagelijks bestuur", "dagelijks bestuur"),
    ("college van burgemeester en wethouders", "college van burgemeester en wethouders"),
    ("burgemeester en wethouders", "college van burgemeester en wethouders"),
    ("raad", "gemeenteraad"),
)
_GEMEENTE = re.compile(r"\bde gemeente ((?:[A-Z][\w'’-]*)(?:[ -](?:[A-Z][\w'’-]*|aan|den|op|en|ter|de|het))*)")


def vaststeller(aanhef: str) -> tuple[str, str]:
    """(body, municipality) that the opening words of a regulation name; empty where they name none.

    >>> vaststeller("De raad van de gemeente Voorbeeldstad; gelet op artikel 149 van de Gemeentewet;")
    ('gemeenteraad', 'Voorbeeldstad')
    """
    klein = aanhef.casefold()
    raak = [(t.start(), naam) for woorden, naam in _ORGANEN if (t := re.search(rf"\b(?:de|het) {woorden}\b", klein))]
    orgaan = min(raak)[1] if raak else ""  # who speaks first decides; others are only heard
    gemeente = _GEMEENTE.search(aanhef)
    return orgaan, gemeente[1] if gemeente else ""
