"""The package for official publication: everything that public rules describe, and a list that says what is there.

Per item one of three words: *aanwezig*, *ontbreekt* (with what to do) or *niet openbaar bekend*. Nothing is claimed
beyond the list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import Grondslag, Regeling
from verordening.canoniek import schrijf
from verordening.cvdr.schrijver import schrijf_cvdr
from verordening.papier import document as d, zet
from versies.archief.logboek import naamdeel
from versies.archief.vragen import Tijdbron
from versies.besluit import Besluit
from versies.levering.gegevens import BESTAND, Leveringsgegevens, lees_leveringsgegevens
from versies.levering.stijlen import met_stijlnamen
from versies.levering.stop import NODIG, Deel, Levering, stopbestanden
from versies.publicatie.besluitblad import besluitblokken
from versies.registratie.stukken import herken
from versies.stop.mutatie import weergeef
from versies.tijd.model import Intrekking, Uitvoering, Uitwisseling
from versies.tijd.namen import vind_werk
from versies.tijd.wti import besluit_van
from versies.verschil import Verschil, vergelijk

AANWEZIG, ONTBREEKT, ONBEKEND = "aanwezig", "ontbreekt", "niet openbaar bekend"


@dataclass(frozen=True, slots=True)
class Post:
    """One line of the list: what, one of the three words, and where it is or what to do."""

    wat: str
    staat: str
    toelichting: str = ""


def pakket(bron: Tijdbron, besluit: str, overheid: str = "") -> tuple[dict[str, bytes], list[Post]]:
    """The files of a delivery, and the list.

    Args:
        bron: a dossier with an archive. besluit: title of the decision (or the beginning of it), or its number.
        overheid: code of the authority ("gm0505"), for STOP; default that of ``levering.toml``.

    Raises:
        Geweigerd: no archive, no such decision, or a ``levering.toml`` that cannot be read.
    """
    if not bron.heeft_archief:
        raise Geweigerd.om("geen-archief/dossier-archief", str(bron.map))
    gegevens = lees_leveringsgegevens(bron.map)
    gegevens = replace(gegevens, overheid=overheid or gegevens.overheid)
    nummer, u = _zoek(bron, besluit)
    bestanden: dict[str, bytes] = {}
    stuk, posten = _besluit(bron, u, gegevens, bestanden)
    posten += _gegevens(u, bestanden)
    gevolg = _Gevolg(gegevens, bestanden, _stelt_vast(u, bestanden))
    werken = [v.werk for v in u.uitvoeringen] + [w for m in u.mutaties if (w := getattr(m, "werk", ""))]
    for werk in dict.fromkeys(werken):
        posten += _regeling(bron, u, werk, gevolg)
    post, stop = _stop(bron, (nummer, u), stuk, gevolg)
    posten.append(post)
    bestanden |= stop
    posten += [
        Post("keuzes in het invoerscherm", ONBEKEND, "het invoerscherm is niet openbaar beschreven"),
        Post(
            "officiële schema's van CVDR en BWB", ONBEKEND, "cvdr.xml volgt de bestanden uit het officiële repository"
        ),
    ]
    lijst = {"besluit": u.besluit, "nummer": nummer, "posten": [asdict(p) for p in posten]}
    bestanden["controlelijst.json"] = _json(lijst)
    bestanden["controlelijst.html"] = zet(controlelijst(u.besluit, posten), "html")
    return bestanden, posten


@dataclass(slots=True)
class _Gevolg:
    """What the decision does to each regulation, from which day; the files of that, and which article adopts which annex."""

    gegevens: Leveringsgegevens
    bestanden: dict[str, bytes]
    stelt_vast: dict[int, tuple[str, ...]]
    delen: list[Deel] = field(default_factory=list)
    vervalt: dict[str, Regeling] = field(default_factory=dict)


def _json(waarde: object) -> bytes:
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def _zoek(bron: Tijdbron, besluit: str) -> tuple[int, Uitwisseling]:
    register = bron.archief.register()
    tellend = {str(n): u for n, _, _ in register.besluiten() if register.telt(n) and (u := register.blad(n))}
    titels = {n: u.besluit for n, u in tellend.items() if u.besluit and not u.herstelt}
    nummer = vind_werk(besluit, titels, "het besluit")
    return int(nummer), tellend[nummer]


def _besluit(
    bron: Tijdbron, u: Uitwisseling, gegevens: Leveringsgegevens, bestanden: dict[str, bytes]
) -> tuple[Besluit | None, list[Post]]:
    """The decision as it was read (when it is one file with instructions), and what is there of its papers."""
    posten: list[Post] = []
    gelezen: list[Besluit] = []
    boom = bron.archief.opslag.boom(bron.hoofd or "")
    for pad in [u.stuk] if u.stuk in boom else dict.fromkeys(v.bestand for v in u.uitvoeringen if v.bestand in boom):
        inhoud = bron.archief.opslag.lees(boom[pad])
        naam = pad.rpartition("/")[2]
        bestanden[f"besluit/{naam}"] = inhoud
        posten.append(Post("besluit zoals vastgesteld", AANWEZIG, f"besluit/{naam}"))
        lezingen = next((v.lezingen for v in u.uitvoeringen if v.bestand == pad), ())
        gelezen.append(herken(inhoud, naam, lezingen).besluit)  # read as it was when it was recorded
        if naam.endswith(".docx"):
            continue
        if inhoud.lstrip()[:1] == b"<":
            posten.append(Post("besluit als Word-document", ONTBREEKT, "het besluit is XML; sla het op als Word"))
            continue
        blokken = besluitblokken(inhoud.decode("utf-8-sig").splitlines())
        word = zet(d.Document(u.besluit, tuple(blokken), titelblad=False), "docx")
        bestanden["besluit/besluit.docx"], onbekend = met_stijlnamen(word, gegevens.stijlen)
        posten.append(Post("besluit als Word-document", AANWEZIG, "besluit/besluit.docx"))
        posten.append(_stijlen(gegevens, onbekend))
    if not posten:
        wat = "deze vastlegging heeft geen besluit; leg het besluit zelf vast"
        posten.append(Post("besluit zoals vastgesteld", ONTBREEKT, wat))
    noot = any(b.toelichting for b in gelezen)
    wat = "" if noot else "het besluit heeft geen toelichting"
    posten.append(Post("toelichting bij het besluit", AANWEZIG if noot else ONTBREEKT, wat))
    return (gelezen[0] if len(gelezen) == 1 else None), posten


def _stijlen(gegevens: Leveringsgegevens, onbekend: Sequence[str]) -> Post:
    wat = "stijlnamen van het importsjabloon"
    if onbekend:
        return Post(
            wat, ONTBREEKT, f"besluit.docx heeft geen stijl {', '.join(onbekend)}; verbeter [stijlen] in {BESTAND}"
        )
    if gegevens.stijlen:
        return Post(
            wat, AANWEZIG, f"zoals in [stijlen] van {BESTAND}; of zij kloppen, weet alleen wie het sjabloon heeft"
        )
    return Post(
        wat,
        ONTBREEKT,
        f"haal het sjabloon voor de import uit Word («OP Stijl Compleet Besluit») op bij KOOP en zet zijn stijlnamen in [stijlen] van {BESTAND}",
    )


def _stelt_vast(u: Uitwisseling, bestanden: dict[str, bytes]) -> dict[int, tuple[str, ...]]:
    """Per annex that is a regulation the article that adopts it."""
    eerste = next((v for v in u.uitvoeringen if v.bijlage), None)
    naam = eerste.bestand.rpartition("/")[2] if eerste else ""
    stuk = bestanden.get(f"besluit/{naam}")
    if eerste is None or stuk is None:
        return {}
    return {b.nummer: (b.artikel,) for b in herken(stuk, naam, eerste.lezingen).bijgevoegd}


_VELDEN = ("besluit", "publicatie", "betreft", "kenmerk")


def _gegevens(u: Uitwisseling, bestanden: dict[str, bytes]) -> list[Post]:
    waarden = {n: getattr(u, n) for n in _VELDEN}
    waarden |= {
        "bekend_op": u.bekend.isoformat(),
        "ondertekend_op": u.ondertekend_op.isoformat() if u.ondertekend_op else "",
    }
    stempels = u.stempels
    waarden["datums"] = [
        {"doel": m.doel, "soort": m.soort.value, "datum": str(getattr(m.datum, "naam", m.datum))} for m in stempels
    ]
    bestanden["metagegevens.json"] = _json(waarden)
    namen = {
        "publicatie": "bron van de bekendmaking",
        "betreft": "betreft",
        "kenmerk": "kenmerk van het voorstel",
        "ondertekend_op": "datum van ondertekening",
    }
    return [
        Post(
            tekst,
            AANWEZIG if waarden[n] else ONTBREEKT,
            str(waarden[n] or f"geef --{n.removesuffix('_op')} bij neem-op"),
        )
        for n, tekst in namen.items()
    ] + [Post("datum van inwerkingtreding", AANWEZIG if stempels else ONTBREEKT, "metagegevens.json")]


def _stappen(bron: Tijdbron, u: Uitwisseling, werk: str) -> list[tuple[Regeling | None, Regeling, Uitvoering | None]]:
    """For each day on which the decision takes effect: the texts before and after, as they leave the archive, and what was executed."""
    eigen = {v.doel: v for v in u.uitvoeringen if v.werk == werk}
    doelen = eigen.keys() | {d for m in u.versies if m.werk == werk for d in m.doelen}
    uit: list[tuple[Regeling | None, Regeling, Uitvoering | None]] = []
    was: Regeling | None = None
    for t in bron.lijn(werk).stand.toestanden:
        wordt = bron.regeling(werk, t.versie) if t.versie else None
        if doelen & set(t.doelen) and wordt is not None and wordt != was:
            uit.append((was, wordt, next((eigen[d] for d in t.doelen if d in eigen), None)))
        was = wordt
    return uit


def _regeling(bron: Tijdbron, u: Uitwisseling, werk: str, gevolg: _Gevolg) -> list[Post]:
    """What there is of one regulation: per day on which the decision takes effect for it, its text and the change."""
    stappen = _stappen(bron, u, werk)
    if not stappen and any(isinstance(m, Intrekking) and m.werk == werk for m in u.mutaties):
        laatste = next((t.versie for t in reversed(bron.lijn(werk).stand.toestanden) if t.versie), "")
        if laatste:
            gevolg.vervalt[werk] = bron.regeling(werk, laatste)
        return [Post(f"intrekking van {werk}", AANWEZIG, "staat in het besluit; er is geen nieuwe tekst")]
    if not stappen:
        return [Post(f"doorlopende tekst van {werk}", ONTBREEKT, "de tekst staat niet vast, of de regeling vervalt")]
    posten: list[Post] = []
    for n, (was, wordt, uitvoering) in enumerate(stappen):
        dag = wordt.gegevens.juridisch_werkend_vanaf
        naam, pad = (
            (f"{werk} vanaf {dag}", f"{naamdeel(werk)}/{{}}-{dag}.xml") if n else (werk, f"{naamdeel(werk)}/{{}}.xml")
        )
        posten += _tekst(wordt, naam, pad, gevolg)
        delen = uitvoering.delen if uitvoering else ()
        if was is None:
            bijlage = uitvoering.bijlage if uitvoering else 0
            gevolg.delen.append(Deel(werk, wordt, gevolg.stelt_vast.get(bijlage, ()), bijlage))
        else:
            posten.append(
                _mutatie(Deel(werk, vergelijk(was, wordt), delen), naam, pad.format("RegelingMutatie"), gevolg)
            )
    return posten


def _tekst(wordt: Regeling, naam: str, pad: str, gevolg: _Gevolg) -> list[Post]:
    gevolg.bestanden[pad.format("tekst")] = schrijf(wordt)
    export = schrijf_cvdr(_met_owms(wordt, gevolg.gegevens))
    gevolg.bestanden[pad.format("cvdr")] = export.inhoud
    leeg = _leeg_in(export.inhoud)
    uitleg = pad.format("cvdr") + (f"; leeg: {', '.join(leeg)}; {_OWMS_WAAR}" if leeg else "")
    return [
        Post(f"doorlopende tekst van {naam}", AANWEZIG, pad.format("tekst")),
        Post(f"CVDR met OWMS van {naam}", AANWEZIG if not leeg else ONTBREEKT, uitleg),
    ]


def _mutatie(deel: Deel, naam: str, pad: str, gevolg: _Gevolg) -> Post:
    wat = f"STOP RegelingMutatie van {naam}"
    if not gevolg.gegevens.overheid:
        return Post(wat, ONTBREEKT, f"geef de code van de overheid met --overheid of in {BESTAND}")
    assert isinstance(deel.gevolg, Verschil)
    try:
        gevolg.bestanden[pad] = weergeef(deel.gevolg, overheid=gevolg.gegevens.overheid)
    except Geweigerd as fout:
        return Post(wat, ONTBREEKT, fout.regel())
    gevolg.delen.append(deel)
    return Post(wat, AANWEZIG, pad)


_OWMS_WAAR = f"issued en isFormatOf geeft u bij neem-op, de andere in [cvdr] van {BESTAND}"


def _met_owms(wordt: Regeling, gegevens: Leveringsgegevens) -> Regeling:
    """What the regulation says of itself, completed with what the griffie wrote down; nothing that is there is replaced."""
    g = wordt.gegevens
    bronnen = g.grondslagen or tuple(Grondslag(label, jci, "wet") for label, jci in gegevens.source)
    onderwerpen = tuple(o for o in g.onderwerpen if not o.startswith("/")) or gegevens.subject
    eigen = replace(
        g,
        grondslagen=bronnen,
        onderwerpen=onderwerpen,
        gemeente=g.gemeente or gegevens.creator,
        orgaan=g.orgaan or gegevens.ratified,
    )
    return replace(wordt, gegevens=eigen)


def _leeg_in(cvdr: bytes) -> list[str]:
    """Fields of OWMS that the official files always fill and that have no value here."""
    wortel = etree.fromstring(cvdr)
    nodig = ("creator", "modified", "isRatifiedBy", "subject", "source", "issued", "isFormatOf")
    verwijst = {"source", "isFormatOf"}
    gevuld = {
        etree.QName(e).localname
        for e in wortel.iter(etree.Element)
        if (e.text or "").strip() and (etree.QName(e).localname not in verwijst or e.get("resourceIdentifier"))
    }
    return [n for n in nodig if n not in gevuld]


def _stop(
    bron: Tijdbron, vastlegging: tuple[int, Uitwisseling], stuk: Besluit | None, gevolg: _Gevolg
) -> tuple[Post, dict[str, bytes]]:
    """The envelope of the LVBB: only when everything that it needs is there."""
    nummer, u = vastlegging
    wat = "AanleveringBesluit, manifest en publicatieOpdracht (LVBB)"
    if leeg := gevolg.gegevens.ontbreekt(*NODIG):
        return Post(wat, ONTBREEKT, f"zet in {BESTAND}: {', '.join(leeg)}"), {}
    geraakt = dict.fromkeys((*(d.werk for d in gevolg.delen), *gevolg.vervalt))
    if stuk is None or not geraakt:
        return Post(wat, ONTBREEKT, "alleen een besluit over een regeling zelf past in deze vorm"), {}
    jaren = {doel: b.bekend.year for werk in geraakt for doel, b in besluit_van(bron.lijn(werk)).items()}

    def jaar(doel: str) -> int:
        return jaren.get(doel, u.bekend.year)

    volgorde = sorted(gevolg.delen, key=lambda d: d.wordt.gegevens.juridisch_werkend_vanaf or date.max)
    levering = Levering(nummer, u, stuk, volgorde, jaar, bron.regeling, gevolg.vervalt)
    try:
        bestanden = {f"stop/{n}": i for n, i in stopbestanden(levering, gevolg.gegevens).items()}
    except Geweigerd as fout:
        return Post(wat, ONTBREEKT, fout.regel()), {}
    return Post(
        wat, AANWEZIG, "stop/besluit.xml; de opdrachten staan er als renvooi: lees het na voor u het levert"
    ), bestanden


def controlelijst(titel: str, posten: Sequence[Post]) -> d.Document:
    """The list as a paper."""
    rijen = [d.rij(p.wat, p.staat, p.toelichting or "–") for p in posten]
    return d.Document(
        f"Controlelijst: {titel}",
        (d.tabel("Wat in dit pakket zit", ("Onderdeel", "Staat", "Waar, of wat te doen"), rijen),),
    )
