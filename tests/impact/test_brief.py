"""The letters: structure of K8, own figures, promises and planning, the rest proven equal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impact.sjablonen import Sjablonen, Sjabloon
from impact.stukken.brief import brief, brieven
from tests.impact.stukhulp import klein, met_impact
from verordening.bevinding import Geweigerd
from verordening.gemeenten import BESTAND, Gemeenten
from verordening.papier import zet
from verordening.papier.keuring import controleer

ALLE = klein().impact.gemeenten.gemeenten


def woorden(stuk) -> str:
    return zet(stuk.document, "md").decode()


def met_sjabloon(naam, tekst):
    gegevens = klein()
    return replace(
        gegevens, sjablonen=Sjablonen({**gegevens.sjablonen.per_naam, naam: Sjabloon(naam, tekst, "dossier")})
    )


def test_zeven_brieven_met_bijlage_in_eigen_map_en_een_verslag():
    stukken, bevindingen = brieven(klein(), ALLE)
    # Wat het college zelf moet wegen is een bevinding, en staat niet in de brief aan de raad.
    assert [(b.code, b.adres) for b in bevindingen] == [("toezegging-let-op", "Sliedrecht, toezegging T24016")]
    namen = [s.naam for s in stukken]
    assert len(namen) == 15 and namen[-1] == "verschillen-tussen-de-brieven"
    assert "hendrik-ido-ambacht/cib-hendrik-ido-ambacht" in namen and "hendrik-ido-ambacht/bijlage-uitwerking" in namen
    assert all(controleer(s.document) == () for s in stukken)


def test_de_opbouw_is_die_van_een_informatiebrief():
    opbouw = klein().impact.kaders.briefopbouw
    stukken, _ = brieven(klein(), ALLE[:1])
    assert [x.naam for x in stukken[0].delen] == [x.sleutel for x in opbouw.brief]
    assert [x.naam for x in stukken[1].delen] == [x.sleutel for x in opbouw.bijlage]


def test_eigen_cijfers_en_toezeggingen_staan_alleen_in_de_eigen_brief():
    teksten = {g.naam: woorden(brief(klein(), g)) for g in ALLE}
    assert (
        "529 inwoners met bijstand (peildatum augustus 2025)" in teksten["Sliedrecht"]
        and "Toezegging T24016" in teksten["Sliedrecht"]
    )
    for naam, tekst in teksten.items():
        if naam != "Sliedrecht":
            assert "529 inwoners" not in tekst and "Toezegging T24016." not in tekst and "onbekend" in tekst
            assert f"inwoners met bijstand er in {naam} zijn: [in te vullen: eigen cijfer" in tekst.replace(
                "*", ""
            ).replace("\\", "")


def test_elk_cijfer_heeft_een_bron_en_wat_open_is_valt_op():
    tekst = woorden(brief(klein(), klein().impact.gemeenten["Sliedrecht"]))
    assert "augustus 2025).[^" in tekst
    assert "**\\[in te vullen: naam van de burgemeester\\]**" in tekst


def test_gelijke_delen_zijn_bewezen_gelijk_en_een_lokaal_verschil_wordt_gemeld():
    stukken, _ = brieven(klein(), ALLE[:1])
    verslag = woorden(stukken[-1])
    assert "| Stand van zaken, open vraagstukken en proces | nee | gelijk in alle 7 brieven |" in verslag
    assert "| Afhandeling van toezeggingen, met nummer | ja | anders in Sliedrecht |" in verslag


def test_een_deel_dat_gelijk_hoort_te_zijn_en_verschilt_is_een_bevinding():
    tekst = (
        klein()
        .sjablonen["cib"]
        .tekst.replace("Niet alles is zeker.", "{% if gemeente.code == 'gm0505' %}Alleen hier.{% endif %}")
    )
    _, bevindingen = brieven(met_sjabloon("cib", tekst), ALLE[:1])
    assert [(b.code, "Dordrecht" in b.uitleg) for b in bevindingen] == [("brief-deel-verschilt", True)]


def test_een_deel_dat_ontbreekt_in_een_eigen_sjabloon_is_een_bevinding():
    tekst = klein().sjablonen["cib"].tekst.replace("## [vraagstukken] ", "## ")
    _, bevindingen = brieven(met_sjabloon("cib", tekst), ALLE[:1])
    assert [(b.code, b.fragment) for b in bevindingen if b.code == "brief-deel-ontbreekt"] == [
        ("brief-deel-ontbreekt", "vraagstukken")
    ]


def test_een_gemeente_die_er_niet_is_wordt_geweigerd_met_de_namen_die_er_zijn():
    with pytest.raises(Geweigerd, match=r"Rotterdam.*Alblasserdam"):
        klein().impact.gemeenten["Rotterdam"]


def test_zonder_cijfers_van_wie_dan_ook_zegt_elke_brief_onbekend():
    regio = Gemeenten.lees(BESTAND)
    kaal = regio.model_copy(
        update={
            "gemeenten": tuple(
                g.model_copy(
                    update={
                        "cijfers": tuple(c.model_copy(update={"waarde": "onbekend", "bron": None}) for c in g.cijfers)
                    }
                )
                for g in regio.gemeenten
            )
        }
    )
    gegevens = met_impact(gemeenten=kaal)
    for g in kaal.gemeenten:
        tekst = woorden(brief(gegevens, g)).replace("*", "").replace("\\", "")
        assert f"inwoners met bijstand er in {g.naam} zijn: [in te vullen: eigen cijfer en peildatum]" in tekst
        assert "stijgt of daalt" not in tekst


def test_een_vijandige_naam_blijft_een_naam():
    vijand = "<img src=x onerror=alert(1)> ## Kop **v** =1+1"
    regio = Gemeenten.lees(BESTAND)
    raar = regio.model_copy(
        update={"gemeenten": (regio.gemeenten[0].model_copy(update={"naam": vijand}), *regio.gemeenten[1:])}
    )
    stuk = brief(met_impact(gemeenten=raar), raar.gemeenten[0])
    assert stuk.naam == "img-src-x-onerror-alert-1-kop-v-1-1/cib-img-src-x-onerror-alert-1-kop-v-1-1"
    html = zet(stuk.document, "html").decode()
    assert "<img src=x" not in html and "## Kop" in html and "<strong>v</strong>" not in html


def test_brief_en_bijlage_noemen_geen_sleutels_van_bronnen_en_maatregelen():
    import re

    from impact.stukken.brief_bijlage import bijlage

    gegevens = klein()
    bekend = {b.id for b in gegevens.impact.lijst.bronnen} | {m.id for m in gegevens.impact.lijst.maatregelen}
    for stuk in (bijlage(gegevens), brief(gegevens, ALLE[0])):
        assert not bekend & set(re.findall(r"\b[A-Za-z]+-?\d+\b", woorden(stuk))), stuk.naam


def test_de_brief_is_in_korte_zinnen():
    """B1-B2: the sentences of running text are 10 to 16 words on average, and none is longer than 35."""
    import re

    from verordening.papier import document as d

    for g in ALLE[:2]:
        tekst = [d.platte_tekst(b.inhoud) for b in brief(klein(), g).document.blokken if isinstance(b, d.Alinea)]
        zinnen = [z.split() for t in tekst for z in re.split(r"(?<=[.?!])\s+", t) if z.endswith((".", "?"))]
        assert len(zinnen) > 20
        assert 10 <= sum(map(len, zinnen)) / len(zinnen) <= 16
        assert max(map(len, zinnen)) <= 35
