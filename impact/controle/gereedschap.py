"""What every check needs: the texts as provisions, the law before and after, and whether a place exists in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Eenheid, Soort, Status
from verordening.register import Register

from ..laden import Invoer
from ..plaatsen import Doel, Plaats, Ref, Regelingtekst
from ..samen import Uitwerking
from ..wetskant import adres_van, woorden

__all__ = ["Gereedschap", "Stand"]


class Stand(StrEnum):
    """What became of a place between the two texts."""

    BESTAAT = "bestaat"
    VERVALLEN = "vervallen"
    NOG_NIET = "nog niet in werking"
    NOOIT = "bestaat niet"
    GEEN_TEKST = "geen tekst"


@dataclass(frozen=True)
class Gereedschap:
    """Inputs of the checks with their indexes. ``wetten``: per BWB id the index before and after."""

    invoer: Invoer
    uitwerking: Uitwerking
    wetten: dict[str, tuple[Register | None, Register | None]]
    lokaal: dict[str, Regelingtekst]

    @classmethod
    def van(cls, invoer: Invoer, uitwerking: Uitwerking) -> Gereedschap:
        """Index everything once."""
        wetten = {w.bwb: (Register.van(w.was) if w.was else None, Register.van(w.wordt) if w.wordt else None) for w in invoer.wetten}
        return cls(invoer, uitwerking, wetten, {t.regeling.slug: t for t in uitwerking.teksten})

    @property
    def dag(self) -> date:
        """The day on which the law after the change holds."""
        return max((w.datum_wordt for w in self.invoer.wetten if w.datum_wordt), default=self.invoer.op)

    def titel(self, slug: str) -> str:
        """Name of a local regulation or act for a reader."""
        if slug in self.lokaal:
            return self.lokaal[slug].regeling.citeertitel
        wet = self.invoer.wet(slug)
        return wet.afkorting if wet is not None else slug

    def eenheden(self, doel: Doel) -> tuple[Eenheid | None, Eenheid | None]:
        """The unit at a place of national law before and after; one that lapsed counts as absent."""
        was, wordt = self.wetten.get(doel.regeling, (None, None))
        return _levend(was, doel), _levend(wordt, doel)

    def teksten(self, doel: Doel) -> tuple[str, str]:
        """Words of a place of national law before and after."""
        was, wordt = self.eenheden(doel)
        return woorden(was), woorden(wordt)

    def stand(self, doel: Doel) -> Stand:
        """What became of a place: of national law between the two texts, of local text in the version at hand."""
        if doel.regeling in self.lokaal:
            return Stand.BESTAAT if _vind(self.lokaal[doel.regeling].register, doel) else Stand.NOOIT
        was, wordt = self.wetten.get(doel.regeling, (None, None))
        if wordt is None:
            return Stand.GEEN_TEKST
        nu = _vind(wordt, doel)
        if nu is not None:
            boven = [nu, *wordt.voorouders(nu)]
            if any(e.status is Status.NOG_NIET for e in boven):
                return Stand.NOG_NIET
            if not any(e.status is Status.VERVALLEN for e in boven):
                return Stand.BESTAAT
            return Stand.VERVALLEN
        return Stand.VERVALLEN if was is not None and _vind(was, doel) is not None else Stand.NOOIT

    def meld(self, code: str, ernst: Ernst, plaats: Plaats, fragment: str, uitleg: str, advies: str, ref: Ref | None = None) -> Bevinding:
        """A finding at a provision; ``plek`` is ``slug#eId`` of the innermost unit."""
        eid = ref.eId if ref is not None else plaats.eId
        return Bevinding(code, ernst, f"{self.titel(plaats.regeling)}, {plaats.adres}", fragment, uitleg, advies,
                         f"{plaats.regeling}#{eid}")  # fmt: skip


def _vind(register: Register, doel: Doel) -> Eenheid | None:
    """The unit at a place. A lid that is not there as a unit is still there when the artikel is one piece of text (lid 1)."""
    gevonden = [e for e in register.vind(adres_van(doel)) if not _in_toelichting(register, e)]
    if gevonden:
        return gevonden[0]
    if doel.lid == "1" and not doel.onderdeel:
        artikel = _vind(register, doel._replace(lid=""))
        if artikel is not None and not any(isinstance(k, Eenheid) and k.soort is Soort.LID for k in artikel.inhoud):
            return artikel
    return None


def _in_toelichting(register: Register, eenheid: Eenheid) -> bool:
    return any("toelichting" in e.soort.value for e in register.voorouders(eenheid))


def _levend(register: Register | None, doel: Doel) -> Eenheid | None:
    eenheid = _vind(register, doel) if register is not None else None
    return None if eenheid is None or eenheid.status is Status.VERVALLEN else eenheid
