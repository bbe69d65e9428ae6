"""What somebody brings in: an amending decision, a new regulation, a rectification, a message about a decision, or a text.

Recognised by content. Nothing is guessed: a piece that is none of these is refused, and so is a Word file with open
tracked changes: what was published has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from verordening.adres import AdresFout
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from verordening.schrijvers import schrijf as zet_om
from verordening.taal import uit_tekst
from verordening.tekst.keuzes import Keuzes, Lezing
from verordening.xmlveilig import lees_bytes
from versies.besluit import Bepaling, Bepalingsoort, Besluit, Bronplek, Opdracht
from versies.opdracht import besluittekst, toets_besluit
from versies.opdracht.bepalingen import delen_van, lees_bepaling
from versies.registratie.bijgevoegd import Bijgevoegd, regelingen_in
from versies.registratie.tijdstip import ondertekend_op
from versies.wijziging import Plek, VervangTekst


class Stuksoort(StrEnum):
    """What a piece is."""

    WIJZIGING = "wijzigingsbesluit"
    REGELING = "regeling"
    VASTSTELLING = "vaststellingsbesluit"
    RECTIFICATIE = "rectificatie"
    BERICHT = "besluit over een regeling of een besluit"
    STOP = "STOP-module"


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece that was read.

    Args:
        naam: of the file. inhoud: its bytes. soort: what it is. titel: of the decision.
        besluit: as read as a decision; for a regulation its closing provisions. regeling: the text, for a regulation.
        vernietigt: sentences that annul a decision or part of it. bijgevoegd: regulations that it adopts in its annexes.
        lezingen: what a person said that lines of it mean.
    """

    naam: str
    inhoud: bytes
    soort: Stuksoort
    titel: str = ""
    besluit: Besluit = field(default_factory=Besluit)
    regeling: Regeling | None = None
    vernietigt: tuple[str, ...] = ()
    bijgevoegd: tuple[Bijgevoegd, ...] = ()
    lezingen: tuple[Lezing, ...] = ()

    @property
    def ondertekend(self) -> date | None:
        """The day on which it was decided, when it says so."""
        return ondertekend_op(self.besluit.slot)


_VERNIETIGT = re.compile(r"\b(?:vernietigt|vernietigd|onverbindend\s+verklaard|verklaart\b.*\bonverbindend)\b", re.I)
_VAST_TE_STELLEN = re.compile(
    r"vast\s+te\s+stellen\s+(?:de|het)\s+(?:(?:na)?volgende\s+)?([^:;]{8,300}?)\s*[:;.]?\s*\Z", re.I
)
_ORGAAN = re.compile(r"(?:de\s+raad|het\s+(?:college|algemeen\s+bestuur|dagelijks\s+bestuur))\b", re.I)
_TOT_WIJZIGING = re.compile(r"\btot\s+wijziging\b|\bwijzigings(?:besluit|verordening)\b", re.I)
_PUNT = re.compile(r"^(?:de|het)\s+|[;,.\s]+(?:(?:en|alsmede)[\s;,.]*)?$", re.I)
_RECTIFICATIE = re.compile(r"\brectificatie\b", re.I)
_FOUTIEF = re.compile(
    r"\b(?P<waar>(?:artikel|hoofdstuk|paragraaf|bijlage)\b[^“„«\"]{0,120}?),?\s+(?:is|staat|stond|was)?\s*"
    r"(?:abusievelijk|per\s+abuis|ten\s+onrechte|onjuist)[^“„«\"]{0,40}[“„«\"](?P<oud>[^”“»\"]+)[”“»\"][^“„«\"]{0,80}"
    r"(?:dit\s+moet\s+zijn|moet\s+zijn|had\s+moeten\s+zijn|moet\s+worden\s+gelezen(?:\s+als)?|lees)\s*:?\s*[“„«\"]"
    r"(?P<nieuw>[^”“»\"]+)[”“»\"]",
    re.I | re.S,
)


def lees_stuk(pad: Path, lezingen: tuple[Lezing, ...] = ()) -> Stuk:
    """Read a file and say what it is.

    Args:
        pad: the file. lezingen: what lines of it mean, in the words of a person; only for a decision that amends.

    Raises:
        Geweigerd: it cannot be read, is no decision and no regulation, or has a sentence that cannot be read.
    """
    return herken(lees_bytes(pad, naam=pad.name), pad.name, lezingen)


