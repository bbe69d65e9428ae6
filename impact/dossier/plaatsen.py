"""The local text as provisions: one :class:`Plaats` per lid (or begrip, artikel without leden, aanhef, bijlage).

A plaats knows its words, the headings above it, and every reference in it with its exact target, national or local.
References are read once per regulation, in order, so that "de wet" and "dat lid" are understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from impact.dossier.model import LokaleRegeling, Wettekst
from verordening.adres import Adres, plaats_in
from verordening.boom import (
    STRUCTUUR,
    TOELICHTING,
    Alinea,
    Cel,
    Eenheid,
    Soort,
    Tabel,
    alineas,
    inlinetekst,
    is_bepaling,
    kaal,
    kinderen,
    koptekst,
    regels,
    wandel,
)
from verordening.groepen import groepeer
from verordening.keur.slot import CITEERTITEL, INWERKING
from verordening.register import Register
from wetgeving.namen import namen
from wetgeving.verwijzingen import Context, Verwijzing, Vindplaats, Zoeker

_ZONDER_REGEL = TOELICHTING | {Soort.SLUITING, Soort.OPSCHRIFT}
_WETNAAM = re.compile(r"van (?:de|het) ([A-Z][^,;.]*?)(?= en artikel| en de artikelen|[,;.]|$)")
BESTUURSRECHT = frozenset({"BWBR0005537", "BWBR0005416", "BWBR0003740"})
"""Algemene wet bestuursrecht, Gemeentewet, Wet gemeenschappelijke regelingen: any regulation may rest on them."""

_BEGRIP = frozenset({Soort.BEGRIP, Soort.ONDERDEEL})
_VERSTAAN = re.compile(
    r"\bverstaa\w*\b|\bbedoel(?:en|t) (?:wij|we|met)\b|\bbeteken(?:t|en|is)\b|\bhe(?:et|ten)\b|\bbegrip|\bdefinitie",
    re.IGNORECASE,
)
_OMSCHRIJVING = re.compile(r"([^:.;]{1,80}):\s")
_SLOT = (
    INWERKING,
    CITEERTITEL,
    re.compile(
        r"wor(?:dt|den) ingetrokken|(?:verordening|regels|regeling)\b[^.]{0,80}\bgeld(?:t|en) niet meer", re.IGNORECASE
    ),
)


class Ref(NamedTuple):
    """A reference in a plaats: its words, its targets, the innermost unit in which it stands, and the text around it.

    ``relatief``: the words do not name the artikel ("dat lid"), so that the target follows from what stands before.
    """

    tekst: str
    doelen: tuple[Adres, ...]
    eId: str
    zin: str
    relatief: bool = False


@dataclass(frozen=True)
class Plaats:
    """One provision.

    Args:
        soort: "lid", "begrip", "artikel", "paragraaf", "aanhef" or "bijlage".
        artikel, lid: numbers, empty where there is none; in a text without artikelen the number of the paragraaf.
        term: of a begrip: the word that is defined.
        koppen: headings above the text, innermost first: artikel, paragraaf, hoofdstuk.
        refs: references in the text.
        eenheid: the unit in the tree.
    """

    regeling: str
    eId: str
    adres: str
    soort: str
    tekst: str
    artikel: str = ""
    lid: str = ""
    term: str = ""
    koppen: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    eenheid: Eenheid | None = None

    @cached_property
    def sleutel(self) -> str:
        """Key over all regulations: ``slug#eId``."""
        return sleutel(self.regeling, self.eId)

    @cached_property
    def slot(self) -> bool:
        """Whether it is about the regulation itself: its title, its entry into force, what it repeals."""
        slot = any(vorm.search(self.tekst) for vorm in _SLOT)
        return slot and not any(d.artikel for r in self.refs for d in r.doelen)

    @property
    def artikelkop(self) -> str:
        """Heading of the artikel, empty for what stands outside an artikel."""
        return self.koppen[0] if self.artikel and self.koppen else ""


@dataclass(frozen=True)
class Regelingtekst:
    """A local regulation as provisions, with what is needed to find one by number."""

    regeling: LokaleRegeling
    plaatsen: tuple[Plaats, ...]
    register: Register

    @cached_property
    def _per_artikel(self) -> Mapping[str, Sequence[Plaats]]:
        return groepeer((plaats.artikel, plaats) for plaats in self.plaatsen)

    def op_artikel(self, artikel: str, lid: str = "") -> tuple[Plaats, ...]:
        """Provisions of an artikel, or the one lid of it."""
        return tuple(p for p in self._per_artikel.get(artikel, ()) if not lid or p.lid == lid or not p.lid)


