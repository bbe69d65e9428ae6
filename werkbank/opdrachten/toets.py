"""``verordening toets``: read a decision without executing it, sentence beside meaning."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from werkbank.gedeeld import als_json, bestand_in, json_optie, meld, wijzigingen_optie

if TYPE_CHECKING:
    from verordening.bevinding import Geweigerd
    from verordening.papier.document import Document
    from versies.besluit import Bepaling, Besluit, Opdracht

__all__ = ["Regel", "opdracht", "papier", "regels"]

_SMAL, _BREED = 88, 150
"""Columns of a terminal: below the first the meaning stands under the sentence; the second is as wide as it gets."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One sentence of the decision: where it stands, what it says, what was understood; ``goed`` is False when it was not read."""

    waar: str
    regel: int
    staat: tuple[str, ...]
    begrepen: tuple[str, ...]
    goed: bool = True
    kop: str = ""


@click.command()
@click.argument("besluit", metavar="BESLUIT", type=bestand_in)
@click.option(
    "--als",
    "vorm",
    type=click.Choice(["tekst", "html", "docx"]),
    default="tekst",
    show_default=True,
    help="In welke vorm.",
)
@click.option(
    "-o",
    "uit",
    metavar="BESTAND",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar het komt; zonder: op het scherm.",
)
@wijzigingen_optie
@json_optie
def opdracht(besluit: Path, vorm: str, uit: Path | None, wijzigingen: str, json_uit: bool) -> int:
    """Lees een wijzigingsbesluit zonder het uit te voeren: links wat er staat, rechts wat is begrepen.

    Uitgangscode 1 als er een zin is die niet te lezen is.
    """
    from versies.opdracht import toets_besluit

    if vorm == "docx" and uit is None:
        raise click.UsageError("--als docx vraagt -o BESTAND.docx.")
    gelezen, fouten = toets_besluit(besluit, wijzigingen=wijzigingen)
    if json_uit:
        als_json(
            _json(gelezen)
            | {
                "bevindingen": [f.als_bevinding().als_json() for f in fouten]
                + [b.als_json() for b in gelezen.bevindingen]
            }
        )
        return 1 if fouten else 0
    rijen = regels(gelezen, fouten, _bronregels(besluit))
    if vorm == "tekst":
        gegevens = ("\n".join(_scherm(rijen, _breedte())) + "\n").encode()
    else:
        from verordening.papier import zet

        gegevens = zet(papier(gelezen, rijen), vorm)
    if uit is not None:
        from verordening.schijf import schrijf_atomair

        schrijf_atomair(uit, gegevens)
    else:
        click.echo(gegevens, nl=False)
    meld(gelezen.bevindingen)
    if uit is not None or vorm != "tekst":
        meld(f.als_bevinding() for f in fouten)
    click.echo(_telling(gelezen, fouten), err=True)
    return 1 if fouten else 0


def _telling(besluit: Besluit, fouten: Sequence[Geweigerd]) -> str:
    n, m = len(besluit.opdrachten), len(fouten)
    return f"{n} opdracht{'en' if n != 1 else ''} gelezen, {m} {'zinnen' if m != 1 else 'zin'} niet."


def _bronregels(besluit: Path) -> list[str]:
    """The lines of a decision in plain text, to show what was refused; none for Word and XML."""
    try:
        return (
            besluit.read_text(encoding="utf-8-sig").splitlines()
            if besluit.suffix.lower() in (".md", ".txt", "")
            else []
        )
    except (OSError, UnicodeDecodeError):
        return []


# --- the rows ---------------------------------------------------------------------------------------------------------


