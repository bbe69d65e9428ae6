"""Damaged decisions: the account of a collector beside what was read, for :mod:`bench.bench_fuzz`.

The collector knows lines, days, words between quotation marks and numbers of artikelen, and nothing of instructions. A
decision that is read without a refusal and without another finding than its seed gives, must hold all of them: every letter
in exactly one line, what stands in an instruction in what it does, every day of a provision in that provision, every word of
new text in the new text; and a line that did not change is never taken for something else. Of a decision in Word the letters are
those of the collector of Word; of one in XML every text of an element, in one piece, must stand in something that was read.
"""

from __future__ import annotations

import html
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

from bench.verzamelaar import OnbekendeVorm, letters, uit_word
from tests.versies.gevallen import MAP
from verordening.bevinding import Geweigerd
from verordening.lezers import lees
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Opdracht, Regel, Regelsoort
from versies.opdracht import toets_besluit
from versies.opstellen import stel_op
from versies.opstellen.akn import besluit_akn
from versies.opstellen.besluitpapier import besluit_docx
from versies.stop.mutatie import weergeef

_MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()
_DAG = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MAANDEN)}) (\d{{4}})\b")
_CITAAT = re.compile(r"[“„«\"]([^“”„«»\"]+)[”»\"]")
_ARTIKEL = re.compile(r"\bartikel (\d+(?:[a-z]+| [a-z](?=\.?$))?)\b", re.I)
_VAST = (Regelsoort.OPDRACHT, Regelsoort.SLOTBEPALING, Regelsoort.ONDERTEKENING)
_PAREN = 12
"""So many pairs of was and wordt are drafted as Akoma Ntoso, STOP and Word."""
_RUW = ("zin", "bron", "vormen", "opschriften")
"""Fields that repeat the source, or say where it was: no reading of it."""


@cache
def zaden() -> dict[str, bytes]:
    """The decisions of the cases that are read without a refusal."""
    uit = {}
    for pad in sorted((MAP / "besluiten").glob("*.md")):
        tekst = pad.read_text("utf-8").partition("\n=== gelezen als ===\n")[0].split("\n", 2)[2]
        if not toets_besluit(tekst)[1]:
            uit[f"{pad.stem}.besluit"] = tekst.encode()
    for map_ in sorted((MAP / "handwerk").iterdir())[:_PAREN]:
        was, wordt = (lees((map_ / naam).read_bytes(), naam=naam) for naam in ("was.md", "wordt.md"))
        ontwerp = stel_op(was, wordt)
        uit[f"{map_.name}.akn.xml"] = _bytes(besluit_akn(ontwerp))
        uit[f"{map_.name}.stop.xml"] = _bytes(weergeef(ontwerp.verschil, overheid="gm0001"))
        uit[f"{map_.name}.docx"] = _bytes(besluit_docx(ontwerp))
    return uit


def _bytes(inhoud: str | bytes) -> bytes:
    return inhoud.encode() if isinstance(inhoud, str) else inhoud


def schud(rij: list[str], plek: int, doe: int, kans: random.Random) -> None:
    """One of a row away (0), double (1), or changed places with another (2)."""
    if doe == 0:
        del rij[plek]
    elif doe == 1:
        rij.insert(plek, rij[plek])
    else:
        ander = kans.randrange(len(rij))
        rij[plek], rij[ander] = rij[ander], rij[plek]


def verander(inhoud: bytes, kans: random.Random) -> bytes:
    """One word of one line away, double, swapped, taken from elsewhere, or with another digit."""
    regels = inhoud.decode().split("\n")
    plek = kans.choice([n for n, r in enumerate(regels) if r.strip()])
    woorden = regels[plek].split(" ")
    n, doe = kans.randrange(len(woorden)), kans.randrange(5)
    if doe < 3:
        schud(woorden, n, doe, kans)
    elif doe == 3:
        woorden[n] = kans.choice(inhoud.decode().split())
    else:
        regels[plek] = re.sub(r"\d", lambda _: str(kans.randrange(10)), regels[plek], count=1)
        woorden = regels[plek].split(" ")
    regels[plek] = " ".join(woorden)
    return "\n".join(regels).encode()


def beoordeel(naam: str, inhoud: bytes) -> str:
    """``gelezen``, ``gemeld``, ``geweigerd``, or in capitals what was lost."""
    try:
        besluit, fouten = toets_besluit(inhoud, naam=naam)
    except Geweigerd:
        return "geweigerd"
    if fouten:
        return "geweigerd"
    zaad = _zaad(naam)
    if Counter(b.code for b in besluit.bevindingen) - Counter(b.code for b in zaad.bevindingen):
        return "gemeld"
    if naam.endswith(".xml"):
        weg = [t for t in _teksten(inhoud) if t not in _teksten(zaden()[naam]) and t not in _alles(besluit)]
        return f"STIL tekst: {weg[0][:90]!r} staat nergens" if weg else "gelezen"
    gelezen = letters("".join(r.tekst for r in besluit.regels))
    try:
        bron = uit_word(inhoud) if naam.endswith(".docx") else letters(_platte(inhoud))
    except (KeyError, ValueError, ET.ParseError) as fout:  # as bench.bench_fuzz does for a regulation in Word
        raise OnbekendeVorm from fout
    if gelezen != bron:
        return "STIL letters: de regels samen zijn niet de bron"
    werkt = any(besluit.moment(o)[0] for o in besluit.opdrachten)
    for regel in besluit.regels:
        uitgesteld = regel.soort is Regelsoort.SLOTBEPALING and not werkt  # without a day nothing is carried out
        weg = [w for w in _gegevens(regel) if not _staat(w, _gelezen(besluit, regel))]
        if weg and not uitgesteld:
            return f"STIL {regel.soort.value}: {weg[0]!r} van «{regel.tekst.strip()[:90]}»"
    soort = dict(_met_buren(zaad))
    koppen = {k for a in besluit.artikelen for k, _ in a.koppen}
    for plek, nu in _met_buren(besluit):
        if (was := soort.get(plek)) in _VAST and nu is not was and plek[1].strip() not in koppen:
            return f"STIL verspringt: van {was} naar {nu}: «{plek[1].strip()[:90]}»"
    return "gelezen"


