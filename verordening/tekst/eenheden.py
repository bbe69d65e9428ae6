"""Units under construction, and the tree values that they become."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from verordening.boom import (
    STRUCTUUR,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Gegevens,
    Inline,
    Kolom,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    inlinetekst,
    kaal,
)
from verordening.tekst.opbouw import Punt, bouw, stijl

_VERVALLEN = re.compile(
    r"[\[(]?\s*(?:(?:Artikel|is|zijn)\s+)?vervallen\.?(?:\s+per\s+[^\])]*)?\s*[\])]?\.?\Z", re.IGNORECASE
)


_NAAM_AAN_SLOT = re.compile(r"\((?P<naam>[A-Z][^()]{3,200})\)\.?\Z")


@dataclass(slots=True)
class Open:
    """A unit under construction.

    Args:
        kop_open: its title may still come. titel_volgt: the next line is its title.
        niveau: number of ``#`` signs of its heading. begin: line of its heading.
    """

    soort: Soort
    label: str = ""
    nummer: str = ""
    opschrift: tuple[Inline, ...] = ()
    punten: list[Punt] = field(default_factory=list)
    delen: list[Eenheid] = field(default_factory=list)
    kop_open: bool = True
    titel_volgt: bool = False
    niveau: int = 0
    begin: int = 0


def maak(open_: Open, twijfel: list[str], *, leden: bool = False) -> Eenheid:
    """The unit, with its leden and lists built.

    Args:
        twijfel: takes a sentence for each place where numbers and indents contradict each other.
        leden: a paragraaf has leden too, as an artikel has.
    """
    status = Status.GELDEND
    lopend: list[Blok] = []
    if open_.soort is Soort.ARTIKEL or leden:
        lopend = bouw(_met_tussenkoppen(_met_diepte(open_.punten)), twijfel=twijfel)
    elif open_.soort in STRUCTUUR or open_.soort is Soort.BIJLAGE:
        lopend = bouw(open_.punten, leden=False, twijfel=twijfel)
    else:
        lopend = [p.blok if p.blok is not None else Alinea(p.inhoud) for p in open_.punten]
    in_plaats = open_.soort is Soort.PARAGRAAF and not (open_.label or open_.delen)
    if (open_.soort is Soort.ARTIKEL or in_plaats) and len(open_.punten) <= 1 and _is_vervallen(open_):
        status = Status.VERVALLEN
    if open_.soort in (Soort.BIJLAGE, Soort.DIVISIE) and lopend:
        lopend = [Eenheid(Soort.DIVISIETEKST, inhoud=tuple(lopend))]
    return Eenheid(
        open_.soort, open_.label, open_.nummer, open_.opschrift, inhoud=(*lopend, *open_.delen), status=status
    )


def _is_vervallen(open_: Open) -> bool:
    enig = next((p.blok.inhoud if isinstance(p.blok, Alinea) else p.inhoud for p in open_.punten), open_.opschrift)
    return _VERVALLEN.match(inlinetekst(enig, redactie=bool(open_.punten))) is not None


def _met_diepte(punten: list[Punt]) -> list[Punt]:
    """The paragraphs of an artikel with their indent from its left edge, and figures that start a lid at depth 0.

    A figure starts a lid when it stands at the edge and no letter came before it in this artikel, when other numbers
    stand deeper, or when it has the double space of the archived laws.
    """
    rand = min((p.rand for p in punten if p.nummer), default=0)
    uit: list[Punt] = []
    genest = dieper = False
    for punt in punten:
        van_rand = max(punt.rand - rand, 0) if punt.rand >= 0 else -1
        is_lid = is_cijfer(punt.nummer) and van_rand < 2 and (punt.wit >= 2 or dieper or not genest)
        uit.append(punt._replace(rand=van_rand, diepte=0 if is_lid else punt.diepte))
        genest = genest or bool(punt.nummer and not is_cijfer(punt.nummer))
        dieper = dieper or bool(punt.nummer and van_rand >= 2)
    return uit


def is_losse_regel(punt: Punt) -> bool:
    """Whether a paragraph without number is too short for a sentence, and does not end as one."""
    woorden = inlinetekst(punt.inhoud).strip()
    return not (punt.nummer or punt.term or punt.blok) and 0 < len(woorden) < 80 and woorden[-1] not in ".;,?!"


def _met_tussenkoppen(punten: list[Punt]) -> list[Punt]:
    """The paragraphs of an artikel, with the lines right above a later lid that are no sentence as headings over that lid.

    >>> lid = Punt("1.", ("De raad helpt.",), diepte=0)
    >>> [p.blok is not None for p in _met_tussenkoppen([lid, Punt("", ("Kosten",)), lid._replace(nummer="2.")])]
    [False, True, False]
    """
    uit = list(punten)
    onder_lid = False
    eerste = next((i for i, p in enumerate(punten) if p.nummer and p.diepte == 0), len(punten))
    for plek in range(len(punten) - 1, eerste, -1):
        punt = punten[plek]
        onder_lid = bool(punt.nummer and punt.diepte == 0) or (
            onder_lid and is_losse_regel(punt) and inlinetekst(punt.inhoud).lstrip()[:1].isupper()
        )
        if onder_lid and not punt.nummer:
            uit[plek] = punt._replace(inhoud=(), blok=Alinea(punt.inhoud, "tussenkop"), diepte=0)
    return uit


def begint_met_lid(punten: Sequence[Punt]) -> bool:
    """Whether the first paragraph is a sentence with a figure, which no words announce as an item of a list."""
    woorden = inlinetekst(punten[0].inhoud).rstrip() if punten else ""
    zin = woorden[:1].isupper() and woorden[-1] in ".:;"
    return zin and punten[0].nummer != "" and stijl(punten[0].nummer)[0].startswith("cijfer")


def is_cijfer(nummer: str) -> bool:
    """Whether a number is a figure with a dot, as leden have."""
    return nummer[-1:] == "." and nummer[:1].isdecimal() and kaal(nummer)[-1:] not in "°º"


_REGELEINDE = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


def maak_tabel(
    regels: Sequence[str], titel: tuple[Inline, ...], inline: Callable[[str], tuple[Inline, ...]]
) -> tuple[Tabel, bool]:
    """A table from its rows with pipes, the first of which is the head; and whether some row has fewer cells."""
    rijen = [_cellen(r) for r in regels]
    breed = max(len(r) for r in rijen)
    kolommen = tuple(Kolom(f"col{n}", "1*") for n in range(1, breed + 1))

    def rij(waarden: list[str]) -> Rij:
        inhouden = [map(inline, _REGELEINDE.split(w)) for w in (*waarden, *[""] * (breed - len(waarden)))]
        cellen = (tuple(Alinea(i) for i in regels if i) for regels in inhouden)
        return Rij(tuple(Cel(alineas, kolom=f"col{n}") for n, alineas in enumerate(cellen, 1)))

    groep = Tabelgroep(kolommen, (rij(rijen[0]),), tuple(rij(r) for r in rijen[1:]))
    return Tabel((groep,), titel), any(len(r) != breed for r in rijen)


def _cellen(regel: str) -> list[str]:
    kern = regel.strip()
    kern = kern[1:] if kern[:1] == "|" else kern
    kern = kern[:-1] if kern[-1:] == "|" and kern[-2:-1] != "\\" else kern
    cellen = [c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", kern)]
    return ["" if "---" in c and re.fullmatch(r":?-{3,}:?", c) else c for c in cellen]


def gegevens_van(opschrift: str, citeertitel: str, naam: str, formaat: str) -> Gegevens:
    """Metadata that stand in the text.

    Args:
        opschrift: words of the title. citeertitel: the name by which the text says that it is cited.
        naam: name of the source, when there is no title.
        formaat: name of the format of the source.
    """
    tussen = _NAAM_AAN_SLOT.search(opschrift)
    citeertitel = citeertitel or (tussen["naam"] if tussen else "")
    return Gegevens(
        re.sub(r"[^a-z0-9]+", "-", opschrift.lower()).strip("-")[:80] or naam.rsplit(".", 1)[0] or "regeling",
        opschrift=opschrift,
        citeertitel=citeertitel or opschrift,
        citeertitel_officieel=bool(citeertitel),
        formaat=formaat,
    )


def laatste_artikel(delen: Sequence[Eenheid]) -> str:
    """Number of the last artikel in these units, without punctuation."""
    for deel in reversed(delen):
        if deel.soort is Soort.ARTIKEL:
            return kaal(deel.nummer)
        binnen = laatste_artikel(deel.delen)
        if binnen:
            return binnen
    return ""
