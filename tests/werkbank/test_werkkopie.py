"""The working copy that a jurist gets from the dossier: untouched it is no change, also after LibreOffice had it in both formats."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.getuigen import kantoor
from tests.hulp.opdrachtregel import loop
from verordening.lezers import lees
from versies.opstellen.kern import kern_van
from versies.verschil import vergelijk

VOORBEELD = Path(__file__).parents[2] / "verordening" / "voorbeeld"
REGELINGEN = ["verordening-werk-en-inkomen", "beleidsregels-giften", "beleidsregels-bijzondere-bijstand"]


@pytest.mark.traag
def test_de_werkkopie_overleeft_word_opendocument_en_terug(tmp_path: Path) -> None:
    dossier = copytree(VOORBEELD, tmp_path / "dossier")
    paden = []
    for regeling in REGELINGEN:
        for eind in ("xml", "docx"):
            assert loop("geldend", dossier, regeling, "-o", tmp_path / f"{regeling}.{eind}").code == 0
        paden.append(tmp_path / f"{regeling}.docx")
    odt = kantoor.zet_om(paden, "odt", tmp_path / "odt")
    terug = kantoor.zet_om(odt, "docx", tmp_path / "terug")
    for regeling, *kopieen in zip(REGELINGEN, paden, odt, terug, strict=True):
        was = lees(tmp_path / f"{regeling}.xml")
        for kopie in kopieen:
            wordt = lees(kopie)
            assert kern_van(wordt) == kern_van(was), kopie
            assert vergelijk(was, wordt).gelijk, kopie
