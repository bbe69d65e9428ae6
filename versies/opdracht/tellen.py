"""Does the new text hold what the instruction announces: how many units, and with which number."""

from __future__ import annotations

from collections.abc import Sequence

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Blok, Eenheid, Tabel, kaal


def tel(nieuw: Sequence[Blok], aantal: int, soort: str) -> None:
    """Refuse new text that does not hold as many units as the sentence says."""
    if soort in ("rij", "tabel"):
        rijen = sum(len(g.romp) for b in nieuw if isinstance(b, Tabel) for g in b.groepen)
        gevonden = rijen if soort == "rij" else len(nieuw)
    else:
        gevonden = len(nieuw)
    if aantal and gevonden != aantal:
        raise Geweigerd(
            f"de opdracht kondigt {_aantal(aantal, soort)} aan; in de nieuwe tekst {'staat' if gevonden == 1 else 'staan'} er {gevonden}",
            code="aantal",
            advies="Laat het aantal in de opdracht en de nieuwe tekst overeenkomen.",
        )


_MEERVOUD = {
    "artikel": "artikelen",
    "lid": "leden",
    "onderdeel": "onderdelen",
    "bijlage": "bijlagen",
    "hoofdstuk": "hoofdstukken",
    "paragraaf": "paragrafen",
    "afdeling": "afdelingen",
    "rij": "rijen",
    "tabel": "tabellen",
    "zin": "zinnen",
    "begripsomschrijving": "begripsomschrijvingen",
    "begrip": "begrippen",
    "streepje": "streepjes",
}


def _aantal(aantal: int, soort: str) -> str:
    return f"{aantal} {soort if aantal == 1 else _MEERVOUD.get(soort, soort)}"


def zelfde_nummer(adres: Adres, blok: Blok) -> None:
    """The payload's own designation must be that of the address (F.3, 8)."""
    stap = adres.stappen[-1]
    if not isinstance(blok, Eenheid) or stap.soort == "begrip":
        return
    eigen = kaal(blok.nummer).rstrip("°º")
    if eigen and stap.nummer and stap.nummer != "laatste" and eigen.lower() != stap.nummer.rstrip("°º").lower():
        raise Geweigerd(
            f"de opdracht gaat over {adres.tekst()}, maar de nieuwe tekst heeft nummer «{blok.nummer}»",
            code="nummer-lading",
            advies="Laat de aanduiding in de nieuwe tekst overeenkomen met de opdracht.",
        )
