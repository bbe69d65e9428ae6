"""Damaged input of every kind that is read: a text or a refusal, never a defect of the program, and not for ever.

    python -m bench.bench_fuzz [AANTAL] [BEGIN]

Every case has a number, and a number always gives the same case. What is counted: read, refused, and defects (an exception
that is no refusal, or more than ten seconds).
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache

from verordening.bevinding import Geweigerd
from verordening.canoniek import schrijf
from verordening.lezers import lees
from werkbank.diensten.geldend import als_stuk

_MEEST = 10.0
_MD = b"""# Regels proef

Gelet op artikel 2 van de Proefverordening;

## Artikel 1 Begrippen

In deze regels wordt verstaan onder:

a. plein: een open ruimte;

b. bank: een zitplaats, met:

1. een leuning;

2. ten minste **twee** poten.

## Artikel 2 Hoogte

1. Een bank is niet hoger dan 50 cm.

| soort | hoogte |
|---|---|
| bank | 50 cm |
"""
_STUKKEN = (
    b"[a](",
    b"![",
    b"#",
    b"|",
    b"&#",
    b"<!--",
    b"]]>",
    b"\0",
    b"\xff\xfe",
    b"1.",
    b"a. ",
    b"   ",
    b"\n\n",
    b"9" * 40,
)


@cache
def zaden() -> tuple[tuple[str, bytes], ...]:
    """A small text in every form that the program can make itself: name and contents."""
    gelezen = lees(_MD, naam="zaad.md")
    return (("zaad.md", _MD), *((f"zaad.{vorm}", als_stuk(gelezen, vorm, None)) for vorm in ("xml", "docx", "odt")))


def _zip(inhoud: bytes, kans: random.Random) -> bytes:
    """Damage inside one part of a package, packed again."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        raak = kans.choice(oud.namelist())
        for naam in oud.namelist():
            deel = oud.read(naam)
            nieuw.writestr(naam, _plat(deel, kans) if naam == raak else deel)
    return uit.getvalue()


def _plat(inhoud: bytes, kans: random.Random) -> bytes:
    uit = bytearray(inhoud)
    for _ in range(kans.choice((1, 1, 2, 8))):
        if not uit:
            break
        a = kans.randrange(len(uit))
        b = min(len(uit), a + kans.choice((1, 4, 40, 400)))
        doe = kans.randrange(5)
        if doe == 0:
            uit[a] ^= 1 << kans.randrange(8)
        elif doe == 1:
            del uit[a:b]
        elif doe == 2:
            uit[a:a] = uit[a:b] * kans.choice((1, 3, 50))
        elif doe == 3:
            uit[a:a] = kans.choice(_STUKKEN) * kans.choice((1, 2, 200))
        else:
            del uit[a:]
    return bytes(uit)


def geval(nummer: int) -> tuple[str, bytes]:
    """Name and contents of a damaged file."""
    kans = random.Random(nummer)
    naam, inhoud = kans.choice(zaden())
    doe: Callable[[bytes, random.Random], bytes] = _zip if inhoud.startswith(b"PK") and kans.random() < 0.8 else _plat
    return naam, doe(inhoud, kans)


def beoordeel(nummer: int) -> str:
    """``gelezen``, ``geweigerd``, or what went wrong."""
    naam, inhoud = geval(nummer)
    begin = time.monotonic()
    try:
        schrijf(lees(inhoud, naam=naam))
        uit = "gelezen"
    except Geweigerd:
        uit = "geweigerd"
    except (Exception, RecursionError) as fout:
        return f"STUK {type(fout).__name__}: {str(fout)[:120]}"
    duur = time.monotonic() - begin
    return uit if duur < _MEEST else f"TRAAG {duur:.0f} s"


def main() -> None:
    """Run a number of cases."""
    aantal, begin = (int(a) for a in (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))
    telling: Counter[str] = Counter()
    for nummer in range(begin, begin + aantal):
        uit = beoordeel(nummer)
        telling[uit.split(" ")[0]] += 1
        if uit[0].isupper():
            print(f"{nummer} {geval(nummer)[0]}: {uit}", flush=True)
    print(f"{aantal} gevallen: {dict(telling)}")
    sys.exit(any(k.isupper() for k in telling))


if __name__ == "__main__":
    main()
