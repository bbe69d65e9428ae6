"""Data files of the project: an XML file, its RELAX NG schema and frozen pydantic models, tied together once.

A data file is read in three steps, and refused at the first that fails: safe parsing (:mod:`verordening.xmlveilig`),
the schema (structure), the model (meaning: dates, keys that must exist, keys that must be unique).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Self, cast

from lxml import etree
from pydantic import BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_xml import BaseXmlModel

from verordening.bevinding import Geweigerd
from verordening.xmlveilig import LIMIET, lees_xml, valideer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # zo noemt pydantic-xml elk element, ook dat van lxml


def _op_een_regel(waarde: object) -> object:
    return " ".join(waarde.split()) if isinstance(waarde, str) else waarde


Tekst = Annotated[str, BeforeValidator(_op_een_regel), StringConstraints(min_length=1)]
"""Running text: never empty; line breaks of the XML layout do not count."""

Jci = Annotated[str, StringConstraints(pattern=r"^jci1\.(?:3|31):c:BWB[RVW]\d{7}(?:&[a-z-]+(?:=[^&\s]+)?)*$")]
"""A place in national law, Juriconnect 1.3(1), without white space (``regels`` A.1)."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""Key that is also safe as a file or folder name: lower case, digits and single hyphens."""


class Gegevens(BaseXmlModel, skip_empty=True):
    """Base of every record in a data file: frozen, and nothing unknown is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def als_xml(self) -> bytes:
        """As a file: same values, same bytes (UTF-8, LF, two spaces of indentation); reading it back gives an equal value.

        Raises:
            Geweigerd: a value holds a character that XML does not know.
        """
        try:
            wortel = cast(etree._Element, self.to_xml_tree(skip_empty=True))
        except ValueError as fout:
            raise Geweigerd.om("xml-teken") from fout
        etree.indent(wortel, space="  ")
        return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8") + b"\n"


class Gegevensbestand(Gegevens):
    """Base of the root of a data file. ``SCHEMA``: path of its RELAX NG schema."""

    SCHEMA: ClassVar[Path]

    @classmethod
    def lees(cls, bron: Path | bytes, *, naam: str | None = None, limiet: int = LIMIET) -> Self:
        """Read a data file.

        Args:
            bron: path or bytes.
            naam: how the source is called in messages; default the file name.
            limiet: largest number of bytes that is accepted.

        Raises:
            Geweigerd: unsafe or malformed XML, does not fit the schema, or a value that cannot be (an unknown or double key);
                one Dutch line.
        """
        naam = naam or (bron.name if isinstance(bron, Path) else "invoer")
        wortel = lees_xml(bron, naam=naam, limiet=limiet)
        valideer(wortel, cls.SCHEMA, naam=naam)
        try:
            return cls.from_xml_tree(cast("Element", wortel))
        except ValidationError as fout:
            raise _als_weigering(fout, naam) from fout


def dubbele(sleutels: list[str]) -> list[str]:
    """Keys that occur more than once, each named once, sorted.

    >>> dubbele(["a", "b", "a"])
    ['a']
    """
    return sorted(sleutel for sleutel, aantal in Counter(sleutels).items() if aantal > 1)


def _als_weigering(fout: ValidationError, naam: str) -> Geweigerd:
    eerste = fout.errors()[0]
    plek = "/".join(str(deel) for deel in eerste["loc"])
    regel = (eerste.get("ctx") or {}).get("sourceline")
    oorzaak = (eerste.get("ctx") or {}).get("orig") or eerste["msg"]
    if eerste["type"].startswith("value_error"):
        reden = str(oorzaak).removeprefix("Value error, ")
    else:
        reden = f"de waarde bij {plek} kan niet ({oorzaak})"
    rest = len(fout.errors()) - 1
    if rest:
        reden += f"; en nog {rest} andere"
    return Geweigerd.om("waarde", f"{naam}, regel {regel}" if regel else naam, reden=reden)
