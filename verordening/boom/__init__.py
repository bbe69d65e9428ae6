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
    STRUCTUUR as STRUCTUUR,
    TOELICHTING as TOELICHTING,
    Afbeelding as Afbeelding,
    Alinea as Alinea,
    Blok as Blok,
    Cel as Cel,
    Eenheid as Eenheid,
    Figuur as Figuur,
    Inline as Inline,
    Kolom as Kolom,
    Noot as Noot,
    Opmaak as Opmaak,
    Redactie as Redactie,
    Regeleinde as Regeleinde,
    Regeling as Regeling,
    Rij as Rij,
    Soort as Soort,
    Status as Status,
    Tabel as Tabel,
    Tabelgroep as Tabelgroep,
    Verwijzing as Verwijzing,
)
from verordening.boom.wandeling import (
    alineas as alineas,
    blokregels as blokregels,
    cellen as cellen,
    direct_onder as direct_onder,
    dubbele_punt as dubbele_punt,
    eigen_regels as eigen_regels,
    inlinetekst as inlinetekst,
    is_bepaling as is_bepaling,
    is_genummerd as is_genummerd,
    kaal as kaal,
    kinderen as kinderen,
    kopnoten as kopnoten,
    koptekst as koptekst,
    losse as losse,
    noten as noten,
    noten_in as noten_in,
    regels as regels,
    smelt as smelt,
    tekst as tekst,
    titelwoorden as titelwoorden,
    wandel as wandel,
)
from verordening.gegevens import (
    Gegevens as Gegevens,
    Grondslag as Grondslag,
    Herkomst as Herkomst,
    Publicatie as Publicatie,
    WtiRegel as WtiRegel,
)
