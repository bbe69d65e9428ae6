"""A dossier of one's own: begun with names only, filled with regulations that were read. Nothing of the example ever stands in it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from impact.stukken.taal import slug
from verordening.aanvullen import dossierslot
from verordening.bevinding import Bevinding, Geweigerd, heeft_fout
from verordening.boom import Regeling as Tekst, Soort, tekst, wandel
from verordening.canoniek import schrijf
from verordening.gemeenten import Gemeenten, onbekende_gemeenten
from verordening.schijf import SLOT
from verordening.schrijvers import schrijf as zet_om
from verordening.wissel import schrijf_set
from versies.archief.poort import poort
from versies.dossier import Dossierblad, Regeling, lees_blad
from werkbank.uitvoer import niet_in_archief
from wetgeving.maatregelen import Maatregelenlijst

_ORGANEN = {
    "gemeenteraad": re.compile(r"\bde raad\b|\bgemeenteraad\b", re.IGNORECASE),
    "ab": re.compile(r"\balgemeen bestuur\b", re.IGNORECASE),
    "db": re.compile(r"\bdagelijks bestuur\b", re.IGNORECASE),
    "college": re.compile(r"\bcollege\b|\bburgemeester en wethouders\b", re.IGNORECASE),
}
_BELEIDSREGEL = re.compile(r"\b(?:beleids|nadere |uitvoerings)regels?\b|\bbeleidsregel\b|\brichtlijn", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a person says about a regulation; empty = as the text itself says.

    Args:
        vanaf: the day from which this text holds.
        soort: "verordening" or "beleidsregel". orgaan: "gemeenteraad", "ab", "db" or "college".
    """

    citeertitel: str = ""
    vanaf: date | None = None
    soort: str = ""
    orgaan: str = ""
    status: str = "geldend"


@dataclass(frozen=True, slots=True)
class Toevoeging:
    """A regulation ready to be put in a dossier: its row, its day, the text, and what the reader had to remark."""

    rij: Regeling
    vanaf: date
    tekst: Tekst
    bevindingen: tuple[Bevinding, ...]


def nieuw(
    map_: Path,
    naam: str,
    uitvoerder: str,
    *,
    samenwerking: str = "",
    gemeenten: Mapping[str, str],
    pakket: bytes = b"",
) -> tuple[Path, ...]:
    """Begin a dossier, or add gemeenten to one that is there.

    Args:
        map_: the folder; made when absent.
        naam, uitvoerder: of the dossier, and who executes its regulations.
        samenwerking: the gemeenschappelijke regeling, when there is one.
        gemeenten: code → name.
        pakket: a file of measures; empty: the built-in package.

    Raises:
        Geweigerd: the folder holds something else, a name is missing, or the package cannot be read.
    """
    if pakket:
        Maatregelenlijst.lees(pakket, naam="maatregelen.xml")
    blad_pad, gemeenten_pad = map_ / "dossier.xml", map_ / "gemeenten.xml"
    if not blad_pad.exists() and map_.is_dir() and any(p.name != SLOT for p in map_.iterdir()):
        raise Geweigerd.om("map-niet-leeg", str(map_))
    niet_in_archief(map_)
    if not blad_pad.exists() and not (naam and uitvoerder):
        raise Geweigerd.om("naam-ontbreekt", str(map_))
    # A folder that is not there yet is made whole, in one step: there is nothing to lock.
    with dossierslot(map_) if blad_pad.exists() else contextlib.nullcontext():
        bestanden: dict[str, bytes] = {"maatregelen.xml": pakket} if pakket else {}
        if blad_pad.exists():
            uitvoerder = Dossierblad.lees(blad_pad).uitvoerder
        else:
            blad = Dossierblad(
                status="eigen dossier",
                uitvoerder=uitvoerder,
                naam=naam,
                regelingen=(),
                besluiten=(),
                wetten=(),
            )
            bestanden["dossier.xml"] = blad.als_xml()
        eerder = Gemeenten.lees(gemeenten_pad) if gemeenten_pad.exists() else None
        bestanden["gemeenten.xml"] = _aangevuld(eerder, uitvoerder, samenwerking, gemeenten).als_xml()
        return tuple(schrijf_set(map_, bestanden))


def _aangevuld(eerder: Gemeenten | None, uitvoerder: str, samenwerking: str, gemeenten: Mapping[str, str]) -> Gemeenten:
    vers = onbekende_gemeenten(uitvoerder, gemeenten, samenwerking)
    if eerder is None:
        return vers
    bekend = {g.code for g in eerder.gemeenten}
    return eerder.model_copy(
        update={"gemeenten": (*eerder.gemeenten, *(g for g in vers.gemeenten if g.code not in bekend))}
    )


def herken(gelezen: Tekst, keuze: Keuze) -> Keuze:
    """What is known of a text: what the person says, else what the text itself says; empty where neither does."""
    gegevens = gelezen.gegevens
    titel = " ".join((keuze.citeertitel or gegevens.citeertitel or gegevens.opschrift or _opschrift(gelezen)).split())
    return Keuze(
        titel,
        keuze.vanaf or gegevens.juridisch_werkend_vanaf or gegevens.geldig_vanaf,
        keuze.soort
        or ("beleidsregel" if _BELEIDSREGEL.search(titel) else "verordening" if "verordening" in titel.lower() else ""),
        keuze.orgaan or _orgaan(gelezen),
        keuze.status,
    )


