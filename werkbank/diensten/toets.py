"""A decision, sentence beside meaning: the rows that the command line, the paper and the browser all show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from impact.dossier.velden import velden
from impact.stukken.taal import hoofdletter
from verordening.tellen import meervoud

if TYPE_CHECKING:
    from verordening.bevinding import Geweigerd
    from verordening.papier.document import Blok, Document, Stuk
    from versies.besluit import Bepaling, Besluit, Opdracht, Regel as Gelezen
    from versies.wijziging import Wijziging


@dataclass(frozen=True, slots=True)
class Regel:
    """One sentence of the decision: where it stands, what it says, what was understood; ``goed`` is False when it was not read."""

    waar: str
    regel: int
    staat: tuple[str, ...]
    begrepen: tuple[str, ...]
    goed: bool = True
    kop: str = ""
    soort: str = ""


def regels(besluit: Besluit, fouten: Sequence[Geweigerd] = (), bron: Sequence[str] = ()) -> list[Regel]:
    """The whole decision in order, beside what each line was claimed as and what was understood; refused lines too.

    Args:
        besluit: what was read.
        fouten: what was refused.
        bron: lines of the decision, for the words of a refused sentence.
    """
    from versies.besluit import deelnaam, regelnummer

    uit: list[Regel] = []
    koppen: list[tuple[int, str]] = []
    for artikel in besluit.artikelen:
        voorwaarde = f", alleen {artikel.voorwaarde[0].lower()}{artikel.voorwaarde[1:]}" if artikel.voorwaarde else ""
        koppen.append(
            (
                artikel.bron.regel,
                f"{hoofdletter(deelnaam((artikel.nummer,)))} wijzigt {artikel.regeling or 'de regeling'}{voorwaarde}",
            )
        )
        for o in artikel.opdrachten:
            lading = tuple(f"> {r}".rstrip() for r in o.lading) if o.zin.rstrip().endswith(":") else ()
            uit.append(Regel(hoofdletter(o.naam), o.bron.regel, (o.zin, *lading), tuple(_uitleg(o)), soort="opdracht"))
    uit.extend(
        Regel(hoofdletter(_plaats(b)), b.bron.regel, (b.tekst,), (_bepaling(b),), soort="slotbepaling")
        for b in besluit.bepalingen
    )
    wijzigend = {a.nummer for a in besluit.artikelen}
    eigen = [b.bron.regel for b in besluit.bepalingen if b.nummer[:1] and b.nummer[0] not in wijzigend]
    if eigen:
        koppen.append((min(eigen), "Wat het besluit zelf bepaalt"))
    for fout in fouten:
        nummer = regelnummer(fout.plaats)
        staat = bron[nummer - 1].strip() if 0 < nummer <= len(bron) else ""
        uit.append(
            Regel(
                "Niet gelezen",
                nummer,
                (staat or fout.plaats,),
                (f"{fout.reden}.", *([fout.advies] if fout.advies else [])),
                goed=False,
                soort="niet gelezen",
            )
        )
    uit.extend(_overige(besluit, {r.regel for r in uit}))
    uit.sort(key=lambda r: r.regel)
    for vanaf, kop in sorted(koppen, reverse=True):
        plek = next((i for i, r in enumerate(uit) if r.regel >= vanaf), None)
        if plek is not None and not uit[plek].kop:
            uit[plek] = replace(uit[plek], kop=kop)
    return uit


def _overige(besluit: Besluit, getoond: set[int]) -> list[Regel]:
    """The lines that are no instruction or provision: heads, preamble, signature, explanation, what was left out."""

    def naam(r: Gelezen) -> str:
        soort = r.soort.value
        al = r.regel in getoond or soort == "nieuwe tekst"
        return "" if al else "kop boven opdrachten" if soort == "opdracht" else soort

    groepen = [(n, list(groep)) for n, groep in groupby(besluit.regels, naam) if n]
    return [
        Regel(hoofdletter(n), g[0].regel, tuple(r.tekst for r in g), (n,), n != "niet gelezen", soort=g[0].soort.value)
        for n, g in groepen
    ]


def _plaats(b: Bepaling) -> str:
    """Where a provision stands; of an artikel of the decision itself a number is a lid."""
    from versies.besluit import deelnaam

    eerste, *verder = b.nummer
    lid = eerste != "enig" and bool(verder) and verder[0].isdecimal()
    return deelnaam((f"{eerste}, lid {verder[0]}", *verder[1:]) if lid else b.nummer)


def _uitleg(o: Opdracht) -> list[str]:
    from versies.opdracht.uitleg import in_woorden

    return [in_woorden(w) for w in o.wijzigingen]


def _bepaling(b: Bepaling) -> str:
    from versies.opdracht.uitleg import bepaling_in_woorden

    return bepaling_in_woorden(b)


def blokken(staat: Sequence[str]) -> Iterator[Blok]:
    """Lines of a decision as a reader sees them: headings and emphasis as such, new text as a quotation, rows as a table.

    >>> from verordening.papier.html import fragment
    >>> from verordening.papier.document import Document
    >>> print(fragment(Document("deel", tuple(blokken(["### **A**", "> 1. Een *lid* van 2 * 3."])))), end="")
    <p><strong>A</strong></p>
    <blockquote><p>1. Een <em>lid</em> van 2 * 3.</p></blockquote>
    """
    from verordening.papier.document import alinea
    from verordening.papier.markdown import tabel_van_regels

    for tabel, groep in groupby(staat, lambda s: s.lstrip("> ").startswith("|")):
        if tabel:
            rijen = [s.lstrip("> ") for s in groep]
            yield tabel_van_regels(rijen, f"tabel {rijen[0].strip('| ')[:60]}")
            continue
        for regel in groep:
            ruw = regel.removeprefix(">").removeprefix(" ")
            kern = ruw.strip()
            kop = kern.startswith("#") and kern.lstrip("#")[:1] in ("", " ")
            woorden = kern.lstrip("# ") if kop else kern
            if woorden:
                inspring = "\u2003" * ((len(ruw) - len(ruw.lstrip())) // 3)
                yield alinea(*_stukken(inspring, woorden, kop), soort="citaat" if regel.startswith(">") else "")


def _stukken(inspring: str, woorden: str, kop: bool) -> Iterator[Stuk]:
    """Words with their emphasis; a line with any other mark-up stands as it is."""
    from verordening.boom import Opmaak, inlinetekst
    from verordening.papier.document import Stuk
    from verordening.tekst.markdowninline import lees_inline

    if inspring:
        yield Stuk(inspring)
    delen = lees_inline(woorden)
    if not all(isinstance(d, str) or (isinstance(d, Opmaak) and d.soort in ("vet", "cursief")) for d in delen):
        delen = (woorden,)
    for d in delen:
        soort = d.soort if isinstance(d, Opmaak) else ""
        yield Stuk(inlinetekst((d,)), vet=kop or soort == "vet", cursief=soort == "cursief")


def papier(besluit: Besluit, rijen: Sequence[Regel]) -> Document:
    """The same as a paper: one table per amended regulation, refused sentences marked in words."""
    from verordening.papier.document import Document, Kolom, Rij, alinea, cel, kop, rij, tabel, vet

    def cellen(r: Regel) -> Rij:
        merk = () if r.goed else (alinea(vet("Niet gelezen")),)
        waar = (
            alinea(r.waar if r.goed else f"Regel {r.regel}"),
            *((alinea(f"regel {r.regel}", soort="klein"),) if r.regel and r.goed else ()),
        )
        staat = tuple(blokken(r.staat))
        return rij(waar, staat or cel(""), (*merk, *(alinea(b) for b in r.begrepen)) or cel(""))

    alles: list[Blok] = []
    groepen: list[tuple[str, list[Regel]]] = []
    for r in rijen:
        if r.kop or not groepen:
            groepen.append((r.kop or "Bepalingen", []))
        groepen[-1][1].append(r)
    for titel, deel in groepen:
        kolommen = [Kolom(("Plaats",), 1.2), Kolom(("Wat er staat",), 3.0), Kolom(("Wat is begrepen",), 3.0)]
        alles += [kop(2, titel), tabel(f"Zin voor zin: {titel}", kolommen, [cellen(r) for r in deel])]
    niet = sum(not r.goed for r in rijen)
    telling = f"{meervoud(len(besluit.opdrachten), 'opdracht', 'opdrachten')} gelezen, {meervoud(niet, 'zin', 'zinnen')} niet. Er is niets uitgevoerd."
    return Document(
        titel="Wat in dit besluit is gelezen",
        ondertitel=besluit.opschrift,
        blokken=(alinea(telling, soort="inleiding"), *alles),
        onderwerp="Controle van een wijzigingsbesluit, zin voor zin.",
        liggend=True,
    )


def als_waarde(besluit: Besluit) -> dict[str, object]:
    """What was read, as a value for JSON: the ledger by line, each change with its day, what the decision says of itself."""
    return {
        "regels": [velden(r, "regel soort tekst hoort_bij?") for r in besluit.regels],
        "opdrachten": [_wijziging(o, w, besluit) for o in besluit.opdrachten for w in o.wijzigingen],
        "slot": [
            velden(r, "regel soort tekst") for r in besluit.regels if r.soort.value in ("slotbepaling", "ondertekening")
        ],
        "niet_gelezen": [velden(r, "regel tekst") for r in besluit.regels if r.soort.value == "niet gelezen"],
        "opschrift": besluit.opschrift,
        "artikelen": [
            velden(a, "nummer regeling voorwaarde?", opdrachten=[*map(_opdracht, a.opdrachten)])
            for a in besluit.artikelen
        ],
        "bepalingen": [
            {
                **velden(b, "soort datum tijdstip? voorwaarde? naam?", zin=b.tekst, regel=b.bron.regel),
                "plaats": "artikel " + ", ".join(b.nummer),
                "uitleg": _bepaling(b),
            }
            for b in besluit.bepalingen
        ],
        "doelen": [
            velden(d, "datum tijdstip? voorwaarde? geldig_vanaf", opdrachten=[o.naam for o in d.opdrachten])
            for d in besluit.doelen()
        ],
    }


def _opdracht(o: Opdracht) -> dict[str, object]:
    uitleg = zip(o.wijzigingen, _uitleg(o), strict=True)
    return {
        **velden(o.bron, "regel kolom"),
        **velden(o, "zin vormen", plaats=o.naam, nieuwe_tekst=o.lading),
        "wijzigingen": [{"soort": w.soort, "uitleg": u} for w, u in uitleg],
    }


def _wijziging(o: Opdracht, w: Wijziging, besluit: Besluit) -> dict[str, object]:
    from versies.opdracht.uitleg import in_woorden

    nieuw = getattr(w, "nieuw", "")
    return {
        "regel": o.bron.regel,
        "plaats": w.plek.adres.tekst() or "de regeling",
        "doet": w.soort,
        "oud": getattr(w, "oud", "") or None,
        "nieuw": nieuw if isinstance(nieuw, str) else "\n".join(o.lading),
        "uitleg": in_woorden(w),
        "hoort_bij": o.naam,
        "datum": besluit.moment(o)[0],
    }


def zonder_gevolg(besluit: Besluit) -> bool:
    """True when nothing in a decision changes or repeals anything: then it was not understood, or it is no amending decision."""
    from versies.besluit import Bepalingsoort as B

    doet = (B.INTREKKING, B.RECTIFICATIE, B.TOELICHTING, B.GRONDSLAG)
    return not besluit.opdrachten and not any(b.soort in doet for b in besluit.bepalingen)


def telling(besluit: Besluit, fouten: Sequence[Geweigerd]) -> str:
    """How much was read, in one sentence."""
    n, m = len(besluit.opdrachten), len(fouten)
    return f"{n} opdracht{'en' if n != 1 else ''} gelezen, {m} {'zinnen' if m != 1 else 'zin'} niet."
