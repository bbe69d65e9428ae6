"""The book of one article of the decision: what is open, how an instruction is entered, and what each line was claimed as."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid, Soort
from verordening.dagen import lees_dag
from versies.besluit import Bepaling, Bepalingsoort, Bronplek, Opdracht, Regel, Regelsoort, deelnaam
from versies.opdracht.aanduiding import is_titel_boven, van_besluit
from versies.opdracht.adressen import soort_van
from versies.opdracht.beeld import Beeld, beeld
from versies.opdracht.bepalingen import MET_DAG, lees_bepaling
from versies.opdracht.catalogus import vormen_van
from versies.opdracht.indeling import Blokje, Deel
from versies.opdracht.keur import keur_lading, keur_los, keur_wijzigingen
from versies.opdracht.lading import uitgeschreven
from versies.opdracht.leesstand import Niveau, Stuk, Wachtend, noemt_geen, zelfde_regeling
from versies.opdracht.lexer import Boom, is_open
from versies.opdracht.ontleden import bladeren, leesbaar, ontleed
from versies.opdracht.vertaler import vertaal
from versies.opdracht.volgorde import nummers_eerst, volgende_letters, volgende_nummers
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import (
    ABSOLUUT,
    alle,
    blok_van,
    geldt_voor_alles,
    inline_lading,
    naast_elkaar,
    plaatsen,
    van,
    wacht_op_lading,
)
from versies.opdracht.zinsoort import (
    alleen_woorden,
    begin_van,
    bijgevoegd,
    blokbereik,
    gaat_door,
    is_intrekking,
    is_nummerkop,
    is_samenloop,
    met_plaats,
    onbegrepen,
    voorwaarde_van,
)
from versies.wijziging import VervangEenheid, VoegIn, Wijziging


class Artikelboek:
    """What has been read of one article, and what is still open in it."""

    def __init__(
        self, deel: Deel, naam: str, gemerkt: bool, bijlagen: dict[str, list[str]], regeling: str = ""
    ) -> None:
        self.deel, self.naam, self.gemerkt, self.bijlagen = deel, naam, gemerkt, bijlagen
        self.bepalingen: list[Bepaling] = []
        self.fouten: list[Geweigerd] = []
        self.bevindingen: list[Bevinding] = []
        self.stukken = [Stuk(regeling)]
        self.letter = self.kopnummer = ""
        self.niveaus: list[Niveau] = []
        self.kop: Niveau | None = None
        """The block of which the heading was read last, while nothing stands below it."""
        self.boven: list[Niveau] = []
        """The block that a series of letters stands in; empty when it is the whole regulation."""
        self.eigen_zin = False
        """The next sentence is the first one of its letter."""
        self.wachtend: Wachtend | None = None
        self.net_geopend: Wachtend | None = None
        """A block whose heading was just read: what stands below can be its own new text."""
        self.is_wijzigend = self.in_toelichting = self.vervolg = self.streep = self.getiteld = False
        self.stam = self.vorig_begin = ""
        self.na_plaatsen = sys.maxsize
        """How many lines follow the row of places that was looked at last: no row is walked twice."""
        self.opschriften: list[tuple[Adres, str]] = []
        """Headings named beside a number, for the next instruction."""
        self.kale_kop: tuple[Adres, Bronplek, int] | None = None
        """The place of the last line with only a place, where it stands, and how many instructions were read above it."""
        self.regels: list[Regel] = []
        """The ledger of this article: what each line was claimed as."""
        self.gebruikt: set[str] = set()
        """Numbers of the annexes that became new text."""
        self.aanspraak: tuple[Regelsoort, str] = (Regelsoort.ONGELEZEN, "")

    @property
    def stuk(self) -> Stuk:
        """The part that is being read."""
        return self.stukken[-1]

    def meld(self, sleutel: str, zin: str, bron: Bronplek, /, **delen: object) -> None:
        """A remark about the source: it was read, but the reader of the decision should know how."""
        self.bevindingen.append(Bevinding.van(sleutel, str(bron), zin[:160], str(bron), **delen))

    def _claim(self, soort: Regelsoort, nummer: tuple[str, ...] = ()) -> None:
        """Enter what the line that is being read is; a line for which this is not called, was not read."""
        self.aanspraak = (soort, deelnaam(nummer or (self.deel.nummer,)))

    def _noem(self, opschriften: tuple[tuple[Adres, str], ...], zin: str, bron: Bronplek) -> None:
        """Headings that a sentence names beside a number; the name of the regulation itself there is no heading."""
        for adres, naam in opschriften:
            if self.stuk.regeling and naam.casefold() == self.stuk.regeling.casefold():
                self.meld("regeling-genoemd", zin, bron, naam=naam, adres=adres.tekst())
            else:
                self.opschriften.append((adres, naam))

    def _wissel(self, regeling: str) -> None:
        """From here on another regulation is amended; one article of the decision can do several."""
        eigen, leeg = self.stuk.regeling, not self.stuk.opdrachten
        if eigen and (zelfde_regeling(regeling, eigen) or soort_van(regeling.split()[0])):
            return
        if leeg and regeling.startswith(eigen):
            self.stuk.regeling = regeling
        elif eigen:
            self.stukken.append(Stuk(regeling, self.stuk.voorwaarde))

    # --- where an instruction belongs

    def _niveau(self, nummer: str, zin: str, bron: Bronplek) -> int:
        """Index of the open block to which a numbered instruction belongs; checks that numbers count up."""
        if not nummer:
            if self.niveaus and self.niveaus[-1].nummers and not self.vervolg:
                raise Geweigerd.om("nummering/opdracht-zonder", str(bron))
            return len(self.niveaus) - 1
        if not self.niveaus:
            self.niveaus.append(Niveau((self.stuk.wortel,)))
        for i in range(len(self.niveaus) - 1, -1, -1):
            if nummer in volgende_nummers(self.niveaus[i].nummers):
                del self.niveaus[i + 1 :]
                self.niveaus[i].nummers.append(nummer)
                return i
        verwacht = volgende_nummers(self.niveaus[-1].nummers)[0]
        raise Geweigerd.om("nummering", str(bron), nummer=nummer, verwacht=verwacht)

    def _om(self, niveau: int) -> Niveau:
        """The open block with that index; the whole of what this article is about when there is none."""
        return self.niveaus[niveau] if 0 <= niveau < len(self.niveaus) else Niveau((self.stuk.wortel,))

    def _hoort(self, nummer: str, niveau: int) -> tuple[str, ...]:
        boven = [n.nummers[-1] for n in self.niveaus[:niveau] if n.nummers]
        eigen = [nummer] if nummer else []
        letter = [self.letter] if self.letter else []
        return (self.deel.nummer, *letter, *boven, *eigen)

    def _open_tussenkop(self, zin: str, volgend: Beeld, bron: Bronplek) -> None:
        """The unit of such a line is where the sentences below it work, unless they name another."""
        plaats = beeld(zin).plaats
        assert plaats is not None
        adres, *meer = plaats.adressen
        adres = Adres(adres.stappen[:-1]) if meer else adres
        onder = volgend.plaats.adressen[0] if volgend.plaats is not None else adres
        if naast_elkaar(adres, onder) or (onder != adres and onder.stappen[0].soort not in ABSOLUUT):
            raise Geweigerd.om("tussenkop-leeg/nog-een", plaats=adres.tekst())
        genoemd = [a for p in volgend.plaatsen for a in p.adressen]
        eigen = next((a.artikel for a in genoemd if a.artikel), "")
        self.stam = self.vorig_begin = ""
        plek = next((i for i, n in enumerate(self.niveaus) if n.tussenkop), len(self.niveaus))
        del self.niveaus[plek:]
        if genoemd and not any(_past_bij(adres, a) for a in genoemd):
            raise Geweigerd.om("tussenkop-leeg/tegenspraak", plaats=adres.tekst(), ander=genoemd[0].tekst())
        if not plaats.opschriften and eigen:
            if not adres.artikel:
                self.meld("tussenkop/tussenkop-plaats", zin, bron, zin=zin)
            return
        self.opschriften.extend(plaats.opschriften)
        if volgend.plaats is None and eigen in ("", adres.artikel):
            self.niveaus.append(Niveau(tuple(alle(plaats.reeksen)), tussenkop=True))
            self.meld("tussenkop", zin, bron, zin=zin)
            self.kale_kop = (adres, bron, self._gelezen())

    def _gelezen(self) -> int:
        return sum(len(s.opdrachten) for s in self.stukken) + len(self.fouten) + len(self.bepalingen)

    def sluit(self) -> None:
        """Refuse a line with only a place below which nothing was read."""
        if self.kale_kop is not None and self.kale_kop[2] == self._gelezen():
            adres, bron, _ = self.kale_kop
            self.fouten.append(Geweigerd.om("tussenkop-leeg/niets", str(bron), plaats=adres.tekst()))

    def _sluit_blokken(self, boom: Boom) -> None:
        """A sentence without a number about another artikel ends the block about the one before it."""
        eigen = next((a.artikel for p in plaatsen(boom) for a in p.adressen if a.artikel), "")
        if eigen and self.stuk.wortel.artikel not in ("", eigen):
            self.stuk.wortel = Adres()
        while eigen and self.niveaus[len(self.boven) :]:
            if self.niveaus[-1].bereiken[0].artikel in ("", eigen):
                break
            self.niveaus.pop()

    def _bereik_ervoor(self, boom: Boom, zin: str, bron: Bronplek) -> tuple[Adres, ...]:
        """The one artikel of the sentence before it, for a sentence in the same paragraph that names none, or "dat lid"; else empty."""
        adressen = [a for p in plaatsen(boom) for a in p.adressen]
        eigen = any(s.soort in ABSOLUUT or "." in s.nummer for a in adressen for s in a.stappen[:1])
        eigen = eigen or not (adressen or boom.takken[0].naam == "slotteken")  # «De punt achter “giften” wordt …»
        dat = t["wat"] if (t := patroon("DAT_LID").search(zin)) is not None else ""
        blok = [s.soort for n in self.niveaus for s in n.bereiken[0].stappen]
        if not (self.vervolg or dat) or eigen or not self.stuk.opdrachten or (dat in blok if dat else blok):
            return ()
        vorige = self.stuk.opdrachten[-1]
        eenheden = {_deel_van(w, dat or "artikel") for w in vorige.wijzigingen}
        eenheid = eenheden.pop() if len(eenheden) == 1 else Adres()
        if not eenheid.stappen:
            return ()
        if dat and not any(a.stappen for a in adressen) and patroon("CITAAT_VAN_PLAATS").search(vorige.zin):
            raise Geweigerd.om("plek-ontbreekt/blok-eromheen", plaats=dat)
        self.meld("artikel-ervoor", zin, bron, artikel=eenheid.tekst())
        return (eenheid,)

    def _is_regelingsblok(self, boom: Boom, zin: str, nummer: str) -> bool:
        """The first sentence of the article: "De Verordening … wordt als volgt gewijzigd:"."""
        if self.is_wijzigend or not blok_van(boom):
            return False
        if (kop := next((n for n in self.niveaus if n.tussenkop), None)) is not None:
            raise Geweigerd.om("tussenkop-leeg", plaats=kop.bereiken[0].tekst())
        stuk = self.stuk
        stuk.voorwaarde = voorwaarde_van(boom)
        regeling = next((s.woorden for s in van(boom, "REGELING")), "")
        plaats = next(iter(plaatsen(boom)), None)
        self.is_wijzigend, stuk.aanhef = True, zin
        naam = regeling or (plaats.regeling if plaats is not None else "")
        stuk.regeling = stuk.regeling if noemt_geen(naam) and stuk.regeling else naam
        self.niveaus = [Niveau((Adres(),), [nummer])] if nummer else []
        if plaats is not None and plaats.adressen:
            bereiken = blokbereik(boom, (Adres(),))
            stuk.wortel = stuk.wortel if self.letter else bereiken[0]
            self._open(Niveau(bereiken, nieuw=plaats.nieuw), nummer)
        elif nummer:
            self.niveaus.append(Niveau((Adres(),)))
        return True

    def _open(self, niveau: Niveau, nummer: str) -> None:
        niveau.van_letter = self.eigen_zin or bool(nummer and self.letter)
        self.niveaus.append(niveau)
        self.kop, self.eigen_zin = niveau, False

    def _kop_in_lading(self, regels: Sequence[Blokje], plek: int, w: Wachtend) -> bool:
        """True for the next title of the decision itself below unmarked new text; refused where it can be either."""
        blokje, gezien = regels[plek], regels[plek].beeld
        volgt = self.kopnummer != "" and gezien.nummer in volgende_nummers([self.kopnummer])
        genummerd = volgt and is_nummerkop(regels, plek)
        if volgt and (blokje.kop or (genummerd and w.telling.is_af(w.lading, gezien.regel))):
            return True
        onder = regels[plek + 1].beeld if plek + 1 < len(regels) else beeld("")
        eigen = blokje.kop and blokje.eigen
        titel = self.getiteld != eigen and is_titel_boven(gezien.kern, onder)
        titel = titel or (blokje.kop and not eigen and gezien.plaats is None and van_besluit(onder))
        if genummerd or (titel and w.lading and not (gezien.nummer or blokje.letter)):
            raise Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", wat="een kop", kern=gezien.kern[:80])
        return False

    def _wacht_op_heel(
        self, opdracht: str, bron: Bronplek, lading: list[str], nummer: str = "", *, luidt: str = ""
    ) -> None:
        """Read what follows as the text of a whole unit, though no sentence says so."""
        if not leesbaar(opdracht):
            raise Geweigerd.om("plek-ontbreekt")
        niveau = self._niveau(nummer, opdracht, bron)
        bereiken, hoort = self._om(niveau).bereiken, self._hoort(nummer, niveau)
        self.wachtend = Wachtend(ontleed(opdracht), opdracht, hoort, bereiken, bron, lading, luidt=luidt)
        self.wachtend.wacht = self.wachtend.heel = True
        self.wachtend.afgeleid = not luidt
        self.is_wijzigend = True

    # --- entering instructions

    def _rond_af(self) -> None:
        w, self.wachtend = self.wachtend, None
        if w is None or w.boom is None:
            return
        self.kop, self.eigen_zin = None, False
        try:
            if not w.wacht and (w.lading or w.gereed) and not inline_lading(w.boom):
                raise Geweigerd.om("lading-los/onder-opdracht")
            lading = w.lading or self._bijgevoegd(w.boom)
            # Wat achter de opdracht zelf staat, of als bijlage bij het besluit, heeft nooit een merk.
            gemerkt = self.gemerkt and bool(w.lading)
            keur_lading([inline_lading(w.boom)] if gemerkt else lading, volgende_letters(self.letter))
            uitgeschreven(lading)
            if not gemerkt and (slot := keur_los(lading)):
                self.meld("slotalinea", slot, w.bron)
            vertalingen = [vertaal(w.boom, bereik, lading, tuple(w.gereed)) for bereik in w.bereiken]
            eerste = vertalingen[0]
            van = self.stuk
            if eerste.regeling:
                self._wissel(eerste.regeling)
            if self.stuk is not van:
                self.meld("andere-regeling/opdracht-gaat", w.zin, w.bron, stuk=self.stuk.regeling, van=van.regeling)
            bron = Bronplek(w.bron.bron, w.bron.regel, w.bron.kolom, w.laatste_regel or w.bron.tot_regel)
            wijzigingen = tuple(
                replace(x, luidt=w.luidt) if w.luidt and isinstance(x, VervangEenheid) else x
                for v in vertalingen
                for x in v.wijzigingen
            )
            if not wijzigingen:
                raise Geweigerd.om("niets-gelezen")
            keur_wijzigingen(wijzigingen, lading, gemerkt=self.gemerkt)
            opdracht = Opdracht(
                w.nummer,
                w.zin,
                wijzigingen,
                vormen_van(w.boom),
                eerste.nieuw or w.nieuw,
                tuple(lading),
                bron,
                (*self.opschriften, *eerste.opschriften),
                w.afgeleid,
            )
            self._voeg_toe(opdracht, w.boom)
            self.opschriften.clear()
            if van.koppen and self.stuk.regeling != van.regeling:
                # De kop van het blok noemt de regeling; één zin over een andere verandert dat niet.
                self.stukken.append(Stuk(van.regeling, van.voorwaarde, van.aanhef, van.wortel))
            for sleutel, delen in eerste.opmerkingen:
                self.meld(sleutel, w.zin, w.bron, **delen)
        except Geweigerd as fout:
            self.fouten.append(met_plaats(fout, w.bron))

    def _bijgevoegd(self, boom: Boom) -> list[str]:
        nummer, regels = bijgevoegd(boom, self.bijlagen)
        self.gebruikt |= {nummer} if regels else set()
        return regels

    def _voeg_toe(self, opdracht: Opdracht, boom: Boom) -> None:
        """A condition in the sentence itself ("Indien de wet …, wordt in artikel 1 …") holds for that sentence and no other."""
        hier = self.stuk
        voorwaarde = voorwaarde_van(boom)
        if not geldt_voor_alles(boom, "voorwaarde"):
            raise Geweigerd.om("dag-onzeker", woorden=voorwaarde)
        if not voorwaarde:
            hier.opdrachten, eerst = nummers_eerst(hier.opdrachten, opdracht)
            if eerst:
                self.meld("nummer-eerst", opdracht.zin, opdracht.bron, vorige=hier.opdrachten[-1].zin[:80])
            return
        if hier.voorwaarde:
            raise Geweigerd.om("voorwaarde-dubbel")
        self.stukken.append(Stuk(hier.regeling, voorwaarde, hier.aanhef, hier.wortel, [opdracht]))
        self.stukken.append(Stuk(hier.regeling, "", hier.aanhef, hier.wortel))

    def _bijzonderheden(self, boom: Boom, zin: str, hoort: tuple[str, ...], bron: Bronplek) -> None:
        """What an instruction says besides the change: its own moment, and remarks between brackets."""
        for s in bladeren(boom):
            if s.soort == "TIJDSTIP":
                t = patroon("DATUM").search(s.tekst)
                dag = lees_dag(t.group()) if t else None
                if t and dag is None:
                    raise Geweigerd.om("dag-bestaat-niet", str(bron), t=t.group())
                if not geldt_voor_alles(boom, "tijdstip"):
                    raise Geweigerd.om("dag-onzeker", str(bron), woorden=s.tekst)
                eigen = Bepaling(Bepalingsoort.INWERKINGTREDING, hoort, zin, delen=(hoort,), datum=dag, bron=bron)
                open_ = "" if dag else s.tekst
                self.bepalingen.append(replace(eigen, tijdstip=open_, voorwaarde=open_))
            if s.opmerking:
                self.meld("bron-gelezen", zin, bron, opmerking=s.opmerking[:1].upper() + s.opmerking[1:])
        for plaats in plaatsen(boom):
            if plaats.opschriften:
                self._noem(plaats.opschriften, zin, bron)
            if plaats.haakjes:
                self.meld("tussen-haakjes", zin, bron, plaats=plaats.haakjes)

    def _opdracht(self, boom: Boom, zin: str, nummer: str, bron: Bronplek) -> None:
        if is_intrekking(boom):
            return self._geen_opdracht(zin, nummer, bron)
        if is_samenloop(boom):
            self.bepalingen.extend(lees_bepaling(zin, (self.deel.nummer, *((nummer,) if nummer else ())), bron))
            self._claim(Regelsoort.SLOTBEPALING)
            return None
        self._claim(Regelsoort.OPDRACHT)
        if self._is_regelingsblok(boom, zin, nummer):
            self.stuk.koppen.append((zin, bron))
            self._bijzonderheden(boom, zin, (self.deel.nummer,), bron)
            return None
        if not nummer:
            self._sluit_blokken(boom)
        niveau = self._niveau(nummer, zin, bron)
        hoort = self._hoort(nummer, niveau)
        om = self._om(niveau)
        if om.verloren:
            raise Geweigerd.om("blok-niet-gelezen", str(bron))
        self.is_wijzigend = True
        self._claim(Regelsoort.OPDRACHT, hoort)
        self._bijzonderheden(boom, zin, hoort, bron)
        if not self.stam:
            self.vorig_begin = begin_van(boom, zin)
        if blok_van(boom):
            return self._open_blok(boom, zin, niveau, om, hoort, bron)
        bereiken = self._bereik_ervoor(boom, zin, bron) or om.bereiken
        self.wachtend = Wachtend(boom, zin, hoort, bereiken, bron, wacht=wacht_op_lading(boom), nieuw=om.nieuw)
        rest = inline_lading(boom)
        if rest:
            self.wachtend.lading.extend(rest.split("\n"))
            door = is_open(rest) or (gaat_door(rest) and not alleen_woorden(boom))
            self.wachtend.wacht = not self.gemerkt and door
        return None

    def _open_blok(self, boom: Boom, zin: str, niveau: int, om: Niveau, hoort: tuple[str, ...], bron: Bronplek) -> None:
        vertaling = vertaal(boom, om.bereiken[0], [])
        if vertaling.regeling:
            self._wissel(vertaling.regeling)
        if voorwaarde_van(boom):
            raise Geweigerd.om("voorwaarde-blok", str(bron))
        self.stuk.koppen.append((zin, bron))
        del self.niveaus[niveau + 1 :]
        # Een regeling zonder plaats erin («B. De Verordening … wordt als volgt gewijzigd:») begint buiten elke eenheid.
        los = bool(van(boom, "REGELING")) and not plaatsen(boom)
        bereiken = (Adres(),) if los else blokbereik(boom, om.bereiken)
        genummerd = self.niveaus[niveau].nummers if niveau >= 0 else []
        self._open(Niveau(bereiken, nieuw=vertaling.nieuw or om.nieuw), genummerd[-1] if genummerd else "")
        if not los and len(self.niveaus) == niveau + 2:
            self.net_geopend = Wachtend(boom, zin, hoort, bereiken, bron, wacht=not self.gemerkt, nieuw=om.nieuw)

    # --- what the decision says of itself

    def _geen_opdracht(self, zin: str, nummer: str, bron: Bronplek) -> None:
        self._claim(Regelsoort.SLOTBEPALING)
        if self.niveaus and self.niveaus[-1].verloren:
            # Onder een kop die niet is gelezen: de weigering daarvan geldt ook hier, tenzij het besluit over zichzelf spreekt.
            if nummer or not self._slotbepaling(zin, bron):
                self._claim(Regelsoort.ONGELEZEN)
            return
        if self.is_wijzigend:
            # De nummering loopt door, ook als deze zin niet te lezen is.
            niveau = self._niveau(nummer, zin, bron) if nummer else -1
            om = self.niveaus[niveau] if niveau >= 0 else None
            if (om is None or (om.bereiken == (Adres(),) and not om.verloren)) and self._slotbepaling(zin, bron):
                return
            raise onbegrepen(zin, bron)
        hoort = (self.deel.nummer, *((nummer,) if nummer else ()))
        if nummer and (not self.niveaus or nummer in volgende_nummers(self.niveaus[-1].nummers)):
            self._niveau(nummer, zin, bron)
        try:
            gelezen = lees_bepaling(zin, hoort, bron)
        except Geweigerd as fout:
            if fout.code == "opdracht-onleesbaar":
                raise onbegrepen(zin, bron) from None
            raise
        if beeld(zin).slot_begin and any(b.soort is Bepalingsoort.EIGEN for b in gelezen):
            raise Geweigerd.om("ondertekening-midden", str(bron))
        # Wie alleen wijzigt, nummert zijn artikelen I of A, of niet.
        wijzigt_alleen = self.deel.nummer == "enig" or self.deel.nummer[:1].isupper()
        if _is_los(zin) and wijzigt_alleen and any(b.soort is Bepalingsoort.EIGEN for b in gelezen):
            raise onbegrepen(zin, bron)
        self.bepalingen.extend(gelezen)

    def _slotbepaling(self, zin: str, bron: Bronplek) -> bool:
        """Entry into force or title in the same article as the changes, as short decisions have it."""
        try:
            gelezen = lees_bepaling(zin, (self.deel.nummer,), bron)
        except Geweigerd:
            return False
        eerder = (*self.bepalingen, *gelezen)
        eigen = any(b.soort is Bepalingsoort.INWERKINGTREDING for b in eerder) and not _is_los(zin)
        # Onder zijn inwerkingtreding spreekt een besluit verder over zichzelf.
        over_zichzelf = MET_DAG | {Bepalingsoort.EIGEN, Bepalingsoort.OVERGANG} if eigen else MET_DAG
        if any(b.soort not in over_zichzelf for b in gelezen):
            return False
        self.bepalingen.extend(gelezen)
        return True

    def _slotzin(self, slotzin: Blokje) -> None:
        bron = Bronplek(self.naam, slotzin.regel, slotzin.kolom)
        try:
            self.bepalingen.extend(lees_bepaling(slotzin.tekst.strip(), (self.deel.nummer,), bron))
            soort = Regelsoort.SLOTBEPALING
        except Geweigerd as fout:
            self.fouten.append(met_plaats(fout, bron))
            soort = Regelsoort.ONGELEZEN
        self.regels.append(Regel(slotzin.regel, soort, slotzin.ruw, deelnaam((self.deel.nummer,)), slotzin.kolom))
        self.meld("slotzin", slotzin.tekst.strip(), bron)


def _past_bij(kop: Adres, adres: Adres) -> bool:
    """True when a place can be in the unit of a heading: no unit that both name has another number."""
    eigen = {s.soort: s.nummer for s in kop.stappen}
    return all(eigen.get(s.soort, s.nummer) == s.nummer for s in adres.stappen)


def _deel_van(w: Wijziging, soort: str) -> Adres:
    """The artikel ("3.2" too), lid or onderdeel in which a change works; none for a new artikel."""
    nieuw = w.nieuw if isinstance(w, VoegIn) else ()
    if any(isinstance(b, Eenheid) and b.soort is Soort.ARTIKEL for b in nieuw):
        return Adres()
    stappen = (w.anker.plek if isinstance(w, VoegIn) else w.plek).adres.stappen
    los = soort == "artikel" and [s.soort for s in stappen[:1]] == ["onderdeel"]
    plek = 0 if los else next((i for i, s in enumerate(stappen) if s.soort == soort), -1)
    return Adres(stappen[: plek + 1])


def _is_los(zin: str) -> bool:
    """An announcement, a table, a heading or words without a full stop: no provision of a decision."""
    return not zin.rstrip("*_)”»").endswith((".", ";")) or beeld(zin).plaats is not None
