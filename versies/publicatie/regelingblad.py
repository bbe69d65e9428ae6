"""The pages of a regulation as a whole: all its versions, and the history of every article."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from verordening.dagen import dag
from verordening.onzichtbaar import toonbaar
from verordening.papier import document as d
from verordening.papier.document import Blok
from versies.publicatie.besluitblad import bekendmaking, besluitmap
from versies.publicatie.graf import grafsteen
from versies.publicatie.reeks import GEGEVENS, Bestanden, Regelingreeks, inhoud_van, kern
from versies.publicatie.samenvatting import Bron, Samenvatting, geldt_op, lees_samenvatting, vat_samen
from versies.publicatie.vergelijking import vergelijkblad
from versies.publicatie.versieblad import Vormgeving, geldend, versiebladen, vormlinks
from versies.tijd.tekening import beschrijving, svg
from versies.weergave.doorlopend import versietabel

ZOEK = "zoek.json"
"""In the folder of a regulation: every unit of its last text, for the search page."""


def regelingbladen(bron: Bron, stand: date, vorm: Vormgeving) -> tuple[Bestanden, Samenvatting]:
    """All files of one regulation; when nothing of it changed, those of the set before.

    Args:
        stand: the day from which "now" is said; the files are the same on every day between two changes.
    """
    kenmerk = kern((vorm.vormen, vorm.basis, bron.map, bron.titel, bron.kern))
    gelijk = vorm.vorige.onveranderd(bron.map, kenmerk) if vorm.vorige else {}
    if gelijk and geldt_op(eerder := lees_samenvatting(gelijk[f"{bron.map}/{GEGEVENS}"]), stand):
        return dict(gelijk), eerder
    vorm.voortgang(bron.titel)
    reeks = replace(bron.maak(), naam=bron.titel)
    uit = versiebladen(reeks, vorm)
    for graf in reeks.graven:
        adres = f"{reeks.map}/{graf.dag.isoformat()}/index.html"
        uit[adres] = vorm.pagina(grafsteen(reeks.titel, graf), adres)
    adres = f"{reeks.map}/index.html"
    eli = {"@id": f"{vorm.basis}{adres}", "@type": "eli:LegalResource", "eli:title": reeks.titel}
    uit[adres] = vorm.pagina(_regelingpagina(reeks, stand, vorm), adres, eli)
    uit[f"{reeks.map}/geldend/index.html"] = geldend(reeks, stand, vorm)
    for naam, blad in (("vergelijk", vergelijkblad(reeks)), ("geschiedenis", _geschiedenis(reeks, uit))):
        uit[f"{reeks.map}/{naam}.html"] = vorm.pagina(blad, f"{reeks.map}/{naam}.html")
    rijen = json.dumps(_zoekrijen(reeks, uit), ensure_ascii=False, separators=(",", ":"))
    uit[f"{reeks.map}/{ZOEK}"] = toonbaar(rijen).encode()
    samen = vat_samen(reeks, stand)
    uit[f"{reeks.map}/{GEGEVENS}"] = samen.als_json(kenmerk)
    return uit, samen


def _lees_json(inhoud: bytes | Path) -> dict[str, object]:
    """What a file of the set holds for programs."""
    waarde = json.loads(inhoud_van(inhoud))
    assert isinstance(waarde, dict)  # made here
    return waarde


def _zoekrijen(reeks: Regelingreeks, bestanden: Mapping[str, bytes | Path]) -> list[tuple[str, str, str, str]]:
    """Every unit of the last text, as the files say it: (regulation, place, address, words)."""
    plek = max(reeks.mappen, default=None)
    if plek is None:
        return []
    hier = f"{reeks.map}/{reeks.mappen[plek]}"
    eenheden = _lees_json(bestanden[f"{hier}/versie.json"])["eenheden"]
    assert isinstance(eenheden, list)  # made here
    adres = f"{hier}/index.html"
    return [(reeks.titel, e["adres"], f"{adres}#{e['eId']}" if e["eId"] else adres, e["tekst"]) for e in eenheden]


def _regelingpagina(reeks: Regelingreeks, stand: date, vorm: Vormgeving) -> d.Document:
    namen = reeks.besluitnamen
    tekening = d.Figuur(
        svg(reeks.stand, f"Tijdlijn van {reeks.titel}", namen).encode(),
        " ".join(beschrijving(reeks.stand, namen).split("\n")),
        ("Tijdlijn",),
        (versietabel([r.regel for r in reversed(reeks.rijen)]),),
    )
    wachtend = [
        f"{namen.get(doel, doel)}: nog zonder datum" + (f", wacht op {op.removeprefix('op ')}" if op else "") + "."
        for doel, op in reeks.stand.zonder_datum
        if doel not in reeks.weg
    ]
    komend = [
        (
            d.alinea(
                d.link(f"tekst vanaf {reeks.dagnaam(plek)}", f"{reeks.mappen[plek]}/index.html"),
                f": {reeks.geldigheid(plek, stand).zin}",
            ),
        )
        for plek in reeks.komend(stand)
    ]
    staat = "Deze regeling geldt." if reeks.geldend(stand) is not None else f"Deze regeling: {reeks.staat(stand)}."
    blokken: list[Blok] = [
        d.alinea(
            *d.links(
                ("Alle regelingen", "../index.html"),
                ("de tekst die nu geldt", "geldend/index.html"),
                ("twee versies vergelijken", "vergelijk.html"),
                ("geschiedenis per artikel", "geschiedenis.html"),
            )
        ),
        d.alinea(staat),
        *_onder("Komende versies", d.lijst(*komend) if komend else None),
        d.kop(2, "Versies"),
        _versietabel(reeks, stand, vorm),
        *_onder("Nog zonder datum", d.lijst(*wachtend) if wachtend else None),
        *_onder(
            "Versies die zijn vervallen voor zij golden",
            d.lijst(*(g.reden for g in reeks.graven)) if reeks.graven else None,
        ),
        *_onder("Besluiten", _besluiten(reeks) if reeks.rijen else None),
        d.kop(2, "In de tijd"),
        tekening,
    ]
    onderwerp = f"Alle versies van {reeks.titel}"
    return d.Document(f"{reeks.titel}: alle versies", tuple(blokken), status=_status(reeks), onderwerp=onderwerp)


def _onder(kop: str, blok: Blok | None) -> Sequence[Blok]:
    """A block under a heading; nothing without the block."""
    return (d.kop(2, kop), blok) if blok is not None else ()


def _versietabel(reeks: Regelingreeks, stand: date, vorm: Vormgeving) -> Blok:
    rijen = []
    for plek in reversed(range(len(reeks.periodes))):
        p, map_ = reeks.periodes[plek], reeks.mappen.get(plek)
        if map_ is None:
            rijen.append(
                d.rij(f"vanaf {dag(p.toestand.geldig_vanaf)}", f"De tekst is niet bekend: {reeks.waarom(p)}.", "–", "–")
            )
            continue
        vanaf = reeks.dagnaam(plek)
        eerste = plek == min(reeks.mappen)
        wijzigingen = "eerste versie" if eerste else d.link(f"wijzigingen per {vanaf}", f"{map_}/wijzigingen.html")
        rijen.append(
            d.rij(
                d.link(f"tekst vanaf {vanaf}", f"{map_}/index.html"),
                reeks.geldigheid(plek, stand).zin,
                wijzigingen,
                d.Alinea(vormlinks(vorm.vormen, f"{map_}/")),
            )
        )
    return d.tabel("Versies, de nieuwste eerst", ("Versie", "Geldigheid", "Wijzigingen", "Andere vormen"), rijen)


def _besluiten(reeks: Regelingreeks) -> Blok:
    """Every decision and publication, the newest first."""
    rijen = [
        d.rij(
            d.link(r.uitwisseling.besluit or r.soort, f"../{besluitmap(r.nummer)}/index.html"),
            r.regel.betreft or "–",
            dag(r.uitwisseling.bekend),
            dag(r.regel.inwerkingtreding) if r.regel.inwerkingtreding else "–",
            d.Alinea((bekendmaking(r.regel.bron_bekendmaking),)) if r.regel.bron_bekendmaking else "–",
        )
        for r in reversed(reeks.rijen)
    ]
    koppen = ("Besluit", "Betreft", "Bekendgemaakt op", "Werkt vanaf", "Bekendmaking")
    return d.tabel("Besluiten, de nieuwste eerst", koppen, rijen)


def _geschiedenis(reeks: Regelingreeks, bestanden: Mapping[str, bytes | Path]) -> d.Document:
    """Per article which decision changed it, as the comparison of each version with the one before shows."""
    per: dict[str, list[d.Rij]] = {}
    for plek, map_ in reeks.mappen.items():
        gewijzigd = _lees_json(bestanden[f"{reeks.map}/{map_}/{GEGEVENS}"])["gewijzigd"]
        for deel in gewijzigd if isinstance(gewijzigd, list) else ():
            eigen = per.setdefault(deel["plaats"], [])
            kop = deel["plaats"] if not eigen else ""
            eigen.append(
                d.rij(
                    (kop[:1].upper() + kop[1:]) or f"{deel['plaats']}, daarna",
                    d.link(f"per {reeks.dagnaam(plek)}", f"{map_}/wijzigingen.html"),
                    deel["wat"],
                    _gewijzigd_door(reeks, plek),
                )
            )
    rijen = [r for _, eigen in sorted(per.items(), key=lambda i: _volgorde(i[0])) for r in eigen]
    tabel = d.tabel("Wijzigingen per artikel, de oudste eerst", ("Plaats", "Wanneer", "Wat", "Gewijzigd door"), rijen)
    begin = f" sinds de eerste versie ({reeks.dagnaam(min(reeks.mappen))})" if reeks.mappen else ""
    return d.Document(
        f"{reeks.titel}: geschiedenis per artikel",
        (
            d.alinea(d.link("Alle versies van deze regeling", "index.html")),
            d.alinea(
                f"Hier staat wat er{begin} in elk artikel is gewijzigd. Een artikel dat er niet bij staat, is niet gewijzigd. Een "
                "artikel dat een ander nummer kreeg, staat onder zijn nieuwe nummer, met «vernummerd»."
            ),
            *([tabel] if rijen else [d.alinea("Er is nog niets gewijzigd.")]),
        ),
        onderwerp=f"Geschiedenis van {reeks.titel} per artikel",
    )


def _gewijzigd_door(reeks: Regelingreeks, plek: int) -> d.Alinea:
    rij = reeks.rij(plek)
    if rij is None:
        return d.alinea("onbekend")
    return d.alinea(
        d.link(rij.uitwisseling.besluit or f"besluit {rij.nummer}", f"../{besluitmap(rij.nummer)}/index.html")
    )


def _volgorde(plaats: str) -> tuple[bool, list[int | str]]:
    """
    >>> sorted(["artikel 10", "bijlage 1", "artikel 2:1", "artikel 2"], key=_volgorde)
    ['artikel 2', 'artikel 2:1', 'artikel 10', 'bijlage 1']
    """
    delen = re.split(r"(\d+)", plaats)
    return not plaats.startswith("artikel"), [int(x) if x.isdecimal() else x for x in delen]


def _status(reeks: Regelingreeks) -> str:
    laatste = max(reeks.mappen, default=None)
    zin = reeks.tekst(laatste).regeling.gegevens.versiestatus if laatste is not None else ""
    return zin[:1].upper() + zin[1:]
