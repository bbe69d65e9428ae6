"""Rules on structure: numbers, headings, empty and lonely units, tables."""

from __future__ import annotations

from collections.abc import Iterator

from verordening.bevinding import Bevinding
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Regeling,
    Soort,
    Status,
    Tabel,
    alineas,
    inlinetekst,
    kaal,
    kinderen,
    wandel,
)
from verordening.nummers import sorteersleutel, volgende
from verordening.register import Register

_GENUMMERD = STRUCTUUR | {Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL, Soort.BIJLAGE}


def bevinding(register: Register, eenheid: Eenheid, sleutel: str, fragment: str = "", /, **delen: object) -> Bevinding:
    """A finding at a unit."""
    adres = register.adres(eenheid).tekst(kort=True) or eenheid.soort.value
    return Bevinding.van(sleutel, adres, fragment, eenheid.eId, **delen)


def _lichaam(regeling: Regeling) -> Iterator[Eenheid]:
    """The units of the regulation itself: not those of the explanatory note."""
    for deel in regeling.wortel.inhoud:
        if isinstance(deel, Eenheid) and deel.soort not in (Soort.TOELICHTING,):
            yield from wandel(deel)


def dubbele_nummers(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """An artikel number is unique in the regulation; any other number is unique among its siblings."""
    gezien: dict[tuple[int, str, str], Eenheid] = {}
    for eenheid in _lichaam(regeling):
        nummer = kaal(eenheid.nummer)
        if eenheid.soort not in _GENUMMERD or not nummer:
            continue
        boven = 0 if eenheid.soort is Soort.ARTIKEL else id(register.ouder(eenheid))
        sleutel = (boven, eenheid.soort.value, nummer.lower())
        if sleutel in gezien:
            yield bevinding(register, eenheid, "dubbel-nummer/nummer-komt", eenheid.nummer, nummer=eenheid.nummer)
        gezien[sleutel] = eenheid


def nummervolgorde(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Numbers of siblings rise; leden and onderdelen also without a gap (Aanwijzing 6.16: they are renumbered)."""
    for boven in _lichaam(regeling):
        vorig: Eenheid | None = None
        for kind in (b for b in boven.delen if b.soort in _GENUMMERD):
            if vorig is not None and kind.soort is vorig.soort and kaal(kind.nummer) and kaal(vorig.nummer):
                yield from _volgorde(register, vorig, kind)
            vorig = kind


def _volgorde(register: Register, vorig: Eenheid, kind: Eenheid) -> Iterator[Bevinding]:
    if kaal(vorig.nummer).isupper() and not kaal(vorig.nummer)[0].isdecimal():
        return  # Romeinse cijfers en hoofdletters: de volgorde is niet eenduidig te bepalen
    if sorteersleutel(kind.nummer) < sorteersleutel(vorig.nummer) and kaal(kind.nummer) not in _romeins_na(vorig):
        yield bevinding(register, kind, "nummer-volgorde", kind.nummer, nummer=kind.nummer, nummer2=vorig.nummer)
        return
    if kind.soort not in (Soort.LID, Soort.ONDERDEEL):
        return
    verwacht = volgende(kaal(vorig.nummer))
    if verwacht and kaal(kind.nummer) != verwacht and kaal(kind.nummer) not in _tussengevoegd(vorig):
        yield bevinding(register, kind, "nummer-sprong", kind.nummer, nummer=vorig.nummer, nummer2=kind.nummer)


def _romeins_na(vorig: Eenheid) -> tuple[str, ...]:
    from verordening.nummers import romeins, uit_romeins

    waarde = uit_romeins(kaal(vorig.nummer))
    return (romeins(waarde + 1).lower(),) if waarde else ()


def _tussengevoegd(vorig: Eenheid) -> tuple[str, ...]:
    """Numbers that may follow besides the plain next: 2a after 2, aa after a, 3 after 2a."""
    kern = kaal(vorig.nummer)
    cijfers = "".join(c for c in kern if c.isdecimal())
    hoger = (str(int(cijfers) + 1), f"{int(cijfers) + 1}°") if cijfers else ()
    letter = (kern + "a", kern[:1] + "a") if kern.isalpha() else (kern + "a",)
    na_dubbel = (chr(ord(kern[0]) + 1),) if kern.isalpha() and len(kern) == 2 and kern[0] != "z" else ()
    return (*letter, *hoger, *na_dubbel, *_romeins_na(vorig))


def lege_eenheden(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """A unit in force has text."""
    for eenheid in _lichaam(regeling):
        if eenheid.status is not Status.GELDEND or eenheid.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
            continue
        if not any(inlinetekst(a.inhoud, redactie=True).strip() for a in alineas(eenheid)) and not _heeft_beeld(
            eenheid
        ):
            yield bevinding(register, eenheid, "leeg", eenheid.nummer)
        elif any(isinstance(b, Alinea) and not b.inhoud for b in eenheid.inhoud):
            yield bevinding(register, eenheid, "lege-alinea")


def _heeft_beeld(eenheid: Eenheid) -> bool:
    return any(not isinstance(b, (Alinea, Eenheid, Tabel)) for e in wandel(eenheid) for b in e.inhoud)


def ontbrekende_opschriften(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """Either every artikel has a heading or none has."""
    artikelen = [e for e in _lichaam(regeling) if e.soort is Soort.ARTIKEL and e.status is Status.GELDEND]
    zonder = [a for a in artikelen if not inlinetekst(a.opschrift).strip()]
    if 0 < len(zonder) < len(artikelen):
        for artikel in zonder:
            yield bevinding(register, artikel, "opschrift-ontbreekt", artikel.nummer)


def enkel_lid(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """A single lid is no lid: its text stands in the artikel without a number."""
    for artikel in _lichaam(regeling):
        if artikel.soort is Soort.ARTIKEL:
            leden = [k for k in kinderen(artikel) if k.soort is Soort.LID]
            if len(leden) == 1:
                yield bevinding(register, leden[0], "enkel-lid", leden[0].nummer)


def enkel_onderdeel(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """An enumeration has at least two items."""
    for lijst in _lichaam(regeling):
        if lijst.soort is Soort.LIJST:
            delen = lijst.delen
            if len(delen) == 1:
                yield bevinding(register, delen[0], "enkel-onderdeel", delen[0].nummer)


def _tabellen(blokken: tuple[Blok, ...]) -> Iterator[Tabel]:
    for blok in blokken:
        if isinstance(blok, Tabel):
            yield blok


def tabel_zonder_kop(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """A table has header cells: without them it cannot be read aloud (WCAG 1.3.1)."""
    for eenheid in _lichaam(regeling):
        for tabel in _tabellen(eenheid.inhoud):
            if any(not groep.kop for groep in tabel.groepen):
                yield bevinding(register, eenheid, "tabel-zonder-kop", inlinetekst(tabel.titel))


def wid_dubbel(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    """An identity is given once (``regels`` D.3)."""
    gezien: set[str] = set()
    for eenheid in wandel(regeling.wortel):
        if eenheid.wId and eenheid.wId in gezien:
            yield bevinding(register, eenheid, "dubbele-identiteit", eenheid.wId)
        gezien.add(eenheid.wId)
