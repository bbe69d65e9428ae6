"""Reading one article of a decision: sentences, numbers and letters, blocks, and the new text below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Blok
from verordening.nummers import uit_romeins

from ..besluit import Bepaling, Bepalingsoort, Bronplek, Opdracht
from ..wijziging import Vervalt
from .bepalingen import is_toelichting, lees_bepaling
from .datum import DATUM, lees_datum
from .indeling import Blokje, Deel
from .lexer import Onbegrepen, Symbool
from .omgeving import binnen, blok_van, inline_lading, wacht_op_lading
from .ontleden import bijna_bepaling, ontleed, waarom_niet
from .vertaler import vertaal
from .volgorde import volgende_letters, volgende_nummers
from .wastabel import is_tabelrij, is_wastabel, lees_wastabel

__all__ = ["Artikellezer"]

_NUMMER = re.compile(r"\s*(?P<nr>\d{1,3}|[a-z]{1,2}|\d{1,2}°)[.)]\s+(?P<rest>\S.*)\Z", re.DOTALL)
_OPDRACHTACHTIG = re.compile(
    r"(?:wordt|worden)\b.*?[„“«‘\"].*?\bvervangen door\b|\bte luiden\s*:|\bluidende\s*:|\bals volgt gewijzigd\s*:"
    r"|^(?:In|Aan)\s+(?:artikel|het\s\w+\slid|onderdeel|de\s(?:aanhef|begrips\w+))\b[^.]*\b(?:wordt|worden|vervalt)\b.*[„“«‘\"]"
    r"|^(?:In|Aan|Na|Voor) (?:artikel|het \w+ lid|onderdeel)\b.*\b(?:vervalt|vervallen|ingevoegd|toegevoegd)\b", re.IGNORECASE | re.DOTALL
)  # fmt: skip

_BEGIN = re.compile(
    r"(?:In|Aan|Na|Voor|Onder)\s+(?:artikel|de\s|het\s|hoofdstuk|paragraaf|onderdeel|vern|verl|verv|bijlage)|(?:Artikel|Hoofdstuk|Paragraaf|Bijlage|De artikelen"
    r"|Het opschrift|Onderdeel)\s", re.IGNORECASE
)  # fmt: skip
"""How an instruction begins; behind the expected letter this is enough to end the new text before it."""


@dataclass(slots=True)
class _Niveau:
    """An open block: its scope and the numbers of the instructions below it."""

    bereik: Adres
    nummers: list[str] = field(default_factory=list)
    nieuw: bool = False


@dataclass(slots=True)
class _Wachtend:
    """An instruction whose new text is being collected."""

    boom: object
    zin: str
    nummer: tuple[str, ...]
    bereik: Adres
    bron: Bronplek
    lading: list[str] = field(default_factory=list)
    gereed: list[Blok] = field(default_factory=list)
    wacht: bool = False
    laatste_regel: int = 0
    nieuw: bool = False
    """The block around it says "(nieuw)"."""


class Artikellezer:
    """Reads one article of the decision."""

    def __init__(self, deel: Deel, naam: str, gemerkt: bool, bijlagen: dict[str, list[str]]) -> None:
        self.deel, self.naam, self.gemerkt, self.bijlagen = deel, naam, gemerkt, bijlagen
        self.opdrachten: list[Opdracht] = []
        self.bepalingen: list[Bepaling] = []
        self.fouten: list[Geweigerd] = []
        self.bevindingen: list[Bevinding] = []
        self.koppen: list[tuple[str, Bronplek]] = []
        self.regeling = self.voorwaarde = self.aanhef = ""
        self.wortel = Adres()
        self.vormen: tuple[int, ...] = ()
        self.letter = ""
        self.niveaus: list[_Niveau] = []
        self.wachtend: _Wachtend | None = None
        self.is_wijzigend = self.in_toelichting = False

    def lees(self) -> None:
        regels = self.deel.regels
        plek = 0
        while plek < len(regels):
            blokje = regels[plek]
            try:
                plek = self._blokje(regels, plek)
            except Geweigerd as fout:
                self.fouten.append(_met_plaats(fout, Bronplek(self.naam, blokje.regel, blokje.kolom)))
                self._rond_af()
                plek += 1
        self._rond_af()

    # --- one line

    def _blokje(self, regels: list[Blokje], plek: int) -> int:
        blokje = regels[plek]
        if is_wastabel(blokje.tekst) and (self.wachtend is None or not self._is_lading(blokje)):
            return self._wastabel(regels, plek)
        if blokje.lading:
            if self.in_toelichting:
                return plek + 1
            if self.wachtend is None:
                raise Geweigerd("nieuwe tekst zonder opdracht ervoor", code="lading-los",
                                advies="Zet een opdracht boven de regels met >.")  # fmt: skip
            if blokje.blokken:
                self.wachtend.gereed.extend(blokje.blokken)
            else:
                self.wachtend.lading.append(blokje.tekst)
            self.wachtend.laatste_regel = blokje.regel
            return plek + 1
        if self._is_lading(blokje):
            assert self.wachtend is not None
            self.wachtend.lading.append((blokje.letter + ". " if blokje.letter else "") + blokje.tekst)
            self.wachtend.laatste_regel = blokje.regel
            return plek + 1
        self._rond_af()
        if blokje.letter:
            self._nieuwe_letter(blokje.letter)
            if not blokje.tekst:
                return plek + 1
            self.in_toelichting = False
        nummer, zin, kolom = self._nummer_eraf(blokje)
        if self.in_toelichting or is_toelichting(zin):
            self.in_toelichting = True
            hoort = (self.deel.nummer, *((self.letter,) if self.letter else ()), *((nummer,) if nummer else ()))
            self.bepalingen.append(
                Bepaling(Bepalingsoort.TOELICHTING, hoort, zin, vormen=(56,), bron=Bronplek(self.naam, blokje.regel, kolom))
            )
            return plek + 1
        boom, zin, gebruikt = self._lees_zin(regels, plek, zin)
        bron = Bronplek(self.naam, blokje.regel, kolom, regels[gebruikt].regel)
        if boom is None:
            self._geen_opdracht(zin, nummer, bron)
        else:
            self._opdracht(boom, zin, nummer, bron)
        return gebruikt + 1

    def _wastabel(self, regels: list[Blokje], plek: int) -> int:
        """A table "huidige tekst | nieuwe tekst": one instruction per row."""
        self._rond_af()
        self.is_wijzigend = True
        einde = plek
        while einde < len(regels) and is_tabelrij(regels[einde].tekst):
            einde += 1
        bereik = self.niveaus[-1].bereik if self.niveaus else self.wortel
        bron = Bronplek(self.naam, regels[plek].regel, regels[plek].kolom)
        try:
            wijzigingen = lees_wastabel([b.tekst for b in regels[plek:einde]], bereik)
        except Geweigerd as fout:
            self.fouten.append(_met_plaats(fout, bron))
            return einde
        boven = self._hoort("", len(self.niveaus))
        for i, w in enumerate(wijzigingen, 1):
            weg = isinstance(w, Vervalt)
            tekst = "vervalt" if isinstance(w, Vervalt) else f"«{w.oud}» wordt «{w.nieuw}»"
            zin = f"Tabel met huidige en nieuwe tekst, rij {i}: {w.plek.adres.tekst()}: {tekst}."
            self.opdrachten.append(Opdracht((*boven, str(i)), zin, (w,), (38,) if weg else (1,), bron=bron))
            if weg:
                self.bevindingen.append(
                    Bevinding("was-niet-vergeleken", Ernst.WAARSCHUWING, str(bron), zin, "De huidige tekst in deze rij is niet vergeleken met de regeling.",
                              "Ga na dat dit de tekst is die vervalt.", str(bron))
                )  # fmt: skip
        return einde

    def _is_lading(self, blokje: Blokje) -> bool:
        w = self.wachtend
        if w is None or self.gemerkt or not w.wacht:
            return False
        if blokje.letter:
            verwacht = volgende_letters(self.letter)
            return not (blokje.letter in verwacht and (not blokje.tekst or _leesbaar(blokje.tekst) or bool(_BEGIN.match(blokje.tekst))))
        t = _NUMMER.match(blokje.tekst)
        kern = t.group("rest") if t else blokje.tekst.strip()
        if _leesbaar(kern) and (t is None or any(t.group("nr") in volgende_nummers(n.nummers) for n in self.niveaus)):
            return False
        if _OPDRACHTACHTIG.search(kern) and (t is None or any(t.group("nr") in volgende_nummers(n.nummers) for n in self.niveaus)):
            raise _onbegrepen(kern, Bronplek(self.naam, blokje.regel, blokje.kolom))
        return True

    def _nieuwe_letter(self, letter: str) -> None:
        verwacht = volgende_letters(self.letter)
        if letter not in verwacht:
            vorige = f"na {self.letter}" if self.letter else "aan het begin"
            raise Geweigerd(f"onderdeel {letter} {vorige} telt niet op (verwacht: {verwacht[0]})", code="nummering",
                            advies="Controleer of er een onderdeel ontbreekt of dubbel staat.")  # fmt: skip
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
        if self.is_wijzigend:
            if nummer:
                # De nummering loopt door, ook als deze zin niet te lezen is.
                self._niveau(nummer, zin, bron)
            elif self._slotbepaling(zin, bron):
                return
            raise _onbegrepen(zin, bron)
        hoort = (self.deel.nummer, *((nummer,) if nummer else ()))
        try:
            self.bepalingen.extend(lees_bepaling(zin, hoort, bron))
        except Geweigerd as fout:
            if fout.code == "opdracht-onleesbaar":
                raise _onbegrepen(zin, bron) from None
            raise

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
        for s in (t.value for t in boom.scan_values(lambda t: isinstance(t.value, Symbool))):  # type: ignore[attr-defined]
            if s.soort == "TIJDSTIP":
                dag = lees_datum(t.group()) if (t := re.search(DATUM, s.tekst)) else None
                self.bepalingen.append(
                    Bepaling(Bepalingsoort.INWERKINGTREDING, hoort, zin, delen=(hoort,), datum=dag, tijdstip="" if dag else s.tekst,
                             voorwaarde="" if dag else s.tekst, vormen=(59,), bron=bron)
                )  # fmt: skip
            elif s.soort == "ADRES" and s.waarde.haakjes:
                self.bevindingen.append(
                    Bevinding("tussen-haakjes", Ernst.WAARSCHUWING, str(bron), zin[:160], f"Wat tussen haakjes staat («{s.waarde.haakjes}») is niet nagegaan.",
                              "Controleer of het klopt met de tekst.", str(bron))
                )  # fmt: skip

    def _opdracht(self, boom: object, zin: str, nummer: str, bron: Bronplek) -> None:
        if self._is_intrekking(boom):
            return self._geen_opdracht(zin, nummer, bron)
        if self._is_samenloop(boom):
            self.bepalingen.extend(lees_bepaling(zin, (self.deel.nummer, *((nummer,) if nummer else ())), bron))
            return None
        if self._is_regelingsblok(boom, zin):
            self.koppen.append((zin, bron))
            self._bijzonderheden(boom, zin, (self.deel.nummer,), bron)
            return None
        niveau = self._niveau(nummer, zin, bron)
        hoort = self._hoort(nummer, niveau)
        bereik = self.niveaus[niveau].bereik if 0 <= niveau < len(self.niveaus) else self.wortel
        self.is_wijzigend = True
        self._bijzonderheden(boom, zin, hoort, bron)
        if blok_van(boom):
            vertaling = vertaal(boom, bereik, [])
            om = _blokbereik(boom, bereik)
            self.koppen.append((zin, bron))
            del self.niveaus[niveau + 1 :]
            self.niveaus.append(_Niveau(om, nieuw=vertaling.nieuw or (0 <= niveau < len(self.niveaus) and self.niveaus[niveau].nieuw)))
            self.regeling = self.regeling or vertaling.regeling
            return None
        nieuw = 0 <= niveau < len(self.niveaus) and self.niveaus[niveau].nieuw
        self.wachtend = _Wachtend(boom, zin, hoort, bereik, bron, wacht=wacht_op_lading(boom), nieuw=nieuw)
        rest = inline_lading(boom)
        if rest:
            self.wachtend.lading.append(rest)
            self.wachtend.wacht = not self.gemerkt and _gaat_door(rest)

    def _is_intrekking(self, boom: object) -> bool:
        """"De Verordening … wordt ingetrokken": a provision about a whole regulation, no change of its text (F.3, 57)."""
        symbolen = [t.value for t in boom.scan_values(lambda t: isinstance(t.value, Symbool))]  # type: ignore[attr-defined]
        return any(s.soort == "INGETROKKEN" for s in symbolen) and not any(s.soort == "ADRES" and s.waarde.adressen[0].stappen for s in symbolen)

    def _is_samenloop(self, boom: object) -> bool:
        """A condition under which an article of this decision itself works otherwise: data, never executed (F.3, 66)."""
        symbolen = [t.value for t in boom.scan_values(lambda t: isinstance(t.value, Symbool))]  # type: ignore[attr-defined]
        plaatsen = [s.waarde for s in symbolen if s.soort == "ADRES"]
        eigen = any(uit_romeins(a.artikel) is not None for p in plaatsen for a in p.adressen if not p.regeling)
        return eigen and symbolen[0].soort == "VOORWAARDE" and not any(s.soort == "REGELING" for s in symbolen)

    def _is_regelingsblok(self, boom: object, zin: str) -> bool:
        """The first sentence of the article: "De Verordening … wordt als volgt gewijzigd:"."""
        if self.is_wijzigend or not blok_van(boom):
            return False
        symbolen = [t.value for t in boom.scan_values(lambda t: isinstance(t.value, Symbool))]  # type: ignore[attr-defined]
        self.voorwaarde = next((s.tekst for s in symbolen if s.soort == "VOORWAARDE"), "")
        regeling = next((s.waarde for s in symbolen if s.soort == "REGELING"), "")
        plaats = next((s.waarde for s in symbolen if s.soort == "ADRES"), None)
        self.is_wijzigend, self.aanhef = True, zin
        self.vormen = (51, 66) if self.voorwaarde else (51,)
        self.regeling = regeling or (plaats.regeling if plaats is not None else "")
        if plaats is not None and plaats.adressen:
            self.wortel = plaats.adressen[0]
            if self.regeling and uit_romeins(self.wortel.artikel) is not None:
                self.vormen = (*self.vormen, 67)
        self.niveaus = [_Niveau(self.wortel)] if plaats is not None else []
        return True

    def _niveau(self, nummer: str, zin: str, bron: Bronplek) -> int:
        """Index of the open block to which a numbered instruction belongs; checks that numbers count up."""
        if not nummer:
            if self.niveaus and self.niveaus[-1].nummers:
                raise Geweigerd("een opdracht zonder nummer tussen genummerde opdrachten", plaats=str(bron), code="nummering",
                                advies="Geef elke opdracht in het blok een nummer.")  # fmt: skip
            return len(self.niveaus) - 1
        if not self.niveaus:
            self.niveaus.append(_Niveau(self.wortel))
        for i in range(len(self.niveaus) - 1, -1, -1):
            if nummer in volgende_nummers(self.niveaus[i].nummers):
                del self.niveaus[i + 1 :]
                self.niveaus[i].nummers.append(nummer)
                return i
        verwacht = volgende_nummers(self.niveaus[-1].nummers)[0]
        raise Geweigerd(f"nummer {nummer} telt niet op (verwacht: {verwacht})", plaats=str(bron), code="nummering",
                        advies="Controleer of er een opdracht ontbreekt of dubbel staat.")  # fmt: skip

    def _hoort(self, nummer: str, niveau: int) -> tuple[str, ...]:
        boven = [n.nummers[-1] for n in self.niveaus[:niveau] if n.nummers]
        eigen = [nummer] if nummer else []
        letter = [self.letter] if self.letter else []
        return (self.deel.nummer, *letter, *boven, *eigen)

    # --- finishing an instruction

    def _rond_af(self) -> None:
        w, self.wachtend = self.wachtend, None
        if w is None:
            return
        try:
            if not w.wacht and (w.lading or w.gereed) and not inline_lading(w.boom):
                raise Geweigerd("onder deze opdracht staat nieuwe tekst, maar de zin kondigt die niet aan", code="lading-los",
                                advies="Laat de zin eindigen met «, luidende:».")  # fmt: skip
            lading = w.lading or self._bijgevoegd(w)
            vertaling = vertaal(w.boom, w.bereik, lading, tuple(w.gereed))
            self.regeling = self.regeling or vertaling.regeling
            bron = Bronplek(w.bron.bron, w.bron.regel, w.bron.kolom, w.laatste_regel or w.bron.tot_regel)
            self.opdrachten.append(
                Opdracht(w.nummer, w.zin, tuple(vertaling.wijzigingen), tuple(vertaling.vormen), vertaling.nieuw or w.nieuw, tuple(lading), bron)
            )
        except Geweigerd as fout:
            self.fouten.append(_met_plaats(fout, w.bron))

    def _bijgevoegd(self, w: _Wachtend) -> list[str]:
        symbolen = [t.value for t in w.boom.scan_values(lambda t: isinstance(t.value, Symbool))]  # type: ignore[attr-defined]
        verwijzing = next((s.waarde for s in symbolen if s.soort == "BIJGEVOEGD"), None)
        if verwijzing is None:
            return []
        naam = re.sub(r"^(?:de\s+)?bijlage\s*", "", verwijzing.strip(), flags=re.IGNORECASE).strip(" ,")
        if not naam and len(self.bijlagen) == 1:
            (naam,) = self.bijlagen
        if naam not in self.bijlagen:
            raise Geweigerd(f"{verwijzing} staat niet bij dit besluit", code="bijlage-ontbreekt", advies="Voeg de bijlage toe.")
        regels = self.bijlagen[naam]
        doel = next(s.waarde for s in symbolen if s.soort == "ADRES").adressen[0].stappen[-1]
        return [f"## Bijlage {doel.nummer} {regels[0]}".rstrip(), *regels[1:]]


def _blokbereik(boom: object, bereik: Adres) -> Adres:
    """The scope that a block opens: nested prepositions joined ("In artikel 60 wordt Tabel 3 als volgt gewijzigd:")."""
    om = bereik
    for symbool in (t.value for t in boom.scan_values(lambda t: isinstance(t.value, Symbool))):  # type: ignore[attr-defined]
        if symbool.soort == "ADRES":
            plaatsen = symbool.waarde.adressen
            if len(plaatsen) != 1:
                raise Geweigerd("een blok kan maar over één eenheid gaan", code="blok-meer", advies="Maak per eenheid een blok.")
            om = binnen(om, plaatsen[0])
    return om


def _gaat_door(rest: str) -> bool:
    """True when new text that starts behind the colon can go on in the paragraphs below."""
    return bool(re.match(r"(?:Artikel|Hoofdstuk|Paragraaf|Bijlage|\d+[.)]|[a-z][.)]|[-–])", rest)) or rest.endswith((":", ";"))


def _leesbaar(zin: str) -> bool:
    try:
        ontleed(zin)
    except Onbegrepen:
        return False
    return True


def _onbegrepen(zin: str, bron: Bronplek) -> Geweigerd:
    try:
        ontleed(zin)
        reden, kolom = "deze zin hoort hier niet", bron.kolom
    except Onbegrepen as fout:
        reden = bijna_bepaling(zin) or waarom_niet(zin, fout)
        kolom = bron.kolom + fout.plek
    return Geweigerd(
        f"de opdracht is niet te lezen: {reden}", plaats=str(Bronplek(bron.bron, bron.regel, kolom)), code="opdracht-onleesbaar",
        advies="Zie docs/opdrachten-taal.md voor de vormen die worden gelezen.",
    )  # fmt: skip


def _met_plaats(fout: Geweigerd, bron: Bronplek) -> Geweigerd:
    return fout if fout.plaats else Geweigerd(fout.reden, plaats=str(bron), advies=fout.advies, code=fout.code)