def herken(inhoud: bytes, naam: str, lezingen: tuple[Lezing, ...] = ()) -> Stuk:
    """Say what some bytes are (:func:`lees_stuk`)."""
    try:
        stuk = _herken(inhoud, naam, lezingen)
    except Geweigerd as fout:
        stuk = _met_noten(inhoud, naam, fout)
    if lezingen and stuk.soort is not Stuksoort.WIJZIGING:
        raise Geweigerd.om("lezing-onnodig/geen-wijziging", naam, soort=stuk.soort)
    return replace(stuk, lezingen=lezingen)


def _met_noten(inhoud: bytes, naam: str, fout: Geweigerd) -> Stuk:
    """A regulation with notes or pictures, which a decision that amends may not have; what it says of itself, from its text.

    Raises:
        Geweigerd: the same fault, when it is another fault or another piece.
    """
    regeling = _regeling(inhoud, naam) if fout.code == "docx-noot" else None
    stuk = _herken(zet_om(regeling, "markdown").inhoud, f"{naam} als tekst", ()) if regeling is not None else None
    if stuk is None or stuk.soort is not Stuksoort.REGELING:
        raise fout
    return replace(stuk, inhoud=inhoud, regeling=regeling)


def _herken(inhoud: bytes, naam: str, lezingen: tuple[Lezing, ...]) -> Stuk:
    if b"ConsolidatieInformatie" in inhoud[:2000]:
        return Stuk(naam, inhoud, Stuksoort.STOP)
    if inhoud.lstrip()[:1] == b"<" and b"<Besluit" not in inhoud[:4000] and b"BesluitMutatie" not in inhoud:
        regeling = _regeling(inhoud, naam)
        if regeling is not None:
            return Stuk(naam, inhoud, Stuksoort.REGELING, regeling.gegevens.citeertitel, regeling=regeling)
    regels = _regels(inhoud, naam)
    titel = next((r.strip("# ").strip() for r in regels if r.strip()), naam)
    if _RECTIFICATIE.search(titel) and lees_rectificatie(inhoud, naam):
        return Stuk(naam, inhoud, Stuksoort.RECTIFICATIE, titel, Besluit(titel, slot=tuple(regels), naam=naam))
    vernietigt = tuple(z for z in _zinnen(regels[1:]) if _VERNIETIGT.search(z))
    try:
        besluit, fouten = toets_besluit(inhoud, naam=naam, keuzes=Keuzes(lezingen=lezingen))
    except Geweigerd:
        bericht = _los_bericht(regels, titel, naam)
        if vernietigt or bericht.bepalingen:
            return Stuk(naam, inhoud, Stuksoort.BERICHT, titel, bericht, vernietigt=vernietigt)
        raise
    besluit = _met_punten(besluit)
    eigen = [b for b in besluit.van_soort(Bepalingsoort.EIGEN) if not _VERNIETIGT.search(b.tekst)]
    if besluit.opdrachten:
        if fouten:
            raise fouten[0]
        als_tekst = _regeling(inhoud, naam) if eigen else None
        erbij = regelingen_in(besluit, als_tekst, naam)
        if als_tekst is not None and _is_ook_regeling(besluit):
            erbij = (Bijgevoegd(0, als_tekst, besluit, ""), *erbij)
        return Stuk(naam, inhoud, Stuksoort.WIJZIGING, titel_van(besluit), besluit, None, vernietigt, erbij)
    over_anderen = [b for b in besluit.bepalingen if b.soort is Bepalingsoort.INTREKKING or _over_ander(b)]
    if not eigen and not fouten and (over_anderen or vernietigt):
        return Stuk(naam, inhoud, Stuksoort.BERICHT, besluit.opschrift or titel, besluit, vernietigt=vernietigt)
    return _regeling_of_vaststelling((inhoud, naam), titel, besluit, fouten, eigen=bool(eigen))


def _met_punten(besluit: Besluit) -> Besluit:
    """A repeal of what stands in points below it ("De volgende verordeningen worden ingetrokken:"), as a repeal of each."""
    koppen = {b.nummer: b for b in besluit.van_soort(Bepalingsoort.INTREKKING) if b.tekst.rstrip().endswith(":")}
    punten = [b for b in besluit.van_soort(Bepalingsoort.EIGEN) if b.nummer[:-1] in koppen]
    weg = [koppen[b.nummer[:-1]] for b in punten]
    rij = [
        replace(koppen[b.nummer[:-1]], onderwerp=_PUNT.sub("", b.tekst), bron=b.bron) if b in punten else b
        for b in besluit.bepalingen
        if b not in weg
    ]
    return besluit.met(bepalingen=tuple(rij))


