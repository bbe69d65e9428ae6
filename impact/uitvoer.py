"""The set that the main job writes: index, matrix, law changes per measure, findings, memo and letters, as bytes.

Everything is made from one picture (:class:`impact.model.Impact`) before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from verordening.bevinding import Bevinding, Ernst
from verordening.papier import document as d
from verordening.papier import zet
from verordening.papier.rekenblad import Blad, csv, xlsx
from versies.wijziging import Spanne, Spannesoort

from . import matrix
from .model import Bepaling, Impact, Maatregelbeeld, Wetswijziging
from .stuk import Stuk, Stukgegevens
from .taal import dag

__all__ = ["maak_set"]


def maak_set(
    gegevens: Stukgegevens, zwak: Mapping[str, tuple[Bepaling, ...]], verschil: Mapping[str, Sequence[Mapping[str, Any]]] | None,
    formaten: Iterable[str], *, met_brieven: bool = True, voortgang: Callable[[str], object] | None = None,
) -> dict[str, bytes]:  # fmt: skip
    """All files of the main job: relative path → content.

    Args:
        zwak: weak references per measure, for the JSON.
        verschil: difference with an earlier run (:func:`impact.gevolgen.verschil_met`), or None.
        formaten: of the papers: docx, pdf, html, md.
        met_brieven: also the letter of every gemeente.
    """
    from .stukken import maak_bestanden

    model = gegevens.impact
    stukken = list(_stukken(gegevens, met_brieven))
    bestanden = maak_bestanden(stukken, formaten, voortgang=voortgang)
    bladen = matrix.bladen(model)
    bestanden["koppelingen.json"] = _json(matrix.als_json(model, dict(zwak)))
    bestanden["koppelingen.html"] = zet(matrix.als_document(model), "html")
    bestanden["koppelingen.xlsx"] = xlsx([*bladen, _bevindingenblad(model.bevindingen)])
    bestanden["koppelingen.csv"] = csv(bladen[0])
    bestanden["wetswijzigingen.html"] = zet(_wetswijzigingen(model), "html")
    bestanden["bevindingen.json"] = _json([b.als_json() for b in (*model.bevindingen, *model.dekking.bevindingen)])
    if verschil is not None:
        bestanden["sinds-vorige-keer.json"] = _json(verschil)
    bestanden["index.html"] = zet(_index(model, bestanden, verschil), "html")
    return bestanden


def _stukken(gegevens: Stukgegevens, met_brieven: bool) -> Iterator[Stuk]:
    from .memo import memo

    yield memo(gegevens)
    if met_brieven:
        from .brief import brieven

        yield from brieven(gegevens, gegevens.impact.gemeenten.gemeenten)[0]


def _json(waarde: Any) -> bytes:
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _bevindingenblad(bevindingen: Sequence[Bevinding]) -> Blad:
    rijen = tuple((b.ernst.value, b.code, b.adres, b.fragment, b.uitleg, b.advies) for b in bevindingen)
    return Blad("Bevindingen", ("Ernst", "Code", "Plaats", "Woorden", "Uitleg", "Advies"), rijen)


# --- law changes ------------------------------------------------------------------------------------------------------


def _wetswijzigingen(model: Impact) -> d.Document:
    """Per measure what the law said and will say, as tracked words."""
    blokken: list[d.Blok] = [d.alinea("Per maatregel de tekst van de wet voor en na, met vervallen en ingevoegde woorden.")]
    for beeld in model.maatregelen:
        blokken.append(d.kop(2, f"{beeld.maatregel.id} {beeld.maatregel.naam}", anker=beeld.maatregel.id.lower()))
        if not beeld.wijzigingen:
            blokken.append(d.alinea("Van deze maatregel is geen plaats in de wet bekend."))
        for wijziging in beeld.wijzigingen:
            blokken += _wijziging(wijziging)
    return d.Document("Wetswijzigingen per maatregel", tuple(blokken), model.status, model.naam, model.uitvoerder,
                      "Was en wordt van de wet per maatregel")  # fmt: skip


def _wijziging(w: Wetswijziging) -> Iterator[d.Blok]:
    yield d.kop(3, w.adres)
    yield d.alinea(f"Volgens de maatregel: {w.aard} (zekerheid {w.zekerheid}). In de teksten: {w.stand}. Oordeel: {w.oordeel}. {w.uitleg}".strip())
    if w.spannen:
        yield d.Alinea(tuple(_stuk(s) for s in w.spannen), "citaat")
    elif w.was or w.wordt:
        yield d.alinea(w.wordt or w.was, soort="citaat")


def _stuk(spanne: Spanne) -> d.Inline:
    if spanne.soort is Spannesoort.INGEVOEGD:
        return d.ingevoegd(spanne.tekst)
    return d.vervallen(spanne.tekst) if spanne.soort is Spannesoort.VERVALLEN else spanne.tekst


# --- index ------------------------------------------------------------------------------------------------------------

_OMSCHRIJVING = {
    "koppelingen.html": "Koppelingen: welke bepalingen elke maatregel raakt, met bewijs",
    "koppelingen.xlsx": "Dezelfde koppelingen als rekenblad, met dekking en bevindingen",
    "koppelingen.csv": "De koppelingen als CSV", "koppelingen.json": "De koppelingen als JSON, voor andere programma's",
    "wetswijzigingen.html": "Wat er in de wet verandert, per maatregel (was en wordt)",
    "bevindingen.json": "Alle bevindingen als JSON", "sinds-vorige-keer.json": "Wat er anders is dan de vorige keer",
}  # fmt: skip


def _index(model: Impact, bestanden: Mapping[str, bytes], verschil: Mapping[str, Sequence[Mapping[str, Any]]] | None) -> d.Document:
    dekking = model.dekking
    geraakt = [b for b in model.geteld if b.geraakt]
    dek = (f"{len(dekking.verklaard)} van {len(dekking.regels)} gewijzigde wetsartikelen verklaard" if dekking.regels
           else "niet te meten: de wettekst ontbreekt")  # fmt: skip
    paren: list[tuple[str, d.Inhoud]] = [
        ("Dossier", (model.naam,)), ("Lokale tekst zoals op", (dag(model.op),)),
        ("Maatregelen met gevolgen", (f"{len(geraakt)} van {len(model.geteld)}",)),
        ("Koppelingen", (str(sum(len(b.geraakt) for b in model.geteld)),)),
        (f"Dekking van dossier {dekking.dossier}", (dek,)),
        ("Bevindingen", (_telling(model),)),
    ]  # fmt: skip
    blokken: list[d.Blok] = [d.Gegevens(tuple(paren))]
    if model.ontbrekende_teksten:
        blokken.append(d.Kader(("Er ontbreken wetteksten",), (d.lijst(*(
            f"{w.citeertitel}: «{' en '.join(w.ontbreekt)}» ontbreekt; langs deze wet is niet alles gevonden." for w in model.ontbrekende_teksten)),), "let-op"))  # fmt: skip
    if verschil is not None:
        blokken += [d.kop(2, "Sinds de vorige keer"), d.lijst(*(f"{n}: {len(rij)}" for n, rij in verschil.items()))]
    blokken += [d.kop(2, "Bestanden"), *_bestanden(bestanden, [g.naam for g in model.gemeenten.gemeenten])]
    blokken += [d.kop(2, "Maatregelen"), d.tabel("Maatregelen en wat zij raken", ("Maatregel", "Fase", "Instrument", "Geraakt", "Waarom geen"),
                                                 [_regel(b) for b in model.maatregelen])]  # fmt: skip
    fouten = [b for b in (*model.bevindingen, *dekking.bevindingen) if b.ernst is not Ernst.INFO]
    if fouten:
        blokken += [d.kop(2, "Bevindingen"), d.tabel("Fouten en waarschuwingen", ("Plaats", "Ernst", "Uitleg", "Advies"), [
            d.rij(b.adres or "dossier", b.ernst.value, b.uitleg, b.advies or "–") for b in fouten])]  # fmt: skip
    blokken.append(d.Colofon(tuple((f"{b.naam} ({b.herkomst})", (d.Stuk(f"SHA-512 {b.sha512[:32]}…", vast=True),)) for b in model.bestanden)))
    return d.Document("Gevolgen van de wet voor de lokale regels", tuple(blokken), model.status, model.naam, model.uitvoerder,
                      "Overzicht van koppelingen, stukken en bevindingen")  # fmt: skip


def _regel(beeld: Maatregelbeeld) -> d.Rij:
    m = beeld.maatregel
    naam = d.Cel((d.Alinea((d.link(f"{m.id} {m.naam}", f"koppelingen.html#{m.id.lower()}"),)),))
    return d.rij(naam, m.fase.nummer, m.instrument, str(len(beeld.geraakt)), beeld.geen_reden or "–")


def _telling(model: Impact) -> str:
    alle = (*model.bevindingen, *model.dekking.bevindingen)
    return ", ".join(f"{sum(b.ernst is e for b in alle)} {woord}" for e, woord in (
        (Ernst.FOUT, "fouten"), (Ernst.WAARSCHUWING, "waarschuwingen"), (Ernst.INFO, "ter informatie")))  # fmt: skip


_VORM = {"docx": "Word", "pdf": "PDF", "html": "HTML", "md": "Markdown"}


def _bestanden(bestanden: Iterable[str], gemeenten: Iterable[str]) -> Iterator[d.Blok]:
    """The papers with all their forms, the memo first; the files of the main job; and per gemeente a row with its letters."""
    los: list[str] = []
    vormen: dict[str, list[str]] = {}
    for naam in sorted(bestanden, key=lambda n: ("/" in n, "memo" not in n, n)):
        if naam in _OMSCHRIJVING:
            los.append(naam)
        else:
            vormen.setdefault(naam.rpartition(".")[0], []).append(naam)
    punten = [d.Punt((d.alinea(f"{_titel(stam)}: ", *_links(namen)),)) for stam, namen in vormen.items() if "/" not in stam]
    yield d.Lijst((*punten, *(d.Punt((d.alinea(d.link(_OMSCHRIJVING[n], n)),)) for n in los)))
    rijen = []
    for gemeente in gemeenten:
        eigen = {stam.partition("/")[2]: namen for stam, namen in vormen.items() if stam.partition("/")[0] == _slug(gemeente)}
        if eigen:
            stukken = [d.alinea(f"{_titel(stam.removesuffix('-' + _slug(gemeente)))}: ", *_links(n)) for stam, n in sorted(eigen.items())]
            rijen.append(d.rij(gemeente, tuple(stukken)))
    if rijen:
        yield d.tabel("Stukken per gemeente", ("Gemeente", d.Kolom(("Stukken",), 4)), rijen)


def _slug(gemeente: str) -> str:
    return gemeente.lower().replace(" ", "-")


def _titel(stam: str) -> str:
    titel = {"cib": "college-informatiebrief", "impactmemo": "impactmemo"}.get(stam, stam.replace("-", " "))
    return titel[:1].upper() + titel[1:]


def _links(namen: Iterable[str]) -> Iterator[d.Inline]:
    for plek, naam in enumerate(sorted(namen, key=lambda n: list(_VORM).index(n.rpartition(".")[2]))):
        if plek:
            yield " · "
        yield d.link(_VORM[naam.rpartition(".")[2]], naam)
