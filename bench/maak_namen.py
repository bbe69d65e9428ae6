"""Build ``namen.tsv.gz``: ``python -m bench.maak_namen CITEERTITELS.tsv [CITEERTITELS.tsv …]``.

Input: lines ``bwb_id TAB soort TAB naam TAB bron`` with a heading (a title list, or what ``wetgeving ververs`` gets from the
search service), what :mod:`bench.oogst_namen` found in links, and the hand-kept ``aanvullingen.tsv`` beside it, which wins.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench import WORTEL
from verordening.schijf import schrijf_atomair
from wetgeving.namen import sleutel

NAMEN = WORTEL / "wetgeving" / "namen"
_REGELNAAM = re.compile(
    r"(?:wet|wetboek|besluit|regeling|verordening|reglement|statuut|verdrag|protocol|overeenkomst|voorschrift|"
    r"voorschriften|regels|beleidsregels?|richtlijn|aanwijzing|instructie|circulaire|leidraad|wetten|tarief|code)\b"
)
_ALGEMEEN = frozenset(
    """
    wet besluit regeling verordening reglement statuut verdrag protocol overeenkomst voorschriften beleidsregel
    beleidsregels richtlijn aanwijzing instructie circulaire leidraad tarief code regels kaderwet rijkswet wetboek
    uitvoeringsregeling uitvoeringsbesluit wijzigingswet wijzigingsbesluit wijzigingsregeling invoeringswet
    subsidieregeling mandaatbesluit organisatiebesluit instellingsbesluit reparatiewet verzamelwet bestuursreglement
    """.split()
) | {"reglement van orde", "huishoudelijk reglement"}
"""What many bodies call one of their own: "het reglement van orde" of a gemeenteraad is not that of the Tweede Kamer."""
_TWEEDE_EIGENAAR = 2
"""Laws that must use a name for another regulation before it has two owners."""
_RANG = {"wet": 0, "rijkswet": 0, "": 1, "AMvB": 2, "rijksKB": 2, "KB": 3, "ministeriele-regeling": 4}
_BW = {boek: f"Burgerlijk Wetboek Boek {boek}" for boek in ["1", "2", "3", "4", "5", "6", "7", "7a", "8", "10"]}


def bruikbaar(naam: str) -> bool:
    """Whether words can only be the name of a regulation: not a note, a citation or a bare noun."""
    laag = sleutel(naam)
    return (
        len(laag) >= 5
        and _REGELNAAM.search(laag) is not None
        and laag not in _ALGEMEEN
        and not re.match(
            r"(?:artikel|art\.|hoofdstuk|paragraaf|deel|bijlage|stb|trb|stcrt|titel|afdeling|artikelen)\b", laag
        )
        and not re.match(r"[\divxlc]+[a-z]{0,2},? (?:van|en|eerste|tweede|derde|vierde|onderdeel|tot)\b", laag)
        and not re.search(
            r"(?:^|\b(?:van|bij|in|uit) )(?:dat|die|dit|deze|(?:voor|laatst|eerst)?genoemde?|bedoelde?) ", laag
        )
        and not laag.startswith(("als ", "de ", "het ", "een ", "van ", "in ", "op ", "wijzigen ", "wijziging "))
        and (" " in laag or len(laag) >= 6)
        and len(laag) <= 300
    )


def maak_regels(titels: Iterable[Mapping[str, str]], aanvullingen: Iterable[Mapping[str, str]]) -> list[str]:
    """Lines of the packaged table.

    A name that several regulations bear goes to the one of highest rank (a wet before a ministeriële regeling) when just one
    has that rank; otherwise all stay and the name is ambiguous. What other laws call a regulation (:mod:`bench.oogst_namen`)
    adds names; it gives a name that has an owner a second one only when several laws say so.
    """
    rijen = list(titels)
    lang = _lange_namen([r for r in rijen if r["bron"] != "afkorting"])
    regels: list[str] = []
    vast: set[str] = set()
    for rij in aanvullingen:
        doelen = _doel(rij["doel"], lang)
        is_kort = rij["naam"] == rij["naam"].upper() or (len(rij["naam"]) <= 12 and not bruikbaar(rij["naam"]))
        naam = rij["naam"] if is_kort else sleutel(rij["naam"])
        vast.add(naam)
        regels += ["\t".join((naam, d, rij["van"] or "", rij["tot"] or "", "1" if is_kort else "")) for d in doelen]
    regels += ["\t".join((naam, d, "", "", "")) for naam, ids in lang.items() if naam not in vast for d in ids]
    for rij in rijen:
        if rij["bron"] == "afkorting" and rij["naam"] not in vast and sleutel(rij["naam"]) not in lang:
            regels.append("\t".join((rij["naam"], rij["bwb_id"], "", "", "1")))
    return met_perioden(regels)


def met_perioden(regels: Iterable[str]) -> list[str]:
    """The same lines, where an act with a year in its title has its name without that year from that year on only.

    Before it the name meant the one before: "Politiewet" that of 1993, "Vreemdelingenwet" one that the list does not know.

    >>> met_perioden(["jachtwet\\tA\\t\\t\\t", "jachtwet 1954\\tA\\t\\t\\t"])
    ['jachtwet\\t\\t\\t1953-12-31\\t', 'jachtwet\\tA\\t1954-01-01\\t\\t', 'jachtwet 1954\\tA\\t\\t\\t']
    """
    per_naam: dict[str, set[tuple[str, str, str, str]]] = defaultdict(set)
    for regel in regels:
        naam, doel, van, tot, kort = regel.split("\t")
        per_naam[naam].add((doel, van, tot, kort))
    for naam, rijen in per_naam.items():
        jaar = {doel: n for n in range(1800, 2100) for doel, *_ in per_naam.get(f"{naam} {n}", ())}
        kort = next(iter(rijen))[3]
        op_rij = sorted((jaar.get(doel, 0), doel) for doel, *_ in rijen)
        jaren = [n for n, _ in op_rij]
        if not jaren[-1] or len(set(jaren)) < len(jaren) or any(van or tot for _, van, tot, _ in rijen):
            continue
        op_rij = op_rij if not jaren[0] else [(0, ""), *op_rij]
        einden = [f"{n - 1}-12-31" for n, _ in op_rij[1:]] + [""]
        per_naam[naam] = {(d, f"{n}-01-01" if n else "", e, kort) for (n, d), e in zip(op_rij, einden, strict=True)}
    return sorted("\t".join((naam, *rij)) for naam, rijen in per_naam.items() for rij in rijen)


def _lange_namen(rijen: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    gevonden: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for rij in sorted(rijen, key=lambda r: r["bron"] == "koppeling"):
        per_id = gevonden[sleutel(rij["naam"])]
        if not bruikbaar(rij["naam"]) or (rij["bron"] == "koppeling" and not _telt(rij, per_id)):
            continue
        bekend = min((r[0] for r in per_id.values()), default=1)
        soort = bekend if rij["bron"] == "koppeling" else _RANG.get(rij["soort"], 5)
        rang = (soort, 0 if rij["bron"] == "verwijzing" else 1)
        per_id[rij["bwb_id"]] = min(rang, per_id.get(rij["bwb_id"], rang))
    return {naam: _beste(per_id) for naam, per_id in gevonden.items() if per_id}


def _telt(rij: Mapping[str, str], per_id: Mapping[str, tuple[int, int]]) -> bool:
    eerder = rij["bwb_id"] in per_id or not per_id
    return eerder or int(rij["aantal"]) >= _TWEEDE_EIGENAAR


def _beste(per_id: Mapping[str, tuple[int, int]]) -> list[str]:
    top = min(rang[0] for rang in per_id.values())
    ids = [i for i, rang in per_id.items() if rang[0] == top]
    genoemd = [i for i in ids if per_id[i][1] == 0]
    return sorted(genoemd if len(genoemd) == 1 else ids)


def _doel(doel: str, lang: Mapping[str, list[str]]) -> list[str]:
    if doel == "BW":
        return [lang[sleutel(naam)][0] for naam in _BW.values()]
    if re.match(r"BWB[RVW]\d{7}$|CELEX:", doel):
        return [doel]
    ids = lang.get(sleutel(doel))
    if not ids or len(ids) != 1:
        raise ValueError(f"aanvullingen.tsv: «{doel}» is geen naam met precies één BWB-nummer")
    return ids


def schrijf(bronnen: Iterable[Path], doel: Path) -> int:
    """Write the packaged table; returns the number of lines. Same input, same bytes."""
    titels = [rij for bron in bronnen for rij in _lees(bron)]
    regels = maak_regels(titels, _lees(NAMEN / "aanvullingen.tsv"))
    uit = io.BytesIO()
    with gzip.GzipFile(fileobj=uit, mode="wb", mtime=0, compresslevel=9) as zip_:
        zip_.write(("\n".join(regels) + "\n").encode("utf-8"))
    schrijf_atomair(doel, uit.getvalue())
    return len(regels)


def _lees(bron: Path) -> list[dict[str, str]]:
    with bron.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    print(schrijf([Path(p) for p in sys.argv[1:]], NAMEN / "namen.tsv.gz"), "namen")
