"""``verordening neem-op``: register a decision in a dossier: read, worked out, shown, and stored after a yes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from impact.dossier.velden import velden
from verordening.bevinding import Bevinding, Geweigerd
from werkbank.gedeeld import TOESTAND, gekozen, toon
from werkbank.opdrachten.vlecht import botsing_json, toon_botsingen
from werkbank.opdrachtregel import JSON, LEZING, argument, opdrachtregel, optie

if TYPE_CHECKING:
    from versies.registratie.plan import Gevolg, Plan
    from versies.tijd.botsing import Keuze
    from werkbank.diensten.vlechten import Samenkomst


class _Velden(NamedTuple):
    bekend: date | None = optie("Dag van bekendmaking; standaard vandaag.")
    publicatie: str = optie("Bron van de bekendmaking, zoals gmb-2026-12345.")
    kenmerk: str = optie("Kenmerk van het voorstel.")
    tekst: Path | None = optie("De doorlopende tekst zelf; zij wordt met het besluit vergeleken.")
    besluit: Path | None = optie("Het besluit, als BESLUIT de doorlopende tekst is.")
    regeling: str = optie("De regeling, als het besluit haar niet noemt: citeertitel, map of kenmerk.")
    doel: str = optie("Naam voor alles wat als één geheel in werking treedt; standaard uit de titel.")
    basis: str = optie("Waarop een losse tekst voortbouwt.", "--op-basis-van", metavar="DOEL")
    werkend: date | None = optie("Juridisch werkend vanaf, als het besluit dat niet zegt.")
    geldig: date | None = optie("Geldig vanaf, bij terugwerkende kracht.")
    voorwaarde: str = optie("Waar de inwerkingtreding op wacht, als er geen datum is.")
    vervuld: str = optie("Deze voorwaarde is vervuld; de datum staat bij --werkend.", metavar="VOORWAARDE")
    intrekking: bool = optie("De regeling vervalt wanneer het doel in werking treedt.")
    terugtrekken: bool = optie("Trek de datum van het doel terug (afstel).")
    ontvangen: date | None = optie("Dag van vastlegging; standaard vandaag.")
    titel: str = optie("Naam van het besluit, als die er niet in staat.")
    betreft: str = optie("Wat er verandert, zoals «art. 4, 5»; standaard uit het besluit.")
    ondertekend: date | None = optie("Datum van ondertekening; standaard uit het besluit.")
    lezing: Path | None = LEZING
    reden: str = optie("Waarom een tekst geldt die het besluit niet maakt.")


@opdrachtregel()
def opdracht(
    dossier: Path,
    velden: _Velden,
    stuk: Path | None = argument("[BESLUIT]"),
    ja: bool = optie("Leg vast zonder te vragen."),
    proef: bool = optie("Laat alleen zien wat er zou gelden; leg niets vast."),
    onderteken: Path | None = optie("Onderteken de stand met deze SSH-sleutel.", metavar="SLEUTEL"),
    keuzes: tuple[str, ...] = optie(
        "Wat geldt waar een ander besluit dezelfde woorden wijzigt; te herhalen. Zonder keuze blijft de samenloop open.",
        "--keuze",
        metavar="SLEUTEL=basis|onze|hunne|beide",
    ),
    json_uit: bool = JSON,
) -> int:
    """Leg een besluit vast: BESLUIT wordt gelezen, uitgevoerd op wat dan geldt, getoond en na uw ja vastgelegd.

    BESLUIT is een wijzigingsbesluit, een nieuwe regeling, een rectificatie, of een besluit over een regeling of een ander
    besluit (intrekking, inwerkingtreding, uitstel, vernietiging). Welke regeling het raakt en wanneer het werkt staat erin.
    Een datum of naam die het besluit tegenspreekt, wordt geweigerd. Op een terminal wordt gevraagd of het klopt.
    """
    from versies.registratie.opgave import Opgave
    from versies.registratie.plan import plan
    from versies.registratie.vastleggen import leg_vast
    from werkbank.diensten.vlechten import lees_keuze, samenloop_van, weiger_onbekende

    opgave = velden._asdict()
    tekst, besluit = opgave.pop("tekst"), opgave.pop("besluit")
    if besluit is not None:
        if stuk is not None and tekst is not None:
            raise click.UsageError("geef één besluit: als BESLUIT of met --besluit.")
        stuk, tekst = besluit, tekst or stuk
    gevraagd = Opgave(stuk=stuk, tekst=tekst, lezingen=gekozen(opgave.pop("lezing")).lezingen, **opgave)
    gevraagd.ingevuld().controleer()
    if onderteken is not None:
        from versies.archief.ondertekening import controleer_sleutel

        controleer_sleutel(onderteken)
    _bestaat(dossier, gevraagd.regeling or gevraagd.doel, ja=ja)
    voorstel = plan(dossier, gevraagd)
    keuze = [lees_keuze(k) for k in keuzes]
    samen = list(samenloop_van(dossier, voorstel))
    weiger_onbekende(keuze, [s for _, s in samen])
    ident = ""
    if not json_uit:
        toon_plan(voorstel)
        for g, s in samen:
            click.echo(f"\nSamenloop in {g.titel}: {s.momenten[0].doel} (onze) en {s.momenten[1].doel} (hunne)")
            toon_botsingen(s.uitkomst.botsingen)
    if voorstel.kan and not proef and zeg_ja(ja=ja or json_uit):
        ident = leg_vast(dossier, voorstel, voorstel.kenmerk)[0]
        _leg_samenloop_vast(dossier, samen, keuze)
        if onderteken is not None:
            from versies.archief.standlabel import onderteken_stand

            onderteken_stand(dossier, onderteken)
    botsingen = [botsing_json(b) for _, s in samen for b in s.uitkomst.botsingen]
    waarde = {"vastlegging": ident or None, **plan_json(voorstel), "botsingen": botsingen}
    return toon(json_uit, waarde, *vastgelegd(ident, voorstel.bevindingen))


def _leg_samenloop_vast(dossier: Path, samen: list[tuple[Gevolg, Samenkomst]], gekozen: list[Keuze]) -> None:
    """After the decision itself the common text that was chosen; what stays open is said."""
    from werkbank.diensten.vlechten import leg_gekozen_vast

    for g, s in samen if gekozen else ():
        hier = {naam for b in s.uitkomst.botsingen for naam in b.sleutels}
        doelen = (s.momenten[0].doel, s.momenten[1].doel)
        keuzes = [k for k in gekozen if k.sleutel in hier]
        if reden := leg_gekozen_vast(dossier, g.werk, doelen, s.kenmerk, keuzes):
            click.echo(f"de samenloop in {g.titel} is nog open: {reden}", err=True)


def _bestaat(dossier: Path, naam: str, *, ja: bool) -> None:
    """A typing error in the name of a dossier does not silently make a new one."""
    if dossier.is_dir() or naam or ja:
        return
    if sys.stdin.isatty() and click.confirm(
        f"{dossier} bestaat nog niet; een nieuw dossier beginnen?", default=False, err=True
    ):
        return
    raise Geweigerd.om("geen-map/bestaat", str(dossier))


def zeg_ja(*, ja: bool) -> bool:
    """Ask whether what was shown is right; without a terminal there is nobody to ask, and the command itself is the yes."""
    return ja or not sys.stdin.isatty() or click.confirm("Klopt dit, en vastleggen?", default=False, err=True)


def vastgelegd(ident: str, bevindingen: Sequence[Bevinding]) -> tuple[list[str], Sequence[Bevinding], str]:
    """What :func:`werkbank.gedeeld.toon` says of a record that was, or was not, made: lines, findings, last word."""
    return ([f"vastgelegd: {ident[:12]}"], bevindingen, "") if ident else ([], bevindingen, "er is niets vastgelegd")


def toon_plan(voorstel: Plan) -> None:
    """What a plan would make of the law: per regulation the days, and the words that change."""
    from versies.tijd.tekening import beschrijving
    from versies.tijd.wti import besluitnamen
    from versies.verschil import vergelijk
    from versies.weergave.terminal import weergeef

    click.echo(f"{voorstel.titel or voorstel.soort} ({voorstel.soort})")
    for gevolg in voorstel.gevolgen:
        click.echo(f"\n{gevolg.titel}")
        lijn = gevolg.lijn
        for regel in beschrijving(lijn.stand, besluitnamen(lijn)).split("\n") if lijn else ():
            click.echo(f"  {regel}")
        verteld: str | bytes = ""
        for dag, was, wordt in gevolg.stappen:
            if was is not None and wordt is not None:
                vorige, verteld = verteld, weergeef(vergelijk(was, wordt))
                click.echo(f"\n  Gewijzigd per {dag:%d-%m-%Y}:")
                click.echo(
                    verteld if verteld != vorige else "  Dezelfde woorden als hierboven, in de tekst van die dag."
                )


def plan_json(voorstel: Plan) -> dict[str, object]:
    """A plan as JSON."""
    opname = voorstel.opnamen[0].uitwisseling if voorstel.opnamen else None
    return {
        **velden(voorstel, "titel soort kenmerk"),
        "gemaakt_op": opname.gemaakt_op.isoformat() if opname else None,
        "bekend_op": opname.bekend if opname else None,
        "betreft": opname.betreft if opname else "",
        "ondertekend_op": opname.ondertekend_op if opname else None,
        "regelingen": [
            {
                "regeling": g.werk,
                "titel": g.titel,
                "toestanden": [velden(t, TOESTAND) for t in (g.lijn.stand.toestanden if g.lijn else ())],
                "veranderd": [dag for dag, _, _ in g.veranderd],
            }
            for g in voorstel.gevolgen
        ],
        "bevindingen": voorstel.bevindingen,
    }
