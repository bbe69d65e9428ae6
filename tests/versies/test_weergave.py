"""Weergaven van een verschil: alle uit dezelfde veranderboom, gelezen door onafhankelijke programma's."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.hulp.bomen import regelingen
from verordening.boom import Eenheid, Opmaak, alineas, inlinetekst, koptekst, nootalineas
from verordening.canoniek import lees
from verordening.papier import document as d, zet
from verordening.tekst.markdown import lees as lees_markdown
from versies.verschil import vergelijk
from versies.weergave import renvooi as leesversie
from versies.weergave.bijgehouden import docx, odt
from versies.weergave.renvooi import renvooi, zuivere_tekst
from versies.weergave.samenvatting import samenvatting, tellingen
from versies.weergave.waswordt import rijen, waswordt

VWI = Path("verordening/voorbeeld/regelingen/verordening-werk-en-inkomen")


def woorden(tekst: str) -> list[str]:
    return re.findall(r"\w+", tekst)


def wettekst(eenheid: Eenheid) -> list[str]:
    """Alle woorden van een boom, los verzameld: kop, nummer, noten in de kop, tekst."""
    uit = woorden(koptekst(eenheid)) + [w for noot in nootalineas(eenheid) for w in woorden(inlinetekst(noot.inhoud))]
    for blok in eenheid.inhoud:
        if isinstance(blok, Eenheid):
            uit += wettekst(blok)
        else:
            for alinea in alineas(blok):
                uit += woorden(inlinetekst(alinea.inhoud))
    return uit


def zoals_recht(stuk: d.Stuk) -> str:
    """Hoog en laag geschreven cijfers zijn inhoud: op papier een stijl, in de wettekst een eigen teken."""
    soort = "sup" if stuk.hoog else "inf" if stuk.laag else ""
    return inlinetekst((Opmaak(soort, (stuk.tekst,)),)) if soort else stuk.tekst


def tekst_van(document: d.Document, weg: d.Wijziging) -> list[str]:
    """De woorden van een papier aan één kant: zonder wat ingevoegd of aangekomen, of vervallen of vertrokken is.

    Een noot telt mee na de alinea waarin zij staat.
    """

    def telt(w: d.Wijziging) -> bool:
        return not (w.nieuw if weg is d.Wijziging.INGEVOEGD else w.weg)

    def inhoud(stukken: d.Inhoud, w: d.Wijziging) -> str:
        alle = list(d.stukken(stukken))
        noten = [" ", *(inhoud(s.inhoud, s.wijziging or w) + " " for s in alle if isinstance(s, d.Noot))]
        return "".join([*(zoals_recht(s) for s in alle if isinstance(s, d.Stuk) and telt(s.wijziging or w)), *noten])

    uit: list[str] = []

    def blok(b: d.Blok, w: d.Wijziging) -> None:
        if isinstance(b, (d.Kop, d.Alinea)):
            uit.extend(woorden(inhoud(b.inhoud, b.wijziging or w)))
        elif isinstance(b, d.Lijst):
            for punt in b.punten:
                eerste = punt.blokken[0].wijziging if isinstance(punt.blokken[0], d.Alinea) else w
                uit.extend(woorden(inhoud(punt.aanduiding, eerste or w)))
                for kind in punt.blokken:
                    blok(kind, w)
        elif isinstance(b, d.Tabel):
            w = b.wijziging or w
            uit.extend(woorden(inhoud(b.bijschrift, w)))
            for kolom in b.kolommen:
                uit.extend(woorden(inhoud(kolom.kop, w)))
            for rij in b.rijen:
                for cel in rij.cellen:
                    for kind in cel.blokken:
                        blok(kind, rij.wijziging or w)

    for b in document.blokken:
        blok(b, d.Wijziging.GEEN)
    return uit


def zonder_grafzerk(woordenrij: list[str]) -> list[str]:
    return [w for w in woordenrij if w != "Vervallen"]


@settings(max_examples=60)
@given(regelingen(), regelingen())
def test_de_zuivere_tekst_bevat_precies_was_en_wordt(was, wordt):
    papier = zuivere_tekst(vergelijk(was, wordt))
    assert zonder_grafzerk(tekst_van(papier, d.Wijziging.INGEVOEGD)) == wettekst(was.wortel)
    assert zonder_grafzerk(tekst_van(papier, d.Wijziging.VERVALLEN)) == wettekst(wordt.wortel)


@pytest.fixture(scope="module")
def paar():
    versies = sorted(VWI.glob("*.xml"))
    assert len(versies) >= 2, "het voorbeeld heeft een tweede versie nodig"
    return lees(versies[0]), lees(versies[1])


@pytest.fixture(scope="module")
def verschil(paar):
    return vergelijk(*paar)


def test_elke_weergave_is_herhaalbaar(verschil):
    for weergave in (leesversie.weergeef, docx, odt):
        assert weergave(verschil) == weergave(verschil)
    assert leesversie.weergeef(verschil, vorm="pdf")[:5] == b"%PDF-"


def test_was_wordt_heeft_een_rij_per_gewijzigde_bepaling(verschil):
    alle = list(rijen(verschil))
    adressen = [r.adres for r in alle]
    assert len(adressen) == len(set(adressen))
    assert "artikel 6, vierde lid (was: artikel 6, derde lid)" in adressen
    tekst_wordt = " ".join(d.platte_tekst(b.inhoud) for r in alle for b in r.wordt if isinstance(b, d.Alinea))
    assert "jongere" in tekst_wordt


def test_gelijke_versies_zeggen_dat_ze_gelijk_zijn(paar):
    zelfde = vergelijk(paar[0], paar[0])
    assert tellingen(zelfde) == {}
    for papier in (renvooi(zelfde), waswordt(zelfde), samenvatting(zelfde)):
        kader = papier.blokken[0]
        assert isinstance(kader, d.Kader)
        assert "gelijk" in d.platte_tekst(kader.blokken[0].inhoud)


def test_tekst_die_een_lid_wordt_heet_naar_haar_artikel():
    was, wordt = (
        lees_markdown(f"# Proef\n\n#### Artikel 2 Melden\n{tekst}\n".encode())
        for tekst in ("Een ouder meldt zich.", "1. Een ouder meldt zich.\n2. Het college bevestigt dat.")
    )
    verschil = vergelijk(was, wordt)
    eerste, *_ = rijen(verschil)
    assert eerste.adres == "artikel 2, eerste lid (was: artikel 2)"
    assert "| lid |" not in zet(samenvatting(verschil), "md").decode()
