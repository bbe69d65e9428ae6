"""Executing changes on one tree, in order (``regels`` F.4). Nothing is guessed: what does not fit stops the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Herkomst,
    Soort,
    Status,
    Tabel,
    inlinetekst,
    kaal,
    kinderen,
)
from verordening.nummers import nummersleutel, romeins_genummerd
from verordening.register import LIJSTEN, Pad, Vondst
from versies.toepassen.gezegd import meld_verlies
from versies.toepassen.invoegwerk import Invoegwerk, als_alinea
from versies.toepassen.werkblad import (
    Dubbel,
    Omnummering,
    alle_paden,
    dubbel_in,
    dubbele_artikelen,
    in_vorm,
    leeft,
    met_identiteit,
    zoals,
)
from versies.toepassen.woorden import Treffer, vervang
from versies.toepassen.woordwerk import Woordwerk
from versies.toepassen.zoeken import eenheid_op, eis_luidt, met_rijnummer, pad_van, rijen_op
from versies.wijziging import (
    GRAF,
    TELKENS,
    Kant,
    Ledenvorm,
    Plek,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangBedrag,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
    WijzigStatus,
)

_MET_TEKST = (Soort.ARTIKEL, Soort.PARAGRAAF)
__all__ = ["Omnummering", "Uitvoerder", "op_identiteit"]


class Uitvoerder(Woordwerk, Invoegwerk):
    """Executes every change of the vocabulary."""

    def doe(self, wijzigingen: Sequence[Wijziging]) -> None:
        """All changes of one instruction."""
        self.geraakt.clear()
        wijzigingen = [een for w in wijzigingen for een in self._elk(w)]
        wijzigingen = self._van_achteren(wijzigingen)
        self.telkens = Counter(w.oud for w in wijzigingen if isinstance(w, VervangTekst) and w.keer == TELKENS)
        for verhuist, groep in groupby(wijzigingen, key=lambda w: isinstance(w, (Vernummer, Verplaats))):
            if verhuist:
                self.verhuis([w for w in groep if isinstance(w, (Vernummer, Verplaats))])
                continue
            for w in groep:
                self._een(w)
        # Een STOP-mutatie noemt identiteiten en geldt als één geheel; daar telt alleen de uitkomst.
        if not any(op_identiteit(w) for w in wijzigingen):
            self._controleer_nummers()

    def _een(self, w: Wijziging) -> None:
        match w:
            case VervangTekst():
                self.vervang_tekst(w)
            case VervangBedrag():
                self.vervang_bedrag(w)
            case VoegTekstIn():
                self.voeg_tekst_in(w)
            case VervangEenheid():
                self._vervang_eenheid(w)
            case VoegIn():
                self.voeg_in(w)
            case Vervalt():
                self._vervalt(w)
            case VervangKop():
                self._kop(w)
            case Ledenvorm():
                self.ledenvorm(w)
            case WijzigStatus():
                self._status(w)
            case _:
                self.verhuis([w])

    def _elk(self, w: Wijziging) -> list[Wijziging]:
        """The same change for each unit that its place means ("beide leden"); the last first when they lapse."""
        if not any(s.meervoud for s in w.plek.adres.stappen) or isinstance(w, VoegIn):
            return [w]
        gevonden = self.zoek(self.wortel, w.plek.adres)
        plekken = [Plek(Adres((*self.adres_op(v.pad).stappen, *v.fijn))) for v in gevonden]
        if isinstance(w, VervangEenheid):
            if len(w.nieuw) != len(plekken):
                raise Geweigerd.om(
                    "aantal/plaatsen", adres=w.plek.adres.tekst(), plaatsen=len(plekken), nieuw=len(w.nieuw)
                )
            return [replace(w, plek=p, nieuw=(n,)) for p, n in zip(plekken, w.nieuw, strict=True)]
        uit: list[Wijziging] = [replace(w, plek=p) for p in plekken]
        return (uit[::-1] if isinstance(w, Vervalt) else uit) or [w]

    def _van_achteren(self, wijzigingen: list[Wijziging]) -> list[Wijziging]:
        """What lapses by its place in a row, from the back: each place counts what stood there before the first lapsed.

        Raises:
            Geweigerd: another change counts in a row from which something lapses before it.
        """
        weg = {i: w for i, w in enumerate(wijzigingen) if isinstance(w, Vervalt) and _telt(w.plek)}
        if not weg or len(wijzigingen) < 2:
            return wijzigingen
        vast = {i: self._vaste_plek(w.plek) for i, w in weg.items()}
        for w in wijzigingen:
            if not isinstance(w, (VervangTekst, VervangEenheid, VervangBedrag)) or not _telt(w.plek):
                continue
            (pad, rang), _ = self._vaste_plek(w.plek)
            if any(p[: len(pad) - 1] == pad[: len(pad) - 1] and (p, r) < (pad, rang) for (p, r), _ in vast.values()):
                raise Geweigerd.om("geteld-verschoven", adres=w.plek.adres.tekst())
        achter = iter(sorted(vast, key=lambda i: vast[i][0], reverse=True))
        return [replace(weg[n := next(achter)], plek=vast[n][1]) if i in weg else w for i, w in enumerate(wijzigingen)]

    def _vaste_plek(self, plek: Plek) -> tuple[tuple[Pad, tuple[int, ...]], Plek]:
        """Where something stands, to sort by; and its place counted from the front."""
        vondst = self.vind(plek)
        laatste = plek.adres.stappen[-1]
        rang: tuple[int, ...] = ()
        nummer = 0
        if laatste.soort == "zin" and (grens := self._bereik_zin(vondst)) is not None:
            rang, nummer = grens, self._zinnen(vondst).index(grens) + 1
        elif laatste.soort == "alinea":
            rang = (self._alinea(vondst),)
            nummer = sum(isinstance(b, Alinea) for b in vondst.eenheid.inhoud[: rang[0] + 1])
        elif laatste.soort == "rij" and len(op := rijen_op(tabel := self._tabel(vondst)[1], laatste.nummer)) == 1:
            rang = op[0]
            nummer = 1 + [(g, i) for g, d in enumerate(tabel.groepen) for i, r in enumerate(d.romp) if r.cellen].index(
                op[0]
            )
        elif not vondst.fijn and laatste.nummer[:2] in ("la", "#-"):
            rij = [k for k in kinderen(eenheid_op(self.wortel, vondst.pad[:-1])) if k.soort is vondst.eenheid.soort]
            nummer = 1 + next(i for i, k in enumerate(rij) if k is vondst.eenheid)
        if nummer:
            plek = Plek(Adres((*plek.adres.stappen[:-1], laatste._replace(nummer=f"#{nummer}"))))
        return (vondst.pad, rang), plek

    def _controleer_nummers(self) -> None:
        """After an instruction no two living siblings may carry one number; an empty list disappears."""
        for wid, vermoed in self.geraakt.items():
            pad = pad_van(self.wortel, wid, vermoed)
            if pad is None:
                continue
            eenheid = eenheid_op(self.wortel, pad)
            for sleutel in (*dubbel_in(eenheid), *self._artikelen_dubbel(eenheid)):
                if sleutel not in self.al_dubbel:
                    raise Geweigerd.om("nummer-dubbel/na-opdracht-zijn", kind=sleutel[2].value, nr=sleutel[3])
            self._op_volgorde_van(eenheid)

    def _artikelen_dubbel(self, houder: Eenheid) -> list[Dubbel]:
        """Numbers of articles are unique in the whole body, not only among siblings."""
        eigen = {kaal(k.nummer) for k in kinderen(houder) if k.soort is Soort.ARTIKEL and leeft(k)}
        return [d for d in dubbele_artikelen(self.wortel) if d[3] in eigen] if eigen else []

    def _op_volgorde_van(self, eenheid: Eenheid) -> None:
        vorige: dict[Soort, Eenheid] = {}
        rij = list(kinderen(eenheid))
        romeins = {s for s in {k.soort for k in rij} if romeins_genummerd(k.nummer for k in rij if k.soort is s)}
        for kind in rij:
            if not kaal(kind.nummer) or kind.status is Status.VERVALLEN:
                continue
            voor = vorige.get(kind.soort)
            sleutel = partial(nummersleutel, romeins=kind.soort in romeins)
            if voor is not None and sleutel(kind.nummer) <= sleutel(voor.nummer):
                naam = f"{kind.soort.value} {kaal(kind.nummer)}"
                self.meld("nummer-volgorde/staat-na", naam, naam=naam, voor=f"{voor.soort.value} {kaal(voor.nummer)}")
            vorige[kind.soort] = kind

    # --- whole units --------------------------------------------------------------------------------

    def _vervang_eenheid(self, w: VervangEenheid) -> None:
        """Put a new unit (or fine part) in the place of an old one."""
        plekking = self.vind(w.plek)
        if not plekking.pad and not plekking.fijn:
            self._vervang_regeling(w)
            return
        eis_luidt(oud := eenheid_op(self.wortel, plekking.pad), w.luidt, plekking.fijn, self.naam_op(plekking.pad))
        if plekking.fijn:
            self._vervang_fijn(plekking, w)
            return
        tot = self.vind(w.tot) if w.tot is not None else plekking
        ouder, van, eind = self._reeks(plekking.pad, tot.pad)
        enige = w.nieuw[0] if w.tot is None and len(w.nieuw) == 1 else None
        kaal_artikel = isinstance(enige, Eenheid) and enige.soort in _MET_TEKST and not kaal(enige.nummer)
        if kaal_artikel and oud.opschrift and not w.kop_blijft:
            naam, kop = self.naam_op(plekking.pad), inlinetekst(oud.opschrift)
            raise Geweigerd.om("opschrift-onzeker/heeft-opschrift", naam_op=naam, inlinetekst=kop)
        nieuw = self.merken(self.voor_paragraaf(plekking.pad, w.nieuw, kop_blijft=w.kop_blijft))
        if w.kop_blijft and isinstance(enige, Eenheid):
            if inlinetekst(enige.opschrift) not in ("", inlinetekst(oud.opschrift)):
                raise Geweigerd.om("opschrift-onzeker/ander-opschrift", naam_op=self.naam_op(plekking.pad))
            nieuw = tuple(b.met(opschrift=oud.opschrift) if isinstance(b, Eenheid) else b for b in nieuw)
        eigen = any(isinstance(b, Eenheid) and b.wId for b in w.nieuw)
        if w.tot is None and len(nieuw) == 1 and isinstance(nieuw[0], Eenheid) and not eigen:
            nieuw = (self._op_de_plaats_van(oud, nieuw[0]),)
        meld_verlies(self, oud, nieuw if w.tot is None else ())
        self.zet_reeks(ouder, van, eind + 1, nieuw)

    def _vervang_regeling(self, w: VervangEenheid) -> None:
        """Every unit of the body, and the annexes when the new text has its own, by new ones with new identities."""
        bijlagen = tuple(b for b in w.nieuw if isinstance(b, Eenheid) and b.soort is Soort.BIJLAGE)
        rest = tuple(b for b in w.nieuw if b not in bijlagen)
        if not any(b.soort is Soort.LICHAAM for b in self.wortel.delen) or not rest:
            raise Geweigerd.om("hele-regeling/hele-regeling-wordt")
        if not bijlagen and any(b.soort is Soort.BIJLAGE for b in self.wortel.delen):
            raise Geweigerd.om("hele-regeling/regeling-heeft")
        uit: list[Blok] = []
        for blok in self.wortel.inhoud:
            if isinstance(blok, Eenheid) and blok.soort is Soort.LICHAAM:
                uit.append(replace(blok, inhoud=self.merken(rest)))
                uit.extend(self.merken(bijlagen))
            elif not (bijlagen and isinstance(blok, Eenheid) and blok.soort is Soort.BIJLAGE):
                uit.append(blok)
        self.zet((), (replace(self.wortel, inhoud=tuple(uit)),))
        self.raak(())

    def _op_de_plaats_van(self, oud: Eenheid, nieuw: Eenheid) -> Eenheid:
        """The new unit with the identity, kind and printed designation of the one that it replaces."""
        soorten = {oud.soort, nieuw.soort}
        if soorten == {Soort.BEGRIP, Soort.ONDERDEEL} and kaal(nieuw.nummer) == kaal(oud.nummer) == "":
            nieuw = replace(in_vorm(nieuw, oud.met(inhoud=(oud,))), soort=oud.soort)
        if not kaal(nieuw.nummer) and kaal(oud.nummer):
            nieuw = replace(nieuw, nummer=oud.nummer)
        return replace(met_identiteit(oud, nieuw), nummer=oud.nummer or nieuw.nummer, label=oud.label or nieuw.label)

    def _reeks(self, van: Pad, tot: Pad) -> tuple[Pad, int, int]:
        if van[:-1] != tot[:-1] or tot[-1] < van[-1]:
            raise Geweigerd.om("reeks/en-staan", naam_op=self.naam_op(van), naam_op2=self.naam_op(tot))
        return van[:-1], van[-1], tot[-1]

    def _vervang_fijn(self, plekking: Vondst, w: VervangEenheid) -> None:
        eenheid = eenheid_op(self.wortel, plekking.pad)
        laatste = plekking.fijn[-1].soort
        tot = plekking if w.tot is None else self.vind(w.tot)
        if w.tot is not None and (laatste != "zin" or tot.pad != plekking.pad):
            raise Geweigerd.om("reeks/fijn", adres=w.plek.adres.tekst(), tot=w.tot.adres.tekst())
        if laatste in ("zin", "citeertitel"):
            inhouden = self._velden(plekking, "tekst")
            grens = self._bereik_zin(plekking)
            assert grens is not None
            veld, a, b = grens
            veld_tot, _, b = self._bereik_zin(tot) or grens
            if veld_tot != veld:
                raise Geweigerd.om("zin-loopt-door")
            nieuw = " ".join(inlinetekst(x.inhoud) for x in w.nieuw if isinstance(x, Alinea))
            if inlinetekst(inhouden[veld])[:b].endswith(":") and not nieuw.endswith(":"):
                raise Geweigerd.om("zin-loopt-door")
            self._schrijf(plekking, "tekst", {veld: vervang(inhouden[veld], a, b, nieuw)})
        elif eenheid.soort in (Soort.OPSCHRIFT, Soort.AANHEF):
            self.zet(plekking.pad, (replace(eenheid, inhoud=w.nieuw),))
        elif laatste == "aanhef":
            self._vervang_aanhef(plekking, eenheid, w)
        elif not self._zet_fijn(plekking, w.nieuw):
            raise Geweigerd.om("plek-ontbreekt/als-geheel", w=w.plek.adres.tekst())

    def _zet_fijn(self, plekking: Vondst, nieuw: Sequence[Blok]) -> bool:
        """Other blocks (none: it lapses) in the place of a table, row or paragraph; False when the place is something else."""
        laatste = plekking.fijn[-1].soort
        if laatste == "tabel":
            pad, oud = self._tabel(plekking)
            tabellen = [b for b in nieuw if isinstance(b, Tabel)]
            assert len(tabellen) == len(nieuw) <= 1
            self.zet(pad, tuple([replace(t, titel=t.titel or oud.titel, wId=oud.wId, eId=oud.eId) for t in tabellen]))
        elif laatste == "rij":
            self._rijen(plekking, nieuw, weg=True)
        elif laatste == "alinea":
            i = self._alinea(plekking)
            self.zet_reeks(plekking.pad, i, i + 1, [als_alinea(b) for b in nieuw])
        return laatste in ("tabel", "rij", "alinea")

    def _vervang_aanhef(self, plekking: Vondst, eenheid: Eenheid, w: VervangEenheid) -> None:
        voor = next((i for i, b in enumerate(eenheid.inhoud) if isinstance(b, Eenheid)), None)
        if voor is None:
            raise Geweigerd.om("plek-ontbreekt/heeft-geen", naam_op=self.naam_op(plekking.pad))
        lijst = eenheid.inhoud[voor]
        assert isinstance(lijst, Eenheid)
        if voor == 0:
            rollen = [i for i, b in enumerate(lijst.inhoud) if isinstance(b, Alinea) and b.rol == "lijstaanhef"]
            if not rollen:
                raise Geweigerd.om("plek-ontbreekt/heeft-geen-aanhef", naam_op=self.naam_op(plekking.pad))
            nieuw = tuple(replace(b, rol="lijstaanhef") for b in w.nieuw if isinstance(b, Alinea))
            lijst = replace(lijst, inhoud=(*nieuw, *(b for i, b in enumerate(lijst.inhoud) if i not in rollen)))
            self.zet((*plekking.pad, 0), (lijst,))
            return
        if voor > 1:
            raise Geweigerd.om("plek-meermalen/aanhef-bestaat", naam_op=self.naam_op(plekking.pad), voor=voor)
        self.zet(plekking.pad, (replace(eenheid, inhoud=(*w.nieuw, *eenheid.inhoud[voor:])),))

    # --- lapse, numbers, moves ----------------------------------------------------------------------

    def _vervalt(self, w: Vervalt) -> None:
        """Let a unit lapse, or take a fine part out."""
        plekking = self.vind(w.plek)
        if not plekking.pad and not plekking.fijn:
            raise Geweigerd.om("hele-regeling/hele-regeling")
        eis_luidt(eenheid_op(self.wortel, plekking.pad), w.luidt, plekking.fijn, self.naam_op(plekking.pad))
        if plekking.fijn:
            if w.tot is not None:
                raise Geweigerd.om("reeks/fijn", adres=w.plek.adres.tekst(), tot=w.tot.adres.tekst())
            self._vervalt_fijn(plekking)
            return
        tot = self.vind(w.tot) if w.tot is not None else plekking
        ouder, van, eind = self._reeks(plekking.pad, tot.pad)
        for i in range(eind, van - 1, -1):
            self._weg((*ouder, i))

    def _weg(self, pad: Pad) -> None:
        eenheid = eenheid_op(self.wortel, pad)
        if eenheid.status is Status.VERVALLEN:
            raise Geweigerd.om("plek-vervallen", naam_op=self.naam_op(pad))
        self.omnummeringen.append(Omnummering(self.adres_op(pad), None, self.opdracht))
        if eenheid.soort in GRAF:
            self.zet(pad, (self._graf(eenheid),))
            return
        houder = eenheid_op(self.wortel, pad[:-1])
        if houder.soort in LIJSTEN and len(houder.delen) == 1:
            raise Geweigerd.om("lijst-leeg/met-vervalt", naam_op=self.naam_op(pad))
        self.zet_reeks(pad[:-1], pad[-1], pad[-1] + 1, ())

    def _graf(self, eenheid: Eenheid) -> Eenheid:
        """The tombstone: number, status, date and source; a chapter takes its contents with it."""
        herkomst = replace(eenheid.herkomst or Herkomst(), inwerking=self.datum, bron=self.bron, effect="vervallen")
        inhoud: tuple[Blok, ...] = ()
        if eenheid.soort in STRUCTUUR:
            inhoud = tuple(self._graf(b) for b in eenheid.delen if b.soort in GRAF)
        return replace(eenheid, opschrift=(), subtitel=(), inhoud=inhoud, status=Status.VERVALLEN, herkomst=herkomst)

    def _vervalt_fijn(self, plekking: Vondst) -> None:
        laatste = plekking.fijn[-1].soort
        if laatste == "zin":
            grens = self._bereik_zin(plekking)
            assert grens is not None
            if len(self._zinnen(plekking)) == 1:
                raise Geweigerd.om("zin-enige", naam_op=self.naam_op(plekking.pad))
            if self._teksten(plekking, "tekst")[grens[0]][grens[1] : grens[2]].endswith(":"):
                raise Geweigerd.om("aanhef-vervalt/zin", naam_op=self.naam_op(plekking.pad))
            self._vervang_alle(plekking, "tekst", [Treffer(*grens)], "", invoegen=False)
        elif not self._zet_fijn(plekking, ()):
            raise Geweigerd.om("plek-ontbreekt/kan-alleen", laatste=laatste, naam_op=self.naam_op(plekking.pad))

    def verhuis(self, groep: Sequence[Vernummer | Verplaats]) -> None:
        """Move and renumber at once: every address is that of before the first of them; identities stay."""
        paren = [(w, self.vind(w.plek)) for w in groep]
        self._vernummer_rijen([x for x in paren if x[1].stap("rij") is not None])
        paren = [x for x in paren if x[1].stap("rij") is None]
        ankers = [self.vind(w.anker.plek).eenheid.wId for w, _ in paren if isinstance(w, Verplaats)]
        for w, plekking in paren:
            if not plekking.pad or plekking.fijn or (isinstance(w, Vernummer) and not kaal(plekking.eenheid.nummer)):
                raise Geweigerd.om("plek-ontbreekt/heeft-geen-nummer", w=w.plek.adres.tekst())
        oud = {p.eenheid.wId: self.adres_op(p.pad) for _, p in paren}
        verplaatst = [(w.anker.kant, p.eenheid.wId) for w, p in paren if isinstance(w, Verplaats)]
        for (kant, wid), doel in zip(verplaatst, ankers, strict=True):
            self._verplaats(self._nu(wid), doel, kant)
        for w, plekking in paren:
            if isinstance(w, Vernummer):
                pad = self._nu(plekking.eenheid.wId)
                eenheid = eenheid_op(self.wortel, pad)
                self.zet(pad, (eenheid := replace(eenheid, nummer=zoals(eenheid.nummer, w.nummer)),))
                self._over_het_graf(pad[:-1], eenheid, 0)
                self._graf_elders(eenheid)
                self.raak(self._nu(eenheid.wId)[:-1])
        self.omnummeringen.extend(
            Omnummering(was, self.adres_op(self._nu(wid)), self.opdracht) for wid, was in oud.items()
        )

    def _graf_elders(self, eenheid: Eenheid) -> None:
        """An artikel with the number of one that lapsed in another chapter takes that number over: its tombstone goes."""
        for pad, graf in alle_paden(self.wortel) if eenheid.soort is Soort.ARTIKEL else ():
            zelfde = graf.soort is Soort.ARTIKEL and kaal(graf.nummer) == kaal(eenheid.nummer)
            if zelfde and graf.status is Status.VERVALLEN and graf.wId != eenheid.wId:
                self.meld("nummer-hergebruikt", f"artikel {kaal(graf.nummer)}")
                self.zet(pad, ())
                return

    def _vernummer_rijen(self, rijen: Sequence[tuple[Vernummer | Verplaats, Vondst]]) -> None:
        """Other numbers in the first cells of rows; all rows are found before the first of them changes."""
        waar = [(self._tabel(p)[0], rijen_op(self._tabel(p)[1], p.stap("rij") or "")) for _, p in rijen]
        for (w, _), (pad, plekken) in zip(rijen, waar, strict=True):
            if isinstance(w, Verplaats) or len(plekken) != 1:
                raise Geweigerd.om("plek-ontbreekt/heeft-geen-nummer", w=w.plek.adres.tekst())
            tabel = eenheid_op(self.wortel, pad[:-1]).inhoud[pad[-1]]
            assert isinstance(tabel, Tabel)
            self.zet(pad, (met_rijnummer(tabel, plekken[0], w.nummer),))

    def _nu(self, wid: str) -> Pad:
        pad = pad_van(self.wortel, wid)
        assert pad is not None
        return pad

    def _verplaats(self, van: Pad, doel: str, kant: Kant) -> None:
        eenheid = eenheid_op(self.wortel, van)
        pad = self._nu(doel)
        if pad[: len(van)] == van:
            raise Geweigerd.om("verplaats-zichzelf", naam_op=self.naam_op(van))
        houder = eenheid_op(self.wortel, van[:-1])
        if houder.soort in LIJSTEN and len(houder.delen) == 1:
            raise Geweigerd.om("lijst-leeg/met-verdwijnt", naam_op=self.naam_op(van))
        self.zet(van, ())
        pad = self._nu(doel)
        if kant is Kant.SLOT:
            eind = len(eenheid_op(self.wortel, pad).inhoud)
            self.zet_reeks(pad, eind, eind, (eenheid,))
            return
        pad = self._op_hoogte(pad, eenheid, kant)
        i = pad[-1] + (1 if kant is Kant.NA else 0)
        self.zet_reeks(pad[:-1], i, i, (eenheid,))

    def _kop(self, w: VervangKop) -> None:
        """Give a unit or table another number or heading."""
        plekking = self.vind(w.plek)
        if plekking.stap("tabel") is not None:
            pad, tabel = self._tabel(plekking)
            self.zet(pad, (replace(tabel, titel=w.opschrift),))
            return
        if not plekking.pad:
            raise Geweigerd.om("opschrift-regeling")
        eenheid = eenheid_op(self.wortel, plekking.pad)
        if eenheid.soort not in GRAF:
            raise Geweigerd.om("plek-ontbreekt/heeft-geen-opschrift", naam_op=self.naam_op(plekking.pad))
        label = eenheid.label if w.label is None else w.label
        subtitel = eenheid.subtitel if w.subtitel is None else w.subtitel
        self.zet(plekking.pad, (replace(eenheid, opschrift=w.opschrift, label=label, subtitel=subtitel),))

    def _status(self, w: WijzigStatus) -> None:
        """Let a unit enter into force, lapse or be reserved, its words unchanged."""
        plekking = self.vind(w.plek, dood=True)
        self.zet(plekking.pad, (replace(plekking.eenheid, status=w.status),))


def op_identiteit(w: Wijziging) -> bool:
    """True when a change names its place by wId alone (a STOP mutation)."""
    return bool(w.plek.wId) and not w.plek.adres.stappen


def _telt(plek: Plek) -> bool:
    """Whether a place is counted in a row, so that it shifts when something before it lapses."""
    return any(
        s.soort in ("zin", "alinea", "streepje", "rij") or s.nummer.startswith("#") or s.nummer == "laatste"
        for s in plek.adres.stappen
    )
