"""Reading an address phrase: one or more places in a row, as instructions name them (``regels`` F.2).

>>> plek = lees_plek("artikel 8, tweede lid, onderdelen a en c, wordt", 0)
>>> [a.tekst() for a in plek.adressen], plek.einde
(['artikel 8, tweede lid, onderdeel a', 'artikel 8, tweede lid, onderdeel c'], 40)
>>> [(a.lid, b.lid) for a, b in lees_plek("het derde tot en met vijfde lid", 0).reeksen]
[('3', '5')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from verordening.adres import Adres, Stap
from verordening.boom import kaal
from verordening.nummers import getal_uit_rangtelwoord
from versies.opdracht.bijstelling import lees_bijstelling
from versies.opdracht.volgorde import tussen, volgende_nummers

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
_CITAAT = r"[„“”\"«‘'](?P<citaat>[^„“”\"«»]{1,200}?)[”“\"»’'](?!\w)"

_NOEM = {
    "artikel": "artikel",
    "artikelen": "artikel",
    "art.": "artikel",
    "hoofdstuk": "hoofdstuk",
    "hoofdstukken": "hoofdstuk",
    "paragraaf": "paragraaf",
    "paragrafen": "paragraaf",
    "§": "paragraaf",
    "§§": "paragraaf",
    "afdeling": "afdeling",
    "afdelingen": "afdeling",
    "titel": "titel",
    "titels": "titel",
    "boek": "boek",
    "boeken": "boek",
    "deel": "deel",
    "delen": "deel",
    "bijlage": "bijlage",
    "bijlagen": "bijlage",
    "bijlages": "bijlage",
    "subparagraaf": "subparagraaf",
    "subparagrafen": "subparagraaf",
    "sub-paragraaf": "subparagraaf",
    "tabel": "tabel",
    "tabellen": "tabel",
    "onderdeel": "onderdeel",
    "onderdelen": "onderdeel",
    "letter": "onderdeel",
    "letters": "onderdeel",
    "subonderdeel": "onderdeel",
    "subonderdelen": "onderdeel",
    "onder": "onderdeel",
    "sub": "onderdeel",
    "lid": "lid",
    "leden": "lid",
    "zin": "zin",
    "zinnen": "zin",
    "volzin": "zin",
    "volzinnen": "zin",
    "gedachtestreepje": "streepje",
    "gedachtestreepjes": "streepje",
    "streepje": "streepje",
    "streepjes": "streepje",
    "aandachtsstreepje": "streepje",
    "aandachtsstreepjes": "streepje",
    "aandachtstreepje": "streepje",
    "aandachtstreepjes": "streepje",
    "bolletje": "streepje",
    "bolletjes": "streepje",
    "alinea": "alinea",
    "alinea’s": "alinea",
    "alinea's": "alinea",
    "punt": "onderdeel",
    "punten": "onderdeel",
    "rij": "rij",
    "rijen": "rij",
    "kolom": "kolom",
    "kolommen": "kolom",
}
_MET_NUMMER = "|".join(
    sorted(
        (re.escape(n) for n, s in _NOEM.items() if s not in ("streepje", "alinea", "rij", "kolom")),
        key=len,
        reverse=True,
    )
)
_MET_RANG = "|".join(
    sorted(
        (
            re.escape(n)
            for n, s in _NOEM.items()
            if s in ("lid", "zin", "streepje", "alinea", "rij", "kolom")
            or n in ("hoofdstuk", "afdeling", "paragraaf", "titel")
        ),
        key=len,
        reverse=True,
    )
)
_LIDWOORD = r"(?:de|het|een)\s+"
_NR = r"(?:[A-Z]\d+(?:/\d+(?:\.\d+)*)+|[A-Z]\s\d+[a-z]*|\d+[0-9A-Za-z]*(?:[.:][0-9A-Za-z]+)*[°º*]?|[IVXLC]{1,7}(?![a-z])|[A-Za-z]{1,3}\d*[°º]?|[a-z]°)"
_RANG = r"(?:laatste|[a-zë]+(?:de|ste)|\d{1,3}(?:e|de|ste))"
_GEENNR = r"(?!(?:de|het|en|of|in|is|tot|van|aan|na|er|op|te|zin|lid|wij|bij|dit|die|dat|als|nr|een|één|twee|drie|vier|vijf|zes|acht|tien|elf)\b)"

_KOP = re.compile(
    rf"(?:{_LIDWOORD})?(?P<noem>{_MET_NUMMER})(?=[\s,:.]|$)(?:\s+(?P<nr>{_GEENNR}{_NR})(?![\w’]))?", re.IGNORECASE
)
_RANGKOP = re.compile(rf"(?:{_LIDWOORD})?(?P<rang>{_RANG})(?=[\s,])", re.IGNORECASE)
_VERBIND = re.compile(
    r"\s*(?P<tm>,?\s*tot en met\s+|\s*t/m\s+)|(?P<streep>\s?[-–]\s?(?=\d))|(?P<en>,?\s+(?:en|of|alsmede|onderscheidenlijk|respectievelijk)\s+)|(?P<komma>,\s+)"
)
_NUMMER = re.compile(rf"(?:{_LIDWOORD})?(?:(?P<noem>{_MET_NUMMER})\s+)?(?P<nr>{_GEENNR}{_NR})(?![\w’])", re.IGNORECASE)
_RANGNOEM = re.compile(rf"\s+(?P<noem>{_MET_RANG})(?!\w)", re.IGNORECASE)
_RANGNUMMER = re.compile(rf"(?:{_LIDWOORD})?(?P<rang>{_RANG})(?!\w)", re.IGNORECASE)
_OPGENOMEN = re.compile(
    r"(?:de|het)\s+in\s+(?P<waar>artikel\s[^„“«:;]{1,80}?)\s+(?:opgenomen|vermelde|genoemde|bedoelde)\s+tabel\b",
    re.IGNORECASE,
)
_BEGRIP = re.compile(
    rf"(?:(?:de|het|een)\s+)?(?:begrips(?:omschrijving|bepaling)(?:en)?(?:\s+(?:en|met)\s+(?:de\s+)?(?:daar)?bij(?:be)?horende\s+(?:begrips)?omschrijving(?:en)?)?|omschrijving(?:en)?|definities?|definitie|begrip(?:pen)?|onderdeel|onderdelen)"
    rf"(?:\s+van(?:\s+het\s+begrip|\s+de\s+begrippen)?)?\s+{_CITAAT}",
    re.IGNORECASE,
)
_BEGRIP_LOS = re.compile(
    r"(?:(?:de|het)\s+)?(?:begrips(?:omschrijving|bepaling)(?:\s+(?:en|met)\s+(?:de\s+)?(?:daar)?bij(?:be)?horende\s+(?:begrips)?omschrijving)?|definitie|begrip)(?:\s+van(?:\s+het\s+begrip)?)?\s+"
    r"(?P<term>(?!(?:van|in|onder|wordt|komt|vervalt|artikel|lid|onderdeel|de|het|op|met)\b)[\w-]+(?:\s(?!(?:wordt|worden|komt|komen|vervalt|vervallen|als|ingevoegd|toegevoegd)\b)[\w-]+){0,4})"
    r"(?=\s*[:;]|,|\.|\s+(?:wordt|komt|vervalt|ingevoegd|toegevoegd)\b)",
    re.IGNORECASE,
)
"""A definition whose term is not in quotation marks."""
_BEGRIPPEN_LOS = re.compile(
    r"(?:de\s+)?(?:begrips(?:omschrijvingen|bepalingen)|definities|begrippen)\s+(?:van\s+)?(?:de\s+begrippen\s+)?(?P<termen>(?!(?:in|onder|worden|komen|vervallen|wordt)\b)[\w-][\w ,-]{2,300}?)"
    r"(?=\s+(?:worden|komen|vervallen)\b)",
    re.IGNORECASE,
)
_RIJ = re.compile(rf"(?:(?:de|het)\s+)?(?P<noem>rij|regel|kolom)\s+(?:met\s+|van\s+|voor\s+)?{_CITAAT}", re.IGNORECASE)
_NOG_CITAAT = re.compile(rf"(?:,\s+|\s+en\s+(?:van\s+)?){_CITAAT}")
_AANHEF = re.compile(r"(?:de\s+)?(?P<wat>aanhef)(?:\s+en(?=\s+onder))?(?!\w)", re.IGNORECASE)
_OPSCHRIFT = re.compile(
    r"(?:(?:het|de)\s+)?(?P<wat>opschrift|titel|kop)(?=\s+van\s+(?:artikel|hoofdstuk|paragraaf|§|afdeling|titel|bijlage|deel|boek)|(?:\s+(?:komt|wordt|vervalt)\b)|,)",
    re.IGNORECASE,
)
_OPSCHRIFT_LOS = re.compile(r"(?:het\s+)?(?P<wat>opschrift)(?!\w)", re.IGNORECASE)
_BETREFT = re.compile(
    r"(?:het|de)\s+(?:onderdeel|onderdelen|zinsnede|passage)\s+met betrekking tot\s+(?P<namen>(?:de|het)\s+.+?)(?=\s+(?:wordt|worden|komt|komen|vervalt|vervallen)\b|,?\s+[“„«‘\"])",
    re.IGNORECASE,
)
_DEZE = re.compile(
    r"(?:(?:deze|dit|de)\s+(?P<wat>verordening|besluit|regeling|beleidsregels?|wet|bijlage|tabel)|(?:het|dit)\s+(?P<zelf>artikel|lid|onderdeel|hoofdstuk)|deze\s+(?P<zelf2>paragraaf)|het\s+besluit(?=\s+onder\b))(?=\s*(?:,|\bvan\b|\bin\b|\bbij\b|\bonder\b|wordt|worden|komt|vervalt|vervallen|als|$))",
    re.IGNORECASE,
)
_NIEUW = re.compile(r"\s*\((?P<wat>nieuwe?|oude?)\)", re.IGNORECASE)
_HAAKJES = re.compile(
    r"\s*\((?P<wat>(?:de\s+)?(?:artikel|hoofdstuk|paragra|afdeling|bijlage)\w*\s[^()]{1,120})\)", re.IGNORECASE
)
_AFKORTING = re.compile(
    r"\s+(?P<naam>(?=\w*[A-Z]\w*[A-Z])[A-Z]\w{1,14})(?=\s+(?:wordt|worden|komt|komen|vervalt|vervallen)\b)"
)
_VAN = re.compile(r",?\s+(?:van|bij|in)\s+", re.IGNORECASE)
_REGELING = re.compile(
    r"(?:(?:de|het|deze|dit)\s+)?(?P<naam>(?:[A-Z]|algemene\s|(?:verordening|besluit|wet|regeling|beleidsregel)\w*\s+\S).*?)"
    r"(?P<stand>,?\s+zoals (?:deze|dat|dit|die|zij) .{1,60}? (?:luidde|luidt|luidden)|,\s+die gold op [^,]+)?"
    r"(?=,?\s+(?:wordt|worden|komt|komen|vervalt|vervallen)\b|,\s+(?:onder|als|na|voor)\b|,?\s+[“„«‘]|\s*$|[.;]$|,\s*$)"
)
_BUITEN = frozenset(
    {"boek", "deel", "hoofdstuk", "titel", "afdeling", "paragraaf", "subparagraaf", "artikel", "bijlage"}
)
_RANGORDE = (
    "bijlage",
    "boek",
    "deel",
    "hoofdstuk",
    "titel",
    "afdeling",
    "paragraaf",
    "subparagraaf",
    "artikel",
    "tabel",
    "rij",
    "kolom",
    "lid",
    "begrip",
    "aanhef",
    "onderdeel",
    "streepje",
    "alinea",
    "zin",
    "opschrift",
)


def soort_van(noem: str) -> str:
    """Kind of unit for a noun, singular or plural: "leden" → "lid"; empty when it is none."""
    return _NOEM.get(noem.lower(), "")


@dataclass(frozen=True, slots=True)
class _Deel:
    """One component: alternatives (first, last) of steps."""

    keuzes: tuple[tuple[Stap, Stap], ...]
    einde: int
    buiten: tuple[Stap, ...] = ()
    """The unit that the component itself names around it."""


@lru_cache(maxsize=8192)
def lees_plek(tekst: str, begin: int, bijstelling: str = "") -> Plaats | None:
    """The longest address phrase at a position; None when there is none.

    Args:
        tekst: the sentence.
        begin: where the phrase starts.
        bijstelling: "zin": a heading can stand beside a number in this sentence; "kop": the line is such a heading; empty: neither.
    """
    plek, nieuw, regeling, haakjes = begin, False, "", ""
    namen: list[tuple[Stap, str]] = []
    groepen: list[list[_Deel]] = [[]]
    klaar: list[list[list[_Deel]]] = []
    eerste = True
    while True:
        start, soort = plek, ""
        if not eerste:
            verbinding, start = _verbinding(tekst, plek)
            if verbinding is None:
                break
            soort = verbinding
        deel = _deel(tekst, start) or (_kaal_artikel(tekst, start, groepen) if soort in ("en", ",") else None)
        if deel is not None and soort == "," and _is_kaal(tekst, start):
            soort = "en"
        if deel is None:
            if soort == "van" and (naam := _REGELING.match(tekst, start)) is not None:
                regeling, plek = naam.group("naam").strip(), naam.end()
            break
        if soort == "en":
            # Een nieuwe, hele plaats: wat erbuiten ligt, erft zij van de vorige.
            klaar.append(groepen)
            groepen = [[*_erfenis(groepen, deel), deel]]
        elif soort == "van":
            groepen.append([deel])
        else:
            groepen[-1].append(deel)
        if deel.buiten:
            groepen[-1][-1:] = [*(_Deel(((s, s),), deel.einde) for s in deel.buiten), deel]
        plek, eerste = deel.einde, False
        if bijstelling and (bij := _bij(deel, tekst, kop=bijstelling == "kop")) is not None:
            namen.append((deel.keuzes[0][0], bij[0]))
            plek = bij[1]
        if (haak := _NIEUW.match(tekst, plek)) is not None:
            nieuw, plek = nieuw or haak.group("wat").lower().startswith("nieuw"), haak.end()
        if (haak := _HAAKJES.match(tekst, plek)) is not None:
            haakjes, plek = haak.group("wat"), haak.end()
        if (naam := _AFKORTING.match(tekst, plek)) is not None:
            regeling, plek = naam.group("naam"), naam.end()
            break
    if eerste:
        return None
    klaar.append(groepen)
    reeksen = tuple(reeks for g in klaar for reeks in _reeksen(g))
    opschriften = tuple(
        (Adres(a.stappen[: a.stappen.index(stap) + 1]), kop)
        for stap, kop in namen
        for a, _ in reeksen[:1]
        if stap in a.stappen
    )
    if len(opschriften) != len(namen):
        return None
    zelf = next(
        (
            d.keuzes[0][0].nummer
            for g in klaar
            for rij in g
            for d in rij
            if not d.keuzes[0][0].soort and d.keuzes[0][0].nummer
        ),
        "",
    )
    return Plaats(
        reeksen,
        nieuw,
        regeling,
        plek,
        haakjes,
        zelf,
        re.search(r"\baanhef\s+en\b", tekst[begin:plek], re.IGNORECASE) is not None,
        opschriften,
    )


def _bij(deel: _Deel, tekst: str, *, kop: bool) -> tuple[str, int] | None:
    """The heading beside a single numbered unit that can have one."""
    van, tot = deel.keuzes[0]
    if (
        len(deel.keuzes) != 1
        or van != tot
        or van.soort not in _BUITEN
        or not van.nummer
        or _AFKORTING.match(tekst, deel.einde)
    ):
        return None
    return lees_bijstelling(tekst, deel.einde, kop=kop)


def _verbinding(tekst: str, plek: int) -> tuple[str | None, int]:
    """What joins the next component: "van", "," (deeper), "en" (a place of its own), or nothing."""
    if (treffer := _VAN.match(tekst, plek)) is not None:
        return "van", treffer.end()
    if (
        treffer := re.compile(r",?\s+(?:en|of|alsmede)\s+(?:in\s+|van\s+)?(?=(?:(?:de|het)\s+)?\w)").match(tekst, plek)
    ) is not None:
        if _deel(tekst, treffer.end()) is not None or _is_kaal(tekst, treffer.end()):
            return "en", treffer.end()
        return None, plek
    if (treffer := re.compile(r",\s+|\s+(?=onder\b|sub\b|lid\b|onderdeel\b|aanhef\b)").match(tekst, plek)) is not None:
        return ",", treffer.end()
    return None, plek


_KAAL_NUMMER = re.compile(
    r"\d+[0-9A-Za-z]*(?:[.:][0-9A-Za-z]+)*(?=,|\s+(?:wordt|worden|vervalt|vervallen|komen|komt|en)\b)"
)


def _is_kaal(tekst: str, plek: int) -> bool:
    return _KAAL_NUMMER.match(tekst, plek) is not None


def _kaal_artikel(tekst: str, plek: int, groepen: list[list[_Deel]]) -> _Deel | None:
    """ "de artikelen 3, tweede lid, en 9": a bare number after a place in an artikel is the next artikel."""
    t = _KAAL_NUMMER.match(tekst, plek)
    if t is None or not any(d.keuzes[0][0].soort == "artikel" for g in groepen for d in g):
        return None
    stap = Stap("artikel", kaal(t.group()))
    return _Deel(((stap, stap),), t.end())


def _erfenis(groepen: list[list[_Deel]], deel: _Deel) -> list[_Deel]:
    """The outer components of the previous place that also hold for the next one."""
    rang = _orde(deel)
    vorige = [d for groep in reversed(groepen) for d in groep]
    return [d for d in vorige if _orde(d) < rang]


def _orde(deel: _Deel) -> int:
    return _rangorde(deel.keuzes[0][0])


def _rangorde(stap: Stap) -> int:
    return _RANGORDE.index(stap.soort) if stap.soort in _RANGORDE else 0


def erft(vorige: Adres, adres: Adres) -> Adres:
    """An address that leaves out what it has in common with the one before it.

    >>> from verordening.adres import uit_tekst as a
    >>> erft(a("artikel 3, tweede lid, onderdeel a"), a("derde lid")).tekst()
    'artikel 3, derde lid'
    >>> erft(a("artikel 3, tweede lid"), a("artikel 5")).tekst()
    'artikel 5'
    """
    if not adres.stappen:
        return vorige
    rang = _rangorde(adres.stappen[0])
    return Adres((*(s for s in vorige.stappen if _rangorde(s) < rang), *adres.stappen))


def _reeksen(groepen: list[list[_Deel]]) -> list[Reeks]:
    """The places of one phrase. "De artikelen 12, 21, eerste lid, en 26": the lid belongs to the artikel right before it only."""
    for g, groep in enumerate(groepen):
        for i, deel in enumerate(groep[:-1]):
            if len(deel.keuzes) > 1 and deel.keuzes[0][0].soort == "artikel":
                los, vast = _Deel(deel.keuzes[:-1], deel.einde), _Deel(deel.keuzes[-1:], deel.einde)
                eerst = [*groepen[:g], [*groep[:i], los], *groepen[g + 1 :]]
                return [
                    *_reeksen(eerst),
                    *_reeksen([*groepen[:g], [*groep[:i], vast, *groep[i + 1 :]], *groepen[g + 1 :]]),
                ]
    delen = [d for groep in reversed(groepen) for d in groep]
    if not any(d.keuzes for d in delen):
        return [(Adres(), Adres())]
    uit: list[Reeks] = []
    for keuze in product(*(d.keuzes for d in delen)):
        van = tuple(s for s, _ in keuze if s.soort)
        tot = tuple(s for _, s in keuze if s.soort)
        uit.append((Adres(van), Adres(tot)))
    return uit


def _deel(tekst: str, plek: int) -> _Deel | None:
    for lezer in (_opgenomen, _betreft, _begrip, _rij, _vast, _rangdeel, _nummerdeel):
        deel = lezer(tekst, plek)
        if deel is not None:
            return deel
    return None


def _opgenomen(tekst: str, plek: int) -> _Deel | None:
    """ "de in artikel 5 opgenomen tabel": the table of artikel 5."""
    if (t := _OPGENOMEN.match(tekst, plek)) is None or (waar := lees_plek(t.group("waar"), 0)) is None:
        return None
    if (
        waar.einde != len(t.group("waar"))
        or len(waar.reeksen) != 1
        or waar.reeksen[0][0] != waar.reeksen[0][1]
        or waar.nieuw
        or waar.regeling
    ):
        return None
    return _Deel(((Stap("tabel"), Stap("tabel")),), t.end(), waar.adressen[0].stappen)


def _betreft(tekst: str, plek: int) -> _Deel | None:
    if (t := _BETREFT.match(tekst, plek)) is None:
        return None
    namen = [
        re.sub(r"^(?:de|het)\s+", "", n).strip()
        for n in re.split(r"\s+en\s+(?=(?:de|het)\s+[A-Z])|,\s+(?=(?:de|het)\s+[A-Z])", t.group("namen"))
    ]
    return _Deel(tuple((Stap("begrip", n), Stap("begrip", n)) for n in namen), t.end())


def _begrip(tekst: str, plek: int) -> _Deel | None:
    if (t := _BEGRIP.match(tekst, plek)) is None:
        if (t := _BEGRIPPEN_LOS.match(tekst, plek)) is not None:
            namen = re.split(r",\s+|\s+en\s+", t.group("termen"))
            return _Deel(tuple((Stap("begrip", n), Stap("begrip", n)) for n in namen), t.end())
        if (t := _BEGRIP_LOS.match(tekst, plek)) is None:
            return None
        stap = Stap("begrip", t.group("term"))
        return _Deel(((stap, stap),), t.end())
    termen, eind = [t.group("citaat")], t.end()
    while (nog := _NOG_CITAAT.match(tekst, eind)) is not None:
        termen.append(nog.group("citaat"))
        eind = nog.end()
    return _Deel(tuple((Stap("begrip", x), Stap("begrip", x)) for x in termen), eind)


def _rij(tekst: str, plek: int) -> _Deel | None:
    if (t := _RIJ.match(tekst, plek)) is None:
        return None
    soort = "kolom" if t.group("noem").lower() == "kolom" else "rij"
    stap = Stap(soort, t.group("citaat"))
    return _Deel(((stap, stap),), t.end())


def _vast(tekst: str, plek: int) -> _Deel | None:
    if (t := _AANHEF.match(tekst, plek)) is not None:
        if t.group().rstrip().endswith("en"):
            # «aanhef en onder b»: in de taal van de opdrachten is de plaats het onderdeel.
            return _Deel(((Stap(""), Stap("")),), t.end())
        return _Deel(((Stap("aanhef"), Stap("aanhef")),), t.end())
    if (t := _OPSCHRIFT.match(tekst, plek) or _OPSCHRIFT_LOS.match(tekst, plek)) is not None:
        return _Deel(((Stap("opschrift"), Stap("opschrift")),), t.end())
    if (t := _DEZE.match(tekst, plek)) is not None:
        wat = (t.group("wat") or "").lower()
        stap = (
            Stap(wat) if wat in ("bijlage", "tabel") else Stap("", (t.group("zelf") or t.group("zelf2") or "").lower())
        )
        return _Deel(((stap, stap),), t.end())
    return None


def _rangdeel(tekst: str, plek: int) -> _Deel | None:
    """ "het tweede tot en met vijfde lid", "de eerste en tweede zin", "het derde" before "tot vierde lid"."""
    t = _RANGKOP.match(tekst, plek)
    if t is None or _rang(t.group("rang")) is None:
        return None
    paren: list[tuple[str, str]] = []
    eind = plek
    tm = False
    start = plek
    while (t := _RANGNUMMER.match(tekst, start)) is not None and (nr := _rang(t.group("rang"))) is not None:
        paren = [*paren[:-1], (paren[-1][0], nr)] if tm else [*paren, (nr, nr)]
        eind = t.end()
        noem = _RANGNOEM.match(tekst, eind)
        stap = _VERBIND.match(tekst, noem.end() if noem else eind)
        if stap is None or (noem is not None and not _nog_een_rang(tekst, stap.end(), soort_van(noem.group("noem")))):
            break
        volgende = _RANGNUMMER.match(tekst, stap.end())
        if volgende is None or _rang(volgende.group("rang")) is None:
            break
        tm, start = stap.group("tm") is not None, stap.end()
    noem = _RANGNOEM.match(tekst, eind)
    if noem is not None:
        soort, eind = soort_van(noem.group("noem")), noem.end()
    else:
        # «onder vernummering van het derde tot vierde lid»: het woord «lid» staat pas achter het tweede nummer.
        later = re.compile(rf"\s+tot\s+(?!en met).*?(?<!\w)(?P<noem>{_MET_RANG})(?!\w)").match(tekst, eind)
        if later is None:
            return None
        soort = soort_van(later.group("noem"))
    return _Deel(tuple((Stap(soort, a), Stap(soort, b)) for a, b in paren), eind)


def _nog_een_rang(tekst: str, plek: int, soort: str) -> bool:
    t = _RANGNUMMER.match(tekst, plek)
    if t is None or _rang(t.group("rang")) is None:
        return False
    noem = _RANGNOEM.match(tekst, t.end())
    return noem is not None and soort_van(noem.group("noem")) == soort


def _rang(woord: str) -> str | None:
    if woord.lower() == "laatste":
        return "laatste"
    getal = getal_uit_rangtelwoord(woord)
    return str(getal) if getal is not None else None


def _nummerdeel(tekst: str, plek: int) -> _Deel | None:
    t = _KOP.match(tekst, plek)
    if t is None:
        return None
    soort = soort_van(t.group("noem"))
    if t.group("nr") is None:
        # Zonder nummer alleen wat er maar één van is.
        if soort in ("bijlage", "tabel") and not tekst[plek : t.end()].lower().endswith("en"):
            return _Deel(((Stap(soort), Stap(soort)),), t.end())
        return None
    if (
        soort == "onderdeel"
        and t.group("noem").lower() == "onder"
        and t.group("nr").lower().startswith(("vern", "verl", "verv"))
    ):
        return None
    eerste = kaal(t.group("nr"))
    paren, eind = [(eerste, eerste)], t.end()
    while (stap := _VERBIND.match(tekst, eind)) is not None:
        volgend = _NUMMER.match(tekst, stap.end())
        if volgend is None or not _zelfde_stijl(eerste, volgend.group("nr")):
            break
        if volgend.group("noem") and (soort_van(volgend.group("noem")) != soort or not stap.group("tm")):
            break
        if re.compile(r"\s+(?:lid|volzin|zin)\b").match(tekst, volgend.end()):
            break
        nr = kaal(volgend.group("nr"))
        if stap.group("streep") and not (
            t.group("noem").lower().endswith("en")
            and paren[-1][0].isdigit()
            and nr.isdigit()
            and int(nr) > int(paren[-1][0])
        ):
            break
        if stap.group("tm") or stap.group("streep"):
            paren[-1] = (paren[-1][0], nr)
        else:
            paren.append((nr, nr))
        eind = volgend.end()
    if soort in ("onderdeel", "lid") and (punt := _LOSSE_PUNT.match(tekst, eind)) is not None:
        eind = punt.end()
    return _Deel(tuple((Stap(soort, a), Stap(soort, b)) for a, b in paren), eind)


_LOSSE_PUNT = re.compile(r"\.(?=,\s|\s+(?:wordt|worden|komt|komen|vervalt|vervallen|onder|sub|lid|van)\b)")
"""«onderdeel C., wordt»: the stop belongs to the letter."""


def _zelfde_stijl(een: str, ander: str) -> bool:
    return een[:1].isdigit() == ander[:1].isdigit() or (een[:1].isupper() and ander[:1].isdigit())


def is_eigen_tekst(tekst: str, adres: Adres, *, ook_eerste: bool = False) -> bool:
    """True when new text begins with the designation of this very unit.

    Args:
        ook_eerste: also for "a." and "1."; without, those can be the first instruction of a block.

    >>> from verordening.adres import uit_tekst
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


