"""What stands in a text that was typed, pasted or scanned and can hardly be what was printed: a finding, never a repair.

The ledger proves that what the source holds stands in the tree. It cannot see that the source itself went wrong before it
came here: read in another encoding, a note glued to an amount, an l for a 1, a page that was not copied along. Signs of
that are the same in every source without structure of its own, so they are looked for in the tree.

>>> [soort for soort, _ in vreemd("Artike1 kost € 1.5003 of € l2,50 â€“ per jaar; artikel 2a, artikel 68,lid 5, CO2 en € 1.200,50 niet")]
['leesfout/codering', 'leesfout/bedrag', 'leesfout/cijfer', 'leesfout/cijfer']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, groupby, pairwise

from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import STRUCTUUR, Alinea, Eenheid, Regeling, Soort, inlinetekst, kaal, tekst, wandel
from verordening.dagen import MAANDEN
from verordening.keur.opbouw import bevinding, nummervolgorde
from verordening.keur.taal import SLUIT_AF, STAND, onaf
from verordening.lezers.samenhang import Houder, samenhang, zinnen_van
from verordening.nummers import uit_romeins, volgende
from verordening.register import Register
from verordening.tekst.koppen import AANHEF
from verordening.tekst.slot import SLOT, is_naam
from verordening.tekstregels import eenheidregels

_VREEMD = {
    "leesfout/codering": r"\ufffd|[\u00c2\u00c3\u00e2][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u0192\u02c6\u02dc\u2122]{1,2}",
    "leesfout/teken": r"(?<!\S)(?:[^\W\d_]+\?(?=[^\W\d_])|\?(?=\s?\d))[^\s=/]*(?!\S)",
    "leesfout/bedrag": r"€\s?\d{1,3}(?:\.\d{3})*\.(?:\d{1,2}(?!\d)|\d{4})[\d.,]*",
    "leesfout/cijfer": r"(?<![\w.,/@-])(?:(?!\d+[lI](?!\w))(?=[lIO\d.,]*\d)(?=[\d.,]*[lIO])[\dlIO]++(?:[.,][\dlIO]++)*+(?![\w/@-])"
    r"|[^\W\d_]*[a-zà-ÿ]{4}\d+[^\W\d_]*(?![\w/@-]|\.\w))",
    "leesfout/open": rf"€\s?(?:PM|[Xx]+|_+)\b|\bPM\b(?!\d)|\b[Xx]{{2,}} (?:{'|'.join(MAANDEN)}|20)|_{{3,}}|\.{{3,}}|…|\[[^\[\]]*\b(?:invullen|in te vullen|nader te bepalen|nog)\b[^\[\]]*\]|\[[^\[\]]*\?\s?\]|\[[A-Z]{{1,4}}\d{{1,3}}\](?=:)",
}
"""Kind of finding → words that show it: UTF-8 read as one sign per byte, a sign that was lost, an amount that is not grouped by three,
figures among letters or letters among figures, and a place that is still open or cut off."""
_GEBROKEN = ("\ufffd", "\u00c2", "\u00c3", "\u00e2")
"""Without one of these no sign was read in another encoding."""
_VERDACHT = tuple(
    re.compile(p)
    for p in (
        r"\?(?:[^\W_]|\s\d)",
        _VREEMD["leesfout/bedrag"],
        r"PM\b|XX |Xx |xX |xx |__|\.\.\.|…|\[[^\[\]]*\b(?:invullen|te vullen|bepalen|nog)\b|\?\s?\]|\]:(?<=\d\]:)",
        r"\d(?:(?<=[a-zà-ÿIO]\d)|(?<=[lIO][.,]\d)|(?=[.,]?[IO])|(?=l[\d.,]))",
    )
)
"""A quick look over a whole text, each with a first sign that the engine skips to."""
_PATROON = {soort: re.compile(patroon) for soort, patroon in _VREEMD.items()}
_NUMMER_BINNEN = re.compile(r"[.;:,](?P<wit>\s+)\(?(?P<nr>[a-z](?=[.)])|\d{1,2}(?=[.)])|\d{1,2}[°º])[.)]?\s")

_MEER = {Soort.ARTIKEL: "artikelen", Soort.PARAGRAAF: "paragrafen"}
_CEL, _CELLEN = 60, 4
"""How long a line can be that stood in a cell, and how many of these under each other are a table."""
_CIJFER = re.compile(r"\d").search
_UITLEG = re.compile(r"(?:Toelichting|Opmerking|Noot|N\.?B\.?|Oud|Nieuw|Was|Wordt)\s*[:–-]")
"""How a line begins that explains, and is no provision."""

_KOP = r"(?:Artikel|Art\.|Hoofdstuk|Afdeling|Paragraaf|Bijlage) \d+[a-z]?(?:[.:]\d+[a-z]?)*[.:]? [A-Z]"
_KOP_BINNEN, _KOP_IN_KOP = re.compile(rf"(?<=[.;:] ){_KOP}"), re.compile(rf"(?<= ){_KOP}")
"""A heading behind the end of a sentence, and behind the words of another heading."""


def weiger_codering(gegevens: bytes, naam: str) -> None:
    """Refuse a text of which the signs went through another encoding: no word with an accent or a dash in it is right.

    Raises:
        Geweigerd: with the line.
    """
    bron = gegevens.decode("utf-8", "ignore")
    if _gebroken(bron) and (raak := _PATROON["leesfout/codering"].search(bron)):
        regel = bron.count("\n", 0, raak.start()) + 1
        raise Geweigerd.om("leesfout/tekst", f"{naam}, regel {regel}", tekens=raak.group())


def _gebroken(woorden: str) -> bool:
    return any(teken in woorden for teken in _GEBROKEN)


def _verdacht(woorden: str) -> bool:
    """Whether something strange can stand in a text."""
    return _gebroken(woorden) or any(p.search(woorden) for p in _VERDACHT)


def _verdachte_regels(heel: str) -> Iterator[str]:
    """The lines of a text in which something strange can stand, each with the sign before and the one behind it."""
    if _gebroken(heel):
        yield heel
    tot = -1
    for plek in sorted(raak.start() for p in _VERDACHT for raak in p.finditer(heel)):
        if plek >= tot:
            tot = (heel.find("\n", plek) + 1 or len(heel)) + 1
            yield heel[max(heel.rfind("\n", 0, plek) - 1, 0) : tot]


def vreemd(woorden: str) -> Iterator[tuple[str, str]]:
    """Strange words: (kind of finding, the words)."""
    for soort, patroon in _PATROON.items():
        for raak in patroon.finditer(woorden):
            yield soort, woorden[max(0, raak.start() - 20) : raak.end() + 20]


def met_twijfel(regeling: Regeling, *, los: bool) -> Regeling:
    """The regulation with a finding for everything that makes its source doubtful.

    Args:
        los: the source is bare text: sentences and numbers may have been lost on the way. A file of a word processor is
            whole, and knows its numbers; in an official XML a number that is missing lapsed.
    """
    register = Register.van(regeling)
    romp = [e for d in regeling.wortel.delen if d.soort is Soort.LICHAAM for e in wandel(d)]
    nieuw = [*_woorden(regeling, register), *_eersten(romp, register, los=los)]
    if los:
        houders = [Houder.van(e) for e in romp]
        bijlagen = [Houder.van(e) for d in regeling.wortel.delen if d.soort is Soort.BIJLAGE for e in wandel(d)]
        af = [*onaf(regeling, register), *_breekt_af(houders, register)]
        gezegd = {b.plek for b in af}
        nieuw += (*_aanhef(regeling), *af, *_losse_regels([*houders, *bijlagen], register, gezegd), *_slot(regeling))
        nieuw += samenhang(houders, register, gezegd)
        nieuw += (*_op_een_regel(regeling, romp, register), *_nummers(regeling, romp, register))
    return replace(regeling, bevindingen=(*regeling.bevindingen, *nieuw)) if nieuw else regeling


def _woorden(regeling: Regeling, register: Register) -> Iterator[Bevinding]:
    heel = tekst(regeling.wortel)
    if not any(r for r in _verdachte_regels(heel) if next(vreemd(r), None)):
        return
    keer: Counter[str] = Counter()
    for eenheid, woorden in eenheidregels(regeling):
        for soort, fragment in vreemd(woorden) if _verdacht(woorden) else ():
            keer[soort] += 1
            if keer[soort] > 20 and soort == "leesfout/open":
                continue  # een model laat alles open
            yield bevinding(register, eenheid, soort, fragment)


def _aanhef(regeling: Regeling) -> Iterator[Bevinding]:
    """Lines of the preamble that name no organ and no ground, and are no part of a sentence."""
    for woorden in (w for d in regeling.wortel.delen if d.soort is Soort.AANHEF for w in zinnen_van(d) if w):
        los = woorden[-1] not in SLUIT_AF or (woorden[-1] in ".!?" and woorden[0].isupper())
        if los and not AANHEF.match(woorden):
            yield Bevinding.van("losse-regel/aanhef", "de aanhef", woorden[:60])


def _slot(regeling: Regeling) -> Iterator[Bevinding]:
    """Lines of the closing that are no formula, date, function or name."""
    for deel in regeling.wortel.delen:
        zinnen = zinnen_van(deel) if deel.soort is Soort.SLUITING else []
        for voor, woorden in pairwise(zinnen):
            loopt_door = woorden[:1].islower() and voor[-1:] not in SLUIT_AF
            if woorden and not (loopt_door or SLOT.match(woorden) or is_naam(woorden)):
                yield Bevinding.van("losse-regel/slot", "de sluiting", woorden[:60])


def _vrij(houder: Houder) -> list[str]:
    """The plain paragraphs of a unit that are not what its own number leads."""
    return houder.zinnen[houder.eenheid.soort in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP) :]


def _vreemd_in_wet(woorden: str) -> bool:
    """Whether a line asks or explains, as no provision does."""
    return woorden.endswith("?") or _UITLEG.match(woorden) is not None


def _losse_regels(houders: list[Houder], register: Register, gezegd: set[str]) -> Iterator[Bevinding]:
    """Lines that are no sentence: that ask, come back word for word, stand above a new sentence or last of all, or under
    each other as cells; ``gezegd``: eIds of units of which it was said that a sentence has no end."""
    alle = [w for h in houders for w in _vrij(h) if w]
    keer = Counter(w for w in alle if w[-1] not in SLUIT_AF and not STAND.match(w))
    zinnen = [w for h in houders for w in h.zinnen if w]
    eindigt = 2 * sum(w[-1] in SLUIT_AF for w in zinnen) >= max(len(zinnen), 8)
    for houder in houders:
        eenheid, zinnen = houder.eenheid, _vrij(houder)
        boven = {w for w, onder in pairwise(zinnen) if eindigt and w in keer and onder and not onder[0].islower()}
        if eindigt and len(zinnen) > 1 and zinnen[-1] in keer and eenheid.eId not in gezegd:
            boven.add(zinnen[-1])
        for los, rij in groupby(zinnen, lambda w: w in keer and len(w) < _CEL and "\t" not in w):
            cellen = list(rij) if los else []
            if len(cellen) >= _CELLEN and (eenheid.soort is not Soort.DIVISIETEKST or any(map(_CIJFER, cellen))):
                yield bevinding(register, eenheid, "lijkt-tabel/plat", cellen[0], aantal=len(cellen))
                boven.difference_update(cellen)
        for woorden in dict.fromkeys(w for w in zinnen if w in boven or keer[w] > 1 or _vreemd_in_wet(w)):
            yield bevinding(register, eenheid, "losse-regel/los", woorden[:60])


def _op_een_regel(regeling: Regeling, romp: list[Eenheid], register: Register) -> Iterator[Bevinding]:
    """Lines in which the number of their unit goes on, or in which a series of its own begins; headings with another heading in them."""
    rest = (e for d in regeling.wortel.delen if d.soort is not Soort.LICHAAM for e in wandel(d))
    for eenheid in chain(romp, rest):
        if eenheid.opschrift and (raak := _KOP_IN_KOP.search(kop := inlinetekst(eenheid.opschrift))):
            yield bevinding(register, eenheid, "lijkt-nummer/regel", kop[raak.start() :][:60])
        if eenheid.soort not in (Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL):
            continue
        verder = "" if eenheid.soort is Soort.ARTIKEL else volgende(kaal(eenheid.nummer))
        for blok in eenheid.inhoud:
            woorden = inlinetekst(blok.inhoud) if isinstance(blok, Alinea) else ""
            nummers = [(raak["nr"], raak.start("wit")) for raak in _NUMMER_BINNEN.finditer(woorden)]
            if raak := _KOP_BINNEN.search(woorden):
                yield bevinding(register, eenheid, "lijkt-nummer/regel", woorden[raak.start() :][:60])
            if not nummers:
                continue
            reeksen = [plek for (een, plek), (twee, _) in pairwise(nummers) if _begint(een) and volgende(een) == twee]
            if plekken := [plek for nummer, plek in nummers if nummer == verder] + reeksen:
                yield bevinding(register, eenheid, "lijkt-nummer/regel", woorden[min(plekken) :][:60].strip())


def _breekt_af(romp: list[Houder], register: Register) -> Iterator[Bevinding]:
    """Paragraphs of an artikel or lid without an end, above one that begins in a sentence."""
    for eenheid, zinnen in romp:
        for zin, onder in pairwise(zinnen) if eenheid.soort in (Soort.ARTIKEL, Soort.LID) else ():
            if zin and zin[-1] not in SLUIT_AF and onder[:1].islower():
                yield bevinding(register, eenheid, "zin-onaf", zin[-60:])


def _nummers(regeling: Regeling, romp: list[Eenheid], register: Register) -> Iterator[Bevinding]:
    """Numbers that are missing in a series, and artikelen that are missing."""
    yield from (b for b in nummervolgorde(regeling, register) if b.code != "nummer-volgorde")
    top = next((list(d.delen) for d in regeling.wortel.delen if d.soort is Soort.LICHAAM), [])
    deel = next((e for e in top if e.soort in STRUCTUUR and kaal(e.nummer)), None)
    if deel is not None and top[0].soort is Soort.ARTIKEL and not _begint(kaal(deel.nummer)):
        yield bevinding(register, deel, "nummer-sprong/eerste", deel.nummer, nummer=deel.nummer)
    soort = Soort.ARTIKEL if any(e.soort is Soort.ARTIKEL for e in romp) else Soort.PARAGRAAF
    artikelen = [kaal(e.nummer) for e in romp if e.soort is soort and kaal(e.nummer)]
    tellend = [n for n in artikelen if soort is Soort.ARTIKEL or n.isdecimal()]
    weg = [(a, b) for a, b in pairwise(tellend) if a.isdecimal() and b.isdecimal() and int(b) > int(a) + 1]
    if weg and len(weg) * 5 <= len(artikelen) + 5:
        sprongen = ", ".join(f"{a} → {b}" for a, b in weg)
        yield Bevinding.van("nummer-sprong/artikelen", f"{soort.value} {weg[0][1]}", sprongen, wat=_MEER[soort])


def _eersten(romp: list[Eenheid], register: Register, *, los: bool) -> Iterator[Bevinding]:
    """Series that do not begin at the beginning; in a file that knows its numbers only those that a list runs on in."""
    vorige = {Soort.LID: "", Soort.ONDERDEEL: ""}
    for houder in romp:
        rij = [b for b in houder.inhoud if isinstance(b, Eenheid) and kaal(b.nummer)]
        if not rij or (eerste := rij[0]).soort not in vorige:
            continue
        loopt_door = kaal(eerste.nummer) == vorige[eerste.soort]
        if not _begint(kaal(eerste.nummer)) and (los or loopt_door):
            yield bevinding(register, eerste, "nummer-sprong/eerste", eerste.nummer, nummer=eerste.nummer)
        vorige[eerste.soort] = volgende(kaal(rij[-1].nummer))


def _begint(nummer: str) -> bool:
    """Whether a series can begin with a number: the first of its kind, or the first in parts ("2.1")."""
    kern = nummer.rpartition(".")[2].rstrip("°º*")
    return kern in ("0", "1") or kern.lower() in ("a", "aa", "i") or uit_romeins(kern) == 1
