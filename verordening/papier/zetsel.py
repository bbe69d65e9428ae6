"""A document as source for the typesetter Typst; :mod:`verordening.papier.pdf` sets it.

What a block looks like stands in ``papier.typ``; this module writes calls of the functions there. A text goes into the
source in one way only, as a string literal (:func:`_s`): Typst never reads it as markup or code. The source is in code
mode throughout, so there is no markup to escape from.

>>> from verordening.papier.document import Document, alinea
>>> print(lijf(Document("Proef", (alinea('#panic("x") *ster*'),))))
alinea("#panic(\\"x\\") *ster*")

Typst neither wraps a word without a place to break nor splits a block that has to stay together, not even when the page
ends. Both are decided here, from an estimate of widths and heights that errs on the safe side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby

from verordening.papier import document as d
from verordening.papier.gang import Gang, los
from verordening.papier.keuring import eis

_STAAND, _LIGGEND = 462.0, 740.0
"""points; width of the text on a page (A4 without margins)"""
_HOOG_STAAND, _HOOG_LIGGEND = 640.0, 400.0
"""points; the height that a drawing may have"""
_HEEL = 250.0
"""points; what is estimated lower than this stays together on one page. The estimate may be wrong by half: the lowest
page, a landscape one, has 476."""
_TEKEN = 0.5
"""ems; width of a letter in running text, for the estimate"""
_RUIM = 0.64
"""ems; width of a letter in a code or a word in capitals, for the place where it may break"""
_GEEN_DATUM = "datetime(year: 1970, month: 1, day: 1)"
"""Typst demands a date of an archive file; :mod:`verordening.papier.pdf` takes this one out again"""
_FUNCTIE = {
    d.Wijziging.INGEVOEGD: "ingevoegd",
    d.Wijziging.VERVALLEN: "vervallen",
    d.Wijziging.AANGEKOMEN: "aangekomen",
    d.Wijziging.VERTROKKEN: "vertrokken",
}
_KLINKT = re.compile(r"(?!.*[^\Waeiouyäëïöüáéíóúàèê]{7})[^\W\d_]+\Z", re.I)
"""a word that the patterns of Dutch can hyphenate: letters only, and never seven consonants in a row"""
_HARD = "\xa0"
_NA = re.compile(r"(?<=[/_.,:;=&?@+|)\]}\-])")
_VIER = re.compile(r".{1,4}", re.S)
_TAAL = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-|\Z)")


def zetsel(document: d.Document) -> str:
    """The whole source: our style and the document.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    return f"{stijl()}\n#show: papier.with(\n{_kenmerken(document)})\n#{{\n{lijf(document)}\n}}\n"


def stijl() -> str:
    """The functions that every source begins with."""
    return files("verordening.papier").joinpath("papier.typ").read_text(encoding="utf-8")


def lijf(document: d.Document) -> str:
    """The content alone, one call per line."""
    return "\n".join(_Zetter(document).regels())


def _s(tekst: str) -> str:
    """A text as string literal of Typst; what could end the literal or the line is written as a code point.

    >>> print(_s('zeg "ja" \\\\ nee'))
    "zeg \\"ja\\" \\\\ nee"
    """
    veilig = tekst.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda m: f"\\u{{{ord(m.group()):x}}}", veilig) + '"'


def _rij(delen_: Iterable[str]) -> str:
    """An array of Typst; one value needs its comma."""
    return "(" + "".join(f"{doc}, " for doc in delen_) + ")"


def _kenmerken(doc: d.Document) -> str:
    taal, streek = _taal(doc.taal)
    paren = {
        "titel": _s(doc.titel),
        "opschrift": _een([_afbreekbaar(doc.titel, 36, False)]),
        "ondertitel": _een([_afbreekbaar(doc.ondertitel, 58, False)]) if doc.ondertitel else "none",
        "status": _een([_afbreekbaar(doc.status, 64, False)]) if doc.status else "none",
        "auteur": _rij([_s(doc.auteur)] if doc.auteur else []),
        "onderwerp": _s(doc.onderwerp) if doc.onderwerp else "none",
        "datum": f"datetime(year: {doc.datum.year}, month: {doc.datum.month}, day: {doc.datum.day})"
        if doc.datum
        else _GEEN_DATUM,
        "taal": _s(taal or "nl"),
        "streek": _s(streek) if streek else "none",
        "liggend": str(doc.liggend).lower(),
    }
    return "".join(f"  {naam}: {waarde},\n" for naam, waarde in paren.items())


