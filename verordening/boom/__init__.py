"""The one tree: every regulation, national or local, as frozen values.

A :class:`Regeling` holds metadata (:class:`Gegevens`) and one root :class:`Eenheid`. An eenheid is a structural unit
(hoofdstuk … artikel, lid, onderdeel, begrip, bijlage); between units stand blocks of text (:class:`Alinea`,
:class:`Tabel`, :class:`Figuur`) in document order. Text is mixed content: a tuple of plain strings and inline nodes.

Pure: values in, values out. Nothing here reads a file or a clock.

Text convention: white space that is only XML layout (runs of space, tab, CR, LF) is one space inside an alinea and none
at its ends; every other character is kept as it is in the source (NFC).

>>> zin = Alinea(("Het college beslist binnen ", Opmaak("vet", ("acht",)), " weken."))
>>> lid = Eenheid(Soort.LID, nummer="1.", inhoud=(zin,))
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="5", opschrift=("Termijn",), inhoud=(lid,))
>>> tekst(artikel)
'Artikel 5 Termijn\\n1. Het college beslist binnen acht weken.'
>>> [e.soort.value for e in wandel(artikel)]
['artikel', 'lid']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from verordening.boom.typen import (
    LIJSTEN as LIJSTEN,
    STRUCTUUR as STRUCTUUR,
    TOELICHTING as TOELICHTING,
    Afbeelding as Afbeelding,
    Alinea as Alinea,
    Blok as Blok,
    Cel as Cel,
    Deel as Deel,
    Eenheid as Eenheid,
    Figuur as Figuur,
    Inline as Inline,
    Kolom as Kolom,
    Noot as Noot,
    Opmaak as Opmaak,
    Pad as Pad,
    Redactie as Redactie,
    Regeleinde as Regeleinde,
    Regeling as Regeling,
    Rij as Rij,
    Soort as Soort,
    Status as Status,
    Tabel as Tabel,
    Tabelgroep as Tabelgroep,
    Verwijzing as Verwijzing,
)
from verordening.gegevens import (
    Gegevens as Gegevens,
    Grondslag as Grondslag,
    Herkomst as Herkomst,
    Publicatie as Publicatie,
    WtiRegel as WtiRegel,
)


@lru_cache(8192)
def kaal(nummer: str) -> str:
    """A printed number without its punctuation; ``°`` and ``*`` stay, spaces inside become ``_`` (JCI, A.1).

    >>> [kaal(n) for n in ("1.", "a.", "1°.", "8*", " N 11 ", "(b)", "–", "Lid 1.", "lid 2 -")]
    ['1', 'a', '1°', '8*', 'N_11', 'b', '', '1', '2']
    """
    delen = nummer.split()
    if len(delen) == 1 and delen[0].isalnum():
        return delen[0]
    if len(delen) > 1 and delen[0].lower() in ("lid", "onderdeel"):
        del delen[0]  # de soort, gedrukt bij het nummer
    heel = "_".join(delen)
    begin, eind = 0, len(heel)
    while begin < eind and not (heel[begin].isalnum()):
        begin += 1
    while eind > begin and not (heel[eind - 1].isalnum() or heel[eind - 1] in "°*º"):
        eind -= 1
    return heel[begin:eind]


def wandel(eenheid: Eenheid) -> Iterator[Eenheid]:
    """The unit itself and every unit below it, in document order (also those inside table cells)."""
    stapel = [eenheid]
    while stapel:
        yield (nu := stapel.pop())
        if [blok for blok in nu.inhoud if blok.__class__ is not Alinea]:  # verreweg de meeste hebben alleen tekst
            stapel += reversed(direct_onder(nu))


def direct_onder(eenheid: Eenheid) -> list[Eenheid]:
    """The units directly in it, those inside table cells as well."""
    uit: list[Eenheid] = []
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            uit.append(blok)
        elif isinstance(blok, Tabel):
            uit += [b for cel in cellen(blok) for b in cel.inhoud if isinstance(b, Eenheid)]
    return uit


def kinderen(eenheid: Eenheid) -> Iterator[Eenheid]:
    """Units directly below, looking through lists: the onderdelen of a lid, the leden of an artikel."""
    return (kind for _, kind in kinderpaden((), eenheid))


def kinderpaden(pad: Pad, eenheid: Eenheid) -> Iterator[tuple[Pad, Eenheid]]:
    """The same with their pads, of a unit that stands at ``pad`` itself."""
    for i, blok in enumerate(eenheid.inhoud):
        if isinstance(blok, Eenheid):
            if blok.soort in LIJSTEN:
                yield from kinderpaden((*pad, i), blok)
            else:
                yield (*pad, i), blok


def is_genummerd(eenheid: Eenheid) -> bool:
    """Whether it is a paragraaf of which only the number says so («2.1 Hoogte»): what a text without artikelen is made of."""
    return eenheid.soort is Soort.PARAGRAAF and not eenheid.label and kaal(eenheid.nummer) != ""


def is_bepaling(eenheid: Eenheid) -> bool:
    """Whether a unit with a heading has words of its own: an artikel, and a paragraaf of a text without artikelen."""
    if eenheid.soort not in STRUCTUUR:
        return eenheid.soort is Soort.ARTIKEL
    onder = {b.soort for b in eenheid.delen} - STRUCTUUR - {Soort.ARTIKEL}
    return bool(onder) or any(map(str.strip, eigen_regels(eenheid)))


def titelwoorden(wortel: Eenheid) -> str:
    """The first words of the unit that holds the title of a regulation; empty when there is none."""
    titels = (e for e in wortel.delen if e.soort is Soort.OPSCHRIFT)
    return next((inlinetekst(a.inhoud) for e in titels for a in e.inhoud if isinstance(a, Alinea)), "")


def smelt(inhoud: Iterable[Inline]) -> tuple[Inline, ...]:
    """Mixed content in its one normal form: neighbouring strings joined, empty strings dropped.

    >>> smelt(("Het ", "", "college", Regeleinde(), "beslist"))
    ('Het college', Regeleinde(), 'beslist')
    """
    uit: list[Inline] = []
    for deel in inhoud:
        if isinstance(deel, str) and uit and isinstance(voor := uit[-1], str):
            uit[-1] = voor + deel
        elif deel != "":
            uit.append(deel)
    return tuple(uit)


def cellen(tabel: Tabel) -> Iterator[Cel]:
    """All cells of a table, header rows first, in reading order."""
    for groep in tabel.groepen:
        for rij in (*groep.kop, *groep.romp):
            yield from rij.cellen


_HOOG_LAAG = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "inf": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def inlinetekst(inhoud: Iterable[Inline], *, redactie: bool = False) -> str:
    """Legal text of mixed content: no notes, pictures and (unless asked) editor's text; raised and lowered figures are content.

    >>> inlinetekst(("10", Opmaak("sup", ("3",)), " g ", Opmaak("vet", ("CO",)), Redactie("extra", (" [ingevoegd]",)), "."))
    '10³ g CO.'
    """
    if isinstance(inhoud, tuple) and len(inhoud) == 1 and isinstance(enig := inhoud[0], str):
        return enig  # verreweg het meeste
    delen: list[str] = []
    for deel in inhoud:
        if isinstance(deel, str):
            delen.append(deel)
        elif isinstance(deel, (Opmaak, Verwijzing)):
            woorden = inlinetekst(deel.inhoud, redactie=redactie)
            delen.append(_hoog_laag(woorden, deel.soort) if isinstance(deel, Opmaak) else woorden)
        elif isinstance(deel, Redactie):
            if redactie:
                delen.append(inlinetekst(deel.inhoud, redactie=True))
        elif isinstance(deel, Regeleinde):
            delen.append(" ")
    return "".join(delen)


def _hoog_laag(woorden: str, soort: str) -> str:
    """Raised or lowered signs; a letter only in a run without other letters: 10ⁿ, but a raised sentence stays words."""
    if (tekens := _HOOG_LAAG.get(soort)) is None:
        return woorden
    letters = {t for t in woorden if t.isalpha()}
    return "".join(chr(tekens.get(ord(t), ord(t))) if not t.isalpha() or len(letters) == 1 else t for t in woorden)


def losse(inhoud: Iterable[Inline]) -> Iterator[str | Noot | Redactie | Regeleinde | Afbeelding]:
    """The pieces of mixed content in order, also those inside marks and links."""
    for deel in inhoud:
        if isinstance(deel, (Opmaak, Verwijzing)):
            yield from losse(deel.inhoud)
        else:
            yield deel


def noten(inhoud: Iterable[Inline]) -> Iterator[Noot]:
    """The notes in mixed content, in order."""
    return (deel for deel in losse(inhoud) if isinstance(deel, Noot))


def alineas(blok: Blok) -> Iterator[Alinea]:
    """Every alinea in and below a block, in document order: headings excluded, titles and all notes included."""
    # Met een eigen stapel: bij elke alinea door alle lagen heen teruggeven kost het meeste van een grote wet.
    stapel = [blok]
    while stapel:
        nu = stapel.pop()
        if isinstance(nu, Alinea):
            yield nu
            yield from noten_in(nu.inhoud)
        elif isinstance(nu, Tabel):
            stapel += [binnen for cel in reversed(list(cellen(nu))) for binnen in reversed(cel.inhoud)]
            stapel += [Alinea(nu.titel, "tabeltitel")] if nu.titel else []
        elif isinstance(nu, Figuur):
            bij = Alinea(nu.bijschrift, "bijschrift"), Alinea(nu.titel, "figuurtitel")
            stapel += [woorden for woorden in bij if woorden.inhoud]
        else:
            if nu.opschrift or nu.subtitel:
                yield from nootalineas(nu)
            stapel += reversed(nu.inhoud)


def eigen_inhoud(deel: Deel | None) -> tuple[tuple[Inline, ...], ...]:
    """The own mixed content of a part: of an alinea, the heading of a unit, the title of a table, title and caption of a figure."""
    if isinstance(deel, Alinea):
        return (deel.inhoud,)
    if isinstance(deel, Eenheid):
        return deel.opschrift, deel.subtitel
    if isinstance(deel, Tabel):
        return (deel.titel,)
    return (deel.titel, deel.bijschrift) if isinstance(deel, Figuur) else ()


def nootalineas(deel: Deel | None) -> tuple[Alinea, ...]:
    """The alineas of the notes in the own text of a part: parts below it, that hang in its words."""
    return tuple([alinea for inhoud in eigen_inhoud(deel) for alinea in noten_in(inhoud)])


def noten_in(inhoud: tuple[Inline, ...]) -> tuple[Alinea, ...]:
    """The alineas of the notes in mixed content, in order."""
    if not inhoud or (len(inhoud) == 1 and isinstance(inhoud[0], str)):
        return ()
    return tuple([alinea for noot in noten(inhoud) for alinea in noot.inhoud])


def dubbele_punt(term: str) -> str:
    """The colon behind a defined term: none when the source closes the term itself.

    >>> [dubbele_punt(t) for t in ("college", "college:", "kosten; ", "N.V.")]
    [':', '', '', ':']
    """
    return "" if not term.strip() or term.rstrip().endswith((":", ";")) else ":"


def koptekst(eenheid: Eenheid, *, redactie: bool = False) -> str:
    """Label, number and heading on one line, in the order of the source ("Artikel 2", but "Enig artikel").

    >>> koptekst(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="8a", opschrift=("Reikwijdte",)))
    'Artikel 8a Reikwijdte'
    """
    opschrift = inlinetekst(eenheid.opschrift, redactie=redactie) if eenheid.opschrift else ""
    if eenheid.soort is Soort.BEGRIP:
        opschrift = f"{opschrift.strip()}{dubbele_punt(opschrift)}"
    begin = (eenheid.label, eenheid.nummer)
    begin = begin[::-1] if eenheid.kenmerk("kopvolgorde") == "nr label" else begin
    return " ".join(d for d in (*begin, opschrift, inlinetekst(eenheid.subtitel, redactie=redactie)) if d)


def regels(eenheid: Eenheid, *, redactie: bool = False) -> Iterator[tuple[Eenheid, str]]:
    """(unit, line) for every heading and alinea with legal text, in document order; a number leads its first line, or is one.

    What stands in a table belongs to the unit with the table.
    """
    uit: list[tuple[Eenheid, str]] = []
    _regels(eenheid, redactie, uit)
    return iter(uit)


def _regels(eenheid: Eenheid, redactie: bool, uit: list[tuple[Eenheid, str]]) -> None:
    # Een rij om in te schrijven: bij elke regel door alle lagen heen teruggeven kost bij een grote wet het meeste.
    opschrift = eenheid.opschrift or eenheid.subtitel
    kop = koptekst(eenheid, redactie=redactie) if opschrift or eenheid.label else eenheid.nummer
    noten = [(eenheid, noot) for noot in _tekstlijnen(nootalineas(eenheid), redactie)] if opschrift else []
    if kop and eenheid.soort not in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP):
        uit.append((eenheid, kop))
        kop = ""
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid) and kop:
            uit.append((eenheid, kop))
            kop = ""
        if not kop:
            uit += noten
            noten = []
        if isinstance(blok, Eenheid):
            _regels(blok, redactie, uit)
            continue
        for regel in blokregels(blok, redactie=redactie):
            uit.append((eenheid, f"{kop} {regel}" if kop else regel))
            kop = ""
    if kop:
        uit.append((eenheid, kop))
    uit += noten


def blokregels(blok: Blok, *, redactie: bool = False) -> Iterator[str]:
    """The lines of one block; in a table each cell gives its own, with the numbers of its items."""
    if isinstance(blok, Alinea) and len(blok.inhoud) == 1 and isinstance(enig := blok.inhoud[0], str):
        yield from (r for r in (enig.strip(),) if r)  # verreweg het meeste
    elif isinstance(blok, Eenheid):
        yield from (regel for _, regel in regels(blok, redactie=redactie))
    elif isinstance(blok, Tabel):
        yield from _tekstlijnen(alineas(Alinea(blok.titel)), redactie)
        for cel in cellen(blok):
            for binnen in cel.inhoud:
                yield from blokregels(binnen, redactie=redactie)
    else:
        yield from _tekstlijnen(alineas(blok), redactie)


def _tekstlijnen(reeks: Iterable[Alinea], redactie: bool) -> list[str]:
    return [regel for alinea in reeks if (regel := inlinetekst(alinea.inhoud, redactie=redactie).strip())]


def eigen_regels(eenheid: Eenheid, *, redactie: bool = False) -> Iterator[str]:
    """The lines of the unit itself: notes in its heading, and its blocks without the units below it."""
    yield from _tekstlijnen(nootalineas(eenheid), redactie)
    for blok in eenheid.inhoud:
        if not isinstance(blok, Eenheid):
            yield from blokregels(blok, redactie=redactie)


def tekst(eenheid: Eenheid, *, redactie: bool = False) -> str:
    """The legal text of a unit with everything below it, one line per heading or alinea."""
    return "\n".join(regel for _, regel in regels(eenheid, redactie=redactie))
