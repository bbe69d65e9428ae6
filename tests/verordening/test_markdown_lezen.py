"""Markdown en platte tekst lezen: geen woord verloren of verdubbeld, en de opbouw die een mens ziet."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.getuigen import ontbreekt
from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, Status, Tabel, kaal, tekst, wandel
from verordening.tekst.markdown import lees
from verordening.tekstregels import tekstregels


def lees_tekst(inhoud: str | bytes) -> Regeling:
    return lees(inhoud if isinstance(inhoud, bytes) else inhoud.encode(), naam="proef.md")


def boom(inhoud: str | bytes) -> list[tuple[str, str]]:
    return [(e.soort.value, kaal(e.nummer)) for e in wandel(lees_tekst(inhoud).wortel) if e.nummer]


_WOORD = re.compile(r"[0-9A-Za-zÀ-ÿ€%°]+")


def woorden_van_de_bron(ruw: str) -> list[str]:
    """Getuige: alle woorden, nadat wat alleen opmaak is eruit is gehaald."""
    ruw = unicodedata.normalize("NFC", ruw)
    ruw = re.sub(r"<meta [^>]*>", "", ruw)
    ruw = re.sub(r"!\[[^\]]*\]\([^)\s]*\)", "", ruw)  # een afbeelding is geen tekst
    ruw = re.sub(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)", r"\1", ruw)
    ruw = re.sub(r"\[([^\[\]]*)\]\(\S*\.md\)", r"\1", ruw)  # een adres met een haakje dat niet sluit
    ruw = re.sub(r"</?su[pb]>", "", ruw)
    ruw = re.sub(r"(?m)^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$", "", ruw)
    return _WOORD.findall(re.sub(r"\\(?=[^\w\s])|\*", "", ruw))


def koppen_van_de_bron(ruw: str) -> list[str]:
    """Getuige: de koppen van eenheden zoals de bron ze geeft (alle op één niveau), met hun nummer."""
    woorden = "Enig artikel|Artikel|Aanwijzing|Boek|Deel|Titeldeel|Titel|Hoofdstuk|Afdeling|Paragraaf|§|Bijlage"
    koppen = re.findall(rf"(?mi)^###(?!#)[ \t]*((?:{woorden})[ \t]*\S*)", ruw)
    koppen = [
        k
        for k in koppen
        if re.search(r"\d|[ \t][IVXLC]+\S*\Z|[ \t][A-Z]\Z", k) or k.strip().lower() in ("enig artikel", "bijlage")
    ]
    return ["".join(k.split()).lower().rstrip(".") for k in koppen]


def koppen_van_de_boom(regeling: Regeling) -> list[str]:
    return ["".join(f"{e.label}{e.nummer}".split()).lower().rstrip(".") for e in wandel(regeling.wortel) if e.label]


@pytest.mark.traag
def test_elk_woord_van_elk_bestand_staat_een_keer_en_op_volgorde_in_de_boom(data: Path) -> None:
    bestanden = sorted((data / "laws-markdown").rglob("*.md"))
    if len(bestanden) < 80:
        ontbreekt("de map laws-markdown is niet compleet")
    for pad in bestanden:
        ruw = pad.read_text(encoding="utf-8")
        regeling = lees(pad)
        gelezen = _WOORD.findall(tekst(regeling.wortel, redactie=True).replace("*", ""))
        assert gelezen == woorden_van_de_bron(ruw), pad.relative_to(data)
        assert "](" not in tekst(regeling.wortel) and "README" not in tekst(regeling.wortel), pad.relative_to(data)
        assert koppen_van_de_boom(regeling) == koppen_van_de_bron(ruw), pad.relative_to(data)
        assert regeling.verantwoording.sluitend, pad.relative_to(data)
        nummers = [e.eId for e in wandel(regeling.wortel) if e.eId]
        assert len(nummers) == len(set(nummers)), pad.relative_to(data)


PLAT = """Verordening proef

De raad van de gemeente Proef;
besluit:

Hoofdstuk 1 Algemeen

Artikel 5 Termijn
1. Het college beslist binnen acht weken.
2. Het college kan:
a. verlengen, te weten:
1°. eenmaal; of
2°. vaker;
b. weigeren,
tenzij het anders beslist.
3. Artikel 5 is van toepassing.

Artikel 5a
Vervallen.

