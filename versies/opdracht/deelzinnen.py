"""A sentence about entry into force as the sentences that it holds: each with one subject and one moment.

>>> for d in deelzinnen("Dit besluit treedt in werking op 1 januari 2027, met uitzondering van artikel I, onderdeel B, dat in werking treedt op 1 juli 2027."):
...     print(d)
Dit besluit treedt in werking op 1 januari 2027, met uitzondering van artikel I, onderdeel B.
artikel I, onderdeel B, treedt in werking op 1 juli 2027.
>>> deelzinnen("De wijziging onder B treedt in werking op 1 juli 2027; de overige onderdelen treden in werking op 1 januari 2027.")
['De wijziging onder B treedt in werking op 1 juli 2027.', 'de overige onderdelen treden in werking op 1 januari 2027.']
>>> deelzinnen("Onderdeel A treedt in werking op 1 januari 2027, onderdeel B op 1 februari 2027 en onderdeel C op 1 maart 2027.")[1:]
['onderdeel B treedt in werking op 1 februari 2027.', 'onderdeel C treedt in werking op 1 maart 2027.']
"""

from __future__ import annotations

import re

from versies.opdracht.adressen import lees_plek
from versies.opdracht.woorden import patroon


def deelzinnen(zin: str) -> list[str]:
    """The sentences in a paragraph about entry into force; one sentence when there is nothing to split."""
    heel, zin = zin, " ".join(zin.split())
    zin = re.sub(
        r"^(?:Inwerkingtreding|Ingangsdatum)\s*:?\s+(?:per |op |met ingang van )?(?=\d)",
        "Dit besluit treedt in werking op ",
        zin,
    )
    if not any(patroon(vorm).search(zin) for vorm in ("WERKING", "GELDT_VANAF")):
        return [heel]
    t = patroon("AFWIJKING").search(zin)
    if t is not None and (van := lees_plek(zin[: t.end()], t.start("wat"))) is not None and van.einde == t.end():
        zin = f"{zin[: t.start()].rstrip(' ,')}{zin[t.end() :]}".strip(" ,")
    if (t := patroon("BEPALEN").match(zin)) is not None and (
        b := patroon("IN_BIJZIN").match(t.group("rest"))
    ) is not None:
        zin = f"{b.group('wat').rstrip(' ,')} treedt in werking {b.group('voor') or b.group('na') or ''}"
        zin = f"{zin[:1].upper()}{zin[1:].rstrip(' .')}."
    onderwerp = re.match(r"(?:dit|deze)\s+\w+", zin, re.IGNORECASE)
    uit: list[str] = []
    for stuk in _stukken(zin):
        if patroon("AANGEHAALD").match(stuk):
            stuk = f"{onderwerp.group() if onderwerp else 'Dit besluit'} {stuk}"
        uit.extend(_uitzondering(stuk))
    uit = [f"{d.strip().rstrip('.;,')}." for d in uit if d.strip(" .;,")]
    return uit if len(uit) > 1 else [zin if zin != " ".join(heel.split()) else heel]


def _stukken(zin: str) -> list[str]:
    """The clauses beside each other; a comma or «en» splits only behind a clause that is whole by itself."""
    uit, begin = [], 0
    for t in patroon("NAAST").finditer(zin):
        if t.group().strip()[:1] in (".", ";") or patroon("WERKING").search(_heel(zin[begin : t.start()])):
            uit.append(zin[begin : t.start()])
            begin = t.end()
    return [uit[0], *map(_heel, [*uit[1:], zin[begin:]])] if uit else [zin]


def _heel(stuk: str) -> str:
    """A part with its day alone («onderdeel B op 1 maart 2027»), with the verb that stands in front of the one before it."""
    if patroon("WERKING").search(stuk) or patroon("DEEL_MET_DAG").match(stuk) is None:
        return stuk
    dag = list(patroon("INGANG").finditer(stuk))[-1]
    return f"{stuk[: dag.start()].rstrip(' ,')} treedt in werking {stuk[dag.start() :]}"


def _uitzondering(zin: str) -> list[str]:
    for vorm in ("WAT_BETREFT", "TERUGWERKEND"):
        if (t := patroon(vorm).search(zin)) is not None:
            return [zin[: t.start()], f"{t.group('wat').rstrip(' ,')}, werkt terug {t.group('tot')}"]
    t = patroon("UITZONDERING_MET_DAG").search(zin)
    if t is not None:
        moment = t.group("voor") or t.group("na") or ""
        hoofd = f"{zin[: t.start()]}, {t.group('hoe')} {t.group('wat')}"
        return [hoofd, f"{t.group('wat').rstrip(' ,')}, treedt in werking {moment}"]
    t = patroon("DIEN").search(zin)
    if t is None or patroon("WERKING").search(zin[: t.start()]) is None or re.search(r"terug", t.group("rest")):
        return [zin]
    bijzin = patroon("IN_BIJZIN").match(t.group("rest"))
    if bijzin is None:
        return [zin[: t.start()], t.group("rest")]
    moment = bijzin.group("voor") or bijzin.group("na") or ""
    return [zin[: t.start()], f"{bijzin.group('wat').rstrip(' ,')}, treedt in werking {moment}"]