def ingang_volgens_tekst(gelezen: Tekst) -> tuple[date, str] | None:
    """The day on which a text says that it takes effect, with the words that say so; None when it says none, or more than one.

    It is a proposal for a person: later changes may have made this text of a later day.
    """
    from versies.besluit import Bepalingsoort
    from versies.opdracht import toets_besluit

    try:
        besluit, _ = toets_besluit(zet_om(gelezen, "markdown").inhoud)
    except Geweigerd:
        return None
    eigen = [b for b in besluit.van_soort(Bepalingsoort.INWERKINGTREDING) if b.datum and not b.delen]
    return (eigen[0].datum, eigen[0].tekst) if len({b.datum for b in eigen}) == 1 and eigen[0].datum else None


def bereid_voor(gelezen: Tekst, keuze: Keuze, naam: str) -> Toevoeging:
    """What a text that was read becomes in a dossier; nothing is written.

    Args:
        naam: of the source, for messages.

    Raises:
        Geweigerd: neither the text nor the person says what its title is, from when it holds, or who decides.
    """
    k = herken(gelezen, keuze)
    titel, vanaf, soort, orgaan = k.citeertitel, k.vanaf, k.soort, k.orgaan
    ingang = None if vanaf else ingang_volgens_tekst(gelezen)
    dag, zegt = (f"{ingang[0]:%d-%m-%Y}", f" (wel: «{ingang[1].rstrip('.')}»)") if ingang else ("1-1-2025", "")
    mist = [
        (titel, "de titel", "--citeertitel «Verordening proef»"),
        (vanaf, f"vanaf welke dag hij zo luidt{zegt}", f"--vanaf {dag}"),
        (soort, "of dit een verordening of een beleidsregel is", "--soort verordening"),
        (orgaan, "wie deze regeling vaststelt", "--orgaan gemeenteraad"),
    ]
    for waarde, wat, voorbeeld in mist:
        if not waarde:
            raise Geweigerd.om("gegeven-ontbreekt", naam, wat=wat, voorbeeld=voorbeeld)
    assert vanaf is not None
    sleutel = slug(titel, 80, "regeling")
    velden = {"citeertitel": titel, "soort": soort, "orgaan": orgaan, "status": keuze.status}
    rij = Regeling.model_validate({"slug": sleutel, "map": f"regelingen/{sleutel}", **velden})
    return Toevoeging(rij, vanaf, gelezen, (*gelezen.bevindingen, *gelezen.verantwoording.bevindingen()))


def voeg_toe(map_: Path, toevoegingen: Sequence[Toevoeging], *, toch: bool = False) -> tuple[Toevoeging, ...]:
    """Put regulations in a dossier: all of them, or none.

    Args:
        map_: the dossier.
        toch: also when the reader found a fault.

    Raises:
        Geweigerd: no dossier; one with an archive (there decisions are registered); a text with a fault; another text for a
            day that is there already, or the regulation is there as something else.

    Returns:
        The texts that were not there yet.
    """
    if (map_ / ".git").exists():
        raise Geweigerd.om("dossier-met-archief", str(map_))
    if any(b.code == "archief-weg" for b in poort(map_).bevindingen):
        raise Geweigerd.om("archief-weg/lezen", str(map_))
    for toevoeging in toevoegingen:
        if heeft_fout(toevoeging.bevindingen) and not toch:
            eerste = next(b for b in toevoeging.bevindingen if heeft_fout([b]))
            advies = eerste.advies or "Verbeter de bron, of voeg haar toe met --toch."
            plaats = f"{toevoeging.rij.citeertitel}, {eerste.adres}"
            raise Geweigerd.om("tekst-met-fout", plaats, uitleg=eerste.uitleg, advies=advies)
    with dossierslot(map_):
        blad = lees_blad(map_)
        rijen = {r.slug: r for r in blad.regelingen}
        bestanden: dict[str, bytes] = {}
        erbij: list[Toevoeging] = []
        for toevoeging in toevoegingen:
            rij = rijen.setdefault(toevoeging.rij.slug, toevoeging.rij)
            oud, nu = (f"{r.soort}, {r.orgaan}, {r.status}" for r in (rij, toevoeging.rij))
            if oud != nu:
                raise Geweigerd.om("regeling-anders", f"{rij.citeertitel}, {toevoeging.vanaf}", oud=oud, nu=nu)
            pad, inhoud = f"{rij.map}/{toevoeging.vanaf.isoformat()}.xml", schrijf(toevoeging.tekst)
            if not (map_ / pad).exists():
                bestanden[pad] = inhoud
                erbij.append(toevoeging)
            elif (map_ / pad).read_bytes() != inhoud:
                raise Geweigerd.om("dag-bezet", f"{rij.citeertitel}, {toevoeging.vanaf.isoformat()}")
        nieuw_blad = blad.model_copy(update={"regelingen": tuple(rijen.values())})
        if bestanden:
            schrijf_set(map_, {**bestanden, "dossier.xml": nieuw_blad.als_xml()})
        return tuple(erbij)


def _opschrift(gelezen: Tekst) -> str:
    return next((tekst(e) for e in wandel(gelezen.wortel) if e.soort is Soort.OPSCHRIFT), "")


def _orgaan(gelezen: Tekst) -> str:
    """Who decides, by the metadata or the words of the preamble; empty when they name nobody, or more than one first."""
    bron = gelezen.gegevens.orgaan or next((tekst(e) for e in wandel(gelezen.wortel) if e.soort is Soort.AANHEF), "")
    gevonden = sorted((m.start(), naam) for naam, vorm in _ORGANEN.items() if (m := vorm.search(bron)))
    return gevonden[0][1] if gevonden else ""
