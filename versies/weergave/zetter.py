"""Setting the change tree as blocks of paper: units, points, words and tables, each with its mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from verordening.boom import Alinea, Cel, Eenheid, Figuur, Rij, Soort, Status, Tabel, dubbele_punt, inlinetekst, kaal
from verordening.papier import document as d
from verordening.papier.document import Blok, Inline, Stuk, Wijziging
from versies.vergelijken.paar import Deel, Paar, delen_van, eenzijdig, eigen_tekst, uitgeklapt, zonder_kopnoten
from versies.weergave.auteurs import Toeschrijving
from versies.weergave.inhoud import nieuw_voor_oud, zet_woorden
from versies.weergave.tabelvorm import breedte, kolombegin, kolommen_van, passend
from versies.wijziging import Spannesoort

_DOORZICHTIG = frozenset(
    {Soort.REGELING, Soort.LICHAAM, Soort.OPSCHRIFT, Soort.AANHEF, Soort.SLUITING, Soort.DIVISIETEKST}
)
_PUNTEN = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})
_LIJSTEN = frozenset({Soort.LIJST, Soort.BEGRIPPENLIJST})
_HOOGSTE_KOP = 6
_KORT = 40
"""letters; a longer text that has the word "vervallen" in it says more than that"""
STATUSWOORD = {
    Status.VERVALLEN: "[Vervallen]",
    Status.NOG_NIET: "[Nog niet in werking]",
    Status.GERESERVEERD: "[Gereserveerd]",
}
"""What stands under a unit that is not simply in force."""


@dataclass(frozen=True, slots=True)
class Beweging:
    """Something that moved as a whole: a name for both places, and the paar at the new place with its words compared."""

    naam: str
    paar: Paar


def bewegingen(wortel: Paar) -> dict[int, Beweging]:
    """What moved and is shown as moved at both places, by the id of its old side.

    What moved out of, or into, something that itself moved is not among these: there it is shown as gone and as new.
    """
    weg: set[int] = set()
    aan: dict[int, Paar] = {}
    stapel = [wortel]
    while stapel:
        paar = stapel.pop()
        if paar.vertrokken:
            weg.add(id(paar.was))
        elif paar.aangekomen:
            aan[id(paar.was)] = paar
        else:
            stapel.extend(reversed(paar.kinderen))
    samen = [s for s, paar in aan.items() if s in weg and isinstance(paar.deel, (Eenheid, Tabel, Rij))]
    return {sleutel: Beweging(f"verplaatsing{n}", aan[sleutel]) for n, sleutel in enumerate(samen, 1)}


@dataclass(frozen=True, slots=True)
class Zetter:
    """Sets paren as blocks of paper.

    Args:
        opmerkingen: for a reader: with remarks (moved), anchors, links and editor's text.
        alleen_gewijzigd: leave out what did not change, articles and larger, and say so.
        zetten: what moved (:func:`bewegingen`); what is not in it is shown as gone and as new.
        kant: inside something that moved: at which of its two places we are.
        ankers: filled with the anchors that were given: every unit by its eId, what is gone with ``was-`` before it.
        wie: who changed what, when that is more than one person.
    """

    opmerkingen: bool
    alleen_gewijzigd: bool = False
    zetten: Mapping[int, Beweging] = field(default_factory=dict)
    kant: Wijziging = Wijziging.GEEN
    ankers: set[str] = field(default_factory=set)
    wie: Toeschrijving | None = None

    def paren(self, paren: Iterable[Paar], niveau: int) -> list[Blok]:
        """Blocks of a run of paren; neighbouring leden and onderdelen become one list."""
        uit: list[Blok] = []
        punten: list[d.Punt] = []
        weggelaten: list[Paar] = []

        def sluit() -> None:
            for genummerd, groep in groupby(punten, key=lambda p: bool(p.aanduiding)):
                uit.append(d.Lijst(tuple(groep), d.Nummering.EIGEN if genummerd else d.Nummering.STREEP))
            punten.clear()
            if weggelaten:
                uit.append(_weggelaten(weggelaten))
                weggelaten.clear()

        for paar in paren:
            if self.alleen_gewijzigd and _laat_weg(paar):
                weggelaten.append(paar)
                continue
            if isinstance(paar.deel, Eenheid) and paar.deel.soort in _PUNTEN:
                punten.append(self._punt(paar, niveau))
                continue
            sluit()
            if isinstance(paar.deel, Eenheid) and paar.deel.soort in _LIJSTEN:
                onder = self._binnen(paar).paren(self._kinderen(paar), niveau)
                uit.extend(self._omgrensd(paar, onder))
            else:
                uit.extend(self._blok(paar, niveau))
        sluit()
        return uit

    # which side

    def _beweging(self, paar: Paar) -> Beweging | None:
        """The move of which this paar is one of the two places; None inside another move."""
        if self.kant or not (paar.vertrokken or paar.aangekomen):
            return None
        return self.zetten.get(id(paar.was))

    def _geheel(self, paar: Paar) -> Wijziging:
        """Mark of the part as a whole: new, gone, moved, or none of these."""
        if self.kant is Wijziging.AANGEKOMEN:
            return Wijziging.INGEVOEGD if paar.was is None or paar.aangekomen else self.kant
        if self.kant is Wijziging.VERTROKKEN:
            return Wijziging.VERVALLEN if paar.wordt is None else self.kant
        if paar.gelijk:
            return Wijziging.GEEN
        beweging = self._beweging(paar)
        if paar.was is None or paar.aangekomen:
            return Wijziging.AANGEKOMEN if beweging else Wijziging.INGEVOEGD
        if paar.wordt is None:
            return Wijziging.VERTROKKEN if beweging else Wijziging.VERVALLEN
        return Wijziging.GEEN

    def _kanten(self, paar: Paar, wat: Callable[[Deel | None], str]) -> tuple[str, str]:
        """What the old and the new side say; nothing of a side that is not shown here."""
        geheel = self._geheel(paar)
        return "" if geheel.nieuw else wat(paar.was), "" if geheel.weg else wat(paar.wordt)

    def _bron(self, paar: Paar) -> Paar:
        """The paar that holds the compared words: of what left, that of the new place."""
        beweging = self._beweging(paar)
        return beweging.paar if beweging else paar

    def _binnen(self, paar: Paar) -> Zetter:
        """The setter for what stands inside."""
        return replace(self, kant=self._geheel(paar)) if self._beweging(paar) else self

    def _kinderen(self, paar: Paar) -> tuple[Paar, ...]:
        """What stands inside, at this side; what has no compared words is taken whole from its side."""
        kant = self._geheel(paar) if self._beweging(paar) else self.kant
        if (paar.vertrokken or paar.aangekomen) and not self._beweging(paar):
            heel = tuple(eenzijdig(deel, weg=paar.vertrokken) for deel in delen_van(paar.deel))
            return zonder_kopnoten(paar, heel)
        bron = self._bron(paar)
        onder = zonder_kopnoten(bron, uitgeklapt(bron))
        if kant is Wijziging.VERTROKKEN:
            return tuple(k for k in onder if k.was is not None and not k.aangekomen)
        if kant is Wijziging.AANGEKOMEN:
            return tuple(k for k in onder if k.wordt is not None)
        return onder

    def _woorden(self, paar: Paar) -> tuple[Inline, ...]:
        """The own words with their marks, those of the side where we are."""
        geheel, bron = self._geheel(paar), self._bron(paar)
        if geheel is Wijziging.AANGEKOMEN:
            inhoud = zet_woorden(bron, weg=Spannesoort.VERVALLEN, redactie=self.opmerkingen)
        elif geheel is Wijziging.VERTROKKEN:
            inhoud = zet_woorden(bron, weg=Spannesoort.INGEVOEGD, redactie=self.opmerkingen)
        elif geheel:
            deel = bron.was if geheel.weg else bron.wordt
            assert deel is not None
            inhoud = zet_woorden(eenzijdig(deel, weg=geheel.weg), redactie=self.opmerkingen, los=True)
        else:
            return self._ondertekend(bron, zet_woorden(bron, redactie=self.opmerkingen))
        inhoud = self._ondertekend(bron, inhoud, geheel)
        return tuple(replace(s, wijziging=geheel) if isinstance(s, d.Noot) and not s.wijziging else s for s in inhoud)

    def _omgrensd(self, paar: Paar, blokken: list[Blok]) -> list[Blok]:
        """Blocks with the marks of a move around them."""
        beweging = self._beweging(paar)
        if beweging is None or not blokken:
            return blokken
        geheel, auteur = self._geheel(paar), self._auteur(beweging.paar)
        return [d.Bereik(beweging.naam, geheel, True, auteur), *blokken, d.Bereik(beweging.naam, geheel, False)]

    def _auteur(self, paar: Paar) -> str:
        return self.wie.van(paar) if self.wie else ""

    def _ondertekend(
        self, paar: Paar, inhoud: tuple[Inline, ...], geheel: Wijziging = Wijziging.GEEN
    ) -> tuple[Inline, ...]:
        return self.wie.onderteken(paar, inhoud, geheel) if self.wie else inhoud

    def _anker(self, paar: Paar) -> str:
        deel = paar.deel
        if not self.opmerkingen or not isinstance(deel, (Eenheid, Tabel)) or not deel.eId:
            return ""
        anker = f"was-{deel.eId}" if self._geheel(paar).weg else deel.eId
        if anker in self.ankers:
            return ""
        self.ankers.add(anker)
        return anker

    # units

    def _blok(self, paar: Paar, niveau: int) -> list[Blok]:
        deel = paar.deel
        if isinstance(deel, Eenheid):
            return self._omgrensd(paar, self._eenheid(paar, deel, niveau))
        if isinstance(deel, Alinea):
            return self._alinea(paar)
        if isinstance(deel, Tabel):
            return self._omgrensd(paar, [*self._opmerking(paar), *self._tabel(paar, deel)])
        if isinstance(deel, Figuur):
            return self._figuur(paar)
        return []

    def _eenheid(self, paar: Paar, eenheid: Eenheid, niveau: int) -> list[Blok]:
        uit: list[Blok] = []
        dieper = niveau
        heeft_kop = any(isinstance(s, Eenheid) and (s.label or s.nummer or s.opschrift) for s in (paar.was, paar.wordt))
        if eenheid.soort not in _DOORZICHTIG or heeft_kop:
            kop = self._kop(paar, niveau)
            if kop is not None:
                uit.append(kop)
                dieper = min(niveau + 1, _HOOGSTE_KOP)
        uit.extend(self._opmerking(paar))
        onder = self._binnen(paar).paren(self._kinderen(paar), dieper)
        if eenheid.soort is Soort.OPSCHRIFT and not self.opmerkingen:
            onder = [replace(b, soort="titel") if isinstance(b, d.Alinea) else b for b in onder]
        uit.extend(onder)
        uit.extend(self._status(paar))
        return uit

    def _kop(self, paar: Paar, niveau: int) -> d.Kop | None:
        geheel = self._geheel(paar)
        oud, nieuw = self._kanten(paar, _aanduiding)
        genoemd = [Stuk(oud or nieuw)] if geheel else _oud_nieuw(oud, nieuw)
        inhoud: list[Inline] = [replace(s, auteur=self._auteur(paar)) for s in genoemd if s.tekst]
        opschrift = self._woorden(paar)
        if inhoud and opschrift:
            inhoud.append(Stuk(" "))
        inhoud.extend(opschrift)
        if not any(isinstance(s, Stuk) and s.tekst.strip() for s in inhoud):
            return None
        gezet = tuple(inhoud) if self.opmerkingen or geheel else nieuw_voor_oud(tuple(inhoud))
        return d.Kop(niveau, gezet, self._anker(paar), geheel)

    def _opmerking(self, paar: Paar) -> Iterator[Blok]:
        if not self.opmerkingen or not isinstance(paar.deel, (Eenheid, Tabel)):
            return
        zin = uitleg(paar)
        if zin:
            yield d.alinea(zin, soort="klein")

    def _status(self, paar: Paar) -> Iterator[Blok]:
        """In words: lapsed, not yet in force, reserved."""
        geheel, auteur = self._geheel(paar), self._auteur(paar)
        was, wordt = self._kanten(paar, _statuswoord)
        beide = [(was, Wijziging.VERVALLEN), (wordt, Wijziging.INGEVOEGD)]
        for woord, merk in [(was or wordt, geheel)] if geheel or was == wordt else beide:
            if woord:
                yield d.alinea(Stuk(woord, auteur=auteur), wijziging=merk)

    # points

    def _punt(self, paar: Paar, niveau: int) -> d.Punt:
        geheel, beweging = self._geheel(paar), self._beweging(paar)
        oud, nieuw = self._kanten(paar, lambda deel: deel.nummer if isinstance(deel, Eenheid) else "")
        anker = self._anker(paar)
        blokken = self._binnen(paar).paren(self._kinderen(paar), niveau)
        if term := self._term(paar):
            blokken = _met_term(term, blokken, geheel)
        blokken = [*blokken, *self._status(paar)]
        if not blokken:
            blokken = [d.alinea("", wijziging=geheel)]
        naam = beweging.naam if beweging else ""
        if geheel:
            blokken = [*(_als_geheel(b, geheel) for b in blokken), *self._opmerking(paar)]
            return d.Punt(tuple(blokken), nieuw or oud, None, anker, naam, self._auteur(paar))
        was = oud if kaal(oud) != kaal(nieuw) else None
        blokken = _nummer_vrij(blokken)
        if not self.opmerkingen and isinstance(blokken[0], d.Alinea):
            blokken[0] = replace(blokken[0], inhoud=nieuw_voor_oud(blokken[0].inhoud))
        return d.Punt((*blokken, *self._opmerking(paar)), nieuw, was, anker, naam, self._auteur(paar))

    def _term(self, paar: Paar) -> tuple[Inline, ...]:
        if not isinstance(paar.deel, Eenheid) or paar.deel.soort is not Soort.BEGRIP:
            return ()
        inhoud = self._woorden(paar)
        if not inhoud:
            return ()
        return (*inhoud, Stuk(f"{dubbele_punt(eigen_tekst(paar.deel))} "))

    # text

    def _alinea(self, paar: Paar) -> list[Blok]:
        inhoud = self._woorden(paar)
        if not any(isinstance(s, d.Noot) or s.tekst.strip() for s in d.stukken(inhoud)):
            return []
        geheel = self._geheel(paar)
        return [d.Alinea(inhoud if self.opmerkingen or geheel else nieuw_voor_oud(inhoud), "", geheel)]

    def _figuur(self, paar: Paar) -> list[Blok]:
        """A picture is named by its alternative text or its file; title and caption follow as words."""
        geheel = self._geheel(paar)
        oud, nieuw = self._kanten(paar, _beeldnaam)
        naam = [Stuk(oud or nieuw)] if geheel else _oud_nieuw(oud, nieuw)
        woorden = self._woorden(paar)
        return [d.Alinea((*naam, *((Stuk(" "), *woorden) if woorden else ())), "", geheel)]

    # tables

    def _tabel(self, paar: Paar, tabel: Tabel) -> list[Blok]:
        rijen = [k for k in self._kinderen(paar) if isinstance(k.deel, Rij)]
        if not rijen:
            return []
        geheel, binnen = self._geheel(paar), self._binnen(paar)
        kanten = [t for t in (paar.was, paar.wordt) if isinstance(t, Tabel)]
        begin = {sleutel: plaatsen for t in kanten for sleutel, plaatsen in kolombegin(t).items()}
        breed = max(map(breedte, kanten))
        met_kop = any(groep.kop for groep in tabel.groepen) and binnen._geheel(rijen[0]) is geheel and len(rijen) > 1
        koppen = binnen._koppen(rijen[0], tabel) if met_kop else ()
        if len(koppen) != breed:
            koppen = ()
        romp = rijen[1:] if koppen else rijen
        gezet, breed = passend([binnen._rij(k, tabel) for k in romp], [begin.get(id(k.deel), ()) for k in romp], breed)
        kolommen = koppen + tuple(d.Kolom((), naam=f"Kolom {n}") for n in range(len(koppen) + 1, breed + 1))
        return [
            d.Tabel(
                self._woorden(paar), kolommen, gezet, rijkop=False, wijziging=geheel, naam="Tabel", koprij=bool(koppen)
            )
        ]

    def _koppen(self, koprij: Paar, tabel: Tabel) -> tuple[d.Kolom, ...]:
        """The header row as headers of columns; empty when it is more than a row of single cells with plain text."""
        geheel = self._geheel(koprij)
        koppen: list[d.Kolom] = []
        for nummer, cel in enumerate(self._kinderen(koprij), 1):
            assert isinstance(cel.deel, Cel)
            inhoud: list[Inline] = []
            for blok in self.paren(self._kinderen(cel), 2):
                if not isinstance(blok, d.Alinea):
                    return ()
                inhoud.extend(([" "] if inhoud else []) + list(_eigen_merk(blok, geheel)))
            if kolommen_van(cel.deel, tabel) > 1 or cel.deel.meer_rijen:
                return ()
            leeg = not d.platte_tekst(tuple(inhoud)).strip()
            eigen = Wijziging.GEEN if geheel else self._geheel(cel)
            koppen.append(d.Kolom(tuple(inhoud), naam=f"Kolom {nummer}" if leeg else "", wijziging=eigen))
        return tuple(koppen)

    def _rij(self, paar: Paar, tabel: Tabel) -> d.Rij:
        geheel, beweging, binnen = self._geheel(paar), self._beweging(paar), self._binnen(paar)
        cellen = []
        for cel in self._kinderen(paar):
            assert isinstance(cel.deel, Cel)
            blokken = tuple(binnen.paren(binnen._kinderen(cel), 2)) or (d.alinea(""),)
            eigen = Wijziging.GEEN if geheel else binnen._geheel(cel)
            cellen.append(
                d.Cel(blokken, kolommen=kolommen_van(cel.deel, tabel), rijen=cel.deel.meer_rijen + 1, wijziging=eigen)
            )
        return d.Rij(tuple(cellen), geheel, "", beweging.naam if beweging else "")


# --- helpers ----------------------------------------------------------------------------------------------------------


def _aanduiding(deel: Deel | None) -> str:
    return " ".join(t for t in (deel.label, deel.nummer) if t) if isinstance(deel, Eenheid) else ""


def _statuswoord(deel: Deel | None) -> str:
    if not isinstance(deel, Eenheid) or (deel.status is Status.VERVALLEN and _zegt_vervallen(deel)):
        return ""
    return STATUSWOORD.get(deel.status, "")


def _zegt_vervallen(eenheid: Eenheid) -> bool:
    """Whether the words of the unit itself say that it lapsed: then they are not said twice."""
    eigen = [inlinetekst(eenheid.opschrift), *(inlinetekst(b.inhoud) for b in eenheid.inhoud if isinstance(b, Alinea))]
    return any("vervallen" in t.lower() and len(t) < _KORT for t in eigen)


def _beeldnaam(deel: Deel | None) -> str:
    return f"[Afbeelding: {deel.afbeelding.alt or deel.afbeelding.bron}]" if isinstance(deel, Figuur) else ""


def _laat_weg(paar: Paar) -> bool:
    """Whether a version with only what changed can do without this part."""
    deel = paar.deel
    return paar.gelijk and isinstance(deel, Eenheid) and deel.soort not in _PUNTEN | _LIJSTEN | {Soort.REGELING}


def _weggelaten(paren: list[Paar]) -> Blok:
    namen = [_aanduiding(p.deel) or p.deel.soort.value for p in paren if isinstance(p.deel, Eenheid)]
    namen = [naam[0].lower() + naam[1:] for naam in namen]
    zin = namen[0] if len(namen) == 1 else f"{namen[0]} tot en met {namen[-1]}"
    return d.alinea(f"Ongewijzigd en hier weggelaten: {zin}.", soort="klein")


def uitleg(paar: Paar) -> str:
    """In words where a unit came from or went to; empty when it simply stayed."""
    if paar.elders is None:
        return ""
    elders = paar.elders.adres.tekst(kort=True) or "de regeling zelf"
    gewijzigd = ", met gewijzigde tekst" if paar.kinderen else ""
    if paar.vertrokken:
        return f"Verplaatst naar {elders}."
    if paar.aangekomen:
        return f"Verplaatst van {elders}{gewijzigd}."
    if paar.was is None and paar.gesplitst:
        return f"Afgesplitst van {elders}: een deel van de woorden stond daar."
    if paar.wordt is None and paar.samengevoegd:
        return f"Samengevoegd met {elders}: de woorden staan nu daar."
    return ""


def _oud_nieuw(oud: str, nieuw: str) -> list[Stuk]:
    if oud == nieuw:
        return [Stuk(nieuw)] if nieuw else []
    return [stuk for stuk in (d.vervallen(oud), d.ingevoegd(nieuw)) if stuk.tekst]


def _met_term(term: tuple[Inline, ...], blokken: list[Blok], geheel: Wijziging) -> list[Blok]:
    eerste = blokken[0] if blokken else None
    if isinstance(eerste, d.Alinea):
        return [d.Alinea((*term, *_eigen_merk(eerste, geheel)), eerste.soort, geheel), *blokken[1:]]
    return [d.Alinea(term, "", geheel), *blokken]


def _eigen_merk(alinea: d.Alinea, geheel: Wijziging) -> tuple[Inline, ...]:
    """The runs of an alinea that carried its mark as a whole, now with the mark on each run."""
    if geheel or not alinea.wijziging:
        return alinea.inhoud
    merk = alinea.wijziging
    return tuple(s if s.wijziging else replace(s, wijziging=merk) for s in d.stukken(alinea.inhoud))


def _nummer_vrij(blokken: list[Blok]) -> list[Blok]:
    """The first paragraph of a point also holds its number, so it cannot carry a mark as a whole: its words do.

    When that paragraph lapsed and another took its place, the new words come into the same paragraph.
    """
    eerste = blokken[0]
    if not isinstance(eerste, d.Alinea) or not eerste.wijziging:
        return blokken
    inhoud, rest = _eigen_merk(eerste, Wijziging.GEEN), list(blokken[1:])
    for plek, blok in enumerate(rest):
        if isinstance(blok, d.Alinea) and blok.wijziging and blok.wijziging is not eerste.wijziging:
            inhoud = (*inhoud, *_eigen_merk(blok, Wijziging.GEEN))
            del rest[plek]
            break
        if isinstance(blok, d.Alinea):
            break
    return [d.Alinea(inhoud), *rest]


def _als_geheel(blok: Blok, geheel: Wijziging) -> Blok:
    if isinstance(blok, d.Alinea) and not blok.wijziging:
        return d.Alinea(blok.inhoud, blok.soort, geheel, blok.anker)
    return blok
