"""The lay-out of a decision in prose: lines to headings, articles, letters, numbers, sentences and new text.

New text (payload) stands behind ``>`` or, in a decision without ``>``, between one instruction and the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verordening.boom import Blok
from verordening.nummers import romeins, uit_romeins, volgende
from versies.opdracht.aanduiding import Rij, is_titel_boven, kern_van, rijen, van_besluit
from versies.opdracht.beeld import Beeld, beeld, tweede_opdracht
from versies.opdracht.volgorde import volgende_letters
from versies.opdracht.wastabel import kolommen, was_wordt
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import wacht_op_lading


@dataclass(frozen=True, slots=True)
class Blokje:
    """A numbered or plain paragraph below an article of the decision.

    ``letter``: the paragraph is only a letter heading or has one in front; ``lading``: it is quoted new text;
    ``blokken``: that new text, ready from XML; ``ruw``: all words of the source that it stands for; ``toelichting``: it begins a
    change of the explanatory note.
    """

    tekst: str
    regel: int
    kolom: int = 1
    letter: str = ""
    lading: bool = False
    kop: bool = False
    blokken: tuple[Blok, ...] = ()
    ruw: str = ""
    toelichting: bool = False
    vervolg: bool = False
    """A next sentence of the same paragraph."""
    eigen: bool = False
    """Its number can only be the decision's own: "1.2" below point 1."""

    @property
    def beeld(self) -> Beeld:
        """What it looks like by itself."""
        return beeld(self.tekst)


@dataclass(slots=True)
class Deel:
    """A part of the decision: kop, artikel, bijlage, slot or toelichting, with its lines; ``koppen``: the lines of its heading."""

    soort: str
    nummer: str = ""
    opschrift: str = ""
    regel: int = 0
    regels: list[Blokje] = field(default_factory=list)
    koppen: list[Blokje] = field(default_factory=list)


def deel_in(regels: Sequence[str]) -> list[Deel]:
    """Parts of a decision in order; the first is always the head (title and preamble). Each line stands in exactly one part."""
    gemerkt, alle = _heeft_merk(regels), rijen(regels)
    delen = _Indeler(alle, gemerkt, 0).delen
    heel = (b for b in delen[0].regels if patroon("HELE_REGELING").search(b.tekst.strip()) and not b.beeld.opdracht)
    begin = next((b.regel for b in heel), 0)
    eerste = next((d.regel for d in delen if d.soort == "artikel"), 0)
    if not begin and (punt := _begin(alle)):
        # Onder een punt «II» is «Artikel 4» een plaats in de regeling, als het besluit eronder met «III» verdergaat.
        begin = punt if not eerste or any(alle[p].nummer > eerste for p in _dictumpunten(alle, punt)) else 0
    return _Indeler(alle, gemerkt, begin).delen if begin else delen


def _begin(alle: Sequence[Rij]) -> int:
    """Where what is decided begins in a decision without articles: behind "besluit:", or at its first instruction."""
    plaats = 0
    for plek, rij in enumerate(alle):
        nummer, tekst = rij.nummer, rij.kern
        if plek == 0 and tekst.lower().endswith("besluit"):
            continue  # De titel.
        if (t := patroon("DICTUM").match(tekst)) is not None:
            rest = (t.group("rest") or "").strip(" :,")
            if not rest or (tekst.endswith(":") and not re.search(r"\b(?:te|wordt|worden)\b", rest)):
                return nummer + 1
            if re.search(r"\b(?:te\s+\w+en|gewijzigd)\b", rest) and not rij.kop:
                return nummer
        gezien = kern_van(tekst)
        slot = tekst.endswith((".", ":", ";")) or (plek and gezien.opdracht)
        oud_en_nieuw = was_wordt(r.kern for r in alle[plek:]) is not None or kolommen(tekst) is not None
        if oud_en_nieuw or (slot and (gezien.begint_opdracht or gezien.rectificatie or beeld(tekst).aankondiging)):
            boven = alle[plek - 1] if plek > 1 else rij
            noemt = any(
                patroon(v).search(boven.kern) for v in ("WIJZIGING_VAN", "NAAM_ALS_TITEL")
            )  # Die titel is van het hele besluit.
            return plaats or (boven.nummer if not noemt and is_titel_boven(boven.kern, gezien) else nummer)
        if plek and not plaats and beeld(tekst).plaats is not None:
            plaats = nummer  # Wat zegt waar, is geen aanhef; de eerste regel is de titel.
    return 0


