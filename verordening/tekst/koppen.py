"""Headings of units in text without markup: which line is one, and which kind stands inside which in this text.

>>> kop = lees_kop("HOOFDSTUK 2 – TOESLAGEN", hek=0)
>>> kop.soort.value, kop.label, kop.nummer, kop.rest
('hoofdstuk', 'HOOFDSTUK', '2 –', 'TOESLAGEN')
>>> lees_kop("Artikel 2 is van toepassing.", hek=0) is None
True
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cmp_to_key

from verordening.boom import Soort, kaal
from verordening.nummers import uit_romeins
from verordening.onzichtbaar import zonder

SOORT = {s.value: s for s in (Soort.BOEK, Soort.DEEL, Soort.TITEL, Soort.HOOFDSTUK, Soort.AFDELING, Soort.PARAGRAAF)}
SOORT |= {s.value: s for s in (Soort.SUBPARAGRAAF, Soort.ARTIKEL, Soort.BIJLAGE)}
SOORT |= {"titeldeel": Soort.TITEL, "§": Soort.PARAGRAAF, "sub-paragraaf": Soort.SUBPARAGRAAF}
SOORT |= dict.fromkeys(("artikelen", "art.", "art", "aanwijzing", "enig artikel"), Soort.ARTIKEL)
"""What the word at the start of a heading says; the order of the structure kinds is the usual one, outermost first."""
_GEWOON = tuple(dict.fromkeys(soort for soort in SOORT.values() if soort is not Soort.BIJLAGE))
_LABEL = re.compile(
    rf"({'|'.join(re.escape(w) for w in sorted(SOORT, key=len, reverse=True))})(?:(?<=[§.])|(?![\w-]))\s*", re.I
)
_DEEL = r"(?:\d{1,6}[A-Za-z]{0,2}\d{0,2}|[IVXLCDM]{1,8}[A-Za-z]?\d{0,2}|[A-Za-z]\d{0,4})"
_NR = rf"(?:\d{{1,6}}[a-z]?\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)|[A-Z]{{1,2}}\s\d+[a-z]?|{_DEEL}(?:[.:](?:{_DEEL}|[a-z]{{1,3}})|[-–][a-z\d]{{1,3}}){{0,6}})"
_NUMMER = re.compile(rf"{_NR}(?:\\?\*)?(?![\w])")
_HEEL_WOORD = re.compile(r"(?=\S*\d)\S+(?<![,;])")
_REEKS = re.compile(rf"{_NR}(?:\s*(?i:tot en met|t/m|,|en|–|-)\s*{_NR})+(?![\w])")
_SCHEIDING = re.compile(r"\s*[-–—:]+(?=\s|$)|\s*\.(?!\w)|\s*\.(?=[A-Z][a-z])")
_ZIN = re.compile(r"\(?(?:\d{1,3}[a-z]?|[a-z])[.)]\s")
_LANGST = 250
AANHEF = re.compile(
    r"(?:De|Het)\s+(?:gemeente)?(?:raad|colleges?|burgemeester|algemeen bestuur|dagelijks bestuur)\b|Burgemeester en wethouders\b"
    r"|(?:Provinciale|Gedeputeerde) staten\b|(?:Gelet op|Gelezen|Gezien|Overwegende)\b|Wij,? (?-i:[A-Z])|B\s?E\s?S\s?L\s?U\s?I\s?T\b(?!:\s\w+ \w|\svan\s(?:het|de|burgemeester|gedeputeerde|provinciale|\d))",
    re.IGNORECASE,
)
"""How a line of a preamble begins: who decides, on what ground, and that it is decided."""


@dataclass(frozen=True, slots=True)
class Kop:
    """The heading of a unit.

    Args:
        soort: kind of unit.
        label: its word as printed. nummer: its number as printed, with the sign between number and title.
        rest: words after the number.
        hek: number of ``#`` signs before it; 0 in plain text.
        is_tekst: ``rest`` is not a title but the text of the unit, printed on the line of its heading.
    """

    soort: Soort
    label: str
    nummer: str = ""
    rest: str = ""
    hek: int = 0
    is_tekst: bool = False

    @property
    def genummerd(self) -> bool:
        """Whether only its number says what it opens: a paragraaf of a text without artikelen."""
        return bool(self.nummer) and not self.label


def _ontleed(tekst: str, *, gemerkt: bool = False) -> tuple[str, str, str, str] | None:
    """(label, number, sign between number and title, rest) of a line that starts as a heading does.

    Args:
        gemerkt: the line has ``#`` signs; then any word with a figure behind the label is its number, as printed.
    """
    treffer = _LABEL.match(tekst)
    if treffer is None:
        return None
    label, na = treffer.group(1), tekst[treffer.end() :]
    reeks = _REEKS.match(na) if label.lower() in ("artikel", "artikelen") else None
    if (
        reeks
        and label.lower() == "artikel"
        and not _VERVALLEN.fullmatch(na[reeks.end() :].strip(" .:–-") or "vervallen")
    ):
        reeks = None
    nummer = reeks or _NUMMER.match(na)
    if nummer is not None and treffer.end() == len(label) and label[-1] not in "§.":
        nummer = None
    rest = na[nummer.end() :] if nummer else na
    if nummer and re.match(r"[.:–-]\w", rest) and not _SCHEIDING.match(rest):
        nummer, rest = None, na  # «43.jbxx»: wat hier staat is geen heel nummer
    if nummer is None and gemerkt and (nummer := _HEEL_WOORD.match(na)) is not None:
        rest = na[nummer.end() :]
    scheiding = _SCHEIDING.match(rest) if nummer or na != tekst else None
    teken = scheiding.group() if scheiding else ""
    return label, nummer.group().replace("\\", "") if nummer else "", teken.rstrip(), rest[len(teken) :].strip()


def lees_kop(tekst: str, *, hek: int) -> Kop | None:
    """The heading that a line is; without ``#`` it must look like one, not like a sentence or a reference.

    Args:
        tekst: the line, without ``#`` signs.
        hek: how many ``#`` signs it had.
    """
    tekst = tekst.strip()
    if _TARIEVEN.match(tekst) and not _WERKWOORD.search(tekst):
        return Kop(Soort.BIJLAGE, "", "", tekst, hek)
    delen = _ontleed(tekst, gemerkt=hek > 0)
    if delen is None:
        return None
    label, nummer, teken, rest = delen
    soort = SOORT[label.lower()]
    los = label.lower() in ("enig artikel", "bijlage")
    if not nummer and not (los or (hek and not rest and soort is not Soort.TITEL)):
        return None
    kop = Kop(soort, label, f"{nummer}{teken}" if nummer else "", rest, hek)
    if hek:
        return kop if nummer or los or not rest else None
    if not (label[0].isupper() or label == "§") or (len(tekst) > _LANGST and not teken):
        return None
    if label.lower() == "artikelen" and not re.search(r"\W|^$", nummer):
        return None
    # «Bijlage Stemverhouding als bedoeld in artikel 7»: een kop zonder nummer.
    titel = _BIJ.match(rest) or (not nummer and rest[:1].isupper() and not _WERKWOORD.search(rest))
    if soort is Soort.BIJLAGE and titel and rest[-1] not in ".;,:" and len(tekst) < 120:
        return kop
    if not nummer and rest and not teken:
        return None
    is_zin = rest.endswith((".", ";", ",", ":")) and not _VERVALLEN.search(rest)
    if not rest or (not is_zin and (teken or rest[0].isupper() or rest[0] in "[(“«„‘" or _VERVALLEN.match(rest))):
        return kop
    if teken or _ZIN.match(rest):
        return Kop(soort, label, kop.nummer, rest, 0, is_tekst=True) if soort is Soort.ARTIKEL else None
    return None


def misschien_artikel(tekst: str) -> Kop | None:
    """The heading of an artikel that a line is when the numbers around it say so: its text or a comma behind its number.

    >>> [misschien_artikel(t).is_tekst for t in ("Art. 5 Overtreding wordt gestraft.", "Artikel 1, Begrippen")]
    [True, False]
    """
    raak = _MISSCHIEN.match(tekst)
    if raak is None or lees_kop(tekst, hek=0) is not None:
        return None
    is_tekst = not raak["komma"]
    if is_tekst is not (raak["rest"][-1] in ".:") or raak["rest"][-1] in ";," or _BINNEN.search(raak["rest"]):
        return None
    return Kop(Soort.ARTIKEL, raak["label"], raak["nr"] + raak["komma"], raak["rest"], 0, is_tekst)


_BINNEN = re.compile(r"(?<!\S)(?:1|a)[.)]\s")
"""Where a series begins in a line."""
_MISSCHIEN = re.compile(
    r"(?P<label>Artikel|ARTIKEL|Art\.)\s+(?P<nr>\d{1,3}[a-z]?)(?P<komma>,?)\s+(?P<rest>[A-Z“„«‘].*)\Z"
)
_TARIEVEN = re.compile(r"(?:Leges)?[Tt]arieventabel(?: [^.;:]{2,150})?\Z|TARIEVENTABEL\b[^.;:]{0,150}\Z")
_BIJ = re.compile(r"bij |behorende? bij (?!.*\b(?:is|zijn|wordt|worden)\b)")
_WERKWOORD = re.compile(r"\b(?:is|zijn|wordt|worden|bevat|bevatten|geldt|gelden|vervalt|komt|hoort|heeft)\b")
_VERVALLEN = re.compile(r"\(?\[?(?:is |zijn )?vervallen\.?\]?\)?", re.IGNORECASE)


def lijkt_kop(tekst: str) -> bool:
    """Whether a line that was read as text could be meant as a heading: word, number, and then no sentence.

    >>> [lijkt_kop(t) for t in ("artikel 5", "Artikel 5 Het college beslist.", "Artikel 5 van de wet geldt.", "ALGEMEEN DEEL")]
    [True, True, False, True]
    """
    tekst = zonder(tekst).strip().strip("*_ ")
    letters = [t for t in tekst if t.isalpha()] if len(tekst) < 100 else []
    if len(letters) > 5 and all(t.isupper() for t in letters):
        return True
    delen = _ontleed(tekst)
    if delen is None:
        return False
    label, nummer, teken, rest = delen
    if not nummer:
        return label == "Bijlage" and len(tekst) < 100 and not tekst.endswith((".", ";", ","))
    return not rest or (bool(teken) and teken.strip() != ":") or rest[0].isupper() or rest[0] in "-–—"


def rangorde(koppen: Sequence[Kop], vol: Sequence[bool]) -> tuple[dict[Soort, int], list[tuple[Soort, Soort]]]:
    """Which kind stands inside which in this text, from the text itself.

    What counts, in this order: the number of ``#`` signs; a number that continues that of the heading above it ("titel
    1.2" stands in "hoofdstuk 1"); numbers that start again below another kind; two headings with nothing in between.
    Without any of these, the usual order.

    Args:
        koppen: the headings in order.
        vol: per heading, whether text stands below it before the next heading.

    Returns:
        Rank per kind (0 = outermost; an artikel is innermost), and the pairs about which the text contradicts itself.

    >>> wet = [Kop(Soort.HOOFDSTUK, "Hoofdstuk", "1"), Kop(Soort.TITEL, "Titel", "1.1"), Kop(Soort.TITEL, "Titel", "1.2")]
    >>> sorted(rangorde(wet, [False, True, True])[0].items(), key=lambda p: p[1])[0][0].value
    'hoofdstuk'
    """
    gebruikt = [s for s in _GEWOON if any(k.soort is s for k in koppen)]
    structuur = [s for s in gebruikt if s is not Soort.ARTIKEL]
    gewicht = _gewichten([(k, v) for k, v in zip(koppen, vol, strict=True) if k.soort in _GEWOON])
    tegen: list[tuple[Soort, Soort]] = []
    for i, a in enumerate(structuur):
        for b in structuur[i + 1 :]:
            voor, na = gewicht[a, b], gewicht[b, a]
            if min(voor, na) >= 3 and min(voor, na) * 3 > max(voor, na):
                tegen.append((a, b))

    def vergelijk(a: Soort, b: Soort) -> int:
        verschil = gewicht[b, a] - gewicht[a, b]
        return verschil or _GEWOON.index(a) - _GEWOON.index(b)

    orde = sorted(structuur, key=cmp_to_key(vergelijk))
    rang: dict[Soort, int] = {soort: plek for plek, soort in enumerate(orde)}
    rang[Soort.ARTIKEL] = len(_GEWOON)
    return rang, tegen


def _gewichten(koppen: Sequence[tuple[Kop, bool]]) -> defaultdict[tuple[Soort, Soort], int]:
    """Per pair of kinds how strongly the text says that the first contains the second."""
    gewicht: defaultdict[tuple[Soort, Soort], int] = defaultdict(int)
    hekken: dict[Soort, set[int]] = {}
    laatste: dict[Soort, str] = {}
    sinds: dict[Soort, set[Soort]] = {}
    vorige: tuple[Kop, bool] | None = None
    for kop, vol in koppen:
        soort, nummer = kop.soort, kaal(kop.nummer)
        hekken.setdefault(soort, set()).add(kop.hek)
        if soort is not Soort.ARTIKEL:
            stam = re.split(r"[.:]", nummer)
            for ander, van in laatste.items():
                if ander is not soort and len(stam) > 1 and ".".join(stam[:-1]) == van.replace(":", "."):
                    gewicht[ander, soort] += 10
            if soort in laatste and _volgnummer(nummer) <= _volgnummer(laatste[soort]):
                for ander in sinds[soort]:
                    gewicht[ander, soort] += 3
            if vorige is not None and not vorige[1] and vorige[0].soort not in (soort, Soort.ARTIKEL):
                gewicht[vorige[0].soort, soort] += 1
            laatste[soort] = nummer
            for gezien in sinds.values():
                gezien.add(soort)
            sinds[soort] = set()
        vorige = (kop, vol)
    for a, eigen in hekken.items():
        for b, diep in hekken.items():
            if a is not b and min(eigen) > 0 and max(eigen) < min(diep):
                gewicht[a, b] += 1000
    return gewicht


def _volgnummer(nummer: str) -> int:
    laatste = re.split(r"[.:]", nummer)[-1]
    cijfers = re.match(r"\d+", laatste)
    return (
        int(cijfers.group()) if cijfers else uit_romeins(laatste.lower()) or (ord(laatste[0].lower()) if laatste else 0)
    )