Aldus vastgesteld in de openbare vergadering van 1 januari 2026,
de griffier,
"""
VERWACHT = [
    ("hoofdstuk", "1"),
    ("artikel", "5"),
    ("lid", "1"),
    ("lid", "2"),
    ("onderdeel", "a"),
    ("onderdeel", "1°"),
    ("onderdeel", "2°"),
    ("onderdeel", "b"),
    ("lid", "3"),
    ("artikel", "5a"),
]


@pytest.mark.parametrize(
    "vorm",
    [
        PLAT.encode(),
        PLAT.replace("\n", "\r\n").encode(),
        PLAT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + PLAT.encode(),
        PLAT.replace(" ", "\u00a0").encode(),
        PLAT.replace("Artikel ", "#### Artikel ").replace("Hoofdstuk", "## Hoofdstuk").encode(),
        PLAT.replace("\n1. ", "\n1.\t").encode(),
    ],
)
def test_platte_tekst_in_elke_schrijfwijze_geeft_dezelfde_opbouw(vorm: bytes) -> None:
    regeling = lees_tekst(vorm)
    assert boom(vorm) == VERWACHT
    soorten = [e.soort for e in regeling.wortel.inhoud if isinstance(e, Eenheid)]
    assert soorten == [Soort.OPSCHRIFT, Soort.AANHEF, Soort.LICHAAM, Soort.SLUITING]
    assert [e.nummer for e in wandel(regeling.wortel) if e.status is Status.VERVALLEN] == ["5a"]
    lid = next(e for e in wandel(regeling.wortel) if e.soort is Soort.LID and kaal(e.nummer) == "2")
    assert tekst(lid).split("\n")[-1].replace("\u00a0", " ") == "tenzij het anders beslist.", (
        "de slotzin hoort bij het lid"
    )


def test_leden_zonder_punt() -> None:
    bron = "Artikel 1 Taak\n1 Het college beslist.\n2 De raad niet.\n"
    assert boom(bron) == [("artikel", "1"), ("lid", "1"), ("lid", "2")]
    assert tekst(lees_tekst(bron).wortel).split("\n")[1:] == ["1 Het college beslist.", "2 De raad niet."]


@pytest.mark.parametrize(
    "regel", ["1 Januari is een feestdag.", "2 Het college.\n3 De raad.", "12 Weken na de aanvraag."]
)
def test_een_getal_aan_het_begin_is_nog_geen_lid(regel: str) -> None:
    assert boom(f"Artikel 1\n{regel}\n") == [("artikel", "1")]


@pytest.mark.parametrize(
    ("bron", "verwacht"),
    [
        (
            "### Artikel  I  \n\ng.Richtlijn nr. 5\nh.andere\n",
            [("artikel", "I"), ("onderdeel", "g"), ("onderdeel", "h")],
        ),
        ("#### Artikel 2.10a\n##### Kop\n1.  Een.\n", [("artikel", "2.10a"), ("lid", "1")]),
        ("Artikel 1:2 Iets\nTekst.\n", [("artikel", "1:2")]),
        ("ARTIKEL 1 BEGRIPPEN\nTekst.\n", [("artikel", "1")]),
        ("Artikel 1\n(a) x\n(b) y\n", [("artikel", "1"), ("onderdeel", "a"), ("onderdeel", "b")]),
        ("Artikel 1\nZie\nArtikel 2 is van toepassing.\n", [("artikel", "1")]),
    ],
)
def test_koppen_en_nummers(bron: str, verwacht: list[tuple[str, str]]) -> None:
    assert boom(bron) == verwacht


def test_tabel() -> None:
    regeling = lees_tekst("Artikel 1\n\n| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n")
    (tabel,) = [b for e in wandel(regeling.wortel) for b in e.inhoud if isinstance(b, Tabel)]
    assert len(tabel.groepen[0].romp) == 1
    assert tekst(regeling.wortel).split("\n")[1:] == ["a", "b", "1", "2 | 3"]


def test_een_afbeelding_is_geen_tekst_en_wordt_gemeld() -> None:
    regeling = lees_tekst("Artikel 1\nDe norm is: ![254404](http://voorbeeld.nl/254404) en A.\n")
    assert tekst(regeling.wortel) == "Artikel 1\nDe norm is:  en A."
    assert [b.code for b in regeling.bevindingen] == ["afbeelding"]


@pytest.mark.parametrize(
    ("bron", "reden"),
    [
        (b"", "leeg"),
        (b" \r\n\t", "leeg"),
        (b"Artikel 1\n\xff", "regel 2: de tekst is geen UTF-8"),
        (b"zomaar tekst", "geen artikel"),
        (b"artikel 1 is geen kop", "geen artikel"),
    ],
)
def test_slechte_invoer(bron: bytes, reden: str) -> None:
    with pytest.raises(Geweigerd, match=reden):
        lees_tekst(bron)


@pytest.mark.parametrize(
    ("nummers", "diepte"), [("i. j. k.", (0, 0, 0)), ("i. ii. iii.", (0, 0, 0)), ("h. i. j.", (0, 0, 0))]
)
def test_een_lijst_die_met_i_begint_volgt_het_alfabet_of_de_romeinse_cijfers(
    nummers: str, diepte: tuple[int, ...]
) -> None:
    regels = "\n\n".join(f"{n} zaak: een ding;" for n in nummers.split())
    regeling = lees(f"# Proef (voorbeeldtekst)\n\n### Artikel 1\n\nEr is:\n\n{regels}\n".encode())
    gevonden = [a.count("onder ") for _, a, _ in tekstregels(regeling) if "onderdeel" in a]
    assert tuple(gevonden) == diepte


@pytest.mark.parametrize(
    ("regel", "leest", "gezien", "sluitend"),
    [
        ("Tot 10<sup>3</sup> m.", "Tot 10³ m.", [], True),
        ('Tot 10<sup class="x">3</sup > m.', "Tot 10³ m.", ['<sup class="x">'], True),
        ("Tot 10<sup>3</sup/sup/sup> m.", "Tot 10<sup>3</sup/sup/sup> m.", None, False),
    ],
)
def test_wat_meer_is_dan_de_naam_van_een_merk_gaat_niet_stil_weg(regel, leest, gezien, sluitend) -> None:
    regeling = lees_tekst(f"# Regels\n\n## Artikel 1\n\n{regel}\n")
    assert tekst(regeling.wortel.inhoud[-1]).endswith(leest)
    assert regeling.verantwoording.sluitend is sluitend
    assert gezien is None or [p.fragment for p in regeling.verantwoording.posten] == gezien
