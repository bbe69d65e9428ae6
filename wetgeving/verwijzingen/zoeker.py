"""The finder: reads the texts of one regulation in order and remembers what was named and defined before."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from verordening.adres import Stap
from verordening.taal.vormen import Stappen
from wetgeving.namen import Namentabel, beslis, namen
from wetgeving.verwijzingen.alinea import (
    Alinea,
    alinea,
    eigen_woorden,
    is_regelwoord,
    is_term,
    kan_omschrijven,
    met_eigen_woorden,
)
from wetgeving.verwijzingen.ankers import Naamplek, ankers
from wetgeving.verwijzingen.duiding import Bron
from wetgeving.verwijzingen.lezing import Lezing
from wetgeving.verwijzingen.normaal import Normaal
from wetgeving.verwijzingen.thuis import blijft_wijzigen, luidt
from wetgeving.verwijzingen.typen import Verwijzing, Vindplaats

_STUK = 1 << 18
_KOP = re.compile(r"(?P<artikel>[Aa]rtikel(?:en)? (?:van |uit )?)?(?:[Dd]e |[Hh]et )?(?P<naam>\w.*)")
_ZICHZELF = re.compile(r"(?:[Dd]e |[Hh]et )?(?P<woord>\w{5,20}) ?: (?:deze|dit) (?:[a-z]+e )?(?P=woord)[;.]?$")
""" "de regeling: deze gemeenschappelijke regeling"."""
_ONTHOUD = 20_000
_ORGANIEK = ("BWBR0005416", "BWBR0005645", "BWBR0005108", "BWBR0005537", "BWBR0003740", "BWBR0002058")
"""Gemeentewet, Provinciewet, Waterschapswet, Algemene wet bestuursrecht, Wet gemeenschappelijke regelingen, Wet op de bedrijfsorganisatie."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a text before it is read.

    Args:
        regeling: id of the regulation in which the text stands (BWB, CVDR or empty).
        op: day at which names are read; None = any day.
        vindplaats: place of the text in the regulation.
        begrippen: words that the regulation defines as a regulation ("wet" → Participatiewet).
        tabel: names; None = the packaged table.
        eigen_namen: names that the caller knows besides the table (name → id), such as the regulations of one dossier.
        artikelen: numbers of the artikelen of the regulation (:func:`verordening.register.ruim`); empty = not known. An artikel that
            is not among them belongs to the regulation that the same sentence names with an artikel.
        koppen: whether headings stand in the text (plain text, Markdown): they are no references, and tell the own article.
    """

    regeling: str = ""
    op: date | None = None
    vindplaats: Vindplaats = field(default_factory=Vindplaats)
    begrippen: Mapping[str, Bron] = field(default_factory=dict)
    tabel: Namentabel | None = None
    eigen_namen: Mapping[str, str] = field(default_factory=dict)
    koppen: bool = True
    artikelen: frozenset[str] = frozenset()


def vind_verwijzingen(tekst: str, context: Context | None = None) -> list[Verwijzing]:
    """All references in a text, in order of position; offsets are those of ``tekst`` itself.

    >>> [(v.artikel, v.lid, v.regeling) for v in vind_verwijzingen("artikel 8a, tweede lid, van de Participatiewet")]
    [('8a', ('2',), 'BWBR0015703')]
    """
    return Zoeker(context or Context()).vind(tekst)


class Zoeker:
    """Reads the texts of one regulation one after the other (one finder per regulation).

    ``plaats``, ``bronnen``, ``vorige`` and ``lopend`` are the memory between texts: where we are, which regulations were
    named, the last article named, and whether a list of article numbers goes on in the next text. ``leden``, ``vorig_artikel`` and
    ``genoemd``: the leden of this artikel so far, the artikel before it, and the articles of others that it named.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.plaats = context.vindplaats
        self.begrippen: dict[str, Bron] = {}
        self.grondslag: dict[str, Bron] = {}
        """What "de wet" and "het besluit" mean where nothing defines them: the only one on which the regulation says that it rests."""
        self._gronden: dict[str | None, Bron] = {}
        self.eigen = Bron(context.regeling or None, "", (), True)
        self.bronnen: deque[Bron] = deque(maxlen=8)
        self._genoemd: dict[str, dict[str, Bron]] = {}
        """Regulations named so far, by the first word of their name: what "het Verdrag" can mean."""
        self.vorige: Verwijzing | None = None
        self.lopend = False
        self.leden: list[str] = []
        self.vorig_artikel = ""
        self.genoemd: dict[str, Verwijzing] = {}
        self.aanhef: dict[str, Verwijzing] = {}
        """The artikelen of others named outside any artikel: "Gelet op artikel 9 van de wet"."""
        self.eerder: deque[list[Verwijzing]] = deque(maxlen=8)
        """What the texts of this artikel before named, each by itself."""
        self.kopbron: Bron | None = None
        self.kopwet: Verwijzing | None = None
        """The regulation that is the whole of the heading above a list outside any artikel."""
        self.inleiding: Bron | None = None
        """The one regulation that the words before a table name: of that one are the artikelen in it."""
        self.gewijzigd: Verwijzing | None = None
        """The regulation that this artikel amends, and the place in it that was named last."""
        self.gewijzigd_artikel: Stappen = ()
        self.wijzigend = ""
        """The artikel of the amending act itself."""
        self.nieuw = 0
        """Whether the text is new text of the regulation that is amended (:func:`.thuis.luidt`)."""
        self._tabel = context.tabel or namen()
        self._ankers = ankers(self._tabel)
        self._weet: dict[str, Bron] = {}
        for woord, bron in context.begrippen.items():
            self._leer(woord, bron)
        self._woorden = eigen_woorden(self.begrippen, self.context.eigen_namen)
        self._lezing = Lezing(self)

    def nieuw_artikel(self, nummer: str = "") -> None:
        """A new article begins: "die wet" does not reach over its heading, a list does not go on."""
        if not self.plaats.artikel:
            self.aanhef = self.genoemd | self.aanhef
        self.bronnen.clear()
        self.leden.clear()
        self.genoemd.clear()
        self.eerder.clear()
        self.vorig_artikel = self.plaats.artikel or self.vorig_artikel
        self.vorige = None
        self.lopend = False
        self.kopbron = self.inleiding = None
        if blijft_wijzigen(self, nummer):
            self.gewijzigd_artikel = (Stap("artikel", nummer),) if nummer != self.wijzigend else ()
        else:
            self.gewijzigd, self.gewijzigd_artikel, self.wijzigend, self.nieuw = None, (), nummer, 0

    def noem(self, bron: Bron) -> None:
        """A regulation is named: "die wet" may mean it further on."""
        self.bronnen.append(bron)
        if bron.naam[:1].isupper() and " " in bron.naam:
            self._genoemd.setdefault(bron.naam.split(" ", 1)[0], {})[bron.naam] = bron

    def onder_kop(self, kop: str) -> None:
        """A cell comes in a column that is headed "Pensioenwet" or "Artikel van de wet": its numbers are artikelen of that one."""
        raak = _KOP.fullmatch(kop)
        namen = self._alinea(raak["naam"]).namen if raak else []
        if raak and len(namen) == 1 and namen[0].eind - namen[0].begin == len(raak["naam"]):
            self.kopbron = self.bron(namen[0])
        elif kop.lower() in ("artikel", "artikelen"):
            self.kopbron = self.inleiding
        else:
            self.kopbron = self.begrippen.get(raak["naam"].lower()) if raak and raak["artikel"] else None
        self.lopend = self.kopbron is not None

    def enige(self, woorden: str) -> Bron:
        """ "het Verdrag" that nothing defines: the one treaty that was named before, if there is just one; in a treaty, itself."""
        soort = woorden.split()[-1]
        andere = self._genoemd.get(soort, {})
        if not andere and soort.lower() == "verdrag" and (self.eigen.regeling or "").startswith("BWBV"):
            return self.eigen
        return next(iter(andere.values())) if len(andere) == 1 else Bron(None, woorden)

    def vind(self, tekst: str, vindplaats: Vindplaats | None = None, schuif: int = 0) -> list[Verwijzing]:
        """The references in one text; a long text is read in pieces, so that memory does not grow with it.

        Args:
            tekst: the words.
            vindplaats: where they stand; None: where the text before stood.
            schuif: offset of the text in what the offsets of the references count in.
        """
        if vindplaats is not None:
            self.plaats = vindplaats
            if vindplaats.lid and self.leden[-1:] != [vindplaats.lid]:
                self.leden.append(vindplaats.lid)
        if len(tekst) <= _STUK:
            gevonden = self._stuk(tekst, schuif, True) if tekst else []
            self.nieuw = 0 if self.gewijzigd is None else luidt(tekst, self.nieuw)
            return gevonden
        uit: list[Verwijzing] = []
        begin = 0
        while begin < len(tekst):
            eind = _knip(tekst, begin)
            uit += self._stuk(tekst[begin:eind], begin + schuif, False)
            begin = eind
        return uit

    def leer_begrippen(self, tekst: str) -> None:
        """Take the definitions from a text without reporting references: what a regulation defines holds for all of it."""
        if zichzelf := _ZICHZELF.match(tekst):
            self._leer(zichzelf["woord"], self.eigen)
            self._woorden = eigen_woorden(self.begrippen, self.context.eigen_namen)
        for deel in tekst.split("\n\n") if kan_omschrijven(tekst) else ():
            self._definities(self._alinea(deel))

    def leer_grondslag(self, tekst: str) -> None:
        """Take from the words "Gelet op …" of what regulation each kind is, if there is just one; the laws on which every gemeente,
        provincie or waterschap acts count only when there is no other."""
        self._gronden |= {b.regeling: b for plek in self._alinea(tekst).namen if (b := self.bron(plek)).regeling}
        for woord in ("wet", "besluit", "regeling"):
            van_soort = [b for b in self._gronden.values() if woord in b.naam.lower().split()[0]]
            eigen = [b for b in van_soort if b.regeling not in _ORGANIEK] or van_soort
            self.grondslag.pop(woord, None)
            if len(eigen) == 1:
                self.grondslag[woord] = eigen[0]

    def _alinea(self, tekst: str) -> Alinea:
        kaal = alinea(tekst, self._ankers)
        return kaal if self._woorden is None else met_eigen_woorden(kaal, self._woorden)

    def _zwijgt(self, gelezen: Alinea) -> bool:
        """Whether a paragraph has nothing to say: nothing stands in it, and nothing before it goes on here."""
        return gelezen.leeg and not self.lopend and self.kopbron is None

    def _stuk(self, stuk: str, schuif: int, heel: bool) -> list[Verwijzing]:
        """Paragraph by paragraph: no reference crosses an empty line; a definition holds for the whole piece."""
        toen = self._woorden
        if "\n\n" not in stuk:
            gelezen = self._alinea(stuk)
            if gelezen.leeg and not self.lopend and self.kopbron is None:
                return []
            delen, alineas = [stuk], [gelezen]
        else:
            delen = stuk.split("\n\n")
            alineas = [self._alinea(deel) for deel in delen]
        for gelezen in alineas:
            if gelezen.definities:
                self._definities(gelezen)
        if self._woorden is not toen:
            alineas = [self._alinea(deel) for deel in delen]
        kop_vanaf = len(stuk) if not self.context.koppen else 1 if heel and "\n" not in stuk else 0
        lezing = self._lezing
        uit: list[Verwijzing] = []
        for deel, gelezen in zip(delen, alineas, strict=True):
            if not self._zwijgt(gelezen):
                if gelezen.normaal.knip:
                    uit += [_terug(v, gelezen.normaal, deel, schuif) for v in lezing.lees(gelezen, 0, kop_vanaf)]
                else:
                    uit += lezing.lees(gelezen, schuif, kop_vanaf)
            schuif += len(deel) + 2
        return uit

    def bron(self, plek: Naamplek) -> Bron:
        """The regulation that a name at a place means, at the date of the context."""
        bekend = self._weet.get(plek.naam)
        if bekend is None:
            ids = beslis(plek.kandidaten, self.context.op)
            if plek.onzeker:
                bekend = Bron(None, plek.naam)
            elif len(ids) != 1 or ids[0].startswith(("CELEX:", "EU:")):
                bekend = Bron(None, plek.naam, ids)
            else:
                bekend = Bron(ids[0], plek.naam, (), ids[0] == self.context.regeling)
            if len(self._weet) < _ONTHOUD:
                self._weet[plek.naam] = bekend
        return bekend

    def _definities(self, gelezen: Alinea) -> None:
        if not gelezen.definities:
            return
        oud = dict(self.begrippen)
        for woord, plek in gelezen.definities:
            bekend = woord in self.begrippen or (woord[0].isupper() and self._tabel.zoek(woord))
            if (
                not (plek.onbekend and bekend) or f"{woord}:" in gelezen.tekst
            ):  # niet: «het Deegwarenbesluit (Warenwet)»
                self._leer(woord, self.bron(plek))
        if self.begrippen != oud:
            self._weet.clear()
            self._woorden = eigen_woorden(self.begrippen, self.context.eigen_namen)

    def _leer(self, woord: str, bron: Bron) -> None:
        if is_regelwoord(woord):
            self.begrippen[woord.lower()] = bron
        elif is_term(woord):
            self.begrippen[woord] = bron


def _terug(v: Verwijzing, normaal: Normaal, origineel: str, schuif: int) -> Verwijzing:
    begin, eind = normaal.terug(v.begin), normaal.terug_eind(v.eind)
    return v._replace(begin=begin + schuif, eind=eind + schuif, tekst=origineel[begin:eind])


def _knip(tekst: str, begin: int) -> int:
    """End of the piece that starts at ``begin``: at an empty line, a line end or a space, else hard."""
    eind = begin + _STUK
    if eind >= len(tekst):
        return len(tekst)
    for teken in ("\n\n", "\n", ". ", " "):
        plek = tekst.rfind(teken, begin + _STUK // 2, eind)
        if plek > 0:
            return plek + len(teken)
    return eind
