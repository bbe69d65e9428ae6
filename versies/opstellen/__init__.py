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
from verordening.bevinding import Bevinding, Ernst, Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, Status, kaal, koptekst, tekst, wandel
from versies.besluit import Besluit
from versies.opstellen.besluittekst import Besluitgegevens, Besluittekst, naam_in_zin, orgaan_van, schrijf_besluit
from versies.opstellen.bewijs import Bewijs, bewijs
from versies.opstellen.eenheden import HEEL
from versies.opstellen.kern import kern_van
from versies.opstellen.samenvoegen import voeg_samen
from versies.opstellen.toelichting import kern_toelichting, toelichting_onderdeel
from versies.opstellen.verhuizing import Verhuizing, verhuis
from versies.opstellen.volgorde import Grover, Onderdeel, Ordening
from versies.opstellen.zinnen import Onzegbaar, Zin
from versies.toepassen import Toepassing
from versies.vergelijken.paar import wandel_paren
from versies.verschil import Verschil, vergelijk
from versies.wijziging import Verplaats, VervangEenheid

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
        raise Geweigerd(
            f"deze regelingen zijn niet van hetzelfde orgaan ({wie})",
            code="opstellen-organen",
            advies="Een regeling wordt gewijzigd door wie haar vaststelde (Ar 2012, 223): maak per orgaan een besluit.",
        )
    besluit = delen[0].besluit
    for was, wordt in paren:
        uitkomst = bewijs(was, kern_van(wordt), tekst_.tekst)
        besluit = uitkomst.besluit or besluit
        if not uitkomst.klopt:
            raise Geweigerd(
                f"samen in één besluit is de wijziging niet te bewijzen: {uitkomst.reden}",
                plaats=naam_in_zin(was),
                code="opstellen-samen",
                advies="Stel voor elke regeling een eigen besluit op, of controleer de citeertitels.",
            )
    return Verzamelontwerp(tekst_, delen, besluit)


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
        raise Geweigerd(
            "de twee versies zijn naar de letter van de tekst gelijk; er is niets te wijzigen", code="opstellen-gelijk"
        )
    if not any(e.soort is Soort.ARTIKEL and e.status is not Status.VERVALLEN for e in wandel(wordt.wortel)):
        raise Geweigerd(
            "in de nieuwe versie geldt geen enkel artikel meer: dat is een intrekking, geen wijziging",
            code="opstellen-intrekking",
            advies="Stel een besluit op dat de regeling intrekt.",
        )
    gegevens = gegevens or Besluitgegevens()
    zonder: frozenset[Adres] = frozenset()
    while (verhuizing := verhuis(was, verschil, zonder)) is not None:
        try:
            ontwerp = _stel_op(was, verschil, gegevens, heel, verhuizing)
        except Geweigerd:
            break  # zonder verplaatsingen lukt het misschien wel; een bevinding zegt wat zijn identiteit verliest
        if not (dubbel := _ook_opnieuw(ontwerp) - zonder):
            return ontwerp
        zonder |= dubbel
    return _stel_op(was, verschil, gegevens, heel, None)


def _ook_opnieuw(ontwerp: Ontwerp) -> frozenset[Adres]:
    """Units in which something is moved and that are stated anew as well: one of both is too much (Ar 6.15, third lid)."""
    alles = [w for o in ontwerp.onderdelen for z in o.zinnen for w in z.wijzigingen]
    opnieuw = {w.plek.adres for w in alles if isinstance(w, VervangEenheid)}
    binnen = [w.plek.adres.stappen for w in alles if isinstance(w, Verplaats)]
    return frozenset(
        a for a in opnieuw if any(len(s) > len(a.stappen) and s[: len(a.stappen)] == a.stappen for s in binnen)
    )