def regels(besluit: Besluit, fouten: Sequence[Geweigerd] = (), bron: Sequence[str] = ()) -> list[Regel]:
    """Every sentence of the decision in order, beside what was understood of it; refused ones too.

    Args:
        besluit: what was read.
        fouten: what was refused.
        bron: lines of the decision, for the words of a refused sentence.
    """
    uit: list[Regel] = []
    koppen: list[tuple[int, str]] = []
    for artikel in besluit.artikelen:
        voorwaarde = f", alleen {artikel.voorwaarde[0].lower()}{artikel.voorwaarde[1:]}" if artikel.voorwaarde else ""
        koppen.append(
            (artikel.bron.regel, f"Artikel {artikel.nummer} wijzigt {artikel.regeling or 'de regeling'}{voorwaarde}")
        )
        for o in artikel.opdrachten:
            lading = tuple(f"> {r}".rstrip() for r in o.lading) if o.zin.rstrip().endswith(":") else ()
            uit.append(Regel(_hoofdletter(o.naam), o.bron.regel, (o.zin, *lading), tuple(_uitleg(o))))
    uit.extend(Regel(_hoofdletter(_plaats(b)), b.bron.regel, (b.tekst,), (_bepaling(b),)) for b in besluit.bepalingen)
    wijzigend = {a.nummer for a in besluit.artikelen}
    eigen = [b.bron.regel for b in besluit.bepalingen if b.nummer[:1] and b.nummer[0] not in wijzigend]
    if eigen:
        koppen.append((min(eigen), "Wat het besluit zelf bepaalt"))
    for fout in fouten:
        nummer = int(t.group(1)) if (t := re.search(r"regel (\d+)", fout.plaats)) else 0
        staat = bron[nummer - 1].strip() if 0 < nummer <= len(bron) else ""
        uit.append(
            Regel(
                "Niet gelezen",
                nummer,
                (staat or fout.plaats,),
                (f"{fout.reden}.", *([fout.advies] if fout.advies else [])),
                goed=False,
            )
        )
    uit.sort(key=lambda r: r.regel)
    for vanaf, kop in sorted(koppen, reverse=True):
        plek = next((i for i, r in enumerate(uit) if r.regel >= vanaf), None)
        if plek is not None and not uit[plek].kop:
            uit[plek] = replace(uit[plek], kop=kop)
    return uit


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _plaats(b: Bepaling) -> str:
    woorden = ("artikel ", ", onderdeel ", ", onder ", ", onder ")
    nummer = (
        b.nummer
        if len(b.nummer) < 2 or not b.nummer[1].isdigit()
        else (f"{b.nummer[0]}, lid {b.nummer[1]}", *b.nummer[2:])
    )
    return "".join(w + n for w, n in zip(woorden, nummer, strict=False))


def _uitleg(o: Opdracht) -> list[str]:
    from versies.opdracht.uitleg import in_woorden

    return [in_woorden(w) for w in o.wijzigingen]


def _bepaling(b: Bepaling) -> str:
    from versies.opdracht.uitleg import bepaling_in_woorden

    return bepaling_in_woorden(b)


# --- on the screen ----------------------------------------------------------------------------------------------------


def _breedte() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, _BREED)


def _scherm(rijen: Sequence[Regel], breedte: int) -> Iterator[str]:
    """Two columns side by side; in a narrow window the meaning stands below its sentence."""
    if breedte >= _SMAL:
        half = (breedte - 3) // 2
        yield f"{'WAT ER STAAT'.ljust(half)} │ WAT IS BEGREPEN"
    for r in rijen:
        if r.kop:
            yield ""
            yield from textwrap.wrap(r.kop, breedte)
        yield "─" * breedte
        yield f"{r.waar} (regel {r.regel})" if r.regel else r.waar
        merk = "→" if r.goed else "✗"
        if breedte < _SMAL:
            yield from _vouw(r.staat, breedte, "  ", "  ")
            yield from _vouw(r.begrepen, breedte, f"  {merk} ", "    ")
            continue
        links, rechts = list(_vouw(r.staat, half, "", "")), list(_vouw(r.begrepen, half, f"{merk} ", "  "))
        for i in range(max(len(links), len(rechts))):
            yield f"{(links[i] if i < len(links) else '').ljust(half)} │ {rechts[i] if i < len(rechts) else ''}".rstrip()
    yield "─" * breedte