def _taal(tag: str) -> tuple[str, str]:
    """Language and region of a BCP 47 tag; empty where it has none.

    >>> _taal("nl-NL"), _taal("zh-Hant-TW"), _taal("")
    (('nl', 'NL'), ('zh', 'TW'), ('', ''))
    """
    gevonden = _TAAL.match(tag)
    return (gevonden[1].lower(), (gevonden[2] or "").upper()) if gevonden else ("", "")


def _breek(tekst: str, tekens: int, vast: bool) -> list[str]:
    """The text in pieces between which a line may end without a hyphen, because a word in it is wider than the line.

    >>> _breek("zie BWBR0015703/2026-01-01 daar", 12, False)
    ['zie BWBR0015703/', '2026-', '01-', '01 daar']
    >>> _breek("zorgverzekeringswet", 12, False)
    ['zorgverzekeringswet']
    """
    uit = [""]
    for woord in re.split(r"(\s+)", tekst):
        if len(woord) <= tekens or (not vast and len(woord) < 4 * tekens and _KLINKT.match(woord)):
            uit[-1] += woord
            continue
        stappen = [s for deel in _NA.split(woord) for s in (_VIER.findall(deel) if len(deel) > tekens else [deel])]
        uit[-1] += stappen[0]
        uit += stappen[1:]
    return [u for u in uit if u]


def _afbreekbaar(tekst: str, tekens: int, vast: bool) -> str:
    """The text as expression, with ``z`` wherever :func:`_breek` cuts it.

    A no-break space becomes a plain one in a box that is not broken: in our fonts both are the same glyph, and a PDF in
    which one glyph stands for two characters has to spell each of them out.

    >>> _afbreekbaar("van € 5 af".replace("€ ", "€\\xa0"), 40, False).split("\\n")
    ['"van "', 'box("€ 5")', '" af"']
    """
    uit: list[str] = []
    for deel in re.split(r"(\S+(?:\xa0\S+)+)", re.sub(r"€ (?=\d)", f"€{_HARD}", tekst)):
        if "\xa0" in deel.strip() and len(deel) <= tekens:
            uit.append(f"box({_s(deel.replace(_HARD, ' '))})")
        elif deel:
            uit.append("\nz\n".join(map(_s, _breek(deel.replace(_HARD, " "), tekens, vast))))
    return "\n".join(uit) or '""'


