"""Drafting: from two versions to the decision that makes the one into the other, proven before it is shown.

>>> from verordening.tekst.markdown import lees
>>> was = lees(b"# Proefverordening\\n\\n#### Artikel 1 Termijn\\nHet college beslist binnen acht weken.\\n")
>>> wordt = lees(b"# Proefverordening\\n\\n#### Artikel 1 Termijn\\nHet college beslist binnen zes weken.\\n")
>>> ontwerp = stel_op(was, wordt)
>>> [o.zin for o in ontwerp.besluit.opdrachten]
['In artikel 1 wordt “acht weken” vervangen door “zes weken”.']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verordening.adres import Adres
from verordening.bevinding import Bevinding, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, Status, kaal, koptekst, tekst, wandel
from verordening.rust import zonder_opruimen
from versies.besluit import Besluit
from versies.opdracht import lees_besluit
from versies.opstellen.besluittekst import Besluitgegevens, Besluittekst, naam_in_zin, orgaan_van, schrijf_besluit
from versies.opstellen.bewijs import Bewijs, bewijs, trekt_in
from versies.opstellen.kern import geldt, kern_van
from versies.opstellen.lading import lading_van
from versies.opstellen.samenvoegen import voeg_samen
from versies.opstellen.toelichting import kern_toelichting, toelichting_onderdeel
from versies.opstellen.verhuizing import Verhuizing, verhuis
from versies.opstellen.volgorde import Geheugen, Onderdeel, Ordening
from versies.toepassen import Toepassing
from versies.vergelijken.paar import wandel_paren
from versies.verschil import Verschil, vergelijk
from versies.wijziging import GRAF, Verplaats, VervangEenheid

__all__ = ["Besluitgegevens", "Ontwerp", "Verzamelontwerp", "stel_op", "stel_samen"]


@dataclass(frozen=True)
class Ontwerp:
    """A proven decision.

    Args:
        tekst: the decision as lines.
        onderdelen: the letters with their sentences.
        besluit: the decision as read back.
        toepassing: the result of executing it: exactly the new version, in words of law.
        verschil: the difference from which it was made.
        bevindingen: what a reader should know: parts that differ but are not amended (of severity *fout*), units that were
            stated anew because details could not be proven, and what executing reports.
    """

    tekst: Besluittekst
    onderdelen: tuple[Onderdeel, ...]
    besluit: Besluit
    toepassing: Toepassing
    verschil: Verschil
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def status(self) -> str:
        """State of the new version, for on the paper ("ontwerp")."""
        return self.verschil.wordt.gegevens.versiestatus

    @property
    def trekt_in(self) -> bool:
        """True when the decision repeals the regulation: it has no letters."""
        return not self.onderdelen

    @property
    def lengte(self) -> int:
        """Characters of all instructions with their new text."""
        return sum(len(r) for a, b in self.tekst.letters for r in self.tekst.regels[a - 1 : b])


@dataclass(frozen=True)
class Verzamelontwerp:
    """A proven decision that amends several regulations, each in an article of its own (I, II …; Ar 2012, 235)."""

    tekst: Besluittekst
    delen: tuple[Ontwerp, ...]
    besluit: Besluit

    @property
    def status(self) -> str:
        """State of the new versions, when they share one."""
        return self.delen[0].status if len({d.status for d in self.delen}) == 1 else ""

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """The findings of all parts."""
        return tuple(b for deel in self.delen for b in deel.bevindingen)


def stel_samen(
    paren: Sequence[tuple[Regeling, Regeling]], *, gegevens: Besluitgegevens | None = None
) -> Verzamelontwerp:
    """One decision for several regulations, in the order given; every part is proven alone and once more in the whole.

    Raises:
        Geweigerd: as :func:`stel_op`; or the decision as a whole does not give one of the new versions.
    """
    gegevens = gegevens or Besluitgegevens()
    delen = tuple(stel_op(was, wordt, gegevens=gegevens) for was, wordt in paren)
    tekst_ = schrijf_besluit(
        [(was, wordt, deel.onderdelen) for (was, wordt), deel in zip(paren, delen, strict=True)], gegevens
    )
    if not delen:
        raise ValueError("geen regelingen")
    organen = {orgaan_van(was): naam_in_zin(was) for was, _ in paren}
    if len(organen) > 1:
        wie = "; ".join(f"{orgaan}: {naam}" for orgaan, naam in organen.items())
        raise Geweigerd.om("opstellen-organen", wie=wie)
    besluit = delen[0].besluit
    for was, wordt in paren:
        uitkomst = bewijs(was, kern_van(wordt), tekst_.tekst)
        besluit = uitkomst.besluit or besluit
        if not uitkomst.klopt:
            raise Geweigerd.om("opstellen-samen", naam_in_zin(was), uitkomst=uitkomst.reden)
    return Verzamelontwerp(tekst_, delen, besluit)


@zonder_opruimen()
def stel_op(
    was: Regeling,
    wordt: Regeling,
    *,
    gegevens: Besluitgegevens | None = None,
    verschil: Verschil | None = None,
    heel: bool = False,
) -> Ontwerp:
    """The decision that makes ``was`` into ``wordt``; read back, executed and compared before it is returned.

    Args:
        gegevens: what differs per municipality.
        verschil: the difference, when it is known already.
        heel: state every changed artikel anew (to measure against).

    Raises:
        Geweigerd: no difference in the law, or a change for which no proven instruction exists, with its place.
    """
    verschil = verschil or vergelijk(was, wordt)
    if kern_van(was) == kern_van(wordt) and (
        not kern_toelichting(wordt) or kern_toelichting(was) == kern_toelichting(wordt)
    ):
        raise Geweigerd.om("opstellen-gelijk")
    gegevens = gegevens or Besluitgegevens()
    if not geldt(wordt):
        return _trek_in(was, verschil, gegevens)
    zonder: frozenset[Adres] = frozenset()
    while (verhuizing := verhuis(was, verschil, zonder)) is not None:
        ontwerp = _stel_op(was, verschil, gegevens, heel, verhuizing)
        if isinstance(ontwerp, str):
            break  # zonder verplaatsingen lukt het misschien wel; een bevinding zegt wat zijn identiteit verliest
        if not (dubbel := _ook_opnieuw(ontwerp) - zonder):
            return ontwerp
        zonder |= dubbel
    ontwerp = _stel_op(was, verschil, gegevens, heel, None)
    if isinstance(ontwerp, str):
        raise Geweigerd.om("opstellen-onbewezen/wijziging-bewijzen", ontwerp=ontwerp)
    return ontwerp


def _trek_in(was: Regeling, verschil: Verschil, gegevens: Besluitgegevens) -> Ontwerp:
    """In the new version nothing holds any more: the regulation is repealed, not amended."""
    tekst_ = schrijf_besluit([(was, verschil.wordt, ())], gegevens)
    besluit = lees_besluit(tekst_.tekst, naam="besluit")
    if not trekt_in(besluit, was):
        raise Geweigerd.om("opstellen-intrekking")
    let_op = Bevinding.van("ingetrokken", "de regeling")
    return Ontwerp(tekst_, (), besluit, Toepassing(verschil.wordt), verschil, (let_op,))


def _ook_opnieuw(ontwerp: Ontwerp) -> frozenset[Adres]:
    """Units in which something is moved and that are stated anew as well: one of both is too much (Ar 6.15, third lid)."""
    opnieuw = {w.plek.adres for w in _opnieuw(ontwerp.onderdelen)}
    alles = (w for o in ontwerp.onderdelen for z in o.zinnen for w in z.wijzigingen)
    binnen = [w.plek.adres.stappen for w in alles if isinstance(w, Verplaats)]
    return frozenset(
        a for a in opnieuw if any(len(s) > len(a.stappen) and s[: len(a.stappen)] == a.stappen for s in binnen)
    )


def _opnieuw(onderdelen: Sequence[Onderdeel]) -> list[VervangEenheid]:
    return [w for o in onderdelen for z in o.zinnen for w in z.wijzigingen if isinstance(w, VervangEenheid)]


def _stel_op(
    was: Regeling, verschil: Verschil, gegevens: Besluitgegevens, heel: bool, verhuizing: Verhuizing | None
) -> Ontwerp | str:
    """A proven decision; or why there is none (with moves: not even with every unit that moves stated anew)."""
    wordt = verschil.wordt
    verwacht = kern_van(wordt)
    rest = verschil if verhuizing is None else vergelijk(verhuizing.tussen, wordt)
    opnieuw = {id(e) for e in wandel(rest.was.wortel) if heel and e.soort in (Soort.ARTIKEL, Soort.BIJLAGE)}
    grover: list[str] = []
    geheugen = Geheugen()
    samen, heel_toegelicht = True, False
    toelichting = toelichting_onderdeel(was, wordt)
    # Elke ronde zonder bewijs stelt een eenheid grover, of laat het samenvoegen of de fijne toelichting los: dat houdt op.
    while True:
        letters = Ordening(rest.paren, opnieuw, verhuizing.nieuw if verhuizing else frozenset(), geheugen).onderdelen()
        if letters is None:
            return grover[-1] if grover else _onschrijfbaar(wordt)
        if not (letters or verhuizing or toelichting):  # iets verschilt, maar geen eenheid: dan de hele regeling
            opnieuw.add(id(rest.paren.was))
            continue
        if verhuizing is not None and any(not w.plek.adres.stappen for w in _opnieuw(letters)):
            return "een verplaatsing gaat niet samen met een regeling die geheel opnieuw luidt"
        verplaatst = verhuizing.zinnen if verhuizing else ()
        los = [*(Onderdeel(z.plek, [z], soort="verplaatsen") for z in verplaatst), *letters]
        onderdelen = voeg_samen(los) if samen else los
        if toelichting is not None:
            los, onderdelen = [*los, toelichting], [*onderdelen, toelichting]
        tekst_ = schrijf_besluit([(was, wordt, onderdelen)], gegevens)
        uitkomst = bewijs(was, verwacht, tekst_.tekst)
        if uitkomst.klopt:
            assert uitkomst.besluit is not None and uitkomst.toepassing is not None
            if kern_toelichting(uitkomst.toepassing.wordt) != kern_toelichting(wordt) and toelichting is not None:
                toelichting = None if heel_toegelicht else toelichting_onderdeel(was, wordt, heel=True)
                heel_toegelicht = True
                continue
            return Ontwerp(
                tekst_,
                tuple(onderdelen),
                uitkomst.besluit,
                uitkomst.toepassing,
                verschil,
                (
                    *_buiten_de_wet(uitkomst.toepassing.wordt, wordt),
                    *_niet_verplaatst(rest),
                    *(Bevinding.van("opnieuw-gesteld", deel_r=r) for r in grover),
                    *(b for b in uitkomst.toepassing.bevindingen if not _alleen_wit(b)),
                ),
            )
        if onderdelen != los:
            samen = False
            continue
        schuldige = _schuldige(uitkomst, tekst_, onderdelen)
        grover.append(uitkomst.reden)
        ruimer = next((s for s in schuldige.grover if s not in opnieuw), None) if schuldige else None
        if ruimer is None:
            return uitkomst.reden
        opnieuw.add(ruimer)


def _onschrijfbaar(wordt: Regeling) -> str:
    """Which unit of the new text does not come back from lines, and why no larger one can be stated anew instead."""
    dragers = [e for e in wandel(wordt.wortel) if e.soort in GRAF and e.status is not Status.VERVALLEN]
    wie = next((e for e in dragers if not kaal(e.nummer) or not lading_van((e,), e.soort.value)), None)
    naam = f"«{' '.join(koptekst(wie).split())[:80]}»" if wie is not None else "de regeling"
    nummer = " (waarin geen nummer is herkend)" if wie is not None and not kaal(wie.nummer) else ""
    return f"de nieuwe tekst van {naam}{nummer} is niet zo op te schrijven dat zij letterlijk terugkomt"


def _niet_verplaatst(rest: Verschil) -> Iterator[Bevinding]:
    """What stands elsewhere but is drafted as a lapse and an insertion: its identity is lost."""
    for _, p in wandel_paren((rest.paren,)):
        if (
            p.aangekomen
            and isinstance(p.wordt, Eenheid)
            and isinstance(p.was, Eenheid)
            and p.was.status is not Status.VERVALLEN
        ):
            waar = (
                p.elders.adres.tekst(kort=True) if p.elders is not None else f"{p.was.soort.value} {kaal(p.was.nummer)}"
            )
            onder = p.was.soort in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP)
            daar = p.adres_wordt.tekst(kort=True) if p.adres_wordt is not None else "een andere eenheid"
            yield Bevinding.van("niet-verplaatst/onder-artikel" if onder else "niet-verplaatst", waar, daar=daar)


def _alleen_wit(b: Bevinding) -> bool:
    """A quotation that differs from the source in white space only: the drafter quotes words, not their lay-out."""
    return b.code == "tekst-genormaliseerd" and f"«{' '.join(b.fragment.split())}»" in b.uitleg


def _schuldige(uitkomst: Bewijs, tekst_: Besluittekst, onderdelen: list[Onderdeel]) -> Onderdeel | None:
    """The letter that has to be written otherwise: where it failed, or the one about the place that differs."""
    if uitkomst.regel and (i := tekst_.letter_op(uitkomst.regel)) is not None:
        return onderdelen[i]
    return max(onderdelen, key=lambda o: any(s in uitkomst.plaats.stappen for s in o.plek.stappen[:1]), default=None)


def _buiten_de_wet(na: Regeling, wordt: Regeling) -> list[Bevinding]:
    """What the decision does not do: title, preamble and closing are never amended (Ar 2012, 226). Never silent.

    Args:
        na: the old version after the decision.
    """
    uit = []
    for soort in (Soort.OPSCHRIFT, Soort.AANHEF, Soort.SLUITING):
        a, b = (" ".join(t for e in r.wortel.delen if e.soort is soort for t in tekst(e).split()) for r in (na, wordt))
        if a != b:
            naam = "het opschrift" if soort is Soort.OPSCHRIFT else f"de {soort.value}"
            sleutel = "niet-gewijzigd" if a and b else "niet-gewijzigd/een-kant"
            uit.append(Bevinding.van(sleutel, naam, f"was «{a[:120]}», wordt «{b[:120]}»"))
    if kern_toelichting(na) and not kern_toelichting(wordt):
        uit.append(Bevinding.van("toelichting-ontbreekt", "de toelichting"))
    elif kern_toelichting(na) != kern_toelichting(wordt):
        uit.append(Bevinding.van("toelichting-niet-gewijzigd", "de toelichting"))
    titels = [" ".join(r.gegevens.citeertitel.split()) for r in (na, wordt)]
    if all(titels) and titels[0] != titels[1] and titels[1] not in " ".join(tekst(wordt.wortel).split()):
        fragment = f"was «{titels[0][:120]}», wordt «{titels[1][:120]}»"
        uit.append(Bevinding.van("citeertitel-niet-gewijzigd", "de citeertitel", fragment))
    return uit
