"""Merging two versions: independent changes go together, conflicting ones wait for a choice."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort, Status, tekst, wandel
from verordening.eid import met_eids
from verordening.lezers import lees
from versies.tijd.botsing import Kant, Keuze
from versies.tijd.vervlechten import vervlecht

WOORDEN = {"1": ["een", "twee"], "2": ["drie"], "3": ["vier", "vijf", "zes"], "4": ["zeven"]}


def artikel(nummer: str, leden: list[str], *, wid: bool = True, naam: str = "") -> Eenheid:
    naam = naam or nummer
    return Eenheid(
        Soort.ARTIKEL,
        label="Artikel",
        nummer=nummer,
        wId=f"w{naam}" if wid else "",
        inhoud=tuple(
            Eenheid(Soort.LID, nummer=f"{n}.", wId=f"w{naam}l{n}" if wid else "", inhoud=(Alinea((t,)),))
            for n, t in enumerate(leden, 1)
        ),
    )


def regeling(artikelen: dict[str, list[str]], *, wid: bool = True) -> Regeling:
    delen = tuple(artikel(n, leden, wid=wid) for n, leden in artikelen.items())
    lichaam = Eenheid(Soort.LICHAAM, wId="body" if wid else "", inhoud=delen)
    return met_eids(Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))


def alles(r: Regeling | None) -> str:
    assert r is not None
    return tekst(r.wortel)


@pytest.mark.parametrize("wid", [True, False])
def test_wijzigingen_in_verschillende_leden_gaan_samen(wid: bool) -> None:
    basis = regeling(WOORDEN, wid=wid)
    onze = regeling(WOORDEN | {"1": ["EEN", "twee"]}, wid=wid)
    hunne = regeling(WOORDEN | {"1": ["een", "TWEE"], "4": ["zeven", "acht"]}, wid=wid)
    uit = vervlecht(basis, onze, hunne)
    assert not uit.botsingen
    assert alles(uit.regeling) == alles(regeling(WOORDEN | {"1": ["EEN", "TWEE"], "4": ["zeven", "acht"]}))


@pytest.mark.parametrize(("kant", "woord"), [(Kant.ONZE, "ONS"), (Kant.HUNNE, "HUN"), (Kant.BASIS, "een")])
def test_zelfde_lid_anders_gewijzigd_vraagt_een_keuze(kant: Kant, woord: str) -> None:
    basis, onze, hunne = (regeling(WOORDEN | {"1": [w, "twee"]}) for w in ("een", "ONS", "HUN"))
    uit = vervlecht(basis, onze, hunne)
    assert uit.regeling is None
    [botsing] = uit.botsingen
    assert (botsing.adres, botsing.basis, botsing.onze, botsing.hunne) == ("artikel 1, eerste lid", "een", "ONS", "HUN")
    gekozen = vervlecht(basis, onze, hunne, [Keuze(botsing.sleutel, kant, "zo besloten")])
    assert gekozen.botsingen[0].keuze and not gekozen.open
    assert alles(gekozen.regeling) == alles(regeling(WOORDEN | {"1": [woord, "twee"]}))


ZIN = "Het college beslist binnen acht weken na ontvangst."
WAT = ("Het college beslist binnen zes weken na ontvangst.", "De raad beslist binnen tien weken na de melding.")


def zinnen() -> tuple[Regeling, Regeling, Regeling]:
    basis, onze, hunne = (regeling(WOORDEN | {"1": [zin, "twee"]}) for zin in (ZIN, *WAT))
    return basis, onze, hunne


def test_een_botsing_is_ook_woord_voor_woord_te_kiezen_en_niets_gaat_daarin_vanzelf() -> None:
    drie = zinnen()
    [botsing] = vervlecht(*drie).botsingen
    stukken = [(s.basis, s.onze, s.hunne) for s in botsing.stukken if s.sleutel]
    assert stukken == [
        ("Het college", "Het college", "De raad"),
        ("acht", "zes", "tien"),
        ("ontvangst", "ontvangst", "de melding"),
    ], "ook wat maar één van beide wijzigde wordt gevraagd"
    assert "".join(s.hunne for s in botsing.stukken) == WAT[1] + "\n"
    sleutels = [s.sleutel for s in botsing.stukken if s.sleutel]
    half = vervlecht(*drie, [Keuze(sleutels[0], Kant.HUNNE), Keuze(sleutels[1], Kant.ONZE)])
    assert half.regeling is None and half.open == half.botsingen
    heel = vervlecht(*drie, [Keuze(s, k) for s, k in zip(sleutels, (Kant.HUNNE, Kant.ONZE, Kant.BASIS), strict=True)])
    zin = "De raad beslist binnen zes weken na ontvangst."
    assert alles(heel.regeling) == alles(regeling(WOORDEN | {"1": [zin, "twee"]}))


@pytest.mark.parametrize("kant", [Kant.ONZE, Kant.HUNNE, Kant.BASIS])
def test_elk_woord_van_een_kant_is_het_geheel_van_die_kant(kant: Kant) -> None:
    drie = zinnen()
    [botsing] = vervlecht(*drie).botsingen
    geheel = vervlecht(*drie, [Keuze(botsing.sleutel, kant)])
    woorden = vervlecht(*drie, [Keuze(s.sleutel, kant) for s in botsing.stukken if s.sleutel])
    assert woorden.regeling == geheel.regeling is not None


def test_geheel_en_woorden_samen_en_beide_van_wat_elkaar_vervangt_worden_geweigerd() -> None:
    drie = zinnen()
    [botsing] = vervlecht(*drie).botsingen
    eerste = next(s.sleutel for s in botsing.stukken if s.sleutel)
    for keuzes in ([(eerste, Kant.BEIDE)], [(eerste, Kant.ONZE), (botsing.sleutel, Kant.ONZE)]):
        with pytest.raises(Geweigerd) as fout:
            vervlecht(*drie, [Keuze(*k) for k in keuzes])
        assert fout.value.plaats == eerste


def test_een_plaats_met_een_andere_opbouw_is_alleen_als_geheel_te_kiezen() -> None:
    """Twee alinea's die botsen, waarvan de tweede aan één kant verdween: dan zijn ook de woorden van de eerste niet los te kiezen."""

    def lid(*zinnen_: str) -> Regeling:
        een = artikel("1", ["", "twee"])
        leden = (een.inhoud[0].met(inhoud=tuple(Alinea((z,)) for z in zinnen_)), een.inhoud[1])  # type: ignore[union-attr]
        lichaam = Eenheid(Soort.LICHAAM, wId="body", inhoud=(een.met(inhoud=leden),))
        return met_eids(Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))

    vast = "Deze zin blijft gelijk en staat ertussen."
    drie = lid(ZIN, vast, "Daarna volgt een besluit."), lid(WAT[0], vast), lid(WAT[1], vast, "Daarna volgt niets.")
    [botsing] = vervlecht(*drie).botsingen
    assert botsing.wat == "inhoud" and botsing.stukken == ()


