"""The ways in which a local provision is found for a measure, each as a function from texts to traces.

Order of strength: a reference to the changed place; a legal basis; a definition that hangs on it and the provisions that
use the term; a chain of references; the same amount; the same words. :mod:`impact.graaf.koppelen` puts the traces together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import Plaats, Ref, Regelingtekst
from impact.dossier.wetskant import Raakpunt, Wetskant, Wetsketen, zonder_ster
from impact.graaf.termen import Term, termpatroon
from verordening.adres import Adres
from verordening.boom import Soort, kinderen

_GROND = re.compile(
    r"(?:op grond van|krachtens|ingevolge|gelet op|met toepassing van|bij verordening)[^.;]{0,60}$", re.I
)
KLEIN_DEEL = 0.08
"""A reference to a whole lid or artikel says little when the measure touches less than this part of its leden and onderdelen."""

VEEL = 5
"""Touched provisions in one regulation that make a weak legal basis in its aanhef count."""

_KLEINE_WOORDEN = 90


class Spoor(NamedTuple):
    """A trace: which measure touches which provision (key ``slug#eId``), and why."""

    maatregel: str
    plaats: str
    herkomst: Herkomst


def refsporen(plaats: Plaats, kant: Wetskant) -> Iterator[Spoor]:
    """References of one provision to places that measures change, or to law that hangs on them."""
    for ref in plaats.refs:
        for doel in ref.doelen:
            for punt in kant.punten_in(doel):
                if punt.aard != "ongewijzigd" and (spoor := _raak(plaats, ref, doel, punt, kant)) is not None:
                    yield Spoor(punt.maatregel, plaats.sleutel, spoor)
            for keten in kant.ketens_in(doel):
                if doel.artikel and doel.binnen(keten.doel):
                    yield Spoor(keten.maatregel, plaats.sleutel, _langs_de_wet(plaats, ref, keten))


def soort_van(plaats: Plaats, ref: Ref) -> str:
    """ "grondslag" when the words name what the provision rests on ("gelet op", "krachtens"), else "verwijzing"."""
    return "grondslag" if plaats.soort == Soort.AANHEF or _GROND.search(_ervoor(ref)) else "verwijzing"


def _raak(plaats: Plaats, ref: Ref, doel: Adres, punt: Raakpunt, kant: Wetskant) -> Herkomst | None:
    if doel.in_artikel != punt.doel.in_artikel:
        return None
    soort = soort_van(plaats, ref)
    wat = "vervallen grondslag" if soort == "grondslag" and punt.aard == "vervallen" else soort
    if doel.binnen(punt.doel):
        bewijs = f"{_hoofdletter(wat)}: «{ref.tekst}» is een plaats die de maatregel raakt ({_aard(punt)})."
        return Herkomst(soort, bewijs, _zin(ref), punt.wordt or punt.was, punt.jci, (), "hoog", ref.eId)
    if doel.binnen(zonder_ster(punt.doel)):
        bewijs = f"{_hoofdletter(soort)}: de wet heeft «{ref.tekst}» nu twee keer; een van beide raakt de maatregel ({_aard(punt)})."
        return Herkomst(soort, bewijs, _zin(ref), punt.wordt or punt.was, punt.jci, (), "middel", ref.eId)
    if _opsomming_niet_meer_vol(ref, punt):
        bewijs = f"Opsomming niet meer volledig: «{ref.tekst}»; de maatregel voegt {punt.doel.tekst()} toe."
        return Herkomst(soort, bewijs, _zin(ref), punt.wordt, punt.jci, (), "middel", ref.eId)
    if punt.doel.binnen(doel) and not _klein_deel(plaats, doel, punt, kant):
        bewijs = f"{_hoofdletter(soort)} naar het geheel: «{ref.tekst}»; de maatregel raakt daarin {punt.doel.tekst()} ({_aard(punt)})."
        return Herkomst(soort, bewijs, _zin(ref), punt.wordt or punt.was, punt.jci, (), "middel", ref.eId)
    return None


def _opsomming_niet_meer_vol(ref: Ref, punt: Raakpunt) -> bool:
    """The words name the onderdelen up to the one after which the measure adds a new one ("onderdelen a, b en c", new: d)."""
    nieuw = punt.doel.onderdeel
    if punt.aard != "nieuw" or len(nieuw) != 1 or len(nieuw[0]) != 1 or not nieuw[0].isalpha() or nieuw[0] == "a":
        return False
    genoemd = {d.onderdeel[0] for d in ref.doelen if d.in_lid == punt.doel.in_lid and d.onderdeel}
    return len(genoemd) > 1 and chr(ord(nieuw[0]) - 1) in genoemd


def _klein_deel(plaats: Plaats, doel: Adres, punt: Raakpunt, kant: Wetskant) -> bool:
    """The reference is to a long enumeration of which the measure touches little, or the provision itself says which part."""
    if kant.deel(doel, punt.maatregel) < KLEIN_DEEL:
        return True
    return any(d != doel and d.binnen(doel) for r in plaats.refs for d in r.doelen)


def zwakke_sporen(plaats: Plaats, kant: Wetskant) -> Iterator[Spoor]:
    """References to an unchanged place in an artikel that a measure changes elsewhere: weak, and says so."""
    for ref in plaats.refs:
        for doel in ref.doelen:
            for punt in kant.punten_in(doel) if doel.artikel else ():
                if punt.aard == "ongewijzigd" or _raak(plaats, ref, doel, punt, kant) is not None:
                    continue
                geheel = "is ruimer" if punt.doel.binnen(doel) else "verandert zelf niet"
                bewijs = (
                    f"Zwakker: «{ref.tekst}» {geheel}; de maatregel raakt in hetzelfde artikel "
                    f"{punt.doel.tekst()} ({_aard(punt)})."
                )
                wet = punt.wordt or punt.was
                waarom = Herkomst("verwijzing", bewijs, _zin(ref), wet, punt.jci, (), "laag", ref.eId)
                yield Spoor(punt.maatregel, plaats.sleutel, waarom)


def _langs_de_wet(plaats: Plaats, ref: Ref, keten: Wetsketen) -> Herkomst:
    if keten.soort == "verwijst":
        uitleg = f"dat verwijst naar {keten.raakpunt.doel.tekst()}, en dat raakt de maatregel ({_aard(keten.raakpunt)})"
    else:
        uitleg = f"daarvan wijkt {keten.raakpunt.doel.tekst()} af, dat de maatregel invoert of wijzigt"
    soort = "grondslag" if plaats.soort == Soort.AANHEF else "keten"
    bewijs = f"{_hoofdletter(soort)} langs de wet: «{ref.tekst}»; {uitleg}."
    return Herkomst(soort, bewijs, _zin(ref), keten.raakpunt.wordt, keten.raakpunt.jci, (), "middel", ref.eId)


class Begrip(NamedTuple):
    """A defined term of a regulation and where it is used: in the text, in the heading of the artikel, or above it."""

    plaats: Plaats
    in_tekst: frozenset[str]
    in_kop: frozenset[str]
    in_hoofdstuk: frozenset[str]


def begrippen_van(tekst: Regelingtekst) -> tuple[Begrip, ...]:
    """The defined terms of a regulation with the provisions that use them."""
    definities = [p for p in tekst.plaatsen if p.soort == "begrip" and len(p.term) > 2 and not is_regelingnaam(p)]
    uit = []
    for definitie in definities:
        term = Term(definitie.term, [d.term for d in definities])
        anders = [p for p in tekst.plaatsen if p.sleutel != definitie.sleutel]
        in_kop = {p.sleutel for p in anders if p.soort != "begrip" and term.staat_in(p.artikelkop)}
        in_tekst = {p.sleutel for p in anders if p.soort != "aanhef" and term.staat_in(p.tekst)}
        boven = {
            p.sleutel for p in anders if p.artikel and p.soort != "begrip" and any(map(term.staat_in, p.koppen[1:]))
        }
        uit.append(Begrip(definitie, frozenset(in_tekst), frozenset(in_kop), frozenset(boven)))
    return tuple(uit)


def aanhef_bij_veel(
    maatregel: str,
    gevonden: Mapping[str, Sequence[Herkomst]],
    zwak: Mapping[str, Sequence[Herkomst]],
    plaatsen: Mapping[str, Plaats],
) -> Iterator[Spoor]:
    """A legal basis in an artikel that changes elsewhere counts when much of the regulation below it is touched."""
    telling = Counter(plaatsen[sleutel].regeling for sleutel in gevonden)
    for sleutel, redenen in zwak.items():
        if plaatsen[sleutel].soort == Soort.AANHEF and telling[plaatsen[sleutel].regeling] >= VEEL:
            yield Spoor(maatregel, sleutel, redenen[0])


def zonder_losse_aanhef(
    gevonden: Mapping[str, list[Herkomst]], plaatsen: Mapping[str, Plaats]
) -> dict[str, list[Herkomst]]:
    """A legal basis that only lies around the changed place, or leads to it through other law, counts when something that
    rests on it is touched: an aanhef names the artikelen from which a regulation takes one part, often with an old letter."""
    geraakt = {plaatsen[s].regeling for s in gevonden if plaatsen[s].soort != Soort.AANHEF}
    return {
        s: redenen
        for s, redenen in gevonden.items()
        if plaatsen[s].soort != Soort.AANHEF
        or plaatsen[s].regeling in geraakt
        or any(h.zekerheid == "hoog" for h in redenen)
    }


def draagt_begrip(herkomst: Herkomst) -> bool:
    """Whether a reason touches the term itself, and not only words that happen to stand in its definition."""
    if herkomst.zekerheid == "laag":
        return False
    return bool(herkomst.jci) or herkomst.soort == "keten" or (herkomst.soort == "begrip" and not herkomst.via)


def begripssporen(begrip: Begrip, maatregel: str, zekerheid: str, *, ook_boven: bool = False) -> Iterator[Spoor]:
    """Every provision that uses a term whose definition is touched.

    Args:
        ook_boven: also what stands in a chapter or paragraph with the term in its heading.
    """
    for sleutel in sorted(begrip.in_tekst | begrip.in_kop | (begrip.in_hoofdstuk if ook_boven else frozenset())):
        waar = "gebruikt het begrip" if sleutel in begrip.in_tekst else "staat onder een opschrift met het begrip"
        hier = begrip.plaats
        bewijs = f"De bepaling {waar} «{hier.term}», en die begripsomschrijving is geraakt."
        waarom = Herkomst("begrip", bewijs, hier.term, hier.tekst, "", (hier.sleutel,), zekerheid)
        yield Spoor(maatregel, sleutel, waarom)


class Onderling(NamedTuple):
    """A reference from one local provision to an artikel of a local regulation, with the provisions that stand there."""

    plaats: Plaats
    ref: Ref
    doel: Adres
    daar: tuple[Plaats, ...]


def onderlinge(teksten: Sequence[Regelingtekst]) -> tuple[Onderling, ...]:
    """Every reference between local provisions, in order: found once, asked for every measure."""
    op_slug = {t.regeling.slug: t for t in teksten}
    return tuple(
        Onderling(p, ref, d, daar.op_artikel(d.artikel, d.lid))
        for tekst in teksten
        for p in tekst.plaatsen
        for ref in p.refs
        for d in ref.doelen
        if d.artikel and (daar := op_slug.get(d.regeling)) is not None
    )


def begripsketens(
    maatregel: str, gevonden: Mapping[str, Sequence[Herkomst]], verwijzingen: Iterable[Onderling]
) -> Iterator[Spoor]:
    """Definitions that point to a provision that is touched (not only by a reference to a larger whole)."""
    geraakt = {
        s: tuple(h.eId for h in redenen)
        for s, redenen in gevonden.items()
        if any(h.soort not in ("verwijzing", "grondslag") or h.zekerheid == "hoog" for h in redenen)
    }
    for v in verwijzingen:
        for naar in _geraakt_doel(v, geraakt) if v.plaats.soort == "begrip" and v.doel.lid else ():
            bewijs = f"Keten: de begripsomschrijving wijst naar «{v.ref.tekst}» ({naar.regeling}), en dat is geraakt."
            waarom = Herkomst("keten", bewijs, v.plaats.tekst, naar.tekst, "", (naar.sleutel,), "laag", v.plaats.eId)
            yield Spoor(maatregel, v.plaats.sleutel, waarom)


_TERUG = re.compile(
    r"\b(?:in dat geval|is dat het geval|in die gevallen|op dit gevolg|daarop|daarvan|daarbij|daarvoor|hierop|hiervan|hierbij|hiervoor|"
    r"het meerdere|dat bedrag|dit bedrag|die termijn|deze termijn|dat percentage|deze uitzondering|die uitzondering)\b",
    re.IGNORECASE,
)
_BEGIN = 90
"""Letters at the start of a lid in which a word that points back is sought."""


_UITLEG = re.compile(
    r"^(?:\d+\.\s*)?Onder (?:een |het |de )?[«“\"']?([\w-]+)[»”\"']? (?:wordt|worden|verstaan)\b[^.]*\bverstaan\b|"
    r"^(?:\d+\.\s*)?Van (?:een |het |de )?([\w-]+) is sprake\b",
    re.IGNORECASE,
)


def terugwijzers(maatregel: str, gevonden: Mapping[str, Sequence[Herkomst]], tekst: Regelingtekst) -> Iterator[Spoor]:
    """A lid that points back to the one before it ("in dat geval", "het meerdere") or explains a word of it, when that is touched."""
    vorige: Plaats | None = None
    geraakt = {s for s, redenen in gevonden.items() if any(h.zekerheid != "laag" for h in redenen)}
    for plaats in tekst.plaatsen:
        if (
            plaats.soort == "lid"
            and vorige is not None
            and vorige.artikel == plaats.artikel
            and vorige.sleutel in geraakt
        ):
            woord = _wijst_terug(plaats.tekst, vorige.tekst)
            if woord and not any(d.artikel for r in plaats.refs for d in r.doelen):
                geraakt.add(plaats.sleutel)
                bewijs = f"Keten: «{woord}» wijst terug naar {vorige.adres}, en dat is geraakt."
                hier, daar = plaats.tekst[:200], vorige.tekst[:200]
                waarom = Herkomst("keten", bewijs, hier, daar, "", (vorige.sleutel,), "laag", plaats.eId)
                yield Spoor(maatregel, plaats.sleutel, waarom)
        vorige = plaats


def _wijst_terug(tekst: str, vorige: str) -> str:
    """The words that point back or are explained; empty when there are none.

    >>> _wijst_terug("Onder onverwijld wordt verstaan: binnen vier weken.", "Wie zich onverwijld meldt.")
    'onverwijld'
    """
    if uitleg := _UITLEG.search(tekst):
        woord = uitleg.group(1) or uitleg.group(2)
        return woord if termpatroon(woord).search(vorige) else ""
    terug = _TERUG.search(tekst[:_BEGIN])
    return terug.group() if terug is not None else ""


def volledig_geraakt(plaats: Plaats, punten: Sequence[Raakpunt], ketens: Sequence[Wetsketen]) -> bool:
    """Whether every place of national law that a definition names is touched: a term that also covers other things stays.

    "een verlaging als bedoeld in artikel 18, tweede of vierde lid" is not touched as a term when only the fourth lid is.
    """
    geraakt = [p.doel for p in punten if p.aard != "ongewijzigd"] + [k.doel for k in ketens]
    wetten = {p.doel.regeling for p in punten if p.bron == "wetsplaats"}
    landelijk = [d for r in plaats.refs for d in r.doelen if d.artikel and d.regeling in wetten]
    return bool(landelijk) and all(any(d.binnen(g) for g in geraakt) for d in landelijk)


def ketensporen(
    verwijzingen: Iterable[Onderling], geraakt: Mapping[str, Iterable[str]], maatregel: str
) -> Iterator[Spoor]:
    """Provisions that refer to a touched provision, in the same regulation or in another.

    Args:
        geraakt: keys of provisions that are touched with certainty, each with the eIds in which the touched words stand.
    """
    for v in verwijzingen:
        for naar in _geraakt_doel(v, geraakt):
            if naar.sleutel != v.plaats.sleutel:
                yield Spoor(maatregel, v.plaats.sleutel, _keten(v.plaats, v.ref, naar))


def _keten(plaats: Plaats, ref: Ref, naar: Plaats) -> Herkomst:
    waar = "dezelfde regeling" if naar.regeling == plaats.regeling else naar.regeling
    bewijs = f"Keten: «{ref.tekst}» ({waar}) is zelf geraakt."
    return Herkomst("keten", bewijs, _zin(ref), naar.tekst, "", (naar.sleutel,), "middel", ref.eId)


def _geraakt_doel(v: Onderling, geraakt: Mapping[str, Iterable[str]]) -> tuple[Plaats, ...]:
    """Touched provisions at a local place. An artikel named as a whole counts when at least half of it is touched."""
    raak = tuple([p for p in v.daar if p.sleutel in geraakt])
    if v.doel.onderdeel:
        return tuple(p for p in raak if any(_in_onderdeel(eid, v.doel) for eid in geraakt[p.sleutel]))
    if all(_alleen_onderdelen(p, geraakt[p.sleutel]) for p in raak):
        return ()  # wie het geheel noemt, noemt meer dan dat ene onderdeel
    return raak if 2 * len(raak) >= len(v.daar) else ()


def _alleen_onderdelen(plaats: Plaats, eids: Iterable[str]) -> bool:
    """Whether the touched words stand in less than half of the onderdelen of a provision, and nowhere else in it."""
    geraakt = {eid for eid in eids if eid.rsplit("__", 1)[-1].startswith("item_") and eid != plaats.eId}
    if plaats.eenheid is None or not geraakt or any(eid not in geraakt for eid in eids):
        return False
    return 2 * len(geraakt) < sum(1 for e in kinderen(plaats.eenheid) if e.soort is Soort.ONDERDEEL)


def _in_onderdeel(eid: str, doel: Adres) -> bool:
    """Whether an eId lies in the onderdeel that is named: "onderdeel b" is not touched by words in onderdeel c."""
    onderdelen = [d.removeprefix("item_") for d in eid.split("__") if d.startswith("item_")]
    return tuple(onderdelen[: len(doel.onderdeel)]) == doel.onderdeel


def _ervoor(ref: Ref) -> str:
    begin = ref.zin.find(ref.tekst)
    return ref.zin[max(0, begin - _KLEINE_WOORDEN) : begin] if begin > 0 else ""


def _zin(ref: Ref) -> str:
    """The sentence around the words, not longer than a reader wants."""
    if len(ref.zin) <= 400:
        return ref.zin.strip()
    begin = max(0, ref.zin.find(ref.tekst))
    return "… " + ref.zin[max(0, begin - 150) : begin + len(ref.tekst) + 150].strip() + " …"


_AARD = {"niet-in-werking": "nog niet in werking", "vindplaats": "vindplaats: de nieuwe tekst is nog niet gezien"}
"""Kinds of change that a reader would not say so."""


def _aard(punt: Raakpunt) -> str:
    return "tegenhanger" if punt.bron == "tegenhanger" else _AARD.get(punt.aard, punt.aard)


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


# --- words ------------------------------------------------------------------------------------------------------------


def is_regelingnaam(plaats: Plaats) -> bool:
    """A definition that only gives an act or regulation a short name ("wet: Participatiewet")."""
    return plaats.soort == "begrip" and any(not d.artikel for r in plaats.refs for d in r.doelen)


# --- purpose ----------------------------------------------------------------------------------------------------------


def doelverlies(
    maatregel: str,
    gevonden: Mapping[str, Sequence[Herkomst]],
    begrippen: Sequence[Begrip],
    plaatsen: Mapping[str, Plaats],
) -> Iterator[Spoor]:
    """Terms used more than once and only in touched artikelen: without those the term has no purpose."""
    stevig = {
        s for s, redenen in gevonden.items() if any(h.soort in ("verwijzing", "grondslag", "keten") for h in redenen)
    }
    artikelen = {(plaatsen[s].regeling, plaatsen[s].artikel) for s in stevig if plaatsen[s].soort != "begrip"}
    for begrip in begrippen:
        if any(d.artikel and d.regeling.startswith("BWB") for r in begrip.plaats.refs for d in r.doelen):
            continue  # wat dit begrip betekent, staat in de wet waar het naar verwijst
        gebruik = [s for s in begrip.in_tekst if plaatsen[s].soort != "begrip"]
        in_artikel = {(plaatsen[s].regeling, plaatsen[s].artikel) for s in gebruik}
        if len(gebruik) > 1 and in_artikel <= artikelen and stevig.intersection(gebruik):
            bewijs = f"Het begrip «{begrip.plaats.term}» dient alleen bepalingen die zelf zijn geraakt."
            via, hier = tuple(sorted(begrip.in_tekst)), begrip.plaats
            yield Spoor(maatregel, hier.sleutel, Herkomst("keten", bewijs, hier.tekst, "", "", via, "middel", hier.eId))


def hele_regeling(maatregel: str, teksten: Sequence[Regelingtekst], kant: Wetskant) -> Iterator[Spoor]:
    """A regulation of which every legal basis of its own is a power that this measure creates or takes away.

    Bases that most regulations share (the power of the board) or that stand in an act that no measure touches (the Awb)
    are not its own. Definitions follow only when they hang on the measure themselves.
    """
    gedeeld = _gedeelde_gronden(teksten)
    wetten = {p.doel.regeling for rij in kant.raakpunten.values() for p in rij}
    punten = [p for p in kant.van(maatregel) if p.aard in ("nieuw", "niet-in-werking", "vervallen")]
    for tekst in teksten:
        gronden = {
            d
            for p in tekst.plaatsen
            if p.soort == "aanhef"
            for r in p.refs
            for d in r.doelen
            if d.artikel and d.regeling in wetten and d.in_artikel not in kant.wie_beslist
        } - gedeeld
        raak = [g for g in gronden if any(g.binnen(p.doel) or p.doel.binnen(g) for p in punten)]
        if not raak or len(raak) < len(gronden):
            continue
        bewijs = "Keten: de hele regeling rust op een bevoegdheid die deze maatregel geeft of wegneemt."
        for plaats in tekst.plaatsen:
            if plaats.soort not in ("aanhef", "begrip"):
                waarom = Herkomst("keten", bewijs, plaats.tekst[:200], "", punten[0].jci, (), "middel", plaats.eId)
                yield Spoor(maatregel, plaats.sleutel, waarom)


def _gedeelde_gronden(teksten: Sequence[Regelingtekst]) -> frozenset[Adres]:
    per_tekst = ({d for p in t.plaatsen if p.soort == "aanhef" for r in p.refs for d in r.doelen} for t in teksten)
    telling = Counter(doel for doelen in per_tekst for doel in doelen)
    return frozenset(d for d, n in telling.items() if n > max(1, len(teksten) / 2) or not d.regeling.startswith("BWB"))
