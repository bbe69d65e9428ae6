"""``verordening verwijzingen``: the references in a regulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from verordening.groepen import groepeer
from werkbank.gedeeld import lees_regeling, meld, toon, uitgang
from werkbank.opdrachtregel import JSON, opdrachtregel, optie

if TYPE_CHECKING:
    from verordening.boom import Regeling
    from versies.gevolgen import Volger


@opdrachtregel(lezen=True)
def opdracht(
    regeling: Path,
    zonder_opmaak: bool = optie("Let niet op de koppelingen die de bron zelf bevat."),
    op: date | None = optie("Lees namen zoals ze op deze dag golden (anders: de dag van de versie).", metavar="DAG"),
    doelen: tuple[Path, ...] = optie(
        "Tekst van een regeling waarnaar verwezen wordt; herkent haar naam en meldt of het doel bestaat. Mag vaker; van twee versies "
        "van één regeling wordt gevolgd wat de verwijzing bedoelde toen zij werd geschreven.",
        "--doel",
        metavar="BESTAND",
    ),
    json_uit: bool = JSON,
) -> int:
    """Vind de verwijzingen in REGELING.

    Zonder --zonder-opmaak worden de koppelingen van de bron gebruikt en vergeleken met hun eigen woorden; verschillen staan
    op stderr.
    """
    from wetgeving.verwijzingen import Doelteksten, Toestand, los_op, zoek_in

    gelezen = lees_regeling(regeling)
    andere = [lees_regeling(d) for d in doelen]
    teksten = Doelteksten([gelezen, *andere])
    namen = {r.gegevens.citeertitel: r.gegevens.werk for r in andere if r.gegevens.citeertitel and r.gegevens.werk}
    gevonden = zoek_in(gelezen, zonder_opmaak=zonder_opmaak, op=op, doelteksten=teksten, eigen_namen=namen)
    meld(gevonden.bevindingen)
    rijen, volgers = [], _volgers(gelezen, andere, op)
    for verwijzing in gevonden.verwijzingen:
        uitkomst = los_op(verwijzing, teksten, op)
        volger = volgers.get((verwijzing.regeling or "").split("_")[0])
        if volger is not None and uitkomst.toestand is not Toestand.VERNUMMERD and not uitkomst.statisch:
            toestand, nu = volger.lot(verwijzing)
            uitkomst = uitkomst if toestand is Toestand.BESTAAT else replace(uitkomst, toestand=toestand, nu=nu)
        rijen.append(verwijzing.als_json() | {"doel": velden(uitkomst, "toestand eId? nu? statisch")})
    toon(json_uit, rijen, map(_regel, rijen))
    return uitgang(gevonden.bevindingen)


def _volgers(hier: Regeling, andere: Sequence[Regeling], op: date | None) -> dict[str, Volger]:
    """Per act with another text when the words were written than now: who follows its places. Undated words are as old as they can be."""
    from versies.gevolgen import Volger
    from versies.verschil import vergelijk

    versies = groepeer(
        (regeling.gegevens.werk.split("_")[0], regeling)
        for regeling in sorted(andere, key=_vanaf)
        if regeling.gegevens.werk and (op is None or _vanaf(regeling) <= op)
    )
    uit = {}
    for werk, rij in versies.items():
        toen = [r for r in rij if _vanaf(r) <= _vanaf(hier)] or rij[:1]
        if toen[-1] is not rij[-1] and werk != (hier.gegevens.werk or "").split("_")[0]:
            uit[werk] = Volger(vergelijk(toen[-1], rij[-1]))
    return uit


def _vanaf(regeling: Regeling) -> date:
    return regeling.gegevens.juridisch_werkend_vanaf or regeling.gegevens.geldig_vanaf or date.min


def _regel(rij: dict[str, object]) -> str:
    """place TAB words TAB target TAB what became of it."""
    plaats = rij["in"]
    doel, jcis = rij["doel"], rij["jcis"]
    assert isinstance(plaats, dict) and isinstance(doel, dict) and isinstance(jcis, list)
    waar = f"artikel {plaats['artikel']}" if plaats["artikel"] else plaats["eId"] or "-"
    if plaats["lid"]:
        waar += f", lid {plaats['lid']}"
    for onderdeel in plaats["onderdeel"]:
        waar += f", {onderdeel}"
    naar = ", ".join(jcis) or " ".join(str(d) for d in (rij["regeling"] or rij["naam"], rij["artikel"]) if d) or "-"
    nu = f" ({doel['nu']})" if doel["nu"] and doel["toestand"] in ("verschoven", "vervallen") else ""
    return f"{waar}\t{' '.join(str(rij['tekst']).split())}\t{naar}\t{doel['toestand']}{nu}"
