"""Damaged input of every kind that is read: the text that stands there, a finding, or a refusal; never something else in silence.

    python -m bench.bench_fuzz [AANTAL] [BEGIN] [FORMAAT …]

Every case has a number, and a number always gives the same case: one change in one part of a small file (an element,
attribute, line, word or stretch of bytes away, double, renamed, moved or spoiled), and in one of five cases a second one; of text
also what a scan, a PDF or another program makes of it (another sign that looks the same, no blank lines, or more). Each reading is laid beside a collector
that shares no code with the readers (:mod:`bench.verzamelaar`). What is counted:

- ``gelezen``: read without a finding of severity *fout*, and equal to the collector; ``onbeoordeeld``: the collector does not
  know this shape;
- ``gemeld``: read with such a finding; ``geweigerd``;
- in capitals, what must not be: ``STUK`` (an exception that is no refusal), ``TRAAG`` (more than ten seconds of work), ``STIL``
  (another text, another number of units, a lost attribute, or canonical XML that does not read back as the same tree; of a
  decision (:mod:`bench.besluiten`): a letter, day, quotation, artikel or line of new text that is lost, or a line that is taken
  for something else).
"""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from bench import besluiten, verzamelaar
from tests.getuigen.kantoor import zet_om
from tests.verordening.word_vormen.vormen import alle
from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Regeling, tekst, wandel
from verordening.canoniek import schrijf
from verordening.lezers import lees
from verordening.schrijvers import schrijf as schrijf_als
from verordening.verantwoording import Klasse
from werkbank.diensten.geldend import als_stuk

