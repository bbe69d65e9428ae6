"""The documentation of the language, made from the grammar itself: ``python -m versies.opdracht.catalogus``.

>>> sorted({n for regel in regels() for n in regel.vormen}) == list(range(1, 69))
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from versies.opdracht.lexer import Boom
from versies.opdracht.woorden import grammatica


@dataclass(frozen=True, slots=True)
class Regel:
    """One documented rule: numbers in the catalogue of forms, what it is, an example, and how the grammar says it."""

    vormen: tuple[int, ...]
    uitleg: str
    voorbeeld: str
    grammatica: str
    namen: tuple[str, ...]
    """The names under which the rule stands in a tree."""


def regels() -> list[Regel]:
    """Every documented rule, in the order of the grammar."""
    bron = grammatica().split("\n")
    uit: list[Regel] = []
    for i, regel in enumerate(bron):
        if not regel.startswith("//:"):
            continue
        nummers, uitleg, voorbeeld = (d.strip() for d in regel[3:].split("|", 2))
        vorm: list[str] = []
        namen: list[str] = []
        alias = ""
        for volgend in bron[i + 1 :]:
            if volgend.startswith(("//", "%")) or not volgend.strip():
                break
            naam = volgend.partition("->")[2].strip()
            namen += [naam] if naam else re.findall(r"^\??(\w+):", volgend)
            if not vorm or naam == alias or (alias == "na" and naam == "voor"):
                alias = naam
                vorm.append(" ".join(re.sub(r"->.*", "", volgend).strip(" |:?").split()).removeprefix("wordt: "))
        uit.append(
            Regel(
                tuple(int(n) for n in nummers.split(",")),
                uitleg,
                voorbeeld,
                " of ".join(f"`{v}`" for v in vorm if v),
                tuple(namen),
            )
        )
    return uit


@lru_cache(maxsize=1)
def _bij_naam() -> dict[str, set[int]]:
    uit: dict[str, set[int]] = {}
    for regel in regels():
        for naam in regel.namen:
            uit.setdefault(naam, set()).update(regel.vormen)
    return uit


def vormen_van(boom: Boom) -> tuple[int, ...]:
    """The numbers in the catalogue of the rules that a sentence was read by.

    >>> from versies.opdracht.ontleden import ontleed
    >>> vormen_van(ontleed("Artikel 30 wordt vernummerd tot artikel 29a."))
    (44, 45, 46)
    """
    gezien = {n for deel in boom.alle() for n in _bij_naam().get(deel.naam, ())}
    return tuple(sorted(gezien))


_KOP = """# De taal van wijzigingsopdrachten

Dit overzicht is gemaakt uit de grammatica (`versies/opdracht/grammatica.lark`); wijzig het daar.
Eerst de opdrachten, daarna wat het besluit zelf bepaalt (vormen 56 tot en met 66 en 68); beide staan in hetzelfde bestand.
Een zin die hier niet past, wordt geweigerd met de plaats en met wat er werd verwacht. Er wordt niets geraden.

## Afspraken

- Oude en nieuwe woorden staan tussen aanhalingstekens (elk soort, mits in paren); de oude stijl met een dubbele punt mag ook.
- Woorden worden letterlijk gezocht, als hele woorden. Staan ze er alleen met andere aanhalingstekens, streepjes of spaties, dan gaat de
  opdracht door met een bevinding. Nul of te veel vindplaatsen: de opdracht wordt geweigerd, met de kandidaten.
- Bij een naad blijft één spatie: vervallen woorden laten geen dubbele spatie na, en ingevoegde woorden staan los van hun buren.
- Wat ondanks een slip in de bron maar één ding kan betekenen (een dubbel werkwoord, aanhalingstekens die geen paar vormen, een
  ontbrekende dubbele punt, een puntkomma achter de laatste woorden), wordt gelezen met een bevinding; anders geweigerd.
- «Onderscheidenlijk» en «respectievelijk» verdelen oude en nieuwe woorden over evenveel plaatsen; kloppen de aantallen niet, dan is het
  een weigering.
- Een bedrag of percentage dat de opdracht niet noemt («het bedrag wordt verhoogd met € 5»), wordt alleen gewijzigd als er op die plaats
  één kan zijn bedoeld; het nieuwe bedrag staat als bevinding in de uitkomst.