# --- numbers after "tot" ----------------------------------------------------------------------------------------------

_NUMMERS = re.compile(
    rf"(?:onderscheidenlijk\s+|respectievelijk\s+)?(?:{_LIDWOORD})?(?:(?P<noem>{_MET_NUMMER})\s+)?(?P<lijst>(?:{_LIDWOORD})?(?:{_RANG}|{_GEENNR}{_NR})"
    rf"(?:(?:,?\s*tot en met\s+|\s*t/m\s+|\s?[-–]\s?(?=\d)|,?\s+en\s+|,\s+)(?!onder ver)(?:{_LIDWOORD})?(?:(?:{_MET_NUMMER})\s+)?(?:{_RANG}(?!\w)|{_GEENNR}{_NR}(?![\w’])))*)"
    rf"(?P<na>\s+(?:{_MET_RANG})(?!\w))?",
    re.IGNORECASE,
)


def lees_nummers(tekst: str, plek: int) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """New numbers after "tot": (first, last) per item, and the position after them.

    >>> lees_nummers("derde tot en met zesde lid wordt", 0)
    ((('3', '6'),), 26)
    >>> lees_nummers("onderdeel g en onder", 0)
    ((('g', 'g'),), 11)
    """
    t = _NUMMERS.match(tekst, plek)
    if t is None:
        return None
    delen = re.split(r"(,?\s*tot en met\s+|\s*t/m\s+|\s?[-–]\s?(?=\d)|,?\s+en\s+|,\s+)", t.group("lijst"))
    paren: list[tuple[str, str]] = []
    for i in range(0, len(delen), 2):
        woord = re.sub(rf"^(?:{_LIDWOORD})?(?:(?:{_MET_NUMMER})\s+)?", "", delen[i].strip(), flags=re.IGNORECASE)
        nr = _rang(woord) or kaal(woord)
        if i and re.search(r"tot en met|t/m|[-–]", delen[i - 1]):
            paren[-1] = (paren[-1][0], nr)
        else:
            paren.append((nr, nr))
    return tuple(paren), t.end()
