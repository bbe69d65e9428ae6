"""The decision's own provisions as data: entry into force, retroactivity, repeal, transition … (``standaarden`` F.3, 56–68).

>>> b = lees_bepaling("Deze verordening treedt in werking met ingang van 1 januari 2027, met uitzondering van artikel II.", ("III", "1"))
>>> [x.soort.value for x in b], b[0].datum.isoformat(), b[0].uitgezonderd
(['inwerkingtreding'], '2027-01-01', (('II',),))
"""

from __future__ import annotations

import re

from verordening.bevinding import Geweigerd

from ..besluit import Bepaling, Bepalingsoort, Bronplek
from .datum import DATUM, lees_datum

__all__ = ["delen_van", "lees_bepaling"]

_DELEN = re.compile(
    r"artikel(?:en)?\s+(?P<art>[IVXLC]+|\d+[a-z]?)(?:,\s+onderde(?:el|len)\s+(?P<ond>[A-Z]{1,4}(?:(?:,\s+|\s+en\s+|\s+tot en met\s+)[A-Z]{1,4})*)"
    r"(?:,\s+onder\s+(?P<sub>\d+))?)?(?P<meer>(?:(?:,\s+|\s+en\s+|,\s+en\s+)(?:[IVXLC]+|\d+[a-z]?)(?![\w]))*)"
)
_TREEDT = re.compile(r"(?P<wat>.*?)\b(?:treedt|treden|wordt|zal)\b(?P<tussen>.{0,80}?)\bin\s+werking\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_INGANG = re.compile(rf"(?:met\s+ingang\s+van|op|per)\s+(?P<dag>{DATUM})", re.IGNORECASE)
_TERUG = re.compile(rf"werk(?:t|en)\s+(?:daarbij\s+)?terug\s+tot\s+en\s+met\s+(?P<dag>{DATUM})|terugwerk(?:t|en)\s+tot\s+en\s+met\s+(?P<dag2>{DATUM})", re.IGNORECASE)
_UITZONDERING = re.compile(r"met\s+uitzondering\s+van\s+(?P<wat>[^.;]+?)(?=,\s+(?:dat|die|welk)|[.;]|$)", re.IGNORECASE)
_VOORWAARDE = re.compile(r"(?:indien|als|wanneer|op het tijdstip waarop|op een (?:door|bij|nader)|zodra|op het moment (?:dat|waarop))", re.IGNORECASE)
_INTREKKING = re.compile(rf"(?P<wat>(?:De|Het|Deze)\s+.+?)\s+(?:wordt|worden)\s+(?:(?:met ingang van|per|op)\s+(?P<dag>{DATUM})\s+)?ingetrokken(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_HORIZON = re.compile(rf"(?:deze|dit|de|het)\s+(?P<wat>[^,.]+?)\s+vervalt\s+(?:met ingang van|op|per)\s+(?P<dag>{DATUM})", re.IGNORECASE)
_CITEER = re.compile(r"(?:deze|dit)\s+\w+\s+(?:wordt|kan worden)\s+(?:aangehaald|geciteerd)\s+als:?\s*(?P<naam>.+?)\.?\s*\Z", re.IGNORECASE | re.DOTALL)
_GRONDSLAG = re.compile(r"(?:na|met ingang van|vanaf).{3,120}?\bberust(?:en)?\s+(?P<wat>.+?)\s+op\s+(?P<naam>(?:de\s+)?artikel.+?)\.?\s*\Z", re.IGNORECASE | re.DOTALL)
_RECTIFICATIE = re.compile(r"In\s+(?P<wat>.+?)\s+(?:moet|dient)\s+(?:voor\s+|in plaats van\s+|)[„“”«‘\"'](?P<oud>.+?)[”“\"»’']\s+(?:te\s+worden|worden)\s+gelezen:?\s+[„“”«‘\"'](?P<nieuw>.+?)[”“\"»’']", re.IGNORECASE | re.DOTALL)
_FICTIE = re.compile(r"(?:wordt|worden|geldt|gelden)\b.{0,300}?\b(?:geacht\b|aangemerkt als|gelijkgesteld|als\s+\w+\s+op grond van|omgezet)|\bgeldt als\b", re.IGNORECASE | re.DOTALL)
_OVERGANG = re.compile(r"blij(?:ft|ven)\b.{0,400}?\bvan toepassing|zoals (?:dat|die|deze|dit|zij)\b.{0,120}?\b(?:luidde|luidden|gold|golden)|is\s+(?:niet\s+)?van toepassing op|wordt beslist met toepassing van|blij(?:ft|ven) (?:van kracht|in stand|gelden|gehandhaafd)|(?:berust|rust)", re.IGNORECASE | re.DOTALL)
_SAMENLOOP = re.compile(r"\b(?:indien|als|wanneer)\b.{5,1500}?\b(?:eerder|later|gelijktijdig|op hetzelfde tijdstip|in werking (?:treedt|is getreden|zijn getreden|treden))\b", re.IGNORECASE | re.DOTALL)
_TOELICHTING = re.compile(r"(?:in|aan)?\s*de\s+(?:algemene\s+|artikelsgewijze\s+)?toelichting\b.{0,200}?\b(?:gewijzigd|aangevuld|vervangen|ingevoegd|toegevoegd|vervalt|te luiden)", re.IGNORECASE | re.DOTALL)
_OPDRACHTTAAL = re.compile(r"\b(?:vervangen door|te luiden|ingevoegd|toegevoegd|vernummer|verletter|luidende|als volgt gewijzigd|vervalt|vervallen)\b", re.IGNORECASE)
_DAGEN = re.compile(r"op\s+(?:de\s+)?(?:eerste\s+|\w+\s+)?dag\s+(?:na|van|volgend)\b[^.;]*|(?:acht|\w+)\s+dagen\s+na\s+[^.;]*", re.IGNORECASE)


def delen_van(tekst: str) -> tuple[tuple[str, ...], ...]:
    """Parts of the decision that are named: "artikel I, onderdelen C en D" → (("I", "C"), ("I", "D")).

    >>> delen_van("artikel I, onderdelen C tot en met E, en artikel III")
    (('I', 'C'), ('I', 'D'), ('I', 'E'), ('III',))
    """
    uit: list[tuple[str, ...]] = []
    for t in _DELEN.finditer(tekst):
        art = t.group("art")
        if t.group("ond"):
            delen = re.split(r"(,\s+|\s+en\s+|\s+tot en met\s+)", t.group("ond"))
            for i in range(0, len(delen), 2):
                if i and "tot en met" in delen[i - 1] and len(delen[i]) == len(delen[i - 2]) == 1:
                    uit.extend((art, chr(n)) for n in range(ord(delen[i - 2]) + 1, ord(delen[i]) + 1))
                else:
                    uit.append((art, delen[i], t.group("sub")) if t.group("sub") else (art, delen[i]))
        else:
            uit.append((art,))
        uit.extend((n,) for n in re.findall(r"[IVXLC]+|\d+[a-z]?", t.group("meer") or ""))
    return tuple(uit)


def lees_bepaling(zin: str, nummer: tuple[str, ...], bron: Bronplek = Bronplek()) -> tuple[Bepaling, ...]:
    """What a provision of the decision itself says; one sentence can say two things (entry into force and back-dating).

    Raises:
        Geweigerd: the words look like an instruction but are none of the catalogue.
    """
    B = Bepalingsoort

    def een(soort: Bepalingsoort, vorm: int, **rest: object) -> Bepaling:
        return Bepaling(soort, nummer, zin, vormen=(vorm,), bron=bron, **rest)  # type: ignore[arg-type]

    if (t := _RECTIFICATIE.match(zin)) is not None:
        return (een(B.RECTIFICATIE, 68, onderwerp=t.group("wat"), naam=f"«{t.group('oud')}» → «{t.group('nieuw')}»"),)
    if _TOELICHTING.match(zin):
        return (een(B.TOELICHTING, 56),)
    if (t := _INTREKKING.match(zin)) is not None:
        rest = t.group("rest").strip(" .,")
        dag = lees_datum(t.group("dag") or "") or (lees_datum(i.group("dag")) if (i := _INGANG.search(rest)) else None)
        uit = [een(B.INTREKKING, 58 if rest else 57, onderwerp=_zonder_lidwoord(t.group("wat")), datum=dag)]
        if _OVERGANG.search(rest):
            uit.append(een(B.OVERGANG, 61))
        return tuple(uit)
    if (t := _CITEER.match(zin)) is not None:
        return (een(B.CITEERTITEL, 64, naam=t.group("naam").strip(" “”„\"«»‘’'")),)
    if (t := _TREEDT.match(zin)) is not None and not _SAMENLOOP.match(zin):
        return _inwerking(zin, t, een)
    if (t := _HORIZON.search(zin)) is not None and not _OPDRACHTTAAL.search(zin.replace("vervalt", "", 1)):
        return (een(B.HORIZON, 63, datum=lees_datum(t.group("dag"))),)
    if (t := _GRONDSLAG.match(zin)) is not None:
        return (een(B.GRONDSLAG, 65, onderwerp=t.group("wat"), naam=t.group("naam")),)
    if (t := _SAMENLOOP.match(zin)) is not None:
        return (een(B.SAMENLOOP, 66, voorwaarde=t.group(), delen=delen_van(zin[t.end() :])),)
    if (t := _TERUG.search(zin)) is not None:
        dag = lees_datum(t.group("dag") or t.group("dag2"))
        return (een(B.TERUGWERKING, 60, delen=delen_van(zin[: t.start()]), datum=dag),)
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


def _zonder_lidwoord(tekst: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", tekst.strip(), flags=re.IGNORECASE)


def _inwerking(zin: str, t: re.Match[str], een: object) -> tuple[Bepaling, ...]:
    assert callable(een)
    rest = t.group("tussen") + " " + t.group("rest")
    uitgezonderd = delen_van(u.group("wat")) if (u := _UITZONDERING.search(rest)) else ()
    terug = _TERUG.search(rest)
    kern = rest[: terug.start()] if terug else rest
    dag = lees_datum(i.group("dag")) if (i := _INGANG.search(kern)) else None
    vrij = "" if dag else " ".join(_UITZONDERING.sub("", kern).strip(" .,").removesuffix(" en").split())
    relatief = _DAGEN.search(vrij) is not None
    voorwaarde = vrij if vrij and not relatief and _VOORWAARDE.search(vrij) else ""
    if not dag and not vrij:
        raise Geweigerd("de inwerkingtreding noemt geen tijdstip", code="geen-tijdstip", advies="Noem een datum of een tijdstip.")
    delen = delen_van(t.group("wat"))
    uit = [
        een(Bepalingsoort.INWERKINGTREDING, 59, delen=delen, uitgezonderd=uitgezonderd, datum=dag,
            tijdstip=vrij, voorwaarde=voorwaarde, onderwerp=t.group("wat").strip())
    ]  # fmt: skip
    if terug:
        uit.append(een(Bepalingsoort.TERUGWERKING, 60, delen=delen, uitgezonderd=uitgezonderd,
                       datum=lees_datum(terug.group("dag") or terug.group("dag2"))))  # fmt: skip
    return tuple(uit)
