"""The pages of the set as a whole: the first page, and what is said of accessibility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from verordening.dagen import dag
from verordening.papier import document as d
from versies.publicatie.reeks import CONTROLEGETALLEN, Regelingreeks

Tijdvak = tuple[date | None, date | None]


def tijdvak(reeksen: Sequence[Regelingreeks], stand: date) -> Tijdvak:
    """The days around one on which "now" means the same: the first, and the first on which it does not any more."""
    dagen = {dag_ for reeks in reeksen for dag_ in reeks.wisseldagen}
    return max((x for x in dagen if x <= stand), default=None), min((x for x in dagen if x > stand), default=None)


def _zin(vak: Tijdvak) -> str:
    """
    >>> _zin((date(2026, 1, 1), date(2027, 1, 1)))
    'Stand van 1 januari 2026 tot en met 31 december 2026'
    """
    vanaf, tot = vak
    begin = f" van {dag(vanaf)}" if vanaf else ""
    return (
        f"Stand{begin} tot en met {dag(tot - timedelta(days=1))}"
        if tot
        else f"Stand sinds {dag(vanaf)}"
        if vanaf
        else "Stand"
    )


def voorpagina(
    naam: str,
    status: str,
    reeksen: Sequence[Regelingreeks],
    stand: date,
    herkomst: Sequence[tuple[str, str]],
    organen: Mapping[str, str],
) -> d.Document:
    """The list of regulations with what holds now; the same on every day between two changes.

    Args:
        organen: who decides, per folder of a regulation.
    """
    vak = tijdvak(reeksen, stand)
    rijen = [_rij(reeks, stand, organen[reeks.map]) for reeks in sorted(reeksen, key=lambda r: r.titel.lower())]
    hoelang = f"; op {dag(vak[1])} verandert er iets en is een nieuwe lijst nodig" if vak[1] else ""
    return d.Document(
        naam,
        (
            d.alinea(
                f"Hier staan de doorlopende teksten van {_aantal(len(reeksen))}, in elke versie. {_zin(vak)}: wat hier «nu» "
                f"heet, geldt op die dagen, zolang er geen nieuw besluit is{hoelang}."
            ),
            d.kop(2, "Regelingen"),
            d.tabel(
                "Regelingen met de versie die nu geldt",
                ("Regeling", "Vastgesteld door", "Tekst die nu geldt", "Komende versies"),
                rijen,
            ),
            d.alinea(
                d.link("Zoeken", "zoeken.html"),
                "; ",
                d.link("wijzigingen volgen (Atom)", "wijzigingen.atom"),
                "; ",
                d.link("toegankelijkheid", "toegankelijkheid.html"),
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


def _rij(reeks: Regelingreeks, stand: date, orgaan: str) -> d.Rij:
    nu = reeks.geldend(stand)
    geldt = (
        d.link(f"sinds {reeks.dagnaam(nu)}", f"{reeks.map}/geldend/index.html")
        if nu is not None
        else reeks.staat(stand)
    )
    hierna: list[d.Inline] = []
    for plek in reeks.komend(stand):
        t = reeks.periodes[plek].toestand
        ontwerp = "ontwerp, " if t.versie in reeks.ontwerpen else ""
        hierna += ["; "] if hierna else []
        hierna.append(
            d.link(f"{ontwerp}per {dag(t.juridisch_werkend_vanaf)}", f"{reeks.map}/{reeks.mappen[plek]}/index.html")
        )
    return d.rij(d.link(reeks.titel, f"{reeks.map}/index.html"), orgaan or "–", geldt, d.Alinea(tuple(hierna or ["–"])))


def _aantal(aantal: int) -> str:
    return "één regeling" if aantal == 1 else f"{aantal} regelingen"


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
