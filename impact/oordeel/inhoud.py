"""What a provision says itself, beside the changed pieces of law that bear on it: numbers, old words, the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from impact.dossier.model import Bepaling
from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import doel_van
from impact.oordeel.getallen import getalwijziging, opvallend, vindplaatsen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.strekking import absoluut, begrenst, ontkent, zegt_dat_de_wet_zwijgt, zelfde_ontkenning, zinnen
from impact.oordeel.uitlijning import Stand, Wetsstuk, is_overgang
from impact.oordeel.woorden import GEWOON, OVER_HETZELFDE, TELLEND, kort
from impact.oordeel.wortels import gedeeld, wortels
from verordening.adres import Adres

REEKS = 9
"""Words in a row that make a quotation of the law."""
HEEL = 0.7
"""Share of the weight of a sentence above which two sentences say the same, the sign apart."""
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
        for k in self.kandidaten:
            wijziging = getalwijziging(k.stuk.doel, k.stuk.was, k.stuk.wordt)
            if wijziging is None:
                continue
            for getal, woorden in eigen:
                if getal in gedaan or getal not in wijziging.weg or not self._zelfde_getal(k, getal):
                    continue
                gedaan.add(getal)
                yield self._ander_getal(k, woorden, wijziging.nieuw_voor(getal))
            bij = [b for b in wijziging.bij if b.startswith("€")]
            ander = [w for g, w in eigen if g.startswith("€") and g not in bij and g not in gedaan]
            nieuw_bedrag = len(bij) == len(ander) == 1 and not any(g.startswith("€") for g in wijziging.weg)
            if nieuw_bedrag and k.band == 0 and self._zelfde_zin(ander[0], k):
                gedaan.add(ander[0])
                yield self._ander_getal(k, ander[0], bij[0])

    def _zelfde_zin(self, getal: str, k: Kandidaat) -> bool:
        return len(gedeeld(wortels(_zin_met(self.plaats.tekst, getal)), wortels(k.stuk.wordt))) >= TELLEND

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
        vervang = ((oud, nieuw.replace("%", " procent") if "procent" in oud else nieuw),) if nieuw else ()
        return Oordeel(
            Oordeelsoort.BEDRAG,
            self.kennis.sinds(k.stuk.doel),
            k.stuk.doel,
            uitleg,
            hoort,
            kort(_zin_met(self.plaats.tekst, oud)),
            kort(k.stuk.wordt),
            (),
            vervang,
            k.maatregel,
            self.plaats.eId,
        )

    def oude_woorden(self) -> Iterator[Oordeel]:
        """Words of the provision that the law had at a place that bears on it, and has no more."""
        for k in self.kandidaten:
            if (
                k.stuk.nieuw
                or k.band == 1
                or self.plaats.soort == "aanhef"
                or not k.stuk.gezien
                or self._verhuisd(k.stuk.doel)
            ):
                continue
            oud = self._herhaald(k)
            if oud:
                waar = self.kennis.adres(k.stuk.doel)
                yield Oordeel(
                    Oordeelsoort.OUDE_TEKST,
                    self.kennis.sinds(k.stuk.doel),
                    k.stuk.doel,
                    f"De bepaling herhaalt «{oud}»; {waar} zegt dat niet meer.",
                    f"Verwijs naar {waar} of neem de nieuwe woorden over.",
                    kort(self.plaats.tekst),
                    kort(k.stuk.wordt),
                    (),
                    (),
                    k.maatregel,
                    self.plaats.eId,
                )
        yield from self._onvolledig()

    def _verhuisd(self, doel: Adres) -> bool:
        return self.kennis.uitlijningen[doel.regeling].lot(doel).stand is Stand.ANDERE_INHOUD

    def _herhaald(self, k: Kandidaat) -> str:
        """Words of the provision that the law had here and has no more: a row of them, or, when the place is named or the
        measure links it, one telling word beside another that is shared."""
        gewichten = self.kennis.uitlijningen[k.stuk.doel.regeling].wortelgewichten
        eigen = _woorden(self.plaats.tekst)
        n = KORTE_REEKS if k.band == 0 else REEKS
        was, wordt = (f" {' '.join(_woorden(t))} " for t in (k.stuk.was, k.stuk.wordt))
        for reeks in (" ".join(eigen[i : i + n]) for i in range(len(eigen) - n + 1)):
            tellend = [w for w in wortels(reeks) if gewichten.gewicht(w) >= GEWOON]
            if len(tellend) >= TELLEND and f" {reeks} " in was and f" {reeks} " not in wordt:
                return reeks
        if k.band == 3:
            return ""
        weg = [w for w in wortels(k.stuk.was) - wortels(k.stuk.wordt) if gewichten.gewicht(w) >= GEWOON]
        kwijt = gedeeld(weg, wortels(self.plaats.tekst))
        blijft = gedeeld(wortels(k.stuk.was) & wortels(k.stuk.wordt), wortels(self.plaats.tekst))
        raak = [w for w in eigen for r in kwijt if r in w]
        return raak[0] if raak and len(blijft) >= min(TELLEND, k.band + 1) else ""

    def _onvolledig(self) -> Iterator[Oordeel]:
        """An enumeration of onderdelen that the law has made longer."""
        for link in self.links:
            for h in link.herkomst:
                doel = doel_van(h.jci) if h.bewijs.startswith("Opsomming niet meer volledig") and h.jci else None
                if doel is not None and doel.regeling in self.kennis.uitlijningen:
                    waar = self.kennis.adres(doel)
                    yield Oordeel(
                        Oordeelsoort.OUDE_TEKST,
                        self.kennis.sinds(doel),
                        doel,
                        f"De bepaling somt op wat de wet noemde; {waar} is erbij gekomen.",
                        f"Noem ook {waar}.",
                        kort(h.lokaal),
                        kort(h.landelijk),
                        (),
                        (),
                        link.maatregel,
                        h.eId,
                    )

    def strijd(self) -> Iterator[Oordeel]:
        """Sentences that say the opposite of a changed piece of law about the same subject."""
        for k in self.kandidaten:
            if k.band == 3 or self.plaats.soort in ("begrip", "bijlage") or is_overgang(k.stuk.wordt):
                continue
            for zin in zinnen(self.plaats.tekst):
                wet = self._tegendeel(zin, k)
                if wet:
                    waar = self.kennis.adres(k.stuk.doel)
                    zeker = "" if k.stuk.gezien else " (volgens de maatregel; de nieuwe wettekst is niet gezien)"
                    yield Oordeel(
                        Oordeelsoort.STRIJD,
                        self.kennis.sinds(k.stuk.doel),
                        k.stuk.doel,
                        f"De bepaling zegt het tegendeel van {waar}{zeker}.",
                        f"Pas de bepaling niet meer toe voor zover zij afwijkt, en breng haar in lijn met {waar}.",
                        zin,
                        wet,
                        (),
                        (),
                        k.maatregel,
                        self.plaats.eId,
                    )

    def _tegendeel(self, zin: str, k: Kandidaat) -> str:
        """The sentence of the law that the sentence contradicts; empty when it does not.

        The two must speak of the same: the sentence names the place, or shares telling words with what is new in it. A
        sentence that names the place only contradicts it by being absolute where the law now sets a limit.
        """
        if omgeslagen := self._omslag(zin, k):
            return kort(omgeslagen, 400)
        verwijst, genoemd = self._verwijst(zin, k)
        if genoemd:
            grens = not k.stuk.nieuw and k.stuk.meer_dan_getallen and begrenst(k.stuk.wordt)
            return kort(k.stuk.wordt, 400) if absoluut(zin) and grens else ""
        if (verwijst and not absoluut(zin)) or not self._zelfde_onderwerp(zin, k):
            return ""  # de zin zegt wat een andere plaats in de wet zegt, of gaat over iets anders
        volledig = f"{k.stuk.boven} {k.stuk.wordt}"
        if zegt_dat_de_wet_zwijgt(zin):
            return kort(volledig, 400)
        if k.stuk.gezien and not k.stuk.nieuw and not begrenst(k.stuk.bij):
            return ""  # alleen een bedrag, een verwijzing of een naam is anders
        eigen = wortels(f"{self.plaats.artikelkop} {zin}")
        wet = max(zinnen(volledig), key=lambda z: len(gedeeld(eigen, wortels(z))))
        anders = ontkent(zin) != ontkent(wet) and (ontkent(zin) or absoluut(zin))
        return kort(wet, 400) if anders and not zelfde_ontkenning(zin, volledig) else ""

    def _omslag(self, zin: str, k: Kandidaat) -> str:
        """The sentence of the law that turned round, when the provision still says what it said before.

        The sentence of *was* and that of *wordt* that share most say the opposite of each other in the same words; the
        provision has the sign of *was* and most of its telling words.
        """
        eigen, gewichten = wortels(zin), self.kennis.uitlijningen[k.stuk.doel.regeling].wortelgewichten
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
        gewichten = self.kennis.uitlijningen[k.stuk.doel.regeling].wortelgewichten
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
    return next((z for z in zinnen(tekst) if woorden in z), tekst)
