"""A number with its noun: the one place that knows when it is singular."""

from __future__ import annotations

from string import Formatter

from verordening.systeem import gezegd


def meervoud(n: int, een: str, meer: str) -> str:
    """A number with its noun.

    >>> meervoud(1, "bepaling", "bepalingen"), meervoud(0, "bepaling", "bepalingen")
    ('1 bepaling', '0 bepalingen')
    """
    return f"{n} {een if n == 1 else meer}"


class _Zin(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        een, streep, meer = format_spec.partition("|")
        if streep and isinstance(value, int):
            return meervoud(value, een, meer)
        value = gezegd(value) if isinstance(value, Exception) else value
        return str(super().format_field(value, format_spec))


def vul(zin: str, /, **delen: object) -> str:
    """A sentence with what stands between its braces filled in; ``{n:een|meer}`` is a number with its noun, an error what the system says.

    >>> [vul("{n:plaats is|plaatsen zijn} open.", n=n) for n in (1, 2)]
    ['1 plaats is open.', '2 plaatsen zijn open.']
    """
    return _Zin().vformat(zin, (), delen)
