"""The archive: deliveries and texts in, the same text out, on disk as in memory; bad input refused without a trace."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.versies.archiefstukken import BEGIN, git, instelling, wijziging
from verordening.bevinding import Ernst, Geweigerd
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.geheugen import GeheugenOpslag
from versies.tijd.model import Moment, SoortTijdstempel, Tijdstempel, Uitwisseling, Versie, Voorwaarde


@pytest.fixture(params=["git", "geheugen"])
def archief(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archief]:
    gemaakt = Archief.open(tmp_path / "d", maken=True) if request.param == "git" else Archief(GeheugenOpslag())
    with gemaakt:
        yield gemaakt


def test_wat_erin_gaat_komt_er_byte_voor_byte_uit(archief: Archief) -> None:
    archief.neem_op(instelling())
    archief.neem_op(wijziging(1))
    assert archief.tekst("vwi@2026-02-01") == b"<tekst>een</tekst>\n"
    assert archief.tekst("vwi@1") == b"<tekst>1</tekst>\n"
    assert [u.besluit for u in archief.uitwisselingen()] == ["Verordening", "Wijziging 1"]
    assert archief.uitwisselingen()[1] == wijziging(1).uitwisseling


def test_geldend_volgt_de_tijdlijn(archief: Archief) -> None:
    archief.neem_reeks_op([instelling(), wijziging(1)])
    lijn = archief.tijdlijnen()["vwi"]
    for dag in range(0, 120, 3):
        for kennis in (0, 4, 20, 40, 400):
            op, bekend = date(2026, 1, 20) + timedelta(days=dag), date(2026, 1, 4) + timedelta(days=kennis)
            antwoord, toestand = archief.geldend("vwi", op, bekend), lijn.geldend(op, bekend)
            assert (antwoord and antwoord.versie) == (toestand and toestand.versie)


def test_git_en_geheugen_geven_dezelfde_kenmerken(tmp_path: Path) -> None:
    reeks = [instelling(), wijziging(1), wijziging(2, basis=(Moment("wijziging-1", BEGIN + timedelta(days=30)),))]
    geheugen = Archief(GeheugenOpslag())
    with Archief.open(tmp_path / "een", maken=True) as een, Archief.open(tmp_path / "twee", maken=True) as twee:
        ids = een.neem_reeks_op(reeks)
        assert ids == [twee.neem_op(o) for o in reeks] == geheugen.neem_reeks_op(reeks)
        assert een.opslag.takken() == twee.opslag.takken() == geheugen.opslag.takken()
        assert een.opslag.labels() == geheugen.opslag.labels()
        assert not een.controleer() and not twee.controleer()


def test_git_ziet_een_gewoon_archief(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_reeks_op([instelling(), wijziging(1)])
    assert git(tmp_path, "status", "--porcelain") == ""
    assert git(tmp_path, "branch", "--format=%(refname:short)").split() == [
        "doel/instelling",
        "doel/wijziging-1",
        "main",
    ]
    assert git(tmp_path, "merge-base", "doel/instelling", "doel/wijziging-1") == git(
        tmp_path, "rev-parse", "doel/instelling"
    )
    assert git(tmp_path, "tag").split() == ["versie/vwi/1", "versie/vwi/2026-02-01"]
    trailers = git(tmp_path, "log", "-1", "--format=%(trailers:only)")
    assert "Inwerkingtreding: 2026-03-03" in trailers and "Bron-bekendmaking: gmb-2026-1" in trailers
    assert trailers.count("\n") >= 7 + 2
    assert (tmp_path / "regelingen/vwi/1.xml").read_bytes() == b"<tekst>1</tekst>\n"
    assert (tmp_path / "besluiten/1.xml").exists() and (tmp_path / "consolidatie/0000/0002.xml").exists()


def test_instellingen_van_de_gebruiker_doen_niet_mee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thuis = tmp_path / "thuis"
    thuis.mkdir()
    (thuis / ".gitconfig").write_text(
        "[user]\n name=Iemand\n[commit]\n gpgsign=true\n[core]\n autocrlf=true\n hooksPath=/x\n"
    )
    met = tmp_path / "met"
    monkeypatch.setenv("HOME", str(thuis))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elders"))
    with Archief.open(met, maken=True) as archief:
        ids = archief.neem_reeks_op([instelling(), wijziging(1)])
    assert ids == Archief(GeheugenOpslag()).neem_reeks_op([instelling(), wijziging(1)])
    assert not (tmp_path / "elders").exists()


@pytest.mark.parametrize("fout", ["basis", "volgorde", "tekst", "pad", "logboek", "versienaam", "teken"])
def test_slechte_invoer_wordt_geweigerd_en_laat_niets_achter(archief: Archief, fout: str) -> None:
    archief.neem_op(instelling())
    voor = archief.opslag.hoofd()
    goed = wijziging(1)
    u = goed.uitwisseling
    slecht = {
        "basis": wijziging(1, basis=(Moment("nooit-geleverd", BEGIN),)),
        "volgorde": Opname(Uitwisseling(BEGIN, u.mutaties), goed.teksten),
        "tekst": Opname(
            Uitwisseling(u.gemaakt_op, (Versie("vwi", ("x",), "vwi@2026-02-01"),)), {"vwi@2026-02-01": b"ander"}
        ),
        "pad": Opname(u, goed.teksten, {"besluiten/../../weg.xml": b""}),
        "logboek": Opname(u, goed.teksten, {"consolidatie/0009.xml": b""}),
        "versienaam": Opname(Uitwisseling(u.gemaakt_op, (Versie("vwi", ("x",), "anders@1"),)), {"anders@1": b""}),
        "teken": Opname(Uitwisseling(u.gemaakt_op, u.mutaties, betreft="stuur\x00teken"), goed.teksten),
    }[fout]
    with pytest.raises(Geweigerd):
        archief.neem_op(slecht)
    with pytest.raises(Geweigerd):
        archief.neem_reeks_op([wijziging(3), slecht] if fout != "volgorde" else [slecht, wijziging(3)])
    assert archief.opslag.hoofd() == voor
    archief.neem_op(goed)
    assert len(archief.uitwisselingen()) == 2


@pytest.mark.parametrize(
    "naam",
    [
        "-rf",
        "--upload-pack=x",
        "../../../etc",
        "a..b",
        "a@{1}",
        "x.lock",
        "con",
        "é",
        "a b",
        "a\nb",
        "",
        "Z" * 300,
        "$(rm)",
        "~^:?*[\\",
    ],
)
def test_vijandige_namen_worden_onschadelijk(archief: Archief, naam: str, tmp_path: Path) -> None:
    werk = naam.replace("\n", " ").strip() or "leeg"
    versie = f"{werk.split('@')[0]}@{naam}"
    u = Uitwisseling(
        BEGIN, (Versie(versie.split("@")[0], (naam or "leeg",), versie), Tijdstempel(naam or "leeg", date(2026, 2, 1)))
    )
    archief.neem_op(Opname(u, {versie: b"x"}))
    assert archief.tekst(versie) == b"x"
    assert not [b for b in archief.controleer() if b.code != "samenloop"]


def test_datum_zonder_zekerheid_blijft_een_voorwaarde(archief: Archief) -> None:
    u = Uitwisseling(
        BEGIN,
        (
            Versie("vwi", ("a",), "vwi@1"),
            Tijdstempel("a", Voorwaarde("kb", "bij koninklijk besluit")),
            Tijdstempel("a", Voorwaarde("kb"), SoortTijdstempel.GELDIG),
        ),
    )
    archief.neem_op(Opname(u, {"vwi@1": b"x"}))
    assert archief.uitwisselingen()[0] == u
    assert archief.geldend("vwi", date(2030, 1, 1)) is None
    assert [b.code for b in archief.controleer()] == ["doel-zonder-datum"]


@pytest.mark.parametrize("jaar", [1, 1851, 1969, 2037, 2039, 2100, 9999])
def test_elk_jaar_is_vast_te_leggen(tmp_path: Path, jaar: int) -> None:
    op = datetime(jaar, 12, 30, tzinfo=UTC)
    u = Uitwisseling(op, (Versie("vwi", ("a",), "vwi@1"), Tijdstempel("a", date(jaar, 12, 31))))
    geheugen = Archief(GeheugenOpslag())
    with Archief.open(tmp_path, maken=True) as archief:
        assert archief.neem_op(Opname(u, {"vwi@1": b"x"})) == geheugen.neem_op(Opname(u, {"vwi@1": b"x"}))
        antwoord = archief.geldend("vwi", date(jaar, 12, 31))
        assert antwoord and antwoord.versie == "vwi@1"
        assert archief.geldend("vwi", date(jaar, 12, 30)) is None
        assert {b.code for b in archief.controleer()} <= {"datum-onwaarschijnlijk"}


def test_een_bestand_waarin_mensen_werken_mag_anders_zijn_dan_vastgelegd(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        eerste = instelling()
        archief.neem_op(replace(eerste, bestanden={**eerste.bestanden, "koppelingen.xml": b"<oud/>"}))
        (tmp_path / "koppelingen.xml").write_bytes(b"<nieuw/>")
        assert [(b.code, b.ernst) for b in archief.controleer()] == [("gegevens-anders", Ernst.INFO)]
        (tmp_path / "koppelingen.xml").unlink()
        assert [(b.code, b.ernst) for b in archief.controleer()] == [("gegevens-weg", Ernst.WAARSCHUWING)]


def test_veranderd_bestand_wordt_gezien_en_niet_overschreven(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        plek = tmp_path / "regelingen/vwi/2026-02-01.xml"
        plek.write_text("met de hand")
        assert [b.code for b in archief.controleer()] == ["handwerk"]
        assert archief.tekst("vwi@2026-02-01") == b"<tekst>een</tekst>\n"
        (tmp_path / "besluiten").mkdir()
        (tmp_path / "besluiten/1.xml").write_text("van iemand anders")
        with pytest.raises(Geweigerd, match="buiten het archief om veranderd"):
            archief.neem_op(wijziging(1))
        assert (tmp_path / "besluiten/1.xml").read_text() == "van iemand anders"
        plek.unlink()
        assert [b.code for b in archief.controleer()] == ["bestand-weg"]


def test_vreemde_git_opslag_wordt_geweigerd(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(Geweigerd, match="niet door dit programma gemaakt"):
        Archief.open(tmp_path, maken=True)
    with pytest.raises(Geweigerd, match="geen eigen archief"):
        Archief.open(tmp_path / "nergens")


@pytest.mark.parametrize(
    "regel", ["[core]\n fsmonitor = touch x\n", "[include]\n path = x\n", '[filter "a"]\n clean = x\n']
)
def test_instelling_die_iets_zou_uitvoeren_wordt_geweigerd(tmp_path: Path, regel: str) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
    with (tmp_path / ".git/config").open("a") as f:
        f.write(regel)
    with pytest.raises(Geweigerd, match="vreemde instelling"):
        Archief.open(tmp_path)


def test_geleende_objecten_worden_geweigerd(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
    (tmp_path / ".git/objects/info").mkdir(exist_ok=True)
    (tmp_path / ".git/objects/info/alternates").write_text("/elders\n")
    with pytest.raises(Geweigerd, match="leent van elders"):
        Archief.open(tmp_path)


@pytest.mark.parametrize("schade", ["leeg", "onzin", "weg", "inhoud"])
def test_beschadigd_register_wordt_vernieuwd(tmp_path: Path, schade: str) -> None:
    import sqlite3

    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        assert archief.geldend("vwi", date(2026, 3, 1))
    pad = tmp_path / ".git/verordening/register.sqlite"
    if schade == "leeg":
        pad.write_bytes(b"")
    elif schade == "onzin":
        pad.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    elif schade == "weg":
        pad.unlink()
    else:
        with sqlite3.connect(pad) as db:
            db.execute("UPDATE tekst SET versie = 'vwi@vals'")
    with Archief.open(tmp_path) as archief:
        assert [b.code for b in archief.controleer()] == ([] if schade == "weg" else ["register-vernieuwd"])
        antwoord = archief.geldend("vwi", date(2026, 3, 1))
        assert antwoord and antwoord.versie == "vwi@2026-02-01"
        assert not archief.controleer()


def test_een_aangevuld_register_is_gelijk_aan_een_dat_opnieuw_is_gemaakt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from versies.archief import archief as module

    opnieuw: list[Path] = []
    echt = module.schrijf_register

    def schrijf(pad: Path, *rest: object) -> object:
        if not rest[-1]:
            opnieuw.append(pad)
        return echt(pad, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "schrijf_register", schrijf)
    pad = tmp_path / ".git/verordening/register.sqlite"
    with Archief.open(tmp_path, maken=True) as archief:
        for nummer in range(6):
            archief.neem_op(wijziging(nummer) if nummer else instelling())
            aangevuld = archief.register().inhoud()
            assert len(opnieuw) == 1, "alleen het eerste register wordt van voren af gemaakt"
        archief.sluit()
        pad.unlink()
        vers = archief.register().inhoud()
        assert len(opnieuw) == 2 and repr(vers).encode() == repr(aangevuld).encode()
        assert [r for r in vers if r[0] == "blad"] and [r for r in vers if r[0] == "tekst"]


@pytest.mark.parametrize("schade", ["sleutel", "keten", "versie"])
def test_een_register_dat_niet_past_wordt_nooit_aangevuld(tmp_path: Path, schade: str) -> None:
    import sqlite3

    pad = tmp_path / ".git/verordening/register.sqlite"
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        archief.register()
        archief.neem_op(wijziging(1))
    with sqlite3.connect(pad) as db:
        db.execute(
            "UPDATE sleutel SET nummer = 1 WHERE nummer = 2"
            if schade == "sleutel"
            else f"UPDATE gegeven SET waarde = 'x' WHERE naam = '{schade}'"
        )
    with Archief.open(tmp_path) as archief:
        antwoord = archief.geldend("vwi", date(2026, 2, 2))
        assert antwoord and antwoord.versie == "vwi@2026-02-01"
        assert not archief.controleer()


def test_register_van_een_ander_tussen_maken_en_openen_stoort_niet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two readers make an index at once, of different states: each answers from its own, and the next one makes it anew."""
    from versies.archief import archief as module

    echt, gestoord = module.schrijf_register, []

    def bouw(pad: Path, stand: module.Stand, *rest: object) -> object:
        register = echt(pad, stand, *rest)  # type: ignore[arg-type]
        gestoord.append(stand)
        echt(pad, module.Stand(eerste, {}), [], [], {})
        return register

    monkeypatch.setattr(module, "schrijf_register", bouw)
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        eerste = archief.opslag.historie()[0].id
    for keer in (1, 2):
        with Archief.open(tmp_path) as archief:
            antwoord = archief.geldend("vwi", date(2026, 3, 1))
        assert antwoord and antwoord.versie == "vwi@2026-02-01" and len(gestoord) == keer


