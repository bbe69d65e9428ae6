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
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from diff_match_patch import diff_match_patch
from lxml import etree
from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_xml import attr, element

from verordening.xmlmodel import Gegevens, Gegevensbestand, Slug, Tekst, dubbele
from verordening.xmlveilig import lees_xml

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

    def lijkt_op(self, tekst: str) -> float:
        """How much of the words stands in the text where they fit best, 0 to 1; 0 when they are too short or too different to know.

        >>> 0.9 < Citaat(tekst="Een gift tot € 600 per jaar telt niet mee.").lijkt_op("2. Een gift tot € 900 per jaar telt niet mee.") < 1
        True
        """
        woorden, tekst = _gelijk(self.tekst), _gelijk(tekst)
        begin = _ZOEKER.match_main(tekst, woorden[:_STUK], 0) if len(woorden) >= _GENOEG_LETTERS else -1
        if begin < 0:
            return 0.0
        anders = _ZOEKER.diff_levenshtein(_ZOEKER.diff_main(woorden, tekst[begin : begin + len(woorden)]))
        return 1 - float(anders) / len(woorden)


_GENOEG_LETTERS, _STUK = 24, 64
"""Shorter quotations are only found exactly; the start of a longer one finds its place."""
_BIJNA, _VERSCHIL = 0.75, 0.1
"""The part of an edited quotation that must be left to know its place, and how much better than the next place it must fit."""
_ZOEKER = diff_match_patch()
_ZOEKER.Match_Distance, _ZOEKER.Match_Threshold = 100_000, 0.35


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

    maatregel: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9.-]{0,23}$")] = attr()
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

    def bijna(self, teksten: Mapping[str, str]) -> str | None:
        """The eId of the one provision that nearly has the words: they were edited since. None when none has, or two fit as well.

        Args:
            teksten: per eId the text of a provision.
        """
        past = sorted(((self.citaat.lijkt_op(t), e) for e, t in teksten.items()), reverse=True)
        alleen = len(past) == 1 or (len(past) > 1 and past[0][0] - past[1][0] >= _VERSCHIL)
        return past[0][1] if alleen and past[0][0] >= _BIJNA else None


class Koppelingen(Gegevensbestand, tag="koppelingen"):
    """Everything in ``koppelingen.xml``, in the order in which it was decided. At most one decision per measure and place is not replaced."""

    SCHEMA: ClassVar = Path(__file__).with_name("koppelingen.rng")

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

    def als_oefenstof(self) -> tuple[dict[str, str | float | bool], ...]:
        """The decisions that hold as a model may learn from them: without who took them, when and why, and without the place."""
        return tuple(
            {
                "maatregel": k.maatregel,
                "raak": k.status == "bevestigd",
                "kans": k.kans or 0.0,
                "tekst": k.citaat.tekst,
                "wet": k.wet or "",
            }
            for k in self.koppelingen
            if k.geldt and k.status != "voorstel"
        )

    def met(self, beslissing: Koppeling) -> Koppelingen:
        """A list in which this decision holds; an earlier one about the same link stays, and says when it was replaced."""
        moment = beslissing.moment or datetime.combine(beslissing.wanneer, time())
        oud = [
            k.model_copy(update={"vervangen": moment}) if k.sleutel == beslissing.sleutel and k.vervangen is None else k
            for k in self.koppelingen
        ]
        return Koppelingen(status=self.status, koppelingen=(*oud, beslissing))


_SLOT = b"\n</koppelingen>\n"


def schrijf_erbij(bron: bytes, beslissingen: Sequence[Koppeling], *, vervangt: bool = True) -> bytes:
    """Add decisions to a file of thousands without writing every record anew: the bytes are those of :meth:`Koppelingen.met`.

    Args:
        bron: the file as it is, in order. beslissingen: later ones replace earlier ones.
        vervangt: False: none of them replaces another, so that the file only grows.

    Raises:
        Geweigerd: the file is no XML, or a value holds a character that XML does not know.
    """
    if not vervangt and bron.endswith(_SLOT):
        erbij = (b.als_xml().partition(b"\n")[2].rstrip().replace(b"\n", b"\n  ") for b in beslissingen)
        return b"".join((bron[: -len(_SLOT)], *(b"\n  " + e for e in erbij), _SLOT))
    wortel = lees_xml(bron, naam="koppelingen.xml")
    for b in beslissingen:
        nieuw = lees_xml(b.als_xml(), naam="koppeling")
        moment = (b.moment or datetime.combine(b.wanneer, time())).isoformat()
        for oud in wortel.iterchildren("koppeling"):
            zelfde = (oud.get("maatregel"), oud.get("regeling"), oud.get("eId")) == b.sleutel
            if zelfde and oud.get("vervangen") is None:
                oud.set("vervangen", moment)
        wortel.append(nieuw)
    etree.indent(wortel, space="  ")
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8") + b"\n"
