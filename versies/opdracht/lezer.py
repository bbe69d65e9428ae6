"""Reading a decision in prose: text, Markdown, or the paragraphs of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from verordening.bevinding import Bevinding, Geweigerd
from verordening.nummers import sorteersleutel
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Bronplek, Regel, Regelsoort, Wijzigartikel
from versies.opdracht.artikellezer import Artikellezer
from versies.opdracht.beeld import beeld
from versies.opdracht.indeling import Blokje, Deel, deel_in, telt_op
from versies.opdracht.lading import lees_lading
from versies.opdracht.leesstand import noemt_geen, zelfde_regeling
from versies.opdracht.momenten import (
    alleen_toegelicht,
    is_amendement,
    koppen_bepalen,
    los_delen_op,
    met_dag_uit_titel,
)
from versies.opdracht.ontleden import ontleed_bepaling
from versies.opdracht.regelboek import alleen_genoemd, claim_deel, op_volgorde, sluit_regelboek, titelplek, zinnen_van
from versies.opdracht.regelingnaam import anders_genoemd, genoemd_in, genoemd_in_kop, ongenoemd
from versies.opdracht.wastabel import jaar_van
from versies.opdracht.woorden import patroon

EIGEN_NUMMERING = "nummering-eigen"
"""Code of a slip in the numbers of the decision's own articles: everything was read, but the user must say that it is a slip."""


_ROMEINS = frozenset("IVXLC")


