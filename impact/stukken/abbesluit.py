"""The decision of the AB about beleidsregels: new ones with their text, others with the text that amends them.

Where the dossier holds a decision of the AB, its words stand here, proven. Where it holds only the new version, the drafter
writes the amending text and proves it: read back and executed it gives that version. Where it holds neither, nothing can be
decided: the place stays open, and stands in a list of what is still to be written, by whom and before which day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from impact.dossier.besluittekst import instructies
from impact.dossier.model import LokaleRegeling
from impact.dossier.ontwerp import Ontwerp, ontwerpen
from impact.stukken.memo import memovelden
from impact.stukken.memo_maatregel import adressen, voorstel
from impact.stukken.stuk import Stuk, Stukgegevens, maak_stuk
from impact.stukken.taal import dag, hoofdletter, is_meervoud
from impact.stukken.uiterlijk import uiterlijk
from verordening.bevinding import Geweigerd
from verordening.papier import document as d
from versies.opstellen import stel_op
from versies.opstellen.bewijs import bewijs
from versies.opstellen.kern import kern_van
from versies.verschil import vergelijk
from versies.weergave.waswordt import waswordt_tabel

__all__ = ["ab_besluit", "wijzigingstekst"]


@dataclass(frozen=True)
class _Tewijzigen:
    """A beleidsregel that must change, with what the dossier has for it."""

    regeling: LokaleRegeling
    nieuw: tuple[LokaleRegeling, ...]
    ontwerpen: tuple[Ontwerp, ...]

    @property
    def besluitbaar(self) -> bool:
        """Whether there is a text to decide on."""
        return bool(self.nieuw)


def ab_besluit(gegevens: Stukgegevens) -> Stuk:
    """The paper.

    Raises:
        Geweigerd: a decision of the AB in the dossier does not give the version in the dossier.
    """
    impact = gegevens.impact
    beleid = [r for r in impact.regelingen if r.orgaan in ("ab", "db")]
    nieuw = [r for r in beleid if r.status == "ontwerp"]
    geraakt = {b.regeling for beeld in impact.geteld for b in beeld.geraakt}
    eigen = [o for orgaan in ("ab", "db") for o in ontwerpen(gegevens, orgaan)]
    lijst = [
        _Tewijzigen(r, gegevens.later.get(r.slug, ()), tuple(o for o in eigen if o.was.slug == r.slug))
        for r in beleid
        if r.status != "ontwerp" and (r.slug in geraakt or r.slug in gegevens.later)
    ]
    kan = [w for w in lijst if w.besluitbaar]
    zonder = [w for w in lijst if not w.besluitbaar]
    velden = {
        **memovelden(gegevens),
        "nieuw": [r.citeertitel for r in nieuw],
        "wijzigen": [w.regeling.citeertitel for w in kan],
        "zonder_tekst": [w.regeling.citeertitel for w in zonder],
    }
    blokken: dict[str, Callable[[], Sequence[d.Blok]]] = {
        "open-punten": lambda: (_open(gegevens, zonder),) if zonder else (),
        "wijzigingen": lambda: (
            tuple(b for w in (*kan, *zonder) for b in _wijziging(gegevens, w))
            or (d.alinea("Er is niets te wijzigen."),)
        ),
        "nieuwe-teksten": lambda: (
            tuple(b for r in nieuw for b in _nieuw(r)) or (d.alinea("Er zijn geen nieuwe beleidsregels."),)
        ),
        "nieuwe-bladzijde": lambda: (d.Paginaeinde(),),
    }
    return maak_stuk(
        gegevens,
        "ab-besluit",
        "ab-besluit",
        "Besluit over beleidsregels bij de Participatiewet",
        velden,
        blokken,
        ondertitel=f"Algemeen bestuur van {impact.gemeenten.samenwerking.naam}",
        auteur=impact.gemeenten.samenwerking.naam,
    )


def _open(gegevens: Stukgegevens, zonder: Sequence[_Tewijzigen]) -> d.Tabel:
    """What is still to be written: what, for which measures, by whom, and before which day."""
    kolommen = (
        d.Kolom(("Beleidsregel",), 2.2),
        d.Kolom(("Wat ontbreekt",), 2),
        d.Kolom(("Wie",), 1.2),
        d.Kolom(("Uiterlijk",), 2.4),
    )
    rijen = []
    for w in zonder:
        beelden = [b for b in gegevens.impact.geteld if any(x.regeling == w.regeling.slug for x in b.geraakt)]
        rijen.append(
            d.rij(
                w.regeling.citeertitel,
                f"de tekst van de wijziging ({', '.join(b.maatregel.id for b in beelden)})",
                f"{gegevens.impact.gemeenten.samenwerking.uitvoerder} (duiding)",
                hoofdletter(_uiterlijk(gegevens, w)),
            )
        )
    return d.Tabel(("Nog te schrijven voordat het algemeen bestuur kan besluiten",), kolommen, tuple(rijen))


def _uiterlijk(gegevens: Stukgegevens, w: _Tewijzigen) -> str:
    """The earliest last day over the measures that touch the regulation; one that passed comes first."""
    alle = [
        u
        for b in gegevens.impact.geteld
        if any(x.regeling == w.regeling.slug for x in b.geraakt)
        for u in uiterlijk(gegevens, b.maatregel)
        if u.orgaan == "ab"
    ]
    if not alle:
        return "onbekend: geen maatregel noemt een besluit van het algemeen bestuur"
    if any(u.verstreken for u in alle):
        return "verstreken: de wet geldt al; zo snel mogelijk"
    met_dag = [u for u in alle if u.keten is not None]
    if not met_dag:
        return alle[0].tekst
    keten = min((u.keten for u in met_dag if u.keten is not None), key=lambda k: k.besluit.uiterlijk)
    return f"aanlevering {keten.stap('aanlevering').tekst}"


def _wijziging(gegevens: Stukgegevens, w: _Tewijzigen) -> Iterator[d.Blok]:
    regeling = w.regeling
    yield d.kop(3, regeling.citeertitel)
    was = regeling
    for versie in w.nieuw:
        eigen = next((o for o in w.ontwerpen if o.wordt.vanaf == versie.vanaf), None)
        yield from _tekst(was, versie, eigen)
        tabel = waswordt_tabel(
            vergelijk(was.regeling, versie.regeling),
            kolommen=3,
            bijschrift=f"{regeling.citeertitel}: was en wordt per {dag(versie.vanaf)}",
        )
        if tabel is not None:
            yield tabel
        was = versie
    if not w.nieuw:
        yield d.alinea(
            "De tekst van de wijziging staat nog niet in het dossier: ",
            d.vet("[in te vullen: tekst van de wijziging]"),
            ".",
        )
    rijen = []
    for beeld in gegevens.impact.geteld:
        eigen_ = [b for b in beeld.geraakt if b.regeling == regeling.slug]
        per: dict[str, list[str]] = {}
        for b in eigen_:
            per.setdefault(voorstel(b, beeld), []).append(b.adres)
        rijen += [
            d.rij(f"{beeld.maatregel.id} {beeld.maatregel.naam}", adressen(lijst), advies)
            for advies, lijst in per.items()
        ]
    if rijen:
        kolommen = (d.Kolom(("Maatregel",), 2), d.Kolom(("Bepalingen",), 2.4), d.Kolom(("Voorstel",), 3))
        yield d.Tabel((f"{regeling.citeertitel}: wat er geraakt wordt",), kolommen, tuple(rijen))


def _tekst(was: LokaleRegeling, wordt: LokaleRegeling, eigen: Ontwerp | None) -> Iterator[d.Blok]:
    """The amending text: the words of the decision in the dossier, else what the drafter wrote and proved."""
    if eigen is not None:
        if eigen.vorm.onzetbaar:
            yield d.Kader(("Let op: de besluittekst staat hier niet",), (d.alinea(eigen.vorm.onzetbaar),), "let-op")
            return
        yield from instructies(eigen.tekst, 4)
        return
    try:
        tekst = wijzigingstekst(was, wordt)
    except Geweigerd as fout:
        yield d.Kader(
            ("Let op: er is geen wijzigingstekst",),
            (
                d.alinea(
                    f"De nieuwe versie staat in het dossier, maar er is geen opdracht gevonden die haar bewijsbaar geeft: {fout}"
                ),
                d.Alinea((d.vet("[in te vullen: tekst van de wijziging]"),)),
            ),
            "let-op",
        )
        return
    yield d.alinea(
        "Opgesteld uit de twee versies; teruggelezen en uitgevoerd geeft de tekst precies de nieuwe versie.",
        soort="klein",
    )
    yield from instructies(tekst, 4)


def wijzigingstekst(was: LokaleRegeling, wordt: LokaleRegeling) -> str:
    """The text that amends one version into the other, as Markdown, proven.

    Raises:
        Geweigerd: the versions are equal, or no proven text was found.
    """
    tekst_ = stel_op(was.regeling, wordt.regeling).tekst
    eerste, laatste = tekst_.letters[0][0], tekst_.letters[-1][1]
    titel = was.citeertitel
    zin = (
        f"De {titel} worden als volgt gewijzigd:"
        if is_meervoud(titel)
        else tekst_.regels[tekst_.regels.index("## Artikel I") + 1]
    )
    regels = [f"# Wijziging van {titel}", "", "## Artikel I", zin, "", *tekst_.regels[eerste - 1 : laatste]]
    tekst = "\n".join(regels) + "\n"
    uitkomst = bewijs(was.regeling, kern_van(wordt.regeling), tekst)
    if not uitkomst.klopt:
        raise Geweigerd(
            f"de opgestelde tekst is niet bewezen: {uitkomst.reden}",
            plaats=titel,
            code="opstellen-onbewezen",
            advies="Stel de wijziging met de hand op.",
        )
    return tekst


def _nieuw(regeling: LokaleRegeling) -> Iterator[d.Blok]:
    """The whole text of a draft."""
    from versies.vergelijken.paar import Paar, Verandering
    from versies.weergave.renvooi import Zetter

    wortel = regeling.regeling.wortel
    yield d.Kop(3, (regeling.citeertitel,))
    for blok in Zetter(opmerkingen=False).paren((Paar(wortel, wortel, frozenset({Verandering.GELIJK})),), 4):
        yield d.Kop(min(blok.niveau, 6), blok.inhoud) if isinstance(blok, d.Kop) else blok
