"""What a careful drafter looks at before the decision is shown: the two texts themselves, and what the change does elsewhere.

:func:`weiger` stops what cannot be meant (another regulation, an older text, a number twice); :func:`gevolgen` says what a
person has to look at or decide. Neither changes a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from verordening import dagen
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, kaal, tekst
from verordening.keur import keur
from verordening.keur.opbouw import dubbele_nummers
from verordening.register import Register
from versies.gevolgen import verweesd
from versies.opstellen.besluittekst import naam_in_zin, orgaan_van
from versies.opstellen.kern import kern
from versies.opstellen.toelichting import toelichting_per_artikel
from versies.vergelijken.paar import Deel, Paar, eigen_tekst, uitgeklapt, wandel_paren
from versies.verschil import Verschil
from versies.wijziging import Spannesoort

_GEMEEN, _GEMEEN_ONDER_EEN_NAAM = 0.25, 0.05
"""Share of the words that two versions have in common at least, when their titles differ and when they do not."""
_MERK = re.compile(
    r"\[(?:[^\]\d]{0,3}|pm|p\.m\.|nader|invullen|in te vullen|datum|bedrag|aantal|naam|nummer|xx*|…|\.{2,})[^\]]{0,60}\]"
    r"|\bP\.?M\.?\b|\bX{2,}\b|\bn\.t\.b\.|\?{2,}|\bTODO\b",
    re.IGNORECASE,
)
_RECHT = re.compile(
    r"€\s*[\d.,]+|\b[\d.,]+\s*(?:euro|procent|%)|\b\w+\s+(?:werk)?(?:dagen|dag|weken|week|maanden|maand|jaren|jaar)\b",
    re.IGNORECASE,
)
_AANSPRAAK = re.compile(
    r"\b(?:recht op|aanspraak|in aanmerking|verplicht|verboden|verbod|mag|mogen|moet|moeten|dient|dienen|gehouden)\b",
    re.IGNORECASE,
)
"""Words with which a provision gives a person a right or a duty."""


def weiger(verschil: Verschil) -> None:
    """Stop when these cannot be the old and the new text of one regulation.

    Raises:
        Geweigerd: another regulation; a new text that is older; a number that the new text has twice and the old one not.
    """
    weiger_andere(verschil, ("WAS", "WORDT"))
    was, wordt = verschil.was, verschil.wordt
    a, b = was.gegevens, wordt.gegevens
    oud, nieuw = a.juridisch_werkend_vanaf, b.juridisch_werkend_vanaf
    if oud is not None and nieuw is not None and nieuw < oud:
        raise Geweigerd.om("opstellen-ouder", nieuw=dagen.dag(nieuw), oud=dagen.dag(oud))
    dubbel = {(x.adres, x.fragment) for x in dubbele_nummers(was, Register.van(was))}
    for x in dubbele_nummers(wordt, Register.van(wordt)):
        if (x.adres, x.fragment) not in dubbel:
            raise Geweigerd.om("opstellen-dubbel-nummer", x.adres, adres=x.adres)


def weiger_andere(verschil: Verschil, wie: tuple[str, str]) -> None:
    """Stop when these are two regulations: another title and less than a quarter of the words, or hardly any word.

    Args:
        wie: what the two files are called in the message.

    Raises:
        Geweigerd: they are.
    """
    w = verschil.woorden
    deel = w.gelijk / max(1, min(w.gelijk + w.vervallen, w.gelijk + w.ingevoegd))
    namen = [(r.gegevens.citeertitel or r.gegevens.opschrift).strip() for r in (verschil.was, verschil.wordt)]
    anders = all(namen) and namen[0] != namen[1]
    if deel < (_GEMEEN if anders else _GEMEEN_ONDER_EEN_NAAM) and w.vervallen > (10 if anders else 50):
        raise Geweigerd.om(
            "opstellen-andere-regeling", wie=wie[1], wie2=wie[0], namen=namen[1], namen2=namen[0], deel=f"{deel:.0%}"
        )


def gevolgen(verschil: Verschil, *, dag_gegeven: bool = False, orgaan_gegeven: bool = False) -> tuple[Bevinding, ...]:
    """What a reader should look at, in the order in which it matters.

    Args:
        dag_gegeven: somebody chose the day of entry into force. orgaan_gegeven: and who decides.
    """
    return tuple(
        chain(
            _merken(verschil),
            (g.bevinding() for g in verweesd(verschil)),
            nieuwe_bevindingen(verschil),
            _toelichting(verschil),
            _overgang(verschil),
            () if dag_gegeven else _inwerking(verschil.wordt),
            () if orgaan_gegeven else _orgaan(verschil.was),
        )
    )


def _orgaan(was: Regeling) -> Iterator[Bevinding]:
    """A verordening is decided by a raad; of another text that does not say by whom, the drafter only assumes it."""
    naam = naam_in_zin(was)
    if orgaan_van(was) == "onbekend" and "verordening" not in naam.lower():
        yield Bevinding.van("orgaan-aangenomen", naam)


def nieuwe_bevindingen(verschil: Verschil) -> Iterator[Bevinding]:
    """What the drafting rules find in the new text and not in the old one: definitions, order, numbers, marks."""
    oud = {(b.code, b.fragment) for b in keur(verschil.was)}
    yield from (b for b in keur(verschil.wordt) if (b.code, b.fragment) not in oud)


def _merken(verschil: Verschil) -> Iterator[Bevinding]:
    """Something that was still to be filled in stands in the new words."""
    for _, p, nieuw in _nieuwe_woorden(verschil):
        for raak in _MERK.finditer(nieuw):
            yield Bevinding.van("invulplek", _waar(p), raak.group())


def _toelichting(verschil: Verschil) -> Iterator[Bevinding]:
    """The artikel changed and what is said of it did not."""
    oud, nieuw = (toelichting_per_artikel(r) for r in (verschil.was, verschil.wordt))
    gewijzigd = set(verschil.artikelen.gewijzigd)
    blijft = [nr for nr in nieuw if nr in gewijzigd and nr in oud and kern(oud[nr]) == kern(nieuw[nr])]
    if blijft:
        een = len(blijft) == 1
        waar = f"artikel {blijft[0]}" if een else f"de artikelen {', '.join(blijft)}"
        yield Bevinding.van("toelichting-ongewijzigd", waar, deel="Dit artikel is" if een else "Deze artikelen zijn")
    weg = [nr for nr in nieuw if nr in set(verschil.artikelen.vervallen)]
    if weg:
        yield Bevinding.van("toelichting-op-vervallen", f"de toelichting op artikel {', '.join(weg)}")


def _overgang(verschil: Verschil) -> Iterator[Bevinding]:
    """Amounts, periods, rights and duties that change: what holds for cases that are under way?"""
    plaatsen: dict[str, str] = {}
    for _, p in wandel_paren((verschil.paren,)):
        if p.was is None or p.gelijk or p.vertrokken:
            continue
        oud, nieuw = (_rechten(d, heel=p.wordt is None) for d in (p.was, p.wordt))
        adres = p.adres_was
        if oud and oud != nieuw and adres is not None and adres.stappen:
            plaatsen.setdefault(adres.tekst(kort=True), next((x for x in nieuw if x not in oud), oud[0]))
    if plaatsen:
        waar = ", ".join(list(plaatsen)[:6]) + (" en andere" if len(plaatsen) > 6 else "")
        yield Bevinding.van("overgangsrecht", waar, next(iter(plaatsen.values())))


def _rechten(deel: Deel | None, *, heel: bool) -> list[str]:
    """What in the own words of a part, or in all that stands in it, people reckon with."""
    woorden = "" if deel is None else tekst(deel) if heel and isinstance(deel, Eenheid) else eigen_tekst(deel)
    return [*_RECHT.findall(woorden), *_AANSPRAAK.findall(woorden)]


def _inwerking(wordt: Regeling) -> Iterator[Bevinding]:
    if wordt.gegevens.juridisch_werkend_vanaf is None:
        yield Bevinding.van("inwerking-niet-gekozen", "inwerkingtreding", "[dag van inwerkingtreding]")


def _nieuwe_woorden(verschil: Verschil) -> Iterator[tuple[int, Paar, str]]:
    """Words that only the new version has, per place; title, preamble and closing left out."""
    buiten = (Soort.OPSCHRIFT, Soort.AANHEF, Soort.SLUITING)
    delen = tuple(k for k in uitgeklapt(verschil.paren) if not (isinstance(k.deel, Eenheid) and k.deel.soort in buiten))
    for diep, p in wandel_paren(delen):
        if p.wordt is None or p.gelijk:
            continue
        if p.spannen:
            yield diep, p, " ".join(s.tekst for s in p.spannen if s.soort is Spannesoort.INGEVOEGD)
        elif p.was is None:
            for regel in kern(p.wordt) if isinstance(p.wordt, Eenheid) else ():
                yield diep, p, regel.tekst
            if not isinstance(p.wordt, Eenheid):
                yield diep, p, eigen_tekst(p.wordt)


def _waar(paar: Paar) -> str:
    adres = paar.adres_wordt
    if adres is not None and adres.stappen:
        return adres.tekst(kort=True)
    deel = paar.deel
    return f"{deel.soort.value} {kaal(deel.nummer)}".strip() if isinstance(deel, Eenheid) else "de regeling"