def sleutel(slug: str, eid: str) -> str:
    """Key of a provision over all regulations."""
    return f"{slug}#{eid}"


def lees_plaatsen(regelingen: Sequence[LokaleRegeling], wetten: Sequence[Wettekst] = ()) -> tuple[Regelingtekst, ...]:
    """All regulations as provisions; a title of one in another is understood as a reference.

    Args:
        wetten: acts of the dossier: a title that the table of national names does not know counts as a name too.
    """
    titels = {w.citeertitel: w.bwb for w in wetten if not namen().zoek(w.citeertitel)}
    titels |= {r.citeertitel: r.slug for r in regelingen}
    artikelen = {
        w.bwb: frozenset().union(*(Register.van(t).artikelnummers for t in (w.was, w.wordt) if t is not None))
        for w in wetten
    }
    lezers = [_Lezer(r, titels, artikelen) for r in regelingen]
    bedoeld = {wet for lezer in lezers if (wet := lezer.de_wet) is not None}
    return tuple(lezer.lees(bedoeld) for lezer in lezers)


class _Lezer:
    """Reads one regulation in order, so that the finder remembers what was named."""

    def __init__(
        self, regeling: LokaleRegeling, titels: Mapping[str, str], wetsartikelen: Mapping[str, frozenset[str]]
    ) -> None:
        self.lokaal, self._wetsartikelen = regeling, wetsartikelen
        self.register = Register.van(regeling.regeling)
        andere = {titel: slug for titel, slug in titels.items() if slug != regeling.slug}
        self.zoeker = Zoeker(
            Context(
                regeling=regeling.slug,
                op=regeling.vanaf,
                eigen_namen=andere,
                koppen=False,
                artikelen=self.register.artikelnummers,
            )
        )
        self._genoemd = self._wetten_in_de_aanhef()
        self._leer_de_wet(self._genoemd)
        paragrafen = not self.register.artikelnummers
        boom = regeling.regeling.wortel
        self._eenheden = list(_eenheden(boom, (), lijsten=regeling.soort != "wet", paragrafen=paragrafen))
        for eenheid, _ in self._eenheden:
            if eenheid.soort in _BEGRIP:  # begrippen staan op alfabet: «wet» wordt gebruikt vóór het wordt omschreven
                self.zoeker.leer_begrippen(next(_teksten(eenheid, _term(eenheid)))[1])

    @property
    def de_wet(self) -> str | None:
        """The name of the act that this regulation calls "de wet"; None when nothing in it says so."""
        bron = self.zoeker.begrippen.get("wet")
        return bron.naam if bron is not None and bron.regeling else None

    def _wetten_in_de_aanhef(self) -> frozenset[str]:
        """Acts that the aanhef names, apart from those about governing; each once, by one of its names."""
        genoemd: dict[str, str] = {}
        for aanhef in (e for e in wandel(self.lokaal.regeling.wortel) if e.soort is Soort.AANHEF):
            for naam in _WETNAAM.findall(" ".join(inlinetekst(a.inhoud) for a in alineas(aanhef))):
                for nummer in namen().zoek(naam.strip(), self.lokaal.vanaf):
                    genoemd.setdefault(nummer, naam.strip())
        return frozenset(naam for nummer, naam in genoemd.items() if nummer not in BESTUURSRECHT)

    def _leer_de_wet(self, kandidaten: Set[str]) -> None:
        if len(kandidaten) == 1 and self.de_wet is None:
            self.zoeker.leer_begrippen(f"wet: {next(iter(kandidaten))};")

    def lees(self, bedoeld: Set[str]) -> Regelingtekst:
        """The provisions.

        Args:
            bedoeld: what the regulations of the dossier call "de wet". When this one neither defines it nor names an act in its aanhef,
                it means the act that all others mean: beleidsregels speak the language of the verordening beside them.
        """
        if not self._genoemd:
            self._leer_de_wet(bedoeld)
        plaatsen = [self._plaats(e, koppen) for e, koppen in self._eenheden]
        return Regelingtekst(self.lokaal, tuple(plaatsen), self.register)

    def _plaats(self, eenheid: Eenheid, koppen: tuple[str, ...]) -> Plaats:
        artikel = self.register.artikel(eenheid) or (eenheid if eenheid.soort in STRUCTUUR else None)
        nummer = kaal(artikel.nummer) if artikel is not None else ""
        lid = kaal(eenheid.nummer) if eenheid.soort is Soort.LID else ""
        term = _term(eenheid)
        vindplaats = Vindplaats(nummer, lid, (), eenheid.eId, self.lokaal.slug)
        if eenheid.soort in (*STRUCTUUR, Soort.ARTIKEL, Soort.AANHEF, Soort.BIJLAGE) or (lid and lid == "1"):
            self.zoeker.nieuw_artikel()
        refs = tuple(self._refs(eenheid, vindplaats, term))
        tekst = "\n".join(regel for _, regel in regels(eenheid))
        if is_bepaling(eenheid):
            tekst = tekst.removeprefix(koptekst(eenheid)).strip()
        soort = Soort.BEGRIP if eenheid.soort in _BEGRIP else eenheid.soort
        return Plaats(
            self.lokaal.slug,
            eenheid.eId,
            self.register.adres(self.register.op_eid.get(eenheid.eId, eenheid)).tekst(kort=True) or eenheid.soort.value,
            soort.value,
            tekst,
            nummer,
            lid,
            term,
            koppen,
            refs,
            eenheid,
        )

    def _refs(self, eenheid: Eenheid, vindplaats: Vindplaats, term: str) -> Iterator[Ref]:
        for eigen, tekst in _teksten(eenheid, term):
            for verwijzing in list(self.zoeker.vind(tekst, vindplaats)):
                if doelen := (*self._in_de_wet(_doelen(verwijzing)), *self._paragrafen(verwijzing)):
                    yield Ref(verwijzing.tekst, doelen, eigen.eId or eenheid.eId, tekst, verwijzing.relatief)

    def _paragrafen(self, v: Verwijzing) -> Iterator[Adres]:
        """Paragrafen of this text, when it has no artikelen; named by the number, as the places are, or as the words say when there is none."""
        eigen = v.regeling == self.lokaal.slug and not self.register.artikelnummers
        for plaats in v.plaatsen if eigen else ():
            gevonden = self.register.vind(plaats)
            if gevonden.mist is not None and gevonden.mist.nummer:  # «dit hoofdstuk» heeft er geen
                yield plaats
            elif gevonden.mist is None and is_bepaling(gevonden.eenheid):
                yield plaats_in(self.lokaal.slug, kaal(gevonden.eenheid.nummer))

    def _in_de_wet(self, doelen: Iterator[Adres]) -> Iterator[Adres]:
        """Targets; an artikel that the regulation does not have, named without an act, is that of the act that it calls "de wet"."""
        wet = self.zoeker.begrippen.get("wet")
        bwb = (wet.regeling if wet is not None else None) or ""
        for d in doelen:
            elders = d.regeling == self.lokaal.slug and d.artikel not in self.register.artikelnummers
            bedoeld = elders and d.artikel in self._wetsartikelen.get(bwb, ())
            yield plaats_in(bwb, d.artikel, d.lid, d.onderdeel) if bedoeld else d


