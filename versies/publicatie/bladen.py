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
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Regeling, WtiRegel
from verordening.dagen import dag
from verordening.papier import document as d
from verordening.papier import zet
from verordening.papier.document import Blok
from verordening.papier.html import css
from verordening.register import tekstregels
from versies.publicatie.graf import Graf, grafsteen
from versies.publicatie.kop import atom, eli, met_kop, sitemap, zoekbladen
from versies.tijd.model import Uitwisseling
from versies.tijd.tekening import beschrijving, svg
from versies.tijd.toestand import Inhoud, Periode, Stand
from versies.tijd.wti import Besluitrij
from versies.verschil import Verschil, vergelijk
from versies.weergave.doorlopend import Geldigheid, doorlopende_tekst, versietabel
from versies.weergave.renvooi import renvooi
from versies.weergave.samenvatting import overzicht
from versies.weergave.zetter import Zetter

__all__ = ["CONTROLEGETALLEN", "VORMEN", "Regelingreeks", "Tekst", "Vorige", "publicatie"]

CONTROLEGETALLEN = "controlegetallen.sha512"
VORMEN = ("pdf", "docx", "odt", "md")
"""Forms beside the page itself and the canonical XML."""
_VORMNAAM = {"pdf": "PDF", "docx": "Word", "odt": "OpenDocument", "md": "Markdown", "xml": "XML"}


@dataclass(frozen=True)
class Tekst:
    """The text of one version, read only when it is needed.

    Args:
        kern: the bytes from which it follows, with what the archive says of it; equal bytes give equal pages.
        maak: the text as it is published (a municipality filled in, if asked), and that as canonical XML.
    """

    kern: bytes
    maak: Callable[[], tuple[Regeling, bytes]]

    @cached_property
    def _gemaakt(self) -> tuple[Regeling, bytes]:
        return self.maak()

    @property
    def regeling(self) -> Regeling:
        """The text."""
        return self._gemaakt[0]

    @property
    def bestand(self) -> bytes:
        """The text as canonical XML."""
        return self._gemaakt[1]


@dataclass(frozen=True)
class Vorige:
    """The set as it was published before: what did not change is taken from it."""

    map: Path

    @cached_property
    def sommen(self) -> dict[str, str]:
        """path → SHA-512; empty when there is no earlier set."""
        pad = self.map / CONTROLEGETALLEN
        if not pad.is_file():
            return {}
        paren = (r.partition("  ") for r in pad.read_text("utf-8").splitlines())
        return {naam: som for som, _, naam in paren if naam}

    def onveranderd(self, map_: str, kenmerk: str) -> dict[str, Path]:
        """The files of a folder, when they were made from the same and nobody touched them since; else none."""
        pad = f"{map_}/metagegevens.json"
        if pad not in self.sommen or not (self.map / pad).is_file():
            return {}
        inhoud = (self.map / pad).read_bytes()
        if hashlib.sha512(inhoud).hexdigest() != self.sommen[pad] or json.loads(inhoud).get("gemaakt_van") != kenmerk:
            return {}
        namen = [n for n in self.sommen if n.startswith(f"{map_}/")]
        heel = all((self.map / n).is_file() for n in namen)
        return {n: self.map / n for n in namen} if heel else {}


