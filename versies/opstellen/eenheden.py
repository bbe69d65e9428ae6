"""From the change inside one unit (artikel, lid, onderdeel) to instruction sentences.

For every unit two drafts compete: one in detail (words, leden, onderdelen) and one that states the unit anew; the rule is
in :mod:`versies.opstellen.keuze`. Details that have no clear form give ``None``: then the unit around them is stated anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from verordening.adres import Adres, Stap
from verordening.boom import STRUCTUUR, Alinea, Eenheid, Soort, Status, Tabel, kaal
from verordening.register import sorteer_term, term
from versies.opstellen.kern import kern
from versies.opstellen.keuze import Woordwerk, licht, loont, slotwissel
from versies.opstellen.tabellen import tabelzinnen
from versies.opstellen.vormen import schrijf, telkens, zonder_plek
from versies.opstellen.zinnen import Zin, alle
from versies.toepassen.woorden import vind
from versies.toepassen.zoeken import velden
from versies.vergelijken.paar import Paar, legaal
from versies.verschil import vergelijk_tekst
from versies.wijziging import (
    TELKENS,
    Anker,
    Kant,
    Ledenvorm,
    Plek,
    Vernummer,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
)

_NUMMERDRAGERS = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP})
_LIJSTEN = frozenset({Soort.LIJST, Soort.BEGRIPPENLIJST})


class Opsteller:
    """Drafts the sentences for one unit that exists on both sides.

    Args:
        woorden: words are named one by one; else the smallest unit with a change is stated anew.
    """

    def __init__(self, woorden: bool = True) -> None:
        self.woorden = woorden

    def wijzig(self, paar: Paar, adres: Adres) -> list[Zin] | None:
        """The sentences that make the old side of a paar into the new one; numbers are changed elsewhere. None when it cannot be
        said, not even as a whole."""
        fijn, geheel = self._fijn(paar, adres), komt_te_luiden(paar, adres)
        if fijn is None or geheel is None:
            return alle([geheel]) if fijn is None else fijn
        kort = loont(sum(z.lengte for z in fijn), geheel.lengte) or licht(fijn, geheel)
        return fijn if kort else [geheel]

    # --- in detail ----------------------------------------------------------------------------------

    def _fijn(self, paar: Paar, adres: Adres) -> list[Zin] | None:
        oud, nieuw = paar.was, paar.wordt
        if not isinstance(oud, Eenheid) or not isinstance(nieuw, Eenheid):
            return None
        if (paar.gesplitst or paar.samengevoegd) and oud.soort in _NUMMERDRAGERS:
            return None
        zinnen = self._kop(oud, nieuw, adres)
        onder = None if zinnen is None else self.inhoud(paar.kinderen, adres, oud)
        return None if zinnen is None or onder is None else [*zinnen, *self._telkens(onder, adres, oud)]

    def _telkens(self, zinnen: list[Zin], adres: Adres, houder: Eenheid) -> list[Zin]:
        """The same words in several parts, and nowhere else in the unit: one sentence with "telkens"."""
        waarden = [w for z in zinnen for w in z.wijzigingen if isinstance(w, (VervangTekst, VoegTekstIn))]
        gelijk = len({zonder_plek(w) for w in waarden}) == 1 and not any(z.lading for z in zinnen)
        if len(zinnen) < 2 or len(waarden) != len(zinnen) or not gelijk:
            return zinnen
        w = waarden[0]
        oud = w.oud if isinstance(w, VervangTekst) else w.bij
        if w.keer == TELKENS or w.veld != "tekst" or not oud:
            return zinnen
        vondst = vind([legaal(v) for v in velden(houder)], oud)
        if len(vondst.treffers) != len(zinnen) or vondst.niveau != "letterlijk":
            return zinnen
        return alle([schrijf(telkens(w, adres))]) or zinnen

    def _kop(self, oud: Eenheid, nieuw: Eenheid, adres: Adres) -> list[Zin] | None:
        zinnen = kopzinnen(oud, nieuw, adres)
        return None if zinnen and oud.soort in _NUMMERDRAGERS else zinnen

    def inhoud(self, kinderen: Sequence[Paar], adres: Adres, houder: Eenheid) -> list[Zin] | None:
        """Sentences for the blocks below a unit; lists are looked through."""
        zinnen: list[Zin] = []
        leden: list[Paar] = []
        for kind in kinderen:
            deel = kind.deel
            if isinstance(deel, Eenheid) and deel.soort in _NUMMERDRAGERS:
                leden.append(kind)
                continue
            if kind.gelijk or (isinstance(deel, Alinea) and not legaal(deel.inhoud)):
                continue
            if isinstance(deel, Eenheid) and deel.soort in (*_LIJSTEN, Soort.DIVISIETEKST):
                if kind.was is None or kind.wordt is None or kind.aangekomen:
                    return None
                onder = self.inhoud(kind.kinderen, adres, houder)
            elif isinstance(deel, Eenheid) and deel.soort in STRUCTUUR:
                onder = self._in_bijlage(kind, adres)
            elif isinstance(deel, Alinea):
                onder = self._alinea(kind, adres, houder)
            elif isinstance(deel, Tabel):
                onder = tabelzinnen(kind, adres, houder)
            else:
                return None
            if onder is None:
                return None
            zinnen.extend(onder)
        if any(not k.gelijk for k in leden):
            rij = _Rij(self, leden, adres, houder).zinnen()
            if rij is None:
                return None
            zinnen.extend(rij)
        return zinnen

    def _in_bijlage(self, paar: Paar, adres: Adres) -> list[Zin] | None:
        """A chapter of an annex that stays where it is."""
        oud, nieuw = paar.was, paar.wordt
        if not isinstance(oud, Eenheid) or not isinstance(nieuw, Eenheid) or paar.aangekomen:
            return None
        if not kaal(oud.nummer) or kaal(oud.nummer) != kaal(nieuw.nummer):
            return None
        return self.wijzig(paar, adres.erbij(oud.soort.value, kaal(oud.nummer)))

    def _alinea(self, paar: Paar, adres: Adres, houder: Eenheid) -> list[Zin] | None:
        if not self.woorden or not isinstance(paar.was, Alinea) or not isinstance(paar.wordt, Alinea):
            return None
        if any(not k.gelijk for k in paar.kinderen) or paar.aangekomen:
            return None
        fijn: tuple[Stap, ...] = ()
        eerste = next(iter(houder.delen), None)
        if (
            eerste is not None
            and houder.soort is not Soort.BEGRIP
            and any(b is paar.was for b in houder.inhoud[: houder.inhoud.index(eerste)])
        ):
            fijn = (Stap("aanhef"),)
        teksten = velden(houder, fijn=fijn)
        eigen = next((i for i, v in enumerate(teksten) if v is paar.was.inhoud), -1)
        if eigen < 0:
            return None
        plek = Plek(Adres((*adres.stappen, *fijn)))
        los = not fijn and sum(isinstance(b, Alinea) for b in houder.inhoud) == 1 and eerste is None
        woorden = Woordwerk([legaal(v) for v in teksten], eigen, plek, los=los).zinnen(paar.spannen)
        if fijn and len(teksten) == 1 and legaal(paar.wordt.inhoud):
            heel = schrijf(VervangEenheid(plek, (paar.wordt,)))
            if heel is not None and (
                woorden is None or not (loont(sum(z.lengte for z in woorden), heel.lengte) or licht(woorden, heel))
            ):
                return [heel]
        return _in_een_zin(woorden)


def _in_een_zin(zinnen: list[Zin] | None) -> list[Zin] | None:
    """Words by words at more places of one text: one sentence says it."""
    waarden = [w for z in zinnen or () for w in z.wijzigingen]
    vervangen = [
        w for w in waarden if isinstance(w, VervangTekst) and w.nieuw and w.keer != TELKENS and w.veld == "tekst"
    ]
    if zinnen is None or len(zinnen) < 2 or len(vervangen) != len(zinnen) or len({w.plek for w in vervangen}) > 1:
        return zinnen
    return alle([schrijf(*vervangen)]) or zinnen


def komt_te_luiden(paar: Paar, adres: Adres) -> Zin | None:
    """The whole unit anew; it keeps its old number here."""
    oud, nieuw = paar.was, paar.wordt
    assert isinstance(oud, Eenheid) and isinstance(nieuw, Eenheid)
    if oud.soort is not nieuw.soort and {oud.soort, nieuw.soort} != {Soort.BEGRIP, Soort.ONDERDEEL}:
        return None
    anders = nieuw.met(nummer=oud.nummer) if kaal(oud.nummer) != kaal(nieuw.nummer) else nieuw
    return schrijf(VervangEenheid(Plek(adres), (anders,)))


def kopzinnen(oud: Eenheid, nieuw: Eenheid, adres: Adres) -> list[Zin] | None:
    """The heading: given, replaced or lapsed; None when more of it changes than the words."""
    if oud.label.strip() != nieuw.label.strip() or legaal(oud.subtitel) != legaal(nieuw.subtitel):
        return None
    if legaal(oud.opschrift) == legaal(nieuw.opschrift):
        return []
    return alle([schrijf(VervangKop(Plek(adres), nieuw.opschrift), kop=bool(legaal(oud.opschrift)))])


# --- leden and onderdelen ---------------------------------------------------------------------------------------------


class _Rij:
    """The numbered parts of one unit: what changes, goes, comes and gets another number."""

    def __init__(self, opsteller: Opsteller, paren: Sequence[Paar], adres: Adres, houder: Eenheid) -> None:
        self.opsteller, self.adres, self.houder = opsteller, adres, houder
        self.blijft: list[tuple[Paar, Eenheid, Eenheid]] = []
        self.weg: list[Eenheid] = []
        self.nieuw: list[Eenheid] = []
        self.volgorde: list[tuple[str, Eenheid]] = []
        self.ledenvorm: Paar | None = None
        self.gewisseld = any(p.aangekomen for p in paren) and any(p.vertrokken for p in paren)
        for p in paren:
            self._verdeel(p)
        self.soort = "lid" if any(p.deel.soort is Soort.LID for p in paren) else "onderdeel"  # type: ignore[union-attr]

    def _verdeel(self, p: Paar) -> None:
        was = (
            p.was if isinstance(p.was, Eenheid) and p.was.status is not Status.VERVALLEN and not p.aangekomen else None
        )
        wordt = p.wordt if isinstance(p.wordt, Eenheid) and p.wordt.status is not Status.VERVALLEN else None
        if was is not None and wordt is not None:
            self.blijft.append((p, was, wordt))
            self.volgorde.append(("blijft", was))
            if bool(kaal(was.nummer)) != bool(kaal(wordt.nummer)):
                self.ledenvorm = p
        elif was is not None:
            self.weg.append(was)
            self.volgorde.append(("weg", was))
        elif wordt is not None:
            self.nieuw.append(wordt)
            self.volgorde.append(("nieuw", wordt))

    def zinnen(self) -> list[Zin] | None:
        """All sentences, or None."""
        if self.gewisseld:  # laten vervallen en elders weer invoegen leest niemand als verplaatsen
            return None
        uit: list[Zin | None] = self._ruil()
        sloten: list[VervangTekst] = []
        later: list[Paar] = []
        for p, was, wordt in self.blijft:
            if kern(was.met(nummer="")) == kern(wordt.met(nummer="", soort=was.soort)):
                continue
            plek = self._plek(was)
            if self._krijgt_ander_nummer(was, wordt):
                later.append(p)
                continue
            if (slot := _slot(was, wordt)) is not None and kaal(was.nummer):
                sloten.append(VervangTekst(Plek(plek), *slot, veld="slot"))
                continue
            if (self.nieuw or self.weg) and kaal(was.nummer) and (los := _slot_los(p)) is not None:
                sloten.append(VervangTekst(Plek(plek), *los[0], veld="slot"))
                p = los[1]
            uit.extend(self.opsteller.wijzig(p, plek) or [None])
        rij = (
            self._streepjes()
            if not any(kaal(e.nummer) for _, e in self.volgorde) and self.ledenvorm is None
            else self._genummerd(sloten)
        )
        if rij is None:
            return None
        return alle([*uit, *rij, *(z for p in later for z in self._na_vernummering(p))])

    def _krijgt_ander_nummer(self, was: Eenheid, wordt: Eenheid) -> bool:
        """Such a part is changed after the renumbering, under its new number with "(nieuw)"; not when only its mark changes."""
        if self.ledenvorm is not None or not kaal(was.nummer) or kaal(was.nummer) == kaal(wordt.nummer):
            return False
        return _slot(was, wordt) is None

    def _na_vernummering(self, paar: Paar) -> list[Zin | None]:
        assert isinstance(paar.was, Eenheid) and isinstance(paar.wordt, Eenheid)
        plek = self.adres.erbij(self.soort, kaal(paar.wordt.nummer))
        zo = replace(paar, was=paar.was.met(nummer=paar.wordt.nummer))
        zinnen = self.opsteller.wijzig(zo, plek)
        return [None] if zinnen is None else [replace(z, nieuw=z.nieuw | {plek}) for z in zinnen]

    def _ruil(self) -> list[Zin | None]:
        """A unit that goes and a new one with the same number in its place: the number is stated anew."""
        nummers = [(kaal(was.nummer), kaal(wordt.nummer)) for _, was, wordt in self.blijft]
        if any(a != b for a, b in nummers):
            return []
        uit: list[Zin | None] = []
        for oud in list(self.weg):
            nummer = kaal(oud.nummer)
            ander = next((n for n in self.nieuw if n.soort is oud.soort and kaal(n.nummer) == nummer != ""), None)
            if ander is None or (nummer, nummer) in nummers:
                continue
            paar = Paar(oud, ander)
            uit.append(komt_te_luiden(paar, self._plek(oud)))
            self.weg.remove(oud)
            self.nieuw.remove(ander)
            self.volgorde = [("blijft", e) if e is oud else (s, e) for s, e in self.volgorde if e is not ander]
        return uit

    def _plek(self, e: Eenheid) -> Adres:
        nummer = kaal(e.nummer)
        if e.soort is Soort.LID and not nummer:
            return self.adres
        if nummer:
            return self.adres.erbij("lid" if e.soort is Soort.LID else "onderdeel", nummer)
        if naam := term(e):
            return self.adres.erbij("begrip", naam)
        rang = 1 + [x for s, x in self.volgorde if s != "nieuw" and not kaal(x.nummer)].index(e)
        return self.adres.erbij("streepje", str(rang))

    # --- numbered

    def _genummerd(self, sloten: list[VervangTekst]) -> list[Zin | None] | None:
        if self.ledenvorm is not None:
            return self._met_ledenvorm(sloten)
        nummers = [(kaal(was.nummer), kaal(wordt.nummer)) for _, was, wordt in self.blijft]
        om = [Vernummer(Plek(self.adres.erbij(self.soort, a)), b) for a, b in nummers if a != b]
        weg = [Vervalt(Plek(self._plek(e))) for e in self.weg]
        if self.nieuw:
            eerst = [self._reeks_weg([*weg, *sloten])] if weg else []
            return [*eerst, self._toevoeging(om, [] if weg else sloten)]
        if weg:
            return [self._reeks_weg([*weg, *om, *sloten])]
        return [*(schrijf(s) for s in sloten), *([schrijf(*om)] if om else [])]

    def _reeks_weg(self, wijzigingen: Sequence[Vervalt | Vernummer | VervangTekst]) -> Zin | None:
        zin = schrijf(*wijzigingen, reeks=True)
        return zin and replace(zin, plek=self.adres)

    def _toevoeging(self, om: Sequence[Vernummer], sloten: Sequence[VervangTekst]) -> Zin | None:
        achteraan = [s for s, _ in self.volgorde if s != "weg"][-len(self.nieuw) :] == ["nieuw"] * len(self.nieuw)
        erbij = VoegIn(Anker(Plek(self.adres), Kant.SLOT), tuple(self.nieuw))
        return schrijf(*om, *sloten, erbij, achteraan=achteraan, soort=self.soort)

    def _met_ledenvorm(self, sloten: list[VervangTekst]) -> list[Zin | None] | None:
        p = self.ledenvorm
        assert p is not None and isinstance(p.was, Eenheid) and isinstance(p.wordt, Eenheid)
        if sloten or len(self.blijft) != 1:
            return None
        if kaal(p.wordt.nummer):
            if self.weg:
                return None
            uit: list[Zin | None] = [schrijf(Ledenvorm(Plek(self.adres), aan=True, nummer=p.wordt.nummer))]
            return [*uit, self._toevoeging([], [])] if self.nieuw else uit
        if self.nieuw or kaal(p.was.nummer) != "1" or not self.weg:
            return None
        weg = [Vervalt(Plek(self._plek(e))) for e in self.weg]
        return [schrijf(*weg, Ledenvorm(Plek(self.adres), aan=False, nummer=p.was.nummer))]

    # --- without numbers

    def _streepjes(self) -> list[Zin | None]:
        """Definitions by their term, other items by their rank."""
        na = [e for s, e in self.volgorde if s != "weg"]
        if all(term(e) for _, e in self.volgorde):
            uit: list[Zin | None] = [schrijf(Vervalt(Plek(self._plek(e)))) for e in self.weg]
            if not self.nieuw:
                return uit
            sleutels = [sorteer_term(term(e)) for e in na]
            if sleutels == sorted(sleutels) and len(set(sleutels)) == len(sleutels):
                anker = Anker(Plek(self.adres), Kant.ALFABETISCH)
                return [*uit, schrijf(VoegIn(anker, tuple(self.nieuw)), soort="begrip")]
            na_begrip = self._na_begrip()
            if na_begrip is not None:
                return [*uit, *na_begrip]
        return self._op_rang()

    def _na_begrip(self) -> list[Zin] | None:
        """New definitions that do not stand in alphabetical order: each behind the one before it; None when that cannot be said."""
        na = [(s, e) for s, e in self.volgorde if s != "weg"]
        if all(s == "nieuw" for s, _ in na):
            return None
        uit: list[Zin | None] = []
        stukken = [(wat, [e for _, e in groep]) for wat, groep in groupby(na, key=itemgetter(0))]
        for i, (wat, stuk) in enumerate(stukken):
            if wat == "nieuw":
                kant, buur = (Kant.NA, stukken[i - 1][1][-1]) if i else (Kant.VOOR, stukken[1][1][0])
                anker = Anker(Plek(self.adres.erbij("begrip", term(buur))), kant)
                uit.append(schrijf(VoegIn(anker, tuple(stuk)), soort="begrip"))
        return alle(uit)

    def _op_rang(self) -> list[Zin | None]:
        uit: list[Zin | None] = []
        rang = 0
        for wat, groep in groupby(self.volgorde, key=itemgetter(0)):
            stuk = tuple(e for _, e in groep)
            if wat == "weg":
                uit += [schrijf(Vervalt(Plek(self.adres.erbij("streepje", str(rang + 1))))) for _ in stuk]
                continue
            if wat == "nieuw":
                naast = self.adres.erbij("streepje", str(rang or 1))
                anker = Anker(Plek(naast), Kant.NA if rang else Kant.VOOR)
                uit.append(schrijf(VoegIn(anker, stuk), soort="onderdeel"))
            rang += len(stuk)
        return uit


def _slot_los(paar: Paar) -> tuple[tuple[str, str], Paar] | None:
    """The change of the mark at the end of an item whose words change as well, and the rest of the change; None when there is none."""
    was, wordt = paar.was, paar.wordt
    if not isinstance(was, Eenheid) or not isinstance(wordt, Eenheid) or len(was.inhoud) != 1 or len(wordt.inhoud) != 1:
        return None
    (oud,), (nieuw,) = was.inhoud, wordt.inhoud
    if not isinstance(oud, Alinea) or not isinstance(nieuw, Alinea) or any(k.kinderen for k in paar.kinderen):
        return None
    a, b = legaal(oud.inhoud), legaal(nieuw.inhoud)
    if (wissel := slotwissel(a, b, ook_anders=True)) is None:
        return None
    anders = f"{a.removesuffix(wissel[0])}{wissel[1]}"
    alinea = Paar(Alinea((anders,)), nieuw, spannen=vergelijk_tekst(anders, b))
    return wissel, replace(paar, was=was.met(inhoud=(alinea.was,)), kinderen=(alinea,))


def _slot(was: Eenheid, wordt: Eenheid) -> tuple[str, str] | None:
    """The old and the new mark, when only the mark at the end of this item changes."""
    a, b = kern(was.met(nummer="")), kern(wordt.met(nummer="", soort=was.soort))
    if len(a) != len(b) or a[:-1] != b[:-1] or a[-1].adres != b[-1].adres or a[-1].wat != "tekst":
        return None
    return None if any(isinstance(x, Eenheid) for x in was.inhoud) else slotwissel(a[-1].tekst, b[-1].tekst)
