"""The 39 public STOP scenarios: input as ConsolidatieInformatie, expected states as the source publishes them.

Compared per scenario and per regulation: every state after every delivery (*actueel*) and the whole list of what was
ever known (*compleet*). Left out: the running number that the source gives to a state and the name under which it
files a consolidated regulation ("regeling1"); both are administration of the source.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from versies.stop.tijd import lees_consolidatie
from versies.tijd.model import Uitwisseling
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen
from versies.tijd.toestand import Achterstand, Inhoud, Kandidaat, Stand, Toestand

PATRONEN = "STOP/Versiebeheer/Patronen/1 Individuele uitwisseling"
SCENARIOS = [
    *(
        f"{PATRONEN}/{naam}"
        for naam in (
            "A Nieuwe versie/Variant 1 - Eerste versie",
            "A Nieuwe versie/Variant 2 - Nieuw doel",
            "A Nieuwe versie/Variant 3 - Vervolgpublicatie",
            "A Nieuwe versie/Variant 4 - Revisie",
            "A Nieuwe versie/Variant 5a - Gelijktijdig",
            "A Nieuwe versie/Variant 5b - Gelijktijdig, meerdere besluiten",
            "A Nieuwe versie/Variant 5c - Gelijktijdig, apart iwt-besluit",
            "A Nieuwe versie/Variant 6 - Onbekende versie",
            "B Inwerkingtreding/Variant 1 - Directe inwerkingtreding",
            "B Inwerkingtreding/Variant 2 - Apart inwerkingtredingsbesluit",
            "C Vervolgpublicatie/Variant 1 - TerugtrekkingRegeling",
            "C Vervolgpublicatie/Variant 2 - TerugtrekkingInformatieobject",
            "C Vervolgpublicatie/Variant 3 - TerugtrekkingIntrekking",
            "C Vervolgpublicatie/Variant 4 - TerugtrekkingTijdstempel",
            "D Intrekking besluit",
            "E Splitsen en samenvoeging van versies/Variant 1 - Splitsing",
            "F Materieel uitgewerkt/Variant 1 - Materieel uitgewerkt",
            "F Materieel uitgewerkt/Variant 2 - Terugtrekking materieel uitgewerkt",
            "G Intrekking regeling/Variant 1 - Intrekking",
            "G Intrekking regeling/Variant 2 - Intrekking van rechtswege",
            "G Intrekking regeling/Variant 3 - Intrekking en vervanging - opvolging",
            "G Intrekking regeling/Variant 4 - Informatieobjectversies met meerdere geboorteregelingen",
        )
    ),
    *(
        f"Toestandsbepaling/{naam}"
        for naam in (
            "00 Meteen goed/01 Initiele versie",
            "00 Meteen goed/10 Wijziging",
            "00 Meteen goed/11 Twee wijzigingen",
            "00 Meteen goed/12 Twee wijzigingen omgekeerde volgorde",
            "00 Meteen goed/13 Twee wijzigingen tegelijk",
            "00 Meteen goed/20 Materieel uitgewerkt",
            "00 Meteen goed/30 Intrekking",
            "00 Meteen goed/31 Tweemaal uitgewerkt",
            "10 Samenloop/11 Twee wijzigingen",
            "10 Samenloop/12a Twee wijzigingen omgekeerde volgorde",
            "10 Samenloop/12b Twee wijzigingen omgekeerde volgorde - dezelfde dag",
            "10 Samenloop/13 Twee wijzigingen tegelijk",
            "10 Samenloop/30 Intrekking voor wijziging",
            "20 Correcties/01 Afstel initiele versie",
            "20 Correcties/02 Uitstel initiele versie",
            "20 Correcties/03 Afstel initiele versie met wijziging",
            "20 Correcties/20 Materieel niet meer uitgewerkt",
        )
    ),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.rsplit("uitwisseling/", 1)[-1])
def test_scenario_geeft_de_verwachte_toestanden(data: Path, scenario: str) -> None:
    map_ = data / "stop-versiebeheer" / scenario
    uitwisselingen = sorted((lees_consolidatie(p) for p in map_.glob("*.xml")), key=lambda u: u.gemaakt_op)
    lijnen = tijdlijnen(uitwisselingen)

    actueel = _verwacht(map_, "ActueleToestanden")
    compleet = _verwacht(map_, "CompleteToestanden")
    assert set(lijnen) == set(actueel) == set(compleet)
    for werk, lijn in lijnen.items():
        assert [_stand(s) for s in lijn.standen] == [_verwachte_stand(s) for s in actueel[werk]], werk
        assert _regels(lijn, uitwisselingen) == _verwachte_regels(compleet[werk]), werk


def test_alle_scenarios_van_de_bron_staan_in_de_lijst(data: Path) -> None:
    map_ = data / "stop-versiebeheer"
    assert {str(p.parent.relative_to(map_)) for p in map_.rglob("*CompleteToestanden_verwacht.json")} == set(SCENARIOS)
    assert len(SCENARIOS) == 39


GEEN_MODULE = "de tekst komt in dit scenario uit projectacties van de simulator, niet uit een ConsolidatieInformatie"
VLAG = "alleen NietMeerActueel verschilt: wij noemen een tekst na zijn einde niet meer actueel"
ADVIES = "zelfde toestand (samenloop); de raad welke versie te verwerken of te ontvlechten is, luidt anders"
AFWIJKEND = {
    "Projecten/01 Enkel project/01 Geen ontwerp": GEEN_MODULE,
    "Projecten/01 Enkel project/02 Vanuit download": GEEN_MODULE,
    "Projecten/01 Enkel project/10 Met ontwerp": GEEN_MODULE,
    "Projecten/01 Enkel project/11 Met voorontwerp": GEEN_MODULE,
    "Projecten/01 Enkel project/12 Met consultatie en iwt-besluit": GEEN_MODULE,
    "Projecten/01 Enkel project/13 Met rectificatie": GEEN_MODULE,
    "STOP/Besluiten en regelingen/03 Proces rondom besluit/10 Terugwerkende kracht/simulatie": ADVIES,
    "STOP/Coderingen/Tekstmodellen/Tijdelijk regelingdeel": "de bron geeft van een tijdelijk regelingdeel geen toestanden",
    "STOP/Versiebeheer/Consolidatie/Uitgebreidere scenarios/Terugdraaien vernietiging": "de regel noemt de dag van de "
    "uitwisseling, niet die van de uitspraak: een uitwisseling met beide heeft bij ons één dag in de lijst",
    "STOP/Versiebeheer/Patronen/2 Interactie met andere doelen/B Versie sluit niet aan/Variant 2 - Terugtrekking voor "
    "eerdere toestand": ADVIES,
    "STOP/Versiebeheer/Patronen/2 Interactie met andere doelen/B Versie sluit niet aan/Variant 3 - Terugtrekking voor een "
    "van meerdere doelen": ADVIES,
    "STOP/Versiebeheer/Patronen/2 Interactie met andere doelen/C Toestanden na intrekking/Variant 1 - Bedoelde "
    "intrekking": VLAG,
    "STOP/Versiebeheer/Patronen/2 Interactie met andere doelen/C Toestanden na intrekking/Variant 3 - Bedoelde intrekking "
    "- wijzig de opvolger": VLAG,
    "Versiebeheer.Simulator/Demo-GM": "de bron heeft geen verwachte toestanden (een lege lijst)",
    "Versiebeheer.Simulator/Demo-LV": "terugwerking over twee tussenversies: wij houden de tekst voor samenloop waar de bron "
    "haar bekend noemt; nooit een andere tekst",
}
"""Scenarios of the whole suite whose expectation we do not give to the letter, with the reason."""


REEKS = os.environ.get("VERORDENING_STOP_SCENARIOS", "")
"""The folder ``broncode/tests/scenarios`` of the suite, with all 103 scenarios; without it this test is not there."""

if REEKS:

    def test_de_hele_reeks() -> None:
        wel, niet = [], []
        for verwacht in sorted(Path(REEKS).rglob("Test_ActueleToestanden_verwacht.json")):
            naam = str(verwacht.parent.relative_to(REEKS))
            (wel if _klopt(verwacht.parent) else niet).append(naam)
        assert set(niet) <= set(AFWIJKEND), sorted(set(niet) - set(AFWIJKEND))
        assert (len(wel), len(niet)) == (88, 15)


def _klopt(map_: Path) -> bool:
    bronnen = [p for p in map_.glob("*.xml") if b"ConsolidatieInformatie" in p.read_bytes()]
    uitwisselingen = sorted((lees_consolidatie(p) for p in bronnen), key=lambda u: u.gemaakt_op)
    lijnen = {werk: lijn for werk, lijn in tijdlijnen(uitwisselingen).items() if lijn.regels}
    actueel, compleet = _verwacht(map_, "ActueleToestanden"), _verwacht(map_, "CompleteToestanden")
    if not isinstance(actueel, dict):
        return False
    return set(lijnen) == set(actueel) and all(
        [_stand(s) for s in lijn.standen] == [_verwachte_stand(s) for s in actueel[werk]]
        and _regels(lijn, uitwisselingen) == _verwachte_regels(compleet[werk])
        for werk, lijn in lijnen.items()
    )


def _verwacht(map_: Path, naam: str) -> Any:
    inhoud = json.loads((map_ / f"Test_{naam}_verwacht.json").read_text("utf-8-sig"))
    return inhoud[f"Testresultaat - {naam}"] if isinstance(inhoud, dict) else inhoud


# --- our values in the words of the source ----------------------------------------------------------------------------


def _nummer(toestand: Toestand) -> str:
    staart = f";{toestand.nummer}" if toestand.nummer > 1 else ""
    if toestand.geldig_vanaf != toestand.juridisch_werkend_vanaf:
        return f"nld@{toestand.geldig_vanaf};{toestand.juridisch_werkend_vanaf}{staart}"
    return f"nld@{toestand.juridisch_werkend_vanaf}{staart}"


def _achterstand(lijst: tuple[Achterstand, ...]) -> list[dict[str, str]]:
    uit = []
    for a in lijst:
        deel = {"Doel": a.doel, "LaatstBekend": _tijd(a.laatst_bekend)}
        if a.laatst_verwerkt:
            deel["LaatstVerwerkt"] = _tijd(a.laatst_verwerkt)
        uit.append(deel)
    return uit


def _tijd(moment: Any) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _stand(stand: Stand) -> Any:
    if not stand.toestanden:
        return None
    uit: dict[str, Any] = {"BekendOp": str(stand.bekend_op), "OntvangenOp": str(stand.ontvangen_op)}
    if stand.juridisch_uitgewerkt_op:
        uit["JuridischUitgewerktOp"] = str(stand.juridisch_uitgewerkt_op)
    if stand.materieel_uitgewerkt_op:
        uit["MaterieelUitgewerktOp"] = str(stand.materieel_uitgewerkt_op)
    uit["Toestanden"] = []
    for periode in stand.periodes():
        t = periode.toestand
        if periode.tot == t.juridisch_werkend_vanaf:
            continue  # terugwerkend over een andere tekst heen: van dit tijdvak is op geen dag dit de actuele
        deel: dict[str, Any] = {
            "ExpressionId": _nummer(t),
            "Inwerkingtredingsdoelen": list(t.doelen),
            "JuridischWerkendVanaf": str(t.juridisch_werkend_vanaf),
            "NietMeerActueel": periode.niet_meer_actueel,
        }
        velden = {
            "Basisversiedoelen": list(t.basisdoelen),
            "JuridischWerkendTot": str(periode.tot or ""),
            "Instrumentversie": "(onbekend)" if t.inhoud is Inhoud.ONBEKEND else t.versie,
            "TeVerwerkenDoelen": _achterstand(t.te_verwerken),
            "TeOntvlechtenDoelen": _achterstand(t.te_ontvlechten),
            "TegensprekendeDoelen": _achterstand(t.tegensprekend),
        }
        uit["Toestanden"].append(deel | {k: v for k, v in velden.items() if v})
    return uit


def _verwachte_stand(stand: Any) -> Any:
    if stand is None:
        return None
    toestanden = []
    for t in stand["Toestanden"]:
        t = {k: v for k, v in t.items() if k != "Identificatie"}
        t["ExpressionId"] = t["ExpressionId"].rsplit("/", 1)[1]
        toestanden.append(t)
    return stand | {"Toestanden": toestanden}


def _regels(lijn: Tijdlijn, uitwisselingen: list[Uitwisseling]) -> list[dict[str, Any]]:
    """Lines of the timeline. The source stores each text once, with the base doelen of its first use: so do we here."""
    eerste: dict[str, list[str]] = {}
    for regel in reversed(lijn.regels):
        eerste.setdefault(regel.toestand.versie, list(regel.toestand.basisdoelen))
    uit = []
    for regel in lijn.regels:
        t = regel.toestand
        inhoud: dict[str, Any] = {"IsNietInWerking": t.inhoud is Inhoud.NIET_IN_WERKING}
        basis = eerste[t.versie] if t.versie else list(t.basisdoelen)
        if basis and t.inhoud is not Inhoud.ONBEKEND:
            inhoud["Basisversiedoelen"] = basis
        if t.versie or t.inhoud is Inhoud.ONBEKEND:
            inhoud["Instrumentversie"] = t.versie or "(onbekend)"
        if t.inhoud is Inhoud.SAMENLOOP:
            inhoud["OnvolledigeVersies"] = [_kandidaat(k, t) for k in t.kandidaten]
            del inhoud["IsNietInWerking"]
        uit.append(
            {
                "OntvangenOp": str(regel.ontvangen_op),
                "BekendOp": str(regel.bekend_op),
                "GeldigVanaf": str(t.geldig_vanaf),
                "JuridischWerkendVanaf": str(t.juridisch_werkend_vanaf),
                "ExpressionId": _nummer(t),
                "Inwerkingtredingsdoelen": list(t.doelen),
                "Inhoud": inhoud,
            }
        )
    return uit


def _kandidaat(kandidaat: Kandidaat, toestand: Toestand) -> dict[str, Any]:
    uit: dict[str, Any] = {
        "Basisversiedoelen": list(toestand.basisdoelen),
        "Instrumentversie": kandidaat.versie,
        "TeOntvlechtenPublicaties": [],
        "TeVerwerkenPublicaties": sorted(
            f"https://www.officielebekendmakingen.nl/pb{nummer:03}#{eId}" for nummer, eId in kandidaat.bronnen
        ),
    }
    if not uit["Basisversiedoelen"]:
        del uit["Basisversiedoelen"]
    if kandidaat.te_verwerken:
        uit["TeVerwerkenDoelen"] = _achterstand(kandidaat.te_verwerken)
    return uit


def _verwachte_regels(compleet: Any) -> list[dict[str, Any]]:
    uit = []
    for regel in compleet["Toestanden"]:
        identificatie = compleet["ToestandIdentificatie"][regel["Identificatie"]]
        inhoud = dict(compleet["ToestandInhoud"][regel["Inhoud"]])
        if "OnvolledigeVersies" in inhoud:
            inhoud.pop("IsNietInWerking", None)
            inhoud["OnvolledigeVersies"] = [
                v | {"TeVerwerkenPublicaties": sorted(v["TeVerwerkenPublicaties"])}
                for v in inhoud["OnvolledigeVersies"]
            ]
        uit.append(
            {
                "OntvangenOp": regel["OntvangenOp"],
                "BekendOp": regel["BekendOp"],
                "GeldigVanaf": regel["GeldigVanaf"],
                "JuridischWerkendVanaf": regel["JuridischWerkendVanaf"],
                "ExpressionId": identificatie["ExpressionId"].rsplit("/", 1)[1],
                "Inwerkingtredingsdoelen": identificatie.get("Inwerkingtredingsdoelen", []),
                "Inhoud": inhoud,
            }
        )
    return uit
