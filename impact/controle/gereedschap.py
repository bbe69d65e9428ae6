"""What every check needs: the texts as provisions, the law before and after, and whether a place exists in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from impact.dossier.laden import Invoer
from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from impact.dossier.samen import Uitwerking
from impact.oordeel.soorten import Oordeel
from impact.oordeel.uitlijning import Stand, Wetsuitlijning
from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst


@dataclass(frozen=True)
class Gereedschap:
    """Inputs of the checks with their indexes: the texts of the dossier, and every act of which a text is there, aligned."""

    invoer: Invoer
    uitwerking: Uitwerking

    @cached_property
    def lokaal(self) -> dict[str, Regelingtekst]:
        """The local texts by slug."""
        return {t.regeling.slug: t for t in self.uitwerking.teksten}

    @property
    def wetten(self) -> Mapping[str, Wetsuitlijning]:
        """Per BWB id the two texts of an act, aligned (:mod:`impact.oordeel.uitlijning`)."""
        return self.uitwerking.beoordelaar.kennis.uitlijningen

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

    def erbij_genoemd(self, doel: Adres) -> tuple[Adres, ...]:
        """Artikelen that a place of the law names now and did not name before."""
        wet = self.wetten.get(doel.regeling)
        if wet is None or wet.eenheden(doel)[1] is None:
            return ()
        was, _ = wet.teksten(doel)
        hier = (rij for (artikel, lid), rij in wet.genoemd.items() if artikel == doel.artikel and doel.lid in ("", lid))
        nu = [d for rij in hier for d in rij if d.regeling == doel.regeling and d.artikel not in ("", doel.artikel)]
        return tuple(d for d in dict.fromkeys(nu) if not re.search(rf"\b{re.escape(d.artikel)}\b", was))

    def stand(self, doel: Adres) -> Stand:
        """What became of a place: of national law between the two texts, of local text in the version at hand."""
        if doel.regeling in self.lokaal:
            tekst = self.lokaal[doel.regeling]
            paragraaf = doel.artikel and not tekst.register.artikelnummers and tekst.op_artikel(doel.artikel)
            return Stand.GELIJK if paragraaf or tekst.register.vind(doel).mist is None else Stand.NOOIT
        wet = self.wetten.get(doel.regeling)
        return wet.geldt(doel) if wet is not None else Stand.GEEN_TEKST

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
