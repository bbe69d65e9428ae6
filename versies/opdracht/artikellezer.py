"""Reading one article of a decision: sentences, numbers and letters, blocks, and the new text below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.nummers import uit_romeins
from versies.besluit import Bepaling, Bepalingsoort, Bronplek, Opdracht, Regel, Regelsoort, deelnaam
from versies.opdracht.adressen import is_eigen_tekst, soort_van
from versies.opdracht.bepalingen import is_toelichting, lees_bepaling
from versies.opdracht.datum import DATUM, lees_datum
from versies.opdracht.herkenning import DIT_BESLUIT, OPDRACHTTAAL, is_ongewijzigd, is_slot_begin, lijkt_opdracht
from versies.opdracht.indeling import Blokje, Deel
from versies.opdracht.keur import keur_lading, keur_wijzigingen
from versies.opdracht.leesstand import Niveau, Stuk, Wachtend, zelfde_regeling
from versies.opdracht.lexer import Onbegrepen
from versies.opdracht.omgeving import bladeren, blok_van, inline_lading, wacht_op_lading
from versies.opdracht.ontleden import ontleed
from versies.opdracht.verband import aangevuld, begin_van, is_stam, zonder_nummer
from versies.opdracht.verbandlezer import Verbandlezer, kan_eindigen
from versies.opdracht.vertaler import vertaal
from versies.opdracht.volgorde import volgende_letters, volgende_nummers
from versies.opdracht.wastabel import is_tabelrij, is_wastabel, lees_wastabel, vervang_heel, was_wordt
from versies.opdracht.zinsoort import (
    alleen_woorden,
    bijgevoegd,
    blokbereik,
    gaat_door,
    is_intrekking,
    is_samenloop,
    leesbaar,
    met_plaats,
    onbegrepen,
    voorwaarde_van,
)
from versies.wijziging import Vervalt

__all__ = ["Artikellezer"]

_NUMMER = re.compile(r"\s*(?P<nr>\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|\d{1,2}°)[.)]\s+(?P<rest>\S.*)\Z", re.DOTALL)
_OPDRACHTACHTIG = re.compile(
    r"(?:wordt|worden)\b.*?[„“«‘\"].*?\bvervangen door\b|\bte luiden\s*:|\bluidende\s*:|\bals volgt gewijzigd\s*:"
    r"|^(?:In|Aan)\s+(?:artikel|het\s\w+\slid|onderdeel|de\s(?:aanhef|begrips\w+))\b[^.]*\b(?:wordt|worden|vervalt)\b.*[„“«‘\"]"
    r"|^(?:In|Aan|Na|Voor) (?:artikel|het \w+ lid|onderdeel|sub|lid|letter|onder)\b.*\b(?:vervalt|vervallen|ingevoegd|toegevoegd)\b",
    re.IGNORECASE | re.DOTALL,
)

_BEGIN = re.compile(
    r"(?:In|Aan|Na|Voor|Onder)\s+(?:artikel|de\s|het\s|hoofdstuk|paragraaf|onderdeel|vern|verl|verv|bijlage)|(?:Artikel|Hoofdstuk|Paragraaf|Bijlage|De artikelen"
    r"|Het opschrift|Onderdeel)\s",
    re.IGNORECASE,
)
_VERVALLEN = re.compile(r"[(\[]?vervallen[)\]]?\.?", re.IGNORECASE)
_ALS_VOLGT = re.compile(
    r"(?:wordt|worden)\s+(?:als\s+volgt\s+gewijzigd|gewijzigd\s+als\s+volgt|gewijzigd)\s*:", re.IGNORECASE
)
_KOP_VAN_BLOK = re.compile(r"\b(?:gewijzigd|wijzigingen (?:aangebracht|doorgevoerd))\b[^:]{0,80}:\Z", re.IGNORECASE)
"""How the heading of a block ends."""
"""How an instruction begins; behind the expected letter this is enough to end the new text before it."""


def _zonder_streep(blokje: Blokje) -> Blokje:
    """A dash in front of an instruction is only lay-out."""
    t = re.match(r"\s*[-–•]\s+(?=[A-Za-z])", blokje.tekst)
    if t is None or blokje.lading or not leesbaar(blokje.tekst[t.end() :].strip()):
        return blokje
    return replace(blokje, tekst=blokje.tekst[t.end() :], kolom=blokje.kolom + t.end())


_VOLGENDE_ZIN = re.compile(r"(?<=[.;])\s+(?=(?:\d{1,2}|[a-z])[.)]\s|[A-Z]|(?:in|aan|na|artikel|onderdeel|de|het)\s)")


def _verdeeld(blokje: Blokje) -> list[Blokje]:
    """One paragraph with several instructions ("Het eerste lid vervalt. In het tweede lid …"), when each can be read by itself."""
    kern = zonder_nummer(blokje.tekst)
    delen = _VOLGENDE_ZIN.split(kern)
    if len(delen) == 1 or leesbaar(kern) or not all(leesbaar(zonder_nummer(d)) or DIT_BESLUIT.match(d) for d in delen):
        return [blokje]
    uit: list[Blokje] = []
    tekst, ruw = blokje.tekst, blokje.ruw
    for deel in reversed(delen[1:]):
        plek, ruwplek = tekst.rfind(deel), ruw.rfind(deel)
        uit.insert(0, Blokje(deel, blokje.regel, blokje.kolom + plek, ruw=ruw[ruwplek:]))
        tekst, ruw = tekst[:plek].rstrip(), ruw[:ruwplek]
    return [replace(blokje, tekst=tekst, ruw=ruw), *uit]


def _over_artikel(zin: str) -> bool:
    """True for an instruction that names an artikel itself."""
    return lijkt_opdracht(zin) and any(
        a.artikel for s in bladeren(ontleed(zin)) if s.soort == "ADRES" for a in s.waarde.adressen
    )


def _gesplitst(boom: object, zin: str) -> tuple[str, str]:
    """The heading of a block and what stands behind its colon in the same paragraph; that is empty when nothing does."""
    rest = inline_lading(boom) if blok_van(boom) else ""
    return (zin[: len(zin) - len(rest)].rstrip(), rest) if rest and zin.endswith(rest) else (zin, "")


def _is_volle_zin(tekst: str, adres: Adres) -> bool:
    """New text of a lid or onderdeel behind "wordt als volgt gewijzigd:": a whole sentence in which nothing is instructed."""
    return (
        adres.stappen[-1].soort in ("lid", "onderdeel", "zin")
        and re.fullmatch(r"[A-Z][^„“«‘\"”»]{12,}\.", tekst.strip()) is not None
        and OPDRACHTTAAL.search(tekst) is None
    )


class Artikellezer(Verbandlezer):
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
        self.is_wijzigend = self.in_toelichting = False
        self.stam = self.vorig_begin = ""
        self.opschriften: list[tuple[Adres, str]] = []
        """Headings named beside a number, for the next instruction."""
        self.regels: list[Regel] = []
        """The ledger of this article: what each line was claimed as."""
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
        if _KOP_VAN_BLOK.search(zin):
            self.niveaus.append(Niveau((self.stuk.wortel,), verloren=True))
        elif zin.endswith(":"):
            self.wachtend = Wachtend(None, zin, (), (), Bronplek(), wacht=True, verloren=True)

    def meld(self, code: str, zin: str, uitleg: str, advies: str, bron: Bronplek) -> None:
        """A remark about the source: it was read, but the reader of the decision should know how."""
        self.bevindingen.append(Bevinding(code, Ernst.WAARSCHUWING, str(bron), zin[:160], uitleg, advies, str(bron)))

    # --- one line

    def _blokje(self, regels: list[Blokje], plek: int) -> int:
        blokje = regels[plek] = _zonder_streep(regels[plek])
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
        if not self.in_toelichting and len(delen := _verdeeld(blokje)) > 1:
            regels[plek : plek + 1] = delen
            blokje = delen[0]
        nummer, zin, kolom = self._nummer_eraf(blokje)
        if self.in_toelichting or is_toelichting(zin):
            return self._van_toelichting(blokje, plek, nummer, zin)
        if _VERVALLEN.fullmatch(zin):
            # Een onderdeel dat bij een later besluit is vervallen: het nummer telt mee, er is niets te doen.
            self._claim(Regelsoort.WEGGELATEN)
            if nummer:
                self._niveau(nummer, zin, Bronplek(self.naam, blokje.regel, kolom))
            return plek + 1
        bron = Bronplek(self.naam, blokje.regel, kolom)
        if (paar := was_wordt([b.tekst for b in regels[plek : plek + 4]])) is not None:
            return self._was_wordt(*paar, plek, bron)
        if not nummer and self._is_tussenkop(zin, regels, plek):
            self._open_tussenkop(zin, zonder_nummer(regels[plek + 1].tekst), bron)
            self._claim(Regelsoort.OPDRACHT)
            return plek + 1
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
        kop, rest = _gesplitst(boom, zin)
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

    def _neem_lading(self, blokje: Blokje, plek: int) -> int:
        assert self.wachtend is not None
        self.wachtend.laatste_regel = blokje.regel
        self._claim(Regelsoort.ONGELEZEN if self.wachtend.verloren else Regelsoort.NIEUWE_TEKST, self.wachtend.nummer)
        return plek + 1

    def _geen_recht(self, blokje: Blokje, plek: int) -> int:
        """The heading of a change of the explanatory note, or the remark that something stays as it is."""
        self._rond_af()
        if blokje.toelichting:
            self.in_toelichting = True
            self._claim(Regelsoort.TOELICHTING)
            return plek + 1
        bron = Bronplek(self.naam, blokje.regel, blokje.kolom)
        self.meld(
            "ongewijzigd",
            blokje.tekst.strip(),
            "Deze regel zegt alleen dat iets gelijk blijft; hij is weggelaten en komt niet in de tekst.",
            "Controleer of dat is bedoeld.",
            bron,
        )
        self._claim(Regelsoort.WEGGELATEN)
        return plek + 1

    def _van_toelichting(self, blokje: Blokje, plek: int, nummer: str, zin: str) -> int:
        """A change of the explanatory note: kept apart. An instruction about an artikel there is not taken for one."""
        bron = Bronplek(self.naam, blokje.regel, blokje.kolom)
        if self.in_toelichting and not is_toelichting(zin) and _over_artikel(zin):
            self.in_toelichting = False
            raise Geweigerd(
                "deze opdracht staat onder een wijziging van de toelichting; of zij de tekst of de toelichting wijzigt, is niet zeker",
                code="opdracht-in-toelichting",
                advies="Zet de opdracht onder een eigen letter, of schrijf «In de toelichting op artikel … wordt …».",
            )
        self.in_toelichting = True
        hoort = (self.deel.nummer, *((self.letter,) if self.letter else ()), *((nummer,) if nummer else ()))
        self.bepalingen.append(Bepaling(Bepalingsoort.TOELICHTING, hoort, zin, vormen=(56,), bron=bron))
        self._claim(Regelsoort.TOELICHTING, hoort)
        return plek + 1

    def _kop_met_tekst(self, tekst: str) -> bool:
        """ "Artikel 3 wordt als volgt gewijzigd:" with the whole new article 3 below it: it means "komt te luiden"."""
        open_, self.net_geopend = self.net_geopend, None
        if open_ is None or len(open_.bereiken) != 1 or not open_.bereiken[0].stappen or leesbaar(zonder_nummer(tekst)):
            self.net_geopend = open_ if not tekst.strip() else None
            return False
        if not is_eigen_tekst(tekst, open_.bereiken[0]) and not _is_volle_zin(tekst, open_.bereiken[0]):
            return False
        zin = _ALS_VOLGT.sub("komt te luiden:", open_.zin)
        if not leesbaar(zin):
            return False
        self.stuk.koppen.pop()
        self.niveaus.pop()
        open_.boom, open_.bereiken = ontleed(zin), (self.niveaus[-1].bereiken if self.niveaus else (self.stuk.wortel,))
        self.wachtend = open_
        self.meld(
            "kop-met-tekst",
            open_.zin,
            "Onder deze kop staat geen opdracht maar de nieuwe tekst zelf; gelezen is «komt te luiden».",
            "Controleer of de hele eenheid opnieuw wordt vastgesteld.",
            open_.bron,
        )
        return True

    def _wastabel(self, regels: list[Blokje], plek: int) -> int:
        """A table "huidige tekst | nieuwe tekst": one instruction per row."""
        self._rond_af()
        self._claim(Regelsoort.OPDRACHT)
        self.is_wijzigend = True
        einde = plek
        while einde < len(regels) and is_tabelrij(regels[einde].tekst):
            einde += 1
        bereik = self.niveaus[-1].bereiken[0] if self.niveaus else self.stuk.wortel
        bron = Bronplek(self.naam, regels[plek].regel, regels[plek].kolom)
        try:
            wijzigingen = lees_wastabel([b.tekst for b in regels[plek:einde]], bereik)
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
                self.meld(
                    "was-niet-vergeleken",
                    zin,
                    "De huidige tekst in deze rij is niet vergeleken met de regeling.",
                    "Ga na dat dit de tekst is die vervalt.",
                    bron,
                )
        return einde

    def _was_wordt(self, oud: str, nieuw: str, aantal: int, plek: int, bron: Bronplek) -> int:
        """ "Oude tekst: … Nieuwe tekst: …" below the place: the old text, which must be there exactly once, becomes the new."""
        bereik = self.niveaus[-1].bereiken[0] if self.niveaus else self.stuk.wortel
        if not bereik.stappen:
            raise Geweigerd(
                "boven de oude en nieuwe tekst staat niet waar zij horen",
                code="plek-ontbreekt",
                advies="Zet het artikel en het lid op de regel erboven.",
            )
        wijziging = vervang_heel(bereik, oud, nieuw)
        hoort = self._hoort("", len(self.niveaus))
        zin = f"{bereik.tekst()}: «{oud}» wordt «{nieuw}»."
        self.is_wijzigend = True
        self.stuk.opdrachten.append(
            Opdracht(hoort, zin, (wijziging,), (1,), bron=bron, opschriften=tuple(self.opschriften))
        )
        self.opschriften.clear()
        self._claim(Regelsoort.OPDRACHT, hoort)
        return plek + aantal

    def _is_lading(self, regels: list[Blokje], plek: int) -> bool:
        w, blokje = self.wachtend, regels[plek]
        if w is None or self.gemerkt or not w.wacht:
            return False
        if w.lading and w.boom is not None and alleen_woorden(w.boom) and _NUMMER.match(blokje.tekst):
            return False  # Nieuwe woorden zijn één alinea; een volgend nummer hoort bij het besluit.
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
            verwacht = [*volgende_letters(self.letter), *([self.letter] if _NUMMER.match(blokje.tekst) else [])]
            kern = zonder_nummer(blokje.tekst)
            return not (
                not blokje.tekst or leesbaar(kern) or (blokje.letter in verwacht and _BEGIN.match(kern) is not None)
            )
        t = _NUMMER.match(blokje.tekst)
        kern = t.group("rest") if t else blokje.tekst.strip()
        if leesbaar(kern) and (t is None or any(t.group("nr") in volgende_nummers(n.nummers) for n in self.niveaus)):
            return False
        if _OPDRACHTACHTIG.search(kern[:2000]) and (
            t is None or any(t.group("nr") in volgende_nummers(n.nummers) for n in self.niveaus)
        ):
            raise onbegrepen(kern, Bronplek(self.naam, blokje.regel, blokje.kolom))
        return True

    def _nieuwe_letter(self, blokje: Blokje) -> None:
        letter, verwacht = blokje.letter, volgende_letters(self.letter)
        if letter == self.letter and _NUMMER.match(blokje.tekst) is not None:
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
        t = _NUMMER.match(blokje.tekst)
        if t is None:
            tekst = blokje.tekst.strip()
            return "", tekst, blokje.kolom + max(blokje.tekst.find(tekst), 0)
        return t.group("nr"), t.group("rest").strip(), blokje.kolom + t.start("rest")

    def _lees_zin(self, regels: list[Blokje], plek: int, zin: str) -> tuple[object | None, str, int]:
        """The parse tree; a sentence that is broken over lines is joined as long as it does not end."""
        tot, heel = plek, zin
        while True:
            try:
                return ontleed(heel), heel, tot
            except Onbegrepen:
                pass
            if heel.rstrip().endswith((".", ":", ";")) or tot + 1 >= len(regels) or tot - plek > 8:
                return None, zin, plek
            volgend = regels[tot + 1]
            if volgend.lading or volgend.letter or volgend.kop:
                return None, zin, plek
            tot += 1
            heel = f"{heel} {volgend.tekst.strip()}"

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

    def _bijzonderheden(self, boom: object, zin: str, hoort: tuple[str, ...], bron: Bronplek) -> None:
        """What an instruction says besides the change: its own moment, and remarks between brackets."""
        for s in bladeren(boom):
            if s.soort == "TIJDSTIP":
                dag = lees_datum(t.group()) if (t := re.search(DATUM, s.tekst)) else None
                self.bepalingen.append(
                    Bepaling(
                        Bepalingsoort.INWERKINGTREDING,
                        hoort,
                        zin,
                        delen=(hoort,),
                        datum=dag,
                        tijdstip="" if dag else s.tekst,
                        voorwaarde="" if dag else s.tekst,
                        vormen=(59,),
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
            if s.soort == "ADRES" and s.waarde.opschriften:
                self._noem(s.waarde.opschriften, zin, bron)
            if s.soort == "ADRES" and s.waarde.haakjes:
                self.meld(
                    "tussen-haakjes",
                    zin,
                    f"Wat tussen haakjes staat («{s.waarde.haakjes}») is niet nagegaan.",
                    "Controleer of het klopt met de tekst.",
                    bron,
                )

    def _opdracht(self, boom: object, zin: str, nummer: str, bron: Bronplek) -> None:
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
        self.wachtend = Wachtend(boom, zin, hoort, om.bereiken, bron, wacht=wacht_op_lading(boom), nieuw=om.nieuw)
        rest = inline_lading(boom)
        if rest:
            self.wachtend.lading.append(rest)
            self.wachtend.wacht = not self.gemerkt and gaat_door(rest) and not alleen_woorden(boom)
        return None

    def _sluit_blokken(self, boom: object) -> None:
        """A sentence without a number about another artikel ends the block about the one before it."""
        eigen = next(
            (a.artikel for s in bladeren(boom) if s.soort == "ADRES" for a in s.waarde.adressen if a.artikel), ""
        )
        if eigen and self.stuk.wortel.artikel not in ("", eigen):
            self.stuk.wortel = Adres()
        while eigen and self.niveaus and (artikel := self.niveaus[-1].bereiken[0].artikel) and artikel != eigen:
            self.niveaus.pop()

    def _open_blok(
        self, boom: object, zin: str, niveau: int, om: Niveau, hoort: tuple[str, ...], bron: Bronplek
    ) -> None:
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
        los = any(s.soort == "REGELING" for s in bladeren(boom)) and not any(s.soort == "ADRES" for s in bladeren(boom))
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
            self.stukken.append(Stuk(regeling, self.stuk.voorwaarde, vormen=(51,)))

    def _is_regelingsblok(self, boom: object, zin: str) -> bool:
        """The first sentence of the article: "De Verordening … wordt als volgt gewijzigd:"."""
        if self.is_wijzigend or not blok_van(boom):
            return False
        symbolen = bladeren(boom)
        stuk = self.stuk
        stuk.voorwaarde = voorwaarde_van(boom)
        regeling = next((s.waarde for s in symbolen if s.soort == "REGELING"), "")
        plaats = next((s.waarde for s in symbolen if s.soort == "ADRES"), None)
        self.is_wijzigend, stuk.aanhef = True, zin
        stuk.vormen = (51, 66) if stuk.voorwaarde else (51,)
        stuk.regeling = regeling or (plaats.regeling if plaats is not None else "") or stuk.regeling
        if plaats is not None and plaats.adressen:
            bereiken = blokbereik(boom, (Adres(),))
            stuk.wortel = bereiken[0]
            self.niveaus = [Niveau(bereiken, nieuw=plaats.nieuw)]
            if stuk.regeling and uit_romeins(stuk.wortel.artikel) is not None:
                stuk.vormen = (*stuk.vormen, 67)
        else:
            self.niveaus = []
        return True

    def _niveau(self, nummer: str, zin: str, bron: Bronplek) -> int:
        """Index of the open block to which a numbered instruction belongs; checks that numbers count up."""
        if not nummer:
            if self.niveaus and self.niveaus[-1].nummers:
                raise Geweigerd(
                    "een opdracht zonder nummer tussen genummerde opdrachten",
                    plaats=str(bron),
                    code="nummering",
                    advies="Geef elke opdracht in het blok een nummer.",
                )
            return len(self.niveaus) - 1
        if not self.niveaus:
            self.niveaus.append(Niveau((self.stuk.wortel,)))
        for i in range(len(self.niveaus) - 1, -1, -1):
            if nummer in volgende_nummers(self.niveaus[i].nummers):
                del self.niveaus[i + 1 :]
                self.niveaus[i].nummers.append(nummer)
                return i
        verwacht = volgende_nummers(self.niveaus[-1].nummers)[0]
        raise Geweigerd(
            f"nummer {nummer} telt niet op (verwacht: {verwacht})",
            plaats=str(bron),
            code="nummering",
            advies="Controleer of er een opdracht ontbreekt of dubbel staat.",
        )

    def _hoort(self, nummer: str, niveau: int) -> tuple[str, ...]:
        boven = [n.nummers[-1] for n in self.niveaus[:niveau] if n.nummers]
        eigen = [nummer] if nummer else []
        letter = [self.letter] if self.letter else []
        return (self.deel.nummer, *letter, *boven, *eigen)

    # --- finishing an instruction

    def _rond_af(self) -> None:
        w, self.wachtend = self.wachtend, None
        if w is None or w.verloren:
            return
        try:
            if not w.wacht and (w.lading or w.gereed) and not inline_lading(w.boom):
                raise Geweigerd(
                    "onder deze opdracht staat nieuwe tekst, maar de zin kondigt die niet aan",
                    code="lading-los",
                    advies="Laat de zin eindigen met «, luidende:».",
                )
            lading = w.lading or bijgevoegd(w.boom, self.bijlagen)
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
            keur_wijzigingen(wijzigingen, lading)
            self._voeg_toe(
                Opdracht(
                    w.nummer,
                    w.zin,
                    wijzigingen,
                    tuple(eerste.vormen),
                    eerste.nieuw or w.nieuw,
                    tuple(lading),
                    bron,
                    tuple(self.opschriften),
                ),
                w.boom,
            )
            self.opschriften.clear()
            if van.koppen and self.stuk.regeling != van.regeling:
                # De kop van het blok noemt de regeling; één zin over een andere verandert dat niet.
                self.stukken.append(Stuk(van.regeling, van.voorwaarde, van.aanhef, van.vormen, van.wortel))
            for code, uitleg, advies in eerste.opmerkingen:
                self.meld(code, w.zin, uitleg, advies, w.bron)
        except Geweigerd as fout:
            self.fouten.append(met_plaats(fout, w.bron))

    def _voeg_toe(self, opdracht: Opdracht, boom: object) -> None:
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
        self.stukken.append(Stuk(hier.regeling, voorwaarde, hier.aanhef, (51, 66), hier.wortel, [opdracht]))
        self.stukken.append(Stuk(hier.regeling, "", hier.aanhef, hier.vormen, hier.wortel))
