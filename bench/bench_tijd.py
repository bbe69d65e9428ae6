"""Metingen aan het archief: 1.000 versies van 200 KB vastleggen, de omvang daarvan, en vragen naar een dag.

Draaien: ``python -m bench.bench_tijd`` (of ``make bench``). Alles gebeurt in een tijdelijke map. Met ``--groot 500``: een archief van
500 regelingen met elk 20 versies, de vragen erover en de bladzijden; ``--herbouw`` erbij speelt het ook na.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
from verordening.canoniek import schrijf
from verordening.eid import met_eids
from versies.archief.archief import Archief
from versies.archief.bundel import Opname
from versies.archief.poort import lees_dossier
from versies.archief.uitdossier import begin
from versies.tijd.model import Moment, Tijdstempel, Uitvoering, Uitwisseling, Versie

AANTAL, OMVANG = 1000, 200_000
BEGIN = datetime(2000, 1, 1, 9, tzinfo=UTC)


def teksten() -> list[bytes]:
    """Versions of one text: in each a few of the sentences differ from the one before."""
    toeval = random.Random(7)
    woorden = [f"woord{n}" for n in range(5000)]
    zinnen = [" ".join(toeval.choices(woorden, k=14)) for _ in range(OMVANG // 130)]
    uit = []
    for nummer in range(AANTAL):
        for _ in range(3):
            zinnen[toeval.randrange(len(zinnen))] = " ".join(toeval.choices(woorden, k=14)) + f" {nummer}"
        uit.append("<tekst>\n{}\n</tekst>\n".format("\n".join(f"<Al>{z}</Al>" for z in zinnen)).encode())
    return uit


def opnamen(alle: list[bytes]) -> list[Opname]:
    """Every text as a decision of its own, a week apart."""
    uit, vorige = [], ()
    for nummer, tekst in enumerate(alle):
        op, versie = BEGIN + timedelta(days=7 * nummer), f"vwi@{nummer:04}"
        mutaties = (
            Versie("vwi", (f"d{nummer}",), versie, vorige),
            Tijdstempel(f"d{nummer}", op.date() + timedelta(days=9)),
        )
        uit.append(Opname(Uitwisseling(op, mutaties, besluit=f"Besluit {nummer}"), {versie: tekst}))
        vorige = (Moment(f"d{nummer}", op),)
    return uit


def omvang(map_: Path) -> int:
    """Bytes on disk below a folder."""
    return sum(p.stat().st_size for p in map_.rglob("*") if p.is_file())


def main() -> None:
    """Print the figures of the archive."""
    if "--groot" in sys.argv:
        meet_groot(int(sys.argv[sys.argv.index("--groot") + 1]))
        return
    meet_voorbeeld()
    alle = teksten()
    *reeks, laatste = opnamen([*alle, alle[-1] + b"<!-- en nog een -->\n"])
    print(f"{len(alle)} versies van gemiddeld {sum(map(len, alle)) // len(alle) // 1000} KB")
    with tempfile.TemporaryDirectory() as map_, Archief.open(Path(map_), maken=True) as archief:
        begin = time.perf_counter()
        archief.neem_reeks_op(reeks)
        print(f"vastleggen in één keer: {time.perf_counter() - begin:.1f} s (grens 60)")
        staat = omvang(Path(map_, ".git"))
        begin = time.perf_counter()
        archief.register()
        print(f"register maken: {time.perf_counter() - begin:.1f} s")
        archief.neem_op(laatste)
        begin = time.perf_counter()
        archief.register()
        print(f"register aanvullen na nog een vastlegging: {time.perf_counter() - begin:.2f} s")
        meet_vragen(archief)
        subprocess.run(["git", "-C", map_, "repack", "-adfq", "--depth=50", "--window=50"], check=True)
        gepakt = omvang(Path(map_, ".git/objects"))
        print(
            f"omvang .git: {staat / 1e6:.1f} MB, opnieuw gepakt {gepakt / 1e6:.1f} MB: {staat / gepakt:.2f} x (grens 3)"
        )
    if "--los" in sys.argv:
        with tempfile.TemporaryDirectory() as map_, Archief.open(Path(map_), maken=True) as archief:
            begin = time.perf_counter()
            for opname in opnamen(alle[:200]):
                archief.neem_op(opname)
            print(f"200 keer één versie vastleggen: {time.perf_counter() - begin:.1f} s")


def meet_voorbeeld() -> None:
    """The example dossier: begin an archive, replay it, and one question as a command of its own."""
    bron = Path(__file__).parents[1] / "verordening" / "voorbeeld"
    with tempfile.TemporaryDirectory() as map_:
        doel = Path(map_) / "d"
        shutil.copytree(bron, doel, ignore=shutil.ignore_patterns("*.py", "*.rng", "__pycache__"))
        begin(lees_dossier(doel))
        for naam, woorden in (
            ("herbouw van het voorbeelddossier (grens 5)", ["herbouw", str(doel)]),
            (
                "geldend als opdracht, eerste keer",
                ["geldend", str(doel), "verordening-werk-en-inkomen", "--op", "2026-06-01"],
            ),
            (
                "geldend als opdracht (grens 0,3)",
                ["geldend", str(doel), "verordening-werk-en-inkomen", "--op", "2026-06-01"],
            ),
        ):
            tijden = []
            for _ in range(1 if "eerste" in naam else 5):
                start = time.perf_counter()
                subprocess.run([sys.executable, "-m", "werkbank", *woorden], check=True, capture_output=True)
                tijden.append(time.perf_counter() - start)
            print(f"{naam}: {min(tijden):.2f} s")


def grote_opnamen(regelingen: int, versies: int = 20) -> list[Opname]:
    """Regulations of ten articles, of which every later decision changes the words of one: sentences made for this measurement."""
    uit = []
    for r in range(regelingen):
        werk, vorige, weken = f"verordening-{r:03}", (), list(range(1, 11))
        for v in range(versies):
            op = BEGIN + timedelta(days=300 * v, minutes=r)
            versie, doel, plek = f"{werk}@{v:02}", f"{werk}-d{v}", (v - 1) % 10
            bestand, besluiten, uitvoeringen = f"besluiten/{op.year}/{werk}-{v}.md", {}, ()
            if v:
                besluiten[bestand] = besluittekst(r, v, plek + 1, weken[plek]).encode()
                uitvoeringen = (Uitvoering(doel, werk, bestand, ("I",)),)
                weken[plek] += 100
            mutaties = (Versie(werk, (doel,), versie, vorige), Tijdstempel(doel, op.date() + timedelta(days=9)))
            besluit = Uitwisseling(
                op,
                mutaties,
                besluit=f"Besluit {v} over verordening {r}",
                uitvoeringen=uitvoeringen,
                stuk=bestand if v else "",
            )
            uit.append(Opname(besluit, {versie: schrijf(met_eids(regeling(werk, r, weken)))}, besluiten))
            vorige = (Moment(doel, op),)
    return sorted(uit, key=lambda o: o.uitwisseling.gemaakt_op)


def regeling(werk: str, r: int, weken: list[int]) -> Regeling:
    """One text: ten articles with a number of weeks in each."""
    artikelen = []
    for a, keer in enumerate(weken, 1):
        zin = f"Het college beslist binnen {keer} weken op aanvraag {a} van soort {r}."
        lid = Eenheid(Soort.LID, nummer="1.", inhoud=(Alinea((zin,)),))
        artikelen.append(Eenheid(Soort.ARTIKEL, label="Artikel", nummer=str(a), inhoud=(lid,)))
    wortel = Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=tuple(artikelen)),))
    return Regeling(Gegevens(werk, citeertitel=f"Meetverordening {r}", orgaan="gemeenteraad"), wortel)


def besluittekst(r: int, v: int, artikel: int, weken: int) -> str:
    """A decision that changes the weeks of one article."""
    return (
        f"# Besluit {v} over verordening {r}\n\nDe raad;\n\nbesluit:\n\n## Artikel I\n"
        f"In artikel {artikel}, eerste lid, van de Meetverordening {r} wordt “{weken} weken” vervangen door “{weken + 100} weken”.\n\n"
        "## Artikel II\nDit besluit treedt in werking met ingang van de tiende dag na de datum van uitgifte van het Gemeenteblad.\n"
    )


def meet_groot(regelingen: int) -> None:
    """An archive of many regulations: storing, the questions over all of them, and the site for and after one decision."""
    *reeks, laatste = grote_opnamen(regelingen)
    with tempfile.TemporaryDirectory() as map_:
        dossier, site = Path(map_) / "d", Path(map_) / "s"
        dossier.mkdir()
        with Archief.open(dossier, maken=True) as archief:
            meet(f"{len(reeks)} vastleggingen in één keer", lambda: archief.neem_reeks_op(reeks))
            meet("register", archief.register)
        meet_opdracht("samenloop", "samenloop", str(dossier))
        bladen = ("publiceer", str(dossier), "-o", str(site), "--vorm", "md", "--op", "2026-01-01")
        meet_opdracht("publiceer, eerste keer (alleen md)", *bladen)
        meet_opdracht("publiceer, niets nieuws", *bladen)
        stuk = Path(map_) / "besluit.md"
        stuk.write_bytes(next(iter(laatste.bestanden.values())))
        meet_opdracht(
            "neem-op", "neem-op", str(dossier), str(stuk), "--bekend", str(laatste.uitwisseling.bekend), "--ja"
        )
        meet_opdracht("publiceer na één besluit", *bladen)
        if "--herbouw" in sys.argv:
            meet_opdracht("herbouw", "herbouw", str(dossier))


def meet(naam: str, doe: Callable[[], object]) -> None:
    """One line with how long something takes in this process."""
    wand, cpu = time.perf_counter(), time.process_time()
    doe()
    print(f"{naam}: {time.perf_counter() - wand:.2f} s, processortijd {time.process_time() - cpu:.2f} s", flush=True)


def meet_opdracht(naam: str, *woorden: str) -> None:
    """One line with how long a command takes."""
    wand, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    omgeving = {n: w for n, w in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}  # compiled once, as installed
    uit = subprocess.run([sys.executable, "-m", "werkbank", *woorden], check=False, capture_output=True, env=omgeving)
    na = resource.getrusage(resource.RUSAGE_CHILDREN)
    eigen = na.ru_utime + na.ru_stime - cpu.ru_utime - cpu.ru_stime
    print(f"{naam}: {time.perf_counter() - wand:.2f} s, processortijd {eigen:.2f} s, code {uit.returncode}", flush=True)


def meet_vragen(archief: Archief) -> None:
    """How long a question about a day takes, with and without a reopened archive."""
    toeval, tijden = random.Random(1), []
    dagen = [
        (
            date(2000, 2, 1) + timedelta(days=toeval.randrange(7000)),
            date(2000, 2, 1) + timedelta(days=toeval.randrange(7000)),
        )
        for _ in range(3000)
    ]
    for op, bekend in dagen:
        begin = time.perf_counter()
        archief.geldend("vwi", op, bekend)
        tijden.append(time.perf_counter() - begin)
    tijden.sort()
    print(f"geldend, warm: mediaan {tijden[1500] * 1e3:.3f} ms, 99 % onder {tijden[2970] * 1e3:.3f} ms (grens 1)")
    begin = time.perf_counter()
    archief.tekst("vwi@0500")
    print(f"tekst van een versie: {(time.perf_counter() - begin) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
