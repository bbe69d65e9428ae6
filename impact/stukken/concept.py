"""A draft of the amendment of a regulation: what follows from the verdicts, and the words that a person chose for a place.

The new version is made by putting the words in place; the drafter then writes the amending text and proves it (read back and
executed it gives that version). Where the law leaves room, one variant is in it; what a person must still write is listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from impact.dossier.concepten import Conceptkeuze
from impact.dossier.model import LokaleRegeling, Zaak
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.vervanging import verwijs_ook
from impact.stukken.taal import is_meervoud
from impact.woorden import woorden
from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Inline, inlinetekst, wandel
from verordening.register import Register
from versies.opstellen import stel_op
from versies.opstellen.bewijs import bewijs
from versies.opstellen.kern import kern_van
from versies.toepassen.woorden import vervang
from versies.toepassen.zoeken import herschrijf
from wetgeving.maatregelen import Afweging

_PLAATS = {Oordeelsoort.GRONDSLAG, Oordeelsoort.VERWIJZING}


@dataclass(frozen=True)
class Concept:
    """Args:
    wordt: the regulation with the replacements in place; ``tekst``: the proven amending text (empty: nothing to do).
    gedaan: per replacement the case, its verdict, the old and the new words (none: the sentence lapses).
    rest: cases that a person must still write. keuzes: the words a person chose that are in it, with the other variants.
    ruimte: provisions about room in the law, of which no person chose the words: they stay as they are.
    grondslagen: places that the amending decision names as its basis, because the aanhef of a regulation is not amended.
    reden: why there is no text although there are replacements; empty when there is. zaken: all cases it was made for.
    """

    wordt: LokaleRegeling
    tekst: str
    gedaan: tuple[tuple[Zaak, Oordeel, str, str], ...]
    rest: tuple[Zaak, ...]
    keuzes: tuple[Conceptkeuze, ...] = ()
    ruimte: tuple[Zaak, ...] = ()
    reden: str = ""
    grondslagen: tuple[Adres, ...] = ()
    zaken: tuple[Zaak, ...] = ()

    @property
    def plaatsen(self) -> int:
        """How many provisions it changes."""
        eigen = {k.plaats for k in self.keuzes if k.gekozen.doe != "blijft"}
        return len({z.adres for z, *_ in self.gedaan} | eigen) if self.tekst else 0


@dataclass(frozen=True)
class Keuzestof:
    """What people chose or may choose: words per place (``concepten.xml``), and the variants of each measure."""

    eigen: tuple[Conceptkeuze, ...] = ()
    afwegingen: Mapping[str, Afweging] = field(default_factory=dict)

    def woorden(self, oordeel: Oordeel, nieuw: str) -> str:
        """The new sentence: that of the proposed variant where the law leaves room at this place, else the one that was found."""
        a = self.afwegingen.get(oordeel.maatregel)
        if a is None or not nieuw.endswith(".") or oordeel.jci != a.plaats:
            return nieuw
        return next((v.tekst for v in a.varianten if v.naam == a.aanbevolen and v.tekst), nieuw)


def maak_concept(
    regeling: LokaleRegeling, zaken: Sequence[Zaak], stof: Keuzestof | None = None, buiten: Sequence[Zaak] = ()
) -> Concept:
    """The draft for the open cases of one regulation; what a person chose goes first, and a sentence that goes as a whole goes
    before its numbers, so that nothing is mended in words that are no longer there. A provision that would still rest on a place that
    moved or lapsed is left as it is (``buiten``): mending only its amount would say that the rest of it is right."""
    stof = stof or Keuzestof()
    gedaan: list[tuple[Zaak, Oordeel, str, str]] = []
    wortel, keuzes = zet_keuzes(regeling.regeling.wortel, stof.eigen)
    aanhef = [z for z in zaken if z.eId.startswith("formula_") and any(o.naar for o in z.oordelen if o.soort.fout)]
    over = [z for z in zaken if z not in buiten and z not in aanhef]
    stappen = [(z, o, oud, stof.woorden(o, nieuw)) for z in over for o in z.oordelen for oud, nieuw in o.vervang]
    stappen = [s for s in stappen if not _gekozen(keuzes, s[0], s[1])]
    gezet: dict[tuple[str, str], str] = {}
    for zaak, oordeel, oud, nieuw in sorted(stappen, key=lambda s: -len(s[2])):
        plek = (zaak.adres.split(",")[0], oordeel.eId or zaak.eId)
        anders, erin = _zet(wortel, plek, oud, nieuw, gezet)
        if anders is not wortel:
            wortel = anders
            gedaan.append((zaak, oordeel, oud, erin))
    gedaan.sort(key=lambda g: zaken.index(g[0]))
    klaar = {id(z) for z, *_ in gedaan} | {id(z) for z in zaken if any(k.plaats == z.adres for k in keuzes)}
    nog = {id(z): _over(z, gedaan, keuzes) for z in zaken}
    half = [z for z in over if id(z) in klaar and nog[id(z)] & _PLAATS]
    if half:
        return maak_concept(regeling, zaken, stof, (*buiten, *half))
    grond = tuple(dict.fromkeys(n for z in aanhef for o in z.oordelen if o.soort.fout for n in o.naar[:1]))
    rest = [z for z in zaken if z not in aanhef and (id(z) not in klaar or nog[id(z)])]
    ruimte = tuple(z for z in rest if z.oordeel.soort is Oordeelsoort.RUIMTE)
    wordt = replace(regeling, regeling=replace(regeling.regeling, wortel=wortel))
    concept = Concept(
        wordt, "", tuple(gedaan), tuple(z for z in rest if z not in ruimte), keuzes, ruimte, "", grond, tuple(zaken)
    )
    if wortel is regeling.regeling.wortel:
        return concept
    try:
        return replace(concept, tekst=wijzigingstekst(regeling, wordt))
    except Geweigerd as fout:
        return replace(concept, reden=str(fout))


def zet_keuzes(wortel: Eenheid, eigen: Sequence[Conceptkeuze]) -> tuple[Eenheid, tuple[Conceptkeuze, ...]]:
    """The tree with the chosen words in place, and the choices whose place and old words were there."""
    register, gezet = Register(wortel), []
    plekken = {register.adres(e).tekst(kort=True): e for e in wandel(wortel)}
    for keuze in eigen:
        eenheid = plekken.get(keuze.plaats)
        if eenheid is None:
            continue
        oud = keuze.oud or next((inlinetekst(a.inhoud) for a in eenheid.inhoud if isinstance(a, Alinea)), "")
        nieuw = keuze.gekozen.noot or ""
        if keuze.gekozen.doe == "vervalt":
            anders = _zonder(wortel, eenheid.eId)
        else:
            anders = wortel if keuze.gekozen.doe == "blijft" else _in_eenheid(wortel, eenheid.eId, oud, nieuw)
        if anders is not wortel or keuze.gekozen.doe == "blijft":
            wortel = anders
            gezet.append(keuze)
    return wortel, tuple(gezet)


def _gekozen(keuzes: Sequence[Conceptkeuze], zaak: Zaak, oordeel: Oordeel) -> bool:
    """Whether the chosen words of a place settle this verdict: its words are among those that went. What stays as it is settles
    nothing but the use of room."""
    fout = [oud for oud, _ in oordeel.vervang] or [oordeel.fragment or oordeel.lokaal]
    ruimte = oordeel.soort is Oordeelsoort.RUIMTE
    return any(
        k.plaats == zaak.adres
        and (ruimte or (k.gekozen.doe != "blijft" and (not k.oud or all(k.oud in f for f in fout))))
        for k in keuzes
    )


def _over(
    zaak: Zaak, gedaan: Sequence[tuple[Zaak, Oordeel, str, str]], keuzes: Sequence[Conceptkeuze]
) -> set[Oordeelsoort]:
    """The wrongs that remain in a case of which something was mended: their words are not among those that went."""
    weg = [oud for z, _, oud, _ in gedaan if z is zaak]
    open_ = [o for o in zaak.oordelen if o.soort.fout and not _gekozen(keuzes, zaak, o)]
    fouten = [(o, {oud for oud, _ in o.vervang} or {o.fragment or o.lokaal}) for o in open_]
    return {o.soort for o, woorden in fouten if not any(w in oud for w in woorden for oud in weg)}


def _zet(
    wortel: Eenheid, plek: tuple[str, str], oud: str, nieuw: str, gezet: dict[tuple[str, str], str]
) -> tuple[Eenheid, str]:
    """The tree with the words in place, and which came: none where the artikel refers to that place already; where the unit refers to
    another place of the same law, one sentence for both.

    Args:
        plek: artikel and eId. gezet: (artikel, new words) → the eId in which they stand; filled here.
    """
    artikel, eid = plek
    if nieuw.endswith(".") and (artikel, nieuw) in gezet:
        return _zonder(wortel, eid, oud), ""
    for eerder in [e for (_, e), waar in gezet.items() if waar == eid]:
        if beide := verwijs_ook(eerder, nieuw):
            los = next(
                (t for w in (f" {oud}", f"{oud} ") if (t := _in_eenheid(wortel, eid, w, "")) is not wortel), wortel
            )
            samen = _in_eenheid(los, eid, eerder, beide)
            if los is not wortel and samen is not los:
                gezet[artikel, nieuw] = gezet[artikel, beide] = eid
                return samen, beide
    anders = _in_eenheid(wortel, eid, oud, nieuw)
    if anders is not wortel:
        gezet[artikel, nieuw] = eid
    return anders, nieuw


def _zonder(blok: Eenheid, eid: str, woorden_: str = "") -> Eenheid:
    """The tree without the unit with this eId; with ``woorden_`` only when those are all it says: what leaned on a sentence that goes
    would be left without it."""
    inhoud: list[Blok] = []
    for b in blok.inhoud:
        if isinstance(b, Eenheid) and b.eId == eid:
            alles = " ".join(inlinetekst(a.inhoud) if isinstance(a, Alinea) else "…" for a in b.inhoud)
            if not woorden_ or alles == woorden_:
                continue
        inhoud.append(_zonder(b, eid, woorden_) if isinstance(b, Eenheid) and b.eId != eid else b)
    gelijk = len(inhoud) == len(blok.inhoud) and all(a is b for a, b in zip(inhoud, blok.inhoud, strict=True))
    return blok if gelijk else replace(blok, inhoud=tuple(inhoud))


def _in_eenheid(blok: Eenheid, eid: str, oud: str, nieuw: str) -> Eenheid:
    """The tree with the words replaced in the unit with this eId; the same tree when they are not there, or when
    a reference is there more than once."""
    if blok.eId == eid:
        treffers = 0

        def doe(inhoud: tuple[Inline, ...]) -> tuple[Inline, ...]:
            nonlocal treffers
            plek = 0
            while (begin := inlinetekst(inhoud).find(oud, plek)) >= 0:
                treffers += 1
                inhoud, plek = vervang(inhoud, begin, begin + len(oud), nieuw), begin + len(nieuw)
            return inhoud

        anders = herschrijf(blok, doe)
        zeker = treffers == 1 or (treffers and oud.startswith("€"))  # alleen een bedrag mag vaker voorkomen
        return anders if zeker and isinstance(anders, Eenheid) else blok
    inhoud = tuple(_in_eenheid(b, eid, oud, nieuw) if isinstance(b, Eenheid) else b for b in blok.inhoud)
    if all(a is b for a, b in zip(inhoud, blok.inhoud, strict=True)):
        return blok
    return replace(blok, inhoud=inhoud)


def varianten(oordeel: Oordeel) -> Sequence[str]:
    """The ways to write what a verdict asks, in two or three variants; empty when there is nothing to choose."""
    keuzes: Sequence[str] = woorden("variant").get("GESPLITST" if oordeel.gesplitst else oordeel.soort.name, ())
    return keuzes


def wijzigingstekst(was: LokaleRegeling, wordt: LokaleRegeling) -> str:
    """The text that amends one version into the other, as Markdown, proven.

    Raises:
        Geweigerd: the versions are equal, or no proven text was found.
    """
    tekst_ = stel_op(was.regeling, wordt.regeling).tekst
    eerste, laatste = tekst_.letters[0][0], tekst_.letters[-1][1]
    titel = was.citeertitel
    zin = (
        f"De {titel} worden als volgt gewijzigd:"
        if is_meervoud(titel)
        else tekst_.regels[tekst_.regels.index("## Artikel I") + 1]
    )
    regels = [f"# Wijziging van {titel}", "", "## Artikel I", zin, "", *tekst_.regels[eerste - 1 : laatste]]
    tekst = "\n".join(regels) + "\n"
    uitkomst = bewijs(was.regeling, kern_van(wordt.regeling), tekst)
    if not uitkomst.klopt:
        raise Geweigerd.om("opstellen-onbewezen", titel, uitkomst=uitkomst.reden)
    return tekst
