"""The matrix measure × provision as JSON, sheets and a document: three views of one picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from impact.dossier.model import Bepaling, Impact, LokaleRegeling, Maatregelbeeld
from impact.dossier.wetskant import doel_van
from impact.oordeel.soorten import Oordeel
from impact.stukken.orgaan import BESTUREN
from verordening.papier.document import Blok, Cel, Document, Rij, alinea, kolommen, kop, link, rij, tabel
from verordening.papier.rekenblad import Blad


def als_json(model: Impact, zwak: dict[str, tuple[Bepaling, ...]] | None = None) -> dict[str, Any]:
    """The contract of ``koppeling --json``.

    Args:
        zwak: weak references per measure: shown under ``zwak``, apart from the links.
    """
    regels = model.dekking.regels
    return {
        "op": model.op.isoformat(),
        "maatregelen": [_maatregel(model, b, (zwak or {}).get(b.maatregel.id, ())) for b in model.maatregelen],
        "dekking": {
            "dossier": model.dekking.dossier,
            "wetsartikelen_gewijzigd": [r.jci for r in regels],
            "verklaard": [r.jci for r in regels if r.verklaard],
            "onverklaard": [r.jci for r in regels if not r.verklaard],
            "verklaring": {r.jci: list(r.maatregelen) for r in regels},
            "bevindingen": [b.als_json() for b in model.dekking.bevindingen],
        },
        "bevindingen": [b.als_json() for b in model.bevindingen],
    }


def _maatregel(model: Impact, beeld: Maatregelbeeld, zwak: tuple[Bepaling, ...]) -> dict[str, Any]:
    m = beeld.maatregel
    return {
        "id": m.id,
        "naam": m.naam,
        "soort": m.soort,
        "fase": m.fase.nummer,
        "instrument": m.instrument,
        "orgaan": m.wie_beslist,
        "zekerheid": m.zekerheid,
        "wetsartikelen": [p.jci for p in m.wetsplaatsen],
        "wijzigingen": [
            {"jci": w.jci, "aard": w.aard, "stand": w.stand, "oordeel": w.oordeel, "uitleg": w.uitleg}
            for w in beeld.wijzigingen
        ],
        "bepalingen": [_bepaling(model, b) for b in beeld.bepalingen],
        "zwak": [_bepaling(model, b) for b in zwak],
        "geen_reden": beeld.geen_reden or None,
    }


def _bepaling(model: Impact, b: Bepaling) -> dict[str, Any]:
    return {
        "regeling": b.regeling,
        "citeertitel": model.regeling(b.regeling).citeertitel,
        "eId": b.eId,
        "adres": b.adres,
        "tekst": b.tekst,
        "status": b.status,
        "zekerheid": b.zekerheid,
        "kans": round(b.kans, 3),
        "wie": b.wie or None,
        "wanneer": b.wanneer.isoformat() if b.wanneer else None,
        "waarom": b.waarom or None,
        "herkomst": [
            {
                "soort": h.soort,
                "bewijs": h.bewijs,
                "lokaal": h.lokaal,
                "landelijk": h.landelijk,
                "jci": h.jci or None,
                "via": list(h.via),
                "zekerheid": h.zekerheid,
                "eId": h.eId or b.eId,
            }
            for h in b.herkomst
        ],
        "oordeel": oordeel_json(b.oordeel),
        "verwerkt": [
            {"vanaf": v.vanaf.isoformat(), "soort": v.soort, "besluit": v.besluit or None, "status": v.status}
            for v in b.verwerkt
        ],
    }


def oordeel_json(o: Oordeel | None) -> dict[str, Any] | None:
    """The verdict of the contract: ``soort``, ``sinds``, ``wetsplaats`` and ``hoort``, with the words of both sides."""
    if o is None:
        return None
    return {
        "soort": o.soort.value,
        "sinds": o.sinds.isoformat() if o.sinds else None,
        "wetsplaats": o.jci or None,
        "hoort": o.hoort or None,
        "uitleg": o.uitleg,
        "lokaal": o.lokaal,
        "landelijk": o.landelijk,
        "naar": [d.jci() for d in o.naar],
        "vervang": [{"oud": oud, "nieuw": nieuw} for oud, nieuw in o.vervang],
    }


# --- sheets -----------------------------------------------------------------------------------------------------------

_KOLOMMEN = (
    "Maatregel",
    "Naam",
    "Fase",
    "Zekerheid maatregel",
    "Regeling",
    "Adres",
    "eId",
    "Gevonden door",
    "Zekerheid",
    "Kans",
    "Oordeel",
    "Sinds",
    "Hoort",
    "Status",
    "Wie",
    "Wanneer",
    "Waarom",
    "Bewijs",
    "Woorden",
    "Plaats in de wet",
    "Verwerkt",
)


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
    dekking = tuple(
        (f"artikel {r.artikel}", r.opschrift, r.publicatie, ", ".join(r.maatregelen) or "onverklaard")
        for r in model.dekking.regels
    )
    return [
        Blad("Koppelingen", _KOLOMMEN, tuple(_rijen(model))),
        Blad("Matrix", ("Maatregel", "Naam", *(r.citeertitel for r in regelingen), "Waarom geen"), matrix),
        Blad("Dekking", ("Artikel van de wet", "Opschrift", "Publicatie", "Verklaard door"), dekking),
    ]


def _rijen(model: Impact) -> Iterator[tuple[str | None, ...]]:
    for beeld in model.maatregelen:
        for b in beeld.bepalingen:
            eerste = b.herkomst[0] if b.herkomst else None
            yield (
                beeld.maatregel.id,
                beeld.maatregel.naam,
                beeld.maatregel.fase.nummer,
                beeld.maatregel.zekerheid,
                model.regeling(b.regeling).citeertitel,
                b.adres,
                b.eId,
                ", ".join(dict.fromkeys(h.soort for h in b.herkomst)),
                b.zekerheid,
                f"{b.kans:.0%}",
                b.oordeel.soort.value if b.oordeel else "",
                b.oordeel.sinds.isoformat() if b.oordeel and b.oordeel.sinds else "",
                b.oordeel.hoort if b.oordeel else "",
                b.status,
                b.wie,
                b.wanneer.isoformat() if b.wanneer else "",
                b.waarom,
                " ".join(dict.fromkeys(h.bewijs for h in b.herkomst)),
                eerste.lokaal if eerste else "",
                ", ".join(dict.fromkeys(_plaats(h.jci) for h in b.herkomst if h.jci)),
                "; ".join(f"{v.soort} per {v.vanaf.isoformat()} ({v.besluit or v.status})" for v in b.verwerkt),
            )


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
        breedtes = kolommen({"Maatregel": 3, "Bepalingen": 1, "Per regeling": 4})
        rijen = [_telrij(beeld, regelingen) for beeld in model.maatregelen]
        blokken.append(tabel("Aantal geraakte bepalingen per maatregel en regeling", breedtes, rijen))
        blokken.append(
            tabel(
                "Regelingen in het overzicht",
                ("Regeling", "Orgaan", "Status"),
                [rij(r.citeertitel, BESTUREN.get(r.orgaan, r.orgaan), r.status) for r in regelingen],
            )
        )
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
    return rij(Cel((alinea(naam),)), str(len(beeld.geraakt)), per or "–")


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
        koppen = kolommen({"Bepaling": 2.5, "Status": 1, "Zekerheid": 1, "Bewijs": 4, "Woorden in de bepaling": 4})
        yield tabel(f"Bepalingen die {m.id} raakt", koppen, rijen, liggend=True)


def _dag(model: Impact) -> str:
    from impact.stukken.taal import dag

    return dag(model.op) if model.op.year < 9999 else "de dag van het opstellen"
