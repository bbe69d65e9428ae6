"""De veranderboom leest aan beide kanten letterlijk terug, wat er ook gewijzigd is."""

import gc
import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings, strategies as st

from tests.hulp.bomen import regelingen
from verordening import rust
from verordening.boom import Alinea, Cel, Eenheid, Soort, Tabel, kaal
from verordening.eid import met_eids
from verordening.lezers import lees
from versies.verschil import delen_van, eigen_tekst, uitgeklapt, vergelijk, wandel_paren
from versies.wijziging import Spannesoort


def _regels(deel):
    """Getuige: nummers en teksten van een kant, rechtstreeks uit de boom."""
    regel = _regel(deel, eigen_tekst(deel))
    if regel:
        yield regel
    for onder in delen_van(deel):
        yield from _regels(onder)


def _regel(deel, tekst):
    nummer = kaal(deel.nummer) if isinstance(deel, Eenheid) else ""
    return f"{nummer}|{tekst}" if nummer or tekst else ""


def lees_was(paar):
    """De oude versie uit de veranderboom."""
    if paar.was is None or paar.aangekomen:
        return
    if paar.vertrokken:
        yield from _regels(paar.was)
        return
    yield from _zelf_en_onder(paar, paar.was, Spannesoort.INGEVOEGD, lees_was)


def lees_wordt(paar):
    """De nieuwe versie uit de veranderboom."""
    if paar.wordt is not None:
        yield from _zelf_en_onder(paar, paar.wordt, Spannesoort.VERVALLEN, lees_wordt)


def _zelf_en_onder(paar, deel, weg, lees):
    regel = _regel(deel, "".join(s.tekst for s in paar.spannen if s.soort is not weg))
    if regel:
        yield regel
    for kind in uitgeklapt(paar):
        yield from lees(kind)


def keur(was, wordt):
    """Vergelijk en controleer dat beide kanten precies terugkomen."""
    verschil = vergelijk(was, wordt)
    assert list(lees_was(verschil.paren)) == list(_regels(was.wortel))
    assert list(lees_wordt(verschil.paren)) == list(_regels(wordt.wortel))
    woorden = verschil.woorden
    assert (woorden.ingevoegd == woorden.vervallen == 0) or not verschil.gelijk
    return verschil


def bewerk(regeling, dobbel, aantal):
    """Willekeurige ingrepen op elke plek: weg, dubbel, wissel, ander woord, ander nummer."""

    def blok(b, diep):
        if isinstance(b, Eenheid):
            return eenheid(b, diep + 1)
        if isinstance(b, Tabel) and dobbel.random() < 0.5:
            groepen = tuple(
                replace(g, romp=tuple(dobbel.sample(g.romp, len(g.romp)))[: max(1, len(g.romp) - 1)]) for g in b.groepen
            )
            return replace(b, groepen=groepen)
        return b

    def eenheid(e, diep=0):
        nonlocal aantal
        inhoud = list(e.inhoud)
        if aantal > 0 and inhoud and dobbel.random() < 0.4 and diep > 0:
            aantal -= 1
            i = dobbel.randrange(len(inhoud))
            ingreep = dobbel.randrange(5)
            if ingreep == 0:
                del inhoud[i]
            elif ingreep == 1:
                inhoud.insert(dobbel.randrange(len(inhoud) + 1), inhoud[i])
            elif ingreep == 2:
                dobbel.shuffle(inhoud)
            elif ingreep == 3:
                inhoud.insert(
                    i, Alinea((" ".join(dobbel.choices(["het", "college", "kan", "anders", "beslissen"], k=6)),))
                )
            elif isinstance(inhoud[i], Eenheid):
                inhoud[i] = replace(inhoud[i], nummer=str(dobbel.randrange(9)))
        return replace(e, inhoud=tuple(blok(b, diep) for b in inhoud))

    return met_eids(replace(regeling, wortel=eenheid(regeling.wortel)))


