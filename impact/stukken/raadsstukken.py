"""Papers for the raad: raadsvoorstel and raadsbesluit per gemeente, with was-wordt and explanation.

The text of a decision of the raad comes from the dossier and is proven (:mod:`impact.dossier.ontwerp`). A draft that has no text,
or that does not give its version, is refused: a decision without its text is worse than no decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from impact.dossier.besluittekst import Besluittekst, besluittekst
from impact.dossier.bronnen import zonder_sleutels
from impact.dossier.model import Maatregelbeeld, Zaak
from impact.dossier.ontwerp import Deelwijziging, Ontwerp, ontwerpen, opmerkingen
from impact.dossier.velden import velden
from impact.oordeel.getallen import getallen, getalwijziging
from impact.stukken.bestuur import strijdzaken
from impact.stukken.blok import kenmerken
from impact.stukken.brief import uiterste_data
from impact.stukken.gemeentevelden import gemeentevelden
from impact.stukken.memo import memovelden
from impact.stukken.memo_maatregel import adressen
from impact.stukken.stuk import Stuk, Stukgegevens, document, maak_stuk
from impact.stukken.taal import dag, kleine_letter, opsomming, slug, tekst_gezien, titels
from impact.stukken.uiterlijk import organen
from impact.woorden import woorden
from verordening.adres import Adres, plaats_in
from verordening.bevinding import Bevinding
from verordening.boom import Alinea, Eenheid, Soort, Tabel, alineas, inlinetekst, kaal, regels, wandel
from verordening.gemeenten import Gemeente
from verordening.papier import document as d
from verordening.register import Register
from verordening.taal import uit_tekst
from versies.verschil import Verschil, wandel_paren
from versies.weergave.waswordt import waswordt_tabel
from versies.wijziging import VoegIn, Wijziging

_RUIMTE = woorden("ruimte")
"""What a kind of measure leaves to the raad, the strongest first."""


def raadsstukken(
    gegevens: Stukgegevens, gemeenten: Sequence[Gemeente]
) -> tuple[tuple[Stuk, ...], tuple[Bevinding, ...]]:
    """Raadsvoorstel, raadsbesluit and was-wordt table for these gemeenten, for every draft of a verordening.

    Raises:
        Geweigerd: see :func:`impact.dossier.ontwerp.ontwerpen`.
    """
    gegevens = replace(gegevens, voor_de_raad=True)
    lijst = ontwerpen(gegevens, "gemeenteraad")
    bevindingen = [b for ontwerp in lijst for b in ontwerp.vorm.bevindingen]
    if not lijst:
        bevindingen.append(Bevinding.van("geen-ontwerp", "dossier.xml"))
    stukken = []
    eigen = gegevens.impact.raakt_iets  # het voorstel legt uit wat de wet met de verordening doet
    for ontwerp in lijst:
        achter = f"-{ontwerp.besluit.slug}" if len(lijst) > 1 else ""
        gegevens = replace(gegevens, lokaal=f"{ontwerp.was.citeertitel}, versie van {dag(ontwerp.was.vanaf)}")
        tabel = _waswordt(gegevens, ontwerp)
        for g in gemeenten:
            map_ = slug(g.naam)
            stukken += [
                *([_voorstel(gegevens, ontwerp, g, f"{map_}/raadsvoorstel-{map_}{achter}")] if eigen else []),
                _besluit(gegevens, ontwerp, g, f"{map_}/raadsbesluit-{map_}{achter}"),
                Stuk(f"{map_}/bijlage-was-wordt{achter}", tabel),
            ]
    return tuple(stukken), tuple(bevindingen)


def _voorstel(gegevens: Stukgegevens, ontwerp: Ontwerp, gemeente: Gemeente, naam: str) -> Stuk:
    raad = [b for b in gegevens.impact.geteld if "gemeenteraad" in organen(gegevens, b.maatregel)]
    geraakt = [b for b in raad if voert_uit(ontwerp, b)]
    verder = [b.maatregel for b in raad if b not in geraakt and any(x.regeling == ontwerp.was.slug for x in b.geraakt)]
    velden = {
        **memovelden(gegevens),
        "gemeente": gemeentevelden(gegevens, gemeente),
        "besluit": _besluitvelden(gegevens, ontwerp),
        "raad": [_maatregelvelden(b) for b in geraakt],
        "ongezien": titels(b.maatregel for b in geraakt if b.maatregel.zekerheid != "A"),
        "blijft": adressen([z.adres for z in strijdzaken(gegevens) if blijft(ontwerp, z)]),
        "verder": titels(verder) if verder else "",
        "zonder_tekst": opsomming(w.citeertitel for w in gegevens.impact.ontbrekende_teksten),
        "onzeker": _onzeker(gegevens, ontwerp, geraakt),
        "eigen_bedragen": eigen_bedragen(gegevens, ontwerp),
    }
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "kop": lambda: _kop(gegevens, ontwerp, gemeente),
        "artikelen": lambda: _artikelen(ontwerp),
        "voorwaardelijk": lambda: tuple(_voorwaardelijk(ontwerp)),
        "uiterste-data": lambda: uiterste_data(gegevens, gemeente),
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
    }
    return maak_stuk(
        gegevens,
        "raadsvoorstel",
        naam,
        f"Raadsvoorstel: wijziging {ontwerp.was.citeertitel}",
        velden,
        blokken,
        ondertitel=f"Aan de raad van {gemeente.naam}",
        auteur=f"College van burgemeester en wethouders van {gemeente.naam}",
        onderwerp=ontwerp.besluit.citeertitel,
    )


def voert_uit(ontwerp: Ontwerp, beeld: Maatregelbeeld) -> bool:
    """Whether a draft carries out a measure: it changes a provision because of it, on its day or in a part that works later."""
    eigen = [b for b in beeld.geraakt if b.regeling == ontwerp.was.slug]
    if any(v.dient and v.vanaf == ontwerp.wordt.vanaf for b in eigen for v in b.verwerkt):
        return True
    straks = {nummer for deel in ontwerp.later if deel.verschil for nummer in _veranderd(deel.verschil)}
    return any(_artikelnummer(b.adres) in straks for b in eigen)


def blijft(ontwerp: Ontwerp, zaak: Zaak) -> bool:
    """Whether what is wrong in a provision stays so with the draft: it leaves the artikel alone, or the words in it."""
    nummer = _artikelnummer(zaak.adres)
    if zaak.regeling != ontwerp.was.slug or nummer not in _veranderd(ontwerp.verschil):
        return zaak.regeling == ontwerp.was.slug
    artikelen = [
        e for e in wandel(ontwerp.verschil.wordt.wortel) if e.soort is Soort.ARTIKEL and kaal(e.nummer) == nummer
    ]
    nieuw = " ".join(" ".join(t.split()) for e in artikelen for _, t in regels(e))
    fouten = [o for o in zaak.oordelen if o.soort.fout]
    weg = [{oud for oud, _ in o.vervang} or {(o.fragment or o.lokaal).rstrip("…")} for o in fouten]
    return any(" ".join(w.split()) in nieuw for woorden_ in weg for w in woorden_)


def _veranderd(verschil: Verschil) -> set[str]:
    """Numbers of the articles that change or lapse."""
    return {*verschil.artikelen.gewijzigd, *verschil.artikelen.vervallen}


def _artikelnummer(adres: str) -> str:
    """Of an address for a reader; empty when it is not in an artikel."""
    return adres.removeprefix("artikel ").split(",")[0] if adres.startswith("artikel ") else ""


def _kop(gegevens: Stukgegevens, ontwerp: Ontwerp, gemeente: Gemeente) -> Sequence[d.Blok]:
    """What a griffier needs to put the paper on an agenda; what only the gemeente knows stays visibly open."""
    ingang = ontwerp.besluit.juridisch_werkend_vanaf
    vanaf = f" per {dag(ingang)}" if ingang > gegevens.datum else ""
    open_ = {
        "Vergadering": "datum en soort van de vergadering",
        "Portefeuillehouder": "naam",
        "Zaaknummer": "nummer",
    }
    paren: dict[str, str | d.Inhoud] = {
        "Aan": f"de raad van de gemeente {gemeente.naam}",
        "Van": f"het college van burgemeester en wethouders van {gemeente.naam}",
        "Onderwerp": f"Wijziging van de {ontwerp.was.citeertitel}{vanaf}",
        "Datum van dit stuk": dag(gegevens.datum),
        **{naam: (d.vet(f"[in te vullen: {wat}]"),) for naam, wat in open_.items()},
    }
    return (kenmerken(paren),)


def _voorwaardelijk(ontwerp: Ontwerp) -> Iterator[d.Blok]:
    for deel in ontwerp.later:
        naam = f"Artikel {deel.nummer} van het besluit" if deel.nummer else "Een samenloopbepaling"
        yield d.alinea(
            f"{naam} staat apart in de bijlage en geldt alleen onder een voorwaarde: {kleine_letter(deel.wanneer).rstrip('.')}."
        )


def _besluitvelden(gegevens: Stukgegevens, ontwerp: Ontwerp) -> dict[str, object]:
    artikelen = ontwerp.verschil.artikelen
    return {
        "citeertitel": ontwerp.besluit.citeertitel,
        "regeling": ontwerp.was.citeertitel,
        "ingang": dag(ontwerp.besluit.juridisch_werkend_vanaf),
        "was_vanaf": dag(ontwerp.was.vanaf),
        "status": ontwerp.besluit.status,
        "gewijzigd": opsomming(artikelen.gewijzigd),
        "nieuw": opsomming(artikelen.nieuw),
        "vervallen": opsomming(artikelen.vervallen),
        "voorbij": ontwerp.besluit.juridisch_werkend_vanaf <= gegevens.datum,
    }


def eigen_bedragen(gegevens: Stukgegevens, ontwerp: Ontwerp) -> list[str]:
    """Amounts that the draft changes or adds and that no place of the law has: a choice of the raad, with its place, and in a
    table with the name of its row."""
    wet = {g for w in gegevens.impact.wetten if w.wordt for _, r in regels(w.wordt.wortel) for g in getallen(r)}
    nieuw = ontwerp.verschil.wordt
    register = Register.van(nieuw)
    rond = {id(a): e for e in wandel(nieuw.wortel) for a in alineas(e)}  # de binnenste eenheid, ook van een cel
    rijen = _tabelrijen(nieuw.wortel)
    per: dict[str, list[str]] = {}
    for _, paar in wandel_paren((ontwerp.verschil.paren,), alles=True):
        if not isinstance(paar.wordt, Alinea) or paar.gelijk:
            continue
        was, wordt = (inlinetekst(a.inhoud) if isinstance(a, Alinea) else "" for a in (paar.was, paar.wordt))
        adres = register.adres(rond[id(paar.wordt)]) if id(paar.wordt) in rond else None
        wijziging = getalwijziging(adres or Adres(), was, wordt)
        bij = [g for g in wijziging.bij if g.startswith("€") and g not in wet] if wijziging else []
        if bij:
            weg = [g for g in wijziging.weg if g.startswith("€")] if wijziging else []
            tabel, rij = rijen.get(id(paar.wordt), ("", ""))
            tekst = f"{rij} {', '.join(bij)}".strip() + (f" in plaats van {', '.join(weg)}" if weg else " (nieuw)")
            plaats = adres.tekst(kort=True) if adres else "buiten de artikelen"
            if tabel and adres and adres.artikel:
                plaats = f"{plaats_in('', adres.artikel).tekst(kort=True)}, {tabel}"
            per.setdefault(plaats, []).append(tekst)
    return [f"{plaats}: {', '.join(lijst)}" for plaats, lijst in per.items()]


def _tabelrijen(wortel: Eenheid) -> dict[int, tuple[str, str]]:
    """By id of an alinea in a cell: the name of its table ("Tabel 3"), and what the first cell of its row says."""
    uit: dict[int, tuple[str, str]] = {}
    for tabel in (b for e in wandel(wortel) for b in e.inhoud if isinstance(b, Tabel)):
        naam = " ".join(inlinetekst(tabel.titel).split()[:2]) or "de tabel"
        for rij in (r for g in tabel.groepen for r in g.romp):
            eerste, *rest = ([a for a in c.inhoud if isinstance(a, Alinea)] for c in rij.cellen)
            kop = " ".join(inlinetekst(a.inhoud) for a in eerste)
            uit |= {id(a): (naam, kop) for cel in rest for a in cel}
    return uit


def _maatregelvelden(beeld: Maatregelbeeld) -> dict[str, object]:
    m = beeld.maatregel
    ruimte = next((zin for code, zin in _RUIMTE.items() if code in m.aard.codes.split()), "")
    if not tekst_gezien(m):
        ruimte = ruimte.replace("staat dit toe", "staat dit naar verwachting toe")
    return velden(m, "naam wordt bronnen", ruimte=ruimte, geld=m.uitgaven.noot)


def _onzeker(gegevens: Stukgegevens, ontwerp: Ontwerp, beelden: Sequence[Maatregelbeeld]) -> list[dict[str, str]]:
    """What is not sure, each with the keys of its sources (the keys themselves mean nothing to a reader of this paper)."""
    namen = {b.maatregel.id for b in beelden}
    lijst = gegevens.impact.lijst
    punten = [{"tekst": ontwerp.vorm.onzetbaar, "bronnen": "", "plaats": ""}] if ontwerp.vorm.onzetbaar else []
    for t in lijst.tegenstrijdigheden:
        if namen & set(t.maatregelen.split()):
            een, sleutels_een, rest_een = zonder_sleutels(t.bron_a)
            ander, sleutels_ander, rest_ander = zonder_sleutels(t.bron_b)
            punten.append(
                {
                    "tekst": f"{t.punt}: de ene bron zegt «{kleine_letter(een)}», een andere «{kleine_letter(ander)}». {t.oordeel}",
                    "bronnen": f"{sleutels_een} {sleutels_ander}".strip(),
                    "plaats": "; ".join(r for r in (rest_een, rest_ander) if r),
                }
            )
    punten += [
        {"tekst": leemte.tekst, "bronnen": "", "plaats": ""}
        for leemte in lijst.leemten
        if namen & set(leemte.maatregelen.split())
    ]
    return punten


def _artikelen(ontwerp: Ontwerp) -> Sequence[d.Blok]:
    a = ontwerp.verschil.artikelen
    if ontwerp.verschil.gelijk:
        return (d.alinea("De nieuwe versie is naar de letter gelijk aan de huidige."),)
    punten = [
        f"{wat}: {'de artikelen' if len(namen) > 1 else 'artikel'} {opsomming(namen)}."
        for wat, namen in (("Gewijzigd", a.gewijzigd), ("Nieuw", a.nieuw), ("Vervallen", a.vervallen))
        if namen
    ]
    buiten = [
        paar.wordt
        for _, paar in wandel_paren((ontwerp.verschil.paren,), alles=True)
        if isinstance(paar.wordt, Eenheid) and paar.wordt.soort is Soort.BIJLAGE and not paar.gelijk
    ]
    if buiten:
        register = Register.van(ontwerp.verschil.wordt)
        punten.append(
            f"Ook gewijzigd: {opsomming(register.adres(e).tekst(kort=True) for e in buiten)} bij de verordening."
        )
    if a.vernummerd:
        punten.append(f"Vernummerd: {opsomming(f'artikel {x} wordt {y}' for x, y in a.vernummerd)}.")
    return (
        (d.lijst(*punten),) if punten else (d.alinea("Buiten de artikelen verandert er tekst; zie de was-wordttabel."),)
    )


def _waswordt(gegevens: Stukgegevens, ontwerp: Ontwerp) -> d.Document:
    verschil = ontwerp.verschil
    uitleg = uitleg_per_artikel(ontwerp)
    bijschrift = f"{ontwerp.was.citeertitel}: huidige tekst (versie van {dag(ontwerp.was.vanaf)}) en nieuwe tekst"
    tabel = waswordt_tabel(verschil, kolommen=4 if uitleg else 3, uitleg=uitleg, bijschrift=bijschrift)
    blokken: list[d.Blok] = [
        d.alinea(
            "Links staat de huidige tekst, rechts de nieuwe. Wat vervalt is doorgehaald, wat nieuw is, is onderstreept. Wie de tabel "
            "laat voorlezen, hoort «vervallen» en «ingevoegd». Het besluit is op de huidige tekst uitgevoerd en geeft precies de nieuwe."
        ),
        d.kop(2, "Was-wordttabel"),
        tabel if tabel is not None else d.alinea("De twee versies zijn naar de letter van de tekst gelijk."),
        *(d.alinea(o, soort="klein") for o in (*verschil.opmerkingen, *opmerkingen(ontwerp))),
        *(blok for deel in ontwerp.later for blok in _deelwijziging(ontwerp, deel)),
        d.kop(2, "Toelichting"),
        *(
            _niet_gezet(ontwerp)
            or besluittekst(ontwerp.tekst).toelichting
            or (d.alinea("Het besluit heeft geen toelichting."),)
        ),
    ]
    titel = f"Was-wordttabel en toelichting: {ontwerp.was.citeertitel}"
    return document(gegevens, titel, blokken, ondertitel=ontwerp.besluit.citeertitel, liggend=True)


def _deelwijziging(ontwerp: Ontwerp, deel: Deelwijziging) -> Iterator[d.Blok]:
    """A part that does not work on the day of the decision, as a table of its own."""
    naam = f"Artikel {deel.nummer}" if deel.nummer else "Samenloop"
    yield d.kop(2, f"{naam}: geldt alleen onder een voorwaarde")
    yield d.alinea(d.vet("Alleen: "), f"{deel.wanneer[:1].lower()}{deel.wanneer[1:].rstrip('.')}.")
    if deel.verschil is None:
        blokken = (d.alinea(deel.reden, " Het staat daarom niet in een tabel; lees de tekst in het besluit."),)
        yield d.Kader(("Let op",), blokken, "let-op")
        return
    uitleg = _toelichting_per_onderdeel(ontwerp.tekst).get((deel.nummer,))
    if uitleg:
        yield d.alinea(uitleg)
    bijschrift = f"{ontwerp.was.citeertitel}: de tekst na artikel I, en de tekst als ook artikel {deel.nummer} werkt"
    tabel = waswordt_tabel(deel.verschil, kolommen=3, bijschrift=bijschrift)
    yield tabel if tabel is not None else d.alinea("Dit artikel verandert niets aan de nieuwe tekst.")


def _niet_gezet(ontwerp: Ontwerp) -> tuple[d.Blok, ...]:
    """What the paper says when the words of the decision cannot be set."""
    if not ontwerp.vorm.onzetbaar:
        return ()
    return (
        d.Kader(
            ("Let op: de besluittekst staat hier niet",),
            (
                d.alinea(ontwerp.vorm.onzetbaar),
                d.alinea(
                    "Neem de tekst over uit het bestand zelf voordat dit stuk wordt gebruikt: ",
                    d.Stuk(f"besluiten/{ontwerp.besluit.bestand}", vast=True),
                    ".",
                ),
            ),
            "let-op",
        ),
    )


def uitleg_per_artikel(ontwerp: Ontwerp) -> dict[str, str]:
    """The explanatory note of the decision, per eId of the artikel that its onderdeel changes."""
    teksten = _toelichting_per_onderdeel(ontwerp.tekst)
    oud, nieuw = Register.van(ontwerp.was.regeling), Register.van(ontwerp.wordt.regeling)
    uit: dict[str, str] = {}
    for opdracht in ontwerp.uitkomst.uitgevoerd:
        tekst = teksten.get(opdracht.nummer[:2]) or teksten.get(opdracht.nummer[:1])
        for wijziging in opdracht.wijzigingen if tekst else ():
            for register, eenheid in _geraakt(wijziging, oud, nieuw):
                binnen = [e for e in wandel(eenheid) if e.soort is Soort.ARTIKEL] or [
                    register.artikel(eenheid) or eenheid
                ]
                for artikel in binnen:
                    uit.setdefault(artikel.eId, tekst or "")
    return uit


def _geraakt(wijziging: Wijziging, oud: Register, nieuw: Register) -> Iterator[tuple[Register, Eenheid]]:
    """Units that an instruction is about: the place it names, or the new units when it inserts whole articles."""
    if isinstance(wijziging, VoegIn):
        artikelen = [
            e for blok in wijziging.nieuw if isinstance(blok, Eenheid) for e in wandel(blok) if e.soort is Soort.ARTIKEL
        ]
        for artikel in artikelen:
            yield from ((nieuw, v.eenheid) for v in nieuw.alle(uit_tekst(f"artikel {kaal(artikel.nummer)}")))
        if artikelen:
            return
    plek = wijziging.plek
    for register in (oud, nieuw):
        yield from ((register, v.eenheid) for v in register.alle(plek.adres))


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
    let_op = _niet_gezet(ontwerp)
    if let_op:
        tekst = replace(
            tekst,
            artikelen=(d.Alinea((d.vet(f"[in te vullen: de artikelen uit besluiten/{ontwerp.besluit.bestand}]"),)),),
        )
    velden = {
        "gemeente": {"naam": gemeente.naam},
        "datum": gegevens.datum.isoformat(),
        "besluit": {
            **_besluitvelden(gegevens, ontwerp),
            "opschrift": tekst.opschrift or ontwerp.besluit.citeertitel,
            "heeft_aanhef": bool(tekst.aanhef),
            "heeft_slot": bool(tekst.slot),
            "heeft_toelichting": bool(tekst.toelichting),
        },
    }
    return maak_stuk(
        gegevens,
        "raadsbesluit",
        naam,
        f"Raadsbesluit {gemeente.naam}: wijziging {ontwerp.was.citeertitel}",
        velden,
        _tekstblokken(tekst, let_op),
        ondertitel=tekst.opschrift,
        auteur=f"Raad van de gemeente {gemeente.naam}",
    )


def _tekstblokken(tekst: Besluittekst, let_op: Sequence[d.Blok] = ()) -> dict[str, Callable[[], Sequence[d.Blok]]]:
    kader = (*((d.Kader(("Let op",), tekst.redactie, "let-op"),) if tekst.redactie else ()), *let_op)
    return {
        "let-op": lambda: kader,
        "aanhef": lambda: tekst.aanhef,
        "artikelen": lambda: tekst.artikelen,
        "slot": lambda: tekst.slot,
        "toelichting": lambda: tekst.toelichting,
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
    }
