"""The redline: the change tree as a neutral paper, from which HTML, PDF, Word and OpenDocument are made.

Two forms. The *leesversie* has an overview of the changes in front, links, editor's text and remarks where something
moved. The *zuivere tekst* holds the words of the regulation and nothing else, no title page and no invented headers of
columns, so that in Word and in LibreOffice accepting every change gives exactly the new text and rejecting every change
exactly the old one. Only what is no word stands there in words: a picture by its name and a status ("[Vervallen]").
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from verordening.papier import document as d
from verordening.papier.document import Blok, Stuk, Wijziging
from verordening.papier.spoor import Spoor
from versies.vergelijken.paar import wandel_paren
from versies.verschil import Verschil
from versies.weergave.auteurs import Toeschrijving
from versies.weergave.inhoud import als_inhoud
from versies.weergave.samenvatting import let_op, overzicht
from versies.weergave.zetter import Zetter, bewegingen

__all__ = ["Zetter", "als_inhoud", "renvooi", "spoor", "weergeef", "zuivere_tekst"]

_NIVEAU = 3
"""of the highest heading of the text: it stands under a heading of its own"""


def renvooi(verschil: Verschil, *, alleen_gewijzigd: bool = False) -> d.Document:
    """The reading version: overview, legend, and the whole new text with every change marked.

    Args:
        alleen_gewijzigd: leave out the articles in which nothing changed, and say which.
    """
    zetter = Zetter(opmerkingen=True, alleen_gewijzigd=alleen_gewijzigd, zetten=bewegingen(verschil.paren))
    tekst = _met_verwijzingen(zetter.paren((verschil.paren,), _NIVEAU))
    naam = _naam(verschil)
    voor: list[Blok] = [*let_op(verschil), *_legenda(verschil), *overzicht(verschil, ankers=zetter.ankers)]
    kop = "Gewijzigde tekst" if alleen_gewijzigd else "Tekst met wijzigingen"
    return d.Document(
        f"Renvooi {naam}",
        (*voor, d.kop(2, kop, anker="tekst"), *tekst),
        status=verschil.wordt.gegevens.versiestatus,
        ondertitel=_versies(verschil),
        onderwerp=f"Verschil tussen twee versies van {naam}",
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
    )


def weergeef(verschil: Verschil, *, vorm: str = "html", alleen_gewijzigd: bool = False) -> bytes:
    """The reading version as the bytes of a file in one of :data:`verordening.papier.FORMATEN`."""
    from verordening.papier import zet

    return zet(renvooi(verschil, alleen_gewijzigd=alleen_gewijzigd), vorm)


def zuivere_tekst(verschil: Verschil, wie: Toeschrijving | None = None) -> d.Document:
    """Only the words of the regulation with their changes: for Word and LibreOffice with tracked changes."""
    zetter = Zetter(opmerkingen=False, zetten=bewegingen(verschil.paren), wie=wie)
    return d.Document(
        _naam(verschil),
        tuple(zetter.paren((verschil.paren,), 2)),
        status=verschil.wordt.gegevens.versiestatus,
        datum=verschil.wordt.gegevens.juridisch_werkend_vanaf,
        titelblad=False,
    )


def spoor(verschil: Verschil, auteur: str, moment: datetime | None) -> Spoor:
    """In whose name and when the changes are tracked; without a moment the date of the new version."""
    if moment is None:
        werkend = verschil.wordt.gegevens.juridisch_werkend_vanaf
        moment = datetime.combine(werkend, time(), UTC) if werkend else datetime(2000, 1, 1, tzinfo=UTC)
    return Spoor(auteur, moment)


def _naam(verschil: Verschil) -> str:
    gegevens = verschil.wordt.gegevens
    return gegevens.citeertitel or gegevens.opschrift or gegevens.werk


def _legenda(verschil: Verschil) -> list[Blok]:
    verplaatst = any(paar.verplaatst for _, paar in wandel_paren((verschil.paren,)))
    zinnen = [
        "Nieuwe tekst is onderstreept, vervallen tekst is doorgehaald.",
        *(
            ["Verplaatste tekst is op de nieuwe plaats dubbel onderstreept en op de oude plaats dubbel doorgehaald."]
            if verplaatst
            else []
        ),
        "Wie de tekst laat voorlezen, hoort bij elke wijziging wat er gebeurt en waar zij eindigt.",
        "Wat geen merk heeft, is in beide versies gelijk.",
    ]
    return [d.alinea(" ".join(zinnen), soort="klein")]


def _versies(verschil: Verschil) -> str:
    dagen = [r.gegevens.juridisch_werkend_vanaf for r in (verschil.was, verschil.wordt)]
    was, wordt = (f"versie van {t.day}-{t.month}-{t.year}" if t else "versie zonder datum" for t in dagen)
    return f"was: {was}; wordt: {wordt}"


def _met_verwijzingen(blokken: list[Blok]) -> list[Blok]:
    """Under every heading whose own text has a change: links to the change before, the one after, and the overview."""
    vakken: list[list[Blok]] = [[]]
    for blok in blokken:
        if isinstance(blok, d.Kop):
            vakken.append([])
        vakken[-1].append(blok)
    geraakt = [
        vak[0]
        for vak in vakken
        if vak and isinstance(vak[0], d.Kop) and vak[0].anker and any(map(_gemerkt, d.wandel(vak)))
    ]
    rang = {id(kop): n for n, kop in enumerate(geraakt)}
    uit: list[Blok] = []
    for vak in vakken:
        uit.extend(vak[:1])
        if vak and id(vak[0]) in rang:
            uit.append(_verwijsregel(geraakt, rang[id(vak[0])]))
        uit.extend(vak[1:])
    return uit


def _verwijsregel(geraakt: list[d.Kop], hier: int) -> d.Alinea:
    delen: list[d.Inline] = []
    for waar, woord in ((hier - 1, "Vorige"), (hier + 1, "Volgende")):
        if 0 <= waar < len(geraakt):
            kop = geraakt[waar]
            naam = " ".join(d.platte_tekst(_zonder_weg(kop)).split())
            naam = naam if len(naam) <= 60 else naam[:59].rstrip() + "…"
            delen += [d.link(f"{woord} wijziging: {naam}", f"#{kop.anker}"), " · "]
    return d.alinea(*delen, d.link("Naar het overzicht", "#overzicht"), soort="klein")


def _zonder_weg(kop: d.Kop) -> d.Inhoud:
    """The heading as it reads now."""
    gelezen = tuple(s for s in d.stukken(kop.inhoud) if isinstance(s, Stuk) and not s.wijziging.weg)
    return gelezen or kop.inhoud


def _gemerkt(blok: Blok) -> bool:
    """Whether the block itself carries a mark of change."""
    eigen = getattr(blok, "wijziging", Wijziging.GEEN)
    if eigen or any(s.wijziging for inhoud in d.delen(blok)[0] for s in d.stukken(inhoud)):
        return True
    if isinstance(blok, d.Lijst):
        return any(punt.nummer_was is not None for punt in blok.punten)
    return isinstance(blok, d.Tabel) and any(rij.wijziging for rij in blok.rijen)
