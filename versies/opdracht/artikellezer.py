"""Reading one article of a decision: per paragraph the question what it is, by the table of roles.

A paragraph is heading, place for what follows, instruction, new text, provision, explanation or left out. The roles are asked
in their order; the first that knows the paragraph takes it, and the lines that go with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, takewhile
from typing import NamedTuple

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from versies.besluit import Bepaling, Bepalingsoort, Bronplek, Opdracht, Regel, Regelsoort
from versies.opdracht.aanduiding import is_titel_boven, van_besluit
from versies.opdracht.adressen import is_eigen_tekst, lees_plek
from versies.opdracht.artikelboek import Artikelboek
from versies.opdracht.beeld import beeld, eist
from versies.opdracht.grens import is_dicht, is_los
from versies.opdracht.indeling import Blokje
from versies.opdracht.keur import keur_lading
from versies.opdracht.leesstand import Niveau, Wachtend, kan_eindigen
from versies.opdracht.lexer import is_open
from versies.opdracht.ontleden import leesbaar, ontleed
from versies.opdracht.uitleg import in_woorden
from versies.opdracht.volgorde import volgende_letters, volgende_nummers
from versies.opdracht.wastabel import kolommen, lees_overzicht, lees_wastabel, vervang_alineas, was_wordt
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import alle, binnen, blok_van, inline_lading
from versies.opdracht.zinsoort import (
    aangevuld,
    alleen_woorden,
    gesplitst,
    is_nummerkop,
    is_volle_zin,
    met_onderwerp,
    met_plaats,
    met_werkwoord,
    onbegrepen,
    opnieuw,
    tot_letter,
    uit_kopje,
    verdeeld,
    voeg_samen,
)
from versies.wijziging import Vervalt


class Zin(NamedTuple):
    """A paragraph without its letter and number, among the others."""

    regels: list[Blokje]
    plek: int
    nummer: str
    zin: str
    kolom: int
    bron: Bronplek

    @property
    def blokje(self) -> Blokje:
        """The paragraph itself."""
        return self.regels[self.plek]

    @property
    def onder(self) -> Blokje | None:
        """The paragraph below it."""
        return self.regels[self.plek + 1] if self.plek + 1 < len(self.regels) else None


class Artikellezer(Artikelboek):
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

    def _verlies(self, blokje: Blokje) -> None:
        """After a refusal: what hangs on that sentence must not be taken for something else."""
        zin = blokje.tekst.strip()
        if patroon("KOP_VAN_BLOK").search(zin):
            self.niveaus.append(Niveau((self.stuk.wortel,), verloren=True))
        elif zin.endswith(":"):
            self.wachtend = Wachtend(None, zin, (), (), Bronplek(), wacht=True)

    # --- one paragraph

    def _blokje(self, regels: list[Blokje], plek: int) -> int:
        """Take a paragraph, and those that go with it; index of the next one."""
        for neem in (self._als_tabel, self._als_gemerkt, self._als_geen_recht, self._als_lading):
            if (verder := neem(regels, plek)) is not None:
                return verder
        self._rond_af()
        self.streep = regels[plek].beeld.streep
        if not regels[plek].letter and self._kop_met_tekst(regels[plek].tekst):
            return self._blokje(regels, plek)
        zin = self._ontdaan(regels, plek)
        if zin is None:
            self._claim(Regelsoort.OPDRACHT, (self.deel.nummer, self.letter))
            return plek + 1
        return next(verder for rol in ROLLEN if (verder := rol(self, zin)) is not None)

    def _ontdaan(self, regels: list[Blokje], plek: int) -> Zin | None:
        """The paragraph without letter and number, split when it has more instructions; None for a letter by itself."""
        blokje = regels[plek]
        if blokje.letter:
            self.net_geopend, self.in_toelichting = None, False
            self._nieuwe_letter(blokje)
            if not blokje.tekst:
                return None
        if not self.in_toelichting and len(delen := verdeeld(blokje)) > 1:
            regels[plek : plek + 1] = delen
            blokje = delen[0]
        gezien = blokje.beeld
        self.vervolg = blokje.vervolg or blokje.tekst.startswith("en ") or bool(patroon("ERVOOR").search(gezien.kern))
        streep = gezien.streep and (gezien.boom or beeld(gezien.kern).plaats) is not None
        los = streep or (gezien.nummer and not gezien.nummer.isupper())
        nummer, zin = (gezien.nummer.lower(), gezien.kern) if los else ("", gezien.regel)
        kolom = blokje.kolom + blokje.tekst.find(zin)
        if nummer and ((blokje.kop and beeld(zin).boom is None) or is_nummerkop(regels, plek)):
            self.kopnummer, self.niveaus, nummer = nummer, [], ""  # Een genummerde kop van het besluit zelf.
            regels[plek] = blokje = replace(blokje, kop=True)
        return Zin(regels, plek, nummer, zin, kolom, Bronplek(self.naam, blokje.regel, kolom))

    # --- around new text

    def _als_tabel(self, regels: list[Blokje], plek: int) -> int | None:
        """A table of changes, where no new text is waited for: an instruction per row."""
        blokje = regels[plek]
        kop = kolommen(blokje.tekst)
        if kop is None or (self.wachtend is not None and (blokje.lading or self._is_lading(regels, plek))):
            return None
        self._rond_af()
        self._claim(Regelsoort.OPDRACHT)
        self.is_wijzigend = True
        rijen = [b.tekst for b in takewhile(lambda b: b.beeld.tabelrij, regels[plek:])]
        bron = Bronplek(self.naam, blokje.regel, blokje.kolom)
        boven = self._hoort("", len(self.niveaus))
        try:
            if kop.opdracht >= 0:
                for i, (adres, zin) in enumerate(list(lees_overzicht(rijen, self._hier)), 1):
                    rest = inline_lading(boom := ontleed(zin))
                    self.wachtend = Wachtend(boom, zin, (*boven, str(i)), (adres,), bron, [rest] if rest else [])
                    self._rond_af()
                return plek + len(rijen)
            wijzigingen = lees_wastabel(rijen, self._hier)
        except Geweigerd as fout:
            self.fouten.append(met_plaats(fout, bron))
            self._claim(Regelsoort.ONGELEZEN)
            return plek + len(rijen)
        for i, w in enumerate(wijzigingen, 1):
            zin = f"Tabel met huidige en nieuwe tekst, rij {i}: {in_woorden(w)}."
            self._geef(Opdracht((*boven, str(i)), zin, (w,), ((38,) if isinstance(w, Vervalt) else (1,)), bron=bron))
        return plek + len(rijen)

    @property
    def _hier(self) -> Adres:
        """The unit that the block around a table or an old text is about."""
        bereiken = self._om(len(self.niveaus) - 1).bereiken
        if len(bereiken) > 1:
            raise Geweigerd.om("plek-ontbreekt")  # «De bijlagen 1 en 2 worden als volgt gewijzigd:», en dan één tabel.
        return bereiken[0]

    def _geef(self, opdracht: Opdracht) -> None:
        """Enter an instruction that was read as a whole."""
        self.kop, self.eigen_zin = None, False
        self.stuk.opdrachten.append(replace(opdracht, opschriften=tuple(self.opschriften)))
        self.opschriften.clear()

    def _als_gemerkt(self, regels: list[Blokje], plek: int) -> int | None:
        """New text that is marked as such."""
        blokje = regels[plek]
        if not blokje.lading:
            return None
        if self.in_toelichting:
            self._claim(Regelsoort.TOELICHTING)
            vorige = self.bepalingen[-1]
            self.bepalingen[-1] = replace(vorige, lading=(*vorige.lading, blokje.tekst))
            return plek + 1
        if self.wachtend is None and not self._kop_met_tekst(blokje.tekst):
            raise Geweigerd.om("lading-los")
        assert self.wachtend is not None
        self.wachtend.gereed.extend(blokje.blokken)
        self.wachtend.lading.extend([] if blokje.blokken else [blokje.tekst])
        return self._neem_lading(blokje, plek)

    def _als_geen_recht(self, regels: list[Blokje], plek: int) -> int | None:
        """The heading of a change of the explanatory note, the remark that something stays as it is, or how to read a table."""
        blokje = regels[plek]
        kern, nummer = blokje.beeld.kern, blokje.beeld.nummer
        if patroon("KOLOMUITLEG").match(kern) and any(kolommen(b.tekst) for b in regels[plek + 1 : plek + 2]):
            self._rond_af()
            self._niveau(nummer, kern, Bronplek(self.naam, blokje.regel))
            self._claim(Regelsoort.OPDRACHT)
            return plek + 1
        niets = blokje.beeld.zegt_niets(wacht=self.wachtend is not None and self.wachtend.wacht)
        if not blokje.toelichting and not niets:
            return None
        self._rond_af()
        self.in_toelichting |= blokje.toelichting
        if not blokje.toelichting:
            self.meld(niets, blokje.tekst.strip(), Bronplek(self.naam, blokje.regel, blokje.kolom))
        self._claim(Regelsoort.TOELICHTING if blokje.toelichting else Regelsoort.WEGGELATEN)
        return plek + 1

    def _als_lading(self, regels: list[Blokje], plek: int) -> int | None:
        """New text below the instruction that announces it."""
        if not self._is_lading(regels, plek):
            return None
        assert self.wachtend is not None
        blokje = regels[plek]
        self.wachtend.lading.append((blokje.letter + ". " if blokje.letter else "") + blokje.tekst)
        return self._neem_lading(blokje, plek)

    def _is_lading(self, regels: list[Blokje], plek: int) -> bool:
        w, blokje = self.wachtend, regels[plek]
        gezien = blokje.beeld
        gemerkt = self.gemerkt and not gezien.tabelrij  # een tabel heeft haar eigen merk
        if w is None or gemerkt or not w.wacht or (w.heel and (gezien.plaats or gezien.begint("KOPJE"))):
            return False
        if w.lading and w.boom is not None and alleen_woorden(w.boom) and not is_open("\n".join(w.lading)):
            return False  # Nieuwe woorden zijn één alinea, of één citaat; wat volgt hoort bij het besluit.
        if self._kop_in_lading(regels, plek, w) or blokje.eigen:
            return False
        if is_dicht(w.lading) and not gezien.begint("OPEN") and not gezien.tabelrij:
            return False
        if (
            w.lading
            and not blokje.letter
            and (
                self._aangevuld(blokje.tekst)
                or (kan_eindigen(w) and self._is_tussenkop(blokje.tekst.strip(), regels, plek))
            )
        ):
            return False
        return self._letter_in_lading(blokje, w) if blokje.letter else self._gaat_lading_door(blokje, w)

    def _letter_in_lading(self, blokje: Blokje, w: Wachtend) -> bool:
        """A letter by itself, or the next one, is the decision's; when it does not count up that is a refusal, and no new text."""
        gezien = blokje.beeld
        verwacht = [*volgende_letters(self.letter), *([self.letter] if gezien.nummer else [])]
        eigen = bool(self.letter) and w.telling.is_af(w.lading, f"{blokje.letter}. x")
        volgt = blokje.letter in verwacht and (eigen or gezien.besluit or gezien.begint("BEGIN"))
        return bool(blokje.tekst) and not gezien.boom and not volgt

    def _gaat_lading_door(self, blokje: Blokje, w: Wachtend) -> bool:
        """The next number or dash of the decision is its own, readable or not; what can be either, is refused."""
        gezien = blokje.beeld
        telt_mee = not gezien.nummer or any(gezien.nummer in volgende_nummers(n.nummers) for n in self.niveaus)
        telt = telt_mee and bool(gezien.nummer or (gezien.streep and self.streep))
        eigen = gezien.begint_opdracht or gezien.toelichting
        if telt_mee and (eigen or (telt and w.telling.is_af(w.lading, gezien.regel))):
            return False
        if telt_mee and (gezien.lijkt or is_los(w.lading, gezien)):
            raise onbegrepen(gezien.kern, Bronplek(self.naam, blokje.regel, blokje.kolom))
        return True

    def _neem_lading(self, blokje: Blokje, plek: int) -> int:
        assert self.wachtend is not None
        w = self.wachtend
        w.laatste_regel = blokje.regel
        gelezen = Regelsoort.OPDRACHT if w.luidt else Regelsoort.NIEUWE_TEKST
        self._claim(Regelsoort.ONGELEZEN if w.boom is None else gelezen, w.nummer)
        return plek + 1

    def _kop_met_tekst(self, tekst: str) -> bool:
        """ "Artikel 3 wordt als volgt gewijzigd:" with the whole new article 3 below it: it means "komt te luiden"."""
        open_, self.net_geopend = self.net_geopend, None
        if open_ is None or len(open_.bereiken) != 1 or not open_.bereiken[0].stappen or beeld(tekst).boom:
            self.net_geopend = open_ if not tekst.strip() else None
            return False
        if not is_eigen_tekst(tekst, open_.bereiken[0]) and not is_volle_zin(tekst, open_.bereiken[0]):
            return False
        zin = patroon("WORDT_ALS_VOLGT").sub("komt te luiden:", open_.zin)
        if not leesbaar(zin) or blok_van(ontleed(zin)):
            return False
        self.stuk.koppen.pop()
        self.niveaus.pop()
        open_.boom, open_.bereiken = ontleed(zin), self._om(len(self.niveaus) - 1).bereiken
        open_.afgeleid, self.wachtend = True, open_
        self.meld("kop-met-tekst", open_.zin, open_.bron)
        return True

    # --- the roles of a sentence

    def als_toelichting(self, z: Zin) -> int | None:
        """A change of the explanatory note: kept apart. An instruction about an artikel there is not taken for one."""
        gezien = z.blokje.beeld
        if not self.in_toelichting and not gezien.toelichting:
            return None
        if self.in_toelichting and not gezien.toelichting and gezien.over_artikel:
            self.in_toelichting = False
            raise Geweigerd.om("opdracht-in-toelichting")
        self.in_toelichting = True
        hoort = (self.deel.nummer, *filter(None, (self.letter, z.nummer)))
        self.bepalingen.append(Bepaling(Bepalingsoort.TOELICHTING, hoort, z.zin, bron=z.bron))
        self._claim(Regelsoort.TOELICHTING, hoort)
        return z.plek + 1

    def als_vervallen(self, z: Zin) -> int | None:
        """An item that lapsed by a later decision, or a sentence that says nothing: its number counts, and there is nothing to do."""
        if niets := z.blokje.beeld.zegt_niets(wacht=False):
            self.meld(niets, z.zin, z.bron)
        elif z.zin.strip("()[].").lower() != "vervallen":
            return None
        self._claim(Regelsoort.WEGGELATEN)
        if z.nummer:
            self._niveau(z.nummer, z.zin, z.bron)
        return z.plek + 1

    def als_was_wordt(self, z: Zin) -> int | None:
        """ "Oude tekst: … Nieuwe tekst: …" below the place: each old paragraph, which must be there exactly once, becomes the new."""
        paar = was_wordt(chain([z.blokje.tekst], tot_letter(z.regels, z.plek + 1)))
        if paar is None:
            return None
        plaats = lees_plek(paar.plaats, 0)
        om = self._om(len(self.niveaus) - 1).bereiken
        bereiken = [binnen(self._hier, a) for a in alle(plaats.reeksen)] if plaats is not None else om
        if paar.heel and not self.gemerkt:
            kop = beeld(paar.nieuw[0]).plaats
            opdracht = opnieuw(kop) if kop is not None else f"De tekst van {bereiken[0].tekst()} komt te luiden:"
            self._wacht_op_heel(opdracht, z.bron, list(paar.nieuw), luidt="\n".join(paar.oud))
            return self._neem_lading(z.blokje, z.plek) - 1 + paar.regels
        keur_lading(paar.nieuw, volgende_letters(self.letter))
        wijzigingen = vervang_alineas(bereiken, paar.oud, paar.nieuw)
        hoort = self._hoort("", len(self.niveaus))
        zin = f"{' en '.join(b.tekst() for b in bereiken)}: «{' '.join(paar.oud)}» wordt «{' '.join(paar.nieuw)}»."
        self.is_wijzigend = True
        self._geef(Opdracht(hoort, zin, wijzigingen, (1,), bron=z.bron))
        self._claim(Regelsoort.OPDRACHT, hoort)
        return z.plek + paar.regels

    def als_eigen_kop(self, z: Zin) -> int | None:
        """A heading of the decision itself; without a mark it is one where the instructions begin, or in a series of them."""
        onder = z.onder.beeld if z.onder is not None else beeld("")
        boven_opdracht = bool(z.blokje.letter and (onder.boom or onder.plaats))
        boven = is_titel_boven(z.zin, onder)
        titel = (z.blokje.kop or boven_opdracht) and beeld(z.zin).is_titel and (boven or not van_besluit(onder))
        reeks = self.getiteld or not self.stuk.opdrachten
        los = boven and reeks and not (z.blokje.beeld.nummer or z.blokje.letter)
        eigen = patroon("OPSCHRIFT").fullmatch(z.zin) and (van_besluit(onder) or onder.plaats or onder.boom)
        in_leeg_blok = self.kop is not None and self.kop.bereiken[0].stappen  # Daar kan een titel nieuwe tekst zijn.
        if in_leeg_blok or not (titel or los or eigen):
            return None
        self.getiteld |= los
        self._claim(Regelsoort.KOP)
        return z.plek + 1

    def als_plaats(self, z: Zin) -> int | None:
        """A line with only the place of the sentences below it."""
        if not self._is_tussenkop(z.zin, z.regels, z.plek):
            return None
        if z.nummer:
            self._niveau(z.nummer, z.zin, z.bron)
        self._open_tussenkop(z.zin, z.regels[z.plek + 1].beeld, z.bron)
        self._claim(Regelsoort.OPDRACHT)
        return z.plek + 1

    def als_hele_eenheid(self, z: Zin) -> int | None:
        """ "De Verordening … wordt als volgt gewijzigd:", and below it no instruction but a whole artikel, heading first."""
        kop = beeld(z.zin).plaats
        if kop is None or kop.adressen[0].stappen[-1].soort != "artikel" or any(not n.tussenkop for n in self.niveaus):
            return None
        tekst = [*takewhile(lambda b: b.plaats is None, map(beeld, tot_letter(z.regels, z.plek + 1)))]
        verdacht = any(b.begint("KOPJE") or b.boom or b.begint("ONGEWIJZIGD") or eist(b.regel) for b in tekst)
        goed = self.is_wijzigend and tekst and not verdacht and tekst[0].nummer in ("", "1", "a")
        if not goed or not leesbaar(opdracht := opnieuw(kop)) or sum(b.tekst.strip() == z.zin for b in z.regels) != 1:
            return None
        self._wacht_op_heel(opdracht, z.bron, [z.zin], z.nummer)
        self.meld("kop-met-tekst/hier-geen", z.zin, z.bron)
        return self._neem_lading(z.blokje, z.plek)

    def als_stam(self, z: Zin) -> int | None:
        """ "In onderdeel a wordt:": the lines below it are the rest of the sentence."""
        stam = beeld(z.zin).stam
        if not stam or z.onder is None or not aangevuld(stam, z.onder.beeld.kern):
            return None
        niveau = self._niveau(z.nummer, z.zin, z.bron)
        om = self._om(niveau)
        del self.niveaus[niveau + 1 :]
        self.niveaus.append(Niveau(om.bereiken, nieuw=om.nieuw, verloren=om.verloren))
        self.stam, self.vorig_begin, self.is_wijzigend = stam, "", True
        self.stuk.koppen.append((z.zin, z.bron))
        self._claim(Regelsoort.OPDRACHT)
        return z.plek + 1

    def als_zin(self, z: Zin) -> int:
        """An instruction, or a provision of the decision itself; a sentence that can be neither is refused."""
        regels, zin = z.regels, z.zin
        if (heel := self._aangevuld(zin) or ("" if z.nummer or self.letter else met_onderwerp(zin))) != "":
            self.meld("zin-aangevuld", zin, z.bron, heel=" ".join(heel.split())[:200])
            zin = heel
        else:
            self.stam = self.vorig_begin = ""
        gelezen = voeg_samen(regels, z.plek, zin)
        if gelezen.punt:
            self.meld("dubbele-punt", gelezen.punt, Bronplek(self.naam, z.blokje.regel, z.blokje.kolom))
        boom, zin, tot = gelezen.boom, gelezen.zin, gelezen.tot
        self.net_geopend = None
        bron = Bronplek(self.naam, z.blokje.regel, z.kolom, regels[tot].regel)
        if boom is None:
            self._geen_opdracht(zin, z.nummer, bron)
            return tot + 1
        kop, rest = gesplitst(boom, zin)
        if rest:
            # «Artikel 5 wordt als volgt gewijzigd: het derde lid vervalt.»: wat achter de kop staat, is een regel op zichzelf.
            deel = regels[tot].ruw
            voor = deel[: len(deel) - len(rest)] if deel.endswith(rest) else deel
            regels[tot] = replace(regels[tot], ruw=voor)
            extra = Blokje(rest, regels[tot].regel, z.kolom + len(zin) - len(rest), ruw=deel[len(voor) :])
            regels.insert(tot + 1, extra)
            zin, boom = kop, ontleed(kop)
        self._opdracht(boom, zin, z.nummer, bron)
        return tot + 1

    def _aangevuld(self, zin: str) -> str:
        return (
            aangevuld(self.stam, beeld(zin).kern)
            or aangevuld(self.vorig_begin, zin.strip(), streep=False)
            or (met_werkwoord(beeld(zin).kern) if self.vorig_begin else "")
            or uit_kopje(zin)
        )

    def _is_tussenkop(self, zin: str, regels: list[Blokje], plek: int) -> bool:
        """A line with only the place ("Artikel 3 Termijn") that the next sentence, behind other such lines, is about."""
        if beeld(zin).plaats is None:
            return False
        verder = max(plek + 1, len(regels) - self.na_plaatsen)
        while verder < len(regels) and not regels[verder].letter and regels[verder].beeld.plaats is not None:
            verder += 1
        self.na_plaatsen = len(regels) - verder
        if verder == len(regels):
            return False
        onder = regels[verder]
        if was_wordt(tot_letter(regels, verder)) is not None or kolommen(onder.tekst) is not None:
            return True
        if onder.letter or onder.lading or onder.tekst.lstrip()[:1].islower():
            return False
        volgend = onder.beeld
        return volgend.boom is not None or (
            volgend.stam != "" and verder + 1 < len(regels) and bool(aangevuld(volgend.stam, regels[verder + 1].tekst))
        )

    def _nieuwe_letter(self, blokje: Blokje) -> None:
        """The next letter; the place of a heading above a series of letters holds for each of them."""
        letter, kop = blokje.letter, self.kop
        if letter == self.letter and blokje.beeld.nummer:
            return
        verwacht = volgende_letters(self.letter)
        if kop is not None and not kop.van_letter:
            self.boven = [kop] if kop.bereiken != (Adres(),) else []
            verwacht += volgende_letters("")
        if letter not in verwacht:
            vorige = f"na {self.letter}" if self.letter else "aan het begin"
            raise Geweigerd.om("nummering/onderdeel-telt", letter=letter, vorige=vorige, verwacht=verwacht[0])
        self.letter, self.kop, self.eigen_zin = letter, None, True
        self.niveaus = [replace(n, nummers=[]) for n in self.boven]
        if kop is not None and kop.van_letter and not self.fouten:
            raise Geweigerd.om("blok-leeg", plaats=kop.bereiken[0].tekst())


ROLLEN: tuple[Callable[[Artikellezer, Zin], int | None], ...] = (
    Artikellezer.als_toelichting,
    Artikellezer.als_vervallen,
    Artikellezer.als_was_wordt,
    Artikellezer.als_eigen_kop,
    Artikellezer.als_plaats,
    Artikellezer.als_hele_eenheid,
    Artikellezer.als_stam,
    Artikellezer.als_zin,
)
"""What a paragraph can be, in the order in which it is asked; the last takes or refuses it."""
