"""The consolidated text (doorlopende tekst) of one version as a paper: what a griffie publishes for the reader.

On top stands what a reader must know before the first article: from when until when the text holds, or that it does not
(a draft, not yet, not any more), who decided, and which stored file this page was made from, by its SHA-512. The words
are those of the regulation; what is the editor's is said to be. Rules: Bekendmakingswet article 19 (a consolidated text
shows the date of entry into force and of changes), ``regels`` C.1 (the public table of versions).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from verordening.boom import Regeling, WtiRegel
from verordening.dagen import dag
from verordening.papier import document as d
from verordening.papier.document import Blok
from versies.tijd.wti import KOPPEN
from versies.verschil import vergelijk
from versies.weergave.zetter import Zetter

ONTWERP = "Ontwerp: niet vastgesteld en niet in werking"


@dataclass(frozen=True, slots=True)
class Geldigheid:
    """When a text holds, seen from one day.

    Args:
        stand: the day from which is looked; the text says "geldend" or not as of this day. None: from no day; the paper
            then says only when the text holds, and stays the same for ever.
        vanaf: first day that the text holds (for a retroactive one: the day to which it reaches back).
        werkend: day on which it became law; later than ``vanaf`` when it is retroactive.
        tot: first day that it does not hold any more; None: no end is known.
        ontwerp: not adopted.
        bekend: nothing that became known after this day counts; None: everything that is known counts.
        wijkt: first of its days for which a later text took its place by working back; None: there is none.
    """

    stand: date | None
    vanaf: date
    werkend: date
    tot: date | None = None
    ontwerp: bool = False
    bekend: date | None = None
    wijkt: date | None = None

    @property
    def geldt(self) -> bool:
        """Whether the text holds on the day from which is looked."""
        return (
            not self.ontwerp
            and self.stand is not None
            and max(self.vanaf, self.werkend) <= self.stand
            and (self.tot is None or self.stand < self.tot)
        )

    @property
    def zin(self) -> str:
        """In one sentence, as it is read aloud.

        >>> een, twee = date(2026, 1, 1), date(2027, 1, 1)
        >>> Geldigheid(date(2026, 5, 1), een, een, twee).zin
        'Geldt van 1 januari 2026 tot en met 31 december 2026.'
        >>> Geldigheid(date(2025, 5, 1), een, een).zin
        'Geldt nog niet: treedt in werking op 1 januari 2026.'
        >>> Geldigheid(date(2027, 5, 1), een, een, twee).zin
        'Geldt niet meer: gold van 1 januari 2026 tot en met 31 december 2026.'
        >>> Geldigheid(date(2026, 5, 1), een, date(2026, 3, 1)).zin
        'Geldt sinds 1 maart 2026 en werkt terug tot en met 1 januari 2026.'
        >>> Geldigheid(date(2026, 5, 1), een, een, twee, wijkt=date(2026, 10, 1)).zin
        'Geldt van 1 januari 2026 tot en met 31 december 2026; voor de dagen vanaf 1 oktober 2026 geldt met terugwerkende kracht een latere tekst.'
        """
        if self.ontwerp:
            return f"{ONTWERP}. Beoogd vanaf {dag(self.vanaf)}."
        later = (
            f"; voor de dagen vanaf {dag(self.wijkt)} geldt met terugwerkende kracht een latere tekst"
            if self.wijkt
            else ""
        )
        terug = f" en werkt terug tot en met {dag(self.vanaf)}" if self.vanaf < self.werkend else ""
        laatste = f"van {dag(self.werkend)} tot en met {dag(self.tot - timedelta(days=1))}" if self.tot else ""
        if self.stand is None:
            return f"In werking {laatste or f'vanaf {dag(self.werkend)}'}{terug}{later}."
        if self.stand < self.werkend:
            return f"Geldt nog niet: treedt in werking op {dag(self.werkend)}{terug}."
        if self.tot is None:
            return f"Geldt sinds {dag(self.werkend)}{terug}."
        terug = terug.replace("werkt", "werkte") if self.tot <= self.stand else terug
        return f"{'Geldt niet meer: gold' if self.tot <= self.stand else 'Geldt'} {laatste}{terug}{later}."


def doorlopende_tekst(
    regeling: Regeling,
    geldigheid: Geldigheid | None = None,
    *,
    bestand: bytes | None = None,
    voor: Sequence[Blok] = (),
    na: Sequence[Blok] = (),
    eigenschappen: Sequence[tuple[str, d.Inhoud]] = (),
) -> d.Document:
    """The text of one version, with on top what a reader must know, and where it comes from at the end.

    Args:
        geldigheid: when the text holds; None when nothing is known of that (then the paper says so).
        bestand: the stored bytes of this version; their SHA-512 stands in the colophon.
        voor: blocks between the heading and the text (links to other versions). na: blocks after the text.
        eigenschappen: more name-value pairs for the top ("Vastgesteld bij").
    """
    g = regeling.gegevens
    naam = g.citeertitel or g.opschrift or g.werk
    status = _status(regeling, geldigheid)
    paren: list[tuple[str, d.Inhoud]] = [
        ("Geldigheid", (geldigheid.zin if geldigheid else "Onbekend: dit bestand zegt niet wanneer de tekst geldt.",)),
    ]
    if geldigheid is not None and geldigheid.stand is not None:
        bekend = f", zoals bekend op {dag(geldigheid.bekend)}" if geldigheid.bekend else ""
        paren.append(("Stand", (f"gezien op {dag(geldigheid.stand)}{bekend}",)))
    if g.opschrift and g.opschrift != naam:
        paren.append(("Opschrift", (g.opschrift,)))
    paren += d.gevuld(("Soort", g.soort), ("Vastgesteld door", g.orgaan), ("Gemeente", g.gemeente), ("Kenmerk", g.werk))
    paren += eigenschappen
    zelf = vergelijk(regeling, regeling)
    blokken = Zetter(opmerkingen=True).paren((zelf.paren,), 3)
    tekst = _zonder_titel(blokken, g.opschrift)
    return d.Document(
        naam,
        (
            d.Gegevens(tuple(paren)),
            *voor,
            d.Inhoudsopgave(tot=5),
            d.kop(2, "Tekst van de regeling", anker="tekst"),
            *tekst,
            *na,
            _colofon(regeling, bestand),
        ),
        status=status,
        onderwerp=f"Doorlopende tekst van {naam}",
        ondertitel=geldigheid.zin if geldigheid else "",
        datum=geldigheid.vanaf if geldigheid else g.juridisch_werkend_vanaf,
        taal=g.taal or "nl",
    )


def versietabel(regels: Sequence[WtiRegel]) -> d.Tabel:
    """The public table of versions, newest first, with the columns in the official order (``regels`` C.1)."""

    def cel(waarde: date | str | None) -> str:
        return dag(waarde) if isinstance(waarde, date) else waarde or "–"

    return d.tabel("Overzicht van de versies", KOPPEN, [d.rij(*map(cel, astuple(r))) for r in regels])


def _status(regeling: Regeling, geldigheid: Geldigheid | None) -> str:
    """On every page: the status that the file itself names, and that this text does not hold when it does not."""
    delen = [regeling.gegevens.versiestatus]
    if geldigheid is not None and not geldigheid.geldt and (geldigheid.stand is not None or geldigheid.ontwerp):
        delen.append(ONTWERP if geldigheid.ontwerp else geldigheid.zin.rstrip("."))
    zin = "; ".join(deel for deel in delen if deel)
    return zin[:1].upper() + zin[1:]


def _zonder_titel(blokken: list[Blok], opschrift: str) -> list[Blok]:
    """Without the title at the head of the text when the paper has it already (as its title or among its data)."""
    eerste = blokken[0] if blokken else None
    if isinstance(eerste, d.Alinea) and opschrift and d.platte_tekst(eerste.inhoud).strip() == opschrift.strip():
        return blokken[1:]
    return blokken


def _colofon(regeling: Regeling, bestand: bytes | None) -> d.Colofon:
    g = regeling.gegevens
    paren: list[tuple[str, d.Inhoud]] = [
        (
            "Wat dit is",
            (
                "De doorlopende tekst, bijgewerkt met de besluiten die haar wijzigden. Rechten ontleent u aan de "
                "bekendgemaakte besluiten.",
            ),
        ),
    ]
    if bestand is not None:
        som = hashlib.sha512(bestand).hexdigest()
        paren.append(("Bestand", ("SHA-512 van de canonieke XML: ", d.Stuk(som, vast=True))))
    if g.bron:
        paren.append(("Bron", (f"{g.bron} ({g.formaat})" if g.formaat else g.bron,)))
    paren += [("Opgemerkt", (bevinding.regel(),)) for bevinding in regeling.bevindingen]
    return d.Colofon(tuple(paren))
