"""The set that the main job writes: index, all papers, matrix, law changes per measure and findings, as bytes.

Everything is made from one picture (:class:`impact.dossier.model.Impact`) before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from impact.dossier.model import Bepaling, Impact, Wetswijziging
from impact.dossier.velden import als_tekst
from impact.stukken import matrix
from impact.stukken.bord import OORDELEN, Bordrij, rijen as bordrijen
from impact.stukken.index import index
from impact.stukken.memo_overzicht import in_beeld
from impact.stukken.stand import STANDBESTAND, als_stand, schrijf_stand
from impact.stukken.stel import Stel
from impact.stukken.stuk import Stukgegevens
from verordening.bevinding import Bevinding
from verordening.papier import document as d, zet
from verordening.papier.rekenblad import Blad, csv, xlsx
from versies.weergave.inhoud import als_inhoud


def maak_set(
    gegevens: Stukgegevens,
    stel: Stel,
    zwak: Mapping[str, tuple[Bepaling, ...]],
    verschil: Mapping[str, Sequence[Mapping[str, object]]] | None,
    papieren: Mapping[str, bytes],
) -> dict[str, bytes]:
    """All files of the main job: relative path → content.

    Args:
        stel: the papers (:func:`impact.stukken.stel.maak_stel`).
        zwak: weak references per measure, for the JSON.
        verschil: difference with an earlier run (:func:`impact.oordeel.gevolgen.verschil_met`), or None.
        papieren: the papers as files (:func:`impact.stukken.vormen.maak_bestanden`).
    """
    model = gegevens.impact
    bestanden = {**papieren, **stel.los}
    bord = bordrijen(gegevens)
    bladen = [_bordblad(bord), *matrix.bladen(model)]
    bevindingen = (*model.bevindingen, *stel.bevindingen)
    bestanden["koppelingen.json"] = _json(matrix.als_json(model, zwak))
    bestanden["koppelingen.html"] = zet(matrix.als_document(model), "html")
    bestanden["koppelingen.xlsx"] = xlsx([*bladen, _bevindingenblad(bevindingen)])
    bestanden["koppelingen.csv"] = csv(bladen[1])
    bestanden["wetswijzigingen.html"] = zet(_wetswijzigingen(model), "html")
    bestanden["bevindingen.json"] = _json((*bevindingen, *model.dekking.bevindingen))
    bestanden[STANDBESTAND] = schrijf_stand(als_stand(gegevens))
    if verschil is not None:
        bestanden["sinds-vorige-keer.json"] = _json(verschil)
    bestanden["index.html"] = zet(index(model, bestanden, verschil, stel.bevindingen, bord, in_beeld(gegevens)), "html")
    return bestanden


def _json(waarde: object) -> bytes:
    return f"{als_tekst(waarde, 1)}\n".encode()


def _bordblad(bord: Sequence[Bordrij]) -> Blad:
    """The board's rows, as the memo and the index show them."""
    rijen = tuple(
        (r.maatregel, r.naam, r.wie, r.dagtekst, r.stand, OORDELEN[r.oordeel], str(r.bepalingen)) for r in bord
    )
    return Blad(
        "Besluitbord",
        ("Maatregel", "Naam", "Wie beslist", "Uiterlijk", "Stand", "Zwaarste oordeel", "Bepalingen"),
        rijen,
    )


def _bevindingenblad(bevindingen: Sequence[Bevinding]) -> Blad:
    rijen = tuple((b.ernst.value, b.code, b.adres, b.fragment, b.uitleg, b.advies) for b in bevindingen)
    return Blad("Bevindingen", ("Ernst", "Code", "Plaats", "Woorden", "Uitleg", "Advies"), rijen)


# --- law changes ------------------------------------------------------------------------------------------------------


def _wetswijzigingen(model: Impact) -> d.Document:
    """Per measure what the law said and will say, as tracked words."""
    blokken: list[d.Blok] = [
        d.alinea("Per maatregel de tekst van de wet voor en na, met vervallen en ingevoegde woorden.")
    ]
    for beeld in model.maatregelen:
        blokken.append(d.kop(2, f"{beeld.maatregel.id} {beeld.maatregel.naam}", anker=beeld.maatregel.id.lower()))
        if not beeld.wijzigingen:
            blokken.append(d.alinea("Van deze maatregel is geen plaats in de wet bekend."))
        for wijziging in beeld.wijzigingen:
            blokken += _wijziging(wijziging)
    return d.Document(
        "Wetswijzigingen per maatregel",
        tuple(blokken),
        model.status,
        model.naam,
        model.uitvoerder,
        "Was en wordt van de wet per maatregel",
    )


def _wijziging(w: Wetswijziging) -> Iterator[d.Blok]:
    yield d.kop(3, w.adres)
    yield d.alinea(
        f"Volgens de maatregel: {w.aard} (zekerheid {w.zekerheid}). In de teksten: {w.stand}. Oordeel: {w.oordeel}. {w.uitleg}".strip()
    )
    if w.spannen:
        yield d.Alinea(als_inhoud(w.spannen), "citaat")
    elif w.was or w.wordt:
        yield d.alinea(w.wordt or w.was, soort="citaat")
