"""Files that this project has never seen: read, compare with the source, write in every format and read back.

    python -m bench.bench_vreemd MAP [--kern] [--elke N] [--fouten BESTAND]

MAP is any folder with files that ``verordening lees`` should know (BWB, CVDR, STOP, AKN, publications, Markdown, Word).
The text of XML is judged by a second, simpler reading of the source: ElementTree, its characters without white space.
Per kind of file: how many, read, text equal, refused (with reason), crashed; per format: the same for the way out and back.
Exit code 1 when anything crashed or came out different without a finding of severity fout.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from multiprocessing import Pool
from pathlib import Path

from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Figuur, Gegevens, Regeling, Tabel, tekst, wandel
from verordening.canoniek import lees as lees_canoniek, schrijf as schrijf_canoniek
from verordening.lezers import lees
from verordening.schrijvers import FORMATEN, schrijf
from versies.verschil import vergelijk

TAAL = "{http://www.w3.org/XML/1998/namespace}lang"
GEEN_TEKST = {"meta-data", "redactie", "noot.nr", "NootNummer", "VerwijderdeTekst", "Redactioneel", "metadata"}
IN_DE_REGEL = {
    "nadruk",
    "extref",
    "intref",
    "ref-item",
    "dossierref",
    "nootref",
    "sup",
    "inf",
    "ovl",
    "unl",
    "aanhaling",
    "indexterm",
    "afk",
    "cit",
    "dfn",
    "eg-richtlijn",
    "tekstcorrectie",
    "extref-groep",
    "intref-groep",
    "functie",
    "organisatie",
    "politiek",
    "deze",
    "titel",
    "nr",
    "label",
    "subtitel",
    "naam",
    "voornaam",
    "achternaam",
    "term",
    "vet",
    "cursief",
    "onderstreept",
    "i",
    "b",
    "u",
    "strong",
    "sub",
    "abbr",
    "IntRef",
    "ExtRef",
    "IntIoRef",
    "ExtIoRef",
    "Contact",
    "NieuweTekst",
    "Nummer",
    "Label",
    "Opschrift",
    "Subtitel",
    "Term",
    "title",
    "Titel",
}
"""Elements after which no line ends: the text of a note stands after the line in which the note hangs."""
OMSLAG = (
    "wet-besluit",
    "regeling",
    "circulaire",
    "verdrag",
    "verdragtekst",
    "bijlage",
    "nota-toelichting",
    "toelichting",
)
Uitslag = tuple[str, str, list[tuple[str, str, str]]]
"""(file, kind, [(what was tried, outcome, detail)])."""


def zonder_wit(stukken: Iterable[str]) -> str:
    """Characters of a text without any white space, in NFC."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", "".join(stukken)))


