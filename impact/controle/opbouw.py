"""Structure of the local texts over time: double numbers, no entry into force, a title that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from impact.controle.gereedschap import Gereedschap
from impact.dossier.plaatsen import Regelingtekst
from verordening.bevinding import Bevinding, Ernst
from verordening.boom import Soort, kaal, kinderen, wandel
from verordening.keur.slot import INWERKING

CODES = {
    "dubbel-nummer": "een artikel, lid of onderdeel heeft hetzelfde nummer als een ander",
    "inwerkingtreding-ontbreekt": "de regeling zegt niet wanneer zij in werking treedt",
    "opschrift-gewijzigd": "het opschrift of de citeertitel is in een latere versie gewijzigd",
}

_TOELICHTING = frozenset({Soort.TOELICHTING, Soort.ALGEMENE_TOELICHTING, Soort.ARTIKELGEWIJZE_TOELICHTING})


def controleer(g: Gereedschap) -> Iterator[Bevinding]:
    """Per regulation."""
    for tekst in g.lokaal.values():
        yield from _dubbel(g, tekst)
        titel = tekst.regeling.citeertitel
        if not any(INWERKING.search(p.tekst) for p in tekst.plaatsen):
            yield Bevinding(
                "inwerkingtreding-ontbreekt",
                Ernst.FOUT,
                titel,
                "",
                "Geen bepaling regelt de inwerkingtreding.",
                "Voeg een bepaling over de inwerkingtreding toe.",
                tekst.regeling.slug,
            )
        vorige = tekst.regeling.regeling.gegevens
        for later in g.invoer.later.get(tekst.regeling.slug, ()):
            nu = later.regeling.gegevens
            for veld in ("opschrift", "citeertitel"):
                if getattr(vorige, veld) != getattr(nu, veld):
                    yield Bevinding(
                        "opschrift-gewijzigd",
                        Ernst.WAARSCHUWING,
                        f"{titel} per {later.vanaf.isoformat()}",
                        getattr(nu, veld),
                        f"De {veld} was «{getattr(vorige, veld)}».",
                        "Ga na welke regelingen de oude naam noemen.",
                        tekst.regeling.slug,
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
        for (soort, nummer), aantal in telling.items():
            if aantal > 1:
                dubbel = next(e for e in eenheden if (e.soort, kaal(e.nummer)) == (soort, nummer))
                yield Bevinding(
                    "dubbel-nummer",
                    Ernst.FOUT,
                    f"{tekst.regeling.citeertitel}, {waar}",
                    nummer,
                    f"Het nummer {nummer} ({soort.value}) komt hier {aantal} keer voor.",
                    "Hernummer.",
                    f"{tekst.regeling.slug}#{dubbel.eId}",
                )
