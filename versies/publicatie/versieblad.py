"""The files of one version, and the page of what holds on its stable address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from verordening.dagen import dag
from verordening.papier import document as d, zet
from verordening.papier.document import Blok
from verordening.tekstregels import tekstregels
from versies.publicatie.besluitblad import bekendmaking, besluitmap
from versies.publicatie.kop import eli, met_kop
from versies.publicatie.reeks import GEGEVENS, Bestanden, Regelingreeks, Vorige, kern
from versies.publicatie.vergelijking import paarblad, paarnaam, vergeleken
from versies.verschil import Verschil, vergelijk
from versies.weergave.doorlopend import doorlopende_tekst
from versies.weergave.samenvatting import overzicht, plaatsen
from versies.weergave.zetter import Zetter

_VORMNAAM = {"pdf": "PDF", "docx": "Word", "odt": "OpenDocument", "md": "Markdown", "xml": "XML"}


@dataclass(frozen=True)
class Vormgeving:
    """What holds for every page of a set.

    Args:
        vormen: beside the page and the XML. basis: address of the site, ending in a slash, or empty.
        vorige: the set as it was published before. voortgang: told what is being made.
    """

    vormen: tuple[str, ...] = ()
    basis: str = ""
    vorige: Vorige | None = None
    voortgang: Callable[[str], object] = lambda _: None

    def pagina(self, blad: d.Document, pad: str, gegevens: Mapping[str, object] | None = None) -> bytes:
        """A page on its address."""
        return met_kop(zet(blad, "html"), f"{self.basis}{pad}", gegevens)


def versiebladen(reeks: Regelingreeks, vorm: Vormgeving) -> Bestanden:
    """All files of all versions; those that would be the same are taken from the set before."""
    uit: Bestanden = {}
    for plek, map_ in reeks.mappen.items():
        hier = f"{reeks.map}/{map_}"
        kenmerk = _kenmerk(reeks, plek, vorm)
        gelijk = vorm.vorige.onveranderd(hier, kenmerk) if vorm.vorige else {}
        uit |= gelijk
        if not gelijk:
            vorm.voortgang(f"{reeks.titel}, {map_}")
            uit |= {f"{hier}/{n}": i for n, i in _versie(reeks, plek, vorm, kenmerk).items()}
    return uit


def _kenmerk(reeks: Regelingreeks, plek: int, vorm: Vormgeving) -> str:
    p, rij = reeks.periodes[plek], reeks.rij(plek)
    delen = (
        vorm.vormen,
        vorm.basis,
        reeks.titel,
        reeks.map,
        [(reeks.mappen[v], reeks.dagnaam(v)) for v in (*vergeleken(reeks, plek), plek)],
        p.tot,
        p.toestand,
        p.toestand.versie in reeks.ontwerpen,
        (rij.nummer, rij.regel) if rij else None,
        _terugwerkend(reeks, plek),
    )
    return kern(delen, *(reeks.tekst(v).kern for v in (*vergeleken(reeks, plek), plek)))


def _versie(reeks: Regelingreeks, plek: int, vorm: Vormgeving, kenmerk: str) -> dict[str, bytes]:
    p, hier = reeks.periodes[plek], f"{reeks.map}/{reeks.mappen[plek]}"
    tekst = reeks.tekst(plek)
    paren = {ander: vergelijk(reeks.tekst(ander).regeling, tekst.regeling) for ander in vergeleken(reeks, plek)}
    verschil = paren[max(paren)] if paren else None
    document = _versiepagina(reeks, plek, vorm, verschil)
    titel = f"{reeks.titel}, tekst vanaf {reeks.dagnaam(plek)}"
    gegevens = eli(
        f"{vorm.basis}{hier}/index.html",
        titel,
        p.toestand.juridisch_werkend_vanaf,
        p.tot,
        f"{vorm.basis}{reeks.map}/index.html",
    )
    blad = replace(document, titel=titel, vaste_links=True)
    uit = {"index.html": vorm.pagina(blad, f"{hier}/index.html", gegevens)}
    uit |= {f"tekst.{v}": zet(document, v) for v in vorm.vormen}
    uit["tekst.xml"] = tekst.bestand
    uit["versie.json"] = _als_json(reeks, plek)
    for ander, v in paren.items():
        naam = paarnaam(reeks, ander, plek)
        uit[naam] = vorm.pagina(paarblad(reeks, ander, plek, v), f"{hier}/{naam}")
    uit[GEGEVENS] = _metagegevens(reeks, plek, kenmerk, verschil)
    return uit


def _als_json(reeks: Regelingreeks, plek: int) -> bytes:
    """The text for programs: every unit with its address, its identifier and its words."""
    t = reeks.periodes[plek].toestand
    regels = tekstregels(reeks.tekst(plek).regeling)
    eenheden = [{"adres": adres, "eId": e.eId, "tekst": woorden} for e, adres, woorden in regels]
    waarde = {"regeling": reeks.titel, "werk": reeks.werk, "geldig_vanaf": str(t.geldig_vanaf), "eenheden": eenheden}
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def _metagegevens(reeks: Regelingreeks, plek: int, kenmerk: str, verschil: Verschil | None) -> bytes:
    tekst, t = reeks.tekst(plek), reeks.periodes[plek].toestand
    g, regel = tekst.regeling.gegevens, reeks.regel(plek)
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
        "gewijzigd": _gewijzigde_artikelen(verschil) if verschil else None,
        "gemaakt_van": kenmerk,
        "sha512_xml": hashlib.sha512(tekst.bestand).hexdigest(),
    }
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def _gewijzigde_artikelen(verschil: Verschil) -> list[dict[str, str]]:
    """What happened in each article since the version before, in order; of another place its outermost step."""
    per: dict[str, list[str]] = {}
    for paar, adres, soorten in plaatsen(verschil):
        plaats = paar.adres_wordt or paar.adres_was
        stappen = plaats.stappen if plaats else ()
        stap = next((s for s in stappen if s.soort == "artikel"), stappen[0] if stappen else None)
        naam = f"{stap.soort} {stap.nummer}".strip() if stap else adres
        per.setdefault(naam, []).append(f"{adres}: {', '.join(soorten)}")
    return [{"plaats": naam, "wat": "; ".join(zinnen)} for naam, zinnen in per.items()]


def _versiepagina(reeks: Regelingreeks, plek: int, vorm: Vormgeving, verschil: Verschil | None) -> d.Document:
    rij, regel, tekst = reeks.rij(plek), reeks.regel(plek), reeks.tekst(plek)
    eigenschappen = d.gevuld(
        ("Besluit", d.link(rij.uitwisseling.besluit, f"../../{besluitmap(rij.nummer)}/index.html"))
        if rij and rij.uitwisseling.besluit
        else ("", ""),
        ("Betreft", regel.betreft),
        ("Ondertekend op", dag(regel.ondertekening) if regel.ondertekening else ""),
        ("Kenmerk voorstel", regel.kenmerk_voorstel),
        ("Bekendgemaakt in", bekendmaking(regel.bron_bekendmaking) if regel.bron_bekendmaking else ""),
    )
    links = [
        ("alle versies", "../index.html"),
        ("de tekst die nu geldt", "../geldend/index.html"),
        ("geschiedenis per artikel", "../geschiedenis.html"),
    ]
    if eerder := vergeleken(reeks, plek):
        links += [
            ("wat er in deze versie is gewijzigd", "wijzigingen.html"),
            ("de versie hiervoor", f"../{reeks.mappen[eerder[-1]]}/index.html"),
            ("twee versies vergelijken", "../vergelijk.html"),
        ]
    eigenschappen.append(("Zie ook", d.links(*links)))
    eigenschappen.append(("Dezelfde tekst als", vormlinks(vorm.vormen, "")))
    return doorlopende_tekst(
        tekst.regeling,
        reeks.geldigheid(plek, None),
        bestand=tekst.bestand,
        eigenschappen=eigenschappen,
        voor=_waarschuwingen(reeks, plek),
        na=_gewijzigd(verschil),
    )


def vormlinks(vormen: Sequence[str], map_: str) -> d.Inhoud:
    """Links to the same text in other forms."""
    return d.links(*((_VORMNAAM[vorm], f"{map_}tekst.{vorm}") for vorm in (*vormen, "xml")), tussen=", ")


def _terugwerkend(reeks: Regelingreeks, plek: int) -> list[tuple[date, date, str]]:
    """Later texts that reach back into the time of this one: (law since, reaches back to, folder or empty)."""
    eigen = reeks.periodes[plek].toestand.geldig_vanaf
    return [
        (p.toestand.juridisch_werkend_vanaf, p.toestand.geldig_vanaf, reeks.mappen.get(ander, ""))
        for ander, p in enumerate(reeks.periodes)
        if ander > plek and eigen <= p.toestand.geldig_vanaf < p.toestand.juridisch_werkend_vanaf
    ]


def _waarschuwingen(reeks: Regelingreeks, plek: int) -> list[Blok]:
    """What the first sentence cannot say: a later text reaches back into the time of this one."""
    uit: list[Blok] = []
    for werkend, geldig, map_ in _terugwerkend(reeks, plek):
        zin = f"De versie van {dag(werkend)} werkt terug tot en met {dag(geldig)}. "
        links = (d.link(f"Versie van {dag(werkend)}", f"../{map_}/index.html"),) if map_ else ()
        alinea = d.alinea(zin, "Voor de dagen vanaf dan geldt achteraf die tekst en niet deze. ", *links)
        uit.append(d.Kader(("Let op",), (alinea,), "let-op"))
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


def geldend(reeks: Regelingreeks, stand: date, vorm: Vormgeving) -> bytes:
    """The stable address of what holds: the text that holds, or why there is none."""
    nu = reeks.geldend(stand)
    titel = f"{reeks.titel}, de tekst die geldt"
    if nu is None:
        blokken = (d.alinea(f"{reeks.titel}: {reeks.staat(stand)}."), d.alinea(d.link("Alle versies", "../index.html")))
        return vorm.pagina(d.Document(titel, blokken), f"{reeks.map}/geldend/index.html")
    map_, tekst = reeks.mappen[nu], reeks.tekst(nu).regeling
    zin = reeks.geldigheid(nu, None).zin
    links = d.links(
        ("de bladzijde van deze versie", f"../{map_}/index.html"),
        ("alle versies", "../index.html"),
        ("geschiedenis per artikel", "../geschiedenis.html"),
    )
    paren: list[tuple[str, d.Inhoud]] = [("Geldigheid", (zin,)), ("Zie ook", links)]
    komend = [(f"tekst vanaf {reeks.dagnaam(p)}", f"../{reeks.mappen[p]}/index.html") for p in reeks.komend(stand)]
    if komend:
        paren.append(("Komende versies", d.links(*komend)))
    paren.append(("Dezelfde tekst als", vormlinks(vorm.vormen, f"../{map_}/")))
    blad = d.Document(
        titel,
        (
            d.Gegevens(tuple(paren)),
            d.Inhoudsopgave(tot=5),
            d.kop(2, "Tekst van de regeling", anker="tekst"),
            *Zetter(opmerkingen=True).paren((vergelijk(tekst, tekst).paren,), 3),
        ),
        ondertitel=zin,
        vaste_links=True,
    )
    return vorm.pagina(blad, f"{reeks.map}/{map_}/index.html")
