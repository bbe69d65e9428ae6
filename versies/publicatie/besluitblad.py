"""The pages of a decision: what it says, what it did, and the explanatory note that came with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from verordening.bekendmaking import adres_van
from verordening.dagen import dag
from verordening.groepen import groepeer
from verordening.papier import document as d, zet
from verordening.papier.document import Blok
from verordening.papier.markdown import tabel_van_regels
from versies.publicatie.kop import met_kop
from versies.publicatie.reeks import GEGEVENS, Bestanden, Vorige, kern
from versies.publicatie.samenvatting import Besluitregel, Samenvatting

_SOORT = {
    "tekst": "bepaalt de tekst",
    "intrekking": "trekt de regeling in",
    "terugtrekking": "maakt een eerder besluit ongedaan",
    "datum": "bepaalt de datum van inwerkingtreding",
}


_LATER = {"datum": "die dag is bepaald", "terugtrekking": "ongedaan gemaakt"}
"""What a later decision did to the date of an earlier one."""


@dataclass(frozen=True)
class Besluittekst:
    """The words of a decision, line by line as in Markdown; read only when they are needed.

    Args:
        kern: names the contents: equal contents, equal name.
        hersteld: the day from which the registration counts no longer, as it was a mistake; its address keeps a page.
    """

    kern: str
    lees: Callable[[], Sequence[str]]
    hersteld: date | None = None


def besluitmap(nummer: int) -> str:
    """The folder of a decision in the set: by its number in the archive."""
    return f"besluiten/{nummer:04}"


def bekendmaking(bron: str) -> d.Inline:
    """A publication, with a link to the official one when the name is a number of it."""
    adres = adres_van(bron)
    return d.link(bron, adres) if adres else bron


KENMERKEN = "besluiten/gemaakt_van.json"
"""number of a decision → one value for all that its pages were made from."""


def besluitbladen(
    regelingen: Sequence[Samenvatting], teksten: Mapping[int, Besluittekst], vorige: Vorige | None, basis: str
) -> Bestanden:
    """The pages of every decision that did something with a published regulation."""
    per = groepeer((regel.nummer, (regeling, regel)) for regeling in regelingen for regel in regeling.besluiten)
    eerder = vorige.waarde(KENMERKEN) if vorige else {}
    uit: Bestanden = {}
    kenmerken: dict[str, str] = {}
    for nummer, rijen in sorted(per.items()):
        hier, tekst = besluitmap(nummer), teksten.get(nummer)
        daden = [(s.map, s.titel, r) for s, r in rijen]
        kenmerk = kenmerken[str(nummer)] = kern((basis, daden, tekst.kern if tekst else ""))
        gelijk = vorige.onder(hier) if vorige and eerder.get(str(nummer)) == kenmerk else {}
        uit |= gelijk
        if not gelijk:
            uit |= {f"{hier}/{n}": i for n, i in _besluit(rijen, tekst, basis).items()}
    uit[KENMERKEN] = (json.dumps(kenmerken, indent=0) + "\n").encode()
    for nummer, tekst in teksten.items():
        if tekst.hersteld is not None and nummer not in per:
            adres = f"{besluitmap(nummer)}/index.html"
            uit[adres] = met_kop(zet(_herstelblad(nummer, tekst.hersteld), "html"), f"{basis}{adres}")
    return uit


def _herstelblad(nummer: int, sinds: date) -> d.Document:
    """The page at the address of a decision that was registered by mistake."""
    zin = (
        f"Nummer {nummer} was bij vergissing vastgelegd. Dat is hersteld op {dag(sinds)}; de vastlegging telt niet mee."
    )
    terug = d.alinea(d.link("Alle regelingen", "../../index.html"))
    kader = d.Kader(("Dit besluit bestaat niet",), (d.alinea(zin),), "let-op")
    return d.Document(f"Besluit {nummer} bestaat niet", (kader, terug), onderwerp=zin)


def _daad(regeling: Samenvatting, regel: Besluitregel) -> d.Rij:
    """One row: which regulation, what happened to it, and from when."""
    vanaf = _dag(regel.inwerkingtreding) or "zonder datum"
    adres = f"../../{regeling.map}/"
    gevolg: list[d.Inline] = [d.link(f"{vanaf}: de tekst", f"{adres}{regel.map}/index.html") if regel.map else vanaf]
    for nummer, soort in regel.later:
        gevolg += ["; ", d.link(f"{_LATER[soort]} bij besluit {nummer}", f"../{nummer:04}/index.html")]
    return d.rij(d.link(regeling.titel, f"{adres}index.html"), _SOORT[regel.soort], (d.alinea(*gevolg),))


def _dag(iso: str) -> str:
    return dag(date.fromisoformat(iso)) if iso else ""


def _besluit(
    rijen: Sequence[tuple[Samenvatting, Besluitregel]], tekst: Besluittekst | None, basis: str
) -> dict[str, bytes]:
    u = rijen[0][1]
    nummer = u.nummer
    naam = u.besluit or "zonder titel"
    eigen, toelichting = splits_toelichting(tekst.lees()) if tekst else ((), ())
    paren: list[tuple[str, d.Inhoud]] = [("Nummer in het archief", (str(nummer),))]
    paren += d.gevuld(
        ("Betreft", u.betreft),
        ("Ondertekend op", _dag(u.ondertekend)),
        ("Bekend op", _dag(u.bekend)),
        ("Bekendgemaakt in", bekendmaking(u.publicatie) if u.publicatie else ""),
        ("Kenmerk voorstel", u.kenmerk),
    )
    if toelichting:
        paren.append(("Toelichting", (d.link("de toelichting bij dit besluit", "toelichting.html"),)))
    woorden = tuple(besluitblokken(eigen, 3)) or (
        d.alinea("Van dit besluit staat de tekst niet in het archief. Zij staat in de bekendmaking."),
    )
    blad = d.Document(
        f"Besluit {nummer}: {naam}",
        (
            d.alinea(d.link("Alle regelingen", "../../index.html")),
            d.Gegevens(tuple(paren)),
            d.kop(2, "Wat dit besluit doet"),
            d.tabel("Gevolgen per regeling", ("Regeling", "Het besluit", "Vanaf"), [_daad(*r) for r in rijen]),
            d.kop(2, "Tekst van het besluit", anker="tekst"),
            *woorden,
        ),
        onderwerp=f"Besluit «{naam}»",
    )
    waarde = {
        "besluit": u.besluit,
        "nummer": nummer,
        "bekend_op": u.bekend,
        "bron_bekendmaking": u.publicatie or None,
    }
    uit = {
        "index.html": met_kop(zet(blad, "html"), f"{basis}{besluitmap(nummer)}/index.html"),
        GEGEVENS: (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    if toelichting:
        blokken = (d.alinea(d.link("Het besluit zelf", "index.html")), *besluitblokken(toelichting))
        noot = d.Document(f"Toelichting bij besluit {nummer}: {naam}", blokken, onderwerp=f"Toelichting bij «{naam}»")
        uit["toelichting.html"] = met_kop(zet(noot, "html"), f"{basis}{besluitmap(nummer)}/toelichting.html")
    return uit


_TOELICHTING = re.compile(r"#*\s*(?:algemene\s+|artikelsgewijze\s+)?toelichting\b[^.;:]{0,80}$", re.IGNORECASE)


def splits_toelichting(regels: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The decision itself and its explanatory note: from the first heading that says so to the end."""
    plek = next((n for n, r in enumerate(regels) if n and _TOELICHTING.match(r.strip())), len(regels))
    return regels[:plek], regels[plek:]


def besluitblokken(regels: Sequence[str], niveau: int = 2) -> Iterator[Blok]:
    """The words of a decision as blocks: the hash signs of Markdown become headings of one level, rows with bars a table.

    The first line is the title when it has one hash sign, and is left to the page around it.
    """
    titel = next((n for n, r in enumerate(regels) if r.strip()), 0)
    rest = regels[titel + 1 :] if regels and regels[titel].startswith("# ") else regels
    for soort, groep in groupby(rest, key=lambda r: "tabel" if r.lstrip("> ").startswith("|") else ""):
        if soort:
            yield tabel_van_regels([r.lstrip("> ") for r in groep], "Tabel")
            continue
        for regel in groep:
            kop = re.match(r"#{1,6}\s+(.*)", regel)
            if kop:
                yield d.kop(niveau, kop[1])
            elif regel.strip():
                yield d.alinea(regel.lstrip("> ").strip() or " ", soort="citaat" if regel.startswith(">") else "")
