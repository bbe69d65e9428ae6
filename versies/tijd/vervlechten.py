"""Merging two versions that were made from one base (vervlechten), unit by unit.

What only one side changed is taken over. What both changed differently is a :class:`Botsing`: base, ours and theirs are
shown, and nothing comes out until every one of them has a choice. Words of two decisions never go together by themselves within
one alinea: a sentence that nobody adopted would be the result. A person can choose so, :class:`Stuk` by Stuk. Two colleagues at
work on one draft do want it by itself (``per_woord``).

Units are the same when they have the same identity (wId); a version without identities is matched by kind and number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TypeAlias

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import (
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Inline,
    Opmaak,
    Redactie,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    alineas,
    inlinetekst,
    is_bepaling,
    is_genummerd,
    kaal,
    tekst,
    wandel,
)
from verordening.eid import met_eids
from verordening.register import Register
from versies.tijd.botsing import Botsing, Kant, Keuze, Stuk, kies_stukken
from versies.tijd.vlechtwoorden import drieweg, vlecht_woorden


@dataclass(frozen=True, slots=True)
class Vervlechting:
    """The outcome. ``regeling`` is None as long as a conflict has no choice."""

    regeling: Regeling | None
    botsingen: tuple[Botsing, ...]
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def open(self) -> tuple[Botsing, ...]:
        """The conflicts that still need a choice."""
        return tuple(b for b in self.botsingen if b.open)


Sleutel: TypeAlias = Hashable
_Kinderen: TypeAlias = "list[tuple[Sleutel, Blok]]"
_Drie: TypeAlias = "tuple[_Kinderen, _Kinderen, _Kinderen]"
_Inlines: TypeAlias = "tuple[Inline, ...]"


def vervlecht(
    basis: Regeling, onze: Regeling, hunne: Regeling, keuzes: Iterable[Keuze] = (), *, per_woord: bool = False
) -> Vervlechting:
    """Merge.

    Args:
        basis: the version from which both were made.
        onze: the version whose metadata the result gets. hunne: the other one.
        keuzes: choices for conflicts, by their key.
        per_woord: put words of both sides together inside one alinea, heading or cell, where they are at other words.

    Returns:
        The merged version, or the conflicts that need a choice.

    Raises:
        Geweigerd: "both" chosen for what cannot be both.
    """
    wortels = (basis.wortel, onze.wortel, hunne.wortel)
    op_wid = all(map(_heeft_wids, wortels))
    b, o, h = (_Boom(w, op_wid) for w in wortels)
    werk = _Werk(b, o, h, {k.sleutel: k for k in keuzes}, per_woord)
    wortel = werk.eenheid(werk.boom_o.wortel)
    werk.meld_dubbele_nummers(wortel)
    botsingen = tuple(werk.botsingen.values())
    resultaat = None if any(x.open for x in botsingen) else met_eids(Regeling(onze.gegevens, wortel))
    return Vervlechting(resultaat, botsingen, tuple(werk.bevindingen))


class _Boom:
    """One of the three trees, with a key per unit."""

    def __init__(self, wortel: Eenheid, op_wid: bool) -> None:
        self.op_sleutel: dict[Sleutel, Eenheid] = {}
        self.sleutels: dict[int, Sleutel] = {}
        self._kaal: dict[int, Eenheid] = {}
        self.op_wid = op_wid
        self._loop(wortel, ("wortel",))
        self.wortel: Sleutel = ("wortel",)
        self.register = Register.van(wortel)

    def _loop(self, eenheid: Eenheid, sleutel: Sleutel) -> None:
        self.op_sleutel[sleutel] = eenheid
        self.sleutels[id(eenheid)] = sleutel
        geteld: Counter[tuple[str, str]] = Counter()
        for blok in eenheid.delen:
            naam = (blok.soort.value, kaal(blok.nummer))
            geteld[naam] += 1
            eigen: Sleutel = (sleutel, *naam, geteld[naam])
            self._loop(blok, blok.wId if self.op_wid and blok.wId else eigen)

    def kinderen(self, sleutel: Sleutel) -> _Kinderen:
        """Blocks of a unit with their keys: units by identity, text by its words."""
        eenheid = self.op_sleutel.get(sleutel)
        if eenheid is None:
            return []
        return [
            (self.sleutels[id(b)], b) if isinstance(b, Eenheid) else (("blok", _zonder_plek(b)), b)
            for b in eenheid.inhoud
        ]

    def zonder_plek(self, sleutel: Sleutel) -> Eenheid | None:
        """A unit without what says where it stands or where it came from: for comparing texts."""
        eenheid = self.op_sleutel.get(sleutel)
        if eenheid is None:
            return None
        if id(eenheid) not in self._kaal:
            self._kaal[id(eenheid)] = _kaal_eenheid(eenheid)
        return self._kaal[id(eenheid)]

    def veld(self, sleutel: Sleutel, naam: str) -> object:
        """A field of a unit, for comparing."""
        eenheid = self.zonder_plek(sleutel)
        return getattr(eenheid, naam) if eenheid is not None else None

    def ouder(self, sleutel: Sleutel) -> Sleutel | None:
        eenheid = self.op_sleutel.get(sleutel)
        boven = self.register.ouder(eenheid) if eenheid is not None else None
        return self.sleutels[id(boven)] if boven is not None else None

    def adres(self, sleutel: Sleutel) -> str:
        eenheid = self.op_sleutel.get(sleutel)
        return self.register.adres(eenheid).tekst(kort=True) if eenheid is not None else ""


def _zonder_plek(blok: Blok) -> Blok:
    """A block without positions."""
    if isinstance(blok, Eenheid):
        return _kaal_eenheid(blok)
    if isinstance(blok, Alinea):
        return Alinea(_zonder_doel(blok.inhoud), blok.rol)
    if isinstance(blok, Tabel):
        blok = blok.elk(_zonder_plek)
    return replace(blok, eId="", wId="")


def _zonder_doel(delen: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words and marks; where a link leads is the work of an editor, and differs from version to version in official XML."""
    return tuple(
        replace(d, doel="", kenmerken=(), inhoud=_zonder_doel(d.inhoud))
        if isinstance(d, Verwijzing)
        else replace(d, inhoud=_zonder_doel(d.inhoud))
        if isinstance(d, (Opmaak, Redactie))
        else d
        for d in delen
    )


