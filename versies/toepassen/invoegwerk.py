"""New units, and rows of tables: where they go, and that their numbers count up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Eenheid,
    Soort,
    Status,
    Tabel,
    is_genummerd,
    kaal,
    kinderen,
    wandel,
)
from verordening.nummers import nummersleutel, romeins_genummerd, volgende
from verordening.register import LIJSTEN, Pad, Vondst, alineaterm, kinderpaden, sorteer_term, term
from verordening.tellen import meervoud
from versies.toepassen.werkblad import RANG, Werkblad, in_vorm, leeft, zoals
from versies.toepassen.zoeken import alinea_op, eenheid_op, rijen_op, tabellen_op
from versies.wijziging import Kant, Ledenvorm, Plek, VoegIn


class Invoegwerk(Werkblad):
    """Executes insertions."""

    def voeg_in(self, w: VoegIn) -> None:
        """Insert units, blocks or rows at the anchor."""
        plekking = self.vind(w.anker.plek)
        if w.anker.tot is not None and not self._volgt(plekking.pad, self.vind(w.anker.tot).pad):
            een, ander = w.anker.plek.adres.tekst(), w.anker.tot.adres.tekst()
            raise Geweigerd.om("anker-ontbreekt/buren", een=een, ander=ander)
        if plekking.stap("rij") is not None or (plekking.stap("tabel") is not None and w.anker.kant is Kant.SLOT):
            self._rijen(plekking, w.nieuw, kant=w.anker.kant)
            return
        nieuw = self.merken(self._gedrukt(w.nieuw))
        if plekking.stap("alinea") is not None:
            i = self._alinea(plekking) + (w.anker.kant is not Kant.VOOR)
            self.zet_reeks(plekking.pad, i, i, [als_alinea(b) for b in nieuw])
        elif plekking.fijn and plekking.stap("tabel") is None:
            raise Geweigerd.om("plek-ontbreekt/naast-welke")
        elif w.anker.kant is Kant.ALFABETISCH:
            self._alfabetisch(plekking, nieuw)
        elif w.anker.kant is Kant.SLOT:
            self._aan_het_slot(plekking, nieuw)
        else:
            self._naast(plekking, nieuw, w.anker.kant)

    def _volgt(self, a: Pad, b: Pad) -> bool:
        """Whether a unit begins where another one ends: nothing stands between the two."""
        deel = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), -1)
        if deel < 0 or b[deel] - a[deel] != 1:
            return False
        onder = range(deel + 1, max(len(a), len(b)))
        achter = (eenheid_op(self.wortel, a[:i]).inhoud[a[i] + 1 :] for i in onder if i < len(a))
        voor = (eenheid_op(self.wortel, b[:i]).inhoud[: b[i]] for i in onder if i < len(b))
        return not any(achter) and not any(voor)

    def _gedrukt(self, nieuw: tuple[Blok, ...]) -> tuple[Blok, ...]:
        """New text in which the number of an artikel is printed as those of this regulation are, also inside a new chapter."""
        artikelen = (e for e in wandel(self.wortel) if e.soort is Soort.ARTIKEL and kaal(e.nummer))
        if (voorbeeld := next(artikelen, None)) is None:
            return nieuw

        def een(e: Eenheid) -> Eenheid:
            eigen = (
                e.wId or e.soort is not Soort.ARTIKEL
            )  # met een eigen identiteit (STOP) staat het al zoals het wordt
            nummer = zoals(voorbeeld.nummer, e.nummer)
            return e if eigen else e.met(nummer=nummer, label=voorbeeld.label or e.label)

        return tuple(b.elk(een) if isinstance(b, Eenheid) else b for b in nieuw)

    def voor_paragraaf(self, pad: Pad, nieuw: tuple[Blok, ...], *, kop_blijft: bool) -> tuple[Blok, ...]:
        """New text for a place; of a paragraaf («de tekst van onderdeel 3.2») without its heading only when that stays.

        Refuses new text of a paragraaf without a heading, or one that says nothing of the paragrafen in the old one.
        """
        nieuw = self._gedrukt(nieuw)
        oud, eerste = eenheid_op(self.wortel, pad), next(iter(nieuw), None)
        if oud.soort is Soort.ARTIKEL and isinstance(eerste, Eenheid) and is_genummerd(eerste):
            # «2.2 komt te luiden:», met «2.2 Register» erboven, waar het artikel 2.2 heet.
            if len(nieuw) > 1 or any(kaal(e.nummer).isdecimal() for e in wandel(eerste)):
                raise Geweigerd.om("lading-kop", soort="artikel", regels=eerste.nummer, soort2="Artikel")
            return (replace(eerste, soort=Soort.ARTIKEL),)
        if not is_genummerd(oud) or not isinstance(eerste, Eenheid):
            return nieuw
        if kop_blijft and eerste.soort is Soort.ONDERDEEL and not eerste.nummer and len(nieuw) == 1:
            eerste = replace(eerste, soort=Soort.PARAGRAAF)
        if eerste.soort is not Soort.PARAGRAAF:
            raise Geweigerd.om("paragraaf-kop", naam=self.naam_op(pad), nummer=kaal(oud.nummer))
        onder = [kaal(e.nummer) for e in filter(is_genummerd, kinderen(oud)) if leeft(e)]
        if onder and len(nieuw) == 1 and not any(map(is_genummerd, kinderen(eerste))):
            raise Geweigerd.om("paragraaf-onder", naam=self.naam_op(pad), onder=", ".join(onder))
        return (eerste, *nieuw[1:])

    def ledenvorm(self, w: Ledenvorm) -> None:
        """Make leden of the paragraphs of an article, or the other way round."""
        plekking = self.vind(w.plek)
        artikel = eenheid_op(self.wortel, plekking.pad)
        leden = [b for b in artikel.delen if b.soort is Soort.LID]
        if w.aan:
            if leden:
                raise Geweigerd.om("leden-al", pad=self.naam_op(plekking.pad))
            if artikel.soort is not Soort.ARTIKEL:
                raise Geweigerd.om("plek-ontbreekt/artikel", pad=self.naam_op(plekking.pad))
            lid = Eenheid(Soort.LID, nummer=w.nummer, inhoud=artikel.inhoud, wId=self.merk())
            self.zet(plekking.pad, (replace(artikel, inhoud=(lid,)),))
            return
        if len(leden) != 1:
            raise Geweigerd.om("leden-meer", pad=self.naam_op(plekking.pad), aantal=len(leden))
        inhoud = tuple(x for b in artikel.inhoud for x in (b.inhoud if b is leden[0] else (b,)))
        self.zet(plekking.pad, (replace(artikel, inhoud=inhoud),))

    def _alfabetisch(self, plekking: Vondst, nieuw: tuple[Blok, ...]) -> None:
        lijsten = [(p, e) for p, e in self._lijsten(plekking.pad) if all(term(k) for k in kinderen(e))]
        if not lijsten and self._tussen_alineas(plekking.pad, nieuw):
            return
        if len(lijsten) != 1:
            raise Geweigerd.om("plek-ontbreekt/precies-lijst", pad=self.naam_op(plekking.pad))
        pad, lijst = lijsten[0]
        if any(kaal(k.nummer) for k in kinderen(lijst)):
            raise Geweigerd.om("alfabet-letters")
        for blok in nieuw:
            assert isinstance(blok, Eenheid)
            blok = in_vorm(blok, lijst)
            sleutel = sorteer_term(term(blok))
            sleutels = [sorteer_term(term(b)) if isinstance(b, Eenheid) else "" for b in lijst.inhoud]
            if sleutel in sleutels:
                raise Geweigerd.om("begrip-dubbel/begrip-bestaat", blok=term(blok))
            plaats = next((i for i, s in enumerate(sleutels) if s > sleutel), len(sleutels))
            lijst = replace(lijst, inhoud=(*lijst.inhoud[:plaats], blok, *lijst.inhoud[plaats:]))
        self.zet(pad, (lijst,))

    def _tussen_alineas(self, pad: Pad, nieuw: tuple[Blok, ...]) -> bool:
        """Definitions that are plain paragraphs ("college: het college"), in the order of the alphabet; False when there are none."""
        eenheid = eenheid_op(self.wortel, pad)
        termen = [(i, t) for i, b in enumerate(eenheid.inhoud) if (t := sorteer_term(alineaterm(b)))]
        if len(termen) < 2 or termen[-1][0] - termen[0][0] != len(termen) - 1:
            return False
        for blok in map(als_alinea, nieuw):
            sleutel, namen = sorteer_term(alineaterm(blok)), [t for _, t in termen]
            if not sleutel or sleutel in namen or sorted(namen) != namen:
                return False
            plaats = next((i for i, t in termen if t > sleutel), termen[-1][0] + 1)
            self.zet_reeks(pad, plaats, plaats, (blok,))
            termen = sorted([*((i + (i >= plaats), t) for i, t in termen), (plaats, sleutel)])
        return True

    def _alinea(self, plekking: Vondst) -> int:
        """Index of the paragraph that the address names."""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        gevonden = alinea_op(eenheid, plekking.fijn[-1].nummer)
        if len(gevonden) != 1:
            aantal = sum(isinstance(b, Alinea) for b in eenheid.inhoud)
            raise Geweigerd.om("plek-ontbreekt/heeft-alinea", naam_op=self.naam_op(plekking.pad), alineas=aantal)
        return gevonden[0]

    def _lijsten(self, pad: Pad) -> list[tuple[Pad, Eenheid]]:
        """Lists directly in a unit; if it has none, those of its only lid or text division."""
        eenheid = eenheid_op(self.wortel, pad)
        direct = [((*pad, i), b) for i, b in enumerate(eenheid.inhoud) if isinstance(b, Eenheid) and b.soort in LIJSTEN]
        if direct:
            return direct
        onder = [p for p, e in kinderpaden(pad, eenheid) if e.soort in (Soort.LID, Soort.DIVISIETEKST)]
        return [x for p in onder for x in self._lijsten(p)]

    def _aan_het_slot(self, plekking: Vondst, nieuw: tuple[Blok, ...]) -> None:
        eerste = nieuw[0]
        if not isinstance(eerste, Eenheid):
            eenheid = eenheid_op(self.wortel, plekking.pad)
            self.zet(plekking.pad, (replace(eenheid, inhoud=(*eenheid.inhoud, *nieuw)),))
            return
        if eerste.soort is Soort.BIJLAGE:
            self._bijlage(nieuw)
        elif eerste.soort is Soort.LID:
            self._op_nummer(plekking.pad, nieuw)
        elif eerste.soort in (Soort.ONDERDEEL, Soort.BEGRIP):
            lijsten = self._lijsten(plekking.pad)
            houder = eenheid_op(self.wortel, plekking.pad)
            if not lijsten and kaal(houder.nummer) and kaal(eerste.nummer) == volgende(kaal(houder.nummer)):
                self._naast(plekking, nieuw, Kant.NA)  # «… onderdeel e …, waarna wordt toegevoegd: f. …»
                return
            if len(lijsten) != 1:
                deel = "geen" if not lijsten else "meer dan één"
                raise Geweigerd.om("plek-ontbreekt/opsomming", pad=self.naam_op(plekking.pad), deel=deel)
            self._op_nummer(
                lijsten[0][0], tuple(in_vorm(b, lijsten[0][1]) if isinstance(b, Eenheid) else b for b in nieuw)
            )
        else:
            self._in_structuur(plekking.pad, nieuw)

    def _bijlage(self, nieuw: tuple[Blok, ...]) -> None:
        voor = (Soort.LICHAAM, Soort.SLUITING, Soort.BIJLAGE)
        na = 1 + max(i for i, b in enumerate(self.wortel.inhoud) if isinstance(b, Eenheid) and b.soort in voor)
        self.zet_reeks((), na, na, nieuw)

    def _in_structuur(self, pad: Pad, nieuw: tuple[Blok, ...]) -> None:
        if not pad:
            pad = next(
                ((i,) for i, b in enumerate(self.wortel.inhoud) if isinstance(b, Eenheid) and b.soort is Soort.LICHAAM),
                (),
            )
        eerste = nieuw[0]
        assert isinstance(eerste, Eenheid)
        if is_genummerd(eerste) and (boven := kaal(eerste.nummer).rpartition(".")[0]):
            pad = self.vind(Plek(Adres((Stap("paragraaf", boven),)))).pad  # het nummer zegt waarin zij ligt
        eenheid = eenheid_op(self.wortel, pad)
        if is_genummerd(eerste):
            self._op_nummer(pad, nieuw)
            return
        if eenheid.soort is not Soort.LICHAAM and RANG.get(eenheid.soort, 0) >= RANG.get(eerste.soort, 0):
            raise Geweigerd.om("plek-ontbreekt/past", pad=self.naam_op(pad), soort=eerste.soort.value)
        delen = eenheid.delen
        if delen and RANG.get(delen[-1].soort, 99) < RANG.get(eerste.soort, 0):
            soort, soort3 = delen[-1].soort.value, _lidwoord(delen[-1].soort)
            deel = self.naam_op(pad)
            raise Geweigerd.om("plek-meermalen", pad=deel, soort=soort, soort2=eerste.soort.value, soort3=soort3)
        self._op_nummer(pad, nieuw)

    def _op_nummer(self, pad: Pad, nieuw: tuple[Blok, ...]) -> None:
        """Insert units among their siblings by number; the numbers must count up without a gap."""
        for blok in nieuw:
            assert isinstance(blok, Eenheid)
            houder = eenheid_op(self.wortel, pad)
            broers = [
                (i, b)
                for i, b in enumerate(houder.inhoud)
                if isinstance(b, Eenheid) and (b.soort is blok.soort or houder.soort in LIJSTEN)
            ]
            if not broers and blok.soort is Soort.LID:
                raise Geweigerd.om("geen-leden", pad=self.naam_op(pad))
            if not kaal(blok.nummer):
                plaats = broers[-1][0] + 1 if broers else len(houder.inhoud)
            else:
                plaats, voorganger = self._plaats(broers, blok, len(houder.inhoud))
                self._telt_op(voorganger, blok)
                if voorganger is not None:
                    blok = replace(
                        blok, nummer=zoals(voorganger.nummer, blok.nummer), label=voorganger.label or blok.label
                    )
            plaats = self._over_het_graf(pad, blok, plaats)
            self.zet_reeks(pad, plaats, plaats, (blok,))

    def _plaats(self, broers: list[tuple[int, Eenheid]], blok: Eenheid, einde: int) -> tuple[int, Eenheid | None]:
        sleutel_van = partial(nummersleutel, romeins=romeins_genummerd([blok.nummer, *(b.nummer for _, b in broers)]))
        sleutel = sleutel_van(blok.nummer)
        voor = [(i, b) for i, b in broers if kaal(b.nummer) and sleutel_van(b.nummer) < sleutel]
        if any(leeft(b) and sleutel_van(b.nummer) == sleutel for _, b in broers):
            raise Geweigerd.om("nummer-dubbel/bestaat", soort=blok.soort.value, nummer=kaal(blok.nummer))
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
        if not nr and not vorig:
            return  # Streepjes tellen niet.
        eerste = {"1", "a", "i", "A", "I", "a1", "0"}
        verwacht = {volgende(vorig)} if vorig else eerste
        if (
            nr in verwacht
            or (vorig and nr.startswith(vorig) and nr != vorig)
            or (vorig and nr[:1] == vorig[:1] and len(nr) > 1)
        ):
            return
        na = f"na {blok.soort.value} {vorig}" if vorig else "als eerste"
        raise Geweigerd.om("nummering/telt", soort=blok.soort.value, nr=nr, na=na)

    def _over_het_graf(self, ouder: Pad, blok: Eenheid, plaats: int) -> int:
        """A new unit with the number of a lapsed one takes its place in print, never its identity; where the new one comes then."""
        graf = blok.soort, Status.VERVALLEN, kaal(blok.nummer)
        for i, b in enumerate(eenheid_op(self.wortel, ouder).inhoud):
            if isinstance(b, Eenheid) and (b.soort, b.status, kaal(b.nummer)) == graf:
                self.meld("nummer-hergebruikt", f"{blok.soort.value} {kaal(blok.nummer)}")
                self.zet((*ouder, i), ())
                return plaats if plaats <= i else plaats - 1
        return plaats

    def _naast(self, plekking: Vondst, nieuw: tuple[Blok, ...], kant: Kant) -> None:
        pad = plekking.pad
        if not pad:
            raise Geweigerd.om("plek-ontbreekt/naast-welke")
        eerste = nieuw[0]
        anker = eenheid_op(self.wortel, pad)
        if isinstance(eerste, Eenheid):
            if is_genummerd(eerste) and kaal(eerste.nummer).rpartition(".")[0] != kaal(anker.nummer).rpartition(".")[0]:
                raise Geweigerd.om("paragraaf-diepte", f"naast {self.naam_op(pad)}", nummer=kaal(eerste.nummer))
            pad = self._op_hoogte(pad, eerste, kant)
            anker = eenheid_op(self.wortel, pad)
        ouder, i = pad[:-1], pad[-1] + (1 if kant is Kant.NA else 0)
        houder = eenheid_op(self.wortel, ouder)
        delen: list[Blok] = []
        vorige = anker if kant is Kant.NA else None
        for blok in nieuw:
            if isinstance(blok, Eenheid):
                if blok.soort in (Soort.ONDERDEEL, Soort.BEGRIP):
                    blok = in_vorm(blok, houder)
                if vorige is not None:
                    self._telt_op(vorige, blok)
                if not self.wids.get(
                    blok.wId
                ):  # met een eigen identiteit (STOP) staan nummer en label al zoals zij worden
                    label = anker.label if anker.soort is blok.soort and anker.label else blok.label
                    blok = replace(blok, nummer=zoals(anker.nummer, blok.nummer), label=label)
                vorige = blok
            delen.append(blok)
        for blok in delen:
            if isinstance(blok, Eenheid):
                i = self._over_het_graf(ouder, blok, i)
        self.zet_reeks(ouder, i, i, delen)

    def _op_hoogte(self, pad: Pad, nieuw: Eenheid, kant: Kant) -> Pad:
        """Climb from the anchor to the level where the new unit belongs; only along the edge of what is passed."""
        anker = eenheid_op(self.wortel, pad)
        gelijk = anker.soort is nieuw.soort or {anker.soort, nieuw.soort} <= {Soort.ONDERDEEL, Soort.BEGRIP}
        if gelijk:
            return pad
        if RANG.get(nieuw.soort, 99) > RANG.get(anker.soort, 99) or nieuw.soort not in STRUCTUUR:
            soort, soort2 = nieuw.soort.value, _lidwoord(nieuw.soort)
            raise Geweigerd.om("plek-meermalen/naast-past", pad=self.naam_op(pad), soort=soort, soort2=soort2)
        while RANG.get(eenheid_op(self.wortel, pad).soort, 99) > RANG[nieuw.soort] and len(pad) > 1:
            ouder = eenheid_op(self.wortel, pad[:-1])
            if ouder.soort is Soort.LICHAAM or RANG.get(ouder.soort, -1) < RANG[nieuw.soort]:
                break
            rest = ouder.inhoud[pad[-1] + 1 :] if kant is Kant.NA else ouder.inhoud[: pad[-1]]
            if any(isinstance(b, Eenheid) for b in rest):
                eigen, boven = self.naam_op(pad), self.naam_op(pad[:-1])
                raise Geweigerd.om("plek-meermalen/midden-begint", pad=eigen, naam_op=boven, soort=nieuw.soort.value)
            pad = pad[:-1]
        return pad

    def _tabel(self, plekking: Vondst) -> tuple[Pad, Tabel]:
        nummer = plekking.stap("tabel") or ""
        eenheid = eenheid_op(self.wortel, plekking.pad)
        gevonden = tabellen_op(eenheid, nummer)
        if plekking.stap("rij") is not None and len(gevonden) > 1:
            gevonden = [(p, t) for p, t in gevonden if rijen_op(t, plekking.stap("rij") or "")]
        if len(gevonden) != 1:
            aantal = meervoud(len(gevonden), "tabel", "tabellen") if gevonden else "geen tabel"
            deel = f" met nummer {nummer}" if nummer else ""
            raise Geweigerd.om("plek-ontbreekt/tekst", pad=self.naam_op(plekking.pad), aantal=aantal, deel=deel)
        ((pad, tabel),) = gevonden
        return (*plekking.pad, *pad), tabel

    def _rijen(self, plekking: Vondst, nieuw: Sequence[Blok], *, weg: bool = False, kant: Kant = Kant.NA) -> None:
        pad, tabel = self._tabel(plekking)
        rijen = [r for b in nieuw if isinstance(b, Tabel) for g in b.groepen for r in g.romp]
        if nieuw and not rijen:
            raise Geweigerd.om("tabel-rij/nieuwe-tekst")
        naam = plekking.stap("rij")
        laatste = [(len(tabel.groepen) - 1, len(tabel.groepen[-1].romp) - 1)]
        plaatsen = laatste if naam is None else rijen_op(tabel, naam)
        if len(plaatsen) != 1:
            raise Geweigerd.om("plek-ontbreekt/komt-keer", naam=naam, aantal=len(plaatsen))
        ((g, i),) = plaatsen
        groep = tabel.groepen[g]
        for rij in rijen:
            if len(rij.cellen) != len(groep.kolommen):
                raise Geweigerd.om("tabel-breedte", aantal=len(rij.cellen), aantal2=len(groep.kolommen))
        rijen = [
            replace(r, cellen=tuple(replace(c, kolom=k.naam) for c, k in zip(r.cellen, groep.kolommen, strict=True)))
            for r in rijen
        ]
        voor, na = (i, i + 1) if weg else (i + 1, i + 1) if kant is not Kant.VOOR else (i, i)
        groep = replace(groep, romp=(*groep.romp[:voor], *rijen, *groep.romp[na:]))
        self.zet(pad, (replace(tabel, groepen=(*tabel.groepen[:g], groep, *tabel.groepen[g + 1 :])),))


def als_alinea(blok: Blok) -> Blok:
    """A new definition or item as a plain paragraph, for a text that has its definitions so."""
    if not isinstance(blok, Eenheid) or kaal(blok.nummer) or len(blok.inhoud) != 1:
        return blok
    (enige,) = blok.inhoud
    voor = (*blok.opschrift, ": ") if blok.opschrift else ()
    return Alinea((*voor, *enige.inhoud)) if isinstance(enige, Alinea) else blok


def _lidwoord(soort: Soort) -> str:
    return (
        "het"
        if soort in (Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL, Soort.HOOFDSTUK, Soort.BEGRIP, Soort.BOEK, Soort.DEEL)
        else "de"
    )
