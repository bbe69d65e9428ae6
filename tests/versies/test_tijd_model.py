"""What happens to the states when a date moves, a court annuls, a regulation lapses, or dates are nonsense."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from tests.hulp.gebeurtenissen import horizon, rectificatie, uitstel, vernietiging
from versies.archief.logboek import Bladzijde, lees, schrijf
from versies.tijd.controle import controleer
from versies.tijd.model import (
    Intrekking,
    Moment,
    Mutatie,
    SoortTijdstempel,
    Terugtrekking,
    Tijdstempel,
    Uitgewerkt,
    Uitwisseling,
    Versie,
    Vervuld,
    Voorwaarde,
    Wat,
    tellend,
)
from versies.tijd.tekening import beschrijving, svg
from versies.tijd.tijdlijn import Tijdlijn, tijdlijnen
from versies.tijd.toestand import Inhoud
from versies.tijd.wti import KOPPEN, als_csv, als_html, wti

T0 = datetime(2026, 1, 5, 9, tzinfo=UTC)
BASIS = (Moment("a", T0),)


def dag(maand: int, dag_: int = 1, jaar: int = 2026) -> date:
    return date(jaar, maand, dag_)


def u(dagen: int, *mutaties: Mutatie, **velden: object) -> Uitwisseling:
    return Uitwisseling(T0 + timedelta(days=dagen), mutaties, **velden)  # type: ignore[arg-type]


BEGIN = u(0, Versie("r", ("a",), "r@1"), Tijdstempel("a", dag(2)))
WIJZIGING = u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", dag(4)))


def lijn(*log: Uitwisseling) -> Tijdlijn:
    return tijdlijnen(log)["r"]


def versie(gevonden: Tijdlijn, op: date, bekend: date = date.max) -> str | None:
    toestand = gevonden.geldend(op, bekend)
    return toestand.versie if toestand else None


def test_uitstel_en_afstel() -> None:
    later = lijn(BEGIN, WIJZIGING, u(60, *uitstel("b", dag(6))))
    assert (versie(later, dag(5)), versie(later, dag(6)), versie(later, dag(5), dag(2, 10))) == ("r@1", "r@2", "r@2")
    nooit = lijn(BEGIN, WIJZIGING, u(60, Terugtrekking(Wat.TIJDSTEMPEL, "b")))
    assert versie(nooit, dag(12)) == "r@1"
    wacht = lijn(BEGIN, WIJZIGING, u(60, *uitstel("b", Voorwaarde("kb"))))
    assert versie(wacht, dag(12)) == "r@1" and wacht.stand.zonder_datum == (("b", "kb"),)


def test_voorwaarde_wordt_vervuld_voor_alle_doelen_die_erop_wachten() -> None:
    log = [
        BEGIN,
        u(1, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", Voorwaarde("kb"))),
        u(2, Versie("s", ("c",), "s@1"), Tijdstempel("c", Voorwaarde("kb"))),
    ]
    assert versie(lijn(*log), dag(12)) == "r@1"
    na = tijdlijnen([*log, u(90, Vervuld("kb", dag(7)))])
    assert versie(na["r"], dag(7)) == "r@2" and versie(na["s"], dag(7)) == "s@1"
    assert versie(na["r"], dag(7), dag(4)) == "r@1", "voor de vervulling was dat niet bekend"


def test_rectificatie_verandert_de_tekst_en_niet_de_datum() -> None:
    na = lijn(BEGIN, u(20, *rectificatie("r", "a", "r@1b", T0)))
    assert (versie(na, dag(2)), versie(na, dag(2), dag(1, 10))) == ("r@1b", "r@1")


def test_vernietiging_werkt_vanaf_het_begin_voor_wie_de_uitspraak_kent() -> None:
    log = [BEGIN, u(60, *vernietiging("r", "a", T0, uitspraak=dag(3, 1)))]
    na = lijn(*log)
    toestand = na.geldend(dag(2, 15), dag(4))
    assert toestand and toestand.inhoud is Inhoud.ONBEKEND and toestand.versie == ""
    assert versie(na, dag(2, 15), dag(2, 28)) == "r@1", "zoals bekend voor de uitspraak"
    hersteld = lijn(*log, u(70, *rectificatie("r", "a", "r@1rechter", T0 + timedelta(days=60))))
    assert versie(hersteld, dag(2, 15)) == "r@1rechter"


def test_horizonbepaling_en_intrekking() -> None:
    na = lijn(BEGIN, u(1, *horizon("r", "einde", dag(1, 1, 2028), Moment("a", T0))))
    assert (versie(na, dag(12, 31, 2027)), versie(na, dag(1, 1, 2028))) == ("r@1", None)
    assert na.stand.juridisch_uitgewerkt_op == dag(1, 1, 2028)
    terug = lijn(
        BEGIN,
        u(1, *horizon("r", "einde", dag(1, 1, 2028), Moment("a", T0))),
        u(5, Terugtrekking(Wat.INTREKKING, "einde", "r")),
    )
    assert versie(terug, dag(1, 1, 2030)) == "r@1" and terug.stand.juridisch_uitgewerkt_op is None


def test_inwerkingtreding_per_onderdeel_is_een_doel_per_datum() -> None:
    deel = lijn(
        BEGIN,
        u(
            1,
            Versie("r", ("b1",), "r@2a", BASIS),
            Tijdstempel("b1", dag(4)),
            Versie("r", ("b2",), "r@2b", BASIS, vervlochten=(Moment("b1", T0 + timedelta(days=1)),)),
            Tijdstempel("b2", dag(7)),
        ),
    )
    assert [versie(deel, dag(m)) for m in (3, 4, 6, 7)] == ["r@1", "r@2a", "r@2a", "r@2b"]


def test_samenloop_en_oplossing() -> None:
    ander = u(40, Versie("r", ("c",), "r@3", BASIS), Tijdstempel("c", dag(4)))
    botst = lijn(BEGIN, WIJZIGING, ander)
    toestand = botst.geldend(dag(4))
    assert toestand and toestand.inhoud is Inhoud.SAMENLOOP and toestand.samenloop == ("b", "c")
    assert [b.code for b in controleer([BEGIN, WIJZIGING, ander])] == ["samenloop"]
    basis = (Moment("b", WIJZIGING.gemaakt_op), Moment("c", ander.gemaakt_op))
    assert versie(lijn(BEGIN, WIJZIGING, ander, u(41, Versie("r", ("b", "c"), "r@23", basis))), dag(4)) == "r@23"


def test_ontvlechten_haalt_een_doel_uit_de_versie() -> None:
    verder = u(40, Versie("r", ("c",), "r@3", (Moment("b", WIJZIGING.gemaakt_op),)), Tijdstempel("c", dag(5)))
    weg = u(50, Terugtrekking(Wat.VERSIE, "b", "r"))
    botst = lijn(BEGIN, WIJZIGING, verder, weg).geldend(dag(5))
    assert botst and [a.doel for a in botst.te_ontvlechten] == ["b"]
    schoon = u(
        51,
        Versie(
            "r", ("c",), "r@3b", (Moment("c", verder.gemaakt_op),), ontvlochten=(Moment("b", WIJZIGING.gemaakt_op),)
        ),
    )
    assert versie(lijn(BEGIN, WIJZIGING, verder, weg, schoon), dag(5)) == "r@3b"


def test_ontvangen_op_is_een_eigen_klok() -> None:
    laat = u(30, *WIJZIGING.mutaties, bekend_op=dag(2, 4), ontvangen_op=dag(3, 20))
    na = lijn(BEGIN, laat)
    assert na.geldend(dag(5), dag(3), ontvangen=dag(3, 19)).versie == "r@1"  # type: ignore[union-attr]
    assert na.geldend(dag(5), dag(3), ontvangen=dag(3, 20)).versie == "r@2"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "extra"),
    [
        ("inwerking-voor-bekendmaking", u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", dag(1, 10)))),
        ("datum-onwaarschijnlijk", u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", date.max))),
        ("datum-onwaarschijnlijk", u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", date.min))),
        (
            "terugwerkend-voor-basis",
            u(
                30,
                Versie("r", ("b",), "r@2", BASIS),
                Tijdstempel("b", dag(4)),
                Tijdstempel("b", dag(1, 1), SoortTijdstempel.GELDIG),
            ),
        ),
        ("doel-zonder-datum", u(30, Versie("r", ("b",), "r@2", BASIS))),
        ("basis-onbekend", u(30, Versie("r", ("b",), "r@2", (Moment("zoek", T0),)), Tijdstempel("b", dag(4)))),
        ("voorwaarde-onbekend", u(30, Vervuld("nooit gehoord", dag(4)))),
        ("samenloop", u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", dag(2)))),
        (
            "wijziging-zonder-instelling",
            u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", dag(4)), Terugtrekking(Wat.TIJDSTEMPEL, "a")),
        ),
        ("versie-dubbel", u(0, Versie("r", ("a",), "r@1b"))),
    ],
)
def test_vreemde_invoer_geeft_een_bevinding_en_verliest_niets(code: str, extra: Uitwisseling) -> None:
    bevindingen = controleer([BEGIN, extra])
    assert code in [b.code for b in bevindingen]
    assert all(b.uitleg.endswith(".") and b.advies.endswith(".") for b in bevindingen)
    assert versie(lijn(BEGIN, extra), dag(2), dag(1, 10)) in ("r@1", "r@1b")


def test_tekening_en_tabel_zeggen_hetzelfde() -> None:
    log = [
        BEGIN,
        u(30, *WIJZIGING.mutaties, publicatie="gmb-2026-2", betreft="=art. <5>", ondertekend_op=dag(1, 30)),
        u(40, Versie("r", ("c",), "r@3", BASIS), Tijdstempel("c", dag(6))),
    ]
    stand = lijn(*log).stand
    woorden, beeld = beschrijving(stand), svg(stand, "Tijdlijn <r>")
    assert "samenloop met b" in woorden and "01-04-2026 tot 01-06-2026" in woorden
    assert "<desc" in beeld and "Tijdlijn &lt;r&gt;" in beeld and beeld.count("url(#streep)") == 1
    regels = wti(lijn(*log))
    assert [r.inwerkingtreding for r in regels] == [dag(6), dag(4), dag(2)]
    assert regels[1].uitwerkingtreding == dag(5, 31)
    csv, html = als_csv(regels), als_html(regels, "WTI")
    assert csv.splitlines()[0] == ",".join(KOPPEN) and "'=art. <5>" in csv and "30-01-2026" in csv
    assert "=art. &lt;5&gt;" in html and html.count("<th ") == 7


namen = st.sampled_from(["a", "b", "c", "d"])
datums = st.dates(date(2025, 12, 1), date(2027, 1, 1))
momenten = st.builds(Moment, namen, st.integers(0, 9).map(lambda n: T0 + timedelta(days=n)))
mutaties = st.one_of(
    st.builds(
        Versie,
        st.just("r"),
        st.lists(namen, min_size=1, max_size=2, unique=True).map(tuple),
        st.integers(0, 9).map(lambda n: f"r@{n}" if n else ""),
        st.lists(momenten, max_size=2).map(tuple),
        st.lists(momenten, max_size=1).map(tuple),
        st.lists(momenten, max_size=1).map(tuple),
    ),
    st.builds(Intrekking, st.just("r"), namen, st.lists(momenten, max_size=1).map(tuple)),
    st.builds(Tijdstempel, namen, datums, st.sampled_from(SoortTijdstempel)),
    st.builds(Terugtrekking, st.just(Wat.TIJDSTEMPEL), namen),
    st.builds(Terugtrekking, st.just(Wat.VERSIE), namen, st.just("r")),
    st.builds(Uitgewerkt, st.just("r"), datums),
)
logboeken = st.lists(st.lists(mutaties, min_size=1, max_size=4).map(tuple), min_size=1, max_size=8).map(
    lambda delen: [u(n, *m) for n, m in enumerate(delen)]
)


@given(logboeken, st.lists(st.tuples(datums, datums), max_size=10))
def test_latere_kennis_verandert_niets_aan_wat_eerder_bekend_was(
    log: list[Uitwisseling], vragen: list[tuple[date, date]]
) -> None:
    heel = tijdlijnen(log).get("r")
    for op, bekend in vragen:
        toen = tijdlijnen([x for x in log if x.bekend <= bekend]).get("r")
        assert (heel.geldend(op, bekend) if heel else None) == (toen.geldend(op, bekend) if toen else None)


@given(logboeken)
def test_geldend_nu_is_de_laatste_toestand_van_de_stand(log: list[Uitwisseling]) -> None:
    """Two ways to the same answer: the lines of the timeline, and the states as they are known now."""
    gevonden = tijdlijnen(log).get("r")
    if gevonden is None:
        return
    stand = gevonden.stand
    einde = stand.juridisch_uitgewerkt_op
    if einde and any(t.geldig_vanaf != t.juridisch_werkend_vanaf for t in stand.toestanden):
        return
    for op in {t.geldig_vanaf for t in stand.toestanden} | {dag(1), dag(6), dag(12)}:
        bezig = [
            t for t in stand.toestanden if t.geldig_vanaf <= op and (not einde or t.juridisch_werkend_vanaf < einde)
        ]
        verwacht = max(bezig, key=lambda t: t.sleutel, default=None)
        if einde and op >= einde:
            verwacht = None
        assert gevonden.geldend(op) == verwacht


@given(logboeken, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20))
def test_logboek_lezen_is_het_omgekeerde_van_schrijven(log: list[Uitwisseling], betreft: str) -> None:
    for x in log:
        een = Bladzijde(
            Uitwisseling(x.gemaakt_op, x.mutaties, betreft=betreft.strip(), bekend_op=dag(3)), (("r@1", "p.xml"),)
        )
        terug = lees(schrijf(een), "x.xml")
        assert terug.teksten == een.teksten and terug.uitwisseling.betreft.split() == een.uitwisseling.betreft.split()
        assert sorted(map(repr, terug.uitwisseling.mutaties)) == sorted(map(repr, een.uitwisseling.mutaties))
        assert schrijf(terug) == schrijf(lees(schrijf(terug), "x.xml"))


def test_terugwerkend_over_een_tussenliggende_versie_laat_alleen_het_eigen_stuk_onbekend() -> None:
    """One text, made on what came in between: known from there on; only the stretch before it needs another text."""
    tussen = u(30, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", dag(3)))
    terug = u(
        90,
        Versie("r", ("c",), "r@3", (Moment("b", tussen.gemaakt_op),)),
        Tijdstempel("c", dag(5)),
        Tijdstempel("c", dag(2, 15), SoortTijdstempel.GELDIG),
    )
    na = lijn(BEGIN, tussen, terug)
    assert [versie(na, d, dag(6)) for d in (dag(2), dag(2, 20), dag(3, 15), dag(6))] == ["r@1", "", "r@3", "r@3"]
    assert [versie(na, d, dag(4, 10)) for d in (dag(2, 20), dag(3, 15))] == ["r@1", "r@2"], "nog geen recht"


def test_een_vernietiging_is_bekend_vanaf_de_uitspraak() -> None:
    weg = u(60, Terugtrekking(Wat.VERSIE, "b", "r", bekend_op=dag(3)), bekend_op=dag(3, 10))
    na = lijn(BEGIN, WIJZIGING, weg)
    assert (versie(na, dag(5), dag(2, 28)), versie(na, dag(5), dag(3, 1))) == ("r@2", "r@1")


def test_een_herstelde_vastlegging_telt_niet_maar_blijft_te_bevragen() -> None:
    fout = u(10, Versie("r", ("b",), "r@2", BASIS), Tijdstempel("b", dag(2, 10)), ontvangen_op=dag(1, 15))
    herstel = u(40, herstelt=2, reden="verkeerd jaar", ontvangen_op=dag(2, 20))
    log = [BEGIN, fout, herstel]
    toen, nu = (tijdlijnen(x for _, x in tellend(log, d))["r"] for d in (dag(2, 19), date.max))
    assert (versie(toen, dag(3)), versie(nu, dag(3)), versie(nu, dag(3), dag(2, 12))) == ("r@2", "r@1", "r@1")
    assert [n for n, _ in tellend([*log, u(50, herstelt=3, reden="toch goed")])] == [1, 2, 4]
