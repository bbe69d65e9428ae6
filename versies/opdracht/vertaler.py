"""From a parse tree to the vocabulary of change: the meaning of every form in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, kaal
from verordening.tekst.markdowninline import lees_inline
from versies.opdracht.adressen import AANHALING, Plaats, is_eigen_tekst, lees_plek
from versies.opdracht.lading import lees_artikeltekst, lees_regeling, platte_tekst
from versies.opdracht.lexer import Nieuw
from versies.opdracht.omgeving import KOP, Omgeving, Vertaling, binnen, bladeren, inline_lading, reeks
from versies.opdracht.tellen import tel, zelfde_nummer
from versies.opdracht.woordvertaler import Woordvertaler
from versies.wijziging import (
    Anker,
    Kant,
    Ledenvorm,
    Plek,
    Vernummer,
    Verplaats,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
)

_AANDUIDING = re.compile(
    r"[„“«‘\"]?(?:(?:\d{1,3}[a-z]?|[a-z]{1,2})[.)]\s|(?:Artikel|Hoofdstuk|Paragraaf|Afdeling|Bijlage)\s+\d)"
)
"""How a new unit begins; on a line of its own also with a dash."""
_STREEP = re.compile(rf"{_AANDUIDING.pattern}|[-–•]\s")
_HELE_ZIN = re.compile(r"[A-Z][a-zé’']*(?:\s+\S+){3,}")


class _Vertaler(Woordvertaler):
    """One method per verb of the grammar (``doe_…``); the grammar says which forms of the catalogue it covers."""

    # --- verbs

    def doe_blok(self, boom: Any, om: Omgeving) -> None:
        self.vorm(om, 50)

    def doe_tekst_in(self, boom: Any, om: Omgeving) -> None:
        bladen = [b for b in bladeren(boom) if b.soort in ("CITAAT", "TEKEN", "LADING")]
        blad = bladen[0]
        if blad.soort == "LADING" and om.plekken.get("plaats") and not (om.na_tekst or om.voor_tekst):
            # «Na artikel 7 wordt artikel 7a ingevoegd, luidende:»
            stap = om.plekken["plaats"].pop().adressen[0].stappen[-1]
            return self._voeg_nieuw(om, Nieuw(1, stap.soort, stap.nummer), toevoegen=False)
        naast = om.plekken.get("na") or om.plekken.get("voor")
        if blad.soort == "LADING" and naast and not (om.na_tekst or om.voor_tekst):
            # «Na onderdeel c wordt ingevoegd:» zegt niet hoeveel, wel wat: dezelfde soort eenheid.
            return self._voeg_nieuw(om, Nieuw(0, naast[-1].adressen[-1].stappen[-1].soort), toevoegen=False)
        if om.tussen is not None and blad.soort != "LADING":
            return self._tussen(om, blad.waarde)
        if om.alfabet and blad.soort == "LADING":
            return self.voeg_alfabetisch(om, 0)
        nieuw = blad.waarde if blad.soort != "LADING" else self.oude_stijl(boom)
        if bool(om.na_tekst) == bool(om.voor_tekst):
            raise Geweigerd(
                "er staat niet na of voor welke woorden iets wordt ingevoegd",
                code="anker-ontbreekt",
                advies="Schrijf «wordt na “…” ingevoegd “…”».",
            )
        kant = Kant.NA if om.na_tekst else Kant.VOOR
        for van, tot in self.onderwerp(om):
            for adres in reeks(van, tot):
                plek, veld = self._veld(adres)
                self.uit.wijzigingen.append(
                    VoegTekstIn(Plek(plek), nieuw, om.na_tekst or om.voor_tekst, kant, om.keer, veld)
                )
                if veld == "opschrift":
                    self.vorm(om, 16)
        self.vorm(om, 31 if om.na_tekst else 32)

    def doe_tekst_toe(self, boom: Any, om: Omgeving) -> None:
        if om.na_tekst or om.voor_tekst or om.tussen:
            return self.doe_tekst_in(boom, om)
        blad = next(b for b in bladeren(boom) if b.soort in ("CITAAT", "LADING"))
        if (
            blad.soort == "LADING"
            and om.plekken.get("plaats")
            and (eigen := om.plekken["plaats"][-1].adressen[0].stappen)
            and eigen[-1].nummer
        ):
            # «Onderdeel c wordt toegevoegd:», «In artikel 9 wordt lid 4 toegevoegd:»: de eenheid is nieuw.
            buiten = Adres(eigen[:-1])
            om.plekken["plaats"][-1:] = [Plaats(((buiten, buiten),))]
            return self._voeg_nieuw(om, Nieuw(1, eigen[-1].soort, eigen[-1].nummer), toevoegen=True)
        if blad.soort == "LADING" and (_STREEP if not blad.waarde else _AANDUIDING).match(
            next((r.strip() for r in self.lading if r.strip()), "")
        ):
            # «Aan artikel 3 wordt toegevoegd: 5. …»: wat erbij komt, heeft een eigen aanduiding.
            return self._voeg_nieuw(om, Nieuw(0, self._soort_van_lading()), toevoegen=True)
        nieuw = blad.waarde if blad.soort == "CITAAT" else self.oude_stijl(boom)
        if blad.soort == "LADING" and _HELE_ZIN.match(nieuw):
            raise Geweigerd(
                f"of «{nieuw[:60]}» een zin is of woorden aan het slot van een zin, is niet zeker",
                code="zin-of-woorden",
                advies="Schrijf «wordt een zin toegevoegd, luidende:», of zet de woorden tussen aanhalingstekens.",
            )
        for van, tot in self.onderwerp(om):
            for adres in reeks(van, tot):
                plek, veld = self._veld(adres)
                self.uit.wijzigingen.append(VoegTekstIn(Plek(plek), nieuw, kant=Kant.SLOT, veld=veld))
        return self.vorm(om, 33)

    def voeg_alfabetisch(self, om: Omgeving, aantal: int) -> None:
        nieuw = self.blokken("begrip")
        tel(nieuw, aantal, "begripsomschrijving")
        for van, _ in self.onderwerp(om):
            self.uit.wijzigingen.append(VoegIn(Anker(Plek(van), Kant.ALFABETISCH), nieuw))
        self.vorm(om, 29)

    def doe_nieuwe(self, boom: Any, om: Omgeving) -> None:
        for midden in boom.find_data("middens"):
            self.lees_omgeving(midden, om)
        self.los_op(om)
        wat: Nieuw = next(b.waarde for b in bladeren(boom) if b.soort == "NIEUW")
        toevoegen = any(b.soort == "TOEGEVOEGD" for b in bladeren(boom))
        if om.in_plaats_van is not None:
            return self._vervang_door(om, om.in_plaats_van, wat)
        if wat.soort == "begrip" and om.alfabet:
            return self.voeg_alfabetisch(om, wat.aantal)
        if wat.soort == "zin":
            return self._zinnen(om, wat)
        if wat.soort == "tekst":
            return (
                self.doe_tekst_in(boom, om)
                if om.na_tekst or om.voor_tekst or om.tussen
                else self.doe_tekst_toe(boom, om)
            )
        if wat.soort == "bepaling":
            wat = Nieuw(wat.aantal, self._soort_van_lading(), wat.nummer)
        if wat.soort == "opschrift":
            for van, _ in self.onderwerp(om):
                self.uit.wijzigingen.append(VervangKop(Plek(van), lees_inline(_zonder_aanhaling(self.tekst()))))
            return self.vorm(om, 17)
        return self._voeg_nieuw(om, wat, toevoegen=toevoegen)

    def _soort_van_lading(self) -> str:
        """ "De volgende bepaling": what it is shows in the designation of the new text itself."""
        eerste = next((r.strip() for r in self.lading if r.strip()), "").lstrip('#„“«"‘ ')
        kop = lees_plek(eerste, 0)
        if kop is not None and kop.adressen[0].stappen and kop.adressen[0].stappen[-1].soort in KOP:
            return kop.adressen[0].stappen[-1].soort
        if re.match(r"\d{1,3}[a-z]?[.)]\s", eerste):
            return "lid"
        if re.match(r"(?:[a-z]{1,2}[.)]|[-–•])\s", eerste):
            return "onderdeel"
        raise Geweigerd(
            f"«de volgende bepaling»: aan de nieuwe tekst is niet te zien welke eenheid het is («{eerste[:40]}»)",
            code="bepaling-onbekend",
            advies="Schrijf «een lid», «een onderdeel» of «een artikel».",
        )

    def _tussen(self, om: Omgeving, nieuw: str) -> None:
        assert om.tussen is not None
        links, rechts = om.tussen
        plak = "" if nieuw[:1] in ",;.:" else " "
        self.vervang_woorden(om, f"{links} {rechts}", f"{links}{plak}{nieuw} {rechts}")
        om.vormen = [v for v in om.vormen if v in (3, 16, 53)]
        self.vorm(om, 31)

    def _voeg_nieuw(self, om: Omgeving, wat: Nieuw, *, toevoegen: bool) -> None:
        nieuw = self.blokken("onderdeel" if wat.soort == "streepje" else wat.soort)
        tel(nieuw, wat.aantal, wat.soort)
        if wat.nummer:
            zelfde_nummer(Adres().erbij(wat.soort, wat.nummer), nieuw[0])
            if isinstance(nieuw[0], Eenheid) and not kaal(nieuw[0].nummer) and wat.soort in ("lid", "onderdeel"):
                # «een vijfde lid»: het nummer staat in de opdracht, niet in de nieuwe tekst.
                nieuw = (nieuw[0].met(nummer=f"{wat.nummer}."), *nieuw[1:])
        anker = self._anker(om, toevoegen=toevoegen)
        self.uit.wijzigingen.append(VoegIn(anker, nieuw))
        self._vorm_nieuw(om, wat, anker.kant, toevoegen)

    def _vorm_nieuw(self, om: Omgeving, wat: Nieuw, kant: Kant, toevoegen: bool) -> None:
        vernummert = any(isinstance(w, Vernummer) for w in om.voor)
        tekens = sum(isinstance(w, VervangTekst) for w in om.voor)
        if tekens:
            self.vorm(om, 28 if tekens > 1 else 27)
        if wat.soort == "lid":
            self.vorm(om, (23 if wat.aantal == 1 else 24) if vernummert else 25)
        elif wat.soort == "onderdeel" and vernummert:
            self.vorm(om, 26)
        elif wat.soort == "artikel":
            self.vorm(om, 22 if kant is Kant.SLOT else 20 if kant is Kant.VOOR else 18 if wat.aantal == 1 else 19)
        elif wat.soort == "bijlage":
            self.vorm(om, 55)
        elif wat.soort in ("rij", "tabel"):
            self.vorm(om, 53)
        elif wat.soort in KOP:
            self.vorm(om, 22 if kant is Kant.SLOT else 21)

    def _anker(self, om: Omgeving, *, toevoegen: bool) -> Anker:
        for naam, kant in (("na", Kant.NA), ("voor", Kant.VOOR)):
            if om.plekken.get(naam):
                buiten = self.onderwerp(om, "in", "aan")[0][0]
                adres = om.plekken[naam][-1].adressen[-1]
                return Anker(Plek(binnen(buiten, adres)), kant)
        van = self.onderwerp(om, "in", "aan", "plaats")[0][0]
        return Anker(Plek(van), Kant.SLOT)

    def _zinnen(self, om: Omgeving, wat: Nieuw) -> None:
        tekst = self.tekst()
        for naam, kant in (("na", Kant.NA), ("voor", Kant.VOOR)):
            if om.plekken.get(naam):
                buiten = self.onderwerp(om, "in", "aan")[0][0]
                plek = Plek(binnen(buiten, om.plekken[naam][-1].adressen[-1]))
                self.uit.wijzigingen.append(VoegTekstIn(plek, tekst, kant=kant))
                return self.vorm(om, 35)
        for van, _ in self.onderwerp(om):
            self.uit.wijzigingen.append(VoegTekstIn(Plek(van), tekst, kant=Kant.NA))
        return self.vorm(om, 34)

    def _vervang_door(self, om: Omgeving, plaats: Plaats, wat: Nieuw | None) -> None:
        ((van, tot),) = plaats.reeksen if len(plaats.reeksen) == 1 else ((plaats.reeksen[0][0], plaats.reeksen[-1][1]),)
        buiten = self.onderwerp(om, "in", "aan")[0][0]
        a, b = binnen(buiten, van), binnen(buiten, tot)
        soort = wat.soort if wat else a.stappen[-1].soort
        nieuw = self.blokken(soort)
        if wat is not None:
            tel(nieuw, wat.aantal, wat.soort)
        self.uit.wijzigingen.append(VervangEenheid(Plek(a), nieuw, Plek(b) if a != b else None))

    def doe_vervang_eenheid(self, boom: Any, om: Omgeving) -> None:
        wat = next((b.waarde for b in bladeren(boom) if b.soort == "NIEUW"), None)
        if om.woorden and wat is None:
            self.vervang_woorden(om, om.woorden, self.oude_stijl(boom))
            return self.vorm(om, 7)
        plaatsen = om.plekken.get("plaats", [])
        if not plaatsen:
            raise Geweigerd("er staat niet wat wordt vervangen", code="plek-ontbreekt")
        adres = binnen(self.onderwerp(om, "in", "aan")[0][0], plaatsen[-1].adressen[0])
        if wat is None and len(plaatsen[-1].adressen) == 1:
            self._luiden(boom, om, adres)
            self.vorm(om, 53 if adres.stappen[-1].soort == "tabel" else 12 if adres.stappen[-1].soort == "zin" else 13)
            return None
        self._vervang_door(om, plaatsen[-1], wat)
        self.vorm(om, 13)

    def doe_vervang_eenheid_citaat(self, boom: Any, om: Omgeving) -> None:
        nieuw = bladeren(boom)[-1].waarde
        if om.kop_letterlijk is not None:
            return self._kop_letterlijk(om, nieuw)
        if om.woorden:
            self.vervang_woorden(om, om.woorden, nieuw)
            return self.vorm(om, 1)
        plaatsen = om.plekken.get("plaats", [])
        if not plaatsen:
            raise Geweigerd("er staat niet wat wordt vervangen", code="plek-ontbreekt")
        self.lading = [nieuw]
        self._luiden(boom, om, binnen(self.onderwerp(om, "in", "aan")[0][0], plaatsen[-1].adressen[0]))

    def _kop_letterlijk(self, om: Omgeving, nieuw: str) -> None:
        assert om.kop_letterlijk is not None
        plaats, oud = om.kop_letterlijk
        eenheid = lees_plek(oud, 0)
        if eenheid is None:
            adres = plaats.adressen[0]
            self._welk_opschrift(om)
            plek, _ = self._veld(adres)
            self.uit.wijzigingen.append(VervangTekst(self.plek(plek), oud, nieuw, veld="opschrift"))
            return self.vorm(om, 16)
        nieuwe_kop = lees_plek(nieuw, 0)
        if nieuwe_kop is None or nieuwe_kop.adressen != eenheid.adressen:
            raise Geweigerd(
                "het nieuwe opschrift begint niet met dezelfde aanduiding als het oude", code="kop-aanduiding"
            )
        titel = nieuw[nieuwe_kop.einde :].lstrip(" .:")
        self.uit.wijzigingen.append(VervangKop(self.plek(eenheid.adressen[0]), lees_inline(titel)))
        return self.vorm(om, 15)

    def _welk_opschrift(self, om: Omgeving) -> None:
        """ "Het opschrift “Overgang” vervalt": between which units that heading stands, is not said."""
        if (
            om.kop_letterlijk is not None
            and len(om.kop_letterlijk[0].adressen[0].stappen) == 1
            and not self.bereik.stappen
            and not om.plekken.get("in")
        ):
            raise Geweigerd(
                f"er staat niet van welke eenheid «{om.woorden}» het opschrift is",
                code="opschrift-onzeker",
                advies="Schrijf «het opschrift van artikel …» of «van hoofdstuk …».",
            )

    def doe_luiden(self, boom: Any, om: Omgeving) -> None:
        if om.bedrag is not None:
            return self.bedragen_luiden(om)
        reeksen = self.onderwerp(om)
        if any(p.met_aanhef for rij in om.plekken.values() for p in rij) and self._luiden_met_aanhef(
            om, [a for van, tot in reeksen for a in reeks(van, tot)]
        ):
            return None
        if len(reeksen) == 1 and reeksen[0][0] == reeksen[0][1]:
            return self._luiden(boom, om, reeksen[0][0])
        return self._luiden_meer(om, [a for van, tot in reeksen for a in reeks(van, tot)])

    def _luiden_met_aanhef(self, om: Omgeving, adressen: list[Adres]) -> bool:
        """ "Artikel 8, aanhef en onder a, komt te luiden:": the lead-in when the new text begins with one, and the onderdelen."""
        regels = [r for r in self.lading if r.strip()]
        kop = lees_plek(regels[0].strip(), 0) if regels else None
        if kop is not None and kop.met_aanhef and kop.einde >= len(regels[0].strip(" .:")):
            self.uit.opmerkingen.append(
                (
                    "tussenkop",
                    f"De regel «{regels[0].strip()}» boven de nieuwe tekst is gelezen als plaatsaanduiding.",
                    "Controleer dat zij niet bij de tekst hoort.",
                )
            )
            regels = self.lading = regels[1:]
        eerste = next((i for i, r in enumerate(regels) if is_eigen_tekst(r, adressen[0], ook_eerste=True)), 0)
        if not eerste or self.gereed:
            return False
        aanhef = Adres((*adressen[0].stappen[:-1], Stap("aanhef")))
        self.uit.wijzigingen.append(VervangEenheid(Plek(aanhef), (Alinea(lees_inline(platte_tekst(regels[:eerste]))),)))
        self.lading = regels[eerste:]
        self._luiden_meer(om, adressen)
        self.vorm(om, 11)
        return True

    def _luiden_meer(self, om: Omgeving, adressen: list[Adres]) -> None:
        """ "Het eerste en tweede lid komen te luiden:": one payload, one unit for each address, in order."""
        nieuw = self.blokken(adressen[0].stappen[-1].soort)
        tel(nieuw, len(adressen), adressen[0].stappen[-1].soort)
        for adres, blok in zip(adressen, nieuw, strict=True):
            zelfde_nummer(adres, blok)
            self.uit.wijzigingen.append(VervangEenheid(Plek(adres), (blok,)))
        self.vorm(om, 9)

    def _luiden(self, boom: Any, om: Omgeving, adres: Adres) -> None:
        if not adres.stappen:
            return self._hele_regeling(om)
        soort = adres.stappen[-1].soort
        if soort == "opschrift":
            plek, _ = self._veld(adres)
            self.uit.wijzigingen.append(
                VervangKop(Plek(plek), lees_inline(self._titel(plek, inline=bool(inline_lading(boom)))))
            )
            return self.vorm(om, 15)
        if soort in ("zin", "aanhef", "alinea"):
            self.uit.wijzigingen.append(VervangEenheid(Plek(adres), (Alinea(lees_inline(self.tekst())),)))
            return self.vorm(om, 11 if soort == "aanhef" else 12)
        self._kop_boven(adres)
        try:
            nieuw = self.blokken("onderdeel" if soort == "streepje" else soort)
        except Geweigerd as fout:
            if fout.code != "lading-kop" or soort != "artikel" or self.gereed:
                raise
            nieuw = (lees_artikeltekst(self.lading),)
            self.uit.opmerkingen.append(
                (
                    "artikel-zonder-kop",
                    "De nieuwe tekst heeft geen kop; gelezen is hij als de hele tekst van het artikel zonder opschrift.",
                    "Zet de kop van het artikel boven de nieuwe tekst.",
                )
            )
        if soort not in ("tabel", "rij"):
            tel(nieuw, 1, soort)
            zelfde_nummer(adres, nieuw[0])
        self.uit.wijzigingen.append(VervangEenheid(Plek(adres), nieuw))
        return self.vorm(om, {"lid": 9, "onderdeel": 10, "begrip": 30, "tabel": 53}.get(soort, 8))

    def _kop_boven(self, adres: Adres) -> None:
        """The heading of the artikel above the new text of a lid or onderdeel of it; above a whole artikel, read as its heading."""
        regels = [r for r in self.lading if r.strip()]
        kern = regels[0].strip().lstrip("#“„ ") if regels else ""
        kop = lees_plek(kern, 0) if re.match(r"(?:artikel|art\.)\s", kern, re.IGNORECASE) else None
        stappen = kop.adressen[0].stappen if kop is not None and len(kop.adressen) == 1 else ()
        if len(stappen) != 1 or stappen[0] not in adres.stappen or len(regels) < 2:
            return
        titel = kern[kop.einde :].lstrip(" .:") if kop is not None else ""
        if adres.stappen[-1] != stappen[0]:
            self.lading = regels[1:]
            self.uit.opmerkingen.append(
                (
                    "kop-boven-tekst",
                    f"De regel «{kern}» boven de nieuwe tekst is gelezen als plaatsaanduiding; alleen {adres.tekst()} wordt vervangen.",
                    "Controleer dat de kop van het artikel niet ook is bedoeld.",
                )
            )
        elif titel[:1].islower() and not titel.endswith((".", ";", ":", ",")) and len(titel) < 120:
            self.lading = [f"#### Artikel {stappen[0].nummer} {titel}", *regels[1:]]

    def _hele_regeling(self, om: Omgeving) -> None:
        """ "De Verordening proef komt te luiden:": every unit of the regulation by the new ones."""
        if not om.regeling:
            raise Geweigerd(
                "er staat niet wat komt te luiden", code="plek-ontbreekt", advies="Noem de eenheid of de regeling."
            )
        nieuw, opschrift = lees_regeling(self.lading)
        self.uit.wijzigingen.append(VervangEenheid(Plek(Adres()), nieuw))
        kop = f" Het opschrift boven de nieuwe tekst («{opschrift[:80]}») is niet overgenomen." if opschrift else ""
        self.uit.opmerkingen.append(
            (
                "hele-regeling",
                f"De hele regeling wordt vervangen; elk artikel is daarna nieuw.{kop}",
                "Overweeg intrekken en opnieuw vaststellen (Aanwijzing 6.2).",
            )
        )
        self.vorm(om, 8)

    def _titel(self, plek: Adres, *, inline: bool) -> str:
        """The new heading; its own designation in front ("Artikel 9. Titel") must be that of the unit."""
        tekst = _zonder_aanhaling(self.tekst())
        if inline:
            # Achter de dubbele punt op dezelfde regel is de slotpunt die van de opdracht.
            tekst = tekst.removesuffix(".")
        hekjes = re.match(r"#{1,6}\s+", tekst)
        kern = tekst[hekjes.end() :] if hekjes else tekst
        kop = lees_plek(kern, 0)
        genoemd = kop.adressen[0].stappen[-1:] if kop is not None else ()
        if kop is not None and plek.stappen and genoemd == plek.stappen[-1:]:
            return kern[kop.einde :].lstrip(" .:")
        if genoemd and plek.stappen and genoemd[0].soort == plek.stappen[-1].soort:
            raise Geweigerd(
                f"het nieuwe opschrift «{kern[:60]}» noemt een ander nummer dan de opdracht ({plek.tekst(kort=True)})",
                advies="Maak het nummer gelijk, of geef alleen de woorden van het opschrift.",
                code="kop-aanduiding",
            )
        if hekjes:
            raise Geweigerd(
                f"achter de hekjes van «{tekst[:60]}» staat niet de aanduiding van {plek.tekst(kort=True)}",
                advies="Laat de hekjes weg, of zet er de aanduiding zelf achter.",
                code="kop-aanduiding",
            )
        return tekst

    def doe_luiden_bijgevoegd(self, boom: Any, om: Omgeving) -> None:
        self._luiden(boom, om, self.onderwerp(om)[0][0])
        self.vorm(om, 54)

    def doe_vervalt_eenheid(self, boom: Any, om: Omgeving) -> None:
        if om.woorden:
            self._welk_opschrift(om)
            self.vervang_woorden(om, om.woorden, "")
            om.vormen = [v for v in om.vormen if v in (3, 16, 53)]
            return self.vorm(om, 36)
        if om.aanduiding:
            lid = om.plekken["voor"][-1].adressen[0] if om.plekken.get("voor") else Adres()
            artikel = binnen(self._buiten(om), lid)
            stappen = (
                artikel.stappen[:-1] if artikel.stappen and artikel.stappen[-1].soort == "lid" else artikel.stappen
            )
            om.na.append(Ledenvorm(Plek(Adres(stappen)), False))
            self.vorm(om, 49)
            if not om.plekken.get("plaats"):
                return None
        reeksen = self.onderwerp(om)
        if len(reeksen) > 1:
            self.vorm(om, 40)
        if reeksen[0][0].stappen and reeksen[0][0].stappen[-1].soort == "zin":
            # Van achteren naar voren: zo houdt elke zin haar rangnummer tot zij vervalt.
            reeksen = [(a, a) for van, tot in reversed(reeksen) for a in reversed(reeks(van, tot))]
        for van, tot in reeksen:
            if not van.stappen:
                raise Geweigerd(
                    "een hele regeling vervalt niet maar wordt ingetrokken",
                    code="hele-regeling",
                    advies="Schrijf «De … wordt ingetrokken.»",
                )
            if van.stappen[-1].soort == "opschrift":
                self.uit.wijzigingen.append(VervangKop(Plek(self._veld(van)[0]), ()))
                continue
            self.uit.wijzigingen.append(Vervalt(Plek(van), Plek(tot) if tot != van else None))
            self.vorm(
                om,
                {"zin": 39, "begrip": 30, "rij": 53, "tabel": 53}.get(van.stappen[-1].soort, 40 if tot != van else 38),
            )
        letters = [w for w in om.voor if isinstance(w, Vernummer)]
        if letters:
            self.vorm(om, 42 if letters[0].plek.adres.stappen[-1].soort == "onderdeel" else 41)
        if any(isinstance(w, VervangTekst) for w in om.voor):
            self.vorm(om, 43)

    def doe_slotteken(self, boom: Any, om: Omgeving) -> None:
        tekens = [b.waarde for b in bladeren(boom) if b.soort in ("TEKEN", "CITAAT")]
        plaatsen = [b.waarde for b in bladeren(boom) if b.soort == "ADRES"]
        buiten = self.onderwerp(om)[0][0]
        for adres in plaatsen[0].adressen if plaatsen else (Adres(),):
            self.uit.wijzigingen.append(VervangTekst(Plek(binnen(buiten, adres)), tekens[0], tekens[-1], veld="slot"))
        self.vorm(om, 43)

    def doe_slot_door(self, boom: Any, om: Omgeving) -> None:
        if om.slotplek is None and om.woorden and om.slot:
            om.slotplek = (om.woorden, om.plekken.pop("aan")[-1])
        if om.slotplek is None:
            raise Geweigerd("er staat niet welk leesteken wordt vervangen", code="plek-ontbreekt")
        oud, plaats = om.slotplek
        nieuw = bladeren(boom)[-1].waarde
        for adres in plaats.adressen:
            self.uit.wijzigingen.append(
                VervangTekst(Plek(binnen(self.onderwerp(om)[0][0], adres)), oud, nieuw, veld="slot")
            )
        self.vorm(om, 27)

    def doe_vernummer(self, boom: Any, om: Omgeving) -> None:
        nummers = bladeren(boom)[-1].waarde
        buiten = self.onderwerp(om, "in")[0][0]
        plaatsen = om.plekken.get("plaats", [])
        reeksen = tuple(r for p in plaatsen for r in p.reeksen)
        if not reeksen:
            raise Geweigerd("er staat niet wat wordt vernummerd", code="plek-ontbreekt")
        self.uit.wijzigingen.extend(self.vernummeringen(Plaats(reeksen), nummers, buiten))
        soort = reeksen[0][0].stappen[-1].soort
        self.vorm(om, 46 if soort == "onderdeel" else 45 if soort in KOP else 44)

    def _verplaats(self, boom: Any, om: Omgeving, kant: Kant) -> None:
        (doel,) = [b.waarde for b in bladeren(boom) if b.soort == "ADRES"][:1]
        for midden in boom.find_data("middens"):
            self.lees_omgeving(midden, om)
        self.los_op(om)
        adressen = [a for van, tot in self.onderwerp(om) for a in reeks(van, tot)]
        self.uit.nieuw |= doel.nieuw
        anker = Anker(self.plek(doel.adressen[0]), kant)
        for adres in reversed(adressen) if kant is Kant.NA else adressen:
            self.uit.wijzigingen.append(Verplaats(Plek(adres), anker))
        # Verplaatsen en vernummeren gaan in één keer; de uitvoering leest alle adressen als die van ervoor.
        om.na.extend(w for w in om.voor if isinstance(w, Vernummer))
        nummers = next((k.value.waarde for k in boom.children if getattr(k, "type", "") == "NUMMERS"), None)
        if nummers is not None:
            om.na.extend(self.vernummeringen(Plaats(tuple((a, a) for a in adressen)), nummers, Adres()))
        om.voor = [w for w in om.voor if not isinstance(w, Vernummer)]
        self.vorm(om, 52)

    def doe_verplaats_naar(self, boom: Any, om: Omgeving) -> None:
        self._verplaats(boom, om, Kant.SLOT)

    def doe_verplaats_na(self, boom: Any, om: Omgeving) -> None:
        self._verplaats(boom, om, Kant.NA)

    def doe_verplaats_voor(self, boom: Any, om: Omgeving) -> None:
        self._verplaats(boom, om, Kant.VOOR)

    def doe_ledenvorm(self, boom: Any, om: Omgeving) -> None:
        nummer = om.aanduiding
        if not nummer or (not om.voor_de_tekst and not om.plekken.get("voor")):
            raise Geweigerd("er staat niet waarvoor de aanduiding wordt geplaatst", code="plek-ontbreekt")
        self.uit.wijzigingen.append(Ledenvorm(Plek(self.onderwerp(om)[0][0]), True, nummer))
        self.vorm(om, 48)


def _zonder_aanhaling(tekst: str) -> str:
    if len(tekst) > 1 and tekst[0] in AANHALING and tekst.rstrip(".")[-1:] in AANHALING[tekst[0]]:
        return tekst.rstrip(".")[1:-1]
    return tekst


def vertaal(boom: Any, bereik: Adres, lading: Sequence[str], gereed: tuple[Blok, ...] = ()) -> Vertaling:
    """The changes of one parsed sentence.

    Args:
        boom: parse tree of :func:`versies.opdracht.ontleden.ontleed`.
        bereik: scope of the block in which it stands ("Artikel 7 wordt als volgt gewijzigd:").
        lading: lines of new text below (or behind) it.
        gereed: the same as ready blocks, from XML.

    Raises:
        Geweigerd: counts, numbers or payload that contradict the sentence.
    """
    return _Vertaler(bereik, lading, gereed).zin(boom)
