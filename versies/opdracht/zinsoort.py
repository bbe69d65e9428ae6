"""What a paragraph of a decision is before it is read, and what a sentence is once it is: seen from its shape, its neighbours, its tree.

>>> aangevuld("In onderdeel a wordt", "- achter ‘hond’ toegevoegd: of kat")
'In onderdeel a wordt achter ‘hond’ toegevoegd: of kat'
>>> aangevuld("In lid 1 wordt", "en ‘mei’ vervangen door: juni")
'In lid 1 wordt ‘mei’ vervangen door: juni'
>>> aangevuld("In lid 1 wordt", "en de rest blijft")
''
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.nummers import uit_romeins
from versies.besluit import Bronplek
from versies.opdracht.aanduiding import is_titel_boven
from versies.opdracht.adressen import Plaats
from versies.opdracht.beeld import beeld, is_afgebroken
from versies.opdracht.indeling import Blokje
from versies.opdracht.keur import achter_citaat
from versies.opdracht.lexer import Boom, Onbegrepen
from versies.opdracht.ontleden import (
    bijna_bepaling,
    bladeren,
    boom_of_reden,
    leesbaar,
    ontleed,
    ontleed_bepaling,
    waarom_niet,
)
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import ABSOLUUT, alle, binnen, blok_van, inline_lading, plaatsen, van, wacht_op_lading

# --- paragraphs ---


def verdeeld(blokje: Blokje) -> list[Blokje]:
    """One paragraph with several instructions ("Het eerste lid vervalt. In het tweede lid …"), when each can be read by itself."""
    if (twee := _apart(blokje)) is not None:
        return twee
    plaats, _, achter = blokje.beeld.kern.partition(". ")
    kop_plaats = beeld(plaats).plaats if achter else None
    los = kop_plaats is not None and kop_plaats.adressen[0].stappen[0].soort in ABSOLUUT
    delen = [f"{plaats}."] if los else []
    for deel in patroon("VOLGENDE_ZIN").split(achter if delen else blokje.beeld.kern):
        vorige = beeld(delen[-1]).boom if delen else None
        if vorige is not None and beeld(deel).boom is None and inline_lading(vorige):
            delen[-1] = f"{delen[-1]} {deel}"  # De zin erna hoort bij de nieuwe tekst in de alinea.
        else:
            delen.append(deel)
    # «Artikel 4 wordt gewijzigd. De punt aan het slot van onderdeel b …», «Artikel 4. Het tweede lid vervalt.»: de eerste zin is een
    # kop zonder dubbele punt, of de plaats van wat volgt.
    kop = (delen[0].endswith("gewijzigd.") and beeld(f"{delen[0][:-1]}:").blok) or los
    opdracht = any(beeld(d).boom or beeld(d).zegt_niets(wacht=False) for d in delen)
    # «…: “Roken is verboden.” Lid 3 vervalt.»: nieuwe tekst houdt op waar haar aanhalingsteken sluit.
    heel = blokje.beeld.boom is not None and not achter_citaat(inline_lading(blokje.beeld.boom))
    if len(delen) == 1 or heel or not opdracht or not all(map(_staat_alleen, delen[kop:])):
        return [blokje]
    uit: list[Blokje] = []
    tekst, ruw = blokje.tekst, blokje.ruw
    for deel in reversed(delen[1:]):
        plek, ruwplek = tekst.rfind(deel), ruw.rfind(deel)
        uit.insert(0, Blokje(deel, blokje.regel, blokje.kolom + plek, ruw=ruw[ruwplek:], vervolg=True))
        tekst, ruw = tekst[:plek].rstrip(), ruw[:ruwplek]
    return [replace(blokje, tekst=tekst, ruw=ruw), *uit]


def _apart(blokje: Blokje) -> list[Blokje] | None:
    """An instruction between brackets behind new text, or the new text behind the old in one line, as a paragraph of its own."""
    haakjes, kern = patroon("ACHTER_TEKST").search(blokje.tekst), blokje.beeld.kern
    erin = beeld(haakjes["rest"] if haakjes is not None else "")
    hier = erin.boom and not any(a.artikel for p in erin.plaatsen for a in p.adressen)
    oud, nieuw = patroon("KOPJE").match(kern), [*patroon("KOPJE_ERNA").finditer(blokje.tekst)]
    if haakjes is not None and hier and beeld(kern[: haakjes.start() - len(blokje.tekst)]).boom:
        grens, tekst = haakjes.start(), haakjes["rest"]
    elif oud is not None and oud["was"] and oud["rest"] and len(nieuw) == 1:
        grens, tekst = nieuw[0].start(), blokje.tekst[nieuw[0].end() :]
    else:
        return None
    ruwplek = blokje.ruw.rfind(tekst)
    erbij = Blokje(
        tekst, blokje.regel, blokje.kolom + blokje.tekst.rfind(tekst), ruw=blokje.ruw[ruwplek:], vervolg=True
    )
    return [replace(blokje, tekst=blokje.tekst[:grens], ruw=blokje.ruw[:ruwplek]), erbij]


def _staat_alleen(zin: str) -> bool:
    """A sentence that is an instruction, that the decision says of itself, or that says how to read the table below."""
    gezien = beeld(zin)
    return (
        bool(gezien.boom)
        or gezien.besluit
        or gezien.ingang
        or gezien.zegt_niets(wacht=False) != ""
        or gezien.begint("KOLOMUITLEG")
        or ontleed_bepaling(zin, "bekendmaking") is not None
    )


def gesplitst(boom: Boom, zin: str) -> tuple[str, str]:
    """The heading of a block and what stands behind its colon in the same paragraph; that is empty when nothing does."""
    rest = inline_lading(boom) if blok_van(boom) else ""
    return (zin[: len(zin) - len(rest)].rstrip(), rest) if rest and zin.endswith(rest) else (zin, "")


def is_volle_zin(tekst: str, adres: Adres) -> bool:
    """New text of a lid or onderdeel behind "wordt als volgt gewijzigd:": a whole sentence in which nothing is instructed."""
    return (
        adres.stappen[-1].soort in ("lid", "onderdeel", "zin")
        and re.fullmatch(r"[A-Z][^„“«‘\"”»]{12,}\.", tekst.strip()) is not None
        and not (beeld(tekst).taal or beeld(tekst).begint("KOPJE"))
    )


# --- lines that need their neighbours ---


def begin_van(boom: Boom, zin: str) -> str:
    """What a sentence has in front of its first quoted words, for a next line that leaves it out; empty when that is nothing."""
    if len(boom.takken) > 1:
        return ""  # Meer handelingen: waarmee de volgende regel verdergaat, is dan niet zeker.
    eerste = next(iter(van(boom, "CITAAT")), None)
    kop = zin[: eerste.begin].strip() if eerste is not None else ""
    return kop if _WERKWOORD_ACHTERAAN.search(kop) else ""


_WERKWOORD_ACHTERAAN = re.compile(r"\b(?:wordt|worden|vervalt|vervallen)\Z")


def aangevuld(stam: str, zin: str, *, streep: bool = True) -> str:
    """A line that leaves out the beginning of its sentence, made whole; empty when that gives no instruction.

    Args:
        stam: the beginning.
        streep: the line may also go on without «en» (an item below the beginning).
    """
    rest = beeld(zin).kern if zin.lstrip()[:1] in ("-", "–", "•") else zin.strip()
    los = patroon("EN_CITAAT").sub("", rest, count=1)
    if _WERKWOORD_ACHTERAAN.search(stam) is None and patroon("HANDELT").match(los) is None:
        return ""  # «In artikel 1:», en dan «vervalt …»; wat met een eigen plaats begint, hoort daar niet onder.
    heel = f"{stam} {los}"
    return heel if stam and (streep or los != rest) and leesbaar(heel) else ""


def met_werkwoord(zin: str) -> str:
    """An instruction in a series that leaves out the verb of the one before it, made whole; empty when that gives none.

    >>> met_werkwoord("in artikel 5, tweede lid, “€ 20,00” door: € 22,00;")
    'in artikel 5, tweede lid, wordt “€ 20,00” door: € 22,00;'
    """
    heel = re.sub(r"\s+(?=[„“«‘\"'])", " wordt ", zin, count=1)
    return heel if beeld(zin).boom is None and leesbaar(heel) else ""


def met_onderwerp(zin: str) -> str:
    """An own entry into force that leaves out its subject, made whole; empty when it has one, or a part may be in front of it.

    >>> met_onderwerp("Gaat in per 1 maart 2027."), met_onderwerp("treedt in werking op 1 maart 2027."), met_onderwerp("Geldt niet.")
    ('Dit gaat in per 1 maart 2027.', '', '')
    """
    los = zin[:1].isupper() and patroon("TREEDT_ZELF").match(zin) and ontleed_bepaling(zin, "inwerkingtreding")
    return f"Dit {zin[0].lower()}{zin[1:]}" if los else ""


def uit_kopje(zin: str) -> str:
    """The instruction that the heading above a new unit is, or that gives heading and text apart; empty when it says no place.

    >>> uit_kopje("NIEUW (na artikel 4)"), uit_kopje("NIEUW")
    ('na artikel 4 wordt ingevoegd:', '')
    >>> uit_kopje("Na artikel 4 wordt artikel 4a ingevoegd, met als kop “Rook” en als tekst “Roken mag.”").splitlines()
    ['Na artikel 4 wordt artikel 4a ingevoegd, luidende: Artikel 4a Rook', 'Roken mag.']
    """
    t, met = patroon("KOPJE").match(zin), patroon("MET_KOP").match(zin)
    heel = f"{t['waar']} wordt ingevoegd:" if t is not None and t["waar"] else ""
    if met is not None:
        heel = f"{met['voor']}, luidende: {met['eenheid'].capitalize()} {met['nr']} {met['kop']}\n{met['tekst']}"
    return heel if heel and leesbaar(heel) else ""


def is_nummerkop(regels: Sequence[Blokje], plek: int) -> bool:
    """True for a number and a title without a mark, above what can only be the decision's own: "1. Wijzigingen"."""
    gezien, onder = regels[plek].beeld, regels[plek + 1] if plek + 1 < len(regels) else None
    los = gezien.nummer != "" and not regels[plek].eigen and not gezien.kern[:1].islower()
    return los and onder is not None and not onder.lading and is_titel_boven(gezien.kern, onder.beeld)


