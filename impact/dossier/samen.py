"""From what was read to the whole picture (:class:`impact.dossier.model.Impact`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from impact.dossier.laden import Invoer
from impact.dossier.model import Bepaling, Impact, Maatregelbeeld, Wetswijziging, Zaak
from impact.dossier.plaatsen import Regelingtekst, lees_plaatsen
from impact.dossier.verwerking import Volger
from impact.dossier.wetskant import Wetskant, lees_wetskant
from impact.graaf.koppelen import Koppelresultaat, koppel
from impact.oordeel.dekking import meet_dekking, wetswijzigingen
from impact.oordeel.kennis import Wetskennis
from impact.oordeel.oordeel import Beoordelaar, voert_uit
from impact.oordeel.soorten import Oordeel, Oordeelsoort
from impact.oordeel.uitlijning import Stand
from verordening.groepen import groepeer
from wetgeving.maatregelen import Maatregel


@dataclass(frozen=True)
class Uitwerking:
    """The picture with the intermediate results that checks and what-ifs need."""

    model: Impact
    teksten: tuple[Regelingtekst, ...]
    kant: Wetskant
    gekoppeld: Koppelresultaat
    beoordelaar: Beoordelaar


def oordeelsdag(invoer: Invoer, dag: date | None = None) -> date:
    """The day of the verdicts: a given one, else the day of the local texts or of the newest law text, whichever is later."""
    dagen = [w.datum_wordt for w in invoer.wetten if w.datum_wordt]
    return dag or max([d for d in (invoer.op, *dagen) if d.year < 9999], default=invoer.op)


def werk_uit(
    invoer: Invoer,
    *,
    onderwerpwoorden: bool = False,
    voortgang: Callable[[str], object] | None = None,
    dag: date | None = None,
    beoordeel: bool = True,
) -> Uitwerking:
    """Links, law changes and coverage of everything that was read.

    Args:
        onderwerpwoorden: also link by subject words (weakest).
        voortgang: called with a line about what happens now.
        dag: the day of the verdicts (:func:`oordeelsdag`).
        beoordeel: also what is the matter with each provision, and what later versions do with it; who only asks for the links
            need not wait for that.
    """
    zeg = voortgang or (lambda _tekst: None)
    zeg("verwijzingen lezen")
    teksten = lees_plaatsen(invoer.regelingen, invoer.wetten)
    kant = lees_wetskant(invoer.lijst, invoer.wetten)
    zeg("maatregelen en bepalingen koppelen")
    gekoppeld = koppel(
        invoer.lijst, kant, teksten, invoer.koppelingen, thesaurus=invoer.thesaurus, onderwerpwoorden=onderwerpwoorden
    )
    zeg("dekking meten")
    kennis = Wetskennis(invoer.lijst, kant, invoer.wetten, oordeelsdag(invoer, dag), invoer.thesaurus)
    kanten = kennis.uitlijningen
    wijzigingen = {m.id: wetswijzigingen(m, kanten) for m in invoer.lijst.maatregelen}
    dekking = meet_dekking(invoer.lijst, invoer.wetten, kanten, wijzigingen)
    volgers = {
        r.slug: Volger((r, *invoer.later.get(r.slug, ())), invoer.dossier.blad.besluiten) for r in invoer.regelingen
    }
    regelingen = {r.slug: r for r in invoer.regelingen}
    eenheden = {p.sleutel: p.eenheid for t in teksten for p in t.plaatsen}
    kansen = {(p.maatregel, p.plaats.sleutel): k for p, k in zip(gekoppeld.paren, gekoppeld.kansen, strict=True)}
    beoordelaar = Beoordelaar(kennis, teksten, gekoppeld.bepalingen, invoer.koppelingen, kansen)
    if beoordeel:
        zeg("bepalingen beoordelen")

    def volg(b: Bepaling, m: Maatregel) -> Bepaling:
        b = replace(b, uitvoering=voert_uit(regelingen[b.regeling], m))
        if not beoordeel:
            return b
        verwerkt = volgers[b.regeling].verwerkt(b, eenheden[f"{b.regeling}#{b.eId}"], m)
        return replace(b, verwerkt=tuple(verwerkt), oordeel=beoordelaar.voor(b))

    beelden = tuple(
        _beeld(m, invoer, tuple(volg(b, m) for b in gekoppeld.bepalingen[m.id]), wijzigingen[m.id])
        for m in invoer.lijst.maatregelen
    )
    blad = invoer.dossier.blad
    model = Impact(
        blad.naam,
        blad.status,
        blad.uitvoerder,
        invoer.op,
        invoer.regelingen,
        invoer.wetten,
        beelden,
        dekking,
        (*invoer.bevindingen, *gekoppeld.bevindingen),
        invoer.lijst,
        invoer.kaders,
        invoer.gemeenten,
        invoer.keuzes,
        invoer.koppelingen,
        blad.besluiten,
        invoer.bestanden,
        _versie(),
        tuple(_zaken(beelden, teksten, beoordelaar, volgers)) if beoordeel else (),
        kennis.dag,
    )
    return Uitwerking(model, teksten, kant, gekoppeld, beoordelaar)


def _beeld(
    maatregel: Maatregel, invoer: Invoer, bepalingen: tuple[Bepaling, ...], wijzigingen: tuple[Wetswijziging, ...]
) -> Maatregelbeeld:
    beeld = Maatregelbeeld(maatregel, wijzigingen, bepalingen, "", invoer.kaders.geraakt_door(maatregel.id))
    return beeld if beeld.geraakt else replace(beeld, geen_reden=_geen_reden(maatregel, invoer, bepalingen))


def _geen_reden(maatregel: Maatregel, invoer: Invoer, bepalingen: Sequence[Bepaling]) -> str:
    """Why a measure touches no provision, in one sentence."""
    if any(b.status != "verworpen" for b in bepalingen):
        return "Alleen ontwerpen die de maatregel zelf uitvoeren gaan erover."
    if bepalingen:
        return "Elke gevonden koppeling is door een persoon verworpen."
    if not maatregel.wetsplaatsen:
        return "Van deze maatregel is geen plaats in de wet bekend; er is niets om aan te koppelen."
    if all(p.aard == "ongewijzigd" for p in maatregel.wetsplaatsen):
        return "De wet verandert hier niet."
    soorten = {i.soort for i in maatregel.instrumenten}
    if soorten and soorten <= {"werkinstructie", "ict"}:
        return "De maatregel vraagt alleen een werkinstructie of aanpassing van systemen."
    mist = [w.afkorting for w in invoer.wetten if w.ontbreekt]
    rest = f" De tekst van {', '.join(mist)} ontbreekt, dus langs die wet is niet alles te vinden." if mist else ""
    return "Niets in het dossier verwijst naar wat verandert, rust erop of gebruikt de woorden ervan." + rest


def _zaken(
    beelden: Sequence[Maatregelbeeld],
    teksten: Sequence[Regelingtekst],
    beoordelaar: Beoordelaar,
    volgers: Mapping[str, Volger],
) -> Iterator[Zaak]:
    """Per provision the heaviest verdict of the texts and of its links; what is in order is no case."""
    links = groepeer(((b.regeling, b.eId), b) for beeld in beelden for b in beeld.geraakt)
    for tekst in teksten:
        for plaats in tekst.plaatsen:
            eigen = links.get((plaats.regeling, plaats.eId), [])
            oordelen = [*beoordelaar.oordelen(plaats.sleutel), *(b.oordeel for b in eigen if b.oordeel)]
            beslist = [o for o in oordelen if o.mens]
            oordelen = beslist or oordelen
            uniek: dict[Oordeel, Oordeel] = {}
            for (
                o
            ) in oordelen:  # een oordeel van de teksten en van een koppeling is er één; de koppeling kent de maatregel
                kaal = replace(o, maatregel="")
                uniek[kaal] = o if o.maatregel else uniek.get(kaal, o)
            zwaar = sorted(uniek.values(), key=lambda o: o.soort.gewicht)
            telt = tuple(o for o in zwaar if o.soort.gewicht < Oordeelsoort.VOERT_UIT.gewicht)
            if telt:
                o = telt[0]
                woorden = o.fragment or (o.vervang[0][0] if o.vervang else "")
                nieuw = {v.vanaf for b in eigen for v in b.verwerkt if v.dient} if o.lot == Stand.ANDERE_INHOUD else ()
                los = volgers[plaats.regeling].verholpen(plaats.eenheid, woorden, nieuw)
                verwerkt = tuple(los) if o.soort.fout else tuple(dict.fromkeys(v for b in eigen for v in b.verwerkt))
                genoemd = tuple(dict.fromkeys(b.maatregel for b in eigen))
                yield Zaak(plaats.regeling, plaats.eId, plaats.adres, plaats.tekst, telt, genoemd, verwerkt)


def _versie() -> str:
    try:
        return version("verordening")
    except PackageNotFoundError:
        return "onbekend"
