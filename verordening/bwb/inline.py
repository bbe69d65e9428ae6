"""Inline elements of BWB and of official publications, each with its reader (``regels`` B.1)."""

from __future__ import annotations

from verordening.boom import Alinea, Inline, Noot, Opmaak, Redactie, Verwijzing, smelt
from verordening.lezers.bronlezer import Bronlezer, Element, Inlinelezer, afgerond, attributen, schoon
from verordening.lezers.inline import afbeelding, nootref, opmaak, regeleinde

NADRUK = {"vet": "vet", "cur": "cursief", "ondlijn": "onderstreept"}


def _nadruk(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    soort = element.get("type") or "cur"
    lezer.kwijt(element, "type")
    if inhoud := lezer.inhoud(element, spatie):
        uit.append(Opmaak(NADRUK.get(soort, soort), tuple(inhoud)))


def _verwijzing(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    soort = "intern" if element.tag == "intref" else "extern"
    inhoud = tuple(lezer.inhoud(element, spatie))
    uit.append(Verwijzing(element.get("doc") or "", soort, inhoud, tuple(attributen(element, "doc"))))


def _dossier(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    inhoud = tuple(lezer.inhoud(element, spatie))
    uit.append(Verwijzing(element.get("dossier") or "", "extern", inhoud, (("soort", "dossier"),)))


def _redactie(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """Editor's text: invisible for the space in the legal text, so a space after it moves inside."""
    lezer.kwijt(element, "type")
    inhoud = afgerond(lezer.inhoud(element, [True]))
    staart = element.tail or ""
    if spatie[0] and staart[:1].isspace() and (not staart.isspace() or element.getnext() is not None):
        inhoud = smelt((*inhoud, " "))
    uit.append(Redactie(element.get("type") or "redactie", inhoud))


def _omissie(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """Text that the publisher left out: the reason is editor's text, and never silent."""
    reden = element.get("reden") or ""
    uit.append(Redactie("omissie", (reden,) if reden else ()))
    lezer.meld(element, "omissie", fragment=reden)


def _noot(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    nummer = ""
    alineas: list[Alinea] = []
    lezer.kwijt(element, "type", "id")
    lezer.geen_losse_tekst(element)
    for kind in element:
        if kind.tag == "noot.nr":
            nummer = schoon(kind.text)
        elif kind.tag in ("noot.al", "al"):
            alineas.append(Alinea(lezer.gemengd(kind)))
        elif kind.tag == "noot.lijst":
            alineas.extend(_nootlijst(lezer, kind))
        else:
            lezer.blok_in_noot(kind)
    if not alineas and not nummer:
        return  # only blocks, which now stand after the alinea
    _los_van_spatie(element, uit, spatie)
    uit.append(Noot(nummer, tuple(alineas), element.get("type") or "voet"))


def _nootlijst(lezer: Bronlezer, element: Element) -> list[Alinea]:
    """A list inside a note: one alinea per item, its number first (a note holds no units)."""
    uit: list[Alinea] = []
    for punt in element:
        if punt.tag != "noot.li":
            raise lezer.onbekend(punt)
        nummer = schoon(punt.findtext("li.nr"))
        for kind in punt:
            if kind.tag == "noot.al":
                voor = (f"{nummer} ",) if nummer else ()
                uit.append(Alinea(smelt((*voor, *lezer.gemengd(kind))), "lijst"))
                nummer = ""
            elif kind.tag == "noot.lijst":
                uit.extend(_nootlijst(lezer, kind))
            elif kind.tag != "li.nr":
                raise lezer.onbekend(kind)
    return uit


def _los_van_spatie(element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """Before a node without width: of a space on both sides only the one after it stays."""
    staart = element.tail or ""
    if spatie[0] and staart[:1].isspace() and uit and isinstance(vorige := uit[-1], str) and vorige.endswith(" "):
        uit[-1:] = [vorige[:-1]] if len(vorige) > 1 else []
        spatie[0] = False


def _plaatje(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    _los_van_spatie(element, uit, spatie)
    for kind in element.iter("illustratie"):
        uit.append(afbeelding(kind))
    for kind in element:
        if kind.tag != "illustratie":
            raise lezer.onbekend(kind)


def naam(lezer: Bronlezer, element: Element) -> str:
    """First and last name with a space between them, which the source leaves out."""
    lezer.geen_losse_tekst(element)
    for kind in element:
        if kind.tag not in ("voornaam", "achternaam") or len(kind):
            raise lezer.onbekend(kind)
    return " ".join(deel for kind in element if (deel := schoon(kind.text)))


def _naam(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    if tekst := naam(lezer, element):
        uit.append(Opmaak("naam", (tekst,)))
        spatie[0] = False


def _metadata(lezer: Bronlezer, element: Element, uit: list[Inline], spatie: list[bool]) -> None:
    """Provenance as last child of a title or signature: read by the reader of that element, never text."""
    ouder = element.getparent()
    if ouder is None or ouder.tag not in ("intitule", "citeertitel", "ondertekening"):
        raise lezer.onbekend(element)


INLINE: dict[str, Inlinelezer] = {
    "nadruk": _nadruk,
    "extref": _verwijzing,
    "intref": _verwijzing,
    "ref-item": _verwijzing,
    "dossierref": _dossier,
    "nootref": nootref,
    "noot": _noot,
    "redactie": _redactie,
    "omissie": _omissie,
    "plaatje": _plaatje,
    "br": regeleinde,
    "naam": _naam,
    "meta-data": _metadata,
    **dict.fromkeys(
        tuple(
            """
            sup inf ovl unl aanhaling indexterm afk cit dfn eg-richtlijn tekstcorrectie extref-groep intref-groep
            functie organisatie politiek deze
            """.split()
        ),
        opmaak(),
    ),
}