def _is_ook_regeling(besluit: Besluit) -> bool:
    """Whether a decision with instructions is a regulation as well: it begins with an article of its own, and has a title."""
    eerste = next((r.hoort_bij for r in besluit.regels if r.hoort_bij.startswith("artikel ")), "")
    eigen = {f"artikel {b.nummer[0]}" for b in besluit.van_soort(Bepalingsoort.EIGEN)}
    heet = any(besluit.van_soort(Bepalingsoort.CITEERTITEL))
    return heet and eerste.partition(",")[0] in eigen and not _TOT_WIJZIGING.search(besluit.opschrift)


def _regeling_of_vaststelling(
    bron: tuple[bytes, str], titel: str, besluit: Besluit, fouten: Sequence[Geweigerd], *, eigen: bool
) -> Stuk:
    """A piece that decides by its own articles: a regulation, or a decision that adopts some in its annexes."""
    inhoud, naam = bron
    regeling = _regeling(inhoud, naam)
    if regeling is None or not eigen or _TOT_WIJZIGING.search(titel):
        raise fouten[0] if fouten else Geweigerd.om("geen-opdracht/besluit-enkele", naam)
    if not fouten and (erbij := regelingen_in(besluit, regeling, naam)):
        return Stuk(naam, inhoud, Stuksoort.VASTSTELLING, besluit.opschrift or titel, besluit, bijgevoegd=erbij)
    heet = regeling.gegevens.citeertitel or titel
    return Stuk(naam, inhoud, Stuksoort.REGELING, heet, _eigen_einde(besluit, heet), regeling)


def _eigen_einde(besluit: Besluit, titel: str) -> Besluit:
    bepalingen = (replace(b, soort=Bepalingsoort.HORIZON) if eindigt(b, titel) else b for b in besluit.bepalingen)
    return besluit.met(bepalingen=tuple(bepalingen))


def eindigt(b: Bepaling, titel: str) -> bool:
    """Whether a provision ends the regulation that it stands in, also by its own name ("De Proefregeling vervalt op …")."""
    zelf = b.soort is Bepalingsoort.INTREKKING and b.onderwerp.casefold() == titel.casefold()
    return b.soort is Bepalingsoort.HORIZON or zelf


def titel_van(besluit: Besluit) -> str:
    """The title of an amending decision: its heading, unless that only says what kind of paper it is ("Raadsbesluit") or who
    decides; then what its preamble adopts, or else what it amends.

    >>> titel_van(Besluit("Raadsbesluit", ("besluit:", "vast te stellen de Verordening tot wijziging van de Proefregels:")))
    'Verordening tot wijziging van de Proefregels'
    """
    kop = besluit.opschrift
    if " " in kop and not _ORGAAN.match(kop):
        return kop
    gesteld = _VAST_TE_STELLEN.search(" ".join(besluit.aanhef))
    if gesteld:
        return gesteld[1].strip()
    regelingen = [r for r in besluit.regelingen() if r]
    return f"Wijziging van de {' en de '.join(regelingen)}" if regelingen else kop


def _over_ander(b: Bepaling) -> bool:
    """An entry into force of something that is named by its title."""
    zelf = re.match(r"(?:deze|dit|artikel\b(?!.*\bvan\s+(?:de|het)\b))|(?:de\s+)?artikelen\b", b.onderwerp, re.I)
    return b.soort is Bepalingsoort.INWERKINGTREDING and bool(b.onderwerp) and not zelf


def _los_bericht(regels: Sequence[str], titel: str, naam: str) -> Besluit:
    """A short decision without articles: its sentences that are provisions by themselves."""
    bepalingen: list[Bepaling] = []
    for zin in _zinnen(regels[1:]):
        try:
            bepalingen += [b for b in lees_bepaling(zin, ("",), Bronplek(naam)) if b.soort is not Bepalingsoort.EIGEN]
        except Geweigerd:
            continue
    over = [b for b in bepalingen if b.soort is Bepalingsoort.INTREKKING or _over_ander(b)]
    return Besluit(titel, bepalingen=tuple(bepalingen if over else ()), slot=tuple(regels), naam=naam)


def _regeling(inhoud: bytes, naam: str) -> Regeling | None:
    from verordening.lezers import lees

    try:
        return lees(inhoud, naam=naam)
    except Geweigerd:
        return None


