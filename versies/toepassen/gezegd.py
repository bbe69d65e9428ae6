"""What a decision says beside its changes must fit the text: the headings it names, and that a whole unit is meant."""

from __future__ import annotations

from collections.abc import Sequence

from verordening.bevinding import Geweigerd
from verordening.boom import Blok, Eenheid, Soort, Status, inlinetekst, is_genummerd, kaal, kinderen, wandel
from versies.besluit import Opdracht
from versies.opdracht.adressen import kaal_opschrift
from versies.toepassen.werkblad import Werkblad
from versies.toepassen.zoeken import eenheid_op, zoek_nu
from versies.wijziging import Plek, Vervalt, VervangEenheid, VoegIn


def toets_opschriften(werk: Werkblad, opdracht: Opdracht) -> None:
    """A heading that the decision names beside a number must be the one in the text, else it may mean another unit.

    Raises:
        Geweigerd: another heading stands there, and it is not the one that the new text itself brings.
    """
    for adres, genoemd in opdracht.opschriften:
        pad = werk.vind(Plek(adres)).pad
        staat = inlinetekst(eenheid_op(werk.wortel, pad).opschrift)
        deel = not adres.stappen[-1].nummer and kaal_opschrift(genoemd) in kaal_opschrift(staat)
        if deel or kaal_opschrift(staat) == kaal_opschrift(genoemd):
            continue  # Een bijlage zonder nummer heet naar een woord in haar opschrift.
        nieuw = [
            inlinetekst(b.opschrift)
            for w in opdracht.wijzigingen
            if isinstance(w, VervangEenheid) and w.plek.adres == adres
            for b in w.nieuw
            if isinstance(b, Eenheid)
        ]
        if any(kaal_opschrift(n) == kaal_opschrift(genoemd) for n in nieuw):
            werk.meld("opschrift-nieuw", adres.tekst(), genoemd, staat=staat)
            continue
        raise Geweigerd.om("opschrift-anders", adres=adres.tekst(), genoemd=genoemd, staat=staat)


def toets_een_ding(werk: Werkblad, opdracht: Opdracht) -> None:
    """ "Onderdeel 2 vervalt": a paragraaf, or the item of a list that has that number too.

    Raises:
        Geweigerd: both are there; the words do not say which.
    """
    for adres in (w.plek.adres for w in opdracht.wijzigingen if isinstance(w, Vervalt)):
        pad = werk.vind(Plek(adres)).pad if [s.soort for s in adres.stappen] == ["onderdeel"] else ()
        if not pad or not is_genummerd(eenheid_op(werk.wortel, pad)):
            continue
        items = (e for e in wandel(werk.wortel) if e.soort is Soort.ONDERDEEL and e.status is not Status.VERVALLEN)
        if (keer := 1 + sum(kaal(e.nummer) == adres.stappen[0].nummer for e in items)) > 1:
            waar = f"{werk.naam_op(pad)}; een opsomming"
            raise Geweigerd.om("plek-meermalen/komt-keer", naam=adres.tekst(), plekken=keer, waar=waar)


def meld_niet_nieuw(werk: Werkblad, opdracht: Opdracht, was: Eenheid) -> None:
    """ "Lid 2 (nieuw)": the place of the new numbering; a warning when it changes what stood there all along.

    Args:
        was: the text before the decision.
    """
    for w in (w for w in opdracht.wijzigingen if opdracht.nieuw and not isinstance(w, VoegIn)):
        nu, eerder = ({v.eenheid.wId for v in zoek_nu(e, w.plek.adres) if not v.fijn} for e in (werk.wortel, was))
        if w.plek.adres.stappen and nu & eerder:
            werk.meld("nieuw-niet-nieuw", w.plek.adres.tekst())


def toets_heel(werk: Werkblad, opdracht: Opdracht) -> None:
    """New text under a heading that does not say "komt te luiden" may not make leden or onderdelen disappear.

    Raises:
        Geweigerd: the unit in the text has a numbered part that the new text does not have.
    """
    for w in (w for w in opdracht.wijzigingen if isinstance(w, VervangEenheid)):
        oud = eenheid_op(werk.wortel, werk.vind(w.plek).pad)
        nieuw = {_deel(e) for b in w.nieuw if isinstance(b, Eenheid) for e in wandel(b)}
        weg = next((e for e in kinderen(oud) if kaal(e.nummer) and _deel(e) not in nieuw), None)
        if weg is not None:
            raise Geweigerd.om(
                "kop-met-deel", adres=w.plek.adres.tekst(), soort=weg.soort.value, nummer=kaal(weg.nummer)
            )


def meld_verlies(werk: Werkblad, oud: Eenheid, nieuw: Sequence[Blok]) -> None:
    """What a whole unit had and its new text has not, though no word of the decision says so: its heading, artikelen in it.

    Raises:
        Geweigerd: the new text is no unit at all, but a table or loose words.
    """
    erin = [e for b in nieuw if isinstance(b, Eenheid) for e in wandel(b)]
    naam, staat = f"{oud.soort.value} {kaal(oud.nummer)}".rstrip(), inlinetekst(oud.opschrift)
    if nieuw and not isinstance(nieuw[0], Eenheid):
        raise Geweigerd.om("soort-anders", naam=naam, wat=type(nieuw[0]).__name__.lower())
    komt = inlinetekst(erin[0].opschrift) if erin else ""
    if staat and erin and not komt:
        werk.meld("opschrift-weg", naam, staat)
    elif oud.soort is Soort.BIJLAGE and staat and komt and not _woorden(staat) & _woorden(komt):
        werk.meld("opschrift-weg/anders", naam, staat, nieuw=komt)
    artikelen = [
        e for e in wandel(oud) if e.soort is Soort.ARTIKEL and e is not oud and e.status is not Status.VERVALLEN
    ]
    weg = [kaal(e.nummer) for e in artikelen if erin and _deel(e) not in map(_deel, erin)]
    if weg:
        werk.meld("artikelen-weg", naam, ", ".join(weg))


def _woorden(kop: str) -> set[str]:
    return {w for w in kop.casefold().split() if len(w) > 3}


def _deel(eenheid: Eenheid) -> tuple[Soort, str]:
    return eenheid.soort, kaal(eenheid.nummer)
