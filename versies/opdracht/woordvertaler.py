"""Words in, out and replaced: the forms that change running text (``regels`` F.3, 1–7, 16, 36, 37)."""

from __future__ import annotations

import re
from typing import Any

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from versies.getallen import vind_bedragen
from versies.opdracht.adressen import AANHALING, erft
from versies.opdracht.lading import platte_tekst
from versies.opdracht.lexer import Afgekapt
from versies.opdracht.omgeving import KOP, Omgeving, Omgevingslezer, binnen, bladeren, reeks
from versies.wijziging import TELKENS, Plek, VervangBedrag, VervangTekst

_NOG_EEN = re.compile(
    r"[”“\"»’']\s+(?:telkens\s+)?(?:vervangen\s+door|gewijzigd\s+in|geschrapt|ingevoegd|toegevoegd)\b"
    r"|(?:\s(?:en|,)|,)\s+(?:wordt|worden|vervalt|vervallen)\s+(?:(?:de|het)\s+[\w ]{2,40}?:?\s+)?[„“”«‘\"']",
    re.IGNORECASE,
)
"""Another instruction inside what should be only new text."""
_ELK = re.compile(r"\b(?:respectievelijk|onderscheidenlijk)\b", re.IGNORECASE)
_VERDEEL = re.compile(r",?\s+(?:en|respectievelijk|onderscheidenlijk)\s+|,\s+")


