"""The complete decision around the instructions: title, preamble, article I with letters, entry into force, closing.

The layout is that of municipal practice (``regels`` F.5); per municipality only :class:`Besluitgegevens` differs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from verordening import dagen
from verordening.boom import Alinea, Eenheid, Regeling, Soort
from verordening.nummers import letter, romeins
from versies.opdracht import toets_besluit
from versies.opstellen.opmaak import blokregels
from versies.opstellen.volgorde import Onderdeel
from versies.opstellen.zinnen import opsomming
from versies.toepassen import hoort_bij
from versies.vergelijken.paar import legaal


@dataclass(frozen=True, slots=True)
class Besluitgegevens:
    """What differs per municipality and per decision; what is empty becomes a visible blank between square brackets.

    Args:
        gemeente: name of the municipality (or of the joint authority, for its boards).
        orgaan: who decides, with article ("de raad", "het algemeen bestuur"); empty = who decided the regulation.
        vorm: what the decision is called ("Verordening", "Raadsbesluit", "Besluit"); empty = by the regulation.
        grondslagen: legal bases as words; empty = those in the preamble of the regulation.
        inwerking: day of entry into force; None = the day that the new version carries, else a visible blank.
        na_bekendmaking: somebody chose the day after publication, where no day is known.
        terugwerkend: day to which it works back.
        citeertitel: how the decision itself is cited; empty = it has no name of its own (Ar 2012, 184).
    """

    gemeente: str = ""
    orgaan: str = ""
    vorm: str = ""
    grondslagen: tuple[str, ...] = ()
    inwerking: date | None = None
    terugwerkend: date | None = None
    citeertitel: str = ""
    na_bekendmaking: bool = False


@dataclass(frozen=True, slots=True)
class Besluittekst:
    """The decision as lines; ``letters`` says which lines belong to which letter."""

    regels: tuple[str, ...]
    letters: tuple[tuple[int, int], ...]

    @property
    def tekst(self) -> str:
        """As one text, with a line break at the end."""
        return "\n".join(self.regels) + "\n"

    def letter_op(self, regel: int) -> int | None:
        """Index of the letter in which a line (from 1) stands."""
        return next((i for i, (a, b) in enumerate(self.letters) if a <= regel <= b), None)


_NAAM = 400
"""Longer names are not read as a name any more (characters)."""


def naam_in_zin(regeling: Regeling) -> str:
    """The regulation with its article, as a sentence names it and the reader recognises it.

    >>> from verordening.boom import Eenheid, Gegevens, Soort
    >>> naam_in_zin(Regeling(Gegevens("x", citeertitel="Afvalbesluit"), Eenheid(Soort.REGELING)))
    'het Afvalbesluit'
    """
    for naam in (regeling.gegevens.citeertitel, regeling.gegevens.opschrift):
        schoon = " ".join(naam.split()).removesuffix(".")
        if not schoon or len(schoon) > _NAAM or not hoort_bij(regeling, schoon):
            continue
        kop = schoon.split()[0].lower()
        zin = f"{'het' if kop.endswith(('besluit', 'reglement', 'statuut', 'wetboek')) else 'de'} {schoon}"
        if _leest_als(zin, schoon):
            return zin
    return "de regeling"


def _leest_als(zin: str, naam: str) -> bool:
    """True when the reader takes the whole name for the name of the regulation."""
    besluit, fouten = toets_besluit(
        f"Besluit\n\nArtikel I\n{zin[:1].upper()}{zin[1:]} wordt als volgt gewijzigd:\nA\nArtikel 1 vervalt.\n"
    )
    return not fouten and [a.regeling for a in besluit.artikelen] == [naam]


Deel = tuple[Regeling, Regeling, Sequence[Onderdeel]]
"""One regulation in the decision: the old version, the new one, and the letters; without letters it is repealed."""


def schrijf_besluit(delen: Sequence[Deel], gegevens: Besluitgegevens) -> Besluittekst:
    """The whole decision: an article per regulation (I, II …) with its letters, and entry into force."""
    kader = _Kader([was for was, _, _ in delen], gegevens, "wijziging" if any(o for _, _, o in delen) else "intrekking")
    dagen = [gegevens.inwerking or wordt.gegevens.juridisch_werkend_vanaf for _, wordt, _ in delen]
    regels = kader.kop(dagen[0] if len(set(dagen)) == 1 else None)
    letters: list[tuple[int, int]] = []
    for n, (was, _, onderdelen) in enumerate(delen, 1):
        naam = naam_in_zin(was)
        wat = "als volgt gewijzigd:" if onderdelen else "ingetrokken."
        zin = f"{_hoofdletter(naam)} {'worden' if is_meervoud(naam) else 'wordt'} {wat}"
        regels += [f"## Artikel {romeins(n)}", zin, ""]
        for i, onderdeel in enumerate(onderdelen, 1):
            begin = len(regels) + 1
            blok = blokregels(onderdeel.plek, onderdeel.zinnen, onderdeel.nieuw, onderdeel.kop)
            heel = "{Regeling} komt" if not is_meervoud(naam) else "{Regeling} komen"
            blok[0] = blok[0].replace("{Regeling} komt", heel).replace("{Regeling}", _hoofdletter(naam))
            regels += [f"### {letter(i).upper()}", *blok]
            letters.append((begin, len(regels)))
            regels.append("")
    regels += [f"## Artikel {romeins(len(delen) + 1)}", *kader.inwerking(dagen, [wordt for _, wordt, _ in delen]), ""]
    if gegevens.citeertitel:
        regels += [f"## Artikel {romeins(len(delen) + 2)}", kader.aangehaald(), ""]
    regels += kader.slot()
    return Besluittekst(tuple(regels), tuple(letters))


def is_meervoud(naam: str) -> bool:
    """True when a regulation is a plural.

    >>> is_meervoud("de Beleidsregels giften"), is_meervoud("de Afvalverordening")
    (True, False)
    """
    woorden = [w for w in naam.split() if w[:1].isupper()]
    return bool(woorden) and woorden[0].lower().endswith(
        ("regels", "bepalingen", "voorschriften", "richtlijnen", "statuten")
    )


def _hoofdletter(zin: str) -> str:
    return zin[:1].upper() + zin[1:]


@dataclass(frozen=True, slots=True)
class _Orgaan:
    """How a body decides: ``van``: of whom; ``voorstel``: who proposes; ``vergadering``; ``tekent``: who sign."""

    herken: str
    naam: str
    van: str
    voorstel: str
    vergadering: str
    tekent: tuple[str, str]


_VAN_GEMEENTE, _VAN_GR = "van de gemeente {}", "van {}"
_COLLEGE, _OPENBAAR = "het college van burgemeester en wethouders", "openbare vergadering"
_BESTUUR = ("De voorzitter,", "De secretaris,")
_ORGANEN = (
    _Orgaan("algemeen bestuur", "het algemeen bestuur", _VAN_GR, "het dagelijks bestuur", _OPENBAAR, _BESTUUR),
    _Orgaan("dagelijks bestuur", "het dagelijks bestuur", _VAN_GR, "", "vergadering", _BESTUUR),
    _Orgaan("college", _COLLEGE, _VAN_GEMEENTE, "", "vergadering", ("De burgemeester,", "De secretaris,")),
    _Orgaan("burgemeester", "de burgemeester", _VAN_GEMEENTE, "", "", ("De burgemeester,", "")),
    _Orgaan("raad", "de raad", _VAN_GEMEENTE, _COLLEGE, _OPENBAAR, ("De voorzitter,", "De griffier,")),
)
"""The last one holds when nothing is known."""


def _genoemd(naam: str) -> _Orgaan | None:
    return next((o for o in _ORGANEN if o.herken in naam.lower()), None)


def _uit_aanhef(regeling: Regeling, past: Callable[[str], bool]) -> str:
    """The first line of the preamble that fits, without the mark at its end."""
    for e in regeling.wortel.inhoud:
        for a in e.inhoud if isinstance(e, Eenheid) and e.soort is Soort.AANHEF else ():
            if isinstance(a, Alinea) and past(tekst := legaal(a.inhoud).strip(" ;")):
                return tekst
    return ""


def _orgaan(regeling: Regeling, gegeven: str = "") -> _Orgaan | None:
    """Who decides: as given, else as the regulation says it; None when nobody does."""
    uit_aanhef = _uit_aanhef(regeling, lambda t: t.startswith(("De ", "Het ")) and _genoemd(t) is not None)
    return _genoemd(gegeven or regeling.gegevens.orgaan or uit_aanhef)


def orgaan_van(regeling: Regeling) -> str:
    """Who decided a regulation, as far as it says so; "onbekend" when it does not."""
    gevonden = _orgaan(regeling)
    return gevonden.naam if gevonden is not None else "onbekend"


class _Kader:
    """What stands around the instructions; what is not given comes from the regulation, else it is a visible blank."""

    def __init__(self, was: Sequence[Regeling], g: Besluitgegevens, doel: str) -> None:
        self.was, self.g, self.doel = was, g, doel
        bron = was[0].gegevens
        self.orgaan = _orgaan(was[0], g.orgaan) or _ORGANEN[-1]
        namen = " ".join(naam_in_zin(r) for r in was).lower()
        verordening = (
            "verordening" in namen
            or bron.soort == "verordening"
            or (self.orgaan is _ORGANEN[-1] and not is_meervoud(naam_in_zin(was[0])))
        )
        self.vorm = g.vorm or ("Verordening" if verordening else "Besluit")
        self.meer = self.wie().startswith("De colleges ")

    def kop(self, dag: date | None) -> list[str]:
        g, namen = self.g, [naam_in_zin(r) for r in self.was]
        wat = opsomming(namen) if len(namen) < 4 else f"{namen[0]} en {len(namen) - 1} andere regelingen"
        per = f" per {dagen.dag(dag)}" if dag else ""
        grond = "; ".join(g.grondslagen) or self.uit_aanhef("gelet op ") or "[grondslagen]"
        slot = "de volgende verordening" if self.vorm == "Verordening" else "het volgende besluit"
        regels = [
            f"{self.vorm} tot {self.doel} van {wat}{per}",
            self.wie(),
            f"gelezen het voorstel van {self.orgaan.voorstel} van [datum];" if self.orgaan.voorstel else "",
            f"gelet op {grond};",
            f"{'besluiten' if self.meer else 'besluit'} vast te stellen {slot}:",
        ]
        return [r for regel in regels if regel for r in ("# " * (regel is regels[0]) + regel, "")]

    def wie(self) -> str:
        """Who decides: as given, else as the preamble of the regulation says it."""
        g, o = self.g, self.orgaan
        if not g.gemeente and not g.orgaan and (zin := self.uit_aanhef("")):
            return zin + ";"
        gemeente = g.gemeente or self.was[0].gegevens.gemeente
        blanco = "[gemeente]" if o.van == _VAN_GEMEENTE else "[gemeenschappelijke regeling]"
        naam = g.orgaan if g.orgaan and o.herken not in ("college",) else o.naam
        return (
            f"{_hoofdletter(naam)} {o.van.format(gemeente or blanco)};"
            if " van " not in naam.replace("van burgemeester", "")
            else f"{_hoofdletter(naam)};"
        )

    def uit_aanhef(self, begin: str) -> str:
        """A line of the preamble of the regulation; the line with who decides when ``begin`` is empty."""
        if begin:
            return _uit_aanhef(self.was[0], lambda t: t.lower().startswith(begin))[len(begin) :]
        return _uit_aanhef(self.was[0], lambda t: self.orgaan.herken in t.lower() and t.startswith(("De ", "Het ")))

    def inwerking(self, dagen: Sequence[date | None], wordt: Sequence[Regeling]) -> list[str]:
        """Entry into force: one sentence, or one per day."""
        wat = "Deze verordening" if self.vorm == "Verordening" else "Dit besluit"
        momenten = [(dag, self._terug(dag, r)) for dag, r in zip(dagen, wordt, strict=True)]
        if len(set(momenten)) == 1:
            return [f"{wat} treedt in werking {self._moment(*momenten[0])}."]
        uit = []
        for i, moment in enumerate(dict.fromkeys(momenten), 1):
            nummers = [romeins(n) for n, m in enumerate(momenten, 1) if m == moment]
            artikelen = (
                f"Artikel {nummers[0]} treedt" if len(nummers) == 1 else f"De artikelen {opsomming(nummers)} treden"
            )
            uit.append(f"{i}. {artikelen} in werking {self._moment(*moment)}.")
        return uit

    def _moment(self, dag: date | None, terug: date | None) -> str:
        staart = f" en werkt terug tot en met {dagen.dag(terug)}" if terug else ""
        if dag is None and self.g.na_bekendmaking:
            return f"op de dag na bekendmaking{staart}"
        return f"met ingang van {dagen.dag(dag) if dag is not None else '[dag van inwerkingtreding]'}{staart}"

    def aangehaald(self) -> str:
        """How the decision is cited."""
        wat = "Deze verordening" if self.vorm == "Verordening" else "Dit besluit"
        return f"{wat} wordt aangehaald als: {self.g.citeertitel.rstrip('.')}."

    def _terug(self, dag: date | None, wordt: Regeling) -> date | None:
        geldig = wordt.gegevens.geldig_vanaf
        return self.g.terugwerkend or (geldig if dag is not None and geldig is not None and geldig < dag else None)

    def slot(self) -> list[str]:
        """The closing; never with names."""
        waar = f"in de {self.orgaan.vergadering} van [datum]" if self.orgaan.vergadering else "op [datum]"
        een, ander = self.orgaan.tekent
        if self.meer:
            waar, een, ander = "in de vergaderingen van [datum per college]", "De burgemeesters,", "De secretarissen,"
        return ["## Slot", f"Aldus vastgesteld {waar}.", "", een, *(["", ander] if ander else [])]
