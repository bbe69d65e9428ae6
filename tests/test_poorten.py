"""The gates of the house: size, dead code, circles, and that nothing is excepted from them."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp

WORTEL = Path(__file__).resolve().parent.parent
KAMERS = ("verordening", "wetgeving", "versies", "impact", "werkbank")
INSTELLINGEN = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))
POORTEN = INSTELLINGEN["tool"]["poorten"]


def _bestanden(*kamers: str) -> Iterator[Path]:
    for kamer in kamers:
        yield from sorted((WORTEL / kamer).rglob("*.py"))


def _regels(bestand: Path) -> int:
    return len(bestand.read_text(encoding="utf-8").splitlines())


def test_geen_bestand_is_langer_dan_vijfhonderd_regels():
    lang = {str(b.relative_to(WORTEL)): n for b in _bestanden(*KAMERS, "bench", "tests") if (n := _regels(b)) > 500}
    mag = POORTEN["lang"]
    assert {b: n for b, n in lang.items() if n > mag.get(b, 500)} == {}, "splits dit bestand"
    assert set(mag) <= set(lang), "dit bestand is kort genoeg: haal het van de lijst"


def test_geen_regel_onttrekt_zich_aan_de_opmaak_of_de_stijl():
    merk = re.compile(r"#\s*(?:fmt:|noqa|ruff:)")
    gevonden = [
        f"{b.relative_to(WORTEL)}:{n}"
        for b in _bestanden(*KAMERS)
        for n, regel in enumerate(b.read_text(encoding="utf-8").splitlines(), 1)
        if merk.search(regel)
    ]
    assert gevonden == []


def test_geen_bestand_is_van_de_stijl_uitgezonderd():
    regels = INSTELLINGEN["tool"]["ruff"]["lint"]
    eigen = {b: codes for b, codes in regels["per-file-ignores"].items() if b.startswith((*KAMERS, "bench"))}
    assert eigen == {"werkbank/opdrachten/**": ["PLR0913"]}
    assert {"C901", "PLR0913", "D100", "D101", "D102", "D103", "D104"} <= set(regels["select"])
    assert (regels["mccabe"]["max-complexity"], regels["pylint"]["max-args"]) == (12, 6)


def test_geen_module_van_de_kern_zegt_any():
    (kern,) = [r for r in INSTELLINGEN["tool"]["mypy"]["overrides"] if "disallow_any_explicit" in r]
    assert kern["disallow_any_explicit"] is True
    assert kern["module"] == ["verordening.*", "versies.*", "wetgeving.*"]


def test_geen_dode_code():
    uit = subprocess.run(
        [sys.executable, "-m", "vulture", *KAMERS, "bench", "tests", "tests/poorten_ongebruikt.py"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    gevonden = [r for r in uit.splitlines() if not r.startswith("tests/")]
    assert gevonden == [], "gebruik het, haal het weg, of zet het met een reden in tests/poorten_ongebruikt.py"


def test_de_lijst_van_ongebruikte_namen_heeft_geen_oude_namen():
    lijst = (WORTEL / "tests" / "poorten_ongebruikt.py").read_text(encoding="utf-8")
    namen = {
        n.attr if isinstance(n, ast.Attribute) else n.id
        for n in ast.walk(ast.parse(lijst))
        if isinstance(n, (ast.Attribute, ast.Name))
    }
    tekst = "\n".join(b.read_text(encoding="utf-8") for b in _bestanden(*KAMERS, "bench"))
    assert [n for n in namen - {"_"} if not re.search(rf"\b{n}\b", tekst)] == []


def test_geen_kring_van_modules():
    graaf = grimp.build_graph(*KAMERS, cache_dir=None, exclude_type_checking_imports=True)
    over = {m: graaf.find_modules_directly_imported_by(m) for m in graaf.modules}
    kringen = {m for m in over if m in _bereikt(over, m)}
    assert {m for m in kringen if not m.startswith(tuple(POORTEN["kringen"]))} == set()


def _bereikt(over: dict[str, set[str]], begin: str) -> set[str]:
    gezien, werk = set(), [begin]
    while werk:
        nieuw = over[werk.pop()] - gezien
        gezien |= nieuw
        werk += nieuw
    return gezien


def _kern() -> list[str]:
    bladzijde = (WORTEL / "docs" / "architectuur.md").read_text(encoding="utf-8")
    deel = re.search(r"^## The kern\n(.*?)(?=^## |\Z)", bladzijde, re.M | re.S)
    assert deel, "docs/architectuur.md heeft geen deel «The kern»"
    return re.findall(r"`((?:verordening|versies|wetgeving)/[\w/.]+)`", deel[1])


def test_de_kern_past_in_een_middag():
    namen = _kern()
    bestanden = [b for n in namen for b in ([WORTEL / n] if n.endswith((".py", ".peg")) else [*(WORTEL / n).iterdir()])]
    bestanden = [b for b in bestanden if b.suffix in (".py", ".peg")]
    assert len(bestanden) == len(set(bestanden)) >= 15
    assert sum(map(_regels, bestanden)) <= POORTEN["kern"]


def test_het_huis_groeit_niet():
    omvang = sum(map(_regels, _bestanden(*KAMERS)))
    assert omvang <= POORTEN["omvang"], "maak iets kleiner, of zeg in docs/metingen.md wat erbij moest"


def test_elk_besluit_staat_in_de_inhoud_onder_zijn_eigen_nummer():
    map_ = WORTEL / "docs" / "besluiten"
    bladen = sorted(b.name for b in map_.glob("[0-9]*.md"))
    assert re.findall(r"^- \[\d{3} .+\]\((.+)\)$", (map_ / "README.md").read_text(encoding="utf-8"), re.M) == bladen
    assert len({b[:3] for b in bladen}) == len(bladen)


def test_de_voorpagina_noemt_alleen_opdrachten_die_er_zijn():
    from werkbank.__main__ import OPDRACHTEN

    genoemd = re.findall(
        r"`?verordening ([a-z][a-z-]+)(?= [A-Z]|`)", (WORTEL / "README.md").read_text(encoding="utf-8")
    )
    assert len(genoemd) >= 15 and set(genoemd) <= set(OPDRACHTEN)


def test_een_getal_is_wat_int_leest():
    """``"10²".isdigit()`` is waar, en ``int`` struikelt erover; ``isdecimal`` zegt hetzelfde als ``int``."""
    assert [str(b) for b in _bestanden(*KAMERS) if ".isdigit(" in b.read_text(encoding="utf-8")] == []
