"""The part of the reader of an article that is about lines which say where, or how, the lines below them are to be read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import takewhile

from verordening.adres import Adres, Stap
from verordening.bevinding import Bevinding, Geweigerd
from versies.besluit import Bepaling, Bronplek, Regel, Regelsoort, deelnaam
from versies.opdracht.beeld import Beeld, beeld
from versies.opdracht.indeling import Blokje, Deel
from versies.opdracht.leesstand import Niveau, Stuk, Wachtend, noemt_geen
from versies.opdracht.lexer import Boom
from versies.opdracht.volgorde import volgende_nummers
from versies.opdracht.wastabel import was_wordt
from versies.opdracht.zinsdelen import ABSOLUUT, blok_van, plaatsen, van
from versies.opdracht.zinsoort import (
    aangevuld,
    blokbereik,
    met_werkwoord,
    voorwaarde_van,
)
from versies.wijziging import VoegIn


def tot_letter(regels: list[Blokje], plek: int) -> Iterator[str]:
    """The lines from a place up to the next letter of the decision, or to marked new text; one by one, for most are not asked."""
    los = (regels[n] for n in range(plek, len(regels)))
    return (b.tekst for b in takewhile(lambda b: not b.letter and not b.lading, los))


def kan_eindigen(w: Wachtend) -> bool:
    """True when a line with only a place can be the end of the new text: that text has no such lines itself."""
    opschrift = w.boom is not None and any(
        a.stappen[-1:] == (Stap("opschrift"),) for p in plaatsen(w.boom) for a in p.adressen
    )
    return opschrift or beeld(next((r.strip() for r in w.lading if r.strip()), "").lstrip("#“„ ")).plaats is None


class Verbandlezer:
    """Headings between instructions, sentences that a line below finishes, headings named beside a number."""

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
        self.wachtend: Wachtend | None = None
        self.net_geopend: Wachtend | None = None
        """A block whose heading was just read: what stands below can be its own new text."""
        self.is_wijzigend = self.in_toelichting = self.vervolg = False
        self.stam = self.vorig_begin = ""
        self.na_plaatsen = sys.maxsize
        """How many lines follow the row of places that was looked at last: no row is walked twice."""
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

    def meld(self, sleutel: str, zin: str, bron: Bronplek, /, **delen: object) -> None:
        """A remark about the source: it was read, but the reader of the decision should know how."""
        self.bevindingen.append(Bevinding.van(sleutel, str(bron), zin[:160], str(bron), **delen))

    def _claim(self, soort: Regelsoort, nummer: tuple[str, ...] = ()) -> None:
        """Enter what the line that is being read is; a line for which this is not called, was not read."""
        self.aanspraak = (soort, deelnaam(nummer or (self.deel.nummer,)))

    def _aangevuld(self, zin: str) -> str:
        return (
            aangevuld(self.stam, beeld(zin).kern)
            or aangevuld(self.vorig_begin, zin.strip(), streep=False)
            or (met_werkwoord(beeld(zin).kern) if self.vorig_begin else "")
        )

    def _open_stam(self, zin: str, nummer: str, bron: Bronplek) -> None:
        """ "In onderdeel a wordt:": the lines below it are the rest of the sentence."""
        niveau = self._niveau(nummer, zin, bron)
        om = self.niveaus[niveau] if 0 <= niveau < len(self.niveaus) else Niveau((self.stuk.wortel,))
        del self.niveaus[niveau + 1 :]
        self.niveaus.append(Niveau(om.bereiken, nieuw=om.nieuw, verloren=om.verloren))
        self.stam, self.vorig_begin, self.is_wijzigend = beeld(zin).stam, "", True
        self.stuk.koppen.append((zin, bron))

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
        if was_wordt(tot_letter(regels, verder)) is not None:
            return True
        if onder.letter or onder.lading or onder.tekst.lstrip()[:1].islower():
            return False
        volgend = onder.beeld
        return volgend.boom is not None or (
            volgend.stam != "" and verder + 1 < len(regels) and bool(aangevuld(volgend.stam, regels[verder + 1].tekst))
        )

    def _open_tussenkop(self, zin: str, volgend: Beeld, bron: Bronplek) -> None:
        """The unit of such a line is where the sentences below it work, unless they name another."""
        plaats = beeld(zin).plaats
        assert plaats is not None
        (adres,) = plaats.adressen
        genoemd = [a for p in volgend.plaatsen for a in p.adressen]
        eigen = next((a.artikel for a in genoemd if a.artikel), "")
        self.stam = self.vorig_begin = ""
        self._sluit_tussenkop()
        if not plaats.opschriften and eigen:
            if adres.artikel not in ("", eigen):
                self.meld("tussenkop/tussenkop-plaats", zin, bron, zin=zin)
            return
        self.opschriften.extend(plaats.opschriften)
        if volgend.plaats is None and eigen in ("", adres.artikel):
            self.niveaus.append(Niveau((adres,), tussenkop=True))
            self.meld("tussenkop", zin, bron, zin=zin)

    def _sluit_tussenkop(self) -> None:
        plek = next((i for i, n in enumerate(self.niveaus) if n.tussenkop), None)
        if plek is not None:
            del self.niveaus[plek:]

    def _noem(self, opschriften: tuple[tuple[Adres, str], ...], zin: str, bron: Bronplek) -> None:
        """Headings that a sentence names beside a number; the name of the regulation itself there is no heading."""
        for adres, naam in opschriften:
            if self.stuk.regeling and naam.casefold() == self.stuk.regeling.casefold():
                self.meld("regeling-genoemd", zin, bron, naam=naam, adres=adres.tekst())
            else:
                self.opschriften.append((adres, naam))

    def _sluit_blokken(self, boom: Boom) -> None:
        """A sentence without a number about another artikel ends the block about the one before it."""
        eigen = next((a.artikel for p in plaatsen(boom) for a in p.adressen if a.artikel), "")
        if eigen and self.stuk.wortel.artikel not in ("", eigen):
            self.stuk.wortel = Adres()
        while eigen and self.niveaus and (artikel := self.niveaus[-1].bereiken[0].artikel) and artikel != eigen:
            self.niveaus.pop()

    def _bereik_ervoor(self, boom: Boom, zin: str, bron: Bronplek) -> tuple[Adres, ...]:
        """The artikel of the sentence before it in the same paragraph, for a sentence that names none; empty when it does not apply."""
        adressen = [a for p in plaatsen(boom) for a in p.adressen]
        eigen = any(a.stappen and a.stappen[0].soort in ABSOLUUT for a in adressen) or not adressen
        if not self.vervolg or eigen or not self.stuk.opdrachten or any(n.bereiken[0].stappen for n in self.niveaus):
            return ()
        w = self.stuk.opdrachten[-1].wijzigingen[-1]
        stappen = (w.anker.plek if isinstance(w, VoegIn) else w.plek).adres.stappen
        plek = next((i for i, s in enumerate(stappen) if s.soort == "artikel"), None)
        if plek is None:
            return ()
        artikel = Adres(stappen[: plek + 1])
        self.meld("artikel-ervoor", zin, bron, artikel=artikel.tekst())
        return (artikel,)

    def _is_regelingsblok(self, boom: Boom, zin: str) -> bool:
        """The first sentence of the article: "De Verordening … wordt als volgt gewijzigd:"."""
        if self.is_wijzigend or not blok_van(boom):
            return False
        stuk = self.stuk
        stuk.voorwaarde = voorwaarde_van(boom)
        regeling = next((s.woorden for s in van(boom, "REGELING")), "")
        plaats = next(iter(plaatsen(boom)), None)
        self.is_wijzigend, stuk.aanhef = True, zin
        naam = regeling or (plaats.regeling if plaats is not None else "")
        stuk.regeling = stuk.regeling if noemt_geen(naam) and stuk.regeling else naam
        if plaats is not None and plaats.adressen:
            bereiken = blokbereik(boom, (Adres(),))
            stuk.wortel = bereiken[0]
            self.niveaus = [Niveau(bereiken, nieuw=plaats.nieuw)]
        else:
            self.niveaus = []
        return True

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

    def _hoort(self, nummer: str, niveau: int) -> tuple[str, ...]:
        boven = [n.nummers[-1] for n in self.niveaus[:niveau] if n.nummers]
        eigen = [nummer] if nummer else []
        letter = [self.letter] if self.letter else []
        return (self.deel.nummer, *letter, *boven, *eigen)
