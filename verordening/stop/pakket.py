"""Reader of a STOP package: the zip in which the DSO and the LVBB hand out or take in one version (``regels`` D).

The modules of a regulation stand in files of their own (``Regeling/Tekst.xml``, ``Identificatie.xml``, ``Metadata.xml`` …),
or all in the decision of a delivery. Only XML in the folder of the text is read; maps and objects stay where they are.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from verordening.bevinding import Geweigerd
from verordening.canoniek.namen import STOP
from verordening.stop.lezer import REGELINGEN
from verordening.xmlveilig import ZIP_KAPOT, lees_xml

_BESTANDEN = 10_000
_UITWISSELING = "https://standaarden.overheid.nl/stop/imop/uitwisseling/"


def open_stoppakket(gegevens: bytes, *, naam: str, limiet: int) -> tuple[etree._Element, str]:
    """The root with the one regulation in a STOP package, and how its file is called in messages.

    Args:
        gegevens: the zip.
        naam: how the source is called in messages.
        limiet: largest accepted size of what is unpacked, in bytes.

    Raises:
        Geweigerd: no zip, unreasonable size, no regulation or more than one.
    """
    delen = {
        pad: lees_xml(inhoud, naam=f"{naam}, {pad}", limiet=limiet) for pad, inhoud in _xmldelen(gegevens, naam, limiet)
    }
    teksten = [
        pad
        for pad, wortel in delen.items()
        if next(wortel.iter(*(f"{{{STOP}}}{n}" for n in REGELINGEN)), None) is not None
    ]
    if len(teksten) != 1:
        wat = (
            f"staan {len(teksten)} teksten van een regeling"
            if teksten
            else "staat geen Word-document en geen STOP-regeling"
        )
        raise Geweigerd.om("geen-regeling", naam, wat=wat)
    (tekst,) = teksten
    wortel = delen[tekst]
    if etree.QName(wortel).localname in REGELINGEN:
        omslag = etree.Element(f"{{{_UITWISSELING}}}Uitwisseling")
        omslag.extend(deel for pad, deel in delen.items() if posixpath.dirname(pad) == posixpath.dirname(tekst))
        wortel = omslag
    return wortel, f"{naam}, {tekst}"


def _xmldelen(gegevens: bytes, naam: str, limiet: int) -> Iterator[tuple[str, bytes]]:
    """The XML files that can hold a regulation or its modules: nothing is written, no name is followed."""
    try:
        pakket = zipfile.ZipFile(io.BytesIO(gegevens))
        leden = [lid for lid in pakket.infolist() if not lid.filename.endswith("/")]
        if len(leden) > _BESTANDEN:
            raise Geweigerd.om("te-groot", naam)
        over = limiet
        for lid in leden:
            if not lid.filename.lower().endswith(".xml"):
                continue
            with pakket.open(lid) as bestand:
                inhoud = bestand.read(over + 1)
            over -= len(inhoud)
            if over < 0:
                raise Geweigerd.om("te-groot/bestand-uitgepakt", naam)
            if b"standaarden.overheid.nl/" in inhoud[:4096]:
                yield lid.filename, inhoud
    except ZIP_KAPOT as fout:
        raise Geweigerd.om("geen-zip", naam) from fout
