"""Taking over what a person filled in in ``koppelingen.xlsx``: read, checked against the picture of now, shown, and recorded
through the same path as the review desk. One row that is not in order, and nothing is taken over."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from impact.oordeel.soorten import Oordeelsoort
from impact.stukken.matrix import bladen
from verordening.bevinding import Geweigerd
from verordening.onzichtbaar import toonbaar
from verordening.tekst.woordpakket import open_pakket
from verordening.xmlveilig import ZIP_KAPOT
from werkbank.diensten.beslissen import Keuze, lees_beslissingen, merk

if TYPE_CHECKING:
    from lxml.etree import _Element
    from openpyxl import Workbook

    from impact.dossier.koppelingen import Koppeling
    from impact.dossier.model import Bepaling, Impact

GROOTST = 25_000_000
"""Bytes of the file."""
_CELLEN = 400_000
"""More than this no sheet of ours has."""
_KAPOT = (
    *ZIP_KAPOT,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What openpyxl says of a workbook that another program would not open either."""
_STATUSSEN = ("bevestigd", "verworpen")
_VAST = ("Adres", "Woorden")
"""Columns that say whether a row is still about the same words."""
_INVUL = ("Oordeel", "Status", "Wie", "Waarom")
Rij = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One row that says something else than the picture: the number of the row, the link, and what the person decides."""

    rij: int
    bepaling: Bepaling
    keuze: Keuze
    was: str

    @property
    def tekst(self) -> str:
        """For a reader, as one line."""
        b, k = self.bepaling, self.keuze
        oordeel = f", oordeel «{k.oordeel}»" if k.oordeel else ""
        return f"rij {self.rij}: {b.maatregel}, {b.adres} ({b.regeling}): {self.was} → {k.status}{oordeel}, {k.wie}: {k.waarom}"

    def beslissing(self, moment: datetime) -> Koppeling:
        """The record of it."""
        b = self.bepaling
        wet = next((h.landelijk for h in b.herkomst if h.landelijk), "")
        return self.keuze.koppeling(velden(b, "maatregel regeling eId kans tekst", wet=wet), moment)


def bladnamen(gegevens: bytes, naam: str) -> list[str]:
    """The names of the sheets of a workbook.

    Raises:
        Geweigerd: no workbook, or too large.
    """
    return list(_boek(gegevens, naam).sheetnames)


def _boek(gegevens: bytes, naam: str) -> Workbook:
    """A workbook, of which every part was read as XML first: openpyxl trusts what it is given."""
    from openpyxl import load_workbook

    try:
        pakket = open_pakket(gegevens, naam)
        if len(gegevens) > GROOTST or any(_omvang(pakket.xml(deel)) > _CELLEN for deel in pakket.delen):
            raise Geweigerd.om("te-groot/rekenblad", naam)
        return load_workbook(io.BytesIO(gegevens), keep_links=False)
    except Geweigerd as fout:
        groot = fout.code in ("zipbom", "te-groot", "te-diep")
        raise Geweigerd.om("te-groot/rekenblad" if groot else "geen-rekenblad", naam) from fout
    except _KAPOT as fout:
        raise Geweigerd.om("geen-rekenblad", naam) from fout


def _omvang(deel: _Element | None) -> int:
    """How many cells a part asks for: openpyxl makes every one up to the last, and every one that is merged or linked."""
    from openpyxl.utils import range_boundaries

    hoogst = breedst = geteld = 0
    for element in deel.iter("{*}row", "{*}c", "{*}mergeCell", "{*}hyperlink") if deel is not None else ():
        plek = element.get("ref") or element.get("r") or "A1"
        links, boven, rechts, onder = range_boundaries(f"A{plek}" if plek.isdecimal() else plek)
        hoogst, breedst = max(hoogst, onder), max(breedst, rechts)
        geteld += (rechts - links + 1) * (onder - boven + 1)
        if geteld > _CELLEN:
            break
    return max(hoogst * breedst, geteld)


def lees_blad(gegevens: bytes, naam: str, kolommen: Sequence[str], blad: str = "Koppelingen") -> dict[int, Rij]:
    """The rows of a sheet by their number, every cell as text.

    Raises:
        Geweigerd: no workbook, too large, another sheet or other columns, or a formula; with the cell.
    """
    boek = _boek(gegevens, naam)
    if blad not in boek.sheetnames:
        raise Geweigerd.om("blad-ontbreekt", naam, blad=blad)
    rijen = boek[blad].iter_rows()
    kop = [str(c.value or "") for c in next(rijen, ())]
    while kop and not kop[-1]:
        kop.pop()
    if kop != list(kolommen):
        anders = next(
            (n for n, (a, b) in enumerate(zip(kop, kolommen, strict=False)) if a != b), min(len(kop), len(kolommen))
        )
        hoort = kolommen[anders] if anders < len(kolommen) else "niets"
        raise Geweigerd.om("kolommen-anders", f"{naam}, kolom {anders + 1}", hoort=hoort)
    uit: dict[int, Rij] = {}
    for n, rij in enumerate(rijen, 2):
        for cel in rij:
            if cel.data_type == "f":
                raise Geweigerd.om("formule", f"{naam}, cel {cel.coordinate}")
        waarden = [_cel(c.value) for c in rij[: len(kop)]]
        if any(waarden):
            uit[n] = dict(zip(kop, waarden, strict=False))
    return uit


def _cel(waarde: object) -> str:
    """A cell as people write it: a spreadsheet makes numbers and days of what somebody types.

    >>> [_cel(w) for w in (None, " a  b ", 3.5, 12.0, datetime(2026, 1, 31))]
    ['', 'a b', '3,5', '12', '31-1-2026']
    """
    if isinstance(waarde, datetime):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    if isinstance(waarde, float):
        return str(int(waarde)) if waarde.is_integer() else str(waarde).replace(".", ",")
    return " ".join(str(waarde).split()) if waarde is not None else ""


def wijzigingen(model: Impact, blad: Mapping[int, Rij], naam: str) -> list[Wijziging]:
    """What the sheet says differently from the picture.

    Raises:
        Geweigerd: a row is not of this dossier, is there twice, is about other words, or a decision is not complete.
    """
    slugs = {toonbaar(r.citeertitel): r.slug for r in model.regelingen}
    links = {(b.maatregel, b.regeling, b.eId): b for m in model.maatregelen for b in m.bepalingen}
    nu = _rijen_van_nu(model)
    gezien: dict[tuple[str, str, str], int] = {}
    uit = []
    for n, rij in blad.items():
        plaats = f"{naam}, rij {n}"
        sleutel = (rij["Maatregel"], slugs.get(rij["Regeling"], ""), rij["eId"])
        if sleutel not in links:
            raise Geweigerd.om(
                "rij-onbekend/koppeling", plaats, maatregel=rij["Maatregel"], regeling=rij["Regeling"], eid=rij["eId"]
            )
        if sleutel in gezien:
            raise Geweigerd.om("rij-dubbel/koppeling", plaats, rij=gezien[sleutel])
        gezien[sleutel] = n
        for kolom in _VAST:
            if rij[kolom] != nu[sleutel][kolom]:
                raise Geweigerd.om("rij-anders/koppeling", plaats, kolom=kolom)
        if any(rij[k] != nu[sleutel][k] for k in _INVUL):
            uit.append(Wijziging(n, links[sleutel], _keuze(rij, nu[sleutel], plaats), nu[sleutel]["Status"]))
    return uit


def _rijen_van_nu(model: Impact) -> dict[tuple[str, str, str], Rij]:
    (blad, *_), slugs = bladen(model), {toonbaar(r.citeertitel): r.slug for r in model.regelingen}
    uit: dict[tuple[str, str, str], Rij] = {}
    for rij in blad.rijen:
        als = {k: " ".join(str(w or "").split()) for k, w in zip(blad.kolommen, rij, strict=True)}
        uit[als["Maatregel"], slugs[als["Regeling"]], als["eId"]] = als
    return uit


def _keuze(rij: Rij, nu: Rij, plaats: str) -> Keuze:
    if rij["Status"] not in _STATUSSEN:
        raise Geweigerd.om("status-onbekend/koppeling", plaats, status=rij["Status"])
    for kolom in ("Wie", "Waarom"):
        if not rij[kolom]:
            raise Geweigerd.om("beslissing-onvolledig", plaats, kolom=kolom)
    if rij["Oordeel"] and rij["Oordeel"] not in {s.value for s in Oordeelsoort}:
        raise Geweigerd.om("oordeel-onbekend", plaats, oordeel=rij["Oordeel"])
    if rij["Status"] == "verworpen" and rij["Oordeel"] != nu["Oordeel"]:
        raise Geweigerd.om("tegenspraak/koppeling", plaats)
    oordeel = rij["Oordeel"] if rij["Status"] == "bevestigd" else ""
    return Keuze(rij["Status"], rij["Wie"], rij["Waarom"], oordeel or None)


@dataclass(frozen=True, slots=True)
class Overname:
    """What a sheet of links says differently from the dossier: a line per row, the decisions, and :func:`merk` of what they replace."""

    regels: tuple[str, ...]
    beslissingen: tuple[Koppeling, ...]
    zag: str


def lees_koppelblad(dossier: Path, inhoud: bytes, naam: str, maak: Callable[[], Impact]) -> Overname:
    """Check a sheet of links against the dossier as it is now; recording is :func:`werkbank.diensten.beslissen.beslis`.

    Args:
        naam: of the file, for messages. maak: the picture of the dossier, worked out after its decisions were read.

    Raises:
        Geweigerd: a row that is not in order, with its number.
    """
    laatste = lees_beslissingen(dossier).laatste()
    model = maak()
    rijen = wijzigingen(model, lees_blad(inhoud, naam, bladen(model)[0].kolommen), naam)
    nieuw = tuple(w.beslissing(datetime.now()) for w in rijen)
    return Overname(tuple(w.tekst for w in rijen), nieuw, merk([laatste.get(k.sleutel) for k in nieuw]))
