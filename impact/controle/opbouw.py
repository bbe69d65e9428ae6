"""Structure of the local texts over time: double numbers, no entry into force, a title that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Regelingtekst
from verordening.bevinding import Bevinding
from verordening.boom import Soort, kaal, kinderen, regels, wandel
from verordening.keur.slot import INWERKING

_TOELICHTING = frozenset({Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING})


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Per regulation."""
    for tekst in g.lokaal.values():
        yield from _dubbel(g, tekst)
        titel = tekst.regeling.citeertitel
        if not any(INWERKING.search(t) for _, t in regels(tekst.regeling.regeling.wortel)):
            yield Bevinding.van("inwerkingtreding-ontbreekt/bepaling-regelt", titel, "", tekst.regeling.slug)
        vorige = tekst.regeling.regeling.gegevens
        for later in g.invoer.later.get(tekst.regeling.slug, ()):
            nu = later.regeling.gegevens
            for veld in ("opschrift", "citeertitel"):
                if getattr(vorige, veld) != getattr(nu, veld):
                    yield Bevinding.van(
                        "opschrift-gewijzigd",
                        f"{titel} per {later.vanaf.isoformat()}",
                        getattr(nu, veld),
                        tekst.regeling.slug,
                        veld=veld,
                        vorige=getattr(vorige, veld),
                    )
            vorige = nu


def _dubbel(g: Gereedschap, tekst: Regelingtekst) -> Iterator[Bevinding]:
    lichaam = [e for e in wandel(tekst.regeling.regeling.wortel) if e.soort is Soort.LICHAAM]
    artikelen = [e for deel in lichaam for e in wandel(deel) if e.soort is Soort.ARTIKEL]
    groepen = [("artikel", artikelen)]
    for artikel in artikelen:
        for eenheid in wandel(artikel):
            if eenheid.soort not in _TOELICHTING:
                groepen.append(
                    (
                        tekst.register.adres(eenheid).tekst(kort=True),
                        [k for k in kinderen(eenheid) if k.soort in (Soort.LID, Soort.ONDERDEEL)],
                    )
                )
    for waar, eenheden in groepen:
        telling = Counter((e.soort, kaal(e.nummer)) for e in eenheden if kaal(e.nummer))
        dubbel = [(soort, nummer) for (soort, nummer), aantal in telling.items() if aantal > 1]
        if dubbel:
            eerste = next(e for e in eenheden if (e.soort, kaal(e.nummer)) == dubbel[0])
            yield Bevinding.van(
                "dubbel-nummer/opsomming",  # op echte teksten was het in 29 van 32 gevallen een tweede opsomming of een kop die niet als kop is gelezen
                f"{tekst.regeling.citeertitel}, {waar}",
                ", ".join(nummer for _, nummer in dubbel),
                f"{tekst.regeling.slug}#{eerste.eId}",
                nummer=dubbel[0][1],
                soort=dubbel[0][0].value,
                aantal=telling[dubbel[0]],
            )
