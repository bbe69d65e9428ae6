"""``verordening vlecht``: combine two doelen into one version; conflicts are shown per unit and wait for a choice."""

from __future__ import annotations

from pathlib import Path

import click

from verordening.bevinding import Verkeerd
from werkbank.gedeeld import als_json, bestand_in, json_optie, meld


@click.command()
@click.argument("dossier", metavar="DOSSIER", type=bestand_in)
@click.argument("regeling", metavar="REGELING")
@click.argument("onze", metavar="DOEL")
@click.argument("hunne", metavar="ANDER-DOEL")
@click.option(
    "--keuze",
    "keuzes",
    multiple=True,
    metavar="SLEUTEL=basis|onze|hunne|beide",
    help="Keuze voor een botsing; te herhalen. «onze» is DOEL, «hunne» is ANDER-DOEL; «beide» zet ze na elkaar.",
)
@click.option(
    "-o", "uit", type=click.Path(path_type=Path), default=None, help="Schrijf de gezamenlijke versie hierheen."
)
@click.option("--neem-op", is_flag=True, help="Neem de gezamenlijke versie op in het archief, met de keuzes erbij.")
@json_optie
def opdracht(
    dossier: Path,
    regeling: str,
    onze: str,
    hunne: str,
    keuzes: tuple[str, ...],
    uit: Path | None,
    neem_op: bool,
    json_uit: bool,
) -> int:
    """Voeg de versies van twee doelen samen tot één versie van REGELING.

    Zijn de besluiten zelf vastgelegd, dan zijn zij al na elkaar uitgevoerd; dit is voor wat dan nog botst, en voor teksten
    zonder besluit. Wat maar één van beide wijzigde gaat vanzelf samen. Wat beide anders wijzigden wordt getoond, met per
    kant de woorden die verschillen, en vraagt een keuze; zonder keuze komt er geen tekst en is de uitgangscode 1. De
    gezamenlijke versie komt altijd op het doel dat het laatst in werking treedt.
    """
    from verordening.canoniek import lees, schrijf
    from verordening.schijf import schrijf_atomair
    from versies.archief.vragen import Tijdbron
    from versies.tijd.lijnen import Lijnen
    from versies.tijd.vervlechten import vervlecht

    gekozen = [_keuze(k) for k in keuzes]
    with Tijdbron(dossier) as bron:
        regeling = bron.werk(regeling)
        lijnen = Lijnen(regeling, bron.uitwisselingen)
        een, ander = lijnen.top(onze), lijnen.top(hunne)
        lijn = bron.lijn(regeling)
        basis = lijnen.basis(een, ander)
        was, wij, zij = (lees(bron.tekst(lijnen.versies[m].versie)) for m in (basis, een, ander))
        uitkomst = vervlecht(was, wij, zij, gekozen)
        if uitkomst.regeling is not None:
            inhoud = schrijf(uitkomst.regeling)
            if uit is not None:
                schrijf_atomair(uit, inhoud)
            if neem_op:
                nodig = any(t.samenloop and {onze, hunne} & {*t.doelen, *t.samenloop} for t in lijn.stand.toestanden)
                if nodig:
                    _leg_vast(bron, regeling, lijnen, (een, ander), inhoud, uitkomst)
                else:
                    click.echo(f"tussen {onze} en {hunne} is geen samenloop; er is niets vastgelegd", err=True)
    if json_uit:
        als_json(
            {
                "regeling": regeling,
                "basis": lijnen.versies[basis].versie,
                "vervlochten": uitkomst.regeling is not None,
                "botsingen": [
                    {
                        "sleutel": b.sleutel,
                        "adres": b.adres,
                        "wat": b.wat,
                        "basis": b.basis,
                        "onze": b.onze,
                        "hunne": b.hunne,
                        "keuze": b.keuze.kant.value if b.keuze else None,
                    }
                    for b in uitkomst.botsingen
                ],
                "bevindingen": uitkomst.bevindingen,
            }
        )
    else:
        for b in uitkomst.botsingen:
            click.echo(f"{b.adres} ({b.wat}): {b.keuze.kant.value if b.keuze else 'kies'}   [{b.sleutel}]")
            for naam, tekst in (("basis", b.basis), ("onze", b.onze), ("hunne", b.hunne)):
                woorden = tekst if naam == "basis" else _woorden(b.basis, tekst)
                click.echo(f"  {naam:6} {' / '.join(woorden.splitlines()) or '(niets)'}")
        if uitkomst.regeling is None:
            click.echo(f"{len(uitkomst.open)} botsingen vragen een keuze: --keuze SLEUTEL=onze", err=True)
        elif uit is None and not neem_op:
            click.echo(inhoud.decode("utf-8"), nl=False)
        meld(uitkomst.bevindingen)
    return 1 if uitkomst.regeling is None or any(b.ernst == "fout" for b in uitkomst.bevindingen) else 0


