"""What a provision says itself, beside the changed pieces of law that bear on it: numbers, old words, the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from impact.dossier.model import Bepaling
from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import doel_van
from impact.oordeel.getallen import getallen
from impact.oordeel.getalweging import alleen_getal
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.strekking import beperkt, beperkt_tot, heeft_grens, met_antwoord, ontkent, zinnen
from impact.oordeel.uitlijning import Stand, Wetsstuk, is_overgang
from impact.oordeel.vervanging import naar_de_wet, noem_ook, zin_met
from impact.oordeel.woorden import TELLEND, kort, reeksen, woordenlijst
from impact.oordeel.wortels import Wortelgewichten, gedeeld, wortels
from verordening.adres import Adres, plaats_in
from wetgeving.maatregelen import Maatregel

HEEL = 0.7
"""Share of the weight of a sentence above which two sentences say the same, the sign apart."""
ZEKER = 0.7
"""Probability of a link from which the provision counts as being about what the measure changes."""
_OVER = ("tekst", "begrip", "verwijzing", "bedrag")
HERHAALD = 0.4
"""Part of the rows of words of a provision that must be of the old law for it to be a copy, not a rule that works it out."""
KORTE_REEKS = 4
"""Words in a row that make a quotation when the provision names the place itself."""


@dataclass(frozen=True)
class Kandidaat:
    """A changed piece of law beside a provision: how they are tied (0 = named, 1 = named in the artikel, 2 = by a measure,
    3 = named in the aanhef), the measure, and whether a norm says what the piece now says."""

    stuk: Wetsstuk
    band: int
    maatregel: str = ""
    norm: bool = False


@dataclass(frozen=True)
class Inhoud:
    """One provision, its links, and the changed pieces of law that bear on it, the closest tie first."""

    kennis: Wetskennis
    plaats: Plaats
    links: Sequence[Bepaling]
    kandidaten: Sequence[Kandidaat]

    def overgenomen(self) -> Iterator[Oordeel]:
        """Numbers that the law has since it changed, and the provision too: it carries that out."""
        eigen, gedaan = set(getallen(self.plaats.tekst)), set[str]()
        for k in self.kandidaten if self.plaats.soort != "aanhef" else ():
            nieuw = {g for g in getallen(k.stuk.wordt) if not g[-1].isalpha()} - {*getallen(k.stuk.was)} - gedaan
            zelfde = len(gedeeld(wortels(self.plaats.tekst), k.stuk.wortels)) >= TELLEND
            zelfde |= alleen_getal(k.stuk) and heeft_grens(self.plaats.tekst) is heeft_grens(k.stuk.wordt)
            if k.band == 2 and nieuw & eigen and zelfde:
                gedaan |= nieuw & eigen
                waar, sinds = self.kennis.adres(k.stuk.doel), self.kennis.sinds(k.stuk.doel)
                uitleg, eid = f"De bepaling noemt {min(nieuw & eigen)}, zoals {waar} nu.", self.plaats.eId
                lokaal, wet, soort = kort(self.plaats.tekst), kort(k.stuk.wordt), Oordeelsoort.VOERT_UIT
                yield Oordeel(soort, sinds, k.stuk.doel, uitleg, "", lokaal, wet, (), (), k.maatregel, eid)

    def oude_woorden(self) -> Iterator[Oordeel]:
        """Words of the provision that the law had at a place that bears on it, and has no more; of more places the one that
        speaks most of what the provision speaks of."""
        rijen = reeksen(self.plaats.tekst)
        letterlijk = [
            (r, s)
            for r in rijen
            if (s := self.kennis.die_zei(r, self.plaats.tekst)) and not self._staat_nu_elders(r, s)
        ]
        if letterlijk:
            reeks, stuk = letterlijk[0]
            heel = len(letterlijk) >= HERHAALD * len(rijen) or not self._is_weg(stuk)
            yield self._zegt_wat_was(Kandidaat(stuk, 0), reeks, letterlijk=heel)
            return
        gevonden: list[tuple[float, Kandidaat, str]] = []
        for k in self.kandidaten:
            maatregelen = self._maatregelen_van(k)
            kan = any(self.kennis.laat_keuze(m.id) for m in maatregelen)
            ongezien = not maatregelen and (k.stuk.nieuw or not k.stuk.gezien)
            if k.band == 1 or kan or ongezien or self._verhuisd(k.stuk.doel):
                continue
            if oud := self._herhaald(k, maatregelen):
                gevonden.append((self._over(self.plaats.tekst, k), k, oud))
        eerst = [g for g in gevonden if g[1].band == 0] or sorted(gevonden, key=lambda g: -g[0])[:1]
        yield from (self._zegt_wat_was(k, oud) for _, k, oud in eerst)
        yield from self._onvolledig()

    def _is_weg(self, stuk: Wetsstuk) -> bool:
        artikel = plaats_in(stuk.doel.regeling, stuk.doel.artikel)
        return self.kennis.uitlijningen[stuk.doel.regeling].geldt(artikel) is Stand.VERVALLEN

    def _staat_nu_elders(self, reeks: str, stuk: Wetsstuk) -> bool:
        """Whether every telling word of a row still stands there, or where the artikel went: then only their order changed."""
        uitlijning = self.kennis.uitlijningen[stuk.doel.regeling]
        over = uitlijning.wortelgewichten.tellend(wortels(reeks))
        lot = uitlijning.lot(plaats_in(stuk.doel.regeling, stuk.doel.artikel))
        nu = [stuk.wortels, *(wortels(uitlijning.teksten(o.doel)[1]) for o in lot.opvolgers if self._is_weg(stuk))]
        return any(len(gedeeld(over, w)) == len(over) for w in nu)

    def _over(self, tekst: str, k: Kandidaat) -> float:
        """How much of what a text speaks of is in a piece of law, before or after."""
        gewichten = self._gewichten(k)
        return gewichten.som(gedeeld(wortels(tekst), k.stuk.wortels | k.stuk.wortels_was))

    def _zegt_wat_was(self, k: Kandidaat, oud: str, *, letterlijk: bool = False) -> Oordeel:
        heel = () if letterlijk else self._maatregelen_van(k)
        vervallen = next((d for m in heel for d in self._vervallen_artikelen(m)), None)
        zin = zin_met(self.plaats.tekst, oud)
        if vervallen is not None:
            return self._werkt_vervallen_uit(vervallen, k, zin)
        waar, sinds = self.kennis.adres(k.stuk.doel), self.kennis.sinds(k.stuk.doel)
        soort, lokaal = Oordeelsoort.OUDE_TEKST, kort(self.plaats.tekst)
        nu = (
            "zegt dat niet meer"
            if k.stuk.gezien
            else "wordt anders volgens de maatregel (de wettekst in dit dossier zegt het nog niet)"
        )
        uitleg = f"De bepaling herhaalt «{oud}»; {waar} {nu}."
        if beperkt_tot(zin, oud):
            soort, lokaal = Oordeelsoort.STRIJD, met_antwoord(self.plaats.tekst, zin)
            uitleg = f"De bepaling beperkt zich tot «{oud}»; {waar} doet dat niet meer."
        naar = f"Verwijs naar {waar} of neem de nieuwe woorden over."
        vervang = naar_de_wet(self.kennis, self.plaats, zin, k.stuk.doel)
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
            naar_de_wet(self.kennis, self.plaats, zin, opvolgers[0]) if len(opvolgers) == 1 else (),
            k.maatregel,
            self.plaats.eId,
        )

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
        eigen = woordenlijst(self.plaats.tekst)
        was, wordt = ({*reeksen(t, KORTE_REEKS)} if k.band == 0 else set() for t in (k.stuk.was, k.stuk.wordt))
        for reeks in (r for r in reeksen(self.plaats.tekst, KORTE_REEKS) if r in was - wordt):
            if len(gewichten.tellend(wortels(reeks))) >= TELLEND:
                return reeks
        vervallen = any(True for m in maatregelen for _ in self._vervallen_artikelen(m))
        if k.band == 3 or (k.norm and self.plaats.soort != "begrip" and not vervallen):
            return ""
        volgens = wortels(" ".join(m.was for m in maatregelen))
        eerst = wortels(k.stuk.was) | volgens
        nu = wortels(" ".join((k.stuk.kop, k.stuk.volledig, *(f"{m.naam} {m.wordt}" for m in maatregelen))))
        eigen_wortels = wortels(self.plaats.tekst)
        weg = gewichten.tellend(wortels(k.stuk.was) - wortels(k.stuk.wordt))
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
        """Sentences that say the opposite of a changed piece of law, seen from the two texts alone; of more pieces that a sentence
        contradicts, the one that speaks most of what the sentence speaks of."""
        if self.plaats.soort in ("begrip", "bijlage"):
            return
        over = [k for k in self.kandidaten if k.band != 3 and not is_overgang(k.stuk.wordt) and not k.norm]
        for zin in zinnen(self.plaats.tekst):
            tegen = [(self._over(zin, k), -n, k, wet) for n, k in enumerate(over) if (wet := self._omslag(zin, k))]
            tegen = tegen or [(0.0, 0, k, k.stuk.volledig) for k in self.kandidaten if self._kleine_kring(zin, k)][:1]
            if tegen:
                _, _, k, wet = max(tegen, key=lambda t: t[:2])
                yield self._in_strijd(k, zin, wet)

    def _in_strijd(self, k: Kandidaat, zin: str, wet: str) -> Oordeel:
        waar, sinds = self.kennis.adres(k.stuk.doel), self.kennis.sinds(k.stuk.doel)
        uitleg = f"De bepaling zegt het tegendeel van {waar}."
        hoort = f"Pas de bepaling niet meer toe voor zover zij afwijkt, en breng haar in lijn met {waar}."
        vervang = naar_de_wet(self.kennis, self.plaats, zin, k.stuk.doel)
        soort, m, eid = Oordeelsoort.STRIJD, k.maatregel, self.plaats.eId
        lokaal = met_antwoord(self.plaats.tekst, zin)
        return Oordeel(soort, sinds, k.stuk.doel, uitleg, hoort, lokaal, kort(wet, 400), (), vervang, m, eid)

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


def houdt_kring_klein(zin: str, genoemd: Iterable[Adres], stuk: Wetsstuk, wettelijk: Iterable[Adres]) -> bool:
    """Whether a sentence keeps something to the places that it names, while a piece of law that names one of them now names
    another artikel beside it.

    Args:
        genoemd: the places that the sentence names.
        wettelijk: the places that the piece names now.
    """
    doelen, nu = set(genoemd), set(wettelijk)
    toen = {d for d in nu if re.search(rf"\b{re.escape(d.artikel)}\b", stuk.was)}
    raakt = any(d.binnen(t) or t.binnen(d) for d in doelen for t in toen)
    return beperkt(zin) and bool(nu - toen) and raakt and not doelen & (nu - toen)