_MEEST = 10.0
_MD = """# Regels proef

De raad van Voorbeeldstad;

gelet op artikel 2 van de Proefverordening;

## Hoofdstuk 1 Begin

### Artikel 1 Begrippen

In deze regels wordt verstaan onder:

a. plein: een open ruimte van ten minste 10<sup>3</sup> m;

b. bank: een zitplaats, met:

1°. een leuning;

2°. ten minste **twee** poten.

### Artikel 2 Hoogte

1. Een bank is niet hoger dan 50 cm.[^1]

2. De hoogte is:

| soort | hoogte |
|---|---|
| bank | 50 cm |
| wip | 80 cm |

3. Het college kan afwijken van het eerste lid.

## Hoofdstuk 2 Slot

### Artikel 3 Citeertitel

Deze regels worden aangehaald als: Regels proef.

[^1]: Gemeten vanaf de grond.
"""
_BWB = b"""<toestand bwb-id="BWBR0000001" inwerkingtreding="2026-01-01" bwb-ng-vast-deel="/1/2"><wetgeving soort="wet" label-id="1">
<intitule>Proefwet</intitule><citeertitel status="officieel">Proefwet</citeertitel><wet-besluit><aanhef><afkondiging><al>Besluit:</al>
</afkondiging></aanhef><wettekst><hoofdstuk label="Hoofdstuk 1" status="goed" label-id="2"><kop><label>Hoofdstuk</label><nr>1</nr>
<titel>Algemeen</titel></kop><artikel label="Artikel 1" label-id="3" inwerking="2026-01-01" status="goed" bron="Stb.2025-1"
effect="nieuwe-regeling"><kop><label>Artikel</label><nr>1</nr><titel>Hulp</titel></kop><lid><lidnr>1</lidnr><al>Het <nadruk
type="cur">college</nadruk> helpt 10<sup>3</sup> mensen.<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>Of meer.</noot.al>
</noot></al></lid><lid status="vervallen"><lidnr>2</lidnr><al><redactie type="vervanging">Vervallen.</redactie></al></lid><lid><lidnr>3
</lidnr><al>Zie <extref doc="jci1.3:c:BWBR0000002&amp;artikel=1" bwb-id="BWBR0000002" label="artikel 1" reeks="nee">artikel 1</extref>
en:</al><lijst type="expliciet" nr-sluiting="."><li><li.nr>a.</li.nr><al>boten;</al></li><li><li.nr>b.</li.nr><al>fietsen.</al></li>
</lijst></lid></artikel><artikel label="Artikel 2" label-id="4" status="nogniet"><kop><label>Artikel</label><nr>2</nr></kop><al>Slot:</al>
<table frame="all"><tgroup cols="2"><colspec colname="a" colnum="1"/><colspec colname="b" colnum="2"/><tbody><row><entry
namest="a" nameend="b">samen</entry></row><row><entry colname="a" morerows="1"><al>x</al></entry><entry colname="b"><al>y</al></entry>
</row><row><entry colname="b"><al>z</al></entry></row></tbody></tgroup></table></artikel></hoofdstuk></wettekst></wet-besluit></wetgeving>
</toestand>""".replace(b">samen<", b"><al>samen</al><")
_STUKKEN = ("[a](", "![", "#", "|", "&#", "<!--", "]]>", "\0", "\xff\xfe", "1.", "a. ", "   ", "\n\n", "9" * 40)
_LIJKT = (
    *(("l", "1"), ("1", "l"), ("1.", "l."), ("0", "O"), ("rn", "m"), ("fi", "ﬁ"), ("e", "\u0435"), ("e", "e\u0301")),
    *(
        (" ", "\u00a0"),
        (" ", "  "),
        (" ", "\n"),
        (" ", "\u200b "),
        (" ", "\t"),
        (". ", "."),
        ("\n\n", "\n"),
        ("\n\n", "\n \n"),
    ),
    *(("\n", "\n\n"), ("\n", "\r\n"), ("\n", "\u2028"), ("\n", "\f"), ("\n", "\v"), ("-", "–"), ("a", "a\u00ad")),
    *(
        ('"', "”"),
        ("“", '"'),
        ("”", "''"),
        ("“", "‘‘"),
        ("’", "'"),
        (".", "․"),
        (",", "‚"),
        (":", "："),
        (";", "\u037e"),
    ),
)
"""A sign, and another that looks like it."""
_STATEN = 20_000
"""So many ways to take fragments away are tried; then a case is not judged."""
_ZELFDE = {("language", "nl")}
"""Attributes with another value that says the same: here "nld"; every edition of STOP 1 is read alike."""
_VERHUISD = ("noot", "koppeling")
"""What the ledger of plain text names as taken from its own line: it stands at its mark, or is the address of a link."""


FORMATEN = ("md", "txt", "xml", "bwb", "stop", "akn", "cvdr", "docx", "odt", "besluit")
"""What can be damaged."""


@cache
def zaden(formaat: str) -> dict[str, bytes]:
    """Small files of a format: name → contents."""
    if formaat == "besluit":
        return besluiten.zaden()
    if formaat == "md":
        return {"zaad.md": _MD.encode()}
    if formaat == "txt":
        regels = (r.lstrip("# ") for r in _MD.replace("**", "").split("\n") if r[:1] not in ("|", "["))
        return {"zaad.txt": "\n".join(regels).replace("[^1]", "").replace("<sup>3</sup>", "³").encode()}
    if formaat == "bwb":
        return {"zaad-bwb.xml": _BWB}
    gelezen = lees(_MD.encode(), naam="zaad.md")
    gelezen = replace(gelezen, gegevens=replace(gelezen.gegevens, juridisch_werkend_vanaf=date(2026, 1, 1)))
    if formaat == "xml":
        return {"zaad.xml": schrijf(gelezen)}
    if formaat in ("stop", "akn", "cvdr"):
        return {f"zaad-{formaat}.xml": schrijf_als(gelezen, formaat, overheid="gm0001").inhoud}
    eigen = {f"zaad.{formaat}": als_stuk(gelezen, formaat, None)}
    vormen = {f"{naam}.docx": inhoud for naam, inhoud in alle()}
    return eigen | (vormen if formaat == "docx" else _door_libreoffice(dict([*vormen.items()][:90:3])))


