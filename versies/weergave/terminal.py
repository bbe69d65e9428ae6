"""The difference for a terminal: one line per change, with its address; lapsed words [-so-], new words {+so+}.

The marks stay when there is colour: a change is never told by colour alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from verordening.boom import Regeling
from versies.vergelijken.paar import Paar
from versies.verschil import Verschil
from versies.weergave.json import alle_tekst
from versies.weergave.samenvatting import kanttekeningen
from versies.wijziging import (
    Ledenvorm,
    Plek,
    Spanne,
    Spannesoort,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
    WijzigStatus,
)

_OMGEVING = 48
"""Characters of unchanged text that stay visible beside a change."""
_KLEUR = {Spannesoort.VERVALLEN: "\x1b[31m", Spannesoort.INGEVOEGD: "\x1b[32m"}
_MERK = {Spannesoort.VERVALLEN: ("[-", "-]"), Spannesoort.INGEVOEGD: ("{+", "+}")}
_TERUG = "\x1b[0m"


def weergeef(verschil: Verschil, *, kleur: bool = False) -> bytes:
    """The difference as UTF-8 text.

    Args:
        kleur: add colours (for a terminal).
    """
    return ("\n".join(_regels(verschil, kleur)) + "\n").encode()


def _regels(verschil: Verschil, kleur: bool) -> Iterator[str]:
    yield f"Was:   {_versie(verschil.was)}"
    yield f"Wordt: {_versie(verschil.wordt)}"
    if verschil.gelijk:
        yield from (f"Let op: {opmerking}" for opmerking in verschil.opmerkingen)
        yield "De tekst van beide versies is gelijk."
        return
    yield from (f"Let op: {opmerking}" for opmerking in kanttekeningen(verschil))
    yield _telling(verschil)
    yield ""
    for wijziging, paar in verschil.met_paar:
        yield from _regel(wijziging, paar, kleur)
    yield ""
    yield "[-vervallen-] {+nieuw+}   … = ongewijzigde woorden die hier zijn weggelaten"


def _versie(regeling: Regeling) -> str:
    gegevens = regeling.gegevens
    dag = gegevens.geldig_vanaf or gegevens.juridisch_werkend_vanaf
    naam = gegevens.citeertitel or gegevens.opschrift or gegevens.werk
    return _schoon(naam + (f", geldig vanaf {dag.day}-{dag.month}-{dag.year}" if dag else ""))


def _telling(verschil: Verschil) -> str:
    artikelen, woorden = verschil.artikelen, verschil.woorden
    delen = [
        f"{len(rij)} {naam}"
        for naam, rij in (
            ("gewijzigd", artikelen.gewijzigd),
            ("nieuw", artikelen.nieuw),
            ("vervallen", artikelen.vervallen),
            ("vernummerd", artikelen.vernummerd),
            ("verplaatst", artikelen.verplaatst),
        )
        if rij
    ]
    telling = f"Artikelen: {', '.join(delen)}. " if delen else ""
    return f"{telling}Woorden: {woorden.ingevoegd} nieuw, {woorden.vervallen} vervallen, {woorden.gelijk} gelijk."


def _regel(wijziging: Wijziging, paar: Paar, kleur: bool) -> Iterator[str]:
    if isinstance(wijziging, VoegIn):
        yield _kop("+", wijziging.wordt, _bij(paar, "nieuw"))
        yield from _ingesprongen(alle_tekst(paar.wordt), Spannesoort.INGEVOEGD, kleur)
        return
    assert not isinstance(wijziging, VoegTekstIn)
    plek = wijziging.plek
    if isinstance(wijziging, Vervalt):
        yield _kop("-", plek, _bij(paar, "vervalt"))
        yield from _ingesprongen(alle_tekst(paar.was), Spannesoort.VERVALLEN, kleur)
    elif isinstance(wijziging, VervangTekst):
        yield _kop("~", wijziging.wordt or plek, _bij(paar, "" if wijziging.veld == "tekst" else wijziging.veld))
        yield "    " + _lopend(wijziging.spannen, kleur)
    elif isinstance(wijziging, VervangKop):
        yield _kop("~", wijziging.wordt or plek, "opschrift")
        yield "    " + _lopend(paar.spannen, kleur)
    elif isinstance(wijziging, VervangEenheid):
        yield _kop("~", wijziging.wordt or plek, "vervangen")
    elif isinstance(wijziging, Vernummer):
        yield _kop("#", plek, f"wordt vernummerd tot {_plek(wijziging.wordt)}")
    elif isinstance(wijziging, Verplaats):
        yield _kop(">", plek, f"verplaatst naar {_plek(wijziging.wordt)}")
    elif isinstance(wijziging, Ledenvorm):
        wat = "de tekst wordt het eerste lid" if wijziging.aan else "het enige lid wordt tekst zonder nummer"
        yield _kop("#", plek, wat)
    elif isinstance(wijziging, WijzigStatus):
        yield _kop("!", plek, f"status wordt: {wijziging.status.value}")


def _bij(paar: Paar, wat: str) -> str:
    """The kind of change, with what is known about a split or a merge."""
    extra = ["gesplitst"] * paar.gesplitst + ["samengevoegd"] * paar.samengevoegd
    if extra and paar.elders is not None:
        extra[-1] += f", zie {_plek(paar.elders)}"
    return ", ".join(d for d in (wat, *extra) if d)


def _kop(teken: str, plek: Plek | None, wat: str) -> str:
    return f"{teken} {_plek(plek)}{': ' if wat else ''}{wat}"


def _plek(plek: Plek | None) -> str:
    return _schoon(plek.adres.tekst(kort=True) or "de regeling") if plek is not None else "de regeling"


def _ingesprongen(tekst: str | None, soort: Spannesoort, kleur: bool) -> Iterator[str]:
    for regel in (tekst or "").split("\n"):
        if regel:
            yield "    " + _merk(regel, soort, kleur)


def _lopend(spannen: Sequence[Spanne], kleur: bool) -> str:
    delen = []
    for plek, spanne in enumerate(spannen):
        if spanne.soort is Spannesoort.GELIJK:
            delen.append(_ingekort(_schoon(spanne.tekst), begin=plek == 0, eind=plek == len(spannen) - 1))
        else:
            delen.append(_merk(spanne.tekst, spanne.soort, kleur))
    return "".join(delen)


def _merk(tekst: str, soort: Spannesoort, kleur: bool) -> str:
    links, rechts = _MERK[soort]
    gemerkt = f"{links}{_schoon(tekst)}{rechts}"
    return f"{_KLEUR[soort]}{gemerkt}{_TERUG}" if kleur else gemerkt


def _ingekort(tekst: str, *, begin: bool, eind: bool) -> str:
    """Unchanged text around changes, its middle left out when it is long."""
    grens = _OMGEVING if begin or eind else 2 * _OMGEVING
    if len(tekst) <= grens + 8:
        return tekst
    voor = "" if begin else tekst[:_OMGEVING].rsplit(" ", 1)[0] + " "
    na = "" if eind else " " + tekst[-_OMGEVING:].split(" ", 1)[-1]
    return f"{voor}…{na}"


def _schoon(tekst: str) -> str:
    """Text that cannot steer a terminal: control and direction characters are shown as a dot."""
    if tekst.isprintable():
        return tekst
    return "".join("·" if unicodedata.category(t) in ("Cc", "Cf") else t for t in tekst)