def _doelen(v: Verwijzing) -> Iterator[Adres]:
    """The artikelen, leden and onderdelen that a reference means, or the regulation as a whole; nothing for a larger unit."""
    for plaats in v.plaatsen if v.regeling else ():
        if plaats.artikel or not plaats.stappen:
            onderdelen = tuple(o.rstrip("°º") for o in plaats.onderdeel)
            yield plaats_in(plaats.regeling, plaats.artikel, plaats.lid, onderdelen)


def _term(eenheid: Eenheid) -> str:
    if eenheid.soort is Soort.ONDERDEEL:
        gevonden = _OMSCHRIJVING.match(_eigen_tekst(eenheid))
        return gevonden.group(1).strip() if gevonden else ""
    return inlinetekst(eenheid.opschrift).strip().rstrip(":").strip() if eenheid.soort is Soort.BEGRIP else ""


def _eigen_tekst(eenheid: Eenheid) -> str:
    return " ".join(inlinetekst(a.inhoud) for a in eenheid.inhoud if isinstance(a, Alinea)).strip()


def _begrippen(eenheid: Eenheid) -> list[Eenheid]:
    """Definitions written as a lettered list: "wordt verstaan onder: a. gift: …"; without words of its own the heading may say so ("Wat bedoelen
    wij?"). Empty when it is another list."""
    if not _VERSTAAN.search(_eigen_tekst(eenheid) or inlinetekst(eenheid.opschrift)):
        return []
    onderdelen = list(kinderen(eenheid))
    return onderdelen if onderdelen and all(o.soort is Soort.ONDERDEEL and _term(o) for o in onderdelen) else []


