"""What a provision says itself, beside the changed pieces of law that bear on it: numbers, old words, the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from impact.dossier.model import Bepaling
from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import doel_van
from impact.oordeel.getallen import getallen, getalwijziging, opvallend, vindplaatsen, zelfde_maat
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.rechtsgevolg import (
    Bewering,
    Gevolg,
    Werking,
    afgeschaft,
    beweringen,
    gevolg,
    gevolgen,
    heeft_uitzondering,
    kern,
    over_de_rest,
)
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.strekking import (
    absoluut,
    begrenst,
    beperkt,
    beperkt_tot,
    geeft_ruimte,
    ontkent,
    overgangsregel,
    zegt_dat_de_wet_zwijgt,
    zegt_kan,
    zelfde_ontkenning,
    zinnen,
)
from impact.oordeel.tegenspraak import Tegenspraak, houdt_kring_klein
from impact.oordeel.uitlijning import Stand, Wetsstuk, is_overgang
from impact.oordeel.vervanging import noem_ook, van_toepassing
from impact.oordeel.woorden import GEWOON, OVER_HETZELFDE, TELLEND, kort
from impact.oordeel.wortels import Wortelgewichten, gedeeld, wortels
from verordening.adres import Adres
from wetgeving.maatregelen import Maatregel

REEKS = 9
"""Words in a row that make a quotation of the law."""
HEEL = 0.7
"""Share of the weight of a sentence above which two sentences say the same, the sign apart."""
ZEKER = 0.7
"""Probability of a link from which the provision counts as being about what the measure changes."""
KEUZE = frozenset({"kan", "oordeelsruimte"})
"""Kinds of measure that leave the choice to the body that decides; the rule of before may then stay as main rule."""
_OVER = ("tekst", "begrip", "verwijzing", "bedrag")
KORTE_REEKS = 4
"""The same when the provision names the place itself."""


@dataclass(frozen=True)
class Kandidaat:
    """A changed piece of law beside a provision: how they are tied (0 = named, 1 = named in the artikel, 2 = by a measure,
    3 = named in the aanhef), and the measure."""

    stuk: Wetsstuk
    band: int
    maatregel: str = ""


@dataclass(frozen=True)
class Inhoud:
    """One provision, its links, and the changed pieces of law that bear on it, the closest tie first."""

    kennis: Wetskennis
    plaats: Plaats
    links: Sequence[Bepaling]
    kandidaten: Sequence[Kandidaat]

    def getallen(self) -> Iterator[Oordeel]:
        """Numbers of the provision that the law had at a place that bears on it, and has no more; and a new amount of the law
        beside another amount in the provision about the same."""
        if self.plaats.soort == "aanhef":
            return
        gedaan: set[str] = set()
        eigen = list(vindplaatsen(self.plaats.tekst))
        gewijzigd = [(k, w) for k in self.kandidaten if (w := getalwijziging(k.stuk.doel, k.stuk.was, k.stuk.wordt))]
        for k, wijziging in gewijzigd:
            for getal, woorden in eigen:
                if getal not in gedaan and getal in wijziging.weg and self._zelfde_getal(k, getal):
                    gedaan.add(getal)
                    yield self._ander_getal(k, woorden, wijziging.nieuw_voor(getal))
        for k, wijziging in gewijzigd:
            bij = [b for b in wijziging.bij if b.startswith("€")]
            ander = [w for g, w in eigen if g.startswith("€") and g not in gedaan and g not in self._geldt_nu]
            nieuw_bedrag = len(bij) == len(ander) == 1 and not any(g.startswith("€") for g in wijziging.weg)
            if nieuw_bedrag and k.band <= 2 and self._zelfde_zin(ander[0], bij[0], k):
                gedaan |= {g for g, w in eigen if w == ander[0]}
                yield self._ander_getal(k, ander[0], bij[0])

    @cached_property
    def _geldt_nu(self) -> frozenset[str]:
        """Numbers that the law names now at a place that bears on the provision."""
        return frozenset(g for k in self.kandidaten for g in getallen(k.stuk.wordt))

    def _zelfde_zin(self, getal: str, nieuw: str, k: Kandidaat) -> bool:
        """Whether the sentence around an amount speaks of the piece; when it does not name the place, with the effect that the
        law gives to its new amount too."""
        zin = _zin_met(self.plaats.tekst, getal)
        samen = gedeeld(wortels(zin), wortels(k.stuk.wordt))
        if k.band == 0 or not zelfde_maat(zin, k.stuk.wordt):
            return k.band == 0 and len(samen) >= TELLEND
        zelfde = any(b.gevolg == gevolg(zin) for b in beweringen(k.stuk.volledig) if nieuw in getallen(b.tekst))
        over = len(samen) >= TELLEND and self._zelfde_onderwerp(zin, k)
        return zelfde and (over or (self._naast(zin, k).zelfde_zaak and self._gekoppeld(zin, k)))

    def _zelfde_getal(self, k: Kandidaat, getal: str) -> bool:
        """A telling amount says itself where it comes from; a round one, a percentage or a term needs the subject too."""
        if opvallend(getal):
            return True
        nodig = TELLEND if k.band == 3 or getal[-1].isalpha() else 1
        return len(gedeeld(wortels(f"{self.plaats.artikelkop} {self.plaats.tekst}"), k.stuk.wortels_was)) >= nodig

    def _ander_getal(self, k: Kandidaat, oud: str, nieuw: str) -> Oordeel:
        waar = self.kennis.adres(k.stuk.doel)
        uitleg = f"De bepaling zegt {oud}; {waar} zegt {nieuw}." if nieuw else f"{waar} noemt {oud} niet meer."
        hoort = f"Vervang {oud} door {nieuw}, of verwijs naar {waar}." if nieuw else f"Verwijs naar {waar}."
        vorm = nieuw.replace("%", " procent") if "procent" in oud else nieuw
        vervang = ((oud, vorm + ",00" if oud.endswith(",00") and "," not in vorm else vorm),) if nieuw else ()
        sinds, lokaal, wet = self.kennis.sinds(k.stuk.doel), kort(_zin_met(self.plaats.tekst, oud)), kort(k.stuk.wordt)
        soort, m, eid = Oordeelsoort.BEDRAG, k.maatregel, self.plaats.eId
        return Oordeel(soort, sinds, k.stuk.doel, uitleg, hoort, lokaal, wet, (), vervang, m, eid)

    def oude_woorden(self) -> Iterator[Oordeel]:
        """Words of the provision that the law had at a place that bears on it, and has no more; of more places the one that
        speaks most of what the provision speaks of."""
        gevonden: list[tuple[float, Kandidaat, str]] = []
        for k in self.kandidaten:
            maatregelen = self._maatregelen_van(k)
            kan = any(KEUZE & set(m.aard.codes.split()) for m in maatregelen)
            ongezien = not maatregelen and (k.stuk.nieuw or not k.stuk.gezien)
            if k.band == 1 or kan or ongezien or self._verhuisd(k.stuk.doel):
                continue
            if any(self._zegt_hetzelfde(z, k) for z in zinnen(self.plaats.tekst)):
                continue
            if oud := self._herhaald(k, maatregelen):
                gevonden.append((self._over(self.plaats.tekst, k), k, oud))
        eerst = [g for g in gevonden if g[1].band == 0] or sorted(gevonden, key=lambda g: -g[0])[:1]
        yield from (self._zegt_wat_was(k, oud) for _, k, oud in eerst)
        yield from self._onvolledig()

    def _over(self, tekst: str, k: Kandidaat) -> float:
        """How much of what a text speaks of is in a piece of law, before or after."""
        gewichten = self._gewichten(k)
        return gewichten.som(gedeeld(wortels(tekst), k.stuk.wortels | k.stuk.wortels_was))

    def _zegt_wat_was(self, k: Kandidaat, oud: str) -> Oordeel:
        vervallen = next((d for m in self._maatregelen_van(k) for d in self._vervallen_artikelen(m)), None)
        zin = _zin_met(self.plaats.tekst, oud)
        if vervallen is not None:
            return self._werkt_vervallen_uit(vervallen, k, zin)
        waar, sinds = self.kennis.adres(k.stuk.doel), self.kennis.sinds(k.stuk.doel)
        soort, lokaal = Oordeelsoort.OUDE_TEKST, kort(self.plaats.tekst)
        uitleg = f"De bepaling herhaalt «{oud}»; {waar} zegt dat niet meer."
        if beperkt_tot(zin, oud):
            soort, lokaal = Oordeelsoort.STRIJD, zin
            uitleg = f"De bepaling beperkt zich tot «{oud}»; {waar} doet dat niet meer."
        naar = f"Verwijs naar {waar} of neem de nieuwe woorden over."
        vervang = self._naar_de_wet(zin, k.stuk.doel)
        wet = kort(k.stuk.wordt)
        return Oordeel(soort, sinds, k.stuk.doel, uitleg, naar, lokaal, wet, (), vervang, k.maatregel, self.plaats.eId)

    def _werkt_vervallen_uit(self, vervallen: Adres, k: Kandidaat, zin: str) -> Oordeel:
        """A provision that carries out an artikel that lapsed: where its subject is now, when that is known."""
        lot = self.kennis.uitlijningen[vervallen.regeling].lot(vervallen)
        opvolgers = tuple(o.doel for o in lot.opvolgers)
        hoort = "Zoek uit of het onderwerp elders is geregeld."
        if opvolgers:
            hoort = f"Regel dit niet meer zelf: {self.kennis.adres(opvolgers[0])} regelt het onderwerp nu."
        return Oordeel(
            Oordeelsoort.GRONDSLAG,
            self.kennis.sinds(vervallen),
            vervallen,
            f"De bepaling werkt uit wat {self.kennis.adres(vervallen)} regelde; dat is vervallen.",
            hoort,
            kort(self.plaats.tekst),
            kort(lot.was),
            opvolgers,
            self._naar_de_wet(zin, opvolgers[0]) if len(opvolgers) == 1 else (),
            k.maatregel,
            self.plaats.eId,
        )

    def _naar_de_wet(self, zin: str, doel: Adres) -> tuple[tuple[str, str], ...]:
        """A sentence and the one that refers to the law instead of repeating or contradicting it; nothing for a definition or
        for words that open a list."""
        zonder = self.plaats.soort in ("begrip", "aanhef", "bijlage") or zin.rstrip().endswith(":")
        wet = self.kennis.uitlijningen[doel.regeling].wet
        return () if zonder else ((zin, van_toepassing(doel, wet.citeertitel)),)

    def _vervallen_artikelen(self, m: Maatregel) -> Iterator[Adres]:
        """Whole artikelen that the measure ended."""
        for punt in self.kennis.kant.van(m.id):
            uitlijning = self.kennis.uitlijningen.get(punt.doel.regeling)
            heel = punt.bron == "wetsplaats" and not (punt.doel.lid or punt.doel.onderdeel)
            if heel and uitlijning is not None and uitlijning.geldt(punt.doel) is Stand.VERVALLEN:
                yield punt.doel

    def _verhuisd(self, doel: Adres) -> bool:
        return self.kennis.uitlijningen[doel.regeling].lot(doel).stand is Stand.ANDERE_INHOUD

    def _herhaald(self, k: Kandidaat, maatregelen: Sequence[Maatregel]) -> str:
        """Words of the provision that the law had here and has no more: a row of them, or, when the place is named or the
        measure links it, a telling word of *was* (of the law or of the measure) that *wordt* lacks, beside one that is shared."""
        gewichten = self._gewichten(k)
        eigen = _woorden(self.plaats.tekst)
        n = KORTE_REEKS if k.band == 0 else REEKS
        was, wordt = (f" {' '.join(_woorden(t))} " for t in (k.stuk.was, k.stuk.wordt))
        for reeks in (" ".join(eigen[i : i + n]) for i in range(len(eigen) - n + 1)):
            tellend = [w for w in wortels(reeks) if gewichten.gewicht(w) >= GEWOON]
            if len(tellend) >= TELLEND and f" {reeks} " in was and f" {reeks} " not in wordt:
                return reeks
        if k.band == 3:
            return ""
        volgens = wortels(" ".join(m.was for m in maatregelen))
        eerst = wortels(k.stuk.was) | volgens
        nu = wortels(" ".join((k.stuk.kop, k.stuk.volledig, *(f"{m.naam} {m.wordt}" for m in maatregelen))))
        eigen_wortels = wortels(self.plaats.tekst)
        weg = [w for w in wortels(k.stuk.was) - wortels(k.stuk.wordt) if gewichten.gewicht(w) >= GEWOON]
        kwijt = gedeeld(weg, eigen_wortels)
        ook = gedeeld((w for w in volgens if not gedeeld((w,), nu)), eigen_wortels)
        kwijt |= ook if len(ook) >= TELLEND else set()
        blijft = gedeeld(eerst & nu, eigen_wortels)
        raak = [w for w in eigen for r in kwijt if r in w]
        return raak[0] if raak and len(blijft) >= (1 if maatregelen else min(TELLEND, k.band + 1)) else ""

    def _onvolledig(self) -> Iterator[Oordeel]:
        """An enumeration of onderdelen that the law has made longer."""
        for link in self.links:
            for h in link.herkomst:
                doel = doel_van(h.jci) if h.bewijs.startswith("Opsomming niet meer volledig") and h.jci else None
                if doel is not None and doel.regeling in self.kennis.uitlijningen:
                    waar, sinds = self.kennis.adres(doel), self.kennis.sinds(doel)
                    uitleg = f"De bepaling somt op wat de wet noemde; {waar} is erbij gekomen."
                    vervang = next((v for r in self.plaats.refs if (v := noem_ook(r, doel))), ())
                    soort, hoort, lokaal, wet = (
                        Oordeelsoort.OUDE_TEKST,
                        f"Noem ook {waar}.",
                        kort(h.lokaal),
                        kort(h.landelijk),
                    )
                    m = link.maatregel
                    yield Oordeel(soort, sinds, doel, uitleg, hoort, lokaal, wet, (), vervang, m, h.eId)

    def strijd(self) -> Iterator[Oordeel]:
        """Sentences beside a changed piece of law about the same subject: the opposite, or what the law now says itself; of more
        pieces that a sentence contradicts, the one that speaks most of what the sentence speaks of."""
        if self.plaats.soort in ("begrip", "bijlage"):
            return
        over = [k for k in self.kandidaten if k.band != 3 and not is_overgang(k.stuk.wordt)]
        for zin in zinnen(self.plaats.tekst):
            tegen = [(self._over(zin, k), n, k, wet) for n, k in enumerate(over) if (wet := self._tegendeel(zin, k))]
            tegen = tegen or [(0.0, 0, k, k.stuk.volledig) for k in self.kandidaten if self._kleine_kring(zin, k)][:1]
            if tegen:
                _, _, k, wet = max(tegen, key=lambda t: (t[0], -t[1]))
                yield self._in_strijd(k, zin, wet)
                continue
            for k in over:
                eigen_geval = getallen(k.stuk.wordt) or self._naast(zin, k).noemt_geval
                if eigen_geval and (wet := self._zegt_hetzelfde(zin, k)):
                    waar, sinds = self.kennis.adres(k.stuk.doel), self.kennis.sinds(k.stuk.doel)
                    uitleg, eid = f"De bepaling zegt wat {waar} nu zegt.", self.plaats.eId
                    yield Oordeel(
                        Oordeelsoort.VOERT_UIT, sinds, k.stuk.doel, uitleg, "", zin, wet, (), (), k.maatregel, eid
                    )

    def _in_strijd(self, k: Kandidaat, zin: str, wet: str) -> Oordeel:
        waar = self.kennis.adres(k.stuk.doel)
        zeker = "" if k.stuk.gezien else " (volgens de maatregel; de nieuwe wettekst is niet gezien)"
        return Oordeel(
            Oordeelsoort.STRIJD,
            self.kennis.sinds(k.stuk.doel),
            k.stuk.doel,
            f"De bepaling zegt het tegendeel van {waar}{zeker}.",
            f"Pas de bepaling niet meer toe voor zover zij afwijkt, en breng haar in lijn met {waar}.",
            zin,
            wet,
            (),
            self._naar_de_wet(zin, k.stuk.doel),
            k.maatregel,
            self.plaats.eId,
            verteld=not k.stuk.gezien or wet.rstrip("…") not in kort(k.stuk.volledig, 4000),
        )

    def _tegendeel(self, zin: str, k: Kandidaat) -> str:
        """The sentence of the law that the sentence contradicts; empty when it does not.

        The two must speak of the same: the sentence names the place, shares telling words with what is new in it, or the
        measure links them. A sentence that names the place only contradicts it by being absolute where the law now sets a
        limit.
        """
        if omgeslagen := self._omslag(zin, k):
            return kort(omgeslagen, 400)
        verwijst, genoemd = self._verwijst(zin, k)
        volledig = k.stuk.volledig
        grens = absoluut(zin) and not k.stuk.nieuw and k.stuk.meer_dan_getallen and begrenst(k.stuk.wordt)
        if genoemd:
            return kort(k.stuk.wordt, 400) if grens else ""
        if buiten := self._laat_niet_toe(zin, k):
            return kort(buiten, 400)
        dwingend = any(not KEUZE & set(m.aard.codes.split()) for m in self._maatregelen_van(k))
        if verwijst and not absoluut(zin) and not (dwingend and k.stuk.nieuw):
            return ""  # de zin zegt wat een andere plaats in de wet zegt
        onderwerp = self._zelfde_onderwerp(zin, k)
        if zegt_dat_de_wet_zwijgt(zin) and onderwerp:
            return kort(volledig, 400)
        if k.stuk.gezien and not k.stuk.nieuw and not (grens or begrenst(k.stuk.bij)):
            return ""  # alleen een bedrag, een verwijzing of een naam is anders
        alle, tegenover = self._eigen_gevolgen(zin, k), self._tegenover(zin, k)
        hoe = tegenover.gevolg.werking if tegenover is not None and tegenover.gevolg is not None else None
        eigen = next((g for g in alle if g.werking is hoe), None)
        samen = (onderwerp and k.band != 1) or self._gekoppeld(zin, k)
        if samen and eigen is not None and tegenover is not None and self._zelfde_zaak(zin, tegenover, k):
            if eigen.tegen(tegenover.gevolg):
                ruimte = geeft_ruimte(k.stuk.wordt) and (eigen.wel or heeft_uitzondering(zin))
                vrij = over_de_rest(zin) or ruimte or zelfde_ontkenning(zin, volledig)
                return "" if vrij else kort(tegenover.tekst, 400)
            if eigen == tegenover.gevolg:
                return kort(tegenover.tekst, 400) if grens else ""
        naast = self._naast(zin, k)
        teken = naast.weigert or (naast.ander_teken and not geeft_ruimte(k.stuk.wordt))
        if teken and self._maatregelen_van(k):
            return kort(volledig, 400)
        if not onderwerp or (verwijst and not absoluut(zin)):
            return ""
        eigen_wortels = wortels(f"{self.plaats.artikelkop} {zin}")
        wet = max(zinnen(volledig), key=lambda z: len(gedeeld(eigen_wortels, wortels(z))))
        anders = ontkent(zin) != ontkent(wet) and (ontkent(zin) or absoluut(zin))
        return kort(wet, 400) if anders and not zelfde_ontkenning(zin, volledig) else ""

    def _laat_niet_toe(self, zin: str, k: Kandidaat) -> str:
        """What the law now says, when the sentence keeps out what it lets in, or still rules on what it abolished."""
        if self._alleen_wat_er_was(zin, k):
            return k.stuk.volledig
        naast = self._naast(zin, k)
        if self._maatregelen_van(k) and (naast.zet_opzij or naast.verengt or naast.overal):
            return k.stuk.volledig
        return self._over_wat_weg_is(zin, k)

    def _zegt_hetzelfde(self, zin: str, k: Kandidaat) -> str:
        """The sentence of the law that the sentence says too: the same effect for the same subject, with its new number or
        most of its words; empty when it does not."""
        if not k.stuk.gezien or not (self._zelfde_onderwerp(zin, k) or self._gekoppeld(zin, k)):
            return ""
        tegenover, eigen = self._tegenover(zin, k), next(iter(self._eigen_gevolgen(zin, k)), None)
        if geeft_ruimte(k.stuk.wordt) and not zegt_kan(zin):
            return ""
        if tegenover is None or eigen is None or eigen != tegenover.gevolg:
            return ""
        wet_getallen = set(getallen(k.stuk.wordt))
        if wet_getallen or any(KEUZE & set(m.aard.codes.split()) for m in self._maatregelen_van(k)):
            return kort(tegenover.tekst, 400) if wet_getallen & set(getallen(zin)) else ""
        gewichten = self._gewichten(k)
        nieuw = gedeeld(wortels(zin), wortels(k.stuk.bij))
        return kort(tegenover.tekst, 400) if any(gewichten.gewicht(w) >= GEWOON for w in nieuw) else ""

    @staticmethod
    def _zelfde_zaak(zin: str, wet: Bewering, k: Kandidaat) -> bool:
        """What someone gets is only comparable when the main clauses name it alike; whether something counts always is."""
        krijgt = wet.gevolg is not None and wet.gevolg.werking is Werking.KRIJGT
        return not krijgt or bool(gedeeld(wortels(kern(zin)), wortels(kern(wet.tekst))) & k.stuk.wortels)

    def _eigen_gevolgen(self, zin: str, k: Kandidaat) -> list[Gevolg]:
        """The effects of a sentence; none when it only says which other rules apply, or what goes on from before."""
        elders = any(
            r.tekst in zin and all(d.regeling != k.stuk.doel.regeling for d in r.doelen) for r in self.plaats.refs
        )
        return [] if elders or overgangsregel(zin, self.plaats.artikelkop) else gevolgen(zin)

    def _tegenover(self, zin: str, k: Kandidaat) -> Bewering | None:
        """The part of the law, or of the measure in its own words, that speaks most of what the sentence speaks of; one with an
        effect of the same kind goes first."""
        gewichten = self._gewichten(k)
        eigen, werkingen = wortels(f"{self.plaats.artikelkop} {zin}"), {g.werking for g in gevolgen(zin)}
        teksten = [k.stuk.volledig, *(m.wordt for m in self._maatregelen_van(k))]
        alle = [b for t in teksten for b in beweringen(t) if b.gevolg is not None]
        zelfde = [b for b in alle if b.gevolg is not None and b.gevolg.werking in werkingen]
        return max(zelfde or alle, key=lambda b: gewichten.som(gedeeld(eigen, wortels(b.tekst))), default=None)

    def _naast(self, zin: str, k: Kandidaat) -> Tegenspraak:
        return Tegenspraak(zin, self.plaats.artikelkop, k.stuk, self._gewichten(k))

    def _gewichten(self, k: Kandidaat) -> Wortelgewichten:
        return self.kennis.uitlijningen[k.stuk.doel.regeling].wortelgewichten

    def _maatregelen_van(self, k: Kandidaat) -> list[Maatregel]:
        """Measures that link the provision by what it is about, and change the piece of law."""
        uit = []
        for link in self.links:
            over = any(h.soort in _OVER for h in link.herkomst) and link.kans >= ZEKER
            punten = self.kennis.kant.van(link.maatregel)
            if over and any(k.stuk.doel.binnen(p.doel) for p in punten if p.bron == "wetsplaats"):
                uit.append(self.kennis.maatregelen[link.maatregel])
        return uit

    def _gekoppeld(self, zin: str, k: Kandidaat) -> bool:
        """Whether a measure links the provision to the piece, and the sentence itself speaks of what the measure changes: it
        has the words of the link, or words of the measure."""
        eigen, klein = wortels(zin), zin.lower()
        namen = {m.id for m in self._maatregelen_van(k)}
        gehoord = [h.landelijk.lower() for link in self.links if link.maatregel in namen for h in link.herkomst]
        return any(w and w in klein for w in gehoord) or any(
            gedeeld(eigen, wortels(f"{m.naam} {m.was} {m.wordt} {' '.join(m.trefwoorden)}"))
            for m in self._maatregelen_van(k)
        )

    def _over_wat_weg_is(self, zin: str, k: Kandidaat) -> str:
        """What the measure abolished, when the sentence still makes a rule about it."""
        gewichten = self._gewichten(k)
        for m in self._maatregelen_van(k):
            blijft = wortels(f"{k.stuk.kop} {k.stuk.volledig} {m.naam}")
            for weg in afgeschaft(m.wordt):
                samen = gedeeld(wortels(zin), wortels(weg) - blijft)
                if len([w for w in samen if gewichten.gewicht(w) >= GEWOON]) >= 1:
                    return weg
        return ""

    def _kleine_kring(self, zin: str, k: Kandidaat) -> bool:
        if not beperkt(zin):
            return False
        wettelijk = [d for d in self._genoemd_in(k.stuk) if re.search(rf"\b{re.escape(d.artikel)}\b", k.stuk.wordt)]
        genoemd = [d for r in self.plaats.refs if r.tekst in zin for d in r.doelen]
        return houdt_kring_klein(zin, genoemd, k.stuk, wettelijk)

    def _genoemd_in(self, stuk: Wetsstuk) -> list[Adres]:
        """The places that the lid around a piece names."""
        genoemd = self.kennis.uitlijningen[stuk.doel.regeling].genoemd
        return list(genoemd.get((stuk.doel.artikel, stuk.doel.lid), ()))

    def _alleen_wat_er_was(self, zin: str, k: Kandidaat) -> bool:
        """Whether a sentence allows only what a place of the law names, while the new piece departs from that place."""
        if not k.stuk.nieuw or "in afwijking van" not in k.stuk.wordt.lower() or not beperkt(zin):
            return False
        van = self._genoemd_in(k.stuk)
        genoemd = [d for r in self.plaats.refs if r.tekst in zin for d in r.doelen]
        return any(d.binnen(v) for d in genoemd for v in van)

    def _omslag(self, zin: str, k: Kandidaat) -> str:
        """The sentence of the law that turned round, when the provision still says what it said before.

        The sentence of *was* and that of *wordt* that share most say the opposite of each other in the same words; the
        provision has the sign of *was* and most of its telling words.
        """
        eigen, gewichten = wortels(zin), self._gewichten(k)
        if k.stuk.nieuw or not k.stuk.gezien:
            return ""
        for oud in zinnen(k.stuk.was):
            van = wortels(oud)
            nieuw = max(zinnen(k.stuk.wordt), key=lambda z: gewichten.som(gedeeld(van, wortels(z))), default="")
            helft = gewichten.som(van) * HEEL
            gelijk = bool(van) and gewichten.som(gedeeld(van, wortels(nieuw))) >= helft
            zegt_oud = gewichten.som(gedeeld(van, eigen)) >= helft and ontkent(zin) == ontkent(oud)
            if gelijk and zegt_oud and ontkent(oud) != ontkent(nieuw):
                return nieuw
        return ""

    def _verwijst(self, zin: str, k: Kandidaat) -> tuple[bool, bool]:
        """(the sentence names a lid or onderdeel of the act, it names the piece itself or a whole around it)."""
        naar = self.kennis.uitlijningen[k.stuk.doel.regeling].naar
        doelen = [d for r in self.plaats.refs if r.tekst in zin for d in r.doelen if d.regeling == k.stuk.doel.regeling]
        doelen = [d for d in doelen if d.lid or d.onderdeel]
        zelf = any(k.stuk.doel.binnen(d) or ((n := naar(d)) is not None and k.stuk.doel.binnen(n)) for d in doelen)
        return bool(doelen), zelf

    def _zelfde_onderwerp(self, zin: str, k: Kandidaat) -> bool:
        """Whether the sentence shares enough telling words with the piece of law, and at least one with what is new in it."""
        gewichten = self._gewichten(k)
        eigen = wortels(f"{self.plaats.artikelkop} {zin}")
        samen = gedeeld(eigen, k.stuk.wortels)
        if not gedeeld(eigen, wortels(k.stuk.wordt if k.stuk.nieuw else k.stuk.bij)):
            return False
        if zegt_dat_de_wet_zwijgt(zin):
            return True
        kortste = max(1.0, min(gewichten.som(eigen), gewichten.som(k.stuk.wortels)))
        return len(samen) >= TELLEND and gewichten.som(samen) / kortste >= OVER_HETZELFDE


def _woorden(tekst: str) -> list[str]:
    return re.findall(r"[\w%€]+", tekst.lower())


def _zin_met(tekst: str, woorden: str) -> str:
    """The sentence in which words stand, written as they are or one by one; the first when they are nowhere."""
    alle = zinnen(tekst)
    reeks = f" {' '.join(_woorden(woorden))} "
    return next((z for z in alle if woorden in z or reeks in f" {' '.join(_woorden(z))} "), (alle or [tekst])[0])
