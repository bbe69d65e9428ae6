"""From a parse tree to the vocabulary of change: marks at the end of a unit, numbers and places."""

from __future__ import annotations

import re

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.nummers import volgende
from versies.opdracht.adressen import Plaats
from versies.opdracht.bedragvertaler import Bedragvertaler
from versies.opdracht.zinsdelen import Zinsdelen, binnen, tekst_als_lid, van
from versies.wijziging import Anker, Kant, Ledenvorm, Plek, Vernummer, Verplaats, VervangTekst


class Nummervertaler(Bedragvertaler):
    """The verbs that give units another number or another place."""

    def doe_slotteken(self, om: Zinsdelen) -> None:
        """Another mark at the end of a unit."""
        vakken = ("teken", "woorden", "door_teken", "door")
        *eerder, nieuw = (s.woorden for n in vakken for s in om.alle(n, "TEKEN", "CITAAT"))
        oud = eerder[0] if eerder else ";"  # «onder b eindigt met een punt»
        waar = om.alle("slot", "ADRES") or om.alle("na", "ADRES")
        buiten = self.onderwerp(om, "in", "plaats")[0][0]
        if (bij := om.tekst("na_tekst")) and buiten.stappen:  # «de punt achter “giften”»
            return self.vervang_woorden(om, f"{bij}{oud}", f"{bij}{nieuw}")
        if (
            not waar
            and [s.soort for s in buiten.stappen[-1:]] not in (["onderdeel"], ["streepje"])
            and "slot" not in om
        ):
            raise Geweigerd.om("anker-ontbreekt")  # In een lid staan meer punten; «aan het slot» zegt welke.
        for adres in waar[-1].plaats.adressen if waar else (Adres(),):
            # «Onderdeel d vervalt en de puntkomma aan het slot van onderdeel c wordt …»: letters staan naast elkaar.
            einde, begin = (
                "".join(s.nummer for s in a.stappen[i : i + 1 or None]) for a, i in ((buiten, -1), (adres, 0))
            )
            buiten = Adres(buiten.stappen[:-1]) if einde.isalpha() and begin.isalpha() else buiten
            self.uit.wijzigingen.append(VervangTekst(Plek(binnen(buiten, adres)), oud, nieuw, veld="slot"))
        return None

    def doe_vernummer(self, om: Zinsdelen) -> None:
        """Other numbers."""
        plaatsen_, buiten = om.plaatsen("plaats"), self.onderwerp(om, "in")[0][0]
        if not om.alle("plaats", "NUMMERING") and om.alle("nummers", "AANGEPAST_IN"):
            raise Geweigerd.om("plek-ontbreekt/wat-wordt-vernummerd")  # Alleen een nummer kan een nummer worden.
        vak = om.bomen("nummers")[-1]
        nieuw, artikel = van(vak, "NUMMERS")[0], binnen(buiten, plaatsen_[-1].adressen[0])
        als_lid = artikel.stappen[-1:] and artikel.stappen[-1].soort == "artikel" and re.search(r"\blid\b", nieuw.tekst)
        if om.alle("plaats", "TEKST_VAN") or (als_lid and nieuw.waarde == (("1", "1"),)):
            self.uit.wijzigingen.append(tekst_als_lid(artikel, nieuw))
            return
        oud = Plaats(tuple(r for p in plaatsen_ for r in p.reeksen))
        self.uit.wijzigingen += self.vernummeringen(oud, van(vak, "NUMMERS")[0].waarde, buiten)
        self.uit.wijzigingen += self.omnummeringen(vak, buiten)

    def doe_zonder_nummer(self, om: Zinsdelen) -> None:
        """ "Lid 1 wordt ongenummerd": the artikel has no leden any more."""
        (adres,) = self.overal(om)
        if [s.soort for s in adres.stappen[-2:]] != ["artikel", "lid"]:
            raise Geweigerd.om("plek-ontbreekt/wat-wordt-vernummerd")
        self.uit.wijzigingen.append(Ledenvorm(Plek(Adres(adres.stappen[:-1])), False))

    def doe_krijgt_nummer(self, om: Zinsdelen) -> None:
        """ "Het derde lid wordt het vierde lid"."""
        waar = om.plaatsen("plaats")
        soorten = {a.stappen[-1].soort for p in waar for a in p.adressen if a.stappen}
        soorten -= {"artikel"} if om.alle("plaats", "TEKST_VAN") else set()
        if len(waar) != 2 or len(soorten) != 1 or any(len(a.stappen) != 1 for a in waar[1].adressen):
            raise Geweigerd.om("niets-gelezen")
        oud, nieuw = waar
        if om.alle("plaats", "TEKST_VAN"):
            if nieuw.adressen != (Adres((Stap("lid", "1"),)),):
                raise Geweigerd.om("niets-gelezen")
            self.uit.wijzigingen.append(Ledenvorm(Plek(binnen(self.onderwerp(om, "in")[0][0], oud.adressen[0])), True))
            return
        nummers = tuple((eerste.stappen[-1].nummer, laatste.stappen[-1].nummer) for eerste, laatste in nieuw.reeksen)
        self.uit.wijzigingen += self.vernummeringen(oud, nummers, self.onderwerp(om, "in")[0][0])

    def doe_verplaats(self, om: Zinsdelen) -> None:
        """To the end of another unit, or beside one."""
        naam = next(n for n in ("na", "voor", "naar") if n in om)
        kant = {"naar": Kant.SLOT, "na": Kant.NA, "voor": Kant.VOOR}[naam]
        doel, adressen = om.laatste(naam), self.overal(om)
        self.uit.nieuw |= doel.nieuw
        waar = doel.adressen[0]
        if naam != "naar" and "naar" in om:
            waar = binnen(om.laatste("naar").adressen[0], waar)  # «naar hoofdstuk 1, na artikel 2»
        rij = reversed(adressen) if kant is Kant.NA else adressen
        self.uit.wijzigingen += [Verplaats(Plek(adres), Anker(self.plek(waar), kant)) for adres in rij]
        for nummers in om.alle("nummers", "NUMMERS"):
            self.na += self.vernummeringen(Plaats(tuple((a, a) for a in adressen)), nummers.waarde, Adres())

    def doe_ledenvorm(self, om: Zinsdelen) -> None:
        """The text of an artikel becomes its first lid."""
        om.bomen("voor_de_tekst")
        self.uit.wijzigingen.append(Ledenvorm(Plek(self.onderwerp(om)[0][0]), True, om.tekst("aanduiding")))

    def doe_wissel(self, om: Zinsdelen) -> None:
        """Two neighbours change places, each with the number of the other."""
        waar = self.overal(om)
        nummers = [a.stappen[-1].nummer for a in waar]
        genoemd = next((s.woorden for d in om.delen for s in van(d, "WISSELT")), "")
        if len(waar) != 2 or volgende(nummers[0]) != nummers[1] or set(re.findall(r"\d\w*", genoemd)) - set(nummers):
            raise Geweigerd.om("wissel")
        een, ander = (Plek(a) for a in waar)
        self.uit.wijzigingen += [
            Verplaats(een, Anker(ander, Kant.NA)),
            Vernummer(een, nummers[1]),
            Vernummer(ander, nummers[0]),
        ]
