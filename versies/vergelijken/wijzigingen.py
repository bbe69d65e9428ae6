"""From the change tree to the flat list of changes, the counts, and the addresses of every paar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verordening.adres import Adres, Stap
from verordening.boom import Alinea, Cel, Eenheid, Figuur, Rij, Soort, Tabel, kaal, wandel
from versies.vergelijken.boompje import stap_van
from versies.vergelijken.paar import Deel, Paar, Verandering, delen_van, eigen_tekst
from versies.vergelijken.woorden import tokens
from versies.wijziging import (
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

__all__ = ["Artikelen", "Woorden", "adressen", "per_paar", "tel_artikelen", "tel_woorden"]

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

    ``teller`` counts the parts below that have no number of their own.
    """

    __slots__ = ("_boven", "_paar", "_rang", "_was", "_wordt", "teller")

    def __init__(self, boven: _Plaats | None, paar: Paar, rang: tuple[int, int]) -> None:
        self._boven = boven
        self._paar = paar
        self._rang = rang
        self._was: Plek | None = None
        self._wordt: Plek | None = None
        self.teller: dict[tuple[int, type], int] = {}

    def onder(self, paar: Paar) -> _Plaats:
        """The place of a child; must be called for every child, in order."""
        return _Plaats(self, paar, (self._tel(0, paar.was), self._tel(1, paar.wordt)))

    def _tel(self, kant: int, deel: Deel | None) -> int:
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
                self._was = _plek(self._boven.was if self._boven else _NERGENS, paar.was, self._rang[0])
        return self._was

    @property
    def wordt(self) -> Plek:
        """In the new version; of something that lapsed: where its parent stands."""
        if self._wordt is None:
            self._wordt = _plek(self._boven.wordt if self._boven else _NERGENS, self._paar.wordt, self._rang[1])
        return self._wordt


_NERGENS = Plek(Adres())


def _plek(boven: Plek, deel: Deel | None, rang: int) -> Plek:
    if deel is None:
        return boven
    if isinstance(deel, Eenheid):
        stap = stap_van(deel)
        adres = boven.adres if stap is None else Adres((*boven.adres.stappen, stap))
        return Plek(adres, deel.eId or boven.eId, deel.wId)
    adres = Adres((*boven.adres.stappen, Stap(_NAAM[type(deel)], str(rang))))
    eigen = deel if isinstance(deel, (Tabel, Figuur)) else None
    return Plek(adres, (eigen.eId if eigen else "") or boven.eId, eigen.wId if eigen else "")


def _begin(paar: Paar) -> _Plaats:
    return _Plaats(None, paar, (0, 0))


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
    """(change, the paar that it comes from), for all changes at and below a paar, in the order of the new document."""
    plaats = _begin(paar)
    yield from _samen(paar, plaats, Anker(plaats.was, Kant.SLOT))


def _onder(paar: Paar, plaats: _Plaats) -> _Stroom:
    buur: tuple[_Plaats, bool] | None = None
    wachten: list[tuple[Paar, _Plaats]] = []
    for kind in paar.kinderen:
        hier = plaats.onder(kind)
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
                yield from _een(eerder, daar, Anker(hier.was, Kant.VOOR))
            wachten.clear()
        if not kind.gelijk and not kind.vertrokken:
            anker = Anker(buur[0].wordt if buur[1] else buur[0].was, Kant.NA) if buur else Anker(plaats.was, Kant.SLOT)
            yield from _een(kind, hier, anker)
        if kind.wordt is not None:
            buur = hier, nieuw
    for eerder, daar in wachten:
        yield from _een(eerder, daar, Anker(plaats.was, Kant.SLOT))


def _een(paar: Paar, plaats: _Plaats, anker: Anker) -> _Stroom:
    if paar.was is None:
        nieuw = _zonder_aangekomen(paar)
        if isinstance(nieuw, (Eenheid, Alinea, Tabel, Figuur)):
            yield VoegIn(anker, (nieuw,), wordt=plaats.wordt), paar
        elif isinstance(nieuw, Rij):
            yield VoegIn(anker, (_losse_rij(nieuw),), wordt=plaats.wordt), paar
        else:
            yield VoegIn(anker, nieuw.inhoud, wordt=plaats.wordt), paar
        yield from _verhuisd_hierheen(paar, plaats)
    elif paar.wordt is None:
        yield Vervalt(plaats.was), paar
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
    oud, nieuw, soorten = paar.was, paar.wordt, paar.soorten
    assert nieuw is not None
    if Verandering.VERPLAATST in soorten:
        yield Verplaats(plaats.was, anker, wordt=plaats.wordt), paar
    if isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid):
        if Verandering.VERVALLEN in soorten:
            yield Vervalt(plaats.was), paar
            return
        if Verandering.VERNUMMERD in soorten:
            yield Vernummer(plaats.was, nieuw.nummer, wordt=plaats.wordt), paar
        if Verandering.LEDENVORM in soorten:
            yield Ledenvorm(plaats.was, aan=bool(kaal(nieuw.nummer)), nummer=nieuw.nummer or oud.nummer), paar
        if Verandering.STATUS in soorten:
            yield WijzigStatus(plaats.was, nieuw.status, wordt=plaats.wordt), paar
        if Verandering.KOP in soorten:
            yield VervangKop(plaats.was, nieuw.opschrift, wordt=plaats.wordt), paar
    elif oud is not None and any(s.soort is not Spannesoort.GELIJK for s in paar.spannen):
        veld = "tekst" if isinstance(nieuw, Alinea) else "opschrift"
        # Een gewijzigde alinea staat in haar eenheid; haar woorden wijzen haar aan, niet haar rangnummer.
        was, wordt = (_zonder_alinea(p) for p in (plaats.was, plaats.wordt))
        yield (
            VervangTekst(was, eigen_tekst(oud), eigen_tekst(nieuw), veld=veld, wordt=wordt, spannen=paar.spannen),
            paar,
        )
    elif isinstance(nieuw, (Alinea, Figuur)) and Verandering.GEWIJZIGD in soorten and not paar.kinderen:  # ander beeld
        yield VervangEenheid(plaats.was, (nieuw,), wordt=plaats.wordt), paar
    yield from _onder(paar, plaats)


def _zonder_alinea(plek: Plek) -> Plek:
    stappen = plek.adres.stappen
    while stappen and stappen[-1].soort == "alinea":
        stappen = stappen[:-1]
    return Plek(Adres(stappen), plek.eId, plek.wId) if len(stappen) != len(plek.adres.stappen) else plek


def _zonder_aangekomen(paar: Paar) -> Deel:
    """The new part without the units that moved into it: those are moves, not new text."""
    nieuw = paar.wordt
    assert nieuw is not None
    if not paar.kinderen or not isinstance(nieuw, Eenheid):
        return nieuw
    inhoud = tuple(_zonder_aangekomen(k) for k in paar.kinderen if not k.aangekomen and k.wordt is not None)
    return replace(nieuw, inhoud=inhoud)  # type: ignore[arg-type]


def _losse_rij(rij: Rij) -> Tabel:
    """A row as a block: a table of that row alone, the only form in which a row can stand by itself."""
    from verordening.boom import Tabelgroep

    return Tabel((Tabelgroep((), (), (rij,)),))


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
