"""Writing the tree as canonical XML: deterministic bytes, UTF-8, NFC, LF, one element per line around mixed content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from itertools import groupby

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import (
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Gegevens,
    Grondslag,
    Herkomst,
    Inline,
    Noot,
    Opmaak,
    Publicatie,
    Redactie,
    Regeleinde,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Verwijzing,
    WtiRegel,
    koptekst,
)
from verordening.canoniek.namen import EIGEN, ELEMENT, KENMERK, MET_INHOUD, NUMMER_ELEMENT, OPMAAK, ROL, STOP, VERSIE

_XMLNAAM = re.compile(r"[^\W\d][\w.·-]*")
_NIET_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESC = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESC_ATTR = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
)

Paren = Iterable[tuple[str, str]]


def schrijf(regeling: Regeling) -> bytes:
    """Canonical bytes of one version of a regulation.

    Raises:
        Geweigerd: a character that XML cannot hold, or text that is not in Unicode form NFC: writing it would change it.
    """
    uit: list[str] = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<v:Regeling xmlns="{STOP}" xmlns:v="{EIGEN}" xmlns:k="{KENMERK}" versie="{VERSIE}">\n',
    ]
    _gegevens(regeling.gegevens, uit)
    if regeling.bevindingen:
        uit.append("  <v:Bevindingen>\n")
        uit.extend(_bevinding(b) for b in regeling.bevindingen)
        uit.append("  </v:Bevindingen>\n")
    _eenheid(regeling.wortel, "  ", uit)
    uit.append("</v:Regeling>\n")
    tekst = "".join(uit)
    _controleer(tekst, regeling)
    return tekst.encode("utf-8")


def _controleer(tekst: str, regeling: Regeling) -> None:
    naam = regeling.gegevens.citeertitel or regeling.gegevens.werk
    if (treffer := _NIET_IN_XML.search(tekst)) is not None:
        rond = tekst[max(0, treffer.start() - 20) : treffer.start()]
        raise Geweigerd.om("teken-niet-in-xml", naam, rond=rond, teken=f"{ord(treffer.group()):04X}")
    if not unicodedata.is_normalized("NFC", tekst):
        regel = next(r for r in tekst.split("\n") if not unicodedata.is_normalized("NFC", r))
        raise Geweigerd.om("niet-nfc", naam, regel=regel.strip()[:60])


def _attributen(paren: Paren) -> str:
    return "".join(f' {naam}="{waarde.translate(_ESC_ATTR)}"' for naam, waarde in paren if waarde)


def _kenmerken(kenmerken: Paren) -> str:
    return "".join(f' k:{_naam(naam)}="{waarde.translate(_ESC_ATTR)}"' for naam, waarde in kenmerken)


@lru_cache(2048)
def _naam(naam: str) -> str:
    """The name of an attribute, which must be one in XML too."""
    if not _XMLNAAM.fullmatch(naam):
        raise Geweigerd.om("kenmerknaam", "canonieke XML", naam=naam)
    return naam


def _waarde(waarde: object) -> str:
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    return "" if waarde is None else str(waarde)


def _gegevens(gegevens: Gegevens, uit: list[str]) -> None:
    uit.append("  <v:Gegevens>\n")
    for veld in fields(Gegevens):
        waarde = getattr(gegevens, veld.name)
        if veld.name == "kenmerken":
            uit.extend(
                f'    <v:kenmerk naam="{n.translate(_ESC_ATTR)}">{w.translate(_ESC)}</v:kenmerk>\n' for n, w in waarde
            )
        elif isinstance(waarde, tuple):
            for deel in waarde:
                uit.append(_gegeven(veld.name, deel))
        elif (tekst := _waarde(waarde)) != "":
            uit.append(f"    <v:{veld.name}>{tekst.translate(_ESC)}</v:{veld.name}>\n")
    uit.append("  </v:Gegevens>\n")


def _gegeven(naam: str, deel: object) -> str:
    if isinstance(deel, Grondslag):
        paren = (("soort", deel.soort), ("uri", deel.uri))
        return f"    <v:grondslag{_attributen(paren)}>{deel.label.translate(_ESC)}</v:grondslag>\n"
    if isinstance(deel, WtiRegel):
        return f"    <v:wti{_attributen((v.name, _waarde(getattr(deel, v.name))) for v in fields(WtiRegel))}/>\n"
    return f"    <v:{naam}>{str(deel).translate(_ESC)}</v:{naam}>\n"


def _bevinding(b: Bevinding) -> str:
    paren = (("code", b.code), ("ernst", b.ernst.value), ("adres", b.adres), ("plek", b.plek), ("fragment", b.fragment))
    advies = (("advies", b.advies),)
    return f"    <v:Bevinding{_attributen(paren)}{_attributen(advies)}>{b.uitleg.translate(_ESC)}</v:Bevinding>\n"


_HERKOMST = [v.name for v in fields(Herkomst) if v.name != "publicaties"]
_PUBLICATIE = [v.name for v in fields(Publicatie) if v.name not in ("dossiers", "juncto")]


def _herkomst(herkomst: Herkomst, inspring: str, uit: list[str]) -> None:
    attributen = _attributen((naam, _waarde(getattr(herkomst, naam))) for naam in _HERKOMST)
    binnen: list[str] = []
    for p in herkomst.publicaties:
        paren = [(naam, _waarde(getattr(p, naam))) for naam in _PUBLICATIE]
        paren += [("dossiers", " ".join(p.dossiers)), ("juncto", "true" if p.juncto else "")]
        binnen.append(f"{inspring}  <v:Publicatie{_attributen(paren)}/>\n")
    _element("v:Herkomst", attributen, inspring, binnen, uit)


def _element(naam: str, attributen: str, inspring: str, binnen: list[str], uit: list[str]) -> None:
    """An element around lines; without lines it closes itself."""
    if binnen:
        uit.append(f"{inspring}<{naam}{attributen}>\n")
        uit.extend(binnen)
        uit.append(f"{inspring}</{naam}>\n")
    else:
        uit.append(f"{inspring}<{naam}{attributen}/>\n")


# --- units ------------------------------------------------------------------------------------------------------------


def _eenheid(eenheid: Eenheid, inspring: str, uit: list[str]) -> None:
    naam = ELEMENT[eenheid.soort]
    status = "" if eenheid.status is Status.GELDEND else eenheid.status.value
    attributen = _attributen((("eId", eenheid.eId), ("wId", eenheid.wId), ("v:status", status)))
    binnen = inspring + "  "
    stukken: list[str] = []
    if eenheid.herkomst is not None:
        _herkomst(eenheid.herkomst, binnen, stukken)
    _kop(eenheid, binnen, stukken)
    _inhoud(eenheid, binnen, stukken)
    _element(naam, attributen + _kenmerken(eenheid.kenmerken), inspring, stukken, uit)


def _gemengd(element: str, inhoud: Iterable[Inline], inspring: str, attributen: str = "") -> str:
    binnen = inline(inhoud)
    if not binnen:
        return f"{inspring}<{element}{attributen}/>\n"
    return f"{inspring}<{element}{attributen}>{binnen}</{element}>\n"


def _kop(eenheid: Eenheid, inspring: str, uit: list[str]) -> None:
    if eenheid.soort in NUMMER_ELEMENT:
        if eenheid.nummer:
            uit.append(_gemengd(NUMMER_ELEMENT[eenheid.soort], (eenheid.nummer,), inspring))
        if eenheid.opschrift:
            element = "Term" if eenheid.soort is Soort.BEGRIP else "v:Opschrift"
            uit.append(_gemengd(element, eenheid.opschrift, inspring))
        if eenheid.label or eenheid.subtitel:
            raise Geweigerd.om("geweigerd/onderdeel-begrip", koptekst(eenheid))
        return
    delen = (
        ("Label", (eenheid.label,) if eenheid.label else ()),
        ("Nummer", (eenheid.nummer,) if eenheid.nummer else ()),
        ("Opschrift", eenheid.opschrift),
        ("Subtitel", eenheid.subtitel),
    )
    if any(inhoud for _, inhoud in delen):
        uit.append(f"{inspring}<Kop>\n")
        uit.extend(_gemengd(element, inhoud, inspring + "  ") for element, inhoud in delen if inhoud)
        uit.append(f"{inspring}</Kop>\n")


def _inhoud(eenheid: Eenheid, inspring: str, uit: list[str]) -> None:
    omslag = "Definitie" if eenheid.soort is Soort.BEGRIP else "Inhoud" if eenheid.soort in MET_INHOUD else ""
    for los, groep in groupby(eenheid.inhoud, key=lambda b: _staat_los(eenheid, b)):
        binnen: list[str] = []
        for blok in groep:
            _blok(blok, inspring if los else inspring + "  ", binnen)
        if los:
            uit.extend(binnen)
        else:
            _element(omslag, "", inspring, binnen, uit)


def _staat_los(eenheid: Eenheid, blok: Blok) -> bool:
    """Whether a block stands beside the Inhoud of its unit, or the unit has no such element."""
    if eenheid.soort is Soort.BEGRIP:
        return False
    naast = isinstance(blok, Eenheid) and blok.soort not in (Soort.LIJST, Soort.BEGRIPPENLIJST)
    return naast or eenheid.soort not in MET_INHOUD


def _blok(blok: Blok, inspring: str, uit: list[str]) -> None:
    if isinstance(blok, Alinea):
        element = ROL.get(blok.rol, "Al")
        rol = blok.rol if element == "Al" else ""
        uit.append(_gemengd(element, blok.inhoud, inspring, _attributen((("v:rol", rol),))))
    elif isinstance(blok, Eenheid):
        _eenheid(blok, inspring, uit)
    elif isinstance(blok, Tabel):
        _tabel(blok, inspring, uit)
    else:
        _figuur(blok, inspring, uit)


def _figuur(figuur: Figuur, inspring: str, uit: list[str]) -> None:
    uit.append(f"{inspring}<Figuur{_attributen((('eId', figuur.eId), ('wId', figuur.wId)))}>\n")
    if figuur.titel:
        uit.append(_gemengd("Titel", figuur.titel, inspring + "  "))
    uit.append(f"{inspring}  {_afbeelding('Illustratie', figuur.afbeelding)}\n")
    if figuur.bijschrift:
        uit.append(_gemengd("Bijschrift", figuur.bijschrift, inspring + "  "))
    uit.append(f"{inspring}</Figuur>\n")


def _tabel(tabel: Tabel, inspring: str, uit: list[str]) -> None:
    paren = (("eId", tabel.eId), ("wId", tabel.wId))
    uit.append(f"{inspring}<table{_attributen(paren)}{_kenmerken(tabel.kenmerken)}>\n")
    if tabel.titel:
        uit.append(_gemengd("title", tabel.titel, inspring + "  "))
    for groep in tabel.groepen:
        uit.append(f'{inspring}  <tgroup cols="{len(groep.kolommen)}"{_kenmerken(groep.kenmerken)}>\n')
        for kolom in groep.kolommen:
            kolomparen = (("colname", kolom.naam), ("colwidth", kolom.breedte))
            uit.append(f"{inspring}    <colspec{_attributen(kolomparen)}{_kenmerken(kolom.kenmerken)}/>\n")
        if groep.kop:
            _rijen("thead", groep.kop, inspring + "    ", uit)
        _rijen("tbody", groep.romp, inspring + "    ", uit)
        uit.append(f"{inspring}  </tgroup>\n")
    uit.append(f"{inspring}</table>\n")


def _rijen(element: str, rijen: Iterable[Rij], inspring: str, uit: list[str]) -> None:
    uit.append(f"{inspring}<{element}>\n")
    for rij in rijen:
        uit.append(f"{inspring}  <row{_kenmerken(rij.kenmerken)}>\n")
        for cel in rij.cellen:
            _cel(cel, inspring + "    ", uit)
        uit.append(f"{inspring}  </row>\n")
    uit.append(f"{inspring}</{element}>\n")


def _cel(cel: Cel, inspring: str, uit: list[str]) -> None:
    paren = (
        ("colname", cel.kolom),
        ("namest", cel.van),
        ("nameend", cel.tot),
        ("morerows", str(cel.meer_rijen) if cel.meer_rijen else ""),
    )
    binnen: list[str] = []
    for blok in cel.inhoud:
        _blok(blok, inspring + "  ", binnen)
    _element("entry", _attributen(paren) + _kenmerken(cel.kenmerken), inspring, binnen, uit)


# --- inline -----------------------------------------------------------------------------------------------------------


def _afbeelding(element: str, a: Afbeelding) -> str:
    return f"<{element}{_attributen((('naam', a.bron), ('alt', a.alt)))}{_kenmerken(a.kenmerken)}/>"


def inline(inhoud: Iterable[Inline]) -> str:
    """Mixed content as XML on one line."""
    delen: list[str] = []
    for deel in inhoud:
        if isinstance(deel, str):
            delen.append(deel.translate(_ESC))
        elif isinstance(deel, Opmaak):
            delen.append(_opmaak(deel))
        elif isinstance(deel, Verwijzing):
            element = "IntRef" if deel.soort == "intern" else "ExtRef"
            attributen = f' ref="{deel.doel.translate(_ESC_ATTR)}"' + _kenmerken(deel.kenmerken)
            delen.append(f"<{element}{attributen}>{inline(deel.inhoud)}</{element}>")
        elif isinstance(deel, Redactie):
            attributen = _attributen((("soort", deel.soort),))
            delen.append(f"<v:Redactie{attributen}>{inline(deel.inhoud)}</v:Redactie>")
        elif isinstance(deel, Noot):
            delen.append(_noot(deel))
        elif isinstance(deel, Afbeelding):
            delen.append(_afbeelding("InlineTekstAfbeelding", deel))
        else:
            assert isinstance(deel, Regeleinde)
            delen.append("<br/>")
    return "".join(delen)


def _opmaak(deel: Opmaak) -> str:
    element = OPMAAK.get(deel.soort)
    if element:
        return f"<{element}>{inline(deel.inhoud)}</{element}>"
    return f"<v:Opmaak{_attributen((('soort', deel.soort),))}>{inline(deel.inhoud)}</v:Opmaak>"


def _noot(noot: Noot) -> str:
    nummer = f"<NootNummer>{noot.nummer.translate(_ESC)}</NootNummer>" if noot.nummer else ""
    alineas = "".join(_gemengd("Al", a.inhoud, "", _attributen((("v:rol", a.rol),))).rstrip("\n") for a in noot.inhoud)
    return f"<Noot{_attributen((('type', noot.soort),))}>{nummer}{alineas}</Noot>"
