"""Tables as .xlsx and .csv from one model, safe to open: a cell is a figure, a date or a text, never a formula.

In .xlsx a text is typed as text, so a spreadsheet shows ``=1+1`` and does not compute it. A .csv has no types, so a
text that a spreadsheet could take for a formula gets an apostrophe in front.

>>> blad = Blad("Koppelingen", ("Maatregel", "Aantal"), (("=SOM(A1)", 3),))
>>> csv(blad).decode("utf-8-sig")
"Maatregel;Aantal\\r\\n'=SOM(A1);3\\r\\n"
"""

from __future__ import annotations

import csv as _csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from verordening.bevinding import Geweigerd
from verordening.onzichtbaar import toonbaar
from verordening.papier.keuring import GEEN_XML
from verordening.papier.pakket import leden, pak

Waarde: TypeAlias = str | int | float | date | bool | None

_GEVAAR = re.compile(r"[\s\x00-\x20]*[=+\-@|%]|[\t\r\n]")
_LANGST = 32_767
_BREEDST = 60
"""widest column, in characters; longer texts wrap"""


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet: name, header of each column, rows of values as long as the header; every sign of a text can be seen."""

    naam: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Waarde, ...], ...]

    def __post_init__(self) -> None:
        for n, rij in enumerate(self.rijen, 1):
            if len(rij) != len(self.kolommen):
                raise ValueError(f"blad {self.naam}: rij {n} heeft {len(rij)} van {len(self.kolommen)} waarden")
        zichtbaar = (tuple(toonbaar(w) if isinstance(w, str) else w for w in rij) for rij in self.rijen)
        object.__setattr__(self, "rijen", tuple(zichtbaar))
        object.__setattr__(self, "kolommen", tuple(map(toonbaar, self.kolommen)))


def csv(blad: Blad) -> bytes:
    """The sheet as CSV for Dutch spreadsheets: semicolon, UTF-8 with byte order mark, CR LF, decimal comma."""
    uit = io.StringIO()
    schrijver = _csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([_veilig(k) for k in blad.kolommen])
    for rij in blad.rijen:
        schrijver.writerow([_als_tekst(w) for w in rij])
    return ("\ufeff" + uit.getvalue()).encode("utf-8")


def _veilig(tekst: str) -> str:
    return "'" + tekst if _GEVAAR.match(tekst) else tekst


def _als_tekst(waarde: Waarde) -> str:
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case str():
            return _veilig(waarde)
        case float():
            return repr(waarde).replace(".", ",")
        case date():
            return waarde.isoformat()
        case _:
            return str(waarde)


def xlsx(bladen: Sequence[Blad], *, titel: str = "", datum: date | None = None) -> bytes:
    """The sheets as one .xlsx: header row frozen and bold, filter on, columns as wide as their content, text wrapped.

    Args:
        bladen: at least one sheet.
        titel: for the metadata.
        datum: date in the metadata; without it 1 January 1980 (a file of the same content has the same bytes).

    Raises:
        Geweigerd: no sheets, or a character that a spreadsheet cannot hold.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
    from openpyxl.utils import get_column_letter

    if not bladen:
        raise Geweigerd.om("geweigerd/rekenblad-minste")
    boek = Workbook()
    boek.remove(boek.active)
    boven = Alignment(vertical="top", wrap_text=True)
    letter = {"name": "Calibri", "sz": 11}
    boek.add_named_style(NamedStyle("Cel", font=Font(**letter), alignment=boven))
    kleur = PatternFill("solid", fgColor="E8EEF5")
    boek.add_named_style(NamedStyle("Kop", font=Font(**letter, bold=True), fill=kleur, alignment=boven))
    for naam, blad in zip(_namen(bladen), bladen, strict=True):
        vel = boek.create_sheet(naam)
        for r, rij in enumerate([blad.kolommen, *blad.rijen], 1):
            for k, waarde in enumerate(rij, 1):
                cel = vel.cell(r, k)
                cel.style = "Kop" if r == 1 else "Cel"
                if isinstance(waarde, str):
                    if fout := GEEN_XML.search(waarde):
                        plaats = f"blad {blad.naam}, rij {r}, kolom {k}"
                        raise Geweigerd.om("geweigerd/teken-rekenblad", plaats, teken=f"{ord(fout.group()):04X}")
                    if len(waarde) > _LANGST:
                        raise Geweigerd.om(
                            "geweigerd/houdt-hoogste",
                            f"blad {blad.naam}, rij {r}, kolom {k}",
                            langst=_LANGST,
                            aantal=len(waarde),
                        )
                    cel.value = waarde
                    cel.data_type = "s"
                    # A spreadsheet that gets an edit in this cell still keeps it as text.
                    cel.quotePrefix = bool(_GEVAAR.match(waarde))
                else:
                    cel.value = ("ja" if waarde else "nee") if isinstance(waarde, bool) else waarde
        for k in range(1, len(blad.kolommen) + 1):
            lengtes = [
                len(regel) for rij in [blad.kolommen, *blad.rijen] for regel in _als_tekst(rij[k - 1]).split("\n")
            ]
            vel.column_dimensions[get_column_letter(k)].width = min(_BREEDST, max(lengtes, default=8) + 3)
        vel.freeze_panes = "A2"
        vel.auto_filter.ref = vel.dimensions
        vel.print_title_rows = "1:1"
        vel.page_setup.orientation = "landscape"
        vel.page_setup.fitToHeight = 0
        vel.sheet_properties.pageSetUpPr.fitToPage = True
    moment = datetime.combine(datum or date(1980, 1, 1), time(12))
    eigenschappen = boek.properties
    eigenschappen.title, eigenschappen.creator, eigenschappen.language = titel or None, "verordening", "nl-NL"
    eigenschappen.created = eigenschappen.modified = moment
    uit = io.BytesIO()
    boek.save(uit)
    vast_tijdstip = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    delen = leden(uit.getvalue())
    # openpyxl writes the moment of saving, whatever it was given.
    kern = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + vast_tijdstip, delen["docProps/core.xml"])
    return pak(delen | {"docProps/core.xml": kern})


def _namen(bladen: Sequence[Blad]) -> list[str]:
    """Sheet names that a spreadsheet accepts: 31 characters, none of ``[]:*?/\\``, all different."""
    uit: list[str] = []
    for blad in bladen:
        basis = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", blad.naam).strip(" '")[:31] or "Blad"
        naam, n = basis, 2
        while naam.lower() in (x.lower() for x in uit):
            naam = f"{basis[:27]} {n}"
            n += 1
        uit.append(naam)
    return uit
