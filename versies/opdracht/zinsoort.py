"""What a sentence of a decision is, seen from its parse tree; and why it was not understood."""

from __future__ import annotations

import re

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.nummers import uit_romeins
from versies.besluit import Bronplek
from versies.opdracht.lexer import Boom, Onbegrepen
from versies.opdracht.ontleden import bijna_bepaling, bladeren, boom_of_reden, waarom_niet
from versies.opdracht.zinsdelen import alle, binnen, plaatsen, van

_ARTIKEL = re.compile(r"Artikel\s+[IVXLC]+[.:]?", re.IGNORECASE)


def is_intrekking(boom: Boom) -> bool:
    """ "De Verordening … wordt ingetrokken": a provision about a whole regulation, no change of its text (F.3, 57)."""
    return bool(van(boom, "INGETROKKEN")) and not any(p.adressen[0].stappen for p in plaatsen(boom))


def is_samenloop(boom: Boom) -> bool:
    """A condition under which an article of this decision itself works otherwise: data, never executed (F.3, 66)."""
    eigen = any(uit_romeins(a.artikel) is not None for p in plaatsen(boom) for a in p.adressen if not p.regeling)
    return eigen and bladeren(boom)[0].soort == "VOORWAARDE" and not van(boom, "REGELING")


def blokbereik(boom: Boom, bereiken: tuple[Adres, ...]) -> tuple[Adres, ...]:
    """The scopes that a block opens: nested prepositions joined ("In artikel 60 wordt Tabel 3 als volgt gewijzigd:").

    More than one unit ("De bijlagen 1 en 2 worden als volgt gewijzigd:"): what stands below holds for each of them.
    """
    for plaats in plaatsen(boom):
        bereiken = tuple(binnen(om, a) for om in bereiken for a in alle(plaats.reeksen))
    return bereiken


def voorwaarde_van(boom: Boom) -> str:
    """The condition in a sentence, empty when there is none."""
    return next((s.tekst for s in van(boom, "VOORWAARDE")), "")


def bijgevoegd(boom: Boom, bijlagen: dict[str, list[str]]) -> tuple[str, list[str]]:
    """(number, lines) of the annex that an instruction refers to ("als aangegeven in bijlage A bij dit besluit"); no lines when it does not.

    Raises:
        Geweigerd: that annex is not with the decision.
    """
    verwijzing = next((s.woorden for s in van(boom, "BIJGEVOEGD")), None)
    if verwijzing is None:
        return "", []
    naam = re.sub(r"^(?:de\s+)?bijlage\s*", "", verwijzing.strip(), flags=re.IGNORECASE).strip(" ,")
    if not naam and len(bijlagen) == 1:
        (naam,) = bijlagen
    if naam not in bijlagen:
        raise Geweigerd(
            f"{verwijzing} staat niet bij dit besluit", code="bijlage-ontbreekt", advies="Voeg de bijlage toe."
        )
    regels = bijlagen[naam]
    doel = plaatsen(boom)[0].adressen[0].stappen[-1]
    return naam, [f"## Bijlage {doel.nummer} {regels[0]}".rstrip(), *regels[1:]]


def alleen_woorden(boom: Boom) -> bool:
    """True when the new text behind the colon is words for words, not a unit: it is one paragraph."""
    return any(d.data in ("vervang_tekst_lading", "vervalt_lading") for d in boom.iter_subtrees())


def gaat_door(rest: str) -> bool:
    """True when new text that starts behind the colon can go on in the paragraphs below."""
    return bool(re.match(r"(?:Artikel|Hoofdstuk|Paragraaf|Bijlage|\d+[.)]|[a-z][.)]|[-–])", rest)) or rest.endswith(
        (":", ";")
    )


def onbegrepen(zin: str, bron: Bronplek) -> Geweigerd:
    """The refusal of a sentence, with place and what was expected."""
    fout = boom_of_reden(zin)
    reden, kolom = "deze zin hoort hier niet", bron.kolom
    if isinstance(fout, Onbegrepen):
        reden, kolom = bijna_bepaling(zin) or waarom_niet(zin, fout), bron.kolom + fout.plek
    if _ARTIKEL.fullmatch(zin.strip()):
        return Geweigerd(
            f"«{zin.strip()}» telt niet op met het artikel van het besluit ervoor",
            plaats=str(bron),
            code="nummering",
            advies="Controleer of er een artikel van het besluit ontbreekt.",
        )
    return Geweigerd(
        f"de opdracht is niet te lezen: {reden}",
        plaats=str(Bronplek(bron.bron, bron.regel, kolom)),
        code="opdracht-onleesbaar",
        advies="Zie docs/opdrachten-taal.md voor de vormen die worden gelezen.",
    )


def met_plaats(fout: Geweigerd, bron: Bronplek) -> Geweigerd:
    """The same refusal with a place, when it has none."""
    return fout if fout.plaats else Geweigerd(fout.reden, plaats=str(bron), advies=fout.advies, code=fout.code)
