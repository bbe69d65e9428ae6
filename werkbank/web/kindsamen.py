"""What child processes do for publishing, and for what colleagues send: files to put together, a sheet of links."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from impact.dossier.velden import velden

if TYPE_CHECKING:
    from impact.dossier.model import Impact
    from verordening.voortgang import Voortgang


def publicatie(opdracht: dict[str, Any], map_: Path, uit: Path, zeg: Voortgang) -> dict[str, object]:
    """The set of pages, checked as a stranger would check it, and packed."""
    from verordening.wissel import vervang_map
    from versies.archief import getuige
    from versies.levering.bewijs import verifieer_map
    from werkbank.diensten.publiceren import Wens, maak
    from werkbank.web.kind import pak_in

    dossier, doel = Path(opdracht["dossier"]), uit / "publicatie"
    vorige = map_ / "uit" / "publicatie"
    dag = date.fromisoformat(opdracht["dag"])
    gemaakt = maak(dossier, Wens(dag), vorige, zeg=zeg)
    zeg("bewaren")
    vervang_map(doel, gemaakt.bestanden)
    if gemaakt.hoofd:
        getuige.onthoud(dossier, gemaakt.hoofd)
    zeg("controleren en inpakken")
    aantallen, fouten = verifieer_map(doel, "")
    paden = sorted(p for p in doel.rglob("*") if p.is_file())
    pak_in(uit / "publicatie.zip", {p.relative_to(doel).as_posix(): p.read_bytes() for p in paden}, dag)
    return {
        **velden(gemaakt, "regelingen bevindingen"),
        "bestanden": len(paden),
        "gecontroleerd": aantallen["bestanden"],
        "fouten": fouten,
    }


def samenvoegen(opdracht: dict[str, Any], map_: Path, uit: Path, zeg: Voortgang) -> dict[str, object]:
    """The files of colleagues together: the conflicts, or the one Word file when every conflict has a choice."""
    from werkbank.diensten.samenvoegen import als_docx, lees_plan, voeg_samen

    zeg("de bestanden lezen", 0, 3)
    paden = [map_ / n for n in opdracht["bestanden"]]
    plan = lees_plan(
        map_ / opdracht["basis"], paden, namen=opdracht["namen"], onbijgehouden=bool(opdracht["onbijgehouden"])
    )
    zeg("woord voor woord samenvoegen", 1, 3)
    uitkomst = voeg_samen(plan, opdracht["keuzes"])
    zeg("het Word-bestand maken en teruglezen", 2, 3)
    if not uitkomst.open:
        (uit / "samen.docx").write_bytes(als_docx(plan, uitkomst, moment=datetime.now(UTC)))
    echt = dict(zip([p.name for p in paden], opdracht["echt"], strict=True))
    return {
        "titel": plan.basis.gegevens.citeertitel or plan.basis.gegevens.opschrift or opdracht["basis_naam"],
        "bijdragen": [{"bestand": echt.get(b.naam, b.naam), "auteurs": b.auteurs} for b in plan.bijdragen],
        "geschillen": uitkomst.geschillen,
        "open": len(uitkomst.open),
        "bevindingen": (*plan.bevindingen, *uitkomst.bevindingen),
    }


def koppelblad(opdracht: dict[str, Any], map_: Path, uit: Path, zeg: Voortgang) -> dict[str, object]:
    """What a filled-in sheet of links says differently from the dossier; nothing is recorded."""
    from werkbank.diensten.overnemen import lees_koppelblad
    from werkbank.papieren import lees_beeld

    def maak() -> Impact:
        dag = date.fromisoformat(opdracht["dag"])
        return lees_beeld(dossier, [Path(b) for b in opdracht["bronnen"]], None, dag, zeg=lambda wat: zeg(wat))[
            0
        ].impact

    dossier = Path(opdracht["dossier"])
    over = lees_koppelblad(dossier, (map_ / "blad.xlsx").read_bytes(), opdracht["naam"], maak)
    beslissingen = [k.model_dump(mode="json") for k in over.beslissingen]
    return velden(over, "regels zag", beslissingen=beslissingen)


WERK = {"koppelblad": koppelblad, "publicatie": publicatie, "samenvoegen": samenvoegen}
"""Kind of task → what does it."""
