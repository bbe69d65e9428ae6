"""What a line of a decision means in the words of a person, where it could not be read as it stands.

The decision stays the source. A person writes, per line, the sentence that says the same in words that are read; it is
executed and proven as any other, and a finding shows both. A line that can be read is only replaced by who says so with an
exclamation mark: what was read is then not what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from verordening.bevinding import Bevinding, Geweigerd
from verordening.tekst.keuzes import Lezing
from versies.besluit import Besluit, Regelsoort, regelnummers
from versies.opdracht.aanduiding import label_van
from versies.opdracht.woorden import patroon

Gelezen = tuple[Besluit, tuple[Geweigerd, ...]]

_REGEL = re.compile(r"(?:regel )?(?P<nr>\d{1,6})(?P<toch>!?): ?(?P<zin>.*)")
_WEG = ("-", "–", "—")
_MEEST = 100


def lees_lezingen(tekst: str, naam: str) -> tuple[Lezing, ...]:
    """The lines of a file with readings: a number, a colon, the sentence; a dash when the line belongs to nothing.

    Raises:
        Geweigerd: a line without a number, without a sentence, the same number twice, or more than a hundred.

    >>> lees_lezingen("# bij het raadsbesluit\\nregel 17: Artikel 5 vervalt.\\n18: -\\n", "lezing.txt")
    (Lezing(regel=17, zin='Artikel 5 vervalt.', toch=False), Lezing(regel=18, zin='', toch=False))
    """
    uit: dict[int, Lezing] = {}
    for nummer, regel in enumerate(tekst.splitlines(), 1):
        if not regel.strip() or regel.startswith("#"):
            continue
        raak = _REGEL.fullmatch(regel.strip())
        nr = int(raak["nr"]) if raak is not None else 0
        if raak is None or not raak["zin"].strip() or nr in uit or len(uit) == _MEEST:
            raise Geweigerd.om("lezing-onleesbaar", f"{naam}, regel {nummer}")
        zin = raak["zin"].strip()
        uit[nr] = Lezing(nr, "" if zin in _WEG else zin, bool(raak["toch"]))
    return tuple(uit.values())


def met_lezingen(
    regels: Sequence[str], lezingen: Sequence[Lezing], lees: Callable[[Sequence[str]], Gelezen], naam: str
) -> Gelezen:
    """The decision with the sentences of a person in place of lines that could not be read, one after the other.

    Raises:
        Geweigerd: a line that is not there, or that can be read as it stands and was not given up.
    """
    besluit, fouten = lees(regels)
    gemeld: list[Bevinding] = []
    for nummer, zin, toch in lezingen:
        plaats = f"{naam}, regel {nummer}"
        if not 0 < nummer <= len(regels) or not regels[nummer - 1].strip():
            raise Geweigerd.om("lezing-zonder-regel", plaats)
        if not toch and nummer not in set(_ongelezen(besluit, fouten)):
            raise Geweigerd.om("lezing-onnodig", plaats)
        soort = "lezing-van-een-mens" if zin else "lezing-van-een-mens/hoort-nergens"
        gemeld.append(Bevinding.van(soort, plaats, regels[nummer - 1].strip()[:200], zin=zin))
        label = label_van(regels[nummer - 1]) if zin and patroon("LABEL").match(zin) is None else ""
        regels = [*regels[: nummer - 1], f"{label}{zin}", *regels[nummer:]]
        besluit, fouten = lees(regels)
    return besluit.met(bevindingen=(*gemeld, *besluit.bevindingen)), fouten


def _ongelezen(besluit: Besluit, fouten: Sequence[Geweigerd]) -> Iterator[int]:
    yield from (r.regel for r in besluit.regels if r.soort is Regelsoort.ONGELEZEN)
    yield from regelnummers(fouten)