def test_beschadigde_opslag_wordt_gemeld(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_reeks_op([instelling(), wijziging(1)])
        assert not archief.controleer()
    objecten = [p for p in (tmp_path / ".git/objects").rglob("*") if p.is_file()]
    for pad in objecten:
        kopie = pad.read_bytes()
        pad.chmod(0o644)
        pad.write_bytes(kopie[: len(kopie) // 2] + b"\xff" + kopie[len(kopie) // 2 + 1 :])
        with Archief.open(tmp_path) as archief:
            try:
                assert "archief-beschadigd" in [b.code for b in archief.controleer()], pad
            except Geweigerd as fout:
                assert fout.code in ("archief-beschadigd", "inhoud-weg")
        pad.write_bytes(kopie)
    with Archief.open(tmp_path) as archief:
        assert not archief.controleer()


def test_verzette_tak_wordt_gemeld(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_reeks_op([instelling(), wijziging(1)])
        git(tmp_path, "update-ref", "refs/heads/doel/instelling", "refs/heads/doel/wijziging-1")
        git(tmp_path, "tag", "-d", "versie/vwi/1")
        assert [b.code for b in archief.controleer()] == ["verwijzing-verzet"] * 2


def test_map_zonder_schrijfrecht_geeft_een_weigering() -> None:
    """In a child process without rights: the administrator may write everywhere."""
    map_ = Path(tempfile.mkdtemp())
    map_.chmod(0o555)
    kind = os.fork()
    if kind == 0:
        uitkomst = 2
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            Archief.open(map_ / "d", maken=True)
        except Geweigerd as fout:
            uitkomst = 0 if fout.code == "niet-schrijfbaar" else 3
        finally:
            os._exit(uitkomst)
    try:
        assert os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]) == 0
    finally:
        map_.chmod(0o755)
        map_.rmdir()


def test_volle_schijf_laat_de_oude_stand_staan(tmp_path: Path) -> None:
    """A limit on the size of a file stands in for a full disk: writing breaks off in the middle of an import."""
    resource = pytest.importorskip("resource")
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        voor = archief.opslag.hoofd()
        groot = Opname(wijziging(1).uitwisseling, {"vwi@1": os.urandom(3_000_000)})
        oud = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, oud[1]))
        try:
            with pytest.raises(Geweigerd):
                archief.neem_op(groot)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, oud)
        assert archief.opslag.hoofd() == voor
        assert [b.code for b in archief.controleer()] == ["vastleggen-afgebroken"]
        archief.neem_op(groot)
        assert not archief.controleer()


