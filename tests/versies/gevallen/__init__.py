"""Cases that a lawyer can read: sentences of our own per form of the catalogue, and what exactly they change.

Per case: the instruction (new text behind ``>``), then what became of the example regulation: ``= plaats | tekst`` for a
line that is new or different, ``- plaats | tekst`` for a line that is gone, ``† plaats`` for what lapsed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from verordening.boom import Regeling, Soort, Status, wandel
from verordening.register import Register
from verordening.tekst.markdown import lees
from verordening.tekstregels import tekstregels
from versies.opdracht import lees_besluit
from versies.toepassen import pas_toe

MAP = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def proef() -> Regeling:
    return lees(MAP / "proefverordening.md")


def regels(regeling: Regeling) -> list[tuple[str, str]]:
    """(place, text) of all law, and what lapsed."""
    uit = [
        (adres, tekst)
        for e, adres, tekst in tekstregels(regeling)
        if e.soort not in (Soort.OPSCHRIFT, Soort.AANHEF) and not adres.startswith("toelichting")
    ]
    register = Register.van(regeling)
    graven = [
        ("†", register.adres(e).tekst(kort=True)) for e in wandel(regeling.wortel) if e.status is Status.VERVALLEN
    ]
    return uit + graven


def besluit_van(geval: list[str]) -> str:
    """A whole decision around one case."""
    eerste = geval[0]
    kop = ["Besluit", "", "## Artikel I"]
    if "Proefverordening 2024" not in eerste:
        kop += ["De Proefverordening 2024 wordt als volgt gewijzigd:", "### A"]
    staart = ["", "## Artikel II", "Dit besluit treedt in werking met ingang van 1 januari 2026."]
    if "bijlage A bij" in eerste:
        staart += ["", "## Bijlage A Nieuwe adressen", "Het loket is dicht."]
    return "\n".join([*kop, *geval, *staart])


def voer_geval(geval: list[str]) -> tuple[list[str], tuple[int, ...], list[str]]:
    """(what changed, forms recognised, codes of findings) of one case."""
    besluit = lees_besluit(besluit_van(geval))
    uitkomst = pas_toe(proef(), besluit)
    was, wordt = regels(proef()), regels(uitkomst.wordt)
    over, nieuw = list(was), []
    for regel in wordt:
        if regel in over:
            over.remove(regel)
        else:
            nieuw.append(regel)
    uit = [f"- {a} | {t}" for a, t in over if a != "†"]
    uit += [f"† {t}" if a == "†" else f"= {a} | {t}" for a, t in nieuw]
    if [r for r in wordt if r in was] != [r for r in was if r in wordt]:
        uit.append("~ de volgorde is veranderd")
    vormen = tuple(v for o in besluit.opdrachten for v in o.vormen)
    if re.search(r"als volgt gewijzigd|wijzigt als volgt|volgende wijzigingen", " ".join(geval)):
        vormen += (50, 51) if "Proefverordening 2024" in geval[0] else (50,)
    if "(nieuw)" in " ".join(geval):
        vormen += (47,)
    if "Proefverordening 2024" in geval[0]:
        vormen += (51,)
    return uit, vormen, [b.code for b in uitkomst.bevindingen]


def gevallen() -> list[tuple[str, int, list[str], list[str]]]:
    """(number, form, lines of the instruction, expected lines) of every case in the folder."""
    uit = []
    for bestand in sorted(MAP.glob("vorm-*.md")):
        vorm = int(re.search(r"\d+", bestand.stem).group())  # type: ignore[union-attr]
        for stuk in re.split(r"(?m)^## ", bestand.read_text(encoding="utf-8"))[1:]:
            nummer, *rest = stuk.rstrip("\n").split("\n")
            opdracht = [r for r in rest if r and not re.match(r"[=\-†~] ", r)]
            verwacht = [r for r in rest if re.match(r"[=\-†~] ", r)]
            uit.append((nummer, vorm, opdracht, verwacht))
    return uit
