"""What stands around the articles: title, preamble, closing formula and signatures."""

from __future__ import annotations

from collections.abc import Iterator

from verordening.boom import Alinea, Blok, Eenheid, Grondslag, Inline, Soort, Verwijzing, inlinetekst, smelt
from verordening.bwb.brondata import lees_herkomst
from verordening.bwb.inline import naam
from verordening.bwb.tekstmodel import Tekstlezer
from verordening.lezers.bronlezer import Element, kenmerken as uniek, schoon


class Omlijstlezer(Tekstlezer):
    """A text reader that also knows the closing of an annex and loose signatures, wherever they stand."""

    def blok(self, element: Element, uit: list[Blok]) -> None:
        """As :meth:`Tekstlezer.blok`, with ``bijlage-sluiting`` and ``ondertekening``."""
        if element.tag in ("bijlage-sluiting", "ondertekening"):
            uit.append(lees_sluiting(self, element))
        else:
            super().blok(element, uit)


_AANHEF = {"wij": "wij", "wie": "wie", "aan-wie": "aan", "in-afschrift-aan": "afschrift", "kenmerk": "kenmerk"}
_ONDERTEKENING = {"functie": "functie", "organisatie": "organisatie", "politiek": "politiek", "deze": "deze"}


def _eenheid(
    lezer: Tekstlezer, element: Element, soort: Soort, blokken: list[Blok], kenmerken: list[tuple[str, str]]
) -> Eenheid:
    herkomst, over = lees_herkomst(lezer, element, element.find("meta-data"))
    return Eenheid(
        soort,
        inhoud=tuple(blokken),
        wId=lezer._wid(element, soort, herkomst),
        herkomst=herkomst,
        kenmerken=uniek((("element", str(element.tag)), *over, *kenmerken)),
    )


def lees_opschrift(lezer: Tekstlezer, element: Element) -> Eenheid:
    """The title (``intitule``): mixed text with its provenance as last child."""
    herkomst, over = lees_herkomst(lezer, element, element.find("meta-data"))
    inhoud = lezer.gemengd(element)
    return Eenheid(
        Soort.OPSCHRIFT,
        inhoud=(Alinea(inhoud, "intitule"),),
        wId=lezer._wid(element, Soort.OPSCHRIFT, herkomst),
        herkomst=herkomst,
        kenmerken=uniek((("element", str(element.tag)), *over)),
    )


def lees_aanhef(lezer: Tekstlezer, element: Element) -> Eenheid:
    """Preamble: wij, considerans, afkondiging, preambule, context."""
    lezer.geen_losse_tekst(element)
    uit: list[Blok] = []
    kenmerken: list[tuple[str, str]] = []
    for kind in element:
        tag = str(kind.tag)
        if tag == "meta-data":
            continue
        if tag in _AANHEF:
            lezer.alinea(kind, uit, _AANHEF[tag])
        elif tag in ("considerans", "context"):
            _considerans(lezer, kind, tag, uit, kenmerken)
        elif tag == "afkondiging":
            lezer._met_rol(kind, uit, "afkondiging")
        elif tag == "preambule":
            lezer._met_rol(kind, uit, "")
        else:
            lezer.blok(kind, uit)
    return _eenheid(lezer, element, Soort.AANHEF, uit, kenmerken)


def _considerans(
    lezer: Tekstlezer, element: Element, rol: str, uit: list[Blok], kenmerken: list[tuple[str, str]]
) -> None:
    lezer.geen_losse_tekst(element)
    for nummer, kind in enumerate(element, 1):
        if kind.tag == f"{rol}.al":
            lezer.alinea(kind, uit, rol)
            if bevat := kind.get("bevat"):
                kenmerken.append((f"{rol}.{nummer}", bevat))
                if bevat == "grondslag" and uit and isinstance(laatste := uit[-1], Alinea):
                    lezer.grondslagen.extend(_grondslagen(laatste))
        else:
            lezer.blok(kind, uit)


def _grondslagen(alinea: Alinea) -> Iterator[Grondslag]:
    """Legal bases that an alinea of the preamble names: its references, else its words."""
    verwijzingen = [deel for deel in alinea.inhoud if isinstance(deel, Verwijzing)]
    for verwijzing in verwijzingen:
        yield Grondslag(inlinetekst(verwijzing.inhoud), verwijzing.doel, "aanhef")
    if not verwijzingen:
        yield Grondslag(inlinetekst(alinea.inhoud), "", "aanhef")