def _door_libreoffice(bestanden: dict[str, bytes]) -> dict[str, bytes]:
    """The same shapes as OpenDocument, as another program writes it; none where that program is absent or too slow."""
    if not shutil.which("soffice"):
        return {}
    with tempfile.TemporaryDirectory() as tijdelijk:
        paden = [Path(tijdelijk) / f"{n}.docx" for n in range(len(bestanden))]
        for pad, inhoud in zip(paden, bestanden.values(), strict=True):
            pad.write_bytes(inhoud)
        try:
            gemaakt = zet_om(paden, "odt", Path(tijdelijk) / "uit")
        except subprocess.TimeoutExpired:
            return {}
        return {f"{naam}.odt": pad.read_bytes() for naam, pad in zip(bestanden, gemaakt, strict=True)}


# --- changes -----------------------------------------------------------------------------------------------------------


def _plat(inhoud: bytes, kans: random.Random) -> bytes:
    """Damage to bytes."""
    uit = bytearray(inhoud)
    for _ in range(kans.choice((1, 1, 2, 8))):
        if not uit:
            break
        a = kans.randrange(len(uit))
        b = min(len(uit), a + kans.choice((1, 4, 40, 400)))
        doe = kans.randrange(5)
        if doe == 0:
            uit[a] ^= 1 << kans.randrange(8)
        elif doe == 1:
            del uit[a:b]
        elif doe == 2:
            uit[a:a] = uit[a:b] * kans.choice((1, 3, 50))
        elif doe == 3:
            uit[a:a] = kans.choice(_STUKKEN).encode("latin-1") * kans.choice((1, 2, 200))
        else:
            del uit[a:]
    return bytes(uit)


def _regels(inhoud: bytes, kans: random.Random) -> bytes:
    """One line away, double, swapped, joined, cut, indented, or with something before it."""
    regels = inhoud.decode().split("\n")
    plek = kans.choice([n for n, r in enumerate(regels) if r.strip()])
    doe = kans.randrange(8)
    if doe < 3:
        besluiten.schud(regels, plek, doe, kans)
    elif doe == 3:
        regels[plek - 1 : plek + 1] = [regels[plek - 1] + regels[plek]]
    elif doe == 4:
        knip = kans.randrange(len(regels[plek]) + 1)
        regels[plek : plek + 1] = [regels[plek][:knip], regels[plek][knip:]]
    elif doe == 5:
        regels[plek] = " " * kans.choice((1, 2, 4, 8)) + regels[plek]
    elif doe == 6:
        regels[plek] = (
            kans.choice(("- ", "• ", "# ", "#### ", "> ", "**", "1. ", "a) ", "Lid 1 ", "\t", "(", "~~")) + regels[plek]
        )
    else:
        woorden = regels[plek].split(" ")
        woorden[kans.randrange(len(woorden))] = kans.choice(
            ("", "nieuw", "10²", "b.", "(2)", "[x]", "*", "_a_", "<b>", "&amp;")
        )
        regels[plek] = " ".join(woorden)
    return "\n".join(regels).encode()


def _overgenomen(inhoud: bytes, kans: random.Random) -> bytes:
    """As a scan, a PDF or another program hands text over: a sign, once or everywhere, as another that looks like it."""
    tekst_ = inhoud.decode()
    oud, nieuw = kans.choice([p for p in _LIJKT if p[0] in tekst_])
    plekken = [m.start() for m in re.finditer(re.escape(oud), tekst_)]
    plek = kans.choice(plekken)
    if kans.random() < 0.5:
        return tekst_.replace(oud, nieuw).encode()
    return (tekst_[:plek] + nieuw + tekst_[plek + len(oud) :]).encode()


