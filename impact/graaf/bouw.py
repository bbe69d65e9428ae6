"""The edges of the graph (:mod:`impact.graaf.graaf`): from the measures, the law texts, the WTI, the local texts and the decisions.

Every edge names its source. What the law itself says comes from its text; who rests on an article and who names it in
other acts comes from the WTI (``regels`` B.4), as known on the day that file was made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from impact.dossier.model import Wettekst
from impact.dossier.plaatsen import Plaats, Regelingtekst
from impact.dossier.samen import Uitwerking
from impact.dossier.wetskant import doel_van
from impact.graaf.graaf import Graaf, Rand
from impact.graaf.sporen import begrippen_van, soort_van
from impact.oordeel.gevolgen import wijzigingen
from impact.stukken.taal import dag
from verordening.adres import Adres, AdresFout, plaats_in
from verordening.boom import Eenheid, Herkomst, Soort, kaal, wandel
from verordening.groepen import groepeer
from verordening.notaties import uit_jci
from verordening.taal import uit_tekst
from wetgeving.bron.wti import BEVOEGDHEID_VOOR, GRONDSLAG_VOOR, VERWIJZING_DOOR, Periode, Relatie, Wti

_DELEGATIE = (
    (
        "orgaan:gemeenteraad",
        "de gemeenteraad (bij verordening)",
        re.compile(
            r"bij (?:gemeentelijke )?verordening|gemeenteraad stelt[^.]{0,80}\bregels|in de verordening|verordening[^.]{0,60}gemeenteraad",
            re.I,
        ),
    ),
    (
        "orgaan:regering",
        "de regering (bij of krachtens algemene maatregel van bestuur)",
        re.compile(r"(?:bij(?: of krachtens)?|krachtens) algemene maatregel van bestuur", re.I),
    ),
    (
        "orgaan:minister",
        "de minister (bij ministeriële regeling)",
        re.compile(r"bij (?:of krachtens )?ministeriële regeling|bij regeling van Onze Minister", re.I),
    ),
    (
        "orgaan:college",
        "het college (regels van het college)",
        re.compile(r"college stelt[^.]{0,60}\b(?:beleids)?regels", re.I),
    ),
)
_WTI_SOORTEN = frozenset({GRONDSLAG_VOOR, BEVOEGDHEID_VOOR, VERWIJZING_DOOR})


def wetssleutel(doel: Adres) -> str:
    """Key of a place of the law: ``wet:BWBR0015703/31/2/m``."""
    return "wet:" + "/".join(d for d in (doel.regeling, doel.artikel, doel.lid, *doel.onderdeel) if d)


def bouw(uitwerking: Uitwerking, wti: Sequence[Wti] = ()) -> Graaf:
    """The graph of everything that was worked out.

    Args:
        wti: technical information of acts; any act counts, also one that the dossier does not name.
    """
    return _Bouwer(uitwerking, wti).graaf()


class _Bouwer:
    def __init__(self, uitwerking: Uitwerking, wti: Sequence[Wti]) -> None:
        self.u = uitwerking
        self.wti = wti
        self.namen: dict[str, str] = {key: naam for key, naam, _ in _DELEGATIE}
        self.doelen: dict[str, Adres] = {}
        self.afkorting = {w.bwb_id: w.citeertitel for w in wti if w.citeertitel}
        self.afkorting |= {w.bwb: w.afkorting for w in uitwerking.model.wetten}
        self.bekend: dict[tuple[str, str], list[Adres]] = defaultdict(list)
        kant = uitwerking.kant
        doelen = dict.fromkeys(
            (
                *(p.doel for punten in kant.raakpunten.values() for p in punten),
                *(k.doel for ketens in kant.ketens.values() for k in ketens),
            )
        )
        for doel in doelen:
            self.bekend[doel.in_artikel].append(doel)
        self.delegaties = {d for d, orgaan, _ in self._delegaties() if orgaan == "orgaan:gemeenteraad"}

    def graaf(self) -> Graaf:
        randen = (
            *self._maatregelen(),
            *self._wet(),
            *self._verschil(),
            *self._wetsverwijzingen(),
            *self._uit_wti(),
            *self._lokaal(),
            *self._besluiten(),
        )
        return Graaf(tuple(dict.fromkeys(randen)), self.namen, self.doelen)

    def _wetsplaats(self, doel: Adres) -> str:
        """Key of a place of the law, with its name kept."""
        sleutel = wetssleutel(doel)
        if sleutel not in self.namen:
            wet = self.afkorting.get(doel.regeling, doel.regeling)
            self.namen[sleutel] = doel.in_wet(wet)
        self.doelen[sleutel] = doel
        return sleutel

    # --- measures and official attribution ---

    def _maatregelen(self) -> Iterator[Rand]:
        u = self.u
        toegeschreven = {d.in_artikel: r for r in u.model.dekking.regels if (d := doel_van(r.jci)) is not None}
        for beeld in u.model.maatregelen:
            m = beeld.maatregel
            van = f"maatregel:{m.id}"
            self.namen[van] = f"{m.id} {m.naam}"
            for w in beeld.wijzigingen:
                if w.aard == "ongewijzigd" or (doel := doel_van(w.jci)) is None:
                    continue
                bewijs = [f"{w.aard} (zekerheid {w.zekerheid})"]
                if w.oordeel == "klopt":
                    bewijs.append(f"de wetteksten tonen: {w.stand}")
                if regel := toegeschreven.get(doel.in_artikel):
                    bewijs.append(
                        f"officiële bron van artikel {regel.artikel}: {regel.publicatie}, kamerdossier {u.model.dekking.dossier}"
                    )
                if w.vanaf is None:
                    bewijs.append("dag onbekend")
                yield Rand(van, self._wetsplaats(doel), "wijzigt", "; ".join(bewijs), w.vanaf, "maatregelen")
            for kader in beeld.kaders:
                yield Rand(van, f"kader:{kader.sleutel}", "raakt", kader.naam, bron="kaders")
                self.namen[f"kader:{kader.sleutel}"] = f"kader {kader.sleutel}: {kader.naam}"
        for onderwerp in u.model.lijst.onderwerpen:
            self.namen[f"onderwerp:{onderwerp.id}"] = f"onderwerp van een verordening: {onderwerp.naam}"
            for plaats in onderwerp.wetsplaatsen:
                if (doel := doel_van(plaats.jci)) is not None:
                    naar = f"onderwerp:{onderwerp.id}"
                    yield Rand(self._wetsplaats(doel), naar, "delegatie", onderwerp.naam, bron="maatregelen")

    # --- the law ---

    def _wet(self) -> Iterator[Rand]:
        """Chains inside the law, and what the official source says made each article (``bron``, ``dossier``)."""
        for ketens in self.u.kant.ketens.values():
            for keten in ketens:
                van, naar = self._wetsplaats(keten.raakpunt.doel), self._wetsplaats(keten.doel)
                yield Rand(van, naar, keten.soort, keten.zin, bron="wettekst")
        dossier, bron = f"dossier:{self.u.model.dekking.dossier}", "brongegevens van de wettekst"
        for regel in self.u.model.dekking.regels:
            if (doel := doel_van(regel.jci)) is not None:
                yield Rand(dossier, self._wetsplaats(doel), "toegeschreven", regel.publicatie, bron=bron)
        self.namen[dossier] = f"kamerdossier {self.u.model.dekking.dossier}"
        for wet in self.u.model.wetten:
            for nummer, herkomst in _herkomsten(wet).items():
                naar = self._wetsplaats(plaats_in(wet.bwb, nummer))
                for p in herkomst.publicaties:
                    naam = f"{p.soort} {p.jaar}, {p.nummer}"
                    bewijs = p.effect or p.rol
                    bewijs += f"; kamerdossier {', '.join(p.dossiers)}" if p.dossiers else ""
                    yield Rand(f"publicatie:{naam}", naar, "bron", bewijs, herkomst.inwerking, _tekstbron(wet))

    def _verschil(self) -> Iterator[Rand]:
        """What differs between the two texts of an act, named by a measure or not."""
        for wet in self.u.model.wetten:
            if wet.was is None or wet.wordt is None or wet.datum_wordt is None:
                continue
            van = f"tekst:{wet.bwb}@{wet.datum_wordt.isoformat()}"
            self.namen[van] = f"nieuwe tekst van de {wet.afkorting} per {dag(wet.datum_wordt)}"
            inwerking = {n: h.inwerking for n, h in _herkomsten(wet).items()}
            for w in wijzigingen(wet.was, wet.wordt):
                bewijs = f"verschil tussen de wetteksten: {w.zin}"
                vanaf = inwerking.get(w.doel.artikel) or wet.datum_wordt
                yield Rand(van, self._wetsplaats(w.doel), "wijzigt", bewijs, vanaf, _tekstbron(wet))

    def _wetsverwijzingen(self) -> Iterator[Rand]:
        """Every reference inside the law, and every power that it gives to make rules."""
        for plaats, hier, wet, vanaf in self._wetsplaatsen():
            for ref in plaats.refs:
                for doel in ref.doelen:
                    if doel.artikel and doel != hier:
                        rand = Rand("", self._wetsplaats(hier), "noemt", ref.tekst, vanaf, _tekstbron(wet))
                        yield from self._met_delen(doel, rand)
        bronnen = {w.bwb: _tekstbron(w) for w in self.u.model.wetten}
        for doel, orgaan, woorden in self._delegaties():
            yield Rand(self._wetsplaats(doel), orgaan, "delegatie", woorden, bron=bronnen[doel.regeling])

    def _wetsplaatsen(self) -> Iterator[tuple[Plaats, Adres, Wettekst, date | None]]:
        for wet in self.u.model.wetten:
            herkomsten = _herkomsten(wet)
            for plaats in self.u.kant.teksten.get(wet.bwb, ()):
                if plaats.artikel:
                    vanaf = (
                        herkomsten[plaats.artikel].inwerking
                        if plaats.artikel in herkomsten
                        else wet.datum_wordt or wet.datum_was
                    )
                    yield plaats, plaats_in(wet.bwb, plaats.artikel, plaats.lid), wet, vanaf

    def _delegaties(self) -> Iterator[tuple[Adres, str, str]]:
        """(place, body, words) of every power to make rules in the texts of the law."""
        for plaats, hier, _, _ in self._wetsplaatsen():
            for orgaan, _, patroon in _DELEGATIE:
                if m := patroon.search(plaats.tekst):
                    yield hier, orgaan, " ".join(m.group().split())

    def _met_delen(self, doel: Adres, rand: Rand) -> Iterator[Rand]:
        """An edge from the place itself, and from known places inside it: a change of a part is a change of the whole."""
        yield replace(rand, van=self._wetsplaats(doel))
        for deel in self.bekend[doel.in_artikel]:
            if deel != doel and deel.binnen(doel) and wetssleutel(deel) != rand.naar:
                yield replace(rand, van=self._wetsplaats(deel), bewijs=f"{rand.bewijs} (noemt het geheel)")

    # --- WTI ---

    def _uit_wti(self) -> Iterator[Rand]:
        """Who rests on an article, who has its power from it, who names it, with the period in which that held."""
        for wti in self.wti:
            bron = f"WTI van {wti.bwb_id}, gemaakt op {wti.gegenereerd[:10]}"
            zicht = _dag(wti.gegenereerd)
            for label, relaties in (("", wti.relaties), *((e.label, e.relaties) for e in wti.elementen.values())):
                doel, bewijs = _gelabeld(wti.bwb_id, label)
                for (naar, soort), (eerste, perioden) in _gegroepeerd(relaties, zicht).items():
                    sleutel = self._wti_doel(naar, eerste)
                    for van, tot in perioden:
                        yield from self._met_delen(doel, Rand("", sleutel, soort, bewijs, van, bron, tot))

    def _wti_doel(self, doel: Adres, relatie: Relatie) -> str:
        sleutel = wetssleutel(doel)
        self.doelen[sleutel] = doel
        if doel.regeling not in self.afkorting:
            titel = relatie.regeling or relatie.tekst
            self.namen[sleutel] = f"{doel.tekst()}, {titel}" if doel.artikel else titel
            if not relatie.regeling or not doel.artikel:
                self.namen[f"wet:{doel.regeling}"] = titel
            return sleutel
        return self._wetsplaats(doel)

    # --- local texts ---

    def _lokaal(self) -> Iterator[Rand]:
        slugs = {t.regeling.slug: t for t in self.u.teksten}
        for tekst in self.u.teksten:
            r = tekst.regeling
            bron = f"{r.citeertitel}, tekst van {dag(r.vanaf)}"
            self.namen[f"regeling:{r.slug}"] = r.citeertitel
            for plaats in tekst.plaatsen:
                hier = f"bepaling:{plaats.sleutel}"
                self.namen[hier] = f"{r.citeertitel}, {plaats.adres}"
                yield Rand(hier, f"regeling:{r.slug}", "bevat", plaats.adres, r.vanaf, bron)
                for ref in plaats.refs:
                    for doel in (doel for doel in ref.doelen if doel.artikel):
                        soort = self._soort(tekst, plaats, doel, soort_van(plaats, ref))
                        rand = Rand("", hier, soort, ref.tekst, r.vanaf, bron)
                        if doel.regeling in slugs:
                            plekken = slugs[doel.regeling].op_artikel(doel.artikel, doel.lid)
                            eigen = (f"bepaling:{p.sleutel}" for p in plekken if p.sleutel != plaats.sleutel)
                            yield from (replace(rand, van=van) for van in eigen)
                        else:
                            yield from self._uit_wet(doel, rand)
            for begrip in begrippen_van(tekst):
                van, term = f"bepaling:{begrip.plaats.sleutel}", begrip.plaats.term
                for sleutel in sorted(begrip.in_tekst | begrip.in_kop):
                    yield Rand(van, f"bepaling:{sleutel}", "begrip", term, r.vanaf, bron)

    def _uit_wet(self, doel: Adres, rand: Rand) -> Iterator[Rand]:
        """An edge from a place in a law, from what is in it, and from what it is in."""
        yield from self._met_delen(doel, rand)
        for geheel in self.bekend[doel.in_artikel]:
            if geheel != doel and doel.binnen(geheel):
                yield replace(rand, van=self._wetsplaats(geheel))

    def _soort(self, tekst: Regelingtekst, plaats: Plaats, doel: Adres, soort: str) -> str:
        """A verordening that names the place where the law tells the raad to make rules, fills in that power."""
        if tekst.regeling.soort != "verordening" or plaats.soort == Soort.AANHEF.value:
            return soort
        return "delegatie" if any(doel.binnen(d) for d in self.delegaties) else soort

    # --- decisions ---

    def _besluiten(self) -> Iterator[Rand]:
        for besluit in self.u.model.besluiten:
            van = f"besluit:{besluit.slug}"
            self.namen[van] = besluit.citeertitel + (" (ontwerp)" if besluit.status == "ontwerp" else "")
            sinds = besluit.juridisch_werkend_vanaf
            for gewijzigd in besluit.wijzigt:
                yield Rand(van, f"regeling:{gewijzigd.regeling}", "wijzigt", besluit.citeertitel, sinds, "dossier")
        verwerkt = {
            (v.besluit, b.regeling, b.eId): v
            for beeld in self.u.model.maatregelen
            for b in beeld.bepalingen
            for v in b.verwerkt
            if v.besluit
        }
        for (slug, regeling, eid), v in verwerkt.items():
            yield Rand(f"besluit:{slug}", f"bepaling:{regeling}#{eid}", "wijzigt", v.soort, v.vanaf, "dossier")


def _tekstbron(wet: Wettekst) -> str:
    datum = wet.datum_wordt or wet.datum_was
    return f"tekst van de {wet.afkorting} per {dag(datum)}" if datum else wet.afkorting


def _herkomsten(wet: Wettekst) -> dict[str, Herkomst]:
    """Per artikel what the official source says of the newest text."""
    tekst = wet.wordt or wet.was
    artikelen: Iterable[Eenheid] = (
        (e for e in wandel(tekst.wortel) if e.soort is Soort.ARTIKEL) if tekst is not None else ()
    )
    return {kaal(a.nummer): a.herkomst for a in artikelen if a.herkomst is not None}


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst[:10])
    except ValueError:
        return date.max


def _gelabeld(bwb: str, label: str) -> tuple[Adres, str]:
    """The place that a label of the WTI names; of a chapter or annex only the act, and then the words say so.

    >>> [(a.tekst(), woorden) for a, woorden in (_gelabeld("BWBR0045754", n) for n in ("Artikel 3.1", "Hoofdstuk 3"))]
    [('artikel 3.1', 'volgens de WTI bij Artikel 3.1'), ('', 'volgens de WTI bij Hoofdstuk 3')]
    """
    if label.startswith("Artikel "):
        try:
            adres = uit_tekst(label)
        except AdresFout:
            return Adres(regeling=bwb), f"volgens de WTI bij {label}"
        return plaats_in(bwb, adres.artikel, adres.lid), f"volgens de WTI bij {label}"
    return Adres(regeling=bwb), f"volgens de WTI bij {label or 'de regeling als geheel'}"


Perioden = list[tuple[date | None, date | None]]


def _gegroepeerd(relaties: Iterable[Relatie], zicht: date) -> dict[tuple[Adres, str], tuple[Relatie, Perioden]]:
    """Relations of one unit, periods that follow on each other taken together; only what is known on the day of the file."""
    bekend = (r for r in relaties if r.periode is None or r.periode.zichtbaar_van <= zicht < r.periode.zichtbaar_tot)
    groepen = groepeer(((_relatiedoel(r), r.soort), r) for r in bekend if r.soort in _WTI_SOORTEN)
    return {sleutel: (rij[0], _aaneen([r.periode for r in rij])) for sleutel, rij in groepen.items()}


def _relatiedoel(r: Relatie) -> Adres:
    try:
        adres = uit_jci(r.jci)
    except AdresFout:
        return Adres(regeling=r.bwb_id)
    return plaats_in(r.bwb_id or adres.regeling, adres.artikel, adres.lid, adres.onderdeel)


def _aaneen(perioden: Sequence[Periode | None]) -> Perioden:
    """Periods joined where one begins on the day the other ends (or before).

    >>> p = lambda a, b: Periode(date(a, 1, 1), date(b, 1, 1) if b else date(9999, 12, 31), date.min, date.max)
    >>> _aaneen([p(2020, 2021), p(2021, 0), p(2010, 2011)]) == [(date(2010, 1, 1), date(2011, 1, 1)), (date(2020, 1, 1), None)]
    True
    """
    if any(p is None for p in perioden):
        return [(None, None)]
    uit: list[tuple[date, date]] = []
    for p in sorted((p for p in perioden if p is not None), key=lambda p: (p.geldig_van, p.geldig_tot)):
        if uit and p.geldig_van <= uit[-1][1]:
            uit[-1] = (uit[-1][0], max(uit[-1][1], p.geldig_tot))
        else:
            uit.append((p.geldig_van, p.geldig_tot))
    return [(van if van > date.min else None, tot if tot.year < 9999 else None) for van, tot in uit]
