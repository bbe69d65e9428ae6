"""The keuzemonitor: per gemeente the state of the nineteen choices, linked to the provisions that are about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from impact.dossier.keuzes import Keuze, Keuzes
from impact.stukken.blok import tafel, vel
from impact.stukken.stuk import Stuk, Stukgegevens, document
from impact.stukken.taal import dag, hoofdletter, meervoud, opsomming
from verordening.bevinding import Bevinding
from verordening.groepen import groepeer
from verordening.papier import document as d
from verordening.papier.rekenblad import Blad
from verordening.register import Register

if TYPE_CHECKING:
    from impact.kaders import Kader
    from verordening.gemeenten import Gemeente


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
    peil = f"Peildatum {dag(impact.keuzes.peildatum)}; {impact.keuzes.status}." if impact.keuzes else ""
    gekozen = sum(t["gekozen"] for t in telling.values())
    blokken: list[d.Blok] = [
        d.alinea(
            f"Een gemeente stuurt met {meervoud(len(keuzes), 'keuze', 'keuzes')}. Hier staat per keuze welke gemeente wat koos. {peil}"
        ),
        d.alinea(
            f"Vastgelegd zijn {meervoud(gekozen, 'keuze', 'keuzes')}; bewust open {sum(t['open'] for t in telling.values())}; "
            f"onbekend {sum(t['onbekend'] for t in telling.values())}."
        ),
    ]
    if not gekozen and not any(t["open"] for t in telling.values()):
        blokken = [
            d.alinea(
                f"Een gemeente stuurt met {meervoud(len(keuzes), 'keuze', 'keuzes')}. Er is nog geen keuze vastgelegd. Vul ze in het "
                "rekenblad keuzes.xlsx in en neem dat over."
            )
        ]
        return _als_stuk(gegevens, blokken)
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
        *tafel(
            "Keuzes",
            {"Keuze": 2, "Opties": 2, "Stand": 2.4, "Bepaling in het dossier": 2.4, "Maatregelen": 1},
            (_rij(gegevens, k) for k in keuzes),
            liggend=True,
        ),
    ]
    return _als_stuk(gegevens, blokken)


def _als_stuk(gegevens: Stukgegevens, blokken: list[d.Blok]) -> Stuk:
    onder = "Sturingskeuzes per gemeente"
    return Stuk("keuzemonitor", document(gegevens, "Keuzemonitor", blokken, ondertitel=onder))


def _rij(gegevens: Stukgegevens, kader: Kader) -> d.Rij:
    impact = gegevens.impact
    groepen = groepeer((_tekst(_stand(gegevens, g.code, kader.sleutel)), g.naam) for g in impact.gemeenten.gemeenten)
    stand = [
        f"{'alle gemeenten' if len(n) == len(impact.gemeenten.gemeenten) else opsomming(n)}: {t}"
        for t, n in groepen.items()
    ]
    raakt = [r.maatregel for r in impact.kaders.raakt if kader.sleutel in r.lijst]
    return d.rij(
        d.cel(f"{kader.sleutel} {kader.naam}", *([f" ({kader.laag})"] if kader.laag else [])),
        "; ".join(kader.opties),
        tuple(d.alinea(s) for s in stand),
        _vindplaatsen(gegevens, kader.sleutel),
        ", ".join(dict.fromkeys(raakt)) or "geen",
    )


def blad(gegevens: Stukgegevens) -> Blad:
    """The monitor as a sheet: one row per gemeente and choice."""
    rijen = (
        (g, k, _stand(gegevens, g.code, k.sleutel))
        for g in gegevens.impact.gemeenten.gemeenten
        for k in gegevens.impact.kaders.van_soort("sturingskeuze")
    )
    kolommen: dict[str, Callable[[tuple[Gemeente, Kader, Keuze]], object]] = {
        "Gemeente": lambda r: r[0].naam,
        "Sleutel": lambda r: r[1].sleutel,
        "Keuze": lambda r: r[1].naam,
        "Stand": lambda r: r[2].stand,
        "Optie": lambda r: r[2].optie or "",
        "Datum": lambda r: r[2].datum,
        "Besluit": lambda r: r[2].besluit or "",
        "Bepaling": lambda r: _vindplaatsen(gegevens, r[1].sleutel),
        "Opmerking": lambda r: r[2].noot or "",
    }
    return vel("Keuzemonitor", kolommen, rijen)