@dataclass(frozen=True)
class Regelingreeks:
    """One regulation in time.

    Args:
        werk: its identity. map: name of its folder, safe as a path.
        stand: its states as they are known.
        rijen: what was published about it, oldest first (:func:`versies.tijd.wti.besluitrijen`).
        teksten: by name of the version; states without a known text are not in it.
        ontwerpen: names of versions that are not adopted.
        naam: its title. graven: addresses of versions that are gone. weg: doelen that were withdrawn, and by what.
    """

    werk: str
    map: str
    stand: Stand
    rijen: Sequence[Besluitrij]
    teksten: Mapping[str, Tekst]
    ontwerpen: frozenset[str] = frozenset()
    naam: str = ""
    graven: Sequence[Graf] = ()
    weg: Mapping[str, Uitwisseling] = field(default_factory=dict)

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
        if self.naam:
            return self.naam
        for plek in reversed(self.mappen):
            g = self.teksten[self.periodes[plek].toestand.versie].regeling.gegevens
            return g.citeertitel or g.opschrift or self.werk
        return self.werk

    def geldigheid(self, plek: int, stand: date | None) -> Geldigheid:
        """When the text of a state holds, seen from a day, or from none."""
        p = self.periodes[plek]
        t = p.toestand
        return Geldigheid(stand, t.geldig_vanaf, t.juridisch_werkend_vanaf, p.tot, t.versie in self.ontwerpen)

    def geldend(self, stand: date) -> int | None:
        """Place of the state that holds on a day."""
        return next((plek for plek in self.mappen if self.geldigheid(plek, stand).geldt), None)

    def staat(self, stand: date) -> str:
        """One of four: it holds, its text is not known, it was repealed, or it is not in force yet."""
        einde = self.stand.juridisch_uitgewerkt_op
        if einde is not None and einde <= stand:
            bij = next((r for r in self.rijen if r.soort == "intrekking"), None)
            door = f" bij «{bij.uitwisseling.besluit}»" if bij and bij.uitwisseling.besluit else ""
            bron = f" ({bij.regel.bron_bekendmaking})" if bij and bij.regel.bron_bekendmaking else ""
            return f"ingetrokken per {dag(einde)}{door}{bron}"
        if self.geldend(stand) is not None:
            return "geldt"
        nu = [p for p in self.periodes if p.toestand.juridisch_werkend_vanaf <= stand and (not p.tot or p.tot > stand)]
        if any(p.toestand.versie not in self.ontwerpen for p in nu):
            return "geldt, maar de tekst staat niet vast"
        return "nog niet in werking"


def publicatie(
    naam: str,
    status: str,
    reeksen: Sequence[Regelingreeks],
    stand: date,
    *,
    vormen: Iterable[str] = ("pdf", "docx"),
    herkomst: Sequence[tuple[str, str]] = (),
    voortgang: Callable[[str], object] = lambda _: None,
    vorige: Vorige | None = None,
    basis: str = "",
) -> tuple[dict[str, bytes | Path], tuple[Bevinding, ...]]:
    """All files of the set, and what could not be published.

    The page of a version, and its PDF and Word file, say nothing of the day on which they were made: without a new
    decision they stay the same, byte for byte. Only the lists say what holds on ``stand``.

    Args:
        naam: of the whole ("Regelingen van …"). status: shown on the first page; empty: nothing.
        stand: the day from which is looked: what "holds now" means on the lists.
        vormen: of :data:`VORMEN`, beside the page and the XML.
        herkomst: name and value for the colophon of the first page (archive, program).
        vorige: an earlier set, from which the files of unchanged versions are taken.
        basis: address of the site, ending in a slash, for the map of the site, the feed and the canonical links.

    Returns:
        path (with ``/``) → content, or the file that has it; findings (``tekst-onbekend`` for a state without a known
        text).
    """
    bestanden: dict[str, bytes | Path] = {}
    bevindingen: list[Bevinding] = []
    vormen = tuple(vormen)
    for reeks in reeksen:
        voortgang(reeks.titel)
        bevindingen += _onbekend(reeks)
        bestanden |= _reeks(reeks, stand, vormen, voortgang, vorige, basis)
    bestanden["index.html"] = met_kop(
        zet(_voorpagina(naam, status, reeksen, stand, herkomst), "html"), f"{basis}index.html"
    )
    bestanden["toegankelijkheid.html"] = met_kop(zet(_toegankelijkheid(naam), "html"), f"{basis}toegankelijkheid.html")
    bestanden |= zoekbladen(css(), naam, _zoekrijen(reeksen, bestanden))
    bestanden["sitemap.xml"] = sitemap(basis, (p for p in bestanden if p.endswith(".html")))
    bestanden["wijzigingen.atom"] = atom(naam, basis, [i for r in reeksen for i in _feed(r)])
    sommen = (f"{_som(pad, inhoud, vorige)}  {pad}\n" for pad, inhoud in sorted(bestanden.items()))
    bestanden[CONTROLEGETALLEN] = "".join(sommen).encode()
    return bestanden, tuple(bevindingen)


