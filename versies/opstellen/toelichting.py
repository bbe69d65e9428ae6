"""Changes of the explanatory note, as municipal practice writes them: "De toelichting wordt als volgt gewijzigd: …"."""

from __future__ import annotations

from collections.abc import Iterator

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import TOELICHTING, Alinea, Eenheid, Regeling, Soort, kaal
from versies.opstellen.kern import Kernregel, kern
from versies.opstellen.lading import bloklading
from versies.opstellen.volgorde import Onderdeel
from versies.opstellen.zinnen import Zin
from versies.toepassen.toelichting import deel_van, lees_toelichting
from versies.vergelijken.paar import legaal

_KOPPEN = {
    Soort.TOELICHTING: "##",
    Soort.ALGEMENE_TOELICHTING: "###",
    Soort.ARTIKELGEWIJZE_TOELICHTING: "###",
    Soort.DIVISIE: "####",
}
_KOP = "De toelichting wordt als volgt gewijzigd:"


def kern_toelichting(regeling: Regeling) -> list[Kernregel]:
    """What the explanatory note says: the measure of the proof."""
    return [r for e in regeling.wortel.delen if e.soort in TOELICHTING for r in kern(e)]


def toelichting_onderdeel(was: Regeling, wordt: Regeling, *, heel: bool = False) -> Onderdeel | None:
    """The letter that changes the explanatory note; None when it does not change, or cannot be said.

    Args:
        heel: state the whole note anew.
    """
    if kern_toelichting(was) == kern_toelichting(wordt):
        return None
    try:
        zinnen = list(_heel(was.wortel, wordt.wortel) if heel else _per_deel(was.wortel, wordt.wortel))
    except Geweigerd:
        return None
    kop = "" if len(zinnen) == 1 and zinnen[0].vorm.startswith("De ") else _KOP
    return Onderdeel(Adres(), zinnen, soort="toelichting", kop=kop) if zinnen else None


def toelichting_per_artikel(regeling: Regeling) -> dict[str, Eenheid]:
    """What the note says of each artikel, by its number."""
    return {nr: deel for nr, deel in _delen(regeling.wortel).items() if nr != "algemeen"}


def _heel(was: Eenheid, wordt: Eenheid) -> Iterator[Zin]:
    oud, nieuw = deel_van(was, ""), deel_van(wordt, "")
    if oud is None and nieuw is not None and not any(e.soort in TOELICHTING for e in was.delen):
        yield Zin(Adres(), "Aan de verordening wordt een toelichting toegevoegd, luidende:", _lading(nieuw))
    elif oud is not None and nieuw is not None:
        yield Zin(Adres(), "De toelichting komt te luiden:", _lading(nieuw))


def _per_deel(was: Eenheid, wordt: Eenheid) -> Iterator[Zin]:
    """The general part, and the note on each artikel, when nothing else differs."""
    a, b = _delen(was), _delen(wordt)
    if not a or not b or ("algemeen" in a) != ("algemeen" in b):
        raise Geweigerd.om("geweigerd/andere-indeling")
    for deel, oud in a.items():
        naam = "De algemene toelichting" if deel == "algemeen" else f"De toelichting op artikel {deel}"
        if deel not in b:
            yield Zin(Adres(), f"{naam} vervalt.")
        elif kern(oud) != kern(b[deel]):
            yield Zin(Adres(), f"{naam} komt te luiden:", _lading(b[deel]))
    namen = [d for d in b if d != "algemeen"]
    for i, deel in enumerate(namen):
        if deel in a:
            continue
        buur = namen[i - 1] if i else next((d for d in namen if d in a), None)
        if buur is None:
            raise Geweigerd.om("geweigerd/buur")
        yield Zin(
            Adres(),
            f"{'Na' if i else 'Voor'} de toelichting op artikel {buur} wordt de toelichting op artikel {deel} ingevoegd, luidende:",
            _lading(b[deel]),
        )


def _delen(wortel: Eenheid) -> dict[str, Eenheid]:
    """The parts by name; the divisions of the note per artikel each have a number of their own."""
    uit: dict[str, Eenheid] = {}

    def loop(e: Eenheid) -> None:
        for b in e.delen:
            if b.soort is Soort.ALGEMENE_TOELICHTING:
                uit["algemeen"] = b
            elif b.soort is Soort.DIVISIE and kaal(b.nummer):
                uit[kaal(b.nummer)] = b
            elif b.soort in TOELICHTING:
                loop(b)

    loop(wortel)
    return uit


def _lading(deel: Eenheid) -> tuple[str, ...]:
    """Lines that read back as exactly this part.

    Raises:
        Geweigerd: they do not.
    """
    for ontsnap in (None, False, True):
        regels = tuple(_regels(deel, ontsnap))
        if kern(lees_toelichting(regels)) == kern(deel):
            return regels
    raise Geweigerd.om("lading-niet-gelijk")


def _regels(deel: Eenheid, ontsnap: bool | None) -> Iterator[str]:
    """``ontsnap`` None: paragraphs as they are; False: what looks like a number or heading is marked; True: all marks are."""
    if deel.soort in _KOPPEN:
        yield " ".join(
            t for t in (_KOPPEN[deel.soort], deel.label.strip(), deel.nummer.strip(), legaal(deel.opschrift)) if t
        )
    for blok in deel.inhoud:
        if isinstance(blok, Eenheid) and (blok.soort in _KOPPEN or blok.soort is Soort.DIVISIETEKST):
            yield from _regels(blok, ontsnap)
        elif isinstance(blok, Alinea) and ontsnap is None:
            yield from (t for t in [legaal(blok.inhoud)] if t)
        else:
            yield from bloklading(blok, ontsnap=bool(ontsnap))