class _Indeler:
    """Lays out one decision, line by line; what a line is, depends on its place and on what can still follow it."""

    def __init__(self, rijen: Sequence[Rij], gemerkt: bool, begin: int) -> None:
        self.rijen, self.gemerkt, self.begin = rijen, gemerkt, begin
        self.delen = [Deel("kop", regel=1)]
        self.stijl = ""
        self.enig = not any(patroon("ARTIKEL").match(rij.kern) for rij in self.rijen)
        self.punten = _dictumpunten(rijen, begin) if begin else {}
        self.onderpunt: tuple[str, ...] = ()
        """The last point "1.2" below a point of the decision: ("1", "2")."""
        self.geen_slot: tuple[Deel, int] = (self.delen[0], 0)
        """The part, and the line before which no signature begins in it: looked at once, not for every name again."""
        self.gesloten = False
        """The decision has said when it enters into force, or is signed: what follows can be explanation."""
        for plek in range(len(rijen)):
            self.regel(plek)

    @property
    def huidig(self) -> Deel:
        """The part that is being laid out."""
        return self.delen[-1]

    def regel(self, plek: int) -> None:
        """Lay out one line."""
        rij = self.rijen[plek]
        nummer, kern, bron = rij.nummer, rij.kern, rij.bron
        if self._begint(plek):
            return
        if kern.startswith(">"):
            self.huidig.regels.append(Blokje(_zonder_merk(rij.tekst), nummer, lading=True, ruw=bron))
            return
        if self._in_besluit(rij):
            return
        nieuw = self._nieuw_deel(plek, kern, hek=rij.kop)
        if nieuw is not None:
            nieuw.regel = nummer
            if nieuw.soort == "artikel" and not self.stijl:
                self.stijl = _stijl(nieuw.nummer)
            if not nieuw.regels:
                nieuw.koppen.append(Blokje(kern, nummer, ruw=bron))
            self.delen.append(nieuw)
            self.gesloten |= nieuw.soort == "slot"
            return
        huidig = self.huidig
        if (onder := self._punt_onder(kern)) is not None:
            self.onderpunt = onder["punt"], onder["nr"].strip(".")
            rest = f"{self.onderpunt[1]}. {onder['rest']}"
            kolom = bron.find(onder.group("rest")) + 1
            huidig.regels.append(Blokje(rest, nummer, kolom, ruw=bron, eigen=True))
            return
        self.gesloten |= huidig.soort == "artikel" and patroon("DIT_BESLUIT").search(kern) is not None
        leeg = huidig.soort == "artikel" and not (huidig.regels or huidig.opschrift)
        if leeg and patroon("OPSCHRIFT").fullmatch(kern):
            huidig.opschrift = kern  # «Artikel II», en op de regel eronder «Inwerkingtreding».
        elif huidig.soort not in ("kop", "artikel") or not self._is_eigen_kop(plek, kern):
            kop = patroon("TOELICHTINGKOP").fullmatch(kern) or (rij.kop and patroon("TOELICHTING").match(kern))
            toelichting = huidig.soort == "artikel" and not self.gemerkt and bool(kop)
            huidig.regels.append(replace(_blokje(rij, huidig), toelichting=toelichting))
            return
        huidig.koppen.append(Blokje(kern, nummer, ruw=bron))

    def _in_besluit(self, rij: Rij) -> bool:
        """An instruction in what the preamble decides ("besluit in artikel 1 “a” te vervangen door “b” en die verordening voorts …")."""
        kop, besloten = self.huidig, patroon("BESLOTEN").match
        t = besloten(rij.kern)
        if self.enig or kop.soort != "kop" or (t is None and not any(besloten(b.tekst) for b in kop.regels[1:])):
            return False
        begin = t.start("rest") if t is not None else 0
        for v in patroon("VOORTS").finditer(rij.kern, begin):
            daad = beeld(rij.kern[begin : v.start()].strip(" :,"))
            af = v["voorts"] or (v["slot"] is not None and t is not None) or beeld(rij.kern[v.end() :]).aankondiging
            if af and daad.over_artikel and not daad.blok:
                break
        else:
            return False
        voor, _, achter = rij.bron.partition(daad.regel)
        plek = len(voor) + 1
        for tekst, kolom in ((voor, 1), (achter, plek + len(daad.regel))):
            kern = tekst.strip(" ;,.").removeprefix("en ")
            kop.regels += [Blokje(kern, rij.nummer, kolom, ruw=tekst)] if kern else []
        daden = [Blokje(daad.regel, rij.nummer, plek, ruw=daad.regel)]
        self.delen.append(Deel("artikel", "enig", regel=rij.nummer, regels=daden))
        return True

    def _punt_onder(self, kern: str) -> re.Match[str] | None:
        """Point "1.2" or "1b" of point 1, which is number 2 or b of it: an instruction, or the next one, readable or not."""
        huidig = self.huidig
        t = patroon("ONDERPUNT").match(kern) if huidig.soort == "artikel" else None
        if t is None:
            return None
        gezien, nr = beeld(t["rest"]), t["nr"].strip(".")
        if huidig.regels and self.onderpunt and (t["punt"], nr) == (self.onderpunt[0], volgende(self.onderpunt[1])):
            return t
        if t["punt"] == huidig.nummer:
            return t if gezien.taal or gezien.boom else None
        # «3.1 onder b vervalt»: het nummer is de plaats.
        eerste = huidig.nummer == "enig" and not self.onderpunt and nr == "1" and beeld(kern).boom is None
        onder = nr.isdecimal() and (eerste or any(b.beeld.nummer == t["punt"] for b in huidig.regels))
        return t if onder and (van_besluit(gezien) or gezien.werking) else None

    def _begint(self, plek: int) -> bool:
        """The line where a decision without articles begins, or one of its points ("I.", "2."); True when it is taken."""
        rij = self.rijen[plek]
        if plek in self.punten:
            letter, rest = self.punten[plek]
            self.delen.append(Deel("artikel", letter, regel=rij.nummer))
            kolom = rij.bron.find(rest) + 1
            self.huidig.regels.append(Blokje(_te_wijzigen(rest) or rest, rij.nummer, kolom, ruw=rij.bron))
            self.gesloten |= patroon("DIT_BESLUIT").search(rest) is not None
            return True
        if len(self.delen) > 1:
            return False
        enig = patroon("ENIG_ARTIKEL").match(rij.kern) is not None
        blok = _te_wijzigen(rij.kern) if self.enig and not self.begin else ""
        if not (enig or blok or 0 < self.begin <= rij.nummer):
            return False
        self.delen.append(Deel("artikel", "enig", regel=rij.nummer))
        if enig:
            self.huidig.koppen.append(Blokje(rij.kern, rij.nummer, ruw=rij.bron))
            return True
        kern = _zonder_besluit(rij.kern)
        tekst = blok or _te_wijzigen(rij.kern) or _te_wijzigen(kern) or kern
        self.huidig.regels.append(_blokje(replace(rij, tekst=tekst), self.huidig))
        return True

    def _nieuw_deel(self, plek: int, kern: str, *, hek: bool) -> Deel | None:
        huidig = self.huidig
        if huidig.soort == "toelichting":
            return None
        t = patroon("ARTIKEL").match(kern)
        if t is not None and not self.punten and self._is_artikel(t, plek, hek=hek):
            return Deel("artikel", t.group("nr").replace("IIII", "IV"), (t.group("rest") or "").strip())
        if huidig.soort == "kop":
            return None
        if self._is_toelichting(plek, kern, hek=hek):
            return Deel("toelichting", opschrift=kern)
        if huidig.soort == "artikel" and self._is_slot(plek, kern):
            slot = Deel("slot")
            if not hek:
                slot.regels.append(Blokje(kern, self.rijen[plek].nummer, ruw=self.rijen[plek].bron))
            return slot
        t = patroon("BIJLAGE").match(kern)
        if t is None or kern.endswith((".", ":", ";")) or self.rijen[plek - 1].kern.endswith(":"):
            return None
        if self.gemerkt or hek or huidig.soort in ("slot", "bijlage") or huidig.nummer.startswith("bijlage"):
            nummer, opschrift = t.group("nr") or "", (t.group("rest") or "").strip()
            if not self.gemerkt and self._wijzigt(plek):
                return Deel("artikel", f"bijlage {nummer}".strip(), opschrift)
            return Deel("bijlage", nummer, opschrift)
        return None

    def _wijzigt(self, plek: int) -> bool:
        """True when an annex below the signature holds instructions: then it is read as an article of the decision."""
        for tekst in (rij.kern for rij in self.rijen[plek + 1 :]):
            if patroon("BIJLAGE").match(tekst) or patroon("TOELICHTING").match(tekst):
                return False
            if beeld(tekst).opdracht or (tekst.endswith(":") and beeld(tekst).taal):
                return True
        return False

    def _is_toelichting(self, plek: int, kern: str, *, hek: bool) -> bool:
        """A heading of the explanatory note: the end of the decision, unless the decision itself goes on below it."""
        if patroon("TOELICHTING").match(kern) is None or not (hek or kern[0].isupper()):
            return False
        return self.gesloten or not any(self._gaat_verder(p) for p in range(plek + 1, len(self.rijen)))

    def _gaat_verder(self, plek: int) -> bool:
        """A line that only the decision itself can have: its next article or letter, its entry into force, its end."""
        tekst = self.rijen[plek].kern
        t = patroon("ARTIKEL").match(tekst)
        if t is not None and self._is_artikel(t, plek, hek=False):
            return True
        letter = patroon("LETTER").match(tekst)
        vorige = next((b.letter for b in reversed(self.huidig.regels) if b.letter), "") if letter is not None else ""
        if letter is not None and vorige and letter.group("nr") in volgende_letters(vorige):
            return True
        return kern_van(tekst).besluit or beeld(tekst).slot == "formule"

    def _is_slot(self, plek: int, kern: str) -> bool:
        """True when the signature begins here: nothing can follow it but explanation, an annex, or more of the same."""
        vormen = {beeld(kern).slot}
        if not beeld(kern).slot_begin or (self.geen_slot[0] is self.huidig and plek < self.geen_slot[1]):
            return False
        if self.gemerkt:
            return vormen != {"plaats en datum"} or self.gesloten
        for later in range(plek + 1, len(self.rijen)):
            tekst = self.rijen[later].kern
            if patroon("BIJLAGE").match(tekst) or patroon("TOELICHTING").match(tekst):
                break
            bezwaar = patroon("RECHTSMIDDEL").match(tekst) and not tweede_opdracht(tekst)
            vorm = beeld(tekst).slot or ("bezwaar" if bezwaar else "")
            vormen.add(vorm)
            verder = self._gaat_verder(later) and vorm != "formule"
            opdracht = beeld(tekst).opdracht or tweede_opdracht(tekst) != ""  # ook achter «Rectificatie:»
            if verder or (not vorm and ("formule" not in vormen or opdracht)):
                self.geen_slot = self.huidig, later  # nor does it begin anywhere before that line
                return False
        # Alleen namen en functies, zonder dag of formule, kunnen ook nieuwe tekst zijn.
        return self.gesloten or not vormen.isdisjoint({"formule", "plaats en datum"})

    def _is_eigen_kop(self, plek: int, kern: str) -> bool:
        """A chapter heading between the decision's own articles."""
        if patroon("STRUCTUUR").match(kern) is None or kern.endswith(".") or plek + 1 >= len(self.rijen):
            return False
        boven = self.huidig.regels[-1].beeld.boom if self.huidig.regels else None
        if boven is not None and wacht_op_lading(boven):
            return False  # «Het opschrift van hoofdstuk 3 komt te luiden:»
        t = patroon("ARTIKEL").match(self.rijen[plek + 1].kern)
        return t is not None and self._is_artikel(t, plek + 1, hek=False)

    def _is_artikel(self, t: re.Match[str], plek: int, *, hek: bool) -> bool:
        nr, rest = t.group("nr").replace("IIII", "IV"), t.group("rest") or ""
        romeins_met_punt = uit_romeins(nr) is not None and t.group(0)[t.end("nr") :].startswith(".")
        if rest.endswith((".", ":", ";", ",")) or (
            rest and not rest[0].isupper() and rest[0] not in "([«“" and not romeins_met_punt
        ):
            return False
        artikelen = [d for d in self.delen if d.soort == "artikel" and (self.begin or d.nummer != "enig")]
        onder = next((r.kern for r in self.rijen[plek + 1 : plek + 2]), "")
        if (
            (kopje := patroon("KOPJE").match(onder)) is not None
            and not kopje.group("plaats")
            and uit_romeins(nr) is None
        ):
            return False  # Boven «Was:» staat de plaats in de regeling.
        oud = patroon("KOPJE").match(self.rijen[plek - 1].kern) if plek else None
        if oud is not None and not (oud.group("rest") or oud.group("plaats")):
            return False  # Onder «Was» of «Wordt» staat het artikel van de regeling zelf.
        if not artikelen:
            # Onder een zin die nieuwe tekst aankondigt, staat een artikel van de regeling.
            boven = self.rijen[plek - 1].kern if plek else ""
            if not patroon("EERSTE_NUMMER").fullmatch(nr):
                return False
            return hek or not (boven.endswith(":") and beeld(boven).opdracht)
        if _stijl(nr) != self.stijl:
            return False
        if self.gemerkt:
            return hek or not rest or rest[0].isupper()
        # Zonder merktekens kan een kop ook nieuwe tekst zijn: alleen het verwachte volgende nummer telt.
        vorige = artikelen[-1].nummer
        if nr in _kan_volgen(vorige):
            return not _wacht_op_artikel(artikelen[-1], self.stijl)
        # Een slip in de eigen nummering: alleen als de regel eronder van het besluit zelf moet zijn.
        return self.stijl == "romeins" and (beeld(onder).besluit or beeld(onder).blok)


