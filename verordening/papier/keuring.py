"""What a good document is: the rules that every renderer demands.

The rules come from WCAG 2.1 AA (text alternatives, table headers, meaningful structure), PDF/UA-1 (headings, 7.4.2) and
from caution: no unsafe links, no characters that XML cannot hold, no drawings that are more than a drawing.

>>> from verordening.papier.document import Document, kop
>>> [b.code for b in controleer(Document("Memo", (kop(4, "Te diep"),)))]
['kop-overgeslagen']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from verordening.bevinding import Bevinding, Geweigerd, heeft_fout
from verordening.papier import document as d
from verordening.papier.gang import koppen

GEEN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""characters that no XML can hold"""
_MEER_DAN_TEKENING = re.compile(
    rb"<!|<\?(?!xml )|<(script|style|image|foreignObject|feImage|iframe)\b|\son\w+\s*="
    rb"|\bhref\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)",
    re.I,
)
"""what could make a drawing run, fetch or read something"""
_ANKER = re.compile(r"[A-Za-z_][\w.\-]*\Z")
_SCHEMA = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def controleer(document: d.Document) -> tuple[Bevinding, ...]:
    """What keeps this document from being rendered well; all findings are of severity *fout*.

    Returns:
        findings with the codes titel-leeg, kop-niveau, kop-overgeslagen, kop-leeg, kop-genest, figuur-zonder-alt,
        figuur-onleesbaar, tabel-zonder-bijschrift, tabel-zonder-kop, tabel-rij, lijst-leeg, lijst-nummer,
        link-onveilig, link-zonder-doel, anker-dubbel, anker-ongeldig, teken-ongeldig.
    """
    return tuple(_bevindingen(document))


def eis(document: d.Document) -> None:
    """Refuse a document that :func:`controleer` finds fault with.

    Raises:
        Geweigerd: with the first fault.
    """
    bevindingen = controleer(document)
    if heeft_fout(bevindingen):
        eerste = bevindingen[0]
        raise Geweigerd(
            eerste.uitleg + (f" «{eerste.fragment[:80]}»" if eerste.fragment else ""),
            plaats=f"document “{document.titel}”, {eerste.adres}",
            advies=eerste.advies,
            code=eerste.code,
        )


def _bevindingen(document: d.Document) -> Iterator[Bevinding]:
    if not document.titel.strip():
        yield Bevinding.van("titel-leeg", "titel")
    for naam in ("titel", "ondertitel", "status", "auteur", "onderwerp"):
        yield from _tekens(getattr(document, naam), naam)
    yield from _kopregels(document)
    ankers = _ankers(document)
    for dubbel in sorted(a for a, keer in Counter(ankers).items() if keer > 1):
        yield Bevinding.van("anker-dubbel", f"anker {dubbel}", dubbel)
    for anker in ankers:
        if not _ANKER.match(anker):
            yield Bevinding.van("anker-ongeldig", f"anker {anker!r}", anker)
    bekend = set(ankers)
    for nummer, blok in enumerate(document.blokken, 1):
        for kind in d.wandel((blok,)):
            plek = f"blok {nummer} ({type(kind).__name__.lower()})"
            if isinstance(kind, (d.Kop, d.Colofon, d.Inhoudsopgave)) and kind is not blok:
                yield Bevinding.van("kop-genest", plek)
            yield from _vorm(kind, plek)
            for inhoud in d.delen(kind)[0]:
                yield from _inhoud(inhoud, plek, bekend)


def _ankers(document: d.Document) -> list[str]:
    eigen = [k.anker for k in koppen(document)]
    for blok in d.wandel(document.blokken):
        if isinstance(blok, d.Alinea) and blok.anker:
            eigen.append(blok.anker)
        if isinstance(blok, d.Tabel):
            eigen.extend(r.anker for r in blok.rijen if r.anker)
        if isinstance(blok, d.Lijst):
            eigen.extend(p.anker for p in blok.punten if p.anker)
    return eigen


def _kopregels(document: d.Document) -> Iterator[Bevinding]:
    vorige = 1
    for regel in koppen(document):
        plek = f"kop “{regel.tekst[:60]}”"
        if not 2 <= regel.niveau <= 6:
            yield Bevinding.van("kop-niveau", plek)
        elif regel.niveau > vorige + 1:
            yield Bevinding.van("kop-overgeslagen", plek, vorige=vorige, niveau=regel.niveau)
        if not regel.tekst.strip():
            yield Bevinding.van("kop-leeg", plek)
        vorige = regel.niveau


