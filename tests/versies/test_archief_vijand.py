"""A dossier that somebody else sends is data: no command ever runs a program that it names.

Every attack is a change in a copied dossier (or in the environment) that makes plain git run ``kwaad``; the proof of having
run is a file. The commands may answer or refuse, as long as that file does not come.
"""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.hulp.opdrachtregel import loop
from tests.hulp.proefdossier import REGELING, proefdossier
from werkbank.__main__ import groep

OPDRACHTEN: dict[str, tuple[str, ...]] = {
    "geldend": (REGELING, "--op", "2026-06-01"),
    "tijdlijn": (REGELING,),
    "samenloop": (),
    "vlecht": (REGELING, "later", "eerste"),
    "herkomst": (REGELING, "artikel 2"),
    "keur": (),
    "controle": ("--groep", "opbouw"),
    "koppeling": (),
    "haal": ("--dossier", "DOSSIER", "--zonder-netwerk"),
    "opstellen": ("UIT/b.md", "UIT/b.md", "--dossier", "DOSSIER"),
    "gevolgen": ("--ontwerp", "UIT/b.md"),
    "publiceer": ("-o", "UIT/site", "--vorm", "md"),
    "lever": ("Besluit later", "-o", "UIT/pakket"),
    "impact": ("-o", "UIT/impact", "--vorm", "md"),
    "memo": ("-o", "UIT/memo", "--vorm", "md"),
    "cib": ("--alle", "-o", "UIT/cib", "--vorm", "md"),
    "stukken": ("-o", "UIT/stukken", "--vorm", "md"),
    "keuzes": ("-o", "UIT/keuzes", "--vorm", "md"),
    "neem-over": ("UIT/b.md",),
    "nieuw": ("--gemeente", "gm0999=Proefstad"),
    "voeg-toe": ("UIT/b.md",),
    "neem-op": ("UIT/b.md", "--doel", "p", "--regeling", "p", "--werkend", "1-1-2027", "--ja"),
    "herstel": ("2", "--reden", "vergissing", "--ja"),
    "verenig": ("UIT/goed", "--ja"),
    "zet-terug": (),
    "verifieer": (),
    "herbouw": (),
}
"""Every command that opens a dossier, with what comes after it (or around it); UIT is a folder of our own."""
ZONDER = {
    "haal": "vraagt een netwerk; leest het dossier niet, schrijft alleen in wetten/",
    "start": "blijft draaien; elke bladzijde gaat door dezelfde poort (tests/werkbank/web)",
}

Aanval = Callable[[Path, Path], None]


def _instelling(tekst: str) -> Aanval:
    def doe(dossier: Path, kwaad: Path) -> None:
        with (dossier / ".git/config").open("a", encoding="utf-8") as f:
            f.write("\n" + tekst.replace("KWAAD", str(kwaad)))

    return doe


def _bestand(naam: str, tekst: str, uitvoerbaar: bool = False) -> Aanval:
    def doe(dossier: Path, kwaad: Path) -> None:
        pad = dossier / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(tekst.replace("KWAAD", str(kwaad)), encoding="utf-8")
        if uitvoerbaar:
            pad.chmod(pad.stat().st_mode | stat.S_IXUSR)

    return doe


def _samen(*aanvallen: Aanval) -> Aanval:
    def doe(dossier: Path, kwaad: Path) -> None:
        for aanval in aanvallen:
            aanval(dossier, kwaad)

    return doe


def _zonder_objecten(dossier: Path, _kwaad: Path) -> None:
    shutil.rmtree(dossier / ".git/objects/pack", ignore_errors=True)
    (dossier / ".git/objects/pack").mkdir()


_PROMISOR = '[extensions]\n partialClone = origin\n[remote "origin"]\n url = ext::KWAAD %S\n promisor = true\n'

