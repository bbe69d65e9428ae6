"""What the readers of Word and OpenDocument share: the ledger, the choices of the user, and words with their looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from lxml.etree import _Element

from verordening.bevinding import Bevinding
from verordening.boom import Inline, Opmaak, smelt
from verordening.tekst.dekking import Dekking
from verordening.tekst.elementen import Elementen
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.woordblok import Wordblok, Worddocument
from verordening.verantwoording import Boekhouder, Klasse

Eigenschappen: TypeAlias = "_Element | None"


@dataclass(frozen=True, slots=True)
class Loopvorm:
    """What of the looks of words says something about them."""

    verborgen: bool = False
    doorgehaald: bool = False
    hoofdletters: bool = False
    vet: bool = False
    hoogte: str = ""
    """"sup", "inf" or empty"""
    letter: str = ""
    gemarkeerd: bool = False
    """with a marker, as people do with what is not finished"""
    samengevoegd: bool = False
    """the paragraph mark is a style separator (specVanish)"""
    onleesbaar: str = ""
    """"wit" or "klein": who looks at paper does not see it, unless it stands on a colour"""


@dataclass(frozen=True, slots=True)
class Stuk:
    """Words with one look, or a note or picture."""

    tekst: str
    hoogte: str = ""
    vet: bool = False
    knoop: Inline | None = None


def samen(stukken: list[Stuk]) -> tuple[Inline, ...]:
    """Mixed content; neighbours on the same height together."""
    uit: list[Inline] = []
    plek = 0
    while plek < len(stukken):
        stuk = stukken[plek]
        eind = plek + 1
        if stuk.knoop is None:
            while eind < len(stukken) and stukken[eind].knoop is None and stukken[eind].hoogte == stuk.hoogte:
                eind += 1
            tekst = "".join(s.tekst for s in stukken[plek:eind])
            uit.append(Opmaak(stuk.hoogte, (tekst,)) if stuk.hoogte and tekst.strip() else tekst)
        else:
            uit.append(stuk.knoop)
        plek = eind
    return smelt(uit)


def alle_vet(stukken: list[Stuk]) -> bool:
    """Whether there are words and all of them are bold."""
    woorden = [s.vet for s in stukken if s.tekst.strip()]
    return bool(woorden) and all(woorden)


def heeft_inhoud(inhoud: tuple[Inline, ...]) -> bool:
    """Whether there is anything else than white space."""
    return any(not isinstance(d, str) or d.strip() for d in inhoud)


def woorden_van(element: _Element) -> str:
    """All text in and below an element."""
    return "".join(map(str, element.itertext()))


class Papierlezer:
    """State of reading one file.

    Args:
        naam: how the file is called in messages. keuzes: what the user chose.
        elementen: the table of its format. dekking: takes what was read.
    """

    def __init__(self, naam: str, keuzes: Keuzes, elementen: Elementen, dekking: Dekking) -> None:
        self.naam = naam
        self.keuzes = keuzes
        self.elementen = elementen
        self.dekking = dekking
        self.boek = Boekhouder()
        self.bevindingen: list[Bevinding] = []
        self.plaats = ""
        self.sporen = 0
        self.opmerkingen = 0
        self.vakken: list[_Element] = []
        self._stukken: list[Stuk] = []
        self._gekozen: dict[str, list[str]] = {}
        self._gemeld: Counter[str] = Counter()

    # --- the ledger ---

    def meld(self, sleutel: str, fragment: str = "", /, **delen: object) -> None:
        """A finding at this place; of each key at most twenty."""
        self._gemeld[sleutel] += 1
        if self._gemeld[sleutel] <= 20:
            plaats = f"{self.naam}, {self.plaats}" if self.plaats else self.naam
            self.bevindingen.append(Bevinding.van(sleutel, plaats, fragment, **delen))

    def weiger(self, wat: str, waarom: str, fragment: str = "") -> None:
        """Enter something that is known and cannot be kept."""
        self.boek.meld(Klasse.GEWEIGERD, wat, self.plaats, fragment, waarom)

    def apart(self, wat: str, woorden: str, waarom: str) -> None:
        """Enter words that other programs print elsewhere, otherwise or not: for who lays paper beside the reading."""
        self.boek.meld(Klasse.STRUCTUUR, wat, self.plaats, " ".join(woorden.split()), waarom)

    def vervallen(self, wat: str, woorden: str) -> None:
        """Enter words that a tracked change takes away."""
        if woorden.strip():
            waarom = "Een bijgehouden wijziging: deze woorden tellen niet."
            self.boek.meld(Klasse.ONSCHADELIJK, wat, self.plaats, woorden, waarom)

    def volgens_tabel(self, element: _Element) -> None:
        """Enter an element that no function reads: harmless by name, refused, or unknown."""
        naam = self.elementen.kort(element.tag)
        oordeel = self.elementen.oordeel(naam)
        if not naam:
            return
        if oordeel is not None and oordeel.klasse in (Klasse.ONSCHADELIJK, Klasse.STRUCTUUR):
            self.boek.tel(oordeel.klasse, naam)
        elif oordeel is None and self.is_uitbreiding(element):
            self.boek.tel(Klasse.ONSCHADELIJK, "uitbreiding zonder woorden")
        else:
            self.dekking.heel(element)
            klasse, waarom = Klasse.ONVERKLAARD, "Dit onderdeel kent de lezer hier niet."
            if oordeel is not None and oordeel.klasse is Klasse.GEWEIGERD:
                klasse, waarom = oordeel.klasse, oordeel.waarom
            self.boek.meld(klasse, naam, self.plaats, woorden_van(element), waarom)

    def is_uitbreiding(self, element: _Element) -> bool:
        """Whether the file itself says that this element may be passed over; a format without such a rule says no."""
        return False

    def sluit(self, blokken: tuple[Wordblok, ...], *wortels: _Element, hoe: str) -> Worddocument:
        """What was read, with what nobody read in these roots, and the question about tracked changes.

        Args:
            hoe: the options that answer that question.
        """
        for wortel in wortels:
            for plaats, woorden in self.dekking.rest(wortel):
                waarom = "Deze woorden staan waar geen woorden horen; zij zijn niet gelezen."
                self.boek.meld(Klasse.ONVERKLAARD, "woorden", plaats, woorden, waarom)
        if self.sporen and not self.keuzes.wijzigingen:
            vraag = f"Over bijgehouden wijzigingen is niet beslist; gelezen als aanvaard ({hoe})."
            self.boek.meld(Klasse.KEUZE, "bijgehouden wijzigingen", self.naam, f"{self.sporen} wijzigingen", vraag)
        return Worddocument(blokken, tuple(self.bevindingen), self.sporen, self.boek)

    # --- words ---

    def lopend(self, lees: Callable[[], None]) -> list[Stuk]:
        """The words that *lees* puts; what had to be chosen in them is entered."""
        buiten = self._stukken, self._gekozen
        self._stukken, self._gekozen = [], {}
        lees()
        uit, gekozen = self._stukken, {wat: "".join(woorden) for wat, woorden in self._gekozen.items()}
        self._stukken, self._gekozen = buiten
        for wat, vraag in _VRAGEN.items():
            if wat in gekozen:
                self.boek.meld(Klasse.KEUZE, wat, self.plaats, gekozen[wat], vraag)
        for sleutel in ("hoofdletters", "gemarkeerd", "onleesbare-woorden"):
            if sleutel in gekozen:
                self.meld(sleutel, gekozen[sleutel])
        return uit

    def zet(self, tekst: str, vorm: Loopvorm) -> None:
        """Put words that stand on paper, unless they are hidden or struck out and the user chose that such words go."""
        for wat, aan, keuze, anders in (
            ("verborgen", vorm.verborgen, self.keuzes.verborgen, "weg"),
            ("doorgehaald", vorm.doorgehaald, self.keuzes.doorgehaald, "blijft"),
        ):
            if aan and not keuze:
                self._merk(wat, tekst)
            if aan and (keuze or anders) == "weg":
                self.boek.tel(Klasse.ONSCHADELIJK, f"{wat}: weg gekozen" if tekst.strip() else "wit", len(tekst))
                return
        if vorm.gemarkeerd:
            self._merk("gemarkeerd", tekst)
        if vorm.hoofdletters and tekst != tekst.upper():
            self._merk("hoofdletters", tekst)
        if vorm.onleesbaar:
            self._merk("onleesbare-woorden", tekst)
        self.boek.tel(Klasse.GEPLAATST, "teken", len(tekst))
        self._stukken.append(Stuk(tekst, vorm.hoogte, vorm.vet))

    def _merk(self, wat: str, tekst: str) -> None:
        if tekst.strip():
            self._gekozen.setdefault(wat, []).append(tekst)

    def zet_knoop(self, knoop: Inline) -> None:
        """Put a note or a picture among the words."""
        self._stukken.append(Stuk("", knoop=knoop))


_VRAGEN = {
    "doorgehaald": "Met de hand doorgehaalde woorden: blijven zij staan of vallen zij weg (--doorgehaald)?",
    "verborgen": "Verborgen woorden, die niet op papier staan: tellen zij mee (--verborgen)?",
}