def lees_regels(regels: Sequence[str], naam: str) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision from its lines; what cannot be read comes back as refusals with their place."""
    return lees_delen(deel_in(regels), naam, regels)


def _slotzinnen(deel: Deel, delen: Sequence[Deel]) -> list[Blokje]:
    """The own entry into force and title below the new text of the last article, when nothing marks where that text ends."""
    aantal = 0
    for blokje in reversed(deel.regels[1:]):
        tekst = blokje.tekst.strip()
        if blokje.lading or blokje.letter or not (blokje.beeld.besluit or ontleed_bepaling(tekst, "citeertitel")):
            break
        aantal += 1
    zinnen = deel.regels[len(deel.regels) - aantal :] if aantal else []
    if not any(b.beeld.besluit for b in zinnen):
        return []
    elders = any(b.beeld.besluit for d in delen if d.soort == "artikel" for b in d.regels if b not in zinnen)
    boven = deel.regels[-aantal - 2 : -aantal]
    kop = any("inwerkingtreding" in b.tekst.lower() or patroon("OPSCHRIFT").fullmatch(b.tekst.strip()) for b in boven)
    return [] if elders or kop else zinnen


def lees_delen(delen: Sequence[Deel], naam: str, bron: Sequence[str] = ()) -> tuple[Besluit, tuple[Geweigerd, ...]]:
    """Read a decision from its parts (:mod:`versies.opdracht.indeling`, or XML).

    Args:
        delen: its parts, the head first.
        naam: name for messages.
        bron: the lines from which the parts were made; what of them is in no part, is refused. Empty for XML.
    """
    gemerkt = any(b.lading for d in delen if d.soort == "artikel" for b in d.regels)
    bijlagen = _bijlagen(delen)
    artikelen: list[Wijzigartikel] = []
    bepalingen: list[Bepaling] = []
    fouten: list[Geweigerd] = []
    bevindingen: list[Bevinding] = []
    genoemd = genoemd_in_kop(delen[0].regels)
    laatste = next((d for d in reversed(delen) if d.soort == "artikel"), None)
    slotzinnen = _slotzinnen(laatste, delen) if laatste is not None and not gemerkt else []
    regels: list[Regel] = []
    gebruikt: set[str] = set()
    vorige = ""
    for deel in delen:
        if deel.soort != "artikel":
            continue
        hier = Bronplek(naam, deel.regel)
        if vorige == deel.nummer:
            fouten.append(Geweigerd.om("nummering-eigen", str(hier), deel=deel.nummer))
        elif _verspringt(vorige, deel.nummer):
            fouten.append(Geweigerd.om("nummering-eigen/artikel-na", str(hier), deel=deel.nummer, vorige=vorige))
        vorige = deel.nummer
        bijlage = deel.nummer.startswith("bijlage") and deel.opschrift[:1].isupper()
        over = genoemd_in(deel.opschrift) or (deel.opschrift if bijlage else genoemd.naam)
        lezer = Artikellezer(deel, naam, gemerkt, bijlagen, over)
        lezer.lees(slotzinnen if deel is laatste else ())
        lezer.sluit()
        fouten.extend(lezer.fouten)
        regels.extend(lezer.regels)
        gebruikt |= lezer.gebruikt
        bepalingen.extend(lezer.bepalingen)
        bevindingen.extend(lezer.bevindingen)
        stukken = [s for s in lezer.stukken if s.opdrachten or s.koppen] or lezer.stukken[:1]
        for stuk in stukken if lezer.is_wijzigend else ():
            artikelen.append(
                Wijzigartikel(
                    deel.nummer,
                    stuk.regeling,
                    tuple(stuk.opdrachten),
                    stuk.voorwaarde,
                    stuk.aanhef,
                    deel.opschrift,
                    hier,
                    tuple(stuk.koppen),
                )
            )
    artikelen = _met_de_enige_naam(artikelen, genoemd.naam)
    gewijzigd = {a.regeling for a in artikelen if a.opdrachten and not noemt_geen(a.regeling)}
    fouten.extend(_trekt_in_wat_het_wijzigt(gewijzigd, bepalingen))
    if genoemd.zin:
        fouten.extend(_kop_boven_alles(genoemd.zin, Bronplek(naam, genoemd.regel), artikelen, kaal=not fouten))
    if not gemerkt and not any(b.soort is Bepalingsoort.INWERKINGTREDING for b in bepalingen):
        fouten.extend(_werking_in_tekst(regels, naam))
    eerste = artikelen[0].nummer if artikelen else "I"
    omslag = {v.nummer: (d.nummer,) for d, v in pairwise(delen) if d.soort == v.soort == "bijlage" and not d.regels}
    bevindingen += [
        Bevinding.van("bijlage-ongebruikt/toelichting", str(Bronplek(naam, d.regel)), d.opschrift)
        for b, d in pairwise(delen)
        if b.soort == "bijlage" and d.soort == "toelichting" and b.nummer in gebruikt
    ]
    for deel in delen:
        if deel.soort == "toelichting":
            bepalingen.extend(_in_toelichting(deel, naam, eerste))
        los = deel.soort == "bijlage" and not gebruikt & {deel.nummer, *omslag.get(deel.nummer, ())}
        if los:
            bevindingen.append(_ongebruikt(deel, naam))
        geclaimd, twijfel = claim_deel(deel, naam, artikelen, los=los)
        regels.extend(geclaimd)
        fouten.extend(twijfel)
    kop = delen[0]
    eigen = [b for b in kop.regels if not b.lading]
    opschrift = eigen.pop(titelplek(eigen)).tekst.strip() if eigen else ""
    besluit = Besluit(
        opschrift=opschrift,
        aanhef=tuple(b.tekst.strip() for b in eigen),
        artikelen=tuple(artikelen),
        bepalingen=tuple(bepalingen),
        slot=tuple(b.tekst.strip() for d in delen if d.soort == "slot" for b in d.regels),
        toelichting=tuple(b.tekst.strip() for d in delen if d.soort == "toelichting" for b in d.regels),
        bijlagen=tuple(b for d in delen if d.soort == "bijlage" for b in _bijlage(d)),
        bevindingen=(
            *bevindingen,
            *_eigen_bepalingen(bepalingen, gewijzigd),
            *ongenoemd(artikelen, genoemd, naam),
            *(b for d in delen if d.soort in ("kop", "toelichting") for b in alleen_genoemd(d, naam, artikelen)),
        ),
        naam=naam,
    )
    besluit, onbekend = los_delen_op(besluit, [d.nummer for d in delen if d.soort == "artikel"])
    fouten.extend(onbekend)
    besluit, bepaald = _koppen(met_dag_uit_titel(besluit), delen)
    fouten.extend(bepaald)
    fouten.extend(sluit_regelboek(besluit, regels, fouten, bron))
    return besluit.met(regels=op_volgorde(regels, fouten)), tuple(fouten)


def _verspringt(vorige: str, nummer: str) -> bool:
    """Whether an article of the decision cannot follow another: Roman numbers count up, others (a part of a law) do not go back."""
    if vorige[:1] in _ROMEINS and nummer[:1] in _ROMEINS:
        return not telt_op(vorige, nummer)
    return vorige[:1].isdecimal() and nummer[:1].isdecimal() and sorteersleutel(nummer) < sorteersleutel(vorige)


def _bijlagen(delen: Sequence[Deel]) -> dict[str, list[str]]:
    """The annexes by their number: the heading and the lines; "Bijlage A bij dit besluit" above another annex holds that one."""
    uit: dict[str, list[str]] = {}
    for vorige, deel, volgend in zip([Deel(""), *delen], delen, [*delen[1:], Deel("")], strict=False):
        regels = [deel.opschrift, *(b.tekst for b in deel.regels)]
        if not deel.regels and volgend.soort == "bijlage":
            eronder = [f"## Bijlage {volgend.nummer} {volgend.opschrift}".rstrip(), *(b.tekst for b in volgend.regels)]
            # Nog een lege kop: welke tekst erbij hoort, is niet zeker.
            regels = ["", *eronder] if volgend.regels else []
        binnen = vorige.soort == "bijlage" and not vorige.regels and vorige.nummer == deel.nummer
        if deel.soort == "bijlage" and not binnen:
            uit[deel.nummer] = [] if deel.nummer in uit else regels  # Twee met hetzelfde nummer: welke, is niet zeker.
    return uit


def _met_de_enige_naam(artikelen: list[Wijzigartikel], titel: str) -> list[Wijzigartikel]:
    """An article that names no regulation, in a decision that names just one, is about that one; so is the one that the title alone names, with a year behind it. In small letters ("het mandaatbesluit") it is the one of the title that begins so."""
    begint = {a.regeling for a in artikelen if titel.casefold().startswith(f"{a.regeling} ")}
    artikelen = [replace(a, regeling=titel) if a.regeling in begint else a for a in artikelen]
    namen = {a.regeling for a in artikelen if not noemt_geen(a.regeling)}
    namen -= {titel} if any(re.fullmatch(rf"{re.escape(n)} \d{{4}}", titel) for n in namen) else set()
    enige = namen.pop() if len(namen) == 1 else ""
    return [
        replace(a, regeling=enige) if enige and (noemt_geen(a.regeling) or a.regeling == titel) else a
        for a in artikelen
    ]


def _trekt_in_wat_het_wijzigt(namen: set[str], bepalingen: Sequence[Bepaling]) -> Iterator[Geweigerd]:
    """A regulation that the decision amends and repeals: what it is afterwards, is not certain."""
    for b in bepalingen:
        if b.soort is Bepalingsoort.INTREKKING and any(zelfde_regeling(b.onderwerp, n) for n in namen):
            yield Geweigerd.om("tweede-daad/zelf", str(b.bron), woorden=b.onderwerp[:80])


def _in_toelichting(deel: Deel, naam: str, artikel: str) -> list[Bepaling]:
    """Changes of the explanatory note that stand below its heading: no law, but not to be lost either."""
    return [
        Bepaling(Bepalingsoort.TOELICHTING, (artikel,), b.tekst.strip(), bron=Bronplek(naam, b.regel, b.kolom))
        for b in deel.regels
        if b.beeld.toelichting and patroon("WERKWOORD_VAN_OPDRACHT").search(b.tekst)
    ]


def _kop_boven_alles(zin: str, plek: Bronplek, artikelen: list[Wijzigartikel], *, kaal: bool) -> Iterator[Geweigerd]:
    """The heading of a block in the preamble is that of the first article; with nothing below it, something was not seen."""
    if artikelen:
        artikelen[0] = replace(artikelen[0], koppen=((zin, plek), *artikelen[0].koppen))
    elif kaal:
        yield Geweigerd.om("opdracht-buiten-artikel", str(plek), waar="de aanhef", blokje=zin[:80])


def _werking_in_tekst(regels: Sequence[Regel], naam: str) -> Iterator[Geweigerd]:
    """An entry into force in new text, where the decision has none of its own: whose it is, is not certain."""
    for regel in regels:
        if regel.soort is Regelsoort.NIEUWE_TEKST and beeld(regel.tekst).besluit:
            plek = str(Bronplek(naam, regel.regel, regel.kolom))
            wat = "een inwerkingtreding"
            yield Geweigerd.om("nieuwe-tekst-verdacht/nieuwe-tekst", plek, wat=wat, kern=regel.tekst[:60])


def _ongebruikt(deel: Deel, naam: str) -> Bevinding:
    """An annex that no instruction puts anywhere: kept with the decision, and no part of any new text."""
    plek = str(Bronplek(naam, deel.regel))
    return Bevinding.van("bijlage-ongebruikt", plek, f"Bijlage {deel.nummer} {deel.opschrift}".strip()[:160], plek)


def _koppen(besluit: Besluit, delen: Sequence[Deel]) -> tuple[Besluit, list[Geweigerd]]:
    """The decision with what its title and headings say otherwise than its instructions; what they alone say, is refused."""
    titel = (besluit.opschrift, str(Bronplek(besluit.naam, 1)), besluit.artikelen)
    # Een eerste regel die niet af is («Het college …, ieder voor zover …;»), is de aanhef.
    koppen = [titel] if besluit.opdrachten and besluit.opschrift[-1:] not in ";,:" else []
    for b, besloten in zinnen_van(delen[0]) if besluit.opdrachten else ():
        if besloten == b.tekst.strip() and besloten[-1:] not in ".:;,":  # Een kop tussen «besluit:» en de artikelen.
            koppen.append((besloten, str(Bronplek(besluit.naam, b.regel)), ()))
    for deel in delen if besluit.opdrachten else ():
        hier = tuple(a for a in besluit.artikelen if a.bron.regel == deel.regel and a.opdrachten)
        wijzigt = deel.soort == "kop" or bool(hier)
        eigen = (b for b in deel.koppen if wijzigt or (deel.soort == "artikel" and "(" in b.tekst))
        koppen += [(b.tekst.strip(), str(Bronplek(besluit.naam, b.regel)), hier) for b in eigen]
    koppen += [
        (j, str(Bronplek(besluit.naam, b.regel)), ())
        for d in delen
        if d.soort == "artikel"
        for b in d.regels
        if (j := jaar_van(b.tekst.strip()))
    ]
    anders = [b for kop, plek, artikelen in koppen for b in anders_genoemd(artikelen, kop, plek)]
    fouten = [*koppen_bepalen(besluit, koppen), *alleen_toegelicht(delen, besluit.naam)]
    genoemd = any("bijlage" in b.tekst.lower() for d in delen if d.soort in ("kop", "artikel") for b in d.regels)
    bijlagen = (a for a in besluit.artikelen if a.nummer.startswith("bijlage") and a.opdrachten)
    los = (a for a in bijlagen if a.opschrift[:1].islower() or not genoemd)
    fouten += [
        Geweigerd.om("opdracht-buiten-artikel", str(a.bron), waar="een bijlage", blokje=a.opdrachten[0].zin[:80])
        for a in los
    ]
    return besluit.met(bevindingen=(*besluit.bevindingen, *anders, *is_amendement(besluit))), fouten


def _bijlage(deel: Deel) -> list:
    try:
        return list(
            lees_lading(
                [f"## Bijlage {deel.nummer} {deel.opschrift}".rstrip(), *(b.tekst for b in deel.regels)], "bijlage"
            )
        )
    except Geweigerd:
        return []


def _eigen_bepalingen(bepalingen: list[Bepaling], namen: set[str]) -> list[Bevinding]:
    soorten = {Bepalingsoort.EIGEN: "eigen-bepaling", Bepalingsoort.OVERGANG: "eigen-bepaling/overgang"}
    soorten[Bepalingsoort.INTREKKING] = "eigen-bepaling/intrekking"
    return [
        Bevinding.van(soorten[b.soort], f"artikel {', '.join(b.nummer)}", b.tekst[:160], str(b.bron))
        for b in bepalingen
        if b.soort in soorten and (b.soort is not Bepalingsoort.INTREKKING or any(n in b.onderwerp for n in namen))
    ]