- Een lid of onderdeel zonder artikel wordt niet gezocht: het artikel staat in de opdracht of in de kop van het blok eromheen. Is die kop
  niet te lezen, dan zijn de opdrachten eronder het ook niet.
- Een opschrift naast een nummer («In artikel 7, Termijn, wordt …») moet het opschrift in de tekst zijn; anders wordt de opdracht bij het
  uitvoeren geweigerd. Noemt zij al het nieuwe opschrift, dan is dat een bevinding.
- Een regel met alleen een plaats («Artikel 7 Termijn») geldt voor de opdrachten eronder die zelf geen artikel noemen. Een zin die de
  regels eronder afmaken («In onderdeel a wordt:», en een regel die met «en “…”» verdergaat) wordt gelezen; beide met een bevinding.
- Staat er in de nieuwe tekst «Ongewijzigd» of «…» waar tekst hoort, dan wordt de opdracht geweigerd. Een begroting is geen regeling.
- Een besluit kan in één artikel meer regelingen wijzigen; elke opdracht geldt de regeling die er het laatst voor is genoemd.
- Een besluit zonder artikelen begint achter «besluit:», of bij zijn eerste opdracht; ook de taal van een besluit («in te trekken …»,
  «… te vervangen door …») wordt gelezen.
- Een novelle (vorm 67) wordt uitgevoerd op de tekst van het besluit dat zij wijzigt, als die in tekst of Markdown is. Wat daarin
  vervalt, houdt zijn letter of nummer met «(vervallen)». Vernummeren, verplaatsen en reeksen worden daar geweigerd.
- Samenloopbepalingen (vorm 66) worden bewaard en gemeld; of de voorwaarde is vervuld, weet het besluit niet. Laat zo'n bepaling alleen
  opdrachten van dit besluit vervallen en verklaart de gebruiker haar vervuld (`toepassen --ook III`), dan worden die overgeslagen. Een
  andere samenloop wordt niet uitgevoerd.
- Een adres geldt in de tekst van dat moment, dus na de opdrachten ervoor. Zou de lezing «alle adressen zijn die van voor het besluit»
  iets anders geven, dan staat dat als bevinding in de uitkomst.
- Nieuwe tekst staat achter `>`, of zonder merkteken tussen deze opdracht en de volgende. Zonder merkteken wordt zij geweigerd als er
  een opdracht, de eigen inwerkingtreding, een ondertekening, een artikelkop of een volgend nummer in staat, of als zij begint met de
  aanduiding van de plaats die zij vult.
- Elke regel van het besluit wordt één keer geclaimd: kop, aanhef, opdracht, nieuwe tekst, slotbepaling, ondertekening, toelichting of
  weggelaten. Wat nergens voor is gelezen, of gelezen is zonder gevolg, is een weigering met de plaats (`verordening toets` toont alles).
- Elke opdracht heeft één dag. Een zin over inwerkingtreding wordt in deelzinnen gelezen; een dag die nergens terechtkomt of niet bestaat,
  een onderdeel dat er niet is en twee dagen voor één opdracht zijn weigeringen. Met `--op` wordt wat geen dag heeft aangehouden.
- Een slip in de nummers van de eigen artikelen wordt alleen met `--toch` uitgevoerd. Niets uitgevoerd is geen uitgang 0.
- Een vervallen artikel, hoofdstuk of bijlage houdt zijn nummer; een vervallen lid of onderdeel gaat weg. Vernummeren gebeurt alleen
  als het besluit dat zegt, en verwijzingen worden nooit vanzelf aangepast.
- Alles of niets: lukt één opdracht niet, dan verandert er niets.

## Vormen

| vorm | wat | voorbeeld |
|---|---|---|
"""


def als_markdown() -> str:
    """The page ``docs/opdrachten-taal.md``."""
    uit = [_KOP]
    for regel in sorted(regels(), key=lambda r: r.vormen[0]):
        nummers = ", ".join(map(str, regel.vormen))
        uit.append(f"| {nummers} | {regel.uitleg} | {regel.voorbeeld} |\n")
    uit.append("\n## Grammatica\n\n| wat | regel |\n|---|---|\n")
    uit.extend(f"| {r.uitleg} | {r.grammatica} |\n" for r in regels() if r.grammatica)
    return "".join(uit)


if __name__ == "__main__":
    print(als_markdown(), end="")
