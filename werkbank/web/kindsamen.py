"""What child processes do for publishing, and for what colleagues send: files to put together, a sheet of links."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from werkbank.web.klus import Klus, pak_in

if TYPE_CHECKING:
    from impact.dossier.model import Impact


def publicatie(klus: Klus) -> dict[str, object]:
    """The set of pages, checked as a stranger would check it, and packed."""
    from verordening.wissel import vervang_map
    from versies.archief import getuige
    from versies.levering.bewijs import verifieer_map
    from werkbank.diensten.publiceren import Wens, maak

    dossier, doel = klus.dossier, klus.uit / "publicatie"
    gemaakt = maak(dossier, Wens(klus.dag), klus.map / "uit" / "publicatie", zeg=klus.zeg)
    klus.zeg("bewaren")
    vervang_map(doel, gemaakt.bestanden)
    if gemaakt.hoofd:
        getuige.onthoud(dossier, gemaakt.hoofd)
    klus.zeg("controleren en inpakken")
    aantallen, fouten = verifieer_map(doel, "")
    paden = sorted(p for p in doel.rglob("*") if p.is_file())
    pak_in(klus.uit / "publicatie.zip", {p.relative_to(doel).as_posix(): p.read_bytes() for p in paden}, klus.dag)
    return {
        **velden(gemaakt, "regelingen bevindingen"),
        "bestanden": len(paden),
        "gecontroleerd": aantallen["bestanden"],
        "fouten": fouten,
    }


def samenvoegen(klus: Klus) -> dict[str, object]:
    """The files of colleagues together: the conflicts, or the one Word file when every conflict has a choice."""
    from werkbank.diensten.samenvoegen import als_docx, lees_plan, voeg_samen

    klus.zeg("de bestanden lezen", 0, 3)
    paden = [klus.map / n for n in klus.opdracht["bestanden"]]
    plan = lees_plan(
        klus.map / klus.opdracht["basis"],
        paden,
        namen=klus.opdracht["namen"],
        onbijgehouden=bool(klus.opdracht["onbijgehouden"]),
    )
    klus.zeg("woord voor woord samenvoegen", 1, 3)
    uitkomst = voeg_samen(plan, klus.opdracht["keuzes"])
    klus.zeg("het Word-bestand maken en teruglezen", 2, 3)
    if not uitkomst.open:
        (klus.uit / "samen.docx").write_bytes(als_docx(plan, uitkomst, moment=datetime.now(UTC)))
    return {
        "titel": plan.basis.gegevens.citeertitel or plan.basis.gegevens.opschrift or klus.opdracht["basis_naam"],
        "bijdragen": [{"bestand": klus.zoals_gegeven(b.naam), "auteurs": b.auteurs} for b in plan.bijdragen],
        "geschillen": uitkomst.geschillen,
        "open": len(uitkomst.open),
        "bevindingen": klus.gemeld((*plan.bevindingen, *uitkomst.bevindingen)),
    }


def koppelblad(klus: Klus) -> dict[str, object]:
    """What a filled-in sheet of links says differently from the dossier; nothing is recorded."""
    from werkbank.diensten.overnemen import lees_koppelblad
    from werkbank.papieren import Beeldvraag, lees_beeld

    def maak() -> Impact:
        return lees_beeld(Beeldvraag(dossier, klus.bronnen, datum=klus.dag), lambda wat: klus.zeg(wat))[0].impact

    dossier = klus.dossier
    over = lees_koppelblad(dossier, (klus.map / "blad.xlsx").read_bytes(), klus.opdracht["naam"], maak)
    beslissingen = [k.model_dump(mode="json") for k in over.beslissingen]
    return velden(over, "regels zag", beslissingen=beslissingen)


def gegevensblad(klus: Klus) -> dict[str, object]:
    """What a filled-in sheet of figures, terms, promises or choices says differently from the dossier; nothing is recorded."""
    from impact.dossier.invullen import BLADEN
    from werkbank.diensten.gegevens import kolommen, regel, uit_vel
    from werkbank.diensten.overnemen import lees_blad

    blad, naam = klus.opdracht["blad"], klus.opdracht["naam"]
    vel = lees_blad((klus.map / "blad.xlsx").read_bytes(), naam, kolommen(blad), BLADEN[blad].kop)
    anders = list(uit_vel(klus.dossier, blad, vel, naam))
    return {
        "regels": [regel(r, i.waarden) for r, i in anders],
        "invoer": [velden(i, "sleutel zag", waarden=dict(i.waarden)) for _, i in anders],
    }


WERK = {"gegevensblad": gegevensblad, "koppelblad": koppelblad, "publicatie": publicatie, "samenvoegen": samenvoegen}
"""Kind of task → what does it."""
