"""Who tracked changes in a Word or OpenDocument file."""

from __future__ import annotations

import io
import zipfile

from verordening.xmlveilig import lees_xml

_MERKEN = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})


def auteurs(gegevens: bytes, naam: str) -> tuple[str, ...]:
    """The names with tracked changes, in the order in which they first occur; empty: nothing was tracked.

    Args:
        gegevens: a .docx or .odt. naam: of the file, for messages.

    Raises:
        Geweigerd: XML that cannot be read.
    """
    if not zipfile.is_zipfile(io.BytesIO(gegevens)):
        return ()
    with zipfile.ZipFile(io.BytesIO(gegevens)) as pakket:
        delen = [d for d in pakket.namelist() if d in ("word/document.xml", "word/footnotes.xml", "content.xml")]
        wortels = [lees_xml(pakket.read(d), naam=f"{naam}/{d}") for d in sorted(delen)]
    uit: dict[str, None] = {}
    for wortel in wortels:
        for element in wortel.iter():
            soort = str(element.tag).rpartition("}")[2]
            wie = next((str(w) for a, w in element.attrib.items() if str(a).endswith("}author")), "")
            if soort in _MERKEN and wie:
                uit[wie] = None
            elif soort == "change-info":
                uit[next((k.text or "" for k in element if str(k.tag).endswith("}creator")), "")] = None
    return tuple(filter(None, uit))
