"""A change or provision in plain Dutch, for the reader who checks what was understood.

>>> from verordening.taal import uit_tekst
>>> from versies.wijziging import Plek, VervangTekst
>>> in_woorden(VervangTekst(Plek(uit_tekst("artikel 2")), "acht", "zes"))
'in artikel 2: «acht» wordt «zes» (precies één keer)'
"""

from __future__ import annotations

from collections.abc import Sequence

from verordening.boom import Alinea, Blok, Eenheid, Tabel, inlinetekst, kaal, koptekst
from verordening.keur.taal import verbinding
from versies.besluit import Bepaling, Bepalingsoort
from versies.wijziging import (
    EENMAAL,
    TELKENS,
    Kant,
    Ledenvorm,
    Plek,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangBedrag,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
    WijzigStatus,
)


def _waar(plek: Plek) -> str:
    return plek.adres.tekst() or "de regeling"


def _van_tot(plek: Plek, tot: Plek | None = None) -> str:
    """A place as subject of a sentence: a comma behind it when it has one inside."""
    naam = _waar(plek) + (f" tot en met {_waar(tot)}" if tot is not None else "")
    return f"{naam}," if "," in naam else naam


def _keer(keer: int) -> str:
    return "precies één keer" if keer == EENMAAL else "telkens" if keer == TELKENS else f"alleen de {keer}e keer"


def _wat(blokken: Sequence[Blok]) -> str:
    namen = []
    for blok in blokken:
        if isinstance(blok, Eenheid):
            kop = (
                koptekst(blok)
                if blok.label
                else f"{blok.soort.value} {kaal(blok.nummer) or inlinetekst(blok.opschrift)}"
            )
            namen.append(kop.strip())
        elif isinstance(blok, Tabel):
            rijen = sum(len(g.romp) for g in blok.groepen)
            namen.append(f"een tabel van {rijen} rij{'en' if rijen != 1 else ''}")
        elif isinstance(blok, Alinea):
            namen.append(f"«{inlinetekst(blok.inhoud)[:80]}»")
    return " en ".join(namen)


def _anker(plek: Plek, kant: Kant) -> str:
    naam = _waar(plek)
    return {
        Kant.NA: f"na {naam}",
        Kant.VOOR: f"voor {naam}",
        Kant.SLOT: f"in {naam}",
        Kant.ALFABETISCH: f"op alfabet in {naam}",
    }[kant]


def _in_de_tekst(w: VervangTekst | VervangBedrag | VoegTekstIn) -> str:
    if isinstance(w, VervangTekst):
        wordt = f"wordt «{w.nieuw}»" if w.nieuw else "vervalt"
        if w.veld == "slot":
            return f"aan het slot van {_waar(w.plek)}: «{w.oud}» {wordt}"
        waar = f"in het opschrift van {_waar(w.plek)}" if w.veld == "opschrift" else f"in {_waar(w.plek)}"
        naast = f", naast «{w.naast}»" if w.naast else ""
        return f"{waar}: «{w.oud}» {wordt} ({_keer(w.keer)}{naast})"
    if isinstance(w, VervangBedrag):
        wat = "bedrag" if w.eenheid == "€" else "percentage"
        welk = {0: f"het enige {wat}", -1: f"elk {wat}"}.get(
            w.welke, f"{wat} {w.welke}" + (f" van {w.van}" if w.van else "")
        )
        richting = "omlaag" if w.verschil.startswith("-") else "omhoog"
        hoe = f"wordt «{w.nieuw}»" if w.nieuw else f"gaat {richting} met {w.verschil.removeprefix('-')}"
        return f"in {_waar(w.plek)}: {welk} {hoe}" + (f" (naast «{w.naast}»)" if w.naast else "")
    if w.bij:
        return f"in {_waar(w.plek)}: {w.kant.value} «{w.bij}» komt «{w.nieuw}» ({_keer(w.keer)})"
    slot = "aan het slot van" if verbinding(w.nieuw) else "voor het laatste leesteken van"
    hoe = {Kant.SLOT: slot, Kant.NA: "achter", Kant.VOOR: "voor"}[w.kant]
    return f"{hoe} {_waar(w.plek)} komt «{w.nieuw}»"


def in_woorden(w: Wijziging) -> str:
    """One change as one line of Dutch."""
    if isinstance(w, (VervangTekst, VervangBedrag, VoegTekstIn)):
        return _in_de_tekst(w)
    if isinstance(w, VervangEenheid) and w.kop_blijft:
        return f"de tekst van {_van_tot(w.plek, w.tot)} wordt vervangen; het opschrift blijft"
    if isinstance(w, VervangEenheid):
        heel = f"de nieuwe tekst, van {_wat(w.nieuw[:1])} tot en met {_wat(w.nieuw[-1:])}"
        wat = _wat(w.nieuw) if w.plek.adres.stappen or w.plek.wId else heel
        return f"{_van_tot(w.plek, w.tot)} wordt vervangen door {wat}"
    if isinstance(w, VoegIn):
        return f"nieuw {_anker(w.anker.plek, w.anker.kant)}: {_wat(w.nieuw)}"
    if isinstance(w, Vervalt):
        return f"{_van_tot(w.plek, w.tot)} vervalt"
    if isinstance(w, Vernummer):
        return f"{_van_tot(w.plek)} krijgt nummer {kaal(w.nummer)}"
    if isinstance(w, Verplaats):
        return f"{_waar(w.plek)} gaat naar de plaats {_anker(w.anker.plek, w.anker.kant)}"
    if isinstance(w, VervangKop):
        return f"het opschrift van {_waar(w.plek)} {'vervalt' if not w.opschrift else f'wordt «{inlinetekst(w.opschrift)}»'}"
    if isinstance(w, Ledenvorm):
        eerste = "het eerste lid" if w.nummer == "1." else f"lid {w.nummer.rstrip('.')}"
        return f"de tekst van {_waar(w.plek)} wordt {eerste if w.aan else 'weer een tekst zonder leden'}"
    assert isinstance(w, WijzigStatus)
    return f"{_waar(w.plek)}: status {w.status.value}"


def bepaling_in_woorden(b: Bepaling) -> str:
    """A provision of the decision itself as one line of Dutch."""
    delen = [b.soort.value]
    if b.onderwerp and b.soort in (Bepalingsoort.INTREKKING, Bepalingsoort.RECTIFICATIE, Bepalingsoort.GRONDSLAG):
        delen.append(b.onderwerp)
    if b.delen:
        delen.append("voor " + ", ".join("artikel " + " ".join(d) for d in b.delen))
    if b.datum:
        delen.append(f"{b.datum.day}-{b.datum.month}-{b.datum.year}")
    elif b.tijdstip:
        delen.append(b.tijdstip)
    if b.uitgezonderd:
        delen.append("behalve " + ", ".join("artikel " + " ".join(d) for d in b.uitgezonderd))
    if b.voorwaarde:
        delen.append("voorwaarde nog open")
    if b.naam and b.soort is Bepalingsoort.SAMENLOOP:
        delen.append("dan vervallen die opdrachten")
    elif b.naam:
        delen.append(b.naam)
    return "; ".join(delen)