def _naam(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _verzamel(element: ET.Element, uit: list[str], noten: list[str]) -> None:
    naam = _naam(element)
    if naam in GEEN_TEKST or (naam in ("titel", "subtitel") and element.get("status") == "redactioneel"):
        return
    if (element.get("wijzigactie") or "").startswith("verwijder"):
        return
    if naam.lower() == "noot":
        eigen: list[str] = []
        onder: list[str] = []
        _kinderen(element, eigen, onder)
        noten.append("".join(eigen + onder))
    elif naam in IN_DE_REGEL:
        _kinderen(element, uit, noten)
        if naam.lower() == "term" and not "".join(element.itertext()).rstrip().endswith(":"):
            uit.append(":")  # so a definition stands on one line
    else:
        hier: list[str] = []
        uit.append(element.get("nr") or "" if naam == "li" else "")
        _kinderen(element, uit, hier)
        uit.extend(hier)


def _kinderen(element: ET.Element, uit: list[str], noten: list[str]) -> None:
    uit.append(element.text or "")
    for kind in element:
        _verzamel(kind, uit, noten)
        uit.append(kind.tail or "")


def bronstukken(wortel: ET.Element) -> Iterator[ET.Element]:
    """The elements of a source that hold legal text."""
    naam = _naam(wortel)
    if naam == "toestand":
        wetgeving = wortel.find("wetgeving")
        kinderen = [] if wetgeving is None else list(wetgeving)
        talen = [k.get(TAAL) for k in kinderen if k.tag == "verdrag"]
        taal = next((t for t in talen if t in ("nl", "ne")), talen[0] if talen else None)
        yield from (
            k
            for k in kinderen
            if (k.tag == "intitule" or k.tag in OMSLAG) and (k.tag != "verdrag" or k.get(TAAL) == taal)
        )
    elif naam == "cvdr":
        yield from (k for k in wortel if _naam(k) == "body")
    elif naam == "officiele-publicatie":
        yield from (k for k in wortel if k.tag not in ("metadata", "kop"))
    else:
        regelingen = [
            e for e in wortel.iter() if re.fullmatch("Regeling(Klassiek|Compact|Vrijetekst|Tijdelijkdeel)", _naam(e))
        ]
        yield from regelingen or [wortel]


def soort_van(pad: Path) -> str:
    """The kind of a file, for the table."""
    begin = pad.read_bytes()[:200_000]
    if begin[:2] == b"PK":
        return "Word of zip"
    for kenmerk, naam in (
        (b"<toestand", "BWB-toestand"),
        (b"/cvdr/terms", "CVDR"),
        (b"<officiele-publicatie", "publicatie"),
        (b"standaarden.overheid.nl/", "STOP"),
        (b"/legaldocml/", "Akoma Ntoso"),
    ):
        if kenmerk in begin:
            return naam
    return "Markdown of tekst"


def beproef(taak: tuple[Path, bool]) -> Uitslag:
    """Everything that is tried on one file."""
    pad, kern = taak
    uit: list[tuple[str, str, str]] = []
    soort = soort_van(pad)
    try:
        regeling = lees(pad)
    except Geweigerd as fout:
        return str(pad), soort, [("lezen", "geweigerd", f"{fout.code}: {fout.regel()}")]
    except Exception as fout:  # any crash is a result of this measurement
        return str(pad), soort, [("lezen", "gestrand", f"{type(fout).__name__}: {fout}")]
    uit.append(("lezen", "goed", ""))
    eigen = zonder_wit([tekst(regeling.wortel)])
    if pad.read_bytes()[:100].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" and soort != "Markdown of tekst":
        stukken: list[str] = []
        for deel in bronstukken(ET.parse(pad).getroot()):
            _verzamel(deel, stukken, stukken)
        uit.append(("tekst", *_oordeel(zonder_wit(stukken), eigen)))
    ids = [e.eId for e in wandel(regeling.wortel) if e.eId]
    ids += [b.eId for e in wandel(regeling.wortel) for b in e.inhoud if isinstance(b, (Tabel, Figuur)) and b.eId]
    dubbel = [i for i, keer in Counter(ids).items() if keer > 1]
    uit.append(("eId's", "anders" if dubbel else "goed", ", ".join(dubbel[:3])))
    uit.append(_probeer("canoniek", lambda: lees_canoniek(schrijf_canoniek(regeling)) == regeling))
    if not kern:
        uit.append(_probeer("zichzelf", lambda: vergelijk(regeling, regeling).gelijk))
        uit.extend(_heen_en_terug(regeling, formaat) for formaat in FORMATEN)
    return str(pad), soort, uit


def _oordeel(bron: str, boom: str) -> tuple[str, str]:
    if bron == boom:
        return "goed", ""
    verschil = next((n for n, (a, b) in enumerate(zip(bron, boom, strict=False)) if a != b), min(len(bron), len(boom)))
    plek = max(0, verschil - 20)
    waar = f"bron «{bron[plek : plek + 60]}», boom «{boom[plek : plek + 60]}»"
    return ("volgorde" if Counter(bron) == Counter(boom) else "anders"), waar


def _probeer(wat: str, proef: object) -> tuple[str, str, str]:
    try:
        return wat, "goed" if proef() else "anders", ""  # type: ignore[operator]
    except Geweigerd as fout:
        return wat, "geweigerd", f"{fout.code}: {fout.regel()}"
    except Exception as fout:
        return wat, "gestrand", f"{type(fout).__name__}: {fout}"


def _heen_en_terug(regeling: Regeling, formaat: str) -> tuple[str, str, str]:
    """Out and back, with the editor's marks: «[Vervallen]» may return as such a mark, but it has to return."""
    eigen = zonder_wit([tekst(regeling.wortel, redactie=True)])
    try:
        export = schrijf(regeling.met(gegevens=_volledig(regeling.gegevens)), formaat, overheid="gm0999")
        gezegd = [b for b in export.bevindingen if b.ernst is Ernst.FOUT]
        terug = zonder_wit([tekst(lees(export.inhoud, naam=f"terug.{formaat}").wortel, redactie=True)])
    except Geweigerd as fout:
        return formaat, "geweigerd", f"{fout.code}: {fout.regel()}"
    except Exception as fout:
        return formaat, "gestrand", f"{type(fout).__name__}: {fout}"
    oordeel, waar = _oordeel(eigen, terug)
    if oordeel != "goed" and gezegd:
        return formaat, "met fout gemeld", f"{gezegd[0].code}: {gezegd[0].uitleg}"
    return formaat, oordeel, waar


def _volledig(g: Gegevens) -> Gegevens:
    """Metadata with the date that every format demands: this is about the text."""
    dag = g.juridisch_werkend_vanaf or date(2024, 1, 1)
    return replace(
        g, juridisch_werkend_vanaf=dag, geldig_vanaf=g.geldig_vanaf or dag, versienummer=g.versienummer or "1"
    )


def tabel(tel: dict[tuple[str, str], Counter[str]]) -> str:
    """Rows kind × what was tried, columns outcomes."""
    uitkomsten = ("goed", "volgorde", "anders", "met fout gemeld", "geweigerd", "gestrand")
    regels = [
        "| soort | proef | bestanden | " + " | ".join(uitkomsten) + " |",
        "|---|---|" + "--:|" * (len(uitkomsten) + 1),
    ]
    for (soort, wat), telling in sorted(tel.items()):
        regels.append(
            f"| {soort} | {wat} | {telling.total()} | " + " | ".join(str(telling[u]) for u in uitkomsten) + " |"
        )
    return "\n".join(regels)


def main() -> int:
    """Try all files and print the tables."""
    lezer = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    lezer.add_argument("map", nargs="?", type=Path, default=os.environ.get("VERORDENING_ANDERE"))
    lezer.add_argument("--kern", action="store_true", help="alleen lezen en canoniek heen en terug")
    lezer.add_argument("--elke", type=int, default=1, metavar="N", help="alleen elk N-de bestand")
    lezer.add_argument("--fouten", type=Path, help="schrijf alles wat niet goed ging naar dit bestand")
    opties = lezer.parse_args()
    if opties.map is None:
        print("Geen map opgegeven: geef een map met bestanden, of zet VERORDENING_ANDERE.")
        return 0
    paden = [p for p in sorted(Path(opties.map).rglob("*")) if p.is_file()][:: opties.elke]
    tel: dict[tuple[str, str], Counter[str]] = {}
    redenen: Counter[str] = Counter()
    mis: list[str] = []
    with Pool(max(1, min(2, os.cpu_count() or 1))) as pool:
        for pad, soort, uitkomsten in pool.imap(beproef, [(p, opties.kern) for p in paden], chunksize=4):
            for wat, uitkomst, detail in uitkomsten:
                tel.setdefault((soort, wat), Counter())[uitkomst] += 1
                if uitkomst != "goed":
                    redenen[f"{wat} {uitkomst}: {detail.partition(':')[0] if uitkomst != 'anders' else ''}"] += 1
                    mis.append(f"{wat}\t{uitkomst}\t{pad}\t{detail}")
    print(tabel(tel))
    for reden, keer in redenen.most_common(25):
        print(f"{keer:6} {reden}")
    if opties.fouten:
        opties.fouten.write_text("\n".join(mis) + "\n", encoding="utf-8")
    return 1 if any(t["gestrand"] or t["anders"] for t in tel.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
