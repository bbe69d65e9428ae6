"""Where an artikel is at home that the words give to no regulation: in the own one, in one named near it, or in the one that is amended."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import takewhile
from string import ascii_lowercase
from typing import TYPE_CHECKING

from verordening.adres import Adres, Stap
from verordening.register import ruim
from verordening.taal.lexer import eindsymbolen
from verordening.taal.vormen import Stappen
from wetgeving.verwijzingen.duiding import bron_van, is_van_soort
from wetgeving.verwijzingen.typen import Verwijzing

if TYPE_CHECKING:
    from wetgeving.verwijzingen.zoeker import Zoeker

_ZINSEIND = re.compile(r"\. (?![a-z])")
_GEWIJZIGD = re.compile(r"(?:wordt|worden) (?:als volgt gewijzigd|gewijzigd als volgt)")
_OPDRACHT = re.compile(
    r"(?:wordt|worden|komt|komen) (?:[^.;:]* )?(?:ingevoegd|toegevoegd|vervangen|gewijzigd|geschrapt|vernummerd|verletterd|te luiden|te vervallen)"
    r"|(?:vervalt|vervallen)(?!\w)"
)
_LUIDT = re.compile(r"(?:te luiden|luidende|luidt)(?: als volgt)? ?:")
_VAN_IETS = re.compile(r" van (?:de|het) (?P<naam>(?!toepassing)(?:(?:[a-z]+e|ingetrokken|vervallen) )?[a-z][\w-]+)")
_NOEMT_LID = re.compile(r"(?:lid|leden|streepje)(?!\w)")
_SCHAKEL = re.compile(rf"(?:,|,? (?:{eindsymbolen()['EN']}|tot en met)) (?:de |het )?")
_IN_STUK = re.compile(r"(?:de )?[Oo]nderde(?:el|len) \d")
_TUSSENIN = re.compile(r"(?:in|bij|op|onder|tot|aan|door|met|krachtens|volgens|overeenkomstig)(?!\w)")
_ZIJDELINGS = re.compile(
    r"(?:(?:afwijking|grond|toepassing|inachtneming|kracht) van|(?:bedoeld|genoemd|vermeld|gesteld) in|onverminderd|krachtens|ingevolge|overeenkomstig"
    r"|behoudens|gelet op|volgens) (?:de |het )?$|[“„«\"‘]$",
    re.IGNORECASE,
)
_EIGEN = re.compile(r"(?i:dit|deze|dezer|dezes) ")


def breng_thuis(uit: list[Verwijzing], tekst: str, schuif: int, zoeker: Zoeker) -> None:
    """Give what was found in one paragraph to the regulation that is meant.

    Args:
        uit: what was found, in order; changed in place.
        tekst: the paragraph.
        schuif: where it begins in what the offsets count in.
        zoeker: what was named before; it learns here which regulation is amended.
    """
    if zoeker.plaats.artikel and _GEWIJZIGD.search(tekst):
        extern = {(v.regeling, v.naam): v for v in uit if v.soort == "extern"}
        if extern:  # «Artikel 2:28 wordt als volgt gewijzigd» daarin gaat over dezelfde
            zoeker.gewijzigd = next(iter(extern.values())) if len(extern) == 1 else None
    if zoeker.gewijzigd is not None:
        _in_gewijzigde(uit, tekst, schuif, zoeker.gewijzigd, zoeker)
    elif zoeker.context.artikelen:
        _thuis(uit, tekst, schuif, zoeker)
        uit[:] = [
            v
            for v in uit
            if v.regel != "vervolg" or v.soort != "intern" or ruim(v.plaatsen[0].artikel) in zoeker.context.artikelen
        ]
    _van_iets_anders(uit, tekst, schuif)


def _van_iets_anders(uit: list[Verwijzing], tekst: str, schuif: int) -> None:
    """ "artikel 14 van de statuten", "hoofdstuk 1 en 2 van de tarieventabel": not of this regulation, whatever it is of."""
    wat: Verwijzing | None = None
    for nr in range(len(uit) - 1, -1, -1):
        v = uit[nr]
        if v.soort != "intern" or not v.plaatsen[0].stappen or (v.relatief and not _IN_STUK.match(v.tekst)):
            wat = None
            continue
        if raak := _VAN_IETS.match(tekst, v.eind - schuif):
            wat = v._replace(naam="" if _TUSSENIN.match(raak["naam"]) else raak["naam"])
        elif wat is None or not _SCHAKEL.fullmatch(tekst, v.eind - schuif, wat.begin - schuif):
            wat = None
            continue
        stappen = tuple(tuple(s for s in p.stappen if not v.relatief or s.soort == "onderdeel") for p in v.plaatsen)
        uit[nr] = v._replace(regeling=None, soort="extern", naam=wat.naam, plaatsen=tuple(map(Adres, stappen)))
        wat = uit[nr]


def _naar(v: Verwijzing, wet: Verwijzing, stappen: tuple[Stappen, ...]) -> Verwijzing:
    plaatsen = tuple(Adres(s, wet.regeling or "") for s in stappen)
    return v._replace(
        regeling=wet.regeling, plaatsen=plaatsen, soort="extern", naam=wet.naam, kandidaten=wet.kandidaten
    )


def luidt(tekst: str, was: int) -> int:
    """Whether what follows is new text of the regulation that is amended; 2: it begins there. ``was``: whether this paragraph is.

    >>> luidt("Na artikel 3 wordt een artikel ingevoegd, luidende:", 0), luidt("Het is zo.", 2), luidt("Artikel 4 vervalt.", 1)
    (2, 1, 0)
    """
    if _LUIDT.search(tekst):
        return 1 + tekst.rstrip().endswith(":")
    return int(was > 0 and _OPDRACHT.search(tekst) is None)


def blijft_wijzigen(zoeker: Zoeker, nummer: str) -> bool:
    """Whether an artikel is new text of the regulation that is amended: just announced, or not numbered as the next one of the
    amending act itself; in doubt it is not."""
    if not zoeker.nieuw or not nummer:
        return False
    komt = zoeker.nieuw == 2 and zoeker.gewijzigd_artikel == (Stap("artikel", nummer),)  # «Artikel 2 komt te luiden:»
    if komt or nummer == zoeker.wijzigend:  # terug in het artikel waarin de nieuwe tekst staat
        return True
    eigen, nieuw = ruim(zoeker.wijzigend), ruim(nummer)
    if zoeker.wijzigend[:1].isupper():
        return not nummer[:1].isupper()
    return eigen.isdecimal() and nieuw != str(int(eigen) + 1) and nieuw.rstrip(ascii_lowercase) != eigen


def _in_gewijzigde(uit: list[Verwijzing], tekst: str, schuif: int, wet: Verwijzing, zoeker: Zoeker) -> None:
    """ "De X wordt als volgt gewijzigd:": what follows in this artikel is about the artikelen of X, and about the leden of the last of
    them, but not of one that is only mentioned: "In afwijking van artikel 3 … het tweede lid". In new text, also "deze verordening"."""
    raak = _LUIDT.search(tekst)
    vanaf = raak.end() if raak else 0 if zoeker.nieuw and not _OPDRACHT.search(tekst) else len(tekst)
    for nr, v in enumerate(uit):
        nieuw = v.begin - schuif >= vanaf
        zijdelings = nieuw or _ZIJDELINGS.search(tekst[max(0, v.begin - schuif - 24) : v.begin - schuif]) is not None
        if not zijdelings and v.regeling == wet.regeling and v.naam == wet.naam and v.artikel:
            zoeker.gewijzigd_artikel = v.plaatsen[-1].stappen
        if v.soort == "intern" and v.regel != "regeling" and (stappen := _daarin(v, wet, nieuw, zoeker)):
            if not zijdelings and (not v.relatief or _NOEMT_LID.search(v.tekst)) and v.artikel:
                zoeker.gewijzigd_artikel = stappen[-1]
            uit[nr] = _naar(v, wet, stappen)


def _daarin(v: Verwijzing, wet: Verwijzing, nieuw: bool, zoeker: Zoeker) -> tuple[Stappen, ...]:
    """The places in the regulation that is amended; none: the words are about the amending act itself."""
    stappen = tuple(p.stappen for p in v.plaatsen)
    artikel, waarin = v.plaatsen[-1].artikel, zoeker.gewijzigd_artikel
    if _EIGEN.search(v.tekst) and not (nieuw and (artikel or is_van_soort(bron_van(wet), v.tekst.split()[-1]))):
        return ()
    if not v.relatief or v.regel.startswith(
        "dat-"
    ):  # «artikel II» van de wijziging zelf; «dat artikel» is van wat er al staat
        eigen = not stappen[0] or (artikel[:1].isupper() and ruim(artikel) in zoeker.context.artikelen)
        return () if eigen and not _EIGEN.search(v.tekst) else stappen
    if not artikel:
        return stappen if nieuw else ()
    if not waarin or (not nieuw and stappen[0][-1].nummer.isupper()):
        return ()  # «onderdeel B» van de wijziging zelf
    met_lid = _NOEMT_LID.search(v.tekst) is not None
    if not (met_lid or nieuw):
        return tuple(_zelf(s, v, waarin) for s in stappen)
    tot = next(n for n, s in enumerate(waarin) if s.soort == "artikel") + 1
    binnen = met_lid or zoeker.plaats.artikel != zoeker.wijzigend
    return tuple((*waarin[:tot], *(s[1:] if binnen else ())) for s in stappen)


def _zelf(stappen: Stappen, v: Verwijzing, waarin: Stappen) -> Stappen:
    """The place in the last one named (``waarin``), without the lid and onderdeel in which the words stand, and beside an onderdeel of its kind."""
    stappen = tuple(s for s in stappen if s.soort not in ("artikel", "lid"))
    while stappen[1:] and stappen[0].nummer in v.vindplaats.onderdeel and f" {stappen[0].nummer}" not in v.tekst:
        stappen = stappen[1:]
    cijfer = any(s.nummer[:1].isdecimal() for s in stappen[:1])
    return *takewhile(lambda s: s.soort != "onderdeel" or s.nummer[:1].isdecimal() != cijfer, waarin), *stappen


def _thuis(uit: list[Verwijzing], tekst: str, schuif: int, zoeker: Zoeker) -> None:
    """An artikel that this regulation does not have (no regulation rests on one of its own) belongs to one that is named near it;
    in a list outside any artikel, to the one that is the heading."""
    artikelen = frozenset[str]() if tekst.startswith(("Gelet op ", "gelet op ")) else zoeker.context.artikelen
    rond = _Rond(uit, tekst, schuif)
    for nr, v in enumerate(uit):
        if v.soort == "extern" and v.regeling and v.artikel:
            zoeker.genoemd[v.plaatsen[0].artikel] = v
        if v.soort != "intern" or v.relatief or not v.artikel:
            continue
        if (wet := zoeker.kopwet) is None:
            if ruim(v.plaatsen[0].artikel) in artikelen:
                continue
            wet = rond.erna(nr) or _eerder(rond.enige, v, zoeker)
            if wet is not None and _telt_als_hier(v, wet, artikelen):
                wet = None
        if wet is not None:
            uit[nr] = _naar(v, wet, tuple(p.stappen for p in v.plaatsen))._replace(kandidaten=v.kandidaten)
            rond.andere.setdefault(wet.regeling, uit[nr])


class _Rond:
    """What a paragraph names, looked up once: an artikel that asks for it does not read the paragraph again."""

    def __init__(self, uit: list[Verwijzing], tekst: str, schuif: int) -> None:
        self._uit, self._tekst, self._schuif = uit, tekst, schuif
        self.andere = {u.regeling: u for u in uit if u.soort == "extern"}
        """The other regulations."""

    @cached_property
    def _wetten(self) -> list[int]:
        """Where an artikel of another regulation stands."""
        return [
            nr
            for nr, u in enumerate(self._uit)
            if u.soort == "extern" and u.artikel and (u.regeling or not u.naam.islower())
        ]

    @cached_property
    def _zinseinden(self) -> list[int]:
        return [raak.start() for raak in _ZINSEIND.finditer(self._tekst)]

    @property
    def enige(self) -> Verwijzing | None:
        """The one other regulation that the paragraph names."""
        return next(iter(self.andere.values())) if len(self.andere) == 1 else None

    def erna(self, nr: int) -> Verwijzing | None:
        """The next artikel of another regulation in the same sentence."""
        plek = bisect_right(self._wetten, nr)
        if plek == len(self._wetten):
            return None
        wet = self._uit[self._wetten[plek]]
        einde = bisect_left(self._zinseinden, self._uit[nr].eind - self._schuif)
        andere_zin = einde < len(self._zinseinden) and self._zinseinden[einde] < wet.begin - self._schuif
        return None if andere_zin else wet


_GEEN = frozenset(("",))


def _telt_als_hier(v: Verwijzing, wet: Verwijzing, artikelen: frozenset[str]) -> bool:
    """Whether a number is written as the own ones are and not as those of the other regulation: "artikel 2:10" beside "artikel 3.9 van de Wabo"."""
    eigen = _teken(v.artikel)
    return eigen in map(_teken, artikelen - _GEEN) and eigen != (_teken(wet.artikel) if wet.artikel else "")


def _teken(nummer: str | None) -> str:
    return next((t for t in nummer or "" if t in ":."), "")


def _eerder(enige: Verwijzing | None, v: Verwijzing, zoeker: Zoeker) -> Verwijzing | None:
    """The regulation of an artikel that is not of this one, when the sentence names none behind it: the own artikel named it before
    and it is the last one named, no other is named in the paragraph (``enige``), or the preamble named it."""
    wet = zoeker.genoemd.get(v.plaatsen[0].artikel)
    if wet is not None and wet.regeling == zoeker.bronnen[-1].regeling:
        return wet
    return enige if enige is not None and enige.regeling else zoeker.aanhef.get(v.plaatsen[0].artikel)
