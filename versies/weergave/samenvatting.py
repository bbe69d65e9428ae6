"""The summary of a comparison on one page: how much of each kind changed, where, and a small drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from verordening.boom import Eenheid, Soort
from verordening.papier import document as d
from verordening.papier.document import Blok

from ..paar import Paar, Verandering, wandel_paren
from ..verschil import Verschil
from ..wijziging import Spannesoort

__all__ = ["overzicht", "plaatsen", "samenvatting", "tellingen", "weergeef"]

_NAAM = {
    Verandering.NIEUW: "nieuw",
    Verandering.VERVALLEN: "vervallen",
    Verandering.VERNUMMERD: "vernummerd",
    Verandering.VERPLAATST: "verplaatst",
    Verandering.KOP: "opschrift gewijzigd",
    Verandering.STATUS: "status gewijzigd",
    Verandering.GESPLITST: "gesplitst",
    Verandering.SAMENGEVOEGD: "samengevoegd",
    Verandering.LEDENVORM: "ledenvorm gewijzigd",
    Verandering.GEWIJZIGD: "tekst gewijzigd",
}
_ADRESSEERBAAR = frozenset(Soort) - {Soort.REGELING, Soort.LICHAAM, Soort.LIJST, Soort.BEGRIPPENLIJST, Soort.DIVISIETEKST}


def plaatsen(verschil: Verschil) -> Iterator[tuple[Paar, str, tuple[str, ...]]]:
    """(paar, address, what happened) for every unit that changed by itself: its own words, number, heading, place or status.

    A unit in which only something below changed is not a place of its own; what is wholly new or gone is one place.
    """
    from verordening.register import Register

    oud, nieuw = Register.van(verschil.was), Register.van(verschil.wordt)
    overslaan = -1
    for diepte, paar in wandel_paren((verschil.paren,)):
        if 0 <= overslaan < diepte:
            continue
        overslaan = -1
        deel = paar.deel
        if not isinstance(deel, Eenheid) or deel.soort not in _ADRESSEERBAAR:
            continue
        soorten = _eigen(paar)
        if not soorten:
            continue
        register = nieuw if paar.wordt is not None else oud
        adres = register.adres(deel).tekst(kort=True) or deel.soort.value
        yield paar, adres, tuple(_NAAM[s] for s in Verandering if s in soorten)
        if paar.was is None or paar.wordt is None:
            overslaan = diepte


def _eigen(paar: Paar) -> frozenset[Verandering]:
    soorten = paar.soorten - {Verandering.GELIJK, Verandering.GEWIJZIGD}
    if Verandering.GEWIJZIGD in paar.soorten and any(_eigen_woorden(k) for k in paar.kinderen):
        soorten |= {Verandering.GEWIJZIGD}
    return soorten


def _eigen_woorden(paar: Paar) -> bool:
    """Whether an alinea, table or figure of the unit itself changed (a list is looked through, its items are not)."""
    if paar.gelijk:
        return False
    return not isinstance(paar.deel, Eenheid)


def tellingen(verschil: Verschil) -> dict[str, int]:
    """Number of places per kind of change, most frequent first."""
    teller: Counter[str] = Counter()
    for _, _, soorten in plaatsen(verschil):
        teller.update(soorten)
    return dict(teller.most_common())


def overzicht(verschil: Verschil, *, naar_tekst: bool = True) -> list[Blok]:
    """Heading, one sentence, drawing with its table, and the list of places (with links when the text follows)."""
    rijen = list(plaatsen(verschil))
    uit: list[Blok] = [d.kop(2, "Overzicht van de wijzigingen", anker="overzicht")]
    if not rijen:
        uit.append(d.alinea("De twee versies zijn naar de letter van de tekst gelijk."))
        return uit
    woorden = verschil.woorden
    uit.append(
        d.alinea(
            f"{len(rijen)} plaatsen zijn gewijzigd. Er zijn {woorden.ingevoegd} woorden ingevoegd en "
            f"{woorden.vervallen} woorden vervallen; {woorden.gelijk} woorden zijn gelijk gebleven."
        )
    )
    uit.extend(d.alinea(zin, soort="klein") for zin in verschil.opmerkingen)
    uit.append(_tekening(verschil))
    uit.append(
        d.tabel(
            "Gewijzigde bepalingen",
            ("Bepaling", "Wat er gebeurt"),
            (d.rij(_verwijs(paar, adres) if naar_tekst else adres, ", ".join(soorten)) for paar, adres, soorten in rijen),
        )
    )
    return uit


def _verwijs(paar: Paar, adres: str) -> d.Inline:
    deel = paar.deel
    if isinstance(deel, Eenheid) and deel.eId and paar.wordt is not None and deel.soort in _MET_ANKER:
        return d.link(adres, f"#e-{deel.eId}")
    return adres


_MET_ANKER = frozenset(_ADRESSEERBAAR - {Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP, Soort.OPSCHRIFT, Soort.AANHEF, Soort.SLUITING})


def _tekening(verschil: Verschil) -> Blok:
    from verordening.papier.svg import staven

    titel = "Aantal plaatsen per soort wijziging"
    return staven(titel, list(tellingen(verschil).items()), eenheid="plaatsen", naamkop="Soort wijziging")


def samenvatting(verschil: Verschil) -> d.Document:
    """The summary as a paper of its own."""
    naam = verschil.wordt.gegevens.citeertitel or verschil.wordt.gegevens.werk
    ingevoegd = [s for _, p in wandel_paren((verschil.paren,)) for s in p.spannen if s.soort is Spannesoort.INGEVOEGD]
    zin = "" if ingevoegd or not verschil.gelijk else "Er is niets gewijzigd."
    return d.Document(
        f"Samenvatting van de wijziging van {naam}",
        (*overzicht(verschil, naar_tekst=False), *((d.alinea(zin),) if zin else ())),
        status=verschil.wordt.gegevens.versiestatus,
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
    )


def weergeef(verschil: Verschil) -> bytes:
    """The summary as an accessible HTML page."""
    from verordening.papier import zet

    return zet(samenvatting(verschil), "html")
