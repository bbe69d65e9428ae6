"""The dossier on disk: one folder with regulations per date, decisions, data files and what persons decided.

::

    DOSSIER/
      dossier.xml                        what is in it (schema: dossier.rng)
      regelingen/<slug>/<JJJJ-MM-DD>.xml canonical version per date of juridische werking
      besluiten/<slug>.md|.xml|.docx     amending decisions
      maatregelen.xml kaders.xml gemeenten.xml koppelingen.xml keuzes.xml thesaurus.xml
      sjablonen/                         templates of the user
      wetten/                            law texts of the user (optional)

:func:`lees_dossier` reads ``dossier.xml`` and lists the rest as paths; reading regulations happens with the readers of
``verordening``. Nothing outside the folder is touched: absolute paths, ``..`` and links that lead out are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator
from pydantic_xml import attr, element, wrapped

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.xmlmodel import Gegevens, Gegevensbestand, Slug, Tekst, dubbele

GEGEVENSBESTANDEN = ("maatregelen.xml", "kaders.xml", "gemeenten.xml", "koppelingen.xml", "keuzes.xml", "thesaurus.xml")
MEESTE_BESTANDEN = 5000
"""More entries than this in one folder is not a dossier (and may be an attempt to keep us busy)."""

Bwb = Annotated[str, StringConstraints(pattern=r"^BWB[RVW][0-9]{7}$")]
Bestand = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_. \-]*(?:/[A-Za-z0-9_][A-Za-z0-9_. \-]*)*$", max_length=200),
]


class Regeling(Gegevens, tag="regeling"):
    """A regulation in the dossier; its versions are the files in ``map``."""

    slug: Slug = attr()
    citeertitel: Tekst = attr()
    soort: Literal["verordening", "beleidsregel"] = attr()
    orgaan: Literal["gemeenteraad", "ab", "db", "college"] = attr()
    status: Literal["geldend", "ontwerp", "ingetrokken"] = attr()
    map: Bestand = attr()
    verwacht_vanaf: date | None = attr(name="verwacht-vanaf", default=None)
    noot: Tekst | None = None


class Wijzigt(Gegevens, tag="wijzigt"):
    """A regulation that a decision amends, by slug."""

    regeling: Slug = attr()


class Besluit(Gegevens, tag="besluit"):
    """An amending decision: everything in it enters into force as one whole (*doel*)."""

    slug: Slug = attr()
    bestand: Bestand = attr()
    doel: Slug = attr()
    juridisch_werkend_vanaf: date = attr(name="juridisch-werkend-vanaf")
    geldig_vanaf: date | None = attr(name="geldig-vanaf", default=None)
    status: Literal["geldend", "ontwerp", "ingetrokken"] = attr()
    citeertitel: Tekst = element()
    wijzigt: tuple[Wijzigt, ...] = element()


class Wet(Gegevens, tag="wet"):
    """A national act with the dates of the versions to compare, and the file of each when the user has it."""

    bwb: Bwb = attr()
    afkorting: str = attr()
    citeertitel: Tekst = attr()
    was: date = attr()
    wordt: date = attr()
    bestand_was: Bestand | None = attr(name="bestand-was", default=None)
    bestand_wordt: Bestand | None = attr(name="bestand-wordt", default=None)


class Dossierblad(Gegevensbestand, tag="dossier"):
    """What ``dossier.xml`` says."""

    SCHEMA: ClassVar = Path(__file__).with_name("dossier.rng")

    status: Tekst = attr()
    uitvoerder: Tekst = attr()
    naam: Tekst = element()
    toelichting: Tekst | None = element(default=None)
    regelingen: tuple[Regeling, ...] = wrapped("regelingen", element(default=()))
    besluiten: tuple[Besluit, ...] = wrapped("besluiten", element(default=()))
    wetten: tuple[Wet, ...] = wrapped("wetten", element(default=()))

    @model_validator(mode="after")
    def _sleutels_kloppen(self) -> Dossierblad:
        """Keys are unique, and every regulation that is named exists."""
        slugs = [r.slug for r in self.regelingen]
        for sleutels, wat in (
            (slugs, "de regeling"),
            ([b.slug for b in self.besluiten], "het besluit"),
            ([r.map for r in self.regelingen], "de map"),
            ([w.bwb for w in self.wetten], "de wet"),
        ):
            if dubbel := dubbele(sleutels):
                raise ValueError(f"{wat} {dubbel[0]} komt twee keer voor")
        for besluit in self.besluiten:
            for gewijzigd in besluit.wijzigt:
                if gewijzigd.regeling not in slugs:
                    raise ValueError(f"het besluit {besluit.slug} wijzigt {gewijzigd.regeling}, en die is er niet")
        for wet in self.wetten:
            if wet.wordt < wet.was:
                raise ValueError(f"bij {wet.afkorting} ligt «wordt» vóór «was»")
        return self


@dataclass(frozen=True, slots=True)
class Versie:
    """One version of a regulation: the file that holds the text from this date on.

    ``status`` is ``ontwerp`` when the regulation is a draft, or when the decision that brings this version is one; ``tot``
    is the day on which an archive says that another text, or none, takes its place.
    """

    regeling: str
    juridisch_werkend_vanaf: date
    pad: Path
    status: Literal["geldend", "ontwerp"] = "geldend"
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier that was found on disk.

    Args:
        map: the folder, resolved.
        blad: what ``dossier.xml`` says.
        versies: all versions, by regulation (order of ``dossier.xml``) and date.
        bevindingen: what is missing, or stands there without being named; nothing is left out silently.
    """

    map: Path
    blad: Dossierblad
    versies: tuple[Versie, ...]
    bevindingen: tuple[Bevinding, ...]

    def regeling(self, slug: str) -> Regeling:
        """Regulation by slug.

        Raises:
            Geweigerd: it is not in the dossier; names those that are.
        """
        for regeling in self.blad.regelingen:
            if regeling.slug == slug:
                return regeling
        namen = ", ".join(r.slug for r in self.blad.regelingen)
        raise Geweigerd(
            f"de regeling «{slug}» staat niet in het dossier",
            plaats="dossier.xml",
            advies=f"Kies uit: {namen}." if namen else "Noem de regeling in dossier.xml; er staat er nog geen in.",
            code="regeling-onbekend",
        )

    def versies_van(self, slug: str) -> tuple[Versie, ...]:
        """Versions of one regulation, oldest first."""
        return tuple(v for v in self.versies if v.regeling == slug)

    def versie_op(self, slug: str, op: date, *, met_ontwerpen: bool = False) -> Versie | None:
        """The stored version with the latest date not after ``op``; None before the first. Drafts only on request."""
        eerder = [
            v
            for v in self.versies_van(slug)
            if v.juridisch_werkend_vanaf <= op and (met_ontwerpen or v.status == "geldend")
        ]
        return eerder[-1] if eerder and (eerder[-1].tot or date.max) > op else None

    def gegevensbestand(self, naam: str) -> Path | None:
        """Path of a data file (one of :data:`GEGEVENSBESTANDEN`); None when the dossier has none of its own."""
        if naam not in GEGEVENSBESTANDEN:
            raise KeyError(naam)
        pad = binnen_map(self.map, naam)
        return pad if pad.is_file() else None

    def besluitbestand(self, slug: str) -> Path:
        """Path of the text of a decision, which may be missing (raises KeyError for an unknown slug)."""
        return binnen_map(self.map, "besluiten/" + {b.slug: b for b in self.blad.besluiten}[slug].bestand)

    def wetteksten(self) -> tuple[Path, ...]:
        """All files in ``wetten/``, for recognition by content."""
        return tuple(_bestanden(self.map, "wetten"))

    def sjablonen(self) -> tuple[Path, ...]:
        """Templates of the user, by name."""
        return tuple(_bestanden(self.map, "sjablonen"))


