"""Links by subject: a provision that speaks of what a measure changes, in the words of the law or in plain language.

The thesaurus (:mod:`wetgeving.maatregelen.thesaurus`) says how a thing may be said and which things together are the subject of a
measure. One word is never enough, unless the measure changes everything about it (a gift, the tegenprestatie). What stands in
the heading counts for every lid below it, and a heading about other law (maatschappelijke ondersteuning, schuldhulp) takes the
subject away: the subject of the artikel governs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from impact.dossier.model import Herkomst
from impact.dossier.plaatsen import BESTUURSRECHT, Plaats, Regelingtekst
from impact.dossier.wetskant import Wetskant
from impact.graaf.eigenwoorden import zonder_namen
from impact.graaf.sporen import Spoor, is_regelingnaam, is_slot
from impact.graaf.termen import stammen
from verordening.adres import Adres
from verordening.boom import Soort, kinderen, regels
from wetgeving.maatregelen import Maatregel
from wetgeving.maatregelen.thesaurus import Onderwerp, Thesaurus

TUSSEN = 6
"""Words that may stand at an ellipsis."""

DICHTBIJ = 12
"""Words between two that belong together in any order."""

_WOORD = re.compile(r"\d+(?:[.,]\d+)*\s?%|\w+(?:[’']\w+)*|[.;:?!]")
_UITGANG = re.compile(r"(?:e|en|s|n|t|'s|’s|ën|[bdfgklmnprst](?:e|en))?")
_TITELWOORDEN = re.compile(
    r"\b(?:participatiewet|pw|ioaw|ioaz|bbz(?: 2004)?|wet werk en bijstand|werk en inkomen|burgemeester en wethouders|gemeente\b.*)",
    re.I,
)
_RIJTJE = re.compile(r"[\w-]+(?:, [\w-]+)* en [\w-]+")
"""A heading that only lists ("Melding en ingangsdatum") names subjects, not what they have to do with each other."""

_VOORWAARDE = re.compile(r"\?$|^(?:als|wanneer|indien|bent|hebt|heeft|krijgt|woont|zorgt)\b", re.IGNORECASE)
"""A heading in the form of a condition ("Bent u nog geen 27?"): everything below holds under it."""

_VOOR_BIJSTAND = re.compile(
    r"\b(?:voor|bij|tot) (?:(?:de|het) )?(?:(?:toepassing|uitvoering|verlening|vaststelling|hoogte|recht) (?:van|op) )?(?:de |het |uw )?"
    r"(?:wwb|wet werk en bijstand|participatiewet|pw|(?:algemene |bijzondere )?bijstand|bijstandsuitkering)\b",
    re.IGNORECASE,
)
"""A lid below a heading about other law that turns back to bijstand: "wordt voor de bijstand aangemerkt als"."""

_SAMENGESTELD = re.compile(r"\ben\b|,\s*\w|\boverig|\bdiverse")


class Woordindex:
    """Finds expressions of the thesaurus in many short texts at once.

    >>> index = Woordindex(["Geld of spullen die u van vrienden krijgt.", "U krijgt een brief."])
    >>> index.vind("spullen + krijg*"), index.vind("krijg* … brief"), index.vind("brieven")
    ({0: 'spullen die u van vrienden krijgt'}, {1: 'krijgt een brief'}, {})
    """

    def __init__(self, teksten: Iterable[str]) -> None:
        self._teksten = list(teksten)
        self._plekken: dict[str, dict[int, list[int]]] = {}
        self._span: list[list[tuple[int, int]]] = []
        for nummer, tekst in enumerate(self._teksten):
            spannen: list[tuple[int, int]] = []
            for plek, m in enumerate(_WOORD.finditer(tekst)):
                spannen.append(m.span())
                self._plekken.setdefault(m.group().lower().replace(" ", ""), {}).setdefault(nummer, []).append(plek)
            self._span.append(spannen)
        self._woorden = sorted(self._plekken)
        self._achterstevoren = sorted(w[::-1] for w in self._woorden)
        self._bekend: dict[str, dict[int, list[int]]] = {}

    def vind(self, uitdrukking: str) -> dict[int, str]:
        """Numbers of the texts that say it, with the words as they stand there (the first time)."""
        los = [self._reeks(re.sub(r"[,-]", " ", deel).split()) for deel in uitdrukking.split(" + ")]
        uit: dict[int, str] = {}
        for nummer in set(los[0]).intersection(*los[1:]):
            for begin, eind in los[0][nummer]:
                rest = [
                    next((s for s in reeks[nummer] if s[0] - eind <= DICHTBIJ and begin - s[1] <= DICHTBIJ), None)
                    for reeks in los[1:]
                ]
                if None not in rest:
                    spannen = [(begin, eind), *(s for s in rest if s is not None)]
                    van, tot = min(s[0] for s in spannen), max(s[1] for s in spannen)
                    uit[nummer] = self._teksten[nummer][self._span[nummer][van][0] : self._span[nummer][tot][1]]
                    break
        return uit

    def _reeks(self, woorden: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
        """Text → (first, last) word of every place where the words stand in this order."""
        huidig = {n: [(p, p) for p in ps] for n, ps in self._woord(woorden[0]).items()}
        ruimte = 1
        for woord in woorden[1:]:
            if woord == "…":
                ruimte = TUSSEN + 1
                continue
            verder = self._woord(woord)
            huidig = {
                n: r
                for n, rijen in huidig.items()
                if n in verder
                if (r := [(a, q) for a, b in rijen for q in verder[n] if 0 < q - b <= ruimte])
            }
            ruimte = 1
        return huidig

    def _woord(self, woord: str) -> dict[int, list[int]]:
        """Text → places of a word in its inflections, or with anything at the star."""
        if woord not in self._bekend:
            uit: dict[int, list[int]] = {}
            for vorm in self._vormen(woord.lower()):
                for nummer, plekken in self._plekken[vorm].items():
                    uit.setdefault(nummer, []).extend(plekken)
            self._bekend[woord] = {n: sorted(p) for n, p in uit.items()}
        return self._bekend[woord]

    def _vormen(self, woord: str) -> list[str]:
        kaal = woord.strip("*")
        if woord.startswith("*"):
            vormen = [w[::-1] for w in _met_begin(self._achterstevoren, kaal[::-1])]
            return vormen if woord.endswith("*") else [w for w in vormen if w.endswith(kaal)]
        vormen = list(_met_begin(self._woorden, kaal))
        if woord.endswith("*"):
            return vormen
        vast = len(kaal) <= 3 or not kaal[-1].isalpha()
        return [w for w in vormen if w == kaal or (not vast and _UITGANG.fullmatch(w[len(kaal) :]))]


def _met_begin(woorden: Sequence[str], begin: str) -> Iterator[str]:
    for plek in range(bisect_left(woorden, begin), len(woorden)):
        if not woorden[plek].startswith(begin):
            return
        yield woorden[plek]


class _Gehoord(NamedTuple):
    """What a provision says about one subject: words per group, and where ("tekst", "omschreven", "kop", "boven")."""

    woorden: tuple[str, ...]
    waar: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(f"«{w}»" for w in dict.fromkeys(self.woorden))


_EIGEN = frozenset({"tekst", "omschreven"})
"""Where a provision speaks itself: in its own words, or in a word that its regulation defines."""


@dataclass(frozen=True)
class _Artikel:
    """The leden of one artikel (or one provision without leden) with the headings above, the title of the regulation last.

    A title that joins subjects ("aanvraag en inkomsten") says nothing about one artikel and is left out.

    ``elders``: the headings are about other law, so that only a lid counts that says itself that it is about bijstand.
    """

    plaatsen: tuple[Plaats, ...]
    kop: str
    boven: tuple[str, ...]
    elders: bool = False

    @property
    def teksten(self) -> Iterator[str]:
        """Everything in which words are sought."""
        yield from (self.kop, *self.boven)
        for plaats in self.plaatsen:
            yield from (plaats.tekst, plaats.term, *_onderdelen(plaats))


def _onderdelen(plaats: Plaats) -> tuple[str, ...]:
    """The words of every onderdeel of a provision, what stands below it included."""
    if plaats.eenheid is None or plaats.soort == "begrip":
        return ()
    return tuple(
        "\n".join(regel for _, regel in regels(e)) for e in kinderen(plaats.eenheid) if e.soort is Soort.ONDERDEEL
    )


class Onderwerpzoeker:
    """Looks in every provision for the subjects of the measures."""

    def __init__(
        self,
        thesaurus: Thesaurus | None,
        kant: Wetskant,
        teksten: Sequence[Regelingtekst],
        omschreven: Mapping[str, tuple[Plaats, ...]] | None = None,
    ) -> None:
        self.kant = kant
        self.omschreven = omschreven or {}
        self.onderwerpen: dict[str, list[Onderwerp]] = {}
        self.elders: tuple[str, ...] = ()
        self._gezegd: dict[str, dict[str, str]] = {}
        self._begrippen_in: list[set[str]] = []
        if thesaurus is None:
            self.artikelen: list[_Artikel] = []
            return
        self.artikelen = [a for t in teksten if not rust_op_ander_recht(t, kant) for a in _artikelen(t)]
        alles = sorted({t for a in self.artikelen for t in a.teksten})
        koppen = {k for a in self.artikelen for k in (a.kop, *a.boven)}
        index = Woordindex(t if t in koppen else zonder_namen(t) for t in alles)
        for begrip in thesaurus.begrippen:
            gezegd: dict[str, str] = {}
            for uitdrukking in begrip.uitdrukkingen:
                for nummer, woorden in index.vind(uitdrukking).items():
                    gezegd.setdefault(alles[nummer], woorden)
            self._gezegd[begrip.id] = gezegd
        for onderwerp in thesaurus.onderwerpen:
            self.onderwerpen.setdefault(onderwerp.maatregel, []).append(onderwerp)
        self.elders = tuple(thesaurus.elders.split())
        self.artikelen = [b for a in self.artikelen if (b := self._zonder_ander_recht(a)).plaatsen]
        zegt = {tekst: {b for b, gezegd in self._gezegd.items() if tekst in gezegd} for tekst in alles}
        self._begrippen_in = [
            set().union(
                *(zegt.get(t, ()) for t in (*a.teksten, *(o for p in a.plaatsen for o in self._omschrijving(p))))
            )
            for a in self.artikelen
        ]

    def _zonder_ander_recht(self, artikel: _Artikel) -> _Artikel:
        """Below a heading about other law only the leden remain that say what they mean for bijstand."""
        if not self._zegt(self.elders, artikel.kop, *artikel.boven):
            return artikel
        return replace(
            artikel, elders=True, plaatsen=tuple(p for p in artikel.plaatsen if _VOOR_BIJSTAND.search(p.tekst))
        )

    def _omschrijving(self, plaats: Plaats) -> tuple[str, ...]:
        return tuple(b.tekst for b in self.omschreven.get(plaats.sleutel, ()))

    def zoek(self, maatregel: Maatregel) -> Iterator[Spoor]:
        """Provisions that speak of a subject of the measure."""
        for onderwerp in self.onderwerpen.get(maatregel.id, ()):
            for artikel, begrippen in zip(self.artikelen, self._begrippen_in, strict=True):
                if all(not begrippen.isdisjoint(groep) for groep in onderwerp.groepen):
                    yield from self._in_artikel(maatregel, onderwerp, artikel)

    def past(self, maatregel: str, term: str, plaats: Plaats) -> bool:
        """Whether the use of a touched term is about what the measure changes of it.

        When the measure touches one side of a thing (the aanvraag of a toeslag, not its hoogte), using its name is not enough.
        """
        if plaats.soort == "begrip":
            return True
        hierover = [o for o in self.onderwerpen.get(maatregel, ()) if self._zegt(o.groepen[0], term)]
        if not hierover or any(len(o.groepen) == 1 for o in hierover):
            return True
        return any(all(self._zegt(g, plaats.tekst, plaats.artikelkop) for g in o.groepen[1:]) for o in hierover)

    def deel_gezegd(self, maatregel: str, plaats: Plaats, titel: str) -> tuple[float, ...]:
        """The largest part of a subject of the measure that is said: in the words of the provision, with its heading, with what its own
        words mean, and with everything above it."""
        lagen = ((plaats.tekst,), (plaats.artikelkop,), self._omschrijving(plaats), (*plaats.koppen[1:], titel))
        beste = [0.0] * len(lagen)
        for onderwerp in self.onderwerpen.get(maatregel, ()):
            gezegd: set[int] = set()
            for laag, teksten in enumerate(lagen):
                gezegd |= {n for n, g in enumerate(onderwerp.groepen) if n not in gezegd and self._zegt(g, *teksten)}
                beste[laag] = max(beste[laag], len(gezegd) / len(onderwerp.groepen))
        return tuple(beste)

    def _in_artikel(self, maatregel: Maatregel, onderwerp: Onderwerp, artikel: _Artikel) -> Iterator[Spoor]:
        erboven = (kop for kop in artikel.boven if not _SAMENGESTELD.search(kop))
        if self._zegt(onderwerp.uitgesloten, artikel.kop, *erboven):
            return
        plaatsen = [p for p in artikel.plaatsen if not self._valt_weg(maatregel, onderwerp, p)]
        wat = {
            p.sleutel: g
            for p in plaatsen
            if p.soort != "begrip" and (g := self._hoor(onderwerp, artikel, p)) is not None
        }
        if artikel.elders:
            wat = {s: g for s, g in wat.items() if set(g.waar) <= _EIGEN}
        heel = "" if artikel.elders else self._heel(onderwerp, artikel, bool(wat))
        voluit = any(set(g.waar) <= _EIGEN for g in wat.values())
        for plaats in plaatsen:
            ernaast = voert_ernaast_uit(plaats, maatregel.id, self.kant)
            gehoord = wat.get(plaats.sleutel)
            if plaats.soort == "begrip" and not artikel.elders:
                yield from self._begrip(onderwerp, plaats)
            elif gehoord is not None and self._telt(onderwerp, gehoord, voluit=voluit, ernaast=ernaast):
                if "omschreven" in gehoord.waar:
                    yield from self._met_eigen_woord(onderwerp, plaats, gehoord)
                    continue
                stevig = gehoord.waar.count("tekst") > 1 or onderwerp.bereik != "bepaling"
                bewijs = f"Gaat over {onderwerp.naam}: {gehoord}."
                yield _spoor(maatregel.id, plaats, bewijs, gehoord.woorden[0], "middel" if stevig else "laag")
            elif heel and not ernaast:
                yield _spoor(
                    maatregel.id, plaats, f"Staat onder «{heel}»; dat gaat over {onderwerp.naam}.", heel, "laag"
                )

    def _met_eigen_woord(self, onderwerp: Onderwerp, plaats: Plaats, gehoord: _Gehoord) -> Iterator[Spoor]:
        """The provision and the definitions that complete it: neither says the subject alone."""
        begrippen = [
            b for b in self.omschreven[plaats.sleutel] if any(self._zegt(g, b.tekst) for g in onderwerp.groepen)
        ]
        termen = ", ".join(f"«{b.term}»" for b in begrippen)
        bewijs = f"Gaat over {onderwerp.naam}, met wat {termen} hier betekent: {gehoord}."
        via = tuple(b.sleutel for b in begrippen)
        for plek in (plaats, *begrippen):
            waarom = (
                bewijs
                if plek is plaats
                else f"De omschrijving van «{plek.term}» gaat met {plaats.adres} over {onderwerp.naam}."
            )
            yield Spoor(
                onderwerp.maatregel,
                plek.sleutel,
                Herkomst("begrip", waarom, plek.tekst[:300], gehoord.woorden[0], "", via, "laag", plek.eId),
            )

    @staticmethod
    def _telt(onderwerp: Onderwerp, gehoord: _Gehoord, *, voluit: bool, ernaast: bool) -> bool:
        """Whether what was heard counts: always in words of its own, with a heading only when nothing speaks against it.

        Args:
            voluit: another lid says in full what the heading promises.
            ernaast: the provision names an unchanged place of the law.
        """
        if set(gehoord.waar) <= _EIGEN:
            return True
        return not ernaast and not (voluit and "kop" in gehoord.waar and onderwerp.bereik == "bepaling")

    def _hoor(self, onderwerp: Onderwerp, artikel: _Artikel, plaats: Plaats) -> _Gehoord | None:
        """One begrip of every group: in the words of the provision, or in the headings above when other words are its own."""
        lagen = {
            "tekst": (plaats.tekst,),
            "omschreven": self._omschrijving(plaats),
            "kop": (artikel.kop,),
            "boven": artikel.boven,
        }
        los = onderwerp.bereik == "bepaling" and _SAMENGESTELD.search(artikel.kop)
        eerst = {"boven"} if onderwerp.bereik != "regeling" else set()  # wat niet mag zeggen waarover het gaat
        eerst |= {"kop"} if los else set()
        gehoord: list[tuple[str, str]] = []
        for groep in onderwerp.groepen:
            # een eigen woord zegt waarover het gaat; wat ermee gebeurt, zegt de bepaling zelf
            niet = eerst if not gehoord else {"omschreven"} - {gehoord[0][1]}
            plekken = (plek for plek in lagen if plek not in niet)
            gezegd = next(((w, plek) for plek in plekken if (w := self._zegt(groep, *lagen[plek]))), None)
            if gezegd is None:
                return None
            gehoord.append(gezegd)
        uit = _Gehoord(tuple(w for w, _ in gehoord), tuple(plek for _, plek in gehoord))
        return uit if self._spreekt(uit, plaats) else None

    def _spreekt(self, gehoord: _Gehoord, plaats: Plaats) -> bool:
        """Whether the provision says something itself; only naming a word that is defined elsewhere is not enough."""
        if "omschreven" not in gehoord.waar or len(gehoord.waar) == 1:
            return bool(_EIGEN.intersection(gehoord.waar))
        termen = {b.term.lower() for b in self.omschreven[plaats.sleutel]}
        rest = zip(gehoord.waar, gehoord.woorden, strict=True)
        return any(plek != "omschreven" and woord.lower() not in termen for plek, woord in rest)

    def _heel(self, onderwerp: Onderwerp, artikel: _Artikel, gehoord: bool) -> str:
        """The heading or title that makes every lid count; empty when there is none.

        Args:
            gehoord: whether a lid of the artikel speaks of the whole subject.
        """
        in_kop = [self._zegt(groep, artikel.kop) for groep in onderwerp.groepen]
        if len(in_kop) > 1 and _los_van_elkaar(in_kop) and not _RIJTJE.fullmatch(artikel.kop):
            return artikel.kop
        if onderwerp.bereik == "bepaling":
            return ""
        onder = (artikel.kop, *artikel.boven, *(p.tekst for p in artikel.plaatsen))
        if not all(self._zegt(groep, *onder) for groep in onderwerp.groepen[1:]):
            return ""
        if in_kop[0] or (gehoord and any(in_kop) and _VOORWAARDE.search(artikel.kop)):
            return artikel.kop
        if onderwerp.bereik == "regeling":
            for kop in artikel.boven:
                if self._zegt(onderwerp.groepen[0], kop) and not _SAMENGESTELD.search(kop):
                    return kop.strip()
        return ""

    def _begrip(self, onderwerp: Onderwerp, plaats: Plaats) -> Iterator[Spoor]:
        if is_regelingnaam(plaats) or not any(self._zegt(g, plaats.term) for g in onderwerp.groepen):
            return
        if all(self._zegt(g, plaats.term, plaats.tekst) for g in onderwerp.groepen):
            bewijs = f"Het begrip «{plaats.term}» gaat over {onderwerp.naam}."
            soort = "begrip" if self._zegt(onderwerp.groepen[0], plaats.term) else "tekst"
            yield Spoor(
                onderwerp.maatregel,
                plaats.sleutel,
                Herkomst(soort, bewijs, plaats.tekst, onderwerp.naam, "", (), "middel", plaats.eId),
            )

    def _valt_weg(self, maatregel: Maatregel, onderwerp: Onderwerp, plaats: Plaats) -> bool:
        """Whether the provision says itself that it is about something else."""
        if self._zegt(onderwerp.uitgesloten, plaats.tekst) and not self._een_onderdeel_wel(onderwerp, plaats):
            return True
        if plaats.soort == "begrip" and self._zegt(onderwerp.groepen[0], plaats.term):
            return False  # een omschrijving noemt ook wat er niet onder valt
        return alleen_andere_wet(plaats, maatregel)

    def _een_onderdeel_wel(self, onderwerp: Onderwerp, plaats: Plaats) -> bool:
        """Whether one onderdeel says the telling half of the subject itself, while what excludes it stands in another."""
        onderdelen = _onderdelen(plaats)
        if not self._zegt(onderwerp.uitgesloten, *onderdelen):
            return False
        return any(
            not self._zegt(onderwerp.uitgesloten, t) and self._zegt(onderwerp.groepen[-1], t) for t in onderdelen
        )

    def _zegt(self, begrippen: Iterable[str], *teksten: str) -> str:
        """The words with which one of the begrippen is said in one of the texts; empty when none is."""
        for begrip in begrippen:
            gezegd = self._gezegd[begrip]
            for tekst in teksten:
                if tekst in gezegd:
                    return gezegd[tekst]
        return ""


def _los_van_elkaar(woorden: Sequence[str]) -> bool:
    """Whether every group is said, each in words of its own: "zorgen zonder loon" does not also say "loon"."""
    return all(woorden) and not any(a in b for n, a in enumerate(woorden) for m, b in enumerate(woorden) if n != m)


def _spoor(maatregel: str, plaats: Plaats, bewijs: str, woorden: str, zekerheid: str) -> Spoor:
    return Spoor(
        maatregel, plaats.sleutel, Herkomst("tekst", bewijs, plaats.tekst[:300], woorden, "", (), zekerheid, plaats.eId)
    )


def _artikelen(tekst: Regelingtekst) -> Iterator[_Artikel]:
    rijen: dict[str, list[Plaats]] = {}
    for plaats in tekst.plaatsen:
        if plaats.soort != "aanhef" and not is_slot(plaats):
            rijen.setdefault(plaats.artikel or plaats.eId, []).append(plaats)
    for plaatsen in rijen.values():
        koppen = plaatsen[0].koppen if plaatsen[0].artikel else ("", *plaatsen[0].koppen)
        titel = _TITELWOORDEN.sub("", tekst.regeling.citeertitel)
        boven = (*koppen[1:], *((titel,) if not _SAMENGESTELD.search(titel) else ()))
        yield _Artikel(tuple(plaatsen), koppen[0] if koppen else "", boven)


# --- what takes a subject away ----------------------------------------------------------------------------------------


def rust_op_ander_recht(tekst: Regelingtekst, kant: Wetskant) -> bool:
    """Whether the aanhef names acts of its own, and none in which a measure changes something or may have a counterpart."""
    gronden = {
        d.regeling
        for p in tekst.plaatsen
        if p.soort == Soort.AANHEF
        for r in p.refs
        for d in r.doelen
        if d.regeling.startswith("BWB")
    } - BESTUURSRECHT
    return bool(gronden and kant.wetten) and gronden.isdisjoint(kant.wetten)


def voert_ernaast_uit(plaats: Plaats, maatregel: str, kant: Wetskant) -> bool:
    """Whether a provision names places of national law, and none is touched, part of it, or the whole around it.

    A place that shares no telling word with the provision is a letter that the law has given to something else since.
    """
    eigen = set(stammen(f"{plaats.artikelkop} {plaats.tekst}"))
    punten, doelen = _punten(maatregel, kant), [d for d in _landelijk(plaats) if not _verletterd(d, eigen, kant)]
    return bool(doelen) and not any(d.binnen(p) or p.binnen(d) for d in doelen for p in punten)


def _verletterd(doel: Adres, eigen: set[str], kant: Wetskant) -> bool:
    return bool(doel.onderdeel) and bool(tekst := kant.tekst_van(doel)) and eigen.isdisjoint(stammen(tekst))


def _landelijk(plaats: Plaats) -> list[Adres]:
    return [d for r in plaats.refs for d in r.doelen if d.artikel and d.regeling.startswith("BWB")]


def _punten(maatregel: str, kant: Wetskant) -> list[Adres]:
    return [p.doel for p in kant.van(maatregel)] + [k.doel for k in kant.ketens.get(maatregel, ())]


_ANDERE_WET = re.compile(r"\b(IOAW|IOAZ|Bbz)\b")
_EIGEN_WET = re.compile(r"\b(?:Participatiewet|Pw|bijstand\w*)\b", re.IGNORECASE)


def alleen_andere_wet(plaats: Plaats, maatregel: Maatregel) -> bool:
    """Whether a provision is only about an act in which the measure has no counterpart."""
    genoemd = set(_ANDERE_WET.findall(f"{plaats.artikelkop} {plaats.tekst}"))
    if not genoemd or _EIGEN_WET.search(f"{plaats.artikelkop} {plaats.tekst}"):
        return False
    mee: Mapping[str, str] = {t.wet: t.stand for t in maatregel.tegenhangers}
    return not any(mee.get(w) in ("gezien", "onbekend", "telt-mee") for w in genoemd)