def _woorden(was: str, wordt: str) -> str:
    """A text with the words that differ marked, so that a conflict shows which words it is about."""
    from difflib import SequenceMatcher

    oud, nieuw = was.split(), wordt.split()
    uit: list[str] = []
    for soort, a, b, c, d in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if soort == "equal":
            uit += oud[a:b]
            continue
        uit += [f"[-{' '.join(oud[a:b])}-]"] if b > a else []
        uit += [f"{{+{' '.join(nieuw[c:d])}+}}"] if d > c else []
    return " ".join(uit)


def _keuze(tekst: str):  # type: ignore[no-untyped-def]
    from versies.tijd.vervlechten import Kant, Keuze

    sleutel, _, kant = tekst.rpartition("=")
    if not sleutel or kant not in {k.value for k in Kant}:
        raise Verkeerd(f"een keuze schrijft u als SLEUTEL=onze, =hunne, =beide of =basis, niet «{tekst}»")
    return Keuze(sleutel, Kant(kant))


def _leg_vast(bron, regeling, lijnen, momenten, inhoud, uitkomst) -> None:  # type: ignore[no-untyped-def]
    """Store the combined version: on both doelen when they take effect together, else on the one that does so last."""
    import json
    from datetime import date, timedelta

    from verordening.bevinding import Geweigerd
    from versies.archief.bundel import Opname
    from versies.archief.logboek import naamdeel
    from versies.tijd.model import Uitwisseling, Versie

    if not bron.heeft_archief:
        raise Geweigerd(
            "dit dossier heeft nog geen archief",
            plaats=str(bron.map),
            code="geen-archief",
            advies="Begin met «verordening neem-op».",
        )
    lijn = bron.lijn(regeling)
    ander, een = sorted(momenten, key=lambda m: tuple(d or date.max for d in lijn.datums(m.doel)))
    samen = {t.doelen for t in lijn.stand.toestanden}
    tegelijk = any({een.doel, ander.doel} <= set(doelen) for doelen in samen)
    alle = bron.archief.uitwisselingen()
    op = max(u.gemaakt_op for u in alle) + timedelta(seconds=1)
    eerder = [u for u in lijn.uitwisselingen if any({een.doel, ander.doel} & set(_doelen(m)) for m in u.mutaties)]
    bekend = max(u.bekend for u in eerder)  # what follows from two decisions was known when the last of them was
    naam = f"{regeling}@{'-'.join(lijnen.versies[m].versie.partition('@')[2] for m in momenten)}"
    bezet = {m.versie for u in alle for m in u.mutaties if isinstance(m, Versie)}
    naam = next(n for k in range(1, 1000) if (n := naam if k == 1 else f"{naam}-{k}") not in bezet)
    if tegelijk:
        versie = Versie(regeling, (ander.doel, een.doel), naam, basis=momenten)
    else:
        versie = Versie(regeling, (een.doel,), naam, basis=(een,), vervlochten=(ander,))
    titel = f"Vervlechting van {een.doel} met {ander.doel}"
    u = Uitwisseling(op, (versie,), bekend, date.today(), titel, betreft="samenloop")
    keuzes = [
        {
            "sleutel": b.sleutel,
            "adres": b.adres,
            "keuze": b.keuze.kant.value if b.keuze else None,
            "motivering": b.keuze.motivering if b.keuze else "",
        }
        for b in uitkomst.botsingen
    ]
    plek = f"keuzes/{naamdeel(f'{een.doel}-{ander.doel}-{op:%Y%m%d%H%M%S}')}.json"
    bestanden = {plek: (json.dumps(keuzes, ensure_ascii=False, indent=1) + "\n").encode()} if keuzes else {}
    bron.archief.neem_op(Opname(u, {naam: inhoud}, bestanden))


def _doelen(mutatie: object) -> tuple[str, ...]:
    return (*getattr(mutatie, "doelen", ()), *filter(None, (getattr(mutatie, "doel", ""),)))
