"""The latest date of a local decision for a measure, counted back for every body that must decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from impact.oordeel.soorten import Oordeelsoort
from impact.stukken.orgaan import BESTUREN, besturen
from impact.stukken.taal import beslissers, dag, hoofdletter, ingang_van, onbevestigd, opsomming
from impact.stukken.termijnen import Keten, keten_van

if TYPE_CHECKING:
    from impact.dossier.model import Bepaling, Maatregelbeeld
    from impact.oordeel.soorten import Oordeel
    from impact.stukken.stuk import Stukgegevens
    from wetgeving.maatregelen import Maatregel

KRAP = 56
"""Days before a decision below which there is no time for an ordinary treatment: two cycles of four weeks."""
_AFWIJKEND = "zo snel mogelijk voor wat nu al afwijkt van de wet"
_OPEN = (Oordeelsoort.KLOPT_NU, Oordeelsoort.NALOPEN)
_NU = {"krap": "krap: kort de behandeling in, of bepaal nu wat tot het besluit geldt"}


@dataclass(frozen=True, slots=True)
class Uiterlijk:
    """The last day for one body. ``keten`` None: no date of entry into force, or no decision needed.

    ``gemeenten``: names of those whose date this is, when raden differ. ``haalbaar``: "haalbaar", "krap" or "verstreken",
    from every step of the chain that is not past; empty when there is nothing to count. ``nu``: a provision of this body says
    something else than the law already, before the measure itself enters into force.
    """

    orgaan: str
    tekst: str
    keten: Keten | None = None
    verstreken: bool = False
    gemeenten: tuple[str, ...] = ()
    haalbaar: str = ""
    nu: bool = False

    @property
    def kort(self) -> str:
        """For an overview: the day, or that it passed or is unknown."""
        return f"{_AFWIJKEND}; verder {self._dag}" if self.nu else self._dag

    @property
    def _dag(self) -> str:
        if self.orgaan == "geen":
            return "geen"
        if self.keten is None:
            return "verstreken; zo snel mogelijk" if self.verstreken else "onbekend"
        stap = self.keten.besluit
        staart = f" ({self.haalbaar})" if self.haalbaar in ("krap", "verstreken") else ""
        if not stap.zeker:
            return f"vóór {dag(self.keten.ingang)}; dag onbekend{staart}"
        eerst = f"eerst {opsomming(self.gemeenten)}: " if self.gemeenten else ""
        return eerst + dag(stap.uiterlijk) + (" (aanname)" if stap.aannames else "") + staart


def gevraagd(maatregel: Maatregel) -> tuple[str, ...]:
    """Bodies that the measure asks for a text; one that is only an alternative counts when that body is named as deciding. What
    the law settles by itself asks for nothing but the mending of what says something else (:func:`organen`)."""
    wie = beslissers(maatregel)
    soorten = {i.soort: i.alternatief == "ja" for i in maatregel.instrumenten if wie != ("wetgever",)}
    uit = []
    if "verordening" in soorten and (not soorten["verordening"] or "gemeenteraad" in wie):
        uit.append("gemeenteraad")
    if "beleidsregel" in soorten and (not soorten["beleidsregel"] or {"gr", "college"} & set(wie)):
        uit.append("ab")
    return tuple(uit)


def organen(gegevens: Stukgegevens, maatregel: Maatregel) -> tuple[str, ...]:
    """Bodies that take a formal decision about a text because of a measure: "gemeenteraad" and "ab"; empty when none does.

    Those that the measure asks for, and those whose regulation because of it says something else than the law or leaves a
    choice open, also when the measure itself names another body; and the makers of beleidsregels that the measure will change.
    None when no provision of the dossier is about any measure: then nothing says that this body makes rules about it at all.
    """
    if not gegevens.impact.raakt_iets:
        return ()
    ook = {orgaan for orgaan, b in _onverwerkt(gegevens, maatregel) if _besluit_nodig(orgaan, b.oordeel)}
    return tuple(o for o in ("gemeenteraad", "ab") if o in ook or o in gevraagd(maatregel))


def na_te_lopen(gegevens: Stukgegevens, maatregel: Maatregel) -> tuple[str, ...]:
    """Bodies that are not known to decide, and of whose regulations a provision must be looked at for the measure."""
    ook = {o for o, b in _onverwerkt(gegevens, maatregel) if b.oordeel and b.oordeel.soort in _OPEN}
    return tuple(o for o in ("gemeenteraad", "ab") if o in ook - {*organen(gegevens, maatregel)})


def _onverwerkt(gegevens: Stukgegevens, maatregel: Maatregel) -> Iterator[tuple[str, Bepaling]]:
    """The provisions touched that no version of the dossier adapts to the measure, each with the body that makes them."""
    for b in next((x.geraakt for x in gegevens.impact.geteld if x.maatregel.id == maatregel.id), ()):
        if not any(v.dient for v in b.verwerkt):
            yield ("gemeenteraad" if gegevens.impact.regeling(b.regeling).soort == "verordening" else "ab"), b


def _besluit_nodig(orgaan: str, oordeel: Oordeel | None) -> bool:
    if oordeel is None:
        return False
    later = orgaan == "ab" and oordeel.soort is Oordeelsoort.KLOPT_NU
    return later or oordeel.soort.gewicht <= Oordeelsoort.RUIMTE.gewicht


def uiterlijk(gegevens: Stukgegevens, maatregel: Maatregel) -> tuple[Uiterlijk, ...]:
    """Per deciding body the last day for the decision, in the order in which they decide."""
    wie, ingang = organen(gegevens, maatregel), ingang_van(maatregel)
    if not wie:
        open_ = beslissers(maatregel) == ("onbekend",) or na_te_lopen(gegevens, maatregel)
        los = Uiterlijk("onbekend", "onbekend: of een besluit nodig is, is nog na te lopen")
        return (los if open_ else Uiterlijk("geen", "geen lokaal besluit over een tekst nodig"),)
    if ingang is not None and ingang <= gegevens.datum and not onbevestigd(maatregel, gegevens.datum):
        tekst = f"verstreken: de wet geldt al sinds {dag(ingang)}; besluit zo snel mogelijk"
        return tuple(Uiterlijk(o, tekst, None, True) for o in wie)
    nu = {
        o: b.oordeel.sinds
        for o, b in _onverwerkt(gegevens, maatregel)
        if b.oordeel and b.oordeel.soort.fout and b.oordeel.sinds and b.oordeel.sinds <= gegevens.datum
    }
    gewoon = (_vooruit(gegevens, maatregel, o, ingang) for o in wie)
    return tuple(
        replace(u, tekst=f"{_AFWIJKEND} (sinds {dag(nu[u.orgaan])}); verder {u.tekst}", verstreken=True, nu=True)
        if u.orgaan in nu
        else u
        for u in gewoon
    )


def _vooruit(gegevens: Stukgegevens, maatregel: Maatregel, orgaan: str, ingang: date | None) -> Uiterlijk:
    """The last day for a measure that is not known to be in force."""
    if ingang is None:
        return Uiterlijk(orgaan, "onbekend: de dag van inwerkingtreding is onbekend")
    if onbevestigd(maatregel, gegevens.datum):
        tekst = (
            f"onbekend: verwacht per {dag(ingang)}; of het is doorgegaan, blijkt niet uit de wettekst in dit dossier"
        )
        return Uiterlijk(orgaan, tekst)
    if orgaan == "gemeenteraad":
        return _raad(gegevens, ingang)
    return _uiterlijk("ab", keten_op(gegevens, ingang, "ab"), gegevens.datum)


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
    return ". ".join(f"{hoofdletter(namen[orgaan])}: {tekst}" for orgaan, tekst in alle.items())


def beslissend(gegevens: Stukgegevens, beeld: Maatregelbeeld | None = None) -> dict[str, str]:
    """Key of a body that decides about a text (:func:`organen`) → its name in this dossier, for a narrow place.

    Args:
        beeld: for this measure: where the dossier names more bodies, those of the beleidsregels that it touches.
    """
    raad = "raden" if len(gegevens.impact.gemeenten.gemeenten) > 1 else "raad"
    eigen = {gegevens.impact.regeling(b.regeling).orgaan for b in (beeld.geraakt if beeld is not None else ())}
    besturen_ = [naam for b, naam in BESTUREN.items() if b in eigen]
    bestuur = opsomming(besturen_) if besturen_ and len(besturen(gegevens.impact)) > 1 else gegevens.orgaan.kort
    return {"gemeenteraad": raad, "ab": bestuur, "geen": "geen besluit", "onbekend": "onbekend"}


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
