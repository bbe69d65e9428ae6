"""The lay-out of a decision in prose: lines to headings, articles, letters, numbers, sentences and new text.

New text (payload) stands behind ``>`` or, in a decision without ``>``, between one instruction and the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from verordening.boom import Blok
from verordening.nummers import romeins, uit_romeins, volgende

__all__ = ["Blokje", "Deel", "deel_in", "telt_op"]


@dataclass(frozen=True, slots=True)
class Blokje:
    """A numbered or plain paragraph below an article of the decision.

    ``letter``: the paragraph is only a letter heading or has one in front; ``lading``: it is quoted new text;
    ``blokken``: that new text, ready from XML.
    """

    tekst: str
    regel: int
    kolom: int = 1
    letter: str = ""
    lading: bool = False
    kop: bool = False
    blokken: tuple[Blok, ...] = ()


@dataclass(slots=True)
class Deel:
    """A part of the decision: kop, artikel, bijlage, slot or toelichting, with its lines."""

    soort: str
    nummer: str = ""
    opschrift: str = ""
    regel: int = 0
    regels: list[Blokje] = field(default_factory=list)


_HEK = re.compile(r"\s*(#{1,6})\s*(?P<tekst>.*?)\s*#*\s*\Z")
_ARTIKEL = re.compile(
    r"(?:\*\*)?(?P<label>Artikel|ARTIKEL|Art\.)(?:\s+|(?=[IVX]+(?:\s|\Z)))(?P<nr>[IVXLC]+[A-Za-z]?|\d+[a-z]?|[A-Z])[.:]?(?:\s+(?P<rest>\S.*?))?(?:\*\*)?\s*\Z"
)
_OPSOMTEKEN = re.compile(r"\A\s*(?:[•·●▪◦○]\s*|[-–]\s+(?=(?:\d{1,3}|[a-zA-Z]{1,2}|[ivx]{1,5})[.)]\s*\Z))(?=\S)")
_LOS_NUMMER = re.compile(r"\s*(?:(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})(?:[.)]|°\.?)|[-–])\s*\Z")
_TE_WIJZIGEN = re.compile(
    r"(?:(?:besluit(?:en)?|tot)\b[\s:,]*)?(?P<naam>(?:de|het)\s+[^;:]{5,400}?),?\s+(?:als\s+volgt\s+te\s+wijzigen|te\s+wijzigen\s+als\s+volgt)\s*[.:]?\Z",
    re.IGNORECASE,
)
"""A decision without articles: "besluit de Verordening … als volgt te wijzigen:"."""
_LETTER = re.compile(
    r"(?:\*\*)?(?:Onderdeel\s+)?(?P<nr>0?[A-Z]{1,4}|[A-Z]{1,2}[a-z]{1,2}|a[A-Z])\s?[.)]?(?:\*\*)?\s*\Z"
)
_LETTER_NUMMER = re.compile(r"(?P<nr>[A-Z]{1,3})\.\s?(?P<rest>\d{1,2}\.?\s+\S.*)\Z", re.DOTALL)
"""«A.1. In artikel 3 …»: onderdeel A, onder 1."""
_LETTER_MET = re.compile(r"(?:\*\*)?(?P<nr>0?[A-Z]{1,4}|[A-Z]{1,2}[a-z])[.)](?:\*\*)?\s+(?P<rest>\S.*)\Z", re.DOTALL)
_OPSCHRIFT = re.compile(
    r"(?:Inwerkingtreding|Overgangs(?:recht|bepaling(?:en)?)|Slotbepaling(?:en)?|Citeertitel|Wijziging(?:en)?)(?: en (?:inwerkingtreding|citeertitel|overgangsrecht))?",
    re.IGNORECASE,
)
"""The heading of an article of the decision, on a line of its own."""
_SLOT = re.compile(
    r"Slot\Z|Ondertekening\Z|Aldus (?:vastgesteld|besloten|gedaan)|Lasten en bevelen|De raad voornoemd|De (?:burgemeester|voorzitter|griffier|secretaris)\b[^.]*\Z|(?:Deze|Dit) \w+ zal met de |Onze Minister|De Minister|De Staatssecretaris|Vastgesteld in de (?:openbare )?(?:raads)?vergadering",
    re.IGNORECASE,
)
_STERK = re.compile(
    r"Slot\Z|Ondertekening\Z|Aldus\s|Lasten en bevelen|De raad voornoemd|Gegeven te\s|(?:Deze|Dit) \w+ zal met de |Vastgesteld in de (?:openbare )?(?:raads)?vergadering",
    re.IGNORECASE,
)
"""What can only be the end of a decision; the other words of a signature can also begin a sentence of new text."""
_NOG_OPDRACHT = re.compile(
    r"\b(?:te luiden|luidende)\b[^:]*:\s*\Z|\b(?:wordt|worden)\b.*\b(?:vervangen door|ingevoegd|toegevoegd|vernummerd|geschrapt|gewijzigd\s*:)|\b(?:vervalt|vervallen)\.?\Z",
    re.IGNORECASE,
)
_TOELICHTING = re.compile(r"(?:Nota van |Artikelsgewijze |Algemene )?toelichting\b.{0,60}\Z", re.IGNORECASE)
_BIJLAGE = re.compile(r"Bijlage(?:n)?(?:\s+(?P<nr>[A-Z]|\d+|[IVX]+))?[.:]?(?:\s+(?P<rest>\S.*))?\Z")


_BESLUIT = re.compile(r"(?:(?!\b(?:het|dit|een|de)\b).){0,80}?\bbesluit(?:en)?\b[\s,:]*", re.IGNORECASE)


def deel_in(regels: Sequence[str], begin: int = 0) -> list[Deel]:
    """Parts of a decision in order; the first is always the head (title and preamble).

    Args:
        begin: for a decision without articles: the line (from 1) where what is decided begins.
    """
    gemerkt = _heeft_merk(regels)
    laatste = 0 if gemerkt else _laatste_opdracht(regels)
    delen = [Deel("kop", regel=1)]
    stijl = ""
    enig = not any(_ARTIKEL.match(r.strip().lstrip("# ")) for r in regels)
    for nummer, ruw in _nummers_bij_tekst(regels):
        tekst = ruw.strip()
        if not tekst:
            continue
        if begin and nummer >= begin and len(delen) == 1:
            delen.append(Deel("artikel", "enig", regel=nummer))
            tekst = ruw = _zonder_besluit(tekst)
        if enig and not begin and len(delen) == 1 and (t := _TE_WIJZIGEN.match(tekst)) is not None:
            delen.append(Deel("artikel", "enig", regel=nummer))
            delen[-1].regels.append(
                Blokje(f"{t.group('naam')[:1].upper()}{t.group('naam')[1:]} wordt als volgt gewijzigd:", nummer)
            )
            continue
        huidig = delen[-1]
        if tekst.startswith(">"):
            huidig.regels.append(Blokje(_zonder_merk(ruw), nummer, lading=True))
            continue
        hek = _HEK.match(tekst)
        kern = hek.group("tekst") if hek else tekst
        nieuw = _nieuw_deel(kern, huidig, delen, stijl, bool(hek), gemerkt)
        if (
            nieuw is not None
            and nieuw.soort in ("slot", "toelichting")
            and not (gemerkt or _is_einde(kern, nummer, laatste, huidig))
        ):
            nieuw = None
        if nieuw is not None:
            nieuw.regel = nummer
            if nieuw.soort == "artikel" and not stijl:
                stijl = "romeins" if uit_romeins(nieuw.nummer) else "cijfer"
            delen.append(nieuw)
            continue
        if huidig.soort == "artikel" and not huidig.regels and not huidig.opschrift and _OPSCHRIFT.fullmatch(kern):
            huidig.opschrift = kern  # «Artikel II», en op de regel eronder «Inwerkingtreding».
            continue
        huidig.regels.append(_blokje(kern, ruw, nummer, huidig, bool(hek)))
    return delen


def _zonder_besluit(tekst: str) -> str:
    """The first line of what is decided, without "… besluiten" in front."""
    t = _BESLUIT.match(tekst)
    return tekst[t.end() :] if t is not None and tekst[t.end() :] else tekst


def _nummers_bij_tekst(regels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(line number, line): without bullets, and with a number that stands on a line of its own put before its text.

    Text taken over from a web page has "• 1." on one line and the words on the next.
    """
    plek = 0
    while plek < len(regels):
        ruw, nummer = regels[plek], plek + 1
        kaal = _OPSOMTEKEN.sub("", ruw, count=1) if not ruw.lstrip().startswith((">", "|")) else ruw
        plek += 1
        if _LOS_NUMMER.match(kaal):
            volgend = next((i for i in range(plek, min(plek + 3, len(regels))) if regels[i].strip()), None)
            if (
                volgend is not None
                and not _OPSOMTEKEN.match(regels[volgend])
                and not _LOS_NUMMER.match(regels[volgend])
            ):
                kaal, plek = f"{kaal.strip()} {regels[volgend].strip()}", volgend + 1
        yield nummer, kaal


