"""The board: which measure asks which body for a decision, before which day, and how grave it is. One row per measure.

The browser, the memo and the index show these rows; nothing here decides anything that the picture does not hold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from impact.oordeel.soorten import Oordeelsoort
from impact.stukken.taal import beslissers, dag, geldt, ingang_van, opsomming
from impact.stukken.uiterlijk import Uiterlijk, beslissend, na_te_lopen, organen, uiterlijk, uiterste_tekst
from impact.woorden import woorden

if TYPE_CHECKING:
    from impact.dossier.model import Bepaling, Maatregelbeeld
    from impact.stukken.stuk import Stukgegevens

STANDEN = woorden("bordstand")
"""State of a row → how a reader knows it, in the order of the board."""

OORDELEN = {s.name.lower(): s.value for s in Oordeelsoort} | {
    "klopt_nu": "klopt nu, wijzigt naar verwachting",
    "verwerkt": "in het dossier verwerkt",
    "ontwerp": "een ontwerp voert haar uit",
    "geen": "raakt geen bepaling",
}
"""What weighs most among the provisions of a measure, gravest first; only what the picture proves."""


@dataclass(frozen=True, slots=True)
class Bordrij:
    """One measure.

    Args:
        organen: "gemeenteraad", "ab"; empty: no decision about a text; ("onbekend",): not known who. wie: the same in words.
        ingang: day of entry into force, when known.
        uiterlijk: last day of the earliest decision, when it can be counted; ``zeker`` False: a bound.
        dagtekst: the same for a reader, with what it does not know.
        stand: of :data:`STANDEN`. oordeel: of :data:`OORDELEN`.
        mens: provisions that a person has judged. bepalingen: provisions touched (rejected ones left out).
        per_regeling: (slug, number), in the order of the dossier.
    """

    maatregel: str
    naam: str
    organen: tuple[str, ...]
    wie: str
    ingang: date | None
    uiterlijk: date | None
    zeker: bool
    dagtekst: str
    stand: str
    oordeel: str
    mens: int
    bepalingen: int
    per_regeling: tuple[tuple[str, int], ...]
    zekerheid: str


def rijen(gegevens: Stukgegevens) -> tuple[Bordrij, ...]:
    """The rows: what is late first, then by day, then what has no day."""
    volgorde = {r.slug: n for n, r in enumerate(gegevens.impact.regelingen)}
    alle = [_rij(gegevens, beeld, volgorde) for beeld in gegevens.impact.geteld]
    zwaar, stand = list(OORDELEN), list(STANDEN)
    alle.sort(
        key=lambda r: (stand.index(r.stand), r.uiterlijk or r.ingang or date.max, zwaar.index(r.oordeel), r.maatregel)
    )
    return tuple(alle)


def _rij(gegevens: Stukgegevens, beeld: Maatregelbeeld, volgorde: dict[str, int]) -> Bordrij:
    m = beeld.maatregel
    dagen = uiterlijk(gegevens, m)
    # Wat nog is na te lopen (ook: de wettekst ontbreekt), kan een besluit vragen; dat het niet hoeft, is dan niet gezegd.
    open_ = beslissers(m) == ("onbekend",) or _oordeel(beeld) == "nalopen" or not gegevens.impact.raakt_iets
    wie = organen(gegevens, m) or (("onbekend",) if open_ else ())
    namen, zwak = beslissend(gegevens, beeld), na_te_lopen(gegevens, m) if wie and wie != ("onbekend",) else ()
    telling = Counter(b.regeling for b in beeld.geraakt)
    stappen = [u.keten.besluit for u in dagen if u.keten is not None]
    eerste = min(stappen, key=lambda s: s.uiterlijk) if stappen else None
    ingang = ingang_van(m)
    stand = _stand(dagen, wie, ingang is not None)
    if stand == "verstreken" and ingang and geldt(m, gegevens.datum):
        tekst = f"verstreken: wet geldt sinds {dag(ingang)}"
    else:
        tekst = "onbekend" if wie == ("onbekend",) else uiterste_tekst(gegevens, m, kort=True)
    return Bordrij(
        m.id,
        m.naam,
        wie,
        "; ".join([opsomming(namen[w] for w in wie or ("geen",)), *(f"{namen[o]}: nalopen" for o in zwak)]),
        ingang,
        eerste.uiterlijk if eerste else None,
        bool(eerste and eerste.zeker),
        tekst,
        stand,
        _oordeel(beeld),
        sum(b.status != "voorstel" for b in beeld.bepalingen),
        len(beeld.geraakt),
        tuple(sorted(telling.items(), key=lambda p: volgorde.get(p[0], len(volgorde)))),
        m.zekerheid,
    )


def _stand(dagen: tuple[Uiterlijk, ...], wie: tuple[str, ...], met_dag: bool) -> str:
    if any(u.verstreken for u in dagen):
        return "verstreken"
    if wie == ("onbekend",) or (wie and not met_dag):
        return "dag onbekend"
    return "komend" if wie else "geen"


def _oordeel(beeld: Maatregelbeeld) -> str:
    """The gravest among what is touched; when nothing is, that drafts carry the measure out, or that nothing was found."""
    if beeld.uitvoering and not beeld.geraakt:
        return "ontwerp"
    soorten = {_soort(b) for b in beeld.geraakt}
    return next((s for s in OORDELEN if s in soorten), "geen")


def _soort(b: Bepaling) -> str:
    if any(v.dient for v in b.verwerkt):
        return "verwerkt"
    return b.oordeel.soort.name.lower() if b.oordeel is not None else "nalopen"
