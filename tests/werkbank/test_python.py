"""The public interface: its names are complete and exist, and its page runs."""

import doctest
from pathlib import Path

import pytest

import verordening


def test_elke_openbare_naam_bestaat_en_niets_anders_is_zichtbaar() -> None:
    for naam in verordening.__all__:
        assert getattr(verordening, naam) is not None
    assert dir(verordening) == sorted(verordening.__all__)
    assert set(verordening._WAAR) == set(verordening.__all__)


def test_wat_niet_openbaar_is_wordt_gezegd() -> None:
    with pytest.raises(AttributeError, match="openbaar zijn"):
        _ = verordening.iets  # type: ignore[attr-defined]


def test_de_bladzijde_over_python_klopt(wortel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wortel)
    tekst = (wortel / "docs" / "python.md").read_text(encoding="utf-8").replace("```", "")
    proef = doctest.DocTestParser().get_doctest(tekst, {}, "python.md", "docs/python.md", 0)
    uitslag = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(proef)
    assert uitslag.attempted > 15 and uitslag.failed == 0