def test_zelfde_wijziging_aan_beide_kanten_is_geen_botsing() -> None:
    nieuw = regeling(WOORDEN | {"2": ["DRIE"]})
    uit = vervlecht(regeling(WOORDEN), nieuw, nieuw)
    assert not uit.botsingen and alles(uit.regeling) == alles(nieuw)


def test_vervallen_tegenover_gewijzigd_vraagt_een_keuze() -> None:
    basis = regeling(WOORDEN)
    onze = regeling({n: w for n, w in WOORDEN.items() if n != "2"})
    hunne = regeling(WOORDEN | {"2": ["anders"]})
    for een, twee, blijft in ((onze, hunne, Kant.HUNNE), (hunne, onze, Kant.ONZE)):
        [botsing] = vervlecht(basis, een, twee).botsingen
        assert botsing.wat == "vervallen" and "(vervallen)" in (botsing.onze, botsing.hunne)
        weg = Kant.ONZE if blijft is Kant.HUNNE else Kant.HUNNE
        assert alles(vervlecht(basis, een, twee, [Keuze(botsing.sleutel, blijft)]).regeling) == alles(hunne)
        assert alles(vervlecht(basis, een, twee, [Keuze(botsing.sleutel, weg)]).regeling) == alles(onze)
        assert alles(vervlecht(basis, een, twee, [Keuze(botsing.sleutel, Kant.BASIS)]).regeling) == alles(basis)


def test_vervallen_tegenover_ongewijzigd_vervalt() -> None:
    onze = regeling({n: w for n, w in WOORDEN.items() if n != "2"})
    uit = vervlecht(regeling(WOORDEN), onze, regeling(WOORDEN | {"1": ["een", "TWEE"]}))
    assert not uit.botsingen
    assert "drie" not in alles(uit.regeling) and "TWEE" in alles(uit.regeling)


def test_op_dezelfde_plaats_ingevoegd_komt_op_volgorde_van_nummer() -> None:
    basis = regeling({"8": ["a"], "9": ["b"]})
    onze, hunne = regeling({"8": ["a"], "8b": ["x"], "9": ["b"]}), regeling({"8": ["a"], "8a": ["y"], "9": ["b"]})
    uit = vervlecht(basis, onze, hunne)
    assert [e.nummer for e in wandel(uit.regeling.wortel) if e.soort is Soort.ARTIKEL] == ["8", "8a", "8b", "9"]  # type: ignore[union-attr]


