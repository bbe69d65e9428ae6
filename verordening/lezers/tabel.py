"""CALS tables of BWB and official publications."""

from __future__ import annotations

from verordening.boom import Alinea, Blok, Cel, Inline, Kolom, Rij, Tabel, Tabelgroep
from verordening.lezers.bronlezer import Bronlezer, Element, Kenmerken, attributen


def _rest(element: Element, *behalve: str, voor: str = "") -> Kenmerken:
    return tuple([(voor + n, w) for n, w in attributen(element, *behalve)])


def lees_tabel(lezer: Bronlezer, element: Element) -> list[Blok]:
    """The table, followed by its source line when it has one.

    Args:
        lezer: the reader of this source; it also reads the cells and the source line.
        element: ``table``.
    """
    lezer.geen_losse_tekst(element)
    titel: tuple[Inline, ...] = ()
    groepen: list[Tabelgroep] = []
    na: list[Blok] = []
    for kind in element:
        if kind.tag == "title":
            titel = lezer.gemengd(kind)
        elif kind.tag == "tgroup":
            groepen.append(_groep(lezer, kind))
        elif kind.tag == "bron":
            na.extend(Alinea(b.inhoud, "bron") if isinstance(b, Alinea) else b for b in lezer.blokken(kind))
        else:
            raise lezer.onbekend(kind)
    return [Tabel(tuple(groepen), titel, kenmerken=_rest(element)), *na]


def _groep(lezer: Bronlezer, element: Element) -> Tabelgroep:
    lezer.geen_losse_tekst(element)
    kolommen: list[Kolom] = []
    spannen: dict[str, tuple[str, str]] = {}
    kop: list[Rij] = []
    romp: list[Rij] = []
    voet: list[Rij] = []
    kenmerken = list(_rest(element))
    for kind in element:
        if kind.tag == "colspec":
            kolommen.append(
                Kolom(kind.get("colname") or "", kind.get("colwidth") or "", _rest(kind, "colname", "colwidth"))
            )
        elif kind.tag == "spanspec":
            spannen[kind.get("spanname") or ""] = (kind.get("namest") or "", kind.get("nameend") or "")
            lezer.kwijt(kind, "spanname", "namest", "nameend")
        elif kind.tag in ("thead", "tbody", "tfoot"):
            rijen = [_rij(lezer, rij, spannen) for rij in kind]
            {"thead": kop, "tbody": romp, "tfoot": voet}[str(kind.tag)].extend(rijen)
            kenmerken += _rest(kind, voor=f"{kind.tag}.")
            lezer.geen_losse_tekst(kind)
        else:
            raise lezer.onbekend(kind)
    if voet:  # CALS puts the foot before the body; a reader sees it below
        kenmerken.append(("tfoot", str(len(voet))))
    return Tabelgroep(tuple(kolommen), tuple(kop), (*romp, *voet), tuple(kenmerken))


def _rij(lezer: Bronlezer, element: Element, spannen: dict[str, tuple[str, str]]) -> Rij:
    if element.tag != "row":
        raise lezer.onbekend(element)
    lezer.geen_losse_tekst(element)
    return Rij(tuple(_cel(lezer, cel, spannen) for cel in element), _rest(element))


def _cel(lezer: Bronlezer, element: Element, spannen: dict[str, tuple[str, str]]) -> Cel:
    if element.tag != "entry":
        raise lezer.onbekend(element)
    van, tot = spannen.get(element.get("spanname") or "", ("", ""))
    meer = element.get("morerows") or "0"
    if not meer.isdecimal():
        raise lezer.weiger(element, "tabel", meer=meer)
    return Cel(
        tuple(lezer.blokken(element)),
        element.get("colname") or "",
        element.get("namest") or van,
        element.get("nameend") or tot,
        int(meer),
        _rest(element, "colname", "namest", "nameend", "morerows"),
    )
