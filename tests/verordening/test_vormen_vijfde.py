"""De vijfde reeks vormen: gelezen zoals het op papier staat, of gezegd dat het niet kan; nooit stil anders."""

from collections.abc import Iterator

import pytest

from tests.verordening.vormen_vijfde import alle
from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import Alinea, Blok, Eenheid, Soort, blokregels, inlinetekst, kaal, koptekst, noten, wandel
from verordening.lezers import lees
from werkbank.getuige import druk, verschillen

ZWAKKE_GETUIGE = {
    "odt: cel die zich herhaalt": "OpenDocument 1.3, 19.675: de inhoud staat in elke herhaalde cel; LibreOffice drukt haar één keer",
    "odt: datum die vaststaat": "hoe een datum eruitziet zegt een datumstijl; zonder kiest LibreOffice er zelf een",
}
VORMEN = {naam: (bestand, inhoud, verwacht) for naam, bestand, inhoud, verwacht in alle()}


def _regels(blokken: tuple[Blok, ...], diep: int, in_lid: bool = False) -> Iterator[str]:
    """De regels onder een eenheid, met inspringing voor wat onder een lid of onderdeel staat."""
    for blok in blokken:
        if isinstance(blok, Eenheid) and blok.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST):
            yield from _regels(blok.inhoud, diep)
        elif isinstance(blok, Eenheid):
            hier = diep + (blok.soort in (Soort.ONDERDEEL, Soort.BEGRIP))
            eerste = blok.inhoud[:1] if blok.inhoud and isinstance(blok.inhoud[0], Alinea) else ()
            woorden = " ".join(inlinetekst(a.inhoud) for a in eerste if isinstance(a, Alinea))
            yield "  " * hier + f"{koptekst(blok)} {woorden}".strip()
            yield from _regels(blok.inhoud[len(eerste) :], hier, blok.soort is Soort.LID)
        elif isinstance(blok, Alinea):
            yield "  " * (diep + in_lid) + inlinetekst(blok.inhoud).strip()
            yield from (inlinetekst(a.inhoud) for noot in noten(blok.inhoud) for a in noot.inhoud)
        else:
            yield from (regel.strip() for regel in blokregels(blok))


def _gelezen(wortel: Eenheid) -> list[str]:
    """Van artikel 1 tot artikel 9, zonder de kop van het eerste; de ondertekening staat erachter."""
    uit: list[str] = []
    artikelen = [e for e in wandel(wortel) if e.soort is Soort.ARTIKEL and kaal(e.nummer) != "9"]
    for artikel in artikelen:
        uit += [koptekst(artikel)] if artikel is not artikelen[0] else []
        uit += _regels(artikel.inhoud, 0)
    uit += [regel for e in wandel(wortel) if e.soort is Soort.SLUITING for regel in _regels(e.inhoud, 0)]
    return [regel for regel in uit if regel.strip()]


@pytest.mark.parametrize("naam", VORMEN)
def test_gelezen_zoals_op_papier_of_gezegd_dat_het_niet_kan(naam):
    bestand, inhoud, verwacht = VORMEN[naam]
    try:
        regeling = lees(inhoud, naam=bestand)
    except Geweigerd:
        return
    gezegd = any(b.ernst in (Ernst.FOUT, Ernst.WAARSCHUWING) for b in regeling.bevindingen)
    assert _gelezen(regeling.wortel) == verwacht or gezegd


def test_ten_minste_acht_van_de_tien_worden_gelezen():
    goed = 0
    for bestand, inhoud, verwacht in VORMEN.values():
        try:
            goed += _gelezen(lees(inhoud, naam=bestand).wortel) == verwacht
        except Geweigerd:
            continue
    assert goed >= 0.8 * len(VORMEN)


@pytest.mark.traag
def test_papier_zegt_hetzelfde_of_de_lezer_zegt_dat_er_iets_is(tmp_path):
    paden = {
        n: tmp_path / f"{i}.{b.rsplit('.', 1)[1]}" for i, (n, (b, _, _)) in enumerate(VORMEN.items()) if b != "vorm.md"
    }
    for naam, pad in paden.items():
        pad.write_bytes(VORMEN[naam][1])
    papier = druk(list(paden.values()))
    stil = {}
    for naam, pad in paden.items():
        regeling = lees(pad)
        gezegd = any(b.ernst in (Ernst.FOUT, Ernst.WAARSCHUWING) for b in regeling.bevindingen)
        if not gezegd and (anders := list(verschillen(papier[pad], regeling))):
            stil[naam] = anders
    assert set(stil) == set(ZWAKKE_GETUIGE)


@pytest.mark.parametrize(
    ("papier", "gezien"),
    [
        ("Ten hoogste € 10 (bruto).", 0),
        ("Ten hoogste £ 10 (bruto).", 1),
        ("Ten hoogste € 10, bruto.", 1),
        ("Ten hoogste 10 (bruto).", 1),
    ],
)
def test_de_getuige_vergelijkt_ook_tekens(papier, gezien):
    regeling = lees("Verordening proef\n\nArtikel 1 Hulp\nTen hoogste € 10 (bruto).\n".encode(), naam="x.md")
    assert len(list(verschillen(f"Verordening proef\nArtikel 1 Hulp\n{papier}", regeling))) == gezien