def _som(pad: str, inhoud: bytes | Path, vorige: Vorige | None) -> str:
    if isinstance(inhoud, Path):
        assert vorige is not None  # only from there
        return vorige.sommen[pad]
    return hashlib.sha512(inhoud).hexdigest()


def _zoekrijen(
    reeksen: Sequence[Regelingreeks], bestanden: Mapping[str, bytes | Path]
) -> list[tuple[str, str, str, str]]:
    """Every unit of the last text of every regulation, as the files say it."""
    uit: list[tuple[str, str, str, str]] = []
    for reeks in reeksen:
        plek = max(reeks.mappen, default=None)
        if plek is None:
            continue
        inhoud = bestanden[f"{reeks.map}/{reeks.mappen[plek]}/versie.json"]
        gelezen = json.loads(inhoud if isinstance(inhoud, bytes) else inhoud.read_bytes())
        adres = f"{reeks.map}/{reeks.mappen[plek]}/index.html"
        uit += [
            (reeks.titel, e["adres"], f"{adres}#{e['eId']}" if e["eId"] else adres, e["tekst"])
            for e in gelezen["eenheden"]
        ]
    return uit


def _feed(reeks: Regelingreeks) -> list[tuple[str, str, date, str]]:
    """What became known about a regulation: one item per publication."""
    uit = []
    for r in reeks.rijen:
        wanneer = f"per {dag(r.regel.inwerkingtreding)}" if r.regel.inwerkingtreding else "zonder datum"
        zin = "; ".join(d_ for d_ in (r.regel.betreft, wanneer, r.regel.bron_bekendmaking) if d_)
        uit.append(
            (
                f"{reeks.titel}: {r.uitwisseling.besluit or r.soort}",
                f"{reeks.map}/index.html",
                r.uitwisseling.bekend,
                zin,
            )
        )
    return uit


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
    reeks: Regelingreeks,
    stand: date,
    vormen: tuple[str, ...],
    voortgang: Callable[[str], object],
    vorige: Vorige | None,
    basis: str,
) -> dict[str, bytes | Path]:
    uit: dict[str, bytes | Path] = {}
    eerder: int | None = None
    for plek, map_ in reeks.mappen.items():
        voortgang(f"{reeks.titel}, {map_}")
        kenmerk = _kenmerk(reeks, plek, eerder, vormen, basis)
        hier = f"{reeks.map}/{map_}"
        gelijk = vorige.onveranderd(hier, kenmerk) if vorige else {}
        uit |= gelijk
        if not gelijk:
            uit |= {f"{hier}/{n}": i for n, i in _versie(reeks, plek, eerder, vormen, kenmerk, basis).items()}
        eerder = plek
    for graf in reeks.graven:
        adres = f"{reeks.map}/{graf.dag.isoformat()}/index.html"
        uit[adres] = met_kop(zet(grafsteen(reeks.titel, graf), "html"), f"{basis}{adres}")
    uit[f"{reeks.map}/index.html"] = met_kop(
        zet(_regelingpagina(reeks, stand, vormen), "html"),
        f"{basis}{reeks.map}/index.html",
        {"@id": f"{basis}{reeks.map}/index.html", "@type": "eli:LegalResource", "eli:title": reeks.titel},
    )
    uit |= {f"{reeks.map}/geldend/index.html": _geldend(reeks, stand, vormen, basis)}
    return uit


