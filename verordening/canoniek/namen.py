"""Names of the canonical XML: which unit, block or mark is which element."""

from __future__ import annotations

from verordening import soorten
from verordening.boom import Soort

STOP = "https://standaarden.overheid.nl/stop/imop/tekst/"
EIGEN = "urn:verordening:1"
KENMERK = "urn:verordening:kenmerk"

VERSIE = "1"

ELEMENT = soorten.STOP
SOORT: dict[str, Soort] = {naam: soort for soort, naam in ELEMENT.items()}

NUMMER_ELEMENT = {Soort.LID: "LidNummer", Soort.ONDERDEEL: "LiNummer", Soort.BEGRIP: "LiNummer"}
"""Units whose number stands alone; all others have a Kop with Label, Nummer, Opschrift, Subtitel."""

MET_INHOUD = frozenset({Soort.ARTIKEL, Soort.LID, Soort.DIVISIETEKST})
"""Units whose text stands in an Inhoud (STOP D.2)."""

OPMAAK = {"vet": "b", "cursief": "i", "onderstreept": "u", "sup": "sup", "inf": "sub"}
OPMAAK_TERUG = {element: soort for soort, element in OPMAAK.items()}

ROL = {"tussenkop": "Tussenkop", "lijstaanhef": "Lijstaanhef", "lijstsluiting": "Lijstsluiting"}
ROL_TERUG = {element: rol for rol, element in ROL.items()}
