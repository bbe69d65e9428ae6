"""Changes inside running text: replace, insert, sentences, the mark at the end of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Inline, Rij, Soort, Tabel, alineas, inlinetekst, tekst, wandel
from verordening.citeertitel import citeertitel_op
from verordening.keur.taal import verbinding
from verordening.register import LIJSTEN, Pad, Vondst, alle_wetsplekken, geteld
from verordening.tellen import meervoud
from versies.getallen import tel_op, vind_bedragen
from versies.toepassen.werkblad import Werkblad
from versies.toepassen.woorden import Treffer, aan_het_slot, lijkt_op, loopt_af, naad, vervang, vind, zinnen
from versies.toepassen.zoeken import eenheid_op, herschrijf, velden
from versies.wijziging import EENMAAL, TELKENS, Kant, VervangBedrag, VervangTekst, VoegTekstIn


def _cellen(rij: Rij) -> list[str]:
    return [" ".join(inlinetekst(a.inhoud) for b in cel.inhoud for a in alineas(b)) for cel in rij.cellen]


class Woordwerk(Werkblad):
    """Executes changes of words."""

    def _velden(self, plekking: Vondst, veld: str) -> list[tuple[Inline, ...]]:
        """The text fields in which words are looked for."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        return [eenheid.opschrift] if veld == "opschrift" else velden(eenheid, fijn=plekking.fijn)

    def _teksten(self, plekking: Vondst, veld: str) -> list[str]:
        return [inlinetekst(i) for i in self._velden(plekking, veld)]

    def _schrijf(self, plekking: Vondst, veld: str, nieuw: dict[int, tuple[Inline, ...]]) -> None:
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if veld == "opschrift":
            self.zet(plekking.pad, (replace(eenheid, opschrift=nieuw[0]),))
            return
        teller = iter(range(1 << 30))

        def schrijf(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
            return nieuw.get(next(teller), inhoud)

        self.zet(plekking.pad, (herschrijf(eenheid, schrijf, fijn=plekking.fijn),))

    def _bereik_zin(self, plekking: Vondst) -> tuple[int, int, int] | None:
        """(field, begin, end) of the sentence, or the title, that the address names; None when it names none."""
        if plekking.stap("citeertitel") is not None:
            titels = [(n, *citeertitel_op(t)) for n, t in enumerate(map(inlinetekst, self._velden(plekking, "tekst")))]
            return next(t for t in titels if t[2])
        nummer = plekking.stap("zin")
        if nummer is None:
            return None
        alle = self._zinnen(plekking)
        gevonden = geteld(alle, nummer)
        if geteld(self._zinnen(plekking, ruim=True), nummer) != gevonden:
            raise Geweigerd.om("zin-onzeker", pad=self.naam_op(plekking.pad))
        if len(gevonden) != 1:
            telt = meervoud(len(alle), "zin", "zinnen")
            raise Geweigerd.om("plek-ontbreekt/tekst-2", pad=self.naam_op(plekking.pad), nummer=nummer, telt=telt)
        return gevonden[0]

    def _zinnen(self, plekking: Vondst, *, ruim: bool = False) -> list[tuple[int, int, int]]:
        """Sentences of the unit's own paragraphs: (number of the text field, begin, end).

        A paragraph that ends without a sign can be a sentence of its own, or go on in the next one: ``ruim`` says that it does.
        """
        eenheid = eenheid_op(self.wortel, plekking.pad)
        uit: list[tuple[int, int, int]] = []
        loopt_door = False
        veld = 1 if eenheid.soort is Soort.BEGRIP and eenheid.opschrift else 0
        for blok in eenheid.inhoud:
            if isinstance(blok, Alinea):
                woorden = inlinetekst(blok.inhoud)
                eigen = [(veld, a, b) for a, b in zinnen(woorden, ruim=ruim)]
                if ruim and loopt_door and uit and eigen:
                    eigen[0] = (*uit.pop()[:2], eigen[0][2])
                loopt_door = not loopt_af(woorden)
                uit.extend(eigen)
            veld += len(velden(blok))
        return uit

    def _treffers(self, plekking: Vondst, velden: list[str], oud: str, keer: int, naam: str) -> list[Treffer]:
        vondst = vind(velden, oud)
        treffers = list(vondst.treffers)
        if (grens := self._bereik_zin(plekking)) is not None:
            treffers = [t for t in treffers if t.veld == grens[0] and grens[1] <= t.begin and t.eind <= grens[2]]
        if not treffers:
            raise Geweigerd.om("tekst-ontbreekt/woorden-komen", oud=oud, naam=naam, velden=self._kandidaat(velden, oud))
        if keer == TELKENS:
            if len(treffers) < 2 and self.telkens[oud] < 2:
                raise Geweigerd.om("tekst-aantal", oud=oud, naam=naam)
        elif keer == EENMAAL:
            if len(treffers) > 1:
                waar = "; ".join(f"«…{velden[t.veld][max(t.begin - 25, 0) : t.eind + 25]}…»" for t in treffers[:4])
                raise Geweigerd.om("tekst-aantal/keer", oud=oud, aantal=len(treffers), naam=naam, waar=waar)
        elif len(treffers) < keer:
            raise Geweigerd.om("tekst-aantal/keer-keer", oud=oud, aantal=len(treffers), naam=naam, keer=keer)
        else:
            treffers = [treffers[keer - 1]]
        if self.velden_was is not None:
            self._vergelijk_was(plekking, velden, oud)
        if vondst.niveau == "genormaliseerd":
            t = treffers[0]
            self.meld("tekst-genormaliseerd/gewijzigd", naam, velden[t.veld][t.begin : t.eind], oud=oud)
        elif vondst.niveau == "deel":
            self.meld("tekst-deel-van-woord", naam, oud, oud=oud)
        return treffers

    def _vergelijk_was(self, plekking: Vondst, velden: list[str], oud: str) -> None:
        assert self.velden_was is not None
        eenheid = eenheid_op(self.wortel, plekking.pad)
        kop = bool(eenheid.opschrift) and velden == [inlinetekst(eenheid.opschrift)]
        aantal = self.velden_was(eenheid.wId, plekking, oud, kop)
        if aantal == 0:
            raise Geweigerd.om("tekst-ontbreekt/stond-besluit", oud=oud)

    def _kandidaat(self, velden: list[str], oud: str) -> str:
        anders = [self.naam_op(p) for p in self._elders(oud)]
        if anders:
            return f"; wel in {', '.join(anders)}"
        gelijk = lijkt_op(velden, oud)
        return f"; het lijkt op «{gelijk}»" if gelijk else ""

    def _elders(self, oud: str) -> list[Pad]:
        """Other places where the words stand literally, three at most."""
        plekken = (
            pad
            for pad, e in alle_wetsplekken((), self.wortel)
            if any(isinstance(b, Alinea) and vind([inlinetekst(b.inhoud)], oud).treffers for b in e.inhoud)
        )
        return list(islice(plekken, 3))

    def vervang_tekst(self, w: VervangTekst) -> None:
        """Replace words, as often as the instruction says."""
        if w.veld == "slot":
            self.slotteken(w)
            return
        plekking = self.vind(w.plek)
        velden = self._teksten(plekking, w.veld)
        naam = w.plek.adres.tekst() or "de regeling"
        if w.veld == "opschrift":
            naam = f"het opschrift van {naam}"
        treffers = self._treffers(plekking, velden, w.oud, w.keer, naam)
        if w.niet_in is not None and vind(self._teksten(self.vind(w.niet_in), "tekst"), w.oud).treffers:
            raise Geweigerd.om("tekst-ook", oud=w.oud, naam=w.niet_in.adres.tekst())
        if w.naast and not self._naast_elkaar(plekking, velden, w):
            raise Geweigerd.om("tekst-ontbreekt/naast", oud=w.oud, naast=w.naast, naam=naam)
        self._vervang_alle(plekking, w.veld, treffers, w.nieuw, invoegen=False)
        if w.nieuw and (teken := w.oud[-1:]) in tuple(".;:") and w.nieuw[-1] not in ".;:," and not verbinding(w.nieuw):
            self.meld("teken-weg", naam, w.nieuw[-60:], teken=teken)
        if not w.nieuw and w.veld == "tekst" and not any(map(str.isalnum, "".join(self._teksten(plekking, w.veld)))):
            raise Geweigerd.om("tekst-leeg", naam=naam)
        over = (velden[t.veld][: t.begin] + velden[t.veld][t.eind :] for t in treffers if not w.nieuw)
        if w.veld == "tekst" and not all(any(map(str.isalnum, rest)) for rest in over):
            raise Geweigerd.om("tekst-leeg/begrip", naam=naam, oud=w.oud)
        if w.keer == TELKENS:
            self._meld_telkens(naam, w, velden, treffers)
        titel = next((tekst(b) for b in self.wortel.delen if b.soort is Soort.OPSCHRIFT), "")
        if w.keer == TELKENS and not plekking.pad and not plekking.fijn and w.oud in titel:
            self.meld("opschrift-blijft", "het opschrift", titel, oud=w.oud)

    def _naast_elkaar(self, plekking: Vondst, teksten: list[str], w: VervangTekst) -> bool:
        """Whether the old words stand in a row, a definition, or a paragraph with no other amount, with the words beside them.

        A row or definition that is called exactly so goes before one whose name only has the words in it; of those there is one.
        """
        if plekking.stap("rij") is not None:
            return bool(vind(teksten, w.naast).treffers)
        rijen: list[list[str]] = []
        for deel in wandel(eenheid_op(self.wortel, plekking.pad)):
            rijen += [_cellen(r) for b in deel.inhoud if isinstance(b, Tabel) for g in b.groepen for r in g.romp]
            rijen += [[inlinetekst(v) for v in velden(deel)]] if deel.soort is Soort.BEGRIP else []
        precies = [r for r in rijen if any(cel.strip(" .,:;").lower() == w.naast.lower() for cel in r)]
        bevat = [r for r in rijen if vind(r, w.naast).treffers]
        gekozen = precies or bevat[: len(bevat) == 1]
        gekozen += [[t] for t in teksten if len(vind_bedragen([t])) < 2 and vind([t], w.naast).treffers]
        return any(vind(r, w.oud).treffers for r in gekozen)

    def _meld_telkens(self, naam: str, w: VervangTekst, velden: list[str], treffers: list[Treffer]) -> None:
        """How many places changed, and which words stay that a reader may have meant too."""
        if len(treffers) > 4:
            self.meld("telkens-veel", naam, w.oud, oud=w.oud, aantal=len(treffers))
        raak = {(t.veld, t.begin) for t in treffers}
        rest = {
            m.group()
            for veld, woorden in enumerate(velden)
            for m in re.finditer(rf"\w*(?i:{re.escape(w.oud)})\w*", woorden)
            if not any((veld, plek) in raak for plek in range(*m.span()))
        }
        if rest:
            self.meld("telkens-blijft", naam, w.oud, oud=w.oud, waar=", ".join(f"«{r}»" for r in sorted(rest)[:5]))

    def vervang_bedrag(self, w: VervangBedrag) -> None:
        """A new amount, or one worked out; only when it is certain which amount is meant."""
        plekking = self.vind(w.plek)
        velden = self._teksten(plekking, "tekst")
        naam = w.plek.adres.tekst() or "de regeling"
        treffers = [
            Treffer(b.veld, b.begin, b.eind)
            for b in vind_bedragen(velden)
            if (velden[b.veld][b.begin] == "€") == (w.eenheid == "€")
        ]
        if w.naast and not vind(velden, w.naast).treffers:
            raise Geweigerd.om("tekst-ontbreekt/woorden-komen", oud=w.naast, naam=naam, velden="")
        if (grens := self._bereik_zin(plekking)) is not None:
            treffers = [t for t in treffers if t.veld == grens[0] and grens[1] <= t.begin and t.eind <= grens[2]]
        past = {0: len(treffers) == 1, -1: len(treffers) > 1}.get(
            w.welke, len(treffers) >= w.welke and w.van in (0, len(treffers))
        )
        if not past:
            staat = "; ".join(velden[t.veld][t.begin : t.eind] for t in treffers[:6]) or "geen"
            deel = "bedrag" if w.eenheid == "€" else "percentage"
            raise Geweigerd.om("bedrag-onzeker", deel=deel, naam=naam, aantal=len(treffers), staat=staat)
        for t in reversed(treffers if w.welke == -1 else [treffers[max(w.welke, 1) - 1]]):
            oud = velden[t.veld][t.begin : t.eind]
            try:
                nieuw = w.nieuw or tel_op(oud, w.verschil)
            except ValueError as fout:
                raise Geweigerd.om("bedrag-onzeker/nieuwe-bedrag", naam=naam, fout=fout) from None
            self._vervang_alle(plekking, "tekst", [t], nieuw, invoegen=False)
            self.meld("bedrag/geworden", naam, nieuw, oud=oud, nieuw=nieuw)

    def _vervang_alle(
        self, plekking: Vondst, veld: str, treffers: Sequence[Treffer], nieuw: str, *, invoegen: bool
    ) -> None:
        inhouden = self._velden(plekking, veld)
        for t in sorted(treffers, key=lambda t: (t.veld, -t.begin)):
            tekst = inlinetekst(inhouden[t.veld])
            links, woorden, rechts = naad(tekst[: t.begin], nieuw, tekst[t.eind :], invoegen=invoegen)
            inhouden[t.veld] = vervang(inhouden[t.veld], t.begin - links, t.eind + rechts, woorden)
        self._schrijf(plekking, veld, {t.veld: inhouden[t.veld] for t in treffers})

    def voeg_tekst_in(self, w: VoegTekstIn) -> None:
        """Insert words before or after other words, or at an end."""
        plekking = self.vind(w.plek)
        velden = self._teksten(plekking, w.veld)
        naam = w.plek.adres.tekst() or "de regeling"
        if w.bij:
            treffers = self._treffers(plekking, velden, w.bij, w.keer, naam)
            punten = [Treffer(t.veld, p, p) for t in treffers for p in [t.eind if w.kant is Kant.NA else t.begin]]
        else:
            grens = self._bereik_zin(plekking)
            if grens is None and w.kant is Kant.NA and w.veld == "tekst" and self._zin_achter_lijst(plekking, w.nieuw):
                return
            if grens is None and not velden:
                raise Geweigerd.om("plek-leeg", naam=naam)
            if grens is None and len(velden) > 1 and plekking.fijn and plekking.fijn[-1].soort in ("rij", "tabel"):
                raise Geweigerd.om("cel-onzeker", naam=naam)
            veld = 0 if w.kant is Kant.VOOR else self._laatste_veld(plekking, len(velden))
            veld, begin, eind = grens or (veld, 0, len(velden[veld]))
            punten = [Treffer(veld, *({Kant.VOOR: (begin, begin)}.get(w.kant, (eind, eind))))]
            if w.kant is Kant.SLOT:
                slot = aan_het_slot(velden[veld][begin:eind], w.nieuw)
                if slot is None:
                    raise Geweigerd.om(
                        "slotteken/erbij", naam=naam, nieuw=w.nieuw[-40:], tekst=velden[veld][begin:eind][-20:]
                    )
                punten = [Treffer(veld, begin + slot[0], begin + slot[1])]
        self._vervang_alle(plekking, w.veld, punten, w.nieuw, invoegen=True)

    def _laatste_veld(self, plekking: Vondst, aantal: int) -> int:
        """The last text field that is no part of a table behind the text."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if plekking.fijn:
            return aantal - 1
        while eenheid.inhoud and isinstance(laatste := eenheid.inhoud[-1], Eenheid):
            eenheid = laatste
        achteraan = len(velden(laatste)) if eenheid.inhoud and isinstance(laatste, Tabel) else 0
        if aantal <= achteraan:
            raise Geweigerd.om("plek-leeg", naam=self.naam_op(plekking.pad))
        return aantal - 1 - achteraan

    def _zin_achter_lijst(self, plekking: Vondst, zin: str) -> bool:
        """A sentence added to a unit that ends in a list becomes a paragraph of its own behind the list."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if not eenheid.inhoud or plekking.fijn:
            return False
        laatste = eenheid.inhoud[-1]
        if isinstance(laatste, Eenheid) and laatste.soort in LIJSTEN:
            self.zet(plekking.pad, (replace(eenheid, inhoud=(*eenheid.inhoud, Alinea((zin,)))),))
            return True
        if isinstance(laatste, Eenheid | Tabel):
            soort = laatste.soort.value if isinstance(laatste, Eenheid) else "een tabel"
            raise Geweigerd.om("plek-ontbreekt/bestaat-hoort", pad=self.naam_op(plekking.pad), soort=soort)
        return False

    def slotteken(self, w: VervangTekst) -> None:
        """Change the mark at the end of an item, or the words there, with or without the mark behind them."""
        plekking = self.vind(w.plek)
        inhouden = self._velden(plekking, "tekst")
        naam = w.plek.adres.tekst()
        if not inhouden:
            raise Geweigerd.om("plek-leeg", naam=naam)
        eigen = [] if plekking.fijn else eenheid_op(self.wortel, plekking.pad).inhoud
        if any(isinstance(b, Eenheid) and b.soort in LIJSTEN for b in eigen[:-1]) and isinstance(eigen[-1], Alinea):
            raise Geweigerd.om("slotteken/tekst-erachter", naam=naam)
        grens = self._bereik_zin(plekking)
        veld, _, tot = grens or (self._laatste_veld(plekking, len(inhouden)), 0, None)
        tekst = inlinetekst(inhouden[veld])[:tot].rstrip()
        kern = tekst if tekst.endswith(w.oud) else tekst.rstrip(".;:,")
        ervoor = kern.removesuffix(w.oud)
        heel = ervoor[-1:].isalnum() and w.oud[0].isalnum()
        if ervoor == kern or heel or not ervoor.strip():
            raise Geweigerd.om("slotteken", naam=naam, oud=w.oud, tekst=tekst[-20:])
        begin = len(ervoor if w.nieuw else ervoor.rstrip())
        self._schrijf(plekking, "tekst", {veld: vervang(inhouden[veld], begin, len(kern), w.nieuw)})