def _kenmerk(reeks: Regelingreeks, plek: int, eerder: int | None, vormen: tuple[str, ...], basis: str) -> str:
    """One value for everything from which the files of a version are made."""
    p = reeks.periodes[plek]
    eigen = reeks.teksten[p.toestand.versie].kern
    ander = reeks.teksten[reeks.periodes[eerder].toestand.versie].kern if eerder is not None else b""
    rest = (
        version("verordening"),
        vormen,
        basis,
        reeks.titel,
        reeks.map,
        tuple(reeks.mappen.values()),
        eerder,
        p.tot,
        p.toestand,
        p.toestand.versie in reeks.ontwerpen,
        _regel(reeks, plek),
        [(q.toestand.geldig_vanaf, q.toestand.juridisch_werkend_vanaf) for q in reeks.periodes],
    )
    som = hashlib.sha256(repr(rest).encode())
    for deel in (eigen, ander):
        som.update(hashlib.sha256(deel).digest())
    return som.hexdigest()


def _versie(
    reeks: Regelingreeks, plek: int, eerder: int | None, vormen: tuple[str, ...], kenmerk: str, basis: str
) -> dict[str, bytes]:
    """All files of one version."""
    tekst = reeks.teksten[reeks.periodes[plek].toestand.versie]
    vorige = reeks.teksten[reeks.periodes[eerder].toestand.versie] if eerder is not None else None
    verschil = vergelijk(vorige.regeling, tekst.regeling) if vorige else None
    document = _versiepagina(reeks, plek, tekst, vormen, eerder, verschil)
    vanaf = dag(reeks.periodes[plek].toestand.geldig_vanaf)
    adres = f"{basis}{reeks.map}/{reeks.mappen[plek]}/"
    titel = f"{reeks.titel}, tekst vanaf {vanaf}"
    t = reeks.periodes[plek].toestand
    gegevens = eli(
        f"{adres}index.html",
        titel,
        t.juridisch_werkend_vanaf,
        reeks.periodes[plek].tot,
        f"{basis}{reeks.map}/index.html",
    )
    uit = {"index.html": met_kop(zet(replace(document, titel=titel), "html"), f"{adres}index.html", gegevens)}
    uit |= {f"tekst.{vorm}": zet(document, vorm) for vorm in vormen}
    uit["tekst.xml"] = tekst.bestand
    uit["versie.json"] = _als_json(reeks, plek, tekst)
    if verschil is not None:
        wijziging = replace(renvooi(verschil), titel=f"{reeks.titel}, wijzigingen per {vanaf}")
        uit["wijzigingen.html"] = met_kop(zet(wijziging, "html"), f"{adres}wijzigingen.html")
    uit["metagegevens.json"] = _metagegevens(reeks, plek, tekst, kenmerk)
    return uit


def _als_json(reeks: Regelingreeks, plek: int, tekst: Tekst) -> bytes:
    """The text for programs: every unit with its address, its identifier and its words."""
    t = reeks.periodes[plek].toestand
    eenheden = [{"adres": adres, "eId": e.eId, "tekst": woorden} for e, adres, woorden in tekstregels(tekst.regeling)]
    waarde = {"regeling": reeks.titel, "werk": reeks.werk, "geldig_vanaf": str(t.geldig_vanaf), "eenheden": eenheden}
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def _geldend(reeks: Regelingreeks, stand: date, vormen: tuple[str, ...], basis: str) -> bytes:
    """The stable address of what holds: the text that holds, or why there is none."""
    nu = reeks.geldend(stand)
    titel = f"{reeks.titel}, de tekst die geldt"
    if nu is None:
        blokken = (d.alinea(f"{reeks.titel}: {reeks.staat(stand)}."), d.alinea(d.link("Alle versies", "../index.html")))
        return met_kop(zet(d.Document(titel, blokken), "html"), f"{basis}{reeks.map}/geldend/index.html")
    map_, p = reeks.mappen[nu], reeks.periodes[nu]
    zin = reeks.geldigheid(nu, None).zin
    links: list[d.Inline] = [
        d.link("de bladzijde van deze versie", f"../{map_}/index.html"),
        "; ",
        d.link("alle versies", "../index.html"),
    ]
    delen = Zetter(opmerkingen=True).paren(
        (vergelijk(reeks.teksten[p.toestand.versie].regeling, reeks.teksten[p.toestand.versie].regeling).paren,), 3
    )
    blokken_ = (
        d.Gegevens(
            (
                ("Geldigheid", (zin,)),
                ("Zie ook", tuple(links)),
                ("Dezelfde tekst als", tuple(_vormlinks(vormen, f"../{map_}/"))),
            )
        ),
        d.Inhoudsopgave(tot=5),
        d.kop(2, "Tekst van de regeling", anker="tekst"),
        *delen,
    )
    return met_kop(zet(d.Document(titel, blokken_, ondertitel=zin), "html"), f"{basis}{reeks.map}/{map_}/index.html")


