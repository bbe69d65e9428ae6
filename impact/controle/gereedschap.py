"""What every check needs: the texts as provisions, the law before and after, and whether a place exists in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from impact.dossier.laden import Invoer
from impact.dossier.plaatsen import Doel, Plaats, Ref, Regelingtekst
from impact.dossier.samen import Uitwerking
from impact.dossier.wetsboom import Wetsboom
from impact.dossier.wetskant import woorden
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Eenheid, Soort, Status

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
    wetten: dict[str, tuple[Wetsboom | None, Wetsboom | None]]
    lokaal: dict[str, Regelingtekst]
    bomen: dict[str, Wetsboom]
    _bekend: dict[tuple[str, Doel], Any] = field(default_factory=dict, compare=False)

    @classmethod
    def van(cls, invoer: Invoer, uitwerking: Uitwerking) -> Gereedschap:
        """Index everything once."""
        wetten = {
            w.bwb: (Wetsboom(w.was) if w.was else None, Wetsboom(w.wordt) if w.wordt else None) for w in invoer.wetten
        }
        return cls(
            invoer,
            uitwerking,
            wetten,
            {t.regeling.slug: t for t in uitwerking.teksten},
            {t.regeling.slug: Wetsboom(t.register) for t in uitwerking.teksten},
        )

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
        sleutel = ("eenheden", doel)
        if sleutel not in self._bekend:
            was, wordt = self.wetten.get(doel.regeling, (None, None))
            self._bekend[sleutel] = (_levend(was, doel), _levend(wordt, doel))
        return self._bekend[sleutel]  # type: ignore[no-any-return]

    def teksten(self, doel: Doel) -> tuple[str, str]:
        """Words of a place of national law before and after."""
        sleutel = ("teksten", doel)
        if sleutel not in self._bekend:
            was, wordt = self.eenheden(doel)
            self._bekend[sleutel] = (woorden(was), woorden(wordt))
        return self._bekend[sleutel]  # type: ignore[no-any-return]

    def stand(self, doel: Doel) -> Stand:
        """What became of a place: of national law between the two texts, of local text in the version at hand."""
        sleutel = ("stand", doel)
        if sleutel not in self._bekend:
            self._bekend[sleutel] = self._stand(doel)
        return self._bekend[sleutel]  # type: ignore[no-any-return]

    def _stand(self, doel: Doel) -> Stand:
        if doel.regeling in self.lokaal:
            return Stand.BESTAAT if _vind(self.bomen[doel.regeling], doel) else Stand.NOOIT
        was, wordt = self.wetten.get(doel.regeling, (None, None))
        if wordt is None:
            return Stand.GEEN_TEKST
        nu = _vind(wordt, doel)
        if nu is not None:
            boven = [nu, *wordt.register.voorouders(nu)]
            if any(e.status is Status.NOG_NIET for e in boven):
                return Stand.NOG_NIET
            if not any(e.status is Status.VERVALLEN for e in boven):
                return Stand.BESTAAT
            return Stand.VERVALLEN
        return Stand.VERVALLEN if was is not None and _vind(was, doel) is not None else Stand.NOOIT

    def meld(
        self, code: str, ernst: Ernst, plaats: Plaats, fragment: str, uitleg: str, advies: str, ref: Ref | None = None
    ) -> Bevinding:
        """A finding at a provision; ``plek`` is ``slug#eId`` of the innermost unit."""
        eid = ref.eId if ref is not None else plaats.eId
        return Bevinding(
            code,
            ernst,
            f"{self.titel(plaats.regeling)}, {plaats.adres}",
            fragment,
            uitleg,
            advies,
            f"{plaats.regeling}#{eid}",
        )


def _vind(boom: Wetsboom, doel: Doel) -> Eenheid | None:
    """The unit at a place. A first lid that is not there as a unit is still there when the artikel is one piece of text."""
    gevonden = boom.vind(doel)
    if gevonden is None and doel.lid == "1" and not doel.onderdeel:
        artikel = boom.vind(doel._replace(lid=""))
        if artikel is not None and not any(isinstance(k, Eenheid) and k.soort is Soort.LID for k in artikel.inhoud):
            return artikel
    return gevonden


def _levend(boom: Wetsboom | None, doel: Doel) -> Eenheid | None:
    eenheid = _vind(boom, doel) if boom is not None else None
    return None if eenheid is None or eenheid.status is Status.VERVALLEN else eenheid
