"""The latest date of a local decision for a measure, counted back for every body that must decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from impact.oordeel.soorten import Oordeelsoort
from impact.stukken.taal import beslissers, dag, ingang_van, onbevestigd
from impact.stukken.termijnen import Keten, keten_van

if TYPE_CHECKING:
    from impact.stukken.stuk import Stukgegevens
    from wetgeving.maatregelen import Maatregel

KRAP = 56
"""Days before a decision below which there is no time for an ordinary treatment: two cycles of four weeks."""
_NU = {"krap": "krap: kort de behandeling in, of bepaal nu wat tot het besluit geldt"}


@dataclass(frozen=True, slots=True)
class Uiterlijk:
    """The last day for one body. ``keten`` None: no date of entry into force, or no decision needed.

    ``gemeenten``: names of those whose date this is, when raden differ. ``haalbaar``: "haalbaar", "krap" or "verstreken",
    from every step of the chain that is not past; empty when there is nothing to count.
    """

    orgaan: str
    tekst: str
    keten: Keten | None = None
    verstreken: bool = False
    gemeenten: tuple[str, ...] = ()
    haalbaar: str = ""

    @property
    def kort(self) -> str:
        """For an overview: the day, or that it passed or is unknown."""
        if self.orgaan == "geen":
            return "geen"
        if self.keten is None:
            return "verstreken; zo snel mogelijk" if self.verstreken else "onbekend"
        stap = self.keten.besluit
        staart = f" ({self.haalbaar})" if self.haalbaar in ("krap", "verstreken") else ""
        if not stap.zeker:
            return f"vóór {dag(self.keten.ingang)}; dag onbekend{staart}"
        return dag(stap.uiterlijk) + (" (aanname)" if stap.aannames else "") + staart


def _gevraagd(maatregel: Maatregel) -> tuple[str, ...]:
    """Bodies that the measure asks for a text; one that is only an alternative counts when that body is named as deciding."""
    wie = beslissers(maatregel)
    soorten = {i.soort: i.alternatief == "ja" for i in maatregel.instrumenten}
    uit = []
    if "verordening" in soorten and (not soorten["verordening"] or "gemeenteraad" in wie):
        uit.append("gemeenteraad")
    if "beleidsregel" in soorten and (not soorten["beleidsregel"] or {"gr", "college"} & set(wie)):
        uit.append("ab")
    return tuple(uit)


def organen(gegevens: Stukgegevens, maatregel: Maatregel) -> tuple[str, ...]:
    """Bodies that take a formal decision about a text because of a measure: "gemeenteraad" and "ab"; empty when none does.

    Those that the measure asks for, and those whose regulation because of it says something else than the law or leaves a
    choice open, also when the measure itself names another body.
    """
    wie = list(_gevraagd(maatregel))
    for b in next((x.geraakt for x in gegevens.impact.geteld if x.maatregel.id == maatregel.id), ()):
        if (
            b.oordeel is not None
            and b.oordeel.soort.gewicht <= Oordeelsoort.RUIMTE.gewicht
            and not any(v.dient for v in b.verwerkt)
        ):
            soort = gegevens.impact.regeling(b.regeling).soort
            wie.append("gemeenteraad" if soort == "verordening" else "ab")
    return tuple(o for o in ("gemeenteraad", "ab") if o in wie)


def uiterlijk(gegevens: Stukgegevens, maatregel: Maatregel) -> tuple[Uiterlijk, ...]:
    """Per deciding body the last day for the decision, in the order in which they decide."""
    wie, ingang = organen(gegevens, maatregel), ingang_van(maatregel)
    if not wie:
        return (Uiterlijk("geen", "geen lokaal besluit over een tekst nodig"),)
    if ingang is None:
        return tuple(Uiterlijk(o, "onbekend: de dag van inwerkingtreding is onbekend") for o in wie)
    if onbevestigd(maatregel, gegevens.datum):
        tekst = f"onbekend: verwacht per {dag(ingang)}, maar de wettekst is niet gezien; ga na of het is doorgegaan"
        return tuple(Uiterlijk(o, tekst) for o in wie)
    if ingang <= gegevens.datum:
        tekst = f"verstreken: de wet geldt al sinds {dag(ingang)}; besluit zo snel mogelijk"
        return tuple(Uiterlijk(o, tekst, None, True) for o in wie)
    uit: list[Uiterlijk] = []
    if "gemeenteraad" in wie:
        uit.append(_raad(gegevens, ingang))
    if "ab" in wie:
        uit.append(_uiterlijk("ab", keten_op(gegevens, ingang, "ab"), gegevens.datum))
    return tuple(uit)


def keten_op(gegevens: Stukgegevens, ingang: date, orgaan: str, gemeente: str = "alle") -> Keten:
    """The chain of dates of one body for what enters into force on a day; the one place where the order of decisions is kept.

    When the AB decides about that day too, it does so after the verordening was published, because beleidsregels rest on the
    verordening (the route of the region; the order is our own reading of it). So the raad must be earlier: for all that it
    decides about that day, because it does so in one decision.
    """
    regio, niet_na = gegevens.impact.gemeenten, None
    if orgaan == "gemeenteraad" and any(
        "ab" in organen(gegevens, b.maatregel) for b in gegevens.impact.geteld if ingang_van(b.maatregel) == ingang
    ):
        niet_na = keten_van(ingang, "ab", regio, gegevens.aannames).besluit.uiterlijk - timedelta(days=1)
    return keten_van(ingang, orgaan, regio, gegevens.aannames, gemeente=gemeente, niet_na=niet_na)


def uiterste_tekst(gegevens: Stukgegevens, maatregel: Maatregel, *, kort: bool = False) -> str:
    """The same in one phrase; bodies are named when their dates differ."""
    alle = {u.orgaan: u.kort if kort else u.tekst for u in uiterlijk(gegevens, maatregel)}
    if len(set(alle.values())) == 1:
        return next(iter(alle.values()))
    namen = beslissend(gegevens)
    return "; ".join(f"{namen[orgaan]}: {tekst}" for orgaan, tekst in alle.items())


def beslissend(gegevens: Stukgegevens) -> dict[str, str]:
    """Key of a body that decides about a text (:func:`organen`) → its name in this dossier, for a narrow place."""
    raad = "raden" if len(gegevens.impact.gemeenten.gemeenten) > 1 else "raad"
    return {"gemeenteraad": raad, "ab": gegevens.orgaan.kort, "geen": "geen besluit", "onbekend": "onbekend"}


def _raad(gegevens: Stukgegevens, ingang: date) -> Uiterlijk:
    ketens = {g.naam: keten_op(gegevens, ingang, "gemeenteraad", g.code) for g in gegevens.impact.gemeenten.gemeenten}
    eerste = min(ketens.values(), key=lambda k: k.besluit.uiterlijk)
    gelijk = {k.besluit.tekst for k in ketens.values()}
    namen = tuple(n for n, k in ketens.items() if k.besluit.tekst == eerste.besluit.tekst)
    gevonden = _uiterlijk("gemeenteraad", eerste, gegevens.datum)
    if len(gelijk) == 1:
        return gevonden
    return Uiterlijk(
        "gemeenteraad",
        f"{gevonden.tekst}; eerst: {', '.join(namen)}",
        eerste,
        gevonden.verstreken,
        namen,
        gevonden.haalbaar,
    )


def _uiterlijk(orgaan: str, keten: Keten, nu: date) -> Uiterlijk:
    stap, hoe = keten.besluit, haalbaarheid(keten, nu)
    if stap.uiterlijk < nu:
        return Uiterlijk(orgaan, f"{stap.tekst}: verstreken", keten, True, haalbaar="verstreken")
    staart = f"; {_NU[hoe]}" if hoe in _NU else ""
    return Uiterlijk(orgaan, f"{stap.tekst}{staart}", keten, haalbaar=hoe)


def haalbaarheid(keten: Keten, nu: date) -> str:
    """Whether the decision can still be in time: "verstreken" when its own day is past, "krap" when a step before it should
    have been taken or the day is near, "haalbaar" otherwise. A day that is a bound is never called better than it is."""
    if keten.besluit.uiterlijk < nu:
        return "verstreken"
    vroegste = min(s.uiterlijk for s in keten.stappen)
    return "krap" if vroegste < nu or (keten.besluit.uiterlijk - nu).days < KRAP else "haalbaar"
