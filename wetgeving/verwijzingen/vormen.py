"""The grammar at work: a fragment becomes a :class:`Vorm`, the places that its words name.

Lark parses *kinds* of tokens, never text: "artikel 8, eerste lid" and "artikel 21, derde lid" have the same shape, and a
shape is parsed once. What a fragment says depends on the fragment alone, so that too is remembered (bounded).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from verordening.nummers import getal_uit_rangtelwoord
from wetgeving.verwijzingen.lexer import Teken, grammatica, soorten, tekens
from wetgeving.verwijzingen.typen import Plek

if TYPE_CHECKING:
    from lark import Lark, Tree

__all__ = ["Doel", "Vorm", "boom", "vorm"]


class Doel(NamedTuple):
    """One target inside a fragment; offsets count from the start of the fragment."""

    begin: int
    eind: int
    regel: str
    artikel: str | None
    lid: tuple[str, ...]
    onderdeel: tuple[str, ...]
    zin: tuple[str, ...]
    plekken: tuple[Plek, ...]
    delen: tuple[tuple[str, str], ...]
    reeks: str
    ankerpunt: str
    """Where an unnamed article comes from: ``""`` named here, ``eigen``, ``dit`` or ``dat``."""
    schakel: int = 0
    """Which link of the chain."""
    enkel: bool = True
    """Whether the link names one article in the singular."""
    dat: str = ""
    """For ``dat``: the kind of unit pointed at (artikel, lid, onderdeel, or a larger unit)."""


class Vorm(NamedTuple):
    """What a fragment says: how much of it was read, the targets, and how the regulation is named."""

    eind: int
    doelen: tuple[Doel, ...]
    bron: str
    """``""``, naam, die, deze, de, onbekend."""
    bronwoord: str
    gewoon: Doel | None
    """The one target, when there is just one and nothing but the words themselves is needed to place it."""
    eigen: bool = False
    """Whether there is just one target, in the own article."""


@lru_cache(maxsize=1)
def _lark() -> Lark:
    from lark import Lark
    from lark.lexer import Lexer

    class Voorgelezen(Lexer):
        """The tokens come ready from :mod:`.lexer`."""

        def __init__(self, lexer_conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
            yield from lexer_state

    return Lark(grammatica(), parser="lalr", lexer=Voorgelezen, maybe_placeholders=False)


@lru_cache(maxsize=8192)
def boom(vormreeks: tuple[str, ...]) -> tuple[int, Tree[Any] | None]:
    """Longest run of kinds that the grammar accepts: (number of tokens, tree whose leaves hold token indexes)."""
    from lark import Token
    from lark.exceptions import UnexpectedInput

    parser: Any = _lark().parse_interactive(iter(()))
    einden: list[int] = []
    for plek, soort in enumerate(vormreeks):
        if "$END" in parser.choices():
            einden.append(plek)
        try:
            parser.feed_token(Token(soort, plek))
        except UnexpectedInput:
            break
    else:
        if "$END" in parser.choices():
            return len(vormreeks), parser.feed_eof()
    for eind in reversed(einden):
        if eind == 0:
            break
        try:
            return eind, _lark().parse(Token(s, i) for i, s in enumerate(vormreeks[:eind]))
        except UnexpectedInput:
            continue
    return 0, None


@lru_cache(maxsize=65536)
def vorm(fragment: str) -> Vorm | None:
    """What the longest readable start of a fragment says, or None.

    >>> v = vorm("artikel 34, tweede lid, onderdeel d, en derde lid")
    >>> v.doelen[0].artikel, v.doelen[0].lid, v.doelen[0].onderdeel
    ('34', ('2', '3'), ('d',))
    """
    reeks = soorten(tekens(fragment))
    aantal, wortel = boom(tuple(t.soort for t in reeks))
    if wortel is None:
        return None
    gelezen = _Lezer(reeks, fragment).vorm(wortel, reeks[aantal - 1].eind)
    return gelezen if gelezen.doelen or gelezen.bron else None


# --- reading the tree -------------------------------------------------------------------------------------------------

_GROOT = (
    ("hoofdstuk", "hoofdstuk"),
    ("subparagra", "subparagraaf"),
    ("paragra", "paragraaf"),
    ("§", "paragraaf"),
    ("onderafdeling", "afdeling"),
    ("afdeling", "afdeling"),
    ("titel", "titel"),
    ("boek", "boek"),
    ("dele", "deel"),
    ("deel", "deel"),
    ("bijlage", "bijlage"),
    ("tabel", "tabel"),
)


def _deelsoort(woord: str) -> str:
    laag = woord.lower()
    return next((soort for begin, soort in _GROOT if laag.startswith(begin)), laag)


def _rang(woord: str) -> str:
    laag = woord.lower()
    if laag[0].isdigit():
        return re.sub(r"\D", "", laag)
    getal = getal_uit_rangtelwoord(laag)
    return str(getal) if getal else laag


def _tussen(van: str, tot: str) -> list[str]:
    """Numbers or letters of a range, both ends included; when it cannot be counted, just the ends."""
    if van.isdigit() and tot.isdigit() and 0 < int(tot) - int(van) < 100:
        return [str(n) for n in range(int(van), int(tot) + 1)]
    graad = [v.rstrip("°º") for v in (van, tot)]
    if graad != [van, tot] and all(g.isdigit() for g in graad) and 0 < int(graad[1]) - int(graad[0]) < 100:
        return [f"{n}°" for n in range(int(graad[0]), int(graad[1]) + 1)]
    if len(van) == len(tot) == 1 and van.isalpha() and tot.isalpha() and van < tot:
        return [chr(c) for c in range(ord(van), ord(tot) + 1)]
    if len(van) == 1 and len(tot) == 2 and tot[0] == tot[1] and van.isalpha() and tot.islower():
        return [chr(c) for c in range(ord(van), ord("z") + 1)] + [chr(c) * 2 for c in range(ord("a"), ord(tot[0]) + 1)]
    return [van, tot]


def _nummer(woord: str) -> str:
    schoon = " ".join(woord.split()).rstrip(".)")
    return re.sub(r"^(\d+)(?:o|º|˚)$", r"\1°", schoon)


class _Plekken:
    """Collects the places inside one article while its words go by, outer units before inner ones."""

    def __init__(self) -> None:
        self.lid: list[str] = []
        self.onderdeel: list[str] = []
        self.zin: list[str] = []
        self.plekken: list[Plek] = []
        self._groep: list[Plek] = []
        self._diep = 0

    def leden(self, nummers: list[str]) -> None:
        self._sluit()
        self.lid += nummers
        self._groep, self._diep = [Plek(n) for n in nummers], 1

    def onderdelen(self, nummers: list[str], *, genest: bool) -> None:
        self.onderdeel += [n for n in nummers if n not in self.onderdeel]
        if self._diep >= 2 and not genest:  # a sibling of the onderdeel before: same lid
            vorige = self._groep[-1] if self._groep else Plek()
            self._sluit()
            self._groep = [vorige._replace(onderdeel=vorige.onderdeel[:-1], zin="")]
        basis = self._groep or [Plek()]
        laatste = basis[-1:]
        houd = basis[:-1] if genest else []
        if not genest:
            laatste = basis
        self._groep = houd + [p._replace(onderdeel=(*p.onderdeel, n)) for p in laatste for n in nummers]
        self._diep = 2

    def zinnen(self, nummers: list[str]) -> None:
        self.zin += nummers
        basis = self._groep or [Plek()]
        self._groep = [p._replace(zin=n) for p in basis for n in nummers]

    def _sluit(self) -> None:
        self.plekken += self._groep
        self._groep, self._diep = [], 0

    def klaar(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[Plek, ...]]:
        self._sluit()
        return tuple(self.lid), tuple(self.onderdeel), tuple(self.zin), tuple(self.plekken)


class _Lezer:
    """Walks one tree and writes down the targets."""

    def __init__(self, reeks: list[Teken], fragment: str) -> None:
        self.reeks = reeks
        self.fragment = fragment

    def vorm(self, wortel: Tree[Any], eind: int) -> Vorm:
        doelen: list[Doel] = []
        bron, bronwoord = "", ""
        tak: Any
        for tak in wortel.children:
            if not hasattr(tak, "data"):
                if wortel.data == "regeling_verwijswoord":
                    bron, bronwoord = {"DIEWET": "die", "DEZEWET": "deze"}.get(tak.type, "de"), self._tekst(tak)
            elif tak.data == "keten":
                schakels = [t for t in tak.children if hasattr(t, "data")]
                for nr, schakel in enumerate(schakels):
                    enkel = not (schakel.data == "artikelen" and self._meervoud(schakel))
                    doelen += [d._replace(schakel=nr, enkel=enkel) for d in self.schakel(schakel)]
            elif tak.data == "artikel":
                doelen += self.artikel(tak, self.eerste(tak), "vervolg")
            elif str(tak.data).startswith("bron_"):
                bron, bronwoord = str(tak.data)[5:], self._tekst(tak.children[-1])
        if (len(doelen) > 1 and wortel.data != "vervolg" and doelen[-1].ankerpunt == "" and bron) or (bron and doelen):
            doelen[-1] = doelen[-1]._replace(eind=eind)
        if not bron:  # "deel te nemen", "de titel": a bare word is no place; only "de bijlage" can be
            doelen = [d for d in doelen if d.artikel or d.ankerpunt or d.delen[0][1] or d.delen[0][0] == "bijlage"]
        enige = doelen[0] if len(doelen) == 1 and not bron else None
        gewoon = enige if enige is not None and not enige.ankerpunt else None
        return Vorm(eind, tuple(doelen), bron, bronwoord, gewoon, enige is not None and enige.ankerpunt == "eigen")

    def _tekst(self, blad: Any) -> str:
        return self.reeks[int(blad.value)].tekst

    def _meervoud(self, tak: Any) -> bool:
        return self._tekst(tak.children[0]).lower().startswith(("artikelen", "artt"))

    def bladen(self, tak: Any) -> list[int]:
        return [int(b.value) for b in tak.scan_values(lambda _: True)]

    def eerste(self, tak: Any) -> int:
        return self.reeks[min(self.bladen(tak))].begin

    def laatste(self, tak: Any) -> int:
        return self.reeks[max(self.bladen(tak))].eind

    # --- chain links

    def schakel(self, tak: Any) -> list[Doel]:
        soort = str(tak.data)
        if soort == "artikelen":
            return self.artikelen(tak)
        if soort.startswith("del") or soort == "deel_kaal":
            return self.delen(tak)
        if soort in ("dat", "dit"):
            return [self.terug(tak)]
        return self.eigen(tak)

    def artikelen(self, tak: Any) -> list[Doel]:
        uit: list[Doel] = []
        begin = self.eerste(tak)
        artikelen = [t for t in tak.children if hasattr(t, "data") and t.data == "artikel"]
        omvat = [t for t in tak.children if hasattr(t, "data") and t.data != "artikel"]
        delen = tuple(d for t in omvat for doel in self.delen(t) for d in doel.delen)
        regel = "artikel" if len(artikelen) == 1 else "opsomming"
        for nr, artikel in enumerate(artikelen):
            uit += self.artikel(artikel, begin if nr == 0 else self.eerste(artikel), regel)
        return [d._replace(delen=delen) for d in uit] if delen else uit

    def artikel(self, tak: Any, begin: int, regel: str) -> list[Doel]:
        nummers = [t for t in tak.children[0].children if t.type == "NR"]
        plekken = self.diepten(tak.children[1:])
        eind = self.laatste(tak)
        if len(nummers) == 1:
            return [Doel(begin, eind, regel, _nummer(self._tekst(nummers[0])), *plekken, (), "", "")]
        van, tot = (self.reeks[int(t.value)] for t in nummers)
        return [
            Doel(begin, van.eind, "reeks", _nummer(van.tekst), (), (), (), (), (), "begin", ""),
            Doel(tot.begin, eind, "reeks", _nummer(tot.tekst), *plekken, (), "eind", ""),
        ]

    def delen(self, tak: Any) -> list[Doel]:
        begin, eind = self.eerste(tak), self.laatste(tak)
        if tak.data == "deel_kaal":
            kaal = ((_deelsoort(self._tekst(tak.children[0])), ""),)
            return [Doel(begin, eind, "deel", None, (), (), (), (), kaal, "", "")]
        if tak.data == "delen_rang":
            soort = _deelsoort(self._tekst(tak.children[-1]))
            rangen = [_rang(self._tekst(t)) for t in tak.children if t.type == "RANG_DEEL"]
            return [Doel(begin, eind, "deel", None, (), (), (), (), ((soort, r),), "", "") for r in rangen]
        soort = _deelsoort(self._tekst(tak.children[0]))
        omvat = [t for t in tak.children[1:] if hasattr(t, "data") and t.data != "deel"]
        boven = tuple(d for t in omvat for doel in self.delen(t) for d in doel.delen)
        uit: list[Doel] = []
        for nr, deel in enumerate(t for t in tak.children if hasattr(t, "data") and t.data == "deel"):
            plekken = self.diepten(deel.children[1:])
            start = begin if nr == 0 else self.eerste(deel)
            nummers = [t for t in deel.children[0].children if t.type == "NR"]
            for plek, nummer in enumerate(nummers):
                reeks = "" if len(nummers) == 1 else ("begin", "eind")[plek]
                delen = ((soort, _nummer(self._tekst(nummer))), *boven)
                uit.append(Doel(start, self.laatste(deel), "deel", None, *plekken, delen, reeks, ""))
        return uit

    def terug(self, tak: Any) -> Doel:
        woord = self.reeks[int(tak.children[1].value)]
        soort = {"ARTIKEL": "artikel", "LID": "lid", "ONDERDEEL": "onderdeel", "ZIN": "zin"}.get(woord.soort, "")
        plekken = self.diepten(tak.children[2:])
        naam = str(tak.data)
        return Doel(
            self.eerste(tak),
            self.laatste(tak),
            f"{naam}-{soort or 'deel'}",
            None,
            *plekken,
            (),
            "",
            naam,
            dat=soort or _deelsoort(woord.tekst),
        )

    def eigen(self, tak: Any) -> list[Doel]:
        plek = tak.children[0]
        begin, eind = self.eerste(tak), self.laatste(tak)
        doelen = self.schakel(tak.children[-1]) if len(tak.children) > 1 else []
        if not doelen:
            return [Doel(begin, eind, "eigen-plaats", None, *self.diepten(plek.children), (), "", "eigen")]
        uit = []
        for nr, doel in enumerate(doelen):
            binnen = self.diepten(plek.children)
            lid = doel.lid or binnen[0]
            onderdeel = (*doel.onderdeel, *(o for o in binnen[1] if o not in doel.onderdeel))
            plekken = tuple(
                Plek(b.lid or p.lid, (*b.onderdeel, *p.onderdeel), p.zin or b.zin)
                for b in (doel.plekken or (Plek(),))
                for p in binnen[3]
            )
            uit.append(
                doel._replace(
                    begin=begin if nr == 0 else doel.begin,
                    regel=f"omgekeerd-{doel.regel}",
                    lid=lid,
                    onderdeel=onderdeel,
                    zin=doel.zin or binnen[2],
                    plekken=plekken,
                )
            )
        return uit

    # --- inside the article

    def diepten(self, takken: list[Any]) -> tuple[Any, Any, Any, Any]:
        plekken = _Plekken()
        for tak in takken:
            self._diepte(tak, plekken)
        return plekken.klaar()

    def _diepte(self, tak: Any, plekken: _Plekken) -> None:
        if not hasattr(tak, "data"):
            return
        soort = str(tak.data)
        if soort == "diepte":
            for kind in tak.children:
                self._diepte(kind, plekken)
        elif soort.startswith("leden"):
            plekken.leden(self._reeks(tak))
        elif soort in ("onderdelen", "sub"):
            nummers = self._reeks(tak)
            if not nummers:
                return
            cijfer = nummers[0][0].isdigit() or (
                nummers[0] in ("i", "ii", "iii", "iv", "v") and bool(plekken.onderdeel)
            )
            vorige = plekken.onderdeel[-1] if plekken.onderdeel else ""
            plekken.onderdelen(nummers, genest=bool(vorige) and cijfer and not vorige[0].isdigit())
        elif soort == "zinnen":
            plekken.zinnen(self._reeks(tak))
        elif soort == "streepjes":
            plekken.onderdelen([f"streepje {n}" for n in self._reeks(tak)], genest=bool(plekken.onderdeel))

    def _reeks(self, tak: Any) -> list[str]:
        """Numbers below a branch in order, ranges written out."""
        uit: list[str] = []
        bereik = False
        for plek in self.bladen(tak):
            teken = self.reeks[plek]
            if teken.soort == "TM":
                bereik = True
            elif teken.soort in ("RANG_LID", "RANG_ZIN", "RANG_STREEP", "NR", "SUBNR", "LETTER"):
                waarde = _rang(teken.tekst) if teken.soort.startswith("RANG") else _nummer(teken.tekst)
                if bereik and uit:
                    uit[-1:] = _tussen(uit[-1], waarde)
                else:
                    uit.append(waarde)
                bereik = False
        return uit
