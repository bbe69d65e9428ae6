"""The grammar at work: a fragment becomes a :class:`Vorm`, the places that its words name.

The rules read *kinds* of tokens, never text: "artikel 8, eerste lid" and "artikel 21, derde lid" have the same shape, and a
shape is read once. What a fragment says depends on the fragment alone, so that too is remembered (bounded).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, product
from string import ascii_lowercase
from typing import NamedTuple

from verordening.adres import Stap
from verordening.boom import kaal
from verordening.nummers import getal_uit_rangtelwoord, getal_uit_telwoord, tussen
from verordening.ontleder import Grammatica, Tak
from verordening.taal.geteld import geteld
from verordening.taal.lexer import Teken, deelsoort, grammatica, is_meervoud, soorten, tekens

Stappen = tuple[Stap, ...]
Paar = tuple[Stap, Stap]
"""First and last unit of a range; the same twice for a single one."""
Plek = tuple[Paar, ...]
"""A place inside an artikel or larger unit, from the outside in."""


class Doel(NamedTuple):
    """One target inside a fragment; offsets count from the start of the fragment."""

    begin: int
    eind: int
    regel: str
    buiten: Stappen = ()
    """Larger units and the artikel, outermost first; empty when the words name only a place inside an artikel."""
    binnen: tuple[Plek, ...] = ()
    """Places inside it, ranges not counted out; empty: the whole of it."""
    reeks: str = ""
    """``begin`` or ``eind`` of a range of artikelen or larger units."""
    ankerpunt: str = ""
    """Where an unnamed artikel comes from: ``""`` named here, ``eigen``, ``dit``, ``dat``, ``voorgaand`` or ``volgend``."""
    schakel: int = 0
    """Which link of the chain."""
    enkel: bool = True
    """Whether the link names one artikel in the singular."""
    dat: str = ""
    """For ``dit``, ``dat``, ``voorgaand`` and ``volgend``: the kind of unit pointed at; ``artikelen`` and ``leden`` when several are meant."""

    @property
    def artikel(self) -> str:
        """Number of the artikel, or empty."""
        return self.buiten[-1].nummer if self.buiten and self.buiten[-1].soort == "artikel" else ""

    @property
    def plaatsen(self) -> tuple[Stappen, ...]:
        """Every single place in full, ranges counted out as far as they can be."""
        if not self.binnen:
            return (self.buiten,)
        return tuple([(*self.buiten, *keuze) for plek in self.binnen for keuze in product(*map(_los, plek))])


class Vorm(NamedTuple):
    """What a fragment says: how much of it was read, the targets, and how the regulation is named."""

    eind: int
    doelen: tuple[Doel, ...]
    bron: str
    """``""``, naam, die, deze, de, daarvan, onbekend."""
    bronwoord: str
    plek_eind: int = 0
    """End of the places, before the words that name the regulation."""


@lru_cache(maxsize=1)
def _regels() -> Grammatica:
    return Grammatica(grammatica())


@lru_cache(maxsize=8192)
def boom(vormreeks: tuple[str, ...], begin: str = "verwijzing") -> tuple[int, Tak | None]:
    """Longest run of kinds that the grammar accepts: (number of tokens, tree whose leaves are token indexes)."""
    return _regels().lees(vormreeks, begin)


@lru_cache(maxsize=65536)
def vorm(fragment: str, begin: str = "verwijzing") -> Vorm | None:
    """What the longest readable start of a fragment says, or None; ``begin``: ``verwijzing`` in running text, ``plaatsen`` where a place is expected.

    >>> v = vorm("artikel 34, tweede lid, onderdeel d, en derde lid")
    >>> [[s.nummer for s in plaats] for plaats in v.doelen[0].plaatsen]
    [['34', '2', 'd'], ['34', '3']]
    """
    reeks = soorten(tekens(fragment, begin))
    aantal, wortel = boom(tuple([t.soort for t in reeks]), begin)
    if wortel is None or not aantal:
        return None
    gelezen = _Lezer(reeks).vorm(wortel, reeks[aantal - 1].eind)
    return gelezen if gelezen.doelen or wortel.naam == "regeling_verwijswoord" else None


def nummers(fragment: str) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """Numbers in a row, with or without their kind: (first, last) per item and the end of what was read; None when there is none.

    >>> nummers("derde tot en met zesde lid wordt"), nummers("onderdeel g en onder")
    (((('3', '6'),), 26), ((('g', 'g'),), 11))
    """
    reeks = tekens(fragment, "nummers")
    reeks = reeks[
        : next((n for n, t in enumerate(reeks) if n and t.soort == "EN" and t.tekst.lower() != "en"), len(reeks))
    ]
    aantal, wortel = boom(tuple(t.soort for t in reeks), "nummers")
    if wortel is None or not aantal:
        return None
    uit: list[tuple[str, str]] = []
    bereik = False
    for deel in wortel.delen:
        if isinstance(deel, Tak):
            teken = reeks[deel.bladen[-1]]
            nummer = _rang(teken.tekst) if teken.soort == "RANG" else _nummer(teken.tekst)
            uit[len(uit) - bereik :] = [(uit[-1][0], nummer) if bereik else (nummer, nummer)]
        bereik = not isinstance(deel, Tak) and reeks[deel].soort == "TM"
    return tuple(uit), reeks[aantal - 1].eind


# --- reading the tree -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _rang(woord: str) -> str:
    laag = woord.lower()
    if laag[0].isdecimal():
        return re.sub(r"\D", "", laag)
    getal = getal_uit_rangtelwoord(laag) or getal_uit_telwoord(laag)
    return str(getal) if getal else _VAN_ACHTEREN.get(laag, laag)


_VAN_ACHTEREN = {"voorlaatste": "#-2", "op een na laatste": "#-2", "enige": "alle 1"}


@lru_cache(maxsize=8192)
def _nummer(woord: str) -> str:
    schoon = f"{getal_uit_rangtelwoord(woord[4:].lower())}°" if woord[:4].lower() == "ten " else kaal(woord)
    return re.sub(r"^(\d+)(?:o|º|˚)$", r"\1°", schoon)


def _los(paar: Paar) -> list[Stap]:
    """The units of a range; just its ends when it cannot be counted."""
    van, tot = paar
    if van == tot:
        return [van]
    nummers = tussen(van.nummer, tot.nummer)
    return [Stap(van.soort, n) for n in nummers] if 0 < len(nummers) <= 100 else [van, tot]


def _is_een_nummer(van: Teken, tot: Teken) -> bool:
    """Whether two numbers with a hyphen are one: "artikel 6-2"; a range goes up."""
    cijfers = van.tekst.isdecimal() and tot.tekst.isdecimal()
    return cijfers and tot.begin - van.eind == 1 and int(tot.tekst) <= int(van.tekst)


class _Plekken:
    """Collects the places inside one artikel while its words go by, outer units before inner ones."""

    def __init__(self) -> None:
        self.plekken: list[Plek] = []
        self._groep: list[Plek] = []

    def leden(self, paren: list[Paar]) -> None:
        """Beside what was before; a lid lies inside an onderdeel with a capital, which is one of an act that amends."""
        boven = self._groep[-1] if self._groep else ()
        stam = boven[:-1] if boven and boven[-1][0].soort == "lid" else boven
        if paren[0][0].soort == "lid" and stam and stam[0][0].soort == "onderdeel" and stam[0][0].nummer.isupper():
            houd = self._groep[:-1] if stam is boven else self._groep
            self._groep = [*houd, *((*stam, p) for p in paren)]
            return
        self._sluit()
        self._groep = [(p,) for p in paren]

    def onderdelen(self, paren: list[Paar], *, naast: bool, dieper: bool) -> None:
        """Beside or inside the onderdeel before: numbers lie inside letters and the other way round; *naast*: a conjunction stands before
        them, so letters behind numbers go on beside the letters before; *dieper*: "onder" behind a comma, with none further on."""
        boven = self._groep[-1] if self._groep else ()
        eigen = [n for n, p in enumerate(boven) if p[0].soort == "onderdeel"]
        nummer = paren[0][0].nummer
        cijfer = nummer[:1].isdecimal()
        genest = False
        if eigen:
            anders = boven[eigen[-1]][0].nummer[:1].isdecimal() != cijfer
            genest = dieper or (anders and (cijfer or not naast)) or (nummer in _ROMEINS and not naast and not cijfer)
        if eigen and not genest:  # beside the last one of the same style, else beside the outermost
            zelfde = [n for n in eigen if boven[n][0].nummer[:1].isdecimal() == cijfer]
            self._sluit()
            self._groep = [boven[: (zelfde or eigen)[-1 if zelfde else 0]]]
        basis = self._groep or [()]
        houd, laatste = (basis[:-1], basis[-1:]) if genest else ([], basis)
        self._groep = [*houd, *((*p, paar) for p in laatste for paar in paren)]

    def rij(self, paren: list[Paar], *, naast: bool, dieper: bool) -> None:
        """A row of onderdelen; numbers lie inside the letter before them: "onderdeel c, 1°"."""
        for nr, (_, deel) in enumerate(groupby(paren, lambda p: p[0].nummer[:1].isdecimal())):
            self.onderdelen(list(deel), naast=naast or nr > 0, dieper=dieper and not nr)

    def erin(self, paren: list[Paar]) -> None:
        """A finer step inside what was named: zin, streepje, begrip, rij."""
        self._groep = [(*p, paar) for p in self._groep or [()] for paar in paren]

    def _sluit(self) -> None:
        self.plekken += self._groep
        self._groep = []

    def klaar(self) -> tuple[Plek, ...]:
        self._sluit()
        return tuple(self.plekken)


class _Lezer:
    """Walks one tree and writes down the targets."""

    def __init__(self, reeks: list[Teken]) -> None:
        self.reeks = reeks

    def vorm(self, wortel: Tak, eind: int) -> Vorm:
        doelen: list[Doel] = []
        bron, bronwoord, plek_eind = "", "", 0
        for tak in wortel.takken:
            if tak.naam == "keten":
                nr, open_ = 0, False
                for schakel in tak.delen:
                    if not isinstance(schakel, Tak):
                        teken = self.reeks[schakel]  # «de artikelen 2, 6, artikel 7, en 13 van de wet»: één rij
                        nr += not (open_ and teken.tekst == ",") and teken.soort not in ("MINUS", "DET")
                        continue
                    meervoud = self._woord(schakel).lower().startswith(("artikelen", "artt"))
                    enkel = not (schakel.naam == "artikelen" and meervoud)
                    komma = {self.reeks[d].tekst for d in schakel.delen[1:] if isinstance(d, int)} <= {","}
                    open_ = komma and not enkel
                    gelezen = self.schakel(schakel)
                    doelen += gelezen if nr == 0 and enkel else [d._replace(schakel=nr, enkel=enkel) for d in gelezen]
                plek_eind = self.laatste(tak)
                *boven, deel = doelen[-1].buiten or (Stap(""),)
                if boven and deel.soort != "artikel":  # «hoofdstuk 1 onderscheidenlijk 2 van de tarieventabel»
                    zelfde = [d.buiten and d.buiten[0].soort == deel.soort and len(d.buiten) == 1 for d in doelen]
                    samen = [d._replace(buiten=(*boven, *d.buiten)) for d in doelen]
                    doelen = [s if z else d for d, s, z in zip(doelen, samen, zelfde, strict=True)]
            elif tak.naam == "artikel":
                doelen += self.artikel(tak, self.eerste(tak), "vervolg")
            elif tak.naam.startswith("bron_"):
                bron, bronwoord = tak.naam[5:], self.reeks[tak.bladen[-1]].tekst
        vaag = {t.begin for t in self.reeks if t.soort in ("DEEL", "TABEL") and is_meervoud(t.tekst)}
        doelen = [d for d in doelen if d.begin not in vaag or d.buiten[-1:] == () or d.buiten[-1].nummer]
        if wortel.naam == "regeling_verwijswoord":
            teken = self.reeks[wortel.bladen[0]]
            bron = {"DIEWET": "die", "DEZEWET": "deze", "DEZERWET": "deze"}.get(teken.soort, "de")
            bronwoord = teken.tekst
        if (len(doelen) > 1 and wortel.naam != "vervolg" and not doelen[-1].ankerpunt and bron) or (bron and doelen):
            doelen[-1] = doelen[-1]._replace(eind=eind)
        if bron in ("", "daarvan") and wortel.naam != "plaatsen":
            # "deel te nemen", "de titel": a bare word is no place; only "de bijlage" can be
            doelen = [
                d for d in doelen if d.ankerpunt or d.binnen or d.buiten[-1].nummer or d.buiten[-1].soort == "bijlage"
            ]
        return Vorm(eind, tuple(doelen), bron, bronwoord, plek_eind or eind)

    def _woord(self, tak: Tak) -> str:
        """The first word of a branch."""
        return self.reeks[tak.bladen[0]].tekst

    def _nummers(self, tak: Tak) -> list[Teken]:
        """The numbers of a branch; a letter one blank behind a number is part of it: "artikel 29 a"."""
        uit: list[Teken] = []
        for teken in (self.reeks[n] for n in tak.bladen):
            if teken.soort == "BIJLETTER" and uit:
                uit[-1] = uit[-1]._replace(tekst=uit[-1].tekst + teken.tekst, eind=teken.eind)
            elif teken.soort in _NUMMERS:
                uit.append(teken)
        return uit

    def _met_nummer(self, tak: Tak) -> Stap:
        """A larger unit or table, with its number when it has one."""
        nummer = next((t for t in tak.takken if t.naam == "nummer"), None)
        return Stap(deelsoort(self._woord(tak)), _nummer(self._woord(nummer)) if nummer is not None else "")

    def eerste(self, tak: Tak) -> int:
        return self.reeks[tak.bladen[0]].begin

    def laatste(self, tak: Tak) -> int:
        return self.reeks[tak.bladen[-1]].eind

    # --- chain links

    def schakel(self, tak: Tak) -> list[Doel]:
        soort = tak.naam
        if soort == "artikelen":
            return self.artikelen(tak)
        if soort.startswith("del") or soort == "deel_kaal":
            return self.delen(tak)
        if soort == "diep":
            buiten, binnen = (self.schakel(t) for t in tak.takken)
            return self._in(buiten[-1].buiten, binnen, self.eerste(tak))
        if soort in ("dat", "dit", "voorgaand"):
            return [self.terug(tak)]
        if soort in ("omgekeerd", "opgenomen"):
            return self.omgekeerd(tak)
        return self.eigen(tak)

    def _in(self, buiten: Stappen, doelen: list[Doel], begin: int) -> list[Doel]:
        """The targets inside a larger unit, the first from where that unit is named; an annex, wherever it is named, is outermost."""
        return [
            d._replace(
                begin=begin if nr == 0 else d.begin,
                buiten=tuple(sorted((*buiten, *d.buiten), key=lambda s: s.soort != "bijlage")),
            )
            for nr, d in enumerate(doelen)
        ]

    def artikelen(self, tak: Tak) -> list[Doel]:
        begin = self.eerste(tak)
        artikelen = [t for t in tak.takken if t.naam == "artikel"]
        omvat = [d for t in tak.takken if t.naam != "artikel" for d in self.delen(t)]
        regel = "artikel" if len(artikelen) == 1 else "opsomming"
        uit: list[Doel] = []
        for nr, artikel in enumerate(artikelen):
            uit += self.artikel(artikel, begin if nr == 0 else self.eerste(artikel), regel)
        if omvat:
            uit[-1] = uit[-1]._replace(eind=self.laatste(tak))
            return self._in(omvat[-1].buiten, uit, begin)
        return uit

    def artikel(self, tak: Tak, begin: int, regel: str) -> list[Doel]:
        nummer, *diepten = tak.takken
        tekens_ = self._nummers(nummer)
        if len(tekens_) == 2 and _is_een_nummer(*tekens_):
            tekens_ = [tekens_[0]._replace(tekst=f"{tekens_[0].tekst}-{tekens_[1].tekst}")]
        if tekens_[-1].soort in ("LETTER", "HOOFDLETTER"):  # «642b-d»
            tekens_[1] = tekens_[1]._replace(tekst=tekens_[0].tekst.rstrip(ascii_lowercase) + tekens_[1].tekst)
        stappen = [Stap("artikel", kaal(t.tekst)) for t in tekens_]
        eind, binnen = self.laatste(tak), self.diepten(diepten)
        if len(stappen) == 1:
            return [Doel(begin, eind, regel, (stappen[0],), binnen)]
        van, tot = tekens_
        return [
            Doel(begin, van.eind, "reeks", (stappen[0],), (), "begin"),
            Doel(tot.begin, eind, "reeks", (stappen[1],), binnen, "eind"),
        ]

    def delen(self, tak: Tak) -> list[Doel]:
        begin, eind = self.eerste(tak), self.laatste(tak)
        if tak.naam == "deel_kaal":
            return [Doel(begin, eind, "deel", (Stap(deelsoort(self._woord(tak))),), self.diepten(tak.takken))]
        boven = next((d.buiten for t in tak.takken if t.naam != "deel" for d in self.delen(t)), ())
        if tak.naam == "delen_rang":
            eigen = [self.reeks[n] for n in tak.delen if isinstance(n, int)]
            soort = next(deelsoort(t.tekst) for t in eigen if t.soort in ("DEEL", "BIJLAGE", "TABEL"))
            rangen = [_rang(t.tekst) for t in eigen if t.soort in ("RANG", "RANGNR")]
            return [Doel(begin, eind, "deel", (*boven, Stap(soort, r))) for r in rangen]
        soort = deelsoort(self._woord(tak))
        uit: list[Doel] = []
        for nr, deel in enumerate(t for t in tak.takken if t.naam == "deel"):
            start = begin if nr == 0 else self.eerste(deel)
            nummer, *diepten = deel.takken
            binnen = self.diepten(diepten)
            nummers = [t.tekst for t in self._nummers(nummer)]
            for plek, woord in enumerate(nummers):
                reeks = "" if len(nummers) == 1 else ("begin", "eind")[plek]
                buiten = (*boven, Stap(soort, _nummer(woord)))
                uit.append(Doel(start, self.laatste(deel), "deel", buiten, binnen, reeks))
        uit[-1] = uit[-1]._replace(eind=eind)
        return uit

    def terug(self, tak: Tak) -> Doel:
        woord = self.reeks[tak.bladen[1]]
        soort = {"ARTIKEL": "artikel", "LID": "lid", "ONDERDEEL": "onderdeel", "ZIN": "zin"}.get(woord.soort, "")
        wat = "punt" if woord.tekst.lower() == "punt" else soort or deelsoort(woord.tekst)
        meer = woord.tekst.lower() in ("artikelen", "leden", "onderdelen")
        if meer or (tak.naam == "voorgaand" and woord.soort != "ZIN"):
            wat = woord.tekst.lower()
        anker = "volgend" if self._woord(tak).lower().startswith("volgend") else tak.naam
        begin, eind, regel = self.eerste(tak), self.laatste(tak), f"{tak.naam}-{soort or 'deel'}"
        return Doel(begin, eind, regel, (), self.diepten(tak.takken), ankerpunt=anker, dat=wat)

    def eigen(self, tak: Tak) -> list[Doel]:
        plek, *rest = tak.takken
        binnen = self.diepten(plek.takken)
        doelen = self.schakel(rest[0]) if rest else []
        begin = self.eerste(tak)
        if not doelen:
            return [Doel(begin, self.laatste(tak), "eigen-plaats", (), binnen, ankerpunt="eigen")]
        return self._omgekeerd(begin, doelen, binnen)

    def omgekeerd(self, tak: Tak) -> list[Doel]:
        """ "tabel 2 van artikel 3": what is named first lies inside what follows."""
        stap = Stap("tabel") if tak.naam == "opgenomen" else self._met_nummer(tak)
        doelen = self.schakel(tak.takken[-1])
        if stap == Stap("bijlage") and doelen[-1].buiten[:1] and doelen[-1].buiten[0].soort == "bijlage":
            stap = Stap("tabel")  # «de tarieventabel in bijlage 1»
        return self._omgekeerd(self.eerste(tak), doelen, (((stap, stap),),))

    def _omgekeerd(self, begin: int, doelen: list[Doel], binnen: tuple[Plek, ...]) -> list[Doel]:
        def samen(boven: Plek, plek: Plek) -> Plek:
            # «De tabel in artikel 7, rij 2»: de rij ligt in de tabel, ook als die vooraan staat.
            rij = next((i for i, (s, _) in enumerate(boven) if s.soort in ("rij", "kolom")), len(boven))
            return (*boven[:rij], *plek, *boven[rij:]) if plek[0][0].soort == "tabel" else (*boven, *plek)

        return [
            d._replace(
                begin=begin if nr == 0 else d.begin,
                binnen=tuple([samen(boven, plek) for boven in d.binnen or ((),) for plek in binnen][:200]),
                regel=f"omgekeerd-{d.regel}",
            )
            for nr, d in enumerate(doelen)
        ]

    # --- inside the artikel

    def diepten(self, takken: Iterable[Tak]) -> tuple[Plek, ...]:
        rij = [(tak, self._naast(tak)) for tak in takken]
        plekken = _Plekken()
        for nr, (tak, naast) in enumerate(rij):
            self._diepte(tak, plekken, naast=naast, som=any(n for _, n in rij[nr:]))
        return plekken.klaar()

    def _naast(self, tak: Tak) -> bool:
        """Whether a conjunction stands before the onderdelen."""
        voor = tak.delen[0] if tak.naam == "diepte" and tak.delen else None
        return isinstance(voor, int) and self.reeks[voor].tekst != "," and tak.takken[:1] != ()

    def _diepte(self, tak: Tak, plekken: _Plekken, *, naast: bool, som: bool) -> None:
        soort = tak.naam
        if soort == "diepte":
            for kind in tak.takken:
                self._diepte(kind, plekken, naast=naast, som=som)
        elif soort.startswith("leden"):
            plekken.leden(self._paren(tak, "lid"))
        elif soort == "verder":
            plekken.leden(self._paren(tak, "onderdeel"))
        elif soort in ("onderdelen", "sub"):
            if paren := self._paren(tak, "onderdeel"):
                woorden = {self.reeks[n].tekst.lower() for n in tak.bladen}
                dieper = "subonderdeel" in woorden or (not som and not woorden.isdisjoint(("onder", "sub")))
                plekken.rij(paren, naast=naast, dieper=dieper)
            else:
                plekken.erin([(_AANHEF, _AANHEF)])
        elif soort == "zinnen":
            laatste = self.reeks[tak.bladen[-1]].tekst.lower()
            plekken.erin(self._paren(tak, "alinea" if laatste.startswith("alinea") else "zin"))
        elif soort == "streepjes":
            plekken.erin(self._paren(tak, "streepje"))
        elif soort in ("begrippen", "rijen"):
            kolom = self._woord(tak).lower().startswith("kolom")
            naam = "begrip" if soort == "begrippen" else "kolom" if kolom else "rij"
            namen = [w for n in tak.bladen for w in self.reeks[n].waarden]
            nummers_ = [kaal(self._woord(t)) for t in tak.takken]
            plekken.erin([(s, s) for s in (Stap(naam, w) for w in (*namen, *nummers_))])
        elif soort in ("geteld", "vast"):
            tekens_ = [self.reeks[n] for n in tak.bladen]
            vast = [Stap(_VAST.get(tekens_[0].soort, "opschrift"))]
            plekken.erin([(s, s) for s in (vast if soort == "vast" else geteld(tekens_))])
        elif soort == "tabelplek":
            stap = self._met_nummer(tak)
            plekken.erin([(stap, stap)])

    def _paren(self, tak: Tak, soort: str) -> list[Paar]:
        """Numbers below a branch in order, a range as (first, last)."""
        uit: list[Paar] = []
        bereik = False
        for plek in tak.bladen:
            teken = self.reeks[plek]
            if teken.soort == "TM":
                bereik = True
            elif teken.soort in _GENUMMERD:
                rang = teken.soort in ("RANG", "TELWOORD") or (teken.soort == "RANGNR" and tak.naam in _MET_RANG)
                waarde = _rang(teken.tekst) if rang else _nummer(teken.tekst)
                stap = Stap(soort, waarde)
                uit[len(uit) - bereik :] = [(uit[-1][0] if bereik and uit else stap, stap)]
                bereik = False
        return uit


_ROMEINS = frozenset("i ii iii iv v II III IV VI VII VIII".split())
_AANHEF = Stap("aanhef")
_VAST = {"CITEERTITEL": "citeertitel", "CONSIDERANS": "aanhef"}
_MET_RANG = frozenset({"leden_rang", "zinnen", "streepjes"})
_NUMMERS = frozenset("NR CIJFER HOGER TARIEF HOOFD RANGNR LETTER HOOFDLETTER BIJLETTER".split())
_GENUMMERD = _NUMMERS | {"RANG", "SUBNR", "TELWOORD", "VERDER"}
