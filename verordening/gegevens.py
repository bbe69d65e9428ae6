"""What is said about a text and its units: where it comes from, since when it holds, who made it; none of it is text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Publicatie:
    """A publication that wrote or commenced a unit (BWB ``publicatie``/``juncto``).

    ``rol``: oorspronkelijk | inwerkingtreding; ``dossiers``: parliamentary file numbers, e.g. ``("36582",)``.
    """

    rol: str
    soort: str
    jaar: str
    nummer: str
    uitgifte: date | None = None
    ondertekening: date | None = None
    effect: str = ""
    dossiers: tuple[str, ...] = ()
    kenmerk: str = ""
    juncto: bool = False


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where this unit comes from, as the official source says (``regels`` B.2)."""

    label_id: str = ""
    stam_id: str = ""
    versie_id: str = ""
    revisie_id: str = ""
    bwb_pad: str = ""
    inwerking: date | None = None
    bron: str = ""
    effect: str = ""
    status: str = ""
    ondertekend: date | None = None
    gepubliceerd: date | None = None
    publicatie_iwt: date | None = None
    terugwerkend: date | None = None
    terugwerkend_bereik: str = ""
    publicaties: tuple[Publicatie, ...] = ()
    opmerking: str = ""


@dataclass(frozen=True, slots=True)
class Grondslag:
    """A legal basis: ``uri`` is a JCI, CVDR id or URL (may be empty), ``label`` the words of the source."""

    label: str
    uri: str = ""
    soort: str = ""


@dataclass(frozen=True, slots=True)
class WtiRegel:
    """One row of the public table of versions (``regels`` C.1), in the official order of columns."""

    inwerkingtreding: date | None = None
    terugwerkend_tot_en_met: date | None = None
    uitwerkingtreding: date | None = None
    betreft: str = ""
    ondertekening: date | None = None
    bron_bekendmaking: str = ""
    kenmerk_voorstel: str = ""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Metadata of one version of one regulation.

    Dates are legal dates. ``werk`` identifies the regulation over all versions (BWBR…, CVDR…, AKN work or a slug).
    """

    werk: str
    soort: str = ""
    opschrift: str = ""
    citeertitel: str = ""
    citeertitel_officieel: bool = True
    afkortingen: tuple[str, ...] = ()
    overheid: str = ""
    orgaan: str = ""
    gemeente: str = ""
    juridisch_werkend_vanaf: date | None = None
    geldig_vanaf: date | None = None
    juridisch_uitgewerkt_op: date | None = None
    zicht_start: date | None = None
    zicht_eind: date | None = None
    versienummer: str = ""
    versiestatus: str = ""
    taal: str = "nl"
    grondslagen: tuple[Grondslag, ...] = ()
    onderwerpen: tuple[str, ...] = ()
    wti: tuple[WtiRegel, ...] = ()
    formaat: str = ""
    bron: str = ""
    bron_sha512: str = ""
    kenmerken: tuple[tuple[str, str], ...] = ()