def binnen_map(map_: Path, relatief: str) -> Path:
    """A path inside the folder, with every link followed.

    Args:
        map_: the folder.
        relatief: path as a dossier names it, with ``/``.

    Raises:
        Geweigerd: absolute, with ``..``, a backslash or a control character, or a link that leads out.

    >>> binnen_map(Path("/dossier"), "../geheim.xml")
    Traceback (most recent call last):
    ...
    verordening.bevinding.Geweigerd: ../geheim.xml: dit pad wijst buiten het dossier. Gebruik een pad binnen de map.
    """
    puur = PurePosixPath(relatief)
    vreemd = "\\" in relatief or re.search(r"[\x00-\x1f\x7f]", relatief) or re.match(r"[A-Za-z]:", relatief)
    wortel = map_.resolve()
    if not vreemd and not puur.is_absolute() and ".." not in puur.parts and relatief.strip():
        pad = (wortel / puur).resolve()
        if pad.is_relative_to(wortel):
            return pad
    raise Geweigerd.om("pad-buiten-dossier", " ".join(relatief.split()) or "(leeg)")


def lees_blad(map_: Path) -> Dossierblad:
    """Read ``dossier.xml``; the refusal of one that was recorded names the way back.

    Raises:
        Geweigerd: it cannot be read.
    """
    try:
        return Dossierblad.lees(map_ / "dossier.xml")
    except Geweigerd as fout:
        if not (map_ / ".git").is_dir():
            raise
        raise Geweigerd.om("blad-onleesbaar", fout.plaats, reden=fout.reden) from fout


