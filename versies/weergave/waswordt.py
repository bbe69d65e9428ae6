"""The was-wordt table: per provision the old text, the new text and, when asked, what is new to the reader.

One row per smallest unit that changed (lid, onderdeel, begrip, artikel without leden, row of a table). What lapses is
struck through in the old text, what is new is underlined in the new text, and both are said in words for who listens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from verordening.boom import (
    Cel,
    Eenheid,
    Figuur,
    Rij,
    Soort,
    Status,
    Tabel,
    alineas,
    dubbele_punt,
    inlinetekst,
    is_bepaling,
    wandel,
)
from verordening.papier import document as d
from verordening.papier.document import Blok, Stuk
from versies.vergelijken.paar import Paar, eenzijdig, eigen_tekst, uitgeklapt
from versies.verschil import Verschil
from versies.weergave.inhoud import als_inhoud, zet_woorden
from versies.weergave.samenvatting import let_op
from versies.weergave.zetter import STATUSWOORD, uitleg as in_woorden
from versies.wijziging import Spannesoort


@dataclass(frozen=True, slots=True)
class Waswordtrij:
    """One row: the address, the old side, the new side, and the eId by which an explanation is found."""

    adres: str
    was: tuple[Blok, ...]
    wordt: tuple[Blok, ...]
    eId: str
    artikel: str = ""
    uitleg: str = ""
    """where it came from or went to, in words"""


def rijen(verschil: Verschil) -> Iterator[Waswordtrij]:
    """The rows, in the order of the new text; what lapsed stands where it stood."""

    def loop(paar: Paar, artikel: str) -> Iterator[Waswordtrij]:
        deel = paar.deel
        if paar.gelijk or not isinstance(deel, Eenheid):
            return
        artikel = deel.eId if is_bepaling(deel) else artikel
        if _eigen(verschil, paar):
            was, wordt = (tuple(_kant(paar, kant)) for kant in (True, False))
            yield Waswordtrij(_adres(paar), was, wordt, deel.eId, artikel or deel.eId, in_woorden(paar))
        if paar.was is not None and paar.wordt is not None and not paar.vertrokken:
            for kind in paar.kinderen:
                if not _lijst_erbij(kind):
                    yield from loop(kind, artikel)

    yield from loop(verschil.paren, "")


def _adres(paar: Paar) -> str:
    adressen = [a.tekst(kort=True) for a in (paar.adres_was, paar.adres_wordt) if a is not None]
    if not adressen or not adressen[0]:
        return paar.deel.soort.value if isinstance(paar.deel, Eenheid) else ""
    if len(adressen) == 2 and adressen[0] != adressen[1]:
        return f"{adressen[1]} (was: {adressen[0]})"
    adres = adressen[-1]
    if paar.was is None:
        return f"{adres} (nieuw)"
    if paar.vertrokken:
        return f"{adres} (verplaatst)"
    if paar.wordt is None:
        return f"{adres} (vervallen)"
    return f"{adres} (verplaatst)" if paar.aangekomen else adres


def _eigen(verschil: Verschil, paar: Paar) -> bool:
    """Whether the unit has a row of its own: something happened to itself, or to its own words."""
    if paar.was is None or paar.wordt is None or verschil.van(paar):
        return True
    return any(_lijst_erbij(k) or (not k.gelijk and not isinstance(k.deel, Eenheid)) for k in paar.kinderen)


def _lijst_erbij(paar: Paar) -> bool:
    """A list that as a whole came or went belongs to the row of the unit around it."""
    heel = paar.was is None or paar.wordt is None
    return heel and isinstance(paar.deel, Eenheid) and paar.deel.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST)


def _kant(paar: Paar, was: bool) -> Iterator[Blok]:
    """One side of a row: heading, own text, and everything below when the unit is wholly new or gone."""
    deel = paar.was if was else paar.wordt
    if not isinstance(deel, Eenheid):
        return
    ander = paar.wordt if was else paar.was
    kop = _kop(paar, deel, ander if isinstance(ander, Eenheid) else None, was)
    if deel.status is Status.VERVALLEN and not was:
        yield d.alinea(*kop, Stuk("(vervallen)"))
        return
    if woord := STATUSWOORD.get(deel.status, ""):
        gelijk = isinstance(ander, Eenheid) and ander.status is deel.status
        kop = (*kop, Stuk(f"{woord} ", wijziging=d.Wijziging.GEEN if gelijk else _merk(was)))
    eerste = True
    for regel in _regels(paar if isinstance(ander, Eenheid) else eenzijdig(deel, weg=was), was):
        yield d.Alinea((*kop, *regel) if eerste and kop else regel)
        eerste = False
    if eerste and kop:
        yield d.Alinea(kop)


def _kop(paar: Paar, deel: Eenheid, ander: Eenheid | None, was: bool) -> tuple[d.Inline, ...]:
    merk = _merk(was)
    aanduiding = " ".join(t for t in (deel.label, deel.nummer) if t)
    uit: list[d.Inline] = []
    if aanduiding:
        gelijk = ander is not None and aanduiding == " ".join(t for t in (ander.label, ander.nummer) if t)
        uit.append(Stuk(f"{aanduiding} ", vet=True, wijziging=d.Wijziging.GEEN if gelijk else merk))
    if deel.opschrift:
        weg = Spannesoort.INGEVOEGD if was else Spannesoort.VERVALLEN
        if ander is None:
            uit.append(Stuk(eigen_tekst(deel), vet=deel.soort is not Soort.BEGRIP, wijziging=merk))
        elif paar.spannen:
            uit.extend(als_inhoud(paar.spannen, weg))
        else:
            uit.append(Stuk(eigen_tekst(deel), vet=deel.soort is not Soort.BEGRIP))
        if deel.soort is Soort.BEGRIP:
            uit.append(Stuk(dubbele_punt(eigen_tekst(deel))))
        uit.append(Stuk(" "))
    return tuple(uit)


def _regels(paar: Paar, was: bool) -> Iterator[tuple[d.Inline, ...]]:
    """The lines below a unit on one side: its own, and those of units that as a whole came or went."""
    geheel = paar.was is None or paar.wordt is None
    for kind in uitgeklapt(paar):
        zijde = kind.was if was else kind.wordt
        if isinstance(zijde, Eenheid) and (geheel or _lijst_erbij(kind)):
            yield from _genoemd(zijde, was)
        elif zijde is not None and not isinstance(kind.deel, Eenheid):
            yield from _eigen_regels(kind, was)


def _genoemd(deel: Eenheid, was: bool) -> Iterator[tuple[d.Inline, ...]]:
    """The lines of a unit that is on one side only, behind its number and heading."""
    woorden = " ".join(t for t in (deel.label, deel.nummer, eigen_tekst(deel)) if t)
    woorden += dubbele_punt(woorden) if deel.soort is Soort.BEGRIP else ""
    regels = _regels(eenzijdig(deel, weg=was), was)
    regel = next(regels, ())
    merk = Stuk("", wijziging=_merk(was))
    if regel and isinstance(eerste := regel[0], Stuk) and replace(eerste, tekst="") == merk:
        woorden, regel = f"{woorden} {eerste.tekst}".strip(), regel[1:]  # één stuk, dus ook in Markdown één merk
    elif woorden and regel:
        woorden += " "
    if woorden or regel:
        yield (replace(merk, tekst=woorden), *regel)
    yield from regels


def _merk(was: bool) -> d.Wijziging:
    return d.Wijziging.VERVALLEN if was else d.Wijziging.INGEVOEGD


def _eigen_regels(kind: Paar, was: bool) -> Iterator[tuple[d.Inline, ...]]:
    """The lines of an alinea, table or figure on one side."""
    zijde, weg = (kind.was, Spannesoort.INGEVOEGD) if was else (kind.wordt, Spannesoort.VERVALLEN)
    inhoud = zet_woorden(kind, weg=weg)
    if isinstance(zijde, Figuur):
        inhoud = (Stuk(f"[Afbeelding: {zijde.afbeelding.alt or zijde.afbeelding.bron}] ", cursief=True), *inhoud)
    if any(isinstance(s, Stuk) and s.tekst for s in inhoud):
        yield inhoud
    if isinstance(zijde, Tabel):
        koppen = _kolomkoppen(zijde)
        for rij in uitgeklapt(kind):
            if not rij.gelijk and (regel := _rijregel(rij, was, koppen)):
                yield regel


def _kolomkoppen(tabel: Tabel) -> tuple[str, ...]:
    """Names of the columns, when the header is one row of single cells; else nothing."""
    koprijen = [rij for groep in tabel.groepen for rij in groep.kop]
    if len(koprijen) != 1 or any(c.van or c.meer_rijen for c in koprijen[0].cellen):
        return ()
    return tuple(_celtekst(c) for c in koprijen[0].cellen)


def _rijregel(rij: Paar, was: bool, koppen: tuple[str, ...]) -> tuple[d.Inline, ...]:
    """A row of a table as one line: each cell after the name of its column."""
    zijde = rij.was if was else rij.wordt
    if not isinstance(zijde, Rij):
        return ()
    cellen = [cel for cel in uitgeklapt(rij) if (cel.was if was else cel.wordt) is not None]
    kop = tuple(map(_celtekst, zijde.cellen)) == koppen
    uit: list[d.Inline] = [Stuk("Koprij: ", cursief=True)] if kop else []
    for rang, cel in enumerate(cellen):
        if rang:
            uit.append(Stuk("; " if koppen else " | "))
        if len(cellen) == len(koppen) and not kop and koppen[rang]:
            uit.append(Stuk(f"{koppen[rang]}: ", cursief=True))
        for blok in uitgeklapt(cel):
            deel = blok.was if was else blok.wordt
            regels = _genoemd(deel, was) if isinstance(deel, Eenheid) else _eigen_regels(blok, was) if deel else ()
            uit.extend(s for regel in regels for s in regel)
    return tuple(uit)


def _celtekst(cel: Cel) -> str:
    return " ".join(inlinetekst(a.inhoud) for blok in cel.inhoud for a in alineas(blok))


def toelichtingen(verschil: Verschil) -> dict[str, str]:
    """Explanations per eId of an artikel, from the explanatory note in the new version, as far as it is new or changed.

    A note that stayed as it was explains the old text, not the change.
    """
    from verordening.register import Register
    from verordening.taal import uit_tekst

    nieuw = Register.van(verschil.wordt)
    oud = {_nootwoorden(e) for e in wandel(verschil.was.wortel) if e.soort is Soort.DIVISIE}
    uit: dict[str, str] = {}
    for eenheid in nieuw.op_eid.values():
        woorden = _nootwoorden(eenheid)
        if (
            eenheid.soort is Soort.DIVISIE
            and eenheid.label.lower() == "artikel"
            and eenheid.nummer
            and woorden not in oud
        ):
            for artikel in nieuw.alle(uit_tekst(f"artikel {eenheid.nummer}")):
                uit[artikel.eenheid.eId] = woorden
    return uit


def _nootwoorden(noot: Eenheid) -> str:
    return " ".join(" ".join(inlinetekst(a.inhoud) for b in noot.inhoud for a in alineas(b)).split())


def waswordt_tabel(
    verschil: Verschil, *, kolommen: int = 3, uitleg: Mapping[str, str] | None = None, bijschrift: str = ""
) -> d.Tabel | None:
    """The table as a block for any paper; None when nothing changed.

    Args:
        kolommen: 2 (was, wordt), 3 (with the provision in front) or 4 (with an explanation behind).
        uitleg: explanation per eId of the row or of its artikel.
    """
    if kolommen not in (2, 3, 4):
        raise ValueError("een was-wordttabel heeft 2, 3 of 4 kolommen")
    koppen = [
        d.Kolom(("Bepaling",), 2.5),
        d.Kolom(("Huidige tekst",), 4),
        d.Kolom(("Nieuwe tekst",), 4),
        d.Kolom(("Toelichting",), 3),
    ]
    keuze = {2: koppen[1:3], 3: koppen[:3], 4: koppen}[kolommen]
    gezet = []
    gezegd: set[str] = set()
    for rij in rijen(verschil):
        waar = (d.alinea(rij.adres), *((d.alinea(rij.uitleg, soort="klein"),) if rij.uitleg else ()))
        erbij = _uitleg(rij, uitleg or {}, gezegd)
        cellen = [
            d.Cel(waar),
            _cel(rij.was, "(geen)"),
            _cel(rij.wordt, "(verplaatst)" if rij.uitleg.startswith("Verplaatst naar") else "(vervallen)"),
            d.cel(erbij),
        ]
        if kolommen == 2 and rij.uitleg:  # er is geen kolom voor de plaats
            cellen[2] = replace(cellen[2], blokken=(*cellen[2].blokken, waar[1]))
        gezet.append(d.Rij(tuple({2: cellen[1:3], 3: cellen[:3], 4: cellen}[kolommen])))
    if not gezet:
        return None
    naam = verschil.wordt.gegevens.citeertitel or verschil.wordt.gegevens.werk
    return d.Tabel(
        (bijschrift or f"Was-wordttabel van {naam}",), tuple(keuze), tuple(gezet), rijkop=kolommen > 2, liggend=True
    )


def _cel(blokken: tuple[Blok, ...], leeg: str) -> d.Cel:
    return d.Cel(blokken) if blokken else d.cel(Stuk(leeg, cursief=True))


def _uitleg(rij: Waswordtrij, uitleg: Mapping[str, str], gezegd: set[str]) -> str:
    """The explanation of the row itself, else that of its artikel at the first row of the artikel."""
    if rij.eId in uitleg:
        gezegd.add(rij.eId)
        return uitleg[rij.eId]
    if rij.artikel in uitleg and rij.artikel not in gezegd:
        gezegd.add(rij.artikel)
        return uitleg[rij.artikel]
    return "" if rij.artikel not in gezegd else "Zie hierboven bij dit artikel."


def waswordt(verschil: Verschil, *, kolommen: int = 0, uitleg: Mapping[str, str] | None = None) -> d.Document:
    """The was-wordt table as a paper of its own.

    Args:
        kolommen: 2, 3 or 4; 0: 4 when there are explanations, else 3.
        uitleg: explanation per eId; default those of the explanatory note in the new version.
    """
    naam = verschil.wordt.gegevens.citeertitel or verschil.wordt.gegevens.werk
    bij = toelichtingen(verschil) if uitleg is None else uitleg
    kolommen = kolommen or (4 if bij else 3)
    tabel = waswordt_tabel(verschil, kolommen=kolommen, uitleg=bij)
    blokken: Iterable[Blok] = (
        *let_op(verschil),
        d.alinea(
            "Per gewijzigde bepaling staat links de huidige en rechts de nieuwe tekst. Wat vervalt is doorgehaald, wat "
            "nieuw is, is onderstreept. Wie de tabel laat voorlezen, hoort «vervallen» en «ingevoegd»."
        ),
        *((tabel,) if tabel is not None else (d.alinea("Er is geen enkele bepaling gewijzigd."),)),
    )
    return d.Document(
        f"Was-wordttabel {naam}",
        tuple(blokken),
        status=verschil.wordt.gegevens.versiestatus,
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
        liggend=True,
    )


def weergeef(verschil: Verschil, *, vorm: str = "html", kolommen: int = 0) -> bytes:
    """The table as the bytes of a file: html, docx, pdf, odt or md.

    Raises:
        Verkeerd: another form.
    """
    from verordening.bevinding import Verkeerd
    from verordening.papier import FORMATEN, zet

    if vorm not in FORMATEN:
        raise Verkeerd(f"een was-wordttabel kan niet als .{vorm}; kies uit {', '.join('.' + f for f in FORMATEN)}")
    return zet(waswordt(verschil, kolommen=kolommen), vorm)
