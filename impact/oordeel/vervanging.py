"""The words that a verdict lets a provision keep, with the new words in place: for numbers and for single references."""

from __future__ import annotations

import re

from impact.dossier.plaatsen import Plaats, Ref
from impact.oordeel.getallen import Getal, in_schrijfwijze
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.strekking import met_verband, zinnen
from impact.oordeel.uitlijning import Lot, Wetsstuk
from impact.oordeel.woorden import kort, woordenlijst
from verordening.adres import Adres, plaats_in

_TOEPASSING = "Bij de toepassing van dit artikel"


def nieuwe_verwijzing(ref: Ref, lot: Lot) -> tuple[tuple[str, str], ...]:
    """(old words, new words) of a reference that names one place in full and moved to one place; empty otherwise.

    >>> from verordening.adres import plaats_in
    >>> from impact.oordeel.uitlijning import Opvolger, Stand
    >>> oud, nieuw = plaats_in("BWBR0015703", "10f"), plaats_in("BWBR0015703", "7a", "3")
    >>> ref = Ref("artikel 10f van de wet", (oud,), "", "")
    >>> nieuwe_verwijzing(ref, Lot(oud, Stand.VERVALLEN, opvolgers=(Opvolger(nieuw, "inhoud", ""),)))
    (('artikel 10f van de wet', 'artikel 7a, derde lid, van de wet'),)
    """
    plat = " ".join(ref.tekst.split())
    kern = lot.doel.tekst()
    if len(lot.opvolgers) != 1 or plat != ref.tekst:
        return ()
    nieuw = lot.opvolgers[0].doel
    rest = plat[len(kern) :].removeprefix(",")
    if len(ref.doelen) == 1 and plat.lower().startswith(kern) and (not rest or rest.startswith(" van ")):
        return ((plat, _zet(nieuw, plat[0]) + _staart(nieuw, rest)),)
    return _in_opsomming(plat, lot.doel, nieuw)


def _in_opsomming(plat: str, oud: Adres, nieuw: Adres) -> tuple[tuple[str, str], ...]:
    """One place of a list of places renamed: the letter of an onderdeel of the same lid, or the whole place without the word
    that opens the list; nothing when it is not there exactly once.

    >>> from verordening.adres import plaats_in
    >>> a, b = plaats_in("W", "31", "2", ("m",)), plaats_in("W", "31", "2", ("s",))
    >>> _in_opsomming("artikel 31, tweede lid, onderdelen l en m", a, b)
    (('artikel 31, tweede lid, onderdelen l en m', 'artikel 31, tweede lid, onderdelen l en s'),)
    >>> _in_opsomming("artikelen 12 en 35", plaats_in("W", "12"), plaats_in("W", "20", "3"))
    (('artikelen 12 en 35', 'artikelen 20, derde lid, en 35'),)
    """
    kern, naar = (d.tekst().removeprefix("artikel ") for d in (oud, nieuw))
    if oud.onderdeel and (oud.in_artikel, oud.lid) == (nieuw.in_artikel, nieuw.lid) and nieuw.onderdeel:
        _, woord, staart = plat.partition("onderdelen ")
        anders, aantal = re.subn(rf"\b{oud.onderdeel[-1]}\b", nieuw.onderdeel[-1], staart)
        if woord and aantal == 1:
            return ((plat, plat[: len(plat) - len(staart)] + anders),)
    komma = "," if len(nieuw.stappen) > 1 and len(oud.stappen) == 1 else ""
    anders, aantal = re.subn(
        rf"(?<![\w.]){re.escape(kern)}(?=$|,? (?:van|en|of|tot en met) (?:de|het|artikel|\d)|, \d)", naar + komma, plat
    )
    return ((plat, anders),) if aantal == 1 else ()


def noem_ook(ref: Ref, erbij: Adres) -> tuple[tuple[str, str], ...]:
    """The words of a list of onderdelen with one more; nothing when the reference is not such a list of the same lid.

    >>> from verordening.adres import plaats_in
    >>> doelen = tuple(plaats_in("W", "40", "3", (o,)) for o in "abc")
    >>> noem_ook(Ref("artikel 40, derde lid, onderdelen a, b en c", doelen, "", ""), plaats_in("W", "40", "3", ("d",)))
    (('artikel 40, derde lid, onderdelen a, b en c', 'artikel 40, derde lid, onderdelen a, b, c en d'),)
    """
    zelfde = [d for d in ref.doelen if (d.in_artikel, d.lid) == (erbij.in_artikel, erbij.lid) and d.onderdeel]
    nieuw = re.sub(r"(onderdelen (?:\w+, )*\w+) (en|of) (\w+)", rf"\1, \3 \2 {erbij.onderdeel[-1]}", ref.tekst)
    return ((ref.tekst, nieuw),) if len(zelfde) > 1 and nieuw != ref.tekst else ()


