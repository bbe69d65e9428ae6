"""From the change tree to the flat list of changes, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from verordening.adres import Adres
from verordening.boom import Alinea, Blok, Cel, Eenheid, Figuur, Rij, Soort, Status, Tabel, Tabelgroep, kaal, wandel
from versies.vergelijken.knopen import Knoop
from versies.vergelijken.paar import Deel, Paar, beelden, delen_van, eigen_tekst, legaal, nootalineas
from versies.vergelijken.woorden import tokens
from versies.wijziging import (
    GRAF,
    Anker,
    Kant,
    Ledenvorm,
    Plek,
    Spannesoort,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    Wijziging,
    WijzigStatus,
)


@dataclass(frozen=True, slots=True)
class Artikelen:
    """Numbers of the articles (bare: "8a") per kind of change; an artikel may stand in more than one list.

    ``vervallen`` holds those that are gone and those that became a tombstone; ``vernummerd`` and ``verplaatst`` hold
    (was, wordt).
    """

    nieuw: tuple[str, ...] = ()
    vervallen: tuple[str, ...] = ()
    gewijzigd: tuple[str, ...] = ()
    vernummerd: tuple[tuple[str, str], ...] = ()
    verplaatst: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Woorden:
    """Number of words (tokens of :mod:`versies.vergelijken.woorden`) in alineas, headings and cells; moved words are equal words."""

    ingevoegd: int = 0
    vervallen: int = 0
    gelijk: int = 0


# --- the flat list ----------------------------------------------------------------------------------------------------


_Stroom = Iterator[tuple[Wijziging, Paar]]


def per_paar(paar: Paar) -> _Stroom:
    """(change, the paar that it comes from), for all changes at and below a paar, in the order of the new document.

    Every place is exact, so that executing the changes on the old version gives the new one.
    """
    yield from _samen(paar, Anker(_oud(paar).plek, Kant.SLOT))


def _oud(paar: Paar) -> Knoop:
    knoop = paar.knopen[0]
    assert knoop is not None
    return knoop


def _nieuw(paar: Paar) -> Knoop:
    knoop = paar.knopen[1]
    assert knoop is not None
    return knoop


def _onder(paar: Paar, overslaan: frozenset[int] = frozenset()) -> _Stroom:
    naast: Plek | None = None
    slot = Anker(_oud(paar).plek, Kant.SLOT)
    wachten: list[Paar] = []
    for kind in paar.kinderen:
        if id(kind.deel) in overslaan:
            continue
        if kind.gelijk and (kind.was is None or not wachten):
            naast = naast if kind.was is None else _oud(kind).plek
            continue
        nieuw = kind.was is None or kind.aangekomen
        if nieuw and naast is None:
            # Nog niets waar het naast kan staan: het komt voor de eerste die blijft.
            wachten.append(kind)
            continue
        if not nieuw and kind.wordt is not None and wachten:
            for eerder in wachten:
                yield from _een(eerder, Anker(_oud(kind).plek, Kant.VOOR))
            wachten.clear()
        if not kind.gelijk and not kind.vertrokken:
            yield from _een(kind, Anker(naast, Kant.NA) if naast is not None else slot)
        if kind.wordt is not None:
            naast = _nieuw(kind).plek if nieuw else _oud(kind).plek
    for eerder in wachten:
        yield from _een(eerder, slot)


def _een(paar: Paar, anker: Anker) -> _Stroom:
    if paar.was is None:
        knoop, nieuw = _nieuw(paar), _zonder_aangekomen(paar)
        if isinstance(nieuw, Eenheid) and knoop.los_lid:
            yield VoegIn(anker, nieuw.inhoud, wordt=replace(knoop.plek, pad=knoop.kinderen[0].plek.pad)), paar
        else:
            yield VoegIn(anker, (_als_blok(nieuw, knoop.ouder),), wordt=knoop.plek), paar
        yield from _verhuisd_hierheen(paar)
    elif paar.wordt is None:
        knoop = _oud(paar)
        for deel in knoop.kinderen if knoop.los_lid else [knoop]:
            yield Vervalt(replace(knoop.plek, pad=deel.plek.pad), rest=()), paar
    else:
        yield from _samen(paar, anker)


def _verhuisd_hierheen(paar: Paar) -> _Stroom:
    """Units that moved into something new."""
    for kind in paar.kinderen:
        if kind.aangekomen:
            yield from _samen(kind, Anker(_nieuw(paar).plek, Kant.SLOT))
        elif kind.kinderen:
            yield from _verhuisd_hierheen(kind)


def _samen(paar: Paar, anker: Anker) -> _Stroom:
    """A paar with both sides."""
    a, b = _oud(paar), _nieuw(paar)
    if paar.verplaatst:
        yield Verplaats(a.plek, anker, wordt=b.plek), paar
    oud, nieuw = a.deel, b.deel
    if _heel(paar):
        assert not isinstance(nieuw, Cel)
        yield VervangEenheid(a.plek, (_als_blok(nieuw, b),), wordt=b.plek), paar
        yield from _uit_elders(paar)
    elif isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid):
        yield from _eenheid(paar, oud, nieuw)
    else:
        if any(s.soort is not Spannesoort.GELIJK for s in paar.spannen):
            veld = "tekst" if isinstance(nieuw, Alinea) else "opschrift"
            # Een gewijzigde alinea staat in haar eenheid; haar woorden wijzen haar aan, niet haar rangnummer.
            was, wordt = (_zonder_alinea(k.plek) for k in (a, b))
            woorden = eigen_tekst(oud), eigen_tekst(nieuw)
            yield VervangTekst(was, *woorden, veld=veld, wordt=wordt, spannen=paar.spannen), paar
        yield from _onder(paar)


def _eenheid(paar: Paar, oud: Eenheid, nieuw: Eenheid) -> _Stroom:
    a = _oud(paar)
    was, wordt = a.plek, _nieuw(paar).plek
    ledenvorm = ander_nummer(oud, nieuw) and _wordt_lid(oud, nieuw)
    if ander_nummer(oud, nieuw) and not ledenvorm:
        yield Vernummer(was, nieuw.nummer, wordt=wordt), paar
    vervallen = oud.status is not nieuw.status is Status.VERVALLEN
    if vervallen and not _leeft(nieuw) and not any(k.aangekomen for k in paar.kinderen):
        yield Vervalt(was, rest=(nieuw,)), paar
        return
    if ledenvorm:
        aan = bool(kaal(nieuw.nummer))
        plek = was if aan or a.ouder is None else a.ouder.plek
        yield Ledenvorm(plek, aan=aan, nummer=nieuw.nummer or oud.nummer), paar
    if oud.status is not nieuw.status:
        yield WijzigStatus(was, nieuw.status, wordt=wordt), paar
    noten = {id(n): n for e in (oud, nieuw) for n in nootalineas(e)} if paar.kinderen else {}
    kop = andere_kop(oud, nieuw) or (noten and any(id(k.deel) in noten and not _blijft(k) for k in paar.kinderen))
    if kop:
        label = nieuw.label if nieuw.label.lower() != oud.label.lower() else None
        subtitel = nieuw.subtitel if legaal(nieuw.subtitel) != legaal(oud.subtitel) or noten else None
        yield VervangKop(was, nieuw.opschrift, wordt=wordt, label=label, subtitel=subtitel), paar
    yield from _onder(paar, frozenset(noten) if kop else frozenset())


def ander_nummer(oud: Eenheid, nieuw: Eenheid) -> bool:
    """Whether a unit has another number, its punctuation aside."""
    return kaal(oud.nummer) != kaal(nieuw.nummer)


def _wordt_lid(oud: Eenheid, nieuw: Eenheid) -> bool:
    """Whether plain text of an artikel became its first lid, or the reverse: one side is that text as a lid without number."""
    return nieuw.soort is Soort.LID and any(not e.nummer and not e.eId for e in (oud, nieuw))


def andere_kop(oud: Eenheid, nieuw: Eenheid) -> bool:
    """Whether the heading (label, opschrift, subtitel) of a unit changed."""
    zelfde = oud.opschrift == nieuw.opschrift and oud.subtitel == nieuw.subtitel
    return oud.label.lower() != nieuw.label.lower() or (not zelfde and eigen_tekst(oud) != eigen_tekst(nieuw))


def _leeft(graf: Eenheid) -> bool:
    """Whether something in a unit that lapsed is still law: a living artikel in a dead chapter."""
    return any(e.soort in GRAF and e.status is not Status.VERVALLEN for e in wandel(graf))


def _blijft(paar: Paar) -> bool:
    return paar.was is not None and paar.wordt is not None and not paar.aangekomen


def _heel(paar: Paar) -> bool:
    """Whether a part can only be replaced as a whole: its own build changed, not just what stands in it."""
    oud, nieuw = paar.was, paar.wordt
    if isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid):
        return oud.soort is not nieuw.soort
    if _oud(paar).vinger.vol == _nieuw(paar).vinger.vol and not paar.kinderen:
        return False
    if isinstance(oud, Alinea) and isinstance(nieuw, Alinea):
        anders = beelden(oud.inhoud) != beelden(nieuw.inhoud) or not legaal(oud.inhoud) or not legaal(nieuw.inhoud)
        return anders or not all(_blijft(k) for k in paar.kinderen)
    if isinstance(oud, Tabel) and isinstance(nieuw, Tabel):
        return _tabel_heel(paar, oud, nieuw)
    if isinstance(oud, Rij) and isinstance(nieuw, Rij):
        return not all(_blijft(k) for k in paar.kinderen) or _bouw(oud) != _bouw(nieuw)
    return isinstance(nieuw, Figuur)


def _tabel_heel(paar: Paar, oud: Tabel, nieuw: Tabel) -> bool:
    if [len(g.kolommen) for g in oud.groepen] != [len(g.kolommen) for g in nieuw.groepen]:
        return True
    if nootalineas(oud) != nootalineas(nieuw) or (bool(legaal(oud.titel)) != bool(legaal(nieuw.titel))):
        return True
    if len(oud.groepen) != 1 and not all(_blijft(k) for k in paar.kinderen):
        return True
    koppen = {id(r) for t in (oud, nieuw) for g in t.groepen for r in g.kop}
    return any(
        k.was is not None and k.wordt is not None and (id(k.was) in koppen) != (id(k.wordt) in koppen)
        for k in paar.kinderen
    )


def _bouw(rij: Rij) -> list[tuple[str, str, int]]:
    return [(c.van, c.tot, c.meer_rijen) for c in rij.cellen]


def _uit_elders(paar: Paar) -> _Stroom:
    """What came from elsewhere into a part that is replaced as a whole: there it goes."""
    for kind in paar.kinderen:
        if kind.aangekomen and kind.elders is not None:
            yield Vervalt(kind.elders, rest=()), kind
        yield from _uit_elders(kind)


def _zonder_alinea(plek: Plek) -> Plek:
    stappen = plek.adres.stappen
    while stappen and stappen[-1].soort == "alinea":
        stappen = stappen[:-1]
    return replace(plek, adres=Adres(stappen)) if len(stappen) != len(plek.adres.stappen) else plek


def _zonder_aangekomen(paar: Paar) -> Deel:
    """The new part without the units that moved into it: those are moves, not new text."""
    nieuw = paar.wordt
    assert nieuw is not None
    if not paar.kinderen or not isinstance(nieuw, Eenheid):
        return nieuw
    anders = {id(k.wordt): k for k in paar.kinderen if k.wordt is not None}
    inhoud: list[Deel] = []
    for blok in nieuw.inhoud:
        kind = anders.get(id(blok))
        if kind is None or not kind.aangekomen:
            inhoud.append(blok if kind is None else _zonder_aangekomen(kind))
    return replace(nieuw, inhoud=tuple(inhoud))  # type: ignore[arg-type]


def _als_blok(deel: Deel, boven: Knoop | None) -> Blok:
    """A part as new text; a row is a table of that row alone, the only form in which a row can stand by itself."""
    if isinstance(deel, Rij):
        tabel = boven.deel if boven is not None else None
        kop = isinstance(tabel, Tabel) and any(r is deel for g in tabel.groepen for r in g.kop)
        return Tabel((Tabelgroep((), (deel,) if kop else (), () if kop else (deel,)),))
    assert not isinstance(deel, Cel)
    return deel


# --- counts -----------------------------------------------------------------------------------------------------------


def tel_artikelen(paar: Paar, van: Callable[[Paar], tuple[Wijziging, ...]]) -> Artikelen:
    """Numbers of the articles per kind of change, in the order of the merged document.

    Args:
        van: the changes of one paar.
    """
    nieuw: list[str] = []
    vervallen: list[str] = []
    gewijzigd: list[str] = []
    vernummerd: list[tuple[str, str]] = []
    verplaatst: list[tuple[str, str]] = []
    stapel = [paar]
    while stapel:
        dit = stapel.pop()
        if dit.gelijk or dit.vertrokken:
            continue
        deel = dit.deel
        if not (isinstance(deel, Eenheid) and deel.soort is Soort.ARTIKEL):
            if dit.kinderen or (dit.was is not None and dit.wordt is not None):
                stapel.extend(reversed(dit.kinderen))
            elif isinstance(deel, Eenheid):
                rij = nieuw if dit.was is None else vervallen
                rij.extend(kaal(e.nummer) for e in wandel(deel) if e.soort is Soort.ARTIKEL)
            continue
        if dit.was is None:
            nieuw.append(kaal(deel.nummer))
            continue
        assert isinstance(dit.was, Eenheid)
        samen, eigen = (kaal(dit.was.nummer), kaal(deel.nummer)), {type(w) for w in van(dit)}
        if Vervalt in eigen:
            vervallen.append(samen[0])
        elif dit.kinderen or eigen & {VervangKop, WijzigStatus, VervangEenheid}:
            gewijzigd.append(samen[1])
        if Vernummer in eigen:
            vernummerd.append(samen)
        if Verplaats in eigen:
            verplaatst.append(samen)
    return Artikelen(tuple(nieuw), tuple(vervallen), tuple(gewijzigd), tuple(vernummerd), tuple(verplaatst))


def tel_woorden(paar: Paar) -> Woorden:
    """Number of words per kind in the whole regulation."""
    tel = dict.fromkeys(Spannesoort, 0)
    stapel = [paar]
    while stapel:
        dit = stapel.pop()
        if dit.vertrokken:
            continue
        for spanne in dit.spannen:
            tel[spanne.soort] += len(tokens(spanne.tekst))
        if dit.kinderen:
            stapel.extend(dit.kinderen)
        else:
            soort = Spannesoort.GELIJK
            if dit.was is None and not dit.gelijk:
                soort = Spannesoort.INGEVOEGD
            elif dit.wordt is None:
                soort = Spannesoort.VERVALLEN
            tel[soort] += sum(_woorden_onder(d) for d in delen_van(dit.deel))
    return Woorden(tel[Spannesoort.INGEVOEGD], tel[Spannesoort.VERVALLEN], tel[Spannesoort.GELIJK])


def _woorden_onder(deel: Deel) -> int:
    tekst = eigen_tekst(deel)
    return (len(tokens(tekst)) if tekst else 0) + sum(_woorden_onder(d) for d in delen_van(deel))
