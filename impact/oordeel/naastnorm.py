"""The verdicts that follow from norms: what a sentence does with a norm, with the words of the law beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from impact.dossier.plaatsen import Plaats
from impact.dossier.wetskant import doel_van
from impact.oordeel.getallen import getallen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.norm import Bevonden, Normlezer, Uitkomst
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.strekking import heeft_grens, met_antwoord, zinnen
from impact.oordeel.uitlijning import Wetsstuk
from impact.oordeel.vervanging import naar_de_wet
from impact.oordeel.weging import Gewogen, Weger, gespiegeld, ingebouwd_model
from impact.oordeel.woorden import kort
from impact.oordeel.wortels import gedeeld, wortels


@dataclass(frozen=True)
class Naastnorm:
    """One artikel beside the norms of the measures that link it.

    Args:
        artikel: its provisions.
        maatregelen: the measures in force; ``gekoppeld``: those that link one of them. Without a link a sentence must name the case
            itself, and contradict.
    """

    kennis: Wetskennis
    lezer: Normlezer
    weger: Weger
    artikel: Sequence[Plaats]
    maatregelen: Sequence[str]
    gekoppeld: frozenset[str]

    @cached_property
    def _gelezen(self) -> tuple[Bevonden, ...]:
        return tuple(self.lezer.lees(self.artikel, self.maatregelen))

    @cached_property
    def bevonden(self) -> tuple[tuple[Bevonden, Wetsstuk], ...]:
        """What each sentence does with each norm of which the law text of now is known; of the sentences that say the same old
        thing, the one that says most of it."""
        gelezen = [b for b in self._gelezen if self._telt(b)]
        alle = [(b, s) for b in gelezen if (s := self._stuk(b)) is not None]
        oud: dict[tuple[str, str], tuple[Bevonden, Wetsstuk]] = {}
        for b, s in (r for r in alle if r[0].uitkomst is Uitkomst.OUD):
            sleutel = (b.norm.jci, b.norm.zegt)
            eerder = oud.get(sleutel)
            if eerder is None or self._over(b, s) > self._over(*eerder):
                oud[sleutel] = (b, s)
        return tuple(r for r in alle if r[0].uitkomst is not Uitkomst.OUD or r in oud.values())

    def _telt(self, b: Bevonden) -> bool:
        return b.norm.maatregel in self.gekoppeld or (b.eigen and b.uitkomst is Uitkomst.TEGEN and b.norm.aard != "kan")

    def _over(self, b: Bevonden, stuk: Wetsstuk) -> float:
        gewichten = self.kennis.uitlijningen[stuk.doel.regeling].wortelgewichten
        return gewichten.som(gedeeld(wortels(b.zin), stuk.wortels_was))

    def _stuk(self, b: Bevonden) -> Wetsstuk | None:
        """The changed piece of law that the norm speaks of; in the words of the norm when its new text was not seen."""
        doel = doel_van(b.norm.jci)
        if doel is None or doel.regeling not in self.kennis.uitlijningen:
            return None
        stukken = [
            s for s in self.kennis.uitlijningen[doel.regeling].stukken_in((doel.artikel,)) if s.doel.binnen(doel)
        ]
        ongezien = [s for s in self.kennis.ongezien.get(b.norm.maatregel, ()) if s.doel.binnen(doel)]
        if ongezien:
            return Wetsstuk(doel, ongezien[0].was, b.norm.zegt, gezien=False)
        norm = wortels(b.norm.zegt)
        return max(stukken, key=lambda s: len(gedeeld(norm, s.wortels)), default=None)

    def weeg(self, plaats: Plaats) -> list[Gewogen]:
        """What the model says of a provision of the artikel and each measure; of one that only points at another, what it says of that one."""
        bron = gespiegeld(plaats, self.artikel)
        hier = [b for b in self._gelezen if b.plaats is bron]
        return list(self.weger.weeg(bron, self.maatregelen, hier, ingebouwd_model()))

    def oordelen(self, plaats: Plaats) -> Iterator[Oordeel]:
        """The verdicts about one provision of the artikel: what the model proposes, then what the sentences themselves say of the norms of the other
        measures."""
        bron, gedaan = gespiegeld(plaats, self.artikel), dict[str, str]()
        hier = [b for b in self._gelezen if b.plaats is bron]
        for g in self.weeg(plaats):
            b = self._over_norm(plaats, bron, [b for b in hier if b.norm.maatregel == g.maatregel], g)
            stuk = self._stuk(b) if b is not None else None
            if g.voorstel and b is not None and stuk is not None:
                gedaan[g.maatregel] = g.voorstel
                ander = {*getallen(bron.tekst)} - {*getallen(stuk.wordt)}
                yield from () if ander and g.voorstel == "anders" else (self._maken[g.voorstel](b, stuk),)
        for b, stuk in self.bevonden:
            if b.plaats is plaats and b.norm.maatregel not in gedaan:
                yield from self._gezegd(b, stuk)

    @property
    def _maken(self) -> Mapping[str, Callable[[Bevonden, Wetsstuk], Oordeel]]:
        return {
            "strijd": self._in_strijd,
            "oud": self._oud,
            "ruimte": self._keuze,
            "volgt": self._voert_uit,
            "anders": self._in_orde,
        }

    def _gezegd(self, b: Bevonden, stuk: Wetsstuk) -> Iterator[Oordeel]:
        match b.uitkomst:
            case Uitkomst.OUD if b.norm.aard == "kan":
                yield self._keuze(b, stuk)
            case Uitkomst.OUD:
                yield self._oud(b, stuk)
            case Uitkomst.ZELFDE | Uitkomst.BUITEN:
                yield from self._volgt(b, stuk)
            case Uitkomst.TEGEN if b.eigen and b.norm.aard == "altijd":
                yield self._in_strijd(b, stuk)
            case Uitkomst.TEGEN | Uitkomst.GEVAL if b.eigen and b.norm.aard != "kan":
                yield self._misschien(b, stuk)

    def _over_norm(self, plaats: Plaats, bron: Plaats, hier: Sequence[Bevonden], g: Gewogen) -> Bevonden | None:
        """The sentence and the norm to show beside each other: the one that the reader found, else the two that share most."""
        past = {"strijd": Uitkomst.TEGEN, "oud": Uitkomst.OUD, "volgt": Uitkomst.ZELFDE}.get(g.voorstel, Uitkomst.GEVAL)
        gevonden = sorted(hier, key=lambda b: (b.uitkomst is not past, not b.eigen))
        if not gevonden:
            gevonden = [
                Bevonden(bron, zin, norm, past, False)
                for norm in self.weger.normen[g.maatregel]
                for zin in zinnen(bron.tekst)
                if (norm.aard == "kan") is (g.voorstel == "ruimte") or len(self.weger.normen[g.maatregel]) == 1
            ]
            gevonden.sort(key=lambda b: -len(gedeeld(wortels(b.zin), wortels(b.norm.zegt))))
        if not gevonden:
            return None
        return gevonden[0] if bron is plaats else replace(gevonden[0], plaats=plaats, zin=zinnen(plaats.tekst)[0])

    def _volgt(self, b: Bevonden, stuk: Wetsstuk) -> Iterator[Oordeel]:
        """A sentence on the side of the law: carrying out what it says. Where the law has a limit, only who says that limit carries it out; who
        says none goes further, when the measure leaves that open."""
        zegt_grens = bool({*getallen(stuk.wordt)} & {*getallen(b.zin)})
        vrij = b.uitkomst is Uitkomst.ZELFDE
        if b.eigen and (zegt_grens or (vrij and (b.norm.aard == "altijd" or not heeft_grens(stuk.wordt)))):
            yield self._voert_uit(b, stuk)
        elif b.eigen and vrij and self.kennis.laat_keuze(b.norm.maatregel):
            yield self._keuze(b, stuk)

    def _voert_uit(self, b: Bevonden, stuk: Wetsstuk) -> Oordeel:
        uitleg = f"De bepaling zegt wat {self.kennis.adres(stuk.doel)} nu zegt."
        return self._maak(Oordeelsoort.VOERT_UIT, b, stuk, uitleg, "", b.zin)

    def _in_orde(self, b: Bevonden, stuk: Wetsstuk) -> Oordeel:
        uitleg = f"De bepaling raakt aan {self.kennis.adres(stuk.doel)}, maar zegt niets dat daarmee botst."
        return self._maak(Oordeelsoort.IN_ORDE, b, stuk, uitleg, "", kort(b.plaats.tekst))

    def _oud(self, b: Bevonden, stuk: Wetsstuk) -> Oordeel:
        waar = self.kennis.adres(stuk.doel)
        uitleg = f"De bepaling zegt wat de wet eerst zei; {waar} zegt nu: {b.norm.zegt}"
        hoort = f"Verwijs naar {waar} of neem de nieuwe woorden over."
        return self._maak(Oordeelsoort.OUDE_TEKST, b, stuk, uitleg, hoort, b.zin)

    def _keuze(self, b: Bevonden, stuk: Wetsstuk) -> Oordeel:
        uitleg = f"De wet laat hier een keuze ({self.kennis.adres(stuk.doel)}); de bepaling is van vóór die keuze."
        hoort = "Leg vast wanneer en voor wie van de ruimte gebruik wordt gemaakt."
        return self._maak(Oordeelsoort.RUIMTE, b, stuk, uitleg, hoort, kort(b.plaats.tekst))

    def _misschien(self, b: Bevonden, stuk: Wetsstuk) -> Oordeel:
        waar = self.kennis.adres(stuk.doel)
        uitleg = f"De bepaling gaat over hetzelfde geval als {waar}; of zij daarmee klopt, zeggen de teksten niet. {b.norm.zegt}"
        hoort = f"Leg de bepaling naast {waar} en beslis of zij nog klopt."
        return self._maak(Oordeelsoort.NALOPEN, b, stuk, uitleg, hoort, met_antwoord(b.plaats.tekst, b.zin))

    def _maak(self, soort: Oordeelsoort, b: Bevonden, stuk: Wetsstuk, uitleg: str, hoort: str, lokaal: str) -> Oordeel:
        wet = kort(stuk.volledig, 400)
        sinds, m, eid = self.kennis.sinds(stuk.doel), b.norm.maatregel, b.plaats.eId
        return Oordeel(
            soort,
            sinds,
            stuk.doel,
            uitleg,
            hoort,
            lokaal,
            wet,
            (),
            naar_de_wet(self.kennis, b.plaats, b.zin, stuk.doel) if soort.fout else (),
            m,
            eid,
            verteld=not stuk.gezien,
        )

    def _in_strijd(self, b: Bevonden, stuk: Wetsstuk) -> Oordeel:
        waar = self.kennis.adres(stuk.doel)
        zeker = "" if stuk.gezien else " (volgens de maatregel; de wettekst in dit dossier zegt het nog niet)"
        uitleg = f"De bepaling zegt het tegendeel van {waar}{zeker}. {b.norm.zegt}"
        hoort = f"Pas de bepaling niet meer toe voor zover zij afwijkt, en breng haar in lijn met {waar}."
        return self._maak(Oordeelsoort.STRIJD, b, stuk, uitleg, hoort, met_antwoord(b.plaats.tekst, b.zin))
