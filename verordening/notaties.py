"""How standards write a place or a regulation: JCI, eId, and the numbers of local regulations.

>>> from verordening.adres import plaats_in
>>> a = plaats_in("", "8a", "2", ("b", "1°"))
>>> als_jci(a._replace(regeling="BWBR0015703", geldig=date(2026, 1, 1), zicht=date(2026, 1, 1)))
'jci1.3:c:BWBR0015703&artikel=8a&lid=2&o=b&o=1&z=2026-01-01&g=2026-01-01'
>>> uit_jci("jci1.3:c:BWBR0015703&hoofdstuk=1&artikel=8&lid=1&o=a").tekst(kort=True)
'artikel 8, eerste lid, onderdeel a'
>>> uit_eid("chp_1__art_2__para_3__list_o_1__item_a").tekst()
'hoofdstuk 1, artikel 2, derde lid, onderdeel a'

Sources: Juriconnect BWB 1.3.1 (``regels`` A.1), CVDR (A.2), STOP (D.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote_plus

from verordening.adres import ONDOORZICHTIG, Adres, AdresFout, Stap
from verordening.boom import Soort, kaal
from verordening.soorten import EID

_BWB = re.compile(r"BWB[RVW]\d{7,}")
_NAAR_JCI = {"onderdeel": "o", "titel": "titeldeel", "subparagraaf": "sub-paragraaf", "begrip": "o", "streepje": "o"}
_UIT_JCI = {"o": "onderdeel", "titeldeel": "titel", "sub-paragraaf": "subparagraaf"}
_DEELT_EID = (Soort.BEGRIPPENLIJST, Soort.BEGRIP, Soort.SUBPARAGRAAF, Soort.SUBSUBPARAGRAAF)
_UIT_EID: dict[str, str] = {ref: soort.value for soort, ref in EID.items() if soort not in _DEELT_EID} | {
    "table": "tabel",
    "img": "figuur",
}

# --- JCI --------------------------------------------------------------------------------------------------------------

_JCI = re.compile(
    r"(?:jci)?(?P<v>1\.\d{1,2}):(?P<t>[a-z]):(?P<id>BWB[RVW]\d{7,})"
    r"(?P<rest>(?:&[a-z-]+(?:=[^&]*)?)*)\Z"
)


def als_jci(adres: Adres) -> str:
    """The place as JCI (``z`` before ``g``, the order of the official files). Needs ``regeling`` to be a BWB id."""
    if not _BWB.fullmatch(adres.regeling):
        raise AdresFout(f"een JCI heeft een BWB-nummer nodig, niet «{adres.regeling}»")
    delen = [f"jci{adres.jci_versie}:" if adres.jci_versie != "1.0" else "1.0:", f"{adres.jci_soort}:{adres.regeling}"]
    for stap in adres.stappen:
        if stap.soort in ONDOORZICHTIG:
            continue
        naam = _NAAR_JCI.get(stap.soort, stap.soort)
        nummer = stap.nummer.rstrip("°º") if naam == "o" else stap.nummer
        delen.append(f"&{naam}={nummer}" if nummer else f"&{naam}")
    for teken, dag in (("s", adres.begin), ("e", adres.eind), ("z", adres.zicht), ("g", adres.geldig)):
        if dag is not None:
            delen.append(f"&{teken}={dag.isoformat()}")
    return "".join(delen)


def uit_jci(tekst: str) -> Adres:
    """Read a JCI of version 1.0 … 1.31; ``&amp;`` is unescaped at most twice (local data escapes double), ``%3A`` as in a web
    address.

    Raises:
        AdresFout: not a JCI, or a date that is no date.

    >>> uit_jci("1.0:c:BWBR0015703&artikel=8&g=2026-01-01").artikel
    '8'
    >>> uit_jci("jci1.3:c:BWBR0005537&artikel=8%3A75").artikel
    '8:75'
    """
    schoon = tekst.strip()
    for _ in range(2):
        schoon = schoon.replace("&amp;", "&")
    treffer = _JCI.match(schoon)
    if treffer is None:
        raise AdresFout(f"«{tekst}» is geen JCI (verwacht bijvoorbeeld jci1.3:c:BWBR0015703&artikel=8)")
    stappen: list[Stap] = []
    dagen: dict[str, date] = {}
    for deel in treffer.group("rest").split("&")[1:]:
        naam, _, waarde = deel.partition("=")
        if naam in ("g", "z", "s", "e"):
            try:
                dagen[naam] = date.fromisoformat(waarde)
            except ValueError as fout:
                raise AdresFout(f"«{waarde}» in «{tekst}» is geen datum (verwacht JJJJ-MM-DD)") from fout
        else:
            waarde = unquote_plus(waarde)
            stappen.append(Stap(_UIT_JCI.get(naam, naam), kaal(waarde) or waarde.strip()))
    return Adres(
        tuple(stappen),
        treffer.group("id"),
        dagen.get("g"),
        dagen.get("z"),
        dagen.get("s"),
        dagen.get("e"),
        treffer.group("t"),
        treffer.group("v"),
    )


# --- eId --------------------------------------------------------------------------------------------------------------


def uit_eid(eid: str) -> Adres:
    """Read an eId into steps, lists included (they are silent in Dutch and JCI).

    Raises:
        AdresFout: a part that is no reference of ``regels`` D.3.
    """
    stappen = []
    for deel in eid.split("__"):
        naam, _, keer = deel.partition("_inst")
        if naam in ("formula_1", "formula_2"):
            stappen.append(Stap("aanhef" if naam.endswith("1") else "sluiting", f"inst{keer}" if keer else ""))
            continue
        ref, _, nummer = deel.partition("_")
        if ref not in _UIT_EID:
            deel = " ".join(deel.split())
            raise AdresFout(f"«{deel}» in eId «{eid}» begint niet met een bekende soort (bijvoorbeeld art of para)")
        stappen.append(Stap(_UIT_EID[ref], nummer))
    return Adres(tuple(stappen))


# --- local ids --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cvdr:
    """A local regulation: ``werk`` (``CVDR123456``) and, when named, the version. Versions are a sequence, not a date."""

    werk: str
    versie: int | None = None

    def __str__(self) -> str:
        return self.werk if self.versie is None else f"{self.werk}_{self.versie}"


_CVDR = re.compile(
    r"(?:https?://(?:lokaleregelgeving|decentrale\.regelgeving)\.overheid\.nl/(?:cvdr/)?|CVDR://|1\.\d:(?:[cvr]:)?)?"
    r"(?:CVDR/?)?(?P<nr>\d{3,9})(?:[_/\-](?P<v>\d{1,4}))?/?\Z",
    re.IGNORECASE,
)


def uit_cvdr(tekst: str) -> Cvdr:
    """Read an identifier of a local regulation in any of the notations of ``regels`` A.2.

    >>> [str(uit_cvdr(t)) for t in ("CVDR123456_2", "123456_2", "CVDR://123456_2", "1.0:123456_2", "1.1:CVDR123456-1")]
    ['CVDR123456_2', 'CVDR123456_2', 'CVDR123456_2', 'CVDR123456_2', 'CVDR123456_1']
    >>> str(uit_cvdr("https://lokaleregelgeving.overheid.nl/CVDR123456/2"))
    'CVDR123456_2'
    """
    treffer = _CVDR.match(tekst.strip())
    if treffer is None:
        raise AdresFout(f"«{tekst}» is geen nummer van een lokale regeling (verwacht bijvoorbeeld CVDR123456_2)")
    versie = treffer.group("v")
    return Cvdr(f"CVDR{treffer.group('nr')}", int(versie) if versie else None)
