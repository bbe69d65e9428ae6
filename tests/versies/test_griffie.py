"""Een dag van de griffie met de opdrachten, uit een bestand dat een jurist kan lezen; en wat gepubliceerd is leest terug als de versie."""

from pathlib import Path
from shutil import copytree

from tests.hulp.opdrachtregel import loop
from verordening.boom import tekst, wandel
from verordening.lezers import lees

GEVAL = Path(__file__).parent / "gevallen" / "griffie"
IN_DE_MAP = ("D", "site", "pakket")


def _stappen() -> list[tuple[list[str], int, str]]:
    regels = (r for r in (GEVAL / "dag.txt").read_text("utf-8").splitlines() if r and not r.startswith("#"))
    delen = ([d.strip() for d in r.split("|")] for r in regels)
    return [(opdracht.split(), int(code), verwacht) for opdracht, code, verwacht in delen]


def test_een_dag_van_de_griffie(tmp_path: Path) -> None:
    werk = copytree(GEVAL, tmp_path / "werk")
    for woorden, code, verwacht in _stappen():
        echt = [str(werk / w) if w in IN_DE_MAP or w.endswith(".md") else w for w in woorden]
        echt = [w.replace("_", " ") if "#" in w else w for w in echt]
        uit = loop(*echt)
        gezegd = " ".join((uit.uit + uit.fout).split())
        assert uit.code == code, (woorden, gezegd[-600:])
        assert verwacht in gezegd, (woorden, gezegd[-600:])
        assert "register-vernieuwd" not in gezegd, woorden
    _lees_terug(werk / "site", {"docx": 2, "odt": 2})


def _lees_terug(site: Path, hoort: dict[str, int]) -> None:
    """Elk gepubliceerd Word- en ODT-bestand geeft dezelfde woorden en dezelfde delen als de XML van die versie."""
    gelezen = dict.fromkeys(hoort, 0)
    for bron in sorted(site.rglob("tekst.xml")):
        versie = lees(bron.read_bytes(), naam="tekst.xml")
        for vorm in hoort:
            terug = lees(bron.with_suffix(f".{vorm}").read_bytes(), naam=f"tekst.{vorm}")
            assert tekst(terug.wortel) == tekst(versie.wortel), bron
            assert [(e.soort, e.nummer) for e in wandel(terug.wortel)] == [
                (e.soort, e.nummer) for e in wandel(versie.wortel)
            ]
            gelezen[vorm] += 1
    assert gelezen == hoort


def test_een_eigen_bladzijde_in_markdown_wordt_niet_als_regeling_gelezen(tmp_path: Path) -> None:
    assert loop("neem-op", tmp_path / "D", GEVAL / "verordening.md", "--bekend", "15-12-2024", "--ja").code == 0
    assert loop("publiceer", tmp_path / "D", "-o", tmp_path / "s", "--vorm", "md").code == 0
    blad = next((tmp_path / "s").rglob("tekst.md"))
    uit = loop("lees", blad, "--verantwoording")
    assert uit.code == 3 and "bladzijde van dit programma" in uit.fout
