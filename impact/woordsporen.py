"""Links by words: the local text says in other words what the law says or said, or holds an amount that the law had.

Words are weighed by how rare they are among all provisions of the law and the local regulations together. How much
likeness is needed depends on what is already known: little in an artikel that refers to the changed place, more in a
regulation that rests on it, much where nothing else points at the measure. An artikel is judged as a whole when its
heading carries the subject of the measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wetgeving.maatregelen import Maatregel, Maatregelenlijst

from .model import Herkomst
from .plaatsen import Plaats, Regelingtekst
from .sporen import Spoor, is_regelingnaam, is_slot
from .termen import Gewichten, Profiel, gelijkenis, stammen, termpatroon
from .wetskant import Raakpunt, Wetskant

__all__ = ["ARTIKEL", "BEPALING", "NAAM", "OPSCHRIFT", "Woordzoeker", "onderwerpwoorden"]

BEPALING = {"artikel": 0.15, "regeling": 0.20, "los": 0.30}
"""Likeness (cosine, 0 to 1) of a provision to a measure that counts: in a touched artikel, in a regulation of which the
aanhef is touched, anywhere else."""

OPSCHRIFT = {"artikel": 0.3, "regeling": 0.35, "los": 0.45}
"""Likeness of the heading of an artikel to the name of the measure, for the artikel as a whole to count."""

ARTIKEL = {"artikel": 0.10, "regeling": 0.10, "los": 0.12}
"""Likeness of the whole artikel to the measure that must go with it."""

NAAM = 0.45
"""Likeness of a defined term to the name of a measure, for the definition to count."""

ZELDZAAM = 5.0
"""Weight of a word that counts alone: it stands in fewer than one of every 150 provisions."""

GEWOON = 2.0
"""Weight below which a word says nothing: it stands in more than one of every seven provisions."""

_BEDRAG = re.compile(r"€\s?([\d.]*\d(?:,\d\d)?)")
_AFKORTING = re.compile(r"\b[A-Z]{2,}\w*\b")


class Woordzoeker:
    """Compares provisions and artikelen with the words of each measure."""

    def __init__(self, lijst: Maatregelenlijst, kant: Wetskant, teksten: Sequence[Regelingtekst]) -> None:
        self.kant = kant
        self.plaatsen = {p.sleutel: p for t in teksten for p in t.plaatsen}
        self.niet_te_wegen = {s for s, p in self.plaatsen.items() if p.soort in ("aanhef", "begrip") or is_slot(p)}
        self.artikelen: dict[tuple[str, str], list[Plaats]] = {}
        for sleutel, plaats in self.plaatsen.items():
            if plaats.artikel and sleutel not in self.niet_te_wegen:
                self.artikelen.setdefault((plaats.regeling, plaats.artikel), []).append(plaats)
        wet = [p for rij in kant.teksten.values() for p in rij]
        self.gewichten = gewichten = Gewichten([_woorden(p) for p in (*wet, *self.plaatsen.values())])
        self.profielen = {s: gewichten.profiel(_woorden(p)) for s, p in self.plaatsen.items()}
        self.artikelprofielen = {
            a: gewichten.profiel(" ".join((ps[0].artikelkop, *map(_woorden, ps)))) for a, ps in self.artikelen.items()
        }
        self.maatregelen = {m.id: gewichten.profiel(self._van(m)) for m in lijst.maatregelen}
        self.namen = {m.id: gewichten.profiel(m.naam) for m in lijst.maatregelen}
        self.kopprofielen = {ps[0].artikelkop: gewichten.profiel(ps[0].artikelkop) for ps in self.artikelen.values()}
        self.bedragen = {m.id: set(_wetsbedragen(kant.van(m.id))) for m in lijst.maatregelen}
        self.bedragen_van = {s: frozenset(_bedragen(p.tekst)) for s, p in self.plaatsen.items()}

    def _van(self, maatregel: Maatregel) -> str:
        punten = [p for p in self.kant.van(maatregel.id) if p.bron == "wetsplaats" and p.aard != "ongewijzigd"]
        delen = (maatregel.naam, maatregel.was, maatregel.wordt, *(f"{p.was} {p.wordt}" for p in punten))
        return _AFKORTING.sub(" ", " ".join(delen))

    def zoek(self, maatregel: Maatregel, gevonden: Mapping[str, Sequence[Herkomst]]) -> Iterator[Spoor]:
        """Definitions, artikelen and provisions with the words of a measure, and provisions with its amounts."""
        if maatregel.soort != "maatregel":
            return
        geraakt = {s: self.plaatsen[s] for s in gevonden}
        artikelen = {(p.regeling, p.artikel) for p in geraakt.values() if p.artikel and p.soort != "begrip"}
        regelingen = {p.regeling for p in geraakt.values() if p.soort in ("aanhef", "begrip")}
        raakt_iets = {p.regeling for p in geraakt.values()}

        def waar(plaats: Plaats) -> str:
            if (plaats.regeling, plaats.artikel) in artikelen and plaats.soort != "begrip":
                return "artikel"
            return "regeling" if plaats.regeling in regelingen else "los"

        for (slug, _), plaatsen in self.artikelen.items():
            yield from self._heel_artikel(maatregel, slug, plaatsen, waar(plaatsen[0]))
        for sleutel, plaats in self.plaatsen.items():
            if plaats.soort == "begrip" and plaats.regeling in raakt_iets:
                yield from self._begrip(maatregel, plaats)
            if sleutel in self.niet_te_wegen:
                continue
            score = gelijkenis(self.profielen[sleutel], self.maatregelen[maatregel.id])
            if score >= BEPALING[waar(plaats)] and self._meer_dan_een_woord(maatregel.id, sleutel):
                zekerheid = "middel" if score >= BEPALING["los"] else "laag"
                bewijs = f"Zelfde woorden als de wet of de maatregel: {self._samen(maatregel.id, plaats)}."
                yield Spoor(maatregel.id, sleutel, Herkomst("tekst", bewijs, plaats.tekst[:300], "", "", (), zekerheid, plaats.eId))
            for bedrag in sorted(self.bedragen[maatregel.id] & self.bedragen_van[sleutel]):
                bewijs = f"De bepaling noemt {bedrag}, het bedrag dat in de wet stond."
                yield Spoor(maatregel.id, sleutel, Herkomst("bedrag", bewijs, plaats.tekst[:300], bedrag, "", (), "middel", plaats.eId))

    def _heel_artikel(self, maatregel: Maatregel, slug: str, plaatsen: Sequence[Plaats], waar: str) -> Iterator[Spoor]:
        kop = plaatsen[0].artikelkop
        if self._gelijkenis_met_naam(kop, maatregel) < OPSCHRIFT[waar]:
            return
        if gelijkenis(self.artikelprofielen[(slug, plaatsen[0].artikel)], self.maatregelen[maatregel.id]) < ARTIKEL[waar]:
            return
        bewijs = f"Het artikel gaat blijkens het opschrift «{kop}» en zijn woorden over het onderwerp van de maatregel."
        for plaats in plaatsen:
            if self._wijst_elders(maatregel.id, plaats):
                continue
            yield Spoor(maatregel.id, plaats.sleutel, Herkomst("tekst", bewijs, kop, maatregel.naam, "", (), "middel", plaats.eId))

    def _wijst_elders(self, maatregel: str, plaats: Plaats) -> bool:
        """Whether a provision names places of national law, and none in an artikel that the measure touches."""
        artikelen = {p.doel[:2] for p in self.kant.van(maatregel)}
        landelijk = [d for r in plaats.refs for d in r.doelen if d.artikel and d.regeling.startswith("BWB")]
        return bool(landelijk) and not any(d[:2] in artikelen for d in landelijk)

    def _gelijkenis_met_naam(self, kop: str, maatregel: Maatregel) -> float:
        """Likeness of a heading to the name of a measure; only whole words of the name match: participatieplaats is not
        participatie."""
        eigen = self.kopprofielen.get(kop) or self.gewichten.profiel(kop)
        naam = self.namen[maatregel.id]
        if eigen.keys().isdisjoint(naam):
            return 0.0
        heel = {s for w in re.findall(r"\w+", maatregel.naam) for s in stammen(w) if termpatroon(w).search(kop)}
        return gelijkenis(Profiel((s if s in heel else f"{s}*", g) for s, g in eigen.items()), naam)

    def _begrip(self, maatregel: Maatregel, plaats: Plaats) -> Iterator[Spoor]:
        if is_regelingnaam(plaats) or any(d.artikel for r in plaats.refs for d in r.doelen):
            return  # wat het begrip betekent, zegt de plaats waar het naar verwijst
        if self._gelijkenis_met_naam(plaats.term, maatregel) >= NAAM:
            bewijs = f"Het begrip «{plaats.term}» is het onderwerp van de maatregel."
            yield Spoor(maatregel.id, plaats.sleutel,
                        Herkomst("begrip", bewijs, plaats.tekst, maatregel.naam, "", (), "middel", plaats.eId))  # fmt: skip

    def _meer_dan_een_woord(self, maatregel: str, sleutel: str) -> bool:
        samen = [g for s, g in self.profielen[sleutel].items() if s in self.maatregelen[maatregel]]
        return len(samen) > 1 or any(g >= ZELDZAAM for g in samen)

    def past_bij_de_wijziging(self, maatregel: Maatregel, plaats: Plaats, term: str) -> bool:
        """Whether a provision shares a telling word, apart from the term itself, with what the measure says of the change."""
        woorden = re.findall(r"\w+", f"{maatregel.was} {maatregel.wordt}")
        wijziging = {s for w in woorden if not term.lower().endswith(w.lower()) for s in stammen(w)} - set(stammen(term))
        eigen = set(stammen(f"{plaats.artikelkop} {plaats.tekst}"))
        return any(self.gewichten.gewicht(s) >= GEWOON for s in wijziging & eigen)

    def _samen(self, maatregel: str, plaats: Plaats) -> str:
        """The shared words as they stand in the provision, most telling first."""
        eigen, ander = self.profielen[plaats.sleutel], self.maatregelen[maatregel]
        samen = sorted((s for s in eigen if s in ander), key=lambda s: -eigen[s])[:6]
        woorden = re.findall(r"[\w%€.,-]+", f"{plaats.tekst} {plaats.artikelkop}")
        return ", ".join(dict.fromkeys(w.strip(".,;").lower() for s in samen for w in woorden if s in stammen(w)))


def _woorden(plaats: Plaats) -> str:
    """The text without references and abbreviations: the name of an act says nothing about the subject."""
    tekst = plaats.tekst
    for ref in plaats.refs:
        tekst = tekst.replace(ref.tekst, " ")
    return _AFKORTING.sub(" ", tekst)


def _bedragen(tekst: str) -> Iterator[str]:
    for bedrag in _BEDRAG.findall(tekst):
        kaal = bedrag.replace(".", "").removesuffix(",00")
        if len(kaal) >= 3:
            yield f"€ {kaal}"


def _wetsbedragen(punten: Iterable[Raakpunt]) -> Iterator[str]:
    for punt in punten:
        if punt.bron == "wetsplaats" and punt.aard != "ongewijzigd":
            yield from _bedragen(punt.was)


def onderwerpwoorden(lijst: Maatregelenlijst, plaatsen: Iterable[Plaats]) -> Iterator[Spoor]:
    """Provisions that use a subject word of a measure; the weakest trace, only on request."""
    rijen = list(plaatsen)
    for maatregel in lijst.maatregelen:
        for woord in maatregel.trefwoorden:
            patroon = termpatroon(woord)
            for plaats in rijen:
                if (raak := patroon.search(f"{plaats.artikelkop}\n{plaats.tekst}")) is not None:
                    bewijs = f"Onderwerpwoord van de maatregel: «{raak.group()}»."
                    yield Spoor(maatregel.id, plaats.sleutel,
                                Herkomst("onderwerpwoord", bewijs, raak.group(), woord, "", (), "laag", plaats.eId))  # fmt: skip
