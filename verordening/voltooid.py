"""What this process has made definitive, so that who breaks it off is told the truth; and steps that are not broken off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_GEDAAN: list[str] = []
_UITSTEL: list[bool] = []
"""Not empty while such a step is taken."""


def begin() -> None:
    """A new command: nothing was done yet."""
    _GEDAAN.clear()


def meld(wat: str) -> None:
    """Say, inside :func:`ononderbroken`, what is done now and stays done: one Dutch clause."""
    if wat not in _GEDAAN:
        _GEDAAN.append(wat)


def verslag() -> str:
    """What is done, as a sentence for who broke the command off.

    >>> begin(); verslag()
    'er is niets vastgelegd of geschreven.'
    >>> meld("de map uit is geschreven"); verslag()
    'dit is al gedaan en blijft zo: de map uit is geschreven.'
    """
    return (
        f"dit is al gedaan en blijft zo: {'; '.join(_GEDAAN)}." if _GEDAAN else "er is niets vastgelegd of geschreven."
    )


@contextmanager
def voorlopig() -> Iterator[None]:
    """What is done in here is done in a copy that nobody sees yet, and is not told."""
    eerder = len(_GEDAAN)
    try:
        yield
    finally:
        del _GEDAAN[eerder:]


@contextmanager
def ononderbroken() -> Iterator[None]:
    """A short step that Ctrl-C does not break: the interruption comes when it is finished. Elsewhere than in the main
    thread nobody can interrupt, and there is nothing to wait for."""
    if _UITSTEL or threading.current_thread() is not threading.main_thread():
        yield
        return
    gevraagd: list[int] = []
    masker = getattr(signal, "pthread_sigmask", None)  # a program that is started meanwhile does not hear it either
    if masker is not None:
        masker(signal.SIG_BLOCK, {signal.SIGINT})
    eerder = signal.signal(signal.SIGINT, lambda nummer, _: gevraagd.append(nummer))
    _UITSTEL.append(True)
    try:
        yield
    finally:
        _UITSTEL.clear()
        if masker is not None:
            masker(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, eerder)
    if gevraagd:
        raise KeyboardInterrupt