def _kaal_eenheid(eenheid: Eenheid) -> Eenheid:
    return eenheid.met(
        eId="",
        herkomst=None,
        inhoud=tuple(_zonder_plek(b) for b in eenheid.inhoud),
        opschrift=_zonder_doel(eenheid.opschrift),
        subtitel=_zonder_doel(eenheid.subtitel),
    )


@dataclass(slots=True)
class _Werk:
    boom_b: _Boom
    boom_o: _Boom
    boom_h: _Boom
    keuzes: Mapping[str, Keuze]
    per_woord: bool = False
    botsingen: dict[str, Botsing] = field(default_factory=dict)
    bevindingen: list[Bevinding] = field(default_factory=list)
    terug: set[Sleutel] = field(default_factory=set)

    @property
    def bomen(self) -> tuple[_Boom, _Boom, _Boom]:
        """Base, ours and theirs."""
        return self.boom_b, self.boom_o, self.boom_h

    def botsing(self, sleutel: Sleutel, wat: str, *drie: str, stukken: Sequence[Stuk] = ()) -> Kant:
        """Record a conflict; the side to go on with (ours as long as there is no choice)."""
        naam = self._naam(sleutel, wat)
        boom = self._boom(sleutel)
        keuze = self.keuzes.get(naam)
        basis, onze, hunne = drie
        waar = boom.adres(sleutel) or "de regeling"
        botsing = Botsing(naam, waar, wat, basis, onze, hunne, keuze, tuple(stukken))
        if keuze is not None and keuze.kant is Kant.BEIDE and not botsing.kan_beide:
            raise Geweigerd.om("keuze-beide", f"{botsing.adres} ({wat})")
        self.botsingen[naam] = botsing
        return keuze.kant if keuze else Kant.ONZE

    def _boom(self, sleutel: Sleutel) -> _Boom:
        return next((b for b in self.bomen if sleutel in b.op_sleutel), self.boom_b)

    def _naam(self, sleutel: Sleutel, wat: str) -> str:
        return f"{sleutel if isinstance(sleutel, str) else self._boom(sleutel).adres(sleutel) or 'regeling'}#{wat}"

    def eenheid(self, sleutel: Sleutel) -> Eenheid:
        if sleutel in self.terug:  # put back as it was
            return self.boom_b.op_sleutel[sleutel]
        b, o, h = (boom.zonder_plek(sleutel) for boom in self.bomen)
        onze, hunne = self.boom_o.op_sleutel.get(sleutel), self.boom_h.op_sleutel.get(sleutel)
        if onze is None or hunne is None:  # new on one side, or put back by a choice
            boom = next(bm for bm in (self.boom_o, self.boom_h, self.boom_b) if sleutel in bm.op_sleutel)
            kinderen = [
                (k, x) for k, x in boom.kinderen(sleutel) if not isinstance(x, Eenheid) or self._thuis(k) == sleutel
            ]
            return boom.op_sleutel[sleutel].met(inhoud=tuple(self._blok(k, x) for k, x in kinderen))
        if o == h:
            return onze
        # Wat maar een van beide veranderde, kan de ander nog iets in of uit hebben verplaatst.
        kop = onze if h == b else hunne if o == b else self._kop(sleutel, onze, hunne)
        b_, o_, h_ = (boom.kinderen(sleutel) for boom in self.bomen)
        return kop.met(inhoud=tuple(self._blokken(sleutel, b_, o_, h_)))

    def _blok(self, sleutel: Sleutel, blok: Blok) -> Blok:
        return self.eenheid(sleutel) if isinstance(blok, Eenheid) else blok

    def _kop(self, sleutel: Sleutel, onze: Eenheid, hunne: Eenheid) -> Eenheid:
        """Number, heading, status: each by itself; both changed it differently: a conflict."""
        basis = self.boom_b.op_sleutel.get(sleutel)
        velden = ("label", "nummer", "opschrift", "subtitel", "status", "kenmerken")
        nieuw: dict[str, object] = {}
        botst = False
        for veld in velden:
            b, o, h = (boom.veld(sleutel, veld) for boom in self.bomen)
            nieuw[veld] = getattr(hunne if o == b else onze, veld)
            if self.per_woord and veld in ("opschrift", "subtitel") and o not in (b, h) and h != b:
                nieuw[veld] = self._woorden(sleutel, *(getattr(e, veld) for e in (basis or onze, onze, hunne)))
                continue
            botst = botst or (veld != "kenmerken" and o not in (b, h) and h != b)  # attributes are not law
        if botst:
            kant = self.botsing(sleutel, "kop", *(_kop(e) for e in (basis, onze, hunne)))
            bron = {Kant.BASIS: basis or onze, Kant.ONZE: onze, Kant.HUNNE: hunne}[kant]
            nieuw = {veld: getattr(bron, veld) for veld in velden}
        return onze.met(**nieuw)

    def _blokken(self, sleutel: Sleutel, b: _Kinderen, o: _Kinderen, h: _Kinderen) -> list[Blok]:
        """The blocks of a unit or cell that is on both sides: a three-way merge of the row of blocks."""
        uit: list[Blok] = []
        botsend: list[_Drie] = []
        for deel_b, deel_o, deel_h in drieweg(b, o, h, _paren(b, o), _paren(b, h)):
            kb, ko, kh = ([k for k, _ in d] for d in (deel_b, deel_o, deel_h))
            if kb == ko == kh:  # same words: what one side did to links is kept
                gekozen = [p_h if p_o == p_b else p_o for p_b, p_o, p_h in zip(deel_b, deel_o, deel_h, strict=True)]
            elif ko == kh or kh == kb:
                gekozen = deel_o
            elif ko == kb:
                gekozen = deel_h
            elif samen := _beide_ingevoegd(deel_b, deel_o, deel_h):
                gekozen = samen
            elif self.per_woord and _naast_elkaar(deel_b, deel_o, deel_h):
                paren = zip(deel_b, deel_o, deel_h, strict=True)
                gekozen = [(k, self._blok_per_woord(sleutel, x, y, z)) for (_, x), (k, y), (_, z) in paren]
            else:
                botsend.append((deel_b, deel_o, deel_h))
                teksten = (_woorden([d[i] for d in botsend]) for i in range(3))
                regels, stukken = kies_stukken(self._naam(sleutel, "inhoud"), self.keuzes, _regels(botsend))
                kant = self.botsing(sleutel, "inhoud", *teksten, stukken=stukken)
                beide = [*deel_o, *(p for p in deel_h if p[0] not in {k for k, _ in deel_o})]
                gekozen = {Kant.BASIS: deel_b, Kant.ONZE: deel_o, Kant.HUNNE: deel_h, Kant.BEIDE: beide}[kant]
                if regels:
                    gekozen = [
                        (k, replace(x, inhoud=r) if isinstance(x, Alinea) else x)
                        for (k, x), r in zip(deel_o, regels[-len(deel_o) :], strict=True)
                    ]
            gekozen = self._met_gewijzigde(deel_b, gekozen)
            uit.extend(self._blok(k, x) for k, x in gekozen if not isinstance(x, Eenheid) or self._thuis(k) == sleutel)
        return uit

    def _woorden(self, sleutel: Sleutel, b: _Inlines, o: _Inlines, h: _Inlines) -> _Inlines:
        def kies(*drie: str) -> Kant:
            rang = sum(naam.partition("#woorden ")[0] == voor for naam in self.botsingen) + 1
            return self.botsing(sleutel, f"woorden {rang}", *drie)

        voor = self._naam(sleutel, "").removesuffix("#")
        return vlecht_woorden(b, o, h, kies)

    def _blok_per_woord(self, sleutel: Sleutel, b: Blok, o: Blok, h: Blok) -> Blok:
        """A block that all three have, changed by both."""
        if isinstance(b, Alinea) and isinstance(o, Alinea) and isinstance(h, Alinea):
            return replace(o, inhoud=self._woorden(sleutel, b.inhoud, o.inhoud, h.inhoud))
        assert isinstance(b, Tabel) and isinstance(o, Tabel) and isinstance(h, Tabel)
        cellen = [iter([c for g in t.groepen for r in (*g.kop, *g.romp) for c in r.cellen]) for t in (b, o, h)]

        def rij(r: Rij) -> Rij:
            return replace(r, cellen=tuple(cel() for _ in r.cellen))

        def cel() -> Cel:
            x, y, z = (next(c) for c in cellen)
            return replace(y, inhoud=tuple(self._blokken(sleutel, *(_los(c.inhoud) for c in (x, y, z)))))

        groepen = tuple(replace(g, kop=tuple(map(rij, g.kop)), romp=tuple(map(rij, g.romp))) for g in o.groepen)
        return replace(o, titel=self._woorden(sleutel, b.titel, o.titel, h.titel), groepen=groepen)

    def _met_gewijzigde(self, deel_b: _Kinderen, gekozen: _Kinderen) -> _Kinderen:
        """Put back what one side took out and the other changed, when the choice says so."""
        uit = list(gekozen)
        for sleutel, blok in deel_b:
            in_o, in_h = sleutel in self.boom_o.op_sleutel, sleutel in self.boom_h.op_sleutel
            if not isinstance(blok, Eenheid) or in_o == in_h:
                continue
            blijver, blijft = (self.boom_o, Kant.ONZE) if in_o else (self.boom_h, Kant.HUNNE)
            uit = [(k, x) for k, x in uit if k != sleutel]
            if blijver.zonder_plek(sleutel) == self.boom_b.zonder_plek(sleutel):
                continue  # taken out by one, untouched by the other
            teksten = [
                tekst(e) if (e := boom.op_sleutel.get(sleutel)) is not None else "(vervallen)" for boom in self.bomen
            ]
            kant = self.botsing(sleutel, "vervallen", *teksten)
            if kant is Kant.BASIS:
                self.terug.add(sleutel)
            if kant in (blijft, Kant.BASIS):
                uit.append((sleutel, blok))
        return uit

    def _thuis(self, sleutel: Sleutel) -> Sleutel | None:
        """The unit in which this one belongs: where the side that moved it put it."""
        b, o, h = (boom.ouder(sleutel) for boom in self.bomen)
        if o is None or h is None:
            return o or h or b
        if o == h or h == b:
            return o
        if o == b:
            return h
        kant = self.botsing(sleutel, "plaats", *(boom.adres(sleutel) for boom in self.bomen))
        return {Kant.BASIS: b, Kant.ONZE: o, Kant.HUNNE: h}[kant]

    def meld_dubbele_nummers(self, wortel: Eenheid) -> None:
        los = [e for e in wandel(wortel) if e.soort is Soort.ARTIKEL or (is_genummerd(e) and is_bepaling(e))]
        gezien = Counter((e.soort.value, kaal(e.nummer)) for e in los if e.nummer)
        for soort, nummer in (n for n, keer in gezien.items() if keer > 1):
            self.bevindingen.append(Bevinding.van("nummer-dubbel", f"{soort} {nummer}", nummer))


