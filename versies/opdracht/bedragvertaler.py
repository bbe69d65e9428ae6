"""From a parse tree to the vocabulary of change: amounts, with or without the old one."""

from __future__ import annotations

import re
from dataclasses import replace

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from versies.getallen import vind_bedragen
from versies.opdracht.adressen import lees_plek
from versies.opdracht.ontleden import bladeren
from versies.opdracht.woorden import patroon
from versies.opdracht.woordvertaler import Woordvertaler
from versies.opdracht.zinsdelen import Zinsdelen, binnen, van
from versies.wijziging import Plek, VervangBedrag, VervangTekst


class Bedragvertaler(Woordvertaler):
    """The verbs that work on amounts."""

    def doe_bedrag_van_naar(self, om: Zinsdelen) -> None:
        """An amount goes from one figure to another."""
        om.bomen("bedrag")
        match bladeren(om.bomen("van_naar")[-1])[0].waarde:
            case (str(oud), str(nieuw), *namen):
                begin = len(self.uit.wijzigingen)
                self.vervang_woorden(om, oud, nieuw)
                for i, w in enumerate(self.uit.wijzigingen[begin:], begin):
                    if namen and isinstance(w, VervangTekst):
                        self.uit.wijzigingen[i] = replace(w, naast=str(namen[0]))

    def doe_bedrag_anders(self, om: Zinsdelen) -> None:
        """ "… wordt het bedrag verhoogd met € 5": the new amount is worked out on the text itself; or it is set."""
        (geld,) = (s for d in om.bomen("door_geld", "geld") for s in van(d, "GELD"))
        hoe = next((s.tekst.lower() for s in om.alle("door_geld", "VERHOOGD_MET")), "")
        afronding = next((s.woorden for s in om.alle("door_geld", "AFGEROND")), "")
        procent = bool(hoe) and re.search(r"%|procent\b", geld.woorden) is not None
        if (afronding and not procent) or (procent and om.getal("bedrag") != -1):
            raise Geweigerd.om("bedrag-onzeker/met-zeker", geld=geld.waarde)
        teken = "-" if re.search("verla|vermind", hoe) else ""
        getal = re.sub(r"[^\d.,]", "", geld.woorden).rstrip(",.") + ("%" if procent else "")
        nieuw, verschil = ("", f"{teken}{getal}{afronding}") if hoe else (geld.woorden, "")
        welke, eenheid = om.getal("bedrag"), "€" if procent else _eenheid(geld.woorden)
        if welke is None or not any(a.stappen for reeks in self.onderwerp(om) for a in reeks):
            raise Geweigerd.om("bedrag-onzeker/welk-bedrag")
        # «De waarborgsom in artikel 4»: dat woord moet er staan.
        genoemd = (s.tekst for s in om.alle("bedrag", "BEDRAG"))
        eigen = (t for t in genoemd if not re.search(r"bedrag|tarie(?:f|ven)|percentage", t.lower()))
        naast = next(eigen, "").partition(" ")[2].partition(",")[0]
        self.uit.wijzigingen += [
            VervangBedrag(Plek(a), nieuw, verschil, welke, eenheid=eenheid, naast=naast) for a in self.overal(om)
        ]

    def doe_bedragen_verdeeld(self, om: Zinsdelen) -> None:
        """Amounts, each for its own place, in order."""
        om.bomen("bedrag")
        nieuw, waar = [s.woorden for s in om.alle("door", "CITAAT")], self.overal(om)
        self._nieuwe_bedragen(nieuw, waar, goed=len(nieuw) == len(waar))

    def _nieuwe_bedragen(self, nieuw: list[str], waar: list[Adres], *, goed: bool) -> None:
        """One new amount for each place; more for one place are the first that stands there, the second …"""
        if not goed or not nieuw:
            meer = "en" if len(waar) != 1 else ""
            raise Geweigerd.om("verdeling/nieuwe-bedragen", nieuw=len(nieuw), waar=len(waar), waar2=meer)
        een = len(waar) == 1 < len(nieuw)
        for i, bedrag in enumerate(nieuw):
            welke, van_ = (i + 1, len(nieuw)) if een else (0, 0)
            plek = Plek(waar[0 if een else i])
            self.uit.wijzigingen.append(VervangBedrag(plek, bedrag, "", welke, van_, _eenheid(bedrag)))

    def bedragen_luiden(self, om: Zinsdelen) -> None:
        """ "De bedragen in artikel 8, tweede en derde lid, komen te luiden: € 5 en € 6", or each behind its place ("- eerste lid: € 5;")."""
        waar, tekst = self.overal(om), self.tekst(lijst=True)
        regels = [kern for r in self.lading if (kern := r.strip(" -–•\t;."))]
        plekken = [p for r in regels if (p := lees_plek(r, 0)) is not None and len(p.adressen) == 1]
        eigen = [r[p.einde :].strip(" :") for r, p in zip(regels, plekken, strict=False)]
        if len(regels) == len(plekken) > 0 and len(waar) == 1 and all(map(patroon("BEDRAGREGEL").fullmatch, eigen)):
            return self._nieuwe_bedragen(eigen, [binnen(waar[0], p.adressen[0]) for p in plekken], goed=True)
        nieuw, rest = [tekst[t.begin : t.eind] for t in vind_bedragen([tekst])], tekst
        for bedrag in nieuw:
            rest = rest.replace(bedrag, "", 1)
        goed = patroon("TUSSEN_BEDRAGEN").fullmatch(rest) is not None and len(waar) in (1, len(nieuw))
        return self._nieuwe_bedragen(nieuw, waar, goed=goed and all(a.stappen for a in waar))


def _eenheid(bedrag: str) -> str:
    return "€" if "€" in bedrag else "%"
