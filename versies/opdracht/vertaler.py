"""From a parse tree to the vocabulary of change: the meaning of every form in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Tabel, kaal
from verordening.nummers import TELWOORDEN
from verordening.tekst.markdowninline import lees_inline
from verordening.tekst.paragrafen import nummerkop
from versies.opdracht.adressen import Plaats, is_eigen_tekst, lees_plek
from versies.opdracht.beeld import beeld
from versies.opdracht.lading import (
    kop_van,
    lees_artikeltekst,
    lees_regeling,
    per_rij,
    platte_tekst,
    soort_van_lading,
    tel,
    zelfde_nummer,
    zonder_aanhaling,
)
from versies.opdracht.lexer import Boom, Nieuw
from versies.opdracht.nummervertaler import Nummervertaler
from versies.opdracht.woorden import patroon
from versies.opdracht.woordvertaler import Vertaling, veld_van
from versies.opdracht.zinsdelen import Zinsdelen, binnen, plaatsen, van
from versies.wijziging import (
    Anker,
    Kant,
    Ledenvorm,
    Plek,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
)


class _Vertaler(Nummervertaler):
    """One method per verb of the grammar (``doe_…``); the grammar says which forms of the catalogue it covers."""

    def doe_blok(self, om: Zinsdelen) -> None:
        """The heading of a block changes nothing by itself: its places are the scope of what stands below it."""
        om.plaatsen("plaats", "in", "aan")
        om.bomen("bedrag", "telkens")

    # --- words and units that come in

    def doe_voeg_toe(self, om: Zinsdelen) -> None:
        """Units, sentences or words come in beside something, or at its end."""
        wat = next((s.waarde for s in om.alle("nieuw", "NIEUW") if isinstance(s.waarde, Nieuw)), None)
        if "voor_de_punt" in om:
            if all(s.woorden in (".", ";") for d in om.delen if d.naam == "voor_de_punt" for s in van(d, "TEKEN")):
                om.bomen("voor_de_punt")  # een komma is geen slot
            return self._tekst_toe(om)
        if "in_plaats_van" in om:
            return self._vervang_door(om, om.laatste("in_plaats_van"), wat)
        if wat is not None and wat.soort != "tekst":
            return self._voeg_eenheden(om, wat)
        naast = any(naam in om for naam in ("na_tekst", "voor_tekst", "tussen_tekst"))
        erbij = ("TOEGEVOEGD", "AANGEVULD", *(("KOMT",) if "slot" in om else ()))
        toe = not naast and (wat is not None or any(van(d, *erbij) for d in om.delen))
        return self._tekst_toe(om) if toe else self._tekst_in(om)

    def _tekst_in(self, om: Zinsdelen) -> None:
        lading, naast = "lading" in om, om.noemt("na", "voor")
        bij, kant = om.tekst("na_tekst") or om.tekst("voor_tekst"), Kant.NA if "na_tekst" in om else Kant.VOOR
        if lading and not bij and om.noemt("plaats"):
            stap = om.laatste("plaats").adressen[0].stappen[-1]
            return self._voeg_nieuw(_zonder_laatste(om), Nieuw(1, stap.soort, stap.nummer))
        if lading and not bij and naast:
            # «Na onderdeel c wordt ingevoegd:» zegt niet hoeveel, wel wat: dezelfde soort eenheid.
            if not (stappen := om.laatste("na" if om.noemt("na") else "voor").adressen[-1].stappen):
                raise Geweigerd.om("plek-ontbreekt/naast-welke")
            return self._voeg_nieuw(om, Nieuw(0, stappen[-1].soort))
        if "tussen_tekst" in om:
            links, rechts = (s.woorden for s in om.alle("tussen_tekst", "CITAAT"))
            nieuw = self.oude_stijl(om) if lading else om.tekst("woorden")
            plak = "" if nieuw[:1] in ",;.:" else " "
            return self.vervang_woorden(om, f"{links} {rechts}", f"{links}{plak}{nieuw} {rechts}")
        if lading and "in_alfabet" in om:
            return self._alfabetisch(om, 0)
        eerste = beeld(next((r for r in self.lading if r.strip()), ""))
        if lading and bij and eerste.streep and ":" in eerste.kern:
            return self._voeg_nieuw(om, Nieuw(0, "begrip"))
        if lading and (eerste.streep or eerste.nummer):
            raise Geweigerd.om("lading-lijst", regel=eerste.regel[:60])  # een onderdeel staat niet midden in een zin
        los = [om.tekst("woorden"), *(s.woorden for s in om.alle("teken", "TEKEN"))]
        nieuw = self.oude_stijl(om) if lading else los[0] or los[-1]
        if not nieuw:
            raise Geweigerd.om("lading-leeg")
        if not bij and self._in_plaats_van_wat_vervalt(om, nieuw):
            return None
        if not bij or (om.tekst("na_tekst") and om.tekst("voor_tekst")):
            raise Geweigerd.om("anker-ontbreekt")
        for adres in self.overal(om):
            plek, veld = veld_van(adres)
            self.uit.wijzigingen.append(VoegTekstIn(Plek(plek), nieuw, bij, kant, om.keer, veld))
        return None

    def _in_plaats_van_wat_vervalt(self, om: Zinsdelen, nieuw: str) -> bool:
        """ "… vervalt “a” en wordt ingevoegd “b”": without a place of its own, what comes in stands where the words lapsed."""
        vorige = self.uit.wijzigingen[-1:]
        if not vorige or "slot" in om or om.noemt("na", "voor"):
            return False
        (weg,) = vorige
        if len(self.uit.wijzigingen) > 1 or not isinstance(weg, VervangTekst) or weg.nieuw or weg.veld == "slot":
            return False
        self.uit.wijzigingen[-1] = replace(weg, nieuw=nieuw)
        return True

    def _tekst_toe(self, om: Zinsdelen) -> None:
        blad = next(iter(om.alle("lading", "LADING")), None)
        eigen = om.laatste("plaats").adressen[0].stappen if om.noemt("plaats") else ()
        if blad is not None and eigen and eigen[-1].nummer:
            # «Onderdeel c wordt toegevoegd:», «In artikel 9 wordt lid 4 toegevoegd:»: de eenheid is nieuw.
            soort, nr = eigen[-1].soort, eigen[-1].nummer
            return self._voeg_nieuw(_zonder_laatste(om), Nieuw(1, soort, nr), buiten=Adres(eigen[:-1]))
        self.lading = self.lading if blad is not None else om.tekst("woorden").split("\n")
        eerste = next((r.strip() for r in self.lading if r.strip()), "")
        hier = self.onderwerp(om, "in", "aan")[0][0].stappen if blad is not None else ()
        if (
            hier[-1:]
            and hier[-1].soort == "bijlage"
            and all(re.match(r"\d+[.)]\s", r) for r in self.lading if r.strip())
        ):
            return self._voeg_nieuw(om, Nieuw(0, "onderdeel"))  # De nummers van een bijlage zijn geen paragrafen.
        los = blad is not None and (beeld(eerste).tabelrij or nummerkop(eerste) is not None)
        if los or patroon("BEGIN_LADING" if blad is None else "BEGIN_REGEL").match(eerste):
            # «Aan artikel 3 wordt toegevoegd: 5. …», ook tussen aanhalingstekens: wat erbij komt, heeft een eigen aanduiding.
            return self._voeg_nieuw(om, Nieuw(0, soort_van_lading(self.lading)))
        tekst = self.oude_stijl(om) if "lading" in om else om.tekst("woorden")
        if (anker := self._naast(om)) is not None:
            # «Na de eerste zin wordt toegevoegd: “…”»: naast een zin komt een zin; naast iets anders is niet zeker wat.
            if anker.plek.adres.stappen[-1].soort != "zin":
                raise Geweigerd.om("zin-of-woorden", tekst=tekst[:60])
            tekst = _hele_zin(self.tekst()) if blad is not None else tekst
            self.uit.wijzigingen.append(VoegTekstIn(anker.plek, tekst, kant=anker.kant))
            return None
        # Een hele zin komt achter de laatste; andere woorden voor het leesteken waarmee die eindigt.
        zin = blad is None and re.fullmatch(r"[A-Z]\S*\s.*[.]", tekst) is not None
        if not zin and patroon("VERVOLGWOORDEN").match(tekst) is None:
            raise Geweigerd.om("zin-of-woorden", tekst=tekst[:60])
        kant = Kant.NA if zin else Kant.SLOT
        for adres in self.overal(om):
            plek, veld = veld_van(adres)
            self.uit.wijzigingen.append(VoegTekstIn(Plek(plek), tekst, kant=kant, veld=veld))
        return None

    def _alfabetisch(self, om: Zinsdelen, aantal: int) -> None:
        nieuw = self.blokken("begrip")
        tel(nieuw, aantal, "begripsomschrijving")
        self.uit.wijzigingen += [VoegIn(Anker(Plek(a), Kant.ALFABETISCH), nieuw) for a, _ in self.onderwerp(om)]

    def _voeg_eenheden(self, om: Zinsdelen, wat: Nieuw) -> None:
        if wat.soort == "zin":
            return self._zinnen(om)
        if wat.soort == "opschrift":
            titel = lees_inline(zonder_aanhaling(self.tekst()))
            self.uit.wijzigingen += [VervangKop(Plek(a), titel) for a, _ in self.onderwerp(om)]
            return None
        if wat.soort == "bepaling":
            wat = Nieuw(wat.aantal, soort_van_lading(self.lading), wat.nummer)
        return self._voeg_nieuw(om, wat)

    def _voeg_nieuw(self, om: Zinsdelen, wat: Nieuw, *, buiten: Adres = Adres()) -> None:
        if "in_alfabet" in om:
            return self._alfabetisch(om, wat.aantal)
        nieuw = self.blokken("onderdeel" if wat.soort == "streepje" else wat.soort)
        tel(nieuw, wat.aantal, wat.soort)
        if any(van(d, "ONDER_PLAATSING") for d in om.delen):
            self.doe_ledenvorm(om)
        if wat.nummer and isinstance(nieuw[0], Tabel):
            # «onder nummer 1.3 ingevoegd:» met een rij die zelf een ander nummer heeft
            raise Geweigerd.om("anker-ontbreekt")
        if wat.nummer:
            zelfde_nummer(Adres().erbij(wat.soort, wat.nummer), nieuw[0])
            if isinstance(nieuw[0], Eenheid) and not kaal(nieuw[0].nummer) and wat.soort in ("lid", "onderdeel"):
                # «een vijfde lid»: het nummer staat in de opdracht, niet in de nieuwe tekst.
                nieuw = (nieuw[0].met(nummer=f"{wat.nummer}."), *nieuw[1:])
        anker = self._naast(om)
        if anker is None:
            waar = self.onderwerp(om, "in", "aan", "plaats")[0][0]
            waar = binnen(waar, buiten)
            if wat.soort in ("begrip", "rij") and (na := om.tekst("na_tekst")):
                # «na “terras” wordt een begrip ingevoegd»
                anker = Anker(Plek(waar.erbij(wat.soort, na)), Kant.NA)
        if anker is None:
            if wat.soort == "rij" and not any(s.soort in ("tabel", "rij") for s in waar.stappen):
                # Een rij komt in de tabel die daar staat; staan er meer, dan is niet zeker welke.
                waar = waar.erbij("tabel", "")
            anker = Anker(Plek(waar), Kant.SLOT)
        self.uit.wijzigingen.append(VoegIn(anker, nieuw))
        return None

    def _naast(self, om: Zinsdelen) -> Anker | None:
        """The unit that the sentence names with «na» or «voor»."""
        for tussen in om.plaatsen("tussen"):
            if len(tussen.adressen) != 2:
                raise Geweigerd.om("anker-ontbreekt/tussen-welke")
            buiten = self.onderwerp(om, "in", "aan")[0][0]
            een, ander = (Plek(binnen(buiten, a)) for a in tussen.adressen)
            return Anker(een, Kant.NA, ander)
        waar = ("in", "aan") if om.noemt("in", "aan") else ("plaats",)
        naast = [
            Anker(Plek(binnen(self.onderwerp(om, *waar)[0][0], om.laatste(naam).adressen[-1])), kant)
            for naam, kant in (("na", Kant.NA), ("voor", Kant.VOOR))
            if om.noemt(naam)
        ]
        # «Na artikel 4, voor hoofdstuk 3»: daartussen.
        return replace(naast[0], tot=naast[1].plek) if len(naast) > 1 else next(iter(naast), None)

    def _zinnen(self, om: Zinsdelen) -> None:
        tekst, anker = _hele_zin(self.tekst()), self._naast(om)
        if anker is not None:
            self.uit.wijzigingen.append(VoegTekstIn(anker.plek, tekst, kant=anker.kant))
            return
        self.uit.wijzigingen += [VoegTekstIn(Plek(a), tekst, kant=Kant.NA) for a, _ in self.onderwerp(om)]

    # --- units that are replaced

    def _vervang_door(self, om: Zinsdelen, plaats: Plaats, wat: Nieuw | None) -> None:
        buiten = self.onderwerp(om, "in", "aan")[0][0]
        a, b = binnen(buiten, plaats.reeksen[0][0]), binnen(buiten, plaats.reeksen[-1][1])
        nieuw = self.blokken(wat.soort if wat else a.stappen[-1].soort)
        if wat is not None:
            tel(nieuw, wat.aantal, wat.soort)
        los = (
            isinstance(nieuw[0], Eenheid) and not kaal(nieuw[0].nummer) and a.stappen[-1].soort in ("lid", "onderdeel")
        )
        if los and a != b:
            woorden = f" («{next(iter(self.lading), '')[:60]}»)"
            raise Geweigerd.om(
                "lading-soort/niet-alleen", soort=f"{a.stappen[-1].soort} met een nummer", woorden=woorden
            )
        if a.stappen[-1].soort == "rij" and len(plaats.adressen) > 1:
            return self._luiden_meer([binnen(buiten, adres) for adres in plaats.adressen])
        self.uit.wijzigingen.append(VervangEenheid(Plek(a), nieuw, Plek(b) if a != b else None))

    def doe_vervang_eenheid(self, om: Zinsdelen) -> None:
        """A unit, or a heading, by the new text below, by a number of units, or by what stands between quotation marks."""
        wat = next((s.waarde for s in om.alle("door_eenheid", "NIEUW") if isinstance(s.waarde, Nieuw)), None)
        wat = None if wat is not None and wat.soort == "tekst" else wat  # «door de volgende tekst:»
        if (kop := om.kop_letterlijk) is not None:
            return self.kop_letterlijk(om, kop, om.tekst("woorden"), [s.woorden for s in om.alle("door", "CITAAT")])
        plaats = om.laatste("plaats")
        adres = binnen(self.onderwerp(om, "in", "aan")[0][0], plaats.adressen[0])
        if nieuw := om.alle("door", "CITAAT") or om.alle("woorden", "CITAAT"):
            self.lading = nieuw[-1].woorden.split("\n")
            return self._luiden(om, adres)
        if (gesplitst := next((s for d in om.delen for s in van(d, "GESPLITST")), None)) is not None:
            wat = Nieuw(0, adres.stappen[-1].soort)
            self._noemt(gesplitst.woorden, wat.soort)
        if wat is not None and wat.soort == "tabel" and adres.stappen and adres.stappen[-1].soort != "tabel":
            wat, adres = (
                None,
                adres.erbij("tabel", ""),
            )  # «Bijlage 1 wordt vervangen door de volgende tabel:»: de kop blijft.
        if wat is None and len(plaats.adressen) == 1:
            return self._luiden(om, adres)
        return self._vervang_door(om, plaats, wat)

    def _noemt(self, woorden: str, soort: str) -> None:
        """ "een artikel 6 en een artikel 6a", "twee artikelen": the new text must have those units, no other."""
        nummers = re.findall(r"\b\d+[0-9a-z.:]*", woorden)
        telwoord = next((TELWOORDEN[w] for w in woorden.lower().split() if w in TELWOORDEN), 0)
        nieuw = self.blokken(soort)
        tel(nieuw, len(nummers) or telwoord, soort)
        for nummer, blok in zip(nummers, nieuw, strict=False):
            zelfde_nummer(Adres().erbij(soort, nummer), blok)

    def kop_letterlijk(self, om: Zinsdelen, plaats: Plaats, oud: str, nieuw: list[str]) -> None:
        """ "Het opschrift “Hoofdstuk 2 Aanpak” wordt vervangen door “…”"."""
        if len(nieuw) != 1 or len(om.alle("woorden", "CITAAT")) != 1:
            raise Geweigerd.om("vorm-onbekend")
        (eenheid, titel), (zelfde, nieuwe_titel) = kop_van(oud), kop_van(nieuw[0])
        if not eenheid.stappen:
            self.welk_opschrift(om)
            plek, veld = veld_van(binnen(self.bereik, plaats.adressen[0]))
            self.uit.wijzigingen.append(VervangTekst(Plek(plek), oud, nieuw[0], veld=veld))
        elif zelfde != eenheid:
            raise Geweigerd.om("kop-aanduiding/nieuwe-opschrift")
        else:
            self.uit.opschriften.append((eenheid, titel))
            self.uit.wijzigingen.append(VervangKop(self.plek(eenheid), lees_inline(nieuwe_titel)))

    def doe_luiden(self, om: Zinsdelen) -> None:
        """A unit, or more, as the new text says."""
        if om.bomen("bedrag"):
            return self.bedragen_luiden(om)
        if "bijlage" in om:
            return self._luiden(om, self.onderwerp(om)[0][0])
        for wat in [s.waarde for d in om.bomen("nieuw") for s in van(d, "NIEUW") if isinstance(s.waarde, Nieuw)]:
            if (
                wat.soort != "tekst"
            ):  # «Artikel 5 krijgt de volgende tekst:», «Artikel 5 krijgt een derde lid, luidende:»
                return self._voeg_eenheden(om, wat)
        if woorden := om.tekst("woorden"):
            self.lading = woorden.split("\n")
        if "in" in om and not om.noemt("plaats", "aan"):
            raise Geweigerd.om("plek-ontbreekt/wat-komt")
        waar = self.overal(om)
        if "titel" in om:
            om.bomen("titel")
            waar = [a.erbij("opschrift", "") for a in waar]
        aanhef = any(p.met_aanhef for deel in om.delen for p in plaatsen(deel))
        if aanhef and self._luiden_met_aanhef(waar):
            return None
        return self._luiden(om, waar[0]) if len(waar) == 1 else self._luiden_meer(waar)

    def _luiden_met_aanhef(self, adressen: list[Adres]) -> bool:
        """ "Artikel 8, aanhef en onder a, komt te luiden:": the lead-in when the new text begins with one, and the onderdelen."""
        regels = [r for r in self.lading if r.strip()]
        kop = lees_plek(regels[0].strip(), 0) if regels else None
        if kop is not None and kop.met_aanhef and kop.einde >= len(regels[0].strip(" .:")):
            self._opmerking("tussenkop/regel-boven", regels=regels[0].strip())
            regels = self.lading = regels[1:]
        eerste = next((i for i, r in enumerate(regels) if is_eigen_tekst(r, adressen[0], ook_eerste=True)), 0)
        if not eerste or self.gereed:
            return False
        aanhef = Adres((*adressen[0].stappen[:-1], Stap("aanhef")))
        self.uit.wijzigingen.append(VervangEenheid(Plek(aanhef), (Alinea(lees_inline(platte_tekst(regels[:eerste]))),)))
        self.lading = regels[eerste:]
        self._luiden_meer(adressen)
        return True

    def _luiden_meer(self, adressen: list[Adres]) -> None:
        """ "Het eerste en tweede lid komen te luiden:": one payload, one unit for each address, in order."""
        nieuw = self.blokken(soort := adressen[0].stappen[-1].soort)
        nieuw = (
            per_rij(nieuw) if soort == "rij" else nieuw
        )  # Rijen staan niet vanzelf naast elkaar: elk wordt de rij die zo heet.
        tel(nieuw, len(adressen), soort)
        for adres, blok in zip(adressen, nieuw, strict=True):
            zelfde_nummer(adres, blok)
            self.uit.wijzigingen.append(VervangEenheid(Plek(adres), (blok,)))

    def _luiden(self, om: Zinsdelen, adres: Adres) -> None:
        if not adres.stappen:
            return self._hele_regeling()
        soort = self.soort_in(adres)
        if soort in ("opschrift", "citeertitel"):
            plek, veld = veld_van(adres)
            eigen = (*om.alle("lading", "LADING"), *om.alle("door_tekst", "LADING", "STUK"))
            titel = lees_inline(self._titel(plek, inline=any(s.woorden for s in eigen)))
            kop = VervangKop(Plek(plek), titel) if veld == "opschrift" else VervangEenheid(Plek(plek), (Alinea(titel),))
            self.uit.wijzigingen.append(kop)
            return None
        if soort in ("zin", "aanhef", "alinea"):
            tekst = _hele_zin(self.tekst()) if soort == "zin" else self.tekst()
            self.uit.wijzigingen.append(VervangEenheid(Plek(adres), (Alinea(lees_inline(tekst)),)))
            return None
        if soort == "bijlage" and self.lading and all(beeld(r).tabelrij for r in self.lading if r.strip()):
            # «De tarieventabel komt te luiden:» met alleen een tabel: de kop van de bijlage blijft.
            return self._luiden(om, adres.erbij("tabel", ""))
        self._kop_boven(adres)
        kop_blijft = bool(om.alle("plaats", "TEKST_VAN"))
        try:
            nieuw = self.blokken("onderdeel" if soort == "streepje" else soort)
        except Geweigerd as fout:
            eerste = beeld(next((r for r in self.lading if r.strip()), ""))
            los = eerste.nummer in ("", "1", "a") and not eerste.regel.rstrip("*_ ")[-1:].isalnum()
            nummer = adres.stappen[0].nummer
            if fout.code == "lading-soort" and soort == "onderdeel" and len(adres.stappen) == 1 and "." in nummer:
                # «3.3 komt te luiden:» met leden of een opsomming: dan heet het artikel zo.
                return self._luiden(om, Adres((Stap("artikel", nummer),)))
            if fout.code != "lading-kop" or soort not in ("artikel", "paragraaf") or self.gereed or not los:
                raise
            nieuw = (lees_artikeltekst(self.lading, soort),)
            if not kop_blijft:
                self._opmerking("artikel-zonder-kop")
            kop_blijft = True
        if soort not in ("tabel", "rij") and not adres.stappen[-1].meervoud:
            tel(nieuw, 0 if om.alle("door_tekst", "LADING") and soort == "artikel" else 1, soort)
            zelfde_nummer(adres, nieuw[0])
        self.uit.wijzigingen.append(VervangEenheid(Plek(adres), nieuw, kop_blijft=kop_blijft))
        return None

    def _kop_boven(self, adres: Adres) -> None:
        """The heading of the artikel above the new text of a lid or onderdeel of it; above a whole artikel, read as its heading."""
        regels = [r for r in self.lading if r.strip()]
        kern = regels[0].strip().lstrip("#“„ ") if regels else ""
        kop = lees_plek(kern, 0) if re.match(r"(?:artikel|art\.)\s", kern, re.IGNORECASE) else None
        stappen = kop.adressen[0].stappen if kop is not None and len(kop.adressen) == 1 else ()
        if kop is None or len(stappen) != 1 or stappen[0] not in adres.stappen or len(regels) < 2:
            return
        titel = kern[kop.einde :].lstrip(" .:")
        if adres.stappen[-1] != stappen[0]:
            self.lading = regels[1:]
            self._opmerking("kop-boven-tekst", kern=kern, adres=adres.tekst())
        elif titel[:1].islower() and not titel.endswith((".", ";", ":", ",")) and len(titel) < 120:
            self.lading = [f"#### Artikel {stappen[0].nummer} {titel}", *regels[1:]]

    def _hele_regeling(self) -> None:
        """ "De Verordening proef komt te luiden:": every unit of the regulation by the new ones."""
        if not self.uit.regeling:
            raise Geweigerd.om("plek-ontbreekt/wat-komt")
        nieuw, opschrift = lees_regeling(self.lading)
        self.uit.wijzigingen.append(VervangEenheid(Plek(Adres()), nieuw))
        kop = f" Het opschrift boven de nieuwe tekst («{opschrift[:80]}») is niet overgenomen." if opschrift else ""
        self._opmerking("hele-regeling", kop=kop)

    def _opmerking(self, sleutel: str, **delen: object) -> None:
        self.uit.opmerkingen.append((sleutel, delen))

    def _titel(self, plek: Adres, *, inline: bool) -> str:
        """The new heading; its own designation in front ("Artikel 9. Titel") must be that of the unit."""
        tekst = zonder_aanhaling(self.tekst())
        if inline:
            # Achter de dubbele punt op dezelfde regel is de slotpunt die van de opdracht.
            tekst = self.zonder_scheiding(tekst).removesuffix(".")
        hekjes = re.match(r"#{1,6}\s+", tekst)
        kern = tekst[hekjes.end() :] if hekjes else tekst
        kop = lees_plek(kern, 0)
        kop = None if patroon("TARIEVENTABEL").match(kern) else kop  # «Tarieventabel 2025» is een titel, geen nummer.
        genoemd = kop.adressen[0].stappen[-1:] if kop is not None else ()
        if kop is not None and plek.stappen and genoemd == plek.stappen[-1:]:
            return kern[kop.einde :].lstrip(" .:")
        if genoemd and plek.stappen and genoemd[0].soort == plek.stappen[-1].soort:
            raise Geweigerd.om("kop-aanduiding", kern=kern[:60], plek=plek.tekst(kort=True))
        if hekjes:
            raise Geweigerd.om("kop-aanduiding/achter-hekjes", tekst=tekst[:60], plek=plek.tekst(kort=True))
        return tekst

    # --- lapse

    def doe_vervalt(self, om: Zinsdelen) -> None:
        """Units or a heading lapse."""
        if "aanduiding" in om:
            genoemd = kaal(next(s.woorden for d in om.bomen("aanduiding") for s in van(d, "CITAAT")))
            lid = om.laatste("voor").adressen[0] if om.noemt("voor") else Adres()
            artikel = binnen(self.buiten(om), lid).stappen
            if lid.stappen and genoemd != lid.stappen[-1].nummer:
                raise Geweigerd.om("zinsdeel-ongebruikt", over=genoemd)
            eigen = artikel[:-1] if artikel[-1:] and artikel[-1].soort == "lid" else artikel
            self.na.append(Ledenvorm(Plek(Adres(eigen)), False))
            if not om.noemt("plaats"):
                return
        if any(p.met_aanhef for deel in om.delen for p in plaatsen(deel)):
            raise Geweigerd.om("aanhef-vervalt")
        if not om.noemt("plaats") and om.noemt("in", "aan"):
            raise Geweigerd.om("plek-ontbreekt/wat-vervalt")  # «In artikel 3 vervalt.»: wat, staat er niet.
        reeksen = self.onderwerp(om)
        if self.behalve or (reeksen[0][0].stappen and reeksen[0][0].stappen[-1].soort == "zin"):
            reeksen = [(a, a) for a in self.overal(om)]
        for eerste, laatste in reeksen:
            if not eerste.stappen:
                raise Geweigerd.om("hele-regeling/hele-regeling")
            if eerste.stappen[-1].soort == "opschrift":
                self.uit.wijzigingen.append(VervangKop(Plek(veld_van(eerste)[0]), ()))
            else:
                self.uit.wijzigingen.append(Vervalt(Plek(eerste), Plek(laatste) if laatste != eerste else None))


def _hele_zin(tekst: str) -> str:
    """The same words, when they end as a sentence does: without its stop it would run on into the next one."""
    if not tekst.rstrip(" ”»\"’'").endswith((".", "?", "!", ":", ";")):
        raise Geweigerd.om("zin-of-woorden", tekst=tekst[:60])
    return tekst


def _zonder_laatste(om: Zinsdelen) -> Zinsdelen:
    """The same without the last unit that is named by itself."""
    laatste = om.bomen("plaats")[-1]
    return om.met(d for d in om.delen if d is not laatste)


def vertaal(boom: Boom, bereik: Adres, lading: Sequence[str], gereed: tuple[Blok, ...] = ()) -> Vertaling:
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
