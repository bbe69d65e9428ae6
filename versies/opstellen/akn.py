"""The decision as an amending act in Akoma Ntoso 3.0 (``regels`` E.3): sentences with their quoted words and
structures, and the same changes as data in ``activeModifications``. It is read back and executed before it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lxml import etree

from verordening.adres import Adres
from verordening.akn.schrijver import HIERARCHIE, _el, _Schrijver, identificeer, noem_termen, verwijzingen
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Soort, Tabel
from verordening.eid import eids
from verordening.register import Register
from verordening.schrijvers import deel_in, voeg_tekst
from verordening.stop.modules import overheid_van, werk_en_versie
from versies.besluit import Opdracht
from versies.opdracht import lees_besluit
from versies.opstellen import Ontwerp
from versies.opstellen.kern import eerste_afwijking, kern_van
from versies.opstellen.zinnen import citeer
from versies.toepassen import pas_toe
from versies.wijziging import (
    Vernummer,
    Vervalt,
    VervangEenheid,
    VervangKop,
    VervangTekst,
    VoegIn,
    VoegTekstIn,
    Wijziging,
)

_LOPEND = frozenset(
    ["p", "num", "heading", "docTitle", "caption", "listIntroduction", "listWrapUp", "mod", "quotedText"]
)
_NUMMER = re.compile(r"(?P<nr>\d+|[a-z]{1,2})\. (?P<zin>.+)\Z", re.DOTALL)
_SOORT: dict[type, str] = {VoegIn: "insertion", VoegTekstIn: "insertion", Vervalt: "repeal", Vernummer: "renumbering"}


def besluit_akn(ontwerp: Ontwerp, *, overheid: str = "") -> bytes:
    """The whole decision.

    Args:
        overheid: code of the authority; default what the version says, else the placeholder ``gm0000``.

    Raises:
        Geweigerd: new text that Akoma Ntoso does not bring back exactly.
    """
    wortel = _Besluit(ontwerp, overheid).wortel()
    deel_in(wortel, _LOPEND)
    if not overheid_van(ontwerp.verschil.was, ontwerp.verschil.wordt, overheid):
        wortel.addprevious(etree.Comment(" De bron noemt geen overheid: gm0000 is een invulplek. "))
    inhoud = etree.tostring(wortel.getroottree(), encoding="UTF-8", xml_declaration=True) + b"\n"
    was, wordt = ontwerp.verschil.was, ontwerp.verschil.wordt
    afwijking = eerste_afwijking(
        kern_van(wordt), kern_van(pas_toe(was, lees_besluit(inhoud, naam="besluit.akn"), nazien=False).wordt)
    )
    if afwijking is not None:
        regel = afwijking[0] or afwijking[1]
        assert regel is not None
        raise Geweigerd.om("akn-onbewezen", regel.plaats(), regel=regel.tekst[:80])
    return inhoud


class _Besluit:
    def __init__(self, ontwerp: Ontwerp, overheid: str) -> None:
        self.ontwerp = ontwerp
        was, wordt = ontwerp.verschil.was, ontwerp.verschil.wordt
        self.code = overheid_van(was, wordt, overheid) or "gm0000"
        self.werk, self.versie = werk_en_versie(was, self.code)
        self.dag = wordt.gegevens.juridisch_werkend_vanaf or date(1, 1, 1)
        self.register = Register.van(was)
        self.wachtrij = list(ontwerp.besluit.opdrachten)
        self.wijzigingen: list[tuple[str, Wijziging, list[str]]] = []
        self.termen: dict[tuple[str, str], None] = {}

    def wortel(self) -> etree._Element:
        """The document."""
        regels = self.ontwerp.tekst.regels
        wortel = _el(None, "akomaNtoso")
        act = _el(wortel, "act", name="besluit")
        meta = _el(act, "meta")
        _el(_el(_el(_el(act, "preface"), "longTitle", eId="longTitle"), "p"), "docTitle", regels[0].lstrip("# "))
        begin = regels.index("## Artikel I")
        formule = _el(_el(act, "preamble"), "formula", name="aanhef", eId="formula_1")
        for regel in regels[1:begin]:
            if regel:
                _el(formule, "p", regel)
        body = _el(act, "body", eId="body")
        self._artikel_een(_el(body, "article", eId="art_I"), regels, begin)
        twee = _el(body, "article", eId="art_II")
        _el(twee, "num", "Artikel II")
        self._alinea(_el(twee, "paragraph", eId="art_II__para_o_1"), regels[regels.index("## Artikel II") + 1])
        slot = _el(act, "conclusions", eId="formula_2")
        for regel in regels[regels.index("## Slot") + 1 :]:
            if regel:
                _el(slot, "p", regel)
        self._meta(meta)
        return wortel

    def _alinea(self, ouder: etree._Element, tekst: str) -> None:
        _el(_el(ouder, "content", eId=f"{ouder.get('eId')}__content_1"), "p", tekst)

    def _artikel_een(self, artikel: etree._Element, regels: Sequence[str], begin: int) -> None:
        _el(artikel, "num", "Artikel I")
        _el(_el(artikel, "intro", eId="art_I__intro_1"), "p", regels[begin + 1])
        for (a, b), deel in zip(self.ontwerp.tekst.letters, self.ontwerp.onderdelen, strict=True):
            nummer = regels[a - 1].lstrip("# ")
            onderdeel = _el(artikel, "paragraph", eId=f"art_I__para_{nummer}")
            _el(onderdeel, "num", nummer)
            if deel.soort == "toelichting":
                self._toelichting(_el(onderdeel, "content", eId=f"{onderdeel.get('eId')}__content_1"), regels[a:b])
            else:
                self._letter(onderdeel, [r for r in regels[a:b] if not r.startswith(">")])

    def _toelichting(self, inhoud: etree._Element, regels: Sequence[str]) -> None:
        """A change of the explanatory note: no change of law, so only sentences and their new text."""
        boven = str(inhoud.get("eId")).removesuffix("__content_1")
        mod = lading = None
        for regel in regels:
            if not regel.startswith(">"):
                alinea, lading = _el(inhoud, "p"), None
                n = len(inhoud)
                if regel.endswith(("luiden:", "luidende:")):
                    mod = _el(alinea, "mod", eId=f"{boven}__mod_{n}")
                    voeg_tekst(mod, regel)
                else:
                    voeg_tekst(alinea, regel)
            elif mod is not None:
                if lading is None:
                    lading = _el(mod, "quotedStructure", eId=f"{mod.get('eId')}__qstr_1")
                _el(lading, "p", regel.removeprefix(">").strip())

    def _letter(self, ouder: etree._Element, zinnen: list[str]) -> None:
        if len(zinnen) == 1:
            self._opdracht(_el(ouder, "content", eId=f"{ouder.get('eId')}__content_1"), zinnen[0])
            return
        stapel = [self._lijst(ouder, zinnen[0] if _NUMMER.match(zinnen[0]) is None else "")]
        for zin in zinnen if _NUMMER.match(zinnen[0]) else zinnen[1:]:
            t = _NUMMER.match(zin)
            assert t is not None
            diepte = 0 if t.group("nr").isdecimal() else 1
            del stapel[diepte + 1 :]
            lijst = stapel[-1]
            punt = _el(lijst, "point", eId=f"{lijst.get('eId')}__point_{t.group('nr')}")
            _el(punt, "num", t.group("nr") + ".")
            if t.group("zin").endswith("als volgt gewijzigd:"):
                stapel.append(self._lijst(punt, t.group("zin")))
            else:
                self._opdracht(_el(punt, "content", eId=f"{punt.get('eId')}__content_1"), t.group("zin"))

    def _lijst(self, ouder: etree._Element, kop: str) -> etree._Element:
        lijst = _el(ouder, "list", eId=f"{ouder.get('eId')}__list_1")
        if kop:
            _el(_el(lijst, "intro", eId=f"{lijst.get('eId')}__intro_1"), "p", kop)
        return lijst

    # --- one instruction

    def _opdracht(self, inhoud: etree._Element, zin: str) -> None:
        opdracht = self.wachtrij.pop(0)
        assert opdracht.zin == zin, (opdracht.zin, zin)
        boven = str(inhoud.get("eId")).removesuffix("__content_1")
        mod = _el(_el(inhoud, "p"), "mod", eId=f"{boven}__mod_1")
        namen = self._woorden(mod, zin, opdracht, boven)
        if any(r.strip() for r in opdracht.lading):
            lading = _el(mod, "quotedStructure", eId=f"{boven}__mod_1__qstr_1")
            self._lading(lading, opdracht)
            namen.append(f"{boven}__mod_1__qstr_1")
        self.wijzigingen.extend((f"{boven}__mod_1", w, namen) for w in opdracht.wijzigingen)

    def _woorden(self, mod: etree._Element, zin: str, opdracht: Opdracht, boven: str) -> list[str]:
        """The sentence with the words that it quotes as elements; their eIds."""
        namen: list[str] = []
        rest = zin
        for woorden in _geciteerd(opdracht):
            citaat = citeer(woorden)
            voor, raak, na = rest.partition(citaat) if citaat else (rest, "", "")
            if not raak:
                continue
            voeg_tekst(mod, voor)
            naam = f"{boven}__mod_1__qtext_{len(namen) + 1}"
            _el(mod, "quotedText", woorden, eId=naam, startQuote=citaat[0], endQuote=citaat[-1])
            namen.append(naam)
            rest = na
        voeg_tekst(mod, rest)
        return namen

    def _lading(self, ouder: etree._Element, opdracht: Opdracht) -> None:
        blokken = [
            b for w in opdracht.wijzigingen for b in (w.nieuw if isinstance(w, (VervangEenheid, VoegIn)) else ())
        ]
        if not blokken:
            for regel in opdracht.lading:
                _el(ouder, "p", regel)
            return
        eerste = blokken[0]
        if isinstance(eerste, Eenheid) and eerste.soort in (Soort.ONDERDEEL, Soort.BEGRIP):
            begrippen = all(isinstance(b, Eenheid) and b.soort is Soort.BEGRIP for b in blokken)
            blokken = [Eenheid(Soort.BEGRIPPENLIJST if begrippen else Soort.LIJST, inhoud=tuple(blokken))]
        schrijver = _Schrijver()
        for blok in _met_plaats(blokken, str(ouder.get("eId"))):
            if isinstance(blok, Eenheid) and blok.soort in HIERARCHIE:
                schrijver.eenheid(blok, ouder)
            elif isinstance(blok, (Alinea, Tabel, Eenheid)):
                schrijver.hier = str(ouder.get("eId"))
                schrijver.blokken((blok,), ouder)
        self.termen |= dict.fromkeys(schrijver.termen.items())

    # --- meta

    def _meta(self, meta: etree._Element) -> None:
        dag = self.dag.isoformat()
        eigen = f"/akn/nl/act/{self.code}/{dag[:4]}/wijziging-{dag}"
        identificeer(meta, eigen, f"{eigen}/nld@{dag}", dag)
        leven = _el(meta, "lifecycle", source="#bron")
        _el(leven, "eventRef", eId="e1", date=dag, source="#ro1", type="generation")
        actief = _el(_el(meta, "analysis", source="#bron"), "activeModifications") if self.wijzigingen else meta
        for n, (mod, w, namen) in enumerate(self.wijzigingen, 1):
            self._textual_mod(actief, n, mod, w, namen)
        titel = self.ontwerp.tekst.regels[0].lstrip("# ")
        noem_termen(verwijzingen(meta, f"{eigen}/nld@{dag}", titel, self.code), self.termen)

    def _textual_mod(self, ouder: etree._Element, n: int, mod: str, w: Wijziging, namen: list[str]) -> None:
        soort = _SOORT.get(type(w), "substitution")
        if isinstance(w, VervangTekst) and not w.nieuw:
            soort = "repeal"
        element = _el(ouder, "textualMod", type=soort, eId=f"amod_{n}")
        _el(element, "source", href=f"#{mod}")
        plek = w.plek.adres
        _el(element, "destination", href=f"{self.werk}/!main{self._eid(plek)}")
        if isinstance(w, VervangTekst) and len(namen) > 1 and w.nieuw:
            _el(element, "old", href=f"#{namen[0]}")
            _el(element, "new", href=f"#{namen[1]}")
        elif isinstance(w, (VoegIn, VoegTekstIn, VervangEenheid, VervangKop)) and namen:
            _el(element, "new", href=f"#{namen[-1]}")
        elif isinstance(w, VervangTekst) and namen:
            _el(element, "old", href=f"#{namen[0]}")

    def _eid(self, adres: Adres) -> str:
        gevonden = self.register.vind(Adres(tuple(s for s in adres.stappen if s.soort != "streepje")))
        return f"#{gevonden.eenheid.eId}" if gevonden.mist is None and gevonden.eenheid.eId else ""


def _geciteerd(opdracht: Opdracht) -> Iterator[str]:
    """Words between quotes that are changed, in the order of the sentence."""
    for w in opdracht.wijzigingen[:1]:
        if isinstance(w, VervangTekst) and w.veld != "slot":
            yield from (x for x in (w.oud, w.nieuw) if x)
        elif isinstance(w, VoegTekstIn) and not opdracht.lading:
            yield from (x for x in (w.bij, w.nieuw) if x)


def _met_plaats(blokken: Sequence[Blok], boven: str) -> Iterator[Blok]:
    """The blocks with eIds below the quotation, so that they never meet those of the decision itself."""
    wortel = eids(Eenheid(Soort.REGELING, inhoud=tuple(blokken)))

    def zet(b: Blok) -> Blok:
        if isinstance(b, Alinea):
            return b
        b = replace(b, eId=f"{boven}__{b.eId}" if b.eId else "", wId="")
        return replace(b, inhoud=tuple(zet(k) for k in b.inhoud)) if isinstance(b, Eenheid) else b

    return (zet(b) for b in wortel.inhoud)
