"""From a parse tree to the vocabulary of change: the parts around the verb, and the forms that change running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Blok
from verordening.keur.taal import verbinding
from versies.opdracht.aanduiding import label_van
from versies.opdracht.adressen import AANHALING, Plaats, Reeks, erft, lees_plek, tussen
from versies.opdracht.beeld import beeld
from versies.opdracht.lading import (
    Opmerkingen,
    kies_lading,
    lees_lading,
    platte_blokken,
    platte_tekst,
    soort_in,
    zonder_buitencitaat,
)
from versies.opdracht.lexer import Boom, Nummers
from versies.opdracht.ontleden import bladeren
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import (
    ABSOLUUT,
    BEGIN,
    PLAATSEN,
    Zinsdelen,
    alle,
    binnen,
    naast_elkaar,
    nieuwe_tekst,
    plaatsen,
    rijen,
    samen,
    tekst_als_lid,
    van,
)
from versies.wijziging import (
    EENMAAL,
    TELKENS,
    Kant,
    Ledenvorm,
    Plek,
    Vernummer,
    Vervalt,
    VervangTekst,
    VoegTekstIn,
    Wijziging,
)

Tekens = tuple[str, Plaats | None, str]
"""A mark at the end: the old one, where, the new one."""


@dataclass(slots=True)
class Vertaling:
    """What one sentence does."""

    wijzigingen: list[Wijziging] = field(default_factory=list)
    nieuw: bool = False
    regeling: str = ""
    opmerkingen: Opmerkingen = field(default_factory=list)
    opschriften: list[tuple[Adres, str]] = field(default_factory=list)


def _ernaast(voorop: Zinsdelen, daad: Boom) -> bool:
    """True when a place of a deed cannot lie in one that stands in front of the deeds."""
    eerder = [a for d in voorop.delen if d.naam in PLAATSEN for p in plaatsen(d) for a in p.adressen]
    return any(naast_elkaar(b, a) for p in plaatsen(daad) for a in p.adressen for b in eerder)


class Woordvertaler:
    """The parts of a sentence, and the verbs that work on words; units are in :mod:`versies.opdracht.vertaler`."""

    def __init__(self, bereik: Adres, lading: Sequence[str], gereed: tuple[Blok, ...]) -> None:
        self.bereik = bereik
        self.lading = list(lading)
        self.gereed = gereed
        self.uit = Vertaling()
        self.gekapt = self.zelfde = False
        self.elders: list[Adres] = []
        self.behalve: list[Adres] = []
        self.na: list[Wijziging] = []

    # --- places

    def plek(self, adres: Adres) -> Plek:
        """The place of an address, inside the scope of the block around the sentence."""
        return Plek(binnen(self.bereik, adres))

    def onderwerp(self, om: Zinsdelen, *soorten: str) -> list[Reeks]:
        """The places that the sentence speaks of: nested prepositions joined, the scope when nothing is named."""
        if self.elders:
            return [(a, a) for a in self.elders]
        reeksen: list[Reeks] = [(Adres(), Adres())]
        for plaats in om.plaatsen(*(soorten or ("in", "aan", "plaats"))):
            if plaats.zelf:
                # «Onder vervanging van de punt in artikel 4 … wordt aan dat artikel …»
                bij = [a for d in om.delen if d.naam == "onder_vervanging" for p in plaatsen(d) for a in p.adressen]
                los = len(bij) == 1 and bij[0].artikel and not reeksen[0][0].stappen
                reeksen = [(hier := self._zelf(plaats.zelf, bij if los else alle(reeksen)), hier)]
            if all(naast_elkaar(b, x) for _, b in reeksen for x, _ in plaats.reeksen):
                reeksen += plaats.reeksen  # «In het opschrift, in artikel 3 en in bijlage 1 wordt …»
            else:
                reeksen = [(samen(a, x), samen(b, y)) for a, b in reeksen for x, y in plaats.reeksen]
        return [(binnen(self.bereik, a), binnen(self.bereik, b)) for a, b in reeksen]

    def _zelf(self, soort: str, genoemd: list[Adres]) -> Adres:
        """The unit that the sentence calls "dat lid": the one named before it, else that of the block."""
        hier = binnen(self.bereik, genoemd[0]).stappen
        plek = next((i for i, s in enumerate(hier, 1) if s.soort == soort), 0)
        if len(genoemd) > 1 or not plek or (plek < len(hier) and not genoemd[0].stappen):
            raise Geweigerd.om("plek-ontbreekt/blok-eromheen", plaats=soort)
        return Adres(hier[:plek])

    def overal(self, om: Zinsdelen) -> list[Adres]:
        """Every single place that the sentence speaks of, without those that it leaves out."""
        self.uitgezonderd = True
        overal = [self._vernummerd(a) for a in alle(self.onderwerp(om))]
        for adres in (erft(overal[-1], a) for a in self.behalve if overal):
            if adres not in overal:
                raise Geweigerd.om("reeks/behalve", adres=adres.tekst())
            overal.remove(adres)
        return [*overal, *(binnen(self.bereik, a) for p in om.plaatsen("ook") for a in alle(p.reeksen))]

    def _vernummerd(self, adres: Adres) -> Adres:
        """ "Artikel 3 wordt vernummerd tot artikel 3a en komt te luiden:": the place of the deed before, with its new number."""
        for w in self.uit.wijzigingen if self.zelfde else ():
            if isinstance(w, Vernummer) and w.plek.adres.stappen == adres.stappen[: len(w.plek.adres.stappen)]:
                *boven, eigen = w.plek.adres.stappen
                return Adres((*boven, Stap(eigen.soort, w.nummer), *adres.stappen[len(boven) + 1 :]))
        return adres

    def buiten(self, om: Zinsdelen) -> Adres:
        """The unit named before a side condition: "In artikel 3 wordt onder verlettering van onderdeel f …"."""
        for soort in ("in", "aan"):
            if om.noemt(soort):
                return self.onderwerp(om, soort)[0][0]
        naast = next((n for n in ("plaats", "na", "voor") if om.noemt(n)), "")
        if naast:
            # «Artikel 9, eerste lid, vervalt, onder vernummering van het tweede lid»: naast de genoemde eenheid.
            return Adres(self.onderwerp(om, naast)[0][0].stappen[:-1])
        return self.bereik

    # --- sentence

    def zin(self, boom: Boom) -> Vertaling:
        """One sentence, translated into changes."""
        self.gekapt = [s.soort for s in nieuwe_tekst(boom)][:1] == ["STUK"]
        vakken = [v for d in boom.takken for v in d.takken]
        bij, eigen_ = (
            {a.artikel for v in vakken if v.naam.startswith("onder_") is los for p in plaatsen(v) for a in p.adressen}
            for los in (True, False)
        )
        if not (self.bereik.stappen or eigen_ - {""}) and len(bij - {""}) == 1:
            # «Onder verlettering van onderdeel b van artikel 2 tot c, wordt na onderdeel a …»: alles in artikel 2.
            self.bereik = Adres((Stap("artikel", max(bij)),))
        blokbereik, vorige, voorop = self.bereik, Zinsdelen(), Zinsdelen()
        for daad in boom.takken:
            om = vorige.met(daad.takken)
            eigen, self.zelfde = om.voorop, not any(plaatsen(daad))
            if not vorige.delen or (om.vervoegd and eigen.noemt(*PLAATSEN)):
                # «…, en in het tweede lid wordt …»: zonder eigen artikel geldt het artikel ervoor.
                los = any(a.stappen and a.stappen[0].soort in ABSOLUUT for p in plaatsen(daad) for a in p.adressen)
                zelf = next((p.zelf for p in plaatsen(daad) if p.zelf), "")
                self.bereik = blokbereik if los or not vorige.delen else self._uit(vorige, zelf, daad)
                voorop, self.elders = eigen, []
            elif om.vervoegd:
                self.elders = []
                # Elke daad heeft haar eigen «telkens», «na …» en bijzaken; alleen wat voorop staat geldt voor alle.
                # «… en er komt een onderdeel bij»: niet aan het slot waarover de eerste daad ging.
                # «In artikel 5 wordt … en vervalt artikel 8»: een plaats naast die van voorop komt ervoor in de plaats.
                weg = PLAATSEN if _ernaast(voorop, daad) else {"slot"} if "nieuw" in om else set()
                self.bereik = blokbereik if weg is PLAATSEN else self.bereik
                om = om.met([*(d for d in voorop.delen if d.naam not in weg), *om.delen])
            else:
                if daad.naam != "verplaats":
                    self._elders(om, vorige)  # Bij verplaatsen is «na …» niet waar, maar waarheen.
                om = om.aangevuld(vorige)
            self._daad(daad, om)
            vorige = om
        woorden = [w for w in self.uit.wijzigingen if isinstance(w, VervangTekst)]
        for een, ander in combinations(woorden, 2):
            if een.plek == ander.plek and een.oud != ander.oud and ander.oud in een.nieuw and een.oud not in een.nieuw:
                raise Geweigerd.om("vervang-ketting", nieuw=een.nieuw[:60], oud=ander.oud[:60])
        return self.uit

    def _elders(self, om: Zinsdelen, vorige: Zinsdelen) -> None:
        """ "en in het derde lid “c” …": the place of one pair; what it leaves out, it takes from the place before it."""
        for genoemd in om.plaatsen(*PLAATSEN):
            boven = self.elders[-1] if self.elders else self.onderwerp(vorige)[-1][1]
            reeksen = [(erft(boven, x), erft(boven, y)) for x, y in genoemd.reeksen]
            self.elders = [binnen(self.bereik, a) for a in alle(reeksen)]

    def _uit(self, om: Zinsdelen, soort: str, daad: Boom) -> Adres:
        """The unit of a deed that the place of the next one lies in, or that it calls "dat lid"; the scope when it names no artikel."""
        reeksen = self.onderwerp(om, *PLAATSEN)
        if soort:
            return self._zelf(soort, alle(reeksen))
        stappen = reeksen[-1][1].stappen
        if not any(s.soort == "artikel" for s in stappen):
            return self.bereik
        eerste = next((a.stappen[:1] for p in plaatsen(daad) for a in p.adressen if a.stappen), (Stap("lid"),))
        return Adres(erft(Adres(stappen), Adres(eerste)).stappen[:-1])

    def _daad(self, daad: Boom, om: Zinsdelen) -> None:
        for symbool in om.regelingen:
            if not symbool.woorden and self.bereik.stappen:
                raise Geweigerd.om("buiten-blok", symbool=symbool.tekst, bereik=self.bereik.tekst())
        for gelijk in om.alle("luidend", "CITAAT"):
            # «Het vierde lid dat luidt: “…”»: die woorden moeten er staan.
            self.vervang_woorden(om, gelijk.woorden, gelijk.woorden)
        begin = next((i for i, d in enumerate(daad.takken) if van(d, *BEGIN)), 0)
        voor_ = om.met(d for d in daad.takken[:begin] if d.naam == "in")
        for erin in (d for d in daad.takken[begin:] if d.naam == "in" and _ernaast(voor_, d)):
            # «In artikel 5 wordt in artikel 7 “a” vervangen»: het een ligt niet in het ander.
            namen = [plaatsen(v)[0].adressen[0].tekst() for v in (erin, voor_.delen[0])]
            raise Geweigerd.om("buiten-blok/ligt-buiten", adres=namen[0], buiten=namen[1])
        self.behalve = [a for p in om.plaatsen("behalve") for a in alle(p.reeksen)]
        voor, self.na = self._bijzaken(om), []
        self.uit.nieuw |= any(p.nieuw for deel in om.delen for p in plaatsen(deel))
        self.uit.regeling = self.uit.regeling or om.regeling
        begin, self.uitgezonderd = len(self.uit.wijzigingen), False
        getattr(self, f"doe_{daad.naam}")(om)
        if self.behalve and not self.uitgezonderd:
            raise Geweigerd.om("zinsdeel-ongebruikt", over=f"met uitzondering van {self.behalve[0].tekst()}")
        if (over := om.ongebruikt(daad)) is not None:
            raise Geweigerd.om("zinsdeel-ongebruikt", over=over.tekst)
        hoofd = self.uit.wijzigingen[begin:]
        # Eerst de leestekens, dan een vervallen eenheid, dan de nummers, dan wat erbij komt: zo klopt elk adres.
        tekens = [w for w in voor if isinstance(w, VervangTekst | VoegTekstIn)]
        nummers = [w for w in voor if w not in tekens]
        weg = [w for w in hoofd if isinstance(w, Vervalt)]
        erbij = [w for w in hoofd if not isinstance(w, Vervalt)]
        slot = [w for w in hoofd if isinstance(w, VoegTekstIn) and w.kant is Kant.SLOT]
        if tekens and any(not verbinding(w.nieuw) for w in slot):
            # «… onder vervanging van de punt door een komma, toegevoegd “tenzij …”»: waar de komma dan staat, is niet zeker.
            raise Geweigerd.om("zinsdeel-ongebruikt", over="onder vervanging van")
        if daad.naam == "verplaats":
            # Verplaatsen en vernummeren gaan in één keer; de uitvoering leest alle adressen als die van ervoor.
            nummers, self.na = [], [*nummers, *self.na]
        self.uit.wijzigingen[begin:] = [*tekens, *weg, *nummers, *erbij, *self.na]

    def _bijzaken(self, om: Zinsdelen) -> list[Wijziging]:
        """Side conditions: their places are known only when the whole sentence is ("… wordt in artikel 6 …")."""
        uit: list[Wijziging] = []
        for vak in om.bomen("onder_vernummering", "onder_toevoeging", "onder_vervanging"):
            if vak.naam == "onder_vernummering":
                uit += self.omnummeringen(vak, self.buiten(om))
            elif vak.naam == "onder_toevoeging":
                waar = [binnen(self.buiten(om), a) for a in plaatsen(vak)[0].adressen]
                uit += [VoegTekstIn(self.plek(a), van(vak, "CITAAT")[0].woorden, kant=Kant.SLOT) for a in waar]
            else:
                uit += self._andere_tekens(vak, om)
        return uit

    def _andere_tekens(self, vak: Boom, om: Zinsdelen) -> list[Wijziging]:
        uit: list[Wijziging] = []
        tekens: list[str] = []
        waar, bij, vorige = None, "", ""
        for s in bladeren(vak):
            waar = s.plaats if s.soort == "ADRES" else waar
            if vorige == "NA" and s.soort == "CITAAT":
                bij = s.woorden  # «de punt achter “de leeftijd”»
            else:
                tekens += [s.woorden] if s.soort in ("TEKEN", "CITAAT") else []
            vorige = s.soort
            if len(tekens) == 2:
                uit += self._aan_het_slot((tekens[0], waar, tekens[1]), om, bij)
                tekens, waar, bij = [], None, ""
        return uit

    def _aan_het_slot(self, tekens: Tekens, om: Zinsdelen, bij: str = "") -> list[Wijziging]:
        oud, plaats, nieuw = tekens
        adressen = plaats.adressen if plaats is not None else (Adres(),)
        waar, veld = [binnen(self.buiten(om), a) for a in adressen], "tekst" if bij else "slot"
        if plaats is None and any(
            s.tekst.startswith("waarvan") for s in om.alle("onder_vervanging", "ONDER_VERVANGING")
        ):
            waar = alle(self.onderwerp(om, "in", "aan", "na", "voor"))  # «na onderdeel c, waarvan de punt …»
        return [VervangTekst(self.plek(a), f"{bij}{oud}", f"{bij}{nieuw}", veld=veld) for a in waar]

    def omnummeringen(self, vak: Boom, buiten: Adres) -> list[Wijziging]:
        """ "lid 3 tot 2", or "het eerste lid tot enig lid zonder nummer": then the text of the artikel has no leden any more."""
        uit: list[Wijziging] = []
        delen = bladeren(vak)
        for ervoor, genoemd, tot, nummers in zip(delen, delen[1:], delen[2:], delen[3:], strict=False):
            if tot.soort != "TOT":
                continue
            if ervoor.soort == "TEKST_VAN":
                uit.append(tekst_als_lid(binnen(buiten, genoemd.plaats.adressen[0]), nummers))
                continue
            if nummers.soort == "NUMMERS":
                wat = genoemd.plaats if genoemd.soort == "ADRES" else rijen(genoemd.waarde)
                uit += self.vernummeringen(wat, nummers.waarde, buiten)
                continue
            adressen = [binnen(buiten, a).stappen for a in genoemd.plaats.adressen]
            if len(adressen) != 1 or [s.soort for s in adressen[0][-2:]] != ["artikel", "lid"]:
                raise Geweigerd.om("plek-ontbreekt/wat-wordt-vernummerd")
            uit.append(Ledenvorm(Plek(Adres(adressen[0][:-1])), False))
        return uit

    def vernummeringen(self, plaats: Plaats, nummers: object, buiten: Adres) -> list[Wijziging]:
        """One change per unit; old and new must be equally many."""
        oud = alle(plaats.reeksen)
        paren: Nummers = nummers if isinstance(nummers, tuple) else ()
        nieuw = [n for eerste, laatste in paren for n in (tussen(eerste, laatste) if eerste != laatste else [eerste])]
        if len(oud) != len(nieuw):
            oud2 = "eenheid wordt" if len(oud) == 1 else "eenheden worden"
            nieuw2 = "nummer" if len(nieuw) == 1 else "nummers"
            raise Geweigerd.om("nummers-ongelijk", oud=len(oud), oud2=oud2, nieuw=len(nieuw), nieuw2=nieuw2)
        return [Vernummer(self.plek(binnen(buiten, a)), n) for a, n in zip(oud, nieuw, strict=True)]

    # --- new text

    def soort_in(self, adres: Adres) -> str:
        """What kind of unit stands in the new text of a place."""
        return soort_in(adres, self.lading)

    def blokken(self, soort: str) -> tuple[Blok, ...]:
        """The new text as blocks of one kind."""
        nieuw = (
            kies_lading(self.gereed, soort) if self.gereed else lees_lading(self.lading, soort, self.uit.opmerkingen)
        )
        if not nieuw:
            raise Geweigerd.om("lading-leeg")
        return nieuw

    def tekst(self, *, lijst: bool = False) -> str:
        """The new text as words; as ``lijst`` it may be one line per place."""
        if self.gereed:
            return platte_blokken(self.gereed)
        if not any(r.strip() for r in self.lading):
            raise Geweigerd.om("lading-leeg")
        eerste, *rest = [r for r in zonder_buitencitaat(self.lading) if r.strip()]
        if not lijst and (label := next((r for r in rest if label_van(r) or beeld(r).streep), "")) != "":
            raise Geweigerd.om("lading-lijst", regel=label.strip()[:60])
        return platte_tekst([eerste, *rest])

    def oude_stijl(self, om: Zinsdelen) -> str:
        """New words after a colon, without quotes: the rest of the sentence without its final stop (F.3, 7)."""
        eigen = next(s for d in om.delen for s in nieuwe_tekst(d))
        if eigen.soort == "STUK":
            return _heel_citaat(eigen.woorden)
        # De tweede dubbele punt in een zin heeft haar tekst achter zich; wat eronder staat, hoort bij de eerste.
        tekst = platte_tekst([eigen.woorden]) if eigen.woorden and self.gekapt else self.tekst()
        laatste_oud = om.tekst("woorden")
        los = laatste_oud and not laatste_oud.endswith(".") and tekst[:1] not in AANHALING  # woorden, en geen zin
        if patroon("NOG_EEN_OPDRACHT").search(tekst) or (los and patroon("NOG_EEN_ZIN").search(tekst)):
            raise Geweigerd.om("lading-loopt-door")
        if not laatste_oud.endswith((";", ".", ",", ":")):
            tekst = self.zonder_scheiding(tekst)
        if (gelezen := re.fullmatch(r"[„“”«‘\"'](?P<kern>[^„“”«»\"]*)[”“\"»’']\.?", tekst)) is not None:
            return gelezen.group("kern")
        # «de zin “….” vervangen door: ….»: wie een hele zin vervangt, schrijft er weer een.
        return _heel_citaat(tekst if laatste_oud.endswith(".") else tekst.removesuffix("."))

    def zonder_scheiding(self, tekst: str) -> str:
        """Words without the semicolon that separates the instructions of a series."""
        if not tekst.endswith(";"):
            return tekst
        self.uit.opmerkingen.append(("puntkomma", {"slot": tekst[-41:-1]}))
        return tekst[:-1]

    # --- replace

    def vervang_woorden(self, om: Zinsdelen, oud: str, nieuw: str, waar: list[Adres] | None = None) -> None:
        """One change per place: the places of the sentence, or the given ones."""
        maal = om.getal("maal") or 1
        if not oud:
            raise Geweigerd.om("citaat-leeg")
        if maal > 1 and oud in nieuw:
            raise Geweigerd.om("maal", oud=oud)
        met_aanhef = any(p.met_aanhef for d in om.delen for p in plaatsen(d))
        for adres in self.overal(om) if waar is None else waar:
            plek, veld = veld_van(adres)
            # «Artikel 3, aanhef en onder a»: dat onderdeel; staan de woorden ook in de aanhef, dan kan die zijn bedoeld.
            kop = met_aanhef and plek.stappen[-1:] and plek.stappen[-1].soort == "onderdeel"
            ook = Plek(Adres((*plek.stappen[:-1], Stap("aanhef")))) if kop else None
            veld = "slot" if om.keer in (EENMAAL, TELKENS) and veld == "tekst" and om.bomen("slot") else veld
            # «tweemaal»: de eerste, en dan de enige die over is. Staan zij er vaker of minder vaak, dan weigert de uitvoering.
            eerder = [VervangTekst(Plek(plek), oud, nieuw, 1, veld)] * (maal - 1)
            self.uit.wijzigingen += [*eerder, VervangTekst(Plek(plek), oud, nieuw, om.keer, veld, niet_in=ook)]

    def doe_vervang_woorden(self, om: Zinsdelen) -> None:
        """Words are replaced by words, or by the text that follows."""
        om.bomen("bedrag")  # welk bedrag, zeggen de woorden
        voor = ("voor_tekst",) if not any(n in om for n in ("door", "door_teken", "door_tekst")) else ()
        genoemd = [s.woorden for n in ("van", "in_plaats_van_woorden", *voor, "woorden") for s in om.alle(n, "CITAAT")]
        nieuw = [s.woorden for n in ("door", "door_teken") for s in om.alle(n, "CITAAT", "TEKEN")]
        if all(paren := [_beide_letters(w) for w in (*genoemd, *nieuw)]) and len(paren) == 2 and nieuw:
            genoemd, nieuw = paren  # «Het/het college»
        if (kop := om.kop_letterlijk) is not None:
            return self.kop_letterlijk(om, kop, genoemd[0], nieuw)
        koppen = any(a.stappen[-1:] == (Stap("opschrift"),) for p in om.plaatsen("plaats") for a in p.adressen)
        if koppen and not om.noemt("in"):
            raise Geweigerd.om("vorm-onbekend")
        oud = genoemd if nieuw or "door_tekst" in om else genoemd[:-1]
        nieuw = nieuw or genoemd[len(oud) :]
        verdeeld = any(van(d, "RESPECTIEVELIJK") for d in om.delen)
        if "door_tekst" in om:
            heel = self.oude_stijl(om)
            verdeeld = verdeeld or patroon("ELK").search(heel) is not None
            los = len(oud) > 1 or (verdeeld and len(self.onderwerp(om)) > 1)
            nieuw = patroon("VERDEEL").split(heel) if los else [heel]
        waar = self.overal(om) if verdeeld or len(nieuw) > 1 else []
        if len(nieuw) > 1 or ("door_tekst" in om and len(oud) > 1):
            return self._verdeel(om, oud, nieuw, verdeeld=verdeeld)
        if len(oud) > 1 and nieuw and nieuw[0] and all(o.endswith(".") for o in oud):
            # Twee zinnen door één: elk op haar eigen plaats zou die tweemaal opleveren.
            raise Geweigerd.om("verdeling", oud=len(oud), nieuw=1, waar=1, waar2="")
        for plek, woorden in enumerate(oud):
            # «in het eerste en tweede lid “a” onderscheidenlijk “b”»: elk op zijn eigen plaats.
            eigen = [waar[plek]] if verdeeld and len(oud) == len(waar) > 1 else None
            self.vervang_woorden(om, woorden, nieuw[0], eigen)
        return None

    def kop_letterlijk(self, om: Zinsdelen, plaats: Plaats, oud: str, nieuw: list[str]) -> None:
        """The heading of a unit, given in words: changed where units are."""
        raise NotImplementedError

    def _verdeel(self, om: Zinsdelen, oud: list[str], nieuw: list[str], *, verdeeld: bool) -> None:
        waar = self.overal(om)
        if verdeeld and len(waar) == len(nieuw) > 1 and len(oud) in (1, len(nieuw)):
            for i, adres in enumerate(waar):
                self.vervang_woorden(om, oud[i % len(oud)], nieuw[i], [adres])
            return
        if len(oud) != len(nieuw) or len(waar) != 1:
            meer = "en" if len(waar) != 1 else ""
            raise Geweigerd.om("verdeling", oud=len(oud), nieuw=len(nieuw), waar=len(waar), waar2=meer)
        for een, ander in zip(oud, nieuw, strict=True):
            self.vervang_woorden(om, een, ander)

    # --- lapse

    def doe_vervalt_woorden(self, om: Zinsdelen) -> None:
        """Words lapse; behind a colon without quotes ("In artikel 3 vervalt: schriftelijk.")."""
        self.welk_opschrift(om)
        na, voor = om.tekst("na_tekst"), om.tekst("voor_tekst")
        for oud in om.alle("woorden", "CITAAT"):
            heel = _aaneen(_aaneen(na, oud.woorden), voor)  # «na “orde” vervalt “, of”»: welke keer dat staat
            self.vervang_woorden(om, heel, _aaneen(na, voor))
        if "lading" not in om:
            return
        weg = self.oude_stijl(om)
        plaats = lees_plek(weg, 0)
        if plaats is not None and plaats.einde == len(weg) and not om.noemt("in"):
            # «Vervallen: artikel 5, derde lid.»: wat achter de dubbele punt staat, is de plaats zelf.
            for eerste, laatste in plaats.reeksen:
                van_, tot = self.plek(eerste), self.plek(laatste)
                self.uit.wijzigingen.append(Vervalt(van_, tot if tot != van_ else None))
            return
        self.vervang_woorden(om, weg, "")

    def welk_opschrift(self, om: Zinsdelen) -> None:
        """ "Het opschrift “Overgang” vervalt": between which units that heading stands, is not said."""
        kop = om.kop_letterlijk
        if kop and len(kop.adressen[0].stappen) == 1 and not self.bereik.stappen and not om.noemt("in"):
            raise Geweigerd.om("opschrift-onzeker", om=om.tekst("woorden"))


def _beide_letters(woorden: str) -> list[str]:
    """The words with a capital and without, when they are written as both; else nothing.

    >>> _beide_letters("Het/het college"), _beide_letters("en/of")
    (['Het college', 'het college'], [])
    """
    t = re.match(r"([A-Z]\w*)/(?=[a-z])(\w+)(.*)", woorden)
    return [f"{t[1]}{t[3]}", f"{t[2]}{t[3]}"] if t is not None and t[1].lower() == t[2] else []


def _aaneen(links: str, rechts: str) -> str:
    return f"{links}{'' if not links or rechts[:1] in ' ,;.:' else ' '}{rechts}"


def veld_van(adres: Adres) -> tuple[Adres, str]:
    """A place as a unit and the part of it that is meant: its text or its heading; the title of a regulation is a text."""
    if len(adres.stappen) > 1 and adres.stappen[-1].soort == "opschrift":
        return Adres(adres.stappen[:-1]), "opschrift"
    return adres, "tekst"


def _heel_citaat(tekst: str) -> str:
    if tekst[-1:] in tuple("”»’'\"") and not any(t in AANHALING and tekst[-1] in AANHALING[t] for t in tekst[:-1]):
        raise Geweigerd.om("citaat-scheef/nieuwe-tekst", tekst=tekst[-30:])
    return tekst
