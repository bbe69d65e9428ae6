"""De vormen: naam → bestand. Wat er moet staan zegt papier (LibreOffice)."""

from tests.verordening.word_vormen.anderen import anderen
from tests.verordening.word_vormen.bladen import blokken, opbouw, tabellen
from tests.verordening.word_vormen.gemeenten import GEMEENTEN
from tests.verordening.word_vormen.meer import kaders, nogmeer
from tests.verordening.word_vormen.nummers import herstart, nummervormen, stijlnummers
from tests.verordening.word_vormen.vreemd import schrijfwijzen, verdwaald
from tests.verordening.word_vormen.woorden import inhoud, letters


def alle():
    """Alle vormen: (naam, bestand)."""
    yield from ((f"gemeente: {naam}", maak()) for naam, maak in GEMEENTEN.items())
    for familie in (
        nummervormen,
        herstart,
        stijlnummers,
        letters,
        inhoud,
        blokken,
        tabellen,
        opbouw,
        nogmeer,
        kaders,
        schrijfwijzen,
        verdwaald,
        anderen,
    ):
        yield from familie()
