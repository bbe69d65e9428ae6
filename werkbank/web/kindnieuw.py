"""What a child process does for a dossier of one's own: read one text, and say what was read beside the source."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from verordening.bevinding import Ernst
from verordening.canoniek import schrijf
from werkbank.web.klus import Klus

if TYPE_CHECKING:
    pass

_MEESTE = 400
"""Lines that are shown beside each other."""
_DELEN = ("word/document.xml", "content.xml", "word/footnotes.xml", "word/endnotes.xml")
"""Where in Word and ODF words stand; notes behind the text."""


def lezing(klus: Klus) -> dict[str, object]:
    """Read one text; the tree, what the reader accounts for, and what the text says of itself."""
    from verordening.boom import Soort, regels, wandel
    from verordening.lezers import lees
    from werkbank.diensten.eigendossier import Keuze, herken, ingang_volgens_tekst
    from werkbank.diensten.plaatsen import aantal_bepalingen
    from werkbank.web.kindwerk import _keuzes

    klus.zeg("lezen", 0, 2)
    gelezen = lees((klus.map / "bron.bin").read_bytes(), naam=klus.opdracht["naam"], keuzes=_keuzes(klus))
    klus.zeg("naast de bron zetten", 1, 2)
    (klus.uit / "tekst.xml").write_bytes(schrijf(gelezen))
    soorten = [e.soort for e in wandel(gelezen.wortel)]
    bevindingen = [*gelezen.bevindingen, *gelezen.verantwoording.bevindingen()]
    gevonden = herken(gelezen, Keuze())
    ingang = None if gevonden.vanaf else ingang_volgens_tekst(gelezen)
    if ingang is not None:
        gevonden = replace(gevonden, vanaf=ingang[0])
    return {
        "gevonden": {k: str(v or "") for k, v in asdict(gevonden).items()},
        "ingang": ingang[1].rstrip(".") if ingang else "",
        "artikelen": aantal_bepalingen(gelezen.wortel),
        "bijlagen": soorten.count(Soort.BIJLAGE),
        "sluitend": bool(gelezen.verantwoording.tellingen) and gelezen.verantwoording.sluitend,
        "aantallen": gelezen.verantwoording.aantallen(),
        "bevindingen": bevindingen,
        "fouten": sum(b.ernst is Ernst.FOUT for b in bevindingen),
        "bron": _bron((klus.map / "bron.bin").read_bytes(), klus.opdracht["naam"]),
        "gelezen": [r for _, r in regels(gelezen.wortel) if r.strip()][:_MEESTE],
    }


def haal(klus: Klus) -> list[dict[str, object]]:
    """The law texts of the dossier from the official repository; each one that cannot be had says why."""
    from werkbank.diensten.wetteksten import haal_wetten

    return [
        {
            "wet": g.afkorting,
            "dag": str(g.dag),
            "versie": g.resultaat.herkomst.versie if g.resultaat else "",
            "fout": g.bevinding.uitleg if g.bevinding else "",
        }
        for g in haal_wetten(klus.dossier, zeg=klus.zeg)
    ]


def _bron(inhoud: bytes, naam: str) -> list[str]:
    """The words of the source paragraph by paragraph, by a way that shares no code with the readers."""
    import io
    import zipfile

    from lxml import etree

    if inhoud[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            stukken = [pakket.read(n) for n in _DELEN if n in pakket.namelist()]
    else:
        stukken = [inhoud]
    regels: list[str] = []
    for stuk in stukken:
        if stuk.lstrip()[:1] != b"<":
            regels += stuk.decode("utf-8", "replace").splitlines()
            continue
        wortel = etree.fromstring(stuk, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
        alineas = wortel.iter("{*}p", "{*}h", "{*}al", "{*}Al", "{*}Kop", "{*}kop")
        regels += ["".join(str(t) for t in a.itertext()) for a in alineas]
    return [" ".join(r.split()) for r in regels if r.strip()][:_MEESTE]


WERK = {"haal": haal, "lezing": lezing}
"""Kind of task → what does it."""
