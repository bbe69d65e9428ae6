"""The ledger of a decision in XML: every element around and in the changes is read, structure, or of the decision by name.

What is in no table is entered as *onverklaard*, a finding of severity *fout*; of the new text the letters and digits are
counted against those of the trees that were read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verordening.boom import Eenheid, Soort, tekst
from verordening.verantwoording import Boekhouder, Klasse, letters_en_cijfers

if TYPE_CHECKING:
    from lxml.etree import _Element

    from verordening.boom import Blok

_BESLUIT = frozenset(
    "Aanhef Sluiting Motivering Toelichting AlgemeneToelichting ArtikelgewijzeToelichting Bijlage".split()
)
"""Parts of a STOP decision that say nothing of the text of the regulation."""
_OMHULSEL = frozenset(
    "AanleveringBesluit OfficielePublicatie BesluitVersie BesluitCompact BesluitKlassiek Lichaam WijzigArtikel WijzigLid "
    "WijzigBijlage RegelingMutatie RegelingKlassiek".split()
)
_KOP = frozenset("RegelingOpschrift Kop LidNummer Wat".split())
_KENMERKEN = {
    "RegelingMutatie": ("was", "wordt", "componentnaam", "schemaversie"),
    "VoegToe": ("positie", "context"),
    "Vervang": ("wat", "positie", "context"),
    "Verwijder": ("wat",),
    "VervangKop": ("wat",),
}
_WEG = frozenset(["VerwijderdeTekst", "NootNummer", "Redactioneel"])
_AKN_BUITEN = frozenset("meta preface preamble conclusions attachments components coverPage".split())
_AKN_BINNEN = frozenset(
    "article num heading subheading content intro wrapUp p mod quotedText quotedStructure paragraph subparagraph clause "
    "section subsection list point indent alinea blockList item listIntroduction listWrapUp ref rref mref a b i u sup sub "
    "span inline br eol".split()
)
"""What the reader of an artikel goes through; of what stands in a quoted structure the tree is read."""
_AKN_DRAGER = frozenset("p num heading subheading meta".split())
"""What words of a decision stand in; anything around these only holds elements."""
_AKN_KOP = frozenset("num heading subheading".split())


def verantwoord_stop(delen: Iterable[_Element], boek: Boekhouder) -> None:
    """Enter every element of a STOP file outside the actions; names without the namespace of its text."""
    for deel in delen:
        naam, waar = str(deel.tag) if isinstance(deel.tag, str) else "", f"regel {deel.sourceline}"
        if naam in _KENMERKEN:
            for kenmerk in (k for k in map(str, deel.attrib) if k[0] != "{" and k not in _KENMERKEN[naam]):
                waarom = "Dit kenmerk van de wijziging is niet gelezen."
                boek.meld(Klasse.ONVERKLAARD, f"{naam}@{kenmerk}", waar, str(deel.get(kenmerk)), waarom)
        if naam in _OMHULSEL or naam in _KENMERKEN:
            _los(deel, boek)
        if naam[:1] == "{" or naam in _OMHULSEL:  # gegevens over het besluit staan in een eigen ruimte
            boek.tel(Klasse.STRUCTUUR, naam)
            verantwoord_stop(deel, boek)
        elif naam in _KOP or naam in _KENMERKEN:
            boek.tel(Klasse.STRUCTUUR, naam)
        elif naam in _BESLUIT or (naam == "Artikel" and deel.getparent() is not None):
            waarom = "Hoort bij het besluit, niet bij de regeling."
            boek.meld(Klasse.ONSCHADELIJK, naam, waar, plat(deel)[:120], waarom)
        elif naam:
            _onverklaard(boek, deel, "Dit deel van het besluit is niet gelezen.")


def tel_woorden(actie: _Element, nieuw: Iterable[Blok], boek: Boekhouder) -> None:
    """Count the letters and digits of the new text of an action against those of the trees that were read."""
    for kind in (k for nummer in actie.findall("Nummer") for k in nummer.iterchildren("*")):
        _onverklaard(boek, kind, "In het nummer van een wijziging staat alleen dat nummer; dit is niet gelezen.")
    delen = () if actie.tag == "Verwijder" else (k for k in actie if k.tag not in ("Nummer", "Wat"))
    bron = "".join(map(_nieuwe_woorden, delen))
    boom = "".join(tekst(Eenheid(Soort.DIVISIE, inhoud=(blok,))) for blok in nieuw)
    _vergelijk(bron, boom, f"regel {actie.sourceline}", boek)


def verantwoord_akn(artikelen: list[tuple[_Element, list[str]]], wortel: _Element, boek: Boekhouder) -> None:
    """Count the words of each artikel of an Akoma Ntoso decision against the lines that it became, and find those outside."""
    for artikel, regels in artikelen:
        for element in artikel.iter("*"):
            geciteerd = any(lokaal(o) == "quotedStructure" for o in element.iterancestors())
            if not geciteerd and lokaal(element) not in _AKN_BINNEN:
                _onverklaard(boek, element, "Dit onderdeel kent de lezer hier niet.")
        koppen = [k for k in artikel if lokaal(k) in _AKN_KOP]
        bron = "".join(map(str, artikel.itertext()))
        for kop in koppen:
            bron = bron.replace("".join(map(str, kop.itertext())), "", 1)
        _vergelijk(bron, "".join(regels), f"regel {artikel.sourceline}", boek)
    binnen = {e for artikel, _ in artikelen for e in artikel.iter()}
    for element in wortel.iter("*"):
        if element not in binnen and not any(lokaal(e) in _AKN_DRAGER for e in (element, *element.iterancestors())):
            _los(element, boek)
    for element in wortel.iter("{*}p", "{*}content"):
        buiten = any(lokaal(o) in _AKN_BUITEN for o in element.iterancestors())
        if element not in binnen and not buiten and plat(element):
            _onverklaard(boek, element, "Dit deel van het besluit is niet gelezen.")


def _onverklaard(boek: Boekhouder, element: _Element, waarom: str, woorden: str = "") -> None:
    boek.meld(
        Klasse.ONVERKLAARD, lokaal(element), f"regel {element.sourceline}", (woorden or plat(element))[:120], waarom
    )


def _los(element: _Element, boek: Boekhouder) -> None:
    """Words between the elements of something that only holds elements: nobody reads them."""
    for woorden in (element.text, *(k.tail for k in element)):
        if woorden and letters_en_cijfers(woorden):
            waarom = "Deze woorden staan tussen de onderdelen van het besluit en zijn niet gelezen."
            _onverklaard(boek, element, waarom, woorden.strip())


def _vergelijk(bron: str, boom: str, waar: str, boek: Boekhouder) -> None:
    """A note stands in the source among the words and in the tree below them: the signs are the same, not their order."""
    weg, erbij = (sorted(letters_en_cijfers(t)) for t in (bron, boom))
    if weg == erbij:
        boek.tel(Klasse.GEPLAATST, "teken", len(weg))
    else:
        boek.meld(
            Klasse.ONVERKLAARD, "tekst", waar, " ".join(bron.split())[:120], "Bron en gelezen tekst verschillen hier."
        )


def _nieuwe_woorden(element: _Element) -> str:
    """The words of the new text: without what a mark of change takes away."""
    weg = element.tag in _WEG or str(element.get("wijzigactie") or "").startswith("verwijder")
    if weg or not isinstance(element.tag, str):
        return ""
    delen = [_nieuwe_woorden(k) + (k.tail or "") for k in element]
    return (element.text or "") + "".join(delen)


def lokaal(element: _Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def plat(element: _Element) -> str:
    """All words in and below an element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())
