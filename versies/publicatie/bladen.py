"""A set of pages that a griffie can publish: every version of every regulation, on its own address, with proof.

One page per version, one per regulation with all its versions, and one for the whole. Beside each version stand the same
text as PDF (archive and accessible), as Word file for import and as canonical XML, its metadata, and what changed since
the version before. ``controlegetallen.sha512`` holds the SHA-512 of every file, in the form that ``sha512sum -c`` reads.
What is not known (concurrent amendments without a combined text) is said on the page and is a finding.

Rules: Bekendmakingswet article 19 (consolidated text of every version), Regeling elektronische publicaties article 2.2
(PDF/A level a), ``regels`` C.1 and G.2 (what to deliver per version).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Regeling, WtiRegel
from verordening.dagen import dag
from verordening.papier import document as d
from verordening.papier import zet
from verordening.papier.document import Blok
from versies.tijd.tekening import beschrijving, svg
from versies.tijd.toestand import Inhoud, Periode, Stand
from versies.tijd.wti import Besluitrij
from versies.verschil import Verschil, vergelijk
from versies.weergave.doorlopend import Geldigheid, doorlopende_tekst, versietabel
from versies.weergave.renvooi import renvooi
from versies.weergave.samenvatting import overzicht

__all__ = ["CONTROLEGETALLEN", "VORMEN", "Regelingreeks", "Tekst", "publicatie"]

CONTROLEGETALLEN = "controlegetallen.sha512"
VORMEN = ("pdf", "docx", "odt", "md")
"""Forms beside the page itself and the canonical XML."""
_VORMNAAM = {"pdf": "PDF", "docx": "Word", "odt": "OpenDocument", "md": "Markdown", "xml": "XML"}


@dataclass(frozen=True, slots=True)
class Tekst:
    """The text of one version: as read (a municipality filled in, if asked) and as stored."""

    regeling: Regeling
    bestand: bytes


@dataclass(frozen=True)
class Regelingreeks:
    """One regulation in time.

    Args:
        werk: its identity. map: name of its folder, safe as a path.
        stand: its states as they are known.
        rijen: what was published about it, oldest first (:func:`versies.tijd.wti.besluitrijen`).
        teksten: by name of the version; states without a known text are not in it.
        ontwerpen: names of versions that are not adopted.
    """

    werk: str
    map: str
    stand: Stand
    rijen: Sequence[Besluitrij]
    teksten: Mapping[str, Tekst]
    ontwerpen: frozenset[str] = frozenset()

    @cached_property
    def periodes(self) -> tuple[Periode, ...]:
        """The states with their end, oldest first."""
        return tuple(self.stand.periodes())

    @cached_property
    def mappen(self) -> dict[int, str]:
        """Folder of each state that has a text, by place in :attr:`periodes`: its first day; a number when days are equal."""
        uit: dict[int, str] = {}
        for plek, p in enumerate(self.periodes):
            if p.toestand.versie in self.teksten:
                dagnaam = p.toestand.geldig_vanaf.isoformat()
                keer = sum(naam.startswith(dagnaam) for naam in uit.values())
                uit[plek] = f"{dagnaam}-{keer + 1}" if keer else dagnaam
        return uit

    @property
    def titel(self) -> str:
        """How a reader knows it, after its newest text."""
        for plek in reversed(self.mappen):
            g = self.teksten[self.periodes[plek].toestand.versie].regeling.gegevens
            return g.citeertitel or g.opschrift or self.werk
        return self.werk

    def geldigheid(self, plek: int, stand: date) -> Geldigheid:
        """When the text of a state holds, seen from a day."""
        p = self.periodes[plek]
        t = p.toestand
        return Geldigheid(stand, t.geldig_vanaf, t.juridisch_werkend_vanaf, p.tot, t.versie in self.ontwerpen)

    def geldend(self, stand: date) -> int | None:
        """Place of the state that holds on a day."""
        return next((plek for plek in self.mappen if self.geldigheid(plek, stand).geldt), None)


def publicatie(
    naam: str,
    status: str,
    reeksen: Sequence[Regelingreeks],
    stand: date,
    *,
    vormen: Iterable[str] = ("pdf", "docx"),
    herkomst: Sequence[tuple[str, str]] = (),
    voortgang: Callable[[str], object] = lambda _: None,
) -> tuple[dict[str, bytes], tuple[Bevinding, ...]]:
    """All files of the set, and what could not be published.

    Args:
        naam: of the whole ("Regelingen van …"). status: shown on the first page; empty: nothing.
        stand: the day from which is looked: what "holds now" means on every page.
        vormen: of :data:`VORMEN`, beside the page and the XML.
        herkomst: name and value for the colophon of the first page (archive, program).

    Returns:
        path (with ``/``) → content; findings (``tekst-onbekend`` for a state without a known text).
    """
    bestanden: dict[str, bytes] = {}
    bevindingen: list[Bevinding] = []
    vormen = tuple(vormen)
    for reeks in reeksen:
        voortgang(reeks.titel)
        bevindingen += _onbekend(reeks)
        for naam_, inhoud in _reeks(reeks, stand, vormen, voortgang).items():
            bestanden[f"{reeks.map}/{naam_}"] = inhoud
    bestanden["index.html"] = zet(_voorpagina(naam, status, reeksen, stand, herkomst), "html")
    sommen = (f"{hashlib.sha512(inhoud).hexdigest()}  {pad}\n" for pad, inhoud in sorted(bestanden.items()))
    bestanden[CONTROLEGETALLEN] = "".join(sommen).encode()
    return bestanden, tuple(bevindingen)


def _onbekend(reeks: Regelingreeks) -> list[Bevinding]:
    return [
        Bevinding(
            "tekst-onbekend",
            Ernst.FOUT,
            reeks.werk,
            str(p.toestand.geldig_vanaf),
            f"De tekst vanaf {dag(p.toestand.geldig_vanaf)} is niet bekend ({_waarom(p)}); er is geen bladzijde voor.",
            "Maak een gezamenlijke versie met «verordening vlecht» en neem haar op.",
        )
        for plek, p in enumerate(reeks.periodes)
        if plek not in reeks.mappen and p.toestand.inhoud is not Inhoud.NIET_IN_WERKING
    ]


def _waarom(p: Periode) -> str:
    return f"samenloop met {', '.join(p.toestand.samenloop)}" if p.toestand.samenloop else "de tekst is niet geleverd"


# --- one regulation ---------------------------------------------------------------------------------------------------


def _reeks(
    reeks: Regelingreeks, stand: date, vormen: tuple[str, ...], voortgang: Callable[[str], object]
) -> dict[str, bytes]:
    uit: dict[str, bytes] = {"index.html": zet(_regelingpagina(reeks, stand, vormen), "html")}
    vorige: tuple[int, Tekst] | None = None
    for plek, map_ in reeks.mappen.items():
        voortgang(f"{reeks.titel}, {map_}")
        tekst = reeks.teksten[reeks.periodes[plek].toestand.versie]
        verschil = vergelijk(vorige[1].regeling, tekst.regeling) if vorige else None
        document = _versiepagina(reeks, plek, tekst, stand, vormen, vorige[0] if vorige else None, verschil)
        uit[f"{map_}/index.html"] = zet(document, "html")
        for vorm in vormen:
            uit[f"{map_}/tekst.{vorm}"] = zet(document, vorm)
        uit[f"{map_}/tekst.xml"] = tekst.bestand
        uit[f"{map_}/metagegevens.json"] = _metagegevens(reeks, plek, tekst)
        if verschil is not None:
            uit[f"{map_}/wijzigingen.html"] = zet(renvooi(verschil), "html")
        vorige = plek, tekst
    return uit


def _metagegevens(reeks: Regelingreeks, plek: int, tekst: Tekst) -> bytes:
    g, t = tekst.regeling.gegevens, reeks.periodes[plek].toestand
    regel = _regel(reeks, plek)
    waarde = {
        "werk": reeks.werk,
        "versie": t.versie,
        "citeertitel": g.citeertitel,
        "opschrift": g.opschrift,
        "soort": g.soort,
        "vastgesteld_door": g.orgaan,
        "gemeente": g.gemeente or None,
        "status": g.versiestatus,
        "ontwerp": t.versie in reeks.ontwerpen,
        "juridisch_werkend_vanaf": str(t.juridisch_werkend_vanaf),
        "geldig_vanaf": str(t.geldig_vanaf),
        "juridisch_werkend_tot": str(reeks.periodes[plek].tot or "") or None,
        "doelen": list(t.doelen),
        "betreft": regel.betreft,
        "ondertekening": str(regel.ondertekening or "") or None,
        "bron_bekendmaking": regel.bron_bekendmaking or None,
        "kenmerk_voorstel": regel.kenmerk_voorstel or None,
        "sha512_xml": hashlib.sha512(tekst.bestand).hexdigest(),
    }
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def _regel(reeks: Regelingreeks, plek: int) -> WtiRegel:
    """The row of the decision that brought a state; the last one when there were more (a rectification)."""
    doelen = set(reeks.periodes[plek].toestand.doelen)
    eigen = [r.regel for r in reeks.rijen if doelen & set(r.doelen) and r.soort == "tekst"]
    return eigen[-1] if eigen else WtiRegel()


def _versiepagina(
    reeks: Regelingreeks,
    plek: int,
    tekst: Tekst,
    stand: date,
    vormen: tuple[str, ...],
    vorige: int | None,
    verschil: Verschil | None,
) -> d.Document:
    geldigheid, regel = reeks.geldigheid(plek, stand), _regel(reeks, plek)
    eigenschappen: list[tuple[str, d.Inhoud]] = [
        (naam, (waarde,))
        for naam, waarde in (
            ("Betreft", regel.betreft),
            ("Bekendgemaakt in", regel.bron_bekendmaking),
            ("Ondertekend op", dag(regel.ondertekening) if regel.ondertekening else ""),
            ("Kenmerk voorstel", regel.kenmerk_voorstel),
        )
        if waarde
    ]
    links: list[d.Inline] = [d.link("alle versies", "../index.html")]
    nu = reeks.geldend(stand)
    if nu is not None and nu != plek:
        links += ["; ", d.link("de tekst die nu geldt", f"../{reeks.mappen[nu]}/index.html")]
    if vorige is not None:
        links += [
            "; ",
            d.link("wat er in deze versie is gewijzigd", "wijzigingen.html"),
            "; ",
            d.link("de versie hiervoor", f"../{reeks.mappen[vorige]}/index.html"),
        ]
    eigenschappen.append(("Zie ook", tuple(links)))
    eigenschappen.append(("Dezelfde tekst als", tuple(_vormlinks(vormen, ""))))
    return doorlopende_tekst(
        tekst.regeling,
        geldigheid,
        bestand=tekst.bestand,
        eigenschappen=eigenschappen,
        voor=_waarschuwingen(reeks, plek),
        na=_gewijzigd(verschil),
    )


def _vormlinks(vormen: Sequence[str], map_: str) -> list[d.Inline]:
    uit: list[d.Inline] = []
    for vorm in (*vormen, "xml"):
        uit += [", "] if uit else []
        uit.append(d.link(_VORMNAAM[vorm], f"{map_}tekst.{vorm}"))
    return uit


def _waarschuwingen(reeks: Regelingreeks, plek: int) -> list[Blok]:
    """What the first sentence cannot say: a later text reaches back into the time of this one."""
    eigen = reeks.periodes[plek].toestand
    uit: list[Blok] = []
    for ander, p in enumerate(reeks.periodes):
        t = p.toestand
        if ander > plek and eigen.geldig_vanaf <= t.geldig_vanaf < t.juridisch_werkend_vanaf:
            waar = f"../{reeks.mappen[ander]}/index.html" if ander in reeks.mappen else ""
            zin = f"De versie van {dag(t.juridisch_werkend_vanaf)} werkt terug tot en met {dag(t.geldig_vanaf)}. "
            uit.append(
                d.Kader(
                    ("Let op",),
                    (
                        d.alinea(
                            zin,
                            "Voor de dagen vanaf dan geldt achteraf die tekst en niet deze. ",
                            *((d.link(f"Versie van {dag(t.juridisch_werkend_vanaf)}", waar),) if waar else ()),
                        ),
                    ),
                    "let-op",
                )
            )
    return uit


def _gewijzigd(verschil: Verschil | None) -> list[Blok]:
    if verschil is None:
        return []
    zin, *rest = overzicht(verschil)[1:]
    return [
        d.kop(2, "Wat er in deze versie is gewijzigd", anker="gewijzigd"),
        zin,
        *(b for b in rest if not isinstance(b, d.Figuur)),
    ]


def _regelingpagina(reeks: Regelingreeks, stand: date, vormen: tuple[str, ...]) -> d.Document:
    rijen = []
    for plek in reversed(range(len(reeks.periodes))):
        p, map_ = reeks.periodes[plek], reeks.mappen.get(plek)
        vanaf = dag(p.toestand.geldig_vanaf)
        if map_ is None:
            rijen.append(d.rij(f"vanaf {vanaf}", f"De tekst is niet bekend: {_waarom(p)}.", "–", "–"))
            continue
        wijzigingen = (
            d.link(f"wijzigingen per {vanaf}", f"{map_}/wijzigingen.html")
            if plek != min(reeks.mappen)
            else "eerste versie"
        )
        vormlinks = d.Alinea(tuple(_vormlinks(vormen, f"{map_}/")))
        rijen.append(
            d.rij(
                d.link(f"tekst vanaf {vanaf}", f"{map_}/index.html"),
                reeks.geldigheid(plek, stand).zin,
                wijzigingen,
                vormlinks,
            )
        )
    tekening = d.Figuur(
        svg(reeks.stand, f"Tijdlijn van {reeks.titel}").encode(),
        " ".join(beschrijving(reeks.stand).split("\n")),
        ("Tijdlijn",),
        (versietabel([r.regel for r in reversed(reeks.rijen)]),),
    )
    wachtend = [
        f"{doel}: nog zonder datum" + (f", wacht op {op}" if op else "") + "." for doel, op in reeks.stand.zonder_datum
    ]
    blokken: list[Blok] = [
        d.alinea(d.link("Alle regelingen", "../index.html")),
        d.kop(2, "Versies"),
        d.tabel("Versies, de nieuwste eerst", ("Versie", "Geldigheid", "Wijzigingen", "Andere vormen"), rijen),
        *_wachtend(wachtend),
        d.kop(2, "In de tijd"),
        tekening,
    ]
    return d.Document(
        reeks.titel,
        tuple(blokken),
        status=_status(reeks),
        ondertitel=f"Alle versies; stand op {dag(stand)}",
        datum=stand,
    )


def _wachtend(zinnen: Sequence[str]) -> list[Blok]:
    return [d.kop(2, "Nog zonder datum"), d.lijst(*zinnen)] if zinnen else []


def _status(reeks: Regelingreeks) -> str:
    statussen = {t.regeling.gegevens.versiestatus for t in reeks.teksten.values()}
    zin = statussen.pop() if len(statussen) == 1 else ""
    return zin[:1].upper() + zin[1:]


# --- the first page ---------------------------------------------------------------------------------------------------


def _voorpagina(
    naam: str, status: str, reeksen: Sequence[Regelingreeks], stand: date, herkomst: Sequence[tuple[str, str]]
) -> d.Document:
    rijen = []
    for reeks in sorted(reeksen, key=lambda r: r.titel.lower()):
        nu = reeks.geldend(stand)
        later = [
            p
            for p in reeks.periodes
            if p.toestand.juridisch_werkend_vanaf > stand or p.toestand.versie in reeks.ontwerpen
        ]
        orgaan = next((t.regeling.gegevens.orgaan for t in reeks.teksten.values()), "") or "–"
        geldt = (
            d.link(
                f"sinds {dag(reeks.periodes[nu].toestand.geldig_vanaf)}", f"{reeks.map}/{reeks.mappen[nu]}/index.html"
            )
            if nu is not None
            else "geldt nu niet"
        )
        hierna = (
            "; ".join(
                ("ontwerp, " if p.toestand.versie in reeks.ontwerpen else "")
                + f"per {dag(p.toestand.juridisch_werkend_vanaf)}"
                for p in later
            )
            or "–"
        )
        rijen.append(d.rij(d.link(reeks.titel, f"{reeks.map}/index.html"), orgaan, geldt, hierna))
    blokken: list[Blok] = [
        d.alinea(
            f"Hier staan de doorlopende teksten van {_aantal(len(reeksen))}, in elke versie. Wat nu geldt, is gezien op {dag(stand)}."
        ),
        d.kop(2, "Regelingen"),
        d.tabel(
            "Regelingen met de versie die nu geldt",
            ("Regeling", "Vastgesteld door", "Tekst die nu geldt", "Komende versies"),
            rijen,
        ),
        d.kop(2, "Zelf controleren"),
        d.alinea(
            "Van elk bestand hier staat de SHA-512 in ",
            d.link(CONTROLEGETALLEN, CONTROLEGETALLEN),
            ". Met de opdracht ",
            d.Stuk(f"sha512sum -c {CONTROLEGETALLEN}", vast=True),
            " ziet u of er iets is veranderd. Rechten ontleent u aan de bekendgemaakte besluiten.",
        ),
        d.Colofon((("Stand", (dag(stand),)), *((naam_, (waarde,)) for naam_, waarde in herkomst))),
    ]
    return d.Document(
        naam, tuple(blokken), status=status[:1].upper() + status[1:], ondertitel=f"Stand op {dag(stand)}", datum=stand
    )


def _aantal(aantal: int) -> str:
    return "één regeling" if aantal == 1 else f"{aantal} regelingen"
