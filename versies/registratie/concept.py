"""A draft decision in the folder of a dossier: its words, the text that it makes, and its row in ``dossier.xml``.

It is a piece that people work in, and never in the archive: it goes when it is adopted (what was adopted is recorded) or withdrawn.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

from verordening.aanvullen import dossierslot
from verordening.bevinding import Geweigerd
from verordening.boom import Regeling
from verordening.canoniek import schrijf
from verordening.lezers import lees
from verordening.wissel import schrijf_set
from versies.archief.poort import lees_dossier, poort
from versies.dossier import Besluit, Dossier, Dossierblad, Wijzigt, binnen_map, lees_blad
from versies.opstellen.kern import eerste_afwijking, kern_van


def sleutel(regeling: str, dag: date) -> str:
    """The key of the draft about a regulation that is to take effect on a day: there is one.

    >>> sleutel("marktverordening", date(2027, 1, 1))
    'marktverordening-2027-01-01'
    """
    return f"{regeling[:69].strip('-')}-{dag}"


def rij_van(regeling: str, dag: date, titel: str) -> Besluit:
    """The row of a draft in ``dossier.xml``."""
    naam, wijzigt = sleutel(regeling, dag), (Wijzigt(regeling=regeling),)
    vast = {"juridisch_werkend_vanaf": dag, "status": "ontwerp", "citeertitel": titel, "wijzigt": wijzigt}
    return Besluit.model_validate({"slug": naam, "bestand": f"{naam}.md", "doel": naam, **vast})


def concepten(map_: Path) -> dict[str, str]:
    """The drafts of a dossier: key → what tells which words it has now."""
    return {b.slug: merk(map_, b) for b in lees_blad(map_).besluiten if b.status == "ontwerp"}


def merk(map_: Path, rij: Besluit) -> str:
    """What tells which words a draft has now."""
    pad = binnen_map(map_, f"besluiten/{rij.bestand}")
    return hashlib.sha256(pad.read_bytes() if pad.is_file() else b"").hexdigest()[:16]


def basis(dossier: Dossier, rij: Besluit) -> Regeling:
    """The adopted text that a draft about one regulation changes: the one that holds until its day.

    Raises:
        Geweigerd: there is none, or an adopted text begins on that very day.
    """
    regeling, dag = rij.wijzigt[0].regeling, rij.juridisch_werkend_vanaf
    versies = dossier.versies_van(regeling)
    if any(v.juridisch_werkend_vanaf == dag and v.status == "geldend" for v in versies):
        raise Geweigerd.om("ontwerp-dag-bezet", rij.citeertitel, dag=dag)
    was = dossier.versie_op(regeling, dag - timedelta(days=1))
    if was is None:
        raise Geweigerd.om("ontwerp-zonder-was", rij.citeertitel, dag=dag)
    return lees(was.pad)


def leg_neer(map_: Path, rij: Besluit, woorden: bytes, was: Regeling, wordt: Regeling, gezien: str) -> None:
    """Put a draft about one regulation in a dossier, in the place of the one with its key: all of it, or nothing.

    Args:
        rij: its row; the words come in the file that it names. was, wordt: the text that it was made on, and the text that it makes.
        gezien: :func:`merk` of the draft that it replaces, as its writer saw it; empty: there was none.

    Raises:
        Geweigerd: on its day another text is changed than the one it was made on; another wrote a draft meanwhile; or
            the files cannot be written.
    """
    with dossierslot(map_):
        dossier = lees_dossier(map_)
        if eerste_afwijking(kern_van(was), kern_van(basis(dossier, rij))) is not None:
            raise Geweigerd.om("ontwerp-andere-was", rij.citeertitel, dag=rij.juridisch_werkend_vanaf)
        blad = lees_blad(map_)
        eerder = next((b for b in blad.besluiten if b.slug == rij.slug), None)
        pad = _tekstpad(blad, rij)
        ander = eerder is not None and eerder.wijzigt != rij.wijzigt
        if ander or (merk(map_, eerder) if eerder else "") != gezien or (not eerder and (map_ / pad).exists()):
            raise Geweigerd.om("ontwerp-intussen", rij.citeertitel)
        besluiten = (*(b for b in blad.besluiten if b.slug != rij.slug), rij)
        nieuw = blad.model_copy(update={"besluiten": besluiten}).als_xml()
        schrijf_set(map_, {pad: schrijf(wordt), f"besluiten/{rij.bestand}": woorden, "dossier.xml": nieuw})


def trek_in(map_: Path, slug: str) -> None:
    """Take a draft out of a dossier. What an archive holds of it stays there.

    Raises:
        Geweigerd: there is no such draft, or the files cannot be written.
    """
    with dossierslot(map_):
        register = poort(map_, alleen_archief=True).register
        vast = register.boom() if register is not None else {}
        blad = lees_blad(map_)
        rij = next((b for b in blad.besluiten if b.slug == slug and b.status == "ontwerp"), None)
        if rij is None:
            raise Geweigerd.om("ontwerp-onbekend", slug)
        # In one step: a text of which no draft says that it is one, would pass for law.
        weg = [p for p in (_tekstpad(blad, rij), f"besluiten/{rij.bestand}") if p not in vast and binnen_map(map_, p)]
        besluiten = tuple(b for b in blad.besluiten if b.slug != slug)
        nieuw = blad.model_copy(update={"besluiten": besluiten}).als_xml()
        schrijf_set(map_, {**dict.fromkeys(weg), "dossier.xml": nieuw})


def _tekstpad(blad: Dossierblad, rij: Besluit) -> str:
    """Where the text that a draft makes is."""
    regeling = next(r for r in blad.regelingen if r.slug == rij.wijzigt[0].regeling)
    return f"{regeling.map}/{rij.juridisch_werkend_vanaf}.xml"