def test_zelfde_nummer_twee_keer_ingevoegd_is_een_botsing() -> None:
    basis = regeling({"8": ["a"]})
    onze = regeling({"8": ["a"], "8a": ["x"]})
    hunne = replace(
        onze,
        wortel=Eenheid(
            Soort.REGELING,
            inhoud=(
                Eenheid(Soort.LICHAAM, wId="body", inhoud=(artikel("8", ["a"]), artikel("8a", ["y"], naam="ander"))),
            ),
        ),
    )
    assert [b.wat for b in vervlecht(basis, onze, hunne).botsingen] == ["inhoud"]


def test_verplaatst_en_gewijzigd_gaan_samen() -> None:
    def met_hoofdstukken(een: list[Eenheid], twee: list[Eenheid]) -> Regeling:
        hoofdstukken = tuple(
            Eenheid(Soort.HOOFDSTUK, label="Hoofdstuk", nummer=n, wId=f"h{n}", inhoud=tuple(a))
            for n, a in (("1", een), ("2", twee))
        )
        return met_eids(
            Regeling(
                Gegevens("proef"),
                Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, wId="body", inhoud=hoofdstukken),)),
            )
        )

    a, b, c = artikel("1", ["a"]), artikel("2", ["b"]), artikel("3", ["c"])
    basis, onze = met_hoofdstukken([a, b], [c]), met_hoofdstukken([a], [b, c])
    hunne = met_hoofdstukken([a, artikel("2", ["GEWIJZIGD"])], [c])
    uit = vervlecht(basis, onze, hunne)
    assert not uit.botsingen
    assert alles(uit.regeling) == alles(met_hoofdstukken([a], [artikel("2", ["GEWIJZIGD"]), c]))


def test_kop_en_inhoud_van_een_artikel_zijn_los_te_wijzigen() -> None:
    def met(opschrift: str, status: Status, woord: str) -> Regeling:
        deel = artikel("1", [woord]).met(opschrift=(opschrift,), status=status)
        return met_eids(
            Regeling(Gegevens("p"), Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(deel,)),)))
        )

    G, N = Status.GELDEND, Status.NOG_NIET
    uit = vervlecht(met("oud", G, "a"), met("nieuw", G, "a"), met("oud", N, "b"))
    assert not uit.botsingen and alles(uit.regeling) == alles(met("nieuw", N, "b"))
    assert [b.wat for b in vervlecht(met("oud", G, "a"), met("een", G, "a"), met("twee", G, "b")).botsingen] == ["kop"]


def test_andere_koppeling_bij_dezelfde_woorden_is_geen_botsing(data: Path) -> None:
    """Official versions: the third holds the second, so only what was changed twice may conflict."""
    bron = data / "java-wetten-nl" / "BWBR0002458"
    reeks = [lees(p) for p in sorted(bron.glob("*_0.xml"))]
    for basis, onze, hunne in zip(reeks, reeks[1:], reeks[2:], strict=False):
        assert all(b.onze != b.hunne for b in vervlecht(basis, onze, hunne).botsingen)
        assert alles(vervlecht(onze, onze, hunne).regeling) == alles(hunne)
        assert alles(vervlecht(onze, hunne, onze).regeling) == alles(hunne)


teksten = st.dictionaries(
    st.sampled_from(["1", "2", "2a", "3", "4", "5"]),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=3),
    min_size=1,
).map(lambda d: regeling(dict(sorted(d.items()))))


@given(teksten, teksten)
def test_wie_niets_wijzigt_krijgt_de_ander(basis: Regeling, ander: Regeling) -> None:
    for uit in (vervlecht(basis, ander, basis), vervlecht(basis, basis, ander), vervlecht(basis, ander, ander)):
        assert not uit.botsingen and alles(uit.regeling) == alles(ander)


@given(teksten, teksten, teksten)
def test_elke_botsing_is_met_een_keuze_te_beslechten(basis: Regeling, onze: Regeling, hunne: Regeling) -> None:
    keuzes: list[Keuze] = []
    for _ in range(30):
        uit = vervlecht(basis, onze, hunne, keuzes)
        if uit.regeling is not None:
            break
        keuzes += [Keuze(b.sleutel, Kant.HUNNE) for b in uit.open]
    assert uit.regeling is not None
    ids = [e.wId for e in wandel(uit.regeling.wortel) if e.wId]
    assert len(ids) == len(set(ids)), "geen eenheid staat er twee keer"


@given(teksten, teksten, teksten)
def test_zonder_botsing_maakt_de_volgorde_niet_uit(basis: Regeling, onze: Regeling, hunne: Regeling) -> None:
    een, twee = vervlecht(basis, onze, hunne), vervlecht(basis, hunne, onze)
    assert {b.sleutel for b in een.botsingen} == {b.sleutel for b in twee.botsingen}
    if een.regeling is not None:
        assert alles(een.regeling) == alles(twee.regeling)
