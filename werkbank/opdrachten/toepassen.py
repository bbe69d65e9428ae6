"""``verordening toepassen``: execute the instructions of a decision on a version, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from verordening.tellen import meervoud
from werkbank.gedeeld import gekozen, lees_regeling, meld, toon
from werkbank.opdrachtregel import JSON, LEZING, opdrachtregel, optie
from werkbank.uitvoer import past_bij

if TYPE_CHECKING:
    from verordening.adres import Adres
    from verordening.bevinding import Bevinding, Geweigerd
    from versies.besluit import Besluit, Opdracht


@opdrachtregel(lezen=True)
def opdracht(
    was: Path,
    besluit: Path,
    uitvoer: Path = optie("Waar de nieuwe versie komt.", "-o", metavar="WORDT.xml"),
    dag: date | None = optie("Alleen wat op deze dag in werking is.", "--op", metavar="DAG"),
    ook: tuple[str, ...] = optie("Artikel waarvan de voorwaarde is vervuld, bijvoorbeeld II.", metavar="ARTIKEL"),
    was_met_fouten: bool = optie("Voer ook uit als WAS niet heel is gelezen."),
    nummering_verspringt: bool = optie("De eigen artikelen van het besluit zijn niet doorlopend genummerd."),
    regeling_is_was: bool = optie("Het besluit zegt niet welke regeling het wijzigt: dat is WAS."),
    lezing: Path | None = LEZING,
    json_uit: bool = JSON,
) -> int:
    """Voer de opdrachten van een wijzigingsbesluit uit op WAS en schrijf de nieuwe versie.

    Het besluit is lopende tekst, Markdown, Word of XML. Elke opdracht wordt precies uitgevoerd, in de volgorde van het besluit.
    Lukt er een niet, dan wordt niets geschreven en staat er waarom.

    Is WAS zelf een wijzigingsbesluit in tekst of Markdown (een novelle wijzigt het voordat het werkt), dan is de uitvoer weer
    zo'n tekst.
    """
    from verordening.bevinding import Ernst, Geweigerd
    from verordening.canoniek import schrijf
    from verordening.schijf import schrijf_atomair
    from versies.gevolgen import verweesd
    from versies.toepassen import pas_toe
    from versies.toepassen.novelle import raakt_besluit
    from versies.verschil import vergelijk

    gelezen = _lees(besluit, lezing, was, verspringt=nummering_verspringt)
    if not regeling_is_was:
        _noemt_de_regeling(gelezen)
    if was.suffix.lower() in (".md", ".txt") and raakt_besluit(gelezen):
        return _novelle(was, gelezen, uitvoer, json_uit=json_uit)
    past_bij(uitvoer, "canoniek")
    regeling = lees_regeling(was)
    open_gebleven = [b for b in regeling.bevindingen if b.ernst is Ernst.FOUT]
    if open_gebleven and not was_met_fouten:
        meld(open_gebleven)
        raise Geweigerd.om("lezen-fout/heel-gelezen", was.name, was=was.name)
    uitkomst = pas_toe(regeling, gelezen, datum=dag, ook=ook)
    if not uitkomst.uitgevoerd:
        meld(uitkomst.bevindingen)
        raise Geweigerd.om("niets-uitgevoerd", besluit.name)
    vervolgwerk = list(verweesd(vergelijk(regeling, uitkomst.wordt)))
    bevindingen = (*uitkomst.bevindingen, *(v.bevinding(bijwerken="") for v in vervolgwerk))
    # Wat onbewezen is, draagt dat zelf mee.
    schrijf_atomair(uitvoer, schrijf(replace(uitkomst.wordt, bevindingen=tuple(open_gebleven))))
    waarde = {
        "uitvoer": uitvoer,
        "bewezen": not open_gebleven,
        "uitgevoerd": _zinnen(uitkomst.uitgevoerd),
        "overgeslagen": _zinnen(uitkomst.overgeslagen),
        "vernummerd": [velden(n, "opdracht", was=_kort(n.oud), wordt=_kort(n.nieuw)) for n in uitkomst.omnummeringen],
        "vervolgwerk": [
            velden(v, "nieuw?", plek=v.plaats, tekst=v.verwijzing.tekst, was=_kort(v.oud), wordt=_kort(v.nu))
            for v in vervolgwerk
        ],
        "bevindingen": bevindingen,
    }
    slot = f"{meervoud(len(uitkomst.uitgevoerd), 'opdracht', 'opdrachten')} uitgevoerd; {uitvoer} geschreven."
    return toon(json_uit, waarde, (), bevindingen, slot)


def _kort(plek: Adres | None) -> str | None:
    return plek.tekst(kort=True) if plek else None


def _zinnen(opdrachten: Sequence[Opdracht]) -> list[dict[str, object]]:
    return [velden(o, "zin", plaats=o.naam, regel=o.bron.regel) for o in opdrachten]


def _noemt_de_regeling(besluit: Besluit) -> None:
    """A decision that does not say what it amends, is only executed on WAS when the user says that it is about WAS."""
    from verordening.bevinding import Geweigerd
    from versies.opdracht.regelingnaam import REGELING_ONBEKEND

    onbekend = next((b for b in besluit.bevindingen if b.code == REGELING_ONBEKEND), None)
    if onbekend is not None:
        raise Geweigerd.om("regeling-onbekend/kies", onbekend.adres, reden=onbekend.uitleg.rstrip("."))


def _lees(besluit: Path, lezing: Path | None, was: Path, *, verspringt: bool) -> Besluit:
    """The decision, whole, or what its lines may mean; a slip in its own numbers becomes a finding when the user says that it is one."""
    from verordening.bevinding import Ernst
    from versies.opdracht import toets_besluit
    from versies.opdracht.lezer import EIGEN_NUMMERING

    gelezen, fouten = toets_besluit(besluit, keuzes=gekozen(lezing))
    blijft = [f for f in fouten if not (verspringt and f.code == EIGEN_NUMMERING)]
    if blijft:
        meld(_voorgesteld(besluit, blijft, was))
        raise blijft[0]
    gemeld = (replace(f.als_bevinding(), ernst=Ernst.WAARSCHUWING) for f in fouten)
    return gelezen.met(bevindingen=(*gelezen.bevindingen, *gemeld))


def _voorgesteld(besluit: Path, fouten: Sequence[Geweigerd], was: Path) -> list[Bevinding]:
    """For each line that was not read the sentences that it may mean, as ``--lezing`` takes them."""
    from verordening.bevinding import Bevinding
    from verordening.xmlveilig import lees_bytes
    from versies.besluit import regelnummers
    from versies.opdracht import bronregels
    from versies.voorstellen import voorstellen

    bron = bronregels(lees_bytes(besluit, naam=besluit.name), besluit.name, gekozen())
    regels = regelnummers(fouten)
    if bron is None or not regels:
        return []
    tekst = lees_regeling(was)
    return [
        Bevinding.van("lezing-voorgesteld", f"{besluit.name}, regel {nr}", zin=f"{nr}: {v.zin}")
        for nr in sorted(regels)
        if 0 < nr <= len(bron[0])
        for v in voorstellen(bron[0][nr - 1], tekst)
    ]


def _novelle(was: Path, besluit: Besluit, uitvoer: Path, *, json_uit: bool) -> int:
    """A decision that amends another decision: text in, text out."""
    from verordening.schijf import schrijf_atomair
    from verordening.xmlveilig import lees_bytes
    from versies.opdracht import besluittekst
    from versies.toepassen.novelle import pas_toe_op_besluit

    uitkomst = pas_toe_op_besluit(besluittekst(lees_bytes(was, naam=was.name), was.name), besluit)
    schrijf_atomair(uitvoer, uitkomst.wordt.encode())
    gedaan, bevindingen = _zinnen(uitkomst.uitgevoerd), uitkomst.bevindingen
    waarde = {"uitvoer": uitvoer, "uitgevoerd": gedaan, "bevindingen": bevindingen}
    slot = f"{meervoud(len(gedaan), 'opdracht', 'opdrachten')} uitgevoerd op het besluit; {uitvoer} geschreven."
    return toon(json_uit, waarde, (), bevindingen, slot)
