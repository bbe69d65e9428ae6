"""The one tree: every regulation, national or local, as frozen values.

A :class:`Regeling` holds metadata (:class:`Gegevens`) and one root :class:`Eenheid`. An eenheid is a structural unit
(hoofdstuk … artikel, lid, onderdeel, begrip, bijlage); between units stand blocks of text (:class:`Alinea`,
:class:`Tabel`, :class:`Figuur`) in document order. Text is mixed content: a tuple of plain strings and inline nodes.

Pure: values in, values out. Nothing here reads a file or a clock.

Text convention: white space that is only XML layout (runs of space, tab, CR, LF) is one space inside an alinea and none
at its ends; every other character is kept as it is in the source (NFC).

>>> zin = Alinea(("Het college beslist binnen ", Opmaak("vet", ("acht",)), " weken."))
>>> lid = Eenheid(Soort.LID, nummer="1.", inhoud=(zin,))
>>> artikel = Eenheid(Soort.ARTIKEL, label="Artikel", nummer="5", opschrift=("Termijn",), inhoud=(lid,))
>>> tekst(artikel)
'Artikel 5 Termijn\\n1. Het college beslist binnen acht weken.'
>>> [e.soort.value for e in wandel(artikel)]
['artikel', 'lid']
"""

from verordening.boom.typen import (
    STRUCTUUR,
    Afbeelding,
    Alinea,
    Blok,
    Cel,
    Eenheid,
    Figuur,
    Gegevens,
    Grondslag,
    Herkomst,
    Inline,
    Kolom,
    Noot,
    Opmaak,
    Publicatie,
    Redactie,
    Regeleinde,
    Regeling,
    Rij,
    Soort,
    Status,
    Tabel,
    Tabelgroep,
    Verwijzing,
    WtiRegel,
)
from verordening.boom.wandeling import (
    alineas,
    blokregels,
    cellen,
    dubbele_punt,
    eigen_regels,
    inlinetekst,
    kaal,
    kinderen,
    kopnoten,
    koptekst,
    losse,
    noten,
    regels,
    smelt,
    tekst,
    titelwoorden,
    wandel,
)

__all__ = [
    "STRUCTUUR",
    "Afbeelding",
    "Alinea",
    "Blok",
    "Cel",
    "Eenheid",
    "Figuur",
    "Gegevens",
    "Grondslag",
    "Herkomst",
    "Inline",
    "Kolom",
    "Noot",
    "Opmaak",
    "Publicatie",
    "Redactie",
    "Regeleinde",
    "Regeling",
    "Rij",
    "Soort",
    "Status",
    "Tabel",
    "Tabelgroep",
    "Verwijzing",
    "WtiRegel",
    "alineas",
    "blokregels",
    "cellen",
    "dubbele_punt",
    "eigen_regels",
    "inlinetekst",
    "kaal",
    "kinderen",
    "kopnoten",
    "koptekst",
    "losse",
    "noten",
    "regels",
    "smelt",
    "tekst",
    "titelwoorden",
    "wandel",
]
