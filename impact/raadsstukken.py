"""Papers for decisions: raadsvoorstel and raadsbesluit per gemeente with was-wordt and explanation, and the AB-besluit.

The text of a decision comes from the dossier; nothing is drafted here. A draft that has no text, or whose new version
is missing, is refused: a decision without its text is worse than no decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from impact.besluittekst import Besluittekst, besluittekst
from impact.brief import gemeentevelden, uiterste_data
from impact.memo import memovelden
from impact.memo_maatregel import adressen, voorstel
from impact.model import LokaleRegeling, Maatregelbeeld
from impact.stuk import Stuk, Stukgegevens, colofon, hoofd, maak_stuk
from impact.taal import dag, opsomming, slug
from impact.uiterlijk import organen
from verordening.adres import uit_tekst
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Eenheid, Soort, kaal, wandel
from verordening.gemeenten import Gemeente
from verordening.papier import document as d
from verordening.register import Register
from versies.dossier import Besluit
from versies.verschil import Verschil, vergelijk
from versies.weergave.waswordt import waswordt_tabel
from versies.wijziging import VoegIn, Wijziging

__all__ = ["Ontwerp", "ab_besluit", "ontwerpen", "raadsstukken", "uitleg_per_artikel"]


@dataclass(frozen=True)
class Ontwerp:
    """A draft decision about one regulation: its text, and the versions before and after."""

    besluit: Besluit
    tekst: str
    was: LokaleRegeling
    wordt: LokaleRegeling

    @cached_property
    def verschil(self) -> Verschil:
        """What changes."""
        return vergelijk(self.was.regeling, self.wordt.regeling)


def ontwerpen(gegevens: Stukgegevens, orgaan: str) -> tuple[Ontwerp, ...]:
    """Draft decisions about regulations of this body.

    Raises:
        Geweigerd: the text of a draft, or the version that it makes, is missing.
    """
    uit = []
    for besluit in gegevens.impact.besluiten:
        if besluit.status != "ontwerp":
            continue
        for wijzigt in besluit.wijzigt:
            regelingen = [r for r in gegevens.impact.regelingen if r.slug == wijzigt.regeling]
            if not regelingen or regelingen[0].orgaan != orgaan:
                continue
            if not gegevens.besluiten.get(besluit.slug):
                raise Geweigerd("de tekst van dit ontwerpbesluit ontbreekt of is geen Markdown", plaats=f"besluiten/{besluit.bestand}",
                                advies="Zet de tekst op zijn plaats, of haal het besluit uit dossier.xml.", code="besluit-ontbreekt")  # fmt: skip
            versies = (regelingen[0], *gegevens.later.get(wijzigt.regeling, ()))
            dag_ = besluit.juridisch_werkend_vanaf
            wordt = next((v for v in versies if v.vanaf == dag_), None)
            was = [v for v in versies if v.vanaf < dag_]
            if wordt is None or not was:
                raise Geweigerd(f"de versie {'per' if wordt is None else 'vóór'} {dag(dag_)} van {regelingen[0].citeertitel} ontbreekt",
                                plaats=f"regelingen/{wijzigt.regeling}/{dag_.isoformat()}.xml",
                                advies="Voer het besluit uit met «verordening toepassen» en neem de uitkomst op.",
                                code="versie-ontbreekt")  # fmt: skip
            uit.append(Ontwerp(besluit, gegevens.besluiten[besluit.slug], was[-1], wordt))
    return tuple(uit)


def raadsstukken(gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]) -> tuple[tuple[Stuk, ...], tuple[Bevinding, ...]]:
    """Raadsvoorstel, raadsbesluit and was-wordt table for these gemeenten, for every draft of a verordening.

    Raises:
        Geweigerd: see :func:`ontwerpen`.
    """
    lijst = ontwerpen(gegevens, "gemeenteraad")
    bevindingen = []
    if not lijst:
        bevindingen.append(Bevinding("geen-ontwerp", Ernst.WAARSCHUWING, "dossier.xml", "",
                                     "Het dossier heeft geen ontwerpbesluit over een verordening; er is geen raadsvoorstel gemaakt.",
                                     "Neem een besluit op met status ontwerp."))  # fmt: skip
    stukken = []
    for ontwerp in lijst:
        achter = f"-{ontwerp.besluit.slug}" if len(lijst) > 1 else ""
        tabel = _waswordt(gegevens, ontwerp)
        for g in gemeenten:
            map_ = slug(g.naam)
            stukken += [
                _voorstel(gegevens, ontwerp, g, f"{map_}/raadsvoorstel-{map_}{achter}"),
                _besluit(gegevens, ontwerp, g, f"{map_}/raadsbesluit-{map_}{achter}"),
                Stuk(f"{map_}/bijlage-was-wordt{achter}", tabel),
            ]
    return tuple(stukken), tuple(bevindingen)


def _voorstel(gegevens: Stukgegevens, ontwerp: Ontwerp, gemeente: Gemeente, naam: str) -> Stuk:
    geraakt = [b for b in gegevens.impact.geteld if "gemeenteraad" in organen(b.maatregel)]
    velden = {**memovelden(gegevens), "gemeente": gemeentevelden(gegevens, gemeente), "besluit": _besluitvelden(ontwerp),
              "raad": [_maatregelvelden(b) for b in geraakt], "onzeker": _onzeker(gegevens, geraakt)}  # fmt: skip
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "artikelen": lambda: _artikelen(ontwerp),
        "uiterste-data": lambda: uiterste_data(gegevens, gemeente),
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
    }
    return maak_stuk(gegevens, "raadsvoorstel", naam, f"Raadsvoorstel: wijziging {ontwerp.was.citeertitel}", velden, blokken,
                     ondertitel=f"Aan de raad van {gemeente.naam}", auteur=f"College van burgemeester en wethouders van {gemeente.naam}",
                     onderwerp=ontwerp.besluit.citeertitel)  # fmt: skip


def _besluitvelden(ontwerp: Ontwerp) -> dict[str, Any]:
    artikelen = ontwerp.verschil.artikelen
    return {
        "citeertitel": ontwerp.besluit.citeertitel, "regeling": ontwerp.was.citeertitel,
        "ingang": dag(ontwerp.besluit.juridisch_werkend_vanaf), "was_vanaf": dag(ontwerp.was.vanaf), "status": ontwerp.besluit.status,
        "gewijzigd": opsomming(artikelen.gewijzigd), "nieuw": opsomming(artikelen.nieuw), "vervallen": opsomming(artikelen.vervallen),
    }  # fmt: skip


def _maatregelvelden(beeld: Maatregelbeeld) -> dict[str, Any]:
    m = beeld.maatregel
    return {"naam": m.naam, "was": m.was, "wordt": m.wordt, "gevolg": m.gevolg, "bronnen": m.bronnen, "zeker": m.zekerheid == "A",
            "geld": m.uitgaven.noot}  # fmt: skip


def _onzeker(gegevens: Stukgegevens, beelden: Sequence[Maatregelbeeld]) -> list[str]:
    namen = {b.maatregel.id for b in beelden}
    lijst = gegevens.impact.lijst
    punten = [f"{t.punt}: {t.bron_a}; maar ook: {t.bron_b}. {t.oordeel}" for t in lijst.tegenstrijdigheden if namen & set(t.maatregelen.split())]
    punten += [leemte.tekst for leemte in lijst.leemten if namen & set(leemte.maatregelen.split())]
    return punten


def _artikelen(ontwerp: Ontwerp) -> Sequence[d.Blok]:
    a = ontwerp.verschil.artikelen
    if ontwerp.verschil.gelijk:
        return (d.alinea("De nieuwe versie is naar de letter gelijk aan de huidige."),)
    punten = [f"{wat}: {opsomming(f'artikel {n}' for n in namen)}."
              for wat, namen in (("Gewijzigd", a.gewijzigd), ("Nieuw", a.nieuw), ("Vervallen", a.vervallen)) if namen]  # fmt: skip
    if a.vernummerd:
        punten.append(f"Vernummerd: {opsomming(f'artikel {x} wordt {y}' for x, y in a.vernummerd)}.")
    return (d.lijst(*punten),) if punten else (d.alinea("Buiten de artikelen verandert er tekst; zie de was-wordttabel."),)


def _waswordt(gegevens: Stukgegevens, ontwerp: Ontwerp) -> d.Document:
    verschil = ontwerp.verschil
    uitleg = uitleg_per_artikel(ontwerp)
    tabel = waswordt_tabel(verschil, kolommen=4 if uitleg else 3, uitleg=uitleg,
                           bijschrift=f"{ontwerp.was.citeertitel}: huidige tekst (versie van {dag(ontwerp.was.vanaf)}) en nieuwe tekst")  # fmt: skip
    blokken: list[d.Blok] = [
        d.alinea("Links staat de huidige tekst, rechts de nieuwe. Wat vervalt is doorgehaald, wat nieuw is, is onderstreept. Wie de tabel "
                 "laat voorlezen, hoort «vervallen» en «ingevoegd»."),
        d.kop(2, "Was-wordttabel"),
        tabel if tabel is not None else d.alinea("De twee versies zijn naar de letter van de tekst gelijk."),
        *(d.alinea(o, soort="klein") for o in verschil.opmerkingen),
        d.kop(2, "Toelichting"),
        *(besluittekst(ontwerp.tekst).toelichting or (d.alinea("Het besluit heeft geen toelichting."),)),
        colofon(gegevens),
    ]  # fmt: skip
    return d.Document(f"Was-wordttabel en toelichting: {ontwerp.was.citeertitel}", tuple(blokken), status=hoofd(gegevens.impact.status),
                      ondertitel=ontwerp.besluit.citeertitel, auteur=gegevens.impact.gemeenten.samenwerking.naam,
                      datum=gegevens.datum)  # fmt: skip


def uitleg_per_artikel(ontwerp: Ontwerp) -> dict[str, str]:
    """The explanatory note of the decision, per eId of the artikel that its onderdeel changes.

    Empty when the decision cannot be read as instructions; the whole note then stands under the table.
    """
    from versies.opdracht import toets_besluit

    teksten = _toelichting_per_onderdeel(ontwerp.tekst)
    try:
        besluit, _ = toets_besluit(ontwerp.tekst, naam=ontwerp.besluit.bestand)
    except Geweigerd:
        return {}
    oud, nieuw = Register.van(ontwerp.was.regeling), Register.van(ontwerp.wordt.regeling)
    uit: dict[str, str] = {}
    for opdracht in besluit.opdrachten:
        tekst = teksten.get(opdracht.nummer[:2]) or teksten.get(opdracht.nummer[:1])
        for wijziging in opdracht.wijzigingen if tekst else ():
            for register, eenheid in _geraakt(wijziging, oud, nieuw):
                binnen = [e for e in wandel(eenheid) if e.soort is Soort.ARTIKEL] or [register.artikel(eenheid) or eenheid]
                for artikel in binnen:
                    uit.setdefault(artikel.eId, tekst or "")
    return uit


def _geraakt(wijziging: Wijziging, oud: Register, nieuw: Register) -> Iterator[tuple[Register, Eenheid]]:
    """Units that an instruction is about: the place it names, or the new units when it inserts whole articles."""
    if isinstance(wijziging, VoegIn):
        artikelen = [e for blok in wijziging.nieuw if isinstance(blok, Eenheid) for e in wandel(blok) if e.soort is Soort.ARTIKEL]
        for artikel in artikelen:
            yield from ((nieuw, e) for e in nieuw.vind(uit_tekst(f"artikel {kaal(artikel.nummer)}")))
        if artikelen:
            return
    plek = wijziging.anker.plek if isinstance(wijziging, VoegIn) else wijziging.plek
    for register in (oud, nieuw):
        yield from ((register, e) for e in register.vind(plek.adres))


def _toelichting_per_onderdeel(tekst: str) -> dict[tuple[str, ...], str]:
    """("I", "A") → the explanation under the heading «Artikel I, onderdeel A»."""
    uit: dict[tuple[str, ...], list[str]] = {}
    nu: tuple[str, ...] = ()
    for regel in tekst.partition("\n## Toelichting")[2].split("\n"):
        if m := re.match(r"#+ Artikel (\w+)(?:, onderdeel (\w+))?\s*$", regel):
            nu = tuple(x for x in m.groups() if x)
        elif regel.startswith("#"):
            nu = ()
        elif nu and regel.strip():
            uit.setdefault(nu, []).append(regel.strip())
    return {sleutel: " ".join(regels) for sleutel, regels in uit.items()}


def _besluit(gegevens: Stukgegevens, ontwerp: Ontwerp, gemeente: Gemeente, naam: str) -> Stuk:
    tekst = besluittekst(ontwerp.tekst, gemeente.naam)
    velden = {"gemeente": {"naam": gemeente.naam}, "datum": gegevens.datum.isoformat(), "besluit": {
        **_besluitvelden(ontwerp), "opschrift": tekst.opschrift or ontwerp.besluit.citeertitel, "heeft_aanhef": bool(tekst.aanhef),
        "heeft_slot": bool(tekst.slot), "heeft_toelichting": bool(tekst.toelichting)}}  # fmt: skip
    return maak_stuk(gegevens, "raadsbesluit", naam, f"Raadsbesluit {gemeente.naam}: wijziging {ontwerp.was.citeertitel}", velden,
                     _tekstblokken(tekst), ondertitel=tekst.opschrift, auteur=f"Raad van de gemeente {gemeente.naam}")  # fmt: skip


def _tekstblokken(tekst: Besluittekst) -> dict[str, Callable[[], Sequence[d.Blok]]]:
    kader = (d.Kader(("Let op",), tekst.redactie, "let-op"),) if tekst.redactie else ()
    return {"let-op": lambda: kader, "aanhef": lambda: tekst.aanhef, "artikelen": lambda: tekst.artikelen, "slot": lambda: tekst.slot,
            "toelichting": lambda: tekst.toelichting, "nieuwe-bladzijde": lambda: (d.Paginaeinde(),)}  # fmt: skip


# --- AB ---------------------------------------------------------------------------------------------------------------


def ab_besluit(gegevens: Stukgegevens) -> Stuk:
    """The decision of the AB about beleidsregels: new ones with their text, others with what must change.

    Where the dossier holds the new text, the was-wordt table stands here; where it does not, the place is open and says
    so. Nothing is drafted.
    """
    impact = gegevens.impact
    beleid = [r for r in impact.regelingen if r.orgaan in ("ab", "db")]
    nieuw = [r for r in beleid if r.status == "ontwerp"]
    geraakt = {b.regeling for beeld in impact.geteld for b in beeld.geraakt}
    wijzigen = [r for r in beleid if r.status != "ontwerp" and (r.slug in geraakt or r.slug in gegevens.later)]
    velden = {
        **memovelden(gegevens), "nieuw": [r.citeertitel for r in nieuw], "wijzigen": [r.citeertitel for r in wijzigen],
        "zonder_tekst": [r.citeertitel for r in wijzigen if r.slug not in gegevens.later],
    }  # fmt: skip
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "wijzigingen": lambda: tuple(b for r in wijzigen for b in _wijziging(gegevens, r)) or (d.alinea("Er is niets te wijzigen."),),
        "nieuwe-teksten": lambda: tuple(b for r in nieuw for b in _nieuw(r)) or (d.alinea("Er zijn geen nieuwe beleidsregels."),),
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
    }
    return maak_stuk(gegevens, "ab-besluit", "ab-besluit", "Besluit over beleidsregels bij de Participatiewet", velden, blokken,
                     ondertitel=f"Algemeen bestuur van {impact.gemeenten.samenwerking.naam}",
                     auteur=impact.gemeenten.samenwerking.naam)  # fmt: skip


def _wijziging(gegevens: Stukgegevens, regeling: LokaleRegeling) -> Iterator[d.Blok]:
    yield d.kop(3, regeling.citeertitel)
    for versie in gegevens.later.get(regeling.slug, ()):
        tabel = waswordt_tabel(vergelijk(regeling.regeling, versie.regeling), kolommen=3,
                               bijschrift=f"{regeling.citeertitel}: was en wordt per {dag(versie.vanaf)}")  # fmt: skip
        if tabel is not None:
            yield tabel
    rijen = []
    for beeld in gegevens.impact.geteld:
        eigen = [b for b in beeld.geraakt if b.regeling == regeling.slug]
        per: dict[str, list[str]] = {}
        for b in eigen:
            per.setdefault(voorstel(b, beeld), []).append(b.adres)
        rijen += [d.rij(f"{beeld.maatregel.id} {beeld.maatregel.naam}", adressen(lijst), advies) for advies, lijst in per.items()]
    if rijen:
        kolommen = (d.Kolom(("Maatregel",), 2), d.Kolom(("Bepalingen",), 2.4), d.Kolom(("Voorstel",), 3))
        yield d.Tabel((f"{regeling.citeertitel}: wat er geraakt wordt",), kolommen, tuple(rijen))
    if regeling.slug not in gegevens.later:
        yield d.alinea("De tekst van de wijziging staat nog niet in het dossier: ", d.vet("[in te vullen: tekst van de wijziging]"), ".")


def _nieuw(regeling: LokaleRegeling) -> Iterator[d.Blok]:
    """The whole text of a draft."""
    from versies.paar import Paar, Verandering
    from versies.weergave.renvooi import Zetter

    wortel = regeling.regeling.wortel
    yield d.Kop(3, (regeling.citeertitel,))
    for blok in Zetter(opmerkingen=False).paren((Paar(wortel, wortel, frozenset({Verandering.GELIJK})),), 4):
        yield d.Kop(min(blok.niveau, 6), blok.inhoud) if isinstance(blok, d.Kop) else blok
