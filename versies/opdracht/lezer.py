"""Reading a decision in prose: text, Markdown, or the paragraphs of a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.nummers import uit_romeins, volgende

from ..besluit import Bepaling, Besluit, Bronplek, Wijzigartikel
from .artikellezer import Artikellezer
from .indeling import Deel, deel_in
from .lading import lees_lading

__all__ = ["lees_delen", "lees_regels"]


def lees_regels(regels: Sequence[str], naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision from its lines; what cannot be read comes back as refusals with their place."""
    return lees_delen(deel_in(regels), naam)


def lees_delen(delen: Sequence[Deel], naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision from its parts (:mod:`versies.opdracht.indeling`, or XML)."""
    gemerkt = any(b.lading for d in delen if d.soort == "artikel" for b in d.regels)
    bijlagen = {
        d.nummer: [d.opschrift, *(b.tekst for b in d.regels)] for d in delen if d.soort == "bijlage"
    }  # fmt: skip
    artikelen: list[Wijzigartikel] = []
    bepalingen: list[Bepaling] = []
    fouten: list[Geweigerd] = []
    bevindingen: list[Bevinding] = []
    vorige = ""
    for deel in delen:
        if deel.soort != "artikel":
            continue
        if vorige and deel.nummer not in (volgende(vorige), vorige + "a") and uit_romeins(vorige) != uit_romeins(deel.nummer):
            if (uit_romeins(deel.nummer) or 0) != (uit_romeins(vorige) or 0) + 1:
                fouten.append(Geweigerd(f"artikel {deel.nummer} na artikel {vorige} telt niet op", code="nummering",
                                        plaats=str(Bronplek(naam, deel.regel)), advies="Controleer de nummers van de artikelen."))  # fmt: skip
        elif vorige == deel.nummer:
            fouten.append(Geweigerd(f"artikel {deel.nummer} komt twee keer voor", code="nummering",
                                    plaats=str(Bronplek(naam, deel.regel)), advies="Controleer de nummers van de artikelen."))  # fmt: skip
        vorige = deel.nummer
        lezer = Artikellezer(deel, naam, gemerkt, bijlagen)
        lezer.lees()
        fouten.extend(lezer.fouten)
        bepalingen.extend(lezer.bepalingen)
        bevindingen.extend(lezer.bevindingen)
        for stuk in lezer.stukken if lezer.is_wijzigend else ():
            artikelen.append(
                Wijzigartikel(deel.nummer, stuk.regeling, tuple(stuk.opdrachten), stuk.voorwaarde, stuk.aanhef,
                              deel.opschrift, stuk.vormen, Bronplek(naam, deel.regel), tuple(stuk.koppen))
            )  # fmt: skip
    kop = delen[0]
    eigen = [b for b in kop.regels if not b.lading]
    besluit = Besluit(
        opschrift=eigen[0].tekst.strip() if eigen else "",
        aanhef=tuple(b.tekst.strip() for b in eigen[1:]),
        artikelen=tuple(artikelen),
        bepalingen=tuple(bepalingen),
        slot=tuple(b.tekst.strip() for d in delen if d.soort == "slot" for b in d.regels),
        toelichting=tuple(b.tekst.strip() for d in delen if d.soort == "toelichting" for b in d.regels),
        bijlagen=tuple(b for d in delen if d.soort == "bijlage" for b in _bijlage(d)),
        bevindingen=(*bevindingen, *_eigen_bepalingen(bepalingen)),
        naam=naam,
    )
    return besluit, tuple(fouten)


def _bijlage(deel: Deel) -> list:
    try:
        return list(lees_lading([f"## Bijlage {deel.nummer} {deel.opschrift}".rstrip(), *(b.tekst for b in deel.regels)], "bijlage"))
    except Geweigerd:
        return []


def _eigen_bepalingen(bepalingen: list[Bepaling]) -> list[Bevinding]:
    return [
        Bevinding("eigen-bepaling", Ernst.WAARSCHUWING, f"artikel {', '.join(b.nummer)}", b.tekst[:160],
                  "Deze bepaling is geen wijzigingsopdracht en geen bekende slotbepaling; zij is alleen bewaard.",
                  "Controleer of hier geen wijziging is bedoeld.", str(b.bron))
        for b in bepalingen if b.soort.value == "eigen bepaling"
    ]  # fmt: skip