def _dictumpunten(rijen: Sequence[Rij], begin: int) -> dict[int, tuple[str, str]]:
    """The points of what is decided, when it is a series ("I.", "II."): index of the line → (number, text)."""
    uit: dict[int, tuple[str, str]] = {}
    vorige = ""
    for plek, rij in enumerate(rijen):
        t = patroon("DICTUMPUNT").match(rij.kern) if rij.nummer >= begin else None
        if t is None or (t.group("nr") not in ("I", "1", "a") if not vorige else t.group("nr") != _erna(vorige)):
            continue
        gezien = beeld(t.group("rest"))
        over_besluit = patroon("BESLUITTAAL").match(t.group("rest")) or gezien.aankondiging
        if over_besluit or (uit and (gezien.opdracht or gezien.besluit)):
            uit[plek], vorige = (t.group("nr"), t.group("rest").strip()), t.group("nr")
    eerste = next((i for i, rij in enumerate(rijen) if rij.nummer >= begin), -1)
    return uit if eerste in uit else {}


def _waarde(nummer: str) -> int | None:
    """The value of a Roman number that an article of a decision can have; C and D are letters there."""
    return waarde if (waarde := uit_romeins(nummer)) is not None and waarde < 50 else None


def _stijl(nummer: str) -> str:
    """How the decision numbers its own articles: romeins, punt or cijfer."""
    if _waarde(nummer) or _waarde(nummer[:-1]):
        return "romeins"
    return "punt" if re.search(r"[.:]", nummer) else "cijfer"


