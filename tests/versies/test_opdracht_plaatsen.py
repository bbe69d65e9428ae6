"""Places that are counted, rows of tables, definitions, numbered paragrafen, and parts of the regulation itself: each instruction
with what it changes."""

from functools import lru_cache

import pytest

from tests.versies.gevallen import MAP
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from verordening.tekst.markdown import lees
from verordening.tekstregels import tekstregels
from versies.opdracht import lees_besluit
from versies.opdracht.adressen import lees_plek
from versies.toepassen import pas_toe

GEVALLEN = [
    (naam, *g.split("\n"))
    for naam in ("plaatsen", "paragrafen")
    for g in (MAP / f"{naam}.md").read_text(encoding="utf-8").strip().split("\n\n")[1:]
]


@lru_cache(maxsize=2)
def was(naam: str = "plaatsen") -> Regeling:
    return lees(MAP / f"{naam}-regeling.md")


def uitkomst(naam: str, opdracht: str) -> list[str]:
    """What an instruction changes, or why it is refused."""
    zin = opdracht.replace(" / ", "\n\n")
    titel = was(naam).gegevens.opschrift
    kop = f"Besluit\n\nArtikel I\n\nDe {titel} wordt als volgt gewijzigd:\n\nA\n\n"
    slot = "\n\nArtikel II\n\nDit besluit treedt in werking op 1 januari 2027.\n"
    try:
        wordt = pas_toe(was(naam), lees_besluit(kop + zin + slot)).wordt
    except Geweigerd as fout:
        return [f"! {fout.code}"]
    oud, nieuw = ([f"{a} | {t}" for _, a, t in tekstregels(r)] for r in (was(naam), wordt))
    return [*(f"- {r}" for r in oud if r not in nieuw), *(f"= {r}" for r in nieuw if r not in oud)]


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g[1][:60])
def test_de_plaats_is_precies_wat_de_woorden_zeggen(geval):
    naam, opdracht, *verwacht = geval
    assert uitkomst(naam, opdracht) == verwacht


def test_de_titel_in_de_gegevens_volgt_de_tekst():
    kop = "Besluit\n\nArtikel I\n\nDe Verordening sportpark Waterdam 2024 wordt als volgt gewijzigd:\n\nA\n\n"
    zin = "In het opschrift van de verordening en in de citeertitel wordt “2024” vervangen door “2027”.\n"
    gegevens = pas_toe(was(), lees_besluit(kop + zin)).wordt.gegevens
    assert gegevens.opschrift == gegevens.citeertitel == "Verordening sportpark Waterdam 2027"


@pytest.mark.parametrize(
    ("woorden", "plaatsen"),
    [
        ("bijlage 1, tweede tabel", ["bijlage 1, tabel 2"]),
        ("hoofdstuk 1, tweede en derde paragraaf", ["hoofdstuk 1, paragraaf 2", "hoofdstuk 1, paragraaf 3"]),
        ("bijlage 1, in de rij “x”", ["bijlage 1, rij “x”"]),
        ("eerste, tweede en derde afdeling", ["afdeling 1", "afdeling 2", "afdeling 3"]),
    ],
)
def test_een_geteld_deel_achter_een_komma_ligt_in_het_deel_ervoor(woorden, plaatsen):
    plek = lees_plek(woorden, 0)
    assert plek is not None and [a.tekst() for a in plek.adressen] == plaatsen
