"""What a sentence of a decision is, seen from its parse tree; and why it was not understood."""

from __future__ import annotations

import re

from verordening.adres import Adres
from verordening.bevinding import Geweigerd
from verordening.nummers import uit_romeins
from versies.besluit import Bronplek
from versies.opdracht.lexer import Onbegrepen
from versies.opdracht.omgeving import binnen, bladeren, reeks
from versies.opdracht.ontleden import bijna_bepaling, boom_of_reden, ontleed, waarom_niet

_ARTIKEL = re.compile(r"Artikel\s+[IVXLC]+[.:]?", re.IGNORECASE)


def is_intrekking(boom: object) -> bool:
    """ "De Verordening … wordt ingetrokken": a provision about a whole regulation, no change of its text (F.3, 57)."""
    symbolen = bladeren(boom)
    return any(s.soort == "INGETROKKEN" for s in symbolen) and not any(
        s.soort == "ADRES" and s.waarde.adressen[0].stappen for s in symbolen
    )


def is_samenloop(boom: object) -> bool:
    """A condition under which an article of this decision itself works otherwise: data, never executed (F.3, 66)."""
    symbolen = bladeren(boom)
    plaatsen = [s.waarde for s in symbolen if s.soort == "ADRES"]
    eigen = any(uit_romeins(a.artikel) is not None for p in plaatsen for a in p.adressen if not p.regeling)
    return eigen and symbolen[0].soort == "VOORWAARDE" and not any(s.soort == "REGELING" for s in symbolen)


def blokbereik(boom: object, bereiken: tuple[Adres, ...]) -> tuple[Adres, ...]:
    """The scopes that a block opens: nested prepositions joined ("In artikel 60 wordt Tabel 3 als volgt gewijzigd:").

    More than one unit ("De bijlagen 1 en 2 worden als volgt gewijzigd:"): what stands below holds for each of them.
    """
    for symbool in bladeren(boom):
        if symbool.soort == "ADRES":
            plaatsen = [a for van, tot in symbool.waarde.reeksen for a in reeks(van, tot)]
            bereiken = tuple(binnen(om, a) for om in bereiken for a in plaatsen)
    return bereiken


def voorwaarde_van(boom: object) -> str:
    """The condition in a sentence, empty when there is none."""
    return next((s.tekst for s in bladeren(boom) if s.soort == "VOORWAARDE"), "")


def bijgevoegd(boom: object, bijlagen: dict[str, list[str]]) -> tuple[str, list[str]]:
    """(number, lines) of the annex that an instruction refers to ("als aangegeven in bijlage A bij dit besluit"); no lines when it does not.

    Raises:
        Geweigerd: that annex is not with the decision.
    """
    symbolen = bladeren(boom)
    verwijzing = next((s.waarde for s in symbolen if s.soort == "BIJGEVOEGD"), None)
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
    doel = next(s.waarde for s in symbolen if s.soort == "ADRES").adressen[0].stappen[-1]
    return naam, [f"## Bijlage {doel.nummer} {regels[0]}".rstrip(), *regels[1:]]


def alleen_woorden(boom: object) -> bool:
    """True when the new text behind the colon is words for words, not a unit: it is one paragraph."""
    return any(d.data in ("vervang_tekst_lading", "vervalt_lading") for d in boom.iter_subtrees())  # type: ignore[attr-defined]


def gaat_door(rest: str) -> bool:
    """True when new text that starts behind the colon can go on in the paragraphs below."""
    return bool(re.match(r"(?:Artikel|Hoofdstuk|Paragraaf|Bijlage|\d+[.)]|[a-z][.)]|[-–])", rest)) or rest.endswith(
        (":", ";")
    )


def leesbaar(zin: str) -> bool:
    """True when a sentence is an instruction of the grammar."""
    return not isinstance(boom_of_reden(zin), Onbegrepen)


def onbegrepen(zin: str, bron: Bronplek) -> Geweigerd:
    """The refusal of a sentence, with place and what was expected."""
    try:
        ontleed(zin)
        reden, kolom = "deze zin hoort hier niet", bron.kolom
    except Onbegrepen as fout:
        reden = bijna_bepaling(zin) or waarom_niet(zin, fout)
        kolom = bron.kolom + fout.plek
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