def _metagegevens(reeks: Regelingreeks, plek: int, tekst: Tekst, kenmerk: str) -> bytes:
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
        "gemaakt_van": kenmerk,
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
    vormen: tuple[str, ...],
    vorige: int | None,
    verschil: Verschil | None,
) -> d.Document:
    geldigheid, regel = reeks.geldigheid(plek, None), _regel(reeks, plek)
    eigenschappen: list[tuple[str, d.Inhoud]] = [
        (naam, (waarde,))
        for naam, waarde in (
            ("Betreft", regel.betreft),
            ("Ondertekend op", dag(regel.ondertekening) if regel.ondertekening else ""),
            ("Kenmerk voorstel", regel.kenmerk_voorstel),
        )
        if waarde
    ]
    if regel.bron_bekendmaking:
        eigenschappen.append(("Bekendgemaakt in", (_bekendmaking(regel.bron_bekendmaking),)))
    links: list[d.Inline] = [d.link("alle versies", "../index.html")]
    links += ["; ", d.link("de tekst die nu geldt", "../geldend/index.html")]
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


def _bekendmaking(bron: str) -> d.Inline:
    """A publication, with a link to the official one when the name is a number of it."""
    if not re.fullmatch(r"(?:gmb|bgr|prb|wsb|stcrt|stb)-\d{4}-\d+(?:-n\d+)?", bron):
        return bron
    return d.link(bron, f"https://zoek.officielebekendmakingen.nl/{bron}.html")


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
    vervallen: list[Blok] = [
        d.kop(2, "Versies die zijn vervallen voor zij golden"),
        d.lijst(*(g.reden for g in reeks.graven)),
    ]
    wachtend = [
        f"{_besluitnaam(reeks, doel)}: nog zonder datum" + (f", wacht op {op}" if op else "") + "."
        for doel, op in reeks.stand.zonder_datum
        if doel not in reeks.weg
    ]
    blokken: list[Blok] = [
        d.alinea(
            d.link("Alle regelingen", "../index.html"), "; ", d.link("de tekst die nu geldt", "geldend/index.html")
        ),
        d.alinea(f"Op {dag(stand)}: {reeks.staat(stand)}.")
        if reeks.geldend(stand) is None
        else d.alinea("Deze regeling geldt."),
        d.kop(2, "Versies"),
        d.tabel("Versies, de nieuwste eerst", ("Versie", "Geldigheid", "Wijzigingen", "Andere vormen"), rijen),
        *_wachtend(wachtend),
        *(vervallen if reeks.graven else []),
        *_besluiten(reeks),
        *_per_artikel(reeks),
        d.kop(2, "In de tijd"),
        tekening,
    ]
    return d.Document(
        f"{reeks.titel}: alle versies",
        tuple(blokken),
        status=_status(reeks),
        onderwerp=f"Alle versies van {reeks.titel}",
    )


def _besluitnaam(reeks: Regelingreeks, doel: str) -> str:
    return next((r.uitwisseling.besluit for r in reeks.rijen if doel in r.doelen and r.uitwisseling.besluit), doel)


