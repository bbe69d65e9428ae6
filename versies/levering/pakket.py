"""The package for official publication: everything that public rules describe, and a list that says what is there.

Per item one of three words: *aanwezig*, *ontbreekt* (with what to do) or *niet openbaar bekend*. Nothing is claimed
beyond the list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from verordening.canoniek import schrijf
from verordening.cvdr.schrijver import schrijf_cvdr
from verordening.papier import document as d
from verordening.papier import zet
from verordening.stop.modules import werk_en_versie
from versies.archief.logboek import naamdeel
from versies.archief.vragen import Tijdbron
from versies.publicatie.besluitblad import besluitblokken
from versies.stop.mutatie import weergeef
from versies.stop.tijd import naar_element
from versies.tijd.model import Intrekking, Moment, Mutatie, Terugtrekking, Tijdstempel, Uitwisseling, Versie
from versies.tijd.namen import vind_werk
from versies.verschil import vergelijk

__all__ = ["Post", "controlelijst", "pakket"]

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
        overheid: code of the authority ("gm0505"), for STOP.

    Raises:
        Geweigerd: no archive, or no such decision.
    """
    if not bron.heeft_archief:
        raise Geweigerd("dit dossier heeft nog geen archief", plaats=str(bron.map), code="geen-archief")
    nummer, u = _zoek(bron, besluit)
    bestanden: dict[str, bytes] = {}
    posten = _besluit(bron, u, bestanden)
    posten += _gegevens(u, bestanden)
    for werk in dict.fromkeys(_werken(u)):
        posten += _regeling(bron, u, werk, overheid, bestanden)
    posten += _consolidatie(bron, u, overheid, bestanden)
    posten += [
        Post(
            "AanleveringBesluit, manifest en publicatieOpdracht (LVBB)",
            ONTBREEKT,
            "het besluit in STOP-tekst maakt u met «opstellen --als stop»; de envelop maakt dit programma niet",
        ),
        Post(
            "stijlnamen van het importsjabloon",
            ONBEKEND,
            "het sjabloon is niet openbaar; besluit.docx heeft gewone kopstijlen",
        ),
        Post("keuzes in het invoerscherm", ONBEKEND, "het invoerscherm is niet openbaar beschreven"),
        Post(
            "officiële schema's van CVDR en BWB", ONBEKEND, "cvdr.xml volgt de bestanden uit het officiële repository"
        ),
    ]
    bestanden["controlelijst.json"] = _json(
        {
            "besluit": u.besluit,
            "nummer": nummer,
            "posten": [{"wat": p.wat, "staat": p.staat, "toelichting": p.toelichting} for p in posten],
        }
    )
    bestanden["controlelijst.html"] = zet(controlelijst(u.besluit, posten), "html")
    return bestanden, posten


def _json(waarde: object) -> bytes:
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def _zoek(bron: Tijdbron, besluit: str) -> tuple[int, Uitwisseling]:
    register = bron.archief.register()
    titels = {str(n): t for n, t, _ in register.besluiten() if t and register.telt(n)}
    nummer = besluit if besluit in titels else vind_werk(besluit, titels)
    u = register.blad(int(nummer))
    assert u is not None  # it is in the index
    return int(nummer), u


def _werken(u: Uitwisseling) -> list[str]:
    return [v.werk for v in u.uitvoeringen] + [w for m in u.mutaties if (w := getattr(m, "werk", ""))]


def _besluit(bron: Tijdbron, u: Uitwisseling, bestanden: dict[str, bytes]) -> list[Post]:
    posten: list[Post] = []
    boom = bron.archief.opslag.boom(bron.hoofd or "")
    paden = dict.fromkeys(v.bestand for v in u.uitvoeringen if v.bestand in boom)
    for pad in paden:
        inhoud = bron.archief.opslag.lees(boom[pad])
        naam = pad.rpartition("/")[2]
        bestanden[f"besluit/{naam}"] = inhoud
        posten.append(Post("besluit zoals vastgesteld", AANWEZIG, f"besluit/{naam}"))
        if naam.endswith(".docx"):
            continue
        if inhoud.lstrip()[:1] == b"<":
            posten.append(Post("besluit als Word-document", ONTBREEKT, "het besluit is XML; sla het op als Word"))
            continue
        bestanden["besluit/besluit.docx"] = zet(_als_document(u, inhoud.decode("utf-8-sig")), "docx")
        posten.append(Post("besluit als Word-document", AANWEZIG, "besluit/besluit.docx"))
    toelichting = any(
        re.search(r"(?im)^#*\s*toelichting", i.decode("utf-8", "ignore"))
        for n, i in bestanden.items()
        if n.endswith(".md")
    )
    posten.append(
        Post(
            "toelichting bij het besluit",
            AANWEZIG if toelichting else ONTBREEKT,
            "" if toelichting else "het besluit heeft geen kop «Toelichting»",
        )
    )
    if not paden:
        posten.append(
            Post(
                "besluit zoals vastgesteld", ONTBREEKT, "deze vastlegging heeft geen besluit; leg het besluit zelf vast"
            )
        )
    return posten


def _als_document(u: Uitwisseling, inhoud: str) -> d.Document:
    """The words of the decision, line by line; the hash signs of Markdown become headings."""
    return d.Document(u.besluit, tuple(besluitblokken(inhoud.splitlines())), titelblad=False)


_VELDEN = ("besluit", "publicatie", "betreft", "kenmerk")


