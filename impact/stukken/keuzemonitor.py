"""The keuzemonitor: per gemeente the state of the nineteen choices, linked to the provisions that are about them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from impact.dossier.keuzes import Keuze, Keuzes
from impact.stukken.stuk import Stuk, Stukgegevens, colofon, hoofd
from impact.stukken.taal import dag, hoofdletter, meervoud, opsomming
from verordening.bevinding import Bevinding
from verordening.papier import document as d
from verordening.papier.rekenblad import Blad
from verordening.register import Register

if TYPE_CHECKING:
    from impact.kaders import Kader


def _keuzes(gegevens: Stukgegevens) -> Keuzes | None:
    return gegevens.impact.keuzes


def _stand(gegevens: Stukgegevens, code: str, sleutel: str) -> Keuze:
    keuzes = _keuzes(gegevens)
    for gemeente in keuzes.gemeenten if keuzes else ():
        if gemeente.code == code:
            return gemeente.stand(sleutel)
    return Keuze(sleutel=sleutel, stand="onbekend")


def _tekst(keuze: Keuze) -> str:
    if keuze.stand != "gekozen":
        return keuze.stand
    staart = ", ".join(
        x for x in (dag(keuze.datum) if keuze.datum else "datum onbekend", keuze.besluit or "besluit niet genoemd") if x
    )
    return f"{keuze.optie} ({staart})"


def controleer_vindplaatsen(gegevens: Stukgegevens) -> tuple[Bevinding, ...]:
    """Report provisions that a choice names and that are not in the dossier."""
    keuzes = _keuzes(gegevens)
    regelingen = {r.slug: Register.van(r.regeling) for r in gegevens.impact.regelingen}
    uit = []
    for v in keuzes.vindplaatsen if keuzes else ():
        register = regelingen.get(v.regeling)
        if register is None or v.eId not in register.op_eid:
            uit.append(Bevinding.van("keuze-vindplaats", f"keuzes.xml, {v.sleutel}", f"{v.regeling}#{v.eId}"))
    codes = {g.code for g in gegevens.impact.gemeenten.gemeenten}
    for g in keuzes.gemeenten if keuzes else ():
        if g.code not in codes:
            uit.append(Bevinding.van("keuze-gemeente", "keuzes.xml", f"{g.code} {g.naam}"))
    return tuple(uit)


def _vindplaatsen(gegevens: Stukgegevens, sleutel: str) -> str:
    keuzes = _keuzes(gegevens)
    regelingen = {r.slug: r for r in gegevens.impact.regelingen}
    uit = []
    for v in keuzes.vindplaatsen_van(sleutel) if keuzes else ():
        regeling = regelingen.get(v.regeling)
        register = Register.van(regeling.regeling) if regeling else None
        eenheid = register.op_eid.get(v.eId) if register else None
        if regeling is None or register is None or eenheid is None:
            uit.append(f"{v.regeling}#{v.eId} (niet gevonden)")
            continue
        duiding = " (onze uitleg)" if v.duiding == "ja" else ""
        uit.append(f"{register.adres(eenheid).tekst(kort=True)} {regeling.citeertitel}{duiding}")
    return "; ".join(uit) or "geen bepaling genoemd"


def keuzemonitor(gegevens: Stukgegevens) -> Stuk:
    """The monitor as a paper."""
    impact = gegevens.impact
    keuzes = impact.kaders.van_soort("sturingskeuze")
    telling = {
        g.naam: Counter(_stand(gegevens, g.code, k.sleutel).stand for k in keuzes) for g in impact.gemeenten.gemeenten
    }
    peil = (
        f"Peildatum {dag(impact.keuzes.peildatum)}; {impact.keuzes.status}."
        if impact.keuzes
        else "Het dossier heeft geen keuzes.xml."
    )
    gekozen = sum(t["gekozen"] for t in telling.values())
    blokken: list[d.Blok] = [
        d.alinea(f"Een gemeente stuurt met {len(keuzes)} keuzes. Hier staat per keuze welke gemeente wat koos. {peil}"),
        d.alinea(
            f"Vastgelegd zijn {meervoud(gekozen, 'keuze', 'keuzes')}; bewust open {sum(t['open'] for t in telling.values())}; "
            f"onbekend {sum(t['onbekend'] for t in telling.values())}."
        ),
    ]
    if not gekozen and not any(t["open"] for t in telling.values()):
        blokken[1:] = [
            d.alinea("Er is nog geen keuze vastgelegd. Vul ze in het rekenblad keuzes.xlsx in en neem dat over.")
        ]
        return _als_stuk(gegevens, [*blokken, colofon(gegevens)])
    blokken += [
        d.kop(2, "Stand per gemeente"),
        d.Tabel(
            ("Aantal keuzes per stand",),
            (
                d.Kolom(("Gemeente",), 3),
                *(d.Kolom((hoofdletter(s),), 1, rechts=True) for s in ("gekozen", "open", "onbekend")),
            ),
            tuple(d.rij(n, *(str(t[s]) for s in ("gekozen", "open", "onbekend"))) for n, t in telling.items()),
        ),
        d.kop(2, "Per keuze"),
        d.Tabel(
            ("Keuzes",),
            d.kolommen({"Keuze": 2, "Opties": 2, "Stand": 2.4, "Bepaling in het dossier": 2.4, "Maatregelen": 1}),
            tuple(_rij(gegevens, k) for k in keuzes),
            liggend=True,
        ),
        colofon(gegevens),
    ]
    return _als_stuk(gegevens, blokken)


def _als_stuk(gegevens: Stukgegevens, blokken: list[d.Blok]) -> Stuk:
    return Stuk(
        "keuzemonitor",
        d.Document(
            "Keuzemonitor",
            tuple(blokken),
            status=hoofd(gegevens.impact.status),
            ondertitel="Sturingskeuzes per gemeente",
            auteur=gegevens.impact.gemeenten.samenwerking.naam,
            datum=gegevens.datum,
        ),
    )


def _rij(gegevens: Stukgegevens, kader: Kader) -> d.Rij:
    impact = gegevens.impact
    groepen: dict[str, list[str]] = {}
    for g in impact.gemeenten.gemeenten:
        groepen.setdefault(_tekst(_stand(gegevens, g.code, kader.sleutel)), []).append(g.naam)
    stand = [
        f"{'alle gemeenten' if len(n) == len(impact.gemeenten.gemeenten) else opsomming(n)}: {t}"
        for t, n in groepen.items()
    ]
    raakt = [r.maatregel for r in impact.kaders.raakt if kader.sleutel in r.lijst]
    return d.Rij(
        (
            d.cel(f"{kader.sleutel} {kader.naam}", *([f" ({kader.laag})"] if kader.laag else [])),
            d.cel("; ".join(kader.opties)),
            d.Cel(tuple(d.alinea(s) for s in stand)),
            d.cel(_vindplaatsen(gegevens, kader.sleutel)),
            d.cel(", ".join(dict.fromkeys(raakt)) or "geen"),
        )
    )


def blad(gegevens: Stukgegevens) -> Blad:
    """The monitor as a sheet: one row per gemeente and choice."""
    rijen = []
    for g in gegevens.impact.gemeenten.gemeenten:
        for k in gegevens.impact.kaders.van_soort("sturingskeuze"):
            keuze = _stand(gegevens, g.code, k.sleutel)
            rijen.append(
                (
                    g.naam,
                    k.sleutel,
                    k.naam,
                    keuze.stand,
                    keuze.optie or "",
                    keuze.datum,
                    keuze.besluit or "",
                    _vindplaatsen(gegevens, k.sleutel),
                    keuze.noot or "",
                )
            )
    koppen = ("Gemeente", "Sleutel", "Keuze", "Stand", "Optie", "Datum", "Besluit", "Bepaling", "Opmerking")
    return Blad("Keuzemonitor", koppen, tuple(rijen))
