"""Het verschil op echte wetten, met de overheid en met bekende bewerkingen als getuige."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bench.uitlijning.__main__ import gevallen
from bench.uitlijning.meting import Score, antwoord
from tests.versies.test_verschil_eigenschappen import keur
from verordening.boom import Alinea, Cel, Eenheid, Gegevens, Regeling, Rij, Soort, Tabel, Tabelgroep, kaal, wandel
from verordening.eid import met_eids
from verordening.lezers import lees
from versies.verschil import vergelijk


def _artikelen(regeling):
    return {kaal(e.nummer): e for e in wandel(regeling.wortel) if e.soort is Soort.ARTIKEL}


@pytest.mark.traag
def test_drank_en_horecawet_wijzigt_precies_de_artikelen_die_de_overheid_noemt(data):
    """Per paar opeenvolgende versies: gewijzigd en nieuw = ``inwerking`` op de datum van de nieuwe versie."""
    paden = sorted((data / "java-wetten-nl" / "BWBR0002458").glob("BWBR*_0.xml"))
    versies = [lees(pad) for pad in paden]
    raak = 0
    stil = []
    for was, wordt in pairwise(versies):
        verschil = keur(was, wordt)
        nieuwe = _artikelen(wordt)
        gevonden = {n for n in (*verschil.artikelen.nieuw, *verschil.artikelen.gewijzigd) if n in nieuwe}
        gevonden |= {n for n in verschil.artikelen.vervallen if n in nieuwe}
        dag = wordt.gegevens.geldig_vanaf
        officieel = {n for n, e in nieuwe.items() if e.herkomst is not None and e.herkomst.inwerking == dag}
        assert gevonden <= officieel, f"{dag}: {sorted(gevonden - officieel)} zonder officiële wijziging"
        raak += len(gevonden)
        stil += [(dag.isoformat(), n) for n in sorted(officieel - gevonden)]
    assert raak == 86
    # De overheid schreef deze twee opnieuw weg terwijl geen woord veranderde (ook volgens HERKOMST van de gegevens).
    assert stil == [("2010-07-14", "42"), ("2010-07-14", "46")]


def test_de_officiele_participatiewet_leest_aan_beide_kanten_terug(data):
    paden = [data / "regelrecht" / f"BWBR0015703_{dag}_0.xml" for dag in ("2024-01-01", "2026-01-01")]
    verschil = keur(*(lees(pad) for pad in paden))
    assert "7a" in verschil.artikelen.nieuw
    assert not verschil.afgebroken
    assert not verschil.opmerkingen
    assert keur(verschil.was, verschil.was).gelijk


@pytest.mark.traag
@pytest.mark.parametrize("wet", ["pw", "ioaw", "akw", "bbz2004", "suwi"])
def test_elk_paar_versies_leest_aan_beide_kanten_terug(data, wet):
    versies = [lees(pad) for pad in sorted((data / "laws-markdown" / wet).glob("*.md"))]
    for was, wordt in pairwise(versies):
        keur(was, wordt)


@pytest.mark.traag
def test_bekende_bewerkingen_worden_herkend(data):
    """De grenzen van de maatstaf; alle zaden en cijfers: ``python -m bench.uitlijning``."""
    score = Score()
    for geval in gevallen(data, zaden=2):
        score.tel(geval.naam, geval.gebeurtenissen, antwoord(vergelijk(geval.was, geval.wordt)))
    assert score.waar.total() > 5000
    assert score.f1() >= 0.98
    assert score.recall("verplaatst") >= 0.97
    assert score.recall("vernummerd") >= 0.99


# --- slechte invoer ---------------------------------------------------------------------------------------------------


def _regeling(*artikelen):
    lichaam = Eenheid(Soort.LICHAAM, inhoud=artikelen)
    return met_eids(Regeling(Gegevens("proef"), Eenheid(Soort.REGELING, inhoud=(lichaam,))))


def test_duizenden_gelijke_korte_leden():
    def artikel(aantal):
        leden = tuple(
            Eenheid(Soort.LID, nummer=f"{n}.", inhoud=(Alinea(("Vervallen.",)),)) for n in range(1, aantal + 1)
        )
        return Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=leden)

    verschil = vergelijk(_regeling(artikel(5000)), _regeling(artikel(4990)))
    assert [w.soort for w in verschil.wijzigingen] == ["vervalt"] * 10


@pytest.mark.traag
def test_een_reusachtige_tabel():
    def tabel(rijen, anders):
        romp = tuple(
            Rij(
                tuple(
                    Cel((Alinea((f"rij {r} kolom {k}" + (" nieuw" if r in anders and k == 3 else ""),)),))
                    for k in range(5)
                )
            )
            for r in rijen
        )
        return Eenheid(Soort.ARTIKEL, nummer="1", inhoud=(Tabel((Tabelgroep((), (), romp),)),))

    was = _regeling(tabel(range(5000), ()))
    wordt = _regeling(tabel([r for r in range(5000) if r % 100], range(7, 5000, 50)))
    verschil = vergelijk(was, wordt)
    soorten = [w.soort for w in verschil.wijzigingen]
    assert soorten.count("vervalt") == 50
    assert soorten.count("vervang tekst") == 100
    assert len(soorten) == 150


@pytest.mark.traag
def test_alles_tegelijk_anders_wordt_gemeld():
    def artikel(woord):
        leden = tuple(
            Eenheid(Soort.LID, nummer=f"{n}.", inhoud=(Alinea((" ".join(f"{woord}{n}x{k}" for k in range(12)),)),))
            for n in range(1, 1201)
        )
        return Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=leden)

    verschil = vergelijk(_regeling(artikel("oud")), _regeling(artikel("nieuw")))
    assert any("weinig" in o for o in verschil.opmerkingen)
    assert any("niet alle paren" in o for o in verschil.opmerkingen)
    assert verschil.afgebroken


def test_gelijke_bestanden_worden_niet_geopend(data):
    wet = lees(data / "regelrecht" / "BWBR0015703_2026-01-01_0.xml")
    verschil = vergelijk(wet, replace(wet))
    assert verschil.gelijk
    assert not verschil.paren.kinderen
    assert not verschil.wijzigingen
