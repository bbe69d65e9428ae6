"""``verordening cib``: the college-informatiebrief, for one gemeente or for all."""

from __future__ import annotations

from verordening.bevinding import Verkeerd
from werkbank.opdrachtregel import opdrachtregel, optie
from werkbank.papieren import Bestelling, maak_delen


@opdrachtregel()
def opdracht(
    bestelling: Bestelling,
    naam: str | None = optie("Maak de brief van deze gemeente (naam of code).", "--gemeente", metavar="NAAM"),
    alle: bool = optie("Maak de brieven van alle gemeenten in het dossier."),
) -> int:
    """Maak de college-informatiebrief met bijlage, per gemeente in een eigen map.

    Een verslag zegt welke delen van de brieven gelijk zijn en waar een gemeente afwijkt.
    """
    if bool(naam) == alle:
        raise Verkeerd("kies één van beide: --gemeente NAAM of --alle")
    return maak_delen(["brieven"], bestelling, naam)