def _vouw(alineas: Sequence[str], breedte: int, eerste: str, verder: str) -> Iterator[str]:
    for alinea in alineas:
        inspring = verder + ("  " if alinea.startswith("> ") else "")
        yield from textwrap.wrap(
            alinea, breedte, initial_indent=eerste, subsequent_indent=inspring, break_on_hyphens=False
        ) or [eerste.rstrip()]


# --- on paper ---------------------------------------------------------------------------------------------------------


def papier(besluit: Besluit, rijen: Sequence[Regel]) -> Document:
    """The same as a paper: one table per amended regulation, refused sentences marked in words."""
    from verordening.papier.document import Blok, Document, Kolom, Rij, alinea, cel, kop, rij, tabel, vet

    def cellen(r: Regel) -> Rij:
        merk = () if r.goed else (alinea(vet("Niet gelezen")),)
        waar = (
            alinea(r.waar if r.goed else f"Regel {r.regel}"),
            *((alinea(f"regel {r.regel}", soort="klein"),) if r.regel and r.goed else ()),
        )
        staat = tuple(
            alinea(s.removeprefix("> "), soort="citaat" if s.startswith("> ") else "") for s in r.staat if s.strip("> ")
        )
        return rij(waar, staat or cel(""), (*merk, *(alinea(b) for b in r.begrepen)) or cel(""))

    blokken: list[Blok] = []
    groepen: list[tuple[str, list[Regel]]] = []
    for r in rijen:
        if r.kop or not groepen:
            groepen.append((r.kop or "Bepalingen", []))
        groepen[-1][1].append(r)
    for titel, deel in groepen:
        kolommen = [Kolom(("Plaats",), 1.2), Kolom(("Wat er staat",), 3.0), Kolom(("Wat is begrepen",), 3.0)]
        blokken += [kop(2, titel), tabel(f"Zin voor zin: {titel}", kolommen, [cellen(r) for r in deel])]
    niet = sum(not r.goed for r in rijen)
    telling = f"{len(besluit.opdrachten)} opdrachten gelezen, {niet} {'zin' if niet == 1 else 'zinnen'} niet. Er is niets uitgevoerd."
    return Document(
        titel="Wat in dit besluit is gelezen",
        ondertitel=besluit.opschrift,
        blokken=(alinea(telling, soort="inleiding"), *blokken),
        onderwerp="Controle van een wijzigingsbesluit, zin voor zin.",
        liggend=True,
    )


def _json(besluit: Besluit) -> dict[str, object]:
    return {
        "opschrift": besluit.opschrift,
        "artikelen": [
            {
                "nummer": a.nummer,
                "regeling": a.regeling,
                "voorwaarde": a.voorwaarde or None,
                "opdrachten": [
                    {
                        "plaats": o.naam,
                        "zin": o.zin,
                        "regel": o.bron.regel,
                        "kolom": o.bron.kolom,
                        "vormen": list(o.vormen),
                        "wijzigingen": [
                            {"soort": w.soort, "uitleg": u} for w, u in zip(o.wijzigingen, _uitleg(o), strict=True)
                        ],
                        "nieuwe_tekst": list(o.lading),
                    }
                    for o in a.opdrachten
                ],
            }
            for a in besluit.artikelen
        ],
        "bepalingen": [
            {
                "soort": b.soort.value,
                "plaats": "artikel " + ", ".join(b.nummer),
                "zin": b.tekst,
                "regel": b.bron.regel,
                "datum": b.datum.isoformat() if b.datum else None,
                "tijdstip": b.tijdstip or None,
                "voorwaarde": b.voorwaarde or None,
                "naam": b.naam or None,
                "uitleg": _bepaling(b),
            }
            for b in besluit.bepalingen
        ],
        "doelen": [
            {
                "datum": d.datum.isoformat() if d.datum else None,
                "tijdstip": d.tijdstip or None,
                "voorwaarde": d.voorwaarde or None,
                "geldig_vanaf": d.geldig_vanaf.isoformat() if d.geldig_vanaf else None,
                "opdrachten": [o.naam for o in d.opdrachten],
            }
            for d in besluit.doelen()
        ],
    }