def _te_wijzigen(tekst: str) -> str:
    """ "de Verordening … als volgt te wijzigen:" as the heading of a block; empty when it is something else."""
    naam = beeld(tekst).aankondiging
    dag = (
        t.group()
        if (t := re.search(rf",?\s(?!op\b){patroon('INGANG').pattern}\Z", naam, re.IGNORECASE)) is not None
        else ""
    )
    return f"{naam[:1].upper()}{naam[1 : len(naam) - len(dag)]} wordt{dag} als volgt gewijzigd:" if naam else ""


def _zonder_besluit(tekst: str) -> str:
    """The first line of what is decided, without "… besluiten" in front."""
    t = patroon("BESLUIT").match(tekst)
    rest = tekst[t.end() :].strip("*_ ") if t is not None else ""  # «**besluit:**»
    return rest or tekst


def _heeft_merk(regels: Sequence[str]) -> bool:
    """True when the decision marks new text with ``>`` below its first article."""
    na_artikel = False
    for ruw in regels:
        tekst = ruw.strip().lstrip("# ")
        if patroon("ARTIKEL").match(tekst):
            na_artikel = True
        elif na_artikel and tekst.startswith(">"):
            return True
    return False


def _zonder_merk(regel: str) -> str:
    kern = regel.lstrip()[1:]
    return kern[1:] if kern.startswith(" ") else kern


