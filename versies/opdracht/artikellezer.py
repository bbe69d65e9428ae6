"""Reading one article of a decision: sentences, numbers and letters, blocks, and the new text below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.dagen import lees_dag
from versies.besluit import Bepaling, Bepalingsoort, Bronplek, Opdracht, Regel, Regelsoort, deelnaam
from versies.opdracht.adressen import soort_van
from versies.opdracht.bepalingen import is_toelichting, lees_bepaling
from versies.opdracht.catalogus import vormen_van
from versies.opdracht.herkenning import is_ongewijzigd, is_slot_begin
from versies.opdracht.indeling import Blokje, Deel
from versies.opdracht.keur import keur_lading, keur_wijzigingen
from versies.opdracht.leesstand import Niveau, Stuk, Wachtend, zelfde_regeling
from versies.opdracht.lexer import Boom
from versies.opdracht.ontleden import bladeren, ontleed
from versies.opdracht.tekstlezer import Tekstlezer
from versies.opdracht.verbandlezer import tot_letter
from versies.opdracht.vertaler import vertaal
from versies.opdracht.volgorde import volgende_letters, volgende_nummers
from versies.opdracht.wastabel import is_wastabel, was_wordt
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import blok_van, inline_lading, plaatsen, van, wacht_op_lading
from versies.opdracht.zinsoort import (
    aangevuld,
    alleen_woorden,
    begin_van,
    bijgevoegd,
    blokbereik,
    gaat_door,
    gesplitst,
    is_intrekking,
    is_samenloop,
    is_stam,
    met_plaats,
    onbegrepen,
    verdeeld,
    voorwaarde_van,
    zonder_nummer,
    zonder_streep,
)


class Artikellezer(Tekstlezer):
    """Reads one article of the decision."""

    def __init__(
        self, deel: Deel, naam: str, gemerkt: bool, bijlagen: dict[str, list[str]], regeling: str = ""
    ) -> None:
        self.deel, self.naam, self.gemerkt, self.bijlagen = deel, naam, gemerkt, bijlagen
        self.bepalingen: list[Bepaling] = []
        self.fouten: list[Geweigerd] = []
        self.bevindingen: list[Bevinding] = []
        self.stukken = [Stuk(regeling)]
        self.letter = ""
        self.niveaus: list[Niveau] = []
        self.wachtend: Wachtend | None = None
        self.net_geopend: Wachtend | None = None
        """A block whose heading was just read: what stands below can be its own new text."""
        self.is_wijzigend = self.in_toelichting = self.vervolg = False
        self.stam = self.vorig_begin = ""
        self.opschriften: list[tuple[Adres, str]] = []
        """Headings named beside a number, for the next instruction."""
        self.regels: list[Regel] = []
        """The ledger of this article: what each line was claimed as."""
        self.gebruikt: set[str] = set()
        """Numbers of the annexes that became new text."""
        self.aanspraak: tuple[Regelsoort, str] = (Regelsoort.ONGELEZEN, "")

    @property
    def stuk(self) -> Stuk:
        """The part that is being read."""
        return self.stukken[-1]

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

    def _claim(self, soort: Regelsoort, nummer: tuple[str, ...] = ()) -> None:
        """Enter what the line that is being read is; a line for which this is not called, was not read."""
        self.aanspraak = (soort, deelnaam(nummer or (self.deel.nummer,)))

    def _slotzin(self, slotzin: Blokje) -> None:
        bron = Bronplek(self.naam, slotzin.regel, slotzin.kolom)
        try:
            self.bepalingen.extend(lees_bepaling(slotzin.tekst.strip(), (self.deel.nummer,), bron))
            soort = Regelsoort.SLOTBEPALING
        except Geweigerd as fout:
            self.fouten.append(met_plaats(fout, bron))
            soort = Regelsoort.ONGELEZEN
        self.regels.append(Regel(slotzin.regel, soort, slotzin.ruw, deelnaam((self.deel.nummer,)), slotzin.kolom))
        self.meld(
            "slotzin",
            slotzin.tekst.strip(),
            "Deze zin is gelezen als bepaling van het besluit zelf, niet als deel van de nieuwe tekst erboven.",
            "Zet de slotbepaling in een eigen artikel.",
            bron,
        )

    def _verlies(self, blokje: Blokje) -> None:
        """After a refusal: what hangs on that sentence must not be taken for something else."""
        zin = blokje.tekst.strip()
        if patroon("KOP_VAN_BLOK").search(zin):
            self.niveaus.append(Niveau((self.stuk.wortel,), verloren=True))
        elif zin.endswith(":"):
            self.wachtend = Wachtend(None, zin, (), (), Bronplek(), wacht=True)

    def meld(self, code: str, zin: str, uitleg: str, advies: str, bron: Bronplek) -> None:
        """A remark about the source: it was read, but the reader of the decision should know how."""
        self.bevindingen.append(Bevinding(code, Ernst.WAARSCHUWING, str(bron), zin[:160], uitleg, advies, str(bron)))

    # --- one line

    def _blokje(self, regels: list[Blokje], plek: int) -> int:
        blokje = regels[plek] = zonder_streep(regels[plek])
        if is_wastabel(blokje.tekst) and (self.wachtend is None or not self._is_lading(regels, plek)):
            return self._wastabel(regels, plek)
        if blokje.lading:
            if self.in_toelichting:
                self._claim(Regelsoort.TOELICHTING)
                vorige = self.bepalingen[-1]
                self.bepalingen[-1] = replace(vorige, lading=(*vorige.lading, blokje.tekst))
                return plek + 1
            if self.wachtend is None and not self._kop_met_tekst(blokje.tekst):
                raise Geweigerd(
                    "nieuwe tekst zonder opdracht ervoor",
                    code="lading-los",
                    advies="Zet een opdracht boven de regels met >.",
                )
            assert self.wachtend is not None
            if blokje.blokken:
                self.wachtend.gereed.extend(blokje.blokken)
            else:
                self.wachtend.lading.append(blokje.tekst)
            return self._neem_lading(blokje, plek)
        if blokje.toelichting or is_ongewijzigd(zonder_nummer(blokje.tekst)):
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
        if self.in_toelichting or is_toelichting(zin):
            return self._van_toelichting(blokje, plek, nummer, zin)
        if patroon("VERVALLEN").fullmatch(zin):
            # Een onderdeel dat bij een later besluit is vervallen: het nummer telt mee, er is niets te doen.
            self._claim(Regelsoort.WEGGELATEN)
            if nummer:
                self._niveau(nummer, zin, Bronplek(self.naam, blokje.regel, kolom))
            return plek + 1
        bron = Bronplek(self.naam, blokje.regel, kolom)
        if (paar := was_wordt([blokje.tekst, *tot_letter(regels[plek + 1 :])])) is not None:
            return self._was_wordt(paar, plek, bron)
        if not nummer and self._is_tussenkop(zin, regels, plek):
            self._open_tussenkop(zin, zonder_nummer(regels[plek + 1].tekst), bron)
            self._claim(Regelsoort.OPDRACHT)
            return plek + 1
        if self._is_hele_eenheid(zin, regels, plek):
            return self._neem_hele_eenheid(zin, nummer, blokje, plek, bron)
        if (
            is_stam(zin)
            and plek + 1 < len(regels)
            and aangevuld(zin.rstrip(": "), zonder_nummer(regels[plek + 1].tekst))
        ):
            self._open_stam(zin, nummer, bron)
            self._claim(Regelsoort.OPDRACHT)
            return plek + 1
        if (heel := self._aangevuld(zin)) != "":
            self.meld(
                "zin-aangevuld",
                zin,
                f"Deze regel maakt een zin erboven af; gelezen is «{heel[:200]}».",
                "Controleer of dat is bedoeld.",
                bron,
            )
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
        if letter == self.letter and patroon("NUMMER").match(blokje.tekst) is not None:
            return
        if letter not in verwacht:
            vorige = f"na {self.letter}" if self.letter else "aan het begin"
            raise Geweigerd(
                f"onderdeel {letter} {vorige} telt niet op (verwacht: {verwacht[0]})",
                code="nummering",
                advies="Controleer of er een onderdeel ontbreekt of dubbel staat.",
            )
        self.letter = letter
        self.niveaus = []

    def _nummer_eraf(self, blokje: Blokje) -> tuple[str, str, int]:
        t = patroon("NUMMER").match(blokje.tekst)
        if t is None:
            tekst = blokje.tekst.strip()
            return "", tekst, blokje.kolom + max(blokje.tekst.find(tekst), 0)
        return t.group("nr"), t.group("rest").strip(), blokje.kolom + t.start("rest")

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
        if is_slot_begin(zin) and any(b.soort is Bepalingsoort.EIGEN for b in gelezen):
            raise Geweigerd(
                "dit lijkt een ondertekening, maar het besluit gaat eronder door",
                plaats=str(bron),
                code="ondertekening-midden",
                advies="Zet de ondertekening onder alle artikelen.",
            )
        self.bepalingen.extend(gelezen)

    def _slotbepaling(self, zin: str, bron: Bronplek) -> bool:
        """Entry into force or title in the same article as the changes, as short decisions have it."""
        try:
            gelezen = lees_bepaling(zin, (self.deel.nummer,), bron)
        except Geweigerd:
            return False
        B = Bepalingsoort
        if any(b.soort not in (B.INWERKINGTREDING, B.TERUGWERKING, B.CITEERTITEL, B.HORIZON) for b in gelezen):
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
                self.meld(
                    "bron-gelezen",
                    zin,
                    s.opmerking[:1].upper() + s.opmerking[1:] + ".",
                    "Controleer of dat is bedoeld.",
                    bron,
                )
        for plaats in plaatsen(boom):
            if plaats.opschriften:
                self._noem(plaats.opschriften, zin, bron)
            if plaats.haakjes:
                self.meld(
                    "tussen-haakjes",
                    zin,
                    f"Wat tussen haakjes staat («{plaats.haakjes}») is niet nagegaan.",
                    "Controleer of het klopt met de tekst.",
                    bron,
                )

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
            raise Geweigerd(
                "deze zin hoort bij een blok waarvan de kop niet is gelezen",
                plaats=str(bron),
                code="blok-niet-gelezen",
                advies="Herstel eerst de zin erboven.",
            )
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
            self.wachtend.wacht = not self.gemerkt and gaat_door(rest) and not alleen_woorden(boom)
        return None

    def _open_blok(self, boom: Boom, zin: str, niveau: int, om: Niveau, hoort: tuple[str, ...], bron: Bronplek) -> None:
        vertaling = vertaal(boom, om.bereiken[0], [])
        if vertaling.regeling:
            self._wissel(vertaling.regeling)
        if voorwaarde_van(boom):
            raise Geweigerd(
                "een voorwaarde boven een deel van een artikel wordt niet gelezen",
                plaats=str(bron),
                code="voorwaarde-blok",
                advies="Zet dit deel in een eigen artikel: «Artikel II. Indien …, wordt de … als volgt gewijzigd:».",
            )
        self.stuk.koppen.append((zin, bron))
        del self.niveaus[niveau + 1 :]
        # Een regeling zonder plaats erin («B. De Verordening … wordt als volgt gewijzigd:») begint buiten elke eenheid.
        los = bool(van(boom, "REGELING")) and not plaatsen(boom)
        bereiken = (Adres(),) if los else blokbereik(boom, om.bereiken)
        self.niveaus.append(Niveau(bereiken, nieuw=vertaling.nieuw or om.nieuw))
        if not los and len(self.niveaus) == niveau + 2:
            self.net_geopend = Wachtend(boom, zin, hoort, bereiken, bron, wacht=not self.gemerkt, nieuw=om.nieuw)

    def _wissel(self, regeling: str) -> None:
        """From here on another regulation is amended; one article of the decision can do several."""
        if not self.stuk.regeling and not self.stuk.opdrachten:
            self.stuk.regeling = regeling
        elif zelfde_regeling(regeling, self.stuk.regeling) or soort_van(regeling.split()[0]):
            return
        else:
            self.stukken.append(Stuk(regeling, self.stuk.voorwaarde))

    # --- finishing an instruction

    def _rond_af(self) -> None:
        w, self.wachtend = self.wachtend, None
        if w is None or w.boom is None:
            return
        try:
            if not w.wacht and (w.lading or w.gereed) and not inline_lading(w.boom):
                raise Geweigerd(
                    "onder deze opdracht staat nieuwe tekst, maar de zin kondigt die niet aan",
                    code="lading-los",
                    advies="Laat de zin eindigen met «, luidende:».",
                )
            lading = w.lading or self._bijgevoegd(w.boom)
            if not self.gemerkt:
                keur_lading(lading, volgende_letters(self.letter))
            vertalingen = [vertaal(w.boom, bereik, lading, tuple(w.gereed)) for bereik in w.bereiken]
            eerste = vertalingen[0]
            van = self.stuk
            if eerste.regeling:
                self._wissel(eerste.regeling)
            if self.stuk is not van:
                self.meld(
                    "andere-regeling",
                    w.zin,
                    f"Deze opdracht gaat over {self.stuk.regeling}, niet over {van.regeling}.",
                    "Controleer welke regeling is bedoeld.",
                    w.bron,
                )
            bron = Bronplek(w.bron.bron, w.bron.regel, w.bron.kolom, w.laatste_regel or w.bron.tot_regel)
            wijzigingen = tuple(x for v in vertalingen for x in v.wijzigingen)
            if not wijzigingen:
                raise Geweigerd("deze zin wijzigt niets", code="niets-gelezen", advies="Zeg wat er anders wordt.")
            keur_wijzigingen(wijzigingen, lading)
            self._voeg_toe(
                Opdracht(
                    w.nummer,
                    w.zin,
                    wijzigingen,
                    vormen_van(w.boom),
                    eerste.nieuw or w.nieuw,
                    tuple(lading),
                    bron,
                    tuple(self.opschriften),
                    w.afgeleid,
                ),
                w.boom,
            )
            self.opschriften.clear()
            if van.koppen and self.stuk.regeling != van.regeling:
                # De kop van het blok noemt de regeling; één zin over een andere verandert dat niet.
                self.stukken.append(Stuk(van.regeling, van.voorwaarde, van.aanhef, van.wortel))
            for code, uitleg, advies in eerste.opmerkingen:
                self.meld(code, w.zin, uitleg, advies, w.bron)
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
        if not voorwaarde:
            hier.opdrachten.append(opdracht)
            return
        if hier.voorwaarde:
            raise Geweigerd(
                "deze opdracht heeft een voorwaarde binnen een artikel dat al voorwaardelijk is",
                code="voorwaarde-dubbel",
                advies="Zet de opdracht in een eigen artikel.",
            )
        self.stukken.append(Stuk(hier.regeling, voorwaarde, hier.aanhef, hier.wortel, [opdracht]))
        self.stukken.append(Stuk(hier.regeling, "", hier.aanhef, hier.wortel))
