"""Breaking off at any moment, and many at once: either the old state or the new one, and nothing lost."""

import contextlib
import os
import random
import signal
import time
import traceback
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.versies.archiefstukken import BEGIN, git, instelling
from verordening.bevinding import Geweigerd
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.herbouw import herbouw
from versies.tijd.model import Moment, Tijdstempel, Uitwisseling, Versie
from versies.tijd.tijdlijn import tijdlijnen

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="heeft fork nodig")
AFGEBROKEN = 200


def opname(nummer: int, wie: str = "a") -> Opname:
    doel, versie = f"{wie}-{nummer}", f"vwi@{wie}-{nummer}"
    op = BEGIN + timedelta(days=1, seconds=nummer)
    mutaties = (
        Versie("vwi", (doel,), versie, (Moment("instelling", BEGIN),)),
        Tijdstempel(doel, date(2026, 2, 1) + timedelta(days=nummer)),
    )
    return Opname(
        Uitwisseling(op, mutaties, besluit=versie),
        {versie: f"<tekst>{nummer}</tekst>\n".encode() * 200},
        {f"besluiten/{wie}-{nummer}.xml": b"<besluit/>\n"},
    )


def _kind(doe) -> int:  # type: ignore[no-untyped-def]
    """Run in a child process with its own group, so that git's processes die with it."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        doe()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


@pytest.mark.traag
def test_afbreken_op_een_willekeurig_moment_laat_de_oude_of_de_nieuwe_stand(tmp_path: Path) -> None:
    toeval = random.Random(20260105)
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())
        begin = time.perf_counter()
        archief.neem_op(opname(0))
        duur = time.perf_counter() - begin
    nummer, gelukt, half = 1, 0, 0
    for _ in range(AFGEBROKEN):

        def schrijf(n: int = nummer) -> None:
            with Archief.open(tmp_path) as archief:
                archief.neem_op(opname(n))
                archief.register()  # aanvullen is ook af te breken

        pid = _kind(schrijf)
        time.sleep(toeval.uniform(0, duur * 1.3))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        half += (tmp_path / ".git/verordening/bezig.json").exists()
        with Archief.open(tmp_path) as archief:
            besluiten = [
                u.besluit for u in archief.uitwisselingen()
            ]  # a reader does not repair, and sees a whole state
            assert besluiten[2:] == [f"vwi@a-{n}" for n in range(1, len(besluiten) - 1)]
            assert len(besluiten) in (nummer + 1, nummer + 2)
            with archief.opslag.slot():
                pass
            assert not [b for b in archief.opslag.controleer() if b.ernst == "fout"]
            lijn = archief.tijdlijnen()["vwi"].geldend(date(2026, 12, 1))
            antwoord = archief.geldend("vwi", date(2026, 12, 1))
            assert antwoord and lijn and (antwoord.versie, antwoord.samenloop) == (lijn.versie, lijn.samenloop)
        if len(besluiten) == nummer + 2:
            nummer, gelukt = nummer + 1, gelukt + 1
    assert 0 < gelukt < AFGEBROKEN, "te vroeg of te laat afgebroken: de proef zegt niets"
    assert half > 5, "te weinig keren midden in het schrijven"
    with Archief.open(tmp_path) as archief:
        archief.neem_op(opname(nummer))
        assert git(tmp_path, "status", "--porcelain") == ""
        uitkomst = herbouw(archief)
        assert uitkomst.versies == nummer + 2 and {b.code for b in uitkomst.bevindingen} <= {"samenloop"}


@pytest.mark.traag
def test_twee_schrijvers_en_lezers_tegelijk_verliezen_niets(tmp_path: Path) -> None:
    with Archief.open(tmp_path, maken=True) as archief:
        archief.neem_op(instelling())

    def schrijver(wie: str, keer: int = 15) -> None:
        for nummer in range(keer):
            with Archief.open(tmp_path) as eigen:
                for _ in range(200):  # the other one may have been first: then a later moment is needed
                    laatste = max(u.gemaakt_op for u in eigen.uitwisselingen())
                    o = opname(nummer, wie)
                    u = Uitwisseling(
                        laatste + timedelta(seconds=1), o.uitwisseling.mutaties, besluit=o.uitwisseling.besluit
                    )
                    try:
                        eigen.neem_op(Opname(u, o.teksten, o.bestanden))
                        break
                    except Exception as fout:
                        if getattr(fout, "code", "") != "volgorde":
                            raise
                else:
                    raise AssertionError("kwam er niet tussen")

    def lezer() -> None:
        einde = time.monotonic() + 2.5
        while time.monotonic() < einde:
            with Archief.open(tmp_path) as eigen:
                antwoord = eigen.geldend("vwi", date(2026, 2, 1), date(2026, 1, 5))
                assert antwoord and eigen.tekst("vwi@2026-02-01") == b"<tekst>een</tekst>\n"

    kinderen = [_kind(lambda w=w: schrijver(w)) for w in ("a", "b")] + [_kind(lezer) for _ in range(2)]
    assert [os.waitpid(pid, 0)[1] for pid in kinderen] == [0] * 4
    with Archief.open(tmp_path) as archief:
        besluiten = [u.besluit for u in archief.uitwisselingen()]
        assert sorted(besluiten[1:]) == sorted(f"vwi@{w}-{n}" for w in "ab" for n in range(15))
        assert {b.code for b in archief.controleer()} <= {"samenloop"}
        assert tijdlijnen(archief.uitwisselingen())["vwi"].regels


def test_een_schrijver_wacht_niet_eindeloos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("versies.archief.git._WACHTTIJD", 0.1)
    with Archief.open(tmp_path, maken=True) as een:
        een.neem_op(instelling())
        with Archief.open(tmp_path) as twee:
            with een.opslag.slot(), pytest.raises(Exception, match="in gebruik"):
                twee.neem_op(opname(1))
            assert twee.geldend("vwi", date(2026, 3, 1))


def test_een_nieuw_archief_staat_er_pas_met_zijn_eerste_vastlegging(tmp_path: Path) -> None:
    map_ = tmp_path / "nieuw"
    with Archief.open(map_, maken=True) as een, Archief.open(map_, maken=True) as twee:
        assert not map_.exists()
        een.neem_op(instelling())
        assert Archief.open(map_).opslag.hoofd()
        with pytest.raises(Geweigerd, match="intussen"):
            twee.neem_op(instelling())
        een.neem_op(opname(1))
        assert not een.controleer()
    with Archief.open(tmp_path / "leeg", maken=True):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["nieuw"]
