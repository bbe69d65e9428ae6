r"""A document as Markdown: for reading as plain text and for keeping in git.

CommonMark with pipe tables and ``[^1]`` notes. Inserted and deleted words are ``{++so++}`` and ``{--so--}``. Every
character of the content that Markdown or HTML could read as markup is escaped.

>>> from verordening.papier.document import Document, alinea, vet
>>> print(markdown(Document("Memo", (alinea("1. geen *lijst* & ", vet("wel")),))))
# Memo
<BLANKLINE>
1\. geen \*lijst\* &amp; **wel**
<BLANKLINE>
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verordening.papier import document as d
from verordening.papier.gang import Gang
from verordening.papier.keuring import eis

_TEKEN = re.compile(r"([\\`*_{}\[\]])")
_REGELBEGIN = re.compile(r"^(\s*)(?:(#|[+=\-:](?=\s|[=\-]|$))|(\d+)([.)])(?=\s|$))", re.M)


def markdown(document: d.Document) -> str:
    """The document as Markdown text.

    Raises:
        Geweigerd: the document breaks a rule of :mod:`verordening.papier.keuring`.
    """
    eis(document)
    return _Schrijver(document).schrijf()


def tabel_van_regels(regels: Sequence[str], naam: str) -> d.Tabel:
    """The table in lines of cells between bars; without a line under the first row there are no headers (``naam``: see
    :class:`verordening.papier.document.Tabel`)."""
    alle = [cellen(r) for r in regels]
    lijn = len(alle) > 1 and all(re.fullmatch(r":?-{2,}:?", c) for c in alle[1])
    rijen = [alle[0], *alle[2:]] if lijn else alle
    koprij, breed = lijn and len(rijen) > 1, max(map(len, rijen))
    vol = [r + [""] * (breed - len(r)) for r in rijen]
    koppen = vol.pop(0) if koprij else [""] * breed
    kolommen = tuple(d.Kolom((k,) if k else (), naam=f"Kolom {n}") for n, k in enumerate(koppen, 1))
    return d.Tabel((), kolommen, tuple(d.rij(*r) for r in vol), rijkop=False, naam=naam, koprij=koprij)


def cellen(regel: str) -> list[str]:
    """The cells of a line between bars; a bar behind a backslash is one of the words."""
    kaal = regel.strip().removeprefix("|").replace("\\|", "\0").removesuffix("|")
    return [c.replace("\0", "|").strip() for c in kaal.split("|")]


def _t(tekst: str) -> str:
    tekst = tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Not every program knows a backslash before these two; every one knows the entity.
    return _TEKEN.sub(r"\\\1", tekst).replace("|", "&#124;").replace("~", "&#126;")


class _Schrijver(Gang):
    def __init__(self, document: d.Document) -> None:
        super().__init__(document)
        self.noten = d.noten(document)
        self.ankers = {k.anker: _anker(k.tekst) for k in self.koppen}

    def schrijf(self) -> str:
        doc = self.document
        delen = [f"# {self.regel((doc.titel,))}"]
        if doc.ondertitel:
            delen.append(f"*{self.regel((doc.ondertitel,))}*")
        if doc.status:
            delen.append(f"> **{self.regel((doc.status,))}**")
        for blok in doc.blokken:
            delen += self.blok(blok, d.Wijziging.GEEN)
        for n, noot in enumerate(self.noten, 1):
            delen.append(f"[^{n}]: {self.regel(noot.inhoud, noot.wijziging)}")
        return "\n\n".join(x for x in delen if x) + "\n"

    def inhoud(self, inhoud: d.Inhoud, w: d.Wijziging) -> str:
        tekst = "".join(self.stuk(s, w) for s in d.stukken(inhoud))

        def begin(m: re.Match[str]) -> str:
            return f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}"

        # Spaces ahead of a paragraph would make it code.
        return _REGELBEGIN.sub(begin, re.sub(r"^[ \t]+", "", tekst, flags=re.M))

    def regel(self, inhoud: d.Inhoud, w: d.Wijziging = d.Wijziging.GEEN) -> str:
        """Inline content on one line."""
        return self.inhoud(inhoud, w).replace("\\\n", " ").replace("\n", " ")

    def stuk(self, s: d.Stuk | d.Noot, w: d.Wijziging) -> str:
        if isinstance(s, d.Noot):
            open_, dicht = _merk(s.wijziging or w)
            return f"{open_}[^{self.noten.index(s) + 1}]{dicht}"
        voor, kern, na = re.fullmatch(r"(\s*)(.*?)(\s*)", s.tekst, re.S).groups()  # type: ignore[union-attr]
        if s.vast and kern and "`" not in kern:
            # Inside code Markdown reads nothing but the closing tick; a line break or a cell border would still count.
            tekst = "`" + kern.replace("\n", " ") + "`" if "|" not in kern else _t(kern)
        else:
            tekst = _t(kern).replace("\n", "\\\n")
        for aan, tag in ((s.hoog, "sup"), (s.laag, "sub")):
            tekst = f"<{tag}>{tekst}</{tag}>" if aan and kern else tekst
        if kern:
            tekst = f"*{tekst}*" if s.cursief else tekst
            tekst = f"**{tekst}**" if s.vet else tekst
            if s.link:
                doel = "#" + self.ankers.get(s.link[1:], s.link[1:]) if s.link.startswith("#") else s.link
                tekst = f"[{tekst}](<{re.sub(r'[<>]', '', doel)}>)"
        tekst = voor + tekst + na
        open_, dicht = _merk(s.wijziging or w)
        return f"{open_}{tekst}{dicht}" if tekst else ""

    def blok(self, blok: d.Blok, w: d.Wijziging) -> list[str]:
        match blok:
            case d.Kop():
                next(self.kop)
                return [f"{'#' * blok.niveau} {self.regel(blok.inhoud, blok.wijziging or w)}"]
            case d.Alinea():
                tekst = self.inhoud(blok.inhoud, blok.wijziging or w)
                return [_citaat(tekst) if blok.soort == "citaat" else tekst]
            case d.Lijst():
                return [self.lijst(blok, w)]
            case d.Tabel():
                return self.tabel(blok, w)
            case d.Figuur():
                uitleg = [deel for b in blok.uitleg for deel in self.blok(b, w)]
                bijschrift = [f"**Figuur: {self.regel(blok.bijschrift)}**"] if blok.bijschrift else []
                return [*bijschrift, f"*{self.regel((blok.alt,))}*", *uitleg]
            case d.Kader():
                titel = [f"**{self.regel(blok.titel)}**"] if blok.titel else []
                return [_citaat("\n\n".join([*titel, *(deel for b in blok.blokken for deel in self.blok(b, w))]))]
            case d.Gegevens():
                return [self.paren(blok.paren)]
            case d.Colofon():
                next(self.kop)
                return [f"## {self.regel((blok.titel,))}", self.paren(blok.paren)]
            case d.Paginaeinde():
                return ["---"]
            case d.Inhoudsopgave():
                return self.inhoudsopgave(blok)
            case d.Bereik():
                return []

    def paren(self, paren: tuple[tuple[str, d.Inhoud], ...]) -> str:
        return "\n".join(f"- **{self.regel((naam,))}**: {self.regel(waarde)}" for naam, waarde in paren)

    def lijst(self, lijst: d.Lijst, w: d.Wijziging) -> str:
        regels: list[str] = []
        for n, punt in enumerate(lijst.punten, 1):
            merk = f"{n}." if lijst.nummering is d.Nummering.CIJFER else "-"
            heeft = lijst.nummering is d.Nummering.EIGEN and punt.aanduiding
            nummer = f"{self.regel(punt.aanduiding, punt.gesplitst[0].wijziging or w)} " if heeft else ""
            delen = [deel for b in punt.blokken for deel in self.blok(b, w)]
            tekst = nummer + "\n\n".join(delen)
            regels.append(f"{merk} " + tekst.replace("\n", "\n" + " " * (len(merk) + 1)))
        return re.sub(r"[ ]+$", "", "\n".join(regels), flags=re.M)

    def tabel(self, tabel: d.Tabel, w: d.Wijziging) -> list[str]:
        w = tabel.wijziging or w
        koppen_ = [self.regel(k.kop, w) for k in tabel.kolommen]  # empty without header row: a pipe table must have one
        lijnen = ["---:" if k.rechts else "---" for k in tabel.kolommen]
        regels = [f"| {' | '.join(koppen_)} |", f"| {' | '.join(lijnen)} |"]
        for rij, geplaatst in d.plaatsen(tabel):
            vakken = ["(zie hierboven)"] * len(tabel.kolommen)
            for kolom, c in geplaatst:
                delen = [deel for b in c.blokken for deel in self.blok(b, rij.wijziging or w)]
                vakken[kolom : kolom + c.kolommen] = [""] * c.kolommen
                vakken[kolom] = re.sub(r"\\?\n+\s*", "<br>", "\n".join(delen).strip())
            regels.append(f"| {' | '.join(vakken)} |")
        return [*([f"**{self.regel(tabel.bijschrift, w)}**"] if tabel.bijschrift else []), "\n".join(regels)]

    def inhoudsopgave(self, blok: d.Inhoudsopgave) -> list[str]:
        _, regels = self.overzicht(blok)
        punten = [f"{'  ' * (k.niveau - 2)}- [{_t(k.tekst)}](#{self.ankers[k.anker]})" for k in regels]
        return [f"## {self.regel((blok.titel,))}", "\n".join(punten)]


def _merk(w: d.Wijziging) -> tuple[str, str]:
    return ("{++", "++}") if w.nieuw else ("{--", "--}") if w.weg else ("", "")


def _citaat(tekst: str) -> str:
    return "\n".join(f"> {regel}".rstrip() for regel in tekst.split("\n"))


def _anker(tekst: str) -> str:
    """The anchor that the usual Markdown programs derive from a heading."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", tekst.lower()).strip())
