"""``verordening keuzes``: the keuzemonitor and the rekenmodel."""

from __future__ import annotations

from werkbank.opdrachtregel import opdrachtregel
from werkbank.papieren import Bestelling, maak_delen


@opdrachtregel()
def opdracht(bestelling: Bestelling) -> int:
    """Maak de keuzemonitor (stand van de sturingskeuzes per gemeente) en het rekenmodel, ook als rekenblad.

    Invoer voor het rekenmodel die het dossier niet heeft, kan in aannames.xml; zij heet dan aanname.
    """
    return maak_delen(["keuzes"], bestelling)