def lees_map(map_: Path) -> Dossier:
    """Read ``dossier.xml`` and list what is in the folder. Regulations themselves are not read here.

    Args:
        map_: the folder of the dossier.

    Raises:
        Geweigerd: no folder, no ``dossier.xml``, refused content, or a path that leads out of the folder.
    """
    map_ = Path(map_)
    if not map_.is_dir():
        raise Geweigerd.om("geen-map", str(map_))
    wortel = map_.resolve()
    blad_pad = binnen_map(wortel, "dossier.xml")
    if not blad_pad.exists():
        raise Geweigerd.om("geen-dossier", str(map_))
    blad = lees_blad(wortel)
    versies: list[Versie] = []
    bevindingen: list[Bevinding] = []
    for regeling in blad.regelingen:
        gevonden, gemeld = _versies(wortel, regeling, blad)
        versies += gevonden
        bevindingen += gemeld
    bevindingen += _ongenoemde_mappen(wortel, blad)
    for besluit in blad.besluiten:
        plek = f"besluiten/{besluit.bestand}"
        if not binnen_map(wortel, plek).is_file():
            bevindingen.append(_mis("besluit-ontbreekt", plek, f"De tekst van het besluit {besluit.slug} ontbreekt."))
    for wet in blad.wetten:
        for bestand in filter(None, (wet.bestand_was, wet.bestand_wordt)):
            plek = f"wetten/{bestand}"
            if not binnen_map(wortel, plek).is_file():
                bevindingen.append(Bevinding.van("wet-ontbreekt", plek, "", plek, afkorting=wet.afkorting))
    return Dossier(wortel, blad, tuple(versies), tuple(bevindingen))


def _versies(wortel: Path, regeling: Regeling, blad: Dossierblad) -> tuple[list[Versie], list[Bevinding]]:
    ontwerp = {
        b.juridisch_werkend_vanaf
        for b in blad.besluiten
        if b.status != "geldend" and regeling.slug in {w.regeling for w in b.wijzigt}
    }
    versies: list[Versie] = []
    bevindingen: list[Bevinding] = []
    for pad in _bestanden(wortel, regeling.map):
        plek = f"{regeling.map}/{pad.name}"
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", pad.stem) or pad.suffix != ".xml":
                raise ValueError
            dag = date.fromisoformat(pad.stem)
            status: Literal["geldend", "ontwerp"] = (
                "ontwerp" if dag in ontwerp or regeling.status == "ontwerp" else "geldend"
            )
            versies.append(Versie(regeling.slug, dag, pad, status))
        except ValueError:
            bevindingen.append(Bevinding.van("versie-naam", plek, pad.name, plek))
    if not versies:
        bevindingen.append(
            _mis("regeling-zonder-versie", regeling.map, f"Van {regeling.citeertitel} is er geen enkele versie.")
        )
    return sorted(versies, key=lambda v: v.juridisch_werkend_vanaf), bevindingen


def _ongenoemde_mappen(wortel: Path, blad: Dossierblad) -> list[Bevinding]:
    genoemd = {binnen_map(wortel, r.map) for r in blad.regelingen}
    regelingen = binnen_map(wortel, "regelingen")
    mappen = _inhoud(regelingen) if regelingen.is_dir() else []
    return [
        Bevinding.van("regeling-niet-genoemd", f"regelingen/{pad.name}", pad.name, f"regelingen/{pad.name}")
        for pad in mappen
        if pad.is_dir() and pad.resolve() not in genoemd
    ]


def _mis(code: str, plek: str, uitleg: str) -> Bevinding:
    return Bevinding(code, Ernst.FOUT, plek, "", uitleg, "Zet het bestand op zijn plaats.", plek)


def _bestanden(wortel: Path, relatief: str) -> list[Path]:
    """Ordinary files in a folder of the dossier, by name; hidden files and temporary files do not count."""
    map_ = binnen_map(wortel, relatief)
    if not map_.is_dir():
        return []
    return [
        binnen_map(wortel, f"{relatief}/{p.name}") for p in _inhoud(map_) if not p.name.startswith(".") and p.is_file()
    ]


def _inhoud(map_: Path) -> list[Path]:
    inhoud = list(islice(map_.iterdir(), MEESTE_BESTANDEN + 1))
    if len(inhoud) > MEESTE_BESTANDEN:
        raise Geweigerd.om("te-veel-bestanden", str(map_), meeste_bestanden=MEESTE_BESTANDEN)
    return sorted(inhoud)
