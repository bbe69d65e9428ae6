"""What stands in front of a line is only its designation: a line is what the rest of it reads.

A number, letter, dash, ordinal or emphasis in front, and the name of a part of a decision ("Punt 1.", "Onderdeel A –"), are taken
off when what is left is an instruction, a provision of the decision itself, or a title above one; the number stays, in one form.
Nothing else is ever taken off: words that can mean something (a day, a place, a condition) leave the line as it is.

>>> [r.tekst for r in rijen(["**Punt 1.** Artikel 2 vervalt.", "Tweede wijziging", "Artikel 4 vervalt.", "Onderdeel c: de tekst vervalt."])]
['1. Artikel 2 vervalt.', '2. Artikel 4 vervalt.', 'Onderdeel c: de tekst vervalt.']
>>> [(r.tekst, r.kop) for r in rijen(["**Onderdeel 2 – Tarief**", "In artikel 3 vervalt “x”.", "**inwoner**: wie hier woont;"])]
[('2. Tarief', True), ('In artikel 3 vervalt “x”.', False), ('**inwoner**: wie hier woont;', False)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verordening.nummers import getal_uit_rangtelwoord, uit_romeins
from versies.opdracht.adressen import lees_plek
from versies.opdracht.beeld import Beeld, beeld
from versies.opdracht.woorden import patroon
from versies.opdracht.zinsdelen import ABSOLUUT


@dataclass(frozen=True, slots=True)
class Rij:
    """A line of the decision, with its designation in one form."""

    nummer: int
    tekst: str
    """With the white space in front, without the marks of a heading."""
    bron: str
    """The line, or the lines, that it stands for."""
    kop: bool = False
    """It is marked as a heading."""
    eigen: bool = False
    """It can only be the decision's own."""

    @property
    def kern(self) -> str:
        """The line without white space around it."""
        return self.tekst.strip()


def rijen(regels: Sequence[str]) -> list[Rij]:
    """The lines of a decision that hold something; a number on a line of its own stands before its text."""
    uit: list[Rij] = []
    gevuld = [i for i, r in enumerate(regels) if r.strip() and not patroon("LIJN").fullmatch(r)]
    plek = 0
    while plek < len(gevuld):
        nummer, onder = gevuld[plek] + 1, [regels[i] for i in gevuld[plek + 1 : plek + 3]]
        heel = _met_de_regel_eronder(
            regels[gevuld[plek]], onder[:1] if gevuld[plek + 1 : plek + 2] < [nummer + 3] else []
        )
        plek += 1 if heel is regels[nummer - 1] else 2
        volgt = onder[0 if heel is regels[nummer - 1] else 1 :]
        uit += [_rij(nummer, stuk, "".join(volgt[:1])) for stuk in _aaneengeplakt(heel)]
    return uit


def label_van(regel: str) -> str:
    """The number or letter in front of a line, in one form; empty when it has none."""
    t = patroon("AANGEDUID").match(_zonder_nadruk(regel.strip())[0])
    return f"{nr}. " if t is not None and t["sluit"] and (nr := _nummer(t)) else ""


def van_besluit(gezien: Beeld) -> bool:
    """True for an instruction about some place, or what the decision says of itself."""
    kern = beeld(gezien.kern)
    return gezien.opdracht or gezien.besluit or kern.besluit or bool(gezien.stam or kern.aankondiging)


def is_titel_boven(titel: str, onder: Beeld) -> bool:
    """True for a title of the decision itself: what stands below it can only be the decision's own."""
    return beeld(titel).is_titel and van_besluit(onder) and _noemt_plaats(titel, onder) and _zelfde_plaats(titel, onder)


def _nummer(t: re.Match[str]) -> str:
    rang = t["rang"] or t["ten"]
    return str(getal_uit_rangtelwoord(rang) or "") if rang else t["nr"] or ""


def _zonder_nadruk(regel: str) -> tuple[str, str, bool]:
    """The line without emphasis, what was emphasised, and whether that is the whole line."""
    t = patroon("NADRUK").fullmatch(regel)
    return (f"{t['kop']}{t['rest'] or ''}", t["kop"], not (t["rest"] or "").strip()) if t else (regel, "", False)


def _rij(nummer: int, regel: str, onder: str) -> Rij:
    if regel.lstrip().startswith((">", "|")):
        return Rij(nummer, regel, regel.strip())
    hek = patroon("HEK").match(regel)
    ruw = patroon("OPSOMTEKEN").sub("", hek["tekst"] if hek else regel, count=1)
    tekst, nadruk, heel = _zonder_nadruk(ruw)
    t = patroon("AANGEDUID").match(tekst)
    rest, benoemd = (t["rest"], bool(t["naam"] or t["rang"] or t["ten"])) if t else (tekst.strip(), False)
    kop = bool(hek) or heel or benoemd
    if t is not None and _hoort_ervoor(t, tekst):
        return Rij(nummer, f"{_nummer(t)}. {rest}", regel.strip(), bool(hek), eigen=benoemd)
    if kop and is_titel_boven(tekst.strip() if benoemd else rest, kern_van(onder)):
        return Rij(nummer, f"{_nummer(t)}. {rest}" if t else rest, regel.strip(), kop=True, eigen=True)
    los = bool(nadruk) and ((heel and _is_kop(nadruk)) or patroon("LABEL").match(f"{nadruk} .") is not None)
    nadrukkelijk = heel and not los and van_besluit(kern_van(onder))
    return Rij(nummer, tekst if los else ruw, regel.strip(), bool(hek) or nadrukkelijk)


