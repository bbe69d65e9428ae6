"""The toolkit's own paper, read back: only the regulation in it is text; the rest of the paper is named in the ledger.

A consolidated text (``geldend -o``) marks the heading above the regulation with a bookmark that ends in ``_tekst``; the
regulation ends where the colophon begins, or the heading above what was changed, marked ``_gewijzigd``. Editor's notes stand between «[Redactie:» and «]».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verordening.boom import Alinea, Inline, Redactie, inlinetekst, noten, smelt
from verordening.tekst.woordblok import Wordalinea, Wordblok
from verordening.verantwoording import Boekhouder, Klasse

_REDACTIE = re.compile(r"(\[Redactie: (?:[^\[\]]|\[[^\[\]]*\])*\])")


def alleen_de_regeling(blokken: Sequence[Wordblok], boek: Boekhouder) -> Sequence[Wordblok]:
    """The blocks of the regulation, with its title first; all blocks when this is no paper of the toolkit."""
    begin = next((i for i, b in enumerate(blokken) if _heet(b, "tekst")), None)
    if begin is None:
        return blokken
    eind = next((i for i in range(len(blokken) - 1, begin, -1) if _is_colofon(blokken, i)), len(blokken))
    eind = next((i for i in range(begin, eind) if _heet(blokken[i], "gewijzigd")), eind)
    titel = _opschrift(blokken[:begin])
    for blok in (*blokken[: begin + 1], *blokken[eind:]):
        if isinstance(blok, Wordalinea):
            is_titel = titel is not None and blok.plaats == titel.plaats
            woorden = blok.tekst.partition("\t")[0] if is_titel else blok.tekst
            waarom = "Hoort bij het stuk (kop, gegevens, inhoudsopgave, colofon), niet bij de regeling."
            boek.meld(Klasse.ONSCHADELIJK, "eigen papier", blok.plaats, woorden, waarom)
            for alinea in (a for noot in noten(blok.inhoud) for a in noot.inhoud if isinstance(a, Alinea)):
                boek.meld(
                    Klasse.ONVERKLAARD,
                    "noot",
                    blok.plaats,
                    inlinetekst(alinea.inhoud),
                    "Een noot bij een regel die niet bij de regeling hoort; zij is niet overgenomen.",
                )
    rest = [_met_redactie(b, boek) if isinstance(b, Wordalinea) else b for b in blokken[begin + 1 : eind]]
    return [titel, *rest] if titel else rest


def _heet(blok: Wordblok, anker: str) -> bool:
    return isinstance(blok, Wordalinea) and blok.anker == anker


def _is_colofon(blokken: Sequence[Wordblok], plek: int) -> bool:
    blok = blokken[plek]
    volgt = blokken[plek + 1] if plek + 1 < len(blokken) else None
    gegeven = isinstance(volgt, Wordalinea) and volgt.stijl == "Gegeven"
    return isinstance(blok, Wordalinea) and blok.kop == 2 and blok.tekst == "Colofon" and gegeven


def _opschrift(blokken: Sequence[Wordblok]) -> Wordalinea | None:
    """The title of the regulation: among the data of the paper when it differs from the title of the paper."""
    alineas = [b for b in blokken if isinstance(b, Wordalinea)]
    for alinea in alineas:
        naam, _, waarde = alinea.tekst.partition("\t")
        if alinea.stijl == "Gegeven" and naam == "Opschrift":
            return replace(alinea, inhoud=(waarde,), stijl="Title")
    titel = next((a for a in alineas if a.kop == 1), None)
    return replace(titel, stijl="Title") if titel else None


def _met_redactie(alinea: Wordalinea, boek: Boekhouder) -> Wordalinea:
    """Editor's notes as such: shown, never law."""
    if "[Redactie: " not in alinea.tekst:
        return alinea
    uit: list[Inline] = []
    for deel in alinea.inhoud:
        if not isinstance(deel, str):
            uit.append(deel)
            continue
        for stuk in _REDACTIE.split(deel):
            if _REDACTIE.fullmatch(stuk):
                boek.meld(
                    Klasse.ONSCHADELIJK, "redactie", alinea.plaats, stuk, "Een noot van de redactie; zij is geen recht."
                )
                uit.append(Redactie("extra", (stuk.removeprefix("[Redactie: ").removesuffix("]"),)))
            else:
                uit.append(stuk)
    return replace(alinea, inhoud=smelt(uit))
