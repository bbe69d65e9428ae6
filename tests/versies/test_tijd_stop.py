"""The 39 public STOP scenarios: input as ConsolidatieInformatie, expected states as the source publishes them.

Compared per scenario and per regulation: every state after every delivery (*actueel*) and the whole list of what was
ever known (*compleet*). Left out: the running number that the source gives to a state and the name under which it
files a consolidated regulation ("regeling1"); both are administration of the source.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from versies.stop.tijd import lees_consolidatie
from versies.tijd.model import Uitwisseling
from versies.tijd.toestand import Achterstand, Inhoud, Kandidaat, Stand, Tijdlijn, Toestand, tijdlijnen

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


def _verwacht(map_: Path, naam: str) -> Any:
    inhoud = json.loads((map_ / f"Test_{naam}_verwacht.json").read_text("utf-8-sig"))
    return inhoud[f"Testresultaat - {naam}"]


# --- our values in the words of the source ----------------------------------------------------------------------------


def _nummer(toestand: Toestand) -> str:
    staart = f";{toestand.nummer}" if toestand.nummer > 1 else ""
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
        "TeVerwerkenPublicaties": [
            f"https://www.officielebekendmakingen.nl/pb{nummer:03}#{eId}" for nummer, eId in kandidaat.bronnen
        ],
    }
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
