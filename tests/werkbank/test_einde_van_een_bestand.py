"""Een bestand heet naar wat erin staat: een naam die iets anders belooft wordt geweigerd, en er wordt niets geschreven."""

from __future__ import annotations

from pathlib import Path

import pytest

from verordening.bevinding import Verkeerd
from werkbank.__main__ import main
from werkbank.uitvoer import past_bij

TEKST = "# Verordening proef\n\nDe raad;\n\n## Artikel 1 Doel\n\nDeze verordening gaat over hulp.\n"
BESLUIT = "# Besluit\n\n## Artikel I\n\nIn artikel 1 van de Verordening proef wordt “hulp” vervangen door “steun”.\n"


@pytest.mark.parametrize(
    ("regel", "goed", "fout"),
    [
        ("lees was.md", "uit.xml", "uit.docx"),
        ("lees was.md --als markdown", "uit.md", "uit.xml"),
        ("toepassen was.md besluit.md --regeling-is-was", "uit.xml", "uit.md"),
        ("verschil was.md wordt.md", "uit.txt", "uit.docx"),
        ("verschil was.md wordt.md --als docx", "uit.docx", "uit.pdf"),
        ("opstellen was.md wordt.md", "uit.md", "uit.docx"),
        ("toets besluit.md --als html", "uit.html", "uit.docx"),
    ],
)
def test_een_naam_die_een_andere_vorm_belooft_wordt_geweigerd(
    regel: str,
    goed: str,
    fout: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("was.md").write_text(TEKST)
    Path("wordt.md").write_text(TEKST.replace("hulp", "steun"))
    Path("besluit.md").write_text(BESLUIT)
    for naam, code in ((fout, 2), (goed, 0)):
        with pytest.raises(SystemExit) as einde:
            main([*regel.split(), "-o", naam])
        uit = capsys.readouterr()
        assert einde.value.code in ({2} if code else {0, 1}), uit.err
        assert Path(naam).exists() is (code == 0), uit.err
        assert ("kies een naam op" in uit.err) is (code == 2)


def test_een_einde_dat_niets_zegt_mag() -> None:
    past_bij(Path("besluit.versie2"), "tekst")
    past_bij(None, "tekst")
    with pytest.raises(Verkeerd):
        past_bij(Path("besluit.PDF"), "tekst")
