"""From two texts to a proven decision and every paper that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verordening.bevinding import Verkeerd
from versies.opstellen import Besluitgegevens, Ontwerp, Verzamelontwerp, stel_op, stel_samen

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from verordening.boom import Regeling
    from versies.verschil import Verschil

__all__ = ["VORMEN", "Ontwerp", "Verzamelontwerp", "als_vorm", "maak"]

VORMEN = {
    "tekst": ".md",
    "docx": ".docx",
    "odt": ".odt",
    "pdf": ".pdf",
    "html": ".html",
    "stop": ".stop.xml",
    "akn": ".akn.xml",
}
"""Forms of a decision, with the ending of a file name."""


def maak(
    paren: Sequence[tuple[Regeling, Regeling]],
    gegevens: Besluitgegevens | None = None,
    *,
    verschil: Verschil | None = None,
) -> Ontwerp | Verzamelontwerp:
    """The proven decision for one or more pairs (was, wordt).

    Args:
        verschil: the difference of the only pair, when it is known already.

    Raises:
        Geweigerd: nothing to change, or no instruction that can be proven; with its place.
    """
    if len(paren) == 1:
        return stel_op(*paren[0], gegevens=gegevens, verschil=verschil)
    return stel_samen(paren, gegevens=gegevens)


def als_vorm(ontwerp: Ontwerp | Verzamelontwerp, vorm: str, overheid: str = "") -> tuple[bytes, tuple[Bevinding, ...]]:
    """The decision as the bytes of a file, and what a reader should know of this form.

    Args:
        vorm: of :data:`VORMEN`. overheid: code of the authority, for STOP and AKN.

    Raises:
        Verkeerd: this form cannot hold this decision.
    """
    if vorm == "tekst":
        return ontwerp.tekst.tekst.encode(), ()
    if vorm in ("docx", "odt", "pdf", "html"):
        from verordening.papier import zet
        from versies.opstellen.besluitpapier import besluit_docx, besluit_papier

        return (besluit_docx(ontwerp) if vorm == "docx" else zet(besluit_papier(ontwerp), vorm)), ()
    if vorm == "akn" and isinstance(ontwerp, Verzamelontwerp):
        raise Verkeerd("Akoma Ntoso kan hier één regeling per besluit; maak per regeling een bestand, of kies stop.")
    from versies.stop.mutatie import besluit_stop, overheid_onbekend

    delen = ontwerp.delen if isinstance(ontwerp, Verzamelontwerp) else (ontwerp,)
    bevindingen = overheid_onbekend((d.verschil for d in delen), overheid)
    if vorm == "stop":
        return besluit_stop(ontwerp, overheid=overheid), bevindingen
    from versies.opstellen.akn import besluit_akn

    assert not isinstance(ontwerp, Verzamelontwerp)
    return besluit_akn(ontwerp, overheid=overheid), bevindingen
