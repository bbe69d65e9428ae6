"""Text as lines that each are one thing: heading, row of a table, quotation, or text with its number.

Cuts Markdown and pasted text up; what carries no law (comments, page furniture, markup) is left out by name and entered in
the ledger. Numbers on a line of their own, and bullets before numbers, are joined here with the words that they lead.

>>> from verordening.verantwoording import Boekhouder
>>> blad = lees_regels("## Artikel 1\\n  • 1.\\n\\n    Het college helpt.\\n", Boekhouder())
>>> [(r.aard.value, r.hek, r.nummer, r.tekst) for r in blad.regels if r.tekst]
[('kop', 2, '', 'Artikel 1'), ('tekst', 0, '1.', 'Het college helpt.')]
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from verordening.boom import Blok
from verordening.dagen import MAANDEN
from verordening.nummers import uit_romeins
from verordening.tekst.bladrest import Bladrest, bladresten
from verordening.tekst.koppen import SOORT, lees_kop
from verordening.tekst.opbouw import NUMMER_VOORAAN
from verordening.verantwoording import Boekhouder, Klasse


class Aard(StrEnum):
    """What a line is."""

    LEEG = "leeg"
    KOP = "kop"
    RIJ = "rij"
    LIJN = "tabellijn"
    CITAAT = "citaat"
    TEKST = "tekst"
    BLOK = "blok"


class Regel(NamedTuple):
    """One line.

    Args:
        regel: number of the line in the source, from 1.
        tekst: its words without indent, ``#`` signs, bullet and number.
        hek: number of ``#`` signs. rand: indent in columns.
        nummer: number or bullet before the words. wit: columns of space between number and words.
        vet: the whole line is bold.
        blok: a block that is ready (a table of a Word file); then there are no words.
        lengte: length of the last line that was joined to it; 0 when none was.
        lijst: list of the file and level in it that print the number ("4/1").
    """

    aard: Aard
    regel: int
    tekst: str = ""
    hek: int = 0
    rand: int = 0
    nummer: str = ""
    wit: int = 0
    vet: bool = False
    blok: Blok | None = None
    lengte: int = 0
    lijst: str = ""

    @property
    def heel(self) -> str:
        """The line with its number."""
        return f"{self.nummer}{' ' if self.wit else ''}{self.tekst}" if self.nummer else self.tekst


_WITREGEL = Regel(Aard.LEEG, 0)


@dataclass(frozen=True, slots=True)
class Blad:
    """All lines of a text, and what they refer to.

    ``doelen`` and ``noten``: addresses and footnotes by name. ``weg``: numbers of the lines that were left out.
    ``rest``: what the text brought along from where it was copied.
    """

    regels: list[Regel]
    doelen: dict[str, str] = field(default_factory=dict)
    noten: dict[str, str] = field(default_factory=dict)
    weg: set[int] = field(default_factory=set)
    rest: Bladrest = field(default_factory=lambda: Bladrest([]))


_BULLET = re.compile(r"([-–—•●◦▪‣⁃∙·*+■□➢✓]|[\uf000-\uf0ff])(?:[ \t\u00a0]+|$)|([-–—•●])(?=[\"“„«‘']|[^\W\d_])")
"""Bullets, with those that a word processor puts in letters of its own, and those that a typist put against the word."""
_SYMBOOL = {"\uf0a7": "▪", "\uf06f": "◦", "\uf0d8": "➢", "\uf0fc": "✓"}
"""Bullets of the letters that a word processor has for them, as they are printed; the others are a round one."""
_MERK = re.compile(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
"""Signs around words in bold or italics."""
_BREEKT_AF = re.compile(r"\w-\Z")
_BREEKT_OP = re.compile(r"([^\W\d_]{2,})-\Z")
_WOORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JAAR = re.compile(r"(?:19|20)\d\d\b")
_GETAL = re.compile(r"\d[\d.,]*\s[a-z]")
"""A line that begins with an amount or a day, in a sentence."""
_SAMENTREKKING = re.compile(r"(?:en|of|dan|tot|respectievelijk|onderscheidenlijk)\b")
_KAAL_NUMMER = re.compile(r"(?:\d{1,3}(?:[.:]\d{1,3})*[a-z]?|[IVX]{1,5})[.:]?")
_GROND = re.compile(r"(?P<grond>gelet|gelezen|gezien|overwegende)\b|.*\bbesluit", re.IGNORECASE)
_STREPEN = frozenset("-–—*+")
_KALE_LIJN = re.compile(r"(?:[-_*=~] ?){3,}\Z|`{3,}\w*\Z")
_TABELLIJN = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?)?\s*\Z")
_DOEL = re.compile(r"\[(?P<naam>[^\[\]^]{1,80})\]:\s+(?P<doel>\S+)(?:\s+[\"'(].*)?\Z")
_NOOT = re.compile(r"\[\^(?P<naam>[^\[\]]{1,40})\]:\s*(?P<tekst>.*)\Z")
_MEUBILAIR: dict[str, str] = {
    woorden: soort
    for soort, regels in json.loads(Path(__file__).with_name("bladmeubilair.json").read_text(encoding="utf-8")).items()
    for woorden in regels
}
"""Lines that a copied web page brings along; a line counts only when it is nothing else."""
_LANG_EERST = sorted(_MEUBILAIR, key=len, reverse=True)
_DAG = r"\d\d-\d\d-\d{4}"
_GELDING = re.compile(
    rf"regeling vervallen per {_DAG}|geldend van {_DAG} t/m (?:heden|{_DAG})(?: met terugwerkende kracht vanaf {_DAG})?"
    r"|naar de (?:actuele|door u bekeken) versie(?: van de regeling)?|https?://lokaleregelgeving\.overheid\.nl/\S+"
)
"""What the website says about the version that it shows, below its title."""
_MEUBEL_BEGIN = {woorden[:8] for woorden in _MEUBILAIR} | {"regeling", "geldend ", "naar de ", "http://l", "https://"}


def lees_regels(tekst: str, boek: Boekhouder) -> Blad:
    """Cut a text up.

    Args:
        tekst: the text with ``\\n`` between its lines.
        boek: takes what was left out.
    """
    return _Snijder(boek).snij(tekst.split("\n"))


def _meubel(regel: str) -> str:
    """What a line is on a web page when it holds nothing but names, headings and buttons of that page; else empty."""
    if regel[:8] not in _MEUBEL_BEGIN:
        return ""
    if regel in _MEUBILAIR:
        return _MEUBILAIR[regel]
    if _GELDING.fullmatch(regel):
        return "gelding volgens de website"
    soort = ""
    for woorden in _LANG_EERST:
        if woorden in regel:
            soort, regel = _MEUBILAIR[woorden], regel.replace(woorden, "")
    return "" if any(t.isalnum() for t in regel) else soort


class _Snijder:
    def __init__(self, boek: Boekhouder) -> None:
        self.boek = boek
        self.blad = Blad([])
        self.nootregels: set[int] = set()

    def snij(self, regels: list[str]) -> Blad:
        begin = self._voorwerk(regels)
        rest = bladresten(regels)
        self.blad, regels = replace(self.blad, rest=rest), rest.regels
        in_opmerking = False
        for nummer, ruw in enumerate(regels[begin:], begin + 1):
            if not in_opmerking and (not ruw or ruw.isspace()):
                self.blad.regels.append(_WITREGEL)
                continue
            if nummer in rest.weg:
                self._weg(nummer, rest.weg[nummer][0], ruw, rest.weg[nummer][1])
                continue
            if in_opmerking or "<!--" in ruw:
                ruw, in_opmerking = self._zonder_opmerking(nummer, ruw, in_opmerking)
            self._regel(nummer, ruw)
            if rest.rijen.get(nummer):
                self.blad.regels.append(Regel(Aard.LIJN, nummer, "|---|"))
        samen = _nummers_bij_tekst(self.blad.regels, self.boek)
        self.blad.regels[:] = samen
        return self.blad

    def _weg(self, nummer: int, wat: str, tekst: str, waarom: str) -> None:
        self.blad.weg.add(nummer)
        self.boek.meld(Klasse.ONSCHADELIJK, wat, f"regel {nummer}", tekst.strip(), waarom)
        self.blad.regels.append(Regel(Aard.LEEG, nummer))

    def _voorwerk(self, regels: list[str]) -> int:
        """Number of lines of a YAML block at the very start."""
        if not regels or regels[0].strip() != "---":
            return 0
        for plek, regel in enumerate(regels[1:60], 1):
            if regel.strip() == "---":
                for n in range(plek + 1):
                    self._weg(
                        n + 1, "voorwerk", regels[n], "Gegevens van het bestand (YAML), geen tekst van de regeling."
                    )
                return plek + 1
            if regel.strip() and not re.match(r"\s|[\w-]+:|- ", regel):
                return 0
        return 0

    def _zonder_opmerking(self, nummer: int, regel: str, open_: bool) -> tuple[str, bool]:
        """The line without ``<!-- … -->``, which may run over lines."""
        uit: list[str] = []
        weg: list[str] = []
        while regel:
            deel, merk, rest = regel.partition("-->" if open_ else "<!--")
            (weg if open_ else uit).append(deel)
            if not merk:
                break
            open_, regel = not open_, rest
        if any(d.strip() for d in weg):
            waarom = "Een opmerking in de opmaak, die op papier niet te zien is."
            self.boek.meld(Klasse.ONSCHADELIJK, "opmerking", f"regel {nummer}", " ".join(weg).strip(), waarom)
        return "".join(uit), open_

    def _regel(self, nummer: int, ruw: str) -> None:
        regel = ruw.expandtabs(4) if ruw[:1] == "\t" or ruw.lstrip(" ")[:1] == "\t" else ruw
        kaal = regel.strip()
        if not kaal:
            self.blad.regels.append(_WITREGEL)
        elif kaal[0] == "<" and kaal.startswith(("<meta ", "<!DOCTYPE", "<!doctype")):
            self._weg(nummer, "html", kaal, "Opmaak van een webpagina zonder eigen betekenis.")
        elif kaal[0] != "#" and (meubel := _meubel(kaal.strip("*_ ").lower())):
            self._weg(nummer, "bladmeubilair", kaal, f"Hoort bij de webpagina, niet bij de regeling: {meubel}.")
        elif _KALE_LIJN.match(kaal):
            self.boek.tel(Klasse.STRUCTUUR, "lijn")
            self.blad.regels.append(_WITREGEL)
        elif kaal[0] == "[" and self._bepaling(nummer, kaal):
            pass
        else:
            self._twijfel(nummer, ruw, kaal)
            # Een schuine streep aan het eind breekt de regel af; twee zijn er een die er staat.
            hard = len(kaal) > 1 and kaal[-1] == "\\" != kaal[-2]
            self.blad.regels.append(_ontleed(nummer, regel, kaal.rstrip("\\ ") if hard else kaal))
            if hard:
                self.boek.tel(Klasse.STRUCTUUR, "harde afbreking")
                self.blad.regels.append(_WITREGEL)

    def _twijfel(self, nummer: int, ruw: str, kaal: str) -> None:
        """Enter what a line means to a program that shows Markdown, and what is read as words here."""
        if kaal[0] == "#" and re.search(r"\{[#.][^{}]*\}\Z", kaal):
            waarom = "Wat tussen accolades achter een kop staat, is voor sommige programma's opmaak."
            self.boek.meld(Klasse.KEUZE, "kenmerk van een kop", f"regel {nummer}", kaal, waarom)
        if ruw[:1] in " \t" and nummer - 1 in self.blad.weg and nummer - 1 in self.nootregels:
            waarom = "Deze regel lijkt het vervolg van de noot erboven; hij is gelezen als tekst."
            self.boek.meld(Klasse.ONVERKLAARD, "noot", f"regel {nummer}", kaal, waarom)

    def _bepaling(self, nummer: int, kaal: str) -> bool:
        """Whether the line says where a link goes or what a footnote reads."""
        noot = _NOOT.match(kaal)
        doel = None if noot else _DOEL.match(kaal)
        if noot is not None:
            self.blad.noten[noot["naam"]] = noot["tekst"]
            self.nootregels.add(nummer)
            self._weg(nummer, "noot", kaal, "De tekst van een voetnoot; hij staat bij zijn teken in de tekst.")
        elif doel is not None:
            self.blad.doelen[doel["naam"].lower()] = doel["doel"]
            self._weg(nummer, "koppeling", kaal, "Het adres van een koppeling.")
        return noot is not None or doel is not None


def lees_tekstregel(nummer: int, tekst: str) -> Regel:
    """A line of text that stands behind a heading."""
    regel = _ontleed(nummer, tekst, tekst.strip())
    return regel if regel.aard is Aard.TEKST else Regel(Aard.TEKST, nummer, tekst.strip())


def _ontleed(nummer: int, regel: str, kaal: str) -> Regel:
    rand = len(regel) - len(regel.lstrip(" "))
    if kaal[0] == "#":
        hek = len(kaal) - len(kaal.lstrip("#"))
        return Regel(Aard.KOP, nummer, kaal[hek:].rstrip("#").strip(), min(hek, 6), rand)
    if "|" in kaal and _TABELLIJN.match(kaal):
        return Regel(Aard.LIJN, nummer, kaal, 0, rand)
    if kaal[0] == "|" and kaal[-1] == "|" and len(kaal) > 1:
        return Regel(Aard.RIJ, nummer, kaal, 0, rand)
    if kaal[0] == ">":
        return Regel(Aard.CITAAT, nummer, kaal.lstrip("> "), 0, rand)
    if kaal[0] in "*_" and kaal[1:2] != " ":
        binnen = " ".join(_MERK.sub("", kaal).split())
        if lees_kop(binnen, hek=0) is not None:
            return Regel(Aard.TEKST, nummer, binnen, 0, rand, vet=True)
    teken, rest = "", kaal
    if bullet := _BULLET.match(kaal):
        teken, rest = bullet.group(1) or bullet.group(2), kaal[bullet.end() :]
        if rest[:1] in tuple("-–—") and (
            tweede := _BULLET.match(rest)
        ):  # «• - tekst»: de bolling is van de bladzijde, het streepje van de regeling
            teken, rest = tweede.group(1) or tweede.group(2), rest[tweede.end() :]
    cijfer = NUMMER_VOORAAN.match(rest)
    if cijfer is not None and rest and not _BULLET.match(rest) and (not teken or cijfer["nr"][-1] in ".)°º"):
        return Regel(Aard.TEKST, nummer, rest[cijfer.end() :], 0, rand, cijfer["nr"], len(cijfer["wit"]))
    if teken:
        eigen = _SYMBOOL.get(teken, "•") if teken >= "\uf000" else teken
        return Regel(Aard.TEKST, nummer, rest, 0, rand, "–" if teken in _STREPEN else eigen, 1)
    return Regel(Aard.TEKST, nummer, rest, 0, rand)


def _nummers_bij_tekst(regels: list[Regel], boek: Boekhouder) -> list[Regel]:
    """A number or bullet on a line of its own leads the next line with words; below the word of a heading it belongs to that."""
    uit: list[Regel] = []
    wacht: Regel | None = None
    zinnen = _Zinnen(regels, uit)
    for plek, regel in enumerate(regels):
        if regel.aard is Aard.LEEG:
            uit.append(regel)
            continue
        if wacht is not None:
            regel, wacht = _neem_nummer(wacht, regel, uit), None
        if uit and _KAAL_NUMMER.fullmatch(regel.heel) and uit[-1].aard is Aard.TEKST and uit[-1].heel.lower() in SOORT:
            uit[-1] = uit[-1]._replace(tekst=f"{uit[-1].tekst} {regel.heel}")  # «Artikel» met daaronder «1»
            continue
        if len(woord := regel.nummer.rstrip(".")) > 1 and woord.isalpha() and woord.islower():
            zin = regel._replace(tekst=regel.heel, nummer="")
            regel = (
                zin if uit_romeins(woord) is None and len(set(woord)) > 1 and zinnen.gaat_verder(plek, zin) else regel
            )
        if regel.aard is Aard.TEKST and regel.nummer and not regel.tekst:
            wacht = regel
        elif zinnen.gaat_verder(plek, regel):
            if (heel := zinnen.heel_woord(regel)) is not None:
                fragment = f"{uit[-1].tekst[-30:]} {regel.tekst[:30]}"
                waarom = "Het einde van de regel brak een woord af, dat hier staat zoals elders in de tekst."
                boek.meld(Klasse.ONSCHADELIJK, "afgebroken woord", f"regel {regel.regel}", fragment, waarom)
                uit[-1] = uit[-1]._replace(tekst=f"{heel}{regel.tekst}", lengte=len(regel.tekst))
                continue
            if _BREEKT_AF.search(uit[-1].tekst[-40:]) and not _SAMENTREKKING.match(regel.tekst):
                vraag = (
                    "Hier brak een woord af aan het eind van een regel: hoort het streepje erin, en is het één woord?"
                )
                fragment = f"{uit[-1].tekst[-30:]} {regel.tekst[:30]}"
                boek.meld(Klasse.KEUZE, "afgebroken woord", f"regel {regel.regel}", fragment, vraag)
            uit[-1] = uit[-1]._replace(tekst=f"{uit[-1].tekst} {regel.tekst}", lengte=len(regel.tekst))
        else:
            uit.append(regel)
    if wacht is not None:
        uit.append(wacht)
    return uit


class _Zinnen:
    """Which line is the rest of the one right above it.

    Args:
        regels: all lines. uit: those before, joined.
    """

    def __init__(self, regels: list[Regel], uit: list[Regel]) -> None:
        self.regels, self.uit = regels, uit
        self.tot = self.bekeken = 0
        self.lichaam = self.kolom = False
        self.woorden: set[str] | None = None

    def gaat_verder(self, plek: int, regel: Regel) -> bool:
        """Whether the line above broke off in a sentence, and was long, or began a sentence that ends in these lines; or
        this line hangs below its number. A line in a column of short lines is not the rest of one."""
        jaar = _JAAR.match(regel.tekst) and self.uit and self.uit[-1].tekst.endswith(MAANDEN)
        getal = jaar or _GETAL.match(regel.tekst)
        if regel.aard is not Aard.TEKST or regel.nummer or not (regel.tekst[:1].islower() or getal) or not self.uit:
            return False
        vorige = self.uit[-1]
        if vorige.aard is not Aard.TEKST or not vorige.tekst or vorige.tekst[-1] in ".;:!?":
            return False
        lang = (vorige.lengte or len(vorige.tekst)) >= 45 or _BREEKT_AF.search(vorige.tekst[-40:])
        if getal and (not (lang or jaar) or _is_kop(vorige)):
            return False
        hangt = bool(vorige.nummer) and regel.rand >= vorige.rand + 2
        return bool((lang or hangt or jaar) and vorige.tekst[-1] != ",") or self._in_zin(plek, vorige, regel)

    def heel_woord(self, regel: Regel) -> str | None:
        """The line above without the sign that breaks its last word off, or with it, as the text itself prints that word
        elsewhere; None when it prints it in both ways or nowhere."""
        voor, na = _BREEKT_OP.search(self.uit[-1].tekst), re.match(r"[^\W\d_]+", regel.tekst)
        if voor is None or na is None:
            return None
        if self.woorden is None:
            self.woorden = {w for r in self.regels for w in _WOORD.findall(r.tekst.lower())}
        delen = voor.group(1).lower(), na.group().lower()
        aaneen, streep = ("".join(delen) in self.woorden, "-".join(delen) in self.woorden)
        tekst = self.uit[-1].tekst
        return None if aaneen == streep else tekst[:-1] if aaneen else tekst

    def _in_zin(self, plek: int, vorige: Regel, regel: Regel) -> bool:
        """Whether the line above began a sentence in the body, and the lines right below each other end as one does."""
        if not self._eindigt(plek) or not (self._tussen_nummers(vorige) or _begint_zin(vorige)):
            return False
        while not self.lichaam and self.bekeken < len(self.uit):
            self.lichaam = _is_kop(self.uit[self.bekeken])
            self.bekeken += 1
        if not self.lichaam or _is_kop(vorige):
            return False
        titel = len(self.uit) > 1 and not vorige.nummer and not vorige.lengte and _is_kop(self.uit[-2])
        return not titel or (" " in vorige.tekst and 2 * len(vorige.tekst) >= len(regel.tekst))

    def _eindigt(self, plek: int) -> bool:
        """Whether the run of lines without a number that a line stands in ends as a sentence does, and is no column of words."""
        if plek >= self.tot:
            self.tot = plek + 1
            while self.tot < len(self.regels) and self._loopt_door(self.regels[self.tot]):
                self.tot += 1
            rij = [r.tekst for r in self.regels[plek : self.tot]]
            woorden = not any(teken in tekst for tekst in rij[:-1] for teken in ".,;:")
            self.kolom = len(rij) > 1 and woorden and all(tekst.count(" ") < 3 for tekst in rij)
        slot = self.regels[self.tot - 1].tekst
        eindigt = slot[-1:] in tuple(".;:!?") or _SAMENTREKKING.fullmatch(slot.rpartition(" ")[2]) is not None
        return eindigt and not self.kolom

    def _tussen_nummers(self, vorige: Regel) -> bool:
        """Whether a line with a number stands above the run, and one of its kind right below it: no words behind a list."""
        na = next((r.nummer for r in self.regels[self.tot : self.tot + 1]), "")
        return bool(na and vorige.nummer and na[0].isdecimal() == vorige.nummer[0].isdecimal())

    @staticmethod
    def _loopt_door(regel: Regel) -> bool:
        return regel.aard is Aard.TEKST and not regel.nummer and not _is_kop(regel)


def _begint_zin(regel: Regel) -> bool:
    """Whether a line begins a sentence; one with a letter that ends in a comma is an item of a list."""
    item = regel.nummer and not regel.nummer[0].isdecimal() and regel.tekst[-1] == ","
    return regel.tekst[:1].isupper() and not item


def _is_kop(regel: Regel) -> bool:
    return lees_kop(regel.tekst, hek=regel.hek) is not None


def _somt_gronden_op(uit: list[Regel]) -> bool:
    """Whether the last line of a preamble names the ground of a decision, and no heading came: «3.», «Artikel 156 Gemeentewet»."""
    for regel in reversed(uit):
        if not regel.nummer and ((raak := _GROND.match(regel.tekst)) or _is_kop(regel)):
            return raak is not None and raak["grond"] is not None and regel.tekst[-1] not in ";."
    return False


def _neem_nummer(wacht: Regel, regel: Regel, uit: list[Regel]) -> Regel:
    bullet = not any(t.isalnum() for t in wacht.nummer)
    is_kop = regel.aard is Aard.TEKST and not regel.nummer and lees_kop(regel.tekst, hek=0) is not None
    if regel.aard is not Aard.TEKST or (is_kop and (bullet or not _somt_gronden_op(uit))):
        uit.append(wacht)
        return regel
    if not regel.nummer:
        return regel._replace(nummer=wacht.nummer, rand=wacht.rand, wit=1)
    if bullet:
        return regel._replace(rand=wacht.rand)  # «•» met daaronder «1. Het college»: de bolling is opmaak
    uit.append(wacht)
    return regel
