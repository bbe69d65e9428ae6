"""Reading any source into the tree. What a source is, is decided by its content, never by its name.

>>> from verordening.boom import tekst
>>> tekst(lees(b"Artikel 1 Begrippen\\n\\nIn deze verordening betekent college: het college.\\n").wortel)
'Artikel 1 Begrippen\\nIn deze verordening betekent college: het college.'
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from unicodedata import normalize

from verordening.bevinding import Geweigerd
from verordening.boom import Eenheid, Regeling, Soort, tekst
from verordening.lezers.bronlezer import Bronlezer
from verordening.lezers.getuige import Bronvorm, wettekst
from verordening.lezers.soort import soort_zip, weiger_binair, xmlsoort
from verordening.lezers.twijfel import met_twijfel, weiger_codering
from verordening.lezers.wijziging import gemeld
from verordening.onzichtbaar import GEWOON, is_zichtbaar, keur_tekens
from verordening.rust import zonder_opruimen
from verordening.tekst.keuzes import Keuzes
from verordening.verantwoording import Boekhouder, Klasse
from verordening.xmlveilig import lees_bytes, lees_xml

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["FORMATEN", "lees"]

Herken = Callable[["etree._Element"], bool]

_CVDR = "{http://standaarden.overheid.nl/cvdr/terms/}"
_STOP = "https://standaarden.overheid.nl/"
_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/"
_CANONIEK = "{urn:verordening:1}Regeling"


def _tag(wortel: etree._Element) -> str:
    return str(wortel.tag)


def _is_publicatie(wortel: etree._Element) -> bool:
    """A whole publication, or a part that names its publication."""
    return _tag(wortel) == "officiele-publicatie" or (_tag(wortel) == "fragment" and wortel.get("bron") is not None)


FORMATEN: tuple[tuple[str, Herken, str], ...] = (
    ("canonieke XML", lambda w: _tag(w) == _CANONIEK, "verordening.canoniek.lezer:uit_element"),
    ("BWB-toestand", lambda w: _tag(w) == "toestand", "verordening.bwb.lezer:lees_bwb"),
    ("CVDR", lambda w: _tag(w) == f"{_CVDR}cvdr", "verordening.cvdr.lezer:lees_cvdr"),
    ("officiële publicatie", _is_publicatie, "verordening.bwb.publicatie:lees_publicatie"),
    (
        "STOP",
        lambda w: _tag(w)[1:].startswith(_STOP) and not _tag(w).startswith(_CVDR),
        "verordening.stop.lezer:lees_stop",
    ),
    ("Akoma Ntoso", lambda w: _tag(w).startswith(_AKN), "verordening.akn.lezer:lees_akn"),
)
"""XML formats: (name for messages, does this root belong to it, module:function). The function takes the root and
``naam`` and gives a :class:`~verordening.boom.Regeling`; its module is imported only when it is needed."""

_VORMEN = Bronvorm.lees(Path(__file__).with_name("bronvormen.json"))
"""Where the witness finds the legal text, per format of :data:`FORMATEN`; the canonical form has its own schema."""

_ELEMENT_EN_TEKST = re.compile(rb"<[A-Za-z][^<>]*/>\s*[^<\s]")


@zonder_opruimen()
def lees(
    bron: str | Path | bytes, *, naam: str = "", limiet: int = 50_000_000, keuzes: Keuzes | None = None
) -> Regeling:
    """Read one version of one regulation from any supported source.

    Args:
        bron: path of a file, or the bytes themselves; a string is a path, never the text.
        naam: how the source is called in messages; default its file name.
        limiet: largest accepted size in bytes.
        keuzes: what the user chose about tracked changes, words struck out by hand and hidden words in a word processor file.

    Returns:
        The regulation with eIds; ``gegevens.bron_sha512`` is the SHA-512 of the bytes that were read, unless the
        format records where it came from itself (canonical XML). What the reader had to remark is in ``bevindingen``.

    Raises:
        Geweigerd: everything of :func:`verordening.xmlveilig.lees_xml`, an unknown format, or a source that cannot be
            read without loss; with file, line where known, reason and advice.
    """
    zichtbaar = False
    bron = Path(bron) if isinstance(bron, str) else bron
    naam = naam or (bron.name if isinstance(bron, Path) else "invoer")
    gegevens = lees_bytes(bron, naam=naam, limiet=limiet)
    if gegevens[:4] == b"PK\x03\x04":
        soort = soort_zip(gegevens, naam)
        if soort == "stop":
            from verordening.stop.lezer import lees_stop
            from verordening.stop.pakket import open_stoppakket

            wortel, plek = open_stoppakket(gegevens, naam=naam, limiet=limiet)
            regeling = _met_getuige(lees_stop(wortel, naam=plek), wortel, _VORMEN["STOP"], plek)
        else:
            lezer = _functie(f"verordening.tekst.{soort}:lees_{soort}", naam)
            regeling = met_twijfel(lezer(gegevens, naam=naam, keuzes=keuzes), los=False)
    elif _is_xml(gegevens):
        return _lees_xml(gegevens, naam, limiet)
    else:
        weiger_binair(gegevens, naam)
        weiger_codering(gegevens, naam)
        regeling = met_twijfel(_functie("verordening.tekst.markdown:lees", naam)(gegevens, naam=naam), los=True)
        # Wat in de bron staat zonder code van een teken, en daar te zien is, is ook in de boom te zien.
        zichtbaar = b"&" not in gegevens and _is_zichtbaar(gegevens)
    return _met_hash(gemeld(regeling, naam), gegevens, zichtbaar)


def _lees_xml(gegevens: bytes, naam: str, limiet: int) -> Regeling:
    wortel = lees_xml(gegevens, naam=naam, limiet=limiet)
    for soort, herken, functie in FORMATEN:
        if herken(wortel):
            regeling: Regeling = _functie(functie, naam)(wortel, naam=naam)
            if soort not in _VORMEN:
                return _gekeurd(regeling)
            regeling = _met_getuige(regeling, wortel, _VORMEN[soort], naam)
            utf8 = wortel.getroottree().docinfo.encoding in (None, "UTF-8", "utf-8")
            zichtbaar = utf8 and b"&#" not in gegevens and _is_zichtbaar(gegevens)
            return _met_hash(regeling if soort == "BWB-toestand" else gemeld(regeling, naam), gegevens, zichtbaar)
    kort = _tag(wortel).rpartition("}")[2]
    plaats = f"{naam}, regel {wortel.sourceline or 1}"
    if (bekend := xmlsoort(kort)) is not None:
        wat, advies = bekend
        raise Geweigerd.om("geen-regeling/anders", plaats, wat=wat, advies=advies)
    leesbaar = ", ".join(soort for soort, _, _ in FORMATEN)
    raise Geweigerd.om("onbekend-formaat", plaats, kort=kort, bekend=leesbaar)


def _met_getuige(regeling: Regeling, wortel: etree._Element, vorm: Bronvorm, naam: str) -> Regeling:
    """With the ledger: every element by name, what the reader reported as not kept, and letters and digits counted.

    The reader refuses each element that it does not know; what it did with the others is counted here against a
    collector that knows nothing of the reader.
    """
    boek = Boekhouder()
    rest = Bronlezer(naam, {})
    # Elementen met dezelfde naam, ouder en kenmerken krijgen hetzelfde oordeel: per gestalte één keer, geteld hoe vaak.
    gestalten: dict[tuple[object, ...], _Gestalte] = {}
    for element in wortel.iter("*"):
        ouder = element.getparent()
        tag, om, namen = element.tag, ouder.tag if ouder is not None else "", element.keys()
        if (gestalte := gestalten.get(wie := (tag, om, *namen))) is None:
            gestalte = gestalten[wie] = _Gestalte(str(tag), str(om), tuple(map(str, namen)), vorm)
        gestalte.keer += 1
        if gestalte.ongelezen:
            rest.kwijt(element, *gestalte.bekend)
    for gestalte in gestalten.values():
        gestalte.boek(boek)
    regeling = replace(regeling, bevindingen=(*regeling.bevindingen, *rest.bevindingen))
    for bevinding in regeling.bevindingen:
        if bevinding.code == "kenmerk-niet-bewaard":
            boek.meld(Klasse.ONSCHADELIJK, "kenmerk", bevinding.adres, bevinding.fragment, bevinding.uitleg)
    delen = [regeling.wortel]
    if vorm.slot_achteraan:
        kinderen = [b for b in regeling.wortel.inhoud if isinstance(b, Eenheid)]
        delen = sorted(kinderen, key=lambda e: e.soort is Soort.SLUITING)
    bron, boom = wettekst(wortel, vorm), "".join(tekst(deel, redactie=vorm.redactie) for deel in delen)
    boek.tel(Klasse.GEPLAATST, "tekst", len(boom))
    verantwoording = boek.sluit(normalize("NFC", bron), boom)
    fouten = tuple(replace(b, adres=f"{naam}, {b.adres}") for b in verantwoording.bevindingen())
    return replace(regeling, verantwoording=verantwoording, bevindingen=(*regeling.bevindingen, *fouten))


class _Gestalte:
    """Elements that look alike: name, element around it, attributes. What became of these is the same for each.

    ``ongelezen``: an attribute is neither read nor harmless by name. ``bekend``: those that are.
    """

    def __init__(self, tag: str, ouder: str, kenmerken: tuple[str, ...], vorm: Bronvorm) -> None:
        self.naam = tag.rpartition("}")[2]
        self.klasse = Klasse.ONSCHADELIJK if self.naam in vorm.weg else Klasse.GEPLAATST
        self.keer = 0
        gelezen = vorm.gelezen.get(f"{ouder.rpartition('}')[2]}/{self.naam}") or vorm.gelezen.get(self.naam, ())
        harmless = {*vorm.onschadelijk.get("*", ()), *vorm.onschadelijk.get(self.naam, ())}
        self.bekend = (*gelezen, *harmless)
        self.onschadelijk = (harmless - set(gelezen)).intersection(kenmerken) if vorm.onschadelijk else ()
        alle = "*" in gelezen or not (vorm.onschadelijk and vorm.gelezen)
        self.ongelezen = bool(kenmerken) and not alle and not set(kenmerken) <= set(self.bekend)

    def boek(self, boek: Boekhouder) -> None:
        """Enter all of them in the ledger."""
        boek.tel(self.klasse, self.naam, self.keer)
        for kenmerk in self.onschadelijk:
            boek.tel(Klasse.ONSCHADELIJK, f"{self.naam}@{kenmerk}", self.keer)


def _met_hash(regeling: Regeling, gegevens: bytes, zichtbaar: bool = False) -> Regeling:
    som = hashlib.sha512(gegevens).hexdigest()
    regeling = replace(regeling, gegevens=replace(regeling.gegevens, bron_sha512=som))
    return regeling if zichtbaar else _gekeurd(regeling)


def _is_zichtbaar(gegevens: bytes) -> bool:
    """Whether what stands in UTF-8 in a source without codes of signs can be seen, also as it is normalised."""
    vreemd = gegevens.removeprefix(b"\xef\xbb\xbf").translate(None, GEWOON).decode("utf-8")
    return is_zichtbaar(vreemd + normalize("NFC", vreemd))


def _gekeurd(regeling: Regeling) -> Regeling:
    """With a finding for each sign in the text that a reader cannot see; those that the source records itself stay."""
    if is_zichtbaar(tekst(regeling.wortel, redactie=True)):
        return regeling
    from verordening.tekstregels import tekstregels

    regels = ((adres, woorden) for _, adres, woorden in tekstregels(regeling, redactie=True))
    nieuw = tuple(b for b in keur_tekens(regels) if b not in regeling.bevindingen)
    return replace(regeling, bevindingen=(*regeling.bevindingen, *nieuw))


def _is_xml(gegevens: bytes) -> bool:
    """Whether this is meant as XML: the first sign is a ``<``, in UTF-8 or UTF-16, with or without byte order mark.

    Archived Markdown starts with a ``<meta … />`` line: words after an element that closes itself cannot be XML.
    """
    begin = gegevens[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return begin[:1] == b"<" and _ELEMENT_EN_TEKST.match(begin) is None


class _Lezer(Protocol):
    """What reads one format; ``keuzes`` are for a word processor file."""

    def __call__(self, bron: etree._Element | bytes, *, naam: str, keuzes: Keuzes | None = ...) -> Regeling: ...


def _functie(waar: str, naam: str) -> _Lezer:
    """The reader ``module:functie``, imported on demand; refuses when this installation does not have it."""
    module, _, functie = waar.partition(":")
    try:
        gevonden: _Lezer = getattr(import_module(module), functie)
    except ModuleNotFoundError as fout:
        raise Geweigerd.om("lezer-ontbreekt", naam, fout=fout.name) from fout
    return gevonden
