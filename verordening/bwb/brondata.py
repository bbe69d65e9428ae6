"""Provenance of a unit: its attributes and its ``meta-data`` (``regels`` B.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from verordening.boom import Herkomst, Publicatie, inlinetekst
from verordening.lezers.bronlezer import Bronlezer, Element, attributen, plat, schoon

_TEKST = {
    "label-id": "label_id",
    "stam-id": "stam_id",
    "versie-id": "versie_id",
    "id": "revisie_id",
    "bwb-ng-variabel-deel": "bwb_pad",
    "bron": "bron",
    "effect": "effect",
    "status": "status",
}
_DATUM = {
    "inwerking": "inwerking",
    "ondertekening_bron": "ondertekend",
    "publicatie_bron": "gepubliceerd",
    "publicatie_iwt": "publicatie_iwt",
}

Over = list[tuple[str, str]]


def lees_herkomst(lezer: Bronlezer, element: Element, meta: Element | None) -> tuple[Herkomst | None, Over]:
    """Provenance of a unit and the attributes that have no field of their own.

    Args:
        lezer: the reader of this source.
        element: the unit.
        meta: its ``meta-data``, when it has one.

    Returns:
        (provenance or None when the source says nothing, attributes that must survive).
    """
    velden: dict[str, object] = {}
    over: Over = []
    for naam, waarde in attributen(element):
        if (veld := _TEKST.get(naam)) is not None:
            velden[veld] = waarde
        elif (veld := _DATUM.get(naam)) is not None:
            velden[veld], rest = lezer.datum(element, naam, waarde)
            over.extend(rest)
        else:
            over.append((naam, waarde))
    if meta is not None:
        _meta(lezer, element, meta, velden, over)
    return (Herkomst(**velden) if velden else None), over  # type: ignore[arg-type]


def _meta(lezer: Bronlezer, element: Element, meta: Element, velden: dict[str, object], over: Over) -> None:
    publicaties: list[Publicatie] = []
    opmerkingen: list[str] = []
    for blok in meta:
        if blok.tag == "jcis":
            continue  # follows from the tree
        if blok.tag == "terugwerkende-kracht-data":
            over.extend(_terugwerking(blok))
            continue
        if blok.tag != "brondata":
            over.extend(plat(blok, "meta-data."))
            continue
        for deel in blok:
            if deel.tag == "oorspronkelijk":
                _publicaties(lezer, deel, "oorspronkelijk", publicaties, over)
            elif deel.tag == "inwerkingtreding":
                _publicaties(lezer, deel, "inwerkingtreding", publicaties, over)
                _inwerkingtreding(lezer, deel, velden, over)
            elif deel.tag == "opmerkingen-inhoud":
                opmerkingen.extend(_opmerking(lezer, al) for al in deel.iter("al"))
            else:
                over.extend(plat(deel))
    if publicaties:
        velden["publicaties"] = tuple(publicaties)
    if opmerkingen:
        velden["opmerking"] = "\n".join(opmerkingen)


def _opmerking(lezer: Bronlezer, al: Element) -> str:
    tekst = inlinetekst(lezer.gemengd(al), redactie=True)
    doelen = [doel for ref in al.iter("extref", "intref") if (doel := ref.get("doc"))]
    return f"{tekst} [{' '.join(doelen)}]" if doelen else tekst


def _inwerkingtreding(lezer: Bronlezer, element: Element, velden: dict[str, object], over: Over) -> None:
    for kind in element:
        if kind.tag == "inwerkingtreding.datum":
            dag, rest = lezer.datum(kind, "inwerkingtreding.datum", kind.get("isodatum") or schoon(kind.text))
            over.extend(rest)
            if dag is not None and velden.setdefault("inwerking", dag) != dag:
                over.append(("inwerkingtreding.datum", dag.isoformat()))
        elif kind.tag == "terugwerkend.datum":
            dag, rest = lezer.datum(kind, "terugwerkend.datum", kind.get("isodatum") or schoon(kind.text))
            over.extend(rest)
            if "terugwerkend" in velden:  # a second publication with its own date
                over.extend(plat(kind, "inwerkingtreding."))
            else:
                velden["terugwerkend"] = dag
                velden["terugwerkend_bereik"] = kind.get("datum-scope") or ""
        elif kind.tag not in ("publicatie", "juncto"):
            over.extend(plat(kind, "inwerkingtreding."))


def _publicaties(lezer: Bronlezer, element: Element, rol: str, uit: list[Publicatie], over: Over) -> None:
    for kind in element:
        if kind.tag == "publicatie":
            uit.append(_publicatie(lezer, kind, rol, over))
        elif kind.tag == "juncto":
            eerste = len(uit)
            _publicaties(lezer, kind, rol, uit, over)
            uit[eerste:] = [replace(p, juncto=True) for p in uit[eerste:]]
        elif rol == "oorspronkelijk" or element.tag == "juncto":
            over.extend(plat(kind, f"{rol}."))


def _publicatie(lezer: Bronlezer, element: Element, rol: str, over: Over) -> Publicatie:
    soort = element.get("soort") or ""
    jaar = nummer = kenmerk = ""
    dagen: dict[str, date | None] = {}
    dossiers: list[str] = []
    for kind in element:
        tag = kind.tag
        if tag == "publicatiejaar":
            jaar = schoon(kind.text)
        elif tag == "publicatienr":
            nummer = schoon(kind.text)
        elif tag in ("uitgiftedatum", "ondertekeningsdatum"):
            dagen[str(tag)], rest = lezer.datum(kind, f"{rol}.{tag}", kind.get("isodatum") or schoon(kind.text))
            over.extend(rest)
        elif tag == "dossierref":
            dossiers.append(kind.get("dossier") or schoon(kind.text))
            if (woorden := schoon(kind.text)) != dossiers[-1]:
                over.append((f"{rol}.dossierref", woorden))
        elif tag == "kenmerk":
            kenmerk = schoon(kind.text)
        else:
            over.extend(plat(kind, f"{rol}."))
    for naam, waarde in attributen(element, "soort", "effect"):
        if not waarde:
            continue
        if naam != "urlidentifier" or waarde != f"{soort.lower()}-{jaar}-{nummer}":
            over.append((f"{rol}.publicatie.{naam}", waarde))
    return Publicatie(
        rol,
        soort,
        jaar,
        nummer,
        dagen.get("uitgiftedatum"),
        dagen.get("ondertekeningsdatum"),
        element.get("effect") or "",
        tuple(dossiers),
        kenmerk,
    )


def _terugwerking(element: Element) -> Over:
    """Dates of retroactive change; the remarks themselves stand at the unit as editor's text."""
    uit: Over = []
    for kracht in element.iterfind("terugwerkende-kracht"):
        uit.extend((f"terugwerkende-kracht.{n}", w) for n, w in attributen(kracht))
        for kind in kracht:
            if kind.tag != "terugwerkende-kracht-opmerkingen":
                uit.extend(plat(kind, "terugwerkende-kracht."))
    return uit