AANVALLEN: dict[str, Aanval] = {
    "fsmonitor": _instelling("[core]\n fsmonitor = KWAAD\n"),
    "fsmonitor op één regel": _instelling("[core] fsmonitor = KWAAD\n"),
    "fsmonitor, hoofdletters": _instelling("[CORE]\n FsMonitor = KWAAD\n"),
    "fsmonitor over twee regels": _instelling("[core]\n fsmonitor = KW\\\nAAD\n".replace("KW\\\nAAD", "KWAAD")),
    "fsmonitor achter aanhalingstekens": _instelling('[core]\n fsmonitor = "KWAAD"\n'),
    "fsmonitor in de oude schrijfwijze": _instelling("[core.x]\n[core]fsmonitor=KWAAD\n"),
    "haken elders": _samen(
        _instelling("[core]\n hooksPath = haken\n"), _bestand("haken/reference-transaction", "#!/bin/sh\nKWAAD\n", True)
    ),
    "haak in de opslag": _bestand(".git/hooks/reference-transaction", "#!/bin/sh\nKWAAD\n", True),
    "haak na uitpakken": _bestand(".git/hooks/post-index-change", "#!/bin/sh\nKWAAD\n", True),
    "bladerprogramma": _instelling("[core]\n pager = KWAAD\n"),
    "bladerprogramma per opdracht": _instelling("[pager]\n log = KWAAD\n"),
    "tekstverwerker": _instelling("[core]\n editor = KWAAD\n"),
    "ssh-programma": _instelling("[core]\n sshCommand = KWAAD\n"),
    "wachtwoordvrager": _instelling("[core]\n askPass = KWAAD\n"),
    "git-proxy": _instelling("[core]\n gitProxy = KWAAD\n"),
    "andere voorouders": _instelling("[core]\n alternateRefsCommand = KWAAD\n"),
    "ondertekenprogramma": _instelling("[log]\n showSignature = true\n[gpg]\n program = KWAAD\n"),
    "ondertekenprogramma ssh": _instelling('[log]\n showSignature = true\n[gpg "ssh"]\n program = KWAAD\n'),
    "ondertekenen aan": _instelling("[commit]\n gpgSign = true\n[gpg]\n program = KWAAD\n"),
    "sleutel door een programma": _instelling('[gpg]\n format = ssh\n[gpg "ssh"]\n defaultKeyCommand = KWAAD\n'),
    "filter": _samen(
        _instelling('[filter "k"]\n smudge = KWAAD\n clean = KWAAD\n'), _bestand(".gitattributes", "* filter=k\n")
    ),
    "filter als proces": _samen(
        _instelling('[filter "k"]\n process = KWAAD\n'), _bestand(".git/info/attributes", "* filter=k\n")
    ),
    "omzetting voor vergelijken": _samen(
        _instelling('[diff "k"]\n textconv = KWAAD\n'), _bestand(".gitattributes", "* diff=k\n")
    ),
    "vergelijkprogramma": _instelling("[diff]\n external = KWAAD\n"),
    "samenvoegprogramma": _samen(
        _instelling('[merge "k"]\n driver = KWAAD\n'), _bestand(".gitattributes", "* merge=k\n")
    ),
    "ander bestand erbij": _samen(
        _instelling("[include]\n path = kwaad.ini\n"), _bestand(".git/kwaad.ini", "[core]\n fsmonitor = KWAAD\n")
    ),
    "ander bestand als de map zo heet": _samen(
        _instelling('[includeIf "gitdir:**"]\n path = kwaad.ini\n'),
        _bestand(".git/kwaad.ini", "[core]\n fsmonitor = KWAAD\n"),
    ),
    "protocol met een programma": _samen(
        _instelling(f'[protocol "ext"] allow = always\n{_PROMISOR}'), _zonder_objecten
    ),
    "belofte zonder protocolregel": _samen(_instelling(_PROMISOR), _zonder_objecten),
    "adres met een programma": _instelling('[remote "origin"]\n url = ext::KWAAD\n'),
    "ophaalprogramma": _instelling('[remote "origin"]\n url = x\n uploadpack = KWAAD\n'),
    "hulp met wachtwoorden": _instelling("[credential]\n helper = KWAAD\n"),
    "verkorte opdracht": _instelling("[alias]\n log = !KWAAD\n for-each-ref = !KWAAD\n"),
    "instellingen per werkmap": _samen(
        _instelling("[extensions]\n worktreeConfig = true\n"),
        _bestand(".git/config.worktree", "[core]\n fsmonitor = KWAAD\n"),
    ),
    "ondermodule": _samen(
        _instelling('[submodule "k"]\n update = !KWAAD\n'),
        _bestand(".gitmodules", '[submodule "k"]\n path = k\n url = ext::KWAAD\n'),
    ),
    "spoor naar een programma": _instelling("[trace2]\n eventTarget = af_unix:KWAAD\n"),
    "onderhoud": _instelling("[gc]\n auto = 1\n pruneExpire = now\n recentObjectsHook = KWAAD\n"),
}
OMGEVING = {
    "ander git-programma": {"GIT_PYTHON_GIT_EXECUTABLE": "KWAAD"},
    "instelling uit de omgeving": {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": "KWAAD",
    },
    "instelling als parameter": {"GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='KWAAD'"},
    "bladeren": {"GIT_PAGER": "KWAAD", "PAGER": "KWAAD"},
    "vergelijken": {"GIT_EXTERNAL_DIFF": "KWAAD"},
}


