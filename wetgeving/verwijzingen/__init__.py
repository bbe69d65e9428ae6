"""References in Dutch regulations: find, resolve, check (catalogue of forms: ``docs/verwijzingen.md``).

>>> [(v.tekst, v.regeling) for v in vind_verwijzingen("artikel 8, eerste lid, van de Participatiewet")]
[('artikel 8, eerste lid, van de Participatiewet', 'BWBR0015703')]
"""

from wetgeving.verwijzingen.doelen import Doelteksten, Toestand, Uitkomst, los_op, vul_reeksen
from wetgeving.verwijzingen.doorzoek import Gevonden, eigen_tekst, verwijzingen, zoek_in
from wetgeving.verwijzingen.duiding import Bron
from wetgeving.verwijzingen.typen import Verwijzing, Vindplaats
from wetgeving.verwijzingen.zoeker import Context, Zoeker, vind_verwijzingen

__all__ = [
    "Bron",
    "Context",
    "Doelteksten",
    "Gevonden",
    "Toestand",
    "Uitkomst",
    "Verwijzing",
    "Vindplaats",
    "Zoeker",
    "eigen_tekst",
    "los_op",
    "verwijzingen",
    "vind_verwijzingen",
    "vul_reeksen",
    "zoek_in",
]
