"""The decision's own provisions as data: entry into force, retroactivity, repeal, transition … (``standaarden`` F.3, 56–68).

>>> b = lees_bepaling("Deze verordening treedt in werking met ingang van 1 januari 2027, met uitzondering van artikel II.", ("III", "1"))
>>> [x.soort.value for x in b], b[0].datum.isoformat(), b[0].uitgezonderd
(['inwerkingtreding'], '2027-01-01', (('II',),))
"""

from __future__ import annotations

import re
from datetime import date

from verordening.bevinding import Geweigerd
from verordening.nummers import uit_romeins

from ..besluit import Bepaling, Bepalingsoort, Bronplek
from .datum import DATUM, lees_datum

__all__ = ["CATALOGUS", "delen_van", "is_toelichting", "lees_bepaling"]

CATALOGUS: tuple[tuple[int, str, str], ...] = (
    (56, "Wijziging van de toelichting: geen recht, apart bewaard.", "De toelichting op artikel 3 wordt als volgt gewijzigd:"),
    (57, "Intrekking van een regeling.", "De Verordening toeslagen 2019 wordt ingetrokken."),
    (58, "Intrekking met een datum of eerbiedigende werking.", "De Proefverordening 2020 wordt per 1 januari 2027 ingetrokken, met dien "
         "verstande dat zij van toepassing blijft op lopende toeslagen."),
    (59, "Inwerkingtreding: datum, relatief, voorwaardelijk of gedelegeerd; ook per onderdeel.",
         "Artikel I, onderdelen C en D, treedt in werking met ingang van 1 januari 2027."),
    (60, "Terugwerkende kracht.", "Dit besluit treedt in werking op de dag na bekendmaking en werkt terug tot en met 1 januari 2026."),
    (61, "Eerbiedigend overgangsrecht.", "Op aanvragen van voor 1 januari 2026 blijft artikel 3 van toepassing zoals dat luidde."),
    (62, "Omzetting of fictie: alleen geclassificeerd.", "Een aanwijzing op grond van artikel 4 geldt als een aanwijzing op grond van artikel 4a."),
    (63, "Vervaldatum van de regeling.", "Deze verordening vervalt met ingang van 1 januari 2030."),
    (64, "Citeertitel.", "Deze verordening wordt aangehaald als: Proefverordening 2026."),
    (65, "Nieuwe grondslag.", "Na inwerkingtreding van dit besluit berust het Uitvoeringsbesluit proef op artikel 8."),
    (66, "Samenloop: bewaard als gegeven, nooit vanzelf uitgevoerd.",
         "Indien het besluit van 3 mei 2026 eerder in werking treedt dan dit besluit, vervalt artikel I, onderdeel B."),
    (68, "Rectificatie.", "In gmb-2026-12345 moet voor “acht weken” worden gelezen “zes weken”."),
)  # fmt: skip
"""Provisions of the decision itself: number of the form, what it is, example (for the documentation)."""