class Woordvertaler(Omgevingslezer):
    """The verbs that work on words; units are in :mod:`versies.opdracht.vertaler`."""

    def _veld(self, adres: Adres) -> tuple[Adres, str]:
        if adres.stappen and adres.stappen[-1].soort == "opschrift":
            return Adres(adres.stappen[:-1]), "opschrift"
        return adres, "tekst"

    def vervang_woorden(self, om: Omgeving, oud: str, nieuw: str, waar: list[Adres] | None = None) -> None:
        """One change per place: the places of the sentence, or the given ones."""
        if not oud:
            raise Geweigerd("tussen de aanhalingstekens van de oude tekst staat niets", code="citaat-leeg")
        if om.maal > 1 and oud in nieuw:
            raise Geweigerd(
                f"de nieuwe woorden bevatten de oude («{oud}»); een aantal keren is dan niet na te tellen",
                code="maal",
                advies="Schrijf «telkens» als alle plaatsen zijn bedoeld.",
            )
        reeksen = self.onderwerp(om) if waar is None else [(a, a) for a in waar]
        for van, tot in reeksen:
            for adres in reeks(van, tot):
                plek, veld = self._veld(adres)
                # «tweemaal»: de eerste, en dan de enige die over is. Staan zij er vaker of minder vaak, dan weigert de uitvoering.
                eerder = [VervangTekst(Plek(plek), oud, nieuw, 1, veld)] * (om.maal - 1)
                self.uit.wijzigingen += [*eerder, VervangTekst(Plek(plek), oud, nieuw, om.keer, veld)]
                if veld == "opschrift":
                    self.vorm(om, 16)
                elif not plek.stappen or plek.stappen[-1].soort in KOP - {"artikel", "tabel", "bijlage"}:
                    self.vorm(om, 4)
                elif any(s.soort in ("tabel", "rij", "kolom") for s in plek.stappen):
                    self.vorm(om, 53)
        if len(reeksen) > 1:
            self.vorm(om, 3)

    def elders(self, om: Omgeving, boom: Any) -> list[Adres] | None:
        """ "en in het derde lid “c” …": the place of one pair; what it leaves out, it takes from the place before it."""
        genoemd = next((b.waarde for b in bladeren(boom) if b.soort == "ADRES"), None)
        if genoemd is None:
            return om.elders
        vorige = om.elders[-1] if om.elders else self.onderwerp(om)[-1][1]
        om.elders = [
            binnen(self.bereik, a) for van, tot in genoemd.reeksen for a in reeks(erft(vorige, van), erft(vorige, tot))
        ]
        return om.elders

    def doe_bedrag_van_naar(self, boom: Any, om: Omgeving) -> None:
        """An amount goes from one figure to another."""
        oud, nieuw = bladeren(boom)[-1].waarde
        self.vervang_woorden(om, oud, nieuw)
        self.vorm(om, 1)

    # --- replace

    def doe_vervang_tekst(self, boom: Any, om: Omgeving) -> None:
        """Words are replaced by words."""
        self._telkens(boom, om)
        if om.kop_letterlijk is not None or (
            om.plekken.get("plaats") and not om.plekken.get("in") and self._is_kop(om)
        ):
            raise Geweigerd("deze vorm van vervangen ken ik niet", code="vorm-onbekend")
        for plek in boom.find_data("binnenin"):
            self._zet("in", plek, om)
        nieuw = next(k.value.waarde for k in boom.children if getattr(k, "type", "") in ("CITAAT", "TEKEN"))
        voor = len(self.uit.wijzigingen)
        oude = _oude(boom)
        plaatsen = [a for van, tot in self.onderwerp(om) for a in reeks(van, tot)] if _verdeeld(boom) else []
        for plek, oud in enumerate(oude):
            # «in het eerste en tweede lid “a” onderscheidenlijk “b”»: elk op zijn eigen plaats.
            self.vervang_woorden(om, oud, nieuw, [plaatsen[plek]] if len(oude) == len(plaatsen) > 1 else None)
        paren = [k for k in boom.children if getattr(k, "data", "") == "paar"]
        for paar in paren:
            oud, dan = (b.waarde for b in bladeren(paar) if b.soort == "CITAAT")
            self.vervang_woorden(om, oud, dan, self.elders(om, paar))
        if paren or voor:
            self.vorm(om, 5)
        self.vorm(om, 2 if om.keer == TELKENS else 1)

    def doe_vervang_paren(self, boom: Any, om: Omgeving) -> None:
        """ "“a” en “b” worden vervangen door onderscheidenlijk “c” en “d”"."""
        self._telkens(boom, om)
        nieuw = [k.value.waarde for k in boom.children if getattr(k, "type", "") == "CITAAT"]
        nieuw += [
            b.waarde
            for k in boom.children
            if getattr(k, "data", "") == "erbij"
            for b in bladeren(k)
            if b.soort == "CITAAT"
        ]
        self._verdeel(om, _oude(boom), nieuw, verdeeld=_verdeeld(boom))

    def _verdeel(self, om: Omgeving, oud: list[str], nieuw: list[str], *, verdeeld: bool) -> None:
        plaatsen = [a for van, tot in self.onderwerp(om) for a in reeks(van, tot)]
        if verdeeld and len(plaatsen) == len(nieuw) > 1 and len(oud) in (1, len(nieuw)):
            for i, adres in enumerate(plaatsen):
                self.vervang_woorden(om, oud[i % len(oud)], nieuw[i], [adres])
            return self.vorm(om, 3, 5, 2 if om.keer == TELKENS else 1)
        if len(oud) != len(nieuw) or len(plaatsen) != 1:
            raise Geweigerd(
                f"{len(oud)} oude en {len(nieuw)} nieuwe teksten op {len(plaatsen)} plaats{'en' if len(plaatsen) != 1 else ''}: "
                "welke waarvoor komt is niet zeker",
                code="verdeling",
                advies="Schrijf voor elke plaats «“oud” vervangen door “nieuw”».",
            )
        for een, ander in zip(oud, nieuw, strict=True):
            self.vervang_woorden(om, een, ander)
        return self.vorm(om, 5, 2 if om.keer == TELKENS else 1)

    def doe_vervang_tekst_lading(self, boom: Any, om: Omgeving) -> None:
        """Words are replaced by the text that follows."""
        self._telkens(boom, om)
        oud, nieuw = _oude(boom), self.oude_stijl(boom)
        verdeeld = _verdeeld(boom) or _ELK.search(nieuw) is not None
        if len(oud) > 1 or (verdeeld and len(self.onderwerp(om)) > 1):
            self._verdeel(om, oud, _VERDEEL.split(nieuw), verdeeld=verdeeld)
        else:
            self.vervang_woorden(om, oud[0], nieuw)
        self.vorm(om, 7)

    def _telkens(self, boom: Any, om: Omgeving) -> None:
        if any(b.soort == "TELKENS" for b in bladeren(boom)):
            om.keer = TELKENS

    def _is_kop(self, om: Omgeving) -> bool:
        return any(a.stappen and a.stappen[-1].soort == "opschrift" for p in om.plekken["plaats"] for a in p.adressen)

    def oude_stijl(self, boom: Any) -> str:
        """New words after a colon, without quotes: the rest of the sentence without its final stop (F.3, 7)."""
        eigen = next(b.waarde for b in bladeren(boom) if b.soort == "LADING")
        if isinstance(eigen, Afgekapt):
            return self._heel_citaat(str(eigen))
        # De tweede dubbele punt in een zin heeft haar tekst achter zich; wat eronder staat, hoort bij de eerste.
        tekst = (
            platte_tekst([eigen])
            if eigen and self.lading[:1] and isinstance(self.lading[0], Afgekapt)
            else self.tekst()
        )
        if _NOG_EEN.search(tekst):
            raise Geweigerd(
                "na de dubbele punt staat nog een opdracht; waar de nieuwe tekst ophoudt is niet zeker",
                code="lading-loopt-door",
                advies="Zet oude en nieuwe tekst tussen aanhalingstekens.",
            )
        laatste_oud = next((b.waarde for b in reversed(bladeren(boom)) if b.soort == "CITAAT"), "")
        if tekst.endswith(";") and not laatste_oud.endswith((";", ".", ",", ":")):
            # In een opsomming van opdrachten scheidt de puntkomma de opdrachten.
            tekst = tekst[:-1]
            self.uit.opmerkingen.append(
                (
                    "puntkomma",
                    f"De puntkomma achter «{tekst[-40:]}» is gelezen als einde van de opdracht, niet als nieuwe tekst.",
                    "Controleer of de puntkomma bij de nieuwe tekst hoort.",
                )
            )
        gelezen = re.fullmatch(r"[„“”«‘\"'](?P<kern>[^„“”«»\"]*)[”“\"»’']\.?", tekst)
        if gelezen is not None:
            return gelezen.group("kern")
        return self._heel_citaat(tekst[:-1] if tekst.endswith(".") else tekst)

    def _heel_citaat(self, tekst: str) -> str:
        if tekst[-1:] in "”»’'\"" and not any(t in AANHALING and tekst[-1] in AANHALING[t] for t in tekst[:-1]):
            raise Geweigerd(
                f"de nieuwe tekst eindigt met een aanhalingsteken dat nergens wordt geopend («{tekst[-30:]}»)",
                code="citaat-scheef",
                advies="Zet de nieuwe tekst tussen twee aanhalingstekens, of haal het losse weg.",
            )
        return tekst

    # --- amounts

    def doe_bedrag_anders(self, boom: Any, om: Omgeving) -> None:
        """ "… wordt het bedrag verhoogd met € 5": the new amount is worked out on the text itself."""
        hoe, geld = (b for b in bladeren(boom) if b.soort in ("VERHOOGD_MET", "GELD"))
        if "%" in geld.waarde or re.search(r"procent\b", geld.waarde):
            raise Geweigerd(
                f"met «{geld.waarde}» is niet zeker waarvan het percentage wordt genomen",
                code="bedrag-onzeker",
                advies="Schrijf het nieuwe bedrag in de opdracht.",
            )
        getal = re.sub(r"[^\d.,]", "", geld.waarde).rstrip(",.")
        teken = "-" if hoe.tekst.lower().startswith(("verlaagd", "verminderd")) else ""
        self._bedrag(om, verschil=teken + getal, eenheid="€" if "€" in geld.waarde else "%")

    def doe_bedrag_vast(self, boom: Any, om: Omgeving) -> None:
        """An amount is set."""
        nieuw = bladeren(boom)[-1].waarde
        self._bedrag(om, nieuw=nieuw, eenheid="€" if "€" in nieuw else "%")

    def _bedrag(self, om: Omgeving, *, nieuw: str = "", verschil: str = "", eenheid: str = "€") -> None:
        if om.bedrag is None or not any(a.stappen for van, tot in self.onderwerp(om) for a in (van, tot)):
            raise Geweigerd(
                "er staat niet welk bedrag wordt gewijzigd",
                code="bedrag-onzeker",
                advies="Noem het artikel, het oude en het nieuwe bedrag.",
            )
        for van, tot in self.onderwerp(om):
            for adres in reeks(van, tot):
                self.uit.wijzigingen.append(VervangBedrag(Plek(adres), nieuw, verschil, om.bedrag, eenheid=eenheid))
        self.vorm(om, 1)

    def bedragen_luiden(self, om: Omgeving) -> None:
        """ "De bedragen in artikel 8, tweede en derde lid, komen te luiden: € 5 en € 6": one new amount for each place, in order."""
        tekst = self.tekst()
        nieuw = [tekst[t.begin : t.eind] for t in vind_bedragen([tekst])]
        rest = re.sub(
            r"[\s;.,:]|\ben\b|onderscheidenlijk|respectievelijk|\b[a-z][.)]|\b\d{1,2}[.)]", "", _zonder(tekst, nieuw)
        )
        plaatsen = [a for van, tot in self.onderwerp(om) for a in reeks(van, tot)]
        if rest or not nieuw or len(plaatsen) not in (1, len(nieuw)) or not all(a.stappen for a in plaatsen):
            raise Geweigerd(
                f"{len(nieuw)} nieuwe bedragen voor {len(plaatsen)} plaats{'en' if len(plaatsen) != 1 else ''}: welk bedrag waar komt is niet zeker",
                code="verdeling",
                advies="Schrijf voor elk bedrag «“oud” vervangen door “nieuw”».",
            )
        for i, bedrag in enumerate(nieuw):
            een = len(plaatsen) == 1 and len(nieuw) > 1
            self.uit.wijzigingen.append(
                VervangBedrag(
                    Plek(plaatsen[0 if een else i]),
                    bedrag,
                    welke=i + 1 if een else 0,
                    van=len(nieuw) if een else 0,
                    eenheid="€" if "€" in bedrag else "%",
                )
            )
        self.vorm(om, 1)

    # --- lapse

    def doe_vervalt_tekst(self, boom: Any, om: Omgeving) -> None:
        """Words lapse."""
        for oud in _oude(boom):
            self.vervang_woorden(om, oud, "")
        for plek in (k for k in boom.children if getattr(k, "data", "") == "elders"):
            waar = self.elders(om, plek)
            for oud in _oude(plek):
                self.vervang_woorden(om, oud, "", waar)
        self._vormen_vervallen(om)

    def doe_vervalt_lading(self, boom: Any, om: Omgeving) -> None:
        """ "In artikel 3 vervalt: schriftelijk.": the words that lapse behind a colon, without quotes."""
        self.vervang_woorden(om, self.oude_stijl(boom), "")
        self._vormen_vervallen(om)

    def _vormen_vervallen(self, om: Omgeving) -> None:
        om.vormen = [v for v in om.vormen if v in (3, 4, 6, 16, 53)]
        self.vorm(om, 37 if om.keer == TELKENS else 36)


def _zonder(tekst: str, stukken: list[str]) -> str:
    for stuk in stukken:
        tekst = tekst.replace(stuk, "", 1)
    return tekst


def _verdeeld(boom: Any) -> bool:
    """True when the sentence says that each text belongs to its own place."""
    return any(b.soort == "RESPECTIEVELIJK" for b in bladeren(boom))


def _oude(boom: Any) -> list[str]:
    """The quotations of the first list: the words that are there now."""
    citaten = next(k for k in boom.children if getattr(k, "data", "") == "citaten")
    return [b.waarde for b in bladeren(citaten) if b.soort == "CITAAT"]
