"""Effective paragraphs of Word or OpenDocument as lines that each are one thing: heading, numbered text, table.

What is a heading is said by the outline level of its style, by its words ("Artikel 5"), or by bold; a number is what is
printed, computed or typed. Line breaks inside a paragraph separate leden when numbers follow each other behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from verordening.bevinding import Bevinding
from verordening.boom import (
    Blok,
    Cel,
    Inline,
    Kolom,
    Noot,
    Opmaak,
    Regeling,
    Rij,
    Tabel,
    Tabelgroep,
    inlinetekst,
    kaal,
    smelt,
)
from verordening.tekst.eigenpapier import alleen_de_regeling
from verordening.tekst.keuzes import Keuzes
from verordening.tekst.koppen import lees_kop
from verordening.tekst.markdown import Regellezer
from verordening.tekst.opbouw import NUMMER_VOORAAN, Punt, bouw
from verordening.tekst.regels import Aard, Blad, Regel
from verordening.tekst.woordblok import Wordalinea, Wordblok, Wordcel, Worddocument, Wordtabel
from verordening.verantwoording import Boekhouder, Klasse

_KOLOM = 120
"""Twips in a column of plain text: the structure counts indents in columns."""
_KNOOP = 0xF0000
_KNOPEN = re.compile("([\U000f0000-\U000ffffd])")
_GETYPT = re.compile(r"\s*(?P<nr>\(?\d{1,3}(?:\.\d{1,3}){0,4}[a-z]{0,2}[.)]?)\t+\s*", re.DOTALL)
_NUMMER_REGEL = re.compile(rf"{NUMMER_VOORAAN.pattern}(?<=\s)\S")
_GRAAD = Opmaak("sup", ("o",))
_TITEL = frozenset({"title", "titel"})
_BIJSCHRIFT = frozenset({"caption", "bijschrift"})


def lees_papier(document: Worddocument, naam: str, formaat: str, keuzes: Keuzes | None) -> Regeling:
    """The regulation in a Word or OpenDocument file.

    Args:
        document: its effective paragraphs, read with these *keuzes*.

    Raises:
        Geweigerd: no artikel in it.
    """
    lezer = Woordlezer(naam, document.boek, formaat)
    regeling = lezer.lees_woord(alleen_de_regeling(document.blokken, document.boek))
    eigen = list(document.bevindingen)
    if document.bijgehouden and keuzes is not None and keuzes.wijzigingen:
        eigen.append(Bevinding.van("bijgehouden", naam, wijze="verworpen" if keuzes.verworpen else "aanvaard"))
    return replace(regeling, bevindingen=(*eigen, *regeling.bevindingen))


class Woordlezer(Regellezer):
    """Builds a regulation from effective paragraphs."""

    def __init__(self, naam: str, boek: Boekhouder, formaat: str) -> None:
        super().__init__(naam)
        self.formaat = formaat
        self.boek = boek
        self.knopen: list[Inline] = []
        self.plaatsen: dict[int, str] = {}
        self.bron: dict[int, str] = {}
        self.in_artikel = False
        self.opgave = 0

    def lees_woord(self, blokken: Sequence[Wordblok]) -> Regeling:
        """The regulation."""
        regels: list[Regel] = []
        gewoon = list(_zonder_kaders(blokken))
        if kaders := sum(isinstance(b, Wordtabel) for b in blokken) - sum(isinstance(b, Wordtabel) for b in gewoon):
            self.meld("kader", kaders=kaders)
        for blok in _met_nummers(gewoon):
            regels.extend(self._regels(blok))
        self.boek.vergelijk(" ".join(map(_blokwoorden, blokken)), " ".join(self.bron.values()))
        if self.opgave:
            self.meld("weggelaten/inhoudsopgave-regels", opgave=self.opgave)
        return self.lees_blad(Blad(regels), self.bron)

    def waar(self) -> str:
        """The paragraph that is being read."""
        return self.plaatsen.get(self.regel, f"alinea {self.regel}")

    def inline(self, woorden: str) -> tuple[Inline, ...]:
        """Mixed content of words of which notes, pictures and raised figures stand as one sign each."""
        schoon = " ".join(woorden.split(" ")).strip()
        delen = _KNOPEN.split(re.sub(r"[ \t\n]+", " ", schoon))
        return smelt(self.knopen[ord(deel) - _KNOOP] if _KNOPEN.fullmatch(deel) else deel for deel in delen)

    # --- paragraphs to lines ---

    def _nieuw(
        self, aard: Aard, plaats: str, tekst: str = "", nummer: str = "", *, hek: int = 0, rand: int = 0
    ) -> Regel:
        nr = len(self.bron) + 1
        self.plaatsen[nr] = plaats
        regel = Regel(aard, nr, tekst, hek, rand, nummer, 1)
        self.bron[nr] = " ".join((nummer, _met_noten(self.inline(tekst))))
        return regel

    def _regels(self, blok: Wordblok) -> Iterator[Regel]:
        if isinstance(blok, Wordtabel):
            regel = self._nieuw(Aard.BLOK, "tabel")
            self.bron[regel.regel] = _blokwoorden(blok)
            yield regel._replace(blok=_tabel(blok), rand=-1)
            return
        for deel in _gesplitst(blok):
            if deel.inhoudsopgave:
                waarom = "Een regel van de inhoudsopgave; de kop zelf staat verderop."
                self.boek.meld(Klasse.ONSCHADELIJK, "regel van de inhoudsopgave", deel.plaats, deel.tekst, waarom)
                self.opgave += 1
            else:
                yield self._regel(deel)

    def _regel(self, alinea: Wordalinea) -> Regel:
        tekst = self._codeer(alinea.inhoud)
        heel = f"{alinea.nummer}{' ' if alinea.los else ''}{tekst}" if alinea.nummer else tekst
        heel = " ".join(regel.strip() for regel in heel.split("\n")).strip()
        is_lid = bool(NUMMER_VOORAAN.match(heel)) and self.in_artikel
        titel = alinea.stijl.lower() in _TITEL
        bijschrift = alinea.stijl.lower() in _BIJSCHRIFT
        vet = alinea.vet and not bijschrift and not alinea.nummer and len(heel) < 160 and heel[-1:] not in ".;:,"
        eenheid = lees_kop(heel, hek=1) if alinea.kop or titel or vet else lees_kop(heel, hek=0)
        if eenheid is not None:
            self.in_artikel = eenheid.soort.value == "artikel"
        elif (alinea.kop and not is_lid) or titel:
            self.in_artikel = False
        if titel or (alinea.kop and not (is_lid and eenheid is None)):
            return self._nieuw(Aard.KOP, alinea.plaats, heel, hek=1 if titel else min(alinea.kop, 6))
        if vet and (eenheid is not None or not NUMMER_VOORAAN.match(heel)):
            return self._nieuw(Aard.KOP, alinea.plaats, heel, hek=6)
        if eenheid is not None:
            return self._nieuw(Aard.TEKST, alinea.plaats, heel)
        return self._genummerd(alinea, tekst)

    def _genummerd(self, alinea: Wordalinea, tekst: str) -> Regel:
        rand = max(alinea.links, 0) // _KOLOM
        nummer = alinea.nummer
        if not nummer:
            raak = _GETYPT.match(tekst) or NUMMER_VOORAAN.match(tekst)
            alleen = NUMMER_VOORAAN.fullmatch(f"{tekst.strip()} ")  # «b.» met daaronder «1°. …»
            if raak is not None and (tekst[raak.end() :].strip() or alleen):
                nummer, tekst = raak["nr"], tekst[raak.end() :]
                nummer = "–" if nummer in "-—" else nummer
        return self._nieuw(Aard.TEKST, alinea.plaats, tekst.strip(), nummer, rand=rand)._replace(
            lijst=alinea.merk, vet=alinea.vet
        )

    def _codeer(self, inhoud: tuple[Inline, ...]) -> str:
        """Words with one sign for each note, picture or raised figure."""
        uit = []
        for deel in inhoud:
            if isinstance(deel, str):
                uit.append(_KNOPEN.sub(lambda teken: self._knoop(teken.group()), deel))
            elif deel == _GRAAD:
                uit.append("º")  # een kleine o boven de regel achter een cijfer is dit teken
            else:
                uit.append(self._knoop(deel))
        return "".join(uit)

    def _knoop(self, deel: Inline) -> str:
        """The sign that stands for a part; a sign of the file that looks like one is such a part itself."""
        self.knopen.append(deel)
        return chr(_KNOOP + len(self.knopen) - 1)


def _met_nummers(blokken: Iterable[Wordblok]) -> Iterator[Wordblok]:
    """Blocks in which a number that was typed in a paragraph of its own leads the next paragraph."""
    wacht: Wordalinea | None = None
    for blok in blokken:
        if wacht is not None:
            leidt = isinstance(blok, Wordalinea) and not (blok.nummer or blok.kop or NUMMER_VOORAAN.match(blok.tekst))
            if leidt and isinstance(blok, Wordalinea):
                blok = replace(blok, inhoud=smelt((f"{wacht.tekst.strip()} ", *blok.inhoud)), links=wacht.links)
            else:
                yield wacht
            wacht = None
        if (
            isinstance(blok, Wordalinea)
            and not (blok.nummer or blok.kop)
            and NUMMER_VOORAAN.fullmatch(f"{blok.tekst} ")
        ):
            wacht = blok
        else:
            yield blok
    if wacht is not None:
        yield wacht


def _gesplitst(alinea: Wordalinea) -> Iterator[Wordalinea]:
    """The paragraph, cut where a line in it starts with a number or a dash: who breaks a line there starts a lid.

    Below a heading that is the first line of its paragraph each line stands by itself.
    """
    groep: list[Inline] = []
    nummer, merk = alinea.nummer, alinea.merk
    regels = _bij_einde(alinea.inhoud)
    eerste = lees_kop(inlinetekst(regels[0]), hek=0) if len(regels) > 1 and not (alinea.kop or nummer) else None
    onder_kop = eerste is not None and not eerste.is_tekst
    for plek, regel in enumerate(regels):
        if plek and (onder_kop or _NUMMER_REGEL.match(inlinetekst(regel))):
            yield replace(alinea, inhoud=smelt(groep), nummer=nummer, merk=merk)
            groep, nummer, merk = list(regel), "", ""
        else:
            groep += ("\n", *regel) if plek else regel
    yield replace(alinea, inhoud=smelt(groep), nummer=nummer, merk=merk)


def _bij_einde(inhoud: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    regels: list[list[Inline]] = [[]]
    for deel in inhoud:
        if not isinstance(deel, str):
            regels[-1].append(deel)
            continue
        eerste, *rest = deel.split("\n")
        regels[-1].append(eerste)
        regels += [[r] for r in rest]
    return [smelt(r) for r in regels]


# --- tables ---


def _zonder_kaders(blokken: Sequence[Wordblok]) -> Iterator[Wordblok]:
    """Blocks with the content of tables that are only a frame around articles."""
    buiten = any(isinstance(b, Wordalinea) and _is_artikel(b) for b in blokken)
    for blok in blokken:
        if isinstance(blok, Wordtabel) and _is_kader(blok, buiten):
            for rij in blok.inhoud:
                yield from _zonder_kaders(_rij_als_alineas([c for _, c in rij.cellen]))
        else:
            yield blok


def _is_artikel(blok: Wordblok) -> bool:
    if not isinstance(blok, Wordalinea) or blok.inhoudsopgave:
        return False
    kop = lees_kop(" ".join(f"{blok.nummer} {blok.tekst}".split()), hek=0)
    return kop is not None and kop.soort.value == "artikel"


def _is_kader(tabel: Wordtabel, buiten: bool) -> bool:
    """Whether a table holds articles or leden instead of data.

    Articles: in one column, under heading styles, or when there are none outside tables. Leden: numbered paragraphs in one
    column, or a column of only numbers, beginning at the first, beside sentences.
    """
    alineas = [b for rij in tabel.inhoud for _, c in rij.cellen for b in c.blokken]
    koppen = [b for b in alineas if _is_artikel(b)]
    een_kolom = all(len(rij.cellen) <= 1 for rij in tabel.inhoud)
    if not koppen:
        genummerd = any(
            isinstance(b, Wordalinea) and _kaal_nummer(f"{b.nummer} {b.tekst}".strip()) == "1" for b in alineas
        )
        return (een_kolom and genummerd) or _is_ledenkader(tabel)
    met_stijl = any(isinstance(b, Wordalinea) and b.kop for b in koppen)
    return een_kolom or met_stijl or not buiten


def _is_ledenkader(tabel: Wordtabel) -> bool:
    """Rows of numbers (at most one in each cell but the last) beside a sentence; the first number is the first of all."""
    rijen = [[c.tekst for _, c in rij.cellen] for rij in tabel.inhoud]
    nummers = [[w for w in rij[:-1] if w] for rij in rijen]
    if (
        not rijen
        or any(len(rij) < 2 for rij in rijen)
        or not all(rij and NUMMER_VOORAAN.fullmatch(f"{rij[-1]} ") for rij in nummers)
    ):
        return False
    alle = all(NUMMER_VOORAAN.fullmatch(f"{w} ") for rij in nummers for w in rij)
    return (
        alle and _kaal_nummer(nummers[0][0]) in ("1", "a") and all(r[-1].endswith((".", ";", ":", ",")) for r in rijen)
    )


def _kaal_nummer(woorden: str) -> str:
    raak = NUMMER_VOORAAN.match(woorden)
    return kaal(raak["nr"]) if raak else ""


def _rij_als_alineas(cellen: list[Wordcel]) -> list[Wordblok]:
    """The paragraphs of a row; a cell with only a number or label leads the next cell."""
    uit: list[Wordblok] = []
    voor = ""
    for cel in cellen:
        if len(cel.blokken) == 1 and isinstance(enig := cel.blokken[0], Wordalinea) and cel is not cellen[-1]:
            woorden = " ".join(f"{enig.nummer} {enig.tekst}".split())
            label = lees_kop(woorden, hek=0)
            if NUMMER_VOORAAN.fullmatch(woorden + " ") or (label is not None and not label.rest):
                uit += [Wordalinea((voor,))] if voor else []
                voor = woorden
                continue
        for blok in cel.blokken:
            if voor and isinstance(blok, Wordalinea):
                blok = replace(blok, inhoud=smelt((f"{voor} ", *blok.inhoud)))
                voor = ""
            uit.append(blok)
    return [*uit, Wordalinea((voor,))] if voor else uit


def _tabel(tabel: Wordtabel) -> Tabel:
    kolommen = tuple(Kolom(f"col{n + 1}", "1*") for n in range(tabel.breed))
    rijen = tuple(_rij(rij.cellen, tabel, plek) for plek, rij in enumerate(tabel.inhoud))
    koppen = sum(1 for _ in takewhile(lambda rij: rij.kop, tabel.inhoud))  # lager herhaalt een rij zich niet
    return Tabel((Tabelgroep(kolommen, rijen[:koppen], rijen[koppen:]),))


def _rij(cellen: tuple[tuple[int, Wordcel], ...], tabel: Wordtabel, plek: int) -> Rij:
    """A row; columns that no cell covers, here or from above, are empty cells."""
    bezet = _van_boven(tabel, plek)
    uit: list[tuple[int, Cel]] = []
    for kolom, cel in cellen:
        naam = f"col{kolom + 1}"
        tot = f"col{kolom + cel.kolommen}" if cel.kolommen > 1 else ""
        uit.append((kolom, Cel(_celinhoud(cel.blokken), naam, naam if tot else "", tot, cel.rijen - 1)))
        bezet |= set(range(kolom, kolom + cel.kolommen))
    uit += [(k, Cel((), f"col{k + 1}")) for k in range(tabel.breed) if k not in bezet]
    return Rij(tuple(cel for _, cel in sorted(uit, key=lambda p: p[0])))


def _van_boven(tabel: Wordtabel, plek: int) -> set[int]:
    return {
        kolom + n
        for hoger, rij in enumerate(tabel.inhoud[:plek])
        for kolom, cel in rij.cellen
        if hoger + cel.rijen > plek
        for n in range(cel.kolommen)
    }


def _celinhoud(blokken: tuple[Wordblok, ...]) -> tuple[Blok, ...]:
    punten = []
    for blok in blokken:
        if isinstance(blok, Wordtabel):
            for rij in blok.inhoud:
                punten += [Punt("", (c.tekst,)) for _, c in rij.cellen if c.tekst]
            continue
        inhoud = smelt(re.sub(r"[ \t\n]+", " ", d) if isinstance(d, str) else d for d in blok.inhoud)
        raak = NUMMER_VOORAAN.match(inhoud[0]) if not blok.nummer and inhoud and isinstance(inhoud[0], str) else None
        if raak is not None and len(blokken) > 1 and raak["wit"]:
            eerste = inhoud[0]
            assert isinstance(eerste, str)
            punten.append(Punt(raak["nr"], smelt((eerste[raak.end() :], *inhoud[1:]))))
        else:
            punten.append(Punt(blok.nummer, inhoud, rand=max(blok.links, 0) // _KOLOM, lijst=blok.merk))
    return tuple(bouw(punten, leden=False))


def _met_noten(inhoud: tuple[Inline, ...]) -> str:
    noten = [inlinetekst(a.inhoud) for d in inhoud if isinstance(d, Noot) for a in d.inhoud]
    return " ".join((inlinetekst(inhoud, redactie=True), *noten))


def _blokwoorden(blok: Wordblok) -> str:
    """All words of a block with its numbers and notes; a line of a table of contents stands in the ledger."""
    if isinstance(blok, Wordtabel):
        return " ".join(_blokwoorden(b) for rij in blok.inhoud for _, cel in rij.cellen for b in cel.blokken)
    inhoud = tuple("º" if deel == _GRAAD else deel for deel in blok.inhoud)
    return "" if blok.inhoudsopgave else f"{blok.nummer} {_met_noten(inhoud)}"