@pytest.fixture(scope="module")
def plek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vijand")


@pytest.fixture
def doelwit(plek: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    dossier, bewijs, kwaad = proefdossier(tmp_path / "dossier", plek), tmp_path / "bewijs", tmp_path / "kwaad"
    uit = tmp_path / "uit"
    uit.mkdir()
    proefdossier(uit / "goed", plek)
    (uit / "b.md").write_text("# Regels proef\n\n## Artikel 1 Begrippen\n\nEen proef is een proef.\n", encoding="utf-8")
    kwaad.write_text(f'#!/bin/sh\necho "$*" >> "{bewijs}"\nexit 1\n', encoding="utf-8")
    kwaad.chmod(0o700)
    return dossier, bewijs, kwaad


def _draai_alles(dossier: Path) -> list[int]:
    uit = str(dossier.parent / "uit")
    codes = []
    for naam, rest in (*OPDRACHTEN.items(), ("verenig", ("UIT/goed", "DOSSIER", "--ja"))):
        woorden = [w.replace("UIT", uit) for w in rest]
        voorop = () if "DOSSIER" in woorden else (dossier,)
        opdracht = (naam, *voorop, *(str(dossier) if w == "DOSSIER" else w for w in woorden))
        u = loop(*opdracht)
        assert "gebrek in het programma" not in u.fout, (naam, u.fout)
        codes.append(u.code)
    return codes


def test_elke_opdracht_die_een_dossier_opent_doet_mee() -> None:
    ctx = click.Context(groep)
    namen = set()
    for naam in groep.list_commands(ctx):
        opdracht = groep.get_command(ctx, naam)
        assert opdracht is not None
        if any(
            p.name in ("dossier", "map_") or "DOSSIER" in (getattr(p, "metavar", "") or "") for p in opdracht.params
        ):
            namen.add(naam)
    assert namen == OPDRACHTEN.keys() | ZONDER.keys()


@pytest.mark.parametrize("naam", AANVALLEN)
def test_een_ontvangen_dossier_voert_niets_uit(naam: str, doelwit: tuple[Path, Path, Path]) -> None:
    dossier, bewijs, kwaad = doelwit
    AANVALLEN[naam](dossier, kwaad)
    uitkomsten = _draai_alles(dossier)
    assert not bewijs.exists(), bewijs.read_text(encoding="utf-8")
    assert len(uitkomsten) == len(OPDRACHTEN) + 1


@pytest.mark.parametrize("naam", OMGEVING)
def test_de_omgeving_zet_geen_ander_programma_op_de_plaats_van_git(
    naam: str, doelwit: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, bewijs, kwaad = doelwit
    for sleutel, waarde in OMGEVING[naam].items():
        monkeypatch.setenv(sleutel, waarde.replace("KWAAD", str(kwaad)))
    assert _draai_alles(dossier)[0] == 0
    assert not bewijs.exists()


def test_de_aanvallen_werken_op_git_zelf(doelwit: tuple[Path, Path, Path]) -> None:
    """What makes the tests above a test: plain git, asked about the same dossier, does run the program."""
    import subprocess

    dossier, bewijs, kwaad = doelwit
    AANVALLEN["fsmonitor op één regel"](dossier, kwaad)
    subprocess.run(
        ["git", "-c", "safe.directory=*", "status"],
        cwd=dossier,
        capture_output=True,
        env=os.environ | {"HOME": str(dossier)},
        check=False,
    )
    assert bewijs.exists()


@pytest.mark.parametrize(
    "url", ["https://voorbeeld.nl/dossier.git", "/gedeeld/map met spatie/dossier", "git@voorbeeld.nl:dossier.git"]
)
def test_wat_een_kloon_over_haar_herkomst_zegt_houdt_niemand_tegen(url: str, doelwit: tuple[Path, Path, Path]) -> None:
    dossier, _, _ = doelwit
    _instelling(
        f'[remote "origin"]\n\turl = "{url}"\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n'
    )(dossier, dossier)
    assert loop("geldend", dossier, REGELING).code == 0