def _stel_op(
    was: Regeling, verschil: Verschil, gegevens: Besluitgegevens, heel: bool, verhuizing: Verhuizing | None
) -> Ontwerp:
    wordt = verschil.wordt
    verwacht = kern_van(wordt)
    rest = verschil if verhuizing is None else vergelijk(verhuizing.tussen, wordt)
    niveaus = {id(e): HEEL for e in _artikelen(rest)} if heel else {}
    grover: list[str] = []
    proeven: dict[tuple[int, int], list[Zin]] = {}
    samen, heel_toegelicht = True, False
    toelichting = toelichting_onderdeel(was, wordt)
    # Elke ronde zonder bewijs stelt een eenheid grover, of laat het samenvoegen of de fijne toelichting los: dat houdt op.
    while True:
        try:
            onderdelen = [
                *_verplaatsingen(verhuizing),
                *Ordening(rest.paren, niveaus, verhuizing.nieuw if verhuizing else frozenset(), proeven).onderdelen(),
            ]
            los, onderdelen = onderdelen, voeg_samen(onderdelen) if samen else onderdelen
            if toelichting is not None:
                los, onderdelen = [*los, toelichting], [*onderdelen, toelichting]
            tekst_ = schrijf_besluit([(was, wordt, onderdelen)], gegevens)
        except Grover as fout:
            _verhoog(niveaus, fout.keten, "een wijziging in de indeling, of een eenheid zonder plaatsaanduiding")
            continue
        except Onzegbaar as fout:
            raise _onaanwijsbaar(str(fout), rest) from None
        uitkomst = bewijs(was, verwacht, tekst_.tekst)
        if uitkomst.klopt:
            assert uitkomst.besluit is not None and uitkomst.toepassing is not None
            if kern_toelichting(uitkomst.toepassing.wordt) != kern_toelichting(wordt) and toelichting is not None:
                toelichting, heel_toegelicht = (
                    (None if heel_toegelicht else toelichting_onderdeel(was, wordt, heel=True)),
                    True,
                )
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
                    *_heel_gesteld(grover),
                    *(b for b in uitkomst.toepassing.bevindingen if not _alleen_wit(b)),
                ),
            )
        if onderdelen != los:
            samen = False
            continue
        schuldige = _schuldige(uitkomst, tekst_, onderdelen)
        grover.append(uitkomst.reden)
        _verhoog(niveaus, schuldige.grover if schuldige else (), uitkomst.reden)


def _onaanwijsbaar(frase: str, verschil: Verschil) -> Geweigerd:
    """The refusal for a place that no sentence can point to: which unit it is, and what can be done.

    Args:
        frase: the phrase that does not read back; only the kind ("hoofdstuk") when the unit has no number.
    """
    met_de_hand = "stel dit deel met de hand op en controleer het met «verordening toepassen»"
    geraakt = [p.deel for _, p in wandel_paren((verschil.paren,)) if not p.gelijk and isinstance(p.deel, Eenheid)]
    zonder = [e for e in geraakt if e.soort.value == frase and not kaal(e.nummer)]
    if not zonder:
        return Geweigerd(
            f"een opdracht kan «{frase}» niet zo aanwijzen dat een lezer er zeker precies die plaats in leest",
            code="opstellen-plaats",
            plaats=frase,
            advies=f"{met_de_hand[0].upper()}{met_de_hand[1:]}.",
        )
    namen = [" ".join((koptekst(e) or tekst(e)).split()) for e in zonder[:3]]
    heet = ", ".join(f"«{naam if len(naam) <= 80 else naam[:79].rstrip() + '…'}»" for naam in namen) + (
        " en andere" if len(zonder) > len(namen) else ""
    )
    zin = f"een wijziging raakt een {frase} waarin geen nummer is herkend ({heet}), en een opdracht kan een {frase} alleen met zijn nummer aanwijzen"
    return Geweigerd(
        zin,
        plaats=f"{frase} {heet}",
        code="opstellen-plaats",
        advies=f"Geef het in beide versies een nummer als dat in de bron ontbreekt, of {met_de_hand}.",
    )


def _verplaatsingen(verhuizing: Verhuizing | None) -> list[Onderdeel]:
    return [Onderdeel(z.plek, [z], soort="verplaatsen") for z in (verhuizing.zinnen if verhuizing else ())]


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
            daar = rest.adres_wordt(p)
            ernst = Ernst.INFO if p.was.soort in (Soort.LID, Soort.ONDERDEEL, Soort.BEGRIP) else Ernst.WAARSCHUWING
            yield Bevinding(
                "niet-verplaatst",
                ernst,
                waar,
                "",
                f"Komt in de nieuwe versie (deels) terug als {daar.tekst(kort=True) if daar else 'een andere eenheid'}, maar is opgesteld als "
                "vervallen en nieuw: de tekst klopt, de identiteit (wId) gaat verloren.",
                "Ga na of dat bezwaarlijk is voor verwijzingen naar deze eenheid.",
            )


def _alleen_wit(b: Bevinding) -> bool:
    """A quotation that differs from the source in white space only: the drafter quotes words, not their lay-out."""
    return b.code == "tekst-genormaliseerd" and f"«{' '.join(b.fragment.split())}»" in b.uitleg