def _tekens(tekst: str, plek: str) -> Iterator[Bevinding]:
    if gevonden := GEEN_XML.search(tekst):
        fragment = repr(tekst[max(0, gevonden.start() - 20) : gevonden.end() + 20])
        yield Bevinding.van("teken-ongeldig/teken-document", plek, fragment, teken=f"{ord(gevonden.group()):04X}")


def _inhoud(inhoud: d.Inhoud, plek: str, ankers: set[str]) -> Iterator[Bevinding]:
    for stuk in d.stukken(inhoud):
        if isinstance(stuk, d.Noot):
            yield from _inhoud(stuk.inhoud, f"{plek}, noot", ankers)
            continue
        yield from _tekens(stuk.tekst, plek)
        if not stuk.link:
            continue
        yield from _tekens(stuk.link, plek)
        if stuk.link.startswith("#"):
            if stuk.link[1:] not in ankers:
                yield Bevinding.van("link-zonder-doel", plek, stuk.link)
        elif not re.match(r"(https?://|mailto:)\S+\Z", stuk.link, re.I) and (
            _SCHEMA.match(stuk.link) or stuk.link.startswith(("//", "\\")) or re.search(r"\s", stuk.link)
        ):
            yield Bevinding.van("link-onveilig", plek, stuk.link)


def _vorm(blok: d.Blok, plek: str) -> Iterator[Bevinding]:
    match blok:
        case d.Figuur():
            if not blok.alt.strip():
                yield Bevinding.van("figuur-zonder-alt", plek)
            yield from _tekens(blok.alt, plek)
            if b"<svg" not in blok.svg or _MEER_DAN_TEKENING.search(blok.svg):
                yield Bevinding.van("figuur-onleesbaar/figuur-bevat", plek)
        case d.Lijst():
            if not blok.punten:
                yield Bevinding.van("lijst-leeg", plek)
            if blok.nummering is d.Nummering.EIGEN and not all(p.aanduiding for p in blok.punten):
                yield Bevinding.van("lijst-nummer", plek)
            for punt in blok.punten:
                yield from _tekens(punt.nummer, plek)
        case d.Tabel():
            yield from _tabelvorm(blok, plek)
        case d.Gegevens() | d.Colofon():
            for naam, _ in blok.paren:
                yield from _tekens(naam, plek)
        case _:
            return


def _tabelvorm(tabel: d.Tabel, plek: str) -> Iterator[Bevinding]:
    if not (d.platte_tekst(tabel.bijschrift).strip() or tabel.naam.strip()):
        yield Bevinding.van("tabel-zonder-bijschrift", plek)
    if not tabel.kolommen or (
        tabel.koprij and not all(d.platte_tekst(k.kop).strip() or k.naam.strip() for k in tabel.kolommen)
    ):
        yield Bevinding.van("tabel-zonder-kop/elke-kolom", plek)
    if not tabel.koprij and any(k.kop for k in tabel.kolommen):
        yield Bevinding.van("tabel-zonder-kop/tabel-zonder", plek)
    if any(k.breedte <= 0 for k in tabel.kolommen):
        yield Bevinding.van("tabel-rij", plek)
    breed = len(tabel.kolommen)
    bedekt, past_niet = dekking(tabel, breed)
    if past_niet:
        yield Bevinding.van("tabel-rij/past-tabel", plek, nummer=past_niet)
        return
    for nummer, gevuld in enumerate(bedekt, 1):
        if gevuld != breed:
            yield Bevinding.van("tabel-rij/vult-kolommen", plek, nummer=nummer, gevuld=gevuld, breed=breed)


def dekking(tabel: d.Tabel, breed: int) -> tuple[list[int], int]:
    """How many columns each row covers, and the number of the first row with a cell that does not fit in (0: none).

    >>> dekking(d.Tabel((), (), (d.rij("a", "b"), d.rij("c"))), 2)
    ([2, 1], 0)
    """
    bedekt = [0] * len(tabel.rijen)
    for nummer, (_, cellen) in enumerate(d.plaatsen(tabel)):
        for kolom, c in cellen:
            passend = c.kolommen >= 1 and c.rijen >= 1 and kolom + c.kolommen <= breed
            if not passend or nummer + c.rijen > len(tabel.rijen):
                return bedekt, nummer + 1
            for r in range(nummer, nummer + c.rijen):
                bedekt[r] += c.kolommen
    return bedekt, 0