class _Zetter(Gang):
    """Writes one document; *breed* is the width in points that a block has, *corps* the size of its letters."""

    def __init__(self, document: d.Document) -> None:
        super().__init__(document)
        self.na_kop = self.was_kop = False
        """whether the block before this one is a heading; the same for the next"""
        self.genoot: list[d.Noot] = []

    def regels(self) -> Iterator[str]:
        breed = _LIGGEND if self.document.liggend else _STAAND
        for draait, groep in _zijden(self.document):
            regels = [r for blok in groep for r in self.blok(blok, _LIGGEND if draait else breed)]
            yield "liggend({\n" + "\n".join(regels) + "\n})" if draait else "\n".join(regels)

    # --- inline ---

    def inhoud(self, inhoud: d.Inhoud, breed: float, w: d.Wijziging = d.Wijziging.GEEN, corps: float = 10) -> str:
        """Inline content as one expression; *w* is the change of the block around it, for every run without its own."""
        uit: list[str] = []
        for (wijziging, noten), groep in groupby(
            d.stukken(inhoud), key=lambda s: (s.wijziging or w, isinstance(s, d.Noot))
        ):
            delen_ = [self.stuk(s, breed, corps, wijziging) for s in groep]
            # A note stands outside the mark and carries its own: a line under the words would run on in the note.
            los = not wijziging or noten
            uit.append("\n".join(delen_) if los else f"{_FUNCTIE[wijziging]}({_een(delen_)})")
        return _een(uit)

    def stuk(self, s: d.Stuk | d.Noot, breed: float, corps: float, w: d.Wijziging) -> str:
        if isinstance(s, d.Noot):
            if self.was_kop:  # de inhoudsopgave zet een kop nog eens, en een naam staat er dan tweemaal
                return f"noot-los({self.inhoud(s.inhoud, _STAAND, w, 8.2)})"
            if s in self.genoot:
                return f'noot-weer("noot-{self.genoot.index(s)}")'
            self.genoot.append(s)
            return f'noot("noot-{len(self.genoot) - 1}", {self.inhoud(s.inhoud, _STAAND, w, 8.2)})'
        tekens = max(4, int(breed / (corps * _RUIM)))
        regels = s.tekst.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        tekst = _een(["\nlinebreak()\n".join(_afbreekbaar(regel, tekens, s.vast) for regel in regels)])
        naar = "naar-kaal" if w else "naar"
        if s.link.startswith("#"):
            tekst = f"{naar}(label({_s(s.link[1:])}), {tekst})"
        elif ":" in s.link:
            tekst = f"{naar}({_s(s.link)}, {tekst})"
        for aan, naam in ((s.vast, "vast"), (s.hoog, "super"), (s.laag, "sub"), (s.cursief, "cursief"), (s.vet, "vet")):
            if aan:
                tekst = f"{naam}({tekst})"
        return tekst

    # --- blocks ---

    def blok(self, blok: d.Blok, breed: float, w: d.Wijziging = d.Wijziging.GEEN, corps: float = 10) -> Iterator[str]:
        self.na_kop, self.was_kop = self.was_kop, isinstance(blok, d.Kop)
        match blok:
            case d.Kop():
                tekst = self.inhoud(blok.inhoud, breed, blok.wijziging or w, 13)
                yield f"kop({blok.niveau}, {_s(next(self.kop).anker)}, {tekst})"
            case d.Alinea():
                merk = f"anker({_s(blok.anker)})\n" if blok.anker else ""
                tekst = self.inhoud(blok.inhoud, breed, blok.wijziging or w, corps)
                gezet = f"{blok.soort or 'alinea'}({_een([merk + tekst]) if merk else tekst})"
                yield (
                    f"samen({gezet})" if (self.na_kop and blok.soort == "klein") or _hoort_bij_volgende(blok) else gezet
                )
            case d.Lijst():
                yield self.lijst(blok, breed, w, corps)
            case d.Tabel():
                yield self.tabel(blok, breed, w)
            case d.Figuur():
                yield self.tekening(blok, breed)
                for kind in blok.uitleg:
                    yield from self.blok(kind, breed, w, corps)
            case d.Kader():
                heel = str(sum(_hoogte(b, breed - 24, corps) for b in blok.blokken) < _HEEL).lower()
                titel = self.inhoud(blok.titel, breed - 24) if blok.titel else "none"
                binnen = "\n".join(r for kind in blok.blokken for r in self.blok(kind, breed - 24, w, corps))
                yield f"kader({_s(blok.soort)}, {heel}, {titel}, {{\n{binnen}\n}})"
            case d.Gegevens() | d.Colofon():
                yield self.paren(blok, breed, corps)
            case d.Inhoudsopgave():
                niveaus = _rij(str(n) for n in range(2, blok.tot + 1))
                yield f"inhoudsopgave({_s(next(self.kop).anker)}, {_s(blok.titel)}, {niveaus})"
            case d.Paginaeinde():
                yield "einde()"
            case d.Bereik():
                return

    def paren(self, blok: d.Gegevens | d.Colofon, breed: float, corps: float) -> str:
        if isinstance(blok, d.Colofon):
            begin = f"colofon({_s(next(self.kop).anker)}, {_s(blok.titel)}"
        else:
            begin = f"gegevens({str(_hoogte(blok, breed - 125, corps) < _HEEL).lower()}"
        namen = _rij(_een([_afbreekbaar(naam, 16, False)]) for naam, _ in blok.paren)
        return ", ".join([begin, namen, *(self.inhoud(waarde, breed - 125) for _, waarde in blok.paren)]) + ")"

    def lijst(self, lijst: d.Lijst, breed: float, w: d.Wijziging, corps: float) -> str:
        if lijst.nummering is not d.Nummering.EIGEN:
            punten = ", ".join(self.punt(p, breed - 18, w, corps) for p in lijst.punten)
            return f"{lijst.nummering.value}({punten})"

        def nummer(p: d.Punt) -> str:
            eigen = p.gesplitst[0].wijziging or w  # the number of a new point is new too
            return _een(["\nh(0.2em)\n".join(self.inhoud((deel,), 100, eigen, corps) for deel in p.aanduiding)])

        nummers = _rij(map(nummer, lijst.punten))
        langste = max(len(d.platte_tekst(p.aanduiding)) for p in lijst.punten)
        ruimte = "1.9em" if langste <= 3 else "6em" if langste > 12 else "none"
        binnen = breed - corps * max(2.4, 0.6 * min(langste, 10) + 0.5)
        return f"eigen({ruimte}, {nummers}, {', '.join(self.punt(p, binnen, w, corps) for p in lijst.punten)})"

    def punt(self, punt: d.Punt, breed: float, w: d.Wijziging, corps: float) -> str:
        merk = [f"anker({_s(punt.anker)})"] if punt.anker else []
        return _een([*merk, self.los(punt.blokken, breed, w, corps)])

    def los(self, blokken: tuple[d.Blok, ...], breed: float, w: d.Wijziging, corps: float) -> str:
        """Blocks inside a point or a cell (:func:`verordening.papier.gang.los`); no page ends there."""
        eerste, rest = los(blokken)
        uit = [self.inhoud(eerste.inhoud, breed, eerste.wijziging or w, corps)] if eerste else []
        blijft = (blok for blok in rest if not isinstance(blok, d.Paginaeinde))
        return _een([*uit, *(regel for blok in blijft for regel in self.blok(blok, breed, w, corps))])

    def tabel(self, tabel: d.Tabel, breed: float, w: d.Wijziging) -> str:
        w = tabel.wijziging or w
        breedtes = _breedtes(tabel, breed)
        koppen_ = "".join(
            f"k({'rechts: true, ' if kolom.rechts else ''}{self.inhoud(kolom.kop, b, w, 9.2)}), "
            for kolom, b in zip(tabel.kolommen, breedtes, strict=True)
            if tabel.koprij
        )
        hoogtes = [_rijhoogte(cellen, breedtes) for _, cellen in d.plaatsen(tabel)]
        cellen_ = []
        for (rij, cellen), hoogte in zip(d.plaatsen(tabel), hoogtes, strict=True):
            for n, (kolom, cel) in enumerate(cellen):
                punten = 9.2 if is_rijkop(cel, tabel, kolom) else 8.8
                breedte = sum(breedtes[kolom : kolom + cel.kolommen])
                inhoud = self.los(cel.blokken, breedte, rij.wijziging or w, punten)
                if rij.anker and n == 0:
                    inhoud = _een([f"anker({_s(rij.anker)})\n{inhoud}"])
                cellen_.append(_cel(cel, tabel, kolom, inhoud, hoogte > _HEEL))
        heel = str(sum(hoogtes) < _HEEL).lower()
        # A repeated header is not read aloud, and what is not read may not lead anywhere (PDF/UA-1, 7.1).
        leidt = any(isinstance(s, d.Noot) or s.link for kolom in tabel.kolommen for s in d.stukken(kolom.kop))
        bijschrift = self.inhoud(tabel.bijschrift, breed, w) if d.platte_tekst(tabel.bijschrift) else "none"
        kolommen = _rij(f"{kolom.breedte:g}fr" for kolom in tabel.kolommen)
        return (
            f"tabel({heel}, {str(not leidt).lower()}, {bijschrift}, {kolommen}, ({koppen_}),\n"
            + ",\n".join(cellen_)
            + ")"
        )

    def tekening(self, figuur: d.Figuur, breed: float) -> str:
        # An image and not drawn inline: what is in it can neither run nor fetch anything.
        maten = [
            re.search(rb"<svg[^>]*\s" + naam + rb"=\"([0-9.]+)(?:px)?\"", figuur.svg) for naam in (b"width", b"height")
        ]
        hoog = _HOOG_LIGGEND if breed > _STAAND else _HOOG_STAAND
        breedte = "100%"
        if all(maten):
            b, h = (float(m[1]) * 0.75 for m in maten if m)
            breedte = f"{b * min(1.0, breed / b, hoog / h) if b and h else breed:.2f}pt"
        bijschrift = self.inhoud(figuur.bijschrift, breed) if figuur.bijschrift else "none"
        return f"figuur({breedte}, {_s(figuur.alt)}, {bijschrift}, {_s(figuur.svg.decode('utf-8'))})"