def _eenheden(
    eenheid: Eenheid, koppen: tuple[str, ...], *, lijsten: bool = True, paragrafen: bool = False
) -> Iterator[tuple[Eenheid, tuple[str, ...]]]:
    """Units that are one provision, in order, with the headings above them.

    Args:
        lijsten: read a lettered list of definitions as definitions. paragrafen: the text has no artikelen.
    """
    if eenheid.soort in _ZONDER_REGEL:
        return
    if lijsten and eenheid.soort is Soort.LID and (begrippen := _begrippen(eenheid)):
        yield from ((begrip, koppen) for begrip in begrippen)
        return
    if eenheid.soort in (Soort.AANHEF, Soort.BIJLAGE, Soort.LID, Soort.BEGRIP):
        yield eenheid, koppen
        return
    onder = koppen
    if eenheid.opschrift:
        onder = (inlinetekst(eenheid.opschrift).strip(), *koppen)
    if eenheid.soort is Soort.ARTIKEL or (paragrafen and is_bepaling(eenheid)):
        delen = [k for k in kinderen(eenheid) if k.soort in STRUCTUUR]
        zonder = eenheid.met(inhoud=tuple(b for b in eenheid.inhoud if b not in delen)) if delen else eenheid
        leden = [k for k in kinderen(eenheid) if k.soort in (Soort.LID, Soort.BEGRIP)]
        if lijsten and not leden:
            leden = _begrippen(zonder)
        onder = (inlinetekst(eenheid.opschrift).strip(), *koppen)
        if not leden:
            yield zonder, onder
        for lid in leden:
            if lid.soort is Soort.LID:
                yield from _eenheden(lid, onder, lijsten=lijsten)
            else:
                yield lid, onder
        for deel in delen:
            yield from _eenheden(deel, onder, lijsten=lijsten, paragrafen=paragrafen)
        return
    for kind in kinderen(eenheid):
        yield from _eenheden(kind, onder, lijsten=lijsten, paragrafen=paragrafen)


def _teksten(eenheid: Eenheid, term: str) -> Iterator[tuple[Eenheid, str]]:
    """(innermost unit, text) in order; a cell is read together with the head of its column."""
    if term and eenheid.soort is Soort.BEGRIP:
        yield eenheid, f"{term}: " + " ".join(inlinetekst(a.inhoud) for a in alineas(eenheid))
        return
    for blok in eenheid.inhoud:
        if isinstance(blok, Alinea):
            yield eenheid, inlinetekst(blok.inhoud)
        elif isinstance(blok, Tabel):
            for tekst in _celteksten(blok):
                yield eenheid, tekst
        elif isinstance(blok, Eenheid):
            yield from _teksten(blok, "")


def _celteksten(tabel: Tabel) -> Iterator[str]:
    for groep in tabel.groepen:
        koppen = {c.kolom: _celtekst(c) for rij in groep.kop for c in rij.cellen}
        yield from (tekst for tekst in koppen.values() if tekst)
        for rij in groep.romp:
            yield from (_met_kop(koppen.get(c.kolom, ""), _celtekst(c)) for c in rij.cellen if _celtekst(c))


def _celtekst(cel: Cel) -> str:
    return " ".join(inlinetekst(a.inhoud) for blok in cel.inhoud for a in alineas(blok)).strip()


def _met_kop(kop: str, cel: str) -> str:
    """A cell that goes on where the head of its column stops: "artikel 31, tweede lid, Pw" + "onderdeel n".

    >>> _met_kop("artikel 31, tweede lid, Participatiewet", "onderdeel n")
    'artikel 31, tweede lid, onderdeel n, van de Participatiewet'
    >>> _met_kop("grondslag in de Participatiewet", "artikel 34, derde lid")
    'artikel 34, derde lid, van de Participatiewet'
    """
    if "artikel" in kop.lower() and re.match(r"(?:onderdeel|onderdelen|onder|\w+ lid)\b", cel):
        begin = re.match(r"(?i)(.*?artikel\s+\w+(?:,\s*\w+ lid)?)\W+(?:van de |van het )?(.*)", kop)
        return f"{begin.group(1)}, {cel}, van de {begin.group(2)}" if begin else cel
    naam = re.search(r"(?:van|in|bij) (de|het) ([A-Z].*)$", kop)
    if naam and cel.lower().startswith("artikel"):
        return f"{cel}, van {naam.group(1)} {naam.group(2)}"
    return cel
