"""Reading Markdown and plain text: the shape of the archived national laws, and the shape that people type and paste.

Three steps, each over the whole text: cut into lines that are one thing each (:mod:`~verordening.tekst.regels`), find out
which lines are headings and what stands inside what (:mod:`~verordening.tekst.indeling`), and build. Every line is entered
in the ledger; letters and digits are counted against those of the tree. A line that became text and looks like a heading
or a number is a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from verordening.bevinding import Geweigerd
from verordening.boom import (
    Alinea,
    Blok,
    Eenheid,
    Inline,
    Redactie,
    Regeling,
    Soort,
    Tabel,
    inlinetekst,
    tekst,
    wandel,
)
from verordening.eid import met_eids
from verordening.lezers.getuige import zichtbare_tekst
from verordening.tekst.bladrest import Bladrest
from verordening.tekst.eenheden import Open, gegevens_van, maak_tabel
from verordening.tekst.indeling import Indeling, deel_in
from verordening.tekst.koppen import Kop, lees_kop, lijkt_kop
from verordening.tekst.markdowninline import Regelboek, lees_inline
from verordening.tekst.naam import Naam, begint_aanhef, botst, is_titel, namen_van, noemt
from verordening.tekst.opbouw import NUMMER_VOORAAN, Punt
from verordening.tekst.punten import is_label, maak_punt
from verordening.tekst.regels import Aard, Blad, Regel, lees_regels, lees_tekstregel
from verordening.tekst.slot import SLOT
from verordening.tekst.stapel import TEKST_ALLEEN, Stapel
from verordening.verantwoording import Boekhouder, Klasse

_SLOTKOP = frozenset({"slot", "sluiting", "ondertekening"})
_TOELICHTING = frozenset({"toelichting", "nota van toelichting", "memorie van toelichting"})
_ALGEMEEN = ("algemeen", "algemeen deel", "algemene toelichting")
_PER_ARTIKEL = "artikelsgewijs,artikelsgewijs deel,artikelsgewijze toelichting,artikelgewijs,artikelgewijze toelichting"
_TOELICHTINGSDEEL = dict.fromkeys(_ALGEMEEN, Soort.ALGEMENE_TOELICHTING)
_TOELICHTINGSDEEL |= dict.fromkeys(_PER_ARTIKEL.split(","), Soort.ARTIKELGEWIJZE_TOELICHTING)
_REGELEINDE = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_KAPOT = re.compile(r"\b(?:Fout|Error)[!:] (?:Verwijzingsbron|Bladwijzer|Reference source|Bookmark)", re.IGNORECASE)
_IN_KOLOMMEN = re.compile(
    r"(?:\t| {3})(?:(?<=[^\W\d]{3}\t)|(?<=[^\W\d]{3}[.,:%)]\t)|(?<=[^\W\d]{3} {3})|(?<=[^\W\d]{3}[.,:%)] {3}))\s*\S"
)
"""White space as between columns, behind a word."""
_BLADZIJDE = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—]|[^\W\d_]{1,12}\.?\s\d{1,4}\s?(?:van|/)\s?\d{1,4}", re.IGNORECASE)
"""A line that counts the pages by itself: "- 3 -", "Pagina 2 van 5"."""
_WEGGELATEN = dict.fromkeys(
    "bladmeubilair,opmerking,voorwerk,inhoudsopgave,vóór het opschrift,rond het citaat,bladzijde".split(","),
    "weggelaten",
) | {"afgebroken woord": "weggelaten/woord"}
"""What of a source is told when it was left out or put together → the message."""


def lees(bron: Path | bytes, *, naam: str = "") -> Regeling:
    """Read a regulation in Markdown or plain text.

    Raises:
        Geweigerd: not UTF-8, empty, or without any artikel.
    """
    naam = naam or (bron.name if isinstance(bron, Path) else "invoer")
    gegevens = bron.read_bytes() if isinstance(bron, Path) else bron
    try:
        ruw = gegevens.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = gegevens[: fout.start].count(b"\n") + 1
        raise Geweigerd.om("geen-utf8", f"{naam}, regel {regel}") from fout
    return Regellezer(naam).lees(ruw)


class Regellezer(Stapel):
    """Builds a regulation from lines that each are one thing; one per reading.

    Word and OpenDocument come in as the same lines (:meth:`lees_blad`), with their own mixed content and places.
    """

    formaat = "markdown"

    def __init__(self, naam: str) -> None:
        super().__init__(naam)
        self.boek = Boekhouder()
        self.opschrift: tuple[Inline, ...] = ()
        self.aanhef: list[Blok] = []
        self.blad = Blad([])
        self.noten: set[str] = set()
        self.indeling = Indeling({}, frozenset(), {}, ())
        self.plek = 0
        """of the line that is being read among all lines"""

    def lees(self, ruw: str) -> Regeling:
        """The whole text as a regulation; raises ``Geweigerd`` when it is empty."""
        tekst_ = _REGELEINDE.sub("\n", unicodedata.normalize("NFC", ruw))
        if not tekst_.strip():
            raise Geweigerd.om("leeg/bestand-leeg", self.naam)
        if "\n## Tekst van de regeling\n" in tekst_ and "\n## Colofon\n" in tekst_:
            raise Geweigerd.om("eigen-bladzijde", self.naam)  # what stands around the regulation would be read as law
        if not unicodedata.is_normalized("NFC", ruw):
            self.meld("niet-nfc/tekens-losse")
        self.blad = lees_regels(tekst_, self.boek)
        self._loop()
        self._meld_bladresten(list(enumerate(self.blad.rest.regels, 1)))
        letters = self.blad.rest.letters
        self.boek.tel(Klasse.STRUCTUUR, "opsommingsteken", len(letters))
        bron = [r.lstrip()[1:] if n in letters else r for n, r in enumerate(tekst_.split("\n"), 1)] if letters else []
        return self._af(zichtbare_tekst("\n".join(bron) or tekst_, self.blad.weg))

    def lees_blad(self, blad: Blad, bron: dict[int, str]) -> Regeling:
        """Build from lines that another reader cut.

        Args:
            blad: the lines.
            bron: number of a line → its words, for the count over letters and digits.
        """
        self.blad = blad
        self._loop()
        self._meld_bladresten(list(bron.items()))
        return self._af("\n".join(woorden for nummer, woorden in bron.items() if nummer not in blad.weg))

    def _meld_bladresten(self, regels: list[tuple[int, str]]) -> None:
        """Say what a page left behind in the text: the error of a field, and lines that count the pages."""
        self._meld_rest(self.blad.rest)
        weer: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        kolommen: list[tuple[int, str]] = []
        for nummer, woorden in regels:
            self.regel = nummer
            tabs = woorden.strip().count("\t")
            if (tabs or "   " in woorden.rstrip()) and woorden[0] != "|" and (tabs > 1 or _IN_KOLOMMEN.search(woorden)):
                kolommen.append((nummer, woorden))
            if "! " in woorden and _KAPOT.search(woorden):
                self.meld("kapotte-verwijzing", woorden)
            if len(woorden) < 30 and nummer not in self.blad.weg and _BLADZIJDE.fullmatch(woorden.strip()):
                self.meld("losse-regel/bladzijde", woorden.strip())
                continue
            if not woorden[-1:].isdecimal() or len(woorden) > 120 or nummer in self.blad.weg:
                continue
            if woorden[0] != "#" and not is_label(woorden) and NUMMER_VOORAAN.match(woorden) is None:
                weer[re.sub(r"\d+", "0", woorden)].append((nummer, woorden))
        for groep in weer.values():
            stelsels = zip(*([int(n) for n in re.findall(r"\d+", woorden)] for _, woorden in groep), strict=True)
            telt = any(len(s) > 1 and s == tuple(range(s[0], s[0] + len(s))) for s in stelsels)
            for self.regel, woorden in groep if telt and lees_kop(groep[0][1], hek=0) is None else ():
                self.meld("losse-regel/bladzijde", woorden)
        onder_elkaar = [b for a, b in pairwise(kolommen) if b[0] <= a[0] + 2]
        if onder_elkaar and self.formaat == "markdown":
            self.regel, woorden = onder_elkaar[0]
            self.meld("lijkt-tabel", woorden, aantal=len(onder_elkaar) + 1)
        self.regel = 0

    def _meld_rest(self, rest: Bladrest) -> None:
        """Say which page is missing, and which lines became tables."""
        gezegd = {nummer: "tabel-uit-tabs" for nummer, is_kop in rest.rijen.items() if is_kop}
        if rest.ontbreekt:
            gezegd[rest.ontbreekt] = "bladzijde-ontbreekt"
        for self.regel, sleutel in gezegd.items():
            self.meld(sleutel, rest.regels[self.regel - 1].strip())

    def inline(self, woorden: str) -> tuple[Inline, ...]:
        """Mixed content of the line that is being read, entered in the ledger."""
        if "![" in woorden:
            self.meld("afbeelding", woorden.strip())
        return lees_inline(woorden, lambda: Regelboek(self._post, self.blad.doelen, self.blad.noten, self.noten))

    def _post(self, klasse: Klasse, wat: str, fragment: str, waarom: str) -> None:
        self.boek.meld(klasse, wat, f"{self.naam}, {self.waar()}", fragment, waarom)

    # --- the lines ----------------------------------------------------------------------------------------------------

    def _loop(self) -> None:
        regels = self.blad.regels
        self.indeling = indeling = deel_in(regels, self.naam)
        self.rang = indeling.rang
        self.zonder_artikelen = all(k.soort is not Soort.ARTIKEL for k in indeling.koppen.values())
        hekken = {k.soort for k in indeling.koppen.values() if k.hek}
        boven = self._boven_het_opschrift(min(indeling.koppen, default=len(regels)))
        gezet: Counter[Aard] = Counter()
        plek = -1
        while (plek := plek + 1) < len(regels):
            regel = regels[plek]
            if regel.aard is Aard.LEEG:
                continue
            self.regel = regel.regel
            if plek in indeling.inhoudsopgave:
                waarom = "Een regel van een inhoudsopgave; de kop zelf staat verderop."
                self._laat_weg("inhoudsopgave", regel, waarom)
            elif plek in boven:
                self._laat_weg("vóór het opschrift", regel, "Staat boven het opschrift, dus niet in de regeling.")
            elif (kop := indeling.koppen.get(plek)) is not None:
                self.boek.tel(Klasse.STRUCTUUR, "kop")
                self._meld_kop_in_zin(kop, plek)
                self._kop(kop, hekken, self._opschrift_eronder(kop, plek))
            elif self._is_tabel(regels, plek):
                plek = self._tabel(regels, plek) - 1
            else:
                gezet[regel.aard] += 1
                self.plek = plek
                self._inhoud(regel)
        for aard, aantal in gezet.items():
            self.boek.tel(Klasse.GEPLAATST, aard.value, aantal)
        self.regel = 0
        for naam in self.blad.noten.keys() - self.noten:
            waarom = "Bij deze noot staat nergens in de tekst een teken."
            self.boek.meld(Klasse.ONVERKLAARD, "noot", self.naam, f"[^{naam}]: {self.blad.noten[naam]}", waarom)
        for a, b in indeling.tegenstrijdig:
            self.meld("indeling-onzeker", deel_a=a.value, value=b.value)

    def _laat_weg(self, wat: str, regel: Regel, waarom: str) -> None:
        self.blad.weg.add(regel.regel)
        self.boek.meld(Klasse.ONSCHADELIJK, wat, self.waar(), regel.heel, waarom)

    def _boven_het_opschrift(self, eerste_kop: int) -> frozenset[int]:
        """Lines of a pasted page above the title: a line alone right above the organ that decides, or the only one that
        names a kind of regulation."""
        regels = self.blad.regels[:eerste_kop]
        woorden = [r.tekst for r in regels]
        orgaan = next((i for i, w in enumerate(woorden) if begint_aanhef(w, woorden[i + 1 :])), 0)
        if not orgaan:
            heet = [i for i, w in enumerate(woorden) if i and noemt(w) and regels[i - 1].aard is Aard.LEEG]
            orgaan = heet[0] + 1 if len(heet) == 1 and heet[0] + 1 < eerste_kop else 0
        vol = [i for i in range(orgaan) if regels[i].aard is not Aard.LEEG]
        if self.formaat != "markdown" or len(vol) < 2 or any(regels[i].aard is not Aard.TEKST for i in vol):
            return frozenset()
        titel = regels[vol[-1]]
        if vol[-1] == vol[-2] + 1 or titel.nummer or not is_titel(titel.tekst, (), woorden) or lijkt_kop(titel.tekst):
            return frozenset()
        return frozenset(vol[:-1])

    def _inhoud(self, regel: Regel) -> None:
        if regel.aard is Aard.TEKST:
            self._tekst(regel)
        elif isinstance(regel.blok, Tabel):
            self._zet(replace(regel.blok, titel=self._tabeltitel()), regel.rand, -1)
        elif regel.aard is Aard.KOP:
            self._losse_kop(regel)
        elif regel.aard is Aard.CITAAT:
            self._redactie(regel.tekst)
        elif regel.aard is Aard.LIJN:
            self.boek.meld(Klasse.GEWEIGERD, "tabel", self.waar(), regel.tekst, "Een tabel zonder kopregel.")
        else:
            self.meld("lijkt-tabel", regel.tekst, aantal=1)
            self._tekst(regel)

    # --- headings -----------------------------------------------------------------------------------------------------

    def _opschrift_eronder(self, kop: Kop, plek: int) -> bool:
        """Whether the line below a heading in plain text is its title: short, no sentence, and text or a smaller unit follows."""
        if kop.hek or kop.rest or self.toelichting:
            return False
        volgende = [r for r in self.blad.regels[plek + 1 : plek + 6] if r.aard is not Aard.LEEG][:2]
        if len(volgende) < 2 or any(r.aard is not Aard.TEKST for r in volgende):
            return False
        titel, daarna = volgende
        is_titel = not titel.nummer and len(titel.tekst) <= 100 and titel.tekst[:1].isupper()
        is_titel = is_titel and titel.tekst[-1] not in ".;:," and lees_kop(titel.tekst, hek=0) is None
        onder = lees_kop(daarna.heel, hek=0)
        past = onder is None or self.rang.get(onder.soort, 0) > self.rang.get(kop.soort, 99)
        return is_titel and past and not re.match(r"[a-z–•]", daarna.nummer)

    def _kop(self, kop: Kop, hekken: set[Soort], opschrift_eronder: bool) -> None:
        if not kop.hek and kop.soort in hekken and not kop.genummerd:
            self.meld("kop-zonder-hekje", f"{kop.label} {kop.nummer} {kop.rest}")
        if not (kop.label or kop.nummer):
            self.meld("kop-zonder-soort", kop.rest)
        if kop.soort is Soort.ARTIKEL and not kop.nummer and kop.label.lower() != "enig artikel":
            self.meld("artikel-zonder-nummer", kop.label)
        titel = () if kop.is_tekst else self.inline(kop.rest)
        nieuw = Open(kop.soort, kop.label, kop.nummer, titel, kop_open=not kop.rest, niveau=kop.hek, begin=self.regel)
        nieuw.titel_volgt = opschrift_eronder
        if self.toelichting and kop.soort is not Soort.BIJLAGE:
            self._in_toelichting(nieuw)
        elif kop.soort is Soort.BIJLAGE:
            self._nieuw_deel(nieuw)
        else:
            self._in_stapel(nieuw)
        if kop.is_tekst:
            self.meld("tekst-achter-kop", kop.rest)
            self._tekst(lees_tekstregel(self.regel, kop.rest))

    def _meld_kop_in_zin(self, kop: Kop, plek: int) -> None:
        """A heading without ``#`` right below a line that breaks off, and right above one that begins in a sentence."""
        om = self.blad.regels[max(plek - 1, 0) : plek + 2]
        if kop.hek or len(om) < 3 or any(r.aard is not Aard.TEKST for r in om):
            return
        voor, na = om[0].heel, om[2].heel
        if voor[-1:] not in ".;:,!?" and na[:1].islower() and not om[2].nummer and lees_kop(voor, hek=0) is None:
            self.meld("kop-in-zin", f"{voor[-60:]} / {om[1].heel}")

    def _toelichtingsdeel(self, soort: Soort, woorden: str) -> None:
        """A main part of the explanatory note: the note itself, its general part, its part per article."""
        deel = Open(soort, opschrift=self.inline(woorden), kop_open=False)
        if soort is Soort.TOELICHTING:
            self._nieuw_deel(deel)
        self._sluit_toelichting(0 if soort is Soort.TOELICHTING else 1)
        self.toelichting.append(deel)
        self.doel = deel

    def _hoofddeel(self, woorden: str, *, los: bool = False) -> bool:
        """Take a heading that names the explanatory note, a part of it, or the closing.

        Args:
            los: it is a line of plain text; then it must be nothing but that name, or stand below the signature.
        """
        naam = " ".join(woorden.split()).strip("*_.: ").lower()
        deel = _TOELICHTINGSDEEL.get(naam)
        if self.toelichting and deel is not None:
            self._toelichtingsdeel(deel, woorden)
        elif naam in _TOELICHTING or (naam.startswith("toelichting") and (not los or self._na_slot)):
            self._toelichtingsdeel(Soort.TOELICHTING, woorden)
        elif deel is not None and naam.endswith("toelichting") and self.lichaam.delen:
            self._toelichtingsdeel(Soort.TOELICHTING, "")
            self._toelichtingsdeel(deel, woorden)
        elif naam in _SLOTKOP and not los:
            self.blad.weg.add(self.regel)  # het woord «Slot» is de kop van een deel dat in de boom geen kop heeft
            self.boek.meld(Klasse.STRUCTUUR, "slotkop", self.waar(), woorden, "Zegt dat hier de sluiting begint.")
            self._nieuw_deel(Open(Soort.SLUITING, kop_open=False))
        else:
            if naam.startswith("toelichting"):
                self.meld("lijkt-kop", woorden)
            return False
        return True

    def _losse_kop(self, regel: Regel) -> None:
        """A heading with ``#`` that names no unit: a title, a main part, or a heading in between (said)."""
        doel = self.doel
        wacht = doel is not None and doel.kop_open and not doel.punten and doel.soort is not Soort.LICHAAM
        if wacht and doel is not None and 0 < doel.niveau < regel.hek:
            doel.opschrift, doel.kop_open = self.inline(regel.tekst), False  # «### § 7.6», «#### Ondertekening»
        elif self._hoofddeel(regel.tekst):
            return
        elif doel is None and not self.opschrift and not self.lichaam.delen:
            self.opschrift = self.inline(regel.tekst)
        elif wacht and doel is not None:
            doel.opschrift, doel.kop_open = self.inline(regel.tekst), False
        else:
            if regel.tekst and not self.toelichting:
                self.meld("kop-zonder-eenheid", regel.tekst)
            self._zet(Alinea(self.inline(regel.tekst), "tussenkop"))

    # --- text ---------------------------------------------------------------------------------------------------------

    def _zet(self, blok: Blok, rand: int = -1, diepte: int = 0) -> None:
        if self.doel is None:
            self.aanhef.append(blok)
        else:
            self.doel.punten.append(Punt("", (), blok=blok, diepte=diepte, rand=rand))

    def _redactie(self, woorden: str) -> None:
        if woorden.strip(" .").lower() != "vervallen":
            self.meld("citaat-als-redactie", woorden)
        self._zet(Alinea((Redactie("extra", self.inline(woorden)),)))

    def _tekst(self, regel: Regel) -> None:
        doel = self.doel
        if doel is None:
            self.aanhef.append(Alinea(self.inline(regel.heel)))
            woord = lijkt_kop(regel.heel) and lees_kop(regel.heel, hek=1) is not None
            if woord or self._nummert_deel(regel, []):
                self.meld("lijkt-kop", regel.heel)
            return
        if doel.titel_volgt:
            doel.titel_volgt, doel.kop_open = False, False
            doel.opschrift = self.inline(regel.tekst)
            onder = self.blad.regels[self.plek + 1 : self.plek + 2]
            door = bool(onder) and onder[0].heel[:1].islower()
            self.meld("opschrift-uit-regel/loopt-door" if door else "opschrift-uit-regel", regel.tekst)
            return
        kort = not regel.nummer and regel.rand == 0 and len(regel.tekst) < 120 and regel.tekst[-1:] not in ".;,"
        if kort and regel.tekst[:1].isupper() and self.lichaam_begonnen and self._hoofddeel(regel.tekst, los=True):
            return
        if doel.soort not in TEKST_ALLEEN and SLOT.match(regel.heel):
            self._nieuw_deel(doel := Open(Soort.SLUITING, kop_open=False))
        if doel.soort in TEKST_ALLEEN:
            self._zet(Alinea(self.inline(regel.heel)))
            zin = len(regel.tekst) > 40 and regel.tekst[-1] == "."
            if zin and doel.soort is Soort.SLUITING and _na_namen(doel):
                self.meld("na-ondertekening/zin", regel.tekst)
            los = doel.soort is not Soort.SLUITING and not regel.nummer
            if los and lijkt_kop(regel.tekst) and not regel.tekst.isupper():
                self.meld("lijkt-kop", regel.heel)
        else:
            punt = maak_punt(regel, doel, self.inline)
            woord = not punt.nummer and not punt.term and lijkt_kop(regel.heel)
            if woord or self._nummert_deel(regel, doel.punten):
                self.meld("lijkt-kop", regel.heel)
            doel.punten.append(punt)

    def _nummert_deel(self, regel: Regel, eerder: list[Punt]) -> bool:
        """Whether a number without a series before it, and words that are no sentence, stand right above a heading."""
        if not regel.nummer or not regel.tekst[:1].isupper() or regel.tekst[-1] in ".;:,":
            return False
        onder = (n for n in range(self.plek + 1, len(self.blad.regels)) if self.blad.regels[n].tekst)
        return next(onder, -1) in self.indeling.koppen and not any(p.nummer for p in eerder)

    @property
    def lichaam_begonnen(self) -> bool:
        """Whether an artikel has been seen."""
        return bool(self.lichaam.delen) or len(self.stapel) > 1

    # --- tables -------------------------------------------------------------------------------------------------------

    @staticmethod
    def _is_tabel(regels: list[Regel], plek: int) -> bool:
        heeft = regels[plek].aard in (Aard.RIJ, Aard.LIJN) or (
            regels[plek].aard is Aard.TEKST and "|" in regels[plek].tekst
        )
        return heeft and plek + 1 < len(regels) and regels[plek + 1].aard is Aard.LIJN

    def _tabeltitel(self) -> tuple[Inline, ...]:
        """Take the paragraph above a table when it is its title ("Tabel 1 Bedragen")."""
        doel = self.doel
        vorige = doel.punten[-1] if doel is not None and doel.punten else Punt("–")
        if (
            doel is None
            or vorige.nummer
            or vorige.blok is not None
            or not re.match(r"Tabel\b", inlinetekst(vorige.inhoud))
        ):
            return ()
        return doel.punten.pop().inhoud

    def _tabel(self, regels: list[Regel], plek: int) -> int:
        einde = plek + 2
        while einde < len(regels) and (regels[einde].aard in (Aard.RIJ, Aard.LIJN) or "|" in regels[einde].tekst[1:]):
            einde += 1
        self.boek.tel(Klasse.GEPLAATST, "rij", einde - plek - 1)
        self.boek.tel(Klasse.STRUCTUUR, "tabellijn")
        titel = self._tabeltitel()
        rijen = [regels[plek], *regels[plek + 2 : einde]]
        tabel, breder = maak_tabel([r.heel for r in rijen], titel, self.inline)
        if breder:
            self.meld("tabel-ongelijk", rijen[0].tekst)
        self._zet(tabel, regels[plek].rand, -1)
        return einde

    # --- closing ------------------------------------------------------------------------------------------------------

    def _kies_naam(self, namen: list[Naam]) -> None:
        """Text without marks of headings: its first line is the title when that is what it is called; and say what calls it
        otherwise."""
        eerste = self.aanhef[0] if self.aanhef else None
        if not self.opschrift and isinstance(eerste, Alinea) and not eerste.rol:
            woorden, *onder = [inlinetekst(a.inhoud) if isinstance(a, Alinea) else "" for a in self.aanhef]
            if not begint_aanhef(woorden, onder) and is_titel(woorden, namen, onder):
                self.opschrift = eerste.inhoud
                del self.aanhef[0]
                self.meld("opschrift-uit-eerste-regel", woorden)
        titel = inlinetekst(self.opschrift) or namen[0].woorden if namen else ""
        for naam in namen:
            if botst(titel, naam):
                self.meld("naam-anders", f"{titel} ≠ {naam.woorden}", waar=naam.waar)

    def _af(self, bron: str) -> Regeling:
        self._sluit_tot(1)
        self._sluit_toelichting(0)
        if not self.lichaam.delen:
            raise Geweigerd.om("geen-artikel", self.naam)
        besluit, citeertitel = namen_van(self.aanhef, self.lichaam.delen)
        self._kies_naam([naam for naam in (besluit, citeertitel) if naam.woorden])
        if self.zonder_artikelen and any(e.soort is Soort.PARAGRAAF for d in self.lichaam.delen for e in wandel(d)):
            self.meld("paragrafen")
        for nummer, keer in self.artikelen.items():
            if keer > 1:
                self.meld("dubbel-nummer/nummer-komt-keer", nummer=nummer, tel=keer)
        top: list[Eenheid] = []
        if self.opschrift:
            top.append(Eenheid(Soort.OPSCHRIFT, inhoud=(Alinea(self.opschrift),)))
        if self.aanhef:
            top.append(Eenheid(Soort.AANHEF, inhoud=tuple(self.aanhef)))
        top.extend(self._maak(deel) for deel in self.delen)
        wortel = Eenheid(Soort.REGELING, inhoud=tuple(top))
        boek = self.boek.sluit(bron, tekst(wortel, redactie=True))
        for post in boek.posten:
            if post.klasse is Klasse.ONSCHADELIJK and post.wat in _WEGGELATEN:
                self.meld(_WEGGELATEN[post.wat], post.fragment, waarom=post.waarom, plaats=post.plaats)
        bevindingen = (*self.bevindingen, *boek.bevindingen())
        opschrift = inlinetekst(self.opschrift) or besluit.woorden
        gegevens = gegevens_van(opschrift, citeertitel.woorden, self.naam, self.formaat)
        return met_eids(replace(Regeling(gegevens, wortel, bevindingen), verantwoording=boek))


def _na_namen(doel: Open) -> bool:
    """Whether a line of a closing that is no sentence stands before its last one."""
    alineas = [inlinetekst(p.blok.inhoud) for p in doel.punten if isinstance(p.blok, Alinea)]
    return any(a[-1:] != "." for a in alineas[:-1])