def _heeft_merk(regels: Sequence[str]) -> bool:
    """True when the decision marks new text with ``>`` below its first article."""
    na_artikel = False
    for ruw in regels:
        tekst = ruw.strip().lstrip("# ")
        if _ARTIKEL.match(tekst):
            na_artikel = True
        elif na_artikel and tekst.startswith(">"):
            return True
    return False


def _zonder_merk(regel: str) -> str:
    kern = regel.lstrip()[1:]
    return kern[1:] if kern.startswith(" ") else kern


def _nieuw_deel(kern: str, huidig: Deel, delen: list[Deel], stijl: str, hek: bool, gemerkt: bool) -> Deel | None:
    if huidig.soort == "toelichting":
        return None
    t = _ARTIKEL.match(kern)
    if t is not None and _is_artikel(t, delen, stijl, hek, gemerkt):
        return Deel("artikel", t.group("nr"), (t.group("rest") or "").strip())
    if huidig.soort == "kop":
        return None
    if _TOELICHTING.match(kern) and (hek or kern[0].isupper()) and not kern.endswith((".", ":", ";")):
        return Deel("toelichting", opschrift=kern)
    if _SLOT.match(kern):
        slot = Deel("slot")
        if not hek:
            slot.regels.append(Blokje(kern, 0))
        return slot if huidig.soort != "slot" else None
    if (
        (t := _BIJLAGE.match(kern)) is not None
        and not kern.endswith((".", ":", ";"))
        and (gemerkt or hek or huidig.soort in ("slot", "bijlage"))
    ):
        return Deel("bijlage", t.group("nr") or "", (t.group("rest") or "").strip())
    return None


