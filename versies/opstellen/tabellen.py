"""Changes in a table: cells in one sentence, words per row, or the table anew."""

from __future__ import annotations

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Cel, Eenheid, Inline, Rij, Soort, Tabel, Tabelgroep, inlinetekst
from versies.opdracht.lading import lees_lading
from versies.opstellen.kern import kern
from versies.opstellen.keuze import Woordwerk, loont
from versies.opstellen.vormen import schrijf
from versies.opstellen.zinnen import Zin, alle
from versies.toepassen.zoeken import celtekst, herschrijf, tabellen
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
    fijn = (_cellen(paar, plek, houder) or _rijen(paar, plek, oud)) if zelfde else None
    heel = _heel(nieuw, plek)
    if fijn is not None and (heel is None or loont(sum(z.lengte for z in fijn), heel.lengte)):
        return fijn
    return [heel] if heel is not None else None


def _cellen(paar: Paar, plek: Adres, houder: Eenheid) -> list[Zin] | None:
    """One sentence for all cells, when every old text is found once in the whole table."""
    velden: list[str] = []
    waar: dict[int, int] = {}

    def noteer(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
        waar[id(inhoud)] = len(velden)
        velden.append(legaal(inhoud))
        return inhoud

    herschrijf(houder, noteer, fijn=plek.stappen[-1:])
    waarden: list[VervangTekst] = []
    for rij in paar.kinderen:
        if rij.gelijk:
            continue
        if rij.was is None or rij.wordt is None or rij.aangekomen:
            return None
        for alinea in (a for cel in rij.kinderen for a in cel.kinderen if not a.gelijk):
            if (
                not isinstance(alinea.was, Alinea)
                or not isinstance(alinea.wordt, Alinea)
                or id(alinea.was.inhoud) not in waar
            ):
                return None
            eigen = waar[id(alinea.was.inhoud)]
            zinnen = Woordwerk(velden, eigen, Plek(plek), los=False).zinnen(alinea.spannen)
            if zinnen is None:
                return None
            for w in (w for z in zinnen for w in z.wijzigingen):
                if not isinstance(w, VervangTekst) or not w.nieuw or w.keer == TELKENS:
                    return None
                waarden.append(w)
            velden[eigen] = legaal(alinea.wordt.inhoud)
    return alle([schrijf(*waarden)]) if 0 < len(waarden) <= _PAREN else None


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


def _rijen(paar: Paar, plek: Adres, tabel: Tabel) -> list[Zin] | None:
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
        velden = [legaal(a.inhoud) for c in rij.was.cellen for a in c.inhoud if isinstance(a, Alinea)]
        for cel in rij.kinderen:
            if cel.gelijk:
                continue
            if not isinstance(cel.was, Cel) or not isinstance(cel.wordt, Cel):
                return None
            for alinea in cel.kinderen:
                if alinea.gelijk:
                    continue
                if not isinstance(alinea.was, Alinea) or not isinstance(alinea.wordt, Alinea):
                    return None
                eigen = _rang(rij.was, alinea.was)
                zinnen = Woordwerk(velden, eigen, Plek(plek.erbij("rij", naam)), los=False).zinnen(alinea.spannen)
                if zinnen is None:
                    return None
                velden[eigen] = legaal(alinea.wordt.inhoud)
                uit.extend(zinnen)
    if erbij:
        uit.append(_nieuwe_rijen(plek, anker, erbij))
    return alle(uit)


def _nieuwe_rijen(plek: Adres, na: str, rijen: list[Rij]) -> Zin | None:
    anker = Anker(Plek(plek.erbij("rij", na)), Kant.NA)
    return schrijf(VoegIn(anker, (Tabel((Tabelgroep((), (), tuple(rijen)),)),)))


def _rang(rij: Rij, alinea: Alinea) -> int:
    rang = 0
    for cel in rij.cellen:
        for blok in cel.inhoud:
            if blok is alinea:
                return rang
            rang += isinstance(blok, Alinea)
    return 0