def is_rijkop(cel: d.Cel, tabel: d.Tabel, kolom: int) -> bool:
    """Whether the cell that begins in this column is the header of its row."""
    return cel.kop or (tabel.rijkop and kolom == 0)


def _cel(cel: d.Cel, tabel: d.Tabel, kolom: int, inhoud: str, lang: bool) -> str:
    functie = "c"
    if is_rijkop(cel, tabel, kolom):
        functie = "tk" if cel.kolommen > 1 else "rk"
    plek = [f"colspan: {cel.kolommen}"] if cel.kolommen > 1 else []
    plek += [f"rowspan: {cel.rijen}"] if cel.rijen > 1 else []
    plek += ["breakable: true"] if lang or cel.rijen > 1 else []
    plek += ["align: right"] if functie == "c" and tabel.kolommen[kolom].rechts else []
    return f"{functie}({', '.join([*plek, inhoud])})"


def _een(delen_: list[str]) -> str:
    """Expressions as one: a block of code, of which Typst joins the values."""
    if not delen_:
        return '""'
    if len(delen_) == 1 and "\n" not in delen_[0]:
        return delen_[0]
    return "{ " + "\n".join(delen_) + " }"


def _zijden(document: d.Document) -> Iterator[tuple[bool, list[d.Blok]]]:
    """The blocks in runs that share the way their pages are turned; a heading goes with what it stands above."""
    draait, groep, koppen_ = False, list[d.Blok](), list[d.Blok]()
    for blok in document.blokken:
        if isinstance(blok, d.Kop):
            koppen_.append(blok)
            continue
        nu = isinstance(blok, (d.Tabel, d.Figuur)) and blok.liggend and not document.liggend
        if nu != draait and groep:
            yield draait, groep
            groep = []
        draait, groep, koppen_ = nu, [*groep, *koppen_, blok], []
    if groep or koppen_:
        yield draait, [*groep, *koppen_]