def _regels(inhoud: bytes, naam: str) -> list[str]:
    """The paragraphs of a piece; none for XML."""
    if inhoud.startswith(b"PK\x03\x04"):
        from versies.opdracht.word import lees_word

        return list(lees_word(inhoud, naam)[0])
    return [] if inhoud.lstrip()[:1] == b"<" else besluittekst(inhoud, naam).splitlines()


_ZELFDE = str.maketrans("«»“”„‘’‚'", '"' * 9)
"""Quotation marks, of which every publisher has its own."""


def woorden(inhoud: bytes, naam: str) -> list[str]:
    """The words of a piece without marks of layout, to see whether two say the same; none when they cannot be read.

    >>> woorden(b"# Besluit\\n\\n> **Een**  regel.", "b.md") == woorden(b"Besluit\\nEen regel.", "b.txt")
    True
    """
    try:
        regels = _regels(inhoud, naam)
    except Geweigerd:
        return []
    return [w for r in regels for deel in r.translate(_ZELFDE).split() if (w := deel.strip("#>*_"))]


def _zinnen(regels: Sequence[str]) -> Iterator[str]:
    for regel in regels:
        if kaal := regel.strip("#> ").strip():
            yield kaal


def lees_rectificatie(inhoud: bytes, naam: str) -> tuple[Opdracht, ...]:
    """What a rectification corrects: "in artikel … abusievelijk “…”; dit moet zijn: “…”".

    >>> [o.wijzigingen[0].nieuw for o in lees_rectificatie("Rectificatie\\n\\nIn artikel 7a, tweede lid, staat abusievelijk “marktmester”. Dit moet zijn: “marktmeester”.".encode(), "r")]
    ['marktmeester']
    """
    tekst = "\n".join(_regels(inhoud, naam))
    uit: list[Opdracht] = []
    for nummer, t in enumerate(_FOUTIEF.finditer(tekst), 1):
        waar = re.split(r"\bis\b|\bin\b", t["waar"])[-1] if " in " in t["waar"] else t["waar"]
        try:
            plek = Plek(uit_tekst(" ".join(waar.split()).strip(" ,")))
        except AdresFout:
            continue
        wijziging = VervangTekst(plek, t["oud"].strip(), t["nieuw"].strip())
        uit.append(
            Opdracht((f"rectificatie-{nummer}",), " ".join(t.group().split()), (wijziging,), bron=Bronplek(naam))
        )
    return tuple(uit)


def sleutels_van(besluit: Besluit) -> dict[str, Opdracht]:
    """The instructions of a decision by a name that stays: their number, told apart when two have the same.

    >>> from versies.opdracht import lees_besluit
    >>> list(sleutels_van(lees_besluit("Besluit\\n\\nArtikel I\\nDe Proef wordt als volgt gewijzigd:\\nA\\nArtikel 17 vervalt.\\n")))
    ['I.A']
    """
    uit: dict[str, Opdracht] = {}
    for opdracht in besluit.opdrachten:
        naam = ".".join("".join(deel.split()) for deel in opdracht.nummer) or "0"
        keer = sum(sleutel.partition("#")[0] == naam for sleutel in uit)
        uit[f"{naam}#{keer + 1}" if keer else naam] = opdracht
    return uit


def deel_van(besluit: Besluit, delen: Sequence[str]) -> Besluit:
    """A decision with only some of its instructions, whatever regulation they name, and without its own conditions."""
    kies = {id(o) for sleutel, o in sleutels_van(besluit).items() if sleutel in delen}
    artikelen = tuple(
        replace(a, regeling="", voorwaarde="", opdrachten=tuple(o for o in a.opdrachten if id(o) in kies))
        for a in besluit.artikelen
    )
    houd = (Bepalingsoort.TOELICHTING,)
    bepalingen = tuple(b for b in besluit.bepalingen if b.soort in houd)
    return besluit.met(artikelen=tuple(a for a in artikelen if a.opdrachten), bepalingen=bepalingen, bevindingen=())


def genoemde_delen(zin: str, titel: str) -> tuple[tuple[str, ...], ...]:
    """The parts of a decision that a sentence about it names; empty: all of it.

    >>> genoemde_delen("De rechtbank vernietigt artikel I, onderdeel B, van de Wijziging A.", "Wijziging A")
    (('I', 'B'),)
    """
    plek = zin.casefold().find(titel.casefold())
    rest = zin if plek < 0 else f"{zin[:plek]} {zin[plek + len(titel) :]}"
    return delen_van(rest)
