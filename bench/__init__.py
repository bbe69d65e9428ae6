"""Measurements; every figure in ``docs/metingen.md`` names the command of this room that gives it."""