def _heeft_wids(wortel: Eenheid) -> bool:
    ids = [e.wId for e in wandel(wortel) if e.soort in (Soort.ARTIKEL, Soort.LID)]
    return bool(ids) and all(ids) and len(set(ids)) == len(ids)


def _kop(eenheid: Eenheid | None) -> str:
    """Number and heading as a reader sees them, with the status when it is not in force."""
    if eenheid is None:
        return ""
    kop = tekst(eenheid.met(inhoud=())) or f"{eenheid.soort} {eenheid.nummer}".strip()
    return kop if eenheid.status is Status.GELDEND else f"{kop} [{eenheid.status}]"


def _woorden(delen: Sequence[_Kinderen]) -> str:
    regels = []
    for deel in delen:
        for _, blok in deel:
            regels += [tekst(blok)] if isinstance(blok, Eenheid) else [inlinetekst(a.inhoud) for a in alineas(blok)]
    return "\n".join(regels)


def _los(blokken: Sequence[Blok]) -> _Kinderen:
    """Blocks of a cell with their keys."""
    return [(("blok", _zonder_plek(b)), b) for b in blokken]


def _naast_elkaar(b: _Kinderen, o: _Kinderen, h: _Kinderen) -> bool:
    """Whether three rows hold, one by one, the same kind of text: alineas, or tables with the same cells."""
    if not len(b) == len(o) == len(h) or not b:
        return False
    return all(
        vorm is not None and vorm == _vorm(y) == _vorm(z)
        for vorm, y, z in zip((_vorm(x) for _, x in b), (y for _, y in o), (z for _, z in h), strict=True)
    )


