"""The sources that the page about drafting cites: each number stands in the official text and is about what the page says."""

import re
from pathlib import Path

import pytest

BLAD = Path(__file__).parents[2] / "docs" / "opstellen.md"
GAAT_OVER = {
    "223": "gelijke orde",
    "226": "opschrift",
    "231": "begripseenheid",
    "232": "intrekken",
    "233": "komt te luiden",
    "235": "hoofdletters",
    "238": "(nieuw)",
}


@pytest.fixture(scope="module")
def aanwijzingen(data: Path) -> dict[str, str]:
    bron = (data / "laws-markdown" / "aanwijzingen-regelgeving" / "2012-01-16.md").read_text(encoding="utf-8")
    delen = re.split(r"^###\s*Aanwijzing\s+(\d+[a-z]?)\s*$", bron, flags=re.MULTILINE)
    return dict(zip(delen[1::2], delen[2::2], strict=True))


def test_elk_nummer_in_de_bladzijde_staat_in_de_officiele_tekst(aanwijzingen: dict[str, str]) -> None:
    genoemd = {n for rij in re.findall(r"Ar 2012, (\d+(?: and \d+)*)", BLAD.read_text()) for n in rij.split(" and ")}
    assert genoemd <= set(GAAT_OVER), "zeg hier ook waar een nieuw nummer over gaat"
    for nummer in genoemd:
        assert GAAT_OVER[nummer] in aanwijzingen[nummer], nummer
