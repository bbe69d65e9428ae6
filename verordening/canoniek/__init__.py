"""Canonical XML: one file = one version of one regulation. Same tree, same bytes; what cannot be kept is refused.

The vocabulary is STOP's text model (``regels`` D.2) in a small root of our own for what STOP lacks: metadata of
all sources together, provenance per unit, editor's text, findings. ``regeling.rng`` is its schema.

>>> from verordening.boom import Alinea, Eenheid, Gegevens, Regeling, Soort
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="1", inhoud=(Alinea(("Het college beslist.",)),))
>>> regeling = Regeling(Gegevens("voorbeeld"), Eenheid(Soort.REGELING, inhoud=(artikel,)))
>>> lees(schrijf(regeling)) == regeling
True
"""

from verordening.canoniek.lezer import lees
from verordening.canoniek.schrijver import schrijf

__all__ = ["lees", "schrijf"]