@given(regelingen())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_dezelfde_regeling_is_gelijk(regeling):
    assert keur(regeling, regeling).gelijk


@given(regelingen(), st.integers(0, 10**6), st.integers(1, 8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_beide_kanten_komen_letterlijk_terug_na_willekeurige_ingrepen(regeling, zaad, aantal):
    keur(regeling, bewerk(regeling, random.Random(zaad), aantal))


@given(regelingen(), regelingen())
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_ook_bij_twee_verschillende_regelingen(een, ander):
    keur(een, ander)


@given(regelingen(), st.integers(0, 10**6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_geen_wijziging_buiten_de_lijst_en_geen_lijst_zonder_wijziging(regeling, zaad):
    verschil = vergelijk(regeling, bewerk(regeling, random.Random(zaad), 3))
    assert bool(verschil.wijzigingen) == (not verschil.gelijk)
    for _, paar in wandel_paren((verschil.paren,)):
        assert not (paar.gelijk and verschil.van(paar))


def test_een_lege_en_een_volle_regeling():
    leeg = Eenheid(Soort.REGELING)
    vol = Eenheid(
        Soort.REGELING,
        inhoud=(
            Eenheid(
                Soort.LICHAAM,
                inhoud=(Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=(Alinea(("Tekst.",)),)),),
            ),
        ),
    )
    from verordening.boom import Gegevens, Regeling

    een, ander = Regeling(Gegevens("a"), leeg), Regeling(Gegevens("a"), vol)
    assert keur(een, ander).artikelen.nieuw == ("1",)
    assert keur(ander, een).artikelen.vervallen == ("1",)
    assert keur(een, een).gelijk


def test_opmaak_links_witruimte_en_leestekens_om_nummers_zijn_geen_wijziging():
    from verordening.boom import Gegevens, Opmaak, Redactie, Regeling, Rij, Tabelgroep, Verwijzing

    def maak(alinea, nummer, cel):
        tabel = Tabel((Tabelgroep((), (), (Rij((Cel(cel),)),)),))
        artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer=nummer, inhoud=(alinea, tabel))
        return Regeling(Gegevens("a"), Eenheid(Soort.REGELING, inhoud=(Eenheid(Soort.LICHAAM, inhoud=(artikel,)),)))

    oud = maak(Alinea(("Zie artikel 3 van de wet.",)), "5", (Alinea(("x y",)),))
    inhoud = (
        "Zie ",
        Verwijzing("art_3", "intern", ("artikel 3",)),
        " van\u00a0de ",
        Opmaak("cursief", ("wet",)),
        ".",
        Redactie("extra", (" [noot van de redactie]",)),
    )
    nieuw = maak(Alinea(inhoud), "5.", (Alinea(("x  y",)), Alinea((Redactie("extra", ("…",)),))))
    assert keur(oud, nieuw).gelijk


def test_wie_lang_doorvergelijkt_houdt_het_oude_niet_vast(wortel, monkeypatch):
    """Een vergelijking laat kringen achter (een knoop kent zijn ouder); zonder zoeken groeit een proces dat lang loopt zonder grens."""
    map_ = wortel / "verordening" / "voorbeeld" / "regelingen" / "verordening-werk-en-inkomen"
    was, wordt = (lees(map_ / f"{dag}.xml") for dag in ("2026-01-01", "2027-01-01"))
    monkeypatch.setattr(rust, "_MINST", 20_000)
    monkeypatch.setattr(rust, "_STAND", rust._Stand(mag=20_000))
    monkeypatch.setattr(gc, "get_freeze_count", lambda: 0)  # wat andere toetsen bewaren, telt hier niet mee
    gc.collect()
    begin = len(gc.get_objects())
    for _ in range(30):
        assert len(vergelijk(was, wordt).wijzigingen) > 10
    assert len(gc.get_objects()) - begin < 60_000
