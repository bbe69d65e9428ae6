"""What the linker does with regulations that are no regulation, with a key that does not fit, and how cheap it is to record a decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from impact.dossier.koppelingen import Citaat, Koppeling, Koppelingen
from impact.dossier.laden import Invoer, laad
from impact.dossier.samen import werk_uit
from tests.impact.maat_koppelen import lees_set

Dossier = Callable[..., Path]


def _links(pad: Path) -> list[str]:
    return [f"{b.maatregel} {b.adres}" for beeld in werk_uit(laad(pad)).model.geteld for b in beeld.bepalingen]


def test_een_regeling_met_een_leeg_artikel_geeft_geen_koppeling(proefdossier: Dossier) -> None:
    assert _links(proefdossier("# Proefregels\n\n#### Artikel 1 Leeg\n-\n")) == []


def test_een_dossier_zonder_regelingen_geeft_geen_koppeling(proefdossier: Dossier) -> None:
    invoer = laad(proefdossier("# Proefregels\n\n#### Artikel 1 Leeg\n-\n"))
    model = werk_uit(replace(invoer, regelingen=(), later={})).model
    assert [b for beeld in model.geteld for b in beeld.bepalingen] == [] and all(m.geen_reden for m in model.geteld)


def test_een_duitse_regeling_geeft_geen_koppeling(proefdossier: Dossier) -> None:
    tekst = (
        "# Satzung der Stadt\n\n#### Artikel 1 Gegenstand\n1. Diese Satzung regelt die Gebühren der Bücherei.\n"
        "2. Der Bürgermeister kann im Einzelfall eine Ausnahme zulassen.\n\n#### Artikel 2 Höhe\nDie Gebühr beträgt zehn Prozent des Preises.\n"
    )
    assert _links(proefdossier(tekst)) == []


def test_vijfduizend_bepalingen_worden_in_een_keer_gekoppeld(proefdossier: Dossier) -> None:
    artikelen = "\n\n".join(
        f"#### Artikel {n} Boom {n}\n" + "\n".join(f"{k}. Eik {n * 10 + k} staat aan laan {k}." for k in range(1, 11))
        for n in range(1, 501)
    )
    pad = proefdossier(
        f"# Bomenlijst\n\n{artikelen}\n\n#### Artikel 501 Giften\nGiften tot € 900 per jaar tellen niet mee voor de bijstand.\n"
    )
    links = _links(pad)
    assert "M08 artikel 501" in links and not [link for link in links if "artikel 501" not in link]


def test_een_sleutel_met_een_plaats_die_er_niet_is_zegt_welke(proefdossier: Dossier, tmp_path: Path) -> None:
    invoer = laad(proefdossier("# Proefregels\n\n#### Artikel 1 Eerste\nEen zin.\n"))
    slug = invoer.regelingen[0].slug
    sleutel = tmp_path / "sleutel.tsv"
    sleutel.write_text(
        f"regeling\tplaats\tmaatregel\thardheid\treden\n{slug}\tartikel 9, tweede lid\tM08\thard\tproef\n"
    )
    with pytest.raises(ValueError, match="artikel 9, tweede lid: deze plaats uit de sleutel staat niet in de tekst"):
        lees_set(sleutel, invoer)


def test_een_beslissing_vastleggen_rekent_niets_opnieuw(invoer: Invoer) -> None:
    """On top of a thousand others, which stay the very same values: nothing is read, checked or computed again for one more."""
    beslissingen = [
        Koppeling(
            maatregel="M08",
            regeling=invoer.regelingen[0].slug,
            eId=f"art_{n}",
            status="verworpen",
            wie="de jurist",
            wanneer=date(2026, 2, 1),
            citaat=Citaat(tekst=f"zin {n}"),
            waarom="Blijft zo.",
        )
        for n in range(1001)
    ]
    alles = Koppelingen(status="proef", koppelingen=tuple(beslissingen[:1000]))
    erbij = alles.met(beslissingen[1000])
    assert len(erbij.koppelingen) == 1001
    assert all(a is b for a, b in zip(alles.koppelingen, erbij.koppelingen, strict=False))
