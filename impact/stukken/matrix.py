"""The matrix measure × provision as JSON, sheets and a document: three views of one picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from impact.dossier.model import Bepaling, Impact, LokaleRegeling, Maatregelbeeld
from impact.dossier.velden import velden
from impact.dossier.wetskant import doel_van
from impact.oordeel.soorten import Oordeel
from impact.stukken.blok import tafel
from impact.stukken.orgaan import BESTUREN
from impact.stukken.taal import dag
from verordening.notaties import als_jci
from verordening.papier.document import Blok, Document, Rij, alinea, kop, link, rij
from verordening.papier.rekenblad import Blad
from wetgeving.maatregelen import Maatregel


def als_json(model: Impact, zwak: Mapping[str, tuple[Bepaling, ...]] | None = None) -> dict[str, object]:
    """The contract of ``koppeling --json``.

    Args:
        zwak: weak references per measure: shown under ``zwak``, apart from the links.
    """
    dekking = model.dekking
    return {
        "op": model.op,
        "maatregelen": [_maatregel(model, b, (zwak or {}).get(b.maatregel.id, ())) for b in model.maatregelen],
        "dekking": {
            "dossier": dekking.dossier,
            "wetsartikelen_gewijzigd": [r.jci for r in dekking.regels],
            "verklaard": [r.jci for r in dekking.verklaard],
            "onverklaard": [r.jci for r in dekking.onverklaard],
            "verklaring": {r.jci: r.maatregelen for r in dekking.regels},
            "bevindingen": dekking.bevindingen,
        },
        "bevindingen": model.bevindingen,
    }


def _maatregel(model: Impact, beeld: Maatregelbeeld, zwak: tuple[Bepaling, ...]) -> dict[str, object]:
    m = beeld.maatregel
    return {
        **velden(m, "id naam soort instrument zekerheid", fase=m.fase.nummer, orgaan=m.wie_beslist),
        "wetsartikelen": [p.jci for p in m.wetsplaatsen],
        "wijzigingen": [velden(w, "jci aard stand oordeel uitleg") for w in beeld.wijzigingen],
        "bepalingen": [_bepaling(model, b) for b in beeld.bepalingen],
        "zwak": [_bepaling(model, b) for b in zwak],
        "geen_reden": beeld.geen_reden or None,
    }


def _bepaling(model: Impact, b: Bepaling) -> dict[str, object]:
    return {
        **velden(b, "regeling eId adres tekst status zekerheid wie? wanneer waarom?"),
        "citeertitel": model.regeling(b.regeling).citeertitel,
        "kans": round(b.kans, 3),
        "herkomst": [
            velden(h, "soort bewijs lokaal landelijk jci? via zekerheid", eId=h.eId or b.eId) for h in b.herkomst
        ],
        "oordeel": _oordeel(b.oordeel),
        "verwerkt": [velden(v, "vanaf soort besluit? status") for v in b.verwerkt],
    }


def _oordeel(o: Oordeel | None) -> dict[str, object] | None:
    if o is None:
        return None
    return {
        **velden(o, "soort sinds hoort? uitleg lokaal landelijk"),
        "wetsplaats": o.jci or None,
        "naar": [als_jci(d) for d in o.naar],
        "vervang": [{"oud": oud, "nieuw": nieuw} for oud, nieuw in o.vervang],
    }


# --- sheets -----------------------------------------------------------------------------------------------------------

_KOLOMMEN: dict[str, Callable[[Impact, Maatregel, Bepaling], str | None]] = {
    "Maatregel": lambda _, m, b: m.id,
    "Naam": lambda _, m, b: m.naam,
    "Fase": lambda _, m, b: m.fase.nummer,
    "Zekerheid maatregel": lambda _, m, b: m.zekerheid,
    "Regeling": lambda model, m, b: model.regeling(b.regeling).citeertitel,
    "Adres": lambda _, m, b: b.adres,
    "eId": lambda _, m, b: b.eId,
    "Gevonden door": lambda _, m, b: ", ".join(dict.fromkeys(h.soort for h in b.herkomst)),
    "Zekerheid": lambda _, m, b: b.zekerheid,
    "Kans": lambda _, m, b: f"{b.kans:.0%}",
    "Oordeel": lambda _, m, b: b.oordeel.soort.value if b.oordeel else "",
    "Sinds": lambda _, m, b: b.oordeel.sinds.isoformat() if b.oordeel and b.oordeel.sinds else "",
    "Hoort": lambda _, m, b: b.oordeel.hoort if b.oordeel else "",
    "Status": lambda _, m, b: b.status,
    "Wie": lambda _, m, b: b.wie,
    "Wanneer": lambda _, m, b: b.wanneer.isoformat() if b.wanneer else "",
    "Waarom": lambda _, m, b: b.waarom,
    "Bewijs": lambda _, m, b: " ".join(dict.fromkeys(h.bewijs for h in b.herkomst)),
    "Woorden": lambda _, m, b: b.herkomst[0].lokaal if b.herkomst else "",
    "Plaats in de wet": lambda _, m, b: ", ".join(dict.fromkeys(_plaats(h.jci) for h in b.herkomst if h.jci)),
    "Verwerkt": lambda _, m, b: "; ".join(f"{v.soort} per {v.vanaf} ({v.besluit or v.status})" for v in b.verwerkt),
}
"""Column of the sheet of links → what stands in it."""


def bladen(model: Impact) -> list[Blad]:
    """Sheets: one row per link, one per cell of the matrix, and coverage."""
    regelingen = model.regelingen
    matrix = tuple(
        (
            b.maatregel.id,
            b.maatregel.naam,
            *(sum(1 for x in b.geraakt if x.regeling == r.slug) or None for r in regelingen),
            b.geen_reden,
        )
        for b in model.maatregelen
    )
    links = tuple(
        tuple(waarde(model, beeld.maatregel, b) for waarde in _KOLOMMEN.values())
        for beeld in model.maatregelen
        for b in beeld.bepalingen
    )
    dekking = tuple(
        (f"artikel {r.artikel}", r.opschrift, r.publicatie, ", ".join(r.maatregelen) or "onverklaard")
        for r in model.dekking.regels
    )
    return [
        Blad("Koppelingen", tuple(_KOLOMMEN), links),
        Blad("Matrix", ("Maatregel", "Naam", *(r.citeertitel for r in regelingen), "Waarom geen"), matrix),
        Blad("Dekking", ("Artikel van de wet", "Opschrift", "Publicatie", "Verklaard door"), dekking),
    ]


def _plaats(jci: str) -> str:
    doel = doel_van(jci)
    return doel.tekst() if doel is not None else jci


# --- document ---------------------------------------------------------------------------------------------------------


def als_document(model: Impact) -> Document:
    """The matrix for a reader: an overview, then the links per measure with their proof."""
    regelingen = [
        r for r in model.regelingen if any(b.regeling == r.slug for x in model.maatregelen for b in x.geraakt)
    ]
    blokken: list[Blok] = [
        alinea(f"Per maatregel het aantal bepalingen dat zij raakt. Lokale teksten zoals zij gelden op {_dag(model)}."),
        kop(2, "Overzicht"),
    ]
    if model.ontbrekende_teksten:
        mist = ", ".join(f"{w.afkorting} ({' en '.join(w.ontbreekt)})" for w in model.ontbrekende_teksten)
        blokken.append(alinea(f"Let op: deze wetteksten ontbreken, dus langs die wet is niet alles gevonden: {mist}."))
    if regelingen:
        rijen = (_telrij(beeld, regelingen) for beeld in model.maatregelen)
        kolommen = {"Maatregel": 3, "Bepalingen": 1, "Per regeling": 4}
        blokken += tafel("Aantal geraakte bepalingen per maatregel en regeling", kolommen, rijen)
        namen = (rij(r.citeertitel, BESTUREN.get(r.orgaan, r.orgaan), r.status) for r in regelingen)
        blokken += tafel("Regelingen in het overzicht", ("Regeling", "Orgaan", "Status"), namen)
    for beeld in model.maatregelen:
        blokken += _per_maatregel(model, beeld)
    return Document(
        "Koppelingen tussen maatregelen en bepalingen",
        tuple(blokken),
        model.status,
        model.naam,
        model.uitvoerder,
        "Welke bepalingen elke landelijke maatregel raakt, met bewijs",
    )


def _telrij(beeld: Maatregelbeeld, regelingen: Sequence[LokaleRegeling]) -> Rij:
    m, telling = beeld.maatregel, Counter(b.regeling for b in beeld.geraakt)
    naam = link(f"{m.id} {m.naam}", f"#{m.id.lower()}")
    per = "; ".join(f"{r.citeertitel} ({telling[r.slug]})" for r in regelingen if telling[r.slug])
    return rij(naam, str(len(beeld.geraakt)), per or "–")


def _per_maatregel(model: Impact, beeld: Maatregelbeeld) -> Iterator[Blok]:
    m = beeld.maatregel
    yield kop(2, f"{m.id} {m.naam}", anker=m.id.lower())
    if beeld.geen_reden:
        yield alinea(f"Geen koppeling. {beeld.geen_reden}")
    if beeld.bepalingen:
        rijen = [
            rij(
                f"{model.regeling(b.regeling).citeertitel}, {b.adres}",
                b.status,
                b.zekerheid,
                b.herkomst[0].bewijs if b.herkomst else "",
                b.herkomst[0].lokaal if b.herkomst else "",
            )
            for b in beeld.bepalingen
        ]
        kolommen = {"Bepaling": 2.5, "Status": 1, "Zekerheid": 1, "Bewijs": 4, "Woorden in de bepaling": 4}
        yield from tafel(f"Bepalingen die {m.id} raakt", kolommen, rijen, liggend=True)


def _dag(model: Impact) -> str:
    return dag(model.op) if model.op.year < 9999 else "de dag van het opstellen"
