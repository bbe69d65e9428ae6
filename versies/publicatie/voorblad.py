"""The pages of the set as a whole: the first page, and what is said of accessibility."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from verordening.dagen import dag
from verordening.papier import document as d
from verordening.tellen import meervoud
from versies.publicatie.reeks import CONTROLEGETALLEN
from versies.publicatie.samenvatting import Samenvatting

Tijdvak = tuple[date | None, date | None]


def _tijdvak(regelingen: Sequence[Samenvatting]) -> Tijdvak:
    """The days on which "now" means the same: the first, and the first on which it does not any more."""
    dagen = [[date.fromisoformat(r.tijdvak[n]) for r in regelingen if r.tijdvak[n]] for n in (0, 1)]
    return max(dagen[0], default=None), min(dagen[1], default=None)


def _zin(vak: Tijdvak) -> str:
    """
    >>> _zin((date(2026, 1, 1), date(2027, 1, 1)))
    'Stand van 1 januari 2026 tot en met 31 december 2026'
    """
    vanaf, tot = vak
    begin = f" {'van' if tot else 'sinds'} {dag(vanaf)}" if vanaf else ""
    return f"Stand{begin}" + (f" tot en met {dag(tot - timedelta(days=1))}" if tot else "")


def voorpagina(
    naam: str, status: str, regelingen: Sequence[Samenvatting], herkomst: Sequence[tuple[str, str]]
) -> d.Document:
    """The list of regulations with what holds now; the same on every day between two changes."""
    vak = _tijdvak(regelingen)
    rijen = [_rij(r) for r in sorted(regelingen, key=lambda r: r.titel.lower())]
    aantal = meervoud(len(regelingen), "regeling", "regelingen")
    hoelang = f"; op {dag(vak[1])} verandert er iets en is een nieuwe lijst nodig" if vak[1] else ""
    return d.Document(
        naam,
        (
            d.alinea(
                f"Hier staan de doorlopende teksten van {aantal}, in elke versie. {_zin(vak)}: wat hier «nu» "
                f"heet, geldt op die dagen, zolang er geen nieuw besluit is{hoelang}."
            ),
            d.kop(2, "Regelingen"),
            d.tabel(
                "Regelingen met de versie die nu geldt",
                ("Regeling", "Vastgesteld door", "Tekst die nu geldt", "Komende versies"),
                rijen,
            ),
            d.alinea(
                *d.links(
                    ("Zoeken", "zoeken.html"),
                    ("wijzigingen volgen (Atom)", "wijzigingen.atom"),
                    ("toegankelijkheid", "toegankelijkheid.html"),
                )
            ),
            d.kop(2, "Zelf controleren"),
            d.alinea(
                "Van elk bestand hier staat de SHA-512 in ",
                d.link(CONTROLEGETALLEN, CONTROLEGETALLEN),
                ". Met de opdracht ",
                d.Stuk(f"sha512sum -c {CONTROLEGETALLEN}", vast=True),
                " ziet u of er iets is veranderd. Rechten ontleent u aan de bekendgemaakte besluiten.",
            ),
            d.Colofon((("Stand", (_zin(vak),)), *((naam_, (waarde,)) for naam_, waarde in herkomst))),
        ),
        status=status[:1].upper() + status[1:],
        ondertitel=_zin(vak),
        datum=vak[0],
    )


def _rij(r: Samenvatting) -> d.Rij:
    geldt = d.link(f"sinds {r.geldend}", f"{r.map}/geldend/index.html") if r.geldend else r.staat
    hierna = d.links(*((wat, f"{r.map}/{map_}/index.html") for wat, map_ in r.komend))
    return d.rij(d.link(r.titel, f"{r.map}/index.html"), r.vastgesteld_door or "–", geldt, d.Alinea(hierna or ("–",)))


def toegankelijkheid(naam: str) -> d.Document:
    """How the pages were made to be read by everybody."""
    return d.Document(
        "Toegankelijkheid van deze bladzijden",
        (
            d.alinea(d.link("Alle regelingen", "index.html")),
            d.alinea(
                f"De bladzijden van {naam} zijn gemaakt om te voldoen aan WCAG 2.2, niveau AA: één hoofdkop, koppen in volgorde, "
                "tabellen met kopcellen, een tekst bij elk beeld, en geen betekenis in kleur alleen. Alles is te lezen zonder "
                "script; alleen zoeken gebruikt er een. De PDF-bestanden zijn PDF/A met structuur."
            ),
            d.alinea(
                "Deze verklaring zegt hoe de bladzijden zijn gemaakt; zij is geen onderzoek door een derde. Werkt er iets niet "
                "voor u, meld het dan bij de griffie."
            ),
        ),
    )
