"""Reading Markdown and plain text: the shape of the archived national laws, and the shape that people type.

Both are read line by line with the same rules: a heading starts a unit ("### Artikel 5", "Artikel 5 Termijn"), a second
heading right below gives it its title, numbered paragraphs become leden and onderdelen, pipes become a table.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Gegevens,
    Inline,
    Kolom,
    Redactie,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    alineas,
    inlinetekst,
)
from verordening.eid import met_eids
from verordening.tekst.markdowninline import lees_inline
from verordening.tekst.opbouw import NUMMER_VOORAAN, Punt, bouw, leden_zonder_punt

__all__ = ["is_markdown", "lees"]

_KOP = re.compile(r"(?P<hek>#{1,6})\s*(?P<tekst>.*?)\s*#*\s*\Z")
_NR = r"(?:[0-9]+[0-9A-Za-z.:]*|[A-Z]{1,2}\s?\d+[a-z]*|[IVXLC]+[a-z]?|[A-Za-z]\d*)\*?"
_EENHEID = re.compile(
    rf"(?P<label>Boek|Deel|Titel|Titeldeel|Hoofdstuk|Afdeling|Paragraaf|§|Subparagraaf|Sub-paragraaf|Artikel|Aanwijzing"
    rf"|Enig artikel|Bijlage)(?:\s+(?P<nr>{_NR}))?(?P<punt>[.:]?)(?:\s+(?P<rest>\S.*))?\s*\Z",
    re.IGNORECASE,
)
_SOORT = {
    "boek": Soort.BOEK,
    "deel": Soort.DEEL,
    "titel": Soort.TITEL,
    "titeldeel": Soort.TITEL,
    "hoofdstuk": Soort.HOOFDSTUK,
    "afdeling": Soort.AFDELING,
    "paragraaf": Soort.PARAGRAAF,
    "§": Soort.PARAGRAAF,
    "subparagraaf": Soort.SUBPARAGRAAF,
    "sub-paragraaf": Soort.SUBPARAGRAAF,
    "artikel": Soort.ARTIKEL,
    "aanwijzing": Soort.ARTIKEL,
    "enig artikel": Soort.ARTIKEL,
    "bijlage": Soort.BIJLAGE,
}
_RANG = {
    Soort.BOEK: 0,
    Soort.DEEL: 1,
    Soort.TITEL: 2,
    Soort.HOOFDSTUK: 3,
    Soort.AFDELING: 4,
    Soort.PARAGRAAF: 5,
    Soort.SUBPARAGRAAF: 6,
    Soort.ARTIKEL: 9,
}
_SLOT = re.compile(
    r"Lasten\s+en\s+bevelen|Gegeven\s+te\b|Aldus\s+(?:vastgesteld|besloten)|Dit\s+besluit\s+zal\s+met|Deze\s+regeling\s+zal\s+met|'s-Gravenhage\b"
    r"|Slot\Z|Ondertekening\Z",
    re.IGNORECASE,
)
_TUSSENKOP_TOP = {"toelichting", "nota van toelichting", "slot", "sluiting", "ondertekening"}
_TOELICHTINGSDEEL = {
    "algemeen": Soort.ALGEMENE_TOELICHTING,
    "algemeen deel": Soort.ALGEMENE_TOELICHTING,
    "artikelsgewijs": Soort.ARTIKELGEWIJZE_TOELICHTING,
    "artikelsgewijze toelichting": Soort.ARTIKELGEWIJZE_TOELICHTING,
    "artikelgewijs": Soort.ARTIKELGEWIJZE_TOELICHTING,
}
_TEKST_ALLEEN = frozenset(
    {Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING, Soort.DIVISIE, Soort.SLUITING}
)
_DEFINITIE = re.compile(r"(?P<term>[^:;]{1,120}?):\s+(?P<rest>\S.*)\Z")
_VERVALLEN = re.compile(r"\[?\s*(?:Artikel\s+)?vervallen\.?(?:\s+per\s+[^\]]*)?\s*\]?\.?\Z", re.IGNORECASE)
_TABELREGEL = re.compile(r"\s*\|.*\|\s*\Z")
_TABELLIJN = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*\Z")


_INSPRING = 3
"""Spaces per level: a line that is indented stands that many levels below its artikel, whatever its number looks like."""
_OPSCHRIFT = re.compile(r"[^\W\d_].{2,250}[^.;:,]")
_AANHEF = re.compile(
    r"(?:De|Het)\s+(?:gemeente)?(?:raad|college|burgemeester|algemeen bestuur|dagelijks bestuur)|Gelet op|Wij\b",
    re.IGNORECASE,
)


def is_markdown(tekst: str) -> bool:
    """True when the text holds at least one unit heading: then it can be read as a regulation."""
    regels = tekst.splitlines()
    return any(_eenheidskop(regel, hek=regel.lstrip().startswith("#")) is not None for regel in regels)


def lees(bron: Path | bytes, *, naam: str = "") -> Regeling:
    """Read a regulation in Markdown or plain text.

    Raises:
        Geweigerd: not UTF-8, empty, or without any artikel.
    """
    naam = naam or (bron.name if isinstance(bron, Path) else "invoer")
    gegevens = bron.read_bytes() if isinstance(bron, Path) else bron
    try:
        tekst = gegevens.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = gegevens[: fout.start].count(b"\n") + 1
        raise Geweigerd(
            "de tekst is geen UTF-8",
            plaats=f"{naam}, regel {regel}",
            advies="Sla het bestand op als UTF-8.",
            code="geen-utf8",
        ) from fout
    return _Lezer(naam).lees(tekst)


# --- lines ------------------------------------------------------------------------------------------------------------


def _eenheidskop(regel: str, *, hek: bool) -> tuple[str, str, str] | None:
    """(label, number, title) when the line is the heading of a unit."""
    tekst = regel.strip()
    if not hek and not tekst[:1].isupper():
        return None
    kop = _KOP.match(tekst) if hek else None
    tekst = kop.group("tekst") if kop else tekst
    treffer = _EENHEID.match(tekst)
    if treffer is None:
        return None
    label, nummer, rest = treffer.group("label"), treffer.group("nr") or "", treffer.group("rest") or ""
    if not hek:
        # Zonder hekje moet een kop er ook als een kop uitzien: geen zin, geen verwijzing.
        if not label[0].isupper() or len(tekst) > 160 or rest.endswith((".", ";", ",", ":")):
            return None
        if rest and not rest[0].isupper() and rest[0] not in "[(":
            return None
        if not nummer and label.lower() not in ("enig artikel", "bijlage"):
            return None
        if not nummer and rest:
            return None
    return label, nummer, rest.strip()


@lru_cache(8192)
def _is_cijfer(nummer: str) -> bool:
    """Whether the number has the form of that of a lid."""
    return re.fullmatch(r"\d+[a-z]{0,2}\*?\.", nummer) is not None


@dataclass(slots=True)
class _Open:
    """A unit under construction."""

    soort: Soort
    label: str = ""
    nummer: str = ""
    opschrift: tuple[Inline, ...] = ()
    punten: list[Punt] = field(default_factory=list)
    delen: list[Eenheid] = field(default_factory=list)
    kop_open: bool = True
    niveau: int = 0


class _Lezer:
    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.bevindingen: list[Bevinding] = []
        self.opschrift: tuple[Inline, ...] = ()
        self.aanhef: list[Blok] = []
        self.lichaam = _Open(Soort.LICHAAM)
        self.stapel: list[_Open] = [self.lichaam]
        self.na: list[_Open] = []
        self.toelichting: list[_Open] = []
        self.doel: _Open | None = None
        self.in_slot = False

    def lees(self, ruw: str) -> Regeling:
        tekst = unicodedata.normalize("NFC", ruw)
        if tekst != ruw:
            self._meld(
                "niet-nfc", Ernst.INFO, "", "Tekens in losse vorm (niet NFC) zijn samengevoegd; de woorden zijn gelijk."
            )
        if not tekst.strip():
            raise Geweigerd("het bestand is leeg", plaats=self.naam, advies="Kies een ander bestand.", code="leeg")
        regels = tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        plek = 0
        while plek < len(regels):
            plek = self._regel(regels, plek)
        return self._af()

    def _meld(self, code: str, ernst: Ernst, fragment: str, uitleg: str, advies: str = "") -> None:
        self.bevindingen.append(Bevinding(code, ernst, self.naam, fragment, uitleg, advies))

    def _regel(self, regels: list[str], plek: int) -> int:
        regel = regels[plek]
        kaal_regel = regel.strip()
        if not kaal_regel or kaal_regel.startswith("<meta "):
            return plek + 1
        if (
            kaal_regel[0] == "|"
            and _TABELREGEL.match(regel)
            and plek + 1 < len(regels)
            and _TABELLIJN.match(regels[plek + 1])
        ):
            return self._tabel(regels, plek)
        kop = _KOP.match(kaal_regel) if kaal_regel[0] == "#" else None
        eenheid = _eenheidskop(regel, hek=kop is not None)
        if eenheid is not None and (kop is not None or self._mag_los(regel)):
            self._nieuwe_eenheid(*eenheid, niveau=len(kop.group("hek")) if kop else 0)
        elif kop is not None:
            self._losse_kop(kop.group("tekst"), len(kop.group("hek")))
        elif kaal_regel.startswith(">"):
            self._redactie(kaal_regel.lstrip("> "))
        else:
            self._alinea(regel)
        return plek + 1

    def _mag_los(self, regel: str) -> bool:
        return not regel.startswith((" ", "\t"))

    # headings

    def _nieuwe_eenheid(self, label: str, nummer: str, rest: str, *, niveau: int) -> None:
        soort = _SOORT[label.lower()]
        nieuw = _Open(soort, label, nummer, lees_inline(rest), kop_open=not rest, niveau=niveau)
        if self.toelichting and soort is not Soort.BIJLAGE:
            self._toelichting_op(nieuw)
            return
        if soort is Soort.BIJLAGE:
            self._sluit_toelichting(0)
            self._sluit_tot(1)
            self.na.append(nieuw)
            self.doel, self.in_slot = nieuw, False
            return
        rang = _RANG[soort]
        while len(self.stapel) > 1 and _RANG[self.stapel[-1].soort] >= rang:
            self._sluit()
        self.stapel.append(nieuw)
        self.doel, self.in_slot = nieuw, False

    def _toelichting_op(self, nieuw: _Open) -> None:
        """A unit heading inside the explanatory note: the note on that unit."""
        self._sluit_toelichting(2 if len(self.toelichting) > 1 else 1)
        divisie = _Open(
            Soort.DIVISIE, nieuw.label, nieuw.nummer, nieuw.opschrift, kop_open=nieuw.kop_open, niveau=nieuw.niveau
        )
        self.toelichting.append(divisie)
        self.doel = divisie

    def _toelichtingsdeel(self, soort: Soort, tekst: str) -> None:
        """A main part of the explanatory note: the note itself, its general part, its part per article."""
        self._sluit_toelichting(0 if soort is Soort.TOELICHTING else 1)
        self.doel = _Open(soort, opschrift=lees_inline(tekst), kop_open=False)
        self.toelichting.append(self.doel)
        self.in_slot = False
        if soort is Soort.TOELICHTING:
            self.na.append(self.doel)

    def _sluit_toelichting(self, diepte: int) -> None:
        while len(self.toelichting) > diepte:
            klaar = self.toelichting.pop()
            if self.toelichting:
                self.toelichting[-1].delen.append(_maak(klaar))

    def _losse_kop(self, tekst: str, niveau: int) -> None:
        doel = self.doel
        naam = " ".join(tekst.split()).rstrip(".:").lower()
        wacht = doel is not None and doel.kop_open and not doel.punten and doel.soort is not Soort.LICHAAM
        if wacht and doel is not None and 0 < doel.niveau < niveau:
            doel.opschrift, doel.kop_open = lees_inline(tekst), False  # «### § 7.6» met daaronder «#### Ondertekening»
        elif naam in _TUSSENKOP_TOP or naam.startswith("toelichting"):
            self._sluit_tot(1)
            if "toelichting" in naam:
                self._toelichtingsdeel(Soort.TOELICHTING, tekst)
            else:
                self._sluit_toelichting(0)
                self.doel = _Open(Soort.SLUITING, kop_open=False)
                self.na.append(self.doel)
                self.in_slot = True
        elif self.toelichting and naam in _TOELICHTINGSDEEL:
            self._toelichtingsdeel(_TOELICHTINGSDEEL[naam], tekst)
        elif doel is None and not self.opschrift and not self.lichaam.delen:
            self.opschrift = lees_inline(tekst)
        elif wacht and doel is not None:
            doel.opschrift, doel.kop_open = lees_inline(tekst), False
        elif doel is not None:
            doel.punten.append(Punt("", (), blok=Alinea(lees_inline(tekst), "tussenkop"), diepte=0))
        else:
            self.aanhef.append(Alinea(lees_inline(tekst), "tussenkop"))

    # paragraphs

    def _redactie(self, tekst: str) -> None:
        alinea = Alinea((Redactie("extra", lees_inline(tekst)),))
        if self.doel is None:
            self.aanhef.append(alinea)
        else:
            self.doel.punten.append(Punt("", (), blok=alinea, diepte=0))

    def _alinea(self, regel: str) -> None:
        if self.doel is None:
            self.aanhef.append(Alinea(lees_inline(regel)))
            return
        if self.doel.soort not in _TEKST_ALLEEN and _SLOT.match(regel.strip()):
            self._sluit_tot(1)
            self.doel = _Open(Soort.SLUITING, kop_open=False)
            self.na.append(self.doel)
            self.in_slot = True
        self.doel.punten.append(self._punt(regel, self.doel))

    def _punt(self, regel: str, doel: _Open) -> Punt:
        if "![" in regel:
            uitleg = "De tekst bevat een afbeelding (een formule bijvoorbeeld); wat erop staat is geen tekst."
            self._meld("afbeelding", Ernst.WAARSCHUWING, regel.strip()[:160], uitleg, "Lees de afbeelding bij de bron.")
        if doel.soort in _TEKST_ALLEEN:
            woorden = lees_inline(regel)
            return Punt("", woorden, blok=Alinea(woorden), diepte=0)
        treffer = NUMMER_VOORAAN.match(regel)
        inspring = len(regel) - len(regel.lstrip(" "))
        diepte = inspring // _INSPRING or -1
        if treffer is None:
            return Punt("", lees_inline(regel), diepte=diepte)
        nummer, rest = treffer.group("nr"), regel[treffer.end() :]
        if nummer in "-–—•●◦▪":
            definitie = _DEFINITIE.match(rest.strip())
            if definitie is not None and _leidt_begrippen_in(doel):
                return Punt(
                    nummer,
                    lees_inline(definitie.group("rest")),
                    term=lees_inline(definitie.group("term")),
                    diepte=diepte,
                )
            return Punt("–" if nummer in "-–—" else nummer, lees_inline(rest), diepte=diepte)
        if self._is_lid(nummer, treffer.group("wit"), inspring, doel):
            diepte = 0
        return Punt(nummer, lees_inline(rest), diepte=diepte)

    def _is_lid(self, nummer: str, wit: str, inspring: int, doel: _Open) -> bool:
        """A figure that starts a lid: not indented, and with the double space of the archived laws where they have it."""
        if inspring or not _is_cijfer(nummer):
            return False
        if len(wit) >= 2 or any(p.diepte > 0 for p in doel.punten):
            return True
        genest = any(not _is_cijfer(p.nummer) for p in doel.punten if p.nummer)
        dubbel = any(p.diepte == 0 and p.nummer for p in doel.punten)
        return not (genest and dubbel) and not genest

    # tables

    def _tabel(self, regels: list[str], plek: int) -> int:
        def cellen(regel: str) -> list[str]:
            kern = regel.strip().strip("|")
            return [c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", kern)]

        inspring = len(regels[plek]) - len(regels[plek].lstrip(" "))
        kop = cellen(regels[plek])
        rijen: list[list[str]] = []
        plek += 2
        while plek < len(regels) and _TABELREGEL.match(regels[plek]):
            rijen.append(cellen(regels[plek]))
            plek += 1
        breed = max([len(kop), *(len(r) for r in rijen)])
        kolommen = tuple(Kolom(f"col{n}", "1*") for n in range(1, breed + 1))

        def rij(waarden: list[str]) -> Rij:
            vol = waarden + [""] * (breed - len(waarden))
            return Rij(
                tuple(
                    Cel((Alinea(lees_inline(w)),) if lees_inline(w) else (), kolom=f"col{n}")
                    for n, w in enumerate(vol, 1)
                )
            )

        titel: tuple[Inline, ...] = ()
        doel = self.doel
        vorige = doel.punten[-1] if doel is not None and doel.punten else Punt("–")
        if (
            doel is not None
            and not vorige.nummer
            and vorige.blok is None
            and re.match(r"Tabel\b", inlinetekst(vorige.inhoud))
        ):
            titel = doel.punten.pop().inhoud
        tabel = Tabel((Tabelgroep(kolommen, (rij(kop),), tuple(rij(r) for r in rijen)),), titel)
        if doel is None:
            self.aanhef.append(tabel)
        else:
            doel.punten.append(Punt("", (), blok=tabel, diepte=inspring // _INSPRING or -1))
        return plek

    # closing

    def _opschrift_uit_eerste_regel(self) -> None:
        """Text without marks of headings: its first line is the title when it looks like one."""
        if self.opschrift or not self.aanhef or not isinstance(eerste := self.aanhef[0], Alinea) or eerste.rol:
            return
        woorden = inlinetekst(eerste.inhoud)
        if _OPSCHRIFT.fullmatch(woorden) and not _AANHEF.match(woorden):
            self.opschrift = eerste.inhoud
            del self.aanhef[0]
            self._meld("opschrift-uit-eerste-regel", Ernst.INFO, woorden, "De eerste regel is gelezen als opschrift.")

    def _sluit(self) -> None:
        klaar = self.stapel.pop()
        self.stapel[-1].delen.append(_maak(klaar))

    def _sluit_tot(self, diepte: int) -> None:
        while len(self.stapel) > diepte:
            self._sluit()

    def _af(self) -> Regeling:
        self._sluit_tot(1)
        self._sluit_toelichting(0)
        self._opschrift_uit_eerste_regel()
        if not self.lichaam.delen:
            raise Geweigerd(
                "er is geen artikel in gevonden",
                plaats=self.naam,
                code="geen-artikel",
                advies="Een artikel begint op een eigen regel met bijvoorbeeld «Artikel 1» of «#### Artikel 1 Titel».",
            )
        top: list[Eenheid] = []
        if self.opschrift:
            top.append(Eenheid(Soort.OPSCHRIFT, inhoud=(Alinea(self.opschrift),)))
        if self.aanhef:
            top.append(Eenheid(Soort.AANHEF, inhoud=tuple(self.aanhef)))
        top.append(Eenheid(Soort.LICHAAM, inhoud=tuple(self.lichaam.delen)))
        top.extend(_maak(deel) for deel in self.na)
        wortel = Eenheid(Soort.REGELING, inhoud=tuple(top))
        opschrift = inlinetekst(self.opschrift)
        gegevens = Gegevens(
            re.sub(r"[^a-z0-9]+", "-", opschrift.lower()).strip("-")[:80] or self.naam.rsplit(".", 1)[0] or "regeling",
            opschrift=opschrift,
            citeertitel=_citeertitel(wortel) or opschrift,
            formaat="markdown",
        )
        return met_eids(Regeling(gegevens, wortel, tuple(self.bevindingen)))


_CITEER = re.compile(r"(?:wordt|worden)\s+aangehaald\s+als:?\s*[“\"„‘']?(?P<titel>.+?)[”\"’']?\.?\Z")


def _citeertitel(wortel: Eenheid) -> str:
    for alinea in alineas(next(b for b in wortel.inhoud if isinstance(b, Eenheid) and b.soort is Soort.LICHAAM)):
        tekst = inlinetekst(alinea.inhoud)
        treffer = _CITEER.search(tekst.strip()) if "aangehaald" in tekst else None
        if treffer is not None:
            return treffer.group("titel").strip()
    return ""


def _leidt_begrippen_in(doel: _Open) -> bool:
    opschrift = inlinetekst(doel.opschrift).lower()
    if "begrip" in opschrift or "definitie" in opschrift:
        return True
    zinnen = [inlinetekst(p.inhoud) for p in doel.punten if not p.term]
    return any("verstaan onder" in z or "wordt verstaan" in z for z in zinnen[-1:])


def _maak(open_: _Open) -> Eenheid:
    status = Status.GELDEND
    if open_.soort is Soort.ARTIKEL:
        blokken = bouw(leden_zonder_punt(open_.punten))
        if len(open_.punten) <= 1:
            enig = next(
                (p.blok.inhoud if isinstance(p.blok, Alinea) else p.inhoud for p in open_.punten), open_.opschrift
            )
            if _VERVALLEN.match(inlinetekst(enig, redactie=bool(open_.punten))):
                status = Status.VERVALLEN
    elif open_.soort in STRUCTUUR:
        blokken = bouw(open_.punten, leden=False)
    elif open_.soort is Soort.BIJLAGE:
        tekst_ = bouw(open_.punten, leden=False)
        blokken = [Eenheid(Soort.DIVISIETEKST, inhoud=tuple(tekst_))] if tekst_ else []
    elif open_.soort is Soort.DIVISIE:
        lopend: list[Blok] = [p.blok if p.blok is not None else Alinea(p.inhoud) for p in open_.punten]
        blokken = [Eenheid(Soort.DIVISIETEKST, inhoud=tuple(lopend))] if lopend else []
    else:
        blokken = [p.blok if p.blok is not None else Alinea(p.inhoud) for p in open_.punten]
    return Eenheid(
        open_.soort, open_.label, open_.nummer, open_.opschrift, inhoud=(*blokken, *open_.delen), status=status
    )
