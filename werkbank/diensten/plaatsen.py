"""The changed places of a comparison: one per artikel (or what stands outside one), side by side and in one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verordening.boom import Eenheid, Soort, is_bepaling, koptekst, wandel
from verordening.groepen import groepeer
from verordening.papier import document as d
from verordening.papier.html import fragment
from verordening.register import Register
from verordening.tellen import meervoud
from versies.getallen import vind_bedragen
from versies.vergelijken.paar import Paar, wandel_paren
from versies.weergave.waswordt import rijen
from versies.weergave.zetter import Zetter, bewegingen

if TYPE_CHECKING:
    from verordening.papier.document import Blok
    from versies.verschil import Verschil
    from versies.weergave.waswordt import Waswordtrij


@dataclass(frozen=True, slots=True)
class Plaats:
    """One changed artikel, bijlage or heading.

    Args:
        eId: of the unit, in the new text (in the old one when it lapsed).
        naam: for a reader. rijen: the rows of the was-wordt table below it.
        bedrag: an amount or percentage differs. ineen: the whole unit as one text, as HTML.
    """

    eId: str
    naam: str
    rijen: tuple[Waswordtrij, ...]
    bedrag: bool
    paren: tuple[Paar, ...] = field(repr=False, default=())
    verschil: Verschil | None = field(repr=False, default=None)

    def naast(self) -> list[dict[str, str]]:
        """The rows as HTML: address, what was, what will be, and what happened in words."""
        return [
            {
                "adres": rij.adres,
                "was": _html(rij.was, f"{self.eId}-w{n}-"),
                "wordt": _html(rij.wordt, f"{self.eId}-n{n}-"),
                "uitleg": rij.uitleg,
            }
            for n, rij in enumerate(self.rijen)
        ]

    def ineen(self) -> str:
        """The unit as one text with every change marked, as HTML."""
        assert self.verschil is not None
        return _html(_zet(self.verschil, self.paren), f"{self.eId}-i-")


def plaatsen(verschil: Verschil) -> Iterator[Plaats]:
    """Every changed place, in the order of the new text."""
    groepen = groepeer((rij.artikel, rij) for rij in rijen(verschil))
    eenheden = {r.eId: r for kant in (verschil.was, verschil.wordt) for r in Register.van(kant).op_eid.values()}
    paren: dict[str, list[Paar]] = {}
    for _, paar in wandel_paren((verschil.paren,), alles=True):
        if isinstance(paar.deel, Eenheid) and paar.deel.eId in groepen and not paar.gelijk:
            paren.setdefault(paar.deel.eId, []).append(paar)
    for eid, groep in groepen.items():
        eenheid = eenheden.get(eid)
        eigen = paren.get(eid, [])
        if eenheid is not None and eenheid.soort not in (Soort.ARTIKEL, Soort.BIJLAGE):
            eigen = [p for p in eigen if not _bevat_artikelen(p)]
        yield Plaats(eid, _naam(eenheid, groep), tuple(groep), any(map(_ander_bedrag, groep)), tuple(eigen), verschil)


def artikelfragment(verschil: Verschil, eid: str) -> str | None:
    """One unit of a comparison as HTML, changed or not; None when neither side has it."""
    gevonden = [
        p for _, p in wandel_paren((verschil.paren,), alles=True) if isinstance(p.deel, Eenheid) and p.deel.eId == eid
    ]
    return _html(_zet(verschil, gevonden[:1]), "") if gevonden else None


def _bevat_artikelen(paar: Paar) -> bool:
    deel = paar.deel
    return isinstance(deel, Eenheid) and any(is_bepaling(e) for e in wandel(deel) if e is not deel)


def aantal_bepalingen(wortel: Eenheid) -> str:
    """How many artikelen a regulation has; when it has none, how many paragrafen with text."""
    artikelen = sum(e.soort is Soort.ARTIKEL for e in wandel(wortel))
    if artikelen:
        return meervoud(artikelen, "artikel", "artikelen")
    return meervoud(sum(map(is_bepaling, wandel(wortel))), "paragraaf", "paragrafen")


def _naam(eenheid: Eenheid | None, groep: Sequence[Waswordtrij]) -> str:
    kop = " ".join(koptekst(eenheid).split()) if eenheid is not None else ""
    return kop or groep[0].adres[:1].upper() + groep[0].adres[1:]


def _ander_bedrag(rij: Waswordtrij) -> bool:
    if not rij.was or not rij.wordt:
        return False
    was, wordt = (_bedragen(kant) for kant in (rij.was, rij.wordt))
    return was != wordt and bool(was or wordt)


def _bedragen(blokken: Sequence[Blok]) -> list[str]:
    tekst = "\n".join(d.platte_tekst(inhoud) for blok in d.wandel(blokken) for inhoud in d.delen(blok)[0])
    return sorted("".join(tekst[p.begin : p.eind].split()) for p in vind_bedragen([tekst]))


def _zet(verschil: Verschil, paren: Sequence[Paar]) -> tuple[Blok, ...]:
    zetter = Zetter(opmerkingen=True, zetten=bewegingen(verschil.paren))
    return tuple(zetter.paren(paren, 2))


def _html(blokken: Sequence[Blok], voorvoegsel: str) -> str:
    return fragment(d.Document("deel", tuple(blokken)), voorvoegsel) if blokken else ""
