"""Pure Python, unless ``VERORDENING_SNEL`` is set: then mypyc compiles the modules of ``[tool.snel]`` from the same source."""

import os
import tomllib
from pathlib import Path

from setuptools import setup


def _onderdelen() -> list[object]:
    if not os.environ.get("VERORDENING_SNEL"):
        return []
    from mypyc.build import mypycify

    lijst = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["snel"]["modules"]
    paden = sorted({str(p) for patroon in lijst for p in Path().glob(patroon) if p.name != "__init__.py"})
    return list(
        mypycify(
            ["--config-file=", "--ignore-missing-imports", *paden],
            opt_level=os.environ.get("VERORDENING_SNEL_OPTIMALISATIE", "2"),
        )
    )


setup(ext_modules=_onderdelen())
