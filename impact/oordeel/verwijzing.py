"""References and bases of a provision: gone, moved, not yet in force, or left behind by their subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from impact.graaf.termen import stammen
from impact.oordeel.getallen import vindplaatsen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.strekking import laat_toe, overgangsregel
from impact.oordeel.uitlijning import Lot, Stand
from impact.oordeel.vervanging import nieuwe_verwijzing
from impact.oordeel.woorden import TELLEND, hoort_verwijzing, kort
from impact.oordeel.wortels import GEWOON
from verordening.adres import Adres, plaats_in

_BASIS = re.compile(
    r"(?P<deel>zover [^,.;]*)?\b(?:op grond van|krachtens|ingevolge|met toepassing van|grondslag\b|gelet op|steunt op|berust op|gebaseerd op)[^.;]{0,40}$",
    re.I,
)

_BEDRAG = re.compile(r"\b(?:bedrag|bedragen|grens)\b[^.;]{0,30}$", re.I)


def verwijzingen(kennis: Wetskennis, tekst: Regelingtekst, plaats: Plaats) -> Iterator[Oordeel]:
    """Verdicts about every reference of a provision to a place in an act of the dossier."""
    for ref in plaats.refs:
        for doel in ref.doelen:
            if doel.artikel and doel.regeling in kennis.uitlijningen:
                lot = _lot(kennis, tekst, doel)
                oordeel = _Verwijzing(kennis, plaats, ref, lot).oordeel()
                if oordeel is not None:
                    yield replace(oordeel, eId=ref.eId, fragment=ref.tekst, lot=lot.stand.value)


def _lot(kennis: Wetskennis, tekst: Regelingtekst, doel: Adres) -> Lot:
    uitlijning = kennis.uitlijningen[doel.regeling]
    if kennis.na_de_wijziging(tekst, doel.regeling):
        return Lot(doel, uitlijning.geldt(doel), *uitlijning.teksten(doel))
    return uitlijning.lot(doel)


@dataclass(frozen=True)
class _Verwijzing:
    """One reference, with what became of the place it names."""

    kennis: Wetskennis
    plaats: Plaats
    ref: Ref
    lot: Lot

    @property
    def soort(self) -> Oordeelsoort:
        """A basis: named in the aanhef, or with which a sentence opens ("Op grond van …"); also an artikel that is gone as a whole and that the
        provision says it rests on (not "voor zover … op grond van"), or from which it takes a power. Another mention is a reference."""
        doel = self.lot.doel
        artikel = self.kennis.uitlijningen[doel.regeling].geldt(plaats_in(doel.regeling, doel.artikel))
        ervoor, _, _ = self.ref.zin.partition(self.ref.tekst)
        basis = _BASIS.search(ervoor)
        steunt = basis is not None and not basis["deel"]
        opent = basis is not None and not ervoor[: basis.start()].strip()
        ontleent = artikel is Stand.VERVALLEN and (steunt or laat_toe(ervoor))
        rust_op = self.plaats.soort == "aanhef" or opent or ontleent
        return Oordeelsoort.GRONDSLAG if rust_op else Oordeelsoort.VERWIJZING

    def oordeel(self) -> Oordeel | None:
        """The verdict; None when there is nothing to say."""
        doel, lokaal = self.lot.doel, kort(self.ref.zin)
        waar = self.kennis.adres(doel)
        match self.lot.stand:
            case Stand.NOOIT:
                return Oordeel(self.soort, None, doel, f"{waar} bestaat niet.", "Verbeter de verwijzing.", lokaal)
            case Stand.NOG_NIET:
                uitleg, hoort = f"{waar} is nog niet in werking.", "Laat de bepaling niet eerder werken dan de wet."
                dag = self.kennis.ingang(doel)
                return Oordeel(Oordeelsoort.KLOPT_NU, dag, doel, uitleg, hoort, lokaal, kort(self.lot.wordt))
            case Stand.VERVALLEN:
                return self._verschoven("is vervallen", self.lot.was)
            case Stand.ANDERE_INHOUD if (doel.lid or doel.onderdeel) and not (
                self._noemt_het_bedrag() or self._noemt_ook_waar_het_heen_ging()
            ):
                return self._verschoven("gaat nu over iets anders", self.lot.wordt)
            case Stand.GEWIJZIGD if doel.lid or doel.onderdeel:
                return self._verliest_onderwerp()
        return None

    def _verschoven(self, wat: str, landelijk: str) -> Oordeel:
        lot, kennis = self.lot, self.kennis
        waar, sinds, lokaal = kennis.adres(lot.doel), kennis.sinds(lot.doel), kort(self.ref.zin)
        if lot.overgang and overgangsregel(self.plaats.tekst, self.plaats.artikelkop):
            recht = lot.overgang[0]
            uitleg = f"{waar} {wat}, maar {kennis.adres(recht)} laat het doorlopen voor wat al liep; de bepaling geeft dat weer."
            hoort = "Laat de bepaling staan zolang het overgangsrecht loopt."
            woorden = kort(kennis.uitlijningen[recht.regeling].teksten(recht)[1])
            return Oordeel(Oordeelsoort.VOERT_UIT, sinds, lot.doel, uitleg, hoort, lokaal, woorden, lot.overgang)
        grondslag, aanhef = self.soort is Oordeelsoort.GRONDSLAG, self.plaats.soort == "aanhef"
        hoort = hoort_verwijzing(lot, kennis.afkorting(lot.doel), grondslag=grondslag, aanhef=aanhef)
        naar = tuple(o.doel for o in lot.opvolgers)
        vervang = nieuwe_verwijzing(self.ref, lot)
        return Oordeel(self.soort, sinds, lot.doel, f"{waar} {wat}.", hoort, lokaal, kort(landelijk), naar, vervang)

    def _noemt_ook_waar_het_heen_ging(self) -> bool:
        """Whether the same reference names the place to which the subject went: then it means both as they are now."""
        return any(o.doel.binnen(d) for o in self.lot.opvolgers for d in self.ref.doelen)

    def _noemt_het_bedrag(self) -> bool:
        """Whether the sentence takes an amount from the place, which only the new words have: then it means those."""
        was, wordt = (any(g.soort == "€" for g in vindplaatsen(t)) for t in (self.lot.was, self.lot.wordt))
        return wordt and not was and _BEDRAG.search(self.ref.zin.partition(self.ref.tekst)[0]) is not None

    def _verliest_onderwerp(self) -> Oordeel | None:
        """The place is still there, but the words for which it is named went to new text elsewhere."""
        lot, kennis = self.lot, self.kennis
        uitlijning = kennis.uitlijningen[lot.doel.regeling]
        weg = set(stammen(lot.was)) - set(stammen(lot.wordt))
        kwijt = {s for s in weg & set(stammen(self.ref.zin)) if uitlijning.gewichten.gewicht(s) >= GEWOON}
        if len(kwijt) < TELLEND:
            return None
        nieuw = next(
            (s.doel for s in uitlijning.stukken if s.nieuw and len(kwijt & set(stammen(s.wordt))) >= TELLEND), None
        )
        if nieuw is None:
            return None
        uitleg = f"{kennis.adres(lot.doel)} gaat niet meer over alles waarvoor de bepaling het noemt."
        hoort = f"Ga na of {kennis.adres(nieuw)} hier hoort; daar staat dit onderwerp nu."
        sinds, lokaal = kennis.sinds(lot.doel), kort(self.ref.zin)
        return Oordeel(self.soort, sinds, lot.doel, uitleg, hoort, lokaal, kort(lot.wordt), (nieuw,))
