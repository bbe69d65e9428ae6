"""The part of the reader of an article that is about new text: what belongs to it, what is no law, old and new text side by side."""

from __future__ import annotations

from itertools import takewhile

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from versies.besluit import Bepaling, Bepalingsoort, Bronplek, Opdracht, Regelsoort
from versies.opdracht.adressen import Plaats, is_eigen_tekst, lees_plek, soort_van
from versies.opdracht.beeld import beeld, eist
from versies.opdracht.catalogus import vormen_van
from versies.opdracht.indeling import Blokje
from versies.opdracht.keur import keur_lading, keur_wijzigingen
from versies.opdracht.leesstand import Stuk, Wachtend, zelfde_regeling
from versies.opdracht.lexer import Boom, Onbegrepen, is_open
from versies.opdracht.ontleden import boom_of_reden, leesbaar, ontleed
from versies.opdracht.verbandlezer import Verbandlezer, kan_eindigen, tot_letter
from versies.opdracht.vertaler import vertaal
from versies.opdracht.volgorde import volgende_letters, volgende_nummers
from versies.opdracht.wastabel import Waswordt, kolommen, lees_overzicht, lees_wastabel, vervang_alineas
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import binnen, blok_van, inline_lading, wacht_op_lading
from versies.opdracht.zinsoort import (
    alleen_woorden,
    bijgevoegd,
    is_volle_zin,
    met_plaats,
    onbegrepen,
    voorwaarde_van,
)
from versies.wijziging import Vervalt

_LANGSTE_CITAAT = 60
"""Paragraphs of the longest quotation."""