# --- sentences that were read ---


def is_intrekking(boom: Boom) -> bool:
    """ "De Verordening … wordt ingetrokken", or "(deze verordening) vervalt (per …)": about a whole regulation, no change of its text (F.3, 57 and 63)."""
    vervalt = boom.delen[0].naam == "vervalt" if isinstance(boom.delen[0], Boom) else False
    weg = van(boom, "INGETROKKEN") or (vervalt and van(boom, "REGELING", "TIJDSTIP"))
    return bool(weg) and not any(p.adressen[0].stappen for p in plaatsen(boom))


def is_samenloop(boom: Boom) -> bool:
    """A condition under which an article of this decision itself works otherwise: data, never executed (F.3, 66)."""
    eigen = any(uit_romeins(a.artikel) is not None for p in plaatsen(boom) for a in p.adressen if not p.regeling)
    return eigen and bladeren(boom)[0].soort == "VOORWAARDE" and not van(boom, "REGELING")


def blokbereik(boom: Boom, bereiken: tuple[Adres, ...]) -> tuple[Adres, ...]:
    """The scopes that a block opens: nested prepositions joined ("In artikel 60 wordt Tabel 3 als volgt gewijzigd:").

    More than one unit ("De bijlagen 1 en 2 worden als volgt gewijzigd:"): what stands below holds for each of them.
    """
    for plaats in plaatsen(boom):
        bereiken = tuple(binnen(om, a) for om in bereiken for a in alle(plaats.reeksen))
    return bereiken