def _platte(inhoud: bytes) -> str:
    tekst = inhoud.decode("utf-8-sig").replace("<<", "«").replace(">>", "»")
    return re.sub(r"&#?\w+;", lambda teken: html.unescape(teken[0]), tekst)


_NIET_GELEZEN = frozenset("meta preface preamble conclusions VerwijderdeTekst Aanhef Sluiting".split())
"""What describes the file or the decision itself, and what a mark of change takes away: nothing of the new text."""


def _teksten(inhoud: bytes) -> set[str]:
    """The letters of every text between two tags that belongs to what is changed."""

    def wandel(element: ET.Element) -> Iterator[str]:
        weg = (element.get("wijzigactie") or "").startswith("verwijder")
        if not weg and element.tag.rpartition("}")[2] not in _NIET_GELEZEN:
            yield element.text or ""
            for kind in element:
                yield from wandel(kind)
                yield kind.tail or ""

    return {w for t in wandel(ET.fromstring(inhoud)) if (w := letters(t))}


def _alles(besluit: Besluit) -> str:
    """The letters of everything that was read, and of what the tree of new text prints."""
    return letters(" ".join(_waarden(besluit, ruw=())))


def _met_buren(besluit: Besluit) -> Iterator[tuple[tuple[str, ...], Regelsoort]]:
    """Each line with the one before it, and with the one after it: where one of those is the same, it did not move.

    A closing provision that says nothing ("De wijzigingen staan in de bijlage.") may stand anywhere.
    """
    zegt = {b.bron.regel for b in besluit.bepalingen if b.soort is not Bepalingsoort.EIGEN}
    leeg = {r.regel for r in besluit.regels if r.soort is Regelsoort.SLOTBEPALING} - zegt
    teksten = [r.tekst for r in besluit.regels]
    for n, regel in enumerate(besluit.regels):
        if regel.regel in leeg:
            continue
        yield ("na", regel.tekst, teksten[n - 1] if n else ""), regel.soort
        yield ("voor", regel.tekst, teksten[n + 1] if n + 1 < len(teksten) else ""), regel.soort


@cache
def beoordeelbaar(naam: str) -> bool:
    """Whether the collector and the reader agree as long as nothing is wrong with it."""
    try:
        return beoordeel(naam, zaden()[naam]) == "gelezen"
    except OnbekendeVorm:
        return False


@cache
def _zaad(naam: str) -> Besluit:
    return toets_besluit(zaden()[naam], naam=naam)[0]


def _gegevens(regel: Regel) -> Iterator[str]:
    """What the collector finds on a line that may not be lost there."""
    if regel.soort is Regelsoort.NIEUWE_TEKST:
        yield letters(re.sub(r"^\W*\w{1,4}[.)°]+\s", "", regel.tekst))
    elif regel.soort in (Regelsoort.OPDRACHT, Regelsoort.SLOTBEPALING):
        buiten = _CITAAT.sub("", regel.tekst)
        for dag, maand, jaar in _DAG.findall(buiten):
            yield f"{jaar}-{_MAANDEN.index(maand) + 1:02}-{int(dag):02}"
    if regel.soort is Regelsoort.OPDRACHT:
        if regel.tekst.count('"') % 2 == 0:  # anders staat een deel van het citaat op een andere regel
            yield from map(letters, _CITAAT.findall(regel.tekst))
        yield from (f"artikel {nummer.replace(' ', '')}" for nummer in _ARTIKEL.findall(buiten))


def _gelezen(besluit: Besluit, regel: Regel) -> list[str]:
    """The values that were read of a line: of what begins on it, or else of the part that claims it."""
    delen: list[Opdracht | Bepaling] = [*besluit.opdrachten, *besluit.bepalingen]
    raak = [d for d in delen if d.bron.regel == regel.regel]
    bij = [d for d in besluit.opdrachten if d.naam.startswith(regel.hoort_bij)]
    koppen = [k for a in besluit.artikelen for k in (*(k for k, _ in a.koppen), a.regeling, a.aanhef)]
    kop = regel.soort is Regelsoort.OPDRACHT and not raak
    return [*(w for d in (raak or bij or delen) for w in _waarden(d)), *(koppen if kop else ())]


def _waarden(waarde: object, ruw: tuple[str, ...] = _RUW) -> Iterator[str]:
    if isinstance(waarde, date):
        yield waarde.isoformat()
    elif isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, tuple):
        for deel in waarde:
            yield from _waarden(deel, ruw)
    elif is_dataclass(waarde):
        zonder = (*ruw, "tekst") if ruw and isinstance(waarde, Bepaling) else ruw
        for veld in fields(waarde):
            if veld.name not in zonder:
                yield from _waarden(getattr(waarde, veld.name), ruw)


def _staat(gegeven: str, waarden: list[str]) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", gegeven):
        dagen = (f"{j}-{_MAANDEN.index(m) + 1:02}-{int(d):02}" for w in waarden for d, m, j in _DAG.findall(w))
        return gegeven in waarden or gegeven in dagen
    if gegeven.startswith("artikel "):
        return any(re.search(rf"(?<!\w){gegeven[8:]}(?!\w)", w) for w in waarden)
    return letters(gegeven) in "".join(map(letters, waarden))