def test_map_die_niet_bij_te_werken_is_wordt_later_ingehaald(tmp_path: Path) -> None:
    """Git has it, but a folder stands where the file must come: said so, and finished by the next writer."""
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        (tmp_path / "besluiten").write_text("in de weg")
        with pytest.raises(Geweigerd, match="nog niet bijgewerkt"):
            archief.neem_op(wijziging(1))
        assert len(archief.uitwisselingen()) == 2
        assert "vastleggen-afgebroken" in [b.code for b in archief.controleer()]
        (tmp_path / "besluiten").unlink()
        archief.neem_op(wijziging(2, basis=(Moment("wijziging-1", BEGIN + timedelta(days=30)),)))
        assert not archief.controleer()
        assert (tmp_path / "besluiten/1.xml").exists() and (tmp_path / "besluiten/2.xml").exists()


def test_afgebroken_eerste_vastlegging_laat_een_leeg_archief(tmp_path: Path) -> None:
    """The import was killed after a branch and a label, before the main line: nothing was recorded."""
    git(tmp_path, "init", "-q", "--template=", "--initial-branch=main")
    (tmp_path / ".git/verordening").mkdir()
    (tmp_path / ".git/verordening/slot").write_text("leeg")
    with Archief.open(tmp_path, maken=True) as archief:
        leeg = git(tmp_path, "hash-object", "-w", "-t", "tree", os.devnull).strip()
        los = git(tmp_path, "commit-tree", leeg, "-m", "half").strip()
        git(tmp_path, "update-ref", "refs/heads/doel/half", los)
        git(tmp_path, "tag", "versie/half/1", los)
        (tmp_path / ".git/refs/heads/main.lock").touch()
        (tmp_path / ".git/verordening/bezig.json").write_text('{"bestanden": ["regelingen/half/1.xml"]}')
        assert [b.code for b in archief.controleer()] == ["vastleggen-afgebroken"]
        archief.neem_op(instelling())
        assert sorted(archief.opslag.takken()) == ["doel/instelling"]
        assert sorted(archief.opslag.labels()) == ["versie/vwi/2026-02-01"]
        assert not archief.controleer()
        (tmp_path / ".git/verordening/bezig.json").write_text("{onzin")
        with pytest.raises(Geweigerd, match="journaal is onleesbaar"):
            archief.neem_op(wijziging(1))


def test_verhuisde_map_werkt_gewoon_door(tmp_path: Path) -> None:
    with Archief.open(tmp_path / "hier", maken=True) as archief:
        archief.neem_op(instelling())
    shutil.move(tmp_path / "hier", tmp_path / "daar met spatie")
    with Archief.open(tmp_path / "daar met spatie") as archief:
        archief.neem_op(wijziging(1))
        assert not archief.controleer()
