"""Reading one article of a decision: sentences, numbers and letters, blocks, and the new text below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.dagen import lees_dag
from versies.besluit import Bepaling, Bepalingsoort, Bronplek, Regel, Regelsoort, deelnaam
from versies.opdracht.beeld import beeld
from versies.opdracht.bepalingen import lees_bepaling
from versies.opdracht.indeling import Blokje
from versies.opdracht.leesstand import Niveau, Wachtend
from versies.opdracht.lexer import Boom, is_open
from versies.opdracht.ontleden import bladeren, ontleed
from versies.opdracht.tekstlezer import Tekstlezer
from versies.opdracht.verbandlezer import tot_letter
from versies.opdracht.vertaler import vertaal
from versies.opdracht.volgorde import volgende_letters, volgende_nummers
from versies.opdracht.wastabel import kolommen, was_wordt
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import blok_van, inline_lading, plaatsen, van, wacht_op_lading
from versies.opdracht.zinsoort import (
    aangevuld,
    alleen_woorden,
    begin_van,
    blokbereik,
    gaat_door,
    gesplitst,
    is_eigen_opschrift,
    is_intrekking,
    is_samenloop,
    met_plaats,
    onbegrepen,
    verdeeld,
    voorwaarde_van,
    zonder_streep,
)


class Artikellezer(Tekstlezer):
    """Reads one article of the decision."""

    def lees(self, slotzinnen: Sequence[Blokje] = ()) -> None:
        """Read all paragraphs; what is refused stands in ``fouten``.

        Args:
            slotzinnen: the last paragraphs, that are no new text but the decision's own entry into force and title.
        """
        self._een_voor_een(self.deel.regels[: len(self.deel.regels) - len(slotzinnen)])
        wachtte = self.wachtend is not None and self.wachtend.wacht
        self._rond_af()
        if not wachtte:
            self._een_voor_een(list(slotzinnen))
            self._rond_af()
            return
        for slotzin in slotzinnen:
            self._slotzin(slotzin)

    def _een_voor_een(self, regels: list[Blokje]) -> None:
        plek = 0
        while plek < len(regels):
            blokje, van = regels[plek], plek
            self.aanspraak = (Regelsoort.ONGELEZEN, "")
            try:
                plek = self._blokje(regels, plek)
            except Geweigerd as fout:
                self.fouten.append(met_plaats(fout, Bronplek(self.naam, blokje.regel, blokje.kolom)))
                self._rond_af()
                self._verlies(blokje)
                plek += 1
            soort, hoort = self.aanspraak
            self.regels.extend(Regel(b.regel, soort, b.ruw, hoort, b.kolom) for b in regels[van:plek])

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

    def _verlies(self, blokje: Blokje) -> None:
        """After a refusal: what hangs on that sentence must not be taken for something else."""
        zin = blokje.tekst.strip()
        if patroon("KOP_VAN_BLOK").search(zin):
            self.niveaus.append(Niveau((self.stuk.wortel,), verloren=True))
        elif zin.endswith(":"):
            self.wachtend = Wachtend(None, zin, (), (), Bronplek(), wacht=True)

    # --- one line

    def _blokje(self, regels: list[Blokje], plek: int) -> int:
        blokje = regels[plek] = zonder_streep(regels[plek])
        los = self.wachtend is None or not (blokje.lading or self._is_lading(regels, plek))
        if los and kolommen(blokje.tekst) is not None:
            return self._wastabel(regels, plek)
        if blokje.lading:
            if self.in_toelichting:
                self._claim(Regelsoort.TOELICHTING)
                vorige = self.bepalingen[-1]
                self.bepalingen[-1] = replace(vorige, lading=(*vorige.lading, blokje.tekst))
                return plek + 1
            if self.wachtend is None and not self._kop_met_tekst(blokje.tekst):
                raise Geweigerd.om("lading-los")
            assert self.wachtend is not None
            if blokje.blokken:
                self.wachtend.gereed.extend(blokje.blokken)
            else:
                self.wachtend.lading.append(blokje.tekst)
            return self._neem_lading(blokje, plek)
        if blokje.toelichting or patroon("ONGEWIJZIGD").match(blokje.beeld.kern) is not None:
            return self._geen_recht(blokje, plek)
        if self._is_lading(regels, plek):
            assert self.wachtend is not None
            self.wachtend.lading.append((blokje.letter + ". " if blokje.letter else "") + blokje.tekst)
            return self._neem_lading(blokje, plek)
        self._rond_af()
        if not blokje.letter and self._kop_met_tekst(blokje.tekst):
            return self._blokje(regels, plek)
        if blokje.letter:
            self.net_geopend = None
            self._nieuwe_letter(blokje)
            self.in_toelichting = False
            if not blokje.tekst:
                self._claim(Regelsoort.OPDRACHT, (self.deel.nummer, self.letter))
                return plek + 1
        if not self.in_toelichting and len(delen := verdeeld(blokje)) > 1:
            regels[plek : plek + 1] = delen
            blokje = delen[0]
        self.vervolg = blokje.vervolg
        nummer, zin, kolom = self._nummer_eraf(blokje)
        if blokje.kop and nummer and beeld(zin).boom is None:
            self.kopnummer, self.niveaus, nummer = nummer, [], ""  # Een genummerde kop van het besluit zelf.
        if self.in_toelichting or blokje.beeld.toelichting:
            return self._van_toelichting(blokje, plek, nummer, zin)
        if zin.strip("()[].").lower() == "vervallen":
            # Een onderdeel dat bij een later besluit is vervallen: het nummer telt mee, er is niets te doen.
            self._claim(Regelsoort.WEGGELATEN)
            if nummer:
                self._niveau(nummer, zin, Bronplek(self.naam, blokje.regel, kolom))
            return plek + 1
        bron = Bronplek(self.naam, blokje.regel, kolom)
        if (paar := was_wordt(chain([blokje.tekst], tot_letter(regels, plek + 1)))) is not None:
            return self._was_wordt(paar, plek, bron)
        onder = [b.tekst.strip() for b in regels[plek + 1 : plek + 2]]
        boven_opdracht = bool(blokje.letter and onder and (beeld(onder[0]).boom or beeld(onder[0]).plaats))
        if is_eigen_opschrift(zin, onder) or ((blokje.kop or boven_opdracht) and beeld(zin).is_titel):
            self._claim(Regelsoort.KOP)
            return plek + 1
        if not nummer and self._is_tussenkop(zin, regels, plek):
            self._open_tussenkop(zin, regels[plek + 1].beeld, bron)
            self._claim(Regelsoort.OPDRACHT)
            return plek + 1
        if self._is_hele_eenheid(zin, regels, plek):
            return self._neem_hele_eenheid(zin, nummer, blokje, plek, bron)
        if (stam := beeld(zin).stam) and plek + 1 < len(regels) and aangevuld(stam, regels[plek + 1].beeld.kern):
            self._open_stam(zin, nummer, bron)
            self._claim(Regelsoort.OPDRACHT)
            return plek + 1
        if (heel := self._aangevuld(zin)) != "":
            self.meld("zin-aangevuld", zin, bron, heel=heel[:200])
            zin = heel
        else:
            self.stam = self.vorig_begin = ""
        boom, zin, gebruikt = self._lees_zin(regels, plek, zin)
        self.net_geopend = None
        bron = Bronplek(self.naam, blokje.regel, kolom, regels[gebruikt].regel)
        if boom is None:
            self._geen_opdracht(zin, nummer, bron)
            return gebruikt + 1
        kop, rest = gesplitst(boom, zin)
        if rest:
            # «Artikel 5 wordt als volgt gewijzigd: het derde lid vervalt.»: wat achter de kop staat, is een regel op zichzelf.
            deel = regels[gebruikt].ruw
            voor = deel[: len(deel) - len(rest)] if deel.endswith(rest) else deel
            regels[gebruikt] = replace(regels[gebruikt], ruw=voor)
            extra = Blokje(rest, regels[gebruikt].regel, kolom + len(zin) - len(rest), ruw=deel[len(voor) :])
            regels.insert(gebruikt + 1, extra)
            zin, boom = kop, ontleed(kop)
        self._opdracht(boom, zin, nummer, bron)
        return gebruikt + 1

    def _nieuwe_letter(self, blokje: Blokje) -> None:
        letter, verwacht = blokje.letter, volgende_letters(self.letter)
        if letter == self.letter and blokje.beeld.nummer:
            return
        if letter not in verwacht:
            vorige = f"na {self.letter}" if self.letter else "aan het begin"
            raise Geweigerd.om("nummering/onderdeel-telt", letter=letter, vorige=vorige, verwacht=verwacht[0])
        self.letter = letter
        self.niveaus = []

    def _nummer_eraf(self, blokje: Blokje) -> tuple[str, str, int]:
        gezien = blokje.beeld
        zin = gezien.kern if gezien.nummer and not gezien.nummer.isupper() else gezien.regel
        return gezien.nummer.lower() if zin is gezien.kern else "", zin, blokje.kolom + blokje.tekst.find(zin)

    # --- what it is

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
        los = zin.endswith(":") or beeld(zin).tabelrij or beeld(zin).plaats is not None
        if los and self.wijzigt_alleen and any(b.soort is Bepalingsoort.EIGEN for b in gelezen):
            raise onbegrepen(zin, bron)  # Een aankondiging, een tabel of een kop is geen bepaling van het besluit.
        self.bepalingen.extend(gelezen)

    @property
    def wijzigt_alleen(self) -> bool:
        """True when the decision numbers its articles as one that only amends does: I, A, or not at all."""
        return self.deel.nummer == "enig" or self.deel.nummer[:1].isupper()

    def _slotbepaling(self, zin: str, bron: Bronplek) -> bool:
        """Entry into force or title in the same article as the changes, as short decisions have it."""
        try:
            gelezen = lees_bepaling(zin, (self.deel.nummer,), bron)
        except Geweigerd:
            return False
        B = Bepalingsoort
        over_zichzelf = (B.INWERKINGTREDING, B.TERUGWERKING, B.CITEERTITEL, B.HORIZON, B.BEKENDMAKING)
        if any(b.soort not in over_zichzelf for b in gelezen):
            return False
        self.bepalingen.extend(gelezen)
        return True

    def _bijzonderheden(self, boom: Boom, zin: str, hoort: tuple[str, ...], bron: Bronplek) -> None:
        """What an instruction says besides the change: its own moment, and remarks between brackets."""
        for s in bladeren(boom):
            if s.soort == "TIJDSTIP":
                dag = lees_dag(t.group()) if (t := patroon("DATUM").search(s.tekst)) else None
                self.bepalingen.append(
                    Bepaling(
                        Bepalingsoort.INWERKINGTREDING,
                        hoort,
                        zin,
                        delen=(hoort,),
                        datum=dag,
                        tijdstip="" if dag else s.tekst,
                        voorwaarde="" if dag else s.tekst,
                        bron=bron,
                    )
                )
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
        if self._is_regelingsblok(boom, zin):
            self.stuk.koppen.append((zin, bron))
            self._bijzonderheden(boom, zin, (self.deel.nummer,), bron)
            return None
        if not nummer:
            self._sluit_blokken(boom)
        niveau = self._niveau(nummer, zin, bron)
        hoort = self._hoort(nummer, niveau)
        om = self.niveaus[niveau] if 0 <= niveau < len(self.niveaus) else Niveau((self.stuk.wortel,))
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
            self.wachtend.lading.append(rest)
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
        self.niveaus.append(Niveau(bereiken, nieuw=vertaling.nieuw or om.nieuw))
        if not los and len(self.niveaus) == niveau + 2:
            self.net_geopend = Wachtend(boom, zin, hoort, bereiken, bron, wacht=not self.gemerkt, nieuw=om.nieuw)
