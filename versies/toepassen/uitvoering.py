"""Executing changes on one tree, in order (``standaarden`` F.4). Nothing is guessed: what does not fit stops the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import (
    STRUCTUUR, Alinea, Blok, Eenheid, Herkomst, Inline, Soort, Status, Tabel, inlinetekst, kaal, wandel,
)  # fmt: skip
from verordening.nummers import sorteersleutel, volgende

from ..wijziging import (
    EENMAAL, TELKENS, Kant, Ledenvorm, Plek, Verplaats, Vernummer, Vervalt, VervangEenheid, VervangKop, VervangTekst,
    VoegIn, VoegTekstIn, Wijziging, WijzigStatus,
)  # fmt: skip
from .woorden import Treffer, aan_het_slot, lijkt_op, naad, vervang, vind, zinnen
from .zoeken import (
    LIJSTEN, Pad, Plekking, eenheid_op, herschrijf, is_rij, is_tabel, kinderpaden, sorteer_term, tabellen, term, vind_paden,
    zet,
)  # fmt: skip

__all__ = ["Omnummering", "Uitvoerder"]

_RANG = {s: i for i, s in enumerate(
    (Soort.BOEK, Soort.DEEL, Soort.HOOFDSTUK, Soort.TITEL, Soort.AFDELING, Soort.PARAGRAAF, Soort.SUBPARAGRAAF,
     Soort.SUBSUBPARAGRAAF, Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL))}  # fmt: skip
_GRAF = STRUCTUUR | {Soort.ARTIKEL, Soort.BIJLAGE}


@dataclass(frozen=True, slots=True)
class Omnummering:
    """A unit that got another address, or lapsed (``nieuw`` is None): references to it need a look."""

    oud: Adres
    nieuw: Adres | None
    opdracht: str


@dataclass(slots=True)
class Uitvoerder:
    """The state of the work: the tree so far, findings, and which units were renumbered.

    Args:
        wortel: tree with a unique, temporary wId on every unit.
        zoek: how an address becomes places; default: in the tree of this moment.
        merk: gives a fresh temporary wId.
        datum, bron: for the tombstones.
    """

    wortel: Eenheid
    merk: Callable[[], str]
    datum: date | None = None
    bron: str = ""
    zoek: Callable[[Eenheid, Adres], list[Plekking]] = vind_paden
    velden_was: Callable[[Plekking, str], int | None] | None = None
    bevindingen: list[Bevinding] = field(default_factory=list)
    omnummeringen: list[Omnummering] = field(default_factory=list)
    geraakt: dict[str, None] = field(default_factory=dict)
    opdracht: str = ""
    aantal_telkens: int = 1

    # --- places -------------------------------------------------------------------------------------------------------

    def meld(self, code: str, ernst: Ernst, adres: str, fragment: str, uitleg: str, advies: str = "") -> None:
        self.bevindingen.append(Bevinding(code, ernst, adres, fragment, f"{self.opdracht}: {uitleg}" if self.opdracht else uitleg, advies))

    def vind(self, plek: Plek, *, dood: bool = False) -> Plekking:
        """The one place at an address.

        Raises:
            Geweigerd: none or more than one (with candidates), or lapsed.
        """
        adres = plek.adres
        plekken = self.zoek(self.wortel, adres)
        naam = adres.tekst() or "de regeling"
        if not plekken:
            raise Geweigerd(f"{naam} bestaat niet in deze versie{self._wel(adres)}", code="plek-ontbreekt",
                            advies="Controleer het adres in de opdracht.")  # fmt: skip
        if len(plekken) > 1:
            waar = "; ".join(self.adres_op(p.pad).tekst() for p in plekken[:5])
            raise Geweigerd(f"{naam} komt {len(plekken)} keer voor ({waar})", code="plek-meermalen",
                            advies="Noem ook het lid of de eenheid erboven.")  # fmt: skip
        (plekking,) = plekken
        if not dood:
            for n in range(1, len(plekking.pad) + 1):
                if eenheid_op(self.wortel, plekking.pad[:n]).status is Status.VERVALLEN:
                    raise Geweigerd(f"{naam} is vervallen", code="plek-vervallen",
                                    advies="Voeg een nieuwe eenheid in, of kies een andere versie van de regeling.")  # fmt: skip
        return plekking

    def _wel(self, adres: Adres) -> str:
        """What is there: the nearest existing outer unit and the numbers in it."""
        for n in range(len(adres.stappen) - 1, -1, -1):
            plekken = self.zoek(self.wortel, Adres(adres.stappen[:n])) if n else [Plekking(())]
            if len(plekken) != 1:
                continue
            soort = adres.stappen[n].soort
            zelfde = [
                kaal(e.nummer) or term(e) for _, e in kinderpaden(self.wortel, plekken[0].pad)
                if e.soort.value == soort or (soort == "begrip" and term(e))
            ]  # fmt: skip
            buiten = Adres(adres.stappen[:n]).tekst()
            if zelfde:
                rij = ", ".join(zelfde[:12]) + (" …" if len(zelfde) > 12 else "")
                return f"; {buiten or 'de regeling'} heeft {soort} {rij}"
            if soort == "lid" and n:
                return f"; {buiten} heeft geen leden"
            return f"; {buiten} wel" if n else ""
        return ""

    def adres_op(self, pad: Pad) -> Adres:
        """The address of the unit at a pad, from the outside in."""
        from verordening.adres import Stap

        stappen = []
        for n in range(1, len(pad) + 1):
            e = eenheid_op(self.wortel, pad[:n])
            if e.soort in LIJSTEN or e.soort in (Soort.LICHAAM, Soort.DIVISIETEKST):
                continue
            if e.soort is Soort.BEGRIP and not kaal(e.nummer):
                stappen.append(Stap("begrip", term(e)))
            else:
                stappen.append(Stap("onderdeel" if e.soort is Soort.BEGRIP else e.soort.value, kaal(e.nummer)))
        return Adres(tuple(stappen))

    def naam_op(self, pad: Pad) -> str:
        return self.adres_op(pad).tekst(kort=True) or "de regeling"

    def raak(self, pad: Pad) -> None:
        """Remember a unit whose children changed: it is checked when the instruction is done."""
        self.geraakt[eenheid_op(self.wortel, pad).wId] = None

    def merken(self, blokken: Sequence[Blok]) -> tuple[Blok, ...]:
        """New units with temporary identities."""

        def een(blok: Blok) -> Blok:
            if not isinstance(blok, Eenheid):
                return blok
            return replace(blok, wId=self.merk(), eId="", inhoud=tuple(een(b) for b in blok.inhoud))

        return tuple(een(b) for b in blokken)

    # --- dispatch -----------------------------------------------------------------------------------------------------

    def doe(self, wijzigingen: Sequence[Wijziging]) -> None:
        """All changes of one instruction."""
        self.geraakt.clear()
        self.aantal_telkens = sum(isinstance(w, VervangTekst) and w.keer == TELKENS for w in wijzigingen)
        i = 0
        while i < len(wijzigingen):
            w = wijzigingen[i]
            if isinstance(w, Vernummer):
                groep = []
                while i < len(wijzigingen) and isinstance(wijzigingen[i], Vernummer):
                    groep.append(wijzigingen[i])
                    i += 1
                self.vernummer(groep)  # type: ignore[arg-type]
                continue
            self._een(w)
            i += 1
        self._controleer_nummers()

    def _een(self, w: Wijziging) -> None:
        if isinstance(w, VervangTekst):
            self.slotteken(w) if w.veld == "slot" else self.vervang_tekst(w)
        elif isinstance(w, VoegTekstIn):
            self.voeg_tekst_in(w)
        elif isinstance(w, VervangEenheid):
            self.vervang_eenheid(w)
        elif isinstance(w, VoegIn):
            self.voeg_in(w)
        elif isinstance(w, Vervalt):
            self.vervalt(w)
        elif isinstance(w, Verplaats):
            self.verplaats(w)
        elif isinstance(w, VervangKop):
            self.vervang_kop(w)
        elif isinstance(w, Ledenvorm):
            self.ledenvorm(w)
        elif isinstance(w, WijzigStatus):
            plekking = self.vind(w.plek, dood=True)
            self.zet(plekking.pad, (replace(eenheid_op(self.wortel, plekking.pad), status=w.status),))
        else:  # pragma: no cover
            raise TypeError(w)

    def zet(self, pad: Pad, nieuw: tuple[Blok, ...]) -> None:
        self.wortel = zet(self.wortel, pad, nieuw)

    def _controleer_nummers(self) -> None:
        """After an instruction no two living siblings may carry one number; an empty list disappears."""
        if not self.geraakt:
            return
        for eenheid in wandel(self.wortel):
            if eenheid.wId not in self.geraakt:
                continue
            gezien: dict[tuple[Soort, str], str] = {}
            for kind in _kinderen(eenheid):
                nr = kaal(kind.nummer)
                if not nr or kind.status is Status.VERVALLEN:
                    continue
                if (kind.soort, nr) in gezien:
                    raise Geweigerd(f"na deze opdracht zijn er twee keer {kind.soort.value} {nr}", code="nummer-dubbel",
                                    advies="Vernummer eerst de eenheid die dit nummer al heeft.")  # fmt: skip
                gezien[kind.soort, nr] = nr

    # --- words --------------------------------------------------------------------------------------------------------

    def _velden(self, plekking: Plekking, veld: str) -> list[tuple[Inline, ...]]:
        """The text fields in which words are looked for."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if veld == "opschrift":
            return [eenheid.opschrift]
        uit: list[tuple[Inline, ...]] = []

        def noteer(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
            uit.append(inhoud)
            return inhoud

        herschrijf(eenheid, noteer, fijn=plekking.fijn)
        return uit

    def _schrijf(self, plekking: Plekking, veld: str, nieuw: dict[int, tuple[Inline, ...]]) -> None:
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if veld == "opschrift":
            self.zet(plekking.pad, (replace(eenheid, opschrift=nieuw[0]),))
            return
        teller = iter(range(1 << 30))

        def schrijf(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
            return nieuw.get(next(teller), inhoud)

        self.zet(plekking.pad, (herschrijf(eenheid, schrijf, fijn=plekking.fijn),))

    def _bereik_zin(self, plekking: Plekking, teksten: list[str]) -> tuple[int, int, int] | None:
        """(field, begin, end) of the sentence that the address names; None when it names none."""
        nummer = plekking.stap("zin")
        if nummer is None:
            return None
        alle = self._zinnen(plekking)
        i = len(alle) if nummer == "laatste" else int(nummer)
        if not 1 <= i <= len(alle):
            telt = "één zin" if len(alle) == 1 else f"{len(alle)} zinnen"
            raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft geen zin {nummer} maar {telt}", code="plek-ontbreekt",
                            advies="Controleer het adres in de opdracht.")  # fmt: skip
        return alle[i - 1]

    def _zinnen(self, plekking: Plekking) -> list[tuple[int, int, int]]:
        """Sentences of the unit's own paragraphs: (number of the text field, begin, end)."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        uit: list[tuple[int, int, int]] = []
        veld = 1 if eenheid.soort is Soort.BEGRIP and eenheid.opschrift else 0
        for blok in eenheid.inhoud:
            if isinstance(blok, Alinea):
                uit.extend((veld, a, b) for a, b in zinnen(inlinetekst(blok.inhoud)))
            aantal = 0

            def tel(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
                nonlocal aantal
                aantal += 1
                return inhoud

            herschrijf(blok, tel)
            veld += aantal
        return uit

    def _treffers(self, plekking: Plekking, velden: list[str], oud: str, keer: int, naam: str) -> list[Treffer]:
        vondst = vind(velden, oud)
        treffers = list(vondst.treffers)
        if (grens := self._bereik_zin(plekking, velden)) is not None:
            treffers = [t for t in treffers if t.veld == grens[0] and grens[1] <= t.begin and t.eind <= grens[2]]
        if not treffers:
            raise Geweigerd(f"de woorden «{oud}» komen niet voor in {naam}{self._kandidaat(velden, oud)}", code="tekst-ontbreekt",
                            advies="Neem de woorden letterlijk over uit de tekst.")  # fmt: skip
        if keer == TELKENS:
            if len(treffers) < 2 and self.aantal_telkens < 2:
                raise Geweigerd(f"«{oud}» staat maar één keer in {naam}, terwijl de opdracht «telkens» zegt", code="tekst-aantal",
                                advies="Laat «telkens» weg of controleer de plaats.")  # fmt: skip
        elif keer == EENMAAL:
            if len(treffers) > 1:
                waar = "; ".join(f"«…{velden[t.veld][max(t.begin - 25, 0) : t.eind + 25]}…»" for t in treffers[:4])
                raise Geweigerd(f"«{oud}» staat {len(treffers)} keer in {naam}: {waar}", code="tekst-aantal",
                                advies="Schrijf «telkens», «de eerste keer», of kies een langer stuk tekst.")  # fmt: skip
        elif len(treffers) < keer:
            raise Geweigerd(f"«{oud}» staat {len(treffers)} keer in {naam}, niet {keer} keer", code="tekst-aantal",
                            advies="Controleer de hoeveelste keer is bedoeld.")  # fmt: skip
        else:
            treffers = [treffers[keer - 1]]
        if self.velden_was is not None:
            self._vergelijk_was(plekking, oud, vondst.niveau)
        if vondst.niveau == "genormaliseerd":
            t = treffers[0]
            self.meld("tekst-genormaliseerd", Ernst.WAARSCHUWING, naam, velden[t.veld][t.begin : t.eind],
                      f"«{oud}» staat er met andere aanhalingstekens, streepjes of spaties; die tekst is gewijzigd.",
                      "Neem de woorden letterlijk over uit de tekst.")  # fmt: skip
        elif vondst.niveau == "deel":
            self.meld("tekst-deel-van-woord", Ernst.WAARSCHUWING, naam, oud,
                      f"«{oud}» staat er alleen als deel van een langer woord of getal.",
                      "Vervang hele woorden (Aanwijzing 6.9).")  # fmt: skip
        return treffers

    def _vergelijk_was(self, plekking: Plekking, oud: str, niveau: str) -> None:
        assert self.velden_was is not None
        aantal = self.velden_was(plekking, oud)
        if aantal == 0:
            raise Geweigerd(f"«{oud}» stond er voor dit besluit niet", code="tekst-ontbreekt")

    def _kandidaat(self, velden: list[str], oud: str) -> str:
        anders = [self.naam_op(p) for p in self._elders(oud)]
        if anders:
            return f"; wel in {', '.join(anders[:3])}"
        gelijk = lijkt_op(velden, oud)
        return f"; het lijkt op «{gelijk}»" if gelijk else ""

    def _elders(self, oud: str) -> list[Pad]:
        """Other places where the words stand literally."""
        uit: list[Pad] = []

        def loop(pad: Pad) -> None:
            for onder, kind in kinderpaden(self.wortel, pad):
                if kind.soort in (Soort.TOELICHTING, Soort.AANHEF, Soort.OPSCHRIFT) or len(uit) > 3:
                    continue
                if any(isinstance(b, Alinea) and oud in inlinetekst(b.inhoud) for b in kind.inhoud):
                    uit.append(onder)
                loop(onder)

        loop(())
        return uit

    def vervang_tekst(self, w: VervangTekst) -> None:
        plekking = self.vind(w.plek)
        inhouden = self._velden(plekking, w.veld)
        velden = [inlinetekst(i) for i in inhouden]
        naam = w.plek.adres.tekst() or "de regeling"
        if w.veld == "opschrift":
            naam = f"het opschrift van {naam}"
        treffers = self._treffers(plekking, velden, w.oud, w.keer, naam)
        self._vervang_alle(plekking, w.veld, inhouden, treffers, w.nieuw, invoegen=False)
        if w.keer == TELKENS and len(treffers) > 4:
            self.meld("telkens-veel", Ernst.INFO, naam, w.oud, f"«{w.oud}» is op {len(treffers)} plaatsen gewijzigd.",
                      "Loop de plaatsen na; verbogen vormen zijn niet meegenomen.")  # fmt: skip

    def _vervang_alle(
        self, plekking: Plekking, veld: str, inhouden: list[tuple[Inline, ...]], treffers: Sequence[Treffer], nieuw: str, *, invoegen: bool
    ) -> None:
        uit: dict[int, tuple[Inline, ...]] = {}
        for t in sorted(treffers, key=lambda t: (t.veld, -t.begin)):
            inhoud = uit.get(t.veld, inhouden[t.veld])
            tekst = inlinetekst(inhoud)
            links, woorden, rechts = naad(tekst[: t.begin], nieuw, tekst[t.eind :], invoegen=invoegen)
            uit[t.veld] = vervang(inhoud, t.begin - links, t.eind + rechts, woorden)
        self._schrijf(plekking, veld, uit)

    def voeg_tekst_in(self, w: VoegTekstIn) -> None:
        plekking = self.vind(w.plek)
        inhouden = self._velden(plekking, w.veld)
        velden = [inlinetekst(i) for i in inhouden]
        naam = w.plek.adres.tekst() or "de regeling"
        if w.bij:
            treffers = self._treffers(plekking, velden, w.bij, w.keer, naam)
            punten = [Treffer(t.veld, t.eind, t.eind) if w.kant is Kant.NA else Treffer(t.veld, t.begin, t.begin) for t in treffers]
            self._vervang_alle(plekking, w.veld, inhouden, punten, w.nieuw, invoegen=True)
            return
        grens = self._bereik_zin(plekking, velden)
        if grens is not None:
            plek = Treffer(grens[0], grens[2], grens[2]) if w.kant is Kant.NA else Treffer(grens[0], grens[1], grens[1])
            if w.kant is Kant.SLOT:
                punt = grens[1] + aan_het_slot(velden[grens[0]][grens[1] : grens[2]])
                plek = Treffer(grens[0], punt, punt)
            self._vervang_alle(plekking, w.veld, inhouden, [plek], w.nieuw, invoegen=True)
            return
        if w.kant is Kant.NA and w.veld == "tekst" and self._zin_achter_lijst(plekking, w.nieuw):
            return
        if not velden:
            raise Geweigerd(f"{naam} heeft geen tekst", code="plek-leeg")
        veld = 0 if w.kant is Kant.VOOR else self._laatste_veld(plekking, len(velden))
        tekst = velden[veld]
        punt = 0 if w.kant is Kant.VOOR else aan_het_slot(tekst) if w.kant is Kant.SLOT else len(tekst)
        self._vervang_alle(plekking, w.veld, inhouden, [Treffer(veld, punt, punt)], w.nieuw, invoegen=True)

    def _laatste_veld(self, plekking: Plekking, aantal: int) -> int:
        """The last text field that is no part of a table behind the text."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if plekking.fijn:
            return aantal - 1
        achteraan = 0
        while eenheid.inhoud and isinstance(eenheid.inhoud[-1], (Tabel, Eenheid)) and not achteraan:
            if isinstance(eenheid.inhoud[-1], Eenheid):
                eenheid = eenheid.inhoud[-1]
                continue
            tabel = eenheid.inhoud[-1]

            def tel(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
                nonlocal achteraan
                achteraan += 1
                return inhoud

            herschrijf(tabel, tel)
        return max(aantal - 1 - achteraan, 0)

    def _zin_achter_lijst(self, plekking: Plekking, zin: str) -> bool:
        """A sentence added to a unit that ends in a list becomes a paragraph of its own behind the list."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if not eenheid.inhoud or plekking.fijn:
            return False
        laatste = eenheid.inhoud[-1]
        if isinstance(laatste, Eenheid) and laatste.soort in LIJSTEN:
            self.zet(plekking.pad, (replace(eenheid, inhoud=(*eenheid.inhoud, Alinea((zin,)))),))
            return True
        if isinstance(laatste, Eenheid):
            raise Geweigerd(f"{self.naam_op(plekking.pad)} bestaat uit {laatste.soort.value}; daar hoort geen losse zin achter",
                            code="plek-ontbreekt", advies="Noem het lid waaraan de zin wordt toegevoegd.")  # fmt: skip
        return False

    def slotteken(self, w: VervangTekst) -> None:
        plekking = self.vind(w.plek)
        inhouden = self._velden(plekking, "tekst")
        naam = w.plek.adres.tekst()
        if not inhouden:
            raise Geweigerd(f"{naam} heeft geen tekst", code="plek-leeg")
        veld = self._laatste_veld(plekking, len(inhouden))
        tekst = inlinetekst(inhouden[veld]).rstrip()
        if not tekst.endswith(w.oud) or (w.oud == ";" and False):
            raise Geweigerd(f"{naam} eindigt niet op «{w.oud}» maar op «…{tekst[-20:]}»", code="slotteken",
                            advies="Noem het leesteken dat er staat.")  # fmt: skip
        begin = len(tekst) - len(w.oud)
        self._schrijf(plekking, "tekst", {veld: vervang(inhouden[veld], begin, len(tekst), w.nieuw)})

    # --- units --------------------------------------------------------------------------------------------------------

    def vervang_eenheid(self, w: VervangEenheid) -> None:
        plekking = self.vind(w.plek)
        if not plekking.pad and not plekking.fijn:
            raise Geweigerd("een hele regeling wordt niet vervangen", code="hele-regeling", advies="Trek haar in en stel een nieuwe vast.")
        if plekking.fijn:
            self._vervang_fijn(plekking, w)
            return
        tot = self.vind(w.tot) if w.tot is not None else plekking
        ouder, van, eind = self._reeks(plekking.pad, tot.pad)
        eenheid = eenheid_op(self.wortel, ouder)
        oud = eenheid_op(self.wortel, plekking.pad)
        nieuw = self.merken(w.nieuw)
        if w.tot is None and len(nieuw) == 1 and isinstance(nieuw[0], Eenheid):
            nieuw = (self._op_de_plaats_van(oud, nieuw[0]),)
        self.zet(ouder, (replace(eenheid, inhoud=(*eenheid.inhoud[:van], *nieuw, *eenheid.inhoud[eind + 1 :])),))
        self.raak(ouder)

    def _op_de_plaats_van(self, oud: Eenheid, nieuw: Eenheid) -> Eenheid:
        """The new unit with the identity, kind and printed designation of the one that it replaces."""
        soort = nieuw.soort
        if {oud.soort, nieuw.soort} == {Soort.BEGRIP, Soort.ONDERDEEL} and kaal(nieuw.nummer) == kaal(oud.nummer) == "":
            soort = oud.soort
        if not kaal(nieuw.nummer) and kaal(oud.nummer):
            nieuw = replace(nieuw, nummer=oud.nummer)
        return replace(_met_identiteit(oud, nieuw), soort=soort, nummer=oud.nummer or nieuw.nummer, label=oud.label or nieuw.label)

    def _reeks(self, van: Pad, tot: Pad) -> tuple[Pad, int, int]:
        if van[:-1] != tot[:-1] or tot[-1] < van[-1]:
            raise Geweigerd(f"{self.naam_op(van)} en {self.naam_op(tot)} staan niet na elkaar in dezelfde eenheid", code="reeks",
                            advies="Geef een opdracht per eenheid.")  # fmt: skip
        return van[:-1], van[-1], tot[-1]

    def _vervang_fijn(self, plekking: Plekking, w: VervangEenheid) -> None:
        eenheid = eenheid_op(self.wortel, plekking.pad)
        laatste = plekking.fijn[-1].soort
        if laatste == "zin":
            inhouden = self._velden(plekking, "tekst")
            grens = self._bereik_zin(plekking, [inlinetekst(i) for i in inhouden])
            assert grens is not None
            veld, a, b = grens
            nieuw = " ".join(inlinetekst(x.inhoud) for x in w.nieuw if isinstance(x, Alinea))
            if inlinetekst(inhouden[veld])[:b].endswith(":") and not nieuw.endswith(":"):
                raise Geweigerd("deze zin loopt door in de opsomming eronder", code="zin-loopt-door",
                                advies="Stel het hele lid opnieuw vast.")  # fmt: skip
            self._schrijf(plekking, "tekst", {veld: vervang(inhouden[veld], a, b, nieuw)})
        elif laatste == "aanhef":
            self._vervang_aanhef(plekking, eenheid, w)
        elif laatste == "tabel":
            pad, tabel = self._tabel(plekking)
            (nieuwe,) = w.nieuw
            assert isinstance(nieuwe, Tabel)
            self.zet(pad, (replace(nieuwe, titel=nieuwe.titel or tabel.titel, wId=tabel.wId, eId=tabel.eId),))
        elif laatste == "rij":
            self._rijen(plekking, w.nieuw, weg=True)
        elif laatste == "alinea":
            alineas = [i for i, b in enumerate(eenheid.inhoud) if isinstance(b, Alinea)]
            nr = int(plekking.fijn[-1].nummer)
            if not 1 <= nr <= len(alineas):
                raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft {len(alineas)} alinea’s", code="plek-ontbreekt")
            i = alineas[nr - 1]
            self.zet(plekking.pad, (replace(eenheid, inhoud=(*eenheid.inhoud[:i], *w.nieuw, *eenheid.inhoud[i + 1 :])),))
        else:
            raise Geweigerd(f"{w.plek.adres.tekst()} is niet als geheel te vervangen", code="plek-ontbreekt")

    def _vervang_aanhef(self, plekking: Plekking, eenheid: Eenheid, w: VervangEenheid) -> None:
        voor = next((i for i, b in enumerate(eenheid.inhoud) if isinstance(b, Eenheid)), None)
        if voor is None:
            raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft geen opsomming en dus geen aanhef", code="plek-ontbreekt")
        lijst = eenheid.inhoud[voor]
        assert isinstance(lijst, Eenheid)
        if voor == 0:
            rollen = [i for i, b in enumerate(lijst.inhoud) if isinstance(b, Alinea) and b.rol == "lijstaanhef"]
            if not rollen:
                raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft geen aanhef", code="plek-ontbreekt")
            nieuw = tuple(replace(b, rol="lijstaanhef") for b in w.nieuw if isinstance(b, Alinea))
            lijst = replace(lijst, inhoud=(*nieuw, *(b for i, b in enumerate(lijst.inhoud) if i not in rollen)))
            self.zet((*plekking.pad, 0), (lijst,))
            return
        if voor > 1:
            raise Geweigerd(f"de aanhef van {self.naam_op(plekking.pad)} bestaat uit {voor} alinea’s", code="plek-meermalen",
                            advies="Stel de hele eenheid opnieuw vast.")  # fmt: skip
        self.zet(plekking.pad, (replace(eenheid, inhoud=(*w.nieuw, *eenheid.inhoud[voor:])),))

    def _tabel(self, plekking: Plekking) -> tuple[Pad, Tabel]:
        nummer = plekking.stap("tabel") or ""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        gevonden = [(p, t) for p, t in tabellen(eenheid) if is_tabel(t, nummer)]
        if plekking.stap("rij") is not None and len(gevonden) > 1:
            rij = plekking.stap("rij") or ""
            gevonden = [(p, t) for p, t in gevonden if any(is_rij(r, rij) for g in t.groepen for r in g.romp)]
        if len(gevonden) != 1:
            aantal = "geen tabel" if not gevonden else f"{len(gevonden)} tabellen"
            raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft {aantal}{f' met nummer {nummer}' if nummer else ''}", code="plek-ontbreekt",
                            advies="Noem het nummer van de tabel.")  # fmt: skip
        (pad, tabel), = gevonden
        return (*plekking.pad, *pad), tabel

    def _rijen(self, plekking: Plekking, nieuw: Sequence[Blok], *, weg: bool = False, kant: Kant = Kant.NA) -> None:
        pad, tabel = self._tabel(plekking)
        rijen = [r for b in nieuw if isinstance(b, Tabel) for g in b.groepen for r in g.romp]
        naam = plekking.stap("rij")
        plaatsen = [(g, i) for g, groep in enumerate(tabel.groepen) for i, r in enumerate(groep.romp) if naam is not None and is_rij(r, naam)]
        if naam is None:
            plaatsen = [(len(tabel.groepen) - 1, len(tabel.groepen[-1].romp) - 1)]
        if len(plaatsen) != 1:
            raise Geweigerd(f"de rij «{naam}» komt {len(plaatsen)} keer voor in de tabel", code="plek-ontbreekt",
                            advies="Noem de tekst van de eerste cel.")  # fmt: skip
        ((g, i),) = plaatsen
        groep = tabel.groepen[g]
        for rij in rijen:
            if len(rij.cellen) != len(groep.kolommen):
                raise Geweigerd(f"de nieuwe rij heeft {len(rij.cellen)} cellen, de tabel {len(groep.kolommen)} kolommen", code="tabel-breedte")
        rijen = [
            replace(r, cellen=tuple(replace(c, kolom=k.naam) for c, k in zip(r.cellen, groep.kolommen, strict=True))) for r in rijen
        ]  # fmt: skip
        voor, na = (i, i + 1) if weg else (i + 1, i + 1) if kant is not Kant.VOOR else (i, i)
        groep = replace(groep, romp=(*groep.romp[:voor], *rijen, *groep.romp[na:]))
        self.zet(pad, (replace(tabel, groepen=(*tabel.groepen[:g], groep, *tabel.groepen[g + 1 :])),))

    # --- insertion ----------------------------------------------------------------------------------------------------

    def voeg_in(self, w: VoegIn) -> None:
        plekking = self.vind(w.anker.plek)
        if plekking.stap("rij") is not None or (plekking.stap("tabel") is not None and w.anker.kant is Kant.SLOT):
            self._rijen(plekking, w.nieuw, kant=w.anker.kant)
            return
        nieuw = self.merken(w.nieuw)
        if w.anker.kant is Kant.ALFABETISCH:
            self._alfabetisch(plekking, nieuw)
        elif w.anker.kant is Kant.SLOT:
            self._aan_het_slot(plekking, nieuw)
        else:
            self._naast(plekking, nieuw, w.anker.kant)

    def _alfabetisch(self, plekking: Plekking, nieuw: tuple[Blok, ...]) -> None:
        lijsten = [(p, e) for p, e in self._lijsten(plekking.pad) if all(term(k) for k in _kinderen(e))]
        if len(lijsten) != 1:
            raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft niet precies één lijst van begripsomschrijvingen", code="plek-ontbreekt",
                            advies="Noem het artikel of lid met de begripsomschrijvingen.")  # fmt: skip
        pad, lijst = lijsten[0]
        if any(kaal(k.nummer) for k in _kinderen(lijst)):
            raise Geweigerd("de begripsomschrijvingen zijn geletterd; invoegen op alfabet zou ze verletteren", code="alfabet-letters",
                            advies="Noem de letter, met verlettering van wat volgt.")  # fmt: skip
        for blok in nieuw:
            assert isinstance(blok, Eenheid)
            blok = _in_vorm(blok, lijst)
            sleutel = sorteer_term(term(blok))
            sleutels = [sorteer_term(term(b)) if isinstance(b, Eenheid) else "" for b in lijst.inhoud]
            if sleutel in sleutels:
                raise Geweigerd(f"het begrip «{term(blok)}» bestaat al", code="begrip-dubbel", advies="Gebruik «komt te luiden».")
            plaats = next((i for i, s in enumerate(sleutels) if s > sleutel), len(sleutels))
            lijst = replace(lijst, inhoud=(*lijst.inhoud[:plaats], blok, *lijst.inhoud[plaats:]))
        self.zet(pad, (lijst,))

    def _lijsten(self, pad: Pad) -> list[tuple[Pad, Eenheid]]:
        """Lists directly in a unit; if it has none, those of its only lid or text division."""
        eenheid = eenheid_op(self.wortel, pad)
        direct = [((*pad, i), b) for i, b in enumerate(eenheid.inhoud) if isinstance(b, Eenheid) and b.soort in LIJSTEN]
        if direct:
            return direct
        onder = [p for p, e in kinderpaden(self.wortel, pad) if e.soort in (Soort.LID, Soort.DIVISIETEKST)]
        return [x for p in onder for x in self._lijsten(p)]

    def _aan_het_slot(self, plekking: Plekking, nieuw: tuple[Blok, ...]) -> None:
        eerste = nieuw[0]
        if isinstance(eerste, Tabel) or not isinstance(eerste, Eenheid):
            eenheid = eenheid_op(self.wortel, plekking.pad)
            self.zet(plekking.pad, (replace(eenheid, inhoud=(*eenheid.inhoud, *nieuw)),))
            return
        if eerste.soort is Soort.BIJLAGE:
            self._bijlage(nieuw)
        elif eerste.soort is Soort.LID:
            self._op_nummer(plekking.pad, nieuw)
        elif eerste.soort in (Soort.ONDERDEEL, Soort.BEGRIP):
            lijsten = self._lijsten(plekking.pad)
            if len(lijsten) != 1:
                raise Geweigerd(
                    f"{self.naam_op(plekking.pad)} heeft {'geen' if not lijsten else 'meer dan één'} opsomming", code="plek-ontbreekt",
                    advies="Noem het lid of onderdeel waaraan wordt toegevoegd.",
                )  # fmt: skip
            self._op_nummer(lijsten[0][0], tuple(_in_vorm(b, lijsten[0][1]) if isinstance(b, Eenheid) else b for b in nieuw))
        else:
            self._in_structuur(plekking.pad, nieuw)

    def _bijlage(self, nieuw: tuple[Blok, ...]) -> None:
        plaatsen = [i for i, b in enumerate(self.wortel.inhoud) if isinstance(b, Eenheid)
                    and b.soort in (Soort.LICHAAM, Soort.SLUITING, Soort.BIJLAGE)]  # fmt: skip
        na = plaatsen[-1] + 1
        self.wortel = replace(self.wortel, inhoud=(*self.wortel.inhoud[:na], *nieuw, *self.wortel.inhoud[na:]))
        self.raak(())

    def _in_structuur(self, pad: Pad, nieuw: tuple[Blok, ...]) -> None:
        if not pad:
            pad = next(((i,) for i, b in enumerate(self.wortel.inhoud) if isinstance(b, Eenheid) and b.soort is Soort.LICHAAM), ())
        eenheid = eenheid_op(self.wortel, pad)
        eerste = nieuw[0]
        assert isinstance(eerste, Eenheid)
        if eenheid.soort is not Soort.LICHAAM and _RANG.get(eenheid.soort, 0) >= _RANG.get(eerste.soort, 0):
            raise Geweigerd(f"in {self.naam_op(pad)} past geen {eerste.soort.value}", code="plek-ontbreekt")
        kinderen = [b for b in eenheid.inhoud if isinstance(b, Eenheid)]
        if kinderen and _RANG.get(kinderen[-1].soort, 99) < _RANG.get(eerste.soort, 0):
            raise Geweigerd(f"{self.naam_op(pad)} is verdeeld in {kinderen[-1].soort.value}; het is niet zeker waar het {eerste.soort.value} hoort",
                            code="plek-meermalen", advies=f"Noem de {kinderen[-1].soort.value}.")  # fmt: skip
        self._op_nummer(pad, nieuw)

    def _op_nummer(self, pad: Pad, nieuw: tuple[Blok, ...]) -> None:
        """Insert units among their siblings by number; the numbers must count up without a gap."""
        for blok in nieuw:
            assert isinstance(blok, Eenheid)
            houder = eenheid_op(self.wortel, pad)
            broers = [(i, b) for i, b in enumerate(houder.inhoud) if isinstance(b, Eenheid) and (b.soort is blok.soort or houder.soort in LIJSTEN)]
            if not broers and blok.soort is Soort.LID:
                raise Geweigerd(f"{self.naam_op(pad)} heeft geen leden", code="geen-leden",
                                advies="Plaats eerst de aanduiding «1.» voor de tekst.")  # fmt: skip
            if not kaal(blok.nummer):
                plaats = broers[-1][0] + 1 if broers else len(houder.inhoud)
            else:
                plaats, voorganger = self._plaats(broers, blok, len(houder.inhoud))
                self._telt_op(voorganger, blok)
                if voorganger is not None:
                    blok = replace(blok, nummer=_zoals(voorganger.nummer, blok.nummer), label=voorganger.label or blok.label)
            plaats, houder = self._over_het_graf(houder, blok, plaats)
            self.zet(pad, (replace(houder, inhoud=(*houder.inhoud[:plaats], blok, *houder.inhoud[plaats:])),))
        self.raak(pad)

    def _plaats(self, broers: list[tuple[int, Eenheid]], blok: Eenheid, einde: int) -> tuple[int, Eenheid | None]:
        sleutel = _sleutel(blok.nummer)
        voor = [(i, b) for i, b in broers if kaal(b.nummer) and _sleutel(b.nummer) < sleutel]
        gelijk = [b for _, b in broers if kaal(b.nummer) and _sleutel(b.nummer) == sleutel and b.status is not Status.VERVALLEN]
        if gelijk:
            raise Geweigerd(f"{blok.soort.value} {kaal(blok.nummer)} bestaat al", code="nummer-dubbel",
                            advies="Vernummer eerst wat dit nummer al heeft, of schrijf «komt te luiden».")  # fmt: skip
        if not broers:
            return einde, None
        if not voor:
            return broers[0][0], None
        return voor[-1][0] + 1, voor[-1][1]

    def _telt_op(self, voorganger: Eenheid | None, blok: Eenheid) -> None:
        if blok.soort not in (Soort.LID, Soort.ONDERDEEL):
            return
        nr = kaal(blok.nummer).rstrip("°º")
        vorig = kaal(voorganger.nummer).rstrip("°º") if voorganger is not None else ""
        eerste = {"1", "a", "i", "A", "I", "a1", "0"}
        verwacht = {volgende(vorig)} if vorig else eerste
        if nr in verwacht or (vorig and nr.startswith(vorig) and nr != vorig) or (vorig and nr[:1] == vorig[:1] and len(nr) > 1):
            return
        na = f"na {blok.soort.value} {vorig}" if vorig else "als eerste"
        raise Geweigerd(f"{blok.soort.value} {nr} telt niet op {na}", code="nummering",
                        advies="Controleer het nummer in de nieuwe tekst, en of er iets vernummerd moet worden.")  # fmt: skip

    def _over_het_graf(self, houder: Eenheid, blok: Eenheid, plaats: int) -> tuple[int, Eenheid]:
        """A new unit with the number of a lapsed one takes its place in print, never its identity."""
        for i, b in enumerate(houder.inhoud):
            if isinstance(b, Eenheid) and b.soort is blok.soort and b.status is Status.VERVALLEN and kaal(b.nummer) == kaal(blok.nummer):
                self.meld("nummer-hergebruikt", Ernst.WAARSCHUWING, f"{blok.soort.value} {kaal(blok.nummer)}", "",
                          "Het nummer van een vervallen eenheid wordt opnieuw gebruikt; de nieuwe eenheid krijgt een eigen identiteit.")  # fmt: skip
                return (plaats if plaats <= i else plaats - 1), replace(houder, inhoud=(*houder.inhoud[:i], *houder.inhoud[i + 1 :]))
        return plaats, houder

    def _naast(self, plekking: Plekking, nieuw: tuple[Blok, ...], kant: Kant) -> None:
        pad = plekking.pad
        if not pad:
            raise Geweigerd("er staat niet naast welke eenheid", code="plek-ontbreekt")
        eerste = nieuw[0]
        anker = eenheid_op(self.wortel, pad)
        if isinstance(eerste, Eenheid):
            pad = self._op_hoogte(pad, eerste, kant)
            anker = eenheid_op(self.wortel, pad)
        ouder, i = pad[:-1], pad[-1] + (1 if kant is Kant.NA else 0)
        houder = eenheid_op(self.wortel, ouder)
        delen: list[Blok] = []
        vorige = anker if kant is Kant.NA else None
        for blok in nieuw:
            if isinstance(blok, Eenheid):
                if blok.soort in (Soort.ONDERDEEL, Soort.BEGRIP):
                    blok = _in_vorm(blok, houder)
                if vorige is not None:
                    self._telt_op(vorige, blok)
                blok = replace(blok, nummer=_zoals(anker.nummer, blok.nummer), label=anker.label if anker.soort is blok.soort and anker.label else blok.label)
                self._op_volgorde(houder, blok, i)
                vorige = blok
            delen.append(blok)
        for blok in delen:
            if isinstance(blok, Eenheid):
                i, houder = self._over_het_graf(houder, blok, i)
        self.zet(ouder, (replace(houder, inhoud=(*houder.inhoud[:i], *delen, *houder.inhoud[i:])),))
        self.raak(ouder)

    def _op_volgorde(self, houder: Eenheid, blok: Eenheid, plaats: int) -> None:
        if not kaal(blok.nummer):
            return
        sleutel = _sleutel(blok.nummer)
        voor = [b for b in houder.inhoud[:plaats] if isinstance(b, Eenheid) and b.soort is blok.soort and kaal(b.nummer)]
        na = [b for b in houder.inhoud[plaats:] if isinstance(b, Eenheid) and b.soort is blok.soort and kaal(b.nummer)]
        if (voor and _sleutel(voor[-1].nummer) >= sleutel) or (na and _sleutel(na[0].nummer) < sleutel):
            buur = voor[-1] if voor and _sleutel(voor[-1].nummer) >= sleutel else na[0]
            self.meld("nummer-volgorde", Ernst.WAARSCHUWING, f"{blok.soort.value} {kaal(blok.nummer)}", "",
                      f"{blok.soort.value} {kaal(blok.nummer)} staat niet op volgorde naast {buur.soort.value} {kaal(buur.nummer)}.",
                      "Controleer het nummer of de plaats.")  # fmt: skip

    def _op_hoogte(self, pad: Pad, nieuw: Eenheid, kant: Kant) -> Pad:
        """Climb from the anchor to the level where the new unit belongs; only along the edge of what is passed."""
        anker = eenheid_op(self.wortel, pad)
        gelijk = anker.soort is nieuw.soort or {anker.soort, nieuw.soort} <= {Soort.ONDERDEEL, Soort.BEGRIP}
        if gelijk:
            return pad
        if _RANG.get(nieuw.soort, 99) > _RANG.get(anker.soort, 99) or nieuw.soort not in STRUCTUUR:
            raise Geweigerd(f"naast {self.naam_op(pad)} past geen {nieuw.soort.value}; het is niet zeker waar het hoort", code="plek-meermalen",
                            advies=f"Noem de {nieuw.soort.value} ervoor, of de eenheid waaraan wordt toegevoegd.")  # fmt: skip
        while _RANG.get(eenheid_op(self.wortel, pad).soort, 99) > _RANG[nieuw.soort] and len(pad) > 1:
            ouder = eenheid_op(self.wortel, pad[:-1])
            if ouder.soort is Soort.LICHAAM or _RANG.get(ouder.soort, -1) < _RANG[nieuw.soort]:
                break
            rest = ouder.inhoud[pad[-1] + 1 :] if kant is Kant.NA else ouder.inhoud[: pad[-1]]
            if any(isinstance(b, Eenheid) for b in rest):
                raise Geweigerd(f"{self.naam_op(pad)} staat midden in {self.naam_op(pad[:-1])}; daar begint geen {nieuw.soort.value}",
                                code="plek-meermalen", advies="Noem de eenheid ervoor van dezelfde soort.")  # fmt: skip
            pad = pad[:-1]
        return pad

    # --- lapse, numbers, moves ----------------------------------------------------------------------------------------

    def vervalt(self, w: Vervalt) -> None:
        plekking = self.vind(w.plek)
        if not plekking.pad and not plekking.fijn:
            raise Geweigerd("een hele regeling vervalt niet maar wordt ingetrokken", code="hele-regeling",
                            advies="Schrijf «De … wordt ingetrokken.»")  # fmt: skip
        if plekking.fijn:
            self._vervalt_fijn(plekking)
            return
        tot = self.vind(w.tot) if w.tot is not None else plekking
        ouder, van, eind = self._tot(plekking.pad, tot.pad)
        for i in range(eind, van - 1, -1):
            self._weg((*ouder, i))

    def _tot(self, van: Pad, tot: Pad) -> tuple[Pad, int, int]:
        if van[:-1] == tot[:-1] and van[-1] <= tot[-1]:
            return van[:-1], van[-1], tot[-1]
        return self._reeks(van, tot)

    def _weg(self, pad: Pad) -> None:
        eenheid = eenheid_op(self.wortel, pad)
        if eenheid.status is Status.VERVALLEN:
            raise Geweigerd(f"{self.naam_op(pad)} is al vervallen", code="plek-vervallen")
        self.omnummeringen.append(Omnummering(self.adres_op(pad), None, self.opdracht))
        ouder = pad[:-1]
        if eenheid.soort in _GRAF:
            self.zet(pad, (self._graf(eenheid),))
            return
        houder = eenheid_op(self.wortel, ouder)
        rest = tuple(b for i, b in enumerate(houder.inhoud) if i != pad[-1])
        if houder.soort in LIJSTEN and not any(isinstance(b, Eenheid) for b in rest):
            raise Geweigerd(f"met {self.naam_op(pad)} vervalt de hele opsomming; wat overblijft is niet zeker", code="lijst-leeg",
                            advies="Stel de eenheid met de opsomming opnieuw vast.")  # fmt: skip
        self.zet(ouder, (replace(houder, inhoud=rest),))
        self.raak(ouder)

    def _graf(self, eenheid: Eenheid) -> Eenheid:
        """The tombstone: number, status, date and source; a chapter takes its contents with it."""
        herkomst = replace(eenheid.herkomst or Herkomst(), inwerking=self.datum, bron=self.bron, effect="vervallen")
        inhoud: tuple[Blok, ...] = ()
        if eenheid.soort in STRUCTUUR:
            inhoud = tuple(self._graf(b) for b in eenheid.inhoud if isinstance(b, Eenheid) and b.soort in _GRAF)
        return replace(eenheid, opschrift=(), subtitel=(), inhoud=inhoud, status=Status.VERVALLEN, herkomst=herkomst)

    def _vervalt_fijn(self, plekking: Plekking) -> None:
        laatste = plekking.fijn[-1].soort
        if laatste == "zin":
            inhouden = self._velden(plekking, "tekst")
            alle = self._zinnen(plekking)
            grens = self._bereik_zin(plekking, [])
            assert grens is not None
            if len(alle) == 1:
                raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft maar één zin; dan vervalt de eenheid zelf", code="zin-enige",
                                advies="Laat het lid of artikel vervallen.")  # fmt: skip
            self._vervang_alle(plekking, "tekst", inhouden, [Treffer(*grens)], "", invoegen=False)
        elif laatste == "rij":
            self._rijen(plekking, (), weg=True)
        elif laatste == "tabel":
            pad, _ = self._tabel(plekking)
            self.zet(pad, ())
        else:
            raise Geweigerd(f"de {laatste} van {self.naam_op(plekking.pad)} kan niet alleen vervallen", code="plek-ontbreekt",
                            advies="Stel de eenheid opnieuw vast.")  # fmt: skip

    def vernummer(self, groep: Sequence[Vernummer]) -> None:
        """Renumber at once: every address is that of before the first of them; identities stay."""
        plekken = [self.vind(w.plek) for w in groep]
        for w, plekking in zip(groep, plekken, strict=True):
            if not plekking.pad or plekking.fijn:
                raise Geweigerd(f"{w.plek.adres.tekst()} heeft geen nummer", code="plek-ontbreekt")
        oud = [self.adres_op(p.pad) for p in plekken]
        for w, plekking in zip(groep, plekken, strict=True):
            eenheid = eenheid_op(self.wortel, plekking.pad)
            if not kaal(eenheid.nummer):
                raise Geweigerd(f"{w.plek.adres.tekst()} heeft geen nummer", code="plek-ontbreekt")
            self.zet(plekking.pad, (replace(eenheid, nummer=_zoals(eenheid.nummer, w.nummer)),))
            self.raak(plekking.pad[:-1])
        for was, plekking in zip(oud, plekken, strict=True):
            self.omnummeringen.append(Omnummering(was, self.adres_op(plekking.pad), self.opdracht))

    def verplaats(self, w: Verplaats) -> None:
        plekking = self.vind(w.plek)
        doel = self.vind(w.anker.plek)
        if doel.pad[: len(plekking.pad)] == plekking.pad:
            raise Geweigerd(f"{self.naam_op(plekking.pad)} kan niet in of naast zichzelf worden geplaatst", code="verplaats-zichzelf")
        eenheid = eenheid_op(self.wortel, plekking.pad)
        oud = self.adres_op(plekking.pad)
        doel_id = eenheid_op(self.wortel, doel.pad).wId
        self.zet(plekking.pad, ())
        pad = next(p for p, e in _alle(self.wortel) if e.wId == doel_id)
        if w.anker.kant is Kant.SLOT:
            houder = eenheid_op(self.wortel, pad)
            self.zet(pad, (replace(houder, inhoud=(*houder.inhoud, eenheid)),))
            self.raak(pad)
        else:
            pad = self._op_hoogte(pad, eenheid, w.anker.kant)
            houder = eenheid_op(self.wortel, pad[:-1])
            i = pad[-1] + (1 if w.anker.kant is Kant.NA else 0)
            self.zet(pad[:-1], (replace(houder, inhoud=(*houder.inhoud[:i], eenheid, *houder.inhoud[i:])),))
            self.raak(pad[:-1])
        nieuw = next(p for p, e in _alle(self.wortel) if e.wId == eenheid.wId)
        self.omnummeringen.append(Omnummering(oud, self.adres_op(nieuw), self.opdracht))

    def vervang_kop(self, w: VervangKop) -> None:
        plekking = self.vind(w.plek)
        if plekking.stap("tabel") is not None:
            pad, tabel = self._tabel(plekking)
            self.zet(pad, (replace(tabel, titel=w.opschrift),))
            return
        if not plekking.pad:
            raise Geweigerd("het opschrift van een regeling wordt niet gewijzigd (Aanwijzing 6.7)", code="opschrift-regeling",
                            advies="Wijzig de citeertitel, of stel een nieuwe regeling vast.")  # fmt: skip
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if eenheid.soort not in _GRAF:
            raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft geen opschrift", code="plek-ontbreekt")
        self.zet(plekking.pad, (replace(eenheid, opschrift=w.opschrift),))

    def ledenvorm(self, w: Ledenvorm) -> None:
        plekking = self.vind(w.plek)
        artikel = eenheid_op(self.wortel, plekking.pad)
        leden = [b for b in artikel.inhoud if isinstance(b, Eenheid) and b.soort is Soort.LID]
        if w.aan:
            if leden:
                raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft al leden", code="leden-al", advies="Laat deze opdracht weg.")
            if artikel.soort is not Soort.ARTIKEL:
                raise Geweigerd(f"{self.naam_op(plekking.pad)} is geen artikel", code="plek-ontbreekt")
            lid = Eenheid(Soort.LID, nummer=w.nummer, inhoud=artikel.inhoud, wId=self.merk())
            self.zet(plekking.pad, (replace(artikel, inhoud=(lid,)),))
            return
        if len(leden) != 1:
            raise Geweigerd(f"{self.naam_op(plekking.pad)} heeft {len(leden)} leden; de aanduiding kan alleen weg bij één lid",
                            code="leden-meer", advies="Laat eerst de andere leden vervallen.")  # fmt: skip
        inhoud = tuple(x for b in artikel.inhoud for x in (b.inhoud if b is leden[0] else (b,)))
        self.zet(plekking.pad, (replace(artikel, inhoud=inhoud),))


# --- helpers ----------------------------------------------------------------------------------------------------------


def _alle(wortel: Eenheid, pad: Pad = ()) -> list[tuple[Pad, Eenheid]]:
    uit = [(pad, eenheid_op(wortel, pad))]
    for onder, _ in [((*pad, i), b) for i, b in enumerate(uit[0][1].inhoud) if isinstance(b, Eenheid)]:
        uit.extend(_alle(wortel, onder))
    return uit


def _kinderen(eenheid: Eenheid) -> list[Eenheid]:
    uit: list[Eenheid] = []
    for b in eenheid.inhoud:
        if isinstance(b, Eenheid):
            uit.extend(_kinderen(b) if b.soort in LIJSTEN else [b])
    return uit


def _sleutel(nummer: str) -> tuple[object, ...]:
    """Order among siblings: like the numbers of articles, but letters count a … z, aa, bb …"""
    kern = kaal(nummer).rstrip("°º")
    if kern.isalpha() and kern.islower() and len(kern) > 1 and len(set(kern)) == 1:
        return ((1, len(kern), kern),)
    if kern.isalpha() and len(kern) == 1:
        return ((1, 1, kern),)
    return tuple(sorteersleutel(nummer))


def _zoals(voorbeeld: str, nummer: str) -> str:
    """A number printed in the style of a sibling: "4" like "3." → "4."."""
    kern, eigen = kaal(voorbeeld), kaal(nummer)
    if not kern or not eigen or kern not in voorbeeld:
        return nummer
    graad = "°" if kern[-1] in "°º" and eigen[-1] not in "°º" else ""
    if kern[-1] not in "°º" and eigen[-1] in "°º":
        return nummer
    return voorbeeld.replace(kern, eigen + graad, 1)


def _in_vorm(blok: Eenheid, lijst: Eenheid) -> Eenheid:
    """A new item in the form of the list that it joins: a dash item, or a definition."""
    broer = next((b for b in lijst.inhoud if isinstance(b, Eenheid)), None)
    if broer is None or kaal(blok.nummer) or broer.soort is blok.soort:
        return blok
    if broer.soort is Soort.ONDERDEEL and blok.soort is Soort.BEGRIP and not kaal(broer.nummer):
        eerste, *rest = blok.inhoud
        assert isinstance(eerste, Alinea)
        return replace(blok, soort=Soort.ONDERDEEL, nummer=broer.nummer, opschrift=(),
                       inhoud=(Alinea((*blok.opschrift, ": ", *eerste.inhoud)), *rest))  # fmt: skip
    return blok


def _met_identiteit(oud: Eenheid, nieuw: Eenheid) -> Eenheid:
    """The new unit with the identity of the old one, and so for its parts with the same kind and number."""
    vorige: dict[tuple[Soort, str], list[Eenheid]] = {}
    for b in oud.inhoud:
        if isinstance(b, Eenheid):
            vorige.setdefault((b.soort, kaal(b.nummer) or term(b)), []).append(b)
    inhoud: list[Blok] = []
    for b in nieuw.inhoud:
        if isinstance(b, Eenheid) and (rij := vorige.get((b.soort, kaal(b.nummer) or term(b)))):
            b = _met_identiteit(rij.pop(0), b)
        inhoud.append(b)
    return replace(nieuw, wId=oud.wId, inhoud=tuple(inhoud))
