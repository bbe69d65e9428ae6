"""Colleagues' files of one base together: read them, see where they differ, choose, and get one Word file with their names.

Three steps, for the command line and for the browser alike::

    plan = lees_plan(basis, bestanden)                    # what each file is, and who worked in it
    uitkomst = voeg_samen(plan, {})                       # uitkomst.open: the places that need a choice
    uitkomst = voeg_samen(plan, {"2-3fa91c": "beide"})    # nothing open: uitkomst.regeling is the combined text
    inhoud = als_docx(plan, uitkomst)                     # tracked changes by author; read back before it is given
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd, heeft_fout
from verordening.boom import Regeling
from verordening.tekst.keuzes import Keuzes
from versies import samenvoegen
from versies.samenvoegen import KEUZES, Bijdrage, Geschil, Samenvoeging

__all__ = ["KEUZES", "Bijdrage", "Geschil", "Plan", "Samenvoeging", "als_docx", "lees_plan", "voeg_samen"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The base and what each colleague made of it, in order."""

    basis: Regeling
    bijdragen: tuple[Bijdrage, ...]
    bevindingen: tuple[Bevinding, ...] = ()


def lees_plan(
    basis: Path, bestanden: Sequence[Path], *, namen: Sequence[str] = (), onbijgehouden: bool = False
) -> Plan:
    """Read the base and the files.

    Args:
        basis: the text from which all files were made, in any form that can be read.
        bestanden: two or more Word or OpenDocument files (or any other form), in the order in which they are put together.
        namen: who made each file, in the same order; empty: who tracked the changes in it, else the name of the file.
        onbijgehouden: accept changes outside the tracked ones; they count as made by the name of the file.

    Raises:
        Geweigerd: a file that cannot be read, or with a fault in it.
        ValueError: fewer than two files, or another number of names.
    """
    from verordening.lezers import lees

    if len(bestanden) < 2 or (namen and len(namen) != len(bestanden)):
        raise ValueError("twee of meer bestanden, en voor elk een naam of voor geen")
    stam = lees(basis, keuzes=Keuzes("verwerpen" if _auteurs(basis) else ""))
    bijdragen = [_bijdrage(pad, naam, onbijgehouden) for pad, naam in zip(bestanden, namen or [""] * 99, strict=False)]
    gelezen = (*stam.bevindingen, *(x for b in bijdragen for x in b.versies[-1][1].bevindingen))
    if heeft_fout(gelezen):
        fout = next(x for x in gelezen if x.ernst is Ernst.FOUT)
        raise Geweigerd.om("lezen-fout/samenvoegen", fout.adres, uitleg=fout.uitleg, advies=fout.advies)
    return Plan(stam, tuple(bijdragen), gelezen)


def _auteurs(pad: Path) -> tuple[str, ...]:
    from verordening.tekst.auteurs import auteurs

    return auteurs(pad.read_bytes(), pad.name) if pad.is_file() else ()


def _bijdrage(pad: Path, naam: str, onbijgehouden: bool) -> Bijdrage:
    """One file, with the text after the changes of each who tracked them."""
    from verordening.lezers import lees

    geheel = lees(pad, keuzes=Keuzes("aanvaarden"))
    wie = _auteurs(pad)
    if geheel.gegevens.formaat != "docx" or not wie:
        return Bijdrage(pad.name, ((naam or " en ".join(wie) or pad.stem, geheel),))
    zonder = lees(pad, keuzes=Keuzes("verwerpen"))
    voor: list[tuple[str, Regeling]] = [(naam or pad.stem, zonder)] if onbijgehouden else []
    if naam:
        return Bijdrage(pad.name, (*voor, (naam, geheel)), None if onbijgehouden else zonder)
    tussen = [(w, lees(pad, keuzes=Keuzes("aanvaarden", van=frozenset(wie[:n])))) for n, w in enumerate(wie[:-1], 1)]
    return Bijdrage(pad.name, (*voor, *tussen, (wie[-1], geheel)), None if onbijgehouden else zonder)


def voeg_samen(plan: Plan, keuzes: Mapping[str, str] | None = None, *, overig: str = "") -> Samenvoeging:
    """The files of a plan together.

    Args:
        keuzes: key of a conflict to one of :data:`KEUZES`. overig: the choice for every other conflict; empty: none.

    Returns:
        With ``open`` conflicts there is no text yet: show them side by side, choose, and call again.

    Raises:
        Geweigerd: a file that was made from another base; a choice for a conflict that is not there (any more).
    """
    return samenvoegen.voeg_samen(plan.basis, plan.bijdragen, keuzes, overig=overig)


def als_docx(plan: Plan, uitkomst: Samenvoeging, *, moment: datetime | None = None) -> bytes:
    """The combined text as a Word file with tracked changes, each in the name of who made it.

    Args:
        moment: date that Word shows with each change; default now.

    Raises:
        Geweigerd: the file does not read back: accepted it is not the combined text, or rejected not the base.
        ValueError: there are open conflicts.
    """
    from datetime import UTC

    from verordening.lezers import lees
    from versies.verschil import vergelijk
    from versies.weergave.auteurs import Toeschrijving
    from versies.weergave.bijgehouden import docx as weergeef

    if uitkomst.verschil is None:
        raise ValueError("er zijn nog geschillen open")
    wie = Toeschrijving(uitkomst.stappen)
    inhoud = weergeef(uitkomst.verschil, auteur=plan.bijdragen[-1].auteurs, moment=moment or datetime.now(UTC), wie=wie)
    for wijze, moet in (("aanvaarden", uitkomst.verschil.wordt), ("verwerpen", plan.basis)):
        terug = vergelijk(moet, lees(inhoud, naam="samengevoegd.docx", keuzes=Keuzes(wijze)))
        if not terug.gelijk:
            eerste = terug.wijzigingen[0].plek if terug.wijzigingen and hasattr(terug.wijzigingen[0], "plek") else None
            raise Geweigerd.om(
                "samenvoegen-niet-bewezen",
                eerste.adres.tekst() if eerste else "",
                wijze=wijze,
                deel="samengevoegde" if wijze == "aanvaarden" else "oude",
            )
    return inhoud
