"""What the griffie knows and no decision says: ``levering.toml`` in the dossier, the one file for codes and names.

::

    overheid = "gm9999"                      # code of the authority
    orgaan = "/tooi/def/…"                   # who decides, from the official list
    onderwerpen = ["/tooi/def/concept/…"]    # subjects, from the official list
    soort_regeling = "/join/id/stop/…"       # kind of regulation, from the official list
    soort_procedure = "/join/id/stop/…"      # kind of procedure, from the official list
    oin_bevoegd_gezag = "00000000000000000000"
    oin_aanleveraar = "00000000000000000000"

    [cvdr]
    creator = "Voorbeeldstad"                # only where the regulation does not say it itself
    isRatifiedBy = "gemeenteraad"
    subject = ["sociale zekerheid"]          # subjects in words, from the official list
    [[cvdr.source]]                          # the law that a regulation rests on
    label = "Gemeentewet, art. 149"
    jci = "jci1.3:c:BWBR0005416&artikel=149"

    [stijlen]                                # names of paragraph styles in the template for import
    "Heading 2" = "Artikelkop"

Everything may be left out; what a delivery needs and is not there is said on the list.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.systeem import gezegd

BESTAND = "levering.toml"
_GROOTST, _LANGST = 100_000, 2_000
"""Signs in the file and in a line of it: a name of ten thousand parts takes TOML a hundred million steps."""
_VORM = {
    "overheid": r"(?:gm\d{4}|pv\d{2}|ws\d{4}|mn\d{3}|mnre\d{4})",
    "orgaan": r"/tooi/\S+",
    "onderwerpen": r"/tooi/\S+",
    "soort_regeling": r"/join/id/stop/\S+",
    "soort_procedure": r"/join/id/stop/\S+",
    "oin_bevoegd_gezag": r"\d{20}",
    "oin_aanleveraar": r"\d{20}",
}


@dataclass(frozen=True)
class Leveringsgegevens:
    """The file as values; see the module. ``ratified``: isRatifiedBy. ``source``: pairs (label, JCI). ``stijlen``: own name → name in the template."""

    overheid: str = ""
    orgaan: str = ""
    onderwerpen: tuple[str, ...] = ()
    soort_regeling: str = ""
    soort_procedure: str = ""
    oin_bevoegd_gezag: str = ""
    oin_aanleveraar: str = ""
    creator: str = ""
    ratified: str = ""
    subject: tuple[str, ...] = ()
    source: tuple[tuple[str, str], ...] = ()
    stijlen: dict[str, str] = field(default_factory=dict)

    def ontbreekt(self, *namen: str) -> list[str]:
        """Which of these are empty."""
        return [n for n in namen if not getattr(self, n)]


def lees_leveringsgegevens(dossier: Path) -> Leveringsgegevens:
    """The values of a dossier; all empty when it has no such file.

    Raises:
        Geweigerd: the file cannot be read, has a name that means nothing, or a value of another form.
    """
    pad = dossier / BESTAND
    if not pad.is_file():
        return Leveringsgegevens()
    try:
        inhoud = pad.read_text("utf-8")
        if len(inhoud) > _GROOTST or max(map(len, inhoud.splitlines()), default=0) > _LANGST:
            raise ValueError("te groot, of een regel is te lang")
        gelezen = tomllib.loads(inhoud)
    except (OSError, ValueError, RecursionError) as fout:
        raise _fout(gezegd(fout)) from fout
    cvdr, stijlen = gelezen.pop("cvdr", {}), gelezen.pop("stijlen", {})
    if not isinstance(cvdr, dict) or not isinstance(stijlen, dict):
        raise _fout("[cvdr] en [stijlen] zijn tabellen")
    vreemd = [
        *(gelezen.keys() - _VORM),
        *(f"cvdr.{n}" for n in cvdr.keys() - {"creator", "isRatifiedBy", "subject", "source"}),
    ]
    if vreemd:
        raise _fout(f"onbekende naam: {', '.join(sorted(vreemd))}")
    for naam, waarde in gelezen.items():
        rij = waarde if naam == "onderwerpen" and isinstance(waarde, list) else [waarde]
        if not all(isinstance(w, str) and re.fullmatch(_VORM[naam], w) for w in rij):
            raise _fout(f"«{naam}» heeft niet de vorm die het moet hebben")
    bronnen, woorden = cvdr.get("source", []), cvdr.get("subject", [])
    if not isinstance(bronnen, list) or not isinstance(woorden, list):
        raise _fout("source en subject in [cvdr] zijn lijsten")
    if not all(isinstance(b, dict) and b.keys() == {"label", "jci"} for b in bronnen):
        raise _fout("[[cvdr.source]] heeft label en jci")
    creator, ratified = cvdr.get("creator", ""), cvdr.get("isRatifiedBy", "")
    waarden = (creator, ratified, *woorden, *stijlen.values(), *(w for b in bronnen for w in b.values()))
    if not all(isinstance(w, str) for w in waarden):
        raise _fout("de waarden in [cvdr] en [stijlen] zijn woorden")
    return Leveringsgegevens(
        **gelezen | {"onderwerpen": tuple(gelezen.get("onderwerpen", ()))},
        creator=creator,
        ratified=ratified,
        subject=tuple(woorden),
        source=tuple((b["label"], b["jci"]) for b in bronnen),
        stijlen=stijlen,
    )


def _fout(reden: str) -> Geweigerd:
    return Geweigerd.om("levering-toml", BESTAND, reden=reden)