def _hoort_bij_volgende(blok: d.Alinea) -> bool:
    """Whether the paragraph announces what follows: in bold from begin to end, ending in a colon, or of the signing of a decision."""
    delen_ = [s for s in d.stukken(blok.inhoud) if isinstance(s, d.Stuk)]
    tekst = "".join(s.tekst for s in delen_).strip()
    return bool(delen_) and (all(s.vet for s in delen_) or tekst.endswith((":", ",")) or tekst.startswith("Aldus "))


# --- estimates ---


def _breedtes(tabel: d.Tabel, breed: float) -> list[float]:
    """Points of text per column, the white beside it taken off."""
    totaal = sum(k.breedte for k in tabel.kolommen)
    return [max(12.0, breed * k.breedte / totaal - 11.4) for k in tabel.kolommen]


def _rijhoogte(cellen: tuple[tuple[int, d.Cel], ...], breedtes: list[float]) -> float:
    return 9 + max(
        (sum(_hoogte(b, sum(breedtes[k : k + c.kolommen]), 8.8) for b in c.blokken) / c.rijen for k, c in cellen),
        default=0,
    )


def _hoogte(blok: d.Blok, breed: float, corps: float) -> float:
    """Points that a block needs at most, roughly."""
    if isinstance(blok, d.Tabel):
        breedtes = _breedtes(blok, breed)
        return 60 + sum(_rijhoogte(cellen, breedtes) for _, cellen in d.plaatsen(blok))
    if isinstance(blok, d.Figuur):
        return _HOOG_STAAND
    if isinstance(blok, d.Lijst):
        breed = max(12.0, breed - 24)
    inhouden, genest = d.delen(blok)
    eigen = sum(_regels(inhoud, breed, corps) * corps * 1.45 + corps * 0.6 for inhoud in inhouden)
    return eigen + sum(_hoogte(b, breed, corps) for b in genest)


def _regels(inhoud: d.Inhoud, breed: float, corps: float) -> int:
    tekens = max(3.0, breed / (corps * _TEKEN) - 3)
    tekst = "".join(s.tekst if isinstance(s, d.Stuk) else d.platte_tekst(s.inhoud) for s in d.stukken(inhoud))
    return sum(1 + math.floor(len(regel) / tekens) for regel in tekst.split("\n"))
