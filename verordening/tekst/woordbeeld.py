"""Pictures, text boxes and formulas in Word: what of them is text, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from lxml.etree import _Element

from verordening.tekst.elementen import WORD

kort = WORD.kort
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ANDERS = "Een programma dat de eerste vorm van deze inhoud kent, drukt daar andere woorden af."
"""Why a branch is not certain."""


def tak(keuze: _Element) -> _Element | None:
    """The branch of ``mc:AlternateContent`` that counts: the first whose needs are known here, else the fallback."""
    terugval = None
    for kind in keuze:
        naam = kort(kind.tag)
        nodig = [kind.nsmap.get(p) for p in str(kind.get("Requires") or "").split()]
        if naam == "mc:Choice" and all(ruimte in WORD.ruimten for ruimte in nodig):
            return kind
        if naam == "mc:Fallback":
            terugval = kind
    return terugval


def anders(keuze: _Element, gekozen: _Element) -> str:
    """The words of a branch whose needs are not known here, when it says something else: a program that knows them prints those."""
    eigen, *over = (
        "".join("".join(str(t.text or "") for t in k.iter(WORD.lang("w:t"))).split())
        for k in (gekozen, *takewhile(lambda k: k is not gekozen, keuze))
    )
    return next((woorden for woorden in over if woorden not in ("", eigen)), "")


@dataclass(slots=True)
class Beeld:
    """What a drawing holds: text boxes, ids of pictures with their alternative, and what cannot be read."""

    tekstvakken: list[_Element] = field(default_factory=list)
    plaatjes: list[tuple[str, str]] = field(default_factory=list)
    onleesbaar: list[tuple[str, str]] = field(default_factory=list)


def ontleed_beeld(element: _Element) -> Beeld:
    """Look through a ``w:drawing``, ``w:pict`` or ``w:object``."""
    uit = Beeld()
    _door(element, uit, "")
    return uit


def _door(element: _Element, uit: Beeld, alt: str) -> None:
    naam = kort(element.tag)
    if naam == "mc:AlternateContent":
        gekozen = tak(element)
        if gekozen is None:
            uit.onleesbaar.append((naam, "Van deze inhoud is geen vorm bekend die te lezen is."))
        else:
            if anders(element, gekozen):
                uit.onleesbaar.append((naam, ANDERS))
            _door(gekozen, uit, alt)
        return
    if naam == "w:txbxContent":
        uit.tekstvakken.append(element)
        return
    if naam == "a:blip" and (verwijzing := element.get(f"{_R}embed") or element.get(f"{_R}link")):
        uit.plaatjes.append((str(verwijzing), alt))
    elif naam == "v:imagedata" and (verwijzing := element.get(f"{_R}id")):
        uit.plaatjes.append((str(verwijzing), str(element.get("{urn:schemas-microsoft-com:office:office}title") or "")))
    elif naam == "v:textpath":
        uit.onleesbaar.append((naam, f"Sierletters worden niet gelezen: «{element.get('string') or ''}»."))
    elif naam in ("o:OLEObject", "w:control"):
        uit.onleesbaar.append((naam, "Een ingesloten object wordt niet gelezen."))
    elif naam in ("c:chart", "dgm:relIds"):
        uit.onleesbaar.append((naam, "Een grafiek of schema wordt niet gelezen."))
    for kind in element:
        if naam in ("wp:inline", "wp:anchor") and kort(kind.tag) == "wp:docPr":
            alt = str(kind.get("descr") or "")
        _door(kind, uit, alt)


def formule(element: _Element) -> Iterator[tuple[str, str]]:
    """A formula as (words, "sup" or "inf" or empty); the mark "?" says that it has a shape that text does not have."""
    naam = kort(element.tag)
    delen = {kort(k.tag): k for k in element}
    if naam == "m:t":
        yield element.text or "", ""
    elif naam in ("m:sSup", "m:sSub", "m:sSubSup"):
        yield from formule(delen["m:e"]) if "m:e" in delen else ()
        if (
            not set(delen) <= {"m:e", "m:sub", "m:sup", "m:ctrlPr", f"{naam}Pr"}
            or "m:e" not in delen
            or len(delen) < len(element)
        ):
            yield "", "?"
        for deel, merk in (("m:sub", "inf"), ("m:sup", "sup")):
            if deel in delen:
                yield from ((tekst, merk if m == "" else "?") for tekst, m in formule(delen[deel]))
    elif naam in ("m:oMath", "m:oMathPara", "m:r", "m:e", "m:sub", "m:sup", "m:box", "m:num", "m:den"):
        for kind in element:
            yield from formule(kind)
    elif naam == "m:d":
        yield "(", "" if "m:dPr" not in delen or len(delen["m:dPr"]) == 0 else "?"
        for kind in element:
            yield from formule(kind) if kort(kind.tag) == "m:e" else ()
        yield ")", ""
    elif (naam.startswith("m:") and not naam.endswith("Pr")) or any(w.strip() for w in element.itertext()):
        yield "", "?"  # ook wat geen formule is en er toch in staat
        for kind in element:
            yield from formule(kind)
