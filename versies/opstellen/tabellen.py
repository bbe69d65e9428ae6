"""Changes in a table: cells in one sentence, words per row, or the table anew."""

from __future__ import annotations

from collections.abc import Sequence

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Rij, Soort, Tabel, Tabelgroep, inlinetekst
from versies.opdracht.lading import lees_lading
from versies.opstellen.kern import kern
from versies.opstellen.keuze import Woordwerk, loont
from versies.opstellen.vormen import schrijf
from versies.opstellen.zinnen import Zin, alle
from versies.toepassen.zoeken import celtekst, tabellen, velden
from versies.vergelijken.paar import Paar, legaal
from versies.wijziging import TELKENS, Anker, Kant, Plek, Vervalt, VervangEenheid, VervangTekst, VoegIn


def tabelzinnen(paar: Paar, adres: Adres, houder: Eenheid) -> list[Zin] | None:
    """Sentences for one changed table; None when it has no address or no shape in text."""
    oud, nieuw = paar.was, paar.wordt
    if not isinstance(oud, Tabel) or not isinstance(nieuw, Tabel):
        return None
    plek = _plek(oud, adres, houder)
    if plek is None:
        return None
    zelfde = legaal(oud.titel) == legaal(nieuw.titel)
    fijn = (_cellen(paar, plek, houder) or _rijen(paar, plek, oud, houder)) if zelfde else None
    heel = _heel(nieuw, plek)
    if fijn is not None and (heel is None or loont(sum(z.lengte for z in fijn), heel.lengte)):
        return fijn
    return [heel] if heel is not None else None


def _cellen(paar: Paar, plek: Adres, houder: Eenheid) -> list[Zin] | None:
    """One sentence for all cells, when every old text is found once in the whole table."""
    rijen = [rij for rij in paar.kinderen if not rij.gelijk]
    if any(rij.was is None or rij.wordt is None or rij.aangekomen for rij in rijen):
        return None
    zinnen = _woorden(rijen, plek, houder)
    waarden = [w for z in zinnen or () for w in z.wijzigingen]
    vervangen = [w for w in waarden if isinstance(w, VervangTekst) and w.nieuw and w.keer != TELKENS]
    past = 0 < len(waarden) <= _PAREN and len(vervangen) == len(waarden)
    return alle([schrijf(*vervangen)]) if past else None


def _woorden(rijen: Sequence[Paar], plek: Adres, houder: Eenheid) -> list[Zin] | None:
    """Sentences for the words in the cells of these rows; None when something else changes, or words cannot be named."""
    inhouden = velden(houder, fijn=tuple(s for s in plek.stappen if s.soort in ("tabel", "rij")))
    teksten = [legaal(inhoud) for inhoud in inhouden]
    cellen = [cel for rij in rijen for cel in rij.kinderen if not cel.gelijk]
    if any(cel.was is None or cel.wordt is None for cel in cellen):
        return None
    uit: list[Zin] = []
    for alinea in (a for cel in cellen for a in cel.kinderen if not a.gelijk):
        if not isinstance(alinea.was, Alinea) or not isinstance(alinea.wordt, Alinea):
            return None
        eigen = next((i for i, inhoud in enumerate(inhouden) if inhoud is alinea.was.inhoud), -1)
        zinnen = Woordwerk(teksten, eigen, Plek(plek), los=False).zinnen(alinea.spannen) if eigen >= 0 else None
        if zinnen is None:
            return None
        teksten[eigen] = legaal(alinea.wordt.inhoud)
        uit += zinnen
    return uit


_PAREN = 6
"""Most cells in one sentence; with more, every row gets its own."""


def _plek(tabel: Tabel, adres: Adres, houder: Eenheid) -> Adres | None:
    alle = [t for _, t in tabellen(houder)]
    titel = inlinetekst(tabel.titel).split()
    if len(titel) > 1 and titel[0] == "Tabel" and sum(inlinetekst(t.titel).split()[:2] == titel[:2] for t in alle) == 1:
        return adres.erbij("tabel", titel[1].rstrip(".:"))
    return adres.erbij("tabel") if len(alle) == 1 else None


def _heel(tabel: Tabel, plek: Adres) -> Zin | None:
    zin = schrijf(VervangEenheid(Plek(plek), (tabel,)))
    try:
        terug = lees_lading(list(zin.lading), "tabel") if zin is not None else ()
    except Geweigerd:
        return None
    return zin if len(terug) == 1 and kern_van_blok(terug[0]) == kern_van_blok(tabel) else None


def kern_van_blok(blok: object) -> list[str]:
    """What a table says, line by line; see :mod:`versies.opstellen.kern`."""
    assert isinstance(blok, Tabel)
    return [r.tekst for r in kern(Eenheid(Soort.DIVISIETEKST, inhoud=(blok,)))]


def _rijen(paar: Paar, plek: Adres, tabel: Tabel, houder: Eenheid) -> list[Zin] | None:
    """Words inside rows; each row is named by its first cell, which must not change itself."""
    namen = [celtekst(r.cellen[0]) for g in tabel.groepen for r in g.romp if r.cellen]
    kop = {id(r) for g in tabel.groepen for r in g.kop}
    uit: list[Zin | None] = []
    anker = ""
    erbij: list[Rij] = []
    for rij in paar.kinderen:
        if isinstance(rij.wordt, Rij) and rij.was is None and anker and rij.wordt.cellen:
            erbij.append(rij.wordt)
            continue
        if erbij:
            uit.append(_nieuwe_rijen(plek, anker, erbij))
            erbij = []
        if (
            isinstance(rij.was, Rij)
            and rij.wordt is None
            and id(rij.was) not in kop
            and namen.count(celtekst(rij.was.cellen[0])) == 1
        ):
            uit.append(schrijf(Vervalt(Plek(plek.erbij("rij", celtekst(rij.was.cellen[0]))))))
            continue
        if rij.was is not None and id(rij.was) not in kop and isinstance(rij.wordt, Rij) and rij.wordt.cellen:
            anker = celtekst(rij.wordt.cellen[0])
        if rij.gelijk:
            continue
        if not isinstance(rij.was, Rij) or not isinstance(rij.wordt, Rij) or id(rij.was) in kop or not rij.was.cellen:
            return None
        naam = celtekst(rij.was.cellen[0])
        if namen.count(naam) != 1 or naam != celtekst(rij.wordt.cellen[0]):
            return None
        uit.extend(_woorden([rij], plek.erbij("rij", naam), houder) or [None])
    if erbij:
        uit.append(_nieuwe_rijen(plek, anker, erbij))
    return alle(uit)


def _nieuwe_rijen(plek: Adres, na: str, rijen: list[Rij]) -> Zin | None:
    anker = Anker(Plek(plek.erbij("rij", na)), Kant.NA)
    return schrijf(VoegIn(anker, (Tabel((Tabelgroep((), (), tuple(rijen)),)),)))