def _besluiten(reeks: Regelingreeks) -> list[Blok]:
    """Every decision and publication, the newest first."""
    rijen = [
        d.rij(
            r.uitwisseling.besluit or r.soort,
            r.regel.betreft or "–",
            dag(r.uitwisseling.bekend),
            dag(r.regel.inwerkingtreding) if r.regel.inwerkingtreding else "–",
            d.Alinea((_bekendmaking(r.regel.bron_bekendmaking),)) if r.regel.bron_bekendmaking else "–",
        )
        for r in reversed(reeks.rijen)
    ]
    koppen = ("Besluit", "Betreft", "Bekendgemaakt op", "Werkt vanaf", "Bekendmaking")
    return [d.kop(2, "Besluiten"), d.tabel("Besluiten, de nieuwste eerst", koppen, rijen)] if rijen else []


def _per_artikel(reeks: Regelingreeks) -> list[Blok]:
    """Per article which versions changed it, as the decisions say."""
    per: dict[str, list[d.Inline]] = {}
    for plek, map_ in reeks.mappen.items():
        betreft = _regel(reeks, plek).betreft
        for artikel in re.findall(r"\d+[a-z]*(?::\d+[a-z]*)?", betreft) if betreft.startswith("art.") else ():
            vanaf = dag(reeks.periodes[plek].toestand.geldig_vanaf)
            link = d.link(f"per {vanaf}", f"{map_}/index.html")
            per.setdefault(artikel, []).extend(["; ", link] if artikel in per else [link])
    if not per:
        return []
    rijen = [
        d.rij(f"Artikel {nummer}", d.Alinea(tuple(links)))
        for nummer, links in sorted(per.items(), key=lambda i: _volgorde(i[0]))
    ]
    return [d.kop(2, "Per artikel"), d.tabel("Wanneer elk artikel is gewijzigd", ("Artikel", "Gewijzigd"), rijen)]


def _volgorde(nummer: str) -> tuple[int, str]:
    cijfers = re.match(r"\d+", nummer)
    return (int(cijfers.group()) if cijfers else 0, nummer)


def _wachtend(zinnen: Sequence[str]) -> list[Blok]:
    return [d.kop(2, "Nog zonder datum"), d.lijst(*zinnen)] if zinnen else []


def _status(reeks: Regelingreeks) -> str:
    laatste = max(reeks.mappen, default=None)
    eigen = [reeks.teksten[reeks.periodes[laatste].toestand.versie]] if laatste is not None else []
    statussen = {t.regeling.gegevens.versiestatus for t in eigen}
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
        laatste = max(reeks.mappen, default=None)
        orgaan = (
            reeks.teksten[reeks.periodes[laatste].toestand.versie].regeling.gegevens.orgaan
            if laatste is not None
            else ""
        ) or "–"
        geldt = (
            d.link(f"sinds {dag(reeks.periodes[nu].toestand.geldig_vanaf)}", f"{reeks.map}/geldend/index.html")
            if nu is not None
            else reeks.staat(stand)
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
        d.alinea(
            d.link("Zoeken", "zoeken.html"),
            "; ",
            d.link("wijzigingen volgen (Atom)", "wijzigingen.atom"),
            "; ",
            d.link("toegankelijkheid", "toegankelijkheid.html"),
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


def _toegankelijkheid(naam: str) -> d.Document:
    return d.Document(
        "Toegankelijkheid van deze bladzijden",
        (
            d.alinea(d.link("Alle regelingen", "index.html")),
            d.alinea(
                f"De bladzijden van {naam} zijn gemaakt om te voldoen aan WCAG 2.2, niveau AA: één hoofdkop, koppen in volgorde, "
                "tabellen met kopcellen, een tekst bij elk beeld, en geen betekenis in kleur alleen. Alles is te lezen zonder "
                "script; alleen zoeken gebruikt er een. De PDF-bestanden zijn PDF/A met structuur."
            ),
            d.alinea(
                "Deze verklaring zegt hoe de bladzijden zijn gemaakt; zij is geen onderzoek door een derde. Werkt er iets niet "
                "voor u, meld het dan bij de griffie."
            ),
        ),
    )
