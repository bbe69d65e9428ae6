"""Meer dan tweehonderd vormen van Word: wat gelezen wordt staat in verwacht.txt, en papier (LibreOffice) zegt hetzelfde.

Werk verwacht.txt bij met ``python -m tests.verordening.test_word_vormen`` en lees na wat er verandert.
"""

from pathlib import Path

import pytest

from tests.verordening.word_vormen.vormen import alle
from verordening.bevinding import Ernst, Geweigerd
from verordening.lezers import lees
from verordening.register import tekstregels
from werkbank.getuige import druk, verschillen

VORMEN = dict(alle())
VERWACHT = Path(__file__).parent / "word_vormen" / "verwacht.txt"
NIET_OP_DIT_PAPIER = {
    "vorm ordinal": "LibreOffice drukt Engelse rangtelwoorden als het bestand geen taal noemt",
    "in de zin: keuzelijst": "de tekstuitvoer van LibreOffice slaat de keuze van een formulierveld over",
    "in de zin: formule": "de tekstuitvoer van LibreOffice slaat formules over",
    "in de zin: macht": "de tekstuitvoer van LibreOffice slaat formules over",
    "voetnoot": "de tekstuitvoer van LibreOffice slaat noten over en drukt hun nummer",
    "eindnoot": "de tekstuitvoer van LibreOffice slaat noten over en drukt hun nummer",
    "tekstvak": "de tekstuitvoer van LibreOffice slaat tekstvakken over",
    "gemeente: Voetnoten, een macht, en twee bijlagen waarvan een met eigen artikelen": "noten, zie hieronder",
    "kader": "de tekstuitvoer van LibreOffice slaat kaders over",
}


def gelezen(naam: str) -> list[str]:
    """Wat de lezer van een vorm maakt, zoals een jurist het leest: plaats, tekst, en welke fouten."""
    try:
        regeling = lees(VORMEN[naam], naam="vorm.docx")
    except Geweigerd as fout:
        return [f"geweigerd: {fout}"]
    regels = [f"{adres} | {tekst}" for _, adres, tekst in tekstregels(regeling)]
    return regels + [
        f"{b.ernst}: {b.code}" for b in regeling.bevindingen if b.ernst in (Ernst.FOUT, Ernst.WAARSCHUWING)
    ]


def verwacht() -> dict[str, list[str]]:
    blokken = VERWACHT.read_text("utf-8").strip().split("\n\n")
    return {kop: regels for kop, *regels in (blok.split("\n") for blok in blokken)}


def test_er_zijn_meer_dan_tweehonderd_vormen_en_elk_staat_in_verwacht():
    assert len(VORMEN) > 200
    assert set(verwacht()) == set(VORMEN)


@pytest.mark.parametrize("naam", VORMEN)
def test_elke_vorm_wordt_gelezen_zoals_is_nagekeken(naam):
    assert gelezen(naam) == verwacht()[naam]


@pytest.mark.traag
def test_papier_zegt_hetzelfde_of_de_lezer_zegt_dat_er_iets_is(tmp_path):
    paden = {naam: tmp_path / f"{n}.docx" for n, naam in enumerate(VORMEN)}
    for naam, pad in paden.items():
        pad.write_bytes(VORMEN[naam])
    papier = druk(list(paden.values()))
    onverklaard = {}
    for naam, pad in paden.items():
        if any(regel.startswith("geweigerd") for regel in verwacht()[naam]):
            continue
        regeling = lees(pad)
        stil = not any(b.ernst is Ernst.FOUT for b in regeling.bevindingen)
        if stil and pad in papier and (anders := list(verschillen(papier[pad], regeling))):
            onverklaard[naam] = anders
    assert set(onverklaard) == set(NIET_OP_DIT_PAPIER), onverklaard
    assert len(papier) >= len(paden) - 2


if __name__ == "__main__":
    VERWACHT.write_text("\n\n".join("\n".join((naam, *gelezen(naam))) for naam in VORMEN) + "\n", "utf-8")