def _regels(botsend: Sequence[_Drie]) -> list[tuple[_Inlines, _Inlines, _Inlines]]:
    """The lines of the rows that clash, three by three; none when one of the rows is not alinea by alinea."""
    uit = []
    for rijen in botsend:
        if not _naast_elkaar(*rijen):
            return []
        for (_, b), (_, o), (_, h) in zip(*rijen, strict=True):
            if not (isinstance(b, Alinea) and isinstance(o, Alinea) and isinstance(h, Alinea)):
                return []
            uit.append((b.inhoud, o.inhoud, h.inhoud))
    return uit


def _vorm(blok: Blok) -> tuple[object, ...] | None:
    if isinstance(blok, Alinea):
        return (blok.rol,)
    if not isinstance(blok, Tabel):
        return None
    rijen = [(len(g.kop), r) for g in blok.groepen for r in (*g.kop, *g.romp)]
    return tuple((koppen, tuple((c.van, c.tot, c.meer_rijen) for c in r.cellen)) for koppen, r in rijen)


def _beide_ingevoegd(b: _Kinderen, o: _Kinderen, h: _Kinderen) -> _Kinderen | None:
    """Both put new units in the same place: in order of their numbers, when these differ."""
    if b or not all(isinstance(x, Eenheid) and x.nummer for _, x in (*o, *h)):
        return None
    alle = [(k, x) for k, x in (*o, *h) if isinstance(x, Eenheid)]
    if len({_rang(x) for _, x in alle}) < len(alle):
        return None
    return [*sorted(alle, key=lambda paar: _rang(paar[1]))]


def _rang(eenheid: Eenheid) -> tuple[tuple[int, int, str], ...]:
    """Order of printed numbers: 8 < 8a < 8b < 10."""
    delen = re.findall(r"\d+|[^\d\W]+", kaal(eenheid.nummer))
    return tuple((0, int(d), "") if d.isdecimal() else (1, 0, d) for d in delen)


def _paren(a: _Kinderen, b: _Kinderen) -> dict[int, int]:
    """Block to block, where their keys are the same."""
    uit: dict[int, int] = {}
    for blok in SequenceMatcher(None, [k for k, _ in a], [k for k, _ in b], autojunk=False).get_matching_blocks():
        uit.update({blok.a + n: blok.b + n for n in range(blok.size)})
    return uit