def _element(inhoud: bytes, kans: random.Random) -> bytes:
    """One element or attribute of XML away, double, renamed, moved, or with another value."""
    try:
        wortel = etree.fromstring(inhoud)
    except etree.XMLSyntaxError:  # al bedorven
        return _plat(inhoud, kans)
    elementen = [e for e in wortel.iter(etree.Element) if e is not wortel]
    if not elementen:
        return inhoud
    element = kans.choice(elementen)
    ouder = element.getparent()
    assert ouder is not None
    if element.attrib and kans.random() < 0.4:
        _attribuut(element, kans)
        return etree.tostring(wortel)
    doe = kans.randrange(7)
    if doe == 0:
        vorige, staart = element.getprevious(), element.tail or ""
        if vorige is not None:
            vorige.tail = (vorige.tail or "") + staart
        else:
            ouder.text = (ouder.text or "") + staart
        element.tail = None
        ouder.remove(element)
    elif doe == 1:
        kopie = etree.fromstring(etree.tostring(element, with_tail=False))
        element.addprevious(kopie)
    elif doe == 2:
        element.tag = f"{element.tag}X" if kans.random() < 0.5 else kans.choice(elementen).tag
    elif doe == 3:
        doel = kans.choice(elementen)
        if element not in doel.iterancestors() and doel is not element:
            doel.append(element)
    elif doe == 4:
        element.text = kans.choice(("", "nieuw", "7", "b.", (element.text or "")[::-1]))
    elif doe == 5:
        element.tail = (element.tail or "") + kans.choice(("los", " 8 ", "\n"))
    else:
        element.insert(0, kans.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"))))
    return etree.tostring(wortel)


def _attribuut(element: etree._Element, kans: random.Random) -> None:
    naam = kans.choice(sorted(map(str, element.attrib)))
    waarde = str(element.attrib[naam])
    doe = kans.randrange(3)
    if doe == 0:
        del element.attrib[naam]
    elif doe == 1:
        del element.attrib[naam]
        element.set(f"{naam}x", waarde)
    else:
        element.set(naam, kans.choice((waarde + "1", waarde[:-1], "", "0", "x", "2", "-1", "99999")))


def _zip(inhoud: bytes, kans: random.Random) -> bytes:
    """Damage inside one part of a package, packed again."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        tekst_ = [n for n in oud.namelist() if n.endswith(("document.xml", "content.xml"))]
        raak = kans.choice(tekst_ if kans.random() < 0.7 else oud.namelist())
        doe = _element if raak.endswith((".xml", ".rels")) and kans.random() < 0.9 else _plat
        for naam in oud.namelist():
            deel = oud.read(naam)
            nieuw.writestr(naam, doe(deel, kans) if naam == raak else deel)
    return uit.getvalue()


def geval(nummer: int, formaten: tuple[str, ...] = ()) -> tuple[str, str, bytes]:
    """Format, name and contents of a damaged file."""
    kans = random.Random(nummer)
    formaat = kans.choice(formaten or FORMATEN)
    naam, inhoud = kans.choice([*zaden(formaat).items()])
    vorm = {"besluit": "md"}.get(naam.rpartition(".")[2], naam.rpartition(".")[2])
    doe: Callable[[bytes, random.Random], bytes] = (
        _zip if vorm in ("docx", "odt") else _regels if vorm in ("md", "txt") else _element
    )
    if naam.endswith(".besluit") and kans.random() < 0.5:
        doe = besluiten.verander
    doe = _plat if kans.random() < 0.1 else doe
    inhoud = doe(inhoud, kans)
    if doe is _plat or kans.random() < 0.8:
        return formaat, naam, inhoud
    ook = _overgenomen if doe is _regels or doe is besluiten.verander else doe
    return formaat, naam, (ook if kans.random() < 0.5 else doe)(inhoud, kans)


# --- judging -----------------------------------------------------------------------------------------------------------


def beoordeel(nummer: int, formaten: tuple[str, ...] = ()) -> str:
    """What became of a case; what must not be starts with capitals."""
    formaat, naam, inhoud = geval(nummer, formaten)
    begin = time.process_time()
    try:
        if formaat == "besluit":
            oordeel = besluiten.beoordeel(naam, inhoud) if besluiten.beoordeelbaar(naam) else "onbeoordeeld"
        else:
            gelezen = lees(inhoud, naam=naam)
            terug = lees(schrijf(gelezen), naam="terug.xml")
    except Geweigerd:
        return "geweigerd"
    except verzamelaar.OnbekendeVorm:
        return "onbeoordeeld"
    except (Exception, RecursionError) as fout:
        return f"STUK {type(fout).__name__}: {str(fout)[:120]}"
    if (duur := time.process_time() - begin) > _MEEST:
        return f"TRAAG {duur:.0f} s"
    if formaat == "besluit":
        return oordeel
    if any(b.ernst is Ernst.FOUT for b in gelezen.bevindingen):
        return "gemeld"
    if terug.wortel != gelezen.wortel:
        return "STIL canonieke XML leest niet als dezelfde boom terug"
    return _naast(formaat, naam, inhoud, gelezen) if beoordeelbaar(formaat, naam) else "onbeoordeeld"


@cache
def beoordeelbaar(formaat: str, naam: str) -> bool:
    """Whether the collector knows this file as long as nothing is wrong with it."""
    try:
        return _naast(formaat, naam, zaden(formaat)[naam], _zaad(formaat, naam)) == "gelezen"
    except Geweigerd:
        return False


def _naast(formaat: str, naam: str, inhoud: bytes, gelezen: Regeling) -> str:
    """The reading beside the collector of its format."""
    boom = verzamelaar.letters(tekst(gelezen.wortel, redactie=formaat in ("docx", "odt", "md", "txt")))
    posten = [
        p
        for p in gelezen.verantwoording.posten
        if p.wat == "slotkop" or (p.klasse is Klasse.ONSCHADELIJK and p.wat not in _VERHUISD)
    ]
    weg = [verzamelaar.letters(p.fragment) for p in posten]
    try:
        if formaat in ("md", "txt"):
            bron_telling = verzamelaar.uit_markdown(inhoud)
            for woorden in weg:
                bron_telling.subtract(Counter(woorden))
            return (
                "gelezen"
                if +bron_telling == Counter(boom)
                else f"STIL letters: {bron_telling - Counter(boom)} {Counter(boom) - bron_telling}"
            )
        if formaat in ("docx", "odt"):
            bron = verzamelaar.uit_word(inhoud) if formaat == "docx" else verzamelaar.uit_odt(inhoud)
            return "gelezen" if _past(bron, boom, weg) else f"STIL tekst: {_eerste(bron, boom)}"
        bron = verzamelaar.uit_xml(inhoud, formaat)
    except (verzamelaar.OnbekendeVorm, KeyError, ValueError, etree.ParseError, SyntaxError, zipfile.BadZipFile):
        return "onbeoordeeld"
    if Counter(bron) != Counter(boom):
        return f"STIL tekst: {_eerste(bron, boom)}"
    if (delen := verzamelaar.delen_van_xml(inhoud, formaat)) != (geteld := _delen(gelezen)):
        return f"STIL opbouw: bron {dict(delen)}, boom {dict(geteld)}"
    return _kenmerken(formaat, naam, inhoud, gelezen)


def _past(bron: str, boom: str, weg: list[str]) -> bool:
    """Whether the tree has all letters, in order, but for fragments that the ledger names, each taken away once at most."""
    plekken = [(n, w, [m.start() for m in re.finditer(f"(?={w})", bron)]) for n, w in enumerate(weg) if w]
    stapel, gehad = [(0, 0, 0)], set()
    while stapel:
        if (staat := stapel.pop()) in gehad:
            continue
        gehad.add(staat)
        if len(gehad) > _STATEN:
            raise verzamelaar.OnbekendeVorm
        a, b, genomen = staat
        tot = a + _verschil(bron[a:], boom[b:])
        if tot == len(bron) and b + tot - a == len(boom):
            return True
        vrij = {w: (n, begin) for n, w, begin in reversed(plekken) if not genomen >> n & 1}
        for woorden, (n, begin) in vrij.items():
            stapel += [(k + len(woorden), b + k - a, genomen | 1 << n) for k in begin if a <= k <= tot]
    return False


def _verschil(bron: str, boom: str) -> int:
    """How many letters are the same from the start."""
    return next((n for n, (a, b) in enumerate(zip(bron, boom, strict=False)) if a != b), min(len(bron), len(boom)))


def _delen(gelezen: Regeling) -> Counter[str]:
    soorten = Counter(e.soort.value for e in wandel(gelezen.wortel))
    soorten["onderdeel"] += soorten["begrip"]
    return Counter({s: soorten[s] for s in ("artikel", "lid", "onderdeel") if soorten[s]})


def _kenmerken(formaat: str, naam: str, inhoud: bytes, gelezen: Regeling) -> str:
    """Whether a change of attributes alone is seen: another tree, data, finding or ledger."""
    zaad = zaden(formaat)[naam]
    oud, nieuw = (
        Counter(
            (e.tag, tuple((n, " ".join(w.split())) for n, w in sorted(e.attrib.items())))
            for e in etree.fromstring(b).iter(etree.Element)
        )
        for b in (zaad, inhoud)
    )
    erbij = {w for _, paren in nieuw - oud for w in paren} - {w for _, paren in oud - nieuw for w in paren}
    erbij -= _ZELFDE | {w for w in erbij if w[0] == "schemaversie" and w[1].startswith("1.")}
    if not {w for _, w in erbij if w}:  # een kenmerk dat wegviel of leeg is, kan niemand meer lezen
        return "gelezen"
    anders = _zaad(formaat, naam)
    gelijk = (
        anders.wortel == gelezen.wortel
        and replace(anders.gegevens, bron_sha512="") == replace(gelezen.gegevens, bron_sha512="")
        and [b.code for b in anders.bevindingen] == [b.code for b in gelezen.bevindingen]
        and anders.verantwoording == gelezen.verantwoording
    )
    namen = {f"{tag.rpartition('}')[2]}@{n}" for tag, paren in nieuw - oud for n, w in paren if (n, w) in erbij}
    if namen <= {wat for klasse, wat, _ in gelezen.verantwoording.tellingen if klasse is Klasse.ONSCHADELIJK}:
        return "gelezen"
    return f"STIL kenmerk: {next(iter(nieuw - oud))[0].rpartition('}')[2]} {sorted(erbij)}" if gelijk else "gelezen"


@cache
def _zaad(formaat: str, naam: str) -> Regeling:
    return lees(zaden(formaat)[naam], naam=naam)


def _eerste(bron: str, boom: str) -> str:
    plek = _verschil(bron, boom)
    return f"{bron[plek : plek + 30]!r} ≠ {boom[plek : plek + 30]!r}"


def main() -> None:
    """Run a number of cases."""
    aantal, begin = (int(a) for a in (*sys.argv[1:3], *("2000", "0")[len(sys.argv[1:3]) :]))
    formaten = tuple(sys.argv[3:])
    telling: dict[str, Counter[str]] = {f: Counter() for f in formaten or FORMATEN}
    for nummer in range(begin, begin + aantal):
        uit = beoordeel(nummer, formaten)
        formaat, naam, _ = geval(nummer, formaten) if uit[0].isupper() else (geval(nummer, formaten)[0], "", b"")
        telling[formaat][uit.split(" ")[0]] += 1
        if uit[0].isupper():
            print(f"{nummer} {naam}: {uit}", flush=True)
    for formaat, som in telling.items():
        print(f"{formaat}: {som.total()} gevallen: {dict(som)}")
    sys.exit(any(k.isupper() for som in telling.values() for k in som))


if __name__ == "__main__":
    main()
