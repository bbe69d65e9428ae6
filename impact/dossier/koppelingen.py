"""Links between measure and provision that a person recorded: ``koppelingen.xml``.

A link is kept by place (eId) *and* by words (a quotation with what stands before and after it), so that it survives
renumbering and re-import: when the place no longer holds the words, the words find the new place, if there is one.

Example:
    >>> citaat = Citaat(voor="dan vier weken na de ", tekst="melding", na="")
    >>> citaat.past_op("niet eerder dan vier weken na de melding.")
    True
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_xml import attr, element

from verordening.xmlmodel import Gegevens, Slug, Tekst, als_xml, dubbele, lees_gegevens

__all__ = ["Citaat", "Koppeling", "Koppelingen", "lees_koppelingen", "schrijf_koppelingen"]

SCHEMA = Path(__file__).with_name("koppelingen.rng")

EId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]+$", max_length=300)]


_NAAST_HET_LICHAAM = frozenset({"body", "longTitle", "formula", "cmp", "recital", "genrecital", "artrecital"})


def _bevat(buiten: str, binnen: str) -> bool:
    """Whether a place lies in another one. The body gives no prefix to what stands in it (STOP, table of D.3).

    >>> _bevat("art_3", "art_3__para_1"), _bevat("body", "art_3"), _bevat("body", "cmp_1"), _bevat("art_3", "art_3")
    (True, True, False, False)
    """
    if buiten == "body":
        return binnen.partition("_")[0] not in _NAAST_HET_LICHAAM
    return binnen.startswith(buiten + "__")


def _gelijk(tekst: str) -> str:
    """Text for comparing: NFC and single spaces."""
    return " ".join(unicodedata.normalize("NFC", tekst).split())


Omgeving = Annotated[str, BeforeValidator(lambda t: " ".join(t.split()) if isinstance(t, str) else t)]


class Citaat(Gegevens, tag="citaat"):
    """The words that a link is about, with the words around them (text-quote anchor)."""

    voor: Omgeving = attr(default="")
    na: Omgeving = attr(default="")
    tekst: Tekst

    def past_op(self, tekst: str) -> bool:
        """True when the words, with their surroundings, occur in the text (white space does not count)."""
        zonder = "".join(_gelijk(f"{self.voor}{self.tekst}{self.na}").split())
        return zonder in "".join(_gelijk(tekst).split())


Oordeelwoord = Literal[
    "in strijd met de wet",
    "grondslag vervallen of verhuisd",
    "verwijzing dood of verschoven",
    "bedrag of termijn wijkt af",
    "herhaalt oude wettekst",
    "beleidsruimte: afweging nodig",
    "klopt nu, wijzigt op",
    "voert de maatregel al uit",
    "nalopen",
    "in orde",
]


class Koppeling(Gegevens, tag="koppeling"):
    """One recorded link, or the decision of a person about a link that was found.

    ``oordeel``: the verdict of the person when it differs from that of the program, in the words of
    :class:`impact.oordeel.soorten.Oordeelsoort`; ``waarom`` is the reason. ``moment`` and ``kans``: when, and how probable the link was
    then; ``wet``: the words of the law that the person had before them. ``vervangen``: the moment of the decision that came in its place.
    Status "herroepen": the person took an earlier decision back.
    """

    maatregel: Annotated[str, StringConstraints(pattern=r"^[MX][0-9]{1,2}$")] = attr()
    regeling: Slug = attr()
    eId: EId = attr()
    status: Literal["voorstel", "bevestigd", "verworpen", "herroepen"] = attr()
    wie: Tekst = attr()
    wanneer: date = attr()
    oordeel: Oordeelwoord | None = attr(default=None)
    moment: datetime | None = attr(default=None)
    kans: Annotated[float, Field(ge=0, le=1)] | None = attr(default=None)
    vervangen: datetime | None = attr(default=None)
    citaat: Citaat = element()
    wet: Tekst | None = element(default=None)
    waarom: Tekst = element()

    @property
    def sleutel(self) -> tuple[str, str, str]:
        """What the decision is about."""
        return self.maatregel, self.regeling, self.eId

    @property
    def geldt(self) -> bool:
        """Whether this is the decision that holds: not replaced, not taken back."""
        return self.vervangen is None and self.status != "herroepen"

    def wet_staat_er(self, teksten: Iterable[str]) -> bool:
        """Whether the law still says what the person had before them; True when that, or the law itself, is not known."""
        zonder = "".join((self.wet or "").split())
        bekend = ["".join(_gelijk(t).split()) for t in teksten if t]
        return not zonder or not bekend or any(_gelijk(zonder) in t for t in bekend)

    def plaats(self, teksten: Mapping[str, str]) -> str | None:
        """The eId where the link belongs in a version of the regulation.

        Args:
            teksten: per eId its own text and that of everything below it.

        Returns:
            The recorded eId when its text holds the quotation; otherwise the one innermost place that does;
            None when there is none or more than one (never a guess).
        """
        if self.eId in teksten and self.citaat.past_op(teksten[self.eId]):
            return self.eId
        raak = [e for e, tekst in teksten.items() if self.citaat.past_op(tekst)]
        binnenste = [e for e in raak if not any(_bevat(e, ander) for ander in raak)]
        return binnenste[0] if len(binnenste) == 1 else None


class Koppelingen(Gegevens, tag="koppelingen"):
    """Everything in ``koppelingen.xml``, in the order in which it was decided. At most one decision per measure and place is not replaced."""

    status: Tekst = attr()
    koppelingen: tuple[Koppeling, ...] = element(default=())

    @model_validator(mode="after")
    def _geen_tegenspraak(self) -> Koppelingen:
        """Two records about the same link are refused: which one holds is for a person to say."""
        if dubbel := dubbele([" / ".join(k.sleutel) for k in self.koppelingen if k.vervangen is None]):
            raise ValueError(f"over de koppeling {dubbel[0]} staan twee beslissingen; laat er één staan")
        return self

    def van(self, maatregel: str) -> tuple[Koppeling, ...]:
        """The decisions about one measure that hold."""
        return tuple(k for k in self.koppelingen if k.maatregel == maatregel and k.geldt)

    def laatste(self) -> dict[tuple[str, str, str], Koppeling]:
        """Per link the record that was not replaced: a decision, or that one was taken back."""
        return {k.sleutel: k for k in self.koppelingen if k.vervangen is None}

    def met(self, beslissing: Koppeling) -> Koppelingen:
        """A list in which this decision holds; an earlier one about the same link stays, and says when it was replaced."""
        moment = beslissing.moment or datetime.combine(beslissing.wanneer, time())
        oud = [
            k.model_copy(update={"vervangen": moment}) if k.sleutel == beslissing.sleutel and k.vervangen is None else k
            for k in self.koppelingen
        ]
        return Koppelingen(status=self.status, koppelingen=(*oud, beslissing))


def lees_koppelingen(bron: Path | bytes, *, naam: str | None = None) -> Koppelingen:
    """Read recorded links.

    Raises:
        Geweigerd: unsafe or malformed XML, does not fit the schema, or two decisions about one link; one Dutch line.
    """
    return lees_gegevens(bron, Koppelingen, SCHEMA, naam=naam)


def schrijf_koppelingen(koppelingen: Koppelingen) -> bytes:
    """The links as XML; reading it back gives an equal value."""
    return als_xml(koppelingen)
