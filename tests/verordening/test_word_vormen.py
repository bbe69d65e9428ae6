"""Meer dan tweehonderd vormen van Word: wat gelezen wordt staat in verwacht.txt, en papier (LibreOffice) zegt hetzelfde.

Werk verwacht.txt bij met ``python -m tests.verordening.test_word_vormen`` en lees na wat er verandert.
"""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.verordening.word_vormen.vormen import alle
from verordening.bevinding import Ernst, Geweigerd
from verordening.boom import tekst
from verordening.lezers import lees
from verordening.tekstregels import tekstregels
from werkbank.getuige import druk, verschillen

VORMEN = dict(alle())
ZWAKKE_GETUIGE = {
    "in de zin: genest veld": "LibreOffice drukt ook de uitkomst af van een veld in de opdracht van een ander veld; Word niet",
}
VERWACHT = Path(__file__).parent / "word_vormen" / "verwacht.txt"


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
        if (
            stil
            and naam not in ZWAKKE_GETUIGE
            and pad in papier
            and (anders := list(verschillen(papier[pad], regeling)))
        ):
            onverklaard[naam] = anders
    assert not onverklaard
    assert len(papier) >= len(paden) - 6  # een enkel bestand weigert LibreOffice zelf


@pytest.mark.parametrize("naam", [*VORMEN][::12])
def test_een_onderdeel_dat_de_lezer_niet_kent_verandert_de_tekst_nooit_stil(naam):
    """Elk element van het hoofddeel krijgt om de beurt een naam die niet bestaat."""
    delen = pakket_van(VORMEN[naam])
    eerst = tekst_of_fout(delen)
    aantal = len(list(etree.fromstring(delen["word/document.xml"]).iter()))
    for plek in range(2, aantal):
        wortel = etree.fromstring(delen["word/document.xml"])
        element = [*wortel.iter()][plek]
        element.tag = f"{element.tag}X"
        na = tekst_of_fout({**delen, "word/document.xml": etree.tostring(wortel)})
        assert na in (eerst, "fout"), element.tag


def pakket_van(gegevens: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(gegevens)) as z:
        return {naam: z.read(naam) for naam in z.namelist()}


def tekst_of_fout(delen: dict[str, bytes]) -> str:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as z:
        for naam, inhoud in delen.items():
            z.writestr(naam, inhoud)
    try:
        regeling = lees(uit.getvalue(), naam="vorm.docx")
    except Geweigerd:
        return "fout"
    return "fout" if any(b.ernst is Ernst.FOUT for b in regeling.bevindingen) else tekst(regeling.wortel)


if __name__ == "__main__":
    VERWACHT.write_text("\n\n".join("\n".join((naam, *gelezen(naam))) for naam in VORMEN) + "\n", "utf-8")
