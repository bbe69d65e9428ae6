"""From the change tree to the flat list of changes, the counts, and the addresses of every paar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verordening.adres import Adres, Stap
from verordening.boom import Alinea, Blok, Cel, Eenheid, Figuur, Rij, Soort, Status, Tabel, Tabelgroep, kaal, wandel
from versies.vergelijken.boompje import stap_van
from versies.vergelijken.paar import (
    Deel,
    Paar,
    Verandering,
    beelden,
    delen_van,
    draagt,
    eigen_tekst,
    legaal,
    nootalineas,
    noten_in,
)
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

_NAAM: dict[type, str] = {Alinea: "alinea", Tabel: "tabel", Figuur: "figuur", Rij: "rij", Cel: "cel"}


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


# --- addresses --------------------------------------------------------------------------------------------------------


class _Plaats:
    """Where a paar stands on both sides; worked out only when it is asked for.

    ``rang``: among what has no number of its own, for the address; ``plaats``: among all that counts, for the exact place.
    """

    __slots__ = ("_boven", "_paar", "_plaats", "_rang", "_tel", "_was", "_wordt", "teller")

    def __init__(self, boven: _Plaats | None, paar: Paar, rang: tuple[int, int], plaats: tuple[int, int]) -> None:
        self._boven = boven
        self._paar = paar
        self._rang = rang
        self._plaats = plaats
        self._was: Plek | None = None
        self._wordt: Plek | None = None
        self._tel: list[int] = []
        self.teller: dict[tuple[int, type], int] = {}

    def onder(self, paar: Paar) -> _Plaats:
        """The place of a child; must be called for every child, in order."""
        if not self._tel:
            self._tel = [rang if self._los_lid(kant) else 0 for kant, rang in enumerate(self._plaats)]
        plaats = self._tel[0], self._tel[1]
        self._tel[0] += paar.was is not None and not paar.aangekomen
        self._tel[1] += paar.wordt is not None and not (paar.was is None and paar.gelijk)
        return _Plaats(self, paar, (self._ranggetal(0, paar.was), self._ranggetal(1, paar.wordt)), plaats)

    def _ranggetal(self, kant: int, deel: Deel | None) -> int:
        if deel is None or isinstance(deel, Eenheid):
            return 0
        sleutel = (kant, type(deel))
        rang = self.teller[sleutel] = self.teller.get(sleutel, 0) + 1
        return rang

    @property
    def was(self) -> Plek:
        """In the old version; of something new: where its parent stands."""
        if self._was is None:
            paar = self._paar
            if paar.aangekomen and paar.elders is not None:
                self._was = paar.elders
            else:
                self._was = self._plek(0, paar.was, self._boven.was if self._boven else _NERGENS)
        return self._was

    @property
    def wordt(self) -> Plek:
        """In the new version; of something that lapsed: where its parent stands."""
        if self._wordt is None:
            self._wordt = self._plek(1, self._paar.wordt, self._boven.wordt if self._boven else _NERGENS)
        return self._wordt

    def _plek(self, kant: int, deel: Deel | None, boven: Plek) -> Plek:
        if deel is None or self._boven is None:
            return boven
        pad = boven.pad if self._los_lid(kant) else (*(boven.pad or ()), self._plaats[kant])
        if isinstance(deel, Eenheid):
            stap = stap_van(deel)
            adres = boven.adres if stap is None else Adres((*boven.adres.stappen, stap))
            return Plek(adres, deel.eId or boven.eId, deel.wId, pad)
        adres = Adres((*boven.adres.stappen, Stap(_NAAM[type(deel)], str(self._rang[kant]))))
        eigen = deel if isinstance(deel, (Tabel, Figuur)) else None
        return Plek(adres, (eigen.eId if eigen else "") or boven.eId, eigen.wId if eigen else "", pad)

    @property
    def artikel(self) -> Plek:
        """The old place of what stands around it."""
        return self._boven.was if self._boven is not None else _NERGENS

    def in_artikel(self, kant: int, rang: int = 0) -> Plek:
        """Of plain text that is compared as a lid: where its parts stand in the artikel."""
        plek = self.wordt if kant else self.was
        return replace(plek, pad=(*(plek.pad or ()), self._plaats[kant] + rang))

    def _los_lid(self, kant: int) -> bool:
        return self._boven is not None and los_lid(self._paar, self._boven._paar, kant)


def los_lid(paar: Paar, boven: Paar, kant: int) -> bool:
    """Whether a side of a paar is the plain text of an artikel, compared as a lid that does not exist in the tree."""
    deel, houder = (paar.wordt, boven.wordt) if kant else (paar.was, boven.was)
    return (
        isinstance(deel, Eenheid)
        and deel.soort is Soort.LID
        and not deel.nummer
        and not deel.eId
        and isinstance(houder, Eenheid)
        and houder.soort is Soort.ARTIKEL
        and all(b is not deel for b in houder.inhoud)
    )


_NERGENS = Plek(Adres(), pad=())


def _begin(paar: Paar) -> _Plaats:
    return _Plaats(None, paar, (0, 0), (0, 0))


def adressen(paar: Paar) -> dict[int, tuple[Adres | None, Adres | None]]:
    """id(paar) → (address in the old version, in the new one); alineas, rows and cells have that of their unit."""
    uit: dict[int, tuple[Adres | None, Adres | None]] = {}

    def vul(dit: Paar, plaats: _Plaats) -> None:
        was = _van_eenheid(plaats.was.adres) if dit.was is not None else None
        wordt = _van_eenheid(plaats.wordt.adres) if dit.wordt is not None else None
        uit[id(dit)] = (was, wordt)
        for kind in dit.kinderen:
            vul(kind, plaats.onder(kind))

    vul(paar, _begin(paar))
    return uit


def _van_eenheid(adres: Adres) -> Adres:
    """The address without steps for text blocks."""
    stappen = adres.stappen
    while stappen and stappen[-1].soort in ("alinea", "rij", "cel", "tabel", "figuur"):
        stappen = stappen[:-1]
    return Adres(stappen) if len(stappen) != len(adres.stappen) else adres


# --- the flat list ----------------------------------------------------------------------------------------------------


_Stroom = Iterator[tuple[Wijziging, Paar]]


def per_paar(paar: Paar) -> _Stroom:
    """(change, the paar that it comes from), for all changes at and below a paar, in the order of the new document.

    Every place is exact, so that executing the changes on the old version gives the new one.
    """
    plaats = _begin(paar)
    yield from _samen(paar, plaats, Anker(plaats.was, Kant.SLOT))


def _onder(paar: Paar, plaats: _Plaats, overslaan: frozenset[int] = frozenset()) -> _Stroom:
    buur: tuple[_Plaats, bool] | None = None
    wachten: list[tuple[Paar, _Plaats]] = []
    for kind in paar.kinderen:
        hier = plaats.onder(kind)
        if id(kind.deel) in overslaan:
            continue
        if kind.gelijk and (kind.was is None or not wachten):
            if kind.was is not None:
                buur = hier, False
            continue
        nieuw = kind.was is None or kind.aangekomen
        if nieuw and buur is None:
            # Nog niets waar het naast kan staan: het komt voor de eerste die blijft.
            wachten.append((kind, hier))
            continue
        if not nieuw and kind.wordt is not None and wachten:
            for eerder, daar in wachten:
                yield from _een(eerder, daar, Anker(hier.was, Kant.VOOR), paar)
            wachten.clear()
        if not kind.gelijk and not kind.vertrokken:
            anker = Anker(buur[0].wordt if buur[1] else buur[0].was, Kant.NA) if buur else Anker(plaats.was, Kant.SLOT)
            yield from _een(kind, hier, anker, paar)
        if kind.wordt is not None:
            buur = hier, nieuw
    for eerder, daar in wachten:
        yield from _een(eerder, daar, Anker(plaats.was, Kant.SLOT), paar)


def _een(paar: Paar, plaats: _Plaats, anker: Anker, boven: Paar) -> _Stroom:
    if paar.was is None:
        nieuw = _zonder_aangekomen(paar)
        if isinstance(nieuw, Eenheid) and los_lid(paar, boven, 1):
            yield VoegIn(anker, nieuw.inhoud, wordt=plaats.in_artikel(1)), paar
        else:
            yield VoegIn(anker, (_als_blok(nieuw, boven.wordt),), wordt=plaats.wordt), paar
        yield from _verhuisd_hierheen(paar, plaats)
    elif paar.wordt is None:
        if los_lid(paar, boven, 0):
            assert isinstance(paar.was, Eenheid)
            for i, _ in enumerate(filter(draagt, paar.was.inhoud)):
                yield Vervalt(plaats.in_artikel(0, i), rest=()), paar
        else:
            yield Vervalt(plaats.was, rest=()), paar
    else:
        yield from _samen(paar, plaats, anker)


def _verhuisd_hierheen(paar: Paar, plaats: _Plaats) -> _Stroom:
    """Units that moved into something new."""
    for kind in paar.kinderen:
        hier = plaats.onder(kind)
        if kind.aangekomen:
            yield from _samen(kind, hier, Anker(plaats.wordt, Kant.SLOT))
        elif kind.kinderen:
            yield from _verhuisd_hierheen(kind, hier)


def _samen(paar: Paar, plaats: _Plaats, anker: Anker) -> _Stroom:
    """A paar with both sides."""
    if Verandering.VERPLAATST in paar.soorten:
        yield Verplaats(plaats.was, anker, wordt=plaats.wordt), paar
    oud, nieuw = paar.was, paar.wordt
    assert oud is not None and nieuw is not None
    if _heel(paar):
        assert not isinstance(nieuw, Cel)
        yield VervangEenheid(_met_naam(plaats.was, nieuw), (_als_blok(nieuw, nieuw),), wordt=plaats.wordt), paar
        yield from _uit_elders(paar)
    elif isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid):
        yield from _eenheid(paar, plaats, oud, nieuw)
    else:
        if any(s.soort is not Spannesoort.GELIJK for s in paar.spannen):
            veld = "tekst" if isinstance(nieuw, Alinea) else "opschrift"
            # Een gewijzigde alinea staat in haar eenheid; haar woorden wijzen haar aan, niet haar rangnummer.
            was, wordt = (_zonder_alinea(p) for p in (plaats.was, plaats.wordt))
            woorden = eigen_tekst(oud), eigen_tekst(nieuw)
            yield VervangTekst(was, *woorden, veld=veld, wordt=wordt, spannen=paar.spannen), paar
        yield from _onder(paar, plaats)


def _eenheid(paar: Paar, plaats: _Plaats, oud: Eenheid, nieuw: Eenheid) -> _Stroom:
    soorten = paar.soorten
    if Verandering.VERNUMMERD in soorten:
        yield Vernummer(plaats.was, nieuw.nummer, wordt=plaats.wordt), paar
    if Verandering.VERVALLEN in soorten and not _leeft(nieuw) and not any(k.aangekomen for k in paar.kinderen):
        yield Vervalt(plaats.was, rest=(nieuw,)), paar
        return
    if Verandering.LEDENVORM in soorten:
        aan = bool(kaal(nieuw.nummer))
        plek = plaats.was if aan else plaats.artikel
        yield Ledenvorm(plek, aan=aan, nummer=nieuw.nummer or oud.nummer), paar
    if Verandering.STATUS in soorten:
        yield WijzigStatus(plaats.was, nieuw.status, wordt=plaats.wordt), paar
    noten = {id(n): n for e in (oud, nieuw) for n in nootalineas(e)} if paar.kinderen else {}
    kop = Verandering.KOP in soorten or (noten and any(id(k.deel) in noten and not _blijft(k) for k in paar.kinderen))
    if kop:
        label = nieuw.label if nieuw.label.lower() != oud.label.lower() else None
        subtitel = nieuw.subtitel if legaal(nieuw.subtitel) != legaal(oud.subtitel) or noten else None
        yield VervangKop(plaats.was, nieuw.opschrift, wordt=plaats.wordt, label=label, subtitel=subtitel), paar
    yield from _onder(paar, plaats, frozenset(noten) if kop else frozenset())


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
    if Verandering.GEWIJZIGD not in paar.soorten and not paar.kinderen:
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
    if noten_in(oud.titel) != noten_in(nieuw.titel) or (bool(legaal(oud.titel)) != bool(legaal(nieuw.titel))):
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


def _met_naam(plek: Plek, deel: Deel) -> Plek:
    """The place of a row says that it is a row, also when it came from elsewhere."""
    stappen = plek.adres.stappen
    if not isinstance(deel, Rij) or (stappen and stappen[-1].soort == "rij"):
        return plek
    return replace(plek, adres=Adres((*stappen, Stap("rij", "1"))))


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


def _als_blok(deel: Deel, boven: Deel | None) -> Blok:
    """A part as new text; a row is a table of that row alone, the only form in which a row can stand by itself."""
    if isinstance(deel, Rij):
        kop = isinstance(boven, Tabel) and any(r is deel for g in boven.groepen for r in g.kop)
        return Tabel((Tabelgroep((), (deel,) if kop else (), () if kop else (deel,)),))
    assert not isinstance(deel, Cel)
    return deel


# --- counts -----------------------------------------------------------------------------------------------------------


def tel_artikelen(paar: Paar) -> Artikelen:
    """Numbers of the articles per kind of change, in the order of the merged document."""
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
        oud = kaal(dit.was.nummer)
        if dit.wordt is None or Verandering.VERVALLEN in dit.soorten:
            vervallen.append(oud)
        elif dit.soorten & {Verandering.GEWIJZIGD, Verandering.KOP, Verandering.STATUS}:
            gewijzigd.append(kaal(deel.nummer))
        if dit.wordt is not None:
            samen = (oud, kaal(deel.nummer))
            if Verandering.VERNUMMERD in dit.soorten:
                vernummerd.append(samen)
            if Verandering.VERPLAATST in dit.soorten:
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
        elif dit.was is None or dit.wordt is None or Verandering.GEWIJZIGD not in dit.soorten:
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
