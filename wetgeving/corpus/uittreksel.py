"""The rows that one file gives: pure, so that any process on any machine may make them.

>>> rijen = maak("proef.md", b"# Proef\\n\\n## Artikel 1\\n\\nOp grond van artikel 31, tweede lid, van de Participatiewet geldt dit.\\n")
>>> [(e.adres, len(e.alineas)) for e in rijen.eenheden], [(v.regeling, v.artikel, v.plek) for v in rijen.verwijzingen]
([('het opschrift', 1), ('artikel 1', 1)], [('BWBR0015703', '31', '2')])
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from verordening.bevinding import Geweigerd
from verordening.boom import Alinea, Eenheid, Regeling, Soort, alineas, inlinetekst, koptekst
from verordening.lezers import lees
from verordening.register import Register
from wetgeving.verwijzingen import Verwijzing, zoek_in
from wetgeving.verwijzingen.zoeker import vind_verwijzingen

ZONDER_INDELING = "zonder indeling"
"""State of a text in which no articles were found: searchable, never an invisible hole."""


class Eenheidrij(NamedTuple):
    """A unit with text of its own: eId, address in Dutch, kind, heading, and the hashes of its alineas in order."""

    eId: str
    adres: str
    soort: str
    opschrift: str
    alineas: tuple[str, ...]


class Verwijsrij(NamedTuple):
    """One reference: in which unit (index in ``eenheden``), the words, and the target.

    ``plek`` is the place below the article, outermost first, joined by ``/`` ("2/m"); ``tot`` the last article of a range.
    """

    eenheid: int
    tekst: str
    regeling: str
    artikel: str
    tot: str
    plek: str
    moment: str


class Uittreksel(NamedTuple):
    """Everything of one file, or why there is nothing.

    Args:
        naam, hash: the file, and the SHA-256 of its bytes.
        werk, titel, soort, organisatie: the regulation, as its own metadata say.
        vanaf, tot: the days between which this version holds (ISO; empty is unknown).
        stand: empty, :data:`ZONDER_INDELING`, or ``geweigerd``.
        reden: why it was refused.
    """

    naam: str
    hash: str
    werk: str = ""
    titel: str = ""
    soort: str = ""
    organisatie: str = ""
    vanaf: str = ""
    tot: str = ""
    stand: str = ""
    reden: str = ""
    eenheden: tuple[Eenheidrij, ...] = ()
    teksten: tuple[tuple[str, str], ...] = ()
    verwijzingen: tuple[Verwijsrij, ...] = ()


def hash_van(tekst: str) -> str:
    """The name of an alinea: equal words give an equal name, so that each is kept once."""
    return hashlib.blake2b(" ".join(tekst.split()).encode("utf-8"), digest_size=12).hexdigest()


def maak(naam: str, gegevens: bytes) -> Uittreksel:
    """Read one file and make its rows.

    Args:
        naam: name for messages.
        gegevens: the bytes, in any format that :func:`verordening.lezers.lees` reads.

    Returns:
        Rows; a text without articles as alineas *zonder indeling*; a refusal with its reason. Never an exception.
    """
    som = hashlib.sha256(gegevens).hexdigest()
    try:
        return _maak(naam, som, gegevens)
    except Exception as fout:  # one file never ends the run: it is listed with what happened
        return Uittreksel(naam, som, stand="geweigerd", reden=f"onverwachte fout ({type(fout).__name__}: {fout})")


def _maak(naam: str, som: str, gegevens: bytes) -> Uittreksel:
    try:
        regeling = lees(gegevens, naam=naam)
    except Geweigerd as fout:
        return _zonder_indeling(naam, som, gegevens, fout)
    return _rijen(naam, som, regeling)


def _zonder_indeling(naam: str, som: str, gegevens: bytes, fout: Geweigerd) -> Uittreksel:
    if fout.code != "geen-artikel":
        return Uittreksel(naam, som, stand="geweigerd", reden=fout.regel())
    delen = [" ".join(deel.split()) for deel in gegevens.decode("utf-8", "replace").split("\n\n")]
    delen = [deel for deel in delen if deel and not deel.startswith("<meta")]
    if not delen:
        return Uittreksel(naam, som, stand="geweigerd", reden=fout.regel())
    eenheden = tuple(Eenheidrij(f"o_{n}", f"alinea {n}", "alinea", "", (hash_van(d),)) for n, d in enumerate(delen, 1))
    verwijzingen = tuple(
        rij for n, d in enumerate(delen) for rij in _verwijsrijen(vind_verwijzingen(d), lambda _, n=n: n)
    )
    titel = delen[0].lstrip("# ")[:300]
    return Uittreksel(
        naam,
        som,
        titel=titel,
        stand=ZONDER_INDELING,
        reden=fout.regel(),
        eenheden=eenheden,
        teksten=tuple((hash_van(d), d) for d in delen),
        verwijzingen=verwijzingen,
    )


NUMMER = re.compile(r"BWB[RVW]\d{7}|CVDR\d+")
"""The number by which other regulations can refer to one."""


def met_nummer(regeling: Regeling, naam: str) -> Regeling:
    """A text without a number of its own is the regulation of which the number stands in its path: "BWBR0002792/README.md"."""
    nummers = set(NUMMER.findall(naam))
    if NUMMER.match(regeling.gegevens.werk) or len(nummers) != 1:
        return regeling
    return replace(regeling, gegevens=replace(regeling.gegevens, werk=nummers.pop()))


def _rijen(naam: str, som: str, regeling: Regeling) -> Uittreksel:
    regeling = met_nummer(regeling, naam)
    gegevens = regeling.gegevens
    eenheden: list[Eenheidrij] = []
    teksten: dict[str, str] = {}
    waar: dict[str, int] = {}
    for eenheid, adres in _met_tekst(regeling):
        hashes = []
        for alinea in _eigen(eenheid):
            if tekst := inlinetekst(alinea.inhoud).strip():
                teksten[sleutel := hash_van(tekst)] = tekst
                hashes.append(sleutel)
        waar[eenheid.eId] = len(eenheden)
        eenheden.append(Eenheidrij(eenheid.eId, adres, eenheid.soort.value, koptekst(eenheid), tuple(hashes)))
    gevonden = zoek_in(regeling).verwijzingen
    dag = gegevens.juridisch_werkend_vanaf or gegevens.geldig_vanaf
    einde = gegevens.juridisch_uitgewerkt_op
    return Uittreksel(
        naam,
        som,
        gegevens.werk,
        gegevens.citeertitel or gegevens.opschrift,
        gegevens.soort,
        gegevens.gemeente or gegevens.overheid or gegevens.orgaan,
        dag.isoformat() if dag else "",
        einde.isoformat() if einde else "",
        eenheden=tuple(eenheden),
        teksten=tuple(teksten.items()),
        verwijzingen=tuple(_verwijsrijen(gevonden, lambda v: waar.get(v.vindplaats.eId, -1))),
    )


def _met_tekst(regeling: Regeling) -> Iterator[tuple[Eenheid, str]]:
    """Units with words of their own, each with its address."""
    register = Register.van(regeling)
    stapel = [regeling.wortel]
    while stapel:
        eenheid = stapel.pop()
        kinderen = eenheid.delen
        stapel += reversed(kinderen)
        if eenheid.soort in (Soort.LIJST, Soort.BEGRIPPENLIJST, Soort.LICHAAM):
            continue
        if eenheid.opschrift or any(not isinstance(b, Eenheid) for b in eenheid.inhoud):
            yield eenheid, register.adres(eenheid).tekst(kort=True) or eenheid.soort.value


def _eigen(eenheid: Eenheid) -> Iterator[Alinea]:
    for blok in eenheid.inhoud:
        if not isinstance(blok, Eenheid):
            yield from alineas(blok)


def _verwijsrijen(gevonden: Sequence[Verwijzing], waar: object) -> Iterator[Verwijsrij]:
    assert callable(waar)
    begin = ""
    for v in gevonden:
        if not v.regeling or v.reeks == "tussen":
            continue
        if v.reeks == "begin":
            begin = v.artikel or ""
            continue
        artikel, tot = (begin, v.artikel or "") if v.reeks == "eind" and begin else (v.artikel or "", "")
        begin = ""
        for plek in plek_van(v) or ("",):
            yield Verwijsrij(waar(v), v.tekst, v.regeling, artikel, tot, plek, v.moment)


def plek_van(v: Verwijzing) -> tuple[str, ...]:
    """The places below the article that a reference names, each as lid and onderdelen joined by ``/``."""
    plekken = ["/".join((p.lid or "-", *p.onderdeel)).rstrip("-/") for p in v.plekken]
    return tuple(dict.fromkeys(plekken))
