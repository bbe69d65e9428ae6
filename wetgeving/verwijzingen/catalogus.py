"""The catalogue of forms as a page for readers, made from the grammar: ``python -m wetgeving.verwijzingen.catalogus``.

The page is ``docs/verwijzingen.md``; a test fails when it is older than the grammar.
"""

from __future__ import annotations

import re

from verordening.adres import Adres
from verordening.taal.lexer import eindsymbolen, grammatica
from wetgeving.verwijzingen.typen import BINNEN, Verwijzing
from wetgeving.verwijzingen.zoeker import Context, vind_verwijzingen

_REGEL = re.compile(
    r"^//: (?P<uitleg>.*?) \| (?P<voorbeeld>.*)\n(?P<naam>\??[a-z_]+): ?(?P<vorm>(?:.*\n(?:[ \t]+\|.*\n)*))",
    re.MULTILINE,
)

_KOP = """# Verwijzingen: de catalogus van vormen

Deze bladzijde is gemaakt uit `verordening/taal/grammatica.peg`; verander daar, en draai
`python -m wetgeving.verwijzingen.catalogus > docs/verwijzingen.md`.

Zo wordt gezocht: de tekst wordt alinea voor alinea gelezen, want geen verwijzing loopt over een lege regel. Eén
Aho-Corasick-automaat over de namen van regelingen en de woorden waarmee een verwijzing kan beginnen wijst de plaatsen aan. Daar wordt
het langste stuk gelezen dat uit eindsymbolen bestaat. De grammatica leest de *soorten* van die symbolen (niet de tekst), zodat elke
vorm één keer wordt ontleed. Wat een alinea zelf zegt, wordt onthouden: opeenvolgende versies herhalen de meeste alinea's. Twijfel lost
de grammatica op door zo ver mogelijk door te lezen: een voegwoord hoort bij de binnenste opsomming die ermee verder kan.

## Vormen

| regel | wat | voorbeeld | gelezen als |
| --- | --- | --- | --- |
"""


def vormen() -> list[tuple[str, str, str, str]]:
    """(rule, explanation, example, right-hand side) of every documented rule of the grammar."""
    return [
        (r["naam"].lstrip("?"), r["uitleg"], r["voorbeeld"], " ".join(r["vorm"].split()))
        for r in _REGEL.finditer(grammatica())
    ]


def bladzijde() -> str:
    """The whole page as Markdown."""
    regels = [_KOP]
    context = Context(regeling="CVDR000001", koppen=False)
    for naam, uitleg, voorbeeld, _ in vormen():
        gelezen = "; ".join(_gelezen(v) for v in vind_verwijzingen(voorbeeld, context))
        regels.append(f"| `{naam}` | {uitleg} | {voorbeeld} | {gelezen} |\n")
    regels.append("\n## Regels van de grammatica\n\n```\n")
    regels += [f"{naam}: {vorm}\n" for naam, _, _, vorm in vormen()]
    regels.append("```\n\n## Eindsymbolen\n\n| symbool | uitdrukking |\n| --- | --- |\n")
    for naam, uitdrukking in eindsymbolen().items():
        kort = uitdrukking if len(uitdrukking) <= 160 else uitdrukking[:157] + "…"
        kort = kort.replace("|", "\\|")
        kort = re.sub("[\ue000-\uf8ff]", "(teken voor een naam)", kort)
        regels.append(f"| {naam} | `` {kort} `` |\n")
    return "".join(regels)


def _gelezen(v: Verwijzing) -> str:
    delen = [f"artikel {v.artikel}" if v.artikel else ""]
    delen += [f"{soort} {nummer}".strip() for soort, nummer in v.delen]
    delen += [Adres(tuple(s for s in p.stappen if s.soort in BINNEN)).tekst() for p in v.plekken]
    delen.append(f"({v.regeling or v.naam})" if v.soort == "extern" else "")
    return " ".join(d for d in delen if d) or v.tekst


if __name__ == "__main__":
    print(bladzijde(), end="")
