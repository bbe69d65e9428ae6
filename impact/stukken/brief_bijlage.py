"""The attachment to the college-informatiebrief: what changes, per measure; the same for every gemeente."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from impact.dossier.bronnen import zonder_sleutels
from impact.stukken.blok import opsom, tafel
from impact.stukken.gemeentevelden import gemeentevelden
from impact.stukken.memo import memovelden
from impact.stukken.memo_blokken import geldtabel
from impact.stukken.memo_maatregel import organentekst
from impact.stukken.stuk import Stuk, Stukgegevens, maak_stuk
from impact.stukken.taal import bedrag, getal, hoofdletter, kleine_letter, opsomming
from impact.stukken.uiterlijk import uiterste_tekst
from verordening.gemeenten import Processtap
from verordening.papier import document as d


def bijlage(gegevens: Stukgegevens) -> Stuk:
    """The attachment: the same for every gemeente."""
    kaders = gegevens.impact.kaders
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "maatregelen": lambda: tuple(_maatregelen(gegevens)),
        "geld": lambda: geldtabel(gegevens),
        "trajecten": lambda: opsom(
            [d.alinea(d.vet(f"{k.naam}. "), _met_namen(gegevens, k.tekst or "")) for k in kaders.van_soort("traject")],
            "Andere wetten of plannen die hiermee samenhangen, kennen wij niet.",
        ),
        "proces": lambda: _proces(gegevens.impact.gemeenten.proces),
        "profielen": lambda: (
            d.lijst(*(d.alinea(f"{k.naam} ({k.aandeel})") for k in kaders.van_soort("klantprofiel"))),
        ),
        "dienstverlening": lambda: _dienstverleningslijst(gegevens),
    }
    eerste = gegevens.impact.gemeenten.gemeenten[0]
    velden = {
        **memovelden(gegevens),
        "regio": gemeentevelden(gegevens, eerste)["regio"],
        "telling": gemeentevelden(gegevens, eerste)["telling"],
        "feiten": [
            {"tekst": tekst, "bronnen": sleutels, "plaats": plaats}
            for tekst, sleutels, plaats in map(zonder_sleutels, gegevens.impact.gemeenten.samenwerking.feiten)
        ],
        "kaders": {
            "doelen": [k.naam for k in kaders.van_soort("doel")],
            "uitgangspunten": [kleine_letter(k.naam) for k in kaders.van_soort("uitgangspunt")][:3],
            "uitgangspunten_zin": opsomming([kleine_letter(k.naam) for k in kaders.van_soort("uitgangspunt")][:3]),
            "sporen": [k.naam for k in kaders.van_soort("spoor")],
            "profielen": [k.naam for k in kaders.van_soort("klantprofiel")],
        },
    }
    samen = gegevens.impact.gemeenten.samenwerking.naam
    return maak_stuk(
        gegevens,
        "cib-bijlage",
        "bijlage-uitwerking",
        f"Bijlage: uitwerking {gegevens.impact.lijst.naam}",
        velden,
        blokken,
        ondertitel="Bij de informatiebrief aan de gemeenteraad",
        auteur=samen,
    )


def _met_namen(gegevens: Stukgegevens, tekst: str) -> str:
    """The text with the names of measures in the place of their keys: a raad does not know the keys."""
    for m in gegevens.impact.lijst.maatregelen:
        tekst = re.sub(rf"\b{re.escape(m.id)}\b", f"«{kleine_letter(m.naam)}»", tekst)
    return tekst


def _proces(stappen: Sequence[Processtap]) -> Sequence[d.Blok]:
    punten = (
        f"{hoofdletter(p.naam)}{' (de volgorde is onze inschatting)' if p.duiding == 'ja' else ''}" for p in stappen
    )
    anders = "Langs welke stappen over de verordening wordt besloten, is nog onbekend."
    voor = (d.alinea("De stappen voor een wijziging van de verordening zijn:"),) if stappen else ()
    return (*voor, *opsom(punten, anders, d.Nummering.CIJFER))


def _maatregelen(gegevens: Stukgegevens) -> Iterator[d.Blok]:
    for nummer, naam in gegevens.impact.lijst.fasen.items():
        groep = [b.maatregel for b in gegevens.impact.geteld if b.maatregel.fase.nummer == nummer]
        if not groep:
            continue
        kolommen = {"Maatregel": 1.8, "Wat verandert er?": 4, "Wie beslist?": 1.6, "Uiterste datum besluit": 1.6}
        rijen = []
        for m in groep:
            onzeker = " De tekst van de wet is hierover nog niet gezien." if m.zekerheid != "A" else ""
            if m.fase.onzeker == "ja":
                onzeker += " De datum is onzeker."
            rijen.append(
                d.rij(
                    m.naam,
                    d.cel(f"{m.wordt}{_bedragen(gegevens, m.id)}{onzeker}", gegevens.bronnen.noot(m.bronnen)),
                    hoofdletter(organentekst(gegevens, m)),
                    hoofdletter(uiterste_tekst(gegevens, m, kort=True)),
                )
            )
        yield from tafel(hoofdletter(naam), kolommen, rijen)


def _bedragen(gegevens: Stukgegevens, maatregel: str) -> str:
    """The newest amounts of the law for a measure, in one sentence."""
    alle = [b for b in gegevens.impact.lijst.bedragen if maatregel in b.maatregelen.split()]
    eigen = [b for b in alle if b.peildatum == max(x.peildatum for x in alle)]  # wat wordt, niet wat nu nog geldt
    waarden = [bedrag(float(b.waarde)) if b.eenheid == "euro" else f"{getal(float(b.waarde))}%" for b in eigen]
    delen = [f"{kleine_letter(b.naam)}: {w}" for b, w in zip(eigen, waarden, strict=True)]
    return f" Bedragen: {'; '.join(delen)}." if delen else ""


def _dienstverleningslijst(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    punten = list(_dienstverlening(gegevens))
    voor = (d.alinea("Bij deze maatregelen verandert de werkwijze of het systeem:"),) if punten else ()
    return (
        *voor,
        *opsom(punten, "De gegevens noemen geen maatregel die een andere werkwijze of een ander systeem vraagt."),
    )


def _dienstverlening(gegevens: Stukgegevens) -> Iterator[d.Blok]:
    per_groep: dict[str, list[str]] = {}
    for beeld in gegevens.impact.geteld:
        m = beeld.maatregel
        soorten = [
            ("ICT" if i.soort == "ict" else i.soort) for i in m.instrumenten if i.soort in ("werkinstructie", "ict")
        ]
        if soorten:
            per_groep.setdefault(m.groep, []).append(f"{kleine_letter(m.naam)} ({opsomming(dict.fromkeys(soorten))})")
    for groep, lijst in per_groep.items():
        yield d.alinea(d.vet(f"{gegevens.impact.lijst.groepnaam(groep)}: "), "; ".join(lijst), ".")
