"""Executing changes that name their places exactly: what a comparison yields, all at once.

Every ``plek`` is a place in the version before, every ``wordt`` one in the version after; no change depends on another, and
the order of the list says nothing. First all places are found, then goes what goes, and then comes, in the order of the new
document, what comes: so every position counts in a row that is ready up to there.

>>> from verordening.boom import tekst
>>> from verordening.tekst.markdown import lees
>>> from versies.verschil import vergelijk
>>> was, wordt = (lees(f"# Proef\\n\\n#### Artikel 1\\nBinnen {n} weken.\\n".encode()) for n in ("acht", "zes"))
>>> tekst(voer_exact_uit(was.wortel, vergelijk(was, wordt).wijzigingen)).splitlines()[-1]
'Binnen zes weken.'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verordening.bevinding import Geweigerd
from verordening.boom import (
    Alinea,
    Cel,
    Eenheid,
    Inline,
    Noot,
    Opmaak,
    Rij,
    Soort,
    Tabel,
    Verwijzing,
    inlinetekst,
    losse,
    noten_in,
)
from verordening.groepen import groepeer
from versies.toepassen.woorden import vervang
from versies.vergelijken.paar import Deel, beelden, delen_van, draagt, legaal, nootalineas
from versies.wijziging import (
    Ledenvorm,
    Plek,
    Spanne,
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

_Pad = tuple[int, ...]


def is_exact(wijziging: Wijziging) -> bool:
    """Whether a change says by itself exactly where it works and where its result stands."""
    if isinstance(wijziging, (VoegIn, Verplaats)) and (wijziging.wordt is None or wijziging.wordt.pad is None):
        return False
    if isinstance(wijziging, VoegIn) or (isinstance(wijziging, Vervalt) and wijziging.rest is None):
        return isinstance(wijziging, VoegIn)
    return wijziging.plek.pad is not None and getattr(wijziging, "tot", None) is None


def voer_exact_uit(wortel: Eenheid, wijzigingen: Sequence[Wijziging]) -> Eenheid:
    """The tree after all changes; identities stay with what stays, positions (eId) are those of before.

    Raises:
        Geweigerd: a change that does not fit: it was made for another version.
    """
    boom = _Knoop(wortel, None)
    komt: list[tuple[_Pad, list[_Knoop]]] = []
    werk: list[tuple[_Knoop, Wijziging]] = []
    for w in wijzigingen:
        if isinstance(w, VoegIn):
            komt.append((_pad(w.wordt), _nieuw(w.nieuw, w.wordt)))
            continue
        knoop = boom.op(_pad(w.plek))
        werk.append((knoop, w))
        if isinstance(w, Verplaats):
            komt.append((_pad(w.wordt), [knoop]))
    for knoop, w in werk:
        if isinstance(w, Verplaats) or (isinstance(w, Vervalt) and w.rest == ()):
            knoop.maak_los()
    for knoop, w in werk:
        _wijzig(knoop, w)
    for pad, knopen in sorted(komt, key=lambda k: k[0]):
        boom.op(pad[:-1]).ontvang(pad[-1], knopen)
    uit = boom.bevries()
    assert isinstance(uit, Eenheid)
    return uit


def _pad(plek: Plek | None) -> _Pad:
    assert plek is not None and plek.pad is not None
    return plek.pad


def _nieuw(nieuw: Sequence[Deel], plek: Plek | None) -> list[_Knoop]:
    """New parts; a row travels as a table of that row alone."""
    if plek is None or not plek.adres.stappen or plek.adres.stappen[-1].soort != "rij":
        return [_Knoop(d, None) for d in nieuw]
    groepen = [g for d in nieuw if isinstance(d, Tabel) for g in d.groepen]
    return [_Knoop(r, None, (0, r in g.romp)) for g in groepen for r in (*g.kop, *g.romp)]


class _Knoop:
    """A part at its place in a tree that is being changed; opened only where something changes.

    ``sectie``: of a row, the group of its table and whether it stands in the body.
    """

    __slots__ = ("_kinderen", "deel", "ouder", "sectie")

    def __init__(self, deel: Deel, ouder: _Knoop | None, sectie: tuple[int, bool] = (0, True)) -> None:
        self.deel = deel
        self.ouder = ouder
        self.sectie = sectie
        self._kinderen: list[_Knoop] | None = None

    @property
    def kinderen(self) -> list[_Knoop]:
        if self._kinderen is None:
            if isinstance(self.deel, Tabel):
                self._kinderen = [
                    _Knoop(rij, self, (g, romp))
                    for g, groep in enumerate(self.deel.groepen)
                    for romp, rijen in ((False, groep.kop), (True, groep.romp))
                    for rij in rijen
                ]
            else:
                self._kinderen = [_Knoop(d, self) for d in delen_van(self.deel)]
        return self._kinderen

    @kinderen.setter
    def kinderen(self, kinderen: list[_Knoop]) -> None:
        self._kinderen = kinderen
        for kind in kinderen:
            kind.ouder = self

    @property
    def noten(self) -> int:
        """Number of children that hang in the heading."""
        return len(nootalineas(self.deel)) if isinstance(self.deel, Eenheid) else 0

    def _telt(self, kind: _Knoop) -> bool:
        return isinstance(self.deel, Rij) or draagt(kind.deel)

    def op(self, pad: _Pad) -> _Knoop:
        """The part at a place below."""
        knoop = self
        for rang in pad:
            kind = next((k for i, k in enumerate(k for k in knoop.kinderen if knoop._telt(k)) if i == rang), None)
            if kind is None:
                raise _past_niet(f"daar staan geen {rang + 1} delen")
            knoop = kind
        return knoop

    def maak_los(self) -> None:
        """Take the part out of its row."""
        if self.ouder is not None:
            self.ouder._kinderen = [k for k in self.ouder.kinderen if k is not self]
            self.ouder = None

    def ontvang(self, rang: int, knopen: list[_Knoop]) -> None:
        """Put parts in the row, so that the first gets this rank."""
        dragend = [i for i, k in enumerate(self.kinderen) if self._telt(k)]
        if rang > len(dragend):
            raise _past_niet(f"er staan {len(dragend)} delen, nummer {rang + 1} kan er niet bij")
        i = max(self.noten, dragend[rang] if rang < len(dragend) else len(self.kinderen))
        self.kinderen = [*self.kinderen[:i], *knopen, *self.kinderen[i:]]

    def bevries(self) -> Deel:
        """The part as it has become."""
        deel = self.deel
        if self._kinderen is None:
            return deel
        onder = [k.bevries() for k in self._kinderen]
        if isinstance(deel, Eenheid):
            bij = iter(onder[: self.noten])
            opschrift, subtitel = _met_noten(deel.opschrift, bij), _met_noten(deel.subtitel, bij)
            return replace(deel, opschrift=opschrift, subtitel=subtitel, inhoud=tuple(onder[self.noten :]))  # type: ignore[arg-type]
        if isinstance(deel, Alinea):
            return replace(deel, inhoud=_met_noten(deel.inhoud, iter(onder)))
        if isinstance(deel, Rij):
            return replace(deel, cellen=tuple(onder))  # type: ignore[arg-type]
        if isinstance(deel, Cel):
            return replace(deel, inhoud=tuple(onder))  # type: ignore[arg-type]
        assert isinstance(deel, Tabel)
        rijen = groepeer((knoop.sectie, rij) for knoop, rij in zip(self._kinderen, onder, strict=True))
        groepen = tuple(
            replace(groep, kop=tuple(rijen.get((g, False), ())), romp=tuple(rijen.get((g, True), ())))  # type: ignore[arg-type]
            for g, groep in enumerate(deel.groepen)
        )
        return replace(deel, groepen=groepen)


def _met_noten(inhoud: tuple[Inline, ...], alineas: Iterator[Deel]) -> tuple[Inline, ...]:
    """Mixed content with other alineas in its notes, in order."""
    uit: list[Inline] = []
    for deel in inhoud:
        if isinstance(deel, Noot):
            deel = replace(deel, inhoud=tuple(next(alineas) for _ in deel.inhoud))  # type: ignore[misc]
        elif isinstance(deel, (Opmaak, Verwijzing)):
            deel = replace(deel, inhoud=_met_noten(deel.inhoud, alineas))
        uit.append(deel)
    return tuple(uit)


def _wijzig(knoop: _Knoop, w: Wijziging) -> None:
    """What changes at the part itself."""
    deel = knoop.deel
    if isinstance(w, VervangTekst):
        knoop.deel = _andere_woorden(deel, w)
    elif isinstance(w, VervangEenheid):
        # Ter plekke: ook wat los is omdat het verhuist, kan iets anders worden.
        (nieuw,) = _nieuw(w.nieuw, w.plek)
        knoop.deel, knoop._kinderen = nieuw.deel, None
    elif isinstance(w, Ledenvorm):
        _ledenvorm(knoop, w)
    elif not isinstance(deel, Eenheid):
        if not isinstance(w, (Vervalt, Verplaats)):
            raise _past_niet(f"{w.soort} bij een {type(deel).__name__.lower()}")
    elif isinstance(w, Vernummer):
        knoop.deel = replace(deel, nummer=w.nummer)
    elif isinstance(w, WijzigStatus):
        knoop.deel = replace(deel, status=w.status)
    elif isinstance(w, VervangKop):
        rest = knoop.kinderen[knoop.noten :]
        label, subtitel = (a if b is None else b for a, b in ((deel.label, w.label), (deel.subtitel, w.subtitel)))
        knoop.deel = replace(deel, opschrift=w.opschrift, label=label, subtitel=subtitel)  # type: ignore[arg-type]
        knoop.kinderen = [*(_Knoop(n, knoop) for n in nootalineas(knoop.deel)), *rest]
    elif isinstance(w, Vervalt) and w.rest:
        (graf,) = w.rest
        assert isinstance(graf, Eenheid)
        knoop.deel, knoop.kinderen = replace(graf, wId=deel.wId), [_Knoop(d, None) for d in delen_van(graf)]


def _ledenvorm(artikel: _Knoop, w: Ledenvorm) -> None:
    bij, rest = artikel.kinderen[: artikel.noten], artikel.kinderen[artikel.noten :]
    if w.aan:
        lid = _Knoop(Eenheid(Soort.LID, nummer=w.nummer), None)
        lid.kinderen = rest
        artikel.kinderen = [*bij, lid]
        return
    leden = [k for k in rest if isinstance(k.deel, Eenheid) and k.deel.soort is Soort.LID]
    if len(leden) != 1:
        raise _past_niet(f"er zijn {len(leden)} leden")
    artikel.kinderen = [*bij, *(x for k in rest for x in (k.kinderen if k is leden[0] else [k]))]


# --- words ------------------------------------------------------------------------------------------------------------


def _andere_woorden(deel: Deel, w: VervangTekst) -> Deel:
    if isinstance(deel, Alinea):
        return replace(deel, inhoud=_woorden(deel.inhoud, w))
    if isinstance(deel, Tabel):
        return replace(deel, titel=_woorden(deel.titel, w))
    raise _past_niet(f"een {type(deel).__name__.lower()} heeft geen eigen woorden")


def _woorden(inhoud: tuple[Inline, ...], w: VervangTekst) -> tuple[Inline, ...]:
    """Mixed content with the new words; mark-up of other words, notes and pictures stay."""
    if legaal(inhoud) != w.oud:
        raise _past_niet(f"er staat «{legaal(inhoud)[:60]}», niet «{w.oud[:60]}»")
    if all(isinstance(d, str) for d in inhoud):
        return (w.nieuw,)
    plek = posities(inlinetekst(inhoud))
    uit = inhoud
    for begin, eind, nieuw in reversed(list(_ingrepen(w.spannen))):
        uit = vervang(uit, plek[begin], plek[eind - 1] + 1 if eind > begin else plek[begin], nieuw)
    houdt = noten_in(uit) == noten_in(inhoud) and beelden(uit) == beelden(inhoud)
    if legaal(uit) == w.nieuw and houdt:
        return uit
    # Opmaak is geen recht; de woorden, noten en beelden zijn het wel.
    return (w.nieuw, *_hangend(inhoud))


def _ingrepen(spannen: Sequence[Spanne]) -> Iterator[tuple[int, int, str]]:
    """(begin, end, new words) in the legal text of before."""
    plek, begin, nieuw = 0, 0, ""
    for spanne in spannen:
        if spanne.soort is Spannesoort.GELIJK:
            if plek > begin or nieuw:
                yield begin, plek, nieuw
            plek += len(spanne.tekst)
            begin, nieuw = plek, ""
        elif spanne.soort is Spannesoort.VERVALLEN:
            plek += len(spanne.tekst)
        else:
            nieuw += spanne.tekst
    if plek > begin or nieuw:
        yield begin, plek, nieuw


def posities(rauw: str) -> list[int]:
    """Per character of the legal text (and its end) the place in the text as it is printed."""
    uit: list[int] = []
    na_wit = True
    for i, teken in enumerate(rauw):
        if not teken.isspace() or not na_wit:
            uit.append(i)
        na_wit = teken.isspace()
    if na_wit and uit:
        uit.pop()
    uit.append(uit[-1] + 1 if uit else len(rauw))
    return uit


def _hangend(inhoud: tuple[Inline, ...]) -> Iterator[Inline]:
    """Notes and pictures of a line."""
    return (deel for deel in losse(inhoud) if not isinstance(deel, str) and not inlinetekst((deel,)).strip())


def _past_niet(waarom: str) -> Geweigerd:
    return Geweigerd.om("andere-versie", waarom=waarom)