def _is_einde(kern: str, nummer: int, laatste: int, huidig: Deel) -> bool:
    """True when a line is the end of the decision and no sentence of unmarked new text ("De burgemeester kan:").

    Taken for the end too early, every instruction behind it would be lost without a word.
    """
    if (
        huidig.soort != "artikel"
        or _STERK.match(kern)
        or re.fullmatch(r"(?:Nota van |Artikelsgewijze |Algemene )?toelichting", kern, re.IGNORECASE)
    ):
        return True
    return nummer >= laatste


def _laatste_opdracht(regels: Sequence[str]) -> int:
    """Number of the last line that shows that the decision goes on: a letter, an instruction, or its certain end."""
    for nummer in range(len(regels), 0, -1):
        tekst = regels[nummer - 1].strip().lstrip("# ")[:2000]
        if tekst and (_STERK.match(tekst) or _LETTER.match(tekst) or _NOG_OPDRACHT.search(tekst)):
            return nummer
    return 0


def _is_artikel(t: re.Match[str], delen: list[Deel], stijl: str, hek: bool, gemerkt: bool) -> bool:
    nr, rest = t.group("nr"), t.group("rest") or ""
    if rest.endswith((".", ":", ";", ",")) or (rest and not rest[0].isupper() and rest[0] not in "([«“"):
        return False
    artikelen = [d for d in delen if d.soort == "artikel"]
    if not artikelen:
        return True
    if gemerkt:
        return hek or not rest or rest[0].isupper()
    # Zonder merktekens kan een kop ook nieuwe tekst zijn: alleen het verwachte volgende nummer telt.
    eigen = "romeins" if uit_romeins(nr) or uit_romeins(nr[:-1]) else "cijfer"
    vorige = artikelen[-1].nummer
    verwacht = {_erna(vorige), vorige + "a", vorige + "A"}
    return eigen == stijl and nr in verwacht and not _wacht_op_artikel(artikelen[-1], stijl)


def _erna(nummer: str) -> str:
    """The number that follows; after an inserted IA the next is II.

    >>> _erna("IX"), _erna("IA"), _erna("3")
    ('X', 'II', '4')
    """
    waarde = uit_romeins(nummer) or (uit_romeins(nummer[:-1]) if nummer[-1:].isalpha() else None)
    return romeins(waarde + 1) if waarde is not None else volgende(nummer)


def telt_op(vorige: str, nummer: str) -> bool:
    """True when an article of the decision can have this number behind the one before it.

    >>> telt_op("I", "II"), telt_op("I", "IA"), telt_op("IA", "IB"), telt_op("IA", "II"), telt_op("I", "III")
    (True, True, True, True, False)
    """
    return nummer in (_erna(vorige), vorige + "a", vorige + "A", volgende(vorige)) or (
        len(nummer) > 1 and nummer[:-1] == vorige[:-1] and nummer[-1] == chr(ord(vorige[-1]) + 1)
    )


def _wacht_op_artikel(artikel: Deel, stijl: str) -> bool:
    if stijl == "romeins" or not artikel.regels:
        return False
    laatste = artikel.regels[-1].tekst
    return bool(
        re.search(
            r"(?:artikel(?:en)? (?:in|toe)gevoegd|komt te luiden|komen te luiden|door \w+ artikelen?)[^:]*:\s*\Z",
            laatste,
        )
    )


def _blokje(kern: str, ruw: str, regel: int, deel: Deel, hek: bool) -> Blokje:
    kolom = max(ruw.find(kern), 0) + 1
    if deel.soort == "artikel":
        if (t := _LETTER.match(kern)) is not None and not (
            len(kern) > 1 and not hek and uit_romeins(kern) and len(kern) > 3
        ):
            return Blokje("", regel, kolom, letter=t.group("nr"))
        if (t := _LETTER_NUMMER.match(kern)) is not None:
            return Blokje(
                re.sub(r"^(\d+)\.?", r"\1.", t.group("rest")), regel, kolom + t.start("rest"), letter=t.group("nr")
            )
        if (t := _LETTER_MET.match(kern)) is not None:
            return Blokje(t.group("rest"), regel, kolom + t.start("rest"), letter=t.group("nr"))
    return Blokje(kern if hek else ruw.rstrip(), regel, kolom if hek else 1, kop=hek)
