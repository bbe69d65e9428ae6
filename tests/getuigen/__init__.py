"""Independent witnesses: other people's programs that judge what this project makes.

Each witness lives in its own module and is used the same way: call it with paths, get plain results. When its program
is absent, the calling test is skipped with the reason; with ``VERORDENING_CI=1`` in the environment that is a failure,
so that an automatic check can never pass by looking away.
"""

import os
from typing import NoReturn

import pytest

STRENG = os.environ.get("VERORDENING_CI", "") not in ("", "0")


def ontbreekt(wat: str) -> NoReturn:
    """Skip the running test because *wat* is absent; fail it when the environment says that everything must be there.

    Args:
        wat: what is missing and what to do, as one Dutch sentence.
    """
    if STRENG:
        pytest.fail(f"niet te controleren: {wat}", pytrace=False)
    pytest.skip(wat)
