"""The impact memo for the algemeen bestuur: one paper from which every other paper takes its facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from impact.dossier.telling import tel
from impact.dossier.velden import velden
from impact.oordeel.soorten import Oordeelsoort
from impact.stukken import bestuur
from impact.stukken.memo_blokken import (
    bevindingen,
    bronnenlijst,
    buiten_de_telling,
    dekking,
    geldtabel,
    gevraagd_besluit,
    kopgegevens,
    open_punten,
    planning,
    tegenstrijdigheden,
    tijdlijn,
    toetsvragen,
    wetsfouten,
    wetstijdlijn,
)
from impact.stukken.memo_maatregel import maatregel_blokken
from impact.stukken.memo_overzicht import bordtabel, fase_en_orgaan, overzicht
from impact.stukken.stand import als_stand, nieuw_sinds
from impact.stukken.stuk import Stuk, Stukgegevens, maak_stuk
from impact.stukken.taal import (
    beslissers,
    dag,
    geldt,
    getal,
    hoofdletter,
    ingang_van,
    kleine_letter,
    meervoud,
    met_lidwoord,
    onbevestigd,
    opsomming,
    titels,
)
from impact.stukken.uiterlijk import organen
from verordening.papier import document as d
from wetgeving.maatregelen import Geldfeit, Pakket


def memo(gegevens: Stukgegevens) -> Stuk:
    """The memo.

    Raises:
        Geweigerd: the template asks for something that is not there.
    """
    samen = gegevens.impact.gemeenten.samenwerking
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "kop": lambda: kopgegevens(gegevens),
        "nieuw-sinds": lambda: nieuw_sinds(gegevens.vorige, als_stand(gegevens)) if gegevens.vorige else (),
        "gevraagd-besluit": lambda: gevraagd_besluit(gegevens),
        "kennis": lambda: bestuur.kennis(gegevens),
        "strijd": lambda: bestuur.strijd(gegevens),
        "keuzes": lambda: bestuur.keuzes(gegevens),
        "risicos": lambda: bestuur.risicos(gegevens),
        "oordelen": lambda: bestuur.oordeeltabel(gegevens),
        "bord": lambda: bordtabel(gegevens),
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
        "inhoud": lambda: (d.Inhoudsopgave(2),),
        "fase-en-orgaan": lambda: fase_en_orgaan(gegevens),
        "overzicht": lambda: overzicht(gegevens),
        "tijdlijn": lambda: tijdlijn(gegevens),
        "planning": lambda: planning(gegevens),
        "maatregelen": lambda: [b for beeld in gegevens.impact.geteld for b in maatregel_blokken(gegevens, beeld)],
        "toetsvragen": lambda: toetsvragen(gegevens),
        "geld": lambda: geldtabel(gegevens, sleutels=True),
        "wetstijdlijn": lambda: wetstijdlijn(gegevens),
        "buiten-de-telling": lambda: buiten_de_telling(gegevens),
        "dekking": lambda: dekking(gegevens),
        "tegenstrijdigheden": lambda: tegenstrijdigheden(gegevens),
        "wetsfouten": lambda: wetsfouten(gegevens),
        "open-punten": lambda: open_punten(gegevens),
        "bevindingen": lambda: bevindingen(gegevens),
        "bronnen": lambda: bronnenlijst(gegevens),
    }
    return maak_stuk(
        gegevens,
        "memo",
        "impactmemo",
        f"Impactmemo {kleine_letter(gegevens.impact.lijst.naam)}",
        memovelden(gegevens),
        blokken,
        ondertitel=f"Voor {gegevens.orgaan.vol}",
        auteur=samen.naam,
        onderwerp="Gevolgen van de gewijzigde wet voor de lokale regels",
        volledig=True,
    )


def memovelden(gegevens: Stukgegevens) -> dict[str, object]:
    """What a template of the memo (and of the letters) can say: texts, numbers and lists only."""
    impact = gegevens.impact
    geteld = [b.maatregel for b in impact.geteld]
    al = [m for m in geteld if geldt(m, gegevens.datum)]
    twijfel = [m for m in geteld if onbevestigd(m, gegevens.datum)]
    later = [m for m in geteld if (i := ingang_van(m)) and i > gegevens.datum]
    zonder_dag = [m for m in geteld if ingang_van(m) is None]
    raad = [m for m in geteld if "gemeenteraad" in organen(gegevens, m)]
    zeker = {b.maatregel.id for b in impact.geteld if bestuur.in_verordening(gegevens, b)}
    ab = [m for m in geteld if "ab" in organen(gegevens, m)]
    wet = [m for m in geteld if not organen(gegevens, m)]
    ingangen = sorted({i for m in later if (i := ingang_van(m))})
    return {
        "datum": gegevens.datum.isoformat(),
        "dossier": velden(impact, "naam status"),
        "uitvoerder": gegevens.uitvoerder,
        "samenwerking": met_lidwoord(impact.gemeenten.samenwerking.naam),
        "gemeenten": [g.naam for g in impact.gemeenten.gemeenten],
        "gemeenten_tekst": opsomming(g.naam for g in impact.gemeenten.gemeenten),
        "aantal_gemeenten": len(impact.gemeenten.gemeenten),
        "wet_dossier": impact.lijst.dossier,
        "fasen": {f"fase{n}": tekst for n, tekst in impact.lijst.fasen.items()},
        "maatregelen": {
            "aantal": len(geteld),
            "al": len(al),
            "onbevestigd": len(twijfel),
            "onbevestigd_namen": titels(twijfel),
            "later": len(later),
            "zonder_dag": len(zonder_dag),
            "zonder_dag_namen": titels(zonder_dag),
            "raad": len(raad),
            "raad_namen": [kleine_letter(m.naam) for m in raad if m.id in zeker],
            "raad_na_te_gaan": [kleine_letter(m.naam) for m in raad if m.id not in zeker],
            "ab": len(ab),
            "zonder_besluit": len(wet),
            "onzeker": sum(m.zekerheid != "A" for m in geteld),
            "zonder_koppeling": sum(not b.geraakt for b in impact.geteld),
            "buiten": len(impact.buiten_de_telling),
        },
        "raakt_iets": impact.raakt_iets,
        "aantal_uitvoering": len(bestuur.besluitpunten(gegevens).uitvoering) if impact.raakt_iets else 0,
        "bestuur": gegevens.orgaan.naam,
        "orgaan": {
            **velden(gegevens.orgaan, "vol waarom regionaal blad", begin=hoofdletter(gegevens.orgaan.vol)),
        },
        "wet": impact.lijst.hoofdwet,
        "herkomst": impact.lijst.herkomst,
        "pakket": _pakketvelden(gegevens, impact.lijst.pakket),
        "strijd": _strijdvelden(gegevens),
        "volgende_ingang": dag(ingangen[0]) if ingangen else "onbekend",
        "telling": tel(impact.geteld).zin,
        "geld_kort": opsomming(f"{_bedrag(g)} ({kleine_letter(g.naam)})" for g in impact.lijst.geld),
        "heeft_geld": bool(impact.lijst.geld),
        "dekking": {"totaal": len(impact.dekking.regels), "verklaard": len(impact.dekking.verklaard)},
        "ontbrekende_wetten": opsomming(
            f"{w.afkorting} ({' en '.join(w.ontbreekt)})" for w in impact.ontbrekende_teksten
        ),
        "mist_wettekst": bool(impact.ontbrekende_teksten),
        "tegenstrijdigheden": len(impact.lijst.tegenstrijdigheden),
        "leemten": len(impact.lijst.leemten),
        "organen_van": {m.id: opsomming(beslissers(m)) for m in geteld},
    }


def _pakketvelden(gegevens: Stukgegevens, pakket: Pakket) -> dict[str, object]:
    bekend = velden(pakket, "doelgroep waarom stappen programma spoor wettekst opgave")
    bekend |= {"inspraak": pakket.inspraak, "evaluatie": pakket.evaluatie}
    eigen = pakket.van_samenwerking if gegevens.orgaan.regionaal else ()
    return {**{k: w or "" for k, w in bekend.items()}, "grondslagen": [*pakket.grondslagen, *eigen]}


def _strijdvelden(gegevens: Stukgegevens) -> dict[str, object]:
    zaken = bestuur.strijdzaken(gegevens)
    tegendeel = [z for z in zaken if z.oordeel.soort is Oordeelsoort.STRIJD]
    return {
        "aantal": meervoud(len(zaken), "bepaling", "bepalingen"),
        "klopt": "klopt" if len(zaken) == 1 else "kloppen",
        "tegendeel": f"{len(tegendeel)} daarvan {'zegt' if len(tegendeel) == 1 else 'zeggen'} het tegendeel. "
        if tegendeel
        else "",
        "regelingen": meervoud(len({z.regeling for z in zaken}), "regeling", "regelingen"),
        "geen": not zaken,
        "vooruit": bestuur.vooruit(gegevens),
        "later": sum(z.open and z.oordeel.soort is Oordeelsoort.KLOPT_NU for z in gegevens.impact.zaken),
    }


def _bedrag(geld: Geldfeit) -> str:
    tot = f" tot {getal(float(geld.miljoen_tot))}" if geld.miljoen_tot else ""
    return f"{'ongeveer ' if geld.circa == 'ja' else ''}€ {getal(float(geld.miljoen))}{tot} miljoen"