def _erna(nummer: str) -> str:
    """The number that follows; after an inserted IA the next is II.

    >>> _erna("IX"), _erna("IA"), _erna("3")
    ('X', 'II', '4')
    """
    waarde = _waarde(nummer) or (_waarde(nummer[:-1]) if nummer[-1:].isalpha() else None)
    return romeins(waarde + 1) if waarde is not None else volgende(nummer)


def _kan_volgen(vorige: str) -> set[str]:
    """Numbers that the next article of the decision can have; behind 1.2 also the first of a next chapter."""
    uit = {_erna(vorige), vorige + "a", vorige + "A"}
    if (t := re.match(r"(\d+)([.:])\d+", vorige)) is not None:
        uit |= {f"{int(t.group(1)) + 1}{t.group(2)}1"}
    return uit


def telt_op(vorige: str, nummer: str) -> bool:
    """True when an article of the decision can have this number behind the one before it.

    >>> telt_op("I", "II"), telt_op("I", "IA"), telt_op("IA", "IB"), telt_op("IA", "II"), telt_op("I", "III")
    (True, True, True, True, False)
    """
    return nummer in (*_kan_volgen(vorige), volgende(vorige)) or (
        len(nummer) > 1 and nummer[:-1] == vorige[:-1] and nummer[-1] == chr(ord(vorige[-1]) + 1)
    )


def _wacht_op_artikel(artikel: Deel, stijl: str) -> bool:
    boom = artikel.regels[-1].beeld.boom if artikel.regels and stijl != "romeins" else None
    return boom is not None and wacht_op_lading(boom)


def _blokje(rij: Rij, deel: Deel) -> Blokje:
    kern, letter, rest = rij.kern, "", rij.kern
    if deel.soort == "artikel":
        if (t := patroon("LETTER").match(kern)) is not None and not (
            patroon("KOPJE").fullmatch(kern) or (not rij.kop and uit_romeins(kern) and len(kern) > 3)
        ):
            return Blokje("", rij.nummer, letter=t.group("nr"), ruw=rij.bron)
        if (t := patroon("LETTER_MET").match(kern)) is not None:
            letter, rest = t["nr"], re.sub(r"^(\d{1,2})\.? (?=\S)", r"\1. ", t["rest"])
    tekst = rest if letter or rij.kop else rij.tekst.rstrip()
    kolom = max(rij.bron.find(rest), 0) + 1
    return Blokje(tekst, rij.nummer, kolom, letter, kop=rij.kop, ruw=rij.bron, eigen=rij.eigen)
