"""From a parse tree to the vocabulary of change: the meaning of every form in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, kaal
from verordening.lezers.markdown import lees_inline
from verordening.nummers import uit_romeins

from ..wijziging import (
    EENMAAL,
    TELKENS,
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
    Wijziging,
)  # fmt: skip
from .adressen import Plaats, Reeks, lees_plek, tussen
from .lading import kies_lading, lees_lading, platte_blokken, platte_tekst
from .lexer import Nieuw, Symbool

__all__ = ["Vertaling", "blok_van", "vertaal", "wacht_op_lading"]

_ABSOLUUT = frozenset({"boek", "deel", "hoofdstuk", "titel", "afdeling", "paragraaf", "subparagraaf", "artikel", "bijlage"})
_KOP = frozenset({"boek", "deel", "hoofdstuk", "titel", "afdeling", "paragraaf", "subparagraaf", "artikel", "bijlage", "tabel"})


@dataclass(slots=True)
class Vertaling:
    """What one sentence does."""

    wijzigingen: list[Wijziging] = field(default_factory=list)
    vormen: list[int] = field(default_factory=list)
    nieuw: bool = False
    regeling: str = ""


@dataclass(slots=True)
class _Omgeving:
    """The parts of a sentence around its verb: places by preposition, side conditions, counts."""

    plekken: dict[str, list[Plaats]] = field(default_factory=dict)
    voor: list[Wijziging] = field(default_factory=list)
    na: list[Wijziging] = field(default_factory=list)
    keer: int = EENMAAL
    na_tekst: str = ""
    voor_tekst: str = ""
    alfabet: bool = False
    slot: bool = False
    voor_de_tekst: bool = False
    in_plaats_van: Plaats | None = None
    aanduiding: str = ""
    uitgesteld: list[Any] = field(default_factory=list)
    kop_letterlijk: tuple[Plaats, str] | None = None
    vormen: list[int] = field(default_factory=list)
    regeling: str = ""
    vervangen_omnummering: bool = False

    def kopie(self) -> _Omgeving:
        return _Omgeving(
            {k: list(v) for k, v in self.plekken.items()}, list(self.voor), list(self.na), self.keer, self.na_tekst,
            self.voor_tekst, self.alfabet, self.slot, self.voor_de_tekst, self.in_plaats_van, self.aanduiding, [],
            self.kop_letterlijk, list(self.vormen), self.regeling,
        )  # fmt: skip


def wacht_op_lading(boom: Any) -> bool:
    """True when the sentence ends in a colon after which new text must follow (not a block heading)."""
    return any(isinstance(t, Symbool) and t.soort == "LADING" and not t.waarde for t in _bladeren(boom)) and not blok_van(boom)


def inline_lading(boom: Any) -> str:
    """New text behind the colon in the same paragraph; empty when it follows below."""
    return next((t.waarde or "" for t in _bladeren(boom) if t.soort == "LADING"), "")


def _bladeren(boom: Any) -> list[Symbool]:
    return [t.value for t in boom.scan_values(lambda t: isinstance(getattr(t, "value", None), Symbool))]


def blok_van(boom: Any) -> bool:
    """True for "… wordt als volgt gewijzigd:"."""
    return any(d.data == "blok" for d in boom.iter_subtrees())


class _Vertaler:
    def __init__(self, bereik: Adres, lading: Sequence[str], gereed: tuple[Blok, ...]) -> None:
        self.bereik = bereik
        self.lading = list(lading)
        self.gereed = gereed
        self.uit = Vertaling()

    # --- places

    def plek(self, adres: Adres) -> Plek:
        return Plek(binnen(self.bereik, adres))

    def onderwerp(self, om: _Omgeving, *soorten: str) -> list[Reeks]:
        """The places that the sentence speaks of: nested prepositions joined, the scope when nothing is named."""
        lagen = [om.plekken[s] for s in (soorten or ("in", "aan", "plaats")) if s in om.plekken]
        reeksen: list[Reeks] = [(Adres(), Adres())]
        for laag in lagen:
            for plaats in laag:
                reeksen = [
                    (binnen(a, x), binnen(b, y)) for a, b in reeksen for x, y in plaats.reeksen
                ]  # fmt: skip
        return [(binnen(self.bereik, a), binnen(self.bereik, b)) for a, b in reeksen]

    # --- sentence

    def zin(self, boom: Any) -> Vertaling:
        delen, *handelingen = [k for k in boom.children if hasattr(k, "data")]
        basis = _Omgeving()
        self.lees_omgeving(delen, basis)
        for handeling in handelingen:
            om = basis.kopie() if handeling is not handelingen[0] else basis
            if handeling is not handelingen[0]:
                om.voor, om.na = [], []
            self.handeling(handeling, om)
        if len(handelingen) > 1:
            self.uit.vormen.append(5)
        return self.uit

    def handeling(self, boom: Any, om: _Omgeving) -> None:
        kinderen = [k for k in boom.children if hasattr(k, "data")]
        *middens, wat = kinderen
        for m in middens:
            self.lees_omgeving(m, om)
        self.los_op(om)
        self.uit.nieuw |= any(p.nieuw for lijst in om.plekken.values() for p in lijst)
        self.uit.regeling = self.uit.regeling or om.regeling
        voor = len(self.uit.wijzigingen)
        getattr(self, f"doe_{wat.data}")(wat, om)
        if om.regeling and any(uit_romeins(a.artikel) for lijst in om.plekken.values() for p in lijst for a in p.adressen):
            self.vorm(om, 67)
        hoofd = self.uit.wijzigingen[voor:]
        # Eerst de leestekens, dan een vervallen eenheid, dan de nummers, dan wat erbij komt: zo klopt elk adres.
        tekens = [w for w in om.voor if isinstance(w, VervangTekst)]
        nummers = [w for w in om.voor if not isinstance(w, VervangTekst)]
        weg = [w for w in hoofd if isinstance(w, Vervalt)]
        erbij = [w for w in hoofd if not isinstance(w, Vervalt)]
        self.uit.wijzigingen[voor:] = [*tekens, *weg, *nummers, *erbij, *om.na]
        self.uit.vormen.extend(v for v in om.vormen if v not in self.uit.vormen)

    def vorm(self, om: _Omgeving, *nummers: int) -> None:
        om.vormen.extend(n for n in nummers if n not in om.vormen)

    def lees_omgeving(self, boom: Any, om: _Omgeving) -> None:
        for deel in boom.children:
            if hasattr(deel, "data"):
                getattr(self, f"om_{deel.data}", self.lees_omgeving)(deel, om)

    def _zet(self, soort: str, boom: Any, om: _Omgeving) -> None:
        blad = _bladeren(boom)[-1]
        if blad.soort == "REGELING":
            om.regeling = blad.waarde
            return
        plaats: Plaats = blad.waarde
        om.regeling = om.regeling or plaats.regeling
        om.plekken.setdefault(soort, []).append(plaats)

    def om_plaats(self, boom: Any, om: _Omgeving) -> None:
        self._zet("plaats", boom, om)

    def om_in(self, boom: Any, om: _Omgeving) -> None:
        self._zet("in", boom, om)

    def om_aan(self, boom: Any, om: _Omgeving) -> None:
        self._zet("aan", boom, om)

    def om_na(self, boom: Any, om: _Omgeving) -> None:
        self._zet("na", boom, om)

    def om_voor(self, boom: Any, om: _Omgeving) -> None:
        self._zet("voor", boom, om)

    def om_regeling(self, boom: Any, om: _Omgeving) -> None:
        om.regeling = _bladeren(boom)[0].waarde

    def om_voorwaarde(self, boom: Any, om: _Omgeving) -> None:
        self.vorm(om, 66)

    def om_er(self, boom: Any, om: _Omgeving) -> None: ...

    def om_tijdstip(self, boom: Any, om: _Omgeving) -> None: ...

    def om_na_tekst(self, boom: Any, om: _Omgeving) -> None:
        om.na_tekst = _bladeren(boom)[-1].waarde

    def om_voor_tekst(self, boom: Any, om: _Omgeving) -> None:
        om.voor_tekst = _bladeren(boom)[-1].waarde

    def om_telkens(self, boom: Any, om: _Omgeving) -> None:
        om.keer = TELKENS

    def om_keer(self, boom: Any, om: _Omgeving) -> None:
        om.keer = _bladeren(boom)[0].waarde
        self.vorm(om, 6)

    def om_in_alfabet(self, boom: Any, om: _Omgeving) -> None:
        om.alfabet = True

    def om_aan_het_slot(self, boom: Any, om: _Omgeving) -> None:
        om.slot = True

    def om_voor_de_tekst(self, boom: Any, om: _Omgeving) -> None:
        om.voor_de_tekst = True

    def om_kop_letterlijk(self, boom: Any, om: _Omgeving) -> None:
        adres, tekst = _bladeren(boom)
        om.kop_letterlijk = (adres.waarde, tekst.waarde)

    def om_aanduiding(self, boom: Any, om: _Omgeving) -> None:
        om.aanduiding = _bladeren(boom)[-1].waarde

    def om_in_plaats_van(self, boom: Any, om: _Omgeving) -> None:
        om.in_plaats_van = _bladeren(boom)[1].waarde
        self.vorm(om, 14)

    def om_onder_vernummering(self, boom: Any, om: _Omgeving) -> None:
        om.uitgesteld.append(boom)

    def om_onder_vervanging(self, boom: Any, om: _Omgeving) -> None:
        om.uitgesteld.append(boom)

    def los_op(self, om: _Omgeving) -> None:
        """Side conditions: their places are known only when the whole sentence is ("… wordt in artikel 6 …")."""
        bomen, om.uitgesteld = om.uitgesteld, []
        for boom in bomen:
            self._bijzaak(boom, om)

    def _bijzaak(self, boom: Any, om: _Omgeving) -> None:
        for deel in boom.find_data("omnummering"):
            genoemd, _tot, nummers = _bladeren(deel)
            om.voor.extend(self.vernummeringen(genoemd.waarde, nummers.waarde, self._buiten(om)))
        for slot in boom.find_data("slot"):
            oud, plaats, nieuw = self._slot(slot)
            for adres in plaats.adressen:
                om.voor.append(VervangTekst(self.plek(binnen(self._buiten(om), adres)), oud, nieuw, veld="slot"))

    def _slot(self, boom: Any) -> tuple[str, Plaats, str]:
        tekens = [b for b in _bladeren(boom) if b.soort in ("TEKEN", "CITAAT")]
        (plaats,) = [b.waarde for b in _bladeren(boom) if b.soort == "ADRES"]
        return tekens[0].waarde, plaats, tekens[1].waarde

    def _buiten(self, om: _Omgeving) -> Adres:
        """The unit named before a side condition: "In artikel 3 wordt onder verlettering van onderdeel f …"."""
        for soort in ("in", "aan"):
            if om.plekken.get(soort):
                return self.onderwerp(om, soort)[0][0]
        if om.plekken.get("plaats"):
            # «Artikel 9, eerste lid, vervalt, onder vernummering van het tweede lid»: naast de genoemde eenheid.
            van = self.onderwerp(om, "plaats")[0][0]
            return Adres(van.stappen[:-1])
        return self.bereik

    def vernummeringen(self, plaats: Plaats, nummers: tuple[tuple[str, str], ...], buiten: Adres) -> list[Wijziging]:
        """One change per unit; old and new must be equally many."""
        oud = [a for van, tot in plaats.reeksen for a in reeks(van, tot)]
        nieuw = [n for van, tot in nummers for n in (tussen(van, tot) if van != tot else [van])]
        if len(oud) != len(nieuw):
            raise Geweigerd(
                f"{len(oud)} {'eenheid wordt' if len(oud) == 1 else 'eenheden worden'} vernummerd tot {len(nieuw)} nummers",
                code="nummers-ongelijk", advies="Noem evenveel nieuwe nummers als oude.",
            )  # fmt: skip
        return [Vernummer(Plek(binnen(self.bereik, binnen(buiten, a))), n) for a, n in zip(oud, nieuw, strict=True)]

    # --- payload

    def blokken(self, soort: str) -> tuple[Blok, ...]:
        return kies_lading(self.gereed, soort) if self.gereed else lees_lading(self.lading, soort)

    def tekst(self) -> str:
        if self.gereed:
            return platte_blokken(self.gereed)
        if not any(r.strip() for r in self.lading):
            raise Geweigerd("de nieuwe tekst ontbreekt", code="lading-leeg", advies="Zet de nieuwe tekst onder de opdracht.")
        return platte_tekst(self.lading)

    # --- verbs

    def doe_blok(self, boom: Any, om: _Omgeving) -> None:
        self.vorm(om, 50)

    def _veld(self, adres: Adres) -> tuple[Adres, str]:
        if adres.stappen and adres.stappen[-1].soort == "opschrift":
            return Adres(adres.stappen[:-1]), "opschrift"
        return adres, "tekst"

    def vervang_woorden(self, om: _Omgeving, oud: str, nieuw: str) -> None:
        if not oud:
            raise Geweigerd("tussen de aanhalingstekens van de oude tekst staat niets", code="citaat-leeg")
        reeksen = self.onderwerp(om)
        for van, tot in reeksen:
            for adres in reeks(van, tot):
                plek, veld = self._veld(adres)
                self.uit.wijzigingen.append(VervangTekst(Plek(plek), oud, nieuw, om.keer, veld))
                if veld == "opschrift":
                    self.vorm(om, 16)
                elif not plek.stappen or plek.stappen[-1].soort in _KOP - {"artikel", "tabel", "bijlage"}:
                    self.vorm(om, 4)
                elif any(s.soort in ("tabel", "rij", "kolom") for s in plek.stappen):
                    self.vorm(om, 53)
        if len(reeksen) > 1:
            self.vorm(om, 3)

    def doe_vervang_tekst(self, boom: Any, om: _Omgeving) -> None:
        bladeren = _bladeren(boom)
        if any(b.soort == "TELKENS" for b in bladeren):
            om.keer = TELKENS
        citaten = [b.waarde for b in bladeren if b.soort == "CITAAT"]
        if om.kop_letterlijk is not None or (om.plekken.get("plaats") and not om.plekken.get("in") and self._is_kop(om)):
            raise Geweigerd("deze vorm van vervangen ken ik niet", code="vorm-onbekend")
        for oud, nieuw in zip(citaten[::2], citaten[1::2], strict=True):
            self.vervang_woorden(om, oud, nieuw)
        if len(citaten) > 2 or self.uit.wijzigingen[:-1]:
            self.vorm(om, 5)
        self.vorm(om, 2 if om.keer == TELKENS else 1)

    def _is_kop(self, om: _Omgeving) -> bool:
        return any(a.stappen and a.stappen[-1].soort == "opschrift" for p in om.plekken["plaats"] for a in p.adressen)

    def doe_vervang_tekst_lading(self, boom: Any, om: _Omgeving) -> None:
        bladeren = _bladeren(boom)
        if any(b.soort == "TELKENS" for b in bladeren):
            om.keer = TELKENS
        nieuw = self.oude_stijl()
        self.vervang_woorden(om, bladeren[0].waarde, nieuw)
        self.vorm(om, 7)

    def oude_stijl(self) -> str:
        """New words after a colon, without quotes: the rest of the sentence without its final stop (F.3, 7)."""
        tekst = self.tekst()
        import re

        if re.search(r"\s(?:en|,)\s+wordt\s+[„“”«‘\"']", tekst):
            raise Geweigerd(
                "na de dubbele punt staat nog een opdracht; waar de nieuwe tekst ophoudt is niet zeker", code="lading-loopt-door",
                advies="Zet oude en nieuwe tekst tussen aanhalingstekens.",
            )  # fmt: skip
        gelezen = re.fullmatch(r"[„“”«‘\"'](?P<kern>[^„“”«»\"]*)[”“\"»’']\.?", tekst)
        if gelezen is not None:
            return gelezen.group("kern")
        return tekst[:-1] if tekst.endswith(".") else tekst

    def doe_tekst_in(self, boom: Any, om: _Omgeving) -> None:
        bladeren = [b for b in _bladeren(boom) if b.soort in ("CITAAT", "LADING")]
        blad = bladeren[0]
        if om.alfabet and blad.soort == "LADING":
            return self.voeg_alfabetisch(om, 0)
        nieuw = blad.waarde if blad.soort == "CITAAT" else self.oude_stijl()
        if bool(om.na_tekst) == bool(om.voor_tekst):
            raise Geweigerd("er staat niet na of voor welke woorden iets wordt ingevoegd", code="anker-ontbreekt",
                            advies="Schrijf «wordt na “…” ingevoegd “…”».")  # fmt: skip
        kant = Kant.NA if om.na_tekst else Kant.VOOR
        for van, tot in self.onderwerp(om):
            for adres in reeks(van, tot):
                plek, veld = self._veld(adres)
                self.uit.wijzigingen.append(VoegTekstIn(Plek(plek), nieuw, om.na_tekst or om.voor_tekst, kant, om.keer, veld))
                if veld == "opschrift":
                    self.vorm(om, 16)
        self.vorm(om, 31 if om.na_tekst else 32)

    def doe_tekst_toe(self, boom: Any, om: _Omgeving) -> None:
        blad = next(b for b in _bladeren(boom) if b.soort in ("CITAAT", "LADING"))
        nieuw = blad.waarde if blad.soort == "CITAAT" else self.oude_stijl()
        for van, tot in self.onderwerp(om):
            for adres in reeks(van, tot):
                plek, veld = self._veld(adres)
                self.uit.wijzigingen.append(VoegTekstIn(Plek(plek), nieuw, kant=Kant.SLOT, veld=veld))
        self.vorm(om, 33)

    def voeg_alfabetisch(self, om: _Omgeving, aantal: int) -> None:
        nieuw = self.blokken("begrip")
        _tel(nieuw, aantal, "begripsomschrijving")
        for van, _ in self.onderwerp(om):
            self.uit.wijzigingen.append(VoegIn(Anker(Plek(van), Kant.ALFABETISCH), nieuw))
        self.vorm(om, 29)

    def doe_nieuwe(self, boom: Any, om: _Omgeving) -> None:
        for midden in boom.find_data("middens"):
            self.lees_omgeving(midden, om)
        self.los_op(om)
        wat: Nieuw = next(b.waarde for b in _bladeren(boom) if b.soort == "NIEUW")
        toevoegen = any(b.soort == "TOEGEVOEGD" for b in _bladeren(boom))
        if om.in_plaats_van is not None:
            return self._vervang_door(om, om.in_plaats_van, wat)
        if wat.soort == "begrip" and om.alfabet:
            return self.voeg_alfabetisch(om, wat.aantal)
        if wat.soort == "zin":
            return self._zinnen(om, wat)
        if wat.soort == "opschrift":
            for van, _ in self.onderwerp(om):
                self.uit.wijzigingen.append(VervangKop(Plek(van), lees_inline(_zonder_aanhaling(self.tekst()))))
            return self.vorm(om, 17)
        nieuw = self.blokken("onderdeel" if wat.soort == "streepje" else wat.soort)
        _tel(nieuw, wat.aantal, wat.soort)
        anker = self._anker(om, toevoegen=toevoegen)
        self.uit.wijzigingen.append(VoegIn(anker, nieuw))
        self._vorm_nieuw(om, wat, anker.kant, toevoegen)

    def _vorm_nieuw(self, om: _Omgeving, wat: Nieuw, kant: Kant, toevoegen: bool) -> None:
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
        elif wat.soort in _KOP:
            self.vorm(om, 22 if kant is Kant.SLOT else 21)

    def _anker(self, om: _Omgeving, *, toevoegen: bool) -> Anker:
        for naam, kant in (("na", Kant.NA), ("voor", Kant.VOOR)):
            if om.plekken.get(naam):
                buiten = self.onderwerp(om, "in", "aan")[0][0]
                adres = om.plekken[naam][-1].adressen[-1]
                return Anker(Plek(binnen(buiten, adres)), kant)
        van = self.onderwerp(om, "in", "aan", "plaats")[0][0]
        return Anker(Plek(van), Kant.SLOT)

    def _zinnen(self, om: _Omgeving, wat: Nieuw) -> None:
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

    def _vervang_door(self, om: _Omgeving, plaats: Plaats, wat: Nieuw | None) -> None:
        ((van, tot),) = plaats.reeksen if len(plaats.reeksen) == 1 else ((plaats.reeksen[0][0], plaats.reeksen[-1][1]),)
        buiten = self.onderwerp(om, "in", "aan")[0][0]
        a, b = binnen(buiten, van), binnen(buiten, tot)
        soort = wat.soort if wat else a.stappen[-1].soort
        nieuw = self.blokken(soort)
        if wat is not None:
            _tel(nieuw, wat.aantal, wat.soort)
        self.uit.wijzigingen.append(VervangEenheid(Plek(a), nieuw, Plek(b) if a != b else None))

    def doe_vervang_eenheid(self, boom: Any, om: _Omgeving) -> None:
        wat = next((b.waarde for b in _bladeren(boom) if b.soort == "NIEUW"), None)
        plaatsen = om.plekken.get("plaats", [])
        if not plaatsen:
            raise Geweigerd("er staat niet wat wordt vervangen", code="plek-ontbreekt")
        adres = binnen(self.onderwerp(om, "in", "aan")[0][0], plaatsen[-1].adressen[0])
        if wat is None and len(plaatsen[-1].adressen) == 1:
            self._luiden(boom, om, adres)
            self.vorm(om, 53 if adres.stappen[-1].soort == "tabel" else 12 if adres.stappen[-1].soort == "zin" else 13)
            return
        self._vervang_door(om, plaatsen[-1], wat)
        self.vorm(om, 13)

    def doe_vervang_eenheid_citaat(self, boom: Any, om: _Omgeving) -> None:
        nieuw = _bladeren(boom)[-1].waarde
        if om.kop_letterlijk is not None:
            self._kop_letterlijk(om, nieuw)
            return
        plaatsen = om.plekken.get("plaats", [])
        if not plaatsen:
            raise Geweigerd("er staat niet wat wordt vervangen", code="plek-ontbreekt")
        self.lading = [nieuw]
        self._luiden(boom, om, binnen(self.onderwerp(om, "in", "aan")[0][0], plaatsen[-1].adressen[0]))

    def _kop_letterlijk(self, om: _Omgeving, nieuw: str) -> None:
        assert om.kop_letterlijk is not None
        plaats, oud = om.kop_letterlijk
        eenheid = lees_plek(oud, 0)
        if eenheid is None:
            adres = plaats.adressen[0]
            plek, _ = self._veld(adres)
            self.uit.wijzigingen.append(VervangTekst(self.plek(plek), oud, nieuw, veld="opschrift"))
            return self.vorm(om, 16)
        nieuwe_kop = lees_plek(nieuw, 0)
        if nieuwe_kop is None or nieuwe_kop.adressen != eenheid.adressen:
            raise Geweigerd("het nieuwe opschrift begint niet met dezelfde aanduiding als het oude", code="kop-aanduiding")
        titel = nieuw[nieuwe_kop.einde :].lstrip(" .:")
        self.uit.wijzigingen.append(VervangKop(self.plek(eenheid.adressen[0]), lees_inline(titel)))
        return self.vorm(om, 15)

    def doe_luiden(self, boom: Any, om: _Omgeving) -> None:
        reeksen = self.onderwerp(om)
        if len(reeksen) == 1 and reeksen[0][0] == reeksen[0][1]:
            return self._luiden(boom, om, reeksen[0][0])
        return self._luiden_meer(om, [a for van, tot in reeksen for a in reeks(van, tot)])

    def _luiden_meer(self, om: _Omgeving, adressen: list[Adres]) -> None:
        """"Het eerste en tweede lid komen te luiden:": one payload, one unit for each address, in order."""
        nieuw = self.blokken(adressen[0].stappen[-1].soort)
        _tel(nieuw, len(adressen), adressen[0].stappen[-1].soort)
        for adres, blok in zip(adressen, nieuw, strict=True):
            _zelfde_nummer(adres, blok)
            self.uit.wijzigingen.append(VervangEenheid(Plek(adres), (blok,)))
        self.vorm(om, 9)

    def _luiden(self, boom: Any, om: _Omgeving, adres: Adres) -> None:
        if not adres.stappen:
            raise Geweigerd("een hele regeling wordt niet met «komt te luiden» vervangen", code="hele-regeling",
                            advies="Trek de regeling in en stel een nieuwe vast.")  # fmt: skip
        soort = adres.stappen[-1].soort
        if soort == "opschrift":
            plek, _ = self._veld(adres)
            self.uit.wijzigingen.append(VervangKop(Plek(plek), lees_inline(self._titel(plek, inline=bool(inline_lading(boom))))))
            return self.vorm(om, 15)
        if soort in ("zin", "aanhef", "alinea"):
            self.uit.wijzigingen.append(VervangEenheid(Plek(adres), (Alinea(lees_inline(self.tekst())),)))
            return self.vorm(om, 11 if soort == "aanhef" else 12)
        nieuw = self.blokken("onderdeel" if soort == "streepje" else soort)
        if soort not in ("tabel", "rij"):
            _tel(nieuw, 1, soort)
            _zelfde_nummer(adres, nieuw[0])
        self.uit.wijzigingen.append(VervangEenheid(Plek(adres), nieuw))
        return self.vorm(om, {"lid": 9, "onderdeel": 10, "begrip": 30, "tabel": 53}.get(soort, 8))

    def _titel(self, plek: Adres, *, inline: bool) -> str:
        """The new heading; its own designation in front ("Artikel 9. Titel") must be that of the unit."""
        tekst = _zonder_aanhaling(self.tekst())
        if inline:
            # Achter de dubbele punt op dezelfde regel is de slotpunt die van de opdracht.
            tekst = tekst.removesuffix(".")
        kop = lees_plek(tekst, 0)
        if kop is None or not plek.stappen or kop.adressen[0].stappen[-1:] != plek.stappen[-1:]:
            return tekst
        return tekst[kop.einde :].lstrip(" .:")

    def doe_luiden_bijgevoegd(self, boom: Any, om: _Omgeving) -> None:
        self._luiden(boom, om, self.onderwerp(om)[0][0])
        self.vorm(om, 54)

    def doe_vervalt_tekst(self, boom: Any, om: _Omgeving) -> None:
        for blad in _bladeren(boom):
            if blad.soort == "CITAAT":
                self.vervang_woorden(om, blad.waarde, "")
        om.vormen = [v for v in om.vormen if v in (3, 4, 6, 16, 53)]
        self.vorm(om, 37 if om.keer == TELKENS else 36)

    def doe_vervalt_eenheid(self, boom: Any, om: _Omgeving) -> None:
        if om.aanduiding:
            lid = om.plekken["voor"][-1].adressen[0] if om.plekken.get("voor") else Adres()
            artikel = binnen(self._buiten(om), lid)
            stappen = artikel.stappen[:-1] if artikel.stappen and artikel.stappen[-1].soort == "lid" else artikel.stappen
            om.na.append(Ledenvorm(Plek(Adres(stappen)), False))
            self.vorm(om, 49)
            if not om.plekken.get("plaats"):
                return
        reeksen = self.onderwerp(om)
        if len(reeksen) > 1:
            self.vorm(om, 40)
        if reeksen[0][0].stappen and reeksen[0][0].stappen[-1].soort == "zin":
            # Van achteren naar voren: zo houdt elke zin haar rangnummer tot zij vervalt.
            reeksen = [(a, a) for van, tot in reversed(reeksen) for a in reversed(reeks(van, tot))]
        for van, tot in reeksen:
            if not van.stappen:
                raise Geweigerd("een hele regeling vervalt niet maar wordt ingetrokken", code="hele-regeling",
                                advies="Schrijf «De … wordt ingetrokken.»")  # fmt: skip
            if van.stappen[-1].soort == "opschrift":
                self.uit.wijzigingen.append(VervangKop(Plek(self._veld(van)[0]), ()))
                continue
            self.uit.wijzigingen.append(Vervalt(Plek(van), Plek(tot) if tot != van else None))
            self.vorm(om, {"zin": 39, "begrip": 30, "rij": 53, "tabel": 53}.get(van.stappen[-1].soort, 40 if tot != van else 38))
        letters = [w for w in om.voor if isinstance(w, Vernummer)]
        if letters:
            self.vorm(om, 42 if letters[0].plek.adres.stappen[-1].soort == "onderdeel" else 41)
        if any(isinstance(w, VervangTekst) for w in om.voor):
            self.vorm(om, 43)

    def doe_slotteken(self, boom: Any, om: _Omgeving) -> None:
        tekens = [b.waarde for b in _bladeren(boom) if b.soort in ("TEKEN", "CITAAT")]
        plaatsen = [b.waarde for b in _bladeren(boom) if b.soort == "ADRES"]
        buiten = self.onderwerp(om)[0][0]
        for adres in plaatsen[0].adressen if plaatsen else (Adres(),):
            self.uit.wijzigingen.append(VervangTekst(Plek(binnen(buiten, adres)), tekens[0], tekens[-1], veld="slot"))
        self.vorm(om, 43)

    def doe_vernummer(self, boom: Any, om: _Omgeving) -> None:
        nummers = _bladeren(boom)[-1].waarde
        buiten = self.onderwerp(om, "in")[0][0]
        plaatsen = om.plekken.get("plaats", [])
        reeksen = tuple(r for p in plaatsen for r in p.reeksen)
        if not reeksen:
            raise Geweigerd("er staat niet wat wordt vernummerd", code="plek-ontbreekt")
        self.uit.wijzigingen.extend(self.vernummeringen(Plaats(reeksen), nummers, buiten))
        soort = reeksen[0][0].stappen[-1].soort
        self.vorm(om, 46 if soort == "onderdeel" else 45 if soort in _KOP else 44)

    def _verplaats(self, boom: Any, om: _Omgeving, kant: Kant) -> None:
        (doel,) = [b.waarde for b in _bladeren(boom) if b.soort == "ADRES"][:1]
        for midden in boom.find_data("middens"):
            self.lees_omgeving(midden, om)
        self.los_op(om)
        adressen = [a for van, tot in self.onderwerp(om) for a in reeks(van, tot)]
        anker = Anker(self.plek(doel.adressen[0]), kant)
        for adres in reversed(adressen) if kant is Kant.NA else adressen:
            self.uit.wijzigingen.append(Verplaats(Plek(adres), anker))
        # De nummers gelden de verplaatste eenheden: eerst verplaatsen, dan vernummeren.
        om.na.extend(w for w in om.voor if isinstance(w, Vernummer))
        om.voor = [w for w in om.voor if not isinstance(w, Vernummer)]
        self.vorm(om, 52)

    def doe_verplaats_naar(self, boom: Any, om: _Omgeving) -> None:
        self._verplaats(boom, om, Kant.SLOT)

    def doe_verplaats_na(self, boom: Any, om: _Omgeving) -> None:
        self._verplaats(boom, om, Kant.NA)

    def doe_verplaats_voor(self, boom: Any, om: _Omgeving) -> None:
        self._verplaats(boom, om, Kant.VOOR)

    def doe_ledenvorm(self, boom: Any, om: _Omgeving) -> None:
        nummer = om.aanduiding
        if not nummer or (not om.voor_de_tekst and not om.plekken.get("voor")):
            raise Geweigerd("er staat niet waarvoor de aanduiding wordt geplaatst", code="plek-ontbreekt")
        self.uit.wijzigingen.append(Ledenvorm(Plek(self.onderwerp(om)[0][0]), True, nummer))
        self.vorm(om, 48)


def binnen(buiten: Adres, adres: Adres) -> Adres:
    """An address seen from a scope: absolute addresses keep standing on their own, others go below the scope.

    >>> from verordening.adres import uit_tekst as a
    >>> binnen(a("artikel 7, tweede lid"), a("onderdeel b")).tekst()
    'artikel 7, tweede lid, onderdeel b'
    >>> binnen(a("artikel 7"), a("artikel 7, derde lid")).tekst()
    'artikel 7, derde lid'
    """
    if not adres.stappen or not buiten.stappen:
        return adres if adres.stappen else buiten
    eerste = adres.stappen[0]
    if eerste.soort not in _ABSOLUUT:
        # «de aanhef van artikel 10» als blok, dan «onderdeel a»: naast de aanhef, niet erin.
        stappen = buiten.stappen[:-1] if buiten.stappen[-1].soort in ("aanhef", "opschrift") else buiten.stappen
        return Adres((*stappen, *adres.stappen))
    gelijk = [i for i, s in enumerate(buiten.stappen) if s.soort == eerste.soort]
    if not gelijk:
        structuur = tuple(s for s in buiten.stappen if s.soort in _ABSOLUUT)
        return Adres((*structuur, *adres.stappen)) if structuur and structuur[-1].soort != "artikel" else adres
    plaats = gelijk[0]
    if buiten.stappen[plaats] != eerste and eerste.soort == "artikel":
        raise Geweigerd(
            f"{adres.tekst()} ligt buiten het blok dat over {buiten.tekst()} gaat", code="buiten-blok",
            advies="Zet deze wijziging onder een eigen letter.",
        )  # fmt: skip
    return Adres((*buiten.stappen[:plaats], *adres.stappen))


def reeks(van: Adres, tot: Adres) -> list[Adres]:
    """All addresses from first to last; numbers that cannot be counted give only the two ends."""
    if van == tot:
        return [van]
    a, b = van.stappen[-1], tot.stappen[-1]
    nummers = tussen(a.nummer, b.nummer)
    if not nummers:
        raise Geweigerd(
            f"de reeks «{a.soort} {a.nummer} tot en met {b.nummer}» is niet uit te tellen", code="reeks",
            advies="Noem de nummers een voor een.",
        )  # fmt: skip
    return [Adres((*van.stappen[:-1], Stap(a.soort, n))) for n in nummers]


def _tel(nieuw: Sequence[Blok], aantal: int, soort: str) -> None:
    if soort in ("rij", "tabel"):
        from verordening.boom import Tabel

        rijen = sum(len(g.romp) for b in nieuw if isinstance(b, Tabel) for g in b.groepen)
        gevonden = rijen if soort == "rij" else len(nieuw)
    else:
        gevonden = len(nieuw)
    if aantal and gevonden != aantal:
        raise Geweigerd(
            f"de opdracht kondigt {aantal} keer {soort} aan; in de nieuwe tekst {'staat' if gevonden == 1 else 'staan'} er {gevonden}",
            code="aantal", advies="Laat het aantal in de opdracht en de nieuwe tekst overeenkomen.",
        )  # fmt: skip


def _zelfde_nummer(adres: Adres, blok: Blok) -> None:
    """The payload's own designation must be that of the address (F.3, 8)."""
    stap = adres.stappen[-1]
    if not isinstance(blok, Eenheid) or stap.soort == "begrip":
        return
    eigen = kaal(blok.nummer).rstrip("°º")
    if eigen and stap.nummer and stap.nummer != "laatste" and eigen.lower() != stap.nummer.rstrip("°º").lower():
        raise Geweigerd(
            f"de opdracht gaat over {adres.tekst()}, maar de nieuwe tekst heeft nummer «{blok.nummer}»", code="nummer-lading",
            advies="Laat de aanduiding in de nieuwe tekst overeenkomen met de opdracht.",
        )  # fmt: skip


def _zonder_aanhaling(tekst: str) -> str:
    from .adressen import AANHALING

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