def voorwaarde_van(boom: Boom) -> str:
    """The condition in a sentence, empty when there is none."""
    return next((s.tekst for s in van(boom, "VOORWAARDE")), "")


def bijgevoegd(boom: Boom, bijlagen: dict[str, list[str]]) -> tuple[str, list[str]]:
    """(number, lines) of the annex that an instruction refers to ("als aangegeven in bijlage A bij dit besluit"); no lines when it does not.

    Raises:
        Geweigerd: that annex is not with the decision.
    """
    verwijzing = next((s.woorden for s in van(boom, "BIJGEVOEGD")), None)
    if verwijzing is None:
        return "", []
    naam = re.sub(r"^(?:de\s+)?bijlage\s*", "", verwijzing.strip(), flags=re.IGNORECASE).strip(" ,")
    if not naam and len(bijlagen) == 1:
        (naam,) = bijlagen
    if naam not in bijlagen:
        raise Geweigerd.om("bijlage-ontbreekt", verwijzing=verwijzing)
    regels = bijlagen[naam]
    if not regels:
        raise Geweigerd.om("bijlage-ontbreekt/meer", verwijzing=verwijzing)
    if regels[1:] and regels[1].startswith("## Bijlage"):
        return naam, regels[1:]
    doel = plaatsen(boom)[0].adressen[0].stappen[-1]
    if doel.nummer.isdecimal() and naam.isdecimal() and doel.nummer != naam and naam not in verwijzing:
        raise Geweigerd.om("bijlage-ontbreekt/ander-nummer", verwijzing=verwijzing, naam=naam, nummer=doel.nummer)
    # «Bijlage 1 bij het besluit van …», «behorende bij …»: dat zegt bij welk besluit zij hoort, en is geen opschrift.
    opschrift = "" if regels[0][:1].islower() else regels[0]
    return naam, [f"## Bijlage {doel.nummer} {opschrift}".rstrip(), *regels[1:]]


def alleen_woorden(boom: Boom) -> bool:
    """True when the new text behind the colon is words for words, not a unit: it is one paragraph."""
    return any(d.naam in ("vervang_woorden", "vervalt_woorden") for d in boom.takken)


def gaat_door(rest: str) -> bool:
    """True when new text that starts behind the colon can go on in the paragraphs below."""
    return bool(re.match(r"(?:Artikel|Hoofdstuk|Paragraaf|Bijlage|\d+[.)]|[a-z][.)]|[-–])", rest)) or rest.endswith(
        (":", ";")
    )


