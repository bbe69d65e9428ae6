"""What child processes do for the pages about changes: examine one, test a decision, make a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from impact.dossier.velden import velden
from verordening.bevinding import Bevinding, Geweigerd
from verordening.canoniek import lees as lees_canoniek, schrijf as schrijf_canoniek
from werkbank.diensten.plaatsen import Plaats, plaatsen
from werkbank.web.klus import Klus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from verordening.boom import Regeling
    from verordening.tekst.keuzes import Keuzes
    from versies.besluit import Besluit
    from versies.opstellen import Besluitgegevens, Ontwerp
    from werkbank.diensten.toets import Regel
    from werkbank.diensten.wijziging import Punt

BESTANDEN = {
    "docx": ("besluit", ".docx"),
    "pdf": ("besluit", ".pdf"),
    "odt": ("besluit", ".odt"),
    "stop": ("besluit", ".stop.xml"),
    "akn": ("besluit", ".akn.xml"),
    "tekst": ("besluit", ".md"),
    "verschil": ("verschil", ".docx"),
    "was-wordt": ("was-wordt", ".docx"),
    "nieuw": ("nieuwe-tekst", ".docx"),
    "wordt": ("nieuwe-tekst", ".xml"),
    "lezing": ("zin-voor-zin", ".docx"),
}
"""Form of a file → its name and ending."""


VORM = 6
"""Layout of ``uitkomst.json``; what an earlier version of the program made, is made again."""


def _dag_van_was(klus: Klus) -> date:
    """The day whose text is changed: that on which the change takes effect, when somebody chose one that is to come."""
    gekozen = klus.opdracht.get("inwerking", "")
    return max(klus.dag, date.fromisoformat(gekozen)) if gekozen else klus.dag


def _uit_dossier(klus: Klus, slug: str) -> Regeling:
    from versies.archief.vragen import Tijdbron
    from werkbank.diensten.geldend import geldend

    with Tijdbron(klus.dossier) as bron:
        gevonden = geldend(bron, slug, _dag_van_was(klus))
    if gevonden.regeling is None:
        b = gevonden.bevindingen[-1]
        raise Geweigerd(b.uitleg, plaats=slug, advies="Geef de oude tekst als eigen bestand.", code=b.code)
    return gevonden.regeling


def _keuzes(klus: Klus) -> Keuzes:
    """What the user chose about what a reader may not decide itself; other values count as not chosen."""
    from verordening.tekst.keuzes import Keuzes, Lezing

    mag = {"wijzigingen": ("aanvaarden", "verwerpen"), "doorgehaald": ("weg", "blijft"), "verborgen": ("weg", "blijft")}
    gekozen = klus.opdracht.get("keuzes", {})
    lezingen = tuple(Lezing(int(nr), "" if zin == "-" else zin) for nr, zin in gekozen.get("lezingen", {}).items())
    keuzes = (gekozen[naam] if gekozen.get(naam) in waarden else "" for naam, waarden in mag.items())
    return Keuzes(*keuzes, lezingen=lezingen)


def _gegevens(klus: Klus) -> Besluitgegevens | None:
    """What the user said about the decision itself."""
    from versies.opstellen import Besluitgegevens

    dag, gemeente = klus.opdracht.get("inwerking", ""), klus.opdracht.get("gemeente", "")
    if not dag and not gemeente:
        return None
    return Besluitgegevens(gemeente=gemeente, inwerking=date.fromisoformat(dag) if dag else None)


def _lees(pad: Path, naam: str, kant: str, keuzes: Keuzes | None = None) -> Regeling:
    from verordening.lezers import lees

    try:
        return lees(pad.read_bytes(), naam=naam, keuzes=keuzes)
    except Geweigerd as fout:
        fout.plaats = f"{kant}: {fout.plaats or naam}"
        raise


def _plaatsen(gevonden: Iterable[Plaats]) -> list[dict[str, Any]]:
    return [velden(p, "eId naam bedrag", naast=p.naast(), ineen=p.ineen()) for p in gevonden]


def wijziging(klus: Klus) -> dict[str, object]:
    """Examine a change; see :func:`werkbank.diensten.wijziging.onderzoek`."""
    from werkbank.diensten.wijziging import onderzoek

    klus.zeg("de oude tekst lezen", 0, 4)
    slug = klus.opdracht["was"]
    was = _uit_dossier(klus, slug) if slug else _lees(klus.map / "was.bin", klus.opdracht["was_naam"], "Was")
    klus.zeg("de nieuwe tekst lezen", 1, 4)
    wordt = _lees(klus.map / "wordt.bin", klus.opdracht["wordt_naam"], "Wordt", _keuzes(klus))
    klus.zeg("vergelijken en het besluit opstellen", 2, 4)
    uitkomst = onderzoek(was, wordt, _gegevens(klus))
    klus.zeg("het verschil zetten", 3, 4)
    (klus.uit / "was.xml").write_bytes(schrijf_canoniek(was))
    (klus.uit / "wordt.xml").write_bytes(schrijf_canoniek(wordt))
    o, fout = uitkomst.ontwerp, uitkomst.weigering
    punten = [*uitkomst.punten, *_wetsplaatsen(Path(klus.opdracht["werkmap"]) / "beeld", was, wordt)]
    open_ = any(p.soort == "fout" and p.code.startswith("lezen-") for p in uitkomst.punten)  # niet zeker wat er staat
    letters: dict[str, list[dict[str, object]]] = {}
    for letter, regels, eid in uitkomst.letters:
        letters.setdefault(eid, []).append({"letter": letter, "regels": regels})
    naam = was.gegevens.citeertitel or was.gegevens.opschrift
    return {
        "vorm": VORM,
        "titel": wordt.gegevens.citeertitel or naam or klus.opdracht["wordt_naam"],
        "was": {"naam": naam, "op": str(_dag_van_was(klus)), "vanaf": str(was.gegevens.juridisch_werkend_vanaf or "")},
        "punten": punten,
        "opmerkingen": uitkomst.verschil.opmerkingen,
        "plaatsen": [{**p, "letters": letters.pop(p["eId"], [])} for p in _plaatsen(uitkomst.plaatsen)],
        "los": [x for rij in letters.values() for x in rij],
        "bewezen": o is not None and not open_,
        "open": open_,
        "opdrachten": len(o.besluit.opdrachten) if o else 0,
        "onderdelen": len(o.onderdelen) if o else 0,
        "besluit": o.tekst.regels if o else [],
        "weigering": _weigering(fout) if fout else None,
    }


def _weigering(fout: Geweigerd) -> dict[str, object]:
    return velden(fout, "reden plaats advies")


def _wetsplaatsen(beelden: Path, was: Regeling, wordt: Regeling) -> Iterator[Punt]:
    """New references to the law, against its text as this dossier has seen it: one that is not there, and that all are there."""
    from verordening.register import Register
    from werkbank.diensten.wijziging import Punt
    from werkbank.web.beeld import Beeld, laatste
    from werkbank.web.zoek import staat_in_wet
    from wetgeving.verwijzingen import zoek_in

    if (pad := laatste(beelden)) is None:
        return
    beeld, register, goed = Beeld(pad), Register.van(wordt), 0
    namen = {w["naam"]: w["bwb"] for w in beeld.kop["wetten"]}
    al = {(v.regeling, a) for v in zoek_in(was, eigen_namen=namen).verwijzingen for a in v.plaatsen}
    for v in zoek_in(wordt, eigen_namen=namen).verwijzingen:
        for adres in v.plaatsen if v.regeling and v.soort == "extern" and not v.moment else ():
            dag = staat_in_wet(beeld.bestand, v.regeling or "", adres) if (v.regeling, adres) not in al else None
            goed += dag == ""
            if dag:
                waar = register.op_eid.get(v.vindplaats.eId)
                yield Punt(
                    "let",
                    "Een nieuwe verwijzing naar de wet komt nergens uit.",
                    f"«{' '.join(v.tekst.split())}»: {adres.tekst()} staat niet in de wetstekst van {dag}. Kijk haar na.",
                    register.adres(waar).tekst() if waar else "",
                    "wetsplaats-weg",
                )
    if goed:
        yield Punt(
            "goed", "Nieuwe verwijzingen naar de wet bestaan.", f"{goed} nagekeken in de wetstekst van dit dossier."
        )


def toets(klus: Klus) -> dict[str, object]:
    """Read a decision sentence by sentence, and execute it on trial on the texts of the dossier that it names."""
    from verordening.papier import zet
    from versies.opdracht import bronregels, toets_besluit
    from werkbank.diensten.toets import papier, regels, telling

    naam = klus.opdracht["wordt_naam"]
    inhoud = (klus.map / "wordt.bin").read_bytes()
    klus.zeg("het besluit lezen", 0, 2)
    keuzes = _keuzes(klus)
    besluit, fouten = toets_besluit(inhoud, naam=naam, keuzes=keuzes)
    bron = bronregels(inhoud, naam, keuzes)
    rijen = regels(besluit, fouten, bron[0] if bron is not None else ())
    (klus.uit / "lezing").write_bytes(zet(papier(besluit, rijen), "docx"))
    klus.zeg("op proef uitvoeren", 1, 2)
    proeven = [_proef(klus, besluit, n, r) for n, r in enumerate([] if fouten else besluit.regelingen())]
    return {
        "vorm": VORM,
        "titel": besluit.opschrift or naam,
        "telling": telling(besluit, fouten),
        "voorstellen": _voorstellen(klus, besluit, rijen) if bron is not None else {},
        "regels": rijen,
        "lezingen": [(nr, zin) for nr, zin, _ in keuzes.lezingen],
        "leesbaar": bron is not None,  # in XML heeft een zin geen regel
        "bevindingen": besluit.bevindingen,
        "proeven": proeven,
    }


def _voorstellen(
    klus: Klus, besluit: Besluit, rijen: Sequence[Regel]
) -> dict[str, list[tuple[str, list[dict[str, str]]]]]:
    """By line that was not read: the sentences that it may mean, each with what it does to the text that is in force."""
    from versies.verschil import vergelijk
    from versies.voorstellen import voorstellen

    gevonden = [g for naam in besluit.regelingen() if (g := _bij_naam(klus, naam)) is not None]
    if len(gevonden) != 1:
        return {}
    was = gevonden[0][1]
    return {
        str(r.regel): [
            (
                v.zin,
                [rij for p in plaatsen(vergelijk(was, v.wordt)) for rij in replace(p, eId=f"v{r.regel}-{n}").naast()],
            )
            for n, v in enumerate(voorstellen(r.staat[0], was))
        ]
        for r in rijen
        if r.regel and not r.goed
    }


def _proef(klus: Klus, besluit: Besluit, nummer: int, naam: str) -> dict[str, object]:
    """One regulation of a decision: what would hold after it, or why it cannot be executed."""
    from versies.toepassen import pas_toe
    from versies.verschil import vergelijk

    gevonden = _bij_naam(klus, naam)
    if gevonden is None:
        return {
            "naam": naam,
            "weigering": _weigering(Geweigerd("deze regeling staat niet in het dossier", plaats=naam)),
        }
    slug, was = gevonden
    try:
        na = pas_toe(was, besluit)
    except Geweigerd as fout:
        return {"naam": naam, "weigering": _weigering(fout)}
    for kant, tekst in (("was", was), ("wordt", na.wordt)):
        (klus.uit / f"{kant}{nummer}.xml").write_bytes(schrijf_canoniek(tekst))
    return {
        "naam": naam,
        "slug": slug,
        "uitgevoerd": len(na.uitgevoerd),
        "overgeslagen": [o.naam for o in na.overgeslagen],
        "bevindingen": na.bevindingen,
        "plaatsen": _plaatsen(plaatsen(vergelijk(was, na.wordt))),
        "weigering": None,
    }


def _bij_naam(klus: Klus, naam: str) -> tuple[str, Regeling] | None:
    """The regulation that a decision means by a name; of one that names none the one that the user chose."""
    from versies.archief.vragen import Tijdbron
    from versies.toepassen import hoort_bij
    from werkbank.diensten.geldend import geldend

    with Tijdbron(klus.dossier) as bron:
        for slug in sorted(bron.tijdlijnen):
            nu = geldend(bron, slug, klus.dag)
            zo = hoort_bij(nu.regeling, naam) if naam and nu.regeling else slug == klus.opdracht.get("regeling")
            if nu.regeling is not None and zo:
                return slug, nu.regeling
    return None


def bestand(klus: Klus) -> tuple[Bevinding, ...]:
    """Make one file of a change that was examined before: named ``bestand``, with what a reader should know beside it."""
    from versies.weergave.waswordt import waswordt
    from werkbank.diensten.opstellen import als_vorm
    from werkbank.diensten.verschil import als_vorm as verschil_als

    vorm, bron = klus.opdracht["vorm"], klus.map.parent / klus.opdracht["van"] / "uit"
    klus.zeg("het bestand maken")
    was, wordt = (
        lees_canoniek((bron / f"{kant}{klus.opdracht['proef']}.xml").read_bytes()) for kant in ("was", "wordt")
    )
    bevindingen: tuple[Bevinding, ...] = ()
    if vorm in ("nieuw", "wordt"):
        from werkbank.diensten.geldend import als_stuk

        inhoud = als_stuk(wordt, "docx" if vorm == "nieuw" else "xml", None)
    elif vorm in ("verschil", "was-wordt"):
        from verordening.papier import zet
        from versies.verschil import vergelijk

        verschil = vergelijk(was, wordt)
        uitleg = {e: t for e, t in klus.opdracht["uitleg"].items() if t.strip()} or None
        inhoud = (
            verschil_als(verschil, "docx", moment=datetime.now(UTC))
            if vorm == "verschil"
            else zet(waswordt(verschil, uitleg=uitleg), "docx")
        )
    else:
        inhoud, bevindingen = als_vorm(_besluit(klus, was, wordt), vorm)
    (klus.uit / "bestand").write_bytes(inhoud)
    return bevindingen


def _besluit(klus: Klus, was: Regeling, wordt: Regeling) -> Ontwerp:
    """The decision of a change, with the explanatory note that was written with it."""
    from werkbank.diensten.opstellen import maak
    from werkbank.diensten.wijziging import met_toelichting

    gemaakt = maak([(was, wordt)], _gegevens(klus))
    return met_toelichting(gemaakt, klus.opdracht["toelichting"])  # type: ignore[arg-type]


def ontwerp(klus: Klus) -> str:
    """Put the decision of a change in the dossier as a draft, after the proof that the papers will ask of it."""
    from impact.dossier.ontwerp import beproef
    from versies.registratie.concept import leg_neer, rij_van
    from werkbank.diensten.opstellen import als_vorm

    klus.zeg("het besluit maken en bewijzen", 0, 2)
    bron = klus.map.parent / klus.opdracht["van"] / "uit"
    was, wordt = (lees_canoniek((bron / f"{kant}.xml").read_bytes()) for kant in ("was", "wordt"))
    gemaakt = _besluit(klus, was, wordt)
    titel = gemaakt.tekst.regels[0].lstrip("# ")
    rij = rij_van(klus.opdracht["regeling"], date.fromisoformat(klus.opdracht["inwerking"]), titel)
    woorden, _ = als_vorm(gemaakt, "tekst")
    beproef(rij, woorden, was, wordt)
    klus.zeg("in het dossier zetten", 1, 2)
    leg_neer(klus.dossier, rij, woorden, was, wordt, klus.opdracht["gezien"])
    return rij.slug


WERK = {"bestand": bestand, "ontwerp": ontwerp, "toets": toets, "wijziging": wijziging}
"""Kind of task → what does it."""
