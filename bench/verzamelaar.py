"""Independent collectors: the letters and digits that a source prints, per format. They share no code with the readers.

Every function gives the letters in the order of the source. Numbers that Word or OpenDocument computes are computed here
a second time, in the simplest way that is right; a construct that is not known here raises :class:`OnbekendeVorm` and the
case is not judged.
"""

from __future__ import annotations

import io
import posixpath
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


class OnbekendeVorm(Exception):
    """This collector does not know what this prints."""


_HOOG = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789n0123456789")


def letters(tekst: str) -> str:
    """Only letters and digits; a raised figure is the figure."""
    return "".join(t for t in unicodedata.normalize("NFC", tekst).translate(_HOOG) if t.isalnum())


def _kort(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _kenmerk(element: ET.Element | None, naam: str) -> str | None:
    """An attribute by its local name."""
    paren = element.attrib.items() if element is not None else ()
    return next((w for n, w in paren if n.rpartition("}")[2] == naam), None)


def _kind(element: ET.Element | None, *pad: str) -> ET.Element | None:
    for naam in pad:
        element = next((k for k in element if _kort(k) == naam), None) if element is not None else None
    return element


# --- XML of the government ---------------------------------------------------------------------------------------------

_RECHT = {
    "bwb": ({"wetgeving"}, {"meta-data", "redactie", "noot.nr", "citeertitel"}),
    "cvdr": ({"body"}, {"meta-data", "noot.nr"}),
    "stop": (
        {"RegelingCompact", "RegelingKlassiek", "RegelingVrijetekst", "RegelingTijdelijkdeel"},
        {"NootNummer", "Redactioneel"},
    ),
    "akn": ({"act", "bill"}, {"meta", "remark"}),
}
_RECHT["xml"] = (_RECHT["stop"][0], {"NootNummer", "Redactioneel", "Redactie"})
_DELEN = {
    "bwb": {"artikel": "artikel", "lid": "lid", "li": "onderdeel"},
    "cvdr": {"artikel": "artikel", "lid": "lid", "li": "onderdeel"},
    "stop": {"Artikel": "artikel", "Lid": "lid", "Li": "onderdeel"},
    "akn": {"article": "artikel", "paragraph": "lid", "item": "onderdeel", "point": "onderdeel"},
}
_DELEN["xml"] = _DELEN["stop"]


def uit_xml(inhoud: bytes, soort: str) -> str:
    """All law in an official file."""
    recht, weg = _RECHT[soort]

    def verzamel(element: ET.Element, binnen: bool) -> Iterator[str]:
        naam = _kort(element)
        if naam in weg:
            return
        binnen = binnen or naam in recht
        if binnen:
            yield (element.get("nr") or "") if soort == "cvdr" and naam == "li" else ""
            yield element.text or ""
        for kind in element:
            yield from verzamel(kind, binnen)
            yield kind.tail or "" if binnen else ""

    return letters("".join(verzamel(ET.fromstring(inhoud), False)))


def delen_van_xml(inhoud: bytes, soort: str) -> Counter[str]:
    """How many artikelen, leden and onderdelen an official file has."""
    recht, weg = _RECHT[soort]
    tel: Counter[str] = Counter()

    def wandel(element: ET.Element, binnen: bool) -> None:
        naam = _kort(element)
        if naam in weg or naam in ("Noot", "noot", "authorialNote"):  # een opsomming in een noot is geen onderdeel
            return
        binnen = binnen or naam in recht
        if binnen and naam in _DELEN[soort]:
            tel[_DELEN[soort][naam]] += 1
        for kind in element:
            wandel(kind, binnen)

    wandel(ET.fromstring(inhoud), False)
    return tel


# --- plain text --------------------------------------------------------------------------------------------------------


def uit_markdown(inhoud: bytes) -> Counter[str]:
    """How often each letter stands on the page: without addresses of links, comments and marks."""
    tekst = "\n".join(inhoud.decode("utf-8-sig").splitlines())
    noten = dict(re.findall(r"(?m)^[ \t\xa0]*\[\^(\w+)\]:(.*)$", tekst))
    tekst = re.sub(r"(?m)^[ \t\xa0]*\[\^(\w+)\]:(.*)$", "", tekst)
    tekst = re.sub(r"\[\^(\w+)\]", lambda raak: noten.get(raak[1], raak[0]), tekst)
    if "](" in tekst or "<!" in tekst or "&" in tekst or "![" in tekst or re.search(r"(?m)^[ \t]*\[[^\]]*\]:", tekst):
        raise OnbekendeVorm
    return Counter(letters(re.sub(r"(?i)</?su[pb]\s*>", "", tekst)))


# --- Word --------------------------------------------------------------------------------------------------------------

_STIL = frozenset(
    """
    pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr instrText delText del moveFrom delInstrText
    footnotePr endnotePr fldData txbxContent posOffset binData style
    """.split()
)


@dataclass
class _Lijst:
    niveaus: dict[int, ET.Element]
    standen: dict[int, int] = field(default_factory=dict)


class _Word:
    def __init__(self, inhoud: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            self.delen = {naam: pakket.read(naam) for naam in pakket.namelist() if naam.endswith((".xml", ".rels"))}
        self.hoofd = next(
            (doel for soort, doel in self._relaties("") if soort == "officeDocument"), "word/document.xml"
        )
        self.van = dict(self._relaties(self.hoofd))
        self.stijlen = {_kenmerk(s, "styleId"): s for s in self._deel("styles") if _kort(s) == "style"}
        self.standaard = next((i for i, s in self.stijlen.items() if _kenmerk(s, "default") in ("1", "true")), None)
        self.lijsten: dict[str, _Lijst] = {}
        self.telling = self._deel("numbering")
        self.herstart: set[tuple[str, int]] = set()
        self.noten: list[str] = []

    def _relaties(self, van: str) -> Iterator[tuple[str, str]]:
        map_, naam = posixpath.split(van)
        bestand = posixpath.join(map_, "_rels", f"{naam}.rels")
        for relatie in ET.fromstring(self.delen[bestand]) if bestand in self.delen else ():
            doel = relatie.get("Target", "")
            yield (
                relatie.get("Type", "").rpartition("/")[2],
                doel[1:] if doel[:1] == "/" else posixpath.join(map_, doel),
            )

    def _deel(self, soort: str) -> list[ET.Element]:
        pad = self.van.get(soort, "")
        return list(ET.fromstring(self.delen[pad])) if pad in self.delen else []

    def lees(self) -> str:
        return letters("".join(self._blok(ET.fromstring(self.delen[self.hoofd]))))

    def _blok(self, element: ET.Element) -> Iterator[str]:
        naam = _kort(element)
        if naam in _STIL:
            return
        if naam == "p":
            yield self._nummer(element)
        if naam in ("footnoteReference", "endnoteReference"):
            noot = self._noot(element, naam.removesuffix("Reference") + "s")
            self.noten.append(noot)
        if naam == "AlternateContent":
            keuzen = [k for k in element if _kort(k) == "Choice"] or list(element)
            yield from (w for kind in keuzen[0] for w in self._blok(kind)) if keuzen else ()
            return
        if naam == "sym" or (naam == "drawing" and not list(element)):
            raise OnbekendeVorm
        yield element.text or ""
        for kind in element:
            yield from self._blok(kind)
            yield kind.tail or ""
        if naam == "p":  # een noot staat onder de alinea
            noten, self.noten = self.noten, []
            yield "".join(noten)

    def _noot(self, element: ET.Element, soort: str) -> str:
        for noot in self._deel(soort):
            if _kenmerk(noot, "id") == _kenmerk(element, "id"):
                return _apart(self, noot)
        return ""

    def _uit_stijl(self, stijl: str | None, naam: str) -> str | None:
        gezien: set[str | None] = set()
        while stijl in self.stijlen and stijl not in gezien:
            gezien.add(stijl)
            element = self.stijlen[stijl]
            if (raak := _kind(element, "pPr", "numPr", naam)) is not None:
                return _kenmerk(raak, "val")
            stijl = _kenmerk(_kind(element, "basedOn"), "val")
        return None

    def _nummer(self, p: ET.Element) -> str:
        eigen = _kind(p, "pPr", "numPr")
        stijl = _kenmerk(_kind(p, "pPr", "pStyle"), "val") or self.standaard
        num = _kenmerk(_kind(eigen, "numId"), "val") or self._uit_stijl(stijl, "numId")
        if num in (None, "0"):
            return ""
        niveau = _kenmerk(_kind(eigen, "ilvl"), "val") or self._uit_stijl(stijl, "ilvl") or "0"
        return self._tel(str(num), int(niveau))

    def _tel(self, num: str, niveau: int) -> str:
        houder = next((n for n in self.telling if _kort(n) == "num" and _kenmerk(n, "numId") == num), None)
        abstract = _kenmerk(_kind(houder, "abstractNumId"), "val")
        bron = next(
            (a for a in self.telling if _kort(a) == "abstractNum" and _kenmerk(a, "abstractNumId") == abstract), None
        )
        if houder is None or bron is None or abstract is None:
            raise OnbekendeVorm
        if any(_kort(k) in ("numStyleLink", "styleLink") for k in bron):
            raise OnbekendeVorm
        lijst = self.lijsten.setdefault(abstract, _Lijst({}))
        niveaus = [v for v in bron if _kort(v) == "lvl"]
        if not all((_kenmerk(v, "ilvl") or "").isdigit() for v in niveaus):
            raise OnbekendeVorm
        lijst.niveaus = {int(_kenmerk(v, "ilvl") or 0): v for v in niveaus}
        for over in (k for k in houder if _kort(k) == "lvlOverride"):
            self._overschrijf(lijst, over, num)
        if niveau not in lijst.niveaus or any(_kind(v, "pStyle") is not None for v in lijst.niveaus.values()):
            raise OnbekendeVorm
        begin = int(_kenmerk(_kind(lijst.niveaus[niveau], "start"), "val") or 0)
        lijst.standen[niveau] = lijst.standen[niveau] + 1 if niveau in lijst.standen else begin
        for dieper in [d for d in lijst.standen if d > niveau]:
            terug = _kenmerk(_kind(lijst.niveaus.get(dieper), "lvlRestart"), "val")
            if terug is None or (terug != "0" and int(terug) > niveau):
                del lijst.standen[dieper]
        for hoger in range(niveau):
            if hoger in lijst.niveaus:
                lijst.standen.setdefault(hoger, int(_kenmerk(_kind(lijst.niveaus[hoger], "start"), "val") or 0))
        return self._vorm(lijst, niveau)

    def _overschrijf(self, lijst: _Lijst, over: ET.Element, num: str) -> None:
        niveau = int(_kenmerk(over, "ilvl") or 0)
        if (vervangen := _kind(over, "lvl")) is not None:
            lijst.niveaus[niveau] = vervangen
        begin = _kenmerk(_kind(over, "startOverride"), "val")
        if begin is not None and (num, niveau) not in self.herstart:
            self.herstart.add((num, niveau))
            lijst.standen[niveau] = int(begin) - 1

    def _vorm(self, lijst: _Lijst, niveau: int) -> str:
        hier = lijst.niveaus[niveau]
        recht = _kind(hier, "isLgl") is not None
        if any(_kort(k) == "lvlPicBulletId" for k in hier) or _kind(hier, "rPr", "vanish") is not None:
            raise OnbekendeVorm
        soort = _kenmerk(_kind(hier, "numFmt"), "val") or "decimal"
        tekst = _kenmerk(_kind(hier, "lvlText"), "val") or ""
        if soort in ("bullet", "none"):
            return "" if soort == "none" and "%" in tekst else tekst

        def deel(raak: re.Match[str]) -> str:
            n = int(raak[1]) - 1
            if n not in lijst.niveaus:
                return ""
            eigen = _kenmerk(_kind(lijst.niveaus[n], "numFmt"), "val") or "decimal"
            return _getal(lijst.standen.get(n, 0), "decimal" if recht else eigen)

        return re.sub(r"%(\d)", deel, tekst)


_ROMEINS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMEINS = (*_ROMEINS, (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _getal(n: int, soort: str) -> str:
    if soort == "decimal":
        return str(n)
    if n < 1 or n > 700:
        raise OnbekendeVorm
    if soort in ("lowerLetter", "upperLetter"):
        woord = chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1)
    elif soort in ("lowerRoman", "upperRoman"):
        woord = ""
        for waarde, teken in _ROMEINS:
            woord += teken * (n // waarde)
            n %= waarde
    elif soort in ("bullet", "none"):
        return ""
    else:
        raise OnbekendeVorm
    return woord.upper() if soort.startswith("upper") else woord


def uit_word(inhoud: bytes) -> str:
    """All that a Word file prints."""
    return _Word(inhoud).lees()


def _apart(lezer: _Word | _Odt, noot: ET.Element) -> str:
    """The words of a note: its own paragraphs do not end the one that calls it."""
    buiten, lezer.noten = lezer.noten, []
    tekst = "".join(lezer._blok(noot))
    lezer.noten = buiten
    return tekst


# --- OpenDocument ------------------------------------------------------------------------------------------------------

_ODF_STIL = frozenset(
    "tracked-changes annotation table-of-content-source sequence-decls forms desc note-citation number".split()
)


class _Odt:
    def __init__(self, inhoud: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            wortels = [ET.fromstring(pakket.read(naam)) for naam in ("content.xml", "styles.xml")]
        self.romp = next((k for e in wortels[0].iter() if _kort(e) == "body" for k in e if _kort(k) == "text"), None)
        self.lijsten: dict[str, dict[int, ET.Element]] = {}
        self.koppen = False
        for element in (e for wortel in wortels for e in wortel.iter()):
            niveaus = {int(_kenmerk(n, "level") or 1): n for n in element if _kenmerk(n, "level")}
            if _kort(element) == "list-style":
                self.lijsten.setdefault(_kenmerk(element, "name") or "", niveaus)
            elif _kort(element) == "outline-style":
                self.koppen = any(_kenmerk(n, "num-format") for n in niveaus.values())
        self.noten: list[str] = []

    def lees(self) -> str:
        return letters("".join(self._blok(self.romp))) if self.romp is not None else ""

    def _blok(self, element: ET.Element) -> Iterator[str]:
        naam = _kort(element)
        if naam in _ODF_STIL:
            return
        if naam == "list":
            yield from self._lijst(element, _kenmerk(element, "style-name") or "", 1, {})
            return
        if naam in ("frame", "ruby", "section") or (naam == "h" and self.koppen):
            raise OnbekendeVorm
        yield element.text or ""
        for kind in element:
            if _kort(kind) == "note":
                self.noten.append(_apart(self, kind))
            else:
                yield from self._blok(kind)
            yield kind.tail or ""
        if naam in ("p", "h"):
            noten, self.noten = self.noten, []
            yield "".join(noten)

    def _lijst(self, lijst: ET.Element, stijl: str, diepte: int, standen: dict[int, int]) -> Iterator[str]:
        if _kenmerk(lijst, "continue-list") or _kenmerk(lijst, "continue-numbering") == "true":
            raise OnbekendeVorm
        niveaus = self.lijsten.get(stijl, {})
        yield lijst.text or ""
        for item in lijst:
            eerste = _kort(item) == "list-item"
            if _kenmerk(item, "style-override"):
                raise OnbekendeVorm
            yield item.text or ""
            for kind in item:
                if _kort(kind) == "list":
                    eigen = _kenmerk(kind, "style-name") or stijl
                    if eigen != stijl:
                        yield from self._lijst(kind, eigen, diepte + 1, {})
                    else:
                        yield from self._lijst(kind, stijl, diepte + 1, standen)
                else:
                    if eerste and _kort(kind) in ("p", "h"):
                        begin = _kenmerk(item, "start-value") or ""
                        yield self._nummer(niveaus, diepte, standen, begin)
                        eerste = False
                    yield from self._blok(kind)
                yield kind.tail or ""
            yield item.tail or ""

    def _nummer(self, niveaus: dict[int, ET.Element], diepte: int, standen: dict[int, int], begin: str) -> str:
        niveau = niveaus.get(diepte)
        if niveau is None:
            return ""
        start = begin or ("" if diepte in standen else _kenmerk(niveau, "start-value") or "1")
        for hoger in range(1, diepte):
            standen.setdefault(hoger, int(_kenmerk(niveaus.get(hoger), "start-value") or 1))
        standen[diepte] = int(start) if start else standen[diepte] + 1
        for dieper in [d for d in standen if d > diepte]:
            del standen[dieper]
        if _kort(niveau) != "list-level-style-number":
            return _kenmerk(niveau, "bullet-char") or ""
        tonen = int(_kenmerk(niveau, "display-levels") or 1)
        if tonen > 1 or any("documentfoundation" in n and not n.endswith("num-list-format") for n in niveau.attrib):
            raise OnbekendeVorm
        vorm = _kenmerk(niveau, "num-format") or ""
        soort = {
            "1": "decimal",
            "a": "lowerLetter",
            "A": "upperLetter",
            "i": "lowerRoman",
            "I": "upperRoman",
            "": "none",
        }
        if vorm not in soort:
            raise OnbekendeVorm
        getal = _getal(standen[diepte], soort[vorm])
        return f"{_kenmerk(niveau, 'num-prefix') or ''}{getal}{_kenmerk(niveau, 'num-suffix') or ''}"


def uit_odt(inhoud: bytes) -> str:
    """All that an OpenDocument text prints."""
    return _Odt(inhoud).lees()
