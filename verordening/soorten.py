"""What each kind of unit is called in the standards: one table for readers and writers, ``soorten.tsv``.

Per kind: its reference inside an eId (``!``: it occurs once and has no number there), its element in STOP, Akoma Ntoso, CVDR
and BWB. Several elements of BWB can be one kind; of those with a ``*`` the unit keeps
the name as attribute ``element``.

>>> EID[Soort.HOOFDSTUK], STOP[Soort.ONDERDEEL], AKN[Soort.BIJLAGE], BWB["enig-artikel"].value
('chp', 'Li', 'hcontainer', 'artikel')
"""

from __future__ import annotations

from pathlib import Path

from verordening.boom import Soort

_KOP, *_RIJEN = (
    regel.split("\t") for regel in Path(__file__).with_name("soorten.tsv").read_text(encoding="utf-8").splitlines()
)


def _kolom(naam: str) -> dict[Soort, str]:
    plek = _KOP.index(naam)
    return {Soort(rij[0]): rij[plek] for rij in _RIJEN if rij[plek]}


_EID = _kolom("eid")
EID = {soort: naam.rstrip("!") for soort, naam in _EID.items()}
EENMALIG = frozenset(soort for soort, naam in _EID.items() if naam.endswith("!"))
STOP, AKN, CVDR = _kolom("stop"), _kolom("akn"), _kolom("cvdr")
_BWB = [(naam, soort) for soort, namen in _kolom("bwb").items() for naam in namen.split()]
BWB = {naam.rstrip("*"): soort for naam, soort in _BWB}
BWB_GEWOON = frozenset(naam for naam, _ in _BWB if not naam.endswith("*"))
