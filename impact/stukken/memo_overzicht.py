"""The overviews of the memo: measures by phase and body, the board's rows, and the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from impact.stukken.blok import tafel
from impact.stukken.bord import OORDELEN, rijen as bordrijen
from impact.stukken.memo_blokken import gebeurtenissen
from impact.stukken.memo_maatregel import korte_titel
from impact.stukken.taal import beslissers, hoofdletter, kleine_letter, opsomming
from impact.stukken.uiterlijk import organen
from verordening.papier import document as d, svg

if TYPE_CHECKING:
    from impact.dossier.model import Maatregelbeeld
    from impact.stukken.stuk import Stukgegevens


def fase_en_orgaan(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Measures by phase and by the body that decides about a text, in one table; with two bodies in both columns."""
    impact = gegevens.impact
    kolomnamen = {
        "gemeenteraad": f"De {len(impact.gemeenten.gemeenten)} gemeenteraden (verordening)"
        if len(impact.gemeenten.gemeenten) > 1
        else "De gemeenteraad (verordening)",
        "ab": f"{hoofdletter(gegevens.orgaan.vol)} (beleidsregel)",
        "": "Geen besluit over een lokale tekst",
    }
    onbekend = [
        b.maatregel.id for b in impact.geteld if beslissers(b.maatregel) == ("onbekend",) or not impact.raakt_iets
    ]
    wie = {
        b.maatregel.id: organen(gegevens, b.maatregel) or (("onbekend",) if b.maatregel.id in onbekend else ("",))
        for b in impact.geteld
    }
    rijen = []
    for nummer, naam in impact.lijst.fasen.items():
        groep = [b.maatregel for b in impact.geteld if b.maatregel.fase.nummer == nummer]
        if groep:
            cellen = (
                ", ".join(m.id + ("?" if m.fase.onzeker == "ja" else "") for m in groep if w in wie[m.id]) or "–"
                for w in kolomnamen
            )
            rijen.append(d.rij(hoofdletter(naam), *cellen))
    if not rijen:
        return (d.alinea("Het dossier heeft geen maatregelen."),)
    rijen.append(d.rij("Aantal", *(str(sum(w in orgaan for orgaan in wie.values())) for w in kolomnamen)))
    kolommen = {"Fase": 2, **dict.fromkeys(kolomnamen.values(), 1.8)}
    noot = (
        "Een vraagteken betekent: de fase is onzeker. Een maatregel waarover raad en bestuur beslissen, staat in twee kolommen. Wie over "
        f"beleidsregels beslist: {gegevens.orgaan.waarom}."
    )
    buiten = [m for m in onbekend if wie[m] == ("onbekend",)]
    noot += f" Niet in de tabel, want onbekend is wie beslist: {opsomming(buiten)}." if buiten else ""
    bijschrift = "Maatregelen per fase en naar wie over een tekst beslist"
    return (*tafel(bijschrift, kolommen, rijen), d.alinea(noot, soort="klein"))


