"""Reading one text: from starting points and names to references, with the regulation that each belongs to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from verordening.adres import Adres, Stap
from verordening.taal.lexer import NAAM, ONBEKEND, VERVOLG, eindsymbolen, patroon, venster
from verordening.taal.vormen import Doel, Stappen, Vorm, vorm
from wetgeving.verwijzingen.aanhalingen import Aanhaling
from wetgeving.verwijzingen.alinea import ZOALS, ZONDER_AANHALING, Alinea, Venster, achter_nummer, rij_voor
from wetgeving.verwijzingen.ankers import Naamplek
from wetgeving.verwijzingen.duiding import (
    WET_VAN,
    Bron,
    boek_van_bw,
    bron_van,
    deelt,
    dieper,
    eigen_plaats,
    erin,
    genoemd,
    is_deelwoord,
    is_van_soort,
    naam_in,
    onbekende_naam,
    onbekende_regeling,
    ruimer,
    volgend,
    voorgaand,
)
from wetgeving.verwijzingen.thuis import breng_thuis
from wetgeving.verwijzingen.typen import Verwijzing, Vindplaats

if TYPE_CHECKING:
    from wetgeving.verwijzingen.zoeker import Zoeker

_IN_WET = re.compile(r"(?:^|[\n.:] ?)In (?:de|het) $")
_WORDT = re.compile(r" (?:vervalt|vervallen|wordt|worden)(?: na)? (?:de |het )?")
_EN = eindsymbolen()["EN"]
_OOK_VAN = re.compile(rf",? {_EN}(?<= van) (?:de |het )?")
_VERVOLG = re.compile(rf"(?:,|,? {_EN}) (?=\d|[A-Z] \d)")
_TUSSEN_VOOR = re.compile(
    rf"(?:(?:, zoals [^:;.]{{1,60}})?(?:, ?|: ?| | \()| (?:is|zijn) van (?:overeenkomstige )?toepassing, {eindsymbolen()['UITZ']} )(?:de |het )?"
)
_UITGEZONDERD = re.compile(rf",? {eindsymbolen()['UITZ']} (?:de |het )?")
_MOMENT = re.compile(
    r",? zoals (?:dat|die|dit|deze)(?: \w+){0,3}? (?:luidde|luidt|gold|luidden|golden|laatstelijk luidde)[^.;,]{0,80}|"
    r",? zoals (?:dat|die|dit|deze)(?: \w+){0,2} (?:op|tot en met|tot|vóór|voor|onmiddellijk)[^.;,]{0,80} (?:luidde|gold|luidden)"
)
_EERST = ("eerstgenoemd", "eerst-genoemd", "de eerstgenoemd", "het eerstgenoemd")
_maak = tuple.__new__


@lru_cache(maxsize=65536)
def adressen(plaatsen: tuple[Stappen, ...], regeling: str | None) -> tuple[Adres, ...]:
    """Places with the regulation in which they lie."""
    return tuple(Adres(stappen, regeling or "") for stappen in plaatsen)


class Lezing:
    """Reads the paragraphs of one regulation; ``uit`` is what was found in the last one, in order, with offsets in it."""

    def __init__(self, zoeker: Zoeker) -> None:
        self.zoeker = zoeker
        self.uit: list[Verwijzing] = []

    def lees(self, alinea: Alinea, schuif: int, kop_vanaf: int) -> list[Verwijzing]:
        """Run over the starting points and the names of a paragraph.

        Args:
            alinea: the paragraph.
            schuif: where it begins; what is found counts from there.
            kop_vanaf: from where in the paragraph a heading may stand.
        """
        zoeker = self.zoeker
        self.alinea, self.namen, self.tekst, self.echt = alinea, alinea.namen, alinea.tekst, alinea.echt
        self._plaats, self._eigen_id = zoeker.plaats, zoeker.eigen.regeling
        self._schuif, self._kop_vanaf = schuif, kop_vanaf
        self._buiten = not (self._plaats.artikel or zoeker.context.koppen)
        self._volgend = self._plek = 0
        self._naam_eind = -100
        self.uit = []
        if zoeker.lopend and alinea.nummer >= 0:
            self._vervolg(alinea.nummer, los=True)
        self._loop(alinea)
        if zoeker.kopbron is not None or alinea.dubbelepunt >= 0:
            self._kopbron()
        if self.uit:
            breng_thuis(self.uit, self.echt, schuif, zoeker)
        zoeker.lopend = alinea.loopt or (zoeker.lopend and alinea.nummer >= 0)
        if self.uit:
            zoeker.eerder.append(self.uit)
        return self.uit

    def _loop(self, alinea: Alinea) -> None:
        namen = self.namen
        aantal = len(namen)
        for nummer, start in enumerate(alinea.starts):
            if start < self._plek:
                continue
            while self._volgend < aantal and namen[self._volgend].begin <= start:
                self._kaal()
            if start < self._plek:
                continue
            venster = alinea.venster(nummer, self._volgend)
            gelezen = venster.gelezen
            if gelezen is None:
                if venster.regeling is not None:
                    self._onbekende_regeling(*venster.regeling)
            elif venster.vlak == "eigen":
                self._plek = eind = start + gelezen.eind
                self._doel(gelezen.doelen[0], start, eind, None, "", False)
            elif venster.vlak and start - self._naam_eind > 80:
                doel = gelezen.doelen[0]
                self._plek = eind = start + gelezen.eind
                plaatsen = adressen(doel.plaatsen, self._eigen_id)
                self.zoeker.vorige = self._noteer((start, eind), doel.regel, self.zoeker.eigen, plaatsen)
            else:
                self._lees(start, venster, gelezen)
        while self._volgend < aantal:
            self._kaal()

    def _kopbron(self) -> None:
        """ "Wet X:" at the end of a text: the items below it are about that regulation."""
        laatste = self.uit[-1] if self.uit else None
        einde = self.alinea.dubbelepunt
        if einde >= 0 and laatste is not None and laatste.regel == "regeling" and laatste.eind - self._schuif >= einde:
            self.zoeker.kopbron = bron_van(laatste)
        elif not self.alinea.is_kopbron:
            self.zoeker.kopbron = None
        if einde >= 0:
            namen = {Bron(v.regeling, v.naam, v.kandidaten) for v in self.uit}
            enige = len(namen) == 1 and {(v.soort, v.regel) for v in self.uit} == {("extern", "regeling")}
            self.zoeker.inleiding = namen.pop() if enige and " artikelen " in self.alinea.laag else None

    def _kaal(self) -> None:
        """A name or an identifier without an article before it."""
        plek = self.namen[self._volgend]
        self._volgend += 1
        if plek.begin < self._plek:
            return
        self._plek = plek.eind
        if plek.aanhaling is not None:
            self._aanhaling(plek, plek.aanhaling)
            return
        bron = self.zoeker.bron(plek)
        self.zoeker.noem(bron)
        self._naam_eind = plek.eind
        self._regeling(plek.begin, plek.eind, "regeling", bron)

    def _lees(self, start: int, venster: Venster, gelezen: Vorm) -> None:
        """Give a fragment its meaning in this place."""
        doelen = gelezen.doelen
        if not doelen:
            self._verwijswoord(start, gelezen)
            return
        voor = None
        los = self._buiten and not gelezen.bron and not self._plaats.eId.startswith("formula")
        if los and doelen[-1].buiten == (Stap("bijlage"),) and self.tekst.startswith("bijlagen", start):
            return  # those of a form in an annex
        if doelen[0].ankerpunt == "dat" and self._is_deelwoord(start, doelen[0].dat):
            return
        if doelen[0].ankerpunt:
            if doelen[0].ankerpunt == "eigen" and (nummer := achter_nummer(self.tekst, start)) >= self._plek:
                rij = rij_voor(self.tekst, self._plek, nummer, start)
                if rij < 0 or not self._vervolg(rij, los=True) or self._plek <= start:
                    self._plek = start + gelezen.plek_eind
                return
        elif start - self._naam_eind <= 80 or start <= 4:
            voor = self._voornaam(start, gelezen)
        if not gelezen.bron and voor is None:
            if venster.kop >= 0 and start >= self._kop_vanaf:
                self._kop(venster.kop, gelezen)
                return
            if venster.onbekend is not None and self._onbekend(start, start + gelezen.eind, venster.onbekend):
                return
        elif gelezen.bron == "de" and self._onbekend_hoofdletter(start, gelezen):
            return
        self._schrijf(start, gelezen, voor)

    def _is_deelwoord(self, start: int, wat: str) -> bool:
        """ "de in het eerste lid bedoelde titel": the words before say which one; it points at nothing that was named."""
        vorige = self.uit[-1].eind - self._schuif if self.uit else -1
        if wat in ("artikelen", "leden", "onderdelen", "punt") and not self._genoemd(wat):
            return True  # «deze leden worden benoemd»
        return is_deelwoord(self.tekst, start, vorige)

    # --- which regulation

    def _voornaam(self, start: int, gelezen: Vorm) -> Bron | None:
        """ "Awb, artikel 4:13": a bare name right before the fragment, when the fragment names none itself."""
        if start <= 4 and self.zoeker.kopbron is not None and not gelezen.bron:
            return self.zoeker.kopbron
        if not self.uit:
            return None
        vorige = self.uit[-1]
        eind = vorige.eind - self._schuif
        if vorige.regel != "regeling" or start - eind > 80 or eind > start:
            return None
        if not _TUSSEN_VOOR.fullmatch(self.tekst, eind, start):
            voor = self.tekst[max(0, vorige.begin - self._schuif - 10) : vorige.begin - self._schuif]
            if not (_WORDT.fullmatch(self.tekst, eind, start) and _IN_WET.search(voor)):
                return None
        if gelezen.bron and (self.tekst[eind] not in ":," or gelezen.doelen[-1].schakel == 0):
            return None
        return bron_van(vorige)

    def _bron(self, gelezen: Vorm) -> Bron | None:
        """The regulation that the fragment names; None when it names none."""
        zoeker = self.zoeker
        if gelezen.bron == "naam":
            plek = self.namen[self._volgend]
            self._volgend += 1
            self._plek = plek.eind
            bron = zoeker.bron(plek)
        elif gelezen.bron == "die":
            bron = self._laatste(gelezen.bronwoord)
        elif gelezen.bron == "de":
            woord = gelezen.bronwoord.split()[-1].lower()
            bron = zoeker.begrippen.get(woord) or zoeker.grondslag.get(woord) or zoeker.enige(gelezen.bronwoord)
        elif gelezen.bron == "deze":
            return zoeker.eigen
        else:
            return None
        if bron.naam != gelezen.bronwoord:  # «het bedoelde besluit» is niets waar «dat besluit» naar wijst
            zoeker.noem(bron)
        return bron

    def _laatste(self, woorden: str) -> Bron:
        """ "die wet": the last regulation named, of that kind when one of that kind was named; "eerstgenoemde wet": the one before."""
        soort = woorden.split()[-1].lower()
        if rij := list(dict.fromkeys(b for b in self.zoeker.bronnen if is_van_soort(b, soort))):
            if woorden.lower().startswith(_EERST):
                return rij[-2:][0]
            return next(b for b in reversed(self.zoeker.bronnen) if b in rij)
        for bron in reversed(self.zoeker.bronnen):
            if soort == "wet":
                return bron
        return Bron(None, woorden)

    def _onbekend(self, start: int, eind: int, naam: tuple[int, int], voor: str = "") -> bool:
        """ "artikel 3 van de Wet die niemand kent": the name stays, without an id; ``voor``: the sign that a list goes on."""
        nieuw = vorm(f"{voor}{self.tekst[start:eind]} van {ONBEKEND}")
        if nieuw is None or nieuw.bron != "onbekend":
            return False
        woorden = self.tekst[naam[0] : naam[1]]
        if woorden[0].islower() and not any(d.binnen or any(s.nummer for s in d.buiten) for d in nieuw.doelen):
            return False  # "de bijlage bij het toekenningsbesluit"
        eerste = woorden.split(" ", 1)[0]
        if woorden != eerste in self.zoeker.begrippen and not WET_VAN.match(woorden):
            woorden = eerste  # «of artikel 3.21 van de wet op de verstrekking van toepassing is»
        bron = self.zoeker.begrippen.get(woorden) or Bron(None, woorden)
        self.zoeker.noem(bron)
        self._plek = naam[0] + len(woorden)
        self._schrijf(start - len(voor), nieuw, None, bron)
        return True

    def _onbekend_hoofdletter(self, start: int, gelezen: Vorm) -> bool:
        """ "artikel 3 van de Wet xyz" or "van de wet van 3 mei 2012": not the defined "wet", but a name or date of its own."""
        tekst, woord = self.tekst, gelezen.bronwoord.split()[-1]
        na = start + gelezen.eind - len(woord)
        if not WET_VAN.match(tekst, na):
            if not woord[0].isupper() or tekst[na + len(woord) : na + len(woord) + 1] != " ":
                return False
            if len(naam_in(tekst[na : na + 200].split("\n\n")[0])) <= len(woord):
                return False
        eind = max(tekst.rfind(voor, start, na - len(gelezen.bronwoord) + len(woord)) for voor in ("van", "bij", "uit"))
        while tekst[eind - 1] in " ,\n":
            eind -= 1
        naam = onbekende_naam(tekst, eind)
        return naam is not None and self._onbekend(start, eind, naam)

    # --- writing down

    def _schrijf(self, start: int, gelezen: Vorm, voor: Bron | None, achter: Bron | None = None) -> None:
        """Append the targets of a fragment. ``voor`` is the regulation named before it, ``achter`` an unknown one behind it."""
        tekst, zoeker = self.tekst, self.zoeker
        eind_naam, bron, doelen = 0, voor, gelezen.doelen
        if gelezen.bron == "daarvan" and self._daarvan(start, gelezen):
            return
        if gelezen.bron:
            bron = achter or self._bron(gelezen)
            if gelezen.bron in ("naam", "onbekend"):
                eind_naam = self._plek
        self._plek = plek = max(self._plek, start + gelezen.eind)
        moment = ""
        if tekst.startswith(ZOALS, plek) and (raak := _MOMENT.match(tekst, plek)):
            moment = raak.group().lstrip(", ")
            self._plek = plek + len(", zoals d")  # «dat artikel» daarin is wat er al staat
        bij = bron or zoeker.eigen
        if len(doelen) == 1 and not doelen[0].ankerpunt and bij.regeling is not None:  # by far the most common
            doel = doelen[0]
            waar = start + doel.begin, eind_naam or start + doel.eind
            plaatsen = adressen(doel.plaatsen, bij.regeling)
            gevonden = self._noteer(waar, doel.regel, bij, plaatsen, (doel.reeks, False, moment))
            zoeker.vorige = gevonden if doel.artikel or zoeker.vorige is None else zoeker.vorige
        else:
            laatste = doelen[-1]
            for doel in doelen:
                eind = eind_naam if doel is laatste and eind_naam else start + doel.eind
                eigen_bron = bron
                if gelezen.bron and (not deelt(doel, laatste) or (voor is not None and doel.schakel < laatste.schakel)):
                    eigen_bron = voor
                self._doel(doel, start + doel.begin, eind, eigen_bron, moment, len(doelen) > 1)
        if eind_naam and gelezen.bron == "naam":
            self._ook_van([d for d in doelen if not d.ankerpunt and deelt(d, doelen[-1])], moment)
        if eind_naam or gelezen.bron in ("de", "deze"):
            self._vervolg_na_naam()

    def _daarvan(self, start: int, gelezen: Vorm) -> bool:
        """ "hoofdstuk 5 daarvan", "het tweede lid daarvan": of the last that was named and is larger; of nothing, when there is none.
        False: it points into the words themselves, "artikel 7, tweede lid, en onderdeel c daarvan"."""
        eerste = gelezen.doelen[0]
        waarvan = ruimer(eerste.plaatsen[0], self.uit)
        if (waarvan is None and (eerste.ankerpunt or eerste.binnen)) or not all(d.plaatsen[0] for d in gelezen.doelen):
            return False
        self._plek = start + gelezen.eind
        if waarvan is None:
            return True
        bij = bron_van(waarvan)
        for doel in gelezen.doelen:
            waar = start + doel.begin, start + doel.eind
            plaatsen = adressen(erin(doel, waarvan.plaatsen[-1]), bij.regeling)
            gevonden = self._noteer(waar, doel.regel, bij, plaatsen, (doel.reeks, bool(doel.ankerpunt), ""))
            self.zoeker.vorige = gevonden if doel.artikel else self.zoeker.vorige
        return True

    def _ook_van(self, doelen: list[Doel], moment: str) -> None:
        """ "artikel 25 van de IOAW en van de IOAZ": the same places in one more regulation."""
        while self._volgend < len(self.namen):
            plek = self.namen[self._volgend]
            if plek.aanhaling is not None or not _OOK_VAN.fullmatch(self.tekst, self._plek, plek.begin):
                return
            self._volgend += 1
            self._plek = plek.eind
            bron = self.zoeker.bron(plek)
            self.zoeker.noem(bron)
            for doel in doelen:
                self._doel(doel, plek.begin, plek.eind, bron, moment, True)

    def _doel(self, doel: Doel, begin: int, eind: int, bron: Bron | None, moment: str, keten: bool) -> None:
        zoeker = self.zoeker
        elders = doel.dat == "bijlage" and self._plaats.artikel  # «deze bijlage» in een artikel is die het noemde
        if (doel.ankerpunt == "dat" or elders) and (rij := self._genoemd(doel.dat)):
            for v in rij:
                zelfde = bron_van(v)
                alle = v.plaatsen if doel.dat in ("leden", "onderdelen") else v.plaatsen[-1:]
                plaatsen = adressen(tuple(s for p in alle for s in dieper(doel, p)), v.regeling)
                self._noteer((begin, eind), doel.regel, zelfde, plaatsen, (v.reeks, True, moment))
            return
        relatief = bool(doel.ankerpunt)
        los = (bron or zoeker.eigen, doel.plaatsen) if not relatief else None
        bij, stappen = los or self._relatief(doel, begin, bron, keten)
        plaatsen = adressen(stappen, bij.regeling)
        if bij.regeling is None and len(bij.kandidaten) > 5:
            bij, plaatsen = boek_van_bw(bij, plaatsen)
        gevonden = self._noteer((begin, eind), doel.regel, bij, plaatsen, (doel.reeks, relatief, moment))
        if doel.artikel and not relatief:
            zoeker.vorige = gevonden

    def _relatief(self, doel: Doel, begin: int, bron: Bron | None, keten: bool) -> tuple[Bron, tuple[Stappen, ...]]:
        """The regulation and the places of words that lean on the place where they stand or on what was named before."""
        plaats, eigen = self._plaats, self.zoeker.eigen
        if bron is None and (binnen := self._waarin(doel, begin)) is not None:
            return bron_van(binnen), erin(doel, binnen.plaatsen[-1])
        if doel.ankerpunt == "dat":
            vorige = {"onderdelen": None}.get(doel.dat, self.zoeker.vorige)
            if doel.dat not in ("artikel", "artikelen", "lid", "leden", "onderdeel", "onderdelen", "zin"):
                return bron or eigen, ((Stap(doel.dat),),)
            if vorige is not None:
                return bron_van(vorige) if bron is None or keten else bron, dieper(doel, vorige.plaatsen[-1])
            in_artikel = tuple((Stap("artikel", plaats.artikel), *p) for p in doel.plaatsen)
            return eigen if keten else bron or eigen, in_artikel if plaats.artikel else doel.plaatsen
        if doel.ankerpunt in ("voorgaand", "volgend"):
            return eigen, self._ernaast(doel)
        if bron is None or bron.eigen or keten:
            return eigen, eigen_plaats(doel, plaats.artikel, plaats.lid, plaats.onderdeel)
        return bron, doel.plaatsen

    def _waarin(self, doel: Doel, begin: int) -> Verwijzing | None:
        """ "artikel 2.17 van het besluit, met uitzondering van het eerste lid": in what was just named."""
        vorige = self.uit[-1] if self.uit else None
        if vorige is not None and vorige.artikel and doel.ankerpunt == "eigen":
            return vorige if _UITGEZONDERD.fullmatch(self.tekst, vorige.eind - self._schuif, begin) else None
        return None

    def _ernaast(self, doel: Doel) -> tuple[Stappen, ...]:
        """The unit before or behind the own one."""
        if doel.ankerpunt == "volgend":
            return volgend(doel, self._plaats, self.zoeker.context.artikelen)
        return voorgaand(doel, self._plaats, self.zoeker.vorig_artikel, self.zoeker.leden)

    def _genoemd(self, wat: str) -> list[Verwijzing]:
        return genoemd(wat, (self.uit, *(() if wat == "onderdelen" else reversed(self.zoeker.eerder))))

    def _verwijswoord(self, start: int, gelezen: Vorm) -> None:
        """ "die wet", "deze verordening", "de wet" without an article."""
        groot = gelezen.bron == "de" and gelezen.bronwoord.split()[-1][0].isupper()
        if groot and (naam := onbekende_regeling(self.tekst, start)) is not None:
            self._onbekende_regeling(*naam)
            return
        if gelezen.bron == "de" and not groot and self._is_gewoon(start, gelezen.bronwoord):
            return
        bron = self._bron(gelezen)
        weet = bron is not None and (bron.eigen or bron.regeling or bron.kandidaten or groot or gelezen.bron == "die")
        los = bron is not None and bron.naam == gelezen.bronwoord and bron.naam.endswith(("besluit", "regeling"))
        if bron is None or not weet or los:  # «dat besluit» dat geen regeling is
            return
        if bron.naam == gelezen.bronwoord and gelezen.bron == "die" and self._is_deelwoord(start, gelezen.bron):
            return  # «de in artikel 2 bedoelde wetten»
        eind = self._plek = start + gelezen.eind
        self._regeling(start, eind, f"verwijswoord-{gelezen.bron}", bron, relatief=True)

    def _is_gewoon(self, start: int, woorden: str) -> bool:
        """ "het besluit van 11 maart 2014" (what stands behind it the window did not see), "het besluit" that someone takes in an annex."""
        besluit = self._buiten and not self.alinea.definities and woorden.endswith(" besluit")
        return besluit or patroon("DEWET").match(self.tekst, start) is None

    def _onbekende_regeling(self, begin: int, eind: int) -> None:
        """A regulation that no table knows, unless a name that it does know stands in these words."""
        if any(p.begin < eind and p.eind > begin for p in self.namen[self._volgend : self._volgend + 1]):
            return
        bron = Bron(None, self.tekst[begin:eind])
        self._plek = self._naam_eind = eind
        self.zoeker.noem(bron)
        self._regeling(begin, eind, "regeling", bron)

    def _regeling(self, begin: int, eind: int, regel: str, bron: Bron, *, relatief: bool = False) -> None:
        """A regulation as a whole."""
        self._noteer((begin, eind), regel, bron, adressen(((),), bron.regeling), ("", relatief, ""))

    def _noteer(
        self,
        waar: tuple[int, int],
        regel: str,
        bij: Bron,
        plaatsen: tuple[Adres, ...],
        staart: tuple[str, bool, str] = ("", False, ""),
    ) -> Verwijzing:
        """Write down one reference; ``staart``: its place in a range, whether it is relative, the moment that the words fix."""
        begin, eind = waar
        schuif, soort = self._schuif, "intern" if bij.eigen else "extern"
        kop = (begin + schuif, eind + schuif, self.echt[begin:eind], regel, bij.regeling, plaatsen, soort)
        gevonden = _maak(Verwijzing, (*kop, bij.naam, bij.kandidaten, *staart, self._plaats))
        self.uit.append(gevonden)
        return gevonden

    def _aanhaling(self, plek: Naamplek, wat: Aanhaling) -> None:
        """An identifier: JCI, BWB, CVDR, ECLI, a publication …"""
        eigen = bool(wat.regeling) and wat.regeling == self.zoeker.context.regeling
        kandidaten = tuple(k.doel for k in plek.kandidaten) if wat.regeling is None else ()
        self._noteer((plek.begin, plek.eind), wat.regel, Bron(wat.regeling, wat.naam, kandidaten, eigen), (wat.adres,))
        if wat.noembaar:
            self.zoeker.noem(self.zoeker.bron(plek))
            self._naam_eind = plek.eind

    # --- lists that go on

    def _vervolg_na_naam(self) -> None:
        """ "artikel 4 van de A-wet en 6 van de B-wet": numbers that go on behind a name, if they get a name of their own."""
        if raak := _VERVOLG.match(self.tekst, self._plek):
            self._vervolg(raak.end(), los=False)

    def _vervolg(self, start: int, *, los: bool) -> bool:
        """Read numbers without "artikel" before them; ``los``: also when no regulation follows."""
        tekst = self.tekst
        grens = self.namen[self._volgend].begin if self._volgend < len(self.namen) else len(tekst)
        raak = venster().match(tekst, start, grens)
        if raak is None:
            return False
        eind = raak.end()
        staart = (
            f"{tekst[eind:grens].translate(ZONDER_AANHALING)}{NAAM}"
            if self.alinea.naam_volgt(eind, self._volgend)
            else ""
        )
        gelezen = vorm(f"{VERVOLG}{tekst[start:eind]}{staart}")
        if gelezen is None or not gelezen.doelen:
            return False
        if not (gelezen.bron or los):
            eind = start + gelezen.eind - len(VERVOLG)
            naam = onbekende_naam(tekst, eind)
            return naam is not None and self._onbekend(start, eind, naam, VERVOLG)
        vorige = self.uit[-1] if self.uit and not gelezen.bron else None
        bron = self.zoeker.kopbron if not gelezen.bron else None
        if vorige is not None and vorige.artikel and not vorige.relatief:
            bron = bron_van(vorige)
        self._schrijf(start - 1, gelezen, bron)
        return True

    def _kop(self, eind: int, gelezen: Vorm) -> None:
        self._plek = eind
        artikel = gelezen.doelen[0].artikel
        if artikel:
            self.zoeker.nieuw_artikel(artikel)
            oud = self._plaats
            self.zoeker.plaats = self._plaats = Vindplaats(artikel, "", (), oud.eId, oud.regeling)
