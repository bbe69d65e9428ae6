"""Een draaiende werkbank van het voorbeelddossier (voorbeeldtekst), op een vrije poort van deze computer."""

from __future__ import annotations

import ctypes
import fcntl
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from werkbank.__main__ import groep
from werkbank.web.beeld import kenmerk
from werkbank.web.map import werkmap

DAG = "2026-11-30"


_LEVEND: set[subprocess.Popen[str]] = set()


def _sterf_mee() -> None:
    """In het kind, vóór het begint: eindigt de toets hoe dan ook, dan eindigt de werkbank met haar mee (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@pytest.fixture(autouse=True, scope="module")
def _geen_werkbank_blijft_over() -> Iterator[None]:
    """Een toets die halverwege faalt, laat geen proces achter: na de module eindigt wat in haar begon en nog loopt."""
    al = set(_LEVEND)
    yield
    for proces in _LEVEND - al:
        if proces.poll() is None:
            proces.kill()
            proces.wait(10)
    _LEVEND.intersection_update(al)


@dataclass
class Dienst:
    """Een werkbank als proces: haar adres, haar koekje en een kaal verzoek.

    ``beeld``: dat van dit dossier, zoals een vorige keer het achterliet; zonder maakt de werkbank het zelf.
    """

    dossier: Path
    werkmap: Path
    extra: tuple[str, ...] = ()
    proces: subprocess.Popen[str] | None = None
    poort: int = 0
    sleutel: str = ""
    koekje: str = ""
    regels: list[str] = field(default_factory=list)
    beeld: Path | None = None

    def begin(self) -> Dienst:
        if self.beeld is not None:
            with patch.dict(os.environ, VERORDENING_WERKMAP=str(self.werkmap)):
                map_ = werkmap(self.dossier) / "beeld"
                map_.mkdir(mode=0o700)
                shutil.copy(self.beeld, map_ / f"{kenmerk(self.dossier, (), date.fromisoformat(DAG))}.sqlite")
        omgeving = {**os.environ, "VERORDENING_WERKMAP": str(self.werkmap), "PYTHONUNBUFFERED": "1"}
        self.proces = subprocess.Popen(
            [sys.executable, "-m", "werkbank", "start", str(self.dossier), "--geen-browser", "--op", DAG, *self.extra],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=omgeving,
            preexec_fn=_sterf_mee,
        )
        _LEVEND.add(self.proces)
        assert self.proces.stdout is not None
        regel = self.proces.stdout.readline()
        m = re.search(r"http://127\.0\.0\.1:(\d+)/open\?sleutel=(\S+)", regel)
        assert m, regel + self.proces.stdout.read()
        self.poort, self.sleutel = int(m[1]), m[2]
        return self

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def open(self) -> Dienst:
        code, koppen, _ = self.vraag("GET", f"/open?sleutel={self.sleutel}", koekje=False)
        assert code == 200
        self.koekje = koppen["set-cookie"].split(";")[0]
        return self

    def vraag(
        self,
        methode: str,
        pad: str,
        lijf: bytes | None = None,
        *,
        koekje: bool = True,
        host: tuple[str, ...] | None = None,
        **koppen: str,
    ) -> tuple[int, dict[str, str], bytes]:
        """Een kaal verzoek; een schrijvend verzoek heeft de koppen van de eigen bladzijde, tenzij anders gezegd."""
        verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=30)
        verbinding.putrequest(methode, pad, skip_host=True, skip_accept_encoding=True)
        for naam in host if host is not None else (f"127.0.0.1:{self.poort}",):
            verbinding.putheader("Host", naam)
        eigen = {"origin": self.adres, "sec-fetch-site": "same-origin"} if methode == "POST" else {}
        alle = {**eigen, **({"cookie": self.koekje} if koekje and self.koekje else {})}
        alle |= {n.replace("_", "-"): w for n, w in koppen.items()}
        if lijf is not None:
            alle.setdefault("content-length", str(len(lijf)))
        for naam, waarde in alle.items():
            if waarde:
                verbinding.putheader(naam, waarde)
        verbinding.endheaders(lijf)
        antwoord = verbinding.getresponse()
        inhoud = antwoord.read()
        uit = {n.lower(): w for n, w in antwoord.getheaders()}
        verbinding.close()
        return antwoord.status, uit, inhoud

    def wacht_op_beeld(self) -> Dienst:
        for _ in range(300):
            _, _, inhoud = self.vraag("GET", "/bord")
            if b"data-taak" not in inhoud:
                return self
            time.sleep(0.2)
        raise AssertionError(inhoud.decode())

    def eind(self) -> None:
        assert self.proces is not None
        self.proces.terminate()
        self.proces.wait(20)
        assert self.proces.stdout is not None
        self.proces.stdout.close()


@pytest.fixture(scope="session")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Het voorbeelddossier; toetsen die schrijven, nemen een kopie."""
    doel = tmp_path_factory.mktemp("voorbeeld") / "dossier"
    groep.main(["voorbeeld", str(doel)], standalone_mode=False)
    return doel


@pytest.fixture(scope="session")
def beeld(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Het beeld van het voorbeeld, door een werkbank gemaakt; de werkers van één run delen het. Alleen voor ongewijzigde kopieën."""
    basis = tmp_path_factory.getbasetemp()
    pad = (basis.parent if "PYTEST_XDIST_WORKER" in os.environ else basis) / "beeld-van-het-voorbeeld.sqlite"
    with pad.with_suffix(".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not pad.exists():
            maker = Dienst(voorbeeld, tmp_path_factory.mktemp("maker")).begin().open().wacht_op_beeld()
            (gemaakt,) = maker.werkmap.rglob("beeld/*.sqlite")
            shutil.copy(gemaakt, pad)
            maker.eind()
    return pad


@pytest.fixture(scope="session")
def dienst(voorbeeld: Path, beeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """Een geopende werkbank met een beeld; voor toetsen die het dossier niet wijzigen."""
    werkbank = Dienst(voorbeeld, tmp_path_factory.mktemp("werkmap"), beeld=beeld).begin().open().wacht_op_beeld()
    assert not [*werkbank.werkmap.rglob("taken/b_*")], "het beeld van het voorbeeld is niet dat van dit dossier"
    assert werkbank.proces is not None
    _LEVEND.discard(werkbank.proces)  # deze blijft tot het einde
    yield werkbank
    werkbank.eind()