def kern_van(regel: str) -> Beeld:
    """How a line looks without its designation, whatever that is."""
    hek = patroon("HEK").match(regel)
    tekst = _zonder_nadruk(hek["tekst"] if hek else regel)[0].strip()
    t = patroon("AANGEDUID").match(tekst) or patroon("ONDERPUNT").match(tekst)
    return beeld(tekst) if t is None or beeld(tekst).boom is not None else beeld(t["rest"])


def _hoort_ervoor(t: re.Match[str], heel: str) -> bool:
    """True when a designation that is no bare number stands in front of what the decision itself says."""
    gewoon = t["sluit"] not in (None, "]") and not (t["naam"] or t["rang"] or t["ten"] or t["teken"])
    opnieuw = bool(t["naam"]) and t["rest"][:1].isupper()
    if gewoon or not t["rest"] or (beeld(heel).boom is not None and not opnieuw):
        return False
    gezien = beeld(t["rest"])
    if t["naam"] and gezien.begint("TREEDT_ZELF"):
        return False
    if not (t["naam"] or t["rang"] or t["ten"]) and gezien.boom is not None:
        return True
    over_besluit = t["nr"] and t["nr"].isupper() and patroon("BESLUITTAAL").match(t["rest"]) is not None
    return (van_besluit(gezien) or over_besluit or (bool(t["naam"]) and gezien.werking)) and _noemt_plaats(
        heel[: t.start("rest")], gezien
    )


def _noemt_plaats(ervoor: str, gezien: Beeld) -> bool:
    """True when words that can be a place in the regulation too ("Onderdeel a") stand before a sentence that names its own."""
    if patroon("NAAM_VAN_PLAATS").search(ervoor) is None or not gezien.opdracht:
        return True
    return any(a.stappen and a.stappen[0].soort in ABSOLUUT for p in gezien.plaatsen for a in p.adressen)


def _zelfde_plaats(titel: str, gezien: Beeld) -> bool:
    """True when every place that a title names is in one that the sentence below it names."""
    achter = t.start("rest") if (t := patroon("AANGEDUID").match(titel)) is not None else 0
    genoemd = [{(s.soort, s.nummer) for s in a.stappen} for p in gezien.plaatsen for a in p.adressen]
    plekken = (lees_plek(titel, t.start()) for t in patroon("PLEK").finditer(titel, achter))
    eigen = [{(s.soort, s.nummer) for s in a.stappen} for p in plekken if p is not None for a in p.adressen]
    return not gezien.opdracht or all(any(e <= g for g in genoemd) for e in eigen)


def _is_kop(tekst: str) -> bool:
    structuur = any(patroon(v).fullmatch(tekst) for v in ("ARTIKEL", "LETTER", "OPSCHRIFT", "TOELICHTING"))
    gezien = beeld(tekst)
    return structuur or _is_los(tekst) or gezien.plaats is not None or gezien.boom is not None or gezien.besluit


def _is_los(tekst: str) -> bool:
    """True for a dash, or a number or small letter with its stop, by itself."""
    t = patroon("AANGEDUID").match(tekst)
    los = t is not None and not t["rest"] and t["sluit"] and not (t["naam"] or t["nr"].isupper())
    return bool(los) or tekst.strip() in ("-", "–")


def _met_de_regel_eronder(regel: str, onder: Sequence[str]) -> str:
    """A line that holds only its designation, with its text: a web page has "• 1." on one line and the words on the next."""
    tekst = _zonder_nadruk(patroon("OPSOMTEKEN").sub("", regel, count=1).strip("# "))[0].strip()
    t = patroon("AANGEDUID").match(tekst)
    if not onder or regel.lstrip().startswith((">", "|")) or (t is not None and t["rest"]):
        return regel
    gezien = beeld(onder[0])
    punt = t is not None and uit_romeins(t["nr"] or "") and patroon("BESLUITTAAL").match(onder[0].strip())
    zegt = t is not None and bool(gezien.aankondiging or gezien.besluit or punt)
    if _is_los(tekst):
        zegt = not _is_los(onder[0]) and patroon("OPSOMTEKEN").match(onder[0]) is None
    elif t is not None and (t["naam"] or t["rang"] or tekst.isdecimal()) and patroon("LETTER").fullmatch(tekst) is None:
        zegt = van_besluit(gezien)
    return f"{tekst} {onder[0].strip()}" if zegt else regel


def _aaneengeplakt(regel: str) -> Iterator[str]:
    """The numbered sentences of a line in which nothing stands between them: «1. … aangehaald als X.2. Deze verordening …»."""
    rest = regel
    if len(zinnen := patroon("ZINSEINDE").split(regel)) > 1 and beeld(zinnen[0]).aankondiging:
        yield zinnen[0]  # «De raad heeft besloten de … te wijzigen. In artikel 2 wordt …»
        rest = regel[len(zinnen[0]) :].lstrip()
    if re.match(r"\s*1\.\s?\S", regel) is not None:
        nummer = 2
        while (t := re.search(rf"(?<=[^\W\d][.;:]|[”’\"»)][.;:])(?={nummer}\.\s[A-Z])", rest)) is not None:
            yield rest[: t.start()]
            rest, nummer = rest[t.start() :], nummer + 1
    yield rest