_DEELTEKEN = re.compile(
    r"(?P<artikel>artikel(?:en)?)\s|(?P<ond>onderde(?:el|len))\s|(?P<sub>onder)\s+(?=\d)|(?P<tm>tot en met)\s"
    r"|(?P<nr>(?<!\w)(?:[IVXLC]+|[A-Z]{1,4}|\d+[a-z]?)(?!\w))|(?P<bij>,?\s+en\s|,\s)|(?P<anders>\S+)", re.IGNORECASE
)
_TREEDT = re.compile(
    rf"(?P<wat>.*?)\b(?:(?:treedt|treden)\b(?P<tussen>.{{0,80}}?)\bin\s*werking\b|(?:gaat|gaan)\s+in(?=\s+(?:op|per|met\s+ingang\s+van)\s+(?:{DATUM}|de\s+(?:eerste\s+)?dag\b))|(?:wordt|zal)\b(?P<tussen2>(?:(?!\btreed|\btreden).){{0,80}}?)\bin\s+werking\b)"
    r"(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_INGANG = re.compile(rf"(?:met\s+ingang\s+van|op|per)\s+(?P<dag>{DATUM})", re.IGNORECASE)
_TERUG = re.compile(rf"werk(?:t|en)\s+(?:daarbij\s+)?terug\s+(?:tot\s+en\s+met|tot|naar)\s+(?P<dag>{DATUM})|met\s+terugwerkende\s+kracht\s+(?:tot\s+en\s+met|tot|per|vanaf|met\s+ingang\s+van)\s+(?P<dag3>{DATUM})|terugwerkende\s+kracht\s+(?:tot\s+en\s+met|tot)\s+(?P<dag4>{DATUM})|terugwerk(?:t|en)\s+tot\s+en\s+met\s+(?P<dag2>{DATUM})", re.IGNORECASE)
_TEVENS_IN = re.compile(r",?\s*(?:onder|en)\s+gelijktijdige\s+intrekking\s+van\s+(?P<wat>[^;]+?)\s*\.?\Z", re.IGNORECASE)
_MET_TERUG = re.compile(r"\bmet\s+terugwerkende\s+kracht\b", re.IGNORECASE)
_UITZONDERING = re.compile(r"met\s+uitzondering\s+van\s+(?P<wat>[^.;]+?)(?=,\s+(?:dat|die|welk)|[.;]|$)", re.IGNORECASE)
_VOORWAARDE = re.compile(r"(?:indien|als|wanneer|op het tijdstip waarop|op een (?:door|bij|nader)|zodra|op het moment (?:dat|waarop))", re.IGNORECASE)
_INTREKKING = re.compile(rf"(?P<wat>(?:De|Het|Deze)\s+.+?)\s+(?:wordt|worden)\s+(?:(?:met ingang van|per|op)\s+(?P<dag>{DATUM})\s+)?ingetrokken(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_HORIZON = re.compile(rf"(?:deze|dit|de|het)\s+(?P<wat>[^,.]+?)\s+vervalt\s+(?:van\s+rechtswege\s+)?(?:met ingang van|op|per)\s+(?P<dag>{DATUM})", re.IGNORECASE)
_VERVALT_REGELING = re.compile(r"(?P<wanneer>(?:Op|Met ingang van|Bij)\s+(?:het\s+tijdstip\s+van\s+)?(?:de\s+)?inwerkingtreding\s+van\s+(?:deze|dit)\s+\w+)\s+(?:vervalt|vervallen)\s+(?P<wat>(?:de|het)\s+[^,;]*?(?:verordening|besluit|regeling|beleidsregel|reglement)\w*\b.*)", re.IGNORECASE)
_CITEER = re.compile(r"(?:deze|dit)\s+\w+\s+(?:wordt|kan worden)\s+(?:aangehaald|geciteerd)\s+(?:als|onder\s+de\s+(?:naam|titel))\s*:?\s*(?:(?:de|het)\s+(?=[A-Z]))?(?P<naam>.+?)\.?\s*\Z", re.IGNORECASE | re.DOTALL)
_GRONDSLAG = re.compile(r"(?:na|met ingang van|vanaf).{3,120}?\bberust(?:en)?\s+(?P<wat>.+?)\s+op\s+(?P<naam>(?:de\s+)?artikel.+?)\.?\s*\Z", re.IGNORECASE | re.DOTALL)
_RECTIFICATIE = re.compile(r"In\s+(?P<wat>.+?)\s+(?:moet|dient)\s+(?:voor\s+|in plaats van\s+|)[„“”«‘\"'](?P<oud>.+?)[”“\"»’']\s+(?:te\s+worden|worden)\s+gelezen:?\s+[„“”«‘\"'](?P<nieuw>.+?)[”“\"»’']", re.IGNORECASE | re.DOTALL)
_FICTIE = re.compile(r"(?:wordt|worden|geldt|gelden)\b.{0,300}?\b(?:geacht\b|aangemerkt als|gelijkgesteld|als\s+\w+\s+op grond van|omgezet)|\bgeldt als\b", re.IGNORECASE | re.DOTALL)
_OVERGANG = re.compile(r"blij(?:ft|ven)\b.{0,400}?\bvan toepassing|van toepassing blij(?:ft|ven)|zoals (?:dat|die|deze|dit|zij)\b.{0,120}?\b(?:luidde|luidden|gold|golden)|is\s+(?:niet\s+)?van toepassing op|wordt beslist met toepassing van|(?:afgehandeld|behandeld|afgedaan)\s+(?:volgens|op grond van|met toepassing van|overeenkomstig)|blij(?:ft|ven) (?:van kracht|in stand|gelden|gehandhaafd)|(?:berust|rust)", re.IGNORECASE | re.DOTALL)
_SAMENLOOP = re.compile(r"\b(?:indien|als|wanneer)\b.{5,1500}?\b(?:eerder|later|gelijktijdig|op hetzelfde tijdstip|in werking (?:treedt|is getreden|zijn getreden|treden))\b", re.IGNORECASE | re.DOTALL)
_TOELICHTING = re.compile(r"(?:in|aan)?\s*de\s+(?:algemene\s+|artikelsgewijze\s+)?toelichting\b.{0,200}?\b(?:gewijzigd|aangevuld|vervangen|ingevoegd|toegevoegd|vervalt|te luiden)", re.IGNORECASE | re.DOTALL)
_OPDRACHTTAAL = re.compile(
    r"\b(?:vervangen door|te luiden|luidt(?: als volgt)?:|gelezen|ingevoegd|toegevoegd|vernummer\w*|verletter\w*|luidende|als volgt (?:gewijzigd|te wijzigen)"
    r"|gewijzigd in\b.{0,3}[„“”«‘\"']|wijzigingen aangebracht|geschrapt|doorgehaald|vervalt|vervallen)\b", re.IGNORECASE
)
_DAGEN = re.compile(r"op\s+(?:de\s+)?(?:eerste\s+|\w+\s+)?dag\s+(?:na|van|volgend)\b[^.;]*|(?:acht|\w+)\s+dagen\s+na\s+[^.;]*", re.IGNORECASE)


def delen_van(tekst: str) -> tuple[tuple[str, ...], ...]:
    """Parts of the decision that are named: "artikel I, onderdelen C en D" → (("I", "C"), ("I", "D")).

    >>> delen_van("artikel I, onderdelen C tot en met E, en artikel III")
    (('I', 'C'), ('I', 'D'), ('I', 'E'), ('III',))
    """
    uit: list[tuple[str, ...]] = []
    niveau, tm = 0, False
    for t in _DEELTEKEN.finditer(tekst):
        soort = t.lastgroup
        if soort == "artikel":
            niveau, tm = 1, False
        elif soort in ("ond", "sub"):
            niveau = (2 if soort == "ond" else 3) if niveau else 0
        elif soort == "tm":
            tm = True
        elif soort == "nr" and niveau and t.group("nr")[0].isupper() | t.group("nr")[0].isdigit():
            nr = t.group("nr")
            if niveau > 1 and uit_romeins(nr) and len(nr) > 1:
                niveau = 1  # «artikelen VII, onderdeel G, IX, onderdelen A en C»: een Romeins getal is weer een artikel.
            uit = _met_deel(uit, niveau, nr, tm)
            tm = False
        elif soort == "anders":
            niveau = 0
    return tuple(uit)


def _met_deel(uit: list[tuple[str, ...]], niveau: int, nr: str, tm: bool) -> list[tuple[str, ...]]:
    """The parts with one number more: below the last article or letter, or next to it."""
    if niveau == 1:
        return [*uit, (nr,)]
    boven = uit[-1][: niveau - 1] if uit else ()
    if len(boven) < niveau - 1:
        return uit
    rest = uit[:-1] if uit[-1] == boven else uit
    tussenin = [uit[-1][-1]] if tm and len(uit[-1]) == niveau else []
    if tussenin and len(nr) == len(tussenin[0]) == 1:
        return [*rest, *((*boven, chr(n)) for n in range(ord(tussenin[0]) + 1, ord(nr) + 1))]
    return [*rest, (*boven, nr)]


def is_toelichting(zin: str) -> bool:
    """True for a change of the explanatory note: no law, stored apart (F.3, 56)."""
    return _TOELICHTING.match(zin) is not None


def lees_bepaling(zin: str, nummer: tuple[str, ...], bron: Bronplek = Bronplek()) -> tuple[Bepaling, ...]:
    """What a provision of the decision itself says; one sentence can say two things (entry into force and back-dating).

    Raises:
        Geweigerd: the words look like an instruction but are none of the catalogue.
    """
    B = Bepalingsoort

    def een(soort: Bepalingsoort, vorm: int, **rest: object) -> Bepaling:
        return Bepaling(soort, nummer, zin, vormen=(vorm,), bron=bron, **rest)  # type: ignore[arg-type]

    if (t := _RECTIFICATIE.match(zin)) is not None:
        return (een(B.RECTIFICATIE, 68, onderwerp=t.group("wat").strip(" ,"), naam=f"«{t.group('oud')}» → «{t.group('nieuw')}»"),)
    if _TOELICHTING.match(zin):
        return (een(B.TOELICHTING, 56),)
    if (t := _INTREKKING.match(zin)) is not None:
        rest = t.group("rest").strip(" .,")
        dag = lees_datum(t.group("dag") or "") or (lees_datum(i.group("dag")) if (i := _INGANG.search(rest)) else None)
        uit = [een(B.INTREKKING, 58 if rest else 57, onderwerp=_zonder_lidwoord(t.group("wat")).strip(" ,"), datum=dag,
                   tijdstip=rest if not dag and rest.startswith("op ") else "")]
        if _OVERGANG.search(rest):
            uit.append(een(B.OVERGANG, 61))
        return tuple(uit)
    if (t := _CITEER.match(zin)) is not None:
        return (een(B.CITEERTITEL, 64, naam=t.group("naam").strip(" “”„\"«»‘’'")),)
    if (t := _VERVALT_REGELING.match(zin)) is not None:
        return (een(B.INTREKKING, 57, onderwerp=_zonder_lidwoord(t.group("wat")).strip(" .,"), tijdstip=t.group("wanneer").lower()),)
    if (t := _TREEDT.match(zin)) is not None and not _SAMENLOOP.match(zin):
        return _inwerking(zin, t, een)
    if (t := _HORIZON.search(zin)) is not None and not _OPDRACHTTAAL.search(zin.replace("vervalt", "", 1)):
        return (een(B.HORIZON, 63, datum=lees_datum(t.group("dag"))),)
    if (t := _GRONDSLAG.match(zin)) is not None:
        return (een(B.GRONDSLAG, 65, onderwerp=t.group("wat"), naam=t.group("naam")),)
    if (t := _SAMENLOOP.match(zin)) is not None:
        return (een(B.SAMENLOOP, 66, voorwaarde=t.group(), delen=delen_van(zin[t.end() :])),)
    if (t := _TERUG.search(zin)) is not None:
        return (een(B.TERUGWERKING, 60, delen=delen_van(zin[: t.start()]), datum=_terugdag(t)),)
    if _OVERGANG.search(zin):
        return (een(B.OVERGANG, 61),)
    if _FICTIE.search(zin):
        return (een(B.FICTIE, 62),)
    if (t := _OPDRACHTTAAL.search(zin)) is not None:
        raise Geweigerd(
            f"deze zin lijkt op een wijzigingsopdracht («{t.group()}») maar is niet als opdracht te lezen", plaats=str(bron),
            code="opdracht-onleesbaar", advies="Zie docs/opdrachten-taal.md voor de vormen die worden gelezen.",
        )  # fmt: skip
    return (een(B.EIGEN, 0),)


def _terugdag(t: re.Match[str]) -> date | None:
    return lees_datum(t.group("dag") or t.group("dag2") or t.group("dag3") or t.group("dag4"))


def _zonder_lidwoord(tekst: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", tekst.strip(), flags=re.IGNORECASE)


def _inwerking(zin: str, t: re.Match[str], een: object) -> tuple[Bepaling, ...]:
    assert callable(een)
    tussen = t.group("tussen") or t.group("tussen2") or ""
    rest = f"{tussen} {t.group('rest')}"
    tevens = _TEVENS_IN.search(rest)
    rest = rest[: tevens.start()] if tevens else rest
    uitgezonderd = delen_van(u.group("wat")) if (u := _UITZONDERING.search(rest)) else ()
    terug = _TERUG.search(rest)
    kern = rest[: terug.start()] if terug else rest
    dag = lees_datum(i.group("dag")) if (i := _INGANG.search(kern)) else None
    vrij = "" if dag else " ".join(_UITZONDERING.sub("", kern).strip(" .,").removesuffix(" en").split())
    relatief = _DAGEN.search(vrij) is not None
    voorwaarde = vrij if vrij and not relatief and _VOORWAARDE.search(vrij) else ""
    if not dag and not vrij and not (terug and _MET_TERUG.search(rest)):
        raise Geweigerd("de inwerkingtreding noemt geen tijdstip", code="geen-tijdstip", advies="Noem een datum of een tijdstip.")
    if terug and not dag and not vrij and _MET_TERUG.search(rest):
        dag = _terugdag(terug)
    delen = delen_van(f"{t.group('wat')} {tussen}")
    uit = [
        een(Bepalingsoort.INWERKINGTREDING, 59, delen=delen, uitgezonderd=uitgezonderd, datum=dag,
            tijdstip=vrij, voorwaarde=voorwaarde, onderwerp=t.group("wat").strip())
    ]  # fmt: skip
    if terug:
        eigen = delen_van(kern.rsplit("met dien verstande dat", 1)[-1]) if "met dien verstande dat" in kern else ()
        uit.append(een(Bepalingsoort.TERUGWERKING, 60, delen=eigen or delen, uitgezonderd=uitgezonderd,
                       datum=_terugdag(terug)))  # fmt: skip
    elif _MET_TERUG.search(rest) and dag:
        uit.append(een(Bepalingsoort.TERUGWERKING, 60, delen=delen, uitgezonderd=uitgezonderd, datum=dag))
    if tevens:
        uit.append(een(Bepalingsoort.INTREKKING, 57, onderwerp=_zonder_lidwoord(tevens.group("wat")), datum=dag, tijdstip="" if dag else vrij))
    return tuple(uit)
