"""Storing a plan that was seen, and correcting a registration that was a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from verordening.bevinding import Bevinding, Geweigerd
from verordening.onzichtbaar import eis_zichtbaar
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.getuige import onthoud
from versies.registratie.beeld import Beeld, beeld_van, beginopnamen
from versies.registratie.ontwerp import Ontwerp, Schets
from versies.registratie.opgave import Opgave
from versies.registratie.plan import Plan, voltooi
from versies.tijd.model import Terugtrekking, Uitwisseling, Wat


def leg_vast(dossier: Path, plan: Plan, gezien: str) -> list[str]:
    """Store exactly what was seen.

    Args:
        dossier: the folder. plan: what is to be stored. gezien: ``kenmerk`` of the plan that somebody said yes to.

    Returns:
        The identifiers of the commits.

    Raises:
        Geweigerd: another plan was seen, the plan has a *fout*, or the dossier changed since it was made; nothing is
            stored then.
    """
    if gezien != plan.kenmerk:
        raise Geweigerd.om("ander-plan")
    if not plan.kan:
        fout = next((b for b in plan.bevindingen if b.ernst == "fout"), None)
        reden = fout.uitleg if fout else "er is niets om vast te leggen"
        raise Geweigerd(reden, code=fout.code if fout else "leeg-plan", advies=fout.advies if fout else "")
    begin = _begin(dossier) if plan.begint else []
    with Archief.open(dossier, maken=True) as archief:
        ids = archief.neem_reeks_op([*begin, *plan.opnamen], op=None if plan.begint else plan.hoofd)[len(begin) :]
    onthoud(dossier, ids[-1])
    return ids


def _begin(dossier: Path) -> list[Opname]:
    """What the archive of a folder with ``dossier.xml`` but without one begins with; stored as one whole with the plan."""
    from versies.archief.poort import lees_dossier
    from versies.archief.uitdossier import beginreeks

    return beginreeks(lees_dossier(dossier))[0] if beginopnamen(dossier)[0] else []


def herstel(dossier: Path, nummer: int, reden: str, *, ontvangen: date | None = None) -> Plan:
    """A registration that makes an earlier one no longer count; that one stays, and can still be asked for.

    Args:
        nummer: of the delivery. reden: why, in words. ontvangen: day of registration; default today.

    Raises:
        Geweigerd: there is no such delivery, it does not count any more, or there is no reason.
    """
    if not reden.strip():
        raise Geweigerd.om("geen-reden")
    eis_zichtbaar(reden)
    with beeld_van(dossier, zonder=nummer) as beeld:
        fout = beeld.register.blad(nummer)
        if fout is None or not beeld.register.telt(nummer):
            raise Geweigerd.om("geen-vastlegging", nummer=nummer)
        dag = ontvangen or date.today()
        ontwerp = Ontwerp(beeld, Opgave(bekend=dag, ontvangen=dag, reden=" ".join(reden.split())))
        schets = Schets(f"Herstel van vastlegging {nummer} ({fout.besluit or 'zonder titel'})", "herstel")
        schets.herstelt = nummer
        schets.bevindingen += [
            Bevinding.van("herstel-bouwt-voort", f"vastlegging {n}", u.besluit)
            for n, u in _steunt_op(beeld, nummer, fout)
        ]
        schets.mutaties += _nagemaakt(beeld, nummer, fout)
        return voltooi(ontwerp, schets, beeld.werken_van(nummer))


def _nagemaakt(beeld: Beeld, nummer: int, fout: Uitwisseling) -> Iterator[Terugtrekking]:
    """Texts that later deliveries made anew of what a delivery decided: without it nobody decided them, and they have no day."""
    for werk in beeld.werken_van(nummer):
        lijn = beeld.lijn(werk)
        besloten = {v.doel for u in (lijn.uitwisselingen if lijn else ()) for v in u.uitvoeringen if v.werk == werk}
        eigen = {v.doel for v in fout.uitvoeringen if v.werk == werk} - besloten
        over = lijn.stand.zonder_datum if lijn else ()
        yield from (Terugtrekking(Wat.VERSIE, doel, werk) for doel, _ in over if doel in eigen)


def _steunt_op(beeld: Beeld, nummer: int, fout: Uitwisseling) -> Iterator[tuple[int, Uitwisseling]]:
    """Later texts that nobody can make anew without a delivery: made on it, and not by executing a decision."""
    for werk in beeld.werken_van(nummer):
        lijn = beeld.lijn(werk)
        for n, u in lijn.genummerd if lijn else ():
            versies = [m for m in u.versies if m.werk == werk]
            momenten = {x.gemaakt_op for m in versies for x in (*m.basis, *m.vervlochten, *m.ontvlochten)}
            if fout.gemaakt_op in momenten and not u.uitvoeringen:
                yield n, u
