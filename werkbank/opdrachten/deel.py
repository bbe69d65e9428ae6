"""``verordening memo``, ``cib``, ``stukken`` and ``keuzes``: each makes a part of the set that ``impact`` makes whole."""

from __future__ import annotations

from verordening.bevinding import Verkeerd
from werkbank.opdrachtregel import opdrachtregel, optie
from werkbank.papieren import Bestelling, maak_delen


@opdrachtregel()
def memo(bestelling: Bestelling) -> int:
    """Maak de impactmemo voor het algemeen bestuur als Word, PDF, HTML en Markdown.

    De memo volgt uit dezelfde gegevens als alle andere stukken. Er wordt niets geschreven als iets niet kan.
    """
    return maak_delen(["memo"], bestelling)


@opdrachtregel()
def cib(
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


@opdrachtregel()
def stukken(
    bestelling: Bestelling,
    naam: str | None = optie("Alleen de raadsstukken van deze gemeente; standaard alle.", "--gemeente", metavar="NAAM"),
) -> int:
    """Maak raadsvoorstel en raadsbesluit per gemeente, het AB-besluit en de besluitenkalender (ook als .ics en .xlsx).

    De tekst van een besluit komt uit de map besluiten van het dossier.
    """
    return maak_delen(["raadsstukken", "ab-besluit", "kalender"], bestelling, naam)


@opdrachtregel()
def keuzes(bestelling: Bestelling) -> int:
    """Maak de keuzemonitor (stand van de sturingskeuzes per gemeente) en het rekenmodel, ook als rekenblad.

    Invoer voor het rekenmodel die het dossier niet heeft, kan in aannames.xml; zij heet dan aanname.
    """
    return maak_delen(["keuzes"], bestelling)
