"""The summary of a comparison on one page: how much of each kind changed, where, and a small drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from verordening.boom import Eenheid, Soort, alineas, inlinetekst, koptekst, wandel
from verordening.papier import document as d
from verordening.papier.document import Blok
from versies.vergelijken.paar import Paar, wandel_paren
from versies.verschil import Verschil
from versies.wijziging import (
    Ledenvorm,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VoegIn,
    Wijziging,
    WijzigStatus,
)

_NAAM: dict[type[Wijziging], str] = {
    VoegIn: "nieuw",
    Vervalt: "vervallen",
    Vernummer: "vernummerd",
    Verplaats: "verplaatst",
    VervangKop: "opschrift gewijzigd",
    WijzigStatus: "status gewijzigd",
    Ledenvorm: "ledenvorm gewijzigd",
    VervangEenheid: "geheel vervangen",
}
_VOLGORDE = ("tekst gewijzigd", *_NAAM.values(), "gesplitst", "samengevoegd")
_ADRESSEERBAAR = frozenset(Soort) - {
    Soort.REGELING,
    Soort.LICHAAM,
    Soort.LIJST,
    Soort.BEGRIPPENLIJST,
    Soort.DIVISIETEKST,
}


def plaatsen(verschil: Verschil) -> Iterator[tuple[Paar, str, tuple[str, ...]]]:
    """(paar, address, what happened) for every unit that changed by itself: its own words, number, heading, place or status.

    A unit in which only something below changed is not a place of its own; what is wholly new or gone is one place.
    """
    overslaan = -1
    for diepte, paar in wandel_paren((verschil.paren,)):
        if 0 <= overslaan < diepte:
            continue
        overslaan = -1
        deel = paar.deel
        if not isinstance(deel, Eenheid) or deel.soort not in _ADRESSEERBAAR:
            continue
        soorten = _wat(verschil, paar)
        if not soorten:
            continue
        plaats = paar.adres_wordt or paar.adres_was
        adres = (plaats.tekst(kort=True) if plaats is not None else "") or deel.soort.value
        yield paar, adres, soorten
        if paar.was is None or paar.wordt is None:
            overslaan = diepte


def _wat(verschil: Verschil, paar: Paar) -> tuple[str, ...]:
    """What happened to a unit itself, in words."""
    eigen = verschil.van(paar)
    namen = {_NAAM[type(w)] for w in eigen}
    if paar.vertrokken:
        namen.add(_NAAM[Verplaats])
    namen |= {naam for naam, is_zo in (("gesplitst", paar.gesplitst), ("samengevoegd", paar.samengevoegd)) if is_zo}
    # Wat als [Vervallen] blijft staan, is vervallen; dat daarbij de woorden veranderen, spreekt vanzelf.
    if not any(isinstance(w, Vervalt) for w in eigen) and any(
        not (k.gelijk or isinstance(k.deel, Eenheid)) for k in paar.kinderen
    ):
        namen.add("tekst gewijzigd")
    return tuple(naam for naam in _VOLGORDE if naam in namen)


def tellingen(verschil: Verschil) -> dict[str, int]:
    """Number of places per kind of change, most frequent first."""
    return dict(Counter(soort for _, _, soorten in plaatsen(verschil) for soort in soorten).most_common())


def kanttekeningen(verschil: Verschil) -> tuple[str, ...]:
    """What the reader must know before reading on: when the comparison means little, or when there is nothing to see."""
    if verschil.gelijk:
        return ("De twee versies zijn naar de letter van de tekst gelijk.", *verschil.opmerkingen)
    was, wordt = (any(_heeft_woorden(r.wortel)) for r in (verschil.was, verschil.wordt))
    leeg = []
    if not was:
        leeg.append("De oude versie bevat geen tekst: alles is nieuw en er valt niets te vergelijken.")
    if not wordt:
        leeg.append("De nieuwe versie bevat geen tekst: alles is vervallen en er valt niets te vergelijken.")
    return (*leeg, *verschil.opmerkingen)


def _heeft_woorden(eenheid: Eenheid) -> Iterator[bool]:
    yield from (bool(koptekst(e).strip()) for e in wandel(eenheid))
    yield from (bool(inlinetekst(a.inhoud).strip()) for a in alineas(eenheid))


def let_op(verschil: Verschil) -> list[Blok]:
    """The remarks as a frame, to stand on top of every rendering; empty when there is nothing to say."""
    zinnen = kanttekeningen(verschil)
    return [d.Kader(("Let op",), tuple(d.alinea(zin) for zin in zinnen), "let-op")] if zinnen else []


def overzicht(verschil: Verschil, *, ankers: Collection[str] = ()) -> list[Blok]:
    """Heading, one sentence, drawing with its table, and the list of places, with links to the anchors that exist."""
    rijen = list(plaatsen(verschil))
    uit: list[Blok] = [d.kop(2, "Overzicht van de wijzigingen", anker="overzicht")]
    if not rijen:
        uit.append(d.alinea("Er is geen enkele plaats gewijzigd."))
        return uit
    woorden = verschil.woorden
    uit.append(
        d.alinea(
            f"{_aantal(len(rijen), 'plaats is', 'plaatsen zijn')} gewijzigd. "
            f"Er {_aantal(woorden.ingevoegd, 'woord is', 'woorden zijn', achter=True)} ingevoegd en "
            f"{_aantal(woorden.vervallen, 'woord is', 'woorden zijn')} vervallen; "
            f"{_aantal(woorden.gelijk, 'woord is', 'woorden zijn')} gelijk gebleven."
        )
    )
    uit.append(_tekening(verschil))
    uit.append(
        d.tabel(
            "Gewijzigde bepalingen",
            ("Bepaling", "Wat er gebeurt"),
            (d.rij(_verwijs(paar, adres, ankers), ", ".join(soorten)) for paar, adres, soorten in rijen),
        )
    )
    return uit


def _aantal(aantal: int, een: str, meer: str, *, achter: bool = False) -> str:
    """
    >>> _aantal(1, "woord is", "woorden zijn"), _aantal(2, "woord is", "woorden zijn", achter=True)
    ('1 woord is', 'zijn 2 woorden')
    """
    naam, werkwoord = (een if aantal == 1 else meer).rsplit(" ", 1)
    return f"{werkwoord} {aantal} {naam}" if achter else f"{aantal} {naam} {werkwoord}"


def _verwijs(paar: Paar, adres: str, ankers: Collection[str]) -> d.Inline:
    """The address as link to the unit: by its eId, or to what is gone."""
    deel = paar.deel
    if isinstance(deel, Eenheid) and deel.eId:
        anker = deel.eId if paar.wordt is not None else f"was-{deel.eId}"
        if anker in ankers:
            return d.link(adres, f"#{anker}")
    return adres


def _tekening(verschil: Verschil) -> Blok:
    from verordening.papier.svg import staven

    titel = "Aantal plaatsen per soort wijziging"
    return staven(titel, list(tellingen(verschil).items()), eenheid="plaatsen", naamkop="Soort wijziging")


def samenvatting(verschil: Verschil) -> d.Document:
    """The summary as a paper of its own."""
    naam = verschil.wordt.gegevens.citeertitel or verschil.wordt.gegevens.werk
    return d.Document(
        f"Samenvatting van de wijziging van {naam}",
        (*let_op(verschil), *overzicht(verschil)),
        status=verschil.wordt.gegevens.versiestatus,
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
    )


def weergeef(verschil: Verschil) -> bytes:
    """The summary as an accessible HTML page."""
    from verordening.papier import zet

    return zet(samenvatting(verschil), "html")
