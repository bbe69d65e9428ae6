"""A tree while it changes: going along a pad, and putting something else there. Finding is the work of the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import is_

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import (
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Inline,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    alineas,
    inlinetekst,
    tekst,
)
from verordening.register import GEEN_WET, LIJSTEN, Pad, Register, Vondst, geteld
from verordening.verantwoording import letters_en_cijfers


def zoek_nu(wortel: Eenheid, adres: Adres) -> list[Vondst]:
    """All places at an address in the tree of this moment. A lid that the artikel does not have is not taken for the artikel."""
    register = Register(wortel)
    gevonden = [v for v in register.alle(adres) if v.stap("lid") is None]
    eerste = adres.stappen[0] if adres.stappen else Stap("")
    if gevonden or eerste.soort != "onderdeel" or "." not in eerste.nummer:
        return gevonden
    # «2.2» op zichzelf: het artikel dat zo heet; in een tekst die er zo geen heeft, lid 2 van artikel 2, of een regel van de tarieventabel.
    boven, _, lid = eerste.nummer.partition(".")
    regel = (Stap("bijlage"), eerste)
    for begin in ((Stap("artikel", eerste.nummer),), (Stap("artikel", boven), Stap("lid", lid)), regel):
        alle = register.alle(Adres((*begin, *adres.stappen[1:])))
        if gevonden := [v for v in alle if v.stap("lid") is None]:
            break
    return gevonden


def eenheid_op(wortel: Eenheid, pad: Pad) -> Eenheid:
    """The unit at a pad."""
    for i in pad:
        kind = wortel.inhoud[i]
        assert isinstance(kind, Eenheid)
        wortel = kind
    return wortel


def pad_van(wortel: Eenheid, wid: str, vermoed: Pad = ()) -> Pad | None:
    """The pad of the unit with this identity; ``vermoed`` is tried first. None when it is gone."""
    kind: Blok = wortel
    for i in vermoed:
        if not isinstance(kind, Eenheid) or i >= len(kind.inhoud):
            break
        kind = kind.inhoud[i]
    else:
        if isinstance(kind, Eenheid) and kind.wId == wid:
            return vermoed
    return _zoek_wid(wortel, wid)


def _zoek_wid(eenheid: Eenheid, wid: str) -> Pad | None:
    if eenheid.wId == wid:
        return ()
    for i, blok in enumerate(eenheid.inhoud):
        if isinstance(blok, Eenheid) and (rest := _zoek_wid(blok, wid)) is not None:
            return (i, *rest)
    return None


def zet(wortel: Eenheid, pad: Pad, nieuw: tuple[Blok, ...]) -> Eenheid:
    """The tree with the block at a pad replaced by others (none = removed); only the way to it is rebuilt."""
    if not pad:
        (enige,) = nieuw
        assert isinstance(enige, Eenheid)
        return enige
    i, *rest = pad
    if rest:
        kind = wortel.inhoud[i]
        assert isinstance(kind, Eenheid)
        nieuw = (zet(kind, tuple(rest), nieuw),)
    return replace(wortel, inhoud=(*wortel.inhoud[:i], *nieuw, *wortel.inhoud[i + 1 :]))


# --- tables -----------------------------------------------------------------------------------------------------------


def tabellen(eenheid: Eenheid, pad: Pad = ()) -> Iterator[tuple[Pad, Tabel]]:
    """Tables in and below a unit, with their pads from that unit."""
    for i, blok in enumerate(eenheid.inhoud):
        if isinstance(blok, Tabel):
            yield (*pad, i), blok
        elif isinstance(blok, Eenheid):
            yield from tabellen(blok, (*pad, i))


def tabellen_op(eenheid: Eenheid, nummer: str) -> list[tuple[Pad, Tabel]]:
    """The tables that a number means: by their title ("Tabel 3 Hoogte …"), by their order when none has one; without number all."""
    alle = [(pad, tabel, inlinetekst(tabel.titel).strip()) for pad, tabel in tabellen(eenheid)]
    if nummer.isdecimal() and len(nummer) < 4 and not any(titel for *_, titel in alle):
        return [(pad, tabel) for n, (pad, tabel, _) in enumerate(alle, 1) if n == int(nummer)]
    naam = re.compile(rf"Tabel\s+{re.escape(nummer)}(?!\w)" if nummer else "")
    return [(pad, tabel) for pad, tabel, titel in alle if naam.match(titel)]


def celtekst(cel: Cel) -> str:
    """The words of a cell."""
    enig = cel.inhoud[0] if len(cel.inhoud) == 1 else None
    if isinstance(enig, Alinea) and len(enig.inhoud) == 1 and isinstance(woorden := enig.inhoud[0], str):
        return woorden.strip()  # verreweg de meeste
    return " ".join(inlinetekst(a.inhoud).strip() for b in cel.inhoud for a in alineas(b))


def rijen_op(tabel: Tabel, naam: str) -> list[tuple[int, int]]:
    """(group, row in its body) of the rows that a name or number means: by the first cell, by another cell, by position.

    A plain number is a position only where the rows have no numbers of their own.
    """
    alle = [(g, i, r) for g, groep in enumerate(tabel.groepen) for i, r in enumerate(groep.romp) if r.cellen]
    kaal = " ".join(naam.split()).rstrip(".")
    eerste = {(g, i): _kaal(r.cellen[0]) for g, i, r in alle}
    gevonden = [plek for plek, cel in eerste.items() if cel == kaal]
    gevonden = gevonden or [(g, i) for g, i, r in alle if any(_kaal(c) == kaal for c in r.cellen[1:])]
    for kop in {_kaal(r.cellen[0]).lower() for groep in tabel.groepen for r in groep.kop if r.cellen} - {""}:
        if not gevonden and kaal.lower().startswith(f"{kop} "):  # «gebied C», in een tabel met de kop «Gebied»
            gevonden = [plek for plek, cel in eerste.items() if cel == kaal[len(kop) :].strip()]
        if not gevonden and kaal.lower().endswith(f" {kop}"):  # «eerste overtreding», onder de kop «Overtreding»
            gevonden = [plek for plek, cel in eerste.items() if cel.lower() == kaal.lower().removesuffix(kop).strip()]
    genummerd = any(c[:1].isdecimal() for c in eerste.values())
    if gevonden or (kaal.isdecimal() and genummerd) or not re.match(r"#|laatste|alle|\d+\Z", naam):
        return gevonden
    return geteld(list(eerste), naam)


def met_rijnummer(tabel: Tabel, plek: tuple[int, int], nummer: str) -> Tabel:
    """The table with another number in the first cell of a row."""
    groep = tabel.groepen[plek[0]]
    eerste, *rest = groep.romp[plek[1]].cellen
    cel = replace(eerste, inhoud=(Alinea((nummer,)),))
    romp = tuple(replace(r, cellen=(cel, *rest)) if i == plek[1] else r for i, r in enumerate(groep.romp))
    nieuw = replace(groep, romp=romp)
    return replace(tabel, groepen=tuple(nieuw if g == plek[0] else oud for g, oud in enumerate(tabel.groepen)))


def kolom_op(groep: Tabelgroep, naam: str) -> int:
    """Which column a name or number means; -1 when it means none."""
    koppen = [i for r in groep.kop for i, c in enumerate(r.cellen) if celtekst(c) == naam]
    breed = range(max((len(r.cellen) for r in groep.romp), default=0))
    return next(iter(koppen or (geteld(breed, naam) if re.match(r"#|laatste|\d+\Z", naam) else [])), -1)


def _kaal(cel: Cel) -> str:
    return " ".join(celtekst(cel).split()).rstrip(".")


# --- text fields ------------------------------------------------------------------------------------------------------

Veldfunctie = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def herschrijf(blok: Blok, doe: Veldfunctie, *, fijn: tuple[Stap, ...] = ()) -> Blok:
    """The same block with every text field passed through ``doe``, in document order.

    Args:
        fijn: only the lead-in (aanhef), or only one table, row or column.
    """
    if isinstance(blok, Eenheid) and blok.soort in (Soort.OPSCHRIFT, Soort.AANHEF):
        return replace(blok, inhoud=tuple(_overal(b, doe) for b in blok.inhoud))
    keuze = {s.soort: s.nummer for s in fijn}
    if "tabel" in keuze or "rij" in keuze or "kolom" in keuze:
        gekozen = [t for _, t in tabellen_op(blok, keuze.get("tabel", ""))] if isinstance(blok, Eenheid) else [blok]
        return _in_tabellen(blok, doe, keuze, gekozen)
    if "aanhef" in keuze:
        assert isinstance(blok, Eenheid)
        return _in_aanhef(blok, doe)
    if "alinea" in keuze:
        assert isinstance(blok, Eenheid)
        waar = alinea_op(blok, keuze["alinea"])
        return replace(blok, inhoud=tuple(_overal(b, doe) if i in waar else b for i, b in enumerate(blok.inhoud)))
    return _overal(blok, doe)


def alinea_op(eenheid: Eenheid, nummer: str) -> list[int]:
    """Which block of a unit a paragraph is that an address counts."""
    return geteld([i for i, b in enumerate(eenheid.inhoud) if isinstance(b, Alinea)], nummer)


def _overal(blok: Blok, doe: Veldfunctie) -> Blok:
    if isinstance(blok, Alinea):
        nieuw = doe(blok.inhoud)
        return blok if nieuw is blok.inhoud else replace(blok, inhoud=nieuw)
    if isinstance(blok, Tabel):
        return _tabel(blok, doe, {})
    if not isinstance(blok, Eenheid):
        return blok
    if blok.soort in GEEN_WET or blok.status is Status.VERVALLEN:
        return blok
    opschrift = doe(blok.opschrift) if blok.soort is Soort.BEGRIP and blok.opschrift else blok.opschrift
    inhoud = tuple(_overal(b, doe) for b in blok.inhoud)
    if opschrift is blok.opschrift and _gelijk(inhoud, blok.inhoud):
        return blok
    return replace(blok, opschrift=opschrift, inhoud=inhoud)


def _gelijk(nieuw: Sequence[object], oud: Sequence[object]) -> bool:
    """Nothing in it changed: then what holds it stays the same value too, also in a table of ten thousand rows."""
    return all(map(is_, nieuw, oud))


def _in_aanhef(eenheid: Eenheid, doe: Veldfunctie) -> Eenheid:
    uit: list[Blok] = []
    voor = True
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            if voor and blok.soort in LIJSTEN:
                # STOP zet de aanhef van een lijst in de lijst zelf.
                blok = replace(
                    blok,
                    inhoud=tuple(
                        _overal(b, doe) if isinstance(b, Alinea) and b.rol == "lijstaanhef" else b for b in blok.inhoud
                    ),
                )
            voor = False
        uit.append(_overal(blok, doe) if voor else blok)
    return replace(eenheid, inhoud=tuple(uit))


def velden(blok: Blok, *, fijn: tuple[Stap, ...] = ()) -> list[tuple[Inline, ...]]:
    """The text fields that :func:`herschrijf` goes through, in its order."""
    uit: list[tuple[Inline, ...]] = []

    def noteer(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
        uit.append(inhoud)
        return inhoud

    herschrijf(blok, noteer, fijn=fijn)
    return uit


def eis_luidt(eenheid: Eenheid, woorden: str, fijn: tuple[Stap, ...], naam: str) -> None:
    """Refuses a place that has other words than the decision says it has; its own number and heading can be left out."""
    heel = tekst(eenheid) if not fijn else "".join(map(inlinetekst, velden(eenheid, fijn=fijn)))
    kop = letters_en_cijfers(f"{eenheid.label}{eenheid.nummer}{inlinetekst(eenheid.opschrift)}")
    staat = letters_en_cijfers(heel)
    if woorden and letters_en_cijfers(woorden) not in (staat, staat.removeprefix(kop)):
        raise Geweigerd.om("tekst-ontbreekt/luidt", naam=naam, oud=woorden[:80])


def _in_tabellen(blok: Blok, doe: Veldfunctie, keuze: dict[str, str], gekozen: Sequence[Blok]) -> Blok:
    if isinstance(blok, Tabel):
        return _tabel(blok, doe, keuze) if any(blok is tabel for tabel in gekozen) else blok
    if isinstance(blok, Eenheid):
        return replace(blok, inhoud=tuple(_in_tabellen(b, doe, keuze, gekozen) for b in blok.inhoud))
    return blok


def _tabel(tabel: Tabel, doe: Veldfunctie, keuze: dict[str, str]) -> Tabel:
    titel = doe(tabel.titel) if tabel.titel and not ({"rij", "kolom"} & keuze.keys()) else tabel.titel
    waar = [(0, -1)] if keuze.get("rij") == "kop" else rijen_op(tabel, keuze["rij"]) if "rij" in keuze else None
    groepen = tuple(
        _groep(groep, doe, keuze.get("kolom"), None if waar is None else {i for g, i in waar if g == n})
        for n, groep in enumerate(tabel.groepen)
    )
    gelijk = titel is tabel.titel and _gelijk(groepen, tabel.groepen)
    return tabel if gelijk else replace(tabel, titel=titel, groepen=groepen)


def _groep(groep: Tabelgroep, doe: Veldfunctie, kolomnaam: str | None, waar: set[int] | None) -> Tabelgroep:
    kolom = None if kolomnaam is None else kolom_op(groep, kolomnaam)

    def rij(r: Rij, *, kop: bool, plek: int = -1) -> Rij:
        if waar is not None and (-1 if kop else plek) not in waar:
            return r
        if kop and kolom is not None and waar is None:
            return r
        cellen = tuple(cel(c) if kolom in (None, i) else c for i, c in enumerate(r.cellen))
        return r if _gelijk(cellen, r.cellen) else replace(r, cellen=cellen)

    def cel(c: Cel) -> Cel:
        inhoud = tuple(_overal(b, doe) for b in c.inhoud)
        return c if _gelijk(inhoud, c.inhoud) else replace(c, inhoud=inhoud)

    kop = tuple(rij(r, kop=True) for r in groep.kop)
    romp = tuple(rij(r, kop=False, plek=i) for i, r in enumerate(groep.romp))
    return groep if _gelijk((*kop, *romp), (*groep.kop, *groep.romp)) else replace(groep, kop=kop, romp=romp)
