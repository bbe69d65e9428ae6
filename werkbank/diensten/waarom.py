"""Why a decision changes what it changes: per letter what it does, and the measure behind it where a person recorded that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from verordening.boom import Regeling, tekst, wandel
from verordening.register import Register
from versies.besluit import Opdracht
from versies.wijziging import (
    Vernummer,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
)

if TYPE_CHECKING:
    from versies.opstellen import Ontwerp

K = TypeVar("K")
OPEN = "[Waarom: in te vullen.]"
"""Stands where nobody recorded a reason."""


@dataclass(frozen=True, slots=True)
class Aanleiding:
    """A measure that asks for a change of a provision, as a person recorded it."""

    eId: str
    maatregel: str
    waarom: str

    @property
    def zin(self) -> str:
        """As a sentence of a note."""
        return f"Aanleiding: maatregel «{self.maatregel}». {self.waarom}"


def aanleidingen(dossier: Path, was: Regeling) -> tuple[Aanleiding, ...]:
    """What the dossier recorded (confirmed links only) about a regulation, at the places that it has now.

    Raises:
        Geweigerd: no dossier, or a file of it that cannot be read.
    """
    from impact.dossier.koppelingen import Koppelingen
    from impact.dossier.laden import maatregelen_van
    from versies.archief.poort import lees_dossier

    gevonden = lees_dossier(dossier)
    titels = {was.gegevens.citeertitel, was.gegevens.opschrift}
    slug = next(
        (r.slug for r in gevonden.blad.regelingen if r.slug == was.gegevens.werk or r.citeertitel in titels), ""
    )
    pad = gevonden.gegevensbestand("koppelingen.xml")
    if not slug or pad is None:
        return ()
    namen = {m.id: m.naam for m in maatregelen_van(gevonden).maatregelen}
    teksten = {e.eId: tekst(e) for e in wandel(was.wortel) if e.eId}
    return tuple(
        Aanleiding(plaats, namen.get(k.maatregel, k.maatregel), k.waarom)
        for k in Koppelingen.lees(pad).koppelingen
        if k.regeling == slug and k.status == "bevestigd" and k.geldt and (plaats := k.plaats(teksten)) is not None
    )


def redenen(ontwerp: Ontwerp, aanleiding: Sequence[Aanleiding] = ()) -> dict[str, str]:
    """A note per letter of the decision to be finished by hand: what it does, from its own changes, and why.

    Args:
        aanleiding: :func:`aanleidingen`; a letter that none is about gets :data:`OPEN`.
    """
    return _per(ontwerp, aanleiding, lambda o: o.nummer[1] if len(o.nummer) > 1 else "")


def per_regel(ontwerp: Ontwerp, aanleiding: Sequence[Aanleiding] = ()) -> dict[int, str]:
    """The same per instruction, by the line of the decision on which it stands: a comment for each change."""
    return _per(ontwerp, aanleiding, lambda o: o.bron.regel)


def _per(ontwerp: Ontwerp, aanleiding: Sequence[Aanleiding], sleutel: Callable[[Opdracht], K]) -> dict[K, str]:
    register = Register.van(ontwerp.verschil.was)
    per: dict[K, list[Wijziging]] = {}
    for o in ontwerp.besluit.opdrachten:
        per.setdefault(sleutel(o), []).extend(o.wijzigingen)
    uit: dict[K, str] = {}
    for k, rij in per.items():
        gezegd = [a.zin for w in rij for a in aanleiding if _raakt(register, w, a.eId)]
        uit[k] = "\n".join([" ".join(dict.fromkeys(map(_wat, rij))), *(dict.fromkeys(gezegd) or [OPEN])])
    return {k: tekst for k, tekst in uit.items() if k}


def _raakt(register: Register, w: Wijziging, eid: str) -> bool:
    """Whether a change works in, on or around a place of the old version."""
    adres = w.plek.adres
    eenheid = register.levend(adres) if adres.stappen else None
    while eenheid is None and len(adres.stappen) > 1:  # een zin, een rij: de eenheid waarin zij staat
        adres = type(adres)(adres.stappen[:-1])
        eenheid = register.levend(adres)
    eigen = eenheid.eId if eenheid is not None else ""
    return bool(eigen) and (eigen == eid or eid.startswith(f"{eigen}__") or eigen.startswith(f"{eid}__"))


def _wat(w: Wijziging) -> str:
    """One change as a sentence of a note; never in words that could be read as an instruction."""
    waar = w.plek.adres.tekst(kort=True) or "de regeling"
    match w:
        case VervangTekst() if w.nieuw:
            return f"Was in {waar}: «{w.oud}»; nu: «{w.nieuw}»."
        case VervangTekst():
            return f"Niet langer in {waar}: «{w.oud}»."
        case VoegTekstIn():
            return f"Nieuw in {waar}: «{w.nieuw}»."
        case VoegIn():
            return f"Nieuwe tekst bij {waar}."
        case Vervalt():
            return f"Geschrapt is {waar}."
        case VervangEenheid() | VervangKop():
            return f"Nieuwe tekst van {waar}."
        case Vernummer():
            return f"Nieuw nummer van {waar}: {w.nummer}."
        case _:
            return f"Andere plaats of vorm van {waar}."
