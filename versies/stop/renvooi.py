"""Old and new in one unit: the new version of a unit with what lapsed still in it, marked as STOP marks it.

Words: an :class:`~verordening.boom.Opmaak` named after the element (NieuweTekst, VerwijderdeTekst); whole paragraphs: a mark
``wijzigactie:voegtoe`` or ``wijzigactie:verwijder``; units, tables and rows: that attribute. The writer turns them into XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from typing import TypeVar

from verordening.bevinding import Geweigerd
from verordening.boom import (
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Inline,
    Opmaak,
    Rij,
    Status,
    Tabel,
    Tabelgroep,
    Verwijzing,
    inlinetekst,
)
from versies.toepassen.exact import posities
from versies.vergelijken.paar import Paar, beelden, legaal, uitgeklapt, zonder_kopnoten
from versies.wijziging import Spanne, Spannesoort

NIEUW, WEG = "NieuweTekst", "VerwijderdeTekst"
"""Elements of STOP that mark words; also the names of the marks in the tree."""


def samen(paar: Paar, *, alleen_kop: bool = False) -> Eenheid:
    """One unit that shows both versions: the new one, with what lapsed still in it, marked; or only its heading."""
    oud, nieuw = paar.was, paar.wordt
    assert isinstance(nieuw, Eenheid)
    if not isinstance(oud, Eenheid):
        return nieuw.met(inhoud=()) if alleen_kop else nieuw
    kenmerken = nieuw.kenmerken
    if oud.nummer.strip() != nieuw.nummer.strip():
        kenmerken = (*kenmerken, ("nummer-was", oud.nummer))
    opschrift = nieuw.opschrift
    if legaal(oud.opschrift) != legaal(nieuw.opschrift):
        opschrift = (
            *merk(oud.opschrift, WEG),
            *((" ",) if oud.opschrift and nieuw.opschrift else ()),
            *merk(nieuw.opschrift, NIEUW),
        )
    inhoud = nieuw.inhoud
    if alleen_kop:
        inhoud = ()
    elif not paar.gelijk:
        inhoud = tuple(b for k in zonder_kopnoten(paar, uitgeklapt(paar)) for b in _blok(k))
    return replace(nieuw, wId=oud.wId or nieuw.wId, opschrift=opschrift, inhoud=inhoud, kenmerken=kenmerken)


def _blok(k: Paar) -> Iterator[Blok]:
    """What stands at one place in the marked text; a cell or row is no block of its own."""
    oud, nieuw = (kant if isinstance(kant, (Alinea, Tabel, Figuur, Eenheid)) else None for kant in (k.was, k.wordt))
    if k.vertrokken or k.wordt is None:
        yield from (_actie(oud, "verwijder"),) if oud is not None else ()
    elif nieuw is None:
        return
    elif k.was is None or k.aangekomen:
        yield nieuw if k.gelijk else _actie(nieuw, "voegtoe")
    elif k.gelijk:
        yield nieuw
    elif oud is not None:
        yield from _anders(k, oud, nieuw)


def _anders(k: Paar, oud: Blok, nieuw: Blok) -> Iterator[Blok]:
    """A block that stayed and changed: marked inside where its words can be, else as a whole gone and new."""
    if isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid):
        vervalt = nieuw.status is Status.VERVALLEN and oud.status is not Status.VERVALLEN
        yield _actie(oud, "verwijder") if vervalt and not k.gelijk else samen(k)
    elif isinstance(oud, Alinea) and isinstance(nieuw, Alinea) and _alleen_woorden(k, oud, nieuw):
        yield replace(nieuw, inhoud=_spannen(nieuw.inhoud, k.spannen))
    elif isinstance(oud, Tabel) and isinstance(nieuw, Tabel) and not k.gelijk and _rijvast(k, oud, nieuw):
        yield _tabel(k, nieuw)
    else:
        yield from (_actie(oud, "verwijder"), _actie(nieuw, "voegtoe"))


def _alleen_woorden(k: Paar, oud: Alinea, nieuw: Alinea) -> bool:
    return all(x.gelijk for x in k.kinderen) and beelden(oud.inhoud) == beelden(nieuw.inhoud)


def _actie(blok: Blok, actie: str) -> Blok:
    if isinstance(blok, Alinea):
        return replace(blok, inhoud=(Opmaak(f"wijzigactie:{actie}", blok.inhoud),))
    if isinstance(blok, Figuur):
        naam = blok.afbeelding.alt or blok.afbeelding.bron
        raise Geweigerd.om("stop-figuur", f"afbeelding «{naam}»")
    return _merk(blok, actie)


_Deel = TypeVar("_Deel", bound=Eenheid | Tabel | Rij)


def _merk(deel: _Deel, actie: str) -> _Deel:
    return replace(deel, kenmerken=(*deel.kenmerken, ("wijzigactie", actie)))


def _rijvast(k: Paar, oud: Tabel, nieuw: Tabel) -> bool:
    """Rows can be marked one by one when the table keeps its columns and title, and no cell spans rows."""

    def plat(t: Tabel) -> bool:
        return len(t.groepen) == 1 and not any(
            c.meer_rijen for r in (*t.groepen[0].kop, *t.groepen[0].romp) for c in r.cellen
        )

    return (
        plat(oud)
        and plat(nieuw)
        and len(oud.groepen[0].kolommen) == len(nieuw.groepen[0].kolommen)
        and legaal(oud.titel) == legaal(nieuw.titel)
    )


def _tabel(k: Paar, nieuw: Tabel) -> Tabel:
    kop: list[Rij] = []
    romp: list[Rij] = []
    nieuwe_kop = {id(r) for r in nieuw.groepen[0].kop}
    in_kop = True
    for rij in uitgeklapt(k):
        if rij.wordt is not None:
            in_kop = id(rij.wordt) in nieuwe_kop
        doel = kop if in_kop else romp
        heel = not rij.kinderen or any(c.was is None or c.wordt is None for c in rij.kinderen)
        if isinstance(rij.was, Rij) and not rij.aangekomen and (rij.wordt is None or (heel and not rij.gelijk)):
            doel.append(_merk(rij.was, "verwijder"))
        if not isinstance(rij.wordt, Rij):
            continue
        if rij.gelijk:
            doel.append(rij.wordt)
        elif rij.was is None or rij.aangekomen or heel:
            doel.append(_merk(rij.wordt, "voegtoe"))
        else:
            cellen = tuple(
                replace(c.wordt, inhoud=tuple(b for a in uitgeklapt(c) for b in _blok(a)))
                for c in rij.kinderen
                if isinstance(c.wordt, Cel)
            )
            doel.append(replace(rij.wordt, cellen=cellen))
    return replace(
        nieuw, groepen=(Tabelgroep(nieuw.groepen[0].kolommen, tuple(kop), tuple(romp), nieuw.groepen[0].kenmerken),)
    )


def merk(inhoud: tuple[Inline, ...], soort: str) -> tuple[Inline, ...]:
    """Content inside one mark of change; nothing when there is no content."""
    return (Opmaak(soort, inhoud),) if inhoud else ()


def _spannen(inhoud: tuple[Inline, ...], spannen: Iterable[Spanne]) -> tuple[Inline, ...]:
    """The new paragraph with its new words marked and the old ones put back; mark-up and links of the new text stay."""
    plek = posities(inlinetekst(inhoud))
    weg: list[tuple[int, str]] = []
    erbij: list[tuple[int, int]] = []
    tot = hier = 0
    for s in spannen:
        if s.soort is Spannesoort.VERVALLEN:
            weg.append((plek[tot], s.tekst))
            continue
        if s.soort is Spannesoort.INGEVOEGD:
            erbij.append((plek[tot], plek[tot + len(s.tekst) - 1] + 1))
        tot += len(s.tekst)

    def vervallen(tot: int) -> Iterator[Inline]:
        while weg and weg[0][0] <= tot:
            yield Opmaak(WEG, (weg.pop(0)[1],))

    def knip(tekst: str) -> Iterator[Inline]:
        """Pieces of a plain string of the new text, each in its mark; lapsed words come where they stood."""
        begin, eind = hier, hier + len(tekst)
        randen = {*(rand for rand, _ in weg), *chain.from_iterable(erbij)}
        for a, b in pairwise(sorted({begin, eind, *(rand for rand in randen if begin < rand < eind)})):
            yield from vervallen(a)
            stuk = tekst[a - begin : b - begin]
            yield Opmaak(NIEUW, (stuk,)) if any(x <= a < y for x, y in erbij) else stuk
        yield from vervallen(eind)

    def loop(delen: tuple[Inline, ...]) -> Iterator[Inline]:
        nonlocal hier
        for deel in delen:
            if isinstance(deel, (Opmaak, Verwijzing)):
                yield replace(deel, inhoud=tuple(loop(deel.inhoud)))
                continue
            yield from knip(deel) if isinstance(deel, str) else (deel,)
            hier += len(inlinetekst((deel,)))

    uit = [*loop(inhoud)]
    return (*uit, *vervallen(len(inlinetekst(inhoud))))
