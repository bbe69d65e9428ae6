"""A draft of the amendment of a regulation, as far as it follows from the verdicts alone: numbers and single references.

The new version is made by putting the words in place; the drafter then writes the amending text and proves it (read back and
executed it gives that version). What a person must choose or write is not in it, and is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from impact.dossier.model import LokaleRegeling, Zaak
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.stukken.taal import is_meervoud
from impact.woorden import woorden
from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Inline, inlinetekst
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
    gedaan: per replacement the case, its verdict, the old and the new words.
    rest: cases that a person must still decide or write.
    grondslagen: places that the amending decision names as its basis, because the aanhef of a regulation is not amended.
    reden: why there is no text although there are replacements; empty when there is.
    """

    wordt: LokaleRegeling
    tekst: str
    gedaan: tuple[tuple[Zaak, Oordeel, str, str], ...]
    rest: tuple[Zaak, ...]
    reden: str = ""
    grondslagen: tuple[Adres, ...] = ()


def maak_concept(regeling: LokaleRegeling, zaken: Sequence[Zaak], buiten: Sequence[Zaak] = ()) -> Concept:
    """The draft for the open cases of one regulation; a sentence that goes as a whole goes first, so that nothing is mended
    in words that are no longer there. A provision that would still rest on a place that moved or lapsed is left as it is
    (``buiten``): mending only its amount would say that the rest of it is right."""
    gedaan: list[tuple[Zaak, Oordeel, str, str]] = []
    wortel: Eenheid = regeling.regeling.wortel
    aanhef = [z for z in zaken if z.eId.startswith("formula_") and any(o.naar for o in z.oordelen if o.soort.fout)]
    over = [z for z in zaken if z not in buiten and z not in aanhef]
    stappen = [(z, o, oud, nieuw) for z in over for o in z.oordelen for oud, nieuw in o.vervang]
    gezet: set[tuple[str, str]] = set()
    for zaak, oordeel, oud, nieuw in sorted(stappen, key=lambda s: -len(s[2])):
        zin = (zaak.adres.split(",")[0], nieuw)
        if nieuw.endswith(".") and zin in gezet:
            continue  # twee leden van één artikel die hetzelfde zeggen: welk lid blijft, kiest een persoon
        anders = _in_eenheid(wortel, oordeel.eId or zaak.eId, oud, nieuw)
        if anders is not wortel:
            wortel = anders
            gezet.add(zin)
            gedaan.append((zaak, oordeel, oud, nieuw))
    gedaan.sort(key=lambda g: zaken.index(g[0]))
    klaar = {id(z) for z, *_ in gedaan}
    half = [z for z in zaken if id(z) in klaar and _over(z, gedaan) & _PLAATS]
    if half:
        return maak_concept(regeling, zaken, (*buiten, *half))
    grond = tuple(dict.fromkeys(n for z in aanhef for o in z.oordelen if o.soort.fout for n in o.naar[:1]))
    rest = tuple(z for z in zaken if z not in aanhef and (id(z) not in klaar or _over(z, gedaan)))
    wordt = replace(regeling, regeling=replace(regeling.regeling, wortel=wortel))
    if not gedaan:
        return Concept(wordt, "", (), rest, grondslagen=grond)
    try:
        return Concept(wordt, wijzigingstekst(regeling, wordt), tuple(gedaan), rest, grondslagen=grond)
    except Geweigerd as fout:
        return Concept(wordt, "", tuple(gedaan), rest, str(fout), grond)


def _over(zaak: Zaak, gedaan: Sequence[tuple[Zaak, Oordeel, str, str]]) -> set[Oordeelsoort]:
    """The wrongs that remain in a case of which something was mended: their words are not among those that went."""
    weg = [oud for z, _, oud, _ in gedaan if z is zaak]
    fouten = [(o, {oud for oud, _ in o.vervang} or {o.fragment or o.lokaal}) for o in zaak.oordelen if o.soort.fout]
    return {o.soort for o, woorden in fouten if not any(w in oud for w in woorden for oud in weg)}


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


def varianten(oordeel: Oordeel, afweging: Afweging | None = None) -> Sequence[str]:
    """The choice that a verdict leaves, in two or three variants: for room in the law those of the measure itself (``afweging``), when
    it has them; empty when there is nothing to choose."""
    if oordeel.soort is Oordeelsoort.RUIMTE and afweging is not None:
        eigen = [f"{v.naam}{' (voorstel)' if v.naam == afweging.aanbevolen else ''}." for v in afweging.varianten]
        return [afweging.vraag, *eigen]
    keuzes: Sequence[str] = woorden("variant").get("GESPLITST" if oordeel.gesplitst else oordeel.soort.name, ())
    return ["", *keuzes] if keuzes else ()


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