class Tekstlezer(Verbandlezer):
    """New text below an instruction, changes of the explanatory note, and tables of old and new text."""

    def _lees_zin(self, regels: list[Blokje], plek: int, zin: str) -> tuple[Boom | None, str, int]:
        """The parse tree; a sentence that is broken over lines is joined as long as it, or a quotation in it, does not end."""
        tot, heel = plek, zin
        while isinstance(boom := boom_of_reden(heel), Onbegrepen):
            volgend = regels[tot + 1] if tot + 1 < len(regels) else None
            if tot == plek and volgend is not None and _mist_dubbele_punt(heel, volgend):
                bron = Bronplek(self.naam, regels[plek].regel, regels[plek].kolom)
                self.meld("dubbele-punt", heel, bron)
                heel = f"{heel.rstrip(' .')}:"
                return ontleed(heel), heel, tot
            if volgend is None or volgend.lading or tot - plek > _LANGSTE_CITAAT:
                return None, zin, plek
            if boom.open:
                if _begint_opnieuw(volgend):
                    return None, zin, plek
                letter = f"{volgend.letter}. " if volgend.letter else ""
                # Een afgebroken regel hoort bij dezelfde alinea; anders blijft te zien dat het er twee zijn.
                loopt_door = not letter and volgend.tekst.lstrip()[:1].islower() and heel[-1] not in ".:;"
                heel = f"{heel}{' ' if loopt_door else chr(10)}{letter}{volgend.tekst.strip()}"
            elif (
                (heel.endswith((".", ":", ";")) and boom.plek < len(heel))
                or volgend.letter
                or volgend.kop
                or tot - plek > 8
            ):
                return None, zin, plek  # Wie tot zijn slotteken is begrepen («gewijzigd van:»), is nog niet af.
            else:
                heel = f"{heel} {volgend.tekst.strip()}"
            tot += 1
        return boom, heel.replace("\n", " "), tot

    def _neem_lading(self, blokje: Blokje, plek: int) -> int:
        assert self.wachtend is not None
        self.wachtend.laatste_regel = blokje.regel
        self._claim(
            Regelsoort.ONGELEZEN if self.wachtend.boom is None else Regelsoort.NIEUWE_TEKST, self.wachtend.nummer
        )
        return plek + 1

    def _geen_recht(self, blokje: Blokje, plek: int) -> int:
        """The heading of a change of the explanatory note, or the remark that something stays as it is."""
        self._rond_af()
        if blokje.toelichting:
            self.in_toelichting = True
            self._claim(Regelsoort.TOELICHTING)
            return plek + 1
        bron = Bronplek(self.naam, blokje.regel, blokje.kolom)
        self.meld("ongewijzigd", blokje.tekst.strip(), bron)
        self._claim(Regelsoort.WEGGELATEN)
        return plek + 1

    def _van_toelichting(self, blokje: Blokje, plek: int, nummer: str, zin: str) -> int:
        """A change of the explanatory note: kept apart. An instruction about an artikel there is not taken for one."""
        bron = Bronplek(self.naam, blokje.regel, blokje.kolom)
        if self.in_toelichting and not blokje.beeld.toelichting and blokje.beeld.over_artikel:
            self.in_toelichting = False
            raise Geweigerd.om("opdracht-in-toelichting")
        self.in_toelichting = True
        hoort = (self.deel.nummer, *((self.letter,) if self.letter else ()), *((nummer,) if nummer else ()))
        self.bepalingen.append(Bepaling(Bepalingsoort.TOELICHTING, hoort, zin, bron=bron))
        self._claim(Regelsoort.TOELICHTING, hoort)
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
        open_.boom, open_.bereiken = ontleed(zin), (self.niveaus[-1].bereiken if self.niveaus else (self.stuk.wortel,))
        open_.afgeleid = True
        self.wachtend = open_
        self.meld("kop-met-tekst", open_.zin, open_.bron)
        return True

    def _is_hele_eenheid(self, zin: str, regels: list[Blokje], plek: int) -> bool:
        """ "De Verordening … wordt als volgt gewijzigd:", and below it no instruction but a whole artikel, heading first."""
        kop = beeld(zin).plaats
        if kop is None or kop.adressen[0].stappen[-1].soort != "artikel" or any(not n.tussenkop for n in self.niveaus):
            return False
        tekst = [*takewhile(lambda b: b.plaats is None, map(beeld, tot_letter(regels, plek + 1)))]
        verdacht = any(b.begint("KOPJE") or b.boom or b.begint("ONGEWIJZIGD") or eist(b.regel) for b in tekst)
        goed = self.is_wijzigend and bool(tekst) and not verdacht and tekst[0].nummer in ("", "1", "a")
        return goed and leesbaar(_opnieuw(kop)) and sum(b.tekst.strip() == zin for b in regels) == 1

    def _neem_hele_eenheid(self, zin: str, nummer: str, blokje: Blokje, plek: int, bron: Bronplek) -> int:
        kop = beeld(zin).plaats
        assert kop is not None
        opdracht = _opnieuw(kop)
        niveau = self._niveau(nummer, zin, bron)
        bereiken = self.niveaus[niveau].bereiken if niveau >= 0 else (self.stuk.wortel,)
        hoort = self._hoort(nummer, niveau)
        self.wachtend = Wachtend(
            ontleed(opdracht), opdracht, hoort, bereiken, bron, [zin], wacht=True, heel=True, afgeleid=True
        )
        self.meld("kop-met-tekst/hier-geen", zin, bron)
        return self._neem_lading(blokje, plek)

    def _wastabel(self, regels: list[Blokje], plek: int) -> int:
        """A table "huidige tekst | nieuwe tekst": one instruction per row."""
        self._rond_af()
        self._claim(Regelsoort.OPDRACHT)
        self.is_wijzigend = True
        einde = plek
        while einde < len(regels) and regels[einde].beeld.tabelrij:
            einde += 1
        bereik = self.niveaus[-1].bereiken[0] if self.niveaus else self.stuk.wortel
        bron = Bronplek(self.naam, regels[plek].regel, regels[plek].kolom)
        rijen = [b.tekst for b in regels[plek:einde]]
        try:
            if (kop := kolommen(rijen[0])) is not None and kop.opdracht >= 0:
                self._overzicht(rijen, bereik, bron)
                return einde
            wijzigingen = lees_wastabel(rijen, bereik)
        except Geweigerd as fout:
            self.fouten.append(met_plaats(fout, bron))
            self._claim(Regelsoort.ONGELEZEN)
            return einde
        boven = self._hoort("", len(self.niveaus))
        for i, w in enumerate(wijzigingen, 1):
            weg = isinstance(w, Vervalt)
            tekst = "vervalt" if isinstance(w, Vervalt) else f"«{w.oud}» wordt «{w.nieuw}»"
            zin = f"Tabel met huidige en nieuwe tekst, rij {i}: {w.plek.adres.tekst()}: {tekst}."
            self.stuk.opdrachten.append(
                Opdracht(
                    (*boven, str(i)), zin, (w,), (38,) if weg else (1,), bron=bron, opschriften=tuple(self.opschriften)
                )
            )
            self.opschriften.clear()
            if weg:
                self.meld("was-niet-vergeleken", zin, bron)
        return einde

    def _overzicht(self, rijen: list[str], bereik: Adres, bron: Bronplek) -> None:
        """A table "Artikel | Wijziging": each row is an instruction at its place."""
        boven = self._hoort("", len(self.niveaus))
        for i, (adres, zin) in enumerate(list(lees_overzicht(rijen, bereik)), 1):
            boom = ontleed(zin)
            self.wachtend = Wachtend(boom, zin, (*boven, str(i)), (adres,), bron)
            if rest := inline_lading(boom):
                self.wachtend.lading.append(rest)
            self._rond_af()

    def _was_wordt(self, paar: Waswordt, plek: int, bron: Bronplek) -> int:
        """ "Oude tekst: … Nieuwe tekst: …" below the place: each old paragraph, which must be there exactly once, becomes the new."""
        bereik = self.niveaus[-1].bereiken[0] if self.niveaus else self.stuk.wortel
        plaats = lees_plek(paar.plaats, 0)
        bereik = binnen(bereik, plaats.adressen[0]) if plaats is not None else bereik
        if not bereik.stappen:
            raise Geweigerd.om("plek-ontbreekt")
        keur_lading(paar.nieuw, volgende_letters(self.letter))
        wijzigingen = vervang_alineas(bereik, paar.oud, paar.nieuw)
        hoort = self._hoort("", len(self.niveaus))
        zin = f"{bereik.tekst()}: «{' '.join(paar.oud)}» wordt «{' '.join(paar.nieuw)}»."
        self.is_wijzigend = True
        self.stuk.opdrachten.append(
            Opdracht(hoort, zin, wijzigingen, (1,), bron=bron, opschriften=tuple(self.opschriften))
        )
        self.opschriften.clear()
        self._claim(Regelsoort.OPDRACHT, hoort)
        return plek + paar.regels

    def _is_lading(self, regels: list[Blokje], plek: int) -> bool:
        w, blokje = self.wachtend, regels[plek]
        gezien = blokje.beeld
        if w is None or self.gemerkt or not w.wacht or (w.heel and blokje.beeld.plaats is not None):
            return False
        if blokje.kop and self.kopnummer and gezien.nummer in volgende_nummers([self.kopnummer]):
            return False  # De volgende genummerde kop van het besluit zelf.
        if w.lading and w.boom is not None and alleen_woorden(w.boom) and not is_open("\n".join(w.lading)):
            return False  # Nieuwe woorden zijn één alinea, of één citaat; wat volgt hoort bij het besluit.
        if (
            w.lading
            and not blokje.letter
            and (
                self._aangevuld(blokje.tekst)
                or (kan_eindigen(w) and self._is_tussenkop(blokje.tekst.strip(), regels, plek))
            )
        ):
            return False
        if blokje.letter:
            # Een letter alleen op haar regel is van het besluit; telt zij niet op, dan is dat een weigering en geen nieuwe tekst.
            verwacht = [
                *volgende_letters(self.letter),
                *([self.letter] if gezien.nummer else []),
            ]
            begint = blokje.letter in verwacht and (gezien.besluit or gezien.begint("BEGIN"))
            return not (not blokje.tekst or gezien.boom or begint)
        telt_mee = not gezien.nummer or any(gezien.nummer in volgende_nummers(n.nummers) for n in self.niveaus)
        eigen = gezien.nummer and beeld(gezien.kern).besluit and not self._telt_in_lading(gezien.nummer)
        if telt_mee and (gezien.boom or gezien.toelichting or eigen):
            return False
        if telt_mee and gezien.lijkt:
            raise onbegrepen(gezien.kern, Bronplek(self.naam, blokje.regel, blokje.kolom))
        return True

    def _telt_in_lading(self, nummer: str) -> bool:
        """True when a number is the next one in the new text that is being collected."""
        gehad = [n for r in (self.wachtend.lading if self.wachtend is not None else ()) if (n := beeld(r).nummer)]
        return nummer in volgende_nummers(gehad[-1:])

    def _wissel(self, regeling: str) -> None:
        """From here on another regulation is amended; one article of the decision can do several."""
        eigen, leeg = self.stuk.regeling, not self.stuk.opdrachten
        if eigen and (zelfde_regeling(regeling, eigen) or soort_van(regeling.split()[0])):
            return
        if leeg and regeling.startswith(eigen):
            self.stuk.regeling = regeling
        elif eigen:
            self.stukken.append(Stuk(regeling, self.stuk.voorwaarde))

    # --- finishing an instruction

    def _rond_af(self) -> None:
        w, self.wachtend = self.wachtend, None
        if w is None or w.boom is None:
            return
        try:
            if not w.wacht and (w.lading or w.gereed) and not inline_lading(w.boom):
                raise Geweigerd.om("lading-los/onder-opdracht")
            lading = w.lading or self._bijgevoegd(w.boom)
            if not self.gemerkt:
                keur_lading(lading, volgende_letters(self.letter))
            vertalingen = [vertaal(w.boom, bereik, lading, tuple(w.gereed)) for bereik in w.bereiken]
            eerste = vertalingen[0]
            van = self.stuk
            if eerste.regeling:
                self._wissel(eerste.regeling)
            if self.stuk is not van:
                self.meld("andere-regeling/opdracht-gaat", w.zin, w.bron, stuk=self.stuk.regeling, van=van.regeling)
            bron = Bronplek(w.bron.bron, w.bron.regel, w.bron.kolom, w.laatste_regel or w.bron.tot_regel)
            wijzigingen = tuple(x for v in vertalingen for x in v.wijzigingen)
            if not wijzigingen:
                raise Geweigerd.om("niets-gelezen")
            keur_wijzigingen(wijzigingen, lading, gemerkt=self.gemerkt)
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
        if not voorwaarde:
            hier.opdrachten.append(opdracht)
            return
        if hier.voorwaarde:
            raise Geweigerd.om("voorwaarde-dubbel")
        self.stukken.append(Stuk(hier.regeling, voorwaarde, hier.aanhef, hier.wortel, [opdracht]))
        self.stukken.append(Stuk(hier.regeling, "", hier.aanhef, hier.wortel))


def _opnieuw(kop: Plaats) -> str:
    """The sentence that says in full what the heading of a whole artikel says alone."""
    return f"{kop.adressen[0].tekst()} komt te luiden:".capitalize()


def _begint_opnieuw(blokje: Blokje) -> bool:
    """A line that cannot be inside a quotation: an instruction, a letter by itself, the decision's own entry into force."""
    gezien = blokje.beeld
    return bool(gezien.boom) or beeld(gezien.kern).besluit or bool(blokje.letter and not gezien.kern)


def _mist_dubbele_punt(zin: str, volgend: Blokje) -> bool:
    """True when only the colon is missing with which a sentence announces the new text on the line below."""
    kern = zin.rstrip(" .")
    kop = boom_of_reden(f"{kern}:") if volgend.vervolg else None
    if isinstance(kop, Boom) and blok_van(kop):
        return True
    if volgend.letter or kern.endswith((":", ";", ",")) or volgend.beeld.boom:
        return False
    boom = boom_of_reden(f"{kern}:")
    return not isinstance(boom, Onbegrepen) and wacht_op_lading(boom)
