"""A verdict per provision: what is now wrong with it, since when, what the law says instead, and where.

By mechanism, from the places of law that the provision names or that a measure links it to, with their words before and
after: a reference or basis that is gone or moved (:mod:`impact.oordeel.verwijzing`); numbers, old words and the opposite
(:mod:`impact.oordeel.inhoud`); and for what is left of a link: a change still to come, room that the law leaves, a text that
already follows the law. Nothing says "laat vervallen" before successor places and transitional law were looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from impact.dossier.koppelingen import Koppelingen
from impact.dossier.model import Bepaling, Herkomst, LokaleRegeling
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.oordeel.getallen import vindplaatsen
from impact.oordeel.getalweging import STIL, Getalweger, alleen_getal, ingebouwd_getalmodel
from impact.oordeel.inhoud import Inhoud, Kandidaat
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.naastnorm import Naastnorm
from impact.oordeel.norm import Normlezer
from impact.oordeel.soorten import Oordeel, Oordeelsoort, zwaarste
from impact.oordeel.strekking import geeft_ruimte, overgangsregel
from impact.oordeel.uitlijning import Stand, Wetsstuk
from impact.oordeel.vervanging import ander_getal
from impact.oordeel.verwijzing import verwijzingen
from impact.oordeel.weging import BLIJFT, Gewogen, Weger, ingebouwd_model
from impact.oordeel.woorden import TELLEND, kort
from impact.oordeel.wortels import gedeeld, wortels
from verordening.adres import Adres
from wetgeving.maatregelen import Maatregel

MOGELIJK = 0.5
"""Probability of a link from which a provision is laid beside the norms of its measure."""
_LICHT = (
    *(Oordeelsoort.OUDE_TEKST, Oordeelsoort.RUIMTE, Oordeelsoort.VOERT_UIT),
    *(Oordeelsoort.NALOPEN, Oordeelsoort.IN_ORDE),
)
_VAN_DE_LINK = (Oordeelsoort.NALOPEN, Oordeelsoort.IN_ORDE)
"""Verdicts that are only given about a provision that a measure links."""
_GAAT_EROVER = ("verwijzing", "grondslag", "tekst", "bedrag")
"""Links that say that the provision itself is about what changes, not only that it hangs on something that is."""


@dataclass(frozen=True)
class Beoordelaar:
    """Judges provisions.

    Args:
        kennis: the national side and the day of the verdict.
        teksten: the local regulations.
        koppelingen: the links per measure.
        vastgelegd: decisions of persons; one that names a verdict goes before the program.
        kansen: the probability of every link, by measure and key of the provision, also of those that are none.
    """

    kennis: Wetskennis
    teksten: Sequence[Regelingtekst]
    koppelingen: Mapping[str, Sequence[Bepaling]]
    vastgelegd: Koppelingen | None = None
    kansen: Mapping[tuple[str, str], float] = field(default_factory=dict)
    _bekend: dict[str, tuple[Oordeel, ...]] = field(default_factory=dict, compare=False)
    _artikelen: dict[tuple[str, str], Naastnorm] = field(default_factory=dict, compare=False)
    _stukken_in: dict[Adres, tuple[Wetsstuk, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def _op_sleutel(self) -> Mapping[str, tuple[Regelingtekst, Plaats]]:
        return {p.sleutel: (t, p) for t in self.teksten for p in t.plaatsen}

    @cached_property
    def _links(self) -> Mapping[str, tuple[Bepaling, ...]]:
        uit: dict[str, list[Bepaling]] = {}
        for rij in self.koppelingen.values():
            for b in rij:
                if b.status != "verworpen":
                    uit.setdefault(f"{b.regeling}#{b.eId}", []).append(b)
        return {k: tuple(v) for k, v in uit.items()}

    def oordelen(self, sleutel: str) -> tuple[Oordeel, ...]:
        """All verdicts about a provision (``slug#eId``) from the texts, heaviest first; empty when nothing is the matter. That it is to be looked at, or
        is in order, is only said when nothing else is."""
        alle = self._alle(sleutel)
        return tuple(o for o in alle if o.soort not in _VAN_DE_LINK) or alle

    def _alle(self, sleutel: str) -> tuple[Oordeel, ...]:
        if sleutel not in self._bekend:
            alle = {(o.soort, o.plaats, o.lokaal): o for o in self._oordelen(*self._op_sleutel[sleutel])}
            rij = self._met_plaats_van_bedrag(list(_zonder_herhaling(alle.values())))
            self._bekend[sleutel] = tuple(sorted(rij, key=lambda o: o.soort.gewicht))
        return self._bekend[sleutel]

    def _met_plaats_van_bedrag(self, oordelen: Sequence[Oordeel]) -> list[Oordeel]:
        """Verdicts in which a reference stays where the amount beside it comes from: the place that has the new amount is right for
        that amount, so a person must say which of the two places the provision means."""
        bedragen = {o.plaats for o in oordelen if o.soort is Oordeelsoort.BEDRAG}
        return [
            self._gesplitst(o, o.plaats)
            if o.plaats and o.soort is Oordeelsoort.VERWIJZING and o.plaats in bedragen
            else o
            for o in oordelen
        ]

    def _gesplitst(self, oordeel: Oordeel, plaats: Adres) -> Oordeel:
        waar = self.kennis.adres(plaats)
        elders = f" staat nu in {self.kennis.adres(oordeel.naar[0])}" if oordeel.naar else " staat er niet meer"
        uitleg = f"{waar} noemt nu alleen het bedrag; wat de bepaling daarnaast met die plaats regelt,{elders}."
        hoort = "Kies of de bepaling over het bedrag gaat of over de rest, en noem alleen die plaats."
        return replace(oordeel, uitleg=uitleg, hoort=hoort, vervang=(), gesplitst=True)

    def voor(self, bepaling: Bepaling) -> Oordeel:
        """The heaviest verdict about a provision as far as it concerns the measure of the link."""
        tekst, _ = self._op_sleutel[f"{bepaling.regeling}#{bepaling.eId}"]
        if voert_uit(tekst.regeling, self.kennis.maatregelen[bepaling.maatregel]):
            return self._beslist(bepaling, replace(self._rest(bepaling), maatregel=bepaling.maatregel))
        eigen = [o for o in self._alle(f"{bepaling.regeling}#{bepaling.eId}") if self._van(o, bepaling.maatregel)]
        zwaarst = zwaarste(eigen)
        if zwaarst is None or (
            zwaarst.soort is Oordeelsoort.VOERT_UIT
            and self.kennis.nog_te_komen(self.kennis.maatregelen[bepaling.maatregel])
        ):
            zwaarst = self._rest(bepaling)
        gevonden = replace(zwaarst, maatregel=bepaling.maatregel)
        return self._beslist(bepaling, gevonden)

    def _beslist(self, bepaling: Bepaling, gevonden: Oordeel) -> Oordeel:
        for k in self.vastgelegd.van(bepaling.maatregel) if self.vastgelegd is not None else ():
            if k.oordeel and bepaling.wie and (k.regeling, k.eId) == (bepaling.regeling, bepaling.eId):
                if k.oordeel == gevonden.soort:
                    return replace(gevonden, mens=True)
                uitleg = f"Volgens {k.wie}: {k.waarom} (de computer zei: {gevonden.soort.value})."
                return replace(gevonden, soort=Oordeelsoort(k.oordeel), uitleg=uitleg, mens=True)
        return gevonden

    def _van(self, oordeel: Oordeel, maatregel: str) -> bool:
        if oordeel.maatregel or oordeel.plaats is None:
            return oordeel.maatregel == maatregel
        return any(
            oordeel.plaats.binnen(p.doel) or p.doel.binnen(oordeel.plaats) for p in self.kennis.kant.van(maatregel)
        )

    def _oordelen(self, tekst: Regelingtekst, plaats: Plaats) -> Iterator[Oordeel]:
        yield from verwijzingen(self.kennis, tekst, plaats)
        kandidaten = [
            k for k in self._kandidaten(tekst, plaats) if not self.kennis.na_de_wijziging(tekst, k.stuk.doel.regeling)
        ]
        inhoud = Inhoud(self.kennis, plaats, self._links.get(plaats.sleutel, ()), kandidaten)
        if plaats.soort == "aanhef":
            return
        yield from self._getallen(tekst, plaats)
        yield from inhoud.overgenomen()
        yield from inhoud.oude_woorden()
        yield from inhoud.strijd()
        if plaats.soort not in ("begrip", "bijlage"):
            eigen = {b.maatregel for b in self._links.get(plaats.sleutel, ())}
            naast = self._naast_norm(tekst, plaats).oordelen(plaats)
            yield from (o for o in naast if o.soort not in _VAN_DE_LINK or o.maatregel in eigen)

    @cached_property
    def _getalweger(self) -> Getalweger:
        return Getalweger(self.kennis, self._weger.kansen)

    def _getallen(self, tekst: Regelingtekst, plaats: Plaats) -> Iterator[Oordeel]:
        """Numbers that the law likely has otherwise; the one of the law is only put in place where the law changed it."""
        later = {w for w in self.kennis.uitlijningen if self.kennis.na_de_wijziging(tekst, w)}
        for gelegd in self._getalweger.afwijkend(plaats, ingebouwd_getalmodel(), later):
            wet, eigen = gelegd.wet, gelegd.eigen
            m = self._getalweger.maatregel(plaats, wet.stuk)
            oordeel = ander_getal(self.kennis, plaats, wet.stuk, m, eigen.woorden, wet.getal)
            yield oordeel if wet.was(eigen) or wet.nieuw else replace(oordeel, vervang=())

    @cached_property
    def _normlezer(self) -> Normlezer:
        return Normlezer(self.kennis.thesaurus, (p for t in self.teksten for p in t.plaatsen), self.kennis.kop)

    @cached_property
    def _weger(self) -> Weger:
        beslist = {
            (b.maatregel, f"{b.regeling}#{b.eId}"): 0.0 if b.status == "verworpen" else b.kans
            for rij in self.koppelingen.values()
            for b in rij
        }
        return Weger(self.kennis, {**self.kansen, **beslist}, self._normlezer.geldend(self.kennis))

    def _naast_norm(self, tekst: Regelingtekst, plaats: Plaats) -> Naastnorm:
        """The artikel of a provision beside the norms of every measure in force that links a part of it."""
        sleutel = (plaats.regeling, plaats.artikel or plaats.eId)
        if sleutel not in self._artikelen:
            artikel = tekst.op_artikel(plaats.artikel) if plaats.artikel else (plaats,)
            gekoppeld = {b.maatregel for p in artikel for b in self._links.get(p.sleutel, ()) if b.kans >= MOGELIJK}
            geldend = [
                m
                for m, normen in self._weger.normen.items()
                if normen
                and not any(self.kennis.na_de_wijziging(tekst, p.doel.regeling) for p in self.kennis.kant.van(m))
            ]
            lezer, weger = self._normlezer, self._weger
            self._artikelen[sleutel] = Naastnorm(self.kennis, lezer, weger, artikel, geldend, frozenset(gekoppeld))
        return self._artikelen[sleutel]

    def _kandidaten(self, tekst: Regelingtekst, plaats: Plaats) -> Iterator[Kandidaat]:
        """Changed pieces of law that bear on the provision, the closest tie first, each once."""
        gezien: set[int] = set()
        genoot = tekst.op_artikel(plaats.artikel) if plaats.artikel else ()
        links = self._links.get(plaats.sleutel, ())
        banden: list[tuple[int, str, Adres]] = [(0, "", d) for d in _doelen((plaats,))]
        banden += [(1, "", d) for d in _doelen(genoot)]
        punten = [(b.maatregel, p) for b in links for p in self.kennis.kant.van(b.maatregel)]
        banden += [(2, maatregel, p.doel) for maatregel, p in punten if p.bron == "wetsplaats"]
        banden += [(3, "", d) for d in _doelen([p for p in tekst.plaatsen if p.soort == "aanhef"])]
        for link in links:
            ongezien = self.kennis.ongezien.get(link.maatregel, ())
            yield from (Kandidaat(s, 2, link.maatregel) for s in ongezien if s.doel in _doelen(genoot))
        for band, maatregel, doel in banden:
            for stuk in self._stukken(doel):
                if id(stuk) not in gezien:
                    gezien.add(id(stuk))
                    yield Kandidaat(stuk, band, maatregel, self._heeft_norm(stuk))

    def _heeft_norm(self, stuk: Wetsstuk) -> bool:
        return any(
            stuk.doel.binnen(p.doel)
            for m in self.kennis.maatregelen
            if self._normlezer.heeft(m)
            for p in self.kennis.kant.van(m)
            if p.bron == "wetsplaats"
        )

    def _stukken(self, doel: Adres) -> Iterator[Wetsstuk]:
        """Changed pieces in force in a place, or in the place where it is now."""
        if doel not in self._stukken_in:
            self._stukken_in[doel] = tuple(self._zoek_stukken(doel))
        yield from self._stukken_in[doel]

    def _zoek_stukken(self, doel: Adres) -> Iterator[Wetsstuk]:
        uitlijning = self.kennis.uitlijningen.get(doel.regeling)
        if uitlijning is None:
            return
        plekken = [d for d in (doel, uitlijning.naar(doel)) if d is not None]
        for stuk in uitlijning.stukken_in({d.artikel for d in plekken}):
            raakt = any(stuk.doel.binnen(d) or d.binnen(stuk.doel) for d in plekken)
            if raakt and uitlijning.geldt(stuk.doel) is Stand.GELIJK:
                yield stuk

    # --- what is left for a link ---

    def _rest(self, bepaling: Bepaling) -> Oordeel:
        """The verdict about a link when the texts say nothing: still to come, not to be judged, follows, room, or look."""
        tekst, plaats = self._op_sleutel[f"{bepaling.regeling}#{bepaling.eId}"]
        m = self.kennis.maatregelen[bepaling.maatregel]
        doelen = [p.doel for p in self.kennis.kant.van(m.id) if p.bron == "wetsplaats"]
        doel, lokaal = (doelen[0] if doelen else None), kort(plaats.tekst)
        if voert_uit(tekst.regeling, m):
            uitleg = f"Dit ontwerp voert «{m.naam}» uit."
            return Oordeel(Oordeelsoort.VOERT_UIT, tekst.regeling.vanaf, doel, uitleg, "", lokaal)
        if self.kennis.nog_te_komen(m):
            return self._komt_nog(bepaling, m, doel, plaats)
        uitlijning = self.kennis.uitlijningen.get(doel.regeling) if doel is not None else None
        if doel is None or uitlijning is None or uitlijning.wordt is None or uitlijning.was is None:
            reden = "de wettekst van vóór of na de wijziging ontbreekt" if doel else "er is geen wetsplaats bekend"
            return Oordeel(Oordeelsoort.NALOPEN, None, doel, f"Niet te beoordelen: {reden}.", m.gevolg, lokaal)
        stukken = list(dict.fromkeys(s for d in doelen for s in self._stukken(d)))
        eigen = wortels(f"{plaats.artikelkop} {plaats.tekst}")
        gewichten = uitlijning.wortelgewichten
        beste = max(stukken, key=lambda s: gewichten.som(gedeeld(eigen, s.wortels)), default=None)
        if beste is None:
            uitleg = "Wat de bepaling in de wet raakt, is gelijk gebleven."
            return Oordeel(Oordeelsoort.IN_ORDE, None, doel, uitleg, "", lokaal)
        if plaats.soort == "aanhef":
            uitleg = f"«{m.naam}» neemt geen grondslag weg die de aanhef noemt."
            return Oordeel(Oordeelsoort.IN_ORDE, None, doel, uitleg, "", lokaal)
        waar, sinds, wet = self.kennis.adres(beste.doel), self.kennis.sinds(beste.doel), kort(beste.wordt)
        if self.kennis.na_de_wijziging(tekst, beste.doel.regeling):
            return Oordeel(
                Oordeelsoort.VOERT_UIT, sinds, beste.doel, f"De bepaling gaat uit van {waar}.", "", lokaal, wet
            )
        if not self._normlezer.heeft(m.id) and self._ruimte(bepaling, plaats, m):
            ruim = next((s for s in stukken if geeft_ruimte(s.wordt) and not geeft_ruimte(s.was)), None)
            ruim = ruim or next(iter(self.kennis.ongezien.get(m.id, ())), beste)
            uitleg = f"De wet laat hier een keuze ({self.kennis.adres(ruim.doel)}); de bepaling is van vóór die keuze."
            hoort = "Leg vast wanneer en voor wie van de ruimte gebruik wordt gemaakt."
            sinds = self.kennis.sinds(ruim.doel)
            return Oordeel(Oordeelsoort.RUIMTE, sinds, ruim.doel, uitleg, hoort, lokaal, kort(ruim.wordt))
        if self._zegt_niets(tekst, plaats, m, stukken):
            uitleg = f"De bepaling raakt aan {waar}, maar zegt niets dat daarmee botst."
            return Oordeel(Oordeelsoort.IN_ORDE, sinds, beste.doel, uitleg, "", lokaal, wet)
        uitleg = f"De bepaling hangt aan {waar}, maar zegt daar zelf niets over dat uit de teksten te toetsen is."
        return Oordeel(Oordeelsoort.NALOPEN, sinds, beste.doel, uitleg, m.gevolg, lokaal, wet)

    def _komt_nog(self, bepaling: Bepaling, m: Maatregel, doel: Adres | None, plaats: Plaats) -> Oordeel:
        """The verdict about a measure that is still to come: the provision is right now, or does already what will be law."""
        lokaal = kort(plaats.tekst)
        dag = min((i.juridisch_werkend_vanaf for i in m.ingang if i.juridisch_werkend_vanaf), default=None)
        in_tekst = any(w.aard == "niet-in-werking" for w in m.wetsplaatsen)
        wat = (
            "de tekst staat al in de wet, maar werkt nog niet" if in_tekst else "de nieuwe wettekst is nog niet gezien"
        )
        uitleg = f"De bepaling klopt met de wet van nu; «{m.naam}» wijzigt dat naar verwachting ({wat})."
        if dag is not None and dag <= self.kennis.dag:
            uitleg = f"«{m.naam}» zou al zijn ingegaan, maar {wat}: ga na of het is doorgegaan."
            return Oordeel(Oordeelsoort.NALOPEN, dag, doel, uitleg, m.gevolg, lokaal)
        hier = [m.id] if m.id in self._weger.normen else []
        gewogen = next(iter(self._weger.weeg(plaats, hier, (), ingebouwd_model())), None)
        if gewogen is not None and gewogen.voorstel == "volgt":
            uitleg = f"De bepaling loopt vooruit op «{m.naam}» ({wat})."
            return Oordeel(Oordeelsoort.VOERT_UIT, dag, doel, uitleg, "Ga na of dat nu al mag.", lokaal)
        if gewogen is not None and not any(map(_noemt_de_plaats, bepaling.herkomst)) and self._blijft(gewogen):
            uitleg = f"De bepaling staat bij wat «{m.naam}» wijzigt, maar zegt niets dat daardoor verandert."
            return Oordeel(Oordeelsoort.IN_ORDE, None, doel, uitleg, "", lokaal)
        uitlijning = self.kennis.uitlijningen.get(doel.regeling) if doel is not None else None
        if uitlijning is None or uitlijning.wordt is None:
            uitleg = f"Niet te beoordelen: de wettekst van nu ontbreekt; «{m.naam}» wijzigt hier naar verwachting iets."
            return Oordeel(Oordeelsoort.NALOPEN, None, doel, uitleg, m.gevolg, lokaal)
        return Oordeel(Oordeelsoort.KLOPT_NU, dag, doel, uitleg, f"«{m.naam}» vraagt: {m.gevolg}", lokaal)

    def _blijft(self, gewogen: Gewogen) -> bool:
        """Whether a measure that is still to come changes nothing here; only said of the list of measures of which the model learned the words."""
        model = ingebouwd_model()
        return model.dossier == self.kennis.lijst.dossier and gewogen.kansen["anders"] >= model.grenzen[BLIJFT]

    def _zegt_niets(self, tekst: Regelingtekst, plaats: Plaats, m: Maatregel, stukken: Sequence[Wetsstuk]) -> bool:
        """Whether the provision says nothing that the measure made otherwise: the model finds none of the outcomes that ask for something, and no
        number is likely to be another than that of the law; or the law only changed a number, and the provision has none."""
        if all(alleen_getal(s) for s in stukken):
            soorten = {g.soort for s in stukken for g in vindplaatsen(s.wordt)}
            return soorten.isdisjoint(g.soort for g in vindplaatsen(plaats.tekst))
        zeker = any(
            g.maatregel == m.id and g.voorstel == "anders" for g in self._naast_norm(tekst, plaats).weeg(plaats)
        )
        return zeker and self._getalweger.hoogste(plaats, ingebouwd_getalmodel()) < STIL

    def _ruimte(self, bepaling: Bepaling, plaats: Plaats, m: Maatregel) -> bool:
        """Whether the measure leaves a choice to the body that makes beleidsregels, and the provision decides about it: a
        sentence of it has a legal effect."""
        direct = any(h.soort in _GAAT_EROVER for h in bepaling.herkomst) and plaats.soort not in ("aanhef", "begrip")
        eigen = wortels(f"{plaats.artikelkop} {plaats.tekst}")
        over = gedeeld(eigen, wortels(f"{m.naam} {m.was} {m.wordt}"))
        beslist = len(gedeeld(eigen, wortels(m.was))) >= TELLEND
        return self.kennis.laat_keuze(m.id) and direct and beslist and bool(over) and not self._elders(plaats, m)

    def _elders(self, plaats: Plaats, m: Maatregel) -> bool:
        """Whether a provision only carries out other places than those of the measure, or goes on about what was."""
        elders = [d for d in _doelen((plaats,)) if d.regeling not in ("", plaats.regeling)]
        punten = [p.doel for p in self.kennis.kant.van(m.id)]
        raakt = any(d.in_artikel == p.in_artikel for d in elders for p in punten)
        return (bool(elders) and not raakt) or overgangsregel(plaats.tekst, plaats.artikelkop)


def _noemt_de_plaats(h: Herkomst) -> bool:
    return h.soort in ("verwijzing", "grondslag") and h.zekerheid == "hoog" and bool(h.jci)


def voert_uit(regeling: LokaleRegeling, m: Maatregel) -> bool:
    """Whether a draft was written for the measure: it holds from the day on which the measure does, or later."""
    ingang = min((i.juridisch_werkend_vanaf for i in m.ingang if i.juridisch_werkend_vanaf), default=None)
    return regeling.status == "ontwerp" and ingang is not None and regeling.vanaf >= ingang


def _zonder_herhaling(oordelen: Iterable[Oordeel]) -> Iterator[Oordeel]:
    """Verdicts without what another about the same artikel of the law says already: that the provision repeats old words or carries out, when a
    heavier one stands; that it works out what lapsed, when its reference or its own words say so; and that it contradicts, when a number does."""
    alle = list(oordelen)
    for o in alle:
        anders = [a for a in alle if (a.maatregel and a.maatregel == o.maatregel) or _zelfde_artikel(a, o)]
        licht = o.soort in _LICHT and not o.lot
        herhaald = any(a.soort is Oordeelsoort.OUDE_TEKST and _is_opvolger(a, o) for a in alle)
        dubbel = o.soort is Oordeelsoort.GRONDSLAG and not o.lot and (herhaald or any(a.lot for a in anders))
        dubbel |= o.soort is Oordeelsoort.STRIJD and any(_is_opvolger(o, a) for a in alle)
        dubbel |= o.soort is Oordeelsoort.STRIJD and any(a.soort is Oordeelsoort.BEDRAG for a in anders)
        if not dubbel and not (licht and any(a.soort.gewicht < o.soort.gewicht for a in anders)):
            yield o


def _zelfde_artikel(een: Oordeel, ander: Oordeel) -> bool:
    return bool(een.plaats and ander.plaats and een.plaats.in_artikel == ander.plaats.in_artikel)


def _is_opvolger(oordeel: Oordeel, grondslag: Oordeel) -> bool:
    """Whether a verdict is about the place where the lapsed basis of the provision went."""
    if grondslag.soort is not Oordeelsoort.GRONDSLAG or oordeel.plaats is None:
        return False
    return any(n.in_artikel == oordeel.plaats.in_artikel for n in grondslag.naar)


def _doelen(plaatsen: Sequence[Plaats]) -> list[Adres]:
    return list(dict.fromkeys(d for p in plaatsen for r in p.refs for d in r.doelen if d.artikel))
