"""The page to begin at: what was found, and where every paper and every file is, in the order in which one reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from impact.dossier.model import Impact, Maatregelbeeld
from impact.dossier.telling import tel
from impact.stukken.blok import kenmerken, tafel
from impact.stukken.bord import OORDELEN, Bordrij
from impact.stukken.taal import dag, hoofdletter, slug
from impact.woorden import woorden
from verordening.bevinding import Bevinding, Ernst
from verordening.groepen import groepeer
from verordening.papier import document as d

_VORMEN = woorden("vorm")
_PER_GEMEENTE = woorden("stuk_per_gemeente")
"""begin of the name of a paper in the folder of a gemeente → head of its column"""
_MEMO = woorden("stuk_eerst")
_SAMEN = woorden("stuk_voor_allen")
_GEGEVENS = woorden("stuk_met_gegevens")

_KANTEN = {"was": "vóór", "wordt": "na"}
"""Which text of an act is missing, in words."""


def index(
    model: Impact,
    namen: Iterable[str],
    verschil: Mapping[str, Sequence[Mapping[str, object]]] | None,
    gemeld: Sequence[Bevinding] = (),
    bord: Sequence[Bordrij] = (),
    beelden: Sequence[d.Blok] = (),
) -> d.Document:
    """The page.

    Args:
        namen: relative paths of all files of the set.
        verschil: difference with an earlier run, or None.
        gemeld: what was found while making the papers.
        bord: the rows of the board (:func:`impact.stukken.bord.rijen`), shown first.
        beelden: the drawings, each with its table (:func:`impact.stukken.memo_overzicht.in_beeld`).
    """
    namen = list(namen)
    alle = (*model.bevindingen, *model.dekking.bevindingen, *gemeld)
    blokken: list[d.Blok] = [_kerngegevens(model, alle)]
    if model.ontbrekende_teksten:
        mist = (
            f"{w.citeertitel}: de tekst van {' en '.join(_KANTEN[o] for o in w.ontbreekt)} de wijziging ontbreekt; "
            "langs deze wet is niet alles gevonden."
            for w in model.ontbrekende_teksten
        )
        blokken.append(d.Kader(("Er ontbreken wetteksten",), (d.lijst(*mist),), "let-op"))
    if verschil is not None:
        blokken += [d.kop(2, "Sinds de vorige keer"), d.lijst(*(f"{n}: {len(rij)}" for n, rij in verschil.items()))]
    blokken += [*_memo(namen), *_bord(model, bord, namen)]
    blokken += _stukken(model, namen)
    if beelden:
        blokken += [d.kop(2, "In beeld"), *beelden]
    niets = (_maatregel(b) for b in model.maatregelen if not b.geraakt)
    kolommen = ("Maatregel", "Fase", "Instrument", "Waarom geen")
    anders = "Elke maatregel raakt een bepaling."
    blokken += [d.kop(2, "Maatregelen die niets raken"), *tafel("Waarom er geen bepaling is", kolommen, niets, anders)]
    fouten = [
        d.rij(b.adres or "dossier", b.ernst.value, b.uitleg, b.advies or "–") for b in alle if b.ernst is not Ernst.INFO
    ]
    if fouten:
        kolommen = ("Plaats", "Ernst", "Uitleg", "Advies")
        blokken += [d.kop(2, "Bevindingen"), *tafel("Fouten en waarschuwingen", kolommen, fouten)]
    sommen = {f"{b.naam} ({b.herkomst})": d.Stuk(f"SHA-512 {b.sha512[:32]}…", vast=True) for b in model.bestanden}
    blokken.append(d.Colofon(tuple((naam, (som,)) for naam, som in sommen.items())))
    return d.Document(
        "Gevolgen van de wet voor de lokale regels",
        tuple(blokken),
        model.status,
        model.naam,
        model.uitvoerder,
        "Overzicht van koppelingen, stukken en bevindingen",
    )


def _kerngegevens(model: Impact, bevindingen: Sequence[Bevinding]) -> d.Gegevens:
    dekking = model.dekking
    geraakt = [b for b in model.geteld if b.geraakt]
    dek = (
        f"{len(dekking.verklaard)} van {len(dekking.regels)} gewijzigde wetsartikelen verklaard"
        if dekking.regels
        else "niet te meten: de wettekst ontbreekt"
    )
    telling = ", ".join(
        f"{sum(b.ernst is e for b in bevindingen)} {woord}"
        for e, woord in (
            (Ernst.FOUT, "fouten"),
            (Ernst.WAARSCHUWING, "waarschuwingen"),
            (Ernst.VRAAG, "vragen"),
            (Ernst.INFO, "ter informatie"),
        )
    )
    return kenmerken(
        {
            "Dossier": model.naam,
            "Lokale tekst zoals op": dag(model.op),
            "Maatregelen met gevolgen": f"{len(geraakt)} van {len(model.geteld)}",
            "Koppelingen": tel(model.geteld).zin,
            f"Dekking van dossier {dekking.dossier}": dek,
            "Bevindingen": telling,
        }
    )


def _maatregel(beeld: Maatregelbeeld) -> d.Rij:
    m = beeld.maatregel
    return d.rij(
        d.link(f"{m.id} {m.naam}", f"koppelingen.html#{m.id.lower()}"),
        m.fase.nummer,
        m.instrument,
        beeld.geen_reden or "–",
    )


def _bord(model: Impact, bord: Sequence[Bordrij], namen: Sequence[str]) -> Iterator[d.Blok]:
    """Who decides what, before which day, and how grave it is: the question that brings a reader here."""
    if not bord:
        return
    blad = next((n for n in ("maatregelkaarten.html", "impactmemo.html", "koppelingen.html") if n in namen), "")
    anker = "maatregel-{}" if blad == "impactmemo.html" else "{}"
    soort = {r.slug: r.soort for r in model.regelingen}
    yield d.kop(2, "Besluitbord")
    rijen = []
    for r in bord:
        naam: d.Inline = f"{r.maatregel} {r.naam}"
        if blad:
            doel = anker.format(r.maatregel if blad == "impactmemo.html" else r.maatregel.lower())
            naam = d.link(f"{r.maatregel} {r.naam}", f"{blad}#{doel}")
        verordening = sum(n for slug_, n in r.per_regeling if soort.get(slug_) == "verordening")
        delen = [
            f"{verordening} in de verordening" if verordening else "",
            f"{r.bepalingen - verordening} in beleidsregels" if r.bepalingen > verordening else "",
        ]
        raakt = ", ".join(x for x in delen if x) or "geen"
        rijen.append(d.rij(naam, r.wie, hoofdletter(r.dagtekst), hoofdletter(OORDELEN[r.oordeel]), raakt))
    kolommen = ("Maatregel", "Wie beslist", "Uiterlijk", "Zwaarste oordeel", "Bepalingen die zij raakt")
    yield from tafel("Wie beslist wat, en voor wanneer", kolommen, rijen)


def _memo(namen: Sequence[str]) -> Iterator[d.Blok]:
    """Where to begin: the memo, in the form that opens most easily."""
    memo = next((n for v in ("html", "pdf", "docx", "md") if (n := f"impactmemo.{v}") in namen), "")
    if memo:
        yield d.alinea("Begin bij ", d.link("het impactmemo", memo), ".")


# --- papers and files -------------------------------------------------------------------------------------------------


def _stukken(model: Impact, namen: Iterable[str]) -> Iterator[d.Blok]:
    """The memo, a row per gemeente, what is for everyone, and the files to look things up and to calculate with."""
    vormen = groepeer((naam.rpartition(".")[0], naam) for naam in sorted(namen))
    los = {stam: paden for stam, paden in vormen.items() if "/" not in stam}
    overig = {
        stam: (hoofdletter(stam.replace("-", " ")), "") for stam in los if stam not in (_MEMO | _SAMEN | _GEGEVENS)
    }
    yield d.kop(2, "Begin hier")
    yield from _lijst("Om mee te beginnen", _MEMO, los)
    gemeenten = list(_gemeenten(model, vormen))
    if gemeenten:
        yield d.kop(2, "Per gemeente")
        yield from tafel("Stukken voor colleges en raden", ("Gemeente", *_PER_GEMEENTE.values()), gemeenten)
    yield d.kop(2, "Voor het bestuur en voor alle gemeenten")
    yield from _lijst("Stukken voor allen", _SAMEN, los)
    yield d.kop(2, "Nazoeken en narekenen")
    yield from _lijst("Gegevens", _GEGEVENS | overig, los)


def _lijst(bijschrift: str, welke: Mapping[str, tuple[str, str]], los: Mapping[str, list[str]]) -> Iterator[d.Blok]:
    rijen = (
        d.rij(titel, uitleg or "–", d.alinea(*_links(los[stam])))
        for stam, (titel, uitleg) in welke.items()
        if stam in los
    )
    kolommen = {"Stuk": 2, "Waarvoor": 4, "Openen als": 2}
    yield from tafel(bijschrift, kolommen, rijen, "Er is hier deze keer niets gemaakt.")


def _gemeenten(model: Impact, vormen: Mapping[str, list[str]]) -> Iterator[d.Rij]:
    for gemeente in model.gemeenten.gemeenten:
        map_ = slug(gemeente.naam)
        eigen = {stam.partition("/")[2]: paden for stam, paden in vormen.items() if stam.startswith(f"{map_}/")}
        if eigen:
            yield d.rij(gemeente.naam, *(_vak(map_, begin, eigen) for begin in _PER_GEMEENTE))


def _vak(map_: str, begin: str, eigen: Mapping[str, list[str]]) -> d.Cel:
    """The papers of one kind: usually one; with more drafts each has the name of its draft."""
    alineas = []
    for stam, paden in eigen.items():
        if stam.startswith(begin):
            ontwerp = stam.removeprefix(begin).removeprefix(f"-{map_}").strip("-")
            alineas.append(d.alinea(*([f"{ontwerp}: "] if ontwerp else []), *_links(paden)))
    return d.Cel(tuple(alineas or [d.alinea("–")]))


def _links(paden: Iterable[str]) -> Iterator[d.Inline]:
    orde = list(_VORMEN)
    for plek, (vorm, pad) in enumerate(
        sorted(((p.rpartition(".")[2], p) for p in paden), key=lambda x: orde.index(x[0]))
    ):
        if plek:
            yield " · "
        yield d.link(_VORMEN[vorm], pad)
