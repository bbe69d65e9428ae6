"""What every check needs: the texts as provisions, the law before and after, and whether a place exists in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from impact.dossier.laden import Invoer
from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from impact.dossier.samen import Uitwerking
from impact.dossier.wetskant import woorden
from impact.oordeel.soorten import Oordeel
from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Eenheid, Status
from verordening.register import Register


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
    _bekend: dict[tuple[str, Adres | str], Any] = field(default_factory=dict, compare=False)

    @classmethod
    def van(cls, invoer: Invoer, uitwerking: Uitwerking) -> Gereedschap:
        """Index everything once."""
        wetten = {
            w.bwb: (Register.van(w.was) if w.was else None, Register.van(w.wordt) if w.wordt else None)
            for w in invoer.wetten
        }
        return cls(
            invoer,
            uitwerking,
            wetten,
            {t.regeling.slug: t for t in uitwerking.teksten},
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

    def eenheden(self, doel: Adres) -> tuple[Eenheid | None, Eenheid | None]:
        """The unit at a place of national law before and after; one that lapsed counts as absent."""
        sleutel = ("eenheden", doel)
        if sleutel not in self._bekend:
            was, wordt = self.wetten.get(doel.regeling, (None, None))
            self._bekend[sleutel] = (was and was.levend(doel), wordt and wordt.levend(doel))
        return self._bekend[sleutel]  # type: ignore[no-any-return]

    def teksten(self, doel: Adres) -> tuple[str, str]:
        """Words of a place of national law before and after."""
        sleutel = ("teksten", doel)
        if sleutel not in self._bekend:
            was, wordt = self.eenheden(doel)
            self._bekend[sleutel] = (woorden(was), woorden(wordt))
        return self._bekend[sleutel]  # type: ignore[no-any-return]

    def erbij_genoemd(self, doel: Adres) -> tuple[Adres, ...]:
        """Artikelen that a place of the law names now and did not name before."""
        _, wordt = self.eenheden(doel)
        if wordt is None:
            return ()
        was, _ = self.teksten(doel)
        nu = [
            d
            for p in self.uitwerking.kant.teksten.get(doel.regeling, ())
            if (p.artikel, p.lid) == (doel.artikel, doel.lid) or (p.artikel == doel.artikel and not doel.lid)
            for r in p.refs
            for d in r.doelen
            if d.regeling == doel.regeling and d.artikel not in ("", doel.artikel)
        ]
        return tuple(d for d in dict.fromkeys(nu) if not re.search(rf"\b{re.escape(d.artikel)}\b", was))

    def stand(self, doel: Adres) -> Stand:
        """What became of a place: of national law between the two texts, of local text in the version at hand."""
        sleutel = ("stand", doel)
        if sleutel not in self._bekend:
            self._bekend[sleutel] = self._stand(doel)
        return self._bekend[sleutel]  # type: ignore[no-any-return]

    def _stand(self, doel: Adres) -> Stand:
        if doel.regeling in self.lokaal:
            tekst = self.lokaal[doel.regeling]
            paragraaf = doel.artikel and not tekst.register.artikelnummers and tekst.op_artikel(doel.artikel)
            return Stand.BESTAAT if paragraaf or tekst.register.vind(doel).mist is None else Stand.NOOIT
        was, wordt = self.wetten.get(doel.regeling, (None, None))
        if wordt is None:
            return Stand.GEEN_TEKST
        nu = wordt.vind(doel)
        if nu.mist is not None:
            return Stand.VERVALLEN if was is not None and was.vind(doel).mist is None else Stand.NOOIT
        return {Status.NOG_NIET: Stand.NOG_NIET, Status.VERVALLEN: Stand.VERVALLEN}.get(nu.status, Stand.BESTAAT)

    def meld(
        self, sleutel: str, plaats: Plaats, fragment: str = "", ref: Ref | None = None, /, **delen: object
    ) -> Bevinding:
        """A finding at a provision; ``plek`` is ``slug#eId`` of the innermost unit."""
        eid = ref.eId if ref is not None else plaats.eId
        waar = f"{self.titel(plaats.regeling)}, {plaats.adres}"
        return Bevinding.van(sleutel, waar, fragment, f"{plaats.regeling}#{eid}", **delen)

    def meld_op(self, code: str, ernst: Ernst, plaats: Plaats, oordeel: Oordeel) -> Bevinding:
        """A verdict as a finding at the innermost unit in which its words stand."""
        return Bevinding(
            code,
            ernst,
            f"{self.titel(plaats.regeling)}, {plaats.adres}",
            oordeel.fragment or (oordeel.vervang[0][0] if oordeel.vervang else oordeel.lokaal),
            oordeel.uitleg[:1].upper() + oordeel.uitleg[1:],
            oordeel.hoort or "Er hoeft niets te gebeuren.",
            f"{plaats.regeling}#{oordeel.eId or plaats.eId}",
        )