def onbegrepen(zin: str, bron: Bronplek) -> Geweigerd:
    """The refusal of a sentence, with place and what was expected."""
    fout = boom_of_reden(zin)
    reden, kolom = "deze zin hoort hier niet", bron.kolom
    if isinstance(fout, Onbegrepen):
        reden, kolom = bijna_bepaling(zin) or waarom_niet(zin, fout), bron.kolom + fout.plek
    if re.fullmatch(r"Artikel [IVXLC]+[.:]?", zin.strip()):
        return Geweigerd.om("nummering/telt-met", str(bron), zin=zin.strip())
    return Geweigerd.om("opdracht-onleesbaar", str(Bronplek(bron.bron, bron.regel, kolom)), reden=reden)


def met_plaats(fout: Geweigerd, bron: Bronplek) -> Geweigerd:
    """The same refusal with a place, when it has none."""
    return fout if fout.plaats else Geweigerd(fout.reden, plaats=str(bron), advies=fout.advies, code=fout.code)


# --- sentences over more lines ---

_SLUIT = " ”»\"’'"
_LANGSTE_CITAAT = 60
"""Paragraphs of the longest quotation."""


class Samen(NamedTuple):
    """A sentence as far as it goes on over the lines: its tree when it is one, its words, its last line.

    ``punt``: the sentence as it stands, when only the colon behind it was missing.
    """

    boom: Boom | None
    zin: str
    tot: int
    punt: str = ""


def voeg_samen(regels: Sequence[Blokje], plek: int, zin: str) -> Samen:
    """A sentence that is broken over lines, joined as long as it, or a quotation in it, does not end."""
    tot, heel = plek, zin
    while isinstance(boom := boom_of_reden(heel), Onbegrepen):
        volgend = regels[tot + 1] if tot + 1 < len(regels) else None
        if tot == plek and volgend is not None and _mist_dubbele_punt(heel, volgend):
            met = f"{heel.rstrip(' .')}:"
            return Samen(ontleed(met), met, tot, heel)
        if volgend is None or volgend.lading or tot - plek > _LANGSTE_CITAAT:
            return Samen(None, zin, plek)
        if boom.open:
            if _begint_opnieuw(volgend) or is_afgebroken(heel, volgend.tekst):
                return Samen(None, zin, plek)
            letter = f"{volgend.letter}. " if volgend.letter else ""
            # Een afgebroken regel hoort bij dezelfde alinea; anders blijft te zien dat het er twee zijn.
            loopt_door = not letter and volgend.tekst.lstrip()[:1].islower() and heel[-1] not in ".:;"
            heel = f"{heel}{' ' if loopt_door else chr(10)}{letter}{volgend.tekst.strip()}"
        elif (
            (heel.rstrip(_SLUIT).endswith((".", ":", ";")) and (boom.plek < len(heel) or volgend.beeld.nummer))
            or volgend.letter
            or volgend.kop
            or tot - plek > 8
        ):
            return Samen(None, zin, plek)  # Wie tot zijn slotteken is begrepen («gewijzigd van:»), is nog niet af.
        else:
            heel = f"{heel} {volgend.tekst.strip()}"
        tot += 1
    return Samen(boom, heel.replace("\n", " "), tot)


def tot_letter(regels: list[Blokje], plek: int) -> Iterator[str]:
    """The lines from a place up to the next letter of the decision, or to marked new text; one by one, for most are not asked."""
    los = (regels[n] for n in range(plek, len(regels)))
    return (b.tekst for b in takewhile(lambda b: not b.letter and not b.lading, los))


def opnieuw(kop: Plaats) -> str:
    """The sentence that says in full what the heading of a whole artikel says alone."""
    return f"{kop.adressen[0].tekst()} komt te luiden:".capitalize()


def _begint_opnieuw(blokje: Blokje) -> bool:
    """A line that cannot be inside a quotation: an instruction, a letter by itself, the decision's own entry into force."""
    gezien = blokje.beeld
    return bool(gezien.boom) or beeld(gezien.kern).besluit or bool(blokje.letter and not gezien.kern)


def _mist_dubbele_punt(zin: str, volgend: Blokje) -> bool:
    """True when only the colon is missing with which a sentence announces the new text on the line below."""
    kern = zin.rstrip(" .")
    kop = boom_of_reden(f"{kern}:") if volgend.vervolg else None
    if isinstance(kop, Boom) and blok_van(kop):
        return True
    if volgend.letter or kern.endswith((":", ";", ",")) or volgend.beeld.boom:
        return False
    boom = boom_of_reden(f"{kern}:")
    return not isinstance(boom, Onbegrepen) and wacht_op_lading(boom)