def van_toepassing(doel: Adres, wet: str) -> str:
    """The sentence that leaves the subject of an artikel to a place of the law.

    >>> from verordening.adres import plaats_in
    >>> van_toepassing(plaats_in("BWBR0015703", "18", "8*"), "Participatiewet")
    'Bij de toepassing van dit artikel geldt artikel 18, achtste lid, van de Participatiewet.'
    """
    kaal = plaats_in(doel.regeling, doel.artikel, doel.lid.rstrip("*"), doel.onderdeel)
    return f"{_TOEPASSING} geldt {kaal.tekst()}{',' if len(kaal.stappen) > 1 else ''} van de {wet}."


def verwijs_ook(een: str, ander: str) -> str:
    """One sentence for two that each leave the subject to a place of the same law (:func:`van_toepassing`); empty when they are not such.

    >>> a, b = (van_toepassing(plaats_in("W", "31", "2", (o,)), "Participatiewet") for o in "sm")
    >>> verwijs_ook(a, b)
    'Bij de toepassing van dit artikel gelden artikel 31, tweede lid, onderdeel s, en artikel 31, tweede lid, onderdeel m, van de Participatiewet.'
    """
    zinnen_ = [re.fullmatch(rf"{_TOEPASSING} geldt (.+?),? (van de [^,]+\.)", z) for z in (een, ander)]
    plaatsen, wetten = [m[1] for m in zinnen_ if m], {m[2] for m in zinnen_ if m}
    if len(plaatsen) != 2 or len(wetten) != 1:
        return ""
    komma = "," if any(", " in p for p in plaatsen) else ""
    return f"{_TOEPASSING} gelden {plaatsen[0]}{komma} en {plaatsen[1]}{komma} {wetten.pop()}"


def naar_de_wet(kennis: Wetskennis, plaats: Plaats, zin: str, doel: Adres) -> tuple[tuple[str, str], ...]:
    """A sentence, with those that hang together with it, and the one that refers to the law instead of repeating or contradicting
    it; nothing for a definition or for words that open a list."""
    zonder = plaats.soort in ("begrip", "aanhef", "bijlage") or zin.rstrip().endswith(":")
    wet = kennis.uitlijningen[doel.regeling].wet
    return () if zonder else ((met_verband(plaats.tekst, zin), van_toepassing(doel, wet.citeertitel)),)


def ander_getal(kennis: Wetskennis, plaats: Plaats, stuk: Wetsstuk, maatregel: str, oud: str, wet: Getal) -> Oordeel:
    """The verdict about a number of a provision where the law has another; that is put in its place in the way in which the provision writes it.

    Args:
        oud: the words of the provision.
        wet: what the law says now.
    """
    waar, vorm = kennis.adres(stuk.doel), in_schrijfwijze(wet, oud)
    nieuw = vorm or wet.woorden
    uitleg = f"De bepaling zegt {oud}; {waar} zegt {nieuw}."
    hoort = f"Vervang {oud} door {nieuw}, of verwijs naar {waar}."
    sinds, lokaal, woorden = (
        kennis.sinds(stuk.doel) if stuk.anders else None,
        kort(zin_met(plaats.tekst, oud)),
        kort(stuk.wordt),
    )
    vervang = ((oud, vorm),) if vorm else ()
    return Oordeel(
        Oordeelsoort.BEDRAG, sinds, stuk.doel, uitleg, hoort, lokaal, woorden, (), vervang, maatregel, plaats.eId
    )


def zin_met(tekst: str, woorden: str) -> str:
    """The sentence in which words stand, written as they are or one by one; the first when they are nowhere."""
    alle = zinnen(tekst)
    reeks = f" {' '.join(woordenlijst(woorden))} "
    return next((z for z in alle if woorden in z or reeks in f" {' '.join(woordenlijst(z))} "), (alle or [tekst])[0])


def _zet(doel: Adres, begin: str) -> str:
    tekst = doel.tekst()
    return tekst[0].upper() + tekst[1:] if begin.isupper() else tekst


def _staart(doel: Adres, rest: str) -> str:
    return ("," if rest and len(doel.stappen) > 1 else "") + rest