def lees_sluiting(lezer: Tekstlezer, element: Element) -> Eenheid:
    """Closing formula, place and date, signatures; also ``bijlage-sluiting``."""
    uit: list[Blok] = []
    kenmerken: list[tuple[str, str]] = []
    _sluiting(lezer, element, uit, kenmerken)
    return _eenheid(lezer, element, Soort.SLUITING, uit, kenmerken)


def _sluiting(lezer: Tekstlezer, element: Element, uit: list[Blok], kenmerken: list[tuple[str, str]]) -> None:
    lezer.geen_losse_tekst(element)
    for kind in element:
        tag = str(kind.tag)
        if tag == "meta-data":
            continue
        if tag in ("slotformulering", "goedkeuring"):
            lezer._met_rol(kind, uit, tag)
        elif tag in ("gegeven", "dagtekening"):
            _dagtekening(lezer, kind, uit, kenmerken)
        elif tag == "uitgifte":
            _uitgifte(lezer, kind, uit, kenmerken)
        elif tag in ("ondertekenaar",):
            _sluiting(lezer, kind, uit, kenmerken)
        elif tag == "ondertekening":
            _ondertekening(lezer, kind, uit)
        elif tag == "naamlijst":
            for persoon in kind:
                uit.append(Alinea((naam(lezer, persoon),), "naam"))
        else:
            lezer.blok(kind, uit)


def _dagtekening(lezer: Tekstlezer, element: Element, uit: list[Blok], kenmerken: list[tuple[str, str]]) -> None:
    """Place and date as one line; the king signs below it."""
    lezer.geen_losse_tekst(element)
    regel: list[Inline] = []
    koning: list[Blok] = []
    for kind in element.iter("label", "plaats", "actie", "datum", "koning"):
        if kind.tag == "koning":
            lezer.alinea(kind, koning, "koning")
            continue
        inhoud = lezer.gemengd(kind)
        regel += (" ", *inhoud) if regel and inhoud else inhoud
        if kind.tag == "datum":
            _datum(lezer, kind, "dagtekening", kenmerken)
    for kind in element.iterdescendants():
        if kind.tag not in ("label", "plaats", "actie", "datum", "koning", "dagtekening", "nadruk", "omissie"):
            raise lezer.onbekend(kind)
    if regel:
        uit.append(Alinea(smelt(regel), "dagtekening"))
    uit.extend(koning)


def _datum(lezer: Tekstlezer, element: Element, wat: str, kenmerken: list[tuple[str, str]]) -> None:
    dag, rest = lezer.datum(element, wat, element.get("isodatum"))
    kenmerken.extend(rest)
    if dag is not None:
        kenmerken.append((wat, dag.isoformat()))


def _uitgifte(lezer: Tekstlezer, element: Element, uit: list[Blok], kenmerken: list[tuple[str, str]]) -> None:
    lezer.geen_losse_tekst(element)
    for kind in element:
        if kind.tag in ("datum", "uitgegeven"):
            lezer.alinea(kind, uit, "uitgifte")
            if kind.tag == "datum":
                _datum(lezer, kind, "uitgifte", kenmerken)
        elif kind.tag == "ondertekening":
            _ondertekening(lezer, kind, uit)
        else:
            raise lezer.onbekend(kind)


def _ondertekening(lezer: Tekstlezer, element: Element, uit: list[Blok]) -> None:
    """A signature: one line per part, or one running line when the source writes it as a sentence."""
    los = schoon(element.text) or any(schoon(kind.tail) for kind in element)
    if los:
        lezer.alinea(element, uit, "ondertekening")
        return
    for kind in element:
        tag = str(kind.tag)
        if tag == "naam":
            if persoon := naam(lezer, kind):
                uit.append(Alinea((persoon,), "naam"))
        elif tag in _ONDERTEKENING:
            lezer.alinea(kind, uit, _ONDERTEKENING[tag])
        elif tag != "meta-data":
            raise lezer.onbekend(kind)