def _gegevens(u: Uitwisseling, bestanden: dict[str, bytes]) -> list[Post]:
    waarden = {n: getattr(u, n) for n in _VELDEN}
    waarden |= {
        "bekend_op": u.bekend.isoformat(),
        "ondertekend_op": u.ondertekend_op.isoformat() if u.ondertekend_op else "",
    }
    stempels = [m for m in u.mutaties if isinstance(m, Tijdstempel)]
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


def _teksten(bron: Tijdbron, u: Uitwisseling, werk: str) -> tuple[Regeling | None, Regeling | None]:
    """The text before and after the decision, as they leave the archive."""
    lijn = bron.lijn(werk)
    doelen = {v.doel for v in u.uitvoeringen if v.werk == werk} | {
        d_ for m in u.mutaties if isinstance(m, Versie) and m.werk == werk for d_ in m.doelen
    }
    plek = next((n for n, t in enumerate(lijn.stand.toestanden) if doelen & set(t.doelen)), None)
    if plek is None:
        return None, None
    paar = [lijn.stand.toestanden[plek - 1] if plek else None, lijn.stand.toestanden[plek]]
    was, wordt = (bron.regeling(werk, t.versie) if t is not None and t.versie else None for t in paar)
    return was, wordt


def _regeling(bron: Tijdbron, u: Uitwisseling, werk: str, overheid: str, bestanden: dict[str, bytes]) -> list[Post]:
    map_ = naamdeel(werk)
    was, wordt = _teksten(bron, u, werk)
    if wordt is None:
        return [Post(f"doorlopende tekst van {werk}", ONTBREEKT, "de tekst staat niet vast, of de regeling vervalt")]
    bestanden[f"{map_}/tekst.xml"] = schrijf(wordt)
    export = schrijf_cvdr(wordt)
    bestanden[f"{map_}/cvdr.xml"] = export.inhoud
    posten = [Post(f"doorlopende tekst van {werk}", AANWEZIG, f"{map_}/tekst.xml")]
    leeg = _leeg_in(export.inhoud)
    uitleg = f"{map_}/cvdr.xml" + (f"; leeg: {', '.join(leeg)}" if leeg else "")
    posten.append(Post(f"CVDR met OWMS van {werk}", AANWEZIG if not leeg else ONTBREEKT, uitleg))
    if was is None:
        return posten
    if not overheid:
        return [
            *posten,
            Post(f"STOP RegelingMutatie van {werk}", ONTBREEKT, "geef de code van de overheid met --overheid"),
        ]
    try:
        bestanden[f"{map_}/RegelingMutatie.xml"] = weergeef(vergelijk(was, wordt), overheid=overheid)
    except Geweigerd as fout:
        return [*posten, Post(f"STOP RegelingMutatie van {werk}", ONTBREEKT, fout.regel())]
    return [*posten, Post(f"STOP RegelingMutatie van {werk}", AANWEZIG, f"{map_}/RegelingMutatie.xml")]


def _leeg_in(cvdr: bytes) -> list[str]:
    """Fields of OWMS that the official files always fill and that have no value here."""
    wortel = etree.fromstring(cvdr)
    nodig = ("creator", "modified", "isRatifiedBy", "subject", "source", "issued", "isFormatOf")
    gevuld = {etree.QName(e).localname for e in wortel.iter() if isinstance(e.tag, str) and (e.text or "").strip()}
    return [n for n in nodig if n not in gevuld]


def _consolidatie(bron: Tijdbron, u: Uitwisseling, overheid: str, bestanden: dict[str, bytes]) -> list[Post]:
    """ConsolidatieInformatie with doelen as JOIN identifiers and regulations as AKN identifiers."""
    if not overheid:
        return [Post("STOP ConsolidatieInformatie", ONTBREEKT, "geef de code van de overheid met --overheid")]
    namen: dict[str, str] = {}

    def doel(naam: str) -> str:
        return f"/join/id/proces/{overheid}/{u.bekend.year}/{naamdeel(naam)}"

    def momenten(rij: Sequence[Moment]) -> tuple[Moment, ...]:
        return tuple(Moment(doel(m.doel), m.gemaakt_op) for m in rij)

    def om(m: Mutatie) -> Mutatie:
        if isinstance(m, Versie):
            regeling = bron.regeling(m.werk, m.versie) if m.versie else None
            werk, expressie = werk_en_versie(regeling, overheid) if regeling else ("", "")
            namen[m.werk] = werk
            return replace(
                m,
                werk=werk,
                versie=expressie,
                doelen=tuple(map(doel, m.doelen)),
                basis=momenten(m.basis),
                vervlochten=momenten(m.vervlochten),
            )
        if isinstance(m, Intrekking):
            return replace(m, doel=doel(m.doel), basis=momenten(m.basis))
        if isinstance(m, Tijdstempel):
            return replace(m, doel=doel(m.doel))
        return replace(m, doel=doel(m.doel)) if isinstance(m, Terugtrekking) and m.doel else m

    element = naar_element(replace(u, mutaties=tuple(om(m) for m in u.mutaties)))
    element.set("schemaversie", "1.3.0")
    bestanden["ConsolidatieInformatie.xml"] = etree.tostring(
        element, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return [Post("STOP ConsolidatieInformatie", AANWEZIG, "ConsolidatieInformatie.xml")]


def controlelijst(titel: str, posten: Sequence[Post]) -> d.Document:
    """The list as a paper."""
    rijen = [d.rij(p.wat, p.staat, p.toelichting or "–") for p in posten]
    return d.Document(
        f"Controlelijst: {titel}",
        (d.tabel("Wat in dit pakket zit", ("Onderdeel", "Staat", "Waar, of wat te doen"), rijen),),
    )
