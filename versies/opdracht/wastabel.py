"""A table "huidige tekst | nieuwe tekst" as instructions: municipal practice, executed only when the current text is exactly there.

>>> (rij,) = lees_wastabel(["| Artikel | Huidige tekst | Nieuwe tekst |", "|---|---|---|", "| 5, tweede lid | 2. Acht weken. | 2. Zes weken. |"])
>>> rij.plek.adres.tekst(), rij.oud, rij.nieuw
('artikel 5, tweede lid', 'Acht weken.', 'Zes weken.')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile, tee
from typing import NamedTuple

from verordening.adres import Adres, Stap
from verordening.bevinding import Geweigerd
from verordening.boom import inlinetekst
from verordening.tekst.markdowninline import lees_inline
from versies.opdracht.adressen import lees_plek, soort_van
from versies.opdracht.beeld import beeld, eist
from versies.opdracht.lading import lees_lading, zonder_aanhaling
from versies.opdracht.volgorde import volgende_nummers
from versies.opdracht.woorden import patroon
from versies.opdracht.woordvertaler import veld_van
from versies.opdracht.zinsdelen import binnen
from versies.wijziging import Anker, Kant, Plek, Vervalt, VervangTekst, VoegIn

_MEER = re.compile(r"[.;:] (?:\d{1,2}|[a-z])[.)]\s")
"""A second number or letter in one cell."""

Rijwijziging = VervangTekst | Vervalt | VoegIn


def _cellen(regel: str) -> list[str]:
    kern = regel.strip().strip("|")
    los = (patroon("NIEUW_GEMERKT").sub(lambda t: t["nieuw"] or t["vet"], c) for c in re.split(r"(?<!\\)\|", kern))
    return [" ".join(c.replace("\\|", "|").split()) for c in los]


def met_strepen(regels: Sequence[str]) -> list[str]:
    """The lines, with those of a table of changes that was pasted with tabs as its rows.

    >>> met_strepen(["Artikel\\tWas\\tWordt", "2 lid 1\\t€ 1\\t€ 2", "Een\\tlijst"])
    ['|Artikel|Was|Wordt|', '|2 lid 1|€ 1|€ 2|', 'Een\\tlijst']
    """
    uit: list[str] = []
    breed = 0
    for regel in regels:
        aantal, rij = regel.strip().count("\t"), f"|{'|'.join(c.strip() for c in regel.strip().split(chr(9)))}|"
        breed = aantal if aantal and (aantal == breed or kolommen(rij) is not None) else 0
        uit.append(rij if breed else regel)
    return uit


class Kolommen(NamedTuple):
    """Which column is what; -1 = there is none (a place can stand in the text itself, or above it in the heading)."""

    plaats: int
    was: int
    wordt: int
    opdracht: int
    boven: Adres = Adres()
    soort: str = "artikel"
    naam: int = -1
    """What a row is about, beside its number: words that must stand in it."""


def vergelijkt(regel: str) -> bool:
    """True for the heading of a table with a column for the old and one for the new text, or for how they differ.

    >>> vergelijkt("| Dienst | Oud tarief | Nieuw tarief |"), vergelijkt("| Dienst | Tarief |")
    (True, False)
    """
    koppen = _cellen(regel) if beeld(regel).tabelrij else []
    return all(_oud_en_nieuw(koppen)) or any(patroon("KOLOM_VERSCHIL").fullmatch(k) for k in koppen)


def _oud_en_nieuw(koppen: Sequence[str]) -> tuple[list[int], list[int]]:
    """The columns with the old and those with the new text; also "Tarief 2025 | Tarief 2026"."""
    was, wordt = ([i for i, k in enumerate(koppen) if patroon(n).fullmatch(k)] for n in ("KOLOM_WAS", "KOLOM_WORDT"))
    jaren = [(t["wat"], int(t["jaar"]), i) for i, k in enumerate(koppen) if (t := patroon("KOLOM_JAAR").fullmatch(k))]
    opvolgend = len(jaren) == 2 and jaren[0][0] == jaren[1][0] and jaren[0][1] + 1 == jaren[1][1]
    return ([jaren[0][2]], [jaren[1][2]]) if opvolgend and not (was or wordt) else (was, wordt)


def jaar_van(regel: str) -> str:
    """The year that the heading of a table of changes names for the new text; empty when it names none, or is no such heading."""
    kop = kolommen(regel)
    jaar = re.search(r"\b\d{4}\b", _cellen(regel)[kop.wordt]) if kop is not None and kop.wordt >= 0 else None
    return jaar.group() if jaar is not None else ""


@lru_cache(maxsize=1 << 14)
def kolommen(regel: str) -> Kolommen | None:
    """The columns of a table of changes: the current and the new text, or the instruction, beside a place; None for another table.

    >>> kolommen("| Artikel | Wijziging |").opdracht, kolommen("| Artikel | Bedrag |") is None
    (1, True)
    """
    if not beeld(regel).tabelrij:
        return None
    koppen = _cellen(regel)

    def vind(naam: str) -> list[int]:
        return [i for i, k in enumerate(koppen) if patroon(naam).fullmatch(k.strip())]

    (was, wordt), wat = _oud_en_nieuw(koppen), vind("KOLOM_OPDRACHT")
    if len(wat) != 1 and not len(was) == len(wordt) == 1:
        return None
    plaats = [i for i, k in enumerate(koppen) if (not k or i in vind("KOLOM_PLAATS")) and i not in (*was, *wordt, *wat)]
    if len(plaats) > 1:
        plaats = [i for i in plaats if i not in vind("KOLOM_NUMMER")]
    soort = next(
        (s for i in plaats if (s := soort_van(koppen[i])) in ("hoofdstuk", "paragraaf", "onderdeel")), "artikel"
    )
    naam = [i for i in vind("KOLOM_NAAM") if i not in (*was, *wordt, *wat)][:1]
    if naam and not plaats:
        plaats, naam, soort = naam, [], "rij"  # Zonder nummers heet een rij naar haar omschrijving.
    rand = {*plaats, *wat, *naam, *vind("KOLOM_NUMMER"), *vind("KOLOM_TOELICHTING")}
    if len(plaats) == len(wat) == 1 and len(rand - {*naam}) == len(koppen):
        return Kolommen(plaats[0], -1, -1, wat[0], soort=soort)
    if not len(was) == len(wordt) == 1 or len(plaats) > 1 or len({*rand, *was, *wordt}) < len(koppen):
        return None  # Een kolom die niemand leest, kan zeggen vanaf wanneer of onder welke voorwaarde een rij geldt.
    boven = {
        lees_plek(rest, 0)
        for n, i in (("KOLOM_WAS", was[0]), ("KOLOM_WORDT", wordt[0]))
        if (t := patroon(n).fullmatch(koppen[i])) is not None and (rest := t.group("rest").strip(" :,-–()"))
    }
    plek = boven.pop() if len(boven) == 1 else None
    if plek is not None and len(plek.adressen) == 1:
        return Kolommen(plaats[0] if plaats else -2, was[0], wordt[0], -1, plek.adressen[0])
    return Kolommen(plaats[0] if plaats else -1, was[0], wordt[0], -1, soort=soort, naam=(*naam, -1)[0])


def lees_overzicht(regels: Sequence[str], bereik: Adres) -> Iterator[tuple[Adres, str]]:
    """Per row of a table "Artikel | Wijziging" the place and the sentence that says what happens there.

    Raises:
        Geweigerd: a row without one clear place, or with a sentence that is no instruction there.
    """
    kop = kolommen(regels[0])
    assert kop is not None
    for nummer, cellen in _rijen(regels, max(kop[:4]) + 1):
        adres = binnen(bereik, _plaats(cellen[kop.plaats], nummer, bereik, kop.soort))
        wat = cellen[kop.opdracht].strip()
        pogingen = (wat, f"wordt {wat}", f"{cellen[kop.plaats]} {wat}", f"{kop.soort} {cellen[kop.plaats]} {wat}")
        zin = next((p for p in pogingen if beeld(p).boom is not None), None)
        if zin is None:
            raise _fout(nummer, f"zegt niet wat er gebeurt op een manier die te lezen is («{wat[:60]}»)")
        yield adres, zin


def _rijen(regels: Sequence[str], breed: int) -> Iterator[tuple[int, list[str]]]:
    """The rows below the heading, with their number."""
    rijen = [_cellen(r) for r in regels[1:] if not patroon("TABELLIJN").match(r)]
    if not rijen:
        raise _fout(1, "ontbreekt; er staat alleen een kop")
    for nummer, cellen in enumerate(rijen, 1):
        if len(cellen) < breed:
            raise _fout(nummer, "heeft te weinig cellen")
        if any(cellen[len(_cellen(regels[0])) :]):
            raise _fout(nummer, "heeft meer cellen dan de kop kolommen heeft")
        yield nummer, cellen


def lees_wastabel(regels: Sequence[str], bereik: Adres = Adres()) -> list[Rijwijziging]:
    """One change per row: the current text, which must be there exactly once, becomes the new text.

    Args:
        regels: the lines of the table, heading first.
        bereik: scope of the block in which the table stands.

    Raises:
        Geweigerd: a row without one clear place, without current text, or with an ellipsis.
    """
    kop = kolommen(regels[0])
    assert kop is not None
    uit: list[Rijwijziging] = []
    for nummer, cellen in _rijen(regels, max(*kop[:4], kop.naam) + 1):
        oud, nieuw = _zonder_merk(cellen[kop.was], weg=False), _zonder_merk(cellen[kop.wordt], weg=True)
        if kop.plaats >= 0:
            adres = _plaats(cellen[kop.plaats], nummer, bereik, kop.soort)
        elif kop.boven.stappen:
            adres = kop.boven
        else:
            adres, oud = _plaats_vooraan(oud, nummer)
            nieuw = nieuw if patroon("KOLOM_WEG").fullmatch(nieuw) else _plaats_vooraan(nieuw, nummer, adres)[1]
        wijziging = _rij(binnen(bereik, adres), oud, nieuw, nummer)
        if kop.naam >= 0 and isinstance(wijziging, VervangTekst):
            wijziging = replace(wijziging, naast=cellen[kop.naam])
        uit.append(wijziging)
    return uit


def _met_merk(bron: Iterable[str]) -> list[str]:
    """The paragraphs with which some lines begin, numbered on, of which one or more have struck or new words; else none."""
    uit: list[str] = []
    for regel in bron:
        gezien, vorige = beeld(regel), beeld(uit[-1]).nummer if uit else ""
        merk = patroon("DOORGEHAALD").search(regel) is not None and not gezien.tabelrij
        eerste = not uit and (merk or gezien.nummer in volgende_nummers([]))
        if not (eerste or (vorige and gezien.nummer in volgende_nummers([vorige]))) or (gezien.boom and not merk):
            break
        uit.append(regel.strip())
    return uit if any(patroon("DOORGEHAALD").search(r) for r in uit) else []


class Waswordt(NamedTuple):
    """Old and new paragraphs below each other under their headings; the place in front of the heading; how many lines it takes.

    ``heel``: the old text is that of a whole unit, and of the new text only the first paragraph is here: how far it goes on, is
    to be seen as below an instruction.
    """

    plaats: str
    oud: tuple[str, ...]
    nieuw: tuple[str, ...]
    regels: int
    heel: bool = False


def zonder_doorhaling(regels: Sequence[str], doorgehaald: str, naam: str) -> list[str]:
    """The lines of a decision in which words are struck out or marked as new; what these are then, only the user can say.

    A table of changes, and a paragraph directly below the place or block that it changes, keep their marks: there both texts are read.

    Args:
        doorgehaald: the choice: struck words go ("weg") or stay ("blijft"); empty: not chosen.

    Raises:
        Geweigerd: there are such words, and nothing was chosen.

    >>> zonder_doorhaling(["Artikel 3 komt te luiden:", "Er zijn ~~zes~~ <ins>negen</ins> leden."], "weg", "b")[1]
    'Er zijn negen leden.'
    """
    uit: list[str] = []
    boven, open_, wacht = beeld(""), False, False
    for nummer, regel in enumerate(regels, 1):
        gezien = beeld(regel.strip().lstrip("#* "))
        gemerkt = patroon("DOORGEHAALD").search(regel) is not None
        if gemerkt and not doorgehaald:
            raise Geweigerd.om("bijgehouden/besluit-doorgehaald", f"{naam}, regel {nummer}", regel=regel.strip()[:80])
        if gezien.tabelrij:
            open_ = kolommen(regel) is not None or (open_ and boven.tabelrij)
        elif regel.strip():
            onder = open_ or boven.blok or (boven.plaats is not None and not wacht)
            open_ = onder and gezien.boom is None and (gemerkt or gezien.nummer != "")
        houdt = not gemerkt or (open_ and doorgehaald == "weg")
        uit.append(regel if houdt else _zonder_merk(regel, weg=doorgehaald == "weg"))
        if regel.strip():
            wacht = boven.regel.endswith(":") and not boven.blok  # Daar is een kop het begin van nieuwe tekst.
            boven = gezien
    return uit


def volgens_legenda(regels: Sequence[str]) -> str:
    """What the decision itself says of words that it strikes out: "weg" when every legend says that they lapse; else empty.

    >>> volgens_legenda(["De regeling te wijzigen (vervallen tekst is doorgehaald):"]), volgens_legenda(["(nieuw is vet)"])
    ('weg', '')
    """
    uitleg = [u.group() for r in regels for u in patroon("MERKUITLEG").finditer(r)]
    return "weg" if uitleg and all(patroon("LEGENDA").fullmatch(u) for u in uitleg) else ""


def _zonder_merk(tekst: str, *, weg: bool) -> str:
    heel = patroon("DOORGEHAALD").sub(lambda t: t["erbij"] or ("" if weg else t["oud"] or t["weg"]), tekst)
    return re.sub(r"(?<=\S) (?=[ .,;:])", "", heel) if heel != tekst else tekst


def _was_en_wordt(tekst: str) -> tuple[str, str]:
    """The old and the new words of a text in which both stand, each with its own mark.

    >>> _was_en_wordt("Er zijn ~~zes~~ **negen** leden.")
    ('Er zijn zes leden.', 'Er zijn negen leden.')
    """
    wel = patroon("NIEUW_GEMERKT").sub(lambda t: f"<ins>{t['nieuw'] or t['vet']}</ins>", tekst)
    return _zonder_merk(re.sub(r"<ins>.*?</ins>", "", wel), weg=False), _zonder_merk(wel, weg=True)


def was_wordt(bron: Iterable[str]) -> Waswordt | None:
    """The old and new text with which some lines begin; None when that does not stand there.

    The new text has as many paragraphs as the old one, and the same place in front of it, or none. When both begin with the
    heading of the same unit, or their numbers do not count up alike, it is that whole unit.

    >>> was_wordt(["Oude tekst:", "Acht weken.", "Nieuwe tekst: Zes weken.", "Artikel 5"])
    Waswordt(plaats='', oud=('Acht weken.',), nieuw=('Zes weken.',), regels=3, heel=False)
    >>> was_wordt(["Was:", "1. Een.", "Wordt:", "1. Een.", "2. Twee.", "Artikel 5"])
    Waswordt(plaats='', oud=('1. Een.',), nieuw=('1. Een.',), regels=4, heel=True)
    """
    regels: list[str] = []
    koppen = []
    bron, los = tee(bron)
    if rij := _met_merk(los):
        oude, nieuwe = zip(*map(_was_en_wordt, rij), strict=True)
        return Waswordt("", oude, nieuwe, len(rij))
    for regel in bron:
        regels.append(regel)
        if (t := patroon("KOPJE").match(regel.strip())) is not None:
            koppen.append((len(regels) - 1, t))
        if len(koppen) == 3 or not koppen:
            break
    if not koppen or not beeld(regels[0]).begint("KOPJE"):
        return None
    if len(koppen) < 2 or koppen[0][0] != 0 or not koppen[0][1].group("was") or not koppen[1][1].group("wordt"):
        return None
    (_, was), (plek, wordt), *verder = koppen
    einde = verder[0][0] if verder else len(regels)
    while verder and einde > plek + 1 and beeld(regels[einde - 1]).plaats is not None:
        einde -= 1  # Boven het volgende «Was:» staat de plaats daarvan.
    oud = [r.strip() for r in (was.group("rest") or "", *regels[1:plek]) if r.strip()]
    eronder = takewhile(lambda r: patroon("OPSCHRIFT").fullmatch(r.strip()) is None, regels[plek + 1 : einde])
    nieuw = [r.strip() for r in (wordt.group("rest") or "", *eronder) if r.strip()]
    plaats, ook = ((t.group("plaats") or "").strip(" ,") for t in (was, wordt))
    if not oud or not nieuw or ook not in ("", plaats):
        return None
    heel = _is_heel(oud, [*takewhile(lambda r: beeld(r).boom is None and eist(r) is None, nieuw)])
    nieuw = nieuw[: 1 if heel else len(oud)]
    if not heel and len(nieuw) != len(oud):
        return None
    gebruikt = plek + 1 + len(nieuw) - bool(wordt.group("rest"))
    return Waswordt(plaats, tuple(oud), tuple(nieuw), gebruikt, heel)


def _is_heel(oud: Sequence[str], nieuw: Sequence[str]) -> bool:
    """True when two texts are those of a whole unit: by the heading of the same one, or because one has another number more."""
    een, ander = (beeld(rij[0]).plaats if rij else None for rij in (oud, nieuw))
    if een is not None and ander is not None and len(een.adressen) == 1 and len(oud) > 1:
        return een.adressen == ander.adressen
    nummers = [[n for r in rij if (n := beeld(r).nummer)] for rij in (oud, nieuw)]
    los = all(len(set(rij)) == len(rij) > 0 for rij in nummers)
    return los and nummers[0][0] == nummers[1][0] and len(nummers[0]) != len(nummers[1])


def vervang_alineas(adressen: Sequence[Adres], oud: Sequence[str], nieuw: Sequence[str]) -> tuple[Rijwijziging, ...]:
    """The changes that turn the old paragraphs of a unit into the new ones; a label in front says which lid or onderdeel it is.

    Args:
        adressen: the unit; or one for each paragraph.

    Raises:
        Geweigerd: a pair leaves words out, is empty, or has two different labels.
    """
    uit: list[Rijwijziging] = []
    if not all(a.stappen for a in adressen):
        raise Geweigerd.om("plek-ontbreekt")
    if len(adressen) not in (1, len(oud)):
        raise _fout(1, f"heeft {len(oud)} alinea’s voor {len(adressen)} plaatsen")
    for plek, (een, ander) in enumerate(zip(oud, nieuw, strict=True)):
        adres = adressen[plek % len(adressen)]
        eigen, nieuwe = patroon("LABEL_VOORAAN").match(een), patroon("LABEL_VOORAAN").match(ander)
        waar = adres
        if eigen is not None and adres.stappen[-1].nummer != eigen.group("nr"):
            if nieuwe is None or nieuwe.group("nr") != eigen.group("nr"):
                raise _fout(len(uit) + 1, f"gaat links over «{een[:20]}» en rechts over «{ander[:20]}»")
            waar = adres.erbij("lid" if eigen.group("nr")[0].isdecimal() else "onderdeel", eigen.group("nr"))
        uit.append(_rij(waar, een, ander, len(uit) + 1))  # Wat gelijk blijft, moet er ook zo staan.
    if oud == nieuw:
        raise _fout(1, "heeft dezelfde oude en nieuwe tekst")
    return tuple(uit)


def _rij(adres: Adres, oud: str, nieuw: str, nummer: int) -> Rijwijziging:
    erbij = patroon("KOLOM_ERBIJ").fullmatch(oud)
    if any(patroon("BELETSEL").search(cel) for cel in ((nieuw,) if erbij else (oud, nieuw))):
        raise _fout(nummer, "laat met puntjes tekst weg of zegt er iets over; zo staat niet vast wat er verandert")
    if patroon("KOLOM_WEG").fullmatch(nieuw):
        return Vervalt(Plek(adres), luidt=oud)
    if erbij and adres.stappen[1:] and adres.stappen[-1].soort in ("lid", "onderdeel"):
        laatste = adres.stappen[-1]
        nieuw = nieuw if patroon("LABEL_VOORAAN").match(nieuw) else f"{laatste.nummer}. {nieuw}"
        blokken = lees_lading([nieuw], laatste.soort)
        return VoegIn(Anker(Plek(Adres(adres.stappen[:-1])), Kant.SLOT), blokken)
    eigen = re.compile(rf"\A(?:lid\s+)?{re.escape(adres.stappen[-1].nummer)}[.):]?\s+", re.IGNORECASE)
    oud, nieuw = (eigen.sub("", zonder_aanhaling(t), count=1) for t in (oud, nieuw))
    if not oud:
        raise _fout(nummer, "heeft geen huidige tekst; waar de nieuwe tekst komt, staat er niet")
    if not nieuw:
        raise _fout(nummer, "heeft geen nieuwe tekst; schrijf «vervalt» als de tekst weg moet")
    if reden := _geen_tekst(oud, nieuw):
        raise _fout(nummer, reden)
    plek, veld = veld_van(adres)
    return VervangTekst(Plek(plek), oud, nieuw, veld=veld)


def _geen_tekst(oud: str, nieuw: str) -> str:
    """Why the cell with the new text does not hold that text but says something about it; empty when it is text."""
    over = bool(patroon("KOLOM_ERBIJ").fullmatch(nieuw) or patroon("KOP_MET_MERK").search(nieuw))
    over = over or any(b.boom or eist(b.regel) for b in beeld(nieuw).zinnen)
    opmaak = any(inlinetekst(lees_inline(cel)) != cel for cel in (oud, nieuw))
    label, eigen = (patroon("LABEL_VOORAAN").match(t) for t in (nieuw, oud))
    nummer = (label is not None and eigen is None) or (_MEER.search(nieuw) and not _MEER.search(oud))
    heel = oud.endswith((".", ";", ":")) and not nieuw.rstrip("”\"'»)").endswith((".", ";", ":", ",", "!", "?"))
    redenen = (
        (over, "zegt iets over de tekst", "schrijf alleen de nieuwe tekst, of «vervalt»"),
        (opmaak, "bevat opmaak", "schrijf alleen de tekst zelf"),
        (nummer, "geeft een ander of een tweede nummer", "noem per rij één lid of onderdeel met zijn tekst"),
        (heel, "vervangt een hele zin door iets dat geen zin is", "schrijf de hele nieuwe tekst"),
    )
    return next((f"{reden} («{nieuw[:60]}»); {advies}" for raak, reden, advies in redenen if raak), "")


def _plaats(tekst: str, nummer: int, bereik: Adres, soort: str) -> Adres:
    if soort == "rij" and tekst:
        return Adres((Stap("rij", tekst),))
    soort = "artikel" if soort == "onderdeel" and "," in tekst else soort
    soort = "onderdeel" if any(s.soort == "bijlage" for s in bereik.stappen) else soort
    tekst = re.sub(r"(.+?)[ ,:]+\(?(opschrift|aanhef)\)?\Z", r"\2 van \1", tekst, flags=re.IGNORECASE)
    tekst = re.sub(r"\A(opschrift|titel|kop|aanhef)[ ,:]+(?!van )", r"\1 van ", tekst, flags=re.IGNORECASE)
    for poging in (tekst, f"{soort} {tekst}"):
        plek = lees_plek(poging, 0)
        if plek is not None and len(plek.adressen) > 1 and poging[:8].lower() == "bijlage ":
            plek = lees_plek(poging.partition(",")[0], 0)  # «Bijlage 1, ICT-hardware»: een rij, geen nummer
        if plek is None or len(plek.adressen) != 1 or not plek.adressen[0].stappen:
            continue
        rest = poging[plek.einde :].strip(" .:")
        if not rest:
            return plek.adressen[0]
        if rest.startswith(", ") and any(s.soort in ("bijlage", "tabel") for s in plek.adressen[0].stappen):
            return plek.adressen[0].erbij("rij", rest[2:])  # «Tarieventabel, hoofdstuk 1, urnengraf, 20 jaar»
    raise _fout(nummer, f"noemt geen ene plaats («{tekst[:40]}»)")


def _plaats_vooraan(tekst: str, nummer: int, verwacht: Adres | None = None) -> tuple[Adres, str]:
    plek = lees_plek(tekst, 0)
    if plek is None or len(plek.adressen) != 1 or not plek.adressen[0].stappen:
        raise _fout(nummer, f"begint niet met een plaats («{tekst[:40]}»)")
    if verwacht is not None and plek.adressen[0] != verwacht:
        raise _fout(nummer, f"gaat links over {verwacht.tekst()} en rechts over {plek.adressen[0].tekst()}")
    return plek.adressen[0], tekst[plek.einde :].lstrip(" .:,")


def _fout(nummer: int, reden: str) -> Geweigerd:
    return Geweigerd.om("wastabel", nummer=nummer, reden=reden)
