"""The queue of the review desk: its part of the snapshot, and the decisions of persons laid over it. Nothing is computed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from impact.dossier.koppelingen import Koppeling, Koppelingen
from impact.dossier.velden import velden
from impact.graaf.kansen import Rest, rest
from werkbank.diensten.beslissen import vervallen

if TYPE_CHECKING:
    from impact.dossier.samen import Uitwerking
    from impact.stukken.stuk import Stukgegevens
    from werkbank.web.beeld import Beeld

STREEP = 0.05
"""Below this probability looking at twenty pairs finds less than one."""


def delen(gegevens: Stukgegevens, uitwerking: Uitwerking) -> Iterator[tuple[str, object]]:
    """The parts of the snapshot: ``rij`` (light rows, most likely first), ``rest``, and one part per pair."""
    from impact.graaf.bureau import bureau
    from impact.stukken.memo_maatregel import korte_titel

    model = gegevens.impact
    tafel = bureau(
        uitwerking.gekoppeld, model, uitwerking.kant, {m.maatregel.id for m in model.geteld}, ook_beslist=True
    )
    links = {(b.maatregel, b.regeling, b.eId): b for m in model.geteld for b in m.bepalingen}
    namen = {m.maatregel.id: m.maatregel.naam for m in model.geteld}
    regelingen = {r.slug: (r.citeertitel, korte_titel(gegevens, r), str(r.vanaf or "")) for r in model.regelingen}
    wet = {
        m: [t for p in uitwerking.kant.van(m) for t in (p.wordt, p.was) if t] for m in namen
    }  # waar een beslissing op steunt
    licht = []
    for k in tafel.rij:
        p, b = k.plaats, links.get((k.maatregel, k.plaats.regeling, k.plaats.eId))
        titel, kort, vanaf = regelingen[p.regeling]
        o = b.oordeel if b else None
        rij = {
            **velden(k, "maatregel status"),
            **velden(p, "regeling eId adres artikel", kort=kort),
            "kans": round(k.kans, 5),
            "oordeel": o.soort.value if o else "",
        }
        licht.append(rij)
        yield (
            _sleutel(k.maatregel, p.regeling, p.eId),
            {
                **rij,
                **velden(p, "tekst", naam=namen[k.maatregel], titel=titel, vanaf=vanaf, kop=p.artikelkop),
                **velden(k, "wet redenen"),
                "wetten": list(dict.fromkeys([*wet[k.maatregel], *(h.landelijk for h in (b.herkomst if b else ()))])),
                "wetplaats": o.plaats.tekst() if o and o.plaats else "",
                "soort": o.soort.name.lower() if o else "",
                "sinds": str(o.sinds) if o and o.sinds else "",
                **(velden(o, "uitleg hoort") if o else {"uitleg": "", "hoort": ""}),
            },
        )
    yield "rij", licht
    yield "rest", [round(k, 5) for k in tafel._rest]


def _sleutel(maatregel: str, regeling: str, eid: str) -> str:
    return f"paar/{maatregel}/{regeling}#{eid}"


@dataclass(frozen=True)
class Rij:
    """The queue with the decisions laid over it.

    Args:
        rijen: light rows, most likely first. beslist: number of a row → the decision that holds.
        verlopen: number of a row → (decision, why it no longer holds). streep: how many rows stand above the line.
    """

    rijen: list[dict[str, Any]]
    beslist: dict[int, Koppeling | None]
    verlopen: dict[int, tuple[Koppeling, str]]
    streep: int
    rest: list[float]

    @property
    def open(self) -> list[int]:
        """Numbers of the rows that nobody decided about."""
        return [n for n in range(len(self.rijen)) if n not in self.beslist]

    @property
    def te_doen(self) -> int:
        """How many open rows stand above the line."""
        return sum(n not in self.beslist for n in range(self.streep))

    def nummer(self, maatregel: str, regeling: str, eid: str) -> int | None:
        """The number of a pair; None when it is not offered."""
        return next(
            (
                n
                for n, r in enumerate(self.rijen)
                if (r["maatregel"], r["regeling"], r["eId"]) == (maatregel, regeling, eid)
            ),
            None,
        )

    def volgende(self, na: int) -> int | None:
        """The first open row after a number, from the top again after the last; None when all is decided."""
        open_ = self.open
        return next((n for n in open_ if n > na), open_[0] if open_ else None)

    def onder(self) -> Rest:
        """What is expected below the line."""
        onder = [self.rijen[n]["kans"] for n in range(self.streep, len(self.rijen)) if n not in self.beslist]
        gezien = [
            (self.rijen[n]["kans"], (k.status if k is not None else self.rijen[n]["status"]) == "bevestigd")
            for n, k in self.beslist.items()
        ]
        return rest([*onder, *self.rest], gezien=gezien)


def leg_over(beeld: Beeld, lijst: Koppelingen) -> Rij:
    """Lay the decisions over the queue of a snapshot. What was decided about another place than a row (a part of it) stands as the
    snapshot found it."""
    rijen, over = _rijen(beeld)
    laatste = lijst.laatste()
    beslist: dict[int, Koppeling | None] = {}
    verlopen: dict[int, tuple[Koppeling, str]] = {}
    for n, r in enumerate(rijen):
        k = laatste.get((r["maatregel"], r["regeling"], r["eId"]))
        if k is None:
            if r["status"] != "voorstel":
                beslist[n] = None
        elif k.geldt and k.status != "voorstel":
            reden = _vervallen(beeld, k)
            if reden:
                verlopen[n] = (k, reden)
            else:
                beslist[n] = k
    return Rij(rijen, beslist, verlopen, sum(r["kans"] >= STREEP for r in rijen), over)


@lru_cache(maxsize=4)
def _rijen(beeld: Beeld) -> tuple[list[dict[str, Any]], list[float]]:
    return beeld.deel("rij") or [], beeld.deel("rest") or []


@lru_cache(maxsize=4096)
def _vervallen(beeld: Beeld, k: Koppeling) -> str:
    return vervallen(k, beeld.deel(_sleutel(*k.sleutel)))
