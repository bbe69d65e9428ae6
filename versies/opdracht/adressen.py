"""Reading an address phrase: one or more places in a row, as instructions name them (``regels`` F.2).

>>> plek = lees_plek("artikel 8, tweede lid, onderdelen a en c, wordt", 0)
>>> [a.tekst() for a in plek.adressen], plek.einde
(['artikel 8, tweede lid, onderdeel a', 'artikel 8, tweede lid, onderdeel c'], 40)
>>> [(a.lid, b.lid) for a, b in lees_plek("het derde tot en met vijfde lid", 0).reeksen]
[('3', '5')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from verordening.adres import Adres, Stap
from verordening.nummers import tussen
from verordening.taal.lexer import ZWIJG, deelsoort, is_meervoud, tekens
from verordening.taal.vormen import Doel, Vorm, nummers, vorm
from versies.opdracht.volgorde import volgende_nummers
from versies.opdracht.woorden import patroon

__all__ = ["AANHALING", "Plaats", "Reeks", "erft", "is_eigen_tekst", "lees_nummers", "lees_plek", "soort_van", "tussen"]

Reeks = tuple[Adres, Adres]


@dataclass(frozen=True, slots=True)
class Plaats:
    """One or more addresses read from a phrase.

    Args:
        reeksen: (first, last) per place; the same twice for a single place.
        nieuw: the phrase says "(nieuw)".
        regeling: name of the regulation, when the phrase names one ("van de Wet open overheid").
        einde: position after the phrase.
        zelf: kind of unit that the phrase calls "het artikel" or "dit lid": the unit of the block itself.
        met_aanhef: the phrase says "aanhef en onder …".
        opschriften: (unit, heading) that the phrase names beside its number; must agree with the text.
        haakjes: what stands between brackets behind a unit ("hoofdstuk 3 (artikelen 12 tot en met 14)"): told, not checked.
    """

    reeksen: tuple[Reeks, ...]
    nieuw: bool = False
    regeling: str = ""
    einde: int = 0
    haakjes: str = ""
    zelf: str = ""
    met_aanhef: bool = False
    opschriften: tuple[tuple[Adres, str], ...] = ()

    @property
    def adressen(self) -> tuple[Adres, ...]:
        """The single places; of a range the first and the last."""
        return tuple(dict.fromkeys(a for reeks in self.reeksen for a in reeks))


AANHALING = {"„": "”“", "“": "”", "”": "”", "«": "»", "‘": "’", "’": "’", '"': '"', "'": "'", "‚": "’‘"}
"""Opening quote → the quotes that may close it."""
_RANGORDE = tuple(
    """
    bijlage boek deel hoofdstuk titel afdeling paragraaf subparagraaf artikel tabel rij kolom lid begrip aanhef
    onderdeel streepje alinea zin opschrift
    """.split()
)


_ZELF = ("artikel", "lid", "onderdeel", "hoofdstuk", "paragraaf")
"""Units that a sentence calls "dit …" or "dat …": that of the block, or of the sentence before."""


def noemt_er_meer(noem: str) -> bool:
    """Whether a noun for a unit is a plural: "leden".

    >>> [noemt_er_meer(w) for w in ("leden", "begrippen", "lid", "bepaling")]
    [True, True, False, False]
    """
    return is_meervoud(noem.lower())


def soort_van(noem: str) -> str:
    """Kind of unit for a noun, singular or plural: "leden" → "lid"; empty when it is none.

    >>> [soort_van(w) for w in ("leden", "Volzinnen", "alinea’s", "punten", "hoofdstukken", "brief")]
    ['lid', 'zin', 'alinea', 'onderdeel', 'hoofdstuk', '']
    """
    laag = noem.lower()
    if laag.startswith(("rij", "kolom")):
        return {"rij": "rij", "rijen": "rij", "kolom": "kolom", "kolommen": "kolom"}.get(laag, "")
    if laag.startswith("punt"):
        return "onderdeel" if laag in ("punt", "punten") else ""
    gelezen = tekens(laag, "plaatsen")
    if len(gelezen) != 1 or gelezen[0].eind != len(laag):
        return ""
    if gelezen[0].soort == "ZIN":
        return "alinea" if laag.startswith("alinea") else "zin" if "zin" in laag and "snede" not in laag else ""
    if gelezen[0].soort in ("DEEL", "DEEL_KAAL"):
        return deelsoort(laag)
    return {"ARTIKEL": "artikel", "LID": "lid", "ONDERDEEL": "onderdeel", "STREEP": "streepje"}.get(
        gelezen[0].soort, ""
    )


@lru_cache(maxsize=8192)
def lees_plek(tekst: str, begin: int, bijstelling: str = "") -> Plaats | None:
    """The longest address phrase at a position; None when there is none.

    Args:
        tekst: the sentence.
        begin: where the phrase starts.
        bijstelling: "zin": a heading can stand beside a number in this sentence; "kop": the line is such a heading; empty: neither.
    """
    if (slot := patroon("SLOTZIN").match(tekst, begin)) is not None:
        boven = (
            lees_plek(tekst, slot.end() + 1) if slot.group("van") else Plaats(((Adres(), Adres()),), einde=slot.end())
        )
        return boven and replace(boven, reeksen=tuple((_slotzin(a), _slotzin(b)) for a, b in boven.reeksen))
    if tekst[begin : begin + 1] in (",", ";", ":"):
        return None
    lezer = _Lezer(tekst[begin : begin + _VER], bijstelling)
    gelezen = lezer.lees()
    return replace(gelezen, einde=begin + gelezen.einde) if gelezen is not None else None


def _slotzin(adres: Adres) -> Adres:
    return adres.erbij("zin", "laatste")


_VER = 3000
"""No address phrase is longer."""


class _Lezer:
    """Reads one phrase. What is no part of the place (a heading, "(nieuw)", brackets) is put out of sight, and reading goes on."""

    def __init__(self, tekst: str, bijstelling: str) -> None:
        self.tekst = self.zicht = tekst
        self.bijstelling = bijstelling
        self.einde = 0
        self.nieuw, self.regeling, self.haakjes, self.zelf = False, "", "", ""
        self.namen: list[tuple[Stap, str]] = []

    def lees(self) -> Plaats | None:
        if (bij := patroon("BIJ_REGELING").match(self.tekst)) is not None:
            self.regeling = bij.group("naam")
            self._verberg(bij.start("weg"), bij.end("weg"))
        if (oud := patroon("VERNUMMERDE").match(self.tekst)) is not None:
            self.nieuw = True
            self._verberg(0, oud.start("nu"))
            self._verberg(oud.start("was"), oud.end("was"))
        if (hoort := patroon("BIJLAGE_BIJ").search(self.tekst)) is not None:
            self._verberg(hoort.start("weg"), hoort.end("weg"))
        self._deze()
        gelezen = self._lees()
        while gelezen is not None and self._opzij(gelezen):
            gelezen = self._lees()
        if gelezen is None and not self.einde:
            return None
        if hoort is not None and hoort.start("weg") <= self.einde:
            self.haakjes, self.einde = hoort["wat"], max(self.einde, hoort.end("weg"))
        if oud is not None and self.einde >= oud.start("was"):
            self.einde = max(self.einde, oud.end("was"))
        reeksen = _reeksen(gelezen.doelen if gelezen is not None else ())
        if (van := patroon("VAN_NUMMER").match(self.zicht, self.einde)) and reeksen[0][0].stappen[:1]:
            nummer, self.einde = Stap("onderdeel", van["nr"]), van.end()
            reeksen = tuple((Adres((nummer, *a.stappen)), Adres((nummer, *b.stappen))) for a, b in reeksen)
        self._achter(gelezen)
        opschriften = tuple(
            (Adres(a.stappen[: a.stappen.index(stap) + 1]), kop)
            for stap, kop in self.namen
            for a, _ in reeksen[:1]
            if stap in a.stappen
        )
        if len(opschriften) != len(self.namen):
            return None
        if (
            patroon("TARIEVENTABEL").search(self.tekst, 0, self.einde)
            and (stap := Stap("bijlage")) in reeksen[0][0].stappen
        ):
            boven = reeksen[0][0].stappen
            opschriften = (*opschriften, (Adres(boven[: boven.index(stap) + 1]), "tarieventabel"))
        aanhef = patroon("MET_AANHEF").search(self.tekst, 0, self.einde)
        if aanhef is not None and aanhef["in"]:
            # «In de aanhef en in onderdeel a»: dat zijn er twee; «aanhef en onder a» is één plaats.
            kop = Adres((*reeksen[0][0].stappen[:-1], Stap("aanhef")))
            reeksen, aanhef = ((kop, kop), *reeksen), None
        een = aanhef is not None
        return Plaats(reeksen, self.nieuw, self.regeling, self.einde, self.haakjes, self.zelf, een, opschriften)

    def _lees(self) -> Vorm | None:
        voor = patroon("LIDWOORD_VOOROP").match(self.zicht)
        begin = voor.end() if voor else 0
        self.nieuw = self.nieuw or bool(voor and voor.group("nieuw"))
        zicht = patroon("BUITEN_PLEK").split(self.zicht[begin:], maxsplit=1)[0]
        if patroon("STREEPNUMMER").match(zicht):
            return None
        gelezen = vorm(zicht, "plaatsen")
        if gelezen is None and (later := patroon("RANG_TOT").match(zicht)) is not None:
            # «onder vernummering van het derde tot vierde lid»: het woord «lid» staat pas achter het tweede nummer.
            gelezen = vorm(f"{later.group('rang')} {later.group('noem')}", "plaatsen")
            gelezen = gelezen and gelezen._replace(plek_eind=later.end("rang"))
        buiten = (s for d in (gelezen.doelen if gelezen is not None else ()) for s in d.buiten)
        # Een grotere eenheid zonder nummer zegt niets, tenzij er maar één kan zijn.
        zonder_nummer = any(not s.nummer and s.soort not in ("bijlage", "tabel") for s in buiten)
        if gelezen is None or not gelezen.doelen or zonder_nummer or any(map(_in_zichzelf, gelezen.doelen)):
            return None
        eind = begin + gelezen.plek_eind
        self.einde = max(self.einde, eind)
        self.zelf = self.zelf or next((d.dat for d in gelezen.doelen if d.dat in _ZELF), "")
        return gelezen._replace(plek_eind=eind)

    def _deze(self) -> None:
        """ "deze verordening", "het artikel, tweede lid": the text or the unit at hand."""
        raak = patroon("DEZE").match(self.tekst)
        if raak is None or (raak.group("wat") or "").lower() in ("bijlage", "tabel"):
            return
        self.zelf = (raak.group("zelf") or raak.group("zelf2") or "").lower()
        self.einde = raak.end()
        na = patroon("VAN_WAT").match(self.tekst, raak.end()) or patroon("DIEPER").match(self.tekst, raak.end())
        self._verberg(0, na.end() if na else raak.end())

    def _verberg(self, begin: int, eind: int) -> None:
        self.zicht = self.zicht[:begin] + ZWIJG * (eind - begin) + self.zicht[eind:]

    def _opzij(self, gelezen: Vorm) -> bool:
        """Put aside what stands behind the last number; False when nothing does."""
        plek = self.einde
        if gelezen.plek_eind < plek:
            return False
        if (kop := self._kop(gelezen, plek)) is not None:
            eind = kop
        elif (haak := patroon("OUD_OF_NIEUW").match(self.zicht, plek)) is not None:
            self.nieuw, eind = self.nieuw or haak.group("wat").lower().startswith("nieuw"), haak.end()
        elif (haak := patroon("HAAKJES").match(self.zicht, plek)) is not None:
            self.haakjes, eind = haak.group("wat"), haak.end()
        elif (punt := patroon("LOSSE_PUNT").match(self.zicht, plek)) is not None and gelezen.doelen[-1].binnen:
            eind = punt.end()
        else:
            return False
        self._verberg(plek, eind)
        self.einde = eind
        return True

    def _kop(self, gelezen: Vorm, plek: int) -> int | None:
        """End of the heading beside a single numbered unit that can have one; «onderdeel 2.1» can be a paragraaf."""
        doel = gelezen.doelen[-1]
        eigen = doel.buiten[-1:] or [b[-1][0] for b in doel.binnen[:1] if len(b) == 1 and "." in b[0][0].nummer]
        stap = eigen[-1] if eigen and not doel.reeks else None
        naam = f"{stap.soort} {stap.nummer}" if stap is not None and doel.buiten else stap.nummer if stap else ""
        if stap is not None and doel.binnen and not self.zicht[:plek].endswith(naam):
            return None  # «Het eerste lid van artikel 7 (Tarief)»: alleen waar het nummer zelf ervoor staat.
        if not self.bijstelling or stap is None or not stap.nummer or patroon("AFKORTING").match(self.zicht, plek):
            return None
        bij = lees_bijstelling(self.zicht, plek, kop=self.bijstelling == "kop")
        if bij is None:
            return None
        self.namen.append((stap, bij[0]))
        return bij[1]

    def _achter(self, gelezen: Vorm | None) -> None:
        """The regulation behind the place, by its name or as "deze verordening"."""
        if gelezen is not None and (naam := patroon("AFKORTING").match(self.zicht, self.einde)) is not None:
            self.regeling, self.einde = naam.group("naam"), naam.end()
            return
        van = patroon("VAN_WAT").match(self.zicht, self.einde)
        doelen = gelezen.doelen if gelezen is not None else ()
        soorten = {p[-1][0].soort for d in doelen for p in d.binnen}
        soorten |= {d.buiten[-1].soort for d in doelen if d.buiten and not d.binnen}
        fijn = not {"rij", "kolom", "tabel"}.isdisjoint(soorten)
        over = patroon("REGELING_ERBIJ").match(self.zicht, van.end()) if van is not None else None
        if van is None or (fijn and over is None and van.group().strip() == "bij"):
            return  # «in de kolom “Vast deel” bij Oever»: een rij, geen regeling.
        if (deze := patroon("DEZE").match(self.zicht, van.end())) is not None:
            self.zelf = self.zelf or (deze.group("zelf") or deze.group("zelf2") or "").lower()
            self.einde = deze.end()
        elif (
            naam := patroon("REGELING_CITAAT").match(self.zicht, van.end())
            or patroon("NAAM_VAN_REGELING").match(self.zicht, van.end())
        ) is not None:
            self.regeling, self.einde = naam.group("naam").strip(), naam.end()
            self.haakjes = naam.groupdict().get("haakjes") or self.haakjes


def _in_zichzelf(doel: Doel) -> bool:
    """A row in a row, a term in a term: two places that were taken for one ("de rij “a” en de rij “b”")."""
    dubbel = (a[0].soort for plek in doel.binnen for a, b in pairwise(plek) if a[0].soort == b[0].soort)
    return any(soort in ("rij", "kolom", "begrip") for soort in dubbel)


def _reeksen(doelen: tuple[Doel, ...]) -> tuple[Reeks, ...]:
    """The places of one phrase; the two ends of a range of artikelen belong together."""
    uit: list[Reeks] = []
    for doel in doelen:
        for plek in doel.binnen or ((),):
            eigen_kop = uit and not doel.buiten and plek and plek[0][0].soort == "opschrift"
            boven = doel.buiten or (_houder(uit[-1][1]) if eigen_kop else ())
            van = Adres((*boven, *(p[0] for p in plek)))
            tot = Adres((*boven, *(p[1] for p in plek)))
            if doel.reeks == "eind" and uit:
                uit[-1] = (uit[-1][0], tot)
            else:
                uit.append((van, tot))
    return tuple(uit) or ((Adres(), Adres()),)


def _houder(adres: Adres) -> tuple[Stap, ...]:
    """What a heading named beside a place is the heading of: "artikel 3, eerste lid, en het opschrift"."""
    kan = [i for i, s in enumerate(adres.stappen) if rangorde(s) <= _RANGORDE.index("artikel")]
    return adres.stappen[: kan[-1] + 1] if kan else ()


def rangorde(stap: Stap) -> int:
    """How deep a unit of this kind lies."""
    return _RANGORDE.index(stap.soort) if stap.soort in _RANGORDE else 0


def erft(vorige: Adres, adres: Adres) -> Adres:
    """An address that leaves out what it has in common with the one before it.

    >>> from verordening.taal import uit_tekst as a
    >>> erft(a("artikel 3, tweede lid, onderdeel a"), a("derde lid")).tekst()
    'artikel 3, derde lid'
    >>> erft(a("artikel 3, tweede lid"), a("artikel 5")).tekst()
    'artikel 5'
    """
    if not adres.stappen:
        return vorige
    rang = rangorde(adres.stappen[0])
    boven = (s for s in vorige.stappen if rangorde(s) < rang and s.soort not in ("aanhef", "opschrift"))
    return Adres((*boven, *adres.stappen))


def is_eigen_tekst(tekst: str, adres: Adres, *, ook_eerste: bool = False) -> bool:
    """True when new text begins with the designation of this very unit.

    Args:
        ook_eerste: also for "a." and "1."; without, those can be the first instruction of a block.

    >>> from verordening.taal import uit_tekst
    >>> is_eigen_tekst("2. Het college beslist.", uit_tekst("artikel 3, tweede lid")), is_eigen_tekst("2. Nee.", uit_tekst("artikel 3"))
    (True, False)
    """
    stap, kern = adres.stappen[-1], tekst.strip().lstrip('#„“«"‘*-–• ')
    if stap.soort in ("lid", "onderdeel"):
        begin = ("",) if ook_eerste else ("", *volgende_nummers([]))
        return (
            stap.nummer not in begin and re.match(rf"{re.escape(stap.nummer)}[.)°]+\s", kern, re.IGNORECASE) is not None
        )
    if stap.soort == "begrip":
        return re.match(rf"{re.escape(stap.nummer)}[”“\"’»']?\s*:", kern, re.IGNORECASE) is not None
    kop = lees_plek(kern, 0)
    heel = (
        kop is not None
        and kop.adressen[0].stappen[-1:] == (stap,)
        and not re.match(r",|\s+(?:wordt|worden|komt|vervalt)\b", kern[kop.einde :])
    )
    return stap.soort not in ("zin", "aanhef", "opschrift", "tabel", "rij") and heel


_LETTERPUNT = re.compile(r"(?<=\b[a-z])\.(?=,? (?:en |tot |[a-z]\.))")
"""«d. en e.»: the full stop belongs to the letter."""


def lees_nummers(tekst: str, plek: int) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """New numbers after "tot": (first, last) per item, and the position after them.

    >>> lees_nummers("tot derde tot en met zesde lid wordt", 4)
    ((('3', '6'),), 30)
    """
    gelezen = nummers(_LETTERPUNT.sub(" ", tekst[plek : plek + _VER]))
    return (gelezen[0], plek + gelezen[1]) if gelezen is not None else None


def lees_bijstelling(zin: str, plek: int, *, kop: bool = False) -> tuple[str, int] | None:
    """The heading that stands behind a designation, and the position after it; None when there is none.

    >>> lees_bijstelling("In artikel 7, Termijn, wordt", 12), lees_bijstelling("In artikel 7 wordt", 12)
    (('Termijn', 21), None)

    Args:
        kop: the line is itself only a heading ("Artikel 7 Termijn"): everything up to its end is the heading.
    """
    for vorm_ in ("ACHTER",) if kop else ("LOS", "HAAKJES", "CITAAT"):
        if (t := patroon(f"OPSCHRIFT_{vorm_}").match(zin, plek)) is not None:
            return t.group("kop").strip(" ,"), t.end()
    return None


def kaal_opschrift(tekst: str) -> str:
    """A heading for comparing: case, white space, quotation marks and the final stop do not count.

    >>> kaal_opschrift(" De  Termijn. ") == kaal_opschrift("de termijn")
    True
    """
    return " ".join(re.sub(r"[„“”«»‘’\"']", "", tekst).split()).strip(" .:,").casefold()