def _verhoog(niveaus: dict[int, int], keten: tuple[int, ...], reden: str) -> None:
    """State the nearest unit that is not stated anew yet anew; refuse when there is none."""
    for sleutel in keten:
        if niveaus.get(sleutel, 0) < HEEL:
            niveaus[sleutel] = HEEL
            return
    raise Geweigerd(
        f"de wijziging is niet te bewijzen: {reden}",
        code="opstellen-onbewezen",
        advies="Stel dit deel met de hand op, en controleer het met «verordening toepassen».",
    )


def _schuldige(uitkomst: Bewijs, tekst_: Besluittekst, onderdelen: list[Onderdeel]) -> Onderdeel | None:
    """The letter that has to be written otherwise: where it failed, or the one about the place that differs."""
    if uitkomst.regel and (i := tekst_.letter_op(uitkomst.regel)) is not None:
        return onderdelen[i]
    stappen = uitkomst.plaats
    beste: tuple[int, Onderdeel] | None = None
    for onderdeel in onderdelen:
        eigen = [(s.soort, s.nummer) for s in onderdeel.plek.stappen[:1]]
        raak = sum(s in stappen for s in eigen) if eigen else 0
        if beste is None or raak > beste[0]:
            beste = raak, onderdeel
    return beste[1] if beste else None


def _artikelen(verschil: Verschil) -> list[Eenheid]:
    return [e for e in wandel(verschil.was.wortel) if e.soort in (Soort.ARTIKEL, Soort.BIJLAGE)]


def _buiten_de_wet(na: Regeling, wordt: Regeling) -> list[Bevinding]:
    """What the decision does not do: title, preamble and closing are never amended (Ar 2012, 226). Never silent.

    Args:
        na: the old version after the decision.
    """
    uit = []
    for soort in (Soort.OPSCHRIFT, Soort.AANHEF, Soort.SLUITING):
        a, b = (
            " ".join(
                t for e in r.wortel.inhoud if isinstance(e, Eenheid) and e.soort is soort for t in tekst(e).split()
            )
            for r in (na, wordt)
        )
        if a != b:
            naam = "het opschrift" if soort is Soort.OPSCHRIFT else f"de {soort.value}"
            uit.append(
                Bevinding(
                    "niet-gewijzigd",
                    Ernst.FOUT if a and b else Ernst.WAARSCHUWING,
                    naam,
                    f"was «{a[:120]}», wordt «{b[:120]}»",
                    "Dit deel verschilt, maar staat niet in het besluit: opschrift, aanhef en slot van een regeling worden nooit gewijzigd (Ar 2012, 226).",
                    "Neem de tekst van de geldende regeling over; wijzig zo nodig het artikel met de citeertitel, of stel een nieuwe regeling vast.",
                )
            )
    if kern_toelichting(na) and not kern_toelichting(wordt):
        uit.append(
            Bevinding(
                "toelichting-ontbreekt",
                Ernst.WAARSCHUWING,
                "de toelichting",
                "",
                "De nieuwe versie heeft geen toelichting; het besluit laat die van de geldende regeling staan.",
            )
        )
    elif kern_toelichting(na) != kern_toelichting(wordt):
        uit.append(
            Bevinding(
                "toelichting-niet-gewijzigd",
                Ernst.FOUT,
                "de toelichting",
                "",
                "De toelichting verschilt, maar daarvoor is geen opdracht gevonden die bewezen kan worden; zij staat niet in het besluit.",
                "Neem de nieuwe toelichting zelf in het besluit op.",
            )
        )
    titels = [" ".join(r.gegevens.citeertitel.split()) for r in (na, wordt)]
    if all(titels) and titels[0] != titels[1] and titels[1] not in " ".join(tekst(wordt.wortel).split()):
        uit.append(
            Bevinding(
                "citeertitel-niet-gewijzigd",
                Ernst.FOUT,
                "de citeertitel",
                f"was «{titels[0][:120]}», wordt «{titels[1][:120]}»",
                "De citeertitel in de gegevens verschilt, maar geen artikel van de nieuwe versie noemt hem.",
                "Wijzig het artikel dat zegt hoe de regeling wordt aangehaald.",
            )
        )
    return uit


def _heel_gesteld(redenen: list[str]) -> list[Bevinding]:
    return [
        Bevinding(
            "opnieuw-gesteld",
            Ernst.INFO,
            "",
            "",
            f"Een grotere eenheid is opnieuw gesteld, omdat de fijnere opdracht niet te bewijzen was: {r}.",
        )
        for r in redenen
    ]
