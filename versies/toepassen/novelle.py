"""A decision that amends another decision which is not yet executed (``regels`` F.3, 67): on the text of that decision.

The target stays text: only the lines that the instruction names change, so the result can be read and executed as before.

>>> doel = "Wijzigingsverordening proef\\n\\n## Artikel I\\nDe Verordening proef wordt als volgt gewijzigd:\\n### A\\nIn artikel 3 wordt “acht” vervangen door “zes”.\\n"
>>> van = "Novelle\\n\\n## Artikel I\\nIn artikel I, onderdeel A, van de Wijzigingsverordening proef wordt “zes” vervangen door “tien”.\\n"
>>> from versies.opdracht import lees_besluit
>>> pas_toe_op_besluit(doel, lees_besluit(van)).wordt.splitlines()[-1]
'In artikel 3 wordt “acht” vervangen door “tien”.'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.citeertitel import naamkern
from verordening.nummers import uit_romeins
from versies.besluit import Besluit, Opdracht
from versies.opdracht import toets_besluit
from versies.opdracht.indeling import Deel, deel_in
from versies.toepassen.woorden import Treffer, lijkt_op, naad, vind
from versies.wijziging import EENMAAL, TELKENS, Kant, Vervalt, VervangEenheid, VervangTekst, VoegIn, VoegTekstIn

_VERVALLEN = "(vervallen)"


@dataclass(frozen=True, slots=True)
class Novelle:
    """What executing gave: the text of the decision as it now reads, the findings, and the instructions that were executed."""

    wordt: str
    bevindingen: tuple[Bevinding, ...] = ()
    uitgevoerd: tuple[Opdracht, ...] = ()


def raakt_besluit(besluit: Besluit) -> bool:
    """True when every instruction is about a Roman numbered article: what it amends is itself a decision."""
    adressen = [w.plek.adres for o in besluit.opdrachten for w in o.wijzigingen]
    return bool(adressen) and all(uit_romeins(a.artikel) is not None for a in adressen)


def pas_toe_op_besluit(doel: str, besluit: Besluit) -> Novelle:
    """Execute the instructions of a decision on the text of another decision, all or nothing.

    Done here: words in an article or part of the decision replaced, inserted or lapsed; a whole part that lapses (its letter or
    number stays, with "(vervallen)", so that the rest keeps its own); a part with letter that reads anew, and new parts behind one.

    Args:
        doel: text or Markdown of the decision that is amended.
        besluit: the decision that amends it; all its instructions must be about ``doel``.

    Raises:
        Geweigerd: another decision, a place that is not there, words that do not occur exactly as often as said, a kind of
            change that is not executed on the text of a decision, or a result that can no longer be read.
    """
    was, fouten_was = toets_besluit(doel)
    namen = {a.regeling for a in besluit.artikelen if a.regeling}
    if not besluit.opdrachten or any(not _heet(was.opschrift, naam) for naam in namen):
        raise Geweigerd.om(
            "andere-regeling/besluit-wijzigt-2",
            besluit.naam,
            namen=", ".join(f"«{n}»" for n in sorted(namen)) or "niets",
            opschrift=was.opschrift,
        )
    regels = doel.split("\n")
    bevindingen: list[Bevinding] = list(besluit.bevindingen)
    for opdracht in besluit.opdrachten:
        try:
            if opdracht.opschriften:
                raise Geweigerd.om("novelle-vorm/opschrift-naast")
            regels = _Tekst(regels, bevindingen).doe(opdracht)
        except Geweigerd as fout:
            plaats = ", ".join(d for d in (str(opdracht.bron), opdracht.naam) if d)
            raise Geweigerd(fout.reden, plaats=plaats, advies=fout.advies, code=fout.code) from None
    wordt = "\n".join(regels)
    _, fouten = toets_besluit(wordt)
    if len(fouten) > len(fouten_was):
        raise Geweigerd.om("novelle-onleesbaar", besluit.naam, reden=fouten[0].reden)
    return Novelle(wordt, tuple(bevindingen), besluit.opdrachten)


def _heet(opschrift: str, naam: str) -> bool:
    """True when a name in a decision is the title of the decision, or part of it ("… tot wijziging van …")."""
    gezocht = naamkern(naam.strip("# "))
    return gezocht != "" and gezocht in naamkern(opschrift.strip("# "))


class _Tekst:
    """The lines of a decision while one instruction works on them; line numbers count from 0."""

    def __init__(self, regels: Sequence[str], bevindingen: list[Bevinding]) -> None:
        self.regels, self.bevindingen = list(regels), bevindingen
        self._lees()

    def _lees(self) -> None:
        """What stands where: again after every change."""
        self.delen = deel_in(self.regels)
        self.opdrachten = toets_besluit("\n".join(self.regels))[0].opdrachten

    def doe(self, opdracht: Opdracht) -> list[str]:
        for w in opdracht.wijzigingen:
            if isinstance(w, VervangTekst) and w.veld == "tekst":
                self._woorden(w.plek.adres, w.oud, w.nieuw, w.keer)
            elif isinstance(w, VoegTekstIn) and w.bij and w.veld == "tekst":
                self._woorden(w.plek.adres, w.bij, w.nieuw, w.keer, w.kant)
            elif isinstance(w, Vervalt) and w.tot is None:
                self._vervalt(w.plek.adres)
            elif isinstance(w, VervangEenheid) and w.tot is None and opdracht.lading:
                van, tot = self._bereik(w.plek.adres, heel=True)
                self.regels[van:tot] = opdracht.lading
            elif isinstance(w, VoegIn) and w.anker.kant is Kant.NA and opdracht.lading:
                _, tot = self._bereik(w.anker.plek.adres, heel=True)
                self.regels[tot:tot] = [*opdracht.lading, ""]
            else:
                raise Geweigerd.om("novelle-vorm/uitgevoerd-tekst", soort=w.soort)
            self._lees()
        return self.regels

    # --- places

    def _artikel(self, adres: Adres) -> tuple[Deel, int, int]:
        stap = adres.stappen[0] if adres.stappen else None
        rij = [
            d
            for d in self.delen
            if stap is not None
            and stap.soort == "artikel"
            and d.soort == "artikel"
            and d.nummer.lower() == stap.nummer.lower()
        ]
        if len(rij) != 1:
            raise Geweigerd.om("plek-ontbreekt/bestaat-besluit-gewijzigd", adres=adres.tekst() or "de plaats")
        volgend = [d.regel for d in self.delen if d.regel > rij[0].regel]
        slot = [
            r.regel for d in self.delen if d.soort == "slot" and not d.regel for r in d.regels if r.regel > rij[0].regel
        ]
        return rij[0], rij[0].regel - 1, min([*volgend, *slot, len(self.regels) + 1]) - 1

    def _bereik(self, adres: Adres, *, heel: bool = False) -> tuple[int, int]:
        """(first line, line behind the last) of an article, a letter, or a number of the decision; blank lines at the end left out."""
        deel, van, tot = self._artikel(adres)
        nummers = [s.nummer for s in adres.stappen[1:]]
        if any(s.soort not in ("onderdeel", "lid") for s in adres.stappen[1:]):
            raise Geweigerd.om("plek-ontbreekt/plaats-besluit", adres=adres.tekst())
        letters = [b for b in deel.regels if b.letter]
        if nummers and letters:
            plek = next((i for i, b in enumerate(letters) if b.letter == nummers[0]), -1)
            if plek < 0:
                raise self._niet(adres)
            van, tot = letters[plek].regel - 1, letters[plek + 1].regel - 1 if plek + 1 < len(letters) else tot
            nummers = nummers[1:]
        if nummers:
            naam = (deel.nummer, *(s.nummer for s in adres.stappen[1:]))
            onder = [o for o in self.opdrachten if o.nummer[: len(naam)] == naam]
            if not onder or (heel and any(o.nummer != naam for o in onder)):
                raise self._niet(adres)
            van, tot = min(o.bron.regel for o in onder) - 1, max(max(o.bron.regel, o.bron.tot_regel) for o in onder)
        while tot > van + 1 and not self.regels[tot - 1].strip():
            tot -= 1
        return van, tot

    def _niet(self, adres: Adres) -> Geweigerd:
        return Geweigerd.om("plek-ontbreekt/bestaat-besluit", adres=adres.tekst())

    # --- changes

    def _woorden(self, adres: Adres, oud: str, nieuw: str, keer: int, kant: Kant | None = None) -> None:
        van, tot = self._bereik(adres)
        velden = self.regels[van:tot]
        vondst = vind(velden, oud)
        treffers: list[Treffer] = list(vondst.treffers)
        gevraagd = 1 if keer == EENMAAL else max(keer, 2 if keer == TELKENS else 1)
        if not treffers or (keer == EENMAAL and len(treffers) > 1) or len(treffers) < gevraagd:
            gelijk = lijkt_op(velden, oud)
            hint = f"; het lijkt op «{gelijk}»" if not treffers and gelijk else ""
            raise Geweigerd(
                f"de woorden «{oud}» staan {len(treffers)} keer in {adres.tekst()} van dat besluit{hint}",
                code="tekst-aantal" if treffers else "tekst-ontbreekt",
                advies="Neem de woorden letterlijk over uit dat besluit.",
            )
        if vondst.niveau != "letterlijk":
            self.bevindingen.append(Bevinding.van("tekst-genormaliseerd", adres.tekst(), oud))
        for t in reversed([treffers[keer - 1]] if keer > 0 else treffers):
            regel = self.regels[van + t.veld]
            begin = t.eind if kant is Kant.NA else t.begin
            eind = t.begin if kant is Kant.VOOR else t.eind
            links, tekst, rechts = naad(regel[:begin], nieuw, regel[eind:], invoegen=kant is not None)
            self.regels[van + t.veld] = regel[: begin - links] + tekst + regel[eind + rechts :]

    def _vervalt(self, adres: Adres) -> None:
        van, tot = self._bereik(adres, heel=True)
        eerste = self.regels[van]
        kop = re.match(
            r"\s*(?:#{1,6}\s*)?(?:\*\*)?(?:Artikel\s+\w+[.:]?|[A-Z]{1,4}[a-z]?[.)]?(?=\s|$)|\w{1,4}[.)°])", eerste
        )
        nummer = kop.group().rstrip() if kop is not None else ""
        los = not nummer.rstrip().endswith((".", ")", "°"))
        self.regels[van:tot] = [nummer, _VERVALLEN] if los else [f"{nummer} {_VERVALLEN}"]
