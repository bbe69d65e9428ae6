"""From two texts to a proven decision and every paper that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verordening.bevinding import Verkeerd
from versies.gevolgen import verweesd, verweesd_in, werk_bij
from versies.opstellen import Besluitgegevens, Ontwerp, Verzamelontwerp, stel_op, stel_samen
from versies.opstellen.besluitpapier import Aankleding, besluit_docx, besluit_papier
from versies.opstellen.besluittekst import orgaan_van
from versies.opstellen.controle import gevolgen, weiger
from versies.verschil import Verschil, vergelijk

if TYPE_CHECKING:
    from verordening.bevinding import Bevinding
    from verordening.boom import Regeling

__all__ = ["VORMEN", "Aankleding", "Ontwerp", "Verzamelontwerp", "als_vorm", "maak"]

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
    naast: Sequence[Regeling] = (),
    bijwerken: bool = False,
) -> Ontwerp | Verzamelontwerp:
    """The proven decision for one or more pairs (was, wordt), with what it does elsewhere among its findings.

    Args:
        verschil: the difference of the only pair, when it is known already.
        naast: other regulations that may name the changed ones.
        bijwerken: mend references to what moved or was renumbered, as far as they can be mended by rule; regulations of
            ``naast`` that need it get an article of their own.

    Raises:
        Geweigerd: the two texts cannot be meant; nothing to change; or no instruction that can be proven; with its place.
    """
    gedateerd = [(was, _op_dag(wordt, gegevens)) for was, wordt in paren]
    if gedateerd != list(paren):
        paren, verschil = gedateerd, None
    verschillen = [verschil] if verschil is not None else [vergelijk(was, wordt) for was, wordt in paren]
    for v in verschillen:
        weiger(v)
    if bijwerken:
        paren, verschillen = _bijgewerkt(verschillen, naast)
    ontwerp = (
        stel_op(*paren[0], gegevens=gegevens, verschil=verschillen[0])
        if len(paren) == 1
        else stel_samen(paren, gegevens=gegevens)
    )
    dag = gegevens is not None and (gegevens.inwerking is not None or gegevens.na_bekendmaking)
    orgaan = gegevens is not None and bool(gegevens.orgaan)
    extra = [
        (
            *gevolgen(v, dag_gegeven=dag, orgaan_gegeven=orgaan),
            *(g.bevinding() for r, g in verweesd_in(v, naast) if r not in _eerste(paren)),
        )
        for v in verschillen
    ]
    if isinstance(ontwerp, Ontwerp):
        return replace(ontwerp, bevindingen=(*ontwerp.bevindingen, *extra[0]))
    delen = tuple(replace(d, bevindingen=(*d.bevindingen, *x)) for d, x in zip(ontwerp.delen, extra, strict=True))
    return replace(ontwerp, delen=delen)


def _op_dag(wordt: Regeling, gegevens: Besluitgegevens | None) -> Regeling:
    """The new version with the dates that the decision gives it: they name the version in STOP and AKN."""
    if gegevens is None or gegevens.inwerking is None:
        return wordt
    terug = gegevens.terugwerkend
    return replace(
        wordt, gegevens=replace(wordt.gegevens, juridisch_werkend_vanaf=gegevens.inwerking, geldig_vanaf=terug)
    )


def _eerste(paren: Sequence[tuple[Regeling, Regeling]]) -> list[Regeling]:
    return [was for was, _ in paren]


def _bijgewerkt(
    verschillen: Sequence[Verschil], naast: Sequence[Regeling]
) -> tuple[list[tuple[Regeling, Regeling]], list[Verschil]]:
    """The pairs with their references mended, and those of other regulations of the same body that need mending."""
    paren = [(v.was, werk_bij(v.wordt, list(verweesd(v)))[0]) for v in verschillen]
    for andere in naast:
        rij = [g for v in verschillen for _, g in verweesd_in(v, [andere])]
        nieuw, _ = werk_bij(andere, rij)
        if nieuw is not andere and orgaan_van(andere) == orgaan_van(paren[0][0]):
            paren.append((andere, nieuw))
    return paren, [vergelijk(was, wordt) for was, wordt in paren]


def als_vorm(
    ontwerp: Ontwerp | Verzamelontwerp, vorm: str, overheid: str = "", aankleding: Aankleding = Aankleding()
) -> tuple[bytes, tuple[Bevinding, ...]]:
    """The decision as the bytes of a file, and what a reader should know of this form.

    Args:
        vorm: of :data:`VORMEN`. overheid: code of the authority, for STOP and AKN.
        aankleding: template, mark and comments, for Word.

    Raises:
        Verkeerd: this form cannot hold this decision.
    """
    if vorm == "tekst":
        kop, _, rest = ontwerp.tekst.tekst.partition("\n")
        op_het_stuk = f"{kop}\n\n> {aankleding.status}\n{rest}" if aankleding.status else ontwerp.tekst.tekst
        return op_het_stuk.encode(), ()
    if aankleding.status and vorm in ("stop", "akn"):
        raise Verkeerd(f"in {vorm} kan niet op het stuk staan «{aankleding.status}»; kies tekst of docx.")
    if vorm in ("docx", "odt", "pdf", "html"):
        from verordening.papier import zet

        if vorm == "docx":
            return besluit_docx(ontwerp, aankleding), ()
        return zet(besluit_papier(ontwerp, aankleding=aankleding), vorm), ()
    if vorm in ("stop", "akn") and isinstance(ontwerp, Ontwerp) and ontwerp.trekt_in:
        raise Verkeerd(
            f"een intrekking kan hier niet als {vorm}; kies tekst of docx en lever haar met het besluit aan."
        )
    if vorm == "akn" and isinstance(ontwerp, Verzamelontwerp):
        raise Verkeerd("Akoma Ntoso kan hier één regeling per besluit; maak per regeling een bestand, of kies stop.")
    from versies.stop.besluit import besluit_stop
    from versies.stop.mutatie import overheid_onbekend

    delen = ontwerp.delen if isinstance(ontwerp, Verzamelontwerp) else (ontwerp,)
    bevindingen = overheid_onbekend((d.verschil for d in delen), overheid)
    if vorm == "stop":
        return besluit_stop(ontwerp, overheid=overheid), bevindingen
    from versies.opstellen.akn import besluit_akn

    assert not isinstance(ontwerp, Verzamelontwerp)
    return besluit_akn(ontwerp, overheid=overheid), bevindingen