def overzicht(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The board's rows with the number of provisions per regulation."""
    wie = {"Maatregel": 2.6, "Fase": 0.75, "Wie beslist": 1.3}
    kolommen = wie | {"Uiterste datum besluit": 1.6, "Geraakte bepalingen": 3.2, "Zeker": 0.85}
    rijen = []
    per = {r.maatregel: r for r in bordrijen(gegevens)}
    for beeld in gegevens.impact.geteld:
        m, rij = beeld.maatregel, per[beeld.maatregel.id]
        naam = d.link(f"{m.id} {m.naam}", f"#maatregel-{m.id}")
        fase = f"{m.fase.nummer}{'?' if m.fase.onzeker == 'ja' else ''}"
        uiterste = rij.dagtekst if rij.organen else "geen"
        rijen.append(d.rij(naam, fase, rij.wie, uiterste, _telling(gegevens, beeld), m.zekerheid))
    return (
        *tafel("Alle maatregelen", kolommen, rijen),
        d.alinea(
            "Zeker: A gezien in de officiële wettekst; B twee of meer openbare bronnen; C één bron of afgeleid. Tussen haakjes staat "
            "hoeveel bepalingen de maatregel in die regeling raakt; elk is een voorstel tot iemand het bevestigt.",
            soort="klein",
        ),
    )


def bordtabel(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The board on the first pages: what asks for a decision, before which day, and how grave it is."""
    if not gegevens.impact.raakt_iets:
        return (d.alinea("Geen bepaling in dit dossier gaat over een van de maatregelen."),)
    alle = [r for r in bordrijen(gegevens) if r.organen]
    leeg = opsomming(f"«{kleine_letter(r.naam)}»" for r in alle if r.oordeel == "geen")
    na = (d.alinea(f"Geen bepaling in dit dossier gaat over {leeg}. Wat daarvoor nodig is, staat in bijlage 3."),)
    rijen = [
        d.rij(
            d.link(r.naam, f"#maatregel-{r.maatregel}"),
            r.wie,
            hoofdletter(r.dagtekst),
            hoofdletter(OORDELEN[r.oordeel]),
            str(r.bepalingen),
        )
        for r in alle
        if r.oordeel != "geen"
    ]
    if not rijen:
        return na if alle else (d.alinea("Geen maatregel vraagt een besluit."),)
    eerst = d.kolommen({"Maatregel": 3.1, "Wie beslist": 1.4, "Uiterlijk": 2.4, "Zwaarste oordeel": 1.8})
    kolommen = (*eerst, d.Kolom(("Bepalingen",), 1.5, True))
    open_ = any(r.organen == ("onbekend",) and r.oordeel != "geen" for r in alle)
    titel = f"Wat vraagt om een besluit{', of waarvan dat nog onbekend is' if open_ else ''}"
    return (d.Tabel((titel,), kolommen, tuple(rijen)), *(na if len(rijen) < len(alle) else ()))


def _telling(gegevens: Stukgegevens, beeld: Maatregelbeeld) -> str:
    telling = Counter(b.regeling for b in beeld.geraakt)
    return (
        "; ".join(
            f"{korte_titel(gegevens, r)} ({telling[r.slug]})" for r in gegevens.impact.regelingen if telling[r.slug]
        )
        or "geen"
    )


def in_beeld(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """The drawings of the overview: which measure touches which regulation, and what comes; each with its table beside it."""
    punten = gebeurtenissen(gegevens)
    return (*matrix(gegevens), *((svg.tijdlijn("Wat er komt", punten),) if punten else ()))


def matrix(gegevens: Stukgegevens) -> Sequence[d.Blok]:
    """Drawing: which measure touches which regulation, and in how many provisions."""
    impact = gegevens.impact
    vakken: dict[tuple[int, int], str] = {}
    for r, beeld in enumerate(impact.geteld):
        telling = Counter(b.regeling for b in beeld.geraakt)
        for k, regeling in enumerate(impact.regelingen):
            if telling[regeling.slug]:
                vakken[r, k] = str(telling[regeling.slug])
    if not impact.geteld or not impact.regelingen:
        return (d.alinea("Er is niets om te tekenen: het dossier heeft geen maatregelen of geen regelingen."),)
    tekening = svg.matrix(
        "Welke maatregel raakt welke regeling",
        [f"{b.maatregel.id} {b.maatregel.naam}" for b in impact.geteld],
        [korte_titel(gegevens, r) for r in impact.regelingen],
        vakken,
        rijkop="Maatregel",
        legenda=[("n", "aantal geraakte bepalingen; leeg: geen koppeling")],
    )
    rijen = (
        d.rij(f"{b.maatregel.id} {b.maatregel.naam}", str(len(b.geraakt)), _telling(gegevens, b)) for b in impact.geteld
    )
    kolommen = {"Maatregel": 3, "Bepalingen": 1, "Per regeling": 4}
    return (replace(tekening, uitleg=tafel("Dezelfde aantallen als tabel", kolommen, rijen)),)
