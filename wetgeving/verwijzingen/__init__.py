"""References in Dutch regulations: find, resolve, check (see ``docs/verwijzingen.md``)."""

from .lezing import Bron
from .typen import Plek, Verwijzing, Vindplaats
from .zoeker import Context, Zoeker, vind_verwijzingen

__all__ = ["Bron", "Context", "Plek", "Verwijzing", "Vindplaats", "Zoeker", "vind_verwijzingen"]
