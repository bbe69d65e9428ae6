"""The units that are open while a text is read: body, annexes, explanatory note, closing; and what closes what."""

from __future__ import annotations

from collections import Counter

from verordening.bevinding import Bevinding
from verordening.boom import Eenheid, Soort, Status, inlinetekst, kaal, wandel
from verordening.nummers import volgende
from verordening.tekst.eenheden import Open, begint_met_lid, is_cijfer, is_losse_regel, laatste_artikel, maak
from verordening.tekst.opbouw import Punt, met_reeksen
from verordening.tekst.paragrafen import diepte
from verordening.tekst.punten import begint_vreemd, is_label, met_begrippen

TEKST_ALLEEN = frozenset(
    {Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING, Soort.DIVISIE, Soort.SLUITING}
)
"""Parts in which no paragraph is a lid or onderdeel."""


class Stapel:
    """Open units of one text, and the findings about where they went.

    Args:
        naam: how the source is called in messages.
    """

    formaat = ""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.bevindingen: list[Bevinding] = []
        self.lichaam = Open(Soort.LICHAAM)
        self.stapel: list[Open] = [self.lichaam]
        self.delen: list[Open] = [self.lichaam]
        self.toelichting: list[Open] = []
        self.doel: Open | None = None
        self.rang: dict[Soort, int] = {}
        self.artikelen: Counter[str] = Counter()
        self.regel = 0
        self.zonder_artikelen = False
        """paragrafen stand where artikelen do elsewhere"""

    def waar(self) -> str:
        """The place of the line that is being read, as a person finds it."""
        return f"regel {self.regel}"

    def meld(self, sleutel: str, fragment: str = "", /, **delen: object) -> None:
        """Add a finding about the line that is being read."""
        plaats = f"{self.naam}, {self.waar()}" if self.regel else self.naam
        plek = f"{self.naam}:{self.regel}" if self.regel else ""
        self.bevindingen.append(Bevinding.van(sleutel, plaats, fragment[:160], plek, **delen))

    def _in_stapel(self, nieuw: Open) -> None:
        """Open a unit inside the body or the annex that is open; after the signature that is a matter of doubt."""
        stam = self.stapel[0]
        if self._na_slot:
            self.meld("na-ondertekening", f"{nieuw.label} {nieuw.nummer}")
        elif stam.soort is Soort.BIJLAGE and 0 < nieuw.niveau < stam.niveau:
            self._sluit_tot(1)
            self.stapel = [self.lichaam]
            self.meld("na-bijlage", f"{nieuw.label} {nieuw.nummer}")
        elif stam.soort is Soort.BIJLAGE and nieuw.soort is Soort.ARTIKEL and self._volgt_op_lichaam(nieuw):
            self.meld("na-bijlage/artikel-onder", f"{nieuw.label} {nieuw.nummer}")
        while len(self.stapel) > 1 and self._diepte(self.stapel[-1]) >= self._diepte(nieuw):
            self._sluit()
        self.stapel.append(nieuw)
        self.doel = nieuw

    def _diepte(self, open_: Open) -> tuple[int, int]:
        """How deep a unit lies: by its kind, and a paragraaf without a word for its kind by its number."""
        return self.rang.get(open_.soort, 0), 0 if open_.label else diepte(open_.nummer)

    def _volgt_op_lichaam(self, nieuw: Open) -> bool:
        if len(self.stapel) > 1 or self.stapel[0].delen:
            return False
        laatste = laatste_artikel(self.lichaam.delen)
        return kaal(nieuw.nummer).isdecimal() and laatste.isdecimal() and int(kaal(nieuw.nummer)) == int(laatste) + 1

    def _nieuw_deel(self, nieuw: Open) -> None:
        """Open a main part beside the body: an annex, an explanatory note, the closing."""
        self._sluit_tot(1)
        self._sluit_toelichting(0)
        self.delen.append(nieuw)
        self.doel = nieuw
        self.stapel = [nieuw] if nieuw.soort is Soort.BIJLAGE else [self.lichaam]

    def _in_toelichting(self, nieuw: Open) -> None:
        """A unit heading inside the explanatory note: the note on that unit."""
        self._sluit_toelichting(2 if len(self.toelichting) > 1 else 1)
        nieuw.soort = Soort.DIVISIE
        self.toelichting.append(nieuw)
        self.doel = nieuw

    def _sluit_toelichting(self, diepte: int) -> None:
        while len(self.toelichting) > diepte:
            klaar = self.toelichting.pop()
            if self.toelichting:
                self.toelichting[-1].delen.append(self._maak(klaar))

    @property
    def _na_slot(self) -> bool:
        return self.doel is not None and self.doel.soort is Soort.SLUITING

    def _sluit(self) -> None:
        klaar = self.stapel.pop()
        in_plaats = self.zonder_artikelen and klaar.soort is Soort.PARAGRAAF and len(self.stapel) == 1
        if (klaar.soort is Soort.ARTIKEL or in_plaats) and kaal(klaar.nummer) and self.stapel[0] is self.lichaam:
            self.artikelen[f"{klaar.soort.value} {kaal(klaar.nummer)}"] += 1
        self.stapel[-1].delen.append(self._maak(klaar))

    def _sluit_tot(self, diepte: int) -> None:
        while len(self.stapel) > diepte:
            self._sluit()

    def _lees_reeksen(self, open_: Open) -> None:
        """Find the numbers and the definitions that only their series shows."""
        onzeker: list[Punt] = []
        open_.punten = met_begrippen(met_reeksen(open_.punten), inlinetekst(open_.opschrift), onzeker)
        for punt in onzeker:
            self.regel = punt.regel
            self.meld("lijkt-begrip", inlinetekst(punt.inhoud))

    def _maak(self, open_: Open) -> Eenheid:
        twijfel: list[str] = []
        hier = self.regel
        in_plaats = self.zonder_artikelen and open_.soort is Soort.PARAGRAAF
        if open_.soort is Soort.ARTIKEL or in_plaats:
            self._lees_reeksen(open_)
        for punt in open_.punten if open_.soort not in TEKST_ALLEEN else ():
            woorden = "" if punt.nummer or punt.term or punt.blok else inlinetekst(punt.inhoud).lstrip()
            if is_label(woorden) or (self.formaat == "markdown" and begint_vreemd(woorden)):
                self.regel = punt.regel
                self.meld("lijkt-nummer", woorden)
        for voor, punt, na in zip(open_.punten, open_.punten[1:], open_.punten[2:], strict=False):
            if punt.nummer or punt.term or punt.blok or not (voor.nummer and na.nummer):
                continue
            woorden = inlinetekst(punt.inhoud).strip()
            volgt = woorden[-1:] != ":" and kaal(volgende(voor.nummer)) == kaal(na.nummer)
            if (volgt or is_cijfer(na.nummer)) and is_losse_regel(punt):
                self.regel = punt.regel
                self.meld("losse-regel", woorden)
        eenheid = maak(open_, twijfel, leden=in_plaats and begint_met_lid(open_.punten))
        if open_.soort is Soort.ARTIKEL and not (eenheid.inhoud or eenheid.status is not Status.GELDEND):
            self.regel = open_.begin
            self.meld("artikel-zonder-tekst", f"{open_.label} {open_.nummer}")
        self.regel = open_.begin
        for zin in twijfel:
            self.meld("inspringing", f"{open_.label} {open_.nummer}".strip(), zin=zin)
        for houder in wandel(eenheid) if open_.soort is Soort.ARTIKEL else ():
            nummers = [k for b in houder.delen if (k := kaal(b.nummer))]
            if len(set(nummers)) == len(nummers):
                continue
            tel = Counter(nummers)
            for nummer in (n for n, keer in tel.items() if keer > 1):
                self.meld(
                    "dubbel-nummer/nummer-komt-keer", f"{open_.label} {open_.nummer}", nummer=nummer, tel=tel[nummer]
                )
        self.regel = hier
        return eenheid
