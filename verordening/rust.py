"""The collector of cycles rests while a value is built.

Trees, references and comparisons are values without cycles; searching them for cycles over and over, while they grow and
beside all that is already remembered, is a quarter of the time. What was built counts as old afterwards, so that the first search
does not go through all of it either.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """No search for cycles until the end of the block, or of the function when used as its decorator.

    >>> with zonder_opruimen():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            gc.freeze()
            gc.unfreeze()  # wat intussen ontstond gaat ongezocht naar de oudste laag
            gc.enable()
